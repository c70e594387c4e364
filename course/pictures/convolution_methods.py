"""
Four ways to the same numbers: a piece of a padded image under a kernel.

    shifts  for every weight, one multiplication and one addition of the whole piece, shifted
    rows    for every row of outputs one matrix product, then an addition for every column of the kernel
    passes  first a column, then a row, for a kernel that is a column times a row
    tiles   the Fourier transform, tile by tile: the size of the kernel hardly counts

Each takes the kernel as it lies on the piece, flipped already for a convolution, and gives an output wherever it
lies wholly inside:

    y[i][j] = sum over a and b of  piece[i + a][j + b] * weights[a][b]
"""

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course.pictures.exactness import all_whole, sum_of_magnitudes

TILE = 256  # outputs along a tile in float32; larger ones overlap less, but leave the cache


# ---- shifts


def by_shifts(piece, weights):
    """Add up the shifted piece: for each weight, the piece moved to its index, times the weight.

    piece: (rows, columns), of floats, contiguous; weights: (k, l). Returns (rows - k + 1, columns - l + 1), of the
    dtype of the piece. Cost: a multiplication and an addition of the whole piece for each of the k*l weights.
    Wins for kernels of one row, and for narrow images.

    Example: the piece 1 2 3 / 4 5 6 under the weights 10 1. The piece is seen as one line, 1 2 3 4 5 6, so that a
    shift is only another beginning: 10 * (1 2 3 4 5) + 1 * (2 3 4 5 6) = 12 23 34 45 56. In rows of 3 that is
    12 23 34 / 45 56. The 34 mixes the end of a row with the beginning of the next and is cut off: 12 23 / 45 56.
    """
    k, l = weights.shape
    width = piece.shape[1]
    height = piece.shape[0] - k + 1
    line = piece.ravel()  # a view, as the piece is contiguous
    output = np.empty(height * width, piece.dtype)
    sums = output[: output.size - (l - 1)]  # the last row has no next one to run on into
    product = np.empty_like(sums)
    for (a, b), weight in np.ndenumerate(weights):
        start = a * width + b
        shifted = line[start : start + sums.size]
        if start == 0:
            np.multiply(shifted, weight, out=sums)
        else:
            np.multiply(shifted, weight, out=product)
            sums += product
    return output.reshape(height, width)[:, : width - l + 1]


# ---- rows


def by_rows(piece, weights):
    """Multiply k rows of pixels by all columns of the kernel at once; add up the products, shifted.

    Shapes and dtype as for by_shifts. Cost: for each row of outputs a matrix product, (l, k) by (k, columns),
    which BLAS does at full speed, and l additions. The k rows are a view: no pixel is copied. Wins for dense
    kernels of up to about 16x16.

    Example: the piece 1 2 3 / 4 5 6 under the weights 10 0 / 1 100. The kernel's first column makes
    10 * (1 2 3) + 1 * (4 5 6) = 14 25 36 of the two rows, its second 0 * (1 2 3) + 100 * (4 5 6) = 400 500 600.
    The second product is shifted by one column and added: 14 + 500 and 25 + 600.
    """
    k, l = weights.shape
    width = piece.shape[1]
    height = piece.shape[0] - k + 1
    k_rows = sliding_window_view(piece, k, axis=0).swapaxes(1, 2)  # (height, k, width)
    products = np.empty((l, height, width), piece.dtype)
    np.matmul(weights.T, k_rows, out=products.swapaxes(0, 1))
    lines = products.reshape(l, -1)  # each product as one line, as in by_shifts
    sums = lines[0, : lines.shape[1] - (l - 1)]  # a view: the sums are added up within products[0]
    for b in range(1, l):
        sums += lines[b, b : b + sums.size]
    return products[0, :, : width - l + 1]


# ---- passes


def by_passes(piece, factors):
    """Pass over the piece twice, with a column and then with a row: k + l weights instead of k*l.

    piece as for by_shifts; factors: (column, row) as column_and_row() gives them. Cost: that of by_rows for the
    column, and of by_shifts for the row. Wins where there are factors, from about 7x7 up to a row of about 28
    weights.
    """
    column, row = factors
    return by_shifts(by_rows(piece, column[:, np.newaxis]), row[np.newaxis])


