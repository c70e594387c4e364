"""
The convolution of a photograph, as fast as NumPy goes: the quickest of four methods that gives the right numbers.

The methods are in convolution_methods.py. fast_convolve() cuts the image into pieces that fit a cache, and pads
piece by piece, so that hardly any memory is taken beside the result.

Whole numbers stay exact: shifts, rows and passes add up whole numbers that a float holds exactly, and tiles are
rounded where that is proved to be right (exactness.py). A nan or inf reaches the outputs whose window holds it (a
weight of 0 times nan is nan), and no others: tiles would spread it, and are not taken.
"""

from functools import cache
from math import prod
from numbers import Real
from typing import NamedTuple

import numpy as np

from course.convolution.arguments import checked_word, in_message
from course.convolution.sizes import BORDERS, pads, rows_and_columns
from course.pictures.convolution_methods import METHODS, column_and_row, most_points, spectrum_of
from course.pictures.exactness import (
    all_whole,
    largest_magnitude,
    result_type,
    sum_of_magnitudes,
    transform_is_right,
)

WIDEST = 4096  # columns of a piece
LEAST_ROOM, MOST_ROOM = (
    2**18,
    2**21,
)  # bytes that a method may take for a piece: half of the image, within these
FREED_BLOCK = 31 * 2**20  # bytes; glibc learns from freed blocks of up to 32 MiB


# ---- the choice


def chosen_method(image_shape, kernel, *, dtype=np.float32, fourier=True):
    """The name of the method that fast_convolve takes for an image of (rows, columns), of dtype, and a kernel.

    fourier: whether tiles may be taken. fast_convolve may take them unless the image holds a nan or inf, or image
    and kernel are whole numbers so large that rounding is not proved to be right. ValueError for a kernel that
    fast_convolve refuses.

    Example: for an image of (1000, 1000), 9x9 ones are a column times a row, so passes; 31x31 weights that are
    not, tiles.
    """
    weights = _kernel(kernel)
    separable = column_and_row(weights, result_type(np.dtype(dtype), weights)) is not None
    return _cheapest(image_shape, weights.shape, separable, fourier)


def _cheapest(image_shape, kernel_shape, separable, fourier):
    """The method that costs least, in milliseconds a million pixels on one core; only their ratios count.

    The numbers were measured with tests/benchmarks/filtering.py.
    """
    k, l = kernel_shape
    calls = 38 / image_shape[1]  # one matrix product for each row, however short the row
    costs = {
        "shifts": 0.35 + 0.155 * k * l,
        "rows": 0.4 + 0.2 * l + 0.012 * k * l + calls,
    }
    if separable:
        costs["passes"] = 0.8 + 0.04 * k + 0.155 * l + calls
    if fourier:
        costs["tiles"] = 6.5
    return min(costs, key=costs.get)


class _Plan(NamedTuple):
    """A method's name, what it takes for a kernel, the dtype it works in, and whether to round what it gives."""

    name: str
    kernel: object
    dtype: type
    rounded: bool = False


def _planned(image, weights, dtype, fill, method):
    """The _Plan for an image: with the method named, or the cheapest that gives the right numbers.

    ValueError for a method that there is not, or that would give wrong numbers.

    Example: 1000x1000 pixels of uint8 under 31x31 whole weights: tiles, in float64, rounded.
    """
    if method is not None:
        checked_word(method, "method", METHODS)
    factors = column_and_row(weights, dtype)
    separable = factors is not None
    name = method or _cheapest(image.shape, weights.shape, separable, True)
    if name == "tiles":
        plan = _tiles_plan(image, weights, dtype, fill)
        if plan is not None:
            return plan
        if method:
            raise ValueError(
                "tiles need an image without nan and inf, and no huge numbers: take another method or None"
            )
        name = _cheapest(image.shape, weights.shape, separable, False)
    if name != "passes":
        return _Plan(name, weights.astype(dtype), dtype)
    if not separable:
        raise ValueError("passes need a kernel that is a column times a row: take another method or None")
    return _Plan(name, [factor.astype(dtype) for factor in factors], dtype)


def _tiles_plan(image, weights, dtype, fill):
    """The _Plan for tiles, or None where they would give wrong numbers."""
    whole = all_whole(weights) and all_whole(image)
    work = np.float64 if whole else dtype
    itemsize = np.dtype(work).itemsize
    points = [most_points(k, itemsize) for k in weights.shape]
    largest = max(largest_magnitude(image), abs(fill))  # a nan stays, since nothing is larger
    largest_result = largest * sum_of_magnitudes(weights)
    if not transform_is_right(largest_result, points, work, whole):
        return None
    return _Plan("tiles", spectrum_of(weights.astype(work), image.shape), work, rounded=whole)


# ---- the arguments


