"""A reader's file as text: what cannot be used is refused in one line, and its names are found."""

import os
import time
from pathlib import Path

import pytest

from course.errors import Unusable
from course.practice import reader_file
from course.practice.reader_file import (
    LARGEST_FILE,
    ReaderFile,
    defined_names,
    imported_names,
    read_reader_file,
)

# ---- reading

UNUSABLE = {  # a name: what the refusal has to say besides it
    "nowhere.py": "",
    ".": "folder",
    "pipe": "",
    "large.py": str(LARGEST_FILE),
    "latin.py": "line 2",
    "wide.py": "line 1",
    "nul\0.py": "null byte",
    "x" * 300 + ".py": "File name too long",
    "large.py/my.py": "Not a directory",
}


@pytest.mark.skipif(os.name == "nt", reason="no named pipes there, and other words")
@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("large.py").write_bytes(b"#" * (LARGEST_FILE + 1))
    Path("latin.py").write_bytes(b"#\n# caf\xe9\n")
    Path("wide.py").write_text("x = 1\n", encoding="utf-16")
    with pytest.raises(Unusable) as refused:
        read_reader_file(name)
    said = str(refused.value)
    assert UNUSABLE[name] in said and said.isascii() and "\n" not in said and len(said) < 200
    shown = name if len(name) < 60 and name.isprintable() else name[:2]
    assert f"'{shown}" in said


@pytest.mark.skipif(os.name == "nt", reason="no named pipes there")
def test_a_pipe_that_takes_a_files_place_is_not_waited_for(tmp_path, monkeypatch):
    """A file that runs could put it there, between the look at another file and its opening."""
    path = tmp_path / "my_0_1D.py"
    path.write_bytes(b"x = 1")
    first_bytes = reader_file._first_bytes

    def replaced_first(path):
        path.unlink()
        os.mkfifo(path)
        return first_bytes(path)

    monkeypatch.setattr(reader_file, "_first_bytes", replaced_first)
    assert read_reader_file(path).source == b""


@pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
def test_links(tmp_path):
    (tmp_path / "my_0_1D.py").write_bytes(b"x = 1")
    (tmp_path / "link.py").symlink_to("my_0_1D.py")
    (tmp_path / "nowhere.py").symlink_to("nothing.py")
    assert read_reader_file(tmp_path / "link.py") == ReaderFile("link.py", b"x = 1")
    with pytest.raises(Unusable, match="link to a file that is not there"):
        read_reader_file(tmp_path / "nowhere.py")


def test_the_bytes_are_read_as_they_are(tmp_path):
    path = tmp_path / "a folder" / "my \N{WAVING HAND SIGN}.py"
    path.parent.mkdir()
    source = b"\xef\xbb\xbfx = 1\r\n" + b"#" * (LARGEST_FILE - 10)
    path.write_bytes(source)
    assert read_reader_file(path) == read_reader_file(str(path)) == ReaderFile(path.name, source)


# ---- names

DEFINED = {
    "def f(x): pass\ng = 3\nclass H: pass\n": {"f", "g", "H"},
    "f = g = lambda x: x\n": {"f", "g"},
    "if True:\n    def inner(): pass\n": set(),
    "from numpy import convolve as f\nimport g\n": set(),
    "x, y = 1, 2\nx.attribute = 3\n": set(),
    "": set(),
    "def f(:\ng = 3\n    h = 4\n": {"f", "g"},  # not Python: line by line
    "def  f (x:\n": {"f"},
}


@pytest.mark.parametrize("source", DEFINED)
def test_the_names_that_a_file_defines(source):
    assert defined_names(source.encode()) == DEFINED[source]


@pytest.mark.parametrize("source", ["x = 1\0", "(" * 5000, "x = " + "-" * 200_000 + "1"])
def test_what_is_no_python_has_names_too_and_stops_nothing(source):
    assert defined_names(f"def f(): pass\n{source}".encode()) >= {"f"}
    assert imported_names(source.encode()) == set()


def test_the_names_that_a_file_imports_one_by_one():
    source = b"import numpy as np\nfrom numpy import convolve as f, pad\ndef g():\n    from math import pi\n"
    assert imported_names(source) == {"f", "pad"}
    assert imported_names(b"from f import g\noh no(\n") == set()


def test_what_takes_long_to_read_is_not_read_as_python():
    slow = b"x = f'" + b"{a}" * 99_000 + b"'\ndef convolve1d(): pass\n"
    begun = time.process_time()
    assert "convolve1d" in defined_names(slow)
    assert time.process_time() - begun < 1
    coded = b"# coding: punycode\ndef convolve1d(): pass\n"
    assert defined_names(coded) == {"convolve1d"}
