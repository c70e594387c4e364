"""How far a command is: a line on a terminal, nothing anywhere else."""

import io
import threading
from types import SimpleNamespace

import pytest

from course.terminal import progress_bar
from course.terminal.progress_bar import SILENT_SECONDS, Bar, StatusLine


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(progress_bar, "sys", SimpleNamespace(stderr=stream))
    monkeypatch.setenv("COLUMNS", "30")
    return stream


def test_each_step_rewrites_the_line(terminal):
    bar = Bar(4)
    bar.step()
    bar.step()
    assert terminal.getvalue() == "\r[##........] 1/4\r[#####.....] 2/4"
    bar.end()
    assert terminal.getvalue().endswith("2/4\n")


@pytest.mark.parametrize("columns, width", [("1000", 40), ("21", 5), ("45", 25)])
def test_it_fits_the_terminal(terminal, monkeypatch, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    Bar(1).step()
    assert terminal.getvalue() == f"\r[{'#' * width}] 1/1"


def test_nothing_is_written_where_there_is_no_terminal(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(progress_bar, "sys", SimpleNamespace(stderr=stream))
    bar = Bar(2)
    bar.step()
    bar.end()
    assert stream.getvalue() == "" and bar.done == 1


def test_threads_are_counted_one_by_one(terminal):
    bar = Bar(200)
    threads = [threading.Thread(target=lambda: [bar.step() for _ in range(50)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bar.done == 200 and terminal.getvalue().endswith("] 200/200")


@pytest.fixture
def clock(monkeypatch):
    """What time it is, in a list: the test sets it."""
    now = [100.0]
    monkeypatch.setattr(progress_bar, "monotonic", lambda: now[0])
    return now


def test_what_a_command_is_at_is_said_after_a_while_and_wiped(terminal, clock):
    line = StatusLine()
    line.say("nothing yet")
    assert terminal.getvalue() == ""
    clock[0] += SILENT_SECONDS
    line.say("trying a long one")
    line.say("at once again: nobody could read it")
    clock[0] += 1
    line.say("trying two")
    line.wipe()
    *shown, last = terminal.getvalue().split("\r")
    assert shown == ["", "trying a long one", "trying two       ", " " * 10] and last == ""


def test_a_status_line_is_never_broken(terminal, clock):
    line = StatusLine()
    clock[0] += SILENT_SECONDS
    line.say("x" * 100)
    assert terminal.getvalue() == "\r" + "x" * 29  # of 30 columns


def test_no_status_without_a_terminal_and_nothing_to_wipe(monkeypatch, clock, terminal):
    StatusLine().wipe()
    assert terminal.getvalue() == ""
    stream = io.StringIO()
    monkeypatch.setattr(progress_bar, "sys", SimpleNamespace(stderr=stream))
    line = StatusLine()
    clock[0] += SILENT_SECONDS
    line.say("trying")
    line.wipe()
    assert stream.getvalue() == ""
