"""Small fixed checks of the definition, by what they look at: the tests run them, the mutants fall to them.

Every expected number comes from NumPy, from SciPy or from a published table. The probes are signed, not
symmetric and not square; there are even and 5-wide kernels, kernels that add up to 0, values above 255 and
below 0, quarters (so that floats are exact too), and a nan. A check takes a definition, course.convolution.definition
or one with a mistake in it, and raises AssertionError.
"""

import json
from fractions import Fraction
from itertools import count, product
from pathlib import Path

import numpy as np
from scipy import ndimage, signal

from course.convolution.sizes import BORDERS

CHECKS = {}  # "1-D", "2-D", "stride", "dilation", "channels": their checks

SIGNALS = ([3, -4, 5.25, 300, -7.5, 2], [250, 7, -3, 90, 4], [1, 0, -2, 0, 0, 6, 4, 8])
KERNELS = ([2], [1, -2], [1, 2, -0.5], [1, -3, 2], [1, -1, 2, 3], [-1, 0.75, 4, 0, 2])
IMAGES = (
    [[3, -4, 5.25, 300, 2], [250, 7, -3.5, 90, 4], [1, 0, -2, 6, 8]],
    [[5, 255, -1], [2, 0, 7], [4, 9, -6], [1, 3, 8], [-2, 6, 300]],
    [[0, 3, 1, 4], [0, 3, 8, 8], [5, 5, 7, 2], [0, 3, 7, 5], [4, 8, 2, 5]],
)
WINDOWS = (
    [[1, -2]],
    [[3], [-1]],
    [[1, 2], [-3, 5]],
    [[0.5, -1, 2], [4, 0, -0.25]],
    [[1, 5], [-2, 0.75], [3, 2]],
    [[1, -2, 1], [2, 3, -4], [5, -6, 0]],
    [[1, -2, 3, -4, 7]],
    [[2, -2, -1], [0, -3, 2], [-3, 3, -2], [3, -1, -3]],
)
MODES = ("full", "valid", "same")


def check(place):
    """Lists the function as a check of that place."""
    return lambda function: CHECKS.setdefault(place, []).append(function) or function


def published():
    """The table of published facts, each with its source: {"meta": ..., "cases": [...]}."""
    return json.loads((Path(__file__).parent / "conformance.json").read_text("utf-8"))


def equal(got, expected, *about):
    """The same numbers, exactly, in the same arrangement."""
    expected = np.asarray(expected).tolist()
    assert got == expected, f"{about}: {got} is not {expected}"


def spread(kernel, dilation):
    """The kernel with zeros between its weights, as dilation is defined: an array of as many axes."""
    kernel, steps = np.asarray(kernel), np.broadcast_to(dilation, np.ndim(kernel))
    wide = np.zeros([(size - 1) * step + 1 for size, step in zip(kernel.shape, steps)], kernel.dtype)
    wide[tuple(slice(None, None, step) for step in steps)] = kernel
    return wide


def windows(places, reach, stride):
    """How many windows lie inside, counted one by one."""
    return sum(start + reach <= places for start in range(0, places, stride))


