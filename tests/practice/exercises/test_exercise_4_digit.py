"""Exercise 4, feature_map: its words, inputs and own mistakes, and the solution against SciPy."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage, signal
from support.exercise_answers import alike, maps
from support.exercise_checks import ExerciseChecks
from support.exercise_runs import agrees
from support.strategies import integers, laws

from course.convolution import layers
from course.diagnosis.cause import world
from course.practice.exercises.exercise_4_digit.exercise import MISTAKES

OWN = {mistake.name: mistake for mistake in MISTAKES}


class TestExercise4(ExerciseChecks):
    number = 4
    asked = ["shape", "whole", "even kernel", "not square", "odd size", "bytes", "fractions"]
    examples = {"feature_map": 2}
    hinted = {"feature_map": {"no-flip", "range-short", "range-short-rows", "range-short-cols"}}
    own_mistakes = MISTAKES

    def keeps_promise(self, call):
        image, kernel = call.arguments
        return image.ndim == kernel.ndim == 2 and all(k < n for n, k in zip(image.shape, kernel.shape))

    @pytest.mark.parametrize("short", [np.float16, partial(np.round, decimals=3)])
    def test_numbers_with_too_few_digits_do_not_pass(self, short, without_pairs):
        assert not self.grade_of_rounded(short).passed


# ---- the solution and the definition against engines that share no code with them


@st.composite
def fields(draw):
    """An image and a kernel that leave at least two rows and columns."""
    k = draw(st.tuples(*[st.integers(1, 4)] * 2))
    n = tuple(size + draw(st.integers(1, 4)) for size in k)
    parts = draw(st.sampled_from([1, 4]))
    return [draw(arrays(np.int64, size, elements=integers)) / parts for size in (n, k)]


@given(fields())
@laws
def test_the_solution_and_the_definition_give_what_is_right(pair):
    agrees(4, "feature_map", *pair)
    x, h = pair
    found = signal.correlate2d(x, h, "valid").clip(0)
    rows, columns = (size // 2 for size in found.shape)
    right = [[found[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max() for j in range(columns)] for i in range(rows)]
    assert alike(layers.feature_map(x.tolist(), h.tolist()), right)


# ---- its own mistakes: what each says it is, in NumPy


def in_squares(change, keep=False):
    """A pooling: change of the four numbers of each square; keep: also of what an odd end leaves."""

    def pooled(y):
        rows, columns = ((n + keep) // 2 for n in y.shape)
        return [
            [change(y[2 * i : 2 * i + 2, 2 * j : 2 * j + 2]) for j in range(columns)] for i in range(rows)
        ]

    return pooled


def along(axis):
    """A pooling of two rows, or of two columns."""

    def pooled(y):
        y = np.moveaxis(y, axis, 0)
        y = y[: len(y) // 2 * 2]
        return np.moveaxis(np.maximum(y[::2], y[1::2]), 0, axis)

    return pooled


largest, above = in_squares(np.max), partial(np.maximum, 0)
FIELDS = {  # what becomes of the correlation
    "no-relu": largest,
    "relu-turned-round": lambda y: largest(np.minimum(y, 0)),
    "relu-one-or-zero": lambda y: largest(np.heaviside(y, 0)),
    "no-pooling": above,
    "pooling-of-strips": lambda y: [  # columns j and m + j, of two rows
        [np.max(above(y)[i : i + 2, [j, y.shape[1] // 2 + j]]) for j in range(y.shape[1] // 2)]
        for i in range(0, y.shape[0] // 2 * 2, 2)
    ],
    "pooling-by-one": lambda y: ndimage.maximum_filter(above(y), 2)[1:, 1:],
    "pooling-mean": lambda y: in_squares(np.mean)(above(y)),
    "pooling-sum": lambda y: in_squares(np.sum)(above(y)),
    "pooling-smallest": lambda y: in_squares(np.min)(above(y)),
    "pooling-first": lambda y: above(y)[: y.shape[0] // 2 * 2 : 2, : y.shape[1] // 2 * 2 : 2],
    "pooling-keeps-the-odd": lambda y: in_squares(np.max, keep=True)(above(y)),
    "pooling-from-one": lambda y: largest(above(y)[y.shape[0] % 2 :, y.shape[1] % 2 :]),
    "pooling-rows-only": lambda y: along(0)(above(y)),
    "pooling-columns-only": lambda y: along(1)(above(y)),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_mistake_of_feature_maps_is_what_it_says(name):
    assert {*FIELDS, "relu-first"} == set(OWN)
    for probe in maps(12):
        y = signal.correlate2d(probe.x, probe.h, "valid")
        got = world(OWN[name]).feature_map(probe.x, probe.h)
        assert alike(got, FIELDS[name](y)), probe


def test_relu_before_the_kernel():
    for probe in maps(12):
        y = signal.correlate2d(np.maximum(probe.x, 0), probe.h, "valid")
        got = world(OWN["relu-first"]).feature_map(probe.x, probe.h)
        assert alike(got, largest(above(y))), probe
