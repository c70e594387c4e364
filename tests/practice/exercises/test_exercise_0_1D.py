"""Exercise 0, convolve1d: its words, its inputs, and its solution against np.convolve."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exercise_checks import ExerciseChecks
from support.exercise_runs import agrees
from support.right_files import LOOPS, RIGHT
from support.strategies import fitting, laws
from support.true_sentences import Told


class TestExercise0(ExerciseChecks):
    number = 0
    asked = ["shape", "centre", "edge", "whole", "even kernel", "bytes", "fractions", "nan"]
    sums = {"3*2, 3*1 + 4*2, 4*1 + 5*2, 5*1": (6, 11, 14, 5)}
    examples = {"convolve1d": 2}
    hinted = {"convolve1d": {"no-flip"}}
    tries_defaults = True

    def keeps_promise(self, call):
        signal, kernel = call.arguments[:2]
        return signal.ndim == kernel.ndim == 1 and len(kernel) <= len(signal)

    def test_one_that_is_right_further_up_is_not_told_that_it_is_wrong_there(self):
        """The kernel is flipped twice where its size is odd; even ones are right."""
        source = RIGHT[0, LOOPS].replace(
            "kernel = [float(v) for v in signal], [float(v) for v in kernel]",
            "kernel = [float(v) for v in signal], flipped(kernel)",
        )
        source += (
            "\ndef flipped(h):\n    h = [float(v) for v in h]\n    return h[::-1] if len(h) % 2 else h\n"
        )
        grade = self.grade_of(source)
        assert grade.failed == "centre"
        Told(source, grade).verify()

    @pytest.mark.parametrize("short", [np.float16, partial(np.round, decimals=3)])
    def test_numbers_with_too_few_digits_do_not_pass(self, short, without_pairs):
        assert not self.grade_of_rounded(short).passed


@given(fitting(axes=1, longest=9), st.sampled_from(["full", "same", "valid"]), st.sampled_from([1, 4]))
@laws
def test_the_solution_gives_what_is_right(pair, mode, parts):
    agrees(0, "convolve1d", *(values / parts for values in pair), mode=mode)
