"""Mistakes with averages over windows, which stand apart from the bank: there is no kernel."""

from math import isqrt, nan

from course.convolution.definition import source
from course.convolution.nested import at, each, flat, made, number_of_axes, part, plain, shape, transposed
from course.mistakes import changes as change
from course.mistakes.arithmetic import quotient
from course.mistakes.bank.separable import SECOND_AXIS_HINT
from course.mistakes.bank.sliding_sums import OF_SIGNALS, SLIDING_MISTAKES
from course.mistakes.mistake import A_DRAFT, OF_AVERAGES, Mistake

COUNT_HINT = (
    "An average is the sum divided by how many numbers were added: look at which there are in one window."
)
WINDOW_HINT = "A window of n numbers from i on is x[i:i + n]: a slice leaves out its end, and so does range."
WINDOWS_HINT = "Among n numbers there are n - k + 1 windows of k."
IN_PLACE_HINT = (
    "Write into a new array: a number that was replaced is still to be read for the windows after it."
)
LEAVES_HINT = (
    "Where the window leaves the signal, begin it at max(0, i - half): a negative index counts from the end."
)
RESET_HINT = "The total is set to 0 for every window."
WHOLE_HINT = "int(...) and integer arrays keep whole numbers alone."
ROUND_LATER_HINT = "Keep the fractions: round for drawing only."
BOTH_SIDES_HINT = "A window of 3x3 has three rows and three columns: both have to be run through."


def other_average(made):
    """Another number for a window: made(numbers, cells), cells being how many a whole window has."""
    return change.piece("average_of")(lambda average_of, numbers, cells: made(numbers, cells))


def other_size(made):
    """Windows of another size: made(size)."""

    def changed(moving_averages, values, size, **options):
        return moving_averages(values, made(size), **options)

    return change.piece("moving_averages")(changed)


def other_members(made):
    """Other numbers in a window: made(start, size, n, ends, members_of_window)."""

    def changed(members_of_window, start, size, n, ends):
        return made(start, size, n, ends, members_of_window)

    return change.piece("members_of_window")(changed)


def other_starts(asked, made):
    """Other places where windows begin, for these ends alone: made(n, size, starts)."""

    def changed(starts_of_windows, n, size, ends, before):
        starts = starts_of_windows(n, size, ends, before)
        return made(n, size, starts) if ends in asked else starts

    return change.piece("starts_of_windows")(changed)


def averages_out(made):
    """The averages on their way out: made(averages, values), values being the input."""

    def changed(moving_averages, values, size, **options):
        return made(moving_averages(values, size, **options), values)

    return change.piece("moving_averages")(changed)


def one_long(windows):
    """The windows of an axis as windows of one number each."""
    return [(place, [place]) for place, _ in windows]


def along_one_axis(made):
    """Windows that reach along one axis of an image: made(down, across) gives both."""

    def changed(averages_of_windows, rows, down, across, cells):
        down, across = made(down, across)
        return averages_of_windows(rows, down, across, isqrt(cells))

    return change.piece("averages_of_windows")(changed)


def total_goes_on(per_row):
    """The total is never set back to 0, or once for each row."""

    def changed(averages_of_windows, rows, down, across, cells):
        total, averages = 0, []
        for (_, rows_in), line in zip(down, averages_of_windows(rows, down, across, cells)):
            total = 0 if per_row else total
            averages.append([])
            for (_, columns_in), average in zip(across, line):
                count = len(rows_in) * len(columns_in)
                total += average * count
                averages[-1].append(total / count)
        return averages

    return change.piece("averages_of_windows")(changed)


def written_into_input(stored):
    """Averages that are written into the input that is read: stored(average, number that stood there)."""

    def changed(kept_average, rows, i, j, average):
        rows[i][j] = stored(average, rows[i][j])
        return rows[i][j]

    return change.piece("kept_average")(changed)


def written_into_floats(kept_average, rows, i, j, average):
    """Averages that are written into the input that is read where it is of floats: of others there is a copy."""
    if isinstance(rows[i][j], float):
        rows[i][j] = average
    return average


