"""
Which mistake, or which two, give exactly these numbers; which other reading makes them right; what is known if
none does.

A mistake is named only when the definition that makes it gives every number. Where several do, all are
candidates and a probe is found that tells them apart. A refusal is never evidence.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from math import floor, inf, prod
from typing import NamedTuple

from course.agreement import givers
from course.definition import BORDERS, MODES
from course.mistakes import BANK, applies, covering, definition_with, outcome, twins
from course.request import Request, flat, shape
from course.shown import number

EVERY_PAIR = 250  # products of a request up to which every two mistakes are tried: about a second
PAIRS = 1_200  # and up to which those are that change the request one by one: a few seconds
CHANGES = 400_000  # products that the search for a mistyped number may take


# ---- numbers that were given, some of them rounded


class Given:
    """Numbers to be explained, and how far each may lie from the exact one.

    values: nested lists. places: the same lists with the decimals that each was written with, or None where it
    is exact. slack: how far a float may be off, by the rounding of the engine that made it.
    """

    def __init__(self, values, places=None, slack=0.0):
        self.values = values
        self.decimal = any(digits is not None for digits in flat(places)) if places else False
        self._flat = [(value, self._within(value, digits, slack)) for value, digits in _pairs(values, places)]

    @staticmethod
    def _within(value, places, slack):
        if isinstance(value, float):
            return slack
        if places is None:
            return 0
        half = Fraction(1, 2 * 10**places)
        as_floats_print = places + len(str(int(abs(value)))) > 7
        return max(half, slack) if as_floats_print else half

    def fits(self, values):
        """Whether nested lists of exact numbers are these, within the rounding of each."""
        return values is not None and shape(values) == shape(self.values) and all(self.each(values))

    def fits_cut(self, values):
        """Whether they are these with the decimals beyond those written cut off instead of rounded."""
        if shape(values) != shape(self.values) or not any(within for _, within in self._flat):
            return False
        return all(_cut(v, 2 * within) == given for v, (given, within) in zip(flat(values), self._flat))

    def each(self, values):
        """For each number in order whether it is this one, for nested lists of the same shape."""
        return [_close(v, given, within) for v, (given, within) in zip(flat(values), self._flat)]


def _close(value, given, within):
    if value != value or given != given:
        return value != value and given != given
    if value in (inf, -inf):  # as near to every number as to any other
        return value == given
    if isinstance(value, float) and not isinstance(given, float):
        within = max(within, 1e-9 * max(1, abs(value)))  # the input was of floats
    return abs(value - given) <= within


def _cut(value, unit):
    """A number with what is below the unit cut off; the number itself where there is no unit, or it is no number."""
    if not unit or value != value or abs(value) == inf:
        return value
    return (floor(abs(value) / unit) * unit) * (-1 if value < 0 else 1)


def _pairs(values, places):
    numbers = list(flat(values))
    return zip(numbers, [None] * len(numbers) if places is None else flat(places))


# ---- mistakes of the bank


class Cause(NamedTuple):
    """One mistake, or two made one after the other, and the names that do the same in this request."""

    mistakes: tuple
    also: tuple = ()

    @property
    def names(self):
        return tuple(mistake.name for mistake in self.mistakes)

    def lines(self, flip=True, hints=True):
        """What is said of it where a convolution (flip) or a correlation is asked: sentences, and hints if wanted."""
        if len(self.mistakes) == 1:
            (mistake,) = self.mistakes
            names = ", ".join([mistake.name, *self.also])
            return [f"{mistake.sentence(flip)} [{names}]", *[f"Hint: {mistake.hint}"] * hints]
        found = ["Two mistakes together give exactly these numbers:"]
        for place, mistake in enumerate(self.mistakes, start=1):
            found.append(f"{place}. {mistake.ending(flip)} [{mistake.name}]")
            found += [f"   Hint: {mistake.hint}"] * hints
        return found

    @property
    def world(self):
        """The definition that makes these mistakes."""
        return world(*self.mistakes)


@cache
def world(*mistakes):
    """The definition that makes these mistakes; made once, then kept."""
    return definition_with(*mistakes)


def answer(request, definition):
    """What a definition gives for a request: nested lists, or None where it refuses."""
    return outcome(definition, request.x, request.h, **request.options)


def singles(request, given):
    """The Causes of one mistake that give the given numbers, those made most often first."""
    found = [mistake for mistake in _candidates(request) if given.fits(answer(request, world(mistake)))]
    return grouped(found)


def _candidates(request):
    return [mistake for mistake in BANK.values() if applies(mistake, request.axes, request.options)]


def grouped(found):
    """Mistakes as Causes; those that no input of this mode could tell apart stand together."""
    causes, left = [], list(found)
    while left:
        first, *left = left
        alike = {name for place in first.places for name in covering(first.name, place)} | set(
            twins(first.name)
        )
        alike |= {
            other.name
            for other in left
            for place in other.places
            if first.name in covering(other.name, place)
        }
        causes.append(Cause((first,), tuple(other.name for other in left if other.name in alike)))
        left = [other for other in left if other.name not in alike]
    return causes


def pairs(request, given):
    """The Causes of two mistakes that give the given numbers.

    For small requests every two are tried; for larger ones those that change the request, and do not take long.
    """
    active = _candidates(request)
    if request.products > EVERY_PAIR:
        answers = {mistake: answer(request, world(mistake)) for mistake in active}
        active = [m for m, y in answers.items() if y not in (None, request.output) and m.name != "aliasing"]
    found = []
    for one, two in combinations(active, 2):
        for order in orders(one, two):
            if given.fits(answer(request, definition_with(*order))):
                found.append(Cause(order))
                break
    return found


def orders(one, two):
    """The orders in which two mistakes may be made; only those that change one piece can differ by it."""
    return [(one, two), (two, one)] if one.changes.keys() & two.changes.keys() else [(one, two)]


def apart(causes, request):
    """The smallest input, with the request's options, on which all of these causes differ: a Request, or None."""
    for x, h in _small(request.axes):
        other = request.but(x=x, h=h, decimal=False)
        outcomes = [
            values if values and list(flat(values)) else None
            for values in (answer(other, c.world) for c in causes)
        ]
        distinct = {repr(values) for values in outcomes}
        if None not in outcomes and len(distinct) == len(causes) and _answer(other) is not None:
            return other
    return None


