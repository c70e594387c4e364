"""Figures as files of the site: WebP, with as many pixels as a sharp screen shows, for light pages and for dark ones."""

import io

from darken import darken
from PIL import Image

DARK = "_dark"  # how the name of a figure for a dark page ends
DOTS_AN_INCH = 200  # sharp on screens with finer pixels
WEBP_METHOD = 2  # of 6: those above take longer, and gain one hundredth
PHOTO_QUALITY = 75  # of 100, of a photograph in a figure


def save_light_and_dark(fig, path):
    """Save a figure of Matplotlib at a path ending in .png, and as WebP beside it, also for dark pages.

    The path of the WebP. The figure is a dark one afterwards.
    """
    dark = path.with_stem(path.stem + DARK)
    fig.savefig(path, dpi=DOTS_AN_INCH)
    darken(fig)
    fig.savefig(dark, dpi=DOTS_AN_INCH)
    as_webp(dark)
    return as_webp(path)


def as_webp(path):
    """Write a picture as WebP beside it, exactly or nearly, whichever is smaller; its path.

    Drawings come out exactly; photographs nearly, as they would be several times as large.
    """
    picture = Image.open(path).convert("RGB")
    written = [io.BytesIO(), io.BytesIO()]
    picture.save(written[0], "WEBP", method=WEBP_METHOD, lossless=True)
    picture.save(written[1], "WEBP", method=WEBP_METHOD, quality=PHOTO_QUALITY)
    small = path.with_suffix(".webp")
    small.write_bytes(min((each.getvalue() for each in written), key=len))
    return small
