"""The commands trace and engines, with what people mistype, keep in odd files, or run in odd places."""

import os
import pickle
import re
import signal
import subprocess
import sys
from codecs import BOM_UTF16_BE

import numpy as np
import pytest
from support.files import ROOT, SECONDS

from course.own_numbers import conventions
from course.own_numbers.engines import ENGINES

posix = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and permissions as POSIX has them")

# ---- a folder full of files

USABLE = {  # all are 3 4 5
    "plain.csv": b"3,4,5",
    "column.csv": b"3\n4\n5\n",
    "tabs.txt": b"3\t4\t5\n",
    "bom.csv": b"\xef\xbb\xbf3 4 5",
    "utf-16.csv": "3,4,5\r\n".encode("utf-16"),
    "utf-16-be.csv": BOM_UTF16_BE + "3,4,5".encode("utf-16-be"),
    "crlf.csv": b"3\r\n4\r\n5\r\n",
    "cr.csv": b"3\r4\r5\r",
    "semicolons.csv": b"3;4;5\n",
    "comments.txt": b"# a signal\n\n3 4 5 # three numbers\n# the end",
    "UPPER.CSV": b"3 4 5",
    "numbers": b"3 4 5\n",
    "a name with blanks.csv": b"3 4 5",
    "cost_$x_$.csv": b"3 4 5",
    "it's \N{CJK UNIFIED IDEOGRAPH-6570} \N{GRINNING FACE}.csv": b"3 4 5",
    "-1.csv": b"3 4 5",
}
OTHERS = {"minus.csv": "\N{MINUS SIGN}3 4 5".encode(), "3": b"7 7 7", "nan.csv": b"nan 1\n"}
UNUSABLE = {
    "unmarked.csv": "3,4,5".encode("utf-16-le"),
    "latin-1.csv": b"3 4 5 # caf\xe9",
    "heading.csv": b"time,value\n1,2\n",
    "ragged.csv": b"# rows\n1 2 3\n4 5\n",
    "empty.csv": b"",
    "blank.txt": b" \n\n\t\n",
    "comment.csv": b"# nothing else",
    "zero.csv": b"3\x004",
    "binary.csv": bytes(range(256)),
    "picture.csv": b"\x89PNG\r\n\x1a\n",
    "decimal.csv": b"1,5;2,5\n",
    "gap.csv": b"1,,2\n",
    "word.csv": b"1 2 three\n",
    "list.json": b"[3, 4, 5]",
    "sheet.xlsx": b"PK\x03\x04",
    "photo.jpg": b"\xff\xd8\xff\xe0",
    "huge.csv": b"1 " * 600_000,
    "pickle.npy": pickle.dumps([3, 4, 5]),
    "text.npy": b"3 4 5",
    "code.npy": b"\x93NUMPY\x01\x00\x1e\x00{'descr': __import__('os').x}\n",
}
USABLE_ARRAYS = {
    "array.npy": np.array([3, 4, 5]),
    "bytes.npy": np.array([3, 4, 5], np.uint8),
    "big-endian.npy": np.array([3, 4, 5], ">i4"),
    "half.npy": np.array([3, 4, 5], np.float16),
}
OTHER_ARRAYS = {
    "turned.npy": np.asfortranarray([[3, 4], [5, 6]]),
    "bool.npy": np.array([True, False, True]),
    "pixels.npy": np.arange(24).reshape(2, 3, 4),
    "weights.npy": np.ones((2, 2, 4, 1), int),
    "channels.npy": np.ones((2, 2, 3, 1), int),
    "large.npy": np.array([1e308, 1e308]),
    "nan.npy": np.array([1, np.nan]),
}
UNUSABLE_ARRAYS = {
    "objects.npy": np.array([3, "x"], object),
    "words.npy": np.array(["3", "4"]),
    "complex.npy": np.array([3j]),
    "fields.npy": np.array([(1, 2)], [("a", "i4"), ("b", "i4")]),
    "dates.npy": np.array(["2020-01-01"], "M8[D]"),
    "scalar.npy": np.array(3),
    "five.npy": np.ones((1, 1, 1, 1, 1)),
    "none.npy": np.array([]),
    "inf.npy": np.array([1, np.inf]),
    "long.npy": np.ones(100_001, np.uint8),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("files")
    for name, data in (USABLE | OTHERS | UNUSABLE).items():
        (made / name).write_bytes(data)
    for name, array in (USABLE_ARRAYS | OTHER_ARRAYS | UNUSABLE_ARRAYS).items():
        np.save(made / name, array)
    np.savez(made / "several.npz", [3, 4, 5])
    (made / "cut.npy").write_bytes((made / "array.npy").read_bytes()[:-1])
    (made / "folder").mkdir()
    (made / "folder.csv").mkdir()
    if os.name == "posix":
        os.mkfifo(made / "pipe.csv")
        (made / "locked.csv").write_bytes(b"3 4 5")
        (made / "locked.csv").chmod(0)
    return made


@pytest.fixture(autouse=True)
def nothing_written(folder, monkeypatch):
    """Tests run in the folder, and leave it as it was."""

    def state():
        found = {path: path.lstat() for path in folder.rglob("*")}
        return {path: (stat.st_mtime_ns, stat.st_size, stat.st_mode) for path, stat in found.items()}

    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    before = state()
    yield
    assert state() == before


# ---- in this process


@pytest.fixture
def refused(command):
    """Runs python -m course WORDS, which has to end with exit code 2 and one line that says a word."""

    def run(says, *words):
        code, out, err = command(*words)
        assert (code, out) == (2, "")
        assert re.fullmatch(r"python -m course( trace| engines| mistakes)?: [ -~]{10,}\n", err)
        assert len(err) < 400 and says in err

    return run


def request(x="3 4 5", h="2 1 0"):
    return "trace", "--input", x, "--kernel", h, "--engine", "numpy"


RIGHT = {  # what is typed: what 2 1 0 makes of it
    "3 4 5": "6 11 14 5 0",
    "3,4,5": "6 11 14 5 0",
    " 3 ,4 , 5 ": "6 11 14 5 0",
    "+3 4. 5e0": "6 11 14 5 0",
    "[3, 4, 5]": "6 11 14 5 0",
    "[3. 4. 5.]": "6 11 14 5 0",
    "array([3, 4, 5])": "6 11 14 5 0",
    "6/2 8/2 5": "6 11 14 5 0",
    "-3 4": "-6 5 4 0",
    "\N{MINUS SIGN}3 4": "-6 5 4 0",
    "-3": "-6 -3 0",
    "-.5": "-1 -0.5 0",
    "-1/3": "-2/3 -1/3 0",
    "1/9 1": "2/9 19/9 1 0",
    "3e2 .5": "600 301 0.5 0",
    "1 nan": "2 nan nan nan",
    "0": "0 0 0",
    "999999999999999": "1999999999999998 999999999999999 0",
    "123456789012.5": "246913578025 123456789012.5 0",
    "1234.123456789": "2468.246913578 1234.123456789 0",
}


@pytest.mark.parametrize("text, output", RIGHT.items())
@pytest.mark.parametrize("joined", [False, True])
def test_numbers_as_people_type_them(command, text, output, joined):
    given = [f"--input={text}"] if joined else ["--input", text]
    code, out, err = command("trace", *given, "--kernel", "2 1 0", "--engine", "numpy")
    assert (code, err) == (0, "") and f"\noutput: {output}\n" in out and out.isascii()


@pytest.mark.parametrize(
    "kernel, output",
    [
        (["--kernel", "-1,0,1"], "-3 -4 -2 4 5"),
        (["--kernel", "-1 0 1"], "-3 -4 -2 4 5"),
        (["--kernel=-1,0,1"], "-3 -4 -2 4 5"),
        (["--kernel", " -1 0 1"], "-3 -4 -2 4 5"),
        (["--kernel", "\N{MINUS SIGN}1,0,1"], "-3 -4 -2 4 5"),
        (["--kernel", "-1/9,1"], "-1/3 23/9 31/9 5"),
        (["--kernel", "-.5,1"], "-1.5 1 1.5 5"),
        (["--kernel", "-1"], "-3 -4 -5"),
        (["--kernel", "-1e0"], "-3 -4 -5"),
        (["--kernel", "plain.csv"], "9 24 46 40 25"),
        (["--kernel", "-1.csv"], "9 24 46 40 25"),
    ],
)
def test_kernels_that_begin_with_a_minus_and_others(command, kernel, output):
    code, out, err = command("trace", "--input", "3 4 5", *kernel, "--engine", "numpy")
    assert (code, err) == (0, "") and f"\noutput: {output}\n" in out


@pytest.mark.parametrize("name", [*USABLE, *USABLE_ARRAYS, "./plain.csv", "folder/../plain.csv"])
def test_files_that_can_be_used(command, name):
    code, out, err = command(*request(name))
    assert (code, err) == (0, "") and "\noutput: 6 11 14 5 0\n" in out


@pytest.mark.parametrize(
    "name, says",
    [
        ("minus.csv", "output: -6 5 14 5 0"),
        ("3", "output: 6 3 0"),
        ("bool.npy", "output: 2 1 2 1 0"),
        ("turned.npy", "output, 2 x 4:\n   6  11  4  0\n  10  17  6  0\n"),
        ("nan.npy", "output: 2 nan nan nan"),
    ],
)
def test_files_with_other_numbers(command, name, says):
    code, out, err = command(*request(name))
    assert (code, err) == (0, "") and says in out


NO_NUMBERS = {
    "": "no numbers",
    " ": "no numbers",
    "\n": "no numbers",
    ";": "no numbers",
    "[]": "",
    ",": "','",
    "1,,2": "'1,,2'",
    ",1 2": "',1 2'",
    "1,2,": "'1,2,'",
    "1 2;;3 4": "row 2",
    "1 2; 3": "row 2",
    "1; 2 3": "row 2",
    "1 2\n3": "row 2",
    "[1, 2": "[1, 2",
    "1 2]": "1 2]",
    "[[1, 2], [3]]": "row 2",
    "[[[1]]]": "[[[1]]]",
    "[1] [2]": "[1] [2]",
    "(1, 2)": "(1",
    "{1}": "{1}",
    "one two": "one",
    "x": "x",
    "1_000": "1_000",
    "1 2 3_4": "3_4",
    "\uff11\uff12": "uff1",
    "\u0663": "u0663",
    "\xbd": "xbd",
    "\xb2": "xb2",
    "1\N{EN DASH}2": "dash",
    "\N{EN DASH}1 2": "dash",
    "\N{EM DASH}1": "dash",
    "inf": "inf",
    "-inf": "",
    "Infinity": "Infinity",
    "1e999": "1e999",
    "1e16": "1e16",
    "1e-16": "1e-16",
    "1/0": "zero",
    "0/0": "zero",
    "1/-2": "1/-2",
    "1/2/3": "1/2/3",
    "1.5/2": "1.5/2",
    "1 / 2": "'/'",
    "0x10": "0x10",
    "1e": "1e",
    "--5": "",
    "+-5": "+-5",
    "1.2.3": "1.2.3",
    ".": "'.'",
    "-": "",
    "1'000": "1",
    "$1": "$1",
    "5%": "5%",
    "1j": "1j",
    "True": "True",
    "3*4": "3*4",
    "__import__('os')": "__import__",
    "1 2\x00": "x00",
    "\x1b[31m1": "x1b",
    "\N{GRINNING FACE}": "U0001f600",
    "9" * 16: "too long",
    "9" * 5000: "too long",
    "1/" + "9" * 5000: "too long",
    "0." + "1" * 5000: "too long",
    "1e" + "9" * 5000: "too long",
    "1 " * 100_001: "at most 10000",
    "1" * 1_000_001: "1 MB",
    "x" * 5000: "xxx",
    "-x": "",
    "0b1": "0b1",
    "1;2,3;4": "row 2",
    "1 nan inf": "'",
}


@pytest.mark.parametrize("text, says", NO_NUMBERS.items(), ids=range(len(NO_NUMBERS)))
@pytest.mark.parametrize("option, other", [("--input", "--kernel"), ("--kernel", "--input")])
def test_what_is_no_list_of_numbers_is_refused(refused, option, other, text, says):
    refused(says, "trace", other, "3 4 5", option, text)


NO_KERNELS = [
    "nan",
    "1 nan",
    "NaN 1",
    "nan.csv",
    "nan.npy",
    "inf.npy",
    "sobel",
    "Sobel-vertical",
    "numbers-of-mine",
]
NO_KERNELS += [
    "box-0",
    "box-100",
    "box-3x",
    "box-3x3x3",
    "laplacian-",
    "sobel--vertical",
    "-sobel",
    "a" * 5000,
    "1 " * 10_001,
]


@pytest.mark.parametrize("kernel", NO_KERNELS)
def test_what_is_no_kernel_is_refused(refused, kernel):
    refused("--kernel: ", "trace", "--input", "1 2 3; 4 5 6", f"--kernel={kernel}")


@pytest.mark.parametrize("name", ["sobel-vertical", "identity"])
def test_only_kernels_have_names(refused, name):
    refused(f"'{name}'", *request(name))


NO_FILES = [
    *UNUSABLE,
    *UNUSABLE_ARRAYS,
    "several.npz",
    "cut.npy",
    "folder",
    "folder.csv",
    ".",
    "..",
    "folder/",
]
NO_FILES += ["missing.csv", "missing.npy", "missing", "missing/3.csv", "plain.csv/3.csv", "~/missing.csv"]
NO_FILES += [
    "plain.csv ",
    "plain.csv column.csv",
    "array.npy;",
    "%s.csv",
    "{0}.csv",
    "two\nlines.csv",
    "zero\0.csv",
]
NO_FILES += [
    "\N{GRINNING FACE}.csv",
    "caf\u00e9.csv",
    "\u202ecsv.csv",
    "\udcff\udcfe.csv",
    "caf\udce9",
    "x" * 300 + ".csv",
    "x" * 5000 + ".npy",
]


@pytest.mark.parametrize("name", NO_FILES, ids=range(len(NO_FILES)))
@pytest.mark.parametrize("option, other", [("--input", "--kernel"), ("--kernel", "--input")])
def test_files_that_cannot_be_used_are_refused(refused, option, other, name):
    refused(f"{option}: ", "trace", other, "3 4 5", option, name)


@pytest.mark.parametrize(
    "name, says",
    [
        ("ragged.csv", "line 3"),
        ("heading.csv", "line 1"),
        ("word.csv", "'three'"),
        ("gap.csv", "'1,,2'"),
        ("decimal.csv", "'1,5'"),
        ("missing.csv", "no such file"),
        ("folder.csv", "folder"),
        ("several.npz", ".npy"),
        ("huge.csv", "1 MB"),
        ("latin-1.csv", "UTF-8"),
        ("long.npy", "100001"),
    ],
)
def test_a_refusal_says_which_file_and_what_would_do(refused, name, says):
    refused(f"--input: '{name}': ", *request(name))
    refused(says, *request(name))


@posix
@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="the administrator may read everything"
)
def test_a_file_that_may_not_be_read(refused):
    refused("permissions", *request("locked.csv"))


