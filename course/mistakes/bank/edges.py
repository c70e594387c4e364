"""
Mistakes with the strength of edges, which stand apart from the bank: those of exercise 3, and of functions alone.
"""

import struct
from functools import partial
from math import inf, nan, sqrt

from course.convolution.kernels import KERNELS
from course.convolution.layers import ACROSS, DOWN
from course.convolution.nested import each, flat, plain
from course.mistakes import changes as change
from course.mistakes.arithmetic import is_finite, largest_of, quotient, smallest_of
from course.mistakes.bank.functions import PADDED_COPY_HINT, written_into_padded
from course.mistakes.mistake import A_DRAFT, LISTED, OF_EDGES, Mistake

MIRROR_HINT = 'np.pad(image, 1, mode="symmetric"): left of 7 8 9 stands a 7.'
OTHER_KERNEL_HINT = "Convolve with the other kernel too, the same with rows and columns exchanged."
ROOT_HINT = "Square both, add, and take the root: with 3 and 4 that is 5, not 4."
WHOLE_KERNELS_HINT = "Take the kernels' whole numbers as they are."
SECOND_KERNEL_HINT = "The second kernel is the first with rows and columns exchanged: kernel.T."
THREE_ROWS_HINT = "Sobel's kernel has three rows: 1 0 -1, 2 0 -2, 1 0 -1."
FLOAT_HINT = "image.astype(float) before anything else: what is worked out from bytes alone stays in bytes."
FLOAT_OF_SCIPY_HINT = "image.astype(float) before anything else, as scipy.ndimage makes bytes from bytes; and no .astype(np.uint8) later."
TWO_KERNELS_HINT = (
    "Sobel's two kernels are asked: 1 0 -1, 2 0 -2, 1 0 -1, and the same with rows and columns exchanged."
)
ROOT_LAST_HINT = "Square both, add, and take the root."

LAPLACIAN = KERNELS["laplacian"].rows
EXERCISE = ("exercise 3",)  # where all of these can be made


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


def one_kernel(rows, combined):
    """One kernel instead of the two: combined(what it gives)."""
    return {**other_edge_kernels(rows, rows), **strength_of(lambda one, other: float(combined(one)))}


def root_of_bytes(across, down):
    """The root of the sum of the squares, where the two numbers were held in bytes."""
    return sqrt((across % 256) ** 2 + (down % 256) ** 2)


def short_float(value):
    """A float of 16 bits, which is what NumPy's functions make of bytes."""
    return struct.unpack("e", struct.pack("e", value))[0]


def root_of_sum(across, down):
    """The root of across + down; nan where that is below 0."""
    return sqrt(across + down) if across + down >= 0 else nan


def byte_root(across, down):
    """The root where every sum and square is held in a byte; NumPy's root of a byte is a float of 16 bits."""
    total = (across % 256) ** 2 + (down % 256) ** 2
    return short_float(sqrt(int(total) % 256))


def floor(value):
    """The float without its decimals, downwards: -0.5 is -1.0; inf and nan as they are."""
    return value // 1 if is_finite(value) else value


def clipped(value):
    return min(max(value, 0.0), 255.0)


def stretched_strengths(strengths):
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


