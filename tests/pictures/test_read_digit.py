"""A handwritten digit from a picture: MNIST's own digits judge the way."""

import re

import numpy as np
import pytest
from PIL import Image
from scipy.ndimage import sobel
from support import pictures
from support.files import ROOT
from support.picture_files import put, refusal

from course.pictures.read_digit import CENTRED, EVENED_OUT, FAINTEST, FITTED, INVERTED, load_digit, stroke_of
from course.pictures.read_photo import TURNED_UPRIGHT, reduced_note

DATA = ROOT / "data"


DIGITS = np.load(DATA / "digits.npz")["test_images"]


def alike(a, b):
    """The correlation of two pictures: 1 where they agree but for brightness and contrast."""
    return np.corrcoef(a.ravel(), b.ravel())[0, 1]


def alike_nearby(a, b):
    """The same, one pixel off allowed: where the centre of mass is rounded the other way."""
    return max(alike(np.roll(a, (r, c), (0, 1)), b) for r in (-1, 0, 1) for c in (-1, 0, 1))


def mass_centre(digit):
    rows, columns = np.indices(digit.shape)
    return (digit * rows).sum() / digit.sum(), (digit * columns).sum() / digit.sum()


def pasted(digit, times, shape, top, left):
    """A digit's ink from 0 to 1, enlarged, somewhere in a larger picture."""
    ink = np.zeros(shape)
    ink[top : top + 28 * times, left : left + 28 * times] = np.kron(digit / 255, np.ones((times, times)))
    return ink


def grey_file(folder, light, name="digit.png"):
    image = Image.fromarray(np.clip(np.rint(light), 0, 255).astype(np.uint8))
    image.save(folder / name)
    return folder / name


def test_num3_is_used_as_it_is():
    digit, notes = load_digit(DATA / "num3.jpg")
    with Image.open(DATA / "num3.jpg") as image:
        np.testing.assert_array_equal(digit, np.asarray(image.convert("L")))
    assert digit.dtype == np.float64
    assert notes == []


@pytest.mark.parametrize("index", range(0, 500, 50))
def test_mnist_digit_is_used_as_it_is(index, tmp_path):
    digit, notes = load_digit(grey_file(tmp_path, DIGITS[index]))
    np.testing.assert_array_equal(digit, DIGITS[index])
    assert notes == []


def test_the_set_keeps_the_convention():
    """Each digit's longer side has 20 pixels; its centre of mass is from 13.5 to 14.5."""
    for digit in DIGITS.astype(float):
        centre = mass_centre(digit)
        assert 13.5 <= min(centre) and max(centre) <= 14.5
        assert max(np.ptp(np.nonzero(digit), axis=1)) + 1 == 20


@pytest.mark.parametrize("index", range(12))
@pytest.mark.parametrize("dark", [True, False], ids=["dark on light", "light on dark"])
def test_mnist_digit_comes_back(index, dark, tmp_path):
    ink = pasted(DIGITS[index], 5, (300, 260), 110, 20)
    digit, notes = load_digit(grey_file(tmp_path, 255 * (1 - ink) if dark else 255 * ink))
    assert alike(digit, DIGITS[index]) > 0.9
    assert 13.5 - 1e-6 <= min(mass_centre(digit)) and max(mass_centre(digit)) <= 14.5
    assert digit.shape == (28, 28) and digit.min() == 0 and digit.max() == 255
    assert (INVERTED in notes) == dark


@pytest.mark.parametrize("index", range(10))
def test_inverted_mnist_digit_comes_back(index, tmp_path):
    digit, notes = load_digit(grey_file(tmp_path, 255.0 - DIGITS[index]))
    assert alike(digit, DIGITS[index]) > 0.99
    assert notes[0] == INVERTED


@pytest.mark.parametrize("index", range(10))
def test_small_digit_on_grey_is_not_taken_as_it_is(index, tmp_path):
    digit, notes = load_digit(grey_file(tmp_path, 100 + DIGITS[index] / 2))
    assert alike(digit, DIGITS[index]) > 0.9
    assert digit[0].max() == 0
    assert notes[-1] == CENTRED and INVERTED not in notes


