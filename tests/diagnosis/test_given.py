"""Given numbers, held against exact ones: decimals stand for all that round to them, floats for their neighbourhood."""

from fractions import Fraction
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.drawn_requests import quick

from course.diagnosis.given import Given
from course.own_numbers.read_numbers import read_numbers
from course.own_numbers.request import request_of

RULES = (  # input, kernel, what is given, whether that is right
    "3 4 5; 2 1 0; 6 11 14 5 0; yes",
    "3 4 5; 2 1 0; 6 11 14 5 1; no",
    "3 4 5; 2 1 0; 6. 11.0 14.00 5 0.; yes",
    "1/3 2 5; 1 2 1; .33 2.67 9.33 12 5; yes",
    "1/3 2 5; 1 2 1; .33 2.66 9.33 12 5; cut",
    "1/3 2 5; 1 2 1; 1/3 8/3 28/3 12 5; yes",
    "1/3 2 5; 1 2 1; 0 3 9 12 5; no",
    "1/3 2 5; 1 2 1; 0. 3. 9. 12 5; yes",
    "1/8; 1; .125; yes",
    "1/8; 1; .12; yes",
    "1/8; 1; .13; yes",
    "1/8; 1; .1; yes",
    "1/8; 1; .2; no",
    "1/8; 1; 0.; yes",
    "1/8; 1; 0; no",
    "1/8; 1; 1.; no",
    "1/8; 1; .1250; yes",
    "1/8; 1; .1249; no",
    "1/8; 1; 1.3e-1; yes",
    "1/8; 1; 12e-2; yes",
    "1/8; 1; 1e-1; yes",
    "1/8; 1; 2e-1; no",
    "-1/8; 1; -.12; yes",
    "-1/8; 1; -.13; yes",
    "-1/8; 1; \N{MINUS SIGN}.13; yes",
    "-1/8; 1; .13; no",
    "1/2; 1; 0.; yes",
    "1/2; 1; 1.; yes",
    "1/2; 1; 1; no",
    "1/2; 1; 0; no",
    "9/2; 1; 4.; yes",
    "9/2; 1; 5.; yes",
    "9/2; 1; 6.; no",
    "19/4; 1; 4.; cut",
    "19/4; 1; 4.7; yes",
    "-19/4; 1; -4.; cut",
    "-19/4; 1; -5.7; no",
    "2/3 1/3; 1; .66 .33; cut",
    "2/3 1/3; 1; .66 .34; no",
    "2/3 2; 1; .66 3; no",
    "2/3 1/3; 1; .666 .3; cut",
    "5; 1; 5.; yes",
    "5; 1; 5.0; yes",
    "5; 1; 5.4; no",
    "5; 1; 5.04; no",
    "5; 1; 4.99; no",
    "5.4; 1; 5; no",
    "5.4; 1; 5.; yes",
    "2500; 1; 2.5e3; yes",
    "2501; 1; 2.5e3; no",
    "nan; 1; nan; yes",
    "nan; 1; 0; no",
    "1; 1; nan; no",
    "nan 1; 1 1; nan nan 1; yes",
    "nan 1; 1 1; nan nan nan; no",
    ".1 .2; 1 1; [0.1, 0.30000000000000004, 0.2]; yes",  # as Python prints floats
    "1/3 1/3; 1 1; [0.3333333333333333, 0.6666666666666666, 0.3333333333333333]; yes",
)


def given_as(text):
    numbers = read_numbers(text, "--got", most=100, nan=True)
    return Given(numbers.values, numbers.places, slack=1e-6)


@pytest.mark.parametrize("x, h, got, right", [rule.split("; ") for rule in RULES])
def test_decimals_stand_for_all_that_round_to_them(x, h, got, right):
    exact = request_of(
        read_numbers(x, "--input", most=100, nan=True).values, read_numbers(h, "--kernel", most=100).values
    ).output
    numbers = given_as(got)
    assert numbers.fits(exact) == (right == "yes")
    assert right == "yes" or numbers.fits_cut(exact) == (right == "cut")


@quick
@given(st.fractions(-99, 99, max_denominator=64), st.integers(0, 4), st.sampled_from([-1, 0, 1]))
def test_a_number_is_right_where_it_rounds_to_what_is_given(exact, places, ulps):
    unit = Fraction(1, 10**places)
    given = round(exact / unit) * unit + ulps * unit  # round() goes to even, which is one of the two
    nearest = abs(given - exact) <= unit / 2
    assert Given([given], [places]).fits(request_of([exact], [1]).output) == nearest


def test_a_float_is_right_within_its_slack():
    assert Given([1.0, 2.0], slack=0.02).which_fit([Fraction(101, 100), Fraction(203, 100)]) == [True, False]
    assert not Given([1.0]).fits([1 + Fraction(1, 10**9)])


def test_many_digits_are_a_programs_and_get_its_slack():
    """0.1234567 was printed by a program, so it may be off by the rounding of a float32; 0.12 was rounded by hand."""
    exact = [Fraction(12345674, 10**8)]
    assert Given([Fraction(1234568, 10**7)], [7], slack=1e-6).fits(exact)
    assert not Given([Fraction(1234568, 10**7)], [7]).fits(exact)
    assert not Given([Fraction(13, 100)], [2], slack=1e-6).fits(exact)


def test_exact_numbers_have_no_slack():
    assert not Given([3], slack=0.5).fits([Fraction(31, 10)])


def test_an_input_of_floats_gives_numbers_that_are_nearly_right():
    assert Given([Fraction(3, 10)], [1]).fits([0.1 + 0.2])
    assert Given([3]).fits([3 + 1e-12]) and not Given([3]).fits([3 + 1e-6])


@pytest.mark.parametrize("one, other", [(nan, 1), (1, nan), (inf, 1), (inf, -inf), (1, inf)])
def test_nan_and_infinities_are_like_themselves_alone(one, other):
    assert Given([one], slack=1.0).fits([one])
    assert not Given([one], slack=1.0).fits([other])


def test_another_size_never_fits():
    assert (
        not Given([1, 2]).fits([1, 2, 3]) and not Given([[1, 2]]).fits([1, 2]) and not Given([1]).fits(None)
    )


def test_whole_numbers_are_never_cut():
    assert not Given([2]).fits_cut([Fraction(5, 2)])
    assert Given([Fraction(2)], [0]).fits_cut([Fraction(5, 2)])


def test_decimals_are_shown_where_some_were_typed():
    assert Given([Fraction(1, 2)], [1]).decimal
    assert not Given([Fraction(1, 2)], [None]).decimal and not Given([Fraction(1, 2)]).decimal


def test_no_float_is_near_a_number_that_is_larger_than_any():
    for value in (10**400, -(10**400), Fraction(10**400, 3)):
        assert not Given([1e308], slack=1e300).fits([value])
        assert not Given([value]).fits([1e308])
        assert Given([value]).fits([value])


def test_numbers_that_are_all_nan():
    assert Given([[nan, nan]]).only_nan and not Given([nan, 1]).only_nan


def test_what_rounding_left_beside_0():
    given = Given([[3e-16, 6.0], [0.0, -1e-17]], slack=1e-9)
    assert given.beside_0([[0, 6], [0, 0]]) == [((0, 0), 3e-16), ((1, 1), -1e-17)]
    assert Given([0, 6]).beside_0([0, 6]) == []