def _array(values, name):
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"the rows of the {name} differ in length: make them equally long") from None
    if array.ndim != 2 or not array.size:
        raise ValueError(f"the {name} must be (rows, columns), none of them 0, not {array.shape}")
    return array


def _image(values):
    image = _array(values, "image")
    if image.dtype.kind not in "buif":
        raise ValueError(f"the image is of {image.dtype.name}: give whole numbers or floats")
    return image


def _fill(fill, dtype):
    """The number of a constant border: a whole one that the image's type holds, so that sums stay exact."""
    fits = isinstance(fill, int)
    if fits and dtype.kind in "ui":
        limits = np.iinfo(dtype)
        fits = limits.min <= fill <= limits.max
    elif fits:
        fits = dtype.type(fill) == fill
    if not fits:
        raise ValueError(
            f"the border's number {in_message(fill)} is not a whole number that an image of {dtype.name} can hold"
        )
    return fill


def _kernel(values):
    """The kernel as float64."""
    kernel = _array(values, "kernel")
    real = kernel.dtype.kind in "buif" or all(isinstance(weight, Real) for weight in kernel.flat)
    if not real:
        raise ValueError("the kernel must be of whole numbers, fractions or floats")
    try:
        return kernel.astype(np.float64)
    except OverflowError:
        raise ValueError("the kernel holds a number that no float can hold: divide it first") from None


# ---- pieces


def _pieces(image, kernel_shape, border, fill, plan):
    """(i, j, piece) over the outputs: the part of the padded image that the outputs from (i, j) on are made of.

    Example: an image of 100x100 under 3x5 weights, in pieces of 40 rows of outputs: they begin at (0, 0), (40, 0)
    and (80, 0). The piece for 40 rows and 100 columns of outputs is 40 + 2 rows high and 100 + 4 columns wide.
    """
    (n, m), (k, l) = image.shape, kernel_shape
    row_sides = pads(n, k, "same")
    column_sides = pads(m, l, "same")
    row_indices = _padded_indices(n, row_sides, border)
    column_indices = _padded_indices(m, column_sides, border)
    parts = _columns_in_parts(image, column_indices, column_sides[0], fill)
    width = _even_share(m, WIDEST)
    height = _height(plan, image.shape, kernel_shape, width)
    for i in range(0, n, height):
        for j in range(0, m, width):
            rows = row_indices[i : i + height + k - 1]
            columns = min(width, m - j) + l - 1
            piece = _piece(parts, rows, j, columns, plan.dtype)
            piece[rows < 0] = fill
            yield i, j, piece