@pytest.mark.parametrize("index", range(8))
def test_phone_photo(index, tmp_path):
    """A pen stroke on paper lit from one side, with a sensor's noise, as JPEG, held upright."""
    down, along = np.mgrid[0:1:900j, 0:1:1200j]
    light = 100 + 70 * down + 70 * along - 30 * (down - 0.5) ** 2
    ink = pasted(DIGITS[index], 12, (900, 1200), 200, 500)
    noise = np.random.default_rng(index).normal(0, 6, light.shape)
    held = np.rot90(np.clip(light * (1 - 0.7 * ink) + noise, 0, 255).astype(np.uint8))
    Image.fromarray(held).save(tmp_path / "photo.jpg", exif=b"Exif\0\0" + pictures.exif(6))
    digit, notes = load_digit(tmp_path / "photo.jpg")
    assert alike_nearby(digit, DIGITS[index]) > 0.9
    assert notes[:4] == [
        reduced_note((900, 1200), (300, 400)),
        TURNED_UPRIGHT,
        INVERTED,
        EVENED_OUT,
    ]


@pytest.mark.parametrize("index", range(6))
def test_large_digit_on_unevenly_lit_paper(index, tmp_path):
    """The ink sways the first fit of the paper; the rounds after it must put that right."""
    light = 100 + 140 * np.add.outer(np.linspace(0, 0.5, 450), np.linspace(0, 0.5, 400))
    noise = np.random.default_rng(index).normal(0, 3, light.shape)
    ink = pasted(DIGITS[index], 12, light.shape, 60, 30)
    digit, _ = load_digit(grey_file(tmp_path, light * (1 - 0.8 * ink) + noise))
    assert alike_nearby(digit, DIGITS[index]) > 0.95


def test_every_step_is_told(tmp_path):
    light = np.full((120, 90), 255)
    light[10:50, 5:25] = 0
    digit, notes = load_digit(grey_file(tmp_path, light))
    expected = np.zeros((28, 28))
    expected[4:24, 9:19] = 255
    np.testing.assert_allclose(digit, expected)
    inverted, cropped, fitted, centred = notes
    assert (inverted, fitted, centred) == (INVERTED, FITTED, CENTRED)
    assert re.findall(r"\d+-\d+", cropped) == ["10-49", "5-24"]
    assert "20x20" in fitted and "28x28" in centred


@pytest.mark.parametrize(
    "colour", [(255, 0, 0), (0, 0, 160), (0, 100, 0), (40, 40, 40)], ids=["red", "blue", "green", "grey"]
)
def test_ink_of_any_colour(colour, tmp_path):
    ink = pasted(DIGITS[0], 4, (200, 150), 50, 20)[:, :, np.newaxis]
    Image.fromarray((255 * (1 - ink) + colour * ink).astype(np.uint8)).save(tmp_path / "ink.png")
    assert alike(load_digit(tmp_path / "ink.png")[0], DIGITS[0]) > 0.9


def test_drawn_on_nothing(tmp_path):
    """Black ink on a transparent ground, as drawing programs save it."""
    ink = pasted(DIGITS[3], 5, (200, 200), 30, 40)
    rgba = np.dstack([ink * 0, ink * 0, ink * 0, np.rint(ink * 255)])
    digit, notes = load_digit(put(tmp_path, pictures.png_array(rgba, 8, 6)))
    assert alike(digit, DIGITS[3]) > 0.9
    assert notes[:2] == [pictures.WHITE, INVERTED]


def test_specks_do_not_count(tmp_path):
    light = 230 * (1 - pasted(DIGITS[1], 6, (300, 300), 20, 100))
    clean, _ = load_digit(grey_file(tmp_path, light))
    light[290:292, 3:5] = 20
    light[5, 295] = 0
    specked, _ = load_digit(grey_file(tmp_path, light))
    assert alike_nearby(clean, specked) > 0.95


