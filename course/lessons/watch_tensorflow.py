"""
What each convolution function of TensorFlow means by a call; the rest of course/lessons/watch_calls.py.

Images are (batch, height, width, channels) and filters (height, width, channels in, channels out); conv1d
and conv3d have one axis less or more. No kernel is flipped. SAME adds the odd zero after. Pooling leaves
out what is outside the image.
"""

from typing import NamedTuple

from course.convolution.sizes import output_size, pads
from course.lessons.watch_calls import as_numbers
from course.lessons.watch_meaning import (
    NotConfirmed,
    SlidingAxis,
    filters_over_images,
    largest_number,
    mean_number,
    window_over_images,
)

CHANNELS_LAST = (None, "NWC", "NHWC", "NDHWC")


class AllChannels(NamedTuple):
    """Filters that add up over their channels. inputs: the channels of a filter; groups: how many parts of
    the image's channels have filters of their own.
    """

    inputs: int
    outputs: int
    groups: int = 1

    def pairs(self, o):
        """(channel of the image, the filter's last two indices) for each channel that output channel o sees."""
        group = o // (self.outputs // self.groups)
        return [(group * self.inputs + c, (c, o)) for c in range(self.inputs)]


class EachChannel(NamedTuple):
    """Filters that see one channel each: `multiplier` of them for every channel of the image."""

    outputs: int
    multiplier: int

    def pairs(self, o):
        """(channel of the image, the filter's last two indices) for the one channel that output channel o
        sees.

        Example: with a multiplier of 2, output channel 5 is the second filter of channel 2: [(2, (2, 1))].
        """
        return [(o // self.multiplier, (o // self.multiplier, o % self.multiplier))]


def tf_conv1d(input, filters, stride, padding, data_format="NWC", dilations=None, name=None):
    """tf.nn.conv1d"""
    return _convolution(input, filters, stride, padding, data_format, dilations, axes=1)


def tf_conv2d(input, filters, strides, padding, data_format="NHWC", dilations=None, name=None):
    """tf.nn.conv2d"""
    return _convolution(input, filters, strides, padding, data_format, dilations, axes=2)


def tf_conv3d(input, filters, strides, padding, data_format="NDHWC", dilations=None, name=None):
    """tf.nn.conv3d"""
    return _convolution(input, filters, strides, padding, data_format, dilations, axes=3)


def tf_convolution(
    input, filters, strides=None, padding="VALID", data_format=None, dilations=None, name=None
):
    """tf.nn.convolution: as many axes as the filters have"""
    axes = as_numbers(filters).ndim - 2
    return _convolution(input, filters, strides, padding, data_format, dilations, axes)


def tf_depthwise_conv2d(input, filter, strides, padding, data_format=None, dilations=None, name=None):
    """tf.nn.depthwise_conv2d: every channel has filters of its own, and nothing is added up over channels."""
    images, filters = as_numbers(input), as_numbers(filter)
    _check_order_of_axes(data_format)
    axes = _sliding_axes(images.shape[-3:-1], filters.shape[:2], strides, padding, dilations)
    multiplier = filters.shape[3]
    return filters_over_images(images, filters, axes, EachChannel(images.shape[-1] * multiplier, multiplier))


def tf_max_pool2d(input, ksize, strides, padding, data_format="NHWC", name=None):
    """tf.nn.max_pool2d"""
    return _pooling(input, ksize, strides, padding, data_format, largest_number)


def tf_avg_pool2d(input, ksize, strides, padding, data_format="NHWC", name=None):
    """tf.nn.avg_pool2d"""
    return _pooling(input, ksize, strides, padding, data_format, mean_number)


def _convolution(input, filters, strides, padding, data_format, dilations, axes):
    images, filters = as_numbers(input), as_numbers(filters)
    _check_order_of_axes(data_format)
    sizes = images.shape[-1 - axes : -1]
    placed = _sliding_axes(sizes, filters.shape[:axes], strides, padding, dilations)
    inputs, outputs = filters.shape[-2:]
    groups = images.shape[-1] // inputs
    return filters_over_images(images, filters, placed, AllChannels(inputs, outputs, groups))


def _pooling(input, ksize, strides, padding, data_format, combine):
    images = as_numbers(input)
    _check_order_of_axes(data_format)
    sizes = images.shape[-3:-1]
    placed = _sliding_axes(sizes, _of_each_axis(ksize, 2), strides, padding, None)
    return window_over_images(images, placed, combine)


def _check_order_of_axes(data_format):
    if data_format not in CHANNELS_LAST:
        raise NotConfirmed(f"the order of axes {data_format}")


def _sliding_axes(sizes, kernel_sizes, strides, padding, dilations):
    """How a kernel slides along each axis between batch and channels."""
    axes = len(sizes)
    placed = []
    for axis, (n, k, stride, dilation) in enumerate(
        zip(sizes, kernel_sizes, _of_each_axis(strides, axes), _of_each_axis(dilations, axes))
    ):
        if isinstance(padding, str):
            mode = {"VALID": "valid", "SAME": "SAME"}.get(padding.upper())
            if mode is None:
                raise NotConfirmed(f"the padding {padding!r}")
            before, after = pads(n, k, mode, stride=stride, dilation=dilation)
        else:
            before, after = (int(zeros) for zeros in padding[axis + 1])  # padding[0] is that of the batch
        outputs = output_size(n, k, padding=before + after, stride=stride, dilation=dilation)
        placed.append(SlidingAxis(n, k, outputs, before, stride, dilation))
    return placed


def _of_each_axis(step, axes):
    """A stride, a dilation or a size for each axis that is slid along, from any form that TensorFlow takes.

    Example: for two axes 2, [2], [2, 2] and [1, 2, 2, 1] all give [2, 2]; None gives [1, 1].
    """
    if step is None:
        return [1] * axes
    steps = as_numbers(step).reshape(-1).tolist()
    if len(steps) == 1:
        return steps * axes
    return steps if len(steps) == axes else steps[1 : axes + 1]


TENSORFLOW_CALLS = {
    "conv1d": tf_conv1d,
    "conv2d": tf_conv2d,
    "conv3d": tf_conv3d,
    "convolution": tf_convolution,
    "depthwise_conv2d": tf_depthwise_conv2d,
    "max_pool2d": tf_max_pool2d,
    "avg_pool2d": tf_avg_pool2d,
}
