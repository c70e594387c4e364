"""why() and python -m course why: what they take, what they refuse, the JSON, and how long they take."""

import json
import os
import signal
import subprocess
from fractions import Fraction
from math import nan

import numpy as np
import pytest
from hypothesis import given
from scipy import ndimage
from scipy import signal as scipy_signal
from support.brought_numbers import FIVE, IMAGE, KERNEL, SIGNAL, SQUARE, changed, conv, corr
from support.cli import COURSE, ENVIRONMENT, process
from support.drawn_requests import few, numbers, wrong
from support.files import SECONDS
from support.printed_explanations import columns
from support.slow_cases import with_slow_cases

from course import why, work_out
from course.diagnosis import why as why_command
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.why import explanation_data, given_numbers
from course.errors import Unusable
from course.own_numbers.request import request_of


def typed(values):
    """Numbers as a reader types them."""
    values = np.asarray(values)
    return " ".join(map(str, values)) if values.ndim == 1 else "; ".join(map(typed, values)) + ";"


# ---- numbers in files


THIRDS = np.array([3, 4, 5, 7]), np.full(3, 1 / 3)


@pytest.mark.parametrize(
    "kind, suffix",
    [(np.float32, ".npy"), (np.float64, ".npy"), (np.float32, ".csv"), (np.float64, ".csv")]
    + [(kind, "1.csv") for kind in (np.float16, np.float32, np.float64)],
)
def test_what_an_engine_has_saved_is_right(told, tmp_path, kind, suffix):
    """As np.save and np.savetxt write it; with one decimal as a spreadsheet shows it."""
    result = np.convolve(*(part.astype(np.float32) for part in THIRDS)).astype(kind)
    path = tmp_path / f"got{suffix}"
    if suffix == ".npy":
        np.save(path, result)
    else:
        np.savetxt(path, result, *["%.1f"] * (suffix == "1.csv"))
    assert told("3 4 5 7", "1/3 1/3 1/3", str(path))["kind"] == "right"


@pytest.mark.parametrize("suffix", [".npy", ".csv"])
@pytest.mark.parametrize("shape", [(-1,), (-1, 1)], ids=["row", "column"])
def test_a_file_of_a_signal_may_be_a_column(told, tmp_path, suffix, shape):
    result, path = np.convolve(SIGNAL, FIVE, "same").reshape(shape), tmp_path / f"got{suffix}"
    if suffix == ".npy":
        np.save(path, result)
    else:
        np.savetxt(path, result, "%d")
    assert told(SIGNAL, FIVE, str(path), "--mode", "same")["kind"] == "right"


def test_every_number_of_a_saved_row_counts(told, tmp_path):
    """An image of one row beside a saved list: the list is that row."""
    right = np.array([6, 11, 14, 5, 0])
    np.save(tmp_path / "right.npy", right)
    assert told("3 4 5;", "2 1 0;", str(tmp_path / "right.npy"))["kind"] == "right"
    np.save(tmp_path / "wrong.npy", changed(right, 4, 77))
    assert told("3 4 5;", "2 1 0;", str(tmp_path / "wrong.npy"))["kind"] == "unknown"


def test_a_saved_float_is_not_right_beyond_rounding(told, tmp_path):
    result = np.convolve(*THIRDS).astype(np.float32)
    np.save(tmp_path / "got.npy", changed(result, 2, result[2] + 0.001))
    assert told("3 4 5 7", "1/3 1/3 1/3", str(tmp_path / "got.npy"))["kind"] == "unknown"


def test_a_saved_image_of_floats_as_tensorflow_has_it(explained, told, tmp_path):
    np.save(tmp_path / "got.npy", corr(IMAGE.astype(np.float32), KERNEL.astype(np.float32) / 3, "valid"))
    case = IMAGE, "2/3 7/3 1/3; 8/3 2/3 8/3", str(tmp_path / "got.npy"), "--mode", "valid"
    (mistake,) = told(*case)["mistakes"]
    assert mistake["names"] == ["no-flip"]
    assert all(marked for row in columns(explained(*case)[1])[0] for _, marked in row)


def test_channels_in_files(told, tmp_path):
    x, h = (np.arange(36) ** 2 % 11 - 4).reshape(4, 3, 3), (np.arange(24) ** 2 % 13 - 5).reshape(2, 2, 3, 2)
    first = [[conv(x[..., c], h[:, :, c, o], "valid") for o in range(2)] for c in range(3)]
    maps = np.moveaxis(np.array(first), 1, -1)  # (in, height, width, out)
    for name, values in {"x": x, "h": h, "right": maps.sum(axis=0), "first": maps[0]}.items():
        np.save(tmp_path / f"{name}.npy", values)
    files = [str(tmp_path / f"{name}.npy") for name in ("x", "h", "right", "first")]
    assert told(*files[:3], "--mode", "valid")["kind"] == "right"
    (mistake,) = told(*files[:2], files[3], "--mode", "valid")["mistakes"]
    assert (mistake["names"], mistake["also"]) == (["channels-first-only"], [])


