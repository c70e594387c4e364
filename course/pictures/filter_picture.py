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

from course.convolution.kernels import LARGEST, Kernel, named
from course.errors import Unusable
from course.own_numbers.options import KERNEL_NAME
from course.own_numbers.read_numbers import NUMBER_SUFFIXES, read_numbers
from course.own_numbers.request import WEIGHTS
from course.pictures import pixels
from course.pictures.fast_convolution import chosen, convolve
from course.pictures.read_photo import load_bands

OWN = "kernel"  # what a kernel that is no name and no file is called in the names of files
STRONGEST = 10**30  # of a weight; its sums with pixels still are float32
EXACT = 2**53 // 255  # what whole weights may add up to, signs left out, so that all sums are exact floats
TRANSFORMED = 2**26 // 255  # the same where a Fourier transform is certain to be rounded rightly


@dataclass(frozen=True)
class Task:
    """What is done to a picture: a kernel, with the options of fast_convolution.convolve.

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
    or None; size: (rows, columns) of what was read; notes: lines on what was done to its pixels; method: the
    name of a way of fast_convolution.
    """

    values: np.ndarray
    data: np.ndarray | None
    size: tuple
    notes: list
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


def asked_kernel(text):
    """The Kernel of a name, of numbers or of a file of numbers; Unusable otherwise."""
    if KERNEL_NAME.fullmatch(text):
        try:
            return named(text)
        except Unusable as reason:
            raise Unusable(f"--kernel: {reason}") from None
    values = read_numbers(text, "--kernel", most=WEIGHTS).values
    rows = values if isinstance(values[0], list) else [values]
    if isinstance(rows[0][0], list):
        raise Unusable("--kernel: a kernel for pictures has rows and columns, and no other axes")
    if max(len(rows), len(rows[0])) > LARGEST:
        raise Unusable(
            f"--kernel: it is {len(rows)}x{len(rows[0])}, and {LARGEST}x{LARGEST} is the largest here"
        )
    if any(weight and not 1 / STRONGEST <= abs(weight) <= STRONGEST for row in rows for weight in row):
        raise Unusable(f"--kernel: weights go from {1 / STRONGEST:g} to {STRONGEST:g} here, or are 0")
    name = Path(text).stem if text.lower().endswith(NUMBER_SUFFIXES) else OWN
    return Kernel(name, tuple(tuple(map(Fraction, row)) for row in rows), "", "")


def weights_of(kernel):
    """(weights, divisor): a kernel is the weights over the divisor.

    Whole numbers, so that sums with pixels are exact and rounded once, by the division; floats that add up to
    1, signs left out, where whole ones would be too large for that.
    """
    rows, divisor = kernel.whole
    total = sum(abs(weight) for row in rows for weight in row)
    if total <= EXACT:
        return rows, divisor
    return [[weight / total for weight in row] for row in rows], divisor / total


# ---- the work


def filtered(picture, task):
    """The Result of a picture's file. PictureError if it cannot be used."""
    bands, notes = load_bands(picture, task.colour)
    size, (weights, divisor) = bands[0].shape, weights_of(task.kernel)
    method = chosen(size, weights, fourier=np.abs(weights).sum() <= TRANSFORMED)
    options = {"border": task.border, "stride": task.stride, "flip": task.flip, "method": method}
    data, values = _room(size, len(bands), task)
    places = np.atleast_3d(values)
    for channel in range(len(bands)):
        band, bands[channel] = bands[channel], None  # its memory is needed, and so is that of the sums
        np.divide(convolve(band, weights, **options), divisor, places[:, :, channel], casting="same_kind")
    return Result(values, data, size, notes, method)


def _room(size, bands, task):
    """(data, values): place for the result of a picture, in the bytes of a .npy file if it goes there."""
    shape = [ceil(n / step) for n, step in zip(size, task.stride)] + [bands] * (bands > 1)
    return pixels.empty_npy(shape) if task.show is None else (None, np.empty(shape, np.float32))
