"""
A reader's file as Python's own tree: which expression stands at a place, and what its function does in plain sight.

Nothing of the file is run here.
"""

import ast

from course.practice.reader_file import parsed


class FileText:
    """The text of a file: its tree, None where it is not Python, and the tree of its function of a name, or None."""

    def __init__(self, source, function):
        self.tree = parsed(source)
        self.name = function
        self.function = None
        for node in self.tree.body if self.tree else ():
            if isinstance(node, ast.FunctionDef) and node.name == function:
                self.function = node

    def at(self, place):
        """The innermost expression that stands at a Place; None if there is none."""
        wanted = (place.line, place.last_line, place.column, place.end)
        found = None
        for node in ast.walk(self.tree) if self.tree else ():
            if isinstance(node, ast.expr) and _place_of(node) == wanted:
                found = node
        return found

    def all_of(self, kind, within=None):
        """The nodes of a kind, in the whole file or within a node, as they stand from top to bottom."""
        root = within or self.tree
        found = [node for node in ast.walk(root) if isinstance(node, kind)] if root else []
        return sorted(found, key=lambda node: (getattr(node, "lineno", 0), getattr(node, "col_offset", 0)))

    @property
    def parameters(self):
        """The names of the function's parameters that can be given by position."""
        if self.function is None:
            return ()
        arguments = self.function.args
        return tuple(argument.arg for argument in (*arguments.posonlyargs, *arguments.args))


def _place_of(node):
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset


def words_of(node, most=60):
    """An expression as it is typed, in one line; a long one loses its middle."""
    text = ast.unparse(node)
    text = text if text.isascii() else ascii(text)[1:-1]
    return text if len(text) <= most else f"{text[: most // 2 - 2]} ... {text[2 - most // 2 :]}"


def names_in(node):
    """The names in an expression, in order, each once."""
    return list(dict.fromkeys(each.id for each in ast.walk(node) if isinstance(each, ast.Name)))


def index_of(subscript):
    """The indices of array[i, j], one for each axis: a list of expressions."""
    inner = subscript.slice
    return list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]


def has_minus(node):
    """Whether something is taken away in an expression: m - i."""
    return any(isinstance(each, ast.BinOp) and isinstance(each.op, ast.Sub) for each in ast.walk(node))
