"""What several tests of the diagnosis share: why as it is run, on a terminal on which nothing is folded."""

import json

import numpy as np
import pytest

from course.diagnosis.suite_pairs import PairsOfSuite

FLAT = 10**6  # columns of a terminal on which nothing is folded


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", str(FLAT))


@pytest.fixture
def no_pairs(monkeypatch):
    """Two mistakes together are not looked for: that takes seconds for each new input, and is tried elsewhere."""
    monkeypatch.setattr(PairsOfSuite, "that_may_give", lambda self, given: [])


def typed(values):
    """A text as it is; numbers as a reader types them: the ; at the end makes one row an image."""
    if isinstance(values, str):
        return values
    values = np.asarray(values, object)
    return " ".join(map(str, values)) if values.ndim == 1 else "; ".join(map(typed, values)) + ";"


@pytest.fixture
def explained(command):
    """Runs why, which has to go well: (exit code, what is printed)."""

    def run(x, h, got, *options):
        words = "--input", typed(x), "--kernel", typed(h), "--got", typed(got), *options
        code, out, err = command("why", *words)
        assert err == "" and out.isascii() and "Traceback" not in out
        return code, out

    return run


def refuse_constant(constant):
    raise AssertionError(f"{constant} is no JSON")


@pytest.fixture
def told(command):
    """Runs why --json, which has to go well: the object. The exit code is 1 if nothing explains the numbers."""

    def run(x, h, got, *options):
        words = "--input", typed(x), "--kernel", typed(h), "--got", typed(got), *options
        code, out, err = command("why", *words, "--json")
        assert err == "" and out.count("\n") == 1 and out.isascii()
        found = json.loads(out, parse_constant=refuse_constant)
        assert code == (0 if found["explained"] else 1)
        return found

    return run
