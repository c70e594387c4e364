"""
What networks and the lessons on pictures do with a convolution, by definition: a layer with a bias, groups of
channels, the strength of edges, a feature map.

    layer         = the convolution of images with channels, plus one number for each output channel
    groups        = each output from the channels of its group alone; as many groups as channels: depthwise
    edge strength = sqrt(across**2 + down**2), both by Sobel kernels, with a symmetric border
    feature map   = the largest of each 2x2 of max(correlation, 0)
    single step   = one number of a layer: a window times a filter, added up, plus the bias

As in definition.py numbers are Python's own, so all is exact but the root. Source: Gonzalez and Woods,
"Digital Image Processing", section 10.2, for the gradient; the references of tf.nn.relu and tf.nn.max_pool2d.
"""

from math import isnan, sqrt

from course.convolution.definition import convolve1d, convolve2d, convolve_channels
from course.convolution.kernels import KERNELS
from course.convolution.nested import at, each, flat, made, number_of_axes, plain, shape

ACROSS, DOWN = KERNELS["sobel-vertical"].rows, KERNELS["sobel-horizontal"].rows


# ---- a layer


def convolve_layer(images, filters, mode=None, *, bias, **options):
    """Images ([batch,] height, width, in) with filters (height, width, in, out), plus the bias (out,): ([batch,] ..., out).

    A signal (n,) or an image (rows, columns) with its kernel has one output, and a bias of one number. The other
    options and the errors are those of convolve_channels. ValueError if the bias has not one number for each output.

    Example: one pixel of two channels, [[[3, 4]]], with the filter [[[[10], [1]]]] and the bias [5] gives
    [[[3*10 + 4*1 + 5]]].
    """
    axes = number_of_axes(images)
    if axes > 2:
        convolve = convolve_groups if "groups" in options else convolve_channels
        return with_bias(convolve(images, filters, mode, **options), bias)
    convolve = convolve1d if axes == 1 else convolve2d
    (number,) = bias
    return each(lambda value: value + number, convolve(images, filters, mode, **options))


def with_bias(values, bias):
    """Nested lists whose innermost have one number for each output channel, with the bias of this channel added.

    ValueError if there are not as many.
    """
    if not values or isinstance(values[0], list):
        return [with_bias(inner, bias) for inner in values]
    return [value + more for value, more in zip(values, bias, strict=True)]


# ---- groups of channels


def group_of_output(o, outputs, groups):
    """The group of output o: the first outputs belong to the first group, as many as there are for each."""
    return o // (outputs // groups)


def channels_of_group(group, inputs, groups):
    """The input channels of a group, side by side.

    Example: of 6 channels in 3 groups the second group, number 1, has the channels 2 and 3.
    """
    count = inputs // groups
    return range(group * count, (group + 1) * count)


def convolve_groups(images, filters, mode=None, *, groups, **options):
    """Images ([batch,] height, width, in) with filters (height, width, in/groups, out), by groups: ([batch,] ..., out).

    Output o is the convolution of the channels of its group with filter o. With as many groups as channels each
    channel has filters of its own: depthwise. The options and the errors are those of convolve_channels. ValueError if
    the channels or the outputs cannot be shared out.

    Source: the formula in the reference of torch.nn.Conv2d.
    """
    images, filters = plain(images), plain(filters)
    inputs, sizes, outputs = shape(images)[-1], shape(filters)[:3], shape(filters)[3]
    if inputs != groups * sizes[2] or outputs % groups:
        raise ValueError(
            f"{inputs} channels and {outputs} outputs do not go into {groups} groups of {sizes[2]}"
        )
    if groups == 1:
        return convolve_channels(images, filters, mode, **options)
    maps = []
    for o in range(outputs):
        channels = channels_of_group(group_of_output(o, outputs, groups), inputs, groups)
        seen = made(
            (*shape(images)[:-1], sizes[2]), lambda index: at(images, (*index[:-1], channels[index[-1]]))
        )
        filter_o = made((*sizes, 1), lambda index: at(filters, (*index[:3], o)))
        maps.append(convolve_channels(seen, filter_o, mode, **options))
    return side_by_side_channels(maps)


def side_by_side_channels(maps):
    """Images of one shape as one image, with the channels of all.

    Example: side_by_side_channels([[[[1], [2]]], [[[3], [4]]]]) is [[[1, 3], [2, 4]]].
    """
    if maps[0] and not isinstance(maps[0][0], list):
        return [number for numbers in maps for number in numbers]
    return [side_by_side_channels(inner) for inner in zip(*maps)]


# ---- one number of a layer


def single_step(window, weights, bias):
    """One number of a layer: a window and weights (rows, columns) or (rows, columns, in), and a bias.

    ValueError where the two have other sizes.

    Example: single_step([[1, 2]], [[10, 1]], 5) is 1*10 + 2*1 + 5.
    """
    window, weights = plain(window), plain(weights)
    if shape(window) != shape(weights):
        raise ValueError("window and weights have other sizes")
    return step_from_products(each(lambda value, weight: value * weight, window, weights), bias)


def step_from_products(products, bias):
    """The number of single_step() from its products, nested lists."""
    return sum(flat(products)) + bias


# ---- the strength of edges


def edge_kernels():
    """The kernels of edge_strength: for changes from left to right, and from top to bottom."""
    return ACROSS, DOWN


def strength(across, down):
    """One number of edge_strength: a float.

    Example: strength(3, -4) is 5.0.
    """
    return sqrt(across * across + down * down)


def left_as_they_are(strengths):
    """The strengths of all pixels, neither cut nor rounded nor stretched.

    This is the last step of edge_strength. It does nothing, and is a function for one reason: the mistakes that people
    make last, such as cutting to 0..255, are put in its place.
    """
    return strengths


def change_along(image, kernel, mode, border):
    """How much an image changes in the direction of one of the kernels: its convolution."""
    return convolve2d(image, kernel, mode, border=border)


def edge_strength(image, *, mode="same", border="symmetric"):
    """The root of the sum of squares of two convolutions of an image (rows, columns): a list of rows of floats.

    mode "valid" leaves out the outermost pixels; border: what stands beyond the edge, as in convolve2d().
    """
    across, down = [change_along(image, kernel, mode, border) for kernel in edge_kernels()]
    strengths = [[strength(a, d) for a, d in zip(*rows)] for rows in zip(across, down)]
    return left_as_they_are(strengths)


# ---- a feature map


def rectified(value):
    """ReLU of one number: what is below 0 becomes 0; a nan stays."""
    return value if value > 0 or isnan(value) else 0


def pooled(rows):
    """The largest of each 2x2 square, side by side from the top left; an odd last row or column is left out.

    Example: pooled([[1, 5, 2], [4, 3, 9]]) is [[5]].
    """
    pairs = zip(rows[::2], rows[1::2])  # rows 0 and 1, rows 2 and 3 ...
    return [
        [max(square) for square in zip(above[::2], above[1::2], below[::2], below[1::2])]
        for above, below in pairs
    ]


def feature_map(image, kernel):
    """Correlation where the kernel fits, ReLU, 2x2 max pooling: a list of rows, each axis (n - k + 1) // 2 long."""
    rows = convolve2d(image, kernel, "valid", flip=False)
    return pooled([[rectified(value) for value in row] for row in rows])