EDGE_MISTAKES = (
    Mistake(
        "strength-of-absolutes",
        EXERCISE,
        strength_of(lambda a, d: float(abs(a) + abs(d))),
        "the sum of the absolute values, |across| + |down|.",
        "Square both, add, and take the root: with 3 and 4 that is 5, not 7.",
    ),
    Mistake(
        "strength-without-root",
        EXERCISE,
        strength_of(lambda a, d: float(a * a + d * d)),
        "the sum of the squares, without the root.",
        "np.sqrt of the sum: with 3 and 4 that is 5, not 25.",
    ),
    Mistake(
        "across-only",
        EXERCISE,
        strength_of(lambda a, d: float(abs(a))),
        "one kernel only: the changes from left to right, without their sign.",
        OTHER_KERNEL_HINT,
    ),
    Mistake(
        "down-only",
        EXERCISE,
        strength_of(lambda a, d: float(abs(d))),
        "one kernel only: the changes from top to bottom, without their sign.",
        OTHER_KERNEL_HINT,
    ),
    Mistake(
        "across-signed",
        EXERCISE,
        strength_of(lambda a, d: float(a)),
        "the convolution with the kernel for changes from left to right, as it is.",
        "Square it, add the square of the one from top to bottom, and take the root.",
    ),
    Mistake(
        "down-signed",
        EXERCISE,
        strength_of(lambda a, d: float(d)),
        "the convolution with the kernel for changes from top to bottom, as it is.",
        "Square it, add the square of the one from left to right, and take the root.",
    ),
    Mistake(
        "strength-largest",
        EXERCISE,
        strength_of(lambda a, d: float(max(abs(a), abs(d)))),
        "the larger of |across| and |down|.",
        ROOT_HINT,
    ),
    Mistake(
        "strength-largest-signed",
        EXERCISE,
        strength_of(lambda a, d: float(max(a, d))),
        "the larger of across and down, with their signs.",
        ROOT_HINT,
    ),
    Mistake(
        "strength-of-sum",
        EXERCISE,
        strength_of(lambda a, d: float(abs(a + d))),
        "|across + down|: the two are added before they are squared, or the kernels before they slide.",
        "Square each first: with 3 and -4 that is the root of 9 + 16, not of 1.",
    ),
    Mistake(
        "strength-sum-signed",
        EXERCISE,
        strength_of(lambda a, d: float(a + d)),
        "across + down, with their signs.",
        "Square each, add, and take the root.",
    ),
    Mistake(
        "strength-of-mean",
        EXERCISE,
        strength_of(lambda a, d: sqrt((a * a + d * d) / 2)),
        "the root of the mean of the squares, not of their sum.",
        "np.sqrt(across**2 + down**2), without dividing by 2.",
    ),
    Mistake(
        "as-scikit-image",
        EXERCISE,
        strength_of(lambda a, d: sqrt((a * a + d * d) / 32)),
        "skimage.filters.sobel: kernels divided by 4, and the root of the mean of the squares.",
        "Take the kernels' whole numbers as they are, and the sum of the squares.",
    ),
    Mistake(
        "strength-quarter",
        EXERCISE,
        strength_of(lambda a, d: sqrt(a * a + d * d) / 4),
        "the strength divided by 4, the weights of one side of the kernel.",
        WHOLE_KERNELS_HINT,
    ),
    Mistake(
        "across-twice",
        EXERCISE,
        one_kernel_twice(0),
        "one kernel used twice, the one for changes from left to right.",
        SECOND_KERNEL_HINT,
    ),
    Mistake(
        "down-twice",
        EXERCISE,
        one_kernel_twice(1),
        "one kernel used twice, the one for changes from top to bottom.",
        SECOND_KERNEL_HINT,
    ),
    Mistake(
        "prewitt",
        EXERCISE,
        other_edge_kernels([[1, 0, -1]] * 3, [[1] * 3, [0] * 3, [-1] * 3]),
        "the Prewitt kernels, which have a 1 where Sobel has a 2.",
        "The middle row of Sobel's kernel is 2 0 -2.",
    ),
    Mistake(
        "scharr",
        EXERCISE,
        other_edge_kernels([[3, 0, -3], [10, 0, -10], [3, 0, -3]], [[3, 10, 3], [0] * 3, [-3, -10, -3]]),
        "the Scharr kernels, which have 3 10 3 where Sobel has 1 2 1.",
        "The first column of Sobel's kernel is 1 2 1.",
    ),
    Mistake(
        "central-differences",
        EXERCISE,
        other_edge_kernels([[1, 0, -1]], [[1], [0], [-1]]),
        "differences of the two neighbours alone, without the rows or columns beside them.",
        THREE_ROWS_HINT,
    ),
    Mistake(
        "root-in-bytes",
        EXERCISE,
        strength_of(byte_root),
        "a root whose sums and squares are held in bytes, which wrap round at 256.",
        FLOAT_HINT,
    ),
    Mistake(
        "sides-in-bytes",
        EXERCISE,
        strength_of(root_of_bytes),
        "the two convolutions held in bytes, which wrap round at 256: -3 becomes 253.",
        FLOAT_OF_SCIPY_HINT,
    ),
    Mistake(
        "hypot-of-bytes",
        EXERCISE,
        strength_of(lambda a, d: short_float(root_of_bytes(a, d))),
        "np.hypot of two convolutions held in bytes, which wrap round at 256: -3 becomes 253.",
        FLOAT_OF_SCIPY_HINT,
    ),
    Mistake(
        "neighbour-differences",
        EXERCISE,
        other_edge_kernels([[1, -1]], [[1], [-1]]),
        "differences of a pixel and its neighbour, the kernel 1 -1.",
        THREE_ROWS_HINT,
    ),
    Mistake(
        "laplacian",
        EXERCISE,
        one_kernel(LAPLACIAN, lambda value: value),
        "the Laplacian, 0 1 0, 1 -4 1, 0 1 0.",
        TWO_KERNELS_HINT,
    ),
    Mistake(
        "laplacian-absolute",
        EXERCISE,
        one_kernel(LAPLACIAN, abs),
        "the Laplacian, 0 1 0, 1 -4 1, 0 1 0, without its sign.",
        TWO_KERNELS_HINT,
    ),
    Mistake(
        "mean-of-absolutes",
        EXERCISE,
        strength_of(lambda a, d: (abs(a) + abs(d)) / 2),
        "half of |across| + |down|, their mean.",
        "Square both, add, and take the root: with 3 and 4 that is 5, not 3.5.",
    ),
    Mistake(
        "root-of-sum",
        EXERCISE,
        strength_of(root_of_sum),
        "the root of across + down, without the squares; below 0 there is none, and nan comes out.",
        "Square each before you add: with 3 and 4 that is the root of 9 + 16, which is 5.",
    ),
    Mistake(
        "border-of-zeros",
        EXERCISE,
        change.borders({"symmetric": "constant"}),
        "zeros beyond the edge, where the mirror image belongs.",
        MIRROR_HINT,
    ),
    Mistake(
        "strength-clipped",
        EXERCISE,
        all_strengths(lambda strengths: each(clipped, strengths)),
        "strengths cut to 0..255.",
        "Cut for drawing only; an edge may be stronger than 255.",
    ),
    Mistake(
        "strength-in-bytes",
        EXERCISE,
        all_strengths(lambda strengths: each(lambda v: floor(v) % 256, strengths)),
        "strengths that are stored in bytes: cut to whole numbers, and wrapped round at 256.",
        "Leave the result as floats.",
    ),
    Mistake(
        "strength-clipped-bytes",
        EXERCISE,
        all_strengths(lambda strengths: each(lambda v: floor(clipped(v)), strengths)),
        "strengths cut to 0..255 and to whole numbers.",
        "Leave the result as floats; cut for drawing only.",
    ),
    Mistake(
        "strength-cut",
        EXERCISE,
        all_strengths(lambda strengths: each(floor, strengths)),
        "strengths cut to whole numbers.",
        "Leave the result as floats.",
    ),
    Mistake(
        "strength-rounded",
        EXERCISE,
        all_strengths(lambda strengths: each(lambda v: round(v, 0), strengths)),
        "strengths rounded to whole numbers.",
        "Leave the result as floats.",
    ),
    Mistake(
        "strength-stretched",
        EXERCISE,
        all_strengths(stretched_strengths),
        "strengths stretched to 0..255.",
        "Stretch for drawing only.",
    ),
    Mistake(
        "strength-of-largest",
        EXERCISE,
        all_strengths(lambda strengths: by_the_largest(strengths, 255)),
        "strengths scaled so that the largest is 255.",
        "Scale for drawing only.",
    ),
    Mistake(
        "strength-to-1",
        EXERCISE,
        all_strengths(lambda strengths: by_the_largest(strengths, 1)),
        "strengths scaled so that the largest is 1.",
        "Scale for drawing only.",
    ),
)


