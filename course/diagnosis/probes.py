"""
What a function is tried on, and what is right there.

The probes are signed, uneven and not square, in whole numbers and quarters, so that sums are exact in floats too;
there are even and 5-wide kernels, kernels that add up to 0, bytes that overflow, and a nan.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod

import numpy as np

from course.convolution.formatting import number
from course.convolution.nested import shape
from course.convolution.sizes import effective_kernel_size, pads
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import applies, definition_with, outcome
from course.mistakes.smallest_input import Probe

FAULTLESS = definition_with()
MODES = ("full", "same", "valid")
LINES = (
    ([3, -4, 5.25, 7.5, -2, 6], [1, -2, 3.5]),
    ([2, 7, -3, 9, 4], [1, 2, -3, 5]),
    ([5, 250, -3, 90, 4, 8, 1], [1, -1, 2, 3, -7]),
    ([4, 1, 6], [2, -5]),
    (np.array([200, 250, 100, 7], np.uint8), [1, 2, 3]),
    ([7, 9, 2, 5], [0.25, 0.5, 0.75]),
    ([1, float("nan"), 2, 5, 3, 8], [1, -3, 4]),
    ([3, 1, 4, 1, 5], [4, 2, -2]),
    ([1.25, -1, -0.5, -1.5, -0.25, -0.5, -2, -1.5, 0.25], [-1]),
    ([2, -5, 8, -9, 7], [-1, 5, -4, -1, 1]),
    ([0.75, 1.5, -1.75, -1, 1.25], [1, 3, -1, -3]),
    ([5, 7, 8, 6, 7], [-0.5, 0.75, -0.25]),
    ([82, 264, 11], [2]),
    ([-4, -7, -3], [0]),
    ([186, 24, 67, 250, 116, 23], [-1, 4, 5, 1, 1, 3]),
)
GRIDS = (
    ([[3, -4, 5.25, 7, 2], [2, 7, -3.5, 9, 4], [1, 0, -2, 6, 8]], [[1, 2], [-3, 5.5]]),
    ([[5, 25, -1], [2, 0, 7], [4, 9, -6], [1, 3, 8], [-2, 6, 30]], [[1, 5, -2], [3, 2, 7]]),
    (
        [
            [0, 3, 1, 4, 6],
            [1, 3, 8, 7, 2],
            [5, 9, 7, 2, 4],
            [2, 3, 7, 5, 1],
            [4, 8, 2, 5, 3],
            [6, 1, 0, 9, 7],
        ],
        [[1, 2, -1, 3, 5], [0, -3, 2, 1, 1], [-3, 3, -2, 4, 2]],
    ),
    ([[1, 4, 2], [7, 3, 9], [5, 8, 6]], [[1, -2, 1], [2, 3, -4], [5, -6, 0]]),
    (
        [
            [2, 7, 1, 8, 2, 8, 1],
            [8, 2, 8, 4, 5, 9, 0],
            [4, 5, 2, 3, 5, 3, 6],
            [0, 2, 8, 7, 4, 7, 1],
            [3, 5, 2, 6, 6, 2, 4],
            [9, 7, 7, 5, 7, 2, 4],
        ],
        [[1, 2], [-3, 1], [2, -4], [5, 3], [-1, 6]],
    ),
    (np.array([[200, 250, 7, 90], [100, 30, 255, 60], [9, 80, 70, 254]], np.uint8), [[1, 2, 1], [2, 3, 2]]),
    ([[7, 9, 2, 5], [4, 1, 6, 3], [8, 2, 5, 7]], [[0.25, 0.5], [0.75, 1.5], [-0.5, 0.25]]),
    ([[1, float("nan"), 2, 5], [3, 8, 1, 4], [2, 6, 9, 7]], [[1, -1], [2, -4]]),
    ([[3, 1, -4], [1, 5, 9]], [[4, -3]]),
    ([[3, 1], [4, 5]], [[0, 0]]),
    ([[3, 1, 4], [1, 5, 9], [2, 6, 5]], [[4, 7], [3, -3]]),
    (
        [
            [-0.5, -1.25, 1.0, 1.25, -0.5],
            [2.0, -1.5, 0.0, 0.0, -0.25],
            [2.25, -0.25, 0.5, -0.25, -0.25],
            [-0.75, 1.25, -0.5, -1.0, -0.5],
            [-0.5, -1.25, 0.0, 2.25, -0.75],
        ],
        [[0, -4], [1, -1], [-2, 3], [3, -2]],
    ),
    (
        [
            [46, 83, 203, 138, 209, 145],
            [157, 213, 26, 159, 290, 182],
            [212, 213, 9, 186, 100, 200],
            [207, 104, 3, 222, 80, 216],
            [58, 46, 207, 295, 186, 235],
            [83, 66, 7, 26, 282, 72],
        ],
        [[5], [3]],
    ),
    ([[32, 31, 131, 99, 32], [173, 185, 139, 171, 22], [134, 162, 141, 152, 1]], [[5, 1, -5], [1, -5, 2]]),
)
ROOMY = [
    [(7 * i * i + 3 * j + i * j) % 11 - 3 for j in range(10)] for i in range(9)
]  # for kernels that reach far
STACKS = (
    (
        [[[(5 * i + 3 * j + 7 * c * c) % 13 - 4 for c in range(2)] for j in range(4)] for i in range(5)],
        [
            [[[1, 2], [-3, 5]], [[4, -1], [2, 7]], [[6, 3], [1, -2]]],
            [[[2, 5], [3, -1]], [[-4, 2], [1, 1]], [[3, 3], [5, -6]]],
            [[[1, 4], [-2, 3]], [[7, 1], [2, -5]], [[-1, 2], [4, 3]]],
        ],
    ),
    (
        [[[1, 5, -2], [4, 0, 7]], [[3, 8, 6], [-1, 2, 9]], [[7, 1, 4], [5, -3, 2]]],
        [[[[1], [-2], [5]]], [[[3], [4], [-6]]]],
    ),
)
STRIDES, DILATIONS = ((1, 2), (2, 1), (3, 2)), ((1, 2), (2, 1))
INPUTS = {  # place: inputs with their kernels, and what is given besides the mode
    "1-D": (LINES, ({},)),
    "2-D": (GRIDS, ({},)),
    "stride": (tuple((ROOMY, h) for _, h in GRIDS[:4]), tuple({"stride": steps} for steps in STRIDES)),
    "dilation": (
        tuple((ROOMY, h) for _, h in GRIDS[:2] + GRIDS[3:4]),
        tuple({"dilation": d} for d in DILATIONS),
    ),
    "channels": (STACKS, ({},)),
}


@dataclass(frozen=True, eq=False)
class Suite:
    """What a function is tried on.

    probes    Probes, the smallest first
    small     small ones, the smallest first; they are looked at up to the first that goes wrong
    gives     gives(world, probe): what a definition, with mistakes or without, gives; None where it refuses
    mistakes  the Mistakes that could be made there, those made most often first
    shown     shown(probe): the call in words
    within    how far a float may be off, as a part of it
    """

    probes: tuple
    small: tuple
    gives: Callable
    mistakes: tuple
    shown: Callable
    within: float = 1e-9

    def right(self, probe, world=FAULTLESS):
        """What is right for a probe, or what another world gives; None where it refuses."""
        return self.gives(world, probe)


@cache
def suite_of(place, modes, flip):
    """The Suite of a place of INPUTS in some modes, for a convolution (flip) or a correlation.

    "valid" is asked only where the kernel fits.
    """
    inputs, given = INPUTS[place]
    inputs = [(np.array(x), np.array(h)) for x, h in inputs]
    made = [
        Probe(x, h, {"mode": mode, "flip": flip, **more})
        for (x, h), mode, more in product(inputs, modes, given)
    ]
    small = [
        Probe(x, h, {"mode": mode, "flip": flip, **given[0]}) for x, h in small_pairs(place) for mode in modes
    ]
    probes = tuple(sorted(filter(answered, made), key=numbers))
    return Suite(probes, tuple(filter(answered, small)), plainly, able(probes), in_words)


def plainly(world, probe):
    """What a world's convolution gives for a probe."""
    return outcome(world, probe.x, probe.h, **probe.options)


