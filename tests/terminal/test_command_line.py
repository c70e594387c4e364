"""A command that is named can be typed: it begins with the interpreter that runs."""

import os
import shlex
import subprocess
import sys

import pytest
from support.cli import posix

from course.terminal.command_line import (
    command_line,
    environment_python,
    interpreter,
    script_line,
    typable,
)


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """An environment such as python -m venv makes, `here`/.venv; its interpreter is taken for the one that
    runs.
    """
    programs = tmp_path / "here" / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "python3"):
        (programs / name).symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(programs / "python3"))
    monkeypatch.setenv("PATH", os.path.dirname(os.path.realpath(sys.executable)))
    monkeypatch.chdir(tmp_path / "here")
    return programs


def test_the_environment_of_a_folder_is_named_where_another_python_runs(environment, tmp_path, monkeypatch):
    here = tmp_path / "here"
    assert environment_python(here) is None and environment_python(tmp_path) is None
    monkeypatch.setattr(sys, "executable", os.path.realpath(sys.executable))
    assert environment_python(here) == os.path.join(".venv", "bin", "python")


def works_where_it_is_typed(folder=None):
    """Whether a shell that stands in a folder starts the interpreter with what is to be typed."""
    done = subprocess.run(
        f"{interpreter(folder)} -c 'print(7)'",
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout == "7\n"


@posix
def test_an_activated_environment_is_called_python(environment, monkeypatch):
    monkeypatch.setenv("PATH", str(environment), prepend=os.pathsep)
    assert command_line("start 0") == "python -m course start 0" and works_where_it_is_typed()
    assert command_line() == "python -m course"


@posix
def test_one_that_is_not_activated_is_named_from_the_current_folder(environment, tmp_path, monkeypatch):
    assert command_line("start 0") == ".venv/bin/python3 -m course start 0" and works_where_it_is_typed()
    monkeypatch.chdir(environment)
    assert interpreter() == "./python3" and works_where_it_is_typed()
    assert interpreter(tmp_path) == "here/.venv/bin/python3" and works_where_it_is_typed(tmp_path)


@posix
def test_commands_in_a_text_are_made_typable(environment):
    text = "python -m course start 0 writes one, and python -m course check reads it."
    assert typable(text) == text.replace("python", ".venv/bin/python3")


@posix
def test_one_that_lies_elsewhere_is_named_in_full(environment, tmp_path, monkeypatch):
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.chdir(other)
    assert shlex.split(interpreter()) == [str(environment / "python3")] and works_where_it_is_typed()


@posix
def test_the_python_that_an_environment_was_made_with_is_another_one(environment, monkeypatch, tmp_path):
    """It is the same file, but has nothing of what is installed in the environment."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(os.path.realpath(sys.executable))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert interpreter() == ".venv/bin/python3"


@posix
def test_blanks_are_quoted(environment, tmp_path, monkeypatch):
    moved = environment.parent.parent.rename(tmp_path / "my course")
    monkeypatch.setattr(sys, "executable", str(moved / ".venv" / "bin" / "python3"))
    assert interpreter(moved) == ".venv/bin/python3"
    assert "'" in interpreter(tmp_path) and works_where_it_is_typed(tmp_path)


def test_without_an_interpreter_of_its_own_it_is_python(monkeypatch):
    monkeypatch.setattr(sys, "executable", "")
    assert command_line("start 0") == "python -m course start 0"


@posix
def test_a_current_folder_that_is_gone_does_no_harm(environment, tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert interpreter() == str(environment / "python3")


@posix
def test_a_file_is_named_from_the_current_folder_if_it_is_below(environment, tmp_path, monkeypatch):
    here = tmp_path / "here"
    assert script_line(here / "0_1D.py", "--step") == ".venv/bin/python3 0_1D.py --step"
    assert script_line(here / "docs" / "speed.py") == ".venv/bin/python3 docs/speed.py"
    (tmp_path / "other folder").mkdir()
    monkeypatch.chdir(tmp_path / "other folder")
    lesson = here / "0_1D.py"
    assert script_line(lesson, "-h", folder=here) == ".venv/bin/python3 0_1D.py -h"
    assert shlex.split(script_line(lesson, "--step")) == [str(environment / "python3"), str(lesson), "--step"]
    own = tmp_path / "other folder" / "a b.py"
    own.write_text("print(8)", encoding="utf-8")
    done = subprocess.run(script_line(own), shell=True, capture_output=True, text=True, timeout=60)
    assert "'a b.py'" in script_line(own) and done.stdout == "8\n"
