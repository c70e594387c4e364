"""The ends of savgol_filter, held against SciPy's own."""

import numpy as np
import pytest
from scipy.signal import savgol_coeffs, savgol_filter

from course.diagnosis.given import Given
from course.diagnosis.library_calls import library_calls
from course.diagnosis.polynomial_ends import polynomial_rows, with_polynomial_ends
from course.own_numbers.request import request_of

SIGNAL = [2, 3, 7, 8, 6, 9, 13, 12, 10]
CALLS = [(3, 0), (3, 1), (5, 0), (5, 2), (5, 3), (7, 2), (7, 3), (7, 4), (9, 5)]


@pytest.mark.parametrize("size, degree", CALLS)
def test_it_is_what_scipy_gives(size, degree):
    numbers = with_polynomial_ends(SIGNAL, polynomial_rows(size, degree))
    assert np.allclose(np.array(numbers, float), savgol_filter(SIGNAL, size, degree))


@pytest.mark.parametrize("size, degree", CALLS)
def test_its_call_is_found(size, degree):
    """For a kernel as SciPy has it, and typed with 3 decimals; the degree of the other that has this kernel is none."""
    got = savgol_filter(SIGNAL, size, degree).round(4)
    given = Given(got.tolist(), slack=0.00005)
    for kernel in (savgol_coeffs(size, degree), savgol_coeffs(size, degree).round(3)):
        kernel = (kernel + kernel[::-1]) / 2  # whose halves SciPy rounds otherwise
        found = library_calls(request_of(SIGNAL, kernel, "same"), given)
        assert [call.name for call in found] == [f"scipy.signal.savgol_filter(x, {size}, {degree})"]
        assert f"polynomials of degree {degree}" in found[0].does[0]


def test_what_is_not_said():
    given = Given(savgol_filter(SIGNAL, 5, 2).tolist(), slack=1e-6)
    kernel = savgol_coeffs(5, 2).round(9)
    assert library_calls(request_of(SIGNAL, kernel, "same"), given)
    assert not library_calls(request_of(SIGNAL, kernel * 1.01, "same"), given)
    assert not library_calls(request_of(SIGNAL, [*kernel[:4], 0], "same"), given)
    assert not library_calls(request_of(SIGNAL, kernel, "same", dilation=2), given)
    assert not library_calls(request_of([SIGNAL], [kernel], "same"), Given([given.values]))
    assert not library_calls(request_of(SIGNAL[:4], kernel, "same"), Given(given.values[:4]))
