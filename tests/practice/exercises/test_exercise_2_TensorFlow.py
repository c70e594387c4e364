"""Exercise 2, output_size and conv2d: their words, inputs and own mistakes, and the solution against SciPy."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import signal
from support.exercise_answers import expected
from support.exercise_checks import ExerciseChecks
from support.exercise_runs import agrees, solution
from support.right_files import LOOPS, RIGHT
from support.strategies import laws, quarters
from support.true_sentences import Told

from course.diagnosis.cause import world
from course.practice.exercises.exercise_2_TensorFlow.exercise import MISTAKES

OWN = {mistake.name: mistake for mistake in MISTAKES}


class TestExercise2(ExerciseChecks):
    number = 2
    asked = [
        *["sizes", "shape", "centre", "edge", "corner", "whole"],
        *["even kernel", "not square", "fractions", "stride", "channels", "nan"],
    ]
    sums = {"1*1 + 2*10, 2*1 + 3*10, 3*1": (21, 32, 3)}
    examples = {"output_size": 2, "conv2d": 0}
    hinted = {"conv2d": {"no-flip"}}
    printed = 3
    own_mistakes = MISTAKES
    tries_defaults = True

    @pytest.mark.slow  # exercises 0, 1 and 3 have it in the suite
    def test_every_mistake_fails_and_is_named_and_no_name_is_false(self):
        super().test_every_mistake_fails_and_is_named_and_no_name_is_false()

    @pytest.mark.slow
    def test_two_mistakes_together_never_stop_the_check(self):
        super().test_two_mistakes_together_never_stop_the_check()

    def keeps_promise(self, call):
        if call.function == "output_size":
            n, k, _, padding = call.arguments
            return k <= n and padding in ("SAME", "VALID")
        images, filters = call.arguments
        fits = all(k <= n for n, k in zip(images.shape[1:3], filters.shape))
        return images.dtype == filters.dtype == float and images.shape[3] == filters.shape[2] and fits

    def test_a_file_that_reads_one_row_alone_is_not_told_of_images_that_are_not_square(self):
        source = RIGHT[2, LOOPS].replace("total += image[row]", "total += (row == 0) * image[row]")
        Told(source, self.grade_of(source)).verify()

    def sizes_timed(self, arguments):
        images, filters = arguments
        assert images.shape == (1, 32, 24, 4) and filters.shape == (3, 3, 4, 8)
        return ["32x24", "4", "8", "3x3"]


def test_the_examples_of_conv2d_are_right():
    conv2d = solution(2)["conv2d"]
    images, filters = np.array([[[[1.0], [2], [3]]]]), np.array([[[[1.0]], [[10]]]])
    assert conv2d(images, filters).tolist() == [[[[21], [32], [3]]]]
    assert conv2d(images, filters, (1, 2), "VALID").tolist() == [[[[21]]]]
    assert "= [21, 32, 3]" in conv2d.__doc__ and "gives [21]\n" in conv2d.__doc__


# ---- the solution against engines that share no code with it


@given(st.data())
@laws
def test_conv2d_gives_what_is_right(data):
    draw, few, sides = data.draw, st.integers(1, 3), st.tuples(*[st.integers(1, 6)] * 2)
    n, (inputs, outputs, batch) = draw(sides), draw(st.tuples(few, few, few))
    k = tuple(draw(st.integers(1, size)) for size in n)
    images = draw(arrays(float, (batch, *n, inputs), elements=quarters))
    filters = draw(arrays(float, (*k, inputs, outputs), elements=quarters))
    stride, padding = draw(st.tuples(few, few)), draw(st.sampled_from(["SAME", "VALID"]))
    agrees(2, "conv2d", images, filters, stride=stride, padding=padding)


@given(st.integers(1, 60), st.integers(1, 9), st.integers(1, 9), st.sampled_from(["SAME", "VALID"]))
@laws
def test_output_size_gives_what_is_right(n, k, stride, padding):
    k = min(n, k)
    right = expected("output_size", (n, k, stride, padding), {})
    assert solution(2)["output_size"](n, k, stride, padding) == right


# ---- its own mistakes: what each says it is, in NumPy


ZEROS = {  # zeros before and after, for n, k and the zeros that there should be
    "SAME-odd-before": lambda k, total: (total - total // 2, total // 2),
    "SAME-half-both": lambda k, total: (k // 2, k // 2),
    "SAME-half-floor": lambda k, total: ((k - 1) // 2, (k - 1) // 2),
    "SAME-all-before": lambda k, total: (total, 0),
    "SAME-all-after": lambda k, total: (0, total),
    "SAME-is-full": lambda k, total: (k - 1, k - 1),
}


@pytest.mark.parametrize("name", ZEROS)
def test_a_mistake_of_zeros_is_what_it_says(name):
    assert {*ZEROS, "VALID-is-SAME", "stride-windows-by-one"} == set(OWN)
    pads = world(OWN[name]).pads
    for n, k, s in product(range(1, 9), range(1, 9), (1, 2, 3)):
        total = max((-(-n // s) - 1) * s + k - n, 0)
        assert pads(n, k, "SAME", stride=s) == ZEROS[name](k, total)
        assert pads(n, k, "valid", stride=s) == (0, 0)


def test_valid_for_same():
    assert world(OWN["VALID-is-SAME"]).pads(5, 3, "valid") == (1, 1)


@pytest.mark.parametrize("mode", ["valid", "SAME"])
def test_windows_that_move_by_one(mode):
    x, h = np.arange(42).reshape(7, 6) ** 2 % 23, np.array([[1, 2, -1], [3, 0, 5]])
    for rows, columns in product((1, 2, 3), repeat=2):
        sides = [(0, 0)] * 2
        if mode == "SAME":
            totals = [
                max((-(-n // s) - 1) * s + k - n, 0) for n, k, s in zip(x.shape, h.shape, (rows, columns))
            ]
            sides = [(total // 2, total - total // 2) for total in totals]
        dense = signal.correlate2d(np.pad(x, sides), h, "valid")
        size = [-(-n // s) for n, s in zip(dense.shape, (rows, columns))]
        made = world(OWN["stride-windows-by-one"]).convolve2d(x, h, mode, stride=(rows, columns), flip=False)
        assert made == dense[: size[0], : size[1]].tolist()
