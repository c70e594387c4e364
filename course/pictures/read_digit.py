"""
A handwritten digit, from a photograph of it to 28x28 pixels as MNIST has them.

The ink is what differs from the paper. It is found, cropped, fitted to a box and put into the frame.
"""

from math import ceil

import numpy as np
from PIL import Image

from course.pictures.read_photo import SMOOTH, PictureError, grey, load_photo, shown_path

# LeCun, Cortes, Burges, "The MNIST database": a 20x20 box, put into a 28x28 frame by its centre of mass;
# moved by whole pixels, that lies from 13.5, the middle of the frame, to 14.5 (so in all of data/digits.npz)
FRAME, BOX, FRAME_MIDDLE = 28, 20, 13.5
DIGIT_LONGEST = 400  # pixels on the longer side: a photographed digit needs no more
FAINTEST = 20  # grey levels by which ink must differ from paper
PAPER_COUNTS = 10  # how much more ink before a stroke counts than the ink of the stroke
SPECK = 0.002  # of all ink, the share that may be cut off at each side
DEVIATION_OF_NOISE = 1.4826  # times the median of distances gives the standard deviation of normal noise

# ---- what a note says

INVERTED = "inverted: dark ink on light paper"
EVENED_OUT = "evened out the light on the paper"
FITTED = f"fitted to {BOX}x{BOX}"
CENTRED = f"centred by mass in {FRAME}x{FRAME}"


def load_digit(path):
    """Read a handwritten digit: (digit, notes).

    digit: float64, (28, 28), light on dark in [0, 255]. A 28x28 picture that is light on dark already
    is used as it is, without a note. In any other the ink is found, cropped, fitted to 20x20 and
    moved by whole pixels until its centre of mass is from 13.5 to 14.5 in both axes, as MNIST's are;
    each step is a note. Raises PictureError, also when there is no ink.
    """
    picture, notes = load_photo(path, DIGIT_LONGEST)
    light = grey(picture)
    if _is_ready(light):
        return light, notes
    ink = _find_ink(light, notes)
    if ink is None:
        raise PictureError(f"{shown_path(path)}: no ink stands out from the paper; use a thick dark pen")
    ink = _cropped(ink, notes)
    ink = _fitted(ink, notes)
    return _centred(ink, notes), notes


def stroke_of(digit, height, width):
    """(top row, left column) of a part of a digit, height x width pixels, at the left edge of a stroke.

    digit: (28, 28), light on dark. Sought is a window of 3x3 with much ink in its last column and hardly any in
    its first: ink counts twice in the middle row, and ink in the first column counts against the window,
    PAPER_COUNTS times. The part begins with the window's first row, one column before it.

    Example: in data/num3.jpg it is row 12 and column 7, where the first row begins 0 0 66 250.
    """
    digit = np.asarray(digit, dtype=float)
    sums = digit[:-2] + 2 * digit[1:-1] + digit[2:]  # of three rows, from each row on
    edges = sums[:, 3:] - PAPER_COUNTS * sums[:, 1:-2]  # for a part from column 0 on: columns 3 and 1
    inside = edges[: len(digit) - height + 1, : digit.shape[1] - width + 1]
    top, left = np.unravel_index(inside.argmax(), inside.shape)
    return int(top), int(left)


# ---- the paper


def _border_values(light):
    """The values of the outermost rows and columns, in one row."""
    return np.concatenate([light[0], light[-1], light[:, 0], light[:, -1]])


def _is_ready(light):
    """Whether this is a digit as MNIST has them: 28x28, light on a dark border."""
    edge = np.median(_border_values(light))
    return light.shape == (FRAME, FRAME) and edge <= FAINTEST <= light.max() - edge


