"""
Whether definitions with mistakes give the given numbers of a request, without working anything out twice.

Two things make it quick. Sums are left for later (course/mistakes/later.py), and one telling number is worked out
first: where it is not the given one, and it mostly is not, that is all. And what mistakes share is kept: the right
output with its signs the wrong way round, or rounded, or with its last number missing, is worked out once for all.
"""

from fractions import Fraction
from functools import partial
from math import lcm, prod
from types import SimpleNamespace

from course.convolution.definition import flipped, total
from course.convolution.nested import at, channel, flat, indices, shape
from course.diagnosis.laid_windows import LaidWindows
from course.diagnosis.same_numbers import equal_or_nearly
from course.mistakes.faulty_definition import (
    REFUSALS,
    definition_with,
    none_where_refused,
    outcome,
    unless_refused,
)
from course.mistakes.later import ADDS_UP_LATER, LaterOutput, added_up

NUMBERS_KEPT = 200_000  # of all outputs of one request: some 30 MB
PLACES_KEPT = (
    4_000_000  # of all windows that are laid out for one request: some 16 MB, and the lists that hold them
)
SLOW = "aliasing"  # works the whole request out anew for every output
CONVOLUTIONS = (
    "convolve1d",
    "convolve2d",
    "convolve_channels",
)  # a mistake in these leaves the other pieces alone
PLACE_PIECES = {
    "pads",
    "padding_of_axes",
    "output_size",
    "rows_and_columns",
    "source",
}  # pieces that look at no number
NOTHING_REPLACED = SimpleNamespace(replaced={})  # in place of a mistake
SUM = "total"  # the piece that looks at products
LARGEST_DENOMINATOR = 2**100  # with which whole numbers are quicker than fractions


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
        self._laid = {}  # {what windows depend on: the LaidWindows}
        self._places_laid = 0  # in all of these
        self._numerators = {}  # {which numbers: (these numbers, what they are over one denominator)}
        self._of_one = {}  # {a mistake: its output, or None where it is refused}
        self._telling = _telling_place(request, given)
        self._telling_planes = _telling_planes(request, given, self._telling)

    def fits(self, *mistakes):
        """Whether the definition that makes these mistakes in turn gives the given numbers."""
        self._tries(mistakes)
        if len(mistakes) == 1:
            return self._is_given(self._outcome_of_one(*mistakes))
        if self._telling_planes and not any("convolve_channels" in mistake.replaced for mistake in mistakes):
            if not self._gives_telling_number_with_channels(mistakes):
                return False
        return self._is_given(self._outcome(self.request, mistakes))

    def fits_as(self, other):
        """Whether the definition itself gives them for another Request."""
        return self._is_given(self._outcome(other, ()))

    def later(self, mistake):
        """What the definition with a mistake gives, numbers that may be Later ones; None where it refuses at once."""
        return self._outcome_of_one(mistake)

    def later_as(self, other):
        """The same for the definition itself and another Request."""
        return self._outcome(other, ())

    def output(self, mistake):
        """All numbers that the definition with a mistake gives: nested lists, or None where it refuses."""
        return _numbers_or_none(self._outcome_of_one(mistake))

    def output_as(self, other):
        """All numbers that the definition itself gives for another Request; None where it refuses."""
        return _numbers_or_none(self._outcome(other, ()))

    def changes(self, mistake):
        """Whether a mistake gives other numbers than the right ones; a refusal is none."""
        right, values = self.request.output, self._outcome_of_one(mistake)
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
        right, values = self.request.output, self._outcome_of_one(mistake)
        if values is None or shape(values) != shape(right):
            return False
        try:
            numbers = list(zip(map(added_up, flat(values)), flat(right)))
        except REFUSALS:
            return False
        differ = any(value != number for value, number in numbers)
        return differ and all(equal_or_nearly(value, number) for value, number in numbers)

    def _outcome_of_one(self, mistake):
        """The output of a mistake, which several searches look at, so that it is kept if there is room."""
        if mistake in self._of_one:
            return self._of_one[mistake]
        values = self._outcome(self.request, (mistake,))
        if values is not None:
            values = LaterOutput(values)
        if self._has_room_for(values):
            self._of_one[mistake] = values
        return values

    def _has_room_for(self, values):
        """Whether an output may be kept, which then takes up room; none at all takes up nothing."""
        numbers = 0 if values is None else prod(shape(values))
        if numbers > self._room:
            return False
        self._room -= numbers
        return True

    def _outcome(self, request, mistakes):
        """The output, with numbers that are worked out later; None where it is refused."""
        return outcome(self._world(mistakes), request.x, request.h, **request.options)

    def _world(self, mistakes):
        """The definition that makes these mistakes in turn, with numbers that are worked out later, and kept."""
        if not mistakes:
            return definition_with(self._keeping(()), ADDS_UP_LATER)
        first, *others = mistakes
        return definition_with(
            self._keeping(mistakes), first, self._keeping_first(mistakes), *others, ADDS_UP_LATER
        )

    def _is_given(self, values):
        """Whether an output is the given one: the telling number first, then one after the other."""
        return unless_refused(self._fits_telling_first, values)

    def _fits_telling_first(self, values):
        if shape(values) != shape(self.given.values):
            return False
        if self._telling:
            place, index = self._telling
            if not self.given.fits_at(place, added_up(at(values, index))):
                return False
        return self.given.fits(values)

    def _gives_telling_number_with_channels(self, mistakes):
        """Whether the telling number is the sum over the input channels at its place, of the planes it is made of.

        That is the definition with channels, for one number, so no mistake may change what is done with channels.
        """
        place, index = self._telling
        sizes, in_plane = shape(self.given.values)[-3:-1], index[-3:-1]
        world = self._world(mistakes)
        options = self.request.options
        try:
            planes = [world.convolve2d(x, h, **options) for x, h in self._telling_planes]
            if any(shape(plane) != sizes for plane in planes):
                return False
            return self.given.fits_at(place, added_up(world.total([at(plane, in_plane) for plane in planes])))
        except REFUSALS:
            return False

    def _keeping(self, mistakes):
        """In place of a first mistake: convolutions of one channel that are worked out once for all definitions.

        Mistakes that are made before a convolution or after it, and in no other piece, leave it as it is.
        """
        inside = tuple(mistake for mistake in mistakes if not mistake.replaced.keys() <= {*CONVOLUTIONS})
        # what two mistakes together convolve is hardly ever convolved again
        reused = len(mistakes) < 2 and SLOW not in [mistake.name for mistake in mistakes]
        replaced = {
            name: lambda convolve: partial(self._convolved, convolve, inside, reused)
            for name in CONVOLUTIONS[:2]
        }
        return SimpleNamespace(replaced=replaced)

    def _keeping_first(self, mistakes):
        """In place of a second mistake: what the first alone gives, for one that is made before it or after it."""
        first, *others = mistakes
        if first.name == SLOW or any(other.replaced.keys() - {*CONVOLUTIONS[:2]} for other in others):
            return NOTHING_REPLACED
        replaced = {
            name: lambda convolve: partial(self._with_first, convolve, first, not others)
            for name in CONVOLUTIONS[:2]
        }
        return SimpleNamespace(replaced=replaced)

    def _with_first(self, convolve, first, alone, x, h, mode=None, **options):
        """convolve(x, h, ...), which makes a first mistake, or what is kept of it; it is kept where that is made alone."""
        key = first, _identity(x), repr((h, mode, options))
        if key in self._kept:
            return self._kept[key][1]
        output = convolve(x, h, mode, **options)
        if alone and self._has_room_for(output):
            self._kept[key] = x, output
        return output

    def _convolved(self, convolve, inside, reused, x, h, mode=None, **options):
        """convolve(x, h, ...), or what is kept of it; inside: the mistakes in its pieces, reused: whether to keep it.

        Inputs are the same if they hold the very same numbers: 0 and a 0 of a type of its own are not. As each stands
        beside its output, no number of it can go, and its id come up again for another.
        """
        key = inside, _identity(x), repr((h, mode, options))
        if key in self._kept:
            return self._kept[key][1]
        if _looks_at_sums_alone(inside) and _is_even(x) and _is_even(h):
            output = self._by_windows(inside, reused, x, h, mode, **options)
        else:
            output = convolve(x, h, mode, **options)
        output = LaterOutput(output)
        if reused and self._has_room_for(output):
            self._kept[key] = x, output
        return output

    def _by_windows(self, inside, reused, x, h, mode, fill=0, flip=True, **options):
        """The convolution with mistakes in its places and sums, by windows that are laid out once.

        Where fractions are added up it goes by way of whole numbers, which are quicker: a convolution is linear in the
        input, with what stands around it, and in the kernel. So with one denominator for all numbers of each, the sums
        of the numerators are the numerators of the sums.

        Example: 1/2 1/3 with the kernel 1/5 is 3/6 2/6 with 1/5: 3 and 2 with 1, each over 30.
        """
        windows = self._windows(inside, shape(x), shape(h), mode, options)
        weights = list(flat(flipped(h) if flip else h))
        if any(SUM in mistake.replaced for mistake in inside):
            total_of = definition_with(*_changes_of(inside, {SUM})).total
            return windows.sums([*flat(x), fill], weights, total_of)
        numerators, of_x = self._over_one_denominator(x, fill, reused)
        numerators_of_weights, of_h = _over_one_denominator(weights)
        if None in (of_x, of_h) or of_x * of_h == 1:
            return windows.sums([*flat(x), fill], weights, total)
        divided = partial(_sum_over, of_x * of_h)
        return windows.sums(numerators, numerators_of_weights, divided)

    def _windows(self, inside, x_sizes, h_sizes, mode, options):
        """The LaidWindows of a convolution with these mistakes in its pieces, kept for the next of the same sizes."""
        in_places = tuple(mistake for mistake in inside if mistake.replaced.keys() & PLACE_PIECES)
        key = in_places, x_sizes, h_sizes, repr((mode, options))
        if key not in self._laid:
            changes = _changes_of(in_places, PLACE_PIECES)
            laid = LaidWindows(changes, x_sizes, h_sizes, mode=mode, **options)
            while self._laid and self._places_laid + laid.places > PLACES_KEPT:
                oldest = self._laid.pop(next(iter(self._laid)))
                self._places_laid -= oldest.places
            self._laid[key] = laid
            self._places_laid += laid.places
        return self._laid[key]

    def _over_one_denominator(self, x, fill, reused):
        """What _over_one_denominator() gives for an input and the fill; kept, as most mistakes leave the input as it is."""
        key = _identity(x), repr(fill)
        if key in self._numerators:
            return self._numerators[key][1]
        numerators = _over_one_denominator([*flat(x), fill])
        if reused and self._has_room_for(x):
            self._numerators[key] = x, numerators
        return numerators


