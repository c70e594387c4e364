"""Traces: what is printed is read back here, and has to be true arithmetic in the layout that is promised."""

import inspect
import json
import re
import subprocess
import sys
from fractions import Fraction
from html.parser import HTMLParser
from math import nan, prod
from typing import NamedTuple

import numpy as np
import pytest
from support.files import ROOT
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from numpy.lib.stride_tricks import sliding_window_view
from scipy import signal
from support.strategies import fitting, fractions, integers, laws, lines, orders

import course
from course import compare, work_out
from course.own_numbers import trace
from course.convolution.nested import plain
from course.errors import Unusable
from course.own_numbers.request import asked

WIDTHS = 20, 40, 80, 200
quick = settings(laws, phases=[Phase.generate])  # what is drawn is small: making it smaller takes minutes


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


# ---- a reader of traces that shares nothing with their writer

PLAIN = r"\d+(?:\.\d+)?(?:e[-+]\d+)?|nan"
HELD = r"-(?:\d+(?:\.\d+)?(?:e[-+]\d+)?)(?:/\d+)?|\d+/\d+"  # what stands in round brackets
TERM = re.compile(rf"(?:\[({PLAIN}|{HELD})\]|({PLAIN})|\(({HELD})\))\*(?:({PLAIN})|\(({HELD})\))")
HEAD, MORE = re.compile(r"y\[(\d+(?:, \d+)*)\] *= "), re.compile(r" +[+=] ")


class Equation(NamedTuple):
    """One output as it is printed; terms are (number, weight, added), or "..."."""

    terms: list
    result: object
    lines: list


def value(text):
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
        return trace.Trace(asked(self.x.tolist(), self.h.tolist(), self.mode, **each, **rest))

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
def cases(draw):
    axes = draw(st.integers(1, 2))
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


# ---- the arithmetic is true


@quick
@given(cases(), st.sampled_from(WIDTHS))
def test_every_printed_equation_is_true(case, width):
    expected, traced = case.worked(), case.trace()
    found = equations(traced.text(width))
    assert list(found) == shown(list(expected))
    for index, (terms, result, _) in found.items():
        assert terms == expected[index]
        assert result == total(terms)
    values = np.array(traced.output, object)
    assert {index: values[index] for index in np.ndindex(values.shape)} == {
        index: total(terms) for index, terms in expected.items()
    }


@quick
@given(cases())
def test_json_has_every_product_of_every_output(case):
    expected = case.worked()
    data = json.loads(json.dumps(case.trace().json(), allow_nan=False))
    assert [tuple(output["at"]) for output in data["terms"]] == list(expected)
    for output, terms in zip(data["terms"], expected.values()):
        assert [(Fraction(x), Fraction(h), added) for x, h, added in output["products"]] == terms
        assert Fraction(output["value"]) == total(terms)
    for name, array in (("input", case.x), ("kernel", case.h)):
        assert (
            np.vectorize(Fraction, otypes=[object])(np.array(data[name], object)).tolist() == array.tolist()
        )
    assert data["options"].keys() == {"mode", "padding", "stride", "dilation", "border", "flip"}
    assert Fraction(np.array(data["output"], object).flat[0]) == total(next(iter(expected.values())))


def blocks(text, wanted=3):
    """The tables that stand beside each other under one line of titles, as lists of rows of texts."""
    lines = text.split("\n")
    top = next(number for number, line in enumerate(lines) if line.startswith("window "))
    starts = [match.start() for match in re.finditer(r"^\S|(?<=    )\S", lines[top])]
    assert len(starts) == wanted
    rows = lines[top + 1 : lines.index("", top)]
    ends = [*starts[1:], None]
    return [[row[start:end].split() for row in rows] for start, end in zip(starts, ends)]


@quick
@given(cases(), st.data())
def test_one_output_is_the_same_line_with_its_window_drawn(case, data):
    expected, traced = case.worked(), case.trace()
    index = data.draw(st.sampled_from(shown(list(expected))))
    text = traced.text(2000, index)
    (alone,), everything = equations(text).items(), equations(traced.text(2000))
    assert alone[0] == index
    assert " ".join(alone[1].lines[0].split()) == " ".join(everything[index].lines[0].split())
    assert "output" not in text
    window, kernel, products = blocks(text)
    flat, terms = [cell for row in window for cell in row], expected[index]
    assert [cell.startswith("[") for cell in flat] == [added for _, _, added in terms]
    assert [Fraction(cell.strip("[]")) for cell in flat] == [x for x, _, _ in terms]
    weights = np.flip(case.h) if case.flip else case.h
    assert [[Fraction(cell) for cell in row] for row in kernel] == np.atleast_2d(weights).tolist()
    assert [Fraction(cell) for row in products for cell in row] == [x * h for x, h, _ in terms]
    assert where(text) == covered(case, index, terms)


