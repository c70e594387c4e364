"""A constant that was added to the numbers of a mistake or of another reading, or a factor on them.

For the right numbers themselves facts.py says so.
"""

from fractions import Fraction
from math import prod

from course.convolution.formatting import number
from course.convolution.nested import each, flat, shape
from course.diagnosis.cause import grouped, output_or_none, world
from course.diagnosis.finding import Finding
from course.diagnosis.readings import changes_in_words, possible_changes, with_changes
from course.diagnosis.request_causes import SLOW
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import applies

LEAST_AFTERWARDS = 4  # given numbers: of fewer, a constant and some mistake give one in fifty by chance
PRODUCTS_AFTERWARDS = 2_500  # of a request for which this is tried: about half a second


class Afterwards(Finding):
    """What gives the numbers, but for a constant that was added to all of them, or a factor on all.

    rule     "plus" or "times"
    by       the constant or the factor
    cause    the Cause whose numbers were changed so; None if they are those of another reading
    options  the options of that reading that differ from those asked for, such as {"mode": "same"}
    """

    kind = "afterwards"

    def __init__(self, rule, by, cause=None, options=()):
        self.rule, self.by, self.cause, self.options = rule, by, cause, dict(options)

    def lines(self, request):
        """What was added or multiplied, and what the numbers were before."""
        by = number(self.by, request.decimal)
        if self.rule == "plus":
            first = (
                f"{by} was added to every number" if self.by > 0 else f"{by[1:]} was taken off every number"
            )
        else:
            first = f"every number was multiplied by {by}"
        if self.cause:
            return [f"Two things together: in the end {first}. Before that:", *self.cause.lines(request.flip)]
        where = changes_in_words(self.options)
        return [f"These numbers would be right {where}, but in the end {first}."]

    def source(self, request):
        """None: no definition does that to its numbers."""
        return None

    def data(self):
        """The rule, its number, and the names of the mistakes or the options of the reading."""
        names = [*self.cause.names, *self.cause.also] if self.cause else []
        return {"rule": self.rule, "by": self.by, "mistakes": names, "reading": self.options}


def afterwards(request, given):
    """The Afterwards that give the given numbers (a Given) of a Request: mistakes if there are any, or else readings.

    Nothing is said of numbers that are all the same, nor where the right ones themselves were changed so.

    Example: 3 4 5 with the kernel 2 1 has the correlation 3 10 13 10; the numbers 8 15 18 15 are 5 more.
    """
    if not _tells(request, given):
        return []
    found = []
    mistakes = [mistake for mistake in BANK.values() if applies(mistake, request.axes, request.options)]
    enough = _not_0_needed(request)
    rules = {}  # {(rule, by): the mistakes whose numbers it changes into the given ones}
    for mistake in mistakes:
        if mistake.name == SLOW:
            continue
        rule = _rule(output_or_none(request, world(mistake)), given, enough)
        if rule:
            rules.setdefault(rule, []).append(mistake)
    for (rule, by), together in rules.items():
        found += [Afterwards(rule, by, cause) for cause in grouped(together)]
    return found or _of_readings(request, given)


def _tells(request, given):
    """Whether the given numbers can show a constant or a factor, and the request is small enough to look for one."""
    numbers = list(flat(given.values))
    if len(numbers) < LEAST_AFTERWARDS or request.products > PRODUCTS_AFTERWARDS or len(set(numbers)) == 1:
        return False
    finite = all(value - value == 0 for value in numbers)
    return finite and _rule(request.output, given, 2) is None


def _not_0_needed(request):
    """How many numbers before a factor must not be 0: two more than there are weights.

    Of fewer, some kernel gives the numbers, and a kernel of one weight is any other such kernel, times a factor.
    """
    return prod(shape(request.h)) + 2


def _of_readings(request, given):
    """The Afterwards of a reading of one change, or if there is none of two."""
    found = {1: [], 2: []}
    for changes in possible_changes(request):
        if len(changes) in found:
            rule = _rule(output_or_none(with_changes(request, changes)), given, _not_0_needed(request))
            if rule:
                found[len(changes)].append(Afterwards(*rule, options=changes))
    return found[1] or found[2]


def _rule(values, given, not_0_needed):
    """("plus", constant) or ("times", factor) that makes the given numbers of nested lists; None if neither does.

    not_0_needed: how many of the values must not be 0 where it is a factor.
    Example: for the values 1 2 and the given numbers 4 8 it is ("times", 4), if at most 2 are needed.
    """
    if values is None or shape(values) != shape(given.values):
        return None
    pairs = list(zip(flat(given.values), flat(values)))
    if not all(value - value == 0 for _, value in pairs):
        return None
    added = pairs[0][0] - pairs[0][1]
    if added and given.fits(each(lambda value: value + added, values)):
        return "plus", added
    not_0 = [(theirs, value) for theirs, value in pairs if value]
    if len(not_0) < not_0_needed:
        return None
    factor = _quotient(*not_0[0])
    if factor not in (0, 1) and given.fits(each(lambda value: value * factor, values)):
        return "times", factor
    return None


def _quotient(one, other):
    """one / other, exact where both are."""
    if isinstance(one, float) or isinstance(other, float):
        return one / other
    quotient = Fraction(one) / other
    return int(quotient) if quotient.denominator == 1 else quotient
