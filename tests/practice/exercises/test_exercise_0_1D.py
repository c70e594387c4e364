"""Exercise 0, convolve1d: its words, its inputs, and its solution against np.convolve."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exercise_checks import ExerciseChecks, agrees
from support.strategies import fitting, laws


class TestExercise0(ExerciseChecks):
    number = 0
    asked = ["shape", "centre", "edge", "whole", "even kernel", "bytes", "fractions", "nan"]
    sums = {"3*2, 3*1 + 4*2, 4*1 + 5*2, 5*1": (6, 11, 14, 5)}
    examples = {"convolve1d": 2}
    tries_defaults = True

    def keeps_promise(self, call):
        signal, kernel = call.arguments[:2]
        return signal.ndim == kernel.ndim == 1 and len(kernel) <= len(signal)

    @pytest.mark.parametrize("short", [np.float16, partial(np.round, decimals=3)])
    def test_numbers_with_too_few_digits_do_not_pass(self, short, without_pairs):
        assert not self.grade_of_rounded(short).passed


@given(fitting(axes=1, longest=9), st.sampled_from(["full", "same", "valid"]), st.sampled_from([1, 4]))
@laws
def test_the_solution_gives_what_is_right(pair, mode, parts):
    agrees(0, "convolve1d", *(values / parts for values in pair), mode=mode)
