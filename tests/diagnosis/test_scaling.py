"""The factor and the constant between two lists of numbers, which may have been written with few decimals."""

from fractions import Fraction

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from support.strategies import laws

from course.diagnosis.given import Given
from course.diagnosis.scaling import both_between, constant_between, factor_between, simplest_between
from course.own_numbers.request import request_of

VALUES = [6, 11, 14, 5, -3]
REQUEST = request_of([3, 4, 5], [1, 2, 4])
BIAS_OF_FLOAT = 0.1926


def written(numbers, places):
    """Numbers as they are typed with so many decimals: a Given."""
    return Given([Fraction(f"{float(number):.{places}f}") for number in numbers], [places] * len(numbers))


def found(given, values=VALUES):
    """The constant, the factor and both, each None where there is none."""
    return (
        constant_between(given, values),
        factor_between(REQUEST, given, values, 4),
        both_between(REQUEST, given, values),
    )


def test_exact_and_written_with_decimals():
    assert constant_between(Given([value + 2 for value in VALUES]), VALUES)[:2] == (1, 2)
    shifted = written([value - BIAS_OF_FLOAT for value in VALUES], 4)
    assert constant_between(shifted, VALUES)[:2] == (1, Fraction("-0.1926"))
    assert found(Given([value * 12 for value in VALUES]))[1][:2] == (12, 0)
    assert found(written([value / 3 for value in VALUES], 3))[1][:2] == (Fraction(1, 3), 0)
    assert both_between(REQUEST, written([value / 3 + 2 for value in VALUES], 3), VALUES)[:2] == (
        Fraction(1, 3),
        2,
    )


def test_one_number_that_is_off_fits_nothing():
    for made in (
        [value + 2 for value in VALUES],
        [value / 7 for value in VALUES],
        [value / 7 + 2 for value in VALUES],
    ):
        for place in range(len(made)):
            off = [value + (0.02 if i == place else 0) for i, value in enumerate(made)]
            assert found(written(off, 3)) == (None, None, None)


@drawn(
    st.lists(st.integers(-50, 50), min_size=5, max_size=7, unique=True),
    st.integers(-9, 9),
    st.fractions(-20, 20, max_denominator=40),
    st.integers(3, 5),
)
@settings(laws, max_examples=40)
def test_whatever_is_found_gives_the_numbers(values, constant, factor, places):
    given = written([value * factor + constant for value in values], places)
    for scaling in found(given, values):
        if scaling:
            assert given.fits([value * scaling.factor + scaling.constant for value in values])


@pytest.mark.parametrize("factor, words", [
    (1 / 255, "divided by 255"), (255, "bytes again"), (1 / 7, "add up to 7"), (1 / 3, "a mean")
])  # fmt: skip
def test_usual_causes(factor, words):
    """The kernel 1 2 4 has three weights, which add up to 7."""
    scaling = found(written([value * factor for value in VALUES], 5))[1]
    assert words in scaling.cause
    channels = request_of([[[1]] * 3] * 3, [[[[2]]] * 2] * 2)
    of_channels = factor_between(channels, written([value * factor for value in VALUES], 5), VALUES, 4)
    assert ("bytes" in scaling.cause) == bool(
        of_channels.cause
    )  # what a filter's weights add up to is not asked


def test_numbers_that_tell_nothing():
    assert found(Given([7, 7, 7, 7, 7])) == (None, None, None)  # all the same
    assert found(Given([7, 7]), VALUES) == found(Given([float("nan")] * 5)) == (None, None, None)
    assert (
        factor_between(REQUEST, written([value / 255 for value in VALUES], 2), VALUES, 4) is None
    )  # one digit
    assert constant_between(written([6, 6.1, 6, 5.9, 6], 1), [0, 0.1, 0, -0.1, 0]) is None
    assert factor_between(REQUEST, Given([12, 22, 28, 0, 0]), [6, 11, 14, 0, 0], 4) is None  # zeros
    assert both_between(REQUEST, Given([5, 7, 9, 5, 7]), [1, 2, 3, 1, 2]) is None  # three that differ


def test_floats_far_and_near():
    assert found(Given([1e308, -1e308, 5.0, 1e308, 0.0]), [1e-300, 2.0, 1e308, -1e308, 3.0]) == (
        None,
        None,
        None,
    )
    made = [0.1 * value for value in VALUES]
    assert found(Given(made, slack=1e-6))[1].factor == Fraction(1, 10)


def test_the_simplest_number_of_a_range():
    assert simplest_between(Fraction(5, 2), Fraction(5, 2)) == Fraction(5, 2)
    assert simplest_between(Fraction(29, 10), Fraction(34, 10)) == 3
    assert simplest_between(Fraction(20, 100), Fraction(40, 100)) == Fraction(3, 10)  # too wide for 1/3
    assert simplest_between(-0.33338, -0.33328) == Fraction(-1, 3)
    assert simplest_between(1e-320, 2e-320) == 1.5e-320
    assert simplest_between(-1, 1) == 0
