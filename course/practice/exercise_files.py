"""
The exercises, one for each lesson: NUMBER_NAME.py is the solution, from which the reader's file is made.

A file to begin with is the solution with "..." in place of what its functions do, so that neither can change
without the other.
"""

import ast
from pathlib import Path

SOLUTIONS = {int(path.name[0]): path for path in sorted(Path(__file__).with_name("exercises").glob("[0-9]_*.py"))}


def readers(path):
    """What the reader's file is called, for the path of a solution."""
    return f"my_{path.name}"


def title(path):
    """The first line of a solution's docstring."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).split("\n")[0]


def starter(path):
    """The text of the file to begin with."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    for function in reversed([node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]):
        lines[function.body[0].end_lineno : function.end_lineno] = ["    ...\n"]
    return "".join(lines)
