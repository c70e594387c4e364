"""A picture under a kernel: its signed numbers against SciPy's, with every kernel, border and kind of picture."""

import json
import re
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage
from support import pictures
from support.cli import process
from support.filtering import BIRD, DIGIT, OWN, SCIPYS, assert_same, colours, greys, scipys, write_photo

from course.convolution.kernels import KERNELS, Kernel, named
from course.pictures import pixels
from course.pictures.filter_picture import Task, filtered, kernel_for_pictures, weights_and_divisor
from course.pictures.read_photo import NO_PROFILE, load_bands

# ---- the numbers


@pytest.mark.parametrize("border", SCIPYS)
@pytest.mark.parametrize("kernel", ["sobel-vertical", "roberts-rising", "gaussian-7", *OWN])
def test_every_border_in_grey(numbers, kernel, border):
    weights = OWN.get(kernel) or named(kernel).rows
    for path in (BIRD, DIGIT):
        assert_same(numbers(path, kernel, "--border", border), scipys(greys(path), weights, border), weights)


@pytest.mark.parametrize("border", SCIPYS)
@pytest.mark.parametrize("kernel", ["emboss", *OWN])
def test_every_border_in_colour(numbers, kernel, border):
    weights = OWN.get(kernel) or named(kernel).rows
    result = numbers(BIRD, kernel, "--border", border, "--color")
    assert result.shape == (448, 512, 3)
    for channel in range(3):
        assert_same(result[:, :, channel], scipys(colours(BIRD)[:, :, channel], weights, border), weights)


@pytest.mark.parametrize("kernel", [*KERNELS, "box-3x5", "gaussian-13", "gaussian-99", "box-99"])
def test_every_named_kernel(numbers, kernel):
    weights = named(kernel).rows
    assert_same(numbers(BIRD, kernel), scipys(greys(BIRD), weights), weights)


@pytest.mark.parametrize("border", SCIPYS)
def test_a_kernel_larger_than_the_picture(numbers, border):
    Image.fromarray(pictures.GREY).save("small.png")
    weights = [[i * j % 7 - 2 for j in range(40)] for i in range(30)]
    result = numbers("small.png", "; ".join(" ".join(map(str, row)) for row in weights), "--border", border)
    padded = np.pad(pictures.GREY.astype(float), ((15, 15), (20, 20)), border)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (30, 40))[:5, :7]
    np.testing.assert_array_equal(result, (windows * np.array(weights)[::-1, ::-1]).sum(axis=(2, 3)))


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


def test_a_large_dense_kernel_goes_by_tiles_and_is_exact(report):
    weights = np.random.default_rng(7).integers(-9, 10, (31, 31))
    np.save("weights.npy", weights)
    assert "; by tiles; " in report(BIRD, "--kernel", "weights.npy", "--output", "out.npy", "--details")
    np.testing.assert_array_equal(np.load("out.npy"), scipys(greys(BIRD), weights))


@pytest.mark.parametrize("size", [1, 10**4, 10**6, 10**9, 10**14])
def test_large_weights_are_right_to_float32(report, size):
    """Beyond some size transforms and exact sums are no longer possible; other ways are taken then."""
    weights = [[size * (i * j % 5 - 1) + i for j in range(20)] for i in range(20)]
    text = "; ".join(" ".join(map(str, row)) for row in weights)
    report(DIGIT, "--kernel", text, "--output", "out.npy")
    assert_same(np.load("out.npy"), scipys(greys(DIGIT), weights), weights)


@pytest.mark.parametrize("kernel", ["1e-15 1e-15", "1e15 -1e15; 0.1 1e-9", "1/3 1/7; 1/999999999999999 1/11"])
def test_small_and_mixed_weights_are_right_to_float32(numbers, kernel):
    weights = [[eval(weight) for weight in row.split()] for row in kernel.split(";")]
    assert_same(numbers(DIGIT, kernel), scipys(greys(DIGIT), weights), weights)


@pytest.mark.parametrize(
    "stride, step", [("1", (1, 1)), ("2", (2, 2)), ("3,5", (3, 5)), ("1000", (1000, 1000))]
)
def test_stride(numbers, stride, step):
    result = numbers(BIRD, "emboss", "--stride", stride)
    np.testing.assert_array_equal(result, scipys(greys(BIRD), named("emboss").rows)[:: step[0], :: step[1]])