def _height(plan, image_shape, kernel_shape, width):
    """How many rows of outputs a piece has: a tile's, or as many as the method has room for."""
    if plan.name == "tiles":
        return plan.kernel.outputs[0]
    itemsize = np.dtype(plan.dtype).itemsize
    half_of_the_image = prod(image_shape) * itemsize // 2
    room = min(max(half_of_the_image, LEAST_ROOM), MOST_ROOM)
    arrays = kernel_shape[1] if plan.name == "rows" else 4  # as large as the piece, which the method takes
    return _even_share(image_shape[0], max(1, room // (arrays * width * itemsize)))


def _even_share(n, most):
    """How long the parts are when n is cut into as few alike as possible, none longer than most.

    Example: 9 with parts of at most 4 takes 3 parts, so each has 3.
    """
    parts = -(-n // most)
    return -(-n // parts)


def _padded_indices(n, sides, border):
    """Which of n pixels stands at each index of a padded axis; -1 where the fill stands. sides: (before, after).

    Example: 3 pixels with sides (1, 2) are 0 0 1 2 2 2 under "edge" and -1 0 1 2 -1 -1 under "constant".
    """
    if border == "constant":
        return np.pad(np.arange(n), sides, border, constant_values=-1)
    return np.pad(np.arange(n), sides, border)


def _columns_in_parts(image, indices, before, fill):
    """The padded image, its rows not yet padded, as (columns, the index where they begin).

    The parts are its left margin, the image itself, which is not copied, and its right margin. indices: those of
    the padded columns; before: how many are added on the left.

    Example: 5 columns with 2 added on each side are parts of 2, 5 and 2 columns that begin at 0, 2 and 7.
    """
    after = before + image.shape[1]
    left, right = _margin(image, indices[:before], fill), _margin(image, indices[after:], fill)
    return (left, 0), (image, before), (right, after)


def _margin(image, indices, fill):
    """The columns of the image with these indices; the fill for an index of -1."""
    pixels = image[:, indices]
    pixels[:, indices < 0] = fill
    return pixels


def _piece(parts, rows, j, width, dtype):
    """The padded image at these rows and the columns from j on: (rows, width), of dtype; rows of -1 hold anything.

    parts: as _columns_in_parts gives them.

    Example: parts of 2, 5 and 2 columns that begin at 0, 2 and 7. The 4 columns from 5 on, 5 6 7 8, are columns
    3 and 4 of the image, which go to columns 0 and 1 of the piece, and both of the right margin.
    """
    piece = np.empty((len(rows), width), dtype)
    first, last = int(rows[0]), int(rows[-1])
    in_a_run = first >= 0 and last - first == len(rows) - 1  # no step is above 1: so all are 1
    chosen_rows = slice(first, last + 1) if in_a_run else rows  # a slice is a view, indices are a copy
    for pixels, begin in parts:
        start = max(j, begin)
        stop = min(j + width, begin + pixels.shape[1])
        if start < stop:
            piece[:, start - j : stop - j] = pixels[chosen_rows, start - begin : stop - begin]
    return piece


# ---- the convolution


@cache
def _keep_what_is_freed():
    """Once for a process: have the C library keep freed memory for the next result, by freeing a large block.

    The block is never touched and costs nothing. Without it glibc gives every freed result back to the system,
    and each new one is paged in anew, which takes longer than a small kernel's sums. Source: mallopt(3), on
    M_MMAP_THRESHOLD, which grows to the size of the largest block that was freed.
    """
    np.empty(FREED_BLOCK, np.uint8)


def fast_convolve(image, kernel, *, border="constant", fill=0, stride=1, flip=True, method=None):
    """The convolution of image (rows, columns) with kernel (k, l), as large as the image: an array.

    The numbers are those of definition.convolve2d(image, kernel, "same", ...): an odd zero goes before. With a
    stride, one whole number or (rows, columns), they are every stride-th of its outputs, from the first.

    image: an array or lists of bools, whole numbers or floats; never changed. kernel: the same, or Fractions; it
    may be larger than the image. border: one of the definition's BORDERS. fill: what a constant border is made of, a
    whole number that the image's type holds. flip: False for correlation. method: one of METHODS; None takes the
    quickest that is right.

    The result is of float32 for images of float32, float16, bools, and whole numbers of 8 or 16 bits, and of
    float64 for all others; also of float64 for whole numbers whose sums might reach 2**24 (the largest of their
    type times the sum of the weights' magnitudes). Whole numbers under whole weights are exact as long as that
    product stays below 2**53, or 2**24 if the image is of float32. To round a fraction only once, convolve with
    the whole weights of a kernels.Kernel and divide.

    Memory beside the result: pieces of up to two megabytes or so, as convolved_pieces gives them. ValueError, in
    one line that says what would do, for anything else, and for a method that would give wrong numbers.

    Example: fast_convolve([[1, 2, 3]], [[1, 10]]) is [[1, 12, 23]].
    """
    image, weights, stride = _image(image), _kernel(kernel), rows_and_columns(stride, "stride")
    shape = [-(-n // step) for n, step in zip(image.shape, stride)]
    output = np.empty(shape, result_type(image.dtype, weights))
    for rows, columns, sums in convolved_pieces(
        image, weights, border=border, fill=fill, stride=stride, flip=flip, method=method
    ):
        output[rows, columns] = sums
    return output


def convolved_pieces(image, kernel, *, border="constant", fill=0, stride=1, flip=True, method=None):
    """What fast_convolve gives, in pieces that fit a cache: (rows, columns, sums) for each.

    rows, columns: slices, where the piece stands in the result; sums: an array of its dtype, which may be changed
    and lasts until the next piece. For what is made of the result at once, such as pixels: the result itself need
    not be in memory then. Arguments and errors are those of fast_convolve.
    """
    _keep_what_is_freed()
    image, weights = _image(image), _kernel(kernel)
    checked_word(border, "border", BORDERS)
    fill = _fill(fill, image.dtype)
    down, along = rows_and_columns(stride, "stride")
    if flip:
        weights = weights[::-1, ::-1]
    dtype = result_type(image.dtype, weights)
    with np.errstate(over="ignore", invalid="ignore"):
        plan = _planned(image, weights, dtype, fill, method)
    for i, j, piece in _pieces(image, weights.shape, border, fill, plan):
        with np.errstate(over="ignore", invalid="ignore"):
            dense = METHODS[plan.name](piece, plan.kernel)
            # The first of these outputs that the stride meets: from i = 4 on, a stride of 3 meets 6 first, which
            # is -4 % 3 = 2 rows on, and is row 2 of the result (4 / 3, rounded up).
            sums = dense[-i % down :: down, -j % along :: along]
            if plan.rounded:
                np.rint(sums, out=sums)
            sums = sums.astype(dtype, copy=False)
        top, left = -(-i // down), -(-j // along)
        if sums.size:  # a long stride leaps over whole pieces
            yield slice(top, top + sums.shape[0]), slice(left, left + sums.shape[1]), sums