def where(text):
    """[(first, last), ...] of the window's place, along each axis; None if it is on added places only."""
    sentence = " ".join(text[text.index("The window of") :].split("\n")[0].split())
    if sentence.endswith("lies wholly on added places."):
        return None
    return [tuple(map(int, pair)) for pair in re.findall(r"(-?\d+) to (-?\d+)", sentence)]


def covered(case, index, terms):
    if all(added for _, _, added in terms):
        return None
    each = zip(index, case.stride, case.sides, case.reach)
    return [(i * s - before, i * s - before + reach - 1) for i, s, (before, _), reach in each]


@laws
@given(lines(), lines(), st.sampled_from(["full", "same", "valid"]))
def test_signals_give_what_numpy_gives(x, h, mode):
    assume(len(h) <= len(x))
    assert work_out(x, h, mode).output == np.convolve(x, h, mode).tolist()
    assert work_out(x, h, mode, flip=False).output == signal.correlate(x, h, mode).tolist() or mode == "same"


@laws
@given(fitting(), st.sampled_from(["full", "same", "valid"]))
def test_images_give_what_scipy_gives(drawn, mode):
    x, h = drawn
    assert work_out(x, h, mode).output == signal.convolve2d(x, h, mode).tolist()


@laws
@given(st.data())
def test_channels_give_what_scipy_gives_channel_by_channel(data):
    inputs, outputs, batch = (
        data.draw(st.integers(1, 3)),
        data.draw(st.integers(1, 2)),
        data.draw(st.integers(1, 2)),
    )
    random = np.random.default_rng(data.draw(st.integers(0, 99)))
    x = random.integers(-9, 10, (batch, 3, 4, inputs))
    h = random.integers(-9, 10, (2, 3, inputs, outputs))
    traced = work_out(x, h, "same")
    expected = np.stack(
        [
            np.stack(
                [
                    sum(signal.convolve2d(image[..., c], h[..., c, o], "same") for c in range(inputs))
                    for o in range(outputs)
                ],
                -1,
            )
            for image in x
        ]
    )
    assert traced.output == expected.tolist()
    assert work_out(x[0], h, "same").output == expected[0].tolist()
    found = equations(traced.text(data.draw(st.sampled_from(WIDTHS))))
    assert list(found) == shown(list(np.ndindex(expected.shape)))
    for index, (terms, result, _) in found.items():
        assert len(terms) == 6 * inputs
        assert result == total(terms) == expected[index]
    for index in np.ndindex(expected.shape):
        b, i, j, o = index
        places = [(i + a - 1, j + b - 1) for _ in range(inputs) for a in range(2) for b in range(3)]
        inside = [0 <= row < 3 and 0 <= column < 4 for row, column in places]
        assert [not added for _, _, added in traced.outputs[index].terms] == inside
        assert traced.outputs[index].start == (i - 1, j - 1)
        assert total(traced.outputs[index].terms) == expected[index]


# ---- worked with pencil

