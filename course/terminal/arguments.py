"""The options of a command: refused in one line, and -1,0,1 taken for numbers."""

import argparse
import re
import sys

from course.errors import printable
from course.terminal.exits import UNUSABLE

OPTION = re.compile(r"--[a-z-]+")
NEGATIVE = re.compile("[-\N{MINUS SIGN}][0-9.]")  # the beginning of a number below 0


class _Once(argparse.Action):
    """Keeps the value of an option, and refuses a second one."""

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)
        if option_string is None:  # a positional argument: there may be several, each with a name of its own
            return
        given = vars(namespace).setdefault("given twice", set())
        if option_string in given:
            parser.error(f"{option_string} is given twice: give it once")
        given.add(option_string)


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
        """End the process with exit code 2 and one line: argparse's message, and what would do."""
        takes_numbers = any("--kernel" in action.option_strings for action in self._actions)
        takes_files = any(action.nargs == "*" for action in self._actions)
        if takes_numbers and re.match("unrecognized arguments: [0-9.,;/]", message):
            message += ': put numbers with blanks between them in quotes, "1 2 3"'
        elif takes_files and re.match("unrecognized arguments: [^-]", message):
            message += ": names of files stand before the options"
        message = printable(" ".join(message.split()), 240)
        self.exit(UNUSABLE, f"{self.prog}: {message} (-h shows what there is)\n")


def _joined(words):
    """The words, with a negative number joined to the option before it, which argparse would take for an option.

    Example: ["--kernel", "-1,0,1"] becomes ["--kernel=-1,0,1"].
    """
    joined = []
    for word in words:
        if joined and OPTION.fullmatch(joined[-1]) and NEGATIVE.match(word):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined
