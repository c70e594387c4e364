"""
What floats can hold: when sums of pixels times weights are exact, and when a Fourier transform may be rounded.

float32 holds every whole number up to 2**24, float64 every one up to 2**53. A sum of whole numbers is exact as
long as it cannot exceed these, in whatever order it is added up.
"""

from math import log2, prod, sqrt

import numpy as np

HOLDS = {np.float32: 2**24, np.float64: 2**53}  # all whole numbers up to here are floats of the type
BLOCK_BYTES = 2**18  # of an image that is looked at in one go, so that its copies stay in the cache


def sum_of_magnitudes(weights):
    """The sum of the weights, signs left out: how much the kernel can enlarge a number. A float."""
    return float(np.abs(weights).sum())


def largest_magnitude(values):
    """The number that is farthest from 0, its sign left out, as a float; nan if there is a nan."""
    return max(abs(float(values.min())), abs(float(values.max())))


def all_whole(values):
    """Whether all numbers of an array (rows, ...) are whole, and small enough for float64 to hold them."""
    if values.dtype.kind == "f":
        rows_at_once = max(1, BLOCK_BYTES // values[0].nbytes)
        for start in range(0, values.shape[0], rows_at_once):
            block = values[start : start + rows_at_once]
            if not (np.rint(block) == block).all():
                return False
    return largest_magnitude(values) <= HOLDS[np.float64]


def result_type(dtype, weights):
    """float32 where it holds every result of an image of this dtype under these weights, else float64.

    Example: uint8 under weights that add up to 65,793 gives float32, as 255 * 65793 is 2**24 - 1; under one more
    it gives float64.
    """
    if dtype.kind == "f":
        fits = dtype.itemsize <= 4 and sum_of_magnitudes(weights) <= float(np.finfo(np.float32).max)
        return np.float32 if fits else np.float64
    limits = np.iinfo(np.int8 if dtype.kind == "b" else dtype)
    largest_result = max(limits.max, -limits.min) * sum_of_magnitudes(weights)
    if dtype.itemsize <= 2 and largest_result < HOLDS[np.float32]:
        return np.float32
    return np.float64


def transform_is_right(largest_result, points, dtype, whole):
    """Whether a Fourier transform gives the right numbers: finite, and exact once rounded where all are whole.

    largest_result: the largest pixel times the sum of the weights, signs left out; points: at least as many as the
    transform has along (rows, columns); dtype: the one it works in; whole: whether pixels and weights are.

    The error of a transform of n points is at most t = 7*eps/2*log2(n) of its length (Higham, Accuracy and
    Stability of Numerical Algorithms, theorem 24.2, to first order); that of a product of spectra,
    transformed back, at most t*(n + 2*sqrt(n)) times the largest result. Below 1/2, rounding finds the whole
    number.

    Example: pixels up to 255, weights that add up to 60,000 and 256x256 points: the error is at most
    7 * 2.2e-16 / 2 * 16 * (65536 + 512) * 255 * 60000, which is 0.012.
    """
    n = prod(points)
    if not largest_result * n < float(np.finfo(dtype).max):  # a nan is not below anything
        return False
    if not whole:
        return True
    error = 7 * np.finfo(np.float64).eps / 2 * log2(n) * (n + 2 * sqrt(n)) * largest_result
    return error < 0.5
