"""Tests of many cases, of which the suite has some; all of them have a run of their own, pytest -m slow."""

import pytest

EVERY = 8  # of so many cases one is in the suite, where a test does not say otherwise


def with_slow_cases(cases, every=EVERY):
    """The cases of a parametrized test, all but one of so many marked slow. A case is a value or a tuple of values."""
    marked = []
    for place, case in enumerate(cases):
        values = case if type(case) is tuple else (case,)
        marked.append(pytest.param(*values, marks=() if place % every == 0 else pytest.mark.slow))
    return marked
