"""Numbers as text, and text in columns."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import fractions, laws

from course.convolution.formatting import beside, factor, fold, number, table


@pytest.mark.parametrize(
    "value, decimal, text",
    [
        (3, False, "3"),
        (-3, True, "-3"),
        (10**30, False, str(10**30)),
        (Fraction(7, 4), False, "7/4"),
        (Fraction(7, 4), True, "1.75"),
        (Fraction(-7, 4), True, "-1.75"),
        (Fraction(-1, 4), True, "-0.25"),
        (Fraction(1, 3), True, "1/3"),
        (Fraction(1, 10**9), True, "0.000000001"),
        (Fraction(1, 2**10), True, "0.0009765625"),
        (Fraction(1, 2**10), False, "1/1024"),
        (Fraction("0.1234567890123"), True, "0.1234567890123"),
        (Fraction("0.12345678901234"), True, "~0.123456789"),
        (Fraction("-123456789012.345"), True, "~-123456789000"),
        (Fraction("12345678901234.5"), True, "~1.23456789e13"),
        (Fraction("1e-20"), True, "1e-20"),
        (Fraction("1.25e-500"), True, "1.25e-500"),
        (Fraction(10**600 + 1, 3), True, "~3.33333333e599"),
        (Fraction(10**6 + 1, 3) / 10**9, True, "~0.000333333667"),
        (Fraction(-100, 243), True, "-100/243"),
        (Fraction(10), True, "10"),
        (Fraction(100), True, "100"),
        (0.1 + 0.2, False, "0.3"),
        (1e20, False, "1e+20"),
        (float("nan"), False, "nan"),
    ],
)
def test_number(value, decimal, text):
    assert number(value, decimal) == text


@laws
@given(fractions | st.integers(), st.booleans())
def test_a_number_is_exact(value, decimal):
    assert Fraction(number(value, decimal)) == value


@laws
@given(st.fractions(max_denominator=10**15) | st.decimals(-(10**9), 10**9, places=14).map(Fraction))
def test_a_number_with_decimals_is_short_and_exact_or_marked(value):
    """A "~" stands before a number that is off by at most half of its ninth digit, and before no other."""
    text = number(value, decimal=True)
    told = Fraction(text.removeprefix("~"))
    assert len(text) <= 26
    assert text.startswith("~") == (told != value)
    assert abs(told - value) <= abs(value) / 10**8 / 2


@pytest.mark.parametrize(
    "value, decimal, text",
    [
        (2, False, "2"),
        (-2, False, "(-2)"),
        (Fraction(1, 2), False, "(1/2)"),
        (Fraction(1, 2), True, "0.5"),
        (-0.5, False, "(-0.5)"),
        (Fraction("-0.12345678901234"), True, "(~-0.123456789)"),
    ],
)
def test_factor(value, decimal, text):
    assert factor(value, decimal) == text


def test_a_table_is_aligned_at_the_right():
    assert table([[1, -20], [300, 4]]) == "    1  -20\n  300    4"
    assert table([["a", "bcd"]], indent=0) == "a  bcd"
    assert table(np.array([[0.5, 10]])) == "  0.5  10.0"
    assert table([[Fraction(1, 3), 2]]) == "  1/3  2"


def test_blocks_stand_side_by_side():
    assert beside({"x": "1\n2", "sum": "3"}) == ["x    sum", "1    3", "2"]
    assert beside({"a": "1", "b": "22\n3", "c": "4"}, gap=1) == ["a b  c", "1 22 4", "  3"]


def test_a_paragraph_is_folded_between_words():
    assert fold("one two three", 7) == ["one two", "three"]
    assert fold("one two three", 7, "  ") == ["one two", "  three"]
    assert fold("sobel-vertical is", 10) == ["sobel-vertical", "is"]
    assert fold("", 10) == [""]


@laws
@given(st.text("ab -", max_size=60), st.integers(5, 30))
def test_folding_loses_no_word(text, width):
    lines = fold(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= width or " " not in line for line in lines)
