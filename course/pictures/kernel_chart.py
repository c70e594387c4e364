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
from course.paths import DATA
from course.pictures import pixels
from course.pictures.filter_picture import Task, filtered

BIRD = DATA / "bird.jpg"
NAME = "kernels.png"
HEAD = np.s_[40:224, 90:300]  # of the bird: as many pixels as a panel has, so that what is fine can be seen
DOTS = 150  # for each inch
COLUMNS = 5
TITLE = "Each named kernel on the bird; where it sums to 0, distances from 0"
SIZES = "box and gaussian come in every size up to 99x99: box-5, gaussian-3x7 (rows x columns)."


def listed(width=80):
    """All named kernels as lines: for each its name, its size, its sentence, its numbers."""
    lines = [line for kernel in KERNELS.values() for line in _told(kernel, width)]
    return [*lines, *fold(SIZES, width)]


def _told(kernel, width):
    """A kernel as lines: its name and size, its sentence, its numbers."""
    rows, divisor = kernel.whole
    times = f", each over {divisor}" if divisor > 1 else ""
    k, l = kernel.shape
    head = f"{kernel.name}, {k}x{l}{times}: {kernel.finds}"
    return [*fold(head, width, "  "), table(rows, indent=4), ""]


def drawn():
    """The bytes of a PNG: what each kernel makes of the bird, drawn as the command draws it."""
    os.environ["MPLBACKEND"] = "Agg"  # no window is wanted, whatever is set
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # of a settings folder that it cannot write to
    from course.pictures import figures

    fig, axes = figures.panels(TITLE, columns=COLUMNS, rows=ceil(len(KERNELS) / COLUMNS), height=8.5)
    for ax, kernel in zip(axes, KERNELS.values()):
        show = pixels.fitting(kernel.total)
        result = filtered(BIRD, Task(kernel, show))
        figures.picture(ax, show.pixels(result.values, result.low, result.high)[HEAD])
        ax.set_title(kernel.name, fontsize=8)
    data = io.BytesIO()
    fig.savefig(data, format="png", dpi=DOTS)
    figures.plt.close(fig)
    return data.getbuffer()
