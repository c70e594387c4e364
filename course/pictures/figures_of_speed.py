"""The figures of docs/further/speed.py: how long things take."""

from course.pictures.figure_pieces import PURPLE
from course.pictures.figures import BLUE, GREEN, GREY, RED, bars, panels


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
