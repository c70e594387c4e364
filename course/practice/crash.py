"""An error that a function of a reader's file raised, and what the names of its expression held there."""

import ast
from typing import NamedTuple

from course.convolution.formatting import listed_with_and
from course.practice.file_text import words_of


class Help(NamedTuple):
    """A sentence on what stands in the way, and what would do, which may be ""."""

    says: str
    hint: str = ""


class Crash(NamedTuple):
    """An error that a function raised.

    trouble     the error in one line, as "IndexError: index 1 is out of bounds for axis 0 with size 1, line 8"
    node        the expression, of ast
    names       {name: what it held}, as in a Scene
    text        the FileText
    elsewhere   whether it came up on other inputs than the one that is shown
    not_square  whether it comes up only where rows and columns of the image or the kernel differ in number,
                and there are others
    image       the sizes of the input along its axes
    kernel      those of the kernel
    asked       those of the result
    full        those of the largest result that any mode asks
    """

    trouble: str
    node: ast.expr
    names: dict
    text: object
    elsewhere: bool = False
    not_square: bool = False
    image: tuple = ()
    kernel: tuple = ()
    asked: tuple = ()
    full: tuple = ()

    @property
    def line(self):
        """How the sentence begins."""
        return self.line_of(self.node)

    def line_of(self, node):
        """How a sentence on another expression of the same call begins."""
        return f"{'On another input, line' if self.elsewhere else 'Line'} {node.lineno}:"

    def shape_of(self, node):
        """The shape of the array that an expression is, as far as its name tells; None elsewhere."""
        kind, *rest = self.names.get(words_of(node), ("",))
        return tuple(rest[0]) if kind == "array" else None

    def kind_of(self, node):
        """ "list", "array" or "number", as far as the names tell what an expression is; "" elsewhere."""
        if isinstance(node, ast.Name):
            kind = self.names.get(node.id, ("",))[0]
            return {"int": "number", "float": "number", "tuple": "list"}.get(kind, kind)
        if isinstance(node, (ast.List, ast.ListComp)):
            return "list"
        if isinstance(node, ast.Constant):
            return "number" if isinstance(node.value, (int, float)) else ""
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            return self.kind_of(node.value)
        if isinstance(node, ast.Call):
            return {"list": "list", "len": "number"}.get(words_of(node.func), "")
        if isinstance(node, ast.BinOp):
            kinds = {self.kind_of(node.left), self.kind_of(node.right)}
            for kind in ("array", "list", "number"):
                if kind in kinds:
                    return kind
        return ""


def values_of(names, held):
    """Numbers by their names, as "m = 1 and i = 0"; "" if there are none."""
    values = [f"{name} = {held[name][1]}" for name in names if held.get(name, ("",))[0] in ("int", "float")]
    return listed_with_and(values) if values else ""


def worth(node, held):
    """The whole number that an expression of names, sizes, +, -, * and // is; None for another."""
    match node:
        case ast.Constant(value=int(value)):
            return value
        case ast.Name(id=name) if held.get(name, ("",))[0] == "int":
            return held[name][1]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            value = worth(operand, held)
            return None if value is None else -value
        case ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=name)]):
            return _size_of(held.get(name, ("",)), 0)
        case ast.Call(
            func=ast.Name(id="len"),
            args=[ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=int()))],
        ):
            return _size_of(held.get(name, ("",)), 1)
        case ast.Subscript(
            value=ast.Attribute(value=ast.Name(id=name), attr="shape"), slice=ast.Constant(value=int(axis))
        ):
            return _size_of(held.get(name, ("",)), axis)
        case ast.BinOp(left=left, op=op, right=right):
            return _worth_of_two(worth(left, held), op, worth(right, held))
    return None


def _size_of(seen, axis):
    """The size along an axis of what a name held; None where it has none."""
    kind, *rest = seen
    sizes = rest[0] if kind == "array" else [rest[0]] if kind in ("list", "tuple") else []
    return sizes[axis] if -len(sizes) <= axis < len(sizes) else None


def _worth_of_two(one, op, other):
    if one is None or other is None:
        return None
    match op:
        case ast.Add():
            return one + other
        case ast.Sub():
            return one - other
        case ast.Mult():
            return one * other
        case ast.FloorDiv() if other:
            return one // other
    return None


def what_there_is(size, thing, first, last):
    """How many things there are, and which: "3 rows, row 0 to row 2"."""
    if size == 0:
        return f"no {thing}"
    return f"1 {thing}, {first}" if size == 1 else f"{size} {thing}s, {first} to {last}"


def is_filled(crash, array):
    """Whether the file puts numbers into an array or list of a name, at an index."""
    for node in crash.text.all_of(ast.Subscript):
        if isinstance(node.ctx, ast.Store) and words_of(node.value) == array:
            return True
    return False