def answered(probe):
    """Whether the definition has an answer."""
    return plainly(FAULTLESS, probe) is not None


def able(probes):
    """The mistakes of the bank that could show themselves in one of the probes."""
    return tuple(m for m in BANK.values() if any(applies(m, _axes(p), p.options) for p in probes))


def _axes(probe):
    return len(shape(np.asarray(probe.x).tolist()))


def numbers(probe):
    """How many numbers an input and its kernel have."""
    return np.size(probe.x) + np.size(probe.h)


def small_pairs(place):
    """Small inputs and kernels for a place, the fewest numbers first."""
    sizes = {"1-D": 1, "channels": 3}.get(place, 2)
    shapes = [
        (x, h)
        for x in product(range(1, 5), repeat=min(sizes, 2))
        for h in product(range(1, 4), repeat=len(x))
        if all(k <= n for n, k in zip(x, h)) and prod(x) + prod(h) <= 14
    ]
    if sizes == 3:
        shapes = [((*x, 2), (*h, 2, 1)) for x, h in shapes]
    shapes.sort(key=lambda pair: prod(pair[0]) + prod(pair[1]))
    return [(_counted(x, 1), _counted(h, 2)) for x, h in shapes]


def _counted(sizes, start):
    """Small whole numbers in a table of this shape, all different from their neighbours."""
    return ((np.arange(prod(sizes)) * 5 + start) % 9 + 1).reshape(sizes)


