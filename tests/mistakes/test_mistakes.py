"""The bank of mistakes: each is what it says, stays exact, and is singled out by an input found for it.

What a mistake gives is held against NumPy, SciPy, and the numbers that people have really reported.
"""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from functools import partial
from itertools import combinations, product
from math import inf, nan
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy import ndimage, signal
from support.slow_cases import with_slow_cases
from support.smallest_inputs import kept_smallest_input
from support.strategies import fractions, laws, quarters

from course.convolution import arguments, definition, nested
from course.convolution.nested import number_of_axes
from course.convolution.sizes import BORDERS, MODES, output_size
from course.mistakes import changes as change
from course.mistakes import smallest_input as searching
from course.mistakes.arithmetic import OneOfTwo
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import COVERED, TWINS, covering, twins
from course.mistakes.faulty_definition import REFUSALS, WORLD, alike, applies, definition_with, outcome
from course.mistakes.mistake import BOTH, DRAFTS, EVERY, PLANE, Mistake
from course.mistakes.smallest_input import smallest_input
from course.practice.exercise_files import mistakes_of_exercises

PLACES = [(name, place) for name, mistake in BANK.items() for place in mistake.places]
BEFORE = dict(vars(definition))


def gives(name, x, h, **given):
    return outcome(definition_with(BANK[name]), x, h, **given)


def numbers(values):
    """The numbers of nested lists, one after another."""
    return [n for value in values for n in numbers(value)] if isinstance(values, list) else [values]


def lookalikes(got, x, h, **given):
    """The names of the mistakes that apply and give these numbers."""
    fitting = [name for name, mistake in BANK.items() if applies(mistake, number_of_axes(x), given)]
    return {name for name in fitting if alike(gives(name, x, h, **given), got)}


# ---- what they give, by other means than the definition

X = np.array([3, -4, 5, 300, -7, 2])
H = np.array([1, -2, 5, 4])
WIDE = np.array([2, -1, 3, 5, 4])
IMAGE = np.array([[3, -4, 5, 300, 2, 1], [250, 7, -3, 90, 4, 8], [1, 0, -2, 6, 8, -9], [4, 2, 2, -5, 7, 1]])
KERNEL = np.array([[1, -2, 3], [4, 0, 5]])
TALL = np.array([[2, 1], [-1, 3], [5, 4], [1, 7], [3, -2]])
SQUARE = np.array([[1, 2, -1], [0, 3, 5], [4, -2, 6]])
COLOURS = (np.arange(36) ** 2 % 11 - 4).reshape(4, 3, 3)  # (height, width, in)
FILTERS = (np.arange(24) ** 2 % 13 - 5).reshape(2, 2, 3, 2)  # (height, width, in, out)
HALVES = [Fraction(1, 2), Fraction(-5, 4), 2]
FULL = np.convolve(X, H)
FULL2 = signal.convolve2d(IMAGE, KERNEL)
SAME2 = signal.convolve2d(IMAGE, KERNEL, "same")
VALID2 = signal.convolve2d(IMAGE, KERNEL, "valid")


def padded(x, h, *sides):
    """Windows of the padded input: 1-D with one (before, after), 2-D with two."""
    if len(sides) == 1:
        return np.convolve(np.pad(x, sides[0]), h, "valid")
    return signal.convolve2d(np.pad(x, sides), h, "valid")


def blank(values, *kept):
    """The array with zeros outside the kept slices."""
    result = np.zeros_like(values)
    result[kept] = values[kept]
    return result


def windows(x, h):
    """Every full window of a convolution times the kernel: (places, k)."""
    wide = np.pad(x, len(h) - 1)
    return np.lib.stride_tricks.sliding_window_view(wide, len(h)) * h[::-1]


def planes(mode="valid"):
    """Each channel convolved with its kernel: (in, height, width, out)."""
    return np.array(
        [
            np.stack([signal.convolve2d(COLOURS[..., c], FILTERS[:, :, c, o], mode) for o in range(2)], -1)
            for c in range(3)
        ]
    )


def written_over(x, h):
    """'same' with the results written into the signal: a loop, as people write it."""
    x, before, after = x.copy(), len(h) // 2, (len(h) - 1) // 2
    for i in range(len(x)):
        x[i] = np.dot(np.pad(x, (before, after))[i : i + len(h)], h[::-1])
    return x


def divided_at_the_edge(x, h):
    """Each number by the weights on the input, but those whose window is all inside."""
    weights = np.convolve(np.ones_like(x), h)
    inside = np.convolve(np.ones_like(x), np.ones_like(h)) == len(h)
    exact = zip(np.convolve(x, h).tolist(), weights.tolist(), inside.tolist())
    return [value if whole or weight == 0 else Fraction(value, weight) for value, weight, whole in exact]


HALF = [Fraction(1, 2), Fraction(-1, 2)]


def assigned(x, h, by_input):
    """What y[i + a, j + b] = x[i, j] * h[a, b] leaves, the loops over the image outside, or those over the kernel."""
    y = np.zeros(np.add(x.shape, h.shape) - 1, int)
    pairs = [(index, tap) for index in np.ndindex(x.shape) for tap in np.ndindex(h.shape)]
    for index, tap in pairs if by_input else sorted(pairs, key=lambda pair: pair[1]):
        y[tuple(np.add(index, tap))] = x[index] * h[tap]
    return y


def added_up(x, h):
    """What NumPy adds up in an array of whole numbers."""
    y = np.zeros(len(x) + len(h) - 1, int)
    for i, value in enumerate(x):
        for a, weight in enumerate(h):
            y[i + a] += value * weight
    return y


