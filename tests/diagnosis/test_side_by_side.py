"""The given numbers beside those asked for, and one of them worked out both ways."""

from fractions import Fraction

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


@pytest.mark.parametrize(
    "border, said",
    [
        ("wrap", "[3]*3 + 4*(-2) + 7*1 = 8"),
        ("symmetric", "[4]*3 + 4*(-2) + 7*1 = 11"),
        ("constant", "[0]*3 + 4*(-2) + 7*1 = -1"),
    ],
)
def test_what_any_border_adds_stands_in_brackets(border, said):
    """As in a trace; also where it is not asked for, but what the given numbers have."""
    signal, kernel, got = [4, 7, 2, 9, 5, 3], [1, -2, 3], [1, 2, 3, 4, 5, 6]
    asked_for = request_of(signal, kernel, "same", border=border)
    assert f"y[0] asked for = {said}" in shown(asked_for, got, None)
    other = request_of(signal, kernel, "same", border="reflect")
    assert f"y[0] given     = {said}" in shown(other, asked_for.output, (asked_for, definition))


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


@pytest.mark.parametrize("name", ["max-not-sum", "minmax-255 after no-flip"])
def test_what_is_no_sum_of_products_has_its_value_alone(name):
    request = request_of([300, 4, 5], [2, 1])
    mistakes = [BANK[one] for one in reversed(name.split(" after "))]
    values = made([mistake.name for mistake in mistakes], request)
    _, terms, result = worked(shown(request, values, (request, world(*mistakes))))["given"]
    assert terms is None and result in values


@pytest.mark.parametrize(
    "name, x, made_into",
    [("uint8-output", [300, 4, 5], 88), ("int-output", [Fraction(5, 4), 3], 2), ("clip-1", [3, 1], 1),
     ("relu-output", [-3, 1], 0), ("abs-output", [-3, 1], 6), ("bias-one", [3, 1], 7)],
)  # fmt: skip
def test_a_sum_that_was_changed_afterwards_says_so(name, x, made_into):
    request = request_of(x, [2, 1])
    _, (terms, plain), result = worked(shown(request, made([name], request), (request, world(BANK[name]))))[
        "given"
    ]
    assert (terms[-1], plain, result) == ((x[0], 2), 2 * x[0], made_into)


@pytest.mark.parametrize("name, weights", [("kernel-abs", [1, 3, 2]), ("kernel-norm", [-1, 3, 1])])
def test_the_sum_with_another_kernel_is_written_with_its_weights(name, weights):
    request = request_of(
        [[3, 1, 4, 1], [5, 9, 2, 6]], [[1, 3, -2] if name == "kernel-abs" else [-2, 6, 2]], "valid"
    )
    weights = weights if name == "kernel-abs" else [Fraction(weight, 3) for weight in weights]
    _, terms, _ = worked(shown(request, made([name], request), (request, world(BANK[name]))))["given"]
    assert [weight for _, weight in terms] == weights[::-1]


def test_a_number_that_a_type_leaves_as_it_is_is_a_sum_under_the_other_reading():
    """A correlation kept in 0 to 255: 2*4 + 1*5 = 13 is its plain sum, and 4*2 + 300 = 308 is held."""
    asked = request_of([4, 5, 300], [2, 1], "valid")
    reading = asked.but(flip=False)
    held = reading, world(BANK["clip-255"])
    assert worked(shown(asked, [13, 255], held))["given"] == ((0,), [(4, 2), (5, 1)], 13)
    asked = request_of([4, 300, 5], [2, 1], "valid")
    held_sum = worked(shown(asked, [255, 255], (asked.but(flip=False), held[1])))["given"]
    assert held_sum == ((0,), ([(4, 2), (300, 1)], 308), 255)


def test_many_numbers_do_not_run_over_the_edge():
    width = 80
    request = request_of(np.arange(40) ** 2 % 23, FIVE)
    lines = shown(request, (np.arange(44) ** 2 % 29).tolist(), None, width).split("\n")
    assert max(map(len, lines)) <= width
    assert any(line.startswith("asked for") for line in lines)  # the tables stand below each other
