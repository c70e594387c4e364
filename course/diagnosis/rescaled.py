"""The right numbers, or those of another reading, times a factor, plus a constant, or both."""

from math import prod

from course.convolution.formatting import capitalized
from course.convolution.nested import each, flat, shape
from course.diagnosis.cause import output_or_none
from course.diagnosis.finding import Finding
from course.diagnosis.readings import Reading, may_be_as_many, possible_changes, with_changes
from course.diagnosis.scaling import (
    CHANNELS_ADDED,
    Scaling,
    both_between,
    constant_between,
    factor_between,
    usual_factors,
)

LEAST_RESCALED = 4  # given numbers, of which one tells a factor or a constant, and three more agree
PRODUCTS_ELSEWHERE = 2_500  # of a request of which other readings are looked at: about half a second


class Rescaled(Finding):
    """What was done in the end to all of the numbers of a Reading; without changes in it, they are the right ones.

    scaling   the Scaling
    reading   the Reading
    decimal   whether its numbers are shown with decimals
    """

    kind = "rescaled"

    def __init__(self, scaling, reading, decimal):
        self.scaling, self.reading, self.decimal = scaling, reading, decimal

    def lines(self, request):
        """What was done to the numbers, and what usually does it."""
        done = self.scaling.words(self.decimal)
        where = f" {self.reading.words}" if self.reading.changes else ""
        hint = [f"Hint: {capitalized(self.scaling.cause)}."] if self.scaling.cause else []
        return [f"These numbers would be right{where}, but {done}.", *hint]

    def source(self, request):
        """None: no definition does that to its numbers."""
        return None

    def data(self):
        """The factor, the constant, and the options that differ from those asked for."""
        factor, constant, _ = self.scaling
        return {"factor": factor, "constant": constant, "reading": self.reading.changes}


class TimesWeights(Rescaled):
    """As many times too large as a kernel has weights, all of them equal: there sum-times-sum is such a factor."""

    first = True


def factor_of_equal_weights(request, given):
    """The TimesWeights that gives the given numbers (a Given) of a Request, as a list of one or none.

    Example: 3 4 5 with the kernel 1 1 gives 3 7 9 5; the numbers 6 14 18 10 are twice as large.
    """
    weights = list(flat(request.h))
    by = len(weights)
    if request.axes > 2 or by == 1 or len(set(weights)) > 1:
        return []
    if not given.fits(each(lambda value: value * by, request.output)):
        return []
    once_each = f"a window's sum does that if it is added once for each of the {by} weights"
    usual = dict(usual_factors(request)).get(by, once_each)
    scaling = Scaling(by, 0, f"{once_each}; {usual}" if usual == CHANNELS_ADDED else usual)
    return [TimesWeights(scaling, Reading({}, request), request.decimal or given.decimal)]


def rescaled(request, given):
    """The Rescaled that gives the given numbers (a Given), as a list of one or none: the right numbers changed.

    For a kernel whose flip is its negative, a factor and a flip that was left out fit alike. Then the one is told whose
    factor or constant has a usual cause, such as 1/255.

    Example: 3 4 5 with the kernel 2 1 gives 6 11 14 5; the numbers 60 110 140 50 are ten times as large.
    """
    right = _rescaled(request, given, {}, LEAST_RESCALED)
    if not right or right[0].scaling.cause:
        return right
    turned = _rescaled(request, given, {"flip": not request.flip}, LEAST_RESCALED)
    return turned if turned and turned[0].scaling.cause else right


def rescaled_turned(request, given):
    """The same with the kernel flipped where it is not to be, and not flipped where it is."""
    return _rescaled(request, given, {"flip": not request.flip}, fewest_for_any_factor(request))


def rescaled_elsewhere(outcomes):
    """The Rescaled of readings of one change, or if there is none of two: a factor or a constant. A list.

    A factor that has a usual cause, such as 1/255, is believed of fewer numbers than any other.

    Example: 3 4 5 with the kernel 2 1 has the correlation 3 10 13 10; the numbers 8 15 18 15 are 5 more.
    """
    request, given = outcomes.request, outcomes.given
    if given.count < LEAST_RESCALED or request.products > PRODUCTS_ELSEWHERE or not given.differ:
        return []
    found = {1: [], 2: []}
    for changes in possible_changes(request):
        reading = Reading(changes, with_changes(request, changes))
        if len(changes) not in found or not may_be_as_many(reading.request, given):
            continue
        values = outcomes.output_as(reading.request)
        if _is_told_by_one(request, values):
            continue
        scaling = _constant_or_factor(request, given, values)
        if scaling:
            found[len(changes)].append(Rescaled(scaling, reading, request.decimal or given.decimal))
    return found[1] or found[2]


def _is_told_by_one(request, values):
    """Whether the numbers of another reading are the right ones but for one at most.

    That one may as well be a slip in numbers that all have the same constant: it is no evidence of the reading.
    """
    if values is None or shape(values) != shape(request.output):
        return False
    return sum(one != other for one, other in zip(flat(values), flat(request.output))) <= 1


def _constant_or_factor(request, given, values):
    """The Scaling that makes the given numbers of those of another reading; None if there is none."""
    constant = constant_between(given, values)
    if constant:
        return constant
    factor = factor_between(request, given, values, LEAST_RESCALED)
    if factor and factor.factor == -1:
        return None  # of signs that are the wrong way round the bank says more
    if factor and (factor.cause or factor_between(request, given, values, fewest_for_any_factor(request))):
        return factor
    return None


def fewest_for_any_factor(request):
    """How many numbers before a factor must not be 0: two more than there are weights.

    Of fewer, some kernel gives the numbers, and a kernel of one weight is any other such kernel, times a factor.
    """
    return prod(shape(request.h)) + 2


def _rescaled(request, given, changes, fewest):
    """The Rescaled of one Reading, as a list: the constant, the factor, or both."""
    if given.count < LEAST_RESCALED:
        return []
    reading = Reading(changes, request.but(**changes))
    values = output_or_none(reading.request) if changes else request.output
    scaling = (
        constant_between(given, values)
        or factor_between(request, given, values, fewest)
        or both_between(request, given, values)
    )
    return [Rescaled(scaling, reading, request.decimal or given.decimal)] if scaling else []
