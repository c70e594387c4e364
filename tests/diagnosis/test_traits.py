"""What all failures of a function share: every fact is true, and the one that people need is there."""

from itertools import count

import numpy as np
import pytest
from scipy import signal
from support.diagnosed_functions import TRUE, broken, diagnosed, numbers, said_truly, size
from support.wrong_functions import MODES, ONE, TWO, UNKNOWN

from course.diagnosis.answer import Answer
from course.diagnosis.diagnose import diagnose_in_modes
from course.diagnosis.fact_text import Fact
from course.diagnosis.failures import Failure
from course.diagnosis.suites import suite_of
from course.diagnosis.traits import TRAITS, shared_traits
from course.mistakes.smallest_input import Probe

WRONG = [*ONE, *TWO, *UNKNOWN]


@pytest.mark.parametrize("entry", WRONG, ids=[entry.f.__name__ for entry in WRONG])
def test_what_is_said_of_the_failures_is_true(entry):
    found = diagnosed(entry)
    beside_crashes = [fact for fact in found.facts if fact.kind != "no numbers"]
    assert bool(beside_crashes) == (not found.causes), (
        "crashes are always said, the rest where nothing is named"
    )
    said_truly(found, suite_of(entry.place, entry.modes, entry.flip), entry.f)


def lines(x, h, mode):
    """A right convolution of signals."""
    return np.convolve(x, h, mode)


def grids(x, h, mode):
    """A right convolution of images."""
    return signal.convolve2d(x, h, mode)


RIGHTLY = {"1-D": lines, "2-D": grids}


def off_where(place, has):
    """A function that is wrong, each time otherwise, on the inputs that have something."""
    turns = count(2)

    def f(x, h, mode):
        y = RIGHTLY[place](x, h, mode).astype(float)
        if has(Probe(x, h, {"mode": mode})):
            y.flat[0] += 1000 * next(turns) ** 2
            y.flat[-1] -= 7
        return y

    return f


NEVER_IN = {  # traits that no probe of a place has
    "1-D": ("SAME", "stride", "different strides", "several images", "several channels", "several filters")
    + ("kernel not square", "image not square", "even rows", "even columns"),
    "2-D": ("SAME", "stride", "different strides", "several images", "several channels", "several filters"),
}


def test_a_kernel_of_one_number_is_told(no_pairs):
    """Of images only small inputs have one, of which no trait is told."""
    suite, f = suite_of("1-D", MODES, True), off_where("1-D", TRUE["kernel of one"])
    found = diagnose_in_modes(f, "1-D")
    assert Fact("wrong only where", ("kernel of one",)) in found.facts
    said_truly(found, suite, f)


@pytest.mark.parametrize("place", RIGHTLY)
@pytest.mark.parametrize("trait", [trait for trait in TRUE if trait not in ("VALID", "kernel of one")])
def test_a_trait_of_all_failures_is_said_and_true(no_pairs, place, trait):
    suite, f = suite_of(place, MODES, True), off_where(place, TRUE[trait])
    found = diagnose_in_modes(f, place)
    having = sum(map(TRUE[trait], suite.probes))
    assert (having == 0) == (trait in NEVER_IN[place]) == found.right
    assert not found.causes
    said_truly(found, suite, f)
    assert found.right or Fact("wrong only where", (trait,)) in found.facts


@pytest.mark.parametrize("place", ["stride", "channels"])
def test_modes_are_in_capitals_for_those_who_write_them_so(no_pairs, place):
    suite = suite_of(place, ("SAME", "valid"), True)

    def f(x, h, mode, **steps):
        raise ValueError(mode) if mode == "valid" else NotImplementedError

    failures = [failure for failure in diagnose_in_modes(f, place, modes=("SAME", "valid")).failures]
    valid = [failure for failure in failures if failure.probe.options["mode"] == "valid"]
    valid = [failure for failure in valid if any(failure.probe is probe for probe in suite.probes)]
    assert Fact("wrong only where", ("VALID",)) in shared_traits(valid, suite.probes)


def test_the_traits_are_those_of_the_tests():
    assert {*TRAITS, "VALID"} == {*TRUE, "several images"}


def dtypes(probe):
    return {np.asarray(values).dtype.kind for values in (probe.x, probe.h)}


@pytest.mark.parametrize(
    "has",
    [
        lambda probe: "f" in dtypes(probe),
        lambda probe: np.size(probe.h) > 4,
        lambda probe: np.shape(probe.h)[0] > 3,
        lambda probe: broken(probe.x),
        lambda probe: numbers(probe.h).sum() == 0,
    ],
)
@pytest.mark.parametrize("place", RIGHTLY)
def test_what_is_said_is_true_where_no_trait_quite_fits(no_pairs, place, has):
    f = off_where(place, has)
    said_truly(diagnose_in_modes(f, place), suite_of(place, MODES, True), f)