SHOWN = [
    ("no-flip", X, H, {}, np.correlate(X, H, "full")),
    ("no-flip", X, H, {"flip": False}, FULL),
    ("no-flip", IMAGE, KERNEL, {}, signal.correlate2d(IMAGE, KERNEL)),
    ("border-zero", X, WIDE, {"mode": "same"}, np.pad(np.convolve(X, WIDE, "valid"), 2)),
    ("border-zero", X, WIDE, {"mode": "same", "border": "wrap"}, np.pad(np.convolve(X, WIDE, "valid"), 2)),
    ("border-zero", IMAGE, KERNEL, {}, np.pad(VALID2, ((1, 1), (2, 2)))),
    ("square-image", IMAGE, KERNEL, {}, signal.convolve2d(IMAGE[:, :4], KERNEL)),
    ("centre-one", X, WIDE, {"mode": "same"}, padded(X, WIDE, (3, 1))),
    ("centre-one", IMAGE, TALL, {"mode": "same"}, padded(IMAGE, TALL, (3, 1), (0, 1))),
    ("centre-one-window", X, WIDE, {"mode": "same"}, padded(X, WIDE, (1, 3))),
    ("centre-one-window", IMAGE, TALL, {"mode": "same"}, padded(IMAGE, TALL, (1, 3), (1, 0))),
    ("skip-k1", X, H, {}, blank(FULL, slice(3))),
    ("skip-k1", IMAGE, KERNEL, {"mode": "same"}, blank(SAME2, slice(3), slice(4))),
    ("stride-floor2", X, WIDE, {"mode": "valid", "stride": 2}, np.convolve(X, WIDE, "valid")[::2]),
    ("stride-floor2", X, [2, 1], {"mode": "valid", "stride": 2}, np.convolve(X, [2, 1], "valid")[:4:2]),
    ("flip-rows-only", IMAGE, KERNEL, {}, signal.correlate2d(IMAGE, KERNEL[::-1])),
    ("flip-cols-only", IMAGE, KERNEL, {"flip": False}, signal.correlate2d(IMAGE, KERNEL[:, ::-1])),
    ("kernel-transposed", IMAGE, KERNEL, {}, signal.correlate2d(IMAGE, KERNEL.T)),
    ("kernel-half-mirrored", X, H, {}, np.correlate(X, [4, 5, 5, 4], "full")),
    ("kernel-half-mirrored", IMAGE, KERNEL, {}, signal.correlate2d(IMAGE, [[5, 0, 4], [4, 0, 5]])),
    ("kernel-half-mirrored", X, H, {"flip": False}, np.correlate(X, [4, 5, 5, 4], "full")),
    (
        "row-pitch",
        IMAGE,
        KERNEL,
        {},
        signal.convolve2d([IMAGE.ravel()[4 * i : 4 * i + 6] for i in range(4)], KERNEL),
    ),
    ("flip-and-transpose", IMAGE, KERNEL, {}, signal.convolve2d(IMAGE, KERNEL.T)),
    ("flip-and-transpose", IMAGE, KERNEL, {"flip": False}, signal.correlate2d(IMAGE, KERNEL.T)),
    ("kernel-rot90", IMAGE, KERNEL, {}, signal.correlate2d(IMAGE, np.rot90(KERNEL))),
    ("input-transposed", IMAGE, KERNEL, {}, signal.convolve2d(IMAGE.T, KERNEL)),
    ("input-transposed-back", IMAGE, KERNEL, {}, signal.convolve2d(IMAGE.T, KERNEL).T),
    ("output-transposed", IMAGE, KERNEL, {}, FULL2.T),
    ("output-reversed", X, H, {}, FULL[::-1]),
    ("output-reversed", IMAGE, KERNEL, {"flip": False}, signal.correlate2d(IMAGE, KERNEL)[::-1, ::-1]),
    ("square-kernel", IMAGE, KERNEL, {}, signal.convolve2d(IMAGE, KERNEL[:, :2])),
    ("drop-last-tap", X, H, {}, np.convolve(X, [1, -2, 5, 0])),
    ("drop-first-tap", IMAGE, KERNEL, {}, signal.convolve2d(IMAGE, [[0, 0, 0], [0, 0, 5]])),
    ("range-short", X, H, {}, FULL[:-1]),
    ("range-short", IMAGE, KERNEL, {}, FULL2[:-1, :-1]),
    ("range-short-rows", IMAGE, KERNEL, {}, FULL2[:-1]),
    ("range-short-cols", IMAGE, KERNEL, {}, FULL2[:, :-1]),
    ("range-long", IMAGE, KERNEL, {}, np.pad(FULL2, (0, 1))),
    ("skip-last", X, H, {}, [*FULL[:-1], 0]),
    ("skip-first", IMAGE, KERNEL, {}, blank(FULL2, slice(1, None), slice(1, None))),
    ("same-half-plus1", X, WIDE, {"mode": "same"}, padded(X, WIDE, (3, 3))),
    ("same-half-plus1", IMAGE, KERNEL, {"mode": "same"}, padded(IMAGE, KERNEL, (1, 1), (2, 2))),
    ("stride-rows-twice", IMAGE, KERNEL, {"stride": (3, 1)}, FULL2[::3, ::3]),
    ("skip-half", X, WIDE, {}, blank(np.convolve(X, WIDE), slice(-2))),
    ("all-zero", IMAGE, KERNEL, {}, 0 * FULL2),
    ("return-first", X, H, {}, blank(FULL, 0)),
    ("return-first", IMAGE, KERNEL, {}, blank(FULL2, 0, 0)),
    ("return-first-row", IMAGE, KERNEL, {"mode": "same"}, blank(SAME2, 0)),
    ("rows-shared", IMAGE, KERNEL, {}, np.tile(FULL2[-1], (len(FULL2), 1))),
    ("same-is-full", X, H, {"mode": "same"}, FULL),
    ("same-is-valid", X, H, {"mode": "same"}, np.convolve(X, H, "valid")),
    ("full-is-same", X, H, {"mode": "full"}, np.convolve(X, H, "same")),
    ("full-is-valid", X, H, {"mode": "full"}, np.convolve(X, H, "valid")),
    ("valid-is-same", X, H, {"mode": "valid"}, np.convolve(X, H, "same")),
    ("valid-is-full", X, H, {"mode": "valid"}, FULL),
    *[("always-valid", X, H, {"mode": mode}, np.convolve(X, H, "valid")) for mode in MODES],
    *[("always-same", X, H, {"mode": mode}, np.convolve(X, H, "same")) for mode in ("full", "valid", "same")],
    *[("always-full", X, H, {"mode": mode}, FULL) for mode in MODES],
    ("same-crop-start", X, H, {"mode": "same"}, FULL[:6]),
    ("same-crop-end", X, H, {"mode": "same"}, FULL[3:]),
    ("same-wrong-side", X, H, {"mode": "same"}, FULL[2:-1]),
    (
        "same-wrong-side",
        IMAGE,
        KERNEL,
        {"mode": "same", "flip": False},
        signal.correlate2d(IMAGE, KERNEL, "same"),
    ),
    ("same-half-both", X, H, {"mode": "same"}, padded(X, H, (2, 2))),
    ("same-half-floor", X, H, {"mode": "same"}, padded(X, H, (1, 1))),
    ("pad-one-short", X, H, {"mode": "full"}, padded(X, H, (2, 2))),
    ("pad-one-short", X, WIDE, {"mode": "same"}, padded(X, WIDE, (1, 1))),
    ("same-pad-k", X, H, {"mode": "full"}, [0, *FULL, 0]),
    ("same-pad-one", X, WIDE, {"mode": "same"}, padded(X, WIDE, (1, 1))),
    ("same-pad-rows", IMAGE, KERNEL, {"mode": "same"}, padded(IMAGE, KERNEL, (1, 0), (0, 0))),
    ("same-pad-cols", IMAGE, KERNEL, {"mode": "same"}, padded(IMAGE, KERNEL, (0, 0), (1, 1))),
    ("half-rows", IMAGE, TALL[:3], {"mode": "same"}, padded(IMAGE, TALL[:3], (1, 1), (1, 0))),
    ("half-rows", IMAGE, KERNEL.T, {"mode": "same"}, padded(IMAGE, KERNEL.T, (1, 1), (1, 0))),
    ("half-cols", IMAGE, TALL[:, :1], {"mode": "same"}, padded(IMAGE, TALL[:, :1], (0, 4), (0, 0))),
    ("same-pad-swapped", IMAGE, TALL, {"mode": "same"}, padded(IMAGE, TALL, (1, 0), (2, 2))),
    ("mirror-far-edge", X, WIDE, {"mode": "same"}, padded([5, -4, *X, 2, -7], WIDE, (0, 0))),
    ("boundary-wrap", IMAGE, KERNEL, {"mode": "same"}, signal.convolve2d(IMAGE, KERNEL, "same", "wrap")),
    ("boundary-symm", IMAGE, SQUARE, {"mode": "same"}, ndimage.convolve(IMAGE, SQUARE)),
    ("boundary-reflect", IMAGE, SQUARE, {"mode": "same"}, ndimage.convolve(IMAGE, SQUARE, mode="mirror")),
    ("boundary-edge", IMAGE, SQUARE, {"mode": "same"}, ndimage.convolve(IMAGE, SQUARE, mode="nearest")),
    ("neg-index-wrap", X, H, {}, padded(np.concatenate([X[-3:], X]), H, (0, 3))),
    ("pad-ones", X, H, {}, np.convolve(np.pad(X, 3, constant_values=1), H, "valid")),
    ("border-copy", X, WIDE, {"mode": "same"}, [3, -4, *np.convolve(X, WIDE, "valid"), -7, 2]),
    ("edge-renormalise", X, H, {}, divided_at_the_edge(X, H)),
    ("mean-not-sum", X, H, {}, FULL / 4),
    ("max-not-sum", X, H, {}, windows(X, H).max(axis=1)),
    # by hand: the products of x = -3 4 -5 with h = 2 1 are -3*2; -3*1, 4*2; 4*1, -5*2; -5*1
    ("max-inside", [-3, 4, -5], [2, 1], {}, [-6, 8, 4, -5]),
    ("max-inside", -IMAGE, np.ones((3, 3), int), {"mode": "same"}, ndimage.maximum_filter(-IMAGE, 3)),
    ("assign-not-add", X, H, {}, windows(X, H)[:, -1]),
    # by hand: x = 3 4 5 with h = 2 1; the sums are 3*2, 3*1 + 4*2, 4*1 + 5*2, 5*1
    ("assign-last-inside", [3, 4, 5], [2, 1], {}, [6, 8, 10, 5]),
    ("assign-last-inside", IMAGE, KERNEL, {}, assigned(IMAGE, KERNEL, by_input=True)),
    ("drop-last-product", [3, 4, 5], [2, 1], {}, [0, 3, 4, 0]),
    ("assign-first-inside", [3, 4, 5], [2, 1], {}, [6, 3, 4, 5]),
    ("assign-first-inside", IMAGE, KERNEL, {}, assigned(IMAGE, KERNEL, by_input=False)),
    # by hand: x = 3 4 5 with h = 1/2 -1/2; 1.5, -1.5 + 2, -2 + 2.5, -2.5
    ("products-int", [3, 4, 5], HALF, {}, [1, -1 + 2, -2 + 2, -2]),
    ("sums-like-input", np.array([3, 4, 5]), HALF, {}, [1, int(-1 + 2), int(-2 + 2.5), -2]),
    ("sums-like-input", np.array([3, 4, 5]), np.float64([0.5, -0.75]), {}, added_up([3, 4, 5], [0.5, -0.75])),
    ("sums-like-input", np.uint8([200, 100]), [1, 0.75], {}, [200, (150 + 100) % 256, 75]),
    ("sums-like-input", [3.0, 4, 5], [0.5, -0.5], {}, np.convolve([3.0, 4, 5], [0.5, -0.5])),
    ("acc-not-reset", IMAGE, KERNEL, {}, np.cumsum(FULL2).reshape(FULL2.shape)),
    ("acc-reset-per-row", IMAGE, KERNEL, {}, np.cumsum(FULL2, axis=1)),
    (
        "matmul",
        IMAGE,
        SQUARE,
        {"mode": "valid"},
        [[(IMAGE[i : i + 3, j : j + 3] @ SQUARE[::-1, ::-1]).sum() for j in range(4)] for i in range(2)],
    ),
    ("sum-times-sum", X, H, {}, 8 * np.convolve(X, [1, 1, 1, 1])),
    ("aliasing", X, WIDE, {"mode": "same"}, written_over(X, WIDE)),
    ("shift-one", X, H, {}, [*FULL[1:], 0]),
    ("kernel-int", X, HALVES, {}, np.convolve(X, [0, -1, 2])),
    ("kernel-abs", IMAGE, KERNEL, {}, signal.convolve2d(IMAGE, abs(KERNEL))),
    ("kernel-norm", X, H, {}, FULL / 8),
    ("kernel-norm-guard", X, [1, 3, -4], {}, np.convolve(X, [1, 3, -4])),
    ("kernel-norm-abs", X, [1, -5, 2], {}, np.convolve(X, [1, -5, 2]) / 8),
    ("negated", X, H, {}, -FULL),
    ("abs-output", X, H, {}, abs(FULL)),
    ("relu-output", X, H, {}, np.maximum(FULL, 0)),
    ("clip-255", X, H, {}, np.clip(FULL, 0, 255)),
    ("clip-1", X, H, {}, np.clip(FULL, 0, 1)),
    ("rounded", X, HALVES, {}, np.round(np.convolve(X, np.float64(HALVES)))),
    ("int-output", X, HALVES, {}, np.convolve(X, np.float64(HALVES)).astype(int)),
    ("uint8-output", X, H, {}, FULL.astype(np.uint8)),
    (
        "out-like-input",
        np.uint8([200, 100]),
        np.uint8([1, 1]),
        {},
        np.convolve(*np.uint8([[200, 100], [1, 1]])),
    ),
    ("out-like-input", np.int8([-100, 90]), [2, 3], {}, np.int64([-200, -120, 270]).astype(np.int8)),
    ("out-like-input", X, HALVES, {}, np.convolve(X, np.float64(HALVES)).astype(int)),
    ("minmax-255", X, [4], {}, [Fraction(255 * (v + 7), 307) for v in X.tolist()]),
    ("bias-one", IMAGE, KERNEL, {}, FULL2 + 1),
    ("nan-as-zero", [3.0, nan, 5], [1, 2], {}, np.convolve([3, 0, 5], [1, 2])),
    ("stride-ignored", IMAGE, KERNEL, {"stride": 2}, FULL2),
    ("stride-rows-only", IMAGE, KERNEL, {"stride": 2}, FULL2[::2]),
    ("stride-cols-only", IMAGE, KERNEL, {"stride": 2}, FULL2[:, ::2]),
    ("stride-swapped", IMAGE, KERNEL, {"stride": (1, 3)}, FULL2[::3]),
    ("stride-rows-for-both", IMAGE, KERNEL, {"stride": (1, 3)}, FULL2[:, :3]),
    ("stride-rows-for-both", IMAGE, KERNEL, {"stride": (3, 1)}, np.pad(FULL2[::3, ::3], ((0, 0), (0, 5)))),
    ("stride-holes", X, H, {"stride": 2}, [FULL[0], 0, FULL[2], 0, FULL[4]]),
    ("stride-cropped", IMAGE, KERNEL, {"stride": (1, 2)}, FULL2[:, :4]),
    ("stride-subsample-end", X, H, {"stride": 3}, FULL[2::3]),
    ("stride-of-input", X, H, {"stride": 2}, np.convolve(X[::2], H)),
    ("stride-of-input", IMAGE, KERNEL, {"stride": (2, 3)}, signal.convolve2d(IMAGE[::2, ::3], KERNEL)),
    ("stride-as-dilation", X, H, {"stride": 2}, np.convolve(X, [1, 0, -2, 0, 5, 0, 4])),
    ("stride-floor-size", X, H, {"stride": 2}, FULL[:-1:2]),
    ("stride-skip-touch", X, H, {"stride": 2, "mode": "full"}, FULL[:-1:2]),
    ("stride-skip-touch", X, WIDE, {"stride": 2}, np.convolve(X, WIDE)[::2]),
    ("dilation-ignored", X, H, {"dilation": 2}, FULL),
    ("dilation-plus1", X, [1, 2], {"dilation": 2}, np.convolve(X, [1, 0, 0, 2])),
    (
        "dilation-rows-only",
        IMAGE,
        [[1, 2], [3, 4]],
        {"dilation": 2},
        signal.convolve2d(IMAGE, [[1, 2], [0, 0], [3, 4]]),
    ),
    ("dilation-cols-only", IMAGE, [[1, 2]], {"dilation": 2}, signal.convolve2d(IMAGE, [[1, 0, 2]])),
    ("dilation-pad", X, [1, 2], {"dilation": 2, "mode": "SAME"}, padded(X, [1, 0, 2], (0, 1))),
    ("dilation-extent", X, [1, 2], {"dilation": 3, "mode": "valid"}, padded(X, [1, 0, 0, 2], (0, 0))[:-2]),
    ("dilation-repeated-last", X, H, {"dilation": 2}, np.convolve(X, np.repeat(H, 2))),
    ("dilation-repeated", X, H, {"dilation": 2}, np.convolve(X, np.repeat(H, 2)[:-1])),
    (
        "dilation-repeated-last",
        IMAGE,
        KERNEL,
        {"dilation": (2, 1), "mode": "valid", "flip": False},
        signal.correlate2d(IMAGE, np.repeat(KERNEL, 2, axis=0), "valid"),
    ),
    (
        "dilation-repeated-last",
        IMAGE,
        [[1, -2]],
        {"dilation": (1, 3), "mode": "same"},
        signal.convolve2d(IMAGE, np.kron([[1, -2]], [[1, 1, 1]]), "same"),
    ),
    ("no-flip", COLOURS, FILTERS, {"mode": "valid", "flip": False}, planes().sum(axis=0)),
    ("channels-not-summed", COLOURS, FILTERS, {"mode": "valid"}, np.concatenate(planes(), axis=-1)),
    ("channels-first-only", COLOURS, FILTERS, {"mode": "valid"}, planes()[0]),
    ("channels-last-only", COLOURS, FILTERS, {"mode": "same"}, planes("same")[2]),
    ("channels-max", COLOURS, FILTERS, {"mode": "valid"}, planes().max(axis=0)),
    (
        "channels-mean",
        COLOURS,
        FILTERS,
        {"mode": "valid"},
        Fraction(1, 3) * planes().sum(axis=0).astype(object),
    ),
    (
        "channels-bgr",
        COLOURS,
        FILTERS,
        {"mode": "valid"},
        definition.convolve_channels(COLOURS[..., ::-1], FILTERS, "valid"),
    ),
    (
        "channels-same-kernel",
        COLOURS,
        FILTERS,
        {"mode": "valid"},
        definition.convolve_channels(COLOURS.sum(axis=-1, keepdims=True), FILTERS[:, :, :1], "valid"),
    ),
]


