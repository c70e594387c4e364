"""
The figures of the lessons, each drawn from the numbers that it shows: a function a figure, named after what is seen.

Every function returns a figure whose title states its finding. Nothing is shown or saved here.
"""

import numpy as np
from matplotlib.patches import Rectangle

from course.pictures.figures import (
    BLUE,
    GREEN,
    GREY,
    PALE_BLUE,
    PALE_RED,
    RED,
    bars,
    curves,
    matrix,
    panels,
    picture,
    window,
)

PALE_GREY = "#EEEEEE"
PURPLE = "#CC79A7"  # of the same palette as the colours of figures.py


# ---- lesson 0


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
        labels.append(f"{number} times {_listed(kernel)}")
    total = [int(value) for value in np.convolve(signal, kernel)]
    fig, ax = panels(f"Shifted, scaled copies of {_listed(kernel)} add up to {_listed(total)}", height=3.0)
    tints = [PALE_BLUE] * len(signal) + [PALE_RED]
    matrix(ax, [*rows, total], labels=[*labels, "added up"], tints=tints, size=13)
    _name_columns(ax, width, "moment")
    return fig


def draw_steps(signal, kernel):
    """Draw the flipped kernel at each of its places under the signal: a row for each number of the result.

    In a row stand the products where the kernel lies on the signal, and its weights alone where it does not.
    """
    flipped = kernel[::-1]
    before = len(kernel) - 1  # places of the kernel to the left of the signal
    result = [int(value) for value in np.convolve(signal, kernel)]
    width = len(signal) + 2 * before
    height = len(result) + 3
    fig, ax = panels("Flip the kernel, slide it, multiply, add", height=0.5 * height + 0.6)
    _name_row(ax, 0, "kernel")
    _cells(ax, 0, before, kernel, PALE_RED)
    _name_row(ax, 1, "flipped")
    _cells(ax, 1, before, flipped, PALE_RED)
    _name_row(ax, 2, "signal")
    _cells(ax, 2, before, signal, PALE_BLUE)
    for n, number in enumerate(result):
        row = n + 3
        _name_row(ax, row, f"y[{n}]")
        texts, colours = [], []
        for column, weight in enumerate(flipped, start=n):
            inside = 0 <= column - before < len(signal)
            texts.append(f"{signal[column - before]}*{weight}" if inside else str(weight))
            colours.append(PALE_RED if inside else PALE_GREY)
        _cells(ax, row, n, texts, colours)
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
    _name_row(ax, 0, "signal")
    _cells(ax, 0, before, signal, PALE_BLUE)
    for n, number in enumerate(result):
        _name_row(ax, n + 1, f"y[{n}]")
        lies_inside = [before <= column < before + size for column in range(n, n + k)]
        _cells(ax, n + 1, n, flipped, [PALE_RED if inside else PALE_GREY for inside in lies_inside])
        for place, mode in enumerate(kept):
            left = width + 0.4 + 1.6 * place
            if n == 0:
                ax.text(left, 0, mode, ha="center", va="center", fontsize=12, fontweight="bold")
            if n in kept[mode]:
                _cells(ax, n + 1, left, [number], PALE_RED)
    ax.set(xlim=(-1.6, width + 4.4), ylim=(len(result) + 0.6, -0.6), aspect="equal")
    ax.axis("off")
    return fig


def draw_row(photo, middle, row):
    """Draw a photograph (rows, columns, 3) with one of its rows marked, and the brightness along that row."""
    fig, (above, below) = panels("One row of the picture is a signal", rows=2, height=6.4)
    picture(above, photo, low=0, high=255)
    above.axhline(middle, color="black", linewidth=3.0)  # white on black is seen on every colour
    above.axhline(middle, color="white", linewidth=1.4)
    above.set_title(f"row {middle} is marked")
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
    fig, ax = panels("Red: brighter to the right. Blue: darker to the right", height=3.4)
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


# ---- lesson 2


def draw_descent(error_of, weights):
    """Draw an error against a weight, and on the curve the weights of all steps, with arrows between them.

    error_of(weight): the error of a weight. weights: that before the first step, and that after each step.
    """
    fig, ax = panels("Where the curve is steep the step is long, at the bottom it is short", height=3.6)
    across = np.linspace(min(weights) - 0.4, 2 * max(weights) - min(weights) + 0.4, 200)
    ax.plot(across, [error_of(weight) for weight in across], color=GREY)
    heights = [error_of(weight) for weight in weights]
    for start, stop in zip(zip(weights, heights), zip(weights[1:], heights[1:])):
        arrow = {"arrowstyle": "->", "color": RED, "shrinkA": 4, "shrinkB": 4}
        ax.annotate("", stop, start, arrowprops=arrow)
    ax.plot(weights, heights, "o", color=RED)
    for step in range(min(3, len(weights))):
        ax.annotate(
            f"after {_steps(step)}: {weights[step]:.2f}",
            (weights[step], heights[step]),
            xytext=(10, 4),
            textcoords="offset points",
        )
    ax.set(xlabel="weight", ylabel="error", ylim=(-0.05 * max(heights), None))
    return fig