IMAGE = "1 2 3; 4 5 6"
NO_OPTIONS = """
    --input 3 | --input
    --input=3 | --input
    --kernel 3 | --kernel
    --mode full --mode same | --mode
    --mode same --mode same | --mode
    --stride 1 --stride=2 | --stride
    --padding 1 --padding 1 | --padding
    --dilation 1 --dilation 1 | --dilation
    --border wrap --border edge | --border
    --at 1 --at 2 | --at
    --mod full | --mod
    --inp 3 | --inp
    --pad 1 | --pad
    --eng numpy | --eng
    --js | --js
    --no-fli | --no-fli
    --Mode full | --Mode
    -m full | -m
    --flip | --flip
    --nonsense | --nonsense
    --nonsense=1 | --nonsense
    extra | extra
    4 5 | 4 5
    -- extra | extra
    -x | -x
    - | -
    \N{EM DASH}json | u2014json
    \N{GRINNING FACE} | U0001f600
    --json=1 | --json
    --no-flip=no | --no-flip
    --no-flip -1 | --no-flip
    --mode | --mode
    --padding | --padding
    --stride --json | --stride
    --dilation | --dilation
    --border | --border
    --at | --at
    --engine | --engine
    --mode= | ''
    --mode Full | 'Full'
    --mode Valid | 'Valid'
    --mode sam | 'sam'
    --mode \N{LATIN SMALL LETTER E WITH ACUTE} | xe9
    --border= | ''
    --border zero | 'zero'
    --border symm | 'symm'
    --engine= | ''
    --engine nosuch | 'nosuch'
    --engine NumPy | 'NumPy'
    --engine np | 'np'
    --engine numpy,scipy | 'numpy,scipy'
    --engine scipy.signal | 'scipy.signal'
    --engine numpy --engine x | 'x'
    --engine nosuch --json | 'nosuch'
    --engine nosuch --at 1 | 'nosuch'
    --engine \N{LATIN SMALL LETTER E WITH ACUTE} | xe9
    --mode same --padding 1 | not both
    --mode full --padding 0 | not both
    --padding= | ''
    --padding -1 | '-1'
    --padding 1001 | '1001'
    --padding 1000000000 | '1000000000'
    --padding 1.5 | '1.5'
    --padding one | 'one'
    --padding same | 'same'
    --padding 1_0 | '1_0'
    --padding 1,2 | '1,2'
    --padding 1: | '1:'
    --padding :1 | ':1'
    --padding 1:2:3 | '1:2:3'
    --padding nan | 'nan'
    --padding \N{FULLWIDTH DIGIT ONE} | uff11
    --mode valid --dilation 2 | reaches over 5
    --padding 0 --dilation 1000 | 2001
    --at= | ''
    --at 5 | '5'
    --at -1 | '-1'
    --at 0,0 | '0,0'
    --at 0, | '0,'
    --at 1;2 | '1;2'
    --at 1.0 | '1.0'
    --at x | 'x'
    --at y[0] | 'y[0]'
    --at \N{ARABIC-INDIC DIGIT THREE} | u0663
    --at 9 --json | '9'
"""
NO_STEPS = [
    "",
    "0",
    "-1",
    "1.5",
    "1001",
    "1000000000",
    "two",
    "1e3",
    "1_0",
    "1,1",
    "nan",
    "\uff12",
    "9" * 5000,
]
NO_IMAGE_OPTIONS = """
    --padding 1:2 | '1:2'
    --padding 1, | '1,'
    --padding 1;2 | '1;2'
    --padding 1,2,3 | '1,2,3'
    --padding 1:2,3:4,5:6 | '1:2,3:4,5:6'
    --padding 1000 | products
    --stride 0 | '0'
    --stride 1,0 | '1,0'
    --stride 1, | '1,'
    --stride 1:2 | '1:2'
    --stride 1,1001 | '1,1001'
    --stride 1,2,3 | '1,2,3'
    --dilation 0,1 | '0,1'
    --dilation ,1 | ',1'
    --dilation 1;1 | '1;1'
    --dilation 1001,1 | '1001,1'
    --dilation 1,2,3 | '1,2,3'
    --at 0 | '0'
    --at 9,0 | '9,0'
    --at 0,9 | '0,9'
    --at 0,0,0 | '0,0,0'
"""


