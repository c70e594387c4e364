"""Exercise 1, convolve2d: its words, its inputs, and its solution against scipy.signal.convolve2d."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exercise_checks import ExerciseChecks
from support.exercise_runs import agrees
from support.strategies import fitting, laws


class TestExercise1(ExerciseChecks):
    number = 1
    asked = [
        *["shape", "centre", "edge", "corner", "whole"],
        *["even kernel", "not square", "bytes", "fractions", "nan"],
    ]
    sums = {"1*3 + 2*2 + 4*0 + 5*1": 12, "1*3, 1*4 + 2*3, 2*4": (3, 10, 8)}
    examples = {"convolve2d": 2}
    hinted = {"convolve2d": {"no-flip"}}
    tries_defaults = True

    def keeps_promise(self, call):
        image, kernel = call.arguments[:2]
        return image.ndim == kernel.ndim == 2 and all(k <= n for n, k in zip(image.shape, kernel.shape))

    @pytest.mark.parametrize("short", [np.float16, partial(np.round, decimals=3)])
    def test_numbers_with_too_few_digits_do_not_pass(self, short, without_pairs):
        assert not self.grade_of_rounded(short).passed


@given(fitting(), st.sampled_from(["full", "same", "valid"]), st.sampled_from([1, 4]))
@laws
def test_the_solution_gives_what_is_right(pair, mode, parts):
    agrees(1, "convolve2d", *(values / parts for values in pair), mode=mode)
