"""Figures as files of the site: WebP, with as many pixels as a sharp screen shows, for light pages and for dark ones."""

import numpy as np
from darken import darken
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.image import AxesImage
from matplotlib.text import Text
from PIL import Image

DARK = "_dark"  # how the name of a figure for a dark page ends
DOTS_AN_INCH = 200  # of a drawing: sharp on screens with finer pixels
DOTS_OF_PHOTOS = 130  # of a figure with a photograph, which would be too large with more
DOTS_OF_MANY_TEXTS = 150  # of one with hundreds of numbers, which would be, too
MANY_TEXTS = 500
WEBP_METHOD = 2  # of 6: those above take longer, and gain one hundredth
PHOTO_QUALITY = 65  # of 100, of a figure with a photograph
NUMBERS_OF_PHOTOS = 4_000  # at least; a digit has 784


def save_light_and_dark(fig, path):
    """Save a figure of Matplotlib at a path ending in .webp, and beside it one for dark pages.

    A drawing is kept exactly, photographs nearly, as they would be several times as large. The figure is a dark one afterwards.
    """
    has_photo = any(image.get_array().size >= NUMBERS_OF_PHOTOS for image in fig.findobj(AxesImage))
    has_many_texts = len(fig.findobj(Text)) >= MANY_TEXTS
    fig.set_dpi(DOTS_OF_PHOTOS if has_photo else DOTS_OF_MANY_TEXTS if has_many_texts else DOTS_AN_INCH)
    settings = {"method": WEBP_METHOD, "lossless": not has_photo, "quality": PHOTO_QUALITY}
    canvas = drawn(fig)
    picture_of(canvas).save(path, "WEBP", **settings)
    # Laid out again, the parts would stand a few pixels elsewhere; and that takes long.
    fig.set_layout_engine("none")
    darken(fig, canvas.get_renderer())
    picture_of(drawn(fig)).save(path.with_stem(path.stem + DARK), "WEBP", **settings)


def drawn(fig):
    """A canvas on which a figure is drawn."""
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    return canvas


def picture_of(canvas):
    """What is drawn on a canvas, as a picture of Pillow."""
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
