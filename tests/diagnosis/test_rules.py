"""What one rule makes of the right numbers to give the given ones."""

from fractions import Fraction
from math import inf, nan

import pytest

from course.diagnosis.fact_text import Fact
from course.diagnosis.rules import rules_between

RIGHT = [6, 11, 14, 5]


@pytest.mark.parametrize(
    "given, rules",
    [
        ([8, 13, 16, 7], [Fact("plus", (2,))]),
        ([3, Fraction(11, 2), 7, Fraction(5, 2)], [Fact("times", (Fraction(1, 2),))]),
        ([14, 6, 5, 11], [Fact("reordered")]),
        ([11, 14, 5, 0], [Fact("one too early")]),
        ([0, 6, 11, 14], [Fact("one too late")]),
        ([5, 6, 11, 14], [Fact("reordered"), Fact("one too late")]),
        ([8, 13, 16, 8], []),
        (RIGHT[:2] + [nan, 5], []),
        (RIGHT[:3] + [inf], []),
    ],
)
def test_rules_between_whole_numbers(given, rules):
    assert rules_between(given, RIGHT) == rules


def test_nan_on_both_sides_tells_nothing():
    assert rules_between([nan, 8, 13], [nan, 6, 11]) == [Fact("plus", (2,))]


def test_floats_are_nearly_what_a_rule_makes():
    rules = rules_between([0.1 * 6, 0.1 * 11, 0.1 * 14], RIGHT[:3])
    assert [rule.kind for rule in rules] == ["times"] and str(rules[0]).endswith(" 0.1.")


def test_exact_numbers_are_exactly_what_a_rule_makes():
    assert rules_between([10**20 + 2, 13], [10**20, 10]) == []


def test_few_numbers_may_stand_elsewhere_by_chance():
    assert rules_between([11, 99], [6, 11]) == rules_between([99, 6], [6, 11]) == []


def test_one_number_has_no_rule():
    assert rules_between([8], [6]) == []


def test_zeros_have_no_factor():
    assert rules_between([1, 1, 1], [0, 0, 0]) == [Fact("plus", (1,))]
