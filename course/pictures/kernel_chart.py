"""
The named kernels, to look them up: as text with their numbers, and as a chart of what each makes of the bird.
"""

import io
import logging
import os
from math import ceil

import numpy as np

from course.convolution.formatting import fold, table
from course.convolution.kernels import KERNELS
from course.pictures.filter_picture import Task, filtered
from course.pictures.read_photo import BIRD, load_bands

CHART_NAME = "kernels.png"
HEAD = np.s_[40:130, 105:210]  # of the bird: half as many pixels as a panel has, so that each can be seen
DOTS_AN_INCH = 150
INCHES_WIDE = 10.5
CHART_COLUMNS = 4
LONGEST_WITH_ZEROS = 5  # rows or columns of a kernel whose zeros are drawn, too
FARTHEST = 99  # percentile of the sizes of a result from which on its colour is full
TITLE = "Weights that sum to 1 keep the picture, weights that sum to 0 only its edges, lines and spots"
NOTE = "The kernels are written as you type them: convolution flips each before it lies on the picture."
SIDES = {"below": "below", "above": "above", "right": "on the right", "left": "on the left"}
SIZES = "box and gaussian come in every size up to 99x99: box-5, gaussian-3x7 (rows x columns)."


def kernel_list(width=80):
    """All named kernels as lines of at most so many characters: name, size, sentence, numbers of each."""
    lines = []
    for kernel in KERNELS.values():
        lines += _described(kernel, width)
    return lines + fold(SIZES, width)


def _described(kernel, width):
    """A kernel as lines: its name and size, its sentence, its numbers, and an empty line.

    Example, of box: "box, 3x3, each over 9: Blurs: ...", three lines of 1  1  1, "".
    """
    rows, divisor = kernel.whole
    k, l = kernel.shape
    over = f", each over {divisor}" if divisor > 1 else ""
    head = f"{kernel.name}, {k}x{l}{over}: {kernel.finds}"
    return [*fold(head, width, "  "), table(rows, indent=4), ""]


def draw_chart():
    """The bytes of a PNG with the figure of all named kernels."""
    fig = chart_figure()
    from course.pictures import figures

    data = io.BytesIO()
    fig.savefig(data, format="png", dpi=DOTS_AN_INCH)
    figures.plt.close(fig)
    return data.getbuffer()


def chart_figure():
    """A figure of Matplotlib: for each kernel its numbers, and beside them what it makes of the bird."""
    os.environ["MPLBACKEND"] = "Agg"  # no window is wanted, whatever is set
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # of a settings folder that it cannot write to
    from course.pictures import figures
    from course.pictures.figure_pieces import name_signs

    bands, _ = load_bands(BIRD)
    rows = ceil(len(KERNELS) / CHART_COLUMNS)
    fig, axes = figures.panels(TITLE, columns=2 * CHART_COLUMNS, rows=rows)
    fig.set_size_inches(INCHES_WIDE, 1.75 * rows + 0.8)
    axes[0].get_gridspec().set_width_ratios((3, 4) * CHART_COLUMNS)
    for number, kernel in enumerate(KERNELS.values()):
        kernel_ax, result_ax = axes[2 * number : 2 * number + 2]
        _draw_numbers(kernel_ax, kernel)
        _draw_result(result_ax, kernel, filtered(list(bands), Task(kernel, None)).values[HEAD])
    for ax in axes[2 * len(KERNELS) :]:  # the last row may not be full
        ax.set_visible(False)
    name_signs(fig)
    fig.legends[0].set_title(NOTE, prop={"size": 10})
    return fig


def _draw_numbers(ax, kernel):
    """Draw a kernel's whole numbers, as the list has them; in a large one zeros are left out."""
    from course.pictures.figures import matrix

    rows, divisor = kernel.whole
    k, l = kernel.shape
    longest = max(k, l)
    if longest > LONGEST_WITH_ZEROS:
        rows = [[weight or None for weight in row] for row in rows]
    over = f", over {divisor}" if divisor > 1 else ""
    matrix(ax, rows, signed=True, size=8 if longest <= 3 else 6)
    ax.set_title(f"{k}x{l}{over}", fontsize=8)
    ax.set_anchor("E")


def _draw_result(ax, kernel, values):
    """Draw what a kernel makes of a picture: in greys where it keeps the brightness, else in red and blue.

    Red and blue are stretched: all but the FARTHEST hundredth of the numbers lies on the scale.
    """
    from course.pictures.figures import picture

    if kernel.total:
        picture(ax, values)
    else:
        high = np.percentile(np.abs(values), FARTHEST)
        picture(ax, values, signed=True, high=high)
        ax.set_xlabel(f"red: {where_above_0(kernel)}\nfull colour from {high:.0f} on", fontsize=7.5)
    ax.set_title(kernel.name, fontsize=9, fontweight="bold")


def where_above_0(kernel):
    """Where a kernel whose weights add up to 0 gives more than 0, in words: on which side it is brighter.

    Of a kernel that looks alike from all sides it is the weight in the middle that tells.

    Example: of 1 -1, which is flipped to -1 1, it is "brighter on the right".
    """
    flipped = np.array(kernel.rows, dtype=float)[::-1, ::-1]
    rows, columns = np.indices(flipped.shape)
    down, right = round((flipped * rows).sum(), 6), round((flipped * columns).sum(), 6)
    sides = [word for value, word in ((down, "below"), (-down, "above")) if value > 0]
    sides += [word for value, word in ((right, "right"), (-right, "left")) if value > 0]
    if sides:
        return f"brighter {' '.join(sides) if len(sides) == 2 else SIDES[sides[0]]}"
    middle = flipped[flipped.shape[0] // 2, flipped.shape[1] // 2]
    return f"{'brighter' if middle > 0 else 'darker'} than around"
