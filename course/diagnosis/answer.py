"""
What a reader's function gave, as plain numbers: nested lists, or none and why not in words.

It needs NumPy and of the toolkit only course/errors.py, so that a process which only runs a reader's file can use it.
"""

from numbers import Real
from typing import NamedTuple

import numpy as np

from course.errors import error_as_one_line

MOST_NUMBERS = 10_000  # of a result that are looked at
RETURNED_NOTHING = "it returned nothing: a function needs a return"  # a trouble


class Answer(NamedTuple):
    """What a function gave: nested lists of numbers, or None and why not."""

    values: object
    trouble: str = ""
    refused = False  # what is no field: see Refusal


class Refusal(Answer):
    """The Answer of a function that raised an error itself, as one does that is for some inputs alone."""

    refused = True


def answer_from(result):
    """The Answer in a function's result: lists, tuples, an array of any library, or a single number."""
    if result is None:
        return Answer(None, RETURNED_NOTHING)
    try:
        values = np.asarray(result.numpy() if _is_tensor(result) else result)
        if values.dtype == object and all(isinstance(value, Real) for value in values.flat):
            values = values.astype(float)
    except Exception:
        return Answer(None, f"it returned {type(result).__name__}, not numbers")
    if values.dtype.kind not in "biuf":
        kind = "complex numbers" if values.dtype.kind == "c" else f"{type(result).__name__}, not numbers"
        return Answer(None, f"it returned {kind}")
    if values.size > MOST_NUMBERS:
        return Answer(None, f"it returned {values.size} numbers")
    if values.dtype.kind == "f" and values.dtype.itemsize > 8:
        values = values.astype(float)
    return Answer(values.tolist())


def _is_tensor(result):
    """Whether something has to be asked for its array."""
    return hasattr(result, "numpy") and not hasattr(result, "__array__")


def error_in_words(error):
    """An error as one short line of ASCII, whatever it says."""
    return error_as_one_line(error)[:200]