def test_a_line_one_pixel_thin(tmp_path):
    light = np.full((300, 90), 240)
    light[40:240, 30] = 10
    digit, _ = load_digit(grey_file(tmp_path, light))
    expected = np.zeros((28, 28))
    expected[4:24, 14] = 255
    np.testing.assert_allclose(digit, expected)


def test_lopsided_ink_stays_inside(tmp_path):
    light = np.full((100, 100), 255)
    light[10:90, 10:12] = 0
    light[80:90, 10:90] = 0
    light[84:90, 40:90] = 0
    digit, _ = load_digit(grey_file(tmp_path, light))
    assert np.ptp(np.nonzero(digit), axis=1).tolist() == [19, 19]


def blank_papers():
    rng = np.random.default_rng(0)
    down, along = np.mgrid[-1:1:200j, -1:1:150j]
    return {
        "white": np.full((60, 40), 255),
        "black": np.zeros((60, 40)),
        "black 28x28": np.zeros((28, 28)),
        "white 28x28": np.full((28, 28), 255),
        "grey": np.full((60, 40), 128),
        "one pixel": np.full((1, 1), 7),
        "one row": np.full((1, 500), 7),
        "noise": 200 + rng.normal(0, 6, (200, 150)),
        "lit from above": 160 + 60 * down + rng.normal(0, 4, down.shape),
        "dark corners": 220 - 50 * (down**2 + along**2),
        "faint": np.where(np.hypot(down, along) < 0.3, 200, 200 + FAINTEST - 5),
    }


@pytest.mark.parametrize("name", blank_papers())
def test_blank_paper_is_refused(name, tmp_path):
    path = grey_file(tmp_path, blank_papers()[name], "blank.png")
    assert "blank.png: " in refusal(load_digit, path)


def test_a_photograph_is_no_digit():
    assert "bird.jpg: " in refusal(load_digit, DATA / "bird.jpg")


def test_a_transparent_picture_is_blank(tmp_path):
    blank = refusal(load_digit, grey_file(tmp_path, np.full((60, 40), 255), "picture.png"))
    path = put(tmp_path, pictures.EXACT["png all transparent"]()[0], "picture.png")
    assert refusal(load_digit, path) == blank


def test_other_depths_are_the_same_digit(tmp_path):
    path = put(tmp_path, pictures.png_array(DIGITS[0].astype(int) * 257, 16, 0))
    digit, notes = load_digit(path)
    np.testing.assert_array_equal(digit, DIGITS[0])
    assert notes == pictures.scaled(65535, "16-bit")


# ---- the part of a digit where a stroke begins


def test_the_stroke_of_num3_begins_where_lesson_4_says():
    digit, _ = load_digit(DATA / "num3.jpg")
    top, left = stroke_of(digit, 4, 12)
    assert (top, left) == (12, 7) and digit[top, left : left + 4].tolist() == [0, 0, 66, 250]


@pytest.mark.parametrize("height, width", [(4, 12), (3, 5), (9, 10)])
def test_a_stroke_begins_after_paper_in_every_digit(height, width):
    """The window in the part answers strongly to the upright kernel of lesson 4: SciPy's Sobel, at its middle."""
    for digit in DIGITS.astype(int):
        top, left = stroke_of(digit, height, width)
        assert 0 <= top <= 28 - height and 0 <= left <= 28 - width
        before, *_, after = digit[top : top + 3, left + 1 : left + 4].T
        assert before.sum() < 20 and after.min() >= 0
        assert sobel(digit, axis=1, mode="constant")[top + 1, left + 2] > 700


def test_a_stroke_may_stand_anywhere_in_the_frame():
    digit = np.zeros((28, 28))
    digit[20:23, 6:9] = 200
    assert stroke_of(digit, 3, 4) == (20, 3)  # columns 3 4 5 are paper, and 6 is ink
    assert stroke_of(digit, 9, 12) == (19, 3)  # one row higher, so that nine rows are inside
