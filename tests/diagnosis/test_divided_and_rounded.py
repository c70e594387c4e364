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


IMAGE = np.array(
    [
        [10, 20, 15, 30, 200, 7],
        [12, 25, 18, 180, 210, 90],
        [11, 22, 160, 190, 205, 3],
        [14, 50, 70, 95, 120, 8],
    ]
)


def sums_in(kind, image, size):
    """The sums of windows, added up slice by slice in arrays of a type, as they wrap there."""
    rows, columns = image.shape[0] - size[0] + 1, image.shape[1] - size[1] + 1
    sums = np.zeros((rows, columns), kind)
    for i in range(size[0]):
        for j in range(size[1]):
            sums += image.astype(kind)[i : i + rows, j : j + columns]
    return sums


@pytest.mark.parametrize("size", [(3, 3), (2, 3), (3, 1)])
@pytest.mark.parametrize("weight", ["1/n", "float", "1"])
def test_slices_of_bytes_that_wrap_before_they_are_divided(size, weight):
    """With every sum beyond 255 as well, and whichever way the mean is written in the kernel."""
    n = size[0] * size[1]
    one = {"1/n": Fraction(1, n), "float": 1 / n, "1": 1}[weight]
    request = request_of(IMAGE, [[one] * size[1]] * size[0], "valid")
    sums = sums_in(np.uint8, IMAGE, size)
    for got, rounding in ((sums // n, "rounded down"), (np.round(sums / n).astype(int), "rounded")):
        data, (said, hint) = found(request, got)
        assert (data["kept"], data["types"], data["by"]) == ("wraps", ["uint8"], n)
        assert data["rounding"] == rounding
        assert "kept in 0 to 255, where 256 is 0 again (as uint8 keeps it)" in said and "uint8" in hint
    data, _ = found(request, [[Fraction(int(value), n) for value in row] for row in sums])
    assert (data["kept"], data["rounding"]) == ("wraps", "")


@pytest.mark.parametrize("kind, by", [(np.int8, 1), (np.uint16, 250), (np.int16, 100)])
def test_sums_that_wrap_in_other_types(kind, by):
    image = IMAGE % 110 * by
    request = request_of(image, [[Fraction(1, 6)] * 3] * 2, "valid")
    got = sums_in(kind, image, (2, 3)) // 6
    data, (said, _) = found(request, got)
    assert data["kept"] == "wraps" and np.dtype(kind).name in data["types"] and np.dtype(kind).name in said
    slip = got.copy()
    slip[1, 2] += 1
    assert not found(request, slip)


def test_sums_that_are_all_beyond_a_byte_and_held():
    """All of them are 255 then, whatever was added up, or 0 where there is nothing."""
    image = np.where(np.arange(6) > 2, 90 + IMAGE // 2, 0)
    request = request_of(image, [[Fraction(1, 9)] * 3] * 3, "valid")
    assert not found(request, np.minimum(np.array(request.output, float) * 9, 255) // 9)


def test_all_roundings_that_give_the_numbers_are_told():
    """-106/3 is -35 both rounded and cut; -104/3 tells them apart."""
    request = request_of([9, 71, 43, 36, 18, 79], [Fraction(1, 3)] * 3, "valid")
    data, (said, _) = found(request, [41, -35, 32, -41])
    assert (data["rounding"], data["or_else"]) == ("their decimals cut off", ["rounded"])
    assert "divided by 3 and its decimals cut off or rounded: 150 becomes -106, and then -35" in said
    request = request_of([9, 71, 43, 38, 18, 79, 60], [Fraction(1, 3)] * 3, "valid")
    sums = np.array([123, -104, 99, -121, -99])
    assert found(request, np.trunc(sums / 3).astype(int))[0]["or_else"] == []
    assert found(request, np.round(sums / 3).astype(int))[0]["or_else"] == []


def test_numbers_by_chance_are_no_sums_of_a_type():
    draw = np.random.default_rng(3)
    request = request_of(IMAGE, [[Fraction(1, 9)] * 3] * 3, "valid")
    for _ in range(20):
        assert not found(request, draw.integers(0, 29, (2, 4)))


def test_what_tells_too_little():
    request, sums = request_of(SIGNAL, THIRDS, "valid"), np.convolve(SIGNAL, ONES, "valid")
    off = sums // 3 + [0, 0, 1, 0, 0, 0, 0, 0]
    assert not found(request, off) and not found(request, sums // 3 * 0)
    assert not found(request_of(SIGNAL[:5], THIRDS, "valid"), sums[:3] // 3)
    # which one mistake gives, with nothing left to round
    rounded = np.round(np.convolve(BYTES, ONES, "valid") / 3)
    assert not found(request_of(BYTES, THIRDS, "valid"), rounded.astype(int))
