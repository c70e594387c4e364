"""What one rule would make of the right numbers to give the given ones: plus or times a number, moved, reordered."""

from fractions import Fraction
from math import inf

from course.diagnosis.fact_text import Fact
from course.diagnosis.same_numbers import equal_or_nearly


def rules_between(given, right):
    """The rules that make all of the right numbers the given ones, as Facts, for two lists of as many numbers.

    Where both are nan they tell nothing. There is no rule for fewer than two numbers, nor where others are nan or
    infinite.

    Example: rules_between([8, 13, 16], [6, 11, 14]) is [Fact("plus", (2,))].
    """
    pairs = [(theirs, exact) for theirs, exact in zip(given, right) if theirs == theirs or exact == exact]
    if len(pairs) < 2 or not all(_is_finite(value) for pair in pairs for value in pair):
        return []
    rules = []
    if sorted(given) == sorted(right):
        rules.append(Fact("reordered"))
    offset = pairs[0][0] - pairs[0][1]
    if all(equal_or_nearly(theirs, exact + offset) for theirs, exact in pairs):
        rules.append(Fact("plus", (offset,)))
    factor = _factor(pairs)
    if factor is not None and all(equal_or_nearly(theirs, exact * factor) for theirs, exact in pairs):
        rules.append(Fact("times", (factor,)))
    if len(pairs) > 3:
        rules += _moved(given, right)
    return rules


def _is_finite(value):
    """Whether a number is neither nan nor infinite; math.isfinite() refuses an int that is too large for a float."""
    return value == value and abs(value) != inf


def _factor(pairs):
    """By what the first right number that is not 0 is multiplied to give the given one.

    None if all are 0, or that one became 0: zeros do not come from a product.
    """
    for theirs, exact in pairs:
        if exact and not theirs:
            return None
        if exact:
            both_exact = not isinstance(theirs, float) and not isinstance(exact, float)
            return Fraction(theirs) / exact if both_exact else theirs / exact
    return None


def _moved(given, right):
    """Whether the right numbers stand one index too early or too late, as Facts."""
    rules = []
    if all(equal_or_nearly(theirs, exact) for theirs, exact in zip(given[:-1], right[1:])):
        rules.append(Fact("one too early"))
    if all(equal_or_nearly(theirs, exact) for theirs, exact in zip(given[1:], right[:-1])):
        rules.append(Fact("one too late"))
    return rules
