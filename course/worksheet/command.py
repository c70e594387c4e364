"""
Small problems to do with pencil and paper, and their key: a sheet of one
lesson, or a few of each.

  python -m course worksheet --seed 7                          ten problems
  python -m course worksheet --seed 7 --lesson 1 --answers     and the key
  python -m course worksheet --seed 7 --page sheet.html        to be printed

The same seed and lesson give the same sheet on every machine. Without --seed
one is drawn, and stands on the sheet. Every problem is probed: the mistakes
that are likely there give other numbers than the right ones, each its own, so
that the key can name them.

Exit codes: 0 fine, 2 the request cannot be used, or the page not be written.
"""

import os
import random
from fractions import Fraction
from itertools import combinations
from math import ceil, isqrt
from pathlib import Path

from course.convolution import definition
from course.convolution.formatting import number
from course.convolution.kernels import named
from course.convolution.nested import flat
from course.convolution.sizes import output_size
from course.diagnosis.cause import NAMED
from course.diagnosis.given import Given
from course.diagnosis.request_causes import single_causes
from course.errors import Unusable, quoted
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import alike, definition_with, outcome
from course.mistakes.smallest_input import Probe
from course.own_numbers.read_numbers import whole
from course.own_numbers.request import asked
from course.own_numbers.trace import Trace
from course.own_numbers.trace_text import label
from course.own_numbers.typed_text import as_words
from course.terminal.arguments import Parser
from course.terminal.output_files import write_whole
from course.worksheet.page import page
from course.worksheet.problem import Part, Problem, Sheet, Wrong
from course.worksheet.text import INDENT, WIDTH, text

LESSONS, SEEDS = 5, 999_999_999  # how many lessons, and the largest seed
TRIES = 1_000  # a problem that has not been found by then is left out

TURN = "Convolve: turn the kernel round, slide it, multiply and add."
TURN_BOTH = "Convolve: turn the kernel round (upside down and left-right), slide it, multiply and add."
LEAVE = "Correlate: slide the kernel as it is, without turning it, multiply and add."
FLOW = "As tf.nn.conv2d does: slide the kernel as it is, without turning it, multiply and add."
FULL = "Mode full: every overlap counts, even of a single number; outside stand zeros."
INSIDE = "only where the whole kernel lies inside the input"
VALID, BIG_VALID = f"Mode valid: {INSIDE}.", f"Padding VALID: {INSIDE}."

EXACTLY = "exactly the numbers of "


class Chance:
    """Whole numbers by chance, the same for a seed on every machine.

    Only Random(whole number).random() is used: Python's documentation promises that its sequence stays.
    """

    def __init__(self, seed):
        self._next = random.Random(seed).random

    def whole(self, low, high):
        """A whole number from low to high, both included."""
        return low + int(self._next() * (high - low + 1))

    def table(self, sizes, low=0, high=9, step=1):
        """Nested lists of these sizes, of whole multiples of step from low*step to high*step."""
        if not sizes:
            return step * self.whole(low, high)
        return [self.table(sizes[1:], low, high, step) for _ in range(sizes[0])]

    def kernel(self, *sizes):
        """Nested lists of weights from -3 to 3, some above 0 and some below."""
        while not min(flat(h := self.table(sizes, -3, 3))) < 0 < max(flat(h)):
            pass
        return h

    def one_of(self, items):
        """One of the items."""
        return items[self.whole(0, len(items) - 1)]


# ---- kinds of problems


KINDS = []  # (lesson, whether the sheet of all lessons has it, what makes a Problem, or None, of a Chance)


def kind(lesson, mixed=False):
    """Make a function a kind of problem. They stand in the order of their difficulty."""

    def kept(draw):
        KINDS.append((lesson, mixed, draw))
        return draw

    return kept


def problems(seed, lesson=None):
    """The Problems of a sheet. Each has numbers of its own, so that no problem depends on another."""
    chosen = [
        (place, draw)
        for place, (its, mixed, draw) in enumerate(KINDS)
        if (mixed if lesson is None else its == lesson)
    ]
    found = [(KINDS[place][0], probed(draw, Chance(1000 * seed + place))) for place, draw in chosen]
    return [_of_lesson(problem, its) if lesson is None else problem for its, problem in found if problem]


def _of_lesson(problem, lesson):
    return problem._replace(title=f"{problem.title} (lesson {lesson})")


def probed(draw, chance):
    """A problem of a kind whose answers can all be told apart, or None if none is found."""
    tried = (draw(chance) for _ in range(TRIES))
    return next((problem for problem in tried if problem and told_apart(problem)), None)


