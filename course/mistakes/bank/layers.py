"""
Mistakes of layers: with batches, with the order of four axes, and with groups of channels. They stand apart from the bank, too.

Functions with channels first make them as well: they are asked with channels last, and answer so.
"""

from functools import partial

from course.convolution.nested import at, filled, made, number_of_axes, plain, shape
from course.mistakes import changes as change
from course.mistakes.arithmetic import sum_of
from course.mistakes.later import then, then_for_each
from course.mistakes.mistake import A_DRAFT, CHANNELS, OF_GROUPS, Mistake

ORDER_HINT = "Two arrays that are multiplied number by number, or by @, need their axes in one order: transpose one first."
RESHAPE_HINT = (
    "reshape does not move numbers, it only cuts the row of them anew: transpose the axes before it."
)
BATCH_HINT = "Every image of a batch is treated alone, and has its own place in the result."
AXES_OF_FLIP_HINT = (
    "A filter is flipped along its rows and columns alone: look at which axes [::-1] stands for."
)


def filters_of_one_image(made_of, **told):
    """Other filters: made_of(filters). told: options that go with them, as flip."""

    def changed(convolve, images, filters, mode=None, **options):
        if number_of_axes(images) == 4:  # each image of a batch comes here again
            return convolve(images, filters, mode, **options)
        return convolve(images, made_of(plain(filters)), mode, **{**options, **told})

    return change.piece("convolve_channels")(changed)


def channels_and_filters_reversed(filters):
    return [[[weights[::-1] for weights in channels[::-1]] for channels in row] for row in filters]


def moved_index(index, sizes, order, other_order):
    """The index of the number that stands there, where axes in one order are read in another.

    order, other_order: which axes of sizes follow one another. Example: numbers of sizes (2, 3), row by row in order
    (0, 1), are read column by column, in other_order (1, 0): index (1, 0) is the second that is read there, and so the
    number with index (0, 1).
    """
    position = 0
    for axis in other_order:
        position = position * sizes[axis] + index[axis]
    found = [0] * len(sizes)
    for axis in reversed(order):
        position, found[axis] = divmod(position, sizes[axis])
    return tuple(found)


def read_in_order(order, other_order):
    """Filters whose axes (rows, columns, in) stand in one order, read in another."""

    def read(filters):
        sizes = shape(filters)

        def weight(index):
            i, j, c = moved_index(index[:3], sizes[:3], order, other_order)
            return filters[i][j][c][index[3]]

        return made(sizes, weight)

    return filters_of_one_image(read)


def cut_anew(values, order, other_order):
    """Numbers along several axes that stand in one order, reshaped as if it were another."""
    sizes = shape(values)
    return made(sizes, lambda index: at(values, moved_index(index, sizes, order, other_order)))


def cut_in_order(order, other_order):
    """Filters whose axes (rows, columns, in, out) stand in one order, reshaped as if it were another."""
    return filters_of_one_image(lambda filters: cut_anew(filters, order, other_order))


def images_cut(order, other_order):
    """Images whose axes (rows, columns, in) stand in one order, reshaped as if it were another."""

    def changed(convolve, images, filters, mode=None, **options):
        images = plain(images)
        if number_of_axes(images) == 4:  # each image of a batch comes here again
            return convolve(images, filters, mode, **options)
        return convolve(cut_anew(images, order, other_order), filters, mode, **options)

    return change.piece("convolve_channels")(changed)


def batch_of(made_of):
    """The results of a batch: made_of(y), of images (batch, rows, columns, out)."""

    def changed(convolve, images, filters, mode=None, **options):
        y = convolve(images, filters, mode, **options)
        if number_of_axes(images) != 4:
            return y
        return made_of(y)

    return change.piece("convolve_channels")(changed)


def reshaped(order, other_order):
    """Results whose axes (batch, rows, columns, out) stand in one order, reshaped as if it were another."""
    return batch_of(lambda y: cut_anew(y, order, other_order))


def zeros_of(y):
    return filled(shape(y), 0)


