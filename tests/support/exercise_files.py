"""Files as readers hand them in: right ones in four styles, wrong ones with mistakes that are in no bank.

RIGHT[exercise, style] is the text of a file. What is wrong with a WRONG one was written down before any
check, together with every name that would be true of it, and the rung that is the first to show it.
expected() is what is right for a call, worked out by NumPy and SciPy with zeros that are padded by hand.
"""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import ndimage, signal

from support import wrong_functions
from course.mistakes.bank.all_mistakes import BANK, EXERCISE_MISTAKES
from course.mistakes.smallest_input import Probe

TABLE = {**BANK, **EXERCISE_MISTAKES}  # every mistake that can be named
SOBEL = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])

# ---- what is right


def expected(function, arguments, options):
    """What a function of the exercises has to give: an array of floats, or a whole number."""
    return EXPECTED[function](*arguments, **options)


def convolve1d(x, h, mode="full"):
    return np.convolve(np.asarray(x, float), np.asarray(h, float), mode)


def convolve2d(x, h, mode="full"):
    return signal.convolve2d(np.asarray(x, float), np.asarray(h, float), mode)


def output_size(n, k, stride, padding):
    return len(range(0, n if padding == "SAME" else n - k + 1, stride))


def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    around = [(0, 0)] * 2
    if padding == "SAME":
        around = [zeros(*axis) for axis in zip(images.shape[1:3], filters.shape[:2], stride)]
    framed = np.pad(np.asarray(images, float), [(0, 0), *around, (0, 0)])
    maps = [
        [
            sum(signal.correlate2d(image[..., c], filters[..., c, o], "valid") for c in range(image.shape[2]))
            for o in range(filters.shape[3])
        ]
        for image in framed
    ]
    return np.moveaxis(np.array(maps), 1, 3)[:, :: stride[0], :: stride[1]]


