"""
A factor, a constant, or both, that make the given numbers of others; and what usually does that.

A number that was given with few decimals stands for all that round to it, so a factor or a constant is only known
to lie between two numbers. Of those between the simplest is taken.
"""

from fractions import Fraction
from math import floor, lcm, prod
from typing import NamedTuple

from course.convolution.definition import total
from course.convolution.formatting import number
from course.convolution.nested import each, flat, shape
from course.mistakes.arithmetic import is_finite

TELLING = 20  # times its tolerance: what a number has to be at least to tell a factor, about two digits
LEAST_OF_BOTH = 5  # numbers that differ: two of them tell a factor and a constant, and three more agree
NARROW = 100  # the size of a factor over how far it is unknown, from which its usual cause is said
TIMES_NARROWER = (
    10  # how many times less than to the next 1/n a factor may be unknown where 1/n is taken for it
)
SMALLEST = 1e-9  # what is written as 1/n at all
LARGEST_BYTE = 255
MOST_DIVIDED_BY = 1_000  # of a kernel's whole weights


class Scaling(NamedTuple):
    """What was done to every number: multiplied by the factor, then the constant added.

    cause: what usually does it to the numbers of a Request, in words that follow a comma or a colon; "" if unknown.
    """

    factor: object = 1
    constant: object = 0
    cause: str = ""

    def words(self, decimal):
        """What was done, as a sentence without its full stop, which begins with a number or a small letter.

        Example: Scaling(2, -1).words(False) is "every number was multiplied by 2, and 1 was taken off".
        """
        constant = number(abs(self.constant), decimal)
        change = f"{constant} was {'added' if self.constant > 0 else 'taken off'}"
        if self.factor == 1:
            return f"{change} {'to ' if self.constant > 0 else ''}every number"
        multiplied = f"every number was multiplied by {number(self.factor, decimal)}"
        return f"{multiplied}, and {change}" if self.constant else multiplied


def constant_between(given, values):
    """The Scaling that adds a constant to nested lists to give the given numbers (a Given); None if there is none.

    Numbers that lie closer together than a few of the given decimals tell nothing.
    Example: of 6 11 14 and the given numbers 8 13 16 it is Scaling(1, 2).
    """
    triples = _low_high_and_value(given, values)
    if triples is None:
        return None
    low, high = _common((low - value, high - value) for low, high, value in triples)
    constant = simplest_between(low, high) if low <= high and _spread_tells(triples) else 0
    if constant and given.fits(each(lambda value: value + constant, values)):
        return Scaling(1, constant, BIAS)
    return None


def factor_between(request, given, values, fewest):
    """The Scaling that multiplies nested lists to give the given numbers (a Given); None if there is none.

    fewest: how many of the numbers must not be 0, nor given with less than about two digits.
    Example: of 6 11 14 and the given numbers 12 22 28 it is Scaling(2).
    """
    scaling = _factor_between(request, given, values, fewest)
    return scaling or (given.whole and _factor_between(request, given.whole, values, fewest))


def _factor_between(request, given, values, fewest):
    triples = _low_high_and_value(given, values)
    if triples is None:
        return None
    not_0 = [triple for triple in triples if triple[2]]
    if len(not_0) < max(fewest, 1):
        return None
    low, high = _common(_quotients(*triple) for triple in not_0)
    if low > high or not _are_finite(low, high) or sum(_tells(low, high) for low, high, _ in not_0) < fewest:
        return None
    scaling = _named_factor(request, low, high)
    if scaling.factor not in (0, 1) and given.fits(each(lambda value: value * scaling.factor, values)):
        return scaling
    return None


def both_between(request, given, values):
    """The Scaling with a factor and a constant that give the given numbers (a Given); None if there is none.

    The factor follows from the numbers that lie furthest apart.
    Example: of 1 2 3 5 8 and the given numbers 5 7 9 13 19 it is Scaling(2, 3).
    """
    triples = _low_high_and_value(given, values)
    if triples is None or len({value for *_, value in triples}) < LEAST_OF_BOTH or not _spread_tells(triples):
        return None
    first, last = (most(triples, key=lambda triple: triple[2]) for most in (min, max))
    quotients = _quotients(last[0] - first[1], last[1] - first[0], last[2] - first[2])
    if not _are_finite(*quotients):
        return None
    factor, _, cause = _named_factor(request, *quotients)
    low, high = _common((low - value * factor, high - value * factor) for low, high, value in triples)
    if factor in (0, 1) or low > high:
        return None
    constant = simplest_between(low, high)
    if constant and given.fits(each(lambda value: value * factor + constant, values)):
        return Scaling(factor, constant, f"{cause}, and then {BIAS_AFTER}" if cause else BIAS_OF_BOTH)
    return None


