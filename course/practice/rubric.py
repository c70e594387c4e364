"""
The exercises: what each function has to do, on which inputs it is tried, and in which order.

A ladder has rungs; a rung is looked at when those below it hold. Each input belongs to one kind, which says to
which rung: the small and plain ones first, a nan last. Everything that is tried is in the list that
python -m course check --list prints.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product
from math import prod
from typing import NamedTuple

import numpy as np

from course.convolution.layers import ACROSS
from course.diagnosis.probe_text import call_in_words
from course.diagnosis.probes import beyond, count_numbers, sliding_sizes
from course.diagnosis.suites import (
    NUMPY_MODES,
    Suite,
    convolution_of,
    has_answer,
    mistakes_shown_by,
    small_pairs,
    suite_of,
)
from course.mistakes.bank import exercises as slips
from course.mistakes.faulty_definition import REFUSALS
from course.mistakes.smallest_input import Probe
from course.practice.exercise_files import SOLUTIONS, readers
from course.practice.sandbox import Call

RUNS, THERE = "runs", "function"  # the rungs that every ladder begins with
UNTOUCHED = "arrays untouched"


class Part(NamedTuple):
    """One function of an exercise: its name, what it is tried on, call(probe), a Call of it, and its arrays' names."""

    function: str
    suite: Suite
    call: Callable
    arrays: tuple


class Rung(NamedTuple):
    """One rung: its name, what it asks, the Part, the places of its probes, and which numbers are looked at.

    looks(probe, index) says whether the number at an index of the output counts.
    """

    name: str
    asks: str
    part: Part
    places: tuple
    looks: Callable


class Library(NamedTuple):
    """What does an exercise in a library: as it is told, as code of the arguments, and a call to time them with."""

    says: str
    code: str
    call: Call
    size: str


class Exercise(NamedTuple):
    """An exercise: its number, its Parts and Rungs, and the Library call that does it."""

    number: int
    parts: tuple
    rungs: tuple
    library: Library

    @property
    def functions(self):
        """The names that a file has to define."""
        return tuple(part.function for part in self.parts)

    @property
    def name(self):
        """The name of its lesson, without the ending."""
        return self.solution.stem

    @property
    def file(self):
        """What the reader's file is called."""
        return readers(self.solution)

    @property
    def solution(self):
        """The path of the solution."""
        return SOLUTIONS[self.number]

    @property
    def calls(self):
        """All Calls, part by part and rung by rung."""
        return [part.call(probe) for part in self.parts for probe in part.suite.probes]


# ---- kinds of inputs: the first that fits says to which rung a probe belongs


def fractions(probe):
    """Whether some number is neither whole nor nan."""
    return any(np.any(np.asarray(values, float) % 1 > 0) for values in (probe.x, probe.h))


def of_bytes(probe):
    """Whether the input is of bytes."""
    return np.asarray(probe.x).dtype == np.uint8


def has_nan(probe):
    """Whether the input has a nan."""
    return bool(np.isnan(np.asarray(probe.x, float)).any())


def not_square(probe):
    """Whether the image or the kernel is not square."""
    return any(len(set(each)) > 1 for each in sliding_sizes(probe))


def even(probe):
    """Whether the kernel is of an even size."""
    return any(k % 2 == 0 for k in sliding_sizes(probe)[1])


def steps(probe):
    """Whether there is a stride."""
    return probe.options.get("stride", (1, 1)) != (1, 1)


def several(probe):
    """Whether there are several images, channels or filters."""
    return np.ndim(probe.x) == 4 and (len(probe.x), *np.shape(probe.h)[2:]) != (1, 1, 1)


def leftover(probe):
    """Whether the map before the pooling has an odd number of rows or columns."""
    return any((n - k + 1) % 2 for n, k in zip(*sliding_sizes(probe)))


def large(probe):
    """Whether there are bytes above 100, so that sums leave what a byte can hold."""
    return int(np.max(probe.x)) > 100


