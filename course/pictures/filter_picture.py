"""
A picture under a kernel, in signed numbers: what the command `filter` does to each picture.

Pictures of 50 million pixels go through it within 1.5 GB: a band at a time, as uint8 where the file has 8
bits, with one float32 array for the result.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil
from pathlib import Path

import numpy as np

from course.convolution.kernels import LARGEST_SIDE, Kernel
from course.errors import Unusable
from course.own_numbers.options import KERNEL_NAME, kernel_numbers
from course.own_numbers.read_numbers import NUMBER_SUFFIXES
from course.pictures import pixels
from course.pictures.fast_convolution import chosen_method, fast_convolve

UNNAMED = "kernel"  # what a kernel that is no name and no file is called in the names of files
STRONGEST = 10**30  # of a weight; its sums with pixels still are float32
EXACT = 2**53 // 255  # what whole weights may add up to, signs left out, so that all sums are exact floats
TRANSFORMED = 2**26 // 255  # the same where a Fourier transform is certain to be rounded rightly


@dataclass(frozen=True)
class Task:
    """What is done to a picture: a kernel, with the options of fast_convolution.fast_convolve.

    colour: whether each of red, green and blue is filtered, rather than the greys. show: how the result is
    drawn; None where a .npy file keeps the numbers.
    """

    kernel: Kernel
    show: pixels.Show | None
    border: str = "symmetric"
    stride: tuple = (1, 1)
    flip: bool = True
    colour: bool = False


@dataclass
class Result:
    """A filtered picture.

    values: float32 (rows, columns[, 3]), from low to high; data: the bytes of the .npy file that they lie in,
    or None; size: (rows, columns) of what was read; method: the name of one of convolution_methods.METHODS.
    """

    values: np.ndarray
    data: np.ndarray | None
    size: tuple
    method: str

    @cached_property
    def low(self):
        """The smallest value, a float."""
        return float(self.values.min()) + 0.0  # never -0

    @cached_property
    def high(self):
        """The largest value, a float."""
        return float(self.values.max()) + 0.0


# ---- the kernel


def kernel_for_pictures(text):
    """The Kernel of a name, of numbers or of a file of numbers; Unusable otherwise.

    It is called by its name, by that of its file (mine for mine.csv), or else UNNAMED.
    """
    values = kernel_numbers(text).values
    rows = values if isinstance(values[0], list) else [values]
    if KERNEL_NAME.fullmatch(text):
        name = text
    else:
        _check_own_weights(rows)
        name = Path(text).stem if text.lower().endswith(NUMBER_SUFFIXES) else UNNAMED
    exact_rows = tuple(tuple(Fraction(weight) for weight in row) for row in rows)
    return Kernel(name, exact_rows, "", "")


def _check_own_weights(rows):
    """Unusable if a reader's own weights are no table, too many or out of range."""
    if isinstance(rows[0][0], list):
        raise Unusable("--kernel: a kernel for pictures has rows and columns, and no other axes")
    if max(len(rows), len(rows[0])) > LARGEST_SIDE:
        size = f"{len(rows)}x{len(rows[0])}"
        raise Unusable(f"--kernel: it is {size}, and {LARGEST_SIDE}x{LARGEST_SIDE} is the largest here")
    for row in rows:
        for weight in row:
            if weight and not 1 / STRONGEST <= abs(weight) <= STRONGEST:
                raise Unusable(f"--kernel: weights go from {1 / STRONGEST:g} to {STRONGEST:g} here, or are 0")


def weights_and_divisor(kernel):
    """(weights, divisor): a kernel is the weights over the divisor.

    Whole numbers, so that sums with pixels are exact and rounded once, by the division; floats that add up to
    1, signs left out, where whole ones would be too large for that.

    Example: 1/4 1/2 1/4 is 1 2 1 over 4. 1 and 10**20 are 1e-20 and 1 over 1e-20.
    """
    rows, divisor = kernel.whole
    total = sum(abs(weight) for row in rows for weight in row)
    if total <= EXACT:
        return rows, divisor
    return [[weight / total for weight in row] for row in rows], divisor / total


# ---- the work


def filtered(bands, task):
    """The Result of a picture's bands, arrays (rows, columns) as read_photo.decode_bands gives them.

    The list is emptied on the way: a band's memory is needed for the next results.
    """
    size = bands[0].shape
    weights, divisor = weights_and_divisor(task.kernel)
    method = chosen_method(size, weights, fourier=np.abs(weights).sum() <= TRANSFORMED)
    data, values = _room_for_result(size, len(bands), task)
    channels = np.atleast_3d(values)  # a view, also of greys
    for channel in range(channels.shape[2]):
        sums = fast_convolve(
            bands.pop(0), weights, border=task.border, stride=task.stride, flip=task.flip, method=method
        )
        np.divide(sums, divisor, channels[:, :, channel], casting="same_kind")
        del sums  # not kept while the next ones are worked out
    return Result(values, data, size, method)


def _room_for_result(size, bands, task):
    """(data, values): room for the result of a picture, in the bytes of a .npy file if it goes there.

    Example: 5 rows with a stride of 2 give 3.
    """
    rows, columns = (ceil(n / step) for n, step in zip(size, task.stride))
    shape = (rows, columns) if bands == 1 else (rows, columns, bands)
    if task.show is None:
        return pixels.empty_npy(shape)
    return None, np.empty(shape, np.float32)
