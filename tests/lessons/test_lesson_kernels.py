"""The kernels that lessons 3 and 4 write out are the named ones, number by number."""

import ast
from collections import Counter

import numpy as np
import pytest
from support.files import ROOT

from course.convolution.kernels import KERNELS


def weights(kernel):
    """The kernel as an array: int64 if it is of ints, else float64."""
    whole, divisor = kernel.whole
    return np.array(whole) if divisor == 1 else np.array(kernel.rows, dtype=float)


WRITTEN = {
    "3_image.py": {
        "unchanged": "identity", "box": "box", "sharpen": "sharpen", "difference": "minus difference",
        "upright": "sobel-vertical", "lying": "sobel-horizontal", "np.outer(column, across)": "sobel-vertical",
        "laplacian": "laplacian", "bright_spots": "bright-spots", "unchanged + bright_spots": "sharpen", "soft": "gaussian",
    },
    "4_digit.py": {"upright": "minus sobel-vertical", "lying": "minus sobel-horizontal"},
}  # fmt: skip
# the other tables that the lessons make: images, pairs of pixels, kernels flipped or in bytes, the weights of channels
OTHERS = {
    "3_image.py": [
        "four_pixels", "colours", "wide_box", "dot", "flat", "ones", "step_up", "[row]", "slanting", "three_rows",
        "[ramp]", "low_dot", "low_edge", "column", "across", "h",
    ],
    "4_digit.py": [
        "small", "[[0, 0, 9, 0], [0, 0, 0, 9]]", "blocks", "[upright, lying]", "x", "x", "x", "h",
        "ten_ones", "[[5, 3], [3, 5], [2, 6]]",
    ],
}  # fmt: skip
FIRST = {"3_image.py": "unchanged", "4_digit.py": "upright"}  # as the lesson's code names it
KNOWN = {name: weights(kernel) for name, kernel in KERNELS.items()}
KNOWN["minus difference"] = -KNOWN["difference"]  # as the lessons write it: above 0 where it gets brighter
for sobel in ("sobel-vertical", "sobel-horizontal"):  # flipped, as lesson 4 has them: it does not flip
    KNOWN[f"minus {sobel}"] = KNOWN[sobel][::-1, ::-1]
BUILTINS = {"__builtins__": {"__import__": __import__}}  # which NumPy needs for some of its sums


def nodes(tree, kind):
    return [node for node in ast.walk(tree) if isinstance(node, kind)]


def names_in(node, context):
    return {name.id for name in nodes(node, ast.Name) if isinstance(name.ctx, context)}


def is_table(value):
    try:
        table = np.asarray(value)
    except ValueError:  # rows of different lengths
        return False
    return isinstance(value, (list, np.ndarray)) and table.ndim >= 2 and table.dtype.kind in "buif"


class Tables:
    """The tables of numbers in a lesson's source: found is a list of (label, name in KNOWN or None, node).

    Nothing of the lesson is run but expressions, and module-level assignments, that need only NumPy and names
    that were assigned like this before. The largest piece that gives a table counts, wherever it stands,
    unless it only looks one up; its label is its key in a dict, what it is assigned to, or else its text.
    ValueError if a table is changed in place.
    """

    MAKING = (ast.Call, ast.List, ast.BinOp, ast.UnaryOp)

    def __init__(self, tree):
        self.values, self.found, self.appended = {"np": np}, [], appended(tree)
        for statement in tree.body:
            self.search(statement)
            self.follow(statement)

    def search(self, node, label=None):
        if isinstance(node, ast.expr) and nodes(node, self.MAKING):
            value = self.value(node)
            if is_table(value):
                self.found.append((label or ast.unparse(node), name_of(np.array(value)), node))
                return
        for part, name in parts(node):
            self.search(part, name)

    def value(self, node):
        """What an expression comes to, or None if it needs more than is known."""
        whole = not isinstance(node, (ast.Starred, ast.Slice, ast.FormattedValue))
        if not whole or names_in(node, ast.Store) or not names_in(node, ast.Load) <= self.values.keys():
            return None
        return eval(compile(ast.Expression(node), "a lesson", "eval"), BUILTINS, self.values)

    def follow(self, statement):
        """Carry out an assignment if all that it needs is known; else forget what it assigns."""
        needs = {ast.Assign: ast.Load, ast.AugAssign: ast.expr_context}.get(type(statement))
        followed = not names_in(statement, ast.Store) & self.appended
        if needs and followed and names_in(statement, needs) <= self.values.keys():
            exec(compile(ast.Module([statement], []), "a lesson", "exec"), BUILTINS, self.values)
            for table in tables_in(list(self.values.values())):
                table.flags.writeable = False
            return
        for name in names_in(statement, ast.Store):
            self.values.pop(name, None)
        for name in filled(statement) & self.values.keys():
            if tables_in([self.values.pop(name)]):
                raise ValueError(f"{name} is read-only, and line {statement.lineno} changes it")


