"""
What goes wrong in one exercise alone: in the zeros of SAME, in the strength of edges, in a feature map.

Slips are mistakes as those of course/mistakes.py are; they may change the pieces of course/stages.py, too, and
are looked for in their own exercise only. Where two are one function there, one of them stands for both.
"""

from math import sqrt

import numpy as np

from course.definition import output_size, pads, reach
from course.mistakes import LISTED, Mistake, around, borders, modes, one_by_one, piece, result, signal

PADDING, EDGES, FEATURES = {}, {}, {}  # name: Mistake, of exercises 2, 3 and 4
SLIPS = {}  # all of them


def slip(table, name, changes, says, hint):
    """Put a slip into a table; changes as in the bank."""
    exercise = {id(PADDING): 2, id(EDGES): 3, id(FEATURES): 4}[id(table)]
    table[name] = SLIPS[name] = Mistake(name, (f"exercise {exercise}",), says, hint, LISTED, changes)


def zeros(change):
    """The zeros of SAME on one axis: change(before, after, over), over being one less than the kernel's reach."""

    def padded(pads, n, k, mode, *, stride=1, dilation=1):
        both = pads(n, k, mode, stride=stride, dilation=dilation)
        return change(*both, reach(k, dilation) - 1) if mode == "SAME" else both

    return piece("pads")(padded)


