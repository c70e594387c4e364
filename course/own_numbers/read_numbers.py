"""
The numbers that a reader types or keeps in a file, read exactly, or refused in one line.

A number   12  -7  +3  1/9  .5  5.  2.5  -3e2  1e-3, with - or the minus sign U+2212. It is exact: 2.5 is
           Fraction(5, 2). It has at most 15 digits, above and below a / and before a point, as floats are
           exact up to there; at most 25 more after a point, where np.savetxt writes 18; and an exponent from
           -30, below the 3e-17 that rounding leaves where 0 should be, to 15. nan, and ? for a number that is open,
           are read only where the caller says so, inf never.
Typed      "1 2 3; 4 5 6" or "1,2,3; 4,5,6": blanks, or one comma each, stand between numbers, a ; or a line end
           between rows. A last ; makes one row 2-D: "1 2 3;". A comma never stands for a decimal point.
Pasted     [1, 2]  [[1, 2], [3, 4]]  [[1 2] [3 4]]  [1 2; 3 4]  array([1., 2.])  [Fraction(1, 2), 3]
           A line end in single brackets may mean a new row or not: it has to follow a comma or a ; there.
.csv .txt  UTF-8, or UTF-16 with its mark. A # and what follows it on its line are left out, and so are empty
           lines. A row is a line, and one line is 1-D. Blanks or one comma stand between numbers. If any line
           has a ; then only ; stands between numbers, in every line, and a comma or a blank there is refused:
           so are "1,5;2,5" (decimal commas) and "1 2; 3 4" (two rows). Without a ; "1,5" is 1 and 5.
.npy       plain numbers with 1 to 4 axes, as np.save writes them. Only this needs NumPy.

A text of digits, signs, separators and brackets is never a path, even if there is a file called "3"; one
that ends in .csv, .txt or .npy always is, and so is any other that names a file. Each has at most 1 MB.
All functions raise Unusable, in one line of ASCII that begins with `name`, the option: "--kernel: ...".
"""

import os
import re
import stat
import warnings
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import contextmanager
from fractions import Fraction
from io import BytesIO
from math import isinf, isnan, prod
from pathlib import Path
from typing import NamedTuple

from course.convolution.sizes import BORDERS
from course.errors import Unusable, quoted

MOST_BYTES = 10**6  # of a file, and the most characters of a text
DIGITS = 15  # the most above and below a /, and before a point
DECIMALS = 25  # the most after a point
EXPONENTS = range(-30, 16)
AXES = 4
NUMBER_SUFFIXES = (".csv", ".txt", ".npy")
PICTURE_SUFFIXES = tuple(  # which the command filter takes
    ".png .jpg .jpeg .jpe .jfif .mpo .gif .bmp .tif .tiff .webp .ppm .pgm .pbm .pnm .pfm".split()
)
SUFFIX = re.compile(r"\.[^\W\d]\w*")  # of any file: .jpg, but not the .5x of 2.5x
LIKE_A_PATH = re.compile(rf"^\.{{0,2}}[/\\~]|^[a-z]:|[a-z_][/\\]|{SUFFIX.pattern}\s*$", re.IGNORECASE)

MINUS = "\u2212"
OPEN = "?"  # a number that is not known
DASHES = re.compile("[\u2010-\u2015\ufe58\ufe63\uff0d]")  # look like a minus, and are none
NUMBER = re.compile(r"[-+]?(?=\.?[0-9])([0-9]*)(?:/([0-9]+)|(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]+))?)")
WHOLE_NUMBER = re.compile(rf"-?[0-9]{{1,{DIGITS}}}")
ONLY_NUMBERS = re.compile(rf"(?:[-+{MINUS}0-9.,;/e\[\]\s]|nan|inf(?:inity)?)*", re.IGNORECASE)
LIST = re.compile(r"\[[^][]*\]")
LIST_OF_LISTS = re.compile(r"\[ ?\[[^][]*\](?: ?(?:, ?)?\[[^][]*\])* ?\]")
PRINTED_FORMS = (  # as Python and NumPy print exact, typed and array values, and the same without the names
    (re.compile(r"Fraction\((-?[0-9]+), ([0-9]+)\)"), r"\1/\2"),
    (re.compile(r"np\.(?:u?int|float)[0-9]+\(([^()]*)\)"), r"\1"),
    (re.compile(r"(?:np\.)?array\(([^()]*?)(?:,\s*dtype=\w+)?\)"), r"\1"),
)


