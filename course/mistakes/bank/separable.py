"""Mistakes with two kernels of one axis, one for the rows and one for the columns; they stand apart from the bank."""

from course.convolution.nested import transposed
from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, OF_SEPARABLE, Mistake

AXES_HINT = "The row's kernel runs over each row, along axis 1; the column's over each column, along axis 0."
SECOND_PASS_HINT = "The second pass has to take the result of the first."


def twice(first):
    """The kernel of both passes by one kernel: [1, 2] twice is [[1, 2], [2, 4]]. Its first weight is 1."""
    return [[one * other for other in first] for one in first]


def column_of(kernel):
    return [row[0] for row in kernel]


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
        "the row's kernel alone: nothing is done along the columns.",
        SECOND_PASS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "column-kernel-alone",
        OF_SEPARABLE,
        change.kernel(lambda h: [row[:1] for row in h]),
        "the column's kernel alone: nothing is done along the rows.",
        SECOND_PASS_HINT,
        A_DRAFT,
    ),
)