def sides(made):
    """Each of the two convolutions on its way out: made(rows, image)."""

    def changed(change_along, image, kernel, mode, border):
        return made(change_along(image, kernel, mode, border), image)

    return change.piece("change_along")(changed)


def each_side(made):
    """Each number of the two convolutions on its way out: made(number)."""
    return sides(lambda rows, image: each(made, rows))


def is_of_type_bytes(image):
    return str(getattr(image, "dtype", "")) == "uint8"


def in_bytes_if_given(rows, image):
    return each(lambda number: number % 256, rows) if is_of_type_bytes(image) else rows


def in_type_of_image(edge_strength, image, **options):
    """Strengths kept in the image's type: of whole numbers cut, of bytes wrapped round as well."""
    strengths = edge_strength(image, **options)
    if is_of_type_bytes(image):
        return each(lambda value: floor(value) % 256, strengths)
    whole = all(isinstance(value, int) for value in flat(plain(image)))
    return each(floor, strengths) if whole else strengths


def root_of_difference(across, down):
    """The root of across**2 - down**2; nan where that is below 0."""
    return root_of_sum(across * across, -down * down)


BOTH_SIGNS_HINT = (
    "Where it grows darker a change is below 0: cut to 0..255 only the strength, after the root."
)
EITHER_SIGN_HINT = (
    "An edge may change either way: leave both convolutions their sign, and cut only the strength."
)
WHERE_BRIGHTER = (  # (what is added to a name, the signs of the two convolutions, where a change becomes 0)
    ("right-and-down", (-1, -1), "to the right, or downwards,"),
    ("right", (-1, 1), "to the right, or darker downwards,"),
    ("down", (1, -1), "downwards, or darker to the right,"),
)


def strength_of_held(signs, most):
    """The root where each of the two convolutions, times its sign, is held to 0 and more, up to this number."""

    def root_of_held(*sides):
        held = [min(max(sign * side, 0), most) for sign, side in zip(signs, sides)]
        return sqrt(held[0] ** 2 + held[1] ** 2)

    return strength_of(root_of_held)