GOLDEN = {
    # Lesson 0's first signal. The kernel turned round, 0 1 2, slides from two places before the signal.
    "full": (
        "--input|3 4 5|--kernel|2 1 0",
        """\
        signal: 3 4 5
        kernel: 2 1 0
        kernel, turned round: 0 1 2

        Mode full adds 2 zeros before and 2 after, shown as [0].

        y[0] = [0]*0 + [0]*1 +   3*2 =  6
        y[1] = [0]*0 +   3*1 +   4*2 = 11
        y[2] =   3*0 +   4*1 +   5*2 = 14
        y[3] =   4*0 +   5*1 + [0]*2 =  5
        y[4] =   5*0 + [0]*1 + [0]*2 =  0

        output: 6 11 14 5 0""",
    ),
    # Two numbers and a longer, even kernel: 'same' has two numbers, 14 and 34, as SciPy has it; of the three
    # zeros the odd one goes before.
    "same": (
        "--input|6 2|--kernel|1 2 5 4|--mode|same",
        """\
        signal: 6 2
        kernel: 1 2 5 4
        kernel, turned round: 4 5 2 1

        Mode same adds 2 zeros before and 1 after, shown as [0].

        y[0] = [0]*4 + [0]*5 + 6*2 +   2*1 = 14
        y[1] = [0]*4 +   6*5 + 2*2 + [0]*1 = 34

        output: 14 34""",
    ),
    # Lesson 1's 3 x 3 image: 765 + 14 + 212 - 240, and so on.
    "valid": (
        "--input|255 7 3; 212 240 4; 218 216 230|--kernel|-1 1; 2 3|--mode|valid",
        """\
        image              kernel     kernel, turned round
          255    7    3      -1  1      3   2
          212  240    4       2  3      1  -1
          218  216  230

        Mode valid adds nothing.

        y[0, 0] = 255*3 +   7*2 + 212*1 + 240*(-1) =  751
        y[0, 1] =   7*3 +   3*2 + 240*1 +   4*(-1) =  263
        y[1, 0] = 212*3 + 240*2 + 218*1 + 216*(-1) = 1118
        y[1, 1] = 240*3 +   4*2 + 216*1 + 230*(-1) =  714

        output, 2 x 2:
           751  263
          1118  714""",
    ),
    # Correlation, padding and stride, as in Dive into Deep Learning, section 7.3: 0 8 / 6 8.
    "stride": (
        "--input|0 1 2; 3 4 5; 6 7 8|--kernel|0 1; 2 3|--padding|1|--stride|3,2|--no-flip",
        """\
        image        kernel
          0  1  2      0  1
          3  4  5      2  3
          6  7  8

        The padding adds 1 row above, 1 below, 1 column on the left and 1 on the right,
        shown as [0]. Stride 3 by rows, 2 by columns. The kernel is not turned round.

        y[0, 0] = [0]*0 + [0]*1 + [0]*2 +   0*3 = 0
        y[0, 1] = [0]*0 + [0]*1 +   1*2 +   2*3 = 8
        y[1, 0] = [0]*0 +   6*1 + [0]*2 + [0]*3 = 6
        y[1, 1] =   7*0 +   8*1 + [0]*2 + [0]*3 = 8

        output, 2 x 2:
          0  8
          6  8""",
    ),
    # 1/2 + 2/3 = 7/6; 1/6 + 1 + 4/3 = 5/2; 1/3 + 2 = 7/3; 4/6 = 2/3.
    "fractions": (
        "--input|1 2 4|--kernel|1/3 1/2 1/6",
        """\
        signal: 1 2 4
        kernel: 1/3 1/2 1/6
        kernel, turned round: 1/6 1/2 1/3

        Mode full adds 2 zeros before and 2 after, shown as [0].

        y[0] = [0]*(1/6) + [0]*(1/2) +   1*(1/3) = 1/3
        y[1] = [0]*(1/6) +   1*(1/2) +   2*(1/3) = 7/6
        y[2] =   1*(1/6) +   2*(1/2) +   4*(1/3) = 5/2
        y[3] =   2*(1/6) +   4*(1/2) + [0]*(1/3) = 7/3
        y[4] =   4*(1/6) + [0]*(1/2) + [0]*(1/3) = 2/3

        output: 1/3 7/6 5/2 7/3 2/3""",
    ),
    # 0.125; 1 + 0.375; 3 - 0.5; -4.
    "decimals": (
        "--input|.5 1.5 -2|--kernel|0.25,2",
        """\
        signal: 0.5 1.5 -2
        kernel: 0.25 2
        kernel, turned round: 2 0.25

        Mode full adds 1 zero before and 1 after, shown as [0].

        y[0] =  [0]*2 +  0.5*0.25 = 0.125
        y[1] =  0.5*2 +  1.5*0.25 = 1.375
        y[2] =  1.5*2 + (-2)*0.25 =   2.5
        y[3] = (-2)*2 +  [0]*0.25 =    -4

        output: 0.125 1.375 2.5 -4""",
    ),
    # TensorFlow's SAME: ceil(6/2) = 3 numbers, which need (3 - 1)*2 + 3 - 6 = 1 zero; it goes after.
    "SAME": (
        "--input|1 2 3 4 5 6|--kernel|1 1 1|--mode|SAME|--stride|2",
        """\
        signal: 1 2 3 4 5 6
        kernel: 1 1 1
        kernel, turned round: 1 1 1

        Mode SAME adds 0 zeros before and 1 after, shown as [0]. Stride 2.

        y[0] = 1*1 + 2*1 +   3*1 =  6
        y[1] = 3*1 + 4*1 +   5*1 = 12
        y[2] = 5*1 + 6*1 + [0]*1 = 11

        output: 6 12 11""",
    ),
    # Two weights that reach over three places: 10 + 3, 20 + 4, 30 + 5.
    "dilation": (
        "--input|1 2 3 4 5|--kernel|1 10|--mode|VALID|--dilation|2",
        """\
        signal: 1 2 3 4 5
        kernel: 1 10
        kernel, turned round: 10 1

        Mode valid adds nothing. Dilation 2.

        y[0] = 1*10 + 3*1 = 13
        y[1] = 2*10 + 4*1 = 24
        y[2] = 3*10 + 5*1 = 35

        output: 13 24 35""",
    ),
    # The mirror stands on the first and on the last number: 2 | 1 2 4 | 2.
    "border": (
        "--input|1 2 4|--kernel|3 2 1|--mode|same|--border|reflect",
        """\
        signal: 1 2 4
        kernel: 3 2 1
        kernel, turned round: 1 2 3

        Mode same adds 1 place before and 1 after, shown in [ ], by the border reflect.

        y[0] = [2]*1 + 1*2 +   2*3 = 10
        y[1] =   1*1 + 2*2 +   4*3 = 17
        y[2] =   2*1 + 4*2 + [2]*3 = 16

        output: 10 17 16""",
    ),
    # Dive into Deep Learning, section 7.4: channels X and X + 1, filters (K, K + 1) and (K + 1, K + 2); the
    # first number is 0*0 + 1*1 + 3*2 + 4*3 = 19 from X and 1*1 + 2*2 + 4*3 + 5*4 = 37 from X + 1.
    "channels": (
        "--input|image.npy|--kernel|filters.npy|--mode|valid|--no-flip",
        """\
        images 3 x 3 x 2, kernels 2 x 2 x 2 x 2 (height, width, in, out)

        Mode valid adds nothing. The kernel is not turned round.

        y[0, 0, 0] = 0*0 + 1*1 + 3*2 + 4*3 + 1*1 + 2*2 + 4*3 + 5*4 =  56
        y[0, 0, 1] = 0*1 + 1*2 + 3*3 + 4*4 + 1*2 + 2*3 + 4*4 + 5*5 =  76
        y[0, 1, 0] = 1*0 + 2*1 + 4*2 + 5*3 + 2*1 + 3*2 + 5*3 + 6*4 =  72
        y[0, 1, 1] = 1*1 + 2*2 + 4*3 + 5*4 + 2*2 + 3*3 + 5*4 + 6*5 = 100
        y[1, 0, 0] = 3*0 + 4*1 + 6*2 + 7*3 + 4*1 + 5*2 + 7*3 + 8*4 = 104
        y[1, 0, 1] = 3*1 + 4*2 + 6*3 + 7*4 + 4*2 + 5*3 + 7*4 + 8*5 = 148
        y[1, 1, 0] = 4*0 + 5*1 + 7*2 + 8*3 + 5*1 + 6*2 + 8*3 + 9*4 = 120
        y[1, 1, 1] = 4*1 + 5*2 + 7*3 + 8*4 + 5*2 + 6*3 + 8*4 + 9*5 = 172

        output, channel 0:
           56   72
          104  120
        output, channel 1:
           76  100
          148  172""",
    ),
    # A batch of two images of 1 x 2 pixels and a kernel of one weight, 3.
    "batch": (
        "--input|batch.npy|--kernel|one.npy|--no-flip",
        """\
        images 2 x 1 x 2 x 1, kernels 1 x 1 x 1 x 1 (height, width, in, out)

        Mode full adds nothing. The kernel is not turned round.

        y[0, 0, 0, 0] = 1*3 =  3
        y[0, 0, 1, 0] = 2*3 =  6
        y[1, 0, 0, 0] = 5*3 = 15
        y[1, 0, 1, 0] = 7*3 = 21

        output, image 0, channel 0:
          3  6
        output, image 1, channel 0:
          15  21""",
    ),
    # One output: its window begins a row above the image, and 2*2 + 3*1 = 7.
    "at": (
        "--input|1 2 3; 4 5 6|--kernel|1 2; 0 -1|--at|0,2",
        """\
        image        kernel     kernel, turned round
          1  2  3      1   2      -1  0
          4  5  6      0  -1       2  1

        Mode full adds 1 row above, 1 below, 1 column on the left and 1 on the right,
        shown as [0].

        The window of y[0, 2] covers rows -1 to 0 and columns 1 to 2 of the input.
        window        kernel, turned round    products
          [0]  [0]      -1  0                   0  0
            2    3       2  1                   4  3

        y[0, 2] = [0]*(-1) + [0]*0 + 2*2 + 3*1 = 7""",
    ),
    # Padding of 2 under a kernel of 2: the first window sees nothing of the signal.
    "outside": (
        "--input|5|--kernel|3 4|--padding|2|--at|0",
        """\
        signal: 5
        kernel: 3 4
        kernel, turned round: 4 3

        The padding adds 2 zeros before and 2 after, shown as [0].

        The window of y[0] lies wholly on added places.
        window        kernel, turned round    products
          [0]  [0]      4  3                    0  0

        y[0] = [0]*4 + [0]*3 = 0""",
    ),
    # Three rows of a kernel do not fit on a line of 80: each row has its own. The window of the last output
    # has the four numbers in its upper left corner: -1 - 60.
    "folded": (
        "--input|1 2; 30 4|--kernel|sobel-vertical|--mode|same|--at|1,1",
        """\
        image      kernel        kernel, turned round
           1  2      1  0  -1      -1  0  1
          30  4      2  0  -2      -2  0  2
                     1  0  -1      -1  0  1

        Mode same adds 1 row above, 1 below, 1 column on the left and 1 on the right,
        shown as [0].

        The window of y[1, 1] covers rows 0 to 2 and columns 0 to 2 of the input.
        window             kernel, turned round    products
            1    2  [0]      -1  0  1                 -1  0  0
           30    4  [0]      -2  0  2                -60  0  0
          [0]  [0]  [0]      -1  0  1                  0  0  0

        y[1, 1] =   1*(-1) +   2*0 + [0]*1
                +  30*(-2) +   4*0 + [0]*2
                + [0]*(-1) + [0]*0 + [0]*1 = -61""",
    ),
}


