"""The command trace, with what people mistype, keep in odd files, or run in odd places."""

import os
import pickle
from codecs import BOM_UTF16_BE

import numpy as np
import pytest
from support.cli import in_ascii, posix

from course.own_numbers.verdict import UNEXPLAINED

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


def request(x="3 4 5", h="2 1 0"):
    return "trace", "--input", x, "--kernel", h


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
    code, out, err = command("trace", *given, "--kernel", "2 1 0")
    assert (code, err) == (0, "") and f": {output}\n" in out and out.isascii()


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
    code, out, err = command("trace", "--input", "3 4 5", *kernel)
    assert (code, err) == (0, "") and f": {output}\n" in out


@pytest.mark.parametrize("name", [*USABLE, *USABLE_ARRAYS, "./plain.csv", "folder/../plain.csv"])
def test_files_that_can_be_used(command, name):
    code, out, err = command(*request(name))
    assert (code, err) == (0, "") and ": 6 11 14 5 0\n" in out


@pytest.mark.parametrize(
    "name, says",
    [
        ("minus.csv", ": -6 5 14 5 0\n"),
        ("3", ": 6 3 0\n"),
        ("bool.npy", ": 2 1 2 1 0\n"),
        ("turned.npy", "2 x 4:\n   6  11  4  0\n  10  17  6  0\n"),
        ("nan.npy", ": 2 nan nan nan\n"),
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
    "[]": "no numbers",
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
    "x": "'x'",
    "1_000": "1_000",
    "1 2 3_4": "3_4",
    "\uff11\uff12": "uff1",
    "\u0663": "u0663",
    "\xbd": "xbd",
    "\xb2": "xb2",
    "1\N{EN DASH}2": "u2013",
    "\N{EN DASH}1 2": "u2013",
    "\N{EM DASH}1": "u2014",
    "inf": "inf",
    "-inf": "argument --",  # an option, it seems
    "Infinity": "Infinity",
    "1e999": "1e999",
    "1e16": "1e16",
    "1e-31": "1e-31",
    "1/0": "'1/0'",
    "0/0": "'0/0'",
    "1/-2": "1/-2",
    "1/2/3": "1/2/3",
    "1.5/2": "1.5/2",
    "1 / 2": "'/'",
    "0x10": "0x10",
    "1e": "1e",
    "--5": "argument --",
    "+-5": "+-5",
    "1.2.3": "1.2.3",
    ".": "'.'",
    "-": "'-'",
    "1'000": "'1'000'",
    "$1": "$1",
    "5%": "5%",
    "1j": "1j",
    "True": "True",
    "3*4": "3*4",
    "__import__('os')": "__import__",
    "1 2\x00": "x00",
    "\x1b[31m1": "x1b",
    "\N{GRINNING FACE}": "U0001f600",
    "9" * 16: "'9999999999999999'",
    "9" * 5000: "'9999999999999...9999999999999'",
    "1/" + "9" * 5000: "'1/99999999999...9999999999999'",
    "0." + "1" * 5000: "'0.11111111111...1111111111111'",
    "1e" + "9" * 5000: "'1e99999999999...9999999999999'",
    "1 " * 100_001: "10000",
    "1" * 1_000_001: "1 MB",
    "x" * 5000: "xxx",
    "-x": "argument --",
    "0b1": "0b1",
    "1;2,3;4": "row 2",
    "1 nan inf": "' is not a number here",  # for an input it is inf, for a kernel nan
}


@pytest.mark.parametrize("text, says", NO_NUMBERS.items(), ids=range(len(NO_NUMBERS)))
@pytest.mark.parametrize("option, other", [("--input", "--kernel"), ("--kernel", "--input")])
def test_what_is_no_list_of_numbers_is_refused(refused, option, other, text, says):
    assert option in refused(says, "trace", other, "3 4 5", option, text)


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
        ("folder.csv", "is a folder"),
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
    refused("locked.csv", *request("locked.csv"))


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
    -m full | arguments: -m
    --flip | --flip
    --nonsense | --nonsense
    --nonsense=1 | --nonsense
    extra | extra
    4 5 | 4 5
    -- extra | extra
    -x | -x
    - | arguments: -
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
    --border constant= | ''
    --border constant=x | 'x'
    --border constant=nan | 'nan'
    --border constant=5=6 | '5=6'
    --border edge=5 | 'edge=5'
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
    --mode same --padding 1 | same
    --mode full --padding 0 | full
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
    --mode valid --dilation 2 | 5
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
    --padding 1000 | 16024008
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


@pytest.mark.parametrize(
    "option, text",
    [
        (option, text)
        for option in ("--stride", "--dilation", "--padding")
        for text in NO_STEPS
        if (option, text) != ("--padding", "0")  # which is fine
    ],
    ids=lambda part: ascii(part)[:30],
)
def test_steps_that_cannot_be_used_are_refused(refused, option, text):
    said = f"{option}: '{in_ascii(text)[:13]}"
    refused(said, "trace", "--input", "3 4 5", "--kernel", "2", f"{option}={text}")


@pytest.mark.parametrize(
    "words, says",
    [
        (["--mode", "x" * 5000], "argument --mode: invalid choice: 'xxx"),
        (["--border", "x" * 5000], "--border: 'xxxxxxxxxxxxx...xxxxxxxxxxxxx'"),
        (["--engine", "x" * 5000], "'xxxxxxxxxxxxx...xxxxxxxxxxxxx'"),
        (["--at", "x" * 5000], "--at: 'xxxxxxxxxxxxx...xxxxxxxxxxxxx'"),
        (["--padding", "x" * 5000], "--padding: 'xxxxxxxxxxxxx...xxxxxxxxxxxxx'"),
        (["x" * 5000], "unrecognized arguments: xxx"),
        (["two\nlines"], "unrecognized arguments: two lines"),
        (["--mode", "\x1b[31m"], r"invalid choice: '\x1b[31m'"),
    ],
    ids=lambda part: ascii(part)[:30],
)
def test_refusals_stay_short_and_printable(refused, words, says):
    refused(says, "trace", "--input", "3", "--kernel", "2", *words)


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
        (["--input", "3 4 5", "--kernel", "1 2 3 4", "--mode", "valid"], "4"),
        (["--input", "3 4 5", "--kernel", "1 2 3 4", "--mode", "VALID"], "4"),
        (["--input", IMAGE, "--kernel", "1;2;3", "--mode", "valid"], "3"),
        (["--input", IMAGE, "--kernel", "1 2 3 4", "--mode", "valid"], "4"),
        (["--input", "pixels.npy", "--kernel", "1 2 3"], "one at a time"),
        (["--input", "pixels.npy", "--kernel", "sobel-vertical"], "kernel of 2"),
        (["--input", "pixels.npy", "--kernel", "pixels.npy"], "h[..., None]"),
        (["--input", "3 4 5", "--kernel", "weights.npy"], "kernel of 4"),
        (["--input", IMAGE, "--kernel", "weights.npy"], "np.stack([x] * 4, -1)"),
        (["--input", "pixels.npy", "--kernel", "channels.npy"], "4 channels"),
        (["--input", "weights.npy", "--kernel", "weights.npy"], "grey image"),
        (["--input", "pixels.npy", "--kernel", "weights.npy", "--at", "0,0"], "'0,0'"),
        (["--input", "1 " * 50_000, "--kernel", "1 " * 100], "5009900"),
        (["--input", "1 " * 50_000, "--kernel", "1 " * 1000, "--mode", "same"], "50000000"),
        (["--input", "3", "--kernel", "1 " * 10_000], "100000000"),
    ],
    ids=lambda part: ascii(part)[:40],
)
def test_requests_without_an_answer_are_refused(refused, words, says):
    refused(says, "trace", *words)


