"""trace --animate: a file that is written whole or not at all, never over another, and what is refused."""

import os
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from support.cli import posix

from course.own_numbers import animation_file

SMALL = "trace", "--input", "3 4 5", "--kernel", "2 1 0"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def test_an_svg_is_written_and_said(command):
    plain = command(*SMALL)[1]
    code, out, err = command(*SMALL, "--animate", "steps.svg")
    assert (code, err, os.listdir()) == (0, "", ["steps.svg"])
    said = re.search(
        r"^'steps.svg' is written: 5 windows in (\d\.\d) seconds, (\d+) KB\.\n\n", out, re.MULTILINE
    )
    assert out.replace(said[0], "") == plain
    assert float(said[1]) <= 5 and int(said[2]) == round(Path("steps.svg").stat().st_size / 1000)
    assert ElementTree.parse("steps.svg").getroot().tag.endswith("svg")


def test_a_gif_is_written_into_a_new_folder(command):
    code, _, err = command(*SMALL, "--animate", "new/steps.GIF")
    assert (code, err, os.listdir("new")) == (0, "", ["steps.GIF"])
    with Image.open("new/steps.GIF") as image:
        assert image.format == "GIF" and image.n_frames == 7


def test_a_file_that_is_there_stays_unless_force_is_said(command, refused):
    Path("steps.svg").write_text("mine")
    refused("--force replaces it", *SMALL, "--animate", "steps.svg")
    assert Path("steps.svg").read_text() == "mine"
    assert command(*SMALL, "--animate", "steps.svg", "--force")[0] == 0
    assert Path("steps.svg").read_text().startswith("<svg")


@pytest.mark.parametrize(
    "words, says",
    [
        (["--animate", "steps.png"], "does not end in .svg or .gif"),
        (["--animate", "steps"], "does not end in .svg or .gif"),
        (["--animate", "a.svg", "--at", "0"], "leave --at and --json out"),
        (["--animate", "a.svg", "--json"], "leave --at and --json out"),
        (["--force"], "give --animate"),
        (["--animate", "a.svg", "--padding", "40"], "at most 64 windows, and there are 81"),
        (["--animate", "taken/a.svg"], "which is no folder"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_written(refused, words, says):
    Path("taken").write_text("a file")
    refused(says, *SMALL, *words)
    assert os.listdir() == ["taken"]


@pytest.mark.parametrize("words", [["--animate", "a.svg"], ["--animate", "a.svg", "--force"], ["--force"]])
def test_a_picture_cannot_be_animated(refused, words):
    Image.new("L", (9, 9)).save("photo.png")
    picture = ("trace", "--input", "photo.png", "--kernel", "box", "--at", "1,1")
    refused("--animate and --force are for numbers", *picture, *words)
    assert os.listdir() == ["photo.png"]


@posix
def test_a_folder_where_nobody_may_write(refused, folder, monkeypatch):
    (folder / "kept").mkdir()
    monkeypatch.setattr("os.access", lambda path, mode: "kept" not in str(path))
    refused("you may not write there", *SMALL, "--animate", "kept/a.svg")


def test_half_a_file_is_never_left(command, monkeypatch, folder):
    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", broken)
    code, _, err = command(*SMALL, "--animate", "steps.svg")
    assert code == 2 and "the disk is full" in err and os.listdir() == []


def test_a_gif_without_pillow_is_refused_in_one_line(refused, monkeypatch):
    monkeypatch.setitem(sys.modules, "course.own_numbers.animation_gif", None)
    refused("a GIF needs Pillow", *SMALL, "--animate", "a.gif")
    assert os.listdir() == []


def test_a_file_that_comes_up_in_between_stays(monkeypatch):
    from course import work_out

    trace = work_out([3, 4], [2])
    path = animation_file.animation_path("a.svg", trace.request, force=False)
    Path("a.svg").write_text("mine")
    with pytest.raises(ValueError, match="has just been written by another"):
        animation_file.write_animation(trace, path, force=False)
    assert Path("a.svg").read_text() == "mine"
