"""trace of a picture: one output with its window, the same that its greys have as typed numbers and SciPy
gives.
"""

import argparse
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from scipy.signal import convolve2d
from support.cli import refused as is_refused

from course import work_out
from course.convolution.sizes import BORDERS, MODES
from course.own_numbers.options import from_options
from course.own_numbers.read_numbers import PICTURE_SUFFIXES, Numbers
from course.own_numbers.trace import trace_parser
from course.pictures.read_photo import LUMA, load_bands
from course.pictures.trace_picture import output_of_picture

COLOURS = np.random.default_rng(5).integers(0, 256, (9, 12, 3), dtype=np.uint8)
SOBEL = [[1, 0, -1], [2, 0, -2], [1, 0, -1]]


@pytest.fixture
def picture(tmp_path, monkeypatch):
    """A coloured photo.png in the current folder, and its greys as filter has them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    Image.fromarray(COLOURS).save("photo.png")
    (greys,), _ = load_bands("photo.png")
    return greys


@pytest.fixture
def refused(command):
    """Runs a command, which has to end in one line that says a word."""
    return lambda says, *words: is_refused(command(*words), says)


def trace_of(command, *words, kernel="sobel-vertical", name="photo.png"):
    return command("trace", "--input", name, "--kernel", kernel, *words)


@pytest.mark.parametrize("at", [(0, 0), (4, 7), (8, 11)])
def test_one_output_is_worked_out_on_the_greys(command, picture, at):
    code, out, err = trace_of(command, "--mode", "same", "--at", f"{at[0]},{at[1]}")
    assert (code, err) == (0, "") and out.isascii()
    right = convolve2d(picture.astype(int), SOBEL, "same")[at]
    assert out.rstrip().endswith(f" = {right}") and f"y[{at[0]}, {at[1]}] = " in out
    assert "9 x 12" in out and all(str(weight) in out for weight in LUMA)
    row = picture[at[0], max(at[1] - 1, 0) : at[1] + 2]
    assert "  ".join(map(str, row)) in " ".join(out.split()).replace(" ", "  ")


def test_the_greys_are_weighed_as_filter_weighs_them(picture):
    assert np.abs(picture - COLOURS @ np.array(LUMA)).max() <= 0.51


def test_typed_numbers_give_the_same_lines(command, picture):
    typed = "; ".join(" ".join(map(str, row)) for row in picture.tolist())
    out = trace_of(command, "--mode", "same", "--at", "0,11")[1]
    expected = command(
        "trace", "--input", typed, "--kernel", "sobel-vertical", "--mode", "same", "--at", "0,11"
    )[1]
    assert expected.split("\n\n")[-3:] == out.split("\n\n")[-3:]


STEPS = st.sampled_from(["1", "2", "2,1", "1,3"])


@given(
    st.integers(1, 6), st.integers(1, 6), st.integers(1, 3), st.integers(1, 4), STEPS, STEPS,
    st.sampled_from([["--mode", mode] for mode in MODES] + [["--padding", "2:1,3"], []]),
    st.sampled_from([*BORDERS, "constant=7"]), st.booleans(), st.randoms(use_true_random=False),
)  # fmt: skip
def test_it_is_the_output_of_the_whole_trace(
    rows, columns, k, l, stride, dilation, mode, border, flip, random
):
    """Whatever the options are: the same products, marks of added zeros, number and place of the window."""
    greys = np.array([[random.randrange(256) for _ in range(columns)] for _ in range(rows)], np.uint8)
    weights = [[random.randrange(-9, 10) for _ in range(l)] for _ in range(k)]
    typed = ["; ".join(" ".join(map(str, row)) for row in table) + ";" for table in (greys.tolist(), weights)]
    words = [
        *mode,
        "--stride",
        stride,
        "--dilation",
        dilation,
        "--border",
        border,
        *["--no-flip"] * (not flip),
    ]
    options = trace_parser().parse_args([f"--input={typed[0]}", f"--kernel={typed[1]}", *words])
    try:
        request = from_options(options)
    except ValueError:  # the kernel does not fit
        return
    whole = work_out(request.x, request.h, **request.options).outputs
    index = random.choice(list(whole))
    options.at = ",".join(map(str, index))
    shown, sides, count, output = output_of_picture(greys, Numbers(weights), options)
    assert output == whole[index] and count == len(whole) and list(sides) == request.sides
    assert shown.options == request.options


def test_deep_greys_keep_their_decimals():
    options = argparse.Namespace(
        mode="valid", padding=None, stride="1", dilation="1", border="constant", flip=True, at="0,1"
    )
    greys = np.array([[0.5, 1.25, 2]], np.float32)
    output = output_of_picture(greys, Numbers([Fraction(1, 2)]), options)[-1]
    assert output.value == 0.625 and output.index == (0, 1)


@pytest.mark.parametrize("suffix", PICTURE_SUFFIXES)
def test_a_picture_without_at_is_refused_and_filter_is_named(refused, suffix):
    for name in (f"photo{suffix}", f"photo{suffix.upper()}"):
        line = refused("--at", "trace", "--input", name, "--kernel", "sobel-vertical")
        assert f"-m course filter '{name}' --kernel 'sobel-vertical'" in line
        assert "-m course filter" in refused(
            "is a picture", "why", "--input", name, "--kernel", "1", "--got", "1"
        )


@pytest.mark.parametrize(
    "words, says",
    [
        (["--at", "9,0", "--mode", "same"], "'9,0'"),
        (["--at", "3"], "'3'"),
        (["--at", "-1,0"], "'-1,0'"),
        (["--at", "0,0", "--json"], "--json"),
        (["--at", "0,0", "--engine", "scipy"], "--engine"),
        (["--at", "0,0", "--mode", "same", "--padding", "1"], "not both"),
        (["--at", "0,0", "--stride", "0"], "'0'"),
        (["--at", "0,0", "--mode", "valid", "--dilation", "9"], "reaches over 19"),
    ],
)
def test_what_cannot_be_used_is_refused(refused, picture, words, says):
    refused(says, "trace", "--input", "photo.png", "--kernel", "sobel-vertical", *words)


def test_files_that_are_no_pictures_are_refused(refused, picture, tmp_path):
    (tmp_path / "words.jpg").write_text("six")
    np.save(tmp_path / "filters.npy", np.ones((2, 2, 1, 1)))
    for name, kernel, says in (
        ("missing.png", "1", "no such file"),
        ("words.jpg", "1", "not a picture"),
        ("photo.png", "filters.npy", "channels"),
        ("photo.png", "sobel-vert", "sobel-vertical"),
    ):
        refused(says, "trace", "--input", name, "--kernel", kernel, "--at", "0,0")


def test_a_large_picture_takes_no_longer_than_reading_it(command, picture):
    Image.fromarray(np.full((3000, 4000), 7, np.uint8)).save("large.png")
    code, out, err = trace_of(command, "--at", "2999,3999", kernel="box", name="large.png")
    assert (code, err) == (0, "") and "3000 x 4000" in out and out.rstrip().endswith("= 7")