def told(capsys, *words):
    """What trace prints of the arithmetic, without who agrees."""
    assert trace.main([*words, *([] if "--at" in words else ["--engine", "numpy"])]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.split("\nWho ")[0].strip("\n")


@pytest.fixture
def files(tmp_path, monkeypatch):
    x, k = np.arange(9).reshape(3, 3), np.arange(4).reshape(2, 2)
    np.save(tmp_path / "image.npy", np.stack([x, x + 1], -1))
    np.save(tmp_path / "filters.npy", np.stack([np.stack([k, k + 1], -1), np.stack([k + 1, k + 2], -1)], -1))
    np.save(tmp_path / "batch.npy", np.array([[[[1], [2]]], [[[5], [7]]]]))
    np.save(tmp_path / "one.npy", np.full((1, 1, 1, 1), 3))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("words, expected", GOLDEN.values(), ids=GOLDEN)
def test_the_text_is_what_was_worked_with_pencil(files, capsys, words, expected):
    assert told(capsys, *words.split("|")) == inspect.cleandoc(expected)
    for terms, result, _ in equations(inspect.cleandoc(expected)).values():
        assert result == total(terms)  # the pencil is checked as well


# ---- layout


@quick
@given(cases(), st.sampled_from(WIDTHS))
def test_no_line_is_longer_than_the_terminal_if_it_can_be_broken(case, width):
    text = case.trace().text(width)
    lines = [line for found in equations(text).values() for line in found.lines]
    assert text.isascii() and not any(line.endswith(" ") for line in text.split("\n"))
    for line in lines:
        body = re.sub(r"^(y\[[^]]*\] *=|\s+[+=])\s+", "", line)
        assert len(line) <= width or not re.search(" [+=] ", body), line
    if width >= 40 and not re.search(r"[./]\d|\d{6}", text):  # short numbers: everything has room
        assert all(len(line) <= width for line in text.split("\n")), text


@quick
@given(cases(), st.sampled_from(WIDTHS))
def test_no_number_is_broken_in_two(case, width):
    assume(case.x.ndim == 1)
    narrow, wide = (case.trace().text(size).split("\n\n") for size in (width, 10**6))
    assert [narrow[0].split(), narrow[-1].split()] == [wide[0].split(), wide[-1].split()]


def star_columns(line):
    return [match.start() for match in re.finditer(r"\*", line)]


@quick
@given(cases())
def test_products_stand_in_columns(case):
    found = equations(case.trace().text(10**6))
    assert all(len(equation.lines) == 1 for equation in found.values())
    assert len({tuple(star_columns(equation.lines[0])) for equation in found.values()}) == 1
    assert len({equation.lines[0].rindex("=") for equation in found.values()}) == 1
    assert len({len(equation.lines[0]) for equation in found.values()}) == 1


def test_what_does_not_fit_is_folded_by_rows_of_the_kernel_and_then_by_products():
    traced = work_out(np.arange(1, 17).reshape(4, 4), np.arange(1, 7).reshape(2, 3), "valid")
    (line,) = equations(traced.text(200))[0, 0].lines
    assert line == "y[0, 0] =  1*6 +  2*5 +  3*4 +  5*3 +  6*2 +  7*1 =  62"
    found = {width: equations(traced.text(width)) for width in (len(line), len(line) - 1, 20)}
    for width, products in zip(found, ([6], [3, 3], [1] * 6)):
        for equation in found[width].values():
            assert [len(star_columns(line)) for line in equation.lines if "*" in line] == products


def outputs_shown(text):
    return [
        line.split("=")[0].strip() if line.startswith("y") else line
        for line in text.split("\n")
        if line.startswith(("y[", "... "))
    ]


@pytest.mark.parametrize(
    "count, expected",
    [
        (12, range(12)),
        (13, [*range(9), 1, *range(10, 13)]),
        (9_999, [*range(9), 9_987, 9_996, 9_997, 9_998]),
    ],
)
def test_of_many_outputs_the_first_and_last_are_shown_and_how_many_not(count, expected):
    text = work_out(np.arange(count), [2]).text()
    left_out = count > 12
    assert outputs_shown(text) == [
        f"... {n} more ..." if left_out and place == 9 else f"y[{n}]" for place, n in enumerate(expected)
    ]
    if count > 24:
        numbers = ["0", "1", *map(str, range(2, 18)), "...", *map(str, range(count - 6, count))]
        assert re.search(r"signal: ([^a-z]*)", text)[1].split() == numbers
        doubled = [n if n == "..." else str(2 * int(n)) for n in numbers]
        assert text.split("output:")[1].split() == doubled


def test_of_many_products_the_first_and_last_are_shown():
    found = equations(work_out([1] * 13, range_of(13), "valid").text(200))
    assert found[0,].terms == [
        *((1, n, False) for n in range(12, 3, -1)),
        "...",
        *((1, n, False) for n in (2, 1, 0)),
    ]
    assert found[0,].result == 78
    x, h = np.ones((14, 3), int), np.arange(14 * 3).reshape(14, 3)
    text = work_out(x, h, "valid").text(80)
    terms = equations(text)[0, 0].terms
    assert terms[9 * 3] == "..." and len(terms) == 12 * 3 + 1
    assert terms[0] == (1, 41, False) and terms[9 * 3 + 1] == (1, 8, False) and terms[-1] == (1, 0, False)
    assert equations(text)[0, 0].result == 41 * 42 // 2


def range_of(count):
    return list(range(count))


@pytest.mark.parametrize("width, most", [(200, 12), (80, 8), (40, 4)])
def test_the_middle_of_a_wide_table_is_left_out(width, most):
    x = np.arange(100_000, 100_000 + 30 * 20).reshape(20, 30)
    text = work_out(x, [[1]], "valid").text(width)
    rows = [line.split() for line in text.partition("output, 20 x 30:\n")[2].split("\n")]
    last = most // 4
    columns = [*range(most - last), *range(30 - last, 30)]
    kept = [*range(9), *range(17, 20)]
    assert [row for row in rows if set(row) != {"..."}] == [
        [*map(str, x[i, columns[: most - last]]), "...", *map(str, x[i, columns[most - last :]])]
        for i in kept
    ]
    assert set(rows[9]) == {"..."} and len(rows) == 13
    assert all(len(line) <= width for line in text.split("\n"))
    grid = text.split("\n")[1]
    assert grid.split()[:2] == ["100000", "100001"] and "..." in grid


@pytest.mark.parametrize("width", [40, 80])
def test_the_window_of_a_large_kernel_fits(width):
    text = work_out(np.arange(40), range_of(40), "valid").text(width, (0,))
    assert all(len(line) <= width for line in text.split("\n"))
    assert equations(text)[0,].result == sum(n * (39 - n) for n in range(40))


def test_of_many_images_and_channels_not_all_are_printed():
    images, channels = (
        work_out(np.ones((n, 1, 1, 1)), np.ones((1, 1, 1, m))) for n, m in ((999, 1), (1, 999))
    )
    assert max(len(traced.text().split("\n")) for traced in (images, channels)) < 99


# ---- named kernels and files

CHOICES = [
    ("--input|1 2 3; 4 5 6; 7 8 10|--kernel|sobel-vertical|--mode|valid", [[9]]),
    ("--input|1 2 3; 4 5 6; 7 8 10|--kernel|box|--mode|valid", [["46/9"]]),
    ("--input|1 2 3; 4 5 6|--kernel|-1,1|--mode|valid", [[-1, -1], [-1, -1]]),
    ("--input|1 2 3; 4 5 6|--kernel|row.csv|--mode|valid", [[4, 7], [13, 16]]),
    ("--input|1 2 3|--kernel|2;1|--mode|full", [[2, 4, 6], [1, 2, 3]]),
    ("--input|column.csv|--kernel|2 1 0|--mode|full", [6, 11, 14, 5, 0]),
    ("--input|column.csv|--kernel|2 1 0|--mode|VALID", [14]),
    ("--input|column.csv|--kernel|1 1;", [[3, 3], [4, 4], [5, 5]]),
    ("--input|signal.npy|--kernel|2 1 0|--mode|same", [11, 14, 5]),
    ("--input|signal.npy|--kernel|signal.npy|--padding|0:1|--stride|2", [46]),
    ("--input|halves.npy|--kernel|2 1|--mode|valid", [2.5]),
    ("--input|1 nan 3|--kernel|1/2 1", ["1/2", "nan", "nan", 3]),
    ("--input|.5 1.25|--kernel|2 1", [1, 3, "5/4"]),
]


@pytest.fixture
def choices(tmp_path, monkeypatch):
    (tmp_path / "column.csv").write_text("3\n4\n5\n", encoding="utf-8")
    (tmp_path / "row.csv").write_text("# a row\n1, 2\n", encoding="utf-8")
    np.save(tmp_path / "signal.npy", np.array([3, 4, 5], np.uint8))
    np.save(tmp_path / "halves.npy", np.array([0.5, 1]))
    monkeypatch.chdir(tmp_path)


def as_json(capsys, *words):
    """The exit code and the object that trace --json prints."""
    code = trace.main([*words, "--json"])
    out, err = capsys.readouterr()
    assert err == "" and out.isascii() and out.count("\n") == 1
    return code, json.loads(out, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))