def draw_learning(errors, kernels, wanted):
    """Draw how an error falls step by step, and below it the kernel at four steps beside the wanted one.

    errors, kernels: one after each number of steps, from 0 on; a kernel is a table (rows, columns). The
    errors are drawn for the first 50 steps: later ones cannot be told from 0.
    """
    steps = [0, 1, 5, len(kernels) - 1]
    columns = len(steps) + 1
    comes_back = np.array_equal(np.round(kernels[-1]), wanted)
    outcome = "the edge kernel comes back" if comes_back else "another kernel comes out"
    fig, axes = panels(f"The error falls, and {outcome}", columns, 2, height=5.0)
    for ax in axes[:columns]:
        ax.remove()
    above = fig.add_subplot(axes[0].get_gridspec()[0, :])
    shown = errors[:51]
    above.plot(range(len(shown)), shown, color=BLUE)
    marked = [step for step in steps if step < len(shown)]
    above.plot(marked, [errors[step] for step in marked], "o", color=RED)
    above.set(xlabel="steps (dots: the kernels below)", ylabel="error", ylim=(0, None))
    high = np.abs(wanted).max()
    for ax, step in zip(axes[columns:], steps):
        rounded = np.round(kernels[step], 1) + 0.0  # + 0.0: there is no -0.0 then
        matrix(ax, rounded, f"after {_steps(step)}", signed=True, high=high)
    matrix(axes[-1], wanted, "wanted", signed=True, high=high)
    return fig


def _steps(count):
    return "1 step" if count == 1 else f"{count} steps"


def draw_counts(counts):
    """Draw how many pixels lie under a kernel of 3x3 at each place of an image: a table (rows, columns)."""
    corner, edge, inside = counts[0][0], counts[0][1], counts[1][1]
    title = f"SAME sees {inside} pixels inside, {edge} at an edge, {corner} in a corner"
    fig, ax = panels(title, height=3.0)
    matrix(ax, counts, size=13)
    return fig


def draw_same_strides(signal, size):
    """Draw the windows that SAME takes with stride 1, and below them those of stride 2.

    signal: whole numbers; size: of a kernel of ones. Every second window of stride 1 is coloured: stride 2 would
    have these, if it only left the others out. A number of the signal has the same column in both parts.

    Example: of 1 2 3 4 5 6 with 3 ones the first window of stride 1 is 0 1 2, and that of stride 2 is 1 2 3.
    """
    signal = [int(number) for number in signal]
    results = {stride: _windows_of_same(signal, size, stride) for stride in (1, 2)}
    every_second = [sum(numbers) for _, numbers in results[1]][::2]
    stepped = [sum(numbers) for _, numbers in results[2]]
    if stepped == every_second:
        title = f"Stride 2 gives {_listed(stepped)}: every second window of stride 1"
    else:
        title = (
            f"Stride 2 gives {_listed(stepped)}, and not {_listed(every_second)}: its windows lie elsewhere"
        )
    height = len(results[1]) + len(results[2]) + 3.6
    fig, ax = panels(title, height=0.36 * height + 0.6)
    _name_row(ax, 2, "coloured: every\nsecond window", -1.7)
    row = 0
    for stride, windows in results.items():
        starts = [start for start, _ in windows]
        before = -min(starts)
        after = max(starts) + size - len(signal)
        _name_row(ax, row, f"stride {stride}", -1.7)
        _cells(ax, row, -before, [0] * before + signal + [0] * after, PALE_BLUE)
        for count, (start, numbers) in enumerate(windows):
            row += 1
            is_left_out = stride == 1 and count % 2
            _cells(ax, row, start, numbers, PALE_GREY if is_left_out else PALE_RED)
            colour = GREY if is_left_out else "black"
            ax.text(len(signal) + 0.8, row, f"sum {sum(numbers)}", va="center", fontsize=12, color=colour)
        row += 1.6
    ax.set(xlim=(-4.2, len(signal) + 3), ylim=(row - 1, -0.6), aspect="equal")
    ax.axis("off")
    return fig


