"""
Python for the page of course/play where no server answers: one file, python.js, which is loaded when needed.

It holds Pyodide's core, which npm brings, and what the page's answers import of the course and of Python's
library, compiled by Pyodide itself (page_python_compile.py). The file is a script that sets window.coursePython to
texts: the source of the worker (page_python_worker.js), and for each part base64 of what gzip made of it. The
worker unpacks them. So it works from any server, and from a folder on a disk, and asks nothing of another
address.
"""

import ast
import gzip
import json
import shutil
import subprocess
import sys
import zipfile
from base64 import b64encode
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
BEGIN = "course.play.answers"  # the module that answers in the page
PYODIDE = "314.0.7"
INTEGRITY = "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")  # of Pyodide, as they are
LIBRARY = "python_stdlib.zip"
MOST_BYTES = 7_000_000
SECONDS = 300  # for npm, and for compiling
NPM_OPTIONS = (
    *("--no-save", "--no-audit", "--no-fund", "--ignore-scripts"),
    *("--prefer-offline", "--fetch-retries=1", "--loglevel=error"),
)
NOTICE = (
    f"Pyodide {PYODIDE}, MPL-2.0, https://github.com/pyodide/pyodide/tree/{PYODIDE}, and CPython, PSF-2.0: "
    "see licences.txt"
)
LICENCES = ("Pyodide.txt", "MPL-2.0.txt", "Python.txt")


class NoPythonError(Exception):
    """Why no python.js can be made here, in one line."""


def write_python(path, work):
    """Write python.js. work: a folder for what it is made of.

    NoPythonError where npm or Node is missing, or npm does not bring what was asked for.
    """
    install_pyodide(work)
    write_python_of(path, installed_pyodide(work))


def write_python_of(path, pyodide):
    """Write python.js, of Pyodide's package in a folder; what it is made of is put beside the file."""
    compiled = path.with_name(LIBRARY)
    compile_modules(pyodide, compiled)
    text = python_script([*(pyodide / name for name in PARTS), compiled], lock_of(pyodide))
    if len(text) > MOST_BYTES:
        raise NoPythonError(f"it would have {len(text)} bytes, and may have {MOST_BYTES}")
    path.write_text(text, encoding="ascii", newline="\n")


def install_pyodide(work):
    """Have npm put Pyodide's package below the folder `work`."""
    work.mkdir(parents=True, exist_ok=True)
    run("npm", "install", *NPM_OPTIONS, "--prefix", str(work), f"pyodide@{PYODIDE}")


def installed_pyodide(work):
    """The folder of Pyodide's package below the folder `work`; NoPythonError if it is another than was tried."""
    installed = json.loads((work / "node_modules" / ".package-lock.json").read_text(encoding="utf-8"))
    if installed["packages"]["node_modules/pyodide"]["integrity"] != INTEGRITY:
        raise NoPythonError(f"npm has another pyodide {PYODIDE} than the one that was tried")
    return work / "node_modules" / "pyodide"


def run(program, *words):
    """Run a program that comes with Node; NoPythonError if it is missing or fails."""
    found = shutil.which(program)
    if found is None:
        raise NoPythonError(f"{program} is not installed")
    try:
        subprocess.run(
            [found, *words],
            check=True,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise NoPythonError(f"{program} took longer than {SECONDS} seconds") from None
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or ["nothing is said of why"]
        raise NoPythonError(f"{program} failed: {lines[0]}") from None


def compile_modules(pyodide, compiled):
    """Write the archive of compiled modules, by Pyodide in Node."""
    sources = compiled.with_name("course.zip")
    with zipfile.ZipFile(sources, "w") as archive:
        for path in course_modules().values():
            archive.write(path, path.relative_to(ROOT).as_posix())
    run("node", str(DOCS / "page_python_compile.mjs"), str(pyodide), str(sources), str(compiled))


def course_modules():
    """The modules of the course that answering needs, {name: path}: what BEGIN imports, and so on.

    Imports inside functions count only where they lead to nothing that has to be installed: the others
    lead to what a browser has not, such as NumPy, and are not reached there.
    """
    modules = with_imports(BEGIN)
    nested = {name for path in modules.values() for name in imports_in(path, nested=True)}
    for name in sorted(nested - set(modules)):
        below = with_imports(name)
        if all(needs_only_python(path) for path in below.values()):
            modules |= below
    return dict(sorted(modules.items()))


def with_imports(begin):
    """{name: path} of a module of the course and of all that it imports, its packages with them."""
    found, wanted = {}, [begin]
    while wanted:
        name = wanted.pop()
        path = path_of_module(name)
        if name not in found and path:
            found[name] = path
            wanted += [*imports_in(path), *([name.rpartition(".")[0]] if "." in name else [])]
    return found


def path_of_module(name):
    """Where a module of the course stands; None for any other."""
    base = ROOT.joinpath(*name.split("."))
    places = [base.with_suffix(".py"), base / "__init__.py"]
    return next((path for path in places if name.split(".")[0] == "course" and path.is_file()), None)


def imports_in(path, nested=False):
    """The names of all that a file imports at its top level, or anywhere: modules, and what is in them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree) if nested else tree.body:
        if isinstance(node, ast.ImportFrom):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def needs_only_python(path):
    """Whether a file imports nothing at its top level that has to be installed."""
    return {name.split(".")[0] for name in imports_in(path)} <= {"course", *sys.stdlib_module_names}


def lock_of(pyodide):
    """Pyodide's list of packages, without any: what the page runs needs none."""
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    return {"info": lock["info"], "packages": {}}


def python_script(parts, lock):
    """The text of python.js, of the files of its parts."""
    packed = {
        path.name: b64encode(gzip.compress(path.read_bytes(), mtime=0)).decode("ascii") for path in parts
    }
    worker = (DOCS / "page_python_worker.js").read_text(encoding="utf-8")
    held = json.dumps({"worker": worker, "lock": lock, "parts": packed})
    return f"// {NOTICE}\nwindow.coursePython = {held};\n"


def licences():
    """The licences of what python.js holds, as one text."""
    return (
        "\n\n".join((DOCS / "licences" / name).read_text(encoding="utf-8").strip() for name in LICENCES)
        + "\n"
    )