@pytest.mark.parametrize("words, output", CHOICES)
def test_inputs_and_kernels_of_every_kind(choices, capsys, words, output):
    code, data = as_json(capsys, *words.split("|"), "--engine", "numpy")
    assert (code, data["output"]) == (0, output)
    assert [part["value"] for part in data["terms"]] == np.array(output, object).ravel().tolist()


def test_json_says_what_every_engine_gives(capsys):
    code, data = as_json(
        capsys,
        "--input",
        "1 nan 3",
        "--kernel",
        "1/2,1",
        "--engine",
        "np.convolve",
        "--engine",
        "np.correlate",
    )
    assert code == 0 and data.keys() == {"input", "kernel", "options", "output", "terms", "engines"}
    assert (data["input"], data["kernel"]) == ([1, "nan", 3], ["1/2", 1])
    flips, leaves = data["engines"]
    assert flips["name"] == "np.convolve" and flips["agrees"] is True
    assert flips["value"] == [0.5, "nan", "nan", 3.0] and flips["call"] == 'np.convolve(x, h, "full")'
    assert leaves["agrees"] is False and leaves["value"] == [1.0, "nan", "nan", 1.5]
    assert "correlation" in leaves["why"]


@pytest.mark.parametrize(
    "words", [[], ["--json"], ["--json", "--engine", "numpy"], ["--at", "0", "--engine", "numpy"]]
)
def test_a_difference_that_no_convention_explains_is_exit_code_1(monkeypatch, capsys, words):
    right = np.convolve
    monkeypatch.setattr(np, "convolve", lambda *arguments: right(*arguments) + 1)
    assert trace.main(["--input", "3 4 5", "--kernel", "2 1 0", *words]) == 1
    assert "cannot explain" in capsys.readouterr().out
    monkeypatch.undo()
    assert trace.main(["--input", "3 4 5", "--kernel", "2 1 0", *words]) == 0
    assert "cannot explain" not in capsys.readouterr().out


