"""A number of the input or the kernel that may be mistyped, or two numbers, rows or columns that may have changed places."""

from fractions import Fraction
from itertools import combinations
from math import inf, prod
from typing import NamedTuple

from course.convolution.definition import flipped, total
from course.convolution.formatting import number
from course.convolution.nested import at, filled, flat, indices, placed, shape
from course.diagnosis.cause import ADDING_LATER
from course.diagnosis.laid_windows import LaidWindows
from course.diagnosis.same_numbers import equal_or_nearly
from course.mistakes.faulty_definition import unless_refused
from course.mistakes.later import added_up

CHANGES = 400_000  # products that the search for a mistyped number may take
ATTRIBUTES = {"input": "x", "kernel": "h"}  # of a Request


class Change(NamedTuple):
    """What would have to be different for the given numbers to be right.

    what   "input" or "kernel"
    index  where a number would have to be another one; or "rows", "columns" or "numbers", where two of them changed places
    old    the number there; or the first of the two rows or columns, counted from 0, or the first number's index
    new    the number that it would have to be; or the second of the two
    """

    what: str
    index: tuple | str
    old: object
    new: object

    def applied_to(self, request):
        """The request with this change."""
        attribute = ATTRIBUTES[self.what]
        values = getattr(request, attribute)
        if self.index == "rows":
            changed = _swapped(values, self.old, self.new)
        elif self.index == "columns":
            changed = [_swapped(row, self.old, self.new) for row in values]
        elif self.index == "numbers":
            one, two = at(values, self.old), at(values, self.new)
            changed = placed(placed(values, self.old, two), self.new, one)
        else:
            changed = placed(values, self.index, self.new)
        return request.but(**{attribute: changed})

    def hints(self, request):
        """None: it says where to look."""
        return []

    def words(self, request):
        """It in words: "70 instead of 8 in the input at row 2, column 1 (counted from 0)", or what is swapped."""
        if self.index == "numbers":
            one, two = (f"row {i}, column {j}" for i, j in (self.old, self.new))
            return f"the numbers of the {self.what} at {one} and {two} swapped (counted from 0)"
        if isinstance(self.index, str):
            lines = "numbers" if request.axes == 1 else self.index
            return f"{lines} {self.old} and {self.new} of the {self.what} swapped"
        axes = len(self.index)
        names = ("row", "column") if axes == 2 else ("place",) * axes
        place = ", ".join(f"{name} {i}" for name, i in zip(names, self.index))
        new, old = number(self.new, request.decimal), number(self.old, request.decimal)
        return f"{new} instead of {old} in the {self.what} at {place} (counted from 0)"


def _swapped(items, one, two):
    """A list in which two items, given by their places, have changed places."""
    swapped = list(items)
    swapped[one], swapped[two] = items[two], items[one]
    return swapped


def mistyped(request, given):
    """The Changes of the input or the kernel that give the given numbers (a Given).

    Changes of one number if there are any, or else of two rows or two columns, or else of two neighbours in a table;
    none for a request of many numbers, which would take long.
    """
    if shape(request.output) != shape(given.values):
        return []
    numbers = prod(shape(request.x)) + prod(shape(request.h))
    if numbers * request.products > CHANGES or all(given.which_fit(request.output)):
        return []
    convolved, changes = _convolving_later(request), []
    for search in (_of_one_number, _of_two_lines, _of_two_neighbours):
        for what in ATTRIBUTES:
            changes += search(request, given, what, convolved)
        if changes:
            break
    return changes


def _convolving_later(request):
    """A function of Requests that differ from this one in numbers alone: the output, numbers that may be Later ones."""
    if request.axes > 2:
        return lambda other: other.convolved(ADDING_LATER)
    windows = LaidWindows((), shape(request.x), shape(request.h), **request.options)

    def convolved(other):
        weights = flipped(other.h) if other.flip else other.h
        return windows.sums([*flat(other.x), other.fill], list(flat(weights)), total)

    return convolved