def tables_in(values):
    """The arrays among values, and in the dicts among them, that are tables."""
    entries = [entry for value in values if isinstance(value, dict) for entry in value.values()]
    return [value for value in values + entries if isinstance(value, np.ndarray) and is_table(value)]


def appended(tree):
    """The names of lists that a lesson appends to: what is in them is not known from their assignment."""
    methods = [call.func for call in nodes(tree, ast.Call) if isinstance(call.func, ast.Attribute)]
    return {method.value.id for method in methods if method.attr == "append"}


def filled(statement):
    """The names of what a statement assigns entries of, as in maps[name] = 3."""
    entries = [entry for entry in nodes(statement, ast.Subscript) if isinstance(entry.ctx, ast.Store)]
    return set().union(*(names_in(entry.value, ast.Load) for entry in entries))


def name_of(table):
    """The name in KNOWN of a table of the same numbers, up to the rounding of floats, or None."""
    alike = {name: known for name, known in KNOWN.items() if known.shape == table.shape}
    return next((name for name, known in alike.items() if np.allclose(table, known, 1e-13, 0)), None)


def parts(node):
    """The pieces of a node, each with its label or None."""
    if isinstance(node, ast.Dict):
        return [(value, getattr(key, "value", None)) for key, value in zip(node.keys, node.values)]
    if isinstance(node, ast.Assign):
        target = node.targets[0]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            return [(value, ast.unparse(name)) for name, value in zip(target.elts, node.value.elts)]
        return [(node.value, ast.unparse(target))]
    return [(child, None) for child in ast.iter_child_nodes(node)]


def read_lesson(name):
    return ast.parse((ROOT / name).read_text(encoding="utf-8"))


def told(tree):
    return Counter((label, name) for label, name, _ in Tables(tree).found)


def expected(lesson):
    return Counter([*WRITTEN[lesson].items(), *((table, None) for table in OTHERS[lesson])])


def behind(tree, kind):
    """The nodes of a kind that the kernels are made of: their own, and those of the assignments they need."""
    pieces = [node for _, name, node in Tables(tree).found if name]
    assignments = [statement for statement in tree.body if isinstance(statement, ast.Assign)]
    for piece in pieces:  # grows as it goes
        needed = names_in(piece, ast.Load)
        pieces += [a for a in assignments if names_in(a, ast.Store) & needed and a not in pieces]
    return {node for piece in pieces for node in nodes(piece, kind)}


@pytest.mark.parametrize("lesson", WRITTEN)
class TestLessons:
    def test_every_kernel_in_sight_is_the_named_one(self, lesson):
        assert told(read_lesson(lesson)) == expected(lesson)

    def test_a_changed_number_is_noticed(self, lesson):
        tree = read_lesson(lesson)
        numbers = [node for node in behind(tree, ast.Constant) if type(node.value) in (int, float)]
        assert len(numbers) >= 5 * len(WRITTEN[lesson])  # one is a sum of two others
        for node in numbers:
            node.value += 1
            assert told(tree) != expected(lesson), f"line {node.lineno}: {node.value} is one too many"
            node.value -= 1

    def test_a_changed_sign_is_noticed(self, lesson):
        tree = read_lesson(lesson)
        signs = [node for node in behind(tree, ast.UnaryOp) if isinstance(node.op, ast.USub)]
        assert len(signs) >= 6
        for node in signs:
            node.op = ast.UAdd()
            assert told(tree) != expected(lesson), f"line {node.lineno}: a sign may be lost"
            node.op = ast.USub()

    @pytest.mark.parametrize(
        "line",
        [
            "more = np.array([[1, 2], [3, 4]])",
            "more = np.ones((3, 3)) / 9",
            "more = np.array([[1, 2, 1]]) / 4",
            "print('text', convolve(grey, np.array([[-1, 2]])))",
            "for k in (1, 2):\n    print(k, convolve(grey, [[1, 0], [0, 1]]))",
            "def f(x):\n    return convolve(x, np.outer([1, 2], [3, 4]))",
            "more = {'vertical': np.eye(3)}",
            "more = [np.eye(3) for k in range(3)]",
            "more = np.stack([[1, 2], [3, 4]])",
            "FIRST = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]])",
            "FIRST = FIRST * 2",
            "FIRST = -FIRST",
        ],
    )
    def test_a_kernel_more_is_noticed(self, lesson, line):
        tree = read_lesson(lesson)
        tree.body += ast.parse(line.replace("FIRST", FIRST[lesson])).body
        assert told(tree) != expected(lesson)

    @pytest.mark.parametrize(
        "line",
        [
            "FIRST[0, 0] = 1",
            "FIRST *= 2",
            "np.fill_diagonal(FIRST, 3)",
            "for row in range(3):\n    FIRST[row, 0] = 1",
            "FIRST[digit] = 0",
        ],
    )
    def test_a_change_in_place_is_noticed(self, lesson, line):
        tree = read_lesson(lesson)
        tree.body += ast.parse(line.replace("FIRST", FIRST[lesson])).body
        with pytest.raises(ValueError, match="read-only"):
            Tables(tree)
