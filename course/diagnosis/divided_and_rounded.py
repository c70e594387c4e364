"""
Numbers that are divided once they are added up, and then rounded down, cut or rounded; and sums that a byte holds before.

A mean is often made so: the kernel's weights are whole numbers, and the sum is divided by how many they are, or by their
sum, with //, np.floor() or int(). In MATLAB and Octave the sum of two uint8 numbers is held to 255 before it is divided;
in NumPy slices of an array that are added up start again where its type ends.
"""

from fractions import Fraction
from itertools import product
from math import floor, lcm, log2, prod

from course.convolution.formatting import listed_with_or, number
from course.convolution.nested import each, flat, shape
from course.diagnosis.cause import Cause
from course.diagnosis.finding import Finding
from course.diagnosis.origins import Origin
from course.diagnosis.outcomes import SLOW, Outcomes
from course.diagnosis.readings import Reading, may_be_as_many, possible_changes, with_changes
from course.diagnosis.request_causes import candidate_mistakes
from course.diagnosis.scaling import MOST_DIVIDED_BY
from course.diagnosis.stored_types import held
from course.mistakes.arithmetic import (
    INTEGER_TYPES,
    OneOfTwo,
    cut,
    floats_miss,
    half_away,
    is_finite,
    quotient,
    sum_of,
    wrapped,
)

PRODUCTS_DIVIDED = 2_500  # of a request for which this is tried
FEWEST = 4  # given numbers, and fewest that are no right ones
FEWEST_DIFFERENT = 2
# How many other answers there are with as many numbers from the smallest given one to the largest, as a power of 2. By
# chance one of the few ways to round the right numbers gives some of them, and one of a thousand those of mistakes.
BITS_OF_RIGHT, BITS_OF_OTHERS = 10, 24
BITS_OF_TYPES = 16  # the same for sums in types that are not uint8, which pictures have

WAYS_TO_KEEP = {"": lambda value, kind: value, "held": held, "wraps": wrapped}
AS_IT_IS = "", "uint8"
KEPT_IN_BYTES = ("held", "uint8"), ("wraps", "uint8")  # the ways, each with the type of the sums
KEPT_IN_OTHERS = ("wraps", "int8"), ("wraps", "uint16"), ("wraps", "int16")
MISSED_BY_FLOATS = Fraction(1, 10**6)  # a weight of 1/n, times n
WAYS_TO_ROUND = {
    "rounded down": floor,
    "their decimals cut off": cut,
    "rounded": round,
    "rounded, halves away from 0": half_away,
    "": lambda value: value,
}
# Beside what the bank has, which is another way for numbers below 0, and for halves.
THE_BANK_HAS = {"rounded down": cut, "rounded, halves away from 0": round}
HINT_OF_SUMS = (
    "Hint: In MATLAB and Octave the sum of two uint8 numbers is a uint8, held to 255: convert the input before, with "
    "double(x) (in NumPy with x.astype(float))."
)
HINT_OF_WRAPPED_SUMS = "Hint: A sum of {0} slices is {0} still: use x.astype(float) before you add them."
HINT_OF_ROUNDING = (
    "Hint: // and np.floor round down, below 0 as well, and int() cuts decimals off; / keeps them."
)


