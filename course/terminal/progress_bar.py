"""How far a command is with many files, on the terminal."""

import shutil
import sys
import threading


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
