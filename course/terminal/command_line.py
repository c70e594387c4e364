"""Commands as they can be typed: with the interpreter that runs, so that it is the one in which the course is
installed.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ENVIRONMENT = ".venv"  # the folder that the README's first command makes


def command_line(words="", folder=None):
    """What to type for python -m course WORDS, in the current folder or in another one.

    Example: "python -m course start 0" where `python` is the interpreter that runs, as in an activated
    environment; otherwise ".venv/bin/python -m course start 0" in the course's folder.
    """
    return f"{interpreter(folder)} -m course {words}".rstrip()


def script_line(path, words="", folder=None):
    """What to type to run a Python file, given as its path, in the current folder or in another one.

    Example: ".venv/bin/python 0_1D.py --step" in the folder of 0_1D.py or, with its full path, in any other.
    A file below the folder is named with / on every machine: Python understands it on Windows, too.
    """
    try:
        typed = path.absolute().relative_to(folder or Path.cwd()).as_posix()
    except (ValueError, OSError):  # it is elsewhere, or the current folder is gone
        typed = str(path)
    return f"{interpreter(folder)} {_quoted(typed)} {words}".rstrip()


def typable(text):
    """A text that names commands by "python -m course", with each as it can be typed in the current folder.

    For texts that are also read on other machines, such as the hints in a class's results.
    """
    return text.replace("python -m course", command_line())


def interpreter(folder=None):
    """How the interpreter that runs is typed, in the current folder or in another one.

    "python" if that is the one that runs; its path from the folder if it is below; otherwise its full path.
    """
    if not sys.executable:  # an interpreter inside another program
        return "python"
    on_path = shutil.which("python")
    if on_path and _is_running(on_path):
        return "python"
    executable = os.path.abspath(sys.executable)
    try:
        below = Path(executable).relative_to(Path(folder or os.getcwd()).absolute())
    except (ValueError, OSError):  # it is elsewhere, or the current folder is gone
        return _quoted(executable)
    return _quoted(str(below) if len(below.parts) > 1 else os.path.join(".", below))


def environment_python(folder):
    """How the Python of a folder's environment is typed there, such as .venv/bin/python; None if there is none
    other than the one that runs.
    """
    environment = Path(folder) / ENVIRONMENT
    for program in (environment / "bin" / "python", environment / "Scripts" / "python.exe"):
        if program.exists() and not _is_running(program):
            return _quoted(str(program.relative_to(folder).with_suffix("")))
    return None


def _is_running(program):
    """Whether a program is the interpreter that runs: the same file under any name, in the same folder.

    The folder counts because the python of an environment is a link to the one that it was made with.
    """
    same_folder = os.path.realpath(os.path.dirname(program)) == os.path.realpath(
        os.path.dirname(sys.executable)
    )
    return same_folder and os.path.realpath(program) == os.path.realpath(sys.executable)


def _quoted(path):
    return subprocess.list2cmdline([path]) if os.name == "nt" else shlex.quote(path)