# ---- one JSON object

NOTHING = {
    "mistakes": [],
    "readings": [],
    "libraries": [],
    "findings": [],
    "mistyped": [],
    "plain": [],
    "known": [],
}


def test_json_of_right_numbers(told):
    found = told("3 4 5", "2 1 0", "6 11 14 5 0")
    assert found == NOTHING | {"kind": "right", "explained": True, "expected": [6, 11, 14, 5, 0]}


def test_json_of_a_mistake(told):
    found = told("0 1 2; 3 4 5; 6 7 8", "0 1; 2 3", "19 25; 37 43", "--mode", "valid")
    (mistake,) = found.pop("mistakes")
    assert (mistake["names"], mistake["also"], len(mistake["says"])) == (["no-flip"], [], 2)
    assert mistake["says"][0].endswith("[no-flip]")
    libraries = found.pop("libraries")
    assert found == {
        "kind": "mistake",
        "explained": True,
        "readings": [{"flip": False}],
        "findings": [],
        "mistyped": [],
        "plain": [],
        "known": [],
        "expected": [[5, 11], [23, 29]],
    }
    assert "tf.nn.conv2d" in libraries


def test_json_of_twins(told):
    got = np.correlate(SIGNAL, [2, 7, 1], "same")[::2]
    (mistake,) = told(SIGNAL, [2, 7, 1], got, *"--mode SAME --stride 2 --no-flip".split())["mistakes"]
    assert (mistake["names"], mistake["also"]) == (["stride-subsample"], ["stride-pad-stride1"])


def test_json_of_two_mistakes(told):
    found = told([3, -1, 4, 1], [2, -7], abs(np.correlate([3, -1, 4, 1], [2, -7], "full")))
    assert found["kind"] == "mistake"
    assert {"no-flip", "abs-output"} in [{*mistake["names"]} for mistake in found["mistakes"]]
    assert all(len(mistake["says"]) == 5 for mistake in found["mistakes"])


def test_json_of_numbers_right_elsewhere(told):
    found = told(IMAGE, SQUARE, ndimage.correlate(IMAGE, SQUARE, mode="mirror"), "--mode", "same")
    assert (found["kind"], found["explained"]) == ("elsewhere", True)
    assert found["readings"] == [{"flip": False, "border": "reflect"}]
    assert found["expected"] == conv(IMAGE, SQUARE, "same").tolist()


def test_json_of_a_mistyped_number(told):
    found = told("1/2 2 4 3", "1 3 1", np.convolve([0.75, 2, 4, 3], [1, 3, 1]))
    assert (found["kind"], found["explained"]) == ("mistyped", True)
    assert found["mistyped"] == [{"what": "input", "index": [0], "old": "1/2", "new": "3/4"}]
    assert found["expected"][0] == "1/2"


def test_json_of_nonsense(told):
    found = told([3, 1, 4], [2, 7], "7 7 1")
    assert (found["kind"], found["explained"]) == ("unknown", False)
    assert len(found["known"]) == 3 and all(isinstance(fact, str) for fact in found["known"])
    assert found == found | {"mistakes": [], "readings": [], "mistyped": []}


@pytest.mark.parametrize(
    "x, h, got", [("nan 1", "1 1", "nan nan 1"), ("nan 1", "1 1", "0 1 1"), ("1 2", "1 -1", "nan nan nan")]
)
def test_json_knows_no_nan(told, x, h, got):
    assert told(x, h, got)["explained"]


