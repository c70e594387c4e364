"""
What a mistake can change: each function here is a way to say it, and gives the changes of a Mistake.

Bank files read  from course.mistakes import changes as change  and then  change.kernel(lambda h: ...). A change that is
said here is given nested lists of Python's own numbers: x the signal or image, h the kernel, y the output.
"""

from functools import partial
from math import nan

from course.convolution.nested import each, part, plain, shape
from course.convolution.sizes import effective_kernel_size, step_of_each_axis
from course.mistakes.later import added_up, then_for_each

# ---- any piece of the definition


def piece(name):
    """One piece of the definition, by its name: change(old, ...) in place of old(...)."""
    return lambda change: {name: lambda old: partial(change, old)}


def both_convolutions(change):
    """convolve1d and convolve2d: change(convolve, x, h, mode=None, **options), x and h as the caller gave them."""
    return {**piece("convolve1d")(change), **piece("convolve2d")(change)}


def around(change):
    """Both convolutions: change(convolve, x, h, mode, options) gives the output."""

    def changed(convolve, x, h, mode=None, **options):
        return change(convolve, plain(x), plain(h), mode, options)

    return both_convolutions(changed)


def output_of(convolve, x, h, mode, options):
    """What convolve gives; ValueError where there is no number left to change.

    Its numbers may be Later ones: what only gives them other places leaves them so.
    """
    y = convolve(x, h, mode, **options)
    if 0 in shape(y):
        raise ValueError("there is no output")
    return y


# ---- what goes in


def signal(change):
    """The signal or image on its way in: change(x)."""
    return around(lambda convolve, x, h, mode, options: convolve(change(x), h, mode, **options))


def kernel(change):
    """The kernel on its way in: change(h)."""
    return around(lambda convolve, x, h, mode, options: convolve(x, change(h), mode, **options))


def sliding_kernel(change):
    """The kernel as it slides: change(h, flip) in place of h flipped where flip says so."""

    def changed(convolve, x, h, mode, options):
        h = change(h, options.get("flip", True))
        return convolve(x, h, mode, **{**options, "flip": False})

    return around(changed)


def stride_and_dilation(change):
    """The options: change(stride, dilation) gives those that differ, as a dict."""

    def changed(convolve, x, h, mode, options):
        differing = change(options.get("stride", 1), options.get("dilation", 1))
        return convolve(x, h, mode, **{**options, **differing})

    return around(changed)


# ---- what comes out


def output(change):
    """The numbers of the output on its way out: change(y, x, h)."""
    return places_of_output(lambda y, x, h: change(added_up(y), x, h))


def places_of_output(change):
    """Where the numbers of the output stand, whatever they are: change(y, x, h)."""

    def changed(convolve, x, h, mode, options):
        return change(output_of(convolve, x, h, mode, options), x, h)

    return around(changed)


def each_output(change):
    """Every number of the output: change(number). A nan stays."""
    changed = lambda v: v if v != v else change(v)
    return places_of_output(lambda y, x, h: then_for_each(changed, y))


def outputs_at_the_border(change):
    """Outputs whose window leaves the input: change(y, outside, inside, x). What is in the first three may be Later.

    outside is True where it does, inside the sum of the weights that lie on the input.
    """

    def changed(convolve, x, h, mode, options):
        y = output_of(convolve, x, h, mode, options)
        zeros_around = {**options, "border": "constant", "fill": 0}
        inside = output_of(convolve, each(lambda v: 1, x), h, mode, zeros_around)
        nan_around = {**zeros_around, "fill": nan}
        reached = output_of(convolve, each(lambda v: 0, x), each(lambda v: 1, h), mode, nan_around)
        outside = then_for_each(lambda v: v != v, reached)  # a window that reaches one nan gives nan
        return change(y, outside, inside, x)

    return around(changed)


def outputs_of_stride_1(change):
    """Outputs picked from those of stride 1: change(dense, y, stride), stride being one number for each axis."""

    def changed(convolve, x, h, mode, options):
        y = output_of(convolve, x, h, mode, options)
        dense = output_of(convolve, x, h, mode, {**options, "stride": 1})
        return change(dense, y, step_of_each_axis(options.get("stride", 1), len(shape(x))))

    return around(changed)


# ---- sizes, padding and what stands on the added places


def modes(**change):
    """Modes taken for others: same="full" does for "same" what is right for "full"."""
    return piece("pads")(lambda pads, n, k, mode, **steps: pads(n, k, change.get(mode, mode), **steps))


def padding_of_same(change):
    """The padding of "same": change(effective kernel size - 1) gives (before, after)."""

    def padded(pads, n, k, mode, *, stride=1, dilation=1):
        over = effective_kernel_size(k, dilation) - 1
        return change(over) if mode == "same" else pads(n, k, mode, stride=stride, dilation=dilation)

    return piece("pads")(padded)


def padding_of_two_axes(mode, change):
    """The padding of two axes where the mode is this one: change(rows, columns) gives both."""

    def padded(padding_of_axes, given, padding, axes):
        both = padding_of_axes(given, padding, axes)
        return change(*both) if given == mode and len(axes) == 2 else both

    return piece("padding_of_axes")(padded)


def borders(change):
    """Borders taken for others: change[border] is what stands there."""
    return piece("source")(lambda source, i, n, border: source(i, n, change.get(border, border)))


def both_axes(option, change):
    """The stride or the dilation of two axes: change(rows, columns) gives both."""

    def changed(rows_and_columns, value, name):
        both = rows_and_columns(value, name)
        return change(*both) if name == option else both

    return piece("rows_and_columns")(changed)


def number_of_outputs(change):
    """How many outputs an axis has: change(room, stride), room being how far the kernel can move."""

    def size(output_size, n, k, *, stride=1, **rest):
        room = output_size(n, k, **rest) - 1  # at stride 1 there is one window more than there are moves
        return change(room, stride)

    return piece("output_size")(size)


# ---- channels


def images_and_filters(change):
    """Images (height, width, in) and filters on their way in: change(image, filters) gives both."""

    def changed(convolve, images, filters, mode=None, **options):
        images, filters = plain(images), plain(filters)
        if len(shape(images)) == 3:
            images, filters = change(images, filters)
        return convolve(images, filters, mode, **options)

    return piece("convolve_channels")(changed)


def maps_of_channels(change):
    """What becomes of the maps of single channels: change(maps), one map (height, width, out) for each input channel.

    The numbers of the maps may be Later ones.
    """

    def changed(convolve, images, filters, mode=None, **options):
        images, filters = plain(images), plain(filters)
        if len(shape(images)) == 4:  # a batch: each of its images comes here again
            return convolve(images, filters, mode, **options)
        maps = []
        for c in range(len(images[0][0])):
            only_c = slice(None), slice(None), slice(c, c + 1)  # the third axis stays, of size 1
            maps.append(convolve(part(images, only_c), part(filters, only_c), mode, **options))
        return change(maps)

    return piece("convolve_channels")(changed)