class Numbers(NamedTuple):
    """What read_numbers() returns: the numbers, and how they were written."""

    values: list  # 1-D: numbers; 2-D: equally long rows; from .npy also nested lists of 3 or 4 axes; None for an open one
    decimal: bool = False  # one has a point, an exponent or is a float: show decimals rather than 1/2
    places: list | None = None  # how many decimals each was written with, None without any; no list for .npy


def read_numbers(text, name, *, most, nan=False, files=True, open_numbers=False):
    """The Numbers in a text, or in the file that it names; the module's docstring says what is understood.

    Their values are int and Fraction, from .npy int and float; with nan=True also float nan, and with
    open_numbers=True None for each that is written as ?, in no .npy file. `most` is how
    many numbers are allowed in all. With files=False no file is looked for, and what looks like the name of one
    is refused, as on a page. Raises Unusable.

    Example: the values of read_numbers("1 2.5; 3 4", "--kernel", most=9) are [[1, Fraction(5, 2)], [3, 4]].
    """
    words = {"nan": float("nan")} if nan else {}
    if open_numbers:
        words[OPEN] = None
    with _about(name):
        if len(text) > MOST_BYTES:
            raise Unusable("the text is longer than 1 MB: save it as a .npy file")
        plain = _without_names(text)
        names_file_type = text.lower().endswith(NUMBER_SUFFIXES)
        without_open_ones = plain.replace(OPEN, " ") if open_numbers else plain
        typed = ONLY_NUMBERS.fullmatch(without_open_ones) and not names_file_type
        if not typed and not files and LIKE_A_PATH.search(text):
            raise Unusable(
                f"{quoted(text, 50)} names a file, which only the command takes: python -m course why"
            )
        if typed or not files or not (names_file_type or _names_file(text)):
            return _from_typed(plain, most, words)
        with _about(quoted(text, 50)):
            return _from_file(Path(text), most, words)


def read_whole_number(text, name, least, most):
    """The whole number in a text, from least to most, both included; Unusable otherwise."""
    number = _within(text, least, most)
    if number is None:
        raise Unusable(f"{name}: {quoted(text)} is not a whole number from {least} to {most}")
    return number


def read_pair(text, name, least, most):
    """Rows and columns, whole numbers from least to most; Unusable otherwise.

    Example: read_pair("2,1", "--stride", 1, 9) is (2, 1); read_pair("2", "--stride", 1, 9) is (2, 2).
    """
    numbers = [_within(piece, least, most) for piece in text.split(",")]
    if None in numbers or len(numbers) > 2:
        forms = "N or ROWS,COLUMNS"
        raise Unusable(f"{name}: {quoted(text)} is not {forms}, whole numbers from {least} to {most}")
    return numbers[0], numbers[-1]


def read_padding(text, name, axes, most):
    """Padding as the definition takes it, each of its whole numbers from 0 to most; Unusable otherwise.

    axes=1: "1" is 1, "1:2" is (1, 2), before and after. axes=2: "1" is 1, "1,2" is (1, 2), rows and columns,
    "1:2,3:4" is ((1, 2), (3, 4)), and "1:2,3" is ((1, 2), 3).
    """
    sides = [_side(piece, most) for piece in text.split(",")]
    for_every_axis = len(sides) == 1 and (axes == 1 or isinstance(sides[0], int))
    if None in sides or not (for_every_axis or len(sides) == axes):
        forms = "P or BEFORE:AFTER" if axes == 1 else "P or ROWS,COLUMNS or TOP:BOTTOM,LEFT:RIGHT"
        raise Unusable(f"{name}: {quoted(text)} is not {forms}, whole numbers from 0 to {most}")
    return sides[0] if for_every_axis else tuple(sides)