slip(
    PADDING,
    "SAME-odd-before",
    zeros(lambda before, after, over: (after, before)),
    "SAME whose odd zero goes before, as NumPy's and SciPy's does.",
    "total // 2 zeros before, and the rest after.",
)
slip(
    PADDING,
    "SAME-half-both",
    zeros(lambda before, after, over: ((over + 1) // 2,) * 2),
    "k//2 zeros on both sides, whatever the stride and the size.",
    "total = max((ceil(n/s) - 1)*s + k - n, 0); total // 2 of them before, the rest after.",
)
slip(
    PADDING,
    "SAME-half-floor",
    zeros(lambda before, after, over: (over // 2,) * 2),
    "(k - 1)//2 zeros on both sides, whatever the stride and the size.",
    "total = max((ceil(n/s) - 1)*s + k - n, 0); total // 2 of them before, the rest after.",
)
slip(
    PADDING,
    "SAME-all-before",
    zeros(lambda before, after, over: (before + after, 0)),
    "SAME with all its zeros before.",
    "total // 2 zeros before, and the rest after.",
)
slip(
    PADDING,
    "SAME-all-after",
    zeros(lambda before, after, over: (0, before + after)),
    "SAME with all its zeros after.",
    "total // 2 zeros before, and the rest after.",
)
slip(
    PADDING,
    "SAME-is-full",
    zeros(lambda before, after, over: (over, over)),
    "every overlap where SAME is asked: k - 1 zeros on both sides.",
    "SAME has ceil(n / s) outputs: k - 1 zeros in all at stride 1.",
)
slip(
    PADDING,
    "VALID-is-SAME",
    modes(valid="SAME"),
    "SAME where VALID is asked.",
    "VALID adds no zeros.",
)


def by_one(convolve, x, h, mode, options):
    """As many outputs as the stride gives, of windows that move by one place; the zeros are those of the stride."""
    strides = np.broadcast_to(options.get("stride", 1), 2).tolist()
    axes = list(zip(x.shape, h.shape, strides))
    around = [pads(n, k, mode, stride=s) for n, k, s in axes]
    rows, columns = (output_size(n, k, padding=sum(p), stride=s) for (n, k, s), p in zip(axes, around))
    dense = result(convolve, x, h, None, {**options, "stride": 1, "padding": tuple(around)})
    return dense[:rows, :columns]


slip(
    PADDING,
    "stride-windows-by-one",
    around(by_one),
    "as many outputs as the stride gives, of windows that move by one place.",
    "The window of output i begins at i * stride.",
)


def combined(change):
    """The strength of one pixel: change(across, down)."""
    return piece("strength")(lambda strength, across, down: change(across, down))


def picture(change):
    """All strengths on their way out: change(array of floats)."""
    return piece("drawn")(lambda drawn, rows: change(np.array(rows, float)).tolist())


def kernels(across, down):
    """Two other kernels."""
    return piece("edge_kernels")(lambda kernels: (across, down))


def one_kernel(place):
    """One of the two kernels, used twice."""
    return piece("edge_kernels")(lambda kernels: (kernels()[place],) * 2)


def byte_root(across, down):
    """The root where every sum and square is held in a byte; the root of a byte is a float16."""
    total = (across % 256) ** 2 + (down % 256) ** 2
    return float(np.sqrt(np.uint8(int(total) % 256)))


def stretched(strengths):
    """From 0 to 255, by the smallest and the largest; nothing to stretch becomes 0."""
    over = strengths.max() - strengths.min()
    return (strengths - strengths.min()) * 255 / over if over else strengths * 0


slip(
    EDGES,
    "strength-of-absolutes",
    combined(lambda a, d: float(abs(a) + abs(d))),
    "the sum of the absolute values, |across| + |down|.",
    "Square both, add, and take the root: with 3 and 4 that is 5, not 7.",
)
slip(
    EDGES,
    "strength-without-root",
    combined(lambda a, d: float(a * a + d * d)),
    "the sum of the squares, without the root.",
    "np.sqrt of the sum: with 3 and 4 that is 5, not 25.",
)
slip(
    EDGES,
    "across-only",
    combined(lambda a, d: float(abs(a))),
    "one kernel only: the changes from left to right, without their sign.",
    "Convolve with the other kernel too, the same with rows and columns exchanged.",
)
slip(
    EDGES,
    "down-only",
    combined(lambda a, d: float(abs(d))),
    "one kernel only: the changes from top to bottom, without their sign.",
    "Convolve with the other kernel too, the same with rows and columns exchanged.",
)
slip(
    EDGES,
    "across-signed",
    combined(lambda a, d: float(a)),
    "the convolution with the kernel for changes from left to right, as it is.",
    "Square it, add the square of the one from top to bottom, and take the root.",
)
slip(
    EDGES,
    "down-signed",
    combined(lambda a, d: float(d)),
    "the convolution with the kernel for changes from top to bottom, as it is.",
    "Square it, add the square of the one from left to right, and take the root.",
)
slip(
    EDGES,
    "strength-largest",
    combined(lambda a, d: float(max(abs(a), abs(d)))),
    "the larger of |across| and |down|.",
    "Square both, add, and take the root: with 3 and 4 that is 5, not 4.",
)
slip(
    EDGES,
    "strength-of-sum",
    combined(lambda a, d: float(abs(a + d))),
    "|across + down|: the two are added before they are squared, or the kernels before they slide.",
    "Square each first: with 3 and -4 that is the root of 9 + 16, not of 1.",
)
slip(
    EDGES,
    "strength-sum-signed",
    combined(lambda a, d: float(a + d)),
    "across + down, with their signs.",
    "Square each, add, and take the root.",
)
slip(
    EDGES,
    "strength-of-mean",
    combined(lambda a, d: sqrt((a * a + d * d) / 2)),
    "the root of the mean of the squares, not of their sum.",
    "np.sqrt(across**2 + down**2), without dividing by 2.",
)
slip(
    EDGES,
    "as-scikit-image",
    combined(lambda a, d: sqrt((a * a + d * d) / 32)),
    "skimage.filters.sobel: kernels divided by 4, and the root of the mean of the squares.",
    "Take the kernels' whole numbers as they are, and the sum of the squares.",
)
slip(
    EDGES,
    "strength-quarter",
    combined(lambda a, d: sqrt(a * a + d * d) / 4),
    "the strength divided by 4, the weights of one side of the kernel.",
    "Take the kernels' whole numbers as they are.",
)
slip(
    EDGES,
    "across-twice",
    one_kernel(0),
    "one kernel used twice, the one for changes from left to right.",
    "The second kernel is the first with rows and columns exchanged: kernel.T.",
)
slip(
    EDGES,
    "down-twice",
    one_kernel(1),
    "one kernel used twice, the one for changes from top to bottom.",
    "The second kernel is the first with rows and columns exchanged: kernel.T.",
)
slip(
    EDGES,
    "prewitt",
    kernels([[1, 0, -1]] * 3, [[1] * 3, [0] * 3, [-1] * 3]),
    "the Prewitt kernels, which have a 1 where Sobel has a 2.",
    "The middle row of Sobel's kernel is 2 0 -2.",
)
slip(
    EDGES,
    "scharr",
    kernels([[3, 0, -3], [10, 0, -10], [3, 0, -3]], [[3, 10, 3], [0] * 3, [-3, -10, -3]]),
    "the Scharr kernels, which have 3 10 3 where Sobel has 1 2 1.",
    "The first column of Sobel's kernel is 1 2 1.",
)
slip(
    EDGES,
    "central-differences",
    kernels([[1, 0, -1]], [[1], [0], [-1]]),
    "differences of the two neighbours alone, without the rows or columns beside them.",
    "Sobel's kernel has three rows: 1 0 -1, 2 0 -2, 1 0 -1.",
)
slip(
    EDGES,
    "root-in-bytes",
    combined(byte_root),
    "a root whose sums and squares are held in bytes, which wrap round at 256.",
    "image.astype(float) before anything else.",
)
slip(
    EDGES,
    "border-of-zeros",
    borders({"symmetric": "constant"}),
    "zeros beyond the edge, where the mirror image belongs.",
    'np.pad(image, 1, mode="symmetric"): left of 7 8 9 stands a 7.',
)
slip(
    EDGES,
    "strength-clipped",
    picture(lambda strengths: strengths.clip(0, 255)),
    "strengths cut to 0..255.",
    "Cut for drawing only; an edge may be stronger than 255.",
)
slip(
    EDGES,
    "strength-in-bytes",
    picture(lambda strengths: np.floor(strengths) % 256),
    "strengths that are stored in bytes: cut to whole numbers, and wrapped round at 256.",
    "Leave the result as floats.",
)
slip(
    EDGES,
    "strength-clipped-bytes",
    picture(lambda strengths: np.floor(strengths.clip(0, 255))),
    "strengths cut to 0..255 and to whole numbers.",
    "Leave the result as floats; cut for drawing only.",
)
slip(
    EDGES,
    "strength-cut",
    picture(np.floor),
    "strengths cut to whole numbers.",
    "Leave the result as floats.",
)
slip(
    EDGES,
    "strength-rounded",
    picture(np.round),
    "strengths rounded to whole numbers.",
    "Leave the result as floats.",
)
slip(
    EDGES,
    "strength-stretched",
    picture(stretched),
    "strengths stretched to 0..255.",
    "Stretch for drawing only.",
)
slip(
    EDGES,
    "strength-of-largest",
    picture(lambda strengths: strengths * 255 / strengths.max() if strengths.any() else strengths),
    "strengths scaled so that the largest is 255.",
    "Scale for drawing only.",
)
slip(
    EDGES,
    "strength-to-1",
    picture(lambda strengths: strengths / strengths.max() if strengths.any() else strengths),
    "strengths scaled so that the largest is 1.",
    "Scale for drawing only.",
)


def relu(change):
    """ReLU of one number: change(value)."""
    return piece("rectified")(lambda rectified, value: change(value))


def pooling(change):
    """What becomes of the map at the end: change(array of Python's numbers); ValueError if there is no map."""

    def changed(pooled, rows):
        rows = np.array(rows, object)
        if rows.ndim != 2:
            raise ValueError("there is no map")
        with np.errstate(invalid="ignore"):  # a nan is larger than nothing, and no reason to warn
            return change(rows).tolist()

    return piece("pooled")(changed)


def squares(rows, kept):
    """kept(square) of each 2x2 square of an array."""
    n, m = rows.shape[0] // 2, rows.shape[1] // 2
    return np.array([[kept(rows[2 * i : 2 * i + 2, 2 * j : 2 * j + 2]) for j in range(m)] for i in range(n)])


def moved_by_one(rows):
    """The largest of each 2x2 square, the squares moved by one place at a time."""
    return np.maximum(np.maximum(rows[:-1, :-1], rows[1:, :-1]), np.maximum(rows[:-1, 1:], rows[1:, 1:]))


def strips(rows):
    """What reshape(n, 2, 2, m) makes of the 2n by 2m numbers, and the largest over both axes of 2."""
    n, m = rows.shape[0] // 2, rows.shape[1] // 2
    return rows[: 2 * n, : 2 * m].reshape(n, 2, 2, m).max(axis=(1, 2))


def kept_at_the_end(rows):
    """The largest of each 2x2 square; at an odd end, of what is left of one."""
    return np.array([[a.max() for a in _pairs(row.T)] for row in _pairs(rows)], object)


def _pairs(rows):
    return [rows[i : i + 2] for i in range(0, len(rows), 2)]


slip(
    FEATURES,
    "no-relu",
    relu(lambda value: value),
    "a feature map whose negative numbers were not set to 0.",
    "np.maximum(map, 0) before or after the pooling.",
)
slip(
    FEATURES,
    "relu-first",
    signal(lambda x: one_by_one(x, lambda value: value if value > 0 or value != value else 0)),
    "an image whose negative numbers were set to 0 before the kernel slid over it.",
    "ReLU comes after the correlation.",
)
slip(
    FEATURES,
    "pooling-of-strips",
    pooling(strips),
    "reshaped squares that are strips: the axes of the reshape are in another order.",
    "map.reshape(rows, 2, columns, 2).max(axis=(1, 3)): the 2 of the rows stands beside the rows.",
)
slip(
    FEATURES,
    "relu-turned-round",
    relu(lambda value: value if value < 0 else 0),
    "a feature map of which the negative numbers were kept and the others set to 0.",
    "np.maximum(map, 0), not np.minimum(map, 0).",
)
slip(
    FEATURES,
    "relu-one-or-zero",
    relu(lambda value: 1 if value > 0 else 0),
    "a feature map with a 1 wherever something is above 0.",
    "Keep the number itself where it is above 0.",
)
slip(
    FEATURES,
    "no-pooling",
    pooling(lambda rows: rows),
    "a feature map that was not pooled.",
    "Of each 2x2 square keep the largest number: half the rows, half the columns.",
)
slip(
    FEATURES,
    "pooling-by-one",
    pooling(moved_by_one),
    "2x2 pooling that moves by one place at a time.",
    "The squares lie side by side: move by 2.",
)
slip(
    FEATURES,
    "pooling-mean",
    pooling(lambda rows: squares(rows, lambda square: sum(square.flat) / 4)),
    "the mean of each 2x2 square.",
    "Keep the largest: square.max().",
)
slip(
    FEATURES,
    "pooling-sum",
    pooling(lambda rows: squares(rows, lambda square: sum(square.flat))),
    "the sum of each 2x2 square.",
    "Keep the largest: square.max().",
)
slip(
    FEATURES,
    "pooling-smallest",
    pooling(lambda rows: squares(rows, np.min)),
    "the smallest of each 2x2 square.",
    "Keep the largest: square.max().",
)
slip(
    FEATURES,
    "pooling-first",
    pooling(lambda rows: squares(rows, lambda square: square[0, 0])),
    "the first of each 2x2 square: every other row and column.",
    "Look at all four numbers of a square, and keep the largest.",
)
slip(
    FEATURES,
    "pooling-keeps-the-odd",
    pooling(kept_at_the_end),
    "pooling in which an odd last row or column is kept.",
    "Use rows // 2 and columns // 2 squares; what fills no square is left out.",
)
slip(
    FEATURES,
    "pooling-from-one",
    pooling(lambda rows: squares(rows[rows.shape[0] % 2 :, rows.shape[1] % 2 :], np.max)),
    "pooling that leaves out an odd first row or column, not the last.",
    "The squares begin at the top left.",
)
slip(
    FEATURES,
    "pooling-rows-only",
    pooling(lambda rows: np.array([a.max(axis=0) for a in _pairs(rows[: len(rows) // 2 * 2])], object)),
    "pooling of rows alone.",
    "Keep the largest of two rows and two columns.",
)
slip(
    FEATURES,
    "pooling-columns-only",
    pooling(
        lambda rows: np.array([a.max(axis=0) for a in _pairs(rows.T[: rows.shape[1] // 2 * 2])], object).T
    ),
    "pooling of columns alone.",
    "Keep the largest of two rows and two columns.",
)
