"""What python -m course check prints, word for word: tests/golden/check.txt, and check_each_file.txt of all kinds of files."""

import sys
from functools import cache

import pytest
from support.exercise_answers import SEED
from support.files import ROOT

from course.practice import check
from course.sandbox.containment import Containment

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and signals as Linux has them")
RATIOS = {
    "convolve1d": 0.25,
    "convolve2d": 1.25,
    "conv2d": 12.4,
    "edge_strength": 300.6,
}  # of times; else None


@pytest.fixture
def command(command):
    """The command, but that the folder of the course, which each machine has elsewhere, is called THE_COURSE."""

    def run(*words):
        code, out, err = command(*words)
        return code, out.replace(str(ROOT), "THE_COURSE"), err

    return run


@pytest.fixture
def golden(golden, monkeypatch):
    """Nothing is timed: how much faster a library is differs from machine to machine, as what contains a file does."""
    monkeypatch.setattr(check, "grade_file", cache(check.grade_file))  # the same files in every form of a report
    monkeypatch.setattr(check, "any_seed", lambda: SEED)
    monkeypatch.setattr(check, "containment_here", lambda: Containment("/usr/bin/bwrap", "", 7))
    monkeypatch.setattr(check, "time_beside_library", lambda file, call, *_: RATIOS.get(call.function))
    return golden


@on_linux
def test_golden_check(golden):
    golden("check")


@pytest.mark.slow
@on_linux
def test_golden_check_of_each_kind_of_file(golden):
    golden("check_each_file")