# ---- where an output lies


def sizes(probe):
    """((rows, columns), (rows, columns)) of the image and the kernel of a probe; in 1-D one number each."""
    x, h = np.shape(probe.x), np.shape(probe.h)
    return (x[-3:-1], h[:2]) if len(h) == 4 else (x, h)


def position(index):
    """(row, column) in the index of an output, or its one number in 1-D."""
    return index[-3:-1] if len(index) > 2 else index


def beyond(probe, index):
    """Whether the window of an output leaves the input: for each axis (before its start, after its end)."""
    found = []
    for i, n, k, s, d in zip(
        position(index), *sizes(probe), *(_steps(probe, o) for o in ("stride", "dilation"))
    ):
        start = i * s - pads(n, k, probe.options["mode"], stride=s, dilation=d)[0]
        found.append((start < 0, start + effective_kernel_size(k, d) > n))
    return found


def _steps(probe, option):
    given = probe.options.get(option, 1)
    return given if isinstance(given, tuple) else (given, given)


# ---- in words


def in_words(probe):
    """A probe as the call of a function f(x, h, mode)."""
    x, h, options = probe
    steps = {name: options[name] for name in ("stride", "dilation") if name in options}
    return call_in_words("f", (x, h, options["mode"]), steps)


def call_in_words(name, arguments, options):
    """A call as it would be typed."""
    given = [
        *(as_text(value, INPUT) for value in arguments),
        *(f"{option}={value!r}" for option, value in options.items()),
    ]
    return f"{name}({', '.join(given)})"


INPUT = 2000  # characters of an input in a call: all of it


def as_text(value, most=240):
    """Numbers, nested lists of them or an option as one line; what is long loses its middle.

    One image, channel and filter among four axes are written as a table, with the shape that it has.
    """
    if hasattr(value, "tolist"):
        return as_text(value.tolist(), most) + (" (uint8)" if value.dtype == np.uint8 else "")
    if not isinstance(value, list):
        return repr(value)
    sizes, table = shape(value), value
    if len(sizes) == 4 and 1 == sizes[3] == min(sizes[0], sizes[2]):
        table = (
            [[v[0] for v in row] for row in value[0]]
            if sizes[0] == 1
            else [[v[0][0] for v in row] for row in value]
        )
    text = str(_text_of(table)).replace("'", "")
    text = text if len(text) <= most else f"{text[: most - 80]} ... {text[-60:]}"
    return text if table is value else f"{text} in shape {sizes}"


def _text_of(value):
    return [_text_of(v) for v in value] if isinstance(value, list) else number(value, decimal=True)
