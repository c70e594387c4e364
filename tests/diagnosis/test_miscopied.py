"""A row, a column or a number of a signal that was copied twice or left out: found, and true, and not in slips."""

import json
import random

import numpy as np
import pytest
from scipy import ndimage, signal
from support.brought_numbers import IMAGE, KERNEL
from support.drawn_requests import changes_are_true, copied_by_hand

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.miscopied import FEWEST_MISCOPIED, miscopied
from course.diagnosis.why import explanation_data
from course.diagnosis.why_text import Reasons
from course.own_numbers.request import request_of

DRAW = np.random.default_rng(8)
TABLE, SQUARE = DRAW.integers(-9, 20, (6, 8)), np.array([[1, 0, -1], [2, 1, 0], [0, -2, 3]])
X, H = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5]), np.array([2, -1, 3])
BY_HAND = "5 2 9 4 1; 3 8 0 7 6; 6 1 4 2 10; 9 3 5 0 8; 2 7 6 11 3"


def told(request, numbers):
    """The one change that explains the numbers, and what is printed."""
    values = np.asarray(numbers).tolist()
    explanation = explain(request, Given(values))
    assert explanation.kind == "mistyped" and explanation.explained
    changes_are_true(explanation, values)
    (change,) = explanation.changes
    assert explanation.comes_from[0].output == values
    assert all(len(hint) <= len("Hint: ") + 100 for hint in change.hints(request))
    return change, Reasons(explanation).text(10**6)


def test_the_row_that_a_stranger_copied_twice():
    x = np.array([row.split() for row in BY_HAND.split("; ")], int)
    request = request_of(x, SQUARE, "valid", flip=False)
    change, text = told(request, [[20, 12, 41], [26, 5, 30], [19, 26, -9]])
    assert change[:5] == ("input", "rows", "copied", 3, 2) and change.lines == (0, 1, 2, 2, 4)
    assert (
        "With row 2 in place of row 3 of the input (counted from 0), they are exactly these numbers." in text
    )
    assert text.count("Hint: ") == 1 and "compare their rows" in text


@pytest.mark.parametrize("stride", [1, (1, 2), (2, 1)])
@pytest.mark.parametrize("axis, old, new", [(0, 2, 4), (0, 5, 0), (1, 3, 2), (1, 0, 7)])
def test_a_row_or_a_column_in_place_of_another(axis, old, new, stride):
    order = list(range(TABLE.shape[axis]))
    order[old] = new
    request = request_of(TABLE, SQUARE, "same", stride=stride)
    rows, columns = (stride, stride) if stride == 1 else stride
    got = signal.convolve2d(TABLE.take(order, axis), SQUARE, "same")[::rows, ::columns]
    change, text = told(request, got)
    assert change[:5] == ("input", ("rows", "columns")[axis], "copied", old, new)
    assert f"{('row', 'column')[axis]} {new} in place of" in text


@pytest.mark.parametrize("axis, old", [(0, 1), (0, 4), (1, 1), (1, 5)])
def test_a_row_or_a_column_left_out_or_twice(axis, old):
    """Then there are fewer numbers, or more; or as many, where the last line is there twice, or not at all."""
    left, twice = np.delete(TABLE, old, axis), np.insert(TABLE, old, TABLE.take(old, axis), axis)
    last = TABLE.take([-1], axis)
    same_size = np.concatenate([left, last], axis), np.delete(twice, -1, axis)
    for x, kind in ((left, "left out"), (twice, "twice"), *zip(same_size, ("left out", "twice"))):
        change, text = told(request_of(TABLE, SQUARE, "valid"), signal.convolve2d(x, SQUARE, "valid"))
        is_same_size = x.shape == TABLE.shape
        copied = ("copied", old, old + 1)  # the same where it is the last line but one
        assert change[2:5] in ((kind, old, None), copied, ("copied", old + 1, old))
        assert len(change.lines) == x.shape[axis]
        assert (np.array(change.applied_to(request_of(TABLE, SQUARE)).x) == x).all()
        moved = {"left out": ("up", "to the left"), "twice": ("down", "to the right")}[kind][axis]
        assert (f"the next ones moved {moved}" in text) == (is_same_size and change.kind != "copied")


def test_signals():
    full = request_of(X, H)
    for old in range(1, 6):
        left, twice = np.delete(X, old), np.insert(X, old, X[old])
        for x, kind in (
            (left, "left out"),
            (twice, "twice"),
            ([*left, X[-1]], "left out"),
            (twice[:-1], "twice"),
        ):
            change, text = told(full, np.convolve(x, H))
            assert change.kind == kind and f"number {old} of the input" in text
            assert change.applied_to(full).x == list(x)
    swapped = X[[0, 1, 3, 2, 4, 5, 6, 7, 8]]
    assert explain(full, Given(np.convolve(swapped, H).tolist())).changes[0].index == "rows"  # mistyped.py's