def _low_high_and_value(given, values):
    """[(low, high, value), ...]: between which numbers each given one stands, and what it is made of.

    None where the shapes differ, where a number is nan or infinite, or where all given ones are the same.
    """
    if values is None or shape(values) != shape(given.values):
        return None
    if not given.differ or not all(map(is_finite, flat(values))):
        return None
    return [(low, high, value) for (low, high), value in zip(given.ranges(values), flat(values))]


def _common(ranges):
    """(low, high) of what lies in all of the ranges; low is above high where nothing does in those looked at."""
    ranges = iter(ranges)
    low, high = next(ranges)
    for other_low, other_high in ranges:
        low, high = max(low, other_low), min(high, other_high)
        if low > high:
            break
    return low, high


def _tells(low, high):
    """Whether a number between these two is known with about two digits."""
    return abs(low + high) >= TELLING * (high - low) and (low, high) != (0, 0)


def _spread_tells(triples):
    """Whether the numbers lie further apart than what their decimals leave open."""
    widest = max(high - low for low, high, _ in triples)
    lows = [low for low, *_ in triples]
    return max(lows) - min(lows) >= TELLING / 2 * widest and max(lows) > min(lows)


def _are_finite(low, high):
    return is_finite(low) and is_finite(high)


def _quotients(low, high, value):
    """The range of the quotients of all numbers between low and high by a value that is not 0."""
    ends = [_quotient(low, value), _quotient(high, value)]
    return min(ends), max(ends)


def _quotient(one, other):
    """one / other, exact where both are."""
    if isinstance(one, float) or isinstance(other, float):
        return one / other
    return Fraction(one) / other


def simplest_between(low, high):
    """The simplest number from low to high: whole if one is, or 1/n, or else of the fewest decimals.

    1/n only where the range is so small that it does not hold one by chance. An exact number stays as it is.
    Example: simplest_between(Fraction(33328, 10**5), Fraction(33338, 10**5)) is Fraction(1, 3).
    """
    if low == high:
        return int(low) if low == floor(low) else low
    middle = (low + high) / 2
    if low <= round(middle) <= high:
        return round(middle)
    n = round(1 / middle) if abs(middle) > SMALLEST else 0
    if n and low <= Fraction(1, n) <= high and (high - low) * n * n * TIMES_NARROWER < 1:
        return Fraction(1, n)
    for places in range(1, 16):
        candidate = Fraction(round(middle * 10**places), 10**places)
        if low <= candidate <= high:
            return candidate
    return middle


# ---- what usually does that

THREE_CHANNELS = 3
CHANNELS_ADDED = (
    "three equal channels that a layer adds up may do that, as those of a grey image in RGB: one channel is enough, or a "
    "kernel divided by 3"
)
BIAS_AFTER = "a layer's bias is added"
BIAS_OF_BOTH = "what was added may be a layer's bias (bias=False in PyTorch, use_bias=False in Keras)"
BIAS = "a sum that does not begin at 0 does that, or a layer's bias (bias=False in PyTorch, use_bias=False in Keras)"


def _named_factor(request, low, high):
    """The Scaling with a factor from low to high: one with a usual cause if there is one, else the simplest."""
    if (high - low) * NARROW <= abs(low + high) / 2:
        for factor, cause in usual_factors(request):
            if low <= factor <= high:
                return Scaling(factor, 0, cause)
    return Scaling(simplest_between(low, high))


def usual_factors(request):
    """[(factor, what usually multiplies by it), ...] for a Request."""
    usual = [
        (
            Fraction(1, LARGEST_BYTE),
            "bytes are divided by 255 to lie from 0 to 1, as ToTensor of torchvision and img_as_float of scikit-image do",
        ),
        (LARGEST_BYTE, "bytes that were divided by 255 are made bytes again"),
    ]
    if request.axes > 2:
        return usual
    whole = lcm(*(Fraction(weight).denominator for weight in flat(request.h) if is_finite(weight)))
    if 1 < whole <= MOST_DIVIDED_BY:
        usual.append((whole, f"the weights are to be divided by {whole}"))
    added, weights = total(list(flat(request.h))), prod(shape(request.h))
    if added not in (0, 1):
        usual.append(
            (
                _quotient(1, added),
                f"the weights add up to {number(added)}, and are divided by it, as Pillow's ImageFilter.Kernel does where no scale is given",
            )
        )
    if weights > 1:
        usual.append((Fraction(1, weights), "a mean of the products does that, np.mean in place of np.sum"))
    if THREE_CHANNELS not in dict(usual):
        usual.append((THREE_CHANNELS, CHANNELS_ADDED))
    return usual