def told_apart(problem):
    """Whether the likely wrong answers to each part are there, and none is like another or the right one."""
    for place, part in enumerate(problem.parts):
        answers = [part.values, *(wrong.values for wrong in problem.wrongs if wrong.part == place)]
        if None in answers or any(alike(one, other) for one, other in combinations(answers, 2)):
            return False
    return True


# ---- convolutions


def convolution(title, task, x, h, names, *, at=None, then=None, others=(), **options):
    """The Problem of a convolution, or None where its mistakes (names in the bank) cannot be told apart.

    at: the one output that is asked for. then(output) gives the Parts, lines and Wrongs of steps that follow
    it. others: further Wrongs. The options are the definition's.
    """
    request = asked(x, h, **options)
    wrongs = [by_mistake(name, request) for name in names]
    parts, lines, more = then(request.output) if then else ([], [], [])
    parts = [Part(f"the {_called(request)}" if parts else "Answer", request.output), *parts]
    given = {"image" if request.axes == 2 else "signal": x, "kernel": h}
    wrongs += [*others, *more]
    problem = Problem(title, task, given, parts, [*worked(request, at), *lines], wrongs, why(request))
    if not told_apart(problem) or not all_named(wrongs, request):
        return None
    return at_one_place(problem, at) if at else problem


def _called(request):
    return "convolution" if request.flip else "correlation"


def worked(request, at=None):
    """A request in digits, as trace shows it: lines."""
    return Trace(request).text(WIDTH - len(INDENT), at).split("\n")


def at_one_place(problem, at):
    """The Problem with one output asked for instead of all; None where a wrong answer has no number there."""
    i, j = at
    tables = [problem.parts[0].values, *(wrong.values for wrong in problem.wrongs)]
    if any(len(rows) <= i or len(rows[0]) <= j for rows in tables):
        return None
    right, *wrong = [rows[i][j] for rows in tables]
    return problem._replace(
        parts=[Part(label(at), right)],
        wrongs=[
            w._replace(values=value, says=f"{label(at)} of {w.says.removeprefix(EXACTLY)}")
            for w, value in zip(problem.wrongs, wrong)
        ],
        command="",  # why wants all of the numbers
    )


def by_mistake(name, request):
    """The Wrong answer to a request that a mistake of the bank gives."""
    values = outcome(definition_with(BANK[name]), request.x, request.h, **request.options)
    return Wrong(0, values, EXACTLY + BANK[name].ending(request.flip), name)


def all_named(wrongs, request):
    """Whether why would name the mistakes that give these answers to its first part."""
    found = [(w.name, single_causes(request, Given(w.values))[:NAMED]) for w in wrongs if w.name and w.part == 0]
    return all(any(name in (*c.names, *c.also) for c in causes) for name, causes in found)


def why(request):
    """The command that explains other answers to a request, but for the answers."""
    usual = {"padding": None, "stride": 1, "dilation": 1, "border": "constant", "flip": request.flip}
    options = {name: value for name, value in request.options.items() if value != usual.get(name)}
    turned = "" if request.flip else " --no-flip"
    return f"python -m course why {as_words(Probe(request.x, request.h, options))}{turned}"


# ---- lesson 0: signals


@kind(0)
def signal_sizes(chance):
    n, k = chance.whole(9, 20), chance.whole(3, 6)
    task = f"A signal of {n} numbers is convolved with a kernel of {k}. How many numbers are there?"
    full, valid = n + k - 1, n - k + 1
    parts = [Part("mode full", full), Part("mode same", n), Part("mode valid", valid)]
    lines = [
        f"full: {n} + {k} - 1 = {full}",
        f"same: as many as the signal has, {n}",
        f"valid: {n} - {k} + 1 = {valid}",
    ]
    wrongs = [
        Wrong(0, n + k, "the sum of both sizes; the first overlap is of one number, so it is one less."),
        Wrong(0, n, "that is mode same."),
        Wrong(0, n + k + 1, "one was added where one is taken off."),
        Wrong(1, valid, "that is mode valid; same keeps the size of the signal."),
        Wrong(2, n - k, "the kernel moves so many times; its first place counts, too."),
        Wrong(2, n - k - 1, "one was taken off where one is added."),
    ]
    return Problem("How many numbers?", task, {}, parts, lines, wrongs)


@kind(0, mixed=True)
def signal_full(chance):
    names = ("no-flip", "full-is-valid", "range-short", "boundary-edge", "kernel-abs")
    x, h = chance.table((3,)), chance.kernel(2)
    return convolution("A signal, mode full", f"{TURN} {FULL}", x, h, names, mode="full")


