"""
The convolution of a photograph, as fast as NumPy goes: four ways to the same numbers, and a choice among them.

    shifts  for every weight, one multiplication and one addition of the whole image, shifted
    rows    for every row of outputs one matrix product, then an addition for every column of the kernel
    passes  first a column, then a row, for a kernel that is a column times a row
    tiles   the Fourier transform, tile by tile: the size of the kernel hardly counts

Each takes a padded piece of the image and the kernel as it lies on it (turned round already for a convolution),
and gives an output wherever the kernel lies wholly inside. convolve() cuts the image into pieces that fit a
cache, and pads piece by piece, so that hardly any memory is taken beside the result.

Whole numbers stay exact: shifts, rows and passes add up whole numbers that a float holds exactly, and tiles are
rounded where that is proved to be right. A nan or inf reaches the outputs whose window holds it (a weight of 0
times nan is nan), and no others: tiles would spread it, and are not taken.
"""

from functools import cache
from math import log2, prod, sqrt
from numbers import Real
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course.convolution.arguments import checked_word
from course.convolution.sizes import BORDERS, pads, rows_and_columns

WIDEST = 4096  # columns of a piece
ROOM = 2**18, 2**21  # bytes that a method may take for a piece: half of the image, within these bounds
TILE = 256  # outputs along a tile in float32; larger ones overlap less, but leave the cache
KEPT = 31 * 2**20  # bytes; glibc learns from freed blocks of up to 32 MiB
HOLDS = {np.float32: 2**24, np.float64: 2**53}  # all whole numbers up to here are floats of the type


# ---- four ways


def shifts(x, weights):
    """Add up the shifted image: for each weight, the image moved to its place, times the weight.

    x: (rows, columns), of floats, contiguous; weights: (k, l). Returns (rows - k + 1, columns - l + 1), of the
    dtype of x. Cost: a multiplication and an addition of the whole image for each of the k*l weights. The image
    is seen as one line, so that a shift is only another beginning. Wins for kernels of one row, and for narrow
    images.
    """
    height, width = x.shape[0] - weights.shape[0] + 1, x.shape[1]
    columns, line = width - weights.shape[1] + 1, x.ravel()
    output = np.empty(height * width, x.dtype)
    added = output[: output.size - width + columns]  # a row's last sums run on into the next: cut off below
    product = np.empty_like(added)
    for (a, b), weight in np.ndenumerate(weights):
        shifted = line[a * width + b :][: added.size]
        if a == b == 0:
            np.multiply(shifted, weight, out=added)
        else:
            added += np.multiply(shifted, weight, out=product)
    return output.reshape(height, width)[:, :columns]


def rows(x, weights):
    """Multiply k rows of pixels with all columns of the kernel at once; add up the products, shifted.

    Shapes and dtype as for shifts. Cost: for each row of outputs a matrix product, (l, k) by (k, width), which
    BLAS does at full speed, and l additions. The k rows are a view: no pixel is copied. Wins for dense kernels
    of up to about 16x16.
    """
    (k, l), width = weights.shape, x.shape[1]
    windows = sliding_window_view(x, k, axis=0).swapaxes(1, 2)  # (height, k, width)
    products = np.empty((l, len(windows), width), x.dtype)
    np.matmul(weights.T, windows, out=products.swapaxes(0, 1))
    lines = products.reshape(l, -1)  # each product as one line, as in shifts
    added = lines[0, : lines.shape[1] - l + 1]
    for b in range(1, l):
        added += lines[b, b : b + added.size]
    return products[0, :, : width - l + 1]


def passes(x, factors):
    """Pass over the image twice, with a column and then with a row: k + l weights instead of k*l.

    x as for shifts; factors: (column, row), whose outer product is the kernel. Cost: that of rows for the
    column, and of shifts for the row. Wins where there are factors, from about 7x7 up to a row of about 28 weights.
    """
    column, row = factors
    return shifts(rows(x, column[:, None]), row[None])


