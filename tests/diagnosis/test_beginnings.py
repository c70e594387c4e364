"""The first few numbers of a larger result are what they could be, and never more."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.brought_numbers import FIVE, IMAGE, KERNEL, SIGNAL, corr
from support.drawn_requests import few, made, wrong

from course.convolution.nested import part, shape
from course.diagnosis.beginnings import beginnings
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.own_numbers.request import request_of


@pytest.mark.parametrize(
    "request_, values",
    [
        (request_of(SIGNAL, FIVE), np.correlate(SIGNAL, FIVE, "full")[:1]),
        (request_of(SIGNAL, FIVE), np.correlate(SIGNAL, FIVE, "full")[:2]),
        (request_of(IMAGE, KERNEL, "valid"), corr(IMAGE, KERNEL, "valid")[:1, :1]),
        (request_of(IMAGE, KERNEL, "valid"), corr(IMAGE, KERNEL, "valid")[:1, :2]),
    ],
)
def test_the_first_numbers_of_a_correlation_could_be_that(request_, values):
    explanation = explain(request_, Given(values.tolist()))
    assert explanation.kind == "could be" and not explanation.explained and explanation.comes_from is None
    assert "no-flip" in {name for finding in explanation.findings for name in finding.data()["names"]}


def test_it_is_said_of_how_many_they_are_the_first():
    """The correlation of a 3x3 image with a 2x2 kernel has four numbers in mode valid."""
    request = request_of([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 2], [3, 5]], "valid")
    first = corr([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 2], [3, 5]], "valid")[0, 0]
    (beginning,) = [
        b for b in beginnings(Outcomes(request, Given([[first]]))) if b.data()["names"] == ("no-flip",)
    ]
    (line,) = beginning.lines(request)
    assert line.startswith("the first of 4 numbers that are those of a correlation")
    assert (beginning.data()["first"], beginning.data()["of"]) == (1, 4)
    assert beginning.source(request) is None and "Hint" not in line


def test_the_beginning_of_the_right_numbers_is_no_mistakes():
    request = request_of(SIGNAL, FIVE)
    assert beginnings(Outcomes(request, Given(request.output[:3]))) == []


def test_a_whole_result_is_no_beginning():
    values = np.correlate(SIGNAL, FIVE, "full").tolist()
    assert beginnings(Outcomes(request_of(SIGNAL, FIVE), Given(values))) == []


@settings(few, max_examples=8)
@given(wrong(), st.data())
def test_the_beginning_of_what_a_mistake_gives_is_found(case, data):
    request, name, values = case
    counts = [data.draw(st.integers(1, size)) for size in shape(values)]
    first = part(values, [slice(count) for count in counts])
    assume(first != values and first != part(request.output, [slice(count) for count in counts]))
    found = beginnings(Outcomes(request, Given(first)))
    assert name in {n for b in found for n in (*b.data()["names"], *b.data()["also"])}
    for beginning in found:
        for other in (*beginning.data()["names"], *beginning.data()["also"]):
            assert part(made([other], request), [slice(count) for count in counts]) == first
