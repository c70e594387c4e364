"""The smallest input that singles a mistake out: where no other gives what this one gives."""

from fractions import Fraction
from functools import cache
from itertools import product
from math import nan, prod
from typing import NamedTuple

from course.convolution import definition
from course.convolution.nested import arranged, at, indices, number_of_axes, placed, shape
from course.convolution.sizes import MODES
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import covering, twins
from course.mistakes.faulty_definition import alike, applies, definition_with, outcome
from course.mistakes.mistake import EVERY, Mistake


class Probe(NamedTuple):
    """An input, its kernel and the options (mode, stride ...): outcome(world, x, h, **options)."""

    x: list
    h: list
    options: dict


def smallest_input(mistake, place=None, against=None):
    """The Probe with the fewest numbers, and small ones, where no other mistake gives what this one gives.

    place is one of mistake.places, the first by default. The others are the definition and all mistakes of
    the bank that apply there, but for its twins and those that cover it. Where against is given, they are
    the mistakes in it alone: the input tells this one from them, and its numbers there may be right. The
    numbers are whole, unless only fractions or a nan will do. None where no input is found.
    """
    place = place or mistake.places[0]
    search = _Search(mistake, _others(mistake, place) if against is None else against)
    layouts = _layouts(place)
    roomy = [layout for layout in layouts if layout.numbers in _ROOMY]
    for tried in (roomy, layouts):
        for fills in _FILLS:
            if search.first(tried, fills) is not None:
                return search.made_small(search.first(layouts, fills))
    return None


def _others(mistake, place):
    """What a mistake is to be singled out from in a place, the definition first."""
    spared = {mistake.name, *twins(mistake.name), *covering(mistake.name, place)}
    return [_NONE, *(other for name, other in BANK.items() if name not in spared)]


_NONE = Mistake("none", EVERY, {}, "the definition.", "")  # changes nothing


class _Search:
    """The definitions with a mistake and with each of the others, those that were alike last at the front."""

    def __init__(self, mistake, others):
        self.world = definition_with(mistake)
        self.others = [(other, definition_with(other)) for other in others]

    def singled_out(self, probe):
        """Whether the mistake gives numbers there that no other gives, and the definition has an answer."""
        x, h, options = probe
        got = outcome(self.world, x, h, **options)
        if not got or got[0] == [] or outcome(definition, x, h, **options) is None:
            return False
        axes = number_of_axes(x)
        for rank, (other, world) in enumerate(self.others):
            if applies(other, axes, options) and alike(got, outcome(world, x, h, **options)):
                self.others.insert(0, self.others.pop(rank))
                return False
        return True

    def first(self, layouts, fills):
        """The first probe of these layouts, filled with these numbers, that singles the mistake out, or None."""
        for layout in layouts:
            for fill in fills:
                probe = Probe(*_filled(layout.x, layout.h, fill), layout.options)
                if self.singled_out(probe):
                    return probe
        return None

    def made_small(self, probe):
        """The probe with every number as small as the others allow."""
        before = None
        while probe != before:
            before = probe
            for name in ("x", "h"):
                for index in indices(shape(getattr(probe, name))):
                    probe = next(filter(self.singled_out, _smaller(probe, name, index)), probe)
        return probe


def _smaller(probe, name, index):
    """The probe with smaller numbers at one index of its x or h; the smallest first."""
    values = getattr(probe, name)
    own = at(values, index)
    smaller = _SMALL[: _SMALL.index(own)] if own in _SMALL else _SMALL
    for number in smaller:
        yield probe._replace(**{name: placed(values, index, number)})


# ---- the numbers that are tried


def _uneven(root, count):
    """Odd numbers from -15 to 15 in no order that is easy to meet by chance: powers of a root of 17.

    Example: _uneven(3, 4) is [-11, 1, 3, 9], as 3, 9, 27 and 81 leave 3, 9, 10 and 13 when divided by 17.
    """
    return [2 * pow(root, i, 17) - 17 for i in range(1, count + 1)]


def _filled(x_shape, h_shape, fill):
    """An input and a kernel of these shapes, as nested lists."""
    x, h = fill(_uneven(3, prod(x_shape)), _uneven(5, prod(h_shape)))
    return arranged(x, x_shape), arranged(h, h_shape)


# Numbers for x and h, from odd ones without a pattern; a row is tried where those above do not do.
_FILLS = (
    (
        lambda x, h: ([abs(v) for v in x], [abs(v) for v in h]),
        lambda x, h: (x, h),
        lambda x, h: (x, [-v for v in h]),
        lambda x, h: (x, [1] * (len(h) - 1) + [1 - len(h)]),
        lambda x, h: ([40 * v for v in x], [abs(v) for v in h]),
        lambda x, h: ([-abs(v) for v in x], [abs(v) * 32769 for v in h]),
    ),
    (lambda x, h: (x, [Fraction(abs(v), 4) for v in h]), lambda x, h: ([Fraction(v, 4) for v in x], h)),
    (lambda x, h: ([nan, *x[1:]], h), lambda x, h: ([*x[:-1], nan], h)),
)
# What is tried in a number's place, in this order; then numbers that are large, or not whole.
_SMALL = [1, 2, -1, 3, 0, -2, 4, -3, 5, -4, 6, -5, 7, -6, 8, -7, 9, -8, 10, -9]
_SMALL += [Fraction(1, 2), Fraction(3, 2), Fraction(-1, 2), 100, 255, 256, 300, 32769]


# ---- the shapes and options that are tried


class _Layout(NamedTuple):
    """The shapes of an input and its kernel, and the options, before there are numbers."""

    x: tuple
    h: tuple
    options: dict

    @property
    def numbers(self):
        """How many there will be."""
        return prod(self.x) + prod(self.h)

    @property
    def longer(self):
        """Whether the kernel is longer than the input in some axis."""
        return any(k > n for n, k in zip(self.x[:2], self.h))


_ROOMY = (10, 16)  # as many numbers as nearly every mistake can be singled out with
_LINES = [((n,), (k,)) for n, k in product(range(1, 8), repeat=2)]
_GRIDS = [((n, m), (k, l)) for n, m, k, l in product(range(1, 5), repeat=4)]
_STACKS = [((*x, c), (*h, c, o)) for x, h in _GRIDS if max(*x, *h) < 4 for c, o in ((2, 1), (3, 1), (2, 2))]
_STEPS = (2, 3, (1, 2), (2, 1))
_TRIED = {  # place: shapes, and options besides the mode
    "1-D": (_LINES, [{}]),
    "2-D": (_GRIDS, [{}]),
    "stride": (_LINES + _GRIDS, [{"stride": step} for step in _STEPS]),
    "dilation": (_LINES + _GRIDS, [{"dilation": step} for step in _STEPS]),
    "channels": (_STACKS, [{}]),
}


@cache
def _layouts(place):
    """What is tried in a place, the fewest numbers first, and kernels that are not longer than the input."""
    shapes, given = _TRIED[place]
    layouts = [_Layout(x, h, {"mode": mode, **steps}) for x, h in shapes for mode in MODES for steps in given]
    few = [layout for layout in layouts if layout.numbers <= 24]
    return sorted(few, key=lambda layout: (layout.numbers, layout.longer))
