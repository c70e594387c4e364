"""How many zeros must have stood around the input, where other padding than was asked gives the given numbers."""

from itertools import product

from course.convolution import definition
from course.convolution.formatting import counted, listed_with_and, mode_in_words
from course.convolution.nested import flat, part, shape
from course.convolution.sizes import effective_kernel_size
from course.diagnosis.cause import gives, output_or_none
from course.diagnosis.finding import Finding
from course.own_numbers.typed_text import typed_padding

# Few numbers are right with some padding by chance, and zeros are with any: the input is then beside the window.
LEAST_FITTED = 4  # given numbers
LEAST_NOT_ZERO = 3  # of them that are not 0
PRODUCTS_FITTED = 200_000  # that the search may take: about a second
MOST_PADDINGS = 3  # paddings that are told, where several fit


class FittedPadding(Finding):
    """The padding, or several, with which the definition gives the numbers.

    sides    [[(before, after), for each axis], ...], those nearest to the asked ones first
    request  the Request with the first of them
    """

    kind = "padding"

    def __init__(self, sides, request):
        self.sides, self.request = sides, request

    def lines(self, request):
        """The padding in words, beside the asked one. Where several fit, nobody can know which it was."""
        asked = f"where {_asked(request)} has {places_around(request.sides, request)}"
        turned = ""
        if self.request.flip != request.flip:
            turned = ", the kernel flipped" if self.request.flip else ", the kernel not flipped"
        if len(self.sides) == 1:
            (sides,) = self.sides
            told = f"{places_around(sides, request)} ({typed_padding(sides)})"
            moved = windows_moved(request.sides, sides)
            return [
                f"These numbers would be right with {told}{turned}, {asked}.",
                *([moved] if moved else []),
            ]
        told = self.sides[:MOST_PADDINGS]
        which = "" if len(told) == len(self.sides) else f"; here are {len(told)} of them"
        return [
            f"{len(self.sides)} ways to pad give these numbers{turned}, {asked}{which}:",
            *(f"- {places_around(sides, request)} ({typed_padding(sides)})" for sides in told),
        ]

    def source(self, request):
        """The request with this padding, and the definition."""
        return self.request, definition

    def data(self):
        """Every padding that fits, and whether the kernel is flipped then."""
        return {"sides": self.sides, "flip": self.request.flip}


def fitted_paddings(request, given):
    """The FittedPadding with which a Request gives the given numbers (a Given), as a list; empty if there is none.

    Example: 3 4 5 with the kernel 2 1 and 2 zeros on each side gives 0 6 11 14 5 0.
    """
    numbers = list(flat(given.values))
    if len(numbers) < LEAST_FITTED or sum(number != 0 for number in numbers) < LEAST_NOT_ZERO:
        return []
    sides = _sides_that_fit(request, given)
    return [FittedPadding(sides, _padded(request, sides[0]))] if sides else []


def fitted_paddings_turned(request, given):
    """The same with the kernel flipped where it is not to be, and not flipped where it is."""
    return fitted_paddings(request.but(flip=not request.flip), given)


class PaddedTwice(FittedPadding):
    """Twice the padding that was asked for."""

    kind = "padded twice"
    first = True

    def lines(self, request):
        """How much stands there, how that comes, and what to do."""
        return [
            f"These numbers would be right with {places_around(self.sides[0], request)}, twice as many as {_asked(request)} adds: "
            "as of an input that is padded by hand, and by the convolution once more.",
            "Hint: Pad once: by hand and then mode valid, or not by hand.",
        ]


def padded_twice(request, given):
    """The PaddedTwice that gives the given numbers (a Given) of a Request, as a list of one or none.

    Example: 3 4 5 with the kernel 0 1 2 in mode same, one zero more on each side, gives 0 3 10 13 10.
    """
    numbers = list(flat(given.values))
    sides = [(2 * before, 2 * after) for before, after in request.sides]
    if len(numbers) < LEAST_FITTED or sum(number != 0 for number in numbers) < LEAST_NOT_ZERO:
        return []
    if not any(flat(sides)) or shape(given.values) == shape(request.output):
        return []
    twice = _padded(request, sides)
    return [PaddedTwice([sides], twice)] if gives(twice, given) else []


