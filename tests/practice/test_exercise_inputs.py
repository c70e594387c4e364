"""Inputs of the exercises: each kind is what it says, and the numbers are those of the worked examples."""

from math import nan

import numpy as np
import pytest

from course.mistakes.smallest_input import Probe
from course.practice import exercise_inputs
from course.practice.exercise_inputs import (
    as_floats,
    as_fractions,
    probes_of,
    suite_of_calls,
    uneven_numbers,
    uneven_pairs,
    where_window_leaves,
    with_nan,
)
from course.sandbox.messages import Call

SAME = {"mode": "same", "flip": True}
PLAIN = Probe(np.ones((4, 4), int), np.ones((3, 3), int), SAME)
SAME_AGAIN = PLAIN._replace(x=PLAIN.x.copy())  # another probe
OTHERS = {  # a kind: probes that are of it, and differ from the plain one in nothing else
    "has_fractions": [PLAIN._replace(x=PLAIN.x / 2), PLAIN._replace(h=PLAIN.h / 4)],
    "has_bytes": [PLAIN._replace(x=PLAIN.x.astype(np.uint8))],
    "has_nan": [PLAIN._replace(x=np.where(np.eye(4), nan, 1))],
    "is_not_square": [PLAIN._replace(x=np.ones((4, 5), int)), PLAIN._replace(h=np.ones((3, 1), int))],
    "has_even_kernel": [PLAIN._replace(h=np.ones((2, 2), int)), PLAIN._replace(x=np.ones(4), h=np.ones(2))],
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_kind_is_what_it_says_and_no_other(kind):
    is_of_kind = getattr(exercise_inputs, kind)
    assert not is_of_kind(PLAIN)
    for other, probes in OTHERS.items():
        assert [is_of_kind(probe) for probe in probes] == [other == kind] * len(probes)


def test_which_numbers_are_looked_at():
    leaving = [
        [sum(where_window_leaves(n)(PLAIN, (i, j)) * n for n in (1, 2)) for j in range(4)] for i in range(4)
    ]
    assert leaving == [[2, 1, 1, 2], [1, 0, 0, 1], [1, 0, 0, 1], [2, 1, 1, 2]]
    assert [where_window_leaves(0)(PLAIN, (1, j)) for j in range(4)] == [False, True, True, False]
    large = PLAIN._replace(h=np.ones((5, 5), int))
    assert not any(where_window_leaves(n)(large, (i, i)) for n in range(3) for i in range(4))
    assert exercise_inputs.every_number(PLAIN, (0, 0)) and not exercise_inputs.no_number(PLAIN, (0, 0))


def test_uneven_numbers_are_powers_of_a_root_scaled():
    assert uneven_numbers((6,), 2).tolist() == [-4, -4, -3, -2, 0, 4]
    assert uneven_numbers((2, 2), 3, 0, 100).tolist() == [[3, 9], [27, 81]]
    every = uneven_numbers((100,), 2, 0, 255)
    assert (every.min(), every.max()) == (2, 253) and len(set(every.tolist())) == 100


def test_pairs_and_what_is_made_of_them():
    ((image, kernel),) = pairs = uneven_pairs([((2, 3), (1, 2))])
    assert image.shape == (2, 3) and kernel.shape == (1, 2) and image.dtype == kernel.dtype == np.int64
    ((floats, weights),) = as_floats(pairs)
    assert floats.dtype == weights.dtype == float and floats.tolist() == image.tolist()
    ((quarters, halves),) = as_fractions(pairs)
    assert (4 * quarters).tolist() == image.tolist() and (2 * halves).tolist() == kernel.tolist()
    ((holed, _),) = with_nan(pairs)
    assert np.argwhere(np.isnan(holed)).tolist() == [[1, 1]] and not np.isnan(image).any()


def test_a_probe_for_each_pair_and_mode():
    probes = probes_of([([1, 2], [3]), ([4], [5])], ("full", "valid"), flip=False, stride=2)
    assert [(probe.x, probe.options["mode"]) for probe in probes] == [
        ([1, 2], "full"), ([1, 2], "valid"), ([4], "full"), ([4], "valid"),
    ]  # fmt: skip
    assert all(probe.options["flip"] is False and probe.options["stride"] == 2 for probe in probes)


def test_a_suite_shows_calls_and_looks_for_its_own_mistakes_first():
    suite = suite_of_calls(
        [PLAIN],
        lambda probe: Call("f", (probe.h.shape,), {"padding": "SAME"}),
        own_mistakes=("mine",),
        mistakes=("a", "b"),
    )
    assert suite.mistakes == ("mine", "a", "b") and suite.shown(PLAIN) == "f((3, 3), padding='SAME')"
    assert suite.right(PLAIN)[0][0] == 4
    of_bank = suite_of_calls([PLAIN], None).mistakes
    assert "no-flip" in [mistake.name for mistake in of_bank]


def test_what_is_right_is_worked_out_once_and_what_a_mistake_gives_each_time():
    made = []

    def gives(definition, probe):
        made.append(definition)
        return [len(made)]

    suite = suite_of_calls([PLAIN], None, gives, mistakes=())
    assert [suite.right(PLAIN), suite.right(PLAIN), suite.right(SAME_AGAIN)] == [[1], [1], [2]]
    assert (
        suite.right(PLAIN, "another") == [3]
        and suite.right(PLAIN, "another") == [4]
        and suite.right(PLAIN) == [1]
    )