def test_borders_and_dilations():
    x = TABLE[[0, 1, 2, 5, 4, 5]]
    request = request_of(TABLE, SQUARE, "same", border="edge")
    change, _ = told(request, ndimage.convolve(x, SQUARE, mode="nearest"))
    assert change[2:5] == ("copied", 3, 5)
    spread = np.zeros((3, 5), int)
    spread[::2, ::2] = [[1, 0, 3], [2, -1, 1]]
    request = request_of(TABLE, [[1, 0, 3], [2, -1, 1]], "valid", dilation=2, flip=False)
    change, _ = told(request, signal.correlate2d(x, spread, "valid"))
    assert change[2:5] == ("copied", 3, 5)


def test_the_data_are_those_of_what_is_mistyped():
    got = signal.convolve2d(TABLE[[0, 1, 2, 5, 4, 5]], SQUARE, "same").tolist()
    data = explanation_data(explain(request_of(TABLE, SQUARE, "same"), Given(got)))
    assert json.loads(json.dumps(data))["mistyped"] == [
        {"what": "input", "index": "rows", "kind": "copied", "old": 3, "new": 5, "lines": [0, 1, 2, 5, 4, 5]}
    ]


def test_each_input_is_told_once():
    """Rows that are alike: whichever of them stands there, it is one input."""
    x = TABLE.copy()
    x[4] = x[0]
    got = signal.convolve2d(x[[0, 1, 4, 3, 4, 5]], SQUARE, "same").tolist()
    (change,) = miscopied(request_of(x, SQUARE, "same"), Given(got))
    assert (change.old, change.new) == (2, 0)


def test_what_is_not_said():
    request = request_of(TABLE, SQUARE, "same")
    got = signal.convolve2d(TABLE[[0, 1, 2, 5, 4, 5]], SQUARE, "same")
    assert miscopied(request, Given(got.tolist()))
    for place in ((0, 0), (3, 3), (5, 7)):
        slipped = got.copy()
        slipped[place] += 1
        assert miscopied(request, Given(slipped.tolist())) == []
    right = np.array(request.output)
    for wrong in range(FEWEST_MISCOPIED + 1):
        slipped = right.copy()
        slipped.flat[DRAW.choice(right.size, wrong, replace=False)] += 2
        assert miscopied(request, Given(slipped.tolist())) == []
    assert miscopied(request, Given((-right).tolist())) == []
    for _ in range(30):
        assert miscopied(request, Given(DRAW.integers(-90, 90, right.shape).tolist())) == []


def test_two_wrong_numbers_tell_too_little():
    """The last column is under two outputs alone."""
    x = TABLE[:4, :5]
    request = request_of(x, SQUARE, "valid")
    got = signal.convolve2d(x[:, [0, 1, 2, 3, 1]], SQUARE, "valid")
    assert (got != request.output).sum() == 2 and miscopied(request, Given(got.tolist())) == []


def test_right_ones_of_which_some_are_missing_are_not_an_input_with_a_line_less():
    request = request_of(TABLE, SQUARE, "valid")
    for part in (np.s_[:-1], np.s_[1:], np.s_[:, :-1]):
        assert miscopied(request, Given(np.array(request.output)[part].tolist())) == []


def test_right_but_for_one_stays_that():
    """The first number of the last row is wrong: a slip, whatever line may be another."""
    values = signal.convolve2d(IMAGE, KERNEL, "valid")
    values[-1, 0] += 1
    explanation = explain(request_of(IMAGE, KERNEL, "valid"), Given(values.tolist()))
    assert not any(hasattr(change, "lines") for change in explanation.changes)


def test_large_requests_are_left_alone():
    x = list(range(1, 900))
    assert (
        miscopied(request_of(x, [2, 1, 5, 3, 4, 7]), Given(np.convolve(x[:-1], [2, 1, 5, 3, 4, 7]).tolist()))
        == []
    )


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_told_of_a_miscopied_image_is_true(seed):
    draw = random.Random(seed)
    sizes = draw.randint(3, 6), draw.randint(3, 6)
    x = np.array([[draw.randint(-9, 9) for _ in range(sizes[1])] for _ in range(sizes[0])])
    h = np.array([[draw.randint(-3, 5) for _ in range(2)] for _ in range(draw.randint(1, 3))])
    axis = draw.randrange(2)
    order = list(range(sizes[axis]))
    order[draw.randrange(sizes[axis])] = draw.randrange(sizes[axis])
    request = request_of(x, h, draw.choice(["full", "same", "valid"]), flip=draw.random() < 0.5)
    got = request.but(x=x.take(order, axis).tolist()).output
    for change in miscopied(request, Given(got)):
        assert request.but(x=copied_by_hand(x, change).tolist()).output == got
    wrong = Given(got).count_of_others(request.output)
    assert wrong < FEWEST_MISCOPIED or x.take(order, axis).tolist() in [
        change.applied_to(request).x for change in miscopied(request, Given(got))
    ]
