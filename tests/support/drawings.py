"""What stands in a lesson's figure, read back from it: texts and the colours of cells."""

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex


@pytest.fixture(autouse=True)
def close_figures():
    """No window is opened, and no figure is left."""
    plt.switch_backend("agg")
    yield
    plt.close("all")


def title(fig):
    """The title of a whole figure."""
    return fig.get_suptitle()


def shown(ax):
    """The numbers of the picture on some axes."""
    (image,) = ax.images
    return np.asarray(image.get_array())


def scale(ax):
    """(lowest, highest number that has a colour of its own, name of the colours)."""
    (image,) = ax.images
    return (*image.get_clim(), image.get_cmap().name)


def texts(ax):
    """The texts of a drawing by where they stand: (row, column), to a hundredth of a cell."""
    return {(round(t.get_position()[1], 2), round(t.get_position()[0], 2)): t.get_text() for t in ax.texts}


def tint(ax, row, column):
    """The colour of the filled cell at (row, column)."""
    for patch in ax.patches:
        if patch.get_fill() and np.allclose((patch.get_y() + 0.5, patch.get_x() + 0.5), (row, column)):
            return to_hex(patch.get_facecolor()).upper()
    raise AssertionError(f"no cell at {row}, {column}")


def overlapping_names(fig):
    """The pairs of texts of a figure's axes that lie over each other."""
    fig.draw_without_rendering()
    named = [text for ax in fig.axes for text in ax.texts if text.get_text()]
    pairs = [(one, other) for number, one in enumerate(named) for other in named[:number]]
    return [
        (one.get_text(), other.get_text())
        for one, other in pairs
        if one.get_window_extent().overlaps(other.get_window_extent())
    ]


def is_cut(fig):
    """Whether a text of a figure reaches beyond its edge."""
    fig.draw_without_rendering()
    whole = fig.bbox
    inside = [text for ax in fig.axes for text in ax.texts]
    for text in [*inside, *fig.texts]:  # its title, too
        box = text.get_window_extent()
        if box.x0 < 0 or box.y0 < 0 or box.x1 > whole.x1 or box.y1 > whole.y1:
            return True
    return False
