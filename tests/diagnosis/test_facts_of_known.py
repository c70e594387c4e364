"""What is known of numbers of which some are open: seen with NumPy to be true, and said where it is plain."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.drawn_requests import quick, requests

from course.diagnosis.explanation import explain
from course.diagnosis.facts import facts
from course.diagnosis.given import Given
from course.diagnosis.why import why
from course.own_numbers.request import request_of


@st.composite
def moved_with_open(draw):
    """(a request, right numbers that have moved, grown or shrunk, with None for some)."""
    request = draw(requests().filter(lambda request: request.axes < 3))
    right = np.array(request.output, object)
    before = [draw(st.integers(0, 2)) for _ in right.shape]
    behind = [draw(st.integers(0, 2)) for _ in right.shape]
    wider = np.pad(right, [*zip(before, behind)], constant_values=None)
    sizes = draw(st.sampled_from([right.shape, wider.shape, [max(1, size - 1) for size in right.shape]]))
    values = wider[tuple(slice(0, size) for size in sizes)].copy()
    hidden = draw(st.lists(st.integers(0, values.size - 1), min_size=1, max_size=max(1, values.size - 1)))
    values.flat[hidden] = None
    values.flat[draw(st.integers(0, values.size - 1))] = draw(st.sampled_from([7, None]))
    return request, values


def at_places(right, values, by):
    """Whether every known value is the right one of an index so far before its own: by NumPy's own indices."""
    for index in np.argwhere(values != None):  # noqa: E711, which NumPy compares one by one
        place = index - by
        if (place < 0).any() or (place >= right.shape).any() or right[tuple(place)] != values[tuple(index)]:
            return False
    return True


@quick
@given(moved_with_open())
def test_every_fact_of_known_numbers_is_true(case):
    request, values = case
    right = np.array(request.output, object)
    known = values[values != None]  # noqa: E711
    if not known.size or not (values == None).any():  # noqa: E711
        return
    told = {fact.kind: fact.values for fact in facts(request, Given(values.tolist()))}
    in_place = at_places(right, values, 0)
    assert ("known in place" in told) == (in_place and values.shape != right.shape)
    if values.shape == right.shape:
        agreeing = sum(right[tuple(index)] == values[tuple(index)] for index in np.argwhere(values != None))  # noqa: E711
        assert told["known agree"] == (agreeing, known.size)
        few = 1 <= known.size - agreeing <= 2 and 2 * (known.size - agreeing) <= known.size
        assert few == bool({"one differs", "two differ", "two exchanged"} & set(told))
    if "known moved" in told:
        (by,) = told["known moved"]
        assert any(by) and at_places(right, values, np.array(by))


X, H = [1, 2, 0, 4], [-1, 4, -3]  # -1 2 5 -10 16 -12 in mode full


@pytest.mark.parametrize(
    "got, said",
    [
        ([-1, 2, 5, "?", "?", "?", "?"], "The size given is 7, and 6 was asked for: the known numbers are right, each in its"),
        (["?", "?", 5], "The size given is 3, and 6 was asked for: the known number is right, in its place."),
        ([5, -10, "?", "?", "?", "?"], "right ones, but not in their places: they stand two places earlier."),
        (["?", -1, 2, "?", "?", "?"], "they stand one place later."),
        ([-1, 2, 6, "?", "?", "?"], "Only y[2] is wrong: it is 6, and should be 5."),
        ([-1, 2, 5, -10, "?", 12], "y[5] would be 12 with 4*3 in place of 4*(-3)."),
        ([-1, 2, 5, -10, "?", 13], "All other known numbers are right: a slip in this one sum is enough for that."),
        ([2, -1, "?", -10, 16, -12], "Only y[0] and y[1] are wrong: they have changed places."),
    ],
)  # fmt: skip
def test_what_is_plain_of_known_numbers_is_said(got, said):
    assert said in " ".join(why(X, H, got).sentences)


def test_no_mistake_is_named_where_the_known_numbers_are_right_and_only_too_many_are_open():
    """A result with one zero too many at the end would fit, too, and so would whatever else is longer."""
    found = explain(request_of(X, H), Given([-1, 2, 5, None, None, None, None]))
    assert (found.kind, found.causes, found.readings, found.libraries) == ("unknown", [], [], [])


def test_numbers_that_stand_nowhere_or_in_two_ways_have_not_moved():
    twice = request_of([1, 2, 1, 2, 1, 2], [1], "same")
    for got in (
        [None, None, 2, 1, None, None],
        [3, 1, None, None, None, None],
        [2, None, None, None, None, None],
    ):
        told = {fact.kind for fact in facts(twice, Given(got))}
        assert "known moved" not in told


def test_right_numbers_in_one_row_are_told_to_need_a_semicolon():
    image, kernel = [[2, 0, 1], [1, 3, 2], [0, 1, 4]], [[1, 2], [0, -1]]
    told = why(image, kernel, [[3, 8, 0, 3]], "valid").sentences
    assert told[-1] == "They are the right numbers in their order, in one row; a semicolon ends a row."
    told = why(image, kernel, [[3], [8], [0], [3]], "valid").sentences
    assert told[-1] == "They are the right numbers in their order, but laid out as 4 x 1."


def test_open_numbers_are_no_right_ones_in_other_rows():
    image, kernel = [[2, 0, 1], [1, 3, 2], [0, 1, 4]], [[1, 2], [0, -1]]
    for got, is_told in (([[3, 8, 0, 3]], True), ([[None, None, 0, 3]], False)):
        told = {fact.kind for fact in facts(request_of(image, kernel, "valid"), Given(got))}
        assert ("in other rows" in told) == is_told