def _of_one_number(request, given, what, convolved):
    """The Changes of one number of the input or the kernel.

    Every output is a sum of products, and one number has the same weight in it whatever it is: its outputs grow in
    proportion. The weight is what the output would be if this number were 1 and all others 0. So what is missing in
    an output, divided by the weight, is what has to be added to the number. A number without a weight in an output that
    is wrong explains nothing, so that one of these is looked at first.

    Example: 3 4 5 with the kernel 2 1 0 gives 6 11 14 5 0, and 8 12 14 5 0 was given. The weights of the 3 are
    2 1 0 0 0, and 2 is missing in the first output: the 3 would have to be 3 + 2/2 = 4, which gives all of them.
    """
    attribute = ATTRIBUTES[what]
    values = getattr(request, attribute)
    missing = [theirs - right for theirs, right in zip(flat(given.values), flat(request.output))]
    wrong, changes = given.which_fit(request.output).index(False), []
    for index in indices(shape(values)):
        weights = _weights(request, attribute, index, convolved)
        if not added_up(weights[wrong]):
            continue
        weights = added_up(weights)
        weighted = [place for place, weight in enumerate(weights) if weight]
        if len(weighted) < 2:  # any single output could be explained so
            continue
        heaviest = max(weighted, key=lambda place: abs(weights[place]))
        old = at(values, index)
        for new in _likely(old, missing[heaviest], weights[heaviest]):
            change = Change(what, index, old, new)
            if new != old and unless_refused(given.fits, convolved(change.applied_to(request))):
                changes.append(change)
                break
    return changes


def _weights(request, attribute, index, convolved):
    """How often one number of the input or the kernel is in each output, in order; Later numbers."""
    only_this = placed(filled(shape(getattr(request, attribute)), 0), index, 1)
    return list(flat(convolved(request.but(**{attribute: only_this}))))


def acts_in_several_ways(request, what):
    """Whether the numbers of the input or the kernel act on the outputs in ways that are no multiples of each other.

    Where they do not, whatever stood there in their place gives what one of them alone gives if it is changed.

    Example: of 5 5 5 5 with the kernel 2 1 in mode "valid" both weights are in all three outputs 5 times.
    """
    attribute, convolved, first = ATTRIBUTES[what], _convolving_later(request), None
    for index in indices(shape(getattr(request, attribute))):
        weights = added_up(_weights(request, attribute, index, convolved))
        if not any(weights):
            continue
        if first is None:
            first, place = weights, weights.index(max(weights, key=abs))
        if not all(
            equal_or_nearly(weight * first[place], other * weights[place])
            for weight, other in zip(weights, first)
        ):
            return True
    return False


def _likely(old, missing, weight):
    """What a number would have to be, the likeliest first: a whole one, as the given numbers may be rounded.

    Example: _likely(3, Fraction(201, 100), 2) is [4].
    """
    if missing != missing or abs(missing) == inf:
        return []
    exact = old + (missing / weight if isinstance(missing, float) else Fraction(missing) / weight)
    if abs(exact) == inf:
        return []
    if isinstance(old, int):
        return [round(exact)]
    return [round(exact), round(exact, 3), exact]


def _of_two_lines(request, given, what, convolved):
    """The Changes of two rows, or two columns, of a table that may have changed places."""
    rows = getattr(request, ATTRIBUTES[what])
    counts = {"rows": len(rows)}
    if request.axes == 2:
        counts["columns"] = len(rows[0])
    changes = []
    for kind, count in counts.items():
        if count**2 * request.products > CHANGES:
            continue
        for one, two in combinations(range(count), 2):
            change = Change(what, kind, one, two)
            other = change.applied_to(request)
            differs = getattr(other, ATTRIBUTES[what]) != rows
            if differs and unless_refused(given.fits, convolved(other)):
                changes.append(change)
    return changes


def _of_two_neighbours(request, given, what, convolved):
    """The Changes of two numbers of a table, of which one stands to the right of the other or below it.

    In a signal, and in a table of one row or column, these are two lines: see _of_two_lines().
    """
    table = getattr(request, ATTRIBUTES[what])
    sizes = shape(table)
    if request.axes != 2 or 1 in sizes or 2 * prod(sizes) * request.products > CHANGES:
        return []
    changes = []
    for i, j in indices(sizes):
        for other in ((i, j + 1), (i + 1, j)):
            is_inside = other[0] < sizes[0] and other[1] < sizes[1]
            if is_inside and table[i][j] != at(table, other):
                change = Change(what, "numbers", (i, j), other)
                if unless_refused(given.fits, convolved(change.applied_to(request))):
                    changes.append(change)
    return changes
