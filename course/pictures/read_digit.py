"""A handwritten digit, from a picture to 28x28 pixels as MNIST has them."""

from math import ceil

import numpy as np
from PIL import Image

from course.pictures.read_photo import SMOOTH, PictureError, grey, load_photo, printable

# LeCun, Cortes, Burges, "The MNIST database": a 20x20 box, put into a 28x28 frame by its centre of mass;
# moved by whole pixels, that lies from 13.5, the middle of the frame, to 14.5 (so in all of data/digits.npz)
FRAME, BOX, MIDDLE = 28, 20, 13.5
DIGIT_LONGEST = 400  # a photographed digit needs no more pixels
FAINTEST = 20  # grey levels by which ink must differ from paper
SPECK = 0.002  # of all ink, the share that may be cut off at each side
MAD = 1.4826  # times the median of distances gives the standard deviation of normal noise


def load_digit(path):
    """Read a handwritten digit: (digit, notes).

    digit: float64, (28, 28), light on dark in [0, 255]. A 28x28 picture that is light on dark already
    is used as it is, without a note. In any other the ink is found, cropped, fitted to 20x20 and
    moved by whole pixels until its centre of mass is from 13.5 to 14.5 in both axes, as MNIST's are;
    each step is a note. Raises PictureError, also when there is no ink.
    """
    picture, notes = load_photo(path, DIGIT_LONGEST)
    light = grey(picture)
    if is_ready(light):
        return light, notes
    ink = find_ink(light, notes)
    if ink is None:
        raise PictureError(f"{printable(path)}: no ink stands out from the paper; use a thick dark pen")
    return centred(fitted(cropped(ink, notes), notes), notes), notes


# ---- from a picture to a digit


def border(light):
    """The values of the outermost rows and columns, in one row."""
    return np.concatenate([light[0], light[-1], light[:, 0], light[:, -1]])


def is_ready(light):
    """Whether this is a digit as MNIST has them: 28x28, light on a dark border."""
    edge = np.median(border(light))
    return light.shape == (FRAME, FRAME) and edge <= FAINTEST <= light.max() - edge


def paper(light):
    """(surface, noise): the light of the empty paper, and the standard deviation of its pixels.

    The surface is a polynomial of degree 2 in row and column, fitted by least squares to the pixels
    near it. What is far from it is ink and has no vote in the next round.
    """
    r, c = (a.ravel() for a in np.meshgrid(*(np.linspace(-1, 1, n) for n in light.shape), indexing="ij"))
    terms = np.stack([np.ones_like(r), r, c, r * r, r * c, c * c], axis=1)
    values, edge = light.ravel(), border(light)
    off = np.abs(values - np.median(edge))
    noise = MAD * np.median(np.abs(edge - np.median(edge)))
    for _ in range(5):
        near = off <= max(3 * noise, 4)
        voting = terms.T * near  # the normal equations are fast; lstsq bears with pictures of one row
        surface = terms @ np.linalg.lstsq(voting @ terms, voting @ values, rcond=1e-9)[0]
        off = np.abs(values - surface)
        noise = MAD * np.median(off[near])
    return surface.reshape(light.shape), noise


def find_ink(light, notes):
    """Ink as light on a background of 0, in [0, 255]; None if nothing stands out from the paper."""
    surface, noise = paper(light)
    dark, bright = np.maximum(surface - light, 0), np.maximum(light - surface, 0)
    inverted = (dark**2).sum() > (bright**2).sum()
    ink = dark if inverted else bright
    full = np.median(ink[ink >= ink.max() / 2])
    if full < max(FAINTEST, 6 * noise):
        return None
    if inverted:
        notes.append("inverted: dark ink on light paper")
    if np.ptp(surface) > FAINTEST:
        notes.append("evened out the light on the paper")
    return np.where(ink < 4 * noise, 0, np.minimum(255 * ink / full, 255))


def cropped(ink, notes):
    """The part between the first and last row and column that hold ink, but for specks."""
    shares = [np.cumsum(ink.sum(axis=axis)) / ink.sum() for axis in (1, 0)]
    (top, bottom), (left, right) = (np.searchsorted(s, (SPECK, 1 - SPECK)) for s in shares)
    notes.append(f"cropped to rows {top}-{bottom}, columns {left}-{right}")
    return ink[top : bottom + 1, left : right + 1]


def fitted(ink, notes):
    """Resized so that its longer side is 20 pixels, and stretched so that its brightest is 255."""
    rows, columns = (max(1, round(n * BOX / max(ink.shape))) for n in ink.shape)
    small = np.array(Image.fromarray(ink.astype(np.float32)).resize((columns, rows), SMOOTH), dtype=float)
    notes.append(f"fitted to {BOX}x{BOX}")
    return 255 * small / small.max()


def centred(small, notes):
    """In a 28x28 frame, the centre of mass at its MIDDLE or up to a pixel on, all ink inside."""
    rows, columns = small.shape
    row = small.sum(axis=1) @ np.arange(rows) / small.sum()
    column = small.sum(axis=0) @ np.arange(columns) / small.sum()
    top = min(max(ceil(round(MIDDLE - row, 6)), 0), FRAME - rows)
    left = min(max(ceil(round(MIDDLE - column, 6)), 0), FRAME - columns)
    digit = np.zeros((FRAME, FRAME))
    digit[top : top + rows, left : left + columns] = small
    notes.append(f"centred by mass in {FRAME}x{FRAME}")
    return digit