def images_moved(along_channels):
    """np.pad(x, p), which adds p zeros to the axis of the images, too, and to that of the channels if so."""

    def moved(images, filters, mode, options):
        count = zeros_on_each_side(filters, mode, options)
        nothing = zeros_of(images[0])
        others = [*[nothing] * count, *images][: len(images)]
        if not along_channels:
            return others
        return [[[with_zeros_first(pixel, count) for pixel in row] for row in image] for image in others]

    def changed(convolve, images, filters, mode=None, **options):
        images, filters = plain(images), plain(filters)
        if number_of_axes(images) != 4:
            return convolve(images, filters, mode, **options)
        return [convolve(image, filters, mode, **options) for image in moved(images, filters, mode, options)]

    return {**change.piece("convolve_channels")(changed), **change.piece("convolve_groups")(changed)}


def zeros_on_each_side(filters, mode, options):
    """How many zeros np.pad(x, p) adds, p; 0 where the rows and the columns have numbers of their own."""
    count = options.get("padding")
    if count is None:
        k = len(filters[0] if options.get("lines") else filters)
        return 0 if mode == "valid" else (k - 1) // 2
    return count if isinstance(count, int) else 0


def channels_moved():
    """np.pad(x, p) of one image, which adds p zeros to the axis of the channels, too."""

    def moved(image, filters, mode, options):
        count = zeros_on_each_side(filters, mode, options)
        return [[with_zeros_first(pixel, count) for pixel in row] for row in image]

    def changed(convolve, images, filters, mode=None, *, is_moved=False, **options):
        images, filters = plain(images), plain(filters)
        if number_of_axes(images) == 4:
            return [changed(convolve, image, filters, mode, is_moved=is_moved, **options) for image in images]
        image = images if is_moved else moved(images, filters, mode, options)
        # A group's channels come here again, moved already.
        told = {"is_moved": True} if "groups" in options else {}
        return convolve(image, filters, mode, **options, **told)

    return {**change.piece("convolve_channels")(changed), **change.piece("convolve_groups")(changed)}


def with_zeros_first(numbers, count):
    """As many numbers, with so many zeros first: with_zeros_first([1, 2, 3], 1) is [0, 1, 2]."""
    return [*[0] * count, *numbers][: len(numbers)]


def depthwise(*, filters=lambda filters: filters, maps=lambda y: y):
    """Where each channel is a group: other filters, and another result, filters(filters) and maps(y)."""

    def changed(convolve_groups, images, given, mode=None, *, groups, **options):
        images, given = plain(images), plain(given)
        if groups != shape(images)[-1]:
            return convolve_groups(images, given, mode, groups=groups, **options)
        return maps(convolve_groups(images, filters(given), mode, groups=groups, **options))

    return change.piece("convolve_groups")(changed)


def pixels_made_by(made_of, values):
    """Images with made_of(numbers) for the numbers of each pixel, one for each channel."""
    if values and not isinstance(values[0], list):
        return made_of(values)
    return [pixels_made_by(made_of, inner) for inner in values]


def sum_for_each(numbers):
    return [then(lambda *all_numbers: sum(all_numbers), *numbers)] * len(numbers)


def added_maps(maps, like):
    """The sum of maps of single channels, number by number; zeros in the shape of like where there are none."""
    return then_for_each(lambda *numbers: sum_of(numbers), *maps) if maps else filled(shape(like), 0)


