"""What a reader types or keeps in a file: read exactly, or refused in one line of ASCII.

The values are written out by hand, or judged by decimal, json, NumPy's own readers and printers.
"""

import json
import os
import re
import subprocess
import sys
import time
import warnings
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from decimal import Decimal
from fractions import Fraction as F
from io import BytesIO, StringIO
from math import isnan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays, integer_dtypes
from support.files import ROOT, SECONDS
from support.strategies import floats, fractions, integers, laws

from course.convolution.definition import convolve1d, convolve2d
from course.errors import Unusable
from course.own_numbers.read_numbers import (
    quoted,
    read_index,
    read_numbers,
    read_padding,
    read_pair,
    read_whole_number,
)

NAME = "--kernel"
MOST = 400


def typed(text, **options):
    return read_numbers(str(text), NAME, **({"most": MOST} | options))


def refusal(function, *arguments, **options):
    """The message of a refusal, of which all of this holds whatever the reason."""
    with pytest.raises(Unusable) as caught:
        function(*arguments, **options)
    message = str(caught.value)
    assert message.startswith(f"{NAME}: ")
    assert message.isascii() and message.isprintable()  # so it has no end of line either
    assert len(message) <= 200
    return message


def kind_of(message):
    """The words of a refusal alone: without its name, what it quotes, where it is, and numbers."""
    message = re.sub(r"(row|line) \d+: ", "", message.removeprefix(f"{NAME}: "))
    return re.sub(r"-?\b(\d+|inf|nan)\b", "0", re.sub("'.*'", "''", message))


def in_groups(groups):
    """The cases of a test, each with the first of its group."""
    return [pytest.param(case, group[0], id=short(case[0])) for group in groups for case in group]


def short(text):
    return ascii(text if len(text) < 40 else f"{text[:30]}... ({len(text)})")


def put(folder, data, name="kernel.csv"):
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def exactly(numbers, values, decimal=False):
    """The same numbers of the same kinds: no float for an int, no Fraction that is whole."""
    assert numbers[:2] == (values, decimal)
    assert repr(numbers.values) == repr(values)


# ---- typed