class DividedAndRounded(Finding):
    """Numbers that are divided after they were added up.

    origin    the Origin: right numbers, a Reading's or a Cause's
    by        what they are divided by; 1 where the kernel's own weights have done that
    over      the weights' common denominator, by which sums of whole weights are divided; 1 of whole weights
    keep      what its type does to a sum before: a key of WAYS_TO_KEEP
    rounding  a key of WAYS_TO_ROUND
    or_else   the other keys that give these numbers as well, but for those that only say the same otherwise
    types     the names of the types, of INTEGER_TYPES, that do so and give these numbers
    """

    kind = "divided"

    def __init__(self, origin, by, over, keep, rounding, types):
        self.origin, self.by, self.over, self.keep, self.rounding = origin, by, over, keep, rounding
        self.types, self.or_else = types, ()

    @property
    def integer_type(self):
        """The IntegerType of the sums."""
        return INTEGER_TYPES[self.types[0]]

    def lines(self, request):
        """Which numbers, what was done to them, one of them worked out, and a hint."""
        what = self._numbers_in_words(request.flip)
        divided = f"divided by {number(self.by)}" if self.by != 1 else ""
        rounded = listed_with_or([self.rounding, *self.or_else])
        done = " and ".join(word for word in (divided, rounded) if word)
        if not self.keep:
            return [f"These are {what}, {done}: {self._example(request)}.", HINT_OF_ROUNDING]
        low, high = self.integer_type
        kept = f"held to {low} to {high}"
        if self.keep == "wraps":
            kept = f"kept in {low} to {high}, where {high + 1} is {low} again (as {listed_with_or(self.types)} keeps it),"
        then = f" and {rounded}".replace("their", "its") if rounded else ""
        return [
            f"These are {what}, but each sum is {kept} before it is divided by {number(self.by * self.over)}{then}: "
            f"{self._example(request)}.",
            HINT_OF_SUMS if self.keep == "held" else HINT_OF_WRAPPED_SUMS.format(self.types[0]),
        ]

    def _numbers_in_words(self, flip):
        if self.origin.cause:
            return f"the numbers of {self.origin.cause.ending(flip)}"
        changes = self.origin.reading.changes
        return f"the numbers that are right {self.origin.reading.words}" if changes else "the right numbers"

    def _example(self, request):
        """The first number that is another than the quotient alone, in words."""
        for value in flat(self.origin.output):
            result = self.result(value)
            if result != quotient(value, self.by):
                break
        decimal = request.decimal
        if not self.keep:
            return f"{number(quotient(value, self.by), decimal)} becomes {number(result, decimal)}"
        sums = value * self.over
        return f"{number(sums, decimal)} becomes {self.kept(value)}, and then {number(result, decimal)}"

    def kept(self, value):
        """What its type makes of the sum that one number is before it is divided."""
        return WAYS_TO_KEEP[self.keep](value * self.over, self.integer_type)

    def result(self, value, may_miss=False):
        """What becomes of one number. may_miss: whether a sum of floats may lie just below a whole one."""
        divided = quotient(self.kept(value), self.by * self.over)
        result = WAYS_TO_ROUND[self.rounding](divided)
        if may_miss and self.rounding == "rounded down" and result == divided:
            return OneOfTwo(result, result - 1)
        return result

    def source(self, request):
        """None: the numbers of others are changed."""
        return None

    def data(self):
        """Where the numbers come from, and what was done to them."""
        return {
            **self.origin.data(),
            "by": self.by * self.over,
            "kept": self.keep,
            "types": list(self.types) if self.keep else [],
            "rounding": self.rounding,
            "or_else": list(self.or_else),
        }


def divided_and_rounded(outcomes):
    """The DividedAndRounded that give the given numbers of Outcomes, of the first numbers that do; the right ones first.

    Example: the means of three of -4 -1 3 5 -2 are -2/3 7/3 2, and with // 3 they are -1 2 2.
    """
    request, given = _request_of_fractions(outcomes.request), outcomes.given
    if request is not outcomes.request:
        outcomes = Outcomes(request, given)
    bits = _bits(given)
    ways = _ways(request, bits)
    if request.axes > 2 or request.products > PRODUCTS_DIVIDED or bits < BITS_OF_RIGHT:
        return []
    if given.count_of_others(request.output) < FEWEST - 1:
        return []
    for origin in _origins(outcomes, bits >= BITS_OF_OTHERS):
        for by, over in _divisors(request):
            fitting = []
            for (keep, name), rounding in product([AS_IT_IS] if origin.cause else ways, WAYS_TO_ROUND):
                one = DividedAndRounded(origin, by, over, keep, rounding, (name,))
                if (keep or rounding) and _may_be(one) and _gives(one, request, given):
                    fitting.append(one)
            if fitting:
                return _told_once(fitting)
    return []


def _ways(request, bits):
    """[(keep, name of a type), ...]: what a sum may go through, where numbers tell so much; types hold the input."""
    values = list(flat(request.x))
    whole = all(isinstance(value, int) for value in values)
    ways = [AS_IT_IS]
    for keep, name in (*KEPT_IN_BYTES, *KEPT_IN_OTHERS) if bits >= BITS_OF_TYPES else KEPT_IN_BYTES:
        low, high = INTEGER_TYPES[name]
        if whole and low <= min(values) and max(values) <= high:
            ways.append((keep, name))
    return ways


def _told_once(fitting):
    """The DividedAndRounded of those that give the numbers, one for all types of which the same is said.

    Example: 41 -35 32 are 41 -106/3 97/3 as well rounded as cut off, and the one that is told has both words.
    """
    each_type = {}  # {(keep, type): those with that type}
    for one in fitting:
        each_type.setdefault((one.keep, one.types), []).append(one)
    told = {}  # {(keep, rounding, other roundings): the one with all its types}
    for ones in each_type.values():
        one = _with_roundings(ones)
        same = told.setdefault((one.keep, one.rounding, one.or_else), one)
        if same is not one:
            same.types += one.types
    return list(told.values())


