"""The figures of lesson 0, each drawn from the numbers that it shows; the title says what is found."""

import numpy as np

from course.convolution.formatting import number
from course.pictures.figure_pieces import (
    PALE_GREY,
    draw_cells,
    listed,
    name_columns,
    name_row,
    sum_in_digits,
)
from course.pictures.figures import BLUE, GREY, PALE_BLUE, PALE_RED, RED, curves, matrix, panels, picture

ROWS_AROUND = 110  # of a photograph that are shown above and below the marked row
CLEARLY_LESS = 0.75  # less than this share of something is left where a title says that it is lost or blunted


def draw_copies(signal, kernel):
    """Draw what each number of a signal sends out, a row each, and below the rows their sum.

    signal, kernel: lists of numbers. Example: 3 4 5 with 2 1 0 has the rows 6 3 0, then 8 4 0 one place to
    the right, then 10 5 0 two places to the right, and below them 6 11 14 5 0.
    """
    width = len(signal) + len(kernel) - 1
    rows, labels = [], []
    for start, value in enumerate(signal):
        copy = [_rounded(value * weight) for weight in kernel]
        rows.append([None] * start + copy + [None] * (width - start - len(copy)))
        labels.append(f"{value} times {listed(kernel)}")
    total = [_rounded(value) for value in np.convolve(signal, kernel).tolist()]
    fig, ax = panels(f"Shifted, scaled copies of {listed(kernel)} add up to {listed(total)}", height=3.0)
    tints = [PALE_BLUE] * len(signal) + [PALE_RED]
    matrix(ax, [*rows, total], labels=[*labels, "added up"], tints=tints, size=13)
    name_columns(ax, width, "moment")
    return fig


def _rounded(value):
    """A number that can be written into a cell: whole ones as they are, 0.30000000000000004 as 0.3."""
    return round(value, 6)


def draw_steps(signal, kernel):
    """Draw the flipped kernel at each of its places under the signal: a row for each number of the result.

    In a row stand the products where the kernel lies under the signal, and its weights alone where it does
    not; to the right of them, what the products add up to. The title has all of these sums.

    Example: with 3 4 5 and 2 1 0 the row of y[1] has 0 (grey), 3*1 and 4*2, and on the right 3 + 8 = 11.
    """
    flipped = kernel[::-1]
    before = len(kernel) - 1  # places of the kernel to the left of the signal
    products = _products_of_steps(signal, flipped)
    sums = [sum_in_digits(terms) for terms in products]
    title = f"The flipped kernel, slid along, gives {listed(number(sum(terms)) for terms in products)} again"
    width = len(signal) + 2 * before
    first = 3.6  # row of the drawing; the kernel and its flip stand apart from the rest
    height = len(products) + first + 0.8
    fig, ax = panels(title, height=0.5 * height + 0.6)
    name_row(ax, 0, "kernel")
    draw_cells(ax, 0, before, kernel, PALE_RED)
    name_row(ax, 1, "flipped")
    draw_cells(ax, 1, before, flipped, PALE_RED)
    name_row(ax, first - 1, "signal")
    draw_cells(ax, first - 1, before, signal, PALE_BLUE)
    ax.text(width, first - 1, "added up", ha="left", va="center", fontsize=12)
    for n, text in enumerate(sums):
        name_row(ax, first + n, f"y[{n}]")
        _weights_of_step(ax, first + n, n, signal, flipped)
        ax.text(width, first + n, text, ha="left", va="center", fontsize=13)
    _explain_grey(ax, height - 0.8, width)
    room = 0.25 * max(len(text) for text in (*sums, "added up"))  # a letter takes a quarter of a cell
    ax.set(xlim=(-1.6, width + room), ylim=(height - 0.4, -0.6), aspect="equal")
    ax.axis("off")
    return fig


def _products_of_steps(signal, flipped):
    """For each place of the flipped kernel under a signal the products there: a list of lists.

    Example: of 3 4 5 and the flipped kernel 0 1 2 they are 3*2, then 3*1 and 4*2, and so on: 6; 3 8; 0 4 10;
    0 5; 0.
    """
    before = len(flipped) - 1
    products = []
    for n in range(len(signal) + before):
        terms = []
        for place, weight in enumerate(flipped, start=n - before):
            if 0 <= place < len(signal):
                terms.append(signal[place] * weight)
        products.append(terms)
    return products


def _weights_of_step(ax, row, n, signal, flipped):
    """Draw the flipped kernel from column n on: products below numbers of the signal, elsewhere grey weights."""
    before = len(flipped) - 1
    texts, colours = [], []
    for place, weight in enumerate(flipped, start=n - before):
        inside = 0 <= place < len(signal)
        texts.append(f"{signal[place]}*{weight}" if inside else str(weight))
        colours.append(PALE_RED if inside else PALE_GREY)
    draw_cells(ax, row, n, texts, colours)


def _explain_grey(ax, row, columns):
    """Write in a row of a drawing what the grey weights are, below the middle of that many columns."""
    note = "grey: these weights have no number above them"
    ax.text((columns - 1) / 2, row, note, ha="center", va="center", fontsize=11)