def zeros(n, k, s):
    """The zeros of SAME before and after one axis: the last window begins at the last multiple of s."""
    total = max((n - 1) // s * s + k - n, 0)
    return total // 2, (total + 1) // 2


def edge_strength(image):
    both = (ndimage.sobel(np.asarray(image, float), axis, mode="reflect") for axis in (0, 1))
    return np.hypot(*both)


def feature_map(x, h):
    y = np.maximum(signal.correlate2d(np.asarray(x, float), np.asarray(h, float), "valid"), 0)
    y = y[: y.shape[0] // 2 * 2, : y.shape[1] // 2 * 2]
    return np.maximum.reduce([y[a::2, b::2] for a in (0, 1) for b in (0, 1)])


EXPECTED = {f.__name__: f for f in (convolve1d, convolve2d, output_size, conv2d, edge_strength, feature_map)}


def alike(values, right, within=1e-9):
    """Whether a result holds these numbers, in this arrangement."""
    got, right = np.asarray(values, float), np.asarray(right, float)
    return got.shape == right.shape and np.allclose(got, right, within, within, equal_nan=True)


# ---- inputs of each exercise that are not those of its ladder


def signals(count):
    rng, found = np.random.default_rng(11), []
    for turn in range(count):
        k = rng.integers(1, 6)
        x, h = rng.integers(-9, 10, k + rng.integers(0, 6)), rng.integers(-5, 6, k)
        x, h = [(x, h), (x / 4, h), (x, h / 4), (abs(28 * x).astype(np.uint8), h), (x * 33, h)][turn % 5]
        found.append(Probe(x, h, {"mode": ("full", "same", "valid")[turn % 3], "flip": True}))
    return [*found, Probe(np.array([1, np.nan, 5, 2, 3]), np.array([2, -1]), found[0].options)]


def grids(count):
    rng, found = np.random.default_rng(12), []
    for turn in range(count):
        k = rng.integers(1, 5, 2)
        x, h = rng.integers(-9, 10, k + rng.integers(0, 4, 2)), rng.integers(-5, 6, k)
        x, h = [(x, h), (x / 4, h), (x, h / 4), (abs(28 * x).astype(np.uint8), h), (x * 33, h)][turn % 5]
        found.append(Probe(x, h, {"mode": ("full", "same", "valid")[turn % 3], "flip": True}))
    x, h = np.arange(12.0).reshape(3, 4), np.array([[1, 2], [3, -4]])
    x[1, 2] = np.nan
    return [*found, Probe(x, h, {"mode": "same", "flip": True})]


def batches(count):
    rng, found = np.random.default_rng(13), []
    for turn in range(count):
        k, (c, o, b) = rng.integers(1, 4, 2), rng.integers(1, 4, 3)
        x = rng.integers(-9, 10, (b, *(k + rng.integers(0, 4, 2)), c)).astype(float)
        h = rng.integers(-5, 6, (*k, c, o)).astype(float) / (1 + turn % 2)
        stride = tuple(map(int, rng.integers(1, 4, 2))) if turn % 3 else (1, 1)
        found.append(Probe(x, h, {"mode": ("SAME", "valid")[turn % 2], "flip": False, "stride": stride}))
    found[0].x[0, 0, 0, 0] = np.nan
    return found


def pictures_of_bytes(count):
    return [Probe(x, SOBEL, {"mode": "same", "flip": True}) for x in drawn_images(count)]


def maps(count):
    rng, found = np.random.default_rng(14), []
    for turn in range(count):
        k = rng.integers(1, 4, 2)
        x, h = rng.integers(-9, 10, k + rng.integers(1, 5, 2)), rng.integers(-5, 6, k)
        x, h = [(x, h), (x / 4, h), (x, h / 4), (abs(28 * x).astype(np.uint8), h)][turn % 4]
        found.append(Probe(x, h, {"mode": "valid", "flip": False}))
    return found


def lengths(count):
    rng, found = np.random.default_rng(15), []
    for turn in range(count):
        k = int(rng.integers(1, 7))
        n, mode = k + int(rng.integers(0, 20)), ("SAME", "valid")[turn % 2]
        stride = int(rng.integers(1, 5))
        found.append(Probe(np.zeros(n), np.zeros(k), {"mode": mode, "flip": False, "stride": stride}))
    return found


def drawn_images(count):
    rng = np.random.default_rng(3)
    return [
        rng.integers(0, 13 if turn % 2 else 256, rng.integers(1, 7, 2), np.uint8) for turn in range(count)
    ]


DRAWN = {
    "convolve1d": signals,
    "convolve2d": grids,
    "output_size": lengths,
    "conv2d": batches,
    "edge_strength": pictures_of_bytes,
    "feature_map": maps,
}


@cache
def inputs(part):
    """Thirty Probes of the domain of a part that are not those of its ladder."""
    return DRAWN[part.function](30)


# ---- names


def named(said, mistakes):
    """The mistakes that a verdict names, in its sentences and in its list of names: tuples of Mistakes."""
    joined = {tuple(name.split(" + ")) for name in mistakes if name in TABLE or " + " in name}
    paired = {name for group in joined if len(group) > 1 for name in group}
    also = {
        name
        for text in said
        for group in re.findall(r"\[([-a-zA-Z0-9, ]+)\]$", text)
        for name in group.split(", ")
    }
    alone = {(name,) for name in also & set(TABLE) - paired}
    return [tuple(TABLE[name] for name in group) for group in joined | alone]


# ---- right files, in four styles

LOOPS, SLICES, WINDOWS, LIBRARY = "loops on lists", "slices", "sliding windows", "the library"
RIGHT = {}

RIGHT[0, LOOPS] = """
def convolve1d(signal, kernel, mode="full"):
    signal, kernel = [float(v) for v in signal], [float(v) for v in kernel]
    full = []
    for m in range(len(signal) + len(kernel) - 1):
        total = 0
        for a in range(len(kernel)):
            if 0 <= m - a < len(signal):
                total += signal[m - a] * kernel[a]
        full.append(total)
    if mode == "valid":
        return full[len(kernel) - 1 : len(signal)]
    if mode == "same":
        first = (len(kernel) - 1) // 2
        return full[first : first + len(signal)]
    return full
"""

RIGHT[0, SLICES] = """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n, k = len(signal), len(kernel)
    full = np.zeros(n + k - 1)
    for a, weight in enumerate(kernel):
        full[a : a + n] += weight * np.asarray(signal, dtype=float)
    cut = {"full": 0, "same": k - 1, "valid": 2 * (k - 1)}[mode]
    return full[cut // 2 : len(full) - (cut - cut // 2)]
"""

RIGHT[0, WINDOWS] = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    around = {"full": (k - 1, k - 1), "same": (k // 2, (k - 1) // 2), "valid": (0, 0)}[mode]
    return sliding_window_view(np.pad(signal, around), k) @ np.flip(kernel)
"""

RIGHT[0, LIBRARY] = """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    return np.convolve(signal, kernel, mode)
"""

RIGHT[1, LOOPS] = """
def convolve2d(image, kernel, mode="full"):
    image, kernel = image.tolist(), kernel.tolist()
    n, m, k, l = len(image), len(image[0]), len(kernel), len(kernel[0])
    top, left = {"full": (0, 0), "same": ((k - 1) // 2, (l - 1) // 2), "valid": (k - 1, l - 1)}[mode]
    rows = {"full": n + k - 1, "same": n, "valid": n - k + 1}[mode]
    columns = {"full": m + l - 1, "same": m, "valid": m - l + 1}[mode]
    result = []
    for i in range(top, top + rows):
        line = []
        for j in range(left, left + columns):
            total = 0.0
            for a in range(k):
                for b in range(l):
                    if 0 <= i - a < n and 0 <= j - b < m:
                        total += image[i - a][j - b] * kernel[a][b]
            line.append(total)
        result.append(line)
    return result
"""

RIGHT[1, SLICES] = """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    (n, m), (k, l) = image.shape, kernel.shape
    full = np.zeros((n + k - 1, m + l - 1))
    for a in range(k):
        for b in range(l):
            full[a : a + n, b : b + m] += kernel[a, b] * image.astype(float)
    if mode == "full":
        return full
    if mode == "valid":
        return full[k - 1 : n, l - 1 : m]
    top, left = (k - 1) // 2, (l - 1) // 2
    return full[top : top + n, left : left + m]
"""

RIGHT[1, WINDOWS] = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def convolve2d(image, kernel, mode="full"):
    sides = {
        "full": [(k - 1, k - 1) for k in kernel.shape],
        "same": [(k // 2, (k - 1) // 2) for k in kernel.shape],
        "valid": 0,
    }
    windows = sliding_window_view(np.pad(image, sides[mode]), kernel.shape)
    return np.einsum("ijab,ab->ij", windows, kernel[::-1, ::-1])
"""

RIGHT[1, LIBRARY] = """
from scipy import signal

def convolve2d(image, kernel, mode="full"):
    return signal.convolve2d(image, kernel, mode)
"""

RIGHT[2, LOOPS] = """
import math

def output_size(n, k, stride, padding):
    if padding == "SAME":
        return math.ceil(n / stride)
    return math.ceil((n - k + 1) / stride)

def zeros_before(n, k, stride, padding):
    if padding == "VALID":
        return 0
    return max((output_size(n, k, stride, padding) - 1) * stride + k - n, 0) // 2

def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    images, filters = images.tolist(), filters.tolist()
    height, width = len(images[0]), len(images[0][0])
    k, l, inputs, outputs = len(filters), len(filters[0]), len(filters[0][0]), len(filters[0][0][0])
    top, left = zeros_before(height, k, stride[0], padding), zeros_before(width, l, stride[1], padding)

    def number(image, i, j, o):
        total = 0.0
        for a in range(k):
            for b in range(l):
                row, column = i * stride[0] + a - top, j * stride[1] + b - left
                if 0 <= row < height and 0 <= column < width:
                    for c in range(inputs):
                        total += image[row][column][c] * filters[a][b][c][o]
        return total

    rows, columns = output_size(height, k, stride[0], padding), output_size(width, l, stride[1], padding)
    return [
        [[[number(image, i, j, o) for o in range(outputs)] for j in range(columns)] for i in range(rows)]
        for image in images
    ]
"""

FRAMED = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def output_size(n, k, stride, padding):
    return (n - k) // stride + 1 if padding == "VALID" else (n + stride - 1) // stride

def framed(images, filters, stride, padding):
    around = [(0, 0)]
    for n, k, s in zip(images.shape[1:3], filters.shape, stride):
        total = max((output_size(n, k, s, padding) - 1) * s + k - n, 0) if padding == "SAME" else 0
        around.append((total // 2, total - total // 2))
    return np.pad(images, [*around, (0, 0)])
"""

RIGHT[2, SLICES] = (
    FRAMED
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    x = framed(images, filters, stride, padding)
    k, l, inputs, outputs = filters.shape
    rows, columns = x.shape[1] - k + 1, x.shape[2] - l + 1
    result = 0
    for a in range(k):
        for b in range(l):
            for c in range(inputs):
                part = x[:, a : a + rows : stride[0], b : b + columns : stride[1], c]
                result = result + part[..., None] * filters[a, b, c]
    return result
"""
)

RIGHT[2, WINDOWS] = (
    FRAMED
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    x = framed(images, filters, stride, padding)
    windows = sliding_window_view(x, filters.shape[:2], (1, 2))[:, :: stride[0], :: stride[1]]
    return np.tensordot(windows, filters, ([3, 4, 5], [2, 0, 1]))
"""
)

RIGHT[2, LIBRARY] = """
import tensorflow as tf

def output_size(n, k, stride, padding):
    return tf.nn.conv2d(tf.zeros((1, n, 1, 1)), tf.zeros((k, 1, 1, 1)), stride, padding).shape[1]

def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    return tf.nn.conv2d(images, filters, stride, padding)
"""

RIGHT[3, LOOPS] = """
def edge_strength(image):
    image = image.tolist()
    rows, columns = len(image), len(image[0])

    def at(i, j):
        return image[min(max(i, 0), rows - 1)][min(max(j, 0), columns - 1)]

    result = []
    for i in range(rows):
        result.append([])
        for j in range(columns):
            across = down = 0
            for d, weight in ((-1, 1), (0, 2), (1, 1)):
                across += weight * (at(i + d, j + 1) - at(i + d, j - 1))
                down += weight * (at(i + 1, j + d) - at(i - 1, j + d))
            result[i].append((across**2 + down**2) ** 0.5)
    return result
"""

RIGHT[3, SLICES] = """
import numpy as np

def edge_strength(image):
    p = np.pad(image, 1, mode="edge").astype(np.int32)
    across = p[:-2, 2:] + 2 * p[1:-1, 2:] + p[2:, 2:] - p[:-2, :-2] - 2 * p[1:-1, :-2] - p[2:, :-2]
    down = p[2:, :-2] + 2 * p[2:, 1:-1] + p[2:, 2:] - p[:-2, :-2] - 2 * p[:-2, 1:-1] - p[:-2, 2:]
    return np.sqrt(across**2 + down**2)
"""

RIGHT[3, WINDOWS] = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

SOBEL = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])

def edge_strength(image):
    windows = sliding_window_view(np.pad(image, 1, mode="symmetric"), (3, 3))
    both = np.einsum("ijab,sab->sij", windows, [SOBEL, SOBEL.T])
    return np.linalg.norm(both, axis=0)
"""

RIGHT[3, LIBRARY] = """
import numpy as np
import scipy

def edge_strength(image):
    return np.hypot(*(scipy.ndimage.sobel(image.astype(float), axis) for axis in (0, 1)))
"""

RIGHT[4, LOOPS] = """
def feature_map(image, kernel):
    image, kernel = image.tolist(), kernel.tolist()
    k, l = len(kernel), len(kernel[0])
    rows, columns = (len(image) - k + 1) // 2, (len(image[0]) - l + 1) // 2
    result = [[0] * columns for _ in range(rows)]
    for i in range(2 * rows):
        for j in range(2 * columns):
            total = sum(image[i + a][j + b] * kernel[a][b] for a in range(k) for b in range(l))
            result[i // 2][j // 2] = max(result[i // 2][j // 2], total)
    return result
"""

RIGHT[4, SLICES] = """
import numpy as np

def feature_map(image, kernel):
    (k, l), (n, m) = kernel.shape, image.shape
    found = np.zeros((n - k + 1, m - l + 1))
    for a in range(k):
        for b in range(l):
            found += kernel[a, b] * image[a : a + n - k + 1, b : b + m - l + 1].astype(float)
    found = found[: len(found) // 2 * 2, : found.shape[1] // 2 * 2].clip(0)
    rows = np.maximum(found[::2], found[1::2])
    return np.maximum(rows[:, ::2], rows[:, 1::2])
"""

RIGHT[4, WINDOWS] = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def feature_map(image, kernel):
    found = np.tensordot(sliding_window_view(image, kernel.shape), kernel, 2)
    return np.maximum(sliding_window_view(found, (2, 2))[::2, ::2].max(axis=(2, 3)), 0)
"""

RIGHT[4, LIBRARY] = """
import numpy as np
from scipy.signal import correlate2d

def feature_map(image, kernel):
    found = np.maximum(correlate2d(image.astype(float), kernel, "valid"), 0)
    rows, columns = (size // 2 for size in found.shape)
    return found[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2).max(axis=(1, 3))
"""

# ---- wrong files


class Wrong(NamedTuple):
    """A wrong file: its exercise, what is wrong, the rung that shows it, and the names that are true."""

    exercise: int
    what: str
    rung: str
    source: str
    names: frozenset = frozenset()


WRONG = {}


def wrong(name, exercise, what, rung, source, *names):
    WRONG[name] = Wrong(exercise, what, rung, source, frozenset(names))


wrong(
    "valid loses its last",
    0,
    "one branch of three ends at n - 1 where it should end at n: 'valid' is one number short",
    "shape",
    """
import numpy as np

def convolve1d(signal, kernel, mode="full"):
    n, k = len(signal), len(kernel)
    full = np.zeros(n + k - 1)
    for i in range(n):
        full[i : i + k] += float(signal[i]) * kernel
    if mode == "valid":
        return full[k - 1 : n - 1]
    if mode == "same":
        return full[(k - 1) // 2 : (k - 1) // 2 + n]
    return full
""",
)

wrong(
    "keeps kernels by their length",
    0,
    "a turned kernel is kept under its length, so that a second kernel of the same length is never used",
    "centre",
    """
import numpy as np

turned = {}

def convolve1d(signal, kernel, mode="full"):
    k = len(kernel)
    if k not in turned:
        turned[k] = kernel[::-1].copy()
    around = {"full": (k - 1, k - 1), "same": (k // 2, (k - 1) // 2), "valid": (0, 0)}[mode]
    padded = np.pad(signal.astype(float), around)
    return [sum(padded[i : i + k] * turned[k]) for i in range(len(padded) - k + 1)]
""",
)

wrong(
    "list.index finds the first",
    0,
    "the place of a number is looked up by its value: equal numbers all send their copy from the first one",
    "centre",
    """
def convolve1d(signal, kernel, mode="full"):
    signal, kernel = signal.tolist(), kernel.tolist()
    n, k = len(signal), len(kernel)
    full = [0.0] * (n + k - 1)
    for number in signal:
        for a in range(k):
            full[signal.index(number) + a] += number * kernel[a]
    start, size = {"full": (0, n + k - 1), "same": ((k - 1) // 2, n), "valid": (k - 1, n - k + 1)}[mode]
    return full[start : start + size]
""",
)

wrong(
    "transposes a kernel that is not square",
    1,
    "a kernel that is wider than high is transposed, and with it the result's size is another one",
    "not square",
    """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    if kernel.shape[1] > kernel.shape[0]:
        kernel = kernel.T
    (n, m), (k, l) = image.shape, kernel.shape
    full = np.zeros((n + k - 1, m + l - 1))
    for i in range(n):
        for j in range(m):
            full[i : i + k, j : j + l] += float(image[i, j]) * kernel
    if mode == "same":
        return full[(k - 1) // 2 : (k - 1) // 2 + n, (l - 1) // 2 : (l - 1) // 2 + m]
    if mode == "valid":
        return full[k - 1 : n, l - 1 : m]
    return full
""",
)

wrong(
    "the mean lies outside",
    1,
    "beyond the edge stands the image's mean, where zeros belong",
    "edge",
    """
import numpy as np

def convolve2d(image, kernel, mode="full"):
    pads = {
        "full": [(k - 1, k - 1) for k in kernel.shape],
        "same": [(k // 2, (k - 1) // 2) for k in kernel.shape],
        "valid": [(0, 0), (0, 0)],
    }[mode]
    padded = np.pad(image.astype(float), pads, constant_values=image.mean())
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel[::-1, ::-1]).sum(axis=(2, 3))
""",
)

wrong(
    "the kernel in bytes",
    1,
    "the kernel is cast to uint8: -3 becomes 253 and 0.5 becomes 0",
    "centre",
    """
import numpy as np
from scipy import signal

def convolve2d(image, kernel, mode="full"):
    kernel = kernel.astype(int).astype(np.uint8)
    return signal.convolve2d(image.astype(float), kernel, mode)
""",
)

wrong(
    "the first image for all",
    2,
    "every image of the batch gets the result of the first",
    "channels",
    FRAMED
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    x = framed(images, filters, stride, padding)
    windows = sliding_window_view(x[0], filters.shape[:2], (0, 1))[:: stride[0], :: stride[1]]
    result = np.tensordot(windows, filters, ([2, 3, 4], [2, 0, 1]))
    return np.array([result] * len(images))
""",
)

wrong(
    "SAME divides before it rounds",
    2,
    "SAME has ceil((n - 1) / stride) outputs where it should have ceil(n / stride)",
    "sizes",
    FRAMED.replace("(n + stride - 1) // stride", "max((n + stride - 2) // stride, 1)")
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    x = framed(images, filters, stride, padding)
    windows = sliding_window_view(x, filters.shape[:2], (1, 2))[:, :: stride[0], :: stride[1]]
    return np.tensordot(windows, filters, ([3, 4, 5], [2, 0, 1]))
""",
)

wrong(
    "the last channel is lost",
    2,
    "the loop over the channels ends one early, unless there is only one",
    "channels",
    FRAMED
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    x = framed(images, filters, stride, padding)
    few = max(x.shape[3] - 1, 1)
    windows = sliding_window_view(x[..., :few], filters.shape[:2], (1, 2))[:, :: stride[0], :: stride[1]]
    return np.tensordot(windows, filters[:, :, :few], ([3, 4, 5], [2, 0, 1]))
""",
)

wrong(
    "smooths in bytes",
    3,
    "the sum 1 2 1 is made in uint8, where it wraps round above 255; the differences are made in floats",
    "bytes",
    """
import numpy as np

def edge_strength(image):
    framed = np.pad(image, 1, mode="symmetric")
    rows = framed[:-2] + 2 * framed[1:-1] + framed[2:]
    columns = framed[:, :-2] + 2 * framed[:, 1:-1] + framed[:, 2:]
    across = rows[:, 2:].astype(float) - rows[:, :-2]
    down = columns[2:].astype(float) - columns[:-2]
    return np.hypot(across, down)
""",
)

wrong(
    "the second kernel on the first result",
    3,
    "the image is replaced by what the first kernel gives, and the second kernel is given that",
    "centre",
    """
import numpy as np
from scipy.signal import convolve2d

SOBEL = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])

def edge_strength(image):
    image = image.astype(float)
    total = np.zeros(image.shape)
    for kernel in (SOBEL, SOBEL.T):
        image = convolve2d(image, kernel, "same", boundary="symm")
        total += image**2
    return np.sqrt(total)
""",
)

wrong(
    "only strong edges",
    3,
    "strengths below 10 are taken for noise and set to 0",
    "centre",
    """
import numpy as np
from scipy.ndimage import sobel

def edge_strength(image):
    strength = np.hypot(sobel(image.astype(float), 0), sobel(image.astype(float), 1))
    strength[strength < 10] = 0
    return strength
""",
)

wrong(
    "ReLU before the kernel",
    4,
    "what is below 0 in the image is set to 0, and nothing in the map",
    "whole",
    """
import numpy as np
from scipy.signal import correlate2d

def feature_map(image, kernel):
    found = correlate2d(np.maximum(image, 0).astype(float), kernel, "valid")
    rows, columns = (size // 2 for size in found.shape)
    return found[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2).max(axis=(1, 3))
""",
    "no-relu + relu-first",
)

wrong(
    "pools the wrong axes",
    4,
    "the map is reshaped to (2, rows, 2, columns): the largest is that of numbers far apart",
    "whole",
    """
import numpy as np
from scipy.signal import correlate2d

def feature_map(image, kernel):
    found = np.maximum(correlate2d(image.astype(float), kernel, "valid"), 0)
    rows, columns = (size // 2 for size in found.shape)
    return found[: 2 * rows, : 2 * columns].reshape(2, rows, 2, columns).max(axis=(0, 2))
""",
)

wrong(
    "as many columns as rows",
    4,
    "the pooled map has as many columns as rows: a wide one is cut, a high one has no squares to look at",
    "not square",
    """
import numpy as np
from scipy.signal import correlate2d

def feature_map(image, kernel):
    found = np.maximum(correlate2d(image.astype(float), kernel, "valid"), 0)
    size = found.shape[0] // 2
    result = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            result[i, j] = found[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max()
    return result
""",
)


# ---- the functions of wrong_functions.py as files


def as_file(entry):
    """(exercise, text of a file) of an entry of wrong_functions.py; None if no exercise asks what it does."""
    if entry.place == "dilation" or (entry.place == "1-D" and not entry.flip):
        return None
    exercise = {"1-D": 0, "2-D": 1}.get(entry.place, 2)
    name, turn = entry.f.__name__, "[::-1, ::-1]" if entry.flip else ""
    wrapper = WRAPPERS[entry.place].replace("NAME", name).replace("TURN", turn)
    if entry.modes == ("same",) or entry.modes == ("full",):  # the other modes are done rightly
        wrapper += OTHERWISE[exercise].replace("MODE", entry.modes[0])
    return exercise, f"{needed_by(wrapper)}\n{wrapper}"


@cache
def definitions():
    """{name: node} of the functions of wrong_functions.py, without what puts them into tables."""
    tree = ast.parse(Path(wrong_functions.__file__).read_text(encoding="utf-8"))
    found = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in found.values():
        node.decorator_list = []
    return found


def needed_by(text):
    """The imports and those functions of wrong_functions.py that a text uses, as the beginning of a file."""
    functions, todo = {}, [ast.parse(text)]
    while todo:
        names = {node.id for node in ast.walk(todo.pop()) if isinstance(node, ast.Name)}
        new = {name: definitions()[name] for name in names & definitions().keys() - functions.keys()}
        functions, todo = functions | new, [*todo, *new.values()]
    body = "\n".join(ast.unparse(functions[name]) for name in sorted(functions))
    return IMPORTS + ("from scipy import signal\n" if "signal." in body + text else "") + body


IMPORTS = """
from collections import defaultdict
from itertools import accumulate, product
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view as windows
"""
OF_AXES = """
def FUNCTION(x, h, mode="full"):
    return NAME(x, h, mode)
"""
SIZES = """
def output_size(n, k, stride, padding):
    return -(-(n if padding == "SAME" else n - k + 1) // stride)
"""
WRAPPERS = {
    "1-D": OF_AXES.replace("FUNCTION", "convolve1d"),
    "2-D": OF_AXES.replace("FUNCTION", "convolve2d"),
    "stride": SIZES
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    mode, turned = padding.replace("VALID", "valid"), filtersTURN

    def plane(image, o):
        maps = [NAME(image[..., c], turned[:, :, c, o], mode, stride) for c in range(image.shape[2])]
        return sum(np.asarray(each) for each in maps)

    return np.stack([[plane(image, o) for image in images] for o in range(filters.shape[3])], axis=-1)
""",
    "channels": SIZES
    + """
def conv2d(images, filters, stride=(1, 1), padding="SAME"):
    found, turned = [], filtersTURN
    for image in images:
        mode = padding.replace("VALID", "valid")
        planes = image.transpose(2, 0, 1)
        framed = np.dstack([stepped(plane, filters[:, :, 0, 0], mode, stride) for plane in planes])
        found.append(np.asarray(NAME(framed, turned, "valid"))[:: stride[0], :: stride[1]])
    return np.array(found)
""",
}
OTHERWISE = {
    0: """
ITS_OWN = convolve1d

def convolve1d(x, h, mode="full"):
    return ITS_OWN(x, h, mode) if mode == "MODE" else np.convolve(x, h, mode)
""",
    1: """
ITS_OWN = convolve2d

def convolve2d(x, h, mode="full"):
    return ITS_OWN(x, h, mode) if mode == "MODE" else signal.convolve2d(x, h, mode)
""",
}