CHANNELS_PADDED = Mistake(
    "channels-padded",
    CHANNELS,
    channels_moved(),
    "zeros that are put around the channels as well: as many channels of zeros come before the first.",
    "np.pad(x, p) adds p on both sides of every axis: give one pair for each axis, none for the channels, (0, 0).",
    A_DRAFT,
)
LAYER_MISTAKES = (
    Mistake(
        "flip-other-axes",
        CHANNELS,
        filters_of_one_image(channels_and_filters_reversed, flip=False),
        "filters in reverse order, with their channels in reverse order, whose rows and columns are not flipped.",
        f"{AXES_OF_FLIP_HINT} Of (out, in, rows, columns) it is w[:, :, ::-1, ::-1].",
        A_DRAFT,
    ),
    Mistake(
        "flip-every-axis",
        CHANNELS,
        filters_of_one_image(channels_and_filters_reversed, flip=True),
        "filters that are flipped along all four axes: in reverse order, with their channels in reverse order, too.",
        f"{AXES_OF_FLIP_HINT} np.flip(w) without axis= flips all of them.",
    ),
    Mistake(
        "weights-channels-first",
        CHANNELS,
        read_in_order((0, 1, 2), (2, 0, 1)),
        "windows in the order (in, rows, columns) with weights in the order (rows, columns, in).",
        f"{ORDER_HINT} sliding_window_view puts the windows' axes last, behind the channels.",
        A_DRAFT,
    ),
    Mistake(
        "weights-channels-last",
        CHANNELS,
        read_in_order((2, 0, 1), (0, 1, 2)),
        "windows in the order (rows, columns, in) with weights in the order (in, rows, columns).",
        ORDER_HINT,
    ),
    Mistake(
        "filters-cut-out-before-in",
        CHANNELS,
        cut_in_order((0, 1, 2, 3), (0, 1, 3, 2)),
        "filters in the order (rows, columns, in, out) that are reshaped to (rows, columns, out, in).",
        RESHAPE_HINT,
    ),
    Mistake(
        "filters-cut-channels-first",
        CHANNELS,
        cut_in_order((0, 1, 2, 3), (3, 2, 0, 1)),
        "filters in the order (rows, columns, in, out) that are reshaped to (out, in, rows, columns).",
        RESHAPE_HINT,
    ),
    Mistake(
        "filters-cut-channels-last",
        CHANNELS,
        cut_in_order((3, 2, 0, 1), (0, 1, 2, 3)),
        "filters in the order (out, in, rows, columns) that are reshaped to (rows, columns, in, out).",
        RESHAPE_HINT,
    ),
    Mistake(
        "filters-cut-out-first",
        CHANNELS,
        cut_in_order((0, 1, 2, 3), (3, 0, 1, 2)),
        "filters in the order (rows, columns, in, out) that are reshaped to (out, rows, columns, in), or (out, -1).",
        f"{RESHAPE_HINT} Here w.reshape(-1, out).T keeps each filter together.",
        A_DRAFT,
    ),
    Mistake(
        "filters-cut-out-last",
        CHANNELS,
        cut_in_order((3, 2, 0, 1), (2, 0, 1, 3)),
        "filters in the order (out, in, rows, columns) that are reshaped to (in, rows, columns, out), or (-1, out).",
        f"{RESHAPE_HINT} Here w.reshape(out, -1).T keeps each filter together.",
    ),
    Mistake(
        "filters-cut-out-from-first-to-last",
        CHANNELS,
        cut_in_order((3, 0, 1, 2), (0, 1, 2, 3)),
        "filters in the order (out, rows, columns, in) that are reshaped to (rows, columns, in, out), or (-1, out).",
        f"{RESHAPE_HINT} Here w.reshape(out, -1).T keeps each filter together.",
    ),
    Mistake(
        "channels-without-first",
        CHANNELS,
        change.maps_of_channels(lambda maps: added_maps(maps[1:], maps[0])),
        "all channels but the first.",
        "The loop over the channels begins at 0.",
    ),
    Mistake(
        "channels-without-last",
        CHANNELS,
        change.maps_of_channels(lambda maps: added_maps(maps[:-1], maps[0])),
        "all channels but the last.",
        "range(n) already ends at n - 1: look at the loop over the channels.",
    ),
    Mistake(
        "images-cut-channels-first",
        CHANNELS,
        images_cut((0, 1, 2), (2, 0, 1)),
        "images in the order (rows, columns, in) that are reshaped to (in, rows, columns).",
        RESHAPE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "images-cut-channels-last",
        CHANNELS,
        images_cut((2, 0, 1), (0, 1, 2)),
        "images in the order (in, rows, columns) that are reshaped to (rows, columns, in).",
        RESHAPE_HINT,
    ),
    Mistake(
        "result-filters-first",
        CHANNELS,
        reshaped((3, 0, 1, 2), (0, 3, 1, 2)),
        "a result in the order (out, batch, rows, columns) that is reshaped to (batch, out, rows, columns).",
        RESHAPE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "result-filters-first-to-last",
        CHANNELS,
        reshaped((3, 0, 1, 2), (0, 1, 2, 3)),
        "a result in the order (out, batch, rows, columns) that is reshaped to (batch, rows, columns, out).",
        RESHAPE_HINT,
    ),
    Mistake(
        "result-filters-last",
        CHANNELS,
        reshaped((0, 1, 2, 3), (0, 3, 1, 2)),
        "a result in the order (batch, rows, columns, out) that is reshaped to (batch, out, rows, columns).",
        RESHAPE_HINT,
    ),
    Mistake(
        "result-filters-second",
        CHANNELS,
        reshaped((0, 3, 1, 2), (0, 1, 2, 3)),
        "a result in the order (batch, out, rows, columns) that is reshaped to (batch, rows, columns, out).",
        RESHAPE_HINT,
    ),
    Mistake(
        "batch-padded",
        CHANNELS,
        images_moved(along_channels=False),
        "zeros that are put around the batch as well: as many images of zeros come before the first.",
        "np.pad(x, p) adds p on both sides of every axis: give one pair for each axis, ((0, 0), (p, p) ...).",
        A_DRAFT,
    ),
    Mistake(
        "batch-and-channels-padded",
        CHANNELS,
        images_moved(along_channels=True),
        "zeros that are put around the batch and the channels as well.",
        "np.pad(x, p) adds p on both sides of every axis: give one pair for each axis, ((0, 0), (0, 0), (p, p), (p, p)).",
    ),
    CHANNELS_PADDED,
    Mistake(
        "batch-first-image-alone",
        CHANNELS,
        batch_of(lambda y: [y[0], *map(zeros_of, y[1:])]),
        "the first image alone; the results of the others are zeros.",
        f"{BATCH_HINT} Look for a return in a loop, or an index that stays 0.",
    ),
    Mistake(
        "batch-cut-to-first",
        CHANNELS,
        batch_of(lambda y: y[:1]),
        "the result of the first image, and none for the others.",
        f"{BATCH_HINT} Look for a return in a loop.",
    ),
    Mistake(
        "batch-last-image-alone",
        CHANNELS,
        batch_of(lambda y: [*map(zeros_of, y[:-1]), y[-1]]),
        "the last image alone; the results of the others are zeros.",
        f"{BATCH_HINT} Look at whether the result is made anew for each image.",
    ),
    Mistake(
        "batch-first-for-all",
        CHANNELS,
        batch_of(lambda y: [y[0]] * len(y)),
        "the first image in the place of every image.",
        BATCH_HINT,
    ),
    Mistake(
        "batch-last-for-all",
        CHANNELS,
        batch_of(lambda y: [y[-1]] * len(y)),
        "the last image in the place of every image.",
        BATCH_HINT,
    ),
    Mistake(
        "filters-reversed",
        CHANNELS,
        batch_of(lambda y: [[[numbers[::-1] for numbers in row] for row in image] for image in y]),
        "the results of the filters in reverse order.",
        "Output o is that of filter o.",
    ),
    Mistake(
        "filters-first-for-all",
        CHANNELS,
        batch_of(
            lambda y: [[[numbers[:1] * len(numbers) for numbers in row] for row in image] for image in y]
        ),
        "the first filter in the place of every filter.",
        "Output o is that of filter o.",
    ),
    Mistake(
        "groups-in-turn",
        OF_GROUPS,
        change.piece("group_of_output")(lambda old, o, outputs, groups: o % groups),
        "outputs that take the groups in turn: output o sees the channels of group o % groups.",
        "The first out/groups outputs belong to the first group: o // (out // groups).",
        A_DRAFT,
    ),
    Mistake(
        "groups-first-alone",
        OF_GROUPS,
        change.piece("group_of_output")(lambda old, o, outputs, groups: 0),
        "the first group's channels for every output.",
        "Output o sees the channels of its own group, which begin at group*(in // groups).",
    ),
    Mistake(
        "groups-of-every-nth",
        OF_GROUPS,
        change.piece("channels_of_group")(lambda old, group, inputs, groups: range(group, inputs, groups)),
        "groups of every groups-th channel, x[:, g::groups].",
        "The channels of a group lie side by side: x[:, g*n : (g + 1)*n] with n = in // groups.",
    ),
    Mistake(
        "depthwise-summed",
        OF_GROUPS,
        depthwise(maps=partial(pixels_made_by, sum_for_each)),
        "the channels' results added up, in the place of each.",
        "Depthwise each channel has a result of its own: nothing is added over the channels.",
        A_DRAFT,
    ),
    Mistake(
        "depthwise-first-kernel",
        OF_GROUPS,
        depthwise(filters=partial(pixels_made_by, lambda weights: weights[:1] * len(weights))),
        "the first channel's kernel for every channel.",
        "Depthwise channel c has its own kernel, number c.",
        A_DRAFT,
    ),
)
