"""A program on a terminal of its own, and a reader who types what it waits for."""

import os
import re
import select
import signal
import subprocess
import sys

STYLES = re.compile(r"\033\[\d+m")
SECONDS = 60  # until something is printed


class Terminal:
    """A program on a pseudo-terminal. said: all that has been on its screen, what was typed included."""

    def __init__(self, words, folder, columns=80, **settings):
        import fcntl
        import pty
        import struct
        import termios

        self.parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {
            name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")
        }
        environment |= {"TERM": "dumb", "MPLBACKEND": "agg", "PYTHONUTF8": "1"} | settings
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", *words],
            cwd=folder, env=environment, stdin=child, stdout=child, stderr=child, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that Ctrl-C reaches it
        )  # fmt: skip
        os.close(child)
        self.said = ""

    def read(self):
        """Read what has been printed since; False at its end."""
        ready, _, _ = select.select([self.parent], [], [], SECONDS)
        assert ready, f"nothing is said any more:\n{self.said}"
        try:
            piece = os.read(self.parent, 65536)
        except OSError:  # so Linux says that the other end is closed
            return False
        self.said += piece.decode("utf-8").replace("\r\n", "\n")
        return bool(piece)

    def wait_for(self, pattern):
        """Read until what was said ends with a pattern, bold and dim letters aside."""
        while not re.search(rf"(?:{pattern})\Z", STYLES.sub("", self.said)):
            assert self.read(), f"it ended without {pattern}:\n{self.said}"

    def type(self, text, prompt):
        """Type a line at a prompt (a pattern)."""
        self.wait_for(prompt)
        before = len(self.said)
        os.write(self.parent, text.encode() + b"\n")
        while f"{text}\n" not in self.said[before:]:  # the echo: only a prompt behind it is a new one
            assert self.read(), f"it ended before {text!r} was read:\n{self.said}"

    def press(self, key):
        """Press a control key, such as "c"."""
        os.write(self.parent, bytes([ord(key) - ord("a") + 1]))

    def end(self):
        """The exit code, once all is read."""
        while self.read():
            pass
        return self.process.wait(SECONDS)

    def hang_up(self):
        """Close the terminal's window: its exit code, negative for a signal."""
        os.close(self.parent)
        self.parent = None
        return self.process.wait(SECONDS)

    def close(self):
        """Put everything away, whatever happened."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.parent is not None:
            os.close(self.parent)
