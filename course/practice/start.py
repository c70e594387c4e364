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
from course.practice.exercise_files import EXERCISE_FOLDERS, exercise_title, starter
from course.terminal.arguments import Parser
from course.terminal.command_line import command_line
from course.terminal.output_files import refuse_overwriting, write_whole


def main(words):
    """python -m course start: write a file, or list the exercises; return the exit code."""
    parser = Parser(prog="python -m course start", description=__doc__)
    parser.add_argument(
        "exercise", nargs="?", metavar="N", help="the number of an exercise, that of its lesson"
    )
    number = parser.parse_args(words).exercise
    if number is None:
        for folder in EXERCISE_FOLDERS.values():
            print(f"{folder.number}  {folder.readers_file:18} {exercise_title(folder)}")
        return 0
    folder = _chosen(number)
    write_new_file(Path(folder.readers_file), starter(folder))
    print(
        f"{folder.readers_file} is written. Open it in an editor and put your own code in the place of each ...; then:"
    )
    print(f"  {command_line(f'check {folder.readers_file}')}")
    return 0


def _chosen(number):
    """The ExerciseFolder of a number that was typed. As text: int() takes " 0" and digits of other scripts."""
    by_text = {str(folder.number): folder for folder in EXERCISE_FOLDERS.values()}
    if number not in by_text:
        raise Unusable(f"no exercise {quoted(number)}; there is {', '.join(by_text)}")
    return by_text[number]


def write_new_file(path, text):
    """Write a text to a path where nothing is yet; Unusable, in one line, if something is, or it cannot be done."""
    refuse_overwriting(path, f"{path} is there already and stays as it is: rename it, or move it away")
    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise Unusable(f"{path} cannot be written in this folder: {error.strerror}") from None
