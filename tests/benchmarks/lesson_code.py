"""
What the code of each lesson is about: python tests/benchmarks/lesson_code.py

Every line of code (no comment, no docstring, not empty) belongs to one class:

  concept     what the lesson teaches: everything else; a print() in which something is worked out, such as
              print(3*1 + 4*2) or print(np.convolve(signal, kernel)), too
  printing    print() of what is there already, and loops and functions that do nothing but print
  drawing     calls of course.pictures.figures and of Matplotlib, and what is done with their figures and axes
  checking    assert and assert_...
  asking      ask() and answer()
  machinery   imports, begin(), save(), end()

A statement of several lines is all of one class; of a loop or a function each line has the class of its
statement, and the lines that begin it have that of its body, if that is of one class, and else are the
concept. Machinery, asking and checking together may be 20 %, checking alone 3 %; the concept is 55 % at
least.
"""

import ast
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLASSES = ("concept", "printing", "drawing", "checking", "asking", "machinery")
MACHINERY = {"begin", "save", "end", "quiet"}
ASKING = {"ask", "answer"}
CHECKING = {"assert_array_equal", "assert_allclose", "assert_equal"}
FORMATTING = {"round", "len", "str", "list", "tuple", "int", "float", "print"}
DRAWING_MODULES = ("course.pictures.figures", "matplotlib")
MOST_AROUND, MOST_CHECKING, LEAST_CONCEPT = 0.20, 0.03, 0.55


def shares(source):
    """{class: its share of the lines of code} of a lesson's source."""
    classes = classes_of_lines(source)
    counts = Counter(classes.values())
    return {name: counts[name] / len(classes) for name in CLASSES}


def classes_of_lines(source):
    """{number of a line of code: its class}."""
    tree = ast.parse(source)
    drawing = _drawing_names(tree)
    classes = {}
    for statement in tree.body:
        _classify(statement, drawing, classes)
    return {number: name for number, name in classes.items() if _is_code(source.splitlines()[number - 1])}


def _is_code(line):
    return bool(line.strip()) and not line.strip().startswith("#")


def _drawing_names(tree):
    """The names that a lesson draws with: what it imports for that, and the figures and axes made by it."""
    names = {"plt", "pyplot"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(DRAWING_MODULES):
            names |= {alias.asname or alias.name for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _called(node.value) in names:
            names |= {
                part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)
            }
    return names


def _classify(statement, drawing, classes):
    """Enter the class of each line of a statement; return that of the whole, "concept" if it is mixed."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return None  # a docstring
    body = [part for name in ("body", "orelse", "finalbody") for part in getattr(statement, name, [])]
    body += [part for handler in getattr(statement, "handlers", []) for part in handler.body]
    if not body:
        name = _class_of(statement, drawing)
        classes.update(dict.fromkeys(range(statement.lineno, statement.end_lineno + 1), name))
        return name
    own = {_classify(part, drawing, classes) for part in body} - {None}
    name = own.pop() if len(own) == 1 else "concept"
    for line in range(statement.lineno, statement.end_lineno + 1):
        if not any(part.lineno <= line <= part.end_lineno for part in body):
            classes[line] = name
    return name


def _class_of(statement, drawing):
    """The class of a statement without others in it."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return "machinery"
    called = {_called(node) for node in ast.walk(statement) if isinstance(node, ast.Call)}
    used = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    if called & MACHINERY:
        return "machinery"
    if called & ASKING:
        return "asking"
    if isinstance(statement, ast.Assert) or called & CHECKING:
        return "checking"
    if used & drawing:
        return "drawing"
    if isinstance(statement, ast.Expr) and "print" in called:
        return "concept" if _is_worked_out(statement.value) else "printing"
    return "concept"


def _is_worked_out(call):
    """Whether something is worked out in a print(): numbers, a library's call or one of the lesson's own functions.

    Rounding and lengths are no such thing, nor are calls of methods without arguments, such as y.numpy().
    """
    for node in ast.walk(call):
        if isinstance(node, ast.BinOp) and not isinstance(node.left, ast.Constant | ast.JoinedStr | ast.List):
            return True
        if isinstance(node, ast.BinOp) and isinstance(getattr(node.left, "value", None), int | float):
            return True
        if isinstance(node, ast.Call) and node is not call and node.args and _called(node) not in FORMATTING:
            return True
    return False


def _called(call):
    """The name of what is called, without the module or object in front of it if it has one of its own."""
    return call.func.id if isinstance(call.func, ast.Name) else ast.unparse(call.func).split(".")[0]


def main(names):
    """Print the shares of the lessons with these names, or of all."""
    print(" " * 17 + "".join(f"{name:>10}" for name in CLASSES) + "    around it")
    of_all = [*sorted(ROOT.glob("[0-9]_*.py")), *sorted(ROOT.glob("docs/further/*.py"))]
    for path in [ROOT / name for name in names] or of_all:
        found = shares(path.read_text(encoding="utf-8"))
        around = found["machinery"] + found["asking"] + found["checking"]
        print(f"{path.name:17}" + "".join(f"{found[name]:10.0%}" for name in CLASSES) + f"{around:13.0%}")
    print(f"{'allowed':17}{LEAST_CONCEPT:>9.0%}+{'':20}{MOST_CHECKING:>9.0%}-{'':20}{MOST_AROUND:>12.0%}-")


if __name__ == "__main__":
    main(sys.argv[1:])
