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
from course.pictures.pixels import default_show
from course.pictures.read_photo import BIRD, load_bands

CHART_NAME = "kernels.png"
HEAD = np.s_[40:224, 90:300]  # of the bird: as many pixels as a panel has, so that what is fine can be seen
DOTS_AN_INCH = 150
PANELS_IN_A_ROW = 5
TITLE = "Each named kernel on the bird; where it sums to 0, distances from 0"
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
    """The bytes of a PNG: what each kernel makes of the bird, drawn as the command draws it."""
    os.environ["MPLBACKEND"] = "Agg"  # no window is wanted, whatever is set
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # of a settings folder that it cannot write to
    from course.pictures import figures

    bands, _ = load_bands(BIRD)
    rows = ceil(len(KERNELS) / PANELS_IN_A_ROW)
    fig, axes = figures.panels(TITLE, columns=PANELS_IN_A_ROW, rows=rows, height=8.5)
    for ax, kernel in zip(axes, KERNELS.values()):
        show = default_show(kernel.total)
        result = filtered(list(bands), Task(kernel, show))
        pixels = show.pixels(result.values, result.low, result.high)
        figures.picture(ax, pixels[HEAD])
        ax.set_title(kernel.name, fontsize=8)
    for ax in axes[len(KERNELS) :]:  # the last row may not be full
        ax.set_visible(False)
    data = io.BytesIO()
    fig.savefig(data, format="png", dpi=DOTS_AN_INCH)
    figures.plt.close(fig)
    return data.getbuffer()