def kept_in_type_of_input(averages, values):
    """Averages kept as the input's numbers: of whole ones without what stands behind the point."""
    whole = all(isinstance(value, int) for value in flat(plain(values)))
    return each(lambda value: int(value) if value == value else value, averages) if whole else averages


def written_into_padded_copy(moving_averages, values, size, *, ends, before=0):
    """Averages written into the middle of a padded copy, of which later windows read them.

    A world in which windows are framed by the input's own numbers does so: the frame is what was padded.
    """
    if ends not in ("edge", "reflect", "symmetric", "wrap"):
        raise ValueError("another mistake says that where nothing but zeros is beyond the ends")
    x, after = plain(values), size - 1 - before
    sizes = shape(x)
    padded = made(
        [before + n + after for n in sizes],
        lambda index: at(x, [source(i - before, n, ends) for i, n in zip(index, sizes)]),
    )
    framed = moving_averages(padded, size, ends="kept", before=before)
    return part(framed, [slice(before, before + n) for n in sizes])


def twice_along_rows(moving_averages, values, size, **options):
    """Moving averages along each row of an image, and once more along the rows of the result."""
    rows = plain(values)
    for _ in range(2):
        rows = [moving_averages(row, size, **options) for row in rows]
    return rows


def twice_along_columns(moving_averages, values, size, **options):
    return transposed(twice_along_rows(moving_averages, transposed(plain(values)), size, **options))


class NumberInByte(int):
    """A whole number in a byte: sums wrap round at 256."""

    def __add__(self, other):
        return NumberInByte((int(self) + int(other)) % 256)

    __radd__ = __add__


def read_in_bytes(numbers_read, values):
    numbers = numbers_read(values)
    is_bytes = str(getattr(values, "dtype", "")) == "uint8"
    return each(NumberInByte, numbers) if is_bytes else numbers


def middle_number(numbers, cells):
    """The median."""
    ordered, half = sorted(numbers), len(numbers) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def average_or_nan(average_of, numbers, cells):
    """The average, which is nan of no numbers, as np.mean has it."""
    return average_of(numbers, cells) if numbers else nan


def negative_slice(start, size, n, ends, members):
    """x[start:start + size], where a negative start counts from the end."""
    return list(range(n))[start : start + size]


def negative_index(start, size, n, ends, members):
    """Places before the first number counted from the end."""
    negative = [place % n for place in range(max(start, -n), min(start + size, 0))]
    behind = max(start, 0)
    return [*negative, *members(behind, max(start + size - behind, 0), n, ends)]


def last_never_written(averages, values):
    """The last average, or the last row and column, still the 0 that was there before."""
    if number_of_axes(averages) == 1:
        return [*averages[:-1], 0]
    width = len(averages[0])
    return [*([*row[:-1], 0] for row in averages[:-1]), [0] * width]


def without_ends(first, last):
    """A result without its first or last number, or row and column."""

    def cut(averages, values):
        kept = averages[first : len(averages) - last]
        if number_of_axes(averages) == 2:
            kept = [row[first : len(row) - last] for row in kept]
        return kept

    return averages_out(cut)


KEEP_SIZE = ("shrunk", "constant", "edge", "reflect", "symmetric", "wrap")
OF_IMAGES = (*OF_AVERAGES, "2-D")

