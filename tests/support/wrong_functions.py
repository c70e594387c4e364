"""Convolution functions as people write them: right ones, and wrong ones in many styles.

Each is f(x, h, mode), with stride=(rows, columns) or dilation=(rows, columns) where its place has them. What
is wrong is said in one line, together with every name (or pair of names) of the bank that is true of it:
these were decided by thought, from what the function does, and not from what a diagnosis said.
"""

import random
import warnings
from collections import defaultdict
from functools import cache
from itertools import accumulate, product
from math import nan, prod
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view as windows
from scipy import signal

from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import definition_with, outcome
from course.mistakes.smallest_input import Probe

MODES, TENSORFLOW = ("full", "same", "valid"), ("SAME", "valid")


class Written(NamedTuple):
    """A function, its place, what is wrong with it, and what is true of it: a set of sets of names."""

    f: object
    place: str
    wrong: str = ""
    names: frozenset = frozenset()
    modes: tuple = MODES
    flip: bool = True


RIGHT, ONE, TWO, UNKNOWN = [], [], [], []  # one mistake, two, and one that no bank knows


def enter(table, place, wrong="", *names, modes=None, flip=True):
    """Puts a function into a table; a name of the bank is a word, and two that go together "one + other"."""
    modes = modes or (MODES if place in ("1-D", "2-D") else TENSORFLOW)
    true = frozenset(frozenset(name.split(" + ")) for name in names)

    def entered(f):
        table.append(Written(f, place, wrong, true, modes, flip))
        return f

    return entered


# ---- what several have in common, and do rightly


