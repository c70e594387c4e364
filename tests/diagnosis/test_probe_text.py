"""Numbers and calls in words."""

from fractions import Fraction

import numpy as np
import pytest

from course.diagnosis.probe_text import as_text, call_in_words, probe_in_words
from course.mistakes.smallest_input import Probe


@pytest.mark.parametrize(
    "value, text",
    [
        ([1, 2], "[1, 2]"),
        ([[0.5, Fraction(1, 4)], [Fraction(1, 3), float("nan")]], "[[0.5, 0.25], [1/3, nan]]"),
        (np.array([[1, 2]]), "np.array([[1, 2]])"),
        (np.array([1, 2], np.uint8), "np.array([1, 2], np.uint8)"),
        (np.array([1.0, -2.0]), "np.array([1.0, -2.0])"),
        (np.array([1.5, 2.0]), "np.array([1.5, 2])"),
        (np.array([1.0, np.nan, -np.inf]), "np.array([1, np.nan, -np.inf])"),
        (np.array([[[[1], [2]], [[3], [4]]]]), "np.array([[1, 2], [3, 4]]).reshape(1, 2, 2, 1)"),
        ("same", "'same'"),
        ((1, 2), "(1, 2)"),
        (None, "None"),
        ([], "[]"),
        ([[[[1], [2]], [[3], [4]]]], "[[1, 2], [3, 4]] in shape (1, 2, 2, 1)"),  # one image
        ([[[[1]], [[2]]], [[[3]], [[4]]]], "[[1, 2], [3, 4]] in shape (2, 2, 1, 1)"),  # one filter
        ([[[[1, 2]]]], "[[[[1, 2]]]]"),
    ],
    ids=str,
)
def test_values_as_one_line(value, text):
    assert as_text(value) == text


def test_what_is_long_loses_its_middle():
    text = as_text(list(range(1000)))
    assert len(text) < 240 and text.startswith("[0, 1, ") and text.endswith("998, 999]") and "..." in text
    assert as_text(list(range(1000)), 10_000) == str(list(range(1000)))


def test_calls_as_they_would_be_typed():
    assert call_in_words("g", ([1], "full"), {"stride": (1, 2)}) == "g([1], 'full', stride=(1, 2))"
    probe = Probe([1, 2], [3], {"mode": "same", "flip": True, "dilation": 2})
    assert probe_in_words(probe) == "f([1, 2], [3], 'same', dilation=2)"


@pytest.mark.parametrize("kind", [int, float, np.uint8])
@pytest.mark.parametrize("shape", [(3,), (2, 3), (1, 2, 3, 1), (2, 3, 1, 1), (2, 1, 3, 2)])
def test_an_array_can_be_typed_as_it_is_shown(kind, shape):
    array = np.arange(1, 1 + np.prod(shape)).astype(kind).reshape(shape)
    typed = eval(as_text(array))
    assert typed.dtype == array.dtype and np.array_equal(typed, array) and typed.shape == shape


def test_inputs_are_shown_whole():
    assert "..." not in call_in_words("f", (list(range(300)),), {})
