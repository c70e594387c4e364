"""What the decimals of a typed kernel leave open: 0.2203 may stand for 0.22034, with which a program made the numbers."""

from fractions import Fraction
from math import prod

from course.convolution.nested import flat, shape
from course.mistakes.arithmetic import floats_miss, is_finite

FEWEST_DECIMALS_TYPED, MOST_DECIMALS_TYPED = 3, 12  # 0.25 and 0.1 are meant so
# Given numbers have to be so many times as large as what is left open, and to lie so many times further apart: of four
# such numbers one of a hundred thousand others fits by chance.
TIMES_AS_LARGE, TIMES_APART, FEWEST_LARGE = 20, 100, 4


def decimals_of(kernel):
    """How many decimals the weights of a kernel were rounded to; None where they are exact, as 1/9 and 0.125 are.

    Example: decimals_of([Fraction("0.0101"), Fraction("0.22")]) is 4.
    """
    weights = list(flat(kernel))
    if not floats_miss(weights) or any(isinstance(weight, float) for weight in weights):
        return None
    for places in range(MOST_DECIMALS_TYPED + 1):
        if all(weight * 10**places % 1 == 0 for weight in weights):
            return places if places >= FEWEST_DECIMALS_TYPED else None
    return None


def given_within(request, given):
    """The given numbers (a Given) that may be off by what the decimals of a Request's kernel leave open.

    None where the kernel is exact, and where the numbers are too small beside that to tell anything.
    """
    places, x, numbers = decimals_of(request.h), list(flat(request.x)), list(flat(given.values))
    if places is None or not all(map(is_finite, [*x, *numbers])):
        return None
    largest = max(map(abs, [*x, request.fill]))
    open_by = prod(shape(request.h)) * largest * Fraction(1, 2 * 10**places)
    large = sum(abs(value) >= TIMES_AS_LARGE * open_by for value in numbers)
    if large < FEWEST_LARGE or max(numbers) - min(numbers) < TIMES_APART * open_by:
        return None
    return given.wider(open_by)