def rows(text):
    """(the words of a command line, what is said of them) of each line of a text."""
    return [(words.split(), says) for words, says in (line.split(" | ") for line in text.strip().split("\n"))]


@pytest.mark.parametrize("words, says", rows(NO_OPTIONS), ids=lambda part: ascii(part))
def test_options_that_cannot_be_used_are_refused(refused, words, says):
    refused(says, "trace", "--input", "3 4 5", "--kernel", "2 1 0", *words)


@pytest.mark.parametrize("words, says", rows(NO_IMAGE_OPTIONS), ids=lambda part: ascii(part))
def test_options_that_no_image_has_are_refused(refused, words, says):
    refused(says, "trace", "--input", IMAGE, "--kernel", "1 2; 0 -1", *words)


@pytest.mark.parametrize("text", NO_STEPS)
@pytest.mark.parametrize("option", ["--stride", "--dilation", "--padding"])
def test_steps_that_cannot_be_used_are_refused(refused, option, text):
    if (option, text) != ("--padding", "0"):
        refused(
            f"{option}: '{text[:1] if text.isascii() else ''}",
            "trace",
            "--input",
            "3 4 5",
            "--kernel",
            "2",
            f"{option}={text}",
        )


@pytest.mark.parametrize(
    "words",
    [
        *(
            ["--input", "3", "--kernel", "2", option, "x" * 5000]
            for option in ("--mode", "--border", "--engine", "--at", "--padding")
        ),
        ["--input", "3", "--kernel", "2", "x" * 5000],
        ["--input", "3", "--kernel", "2", "two\nlines"],
        ["--input", "3", "--kernel", "2", "--mode", "\x1b[31m"],
    ],
)
def test_refusals_stay_short_and_printable(refused, words):
    refused("", "trace", *words)


