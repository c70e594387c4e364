"""The right numbers, or another reading's, times a factor that has a usual cause, and then held by a type or wrapped."""

from itertools import product

from course.convolution.formatting import capitalized, number
from course.convolution.nested import flat
from course.diagnosis.finding import Finding
from course.diagnosis.readings import Reading, may_be_as_many, possible_changes, with_changes
from course.diagnosis.scaling import Scaling, usual_factors
from course.diagnosis.stored_types import HINTS, RULES
from course.mistakes.arithmetic import UINT8, is_finite

LEAST_WITHIN = 4  # numbers that lie within the type's range and are not 0, so that they tell of the factor
PRODUCTS_STORED = 2_500  # of a request for which this is tried


class RescaledAndStored(Finding):
    """Numbers of a Reading times a factor, as bytes keep them.

    scaling  the Scaling
    rule     how bytes keep them: a key of RULES
    reading  the Reading; without changes in it, the right numbers
    """

    kind = "rescaled and stored"

    def __init__(self, scaling, rule, reading):
        self.scaling, self.rule, self.reading = scaling, rule, reading

    def lines(self, request):
        """The factor, what bytes do to the numbers, and what to do about both."""
        factor = number(self.scaling.factor, request.decimal)
        where = f" {self.reading.words}" if self.reading.changes else ""
        beyond = next(v for v in self._numbers() if _is_beyond(v))
        kept = number(RULES[self.rule](beyond, UINT8), request.decimal)
        return [
            f"These are {factor} times the numbers that are right{where}, {KEPT[self.rule]}: "
            f"{number(beyond, request.decimal)} is {kept}.",
            f"Hint: {capitalized(self.scaling.cause)}.",
            HINTS[self.rule],
        ]

    def _numbers(self):
        return [value * self.scaling.factor for value in flat(self.reading.request.output)]

    def source(self, request):
        """None: no definition does that to its numbers."""
        return None

    def data(self):
        """The factor, the rule, and the options that differ from those asked for."""
        return {"factor": self.scaling.factor, "rule": self.rule, "reading": self.reading.changes}


KEPT = {
    "wraps": "as bytes keep them, where 256 is 0 again",
    "held": "held to 0 to 255",
    "rounded and held": "rounded, and held to 0 to 255",
}


def rescaled_and_stored(outcomes):
    """The RescaledAndStored that gives the given numbers of Outcomes, as a list of one or none; the fewest changes first.

    Example: 90 20 30 200 with the kernel 1/2 1/2 1/2 that is not divided by 2 gives 90 110 140 250 255 200 in a byte.
    """
    request, given = outcomes.request, outcomes.given
    numbers = list(flat(given.values))
    within = sum(0 < value < 255 for value in numbers)
    if within < LEAST_WITHIN or not all(0 <= value <= 255 for value in numbers):
        return []
    if request.axes > 2 or request.products > PRODUCTS_STORED:
        return []
    for changes in sorted(possible_changes(request), key=len):
        reading = Reading(changes, with_changes(request, changes))
        if len(changes) > 2 or not may_be_as_many(reading.request, given):
            continue
        values = outcomes.output_as(reading.request)
        if values is None:
            continue
        for (factor, cause), rule in product(usual_factors(request), RULES):
            if _gives(list(flat(values)), factor, RULES[rule], given):
                return [RescaledAndStored(Scaling(factor, 0, cause), rule, reading)]
    return []


def _gives(values, factor, keep, given):
    """Whether a factor and then a byte make numbers the given ones, and some of them would not fit in a byte."""
    scaled = [value * factor for value in values if is_finite(value)]
    if len(scaled) < len(values) or not any(map(_is_beyond, scaled)):
        return False
    return all(given.fits_at(place, keep(value, UINT8)) for place, value in enumerate(scaled))


def _is_beyond(value):
    return value < UINT8.low or value > UINT8.high
