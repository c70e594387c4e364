"""A number of the input or the kernel that may be mistyped, or two rows that may have changed places."""

from fractions import Fraction
from itertools import combinations
from math import inf, prod
from typing import NamedTuple

from course.convolution.nested import flat, shape

CHANGES = 400_000  # products that the search for a mistyped number may take


# ---- a number that was mistyped


NAMES = {"input": "x", "kernel": "h"}


class Change(NamedTuple):
    """What would have to be another number. what: "input" or "kernel"; index; the number there, and the other one.

    Where two rows or columns changed places, index is "rows" or "columns", and old and new are their places.
    """

    what: str
    index: tuple | str
    old: object
    new: object

    def made(self, request):
        """The request with this change."""
        name = NAMES[self.what]
        values = getattr(request, name)
        if self.index == "rows":
            return request.but(**{name: _exchanged(values, self.old, self.new)})
        if self.index == "columns":
            return request.but(**{name: [_exchanged(row, self.old, self.new) for row in values]})
        return request.but(**{name: _placed(values, self.index, self.new)})


def _exchanged(values, one, two):
    order = {one: two, two: one}
    return [values[order.get(place, place)] for place in range(len(values))]


def mistyped(request, given):
    """The Changes of one number, two rows or two columns of the input or kernel that give the given numbers."""
    if shape(request.output) != shape(given.values):
        return []
    numbers = prod(shape(request.x)) + prod(shape(request.h))
    if numbers * request.products > CHANGES:
        return []
    found = [change for what in ("input", "kernel") for change in _one_number(request, given, what)]
    return found or [change for what in ("input", "kernel") for change in _two_lines(request, given, what)]


def _one_number(request, given, what):
    """Outputs are linear in each number: what is missing in one output says by how much it is off."""
    name = NAMES[what]
    values = getattr(request, name)
    missing = [g - y for g, y in zip(flat(given.values), flat(request.output))]
    for index in indices_of(values):
        unit = list(flat(request.but(**{name: _placed(_zeros(values), index, 1)}).convolved()))
        touched = [place for place, weight in enumerate(unit) if weight]
        if len(touched) < 2:  # any single output could be explained so
            continue
        most = max(touched, key=lambda place: abs(unit[place]))
        old = number_at(values, index)
        likely = [
            Change(what, index, old, new) for new in _likely(old, missing[most], unit[most]) if new != old
        ]
        yield from [change for change in likely if given.fits(change.made(request).convolved())][:1]


def _likely(old, missing, weight):
    """What a number would have to be: a whole one if that does, as numbers in the given ones may be rounded."""
    if missing != missing or abs(missing) == inf:
        return []
    exact = old + (missing / weight if isinstance(missing, float) else Fraction(missing) / weight)
    return [round(exact), *([] if isinstance(old, int) else [round(exact, 3), exact])]


def _two_lines(request, given, what):
    """Two rows, or two columns, of a table that may have changed places."""
    rows = getattr(request, NAMES[what])
    for kind, count in (("rows", len(rows)), ("columns", len(rows[0]) if request.axes == 2 else 0)):
        few = count**2 * request.products <= CHANGES
        for one, two in combinations(range(count if few else 0), 2):
            change = Change(what, kind, one, two)
            other = change.made(request)
            if getattr(other, NAMES[what]) != rows and given.fits(other.convolved()):
                yield change


def indices_of(values, index=()):
    if not isinstance(values, list):
        return [index]
    return [found for place, value in enumerate(values) for found in indices_of(value, (*index, place))]


def number_at(values, index):
    for place in index:
        values = values[place]
    return values


def _placed(values, index, number):
    """Nested lists with another number at an index."""
    if not index:
        return number
    first, *rest = index
    return [_placed(value, rest, number) if place == first else value for place, value in enumerate(values)]


def _zeros(values):
    return [_zeros(value) for value in values] if isinstance(values, list) else 0