@few
@given(wrong())
def test_json_is_complete(case):
    request, name, values = case
    found = json.loads(json.dumps(explanation_data(explain(request, Given(values))), allow_nan=False))
    assert {*found} == {*NOTHING, "kind", "explained", "expected"}
    assert any(name in (*mistake["names"], *mistake["also"]) for mistake in found["mistakes"])
    assert [Fraction(n) for n in numbers(found["expected"])] == numbers(request.output)


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
    "pixels.npy": np.ones((2, 5, 1), int),
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
    "[]": "no numbers",
    "six": "six",
    "6 eleven 14 5 0": "eleven",
    "6 11; 14": "row 2",
    "[[6, 11], [14]]": "row 2",
    "6 11,,14 5 0": "11,,14",
    "6 11 14 5 0,": "missing",
    "inf": "inf",
    "6 11 14 5 inf": "inf",
    "-inf 1 1 1 1": "'-inf'",
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
    "1 2; 3 4": "rows of numbers, an image",
    "missing.csv": "no such file",
    "missing.npy": "no such file",
    "folder": "folder",
    "..": "'..'",
    "folder/": "folder",
    "several.npz": ".npy",
    "photo.jpg": ".npy",
    "list.json": ".npy",
    "\N{GRINNING FACE}.csv": "no such file",
    "x" * 300 + ".csv": "'xxx",
    "two\nlines.csv": r"'two\nlines.csv'",
    **{name: name for name in FILES if name not in ("photo.jpg", "list.json")},
    "inf.npy": " inf:",
    "scalar.npy": "0 axes",
    "none.npy": "no numbers",
    "five.npy": "5 axes",
    "objects.npy": "'object'",
    "complex.npy": "'complex128'",
    "long.npy": "100001",
    "square.npy": "rows of numbers, an image",
    "pixels.npy": "3 axes",
}


@pytest.mark.parametrize("got, says", NO_GOT.items(), ids=range(len(NO_GOT)))
def test_got_that_cannot_be_used_is_refused(refused, folder, monkeypatch, got, says):
    monkeypatch.chdir(folder)
    for words in ([f"--got={got}"], ["--got", got]):
        assert "--got" in refused(says, "why", "--input", "3 4 5", "--kernel", "2 1 0", *words)


def test_every_file_that_cannot_be_used_is_tried():
    assert {*FILES, *ARRAYS} <= {*NO_GOT}


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
        (["--input", "3", "--kernel", "1 2", "--mode", "valid", "--got", "1"], "2"),
        (["--input", "1 2; 3 4", "--kernel", "1 2 3", "--mode", "valid", "--got", "1"], "3"),
        (["--input", "1 inf", "--kernel", "1", "--got", "1"], "inf"),
        (["--input", "1", "--kernel", "nan", "--got", "1"], "nan"),
        (["--input", "1", "--kernel", "sobel", "--got", "1"], "sobel"),
        (["--input", "1 " * 50_000, "--kernel", "1 " * 100, "--got", "1"], "products"),
        (["--input", "1; 2; 3", "--kernel", "1 1", "--got", "1; 3; 5; 3"], "column"),
        (["--input", "999999999999999 1", "--kernel", "999999999999999", "--got", "9" * 30], "too long"),
        (["--input", "missing.csv", "--kernel", "1", "--got", "1"], "no such file"),
    ],
)
def test_requests_without_an_answer_are_refused(refused, words, says):
    refused(says, "why", *words)


USED = [  # input, kernel, got, options, the kind of the explanation, and a mistake or a fact that is named
    ("3", "2", "6", "", "right", ""),
    ("3", "2", "7", "", "could be", "bias-one"),
    ("3", "2", "8", "", "unknown", ""),
    ("3", "2", "1 2 3", "", "unknown", ""),
    ("-3", "-2", "-6", "", "could be", "negated"),
    ("\N{MINUS SIGN}3", "2", "\N{MINUS SIGN}6", "", "right", ""),
    ("1/3 1/7", "1/2", "1/6 1/14", "", "right", ""),
    ("1/3 1/7", "1/2", "1/6 1/7", "", "unknown", ""),
    ("nan 1 2", "1 2", "nan nan 4 4", "", "right", ""),
    ("nan 1 2", "1 2", "0 1 4 4", "", "mistake", "nan-as-zero"),
    ("nan nan", "1 2", "1 2 3", "", "unknown", ""),
    ("1 2 3", "1 1", "nan nan nan nan", "", "unknown", ""),
    ("1 2; 3 4", "1", "1 2; 3 4", "", "right", ""),
    ("1 2; 3 4", "sobel-vertical", "1 2; 3 4", "--mode same", "mistake", "border-copy"),
    ("1 2 3;", "1 1;", "1 3 5 3", "", "right", ""),
    ("1; 2; 3", "1; 1", "1; 3; 5; 3", "", "right", ""),
    ("1 2 3", "1 1", "1; 3; 5; 3", "", "right", ""),
    ("1 2; 3 4", "1 1", "1 3 2", "", "mistake", "range-short-rows"),
    ("1 2; 3 4", "1 1", "9 3 2", "", "unknown", "1 x 3"),
    ("3 4 5", "1 2 3 4", "15 24", "--mode same", "unknown", "size"),
    ("3 4 5", "2 1 0", "6 11 14 5 0", "--padding 2", "right", ""),
    ("3 4 5", "2 1 0", "6 14 0", "--stride 2", "right", ""),
    ("3 4 5", "2 1 0", "6 11 14 5 0", "--stride 1000", "mistake", "stride-ignored"),
    ("3 4 5", "2 1 0", "14", "--mode VALID", "right", ""),
    ("3 4 5", "2 1 0", "999999999999999 1 1 1 1", "", "unknown", ""),
    ("0 0 0", "0 0", "0 0 0 0", "", "right", ""),
    ("0 0 0", "0 0", "1 1 1 1", "", "mistake", "bias-one"),
    ("0 0 0", "1 2", "5 5 5 5", "", "unknown", ""),
    ("3 4 5", "2 1 0", "[6, 11, 14, 5, 0]", "", "right", ""),
    ("3 4 5", "2 1 0", "array([ 6., 11., 14.,  5.,  0.])", "", "right", ""),
    ("[[1, 2], [3, 4]]", "[[1]]", "[[1 2]\n [3 4]]", "", "right", ""),
]


