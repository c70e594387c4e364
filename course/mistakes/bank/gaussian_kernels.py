"""Mistakes with Gaussian kernels, which stand apart from the bank: nothing slides over an input there."""

from dataclasses import replace
from math import exp, pi, sqrt

from course.convolution.nested import each, flat
from course.mistakes import changes as change
from course.mistakes.bank.functions import PADDED_COPY_HINT, convolved_into_padded
from course.mistakes.bank.separable import SECOND_AXIS_HINT, passes_along_columns, passes_along_rows
from course.mistakes.mistake import A_DRAFT, OF_BLUR, OF_GAUSSIAN, Mistake

EXPONENT_HINT = "The exponent is -(x**2 + y**2) / (2 * sigma**2)."
MIDDLE_HINT = "Count from the middle: x = i - (size - 1) / 2, or for odd sizes i - size // 2."
# The two that follow put right odd sizes and even ones.
FLOOR_HINT = "-5 // 2 is -3, as // rounds down: write np.arange(size) - (size - 1) / 2."
ONE_APART_HINT = "From -(size - 1) / 2 to (size - 1) / 2 they are 1 apart: np.arange(size) - (size - 1) / 2."
BOTH_DISTANCES_HINT = "Both distances count: x**2 + y**2, or np.outer(g, g)."
SUM_HINT = (
    "Divide by the sum of all weights, kernel / kernel.sum(): a blur then neither darkens nor brightens."
)
BOTH_SIZES_HINT = "Look at where each of the two sizes is used: the first is that of the rows."
OTHER_AXIS_HINT = "Blur the result once more, along the other axis."


def other_exponent(made):
    """Another power of e: made(squares, sigma)."""
    return change.piece("exponent")(lambda exponent, squares, sigma: made(squares, sigma))


def middle_at(middle):
    """The place of the middle: middle(size), counted from 0."""
    return change.piece("offsets")(lambda offsets, size: [i - middle(size) for i in range(size)])


def evenly_spaced(first_and_last):
    """Distances as np.linspace(first, last, size) makes them: first_and_last(size)."""

    def spaced(offsets, size):
        first, last = first_and_last(size)
        step = (last - first) / (size - 1) if size > 1 else 0
        return [first + i * step for i in range(size)]

    return change.piece("offsets")(spaced)


def counted_from(first_and_end):
    """Distances as np.arange(first, end) makes them, as many as there are: first_and_end(size)."""
    return change.piece("offsets")(lambda offsets, size: list(range(*first_and_end(size))))


def other_bell(made):
    """Another weight at some distances: made(distances, sigma, bell)."""
    return change.piece("bell")(lambda bell, distances, sigma: made(distances, sigma, bell))


def divided_otherwise(made):
    """The weights divided by something else, or not at all: made(weights, sigma, axes)."""
    return change.piece("divided_weights")(lambda divided, weights, sigma, axes: made(weights, sigma, axes))


def by_largest(weights, sigma, axes):
    largest = max(flat(weights))
    return each(lambda weight: weight / largest, weights)


def by_mean(weights, sigma, axes):
    numbers = list(flat(weights))
    return each(lambda weight: weight * len(numbers) / sum(numbers), weights)


def by_root_of_squares(weights, sigma, axes):
    length = sqrt(sum(weight**2 for weight in flat(weights)))
    return each(lambda weight: weight / length, weights)


def each_row_divided(weights, sigma, axes):
    rows = weights if axes == 2 else [weights]
    divided = [[weight / sum(row) for weight in row] for row in rows]
    return divided if axes == 2 else divided[0]


def each_column_divided(weights, sigma, axes):
    if axes == 1:
        return [1.0 for _ in weights]
    sums = [sum(column) for column in zip(*weights)]
    return [[weight / total for weight, total in zip(row, sums)] for row in weights]


def as_density(weights, sigma, axes):
    """Divided by (sqrt(2 * pi) * sigma) for each axis."""
    return each(lambda weight: weight / (sqrt(2 * pi) * sigma) ** axes, weights)


def with_constant_of_other_axes(weights, sigma, axes):
    return as_density(weights, sigma, 3 - axes)


