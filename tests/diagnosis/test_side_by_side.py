"""The given numbers beside those asked for, and one of them worked out both ways."""

import numpy as np
import pytest
from hypothesis import given
from support.brought_numbers import FIVE
from support.drawn_requests import few, made, wrong
from support.printed_explanations import columns, numbers_are_true, worked

from course.convolution import definition
from course.diagnosis.cause import world
from course.diagnosis.given import Given
from course.diagnosis.side_by_side import numbers_side_by_side, worked_out_both_ways
from course.mistakes.bank.all_mistakes import BANK
from course.own_numbers.request import request_of

FLAT = 10**6


def shown(request, values, comes_from, width=FLAT):
    tables = numbers_side_by_side(request, Given(values), width)
    return "\n".join([*tables, "", *worked_out_both_ways(request, Given(values), comes_from, width)])


@few
@given(wrong())
def test_tables_and_sums_are_true(case):
    request, name, values = case
    text = shown(request, values, (request, world(BANK[name])))
    if request.axes > 2:
        assert text == ""
    else:
        numbers_are_true(text, request, values)


def test_unknown_numbers_are_worked_out_as_they_were_asked_for():
    request = request_of([3, 4, 5], [2, 1, 0])
    text = shown(request, [6, 12, 14, 5, 7], None)
    assert [marked for row in columns(text)[0] for _, marked in row] == [
        False,
        True,
        False,
        False,
        True,
    ]
    assert list(worked(text)) == ["asked for"] and worked(text)["asked for"][0] == (1,)


def test_another_size_is_not_marked():
    request = request_of([3, 4, 5], [2, 1, 0])
    text = shown(request, [9, 9], None)
    assert "*" not in text and worked(text) == {}


def test_the_first_output_that_differs_is_worked_out():
    request = request_of([[3, 1], [4, 5]], [[1, 2]], "same")
    text = shown(request, request.but(mode="SAME").output, (request.but(mode="SAME"), definition))
    assert [index for index, _, _ in worked(text).values()] == [(0, 0), (0, 0)]


@pytest.mark.parametrize("name", ["max-not-sum", "uint8-output"])
def test_what_is_no_sum_of_products_has_its_value_alone(name):
    request = request_of([300, 4, 5], [2, 1])
    values = made([name], request)
    _, terms, result = worked(shown(request, values, (request, world(BANK[name]))))["given"]
    assert terms is None and result in values


def test_a_number_that_a_type_leaves_as_it_is_is_a_sum_under_the_other_reading():
    """A correlation kept in 0 to 255: 2*4 + 1*5 = 13 is its plain sum, and 300*2 + 4 is held."""
    asked = request_of([4, 5, 300], [2, 1], "valid")
    reading = asked.but(flip=False)
    held = reading, world(BANK["clip-255"])
    assert worked(shown(asked, [13, 255], held))["given"] == ((0,), [(4, 2), (5, 1)], 13)
    asked = request_of([4, 300, 5], [2, 1], "valid")
    assert worked(shown(asked, [255, 255], (asked.but(flip=False), held[1])))["given"][1] is None


def test_many_numbers_do_not_run_over_the_edge():
    width = 80
    request = request_of(np.arange(40) ** 2 % 23, FIVE)
    lines = shown(request, (np.arange(44) ** 2 % 29).tolist(), None, width).split("\n")
    assert max(map(len, lines)) <= width
    assert any(line.startswith("asked for") for line in lines)  # the tables stand below each other
