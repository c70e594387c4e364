"""What the tests of the sandbox share: calls of a small file, and the fixture that runs one and looks for its traces."""

import os
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from course.practice.reader_file import ReaderFile
from course.sandbox import sandboxed_run
from course.sandbox.containment import Containment, containment_here
from course.sandbox.landlock import landlock_version
from course.sandbox.messages import Call
from course.sandbox.sandboxed_run import Limits, run_file

LINUX = sys.platform == "linux"
SHORT = Limits(seconds=1)
SIGNAL, KERNEL = np.array([3, 4, 5]), np.array([2, 1, 0])
RIGHT = [6, 11, 14, 5, 0]  # 3*2, 4*2+3, 5*2+4, 5, 0
CALLS = [Call("convolve1d", (SIGNAL, KERNEL, "full"), {})] * 2
SOLUTION = """\
import numpy as np
def convolve1d(signal, kernel, mode="full"):
    return np.convolve(signal, kernel, mode)
"""
WRONG = """
def convolve1d(signal, kernel, mode="full"):
    return [0, 0, 0, 0, 0]
"""


WITHOUT_BUBBLEWRAP = Containment(None, "is not installed", landlock_version())
KINDS = ("limits", "bubblewrap")
in_both = pytest.mark.parametrize("tried", KINDS, indirect=True)


def contain_by(kind, monkeypatch):
    """Have run_file() contain a file by "limits" or "bubblewrap"; the test is skipped where that is missing."""
    here = containment_here()
    if kind == "limits":
        here = WITHOUT_BUBBLEWRAP
    elif here.bubblewrap is None:
        pytest.skip(f"bubblewrap {here.why_not}")
    monkeypatch.setattr(sandboxed_run, "containment_here", lambda: here)


@pytest.fixture
def tried(tmp_path, monkeypatch, request):
    """A function that runs a source, without bubblewrap unless that is asked for (in_both).

    Afterwards nothing may be left of it, or changed beside it.
    """
    contain_by(getattr(request, "param", "limits"), monkeypatch)
    there = tmp_path / "temporary"
    there.mkdir()
    monkeypatch.setattr(sandboxed_run.tempfile, "tempdir", str(there))
    (tmp_path / "beside.txt").write_text("untouched", encoding="utf-8")

    def tried(source, calls=CALLS, limits=SHORT, name="my_0_1D.py", functions=("convolve1d",)):
        data = source if isinstance(source, bytes) else textwrap.dedent(source).encode()
        result = run_file(ReaderFile(name, data), functions, calls, limits)
        assert list(there.iterdir()) == []
        return result

    yield tried
    assert (tmp_path / "beside.txt").read_text(encoding="utf-8") == "untouched"


def values(ran):
    return [reply.answer.values for reply in ran.replies]


def troubles(ran):
    return [reply.answer.trouble for reply in ran.replies]


def alive(pid):
    """Whether a process still does something; one that has ended and waits to be noticed has no words."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return False


def without_containment(err):
    """What a check that has a result says on stderr, beside what contains files on this machine, which it must say."""
    line, _, rest = err.partition("\n")
    assert line == containment_here().says
    return rest


def process_with(piece):
    """The id of another process on whose command line a piece of text (bytes) stands, or None."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes()
        except OSError:  # it has just ended
            continue
        if piece in words and folder.name != str(os.getpid()):
            return int(folder.name)
    return None
