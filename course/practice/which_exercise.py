"""Which exercise a file is for: by its name, or by the functions that it defines."""

import os
from pathlib import Path

from course.errors import Unusable, quoted
from course.paths import ROOT
from course.practice.exercise_files import EXERCISE_FOLDERS, function_names
from course.practice.reader_file import defined_names, imported_names
from course.terminal.command_line import command_line


def exercise_named_in(path):
    """The ExerciseFolder whose name is part of a file's name; None if there is none, or more than one."""
    stem = Path(path).stem.lower()
    named = [folder for folder in EXERCISE_FOLDERS.values() if folder.name.lower() in stem]
    return named[0] if len(named) == 1 else None


def exercise_defined_in(file):
    """The ExerciseFolder of which a ReaderFile defines functions; Unusable if there is none, or more than one.

    Only where it defines none does it count what it imports: an edge detector may well import convolve2d.
    """
    fitting = _asking_for(defined_names(file.source)) or _asking_for(imported_names(file.source))
    if len(fitting) == 1:
        return fitting[0]
    shown = quoted(file.name, 60)
    if fitting:
        numbers = " or ".join(str(folder.number) for folder in fitting)
        raise Unusable(f"{shown} defines functions of several exercises: say which with --exercise {numbers}")
    functions = ", ".join(function_names(folder)[-1] for folder in EXERCISE_FOLDERS.values())
    raise Unusable(
        f"{shown} defines none of {functions}: name it as {command_line('start')} does, or give --exercise"
    )


def _asking_for(names):
    """The exercises that ask for a function of one of these names."""
    return [folder for folder in EXERCISE_FOLDERS.values() if names.intersection(function_names(folder))]


def refuse_lesson_or_notebook(path):
    """Unusable, with what would do, if a path is that of a lesson of the course itself or of a notebook."""
    path = Path(path)
    if path.suffix.lower() == ".ipynb":
        raise Unusable(
            f"{quoted(path.name, 60)} is a notebook: save or export it as a .py file (executable script)"
        )
    for folder in EXERCISE_FOLDERS.values():
        if path.name == folder.lesson and os.path.realpath(path) == str(ROOT / folder.lesson):
            raise Unusable(
                f"{path.name} is the lesson: {command_line(f'start {folder.number}')} writes a file for your own"
            )
