"""Requests by chance as a reader would type them, each with what its words mean, worked out without reading them."""

import random
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from course.convolution.definition import convolve1d, convolve2d
from course.convolution.sizes import BORDERS, MODES
from course.errors import Unusable
from course.own_numbers.request import request_of

SEPARATORS = (" ", ",", ", ", "  ", "\t")
SIDES = (0, 0, 1, 2, 3, 5)  # of padding
STEPS = (1, 1, 1, 2, 3)


@dataclass
class TypedRequest:
    """A request in the command line's words, and the arguments of the definition that they stand for.

    words: {"input": "3 4 5", ...}. x, h: nested lists. options: the definition's. decimal: whether a number has a point or
    an exponent.
    """

    words: dict
    x: list
    h: list
    options: dict
    decimal: bool

    @property
    def axes(self):
        return 2 if isinstance(self.x[0], list) else 1

    def worked_out(self):
        """What the definition gives; ValueError if there is no answer."""
        return (convolve1d if self.axes == 1 else convolve2d)(self.x, self.h, **self.options)


LARGEST = 999_999_999_999_999


def typed_requests(seed, count, largest=LARGEST):
    """So many TypedRequests, small and seldom square. largest: of the digits above and below a /, and before a point."""
    chance = random.Random(seed)
    return [_typed_request(chance, largest) for _ in range(count)]


def answered_requests(seed, count, largest=LARGEST):
    """[(TypedRequest, its Request)] of those among so many that have an answer."""
    pairs = []
    for typed in typed_requests(seed, count, largest):
        with suppress(Unusable):
            pairs.append((typed, request_of(typed.x, typed.h, **typed.options, decimal=typed.decimal)))
    return pairs


def _typed_request(chance, largest):
    axes = chance.choice((1, 2))
    kinds = chance.choice(("whole", "whole", "decimal", "fraction", "any"))
    x_text, x = _array(
        chance, [chance.randint(1, 8 if axes == 1 else 4) for _ in range(axes)], kinds, largest
    )
    h_text, h = _array(
        chance, [chance.randint(1, 5 if axes == 1 else 3) for _ in range(axes)], kinds, largest
    )
    words, options = {"input": x_text, "kernel": h_text}, {}
    _choose_padding(chance, axes, words, options)
    for name in ("stride", "dilation"):
        if chance.random() < 0.5:
            words[name], options[name] = _step(chance, axes)
    if chance.random() < 0.7:
        words["border"], more = _border(chance)
        options |= more
    if chance.random() < 0.4:
        words["flip"], options["flip"] = "no", False
    decimal = any(mark in text for text in (x_text, h_text, words.get("border", "")) for mark in ".E")
    return TypedRequest(words, x, h, options, decimal or "e" in x_text + h_text)


def _array(chance, sizes, kinds, largest):
    """(text, nested lists) of an array of this shape."""
    rows = [
        [typed_number(chance, kinds, largest) for _ in range(sizes[-1])]
        for _ in range(sizes[0] if sizes[1:] else 1)
    ]
    lines = [chance.choice(SEPARATORS).join(text for text, _ in row) for row in rows]
    values = [[value for _, value in row] for row in rows]
    if not sizes[1:]:
        return lines[0], values[0]
    if len(rows) == 1:
        return f"{lines[0]};", values
    return chance.choice((";", "; ", "\n", " ;\n")).join(lines), values


def typed_number(chance, kinds="any", largest=LARGEST):
    """(text, int or Fraction) of a number: whole, decimal, fraction, or any of these."""
    kind = chance.choice(("whole", "decimal", "fraction", "exponent")) if kinds == "any" else kinds
    sign, factor = chance.choice(
        (("", 1), ("", 1), ("", 1), ("+", 1), ("-", -1), ("-", -1), ("\N{MINUS SIGN}", -1))
    )
    size = min(chance.choice((9, 9, 9, 99, 99_999, LARGEST)), largest)
    digits = str(chance.randint(0, size))
    if kind == "whole":
        return sign + digits, factor * int(digits)
    if kind == "fraction":
        below = chance.choice((2, 3, 4, 7, 9, 10, 16, 60, chance.randint(1, size)))
        return f"{sign}{digits}/{below}", _plain(Fraction(factor * int(digits), below))
    places = chance.choice((0, 1, 1, 2, 3, 12))
    decimals = f"{chance.randint(0, 10**places - 1):0{places}d}" if places else ""
    text = (digits if chance.random() < 0.8 or not places else "") + "." + decimals
    whole = int(text.replace(".", ""))
    if kind == "decimal":
        return sign + text, _plain(Fraction(factor * whole, 10**places))
    power = chance.choice((-12, -3, -1, 0, 1, 2, 9))
    mark = chance.choice(("e", "E")) + ("+" if power > 0 and chance.random() < 0.5 else "")
    return f"{sign}{text}{mark}{power}", _plain(Fraction(factor * whole, 10**places) * Fraction(10) ** power)


def _plain(value):
    return value.numerator if value.denominator == 1 else value


def _choose_padding(chance, axes, words, options):
    """A mode, or padding, or neither."""
    mode = chance.choice((*MODES, *MODES, "VALID", "padding", "padding", "padding", None))
    if mode == "padding":
        words["padding"], options["padding"] = _padding(chance, axes)
    elif mode:
        words["mode"], options["mode"] = mode, "valid" if mode == "VALID" else mode


def _padding(chance, axes):
    """(text, padding): on all sides, for each axis, or for each side."""
    if chance.random() < 0.3:
        most = chance.choice(SIDES)
        return str(most), most
    sides = [(chance.choice(SIDES), chance.choice(SIDES)) for _ in range(axes)]
    texts = [f"{before}:{after}" for before, after in sides]
    if axes == 1:
        return texts[0], sides[0]
    for axis in (0, 1):
        if chance.random() < 0.3:
            sides[axis] = sides[axis][0]
            texts[axis] = str(sides[axis])
    return ",".join(texts), tuple(sides)


def _step(chance, axes):
    """(text, stride or dilation)."""
    steps = [chance.choice(STEPS) for _ in range(axes)]
    if axes == 1 or chance.random() < 0.4:
        return str(steps[0]), steps[0]
    return ",".join(map(str, steps)), tuple(steps) if len({*steps}) > 1 else steps[0]


def _border(chance):
    """(text, the definition's options)."""
    border = chance.choice((*BORDERS, "constant="))
    if border != "constant=":
        return border, {"border": border}
    text, fill = typed_number(chance)
    return f"constant={text}", {"fill": fill}
