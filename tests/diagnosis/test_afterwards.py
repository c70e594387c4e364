"""A constant or a factor after a mistake: the mistakes are made with NumPy and SciPy here."""

import numpy as np
import pytest
from scipy.signal import convolve2d, correlate2d

from course.diagnosis.afterwards import afterwards
from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.own_numbers.request import request_of

SIGNAL, KERNEL = np.array([3, 1, 4, 1, 5, 9, 2]), np.array([2, 7, 1])
IMAGE, SQUARE = np.array([[3, 1, 4, 1], [9, 2, 6, 5], [5, 8, 9, 7]]), np.array([[1, 2], [3, 5]])


def found(request, numbers):
    return afterwards(Outcomes(request, Given(np.asarray(numbers).tolist())))


def told(request, numbers):
    """(rule, number, names) of each finding."""
    return [(one.rule, one.by, one.cause.names[0]) for one in found(request, numbers)]


@pytest.mark.parametrize("by", [5, -2])
def test_a_constant_after_a_mistake(by):
    request = request_of(SIGNAL, KERNEL)
    assert told(request, np.correlate(SIGNAL, KERNEL, "full") + by) == [("plus", by, "no-flip")]
    below = request_of(SIGNAL - 3, KERNEL)
    assert ("plus", by, "relu-output") in told(below, np.maximum(np.convolve(SIGNAL - 3, KERNEL), 0) + by)


@pytest.mark.parametrize("by", [3, -1])
def test_a_factor_after_a_mistake(by):
    totals = np.cumsum(np.convolve(SIGNAL, KERNEL, "same")) * by
    assert told(request_of(SIGNAL, KERNEL, "same"), totals) == [("times", by, "acc-not-reset")]


def test_an_image_and_channels():
    got = convolve2d(IMAGE, SQUARE.T, "valid") + 7
    assert ("plus", 7, "flip-and-transpose") in told(request_of(IMAGE, SQUARE, "valid"), got)
    image, filters = IMAGE[..., None], SQUARE[..., None, None]
    got = correlate2d(IMAGE, SQUARE, "valid")[..., None] + 7
    assert ("plus", 7, "no-flip") in told(request_of(image, filters, "valid"), got)


def test_what_is_said_and_the_data():
    request = request_of(SIGNAL, KERNEL)
    (less,) = found(request, np.correlate(SIGNAL, KERNEL, "full") - 2)
    assert "2 was taken off every number" in less.lines(request)[0] and "[no-flip]" in less.lines(request)[1]
    assert less.data() == {"rule": "plus", "by": -2, "mistakes": ["no-flip"]}
    assert less.source(request) is None


def test_what_chance_gives_is_not_named():
    """Fewer than four numbers, all the same, the right ones changed so, or a factor on as few as there are weights."""
    short = request_of([3, 1], [2, 5])
    assert not found(short, np.correlate([3, 1], [2, 5], "full") + 4)
    request = request_of(SIGNAL, KERNEL)
    assert not found(request, np.full(9, 4))
    right = np.convolve(SIGNAL, KERNEL)
    assert not found(request, right + 3) and not found(request, right * 2)
    valid = request_of(SIGNAL[:6], KERNEL, "valid")  # four numbers, three weights
    assert not found(valid, np.correlate(SIGNAL[:6], KERNEL, "valid") * 2)
    assert not found(request, np.where(np.arange(9) == 4, np.nan, right))


def test_two_wrong_numbers_tell_no_constant():
    """Two slips of 2 are what ones around the input and 2 more are; all other numbers are right."""
    request = request_of([[-3, -7, 8, 6], [6, -4, 0, 5], [-9, 1, 0, -7], [-2, 4, 1, 9]], [[-2], [-4], [8]], "SAME", stride=2)
    assert request.output == [[-30, 64], [-64, -4]]
    assert found(request, [[-28, 66], [-64, -4]]) == []