def _telling_place(request, given):
    """Which of the given numbers is compared first, (its place, its index): one that is wrong, not 0, and not at an end.

    None if there are no numbers, or all are right.

    Example: where 0 11 0 15 0 is given, and 6 11 14 5 0 is right, it is the fourth: (3, (3,)).
    """
    numbers = list(flat(given.values))
    wrong = range(len(numbers))
    if shape(given.values) == shape(request.output):
        wrong = [place for place, right in enumerate(given.which_fit(request.output)) if not right]
    wrong = [place for place in wrong if numbers[place] is not None]
    wrong = [place for place in wrong if numbers[place] != 0] or wrong
    if not wrong:
        return None
    place = wrong[len(wrong) // 2]
    return place, list(indices(shape(given.values)))[place]


def _telling_planes(request, given, telling):
    """What the telling number of a request with channels is made of: for each input channel (image, kernel).

    None of another request, and where no number tells or the given ones are for other images or channels.
    Example: with the index (1, 0, 3) it is made of filters[:, :, c, 3] on images[:, :, c].
    """
    if request.axes < 3 or telling is None:
        return []
    *images, _, _, outputs = shape(request.output)
    if [*shape(given.values)[:-3], *shape(given.values)[-1:]] != [*images, outputs]:
        return []
    *image, _, _, o = telling[1]  # of a batch, which image
    pixels, kernels = at(request.x, image), channel(request.h, o)
    return [(channel(pixels, c), channel(kernels, c)) for c in range(shape(request.h)[2])]


def _looks_at_sums_alone(mistakes):
    """Whether mistakes change nothing but which numbers of the input lie under the kernel, and what becomes of products."""
    return all(mistake.replaced.keys() <= PLACE_PIECES | {SUM, *CONVOLUTIONS} for mistake in mistakes)


def _changes_of(mistakes, pieces):
    """What mistakes change of these pieces of the definition, in the form of mistakes."""
    return [
        SimpleNamespace(
            replaced={name: change for name, change in mistake.replaced.items() if name in pieces}
        )
        for mistake in mistakes
    ]


def _is_even(values):
    """Whether nested lists are a row of numbers, or rows that are equally long."""
    rows = [row if isinstance(row, list) else None for row in values]
    return rows.count(None) == len(rows) or (None not in rows and len(set(map(len, rows))) == 1)


def _over_one_denominator(numbers):
    """(numerators, denominator): whole numbers in a list, and the smallest denominator that all numbers have.

    The denominator is None where some number has none, or where it is a long number.
    Example: 1/2 1/3 are 3 2 over 6.
    """
    if {int}.issuperset(map(type, numbers)):
        return numbers, 1
    if not all(isinstance(number, (int, Fraction)) for number in numbers):
        return numbers, None
    denominator = 1
    for other in {number.denominator for number in numbers}:
        denominator = lcm(denominator, other)
        if denominator > LARGEST_DENOMINATOR:
            return numbers, None
    return [number.numerator * (denominator // number.denominator) for number in numbers], denominator


def _sum_over(denominator, numerators):
    return Fraction(total(numerators), denominator)


def _numbers_or_none(values):
    """An output with all its numbers worked out; None for none, and where one of them is refused."""
    return none_where_refused(added_up)(values)


def _identity(values):
    """Which objects nested lists hold: their ids, in tuples."""
    if values and isinstance(values[0], list):
        return tuple(map(_identity, values))
    return tuple(map(id, values))
