"""Mistakes with two kernels of one axis, one for the rows and one for the columns; they stand apart from the bank."""

from course.convolution.nested import transposed
from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, OF_SEPARABLE, Mistake

AXES_HINT = "The row's kernel runs over each row, along axis 1; the column's over each column, along axis 0."
SECOND_AXIS_HINT = (
    "Transpose between the passes, or name the other axis in the second: axis=0 runs down the columns."
)
SECOND_PASS_HINT = "The second pass has to take the result of the first."


def twice(first):
    """The kernel of both passes by one kernel: [1, 2] twice is [[1, 2], [2, 4]]. Its first weight is 1."""
    return [[one * other for other in first] for one in first]


def column_of(kernel):
    return [row[0] for row in kernel]


def passes_along_rows(halves):
    """Passes of both halves of a kernel along the rows, one after the other: halves(h) gives them, [row, column]."""

    def changed(convolve, x, h, mode, options):
        for half in halves(h):
            x = change.output_of(convolve, x, [half], mode, options)
        return x

    return change.around(changed)


def passes_along_columns(halves):
    """The same along the columns."""

    def changed(convolve, x, h, mode, options):
        for half in halves(h):
            x = change.output_of(convolve, x, [[weight] for weight in half], mode, options)
        return x

    return change.around(changed)


def halves_of_first_weight_1(h):
    """The kernels of both axes, where the first weight of each is 1."""
    return [h[0], column_of(h)]


SEPARABLE_MISTAKES = (
    Mistake(
        "kernels-exchanged",
        OF_SEPARABLE,
        change.kernel(transposed),
        "the row's kernel along the columns, and the column's along the rows.",
        AXES_HINT,
        A_DRAFT,
    ),
    Mistake(
        "row-kernel-twice",
        OF_SEPARABLE,
        change.kernel(lambda h: twice(h[0])),
        "the row's kernel along both axes.",
        AXES_HINT,
        A_DRAFT,
    ),
    Mistake(
        "column-kernel-twice",
        OF_SEPARABLE,
        change.kernel(lambda h: twice(column_of(h))),
        "the column's kernel along both axes.",
        AXES_HINT,
    ),
    Mistake(
        "row-kernel-alone",
        OF_SEPARABLE,
        change.kernel(lambda h: h[:1]),
        "a pass along the rows alone: nothing is done along the columns.",
        SECOND_PASS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "column-kernel-alone",
        OF_SEPARABLE,
        change.kernel(lambda h: [row[:1] for row in h]),
        "a pass along the columns alone: nothing is done along the rows.",
        SECOND_PASS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "both-along-rows",
        OF_SEPARABLE,
        passes_along_rows(halves_of_first_weight_1),
        "two passes that both run along the rows: nothing is done along the columns.",
        SECOND_AXIS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "both-along-columns",
        OF_SEPARABLE,
        passes_along_columns(halves_of_first_weight_1),
        "two passes that both run along the columns: nothing is done along the rows.",
        SECOND_AXIS_HINT,
        A_DRAFT,
    ),
)
