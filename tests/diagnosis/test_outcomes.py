"""Whether definitions with mistakes give numbers: as working them out says, and without working out much."""

import gc
import random
from fractions import Fraction
from itertools import combinations, islice

import pytest

from course.convolution.nested import at, filled, indices, placed, shape
from course.diagnosis.cause import orders, output_or_none
from course.diagnosis.explanation import MOST_PRODUCTS, explain
from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import alike, applies, definition_with
from course.own_numbers.request import request_of


def image(rows, columns, seed, number=int):
    draw = random.Random(seed)
    return [[number(draw.randint(-9, 9)) for _ in range(columns)] for _ in range(rows)]


def thirds(number):
    return Fraction(number, 3)


REQUESTS = [
    request_of([3, -1, 4, 1, -5, 9, 2], [2, 7, -1, 8], "same"),
    request_of(image(4, 5, 1), image(2, 3, 2), "same", border="edge"),
    request_of([[row, row[::-1]] for row in image(3, 2, 3)], [[image(2, 2, 4)]], "SAME", stride=2),
    request_of([[row, row[::-1]] for row in image(3, 2, 3, thirds)], [[image(2, 2, 4, thirds)]], "same"),
]
BATCH = request_of([[image(3, 2, 3)], [image(3, 2, 8)]], [[image(2, 2, 4)]], "full")
MIXED = [  # whole numbers, fractions and floats in one request
    request_of([Fraction(1, 2), 3, Fraction(-5, 3), 2], [2, Fraction(1, 7)], "same", border="constant=3/5"),
    request_of([Fraction(1, 2), 3, float("nan"), 0.1], [2, Fraction(1, 7)], "full"),
    request_of([3, 1, -4], [Fraction(1, 2), Fraction(1, 10**40)], "SAME", flip=False),
    request_of([3, 1, -4], [1, 2], "same", border="constant=1/2"),
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


@pytest.mark.parametrize("request_", [*REQUESTS, BATCH, *MIXED], ids=range(len(REQUESTS) + 1 + len(MIXED)))
def test_outputs_are_those_of_the_definition(request_):
    """Asked for twice, and in the second place from what was kept."""
    outcomes = Outcomes(request_, Given(request_.output))
    for mistake in BANK.values():
        if applies(mistake, request_.axes, request_.options):
            output = output_or_none(request_, definition_with(mistake))
            for given_by in (outcomes.output(mistake), outcomes.output(mistake)):
                assert alike(given_by, output) if output is not None else given_by is None, mistake.name
    for other in (request_.but(flip=not request_.flip), request_.but(mode="valid", padding=None)):
        assert alike(outcomes.output_as(other) or [], output_or_none(other) or [])


def test_one_channel_that_is_right_does_not_make_the_others_so():
    """The telling number is another channel's than the wrong one: all of the numbers have to fit, in a batch too."""
    pair = BANK["no-flip"], BANK["abs-output"]
    right = output_or_none(BATCH, definition_with(*pair))
    assert Outcomes(BATCH, Given(right)).fits(*pair)
    for index in indices(shape(right)):
        wrong = placed(right, index, at(right, index) + 1)
        assert not Outcomes(BATCH, Given(wrong)).fits(*pair), index


@pytest.mark.parametrize("sizes", [(2, 1, 3, 1), (1, 4, 4, 2), (3, 1, 4, 2), (1, 4, 2), (4, 2), (2,)])
def test_given_numbers_for_other_images_or_channels_fit_no_pair(sizes):
    outcomes = Outcomes(BATCH, Given(filled(sizes, 1)))
    assert not outcomes.fits(BANK["no-flip"], BANK["abs-output"])


def test_fractions_are_convolved_as_whole_numbers():
    """Of all numbers that a mistake gives no more fractions are made than there are numbers and weights."""
    request = request_of(image(6, 6, 1, thirds), image(3, 3, 2, thirds), "same")
    outcomes = Outcomes(request, Given(image(6, 6, 3)))
    multiplied = []
    with pytest.MonkeyPatch.context() as patched:
        multiply = Fraction.__mul__
        patched.setattr(Fraction, "__mul__", lambda a, b: multiplied.append(a) or multiply(a, b))
        assert outcomes.output(BANK["no-flip"]) == output_or_none(request.but(flip=not request.flip))
    assert len(multiplied) <= request.products  # those of output_or_none() alone


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
