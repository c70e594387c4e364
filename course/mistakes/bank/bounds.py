"""Mistakes in the tests of whether an index lies inside the input. Functions alone make them; they stand apart from the bank."""

from course.convolution.nested import filled, shape
from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, BOTH, PLANE, Mistake

FIRST_HINT = "Places count from 0: 0 <= i < n are inside, and 0 < i leaves out the first."
LAST_HINT = "Places count from 0: 0 <= i < n are inside, and i < n - 1 leaves out the last."
SIDES_HINT = "image.shape[0] bounds the row index, image.shape[1] the column index."


def read_with(made):
    """The input on its way in where zeros stand beyond its edge, or the edge is repeated: made(x, is_repeated)."""

    def changed(convolve, x, h, mode, options):
        border = options.get("border", "constant")
        if mode == "valid" or border not in ("constant", "edge"):
            return convolve(x, h, mode, **options)
        return convolve(made(x, border == "edge"), h, mode, **options)

    return change.around(changed)


def never_read(along_rows=(), along_columns=()):
    """Zeros in the place of these rows, and of these columns, of an image, or numbers of a signal; -1 is the last.

    Example: never_read((0,), (0,)) makes of the image [[1, 2], [3, 4]] the image [[0, 0], [0, 4]].
    """

    def without(x, is_repeated):
        if is_repeated:
            return x
        if not isinstance(x[0], list):
            return emptied_at(x, along_rows)
        rows = [emptied_at(row, along_columns) for row in x]
        left_out = {place % len(rows) for place in along_rows}
        return [[0] * len(row) if i in left_out else row for i, row in enumerate(rows)]

    return read_with(without)


def emptied_at(numbers, places):
    """Numbers with 0 at these places: emptied_at([5, 6, 7], (0, -1)) is [0, 6, 0]."""
    left_out = {place % len(numbers) for place in places}
    return [0 if i in left_out else number for i, number in enumerate(numbers)]


def bounded_by(most, row, is_repeated):
    """A row, or a list of rows, whose places from most on are never read: the last before them is, or zeros.

    Example: bounded_by(2, [5, 6, 7], True) is [5, 6, 6], and with False [5, 6, 0].
    """
    if most >= len(row):
        return row
    beyond = row[most - 1] if is_repeated else filled(shape(row[0]), 0)
    return [value if i < most else beyond for i, value in enumerate(row)]


def columns_bounded_by_rows(x, is_repeated):
    return [bounded_by(len(x), row, is_repeated) for row in x]


def rows_bounded_by_columns(x, is_repeated):
    return bounded_by(len(x[0]), x, is_repeated)


# They are told where one of them alone explains everything.
BOUNDS_MISTAKES = (
    Mistake(
        "first-never-read",
        BOTH,
        never_read((0,), (0,)),
        "an input whose first number (in an image: its first row and column) is never read.",
        FIRST_HINT,
        A_DRAFT,
    ),
    Mistake(
        "first-row-never-read",
        PLANE,
        never_read(along_rows=(0,)),
        "an image whose first row is never read.",
        FIRST_HINT,
    ),
    Mistake(
        "first-column-never-read",
        PLANE,
        never_read(along_columns=(0,)),
        "an image whose first column is never read.",
        FIRST_HINT,
    ),
    Mistake(
        "last-never-read",
        BOTH,
        never_read((-1,), (-1,)),
        "an input whose last number (in an image: its last row and column) is never read.",
        LAST_HINT,
    ),
    Mistake(
        "last-row-never-read",
        PLANE,
        never_read(along_rows=(-1,)),
        "an image whose last row is never read.",
        LAST_HINT,
    ),
    Mistake(
        "last-column-never-read",
        PLANE,
        never_read(along_columns=(-1,)),
        "an image whose last column is never read.",
        LAST_HINT,
    ),
    Mistake(
        "first-and-last-never-read",
        BOTH,
        never_read((0, -1), (0, -1)),
        "an input whose first and last numbers (in an image: rows and columns) are never read.",
        "Places count from 0: 0 <= i < n are inside, both ends of it as well.",
    ),
    Mistake(
        "columns-bounded-by-rows",
        PLANE,
        read_with(columns_bounded_by_rows),
        "an image whose columns are only read up to the number of its rows.",
        SIDES_HINT,
        A_DRAFT,
    ),
    Mistake(
        "rows-bounded-by-columns",
        PLANE,
        read_with(rows_bounded_by_columns),
        "an image whose rows are only read up to the number of its columns.",
        SIDES_HINT,
    ),
)