@kind(0)
def signal_valid(chance):
    names = ("no-flip", "valid-is-same", "valid-is-full", "range-short", "kernel-abs", "max-not-sum")
    x, h = chance.table((5,)), chance.kernel(3)
    return convolution("A signal, mode valid", f"{TURN} {VALID}", x, h, names, mode="valid")


@kind(0)
def signal_same(chance):
    names = ("no-flip", "border-zero", "same-is-valid", "same-is-full", "boundary-edge", "kernel-abs")
    task = (
        f"{TURN} Mode same: as many numbers as the signal has; zeros stand outside, as many before as after."
    )
    return convolution("A signal, mode same", task, chance.table((4,)), chance.kernel(3), names, mode="same")


@kind(0)
def signal_correlation(chance):
    names = ("no-flip", "output-reversed", "full-is-same", "full-is-valid", "kernel-abs")
    x, h = chance.table((4,)), chance.kernel(3)
    return convolution("A signal, correlated", f"{LEAVE} {FULL}", x, h, names, mode="full", flip=False)


@kind(0, mixed=True)
def signal_same_even(chance):
    names = (
        "no-flip",
        "border-zero",
        "same-wrong-side",
        "same-half-both",
        "same-half-floor",
        "same-crop-end",
    )
    task = (
        f"{TURN} Mode same, as np.convolve has it: as many numbers as the signal has; three zeros stand "
        "outside, and as that is an odd number, the one more goes before the signal."
    )
    x, h = chance.table((5,)), chance.kernel(4)
    return convolution("A signal and an even kernel, mode same", task, x, h, names, mode="same")


# ---- lesson 1: images


@kind(1)
def image_full(chance):
    names = ("no-flip", "full-is-valid", "range-short-cols", "boundary-edge", "kernel-abs")
    x, h = chance.table((2, 3)), chance.kernel(1, 2)
    return convolution("An image, mode full", f"{TURN_BOTH} {FULL}", x, h, names, mode="full")


@kind(1)
def image_at(chance):
    names = ("no-flip", "flip-rows-only", "flip-cols-only", "output-transposed", "kernel-abs", "max-not-sum")
    task = f"{TURN_BOTH} {VALID} Which number is y[1, 0]?"
    x, h = chance.table((3, 4)), chance.kernel(2, 3)
    return convolution("One number of an image", task, x, h, names, mode="valid", at=(1, 0))


@kind(1, mixed=True)
def image_valid(chance):
    names = ("no-flip", "square-image", "flip-rows-only", "flip-cols-only", "range-short-rows", "kernel-abs")
    x, h = chance.table((3, 4)), chance.kernel(2, 3)
    return convolution("An image, mode valid", f"{TURN_BOTH} {VALID}", x, h, names, mode="valid")


@kind(1)
def image_same(chance):
    names = (
        "no-flip",
        "same-wrong-side",
        "kernel-abs",
        "flip-rows-only",
        "flip-cols-only",
        "boundary-edge",
    )
    task = (
        f"{TURN_BOTH} Mode same, as SciPy's convolve2d has it: as many rows and columns as the image has. "
        "Zeros stand outside: one row above and one below, and one column on the left."
    )
    return convolution(
        "An image, mode same", task, chance.table((2, 3)), chance.kernel(3, 2), names, mode="same"
    )


@kind(1)
def image_sizes(chance):
    n, m, k, l = chance.whole(7, 12), chance.whole(13, 20), chance.whole(2, 3), chance.whole(4, 5)
    task = (
        f"An image of {n} rows and {m} columns is convolved with a kernel of {k} rows and {l} columns. How "
        "large is the result: how many rows, and how many columns?"
    )
    full, valid = [n + k - 1, m + l - 1], [n - k + 1, m - l + 1]
    parts = [Part("mode full", full, (1, 2)), Part("mode valid", valid, (1, 2))]
    lines = [
        *[f"full: {a} + {b} - 1 = {c}" for a, b, c in zip((n, m), (k, l), full)],
        *[f"valid: {a} - {b} + 1 = {c}" for a, b, c in zip((n, m), (k, l), valid)],
    ]
    wrongs = [
        Wrong(0, [n + k, m + l], "the sums of both sizes; each is one less."),
        Wrong(0, [n + l - 1, m + k - 1], "the kernel's rows and columns are swapped."),
        Wrong(0, [n, m], "that is mode same."),
        Wrong(1, [n - k, m - l], "how far the kernel moves; its first place counts, too."),
        Wrong(1, [n - l + 1, m - k + 1], "the kernel's rows and columns are swapped."),
        Wrong(1, [m - l + 1, n - k + 1], "columns before rows; rows come first."),
    ]
    return Problem("How large?", task, {}, parts, lines, wrongs)


