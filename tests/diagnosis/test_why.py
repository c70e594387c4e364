"""Why, mistakes and guesses: what is printed is read back here, and every name and number has to be true.

The numbers to be explained come of NumPy and SciPy, or of a definition that makes a mistake of the bank.
"""

import json
import os
import random
import re
import subprocess
import sys
from fractions import Fraction
from itertools import combinations, product
from math import nan, prod

import numpy as np
import pytest
from support.files import ROOT, SECONDS
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from scipy import ndimage
from scipy import signal as scipy_signal
from support.strategies import fractions, integers, laws, orders

import course.__main__ as program
from course.lessons import lesson
from course.diagnosis import why
from course import why
from course.diagnosis.mistyped import Change
from course.diagnosis.given import Given
from course.diagnosis.explanation import explain
from course.diagnosis.facts import facts
from course.convolution.sizes import BORDERS, MODES
from course.errors import Unusable
from course.mistakes.bank.all_mistakes import BANK, EXERCISE_MISTAKES
from course.mistakes.equivalents import covering, twins
from course.mistakes.faulty_definition import REFUSALS, alike, applies, definition_with
from course.mistakes.mistake import LISTED
from course.diagnosis.why import Reasons
from course.own_numbers.request import asked

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and terminals as POSIX has them")
quick = settings(laws, phases=[Phase.generate])  # what is drawn is small: making it smaller takes minutes
few = settings(quick, max_examples=60)  # where an example takes longer
FLAT = 10**6  # columns of a terminal on which nothing is folded


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", str(FLAT))


@pytest.fixture
def explained(command):
    """Runs why, which has to go well: (exit code, what is said without the hints, all of the output)."""

    def run(x, h, got, *options):
        code, out, err = command(
            "why", "--input", typed(x), "--kernel", typed(h), "--got", typed(got), *options
        )
        assert err == "" and out.isascii() and "Traceback" not in out
        return code, said(out), out

    return run


def typed(values):
    """A text as it is; numbers as a reader types them: the ; at the end makes one row an image."""
    if isinstance(values, str):
        return values
    values = np.asarray(values, object)
    return " ".join(map(str, values)) if values.ndim == 1 else "; ".join(map(typed, values)) + ";"


def said(out):
    """The sentences above the numbers, without the hints."""
    return [
        line for line in out.split("\n\n")[0].strip().split("\n") if not line.strip().startswith("Hint: ")
    ]


def numbers(values):
    """The numbers of nested lists, one after another."""
    return [n for value in values for n in numbers(value)] if isinstance(values, list) else [values]


# ---- a reader of what is printed, which shares nothing with its writer

TERM = re.compile(r"\[?\(?([^][()]+)\)?\]?\*\(?([^()]+)\)?")
WORKED = re.compile(r"y\[([\d, ]+)\] (asked for|given) +?= (.*)")


def value(text):
    return float(text) if text in ("nan", "inf", "-inf") else Fraction(text)


def columns(out):
    """The two tables that stand beside each other: rows of (number, whether it is marked)."""
    title, *rows = out.split("\n\n")[1].strip("\n").split("\n")
    middle = title.index("asked for")
    tables = [[cells.split() for cells in part] for part in zip(*[(r[:middle], r[middle:]) for r in rows])]
    assert title.split() in (["given", "asked", "for"], ["given", "(*", "differs)", "asked", "for"])
    return [
        [[(value(c.rstrip("*")), c.endswith("*")) for c in cells] for cells in table if cells]
        for table in tables
    ]


def worked(out):
    """{"asked for": (index, terms or None, result), "given": ...} of the last lines."""
    found = {}
    for line in out.split("\n"):
        if line.startswith("y["):
            index, name, sums = WORKED.fullmatch(line).groups()
            *terms, result = sums.split(" = ")
            bare = result.removesuffix(", which is not the plain sum of products")
            assert len(terms) == (bare == result) and name not in found
            pairs = (
                [tuple(map(value, TERM.fullmatch(t).groups())) for t in terms[0].split(" + ")]
                if terms
                else None
            )
            found[name] = tuple(map(int, index.split(", "))), pairs, value(bare)
    return found


def at(values, index):
    """The number at an index of nested lists; None where there is none."""
    for place in index:
        if place >= len(values):
            return None
        values = values[place]
    return values


def window(request, index):
    """The products of an output, (number, weight) each: NumPy's padding and slices."""
    padded = np.pad(np.array(request.x, object), request.sides, request.border)
    cut = [slice(i * s, i * s + (k - 1) * d + 1, d) for i, (_, k, s, d) in zip(index, request.each)]
    weights = np.array(request.h, object)
    return list(zip(padded[tuple(cut)].ravel(), (np.flip(weights) if request.flip else weights).ravel()))


# ---- what people have brought: each gets the one right sentence

SIGNAL = np.array([3, 1, 4, 1, 5, 9, 2, 6])
FIVE = np.array([2, 7, 1, 8, 3])
IMAGE = np.array([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9], [3, 2, 3, 8, 4]])
KERNEL = np.array([[2, 7, 1], [8, 2, 8]])
SQUARE = np.array([[1, 4, 2], [8, 5, 7], [3, 9, 6]])
EVEN = np.array([[2, 7], [1, 8]])
WIDE = np.array([[2, 7, 1, 8, 3], [1, 4, 2, 9, 6], [5, 1, 7, 3, 2]])
conv, corr = scipy_signal.convolve2d, scipy_signal.correlate2d


def changed(values, index, number):
    """A copy of an array with another number in one place."""
    values = np.array(values)
    values[index] = number
    return values


def windows(x, h, before, after):
    """The convolution of a signal padded by hand."""
    return np.convolve(np.pad(x, (before, after)), h, "valid")


EXACT = "This gives exactly the numbers of"
EXACTLY = "(counted from 0), they are exactly these numbers."
RIGHT = "These numbers are right: the definition gives them."
DUMOULIN = [[2, 2, 3, 3, 3], [0, 1, 3, 0, 3], [2, 3, 0, 1, 3], [3, 3, 2, 1, 2], [3, 3, 0, 2, 3]]  # issue 17
TOLD = {
    "a correlation": (
        *(IMAGE, KERNEL, corr(IMAGE, KERNEL, "valid"), "--mode valid"),
        [
            "These numbers are right as a correlation (--no-flip). "
            "signal.correlate, signal.correlate2d and tf.nn.conv2d give them, too.",
            f"{EXACT} a correlation: the kernel is not turned round. [no-flip]",
        ],
    ),
    "a correlation of a signal": (
        *(SIGNAL, FIVE, np.correlate(SIGNAL, FIVE, "full"), ""),
        [
            "These numbers are right as a correlation (--no-flip). "
            "np.correlate, signal.correlate and tf.nn.conv1d give them, too.",
            f"{EXACT} a correlation: the kernel is not turned round. [no-flip]",
        ],
    ),
    "a correlation with stride and dilation": (
        *(SIGNAL, [2, 7, 1], np.correlate(SIGNAL, [2, 0, 7, 0, 1], "full")[::2], "--stride 2 --dilation 2"),
        [
            "These numbers are right as a correlation (--no-flip). "
            "np.correlate, signal.correlate and tf.nn.conv1d give them, too "
            "(of those without a stride every stride-th number).",
            f"{EXACT} a correlation: the kernel is not turned round. [no-flip]",
        ],
    ),
    "a convolution, where a correlation is asked": (
        *(IMAGE, KERNEL, conv(IMAGE, KERNEL, "valid"), "--mode VALID --no-flip"),
        [
            "These numbers are right as a convolution (the kernel turned round). "
            "signal.convolve, signal.fftconvolve and signal.convolve2d give them, too.",
            f"{EXACT} a convolution: the kernel is turned round. [no-flip]",
        ],
    ),
    "SAME at stride 2 from stride 1": (
        *(
            SIGNAL,
            [2, 7, 1],
            np.correlate(SIGNAL, [2, 7, 1], "same")[::2],
            "--mode SAME --stride 2 --no-flip",
        ),
        [
            "These numbers are right in mode same. "
            "np.correlate, signal.correlate and ndimage.correlate give them, too "
            "(of those without a stride every stride-th number).",
            f"{EXACT} SAME at stride 1, of which every stride-th number is kept. "
            "[stride-subsample, stride-pad-stride1]",
        ],
    ),
    "stride 1, cropped": (
        *(DUMOULIN, "2 0 1; 1 0 0; 0 1 1", "1 6 5; 7 10 9; 7 10 8", "--padding 1 --stride 2 --no-flip"),
        [f"{EXACT} the result of stride 1, cropped to the size that the stride gives. [stride-cropped]"],
    ),
    "a centre of 1": (
        *(SIGNAL, FIVE, windows(SIGNAL, FIVE, 3, 1), "--mode same"),
        [f"{EXACT} windows that end one place after their output, however wide the kernel is. [centre-one]"],
    ),
    "a centre of 1, from the other side": (
        *(SIGNAL, [2, 7, 1, 8, 3, 1, 4], windows(SIGNAL, [2, 7, 1, 8, 3, 1, 4], 1, 5), "--mode same"),
        [
            f"{EXACT} windows that begin one place before their output, however wide the kernel is. "
            "[centre-one-window]"
        ],
    ),
    "a kernel in the wrong axis order": (
        *(IMAGE, KERNEL, conv(IMAGE, KERNEL.T), ""),
        [
            f"{EXACT} a kernel whose two indices are swapped, h[b, a] for h[a, b], "
            "and which is turned round. "
            "[flip-and-transpose, input-transposed-back]"
        ],
    ),
    "a square kernel in the wrong axis order": (
        *(IMAGE, SQUARE, conv(IMAGE, SQUARE.T, "same"), "--mode same"),
        [
            f"{EXACT} a kernel whose two indices are swapped, h[b, a] for h[a, b], "
            "and which is turned round. "
            "[flip-and-transpose, input-transposed-back]"
        ],
    ),
    "a number of a signal mistyped": (
        *(SIGNAL, FIVE, np.convolve(changed(SIGNAL, 4, 6), FIVE), ""),
        [f"With 6 instead of 5 in the input at place 4 {EXACTLY}"],
    ),
    "a number of an image mistyped": (
        *(IMAGE, SQUARE, conv(changed(IMAGE, (2, 3), 70), SQUARE, "same"), "--mode same"),
        [f"With 70 instead of 7 in the input at row 2, column 3 {EXACTLY}"],
    ),
    "a weight mistyped": (
        *(IMAGE, SQUARE, conv(IMAGE, changed(SQUARE, (0, 2), -2), "same"), "--mode same"),
        [f"With -2 instead of 2 in the kernel at row 0, column 2 {EXACTLY}"],
    ),
    "a decimal mistyped": (
        *("1.5 2 4 3", "1 3 1", np.convolve([1.25, 2, 4, 3], [1, 3, 1]), ""),
        [f"With 1.25 instead of 1.5 in the input at place 0 {EXACTLY}"],
    ),
    "two rows of the image swapped": (
        *(IMAGE, SQUARE, conv(IMAGE[[0, 2, 1, 3]], SQUARE, "same"), "--mode same"),
        ["With rows 1 and 2 of the input swapped, they are exactly these numbers."],
    ),
    "two rows of the kernel swapped": (
        *(IMAGE, SQUARE, conv(IMAGE, SQUARE[[0, 2, 1]]), ""),
        ["With rows 1 and 2 of the kernel swapped, they are exactly these numbers."],
    ),
    "another mode": (
        *(SIGNAL, FIVE, np.convolve(SIGNAL, FIVE, "valid"), "--mode SAME"),
        [
            "These numbers are right in mode valid.",
            f"{EXACT} mode valid, whatever mode is asked. [always-valid]",
        ],
    ),
    "SciPy's border": (
        *(IMAGE, WIDE, conv(IMAGE, WIDE, "same", "symm"), "--mode same"),
        [
            "These numbers are right with the border symmetric.",
            f"{EXACT} an input that is mirrored beyond the edge, the edge itself repeated. [boundary-symm]",
        ],
    ),
    "a correlation with another border": (
        *(IMAGE, SQUARE, ndimage.correlate(IMAGE, SQUARE, mode="mirror"), "--mode same"),
        ["These numbers are right as a correlation (--no-flip) and with the border reflect."],
    ),
    "zeros, where another border is asked": (
        *(IMAGE, SQUARE, conv(IMAGE, SQUARE, "same"), "--mode same --border wrap"),
        ["These numbers are right with the border constant."],
    ),
    "signal.correlate2d's same": (
        *(IMAGE, EVEN, corr(IMAGE, EVEN, "same"), "--mode same"),
        [
            "These numbers are right as a correlation (--no-flip) and in mode SAME. "
            "signal.correlate2d and tf.nn.conv2d give them, too."
        ],
    ),
    "signal.correlate's same": (
        *(IMAGE, EVEN, scipy_signal.correlate(IMAGE, EVEN, "same"), "--mode same"),
        [
            "These numbers are right as a correlation (--no-flip). "
            "signal.correlate and ndimage.correlate give them, too.",
            f"{EXACT} a correlation: the kernel is not turned round. [no-flip]",
        ],
    ),
}


