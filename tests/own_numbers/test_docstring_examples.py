"""The examples in the docstrings of own numbers and of errors are true."""

from importlib import import_module

import pytest
from support.docstring_examples import examples
from support.files import ROOT

MODULES = ["course.errors"]
MODULES += sorted(f"course.own_numbers.{path.stem}" for path in (ROOT / "course/own_numbers").glob("[a-z]*.py"))
ARRAYS = "course.own_numbers.engine_runs"  # whose example is an array


@pytest.mark.parametrize("name", [name for name in MODULES if name != ARRAYS])
def test_the_examples_are_true(name):
    names = vars(import_module(name))
    for call, value in examples(name):
        assert eval(call, dict(names)) == eval(value, dict(names)), call


def test_there_are_examples():
    assert sum(len(examples(name)) for name in MODULES) > 15
