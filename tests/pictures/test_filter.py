"""The command `filter`: its numbers against SciPy's, its pixels against plain arithmetic, its files."""

import io
import json
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from support.files import ROOT
from PIL import Image, JpegImagePlugin
from scipy import ndimage

from support import pictures
from course.pictures import figures, kernel_chart, pixels
from course.pictures.read_photo import load_bands
from course.convolution.kernels import KERNELS, Kernel, named

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


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def said(command):
    """Runs python -m course filter WORDS, which has to succeed in silence, and returns its line."""

    def run(*words):
        code, out, err = command("filter", *map(str, words))
        assert (code, err) == (0, "") and out.isascii() and out.endswith("\n")
        return out

    return run


@pytest.fixture
def numbers(said):
    """The signed numbers that the command gives: (rows, columns[, 3])."""

    def run(picture, kernel, *words):
        said(picture, "--kernel", kernel, "--output", "numbers.npy", "--force", *words)
        return np.load("numbers.npy", allow_pickle=False)

    return run


@pytest.fixture
def pixels(said):
    """The pixels of the picture that the command writes."""

    def run(picture, kernel, *words):
        said(picture, "--kernel", kernel, "--output", "pixels.png", "--force", *words)
        with Image.open("pixels.png") as image:
            assert image.format == "PNG"
            return np.asarray(image)

    return run


def colours(path):
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def greys(path):
    """Recommendation ITU-R BT.601 in whole numbers, rounded."""
    red, green, blue = np.moveaxis(colours(path), 2, 0)
    return (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16


def scipys(image, weights, border="symmetric"):
    """The convolution by ndimage.correlate, whose odd zero goes before, with the kernel turned."""
    turned = np.array(weights, dtype=float)[::-1, ::-1]
    return ndimage.correlate(image.astype(float), turned, mode=SCIPYS[border])


def same(found, expected, weights):
    """Equal if all weights are whole and their sums with pixels are float32; else within float32's rounding.

    That of sums whose order differs: Higham, Accuracy and Stability of Numerical Algorithms, section 4.2.
    """
    assert found.dtype == np.float32
    weights = np.array(weights, dtype=float)
    most = 255 * np.abs(weights).sum()
    whole = (weights == np.rint(weights)).all() and most < 2**24
    bound = 2 * max(weights.shape) * np.finfo(np.float32).eps * most
    np.testing.assert_allclose(found, expected, rtol=0, atol=0 if whole else bound)


# ---- the numbers


@pytest.mark.parametrize("border", SCIPYS)
@pytest.mark.parametrize("kernel", ["sobel-vertical", "roberts-rising", "gaussian-7", *OWN])
def test_every_border_in_grey(numbers, kernel, border):
    weights = OWN.get(kernel) or named(kernel).rows
    for path in (BIRD, DIGIT):
        same(numbers(path, kernel, "--border", border), scipys(greys(path), weights, border), weights)


@pytest.mark.parametrize("border", SCIPYS)
@pytest.mark.parametrize("kernel", ["emboss", *OWN])
def test_every_border_in_colour(numbers, kernel, border):
    weights = OWN.get(kernel) or named(kernel).rows
    found = numbers(BIRD, kernel, "--border", border, "--color")
    assert found.shape == (448, 512, 3)
    for channel in range(3):
        same(found[:, :, channel], scipys(colours(BIRD)[:, :, channel], weights, border), weights)


@pytest.mark.parametrize("kernel", [*KERNELS, "box-3x5", "gaussian-13", "gaussian-99", "box-99"])
def test_every_named_kernel(numbers, kernel):
    weights = named(kernel).rows
    same(numbers(BIRD, kernel), scipys(greys(BIRD), weights), weights)


@pytest.mark.parametrize("border", SCIPYS)
def test_a_kernel_larger_than_the_picture(numbers, border):
    Image.fromarray(pictures.GREY).save("small.png")
    weights = [[i * j % 7 - 2 for j in range(40)] for i in range(30)]
    found = numbers("small.png", "; ".join(" ".join(map(str, row)) for row in weights), "--border", border)
    padded = np.pad(pictures.GREY.astype(float), ((15, 15), (20, 20)), border)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (30, 40))[:5, :7]
    np.testing.assert_array_equal(found, (windows * np.array(weights)[::-1, ::-1]).sum(axis=(2, 3)))


