"""How a process ends: its exit code, what is flushed, Ctrl-C and closed pipes."""

import os
import signal
import sys

import pytest
from support.cli import posix, process, started

from course.terminal.exits import (
    CLOSED,
    DIFFERS,
    STOPPED,
    UNUSABLE,
    holding_ctrl_c,
    pipe_closed,
    stop_signals,
)


def python(script):
    return [
        sys.executable,
        "-W",
        "error",
        "-c",
        f"import os, sys\nfrom course.terminal.exits import *\n{script}",
    ]


def test_the_exit_codes_are_those_of_the_readme():
    assert (DIFFERS, UNUSABLE, STOPPED, CLOSED) == (1, 2, 130, 141)


@pytest.mark.parametrize("code", [0, 1, 2, 130])
def test_leave_flushes_what_was_written(code):
    script = f"sys.stdout.write('out'); sys.stderr.write('err'); leave({code})"
    assert process(python(script)) == (code, b"out", b"err")


def test_leave_on_a_closed_pipe_writes_nothing_more():
    assert process(python("sys.stdout.write('out'); leave(CLOSED)")) == (141, b"", b"")


def test_leave_runs_nothing_that_would_make_noise():
    script = "import atexit; atexit.register(lambda: print('noise')); leave(0)"
    assert process(python(script)) == (0, b"", b"")


@posix
@pytest.mark.parametrize("gone", ["stdout", "stderr"])
def test_leave_needs_no_streams(gone):
    assert process(python(f"sys.{gone} = None; leave(2)"))[0] == 2


def test_a_closed_pipe_is_told_from_other_errors():
    assert pipe_closed(BrokenPipeError())
    assert not pipe_closed(OSError(28, "no space left")) and not pipe_closed(ValueError())
    assert pipe_closed(OSError(22, "invalid")) == (os.name == "nt")


@posix
def test_ctrl_c_ends_quietly():
    script = (
        "import signal, time; signal.signal(signal.SIGINT, signal.default_int_handler); quiet_endings(); "
    )
    # many short sleeps: a signal that comes just before a long one begins would be looked at only after it
    sleeps = "[time.sleep(0.05) for _ in range(600)]"
    running = started(python(f"{script}print('begun', flush=True); {sleeps}"))
    assert running.stdout.readline() == b"begun\n"
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err) == (130, b"", b"")


@posix
def test_ctrl_c_ends_quietly_also_in_the_middle_of_a_line():
    """A stream that is being written cannot be flushed."""
    script = """
import io, signal
class Raw(io.RawIOBase):
    def writable(self):
        return True
    def write(self, data):
        os.kill(os.getpid(), signal.SIGINT)
        return len(data)
sys.stdout = io.TextIOWrapper(io.BufferedWriter(Raw()))
signal.signal(signal.SIGINT, signal.default_int_handler)
quiet_endings()
print("a line", flush=True)
"""
    assert process(python(script)) == (130, b"", b"")


@posix
def test_a_handler_of_ctrl_c_that_is_there_stays():
    script = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); quiet_endings(); "
    script += "os.kill(os.getpid(), signal.SIGINT); print('alive')"
    assert process(python(script)) == (0, b"alive\n", b"")


def test_any_letter_can_be_printed_on_any_terminal():
    script = r"quiet_endings(); print('\u2212')"
    assert process(python(script), {"PYTHONIOENCODING": "ascii"}) == (
        0,
        b"\\u2212" + os.linesep.encode(),
        b"",
    )


@posix
def test_without_streams_printing_is_no_error():
    command = ["sh", "-c", '"$@" >&- 2>&-', "sh", *python("quiet_endings(); print(1); sys.stderr.write('2')")]
    assert process(command) == (0, b"", b"")


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_what_asks_to_stop_waits_for_the_end_of_the_block(name):
    stop, done = getattr(signal, name), []
    kept = signal.signal(stop, signal.default_int_handler)  # what runs in the background has some ignored
    try:
        with pytest.raises(KeyboardInterrupt):
            with holding_ctrl_c() as pressed:
                done.append(list(pressed))
                signal.raise_signal(stop)
                done.append(list(pressed))
        assert done == [[], [True]] and signal.getsignal(stop) is signal.default_int_handler
    finally:
        signal.signal(stop, kept)


@posix
def test_what_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup has it
    try:
        assert signal.SIGHUP not in stop_signals() and signal.SIGTERM in stop_signals()
        with holding_ctrl_c() as pressed:
            signal.raise_signal(signal.SIGHUP)
        assert pressed == []
    finally:
        signal.signal(signal.SIGHUP, before)


def test_without_ctrl_c_nothing_is_raised_and_other_errors_pass():
    before = signal.getsignal(signal.SIGINT)
    with holding_ctrl_c() as pressed:
        pass
    with pytest.raises(ValueError), holding_ctrl_c():
        raise ValueError
    assert pressed == [] and signal.getsignal(signal.SIGINT) is before
