"""The examples in the docstrings are true: what is written as "call is value" is run."""

import re
from fractions import Fraction
from importlib import import_module
from inspect import getdoc, isclass, isfunction

import pytest
from support.files import ROOT

EXAMPLE = re.compile(r"(\w+\([^;]*?\)) is ([^;]+?)(?=; |: |\.?$|, as |, and )")
MODULES = sorted(
    f"course.diagnosis.{path.stem}"
    for path in (ROOT / "course/diagnosis").glob("*.py")
    if path.stem != "__init__"
)


def examples(name):
    """(call, value) of every example in the docstrings of a module."""
    own = [value for value in vars(import_module(name)).values() if isfunction(value) or isclass(value)]
    lines = [line for f in own if f.__module__ == name for line in (getdoc(f) or "").splitlines()]
    return [pair for line in lines if "Example: " in line for pair in EXAMPLE.findall(line)]


@pytest.mark.parametrize("name", [name for name in MODULES if examples(name)])
def test_the_examples_are_true(name):
    names = {"Fraction": Fraction, **vars(import_module(name))}
    for call, value in examples(name):
        assert eval(call, dict(names)) == eval(value, dict(names)), call


def test_there_are_examples():
    assert sum(len(examples(name)) for name in MODULES) >= 10
