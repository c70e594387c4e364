"""What a reader types or keeps in a file: read exactly, or refused in one line of ASCII.

The values are written out by hand, or judged by decimal, json, NumPy's own readers and printers.
"""

import json
import os
import subprocess
import sys
import warnings
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from decimal import Decimal
from fractions import Fraction as F
from io import BytesIO, StringIO
from math import isnan
from pathlib import Path

import numpy as np
import pytest
from support.files import ROOT
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays, integer_dtypes
from support.strategies import floats, fractions, integers, laws

from course.convolution.definition import convolve1d, convolve2d
from course.errors import Unusable
from course.own_numbers.read_numbers import padding, pair, place, quoted, read, whole

NAME = "--kernel"
MOST = 400


def typed(text, **options):
    return read(str(text), NAME, **({"most": MOST} | options))


def refusal(function, *arguments, **options):
    """The message of a refusal, of which all of this holds whatever the reason."""
    with pytest.raises(Unusable) as caught:
        function(*arguments, **options)
    message = str(caught.value)
    assert message.startswith(f"{NAME}: ")
    assert message.isascii() and message.isprintable()  # so it has no end of line either
    assert len(message) <= 200
    return message


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
REFUSED = {
    "": "there are no numbers",
    "   ": "there are no numbers",
    "\n\t\n": "there are no numbers",
    ";": "there are no numbers",
    "; ;": "there are no numbers",
    "[]": "there are no numbers",
    "[[]]": "there are no numbers",
    "[[], []]": "there are no numbers",
    ",": "missing beside a comma in ','",
    "1,,2": "missing beside a comma in '1,,2'",
    "1,5 2,5": "blanks and commas stand between the numbers of '1,5 2,5': use one, and 1.5 for 1,5",
    "1 2; 1, 2 3": "row 2: blanks and commas",
    "1, ,2": "missing beside a comma",
    ",1": "missing beside a comma",
    "1,": "missing beside a comma",
    "1, ;": "missing beside a comma in '1,'",
    "1 2; 3,": "row 2: a number is missing beside a comma in '3,'",
    "1,\n2": "row 1: a number is missing beside a comma",
    "1 2;;": "row 1 and row 2 have 2 and 0 numbers",
    "1 2;;3 4": "row 1 and row 2 have 2 and 0 numbers",
    ";1 2": "row 1 and row 2 have 0 and 2 numbers",
    "1 2;3": "row 1 and row 2 have 2 and 1 numbers: make all rows equally long",
    "1 2; 3 4; 5 6 7": "row 1 and row 3 have 2 and 3 numbers",
    "[[1, 2], [3]]": "row 1 and row 2 have 2 and 1 numbers",
    "1_000": "'1_000' is not a number here: write 1000, 1/9, .5 or -3e2",
    "1 2; 3 4_0": "row 2: '4_0' is not a number",
    "\uff11": "'\\uff11' is not a number",
    "\u0663": "'\\u0663' is not a number",
    "\u00bd": "'\\xbd' is not a number",
    "\u00b2": "'\\xb2' is not a number",
    "1\u200b2": "'1\\u200b2' is not a number",
    "\ufeff1": "'\\ufeff1' is not a number",
    "0x10": "'0x10' is not a number",
    "1j": "'1j' is not a number",
    "1+2j": "'1+2j' is not a number",
    "1/2.5": "'1/2.5' is not a number",
    "1.5/2": "'1.5/2' is not a number",
    "1 /9": "'/9' is not a number",
    "1/ 9": "'1/' is not a number",
    "1 / 9": "'/' is not a number",
    "1/-9": "'1/-9' is not a number",
    "1/2/3": "'1/2/3' is not a number",
    "1/2e3": "'1/2e3' is not a number",
    "1/0": "'1/0' divides by zero",
    "0/000": "'0/000' divides by zero",
    "Fraction(1, 0)": "'1/0' divides by zero",
    "-": "'-' is not a number",
    "- 1": "'-' is not a number",
    "--5": "'--5' is not a number",
    "1-2": "'1-2' is not a number",
    "5-": "'5-' is not a number",
    ".": "'.' is not a number",
    "..": "'..' is not a number",
    "/": "'/' is not a number",
    "1.2.3": "'1.2.3' is not a number",
    "e5": "'e5' is not a number",
    ".e5": "'.e5' is not a number",
    "1e": "'1e' is not a number",
    "1e1.5": "'1e1.5' is not a number",
    "1e16": "'1e16' is too long",
    "1e-16": "'1e-16' is too long",
    "1e999": "'1e999' is too long",
    "1e" + "9" * 5000: "is too long",
    "9" * 16: "a number has up to 15 digits, 25 after a point and an exponent from -15 to 15",
    "1" * 10**5: "'1111111111111...1111111111111' is too long",
    "1/" + "9" * 16: "is too long",
    "9" * 16 + "/3": "is too long",
    "." + "1" * 26: "is too long",
    "nan": "'nan' is not a number",
    "1 NaN": "'NaN' is not a number",
    "inf": "'inf' is not a number",
    "-inf": "'-inf' is not a number",
    "Infinity": "'Infinity' is not a number",
    "\u221e": "'\\u221e' is not a number",
    "True": "'True' is not a number",
    "None": "'None' is not a number",
    "one two": "'one' is not a number",
    "1\u0663 2": "'1\\u0663' is not a number",
    "1/\u0663": "'1/\\u0663' is not a number",
    "1.\u0663": "'1.\\u0663' is not a number",
    "1e\u0663": "'1e\\u0663' is not a number",
    "sobell": "'sobell' is not a number",
    "2.5x": "'2.5x' is not a number",
    "1 2 three": "'three' is not a number",
    "np.sqrt(2)": "'np.sqrt(2)' is not a number",
    "1 + 1": "'+' is not a number",
    "2*3": "'2*3' is not a number",
    "(1, 2)": "'(1' is not a number",
    "\u20135": "'\\u20135' has a dash that is not a minus",
    "1\u20142": "'1\\u20142' has a dash",
    "\u20101": "'\\u20101' has a dash",
    "\uff0d1": "'\\uff0d1' has a dash",
    "[1, 2": "'[1, 2' is no list of numbers or rows: write [1, 2] or [[1, 2], [3, 4]]",
    "1, 2]": "is no list",
    "][": "is no list",
    "[[1, 2], [3, 4]": "is no list",
    "[1, [2, 3]]": "is no list",
    "[1, 2], [3, 4]": "is no list",
    "[[1, 2],, [3, 4]]": "is no list",
    "[[1, 2], [3, 4],]": "is no list",
    "[[[1, 2]]]": "is no list",
    "x = [1, 2]": "is no list",
    "[1 2\n 3 4]": "a line end in [ ] may mean a new row or not",
    "[[1; 2]]": "'1;' is not a number",
    "[1, 2,]": "missing beside a comma",
    "[  0   1   2 ... 997 998 999]": "'...' is not a number",
    "[1, nan]": "'nan' is not a number",
    " ".join(["1"] * (MOST + 1)): "there are 401 numbers, and at most 400 are taken here",
    "1 " * 10**5 + "x": "there are 100001 numbers",
    "1 " * (10**6 // 2) + "1": "the text is longer than 1 MB",
    "\U0001f389" * 40: "'\\U0001f389...\\U0001f389' is not a number",
    "\x00": "'\\x00' is not a number",
    "a\x00b": "'a\\x00b' is not a number",
    "\udcff": "'\\udcff' is not a number",
    "\x1b[31m1": "is no list",
    "1 \x07": "'\\x07' is not a number",
    "photo.jpg": "'photo.jpg': is neither numbers, such as 1 2 3; 4 5 6, nor a .csv, .txt or .npy file",
    "kernel.npz": "save the one you mean as .npy with np.save",
    "nowhere.csv": "'nowhere.csv': there is no such file: check the name and the folder",
    "nowhere.TXT": "there is no such file",
    "no/where.npy": "there is no such file",
    ".csv": "there is no such file",
    ".NPY": "there is no such file",
    "1 2 3.txt": "there is no such file",
    "x" * 5000 + ".csv": "xxx.csv': ",
    "a\x00b.csv": "cannot be opened or read",
    "\u96ea.npy": "'\\u96ea.npy': there is no such file",
}


def short(text):
    return ascii(text if len(text) < 40 else f"{text[:30]}... ({len(text)})")


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

    @pytest.mark.parametrize("text", REFUSED, ids=short)
    def test_refused(self, text):
        assert REFUSED[text] in refusal(typed, text)

    @pytest.mark.parametrize("text", ["nan", "NaN", "NAN", "np.float64(nan)"])
    def test_nan_where_it_is_a_number(self, text):
        (value,), decimal, places = typed(text, nan=True)
        assert type(value) is float and isnan(value) and decimal and places == [None]
        exactly(typed("1 2", nan=True), [1, 2])

    @pytest.mark.parametrize("text", ["inf", "-inf", "-nan", "nan(1)", "nanan", "n", "1e999", "nan nan; 1"])
    def test_nan_and_nothing_else(self, text):
        refusal(typed, text, nan=True)

    def test_words_are_told_about_comments_but_numbers_are_not(self):
        assert "# before a line of words" in refusal(typed, "x y")
        assert "# before a line of words" in refusal(typed, '"x" "y"')
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
            refusal(typed, text)

    @pytest.mark.parametrize(("name", "values"), [("3", [3]), ("1 2", [1, 2]), ("[1]", [1]), ("1;", [[1]])])
    def test_numbers_are_never_a_path(self, elsewhere, name, values):
        put(elsewhere, "9 9 9", name)
        exactly(typed(name), values)

    @pytest.mark.parametrize("name", ["2024-01-05", "nan", "NaN", "2E", "1.5.5", "-", "e"])
    def test_nor_is_what_looks_like_numbers(self, elsewhere, name):
        put(elsewhere, "9 9 9", name)
        assert f"'{name}' is not a number" in refusal(typed, name)

    def test_messages_begin_with_the_name(self):
        with pytest.raises(Unusable, match="^--input: 'x' is not"):
            read("x", "--input", most=1)


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
BAD_FILES = {
    "empty": (b"", "is empty"),
    "one blank": (" ", "there are no numbers"),
    "line ends": ("\r\n\r\n", "there are no numbers"),
    "only comments": ("# nothing\n# here", "there are no numbers"),
    "only a BOM": (BOM_UTF8, "there are no numbers"),
    "only a UTF-16 BOM": (BOM_UTF16_LE, "there are no numbers"),
    "ragged": ("1 2\n3 4 5\n", "line 1 and line 2 have 2 and 3 numbers: make all rows equally long"),
    "ragged after comments": ("# a\n\n1 2\n# b\n3\n", "line 3 and line 5 have 2 and 1 numbers"),
    "ragged by CR": ("1 2\r3", "line 1 and line 2 have 2 and 1 numbers"),
    "ragged semicolons": ("1;2\n3", "line 1 and line 2 have 2 and 1 numbers"),
    "header": ("x,y\n1,2", "line 1: 'x' is not a number here: write 1000, 1/9, .5 or -3e2, and # before"),
    "title": ("A long title\n1 2", "line 1: 'A' is not a number here"),
    "header in quotes": ('"x","y"\n1,2', "line 1: '\"x\"' is not a number here"),
    "header below a comment": ("# c\nleft right\n1 2", "line 2: 'left' is not a number"),
    "word": ("1 2\n3 x", "line 2: 'x' is not a number"),
    "one line, wrong": ("# c\n1 x", "line 2: 'x' is not a number"),
    "nan": ("1 nan", "'nan' is not a number"),
    "inf": ("1 inf", "'inf' is not a number"),
    "dash": ("1 \u20132", "'\\u20132' has a dash"),
    "missing": ("1,2\n3,,4", "line 2: a number is missing beside a comma in '3,,4'"),
    "trailing comma": ("1,2,\n3,4,", "line 1: a number is missing beside a comma in '1,2,'"),
    "missing between semicolons": ("1;2\n3;", "line 2: '' beside a ; is not one number"),
    "decimal comma": ("1,5;2,5\n", "line 1: '1,5' beside a ; is not one number"),
    "typed rows in one line": ("1 2; 3 4", "line 1: '1 2' beside a ; is not one number: a row is a line"),
    "semicolons on some lines": ("1;2\n3 4", "line 2: '3 4' beside a ; is not one number"),
    "rows that end in semicolons": ("1 2;\n3 4;", "line 1: '1 2' beside a ;"),
    "brackets": ("[[1, 2], [3, 4]]", "line 1: '[[1' is not a number"),
    "sep=": ("sep=;\n1;2", "line 1: '' beside a ; is not one number"),
    "NUL": (b"1 2\x003", "is not text in UTF-8 or in UTF-16 with its mark"),
    "binary": (bytes(range(256)), "is not text"),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not text"),
    "a zip": (b"PK\x03\x04\x14\x00", "is not text"),
    "Latin-1": ("# gr\u00f6\u00dfe\n1 2".encode("latin-1"), "is not text"),
    "UTF-16 without BOM": ("1 2".encode("utf-16-le"), "is not text"),
    "UTF-16 cut short": (BOM_UTF16_LE + b"1\x00 ", "is not text"),
    "UTF-32": (BOM_UTF32_LE + "1 2".encode("utf-32-le"), "is not text"),
    "UTF-8 cut short": (b"1 2 \xe2\x88", "is not text"),
    "two BOMs": (BOM_UTF8 * 2 + b"1", "'\\ufeff1' is not a number"),
    "too large": (b"1 " * 500_001, "has more than 1 MB"),
    "too many": ("1 " * 401, "there are 401 numbers, and at most 400 are taken here"),
    "a long number": ("1" * 10**5, "line 1: '1111111111111...1111111111111' is too long"),
    "a .npy inside": (b"\x93NUMPY\x01\x00", "is not text"),
    "html": ("<!DOCTYPE html>\n<p>", "line 1: '<!DOCTYPE' is not a number"),
}


class TestTextFiles:
    @pytest.mark.parametrize("suffix", [".csv", ".txt", ".CSV", ".Txt"])
    @pytest.mark.parametrize("case", FILES)
    def test_read(self, case, suffix, tmp_path):
        data, values = FILES[case]
        path = put(tmp_path, data, f"kernel{suffix}")
        before = path.read_bytes()
        exactly(typed(path), values)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("case", BAD_FILES)
    def test_refused(self, case, tmp_path):
        data, words = BAD_FILES[case]
        message = refusal(typed, put(tmp_path, data))
        assert words in message and "kernel.csv'" in message

    def test_decimals_and_nan(self, tmp_path):
        exactly(typed(put(tmp_path, "0.5;1\n2;-3e2")), [[F(1, 2), 1], [2, -300]], decimal=True)
        (one, two), decimal, _ = typed(put(tmp_path, "1 nan"), nan=True)
        assert one == 1 and isnan(two) and decimal

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
        assert "..." in message and "kernel.csv': there is no such file" in message

    @pytest.mark.parametrize("name", ["folder", "folder.csv", "folder.npy"])
    def test_folders(self, elsewhere, name):
        (elsewhere / name).mkdir()
        assert "is a folder" in refusal(typed, name)

    def test_a_file_as_a_folder(self, elsewhere):
        put(elsewhere, "1")
        assert "there is no such file" in refusal(typed, os.path.join("kernel.csv", "kernel.csv"))

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no FIFO files")
    @pytest.mark.parametrize("name", ["fifo", "fifo.csv", "fifo.npy"])
    def test_fifo_does_not_hang(self, elsewhere, name):
        os.mkfifo(elsewhere / name)
        assert "is a pipe or a device" in refusal(typed, name)

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="only POSIX has devices as files")
    @pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
    def test_devices(self, device):
        assert "is a pipe or a device" in refusal(typed, device)

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
    @pytest.mark.parametrize("name", ["kernel.csv", "kernel.npy"])
    def test_permission(self, tmp_path, name):
        path = put(tmp_path, "1 2", name)
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("the superuser may read everything")
        assert "may not be read" in refusal(typed, path)

    @pytest.mark.parametrize(("error", "words"), [
        (PermissionError(13, "denied"), "may not be read"),
        (FileNotFoundError(2, "gone"), "there is no such file"),
        (OSError(5, "input/output error\nin two lines"), "cannot be opened or read"),
    ])
    def test_errors_of_the_system(self, error, words, tmp_path, monkeypatch):
        def fail(*_, **__):
            raise error

        path = put(tmp_path, "1 2")
        monkeypatch.setattr(Path, "open", fail)
        assert words in refusal(typed, path)

    @pytest.mark.skipif(os.name == "nt", reason="Windows needs a privilege to make links")
    def test_links(self, elsewhere):
        put(elsewhere, "1 2")
        links = {"good.csv": "kernel.csv", "dangling.csv": "nowhere", "round.csv": "round.csv"}
        for name, target in links.items():
            (elsewhere / name).symlink_to(target)
        exactly(typed("good.csv"), [1, 2])
        assert "no such file" in refusal(typed, "dangling.csv")
        assert "cannot be opened or read" in refusal(typed, "round.csv")


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
BAD_ARRAYS = {
    "objects": (PICKLE, "holds 'object', not plain numbers"),
    "a pickle": (b"\x80\x04\x95\x05\x00\x00\x00\x00\x00\x00\x00K\x01.", "is damaged, or not a .npy file"),
    "complex": (npy([1j]), "holds 'complex128'"),
    "text": (npy(["1", "2"]), "holds '<U1'"),
    "bytes": (npy([b"1"]), "holds '|S1'"),
    "datetime": (npy(np.array(["2024-01-05"], "M8[D]")), "holds 'datetime64[D]'"),
    "timedelta": (npy(np.array([1], "m8[s]")), "holds 'timedelta64[s]'"),
    "structured": (npy(np.zeros(2, [("a", "i4"), ("b", "f8")])), "not plain numbers"),
    "void": (npy(np.zeros(2, "V3")), "holds '|V3'"),
    "long names": (npy(np.zeros(1, [("n" * 200, "i4")])), "not plain numbers"),
    "subarray": (claim((1,), "('<f8', (1,))"), "not plain numbers"),
    "no numbers": (npy([]), "there are no numbers"),
    "no columns": (npy(np.zeros((3, 0))), "there are no numbers"),
    "0 axes": (npy(3), "has 0 axes"),
    "5 axes": (npy(np.ones((1,) * 5)), "has 5 axes: save a signal, an image or filters, 1 to 4 axes"),
    "32 axes": (npy(np.ones((1,) * 32)), "has 32 axes"),
    "nan": (npy([1, np.nan]), "holds nan"),
    "inf": (npy([[1.0], [np.inf]]), "holds inf"),
    "-inf": (npy([-np.inf]), "holds -inf"),
    "float16 nan": (npy(np.array([np.nan], np.float16)), "holds nan"),
    "too many": (npy(np.arange(401)), "there are 401 numbers"),
    "too large": (npy(np.zeros(125_000)), "has more than 1 MB"),
    "empty": (b"", "is empty"),
    "one byte": (b"\x93", "is damaged"),
    "magic only": (b"\x93NUMPY", "is damaged"),
    "text inside": (b"1 2 3\n", "is damaged, or not a .npy file of numbers: write one with np.save"),
    "a zip": (b"PK\x03\x04" + bytes(60), "is damaged"),
    "version 9": (b"\x93NUMPY\x09\x00" + npy([1])[8:], "is damaged"),
    "version 1.5": (b"\x93NUMPY\x01\x05" + npy([1])[8:], "is damaged"),
    "cut in the header": (npy([1, 2])[:50], "is damaged"),
    "cut in the numbers": (npy([1, 2])[:-1], "holds more or less than its header says"),
    "more behind": (npy([1, 2]) + b"\n", "holds more or less"),
    "two arrays": (npy([1, 2]) + npy([3]), "holds more or less"),
    "claims a lot": (claim((10**9,)), "holds more or less"),
    "claims far more": (claim((10**12, 10**12)), "holds more or less"),
    "claims what overflows": (claim((2**32, 2**32)), "holds more or less"),
    "claims digits": (claim(f"({'9' * 4000}, {'9' * 4000})"), "holds more or less"),
    "claims too many digits": (claim(f"({'9' * 6000},)"), "is damaged"),
    "negative": (claim((-1,)), "holds more or less"),
    "twice negative": (claim((-1, -1)), "is damaged"),
    "float in the shape": (claim("(1.0,)"), "is damaged"),
    "no tuple": (claim("1"), "is damaged"),
    "no type": (claim((1,), "'<q9'"), "is damaged"),
    "odd type": (claim((1,), "[]"), "not plain numbers"),
    "type of nothing": (claim((1,), "None"), "is damaged"),
    "header without keys": (header("{}\n", bytes(8)), "is damaged"),
    "header of nothing": (header("", bytes(8)), "is damaged"),
    "header of code": (header("__import__('os').abort()\n"), "is damaged"),
    "header of brackets": (header("(" * 5000), "is damaged"),
    "header of minuses": (header("-" * 9000 + "1"), "is damaged"),
    "header of escapes": (header("'\\d'"), "is damaged"),
    "long header": (claim((1,), "'<f8'" + " " * 20_000), "is damaged"),
    "header that claims 4 GB": (b"\x93NUMPY\x02\x00\xff\xff\xff\xff{}", "is damaged"),
    "header of Python 2": (claim("(10000000000L,)"), "holds more or less"),
}