# ---- which numbers of an output a rung looks at


def no_number(probe, index):
    """None: the size alone counts."""
    return False


def any_number(probe, index):
    """All of them."""
    return True


def leaving(axes):
    """Those whose window leaves the input in so many axes, under kernels of up to 3 rows and columns."""
    return lambda probe, index: max(sliding_sizes(probe)[1]) <= 3 and sum(map(any, beyond(probe, index))) == axes


# ---- ladders: (name, what it asks, the kind of probes, the numbers that are looked at)

PLAIN = (
    ("shape", "the result has the right size", None, no_number),
    ("centre", "right where the kernel lies wholly inside", None, leaving(0)),
    ("edge", "right where it leaves the input at one side", None, leaving(1)),
    ("corner", "right where it leaves the image at two sides", None, leaving(2)),
    ("whole", "every number is right, under larger kernels too", None, any_number),
)
EVEN = ("even kernel", "kernels without a middle", even, any_number)
NOT_SQUARE = (
    "not square",
    "images and kernels with more columns than rows, or fewer",
    not_square,
    any_number,
)
BYTES = ("bytes", "inputs of uint8, whose sums go beyond 255", of_bytes, any_number)
FRACTIONS = ("fractions", "floats: decimals stay", fractions, any_number)
STRIDE = ("stride", "the kernel moves by more than one place", steps, any_number)
CHANNELS = ("channels", "several images, channels and filters", several, any_number)
NAN = ("nan", "a nan reaches the outputs under whose kernel it lies, and no others", has_nan, any_number)
LINE = (*PLAIN[:3], PLAIN[4], EVEN, BYTES, FRACTIONS, NAN)
PLANE = (*PLAIN, EVEN, NOT_SQUARE, BYTES, FRACTIONS, NAN)
STACK = (*PLAIN, EVEN, NOT_SQUARE, FRACTIONS, STRIDE, CHANNELS, NAN)
SIZE = (("sizes", "output_size is right", None, any_number),)
EDGE = (*PLAIN[:4], NOT_SQUARE, ("bytes", "brightness up to 255", large, any_number))
ODD = ("odd size", "an odd last row or column of the map is left out", leftover, any_number)
FEATURE = (PLAIN[0], PLAIN[4], EVEN, NOT_SQUARE, ODD, BYTES, FRACTIONS)


def kind_of(ladder, probe):
    """The kind of a probe: the last of the ladder's that fits; None for a plain one."""
    return next((has for _, _, has, _ in reversed(ladder) if has and has(probe)), None)


def part_of(ladder, function, suite, call, *arrays):
    """The Part and the Rungs of a function; its probes in the ladder's order, the smallest first."""
    order = [None, *(has for _, _, has, _ in ladder if has)]
    kinds = {id(probe): kind_of(ladder, probe) for probe in suite.probes}
    probes = sorted(suite.probes, key=lambda probe: (order.index(kinds[id(probe)]), count_numbers(probe)))
    part = Part(function, replace(suite, probes=tuple(probes)), call, arrays)
    rungs = []
    for name, asks, has, looks in ladder:
        places = tuple(place for place, probe in enumerate(probes) if kinds[id(probe)] == has)
        rungs.append(Rung(name, asks, part, places, looks))
    return part, rungs


def exercise_of(number, library, *parts):
    """The Exercise of (part, rungs) pairs; the last function's arrays have to stay as they are, before any nan."""
    rungs = [rung for _, some in parts for rung in some]
    last = parts[-1][0]
    untouched = Rung(
        UNTOUCHED,
        "the arrays that it is given stay as they are",
        last,
        tuple(range(len(last.suite.probes))),
        any_number,
    )
    rungs.insert(len(rungs) - (rungs[-1].name == "nan"), untouched)
    return Exercise(number, tuple(part for part, _ in parts), tuple(rungs), library)