@pytest.mark.parametrize("x, h, got, options, kind, name", with_slow_cases(USED, every=2))
def test_odd_things_that_can_be_used(told, x, h, got, options, kind, name):
    found = told(x, h, got, *options.split())
    assert found["kind"] == kind
    if kind in ("mistake", "could be"):
        assert any(name in (*mistake["names"], *mistake["also"]) for mistake in found["mistakes"])
    else:
        assert name in " ".join(found["known"])


@pytest.mark.parametrize("got", ["17 29 31", "17 29"])
@pytest.mark.parametrize("kernel", with_slow_cases(["10 10", "1 -1", "10"], every=3))
def test_numbers_beyond_every_float(explained, told, folder, got, kernel):
    assert told(str(folder / "large.npy"), kernel, got)["kind"] == "unknown"
    assert explained(str(folder / "large.npy"), kernel, got)[0] == 1


@pytest.mark.parametrize("got", [[6, 11, 14, 5, float("inf")], [6, 11, 14, 5, nan], [float("-inf")] * 5])
def test_why_of_what_is_no_number_is_explained_or_not(got):
    reasons = why([3, 4, 5], [2, 1, 0], got)
    assert not reasons.explanation.explained and str(reasons) == reasons.text(80) == repr(reasons)


@pytest.mark.parametrize(
    "got",
    [
        *(None, 7, "6 11 14 5 0", [], [[]], ["6"] * 5, [None] * 5, [6, 11, 14, 5, 0j], [[6, 11], [14, 5]]),
        *(
            [6, 11, 14, [5], 0],
            {6, 11},
            {"a": 1},
            np.array([]),
            np.zeros((5, 2, 1)),
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


def test_why_takes_arrays_and_options():
    x, h = np.arange(12).reshape(3, 4), np.array([[1, 2]])
    got = scipy_signal.correlate2d(x, h, "valid")[:, ::2]
    reasons = why(x, h, got, "valid", stride=(1, 2), flip=False)
    assert reasons.explanation.kind == "right" and reasons.explanation.request.stride == (1, 2)


@pytest.mark.parametrize("columns", ["20", "0", "-5", "40", "x", "", "1000000"])
def test_terminals_that_say_odd_things_of_their_width(command, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    for words in (
        ["mistakes"],
        ["mistakes", "no-flip"],
        ["why", "--input", "0 0 0", "--kernel", "0 0", "--got", "1 1 1 1"],
    ):
        code, out, err = command(*words)
        assert (code, err) == (0, "") and out.isascii()


@pytest.mark.parametrize(
    "words", ["mistakes -h", "mistakes --help", "mistakes no-flip -h", "why -h", "why --help"]
)
def test_they_explain_themselves(command, words):
    code, out, err = command(*words.split())
    assert (code, err) == (0, "") and "usage" in out and out.isascii()


# ---- in a process of its own


def searched(size):
    """What a process says, as JSON, with a limit of time, of numbers that nothing explains, in mode same."""
    x, h = np.random.default_rng(0).integers(0, 256, size), SQUARE if len(size) == 2 else SQUARE[0]
    got = changed(scipy_signal.convolve(x, h, "same", "direct")[::-1], np.s_[::2], 7)
    words = "--input", typed(x), "--kernel", typed(h), "--got", typed(got), "--mode", "same", "--json"
    done = subprocess.run(
        [*COURSE, "why", *words], capture_output=True, text=True, env=ENVIRONMENT, timeout=3 * SECONDS
    )
    assert (done.returncode, done.stderr) == (1, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize("size", [(57, 57), pytest.param((100, 100), marks=pytest.mark.slow)])
def test_large_inputs_take_seconds(size):
    """Where the output is as large as the input there is a mistake that works it out for each number."""
    assert searched(size)["kind"] == "unknown"


@pytest.mark.parametrize("size", [(30,), pytest.param((300,), marks=pytest.mark.slow)])
def test_what_is_small_enough_for_pairs_takes_seconds(size):
    """Two mistakes together may make fractions that grow with every number."""
    assert searched(size)["kind"] == "unknown"


SMALL = [*COURSE, "why", "--input", "3 4 5", "--kernel", "2 1 0", "--got", "0 3 10 13 10"]


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


def test_floats_beside_exact_numbers_that_are_larger_than_any():
    large = 10**400
    for x, h, got in (
        ([large, large], [1, 1], [1.0, 2.0, 3.0]),
        ([large], [1], [nan]),
        ([10**200], [10**200], [1.0]),
        ([1.5], [1], [large]),
    ):
        with pytest.raises(Unusable, match="1.8e308"):
            why(x, h, got)
    assert why([large, 2], [1, 1], [large, large + 2, 2]).explanation.kind == "right"
    flipped = why([large, 2, 0], [1, 3], [3 * large, large + 6, 2, 0])
    assert "no-flip" in str(flipped)
    unknown = why([large, 2], [1, 3], [7, large**2, 5])
    assert str(unknown) and unknown.explanation.kind == "unknown"
    with pytest.raises(Unusable, match="digits"):
        why([1], [1], [10**2000])


def test_a_mistake_that_goes_beyond_all_floats_is_no_explanation():
    reasons = why([1e200, 1.0, 2.0], [10**107, 1], [1.0, 2.0, 3.0, 4.0])
    assert str(reasons) and "inf" not in str(reasons)


def test_long_doubles_are_explained_as_floats_are():
    x, got = np.array([3, 4, 5], np.longdouble), np.array([3, 10, 13, 10], np.longdouble)
    assert str(why(x, [1, 2], got)) == str(why([3.0, 4.0, 5.0], [1, 2], [3.0, 10.0, 13.0, 10.0]))


# ---- Ctrl-C


@pytest.fixture
def stopped_at(monkeypatch, capsys):
    """Ask why with Ctrl-C pressed as soon as something is tried: (the exit code, what is printed)."""

    def ask(tried, *words):
        class Line:
            said = []
            wiped = 0

            def say(self, text):
                assert not Line.wiped
                Line.said.append(text)
                if text == f"trying {tried}":
                    signal.raise_signal(signal.SIGINT)

            def wipe(self):
                Line.wiped += 1

        monkeypatch.setattr(why_command, "StatusLine", Line)
        code = why_command.main(["--input", "3 4 5", "--kernel", "2 1", *words])
        assert Line.said[-1] == f"trying {tried}" and Line.wiped == 1  # nothing was tried after it
        return code, capsys.readouterr().out

    return ask


def test_ctrl_c_gives_what_was_found_until_then(stopped_at):
    code, out = stopped_at("libraries", "--got", "3 10 13 10")
    assert code == 130 and "[no-flip]" in out and "stopped" in out
    code, out = stopped_at("negated + abs-output", "--got", "-3 -10 -13 -10")
    assert code == 130 and "[negated]" in out and "stopped" in out
    code, out = stopped_at("kernel-int", "--got", "3 10 13 10", "--json")
    found = json.loads(out)
    assert (
        code == 130 and found["stopped"] and [cause["names"] for cause in found["mistakes"]] == [["no-flip"]]
    )


def test_ctrl_c_before_anything_is_found_says_nothing(stopped_at):
    assert stopped_at("kernel-int", "--got", "1 1 1 1") == (130, "")


def test_ctrl_c_at_the_end_of_a_search_is_heard_too(stopped_at):
    """The search goes to its end, as nothing more is tried."""
    code, out = stopped_at("a mistyped number", "--got", "8 12 14 5")
    assert code == 130 and "instead of 3" in out


def test_decimals_that_are_typed_without_axes_of_length_1_stay_rounded():
    x, h = np.arange(12).reshape(1, 3, 4, 1), np.full((2, 2, 1, 1), 1 / 3)
    rounded = given_numbers("3.33 4.67 6; 8.67 10 11.33", request_of(x, h, "valid"))
    assert rounded.fits(work_out(x, h, "valid").output) and rounded.decimal
    assert not given_numbers("3.34 4.67 6; 8.67 10 11.33", request_of(x, h, "valid")).fits(
        work_out(x, h, "valid").output
    )