@pytest.mark.parametrize(
    "kernel", ["box", "gaussian-7", "gaussian-21", "box-99", "motion-blur", "1/3 1/7; 2 -1/11"]
)
def test_fractions_are_rounded_once(numbers, kernel):
    """As the whole weights, added up exactly, over the divisor: the float32 next to it."""
    rows = (
        [[Fraction(weight) for weight in row.split()] for row in kernel.split(";")] if " " in kernel else None
    )
    rows, divisor = Kernel("", tuple(map(tuple, rows)), "", "").whole if rows else named(kernel).whole
    exact = scipys(greys(BIRD), rows) / divisor
    np.testing.assert_allclose(numbers(BIRD, kernel), exact, rtol=2**-23.9, atol=0)


def test_a_large_dense_kernel_goes_by_tiles_and_is_exact(said):
    weights = np.random.default_rng(7).integers(-9, 10, (31, 31))
    np.save("weights.npy", weights)
    assert ", by tiles;" in said(BIRD, "--kernel", "weights.npy", "--output", "out.npy")
    np.testing.assert_array_equal(np.load("out.npy"), scipys(greys(BIRD), weights))


@pytest.mark.parametrize("size", [1, 10**4, 10**6, 10**9, 10**14])
def test_large_weights_are_right_to_float32(said, size):
    """Beyond some size transforms and exact sums are no longer possible; other ways are taken then."""
    weights = [[size * (i * j % 5 - 1) + i for j in range(20)] for i in range(20)]
    text = "; ".join(" ".join(map(str, row)) for row in weights)
    said(DIGIT, "--kernel", text, "--output", "out.npy")
    same(np.load("out.npy"), scipys(greys(DIGIT), weights), weights)


@pytest.mark.parametrize("kernel", ["1e-15 1e-15", "1e15 -1e15; 0.1 1e-9", "1/3 1/7; 1/999999999999999 1/11"])
def test_small_and_mixed_weights_are_right_to_float32(numbers, kernel):
    weights = [[eval(weight) for weight in row.split()] for row in kernel.split(";")]
    same(numbers(DIGIT, kernel), scipys(greys(DIGIT), weights), weights)


@pytest.mark.parametrize(
    "stride, step", [("1", (1, 1)), ("2", (2, 2)), ("3,5", (3, 5)), ("1000", (1000, 1000))]
)
def test_stride(numbers, stride, step):
    found = numbers(BIRD, "emboss", "--stride", stride)
    np.testing.assert_array_equal(found, scipys(greys(BIRD), named("emboss").rows)[:: step[0], :: step[1]])


def test_no_flip(numbers):
    weights = OWN["1 2 3; 4 5 -6"]
    found = numbers(BIRD, "1 2 3; 4 5 -6", "--no-flip", "--border", "wrap")
    np.testing.assert_array_equal(found, ndimage.correlate(greys(BIRD).astype(float), weights, mode="wrap"))


def test_the_default_border_is_symmetric(numbers):
    np.testing.assert_array_equal(numbers(BIRD, "box"), numbers(BIRD, "box", "--border", "symmetric"))


def test_kernels_from_files(numbers):
    np.save("k.npy", np.array(OWN["1 2 3; 4 5 -6"], np.int8))
    Path("k.csv").write_text("# mine\n1,2,3\n4,5,-6\n", encoding="utf-8")
    expected = numbers(BIRD, "1 2 3; 4 5 -6")
    for kernel in ("k.npy", "k.csv"):
        np.testing.assert_array_equal(numbers(BIRD, kernel), expected)


def test_a_uint8_never_wraps(numbers):
    Image.fromarray(np.full((4, 5), 255, np.uint8)).save("white.png")
    np.testing.assert_array_equal(numbers("white.png", "9 9; 9 9"), np.full((4, 5), 36 * 255))
    np.testing.assert_array_equal(numbers("white.png", "-1"), np.full((4, 5), -255))


# ---- pictures in: the table of awkward files, as they are, through the identity


