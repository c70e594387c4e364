"""
What goes wrong in one exercise alone: in the padding of SAME, in the strength of edges, in a feature map.

These may change the pieces of convolution/layers.py, too, and are looked for in their own exercise only. Where two are
one function there, one of them stands for both.
"""

import struct
from math import sqrt

from course.convolution.nested import each, flat, part, shape, transposed
from course.convolution.sizes import effective_kernel_size, output_size, pads, step_of_each_axis
from course.mistakes import changes as change
from course.mistakes.arithmetic import is_finite, largest_of, quotient, smallest_of, sum_of
from course.mistakes.mistake import Mistake

EXERCISE_2, EXERCISE_3, EXERCISE_4 = ("exercise 2",), ("exercise 3",), ("exercise 4",)


# ---- exercise 2: the padding of SAME


def padding_of_SAME(change_pads):
    """The zeros of SAME on one axis: change_pads(before, after, over), over being the effective kernel size - 1."""

    def padded(pads, n, k, mode, *, stride=1, dilation=1):
        before, after = pads(n, k, mode, stride=stride, dilation=dilation)
        if mode != "SAME":
            return before, after
        return change_pads(before, after, effective_kernel_size(k, dilation) - 1)

    return change.piece("pads")(padded)


def windows_by_one(convolve, x, h, mode, options):
    """As many outputs as the stride gives, of windows that move by one place; the zeros are those of the stride.

    With stride 2, and [a, b, c, d, e] at stride 1: [a, b, c].
    """
    strides = step_of_each_axis(options.get("stride", 1), 2)
    sides, sizes = [], []
    for n, k, stride in zip(shape(x), shape(h), strides):
        before, after = pads(n, k, mode, stride=stride)
        sides.append((before, after))
        sizes.append(output_size(n, k, padding=before + after, stride=stride))
    dense = change.output_of(convolve, x, h, None, {**options, "stride": 1, "padding": tuple(sides)})
    return part(dense, [slice(size) for size in sizes])


