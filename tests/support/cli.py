"""Commands as they are typed: refused in one line, or run as a process."""

import os
import re
import subprocess
import sys

import pytest
from support.files import ROOT

posix = pytest.mark.skipif(os.name != "posix", reason="signals, pipes, links and terminals as POSIX has them")


def assert_refused(result, piece=""):
    """Asserts that a command's (exit code, stdout, stderr) is a refusal, one line that holds a piece; the line."""
    code, out, err = result
    assert (code, out) == (2, "")
    assert re.fullmatch(r"python -m course( [a-z]+)?: [ -~]{10,}\n", err) and len(err) < 400
    assert piece in err
    return err


def start_process(*words, cwd, flags=("-W", "error"), **settings):
    """python -m course WORDS as a process in a folder, with a temporary folder of its own: cwd/temporary."""
    (cwd / "temporary").mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(cwd / "temporary"), "COLUMNS": "80"}
    return subprocess.Popen(
        [sys.executable, *flags, "-m", "course", *map(str, words)],
        cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
        **{"stdout": subprocess.PIPE, **settings},
    )  # fmt: skip


def finished(process, seconds=60):
    """(exit code, stdout, stderr) of a process, as soon as it has ended."""
    out, err = process.communicate(timeout=seconds)
    return process.returncode, out, err