@pytest.mark.parametrize(("name", "x", "h", "given", "expected"), SHOWN)
def test_gives_what_another_library_or_a_plain_loop_gives(name, x, h, given, expected):
    assert gives(name, x, h, **given) == np.asarray(expected).tolist()


def test_all_but_a_few_are_shown():
    shown = {name for name, *_ in SHOWN}
    assert set(BANK) - shown == {"stride-subsample", "stride-pad-stride1"}  # they are among the reported


# ---- numbers that people have reported


PADDED = {"padding": 1, "stride": 2, "flip": False}
ONES = [[1] * 4] * 4
REPORTED = [  # the thread, the mistake, the input and its options, the right numbers, those taken for them
    (
        "conv_arithmetic #17",
        "stride-cropped",
        [[2, 2, 3, 3, 3], [0, 1, 3, 0, 3], [2, 3, 0, 1, 3], [3, 3, 2, 1, 2], [3, 3, 0, 2, 3]],
        [[2, 0, 1], [1, 0, 0], [0, 1, 1]],
        PADDED,
        [[1, 5, 6], [7, 8, 3], [3, 10, 4]],
        [[1, 6, 5], [7, 10, 9], [7, 10, 8]],
    ),
    (
        "tensorflow #11864",
        "no-flip",
        np.arange(1, 17).reshape(4, 4, 1).repeat(3, axis=2),
        np.arange(1, 10).reshape(3, 3, 1, 1).repeat(3, axis=2),
        {"mode": "same"},
        np.reshape(
            [87, 186, 249, 225, 297, 576, 711, 594, 621, 1116, 1251, 990, 789, 1338, 1455, 1095], (4, 4, 1)
        ).tolist(),
        None,
    ),
    (
        "scipy #1968",
        "same-wrong-side",
        ONES,
        ONES,
        {"mode": "same", "flip": False},
        [[4, 6, 8, 6], [6, 9, 12, 9], [8, 12, 16, 12], [6, 9, 12, 9]],
        [[9, 12, 9, 6], [12, 16, 12, 8], [9, 12, 9, 6], [6, 8, 6, 4]],
    ),
    (
        "scipy #14369, with the third row that was meant",
        "no-flip",
        [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        [[1, 1], [2, 2]],
        {"mode": "valid"},
        [[15, 21], [33, 39]],
        [[21, 27], [39, 45]],
    ),
    (
        "SAME from stride 1",
        "stride-subsample",
        [1, 2, 3, 4, 5, 6],
        [1, 1, 1],
        {"mode": "SAME", "stride": 2},
        [6, 12, 11],
        [3, 9, 15],
    ),
    (
        "SAME from stride 1",
        "stride-pad-stride1",
        [1, 2, 3, 4, 5, 6],
        [1, 1, 1],
        {"mode": "SAME", "stride": 2},
        [6, 12, 11],
        [3, 9, 15],
    ),
    ("uint8", "uint8-output", [200, 100], [1, 1], {}, [200, 300, 100], [200, 44, 100]),
]


@pytest.mark.parametrize(("thread", "name", "x", "h", "given", "right", "taken"), REPORTED)
def test_explains_what_was_reported(thread, name, x, h, given, right, taken):
    assert outcome(definition, x, h, **given) == right
    assert gives(name, x, h, **given) == (taken or definition.convolve_channels(x, h[::-1, ::-1], "same"))


def test_scipys_ndimage_keeps_the_type_of_its_input():
    x, h = np.uint8([[250, 7, 90], [3, 255, 128], [9, 40, 200]]), np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    kept = definition_with(BANK["boundary-symm"], BANK["out-like-input"])
    assert kept.convolve2d(x, h, "same") == ndimage.convolve(x, h).tolist()


# ---- a definition that makes mistakes


def test_the_definition_is_not_touched():
    for mistake in BANK.values():
        outcome(definition_with(mistake), [1, 2, 3], [1, 2], mode="same")
    assert dict(vars(definition)) == BEFORE
    assert outcome(definition_with(), X, H) == FULL.tolist()


def test_all_names_of_the_definition_are_there():
    namespace = definition_with()
    assert {*vars(namespace)} == {name for module in WORLD for name in vars(module)}


def functions_of(module):
    """The functions that a module defines, by their names."""
    return {n: f for n, f in vars(module).items() if getattr(f, "__globals__", None) is vars(module)}


CALLS = {
    "convolve1d": (([1, 2, 3], [1, 2]), {}),
    "convolve2d": (([[1, 2], [3, 4]], [[1, 2]]), {}),
    "convolve_channels": (([[[1], [2]]], [[[[3]]]]), {}),
    "convolve_layer": (([[[1], [2]]], [[[[3]]]]), {"bias": [5]}),
    "edge_strength": (([[1, 2], [3, 5]],), {}),
    "feature_map": (([[1] * 4] * 4, [[1, 2]]), {}),
    "gaussian_kernel": ((3, 1), {}),
    "pool_images": (([[[[1, 2], [3, 4]]]], (2, 2), (1, 1)), {}),
}


@pytest.mark.parametrize("piece", sorted({name for module in WORLD for name in functions_of(module)}))
def test_a_piece_that_is_replaced_is_reached_as_often_as_the_real_one(piece):
    real = next(functions_of(module)[piece] for module in WORLD if piece in functions_of(module))
    for name, (words, options) in CALLS.items():
        reached = []

        def counted(old):
            def noted(*given, **others):
                reached.append(piece)
                return old(*given, **others)

            return noted

        world = definition_with(SimpleNamespace(replaced={piece: counted}))
        getattr(world, name)(*words, **options)
        called = times_called(real, partial(getattr(definition_with(), name), *words, **options))
        assert len(reached) == called, name


def times_called(piece, function):
    """How often a function calls a piece, as Python's own profiler sees it."""
    seen = []

    def note(frame, event, _):
        if event == "call" and frame.f_code is piece.__code__:
            seen.append(1)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(before)
    return len(seen)


def test_every_piece_is_reached_by_one_name():
    pieces = {function: name for module in WORLD for name, function in functions_of(module).items()}
    assert len(set(pieces.values())) == len(pieces)
    for module in WORLD:
        for name, value in vars(module).items():
            assert not isinstance(value, ModuleType), f"{module.__name__} reaches pieces through {name}"
            assert name == pieces.get(value, name) if callable(value) else True, (module, name)
    for module in (arguments, nested):  # whatever they call is never replaced
        assert not set(filter(callable, vars(module).values())) & set(pieces), module


def test_every_mistake_replaces_pieces_that_the_world_defines():
    pieces = {name for module in WORLD for name in functions_of(module)}
    for name, mistake in {**BANK, **mistakes_of_exercises()}.items():
        assert mistake.replaced and set(mistake.replaced) <= pieces, name
        assert ("convolve1d" in mistake.replaced) <= (mistake.places != PLANE), name


def test_many_at_once_do_not_disturb_each_other():
    names = [name for name, mistake in BANK.items() if "2-D" in mistake.places]
    alone = [gives(name, IMAGE, KERNEL, mode="same") for name in names]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            assert list(pool.map(lambda name: gives(name, IMAGE, KERNEL, mode="same"), names)) == alone


def both(*names):
    return definition_with(*(BANK[name] for name in names))


def test_two_mistakes_add_up():
    assert both("no-flip", "bias-one").convolve1d(X, H) == (np.correlate(X, H, "full") + 1).tolist()
    assert both("bias-one", "no-flip").convolve1d(X, H) == (np.correlate(X, H, "full") + 1).tolist()
    got = both("same-crop-start", "boundary-edge").convolve1d(X, H, "same")
    assert got == np.convolve(np.pad(X, (3, 0), "edge"), H, "valid").tolist()
    got = both("stride-ignored", "input-transposed").convolve2d(IMAGE, KERNEL, stride=2)
    assert got == signal.convolve2d(IMAGE.T, KERNEL).tolist()
    assert both("negated", "negated").convolve1d(X, H) == FULL.tolist()


def test_the_second_is_made_on_top_of_the_first():
    assert both("bias-one", "relu-output").convolve1d(X, H) == np.maximum(FULL + 1, 0).tolist()
    assert both("relu-output", "bias-one").convolve1d(X, H) == (np.maximum(FULL, 0) + 1).tolist()
    assert both("same-is-full", "full-is-valid").convolve1d(X, H, "same") == FULL.tolist()
    assert (
        both("full-is-valid", "same-is-full").convolve1d(X, H, "same") == np.convolve(X, H, "valid").tolist()
    )
    assert both("mean-not-sum", "bias-one").convolve1d([4], [2, 6]) == [5, 13]


def test_channels_go_through_the_mistaken_image():
    got = both("no-flip", "boundary-wrap").convolve_channels(COLOURS, FILTERS, "same")
    expected = np.array(
        [
            [signal.convolve2d(COLOURS[..., c], FILTERS[::-1, ::-1, c, o], "same", "wrap") for o in range(2)]
            for c in range(3)
        ]
    )
    assert got == np.moveaxis(expected.sum(axis=0), 0, -1).tolist()
    batch = both("channels-bgr").convolve_channels([COLOURS, COLOURS + 1], FILTERS)
    assert batch == [
        both("channels-bgr").convolve_channels(image, FILTERS) for image in (COLOURS, COLOURS + 1)
    ]


def test_mistakes_of_an_image_leave_a_signal_alone():
    for name, mistake in BANK.items():
        if "1-D" not in mistake.places and not {"stride", "dilation"} & set(mistake.places):
            assert gives(name, X, H, mode="same") == np.convolve(X, H, "same").tolist(), name


@pytest.mark.parametrize(
    ("name", "axes", "given", "expected"),
    [
        ("border-zero", 1, {}, True),
        ("border-zero", 1, {"stride": 2}, True),
        ("square-image", 1, {}, False),
        ("square-image", 2, {}, True),
        ("square-image", 4, {}, True),
        ("stride-swapped", 2, {}, False),
        ("stride-swapped", 2, {"stride": (1, 1)}, False),
        ("stride-swapped", 2, {"stride": (1, 2)}, True),
        ("dilation-ignored", 2, {"stride": 2}, False),
        ("dilation-ignored", 1, {"dilation": 3}, True),
        ("channels-bgr", 2, {}, False),
        ("channels-bgr", 3, {}, True),
        ("no-flip", 1, {"mode": "same"}, True),
    ],
)
def test_applies(name, axes, given, expected):
    assert applies(BANK[name], axes, given) == expected


def test_outcome_is_none_where_there_are_no_numbers():
    assert gives("same-is-valid", [1], [1, 2], mode="same") is None
    assert outcome(definition, [1], [1, 2], mode="valid") is None
    assert outcome(definition, [10**400], [0.5]) is None
    broken = Mistake("broken", BOTH, change.output(lambda y, x, h: y[99]), "", "")
    with pytest.raises(IndexError, match="index"):
        outcome(definition_with(broken), [1], [1])


def test_alike():
    assert alike([[1, nan]], [[1.0, float("nan")]]) and alike(None, None)
    for other in ([1, 2], [[1, 2]], [[1], [2]], [[2, 1]], None, 1):
        assert not alike([[1], [3]], other)


# ---- exact, whatever is asked

whole = st.integers(-300, 300)
steps = st.integers(1, 3)


@st.composite
def requests(draw, elements):
    """An input, a kernel and options that the definition answers; one to three axes."""
    number = draw(st.sampled_from([1, 2, 2, 3]))
    shape, size = (draw(array_shapes(min_dims=2, max_dims=2, max_side=4)) for _ in "xh")
    shape, size = (shape[:1], size[:1]) if number == 1 else (shape, size)
    if number == 3:
        deep = draw(st.integers(1, 3))
        shape, size = (*shape, deep), (*size, deep, draw(st.integers(1, 2)))
    pair = steps if number == 1 else st.one_of(steps, st.tuples(steps, steps))
    given = {
        "mode": draw(st.sampled_from(MODES)),
        "stride": draw(pair),
        "dilation": draw(pair),
        "border": draw(st.sampled_from(BORDERS)),
        "flip": draw(st.booleans()),
    }
    x, h = (draw(arrays(object, n, elements=elements)).tolist() for n in (shape, size))
    return x, h, given


@laws
@given(requests(st.one_of(whole, fractions)))
def test_whole_numbers_and_fractions_stay_exact(request):
    x, h, given = request
    if outcome(definition, x, h, **given) is None:
        return
    for name in BANK:
        for number in numbers(gives(name, x, h, **given) or []):
            undefined = number != number or number in (inf, -inf)
            assert type(number) in (int, Fraction, OneOfTwo) or (
                undefined and name.startswith("kernel-norm")
            ), name


@laws
@given(requests(st.one_of(whole, quarters, st.sampled_from([nan, inf, -inf]))))
def test_floats_are_pythons_own_and_nothing_is_raised_but_refusals(request):
    x, h, given = request
    for name in BANK:
        assert {type(number) for number in numbers(gives(name, x, h, **given) or [])} <= {
            int,
            float,
            Fraction,
        }


@laws
@given(requests(whole), st.lists(st.sampled_from(list(BANK)), min_size=2, max_size=2))
def test_pairs_give_numbers_or_refuse(request, names):
    x, h, given = request
    if outcome(definition, x, h, **given) is not None:
        values = outcome(both(*names), x, h, **given)
        assert values is None or {type(n) for n in numbers(values)} <= {int, float, Fraction}


@laws
@given(requests(whole))
def test_a_mistake_refuses_only_for_want_of_room(request):
    x, h, given = request
    if outcome(definition, x, h, **given) is None:
        return
    for name, mistake in BANK.items():
        convolve = ("convolve1d", "convolve2d", "convolve_channels")[number_of_axes(x) - 1]
        if applies(mistake, number_of_axes(x), given):
            try:
                getattr(both(name), convolve)(x, h, **given)
            except REFUSALS as refusal:
                why = {"row-pitch": "the last row would end beyond the last number"}
                assert why.get(name, "the kernel reaches over") in str(refusal), name


def test_where_numpy_divides_by_zero():
    assert (
        alike(gives("kernel-norm", [3, 4], [1, -1]), [inf, nan, -inf]) is False
    )  # 0*inf beyond the edge is nan
    assert alike(gives("kernel-norm", [3, 4], [1, -1]), [nan, nan, nan])
    assert gives("kernel-norm", [3, -4], [1, -1], mode="valid") == [-inf]
    with np.errstate(all="ignore"):
        expected = np.convolve([3, -4], np.array([1, -1]) / 0, "valid").tolist()
    assert expected == [-inf]


def test_infinities_are_no_whole_numbers_and_stay():
    for name in ("int-output", "rounded", "uint8-output"):
        assert gives(name, [inf, 1, -inf], [1]) == [inf, 1, -inf], name
    assert gives("kernel-int", [1, 1], [inf, 1.5], mode="valid") == [inf]
    assert gives("out-like-input", [1, 2], [inf, 0.5], mode="valid") == [inf]


# ---- what is said


@pytest.mark.parametrize("name", BANK)
def test_sentences_are_short_plain_and_kind(name):
    mistake = BANK[name]
    for text in filter(None, (mistake.says, mistake.hint, mistake.unflipped, mistake.unflipped_hint)):
        assert text.isascii() and text.isprintable() and len(text) <= 100, text
        assert not re.search(
            r"\b(you|your|just|simply|obviously|clearly|merely|only need|should have)\b", text.lower()
        )
        assert not re.search(
            r"\b(tap|taps|relu|stencil|mask|crop of|tensor|aliasing|accumulator)\b", text.lower()
        )
        assert text.strip() == text and "  " not in text and text[-1] in ".?"
    assert not mistake.says[0].isupper() or mistake.says.startswith("SAME")
    assert mistake.hint[0].isupper() or re.match(
        r"[\w.]+[\[(]|[xh]\.|range|np\.|cv2\.|window \*", mistake.hint
    )
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name) and mistake.name == name
    assert set(mistake.places) <= set(EVERY) and mistake.seen


