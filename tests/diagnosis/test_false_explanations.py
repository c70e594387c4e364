"""The benchmark of false explanations: its looked-up searches say what the searches themselves say."""

import random

import pytest
from benchmarks import false_explanations as benchmark

from course.diagnosis import explanation
from course.diagnosis.given import Given
from course.own_numbers.request import request_of

SEARCHES = ("fitting_mistakes", "paired_causes", "readings", "engines_that_give", "Outcomes")


@pytest.mark.slow
def test_what_is_looked_up_is_what_is_found(monkeypatch):
    request = request_of([3, 4, 5], [2, 1], "same")
    draw = random.Random(1)
    answers = [make(request, draw) for make in benchmark.CLASSES.values()]
    # a correlation, and the signs the wrong way round
    values = [[10, 13, 10], [-11, -14, -5], *(answer.values for answer in answers if answer)]
    found = [benchmark.said(explanation.explain(request, Given(one))).keys() for one in values]
    for name in SEARCHES:  # which look_up() replaces, until this test ends
        monkeypatch.setattr(explanation, name, getattr(explanation, name))
    benchmark.look_up()
    assert explanation.Outcomes is benchmark.KeptOutcomes
    assert [benchmark.said(explanation.explain(request, Given(one))).keys() for one in values] == found
    assert any(found)