def draw_modes(signal, kernel):
    """Draw where the flipped kernel lies for each number of "full", and which "same" and "valid" keep.

    With a kernel that is longer than the signal they keep what NumPy does, which swaps the two.
    """
    flipped = kernel[::-1]
    before = len(kernel) - 1
    result = [_rounded(value) for value in np.convolve(signal, kernel).tolist()]
    size, k = len(signal), len(kernel)
    shorter, longer = sorted((size, k))
    kept = {
        "full": range(len(result)),
        "same": range((shorter - 1) // 2, (shorter - 1) // 2 + longer),
        "valid": range(shorter - 1, longer),
    }
    width = size + 2 * before
    title = f"full keeps {len(result)} numbers, same {len(kept['same'])}, valid {len(kept['valid'])}"
    fig, ax = panels(title, height=0.5 * (len(result) + 3) + 0.6)
    name_row(ax, 0, "signal")
    draw_cells(ax, 0, before, signal, PALE_BLUE)
    for n, value in enumerate(result):
        name_row(ax, n + 1, f"y[{n}]")
        lies_inside = [before <= column < before + size for column in range(n, n + k)]
        draw_cells(ax, n + 1, n, flipped, [PALE_RED if inside else PALE_GREY for inside in lies_inside])
        for place, mode in enumerate(kept):
            left = width + 0.4 + 1.6 * place
            if n == 0:
                ax.text(left, 0, mode, ha="center", va="center", fontsize=12, fontweight="bold")
            if n in kept[mode]:
                draw_cells(ax, n + 1, left, [value], PALE_RED)
    _explain_grey(ax, len(result) + 1.1, width)
    ax.set(xlim=(-1.6, width + 4.4), ylim=(len(result) + 1.6, -0.6), aspect="equal")
    ax.axis("off")
    return fig


def draw_row(photo, middle, row):
    """Draw a photograph (rows, columns, 3) with one of its rows marked, and the green along that row."""
    fig, (above, below) = panels("One row of the picture is a signal", rows=2, height=6.4)
    top = max(middle - ROWS_AROUND, 0)
    picture(above, photo[top : middle + ROWS_AROUND], low=0, high=255)
    above.set_aspect("auto")  # as wide as the curve below, column by column
    above.axhline(middle - top, color="black", linewidth=3.0)  # white on black is seen on every colour
    above.axhline(middle - top, color="white", linewidth=1.4)
    above.set_title(f"row {middle} is marked; below it, its green, column by column")
    below.plot(range(len(row)), row, color=BLUE, linewidth=1.0)
    below.set(xlabel="column", ylabel="green", xlim=(0, len(row) - 1), ylim=(0, 255))
    return fig


def draw_smoothed(row, average):
    """Draw a row and its moving average, each number of the average over the middle of its neighbours.

    The title says what the average has changed, and no more: a row may have neither jitter nor edges.
    """
    count = len(row) - len(average) + 1
    columns = np.arange(len(average)) + count // 2
    fig, ax = panels(_change_by_average(row, average, count), height=3.4)
    lines = {"the row": (range(len(row)), row), f"average of {count}": (columns, average)}
    curves(ax, lines, "column", "green")
    return fig


def _change_by_average(row, average, count):
    """The title of a row and its average of so many pixels: what the average clearly has less of."""
    if len(average) == 1:
        return f"The row and its average of {count}"  # a single number has no ups, no downs and no edges
    changes = []
    if _ups_and_downs(average) < CLEARLY_LESS * _ups_and_downs(row):
        changes.append("loses ups and downs")
    if _sharpest(average) < CLEARLY_LESS * _sharpest(row):
        changes.append("blunts the sharpest edge")
    if not changes:
        return f"The row and its average of {count}"
    return f"The average of {count} {', and '.join(changes)}"


def _ups_and_downs(line):
    """How far a line goes up and down again: the sum of its steps, without the way from its start to its end.

    Example: 0 5 3 goes up by 5 and down by 2, together 7. From 0 to 3 the way is 3, so 7 - 3 = 4 is left.
    """
    return np.abs(np.diff(line)).sum() - abs(line[-1] - line[0])


def _sharpest(line):
    """The size of the largest step from one number of a line to the next."""
    return np.abs(np.diff(line)).max()


def draw_edges(edges, place):
    """Draw the differences of neighbours along a row, above 0 in red, below 0 in blue; mark the largest.

    place: where the largest one is; if several are as large, the first of these.
    """
    fig, ax = panels(_where_sharpest(edges, place), height=3.7)
    columns = np.arange(len(edges))
    ax.bar(columns, np.maximum(edges, 0), width=1.0, color=RED, label="up: brighter to the right")
    ax.bar(columns, np.minimum(edges, 0), width=1.0, color=BLUE, label="down: darker to the right")
    ax.axhline(0, color=GREY, linewidth=0.8)
    if edges[place] != 0:
        _mark_sharpest(ax, edges, place)
    ax.margins(y=0.15)
    ax.set(xlabel="column", ylabel="right minus left", xlim=(0, len(edges) - 1))
    fig.legend(loc="outside lower center", ncols=2, frameon=False)
    return fig


def _where_sharpest(edges, place):
    """The title of the differences along a row: between which columns the largest, or the first such one, is.

    Example: of 0 -8 8 0, with the place 1, it is "The first of 2 sharpest edges is between columns 1 and 2".
    """
    if edges[place] == 0:
        return "No edge: all pixels of the row are equal"
    count = np.count_nonzero(np.abs(edges) == abs(edges[place]))
    what = "The sharpest edge" if count == 1 else f"The first of {count} sharpest edges"
    return f"{what} is between columns {place} and {place + 1}"


def _mark_sharpest(ax, edges, place):
    """Write the largest difference beyond the end of its bar, towards the middle of the drawing."""
    goes_down = edges[place] < 0
    is_on_the_left = place < len(edges) / 2
    ax.annotate(
        f"the sharpest: {edges[place]}",
        (place, edges[place]),
        xytext=(0, -4 if goes_down else 4),
        textcoords="offset points",
        ha="left" if is_on_the_left else "right",
        va="top" if goes_down else "bottom",
    )
