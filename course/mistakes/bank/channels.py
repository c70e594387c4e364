"""Mistakes with the channels of images."""

from course.convolution.nested import flat
from course.mistakes import changes as change
from course.mistakes.arithmetic import largest_of, quotient, sum_of
from course.mistakes.later import then_for_each
from course.mistakes.mistake import CHANNELS, Mistake

ALL_CHANNELS_HINT = "A filter adds over all the channels it reads."


def side_by_side(maps):
    """Maps of 2 outputs for each of 3 channels, [a, b] [c, d] [e, f] at one place, are [a, b, c, d, e, f] there."""
    return [[list(flat(numbers)) for numbers in zip(*rows)] for rows in zip(*maps)]


def mean_of_channels(*numbers):
    return quotient(sum_of(numbers), len(numbers))


def largest_of_channels(*numbers):
    return largest_of(numbers)


def first_kernel_for_all(image, filters):
    inputs = len(image[0][0])
    return image, [[[weights[0]] * inputs for weights in row] for row in filters]


def channels_reversed(image, filters):
    return [[pixel[::-1] for pixel in row] for row in image], filters


MISTAKES = (
    Mistake(
        "channels-not-summed",
        CHANNELS,
        change.maps_of_channels(side_by_side),
        "channels that are kept apart, one map for each.",
        "A filter adds over its channels; groups= of PyTorch and Keras, and depthwise layers, do not.",
    ),
    Mistake(
        "channels-first-only",
        CHANNELS,
        change.maps_of_channels(lambda maps: maps[0]),
        "the first channel alone.",
        ALL_CHANNELS_HINT,
    ),
    Mistake(
        "channels-last-only",
        CHANNELS,
        change.maps_of_channels(lambda maps: maps[-1]),
        "the last channel alone.",
        "Look at the line of the sum over the channels: += adds, and = replaces.",
    ),
    Mistake(
        "channels-mean",
        CHANNELS,
        change.maps_of_channels(lambda maps: then_for_each(mean_of_channels, *maps)),
        "channels that are averaged, not added.",
        "np.sum adds over the channels; np.mean also divides by how many there are.",
    ),
    Mistake(
        "channels-max",
        CHANNELS,
        change.maps_of_channels(lambda maps: then_for_each(largest_of_channels, *maps)),
        "the largest of the channels at each place.",
        ALL_CHANNELS_HINT,
    ),
    Mistake(
        "channels-same-kernel",
        CHANNELS,
        change.images_and_filters(first_kernel_for_all),
        "every channel with the kernel of the first.",
        "Each channel c has weights of its own: filters[:, :, c].",
    ),
    Mistake(
        "channels-bgr",
        CHANNELS,
        change.images_and_filters(channels_reversed),
        "channels read in reverse order: blue, green, red.",
        "cv2.imread gives blue, green, red; most other libraries give red, green, blue.",
        "OpenCV",
    ),
)