@pytest.mark.parametrize("name", [*pictures.EXACT, *pictures.NEARLY])
def test_pictures_are_decoded_rightly(said, name):
    data, expected, notes = (pictures.EXACT | pictures.NEARLY)[name]()
    Path("picture").write_bytes(data)
    expected = np.asarray(expected, dtype=float)
    near = 6 if name in pictures.NEARLY else 0.5 if pictures.WHITE in notes else 1e-4  # rounded to 8 bits
    for words in (["--color"], []):
        line = said("picture", "--kernel", "identity", "--output", "out.npy", "--force", *words)
        assert all(f"; {note};" in line for note in notes) and line.count("; ") == 3 + len(notes)
        found = np.load("out.npy")
        if found.ndim == 3:
            np.testing.assert_allclose(found, expected, rtol=0, atol=near)
        else:
            grey = expected @ (0.299, 0.587, 0.114)
            coloured = expected.min(axis=2) != expected.max(axis=2)
            np.testing.assert_allclose(found, grey, rtol=0, atol=near + 0.51 * coloured.any())
            assert words == [] or not coloured.any()
        assert found.shape[:2] == expected.shape[:2]


def test_bands_take_little_memory():
    for colour, count in ((False, 1), (True, 3)):
        bands, notes = load_bands(BIRD, colour)
        assert [band.dtype for band in bands] == [np.uint8] * count and notes == []


def test_large_pictures_are_not_reduced(numbers):
    array = np.random.default_rng(5).integers(0, 256, (3000, 40), dtype=np.uint8)
    Image.fromarray(array).save("large.png")
    np.testing.assert_array_equal(numbers("large.png", "identity"), array)


def test_deep_pictures_keep_their_fractions(numbers):
    Path("deep.png").write_bytes(pictures.png_array(pictures.DEEP, 16, 0))
    exact = pictures.DEEP / 257
    np.testing.assert_allclose(
        numbers("deep.png", "sobel-vertical"), scipys(exact, named("sobel-vertical").rows), atol=1e-3
    )
    np.testing.assert_allclose(numbers("deep.png", "identity"), exact, rtol=1e-7)
    every = np.arange(256).reshape(16, 16)
    Path("every.png").write_bytes(pictures.png_array(every * 257, 16, 0))
    np.testing.assert_array_equal(numbers("every.png", "identity"), every)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "CMYK", "P", "L", "LA", "1"])
def test_a_picture_with_colours_has_three_and_a_grey_one_one(numbers, mode):
    Image.fromarray(pictures.RGB).convert(mode).save("picture.tif")
    assert numbers("picture.tif", "box", "--color").ndim == (2 if mode in ("L", "LA", "1") else 3)
    assert numbers("picture.tif", "box").ndim == 2


def test_colour_profiles_are_left_out_and_said(said):
    Image.open(BIRD).save("profiled.jpg", icc_profile=b"profile")
    line = said("profiled.jpg", "--kernel", "identity", "--color", "--output", "out.png")
    assert "; colour profile left out;" in line
    with Image.open("out.png") as image:
        assert "icc_profile" not in image.info


# ---- pixels out


def test_a_picture_is_lossless(pixels):
    np.testing.assert_array_equal(pixels(BIRD, "identity", "--color"), colours(BIRD))
    np.testing.assert_array_equal(pixels(BIRD, "identity"), greys(BIRD))


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
def test_show(pixels, numbers, way, words, kernel):
    y = numbers(BIRD, kernel, *words).astype(float)
    np.testing.assert_array_equal(pixels(BIRD, kernel, "--show", way, *words), np.rint(SHOWN[way](y)))


def test_rounding_is_half_to_even_and_once(pixels):
    Image.fromarray(np.uint8([[1, 3, 5, 7, 253, 255]])).save("odd.png")
    assert pixels("odd.png", "1/2").tolist() == [[0, 2, 2, 4, 126, 128]]
    assert pixels("odd.png", "1/6").tolist() == [[0, 0, 1, 1, 42, 42]]  # 3/6 and 255/6 are ties
    assert pixels("odd.png", "1", "--show", "bias=1/2").tolist() == [[2, 4, 6, 8, 254, 255]]
    assert pixels("odd.png", "-1/2", "--show", "abs").tolist() == [[0, 2, 2, 4, 126, 128]]


def test_signed_is_middle_grey_where_nothing_is(pixels):
    Image.fromarray(np.uint8([[0, 0, 9], [0, 0, 9]])).save("step.png")
    assert pixels("step.png", "-1 1", "--show", "signed").tolist() == [[128, 128, 1]] * 2
    assert pixels("step.png", "1 -1", "--show", "signed").tolist() == [[128, 128, 255]] * 2
    assert pixels("step.png", "0", "--show", "signed").tolist() == [[128] * 3] * 2