BORDERS = {
    "wrap": "the image starts again: before its first column stands the last, after its last the first",
    "reflect": "it is mirrored: before its first column stands the second, after its last the last but one",
    "edge": "its edge is repeated: before its first column stands the first again, after its last the last",
}


@kind(1, mixed=True)
def image_border(chance):
    border = chance.one_of(list(BORDERS))
    others = (f"boundary-{other}" for other in BORDERS if other != border)
    names = ("no-flip", "border-zero", "border-copy", *others)
    x, h = chance.table((2, 3)), chance.kernel(1, 3)
    task = (
        f"{TURN_BOTH} Mode same: as many rows and columns as the image has. No zeros stand outside the "
        f"image: {BORDERS[border]}."
    )
    zeros = Wrong(0, definition.convolve2d(x, h, "same"), "zeros outside, which is another border.")
    return convolution(
        f"An image, border {border}", task, x, h, names, others=[zeros], mode="same", border=border
    )


# ---- lesson 2: TensorFlow


@kind(2)
def flow_valid(chance):
    names = ("no-flip", "square-image", "flip-rows-only", "flip-cols-only", "range-short-rows", "kernel-abs")
    x, h = chance.table((3, 4)), chance.kernel(2, 3)
    return convolution("VALID", f"{FLOW} {BIG_VALID}", x, h, names, mode="valid", flip=False)


@kind(2)
def flow_same(chance):
    names = ("no-flip", "always-valid", "always-full", "boundary-edge", "kernel-abs")
    task = (
        f"{FLOW} Padding SAME with stride 1: as many rows and columns as the image has; outside stand zeros, "
        "one column on each side, and as the kernel has two rows, one row below the image and none above."
    )
    x, h = chance.table((2, 3)), chance.kernel(2, 3)
    before = Wrong(0, definition.convolve2d(x, h, "same", flip=False), "the row of zeros above, not below.")
    return convolution("SAME", task, x, h, names, others=[before], mode="SAME", flip=False)


@kind(2, mixed=True)
def flow_stride(chance):
    ways = ("ignored", "rows-only", "cols-only", "as-dilation", "cropped")
    names = ("no-flip", *(f"stride-{way}" for way in ways))
    task = (
        f"{FLOW} {BIG_VALID} The stride is 2 in both axes: from one output to the next the kernel moves two "
        "places."
    )
    x, h = chance.table((4, 5)), chance.kernel(2, 3)
    return convolution("A stride", task, x, h, names, mode="valid", stride=2, flip=False)


@kind(2)
def flow_dilation(chance):
    names = ("no-flip", "dilation-ignored", "dilation-rows-only", "dilation-cols-only", "kernel-abs")
    task = (
        f"{FLOW} {BIG_VALID} The dilation is 2 in both axes: one place stays free between two weights of the "
        "kernel."
    )
    x, h = chance.table((4, 5)), chance.kernel(2, 3)
    return convolution("A dilation", task, x, h, names, mode="valid", dilation=2, flip=False)