@pytest.mark.parametrize("x, h, got, options, sentences", TOLD.values(), ids=list(TOLD))
def test_what_people_bring_gets_the_one_right_sentence(explained, x, h, got, options, sentences):
    assert explained(x, h, got, *options.split())[:2] == (0, sentences)


AFTER = np.pad(IMAGE, ((0, 1), (0, 1)))  # as TensorFlow pads for a kernel of 2x2
OTHER_SAMES = [
    (ndimage.convolve(IMAGE, EVEN, mode="constant"), "", "in mode SAME. ndimage.convolve gives them, too."),
    (conv(AFTER, EVEN, "valid"), "", "in mode SAME. ndimage.convolve gives them, too."),
    (
        *(corr(AFTER, EVEN, "valid"), "--no-flip"),
        "in mode SAME. signal.correlate2d and tf.nn.conv2d give them, too.",
    ),
    (
        corr(IMAGE, EVEN, "same"),
        "--no-flip",
        "in mode SAME. signal.correlate2d and tf.nn.conv2d give them, too.",
    ),
]


@pytest.mark.parametrize("got, options, right", OTHER_SAMES)
def test_a_right_answer_under_another_librarys_same_is_right_there(explained, got, options, right):
    """Mistakes that come to the same are named as well, after it: which it was nobody can know."""
    code, sentences, _ = explained(IMAGE, EVEN, got, "--mode", "same", *options.split())
    named = next(place for place, sentence in enumerate(sentences) if sentence.startswith(EXACT))
    assert code == 0 and f"These numbers are right {right}" in sentences[:named]
    assert any("[same-wrong-side" in sentence for sentence in sentences[named:])


def test_numpys_same_of_a_longer_kernel_is_right_there(explained):
    """It is as long as the kernel: no mode of the definition, and nobody's mistake."""
    code, sentences, _ = explained(FIVE[:2], SIGNAL, np.convolve(FIVE[:2], SIGNAL, "same"), "--mode", "same")
    assert code == 0 and "np.convolve" in sentences[0] and "Two together" not in " ".join(sentences)


def test_ndimage_as_it_is_called_first_is_right_there(explained):
    """Without a mode it mirrors the image, and its odd zero goes after: both at once."""
    code, sentences, _ = explained(IMAGE, EVEN, ndimage.convolve(IMAGE, EVEN), "--mode", "same")
    assert code == 0 and sentences[0].startswith("These numbers are right ") and "symmetric" in sentences[0]


def test_no_more_than_three_are_named(explained):
    code, sentences, out = explained(
        "3 4 5 7 1 9 2 2 7", "2 1 5 7", "29 89 89", "--mode", "same", "--stride", "3"
    )
    assert code == 0 and re.match(
        r"This input cannot tell \d+ explanations apart; 3 of them follow\.", sentences[0]
    )
    assert sum(sentence.startswith(EXACT) for sentence in sentences) == out.count("Hint: ") == 3


CUT = "These numbers are right, with the last decimals cut off and not rounded."
RULES = (  # input, kernel, what is given, whether that is right
    "3 4 5; 2 1 0; 6 11 14 5 0; yes",
    "3 4 5; 2 1 0; 6 11 14 5 1; no",
    "3 4 5; 2 1 0; 6. 11.0 14.00 5 0.; yes",
    "1/3 2 5; 1 2 1; .33 2.67 9.33 12 5; yes",
    "1/3 2 5; 1 2 1; .33 2.66 9.33 12 5; cut",
    "1/3 2 5; 1 2 1; 1/3 8/3 28/3 12 5; yes",
    "1/3 2 5; 1 2 1; 0 3 9 12 5; no",
    "1/3 2 5; 1 2 1; 0. 3. 9. 12 5; yes",
    "1/8; 1; .125; yes",
    "1/8; 1; .12; yes",
    "1/8; 1; .13; yes",
    "1/8; 1; .1; yes",
    "1/8; 1; .2; no",
    "1/8; 1; 0.; yes",
    "1/8; 1; 0; no",
    "1/8; 1; 1.; no",
    "1/8; 1; .1250; yes",
    "1/8; 1; .1249; no",
    "1/8; 1; 1.3e-1; yes",
    "1/8; 1; 12e-2; yes",
    "1/8; 1; 1e-1; yes",
    "1/8; 1; 2e-1; no",
    "-1/8; 1; -.12; yes",
    "-1/8; 1; -.13; yes",
    "-1/8; 1; \N{MINUS SIGN}.13; yes",
    "-1/8; 1; .13; no",
    "1/2; 1; 0.; yes",
    "1/2; 1; 1.; yes",
    "1/2; 1; 1; no",
    "1/2; 1; 0; no",
    "9/2; 1; 4.; yes",
    "9/2; 1; 5.; yes",
    "9/2; 1; 6.; no",
    "19/4; 1; 4.; cut",
    "19/4; 1; 4.7; yes",
    "-19/4; 1; -4.; cut",
    "-19/4; 1; -5.7; no",
    "2/3 1/3; 1; .66 .33; cut",
    "2/3 1/3; 1; .66 .34; no",
    "2/3 2; 1; .66 3; no",
    "2/3 1/3; 1; .666 .3; cut",
    "5; 1; 5.; yes",
    "5; 1; 5.0; yes",
    "5; 1; 5.4; no",
    "5; 1; 5.04; no",
    "5; 1; 4.99; no",
    "5.4; 1; 5; no",
    "5.4; 1; 5.; yes",
    "2500; 1; 2.5e3; yes",
    "2501; 1; 2.5e3; no",
    "nan; 1; nan; yes",
    "nan; 1; 0; no",
    "1; 1; nan; no",
    "nan 1; 1 1; nan nan 1; yes",
    "nan 1; 1 1; nan nan nan; no",
    ".1 .2; 1 1; [0.1, 0.30000000000000004, 0.2]; yes",  # as Python prints floats
    "1/3 1/3; 1 1; [0.3333333333333333, 0.6666666666666666, 0.3333333333333333]; yes",
)


@pytest.mark.parametrize("x, h, got, right", [rule.split("; ") for rule in RULES])
def test_decimals_stand_for_all_that_round_to_them(explained, x, h, got, right):
    code, sentences, _ = explained(x, h, got)
    assert (sentences == [RIGHT]) == (right == "yes") and (sentences == [CUT]) == (right == "cut")
    assert code == 0 or right == "no"


@quick
@given(st.fractions(-99, 99, max_denominator=64), st.integers(0, 4), st.sampled_from([-1, 0, 1]))
def test_a_number_is_right_where_it_rounds_to_what_is_given(exact, places, ulps):
    unit = Fraction(1, 10**places)
    given = round(exact / unit) * unit + ulps * unit  # round() goes to even, which is one of the two
    nearest = abs(given - exact) <= unit / 2
    assert Given([given], [places]).fits(asked([exact], [1]).output) == nearest


THIRDS = np.array([3, 4, 5, 7]), np.full(3, 1 / 3)


@pytest.mark.parametrize("kind", [np.float32, np.float64, np.float16])
@pytest.mark.parametrize("suffix", [".npy", ".csv", "1.csv"])
def test_what_an_engine_has_saved_is_right(explained, tmp_path, kind, suffix):
    """As np.save and np.savetxt write it; with one decimal as a spreadsheet shows it."""
    if (kind, suffix) != (np.float16, "1.csv") and kind is np.float16:
        pytest.skip("half floats are too coarse to be saved whole")
    result, path = (
        np.convolve(*(part.astype(np.float32) for part in THIRDS)).astype(kind),
        tmp_path / f"got{suffix}",
    )
    np.save(path, result) if suffix == ".npy" else np.savetxt(path, result, *["%.1f"] * (suffix == "1.csv"))
    code, sentences, _ = explained("3 4 5 7", "1/3 1/3 1/3", str(path))
    assert (code, sentences) == (0, [RIGHT])


@pytest.mark.parametrize("suffix", [".npy", ".csv"])
@pytest.mark.parametrize("shape", [(-1,), (-1, 1)], ids=["row", "column"])
def test_a_file_of_a_signal_may_be_a_column(explained, tmp_path, suffix, shape):
    result, path = np.convolve(SIGNAL, FIVE, "same").reshape(shape), tmp_path / f"got{suffix}"
    np.save(path, result) if suffix == ".npy" else np.savetxt(path, result, "%d")
    assert explained(SIGNAL, FIVE, str(path), "--mode", "same")[:2] == (0, [RIGHT])