AVERAGE_MISTAKES = (
    Mistake(
        "avg-without-first",
        OF_AVERAGES,
        without_ends(1, 0),
        "a result without its first window.",
        "Of sums that are added up, the first window's is c[n - 1]: put a 0 in front of np.cumsum, or it gets lost.",
        A_DRAFT,
    ),
    Mistake(
        "avg-without-last",
        OF_AVERAGES,
        without_ends(0, 1),
        "a result without its last window.",
        WINDOWS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-last-never-written",
        OF_AVERAGES,
        averages_out(last_never_written),
        "a result whose last number, or last row and column, is 0.",
        WINDOWS_HINT,
    ),
    Mistake(
        "avg-every-start",
        OF_AVERAGES,
        other_starts(("valid",), lambda n, size, starts: list(range(n))),
        "windows that begin at every number, and are cut at the end.",
        WINDOWS_HINT,
    ),
    Mistake(
        "avg-sum",
        OF_AVERAGES,
        other_average(lambda numbers, cells: sum(numbers)),
        "the sum of each window, which is not divided.",
        COUNT_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-by-one-fewer",
        OF_AVERAGES,
        other_average(lambda numbers, cells: quotient(float(sum(numbers)), len(numbers) - 1)),
        "sums divided by one fewer than there are numbers.",
        COUNT_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-by-one-more",
        OF_AVERAGES,
        other_average(lambda numbers, cells: sum(numbers) / (len(numbers) + 1)),
        "sums divided by one more than there are numbers.",
        COUNT_HINT,
    ),
    Mistake(
        "avg-zeros-counted",
        OF_AVERAGES,
        other_average(lambda numbers, cells: sum(numbers) / cells),
        "sums divided by the whole window's count at the ends, too, where it holds fewer numbers.",
        "At the ends divide by how many numbers there are, as len(part) does; zeros there pull it down.",
        A_DRAFT,
    ),
    Mistake(
        "avg-by-side",
        OF_IMAGES,
        other_average(lambda numbers, cells: sum(numbers) / isqrt(cells)),
        "sums divided by the window's side, not by how many numbers it has.",
        "A window of 3x3 has 9 numbers: divide by size * size.",
        A_DRAFT,
    ),
    Mistake(
        "avg-by-square",
        OF_SIGNALS,
        other_average(lambda numbers, cells: sum(numbers) / cells**2),
        "sums divided by the square of the window's size.",
        COUNT_HINT,
    ),
    Mistake(
        "avg-by-9",
        OF_IMAGES,
        other_average(lambda numbers, cells: sum(numbers) / 9),
        "sums divided by 9, however many numbers there are.",
        COUNT_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-by-8",
        OF_IMAGES,
        other_average(lambda numbers, cells: sum(numbers) / 8),
        "sums divided by 8, however many numbers there are.",
        COUNT_HINT,
    ),
    Mistake(
        "avg-by-3",
        OF_SIGNALS,
        other_average(lambda numbers, cells: sum(numbers) / 3),
        "sums divided by 3, however many numbers there are.",
        COUNT_HINT,
    ),
    Mistake(
        "avg-whole",
        OF_SIGNALS,
        other_average(lambda numbers, cells: sum(numbers) // len(numbers)),
        "averages rounded down to whole numbers.",
        "// rounds down: divide by /.",
        A_DRAFT,
    ),
    Mistake(
        "box-whole",
        OF_IMAGES,
        other_average(lambda numbers, cells: sum(numbers) // len(numbers)),
        "averages of an image rounded down to whole numbers.",
        "// rounds down: divide by /.",
        A_DRAFT,
    ),
    Mistake(
        "avg-cut",
        OF_SIGNALS,
        other_average(lambda numbers, cells: int(sum(numbers) / len(numbers))),
        "averages without what stands behind the point.",
        WHOLE_HINT,
    ),
    Mistake(
        "box-cut",
        OF_IMAGES,
        other_average(lambda numbers, cells: int(sum(numbers) / len(numbers))),
        "averages of an image without what stands behind the point.",
        WHOLE_HINT,
    ),
    Mistake(
        "avg-rounded",
        OF_SIGNALS,
        other_average(lambda numbers, cells: round(sum(numbers) / len(numbers))),
        "averages rounded to whole numbers.",
        ROUND_LATER_HINT,
    ),
    Mistake(
        "box-rounded",
        OF_IMAGES,
        other_average(lambda numbers, cells: round(sum(numbers) / len(numbers))),
        "averages of an image rounded to whole numbers.",
        ROUND_LATER_HINT,
    ),
    Mistake(
        "avg-type-of-signal",
        OF_SIGNALS,
        averages_out(kept_in_type_of_input),
        "averages of whole numbers kept as whole numbers.",
        "np.zeros_like(signal) keeps the signal's type: write np.zeros(...).",
        A_DRAFT,
    ),
    Mistake(
        "box-type-of-image",
        OF_IMAGES,
        averages_out(kept_in_type_of_input),
        "averages of an image of whole numbers kept as whole numbers.",
        "np.zeros_like(image) keeps the image's type: write np.zeros(image.shape).",
        A_DRAFT,
    ),
    Mistake(
        "avg-sums-in-bytes",
        OF_AVERAGES,
        change.piece("numbers_read")(read_in_bytes),
        "sums of bytes that are kept in a byte, which wraps round at 256.",
        "image.astype(float) before anything else.",
        A_DRAFT,
    ),
    Mistake(
        "avg-median",
        OF_AVERAGES,
        other_average(middle_number),
        "the median of each window.",
        "np.mean, not np.median.",
    ),
    Mistake(
        "avg-last-left-out",
        OF_AVERAGES,
        {
            **other_members(lambda start, size, n, ends, members: members(start, size - 1, n, ends)),
            **change.piece("average_of")(average_or_nan),
        },
        "windows without their last number, or last row and column.",
        WINDOW_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-last-not-added",
        OF_AVERAGES,
        {
            **other_members(lambda start, size, n, ends, members: members(start, size - 1, n, ends)),
            **other_average(lambda numbers, cells: sum(numbers) / cells),
        },
        "sums without the window's last number, or last row and column, divided by the number of all.",
        WINDOW_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-first-left-out",
        OF_AVERAGES,
        {
            **other_members(lambda start, size, n, ends, members: members(start + 1, size - 1, n, ends)),
            **change.piece("average_of")(average_or_nan),
        },
        "windows without their first number, or first row and column.",
        WINDOW_HINT,
    ),
    Mistake(
        "avg-first-not-added",
        OF_AVERAGES,
        {
            **other_members(lambda start, size, n, ends, members: members(start + 1, size - 1, n, ends)),
            **other_average(lambda numbers, cells: sum(numbers) / cells),
        },
        "sums without the window's first number, or first row and column, divided by the number of all.",
        "Sums that are added up need a 0 in front: c[i + n] - c[i] is the sum of x[i:i + n] only then.",
        A_DRAFT,
    ),
    Mistake(
        "avg-one-long",
        OF_AVERAGES,
        other_members(lambda start, size, n, ends, members: members(start, size + 1, n, ends)),
        "windows with one number, or one row and column, more at their end.",
        WINDOW_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-one-long-by-size",
        OF_AVERAGES,
        {
            **other_members(lambda start, size, n, ends, members: members(start, size + 1, n, ends)),
            **other_average(lambda numbers, cells: sum(numbers) / cells),
        },
        "sums of one number, or one row and column, more than they are divided by.",
        WINDOW_HINT,
    ),
    Mistake(
        "avg-size-less",
        OF_AVERAGES,
        {**other_size(lambda size: size - 1), **change.piece("average_of")(average_or_nan)},
        "windows of one number fewer than asked.",
        WINDOW_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-size-more",
        OF_AVERAGES,
        other_size(lambda size: size + 1),
        "windows of one number more than asked.",
        WINDOW_HINT,
    ),
    Mistake(
        "avg-reaches-size",
        OF_AVERAGES,
        other_size(lambda size: 2 * size + 1),
        "windows that reach as far as the size to each side: 2 * size + 1 numbers.",
        "A window of size 5 reaches 2 numbers to each side: size // 2.",
    ),
    Mistake(
        "avg-always-3",
        OF_AVERAGES,
        other_size(lambda size: 3),
        "windows of 3, whatever the size.",
        "Look for a 3, or a 1 for its half, where the size belongs.",
        A_DRAFT,
    ),
    Mistake(
        "avg-without-middle",
        OF_AVERAGES,
        other_average(
            lambda numbers, cells: quotient(
                float(sum(numbers) - numbers[len(numbers) // 2]), len(numbers) - 1
            )
        ),
        "the average of a number's neighbours, without itself.",
        COUNT_HINT,
    ),
    Mistake(
        "avg-begins-there",
        OF_AVERAGES,
        other_starts(KEEP_SIZE, lambda n, size, starts: list(range(n))),
        "windows that begin at the number that the average stands for, and do not lie around it.",
        "A window of size numbers around i begins at i - size // 2.",
    ),
    Mistake(
        "avg-ends-there",
        OF_IMAGES,
        other_starts(KEEP_SIZE, lambda n, size, starts: [i - size + 1 for i in range(n)]),
        "windows that end at the pixel that the average stands for, and do not lie around it.",
        "A window of size rows around row i begins at i - size // 2.",
    ),
    Mistake(
        "avg-negative-slice",
        OF_AVERAGES,
        {**other_members(negative_slice), **change.piece("average_of")(average_or_nan)},
        "windows whose negative start counts from the end, so that they are empty or others.",
        LEAVES_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-negative-index",
        OF_AVERAGES,
        other_members(negative_index),
        "windows that go on from the other end where an index is negative.",
        LEAVES_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-number-0-left-out",
        OF_AVERAGES,
        other_members(
            lambda start, size, n, ends, members: [i for i in members(start, size, n, ends) if i != 0]
        ),
        "an input without its first number, or first row and column.",
        "Places count from 0: 0 <= i < n are inside.",
        A_DRAFT,
    ),
    Mistake(
        "avg-number-n-left-out",
        OF_AVERAGES,
        other_members(
            lambda start, size, n, ends, members: [i for i in members(start, size, n, ends) if i != n - 1]
        ),
        "an input without its last number, or last row and column.",
        "Places count from 0: 0 <= i < n are inside, and a slice leaves out its end.",
    ),
    Mistake(
        "avg-total-goes-on",
        OF_AVERAGES,
        total_goes_on(per_row=False),
        "totals that go on from one window to the next.",
        RESET_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-total-goes-on-along-rows",
        OF_IMAGES,
        total_goes_on(per_row=True),
        "totals that go on from one window to the next along each row.",
        RESET_HINT,
    ),
    Mistake(
        "avg-in-place",
        OF_AVERAGES,
        written_into_input(lambda average, number: average),
        "averages written into the input that is still read.",
        IN_PLACE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-in-place-whole",
        OF_AVERAGES,
        written_into_input(lambda average, number: int(average) if isinstance(number, int) else average),
        "averages written into the input that is still read, whole numbers into whole numbers.",
        IN_PLACE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-in-place-of-floats",
        OF_AVERAGES,
        change.piece("kept_average")(written_into_floats),
        "averages written into the input that is still read, where that is an array of floats.",
        "np.asarray(x, float) is x itself if that is an array of floats: np.array(x, float) is always a copy.",
        A_DRAFT,
    ),
    Mistake(
        "avg-padded-copy-written",
        OF_AVERAGES,
        {
            **written_into_input(lambda average, number: average),
            **change.piece("moving_averages")(written_into_padded_copy),
        },
        "averages written into a padded copy of the input that is still read.",
        IN_PLACE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-rows-alone",
        OF_IMAGES,
        along_one_axis(lambda down, across: (one_long(down), across)),
        "averages along the rows alone.",
        BOTH_SIDES_HINT,
    ),
    Mistake(
        "avg-columns-alone",
        OF_IMAGES,
        along_one_axis(lambda down, across: (down, one_long(across))),
        "averages along the columns alone.",
        BOTH_SIDES_HINT,
    ),
    Mistake(
        "avg-rows-twice",
        OF_IMAGES,
        change.piece("moving_averages")(twice_along_rows),
        "averages whose two passes both run along the rows.",
        SECOND_AXIS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-columns-twice",
        OF_IMAGES,
        change.piece("moving_averages")(twice_along_columns),
        "averages whose two passes both run along the columns.",
        SECOND_AXIS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "avg-transposed",
        OF_IMAGES,
        averages_out(lambda averages, values: [list(column) for column in zip(*averages)]),
        "a result whose rows and columns are exchanged.",
        "The first index is that of the row.",
    ),
    *SLIDING_MISTAKES,
)

AVERAGES_IN_PLACE = ("avg-in-place", "avg-in-place-whole", "avg-in-place-of-floats")
# Two of these may be made together; of others two give some numbers by chance, so that they are told alone.
AVERAGES_TOGETHER = (
    *("avg-without-first", "avg-without-last", "avg-last-never-written", "avg-sum", "avg-by-one-fewer"),
    *(
        "avg-by-one-more",
        "avg-by-side",
        "avg-by-square",
        "avg-whole",
        "avg-type-of-signal",
        "avg-sums-in-bytes",
    ),
    *("box-whole", "box-cut", "box-type-of-image", "avg-transposed", "avg-slides-first-stays"),
)
