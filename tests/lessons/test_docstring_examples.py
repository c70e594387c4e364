"""The examples in the docstrings of course/lessons/ are true: what is written as "call is value" is run."""

from fractions import Fraction
from importlib import import_module

import pytest
from support.docstring_examples import examples
from support.files import ROOT

MODULES = sorted(f"course.lessons.{path.stem}" for path in (ROOT / "course/lessons").glob("[a-z]*.py"))


@pytest.mark.parametrize("name", [name for name in MODULES if examples(name)])
def test_the_examples_are_true(name):
    names = {"Fraction": Fraction, **vars(import_module(name))}
    for call, value in examples(name):
        assert eval(call, dict(names)) == eval(value, dict(names)), call


def test_there_are_examples():
    assert sum(len(examples(name)) for name in MODULES) >= 4
