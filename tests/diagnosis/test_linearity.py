"""Functions that are not linear are no convolution whatever their kernel, and that is said where nothing else is named."""

import numpy as np
import pytest
from scipy import ndimage, signal
from support.callings import named

from course import diagnose
from course.diagnosis.linearity import NOT_LINEAR, is_linear
from course.mistakes.smallest_input import Probe

PROBE = Probe(np.arange(20).reshape(4, 5), np.array([[2, -1, 3], [1, 4, -2], [5, 1, 1]]), {})


def asked(f, x, h, options):
    return f(x, h)


def windows(x, h):
    return np.lib.stride_tricks.sliding_window_view(x, h.shape)


def squared_differences(image, template):
    return ((windows(image, template) - template) ** 2).sum((2, 3))


def absolute_differences(image, template):
    return abs(windows(image, template) - template).sum((2, 3))


def normalized(image, template):
    parts = windows(image, template)
    return (parts * template).sum((2, 3)) / np.sqrt((parts**2).sum((2, 3)) * (template**2).sum())


def dilated(image, element):
    return (windows(image, element) + element).max((2, 3))


@pytest.mark.parametrize("f", [squared_differences, absolute_differences, normalized, dilated])
def test_what_is_not_linear_is_said_to_be_no_convolution(f):
    assert not is_linear(f, PROBE, asked)
    found = diagnose(f)
    assert not found.right and not found.causes and str(found).startswith(NOT_LINEAR), str(found)


LINEAR = {
    "a convolution": signal.convolve2d,
    "with a constant": lambda x, h: signal.correlate2d(x, h, "valid") + 7,
    "with a constant beyond the edge": lambda x, h: signal.convolve2d(x, h, "same", fillvalue=255),
    "cut to whole numbers": lambda x, h: (signal.convolve2d(x, h) / 7).astype(int),
    "in floats of 32 bits": lambda x, h: signal.convolve2d(x.astype(np.float32) / 3, h.astype(np.float32)),
    "of bytes that it makes": lambda x, h: signal.convolve2d(x.astype(np.uint8).astype(float), h),
    "of no numbers": lambda x, h: None,
}


@pytest.mark.parametrize("name", LINEAR)
def test_what_is_linear_but_for_a_constant_or_for_rounding_is_not(name):
    assert is_linear(LINEAR[name], PROBE, asked)


def test_squares_and_medians_are_not_linear():
    assert not is_linear(lambda x, h: signal.convolve2d(x, h) ** 2, PROBE, asked)
    assert not is_linear(lambda x, h: ndimage.median_filter(x, h.shape), PROBE, asked)


def test_what_is_named_or_called_a_convolution_is_told_as_ever():
    def rectified(image, kernel):
        return np.maximum(signal.convolve2d(image, kernel, "valid"), 0)

    def largest(image, kernel):
        return (windows(image, kernel) * kernel).max((2, 3))

    def convolve_squared(image, kernel):
        return squared_differences(image, kernel)

    def slid_wrongly(image, kernel):
        """Linear, and no mistake that is known."""
        return (windows(image, kernel) * np.roll(kernel, 1) * 3).sum((2, 3))

    assert named(diagnose(rectified)) == [{"relu-output"}]
    assert {"max-not-sum"} in named(diagnose(largest))
    for f in (rectified, largest, convolve_squared, slid_wrongly):
        found = diagnose(f)
        assert not found.right and NOT_LINEAR not in str(found), str(found)
