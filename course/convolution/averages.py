"""
Averages over windows, by definition: the moving average of a signal, and the box blur of an image.

ends says which windows there are and what counts where one leaves the input:

    valid              those that lie inside: n - k + 1 of them along an axis
    shrunk             one for every number; what lies outside does not count
    full               one for every overlap: n + k - 1, with zeros outside
    constant, edge, reflect, symmetric, wrap
                       one for every number; outside stands what the border of this name has
    kept, zeros, nans  one for every number; where the window leaves the input the result has the input's number, 0 or nan

Source: Gonzalez and Woods, "Digital Image Processing", section 3.5, for the box; Oppenheim and Schafer, "Discrete-Time
Signal Processing", section 2.2, for the moving average.
"""

from math import nan

from course.convolution.definition import source
from course.convolution.nested import number_of_axes, plain

FRAMES = ("kept", "zeros", "nans")


def moving_averages(values, size, *, ends, before=0):
    """The average of each window of a signal (n,), or of each square window of an image (rows, columns): nested lists.

    before: how many numbers of a window lie before the one that its average stands for, where there is one for every
    number. ValueError where there is no window.

    Example: moving_averages([1, 5, 3], 2, ends="valid") is [3.0, 4.0].
    """
    values = numbers_read(values)
    is_signal = number_of_axes(values) == 1
    rows = [values] if is_signal else values
    down = [(0, [0])] if is_signal else windows_along(len(rows), size, ends, before)
    across = windows_along(len(rows[0]), size, ends, before)
    if not down or not across:
        raise ValueError("no window lies inside")
    averages = averages_of_windows(rows, down, across, size if is_signal else size * size)
    if ends in FRAMES:
        averages = framed_averages(rows, averages, down, across, ends)
    return averages[0] if is_signal else averages


def numbers_read(values):
    """The numbers of a signal or an image, as nested lists."""
    return plain(values)


def windows_along(n, size, ends, before):
    """The windows of an axis: pairs of the place that each stands for and its members, see members_of_window().

    Example: windows_along(3, 2, "valid", 0) is [(0, [0, 1]), (1, [1, 2])].
    """
    starts = starts_of_windows(n, size, ends, before)
    return [(start + before, members_of_window(start, size, n, ends)) for start in starts]


def starts_of_windows(n, size, ends, before):
    """Where the windows of an axis begin.

    Example: starts_of_windows(3, 3, "shrunk", 1) is [-1, 0, 1].
    """
    if ends == "valid" or ends in FRAMES:
        return list(range(n - size + 1))
    if ends == "full":
        return list(range(1 - size, n))
    return [i - before for i in range(n)]


def members_of_window(start, size, n, ends):
    """Which of the n numbers of an axis lie in the window that begins at start; None for a 0 outside.

    Example: members_of_window(-1, 3, 5, "shrunk") is [0, 1], and with "constant" [None, 0, 1].
    """
    places = range(start, start + size)
    if ends in ("valid", "shrunk", *FRAMES):
        return [place for place in places if 0 <= place < n]
    border = "constant" if ends == "full" else ends
    return [source(place, n, border) for place in places]


def averages_of_windows(rows, down, across, cells):
    """A row of averages for each window of down: rows of floats. cells: how many numbers a whole window has."""
    averages = []
    for i, rows_in in down:
        averages.append([])
        for j, columns_in in across:
            average = average_of(numbers_of_window(rows, rows_in, columns_in), cells)
            averages[-1].append(kept_average(rows, i, j, average))
    return averages


def kept_average(rows, i, j, average):
    """An average as it is kept for row i and column j: as it is, and rows, which are still read, stay as they are.

    It does nothing, and is a function for one reason: writing into the input is a mistake that is put in its place.
    """
    return average


def numbers_of_window(rows, rows_in, columns_in):
    """The numbers that stand in these rows and columns, in order; 0 outside."""
    return [0 if r is None or c is None else rows[r][c] for r in rows_in for c in columns_in]


def average_of(numbers, cells):
    """The average of the numbers of one window.

    Example: average_of([1, 5], 2) is 3.0.
    """
    return sum(numbers) / len(numbers)


def framed_averages(rows, averages, down, across, ends):
    """The averages where their windows stand, and around them what ends says."""
    outside = {"zeros": 0.0, "nans": nan}
    framed = [[outside.get(ends, value) for value in row] for row in rows]
    for (i, _), row in zip(down, averages):
        for (j, _), average in zip(across, row):
            framed[i][j] = average
    return framed