@pytest.mark.parametrize("place", range(4))
def test_every_number_of_a_saved_row_counts(explained, tmp_path, place):
    """An image of one row beside a saved list: the list is that row."""
    right = np.array([6, 11, 14, 5, 0])
    np.save(tmp_path / "right.npy", right)
    assert explained("3 4 5;", "2 1 0;", str(tmp_path / "right.npy"))[:2] == (0, [RIGHT])
    np.save(tmp_path / "wrong.npy", changed(right, place + 1, 77))
    code, sentences, _ = explained("3 4 5;", "2 1 0;", str(tmp_path / "wrong.npy"))
    assert sentences != [RIGHT] and code == 1


def test_a_saved_float_is_not_right_beyond_rounding(explained, tmp_path):
    result = np.convolve(*THIRDS).astype(np.float32)
    np.save(tmp_path / "got.npy", changed(result, 2, result[2] + 0.001))
    code, sentences, _ = explained("3 4 5 7", "1/3 1/3 1/3", str(tmp_path / "got.npy"))
    assert RIGHT not in sentences and code == 1


def test_a_saved_image_of_floats_as_tensorflow_has_it(explained, tmp_path):
    got = corr(IMAGE.astype(np.float32), KERNEL.astype(np.float32) / 3, "valid")
    np.save(tmp_path / "got.npy", got)
    thirds = "2/3 7/3 1/3; 8/3 2/3 8/3"
    code, sentences, out = explained(IMAGE, thirds, str(tmp_path / "got.npy"), "--mode", "valid")
    assert code == 0 and sentences[1].endswith("[no-flip]")
    assert all(marked for row in columns(out)[0] for _, marked in row)


def test_channels_in_files(explained, tmp_path):
    x, h = (np.arange(36) ** 2 % 11 - 4).reshape(4, 3, 3), (np.arange(24) ** 2 % 13 - 5).reshape(2, 2, 3, 2)
    first = [[[conv(x[..., c], h[:, :, c, o], "valid") for o in range(2)] for c in range(3)]]
    maps = np.moveaxis(np.array(first[0]), 1, -1)  # (in, height, width, out)
    for name, values in {"x": x, "h": h, "right": maps.sum(axis=0), "first": maps[0]}.items():
        np.save(tmp_path / f"{name}.npy", values)
    files = [str(tmp_path / f"{name}.npy") for name in ("x", "h", "right", "first")]
    assert explained(*files[:3], "--mode", "valid")[:2] == (0, [RIGHT])
    code, sentences, _ = explained(*files[:2], files[3], "--mode", "valid")
    assert (code, sentences) == (0, [f"{EXACT} the first channel alone. [channels-first-only]"])


NOT_EXPLAINED = (
    "Not explained: no mistake of the bank, alone or with another, gives these numbers. What is known:"
)
RIGHT_2D = conv(IMAGE, KERNEL)
KNOWN = {  # nonsense that keeps something of the right numbers
    "another mode's size": (
        *(SIGNAL, FIVE, "7 7 1 0 7 2 0 4", ""),
        [
            "The size given is 8, and 12 was asked for.",
            "Mode 'same' gives that size.",
            "Mode 'SAME' gives that size.",
        ],
    ),
    "no mode's size": (SIGNAL, FIVE, "7 7 1 0 7", "", ["The size given is 5, and 12 was asked for."]),
    "rows and columns": (
        *(IMAGE, KERNEL, (np.arange(35) ** 3 % 71).reshape(7, 5), ""),
        [
            "The size given is 7 x 5, and 5 x 7 was asked for.",
            "That is the size asked for, with rows and columns exchanged.",
        ],
    ),
    "an offset": (
        *(IMAGE, KERNEL, RIGHT_2D + 17, ""),
        ["The size is right, and 0 of the 35 numbers agree.", "Each is the right number plus 17."],
    ),
    "a factor": (
        *(IMAGE, KERNEL, RIGHT_2D * 13, ""),
        ["The size is right, and 0 of the 35 numbers agree.", "Each is the right number times 13."],
    ),
    "the next place": (
        *(SIGNAL, FIVE, [*np.convolve(SIGNAL, FIVE)[1:], 99], ""),
        [
            "The size is right, and 0 of the 12 numbers agree.",
            "Up to the last but one, each is the right number of the next place.",
        ],
    ),
    "the place before": (
        *(SIGNAL, FIVE, [99, *np.convolve(SIGNAL, FIVE)[:-1]], ""),
        [
            "The size is right, and 0 of the 12 numbers agree.",
            "From the second on, each is the right number of the place before.",
        ],
    ),
    "another order": (
        *(SIGNAL, FIVE, np.convolve(SIGNAL, FIVE)[[1, 0, *range(2, 12)]], ""),
        [
            "The size is right, and 10 of the 12 numbers agree.",
            "All agree once y[0] and y[1] change places.",
            "Only numbers whose window leaves the input differ: look at the padding and the border.",
            "They are the right numbers in another order.",
        ],
    ),
    "a corner": (
        *(IMAGE, KERNEL, changed(RIGHT_2D, (4, 0), 999), ""),
        [
            "The size is right, and 34 of the 35 numbers agree.",
            f"All but one agree: y[4, 0] is {RIGHT_2D[4, 0]}, not 999.",
        ],
    ),
    "two numbers inside": (
        *(IMAGE, KERNEL, changed(changed(RIGHT_2D, (1, 2), 998), (2, 4), 999), ""),
        [
            "The size is right, and 33 of the 35 numbers agree.",
            "Only numbers whose window lies wholly on the input differ.",
            "All differences are in rows 1, 2.",
            "All differences are in columns 2, 4.",
        ],
    ),
}


@pytest.mark.parametrize("x, h, got, options, known", KNOWN.values(), ids=list(KNOWN))
def test_nonsense_is_not_explained_and_what_is_known_is_said(explained, x, h, got, options, known):
    code, sentences, _ = explained(x, h, got, *options.split())
    assert (code, sentences) == (1, [NOT_EXPLAINED, *(f"- {fact}" for fact in known)])


def test_what_was_not_tried_is_said(explained):
    x = np.arange(1600).reshape(40, 40) ** 2 % 101
    code, sentences, out = explained(x, SQUARE, changed(conv(x, SQUARE), slice(None), 7))
    assert code == 1 and "alone or with another" not in sentences[0]
    assert sentences[0] == "Not explained: no mistake of the bank gives these numbers. What is known:"
    assert sentences[-1] == "- Pairs of mistakes are tried for smaller inputs only."


def test_an_answer_of_a_library_is_never_called_unexplained(explained):
    """SciPy gives these numbers, which is said; two changes at once make them, and too many for pairs."""
    x, h = np.arange(1764).reshape(42, 42) ** 2 % 101, np.arange(16).reshape(4, 4) ** 2 % 13
    code, sentences, _ = explained(x, h, corr(x, h, "same")[::3, ::3], "--mode", "same", "--stride", "3")
    assert "signal.correlate2d" in sentences[0]
    assert code == 0 and not any(sentence.startswith("Not explained") for sentence in sentences)


# ---- a dozen mistakes as people make them, in plain NumPy


def as_loops(x, h, stop=0, first=0, assign=False, reset=True):
    """The full convolution in loops: a range too short, = where += is meant, or a total never set back."""
    y, total = [0] * (len(x) + len(h) - 1), 0
    for i in range(first, len(y) - stop):
        total = 0 if reset else total
        for a in range(len(h)):
            number = x[i - len(h) + 1 + a] if 0 <= i - len(h) + 1 + a < len(x) else 0
            total = number * h[::-1][a] + (0 if assign else total)
        y[i] = total
    return y


def read_from_the_end(x, h):
    """'same' in loops that only ask whether an index is too large: x[-1] is the last number."""
    y = [0] * len(x)
    for i, a in product(range(len(x)), range(len(h))):
        place = i - len(h) // 2 + a
        if place < len(x):
            y[i] += x[place] * h[::-1][a]
    return y


def in_place(x, h):
    """'same' with the results written into the signal that is still being read."""
    x, before = list(x), len(h) // 2
    for i in range(len(x)):
        padded = [0] * before + x + [0] * len(h)
        x[i] = np.dot(padded[i : i + len(h)], h[::-1])
    return x


