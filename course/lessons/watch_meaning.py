"""
What a convolution call means: each output as a sum over the window that it sees, one output at a time, in
plain Python.

A Meaning knows the size of the result and, for each index of it, which numbers of the input meet which
weights of the kernel. Whole numbers and fractions are added up exactly, of any size: no byte overflows
here. Sources of the formulas: the references of NumPy, SciPy and TensorFlow, which
course/lessons/watch_calls.py and watch_tensorflow.py follow.
"""

import math
from fractions import Fraction
from itertools import product
from typing import Any, Callable, NamedTuple

from course.convolution.definition import source


class NotConfirmed(Exception):
    """A call that cannot be compared with what it means; the message is the reason, in a few words."""


class SlidingAxis(NamedTuple):
    """How the kernel slides along one axis.

    inputs, weights, outputs: how many there are. before: how many places before the input the window of
    output 0 begins. border: what stands on places outside the input, in np.pad's words.
    """

    inputs: int
    weights: int
    outputs: int
    before: int = 0
    stride: int = 1
    dilation: int = 1
    border: str = "constant"

    def window(self, i, flip):
        """What output i sees along this axis: (index of the input, index of the kernel) for each weight.

        The index of the input is None where the fill stands.

        Example: SlidingAxis(3, 2, 4, before=1).window(0, flip=True) is [(None, 1), (0, 0)]: output 0 of a
        full convolution begins one place before the input, and there the kernel's last weight lies.
        """
        seen = []
        for a in range(self.weights):
            place = i * self.stride - self.before + a * self.dilation
            weight = self.weights - 1 - a if flip else a
            seen.append((source(place, self.inputs, self.border), weight))
        return seen


class BroadcastAxis(NamedTuple):
    """An axis along which nothing slides: each index is by itself, and a size of 1 is used for all of them."""

    inputs: int
    weights: int

    @property
    def outputs(self):
        """How many outputs there are along this axis."""
        return max(self.inputs, self.weights)

    def window(self, i, flip):
        """What output i sees: one number of the input and one of the kernel.

        Example: BroadcastAxis(5, 1).window(3, flip=True) is [(3, 0)].
        """
        return [(i if self.inputs > 1 else 0, i if self.weights > 1 else 0)]


def sum_of_products(terms):
    """The sum of x * h over terms, pairs (x, h): exact unless there are floats.

    Example: sum_of_products([(3, 1), (4, Fraction(1, 2))]) is Fraction(5, 1).
    """
    products = [x * h for x, h in terms]
    if all(isinstance(value, (int, Fraction)) for value in products):
        return sum(products)
    if all(math.isfinite(value) for value in products):
        return math.fsum(products)
    return sum(products)


def largest_number(terms):
    """The largest x of terms, pairs (x, h)."""
    return max(x for x, _ in terms)


def mean_number(terms):
    """The mean x of terms, pairs (x, h).

    Example: mean_number([(1, 1), (2, 1)]) is Fraction(3, 2).
    """
    numbers = [x for x, _ in terms]
    if all(isinstance(x, int) for x in numbers):
        return Fraction(sum(numbers), len(numbers))
    return sum_of_products(terms) / len(numbers)


class Meaning(NamedTuple):
    """What a call means.

    image, kernel: arrays; kernel is None where there are no weights. shape: that of the result.
    pairs_at(index): for an output, (index of the image, index of the kernel) of each product; an index is
    None where the fill stands, or where the weight is 1. terms: how many pairs an output has at most.
    longest: the kernel's longest side. combine: makes one number of the terms. fourier: whether the
    library may have used a Fourier transform.
    """

    image: Any
    kernel: Any
    shape: tuple
    pairs_at: Callable
    terms: int
    longest: int
    fill: Any = 0
    combine: Callable = sum_of_products
    fourier: bool = False

    def terms_at(self, index):
        """The pairs (number of the image, weight of the kernel) that make the output at an index."""
        terms = []
        for image_index, kernel_index in self.pairs_at(index):
            x = self.fill if image_index is None else self.image.item(*image_index)
            h = 1 if kernel_index is None else self.kernel.item(*kernel_index)
            terms.append((x, h))
        return terms

    def output_at(self, index):
        """The exact output at an index; of floats, the nearest float."""
        return self.combine(self.terms_at(index))


def kernel_over_image(image, kernel, axes, flip, fill=0, fourier=False):
    """The Meaning of a kernel that slides over an image, both with the same axes. axes: how it slides along
    each.

    Example: for image = np.array([3, 4, 5]), kernel = np.array([2, 1]) and axes = [SlidingAxis(3, 2, 4,
    before=1)], with flip=True, output_at((1,)) is 11: 3*1 + 4*2.
    """

    def pairs_at(index):
        windows = [axis.window(i, flip) for axis, i in zip(axes, index)]
        for pairs in product(*windows):
            places = tuple(place for place, _ in pairs)
            weights = tuple(weight for _, weight in pairs)
            yield (None if None in places else places), weights

    weights_along = [axis.weights if isinstance(axis, SlidingAxis) else 1 for axis in axes]
    return Meaning(
        image,
        kernel,
        tuple(axis.outputs for axis in axes),
        pairs_at,
        terms=math.prod(weights_along),
        longest=max(weights_along, default=1),
        fill=fill,
        fourier=fourier,
    )


def filters_over_images(images, filters, axes, filter_of):
    """The Meaning of filters that slide over images with channels: (batch ..., height, width ..., channels).

    axes: how they slide along each axis between batch and channels. filter_of(o): what makes output
    channel o, as pairs (channel of the image, last two indices of the filter); and how many output
    channels there are is filter_of.outputs.
    """
    batch = images.shape[: images.ndim - len(axes) - 1]

    def pairs_at(index):
        first = index[: len(batch)]
        windows = [axis.window(i, flip=False) for axis, i in zip(axes, index[len(batch) :])]
        channels = filter_of.pairs(index[-1])
        for pairs in product(*windows):
            places = tuple(place for place, _ in pairs)
            weights = tuple(weight for _, weight in pairs)
            for image_channel, filter_indices in channels:
                image_index = None if None in places else (*first, *places, image_channel)
                yield image_index, (*weights, *filter_indices)

    weights_along = [axis.weights for axis in axes]
    return Meaning(
        images,
        filters,
        (*batch, *(axis.outputs for axis in axes), filter_of.outputs),
        pairs_at,
        terms=math.prod(weights_along) * len(filter_of.pairs(0)),
        longest=max(weights_along),
    )


def window_over_images(images, axes, combine):
    """The Meaning of pooling: one number of each window and channel; places outside the image do not count."""
    batch = images.shape[: images.ndim - len(axes) - 1]

    def pairs_at(index):
        first = index[: len(batch)]
        windows = [axis.window(i, flip=False) for axis, i in zip(axes, index[len(batch) :])]
        for pairs in product(*windows):
            places = tuple(place for place, _ in pairs)
            if None not in places:
                yield (*first, *places, index[-1]), None

    sizes = [axis.weights for axis in axes]
    return Meaning(
        images,
        None,
        (*batch, *(axis.outputs for axis in axes), images.shape[-1]),
        pairs_at,
        terms=math.prod(sizes),
        longest=max(sizes),
        combine=combine,
    )
