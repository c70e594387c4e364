"""Whether definitions with mistakes give numbers: as working them out says, and without working out much."""

import gc
import random
from itertools import combinations, islice

import pytest

from course.diagnosis.cause import orders, output_or_none
from course.diagnosis.explanation import MOST_PRODUCTS, explain
from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import applies, definition_with
from course.own_numbers.request import request_of


def image(rows, columns, seed, number=int):
    draw = random.Random(seed)
    return [[number(draw.randint(-9, 9)) for _ in range(columns)] for _ in range(rows)]


REQUESTS = [
    request_of([3, -1, 4, 1, -5, 9, 2], [2, 7, -1, 8], "same"),
    request_of(image(4, 5, 1), image(2, 3, 2), "same", border="edge"),
    request_of([[row, row[::-1]] for row in image(3, 2, 3)], [[image(2, 2, 4)]], "SAME", stride=2),
]


@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_pairs_fit_as_their_definition_says(request_):
    """Every 37th pair, each against what every pair before it gave: what is kept is never another's."""
    fitting = [mistake for mistake in BANK.values() if applies(mistake, request_.axes, request_.options)]
    pairs = [order for pair in islice(combinations(fitting, 2), 0, None, 37) for order in orders(*pair)]
    outputs = [output_or_none(request_, definition_with(*pair)) for pair in pairs]
    for output in [output for output in outputs if output not in (None, [], request_.output)][::25]:
        given = Given(output)
        outcomes = Outcomes(request_, given)
        for pair, values in zip(pairs, outputs):
            assert outcomes.fits(*pair) == given.fits(values), [mistake.name for mistake in pair]


def test_another_request_is_tried_with_the_right_definition():
    request = request_of([3, 4, 5], [2, 1])
    outcomes = Outcomes(request, Given([3, 10, 13, 10]))
    assert outcomes.fits_as(request.but(flip=False)) and not outcomes.fits_as(request.but(mode="same"))


def test_it_is_told_what_is_tried():
    told = []
    outcomes = Outcomes(request_of([3, 4], [2, 1]), Given([1, 2, 3]), told.append)
    outcomes.fits(BANK["no-flip"], BANK["negated"])
    assert told == [(BANK["no-flip"], BANK["negated"])]


class Counted(int):
    """A whole number that counts in how many products it takes part."""

    products = 0

    def __mul__(self, other):
        Counted.products += 1
        return int(self) * other

    __rmul__ = __mul__


def test_no_request_takes_more_products_than_are_stated():
    """Nothing explains these, so that everything is tried."""
    request = request_of(image(5, 6, 5, Counted), image(3, 4, 6), "same")
    Counted.products = 0
    explanation = explain(request, Given(image(*map(len, (request.output, request.output[0])), 7)))
    assert explanation.kind == "unknown"
    assert 0 < Counted.products <= MOST_PRODUCTS * request.products


def test_looks_for_cycles_are_as_often_as_before():
    before = gc.get_threshold()
    seen = []
    explain(request_of([3, 4], [2, 1]), Given([1, 1, 1]), lambda what: seen.append(gc.get_threshold()))
    assert gc.get_threshold() == before != seen[0]
