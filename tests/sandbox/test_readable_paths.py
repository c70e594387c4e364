"""What a reader's file may read: what its Python needs, and nothing that is somebody's own."""

import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from course.sandbox import readable_paths as module
from course.sandbox.readable_paths import readable_paths


def covers(path, paths=None):
    """Whether a path lies in one of those that may be read."""
    return any(Path(path).is_relative_to(each) for each in paths or readable_paths())


def test_what_python_needs_can_be_read():
    assert covers(np.__file__) and covers(os.__file__) and covers(sys.executable)
    assert covers(os.path.realpath(sys.executable)) and covers(os.path.realpath(np.__file__))
    assert all(Path(path).is_absolute() and Path(path).exists() for path in readable_paths())


def test_what_is_somebodys_own_cannot(tmp_path):
    assert not covers(Path.home() / "letter.txt") and not covers(tmp_path)
    assert not covers("/etc/passwd") and not covers("/") and not covers(tempfile.gettempdir())


@pytest.mark.parametrize("name", ["prefix", "base_prefix"])
def test_a_python_in_a_home_opens_only_its_own_folders(monkeypatch, tmp_path, name):
    for folder in ("bin", "lib", "letters"):
        (tmp_path / folder).mkdir()
    monkeypatch.setattr(module.sys, name, str(tmp_path))
    paths = readable_paths.__wrapped__()
    assert covers(tmp_path / "bin", paths) and covers(tmp_path / "lib", paths)
    assert not covers(tmp_path / "letters", paths) and not covers(tmp_path, paths)