PADDING = (
    Mistake(
        "SAME-odd-before",
        EXERCISE_2,
        padding_of_SAME(lambda before, after, over: (after, before)),
        "SAME whose odd zero goes before, as NumPy's and SciPy's does.",
        "total // 2 zeros before, and the rest after.",
    ),
    Mistake(
        "SAME-half-both",
        EXERCISE_2,
        padding_of_SAME(lambda before, after, over: ((over + 1) // 2,) * 2),
        "k//2 zeros on both sides, whatever the stride and the size.",
        "total = max((ceil(n/s) - 1)*s + k - n, 0); total // 2 of them before, the rest after.",
    ),
    Mistake(
        "SAME-half-floor",
        EXERCISE_2,
        padding_of_SAME(lambda before, after, over: (over // 2,) * 2),
        "(k - 1)//2 zeros on both sides, whatever the stride and the size.",
        "total = max((ceil(n/s) - 1)*s + k - n, 0); total // 2 of them before, the rest after.",
    ),
    Mistake(
        "SAME-all-before",
        EXERCISE_2,
        padding_of_SAME(lambda before, after, over: (before + after, 0)),
        "SAME with all its zeros before.",
        "total // 2 zeros before, and the rest after.",
    ),
    Mistake(
        "SAME-all-after",
        EXERCISE_2,
        padding_of_SAME(lambda before, after, over: (0, before + after)),
        "SAME with all its zeros after.",
        "total // 2 zeros before, and the rest after.",
    ),
    Mistake(
        "SAME-is-full",
        EXERCISE_2,
        padding_of_SAME(lambda before, after, over: (over, over)),
        "every overlap where SAME is asked: k - 1 zeros on both sides.",
        "SAME has ceil(n / s) outputs: k - 1 zeros in all at stride 1.",
    ),
    Mistake(
        "VALID-is-SAME",
        EXERCISE_2,
        change.modes(valid="SAME"),
        "SAME where VALID is asked.",
        "VALID adds no zeros.",
    ),
    Mistake(
        "stride-windows-by-one",
        EXERCISE_2,
        change.around(windows_by_one),
        "as many outputs as the stride gives, of windows that move by one place.",
        "The window of output i begins at i * stride.",
    ),
)


# ---- exercise 3: the strength of edges


def strength_of(combined):
    """The strength of one pixel: combined(across, down)."""
    return change.piece("strength")(lambda strength, across, down: combined(across, down))


def all_strengths(changed):
    """The strengths of all pixels on their way out: changed(rows of floats)."""
    return change.piece("left_as_they_are")(lambda left_as_they_are, strengths: changed(strengths))


def other_edge_kernels(across, down):
    """Two other kernels."""
    return change.piece("edge_kernels")(lambda edge_kernels: (across, down))


def one_kernel_twice(which):
    """One of the two kernels, used twice."""
    return change.piece("edge_kernels")(lambda edge_kernels: (edge_kernels()[which],) * 2)


def byte_root(across, down):
    """The root where every sum and square is held in a byte; NumPy's root of a byte is a float of 16 bits."""
    total = (across % 256) ** 2 + (down % 256) ** 2
    root = sqrt(int(total) % 256)
    return struct.unpack("e", struct.pack("e", root))[0]


def floor(value):
    """The float without its decimals, downwards: -0.5 is -1.0; inf and nan as they are."""
    return value // 1 if is_finite(value) else value


def clipped(value):
    return min(max(value, 0.0), 255.0)


def stretched(strengths):
    """From 0 to 255, by the smallest and the largest; nothing to stretch becomes 0."""
    low, high = smallest_of(strengths), largest_of(strengths)
    if low == high:
        return each(lambda value: value * 0, strengths)
    return each(lambda value: (value - low) * 255 / (high - low), strengths)


def by_the_largest(strengths, to):
    """Scaled so that the largest is this number; zeros stay."""
    if not any(flat(strengths)):
        return strengths
    largest = largest_of(strengths)
    return each(lambda value: quotient(value * to, largest), strengths)


EDGE_STRENGTH = (
    Mistake(
        "strength-of-absolutes",
        EXERCISE_3,
        strength_of(lambda a, d: float(abs(a) + abs(d))),
        "the sum of the absolute values, |across| + |down|.",
        "Square both, add, and take the root: with 3 and 4 that is 5, not 7.",
    ),
    Mistake(
        "strength-without-root",
        EXERCISE_3,
        strength_of(lambda a, d: float(a * a + d * d)),
        "the sum of the squares, without the root.",
        "np.sqrt of the sum: with 3 and 4 that is 5, not 25.",
    ),
    Mistake(
        "across-only",
        EXERCISE_3,
        strength_of(lambda a, d: float(abs(a))),
        "one kernel only: the changes from left to right, without their sign.",
        "Convolve with the other kernel too, the same with rows and columns exchanged.",
    ),
    Mistake(
        "down-only",
        EXERCISE_3,
        strength_of(lambda a, d: float(abs(d))),
        "one kernel only: the changes from top to bottom, without their sign.",
        "Convolve with the other kernel too, the same with rows and columns exchanged.",
    ),
    Mistake(
        "across-signed",
        EXERCISE_3,
        strength_of(lambda a, d: float(a)),
        "the convolution with the kernel for changes from left to right, as it is.",
        "Square it, add the square of the one from top to bottom, and take the root.",
    ),
    Mistake(
        "down-signed",
        EXERCISE_3,
        strength_of(lambda a, d: float(d)),
        "the convolution with the kernel for changes from top to bottom, as it is.",
        "Square it, add the square of the one from left to right, and take the root.",
    ),
    Mistake(
        "strength-largest",
        EXERCISE_3,
        strength_of(lambda a, d: float(max(abs(a), abs(d)))),
        "the larger of |across| and |down|.",
        "Square both, add, and take the root: with 3 and 4 that is 5, not 4.",
    ),
    Mistake(
        "strength-of-sum",
        EXERCISE_3,
        strength_of(lambda a, d: float(abs(a + d))),
        "|across + down|: the two are added before they are squared, or the kernels before they slide.",
        "Square each first: with 3 and -4 that is the root of 9 + 16, not of 1.",
    ),
    Mistake(
        "strength-sum-signed",
        EXERCISE_3,
        strength_of(lambda a, d: float(a + d)),
        "across + down, with their signs.",
        "Square each, add, and take the root.",
    ),
    Mistake(
        "strength-of-mean",
        EXERCISE_3,
        strength_of(lambda a, d: sqrt((a * a + d * d) / 2)),
        "the root of the mean of the squares, not of their sum.",
        "np.sqrt(across**2 + down**2), without dividing by 2.",
    ),
    Mistake(
        "as-scikit-image",
        EXERCISE_3,
        strength_of(lambda a, d: sqrt((a * a + d * d) / 32)),
        "skimage.filters.sobel: kernels divided by 4, and the root of the mean of the squares.",
        "Take the kernels' whole numbers as they are, and the sum of the squares.",
    ),
    Mistake(
        "strength-quarter",
        EXERCISE_3,
        strength_of(lambda a, d: sqrt(a * a + d * d) / 4),
        "the strength divided by 4, the weights of one side of the kernel.",
        "Take the kernels' whole numbers as they are.",
    ),
    Mistake(
        "across-twice",
        EXERCISE_3,
        one_kernel_twice(0),
        "one kernel used twice, the one for changes from left to right.",
        "The second kernel is the first with rows and columns exchanged: kernel.T.",
    ),
    Mistake(
        "down-twice",
        EXERCISE_3,
        one_kernel_twice(1),
        "one kernel used twice, the one for changes from top to bottom.",
        "The second kernel is the first with rows and columns exchanged: kernel.T.",
    ),
    Mistake(
        "prewitt",
        EXERCISE_3,
        other_edge_kernels([[1, 0, -1]] * 3, [[1] * 3, [0] * 3, [-1] * 3]),
        "the Prewitt kernels, which have a 1 where Sobel has a 2.",
        "The middle row of Sobel's kernel is 2 0 -2.",
    ),
    Mistake(
        "scharr",
        EXERCISE_3,
        other_edge_kernels([[3, 0, -3], [10, 0, -10], [3, 0, -3]], [[3, 10, 3], [0] * 3, [-3, -10, -3]]),
        "the Scharr kernels, which have 3 10 3 where Sobel has 1 2 1.",
        "The first column of Sobel's kernel is 1 2 1.",
    ),
    Mistake(
        "central-differences",
        EXERCISE_3,
        other_edge_kernels([[1, 0, -1]], [[1], [0], [-1]]),
        "differences of the two neighbours alone, without the rows or columns beside them.",
        "Sobel's kernel has three rows: 1 0 -1, 2 0 -2, 1 0 -1.",
    ),
    Mistake(
        "root-in-bytes",
        EXERCISE_3,
        strength_of(byte_root),
        "a root whose sums and squares are held in bytes, which wrap round at 256.",
        "image.astype(float) before anything else.",
    ),
    Mistake(
        "border-of-zeros",
        EXERCISE_3,
        change.borders({"symmetric": "constant"}),
        "zeros beyond the edge, where the mirror image belongs.",
        'np.pad(image, 1, mode="symmetric"): left of 7 8 9 stands a 7.',
    ),
    Mistake(
        "strength-clipped",
        EXERCISE_3,
        all_strengths(lambda strengths: each(clipped, strengths)),
        "strengths cut to 0..255.",
        "Cut for drawing only; an edge may be stronger than 255.",
    ),
    Mistake(
        "strength-in-bytes",
        EXERCISE_3,
        all_strengths(lambda strengths: each(lambda v: floor(v) % 256, strengths)),
        "strengths that are stored in bytes: cut to whole numbers, and wrapped round at 256.",
        "Leave the result as floats.",
    ),
    Mistake(
        "strength-clipped-bytes",
        EXERCISE_3,
        all_strengths(lambda strengths: each(lambda v: floor(clipped(v)), strengths)),
        "strengths cut to 0..255 and to whole numbers.",
        "Leave the result as floats; cut for drawing only.",
    ),
    Mistake(
        "strength-cut",
        EXERCISE_3,
        all_strengths(lambda strengths: each(floor, strengths)),
        "strengths cut to whole numbers.",
        "Leave the result as floats.",
    ),
    Mistake(
        "strength-rounded",
        EXERCISE_3,
        all_strengths(lambda strengths: each(lambda v: round(v, 0), strengths)),
        "strengths rounded to whole numbers.",
        "Leave the result as floats.",
    ),
    Mistake(
        "strength-stretched",
        EXERCISE_3,
        all_strengths(stretched),
        "strengths stretched to 0..255.",
        "Stretch for drawing only.",
    ),
    Mistake(
        "strength-of-largest",
        EXERCISE_3,
        all_strengths(lambda strengths: by_the_largest(strengths, 255)),
        "strengths scaled so that the largest is 255.",
        "Scale for drawing only.",
    ),
    Mistake(
        "strength-to-1",
        EXERCISE_3,
        all_strengths(lambda strengths: by_the_largest(strengths, 1)),
        "strengths scaled so that the largest is 1.",
        "Scale for drawing only.",
    ),
)


# ---- exercise 4: a feature map


def relu(changed):
    """ReLU of one number: changed(value)."""
    return change.piece("rectified")(lambda rectified, value: changed(value))


def positive(value):
    """The number, or 0 in a negative one's place; a nan stays."""
    return value if value > 0 or value != value else 0


def pooling(change_map):
    """What becomes of the map at the end: change_map(rows); ValueError if there is no map."""

    def changed(pooled, rows):
        if len(shape(rows)) != 2:
            raise ValueError("there is no map")
        return change_map(rows)

    return change.piece("pooled")(changed)


def of_squares(rows, kept):
    """kept([top left, top right, bottom left, bottom right]) of each 2x2 square, side by side from the top left."""
    return [
        [kept(list(square)) for square in zip(above[::2], above[1::2], below[::2], below[1::2])]
        for above, below in zip(rows[::2], rows[1::2])
    ]


def moved_by_one(rows):
    """The largest of each 2x2 square, the squares moved by one place at a time."""
    return [
        [max(square) for square in zip(above, above[1:], below, below[1:])]
        for above, below in zip(rows, rows[1:])
    ]


def strips(rows):
    """What reshape(n, 2, 2, m) makes of 2n rows and 2m columns, and the largest over both axes of 2.

    The columns j and m + j of two rows come together: [[1, 2, 3, 4], [5, 6, 7, 8]] gives [[7, 8]].
    """
    m = len(rows[0]) // 2
    return [
        [max(square) for square in zip(above[:m], above[m : 2 * m], below[:m], below[m : 2 * m])]
        for above, below in zip(rows[::2], rows[1::2])
    ]


def in_twos(values):
    """[a, b, c, d, e] as [[a, b], [c, d], [e]]."""
    return [values[i : i + 2] for i in range(0, len(values), 2)]


def kept_at_the_end(rows):
    """The largest of each 2x2 square; at an odd end, of what is left of one."""
    return [[max(flat(square)) for square in in_twos(transposed(two_rows))] for two_rows in in_twos(rows)]


def largest_from_one(rows):
    """The largest of each 2x2 square, where an odd first row or column is left out, and not the last."""
    odd_row, odd_column = len(rows) % 2, len(rows[0]) % 2
    return of_squares([row[odd_column:] for row in rows[odd_row:]], max)


def largest_of_two_rows(rows):
    return [each(max, above, below) for above, below in zip(rows[::2], rows[1::2])]


FEATURE_MAP = (
    Mistake(
        "no-relu",
        EXERCISE_4,
        relu(lambda value: value),
        "a feature map whose negative numbers were not set to 0.",
        "np.maximum(map, 0) before or after the pooling.",
    ),
    Mistake(
        "relu-first",
        EXERCISE_4,
        change.signal(lambda x: each(positive, x)),
        "an image whose negative numbers were set to 0 before the kernel slid over it.",
        "ReLU comes after the correlation.",
    ),
    Mistake(
        "pooling-of-strips",
        EXERCISE_4,
        pooling(strips),
        "reshaped squares that are strips: the axes of the reshape are in another order.",
        "map.reshape(rows, 2, columns, 2).max(axis=(1, 3)): the 2 of the rows stands beside the rows.",
    ),
    Mistake(
        "relu-turned-round",
        EXERCISE_4,
        relu(lambda value: value if value < 0 else 0),
        "a feature map of which the negative numbers were kept and the others set to 0.",
        "np.maximum(map, 0), not np.minimum(map, 0).",
    ),
    Mistake(
        "relu-one-or-zero",
        EXERCISE_4,
        relu(lambda value: 1 if value > 0 else 0),
        "a feature map with a 1 wherever something is above 0.",
        "Keep the number itself where it is above 0.",
    ),
    Mistake(
        "no-pooling",
        EXERCISE_4,
        pooling(lambda rows: rows),
        "a feature map that was not pooled.",
        "Of each 2x2 square keep the largest number: half the rows, half the columns.",
    ),
    Mistake(
        "pooling-by-one",
        EXERCISE_4,
        pooling(moved_by_one),
        "2x2 pooling that moves by one place at a time.",
        "The squares lie side by side: move by 2.",
    ),
    Mistake(
        "pooling-mean",
        EXERCISE_4,
        pooling(lambda rows: of_squares(rows, lambda square: sum_of(square) / 4)),
        "the mean of each 2x2 square.",
        "Keep the largest: square.max().",
    ),
    Mistake(
        "pooling-sum",
        EXERCISE_4,
        pooling(lambda rows: of_squares(rows, sum_of)),
        "the sum of each 2x2 square.",
        "Keep the largest: square.max().",
    ),
    Mistake(
        "pooling-smallest",
        EXERCISE_4,
        pooling(lambda rows: of_squares(rows, min)),
        "the smallest of each 2x2 square.",
        "Keep the largest: square.max().",
    ),
    Mistake(
        "pooling-first",
        EXERCISE_4,
        pooling(lambda rows: of_squares(rows, lambda square: square[0])),
        "the first of each 2x2 square: every other row and column.",
        "Look at all four numbers of a square, and keep the largest.",
    ),
    Mistake(
        "pooling-keeps-the-odd",
        EXERCISE_4,
        pooling(kept_at_the_end),
        "pooling in which an odd last row or column is kept.",
        "Use rows // 2 and columns // 2 squares; what fills no square is left out.",
    ),
    Mistake(
        "pooling-from-one",
        EXERCISE_4,
        pooling(largest_from_one),
        "pooling that leaves out an odd first row or column, not the last.",
        "The squares begin at the top left.",
    ),
    Mistake(
        "pooling-rows-only",
        EXERCISE_4,
        pooling(largest_of_two_rows),
        "pooling of rows alone.",
        "Keep the largest of two rows and two columns.",
    ),
    Mistake(
        "pooling-columns-only",
        EXERCISE_4,
        pooling(lambda rows: transposed(largest_of_two_rows(transposed(rows)))),
        "pooling of columns alone.",
        "Keep the largest of two rows and two columns.",
    ),
)
