"""The examples in docstrings: lines such as "Example: effective_kernel_size(3, 2) is 5"."""

import re
from importlib import import_module
from inspect import getdoc, isfunction

EXAMPLE = re.compile(r"(\w+\([^;]*?\)) is ([^;]+?)(?=; |: |\.?$|, as |, and )")


def examples(name):
    """(call, value) of every example in the docstrings of a module."""
    functions = [f for f in vars(import_module(name)).values() if isfunction(f) and f.__module__ == name]
    lines = [line for f in functions for line in (getdoc(f) or "").splitlines()]
    return [pair for line in lines if line.startswith("Example: ") for pair in EXAMPLE.findall(line)]