# ---- inputs besides those of diagnosis/probes.py


def uneven(shape, root, low=-4, high=9):
    """Whole numbers from low to high without a pattern, in an array of this shape: powers of a root of 101."""
    values = [low + pow(root, i, 101) * (high - low + 1) // 101 for i in range(1, prod(shape) + 1)]
    return np.array(values).reshape(shape)


def pairs(*shapes):
    """An image and a kernel for each two shapes."""
    return [(uneven(x, 2), uneven(h, 3, -3, 5)) for x, h in shapes]


def floats(inputs):
    """The same inputs as floats."""
    return [(x.astype(float), h.astype(float)) for x, h in inputs]


def quartered(inputs):
    """The same inputs with fractions."""
    return [(x / 4, h / 2) for x, h in inputs]


def broken(inputs):
    """The same inputs as floats, with a nan in the middle of each image."""
    found = floats(inputs)
    for x, _ in found:
        x[tuple(n // 2 for n in x.shape)] = np.nan
    return found


def asked(inputs, modes, flip, **options):
    """Probes of inputs in these modes."""
    return [Probe(x, h, {"mode": mode, "flip": flip, **options}) for x, h in inputs for mode in modes]


def suite_with(probes, call, gives=convolution_of, mistakes=None, within=1e-9):
    """A Suite of probes, shown as they are called."""
    mistakes = mistakes_shown_by(probes) if mistakes is None else mistakes
    return Suite(tuple(probes), (), gives, mistakes, lambda probe: call_in_words(*call(probe)), within)


def guarded(asks):
    """asks(world, probe) where a world refuses: None."""

    def gives(world, probe):
        try:
            return asks(world, probe)
        except REFUSALS:
            return None

    return gives


# ---- the five exercises. The smallest input is called without options, which tries the defaults.


def convolution(function, place, ladder, array, more=()):
    """Part and Rungs of a convolution in the modes of np.convolve."""

    def call(probe):
        mode = probe.options["mode"]
        default = count_numbers(probe) == 2 and mode == "full"
        return Call(function, (np.array(probe.x), np.array(probe.h), *[mode] * (not default)), {})

    suite = suite_of(place, NUMPY_MODES, True)
    probes = [*suite.probes, *suite.small, *filter(has_answer, asked(more, NUMPY_MODES, True))]
    suite = suite_with(probes, call, mistakes=suite.mistakes)
    return part_of(ladder, function, suite, call, array, "kernel")


FINE = (np.array([4097, 0.0625, -2.5]), np.array([1, 3]))  # more digits than a float16 has


def output_sizes():
    """Part and Rungs of output_size(n, k, stride, padding); the input and kernel of a probe are n and k long."""

    def call(probe):
        stride, padding = probe.options["stride"], probe.options["mode"].upper()
        return Call("output_size", (len(probe.x), len(probe.h), stride, padding), {})

    def size(world, probe):
        n, k, stride = len(probe.x), len(probe.h), probe.options["stride"]
        added = sum(world.pads(n, k, probe.options["mode"], stride=stride))
        return world.output_size(n, k, padding=added, stride=stride)

    fits = [(n, k) for n in (1, 2, 5, 6, 7, 28) for k in (1, 2, 3, 5) if k <= n]
    lines = [(np.zeros(n), np.zeros(k)) for n, k in fits]
    probes = [probe for s in (1, 2, 3) for probe in asked(lines, ("valid", "SAME"), False, stride=s)]
    suite = suite_with(probes, call, guarded(size), (*slips.PADDING, *mistakes_shown_by(probes)))
    return part_of(SIZE, "output_size", suite, call)


def stacks():
    """The Probes of conv2d: one image, channel and filter; then strides; then several of each."""
    few = [(x, h) for x, h in small_pairs("2-D") if x.size + h.size < 12]
    level = (uneven((4, 5), 2), np.array([[1, -2, 1], [2, 0, -2]]))  # weights that add up to 0
    plain = [*few, level, *pairs(*SQUARES, ((3, 5), (2, 3)), ((5, 4), (3, 2)), ((6, 4), (5, 3)))]
    long = pairs(*product([(7, 6), (6, 8)], [(3, 3), (2, 3), (3, 2), (1, 1)]))
    single, stepped = (
        [(x[None, :, :, None], h[:, :, None, None]) for x, h in some] for some in (plain, long)
    )
    many = pairs(*MANY)
    many.append((many[-1][0] * 20, many[-1][1]))
    probes = asked(
        floats([*single, *many]) + quartered([single[-7], single[-2], many[-1]]), TENSORFLOW, False
    )
    for stride in ((1, 2), (2, 1), (2, 2), (3, 2), (1, 3), (3, 3)):
        probes += asked(floats([*stepped, *many[3:]]), TENSORFLOW, False, stride=stride)
    return probes + asked(broken([single[-2], many[-1]]), TENSORFLOW, False)


TENSORFLOW = ("valid", "SAME")
SQUARES = tuple(((n, n), (k, k)) for n, k in ((4, 3), (5, 3), (5, 5), (3, 2), (4, 2), (5, 4)))
MANY = (  # shapes of images (batch, height, width, in) and filters (height, width, in, out)
    ((1, 2, 3, 2), (1, 2, 2, 1)),
    ((1, 3, 4, 1), (2, 2, 1, 2)),
    ((2, 3, 3, 1), (2, 2, 1, 1)),
    ((2, 5, 4, 3), (3, 2, 3, 2)),
)


def stacked():
    """Part and Rungs of conv2d(images, filters, stride, padding)."""

    def call(probe):
        given = {"stride": probe.options.get("stride", (1, 1)), "padding": probe.options["mode"].upper()}
        default = count_numbers(probe) == 2 and given["padding"] == "SAME"
        return Call("conv2d", (np.array(probe.x), np.array(probe.h)), {} if default else given)

    probes = stacks()
    suite = suite_with(probes, call, mistakes=(*slips.PADDING, *mistakes_shown_by(probes)))
    return part_of(STACK, "conv2d", suite, call, "images", "filters")


def edges():
    """Part and Rungs of edge_strength(image)."""

    def call(probe):
        return Call("edge_strength", (np.array(probe.x),), {})

    dark = [(3, 3), (4, 4), (5, 5), (6, 6), (2, 4), (4, 3), (3, 5), (5, 3), (3, 6)]
    images = [uneven(shape, 2, 0, 12) for shape in dark]
    images += [uneven(shape, 3, 0, 255) for shape in ((3, 4), (4, 4), (6, 4), (4, 5), (5, 3))]
    images += [np.repeat([[0, 0, 255, 255, 0]], 3, axis=0), np.array([[0, 0, 1]]), np.array([[0, 3], [4, 7]])]
    inputs = [(image.astype(np.uint8), np.array(ACROSS)) for image in images]
    probes = asked(inputs, ("same",), True)
    gives = guarded(lambda world, probe: world.edge_strength(probe.x))
    mistakes = (*slips.EDGE_STRENGTH, *mistakes_shown_by(probes))
    suite = suite_with(probes, call, gives, mistakes, within=1e-6)  # a float32 is a float, too
    return part_of(EDGE, "edge_strength", suite, call, "image")


def features():
    """Part and Rungs of feature_map(image, kernel)."""

    def call(probe):
        return Call("feature_map", (np.array(probe.x), np.array(probe.h)), {})

    inputs = pairs(*MAPS)
    small = [(np.array([[1, 5, 2], [4, 3, 9]]), np.array([[1]])), (uneven((2, 2), 3), np.array([[-1]]))]
    small.append((np.array([[1, 5, 2, 7], [4, 3, 9, 1], [6, 2, 8, 5]]), np.array([[1], [-1]])))
    raised = [(((x + 4) * 19).astype(np.uint8), h) for x, h in inputs[4::3]]
    fine = [(x / 16, h / 2) for x, h in inputs[1::4]] + [(x, h / 4) for x, h in inputs[3::4]]
    probes = asked([*small, *inputs, *raised, *quartered(inputs[2::4]), *fine], ("valid",), False)
    gives = guarded(lambda world, probe: world.feature_map(probe.x, probe.h))
    suite = suite_with(probes, call, gives, (*slips.FEATURE_MAP, *mistakes_shown_by(probes)))
    return part_of(FEATURE, "feature_map", suite, call, "image", "kernel")


MAPS = (  # shapes of an image and a kernel
    *[
        ((n, n), (k, k))
        for n, k in ((2, 1), (4, 1), (4, 3), (6, 3), (6, 5), (3, 2), (5, 2), (5, 4), (3, 1), (5, 3))
    ],
    *[
        ((3, 5), (2, 2)),
        ((5, 6), (2, 3)),
        ((6, 4), (3, 1)),
        ((4, 7), (2, 3)),
        ((7, 4), (2, 1)),
        ((5, 5), (1, 3)),
    ],
)


POOLED = (
    "import tensorflow as tf\n"
    "tf.nn.max_pool2d(tf.nn.relu(tf.nn.conv2d("
    "arguments[0][None, :, :, None], arguments[1][:, :, None, None], 1, 'VALID')), 2, 2, 'VALID').numpy()"
)
SOBELS = "import scipy.ndimage\nnp.hypot(*(scipy.ndimage.sobel(arguments[0].astype(float), axis) for axis in (0, 1)))"
LIBRARIES = (
    Library(
        "np.convolve(signal, kernel, mode)",
        "np.convolve(*arguments)",
        Call("convolve1d", (uneven((1000,), 2), uneven((20,), 3), "full"), {}),
        "1000 numbers with a kernel of 20",
    ),
    Library(
        "scipy.signal.convolve2d(image, kernel, mode)",
        "import scipy.signal\nscipy.signal.convolve2d(*arguments)",
        Call("convolve2d", (uneven((64, 48), 2), uneven((5, 5), 3), "full"), {}),
        "an image of 64x48 with a kernel of 5x5",
    ),
    Library(
        "tf.nn.conv2d(images, filters, stride, padding)",
        "import tensorflow as tf\ntf.nn.conv2d(*arguments, *options.values()).numpy()",
        Call(
            "conv2d",
            (uneven((1, 32, 24, 4), 2).astype(float), uneven((3, 3, 4, 8), 3).astype(float)),
            {"stride": (1, 1), "padding": "SAME"},
        ),
        "an image of 32x24 with 4 channels and 8 filters of 3x3",
    ),
    Library(
        "np.hypot of scipy.ndimage.sobel(image.astype(float), axis) for axis 0 and 1",
        SOBELS,
        Call("edge_strength", (uneven((96, 64), 2, 0, 255).astype(np.uint8),), {}),
        "an image of 96x64",
    ),
    Library(
        "tf.nn.conv2d with VALID, then tf.nn.relu, then tf.nn.max_pool2d with 2, 2 and VALID",
        POOLED,
        Call("feature_map", (uneven((64, 48), 2).astype(float), uneven((5, 5), 3).astype(float)), {}),
        "an image of 64x48 with a kernel of 5x5",
    ),
)


@cache
def exercises():
    """All of them, by number: {0: Exercise, ...}."""
    parts = (
        [convolution("convolve1d", "1-D", LINE, "signal", [FINE])],
        [convolution("convolve2d", "2-D", PLANE, "image", [*pairs(*SQUARES), [each[None] for each in FINE]])],
        [output_sizes(), stacked()],
        [edges()],
        [features()],
    )
    return {n: exercise_of(n, LIBRARIES[n], *some) for n, some in enumerate(parts)}