def tiles(x, spectrum):
    """Multiply the spectrum of the kernel with those of overlapping tiles (overlap-save).

    x as for shifts; spectrum: spectrum_of the kernel. Cost: two Fourier transforms of each tile, whatever the
    kernel. What runs round the end of a tile ends up in its last k - 1 rows and l - 1 columns, which are left
    out. Wins for kernels from about 16x16. Source: Oppenheim and Schafer, Discrete-Time Signal Processing,
    section 8.7.
    """
    from scipy import fft

    (down, along), (height, width) = spectrum.size, spectrum.outputs
    output = np.empty([n - a + b for n, a, b in zip(x.shape, spectrum.size, spectrum.outputs)], x.dtype)
    for i in range(0, output.shape[0], height):
        for j in range(0, output.shape[1], width):
            product = fft.rfft2(x[i : i + down, j : j + along], spectrum.size)
            product *= spectrum.values
            part = output[i : i + height, j : j + width]
            part[:] = fft.irfft2(product, spectrum.size)[: part.shape[0], : part.shape[1]]
    return output


class Spectrum(NamedTuple):
    """The spectrum of a kernel for tiles of (rows, columns) in size, and how many outputs each of them gives."""

    values: np.ndarray
    size: list
    outputs: list


def spectrum_of(weights, shape):
    """The Spectrum of a kernel, its values conjugate, for tiles that share an image of this shape well."""
    from scipy import fft

    size = [_points(n, k, weights.itemsize) for n, k in zip(shape, weights.shape)]
    outputs = [points - k + 1 for points, k in zip(size, weights.shape)]
    return Spectrum(fft.rfft2(weights, size).conj(), size, outputs)


