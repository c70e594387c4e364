"""
The Gaussian kernel, by definition.

    weight = exp(-(y**2 + x**2) / (2 * sigma**2)), divided by the sum of all weights

y and x count from the middle of the kernel, (size - 1) / 2, which lies between two places where the size is even.
Source: Gonzalez and Woods, "Digital Image Processing", section 3.5.
"""

from math import exp

from course.convolution.nested import each, flat
from course.convolution.sizes import rows_and_columns


def gaussian_kernel(size, sigma, *, axes=2):
    """The weights of a kernel of this size along one axis or two: nested lists of floats.

    size: a whole number, or of two axes a pair, (rows, columns). Example: gaussian_kernel(3, 1, axes=1) is about
    [0.27, 0.45, 0.27].
    """
    if axes == 1:
        weights = [bell((x,), sigma) for x in offsets(weights_along(size))]
    else:
        down, across = offsets_of_axes(*rows_and_columns(size, "size"))
        weights = [[bell((y, x), sigma) for x in across] for y in down]
    return divided_weights(weights, sigma, axes)


def offsets_of_axes(rows, columns):
    """How far each row lies from the middle of so many, and each column.

    Example: offsets_of_axes(1, 2) is ([0.0], [-0.5, 0.5]).
    """
    return offsets(weights_along(rows)), offsets(weights_along(columns))


def weights_along(size):
    """How many weights stand along each axis of a kernel of this size: as many as are asked for."""
    return size


def offsets(size):
    """How far each place lies from the middle.

    Example: offsets(3) is [-1.0, 0.0, 1.0], and offsets(2) is [-0.5, 0.5].
    """
    return [i - (size - 1) / 2 for i in range(size)]


def bell(distances, sigma):
    """The weight at these distances from the middle, one for each axis, before it is divided.

    Example: bell((0, 0), 1) is 1.0.
    """
    return exp(exponent(sum(distance**2 for distance in distances), sigma))


def exponent(squares, sigma):
    """The power of e: squares is the sum of the squares of the distances.

    Example: exponent(4, 1) is -2.0.
    """
    return -squares / (2 * sigma**2)


def divided_weights(weights, sigma, axes):
    """The weights divided by their sum, so that they add up to 1."""
    total = sum(flat(weights))
    return each(lambda weight: weight / total, weights)
