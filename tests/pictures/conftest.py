"""What the tests of filtering share: the command filter, run in an empty folder or in one with pictures."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import cli, pictures
from support.filtering import state, write_photo


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with a photograph and some more that must stay."""
    monkeypatch.chdir(tmp_path)
    write_photo("photo.png")
    write_photo("other.png")
    Path("there.png").write_bytes(b"mine")
    Path("notes.txt").write_bytes(b"mine")
    Path("plain").write_bytes(b"mine")
    Path("empty.png").write_bytes(b"")
    Path("folder.png").mkdir()
    Path("empty folder").mkdir()
    return tmp_path


@pytest.fixture
def album(tmp_path, monkeypatch):
    """A folder in the current one, with pictures of many kinds, and other files."""
    monkeypatch.chdir(tmp_path)
    folder = Path("album")
    (folder / "inner").mkdir(parents=True)
    for name in ("a.png", "b.JPG", "c.tif", "d e.webp", ".hidden.png", "inner/x.png"):
        kind = {"jpg": "JPEG", "tif": "TIFF"}.get(name[-3:].lower(), name[name.rindex(".") + 1 :].upper())
        Image.fromarray(pictures.RGB).save(folder / name, kind)
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")
    return folder


@pytest.fixture
def report(command, tmp_path, monkeypatch):
    """Runs python -m course filter WORDS, which has to succeed in silence, and returns its line."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code, out, err = command("filter", *map(str, words))
        assert (code, err) == (0, "") and out.isascii() and out.endswith("\n")
        return out

    return run


@pytest.fixture
def numbers(report):
    """The signed numbers that the command gives: (rows, columns[, 3])."""

    def run(picture, kernel, *words):
        report(picture, "--kernel", kernel, "--output", "numbers.npy", "--force", *words)
        return np.load("numbers.npy", allow_pickle=False)

    return run


@pytest.fixture
def drawn_pixels(report):
    """The pixels of the picture that the command writes."""

    def run(picture, kernel, *words):
        report(picture, "--kernel", kernel, "--output", "pixels.png", "--force", *words)
        with Image.open("pixels.png") as image:
            assert image.format == "PNG"
            return np.asarray(image)

    return run


@pytest.fixture
def refused(command):
    """Runs the command, which has to end in one line that holds a part, and to leave everything as it was."""

    def run(part, *words):
        before = state()
        line = cli.refused(command("filter", *words), part)
        assert state() == before
        return line

    return run


@pytest.fixture
def used(command):
    """Runs it, which has to succeed and to write one new file, which is returned."""

    def run(*words):
        before = state()
        code, out, err = command("filter", *words)
        assert (code, err) == (0, "") and out.isascii() and out.count("\n") == 1
        (new,) = [path for path in state().keys() - before.keys() if path.is_file()]
        assert {path: entry for path, entry in state().items() if path in before} == before
        return new

    return run
