"""
The exercises as they lie on disk: a list that imports none of them, and the file that a reader begins with.

    EXERCISE_FOLDERS[0].readers_file   "my_0_1D.py"
    starter(EXERCISE_FOLDERS[0])       its text: the solution with "..." in place of what its functions do
    load_exercise(0)                   the whole Exercise, with all its inputs; only this takes a while

A starter is made from the solution, so that neither can change without the other.
"""

import ast
import threading
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

FIRST = "exercise_"  # what the name of each folder begins with
_loading = threading.Lock()


class ExerciseFolder(NamedTuple):
    """Where an exercise lies: its number, the name of its lesson without ".py" ("0_1D"), and its folder."""

    number: int
    name: str
    path: Path

    @property
    def lesson(self):
        """The file name of its lesson, "0_1D.py"."""
        return f"{self.name}.py"

    @property
    def readers_file(self):
        """What the reader's file is called, "my_0_1D.py"."""
        return f"my_{self.name}.py"

    @property
    def solution(self):
        """The path of the solution."""
        return self.path / "solution.py"

    @property
    def package(self):
        """The dotted name of its folder, which holds exercise.py and, where it has any, mistakes.py."""
        return f"course.practice.exercises.{self.path.name}"


def _exercise_folders():
    folders = []
    for path in Path(__file__).with_name("exercises").glob(f"{FIRST}[0-9]*_*"):
        name = path.name.removeprefix(FIRST)
        folders.append(ExerciseFolder(int(name.split("_")[0]), name, path))
    return {folder.number: folder for folder in sorted(folders)}


EXERCISE_FOLDERS = _exercise_folders()  # by number, in order


def load_exercise(number):
    """The Exercise (rubric.py) of a number, made when it is first asked for, then kept.

    A class's files are checked in several threads: the lock keeps two of them from making it at once.
    """
    with _loading:
        return _made(number)


@cache
def _made(number):
    folder = EXERCISE_FOLDERS[number]
    return import_module(f"{folder.package}.exercise").make(folder)


def mistakes_of_exercises():
    """{name: Mistake} of what goes wrong in one exercise alone, exercise by exercise."""
    mistakes = {}
    for folder in EXERCISE_FOLDERS.values():
        if (folder.path / "mistakes.py").exists():
            for mistake in import_module(f"{folder.package}.mistakes").MISTAKES:
                mistakes[mistake.name] = mistake
    return mistakes


# ---- the text of a solution


@cache
def function_names(folder):
    """The names of the functions that an exercise asks for: those that its solution defines, as a tuple."""
    return tuple(node.name for node in _functions(_text(folder)))


@cache
def signature(folder, function):
    """The parameters of a function that an exercise asks for, as they are typed: 'signal, kernel, mode="full"'."""
    (found,) = [node for node in _functions(_text(folder)) if node.name == function]
    return ast.unparse(found.args).replace("'", '"')


def exercise_title(folder):
    """The first line of the solution's docstring."""
    return ast.get_docstring(ast.parse(_text(folder))).split("\n")[0]


def starter(folder):
    """The text of the file to begin with: of each function the signature, the docstring and "..."."""
    text = _text(folder)
    lines = text.splitlines(keepends=True)
    for function in reversed(_functions(text)):  # from below, so that the lines above keep their numbers
        docstring = function.body[0]
        lines[docstring.end_lineno : function.end_lineno] = ["    ...\n"]
    return "".join(lines)


def _text(folder):
    return folder.solution.read_text(encoding="utf-8")


def _functions(text):
    return [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