# ---- from course import ...


@pytest.mark.parametrize("name", course.__all__)
def test_every_name_is_there_and_explained(name):
    thing = getattr(course, name)
    assert inspect.getdoc(thing) and name in dir(course)
    if callable(thing):
        assert thing.__module__.startswith("course."), "the docstring is its own"


def test_no_name_hides_a_module():
    files = {path.stem for path in (ROOT / "course").glob("*.py")}
    assert not files & set(course.__all__)
    with pytest.raises(AttributeError, match="course has no 'nonsense'; it has"):
        course.nonsense  # noqa: B018
    with pytest.raises(ImportError):
        from course import convolve  # noqa: F401


LIGHT = """
import sys
import course
assert "numpy" not in sys.modules
from course import work_out, named
str(work_out([1, 2, 3], named("box").rows[0])), work_out([[1, 2]], [[1]])._repr_html_()
import course.own_numbers.trace
course.own_numbers.trace.main(["--input", "3 4 5", "--kernel", "2 1 0", "--at", "1"])
assert not {"numpy", "scipy", "tensorflow"} & sys.modules.keys()
"""


def test_nothing_is_imported_before_it_is_asked_for():
    subprocess.run(
        [sys.executable, "-W", "error", "-c", LIGHT], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )


@pytest.mark.parametrize(
    "x, h",
    [
        ([200, 100], [1, 1]),
        ((200, 100), (1, 1)),
        (np.array([200, 100], np.uint8), np.array([1, 1], np.uint8)),
        (np.array([200, 100], np.int16), [1, 1]),
        (np.array([200, 100], np.int64), np.array([1, 1])),
        (np.array([200, 100], np.float32), [1, 1]),
        (np.array([200, 100], np.float64), np.array([1, 1], np.float16)),
        ([np.uint8(200), np.uint8(100)], [np.int8(1), 1]),
        ([Fraction(200), Fraction(200, 2)], [Fraction(1), 1]),
        (np.array([200, Fraction(100)], object), [1, 1]),
    ],
)
def test_numbers_of_every_type_are_taken_and_do_not_wrap(x, h):
    assert work_out(x, h).output == [200, 300, 100]
    assert equations(str(work_out(x, h)))[1,][:2] == ([(200, 1, False), (100, 1, False)], 300)
    assert {verdict.agrees for verdict in compare(x, h, engines=["numpy"])} == {True}