def read_index(text, name, sizes):
    """The index in a text, each number below its axis's size; Unusable otherwise.

    Example: read_index("2,3", "--at", [3, 4]) is (2, 3).
    """
    pieces = text.split(",")
    indices = tuple(_within(piece, 0, size - 1) for piece, size in zip(pieces, sizes))
    if None in indices or len(pieces) != len(sizes):
        first = ",".join("0" for _ in sizes)
        last = ",".join(str(size - 1) for size in sizes)
        raise Unusable(f"{name}: {quoted(text)} is no place here: write one from {first} to {last}")
    return indices


def read_border(text, name):
    """The border in a text, and the number that stands there: (a word of BORDERS, fill); Unusable otherwise.

    Example: read_border("constant=5", "--border") is ("constant", 5); read_border("edge", "--border") is ("edge", 0).
    """
    word, equals, fill = text.partition("=")
    if word not in BORDERS:
        first, *others = BORDERS
        raise Unusable(
            f"{name}: {quoted(text)} is not {first}, {first}=5 or another number, {', '.join(others)}"
        )
    if not equals:
        return word, 0
    with _about(name):
        if word != "constant":
            raise Unusable(f"{quoted(text)}: only constant has a number of its own, as in constant=5")
        return word, _number(fill.strip(), {})


@contextmanager
def _about(what):
    """Refusals from inside say first what they are about, if that is anything."""
    try:
        yield
    except Unusable as error:
        raise Unusable(f"{what}: {error}" if what else str(error)) from None


# ---- whole numbers


def _within(text, least, most):
    """The whole number that a text is, if it lies from least to most; else None."""
    text = text.strip().replace(MINUS, "-")
    if not WHOLE_NUMBER.fullmatch(text):  # which limits the digits, too: int() would take long over many
        return None
    number = int(text)
    return number if least <= number <= most else None


def _side(text, most):
    """P or (before, after); None if the text is neither."""
    numbers = tuple(_within(piece, 0, most) for piece in text.split(":"))
    if None in numbers or len(numbers) > 2:
        return None
    return numbers if len(numbers) == 2 else numbers[0]


# ---- rows of text, wherever they come from


def _from_rows(rows, split, grid, most, words):
    """The Numbers in rows of text, given as (what the row is called in a refusal, its text).

    split: a function that takes a row's text apart. grid: whether the numbers are 2-D.
    Example: [("row 1", "1 2"), ("row 2", "3 .5")], split at blanks, has the values [[1, 2], [3, Fraction(1, 2)]].
    """
    split_rows = [(where, _told(where, split, row)) for where, row in rows]
    _check_count(sum(len(pieces) for _, pieces in split_rows), most)
    values = [_told(where, _numbers, pieces, words) for where, pieces in split_rows]
    _check_lengths(split_rows)
    all_pieces = [piece for _, pieces in split_rows for piece in pieces]
    decimal = any(re.search("[.a-zA-Z]", piece) for piece in all_pieces)
    places = [[_decimal_places(piece) for piece in pieces] for _, pieces in split_rows]
    if grid:
        return Numbers(values, decimal, places)
    return Numbers(values[0], decimal, places[0])


def _decimal_places(piece):
    """How many decimals a number is written with; None for 25 or 1/4, which have no point.

    Example: _decimal_places("0.25") is 2; _decimal_places("2.5e-2") is 3.
    """
    match = NUMBER.fullmatch(piece.replace(MINUS, "-"))
    if not match:  # nan, or an open one
        return None
    _, denominator, decimals, exponent = match.groups()
    if denominator:
        return None
    if decimals is None and not (exponent or "").startswith("-"):
        return None
    return max(0, len(decimals or "") - int(exponent or 0))


def _told(where, function, *arguments):
    """function(*arguments), whose refusals begin with where it is."""
    with _about(where):
        return function(*arguments)


def _check_count(count, most):
    if count == 0:
        raise Unusable("there are no numbers: write some, such as 1 2 3 or 1 2 3; 4 5 6")
    if count > most:
        raise Unusable(f"there are {count} numbers, and at most {most} are taken here: leave some out")


def _check_lengths(rows):
    first, length = rows[0][0], len(rows[0][1])
    for where, pieces in rows:
        if len(pieces) != length:
            lengths = f"{first} and {where} have {length} and {len(pieces)} numbers"
            raise Unusable(f"{lengths}: make all rows equally long")


