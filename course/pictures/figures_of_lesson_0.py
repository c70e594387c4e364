"""The figures of lesson 0, each drawn from the numbers that it shows; the title says what is found."""

import numpy as np

from course.pictures.figure_pieces import PALE_GREY, draw_cells, listed, name_columns, name_row
from course.pictures.figures import BLUE, GREY, PALE_BLUE, PALE_RED, RED, curves, matrix, panels, picture


ROWS_AROUND = 110  # of a photograph that are shown above and below the marked row


def draw_copies(signal, kernel):
    """Draw what each number of a signal sends out, a row each, and below the rows their sum.

    signal, kernel: lists of whole numbers. Example: 3 4 5 with 2 1 0 has the rows 6 3 0, then 8 4 0 one place to
    the right, then 10 5 0 two places to the right, and below them 6 11 14 5 0.
    """
    width = len(signal) + len(kernel) - 1
    rows, labels = [], []
    for start, number in enumerate(signal):
        copy = [number * weight for weight in kernel]
        rows.append([None] * start + copy + [None] * (width - start - len(copy)))
        labels.append(f"{number} times {listed(kernel)}")
    total = [int(value) for value in np.convolve(signal, kernel)]
    fig, ax = panels(f"Shifted, scaled copies of {listed(kernel)} add up to {listed(total)}", height=3.0)
    tints = [PALE_BLUE] * len(signal) + [PALE_RED]
    matrix(ax, [*rows, total], labels=[*labels, "added up"], tints=tints, size=13)
    name_columns(ax, width, "moment")
    return fig


def draw_steps(signal, kernel):
    """Draw the flipped kernel at each of its places under the signal: a row for each number of the result.

    In a row stand the products where the kernel lies on the signal, and its weights alone where it does not.
    """
    flipped = kernel[::-1]
    before = len(kernel) - 1  # places of the kernel to the left of the signal
    result = [int(value) for value in np.convolve(signal, kernel)]
    width = len(signal) + 2 * before
    first = 3.6  # row of the drawing; the kernel and its flip stand apart from the rest
    height = len(result) + first + 0.8
    fig, ax = panels("Flip the kernel, slide it, multiply, add", height=0.5 * height + 0.6)
    name_row(ax, 0, "kernel")
    draw_cells(ax, 0, before, kernel, PALE_RED)
    name_row(ax, 1, "flipped")
    draw_cells(ax, 1, before, flipped, PALE_RED)
    name_row(ax, first - 1, "signal")
    draw_cells(ax, first - 1, before, signal, PALE_BLUE)
    ax.text(width / 2 - 0.5, height - 0.8, "grey: no number of the signal is above", ha="center", va="center")
    for n, number in enumerate(result):
        row = first + n
        name_row(ax, row, f"y[{n}]")
        texts, colours = [], []
        for column, weight in enumerate(flipped, start=n):
            inside = 0 <= column - before < len(signal)
            texts.append(f"{signal[column - before]}*{weight}" if inside else str(weight))
            colours.append(PALE_RED if inside else PALE_GREY)
        draw_cells(ax, row, n, texts, colours)
        ax.text(width - 0.3, row, f"= {number}", ha="left", va="center", fontsize=13)
    ax.set(xlim=(-1.6, width + 0.6), ylim=(height - 0.4, -0.6), aspect="equal")
    ax.axis("off")
    return fig


def draw_modes(signal, kernel):
    """Draw where the flipped kernel lies for each number of "full", and which of them "same" and "valid" keep."""
    flipped = kernel[::-1]
    before = len(kernel) - 1
    result = [int(value) for value in np.convolve(signal, kernel)]
    size, k = len(signal), len(kernel)
    kept = {
        "full": range(len(result)),
        "same": range((k - 1) // 2, (k - 1) // 2 + size),
        "valid": range(k - 1, size),
    }
    width = size + 2 * before
    title = f"full keeps {len(result)} numbers, same {size}, valid {size - k + 1}"
    fig, ax = panels(title, height=0.5 * (len(result) + 2) + 0.6)
    name_row(ax, 0, "signal")
    draw_cells(ax, 0, before, signal, PALE_BLUE)
    for n, number in enumerate(result):
        name_row(ax, n + 1, f"y[{n}]")
        lies_inside = [before <= column < before + size for column in range(n, n + k)]
        draw_cells(ax, n + 1, n, flipped, [PALE_RED if inside else PALE_GREY for inside in lies_inside])
        for place, mode in enumerate(kept):
            left = width + 0.4 + 1.6 * place
            if n == 0:
                ax.text(left, 0, mode, ha="center", va="center", fontsize=12, fontweight="bold")
            if n in kept[mode]:
                draw_cells(ax, n + 1, left, [number], PALE_RED)
    ax.set(xlim=(-1.6, width + 4.4), ylim=(len(result) + 0.6, -0.6), aspect="equal")
    ax.axis("off")
    return fig


def draw_row(photo, middle, row):
    """Draw a photograph (rows, columns, 3) with one of its rows marked, and the brightness along that row."""
    fig, (above, below) = panels("One row of the picture is a signal", rows=2, height=6.4)
    top = max(middle - ROWS_AROUND, 0)
    picture(above, photo[top : middle + ROWS_AROUND], low=0, high=255)
    above.set_aspect("auto")  # as wide as the curve below, column by column
    above.axhline(middle - top, color="black", linewidth=3.0)  # white on black is seen on every colour
    above.axhline(middle - top, color="white", linewidth=1.4)
    above.set_title(f"row {middle} is marked; below it, its brightness, column by column")
    below.plot(range(len(row)), row, color=BLUE, linewidth=1.0)
    below.set(xlabel="column", ylabel="brightness", xlim=(0, len(row) - 1), ylim=(0, 255))
    return fig


def draw_smoothed(row, average):
    """Draw a row and its moving average, each number of the average over the middle of its neighbours."""
    count = len(row) - len(average) + 1
    columns = np.arange(len(average)) + count // 2
    fig, ax = panels("The average keeps slow changes and loses the trembling", height=3.4)
    lines = {"the row": (range(len(row)), row), f"average of {count}": (columns, average)}
    curves(ax, lines, "column", "brightness")
    return fig


def draw_edges(edges, place):
    """Draw the differences of neighbours along a row, above 0 in red and below 0 in blue, and mark the largest."""
    fig, ax = panels("Up: brighter to the right. Down: darker to the right", height=3.4)
    columns = np.arange(len(edges))
    ax.bar(columns, np.maximum(edges, 0), width=1.0, color=RED)
    ax.bar(columns, np.minimum(edges, 0), width=1.0, color=BLUE)
    ax.axhline(0, color=GREY, linewidth=0.8)
    ax.annotate(
        f"the sharpest edge: {edges[place]}",
        (place, edges[place]),
        xytext=(0, -4 if edges[place] < 0 else 4),
        textcoords="offset points",
        ha="center",
        va="top" if edges[place] < 0 else "bottom",
    )
    ax.margins(y=0.15)
    ax.set(xlabel="column", ylabel="right minus left", xlim=(0, len(edges) - 1))
    return fig
