"""What several mistakes do to numbers: rules of arithmetic, for int and Fraction exact, with nan and inf as they are."""

from fractions import Fraction
from functools import reduce
from math import floor, inf, isfinite
from numbers import Rational
from operator import add
from typing import NamedTuple

from course.convolution.nested import flat, plain


def quotient(a, b):
    """a / b: a Fraction where both are exact, and inf or nan where NumPy says so.

    Example: quotient(1, 3) is Fraction(1, 3); quotient(-2, 0) is -inf.
    """
    if b == 0:
        return a * inf
    if not isinstance(a, Rational) or not isinstance(b, Rational):
        return a / b
    exact = Fraction(a) / b
    if exact.denominator.bit_length() > 2000:
        raise ValueError("the numbers have no end")
    return exact


def sum_of(values):
    """The sum of all numbers of nested lists, from left to right; 0 if there are none.

    Example: sum_of([[1, 2], [3, 4]]) is 10.
    """
    numbers = list(flat(values))
    return reduce(add, numbers) if numbers else 0


def larger(a, b):
    """The larger of two numbers; nan if one of them is."""
    return a if a >= b or a != a else b


def smaller(a, b):
    """The smaller of two numbers; nan if one of them is."""
    return a if a <= b or a != a else b


def smallest_of(values):
    """The smallest number of nested lists; nan if one of them is. ValueError if there are none.

    Example: smallest_of([[3, 4], [-5, 2]]) is -5.
    """
    return _one_of(values, smaller)


def largest_of(values):
    """The largest number of nested lists; nan if one of them is. ValueError if there are none.

    Example: largest_of([[3, 4], [-5, 2]]) is 4.
    """
    return _one_of(values, larger)


def _one_of(values, choice):
    numbers = list(flat(values))
    if not numbers:
        raise ValueError("there are no numbers")
    return reduce(choice, numbers)


def is_finite(value):
    """Whether it is neither nan nor infinite."""
    return not isinstance(value, float) or isfinite(value)


def half_up(value):
    """The nearest whole number, halves upwards.

    Example: half_up(Fraction(-5, 2)) is -2.
    """
    return floor(value + Fraction(1, 2))


def half_away(value):
    """The nearest whole number, halves away from 0, as MATLAB rounds.

    Example: half_away(Fraction(-5, 2)) is -3.
    """
    return half_up(value) if value >= 0 else -half_up(-value)


ROUNDING_OF_FLOATS = 1e-9  # sums of some thousand products are off by less


class OneOfTwo(int):
    """A whole number in place of which there may be another one, since floats decide it by their rounding.

    other: that one. What is worked out with it goes on with the number itself.
    """

    def __new__(cls, number, other):
        made = super().__new__(cls, number)
        made.other = other
        return made


def cut(value):
    """The number without its decimals; inf and nan as they are.

    A float beside a whole number, such as 21.999999999999996, comes from one that was rounded on its way: 198 times
    1/9. It is 22, or, as the order of a program's sums has it, OneOfTwo with 21.

    Example: cut(-2.7) is -2, and cut(0.1 + 0.7 + 0.2) is 1.
    """
    if not is_finite(value):
        return value
    if not isinstance(value, float) or value.is_integer():
        return int(value)
    whole = round(value)
    if abs(value - whole) > ROUNDING_OF_FLOATS * max(1, abs(value)):
        return int(value)
    return _or_just_missed(whole)


def cut_float_sum(value):
    """The same for an exact number that a program has as a sum of floats, which may just miss a whole one.

    An int has been rounded or cut before, so that it is whole.

    Example: 36 times 1/9 is 4, or, where the sum is 3.9999999999999996, OneOfTwo with 3.
    """
    if isinstance(value, int):
        return value
    whole = cut(value)
    return _or_just_missed(whole) if whole == value and is_finite(value) else whole


def _or_just_missed(whole):
    """A whole number, in place of which may be the next one towards 0; what lies beside 0 is cut to 0 either way."""
    if whole == 0:
        return 0
    return OneOfTwo(whole, whole - 1 if whole > 0 else whole + 1)


def floats_miss(values):
    """Whether some number of nested lists is exact, and no float is: a fraction whose denominator is no power of 2.

    Example: floats_miss([Fraction(1, 10), 2]) is True, and floats_miss([Fraction(1, 4), 2]) is False.
    """
    denominators = {value.denominator for value in flat(values) if isinstance(value, Fraction)}
    return any(denominator & (denominator - 1) for denominator in denominators)


# ---- types of whole numbers, which are rules here: the numbers stay Python's own


class IntegerType(NamedTuple):
    """The smallest and the largest number of a type of whole numbers."""

    low: int
    high: int


def _integer_types():
    """The types of 1, 2, 4 and 8 bytes with a sign, as NumPy names them, and without one: {name: IntegerType}."""
    types = {}
    for bits in (8, 16, 32, 64):
        types[f"int{bits}"] = IntegerType(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        types[f"uint{bits}"] = IntegerType(0, 2**bits - 1)
    return types


INTEGER_TYPES = _integer_types()
UINT8, INT64 = INTEGER_TYPES["uint8"], INTEGER_TYPES["int64"]


def wrapped(value, kind=UINT8, to_whole=cut):
    """The number as an integer type keeps it: without decimals, starting again where the type ends.

    to_whole: what cuts the decimals off.

    Example: wrapped(256.5) is 0, and wrapped(-1) is 255.
    """
    if type(value) is int:  # as mostly: there are no decimals
        return _within(kind, value)
    if not is_finite(value):
        return value
    whole = to_whole(value)
    if isinstance(whole, OneOfTwo):
        return OneOfTwo(_within(kind, whole), _within(kind, whole.other))
    return _within(kind, whole)


def _within(kind, whole):
    """A whole number as an integer type keeps it."""
    return (whole - kind.low) % (kind.high - kind.low + 1) + kind.low


def integer_type(x):
    """The integer type of an array; of whole numbers in lists bytes or int64, as they fit; None of others.

    Example: integer_type(np.int8([1, 2])) is IntegerType(-128, 127); integer_type([1, 2]) is UINT8.
    """
    if hasattr(x, "dtype") and x.dtype.kind in "iu":
        return INTEGER_TYPES[x.dtype.name]
    values = list(flat(plain(x)))
    if not all(isinstance(value, int) for value in values):
        return None
    for kind in (UINT8, INT64):
        if all(kind.low <= value <= kind.high for value in values):
            return kind
    return None


def as_int_where_whole(fraction):
    """A Fraction or an int, as an int where it is whole."""
    return int(fraction) if fraction.denominator == 1 else fraction
