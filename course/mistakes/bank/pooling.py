"""Mistakes with pooling, which stand apart from the bank: there is no kernel."""

from course.convolution.nested import each, flat, plain
from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, OF_POOLING, Mistake

SIZE_HINT = "There are (n - k) // stride + 1 windows of k along an axis of n numbers."
START_HINT = (
    "Begin with -np.inf, or with the window's first number: 0 is larger than every number below 0, "
    "and so is np.finfo(float).tiny, the smallest above 0."
)
ALONE_HINT = "Each map of each image is pooled alone: take the largest over the rows and columns, and over no other axis."
WINDOW_BEGINS_HINT = "Window i begins at i * stride, not at i * size."
WINDOW_REACHES_HINT = "A window reaches from i * stride to i * stride + size."
WINDOW_HAS_BOTH_HINT = "A window has rows and columns: image[i:i + size, j:j + size]."


def numbers_pooled_by(made):
    """Another number for a window, a list of its rows: made(rows, kind, window)."""
    return change.piece("pooled_number")(lambda pooled_number, rows, kind, window: made(rows, kind, window))


def of_kind(kind, made):
    """The same for max pooling or for average pooling alone: made(rows, window)."""

    def changed(pooled_number, rows, asked, window):
        return made(rows, window) if asked == kind else pooled_number(rows, asked, window)

    return change.piece("pooled_number")(changed)


def windows_begin(made):
    """Other places where windows begin: made(n, k, stride, right ones)."""

    def changed(window_starts, n, k, stride, padding):
        return made(n, k, stride, window_starts(n, k, stride, padding))

    return change.piece("window_starts")(changed)


def windows_begin_where(asked, made):
    """The same where this padding is asked."""

    def changed(window_starts, n, k, stride, padding):
        right = window_starts(n, k, stride, padding)
        return made(n, k, stride, right) if padding == asked else right

    return change.piece("window_starts")(changed)


def window_and_stride(made):
    """Window and stride on their way in: made(window, stride) gives both."""

    def changed(pool_map, rows, window, stride, kind, padding):
        window, stride = made(window, stride)
        return pool_map(rows, window, stride, kind, padding)

    return change.piece("pool_map")(changed)


def windows_of(made):
    """Other numbers in a window: made(rows of the map, i, j, window, window_numbers)."""

    def changed(window_numbers, rows, i, j, window):
        numbers = made(rows, i, j, window, window_numbers)
        if not any(numbers):
            raise ValueError("a window without a number")
        return numbers

    return change.piece("window_numbers")(changed)


def with_zeros(rows, i, j, window, window_numbers):
    """The window with zeros where it leaves the map."""
    height, width = len(rows), len(rows[0])
    with_zeros_beyond = [
        [rows[r][c] if 0 <= r < height and 0 <= c < width else 0 for c in range(j, j + window[1])]
        for r in range(i, i + window[0])
    ]
    return window_numbers(with_zeros_beyond, 0, 0, window)


def odd_number_before(n, k, stride, right):
    """Of an odd number of places outside the one more before the map, not after it."""
    total = max((len(right) - 1) * stride + k - n, 0)
    return [start - total % 2 for start in right]


def row_of_largest_first(rows, window):
    """max(max(block)) of lists: lists are compared by their first numbers first."""
    return max(max(rows))


def middle_of(rows, kind, window):
    """The median of the numbers."""
    ordered = sorted(flat(rows))
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def all_together(maps, kind):
    """Pooled maps as one, each number the largest, or the average, of those at its place."""
    if kind == "max":
        return each(lambda *numbers: max(numbers), *maps)
    return each(lambda *numbers: sum(numbers) / len(numbers), *maps)


def of_channels(made):
    """The pooled maps of one image: made(maps, kind)."""

    def changed(pool_channels, maps, window, stride, kind, padding):
        return made(pool_channels(maps, window, stride, kind, padding), kind)

    return change.piece("pool_channels")(changed)


def of_images(made):
    """The pooled images: made(images, kind)."""

    def changed(pool_images, images, window, stride, *, kind="max", **options):
        return made(pool_images(images, window, stride, kind=kind, **options), kind)

    return change.piece("pool_images")(changed)


def every_image_alike(images, kind):
    """The images as one, in the place of each."""
    return [all_together(images, kind)] * len(images)


def everything_alike(images, kind):
    """All maps of all images as one, in the place of each."""
    one = all_together([maps for image in images for maps in image], kind)
    return [[one] * len(image) for image in images]


