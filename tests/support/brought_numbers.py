"""Signals, images and kernels whose results the tests of the diagnosis explain, and what NumPy and SciPy make of them."""

import numpy as np
from scipy import signal

SIGNAL = np.array([3, 1, 4, 1, 5, 9, 2, 6])
FIVE = np.array([2, 7, 1, 8, 3])
IMAGE = np.array([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9], [3, 2, 3, 8, 4]])
KERNEL = np.array([[2, 7, 1], [8, 2, 8]])
SQUARE = np.array([[1, 4, 2], [8, 5, 7], [3, 9, 6]])
EVEN = np.array([[2, 7], [1, 8]])
WIDE = np.array([[2, 7, 1, 8, 3], [1, 4, 2, 9, 6], [5, 1, 7, 3, 2]])
conv, corr = signal.convolve2d, signal.correlate2d


def changed(values, index, number):
    """A copy of an array with another number in one place."""
    values = np.array(values)
    values[index] = number
    return values


def windows(x, h, before, after):
    """The convolution of a signal padded by hand."""
    return np.convolve(np.pad(x, (before, after)), h, "valid")