@pytest.mark.parametrize(
    "f, kind, value",
    [
        (lambda x, h, mode: lines(x, h, mode) * 3 + 0.0, "times", 3),
        (lambda x, h, mode: lines(x, h, mode) + 2.5, "plus", 2.5),
    ],
)
def test_one_rule_for_all_numbers_is_said_where_no_mistake_is_named(f, kind, value):
    found = diagnose_in_modes(f, "1-D")
    assert not found.causes and Fact(kind, (value,)) in found.facts
    said_truly(found, suite_of("1-D", MODES, True), f)


@pytest.mark.parametrize(
    "place, cut, ends, of_large",
    [
        ("1-D", np.s_[1:], ("first",), False),
        ("1-D", np.s_[1:-1], ("first and last",), False),
        ("2-D", np.s_[:, :-1], ("", "last"), False),
        ("2-D", np.s_[1:, 1:-1], ("first", "first and last"), False),
        ("2-D", np.s_[1:-1, 1:-1], ("first and last", "first and last"), False),
    ],
)
def test_what_is_missing_each_time_is_said(no_pairs, place, cut, ends, of_large):
    """Only in mode full, so that no mistake of the bank is the same."""

    def f(x, h, mode):
        y = RIGHTLY[place](x, h, mode)
        return y[cut] if mode == "full" else y

    found = diagnose_in_modes(f, place)
    assert not found.causes and Fact("missing", (ends, of_large)) in found.facts
    said_truly(found, suite_of(place, MODES, True), f)


def test_a_missing_frame_is_said_of_results_that_have_an_inside(no_pairs):
    def f(x, h, mode):
        y = grids(x, h, mode)
        return y[1:-1, 1:-1] if min(y.shape) > 2 else y[:, :0]

    found = diagnose_in_modes(f, "2-D")
    assert not found.causes and Fact("missing", (("first and last",) * 2, True)) in found.facts
    said_truly(found, suite_of("2-D", MODES, True), f)


def test_nothing_is_missing_where_one_result_is_another(no_pairs):
    def f(x, h, mode):
        y = lines(x, h, mode)
        return y[1:] * (1 + (len(y) > 6)) if mode == "full" else y

    assert not [fact for fact in diagnose_in_modes(f, "1-D").facts if fact.kind == "missing"]


@pytest.mark.parametrize("place", RIGHTLY)
@pytest.mark.parametrize("trait", [trait for trait in TRUE if trait != "VALID"])
def test_one_that_is_right_but_for_a_crash_gets_no_name(place, trait):
    def f(x, h, mode):
        if TRUE[trait](Probe(x, h, {"mode": mode})):
            raise ValueError("not today")
        return RIGHTLY[place](x, h, mode)

    found = diagnose_in_modes(f, place)
    assert not found.causes
    said_truly(found, suite_of(place, MODES, True), f)


def test_only_small_inputs_go_wrong():
    def f(x, h, mode):
        return lines(x, h, mode) + (size(Probe(x, h, {})) == 2)

    suite = suite_of("1-D", MODES, True)
    assert min(map(size, suite.probes)) > 2
    assert diagnose_in_modes(f, "1-D").facts == [Fact("wrong on small")]


# ---- where the wrong numbers lie, and that they are 0


def emptied_where(is_emptied):
    """A function of images whose right numbers are 0 where is_emptied(row, column, rows, columns, kernel's shape)."""

    def f(x, h, mode):
        y = grids(x, h, mode).astype(float)
        for row, column in np.ndindex(y.shape):
            if is_emptied(row, column, *y.shape, h.shape):
                y[row, column] = 0
        return y

    return f


def in_corner(row, column, rows, columns, kernel):
    return row in (0, rows - 1) and column in (0, columns - 1)


def at_one_side(row, column, rows, columns, kernel):
    return column == columns - 1 and row not in (0, rows - 1)


PLACES = {  # where a result is 0: the fact on where, if it is told, that is so of it
    "corners": (in_corner, "corners"),
    "a side without its corners": (at_one_side, "last column"),
}


@pytest.mark.parametrize("name", PLACES)
def test_where_the_wrong_numbers_lie_is_told_and_that_they_are_zeros(no_pairs, name):
    is_emptied, where = PLACES[name]
    f = emptied_where(is_emptied)
    found = diagnose_in_modes(f, "2-D")
    assert not found.causes and {Fact("wrong numbers", (where,)), Fact("zeros")} <= set(found.facts)
    said_truly(found, suite_of("2-D", MODES, True), f)


