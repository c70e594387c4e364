"""Kernels of rounded numbers: NumPy, SciPy and OpenCV make the numbers, np.linalg the least squares."""

from fractions import Fraction

import numpy as np
import pytest
from scipy import ndimage
from scipy.signal import convolve2d

from course.diagnosis.given import Given
from course.diagnosis.rounded_kernel import least_squares, sampled_gaussian
from course.diagnosis.solved_kernel import solved_kernels
from course.own_numbers.request import request_of

DRAW = np.random.default_rng(5)
SIGNAL, IMAGE = DRAW.integers(0, 21, 14), DRAW.integers(0, 50, (6, 7))
BINOMIAL = [Fraction(weight, 16) for weight in (1, 4, 6, 4, 1)]


def rounded(numbers, places):
    """Numbers with so many decimals, as they are read: a Given."""
    scaled = np.rint(np.asarray(numbers) * 10**places).astype(int).tolist()
    values = np.vectorize(lambda value: Fraction(value, 10**places), otypes=[object])(scaled).tolist()
    return Given(values, np.full(np.shape(numbers), places).tolist())


def found(request, given):
    """The one kernel that is found, or None; its numbers lie as near as they are rounded."""
    findings = solved_kernels(request, given)
    if not findings:
        return None
    reading, definition = findings[0].source(request)
    numbers = np.array(reading.convolved(definition), float)
    assert np.abs(numbers - np.array(given.values, float)).max() <= 10.0 ** -places_of(given)
    return findings[0]


def places_of(given):
    (low, high), *_ = given.ranges(given.values)
    return -round(np.log10(float(high - low)))


def test_least_squares_are_numpys():
    table, numbers = DRAW.normal(size=(9, 4)), DRAW.normal(size=9)
    weights = least_squares([[*row, number] for row, number in zip(table, numbers)], 0.25)
    assert np.allclose(weights.values, np.linalg.lstsq(table, numbers, rcond=None)[0])
    assert np.allclose(weights.errors, 0.25 * np.abs(np.linalg.pinv(table)).sum(axis=1))
    table[:, 2] = table[:, 0] - 2 * table[:, 3]
    assert least_squares([[*row, number] for row, number in zip(table, numbers)], 0.25) is None
    assert least_squares([[10**120, 1], [1, 2], [3, 4]], 0.25) is None


@pytest.mark.parametrize("places", [2, 3, 6])
@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_a_kernel_of_decimals_is_found_again(places, mode):
    kernel = np.array([[0.7, -0.25, 0.125], [0.0, 0.3, -1.1]])
    request = request_of(IMAGE, [[1, 2, 3], [4, 5, 6]], mode)
    got = convolve2d(IMAGE, kernel, "full")
    got = got if mode == "full" else got[1:-1, 2:-2] if mode == "valid" else got[0:6, 1:8]
    finding = found(request, rounded(got, places))
    assert np.abs(np.array(finding.kernel) - kernel).max() <= 10.0**-places
    assert (
        finding.bell is None and '(rounded), where "1 2 3; 4 5 6" was asked for.' in finding.lines(request)[0]
    )


def test_weights_that_are_nearly_the_asked_ones():
    request = request_of(SIGNAL, [1, 3, 1], "same")
    finding = found(request, rounded(np.convolve(SIGNAL, [1.1, 2.95, 0.98], "same"), 3))
    assert finding.kernel == [1.1, 2.95, 0.98]


def test_one_number_off_is_no_kernels():
    request = request_of(SIGNAL, BINOMIAL, "same")
    got = np.convolve(SIGNAL, [0.3, 0.21, 0.4, -0.1, 0.05], "same")
    assert found(request, rounded(got, 3))
    for place in range(len(got)):
        wrong = got.copy()
        wrong[place] += 0.02
        assert found(request, rounded(wrong, 3)) is None


def test_numbers_that_tell_too_little_have_no_kernel():
    kernel = [0.3, 0.21, 0.4, -0.1, 0.05]
    request = request_of(SIGNAL, BINOMIAL, "valid")
    valid = np.convolve(SIGNAL, kernel, "valid")
    assert found(request, rounded(valid, 3)) and found(request, rounded(valid, 0)) is None
    one_more_than_weights = rounded(valid[:6], 3)
    assert found(request_of(SIGNAL[:10], BINOMIAL, "valid"), one_more_than_weights) is None
    ramp = request_of(np.arange(20), BINOMIAL, "valid")
    assert found(ramp, rounded(np.convolve(np.arange(20), kernel, "valid"), 3)) is None
    one_weight = request_of(SIGNAL * 10, [1], "valid")  # of which whole numbers tell two digits at most
    assert found(one_weight, rounded(SIGNAL * 3.14, 1)).kernel == [0.314]
    assert found(one_weight, rounded(SIGNAL * 3.14, 0)) is None
    alike = np.arange(100, 115)  # what one weight has less, the other may have more
    two_weights = request_of(alike, [1, 2], "valid")
    assert found(two_weights, rounded(np.convolve(alike, [0.31, 0.72], "valid"), 1)) is None
    assert found(request, Given(valid.tolist())) is None  # floats of which nothing says how they are rounded


