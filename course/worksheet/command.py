"""
Small problems to do with pencil and paper, and their key: a sheet of one
lesson, or a few of each.

  python -m course worksheet --seed 7                          ten problems
  python -m course worksheet --seed 7 --lesson 1 --answers     and the key
  python -m course worksheet --seed 7 --page sheet.html        to be printed

The same seed and lesson give the same sheet on every machine. Without --seed
one is drawn, and stands on the sheet. Every problem is probed: the mistakes
that are likely there give other numbers than the right ones, each its own, so
that the key can name them.

Exit codes: 0 fine, 2 the request cannot be used, or the page not be written.
"""

import os
import random
from pathlib import Path

from course.convolution.random_numbers import LARGEST_SEED
from course.errors import Unusable, quoted
from course.own_numbers.read_numbers import read_whole_number
from course.terminal.arguments import Parser
from course.terminal.output_files import refuse_overwriting, write_whole
from course.worksheet.all_problems import KINDS_OF_LESSONS, problems
from course.worksheet.page import sheet_as_page
from course.worksheet.problem import Sheet
from course.worksheet.text import sheet_as_text

LAST_LESSON = len(KINDS_OF_LESSONS) - 1


def main(words):
    """python -m course worksheet: print a sheet, or write it as a page; return the exit code."""
    options = _parser().parse_args(words)
    if options.seed is None:
        seed = random.randrange(1_000_000)
    else:
        seed = read_whole_number(options.seed, "--seed", 0, LARGEST_SEED)
    lesson = None
    if options.lesson is not None:
        lesson = read_whole_number(options.lesson, "--lesson", 0, LAST_LESSON)
    if options.force and options.page is None:
        raise Unusable("--force is about a page: give --page FILE.html as well")
    path = None if options.page is None else _free(options.page, options.force)
    sheet = Sheet(seed, lesson, problems(seed, lesson))
    if path is None:
        print(sheet_as_text(sheet, options.answers))
        return 0
    _write(path, sheet_as_page(sheet, options.answers))
    print(f"{quoted(options.page, 60)} is written, seed {seed}. The key: {sheet.command}")
    return 0


def _free(name, force):
    """The path of a page that can be written; Unusable if it cannot, or a file is there already."""
    path, shown = Path(name), f"--page: {quoted(name, 60)}"
    if path.suffix.lower() not in (".html", ".htm"):
        raise Unusable(f"{shown} does not end in .html: give a name such as sheet.html")
    if not os.path.isdir(path.parent):
        raise Unusable(f"{shown} is in a folder that is not there: make it first, or choose another")
    if os.path.lexists(path) and not os.path.isfile(path):
        raise Unusable(f"{shown} is not a file: choose another name")
    refusal = f"{shown} is there already: choose another name, or add --force to write over it"
    refuse_overwriting(path, refusal, force)
    return path


def _write(path, content):
    try:
        write_whole(path, content.encode("utf-8"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unusable(
            f"--page: {quoted(str(path), 60)} cannot be written ({reason}): choose another folder"
        ) from None


def _parser():
    parser = Parser(prog="python -m course worksheet", description=__doc__)
    parser.add_argument(
        "--seed", metavar="N", help=f"a whole number from 0 to {LARGEST_SEED}; drawn if not said"
    )
    parser.add_argument("--lesson", metavar="L", help="only problems of this lesson, 0 to 4")
    parser.add_argument("--answers", action="store_true", help="the key as well, after the sheet")
    parser.add_argument("--page", metavar="FILE.html", help="write a page that prints well instead of text")
    parser.add_argument("--force", action="store_true", help="write over the page if it is there already")
    return parser
