"""A reader of printed traces that shares nothing with their writer, and requests with their outputs, by NumPy."""

import re
from fractions import Fraction
from math import nan, prod
from typing import NamedTuple

import numpy as np
from hypothesis import Phase, assume, settings
from hypothesis import strategies as st
from numpy.lib.stride_tricks import sliding_window_view
from support.strategies import fractions, integers, laws, orders

from course.convolution.nested import plain
from course.own_numbers.request import request_of
from course.own_numbers.trace import Trace

WIDTHS = 20, 40, 80, 200
quick = settings(laws, phases=[Phase.generate])  # what is drawn is small: making it smaller takes minutes

# ---- a reader of traces

PLAIN = r"~?\d+(?:\.\d+)?(?:e[-+]?\d+)?|nan"
HELD = r"~?-(?:\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?:/\d+)?|\d+/\d+"  # what stands in round brackets
TERM = re.compile(rf"(?:\[({PLAIN}|{HELD})\]|({PLAIN})|\(({HELD})\))\*(?:({PLAIN})|\(({HELD})\))")
HEAD, MORE = re.compile(r"y\[(\d+(?:, \d+)*)\] *= "), re.compile(r" +[+=] ")


class Equation(NamedTuple):
    """One output as it is printed; terms are (number, weight, added), or "..."."""

    terms: list
    result: object
    lines: list


class Rounded(Fraction):
    """A number that is printed behind a "~", rounded to nine digits: equal to every number that it may stand for."""

    def __eq__(self, other):
        return other == other and abs(Fraction(self) - other) <= abs(Fraction(other)) / 10**8 / 2

    __hash__ = None


def value(text):
    if text.startswith("~"):
        return Rounded(text[1:])
    return nan if text == "nan" else Fraction(text)


def term(text):
    if text == "...":
        return text
    added, plain, held, *weights = TERM.fullmatch(text).groups()
    return value(added or plain or held), value(weights[0] or weights[1]), added is not None


def equations(text):
    """{index: Equation} of a trace's text, whether its lines are folded or not."""
    found, current = {}, []
    for line in text.split("\n"):
        if head := HEAD.match(line):
            current = found.setdefault(tuple(map(int, head[1].split(", "))), [])
        if head or MORE.match(line):
            current.append(line)
    return {index: equation(lines) for index, lines in found.items()}


def equation(lines):
    _, terms, result = re.split(r"\s+=\s+", " ".join(line.strip() for line in lines))
    return Equation([term(part) for part in re.split(r"\s+\+\s+", terms)], value(result), lines)


# ---- requests, and what they have to give, by NumPy's padding and windows


def sides(mode, n, k, stride, dilation):
    """The places a mode adds, from NumPy's and TensorFlow's notes on their modes."""
    over = (k - 1) * dilation
    if mode == "SAME":
        total = max((-(-n // stride) - 1) * stride + over + 1 - n, 0)
        return total // 2, total - total // 2
    return {"full": (over, over), "valid": (0, 0), "same": ((over + 1) // 2, over // 2)}[mode]


class Case(NamedTuple):
    """A request: arrays of objects, and options with one entry for each axis."""

    x: np.ndarray
    h: np.ndarray
    mode: str | None
    padding: tuple | None
    stride: tuple
    dilation: tuple
    border: str
    flip: bool
    decimal: bool

    @property
    def sides(self):
        if self.padding is not None:
            return self.padding
        each = zip(self.x.shape, self.h.shape, self.stride, self.dilation)
        return tuple(sides(self.mode, *sizes) for sizes in each)

    @property
    def reach(self):
        return [(k - 1) * d + 1 for k, d in zip(self.h.shape, self.dilation)]

    def trace(self):
        alone = self.x.ndim == 1  # then options are numbers
        each = {"stride": self.stride, "dilation": self.dilation, "padding": self.padding}
        each = {name: option[0] if alone and option else option for name, option in each.items()}
        rest = {"border": self.border, "flip": self.flip, "decimal": self.decimal}
        return Trace(request_of(self.x.tolist(), self.h.tolist(), self.mode, **each, **rest))

    def worked(self):
        """{index: [(number, weight, added), ...]} of every output."""
        steps = tuple(slice(None, None, step) for step in (*self.stride, *self.dilation))
        added = np.pad(np.zeros(self.x.shape, bool), self.sides, constant_values=True)
        padded = np.pad(self.x, self.sides, self.border)
        numbers, places = (sliding_window_view(a, self.reach)[steps] for a in (padded, added))
        weights = (np.flip(self.h) if self.flip else self.h).ravel().tolist()
        return {
            index: list(
                zip(map(plain, numbers[index].ravel().tolist()), weights, places[index].ravel().tolist())
            )
            for index in np.ndindex(numbers.shape[: self.x.ndim])
        }


def total(terms):
    return sum(x * h for x, h, _ in terms)


def whole(number):
    return number.numerator if number.denominator == 1 else number


@st.composite
def cases(draw, most_axes=2):
    axes = draw(st.integers(1, most_axes))
    decimals = st.builds(Fraction, st.integers(-(10**12), 10**12), st.sampled_from([1, 4, 1000, 10**9])).map(
        whole
    )
    numbers = draw(st.sampled_from([integers, fractions.map(whole), decimals]))

    def array():
        shape = draw(st.tuples(*[st.integers(1, 6 if axes == 1 else 4)] * axes))
        flat = draw(st.lists(numbers, min_size=prod(shape), max_size=prod(shape)))
        return np.array(flat, object).reshape(shape)

    def steps(least, most):
        return draw(st.tuples(*[st.integers(least, most)] * axes))

    mode = draw(st.sampled_from(["full", "valid", "same", "SAME", None]))
    border = draw(st.sampled_from(["constant", "constant", "edge", "wrap", "symmetric", "reflect"]))
    padding = None if mode else tuple(zip(steps(0, 3), steps(0, 3)))
    case = Case(
        array(), array(), mode, padding, steps(1, 3), steps(1, 2), border, draw(orders), numbers is decimals
    )
    assume(all(n + sum(s) >= r for n, s, r in zip(case.x.shape, case.sides, case.reach)))
    return case


def shown(indices):
    """Those of all outputs that are printed: of more than 12 the first 9 and the last 3."""
    return indices if len(indices) <= 12 else indices[:9] + indices[-3:]
