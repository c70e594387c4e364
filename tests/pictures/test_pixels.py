"""Results as pixels against plain arithmetic, and pixels as files of every kind."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, JpegImagePlugin
from support import pictures
from support.filtering import BIRD, DIGIT, colours, greys

from course.convolution.kernels import KERNELS
from course.errors import Unusable
from course.pictures.pixels import (
    JPEG_QUALITY,
    LONGEST_JPEG_SIDE,
    Show,
    default_show,
    empty_npy,
    output_ending,
    picture_bytes,
    quality_note,
    show_from_text,
)

# ---- results as pixels


def test_a_picture_is_lossless(drawn_pixels):
    np.testing.assert_array_equal(drawn_pixels(BIRD, "identity", "--color"), colours(BIRD))
    np.testing.assert_array_equal(drawn_pixels(BIRD, "identity"), greys(BIRD))


SHOWN = {
    "clip": lambda y: np.clip(y, 0, 255),
    "abs": lambda y: np.minimum(np.abs(y), 255),
    "signed": lambda y: 128 + 127 * y / np.abs(y).max(),
    "bias=100": lambda y: np.clip(y + 100, 0, 255),
    "bias=-20.5": lambda y: np.clip(y - 20.5, 0, 255),
    "bias=\N{MINUS SIGN}1/2": lambda y: np.clip(y - 0.5, 0, 255),
    "bias=1e9": lambda y: np.full(y.shape, 255),
}


@pytest.mark.parametrize("way", SHOWN)
@pytest.mark.parametrize("words", [[], ["--color"]], ids=["grey", "colour"])
@pytest.mark.parametrize("kernel", ["sobel-vertical", "1/2 1/2", "-1/4 1/2 1", "laplacian"])
def test_show(drawn_pixels, numbers, way, words, kernel):
    y = numbers(BIRD, kernel, *words).astype(float)
    np.testing.assert_array_equal(drawn_pixels(BIRD, kernel, "--show", way, *words), np.rint(SHOWN[way](y)))


def test_rounding_is_half_to_even_and_once(drawn_pixels):
    Image.fromarray(np.uint8([[1, 3, 5, 7, 253, 255]])).save("odd.png")
    assert drawn_pixels("odd.png", "1/2").tolist() == [[0, 2, 2, 4, 126, 128]]
    assert drawn_pixels("odd.png", "1/6").tolist() == [[0, 0, 1, 1, 42, 42]]  # 3/6 and 255/6 are ties
    assert drawn_pixels("odd.png", "1", "--show", "bias=1/2").tolist() == [[2, 4, 6, 8, 254, 255]]
    assert drawn_pixels("odd.png", "-1/2", "--show", "abs").tolist() == [[0, 2, 2, 4, 126, 128]]


def test_signed_is_middle_grey_where_nothing_is(drawn_pixels):
    Image.fromarray(np.uint8([[0, 0, 9], [0, 0, 9]])).save("step.png")
    assert drawn_pixels("step.png", "-1 1", "--show", "signed").tolist() == [[128, 128, 1]] * 2
    assert drawn_pixels("step.png", "1 -1", "--show", "signed").tolist() == [[128, 128, 255]] * 2
    assert drawn_pixels("step.png", "0", "--show", "signed").tolist() == [[128] * 3] * 2


def test_signed_has_one_scale_for_all_colours(drawn_pixels):
    Image.fromarray(np.uint8([[[100, 50, 0]]])).save("dot.png")
    assert drawn_pixels("dot.png", "1", "--show", "signed", "--color").tolist() == [[[255, 192, 128]]]


@pytest.mark.parametrize("kernel", KERNELS)
def test_what_is_shown_by_itself(report, kernel):
    way = "abs" if sum(sum(row) for row in KERNELS[kernel].rows) == 0 else "clip"
    assert f"; show {way}; " in report(DIGIT, "--kernel", kernel, "--details")


def test_kernels_with_a_negative_sum_are_cut_too(report):
    assert "; show clip; " in report(DIGIT, "--kernel", "1 -2", "--details")


def test_large_pictures_are_drawn_in_parts_without_seams():
    values = np.random.default_rng(2).normal(0, 200, (2100, 517, 3)).astype(np.float32)
    for way in ("abs", "clip", "signed", "bias=3"):
        show, span = show_from_text(way), (float(values.min()), float(values.max()))
        expected = {"bias=3": lambda y: np.clip(y + 3, 0, 255)}.get(way, SHOWN.get(way))(values.astype(float))
        np.testing.assert_array_equal(show.pixels(values, span), np.rint(expected))


# ---- files


@pytest.mark.parametrize("output", ["a.png", "a.PNG", "a.jpg", "a.JPEG", "a.Npy", "new/a.png", "./a.b.png"])
def test_endings_choose_the_format(report, output):
    report(BIRD, "--kernel", "box", "--output", output)
    magic = {"p": b"\x89PNG", "j": b"\xff\xd8\xff", "n": b"\x93NUM"}[Path(output).suffix[1].lower()]
    assert Path(output).read_bytes().startswith(magic)


@pytest.mark.parametrize("words, mode", [([], "L"), (["--color"], "RGB")])
def test_jpeg(report, drawn_pixels, words, mode):
    exif = Image.Exif()
    exif[274] = 6
    Image.open(BIRD).save("turned.jpg", exif=exif, quality=95)
    line = report("turned.jpg", "--kernel", "gaussian", "--output", "out.jpg", "--details", *words)
    assert f": {pictures.TURNED};" in line and line.endswith(" 512x448 written (quality 92)\n")
    plain = drawn_pixels("turned.jpg", "gaussian", *words)
    reference = io.BytesIO()
    Image.fromarray(plain).save(reference, "JPEG", quality=92)
    with Image.open("out.jpg") as image, Image.open(reference) as expected:
        assert image.mode == mode and image.size == (448, 512) and not image.getexif()
        assert image.quantization == expected.quantization
        assert mode == "L" or JpegImagePlugin.get_sampling(image) == 0
        assert np.abs(np.asarray(image).astype(int) - plain).mean() < 2


def test_npy_is_signed_unrounded_float32(report):
    line = report(
        BIRD, "--kernel", "-1/3 1/7", "--output", "out.npy", "--color", "--stride", "2,1", "--details"
    )
    found = np.load("out.npy", allow_pickle=False)
    assert (found.dtype, found.shape) == (np.dtype("<f4"), (224, 512, 3)) and found.flags.c_contiguous
    assert found.min() < 0 and (found != np.rint(found)).any()
    assert "float32" in line and " out.npy (224x512); " in line


@pytest.mark.usefixtures("folder")
def test_a_picture_too_long_for_a_jpeg(refused, used):
    Image.new("L", (65501, 1)).save("long.png")
    refused("65500", "long.png", "--kernel", "1", "--output", "out.jpg")
    used("long.png", "--kernel", "1", "--output", "out.jpg", "--stride", "1,2")


# ---- the parts on their own


def test_a_show_is_read_from_text():
    assert [show_from_text(way) for way in ("abs", "signed", "clip")] == [
        Show("abs"),
        Show("signed"),
        Show("clip"),
    ]
    assert show_from_text("bias=-1/2") == Show("bias", -0.5)
    for text in ("", "bias", "bias=", "abs=1", "ABS", "bias=nan"):
        with pytest.raises(Unusable):
            show_from_text(text)


def test_the_default_show():
    assert (default_show(0).way, default_show(1).way, default_show(-1).way) == ("abs", "clip", "clip")


def test_the_scale_of_signed():
    assert Show("signed").scale(-50, 20) == 127 / 50
    assert Show("signed").scale(0, 0) == 127
    values = np.float32([[-50, 0, 20]])
    assert Show("signed").pixels(values, (-50, 20)).tolist() == [[1, 128, 179]]


def test_the_words_of_a_show_hold_its_numbers():
    assert Show("signed").in_full(-50, 20) == "signed, scaled by 2.54"
    assert Show("bias", 100).in_full(0, 1) == "bias=100" and "100 added" in Show("bias", 100).in_words(0, 1)
    for in_words in (Show.in_words, Show.in_full):
        assert len({in_words(Show(way), 0, 1) for way in ("abs", "signed", "clip", "bias")}) == 4


CUT = {  # the way, with the smallest and largest result: what is said of what is cut
    ("clip", 0, 255): "",
    ("clip", -0.4, 255.4): "",  # they are rounded to 0 and 255
    ("clip", -1, 200): "cut at 0",
    ("clip", 3, 256): "cut at 255",
    ("clip", -1, 256): "cut to 0..255",
    ("abs", -255, 255): "distances from 0",
    ("abs", -256, 0): "cut at 255",
    ("bias=100", -100, 155): "100 added",
    ("bias=100", -101, 0): "cut at 0",
    ("bias=100", 0, 156): "cut at 255",
}


@pytest.mark.parametrize("case, said", CUT.items())
def test_cutting_is_said_where_something_is_cut(case, said):
    way, low, high = case
    words = show_from_text(way).in_words(low, high)
    assert words.endswith(said) and ("cut" in words) == ("cut" in said) and (said or not words)
    drawn = show_from_text(way).pixels(np.float64([low, high])).astype(float)
    moved = {"clip": (low, high), "abs": (abs(low), abs(high))}.get(way, (low + 100, high + 100))
    assert np.any(np.abs(drawn - moved) > 0.5) == ("cut" in said)


@pytest.mark.parametrize("path, ending", [("a.PNG", ".png"), ("b/c.jpeg", ".jpeg"), ("x.Npy", ".npy")])
def test_endings(path, ending):
    assert output_ending(path) == ending
    assert (str(JPEG_QUALITY) in quality_note(path)) == ending.startswith(".j")


def test_other_endings_are_refused():
    for path in ("a.gif", "a", ".png", "a.png "):
        with pytest.raises(Unusable):
            output_ending(path)


@pytest.mark.parametrize("shape", [(2, 3), (4, 5, 3), (1, 1)])
def test_an_empty_npy_is_filled_through_its_view(shape, tmp_path):
    data, values = empty_npy(shape)
    values[...] = np.arange(values.size).reshape(shape)
    (tmp_path / "numbers.npy").write_bytes(data)
    loaded = np.load(tmp_path / "numbers.npy", allow_pickle=False)
    assert loaded.dtype == np.dtype("<f4") and loaded.tolist() == values.tolist()
    assert shape != (2, 3) or data.size == 152


def test_bytes_of_pictures():
    grey = np.arange(6, dtype=np.uint8).reshape(2, 3)
    for ending, kind in ((".png", "PNG"), (".jpg", "JPEG"), (".jpeg", "JPEG")):
        with Image.open(io.BytesIO(picture_bytes(grey, ending))) as image:
            assert (image.format, image.size) == (kind, (3, 2))
    picture_bytes(np.zeros((1, LONGEST_JPEG_SIDE), np.uint8), ".jpg")
    with pytest.raises(Unusable, match=str(LONGEST_JPEG_SIDE)):
        picture_bytes(np.zeros((1, LONGEST_JPEG_SIDE + 1), np.uint8), ".jpg")