def without_border(x, h):
    y, inside = np.zeros_like(x), np.convolve(x, h, "valid")
    y[len(h) // 2 : len(h) // 2 + len(inside)] = inside
    return y


LOOKED_UP = {  # the name: how the numbers come about, and the options with which they are asked about
    "no-flip": (lambda x, h: np.correlate(x, h, "full"), ""),
    "flip-rows-only": (lambda x, h: corr(x, h[::-1]), ""),
    "flip-cols-only": (lambda x, h: corr(x, np.fliplr(h), "valid"), "--mode valid"),
    "kernel-rot90": (lambda x, h: corr(x, np.rot90(h)), ""),
    "output-transposed": (lambda x, h: conv(x, h).T, ""),
    "skip-last": (lambda x, h: as_loops(x, h, stop=1), ""),
    "skip-first": (lambda x, h: as_loops(x, h, first=1), ""),
    "assign-not-add": (lambda x, h: as_loops(x, h, assign=True), ""),
    "acc-not-reset": (lambda x, h: as_loops(x, h, reset=False), ""),
    "neg-index-wrap": (read_from_the_end, "--mode same"),
    "border-zero": (without_border, "--mode same"),
    "same-crop-start": (lambda x, h: np.convolve(x, h)[: len(x)], "--mode same"),
    "boundary-wrap": (lambda x, h: ndimage.convolve(x, h, mode="wrap"), "--mode same"),
    "sum-times-sum": (lambda x, h: np.convolve(x, np.ones(len(h), int)) * sum(h), ""),
    "relu-output": (lambda x, h: np.maximum(np.convolve(x, h), 0), ""),
    "uint8-output": (lambda x, h: np.convolve(x, h).astype(np.uint8), ""),
    "aliasing": (in_place, "--mode same"),
    "bias-one": (lambda x, h: np.convolve(x, h) + 1, ""),
    "stride-holes": (
        lambda x, h: [n * (i % 2 == 0) for i, n in enumerate(np.convolve(x, h, "valid")[: len(x) // 2 - 1])],
        "--mode valid --stride 2",
    ),
    "stride-subsample-end": (lambda x, h: np.convolve(x, h)[1::2], "--stride 2"),
    "dilation-ignored": (lambda x, h: np.convolve(x, h), "--dilation 2"),
}
PLANES = {"flip-rows-only", "flip-cols-only", "kernel-rot90", "output-transposed"}


@pytest.mark.parametrize("name", LOOKED_UP)
@pytest.mark.parametrize("seed", range(3))
def test_a_mistake_made_by_hand_is_named(explained, name, seed):
    draw = np.random.default_rng([seed, *name.encode()])
    shapes = ((4, 6), (3, 2)) if name in PLANES else ((8,), (3,))
    x, h = (
        draw.integers(-20, 60, shapes[0]),
        draw.permutation(np.arange(1, 13))[: prod(shapes[1])].reshape(shapes[1]),
    )
    made, options = LOOKED_UP[name]
    code, sentences, _ = explained(x, h, made(x, h), *options.split())
    named = " ".join(re.findall(r"\[([a-z0-9, -]+)\]", " ".join(sentences))).replace(",", "")
    assert code == 0 and name in named.split()


# ---- true, whatever is asked


@st.composite
def requests(draw):
    """A Request of 1, 2 or 3 axes, with numbers and options of all kinds."""
    axes = draw(st.sampled_from([1, 1, 2, 2, 3]))
    kinds = draw(
        st.sampled_from([integers, integers, fractions.map(lambda n: n if n.denominator > 1 else int(n))])
    )

    def array(most, *more):
        shape = (*draw(st.tuples(*[st.integers(1, most)] * min(axes, 2))), *more)
        flat = draw(st.lists(kinds, min_size=prod(shape), max_size=prod(shape)))
        return np.array(flat, object).reshape(shape).tolist()

    channels = draw(st.sampled_from([(2, 1), (2, 2), (3, 1)])) if axes == 3 else ()
    x, h = array(7 if axes == 1 else 4, *channels[:1]), array(5 if axes == 1 else 3, *channels)
    mode = draw(st.sampled_from([*MODES, None]))
    steps = st.sampled_from([1, 1, 1, 2, 3] + [(1, 2), (3, 1)] * (axes > 1))
    options = {
        "padding": None if mode else draw(st.integers(0, 3)),
        "stride": draw(steps),
        "dilation": draw(steps),
        "border": draw(st.sampled_from(["constant", "constant", *BORDERS])),
        "flip": draw(orders),
    }
    try:
        return asked(x, h, mode, **options)
    except Unusable:
        assume(False)


def made(names, request):
    """What the definition with these mistakes gives for a request; None where it gives no numbers."""
    world = definition_with(*(BANK[name] for name in names))
    convolve = getattr(world, ("convolve1d", "convolve2d", "convolve_channels")[min(request.axes, 3) - 1])
    try:
        values = convolve(request.x, request.h, request.mode, **rest(request))
    except REFUSALS:
        return None
    return values if numbers(values) else None


def rest(request):
    names = ("padding", "stride", "dilation", "border", "flip")
    return {name: getattr(request, name) for name in names}


@st.composite
def wrong(draw):
    """(a request, a mistake's name, the numbers that it gives), where they are other than the right ones."""
    request = draw(requests())
    fitting = [name for name, mistake in BANK.items() if applies(mistake, request.axes, request.options)]
    name = draw(st.sampled_from(fitting))
    values = made([name], request)
    assume(values is not None and not alike(values, request.output))
    return request, name, values


def named(explanation):
    """The names of all single mistakes that are named, those beside the first included."""
    return {name for cause in explanation.causes for name in (*cause.names, *cause.also)}


def names_are_true(explanation, values):
    for cause in explanation.causes:
        assert alike(made(cause.names, explanation.request), values)
        assert all(alike(made([name], explanation.request), values) for name in cause.also)
    for changes, other in explanation.readings:
        padding = None if "mode" in changes else other.padding
        assert changes and other == explanation.request.but(**{"padding": padding, **changes})
        assert alike(made([], other), values)


@quick
@given(wrong())
def test_a_mistake_is_named_and_no_name_is_false(case):
    request, name, values = case
    explanation = explain(request, Given(values))
    assert explanation.kind == "mistake" and name in named(explanation)
    names_are_true(explanation, values)


@few
@given(wrong())
def test_what_is_printed_of_a_mistake_is_true(case):
    request, name, values = case
    explanation = explain(request, Given(values))
    text = Reasons(explanation).text(FLAT)
    shown = [names.split(", ") for names in re.findall(r"\[([a-z0-9, -]+)\]$", text, re.MULTILINE)]
    assert len(shown) == min(len(explanation.causes), 3) == text.count("Hint: ") == text.count(EXACT)
    assert all(alike(made([one], request), values) for names in shown for one in names)
    assert any(name in names for names in shown) or text.startswith("This input cannot tell ")
    doubt_is_true(text, explanation, shown)
    numbers_are_true(text, request, values)


DOUBT = re.compile(
    r"This input cannot tell (\d+) explanations apart(; 3 of them follow)?\."
    r"(?: The smallest that can, with the same options: (.*)\.| No small one was found that can\.)\n"
)
PROBE = re.compile(r'--input "([^"]*)" --kernel "([^"]*)"((?: --[a-z]+ [A-Za-z0-9,]+)*)')


def doubt_is_true(text, explanation, shown):
    """Whether the first sentence says how many there are, and the input in it tells those named apart."""
    first = DOUBT.match(text)
    assert bool(first) == (len(explanation.causes) > 1)
    assert bool(first) == ("cannot tell" in text)
    if not first:
        return
    assert int(first[1]) == len(explanation.causes) and bool(first[2]) == (len(explanation.causes) > 3)
    given = dict(re.findall(r"^- (\S+) gives (.*)$", text, re.MULTILINE))
    assert list(given) == [names[0] for names in shown if first[3]]
    if not first[3]:
        return
    asked_for = probe(first[3])
    other = explanation.request.but(x=asked_for.x, h=asked_for.h)
    outcomes = [made([name], other) for name in given]
    for outcome, printed in zip(outcomes, given.values()):
        assert printed == "nothing" if outcome is None else listed(printed) == outcome
    assert not any(one == two for one, two in combinations(outcomes, 2))


def test_whole_numbers_are_not_all_that_tells_explanations_apart(explained):
    """Rounded, or cut to whole numbers: a half tells; kept in bytes, or held below 255: a large one does."""
    for x, got in (("7/5", "1"), ("256 3", "0 3")):
        sentences = explained(x, "1", got)[1]
        assert "The smallest that can" in sentences[0] or len(sentences) == 1


def listed(text):
    """Numbers as they are printed, as nested lists."""
    rows = [[value(cell) for cell in row.split()] for row in text.rstrip("; ").split(";")]
    return rows if ";" in text else rows[0]


def probe(text):
    """The Request that the options of a command ask, as the command itself reads them."""
    x, h, more = PROBE.search(text).groups()
    words = ["--input", x, "--kernel", h, *more.split()]
    parser = program.import_module("course.terminal.arguments").Parser()
    program.import_module("course.own_numbers.options").add_options(parser)
    return program.import_module("course.own_numbers.options").from_options(parser.parse_args(words))


def numbers_are_true(text, request, values, exactly=True):
    """Whether the tables hold the numbers, * stands at those that differ, and the sums add up."""
    if request.axes > 2:
        assert "asked for" not in text
        return
    right = made([], request)
    rows = [values, right] if request.axes == 2 else [[values], [right]]
    for table, expected in zip(columns(text), rows):
        assert alike([[n for n, _ in row] for row in table], [[*map(exact, row)] for row in expected])
    same_size = np.shape(values) == np.shape(right)
    marks = [marked for row in columns(text)[0] for _, marked in row]
    differ = [not alike(g, y) for g, y in zip(numbers(values), numbers(right))]
    assert marks == (differ if same_size else [False] * len(marks))
    assert ("(* differs)" in text) == same_size
    sums_are_true(worked(text), request, values, right)


def exact(number):
    return number if isinstance(number, float) else Fraction(number)


def sums_are_true(found, request, values, right):
    if not found:
        shared = [i for i in np.ndindex(np.shape(right)) if at(values, i) is not None]
        assert all(alike(at(values, i), at(right, i)) for i in shared)
        return
    (index, terms, result), (other, theirs, given) = found["asked for"], found["given"]
    assert index == other and not alike(at(values, index), at(right, index))
    products = [[*pair] for pair in window(request, index)]
    assert alike([[*pair] for pair in terms], products)
    assert alike(result, at(right, index)) and alike(result, total(terms))
    assert alike(given, at(values, index)) and (theirs is None or alike(given, total(theirs)))


def total(terms):
    return sum(x * h for x, h in terms)


@quick
@given(requests(), st.data())
def test_a_right_answer_is_right_and_one_wrong_number_is_not(request, data):
    right = made([], request)
    assert explain(request, Given(right)).kind == "right"
    assert Reasons(explain(request, Given(right))).text(FLAT) == RIGHT
    array = np.array(right, object)
    place = data.draw(st.integers(0, array.size - 1))
    array.flat[place] = array.flat[place] + data.draw(st.integers(1, 9))
    assert not Given(array.tolist()).fits(right)


@few
@given(requests(), st.data())
def test_a_mistyped_number_is_found(request, data):
    """Or else something that gives the same numbers; only one output cannot tell, and is not asked."""
    what = data.draw(st.sampled_from(["x", "h"]))
    array = np.array(getattr(request, what), object)
    place = data.draw(st.integers(0, array.size - 1))
    array.flat[place] = array.flat[place] + data.draw(st.integers(1, 9))
    values = made([], request.but(**{what: array.tolist()}))
    wrong = [g != y for g, y in zip(numbers(values), numbers(request.output))]
    assume(sum(wrong) > 1)
    explanation = explain(request, Given(values))
    assert explanation.explained
    names_are_true(explanation, values)
    if explanation.kind == "mistyped":
        index = np.unravel_index(place, array.shape)
        option = {"x": "input", "h": "kernel"}[what]
        assert (
            Change(option, index, at(getattr(request, what), index), array.flat[place]) in explanation.changes
        )
        changes_are_true(explanation, values)
        numbers_are_true(Reasons(explanation).text(FLAT), request, values)


def changes_are_true(explanation, values):
    """Whether each change, made by hand, gives the numbers."""
    for what, index, old, new in explanation.changes:
        name = {"input": "x", "kernel": "h"}[what]
        array = np.array(getattr(explanation.request, name), object)
        if index in ("rows", "columns"):
            lines = array if index == "rows" else array.swapaxes(0, 1)
            lines[[old, new]] = lines[[new, old]]
        else:
            assert array[index] == old != new
            array[index] = new
        assert alike(made([], explanation.request.but(**{name: array.tolist()})), values)


@few
@given(requests(), st.data())
def test_swapped_rows_are_found(request, data):
    what = data.draw(st.sampled_from(["x", "h"]))
    array = np.array(getattr(request, what), object)
    assume(len(array) > 1)
    one, two = data.draw(st.lists(st.integers(0, len(array) - 1), min_size=2, max_size=2, unique=True))
    array[[one, two]] = array[[two, one]]
    values = made([], request.but(**{what: array.tolist()}))
    explanation = explain(request, Given(values))
    assert explanation.explained
    names_are_true(explanation, values)
    changes_are_true(explanation, values)


def test_numbers_of_a_signal_are_not_called_rows(explained):
    code, sentences, _ = explained(SIGNAL, FIVE, np.convolve(SIGNAL[[0, 1, 5, 3, 4, 2, 6, 7]], FIVE))
    assert code == 0 and "swapped" in sentences[0] and "2 and 5" in sentences[0] and "row" not in sentences[0]


# ---- pairs


def small_request(draw):
    """A signal or an image of few numbers, from random.Random."""
    shapes = draw.choice([((draw.randint(3, 5),), (draw.randint(2, 4),)), ((3, 4), (2, draw.randint(1, 3)))])
    x, h = ([draw.randint(-9, 9) for _ in range(prod(shape))] for shape in shapes)
    arrays = [np.array(flat, object).reshape(shape).tolist() for flat, shape in zip((x, h), shapes)]
    options = {
        "stride": draw.choice([1, 1, 2]),
        "dilation": draw.choice([1, 1, 2]),
        "flip": draw.random() < 0.7,
    }
    try:
        return asked(*arrays, draw.choice(MODES), **options)
    except Unusable:
        return small_request(draw)


def sampled_pair(seed):
    """(a request, two names, their numbers): a pair that gives other numbers than the definition."""
    draw = random.Random(seed)
    while True:
        request = small_request(draw)
        fitting = [name for name, mistake in BANK.items() if applies(mistake, request.axes, request.options)]
        names = tuple(draw.sample(fitting, 2))
        values = made(names, request)
        if values is not None and not alike(values, request.output):
            return request, names, values


@pytest.mark.parametrize("seed", range(40))
def test_two_mistakes_together_are_found(seed):
    """Or one that gives the same numbers; where nothing is found it is not said that no pair does."""
    request, names, values = sampled_pair(seed)
    explanation = explain(request, Given(values))
    text = Reasons(explanation).text(FLAT)
    assert explanation.explained or "alone or with another" not in text, f"{names} not found"
    names_are_true(explanation, values)
    changes_are_true(explanation, values)
    if explanation.causes and len(explanation.causes[0].mistakes) == 2:
        assert {*names} in [{*cause.names} for cause in explanation.causes]
    numbers_are_true(text, request, values)


def test_two_mistakes_are_shown_in_words(explained):
    code, sentences, out = explained(SIGNAL, FIVE, np.correlate(SIGNAL, FIVE, "full")[:-1])
    assert code == 0 and sentences[:3] == [
        "Two mistakes together give exactly these numbers:",
        "1. a correlation: the kernel is not turned round. [no-flip]",
        "2. a result without its last number (in an image: its last row and column). [range-short]",
    ]
    assert out.count("Hint: ") == 2


def test_what_is_said_to_be_no_pair_is_none():
    """3 -1, divided by its sum and then cut to whole numbers, is 1 0; to cut alone changes nothing."""
    x, h = [3, 4, 5], [3, -1]
    for names in product(["kernel-norm", "negated", "kernel-int", "rounded"], repeat=2):
        values = made(names, asked(x, h))
        assert "alone or with another" not in str(why(x, h, values)), f"{names} gives {values}"


# ---- facts

PATTERNS = {
    r"The size is right, and (\d+) of the (\d+) numbers agree\.": "agree",
    r"The size given is ([\dx ]+), and ([\dx ]+) was asked for\.": "sizes",
    r"All but one agree: y\[([\d, ]+)\] is (\S+), not (\S+)\.": "one",
    r"All agree once y\[([\d, ]+)\] and y\[([\d, ]+)\] change places\.": "two",
    r"Mode '(\w+)' gives that size\.": "mode",
    r"That is the size asked for, with rows and columns exchanged\.": "exchanged",
    r"Only numbers whose window leaves the input differ: look at the padding and the border\.": "border",
    r"Only numbers whose window lies wholly on the input differ\.": "inside",
    r"All differences are in (row|column)(s?) ([\d, ]+)\.": "places",
    r"They are the right numbers in another order\.": "order",
    r"Each is the right number plus (\S+)\.": "plus",
    r"Each is the right number times (\S+)\.": "times",
    r"Up to the last but one, each is the right number of the next place\.": "next",
    r"From the second on, each is the right number of the place before\.": "before",
}


def leaves(request, index):
    """Whether a window reaches beyond the input: whether a nan beyond its edge would be met."""
    inner = np.zeros(np.shape(request.x)[:2] if request.axes > 1 else np.shape(request.x))
    padded = np.pad(inner, request.sides, constant_values=1)
    cut = [slice(i * s, i * s + (k - 1) * d + 1, d) for i, (_, k, s, d) in zip(index, request.each)]
    whole = [slice(i * s, i * s + (k - 1) * d + 1) for i, (_, k, s, d) in zip(index, request.each)]
    return bool(padded[tuple(cut)].any()), bool(padded[tuple(whole)].any())


def facts_that_hold(request, values):
    """{kind: what the sentence of that kind has to say} of all that is true of these numbers."""
    right, given = np.array(request.output, object), np.array(values, object)
    if right.shape != given.shape:
        return {"sizes": (by(given.shape), by(right.shape)), "exchanged": given.shape[::-1] == right.shape}
    differ = np.frompyfunc(lambda g, y: not alike(g, y), 2, 1)(given, right).astype(bool)
    wrong = list(zip(*(places.tolist() for places in np.nonzero(differ))))
    holds = {"agree": (str((~differ).sum()), str(differ.size))}
    holds["border"] = bool(wrong) and all(leaves(request, index)[1] for index in wrong)
    holds["inside"] = bool(wrong) and not any(leaves(request, index)[0] for index in wrong)
    for axis, name in enumerate(("row", "column")):
        holds[name] = sorted({index[axis] for index in wrong if axis < len(index)})
    g, y = given.ravel().tolist(), right.ravel().tolist()
    return holds | {
        "order": sorted(g) == sorted(y),
        "plus": {a - b for a, b in zip(g, y)},
        "times": (g, y),
        "next": g[:-1] == y[1:],
        "before": g[1:] == y[:-1],
    }


def by(sizes):
    return " x ".join(map(str, sizes))


def holds_true(sentence, request, values):
    """Whether a sentence of facts() is true."""
    holds = facts_that_hold(request, values)
    (kind, found), *_ = [
        (kind, re.fullmatch(p, sentence)) for p, kind in PATTERNS.items() if re.fullmatch(p, sentence)
    ]
    if kind in ("agree", "sizes"):
        return found.groups() == holds[kind]
    if kind == "mode":
        steps = {"padding": None, "mode": found[1]}
        return np.shape(made([], request.but(**steps))) == np.shape(values) and request.mode != found[1]
    if kind == "places":
        places = [int(place) for place in found[3].split(", ")]
        return places == holds[found[1]] and bool(found[2]) == (len(places) > 1)
    if kind in ("one", "two"):
        return few_hold(kind, found.groups(), request, values)
    if kind == "plus":
        return holds[kind] == {Fraction(found[1])}
    if kind == "times":
        return all(g == y * Fraction(found[1]) for g, y in zip(*holds[kind]))
    return holds[kind]


def few_hold(kind, found, request, values):
    """Whether one other number, or two that change places, would make all of them right."""
    places = [tuple(map(int, place.split(", "))) for place in found[: 1 if kind == "one" else 2]]
    mended, right = np.array(values, object), np.array(request.output, object)
    if kind == "one":
        assert value(found[2]) == mended[places[0]]
        mended[places[0]] = value(found[1])
    else:
        mended[places[0]], mended[places[1]] = mended[places[1]], mended[places[0]]
    return mended.tolist() == right.tolist()


@st.composite
def spoilt(draw):
    """(a request, numbers that keep something of the right ones)."""
    request = draw(requests().filter(lambda request: request.axes < 3))
    right = np.array(request.output, object)
    places = draw(st.lists(st.integers(0, right.size - 1), max_size=3))
    number = draw(st.sampled_from([1, 3, -2, Fraction(1, 3), 10**6]))
    spoil = draw(st.integers(0, 7))
    if spoil < 2:
        for place in places:
            right.flat[place] = right.flat[place] + number
    ways = [
        right,
        right,
        right + number,
        right * number,
        right.T,
        right[:-1],
        np.roll(right, 1),
        np.roll(right, -1),
    ]
    values = ways[spoil]
    assume(values.size)
    return request, values.tolist()


@quick
@given(spoilt())
def test_every_fact_is_true(case):
    request, values = case
    for sentence in facts(request, Given(values)):
        assert holds_true(sentence, request, values), sentence


@pytest.mark.parametrize(
    "x, got",
    [
        ([10**12, 2 * 10**12, 5, 1], [10**12 + 1, 2 * 10**12 + 7, 6, 2]),
        ([10**12, 2 * 10**12, 3 * 10**12, 1], [10**12 + 3, 2 * 10**12 + 7, 3 * 10**12 + 2, 1]),
        ([10**12, 10**12 + 1, 10**12 + 2, 5], [10**12 + 2, 10**12 + 3, 7, 5]),
    ],
)
def test_facts_of_large_whole_numbers_are_exact(x, got):
    request = asked(x, [1])
    assert all(holds_true(sentence, request, got) for sentence in facts(request, Given(got)))


def test_facts_never_add_nothing(explained):
    code, sentences, _ = explained("3 4 5 7", "1/3 1/3 1/3", "1 2.3333334 4 5.3333334 4.0000004 2.3333334")
    assert "plus 0." not in " ".join(sentences) and "times 1." not in " ".join(sentences)


# ---- libraries that are said to give the numbers

CALLS = {
    "np.convolve": lambda x, h, mode: np.convolve(x, h, mode),
    "np.correlate": lambda x, h, mode: np.correlate(x, h, mode),
    "signal.convolve": lambda x, h, mode: scipy_signal.convolve(x, h, mode, "direct"),
    "signal.correlate": lambda x, h, mode: scipy_signal.correlate(x, h, mode, "direct"),
    "signal.fftconvolve": lambda x, h, mode: np.rint(scipy_signal.fftconvolve(x, h, mode)).astype(int),
    "signal.convolve2d": lambda x, h, mode: conv(x, h, mode),
    "signal.correlate2d": lambda x, h, mode: corr(x, h, mode),
    "ndimage.convolve": lambda x, h, mode: ndimage.convolve(x, h, mode="constant"),
    "ndimage.correlate": lambda x, h, mode: ndimage.correlate(x, h, mode="constant"),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_a_librarys_own_numbers_are_never_unexplained(explained, name, mode):
    """Where they differ from what is asked, the library is named."""
    line = name.startswith("np.")
    for h in (FIVE[:4], FIVE) if line else (KERNEL, EVEN, SQUARE):
        x = SIGNAL if line else IMAGE
        got = CALLS[name](x, h, mode)
        for flip, ask in product(["--no-flip"], ["same", "valid", "full"]):
            code, sentences, _ = explained(x, h, got, "--mode", ask, flip)
            assert code == 0
            if mode == ask and sentences != [RIGHT] and (not name.startswith("ndimage") or mode == "same"):
                assert re.search(rf"\b{name}\b.*? gives? them", " ".join(sentences))


@few
@given(
    requests().filter(lambda r: r.axes < 3 and r.border == "constant" and r.mode in ("full", "same", "valid"))
)
def test_libraries_that_are_named_do_give_the_numbers(request):
    assume(all(isinstance(n, int) for n in numbers(request.x) + numbers(request.h)))
    assume(request.stride == request.dilation == 1)
    for other in (request.but(flip=not request.flip), request.but(flip=not request.flip, mode="SAME")):
        values = made([], other)
        if values is None or alike(values, request.output):
            continue
        text = Reasons(explain(request, Given(values))).text(FLAT)
        for name in re.findall(r"\b((?:np|signal|ndimage)\.\w+)\b(?=.*gives? them)", text):
            assert CALLS[name](np.array(request.x), np.array(request.h), request.mode).tolist() == values


# ---- one JSON object


def refuse(constant):
    raise AssertionError(f"{constant} is no JSON")


@pytest.fixture
def told(command):
    """Runs why --json: (exit code, the object)."""

    def run(x, h, got, *options):
        words = "--input", typed(x), "--kernel", typed(h), "--got", typed(got), *options
        code, out, err = command("why", *words, "--json")
        assert err == "" and out.count("\n") == 1 and out.isascii()
        return code, json.loads(out, parse_constant=refuse)

    return run


NOTHING = {"mistakes": [], "readings": [], "mistyped": [], "known": []}


def test_json_of_right_numbers(told):
    code, found = told("3 4 5", "2 1 0", "6 11 14 5 0")
    assert code == 0
    assert found == found | NOTHING | {"kind": "right", "explained": True, "expected": [6, 11, 14, 5, 0]}


def test_json_of_a_mistake(told):
    code, found = told("0 1 2; 3 4 5; 6 7 8", "0 1; 2 3", "19 25; 37 43", "--mode", "valid")
    assert code == 0 and found["expected"] == [[5, 11], [23, 29]]
    (mistake,) = found.pop("mistakes")
    assert (mistake["names"], mistake["also"]) == (["no-flip"], [])
    assert mistake["says"][0].startswith(f"{EXACT} a correlation") and mistake["says"][1].startswith("Hint: ")
    assert (found["kind"], found["explained"], found["readings"]) == ("mistake", True, [{"flip": False}])
    assert (found["mistyped"], found["known"]) == ([], [])


def test_json_of_twins(told):
    code, found = told(
        SIGNAL,
        [2, 7, 1],
        np.correlate(SIGNAL, [2, 7, 1], "same")[::2],
        *"--mode SAME --stride 2 --no-flip".split(),
    )
    (mistake,) = found["mistakes"]
    assert (code, mistake["names"], mistake["also"]) == (0, ["stride-subsample"], ["stride-pad-stride1"])


def test_json_of_two_mistakes(told):
    got = np.correlate(SIGNAL, FIVE, "full") + 1
    code, found = told(SIGNAL, FIVE, got)
    assert (code, found["kind"]) == (0, "mistake")
    assert {"no-flip", "bias-one"} in [{*mistake["names"]} for mistake in found["mistakes"]]
    assert all("Two mistakes" in mistake["says"][0] for mistake in found["mistakes"])


def test_json_of_numbers_right_elsewhere(told):
    code, found = told(IMAGE, SQUARE, ndimage.correlate(IMAGE, SQUARE, mode="mirror"), "--mode", "same")
    assert (code, found["kind"], found["explained"]) == (0, "elsewhere", True)
    assert found["readings"] == [{"flip": False, "border": "reflect"}]
    assert found["expected"] == conv(IMAGE, SQUARE, "same").tolist()


def test_json_of_a_mistyped_number(told):
    code, found = told("1/2 2 4 3", "1 3 1", np.convolve([0.75, 2, 4, 3], [1, 3, 1]))
    assert (code, found["kind"], found["explained"]) == (0, "mistyped", True)
    assert found["mistyped"] == [{"what": "input", "index": [0], "old": "1/2", "new": "3/4"}]
    assert found["expected"][0] == "1/2"


def test_json_of_swapped_rows(told):
    code, found = told(IMAGE, SQUARE, conv(IMAGE[[0, 2, 1, 3]], SQUARE))
    assert code == 0 and found["mistyped"] == [{"what": "input", "index": "rows", "old": 1, "new": 2}]


def test_json_of_nonsense(told):
    code, found = told(SIGNAL, FIVE, "7 7 1 0 7 2 0 4")
    assert code == 1 and (found["kind"], found["explained"]) == ("unknown", False)
    assert found["known"][0] == "The size given is 8, and 12 was asked for."
    assert found == found | {"mistakes": [], "readings": [], "mistyped": []}


@pytest.mark.parametrize(
    "x, h, got", [("nan 1", "1 1", "nan nan 1"), ("nan 1", "1 1", "0 1 1"), ("1 2", "1 -1", "nan nan nan")]
)
def test_json_knows_no_nan(told, x, h, got):
    assert told(x, h, got)[0] == 0


@few
@given(wrong())
def test_json_is_complete(case):
    request, name, values = case
    explanation = explain(request, Given(values))
    found = json.loads(json.dumps(why.plain_data(explanation), allow_nan=False), parse_constant=refuse)
    assert {*found} >= {*NOTHING, "kind", "explained", "expected"}
    assert any(name in (*mistake["names"], *mistake["also"]) for mistake in found["mistakes"])
    assert [Fraction(n) for n in numbers(found["expected"])] == numbers(request.output)


# ---- python -m course mistakes


def test_the_list_has_every_mistake_with_its_sentence(command):
    code, out, err = command("mistakes")
    lines = out.rstrip("\n").split("\n")
    assert (code, err) == (0, "") and str(len(BANK)) in lines[0] and "mistakes NAME" in lines[-1]
    named = [line.split(None, 1) for line in lines[1:-1] if line and not line.startswith("In exercise")]
    assert named == [[name, mistake.says] for name, mistake in {**BANK, **EXERCISE_MISTAKES}.items()]


@pytest.mark.parametrize("name", EXERCISE_MISTAKES)
def test_what_goes_wrong_in_one_exercise_alone_is_told(command, name):
    code, out, err = command("mistakes", name)
    told = " ".join(out.split())
    assert (code, err) == (0, "") and EXERCISE_MISTAKES[name].sentence() in told and f"Hint: {EXERCISE_MISTAKES[name].hint}" in told
    assert out.startswith(f"{name} ({EXERCISE_MISTAKES[name].places[0]})")


@pytest.mark.parametrize("name", BANK)
def test_a_mistake_is_worked_out_and_why_finds_it_there(command, name):
    code, out, err = command("mistakes", name)
    assert (code, err) == (0, "") and out.isascii()
    mistake, first = BANK[name], out.split("\n\n")[0].split("\n")
    assert first[:3] == [
        f"{name} ({', '.join(mistake.places)})",
        mistake.sentence(),
        f"Hint: {mistake.hint}",
    ]
    assert ("The same function: " + ", ".join(twins(name)) in out) == bool(twins(name))
    assert (f"Seen in {mistake.seen}." in out) == (mistake.seen != LISTED)
    if "[[[" in out:
        lists = dict(re.findall(r"^(given|asked for): (\[.*\])$", out, re.MULTILINE))
        assert lists["given"] != lists["asked for"] and "Fraction" not in out
        return
    asked_for = probe(out)
    values, tables = made([name], asked_for), out.split("singles it out:\n")[1]
    assert values is not None
    numbers_are_true(tables, asked_for, values)
    x, h, more = PROBE.search(out).groups()
    got = "; ".join(" ".join(cell for cell in row) for row in printed(tables)) + ";" * (asked_for.axes == 2)
    code, out, err = command("why", "--input", x, "--kernel", h, "--got", got, *more.split())
    assert (code, err) == (0, "") and re.search(rf"[\[ ]{name}[\],]", out)


def printed(out):
    """The given numbers as they are printed."""
    return [[str(n) if isinstance(n, Fraction) else f"{n}" for n, _ in row] for row in columns(out)[0]]


LONGEST = max(map(len, BANK))  # a name is never broken


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize(
    "name", ["no-flip", "centre-one", "stride-cropped", "input-transposed-back", "channels-bgr"]
)
def test_mistakes_on_terminals_of_every_width(command, monkeypatch, name, width):
    wide = command("mistakes", name)[1]
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, err = command("mistakes", name)
    assert (code, err) == (0, "") and folded(out) == folded(wide)
    words = {word for word in wide.split() if "-" in word and len(word) < width - 4}
    assert words <= {*out.split()}, "a name or an option is broken"
    about = out.split("\n\n")[0] if width < 80 else out
    assert max(map(len, about.split("\n"))) <= max(width, LONGEST)


def folded(out):
    """The characters of a text, however it is folded; tables may stand beside or below each other."""
    return sorted("".join(out.split()))


@pytest.mark.parametrize("width", [20, 40, 80])
def test_the_list_on_terminals_of_every_width(command, monkeypatch, width):
    wide = command("mistakes")[1]
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, err = command("mistakes")
    assert (code, err) == (0, "") and folded(out) == folded(wide)
    assert max(map(len, out.split("\n"))) <= max(width, *(4 + len(word) for word in wide.split())) and all(f"\n{name}" in out for name in BANK)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_why_on_terminals_of_every_width(explained, monkeypatch, width):
    case = TOLD["a correlation"][:3]
    wide = explained(*case, "--mode", "valid")[2]
    monkeypatch.setenv("COLUMNS", str(width))
    out = explained(*case, "--mode", "valid")[2]
    assert folded(out) == folded(wide)
    assert width < 80 or max(map(len, out.split("\n"))) <= width
    assert "signal.correlate2d" in out and "(--no-flip)" in out and "[no-flip]" in out


@pytest.mark.parametrize("columns", ["20", "0", "-5", "40", "x", "", "1000000"])
def test_terminals_that_say_odd_things_of_their_width(command, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    for words in (
        ["mistakes"],
        ["mistakes", "no-flip"],
        ["why", "--input", "3", "--kernel", "2", "--got", "7"],
    ):
        code, out, err = command(*words)
        assert (code, err) == (0, "") and out.isascii()


def test_many_numbers_do_not_run_over_the_edge_of_the_terminal(explained, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    code, _, out = explained(np.arange(40) ** 2 % 23, FIVE, np.arange(44) ** 2 % 29)
    assert max(map(len, out.split("\n"))) <= 80


NEAR = {
    "no-flp": "no-flip",
    "noflip": "no-flip",
    "No-Flip": "no-flip",
    "centre_one": "centre-one",
    "center-one": "centre-one",
    "boundary-symmetric": "boundary-symm",
    "stride-crop": "stride-cropped",
}
NO_MISTAKES = [
    "",
    " ",
    "xyzzy",
    "42",
    "caf\u00e9",
    "\N{GRINNING FACE}",
    "\udcff",
    "two\nlines",
    "\x1b[31m",
    "x" * 5000,
    "%s",
    "{0}",
]
NO_MISTAKES += [
    "no-flip ",
    "no-flip,negated",
    "*",
    "../no-flip",
    "no flip",
    "NO-FLIP",
    "-1",
    "\N{EM DASH}json",
]
NO_LISTS = [
    "-x",
    "--json",
    "--all",
    "no-flip negated",
    "--name no-flip",
    "no-flip --json",
    "no-flip no-flip",
    "-- a b",
]
NO_LISTS += ["--no-flip", "-no-flip"]


@pytest.fixture
def refused(command):
    """Runs python -m course WORDS, which has to end with exit code 2 and one line that says a word."""

    def run(says, *words):
        code, out, err = command(*words)
        assert (code, out) == (2, "")
        assert re.fullmatch(r"python -m course( why| mistakes)?: [ -~]{10,}\n", err)
        assert len(err) < 400 and says in err

    return run


@pytest.mark.parametrize("name, near", NEAR.items())
def test_an_unknown_name_is_refused_with_the_nearest(refused, name, near):
    refused(near, "mistakes", name)


@pytest.mark.parametrize("name", NO_MISTAKES, ids=ascii)
def test_what_is_no_mistake_is_refused(refused, name):
    refused("no mistake is called", "mistakes", name)


@pytest.mark.parametrize("words", NO_LISTS, ids=ascii)
def test_options_that_mistakes_has_not_are_refused(refused, words):
    refused("python -m course mistakes: ", "mistakes", *words.split())


@pytest.mark.parametrize(
    "words", ["mistakes -h", "mistakes --help", "mistakes no-flip -h", "why -h", "why --help"]
)
def test_they_explain_themselves(command, words):
    code, out, err = command(*words.split())
    assert (code, err) == (0, "") and "Exit codes" in out and out.isascii()


# ---- guesses


@pytest.fixture
def guessed(monkeypatch, capsys):
    """Asks a question and makes a guess: the printed answer."""
    monkeypatch.setattr(lesson, "place", "script")
    monkeypatch.setattr(lesson, "WIDTH", FLAT)

    def guess(text, made, flip=True, answer=None):
        monkeypatch.setattr(lesson, "_lesson", lesson.Lesson(predict=True))
        monkeypatch.setattr("builtins.input", lambda prompt: text)
        lesson.ask("What?", made(definition_with()) if answer is None else answer, made, flip)
        return capsys.readouterr().out.strip().split("\n")[-1]

    return guess


ANSWER = "6 11 15 23 -35"


def full(by):
    return by.convolve1d([3, 4, -5], [2, 1, 7], "full")


def guesses():
    """{the wrong answers that mistakes of a signal or an image make: the names of these mistakes}."""
    found = {}
    for name, mistake in BANK.items():
        if {*mistake.places} & {"1-D", "2-D", "channels"}:
            values = full(definition_with(mistake))
            found.setdefault(" ".join(map(str, values)), []).append(name)
    del found[ANSWER]
    return found


def one_function(names):
    """Whether the first is the same function as all the others, or does all that they do."""
    places = BANK[names[0]].places
    return {*names[1:]} <= {*twins(names[0]), *(name for p in places for name in covering(names[0], p))}


def test_a_wrong_guess_is_told_what_it_comes_of_if_only_one_mistake_makes_it(guessed):
    kinds = {text: one_function(names) for text, names in guesses().items()}
    assert sum(kinds.values()) > 20 and sum(not alone for alone in kinds.values()) > 2
    for text, names in guesses().items():
        told = f"{text} comes of {BANK[names[0]].says} " * kinds[text]
        assert guessed(text, full) == f"Not quite. {told}Answer: {ANSWER}"


@pytest.mark.parametrize(
    "text",
    [
        "6 11 15 23 -35",
        "6,11,15,23,-35",
        "[6 11 15 23 \N{MINUS SIGN}35]",
        "6.0 11. 15 23 -35",
        " 12/2 11 15 23 -35 ",
    ],
)
def test_a_right_guess_is_right(guessed, text):
    assert guessed(text, full) == f"Right. Answer: {ANSWER}"


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "6 11 12 23",
        "banana",
        "n",
        "nan",
        "-",
        "?",
        "6 11 12 23 35",
        "1/0",
        "\N{GRINNING FACE}",
        "x" * 5000,
        "%s {0}",
        "None",
        "9" * 5000,
    ],
)
@pytest.mark.parametrize("kernel", [[2, 1, 7], [2, -1, -1]], ids=["sum 10", "sum 0"])
def test_a_guess_that_is_nonsense_is_not_explained(guessed, text, kernel):
    said = guessed(text, lambda by: by.convolve1d([3, 4, -5], kernel, "full"))
    assert said.startswith("Not quite. Answer: ")


def test_a_guess_is_never_run_as_code(guessed, tmp_path):
    guessed(f"__import__('pathlib').Path({str(tmp_path / 'made')!r}).touch()", full)
    assert not list(tmp_path.iterdir())


def test_no_guess_is_no_answer(guessed):
    assert guessed("", full) == f"Answer: {ANSWER}" == guessed("  ", full)


def test_a_guess_at_a_correlation_is_told_in_its_own_words(guessed):
    said = guessed("6 11 15 23 -35", lambda by: by.convolve1d([3, 4, -5], [2, 1, 7], flip=False), flip=False)
    told = "6 11 15 23 -35 comes of a convolution: the kernel is turned round."
    assert said == f"Not quite. {told} Answer: 21 31 -25 3 -10"


def test_a_mistake_that_refuses_is_no_evidence(guessed):
    """Only the pooled answer can be made: what all others do is raise."""

    def picky(by):
        numbers = full(by)
        if numbers not in (full(definition_with()), full(definition_with(BANK["max-not-sum"]))):
            raise random.Random(sum(map(abs, numbers))).choice(
                [ValueError, TypeError, KeyError, ZeroDivisionError]
            )
        return numbers[2]

    assert "comes of the largest product" in guessed(
        str(full(definition_with(BANK["max-not-sum"]))[2]), picky
    )
    assert guessed("77", picky) == "Not quite. Answer: 15"


def test_without_a_made_answer_nothing_is_said(guessed, monkeypatch):
    assert guessed("5 13", full, answer="yes") == "Not quite. Answer: yes"
    monkeypatch.setattr(lesson, "_comes_of", None)
    lesson.ask("What?", 3)


@posix
def test_a_lesson_tells_what_a_guess_comes_of(tmp_path):
    """A size, then the first number of a correlation: 6 is that of a convolution."""
    import pty

    parent, child = pty.openpty()
    environment = os.environ | {"COURSE_FIGURES": str(tmp_path), "MPLBACKEND": "Agg"}
    os.write(parent, b"77\n6\n\n")
    done = subprocess.run(
        [sys.executable, ROOT / "0_1D.py", "--predict"],
        stdin=child,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    os.close(parent)
    os.close(child)
    assert (done.returncode, done.stderr) == (0, "")
    out = " ".join(done.stdout.split())
    assert "Not quite. 6 comes of a convolution: the kernel is turned round. Answer: 0" in out
    assert "Not quite. Answer: 5" in out


# ---- what cannot be used

FILES = {
    "empty.csv": b"",
    "words.csv": b"six eleven",
    "ragged.csv": b"1 2 3\n4 5\n",
    "photo.jpg": b"\xff\xd8\xff\xe0",
    "list.json": b"[6, 11]",
    "text.npy": b"6 11 14 5 0",
    "decimal.csv": b"1,5;2,5\n",
    "utf.csv": "6,11".encode("utf-16-le"),
    "huge.csv": b"1 " * 600_000,
}
ARRAYS = {
    "inf.npy": np.array([6, 11, 14, 5, np.inf]),
    "scalar.npy": np.array(6),
    "none.npy": np.array([]),
    "five.npy": np.ones((1, 1, 1, 1, 5)),
    "objects.npy": np.array([6, "x"], object),
    "complex.npy": np.array([6j] * 5),
    "long.npy": np.ones(100_001, np.uint8),
    "square.npy": np.ones((2, 2), int),
    "pixels.npy": np.ones((1, 5, 1), int),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("files")
    for name, data in FILES.items():
        (made / name).write_bytes(data)
    for name, array in ARRAYS.items():
        np.save(made / name, array)
    np.save(made / "large.npy", np.array([1e308, 1e308]))
    np.savez(made / "several.npz", [6, 11, 14, 5, 0])
    (made / "folder").mkdir()
    return made


NO_GOT = {
    "": "no numbers",
    " ": "no numbers",
    ";": "no numbers",
    "[]": "",
    "six": "six",
    "6 eleven 14 5 0": "eleven",
    "6 11; 14": "row 2",
    "[[6, 11], [14]]": "row 2",
    "6 11,,14 5 0": "11,,14",
    "6 11 14 5 0,": "missing",
    "inf": "inf",
    "6 11 14 5 inf": "inf",
    "-inf 1 1 1 1": "",
    "1e999": "1e999",
    "9" * 16: "too long",
    "9" * 5000: "too long",
    "1e16": "too long",
    "1/0": "zero",
    "1_000": "1_000",
    "0x10": "0x10",
    "6 11 14 5 0j": "0j",
    "6 11 14 5 True": "True",
    "(6, 11)": "(6",
    "{6}": "{6}",
    "\N{EN DASH}6 11": "dash",
    "\uff16": "uff16",
    "1 " * 100_001: "at most 10000",
    "1" * 1_000_001: "1 MB",
    "x" * 5000: "xxx",
    "__import__('os')": "__import__",
    "6 11 14 5 0\x00": "x00",
    "\x1b[31m6": "x1b",
    "\N{GRINNING FACE}": "U0001f600",
    "[[[6]]]": "[[[6]]]",
    "1 2; 3 4": "axes",
    "6 11 14 5 0;": "axes",
    "missing.csv": "no such file",
    "missing.npy": "no such file",
    "folder": "folder",
    "..": "'..'",
    "folder/": "folder",
    "several.npz": ".npy",
    "photo.jpg": ".npy",
    "list.json": ".npy",
    "\N{GRINNING FACE}.csv": "no such file",
    "x" * 300 + ".csv": "",
    "two\nlines.csv": "",
    **{name: name for name in FILES if name not in ("photo.jpg", "list.json")},
    **{name: "" for name in ARRAYS},
}


@pytest.mark.parametrize("got, says", NO_GOT.items(), ids=range(len(NO_GOT)))
def test_got_that_cannot_be_used_is_refused(refused, folder, monkeypatch, got, says):
    monkeypatch.chdir(folder)
    refused("--got", "why", "--input", "3 4 5", "--kernel", "2 1 0", f"--got={got}")
    refused(says, "why", "--input", "3 4 5", "--kernel", "2 1 0", "--got", got) if not got.startswith(
        "-"
    ) else None


NO_OPTIONS = """
    | --got
    --got | --got
    --got 6 --got 6 | --got
    --go 6 | --go
    --Got 6 | --got
    --got 6 --input 3 | --input
    --got 6 --kernel 3 | --kernel
    --got 6 --mode full --mode same | --mode
    --got 6 --mode Full | 'Full'
    --got 6 --mode= | ''
    --got 6 --mod full | --mod
    --got 6 --stride 0 | '0'
    --got 6 --stride 1.5 | '1.5'
    --got 6 --stride 1001 | '1001'
    --got 6 --stride 1,2 | '1,2'
    --got 6 --stride 1 --stride 1 | --stride
    --got 6 --dilation 0 | '0'
    --got 6 --dilation x | 'x'
    --got 6 --dilation 1001 | '1001'
    --got 6 --padding -1 | '-1'
    --got 6 --padding 1001 | '1001'
    --got 6 --padding 1:2:3 | '1:2:3'
    --got 6 --padding 1 --mode same | not both
    --got 6 --border zero | 'zero'
    --got 6 --border wrap --border wrap | --border
    --got 6 --no-fli | --no-fli
    --got 6 --no-flip=1 | --no-flip
    --got 6 --json=1 | --json
    --got 6 --js | --js
    --got 6 --at 1 | --at
    --got 6 --engine numpy | --engine
    --got 6 extra | extra
    --got 6 11 14 | 11 14
    --got 6 \N{EM DASH}json | u2014json
    --got 6 --mode valid --dilation 2 | reaches over 5
"""


@pytest.mark.parametrize("line", NO_OPTIONS.strip("\n").split("\n"), ids=ascii)
def test_options_that_cannot_be_used_are_refused(refused, line):
    words, says = line.split("| ")
    refused(says, "why", "--input", "3 4 5", "--kernel", "2 1 0", *words.split())


@pytest.mark.parametrize(
    "words, says",
    [
        ([], "--input"),
        (["--got", "1"], "--input"),
        (["--input", "3", "--got", "1"], "--kernel"),
        (["--input", "3", "--kernel", "1 2", "--mode", "valid", "--got", "1"], "reaches over 2"),
        (["--input", "1 2; 3 4", "--kernel", "1 2 3", "--mode", "valid", "--got", "1"], "reaches over 3"),
        (["--input", "1 inf", "--kernel", "1", "--got", "1"], "inf"),
        (["--input", "1", "--kernel", "nan", "--got", "1"], "nan"),
        (["--input", "1", "--kernel", "sobel", "--got", "1"], "sobel"),
        (["--input", "1 " * 50_000, "--kernel", "1 " * 100, "--got", "1"], "products"),
        (["--input", "missing.csv", "--kernel", "1", "--got", "1"], "no such file"),
    ],
)
def test_requests_without_an_answer_are_refused(refused, words, says):
    refused(says, "why", *words)


USED = [  # input, kernel, got, options, exit code, what is said
    ("3", "2", "6", "", 0, RIGHT),
    ("3", "2", "7", "", 0, "bias-one"),
    ("3", "2", "8", "", 1, "Not explained"),
    ("3", "2", "1 2 3", "", 1, "The size given is 3, and 1 was asked for."),
    ("-3", "-2", "-6", "", 0, "negated"),
    ("\N{MINUS SIGN}3", "2", "\N{MINUS SIGN}6", "", 0, RIGHT),
    ("1/3 1/7", "1/2", "1/6 1/14", "", 0, RIGHT),
    ("1/3 1/7", "1/2", "1/6 1/7", "", 1, "Not explained"),
    ("nan 1 2", "1 2", "nan nan 4 4", "", 0, RIGHT),
    ("nan 1 2", "1 2", "0 1 4 4", "", 0, "nan-as-zero"),
    ("nan nan", "1 2", "1 2 3", "", 1, "Not explained"),
    ("1 2 3", "1 1", "nan nan nan nan", "", 1, "Not explained"),
    ("1 2; 3 4", "1", "1 2; 3 4", "", 0, RIGHT),
    ("1 2; 3 4", "sobel-vertical", "1 2; 3 4", "--mode same", 0, "border-copy"),
    ("1 2 3;", "1 1;", "1 3 5 3", "", 0, RIGHT),
    ("1; 2; 3", "1 1", "1; 3; 5; 3", "", 2, "the input is a column"),
    ("1; 2; 3", "1; 1", "1; 3; 5; 3", "", 0, RIGHT),
    ("1 2 3", "1 1", "1; 3; 5; 3", "", 0, RIGHT),
    ("1 2; 3 4", "1 1", "1 3 2", "", 0, "range-short-rows"),
    ("1 2; 3 4", "1 1", "9 3 2", "", 1, "The size given is 1 x 3, and 2 x 3 was asked for."),
    ("3 4 5", "1 2 3 4", "15 24", "--mode same", 1, ""),
    ("3 4 5", "2 1 0", "6 11 14 5 0", "--padding 2", 0, RIGHT),
    ("3 4 5", "2 1 0", "6 14 0", "--stride 2", 0, RIGHT),
    ("3 4 5", "2 1 0", "6 11 14 5 0", "--stride 1000", 0, "stride-ignored"),
    ("3 4 5", "2 1 0", "14", "--mode VALID", 0, RIGHT),
    ("3 4 5", "2 1 0", "6 11 14 5 0", "--json --json", 0, '"right"'),
    ("3 4 5", "2 1 0", "999999999999999 1 1 1 1", "", 1, "Not explained"),
    (
        "999999999999999 1",
        "999999999999999",
        "999999999999998000000000000001 999999999999999",
        "",
        2,
        "too long",
    ),
    ("0 0 0", "0 0", "0 0 0 0", "", 0, RIGHT),
    ("0 0 0", "0 0", "1 1 1 1", "", 0, "bias-one"),
    ("0 0 0", "1 2", "5 5 5 5", "", 1, "plus 5"),
    ("3 4 5", "2 1 0", "[6, 11, 14, 5, 0]", "", 0, RIGHT),
    ("3 4 5", "2 1 0", "array([ 6., 11., 14.,  5.,  0.])", "", 0, RIGHT),
    ("[[1, 2], [3, 4]]", "[[1]]", "[[1 2]\n [3 4]]", "", 0, RIGHT),
]


@pytest.mark.parametrize("x, h, got, options, code, says", USED)
def test_odd_things_that_can_be_used(command, x, h, got, options, code, says):
    words = "--input", x, "--kernel", h, "--got", got, *options.split()
    found, out, err = command("why", *words)
    assert found == code and says in out + err and (out + err).isascii()
    assert (out == "") == (code == 2) and err.count("\n") == (code == 2)


@pytest.mark.parametrize("words", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("got", ["17 29 31", "17 29"])
@pytest.mark.parametrize("kernel", ["10 10", "1 -1", "10"])
def test_numbers_beyond_every_float(command, folder, words, got, kernel):
    code, out, err = command(
        "why", "--input", str(folder / "large.npy"), "--kernel", kernel, "--got", got, *words
    )
    assert (code, err) == (1, "") and "Infinity" not in out and "These numbers are right" not in out
    assert not words or json.loads(out, parse_constant=refuse)["kind"] == "unknown"


@pytest.mark.parametrize("got", [[6, 11, 14, 5, float("inf")], [6, 11, 14, 5, nan], [float("-inf")] * 5])
def test_why_of_what_is_no_number_is_explained_or_not(got):
    assert str(why([3, 4, 5], [2, 1, 0], got)).startswith("Not explained")


@pytest.mark.parametrize(
    "got",
    [
        *(None, 7, "6 11 14 5 0", [], [[]], ["6"] * 5, [None] * 5, [6, 11, 14, 5, 0j], [[6, 11, 14, 5, 0]]),
        *(
            [6, 11, 14, [5], 0],
            {6, 11},
            {"a": 1},
            np.array([]),
            np.zeros((5, 1, 1)),
            [[6], [11, 14], [5], [0]],
        ),
    ],
    ids=ascii,
)
def test_why_refuses_what_is_no_list_of_numbers(got):
    with pytest.raises(Unusable, match="got"):
        why([3, 4, 5], [2, 1, 0], got)


@pytest.mark.parametrize("got", [[[5, 11], [23]], [[5, 11], [23, 29, 0]], [[5, 11], 23]], ids=ascii)
def test_why_refuses_uneven_rows(got):
    with pytest.raises(Unusable, match="got"):
        why([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]], got, "valid")


def timed(size, mode):
    """A process that looks for what nothing explains, with a limit: (exit code, what is printed)."""
    x, h = np.random.default_rng(0).integers(0, 256, size), SQUARE if len(size) == 2 else SQUARE[0]
    got = changed(scipy_signal.convolve(x, h, mode, "direct")[::-1], 0, 7)
    words = "--input", typed(x), "--kernel", typed(h), "--got", typed(got), "--mode", mode
    done = subprocess.run(
        [*COURSE, "why", *words], capture_output=True, text=True, env=ENVIRONMENT, timeout=SECONDS
    )
    assert "Traceback" not in done.stderr and done.stderr.count("\n") == (done.returncode == 2)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_large_inputs_take_seconds():
    """Where the output is as large as the input there is a mistake that works it out for each number."""
    code, said = timed((57, 57), "same")
    assert code == 1 and "Pairs of mistakes are tried for smaller inputs only." in said


def test_larger_ones_take_seconds_or_are_refused():
    code, said = timed((100, 100), "same")
    assert code in (1, 2) and ("products" in said or "Pairs of mistakes are tried" in said)


@pytest.mark.parametrize("size", [(30,), (300,), (17, 17)])
def test_what_is_small_enough_for_pairs_takes_seconds(size):
    """Two mistakes together may make fractions that grow with every number."""
    code, said = timed(size, "same")
    assert code == 1 and said.startswith("Not explained")


# ---- in a process of its own

ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {"PYTHONPATH": str(ROOT)}
COURSE = [sys.executable, "-W", "error", "-m", "course"]
SMALL = [*COURSE, "why", "--input", "3 4 5", "--kernel", "2 1 0", "--got", "0 3 10 13 10"]


def process(command, env=(), **settings):
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | settings
    done = subprocess.run(command, env=ENVIRONMENT | dict(env), timeout=60, **settings)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "command", [SMALL, [*SMALL, "--json"], [*COURSE, "mistakes"]], ids=["why", "json", "mistakes"]
)
def test_a_closed_pipe_is_quiet(command):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert process(command, stdout=writer)[::2] == (141, b"")
    finally:
        os.close(writer)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_terminals_of_other_alphabets(encoding):
    settings = {"PYTHONIOENCODING": encoding, "COLUMNS": "20"}
    code, out, err = process(SMALL, settings)
    assert (code, err) == (0, b"") and out.isascii() and b"[no-flip]" in out
    code, out, err = process([*COURSE, "mistakes", "caf\u00e9 \N{GRINNING FACE}"], settings)
    assert (code, out) == (2, b"") and err.isascii() and err.count(b"\n") == 1