def _pieces(row):
    """The numbers of a row as they are written, blanks or one comma apart."""
    parts = [part.split() for part in row.split(",")]  # "1, 2" is [["1"], ["2"]], "1 2" is [["1", "2"]]
    with_commas = len(parts) > 1
    if with_commas and not all(parts):
        raise Unusable(f"a number is missing beside a comma in {quoted(row.strip())}")
    if with_commas and max(map(len, parts)) > 1:
        raise Unusable(
            f"blanks and commas stand between the numbers of {quoted(row.strip())}: use one, and 1.5 for 1,5"
        )
    return [piece for part in parts for piece in part]


def _between_semicolons(row):
    """The numbers of a row as they are written, one ; apart."""
    pieces = [piece.strip() for piece in row.split(";")]
    for piece in pieces:
        if "," in piece or len(piece.split()) != 1:
            raise Unusable(f"{quoted(piece)} beside a ; is not one number: a row is a line, 1.5 has a point")
    return pieces


def _numbers(pieces, words):
    return [_number(piece, words) for piece in pieces]


def _number(piece, words):
    """The int or Fraction that a piece of text writes, or what a word stands for: words, {"nan": float nan}."""
    text = piece.replace(MINUS, "-")
    if text.lower() in words:
        return words[text.lower()]
    match = NUMBER.fullmatch(text)
    if not match:
        raise Unusable(f"{quoted(piece)} {_why_no_number(piece, OPEN in words)}")
    if _too_long(*(group or "0" for group in match.groups())):
        raise Unusable(
            f"{quoted(piece)} is too long: a number has up to {DIGITS} digits, {DECIMALS} after a point "
            f"and an exponent from {EXPONENTS[0]} to {EXPONENTS[-1]}"
        )
    if "/" in text and not text.partition("/")[2].strip("0"):
        raise Unusable(f"{quoted(piece)} divides by zero: write a number above 0 after the /")
    value = Fraction(text)
    return value.numerator if value.denominator == 1 else value


def _too_long(above, below, places, exponent):
    """Whether a number is beyond the limits; int() itself would take long over many digits, or refuse."""
    if max(len(above), len(below), len(exponent)) > DIGITS or len(places) > DECIMALS:
        return True
    return int(exponent) not in EXPONENTS


def _why_no_number(piece, may_be_open):
    if DASHES.search(piece):
        return "has a dash that is not a minus: write a plain -"
    word = piece.lstrip("\"'")[:1].isalpha() and not ONLY_NUMBERS.fullmatch(piece)
    hint = ", and # before a line of words in a file" if word else ""
    or_open = f", or {OPEN} for one that is open" if may_be_open else ""
    return f"is not a number here: write 1000, 1/9 or .5{or_open}{hint}"


# ---- typed and pasted


def _without_names(text):
    """A printed text without array(...), Fraction(...) and the types' names."""
    for pattern, numbers in PRINTED_FORMS:
        text = pattern.sub(numbers, text)
    return text


def _from_typed(text, most, words):
    has_brackets = "[" in text or "]" in text
    rows, grid = _rows_in_brackets(text) if has_brackets else _rows_without_brackets(text)
    named = [(f"row {number}" if len(rows) > 1 else "", row) for number, row in enumerate(rows, start=1)]
    return _from_rows(named, _pieces, grid, most, words)