def test_no_flip(numbers):
    weights = OWN["1 2 3; 4 5 -6"]
    result = numbers(BIRD, "1 2 3; 4 5 -6", "--no-flip", "--border", "wrap")
    np.testing.assert_array_equal(result, ndimage.correlate(greys(BIRD).astype(float), weights, mode="wrap"))


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


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("border", SCIPYS)
@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (5, 1), (2, 2)])
def test_tiny_pictures(used, shape, border):
    array = np.arange(1, 1 + np.prod(shape), dtype=np.uint8).reshape(shape)
    Image.fromarray(array).save("tiny.png")
    result = np.load(
        used("tiny.png", "--kernel", "1 2 3; 4 5 6; 7 8 9", "--border", border, "--output", "o.npy")
    )
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(array.astype(float), 1, border), (3, 3))
    np.testing.assert_array_equal(result, (windows * np.arange(9, 0, -1).reshape(3, 3)).sum(axis=(2, 3)))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "kernel", ["0", "0 0; 0 0", "1e-15", "1e15", "-1", " 1 ,2", "[[1, 2], [3, 4]]", "1" + " 1" * 98]
)
@pytest.mark.parametrize("border", ["constant", "reflect", "wrap"])
def test_odd_kernels_that_can_be_used(used, kernel, border):
    write_photo("photo.png", 200)
    with Image.open(used("photo.png", f"--kernel={kernel}", "--border", border)) as image:
        assert image.size == (6, 4)


# ---- the kernel

BAD_KERNELS = {  # what is given: a name or a number that the refusal holds
    "": "--kernel",
    " ": "--kernel",
    "a" * 5000: "'aaa",
    "1 " * 10_001: "10000",
    "1 " * 100: "1x100",
    ";".join("1" * 100): "100x1",
    "1 2; 3": "2 and 1",
    "1 \N{GRINNING FACE}": "'\\U0001f600'",
    "1 0\n-1": "2 and 1",
    "$(ls)": "--kernel: ",
    "1 0 -1.png": "--kernel: ",
    "\udcff.csv": "'\\udcff.csv'",
    "zero\0.csv": "--kernel: ",
    "x" * 300 + ".csv": "--kernel: ",
}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("kernel, part", BAD_KERNELS.items(), ids=range(len(BAD_KERNELS)))
def test_kernels_that_cannot_be_used(refused, kernel, part):
    refused(part, "photo.png", "--kernel", kernel)


ARRAYS = {  # for each reason why an array is no kernel of a picture, some that are not
    "axes": [np.ones((2, 2, 2)), np.ones((1, 1, 2, 2))],
    "nan": [np.array([[1, np.nan]])],
    "inf": [np.array([[1, np.inf]])],
    "range": [np.array([1e308]), np.array([1, 1e-300])],
    "complex": [np.array([1j])],
    "objects": [np.array([[1], None], dtype=object)],
    "none": [np.ones((0, 3))],
    "many": [np.ones(10_001)],
}


@pytest.mark.usefixtures("folder")
def test_arrays_that_are_no_kernel(refused):
    reasons = []
    for name, arrays in ARRAYS.items():
        lines = set()
        for array in arrays:
            np.save("kernel.npy", array)
            lines.add(refused("--kernel: ", "photo.png", "--kernel", "kernel.npy"))
        assert len(lines) == 1, name
        reasons += lines
    assert len(set(reasons)) == len(ARRAYS)


@pytest.mark.usefixtures("folder")
def test_a_header_that_claims_much_takes_no_memory(refused):
    np.save("kernel.npy", np.ones(3))
    Path("kernel.npy").write_bytes(Path("kernel.npy").read_bytes().replace(b"(3,), ", b"(9999999999,)"))
    refused("--kernel: 'kernel.npy': ", "photo.png", "--kernel", "kernel.npy")


def test_a_kernel_knows_its_name_for_files(tmp_path):
    np.save(tmp_path / "mine.npy", np.ones((2, 3)))
    names = {
        text: kernel_for_pictures(text).name for text in ("gaussian-9", "1 2 1", str(tmp_path / "mine.npy"))
    }
    assert list(names.values()) == ["gaussian-9", "kernel", "mine"]


def test_a_kernel_is_exact():
    assert kernel_for_pictures("1/3 .1").rows == ((Fraction(1, 3), Fraction(1, 10)),)
    assert kernel_for_pictures("gaussian-5").rows == named("gaussian-5").rows
    assert kernel_for_pictures("sobel-vertical").total == 0


@pytest.mark.parametrize(
    "rows, weights, divisor",
    [
        (((Fraction(1, 4), Fraction(1, 2), Fraction(1, 4)),), ((1, 2, 1),), 4),
        (((1, -2),), ((1, -2),), 1),
        (((Fraction(1, 2), Fraction(1, 3)),), ((3, 2),), 6),
    ],
)
def test_weights_are_whole_over_a_divisor(rows, weights, divisor):
    assert weights_and_divisor(Kernel("", rows, "", "")) == (weights, divisor)


def test_weights_too_large_for_exact_sums_add_up_to_1():
    weights, divisor = weights_and_divisor(Kernel("", ((1, 10**20),), "", ""))
    assert weights == [[pytest.approx(1e-20), 1]] and divisor == pytest.approx(1e-20)


