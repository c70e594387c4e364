"""A kernel of firwin, typed as it is printed, and numbers that SciPy made with all of its decimals."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.signal import firwin, lfilter

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.typed_kernel import decimals_of, given_within
from course.diagnosis.why_text import Reasons
from course.own_numbers.request import request_of

TAPS = firwin(5, 0.4)
SIGNAL = [0, 0, 4, 4, 1, 0, 3, 3, 0, 2]
REQUEST = request_of(SIGNAL, [Fraction(f"{weight:.4f}") for weight in TAPS], "same")


def typed(numbers):
    """Numbers as they are printed with four decimals: a Given."""
    return Given([Fraction(f"{number:.4f}") for number in numbers], [4] * len(numbers))


@pytest.mark.parametrize("kernel, places", [
    ([Fraction("0.0101"), Fraction("0.22")], 4), ([Fraction(1, 9)], None), ([Fraction(1, 8)], None),
    ([Fraction("0.3"), Fraction("0.7")], None), ([[Fraction("0.299")], [1]], 3), ([0.2991], None),
])  # fmt: skip
def test_how_many_decimals_a_kernel_was_typed_with(kernel, places):
    assert decimals_of(kernel) == places


def test_what_a_library_made_of_the_kernel_with_all_its_decimals():
    causal = explain(REQUEST, typed(lfilter(TAPS, 1.0, SIGNAL)))
    assert causal.within == 4 and causal.causes[0].names == ("same-crop-start",)
    said = str(Reasons(causal))
    assert said.startswith("Within what the 4 decimals of the kernel leave open:\n") and "lfilter(h" in said
    assert "exactly" not in said
    right = explain(REQUEST, typed(np.convolve(SIGNAL, TAPS, "same")))
    assert (right.kind, right.within) == ("right", 4)
    assert str(Reasons(right)).endswith("leave open:\nThese numbers are right.")


def test_a_kernel_of_rounded_thirds_was_divided_by_no_sum():
    """Though the thirds themselves are that kernel divided by its sum, to the last digit."""
    numbers = Given([1, 2, 3, Fraction(233, 100)], [None, None, None, 2])
    for places in (3, 6):
        third = Fraction(333333 // 10 ** (6 - places), 10**places)
        found = explain(request_of([1, 2, 3, 4], [third] * 3, "same", decimal=True), numbers)
        assert (found.kind, found.within) == ("right", places)
    exact = explain(request_of([1, 2, 3, 4], [1, 1, 1], "same"), numbers)
    assert exact.within is None and "kernel-norm" in [name for cause in exact.causes for name in cause.names]


def test_a_slip_of_one_number_is_no_matter_of_the_kernel():
    numbers = [float(value) for value in REQUEST.output]
    assert explain(REQUEST, typed([*numbers[:-1], numbers[-1] + 0.0003])).within is None


def test_what_is_too_small_to_tell():
    assert given_within(REQUEST, typed(np.convolve(SIGNAL, TAPS, "same")))
    assert given_within(REQUEST, typed(np.convolve(SIGNAL, TAPS, "same") / 100)) is None
    assert given_within(REQUEST.but(h=[1, 2, 1]), typed([1, 2, 3, 40, 50])) is None
