"""Parts of mode full are told by the ends that are typed, and only where they give the numbers that came back."""

import pytest
from support.exercise_answers import SEED
from support.first_runs import run_as_sandboxed

from course.practice.grading import grade_run
from course.practice.new_inputs import exercise_to_check

BODY = """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n, k = len(signal), len(kernel)
    full = np.convolve(signal, kernel)
    if mode == "full":
        return full
    if mode == "same":
        return {same}
    return {valid}
"""
SAME, VALID = "full[(k - 1) // 2 : (k - 1) // 2 + n]", "full[k - 1 : n]"


def told(same=SAME, valid=VALID):
    exercise, source = exercise_to_check(0, SEED), BODY.format(same=same, valid=valid).encode()
    grade = grade_run(run_as_sandboxed(source, exercise), exercise, source)
    return " ".join(grade.said), grade.hints


@pytest.mark.parametrize(
    "valid, given",
    [
        ("full[k:-k]", "full[3:-3] for a signal of 5 numbers and a kernel of 3, where full[2:5] is asked"),
        ("full[k:n]", "full[3:4] for a signal of 4 numbers and a kernel of 3, where full[2:4] is asked"),
        ("full[k - 1 : n - 1]", "full[2:3] for a signal of 4 numbers and a kernel of 3"),
        (
            "full[k : len(full) - k]",
            "full[3:4] for a signal of 5 numbers and a kernel of 3, where full[2:5] is asked",
        ),
        ("full[: n - k]", "full[:1] for a signal of 4 numbers and a kernel of 3"),
    ],
)
def test_what_comes_back_and_what_is_asked_is_told_for_one_input(valid, given):
    said, hints = told(valid=valid)
    assert "In mode valid, line 11" in said and given in said and "mode same, line" not in said
    assert any("full[k - 1 : n]" in hint for hint in hints)
    assert not any("pad" in hint or "border" in hint for hint in hints)


def test_both_modes_have_one_hint():
    said, hints = told("full[k // 2 : -k // 2]", "full[k:-k]")
    assert "In mode same, line 10" in said and "In mode valid, line 11" in said
    assert hints == ["Of full, valid is [k - 1 : n], and same is [(k - 1) // 2 : (k - 1) // 2 + n]."]


@pytest.mark.parametrize("valid", ["full[k:-k] + 1", "full[k:-k][::-1]", "np.zeros(n)[k:-k]", "full[2:-2]"])
def test_where_the_numbers_are_others_or_the_ends_are_digits_no_part_is_told(valid):
    said, _ = told(valid=valid)
    assert "is asked." not in said


def test_a_part_that_is_only_empty_is_told_with_its_reason():
    said, hints = told(valid="full[k - 1 : -(k - 1)]")
    assert "-0 is 0" in said and "is asked." not in said and "Count the end from the front" in hints[0]