@pytest.mark.parametrize(
    "words, says",
    [
        ([], "--input"),
        (["--input", "3"], "--kernel"),
        (["--kernel", "3"], "--input"),
        (["--input", "--kernel", "3"], "--input"),
        (["--input"], "--input"),
        (["--json"], "--input"),
        (["3 4 5", "2 1 0"], "--input"),
        (["--input", "3", "4", "5", "--kernel", "2"], "4 5"),
        (["--input", "3 4 5", "--kernel", "1 2 3 4", "--mode", "valid"], "reaches over 4"),
        (["--input", "3 4 5", "--kernel", "1 2 3 4", "--mode", "VALID"], "reaches over 4"),
        (["--input", IMAGE, "--kernel", "1;2;3", "--mode", "valid"], "reaches over 3"),
        (["--input", IMAGE, "--kernel", "1 2 3 4", "--mode", "valid"], "reaches over 4"),
        (["--input", "pixels.npy", "--kernel", "1 2 3"], "do not go together"),
        (["--input", "pixels.npy", "--kernel", "sobel-vertical"], "do not go together"),
        (["--input", "pixels.npy", "--kernel", "pixels.npy"], "do not go together"),
        (["--input", "3 4 5", "--kernel", "weights.npy"], "do not go together"),
        (["--input", IMAGE, "--kernel", "weights.npy"], "do not go together"),
        (["--input", "pixels.npy", "--kernel", "channels.npy"], "channels"),
        (["--input", "weights.npy", "--kernel", "weights.npy"], "channels"),
        (["--input", "pixels.npy", "--kernel", "weights.npy", "--at", "0,0"], "'0,0'"),
        (["--input", "1 " * 50_000, "--kernel", "1 " * 100], "products"),
        (["--input", "1 " * 50_000, "--kernel", "1 " * 1000, "--mode", "same"], "products"),
        (["--input", "3", "--kernel", "1 " * 10_000], ""),
    ],
    ids=lambda part: ascii(part)[:40],
)
def test_requests_without_an_answer_are_refused(refused, words, says):
    refused(says, "trace", *words)


