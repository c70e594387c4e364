"""Which exercise a file is for: by its name, or by the functions that it defines."""

import ast
import re
from pathlib import Path

from course.errors import Unusable, quoted
from course.paths import ROOT
from course.practice.exercise_files import SOLUTIONS
from course.practice.rubric import exercises
from course.practice.sandbox import read

# ---- which exercise


def exercise_of(path):
    """The Exercise of a file: the one that its name tells, or the one whose functions it defines."""
    named = [each for each in exercises().values() if each.name.lower() in Path(path).stem.lower()]
    if len(named) == 1:
        return named[0]
    source, found = read(path), []
    for names in (functions(source), imported(source)):  # what it borrows tells less than what it defines
        found = found or [each for each in exercises().values() if set(each.functions) & names]
    if len(found) == 1:
        return found[0]
    name, every = quoted(Path(path).name, 60), ", ".join(each.functions[-1] for each in exercises().values())
    if found:
        numbers = " or ".join(str(each.number) for each in found)
        raise Unusable(f"{name} defines functions of several exercises: say which with --exercise {numbers}")
    raise Unusable(
        f"{name} defines none of {every}: name it as python -m course start does, or give --exercise"
    )


def refuse_a_lesson(path):
    """Refuse a lesson of the course itself, and a notebook."""
    path = Path(path)
    if path.suffix == ".ipynb":
        raise Unusable(
            f"{quoted(path.name, 60)} is a notebook: save or export it as a .py file (executable script)"
        )
    if path.resolve().parent == ROOT and path.name in {solution.name for solution in SOLUTIONS.values()}:
        raise Unusable(
            f"{path.name} is the lesson: python -m course start {path.name[0]} writes a file for your own"
        )


def functions(source):
    """The names that a file defines at its top level, as far as it can be read."""
    names, nodes = set(), top(source)
    for node in nodes or ():
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    if nodes is None:
        found = re.findall(rb"^(?:def\s+)?(\w+)\s*[=(]", source, re.M)
        return {name.decode("ascii", "ignore") for name in found}
    return names


def imported(source):
    """The names that a file imports one by one at its top level."""
    imports = [node for node in top(source) or () if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in imports for alias in node.names}


def top(source):
    """The statements of a file; None if it cannot be read."""
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