def column_and_row(weights, dtype):
    """(column, row), two arrays whose outer product is the kernel; None if there are none.

    Whole weights have whole factors, and exactly. Otherwise the products may be off by dtype's epsilon in all,
    but not in a sign or a zero.

    Example: 2 4 -6 / 3 6 -9 is the column 2 3 times the row 1 2 -3: the row of the largest weight, 3 6 -9, divided
    by its greatest common divisor, and the column of that weight, -6 -9, divided by the row's -3.
    """
    if not np.isfinite(weights).all() or not weights.any():
        return None
    i, j = np.unravel_index(np.abs(weights).argmax(), weights.shape)
    whole = all_whole(weights)
    if whole:
        row = weights[i] / np.gcd.reduce(weights[i].astype(np.int64))
        most = 0
    else:
        row = weights[i] / weights[i, j]
        most = np.finfo(dtype).eps * sum_of_magnitudes(weights)
    column = weights[:, j] / row[j]
    product = np.outer(column, row)
    if not np.array_equal(np.sign(product), np.sign(weights)):
        return None
    if not sum_of_magnitudes(product - weights) <= most:
        return None
    return column, row


# ---- tiles


class Spectrum(NamedTuple):
    """The spectrum of a kernel, for tiles.

    values: complex; tile: the (rows, columns) of each; outputs: how many (rows, columns) of outputs each gives.
    """

    values: np.ndarray
    tile: list
    outputs: list


def by_tiles(piece, spectrum):
    """Multiply the spectrum of the kernel by those of overlapping tiles (overlap-save).

    piece as for by_shifts; spectrum: spectrum_of the kernel. Cost: two Fourier transforms of each tile, whatever
    the kernel. Wins for kernels from about 16x16. Source: Oppenheim and Schafer, Discrete-Time Signal Processing,
    section 8.7.

    Example, along one axis: tiles of 8 points under 3 weights. A tile gives 6 outputs; the last 2 are wrong, as
    their windows run round the end of the tile, and are left out. So the tiles begin at 0, 6, 12, ...
    """
    from scipy import fft

    tile_rows, tile_columns = spectrum.tile
    height, width = spectrum.outputs
    lost_rows, lost_columns = tile_rows - height, tile_columns - width  # k - 1 and l - 1
    output = np.empty((piece.shape[0] - lost_rows, piece.shape[1] - lost_columns), piece.dtype)
    for i in range(0, output.shape[0], height):
        for j in range(0, output.shape[1], width):
            tile = piece[i : i + tile_rows, j : j + tile_columns]
            product = fft.rfft2(tile, spectrum.tile)  # fills a last tile that is too small with zeros
            product *= spectrum.values
            part = output[i : i + height, j : j + width]
            part[:] = fft.irfft2(product, spectrum.tile)[: part.shape[0], : part.shape[1]]
    return output


def spectrum_of(weights, image_shape):
    """The Spectrum of a kernel, its values conjugate, for tiles that share an image of this shape well."""
    from scipy import fft

    tile = [_tile_length(n, k, weights.itemsize) for n, k in zip(image_shape, weights.shape)]
    outputs = [points - k + 1 for points, k in zip(tile, weights.shape)]
    return Spectrum(fft.rfft2(weights, tile).conj(), tile, outputs)


def most_outputs(k, itemsize):
    """How many outputs a tile has along an axis at most, for k weights and floats of itemsize bytes.

    Half as many in float64 as in float32, so that both fit the cache, but never less than two kernels.
    """
    return max(TILE * 4 // itemsize, 2 * k)


def most_points(k, itemsize):
    """More points than any transform has along an axis: outputs, k - 1 more, and those that make it fast."""
    return 2 * most_outputs(k, itemsize)


def _tile_length(n, k, itemsize):
    """How many points the transform of a tile has along an axis, so that those of all tiles are fewest.

    Example: 1000 outputs under 31 weights in float32. 4 tiles of 250 outputs need 280 points each, and the next
    number that transforms fast is 288: 1152 in all. 5 tiles of 200 outputs need 230, so 240: 1200. It is 288.
    """
    from scipy.fft import next_fast_len

    fewest = _divided_up(n, most_outputs(k, itemsize))
    best_points = best_total = None
    for count in range(fewest, 2 * fewest + 1):
        points = next_fast_len(_divided_up(n, count) + k - 1, real=True)
        if best_total is None or count * points < best_total:
            best_points, best_total = points, count * points
    return best_points


def _divided_up(n, parts):
    """n / parts, rounded up."""
    return -(-n // parts)


METHODS = {"shifts": by_shifts, "rows": by_rows, "passes": by_passes, "tiles": by_tiles}
