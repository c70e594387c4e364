"""
When numbers count as the same.

Exact numbers (int, Fraction) are the same only if they are equal. Floats are rounded, so they are the same if they
differ by at most a small part of the larger one, or by that part of 1 where both are small: math.isclose() with the
same number for both tolerances. Two nan are the same. Numbers that a reader typed with decimals have another
tolerance, half of their last decimal, which is kept exactly: see given.py.
"""

from itertools import chain
from math import inf, isclose, isfinite, isnan
from struct import pack, unpack

from course.convolution.nested import flat, indices, shape
from course.own_numbers.rounding import nearest_float

ROUNDING = 1e-9  # of float64: sums of some thousand products differ by less, and a mistake by more
ROUNDING_OF_FLOAT32 = 1e-6
ROUNDING_OF_SUMS_IN_FLOAT32 = 5e-5  # of sums that are small where some hundreds cancel each other


def same_numbers(values, exact, within=ROUNDING, looks=None, loose=False):
    """Whether a function's numbers are the exact ones: as many, in the same arrangement, each nearly equal.

    values, exact: nested lists, or None where there are no numbers, which is never the same. looks(index): whether
    the number at an index counts; all do if it is not given. loose: see nearly_equal().
    """
    if values is None or exact is None:
        return False
    if values == exact:  # as mostly, where a function is right, and at once
        return True
    if shape(values) != shape(exact):
        return False
    for index, value, right in zip(indices(shape(exact)), flat(values), flat(exact)):
        counts = looks is None or looks(index)
        if counts and not nearly_equal(float(value), float(right), within, loose):
            return False
    return True


def nearly_equal(value, exact, within=ROUNDING, loose=False):
    """Whether two floats are the same but for rounding.

    loose: nan and the infinities are all the same, too. A division by 0 gives one or the other, and which of them
    depends on the order in which a sum is added up.
    """
    if loose and not isfinite(value) and not isfinite(exact):
        return True
    if isnan(value) or isnan(exact):
        return isnan(value) and isnan(exact)
    return isclose(value, exact, rel_tol=within, abs_tol=within)


def equal_or_nearly(one, other):
    """Whether two numbers are equal, or nearly equal where one of them is a float.

    Example: equal_or_nearly(Fraction(1, 3), 1 / 3) is True; with Fraction(333333333333, 10**12) it is False.
    """
    if isinstance(one, float) or isinstance(other, float):
        return nearly_equal(nearest_float(one), nearest_float(other))
    return one == other


def are_of_float32(every_values):
    """Whether all numbers with decimals of nested lists, some of which may be None, are such as float32 has, and there are any.

    Example: of [0.5, 0.1] it is False, as float32 has no 0.1, but 0.10000000149011612.
    """
    numbers = chain.from_iterable(flat(values) for values in every_values if values is not None)
    decimals = [number for number in numbers if isfinite(number) and number != int(number)]
    return bool(decimals) and all(_in_float32(number) == number for number in decimals)


def _in_float32(number):
    """The float32 that is nearest to a number, as a float; of one that is too large for it infinity."""
    try:
        return unpack("f", pack("f", number))[0]
    except OverflowError:
        return inf
