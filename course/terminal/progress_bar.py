"""How far a command is with many files, or what it is at, on the terminal."""

import shutil
import sys
import threading
from time import monotonic

SILENT_SECONDS = 1  # until anything is said of what a command is at
STATUS_SECONDS = 0.1  # until something else is said of it


class Bar:
    """A line on stderr that shows how many of a number of things are done. Not printed unless stderr is a terminal.

    Example, on a terminal of 30 columns, 2 of 4 done: [#####.....] 2/4
    """

    def __init__(self, total):
        self.total = total
        self.done = 0
        self.lock = threading.Lock()  # several threads may be at work
        self.seen = sys.stderr.isatty()

    def step(self):
        """One more is done."""
        with self.lock:
            self.done += 1
            width = min(40, max(shutil.get_terminal_size().columns - 20, 5))
            filled = width * self.done // self.total
            self._show(f"\r[{'#' * filled}{'.' * (width - filled)}] {self.done}/{self.total}")

    def end(self):
        """Leave the line."""
        self._show("\n")

    def _show(self, text):
        if self.seen:
            sys.stderr.write(text)
            sys.stderr.flush()


class StatusLine:
    """A line on stderr that says what a command is at, once it has taken a second. Not printed unless stderr is a
    terminal; wipe() leaves nothing of it.
    """

    def __init__(self):
        self._seen = sys.stderr.isatty()
        self._next = monotonic() + SILENT_SECONDS
        self._printed = 0  # how many characters stand there

    def say(self, text):
        """What it is at now; not more often than can be read."""
        if self._seen and monotonic() >= self._next:
            self._next = monotonic() + STATUS_SECONDS
            self._show(text[: shutil.get_terminal_size().columns - 1])

    def wipe(self):
        """Clear the line."""
        if self._printed:
            self._show("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def _show(self, text):
        sys.stderr.write(f"\r{text.ljust(self._printed)}")
        sys.stderr.flush()
        self._printed = len(text)
