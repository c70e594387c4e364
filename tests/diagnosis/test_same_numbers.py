"""When numbers count as the same: exact ones if they are equal, floats but for rounding."""

from fractions import Fraction
from math import inf, nan

import pytest

from course.diagnosis.same_numbers import equal_or_nearly, nearly_equal, same_numbers


@pytest.mark.parametrize(
    "one, other, same",
    [
        (1.0, 1.0 + 1e-12, True),
        (1.0, 1.0 + 1e-6, False),
        (1e12, 1e12 + 1, True),  # a part of the larger one
        (1e12, 1e12 + 1e4, False),
        (0.0, 1e-10, True),  # and of 1, where both are small
        (0.0, 1e-6, False),
        (nan, nan, True),
        (nan, 0.0, False),
        (inf, inf, True),
        (inf, -inf, False),
        (inf, 1e308, False),
    ],
)
def test_floats_are_the_same_but_for_rounding(one, other, same):
    assert nearly_equal(one, other) == nearly_equal(other, one) == same


def test_a_division_by_0_is_one_where_that_is_asked():
    for one in (nan, inf, -inf):
        assert all(nearly_equal(one, other, loose=True) for other in (nan, inf, -inf))
        assert not nearly_equal(one, 1.0, loose=True)


def test_exact_numbers_are_equal_or_not():
    assert equal_or_nearly(Fraction(2, 2), 1) and not equal_or_nearly(10**20, 10**20 + 1)
    assert equal_or_nearly(Fraction(1, 3), 1 / 3) and not equal_or_nearly(Fraction(1, 3), 0.3)


def test_the_arrangement_counts():
    assert same_numbers([[1, 2]], [[1.0, 2.0]])
    assert not same_numbers([1, 2], [[1, 2]]) and not same_numbers([1, 2], [1, 2, 3])
    assert not same_numbers(None, None)


def test_only_the_numbers_that_are_looked_at_count():
    given, right = [[1, 2], [3, 9]], [[1, 2], [3, 4]]
    assert not same_numbers(given, right)
    assert same_numbers(given, right, looks=lambda index: index != (1, 1))
    assert not same_numbers(given, right, looks=lambda index: index == (1, 1))
