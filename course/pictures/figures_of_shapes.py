"""The figures of docs/further/shapes.py: how far layers see, and how their sizes change."""

import numpy as np
from matplotlib.patches import Rectangle

from course.convolution.formatting import counted
from course.pictures.figure_pieces import PALE_GREEN, draw_cells, name_row
from course.pictures.figures import BLUE, GREY, PALE_BLUE, panels


def draw_spread(spreads):
    """Draw how a single 1 spreads from layer to layer, for each {dilations in words: array (layers + 1, places)}.

    The first row of an array is the signal, each other one the result of a layer; what is not 0 is coloured.
    """
    counts = [np.count_nonzero(rows[-1]) for rows in spreads.values()]
    layers = len(next(iter(spreads.values()))) - 1
    places = " or to ".join(map(str, counts))
    title = f"After {counted(layers, 'layer')} a 1 has spread to {places} places"
    height = sum(len(rows) + 1.6 for rows in spreads.values())
    fig, ax = panels(title, height=0.33 * height + 0.6)
    top = 0.0
    for name, rows in spreads.items():
        middle = (rows.shape[1] - 1) / 2
        ax.text(middle, top - 0.95, f"dilation {name}", ha="center", va="center", fontsize=12)
        for number, row in enumerate(rows):
            name_row(ax, top + number, f"after layer {number}" if number else "signal", -0.9)
            tint = PALE_GREEN if number else PALE_BLUE
            draw_cells(ax, top + number, 0, row, [tint if value else "white" for value in row], 11)
        top += len(rows) + 1.6
    columns = max(rows.shape[1] for rows in spreads.values())
    ax.set(xlim=(-4.6, columns - 0.4), ylim=(top - 1.8, -1.5), aspect="equal")
    ax.axis("off")
    return fig


def draw_layers(sizes):
    """Draw the maps of a network, one square for each layer, and how many of them there are, as bars.

    sizes: (name, rows of a square map, number of maps) of the image and of each layer, in order.
    """
    names, rows, counts = zip(*sizes)
    title = f"From {rows[0]}x{rows[0]} to {rows[-1]}x{rows[-1]} numbers, and from {counts[0]} maps to {counts[-1]}"
    fig, axes = panels(title, 1, 2, height=4.2)
    places = np.arange(len(sizes))
    for place, size in zip(places, rows):
        side = 0.9 * size / max(rows)
        corner = (place - side / 2, 0)
        axes[0].add_patch(Rectangle(corner, side, side, facecolor=PALE_BLUE, edgecolor=GREY))
        axes[0].text(place, -0.1, f"{size}x{size}", ha="center", va="top", fontsize=11)
    axes[0].set(
        xlim=(-0.6, len(sizes) - 0.4), ylim=(-0.35, 1), aspect="equal", title="a single map, to scale"
    )
    axes[0].axis("off")
    drawn = axes[1].bar(places, counts, width=0.6, color=BLUE)
    axes[1].bar_label(drawn, counts, padding=2)
    axes[1].set_xticks(places, names)
    axes[1].set(
        title="how many maps there are", xlim=(-0.6, len(sizes) - 0.4), ylim=(0, 1.2 * max(counts)), yticks=[]
    )
    axes[1].tick_params(length=0)
    axes[1].spines["left"].set_visible(False)
    return fig