def test_no_two_say_the_same():
    said = [mistake.says for mistake in BANK.values()]
    assert len(set(said)) == len(said)


def test_those_of_real_drafts_come_first():
    drafts = [mistake.seen.startswith(DRAFTS) for mistake in BANK.values()]
    assert drafts == sorted(drafts, reverse=True) and sum(drafts) == 7
    assert next(iter(BANK)) == "no-flip"


def test_the_words_turn_with_what_is_asked():
    mistake = BANK["no-flip"]
    start = "This gives exactly the numbers of "
    assert mistake.sentence() == start + "a correlation: the kernel is not flipped."
    assert mistake.sentence(flip=False) == start + "a convolution: the kernel is flipped."
    assert BANK["bias-one"].sentence(flip=False) == start + "a result with 1 added to every number."


FLIP_IS_THE_MISTAKE = {  # where none is asked
    *("no-flip", "flip-rows-only", "flip-cols-only", "output-reversed", "kernel-half-mirrored"),
}


@pytest.mark.parametrize("name", BANK)
def test_where_no_flip_is_asked_the_words_speak_of_one_only_if_it_is_the_mistake(name):
    """The name in brackets, what stands before it and the hint below it have to agree."""
    mistake, image, kernel = BANK[name], [[3, 1, 4], [1, 5, 9], [2, 6, 5]], [[1, 2], [0, 3]]
    said = mistake.label(flip=False), mistake.ending(flip=False), mistake.advice(flip=False)
    right, got = (
        outcome(world, image, kernel, flip=False) for world in (definition, definition_with(mistake))
    )
    is_never_named = "2-D" in mistake.places and alike(got, right)
    assert is_never_named or name in FLIP_IS_THE_MISTAKE or not any("flip" in words for words in said), said