def first_image_alone(images, kind):
    return [image if not i else each(lambda number: 0, image) for i, image in enumerate(images)]


def in_type_of_input(pool_images, images, window, stride, **options):
    """Numbers kept as the input's: of whole numbers without what stands behind the point."""
    values = pool_images(images, window, stride, **options)
    whole = all(isinstance(value, int) for value in flat(plain(images)))
    return each(int, values) if whole else values


def sums_in_bytes(pool_images, images, window, stride, *, kind="max", **options):
    """The average of bytes by a sum that is kept in a byte."""
    if kind != "average" or str(getattr(images, "dtype", "")) != "uint8":
        return pool_images(images, window, stride, kind=kind, **options)
    sums = pool_images(images, window, stride, kind="sum", **options)
    return each(lambda total: total % 256 / (window[0] * window[1]), sums)


POOLING_MISTAKES = (
    Mistake(
        "pool-from-zero",
        OF_POOLING,
        of_kind("max", lambda rows, window: max(0, *flat(rows))),
        "max pooling that begins with 0, or just above: a window of numbers below 0 gives 0.",
        START_HINT,
        A_DRAFT,
    ),
    Mistake(
        "pool-largest-row",
        OF_POOLING,
        of_kind("max", row_of_largest_first),
        "the largest number of that row whose first number is the largest.",
        "max of a list of lists compares their first numbers: max(max(row) for row in block).",
        A_DRAFT,
    ),
    Mistake(
        "pool-average",
        OF_POOLING,
        of_kind("max", lambda rows, window: sum(flat(rows)) / len(list(flat(rows)))),
        "average pooling, where the largest are asked.",
        "np.max, not np.mean.",
        A_DRAFT,
    ),
    Mistake(
        "pool-max",
        OF_POOLING,
        of_kind("average", lambda rows, window: max(flat(rows))),
        "max pooling, where averages are asked.",
        "np.mean, not np.max.",
    ),
    Mistake(
        "pool-min",
        OF_POOLING,
        numbers_pooled_by(lambda rows, kind, window: min(flat(rows))),
        "the smallest of each window.",
        "Look at the comparison: a larger number takes the place of the one before.",
    ),
    Mistake(
        "pool-largest-absolute",
        OF_POOLING,
        of_kind("max", lambda rows, window: max(map(abs, flat(rows)))),
        "the largest of each window without signs.",
        "Compare the numbers themselves, not their absolute values.",
    ),
    Mistake(
        "pool-sum",
        OF_POOLING,
        numbers_pooled_by(lambda rows, kind, window: sum(flat(rows))),
        "the sum of each window.",
        "An average is the sum divided by how many numbers there are.",
        A_DRAFT,
    ),
    Mistake(
        "pool-median",
        OF_POOLING,
        numbers_pooled_by(middle_of),
        "the median of each window.",
        "np.max takes the largest, np.mean the average.",
    ),
    Mistake(
        "pool-last",
        OF_POOLING,
        numbers_pooled_by(lambda rows, kind, window: rows[-1][-1]),
        "the last number of each window.",
        "Look at what the loop over the window keeps: = replaces what was there before.",
        A_DRAFT,
    ),
    Mistake(
        "pool-first",
        OF_POOLING,
        numbers_pooled_by(lambda rows, kind, window: rows[0][0]),
        "the first number of each window.",
        "image[::2, ::2] leaves numbers out; pooling looks at all of them.",
        A_DRAFT,
    ),
    Mistake(
        "pool-by-side",
        OF_POOLING,
        of_kind("average", lambda rows, window: sum(flat(rows)) / window[0]),
        "sums divided by the window's side, not by how many numbers it has.",
        "A window of 2x2 has 4 numbers: divide by size * size.",
    ),
    Mistake(
        "pool-by-4",
        OF_POOLING,
        of_kind("average", lambda rows, window: sum(flat(rows)) / 4),
        "sums divided by 4, whatever the window's size.",
        "Divide by size * size, or take np.mean.",
    ),
    Mistake(
        "pool-by-whole-window",
        OF_POOLING,
        of_kind("average", lambda rows, window: sum(flat(rows)) / (window[0] * window[1])),
        "sums divided by the whole window's numbers, where it is cut at the edge as well.",
        "Divide by how many numbers of the map lie in the window.",
    ),
    Mistake(
        "pool-whole-average",
        OF_POOLING,
        of_kind("average", lambda rows, window: sum(flat(rows)) // len(list(flat(rows)))),
        "averages rounded down to whole numbers.",
        "// rounds down: divide by /.",
    ),
    Mistake(
        "pool-zeros-around",
        OF_POOLING,
        windows_of(with_zeros),
        "a map with zeros around it, which count as numbers.",
        "For the largest pad with -np.inf, and leave what lies outside out of an average.",
    ),
    Mistake(
        "pool-zeros-padded",
        OF_POOLING,
        change.piece("number_outside")(
            lambda number_outside, kind, zeros_count: (
                0 if kind == "max" else number_outside(kind, zeros_count)
            )
        ),
        "zeros that are padded, which win over negative numbers.",
        "Pad with -np.inf: what lies outside a map is never its largest number.",
        A_DRAFT,
    ),
    Mistake(
        "pool-padding-ignored",
        OF_POOLING,
        change.piece("padded_map")(lambda padded_map, rows, around, outside: rows),
        "a map without any padding, whatever padding is asked.",
        "Padding p makes the map 2 * p longer along each axis before the windows are laid.",
    ),
    Mistake(
        "pool-odd-before",
        OF_POOLING,
        windows_begin_where("SAME", odd_number_before),
        "the odd place of SAME before the map, where it goes after.",
        "TensorFlow puts (total // 2) places before and the rest after.",
    ),
    Mistake(
        "pool-step-of-1",
        OF_POOLING,
        window_and_stride(lambda window, stride: (window, (1, 1))),
        "windows one step apart, whatever the stride.",
        "Window i begins at i * stride.",
        A_DRAFT,
    ),
    Mistake(
        "pool-not-moved",
        OF_POOLING,
        windows_begin(lambda n, k, stride, right: list(range(len(right)))),
        "as many windows as asked, but each begins one step after the one before, not a stride.",
        "Window i begins at i * stride.",
    ),
    Mistake(
        "pool-stride-is-window",
        OF_POOLING,
        window_and_stride(lambda window, stride: (window, window)),
        "windows side by side, whatever the stride.",
        WINDOW_BEGINS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "pool-moved-by-window",
        OF_POOLING,
        windows_begin(lambda n, k, stride, right: [i * k for i in range(len(right)) if i * k < n]),
        "as many windows as asked, but each begins a window's size after the one before.",
        WINDOW_BEGINS_HINT,
    ),
    Mistake(
        "pool-window-is-stride",
        OF_POOLING,
        window_and_stride(lambda window, stride: (stride, stride)),
        "windows of the stride's size.",
        WINDOW_REACHES_HINT,
        A_DRAFT,
    ),
    Mistake(
        "pool-swapped",
        OF_POOLING,
        window_and_stride(lambda window, stride: (stride, window)),
        "size and stride taken for one another.",
        "Look at the order of the parameters, and at each place where they are used.",
    ),
    Mistake(
        "pool-always-2",
        OF_POOLING,
        window_and_stride(lambda window, stride: ((2, 2), stride)),
        "windows of 2x2, whatever the size.",
        WINDOW_REACHES_HINT,
    ),
    Mistake(
        "pool-window-short",
        OF_POOLING,
        windows_of(lambda rows, i, j, window, old: old(rows, i, j, (window[0] - 1, window[1] - 1))),
        "windows without their last row and column.",
        "range(size) already ends at size - 1; a slice leaves out its end, too.",
    ),
    Mistake(
        "pool-window-long",
        OF_POOLING,
        windows_of(lambda rows, i, j, window, old: old(rows, i, j, (window[0] + 1, window[1] + 1))),
        "windows with one row and one column more.",
        "A slice leaves out its end: i:i + size has size numbers.",
    ),
    Mistake(
        "pool-one-fewer",
        OF_POOLING,
        windows_begin(lambda n, k, stride, right: right[:-1]),
        "a result without its last row and column.",
        SIZE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "pool-ends-early",
        OF_POOLING,
        windows_begin_where("valid", lambda n, k, stride, right: list(range(0, n - k, stride))),
        "windows that have to end before the last row and column.",
        "The last window may begin at n - k, and range leaves out its end: range(0, n - k + 1, stride).",
        A_DRAFT,
    ),
    Mistake(
        "pool-every-start",
        OF_POOLING,
        windows_begin_where("valid", lambda n, k, stride, right: list(range(0, n, stride))),
        "windows that are cut at the map's end as well, where those that lie inside are asked.",
        SIZE_HINT,
    ),
    Mistake(
        "pool-size-by-stride",
        OF_POOLING,
        windows_begin(lambda n, k, stride, right: [i * stride for i in range(n // stride)]),
        "n // stride windows along each axis, of which the last may be cut.",
        SIZE_HINT,
    ),
    Mistake(
        "pool-size-by-window",
        OF_POOLING,
        windows_begin(lambda n, k, stride, right: [i * stride for i in range(n // k) if i * stride < n]),
        "n // size windows along each axis, whatever the stride.",
        SIZE_HINT,
    ),
    Mistake(
        "pool-transposed",
        OF_POOLING,
        change.piece("pool_map")(
            lambda pool_map, *given: [list(column) for column in zip(*pool_map(*given))]
        ),
        "a result whose rows and columns are exchanged.",
        "The first index is that of the row.",
    ),
    Mistake(
        "pool-one-row-of-window",
        OF_POOLING,
        windows_of(lambda rows, i, j, window, old: old(rows, i, j, (1, window[1]))),
        "the first row of each window alone.",
        WINDOW_HAS_BOTH_HINT,
    ),
    Mistake(
        "pool-one-column-of-window",
        OF_POOLING,
        windows_of(lambda rows, i, j, window, old: old(rows, i, j, (window[0], 1))),
        "the first column of each window alone.",
        WINDOW_HAS_BOTH_HINT,
    ),
    Mistake(
        "pool-over-channels",
        OF_POOLING,
        of_channels(lambda maps, kind: [all_together(maps, kind)] * len(maps)),
        "all channels pooled together, the same in each.",
        ALONE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "pool-channels-gone",
        OF_POOLING,
        of_channels(all_together),
        "all channels pooled together, in one map without an axis for the channels.",
        ALONE_HINT,
    ),
    Mistake(
        "pool-over-images",
        OF_POOLING,
        of_images(every_image_alike),
        "all images pooled together, the same in each.",
        ALONE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "pool-over-everything",
        OF_POOLING,
        of_images(everything_alike),
        "all images and channels pooled together, the same in each.",
        ALONE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "pool-first-channel",
        OF_POOLING,
        of_channels(lambda maps, kind: [maps[0]] * len(maps)),
        "the first channel in the place of every channel.",
        ALONE_HINT,
    ),
    Mistake(
        "pool-last-channel",
        OF_POOLING,
        of_channels(lambda maps, kind: [maps[-1]] * len(maps)),
        "the last channel in the place of every channel.",
        ALONE_HINT,
    ),
    Mistake(
        "pool-first-image-for-all",
        OF_POOLING,
        of_images(lambda images, kind: [images[0]] * len(images)),
        "the first image in the place of every image.",
        "Look for an index of the image that stays 0.",
    ),
    Mistake(
        "pool-first-image",
        OF_POOLING,
        of_images(first_image_alone),
        "the first image alone; the others are zeros.",
        "Look for a return, or an index of the image, that stays 0.",
    ),
    Mistake(
        "pool-type-of-input",
        OF_POOLING,
        change.piece("pool_images")(in_type_of_input),
        "averages of whole numbers kept as whole numbers.",
        "np.zeros_like(image) keeps the image's type: write np.zeros(...).",
        A_DRAFT,
    ),
    Mistake(
        "pool-sums-in-bytes",
        OF_POOLING,
        change.piece("pool_images")(sums_in_bytes),
        "sums of bytes that are kept in a byte, which wraps round at 256.",
        "image.astype(float) before anything else.",
    ),
)

# Those that need several images, or several channels, to show.
OVER_IMAGES = ("pool-over-images", "pool-over-everything", "pool-first-image", "pool-first-image-for-all")
WITH_PADDING = ("pool-zeros-padded", "pool-padding-ignored")  # that is asked for by a number
OVER_CHANNELS = ("pool-over-channels", "pool-channels-gone", "pool-first-channel", "pool-last-channel")
# What two together may give by chance, so that these are told only where one of them alone explains everything.
WINDOWS_ELSEWHERE = (
    *(
        "pool-every-start",
        "pool-not-moved",
        "pool-moved-by-window",
        "pool-size-by-stride",
        "pool-size-by-window",
    ),
    *("pool-one-row-of-window", "pool-one-column-of-window"),
)