def _with_roundings(ones):
    """The first of those with one type, with the roundings of the others; where none is needed, that without one."""
    first = next((one for one in ones if not one.rounding), ones[0])
    roundings = [one.rounding for one in ones]
    below_0 = any(first.result(value) < 0 for value in flat(first.origin.output))
    said = {"rounded, halves away from 0"} if "rounded" in roundings else set()
    if "rounded down" in roundings and not below_0:
        said.add("their decimals cut off")
    if first.rounding:
        first.or_else = tuple(rounding for rounding in roundings if rounding not in {first.rounding, *said})
    return first


def _request_of_fractions(request):
    """The Request with weights of exactly 1/n where all are floats that stand for it; otherwise the same one.

    Example: 1 / 3 of Python's, three times, are three times Fraction(1, 3).
    """
    weights = list(flat(request.h))
    count = len(weights)
    floats = all(isinstance(weight, float) for weight in weights)
    if not floats or any(abs(weight * count - 1) >= MISSED_BY_FLOATS for weight in weights):
        return request
    return request.but(h=each(lambda weight: Fraction(1, count), request.h))


def _bits(given):
    """How much given numbers tell, as the comment on BITS_OF_RIGHT has it; 0 where that is nothing."""
    numbers = list(flat(given.values))
    if len(numbers) < FEWEST or len(set(numbers)) < FEWEST_DIFFERENT or not all(map(is_finite, numbers)):
        return 0
    return len(numbers) * log2(1 + max(numbers) - min(numbers))


def _origins(outcomes, others):
    """The Origins of the right numbers, and where others are looked for those of readings, then of mistakes."""
    request, given = outcomes.request, outcomes.given
    for changes in sorted(possible_changes(request), key=len) if others else [{}]:
        reading = Reading(changes, with_changes(request, changes))
        if len(changes) <= 2 and may_be_as_many(reading.request, given):
            yield Origin(None, reading, outcomes.output_as(reading.request))
    for mistake in candidate_mistakes(request) if others else []:
        output = None if mistake.name == SLOW else outcomes.output(mistake)
        if output is not None and shape(output) == shape(given.values):
            yield Origin(Cause((mistake,)), None, output)


def _divisors(request):
    """[(by, over), ...], as DividedAndRounded has them: of weights that are fractions their common denominator."""
    weights = list(flat(request.h))
    if not all(map(is_finite, weights)):
        return []
    over = lcm(*(quotient(weight, 1).denominator for weight in weights if not isinstance(weight, float)))
    if any(isinstance(weight, float) for weight in weights) or over > MOST_DIVIDED_BY:
        return []
    if over > 1:
        return [(1, over)]
    return [(by, 1) for by in dict.fromkeys((sum_of(weights), prod(shape(request.h)))) if by > 1]


def _may_be(one):
    """Whether something is worth a look: what the bank says of the right numbers, or of two mistakes, is not.

    Nor are sums without a sign that are cut, which is rounded down.
    """
    if not one.keep:
        return one.by > 1 or one.rounding in THE_BANK_HAS
    return one.integer_type.low < 0 or one.rounding != "their decimals cut off"


def _the_bank_says(one, numbers):
    """Whether numbers are rounded as int-output or rounded do it, since none is below 0, or a half."""
    way = THE_BANK_HAS[one.rounding]
    return all(one.result(value) == way(value) for value in numbers)


def _gives(one, request, given):
    """Whether it gives the given numbers, and not what the bank says; of sums in a type some have to be larger.

    Of sums that are held others have to be smaller: otherwise all are the same.
    """
    numbers = list(flat(one.origin.output))
    if shape(one.origin.output) != shape(given.values) or not all(map(is_finite, numbers)):
        return False
    if one.keep:
        low, high = one.integer_type
        beyond = [not low <= value * one.over <= high for value in numbers if value]
        if not any(beyond) or (one.keep == "held" and all(beyond)):
            return False
    may_miss = one.over > 1 and not one.keep and floats_miss(request.h)  # sums of whole numbers do not
    if not all(given.fits_at(place, one.result(value, may_miss)) for place, value in enumerate(numbers)):
        return False
    return bool(one.keep or one.by != 1 or not _the_bank_says(one, numbers))
