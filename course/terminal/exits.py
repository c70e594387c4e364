"""
How a program of this course ends: without a traceback, on Ctrl-C and when nobody reads its output any more, too.

Exit codes: 0 fine, 1 something differs, 2 the request or a file is unusable, 130 stopped by Ctrl-C,
141 the reader of the output went away (as in "| head").
"""

import os
import signal
import sys
from contextlib import contextmanager

DIFFERS = 1
UNUSABLE = 2
STOPPED = 130
CLOSED = 141


def leave(code):
    """End at once, without the noise that a half-imported library or a closed pipe would make."""
    if code != CLOSED:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError, AttributeError, RuntimeError):
                pass  # RuntimeError: Ctrl-C came while this stream was being written
    os._exit(code)


def pipe_closed(error):
    """Whether an exception says that nobody reads the output any more (Windows says EINVAL)."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and getattr(error, "errno", 0) == 22)


def quiet_endings():
    """Make the output usable wherever it goes, and Ctrl-C and a closed pipe end without a traceback."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace", line_buffering=True)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: leave(STOPPED))


def stop_signals():
    """The signals that ask a program to stop, Ctrl-C, a closed terminal and Ctrl-\\ among them, but for ignored ones.

    nohup has a program ignore the closed terminal.
    """
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")  # Windows lacks the last two
    there = [getattr(signal, name) for name in names if hasattr(signal, name)]
    return [stop for stop in there if signal.getsignal(stop) != signal.SIG_IGN or stop == signal.SIGINT]


@contextmanager
def holding_ctrl_c():
    """Hold Ctrl-C and its like (stop_signals) back until the end of the block, so that what was begun there can be
    put away first.

    Gives a list that is empty until one comes. After the block KeyboardInterrupt is raised, if one did.
    Only in the main thread: no other may set what a signal does.
    """
    pressed = []
    before = {stop: signal.signal(stop, lambda *_: pressed.append(True)) for stop in stop_signals()}
    try:
        yield pressed
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)
    if pressed:
        raise KeyboardInterrupt