def test_signed_has_one_scale_for_all_colours(pixels):
    Image.fromarray(np.uint8([[[100, 50, 0]]])).save("dot.png")
    assert pixels("dot.png", "1", "--show", "signed", "--color").tolist() == [[[255, 192, 128]]]


@pytest.mark.parametrize("kernel", KERNELS)
def test_what_is_shown_by_itself(said, kernel):
    way = "abs" if sum(sum(row) for row in KERNELS[kernel].rows) == 0 else "clip"
    assert f", drawn as {way}: " in said(DIGIT, "--kernel", kernel)


def test_kernels_with_a_negative_sum_are_cut_too(said):
    assert ", drawn as clip: " in said(DIGIT, "--kernel", "1 -2")


def test_large_pictures_are_drawn_in_parts_without_seams():
    values = np.random.default_rng(2).normal(0, 200, (2100, 517, 3)).astype(np.float32)
    for way in ("abs", "clip", "signed", "bias=3"):
        show, low, high = pixels.show(way), float(values.min()), float(values.max())
        expected = {"bias=3": lambda y: np.clip(y + 3, 0, 255)}.get(way, SHOWN.get(way))(values.astype(float))
        np.testing.assert_array_equal(show.pixels(values, low, high), np.rint(expected))


# ---- files


def test_the_default_name(said):
    assert "written to bird-sobel-vertical.png\n" in said(BIRD, "--kernel", "sobel-vertical")
    assert "written to bird-kernel.png\n" in said(BIRD, "--kernel", "1 2 3")
    assert sorted(os.listdir()) == ["bird-kernel.png", "bird-sobel-vertical.png"]


@pytest.mark.parametrize("output", ["there", "there/", "new/", "new/deeper/"])
def test_a_folder_takes_the_default_name(said, output):
    Path("there").mkdir()
    said(BIRD, "--kernel", "box-5", "--output", output)
    assert Path(output, "bird-box-5.png").is_file()


@pytest.mark.parametrize("output", ["a.png", "a.PNG", "a.jpg", "a.JPEG", "a.Npy", "new/a.png", "./a.b.png"])
def test_endings_choose_the_format(said, output):
    said(BIRD, "--kernel", "box", "--output", output)
    magic = {"p": b"\x89PNG", "j": b"\xff\xd8\xff", "n": b"\x93NUM"}[Path(output).suffix[1].lower()]
    assert Path(output).read_bytes().startswith(magic)


@pytest.mark.parametrize("words, mode", [([], "L"), (["--color"], "RGB")])
def test_jpeg(said, pixels, words, mode):
    exif = Image.Exif()
    exif[274] = 6
    Image.open(BIRD).save("turned.jpg", exif=exif, quality=95)
    line = said("turned.jpg", "--kernel", "gaussian", "--output", "out.jpg", *words)
    assert f"; {pictures.TURNED};" in line and "out.jpg (quality 92)" in line
    plain = pixels("turned.jpg", "gaussian", *words)
    reference = io.BytesIO()
    Image.fromarray(plain).save(reference, "JPEG", quality=92)
    with Image.open("out.jpg") as image, Image.open(reference) as expected:
        assert image.mode == mode and image.size == (448, 512) and not image.getexif()
        assert image.quantization == expected.quantization
        assert mode == "L" or JpegImagePlugin.get_sampling(image) == 0
        assert np.abs(np.asarray(image).astype(int) - plain).mean() < 2


def test_npy_is_signed_unrounded_float32(said):
    line = said(BIRD, "--kernel", "-1/3 1/7", "--output", "out.npy", "--color", "--stride", "2,1")
    found = np.load("out.npy", allow_pickle=False)
    assert (found.dtype, found.shape) == (np.dtype("<f4"), (224, 512, 3)) and found.flags.c_contiguous
    assert found.min() < 0 and (found != np.rint(found)).any()
    assert ", kept as float32; 224x512 written to out.npy\n" in line


def test_force_replaces(said, pixels):
    Path("out.png").write_bytes(b"old")
    said(BIRD, "--kernel", "box", "--output", "out.png", "--force")
    with Image.open("out.png") as image:
        np.testing.assert_array_equal(np.asarray(image), pixels(BIRD, "box"))
    assert sorted(os.listdir()) == ["out.png", "pixels.png"]