def asked_for(made):
    """The arguments on their way in: made(size, sigma) gives both."""

    def changed(gaussian_kernel, size, sigma, *, axes=2):
        size, sigma = made(size, sigma)
        return gaussian_kernel(size, sigma, axes=axes)

    return change.piece("gaussian_kernel")(changed)


def of_two_sizes(made):
    """The distances of rows and columns: made(rows, columns, offsets_of_axes)."""
    return change.piece("offsets_of_axes")(
        lambda offsets_of_axes, rows, columns: made(rows, columns, offsets_of_axes)
    )


def middles_exchanged(rows, columns, offsets_of_axes):
    """Rows that are counted from the middle of the columns, and columns from that of the rows."""
    down, across = offsets_of_axes(rows, columns)
    further = across[0] - down[0]
    return [place + further for place in down], [place - further for place in across]


def swapped(size, sigma):
    if isinstance(size, tuple) or sigma != int(sigma):
        raise ValueError("a pair is no sigma, and a size is a whole number")
    return int(sigma), size


GAUSSIAN_MISTAKES = (
    Mistake(
        "gauss-brackets",
        OF_GAUSSIAN,
        other_exponent(lambda squares, sigma: -squares / 2 * sigma**2),
        "the exponent multiplied by sigma**2, where it is divided by it.",
        "a / 2 * b is (a / 2) * b: bind the denominator together, -(x**2 + y**2) / (2 * sigma**2).",
        A_DRAFT,
    ),
    Mistake(
        "gauss-not-divided",
        OF_GAUSSIAN,
        divided_otherwise(lambda weights, sigma, axes: weights),
        "weights that are not divided by their sum.",
        SUM_HINT,
        A_DRAFT,
    ),
    Mistake(
        "gauss-by-largest",
        OF_GAUSSIAN,
        divided_otherwise(by_largest),
        "weights divided by the largest of them.",
        SUM_HINT,
        A_DRAFT,
    ),
    Mistake(
        "gauss-density",
        OF_GAUSSIAN,
        divided_otherwise(as_density),
        "the normal density itself at each place, not divided by the sum of the weights.",
        SUM_HINT,
    ),
    Mistake(
        "gauss-wrong-constant",
        OF_GAUSSIAN,
        divided_otherwise(with_constant_of_other_axes),
        "weights divided by the constant of another number of axes.",
        "sqrt(2 * pi) * sigma belongs to one axis, 2 * pi * sigma**2 to two. The sum of the weights makes up for either.",
    ),
    Mistake(
        "gauss-middle-1",
        OF_GAUSSIAN,
        middle_at(lambda size: 1),
        "a middle that is fixed at index 1, whatever the size.",
        MIDDLE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "gauss-middle-2",
        OF_GAUSSIAN,
        middle_at(lambda size: 2),
        "a middle that is fixed at index 2, whatever the size.",
        MIDDLE_HINT,
    ),
    Mistake(
        "gauss-middle-half",
        OF_GAUSSIAN,
        middle_at(lambda size: size / 2),
        "a middle at size / 2, half a place too far.",
        MIDDLE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "gauss-floor-of-negative",
        OF_GAUSSIAN,
        middle_at(lambda size: -(-size // 2)),
        "distances that begin at -size // 2: the middle is one place too far, of an even size half a place.",
        FLOOR_HINT,
        A_DRAFT,
    ),
    Mistake(
        "gauss-middle-later",
        OF_GAUSSIAN,
        middle_at(lambda size: size // 2),
        "a middle at size // 2, which of an even size is half a place behind the middle.",
        MIDDLE_HINT,
    ),
    Mistake(
        "gauss-middle-sooner",
        OF_GAUSSIAN,
        middle_at(lambda size: size // 2 - 1),
        "a middle at size // 2 - 1, one place too soon, and of an even size half a place.",
        MIDDLE_HINT,
    ),
    Mistake(
        "gauss-middle-first",
        OF_GAUSSIAN,
        middle_at(lambda size: 0),
        "distances that are counted from the first place, not from the middle.",
        MIDDLE_HINT,
    ),
    Mistake(
        "gauss-linspace-floor",
        OF_GAUSSIAN,
        evenly_spaced(lambda size: (-size // 2, size // 2)),
        "size places from -size // 2 to size // 2: more than 1 apart, and of an odd size off the middle.",
        FLOOR_HINT,
        A_DRAFT,
    ),
    Mistake(
        "gauss-linspace-half",
        OF_GAUSSIAN,
        evenly_spaced(lambda size: (-size / 2, size / 2)),
        "size places from -size / 2 to size / 2, which are more than 1 apart.",
        ONE_APART_HINT,
    ),
    Mistake(
        "gauss-linspace-whole",
        OF_GAUSSIAN,
        evenly_spaced(lambda size: (-(size // 2), size // 2)),
        "size places from -(size // 2) to size // 2, which are more than 1 apart where the size is even.",
        ONE_APART_HINT,
    ),
    Mistake(
        "gauss-linspace-size",
        OF_GAUSSIAN,
        evenly_spaced(lambda size: (-size, size)),
        "size places from -size to size, which are more than 1 apart.",
        ONE_APART_HINT,
    ),
    Mistake(
        "gauss-linspace-1",
        OF_GAUSSIAN,
        evenly_spaced(lambda size: (-1, 1)),
        "size places from -1 to 1: sigma is not counted in places.",
        ONE_APART_HINT,
    ),
    Mistake(
        "gauss-one-more-of-odd",
        OF_GAUSSIAN,
        counted_from(lambda size: (-size // 2, size // 2 + 1)),
        "distances from -size // 2 to size // 2: one weight too many, of an odd size the first.",
        FLOOR_HINT,
    ),
    Mistake(
        "gauss-one-more-of-even",
        OF_GAUSSIAN,
        counted_from(lambda size: (-(size // 2), size // 2 + 1)),
        "distances from -(size // 2) to size // 2: of an even size one weight more.",
        MIDDLE_HINT,
    ),
    Mistake(
        "gauss-one-fewer-of-even",
        OF_GAUSSIAN,
        counted_from(lambda size: (-((size - 1) // 2), (size - 1) // 2 + 1)),
        "distances from -((size - 1) // 2) to (size - 1) // 2: of an even size one weight fewer.",
        MIDDLE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "gauss-one-fewer-of-odd",
        OF_GAUSSIAN,
        counted_from(lambda size: (-(size // 2), size // 2)),
        "distances that end one place before size // 2: of an odd size one weight fewer.",
        "range and np.arange leave out their end: write np.arange(size) - (size - 1) / 2.",
    ),
    Mistake(
        "gauss-one-more",
        OF_GAUSSIAN,
        change.piece("weights_along")(lambda weights_along, size: size + 1),
        "a kernel with one weight more than the size along each axis.",
        "A kernel of size 5 has 5 weights along each axis.",
    ),
    Mistake(
        "gauss-one-fewer",
        OF_GAUSSIAN,
        change.piece("weights_along")(lambda weights_along, size: size - 1),
        "a kernel with one weight fewer than the size along each axis.",
        "A kernel of size 5 has 5 weights along each axis: range leaves out its end.",
    ),
    Mistake(
        "gauss-half-width",
        OF_GAUSSIAN,
        change.piece("weights_along")(lambda weights_along, size: 2 * size + 1),
        "a kernel that reaches as far as the size on each side of its middle: 2 * size + 1 weights.",
        "A kernel of size 5 reaches 2 places to each side: size // 2.",
    ),
    Mistake(
        "gauss-swapped",
        OF_GAUSSIAN,
        asked_for(swapped),
        "size and sigma taken for one another.",
        "Look at the order of the parameters, and at each place where they are used.",
    ),
    Mistake(
        "gauss-sigma-ignored",
        OF_GAUSSIAN,
        asked_for(lambda size, sigma: (size, 1)),
        "sigma 1, whatever sigma is asked.",
        "Look at where sigma is used in the exponent.",
    ),
    Mistake(
        "gauss-sigma-not-squared",
        OF_GAUSSIAN,
        other_exponent(lambda squares, sigma: -squares / (2 * sigma)),
        "an exponent that is divided by 2 * sigma: sigma is not squared.",
        EXPONENT_HINT,
    ),
    Mistake(
        "gauss-without-2",
        OF_GAUSSIAN,
        other_exponent(lambda squares, sigma: -squares / sigma**2),
        "an exponent that is divided by sigma**2, without the 2.",
        EXPONENT_HINT,
    ),
    Mistake(
        "gauss-2-squared",
        OF_GAUSSIAN,
        other_exponent(lambda squares, sigma: -squares / (2 * sigma) ** 2),
        "an exponent that is divided by (2 * sigma)**2: the 2 is squared as well.",
        EXPONENT_HINT,
    ),
    Mistake(
        "gauss-distance-not-squared",
        OF_GAUSSIAN,
        other_exponent(lambda squares, sigma: -sqrt(squares) / (2 * sigma**2)),
        "the distance itself in the exponent, not its square.",
        EXPONENT_HINT,
    ),
    Mistake(
        "gauss-signed-distances",
        OF_GAUSSIAN,
        other_bell(lambda distances, sigma, bell: exp(-sum(distances) / (2 * sigma**2))),
        "the distances themselves in the exponent, with their signs, not their squares.",
        EXPONENT_HINT,
    ),
    Mistake(
        "gauss-sum-squared",
        OF_GAUSSIAN,
        other_bell(lambda distances, sigma, bell: bell((sum(distances),), sigma)),
        "(x + y)**2 in the exponent, the square of the sum.",
        "Square each and add then: x**2 + y**2.",
    ),
    Mistake(
        "gauss-no-minus",
        OF_GAUSSIAN,
        other_exponent(lambda squares, sigma: squares / (2 * sigma**2)),
        "an exponent without its minus: the weights grow away from the middle.",
        EXPONENT_HINT,
    ),
    Mistake(
        "gauss-one-axis",
        OF_GAUSSIAN,
        other_bell(lambda distances, sigma, bell: bell(distances[-1:], sigma)),
        "one Gaussian along each row, the same in every row.",
        BOTH_DISTANCES_HINT,
    ),
    Mistake(
        "gauss-one-axis-down",
        OF_GAUSSIAN,
        other_bell(lambda distances, sigma, bell: bell(distances[:1], sigma)),
        "one Gaussian along each column, the same in every column.",
        BOTH_DISTANCES_HINT,
    ),
    Mistake(
        "gauss-added",
        OF_GAUSSIAN,
        other_bell(lambda distances, sigma, bell: sum(bell((each,), sigma) for each in distances)),
        "two Gaussians that are added, g[i] + g[j], not multiplied.",
        "exp(a + b) is exp(a) * exp(b): np.outer(g, g).",
    ),
    Mistake(
        "gauss-by-mean",
        OF_GAUSSIAN,
        divided_otherwise(by_mean),
        "weights divided by their mean: they add up to as many as there are.",
        SUM_HINT,
    ),
    Mistake(
        "gauss-by-root",
        OF_GAUSSIAN,
        divided_otherwise(by_root_of_squares),
        "weights divided by the root of the sum of their squares (np.linalg.norm).",
        SUM_HINT,
    ),
    Mistake(
        "gauss-each-row",
        OF_GAUSSIAN,
        divided_otherwise(each_row_divided),
        "rows that are each divided by their own sum.",
        "Divide by one number, the sum of all weights: kernel.sum(), without axis=.",
    ),
    Mistake(
        "gauss-each-column",
        OF_GAUSSIAN,
        divided_otherwise(each_column_divided),
        "columns that are each divided by their own sum.",
        "Divide by one number, the sum of all weights: sum(kernel) adds up the rows alone.",
    ),
    Mistake(
        "gauss-whole-weights",
        OF_GAUSSIAN,
        other_bell(lambda distances, sigma, bell: float(int(bell(distances, sigma)))),
        "weights kept as whole numbers: those below 1 become 0.",
        "np.zeros(size, int) keeps whole numbers: write np.zeros(size).",
    ),
    Mistake(
        "gauss-sides-exchanged",
        OF_GAUSSIAN,
        of_two_sizes(lambda rows, columns, offsets_of_axes: offsets_of_axes(columns, rows)),
        "a kernel with as many rows as it should have columns, and the other way round.",
        "A shape is (rows, columns), y comes before x; OpenCV's ksize is (width, height).",
        A_DRAFT,
    ),
    Mistake(
        "gauss-middles-exchanged",
        OF_GAUSSIAN,
        of_two_sizes(middles_exchanged),
        "rows counted from the middle of the columns, and columns from that of the rows.",
        "Row i lies i - (rows - 1) / 2 from the middle, and column j lies j - (columns - 1) / 2.",
        A_DRAFT,
    ),
    Mistake(
        "gauss-rows-for-both",
        OF_GAUSSIAN,
        of_two_sizes(lambda rows, columns, offsets_of_axes: offsets_of_axes(rows, rows)),
        "a square kernel with as many columns as rows.",
        BOTH_SIZES_HINT,
        A_DRAFT,
    ),
    Mistake(
        "gauss-columns-for-both",
        OF_GAUSSIAN,
        of_two_sizes(lambda rows, columns, offsets_of_axes: offsets_of_axes(columns, columns)),
        "a square kernel with as many rows as columns.",
        BOTH_SIZES_HINT,
    ),
)
# Of a pair of sizes that differ: where there is one size they change nothing.
OF_TWO_SIZES = (
    "gauss-sides-exchanged",
    "gauss-middles-exchanged",
    "gauss-rows-for-both",
    "gauss-columns-for-both",
)


def along_one_axis_alone(of_rows):
    """A kernel with weights in its middle row alone, or in its middle column."""

    def changed(gaussian_kernel, size, sigma, *, axes=2):
        line, middle = gaussian_kernel(size, sigma, axes=1), (size - 1) // 2
        if of_rows:
            return [line if i == middle else [0.0] * len(line) for i in range(len(line))]
        return [[weight if j == middle else 0.0 for j in range(len(line))] for weight in line]

    return change.piece("gaussian_kernel")(changed)


def halves_of_sum_1(h):
    """The row and the column of which a kernel is the product, where the weights of each add up to 1."""
    return [[sum(column) for column in zip(*h)], [sum(row) for row in h]]


# Of functions that blur: a kernel that is not symmetric may be flipped there, so that its middle cannot be told.
SHOWN_BY_A_BLUR = (
    *("gauss-brackets", "gauss-not-divided", "gauss-density", "gauss-wrong-constant", "gauss-half-width"),
    *(
        "gauss-sigma-ignored",
        "gauss-sigma-not-squared",
        "gauss-without-2",
        "gauss-2-squared",
        "gauss-by-mean",
    ),
    *("gauss-distance-not-squared", "gauss-no-minus", "gauss-added", "gauss-by-root"),
)
BLUR_PASSES = (
    Mistake(
        "blur-rows-twice",
        OF_BLUR,
        passes_along_rows(halves_of_sum_1),
        "a blur whose two passes both run along the rows.",
        SECOND_AXIS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "blur-columns-twice",
        OF_BLUR,
        passes_along_columns(halves_of_sum_1),
        "a blur whose two passes both run along the columns.",
        SECOND_AXIS_HINT,
        A_DRAFT,
    ),
)
BLUR_MISTAKES = (
    *(
        replace(mistake, name=mistake.name.replace("gauss-", "blur-"), places=OF_BLUR)
        for mistake in GAUSSIAN_MISTAKES
        if mistake.name in SHOWN_BY_A_BLUR
    ),
    Mistake(
        "blur-along-rows",
        OF_BLUR,
        along_one_axis_alone(of_rows=True),
        "a blur along the rows alone, from left to right.",
        OTHER_AXIS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "blur-along-columns",
        OF_BLUR,
        along_one_axis_alone(of_rows=False),
        "a blur along the columns alone, from top to bottom.",
        OTHER_AXIS_HINT,
    ),
    *BLUR_PASSES,
    Mistake(
        "blur-copy-written",
        OF_BLUR,
        change.around(convolved_into_padded),
        "a blur that is written into the padded copy of the image whose windows are still read.",
        PADDED_COPY_HINT,
        A_DRAFT,
    ),
)
