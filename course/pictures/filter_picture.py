"""
A picture under a kernel, in signed numbers: what the command `filter` does to each picture.

Pictures of 50 million pixels go through it within 1.5 GB: a band at a time, as uint8 where the file has 8
bits, and piece by piece, each drawn as soon as it is worked out. So signed numbers of the whole picture are
in memory only where they are kept.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import ceil
from pathlib import Path

import numpy as np

from course.convolution.kernels import LARGEST_SIDE, Kernel
from course.errors import Unusable
from course.own_numbers.options import KERNEL_NAME, kernel_numbers
from course.own_numbers.read_numbers import NUMBER_SUFFIXES
from course.pictures import pixels
from course.pictures.fast_convolution import chosen_method, convolved_pieces

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
    fill: int = 0
    stride: tuple = (1, 1)
    flip: bool = True
    colour: bool = False


@dataclass
class Result:
    """A filtered picture: drawn, or in numbers where the task does not show it.

    pixels: uint8 (rows, columns[, 3]), or None. values: float32, the same, or None; data: the bytes of the .npy
    file that they lie in. low, high: the smallest and largest number, floats, before they are drawn; size: (rows,
    columns) of what was read; method: the name of one of convolution_methods.METHODS.
    """

    pixels: np.ndarray | None
    values: np.ndarray | None
    data: np.ndarray | None
    low: float
    high: float
    size: tuple
    method: str

    @property
    def shape(self):
        """(rows, columns[, 3])."""
        return (self.values if self.pixels is None else self.pixels).shape


# ---- the kernel


def kernel_for_pictures(text):
    """The Kernel of a name, of numbers or of a file of numbers; Unusable otherwise.

    It is called by its name, by that of its file (mine for mine.csv), or else UNNAMED.
    """
    numbers = kernel_numbers(text)
    values = numbers.values
    rows = values if isinstance(values[0], list) else [values]
    if KERNEL_NAME.fullmatch(text):
        name = text
    else:
        _check_own_weights(rows)
        name = Path(text).stem if text.lower().endswith(NUMBER_SUFFIXES) else UNNAMED
    exact_rows = tuple(tuple(Fraction(weight) for weight in row) for row in rows)
    return Kernel(name, exact_rows, "", "", numbers.decimal)


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

    The list is emptied on the way: what a band took is free for the next ones.
    """
    size, shape = bands[0].shape, _result_shape(bands, task)
    weights, divisor = weights_and_divisor(task.kernel)
    method = chosen_method(size, weights, fourier=np.abs(weights).sum() <= TRANSFORMED)
    quotients = partial(_quotients, weights=weights, divisor=divisor, task=task, method=method)
    if task.show is None:
        data, values = pixels.empty_npy(shape)
        low, high = _fill(values, bands, quotients, lambda piece: piece)
        return Result(None, values, data, low, high, size, method)
    span = _span(bands, quotients) if task.show.needs_span else None
    drawn = np.empty(shape, np.uint8)
    low, high = _fill(drawn, bands, quotients, lambda piece: task.show.pixels(piece, span))
    return Result(drawn, None, None, low, high, size, method)


def _result_shape(bands, task):
    """(rows, columns[, 3]) of the result. Example: 5 rows with a stride of 2 give 3."""
    rows, columns = (ceil(n / step) for n, step in zip(bands[0].shape, task.stride))
    return (rows, columns) if len(bands) == 1 else (rows, columns, len(bands))


def _quotients(band, weights, divisor, task, method):
    """(rows, columns, values) of each piece of a band's result; values: float32."""
    options = {
        "border": task.border,
        "fill": task.fill,
        "stride": task.stride,
        "flip": task.flip,
        "method": method,
    }
    for rows, columns, sums in convolved_pieces(band, weights, **options):
        if divisor != 1 or sums.dtype != np.float32:
            sums = np.divide(sums, divisor, np.empty(sums.shape, np.float32), casting="same_kind")
        yield rows, columns, sums


def _span(bands, quotients):
    """(smallest, largest) of all numbers of the result, floats."""
    ends = [(values.min(), values.max()) for band in bands for _, _, values in quotients(band)]
    lows, highs = zip(*ends)
    return float(min(lows)) + 0.0, float(max(highs)) + 0.0  # never -0


def _fill(output, bands, quotients, made):
    """Fill output with what is made of each piece; return (smallest, largest) of all numbers, floats."""
    low, high = np.inf, -np.inf
    channels = np.atleast_3d(output)  # a view, also of greys
    for channel in range(channels.shape[2]):
        for rows, columns, values in quotients(bands.pop(0)):
            low, high = min(low, values.min()), max(high, values.max())
            channels[rows, columns, channel] = made(values)
    return float(low) + 0.0, float(high) + 0.0  # never -0
