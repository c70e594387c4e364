"""
Compile what Python needs in the page, from /course.zip to /compiled.zip: run in Pyodide.

Compiled are the course's modules and those of Python's library that are loaded when some questions have been
answered, or that a module of the course imports anywhere. A browser that had to compile them would start two
seconds later. Without its tables of line numbers, which no answer shows, code takes two thirds of the room.
"""

import ast
import importlib
import importlib.util
import marshal
import sys
import zipfile
from types import CodeType

COURSE = "/course.zip"
LIBRARY = next(path for path in sys.path if path.endswith(".zip"))
COMPILED = "/compiled.zip"
QUESTIONS = (
    {"input": "3 4 5", "kernel": "2 1", "got": "6 11 14 5"},
    {"input": "1 2 4", "kernel": "3 1", "got": "1 5 10 12"},
    {"input": "3 1 4 1 5", "kernel": "2 7 1", "got": "6 23 18 31 12 77 13"},
    {"input": "1/3 .5; 2 3", "kernel": "1 -2.5; 0 1e-3", "mode": "same", "got": "1 2; 3 4.25"},
    {"input": "\u00e9", "kernel": "none", "mode": "other", "got": "?"},
)


def main():
    sys.path.insert(0, COURSE)
    archives = {path: zipfile.ZipFile(path) for path in (COURSE, LIBRARY)}
    load_all(archives[COURSE])
    with zipfile.ZipFile(COMPILED, "w", zipfile.ZIP_STORED) as compiled:
        for path, name in loaded_files():
            code = compile(
                archives[path].read(name), name, "exec", dont_inherit=True, optimize=level(path, name)
            )
            compiled.writestr(zipfile.ZipInfo(f"{name}c"), as_file(without_lines(code)))


def load_all(course):
    """Load all modules of the course's archive, what they may import, and what answering QUESTIONS loads."""
    for name in course.namelist():
        importlib.import_module(name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        for node in ast.walk(ast.parse(course.read(name))):
            if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] in sys.stdlib_module_names:
                importlib.import_module(node.module)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name.split(".")[0] in sys.stdlib_module_names:
                        importlib.import_module(alias.name)
    from course.play.answers import why_answer

    for words in QUESTIONS:
        why_answer(words)


def loaded_files():
    """The (archive, name in it) of all modules that are loaded, in order."""
    files = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
    return sorted(
        (path, file.removeprefix(f"{path}/"))
        for path in (COURSE, LIBRARY)
        for file in {*files}
        if file.startswith(f"{path}/")
    )


def level(path, name):
    """What compile() leaves out: 2, docstrings and assertions, of the library; 0, nothing, of all else."""
    return 0 if path == COURSE or name.split("/")[0] in ("pyodide", "_pyodide") else 2


def without_lines(code):
    """Code without its tables of line numbers."""
    inside = [without_lines(part) if isinstance(part, CodeType) else part for part in code.co_consts]
    return code.replace(co_linetable=b"", co_consts=tuple(inside))


def as_file(code):
    """Code as the bytes of a .pyc file, which is compared with no source."""
    return importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)


main()
