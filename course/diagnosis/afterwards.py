"""A constant that was added to the numbers of a mistake or of another reading, or a factor on them.

For the right numbers themselves rescaled.py says so.
"""

from math import prod

from course.convolution.nested import flat, shape
from course.diagnosis.cause import grouped
from course.diagnosis.finding import Finding
from course.diagnosis.outcomes import SLOW
from course.diagnosis.readings import changes_in_words, possible_changes, with_changes
from course.diagnosis.request_causes import candidate_mistakes
from course.diagnosis.scaling import constant_between, factor_between

LEAST_AFTERWARDS = 4  # given numbers: of fewer, a constant and some mistake give one in fifty by chance
PRODUCTS_AFTERWARDS = 2_500  # of a request for which this is tried: about half a second


class Afterwards(Finding):
    """What gives the numbers, but for a constant that was added to all of them, or a factor on all.

    scaling  the Scaling: a constant or a factor
    cause    the Cause whose numbers were changed so; None if they are those of another reading
    options  the options of that reading that differ from those asked for, such as {"mode": "same"}
    """

    kind = "afterwards"

    def __init__(self, scaling, cause=None, options=()):
        self.scaling, self.cause, self.options = scaling, cause, dict(options)

    @property
    def rule(self):
        """Which of the two it is: "plus" or "times"."""
        return "plus" if self.scaling.constant else "times"

    @property
    def by(self):
        """The constant or the factor."""
        return self.scaling.constant or self.scaling.factor

    def lines(self, request):
        """What was added or multiplied, and what the numbers were before."""
        first = self.scaling.words(request.decimal)
        if self.cause:
            return [f"Two things together: {first}. Before that:", *self.cause.lines(request.flip)]
        where = changes_in_words(self.options)
        return [f"These numbers would be right {where}, but {first}."]

    def source(self, request):
        """None: no definition does that to its numbers."""
        return None

    def data(self):
        """The rule, its number, and the names of the mistakes or the options of the reading."""
        names = [*self.cause.names, *self.cause.also] if self.cause else []
        return {"rule": self.rule, "by": self.by, "mistakes": names, "reading": self.options}


def afterwards(outcomes):
    """The Afterwards that give the given numbers of Outcomes: of mistakes if there are any, or else of readings.

    Nothing is said of numbers that are all the same, nor where the right ones themselves were changed so.

    Example: 3 4 5 with the kernel 2 1 has the correlation 3 10 13 10; the numbers 8 15 18 15 are 5 more.
    """
    request, given = outcomes.request, outcomes.given
    if not _tells(request, given):
        return []
    found = []
    enough = _not_0_needed(request)
    together_by = {}  # {Scaling: the mistakes whose numbers it changes into the given ones}
    for mistake in candidate_mistakes(request):
        if mistake.name == SLOW:
            continue
        scaling = _scaling(request, outcomes.output(mistake), given, enough)
        if scaling:
            together_by.setdefault(scaling, []).append(mistake)
    for scaling, together in together_by.items():
        found += [Afterwards(scaling, cause) for cause in grouped(together)]
    return found or _of_readings(outcomes)


def _tells(request, given):
    """Whether the given numbers can show a constant or a factor, and the request is small enough to look for one."""
    numbers = list(flat(given.values))
    if len(numbers) < LEAST_AFTERWARDS or request.products > PRODUCTS_AFTERWARDS or len(set(numbers)) == 1:
        return False
    finite = all(value - value == 0 for value in numbers)
    return finite and _scaling(request, request.output, given, 2) is None


def _not_0_needed(request):
    """How many numbers before a factor must not be 0: two more than there are weights.

    Of fewer, some kernel gives the numbers, and a kernel of one weight is any other such kernel, times a factor.
    """
    return prod(shape(request.h)) + 2


def _of_readings(outcomes):
    """The Afterwards of a reading of one change, or if there is none of two."""
    request, given = outcomes.request, outcomes.given
    found = {1: [], 2: []}
    for changes in possible_changes(request):
        if len(changes) in found:
            values = outcomes.output_as(with_changes(request, changes))
            scaling = _scaling(request, values, given, _not_0_needed(request))
            if scaling:
                found[len(changes)].append(Afterwards(scaling, options=changes))
    return found[1] or found[2]


def _scaling(request, values, given, not_0_needed):
    """The Scaling that makes the given numbers of nested lists, by a constant or a factor; None if neither does."""
    return constant_between(given, values) or factor_between(request, given, values, not_0_needed)
