"""
The kernel of a function of an image alone, read from what it makes of one bright pixel.

It is read at one place of the result: how the number there changes with each pixel around it is its weight. Results
may be held to 0..255, or be bytes: so several backgrounds and heights are tried, and what they tell are candidates.
"""

from fractions import Fraction

import numpy as np

from course.diagnosis.answer import answer_from
from course.mistakes.arithmetic import as_int_where_whole

IMAGE_SIDE = 11
LARGEST_REACH = 3  # of a kernel to each side of its middle
# The grey of the background and how much brighter one pixel is. Sixteenths, ninths and tenths of some are whole.
LIGHTS = ((0.0, 1.0), (0, 1), (100, 16), (100, 9), (60, 144), (50, 100))
LARGEST_WEIGHT_DIVISOR = 300  # of a weight that is taken for a fraction


def kernels_read(f, call):
    """The kernels that a function may slide over an image, one by one, the likeliest first.

    A kernel is a tuple of rows of ints, Fractions and floats. They are those of a correlation, of odd sizes. call(f, x, h, options) calls the function.
    """
    found = []
    for background, height in LIGHTS:
        for place in _places(f, call, background):
            for weights in _weights_at(f, call, background, height, place):
                kernel = _trimmed(weights)
                if kernel is not None and kernel not in found:
                    found.append(kernel)
                    yield kernel


def _places(f, call, background):
    """Where the result is read: in its middle, and at the first number that lies inside.

    A pair: the index in the result, and that in the image. What is written into the input while it is read is right at
    the first number alone.
    """
    flat = _result(f, call, np.full((IMAGE_SIDE, IMAGE_SIDE), background))
    if flat is None or flat.ndim != 2 or min(flat.shape) < 3 or flat.shape[0] != flat.shape[1]:
        return []
    lost = IMAGE_SIDE - len(flat)
    if lost < 0 or lost % 2:
        return []
    middle, reach = IMAGE_SIDE // 2, lost // 2
    first = reach or 1
    return [(middle - reach, middle), (first - reach, first)]


def _weights_at(f, call, background, height, place):
    """Weights as arrays, by a brighter pixel alone, and by a darker one as well where results end at 0."""
    index, at = place
    image = np.full((IMAGE_SIDE, IMAGE_SIDE), background)
    reach = min(LARGEST_REACH, at)
    brighter, darker = [_changes(f, call, image, sign * height, index, at, reach) for sign in (1, -1)]
    if brighter is None:
        return []
    found = [brighter, *_adding_up_to_1(brighter, height)]
    if darker is not None and not np.allclose(brighter, darker):
        found.append(np.maximum(brighter, 0) + np.minimum(darker, 0))
        found += _signed(f, call, height, index, at, brighter)
    return found


def _changes(f, call, image, height, index, at, reach):
    """How the number at an index of the result changes with each pixel up to so far from its place, for a height of 1."""
    before = _result(f, call, image)
    if before is None:
        return None
    side = 2 * reach + 1
    changes = np.zeros((side, side))
    for i, j in np.ndindex(side, side):
        lit = image.copy()
        lit[at - reach + i, at - reach + j] += height
        result = _result(f, call, lit)
        if result is None or result.shape != before.shape:
            return None
        changes[i, j] = (result[index, index] - before[index, index]) / height
    return changes


def _adding_up_to_1(weights, height):
    """Weights over the smallest divisor with which they add up to 1, each as near as bytes can show; a list of one or none."""
    for divisor in range(2, LARGEST_WEIGHT_DIVISOR + 1):
        whole = np.round(weights * divisor)
        is_near = np.abs(whole / divisor - weights).max() <= 1 / height
        if is_near and whole.sum() == divisor and (whole >= 0).all():
            return [whole / divisor]
    return []


def _signed(f, call, height, index, at, sizes):
    """Weights of a function that gives absolute values, by pixels beside a very bright one; the sign of all is open."""
    reach = len(sizes) // 2
    i, j = np.unravel_index(np.abs(sizes).argmax(), sizes.shape)
    image = np.zeros((IMAGE_SIDE, IMAGE_SIDE), type(height))
    image[at - reach + i, at - reach + j] = 24 * height
    weights = _changes(f, call, image, height, index, at, reach)
    return [] if weights is None else [weights, -weights]


def _result(f, call, image):
    """What a function gives for an image, an array of floats; None where it gives none."""
    try:
        values = answer_from(call(f, image.copy(), np.array([[1]]), {})).values
        return None if values is None else np.array(values, float)
    except (Exception, SystemExit):  # what a function raises is its answer
        return None


def _trimmed(weights):
    """A kernel of weights, an array, as small as can be around its middle; None without a weight other than 0."""
    weights = np.where(np.abs(weights) < 1e-9, 0, weights)
    if not weights.any():
        return None
    middle = len(weights) // 2
    down, across = [int(abs(places - middle).max()) for places in np.nonzero(weights)]
    kept = weights[middle - down : middle + down + 1, middle - across : middle + across + 1]
    return tuple(tuple(_as_fraction(value) for value in row) for row in kept.tolist())


def _as_fraction(value):
    """A weight as a whole number or a Fraction where it is one but for rounding."""
    near = Fraction(value).limit_denominator(LARGEST_WEIGHT_DIVISOR)
    if abs(near - Fraction(value)) > 1e-7:
        return value
    return as_int_where_whole(near)
