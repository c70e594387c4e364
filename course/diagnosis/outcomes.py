"""
Whether definitions with mistakes give the given numbers of a request, without working anything out twice.

Two things make it quick. Sums are left for later (course/mistakes/later.py), and one telling number is worked out
first: where it is not the given one, and it mostly is not, that is all. And what mistakes share is kept: the right
output with its signs the wrong way round, or rounded, or with its last number missing, is worked out once for all.
"""

from functools import partial
from math import prod
from types import SimpleNamespace

from course.convolution.nested import at, flat, indices, shape
from course.diagnosis.same_numbers import equal_or_nearly
from course.mistakes.faulty_definition import REFUSALS, definition_with, outcome
from course.mistakes.later import ADDS_UP_LATER, LaterOutput, added_up

NUMBERS_KEPT = 50_000  # of all outputs of one request: some 25 MB
CONVOLUTIONS = (
    "convolve1d",
    "convolve2d",
    "convolve_channels",
)  # a mistake in these leaves the other pieces alone


class Outcomes:
    """What definitions give for a Request, compared with given numbers (a Given). It lives as long as one search.

    tries(mistakes): called with the mistakes that are tried, before they are.

    Example: for 3 4 5 with 2 1 and the given 6 11 14, fits(BANK["range-short"]) is True.
    """

    def __init__(self, request, given, tries=lambda mistakes: None):
        self.request = request
        self.given = given
        self._tries = tries
        self._room = NUMBERS_KEPT
        self._kept = {}  # {what a convolution was worked out from: (the input, its output)}
        self._telling = _telling_place(request, given)

    def fits(self, *mistakes):
        """Whether the definition that makes these mistakes in turn gives the given numbers."""
        self._tries(mistakes)
        return self._is_given(self._outcome(self.request, mistakes))

    def fits_as(self, other):
        """Whether the definition itself gives them for another Request."""
        return self._is_given(self._outcome(other, ()))

    def changes(self, mistake):
        """Whether a mistake gives other numbers than the right ones; a refusal is none."""
        right, values = self.request.output, self._outcome(self.request, (mistake,))
        if values is None or shape(values) != shape(right):
            return values is not None
        try:
            return any(added_up(value) != number for value, number in zip(flat(values), flat(right)))
        except REFUSALS:
            return False

    def only_rounds(self, mistake):
        """Whether all that a mistake does to the right numbers, floats, is to round them otherwise.

        Example: rows and columns swapped, with a kernel of 1/9 that is the same either way: only the order of each
        sum is another. Then the mistake says nothing, whatever a second one makes of the rounding.
        """
        right, values = self.request.output, self._outcome(self.request, (mistake,))
        if values is None or shape(values) != shape(right):
            return False
        try:
            numbers = list(zip(map(added_up, flat(values)), flat(right)))
        except REFUSALS:
            return False
        differ = any(value != number for value, number in numbers)
        return differ and all(equal_or_nearly(value, number) for value, number in numbers)

    def _outcome(self, request, mistakes):
        """The output, with numbers that are worked out later; None where it is refused."""
        world = definition_with(self._keeping(mistakes), *mistakes, ADDS_UP_LATER)
        return outcome(world, request.x, request.h, **request.options)

    def _is_given(self, values):
        """Whether an output is the given one: the telling number first, then one after the other."""
        if values is None or shape(values) != shape(self.given.values):
            return False
        try:
            if self._telling:
                place, index = self._telling
                if not self.given.fits_at(place, added_up(at(values, index))):
                    return False
            return self.given.fits(values)
        except REFUSALS:
            return False

    def _keeping(self, mistakes):
        """In place of a first mistake: convolutions of one channel that are worked out once for all definitions.

        Mistakes that are made before a convolution or after it, and in no other piece, leave it as it is.
        """
        inside = tuple(mistake for mistake in mistakes if not mistake.replaced.keys() <= {*CONVOLUTIONS})
        replaced = {
            name: lambda convolve: partial(self._convolved, convolve, inside) for name in CONVOLUTIONS[:2]
        }
        return SimpleNamespace(replaced=replaced)

    def _convolved(self, convolve, inside, x, h, mode=None, **options):
        """convolve(x, h, ...), or what is kept of it; inside: the mistakes in its pieces.

        Inputs are the same if they hold the very same numbers: 0 and a 0 of a type of its own are not. As each stands
        beside its output, no number of it can go, and its id come up again for another.
        """
        key = inside, _identity(x), repr((h, mode, options))
        if key in self._kept:
            return self._kept[key][1]
        output = LaterOutput(convolve(x, h, mode, **options))
        numbers = prod(shape(output))
        if numbers <= self._room:
            self._room -= numbers
            self._kept[key] = x, output
        return output


def _telling_place(request, given):
    """Which of the given numbers is compared first, (its place, its index): one that is wrong, not 0, and not at an end.

    None if there are no numbers, or all are right.

    Example: where 0 11 0 15 0 is given, and 6 11 14 5 0 is right, it is the fourth: (3, (3,)).
    """
    numbers = list(flat(given.values))
    wrong = range(len(numbers))
    if shape(given.values) == shape(request.output):
        wrong = [place for place, right in enumerate(given.which_fit(request.output)) if not right]
    wrong = [place for place in wrong if numbers[place] != 0] or list(wrong)
    if not wrong:
        return None
    place = wrong[len(wrong) // 2]
    return place, list(indices(shape(given.values)))[place]


def _identity(values):
    """Which objects nested lists hold: their ids, in tuples."""
    if values and isinstance(values[0], list):
        return tuple(map(_identity, values))
    return tuple(map(id, values))