def same_padding(n, reach, stride):
    """TensorFlow's SAME: the least that makes room for ceil(n / stride) windows, the smaller half before."""
    added = next(added for added in count() if windows(n + added, reach, stride) >= -(-n // stride))
    return added // 2, added - added // 2


def holding(places, kernel, padding, stride, dilation):
    """Which outputs have the given place of the picture under the kernel: a mask. places marks it with 1."""
    marked, seen = np.pad(places, padding), spread(np.ones_like(kernel), dilation)
    found = signal.correlate(marked, seen, "valid", "direct")
    return found[tuple(slice(None, None, step) for step in np.broadcast_to(stride, found.ndim))] != 0


def fits(x, h):
    return all(size >= least for size, least in zip(np.shape(x), np.shape(h)))


def pairs(xs, hs, modes=MODES):
    """Every probe with every kernel in every mode; "valid" only where the kernel fits."""
    return [case for case in product(xs, hs, modes) if case[2] != "valid" or fits(case[0], case[1])]


def after(h):
    """Padding of the input's size whose odd zero goes after, as SciPy's correlate2d and ndimage.convolve."""
    return tuple(((size - 1) // 2, size // 2) for size in np.shape(h))


# ---- one dimension


@check("1-D")
def convolves_as_numpy(definition):
    for x, h, mode in pairs(SIGNALS, KERNELS):
        equal(definition.convolve1d(x, h, mode), np.convolve(x, h, mode), x, h, mode)


@check("1-D")
def correlates_as_numpy(definition):
    for x, h, mode in pairs(SIGNALS, KERNELS):
        equal(definition.convolve1d(x, h, mode, flip=False), np.correlate(x, h, mode), x, h, mode)


@check("1-D")
def a_longer_kernel_as_scipy(definition):
    for h, x, mode in product(SIGNALS, KERNELS, ("full", "same")):
        equal(definition.convolve1d(x, h, mode), signal.convolve(x, h, mode, "direct"), x, h, mode)


@check("1-D")
def an_impulse_gives_the_kernel(definition):
    for h in KERNELS:
        equal(definition.convolve1d([1, 0], h), [*h, 0], h)


@check("1-D")
def pads_as_numpy(definition):
    for x, border in product(([1, 2, 3], [7, -5]), BORDERS):
        got = definition.convolve1d(x, [1], padding=(4, 7), border=border)
        equal(got, np.pad(x, (4, 7), border), x, border)


@check("1-D")
def the_fill_stands_beyond_the_ends(definition):
    expected = np.convolve([10, 10, 3, -4, 10, 10], [1, 2, 5], "valid")
    equal(definition.convolve1d([3, -4], [1, 2, 5], fill=10), expected)


@check("1-D")
def tensorflow_puts_the_odd_zero_after(definition):
    equal(definition.convolve1d([1, 2, 3, 4, 5], [1, 10], "SAME", flip=False), [21, 32, 43, 54, 5])


@check("1-D")
def a_nan_reaches_its_windows(definition):
    for at, h in product(range(5), KERNELS):
        x = np.where(np.arange(5) == at, np.nan, 7)
        reached = holding(np.arange(5) == at, h, len(h) - 1, 1, 1)
        equal(np.isnan(definition.convolve1d(x, h)).tolist(), reached, at, h)


@check("1-D")
def fractions_stay_exact(definition):
    third, seventh = Fraction(1, 3), Fraction(1, 7)
    got = definition.convolve1d([third, -seventh], [seventh, 2, third], "full")
    equal(got, [Fraction(1, 21), Fraction(95, 147), Fraction(-11, 63), Fraction(-1, 21)])


# ---- two dimensions


@check("2-D")
def convolves_as_scipy(definition):
    for x, h, mode in pairs(IMAGES, WINDOWS):
        equal(definition.convolve2d(x, h, mode), signal.convolve2d(x, h, mode), x, h, mode)


@check("2-D")
def correlates_as_scipy(definition):
    for x, h, mode in pairs(IMAGES, WINDOWS, ("full", "valid")):
        equal(definition.convolve2d(x, h, mode, flip=False), signal.correlate2d(x, h, mode), x, h, mode)


@check("2-D")
def correlates_in_same_as_scipy(definition):
    for x, h in product(IMAGES, WINDOWS):
        got = definition.convolve2d(x, h, "same", flip=False)
        equal(got, signal.correlate(x, h, "same", "direct"), x, h)
        got = definition.convolve2d(x, h, padding=after(h), flip=False)
        equal(got, signal.correlate2d(x, h, "same"), x, h)


@check("2-D")
def borders_as_convolve2d(definition):
    for x, h, mode in pairs(IMAGES, WINDOWS):
        for border, scipys in (("wrap", "wrap"), ("symmetric", "symm"), ("constant", "fill")):
            got = definition.convolve2d(x, h, mode, border=border, fill=9)
            equal(got, signal.convolve2d(x, h, mode, scipys, 9), x, h, mode, border)


@check("2-D")
def borders_as_ndimage(definition):
    x = np.array(IMAGES[0])
    for h in WINDOWS:
        for border, scipys in (("edge", "nearest"), ("reflect", "mirror"), ("symmetric", "reflect")):
            got = definition.convolve2d(x, h, padding=after(h), border=border)
            equal(got, ndimage.convolve(x, np.array(h, float), mode=scipys), h, border)


@check("2-D")
def pads_each_side_as_numpy(definition):
    sides = ((1, 4), (0, 7))
    for border in BORDERS:
        got = definition.convolve2d(IMAGES[0], [[1]], padding=sides, border=border)
        equal(got, np.pad(IMAGES[0], sides, border), border)
    got = definition.convolve2d(IMAGES[0], [[1]], padding=(1, 2))
    equal(got, np.pad(IMAGES[0], ((1, 1), (2, 2))))


@check("2-D")
def tensorflow_puts_the_odd_zeros_after(definition):
    for x, h in product(IMAGES, WINDOWS):
        got = definition.convolve2d(x, h, "SAME", flip=False)
        equal(got, signal.correlate2d(x, h, "same"), x, h)


@check("2-D")
def a_nan_reaches_its_windows_2d(definition):
    for at, h in product(range(15), WINDOWS):
        place = (np.arange(15) == at).reshape(3, 5)
        over = [(size - 1, size - 1) for size in np.shape(h)]
        got = definition.convolve2d(np.where(place, np.nan, 7), h)
        equal(np.isnan(got).tolist(), holding(place, h, over, 1, 1), at, h)


@check("2-D")
def fractions_stay_exact_2d(definition):
    x, h = [[1, 2, 3], [4, 5, 60]], [[1, -2], [3, 7]]
    got = definition.convolve2d(Fraction(1, 3) * np.array(x, object), Fraction(1, 7) * np.array(h, object))
    equal(got, Fraction(1, 21) * signal.convolve2d(x, h).astype(object))


# ---- stride


@check("stride")
def steps_as_slices(definition):
    for x, h, mode in pairs(SIGNALS, KERNELS):
        for stride in (2, 3):
            got = definition.convolve1d(x, h, mode, stride=stride)
            equal(got, np.convolve(x, h, mode)[::stride], x, h, mode, stride)


@check("stride")
def steps_as_slices_2d(definition):
    for x, h, mode in pairs(IMAGES, WINDOWS):
        for rows, columns in ((1, 2), (2, 1), (3, 2), (2, 2)):
            got = definition.convolve2d(x, h, mode, stride=(rows, columns))
            equal(got, signal.convolve2d(x, h, mode)[::rows, ::columns], x, h, mode, rows, columns)


@check("stride")
def tensorflow_shares_the_zeros_after_the_stride(definition):
    equal(definition.convolve1d([1, 2, 3, 4, 5, 6], [1, 1, 1], "SAME", stride=2, flip=False), [6, 12, 11])
    x, h = [[1, 2, 3, 4, 5, 6, 7, 8, 9]], [[1, 10, 100, 1000]]
    equal(definition.convolve2d(x, h, "SAME", stride=(1, 3), flip=False), [[4321, 7654, 987]])


@check("stride")
def same_leaves_room_for_its_windows(definition):
    for n, k, stride in product(range(1, 8), range(1, 6), range(1, 5)):
        x, h = list(range(1, n + 1)), [10**a for a in range(k)]
        dense = np.correlate(np.pad(x, same_padding(n, k, stride)), h, "valid")
        equal(definition.convolve1d(x, h, "SAME", stride=stride, flip=False), dense[::stride], n, k, stride)


# ---- dilation


@check("dilation")
def spreads_the_kernel(definition):
    for x, h, mode in product(SIGNALS, KERNELS, ("full", "same")):
        for dilation in (2, 3):
            got = definition.convolve1d(x, h, mode, dilation=dilation)
            equal(got, signal.convolve(x, spread(h, dilation), mode, "direct"), x, h, mode, dilation)


@check("dilation")
def spreads_the_kernel_2d(definition):
    for x, h, mode in product(IMAGES, WINDOWS, MODES):
        for dilation in ((1, 2), (2, 1), (2, 3)):
            wide = spread(h, dilation)
            if mode != "valid" or fits(x, wide):
                got = definition.convolve2d(x, h, mode, dilation=dilation)
                equal(got, signal.convolve2d(x, wide, mode), x, h, mode, dilation)


@check("dilation")
def tensorflow_pads_for_the_reach(definition):
    got = definition.convolve1d([1, 2, 3, 4, 5, 6, 7], [1, 10, 100], "SAME", dilation=2, flip=False)
    equal(got, [310, 420, 531, 642, 753, 64, 75])


@check("dilation")
def same_pads_for_the_reach(definition):
    for n, k, dilation, stride in product(range(1, 7), range(1, 5), range(1, 4), (1, 2)):
        x, h = list(range(1, n + 1)), [10**a for a in range(k)]
        wide = spread(h, dilation)
        dense = np.correlate(np.pad(x, same_padding(n, len(wide), stride)), wide, "valid")
        got = definition.convolve1d(x, h, "SAME", stride=stride, dilation=dilation, flip=False)
        equal(got, dense[::stride], n, k, dilation, stride)


# ---- channels


def summed_windows(image, filters, stride=(1, 1)):
    """VALID over NumPy's own windows: (height, width, in) with (height, width, in, out)."""
    seen = np.lib.stride_tricks.sliding_window_view(image, np.shape(filters)[:2], axis=(0, 1))
    return np.einsum("ijcab,abco->ijo", seen, filters)[:: stride[0], :: stride[1]]


COLOURS = np.array(IMAGES[2] * 3).reshape(5, 4, 3) - 4  # (height, width, in)
FILTERS = (np.arange(36) ** 2 % 11 - 5).reshape(3, 2, 3, 2)  # (height, width, in, out)


@check("channels")
def d2l_adds_its_channels(definition):
    image = np.arange(9).reshape(3, 3)[..., None] + [0, 1]
    filters = np.arange(4).reshape(2, 2, 1, 1) + np.array([[0, 1], [1, 2]])
    got = definition.convolve_channels(image, filters, "valid", flip=False)
    equal(got, np.stack([[[56, 72], [104, 120]], [[76, 100], [148, 172]]], axis=-1))


@check("channels")
def channels_as_numpy(definition):
    got = definition.convolve_channels(COLOURS, FILTERS, "valid", flip=False)
    equal(got, summed_windows(COLOURS, FILTERS))
    got = definition.convolve_channels(COLOURS, FILTERS, "valid", stride=(1, 2))
    equal(got, summed_windows(COLOURS, FILTERS[::-1, ::-1], (1, 2)))


@check("channels")
def batches_as_numpy(definition):
    batch = np.stack([COLOURS, COLOURS[::-1] + 1])
    padded = np.pad(batch, ((0, 0), (1, 0), (2, 3), (0, 0)))
    got = definition.convolve_channels(batch, FILTERS, padding=((1, 0), (2, 3)), flip=False)
    equal(got, [summed_windows(image, FILTERS) for image in padded])