def _sides_that_fit(request, given):
    """The sides, up to twice the kernel's effective size each, with which the definition gives the numbers.

    With less padding it gives a part of what it gives with more, so it is asked once, at stride 1.
    """
    widest = [2 * effective_kernel_size(k, dilation) for _, k, _, dilation in request.each]
    dense_request = _padded(request.but(stride=1), [(most, most) for most in widest])
    sizes = _sliding(shape(given.values))
    if dense_request.products > PRODUCTS_FITTED or len(shape(given.values)) != request.axes:
        return []
    dense = output_or_none(dense_request)
    found = []
    for begins in product(*(range(most + 1) for most in widest)):
        axes = list(zip(begins, widest, sizes, request.each))
        sides = [_side(before, most, size, *each) for before, most, size, each in axes]
        if None not in sides and given.fits(_part_of_dense(dense, axes, request.axes)):
            found.append(sides)
    return sorted(found, key=lambda sides: _distance(sides, request.sides))


def _side(before, most, size, n, k, stride, dilation):
    """(before, after) for so many outputs, the two as equal as can be; None where no number after makes as many.

    Example: of n = 5 numbers with k = 3 weights 7 outputs need 4 added ones: _side(1, 6, 7, 5, 3, 1, 1) is (1, 3).
    """
    fewest = (size - 1) * stride + effective_kernel_size(k, dilation) - n - before
    low, high = max(fewest, 0), min(fewest + stride - 1, most)  # the stride leaves out what is beyond fewest
    if low > high:
        return None
    return before, min(max(before, low), high)


def _part_of_dense(dense, axes, count):
    """The outputs that begin at these places: axes has (before, most, size, (n, k, stride, dilation)) for each."""
    slices = []
    for before, most, size, (_, _, stride, _) in axes:
        start = most - before
        slices.append(slice(start, start + (size - 1) * stride + 1, stride))
    return part(dense, [slice(None), *slices] if count == 4 else slices)


def _sliding(sizes):
    """The sizes of the axes along which the kernel slides: without the batch and the channels."""
    return sizes[1:3] if len(sizes) == 4 else sizes[:2]


def _padded(request, sides):
    """The request with explicit padding."""
    return request.but(mode=None, padding=sides[0] if request.axes == 1 else tuple(sides))


def _distance(sides, asked):
    """By how many zeros two paddings differ."""
    return sum(abs(one - other) for one, other in zip(flat(sides), flat(asked)))


# ---- in words

# Where windows lie, for each axis: of an image, and of a signal.
NEARER = (("higher", "lower"), ("further left", "further right"))
EARLIER = (("earlier", "later"),)


def windows_moved(asked, sides):
    """Where all windows lie beside the asked ones, as a sentence; None where they do not move, or become more or fewer.

    asked, sides: how many numbers are added to each axis, [(before, after), ...].
    Example: windows_moved([(0, 1)], [(1, 0)]) is "So each window begins 1 place earlier than you asked for."
    """
    if [sum(side) for side in asked] != [sum(side) for side in sides]:
        return None
    words = NEARER if len(sides) == 2 else EARLIER
    moved = []
    for (before, _), (asked_before, _), (less, more) in zip(sides, asked, words):
        by = before - asked_before
        if by:
            moved.append(f"{counted(abs(by), 'place')} {less if by > 0 else more}")
    return f"So each window begins {listed_with_and(moved)} than you asked for." if moved else None


PLACES = ("above", "below", "on the left", "on the right")


def _asked(request):
    """What was asked, as the subject of a sentence."""
    return "the padding that you gave" if request.mode is None else mode_in_words(request.mode)


def places_around(sides, request):
    """Sides in words.

    Example: [(1, 3)] are "1 zero before the input and 3 after it", and [(1, 2), (0, 0)] "zeros around the image, 1
    above and 2 below".
    """
    thing = "zero" if request.border == "constant" else "number"
    counts = set(flat(sides))
    if len(counts) == 1:
        (count,) = counts
        return (
            f"{counted(count, thing)} on each side of the input" if count else f"no {thing}s around the input"
        )
    if len(sides) == 1:
        ((before, after),) = sides
        return f"{counted(before, thing)} before the input and {after} after it"
    counts = [f"{count} {where}" for count, where in zip(flat(sides), PLACES) if count]
    return f"{thing}s around the image, {listed_with_and(counts)}"