@pytest.mark.parametrize(
    "words, says",
    [
        ("--mode VALID", "\noutput: 14\n"),
        ("--mode SAME --stride 2", "\noutput: 11 5\n"),
        ("--padding 1:0", "\noutput: 11 14\n"),
        ("--padding=1", "\noutput: 11 14 5\n"),
        ("--padding \N{MINUS SIGN}0", "\noutput: 14\n"),
        ("--stride 1000", "\noutput: 6\n"),
        ("--padding 1000 --stride 1000", "\noutput: 0 14 0\n"),
        ("--no-flip --no-flip", "\noutput: 0 3 10 13 10\n"),
        ("--json --json", '"output": [6, 11, 14, 5, 0]'),
        ("--engine numpy", "np.convolve"),
        ("--engine np.convolve --engine np.convolve", "np.convolve"),
        ("--engine numpy.convolve", "np.convolve"),
        ("--engine scipy.signal.convolve", "signal.convolve"),
        ("--engine signal.convolve2d", "signal.convolve2d"),
        ("--engine tf.nn.conv2d", "tf.nn.conv2d"),
        ("--border wrap --mode same", "\noutput: 11 14 11\n"),
        ("--at 1", "\ny[1] = [0]*0 + 3*1 + 4*2 = 11\n"),
        ("-h", "Exit codes"),
        ("--nonsense --help", "Exit codes"),
    ],
)
def test_options_that_can_be_used(command, words, says):
    """Of the same signal and kernel: 3 4 5 and 2 1 0, which give 6 11 14 5 0, worked by hand."""
    code, out, err = command("trace", "--input", "3 4 5", "--kernel", "2 1 0", *words.split())
    assert (code, err) == (0, "") and says in out and out.isascii()


