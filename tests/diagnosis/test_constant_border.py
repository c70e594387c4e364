"""The number beyond the edge, found again from what np.pad and SciPy make of it."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage, signal
from support.strategies import fitting, laws, quarters

from course.diagnosis.constant_border import constant_border
from course.diagnosis.given import Given
from course.own_numbers.request import request_of

IMAGE = np.array([[3, 1, 4, 1], [9, 2, 6, 5], [5, 8, 9, 7]])
KERNEL = np.array([[1, -2, 3], [2, 5, 4]])


def fill_of(request, values, places=None):
    return [finding.means.fill for finding in constant_border(request, Given(values, places))]


def test_five_beyond_the_edge():
    request = request_of([1, 2, 3], [1, 1, 1], "same")
    (found,) = constant_border(request, Given([8, 6, 10]))
    assert "--border constant=5" in found.lines(request)[0]
    assert found.source(request)[0].output == [8, 6, 10] and found.data() == {"fill": 5, "flip": True}


@settings(laws, max_examples=20)
@given(fitting(2, 4), quarters, st.sampled_from(["full", "same"]))
def test_the_number_that_was_there_gives_the_same_result(pair, fill, mode):
    x, h = pair
    got = signal.convolve2d(x, h, mode, fillvalue=fill)
    values = [[Fraction(value) for value in row] for row in got]
    for found in constant_border(request_of(x, h, mode), Given(values)):
        assert found.means.output == values


@pytest.mark.parametrize("fill", [5, -3, Fraction(1, 4), 128])
def test_it_is_found_again(fill):
    got = ndimage.convolve(IMAGE.astype(float), KERNEL, mode="constant", cval=float(fill), origin=(-1, 0))
    values = [[Fraction(value) for value in row] for row in got]
    assert fill_of(request_of(IMAGE, KERNEL, "same"), values) == [fill]
    flipped = request_of(IMAGE, KERNEL[::-1, ::-1], "same", flip=False)
    assert fill_of(flipped, values) == [fill]
    (found,) = constant_border(flipped.but(flip=True), Given(values))
    assert "not flipped" in found.lines(flipped.but(flip=True))[0]


def test_rounded_numbers_have_the_simplest_number():
    got = [[Fraction(round(value, 1)).limit_denominator(10) for value in row] for row in IMAGE / 3]
    request = request_of(got, KERNEL, "same")
    values = request.but(fill=Fraction(5, 2)).output
    rounded = [[Fraction(round(value * 100), 100) for value in row] for row in values]
    assert fill_of(request, rounded, [[2] * 4] * 3) == [Fraction(5, 2)]


def test_one_number_that_disagrees_is_enough():
    request = request_of([1, 2, 3, 4], [1, 1, 1], "same")
    assert fill_of(request, [8, 6, 9, 12]) == [5]
    assert fill_of(request, [8, 6, 9, 13]) == [] == fill_of(request, [8, 7, 9, 12])


def test_what_is_said_already_or_cannot_be_known_is_not_said():
    request = request_of([1, 2, 3], [1, 1, 1], "same")
    assert fill_of(request, [4, 6, 6]) == []  # 1 on both sides: the bank's pad-ones
    assert fill_of(request_of([2, 1, 2], [1, 1, 1], "same"), [5, 5, 5]) == []  # the border edge
    assert (
        fill_of(request_of([1, 2, 3], [1, 1], "same"), [6, 3, 5]) == []
    )  # one output reaches beyond the edge
    assert fill_of(request, [Fraction(7, 2), 6, Fraction(11, 2)]) == []  # half a number, of two outputs
    assert fill_of(request_of([1, 2, 3], [1, 1, 1], "valid"), [7]) == []
    assert fill_of(request, [float("nan"), 6, 6]) == []