def _windows_of_same(signal, size, stride):
    """The windows that SAME takes of a signal: (index of the first number, its numbers), zeros included.

    Example: of 1 2 3 4 with size 3 and stride 2 there are (0, [1, 2, 3]) and (2, [3, 4, 0]).
    """
    count = -(-len(signal) // stride)
    zeros = max((count - 1) * stride + size - len(signal), 0)
    before = zeros // 2
    padded = [0] * before + signal + [0] * (zeros - before)
    starts = range(0, count * stride, stride)
    return [(start - before, padded[start : start + size]) for start in starts]


def draw_dilation(field, k, d):
    """Draw an image, with frames around the pixels that a kernel of k x k with dilation d sees at the top left."""
    reach = (k - 1) * d + 1
    seen = range(0, reach, d)
    fig, ax = panels(f"{k * k} weights, {d} pixels apart, reach over {reach}x{reach} pixels")
    matrix(ax, field)
    for i in seen:
        for j in seen:
            window(ax, i, j, 1, 1, inset=0.04)
    return fig


def draw_channels(planes, kernels, maps):
    """Draw each plane of an image, its kernel and what they give, side by side, and on the right their sum.

    planes, kernels, maps: lists of tables (rows, columns), one for each channel.
    """
    height, width = planes[0].shape
    k_height, k_width = kernels[0].shape
    m_height, m_width = maps[0].shape
    at_kernel = width + 1.4
    at_map = at_kernel + k_width + 1.4
    at_sum = at_map + m_width + 1.6
    step = height + 0.8
    fig, ax = panels("One filter: a kernel for each channel, and their results added up", height=4.4)
    for channel, (plane, kernel, feature_map) in enumerate(zip(planes, kernels, maps)):
        top = channel * step
        middle = top + (height - 1) / 2
        _name_row(ax, middle, f"channel {channel}")
        _table(ax, top, 0, plane, PALE_BLUE)
        _table(ax, middle - (k_height - 1) / 2, at_kernel, kernel, PALE_RED)
        _table(ax, middle - (m_height - 1) / 2, at_map, feature_map, PALE_GREY)
        ax.text(at_kernel - 1.2, middle, "with", ha="center", va="center", fontsize=12)
        ax.text(at_map - 1.2, middle, "=", ha="center", va="center", fontsize=14)
    middle = ((len(planes) - 1) * step + height - 1) / 2
    ax.text(at_map + (m_width - 1) / 2, middle, "+", ha="center", va="center", fontsize=16)
    ax.text(at_sum - 1.3, middle, "=", ha="center", va="center", fontsize=14)
    _table(ax, middle - (m_height - 1) / 2, at_sum, sum(maps), PALE_RED)
    for left, columns, name in (
        (0, width, "image"),
        (at_kernel, k_width, "filter"),
        (at_map, m_width, "results"),
        (at_sum, m_width, "feature map"),
    ):
        ax.text(
            left + (columns - 1) / 2, -1.0, name, ha="center", va="center", fontsize=12, fontweight="bold"
        )
    bottom = (len(planes) - 1) * step + height
    ax.set(xlim=(-3.2, at_sum + m_width + 0.4), ylim=(bottom, -1.6), aspect="equal")
    ax.axis("off")
    return fig


# ---- docs/further/speed.py


def draw_times_by_size(sizes, spent):
    """Draw {way: milliseconds, one for each size} as lines; an image of size n has n x n pixels."""
    fastest = [min(spent, key=lambda way: spent[way][place]) for place in (0, -1)]
    title = f"Fastest with {sizes[0]}x{sizes[0]}: {fastest[0]}; with {sizes[-1]}x{sizes[-1]}: {fastest[1]}"
    fig, ax = panels(title, height=4.0)
    colours = (BLUE, RED, GREEN, GREY, "black", PURPLE)
    for (way, times), colour in zip(spent.items(), colours):
        ax.plot(sizes, times, "o-", color=colour, label=way)
    ax.set(xscale="log", yscale="log", xlabel="rows and columns of the image", ylabel="milliseconds")
    ax.set_xticks(sizes, sizes)
    ax.yaxis.set_major_formatter("{x:g}")
    ax.minorticks_off()
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return fig


def draw_times(one, many):
    """Draw {way: milliseconds} with one channel and with many, side by side."""
    fastest = min(one, key=one.get)
    fastest_of_many = min(many, key=many.get)
    title = f"Fastest with one channel: {fastest}; with 32 channels: {fastest_of_many}"
    fig, axes = panels(title, 2, height=3.0)
    bars(axes[0], one, "256x256, 1 channel: ms, on a log scale")
    bars(axes[1], many, "64x64, 32 channels: ms, on a log scale")
    return fig


# ---- pieces


def _listed(numbers):
    """Numbers side by side, as the lessons print them: "2 1 0"."""
    return " ".join(str(number) for number in numbers)


def _cells(ax, row, start, texts, colours):
    """Draw cells with texts in one row of a drawing, from a column on. colours: one for all, or one for each."""
    if isinstance(colours, str):
        colours = [colours] * len(texts)
    for column, (text, colour) in enumerate(zip(texts, colours)):
        box = {"facecolor": colour, "edgecolor": GREY, "linewidth": 0.8}
        ax.add_patch(Rectangle((start + column - 0.5, row - 0.5), 1, 1, **box))
        ax.text(start + column, row, str(text), ha="center", va="center", fontsize=12)


def _table(ax, top, left, rows, colour):
    """Draw a table of numbers as cells, from a row and a column of a drawing on."""
    for row, numbers in enumerate(rows):
        _cells(ax, top + row, left, numbers, colour)


def _name_row(ax, row, name, right=-0.7):
    """Write a name to the left of a row of a drawing. right: where it ends, in columns."""
    ax.text(right, row, name, ha="right", va="center", fontsize=12)


def _name_columns(ax, count, name):
    """Number the columns of a drawing below it, with a name: moment 0, 1, 2."""
    ax.set_xticks(range(count), range(count))
    ax.set_xlabel(name)
    ax.tick_params(length=0)