def test_numbers_beyond_every_float_are_an_answer(command):
    for words in ([], ["--json"]):
        code, out, err = command("trace", "--input", "large.npy", "--kernel", "10 10", *words)
        assert (code, err) == (0, "") and "inf" in out and "Infinity" not in out


@pytest.mark.parametrize("kernel", ["1 1; 1 1", "1; 2;", "1 2;"])
def test_a_nan_never_lacks_an_explanation(command, kernel):
    code, out, err = command("trace", "--input", "1 nan 3; 4 5 6; 7 8 9", "--kernel", kernel)
    assert (code, err) == (0, "") and "cannot explain" not in out


@pytest.mark.parametrize("columns", ["20", "0", "-5", "40", "x", "", "1000000"])
def test_terminals_of_every_width(command, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    for words in (request(), request(IMAGE, "sobel-vertical"), request("pixels.npy", "weights.npy")):
        code, out, err = command(*words)
        assert (code, err) == (0, "")
        if columns == "40":
            assert max(map(len, out.splitlines())) <= 40
        if columns == "20":  # longer only where a title needs it, with a number beside it
            assert max(map(len, out.splitlines())) <= len("kernel, turned round: 0 1 2")


# ---- python -m course engines, and no command at all

TABLE = {
    name: dict.fromkeys(conventions.QUESTIONS, "yes" if engine.flips else "no")
    for name, engine in ENGINES.items()
}


@pytest.fixture
def table(monkeypatch):
    """A passport that nothing has to be run for."""
    monkeypatch.setattr(conventions, "passport", lambda: TABLE)
    return TABLE


NO_TABLES = [
    "extra",
    "numpy",
    "plain.csv",
    "",
    "-",
    "-m",
    "-1",
    "-x",
    "--mark",
    "--markdow",
    "--Markdown",
    "--markdown=1",
]
NO_TABLES += [
    "--markdown extra",
    "--markdown -1",
    "-- x",
    "--json",
    "--engine numpy",
    "--input 3",
    "--at 1",
    "--markdown=",
]
NO_TABLES += [
    "\N{MINUS SIGN}1",
    "\N{EM DASH}markdown",
    "\N{GRINNING FACE}",
    "\udcff",
    "two\nlines",
    "\x1b[31m",
    "x" * 5000,
]


@pytest.mark.parametrize("words", NO_TABLES)
def test_engines_refuses_what_it_does_not_know(refused, table, words):
    refused("python -m course engines: ", "engines", *words.split(" "))


def lines_of(table):
    """{engine: its line} of a passport."""
    return {
        name: line
        for line in table.splitlines()
        for name in ENGINES
        if re.search(f"{re.escape(name)}[` ]", line)
    }


@pytest.mark.parametrize("words", [[], ["--markdown"], ["--markdown", "--markdown"]])
def test_engines_is_the_table(command, table, words):
    code, out, err = command("engines", *words)
    assert (code, err) == (0, "") and out.isascii() and "Not installed" not in out
    assert all(out.count(f"`{name}`" if words else f"{name} ") == 1 for name in table)
    mark = "**no**" if words else "no* "
    assert all((mark in f"{line} ") == (not ENGINES[name].flips) for name, line in lines_of(out).items())
    assert words or max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("words", [["-h"], ["--help"], ["--nonsense", "-h"], ["--markdown", "--help"]])
def test_engines_explains_itself(command, table, words):
    code, out, err = command("engines", *words)
    assert (code, err) == (0, "") and "--markdown" in out and "Exit codes" in out and out.isascii()


@pytest.mark.parametrize("columns", ["20", "0", "-5", "40", "x", "", "1000000"])
def test_engines_on_terminals_of_every_width(command, table, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    code, out, err = command("engines")
    assert (code, err) == (0, "") and all(name in out for name in table)
    if columns in ("20", "40"):
        assert max(map(len, out.splitlines())) <= int(columns)


def test_engines_says_what_is_not_installed(command, monkeypatch):
    monkeypatch.setattr(
        conventions, "passport", lambda: {name: TABLE[name] for name in ("np.convolve", "np.correlate")}
    )
    code, out, err = command("engines")
    assert (code, err) == (0, "") and "Not installed: signal.convolve" in out.replace("\n", " ")
    assert command("engines", "--markdown")[1].count("\n") == 4


NO_COMMANDS = [
    "Trace",
    "TRACE",
    "trac",
    "tracer",
    "trace ",
    " trace",
    "trace\n",
    "engine",
    "Engines",
    "trace,engines",
    "",
]
NO_COMMANDS += [
    "3 4 5",
    "--trace",
    "-t",
    "--input",
    "../course",
    "course.own_numbers.trace:main",
    "caf\u00e9",
    "\N{GRINNING FACE}",
]
NO_COMMANDS += ["\N{EM DASH}trace", "\udcff", "\x1b[31m", "x" * 5000]


@pytest.mark.parametrize("word", NO_COMMANDS)
def test_what_is_no_command_is_refused(refused, word):
    refused("", word)


# ---- words that nobody means, for the commands that have few options

JUNK = [
    *[
        "-",
        "---",
        "-x",
        "-xyz",
        "--x",
        "--hel",
        "--helpme",
        "--version",
        "--verbose",
        "-v",
        "-1",
        "-1,0",
        "--=",
        "--=1",
    ],
    *[
        "1",
        "0.5",
        "1/9",
        "nan",
        "inf",
        "-inf",
        "None",
        "True",
        "1e999",
        "9" * 5000,
        "\u2212" + "1",
        "\uff11\uff12",
    ],
    *[
        "x",
        "X" * 5000,
        "np.convolve",
        "tf.nn.conv2d",
        "all",
        "everything",
        "no_flip",
        "NO-FLIP",
        "no-flip ",
        "engine",
    ],
    *[
        "",
        " ",
        "  ",
        "\t",
        "\n",
        "a\nb",
        "\r\n",
        "\x00",
        "\x1b[31mred",
        "\x7f",
        "\ud800",
        "caf\xe9",
        "\N{GRINNING FACE}",
    ],
    *[
        ".",
        "..",
        "../..",
        "/",
        "C:\\",
        "photo.jpg",
        "data/bird.jpg",
        "~",
        "$HOME",
        "`ls`",
        "$(ls)",
        "; ls",
        "| head",
    ],
    *[
        "%s",
        "%d%n",
        "{0}",
        "{}",
        "\\",
        "'",
        '"',
        "'; --",
        "<b>",
        "#",
        "*",
        "?",
        "[1]",
        "(1, 2)",
        "[[1]]",
        "@file",
    ],
]


@pytest.mark.parametrize("word", JUNK, ids=lambda word: ascii(word)[:30])
@pytest.mark.parametrize("name", ["engines", "mistakes", "run"])
def test_a_word_that_nobody_means_is_refused_in_one_line(refused, table, name, word):
    refused("", name, word)


def test_there_are_enough_of_them():
    assert len({*JUNK}) == len(JUNK) > 60


# ---- in a process of its own

ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {"PYTHONPATH": str(ROOT)}
COURSE = [sys.executable, "-W", "error", "-m", "course"]
SMALL = [*COURSE, *request()]
FAKED = f"from course.own_numbers import conventions; conventions.passport = lambda: {TABLE!r}; "
END = "from course.__main__ import main, run_and_exit; run_and_exit(main, sys.argv[1:])"
PASSPORT = [sys.executable, "-W", "error", "-c", f"import sys; {FAKED}{END}", "engines"]
REFUSED = [*COURSE, "trace", "--input", "3 4 5", "--kernel", "1_0"]


def process(command, env=(), **settings):
    """Exit code, stdout and stderr, as bytes; without what is redirected."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    settings = {"timeout": 60} | streams | settings
    done = subprocess.run(command, env=ENVIRONMENT | dict(env), **settings)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", [SMALL, [*SMALL, "--json"], PASSPORT], ids=["trace", "json", "engines"])
def test_a_closed_pipe_is_quiet(command):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert process(command, stdout=writer)[::2] == (141, b"")
    finally:
        os.close(writer)


def test_a_reader_that_has_seen_enough():
    words = "trace", "--input", "1 " * 20_000, "--kernel", "1", "--json", "--engine", "numpy"
    started = subprocess.Popen(
        [*COURSE, *words], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert started.stdout.read(10) == b'{"input": '
    started.stdout.close()
    err = started.stderr.read()
    started.stderr.close()
    assert (started.wait(60), err) == (141, b"")


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize(
    "command, code", [(SMALL, 0), (PASSPORT, 0), (REFUSED, 2)], ids=["trace", "engines", "refused"]
)
def test_without_streams(command, code, closed):
    found, out, err = process(["sh", "-c", f'"$@" {closed}', "sh", *command])
    assert found == code
    assert bool(out) == (code == 0 and not closed.startswith(">&-"))
    assert err.count(b"\n") == (code == 2 and "2>" not in closed)


@pytest.mark.parametrize("gone", ["closed pipe", "full disk"])
def test_a_refusal_that_nobody_can_read_is_still_exit_code_2(gone):
    if gone == "closed pipe":
        reader, writer = os.pipe()
        os.close(reader)
    elif os.path.exists("/dev/full"):
        writer = os.open("/dev/full", os.O_WRONLY)
    else:
        pytest.skip("no /dev/full")
    try:
        assert process(REFUSED, stderr=writer)[:2] == (2, b"")
    finally:
        os.close(writer)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("command", [SMALL, [*SMALL, "--json"], PASSPORT], ids=["trace", "json", "engines"])
def test_a_full_disk_takes_one_line(command):
    with open("/dev/full", "w") as full:
        code, _, err = process(command, stdout=full)
    assert code == 2 and err.count(b"\n") == 1 and b"space" in err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_terminals_of_other_alphabets(encoding):
    def run(text):
        code, out, err = process([*COURSE, *request(text)], {"PYTHONIOENCODING": encoding})
        return code, out.replace(b"\r\n", b"\n"), err.replace(b"\r\n", b"\n")

    code, out, err = run("\N{MINUS SIGN}3 4 5")
    assert (code, err) == (0, b"") and b"\noutput: -6 5 14 5 0\n" in out and out.isascii()
    code, out, err = run("it's \N{CJK UNIFIED IDEOGRAPH-6570} \N{GRINNING FACE}.csv")
    assert (code, err) == (0, b"") and b"\noutput: 6 11 14 5 0\n" in out and out.isascii()
    code, out, err = run("no \N{CJK UNIFIED IDEOGRAPH-6570} \N{GRINNING FACE}.csv")
    assert (code, out) == (2, b"") and err.isascii() and err.count(b"\n") == 1 and b"no such file" in err


@posix
@pytest.mark.parametrize("name", ["pipe.csv", "/dev/zero", "/dev/stdin", "/dev/tty"])
@pytest.mark.parametrize("option, other", [("--input", "--kernel"), ("--kernel", "--input")])
def test_pipes_and_devices_are_not_waited_for(option, other, name):
    code, out, err = process([*COURSE, "trace", other, "3 4 5", option, name], timeout=SECONDS)
    assert (code, out) == (2, b"") and err.count(b"\n") == 1 and option.encode() in err


@posix
def test_arguments_that_are_no_text():
    words = [b"trace", b"--input", b"\xff\xfe.csv", b"--kernel", b"1"]
    code, out, err = process([*map(os.fsencode, COURSE), *words], {"LC_ALL": "C"})
    assert (code, out) == (2, b"") and err.isascii() and err.count(b"\n") == 1


def test_a_terminal_of_20_columns_in_a_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o555)
    try:
        code, out, err = process(SMALL, {"COLUMNS": "20"}, cwd=tmp_path)
        assert process(REFUSED, cwd=tmp_path)[0] == 2
    finally:
        tmp_path.chmod(0o755)
    assert (code, err) == (0, b"") and not list(tmp_path.iterdir())
    assert b"y[0] = [0]*0 + [0]*1\n     +   3*2 =  6" in out.replace(b"\r\n", b"\n")


STOP = "import os, signal, sys, time; kill = lambda: os.kill(os.getpid(), signal.SIGINT); "
STOP += "stop = lambda *_, **__: (kill(), time.sleep(30)); "


@posix
@pytest.mark.parametrize(
    "where",
    [
        "from course import trace; trace.from_options = stop",
        "from course import written; written.text = stop",
        "import numpy; numpy.convolve = stop",
        "from course import agreement; agreement.report = stop",
        "import json; json.dumps = stop",
    ],
)
def test_ctrl_c_anywhere_is_exit_code_130(where):
    words = [*request(), *["--json"] * ("json" in where)]
    code, out, err = process([sys.executable, "-W", "error", "-c", f"{STOP}{where}; {END}", *words])
    assert (code, err) == (130, b"")


@posix
def test_ctrl_c_from_outside():
    wait = "request.read = lambda *_, **__: (print('begun'), time.sleep(30)); "
    begin = f"import sys, time; from course import request; {wait}{END}"
    command = [sys.executable, "-W", "error", "-c", begin, *request()]
    started = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert started.stdout.readline() == b"begun\n"
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=SECONDS)
    assert (started.returncode, out, err) == (130, b"", b"")


def test_the_input_is_never_run_as_code():
    code, out, err = process([*COURSE, *request("__import__('pathlib').Path('made').touch()")])
    assert (code, out) == (2, b"") and err.count(b"\n") == 1
    assert process([*COURSE, *request("pickle.npy")])[0] == 2
