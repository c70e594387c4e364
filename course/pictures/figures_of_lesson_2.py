"""The figures of lesson 2, each drawn from the numbers that it shows; the title says what is found."""

import numpy as np

from course.pictures.figure_pieces import PALE_GREY, draw_cells, draw_table, listed, name_row
from course.pictures.figures import BLUE, GREY, PALE_BLUE, PALE_RED, RED, matrix, panels, window


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
        draw_cells(ax, row, -before, [0] * before + signal + [0] * after, PALE_BLUE)
        for count, (start, numbers) in enumerate(windows):
            row += 1
            is_left_out = stride == 1 and count % 2
            draw_cells(ax, row, start, numbers, PALE_GREY if is_left_out else PALE_RED)
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
        name_row(ax, middle, f"channel {channel}")
        draw_table(ax, top, 0, plane, PALE_BLUE)
        draw_table(ax, middle - (k_height - 1) / 2, at_kernel, kernel, PALE_RED)
        draw_table(ax, middle - (m_height - 1) / 2, at_map, feature_map, PALE_GREY)
        ax.text(at_kernel - 1.2, middle, "with", ha="center", va="center", fontsize=12)
        ax.text(at_map - 1.2, middle, "=", ha="center", va="center", fontsize=14)
    middle = ((len(planes) - 1) * step + height - 1) / 2
    ax.text(at_map + (m_width - 1) / 2, middle, "+", ha="center", va="center", fontsize=16)
    ax.text(at_sum - 1.3, middle, "=", ha="center", va="center", fontsize=14)
    draw_table(ax, middle - (m_height - 1) / 2, at_sum, sum(maps), PALE_RED)
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
