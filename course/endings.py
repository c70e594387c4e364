"""
How a program of this course ends: quietly on Ctrl-C and on a closed pipe, in one line on a reader's mistake,
with whole files or none.

Exit codes: 0 fine, 1 something differs, 2 the request or a file is unusable, 130 stopped by Ctrl-C,
141 the reader of the output went away (as in "| head").
"""

import argparse
import os
import re
import signal
import sys
import threading

OPTION, NEGATIVE = re.compile(r"--[a-z-]+"), re.compile("[-\N{MINUS SIGN}][0-9.]")
DIFFERS, UNUSABLE, STOPPED, CLOSED = 1, 2, 130, 141


class Unusable(ValueError):
    """What the reader asked for cannot be used; the message is one line that says what would do."""


def quoted(piece, most=30):
    """A piece of text in quotes and printable ASCII; one longer than `most` loses its middle."""
    return f"'{printable(piece, most)}'"


def printable(text, most):
    """A text in printable ASCII; one longer than `most` loses its middle."""
    half, short = most // 2, text if len(text) <= most else None
    while (
        short is None or len(shown := "".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in short)) > most
    ):
        half -= 1
        short = f"{text[:half]}...{text[-half:]}"
    return shown


class _Once(argparse.Action):
    """Keeps the value of an option, and refuses a second one."""

    def __call__(self, parser, namespace, values, option_string=None):
        given = vars(namespace).setdefault("given twice", set())
        if option_string in given:
            parser.error(f"{option_string} is given twice: give it once")
        given.add(option_string)
        setattr(namespace, self.dest, values)


class Parser(argparse.ArgumentParser):
    """An argument parser that refuses in one line, and takes -1,0,1 for numbers, not for an option.

    Options are not abbreviated; one that keeps a single value is refused when it is given twice.
    """

    def __init__(self, **settings):
        super().__init__(allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **settings)
        self.register("action", None, _Once)

    def parse_args(self, words=None):
        """The options in words, or in the process's own. Ends it, in one line, if they are unusable."""
        return super().parse_args(_joined(sys.argv[1:] if words is None else words))

    def error(self, message):
        takes_numbers = any("--kernel" in action.option_strings for action in self._actions)
        if takes_numbers and re.match("unrecognized arguments: [0-9.,;/]", message):
            message += ': put numbers with blanks between them in quotes, "1 2 3"'
        elif re.match("unrecognized arguments: [^-]", message) and any(a.nargs == "*" for a in self._actions):
            message += ": names of files stand before the options"
        message = printable(" ".join(message.split()), 240)
        self.exit(UNUSABLE, f"{self.prog}: {message} (-h shows what there is)\n")


def _joined(words):
    """The words, with "--kernel", "-1,0,1" as "--kernel=-1,0,1"."""
    joined = []
    for word in words:
        if joined and OPTION.fullmatch(joined[-1]) and NEGATIVE.match(word):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def leave(code):
    """End at once, without the noise that a half-imported library or a closed pipe would make."""
    if code != CLOSED:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError, AttributeError):
                pass
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


def write_whole(path, data):
    """Write bytes to path, all or nothing: under a temporary name in the same folder, then renamed.

    Ctrl-C does not count in these milliseconds, as it would leave the temporary file behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    in_main_thread = threading.current_thread() is threading.main_thread()
    held = signal.signal(signal.SIGINT, signal.SIG_IGN) if in_main_thread else None
    part = path.with_name(f"{path.stem[:40]}.{os.getpid()}.part")  # names have at most 255 bytes
    try:
        part.write_bytes(data)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
        if held is not None:
            signal.signal(signal.SIGINT, held)
