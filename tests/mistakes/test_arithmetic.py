"""The rules of arithmetic that several mistakes share: nan, infinity and types of whole numbers."""

from fractions import Fraction
from math import inf, isnan, nan

import numpy as np
import pytest

from course.mistakes.arithmetic import (
    INT64,
    UINT8,
    OneOfTwo,
    cut,
    cut_float_sum,
    integer_type,
    larger,
    largest_of,
    quotient,
    smaller,
    smallest_of,
    wrapped,
)


@pytest.mark.parametrize("one, other", [(nan, 1), (1, nan), (nan, nan), (nan, inf)])
def test_a_nan_wins_wherever_it_stands(one, other):
    assert isnan(larger(one, other)) and isnan(smaller(one, other))
    assert isnan(largest_of([[one, other], [2, 3]])) and isnan(smallest_of([[2, 3], [one, other]]))


def test_the_larger_and_the_smaller_of_numbers():
    assert [larger(3, 4), larger(4, 3), larger(-inf, Fraction(1, 3))] == [4, 4, Fraction(1, 3)]
    assert [smaller(3, 4), smaller(4, 3), smaller(inf, Fraction(1, 3))] == [3, 3, Fraction(1, 3)]


def test_a_division_is_exact_or_as_numpy_has_it():
    assert quotient(1, 3) == Fraction(1, 3) and quotient(1.0, 4) == 0.25
    assert (quotient(2, 0), quotient(-2, 0)) == (inf, -inf) and isnan(quotient(0, 0))


@pytest.mark.parametrize("name", ["int8", "uint8", "int16", "uint16", "int64", "uint64"])
def test_the_type_of_an_array_is_numpys(name):
    limits = np.iinfo(name)
    kind = integer_type(np.array([1, 2], name))
    assert kind == (limits.min, limits.max)
    for value in (limits.max + 1, limits.min - 1, 300, -1):
        assert wrapped(value, kind) == int(
            np.array(value & (2**limits.bits - 1), f"u{limits.bits // 8}").astype(name)
        )


def test_the_type_of_lists_is_the_smaller_that_holds_them():
    assert integer_type([[0, 255]]) == UINT8 and integer_type([0, 256]) == integer_type([-1]) == INT64
    assert integer_type([2**63]) is None and integer_type([1, 0.5]) is None


def test_a_float_beside_a_whole_number_is_cut_to_it():
    """np.float64(1 / 9) summed nine times is a hair off: exactly, 198/9 is 22; a program may cut it to 21."""
    ninths = [[1 / 9 * count for count in range(9 * whole - 4, 9 * whole + 5)] for whole in (2, 7, 22, 31)]
    for value in [float(np.float64(parts).sum() / 9) + hair for parts in ninths for hair in (-4e-15, 4e-15)]:
        for sign in (1, -1):
            whole = cut(sign * value)
            assert whole == round(sign * value) and whole.other == whole - sign
    assert [cut(value) for value in (2.5, -2.7, 0.999, -1e-17, Fraction(21999, 1000))] == [2, -2, 0, 0, 21]
    assert not any(isinstance(cut(value), OneOfTwo) for value in (22.0, -3.0, 1e-17, 22, Fraction(22)))
    assert isnan(cut(nan)) and cut(-inf) == -inf


def test_what_was_rounded_before_is_whole_and_no_sum_just_misses_it():
    """36 times 1/9 may be 3.9999999999999996, but round() of it is 4."""
    assert cut_float_sum(Fraction(4)).other == 3
    assert not isinstance(cut_float_sum(round(Fraction(4))), OneOfTwo)


def test_a_type_of_bytes_starts_again_where_the_exact_number_does():
    both = wrapped(255.99999999999997)
    assert (both, both.other) == (0, 255) and wrapped(255.9) == 255 and isnan(wrapped(nan))
