"""What is shown is confirmed first: right results are printed, wrong ones are not."""

import re
from fractions import Fraction

import numpy as np
import pytest
from scipy.signal import convolve2d

from course.lessons import show


def test_worked_shows_every_product():
    assert show.worked([(3, 1), (4, 2)], 11) == "3*1 + 4*2 = 11"
    assert show.worked([(-3, 2), (0.5, -4)], -8) == "(-3)*2 + 0.5*(-4) = -8"
    assert show.worked([(np.uint8(200), np.uint8(2))], 400) == "200*2 = 400"
    assert show.worked([(Fraction(1, 3), 2)], Fraction(2, 3)) == "(1/3)*2 = 2/3"


@pytest.mark.parametrize("exact", [10, 11.001, Fraction(21, 2)])
def test_worked_shows_no_sum_that_is_not_the_exact_one(exact):
    with pytest.raises(AssertionError, match=re.escape("3*1 + 4*2")):
        show.worked([(3, 1), (4, 2)], exact)


@pytest.mark.parametrize(
    "result, exact",
    [
        ([0.1 + 0.2], [0.3]),
        ([1 / 3 + 1 / 9], [Fraction(4, 9)]),
        ([1e6 / 3], [1e6 / 3 * (1 + 4e-16)]),
        ([3.0], [3]),
    ],
)
def test_confirm_allows_floats_to_round(result, exact):
    show.confirm("floats", result, exact)


@pytest.mark.parametrize(
    "result, exact",
    [
        ([0.3001], [0.3]),
        ([float("nan")], [0.3]),
        ([10**16], [10**16 + 1]),
        ([Fraction(1, 3)], [Fraction(1, 4)]),
        ([0.5, 0.5], [0.5]),
        ([[0.5]], [0.5]),
        ([0.5, 0.5], 0.5),
        ([2, 2], 2),
        ([1e6], [1e6 + 1e-6]),
        ([1 + 100 * 2.0**-52], [1.0]),
    ],
)
def test_confirm_allows_nothing_else(result, exact):
    with pytest.raises(AssertionError, match="numbers"):
        show.confirm("numbers", result, exact)


def test_show_prints_what_the_definition_confirms(capsys):
    show.show("full", np.array([6, 11]), [6, 11])
    show.show("map", np.array([[1, 2], [3, 40]]), [[1, 2], [3, 40]])
    show.show("sum", np.int64(7), 7)
    assert capsys.readouterr().out == "full: 6 11\nmap:\n  1   2\n  3  40\nsum: 7\n"


@pytest.mark.parametrize("wrong", [[6, 12], [6], [[6, 11]], [6.5, 11]])
def test_show_prints_nothing_that_it_does_not(capsys, wrong):
    with pytest.raises(AssertionError, match="full"):
        show.show("full", np.array(wrong), [6, 11])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("size", [(5, 7), (64, 64), (90, 130)])
@pytest.mark.parametrize("kernel", [[[1, -2, 3], [0, 4, -1]], [[1, 2, 3, 4]], [[1], [5]]])
def test_check_corner(size, kernel):
    image = np.arange(size[0] * size[1]).reshape(size) * 7 % 23
    right = convolve2d(image, kernel, "same", "symm")
    assert np.array_equal(show.check_corner(right, image, kernel), right)
    for wrong in (right + (right == right[1, 2]), convolve2d(image, kernel, "same"), right[::-1]):
        with pytest.raises(AssertionError):
            show.check_corner(wrong, image, kernel)


def test_check_corner_allows_rounding_and_no_more():
    image, kernel = np.full((9, 8), 200), np.full((3, 3), 1 / 9)
    right = np.full((9, 8), 200, np.float32)
    show.check_corner(right + np.float32(1e-5), image, kernel)
    with pytest.raises(AssertionError):
        show.check_corner(right + np.float32(1e-2), image, kernel)
