"""What single mistakes and other readings give: true, each said once, and held against NumPy."""

import numpy as np
from hypothesis import given, settings
from support.brought_numbers import FIVE, IMAGE, KERNEL, SIGNAL, corr
from support.drawn_requests import few, made, numbers, requests

from course.diagnosis import origins as module
from course.diagnosis.given import Given
from course.diagnosis.origins import origins
from course.diagnosis.outcomes import Outcomes
from course.mistakes.faulty_definition import alike
from course.own_numbers.request import request_of


def outcomes_of(request):
    return Outcomes(request, Given(request.output))


def everything(output):
    return True


def test_a_correlation_is_numpys():
    """It is a mistake and a reading, and said once, as the mistake."""
    right = np.correlate(SIGNAL, FIVE, "same").tolist()
    (origin,) = origins(outcomes_of(request_of(SIGNAL, FIVE, "same")), lambda output: output == right)
    assert origin.cause.names == ("no-flip",) and origin.reading is None and origin.output == right
    assert origin.data() == {"names": ("no-flip",), "also": (), "reading": {}}
    assert origin.words(True).startswith("those of a correlation") and origin.words(True).endswith(
        "[no-flip]"
    )
    assert len(origin.hints(True)) == 1


def test_a_reading_that_is_no_mistake_is_said_as_one():
    """Zeros beyond the edge, where another border is asked."""
    request = request_of(IMAGE, KERNEL, "same", border="wrap")
    right = request.but(border="constant").output
    (origin,) = origins(outcomes_of(request), lambda output: output == right)
    assert origin.cause is None and origin.data()["reading"] == {"border": "constant"}
    assert origin.words(True) == "right with zeros beyond the edge" and origin.hints(True) == []


def test_the_frequent_ones_come_first_and_the_right_numbers_are_none():
    request = request_of(IMAGE, KERNEL, "valid")
    found = origins(outcomes_of(request), everything)
    assert found[0].cause.names == ("no-flip",)
    assert found[0].output == corr(IMAGE, KERNEL, "valid").tolist()
    assert not any(alike(origin.output, request.output) for origin in found)


def test_what_takes_long_is_left_out_of_larger_requests(monkeypatch):
    request = request_of(SIGNAL, FIVE, "same")
    monkeypatch.setattr(module, "EVERY_PAIR", request.products)
    assert "aliasing" in names(origins(outcomes_of(request), everything))
    monkeypatch.setattr(module, "EVERY_PAIR", request.products - 1)
    assert "aliasing" not in names(origins(outcomes_of(request), everything))


def test_none_are_worked_out_of_a_request_that_is_too_large(monkeypatch):
    request = request_of(SIGNAL, FIVE, "same")
    monkeypatch.setattr(module, "ORIGINS_UP_TO", request.products)
    assert origins(outcomes_of(request), numbers)
    monkeypatch.setattr(module, "ORIGINS_UP_TO", request.products - 1)
    assert origins(outcomes_of(request), numbers) == []


def names(found):
    return {name for origin in found if origin.cause for name in (*origin.cause.names, *origin.cause.also)}


@settings(few, max_examples=8)
@given(requests())
def test_what_each_gives_is_true(request):
    for origin in origins(outcomes_of(request), numbers):
        if origin.reading is not None:
            assert alike(made([], origin.reading.request), origin.output)
        else:
            for name in (*origin.cause.names, *origin.cause.also):
                assert alike(made([name], request), origin.output)