def test_another_name_is_no_name_of_the_bank():
    others = [mistake.unflipped_name for mistake in BANK.values() if mistake.unflipped_name]
    assert sorted(others) == ["flip", "transpose"] and BANK.keys().isdisjoint(others)


def test_the_numbers_in_hints_are_right():
    assert "first, h[::-1], in 2-D h[::-1, ::-1]" in BANK["no-flip"].hint
    image, kernel = np.arange(12).reshape(3, 4) ** 2 % 11, np.array([[1, 2], [0, 3]])
    assert np.correlate([3, 1, 4], [1, 2][::-1], "full").tolist() == definition.convolve1d([3, 1, 4], [1, 2])
    turned = signal.correlate(image, kernel[::-1, ::-1]).tolist()
    assert turned == definition.convolve2d(image.tolist(), kernel.tolist())
    assert "correlate(h, x) runs backwards" in BANK["output-reversed"].unflipped_hint
    backwards = outcome(definition_with(BANK["output-reversed"]), image, kernel, flip=False)
    assert signal.correlate(kernel, image).tolist() == backwards
    assert "np.rot90(h), or for h.T[::-1]" in BANK["kernel-rot90"].unflipped_hint
    assert np.rot90(kernel).tolist() == kernel.T[::-1].tolist()
    assert "of 5 numbers, with nothing added, a kernel of 3 and stride 2 have 2" in BANK["stride-floor2"].hint
    assert output_size(5, 3, stride=2) == 2
    assert "SAME adds max((ceil(n/s) - 1)*s + k - n, 0) zeros" in BANK["stride-pad-stride1"].hint


