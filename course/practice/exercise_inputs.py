"""
Inputs on which the exercises are tried, and what kinds of them there are.

A probe (Probe of course/mistakes/smallest_input.py) is an input x with a kernel h and options: "mode", "flip" and, where there is one,
"stride". A kind is a function that says whether a probe belongs to it.
"""

from math import prod

import numpy as np

from course.diagnosis.probe_text import call_in_words
from course.diagnosis.probes import beyond, sliding_sizes
from course.diagnosis.suites import Suite, convolution_of, mistakes_shown_by, right_answers_kept
from course.mistakes.smallest_input import Probe

# ---- kinds of inputs


def has_fractions(probe):
    """Whether some number is neither whole nor nan."""
    return any(np.any(np.asarray(values, float) % 1 > 0) for values in (probe.x, probe.h))


def has_bytes(probe):
    """Whether the input is of bytes (uint8)."""
    return np.asarray(probe.x).dtype == np.uint8


def has_nan(probe):
    """Whether the input has a nan."""
    return bool(np.isnan(np.asarray(probe.x, float)).any())


def is_not_square(probe):
    """Whether the image or the kernel is not square."""
    image, kernel = sliding_sizes(probe)
    return len(set(image)) > 1 or len(set(kernel)) > 1


def has_even_kernel(probe):
    """Whether the kernel has an even size along some axis."""
    _, kernel = sliding_sizes(probe)
    return any(size % 2 == 0 for size in kernel)


# ---- which numbers of an output are looked at


def no_number(probe, index):
    """None: the size alone counts."""
    return False


def every_number(probe, index):
    """All of them."""
    return True


def where_window_leaves(count):
    """A function that looks at the outputs whose window leaves the input along so many axes (0, 1 or 2).

    Only under kernels of up to 3 rows and columns. Example: of a 3x3 kernel in mode "same" 0 axes are the middle
    of the output, 1 are its edges without the corners, 2 its corners.
    """

    def looks(probe, index):
        _, kernel = sliding_sizes(probe)
        leaving = [before or after for before, after in beyond(probe, index)]
        return max(kernel) <= 3 and sum(leaving) == count

    return looks


# ---- inputs, besides those of course.diagnosis.probes


def uneven_numbers(shape, root, low=-4, high=9):
    """Whole numbers from low to high without a pattern, an array (int64) of this shape.

    The powers of a root modulo 101, a prime, each scaled from 1..100 to low..high. Roots that are used: 2 and 3.
    Example: powers of 2 are 2, 4, 8, 16, 32, 64, and uneven_numbers((6,), 2) is [-4, -4, -3, -2, 0, 4].
    """
    count = high - low + 1
    powers = [pow(root, exponent, 101) for exponent in range(1, prod(shape) + 1)]
    return np.array([low + power * count // 101 for power in powers]).reshape(shape)


def uneven_pairs(shapes):
    """An image and a kernel (arrays of int64) for each (image's shape, kernel's shape)."""
    return [(uneven_numbers(image, 2), uneven_numbers(kernel, 3, -3, 5)) for image, kernel in shapes]


SQUARE_SHAPES = tuple(((n, n), (k, k)) for n, k in ((4, 3), (5, 3), (5, 5), (3, 2), (4, 2), (5, 4)))


def as_floats(pairs):
    """The same images and kernels as floats."""
    return [(x.astype(float), h.astype(float)) for x, h in pairs]


def as_fractions(pairs):
    """The same images in quarters, with the kernels in halves; such sums are exact in floats."""
    return [(x / 4, h / 2) for x, h in pairs]


def with_nan(pairs):
    """The same images and kernels as floats, with a nan in the middle of each image."""
    floats = as_floats(pairs)
    for x, _ in floats:
        middle = tuple(size // 2 for size in x.shape)
        x[middle] = np.nan
    return floats


def probes_of(pairs, modes, flip, **options):
    """A Probe for each (x, h) in each mode: of a convolution (flip) or a correlation, with further options."""
    return [Probe(x, h, {"mode": mode, "flip": flip, **options}) for x, h in pairs for mode in modes]


# ---- what a function is tried on


def suite_of_calls(probes, call, gives=convolution_of, own_mistakes=(), mistakes=None, within=1e-9):
    """The Suite of probes of a reader's function.

    call(probe)   the Call that is made of it
    gives         gives(definition, probe): what a definition gives, with mistakes or without
    own_mistakes  those that this exercise alone knows; they are looked for first
    mistakes      those of the bank; if not given, all that could show themselves in these probes
    within        how far a float may be off, as a part of it
    """
    if mistakes is None:
        mistakes = mistakes_shown_by(probes)
    return Suite(
        probes=tuple(probes),
        small=(),
        gives=right_answers_kept(gives),
        mistakes=(*own_mistakes, *mistakes),
        shown=lambda probe: call_in_words(*call(probe)),
        within=within,
    )