def test_the_bands_are_given_up_on_the_way():
    for show in (pixels.Show("clip"), pixels.Show("signed"), None):
        bands, _ = load_bands(BIRD, colour=True)
        result = filtered(bands, Task(named("box"), show, stride=(3, 2), colour=True))
        assert bands == [] and result.shape == (150, 256, 3) and result.size == (448, 512)
        weights = named("box").rows
        y = np.stack(
            [scipys(channel, weights)[::3, ::2] for channel in np.moveaxis(colours(BIRD), 2, 0)], axis=2
        )
        np.testing.assert_allclose((result.low, result.high), (y.min(), y.max()), rtol=1e-6)
        assert (result.pixels is None) == (result.data is not None) == (show is None)


# ---- pictures in: the table of awkward files, as they are, through the identity


@pytest.mark.parametrize("name", [*pictures.EXACT, *pictures.NEARLY])
def test_pictures_are_decoded_rightly(report, name):
    data, expected, notes = (pictures.EXACT | pictures.NEARLY)[name]()
    Path("picture").write_bytes(data)
    expected = np.asarray(expected, dtype=float)
    near = 6 if name in pictures.NEARLY else 0.5 if pictures.WHITE in notes else 1e-4  # rounded to 8 bits
    for words in (["--color"], []):
        line = report("picture", "--kernel", "identity", "--output", "out.npy", "--force", *words)
        said = "; ".join([*notes, "written to out.npy"])
        assert re.fullmatch(rf"picture: {re.escape(said)}; results from \S+ to \S+, kept as they are\n", line)
        result = np.load("out.npy")
        if result.ndim == 3:
            np.testing.assert_allclose(result, expected, rtol=0, atol=near)
        else:
            grey = expected @ (0.299, 0.587, 0.114)
            coloured = expected.min(axis=2) != expected.max(axis=2)
            np.testing.assert_allclose(result, grey, rtol=0, atol=near + 0.51 * coloured.any())
            assert words == [] or not coloured.any()
        assert result.shape[:2] == expected.shape[:2]


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


def test_colour_profiles_are_left_out_and_report(report):
    Image.open(BIRD).save("profiled.jpg", icc_profile=b"profile")
    line = report("profiled.jpg", "--kernel", "identity", "--color", "--output", "out.png")
    assert f": {NO_PROFILE};" in line
    with Image.open("out.png") as image:
        assert "icc_profile" not in image.info


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", pictures.UNUSABLE)
def test_pictures_that_cannot_be_used(refused, name):
    Path("picture").write_bytes(pictures.UNUSABLE[name]())
    line = refused("picture: ", "picture", "--kernel", "box")
    assert line == refused("picture: ", "picture", "--kernel", "box", "--color", "--output", "new/")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", pictures.BOMBS)
def test_bombs(refused, name):
    data, size = pictures.BOMBS[name]
    Path("bomb").write_bytes(data())
    refused(size, "bomb", "--kernel", "box")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("size", [(100_001, 1), (1, 100_001)])
def test_pictures_that_are_too_long(refused, size):
    Image.new("L", size).save("long.png")
    refused(" 100001 ", "long.png", "--kernel", "box-99")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("size", [(100_000, 1), (1, 100_000)])
def test_pictures_that_are_nearly_too_long(used, size):
    Image.new("L", size, 7).save("long.png")
    with Image.open(used("long.png", "--kernel", "box-99")) as image:
        assert image.size == size and image.getextrema() == (7, 7)


# ---- cost

PROGRAM = """
import json, sys
from pathlib import Path
import course.__main__ as program
code = program.main(["filter", *sys.argv[1:]])
status = Path("/proc/self/status").read_text() if sys.platform == "linux" else "VmHWM: 0 kB"
print(json.dumps([code, sorted(sys.modules), int(status.split("VmHWM:")[1].split()[0])]))
"""


def cost(folder, *words):
    """(exit code, the modules that were imported, the peak of memory in kB, 0 where it is not told)."""
    code, out, err = process([sys.executable, "-W", "error", "-c", PROGRAM, *map(str, words)], cwd=folder)
    assert (code, err) == (0, b"")
    return json.loads(out.splitlines()[-1])


def test_only_what_is_needed_is_imported(tmp_path):
    code, modules, _ = cost(tmp_path, BIRD, "--kernel", "gaussian-9")
    assert code == 0 and not {"scipy", "matplotlib", "tensorflow", "course.mistakes"} & set(modules)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of one process")
@pytest.mark.parametrize("words", [["--output", "o.npy"], ["--output", "o.jpg", "--show", "signed"]])
def test_peak_memory(words, tmp_path):
    """At most 28 bytes a pixel and 100 MB: so 50 million pixels take less than 1.5 GB. Here are 12.5 million."""
    with Image.open(BIRD) as image:
        image.resize((4000, 3125), Image.Resampling.NEAREST).save(tmp_path / "large.jpg")
    code, _, kilobytes = cost(tmp_path, "large.jpg", "--kernel", "sobel-vertical", "--color", *words)
    assert code == 0 and 100_000 < kilobytes < 100_000 + 28 * 12_500
