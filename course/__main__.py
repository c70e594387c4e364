"""
The command line: python -m course runs the lessons, python -m course COMMAND does something else.

A command is one entry in COMMANDS: its word, the function that gets the words after it and returns the exit
code (or raises Unusable), and a sentence. Nothing is imported before it is asked for.
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # "python -m" puts the current folder first, where a pupil's csv.py would be run in place of Python's own.
    del sys.path[0]

import os
import signal
from importlib import import_module

if __name__ == "__main__":  # Ctrl-C during the imports: nothing has been begun, so end at once
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))

from course.errors import Unusable, printable, quoted
from course.paths import NO_FOLDER, lesson_files
from course.terminal.exits import CLOSED, STOPPED, UNUSABLE, leave, pipe_closed, quiet_endings, stop_signals

LONGEST_REFUSAL = 420  # characters of a refusal; the system's own words may hold a path of thousands
COMMANDS = {
    "run": (
        "course.lessons.compare_output:main",
        "the lessons in order, with their output compared (the default)",
    ),
    "trace": (
        "course.pictures.trace_picture:main",
        "your own numbers: every output worked out; with --engine who agrees",
    ),
    "why": ("course.diagnosis.why:main", "which mistake gives exactly your numbers, or where they are right"),
    "play": ("course.play.command:main", "a page on which a kernel slides over numbers that you change"),
    "mistakes": (
        "course.practice.mistakes_command:main",
        "the mistakes that can be named, each with its smallest input",
    ),
    "engines": (
        "course.own_numbers.conventions:main",
        "who flips the kernel, where the odd zero goes, and what else differs",
    ),
    "start": ("course.practice.start:main", "a file to write your own convolution in"),
    "check": (
        "course.practice.check:main",
        "your file, or a class's: which rungs hold, which mistake it makes",
    ),
    "diagnose": (
        "course.practice.diagnose_command:main",
        "any function in a file, as it is written: which mistake it makes",
    ),
    "filter": (
        "course.pictures.filter:main",
        "any kernel on your own photographs: edges, blurs, your own numbers",
    ),
    "worksheet": (
        "course.worksheet.command:main",
        "small problems to do with pencil and paper, and their key",
    ),
}


def main(argv):
    """Run the command that argv begins with, or the lessons; return the exit code."""
    if not lesson_files():  # this is a copy of course/ alone, made by an install without -e
        raise Unusable(NO_FOLDER)
    if argv[:1] in (["-h"], ["--help"]):
        print("python -m course COMMAND -h explains a command; there is\n")
        print("".join(f"  {word:<9} {sentence}\n" for word, (_, sentence) in COMMANDS.items()))
    if not argv or argv[0].startswith("-"):
        argv = ["run", *argv]
    word, *rest = argv
    if word not in COMMANDS:
        raise Unusable(f"no command {quoted(word)}; there is {', '.join(COMMANDS)} (-h explains)")
    module, function = COMMANDS[word][0].split(":")
    return getattr(import_module(module), function)(rest)


def print_on_stderr(line):
    """Print a line on stderr, if anybody can read it there."""
    try:
        print(line, file=sys.stderr)
    except OSError:
        pass


def run_and_exit(work, *arguments):
    """Call work(*arguments) and end the process with the exit code that it returns.

    What it raises becomes an exit code and at most one line: options that are refused, Ctrl-C, a package that is
    not installed, what cannot be used or written, a reader of the output that went away.
    """
    quiet_endings()
    for stop in stop_signals():
        # it raises KeyboardInterrupt, so that nothing is left behind
        signal.signal(stop, signal.default_int_handler)
    try:
        code = work(*arguments)
    except SystemExit as stop:  # -h, or options that were refused
        code = stop.code
    except KeyboardInterrupt:
        code = STOPPED
    except ModuleNotFoundError as error:
        code = UNUSABLE
        print_on_stderr(
            f"python -m course needs {error.name}: use the Python in which the course is installed (.venv)"
        )
    except (Unusable, OSError) as error:
        code = CLOSED if pipe_closed(error) else UNUSABLE
        if code == UNUSABLE:
            print_on_stderr(f"python -m course: {printable(str(error), LONGEST_REFUSAL)}")
    leave(code)


if __name__ == "__main__":
    run_and_exit(main, sys.argv[1:])
