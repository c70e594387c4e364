"""The figures of lesson 2, each drawn from the numbers that it shows; the title says what is found."""

import numpy as np

from course.pictures.figure_pieces import (
    PALE_GREEN,
    PALE_GREY,
    draw_cells,
    draw_table,
    fit_cells,
    listed,
    name_row,
    tints_where,
)
from course.pictures.figures import BLUE, GREY, PALE_BLUE, PALE_RED, RED, matrix, panels, window

TOO_WIDE = 100  # weights of that size do not fit into a cell of draw_learning


def draw_descent(error_of, weights):
    """Draw an error against a weight, and on the curve the weights of all steps, with arrows between them.

    error_of(weight): the error of a weight. weights: that before the first step, and that after each step.
    The first three are named; where the error grows they lie close together, and the last three are named.
    """
    heights = [error_of(weight) for weight in weights]
    count = len(weights)
    if heights[-1] > heights[0]:
        title = "The steps are too long: the error grows"
        right = max(weights)
        named = range(max(count - 3, 0), count)
    else:
        title = "Where the curve is steep the step is long, at the bottom it is short"
        right = 2 * max(weights) - min(weights)  # as far beyond the bottom as the first weight is before it
        named = range(min(3, count))
    fig, ax = panels(title, height=3.6)
    across = np.linspace(min(weights) - 0.4, right + 0.4, 200)
    ax.plot(across, [error_of(weight) for weight in across], color=GREY)
    for start, stop in zip(zip(weights, heights), zip(weights[1:], heights[1:])):
        arrow = {"arrowstyle": "->", "color": RED, "shrinkA": 4, "shrinkB": 4}
        ax.annotate("", stop, start, arrowprops=arrow)
    ax.plot(weights, heights, "o", color=RED)
    for step in named:
        ax.annotate(
            f"{_moment(step)} {weights[step]:.2f}",
            (weights[step], heights[step]),
            xytext=(10, 4),
            textcoords="offset points",
        )
    ax.set(xlabel="weight", ylabel="error", ylim=(-0.05 * max(heights), None))
    return fig


def _moment(step):
    """What stands before the weight after a number of steps: "start: weight" before the first one."""
    return "start: weight" if step == 0 else f"after {_steps(step)}:"


def draw_learning(errors, kernels, wanted):
    """Draw how an error falls step by step, and below it the kernel at four steps beside the wanted one.

    errors, kernels: one after each number of steps, from 0 on; a kernel is a table (rows, columns). Each
    kernel that is drawn has its dot on the curve. With fewer than 22 kernels, fewer than four are drawn.
    Steps that are too long make weights that do not fit into a cell: these are left out, and it says so.
    """
    last = len(kernels) - 1
    steps = [step for step in (0, 5, 20) if step < last] + [last]
    columns = len(steps) + 1
    fall = "falls" if errors[last] < errors[0] else "does not fall"
    comes_back = np.allclose(kernels[last], wanted, rtol=0, atol=0.05)  # to the digit that is drawn
    outcome = "the kernel comes back" if comes_back else "another kernel comes out"
    fig, axes = panels(f"The error {fall}, and {outcome}", columns, 2, height=5.0)
    for ax in axes[:columns]:
        ax.remove()
    above = fig.add_subplot(axes[0].get_gridspec()[0, :])
    _curve_with_dots(above, errors, steps)
    shown = [_that_fit(kernels[step]) for step in steps]
    high = max(np.nanmax(np.abs(table), initial=0) for table in [*shown, wanted])
    scale = {"low": -high, "high": high, "signed": True}
    for ax, step, kernel in zip(axes[columns:], steps, shown):
        matrix(ax, kernel, f"after {_steps(step)}", **scale)
    matrix(axes[-1], wanted, "wanted", **scale)
    key = "weights above 0 are orange, weights below 0 are blue"
    if np.isnan(shown).any():
        key += f"; those of {TOO_WIDE} or more are left out"
    fig.supxlabel(key, fontsize=11)
    return fig


def _that_fit(kernel):
    """A kernel with one digit behind the point, and nan for what does not fit into a cell: 1234.5 or inf."""
    fits = np.abs(kernel) < TOO_WIDE
    return np.round(np.where(fits, kernel, np.nan), 1) + 0.0  # + 0.0: there is no -0.0 then


def _curve_with_dots(ax, errors, steps):
    """Draw the errors, one after each number of steps, and a dot with its name on the curve at some steps."""
    ax.plot(range(len(errors)), errors, color=BLUE)
    ax.plot(steps, [errors[step] for step in steps], "o", color=RED, clip_on=False)
    for number, step in enumerate(steps):
        is_last = step == len(errors) - 1
        up = 4 + 13 * (number % 2)  # neighbours on a flat curve do not overlap then
        ax.annotate(
            f"after {_steps(step)}",
            (step, errors[step]),
            xytext=(4, 8) if is_last else (9, up),
            textcoords="offset points",
            ha="right" if is_last else "left",
        )
    ax.set(xlabel="steps", ylabel="error", ylim=(0, None))


def _steps(count):
    return "1 step" if count == 1 else f"{count} steps"


def draw_counts(counts):
    """Draw an image of ones in the ring of zeros that SAME adds, and on it three places of a kernel of 3x3.

    counts: how many pixels lie under the kernel at each of its places, a table (rows, columns) as large as
    the image. The middle of the kernel lies on the first pixel, on one at the upper side, and on one inside.
    """
    counts = np.array(counts)
    rows, columns = counts.shape
    places = {"in a corner": (0, 0), "at a side": (0, columns // 2), "inside": (rows // 2, columns // 2)}
    corner, side, inside = (counts[place] for place in places.values())
    title = f"Under the kernel lie {corner} pixels in a corner, {side} at a side, {inside} inside"
    fig, ax = panels(title, height=0.3 * rows + 1.8)
    width = columns + 3  # of a part: the image, a zero on each side, and a gap
    for number, (where, place) in enumerate(places.items()):
        _kernel_over_ones(ax, number * width, counts.shape, place, f"{where}: {counts[place]} pixels")
    below = rows + 2.3
    ax.text(-0.5, below, "orange: pixels under the kernel", color=RED, va="center", fontsize=12)
    ax.text(
        len(places) * width - 1.5,
        below,
        "grey: zeros that SAME adds",
        color=GREY,
        ha="right",
        va="center",
        fontsize=12,
    )
    fit_cells(ax, len(places) * width - 1, rows + 2.8)
    return fig


def _kernel_over_ones(ax, left, shape, middle, title):
    """Draw ones in a ring of zeros from column left on, and the frame of a kernel of 3x3.

    shape: of the ones. middle: the pixel (row, column) on which the middle of the kernel lies.

    Example: the pixel (0, 0) of the image is at (1, 1) in the ring, so the kernel around it begins at (0, 0).
    """
    row, column = middle
    ringed = np.pad(np.ones(shape, dtype=int), 1)
    tints = tints_where(ringed == 1, PALE_BLUE, PALE_GREY)
    under = ringed[row : row + 3, column : column + 3]
    tints[row : row + 3, column : column + 3] = tints_where(under == 1, PALE_RED, PALE_GREY)
    draw_table(ax, 0, left, ringed, tints, title)
    window(ax, row, left + column, 3, 3)


def draw_same_strides(signal, size):
    """Draw the windows that SAME takes with stride 1, and below them those of stride 2.

    signal: whole numbers; size: of a kernel of ones. Every second window of stride 1 is coloured: stride 2
    would have these, if it only left the others out. The zeros that SAME adds are grey. A number of the
    signal has the same column in both parts.

    Example: of 1 2 3 4 5 6 with 3 ones the first window of stride 1 is 0 1 2, and that of stride 2 is 1 2 3.
    """
    signal = [int(number) for number in signal]
    results = {stride: _windows_of_same(signal, size, stride) for stride in (1, 2)}
    every_second = [sum(numbers) for _, numbers in results[1]][::2]
    stepped = [sum(numbers) for _, numbers in results[2]]
    if stepped == every_second:
        title = f"Stride 2 gives {listed(stepped)}: every second window of stride 1"
    else:
        title = f"Stride 2 gives {listed(stepped)}, and not {listed(every_second)}: its windows lie elsewhere"
    height = len(results[1]) + len(results[2]) + 3.6
    fig, ax = panels(title, height=0.36 * height + 0.6)
    name_row(ax, 2, "coloured: every\nsecond window", -1.7)
    row = 0
    for stride, windows in results.items():
        starts = [start for start, _ in windows]
        before = -min(starts)
        after = max(starts) + size - len(signal)
        name_row(ax, row, f"stride {stride}", -1.7)
        tints = [PALE_GREY] * before + [PALE_BLUE] * len(signal) + [PALE_GREY] * after
        draw_cells(ax, row, -before, [0] * before + signal + [0] * after, tints)
        for count, (start, numbers) in enumerate(windows):
            row += 1
            is_left_out = stride == 1 and count % 2
            draw_cells(ax, row, start, numbers, "white" if is_left_out else PALE_RED)
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


def draw_dilation(field, kernel, dilation):
    """Draw a kernel, and beside it its first place on an image, without and with dilation.

    field, kernel: arrays (rows, columns). Where a weight lies on a pixel, the cell holds their product.
    """
    rows, columns = _dilated_size(kernel, dilation)
    title = f"With dilation {dilation} the same {kernel.size} weights are spread over {rows}x{columns} pixels"
    fig, ax = panels(title, height=0.5 * field.shape[0] + 1.65)
    draw_table(ax, (field.shape[0] - kernel.shape[0]) / 2, 0, kernel, PALE_RED, "kernel")
    left = kernel.shape[1] + 1
    for d in (1, dilation):
        _weights_on_pixels(ax, left, field, kernel, d)
        left += field.shape[1] + 1
    fit_cells(ax, left - 1, field.shape[0] + 1.0)
    return fig


def _dilated_size(kernel, dilation):
    """(rows, columns) of the pixels from the first weight to the last.

    Example: 3x3 weights with dilation 2 need (3 - 1)*2 + 1 = 5 rows and as many columns.
    """
    rows, columns = kernel.shape
    return (rows - 1) * dilation + 1, (columns - 1) * dilation + 1


def _weights_on_pixels(ax, left, field, kernel, dilation):
    """Draw an image from column left on, at whose top left corner each weight stands beside its pixel.

    Example: with dilation 2 the weights 3 4 on the pixels 5 6 7 make the cells 5*3, 6 and 7*4.
    """
    rows, columns = _dilated_size(kernel, dilation)
    texts = field.astype(object)
    tints = np.full(field.shape, PALE_BLUE, dtype=object)
    total = 0
    for i, j in np.ndindex(kernel.shape):
        pixel = field[i * dilation, j * dilation]
        weight = kernel[i, j]
        total += pixel * weight
        texts[i * dilation, j * dilation] = f"{pixel}*{weight}"
        tints[i * dilation, j * dilation] = PALE_RED
    draw_table(ax, 0, left, texts, tints, f"dilation {dilation}: {rows}x{columns} pixels")
    window(ax, 0, left, rows, columns)
    places = (field.shape[0] - rows + 1) * (field.shape[1] - columns + 1)
    place = "the only place" if places == 1 else f"first of {places} places"
    middle = left + (field.shape[1] - 1) / 2
    ax.text(middle, field.shape[0] + 0.1, f"{place}: sum {total}", ha="center", va="center", fontsize=12)


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
        name_row(ax, middle, f"channel {channel}")
        draw_table(ax, top, 0, plane, PALE_BLUE)
        draw_table(ax, middle - (k_height - 1) / 2, at_kernel, kernel, PALE_RED)
        draw_table(ax, middle - (m_height - 1) / 2, at_map, feature_map, PALE_GREEN)
        ax.text(at_kernel - 1.2, middle, "with", ha="center", va="center", fontsize=12)
        ax.text(at_map - 1.2, middle, "=", ha="center", va="center", fontsize=14)
    middle = ((len(planes) - 1) * step + height - 1) / 2
    ax.text(at_map + (m_width - 1) / 2, middle, "+", ha="center", va="center", fontsize=16)
    ax.text(at_sum - 1.3, middle, "=", ha="center", va="center", fontsize=14)
    draw_table(ax, middle - (m_height - 1) / 2, at_sum, sum(maps), PALE_GREEN)
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
