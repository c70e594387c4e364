"""The command start: it writes a starter, and never over what is there."""

import os
import sys

import pytest
from support.cli import in_ascii, refused

from course.practice.exercise_files import EXERCISE_FOLDERS, starter


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Tests run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree(folder):
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("number", EXERCISE_FOLDERS)
def test_it_writes_the_starter(command, here, number):
    folder = EXERCISE_FOLDERS[number]
    code, out, err = command("start", str(number))
    assert (code, err) == (0, "") and tree(here) == {here / folder.readers_file: starter(folder).encode()}
    assert f"python -m course check {folder.readers_file}" in out and out.isascii()


def test_alone_it_lists_the_exercises(command, here):
    code, out, err = command("start")
    assert (code, err) == (0, "") and tree(here) == {} and out.isascii()
    for line, folder in zip(out.splitlines(), EXERCISE_FOLDERS.values(), strict=True):
        assert line.startswith(f"{folder.number}  {folder.readers_file} ")


WORDS = ["5", "-1", "one", "", " 0", "00", "0.0", "my_0_1D.py", "\N{SUPERSCRIPT TWO}"]


@pytest.mark.parametrize("word", WORDS)
def test_what_is_no_exercise_is_refused(command, here, word):
    refused(command("start", word), f"'{in_ascii(word)}'")
    assert tree(here) == {}


def test_it_takes_one_exercise(command, here):
    refused(command("start", "0", "1"), "arguments: 1")
    assert tree(here) == {}


@pytest.mark.parametrize("what", ["file", "empty file", "folder", "link", "dangling link", "link to itself"])
def test_it_leaves_what_is_there(command, here, what):
    file = here / "my_0_1D.py"
    if what.endswith("file"):
        file.write_bytes(b"mine" * (what == "file"))
    elif what == "folder":
        file.mkdir()
    else:
        target = {"link": here / "other.py", "dangling link": here / "none", "link to itself": file}[what]
        (here / "other.py").write_bytes(b"other")
        file.symlink_to(target)
    before = sorted(os.listdir(here)), file.is_symlink(), file.is_dir()
    refused(command("start", "0"), "my_0_1D.py")
    assert (sorted(os.listdir(here)), file.is_symlink(), file.is_dir()) == before
    assert what != "file" or file.read_bytes() == b"mine"
    assert "link" not in what or (here / "other.py").read_bytes() == b"other"


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nobody can write, root neither")
def test_it_says_where_it_cannot_write(command, monkeypatch):
    monkeypatch.chdir("/proc")
    refused(command("start", "0"), "my_0_1D.py")


def test_it_leaves_no_half_of_a_file(command, here, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    refused(command("start", "1"), "No space left on device")
    assert tree(here) == {}


def test_a_golden_start(golden):
    golden("start")