@cache
def _small(axes):
    """Small inputs and kernels of whole numbers, the fewest numbers first; kernels are nowhere longer."""
    sizes = {1: range(1, 8), 2: range(1, 5)}.get(axes, ())
    shapes = [
        (x, h)
        for x in product(sizes, repeat=axes)
        for h in product(sizes, repeat=axes)
        if sizes and all(k <= n for n, k in zip(x, h))
    ]
    shapes.sort(key=lambda pair: prod(pair[0]) + prod(pair[1]))
    whole = [
        (_numbered(x, 3, 1), _numbered(h, 5, sign))
        for x, h in shapes
        if sum(map(prod, (x, h))) <= 24
        for sign in (1, -1)
    ]
    other = [(_times(x, f), _times(h, g)) for f, g in SCALES for x, h in whole]
    return whole + other


SCALES = ((Fraction(1, 4), 1), (40, 1), (1, Fraction(1, 4)), (1, 40))  # where small whole numbers do not tell


def _times(values, factor):
    return [_times(value, factor) for value in values] if isinstance(values, list) else values * factor


def _numbered(sizes, root, sign):
    """A table of whole numbers without a pattern, from 1 to 9; with sign -1 every other one is negative."""
    numbers = iter((pow(root, i, 17) % 9 + 1) * (sign if i % 2 else 1) for i in range(1, prod(sizes) + 1))
    return _shaped(numbers, sizes)


def _shaped(numbers, sizes):
    if not sizes:
        return next(numbers)
    return [_shaped(numbers, sizes[1:]) for _ in range(sizes[0])]


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
    for index in _indices(values):
        unit = list(flat(request.but(**{name: _placed(_zeros(values), index, 1)}).convolved()))
        touched = [place for place, weight in enumerate(unit) if weight]
        if len(touched) < 2:  # any single output could be explained so
            continue
        most = max(touched, key=lambda place: abs(unit[place]))
        old = _at(values, index)
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


def _indices(values, index=()):
    if not isinstance(values, list):
        return [index]
    return [found for place, value in enumerate(values) for found in _indices(value, (*index, place))]


def _at(values, index):
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


# ---- right under another reading


def readings(request, given):
    """Other turns, modes and borders under which the given numbers are right: a list of (changes, Request).

    One change is looked for first, then two at once, then all three.
    """
    turns = [{}, {"flip": not request.flip}]
    modes = [{}, *({"mode": mode} for mode in MODES if mode != request.mode)]
    borders = [{}, *({"border": border} for border in BORDERS if border != request.border)]
    every = [{**turn, **mode, **border} for turn in turns for mode in modes for border in borders]
    for count in (1, 2, 3):
        some = [(changes, _read(request, changes)) for changes in every if len(changes) == count]
        found = [(changes, other) for changes, other in some if given.fits(_answer(other))]
        if found:
            return found
    return []


def _read(request, changes):
    """The request with other options; a mode takes the place of explicit padding."""
    return request.but(**{**({"padding": None} if "mode" in changes else {}), **changes})


def _answer(request):
    try:
        return request.convolved()
    except ValueError:
        return None


# ---- all of it


@dataclass
class Explanation:
    """What is known of the given numbers of a request, as explain() found it.

    kind: "right", "cut" (right, but for decimals that were cut off), "mistake" (one, or two together), "elsewhere" (right under another reading), "mistyped" or
    "unknown". causes: the mistakes; readings: the other Requests under which the numbers are right, each with
    what is changed; libraries: the engines that give them; changes: the numbers that may be mistyped.
    """

    request: Request
    given: Given
    kind: str
    causes: list = field(default_factory=list)
    readings: list = field(default_factory=list)
    libraries: list = field(default_factory=list)
    changes: list = field(default_factory=list)

    @property
    def explained(self):
        """Whether there is an explanation."""
        return self.kind != "unknown"