def test_booleans_are_numbers():
    traced = work_out(np.array([True, False]), np.array([True, True]))
    assert traced.output == [1, 1, 0]
    assert equations(str(traced))[1,].terms == [(1, 1, False), (0, 1, False)]
    assert json.loads(json.dumps(traced.json()))["input"] == [1, 0]


def test_compare_says_who_differs_and_why():
    found = {
        v.name: v for v in compare([3, 4, 5], [2, 1, 0], "same", engines=["np.convolve", "np.correlate"])
    }
    assert found["np.convolve"].agrees and found["np.convolve"].value.tolist() == [11, 14, 5]
    assert found["np.correlate"].agrees is False and found["np.correlate"].value.tolist() == [3, 10, 13]
    assert "correlation" in found["np.correlate"].why


def test_a_trace_prints_as_its_text():
    traced = work_out([3, 4, 5], [2, 1, 0])
    assert str(traced) == repr(traced) == traced.text() == traced.text(80)
    assert "y[1] = [0]*0 +   3*1 +   4*2 = 11" in str(traced)


@pytest.mark.parametrize(
    "options",
    [
        {"stride": np.int64(2)},
        {"dilation": np.int64(1)},
        {"padding": np.int64(2)},
    ],
)
def test_options_may_be_numpys(options):
    traced = work_out([1, 2, 3], [1, 2], **options)
    plain = work_out([1, 2, 3], [1, 2], **{name: option.item() for name, option in options.items()})
    assert str(traced) == str(plain)
    assert json.dumps(traced.json()) == json.dumps(plain.json())