# ---- which of them differ

ROOMY = {  # place: inputs on which the mistakes of that place show themselves
    "1-D": [
        (x, h, {"mode": mode})
        for x in (
            [3, -4, 5, 300, -7, 2],
            [250, 7, 3, 90, 4],
            [-3, 30000, 4],
            [2, nan, 5, -1, 4],
            [Fraction(1, 2), 3, -1],
        )
        for h in ([2, -1, 3, 5], [1, -2, 1], [7, 2, -1, 4, 6], [Fraction(3, 2), -2], [5, 1, 2, 3, 8, -4])
        for mode in MODES
    ],
    "2-D": [
        (x, h, {"mode": mode})
        for x in (
            [[3, -4, 5, 300], [250, 7, -3, 90], [1, 8, -2, 6]],
            [[5, 255], [2, 9], [4, nan], [-6, 1]],
            [[3, 200, 9]],
        )
        for h in (
            [[1, -2, 3], [4, 5, -7]],
            [[2, 1], [-1, 3], [5, Fraction(1, 2)], [3, 4]],
            [[1, 2, 1], [3, -8, 4], [-2, 5, -6]],
            [[300, -1, 2, 3, 9]],
            [[Fraction(1, 2), Fraction(-3, 4)]],
        )
        for mode in MODES
    ],
    "stride": [
        (x, h, {"mode": mode, "stride": stride})
        for x, h in (([3, -4, 5, 30, -7, 2, 8], [2, -1, 3]), ([3, -4, 5, 30, -7, 2], [2, -1, 3, 5]))
        for mode in MODES
        for stride in (2, 3)
    ]
    + [
        (
            [[3, -4, 5, 300], [250, 7, -3, 90], [1, 8, -2, 6]],
            [[1, -2, 3], [4, 5, -7]],
            {"mode": mode, "stride": stride},
        )
        for mode in MODES
        for stride in (2, (1, 2), (2, 1), (2, 3))
    ],
    "dilation": [
        (
            [[3, -4, 5, 300], [250, 7, -3, 90], [1, 8, -2, 6]],
            [[1, -2], [4, 5]],
            {"mode": mode, "dilation": dilation},
        )
        for mode in MODES
        for dilation in (2, (1, 2), (2, 1))
    ],
    "channels": [(COLOURS, FILTERS, {"mode": mode}) for mode in MODES],
}