def explain(request, given):
    """The Explanation of given numbers for a Request: single mistakes first, then other readings, then pairs."""
    if given.fits(request.output):
        return Explanation(request, given, "right")
    if given.fits_cut(request.output):
        return Explanation(request, given, "cut")
    other, causes = readings(request, given), singles(request, given)
    if causes:
        return Explanation(request, given, "mistake", causes, other, givers(request, given.fits))
    libraries = givers(request, given.fits)
    if other or libraries:
        return Explanation(request, given, "elsewhere", [], other, libraries)
    changes = mistyped(request, given)
    if changes:
        return Explanation(request, given, "mistyped", changes=changes)
    causes = pairs(request, given) if request.products <= PAIRS else []
    return Explanation(request, given, "mistake" if causes else "unknown", causes)


# ---- what is known if nothing explains it


def facts(request, given):
    """What is known of the given numbers, as sentences: their size, or where and how they differ."""
    sizes, asked = shape(given.values), shape(request.output)
    if sizes != asked:
        return _size_facts(request, sizes, asked)
    agree = given.each(request.output)
    indices = _indices(request.output)
    wrong = [index for index, right in zip(indices, agree) if not right]
    found = [f"The size is right, and {agree.count(True)} of the {len(agree)} numbers agree."]
    found += _few(request, given, wrong)
    return (
        found + _where(request, wrong, indices) + rules(list(flat(given.values)), list(flat(request.output)))
    )


def _few(request, given, wrong):
    """What is said where one or two numbers differ."""
    theirs = [_at(given.values, index) for index in wrong]
    right = [_at(request.output, index) for index in wrong]
    names = [f"y{list(index)}" for index in wrong]
    if len(wrong) == 1:
        return [f"All but one agree: {names[0]} is {number(right[0], True)}, not {number(theirs[0], True)}."]
    if len(wrong) == 2 and theirs == right[::-1]:
        return [f"All agree once {names[0]} and {names[1]} change places."]
    return []


def _size_facts(request, sizes, asked):
    found = [f"The size given is {_by(sizes)}, and {_by(asked)} was asked for."]
    for mode in MODES:
        if mode != request.mode and shape(_answer(_read(request, {"mode": mode}))) == sizes:
            found.append(f"Mode {mode!r} gives that size.")
    if len(sizes) == len(asked) == 2 and sizes == asked[::-1]:
        found.append("That is the size asked for, with rows and columns exchanged.")
    return found


def _by(sizes):
    return " x ".join(map(str, sizes)) or "no"


def _where(request, wrong, indices):
    """Where the numbers differ, if there are several: at the border, inside, in some rows or columns."""
    if len(wrong) < 2:
        return []
    found = []
    border = {index for index in indices if _leaves(request, index)}
    if wrong and border and set(wrong) <= border:
        found.append("Only numbers whose window leaves the input differ: look at the padding and the border.")
    elif wrong and not border & set(wrong) and border:
        found.append("Only numbers whose window lies wholly on the input differ.")
    for axis, name in enumerate(("row", "column") if request.axes == 2 else ()):
        places = sorted({index[axis] for index in wrong})
        if 0 < len(places) < request.sizes[axis]:
            found.append(
                f"All differences are in {name}{'s' * (len(places) > 1)} {', '.join(map(str, places))}."
            )
    return found


def _leaves(request, index):
    """Whether the window of an output reaches beyond the input."""
    places = zip(index[-3:-1] if request.axes > 2 else index, request.each, request.sides)
    starts = [(i * s - before, n, (k - 1) * d) for i, (n, k, s, d), (before, _) in places]
    return any(start < 0 or start + over >= n for start, n, over in starts)


def rules(given, right):
    """What one rule would make of the right numbers to give the given ones: sentences, for two lists of numbers."""
    pairs = [(g, y) for g, y in zip(given, right) if g == g or y == y]
    if len(pairs) < 2 or any(abs(v) == inf or v != v for pair in pairs for v in pair):
        return []
    found = []
    if sorted(given, key=float) == sorted(right, key=float):
        found.append("They are the right numbers in another order.")
    offset = pairs[0][0] - pairs[0][1]
    if all(_near(g, y + offset) for g, y in pairs):
        found.append(f"Each is the right number plus {number(offset, decimal=True)}.")
    factor = next((_quotient(g, y) for g, y in pairs if y), None)
    if factor is not None and all(_near(g, y * factor) for g, y in pairs):
        found.append(f"Each is the right number times {number(factor, decimal=True)}.")
    if len(pairs) > 3 and all(_near(g, y) for g, y in zip(given[:-1], right[1:])):
        found.append("Up to the last but one, each is the right number of the next place.")
    if len(pairs) > 3 and all(_near(g, y) for g, y in zip(given[1:], right[:-1])):
        found.append("From the second on, each is the right number of the place before.")
    return found


def _quotient(g, y):
    return g / y if isinstance(g, float) or isinstance(y, float) else Fraction(g) / y


def _near(g, exact):
    return g == exact or isinstance(g - exact, float) and abs(g - exact) <= 1e-9 * max(1, abs(g))
