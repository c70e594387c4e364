"""A wrong number of an answer by hand: which product, changed in its sign, left out or counted twice, gives it."""

from fractions import Fraction

import pytest

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.slips_in_sums import slips_in_sums
from course.diagnosis.why_text import Reasons
from course.own_numbers.request import request_of

SIGNAL = request_of([3, 4, 7, 5], [2, -1, 9])  # 6 5 37 39 58 45
IMAGE = request_of([[3, 1, 4, 1], [9, 2, 6, 5], [5, 8, 9, 7]], [[0, -1, 2], [1, 5, -3]], "valid", flip=False)


@pytest.mark.parametrize(
    "index, value, said",
    [
        (2, 37 + 8, "y[2] would be 45 with 4*1 in place of 4*(-1)."),
        (2, 37 - 14, "y[2] would be 23 without 7*2."),
        (2, 37 + 27, "y[2] would be 64 with 3*9 twice."),
        (2, 37 - 4, "y[2] would be 33 with 4*(-1) twice."),
        (2, 37 + 4, "y[2] would be 41 without 4*(-1)."),
        (1, 11, "y[1] would be 11 with 3*1 in place of 3*(-1)."),
        (0, 12, "y[0] would be 12 with 3*2 twice."),
    ],
)
def test_a_sign_a_product_too_few_or_too_many(index, value, said):
    values = SIGNAL.output[:]
    values[index] = value
    assert slips_in_sums(SIGNAL, Given(values), [(index,)]) == [said]


def test_of_an_image_and_two_wrong_numbers():
    values = [row[:] for row in IMAGE.output]
    values[0][1] += 2 * 4  # 4*(-1) with its sign lost
    values[1][0] -= 8 * 5
    wrong = [(0, 1), (1, 0)]
    assert slips_in_sums(IMAGE, Given(values), wrong) == [
        f"y[0, 1] would be {values[0][1]} with 4*1 in place of 4*(-1).",
        f"y[1, 0] would be {values[1][0]} without 8*5.",
    ]
    text = str(Reasons(explain(IMAGE, Given(values))))
    assert "would be" in text and "8*5." in text


@pytest.mark.parametrize("by", [1, -3, 100])
def test_nothing_is_said_where_no_product_fits(by):
    values = SIGNAL.output[:]
    values[2] += by
    assert slips_in_sums(SIGNAL, Given(values), [(2,)]) == []


def test_nothing_is_said_where_many_products_fit():
    request = request_of([1, 2, 3, 4, 5], [12, 6, 4, 3], "valid")  # the last is 5*12 + 4*6 + 3*4 + 2*3
    assert request.output == [1 * 3 + 2 * 4 + 3 * 6 + 4 * 12, 102]
    same = request_of([3, 2, 6], [2, 3, 1], "valid")
    assert slips_in_sums(same, Given([3 + 6 + 12 + 6]), [(0,)]) == ["y[0] would be 27 with 2*3 twice."]
    alike = request_of([1, 2, 3], [2, 3, 6], "valid")  # 3*2, 2*3 and 1*6
    assert slips_in_sums(alike, Given([24]), [(0,)]) == []


def test_products_that_are_0_and_added_zeros_are_no_slips():
    request = request_of([0, 4], [2, 5])
    assert slips_in_sums(request, Given([0, 8, 20]), [(0,)]) == []


def test_decimals_are_written_as_they_were_typed():
    request = request_of([Fraction(1, 2), 3], [2, -1], "valid", decimal=True)  # 5.5
    assert slips_in_sums(request, Given([Fraction(13, 2)]), [(0,)]) == [
        "y[0] would be 6.5 with 0.5*1 in place of 0.5*(-1)."
    ]