def test_what_lies_beyond_a_corner_is_told_under_larger_kernels(no_pairs):
    def f(x, h, mode):
        y = grids(x, h, mode).astype(float)
        if mode == "full":
            first, last = np.array(h.shape) - 1, np.array(x.shape)
            rows, columns = np.indices(y.shape)
            outside = [(i < low) | (i >= high) for i, low, high in zip((rows, columns), first, last)]
            y[outside[0] & outside[1]] += 5
        return y

    found = diagnose_in_modes(f, "2-D")
    assert not found.causes and Fact("wrong numbers", ("beyond corners",)) in found.facts
    said_truly(found, suite_of("2-D", MODES, True), f)


def traits_of(*functions_and_shapes):
    """What is shared by the failures of functions of images in mode same, each on one of a shape, under a 3x3 kernel."""
    failures = []
    for f, sizes in functions_and_shapes:
        probe = Probe(np.arange(1, np.prod(sizes) + 1).reshape(sizes), np.ones((3, 3)), {"mode": "same"})
        given, right = (each(probe.x, probe.h, "same").tolist() for each in (f, grids))
        failures.append(Failure(probe, Answer(given), right, "f()"))
    passed = Probe(np.ones((1, 1)), np.ones((1, 1)), {"mode": "same"})
    return shared_traits(failures, [*(failure.probe for failure in failures), passed])


SHAPES = ((4, 5), (5, 4), (3, 6))
CORNERS = Fact("wrong numbers", ("corners",))


def test_of_small_images_no_corner_is_told():
    """Of 2x5 all that is wrong lies in the corners, but these are the first and the last column."""
    f = emptied_where(in_corner)
    assert CORNERS in traits_of((f, (4, 5)), (f, (2, 5)))
    assert CORNERS not in traits_of((f, (2, 5)), (f, (2, 6)))


def little_off(x, h, mode):
    return grids(x, h, mode) * (1 + 1e-8)


def test_zeros_are_told_only_where_all_that_is_wrong_is_0_and_something_right_is_not():
    f = emptied_where(in_corner)
    zeros = [(f, sizes) for sizes in SHAPES]
    assert Fact("zeros") in traits_of(*zeros)
    assert Fact("zeros") not in traits_of(*zeros[:2]), "two may be chance"
    assert Fact("zeros") not in traits_of(*zeros, (little_off, (4, 4)))
    assert Fact("zeros") not in traits_of(*[(little_off, sizes) for sizes in SHAPES])
    assert Fact("zeros") not in traits_of(*[(emptied_where(lambda *_: True), sizes) for sizes in SHAPES])
    assert Fact("zeros") not in traits_of(*zeros, (lambda x, h, mode: grids(x, h, mode) + 1, (1, 1)))


# ---- two traits that most of the inputs that have both go wrong with


def test_two_traits_are_told_together_where_each_alone_is_had_by_too_many_others(no_pairs):
    """Mode same goes by the wrong axis, as where the halves of a kernel that is not square are exchanged."""

    def f(x, h, mode):
        y = grids(x, h, mode)
        high, wide = h.shape
        return y[::-1] * 2 + 1 if mode == "same" and high // 2 != wide // 2 else y

    found = diagnose_in_modes(f, "2-D")
    (fact,) = [fact for fact in found.facts if fact.kind == "wrong at most where both"]
    assert fact.values[:2] == ("same", "kernel not square") and fact.values[2] < fact.values[3]
    said_truly(found, suite_of("2-D", MODES, True), f)


def test_two_traits_are_not_told_where_more_of_those_that_have_both_are_right():
    """One of three fails, and what it alone has is no trait: that mode and shape are chance."""
    options = {"mode": "same", "flip": True}
    probes = [Probe(np.ones((5, 5)), np.ones((1, size)), options) for size in (2, 3, 3, 3)]
    probes += [Probe(np.ones((5, 5)), np.ones((3, 3)), options) for _ in range(3)]
    probes += [Probe(np.ones((5, 5)), np.ones((1, 3)), {**options, "mode": "full"}) for _ in range(3)]
    failures = [Failure(probe, Answer([[0.0]]), [[1.0]], "f()") for probe in probes[1:3]]
    kinds = [fact.kind for fact in shared_traits(failures, probes)]
    assert "wrong at most where both" in kinds
    kinds = [fact.kind for fact in shared_traits(failures[:1], probes)]
    assert "wrong at most where both" not in kinds


def test_no_fact_contradicts_the_failure_that_is_printed():
    def wrong_for_even_sizes_and_for_one(x, h, mode):
        y = np.convolve(x, h, mode)
        return y + 1 if len(h) % 2 == 0 or (len(x), len(h)) == (1, 1) else y

    found = diagnose_in_modes(wrong_for_even_sizes_and_for_one, "1-D")
    assert len(found.failures[0].probe.h) == 1
    assert not any("even" in line for line in found.shared) and found.shared