@pytest.mark.parametrize("sigma", [0.8, 1, 1.1, 2.25])
def test_a_gaussian_has_its_sigma(sigma):
    radius = 2
    got = ndimage.gaussian_filter1d(SIGNAL.astype(float), sigma, mode="mirror", radius=radius)
    finding = found(request_of(SIGNAL, BINOMIAL, "same", border="reflect"), rounded(got, 3))
    assert finding.bell.sigma == sigma and finding.data()["sigma"] == sigma
    request = request_of(SIGNAL, BINOMIAL, "same", border="reflect")
    assert f"a Gaussian of sigma {sigma:g}: exp" in finding.lines(request)[1]
    image = ndimage.gaussian_filter(IMAGE.astype(float), sigma, mode="constant", radius=radius)
    request = request_of(IMAGE, np.outer(BINOMIAL, BINOMIAL), "same")
    assert found(request, rounded(image, 4)).bell.sigma == sigma


SCALES = {
    "not divided by the sum of all": lambda sigma: 1,
    "divided by sigma*sqrt(2*pi), and not by the sum of all": lambda sigma: sigma * np.sqrt(2 * np.pi),
}


@pytest.mark.parametrize("scale", SCALES)
def test_a_gaussian_that_is_not_divided_by_its_sum(scale):
    weights = np.exp(-(np.arange(-2, 3) ** 2) / (2 * 1.5**2)) / SCALES[scale](1.5)
    finding = found(request_of(SIGNAL, BINOMIAL, "full"), rounded(np.convolve(SIGNAL, weights), 3))
    assert finding.bell.sigma == 1.5 and finding.bell.scale == scale


def test_what_is_no_gaussian():
    request = request_of(SIGNAL, BINOMIAL, "full")
    for kernel in (
        [0.1, 0.2, 0.9, 0.2, 0.1],
        [0.2] * 5,
        [0.4, 0.2, 0.1, 0.2, 0.4],
        [0.1, -0.2, 0.9, -0.2, 0.1],
    ):
        given = rounded(np.convolve(SIGNAL, kernel), 3)
        assert sampled_gaussian(request, given, kernel) is None
    even = np.exp(-(np.array([1.5, 0.5, 0.5, 1.5]) ** 2) / 2)
    given = rounded(np.convolve(SIGNAL, even / even.sum()), 3)
    assert sampled_gaussian(request, given, (even / even.sum()).tolist()).sigma == 1
    assert sampled_gaussian(request, given, [0.5, 0.5]) is None


def test_a_changed_kernel_divided_by_a_whole_number_is_said_and_a_weight_of_0_is_0():
    signal = [10, 12, 9, 20, 35, 31, 18, 14, 11]
    request = request_of(signal, [1, 2, 3, 2, 1], "same")
    finding = found(request, rounded(np.convolve(signal, [0, 0.4, 0.6, 0.4, 0.2], "same"), 1))
    assert finding.changes == ["with zeros for its first weight and divided by 5"]
    assert finding.nearest == [0, Fraction(2, 5), Fraction(3, 5), Fraction(2, 5), Fraction(1, 5)]
    assert finding.lines(request) == [
        'These numbers are a convolution with the kernel "0 0.4 0.6 0.4 0.2" (rounded), which is the one asked for with '
        "zeros for its first weight and divided by 5."
    ]
    other = found(request, rounded(np.convolve(signal, [0, 0.45, 0.6, 0.4, 0.2], "same"), 2))
    assert other.changes == [] and other.nearest[0] == 0 and other.kernel[1] == 0.45


def test_of_an_image_as_well():
    kernel = np.array([[1, 2, 3], [4, 5, 7]])
    request = request_of(IMAGE, kernel, "valid")
    finding = found(request, rounded(convolve2d(IMAGE, kernel[:, [1, 2, 0]], "valid") / 22, 2))
    assert finding.changes == ["rolled left by one column and divided by 22"]
    assert found(request, rounded(convolve2d(IMAGE, kernel[:, [1, 0, 2]], "valid") / 22, 2)).changes == []
