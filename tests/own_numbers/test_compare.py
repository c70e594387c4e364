"""compare(): the engines that are asked, and what is said of each."""

import numpy as np
import pytest
from support.engine_checks import ARRAYS, TAKES

from course import compare
from course.own_numbers.compare import verdicts
from course.own_numbers.request import request_of
from course.own_numbers.verdict import FLIP_IN_WORDS


def test_compare_says_who_differs_and_why():
    found = {
        v.name: v for v in compare([3, 4, 5], [2, 1, 0], "same", engines=["np.convolve", "np.correlate"])
    }
    assert found["np.convolve"].agrees and found["np.convolve"].value.tolist() == [11, 14, 5]
    assert found["np.correlate"].agrees is False and found["np.correlate"].value.tolist() == [3, 10, 13]
    assert found["np.correlate"].why == FLIP_IN_WORDS[False]


@pytest.mark.parametrize("x, h, axes", [([3, 4], [1], 1), ([[3, 4]], [[1]], 2), ([[[3]]], [[[[1]]]], 2)])
def test_without_names_all_but_tensorflow_are_asked_that_slide_along_the_axes(x, h, axes):
    assert [verdict.name for verdict in compare(x, h)] == [name for name in ARRAYS if axes in TAKES[name]]


def test_verdicts_come_one_by_one():
    found = verdicts(request_of([3, 4, 5], [2, 1, 0]), ["np.correlate", "np.convolve"])
    assert next(found).name == "np.correlate"
    assert [verdict.name for verdict in found] == ["np.convolve"]


def test_every_engine_has_a_verdict_if_it_is_named():
    found = compare([[1, 2]], [[1]], engines=["numpy", "scipy", "np.convolve"])
    assert {verdict.name for verdict in found} == {"np.convolve", "np.correlate", *(name for name in ARRAYS if 2 in TAKES[name])}
    assert [verdict.agrees for verdict in found if verdict.name.startswith("np.")] == [None, None]


def test_verdicts_are_a_list_that_is_printed_below_what_the_axes_are_taken_for():
    row = compare(np.array([[1, 2, 3]]), [1, 2], engines=["signal.convolve"])
    assert isinstance(row, list) and len(row) == 1
    note, verdict = str(row).split("\n", 1)
    assert note.startswith("The input x (1, 3) is taken as an image of one row") and verdict == str([*row])
    signal = compare([1, 2, 3], [1, 2], engines=["signal.convolve"])
    assert str(signal) == str([*signal]) and not signal.notes