@kind(2)
def flow_sizes(chance):
    n, k, s, d = chance.whole(12, 25), chance.whole(2, 4), chance.whole(2, 3), chance.whole(2, 3)
    r = (k - 1) * d + 1
    task = (
        f"A row of {n} pixels meets a kernel of {k} weights. How many numbers are there with VALID and "
        f"stride {s}; with SAME and stride {s}; and with VALID, stride 1 and dilation {d}?"
    )
    valid, same, dilated = output_size(n, k, stride=s), ceil(n / s), n - r + 1
    strided, spread = f"VALID, stride {s}", f"VALID, dilation {d}"
    parts = [Part(strided, valid), Part(f"SAME, stride {s}", same), Part(spread, dilated)]
    lines = [
        f"{strided}: floor(({n} - {k})/{s}) + 1 = {valid}",
        f"SAME, stride {s}: ceil({n}/{s}) = {same}",
        f"{spread}: {n} - (({k} - 1)*{d} + 1) + 1 = {dilated}",
    ]
    wrongs = [
        Wrong(0, (n - k) // s, "the + 1 is missing: the kernel's first place counts, too."),
        Wrong(0, n - k + 1, "that is stride 1."),
        Wrong(1, n, "that is stride 1: SAME keeps the size only then."),
        Wrong(1, n // s, "rounded down; SAME rounds up."),
        Wrong(2, n - k + 1, "that is dilation 1: no gaps between the weights."),
        Wrong(
            2, n - d * k + 1, "a kernel of dilation times its size; after its last weight there is no gap."
        ),
    ]
    return Problem("How many outputs?", task, {}, parts, lines, wrongs)


@kind(2, mixed=True)
def flow_channels(chance):
    x, h = chance.table((2, 3, 2)), chance.kernel(1, 2, 2, 1)
    request = asked(x, h, "valid", flip=False)
    names = (
        "no-flip",
        *(f"channels-{what}" for what in ("first-only", "last-only", "mean", "max", "same-kernel", "bgr")),
    )
    wrongs = [by_mistake(name, request) for name in names]
    taps = [[weights[0] for weights in pixel] for pixel in h[0]]
    return Problem(
        "Two channels",
        f"{FLOW} {BIG_VALID} The image has two channels, and the filter has a kernel for each of them; what "
        "they give is added, place by place.",
        {
            **{f"channel {c}": _channel(x, c) for c in (0, 1)},
            **{f"kernel of channel {c}": _channel([taps], c) for c in (0, 1)},
        },
        [Part("Answer", _channel(request.output, 0))],
        worked(request),
        [wrong._replace(values=_channel(wrong.values, 0)) for wrong in wrongs],
    )


def _channel(image, c):
    """One channel of an image (rows, columns, channels)."""
    return [[pixel[c] for pixel in row] for row in image]


# ---- lesson 3: photographs


@kind(3)
def photo_flat(chance):
    grey, h = 10 * chance.whole(2, 9), chance.kernel(2, 3)
    names = ("kernel-norm", "kernel-abs", "drop-last-tap", "max-not-sum", "mean-not-sum")
    task = (
        f"{TURN_BOTH} In this corner of a photograph every pixel is {grey}. Which number is y[0, 0] in mode "
        "valid?"
    )
    x = [[grey] * 3 for _ in range(2)]
    return convolution("A flat picture", task, x, h, names, mode="valid", at=(0, 0))


@kind(3)
def photo_blur(chance):
    x, ones = chance.table((3, 4), 0, 30), [[1] * 3 for _ in range(3)]
    if any(value % 9 for value in flat(definition.convolve2d(x, ones, "valid"))):
        return None
    names = ("valid-is-same", "range-short-cols", "drop-last-tap", "max-not-sum")
    task = (
        "A box blur: each number is the mean of 3 x 3 pixels. Convolve with the kernel of ones, then divide "
        f"by 9. {VALID}"
    )
    return convolution("A box blur", task, x, ones, names, then=lambda y: _divided(x, y), mode="valid")


def _divided(x, sums):
    means = [[value // 9 for value in row] for row in sums]
    lines = ["", *(f"{a}/9 = {b}" for a, b in zip(flat(sums), flat(means)))]
    windows = [[row[left : left + 3] for row in x] for left in range(2)]
    middles = [[sorted(flat(window))[4] for window in windows]]
    around = [[Fraction(sum(flat(window)) - window[1][1], 8) for window in windows]]
    wrongs = [
        Wrong(
            1, [[Fraction(value, 3) for value in sums[0]]], "divided by 3; a kernel of 3 x 3 has 9 weights."
        ),
        Wrong(1, middles, "the middle one of the nine when they are sorted: a median filter."),
        Wrong(1, around, "the mean of the eight neighbours, without the pixel itself."),
    ]
    return [Part("the blurred image", means)], lines, wrongs


@kind(3)
def photo_bytes(chance):
    x, h = chance.table((2, 3), 8, 25, 10), chance.table((1, 2), 1, 3)
    task = (
        f"{TURN_BOTH} {VALID} Then say what is left of each number in an array of bytes (uint8), which knows "
        "only 0 to 255 and starts again at 0 after 255."
    )
    names = ("no-flip", "valid-is-same", "valid-is-full", "max-not-sum")
    return convolution(
        "Bytes", task, x, h, names, then=lambda y: _as_bytes(asked(x, h, "valid")), mode="valid"
    )


def _as_bytes(request):
    wrapped = by_mistake("uint8-output", request).values
    lines = ["", *(f"{a} - {a // 256}*256 = {b}" for a, b in zip(flat(request.output), flat(wrapped)))]
    again = [[value % 255 for value in row] for row in request.output]
    wrongs = [
        by_mistake("clip-255", request)._replace(part=1),
        Wrong(1, again, "255 is taken off each time; there are 256 bytes, as 0 is one of them."),
        Wrong(1, request.output, "nothing was taken off; a byte is at most 255."),
    ]
    return [Part("the bytes", wrapped)], lines, wrongs


@kind(3, mixed=True)
def photo_border(chance):
    x, h = chance.table((2, 3)), _kernel("laplacian")
    names = ("boundary-reflect", "boundary-wrap", "negated", "abs-output", "relu-output")
    task = (
        "Convolve with the Laplacian, which is the same when it is turned. Mode same: as many rows and "
        "columns as the image has. No zeros stand outside the image: its edge is repeated (border "
        "symmetric), so that a flat picture gets no frame."
    )
    zeros = Wrong(
        0, definition.convolve2d(x, h, "same"), "zeros outside, which give a photograph a false frame."
    )
    options = {"mode": "same", "border": "symmetric"}
    return convolution("A Laplacian", task, x, h, names, others=[zeros], **options)


def _kernel(name):
    return [list(row) for row in named(name).rows]


@kind(3, mixed=True)
def photo_strength(chance):
    kernels = {"v": _kernel("sobel-vertical"), "h": _kernel("sobel-horizontal")}
    x = _with_whole_roots(chance, list(kernels.values()))
    requests = [asked(x, h, "valid") for h in kernels.values()]
    wrongs = [
        by_mistake(name, request)._replace(part=part)
        for part, request in enumerate(requests)
        for name in ("no-flip", "kernel-abs", "drop-last-tap")
    ]
    parts = [Part(name, request.output, (1, 2)) for name, request in zip(kernels, requests)]
    last, lines, more = _strengths(*(request.output[0] for request in requests))
    task = (
        f"{TURN_BOTH} {VALID} Do it with both Sobel kernels: v are the numbers of vertical edges, h those of "
        "horizontal edges. The strength of an edge is the root of v*v + h*h. Keep the minus signs of v and "
        "h."
    )
    given = {"image": x, **{f"kernel for {name}": h for name, h in kernels.items()}}
    arithmetic = [line for request in requests for line in (*worked(request), "")]
    return Problem("Edges", task, given, [*parts, last], arithmetic + lines, wrongs + more, why(requests[0]))


def _with_whole_roots(chance, kernels):
    """An image (3, 4) of bytes; both of its windows have edges of a whole strength."""
    while not _whole_roots(x := chance.table((3, 3), 0, 9, 10), kernels):
        pass
    wider = [[*row, 0] for row in x]
    while not _whole_roots([row[1:] for row in wider], kernels):
        wider = [[*row, 10 * chance.whole(0, 9)] for row in x]
    return wider


def _whole_roots(window, kernels):
    """Whether a window (3, 3) has an edge in both directions, and its strength is whole."""
    a, b = [definition.convolve2d(window, h, "valid")[0][0] for h in kernels]
    return a and b and isqrt(a * a + b * b) ** 2 == a * a + b * b


def _strengths(v, h):
    """The strengths where the edges are v and h: the Part, the lines and the Wrongs."""
    pairs = list(zip(v, h))
    strengths = [isqrt(a * a + b * b) for a, b in pairs]
    lines = [f"sqrt({a * a} + {b * b}) = {c}" for (a, b), c in zip(pairs, strengths)]
    wrongs = [
        (
            [abs(a) + abs(b) for a, b in pairs],
            "added without their signs; add the squares, then take the root.",
        ),
        ([a * a + b * b for a, b in pairs], "the sum of the squares; the root is missing."),
        ([abs(a + b) for a, b in pairs], "added first, and squared after that."),
        ([max(abs(a), abs(b)) for a, b in pairs], "the stronger of the two edges alone."),
    ]
    return (
        Part("the strength", [strengths], (1, 2)),
        lines,
        [Wrong(2, [values], says) for values, says in wrongs],
    )


# ---- lesson 4: what a network sees


@kind(4)
def network_weights(chance):
    k, l, c, o = chance.whole(2, 3), chance.whole(4, 5), chance.whole(2, 4), chance.whole(5, 9)
    task = (
        f"A layer has {o} filters of {k} rows and {l} columns, which read {c} channels; each filter also has "
        "a bias, a number that is added. How many numbers does the layer learn?"
    )
    count = (k * l * c + 1) * o
    wrongs = [
        Wrong(0, k * l * c * o, "the biases are missing, one for each filter."),
        Wrong(0, k * l * c * o + 1, "one bias for all filters; each has its own."),
        Wrong(
            0, (k * l + 1) * o, "the channels are missing: a filter has a kernel for each channel it reads."
        ),
        Wrong(0, k * l * c + 1, "that is one filter."),
        Wrong(0, (k * l + 1) * c * o, "a bias for each kernel; each filter has one bias."),
    ]
    lines = [f"({k}*{l}*{c} + 1)*{o} = {count}"]
    return Problem("How many weights?", task, {}, [Part("Answer", count)], lines, wrongs)


@kind(4)
def network_relu(chance):
    x, h = chance.table((3, 4)), chance.kernel(2, 3)
    task = f"{LEAVE} {VALID} Then ReLU: what is below 0 becomes 0."
    names = ("no-flip", "flip-rows-only", "flip-cols-only", "range-short-cols", "kernel-abs")
    return convolution("ReLU", task, x, h, names, then=_relu, mode="valid", flip=False)


def _relu(y):
    positive = [[max(value, 0) for value in row] for row in y]
    wrongs = [
        Wrong(1, y, "nothing has changed; negative numbers become 0."),
        Wrong(
            1, [[abs(value) for value in row] for row in y], "without minus signs; negative numbers become 0."
        ),
        Wrong(
            1, [[min(value, 0) for value in row] for row in y], "the other half: the positive numbers stay."
        ),
        Wrong(
            1,
            [[int(value > 0) for value in row] for row in y],
            "1 for what is above 0; ReLU keeps its value.",
        ),
    ]
    lines = ["", *("   ".join(f"max({value}, 0) = {max(value, 0)}" for value in row) for row in y)]
    return [Part("the map after ReLU", positive)], lines, wrongs


POOLING = (
    "Max pooling, 2 x 2 with stride 2: keep the largest number of each block of two rows and two columns; "
    "the blocks do not overlap, and an odd last row or column is left out."
)


@kind(4)
def network_pool(chance):
    x = chance.table((4, 7))
    parts, lines, wrongs = _pooled(x, 0)
    return Problem(
        "Max pooling", POOLING, {"feature map": x}, [parts[0]._replace(name="Answer")], lines, wrongs
    )


def pooled(rows, keep=max, step=2, odd=False):
    """What is kept of the blocks of 2 x 2 numbers; with odd also of those that lack a row or a column."""
    n, m = (len(axis) - (not odd) for axis in (rows, rows[0]))
    blocks = [
        [[v for row in rows[i : i + 2] for v in row[j : j + 2]] for j in range(0, m, step)]
        for i in range(0, n, step)
    ]
    return [[keep(block) for block in line] for line in blocks]


def _pooled(rows, part):
    """Max pooling as a step: the Parts, the lines and the Wrongs, which are of this part."""
    wrongs = [
        (pooled(rows, odd=True), "the odd last row or column was kept; here it is left out."),
        (pooled(rows, step=1), "stride 1: the blocks overlap."),
        (
            pooled(rows, lambda block: Fraction(sum(block), len(block))),
            "the means of the blocks: average pooling.",
        ),
        (pooled(rows, lambda block: block[0]), "the first number of each block, not the largest."),
        (pooled(rows, min), "the smallest number of each block."),
    ]
    blocks = [block for line in pooled(rows, tuple) for block in line]
    lines = [f"max({', '.join(map(number, block))}) = {max(block)}" for block in blocks]
    return [Part("the pooled map", pooled(rows))], lines, [Wrong(part, *wrong) for wrong in wrongs]


@kind(4)
def network_sizes(chance):
    n, m, k = chance.whole(17, 30), chance.whole(31, 40), 3
    task = (
        f"An image of {n} rows and {m} columns goes through a layer of 3 x 3 kernels (VALID, stride 1), and "
        "then through max pooling, 2 x 2 with stride 2, which leaves out an odd last row or column. How "
        "large is it after each?"
    )
    after = [n - k + 1, m - k + 1]
    small = [size // 2 for size in after]
    parts = [Part("the layer's output", after, (1, 2)), Part("the pooled output", small, (1, 2))]
    lines = [f"{size} - {k} + 1 = {size - k + 1}" for size in (n, m)] + [
        f"floor({size}/2) = {size // 2}" for size in after
    ]
    wrongs = [
        Wrong(0, [n, m], "that is SAME: with VALID nothing is added around the image."),
        Wrong(0, [n - k, m - k], "how far the kernel moves; its first place counts, too."),
        Wrong(0, after[::-1], "columns before rows; rows come first."),
        Wrong(1, [ceil(size / 2) for size in after], "rounded up; the odd last row or column is left out."),
        Wrong(1, [size - 1 for size in after], "that is pooling with stride 1."),
        Wrong(1, [n // 2, m // 2], "the image was pooled, not what the layer makes of it."),
    ]
    return Problem("Through two layers", task, {}, parts, lines, wrongs)


@kind(4, mixed=True)
def network_sees(chance):
    k, count = chance.one_of((3, 5, 7)), chance.whole(3, 5)
    task = (
        f"How many pixels in a row does one number depend on: after {count} layers of {k} x {k} kernels, one "
        "upon the other; and after one such layer, max pooling 2 x 2 with stride 2, and another such layer? "
        "(All other strides are 1.)"
    )
    stacked, pooled_between = 1 + count * (k - 1), k + 1 + 2 * (k - 1)
    parts = [Part("the stack", stacked), Part("the layers with pooling", pooled_between)]
    lines = [f"1 + {count}*({k} - 1) = {stacked}", f"{k} + (2 - 1) + 2*({k} - 1) = {pooled_between}"]
    wrongs = [
        Wrong(0, k, "that is one layer; a number of the next one sees several of these."),
        Wrong(
            0,
            count * k,
            "as if the windows lay side by side; they overlap, so a layer adds one less than its kernel.",
        ),
        Wrong(0, stacked - 1, "the first pixel was not counted."),
        Wrong(1, 2 * k - 1, "without pooling."),
        Wrong(1, 2 * k, "pooling adds a pixel, but after it each step is one of two pixels as well."),
        Wrong(1, 2 * (2 * k - 1), "all of it doubled; only what comes after pooling counts double."),
    ]
    return Problem("How far one number sees", task, {}, parts, lines, wrongs)


@kind(4, mixed=True)
def network_all(chance):
    x, h = chance.table((3, 5)), chance.kernel(1, 2)
    task = f"{LEAVE} {VALID} Then ReLU: what is below 0 becomes 0. {POOLING}"
    names = ("no-flip", "valid-is-same", "range-short-cols", "kernel-abs")
    return convolution("All together", task, x, h, names, then=_relu_and_pooled, mode="valid", flip=False)


def _relu_and_pooled(y):
    """Both steps. Of two blocks few wrong answers differ, so that the most likely ones have to do."""
    (relu,), lines, likely = _relu(y)
    parts, more, wrongs = _pooled(relu.values, 2)
    without = Wrong(2, pooled(y), "the largest numbers without ReLU.")
    return [relu, *parts], [*lines, "", *more], [likely[0], *wrongs[:3], without]


# ---- the command


def main(words):
    """python -m course worksheet: print a sheet, or write it as a page; return the exit code."""
    options = _parser().parse_args(words)
    seed = random.randrange(1_000_000) if options.seed is None else whole(options.seed, "--seed", 0, SEEDS)
    lesson = None if options.lesson is None else whole(options.lesson, "--lesson", 0, LESSONS - 1)
    if options.force and options.page is None:
        raise Unusable("--force is about a page: give --page FILE.html as well")
    path = None if options.page is None else _free(options.page, options.force)
    sheet = Sheet(seed, lesson, problems(seed, lesson))
    if path is None:
        print(*text(sheet, options.answers), sep="\n")
        return 0
    _write(path, page(sheet, options.answers))
    print(f"{quoted(options.page, 60)} is written, seed {seed}. The key: {sheet.command}")
    return 0


def _free(name, force):
    """The path of a page that can be written; Unusable if it cannot, or a file is there already."""
    path, shown = Path(name), f"--page: {quoted(name, 60)}"
    if path.suffix.lower() not in (".html", ".htm"):
        raise Unusable(f"{shown} does not end in .html: give a name such as sheet.html")
    if not os.path.isdir(path.parent):
        raise Unusable(f"{shown} is in a folder that is not there: make it first, or choose another")
    if os.path.lexists(path) and not os.path.isfile(path):
        raise Unusable(f"{shown} is not a file: choose another name")
    if os.path.lexists(path) and not force:
        raise Unusable(f"{shown} is there already: choose another name, or add --force to write over it")
    return path


def _write(path, content):
    try:
        write_whole(path, content.encode("utf-8"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unusable(
            f"--page: {quoted(str(path), 60)} cannot be written ({reason}): choose another folder"
        ) from None


def _parser():
    parser = Parser(prog="python -m course worksheet", description=__doc__)
    parser.add_argument("--seed", metavar="N", help=f"a whole number from 0 to {SEEDS}; drawn if not said")
    parser.add_argument("--lesson", metavar="L", help="only problems of this lesson, 0 to 4")
    parser.add_argument("--answers", action="store_true", help="the key as well, after the sheet")
    parser.add_argument("--page", metavar="FILE.html", help="write a page that prints well instead of text")
    parser.add_argument("--force", action="store_true", help="write over the page if it is there already")
    return parser
