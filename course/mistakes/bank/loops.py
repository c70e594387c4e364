"""Loops that end early or late."""

from course.convolution.nested import emptied, filled, part, resized, shape
from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, BOTH, EVERY, PLANE, Mistake


def skip_half(y, x, h):
    """With a kernel of 3, and [a, b, c, d] right: [a, b, c, 0]."""
    done = [slice(max(size - k // 2, 0)) for size, k in zip(shape(y), shape(h))]
    return resized(part(y, done), shape(y))


def first_alone(y, x, h):
    """[a, b, c] becomes [a, 0, 0], and of an image only y[0][0] stays."""
    return resized(part(y, [slice(1)] * len(shape(y))), shape(y))


def first_row_alone(y, x, h):
    return resized(y[:1], shape(y))


def last_row_each_time(y, x, h):
    return [list(y[-1]) for _ in y]


MISTAKES = (
    Mistake(
        "range-short",
        BOTH,
        change.number_of_outputs(lambda room, stride: room // stride),
        "a result without its last number (in an image: its last row and column).",
        "At stride 1 full has n + k - 1 numbers, same n, valid n - k + 1: does a loop end one too early?",
    ),
    Mistake(
        "range-short-rows",
        PLANE,
        change.places_of_output(lambda y, x, h: y[:-1]),
        "a result without its last row.",
        "Does a loop end one row too early? At stride 1 full has n + k - 1 rows, same n, valid n - k + 1.",
    ),
    Mistake(
        "range-short-cols",
        PLANE,
        change.places_of_output(lambda y, x, h: [row[:-1] for row in y]),
        "a result without its last column.",
        "Does a loop end too early? At stride 1 full has n + k - 1 columns, same n, valid n - k + 1.",
    ),
    Mistake(
        "range-long",
        BOTH,
        change.places_of_output(lambda y, x, h: resized(y, [size + 1 for size in shape(y)])),
        "a result with one zero too many at the end (in an image: a row and a column of zeros).",
        "Count the windows: the array for the result is larger by one than there are of them.",
    ),
    Mistake(
        "skip-last",
        BOTH,
        change.places_of_output(lambda y, x, h: emptied(y, -1)),
        "a result whose last number (in an image: last row and column) is still zero.",
        "range(n) already ends at n - 1: nothing more to take off.",
    ),
    Mistake(
        "skip-first",
        BOTH,
        change.places_of_output(lambda y, x, h: emptied(y, 0)),
        "a result whose first number (in an image: first row and column) is still zero.",
        "The loops over the outputs begin at 0.",
    ),
    Mistake(
        "skip-half",
        BOTH,
        change.places_of_output(skip_half),
        "a result whose last k//2 numbers (in an image: rows and columns) are still zero.",
        "The last outputs have a window too: pad the end of the input, and work out all of them.",
    ),
    Mistake(
        "all-zero",
        EVERY,
        change.places_of_output(lambda y, x, h: filled(shape(y), 0)),
        "zeros everywhere, as before the first sum.",
        "Look for the line that adds, such as y[i] += ...; is it reached, and is this y the one returned?",
    ),
    Mistake(
        "return-first",
        BOTH,
        change.places_of_output(first_alone),
        "a result of which only the first number is worked out, and the rest is zero.",
        "Is the return inside the loop over the outputs? Then it ends with the first of them.",
        A_DRAFT,
    ),
    Mistake(
        "return-first-row",
        PLANE,
        change.places_of_output(first_row_alone),
        "a result of which only the first row is worked out, and the rest is zero.",
        "Is the return inside the loop over the rows? Then it ends with the first of them.",
        A_DRAFT,
    ),
    Mistake(
        "rows-shared",
        PLANE,
        change.places_of_output(last_row_each_time),
        "a result whose rows are all its last one.",
        "Where [[0]*n]*m is one row, m times over, [[0]*n for _ in range(m)] makes m of them.",
        A_DRAFT,
    ),
)