@pytest.fixture(scope="module")
def columns():
    """{place: {name: what the mistake gives on the place's inputs}}, and the definition's under ""."""
    worlds = {"": definition, **{name: definition_with(mistake) for name, mistake in BANK.items()}}
    return {
        place: {
            name: [outcome(world, x, h, **given) for x, h, given in probes] for name, world in worlds.items()
        }
        for place, probes in ROOMY.items()
    }


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_differs_from_the_definition_in_each_place(name, place, columns):
    pairs = zip(columns[place][name], columns[place][""])
    assert any(got is not None and right is not None and not alike(got, right) for got, right in pairs)


@pytest.mark.parametrize("place", ROOMY)
def test_no_two_of_a_place_give_the_same_but_twins(place, columns):
    there = [name for name, mistake in BANK.items() if place in mistake.places]
    same = {
        pair for pair in combinations(there, 2) if alike(columns[place][pair[0]], columns[place][pair[1]])
    }
    assert same == {pair for pair in combinations(there, 2) if pair[1] in twins(pair[0])}


def test_no_two_of_the_bank_give_the_same_but_twins(columns):
    whole = {name: [columns[place][name] for place in ROOMY] for name in BANK}
    same = {frozenset(pair) for pair in combinations(BANK, 2) if alike(whole[pair[0]], whole[pair[1]])}
    assert same == set(map(frozenset, TWINS))


