"""What is right in each exercise, worked out by NumPy and SciPy with zeros that are padded by hand; and inputs
of each that are not those on which it is tried.

expected() shares no code with the check.
"""

import re
from functools import cache

import numpy as np
from scipy import ndimage, signal

from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.smallest_input import Probe
from course.practice.exercise_files import mistakes_of_exercises

SEED = 4711  # of the new inputs, in all tests that do not draw one
TABLE = {**BANK, **mistakes_of_exercises()}  # every mistake that can be named
SOBEL = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])


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


# ---- inputs of each exercise that are not those on which it is tried


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