def _paper(light):
    """(surface, noise): the light of the empty paper, (rows, columns), and the standard deviation of its pixels.

    The surface is a polynomial of degree 2 in row and column, fitted by least squares to the pixels
    near it. What is far from it is ink and has no vote in the next round.
    """
    across_rows = np.linspace(-1, 1, light.shape[0])
    across_columns = np.linspace(-1, 1, light.shape[1])
    r, c = (grid.ravel() for grid in np.meshgrid(across_rows, across_columns, indexing="ij"))
    terms = np.stack([np.ones_like(r), r, c, r * r, r * c, c * c], axis=1)  # (pixels, 6)
    values, edge = light.ravel(), _border_values(light)
    # at first the paper is taken to be as light everywhere as the border is
    distance = np.abs(values - np.median(edge))
    noise = DEVIATION_OF_NOISE * np.median(np.abs(edge - np.median(edge)))
    for _ in range(5):
        near = distance <= max(3 * noise, 4)
        voting = terms.T * near  # the normal equations are fast; lstsq bears with pictures of one row
        coefficients = np.linalg.lstsq(voting @ terms, voting @ values, rcond=1e-9)[0]
        surface = terms @ coefficients
        distance = np.abs(values - surface)
        noise = DEVIATION_OF_NOISE * np.median(distance[near])
    return surface.reshape(light.shape), noise


# ---- the ink


def _find_ink(light, notes):
    """Ink as light on a background of 0, in [0, 255]; None if nothing stands out from the paper."""
    surface, noise = _paper(light)
    darker = np.maximum(surface - light, 0)
    brighter = np.maximum(light - surface, 0)
    inverted = (darker**2).sum() > (brighter**2).sum()
    ink = darker if inverted else brighter
    full = np.median(ink[ink >= ink.max() / 2])
    if full < max(FAINTEST, 6 * noise):
        return None
    if inverted:
        notes.append(INVERTED)
    if np.ptp(surface) > FAINTEST:
        notes.append(EVENED_OUT)
    return np.where(ink < 4 * noise, 0, np.minimum(255 * ink / full, 255))


def _cropped(ink, notes):
    """The part between the first and last row and column that hold ink, but for specks."""
    top, bottom = _ends(ink.sum(axis=1))
    left, right = _ends(ink.sum(axis=0))
    notes.append(f"cropped to rows {top}-{bottom}, columns {left}-{right}")
    return ink[top : bottom + 1, left : right + 1]


def _ends(sums):
    """The first and the last index that counts, of the ink in each row or in each column.

    Example: of 0 0.1 60 40 0 0 these are 2 and 3. From the top the shares of all ink are 0 0.001 0.6 1 1 1: the
    first that reaches SPECK is the third, the first that reaches 1 - SPECK the fourth.
    """
    shares = np.cumsum(sums) / sums.sum()
    return np.searchsorted(shares, (SPECK, 1 - SPECK))


def _fitted(ink, notes):
    """Resized so that its longer side is 20 pixels, and stretched so that its brightest is 255.

    Example: ink of 40 rows and 10 columns becomes 20x5.
    """
    rows, columns = (max(1, round(n * BOX / max(ink.shape))) for n in ink.shape)
    resized = Image.fromarray(ink.astype(np.float32)).resize((columns, rows), SMOOTH)
    small = np.array(resized, dtype=float)
    notes.append(FITTED)
    return 255 * small / small.max()


def _centred(small, notes):
    """In a 28x28 frame, the centre of mass at its middle or up to a pixel on, all ink inside."""
    top = _start(small.sum(axis=1))
    left = _start(small.sum(axis=0))
    rows, columns = small.shape
    digit = np.zeros((FRAME, FRAME))
    digit[top : top + rows, left : left + columns] = small
    notes.append(CENTRED)
    return digit


def _start(sums):
    """The index in the frame at which ink with these sums of its rows, or of its columns, begins.

    Example: 20 equal sums have their centre at 9.5. It comes to 13.5 if they begin at 4. If they weigh more at
    their end, with a centre at 10.2, 13.5 - 10.2 = 3.3 is rounded up to 4, and the centre comes to 14.2.
    """
    centre = sums @ np.arange(len(sums)) / sums.sum()
    start = ceil(round(FRAME_MIDDLE - centre, 6))
    return min(max(start, 0), FRAME - len(sums))