@laws
@given(requests(whole))
def test_twins_are_one_function(request):
    x, h, given = request
    for one, other in TWINS:
        assert alike(gives(one, x, h, **given), gives(other, x, h, **given)), (one, other)


@laws
@given(requests(st.integers(-3, 3)))
def test_what_is_covered_gives_what_the_definition_or_one_of_the_others_gives(request):
    x, h, given = request
    right = outcome(definition, x, h, **given)
    if right is None:
        return
    for names, others, places in COVERED:
        stepping = given["stride"] not in (1, (1, 1))
        if {1: "1-D", 2: "2-D"}.get(number_of_axes(x)) in places or (
            stepping and "stride" in places and number_of_axes(x) < 3
        ):
            given_there = [right, *(gives(other, x, h, **given) for other in others)]
            for name in names:
                got = gives(name, x, h, **given)
                assert got is None or any(alike(got, value) for value in given_there), name


def test_the_tables_name_the_bank():
    assert {name for group in TWINS for name in group} <= set(BANK)
    assert {name for names, others, _ in COVERED for name in (*names, *others)} <= set(BANK)
    assert twins("range-short") == ("stride-floor-size",) and twins("no-flip") == ()
    assert set(covering("stride-floor2", "stride")) > {"range-short", "stride-floor-size"}
    assert covering("same-wrong-side", "1-D") == ("shift-one",) and covering("same-wrong-side", "2-D") == ()


# ---- the smallest input

FRACTIONAL = {"kernel-int", "rounded", "int-output", "products-int", "sums-like-input"}


@pytest.mark.parametrize("name", with_slow_cases(BANK))
def test_changes_the_definitions_answer_on_its_own_smallest_input(name):
    """A piece that a mistake replaces in vain, as something goes on finding the real one, changes no number."""
    x, h, given = kept_smallest_input(BANK[name])
    right = outcome(definition, x, h, **given)
    assert right is not None and not alike(gives(name, x, h, **given), right)


@pytest.mark.parametrize(("name", "place"), with_slow_cases(PLACES))
def test_is_singled_out_by_its_smallest_input(name, place):
    x, h, given = kept_smallest_input(BANK[name], place)
    got, right = gives(name, x, h, **given), outcome(definition, x, h, **given)
    assert right is not None and not alike(got, right) and numbers(got)
    spared = {name, *twins(name), *covering(name, place)}
    assert lookalikes(got, x, h, **given) <= spared
    used = [*numbers(x), *numbers(h)]
    assert len(used) <= 16
    if name == "nan-as-zero":
        assert sum(number != number for number in used) == 1
    elif name not in FRACTIONAL:
        assert {type(number) for number in used} == {int}
    assert applies(BANK[name], number_of_axes(x), given)


def inputs(count):
    """Every input of two to count numbers from -2 to 2, in every mode."""
    for n, k in product(range(1, count), repeat=2):
        if n + k <= count:
            for values in product(range(-2, 3), repeat=n + k):
                yield from ((list(values[:n]), list(values[n:]), mode) for mode in MODES)


@pytest.mark.parametrize("name", ["no-flip", "border-zero", "skip-first", "boundary-edge", "shift-one"])
def test_no_input_of_fewer_numbers_does(name):
    smallest = kept_smallest_input(BANK[name], "1-D")
    others = [n for n, m in BANK.items() if "1-D" in m.places and n not in {name, *twins(name)}]
    worlds = [definition, *map(both, others)]
    world = both(name)
    fewer = list(inputs(len(smallest.x) + len(smallest.h) - 1))
    assert fewer
    for x, h, mode in fewer:
        got = outcome(world, x, h, mode=mode)
        right = outcome(definition, x, h, mode=mode)
        alone = got and right and not any(alike(got, outcome(other, x, h, mode=mode)) for other in worlds)
        assert not alone, (x, h, mode)


def test_the_smallest_input_is_always_the_same():
    for name in ("no-flip", "clip-255", "stride-cropped"):
        assert smallest_input(BANK[name]) == smallest_input(BANK[name])
    assert smallest_input(BANK["range-long"]) == ([1], [1], {"mode": "full"})


def test_it_can_be_told_from_a_few_others():
    one, other = BANK["always-same"], BANK["full-is-same"]
    x, h, given = smallest_input(one, against=[other])
    assert not alike(gives("always-same", x, h, **given), gives("full-is-same", x, h, **given))
    x, h, given = smallest_input(other, against=[one])
    assert gives("full-is-same", x, h, **given) == outcome(definition, x, h, **given)


@pytest.fixture
def bank(monkeypatch):
    """The bank, to be added to for one test."""
    monkeypatch.setattr(searching, "BANK", dict(BANK))
    return searching.BANK


def test_a_new_one_takes_five_lines_and_finds_its_input_by_itself(bank):
    four = bank["always-four"] = Mistake(
        "always-four",
        BOTH,
        change.each_output(lambda v: 4),
        "a four everywhere, whatever the input is.",
        "Look for a number that stands where a variable is meant.",
    )
    x, h, given = smallest_input(four)
    assert set(numbers(gives_of(four, x, h, given))) == {4}
    assert four.sentence().startswith("This gives exactly the numbers of a four")


def gives_of(mistake, x, h, given):
    return outcome(definition_with(mistake), x, h, **given)


def test_one_that_is_alone_is_singled_out_from_the_definition(bank):
    only = bank["relu-output"]
    bank.clear()
    x, h, given = smallest_input(only)
    assert not alike(gives_of(only, x, h, given), outcome(definition, x, h, **given))


def test_one_that_is_there_already_has_no_input_of_its_own(bank):
    more = change.each_output(lambda v: 1 + v)
    bank["plus-one"] = Mistake(
        "plus-one", BOTH, more, "a result with one more everywhere.", "Look for a + 1."
    )
    assert smallest_input(bank["plus-one"]) is None and smallest_input(bank["bias-one"]) is None
