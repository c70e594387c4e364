"""The source of a lesson: its cells, and the same lesson with one thing changed, as a reader may change it."""

import ast
import copy
import re
from typing import NamedTuple

from support.files import ROOT


def source_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


class Cell(NamedTuple):
    """A cell of a lesson: its heading, its lines of prose and its source, prose included."""

    heading: str
    prose: list
    source: str

    @property
    def code(self):
        """The lines that are code."""
        return [line for line in self.source.splitlines() if line.strip() and not line.startswith("#")]


def cells_of(source):
    """The Cells of a lesson's source; the part before the first cell is left out."""
    cells = []
    for part in re.split(r"^# %% ?", source, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        prose = [line for line in body.splitlines() if line.startswith("#")]
        cells.append(Cell(heading, prose, body))
    return cells


def with_value(source, name, expression):
    """The source with another expression, or what is none, as the first value of a variable."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            piece = ast.get_source_segment(source, node)
            return source.replace(piece, f"{name} = {expression}", 1)
    raise AssertionError(f"the lesson has no variable {name}")


# ---- faults


class Fault(NamedTuple):
    """A lesson's source with one step left out: what is left out, and the source."""

    step: str
    source: str


class _LeftOut(ast.NodeTransformer):
    """Replaces the step of a number by what it begins with, and counts the steps."""

    def __init__(self, step_of, number):
        self.step_of, self.number, self.count, self.text = step_of, number, 0, None

    def generic_visit(self, node):
        super().generic_visit(node)
        simpler = self.step_of(node)
        if simpler is None:
            return node
        self.count += 1
        if self.count - 1 != self.number:
            return node
        self.text = ast.unparse(node)
        return simpler


def faults(source, step_of):
    """The Faults of a source, one for each step. step_of(node): what is left of a node without it, or None."""
    tree = ast.parse(source)
    number = 0
    while True:
        leave_out = _LeftOut(step_of, number)
        changed = leave_out.visit(copy.deepcopy(tree))
        if leave_out.text is None:
            return
        yield Fault(leave_out.text, ast.unparse(ast.fix_missing_locations(changed)))
        number += 1


def flip(node):
    """A step of faults(): numbers[::-1] without its flip, or numbers[::-1, ::-1] without any."""
    if isinstance(node, ast.Subscript) and "::-1" in ast.unparse(node.slice):
        return node.value
    return None


def halving(node):
    """A step of faults(): a // 2, rounded down, is left whole."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv) and ast.unparse(node.right) == "2":
        return node.left
    return None


def last_one(node):
    """A step of faults(): the + 1 of a size or of a range."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and ast.unparse(node.right) == "1":
        return node.left
    return None
