"""
The course's drawings: matrices with numbers in their cells, pictures on a shared scale, the sliding window.

Every helper takes the axes first, and none shows or saves anything. Signed values are drawn on a blue and red
scale that is symmetric about 0; unsigned ones in greys, light for large. Both can be told apart by readers who
do not see red and green.
"""

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.patches import Rectangle

FIGURE_WIDTH = 8  # inches; the widest figure that a page, a slide and a screen all show whole
BLUE, RED, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#777777"  # Okabe and Ito's palette
PALE_BLUE, PALE_RED = "#CFE3F0", "#F9DFCC"
LOOK = {
    "font.size": 11,
    "axes.titlesize": 11,
    "figure.titlesize": 13,
    "figure.titleweight": "bold",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "image.interpolation": "nearest",
    "savefig.dpi": 120,
    "lines.linewidth": 1.6,
}


def panels(title, columns=1, rows=1, height=3.0):
    """(figure, axes): a figure 8 inches wide, height in inches, whose title states its finding.

    axes: the only one, or a flat list of rows*columns, row by row.
    """
    fig, grid = _figure(rows, columns, height)
    fig.suptitle(title, x=0.01, ha="left")
    axes = list(grid.flat)
    return fig, axes[0] if len(axes) == 1 else axes


def _figure(rows, columns, height):
    """A figure and its axes, (rows, columns); without a window where there is no screen to open it on."""
    shape = {"figsize": (FIGURE_WIDTH, height), "layout": "constrained", "squeeze": False}
    plt.rcdefaults()  # a reader's own matplotlibrc may turn pictures upside down
    plt.rcParams.update(LOOK)
    try:
        return plt.subplots(rows, columns, **shape)
    except Exception:  # a screen that is announced but not there; each toolkit has its own exception
        plt.switch_backend("agg")
        return plt.subplots(rows, columns, **shape)


def matrix(ax, rows, title="", *, low=None, high=None, signed=False, size=11, labels=None, tints=None):
    """Draw numbers as a grid of cells with the numbers in them; None is an empty place.

    rows: a list of rows or an array (rows, columns), ints, floats or Fractions. low and high fix the scale (give
    the same to panels that are compared); signed makes it symmetric about 0. size is the numbers' size in points,
    labels name the rows, tints gives each row one colour instead of a scale.

    The number in row i and column j stands at (j, i), as Matplotlib puts the horizontal axis first; its cell goes
    from (j - 0.5, i - 0.5) to (j + 0.5, i + 0.5). Rows are counted from the top, so the vertical axis runs down.
    """
    numbers = [[np.nan if value is None else float(value) for value in row] for row in rows]
    values = np.array(numbers)
    shade = _shades(values, low, high, signed)
    for i, j in np.argwhere(~np.isnan(values)):
        colour = tints[i] if tints else shade(values[i, j])
        cell = Rectangle((j - 0.5, i - 0.5), 1, 1, facecolor=colour, edgecolor=GREY, linewidth=0.8)
        ax.add_patch(cell)
        ax.text(j, i, str(rows[i][j]), ha="center", va="center", fontsize=size)
    height, width = values.shape
    ax.set(xlim=(-0.55, width - 0.45), ylim=(height - 0.45, -0.55), aspect="equal")
    _bare(ax, title)
    if labels:
        ax.set_yticks(range(len(labels)), labels)
        ax.tick_params(length=0)


def _shades(values, low, high, signed):
    """A function from a value to its colour; only pale colours, so that black numbers can be read on them.

    Example: with signed and values from -3 to 5 the scale goes from -5 to 5: 0 is white, -5 the bluest.
    """
    known = values[~np.isnan(values)]
    low = known.min() if low is None else low
    high = known.max() if high is None else high
    if signed:
        high = max(abs(low), abs(high))
        low = -high
    scale = plt.Normalize(low, high if high > low else low + 1)
    if signed:
        return lambda value: plt.get_cmap("RdBu_r")(0.3 + 0.4 * scale(value))
    return lambda value: plt.get_cmap("Greys_r")(0.6 + 0.4 * scale(value))


def _bare(ax, title):
    """Axes with a title and without ticks and frame."""
    ax.set_title(title)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)


def window(ax, row, column, rows, columns, colour=RED, inset=0.0):
    """Draw the frame of a window of rows x columns cells whose top left cell is (row, column).

    inset, in cells, draws it smaller, so that two frames that share an edge can both be seen.

    Example: 2x3 cells from (1, 2) on are framed from (1.5, 0.5), the outer corner of cell (1, 2), 3 wide, 2 high.
    """
    corner = (column - 0.5 + inset, row - 0.5 + inset)
    width, height = columns - 2 * inset, rows - 2 * inset
    ax.add_patch(Rectangle(corner, width, height, fill=False, edgecolor=colour, linewidth=2.5, zorder=3))


def picture(ax, values, title="", *, low=0, high=255, signed=False):
    """Draw a picture (rows, columns) in greys from low to high, or (rows, columns, 3) in colour.

    signed draws it from -high to high, blue below 0 and red above, white where it is 0.
    """
    values = np.asarray(values, dtype=float)
    if values.ndim == 3:
        ax.imshow(np.clip((values - low) / (high - low), 0, 1))
    elif signed:
        ax.imshow(values, cmap="RdBu_r", vmin=-high, vmax=high)
    else:
        ax.imshow(values, cmap="gray", vmin=low, vmax=high)
    _bare(ax, title)
    ax.spines[:].set(visible=True, color=GREY, linewidth=0.6)


def pictures(axes, named, part=None, **scale):
    """Draw {title: picture}, each on its own axes and all on one scale, as picture() has it.

    part shows only the middle part x part pixels. ValueError if there are not as many axes as pictures.
    """
    if len(axes) != len(named):
        raise ValueError(
            f"{len(named)} pictures do not fit {len(axes)} panels: change the figure's columns or rows"
        )
    for ax, (title, values) in zip(axes, named.items()):
        shown = _middle(values, part) if part else values
        picture(ax, shown, title, **scale)


def _middle(values, part):
    """The middle part x part of a picture; fewer rows or columns where there are not as many.

    Example: the middle 4x4 of 7x10 are rows 1 to 4 and columns 3 to 6.
    """
    rows, columns = np.shape(values)[:2]
    top, left = max((rows - part) // 2, 0), max((columns - part) // 2, 0)
    return values[top : top + part, left : left + part]


def curves(ax, lines, across, up):
    """Draw {label: (positions, values)} as lines in the course's colours; one single value is a dot.

    positions lie along the horizontal axis. across and up name the axes.
    """
    for (label, (positions, values)), colour in zip(lines.items(), (BLUE, RED, GREEN, GREY, "black")):
        style = "-" if np.size(values) > 1 else "o"
        ax.plot(positions, values, style, color=colour, label=label)
    ax.set(xlabel=across, ylabel=up)
    ax.legend(frameon=False, loc="best")
