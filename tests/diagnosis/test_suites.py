"""What a function is tried on: arrays with the right types, right numbers by SciPy, the mistakes that can be seen."""

from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from support.diagnosed_functions import alike, reference, size
from support.wrong_functions import MODES, TENSORFLOW

from course.diagnosis.cause import world
from course.diagnosis.probe_inputs import INPUTS, Bytes
from course.diagnosis.suites import (
    FAULTLESS,
    NUMPY_MODES,
    WORK_OF_A_DEFINITION,
    as_array,
    convolution_of,
    has_answer,
    mistakes_shown_by,
    right_answers_kept,
    small_pairs,
    suite_of,
)
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import applies, definition_with
from course.mistakes.smallest_input import Probe


def suite_in(place, flip=True):
    return suite_of(place, MODES if place in ("1-D", "2-D") else TENSORFLOW, flip)


@pytest.mark.parametrize("flip", [True, False])
@pytest.mark.parametrize("place", INPUTS)
def test_the_probes_expect_what_scipy_gives(place, flip):
    suite = suite_in(place, flip)
    assert len(suite.probes) >= 4
    for probe in (*suite.probes, *suite.small):
        assert alike(np.array(suite.right(probe), float), reference(probe)), probe


@pytest.mark.parametrize("place", INPUTS)
def test_the_smallest_come_first(place):
    suite = suite_in(place)
    assert [*map(size, suite.probes)] == sorted(map(size, suite.probes))
    assert [*map(size, suite.small)] == sorted(map(size, suite.small))
    assert size(suite.small[0]) == (4 if place == "channels" else 2)


@pytest.mark.parametrize("place", INPUTS)
def test_the_mistakes_are_those_that_some_probe_could_show(place):
    """Each mistake is held against each probe here; the suite asks once for each kind of probe."""
    suite = suite_in(place)
    shown = [
        mistake
        for mistake in BANK.values()
        if any(applies(mistake, probe.x.ndim, probe.options) for probe in suite.probes)
    ]
    assert list(suite.mistakes) == shown and {m for m in BANK.values() if place in m.places} <= {*shown}


def test_whether_mistakes_are_shown_is_asked_once_for_each_kind_of_probe(monkeypatch):
    calls = []
    monkeypatch.setattr("course.diagnosis.suites.applies", lambda *given: calls.append(given))
    assert mistakes_shown_by(suite_in("stride").probes) == ()
    assert len(calls) == 3 * len(BANK)  # three strides
    calls.clear()
    mistakes_shown_by(suite_in("2-D").probes)
    assert len(calls) == len(BANK)


def test_lists_show_the_same_mistakes_as_arrays():
    probes = suite_in("channels").probes
    as_lists = [Probe(probe.x.tolist(), probe.h.tolist(), probe.options) for probe in probes]
    assert mistakes_shown_by(as_lists) == mistakes_shown_by(probes)
    assert not [probe for probe in as_lists if not has_answer(probe)]


def test_the_type_of_an_input_is_what_a_function_gets():
    assert as_array(Bytes([[200, 250]])).dtype == np.uint8
    assert as_array([200, 250]).dtype == np.int64 and as_array([0.5, 1]).dtype == float
    kinds = {probe.x.dtype.kind for probe in suite_in("2-D").probes}
    assert kinds == {"i", "u", "f"}


def test_where_the_kernel_does_not_fit_valid_is_not_asked():
    assert all(
        probe.x.size >= probe.h.size for probe in suite_in("1-D").probes if probe.options["mode"] == "valid"
    )
    asked = {probe.options["mode"] for probe in suite_in("1-D").probes}
    assert asked == {*NUMPY_MODES} == {*MODES}
    assert not has_answer(Probe([1], [1, 2], {"mode": "valid"}))


def test_small_pairs_are_arrays_that_differ():
    pairs = small_pairs("channels")
    assert pairs[0][0].shape == (1, 1, 2) and pairs[0][1].shape == (1, 1, 2, 1)
    assert {x.ndim for x, _ in small_pairs("1-D")} == {1} and {x.ndim for x, _ in small_pairs("stride")} == {
        2
    }
    assert all(k <= n for x, h in small_pairs("2-D") for n, k in zip(x.shape, h.shape))


def test_another_world_gives_other_numbers():
    probe = Probe([3, 4, 5], [2, 1], {"mode": "full"})
    assert convolution_of(FAULTLESS, probe) == [6, 11, 14, 5]
    assert convolution_of(definition_with(BANK["no-flip"]), probe) == [3, 10, 13, 10]


# ---- what is kept, and how long a probe takes


def test_the_work_on_a_probe_is_counted_in_products():
    options = {"mode": "full", "flip": True}
    signal = Probe(np.array([3, 1, 4, 1]), np.array([2, 7]), options)
    image = Probe(np.ones((3, 4)), np.ones((2, 2)), {**options, "mode": "valid"})
    stack = Probe(np.ones((3, 4, 5)), np.ones((2, 2, 5, 7)), {**options, "mode": "valid"})
    suite = replace(suite_in("1-D"), probes=(signal, image, stack))
    start = WORK_OF_A_DEFINITION
    assert suite.work == [start + 4 + 5 * 2, start + 12 + 6 * 4, start + 60 + 6 * 7 * 20]
    assert suite.right_numbers == [suite.right(probe) for probe in suite.probes]


def test_what_is_kept_for_a_suite_is_not_that_of_another():
    suite = suite_in("1-D")
    other = replace(suite)
    other.kept["something"] = 1
    assert "something" not in suite.kept and replace(other).kept == {}


def test_suites_and_definitions_with_mistakes_are_not_kept_without_end():
    for kept in (suite_of, world):
        most = kept.cache_info().maxsize
        assert most is not None and most <= 1_000


def test_what_is_right_is_worked_out_once_and_what_a_mistake_gives_each_time():
    one, other = suite_in("1-D").probes[:2]
    numbers = count()
    gives = right_answers_kept(lambda made, probe: next(numbers))
    assert [gives(FAULTLESS, probe) for probe in (one, other, one)] == [0, 1, 0]
    assert [gives(world(BANK["no-flip"]), one) for _ in range(2)] == [2, 3]


def test_a_probe_is_put_into_words_once():
    numbers = count(1)
    suite = replace(suite_in("1-D"), shown=lambda probe: f"call {next(numbers)}")
    one, other = suite.probes[:2]
    assert [suite.in_words(probe) for probe in (one, other, one)] == ["call 1", "call 2", "call 1"]
