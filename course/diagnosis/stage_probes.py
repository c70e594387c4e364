"""
The inputs of the stages on which a function is tried: arrays without a pattern, of sizes that are asked for.

Numbers are whole, small and signed, so that all sums are exact in floats too, and images are larger than kernels,
so that there is an inside as well as a border.
"""

from math import nan, prod

import numpy as np

LOWEST, HIGHEST = -7, 11  # of an input
STAGE_WEIGHTS = (2, -1, 3, 5, -4, 1, -2, 7, 4, -3, 6)  # any row of them adds up to something other than 0


def numbers_without_pattern(count, seed):
    """So many whole numbers from LOWEST to HIGHEST, those of a linear congruential generator.

    Source of its constants: the ZX81's, as in Press et al., "Numerical Recipes".
    """
    numbers, state = [], seed + 1
    for _ in range(count):
        state = (75 * state + 74) % 65537
        numbers.append(state // 16 % (HIGHEST - LOWEST + 1) + LOWEST)
    return numbers


def signal_or_image(sizes, seed=0):
    """An array of whole numbers of these sizes: a signal, an image, or images with channels."""
    return np.array(numbers_without_pattern(prod(sizes), seed)).reshape(sizes)


def weights_without_zeros(sizes, seed=0):
    """An array of weights of these sizes, none of them 0; their sum is not 0.

    Example: weights_without_zeros((3,)).tolist() is [2, -1, 3]; weights_without_zeros((3,), 1).tolist() is [-1, 3, 5].
    """
    weights = [
        STAGE_WEIGHTS[(seed + i + i // len(STAGE_WEIGHTS)) % len(STAGE_WEIGHTS)] for i in range(prod(sizes))
    ]
    return np.array(weights).reshape(sizes)


def bytes_of(sizes):
    """An array of bytes (uint8) of these sizes, from 0 to 255."""
    spread = [(13 * number + 101) % 256 for number in numbers_without_pattern(prod(sizes), 3)]
    return np.array(spread, np.uint8).reshape(sizes)


def with_fractions(values, unit):
    """The numbers of an array times a fraction, as floats, without making them whole."""
    return values * unit + unit / 4


def zeros_at(values, place, axes):
    """The same numbers with zeros at this place of each of these axes.

    Example: zeros_at(np.array([[1, 2], [3, 4]]), 0, (0, 1)).tolist() is [[0, 0], [0, 4]].
    """
    values = values.copy()
    for axis in axes:
        np.moveaxis(values, axis, 0)[place] = 0
    return values


def with_a_nan(values):
    """The same numbers as floats, the one in the middle a nan."""
    values = values.astype(float)
    values[tuple(size // 2 for size in values.shape)] = nan
    return values
