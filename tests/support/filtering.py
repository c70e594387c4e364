"""What the tests of filtering compare with: pixels as Pillow has them, SciPy's convolution, and folders as they were."""

import os
import re
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage, signal
from support import pictures
from support.files import ROOT

BIRD, DIGIT = ROOT / "data" / "bird.jpg", ROOT / "data" / "num3.jpg"
SCIPYS = {
    "constant": "constant",
    "edge": "nearest",
    "wrap": "wrap",
    "symmetric": "reflect",
    "reflect": "mirror",
}
OWN = {  # not square, not symmetric, even in one or both axes
    "1 2 3; 4 5 -6": [[1, 2, 3], [4, 5, -6]],
    "1 -2; 0 3; 5 1; -7 2": [[1, -2], [0, 3], [5, 1], [-7, 2]],
    "-1,0,1": [[-1, 0, 1]],
    "1/9 2/9 -3/9": [[1 / 9, 2 / 9, -3 / 9]],
    "1.5; -2.5": [[1.5], [-2.5]],
    "1000000 1; 2 -3000000": [[1000000, 1], [2, -3000000]],
}


def colours(path):
    """(rows, columns, 3), whole numbers."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def luma(colour):
    """Recommendation ITU-R BT.601 in whole numbers, rounded: (rows, columns, 3) to (rows, columns)."""
    red, green, blue = np.moveaxis(colour.astype(int), 2, 0)
    return (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16


def greys(path):
    return luma(colours(path))


def scipys(image, weights, border="symmetric"):
    """SciPy's convolution of an image, as large as it is, where an odd zero goes before.

    By ndimage.correlate, whose odd zero goes before, with the kernel flipped; by one Fourier transform of the
    padded image where that would take seconds, rounded where all is whole.
    """
    image, weights = image.astype(float), np.array(weights, dtype=float)
    if weights.size < 1000:
        return ndimage.correlate(image, weights[::-1, ::-1], mode=SCIPYS[border])
    sides = [(size // 2, size - 1 - size // 2) for size in weights.shape]
    result = signal.fftconvolve(np.pad(image, sides, border), weights, "valid")
    exact = (weights == np.rint(weights)).all() and 255 * np.abs(weights).sum() < 2**30
    return np.rint(result) if exact else result


def assert_same(result, expected, weights):
    """Equal if all weights are whole and their sums with pixels are float32; else within float32's rounding.

    That of sums whose order differs: Higham, Accuracy and Stability of Numerical Algorithms, section 4.2.
    """
    assert result.dtype == np.float32
    weights = np.array(weights, dtype=float)
    most = 255 * np.abs(weights).sum()
    whole = (weights == np.rint(weights)).all() and most < 2**24
    bound = 2 * max(weights.shape) * np.finfo(np.float32).eps * most
    np.testing.assert_allclose(result, expected, rtol=0, atol=0 if whole else bound)


def write_photo(name, grey=None):
    Image.fromarray(pictures.RGB if grey is None else np.full((4, 6), grey, np.uint8)).save(name, "PNG")


def state():
    """All that lies in the current folder, with its contents and times."""
    entries = {}
    for path in sorted(Path().rglob("*")):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else os.readlink(path) if path.is_symlink() else None
        entries[path] = content, status.st_mode, status.st_mtime_ns if path.is_file() else None
    return entries


def reason(line):
    """A refusal without the names that it quotes: the same for whatever is refused for the same reason."""
    return re.sub(r"'[^']*'", "''", line)
