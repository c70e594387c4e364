"""
Lessons whose source has been changed: all run in one process, as in a notebook, without drawings.

The process, changed_lessons.py, is started once and then waits for more.
"""

import atexit
import json
import os
import subprocess
import sys
from functools import cache
from threading import Timer
from typing import NamedTuple

from support.files import ROOT

SECONDS = 600  # for one request, at most


class End(NamedTuple):
    """How a lesson's run ended: the name of the exception that stopped it, or "", and all that it printed."""

    stopped: str
    out: str


class Noticed(NamedTuple):
    """Wrong lessons beside the right one.

    stopped, lacking: the name of the exception that stopped the right one, or "", and the facts that it lacks.
    of_wrong: of each wrong one what is noticed, the name of an exception or the fact that is lost, "" for nothing.
    """

    stopped: str
    lacking: list
    of_wrong: list


def run_variants(sources):
    """The Ends of lessons with these sources, in order."""
    return [End(*end) for end in _asked({"sources": list(sources)})]


def run_from_the_first_wrong_cell(source, wrong_sources):
    """The End of a lesson, and those of lessons with something wrong: what they begin with is run once, for all of them.

    What a cell changes in place has to be an array, a list or a dict: a network that was trained stays so.
    """
    return [End(*end) for end in _asked({"right": source, "wrong": list(wrong_sources)})]


def notice(source, wrong_sources, facts):
    """What is Noticed in lessons with these sources, of which each has something wrong in one of its cells."""
    return Noticed(*_asked({"right": source, "wrong": list(wrong_sources), "facts": facts}))


def _asked(request):
    """The process's answer to a request."""
    process = _process()
    impatient = Timer(SECONDS, process.kill)
    impatient.start()
    try:
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
    finally:
        impatient.cancel()
    assert answer, "the process of the lessons has ended"
    return json.loads(answer)


@cache
def _process():
    """The process that runs the lessons; it ends with this one."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "support.changed_lessons"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, encoding="utf-8")
    atexit.register(process.communicate)  # closes its input, and waits
    return process
