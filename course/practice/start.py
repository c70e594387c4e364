"""
Write a file to begin an exercise with, into the current folder.

  python -m course start 0      writes my_0_1D.py
  python -m course start        says what the exercises are

A file that is there already is never written over. When you have filled yours
in: python -m course check my_0_1D.py

Exit codes: 0 written, 2 not written.
"""

from pathlib import Path

from course.errors import Unusable, quoted
from course.practice.exercise_files import SOLUTIONS, readers, starter, title
from course.terminal.arguments import Parser
from course.terminal.output_files import refuse_overwriting, write_whole


def main(words):
    """python -m course start: write a file, or list the exercises; return the exit code."""
    parser = Parser(prog="python -m course start", description=__doc__)
    parser.add_argument(
        "exercise", nargs="?", metavar="N", help="the number of an exercise, that of its lesson"
    )
    number = parser.parse_args(words).exercise
    if number is None:
        for each, path in SOLUTIONS.items():
            print(f"{each}  {readers(path):18} {title(path)}")
        return 0
    if number not in map(str, SOLUTIONS):
        raise Unusable(f"no exercise {quoted(number)}; there is {', '.join(map(str, SOLUTIONS))}")
    path = SOLUTIONS[int(number)]
    write(Path(readers(path)), starter(path))
    print(f"{readers(path)} is written. Open it in an editor and fill in what stands as ...; then:")
    print(f"  python -m course check {readers(path)}")
    return 0


def write(file, text):
    """Write a file that is not there yet."""
    refuse_overwriting(file, f"{file} is there already and stays as it is: rename it, or move it away")
    try:
        write_whole(file, text.encode("utf-8"))
    except OSError as error:
        raise Unusable(f"{file} cannot be written in this folder: {error.strerror}") from None