class TestNpy:
    @pytest.mark.parametrize("case", GOOD_ARRAYS)
    def test_read(self, case, tmp_path):
        array, values = GOOD_ARRAYS[case]
        numbers = typed(put(tmp_path, npy(array), "kernel.NPY"))
        exactly(numbers, values, decimal=array.dtype.kind == "f")
        assert numbers.places is None

    @pytest.mark.parametrize("case", BAD_ARRAYS)
    def test_refused(self, case, tmp_path, capfd):
        data, words = BAD_ARRAYS[case]
        message = refusal(typed, put(tmp_path, data, "kernel.npy"))
        assert words in message and "kernel.npy'" in message
        assert capfd.readouterr() == ("", "")

    def test_version_2_and_python_2(self, tmp_path):
        exactly(typed(put(tmp_path, version_2(np.array([1, 2])), "a.npy")), [1, 2])
        old = claim("(1L,)", body=np.array([0.5]).tobytes())
        exactly(typed(put(tmp_path, old, "a.npy")), [0.5], decimal=True)

    def test_nan_where_it_is_a_number(self, tmp_path):
        (one, two), decimal, _ = typed(put(tmp_path, npy([1, np.nan]), "a.npy"), nan=True)
        assert (one, decimal) == (1.0, True) and isnan(two)
        assert "holds inf" in refusal(typed, put(tmp_path, npy([np.nan, np.inf]), "a.npy"), nan=True)

    @pytest.mark.skipif(GREAT <= np.finfo(float).max, reason="long doubles are no longer than floats here")
    def test_a_long_double_beyond_floats_is_refused(self, tmp_path):
        assert "holds inf" in refusal(typed, put(tmp_path, npy([GREAT]), "a.npy"))

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
        assert whole(text, NAME, -9, 9) == number

    @pytest.mark.parametrize("text", [*NOT_WHOLE, "1,2", "1:2"], ids=short)
    def test_whole_refused(self, text):
        message = refusal(whole, text, NAME, 0, 9)
        assert message == f"--kernel: {quoted(text)} is not a whole number from 0 to 9"

    @pytest.mark.parametrize(("text", "numbers"), [
        ("2", (2, 2)), ("2,1", (2, 1)), (" 2 , 1 ", (2, 1)), ("9,0", (9, 0)),
    ])
    def test_pair(self, text, numbers):
        assert pair(text, NAME, 0, 9) == numbers

    @pytest.mark.parametrize(
        "text", [*NOT_WHOLE, ",", "1,", ",1", "1,,2", "1,2,3", "1,10", "10,1", "1:2", "1.5,2"], ids=short
    )
    def test_pair_refused(self, text):
        assert "is not N or ROWS,COLUMNS, whole numbers from 0 to 9" in refusal(pair, text, NAME, 0, 9)

    @pytest.mark.parametrize(("text", "axes", "expected"), PADDINGS)
    def test_padding(self, text, axes, expected):
        assert padding(text, NAME, axes, 9) == expected

    @pytest.mark.parametrize("axes", [1, 2])
    @pytest.mark.parametrize(
        "text", [*NOT_WHOLE, ",", ":", "1:", ":1", "1:2:3", "1,2,3", "1:10", "1:2,", "1:2,3:4,5:6"], ids=short
    )
    def test_padding_refused(self, text, axes):
        assert "whole numbers from 0 to 9" in refusal(padding, text, NAME, axes, 9)

    def test_padding_of_the_other_dimension(self):
        assert "is not P or BEFORE:AFTER" in refusal(padding, "1,2", NAME, 1, 9)
        assert "is not P or ROWS,COLUMNS or TOP:BOTTOM,LEFT:RIGHT" in refusal(padding, "1:2", NAME, 2, 9)

    @pytest.mark.parametrize("text", [text for text, axes, _ in PADDINGS if axes == 1])
    def test_padding_is_what_convolve1d_takes(self, text):
        before, _, after = text.partition(":")
        added = int(before) + int(after or before)
        assert len(convolve1d([1, 2, 3], [1], padding=padding(text, NAME, 1, 9))) == 3 + added

    @pytest.mark.parametrize("text", [text for text, axes, _ in PADDINGS if axes == 2])
    def test_padding_is_what_convolve2d_takes(self, text):
        rows, _, columns = text.partition(",")
        sides = [side.split(":") for side in (rows, columns or rows)]
        added = [int(side[0]) + int(side[-1]) for side in sides]
        result = convolve2d([[1, 2, 3]], [[1]], padding=padding(text, NAME, 2, 9))
        assert (len(result), len(result[0])) == (1 + added[0], 3 + added[1])

    @pytest.mark.parametrize(("text", "sizes", "indices"), [
        ("0", (5,), (0,)), ("4", (5,), (4,)), ("2,3", (3, 4), (2, 3)), (" 0 , 0 ", (1, 1), (0, 0)),
        ("1,2,3", (2, 3, 4), (1, 2, 3)),
    ])
    def test_place(self, text, sizes, indices):
        assert place(text, NAME, sizes) == indices

    @pytest.mark.parametrize(
        "text", [*NOT_WHOLE, "1", "3,0", "0,4", "-1,0", "1,2,3", "1,", ",1", "1:2", "2;3"], ids=short
    )
    def test_place_refused(self, text):
        message = refusal(place, text, NAME, (3, 4))
        assert message == f"--kernel: {quoted(text)} is no place here: write one from 0,0 to 2,3"

    @pytest.mark.parametrize("text", ["5", "-1", "0,0", ""])
    def test_place_in_a_line_refused(self, text):
        assert "write one from 0 to 4" in refusal(place, text, NAME, (5,))


@pytest.mark.parametrize(("piece", "shown"), [
    ("abc", "'abc'"), ("", "''"), ("C:\\k", "'C:\\k'"), ("\n", "'\\n'"), ("x" * 30, f"'{'x' * 30}'"),
    ("a" + "x" * 40 + "b", f"'a{'x' * 12}...{'x' * 12}b'"),
    ("\u2013" * 6, "'\\u2013\\u2013...\\u2013\\u2013'"),
])
def test_quoted(piece, shown):
    assert quoted(piece) == shown


def test_importing_brings_neither_numpy_nor_pillow():
    code = "import sys, course.own_numbers.read_numbers as t; t.read('1', 'x', most=9); print({'numpy', 'PIL'} & {*sys.modules})"
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
        for function, options in ((whole, (0, 9)), (pair, (0, 9)), (padding, (axes, 9)), (place, ((3, 4),))):
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