def _rows_without_brackets(text):
    """(rows, whether they are 2-D) of a text without brackets: "1 2; 3 4" is (["1 2", " 3 4"], True)."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    rows = [row for line in lines for row in line.removesuffix(";").split(";")]
    return rows, len(lines) > 1 or ";" in text


def _rows_in_brackets(text):
    """(rows, whether they are 2-D) of a text in brackets: "[[1, 2], [3, 4]]" is (["1, 2", "3, 4"], True)."""
    flat = " ".join(text.split())
    if LIST_OF_LISTS.fullmatch(flat):
        return [row[1:-1] for row in LIST.findall(flat)], True
    if not LIST.fullmatch(flat):
        raise Unusable(f"{quoted(flat)} is no list of numbers or rows: write [1, 2] or [[1, 2], [3, 4]]")
    lines = [line.strip() for line in text.strip()[1:-1].splitlines() if line.strip()]
    if not all(line.endswith((",", ";")) for line in lines[:-1]):
        raise Unusable("a line end in [ ] may mean a new row or not: write [1, 2] in one line, or 1 2; 3 4")
    return _rows_without_brackets(" ".join(lines))


# ---- files


def _names_file(text):
    """Whether a text that is not numbers is a path: it looks like photo.jpg, or there is such a file."""
    looks_like_a_path = bool(SUFFIX.fullmatch(Path(text).suffix))
    return looks_like_a_path or os.path.exists(text)  # Path.exists raises when a text is too long for a name


def _from_file(path, most, words):
    kind = path.name.lower()
    if kind.endswith(".npz"):
        raise Unusable("a .npz file may hold several arrays: save the one you mean as .npy with np.save")
    if path.suffix and not kind.endswith(NUMBER_SUFFIXES):
        raise Unusable("is neither numbers, such as 1 2 3; 4 5 6, nor a .csv, .txt or .npy file")
    data = _bytes(path)
    if kind.endswith(".npy"):
        return _from_npy(data, most, "nan" in words)
    return _from_lines(_decoded(data), most, words)


def _bytes(path):
    """What an ordinary file of at most 1 MB holds; anything else is not even opened, as a pipe would wait."""
    data = None
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Unusable(_why_unread(error)) from error
    if data is None and stat.S_ISDIR(mode):
        raise Unusable("is a folder: name a file in it")
    if data is None:
        raise Unusable("is a pipe or a device: save the numbers as a file first")
    if not data:
        raise Unusable("is empty: write numbers into it")
    if len(data) > MOST_BYTES:
        raise Unusable("has more than 1 MB: give fewer numbers")
    return data


def _why_unread(error):
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file: check the name and the folder"
        case PermissionError():
            return "may not be read: change its permissions or copy it"
    return "cannot be opened or read: check the name and the disk"


def _decoded(data):
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise Unusable("is not text in UTF-8 or in UTF-16 with its mark: save it as text in UTF-8")
    return text


def _from_lines(text, most, words):
    lines = [line.partition("#")[0] for line in text.splitlines()]
    rows = [(f"line {number}", line) for number, line in enumerate(lines, start=1) if line.strip()]
    split = _between_semicolons if any(";" in row for _, row in rows) else _pieces
    return _from_rows(rows, split, len(rows) > 1, most, words)


def _from_npy(data, most, nan):
    try:
        import numpy  # noqa: F401
    except ImportError:
        raise Unusable("is read by NumPy, which is not installed: install it, or save as .csv") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # headers of Python 2, long doubles beyond all floats
            array = _array(data, most)
    except Unusable:
        raise
    except Exception as error:  # a header is Python source, and damaged in any way that source can be
        raise Unusable("is damaged, or not a .npy file of numbers: write one with np.save") from error
    for value in array.ravel().tolist():
        if isinf(value) or isnan(value) and not nan:
            raise Unusable(f"holds {value}: put an ordinary number in its place")
    return Numbers(array.tolist(), array.dtype.kind == "f")


def _array(data, most):
    """The array of 1 to 4 axes in a .npy file's bytes: float64 for floats, uint8 for bool, else integers.

    No memory is taken for it before its header is known to fit the file.
    """
    import numpy as np

    file = BytesIO(data)
    major, minor = np.lib.format.read_magic(file)  # the version of the format
    read_header = getattr(np.lib.format, f"read_array_header_{major}_{minor}")
    shape, _, dtype = read_header(file)
    if dtype.kind not in "biuf":
        raise Unusable(f"holds {quoted(str(dtype))}, not plain numbers: save whole numbers or floats")
    if not 1 <= len(shape) <= AXES:
        raise Unusable(f"has {len(shape)} axes: save a signal, an image or filters, 1 to {AXES} axes")
    if prod(shape) * dtype.itemsize != len(data) - file.tell():
        raise Unusable("holds more or less than its header says: save it again with np.save")
    _check_count(prod(shape), most)
    array = np.load(BytesIO(data), allow_pickle=False)
    plain_types = {"b": np.uint8, "f": np.float64}
    return array.astype(plain_types.get(dtype.kind, dtype))
