"""Running python -m course: in a process of its own, and what every refusal looks like."""

import os
import re
import subprocess
import sys

import pytest
from support.files import ROOT

posix = pytest.mark.skipif(
    os.name != "posix", reason="links, pipes, permissions and signals as POSIX has them"
)

COURSE = [sys.executable, "-W", "error", "-m", "course"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
ENVIRONMENT |= {"PYTHONPATH": str(ROOT)}


def refused(printed, *parts):
    """The line of a refusal, (code, stdout, stderr), once it is seen to be one: exit code 2, one line of ASCII.

    parts: what the line must hold, such as a name or a number: one at least, none of them empty.
    """
    assert parts and all(parts), "an empty text is in every line"
    code, out, err = printed
    assert (code, out) == (2, "")
    assert re.fullmatch(r"python -m course( [a-z]+)?: [ -~]{10,}\n", err) and len(err) < 450
    for part in parts:
        assert part in err
    return err


def in_ascii(text):
    """A text in the letters in which a refusal repeats it."""
    return "".join(letter if " " <= letter <= "~" else ascii(letter)[1:-1] for letter in text)


def repeated(text):
    """The beginning of a text as argparse repeats it in a refusal: in ASCII, white space as one space."""
    return in_ascii(" ".join(text.split()))[:60]


def started(command, env=(), **settings):
    """A process that has just been started, its stdout and stderr bytes in pipes."""
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | settings
    return subprocess.Popen(command, env=ENVIRONMENT | dict(env), **settings)


def process(command, env=(), **settings):
    """(exit code, stdout, stderr) of a process, as bytes; None for what is redirected."""
    running = started(command, env, **settings)
    out, err = running.communicate(timeout=60)
    return running.returncode, out, err
