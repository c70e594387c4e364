"""A mistyped number, or two rows or columns that changed places: found, and true."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.brought_numbers import FIVE, IMAGE, SIGNAL, SQUARE, changed, conv
from support.drawn_requests import at, changes_are_true, few, made, names_are_true, numbers, requests
from support.printed_explanations import numbers_are_true

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.mistyped import Change, mistyped
from course.diagnosis.why_text import Reasons
from course.own_numbers.request import request_of

FLAT = 10**6


@pytest.mark.parametrize(
    "x, h, values, change",
    [
        (SIGNAL, FIVE, np.convolve(changed(SIGNAL, 4, 6), FIVE), Change("input", (4,), 5, 6)),
        (IMAGE, SQUARE, conv(changed(IMAGE, (2, 3), 70), SQUARE), Change("input", (2, 3), 7, 70)),
        (IMAGE, SQUARE, conv(IMAGE, changed(SQUARE, (0, 2), -2)), Change("kernel", (0, 2), 2, -2)),
        (IMAGE, SQUARE, conv(IMAGE[[0, 2, 1, 3]], SQUARE), Change("input", "rows", 1, 2)),
        (IMAGE, SQUARE, conv(IMAGE[:, [4, 1, 2, 3, 0]], SQUARE), Change("input", "columns", 0, 4)),
        (IMAGE, SQUARE, conv(IMAGE, SQUARE[[0, 2, 1]]), Change("kernel", "rows", 1, 2)),
        (SIGNAL, FIVE, np.convolve(SIGNAL[[0, 1, 5, 3, 4, 2, 6, 7]], FIVE), Change("input", "rows", 2, 5)),
    ],
)
def test_one_change_is_found(x, h, values, change):
    request = request_of(x, h)
    assert mistyped(request, Given(values.tolist())) == [change]
    assert change.applied_to(request).output == values.tolist()


def test_decimals_are_found_where_there_are_some():
    values = [Fraction(5, 4), Fraction(23, 4), Fraction(45, 4), 17, 13, 3]
    assert mistyped(request_of([1.5, 2, 4, 3], [1, 3, 1]), Given(values)) == [
        Change("input", (0,), 1.5, 1.25)
    ]


def test_a_single_output_cannot_tell():
    """6 for 5 in one number could be anything."""
    assert mistyped(request_of([5, 1], [1, 1], "valid"), Given([9])) == []


def test_large_requests_are_left_alone():
    x = list(range(1, 400))
    assert mistyped(request_of(x, [2, 1, 5]), Given(np.convolve([5, *x[1:]], [2, 1, 5]).tolist())) == []


@pytest.mark.slow
@few
@given(requests(), st.data())
def test_a_mistyped_number_is_found(request, data):
    """Or else something that gives the same numbers; only one output cannot tell, and is not asked."""
    what = data.draw(st.sampled_from(["x", "h"]))
    array = np.array(getattr(request, what), object)
    place = data.draw(st.integers(0, array.size - 1))
    array.flat[place] = array.flat[place] + data.draw(st.integers(1, 9))
    values = made([], request.but(**{what: array.tolist()}))
    wrong = [g != y for g, y in zip(numbers(values), numbers(request.output))]
    assume(sum(wrong) > 1)
    explanation = explain(request, Given(values))
    assert explanation.kind != "unknown"
    names_are_true(explanation, values)
    if explanation.kind == "mistyped":
        index = np.unravel_index(place, array.shape)
        option = {"x": "input", "h": "kernel"}[what]
        assert (
            Change(option, index, at(getattr(request, what), index), array.flat[place]) in explanation.changes
        )
        changes_are_true(explanation, values)
        numbers_are_true(Reasons(explanation).text(FLAT), request, values)


@few
@given(requests(), st.data())
def test_swapped_rows_are_found(request, data):
    what = data.draw(st.sampled_from(["x", "h"]))
    array = np.array(getattr(request, what), object)
    assume(len(array) > 1)
    one, two = data.draw(st.lists(st.integers(0, len(array) - 1), min_size=2, max_size=2, unique=True))
    array[[one, two]] = array[[two, one]]
    values = made([], request.but(**{what: array.tolist()}))
    explanation = explain(request, Given(values))
    assert explanation.kind != "unknown"
    names_are_true(explanation, values)
    changes_are_true(explanation, values)


def test_what_would_have_to_be_larger_than_any_float_is_not_looked_for():
    """The 3 would have to be 1e200 / 1e-200."""
    request = request_of([3, 4.0], [1e-200, 2e-200], "full")
    assert mistyped(request, Given([1e200, 2e200, 8e-200])) == []


@pytest.mark.parametrize("other", [(1, 3), (2, 2)])
def test_two_neighbours_that_changed_places_are_found(other):
    typed = IMAGE.copy()
    typed[1, 2], typed[other] = IMAGE[other], IMAGE[1, 2]
    request = request_of(IMAGE, SQUARE)
    (change,) = mistyped(request, Given(conv(typed, SQUARE).tolist()))
    assert change == Change("input", "numbers", (1, 2), other)
    assert "row 1, column 2 and row {}, column {} swapped".format(*other) in change.words(request)
    assert (np.array(change.applied_to(request).x) == typed).all()