def held_mistakes(name, most, held):
    """The Mistakes with kernels of other signs than those of edge_kernels(), both or one of them."""
    return tuple(
        Mistake(
            f"{name}-{place}",
            OF_EDGES,
            strength_of_held(signs, most),
            f"the two convolutions {held} before the root: where it grows brighter {where} a change becomes 0.",
            EITHER_SIGN_HINT,
            A_DRAFT if signs == (-1, -1) else LISTED,
        )
        for place, signs, where in WHERE_BRIGHTER
    )


def strengths_into_padded(edge_strength, image, *, mode="same", border="symmetric"):
    """Strengths written into the padded copy of the image whose windows are still read."""
    if mode != "same":
        raise ValueError("without padding there is no copy")
    return written_into_padded(plain(image), (3, 3), partial(edge_strength, mode="valid"), border)


NO_MINUS_HINT = "One side of a kernel has the other's weights with a minus: the sum of all nine is 0."

SOBEL_MISTAKES = (  # of functions alone
    Mistake(
        "sides-cut",
        OF_EDGES,
        each_side(lambda number: min(max(number, 0), 255)),
        "the two convolutions cut to 0..255 before the root: a change below 0 becomes 0.",
        BOTH_SIGNS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "sides-positive",
        OF_EDGES,
        each_side(lambda number: max(number, 0)),
        "the two convolutions without what is below 0, which becomes 0 before the root.",
        BOTH_SIGNS_HINT,
    ),
    *held_mistakes("sides-cut", 255, "cut to 0..255"),
    *held_mistakes("sides-positive", inf, "without what is below 0"),
    Mistake(
        "sides-absolute-cut",
        OF_EDGES,
        each_side(lambda number: min(abs(number), 255)),
        "the absolute values of the two convolutions, cut at 255 before the root.",
        "Cut to 0..255 only the strength, after the root.",
    ),
    Mistake(
        "sides-as-bytes-are",
        OF_EDGES,
        sides(in_bytes_if_given),
        "sums that are kept in bytes where the image is of bytes, and wrap round at 256: -3 becomes 253.",
        FLOAT_HINT,
        A_DRAFT,
    ),
    Mistake(
        "strength-as-image-is",
        OF_EDGES,
        change.piece("edge_strength")(in_type_of_image),
        "strengths kept in the image's type: without what stands behind the point, and of bytes wrapped round at 256.",
        "np.zeros_like(image) keeps the image's type: write np.zeros(image.shape).",
    ),
    Mistake(
        "strength-of-difference",
        OF_EDGES,
        strength_of(root_of_difference),
        "the root of across**2 - down**2.",
        "Look at the sign between the two squares.",
    ),
    Mistake(
        "across-not-squared",
        OF_EDGES,
        strength_of(lambda a, d: root_of_sum(a, d * d)),
        "the root of across + down**2: one of the two is not squared.",
        ROOT_LAST_HINT,
    ),
    Mistake(
        "down-not-squared",
        OF_EDGES,
        strength_of(lambda a, d: root_of_sum(a * a, d)),
        "the root of across**2 + down: one of the two is not squared.",
        ROOT_LAST_HINT,
    ),
    Mistake(
        "strength-eighth",
        OF_EDGES,
        strength_of(lambda a, d: sqrt(a * a + d * d) / 8),
        "the strength divided by 8, the sum of the kernel's weights without signs.",
        WHOLE_KERNELS_HINT,
    ),
    Mistake(
        "sobel-no-minus",
        OF_EDGES,
        other_edge_kernels([[1, 0, 1], [2, 0, 2], [1, 0, 1]], [[1, 2, 1], [0, 0, 0], [1, 2, 1]]),
        "kernels without a minus, which add up both sides.",
        NO_MINUS_HINT,
    ),
    Mistake(
        "across-no-minus",
        OF_EDGES,
        other_edge_kernels([[1, 0, 1], [2, 0, 2], [1, 0, 1]], DOWN),
        "a kernel without a minus, the one for changes from left to right.",
        NO_MINUS_HINT,
    ),
    Mistake(
        "down-no-minus",
        OF_EDGES,
        other_edge_kernels(ACROSS, [[1, 2, 1], [0, 0, 0], [1, 2, 1]]),
        "a kernel without a minus, the one for changes from top to bottom.",
        NO_MINUS_HINT,
    ),
    Mistake(
        "strength-copy-written",
        OF_EDGES,
        change.piece("edge_strength")(strengths_into_padded),
        "strengths that are written into the padded copy of the image whose windows are still read.",
        PADDED_COPY_HINT,
        A_DRAFT,
    ),
)
