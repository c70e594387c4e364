"""Sums that are divided and made whole, and sums of bytes that are divided: made with NumPy, and as Octave has them."""

from fractions import Fraction

import numpy as np
import pytest

from course.diagnosis.divided_and_rounded import divided_and_rounded
from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.own_numbers.request import request_of

SIGNAL = np.array([-4, -1, 3, 5, -2, -6, 1, 2, 7, -3])
ONES = [1, 1, 1]
THIRDS = [Fraction(1, 3)] * 3
BYTES = np.array([200, 180, 90, 40, 150, 250, 231, 60])


def found(request, got):
    """What is found for numbers of an array: (its data but where they come from, its lines), or None."""
    findings = divided_and_rounded(Outcomes(request, Given(np.asarray(got).tolist())))
    return findings and (findings[0].data(), findings[0].lines(request))


@pytest.mark.parametrize("kernel, by", [(THIRDS, 3), (ONES, 3)], ids=["asked for", "not asked for"])
def test_a_sum_that_is_divided_with_two_slashes(kernel, by):
    data, (said, hint) = found(request_of(SIGNAL, kernel, "valid"), np.convolve(SIGNAL, ONES, "valid") // 3)
    assert (data["by"], data["rounding"], data["names"]) == (by, "rounded down", [])
    assert said.startswith("These are the right numbers") and "-2/3 becomes -1" in said and "//" in hint


def test_of_a_correlation_and_of_a_mistake():
    """Both change more numbers than the rounding does."""
    kernel = [Fraction(1, 4), Fraction(1, 4), Fraction(1, 2)]
    request = request_of(SIGNAL, kernel, "same")
    correlation = np.correlate(SIGNAL, [1, 1, 2], "same") // 4
    assert "without the flip" in found(request, correlation)[1][0]
    causal = np.convolve(SIGNAL, [1, 1, 2])[:10] // 4
    assert "[same-crop-start]" in found(request, causal)[1][0]


def test_a_sum_that_is_cut_or_rounded():
    request, sums = request_of(SIGNAL, ONES, "valid"), np.convolve(SIGNAL, ONES, "valid")
    assert found(request, np.trunc(sums / 3).astype(int))[0]["rounding"] == "their decimals cut off"
    assert found(request, np.round(sums / 3).astype(int))[0]["rounding"] == "rounded"


def test_bytes_that_are_added_up_before_they_are_divided():
    """Octave holds uint8 + uint8 to 255, and rounds its half; NumPy begins at 0 again."""
    request, sums = request_of(BYTES, [Fraction(1, 2)] * 2, "valid"), BYTES[:-1] + BYTES[1:]
    data, (said, hint) = found(request, np.floor(np.minimum(sums, 255) / 2 + 0.5).astype(int))
    assert data["kept"] == "held" and "380 becomes 255, and then 128" in said and "Octave" in hint
    assert found(request, sums % 256 // 2)[0]["kept"] == "wraps"
    doubled = request_of(BYTES * 2, [Fraction(1, 2)] * 2, "valid")  # which are no bytes
    assert not found(doubled, np.minimum(2 * sums, 255) // 2)


def test_what_tells_too_little():
    request, sums = request_of(SIGNAL, THIRDS, "valid"), np.convolve(SIGNAL, ONES, "valid")
    off = sums // 3 + [0, 0, 1, 0, 0, 0, 0, 0]
    assert not found(request, off) and not found(request, sums // 3 * 0)
    assert not found(request_of(SIGNAL[:5], THIRDS, "valid"), sums[:3] // 3)
    rounded = np.round(np.convolve(BYTES, ONES, "valid") / 3)  # which one mistake gives, with nothing left to round
    assert not found(request_of(BYTES, THIRDS, "valid"), rounded.astype(int))