READ = {
    "7": [7],
    "1 2 3": [1, 2, 3],
    "1,2,3": [1, 2, 3],
    "1, 2 ,3 , 4": [1, 2, 3, 4],
    "  1 2  ": [1, 2],
    "1 2 3; 4 5 6": [[1, 2, 3], [4, 5, 6]],
    "1,2,3; 4,5,6": [[1, 2, 3], [4, 5, 6]],
    "1 2 3;": [[1, 2, 3]],
    "1;2;3": [[1], [2], [3]],
    "1;2;3;": [[1], [2], [3]],
    "5;": [[5]],
    "1 2\n3 4": [[1, 2], [3, 4]],
    "1 2\r\n3 4\r\n": [[1, 2], [3, 4]],
    "1 2\r3 4": [[1, 2], [3, 4]],
    "1 2\u20283 4": [[1, 2], [3, 4]],
    "1 2;\n3 4;\n": [[1, 2], [3, 4]],
    "\n\n1 2\n\n3 4\n\n": [[1, 2], [3, 4]],
    " \n1 2\n \t\n3 4\n ": [[1, 2], [3, 4]],
    "1 2 3\n": [1, 2, 3],
    "1\t2\u00a03\u20094\u30005": [1, 2, 3, 4, 5],
    "-1,0,1": [-1, 0, 1],
    "\u22121 \u22121/9": [-1, F(-1, 9)],
    "+1 -0 +0 007": [1, 0, 0, 7],
    "1/9 -1/9 +1/9": [F(1, 9), F(-1, 9), F(1, 9)],
    "2/4 4/2 0/3": [F(1, 2), 2, 0],
    "999999999999999": [10**15 - 1],
    "1/999999999999999": [F(1, 10**15 - 1)],
    "1,5;2,5": [[1, 5], [2, 5]],  # a comma is never a decimal point
    "1,000": [1, 0],
    "[1, 2]": [1, 2],
    " [1 2 3] ": [1, 2, 3],
    "[7]": [7],
    "[1 2; 3 4]": [[1, 2], [3, 4]],
    "[1 2;\n 3 4]": [[1, 2], [3, 4]],
    "[1 2;]": [[1, 2]],
    "[1,\n 2,\n 3]": [1, 2, 3],
    "[[1, 2], [3, 4]]": [[1, 2], [3, 4]],
    "[[1,2],[3,4]]": [[1, 2], [3, 4]],
    "[ [ 1, 2 ] , [ 3, 4 ] ]": [[1, 2], [3, 4]],
    "[[1 2]\n [3 4]]": [[1, 2], [3, 4]],
    "[[1,\n  2],\n [3,\n  4]]": [[1, 2], [3, 4]],
    "[[1, 2]]": [[1, 2]],
    "[[1]]": [[1]],
    "[\u22121, 1/2]": [-1, F(1, 2)],
    "[Fraction(1, 9), -1, Fraction(-2, 3)]": [F(1, 9), -1, F(-2, 3)],
    "[[Fraction(1, 2)], [3]]": [[F(1, 2)], [3]],
    "array([1, 2])": [1, 2],
    "np.array([[1, 2], [3, 4]])": [[1, 2], [3, 4]],
    "array([[1, 2],\n       [3, 4]], dtype=uint8)": [[1, 2], [3, 4]],
    "[array([1, 2]), array([3, 4])]": [[1, 2], [3, 4]],
    "[np.int64(1), np.uint8(2)]": [1, 2],
    " ".join(["1"] * MOST): [1] * MOST,
}
DECIMALS = {
    "2.5": [F(5, 2)],
    ".5": [F(1, 2)],
    "5.": [5],
    "-.5 +.5": [F(-1, 2), F(1, 2)],
    "0.1": [F(1, 10)],
    "-0.0": [0],
    "-3e2 1e-3 1E+3": [-300, F(1, 1000), 1000],
    "1e\u22123": [F(1, 1000)],
    "1.e+00 1.5e+00": [1, F(3, 2)],
    "1e15 1e-15 1e0015": [10**15, F(1, 10**15), 10**15],
    "1/2 0.5": [F(1, 2), F(1, 2)],
    "1 2; 3 4.0": [[1, 2], [3, 4]],
    "0.30000000000000004": [F(30000000000000004, 10**17)],  # as Python prints 0.1 + 0.2
    "3.141592653589793": [F(3141592653589793, 10**15)],
    "0.1000000000000000055511151": [F(1000000000000000055511151, 10**25)],
    "[1.  2.5 3. ]": [1, F(5, 2), 3],
    "array([1., 2.], dtype=float32)": [1, 2],
    "[np.float64(1.5), np.float32(-0.5)]": [F(3, 2), F(-1, 2)],
}
# What is refused, and what the refusal has to quote, or to say of where it is and how many there are. Texts of one
# group are refused in the same words, and those of two groups in different ones.
REFUSED = [
    [  # no numbers
        ("",),
        ("   ",),
        ("\n\t\n",),
        (";",),
        ("; ;",),
        ("[]",),
        ("[[]]",),
        ("[[], []]",),
    ],
    [  # a number is missing beside a comma
        (",", "','"),
        ("1,,2", "'1,,2'"),
        ("1, ,2",),
        (",1",),
        ("1,",),
        ("1, ;", "'1,'"),
        ("1 2; 3,", 'row 2', "'3,'"),
        ("1,\n2", 'row 1'),
        ("[1, 2,]",),
    ],
    [  # blanks and commas
        ("1,5 2,5", "'1,5 2,5'"),
        ("1 2; 1, 2 3", 'row 2'),
    ],
    [  # rows of several lengths
        ("1 2;;", 'row 1', 'row 2', '2 and 0'),
        ("1 2;;3 4", 'row 1', 'row 2', '2 and 0'),
        (";1 2", 'row 1', 'row 2', '0 and 2'),
        ("1 2;3", 'row 1', 'row 2', '2 and 1'),
        ("1 2; 3 4; 5 6 7", 'row 1', 'row 3', '2 and 3'),
        ("[[1, 2], [3]]", 'row 1', 'row 2', '2 and 1'),
    ],
    [  # not a number
        ("1_000", "'1_000'"),
        ("1 2; 3 4_0", 'row 2', "'4_0'"),
        ("\uff11", "'\\uff11'"),
        ("\u0663", "'\\u0663'"),
        ("\u00bd", "'\\xbd'"),
        ("\u00b2", "'\\xb2'"),
        ("1\u200b2", "'1\\u200b2'"),
        ("\ufeff1", "'\\ufeff1'"),
        ("0x10", "'0x10'"),
        ("1j", "'1j'"),
        ("1+2j", "'1+2j'"),
        ("1/2.5", "'1/2.5'"),
        ("1.5/2", "'1.5/2'"),
        ("1 /9", "'/9'"),
        ("1/ 9", "'1/'"),
        ("1 / 9", "'/'"),
        ("1/-9", "'1/-9'"),
        ("1/2/3", "'1/2/3'"),
        ("1/2e3", "'1/2e3'"),
        ("-", "'-'"),
        ("- 1", "'-'"),
        ("--5", "'--5'"),
        ("1-2", "'1-2'"),
        ("5-", "'5-'"),
        (".", "'.'"),
        ("..", "'..'"),
        ("/", "'/'"),
        ("1.2.3", "'1.2.3'"),
        ("e5", "'e5'"),
        (".e5", "'.e5'"),
        ("1e", "'1e'"),
        ("1e1.5", "'1e1.5'"),
        ("nan", "'nan'"),
        ("1 NaN", "'NaN'"),
        ("inf", "'inf'"),
        ("-inf", "'-inf'"),
        ("Infinity", "'Infinity'"),
        ("\u221e", "'\\u221e'"),
        ("1\u0663 2", "'1\\u0663'"),
        ("1/\u0663", "'1/\\u0663'"),
        ("1.\u0663", "'1.\\u0663'"),
        ("1e\u0663", "'1e\\u0663'"),
        ("2.5x", "'2.5x'"),
        ("1 + 1", "'+'"),
        ("2*3", "'2*3'"),
        ("(1, 2)", "'(1'"),
        ("[[1; 2]]", "'1;'"),
        ("[  0   1   2 ... 997 998 999]", "'...'"),
        ("[1, nan]", "'nan'"),
        ("\U0001f389" * 40, "'\\U0001f389...\\U0001f389'"),
        ("\x00", "'\\x00'"),
        ("\udcff", "'\\udcff'"),
        ("1 \x07", "'\\x07'"),
    ],
    [  # divided by zero
        ("1/0", "'1/0'"),
        ("0/000", "'0/000'"),
        ("Fraction(1, 0)", "'1/0'"),
    ],
    [  # too long
        ("1e16", "'1e16'"),
        ("1e-31", "'1e-31'"),
        ("1e999", "'1e999'"),
        ("1e" + "9" * 5000,),
        ("9" * 16,),
        ("1" * 10**5, "'1111111111111...1111111111111'"),
        ("1/" + "9" * 16,),
        ("9" * 16 + "/3",),
        ("." + "1" * 26,),
    ],
    [  # a word, as in a heading
        ("True", "'True'"),
        ("None", "'None'"),
        ("one two", "'one'"),
        ("sobell", "'sobell'"),
        ("1 2 three", "'three'"),
        ("np.sqrt(2)", "'np.sqrt(2)'"),
        ("a\x00b", "'a\\x00b'"),
    ],
    [  # a dash
        ("\u20135", "'\\u20135'"),
        ("1\u20142", "'1\\u20142'"),
        ("\u20101", "'\\u20101'"),
        ("\uff0d1", "'\\uff0d1'"),
    ],
    [  # no list
        ("[1, 2", "'[1, 2'"),
        ("1, 2]",),
        ("][",),
        ("[[1, 2], [3, 4]",),
        ("[1, [2, 3]]",),
        ("[1, 2], [3, 4]",),
        ("[[1, 2],, [3, 4]]",),
        ("[[1, 2], [3, 4],]",),
        ("[[[1, 2]]]",),
        ("x = [1, 2]",),
        ("\x1b[31m1",),
    ],
    [  # a line end in brackets
        ("[1 2\n 3 4]",),
    ],
    [  # too many
        (" ".join(["1"] * (MOST + 1)), '401'),
        ("1 " * 10**5 + "x", '100001'),
    ],
    [  # too long a text
        ("1 " * (10**6 // 2) + "1",),
    ],
    [  # other files
        ("photo.jpg", "'photo.jpg'"),
    ],
    [  # several arrays
        ("kernel.npz",),
    ],
    [  # no such file
        ("nowhere.csv", "'nowhere.csv'"),
        ("nowhere.TXT",),
        ("no/where.npy",),
        (".csv",),
        (".NPY",),
        ("1 2 3.txt",),
        ("\u96ea.npy", "'\\u96ea.npy'"),
    ],
    [  # unreadable
        ("x" * 5000 + ".csv",),
        ("a\x00b.csv",),
    ],
]


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An empty folder to work in, so that no file has the name of what is typed."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("elsewhere")
class TestTyped:
    @pytest.mark.parametrize("text", READ, ids=short)
    def test_exact(self, text):
        exactly(typed(text), READ[text])

    @pytest.mark.parametrize("text", DECIMALS, ids=short)
    def test_decimal(self, text):
        exactly(typed(text), DECIMALS[text], decimal=True)

    @pytest.mark.parametrize("case, first", in_groups(REFUSED))
    def test_refused(self, case, first):
        text, *told = case
        message = refusal(typed, text)
        assert all(piece in message for piece in told)
        assert kind_of(message) == kind_of(refusal(typed, first[0]))

    def test_each_group_has_words_of_its_own(self):
        assert len({kind_of(refusal(typed, group[0][0])) for group in REFUSED}) == len(REFUSED)

    @pytest.mark.parametrize("text", ["nan", "NaN", "NAN", "np.float64(nan)"])
    def test_nan_where_it_is_a_number(self, text):
        (value,), decimal, places = typed(text, nan=True)
        assert type(value) is float and isnan(value) and decimal and places == [None]
        exactly(typed("1 2", nan=True), [1, 2])

    @pytest.mark.parametrize("text", ["inf", "-inf", "-nan", "nan(1)", "nanan", "n", "1e999", "nan nan; 1"])
    def test_nan_and_nothing_else(self, text):
        refusal(typed, text, nan=True)

    def test_open_numbers_where_there_may_be_some(self):
        numbers = typed("1.5 ?; ? nan", nan=True, open_numbers=True)
        assert numbers.values[0] == [1.5, None] and numbers.values[1][0] is None
        assert numbers.places == [[1, None], [None, None]] and numbers.decimal
        exactly(typed("[?, 2]", open_numbers=True), [None, 2])
        refusal(typed, "1 nan ?", open_numbers=True)
        for text in ("1 ?? 2", "1 2?", "-?", "?/2", "1 ?, 2"):
            refusal(typed, text, open_numbers=True)

    @pytest.mark.parametrize("text", ["?", "1 ?", "[1, ?]"])
    def test_open_numbers_are_none_elsewhere(self, text):
        refusal(typed, text)
        refusal(typed, text, nan=True)

    def test_open_numbers_name_no_file(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        put(tmp_path, "5 6", "1 ?")
        exactly(typed("1 ?", open_numbers=True), [1, None])
        put(tmp_path, "7 ?\n? 8\n", "open.csv")
        exactly(typed("open.csv", open_numbers=True), [[7, None], [None, 8]])
        refusal(typed, "open.csv")

    def test_words_are_told_about_comments_but_numbers_are_not(self):
        assert "#" in refusal(typed, "x y") and "#" in refusal(typed, '"x" "y"')
        assert "#" not in refusal(typed, "nan") + refusal(typed, "1_0")

    @pytest.mark.parametrize(("text", "places"), [
        ("1 -2 1/4", [None, None, None]), (".25 .5 -1.50", [2, 1, 2]), ("5. 5.0", [0, 1]),
        ("1;2.5", [[None], [1]]), ("2.5e-2 25e-3 1e\u22123", [3, 3, 3]), ("2.5e1 2.5e3 1e3", [0, 0, None]),
        ("1.25e+00", [2]),
    ])
    def test_how_many_decimals_were_written(self, text, places):
        assert typed(text).places == places

    def test_what_is_forbidden_takes_no_time(self):
        for text in ("[[1]" + " [1]" * 10**5 + " x]", "[" * 10**6, "Fraction(" * 10**5, "nan" * 10**5 + "x"):
            started = time.monotonic()
            refusal(typed, text)
            assert time.monotonic() - started < SECONDS / 4, text[:9]

    @pytest.mark.parametrize(("name", "values"), [("3", [3]), ("1 2", [1, 2]), ("[1]", [1]), ("1;", [[1]])])
    def test_numbers_are_never_a_path(self, elsewhere, name, values):
        put(elsewhere, "9 9 9", name)
        exactly(typed(name), values)

    @pytest.mark.parametrize("name", ["2024-01-05", "nan", "NaN", "2E", "1.5.5", "-", "e"])
    def test_nor_is_what_looks_like_numbers(self, elsewhere, name):
        put(elsewhere, "9 9 9", name)
        message = refusal(typed, name)
        assert f"'{name}'" in message and kind_of(message) == kind_of(refusal(typed, "0x10"))

    def test_messages_begin_with_the_name(self):
        with pytest.raises(Unusable, match="^--input: 'x' "):
            read_numbers("x", "--input", most=1)


# ---- text files

GRID = [[1, 2], [3, 4]]
FILES = {
    "one line": ("1 2 3", [1, 2, 3]),
    "one line with its end": ("1,2,3\n", [1, 2, 3]),
    "two lines": ("1 2\n3 4\n", GRID),
    "a column": ("1\n2\n3\n", [[1], [2], [3]]),
    "LF": ("1,2\n3,4\n", GRID),
    "CRLF": ("1,2\r\n3,4\r\n", GRID),
    "CR": ("1,2\r3,4\r", GRID),
    "mixed ends": ("1,2\r\n3,4\n5,6\r7,8", [[1, 2], [3, 4], [5, 6], [7, 8]]),
    "blank lines": ("\n\n1 2\n   \n\t\n3 4\n\n", GRID),
    "comments": ("# a kernel\n1 2 # first\n# between\n3 4#last\n#", GRID),
    "comments in other letters": ("# \u6838, gr\u00f6\u00dfe\n1 2\n3 4", GRID),
    "comments with separators": ("# a; b, [c]\n1 2\n3 4 # ;,", GRID),
    "tabs": ("1\t2\n3\t4", GRID),
    "no-break spaces": ("1\u00a02\n3\u00a04", GRID),
    "commas and blanks": ("1, 2\n3 ,4", GRID),
    "semicolons": ("1;2\n3;4\n", GRID),
    "semicolons and blanks": (" 1 ; 2 \n3; 4", GRID),
    "semicolons on one line": ("1;2;3", [1, 2, 3]),
    "a column without semicolons is none": ("1\n2", [[1], [2]]),
    "UTF-8 with BOM": (BOM_UTF8 + b"1 2\n3 4", GRID),
    "UTF-16 LE": (BOM_UTF16_LE + "1 2\n3 4".encode("utf-16-le"), GRID),
    "UTF-16 BE": (BOM_UTF16_BE + "1,2\r\n3,4\r\n".encode("utf-16-be"), GRID),
    "UTF-16 with comments": (BOM_UTF16_LE + "# \u6838\n1 2\n3 4".encode("utf-16-le"), GRID),
    "fractions": ("1/9, \u22121/9", [F(1, 9), F(-1, 9)]),
    "a decimal comma without semicolons": ("1,5\n2,5", [[1, 5], [2, 5]]),
}
BAD_FILES = [
    [  # empty
        ("empty", b""),
    ],
    [  # no numbers
        ("one blank", " "),
        ("line ends", "\r\n\r\n"),
        ("only comments", "# nothing\n# here"),
        ("only a BOM", BOM_UTF8),
        ("only a UTF-16 BOM", BOM_UTF16_LE),
    ],
    [  # rows of several lengths
        ("ragged", "1 2\n3 4 5\n", 'line 1', 'line 2', '2 and 3'),
        ("ragged after comments", "# a\n\n1 2\n# b\n3\n", 'line 3', 'line 5', '2 and 1'),
        ("ragged by CR", "1 2\r3", 'line 1', 'line 2', '2 and 1'),
        ("ragged semicolons", "1;2\n3", 'line 1', 'line 2', '2 and 1'),
    ],
    [  # a word, as in a heading
        ("header", "x,y\n1,2", 'line 1', "'x'"),
        ("title", "A long title\n1 2", 'line 1', "'A'"),
        ("header in quotes", '"x","y"\n1,2', 'line 1', '\'"x"\''),
        ("header below a comment", "# c\nleft right\n1 2", 'line 2', "'left'"),
        ("word", "1 2\n3 x", 'line 2', "'x'"),
        ("one line, wrong", "# c\n1 x", 'line 2', "'x'"),
    ],
    [  # not a number
        ("nan", "1 nan", "'nan'"),
        ("inf", "1 inf", "'inf'"),
        ("brackets", "[[1, 2], [3, 4]]", 'line 1', "'[[1'"),
        ("two BOMs", BOM_UTF8 * 2 + b"1", "'\\ufeff1'"),
        ("html", "<!DOCTYPE html>\n<p>", 'line 1', "'<!DOCTYPE'"),
    ],
    [  # a dash
        ("dash", "1 \u20132", "'\\u20132'"),
    ],
    [  # a number is missing beside a comma
        ("missing", "1,2\n3,,4", 'line 2', "'3,,4'"),
        ("trailing comma", "1,2,\n3,4,", 'line 1', "'1,2,'"),
    ],
    [  # not one number between two ;
        ("missing between semicolons", "1;2\n3;", 'line 2', "''"),
        ("decimal comma", "1,5;2,5\n", 'line 1', "'1,5'"),
        ("typed rows in one line", "1 2; 3 4", 'line 1', "'1 2'"),
        ("semicolons on some lines", "1;2\n3 4", 'line 2', "'3 4'"),
        ("rows that end in semicolons", "1 2;\n3 4;", 'line 1', "'1 2'"),
        ("sep=", "sep=;\n1;2", 'line 1', "''"),
    ],
    [  # no text
        ("NUL", b"1 2\x003"),
        ("binary", bytes(range(256))),
        ("PNG", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
        ("a zip", b"PK\x03\x04\x14\x00"),
        ("Latin-1", "# gr\u00f6\u00dfe\n1 2".encode("latin-1")),
        ("UTF-16 without BOM", "1 2".encode("utf-16-le")),
        ("UTF-16 cut short", BOM_UTF16_LE + b"1\x00 "),
        ("UTF-32", BOM_UTF32_LE + "1 2".encode("utf-32-le")),
        ("UTF-8 cut short", b"1 2 \xe2\x88"),
        ("a .npy inside", b"\x93NUMPY\x01\x00"),
    ],
    [  # too large
        ("too large", b"1 " * 500_001),
    ],
    [  # too many
        ("too many", "1 " * 401, '401'),
    ],
    [  # too long
        ("a long number", "1" * 10**5, 'line 1', "'1111111111111...1111111111111'"),
    ],
]


class TestTextFiles:
    @pytest.mark.parametrize("suffix", [".csv", ".txt", ".CSV", ".Txt"])
    @pytest.mark.parametrize("case", FILES)
    def test_read(self, case, suffix, tmp_path):
        data, values = FILES[case]
        path = put(tmp_path, data, f"kernel{suffix}")
        before = path.read_bytes()
        exactly(typed(path), values)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("case, first", in_groups(BAD_FILES))
    def test_refused(self, case, first, tmp_path):
        _, data, *told = case
        message = refusal(typed, put(tmp_path, data))
        assert all(piece in message for piece in told) and "kernel.csv'" in message
        assert kind_of(message) == kind_of(refusal(typed, put(tmp_path, first[1])))

    def test_each_group_has_words_of_its_own(self, tmp_path):
        kinds = {kind_of(refusal(typed, put(tmp_path, group[0][1]))) for group in BAD_FILES}
        assert len(kinds) == len(BAD_FILES)

    def test_decimals_and_nan(self, tmp_path):
        exactly(typed(put(tmp_path, "0.5;1\n2;-3e2")), [[F(1, 2), 1], [2, -300]], decimal=True)
        (one, two), decimal, _ = typed(put(tmp_path, "1 nan"), nan=True)
        assert one == 1 and isnan(two) and decimal

    @pytest.mark.slow
    def test_a_megabyte_is_not_too_much(self, tmp_path):
        path = put(tmp_path, b"1 " * 500_000)
        assert typed(path, most=500_000).values == [1] * 500_000

    def test_a_file_without_a_suffix_is_text(self, elsewhere):
        put(elsewhere, "1 2\n3 4", "kernel")
        exactly(typed("kernel"), GRID)
        assert typed(elsewhere / "kernel") == typed("kernel")

    @pytest.mark.parametrize("name", ["photo.jpg", "k.dat", "k.csv.gz", "k.npz", "k.5", "k.csv~"])
    def test_other_suffixes(self, elsewhere, name):
        put(elsewhere, "1 2", name)
        assert ".npy" in refusal(typed, name)

    def test_paths_with_anything_in_them(self, tmp_path):
        for name in ("\u96ea 1;2,[3].csv", "Fraction(1, 2).txt", "array([1]).csv", "-1.csv"):
            exactly(typed(put(tmp_path, "1 2", name)), [1, 2])

    def test_long_paths_keep_their_ends(self, tmp_path):
        message = refusal(typed, f"{tmp_path}/{'x' * 100}/kernel.csv")
        assert "..." in message and "kernel.csv': " in message and kind_of(message) == kind_of(refusal(typed, ".csv"))

    @pytest.mark.parametrize("name", ["folder", "folder.csv", "folder.npy"])
    def test_folders(self, elsewhere, name):
        (elsewhere / name).mkdir()
        assert kind_of(refusal(typed, name)) == kind_of(refusal(typed, elsewhere)) != kind_of(refusal(typed, ".csv"))

    def test_a_file_as_a_folder(self, elsewhere):
        put(elsewhere, "1")
        assert kind_of(refusal(typed, os.path.join("kernel.csv", "kernel.csv"))) == kind_of(refusal(typed, ".csv"))

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no FIFO files")
    @pytest.mark.parametrize("name", ["fifo", "fifo.csv", "fifo.npy"])
    def test_fifo_does_not_hang(self, elsewhere, name):
        os.mkfifo(elsewhere / name)
        os.mkfifo(elsewhere / "another.csv")
        assert kind_of(refusal(typed, name)) == kind_of(refusal(typed, "another.csv"))
        assert kind_of(refusal(typed, name)) != kind_of(refusal(typed, elsewhere))

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="only POSIX has devices as files")
    @pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
    def test_devices(self, device):
        assert kind_of(refusal(typed, device)) == kind_of(refusal(typed, "/dev/null"))
        assert kind_of(refusal(typed, device)) not in (kind_of(refusal(typed, other)) for other in ("/dev", ".csv"))

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
    @pytest.mark.parametrize("name", ["kernel.csv", "kernel.npy"])
    def test_permission(self, tmp_path, name):
        path = put(tmp_path, "1 2", name)
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("the superuser may read everything")
        assert kind_of(refusal(typed, path)) != kind_of(refusal(typed, ".csv"))

    def test_errors_of_the_system(self, tmp_path, monkeypatch):
        """Each kind has words of its own, and none the system's."""
        path, kinds = put(tmp_path, "1 2"), []
        errors = PermissionError(13, "denied"), FileNotFoundError(2, "gone"), OSError(5, "input/output\nerror")
        for error in errors:

            def fail(*_, error=error, **__):
                raise error

            with monkeypatch.context() as broken:
                broken.setattr(Path, "open", fail)
                message = refusal(typed, path)
            assert error.args[1].splitlines()[0] not in message
            kinds.append(kind_of(message))
        assert len({*kinds}) == 3 and kinds[1:] == [kind_of(refusal(typed, name)) for name in (".csv", "a\x00b.csv")]

    @pytest.mark.skipif(os.name == "nt", reason="Windows needs a privilege to make links")
    def test_links(self, elsewhere):
        put(elsewhere, "1 2")
        links = {"good.csv": "kernel.csv", "dangling.csv": "nowhere", "round.csv": "round.csv"}
        for name, target in links.items():
            (elsewhere / name).symlink_to(target)
        exactly(typed("good.csv"), [1, 2])
        assert kind_of(refusal(typed, "dangling.csv")) == kind_of(refusal(typed, ".csv"))
        assert kind_of(refusal(typed, "round.csv")) == kind_of(refusal(typed, "a\x00b.csv"))


# ---- .npy


def npy(array, **options):
    file = BytesIO()
    np.save(file, np.asarray(array), **options)
    return file.getvalue()


def header(text, body=b"", version=1):
    """A .npy file with a header as it stands."""
    size = len(text).to_bytes(2 if version == 1 else 4, "little")
    return b"\x93NUMPY" + bytes([version, 0]) + size + text.encode("latin-1") + body


def claim(shape, descr="'<f8'", body=bytes(8), **options):
    return header(f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n", body, **options)


def version_2(array):
    file = BytesIO()
    np.lib.format.write_array(file, array, version=(2, 0))
    return file.getvalue()


GOOD_ARRAYS = {
    "int64": (np.array([1, -2]), [1, -2]),
    "uint8": (np.array([[200, 100]], np.uint8), [[200, 100]]),
    "uint64": (np.array([2**64 - 1], np.uint64), [2**64 - 1]),
    "int64 least": (np.array([-(2**63)]), [-(2**63)]),
    "big-endian": (np.array([1, 258], ">i2"), [1, 258]),
    "Fortran": (np.asfortranarray([[1, 2, 3], [4, 5, 6]]), [[1, 2, 3], [4, 5, 6]]),
    "bool": (np.array([True, False]), [1, 0]),
    "float64": (np.array([0.1, 3.0]), [0.1, 3.0]),
    "float32": (np.array([0.5, -2], np.float32), [0.5, -2.0]),
    "float16": (np.array([0.5, 65504], np.float16), [0.5, 65504.0]),
    "big-endian float": (np.array([0.5, 3], ">f4"), [0.5, 3.0]),
    "long double": (np.array([0.5, 3], np.longdouble), [0.5, 3.0]),
    "1 x 1": (np.array([[7]]), [[7]]),
    "3 axes": (np.arange(6).reshape(1, 2, 3), [[[0, 1, 2], [3, 4, 5]]]),
    "4 axes": (np.arange(4.0).reshape(1, 2, 1, 2), [[[[0.0, 1.0]], [[2.0, 3.0]]]]),
    "largest float": (np.array([1.7e308]), [1.7e308]),
}
GREAT = np.finfo(np.longdouble).max  # where it is wider, no float64
PICKLE = npy(np.array([1, "x"], object), allow_pickle=True)
BAD_ARRAYS = [
    [  # other types
        ("objects", PICKLE),
        ("complex", npy([1j]), "'complex128'"),
        ("text", npy(["1", "2"]), "'<U1'"),
        ("bytes", npy([b"1"]), "'|S1'"),
        ("datetime", npy(np.array(["2024-01-05"], "M8[D]")), "'datetime64[D]'"),
        ("timedelta", npy(np.array([1], "m8[s]")), "'timedelta64[s]'"),
        ("structured", npy(np.zeros(2, [("a", "i4"), ("b", "f8")]))),
        ("void", npy(np.zeros(2, "V3")), "'|V3'"),
        ("long names", npy(np.zeros(1, [("n" * 200, "i4")]))),
        ("subarray", claim((1,), "('<f8', (1,))")),
        ("odd type", claim((1,), "[]")),
    ],
    [  # damaged
        ("a pickle", b"\x80\x04\x95\x05\x00\x00\x00\x00\x00\x00\x00K\x01."),
        ("one byte", b"\x93"),
        ("magic only", b"\x93NUMPY"),
        ("text inside", b"1 2 3\n"),
        ("a zip", b"PK\x03\x04" + bytes(60)),
        ("version 9", b"\x93NUMPY\x09\x00" + npy([1])[8:]),
        ("version 1.5", b"\x93NUMPY\x01\x05" + npy([1])[8:]),
        ("cut in the header", npy([1, 2])[:50]),
        ("claims too many digits", claim(f"({'9' * 6000},)")),
        ("twice negative", claim((-1, -1))),
        ("float in the shape", claim("(1.0,)")),
        ("no tuple", claim("1")),
        ("no type", claim((1,), "'<q9'")),
        ("type of nothing", claim((1,), "None")),
        ("header without keys", header("{}\n", bytes(8))),
        ("header of nothing", header("", bytes(8))),
        ("header of code", header("__import__('os').abort()\n")),
        ("header of brackets", header("(" * 5000)),
        ("header of minuses", header("-" * 9000 + "1")),
        ("header of escapes", header("'\\d'")),
        ("long header", claim((1,), "'<f8'" + " " * 20_000)),
        ("header that claims 4 GB", b"\x93NUMPY\x02\x00\xff\xff\xff\xff{}"),
    ],
    [  # no numbers
        ("no numbers", npy([])),
        ("no columns", npy(np.zeros((3, 0)))),
    ],
    [  # axes
        ("0 axes", npy(3), '0'),
        ("5 axes", npy(np.ones((1,) * 5)), '5'),
        ("32 axes", npy(np.ones((1,) * 32)), '32'),
    ],
    [  # nan and inf
        ("nan", npy([1, np.nan]), 'nan'),
        ("inf", npy([[1.0], [np.inf]]), 'inf'),
        ("-inf", npy([-np.inf]), '-inf'),
        ("float16 nan", npy(np.array([np.nan], np.float16)), 'nan'),
    ],
    [  # too many
        ("too many", npy(np.arange(401)), '401'),
    ],
    [  # too large
        ("too large", npy(np.zeros(125_000))),
    ],
    [  # empty
        ("empty", b""),
    ],
    [  # a header that does not fit
        ("cut in the numbers", npy([1, 2])[:-1]),
        ("more behind", npy([1, 2]) + b"\n"),
        ("two arrays", npy([1, 2]) + npy([3])),
        ("claims a lot", claim((10**9,))),
        ("claims far more", claim((10**12, 10**12))),
        ("claims what overflows", claim((2**32, 2**32))),
        ("claims digits", claim(f"({'9' * 4000}, {'9' * 4000})")),
        ("negative", claim((-1,))),
        ("header of Python 2", claim("(10000000000L,)")),
    ],
]


class TestNpy:
    @pytest.mark.parametrize("case", GOOD_ARRAYS)
    def test_read(self, case, tmp_path):
        array, values = GOOD_ARRAYS[case]
        numbers = typed(put(tmp_path, npy(array), "kernel.NPY"))
        exactly(numbers, values, decimal=array.dtype.kind == "f")
        assert numbers.places is None

    @pytest.mark.parametrize("case, first", in_groups(BAD_ARRAYS))
    def test_refused(self, case, first, tmp_path, capfd):
        _, data, *told = case
        message = refusal(typed, put(tmp_path, data, "kernel.npy"))
        assert all(piece in message for piece in told) and "kernel.npy'" in message
        assert kind_of(message) == kind_of(refusal(typed, put(tmp_path, first[1], "kernel.npy")))
        assert capfd.readouterr() == ("", "")

    def test_version_2_and_python_2(self, tmp_path):
        exactly(typed(put(tmp_path, version_2(np.array([1, 2])), "a.npy")), [1, 2])
        old = claim("(1L,)", body=np.array([0.5]).tobytes())
        exactly(typed(put(tmp_path, old, "a.npy")), [0.5], decimal=True)

    def test_nan_where_it_is_a_number(self, tmp_path):
        (one, two), decimal, _ = typed(put(tmp_path, npy([1, np.nan]), "a.npy"), nan=True)
        assert (one, decimal) == (1.0, True) and isnan(two)
        assert " inf" in refusal(typed, put(tmp_path, npy([np.nan, np.inf]), "a.npy"), nan=True)

    @pytest.mark.skipif(GREAT <= np.finfo(float).max, reason="long doubles are no longer than floats here")
    def test_a_long_double_beyond_floats_is_refused(self, tmp_path):
        assert " inf" in refusal(typed, put(tmp_path, npy([GREAT]), "a.npy"))

    def test_a_pickle_is_not_run(self, tmp_path):
        class Trap:
            def __reduce__(self):
                return (Path.touch, (tmp_path / "run",))

        refusal(typed, put(tmp_path, npy(np.array([Trap()], object), allow_pickle=True), "a.npy"))
        assert not (tmp_path / "run").exists()

    def test_what_is_read_can_be_convolved(self, tmp_path):
        kernel = typed(put(tmp_path, npy(np.array([[1, 2], [3, 4]], np.uint8)), "a.npy")).values
        assert convolve2d([[200, 100]], kernel) == [[200, 500, 200], [600, 1100, 400]]


# ---- whole numbers

PADDINGS = [
    ("1", 1, 1), ("0", 1, 0), ("1:2", 1, (1, 2)), (" 1 : 2 ", 1, (1, 2)), ("0:0", 1, (0, 0)),
    ("1", 2, 1), ("1,2", 2, (1, 2)), (" 1 , 2 ", 2, (1, 2)), ("1:2,3:4", 2, ((1, 2), (3, 4))),
    ("1:2,3", 2, ((1, 2), 3)), ("1,2:3", 2, (1, (2, 3))), ("9:9,9:9", 2, ((9, 9), (9, 9))),
]
NOT_WHOLE = [
    "", " ", "1.5", "1.", "1e3", "+5", "1_0", "-1", "\u22121", "10", "--1", "- 1", "0x1", "\uff11", "\u0663",
    "one", "1/1", "nan", "1 2", "1;2", "[1]", "\u20131", "9" * 16, "1" * 10**5, "\x00", "\u00b9", "1\n2",
    "\udcff",
]  # where 0 to 9 are asked for


class TestWhole:
    @pytest.mark.parametrize(("text", "number"), [
        ("3", 3), (" 3 ", 3), ("0", 0), ("9", 9), ("-9", -9), ("\u22129", -9), ("007", 7), ("3\n", 3),
        ("-0", 0),
    ])
    def test_whole(self, text, number):
        assert read_whole_number(text, NAME, -9, 9) == number

    @pytest.mark.parametrize("text", [*NOT_WHOLE, "1,2", "1:2"], ids=short)
    def test_whole_refused(self, text):
        message = refusal(read_whole_number, text, NAME, 0, 9)
        assert message.startswith(f"--kernel: {quoted(text)} ") and message.endswith(" 0 to 9")

    @pytest.mark.parametrize(("text", "numbers"), [
        ("2", (2, 2)), ("2,1", (2, 1)), (" 2 , 1 ", (2, 1)), ("9,0", (9, 0)),
    ])
    def test_pair(self, text, numbers):
        assert read_pair(text, NAME, 0, 9) == numbers

    @pytest.mark.parametrize(
        "text", [*NOT_WHOLE, ",", "1,", ",1", "1,,2", "1,2,3", "1,10", "10,1", "1:2", "1.5,2"], ids=short
    )
    def test_pair_refused(self, text):
        message = refusal(read_pair, text, NAME, 0, 9)
        assert "ROWS,COLUMNS" in message and message.endswith(" 0 to 9")

    @pytest.mark.parametrize(("text", "axes", "expected"), PADDINGS)
    def test_padding(self, text, axes, expected):
        assert read_padding(text, NAME, axes, 9) == expected

    @pytest.mark.parametrize("axes", [1, 2])
    @pytest.mark.parametrize(
        "text", [*NOT_WHOLE, ",", ":", "1:", ":1", "1:2:3", "1,2,3", "1:10", "1:2,", "1:2,3:4,5:6"], ids=short
    )
    def test_padding_refused(self, text, axes):
        assert " 0 to 9" in refusal(read_padding, text, NAME, axes, 9)

    def test_padding_of_the_other_dimension(self):
        assert "P or BEFORE:AFTER" in refusal(read_padding, "1,2", NAME, 1, 9)
        assert "P or ROWS,COLUMNS or TOP:BOTTOM,LEFT:RIGHT" in refusal(read_padding, "1:2", NAME, 2, 9)

    @pytest.mark.parametrize("text", [text for text, axes, _ in PADDINGS if axes == 1])
    def test_padding_is_what_convolve1d_takes(self, text):
        before, _, after = text.partition(":")
        added = int(before) + int(after or before)
        assert len(convolve1d([1, 2, 3], [1], padding=read_padding(text, NAME, 1, 9))) == 3 + added

    @pytest.mark.parametrize("text", [text for text, axes, _ in PADDINGS if axes == 2])
    def test_padding_is_what_convolve2d_takes(self, text):
        rows, _, columns = text.partition(",")
        sides = [side.split(":") for side in (rows, columns or rows)]
        added = [int(side[0]) + int(side[-1]) for side in sides]
        result = convolve2d([[1, 2, 3]], [[1]], padding=read_padding(text, NAME, 2, 9))
        assert (len(result), len(result[0])) == (1 + added[0], 3 + added[1])

    @pytest.mark.parametrize(("text", "sizes", "indices"), [
        ("0", (5,), (0,)), ("4", (5,), (4,)), ("2,3", (3, 4), (2, 3)), (" 0 , 0 ", (1, 1), (0, 0)),
        ("1,2,3", (2, 3, 4), (1, 2, 3)),
    ])
    def test_index(self, text, sizes, indices):
        assert read_index(text, NAME, sizes) == indices

    @pytest.mark.parametrize(
        "text", [*NOT_WHOLE, "1", "3,0", "0,4", "-1,0", "1,2,3", "1,", ",1", "1:2", "2;3"], ids=short
    )
    def test_index_refused(self, text):
        message = refusal(read_index, text, NAME, (3, 4))
        assert message.startswith(f"--kernel: {quoted(text)} ") and message.endswith(" 0,0 to 2,3")

    @pytest.mark.parametrize("text", ["5", "-1", "0,0", ""])
    def test_index_in_a_line_refused(self, text):
        assert "from 0 to 4" in refusal(read_index, text, NAME, (5,))


def test_importing_brings_neither_numpy_nor_pillow():
    code = "import sys, course.own_numbers.read_numbers as t; t.read_numbers('1', 'x', most=9); print({'numpy', 'PIL'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")


# ---- laws

blanks = st.sampled_from([" ", "  ", "\t", "\u00a0", "\u2009"])
between = st.one_of(st.just(blanks), st.just(st.sampled_from([",", ", ", " ,", " , "])))
shapes = st.tuples(st.integers(1, 4), st.integers(1, 5))
decimals = st.decimals(-999, 999, allow_nan=False, allow_infinity=False, places=4)
ordinary = floats.filter(lambda number: number == 0 or abs(number) > 1e-9)  # no exponent below -15
tidy = st.sampled_from(["{}", " {}", "{} ", "{}\n", "\n{}"])


def grids_of(numbers, shapes=shapes):
    return shapes.flatmap(
        lambda shape: st.lists(
            st.lists(numbers, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
        )
    )


def joined(draw, pieces, separators):
    """The pieces with a separator of its own between any two."""
    return "".join(piece + (draw(separators) if piece is not pieces[-1] else "") for piece in pieces)


@st.composite
def written(draw, number):
    """An int or a Fraction as somebody may type it."""
    number = F(number)
    if number.denominator == 1 and draw(st.booleans()):
        text = str(number.numerator)
    else:
        times = draw(st.integers(1, 9))
        text = f"{number.numerator * times}/{number.denominator * times}"
    text = text if text.startswith("-") or draw(st.booleans()) else f"+{text}"
    return text.replace("-", draw(st.sampled_from("-\u2212")))


class TestLaws:
    @laws
    @given(st.data(), grids_of(st.one_of(integers, fractions, st.integers(-(10**14), 10**14))))
    def test_exact_grids_come_back(self, data, grid):
        rows = [joined(data.draw, [data.draw(written(number)) for number in row], data.draw(between)) for row in grid]
        text = joined(data.draw, rows, st.sampled_from([";", "; ", " ;", "\n", ";\n", "\r\n", "\n\n"]))
        if len(grid) == 1:
            text += ";"
        numbers = typed(data.draw(tidy).format(text))
        assert numbers[:2] == (grid, False)
        assert numbers.places == [[None for _ in row] for row in grid]
        assert all(type(n) is (int if F(n).denominator == 1 else F) for row in numbers.values for n in row)

    @laws
    @given(st.data(), st.lists(st.one_of(integers, fractions), min_size=1))
    def test_exact_lines_come_back(self, data, line):
        text = joined(data.draw, [data.draw(written(number)) for number in line], data.draw(between))
        for form in (data.draw(tidy).format(text), f"[{text}]", repr(line)):
            assert typed(form) == (line, False, [None for _ in line])

    @laws
    @given(grids_of(decimals), st.sampled_from(["f", "e", ".12E", "+f", "018f"]))
    def test_decimals_are_what_decimal_says(self, grid, form):
        text = "; ".join(" ".join(format(number, form) for number in row) for row in grid) + ";"
        values, decimal, places = typed(text)
        exact = [[Decimal(piece) for piece in row.split()] for row in text.removesuffix(";").split(";")]
        assert values == [[F(*number.as_integer_ratio()) for number in row] for row in exact]
        assert decimal
        assert [[count or 0 for count in row] for row in places] == [
            [max(0, -number.as_tuple().exponent) for number in row] for row in exact
        ]

    @laws
    @given(grids_of(st.one_of(integers, ordinary)), st.sampled_from([None, 1]))
    def test_lists_are_what_json_says(self, grid, indent):
        text = json.dumps(grid, indent=indent)
        values, decimal, _ = typed(text)
        assert [[float(n) for n in row] for row in values] == json.loads(text)
        assert decimal == any(isinstance(n, float) for row in grid for n in row)

    @laws
    @given(st.data(), array_shapes(min_dims=1, max_dims=2, max_side=5), st.sampled_from([str, repr]))
    def test_printed_arrays_come_back(self, data, shape, printed):
        array = data.draw(arrays(st.sampled_from([np.int64, np.uint8, np.float64, np.float32]), shape,
                                 elements=st.integers(0, 99)))
        text = printed(array)
        assert typed(text)[:2] == (array.tolist(), array.dtype.kind == "f")

    @laws
    @given(grids_of(ordinary), st.sampled_from([" ", ",", ";", "\t"]),
           st.sampled_from(["\n", "\r\n"]), st.sampled_from(["%.18e", "%s", "%d", "%.4f"]), st.booleans())
    def test_savetxt_files_are_what_loadtxt_says(self, tmp_path_factory, grid, separator, end, form, headed):
        path = tmp_path_factory.getbasetemp() / "saved.csv"
        np.savetxt(path, grid, form, separator, end, header="a header" if headed else "")
        expected = np.loadtxt(path, delimiter=separator, ndmin=2).tolist()
        values, decimal, _ = typed(path)
        values = values if isinstance(values[0], list) else [values]
        assert [[float(n) for n in row] for row in values] == expected
        assert decimal == (form != "%d")

    @laws
    @given(grids_of(integers, st.tuples(st.integers(2, 4), st.integers(1, 5))),
           st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    def test_encoded_files_are_what_genfromtxt_says(self, tmp_path_factory, grid, encoding):
        text = "\n".join(",".join(map(str, row)) for row in grid)
        path = put(tmp_path_factory.getbasetemp(), text.encode(encoding), "encoded.txt")
        expected = np.genfromtxt(StringIO(text), delimiter=",", dtype=np.int64)
        assert typed(path)[:2] == (expected.reshape(len(grid), -1).tolist(), False)

    @laws
    @given(arrays(integer_dtypes(endianness="?") | st.sampled_from([np.bool_, np.float64, np.float16, ">f4"]),
                  array_shapes(max_dims=4, max_side=3),
                  elements={"allow_nan": False, "allow_infinity": False}),
           st.sampled_from("CF"))
    def test_arrays_come_back(self, tmp_path_factory, array, order):
        path = put(tmp_path_factory.getbasetemp(), npy(np.asarray(array, order=order)), "array.npy")
        values, decimal, _ = typed(path)
        assert values == array.tolist()  # True == 1
        assert decimal == (array.dtype.kind == "f")

    @laws
    @given(st.one_of(st.text(), st.text("0123456789+-\u2212.,;/eE[] \n()naif_#\u2013")), st.booleans())
    @example("nan 1; 1/3 nan", True)
    def test_any_text_is_read_or_refused(self, text, nan):
        try:
            values = typed(text, nan=nan).values
        except Unusable as error:
            assert_one_line(error)
        else:
            flat = [n for row in values for n in (row if isinstance(row, list) else [row])]
            assert all(type(n) in (int, F) or nan and isnan(n) for n in flat)

    @laws
    @given(st.one_of(st.text(), st.text("0123456789+-\u2212.,:eE _")), st.sampled_from([1, 2]))
    def test_any_option_is_understood_or_refused(self, text, axes):
        for function, options in ((read_whole_number, (0, 9)), (read_pair, (0, 9)), (read_padding, (axes, 9)), (read_index, ((3, 4),))):
            try:
                function(text, NAME, *options)
            except Unusable as error:
                assert_one_line(error)

    @laws
    @given(st.one_of(st.binary(), st.text("0123456789 ,;.\n\r\t-#e").map(str.encode)),
           st.sampled_from(["csv", "npy"]),
           st.sampled_from([b"", BOM_UTF16_LE, b"\x93NUMPY\x01\x00", b"\x93NUMPY"]))
    def test_any_bytes_are_read_or_refused(self, tmp_path_factory, data, suffix, start):
        assert_read_or_refused(put(tmp_path_factory.getbasetemp(), start + data, f"any.{suffix}"))

    @laws
    @given(st.sampled_from(sorted(GOOD_ARRAYS)),
           st.lists(st.tuples(st.integers(0, 140), st.integers(0, 255)), max_size=3))
    def test_damaged_arrays_are_read_or_refused(self, tmp_path_factory, case, changes):
        data = bytearray(npy(GOOD_ARRAYS[case][0]))
        for position, value in changes:
            data[position % len(data)] = value
        assert_read_or_refused(put(tmp_path_factory.getbasetemp(), bytes(data), "damaged.npy"))


def assert_one_line(error):
    message = str(error)
    assert message.isascii() and message.isprintable() and len(message) <= 200, message
    assert message.startswith(f"{NAME}: ")


def assert_read_or_refused(path):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            typed(path)
        except Unusable as error:
            assert_one_line(error)
    assert not said


@pytest.mark.parametrize("text, names_a_file", [
    *(("signal.csv", True), ("/etc/passwd", True), ("./x", True), ("c:\\x", True), ("a/b", True), ("~x", True)),
    *(("3 4 x", False), ("1/x", False), ("<b>3</b>", False), ("2.5x", False), ("signal", False)),
])
def test_without_files_none_is_looked_for(tmp_path, monkeypatch, text, names_a_file):
    monkeypatch.chdir(tmp_path)
    for name in ("signal.csv", "signal", "3 4 x"):
        (tmp_path / name).write_text("3 4 5", encoding="utf-8")
    with pytest.raises(Unusable, match="names a file" if names_a_file else "is not a number here"):
        read_numbers(text, NAME, most=9, files=False)
    assert read_numbers("3 1/2", NAME, most=9, files=False).values == [3, F(1, 2)]