def test_the_line_says_what_was_done(said):
    y = ndimage.correlate(greys(BIRD), named("sobel-vertical").rows, mode="nearest")[::3, ::2]
    assert said(BIRD, "--kernel", "sobel-vertical", "--stride", "3,2", "--border", "edge", "--no-flip") == (
        "bird.jpg: 448x512 grey; correlated with sobel-vertical (3x3, sum 0), border edge, by rows; "
        f"stride 3x2; results from {y.min()} to {y.max()}, drawn as abs: the distance from 0, cut to 0..255; "
        "150x256 written to bird-sobel-vertical.png\n"
    )
    line = said(DIGIT, "--kernel", "1/2", "--show", "bias=100")
    assert "convolved with kernel (1x1, sum 1/2), border symmetric" in line
    assert "from 0 to 127, drawn as bias: 100 added, cut to 0..255" in line


def test_no_minus_before_a_zero(said):
    Image.new("L", (4, 4)).save("black.png")
    assert "results from 0 to 0," in said("black.png", "--kernel", "-1")


# ---- many pictures


@pytest.fixture
def album():
    """A folder with pictures of many kinds, and other files."""
    folder = Path("album")
    (folder / "inner").mkdir(parents=True)
    for name in ("a.png", "b.JPG", "c.tif", "d e.webp", ".hidden.png", "inner/x.png"):
        kind = {"jpg": "JPEG", "tif": "TIFF"}.get(name[-3:].lower(), name[name.rindex(".") + 1 :].upper())
        Image.fromarray(pictures.RGB).save(folder / name, kind)
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")
    return folder