def _points(n, k, itemsize):
    """How many points the transform of a tile has along an axis, so that those of all tiles are fewest.

    A tile has up to TILE outputs, half of that in float64, but never less than two kernels.
    """
    from scipy.fft import next_fast_len

    fewest = -(-n // max(TILE * 4 // itemsize, 2 * k))
    counts = range(fewest, 2 * fewest + 1)
    sizes = {count: next_fast_len(-(-n // count) + k - 1, real=True) for count in counts}
    return sizes[min(counts, key=lambda count: count * sizes[count])]


def _share(n, most):
    """How long the parts are when n is cut into as few alike as possible, none longer than `most`."""
    return -(-n // -(-n // most))


METHODS = {"shifts": shifts, "rows": rows, "passes": passes, "tiles": tiles}


# ---- the choice


def chosen(image_shape, kernel, *, dtype=np.float32, fourier=True):
    """The name of the method that convolve takes for an image of (rows, columns), of dtype, and a kernel.

    fourier: whether tiles may be taken. convolve may take them unless the image holds a nan or inf, or image and
    kernel are whole numbers so large that rounding is not proved to be right. ValueError for a kernel that
    convolve refuses.
    """
    weights = _kernel(kernel)
    separable = _factors(weights, _result_type(np.dtype(dtype), weights)) is not None
    return _cheapest(image_shape, weights.shape, separable, fourier)


def _cheapest(shape, kernel, separable, fourier):
    """The method that costs least, in milliseconds a million pixels on one core; only their ratios count."""
    (k, l), calls = kernel, 38 / shape[1]  # one matrix product for each row, however short the row
    costs = {"shifts": 0.35 + 0.155 * k * l, "rows": 0.4 + 0.2 * l + 0.012 * k * l + calls}
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


def _planned(image, weights, dtype, method):
    """The _Plan for an image: with the method named, or the cheapest that gives the right numbers.

    ValueError for a method that there is not, or that would give wrong numbers.
    """
    if method is not None:
        checked_word(method, "method", METHODS)
    factors = _factors(weights, dtype)
    name = method or _cheapest(image.shape, weights.shape, factors is not None, True)
    if name == "tiles" and not _may_transform(image, weights, dtype):
        if method:
            raise ValueError(
                "tiles need an image without nan and inf, and no huge numbers: take another method or None"
            )
        name = _cheapest(image.shape, weights.shape, factors is not None, False)
    if name == "passes":
        if factors is None:
            raise ValueError("passes need a kernel that is a column times a row: take another method or None")
        return _Plan(name, [factor.astype(dtype) for factor in factors], dtype)
    rounded = name == "tiles" and _whole(weights) and _whole(image)
    work = np.float64 if rounded else dtype
    weights = weights.astype(work)
    return _Plan(name, spectrum_of(weights, image.shape) if name == "tiles" else weights, work, rounded)


def _factors(weights, dtype):
    """(column, row) whose outer product is the kernel, or None if there are none.

    Whole weights have whole factors, and exactly. Otherwise the products may be off by dtype's epsilon in all,
    but not in a sign or a zero.
    """
    if not np.isfinite(weights).all() or not weights.any():
        return None
    i, j = np.unravel_index(np.abs(weights).argmax(), weights.shape)
    whole = _whole(weights)
    row = weights[i] / (np.gcd.reduce(weights[i].astype(np.int64)) if whole else weights[i, j])
    column = weights[:, j] / row[j]
    product = np.outer(column, row)
    most = 0 if whole else np.finfo(dtype).eps * _total(weights)
    same = np.array_equal(np.sign(product), np.sign(weights)) and _total(product - weights) <= most
    return (column, row) if same else None


def _may_transform(image, weights, dtype):
    """Whether tiles give the right numbers: finite, and exact after rounding where all numbers are whole.

    The error of a transform of n points is at most t = 7*eps/2*log2(n) of its length (Higham, Accuracy and
    Stability of Numerical Algorithms, theorem 24.2, to first order); that of a product of spectra,
    transformed back, at most t*(n + 2*sqrt(n)) times the largest pixel times the sum of the weights.
    """
    largest = _largest(image) * _total(weights)
    n = prod(
        2 * max(TILE // 2, 2 * k) for k in weights.shape
    )  # more than there are, also after next_fast_len
    if not largest * n < float(np.finfo(dtype).max):
        return False
    error = 7 * np.finfo(np.float64).eps / 2 * log2(n) * (n + 2 * sqrt(n)) * largest
    return error < 0.5 or not (_whole(weights) and _whole(image))


# ---- numbers


def _total(weights):
    """The sum of the magnitudes: how much the kernel can enlarge a number."""
    return float(np.abs(weights).sum())


def _largest(values):
    """The largest magnitude; nan if there is a nan."""
    return max(abs(float(values.min())), abs(float(values.max())))


def _whole(values):
    """Whether all are whole numbers, and small enough for float64 to hold them."""
    if values.dtype.kind == "f":
        height = max(1, ROOM[0] // values[0].nbytes)
        parts = (values[i : i + height] for i in range(0, values.shape[0], height))
        if not all((np.rint(part) == part).all() for part in parts):
            return False
    return _largest(values) <= HOLDS[np.float64]


def _result_type(dtype, weights):
    """float32 where it holds what can come out, else float64; convolve's docstring says it in full."""
    if dtype.kind == "f":
        fits = dtype.itemsize <= 4 and _total(weights) <= float(np.finfo(np.float32).max)
        return np.float32 if fits else np.float64
    info = np.iinfo(dtype if dtype.kind != "b" else np.int8)
    exact = max(info.max, -info.min) * _total(weights) < HOLDS[np.float32]
    return np.float32 if dtype.itemsize <= 2 and exact else np.float64


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


def _pieces(image, kernel, border, plan):
    """(i, j, piece) over the outputs: the padded places that the outputs from (i, j) on are made of."""
    (n, m), (k, l) = image.shape, kernel
    sides = [pads(*each, "same") for each in ((n, k), (m, l))]
    down, along = (_places(*each, border) for each in ((n, sides[0]), (m, sides[1])))
    parts, width = _parts(image, along, sides[1][0]), _share(m, WIDEST)
    height = _height(plan, image.shape, kernel, width)
    for i in range(0, n, height):
        for j in range(0, m, width):
            yield i, j, _piece(parts, down[i : i + height + k - 1], j, min(width, m - j) + l - 1, plan.dtype)


def _height(plan, shape, kernel, width):
    """How many rows of outputs a piece has: a tile's, or as many as the method has room for."""
    size = np.dtype(plan.dtype).itemsize
    if plan.name == "tiles":
        return plan.kernel.outputs[0]
    room = min(max(prod(shape) * size // 2, ROOM[0]), ROOM[1])
    taken = kernel[1] if plan.name == "rows" else 4  # arrays as large as the piece
    return _share(shape[0], max(1, room // (taken * width * size)))


def _places(n, sides, border):
    """Which of n pixels stands at each place of a padded axis, in one dimension; -1 for a zero."""
    options = {"constant_values": -1} if border == "constant" else {}
    return np.pad(np.arange(n), sides, border, **options)


def _parts(image, along, before):
    """The padded image as (columns, the place where they begin): its margin, itself, its other margin."""

    def margin(places):
        pixels = image[:, places]
        pixels[:, places < 0] = 0
        return pixels

    after = before + image.shape[1]
    return (margin(along[:before]), 0), (image, before), (margin(along[after:]), after)


def _piece(parts, down, j, width, dtype):
    """The padded image at these rows (-1 for zeros) and the columns from j on: (rows, width), of dtype."""
    piece = np.empty((len(down), width), dtype)
    first, last = int(down[0]), int(down[-1])
    run = first >= 0 and last - first == len(down) - 1  # no step is above 1: so all are 1
    for part, begin in parts:
        start, stop = max(j, begin), min(j + width, begin + part.shape[1])
        if start < stop:
            pixels = part[slice(first, last + 1) if run else down, start - begin : stop - begin]
            piece[:, start - j : stop - j] = pixels
    piece[down < 0] = 0
    return piece


# ---- the convolution


@cache
def _keep_what_is_freed():
    """Once for a process: have the C library keep freed memory for the next result, by freeing a large block.

    The block is never touched and costs nothing. Without it glibc gives every freed result back to the system,
    and each new one is paged in anew, which takes longer than a small kernel's sums. Source: mallopt(3), on
    M_MMAP_THRESHOLD, which grows to the size of the largest block that was freed.
    """
    np.empty(KEPT, np.uint8)


def convolve(image, kernel, *, border="constant", stride=1, flip=True, method=None):
    """The convolution of image (rows, columns) with kernel (k, l), as large as the image: an array.

    The numbers are those of definition.convolve2d(image, kernel, "same", ...): an odd zero goes before. With a
    stride, one whole number or (rows, columns), they are every stride-th of its outputs, from the first.

    image: an array or lists of bools, whole numbers or floats; never changed. kernel: the same, or Fractions; it
    may be larger than the image. border: one of the definition's BORDERS. flip: False for correlation. method:
    one of METHODS; None takes the quickest that is right.

    The result is of float32 for images of float32, float16, bools, and whole numbers of 8 or 16 bits, and of
    float64 for all others; also of float64 for whole numbers whose sums might reach 2**24 (the largest of their
    type times the sum of the weights' magnitudes). Whole numbers under whole weights are exact as long as that
    product stays below 2**53, or 2**24 if the image is of float32. To round a fraction only once, convolve with
    the whole weights of a kernels.Kernel and divide.

    Memory beside the result: pieces of up to two megabytes or so. ValueError, in one line that says what would
    do, for anything else, and for a method that would give wrong numbers.
    """
    _keep_what_is_freed()
    image, weights = _image(image), _kernel(kernel)
    checked_word(border, "border", BORDERS)
    down, along = rows_and_columns(stride, "stride")
    weights = weights[::-1, ::-1] if flip else weights
    dtype = _result_type(image.dtype, weights)
    output = np.empty((-(-image.shape[0] // down), -(-image.shape[1] // along)), dtype)
    with np.errstate(over="ignore", invalid="ignore"):
        plan = _planned(image, weights, dtype, method)
        for i, j, piece in _pieces(image, weights.shape, border, plan):
            result = METHODS[plan.name](piece, plan.kernel)[-i % down :: down, -j % along :: along]
            top, left = -(-i // down), -(-j // along)
            place = output[top : top + result.shape[0], left : left + result.shape[1]]
            np.rint(result, out=place, casting="same_kind") if plan.rounded else np.copyto(place, result)
    return output
