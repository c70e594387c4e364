"""Tests of many cases, of which the suite has some; all of them have a run of their own, pytest -m slow."""

import pytest

EVERY = 8  # of so many cases one is in the suite


def with_slow_cases(cases):
    """The cases of a parametrized test, all but some of them marked slow. A case is a value or a tuple of values."""
    return [
        case
        if place % EVERY == 0
        else pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.slow)
        for place, case in enumerate(cases)
    ]
