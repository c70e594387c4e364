"""
A reader's file as text: read once, refused in one line where it cannot be used, and which names it defines.

Nothing of the file is run here.
"""

import ast
import os
import re
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from course.errors import Unusable, in_one_line, quoted

MOST_PARSED = 50_000  # bytes that are read as Python here, outside the sandbox
LARGEST_FILE = 300_000  # bytes
# at the start of a line: "def name(", "name =", and "name(" of a line that is broken
DEFINITION = re.compile(rb"^(?:def\s+)?(\w+)\s*[=(]", re.MULTILINE)


class ReaderFile(NamedTuple):
    """A reader's file: its name without folders, and its bytes, which are UTF-8."""

    name: str
    source: bytes


def read_reader_file(path):
    """The ReaderFile at a path; Unusable if it is not there, no ordinary file, too large or not UTF-8."""
    shown = quoted(str(path), 60)
    try:
        mode = Path(path).stat().st_mode
        source = _first_bytes(path) if S_ISREG(mode) else b""
    except FileNotFoundError:
        if os.path.islink(path):
            raise Unusable(
                f"{shown} is a link to a file that is not there: give the .py file itself"
            ) from None
        raise Unusable(f"there is no file {shown}: give the path of a .py file") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null byte in it
        raise Unusable(f"{shown} cannot be read: {reason_in_words(error)}") from None
    if S_ISDIR(mode):
        raise Unusable(f"{shown} is a folder: give a .py file")
    if not S_ISREG(mode):  # a pipe or a device, which may never end
        raise Unusable(f"{shown} is no ordinary file: give a .py file")
    if len(source) > LARGEST_FILE:
        raise Unusable(f"{shown} has more than {LARGEST_FILE} bytes: no exercise needs as many")
    _check_utf8(source, shown)
    return ReaderFile(Path(path).name, source)


def reason_in_words(error):
    """Why the system does not give a file or folder, from its error: "Permission denied"."""
    return in_one_line(getattr(error, "strerror", None) or str(error))


def _first_bytes(path):
    """The bytes of a file, at most one more than can be used; none if it is no ordinary file any more."""
    with open(path, "rb", opener=_open_without_waiting) as file:
        is_ordinary = S_ISREG(os.fstat(file.fileno()).st_mode)
        return file.read(LARGEST_FILE + 1) if is_ordinary else b""


def _open_without_waiting(path, flags):
    """os.open(), but a pipe that has just taken a file's place is not waited for: nobody may ever write into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_utf8(source, shown):
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise Unusable(f"{shown} is not UTF-8 text (line {line}): save it as UTF-8") from None


# ---- names


def defined_names(source):
    """The names that a source (bytes) defines at its top level, a set: functions, classes and variables.

    Where it is not Python they are guessed, line by line.
    Example: b"def f(x): pass\\ng = 3" defines {"f", "g"}, and so does b"def f(:\\ng = 3".
    """
    statements = _statements(source)
    if statements is None:
        return {name.decode("ascii", "ignore") for name in DEFINITION.findall(source)}
    names = set()
    for node in statements:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def imported_names(source):
    """The names that a source imports one by one at its top level, a set: {"g"} for from f import g."""
    names = set()
    for node in _statements(source) or ():
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def _statements(source):
    """The statements of a source; None if there is no tree of it."""
    tree = parsed(source)
    return None if tree is None else tree.body


def parsed(source):
    """The tree of a source (bytes); None if it is not Python, or so long that reading it could take many seconds."""
    if len(source) > MOST_PARSED:
        return None
    try:
        return ast.parse(source.decode("utf-8-sig"))  # text: a line on its coding does not count
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
