"""The first picture of the README: it is the one that its script draws, and what it shows is true."""

import runpy

import numpy as np
import pytest
from matplotlib import pyplot as plt
from PIL import Image
from support.files import ROOT

from course.convolution import kernels
from course.convolution.definition import convolve2d

plt.switch_backend("agg")
SCRIPT = ROOT / "docs" / "readme_picture.py"
ROWS, COLUMNS = (
    slice(200, 212),
    slice(180, 196),
)  # of the photograph: where the bird's breast meets the background


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def drawn_anew(path):
    """A picture as the script draws it into a file: that file."""
    runpy.run_path(str(SCRIPT))["main"](path)
    return path


def seen_from_afar(path):
    """How red or blue the right of the picture is, small: Matplotlib's versions lay panels out a few pixels apart."""
    with Image.open(path) as image:
        small = np.asarray(image.convert("RGB").resize((96, 33), Image.Resampling.BOX), float)
    return small[:, 66:, 0] - small[:, 66:, 2]


def likeness(one, other):
    return np.corrcoef(seen_from_afar(one).ravel(), seen_from_afar(other).ravel())[0, 1]


def test_the_picture_is_the_one_that_the_script_draws(tmp_path, monkeypatch):
    kept = ROOT / "docs" / "kernel.png"
    assert likeness(kept, drawn_anew(tmp_path / "anew.png")) > 0.97
    other = kernels.named("sobel-horizontal")
    monkeypatch.setattr(kernels, "named", lambda name: other)
    assert likeness(kept, drawn_anew(tmp_path / "other.png")) < 0.8


def test_it_shows_the_photograph_the_nine_numbers_and_their_convolution():
    before, weights, after = runpy.run_path(str(SCRIPT))["draw"]().axes
    numbers = [int(text.get_text()) for text in weights.texts]
    kernel = np.reshape(numbers, (3, 3))
    grey, result = (np.asarray(ax.images[0].get_array(), float) for ax in (before, after))
    assert (grey == np.rint(grey)).all() and result.shape == grey.shape == (448, 512)
    right = convolve2d(grey[ROWS, COLUMNS].astype(int).tolist(), kernel.tolist(), "valid")
    assert np.array_equal(result[ROWS, COLUMNS][1:-1, 1:-1], np.array(right, float))


def test_the_colours_mean_what_stands_below_them():
    _, _, after = runpy.run_path(str(SCRIPT))["draw"]().axes
    (image,) = after.images
    assert after.get_xlabel() == "red: brighter to the right\nblue: darker to the right"
    red, _, blue, _ = image.to_rgba([image.get_clim()[1]])[0]
    assert red > blue and sum(image.get_clim()) == 0
    strongest = np.unravel_index(np.asarray(image.get_array()).argmin(), (448, 512))
    with Image.open(ROOT / "data" / "bird.jpg") as photo:
        grey = np.asarray(photo.convert("L"), int)
    row, column = strongest
    assert grey[row, column - 1] > grey[row, column + 1] + 50, "blue, and darker to the right"


def test_it_is_sharp_and_whole():
    with Image.open(ROOT / "docs" / "kernel.png") as image:
        assert image.width == 960 and (ROOT / "docs" / "kernel.png").stat().st_size < 300_000
        pixels = np.asarray(image.convert("L"))
    assert (pixels[-1] == 255).all() and (pixels[:, 0] == 255).all(), "cut off at its edge"