def ends(k, mode):
    """How many zeros go before and after one axis."""
    return {"full": (k - 1, k - 1), "same": (k // 2, (k - 1) // 2), "valid": (0, 0)}[mode]


def middle(full, n, k, mode):
    """The part of a full result, along its first axis, that a mode keeps."""
    first = {"full": 0, "same": (k - 1) // 2, "valid": k - 1}[mode]
    return full[first : first + {"full": n + k - 1, "same": n, "valid": n - k + 1}[mode]]


def framed(x, h, mode):
    """An image with the zeros of a mode around it."""
    return np.pad(x, [ends(k, mode) for k in h.shape])


def tensorflow_ends(n, k, s):
    """The zeros of SAME before and after one axis."""
    total = max((-(-n // s) - 1) * s + k - n, 0)
    return total // 2, total - total // 2


def stepped(x, h, mode, stride):
    """An image with the zeros that TensorFlow adds."""
    if mode == "valid":
        return x
    return np.pad(x, [tensorflow_ends(n, k, s) for n, k, s in zip(x.shape, h.shape, stride)])


def spread(h, gaps):
    """A kernel with zeros between its weights: gaps is how far apart they lie in rows and columns."""
    wide = np.zeros([(k - 1) * gap + 1 for k, gap in zip(h.shape, gaps)])
    wide[:: gaps[0], :: gaps[1]] = h
    return wide


# ---- right ones


@enter(RIGHT, "1-D")
def scatter(x, h, mode):
    y = np.zeros(len(x) + len(h) - 1)
    for i, value in enumerate(x):
        y[i : i + len(h)] += value * h
    return middle(y, len(x), len(h), mode)


@enter(RIGHT, "1-D")
def lists_and_zip(x, h, mode):
    before, after = ends(len(h), mode)
    padded = [0] * before + x.tolist() + [0] * after
    turned = h.tolist()[::-1]
    return [sum(p * q for p, q in zip(padded[i:], turned)) for i in range(len(padded) - len(h) + 1)]


@enter(RIGHT, "1-D")
def recursion_on_the_signal(x, h, mode):
    def full(x):
        if not x:
            return [0.0] * (len(h) - 1)
        return [a + b for a, b in zip([*(x[0] * h), *[0] * (len(x) - 1)], [0.0, *full(x[1:])])]

    return tuple(middle(full(x.tolist()), len(x), len(h), mode))


@enter(RIGHT, "1-D")
def polynomials(x, h, mode):
    return middle(np.polymul(x, h), len(x), len(h), mode)


@enter(RIGHT, "1-D", flip=False)
def dot_products_unturned(x, h, mode):
    padded = np.pad(x, ends(len(h), mode))
    return [np.dot(padded[i : i + len(h)], h) for i in range(len(padded) - len(h) + 1)]


@enter(RIGHT, "2-D")
def einsum_of_windows(x, h, mode):
    return np.einsum("ijab,ab->ij", windows(framed(x, h, mode), h.shape), h[::-1, ::-1])


@enter(RIGHT, "2-D")
def four_loops_on_lists(x, h, mode):
    (n, m), (k, l) = x.shape, h.shape
    x, h = x.tolist(), h.tolist()
    full = [[0] * (m + l - 1) for _ in range(n + k - 1)]
    for i in range(n):
        for j in range(m):
            for a in range(k):
                for b in range(l):
                    full[i + a][j + b] += x[i][j] * h[a][b]
    return [middle(row, m, l, mode) for row in middle(full, n, k, mode)]


@enter(RIGHT, "2-D")
def whole_images_shifted(x, h, mode):
    padded = framed(x, h, mode).astype(np.float32)
    rows, columns = (size - k + 1 for size, k in zip(padded.shape, h.shape))
    y = np.zeros((rows, columns), np.float32)
    for (a, b), weight in np.ndenumerate(np.rot90(h, 2)):
        y += weight * padded[a : a + rows, b : b + columns]
    return y


@enter(RIGHT, "2-D")
def scipy_does_it(x, h, mode):
    return signal.convolve2d(x, h, mode)


@enter(RIGHT, "stride")
def loops_that_step(x, h, mode, stride):
    padded, (k, l) = stepped(x, h, mode, stride), h.shape
    starts = [range(0, size - n + 1, s) for size, n, s in zip(padded.shape, h.shape, stride)]
    turned = np.flip(h)
    return [[float((padded[i : i + k, j : j + l] * turned).sum()) for j in starts[1]] for i in starts[0]]


@enter(RIGHT, "dilation")
def zeros_between_the_weights(x, h, mode, dilation):
    wide = spread(h, dilation)
    return np.einsum("ijab,ab", windows(stepped(x, wide, mode, (1, 1)), wide.shape), wide[::-1, ::-1])


@enter(RIGHT, "channels")
def tensordot_of_windows(x, h, mode):
    image = np.stack([stepped(plane, h[:, :, 0, 0], mode, (1, 1)) for plane in np.moveaxis(x, 2, 0)])
    return np.tensordot(windows(image, h.shape[:2], (1, 2)), h[::-1, ::-1], ([0, 3, 4], [2, 0, 1]))


# ---- one mistake: signals


@enter(ONE, "1-D", "scatters the kernel turned round, though scattering turns it already", "no-flip")
def scatter_turned(x, h, mode):
    y = np.zeros(len(x) + len(h) - 1)
    for i in range(len(x)):
        for a in range(len(h)):
            y[i + a] += x[i] * h[len(h) - 1 - a]
    return middle(y, len(x), len(h), mode)


@enter(ONE, "1-D", "computes only where the kernel fits and leaves zeros at the border", "border-zero")
def gather_where_it_fits(x, h, mode):
    n, k = len(x), len(h)
    before, after = ends(k, mode)
    y = np.zeros(n + before + after - k + 1)
    for i in range(len(y)):
        if i - before >= 0 and i - before + k <= n:
            for a in range(k):
                y[i] += x[i - before + k - 1 - a] * h[a]
    return y


@enter(ONE, "1-D", "takes every index modulo the length", "boundary-wrap")
def ring(x, h, mode):
    n, k = len(x), len(h)
    places = middle(range(n + k - 1), n, k, mode)
    return [sum(h[a] * x[(m - a) % n] for a in range(k)) for m in places]


@enter(ONE, "1-D", "sums over range(k - 1)", "drop-last-tap")
def comprehension_one_weight_short(x, h, mode):
    x, h = x.tolist(), h.tolist()
    n, k = len(x), len(h)
    full = [sum(x[m - a] * h[a] for a in range(k - 1) if 0 <= m - a < n) for m in range(n + k - 1)]
    return middle(full, n, k, mode)


@enter(ONE, "1-D", "'same' takes the first n of the full result", "same-crop-start")
def recursion_first_n(x, h, mode):
    def full(h):
        if len(h) == 1:
            return x * h[0]
        return np.append(x * h[0], [0] * (len(h) - 1)) + np.append([0], full(h[1:]))

    y = full(h)
    return y[: len(x)] if mode == "same" else middle(y, len(x), len(h), mode)


@enter(ONE, "1-D", "writes the results of 'same' into the signal it reads", "aliasing")
def in_place(x, h, mode):
    if mode != "same":
        return np.convolve(x, h, mode)
    x, n, k = x.astype(float), len(x), len(h)
    for i in range(n):
        places = [i + a - k // 2 for a in range(k)]
        x[i] = sum(x[p] * h[k - 1 - a] for a, p in enumerate(places) if 0 <= p < n)
    return x


@enter(ONE, "1-D", "puts k//2 zeros on both sides for 'same'", "same-half-both")
def half_on_both_sides(x, h, mode):
    pad = {"full": len(h) - 1, "same": len(h) // 2, "valid": 0}[mode]
    return np.convolve(np.pad(x, pad), h, "valid")


@enter(ONE, "1-D", "the loop ends one window early", "range-short", "stride-floor-size")
def while_one_short(x, h, mode):
    padded, turned, y, i = np.pad(x, ends(len(h), mode)), h[::-1], [], 0
    while i + len(h) < len(padded):
        y.append(float(np.sum(padded[i : i + len(h)] * turned)))
        i += 1
    return y


@enter(ONE, "1-D", "reads one number too many out of the sums: n + k", "range-long", modes=("full",))
def dict_read_too_far(x, h, mode):
    sums = defaultdict(float)
    for (i, p), (a, q) in product(enumerate(x), enumerate(h)):
        sums[i + a] += p * q
    return [sums[m] for m in range(len(x) + len(h))]


@enter(ONE, "1-D", "each product replaces the one before", "assign-not-add")
def total_is_replaced(x, h, mode):
    padded, turned, y = np.pad(x, ends(len(h), mode)), np.flip(h), []
    for i in range(len(padded) - len(h) + 1):
        for a in range(len(h)):
            total = padded[i + a] * turned[a]
        y.append(total)
    return y


@enter(ONE, "1-D", "takes the kernel's middle to be 1", "centre-one", modes=("same",))
def middle_is_one(x, h, mode):
    y = [0] * len(x)
    for i in range(len(x)):
        for a in range(len(h)):
            if 0 <= i + 1 - a < len(x):
                y[i] += x[i + 1 - a] * h[a]
    return y


@enter(ONE, "1-D", "keeps max(0, total), which makes a nan 0 as well", "relu-output")
def max_of_zero(x, h, mode):
    y = np.convolve(x, h).tolist()
    return [max(0, total) for total in middle(y, len(x), len(h), mode)]


@enter(ONE, "1-D", "divides the kernel by its sum", "kernel-norm")
def weights_that_add_up_to_one(x, h, mode):
    h = h / h.sum()
    padded = np.pad(x, ends(len(h), mode))
    return np.apply_along_axis(np.dot, 1, windows(padded, len(h)), h[::-1])


@enter(ONE, "1-D", "forgets the mode", "always-full")
def mode_forgotten(x, h, mode):
    return np.convolve(x, h)


@enter(ONE, "1-D", "the results go into an array of whole numbers", "int-output")
def array_of_ints(x, h, mode):
    padded = np.pad(x, ends(len(h), mode))
    y = np.zeros(len(padded) - len(h) + 1, dtype=int)
    for i in range(len(y)):
        y[i] = sum(padded[i + a] * h[-1 - a] for a in range(len(h)))
    return y


@enter(ONE, "1-D", "multiplies spectra of n numbers: the ends run into each other", modes=("same",))
def spectra_of_n(x, h, mode):  # that is boundary-wrap, but for a nan, which spreads to every output
    y = np.fft.irfft(np.fft.rfft(x) * np.fft.rfft(h, len(x)), len(x))
    return np.roll(y, -((len(h) - 1) // 2))


# ---- one mistake: images


@enter(ONE, "2-D", "the kernel's rows are taken from the top, only its columns are turned", "flip-cols-only")
def row_by_row(x, h, mode):
    padded, k = np.pad(x, [ends(len(h), mode), (0, 0)]), len(h)
    lines = [np.apply_along_axis(np.convolve, 1, padded, h[a], mode) for a in range(k)]
    rows = len(padded) - k + 1
    return sum(lines[a][a : a + rows] for a in range(k))


@enter(ONE, "2-D", "len(x) stands for the width too", "square-image")
def height_for_width(x, h, mode):
    n = m = len(x)
    (top, bottom), (left, right) = (ends(k, mode) for k in h.shape)
    y = np.zeros((n + top + bottom - h.shape[0] + 1, m + left + right - h.shape[1] + 1))
    for i, j in np.ndindex(y.shape):
        for a, b in np.ndindex(h.shape):
            r, c = i - top + h.shape[0] - 1 - a, j - left + h.shape[1] - 1 - b
            if 0 <= r < n and 0 <= c < m:
                y[i, j] += x[r, c] * h[a, b]
    return y


@enter(ONE, "2-D", "np.roll brings in the other side", "boundary-wrap", modes=("same",))
def rolled(x, h, mode):
    y = np.zeros(x.shape)
    for (a, b), weight in np.ndenumerate(h):
        y += weight * np.roll(x, (a - (h.shape[0] - 1) // 2, b - (h.shape[1] - 1) // 2), (0, 1))
    return y


@enter(ONE, "2-D", "catches the IndexError, but negative places have a number", "neg-index-wrap")
def negative_places(x, h, mode):
    x, h, (n, m), (k, l) = x.tolist(), h.tolist(), x.shape, h.shape

    def product_at(i, j, a, b):
        try:
            return x[i - a][j - b] * h[a][b]
        except IndexError:
            return 0

    rows, columns = middle(range(n + k - 1), n, k, mode), middle(range(m + l - 1), m, l, mode)
    places = list(product(range(k), range(l)))
    return [[sum(product_at(i, j, a, b) for a, b in places) for j in columns] for i in rows]


@enter(ONE, "2-D", "fills y[j, i]", "output-transposed")
def filled_by_columns(x, h, mode):
    padded, turned = framed(x, h, mode), np.flip(h)
    rows, columns = (size - k + 1 for size, k in zip(padded.shape, h.shape))
    y = np.empty((columns, rows))
    for i in range(rows):
        for j in range(columns):
            y[j, i] = np.vdot(padded[i : i + h.shape[0], j : j + h.shape[1]], turned)
    return y


@enter(ONE, "2-D", "reads h[b][a]", "flip-and-transpose", "input-transposed-back")
def kernel_indices_swapped(x, h, mode):
    rows, columns = len(h[0]), len(h)  # exchanged too, so that nothing is out of range
    padded = np.pad(x, (ends(rows, mode), ends(columns, mode))).tolist()
    turned = [line[::-1] for line in h.tolist()[::-1]]
    return [
        [
            sum(padded[i + a][j + b] * turned[b][a] for a in range(rows) for b in range(columns))
            for j in range(len(padded[0]) - columns + 1)
        ]
        for i in range(len(padded) - rows + 1)
    ]


@enter(ONE, "2-D", "pads, and then visits only as many places as 'valid' has", "skip-k1")
def padded_but_not_visited(x, h, mode):
    padded, (k, l) = framed(x, h, mode), h.shape
    y = np.zeros((padded.shape[0] - k + 1, padded.shape[1] - l + 1))
    for i in range(x.shape[0] - k + 1):
        for j in range(x.shape[1] - l + 1):
            y[i, j] = np.sum(np.multiply(padded[i : i + k, j : j + l], np.flip(h)))
    return y


@enter(ONE, "2-D", "begins with a copy of the image and leaves its border", "border-copy", modes=("same",))
def begun_with_a_copy(x, h, mode):
    y, inner = x.astype(float), signal.convolve2d(x, h, "valid")
    top, left = h.shape[0] // 2, h.shape[1] // 2
    y[top : top + inner.shape[0], left : left + inner.shape[1]] = inner
    return y


@enter(ONE, "2-D", "half of the kernel's height for both axes", "half-rows", modes=("same",))
def half_the_height(x, h, mode):
    half, y = h.shape[0] // 2, np.zeros(x.shape)
    turned = np.flip(h)
    for i, j in product(*map(range, x.shape)):
        for a, b in product(*map(range, h.shape)):
            r, c = i + a - half, j + b - half
            if r in range(x.shape[0]) and c in range(x.shape[1]):
                y[i, j] += x[r, c] * turned[a, b]
    return y


@enter(ONE, "2-D", "'same' pads left and right only", "same-pad-cols")
def zeros_left_and_right(x, h, mode):
    around = [ends(k, mode) for k in h.shape]
    if mode == "same":
        around[0] = (0, 0)
    return np.einsum("ijab,ab", windows(np.pad(x, around), h.shape), h[::-1, ::-1])


@enter(ONE, "2-D", "window @ kernel", "matmul")
def matrix_product(x, h, mode):
    padded, (k, l), turned = framed(x, h, mode), h.shape, np.flip(h)
    rows, columns = padded.shape[0] - k + 1, padded.shape[1] - l + 1
    return [[(padded[i : i + k, j : j + l] @ turned).sum() for j in range(columns)] for i in range(rows)]


@enter(ONE, "2-D", "cuts the results to 0..255", "clip-255")
def held_in_0_to_255(x, h, mode):
    y = np.zeros([n + k - 1 for n, k in zip(x.shape, h.shape)])
    for (i, j), value in np.ndenumerate(x):
        y[i : i + h.shape[0], j : j + h.shape[1]] += value * h
    y = middle(y, x.shape[0], h.shape[0], mode)
    return np.clip(middle(y.T, x.shape[1], h.shape[1], mode).T, 0, 255)


@enter(ONE, "2-D", "returns astype(np.uint8)", "uint8-output")
def bytes_out(x, h, mode):
    return signal.convolve2d(x, h, mode).astype(np.uint8)


@enter(ONE, "2-D", "np.zeros_like(image) takes the image's type", "out-like-input")
def zeros_like_the_image(x, h, mode):
    padded = framed(x, h, mode)
    y = np.zeros_like(padded[h.shape[0] - 1 :, h.shape[1] - 1 :])
    for i, j in np.ndindex(y.shape):
        y[i, j] = (padded[i : i + h.shape[0], j : j + h.shape[1]] * h[::-1, ::-1]).sum()
    return y


@enter(ONE, "2-D", "slides the kernel without turning it", "no-flip")
def kernel_not_turned(x, h, mode):
    return np.einsum("ijkl,kl->ij", windows(framed(x, h, mode), h.shape), h)


@enter(ONE, "2-D", "the total is set to zero once for each row", "acc-reset-per-row")
def total_runs_along_the_row(x, h, mode):
    return [list(accumulate(row)) for row in signal.convolve2d(x, h, mode).tolist()]


# ---- one mistake: stride, dilation, channels


@enter(ONE, "stride", "every s-th number of SAME at stride 1", "stride-subsample", "stride-pad-stride1")
def every_sth_number(x, h, mode, stride):
    dense = np.einsum("ijab,ab", windows(stepped(x, h, mode, (1, 1)), h.shape), np.flip(h))
    return dense[:: stride[0], :: stride[1]]


@enter(ONE, "stride", "the padding and the size are right, but the window takes single steps")
def window_takes_single_steps(x, h, mode, stride):
    padded, (k, l) = stepped(x, h, mode, stride), h.shape
    rows, columns = ((size - n) // s + 1 for size, n, s in zip(padded.shape, h.shape, stride))
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[i, j] = np.sum(padded[i : i + k, j : j + l] * h[::-1, ::-1])
    return y


@enter(ONE, "stride", "the size is (n - k + 1)//s", "stride-floor2")
def size_without_the_last(x, h, mode, stride):
    padded, (k, l), (down, right) = stepped(x, h, mode, stride), h.shape, stride
    rows, columns = (padded.shape[0] - k + 1) // down, (padded.shape[1] - l + 1) // right
    return [
        [
            sum(padded[i * down + a, j * right + b] * h[-1 - a, -1 - b] for a in range(k) for b in range(l))
            for j in range(columns)
        ]
        for i in range(rows)
    ]


@enter(ONE, "dilation", "puts d zeros between the weights, not d - 1", "dilation-plus1")
def one_zero_too_many(x, h, mode, dilation):
    wide = spread(h, [gap + 1 for gap in dilation])
    return signal.convolve2d(stepped(x, wide, mode, (1, 1)), wide, "valid")


@enter(ONE, "dilation", "SAME pads for the kernel without its gaps", "dilation-pad")
def padded_for_the_small_kernel(x, h, mode, dilation):
    padded, wide = stepped(x, h, mode, (1, 1)), spread(h, dilation)
    return signal.convolve2d(padded, wide, "valid")


@enter(ONE, "channels", "y = where y += is meant, in the loop over the channels", "channels-last-only")
def last_channel_stays(x, h, mode):
    for c in range(x.shape[2]):
        image = stepped(x[:, :, c], h[:, :, c, 0], mode, (1, 1))
        kernels = [h[:, :, c, o] for o in range(h.shape[3])]
        y = np.dstack([signal.convolve2d(image, kernel, "valid") for kernel in kernels])
    return y


@enter(ONE, "channels", "h[:, :, 0] for every channel", "channels-same-kernel")
def first_plane_of_the_filter(x, h, mode):
    maps = []
    for o in range(h.shape[3]):
        kernel = h[:, :, 0, o]
        planes = [stepped(plane, kernel, mode, (1, 1)) for plane in x.transpose(2, 0, 1)]
        maps.append(sum(signal.convolve2d(plane, kernel, "valid") for plane in planes))
    return np.moveaxis(maps, 0, 2)


@enter(ONE, "channels", "turns the filters where deep learning does not", "no-flip", flip=False)
def filters_turned(x, h, mode):
    return tensordot_of_windows(x, h, mode)


# ---- two mistakes


@enter(TWO, "1-D", "the kernel is not turned, and 'same' is the end of full", "no-flip + same-crop-end")
def unturned_and_the_last_n(x, h, mode):
    n, k = len(x), len(h)
    padded = [0] * (k - 1) + x.tolist() + [0] * (k - 1)
    full = [sum(p * q for p, q in zip(padded[m:], h.tolist())) for m in range(n + k - 1)]
    return full[-n:] if mode == "same" else middle(full, n, k, mode)


@enter(
    TWO,
    "1-D",
    "h[0] is never used, and the last window is left out",
    "drop-first-tap + range-short",
    "drop-first-tap + stride-floor-size",
)
def both_ranges_short(x, h, mode):
    padded, turned = np.pad(x, ends(len(h), mode)), h[::-1]
    y = []
    for i in range(len(padded) - len(h)):
        total = 0
        for a in range(len(h) - 1):
            total += padded[i + a] * turned[a]
        y.append(total)
    return y


@enter(TWO, "1-D", "the edge is repeated, and the results are rounded", "boundary-edge + rounded")
def edge_and_rounded(x, h, mode):
    padded = np.pad(x, ends(len(h), mode), "edge")
    return np.round(np.convolve(padded, h, "valid"))


@enter(TWO, "1-D", "the kernel is not turned, and the total never set to zero", "no-flip + acc-not-reset")
def unturned_running_total(x, h, mode):
    before, after = ends(len(h), mode)
    total, y = 0, []
    for start in range(-before, len(x) + after - len(h) + 1):
        for a, weight in enumerate(h):
            total = total + (x[start + a] * weight if 0 <= start + a < len(x) else 0)
        y.append(total)
    return np.array(y)


@enter(TWO, "2-D", "the kernel is not turned, and the products are averaged", "no-flip + mean-not-sum")
def unturned_mean(x, h, mode):
    return np.mean(windows(framed(x, h, mode), h.shape) * h, axis=(2, 3))


@enter(
    TWO, "2-D", "the border stays zero, and rows and columns are swapped", "border-zero + output-transposed"
)
def inside_only_and_transposed(x, h, mode):
    inner = signal.convolve2d(x, h, "valid")
    return np.pad(inner, [ends(k, mode) for k in h.shape]).T


@enter(
    TWO,
    "2-D",
    "the kernel is not turned, and its middle is (k - 1)//2",
    "no-flip + same-wrong-side",
    modes=("same",),
)
def unturned_about_the_other_middle(x, h, mode):
    y = np.zeros(x.shape)
    (n, m), (k, l) = x.shape, h.shape
    for i, j in np.ndindex(n, m):
        for a, b in np.ndindex(k, l):
            r, c = i + a - (k - 1) // 2, j + b - (l - 1) // 2
            if min(r, c) >= 0 and r < n and c < m:
                y[i, j] += x[r, c] * h[a, b]
    return y


@enter(
    TWO, "2-D", "the border is copied, and all is cut to 0..255", "border-copy + clip-255", modes=("same",)
)
def filtered_photograph(x, h, mode):
    return np.clip(begun_with_a_copy(x, h, mode), 0, 255)


@enter(TWO, "stride", "the kernel is not turned, the strides are swapped", "no-flip + stride-swapped")
def unturned_strides_swapped(x, h, mode, stride):
    across, down = stride
    padded = stepped(x, h, mode, (down, across))
    return np.tensordot(windows(padded, h.shape)[::down, ::across], h, 2)


@enter(TWO, "channels", "one channel is read, by an unturned kernel", "no-flip + channels-first-only")
def first_channel_unturned(x, h, mode):
    image = stepped(x[..., 0], h[..., 0, 0], mode, (1, 1))
    return np.einsum("ijab,abo->ijo", windows(image, h.shape[:2]), h[:, :, 0])


# ---- one mistake that no bank knows


@enter(UNKNOWN, "1-D", "at the left edge the cut window meets the wrong end of the kernel")
def window_cut_at_the_left(x, h, mode):
    n, k = len(x), len(h)
    ends_at = middle(range(n + k - 1), n, k, mode)
    return [sum(p * q for p, q in zip(x[max(0, m - k + 1) : m + 1], h[::-1])) for m in ends_at]


@enter(ONE, "1-D", "scatters with = in place of +=: the last one to write stays", "assign-last-inside")
def last_one_to_write_stays(x, h, mode):
    y = np.zeros(len(x) + len(h) - 1)
    for i in range(len(x)):
        for a in range(len(h)):
            y[i + a] = x[i] * h[a]
    return middle(y, len(x), len(h), mode)


@enter(UNKNOWN, "1-D", "by way of spectra, where one nan reaches every output")
def spectra(x, h, mode):
    size = len(x) + len(h) - 1
    y = np.fft.irfft(np.fft.rfft(x, size) * np.fft.rfft(h, size), size)
    return middle(y, len(x), len(h), mode)


def of_flat(x, h, mode, at):
    """A convolution of an image in one long list: at(flat, r, c) is the number in row r and column c."""
    flat, (n, m), (k, l) = x.ravel().tolist(), x.shape, h.shape
    rows, columns = middle(range(n + k - 1), n, k, mode), middle(range(m + l - 1), m, l, mode)
    return [
        [sum(at(flat, i - a, j - b) * h[a, b] for a in range(k) for b in range(l)) for j in columns]
        for i in rows
    ]


@enter(ONE, "2-D", "counts r*rows + c in the flat image, where r*columns + c is meant", "row-pitch")
def rows_for_the_pitch(x, h, mode):
    n, m = x.shape
    return of_flat(x, h, mode, lambda flat, r, c: flat[r * n + c] if 0 <= r < n and 0 <= c < m else 0)


@enter(UNKNOWN, "2-D", "asks only whether the place is in the flat image: edges read the next row")
def next_row_at_the_edge(x, h, mode):
    n, m = x.shape
    return of_flat(x, h, mode, lambda flat, r, c: flat[r * m + c] if 0 <= r * m + c < n * m else 0)


# ---- functions that make the bank's own mistakes, and inputs drawn at random for a second opinion


def of_bank(*names):
    """A function that makes these mistakes of the bank, in this order; through() calls it."""
    world = definition_with(*(BANK[name] for name in names))

    def f(x, h, options):
        values = outcome(world, x, h, **options)
        if values is None:
            raise ValueError("there is no answer")
        return np.array(values, float)

    return f


def through(f, x, h, options):
    """How diagnose() calls a function of_bank()."""
    return f(x, h, options)


@cache
def drawn(place, modes=None, flip=True, count=30):
    """Probes of arrays that share nothing with those of a diagnosis, the same ones on every run."""
    rng = random.Random(f"{place} {flip}")
    modes = modes or (MODES if place in ("1-D", "2-D") else TENSORFLOW)
    return [
        Probe(*_drawn_pair(rng, place, turn), {"mode": mode, "flip": flip, **_drawn_steps(rng, place)})
        for turn in range(count)
        for mode in modes
    ]


def _drawn_pair(rng, place, turn):
    kernel = [rng.randint(1, 4) for _ in range(1 if place == "1-D" else 2)]
    image = [k + rng.randint(0, 5 if place != "2-D" else 2) for k in kernel]
    if place == "channels":
        image, kernel = [*image, 2], [*kernel, 2, rng.randint(1, 2)]
    x = [rng.randint(-9, 9) for _ in range(prod(image))]
    h = [rng.randint(-5, 5) for _ in range(prod(kernel))]
    if turn % 5 == 1:
        x = [v / 4 for v in x]
    elif turn % 5 == 2:
        h = [v / 4 for v in h]
    elif turn % 5 == 3:
        x = [abs(33 * v) for v in x]
    elif turn % 5 == 4:
        h[-1] -= sum(h)
    if turn % 10 == 5:
        x[rng.randrange(len(x))] = nan
    return np.array(x).reshape(image), np.array(h).reshape(kernel)


def _drawn_steps(rng, place):
    return {place: (rng.randint(1, 3), rng.randint(2, 3))} if place in ("stride", "dilation") else {}


def numbers_of(f, probe, call):
    """What a function gives for a probe, as an array of its own; None if that is an error, or no numbers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            got = np.array(call(f, np.array(probe.x), np.array(probe.h), probe.options))
        except Exception:
            return None
    return got if got.dtype.kind in "biuf" else None


def told_apart(f, names, probes, call=through):
    """The first of some probes where a function and these mistakes of the bank give other numbers, or None.

    Where either of the two has no answer, it tells nothing.
    """
    other = of_bank(*names)
    for probe in probes:
        got, expected = numbers_of(f, probe, call), numbers_of(other, probe, through)
        if got is None or expected is None:
            continue
        if got.shape != expected.shape or not np.allclose(got, expected, 1e-9, 1e-9, equal_nan=True):
            return probe
    return None
