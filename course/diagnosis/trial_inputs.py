"""
The inputs on which a way of calling is tried, and what is right there.

No two axes of an input are equally long, so that none can be taken for another: images are 5 by 6, in batches of 2,
with 3 channels, and 4 filters. The numbers are whole and without a pattern, no weight is 0, and some results lie below 0.
"""

from functools import lru_cache
from math import prod
from typing import NamedTuple

import numpy as np

from course.diagnosis.cause import world
from course.mistakes.faulty_definition import outcome

SLIDING_AXES = {
    "1-D": (0,),
    "2-D": (0, 1),
    "channels": (0, 1),
    "batch": (1, 2),
    "layer": (1, 2),
    "lines": (2,),
    "depthwise": (1, 2),
}  # of x and y
KINDS_OF_LINES = tuple(kind for kind, axes in SLIDING_AXES.items() if len(axes) == 1)
IMAGES_TRIED, CHANNELS_TRIED, FILTERS_TRIED = 2, 3, 4
TRIAL_SIZES = {  # name of a trial: (rows, columns) of the image and of the kernel; a line has the columns
    "main": ((5, 6), (3, 3)),
    "large": ((7, 9), (5, 5)),
    "tall": ((7, 9), (5, 3)),
    "even": ((5, 6), (2, 2)),
    "square": ((6, 6), (3, 3)),  # and more square ones, where a function takes the rows for the columns
    "square large": ((9, 9), (5, 5)),
    "square tall": ((9, 9), (5, 3)),
    "square even": ((6, 6), (2, 2)),
    "small": ((3, 3), (3, 3)),  # with one number where the kernel lies inside
}


class Trial(NamedTuple):
    """An input and a kernel as arrays of floats, in the form of layouts.py."""

    kind: str
    name: str
    x: np.ndarray
    h: np.ndarray

    @property
    def image_sizes(self):
        """The sizes of the axes of x along which the kernel slides."""
        return tuple(self.x.shape[axis] for axis in SLIDING_AXES[self.kind])

    @property
    def kernel_sizes(self):
        """The sizes of the kernel along these axes."""
        return kernel_sizes_of(self.kind, self.h)

    @property
    def outputs(self):
        """How many output channels there are; 1 where there are no channels."""
        return self.h.shape[-1] if self.h.ndim == 4 else 1

    def right(self, **options):
        """What the definition gives with these options, an array; not to be changed."""
        return _right_for(self.kind, self.name, **options)

    def right_with(self, mistakes, **options):
        """What the definition gives that makes these mistakes, a tuple; not to be changed."""
        return _right_for(self.kind, self.name, mistakes, **options)


def kernel_axes_of(kind):
    """The axes of h along which it slides; a filter of lines is one of one row."""
    return (1,) if kind == "lines" else tuple(range(len(SLIDING_AXES[kind])))


def kernel_sizes_of(kind, h):
    """The sizes of a kernel along the axes on which it slides."""
    return tuple(h.shape[axis] for axis in kernel_axes_of(kind))


def options_of_kind(kind, channels):
    """What the definition is asked for a kind and an input of so many channels, whatever else it is asked."""
    return {"lines": {"lines": True}, "depthwise": {"groups": channels}}.get(kind, {})


@lru_cache
def trial_of(kind, name="main"):
    """The Trial of a kind with a name of TRIAL_SIZES; the same arrays each time, not to be changed."""
    image, kernel = TRIAL_SIZES[name]
    if kind == "1-D":
        image, kernel = image[1:], kernel[1:]
    elif kind != "2-D":
        if kind == "lines":
            image, kernel = (1, image[1]), (1, kernel[1])
        filters = (1, CHANNELS_TRIED) if kind == "depthwise" else (CHANNELS_TRIED, FILTERS_TRIED)
        image, kernel = (*image, CHANNELS_TRIED), (*kernel, *filters)
        if kind != "channels":
            image = (IMAGES_TRIED, *image)
    weights = _uneven(kernel, 3) % 13 - 4
    return Trial(kind, name, _uneven(image, 2) % 23, np.where(weights < 0, weights, weights + 1))


def _uneven(sizes, root):
    """Whole numbers from 1 to 100 without a pattern, an array of floats: the powers of a root modulo 101."""
    numbers = [float(pow(root, power, 101)) for power in range(1, prod(sizes) + 1)]
    return np.array(numbers).reshape(sizes)


@lru_cache(512)
def _right_for(kind, name, mistakes=(), **options):
    trial = trial_of(kind, name)
    options |= options_of_kind(kind, CHANNELS_TRIED)
    return np.array(outcome(world(*mistakes), trial.x.tolist(), trial.h.tolist(), **options), float)


def numpy_border(border):
    """A border in np.pad's words; where none stands beyond the edge, zeros do."""
    return "constant" if border in ("zeros", "kept") else border
