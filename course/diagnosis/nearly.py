"""
Nearly right: given numbers that are a mistake's, or right under another reading, but for one slip.

A slip is one number that is another, two that have changed places, or one row or column. But for one number nearly
anything agrees with few numbers. So at least four are needed, and of those that agree at least three have to differ from
the right ones: these tell the mistake from the definition. How often that fits by chance is measured by
tests/benchmarks/false_explanations.py.

Naming bugs and slips together goes back to BUGGY: Brown and Burton, "Diagnostic models for procedural bugs in basic
mathematical skills", Cognitive Science 2 (1978).
"""

from dataclasses import dataclass
from typing import NamedTuple

from course.convolution.formatting import listed_with_and, number
from course.convolution.nested import at, flat, indices, placed, shape
from course.diagnosis.evidence import right_but_for_one
from course.diagnosis.finding import Finding
from course.diagnosis.given import Given
from course.diagnosis.origins import Origin, origins
from course.diagnosis.side_by_side import sum_of_output

LEAST_GIVEN = 4  # numbers, below which nothing is said to be nearly right
LEAST_TELLING = 3  # of those that agree, that have to differ from the right ones
LEAST_DIFFERENT = 3  # numbers among those that agree: zeros alone agree too easily
LINE_KINDS = ("row", "column")  # what may be wrong as a whole, by its axis
LEAST_LINES = 3  # of which one may be wrong: the numbers of one line alone fit too easily


class Slip(NamedTuple):
    """What is left where all other numbers agree.

    kind    "one", "swapped", "row" or "column"
    places  the indices of the numbers that do not agree
    """

    kind: str
    places: list


@dataclass(frozen=True)
class Nearly(Finding):
    """Given numbers that come from an Origin but for a Slip."""

    origin: Origin
    slip: Slip
    given: Given
    kind = "nearly"

    def source(self, request):
        """The (request, definition) that give all of the numbers but those of the slip."""
        return self.origin.source(request)

    def lines(self, request):
        """How many numbers are whose, what the others would be, and the mistake's hint."""
        every = self.given.count
        agree = every - len(self.slip.places)
        return [
            f"{agree} of these {every} numbers are exactly {self.origin.words(request.flip)}.",
            self._slip_in_words(request),
            *self.origin.hints(request.flip),
        ]

    def _slip_in_words(self, request):
        """What the numbers that do not agree would be, and what to look at: a sentence."""
        kind, places = self.slip
        names = [f"y{list(index)}" for index in places]
        decimal = request.decimal or self.given.decimal
        would_be, theirs = (
            [number(at(values, index), decimal) for index in places]
            for values in (self.origin.output, self.given.values)
        )
        if kind == "one":
            worked_out = sum_of_output(*self.source(request), places[0])
            return f"{names[0]} does not fit: it is {theirs[0]}, and would be {worked_out}."
        names, would_be, theirs = map(listed_with_and, (names, would_be, theirs))
        if kind == "swapped":
            return f"Only {names} have changed places: they would be {would_be}."
        line = f"{kind} {places[0][LINE_KINDS.index(kind)]}"
        return f"Only {line} does not agree: {names} would be {would_be}, not {theirs}. Check that {kind}."

    def data(self):
        """Where the numbers come from, and the slip."""
        kind, places = self.slip
        return {
            **self.origin.data(),
            "slip": kind,
            "places": places,
            "given": [at(self.given.values, index) for index in places],
            "would_be": [at(self.origin.output, index) for index in places],
        }


def nearly(outcomes):
    """The findings of the given numbers of Outcomes that come from a single mistake or a reading but for a slip.

    The smallest slips come first, and of these the mistakes made most often.
    """
    request, given = outcomes.request, outcomes.given
    if given.count < LEAST_GIVEN:
        return []
    found = [
        Nearly(origin, slip_between(given, origin.output), given)
        for origin in origins(
            outcomes,
            lambda output: _is_telling(request, given, output),
            lambda output: _may_be_a_slip(given, output),
        )
    ]
    return sorted(found, key=lambda finding: len(finding.slip.places))


def nearly_right(outcomes, readings):
    """The Nearly under readings with one change less than some that give the given numbers of Outcomes: a list."""
    found = {}
    for reading in (fewer for one in readings for fewer in right_but_for_one(outcomes, one)):
        output = outcomes.output_as(reading.request)
        slip = slip_between(outcomes.given, output)
        found.setdefault(reading.words, Nearly(Origin(None, reading, output), slip, outcomes.given))
    return list(found.values())


def _is_telling(request, given, output):
    """Whether given numbers are an output but for a slip, and enough of those that agree are not the right ones."""
    if shape(output) != shape(given.values) or slip_between(given, output) is None:
        return False
    agree = given.which_fit(output)
    if len({value for value, fits in zip(flat(output), agree) if fits}) < LEAST_DIFFERENT:
        return False
    if shape(output) != shape(request.output):  # then the size is another than the right one as well
        return agree.count(True) >= LEAST_TELLING
    right = given.which_fit(request.output)
    return sum(fits and not is_right for fits, is_right in zip(agree, right)) >= LEAST_TELLING


def _may_be_a_slip(given, output):
    """Whether no more given numbers differ from an output than a Slip has: two, or one line."""
    return given.fits_but_for(output, max(2, *shape(output)))


def slip_between(given, output):
    """The Slip in which given numbers (a Given) differ from an output of their shape; None if it is none.

    Example: slip_between(Given([1, 2, 9]), [1, 2, 3]) is Slip("one", [(2,)]).
    """
    sizes = shape(output)
    places = [index for index, fits in zip(indices(sizes), given.which_fit(output)) if not fits]
    if len(places) == 1:
        return Slip("one", places)
    if len(places) == 2 and given.fits(_with_swapped(output, *places)):
        return Slip("swapped", places)
    if len(sizes) == 2 and places:
        for axis, kind in enumerate(LINE_KINDS):
            if sizes[axis] >= LEAST_LINES and len({index[axis] for index in places}) == 1:
                return Slip(kind, places)
    return None


def _with_swapped(values, one, two):
    """Nested lists in which the numbers at two indices have changed places."""
    return placed(placed(values, one, at(values, two)), two, at(values, one))
