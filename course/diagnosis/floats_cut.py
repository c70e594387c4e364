"""
Whole numbers of which some are one nearer to zero than the right ones, as floats are that were cut, and not rounded.

The sums that an FFT leaves may just miss whole numbers, and y.real.astype(int) cuts their decimals off: 1.9999999
becomes 1. Which of the sums miss differs from one machine and library to another, so that any of them may. That is much
freedom: two slips are as often just like it, and so it takes three.
"""

from course.convolution import definition
from course.convolution.nested import flat, shape
from course.diagnosis.cause import output_or_none
from course.diagnosis.finding import Finding
from course.diagnosis.fourier import circular_ways, transforms_of
from course.diagnosis.readings import (
    Reading,
    distinct_changes,
    may_be_as_many,
    possible_changes,
    with_changes,
)
from course.mistakes.arithmetic import is_finite
from course.mistakes.later import added_up

# Measured by tests/benchmarks/false_explanations.py: of answers with two slips 1 of 64 has both of them one nearer to zero.
FEWEST_CUT = 3  # numbers that are cut
FEWEST_KEPT = 2  # that are not, and are not 0; beside others than the right ones more
FEWEST_SURE = 4  # of them beside a circular convolution of which fewer numbers are cut
PRODUCTS_CUT = 5_000  # of a request for which others than the right numbers are looked at
OF_TRANSFORMS = ("constant", "wrap")  # borders that an FFT has

STEPS = {  # what a whole number becomes if the float for it has just missed it, on the side where that shows
    "towards zero": lambda value: value - (value > 0) + (value < 0),
    "down": lambda value: value - 1,
}
SAID = {
    "towards zero": "one nearer to zero. So are floats whose decimals are cut off: y.astype(int) makes 1 of 1.9999999",
    "down": "one less. So are floats that are rounded down: np.floor(y) makes 1 of 1.9999999",
}


class FloatsCut(Finding):
    """Numbers that are those of a convolution, or one nearer to zero, or one less.

    rounding  "towards zero" or "down"
    cut       how many are so; of how many: count
    reading   the Reading under which the others are right, or None
    way       the Circular, or the ShortTransform, whose numbers the others are, or None; with neither they are right
    """

    kind = "floats cut"

    def __init__(self, rounding, cut, count, reading=None, way=None):
        self.rounding, self.cut, self.count = rounding, cut, count
        self.reading, self.way = reading, way

    def lines(self, request):
        """How many numbers are whose, what the others are, and what to do first."""
        others = "the other one is" if self.cut == 1 else f"the other {self.cut} are"
        lines = [
            f"{self.count - self.cut} of these {self.count} numbers are {self._whose(request)}, and {others} "
            f"{SAID[self.rounding]}, and the sums of an FFT may be such floats.",
            "Hint: Round such sums before they become whole numbers: np.rint(y).astype(int).",
        ]
        return lines + (self.way.lines(request)[-1:] if self.way else [])

    def _whose(self, request):
        if self.way:
            ends = "in which what leaves one end comes in at the other"
            return f"those of {self.way.call_for(request)}, {ends}"
        return f"right {self.reading.words}" if self.reading else "right"

    def source(self, request):
        """The (request, definition) that give the numbers but those that were cut; None of a circular one that has none."""
        if self.way:
            return self.way.source(request)
        return (self.reading.request if self.reading else request), definition

    def data(self):
        """How they are rounded, how many are off, and whose numbers the others are."""
        return {
            "rounding": self.rounding,
            "cut": self.cut,
            "reading": self.reading.changes if self.reading else {},
            "transform": self.way.data() if self.way else None,
        }


def floats_cut(outcomes):
    """The FloatsCut that the given numbers of Outcomes are, as a list of one or none; only of whole numbers alone.

    Example: where 10 1 28 3 41 -2 39 is right, 10 0 28 3 41 -1 38 is that, and 10 2 28 3 41 -1 38 is not.
    """
    request, given = outcomes.request, outcomes.given
    numbers = list(flat(given.values))
    if len(numbers) < FEWEST_SURE + 1 or not all(
        map(_is_whole, (*numbers, *flat(request.x), *flat(request.h), request.fill))
    ):
        return []
    for rounding, step in STEPS.items():
        cut, kept = cut_and_kept(request.output, given, step)
        if cut >= FEWEST_CUT and kept >= FEWEST_KEPT:
            return [FloatsCut(rounding, cut, len(numbers))]
    if request.products > PRODUCTS_CUT:
        return []
    return _of_transforms(request, given) or _of_readings(outcomes)


def _of_transforms(request, given):
    """The FloatsCut whose other numbers are those of circular convolutions, or of transforms that are too short.

    Where their ends meet, one number at least has to show it. Where two do, and enough others are kept, it is a circular
    convolution, and fewer numbers that are cut are enough.
    """
    ways = [*transforms_of(shape(given.values), request)]
    if shape(given.values) == shape(request.x):
        ways = [*circular_ways(request)]
    for way, output in ways:
        for rounding, step in STEPS.items():
            cut, kept = cut_and_kept(output, given, step)
            if not cut or kept <= FEWEST_KEPT:
                continue
            telling = _how_many_tell(way, given, step)
            if cut >= FEWEST_CUT and telling >= 1 or kept >= FEWEST_SURE and telling >= 2:
                return [FloatsCut(rounding, cut, given.count, way=way)]
    return []


def _how_many_tell(way, given, step):
    """How many of the given numbers are not what a transform gives where its ends do not meet, nor that after a step."""
    if way.origin is None:  # its numbers are those of a result that is rolled
        return 1
    apart = flat(output_or_none(way.origin.but(border="constant")))
    return sum(number not in (alone, step(alone)) for alone, number in zip(apart, flat(given.values)))


def _of_readings(outcomes):
    """The FloatsCut whose other numbers are right in another mode, or with the flip or without it."""
    request, given = outcomes.request, outcomes.given
    changes = [one for one in possible_changes(request) if one.get("border", "wrap") in OF_TRANSFORMS]
    for one in distinct_changes(request, changes):
        reading = Reading(one, with_changes(request, one))
        if not one or not may_be_as_many(reading.request, given):
            continue
        for rounding, step in STEPS.items():
            cut, kept = cut_and_kept(outcomes.later_as(reading.request), given, step)
            if cut >= FEWEST_CUT and kept > FEWEST_KEPT:
                return [FloatsCut(rounding, cut, given.count, reading=reading)]
    return []


def _is_whole(value):
    """Whether a number is a whole one, of whatever type."""
    return is_finite(value) and value == int(value)


def cut_and_kept(output, given, step):
    """How many of the given numbers (a Given) are those of an output after a step, and how many are it and not 0.

    (0, 0) if one is neither: an output of Later numbers is worked out up to that one.
    Example: of 10 1 28 the numbers 10 0 28 have (1, 2) with the step towards zero, and 11 0 28 have (0, 0).
    """
    if output is None or shape(output) != shape(given.values):
        return 0, 0
    cut = kept = 0
    for value, number in zip(map(added_up, flat(output)), flat(given.values)):
        if number != value and number != step(value):
            return 0, 0
        cut += number != value
        kept += number == value != 0
    return cut, kept