class Table(HTMLParser):
    """The cells of an HTML table, row by row; its tags have to match."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.open, self.tags = [], [], set()
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        assert self.open[-1] in ("td", "th")
        self.rows[-1][-1] += data


@quick
@given(cases())
def test_in_a_notebook_a_trace_is_a_table_with_a_row_for_each_output_shown(case):
    traced = case.trace()
    table = Table(traced._repr_html_())
    head, *rows = table.rows
    assert table.tags == {"table", "tr", "th", "td"} and len(head) == 3
    assert [row for row in rows if len(row) == 3] == [
        [f"y[{', '.join(map(str, index))}]", *one_line(found.lines)]
        for index, found in equations(traced.text(10**6)).items()
    ]
    assert sum(len(row) == 1 for row in rows) == (len(traced.outputs) > 12)


def one_line(lines):
    """The products and the result of an equation, without what aligns them."""
    return " ".join(lines[0].split()).split(" = ")[1:]


def test_the_table_is_escaped(monkeypatch):
    monkeypatch.setattr(trace, "label", lambda index: "<y> & more")
    html = work_out([1], [1])._repr_html_()
    assert "<y>" not in html and Table(html).rows[1][0] == "<y> & more"


UNUSABLE = [
    (([], [1]), {}, "input's size"),
    (([1], []), {}, "kernel's size"),
    (([[]], [[1]]), {}, "input's size"),
    ((5, [1]), {}, "0 axes"),
    ((None, [1]), {}, "0 axes"),
    (("3 4 5", [1]), {}, "0 axes"),
    (([1, [2]], [1]), {}, "holds [2]"),
    (([[1], 2], [1]), {}, ""),
    (([[1, 2], [3]], [[1]]), {}, "row 2"),
    (([1, None], [1]), {}, "holds None"),
    ((["1"], [1]), {}, "holds '1'"),
    (([1j], [1]), {}, "holds 1j"),
    ((["\u00e9\n"], [1]), {}, "xe9"),
    (([[[[[1]]]]], [1]), {}, "4 deep"),
    (([[[1]]], [[1]]), {}, "do not go together"),
    ((np.zeros((2, 2, 2)), np.zeros((1, 1, 3, 1))), {}, "2 channels"),
    (([1, 2], [1, 2, 3], "valid"), {}, "reaches over 3 places"),
    (([1, 2], [1], "Same"), {}, "not one of full, valid, same, SAME"),
    (([1, 2], [1], "same"), {"padding": 1}, "not both"),
    (([1, 2], [1]), {"padding": -1}, "at least 0"),
    (([1, 2], [1]), {"padding": 1.5}, "1.5"),
    (([1, 2], [1]), {"padding": 10**9}, "up to 1000"),
    (([1, 2], [1]), {"stride": 0}, "at least 1"),
    (([1, 2], [1]), {"stride": 10**9}, "up to 1000"),
    (([1, 2], [1]), {"stride": ()}, "stride"),
    (([1, 2], [1]), {"stride": "2"}, "'2'"),
    (([1, 2], [1]), {"dilation": (1, 1)}, "dilation"),
    (([[1, 2]], [[1]]), {"stride": (1, 1, 1)}, "stride"),
    (([1, 2], [1]), {"border": "zero"}, "not one of constant"),
    ((range_of(100_001), [1]), {}, "100001"),
    (([1], range_of(10_001)), {}, "10001"),
    ((range_of(50_000), range_of(100)), {}, "products"),
]


@pytest.mark.parametrize("arguments, options, says", UNUSABLE)
@pytest.mark.parametrize("function", [work_out, compare])
def test_what_has_no_answer_is_refused_in_one_line(function, arguments, options, says):
    with pytest.raises(Unusable) as caught:
        function(*arguments, **options)
    message = str(caught.value)
    assert isinstance(caught.value, ValueError) and says in message
    assert message.isascii() and "\n" not in message and 10 < len(message) < 250


@pytest.mark.parametrize("at", [(3,), (-1,), (0, 0), ()])
def test_an_output_that_is_not_there_is_refused(at):
    with pytest.raises(ValueError):
        work_out([1, 2, 3], [1]).text(at=at)