def test_a_folder(said, album):
    lines = said("album", "--kernel", "box", "--output", "out").splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == ["a.png", "b.JPG", "c.tif", "d e.webp"]
    assert (
        lines[-1]
        == "4 of 4 pictures filtered into out; files left alone, as their names are not those of pictures: 1"
    )
    assert sorted(os.listdir("out")) == ["a-box.png", "b-box.png", "c-box.png", "d e-box.png"]
    with Image.open("out/a-box.png") as image:
        red, green, blue = np.moveaxis(pictures.RGB.astype(int), 2, 0)
        grey = (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16
        np.testing.assert_array_equal(np.asarray(image), np.rint(scipys(grey, np.ones((3, 3))) / 9))


def test_bad_pictures_do_not_stop_the_rest(command, album):
    (album / "bad.png").write_bytes(b"no picture")
    (album / "empty.gif").write_bytes(b"")
    code, out, err = command(
        "filter", "album", "missing.png", str(BIRD), "--kernel", "box", "--output", "out/"
    )
    assert code == 2
    assert out.splitlines()[-1].startswith("5 of 8 pictures filtered into out;")
    lines = err.splitlines()
    assert [re.search(r"(\w+)\.(png|gif): ", line)[1] for line in lines[:3]] == ["bad", "empty", "missing"]
    assert lines[3:] == ["python -m course: 3 of 8 pictures could not be used, for the reasons above"]
    assert len(os.listdir("out")) == 5


def test_two_pictures_of_one_name_do_not_meet(command):
    for folder in ("one", "two"):
        Path(folder).mkdir()
        Image.new("L", (3, 3), {"one": 10, "two": 20}[folder]).save(f"{folder}/photo.png")
    for force in ([], ["--force"]):
        code, _, err = command("filter", "one", "two", "--kernel", "identity", "--output", "out", *force)
        (said, _), where = err.splitlines(), Path("two", "photo.png")
        assert code == 2 and said.startswith(f"python -m course filter: {where}: the output ")
        with Image.open("out/photo-identity.png") as image:
            assert image.getpixel((0, 0)) == 10


def test_a_result_never_replaces_another_picture_of_the_same_run(command):
    for name, grey in (("a", 10), ("a-identity", 20)):
        Image.new("L", (3, 3), grey).save(f"{name}.png")
    words = ["a.png", "a-identity.png", "--kernel", "identity", "--output", ".", "--force"]
    code, _, err = command("filter", *words)
    assert code == 2 and "is a file that was read" in err
    with Image.open("a-identity.png") as image:
        assert image.getpixel((0, 0)) == 20


def test_one_picture_in_a_folder_is_many_too(said, album):
    for path in list(album.iterdir())[1:]:
        path.is_dir() or path.unlink()
    assert len(said("album", "--kernel", "box", "--output", "out").splitlines()) == 2


def test_the_bar_moves_where_somebody_watches(command, album, monkeypatch, capsys):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    watched = Terminal()
    monkeypatch.setattr(sys, "stderr", watched)
    code, out, _ = command("filter", "album", "--kernel", "box", "--output", "out")
    assert code == 0 and len(out.splitlines()) == 5
    assert [f"{n}/4" in watched.getvalue() for n in range(6)] == [False, True, True, True, True, False]
    assert watched.getvalue().endswith("4/4\n")


# ---- the named kernels


def test_the_list(said):
    text = said("--list")
    parts = {part.split(",")[0]: part for part in text.split("\n\n")}
    assert list(parts)[:-1] == list(KERNELS)
    for name, kernel in KERNELS.items():
        lines = [line for line in parts[name].splitlines() if line.startswith("    ")]
        divisor = int((re.search(r"each over (\d+)", parts[name]) or [0, 1])[1])
        found = np.array([line.split() for line in lines], dtype=int) / divisor
        np.testing.assert_array_equal(found, np.array(kernel.rows, dtype=float))
        assert kernel.finds in " ".join(parts[name].split())


@pytest.mark.parametrize("columns", ["1", "20", "80", "1000", "0", "-5", "many"])
def test_the_list_fits_the_terminal(said, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    widest = max(map(len, said("--list").splitlines()))
    assert widest <= {"1": 39, "20": 39, "1000": 200}.get(columns, 80)


def test_the_chart(said, monkeypatch):
    made, panels = [], figures.panels
    monkeypatch.setattr(figures, "panels", lambda *a, **k: made.append(panels(*a, **k)) or made[-1])
    line = said("--list", "--output", "kernels.png")
    assert line == "all kernels, applied to bird.jpg, drawn in kernels.png\n"
    for ax, (name, kernel) in zip(made[0][1], KERNELS.items(), strict=True):
        y = scipys(greys(BIRD), [[float(weight) for weight in row] for row in kernel.rows])
        shown = np.minimum(np.abs(y), 255) if kernel.total == 0 else np.clip(y, 0, 255)
        assert ax.get_title() == name
        np.testing.assert_allclose(ax.images[0].get_array(), shown[kernel_chart.HEAD], atol=0.5001)
    with Image.open("kernels.png") as image:
        assert image.size == (1200, 1275) and image.mode == "RGBA"


def test_the_chart_needs_no_screen(monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "nosuch")
    assert cost("--list", "--output", "kernels.png")[0] == 0 and Path("kernels.png").exists()


def test_the_chart_in_a_folder(said, monkeypatch):
    monkeypatch.setattr(kernel_chart, "drawn", lambda: b"chart")
    said("--list", "--output", "new/")
    assert Path("new/kernels.png").read_bytes() == b"chart"


# ---- cost

PROGRAM = """
import json, sys
from pathlib import Path
import course.__main__ as program
code = program.main(["filter", *sys.argv[1:]])
status = Path("/proc/self/status").read_text() if sys.platform == "linux" else "VmHWM: 0 kB"
print(json.dumps([code, sorted(sys.modules), int(status.split("VmHWM:")[1].split()[0])]))
"""


def cost(*words):
    """(exit code, the modules that were imported, the peak of memory in kB, 0 where it is not told)."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, *map(str, words)],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=100, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return json.loads(done.stdout.splitlines()[-1])


def test_only_what_is_needed_is_imported():
    code, modules, _ = cost(BIRD, "--kernel", "gaussian-9")
    assert code == 0 and not {"scipy", "matplotlib", "tensorflow", "course.mistakes"} & set(modules)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of one process")
@pytest.mark.parametrize("words", [["--output", "o.npy"], ["--output", "o.jpg", "--show", "signed"]])
def test_peak_memory_of_50_million_pixels(words):
    with Image.open(BIRD) as image:
        image.resize((8000, 6250)).save("large.jpg")
    code, _, kilobytes = cost("large.jpg", "--kernel", "sobel-vertical", "--color", *words)
    assert code == 0 and 300_000 < kilobytes < 1_500_000
