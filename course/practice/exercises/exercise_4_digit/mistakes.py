"""What goes wrong in exercise 4 alone: in a feature map, its ReLU and its pooling."""

from course.convolution.nested import each, flat, shape, transposed
from course.mistakes import changes as change
from course.mistakes.arithmetic import sum_of
from course.mistakes.mistake import Mistake

LARGEST_OF_FOUR_HINT = "Keep the largest of two rows and two columns."

EXERCISE = ("exercise 4",)  # where all of these can be made


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


def largest_of_strips(rows):
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


MISTAKES = (
    Mistake(
        "no-relu",
        EXERCISE,
        relu(lambda value: value),
        "a feature map whose negative numbers were not set to 0.",
        "np.maximum(map, 0) before or after the pooling.",
    ),
    Mistake(
        "relu-first",
        EXERCISE,
        change.signal(lambda x: each(positive, x)),
        "an image whose negative numbers were set to 0 before the kernel slid over it.",
        "ReLU comes after the correlation.",
    ),
    Mistake(
        "pooling-of-strips",
        EXERCISE,
        pooling(largest_of_strips),
        "reshaped squares that are strips: the axes of the reshape are in another order.",
        "map.reshape(rows, 2, columns, 2).max(axis=(1, 3)): the 2 of the rows stands beside the rows.",
    ),
    Mistake(
        "relu-turned-round",
        EXERCISE,
        relu(lambda value: value if value < 0 else 0),
        "a feature map of which the negative numbers were kept and the others set to 0.",
        "np.maximum(map, 0), not np.minimum(map, 0).",
    ),
    Mistake(
        "relu-one-or-zero",
        EXERCISE,
        relu(lambda value: 1 if value > 0 else 0),
        "a feature map with a 1 wherever something is above 0.",
        "Keep the number itself where it is above 0.",
    ),
    Mistake(
        "no-pooling",
        EXERCISE,
        pooling(lambda rows: rows),
        "a feature map that was not pooled.",
        "Of each 2x2 square keep the largest number: half the rows, half the columns.",
    ),
    Mistake(
        "pooling-by-one",
        EXERCISE,
        pooling(moved_by_one),
        "2x2 pooling that moves by one place at a time.",
        "The squares lie side by side: move by 2.",
    ),
    Mistake(
        "pooling-mean",
        EXERCISE,
        pooling(lambda rows: of_squares(rows, lambda square: sum_of(square) / 4)),
        "the mean of each 2x2 square.",
        "Keep the largest: square.max().",
    ),
    Mistake(
        "pooling-sum",
        EXERCISE,
        pooling(lambda rows: of_squares(rows, sum_of)),
        "the sum of each 2x2 square.",
        "Keep the largest: square.max().",
    ),
    Mistake(
        "pooling-smallest",
        EXERCISE,
        pooling(lambda rows: of_squares(rows, min)),
        "the smallest of each 2x2 square.",
        "Keep the largest: square.max().",
    ),
    Mistake(
        "pooling-first",
        EXERCISE,
        pooling(lambda rows: of_squares(rows, lambda square: square[0])),
        "the first of each 2x2 square: every other row and column.",
        "Look at all four numbers of a square, and keep the largest.",
    ),
    Mistake(
        "pooling-keeps-the-odd",
        EXERCISE,
        pooling(kept_at_the_end),
        "pooling in which an odd last row or column is kept.",
        "Use rows // 2 and columns // 2 squares; what fills no square is left out.",
    ),
    Mistake(
        "pooling-from-one",
        EXERCISE,
        pooling(largest_from_one),
        "pooling that leaves out an odd first row or column, not the last.",
        "The squares begin at the top left.",
    ),
    Mistake(
        "pooling-rows-only",
        EXERCISE,
        pooling(largest_of_two_rows),
        "pooling of rows alone.",
        LARGEST_OF_FOUR_HINT,
    ),
    Mistake(
        "pooling-columns-only",
        EXERCISE,
        pooling(lambda rows: transposed(largest_of_two_rows(transposed(rows)))),
        "pooling of columns alone.",
        LARGEST_OF_FOUR_HINT,
    ),
)
