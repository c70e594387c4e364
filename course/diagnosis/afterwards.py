"""A constant that was added to the numbers of a mistake, or a factor on them.

For the right numbers themselves, and those of another reading, rescaled.py says so.
"""

from course.convolution.nested import flat
from course.diagnosis.cause import grouped
from course.diagnosis.finding import Finding
from course.diagnosis.outcomes import SLOW
from course.diagnosis.request_causes import candidate_mistakes
from course.diagnosis.rescaled import fewest_for_any_factor
from course.diagnosis.scaling import constant_between, factor_between

FEWEST_CHANGED = 3  # numbers that are wrong: what is done to all of them seldom leaves some right
LEAST_AFTERWARDS = 4  # given numbers: of fewer, a constant and some mistake give one in fifty by chance
PRODUCTS_AFTERWARDS = 2_500  # of a request for which this is tried: about half a second


class Afterwards(Finding):
    """What gives the numbers, but for a constant that was added to all of them, or a factor on all.

    scaling  the Scaling: a constant or a factor
    cause    the Cause whose numbers were changed so
    """

    kind = "afterwards"

    def __init__(self, scaling, cause):
        self.scaling, self.cause = scaling, cause

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
        return [f"Two things together: {first}. Before that:", *self.cause.lines(request.flip)]

    def source(self, request):
        """None: no definition does that to its numbers."""
        return None

    def data(self):
        """The rule, its number, and the names of the mistakes."""
        return {"rule": self.rule, "by": self.by, "mistakes": [*self.cause.names, *self.cause.also]}


def afterwards(outcomes):
    """The Afterwards that give the given numbers of Outcomes.

    Nothing is said of numbers that are all the same, nor where the right ones themselves were changed so.

    Example: 3 4 5 with the kernel 2 1 has the correlation 3 10 13 10; the numbers 8 15 18 15 are 5 more.
    """
    request, given = outcomes.request, outcomes.given
    if not _tells(request, given):
        return []
    found = []
    enough = fewest_for_any_factor(request)
    together_by = {}  # {Scaling: the mistakes whose numbers it changes into the given ones}
    for mistake in candidate_mistakes(request):
        if mistake.name == SLOW:
            continue
        scaling = _scaling(request, outcomes.output(mistake), given, enough)
        if scaling:
            together_by.setdefault(scaling, []).append(mistake)
    for scaling, together in together_by.items():
        found += [Afterwards(scaling, cause) for cause in grouped(together)]
    return found


def _tells(request, given):
    """Whether the given numbers can show a constant or a factor, and the request is small enough to look for one."""
    numbers = list(flat(given.values))
    if len(numbers) < LEAST_AFTERWARDS or request.products > PRODUCTS_AFTERWARDS or len(set(numbers)) == 1:
        return False
    if given.count_of_others(request.output) < FEWEST_CHANGED:
        return False
    finite = all(value - value == 0 for value in numbers)
    return finite and _scaling(request, request.output, given, 2) is None


def _scaling(request, values, given, not_0_needed):
    """The Scaling that makes the given numbers of nested lists, by a constant or a factor; None if neither does."""
    return constant_between(given, values) or factor_between(request, given, values, not_0_needed)
