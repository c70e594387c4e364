"""Mistakes with the kernel, which may be flipped, and with the axes of images."""

from fractions import Fraction

from course.convolution.definition import flipped
from course.convolution.nested import arranged, emptied, flat, shape, transposed
from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, BOTH, PLANE, Mistake

BOTH_AXES_HINT = "A convolution flips both axes, h[::-1, ::-1]; a correlation flips none."


def input_transposed_back(convolve, x, h, mode, options):
    """The options that have a number for the rows and one for the columns are read in the other order, too."""
    swapped = {
        name: value[::-1] if isinstance(value, (tuple, list)) else value for name, value in options.items()
    }
    return transposed(change.output_of(convolve, transposed(x), h, mode, swapped))


def output_reversed(convolve, x, h, mode, options):
    unflipped = {**options, "flip": not options.get("flip", True)}
    return convolve(flipped(x), h, mode, **unflipped)


class Unused(Fraction):
    """The 0 of a weight that is never read: even a nan times it is 0."""

    __mul__ = __rmul__ = lambda self, other: 0


def half_mirrored(h, flip):
    """Of 1 2 3 4, flipped in its own place, 4 3 3 4 is left: 2 and 1 are gone when they are read.

    A kernel that was to be flipped is flipped so, whatever is asked for (flip).
    """
    numbers = list(flat(h))
    for i in range(len(numbers)):
        numbers[i] = numbers[len(numbers) - 1 - i]
    return arranged(numbers, shape(h))


def rows_as_long_as_high(x):
    """An image of 2 rows, 1 2 3 and 4 5 6, is read as 1 2 3 and 3 4 5: the second row begins at number 2."""
    numbers, height, width = list(flat(x)), len(x), len(x[0])
    if height > width:
        raise ValueError("the last row would end beyond the last number")
    return [numbers[i * height : i * height + width] for i in range(height)]


MISTAKES = (
    Mistake(
        "flip-rows-only",
        PLANE,
        change.sliding_kernel(lambda h, flip: h[::-1]),
        "a kernel that is flipped upside-down but not left-right.",
        BOTH_AXES_HINT,
        unflipped="a kernel that is flipped upside-down, where it is to be left as it is.",
        unflipped_hint="A correlation flips neither axis; Pillow's ImageFilter.Kernel flips the rows.",
    ),
    Mistake(
        "flip-cols-only",
        PLANE,
        change.sliding_kernel(lambda h, flip: [row[::-1] for row in h]),
        "a kernel that is flipped left-right but not upside-down.",
        BOTH_AXES_HINT,
        unflipped="a kernel that is flipped left-right, where it is to be left as it is.",
    ),
    Mistake(
        "kernel-transposed",
        PLANE,
        change.sliding_kernel(lambda h, flip: transposed(h) if flip else h),
        "a kernel whose rows and columns are swapped, where it is to be flipped.",
        "h.T swaps rows and columns; h[::-1, ::-1] flips the kernel.",
    ),
    Mistake(
        "flip-and-transpose",
        PLANE,
        change.sliding_kernel(lambda h, flip: flipped(transposed(h)) if flip else transposed(h)),
        "a kernel whose two indices are swapped, h[b, a] for h[a, b], and which is flipped.",
        "Look at the order of the kernel's two indices: the row comes first.",
        unflipped="a kernel whose two indices are swapped, h[b, a] for h[a, b].",
        unflipped_name="transpose",
    ),
    Mistake(
        "kernel-rot90",
        PLANE,
        change.sliding_kernel(lambda h, flip: transposed(h)[::-1]),
        "a kernel rotated by a quarter turn.",
        "Flipping the kernel in both axes is half a turn: np.rot90(h, 2), or h[::-1, ::-1].",
        unflipped_hint="A correlation does not turn the kernel: look for np.rot90(h), or for h.T[::-1].",
    ),
    Mistake(
        "input-transposed",
        PLANE,
        change.signal(transposed),
        "an image read as [column, row].",
        "In x[i, j] the i is the row; a size given as (width, height) has them the other way.",
    ),
    Mistake(
        "input-transposed-back",
        PLANE,
        change.around(input_transposed_back),
        "an image whose rows and columns are swapped before the sum and swapped back after it.",
        "Let i run over the rows, shape[0], and j over the columns, shape[1].",
    ),
    Mistake(
        "output-transposed",
        PLANE,
        change.places_of_output(lambda y, x, h: transposed(y)),
        "the right result with its rows and columns swapped.",
        "In y[i, j] the i counts rows and the j columns.",
    ),
    Mistake(
        "output-reversed",
        BOTH,
        change.around(output_reversed),
        "a result that runs backwards: the input is flipped in the kernel's place.",
        "Look at what is flipped: the kernel may be, the input never is.",
        unflipped="a result that runs backwards: input and kernel are both flipped.",
        unflipped_hint="correlate(h, x) runs backwards: the input comes first. A correlation flips neither of them.",
    ),
    Mistake(
        "square-kernel",
        PLANE,
        change.kernel(lambda h: [row[: len(h)] for row in h]),
        "a kernel taken to be square: its height is used for its width.",
        "h.shape[0] is for the rows, h.shape[1] for the columns; try a kernel of 2 rows and 3 columns.",
    ),
    Mistake(
        "drop-last-tap",
        BOTH,
        change.kernel(lambda h: emptied(h, -1, Unused())),
        "a kernel without its last weight (in an image: its last row and column).",
        "All k weights: range(k) ends at k - 1. In a kernel that is flipped its last weight stands first.",
        unflipped_hint="All k weights: range(k) already ends at k - 1.",
    ),
    Mistake(
        "drop-first-tap",
        BOTH,
        change.kernel(lambda h: emptied(h, 0, Unused())),
        "a kernel without its first weight (in an image: its first row and column).",
        "All k weights: range(k) begins at 0. In a kernel that is flipped its first weight stands last.",
        unflipped_hint="All k weights: range(k) begins at 0.",
    ),
    Mistake(
        "kernel-half-mirrored",
        BOTH,
        change.sliding_kernel(half_mirrored),
        "a kernel that is written over while it is being flipped: its first half mirrors its second.",
        "With flipped = h both names mean one array; h[::-1].copy() is an array of its own.",
        A_DRAFT,
        unflipped_hint="A correlation needs no flip; and with flipped = h both names mean one array.",
    ),
    Mistake(
        "row-pitch",
        PLANE,
        change.signal(rows_as_long_as_high),
        "an image in one long row, read as if its rows were as long as it is high.",
        "In a flat array pixel (i, j) has the index i*width + j, not i*height + j.",
        A_DRAFT,
    ),
)