AGREES, NO_ANSWER = "\n\nWho agrees:\n", "\n\nWho has no answer:\n"


@pytest.mark.parametrize(
    "words, says",
    [
        ("--mode VALID", ": 14\n"),
        ("--mode SAME --stride 2", ": 11 5\n"),
        ("--padding 1:0", ": 11 14\n"),
        ("--padding=1", ": 11 14 5\n"),
        ("--padding \N{MINUS SIGN}0", ": 14\n"),
        ("--stride 1000", ": 6\n"),
        ("--padding 1000 --stride 1000", ": 0 14 0\n"),
        ("--no-flip --no-flip", ": 0 3 10 13 10\n"),
        ("--json --json", '"output": [6, 11, 14, 5, 0]'),
        ("--engine numpy", AGREES + '  np.convolve(x, h, "full")\nWho differs:\n  np.correlate(x'),
        ("--engine np.convolve --engine np.convolve", AGREES + '  np.convolve(x, h, "full")\nNot asked'),
        ("--engine numpy.convolve", AGREES + '  np.convolve(x, h, "full")\nNot asked'),
        ("--engine scipy.signal.convolve", AGREES + '  signal.convolve(x, h, "full")\nNot asked'),
        ("--engine signal.convolve2d", NO_ANSWER + "  signal.convolve2d\n    it takes images"),
        ("--engine tf.nn.conv2d", NO_ANSWER + "  tf.nn.conv2d\n    "),
        ("--border wrap --mode same", ": 11 14 11\n"),
        ("--at 1", "\ny[1] = [0]*0 + 3*1 + 4*2 = 11\n"),
        ("-h", "--input"),
        ("--nonsense --help", "--input"),
    ],
)
def test_options_that_can_be_used(command, words, says):
    """Of the same signal and kernel: 3 4 5 and 2 1 0, which give 6 11 14 5 0, worked by hand."""
    code, out, err = command("trace", "--input", "3 4 5", "--kernel", "2 1 0", *words.split())
    assert (code, err) == (0, "") and says in out and out.isascii()


ENGINES_ASKED = ["--engine", "numpy", "--engine", "scipy"]


def test_numbers_beyond_every_float_are_an_answer(command):
    for words in ([], ["--json"], ENGINES_ASKED, ["--json", *ENGINES_ASKED]):
        code, out, err = command("trace", "--input", "large.npy", "--kernel", "10 10", *words)
        assert (code, err) == (0, "") and "inf" in out and "Infinity" not in out


@pytest.mark.parametrize("kernel", ["1 1; 1 1", "1; 2;", "1 2;"])
def test_a_nan_never_lacks_an_explanation(command, kernel):
    code, out, err = command("trace", "--input", "1 nan 3; 4 5 6; 7 8 9", "--kernel", kernel, *ENGINES_ASKED)
    assert (code, err) == (0, "") and UNEXPLAINED not in out


@pytest.mark.parametrize("columns", ["20", "0", "-5", "40", "x", "", "1000000"])
def test_terminals_of_every_width(command, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    asked = *request(), "--engine", "numpy"
    for words in (request(), asked, request(IMAGE, "sobel-vertical"), request("pixels.npy", "weights.npy")):
        code, out, err = command(*words)
        assert (code, err) == (0, "")
        if columns == "40":
            assert max(map(len, out.splitlines())) <= 40
        if columns == "20":  # longer only where a title needs it, with a number beside it
            assert max(map(len, out.splitlines())) <= len("kernel, turned round: 0 1 2")
