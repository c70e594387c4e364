"""Which of the functions of a reader's file is meant: the only one that the others do not use."""

import ast

from course.errors import Unusable, printable, quoted
from course.practice.reader_file import defined_names, parsed


def function_to_diagnose(file):
    """The name of the function of a ReaderFile that no other of its functions uses; Unusable if there are several.

    Names that begin with _ and main do not count. Of a file that is not Python it is the first name that it may
    define: running it says what is wrong.
    """
    tree = parsed(file.source)
    shown = quoted(file.name, 40)
    if tree is None:
        names = sorted(defined_names(file.source))[:1]
    else:
        names = [node.name for node in unused_functions(tree)]
    if not names:
        raise Unusable(f"{shown} defines no function at its top level: give one that takes an image and a kernel")
    if len(names) > 1:
        some = ", ".join(printable(name, 30) for name in names[:6])
        raise Unusable(f"{shown} defines several functions: say which with --function ({some})")
    return names[0]


def unused_functions(tree):
    """The functions (ast) at the top level of a file that none of its other functions uses; all if each is used.

    Those are left out whose names begin with _, and main. Of several with one name the last counts.
    """
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    used = {name for node in functions.values() for name in _names_used(node)}
    public = [node for name, node in functions.items() if not name.startswith("_") and name != "main"]
    return [node for node in public if node.name not in used] or public


def _names_used(function):
    """The names that a function uses besides its own."""
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return names - {function.name}
