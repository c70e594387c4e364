"""
Figures for a dark page: the paper is dark, and what is written and drawn on it is light.

What stands for numbers stays as it is, in dark and in light: photographs, maps and the cells of tables with what is
written on them, for their shades mean something.
"""

from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.colors import rgb_to_hsv, to_rgba
from matplotlib.image import AxesImage
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

PAPER = "#131416"  # as the theme has it
INK = "#d8d8d8"
DARKEST_COLOUR = 0.6  # of a grey that is ink: brighter ones can be seen on dark paper
GREY = 0.2  # saturation up to which a colour is a grey


def darken(fig, renderer):
    """Change a figure of Matplotlib into one for a dark page. renderer: the one that has drawn it as it is."""
    papers = [
        fig.patch,
        *(ax.patch for ax in fig.findobj(Axes)),
        *(each.get_frame() for each in fig.findobj(Legend)),
    ]
    areas = [each for each in fig.findobj(is_area) if each not in papers and each.get_visible()]
    boxes = [each.get_window_extent(renderer) for each in areas]
    for paper in papers:
        paper.set_facecolor(PAPER)
    for text in fig.findobj(Text):
        box = text.get_window_extent(renderer)
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        if not any(each.contains(x, y) for each in boxes):
            text.set_color(lightened(text.get_color()))
    for line in fig.findobj(Line2D):
        line.set_color(lightened(line.get_color()))
        line.set_markeredgecolor(lightened(line.get_markeredgecolor()))
        line.set_markerfacecolor(lightened(line.get_markerfacecolor()))
    for patch in fig.findobj(Patch):
        if patch not in areas:
            patch.set_edgecolor(lightened(patch.get_edgecolor()))
            if patch not in papers:  # such as the head of an arrow
                patch.set_facecolor(lightened(patch.get_facecolor()))
    for several in fig.findobj(Collection):
        if several.get_array() is None:
            several.set_edgecolor([lightened(colour) for colour in several.get_edgecolor()])


def is_area(artist):
    """Whether an artist is a picture, or a surface on which something may be written."""
    if isinstance(artist, AxesImage):
        return True
    return isinstance(artist, Patch) and artist.get_facecolor()[3] > 0 and not is_ink(artist.get_facecolor())


def is_ink(colour):
    """Whether a colour is black or a dark grey."""
    red, green, blue, opacity = to_rgba(colour)
    _, saturation, value = rgb_to_hsv((red, green, blue))
    return opacity > 0 and saturation <= GREY and value <= DARKEST_COLOUR


def lightened(colour):
    """INK for what is black or a dark grey, as opaque; any other colour as it is."""
    if isinstance(colour, str) and colour in ("none", "auto"):
        return colour
    return to_rgba(INK, to_rgba(colour)[3]) if is_ink(colour) else colour
