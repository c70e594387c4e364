"""What is typed behind a prompt, and what is a terminal."""

import io
import sys

import pytest

from course.terminal.dialogue import is_terminal, typed_line


def test_a_line_is_read_behind_its_prompt_on_stdout(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("  3 4 5 \nmore\n"))
    assert typed_line("input: ") == "3 4 5"
    assert capsys.readouterr() == ("input: ", "")


def test_the_end_of_the_input_is_an_error(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(EOFError):
        typed_line("input: ")


def test_what_is_no_terminal(tmp_path):
    assert not is_terminal(None) and not is_terminal(io.StringIO())
    with (tmp_path / "file").open("w") as file:
        assert not is_terminal(file)
