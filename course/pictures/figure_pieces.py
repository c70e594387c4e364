"""Pieces of the lessons' figures: rows and tables of cells with numbers in them."""

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.patches import Patch, Rectangle

from course.convolution.formatting import factor, number
from course.pictures.figures import GREEN, GREY, window

PALE_GREY = "#EEEEEE"
PALE_GREEN = "#C4E8DC"  # of results, as pale blue is of images and pale red of kernels
DARKER_RED = "#F0B48C"
PURPLE = "#CC79A7"  # of the same palette as the colours of figures.py


def listed(numbers):
    """Numbers side by side, as the lessons print them: "2 1 0"."""
    return " ".join(str(number) for number in numbers)


def sum_in_digits(terms):
    """A sum as text: its terms, and what they add up to. Negative terms stand in brackets.

    Example: of 3 and -8 it is "3 + (-8) = -5"; a single 6 is "6".
    """
    total = number(sum(terms))
    if len(terms) == 1:
        return total
    return " + ".join(factor(term) for term in terms) + f" = {total}"


def draw_cells(ax, row, start, texts, colours, size=12):
    """Draw cells with texts in one row of a drawing, from a column on. colours: one for all, or one for each."""
    if isinstance(colours, str):
        colours = [colours] * len(texts)
    for column, (text, colour) in enumerate(zip(texts, colours)):
        box = {"facecolor": colour, "edgecolor": GREY, "linewidth": 0.8}
        ax.add_patch(Rectangle((start + column - 0.5, row - 0.5), 1, 1, **box))
        ax.text(start + column, row, str(text), ha="center", va="center", fontsize=size)


def name_row(ax, row, name, right=-0.7):
    """Write a name to the left of a row of a drawing. right: where it ends, in columns."""
    ax.text(right, row, name, ha="right", va="center", fontsize=12)


def name_columns(ax, count, name):
    """Number the columns of a drawing below it, with a name: moment 0, 1, 2."""
    ax.set_xticks(range(count), range(count))
    ax.set_xlabel(name)
    ax.tick_params(length=0)


def explain_tint(ax, row, left, tint, meaning):
    """Draw an empty cell of a colour at (row, left), and what the colour means to the right of it."""
    draw_cells(ax, row, left, [""], tint)
    ax.text(left + 0.8, row, meaning, va="center", fontsize=11)


def draw_table(ax, top, left, rows, tints, title="", size=12):
    """Draw a table of numbers as cells, with its top left cell at (top, left), and a title above its middle.

    rows: a list of rows or an array. tints: one colour for all, or an array of colours of its shape.
    """
    rows = np.asarray(rows)
    tints = np.broadcast_to(tints, rows.shape)
    for row, (texts, colours) in enumerate(zip(rows, tints)):
        draw_cells(ax, top + row, left, texts, list(colours), size)
    if title:
        middle = left + (rows.shape[1] - 1) / 2
        ax.text(middle, top - 0.85, title, ha="center", va="center", fontsize=12)


def tints_where(chosen, colour, other="white"):
    """An array of colours: one where chosen (an array of truth values) holds, another one elsewhere."""
    return np.where(chosen, colour, other)


def fit_cells(ax, columns, rows, above=1.4):
    """Show that many columns and rows of cells and what stands above them, without axes, in square cells."""
    ax.set(xlim=(-0.6, columns - 0.4), ylim=(rows - 0.4, -above), aspect="equal")
    ax.axis("off")


def name_signs(fig, above="", below="", of=""):
    """Say below a figure that red is above 0, white is 0 and blue is below 0, and what these mean, if given.

    The colours are those of figures.picture() with signed=True. of: what the key begins with, if only a part of
    the figure has these colours.
    """
    shade = plt.get_cmap("RdBu_r")
    meanings = {0.85: (f"{of}above 0", above), 0.5: ("0", ""), 0.15: ("below 0", below)}
    keys = []
    for place, (sign, meaning) in meanings.items():
        label = f"{sign}: {meaning}" if meaning else sign
        keys.append(Patch(facecolor=shade(place), edgecolor=GREY, label=label))
    fig.legend(handles=keys, loc="outside lower center", ncols=len(keys), frameon=False, fontsize=11)


def name_sides(fig, kernels, more, less):
    """Name the signs below a figure, with the sides that kernels, not flipped, tell of, if each tells of one.

    more, less: words for what is above 0 and below it. Example: with "brighter" and "darker there" and one kernel
    -1 0 1 the key says "above 0: brighter to the right" and "below 0: darker there".
    """
    sides = [brighter_side(kernel) for kernel in kernels]
    if all(sides):
        name_signs(fig, f"{more} {' or '.join(sides)}", less)
    else:
        name_signs(fig)


def brighter_side(kernel):
    """On which side an image is brighter where a kernel, not flipped, gives more than 0; "" if unclear.

    Example: -1 0 1 has the columns 0 1 2, so -1*0 + 0*1 + 1*2 = 2 is above 0: brighter to the right.
    """
    if not np.isclose(kernel.sum(), 0):
        return ""
    rows, columns = np.indices(kernel.shape)
    down = (kernel * rows).sum()
    right = (kernel * columns).sum()
    if abs(right) > abs(down):
        return "to the right" if right > 0 else "to the left"
    if abs(down) > abs(right):
        return "below" if down > 0 else "above"
    return ""


def frame_pixels(ax, row, column, rows, columns, colour=GREEN, outside=0.6):
    """Draw a frame around some pixels, which is seen whole also at a picture's edge.

    outside: how far from them, in pixels; 0 is for pixels so large that they are seen inside the line.
    """
    window(ax, row, column, rows, columns, colour, inset=-outside)
    ax.patches[-1].set_clip_on(False)
