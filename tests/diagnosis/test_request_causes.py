"""The mistakes, one or two, that give exactly the given numbers: none is false, and none is missed."""

import random
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import pytest
from scipy.signal import correlate2d
from support.brought_numbers import FIVE, SIGNAL
from support.drawn_requests import changes_are_true, made, names_are_true
from support.printed_explanations import numbers_are_true
from support.slow_cases import with_slow_cases

from course.convolution.sizes import MODES
from course.diagnosis import request_causes
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.request_causes import paired_causes, single_causes
from course.diagnosis.why_text import Reasons
from course.errors import Unusable
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import alike, applies
from course.own_numbers.request import request_of
from course.own_numbers.rounding import float32_slack

FLAT = 10**6


def test_the_frequent_ones_come_first():
    causes = single_causes(Outcomes(request_of([0, 0, 0], [0, 0]), Given([0, 0, 0, 0])))
    firsts = [cause.names[0] for cause in causes]
    assert len(firsts) > 10 and firsts == sorted(firsts, key=list(BANK).index)
    assert not {"stride-ignored", "channels-first-only"} & {*firsts}  # they need a stride, or channels


def small_request(draw):
    """A signal or an image of few numbers, from random.Random."""
    shapes = draw.choice([((draw.randint(3, 5),), (draw.randint(2, 4),)), ((3, 4), (2, draw.randint(1, 3)))])
    x, h = ([draw.randint(-9, 9) for _ in range(prod(shape))] for shape in shapes)
    arrays = [np.array(flat, object).reshape(shape).tolist() for flat, shape in zip((x, h), shapes)]
    options = {
        "stride": draw.choice([1, 1, 2]),
        "dilation": draw.choice([1, 1, 2]),
        "flip": draw.random() < 0.7,
    }
    try:
        return request_of(*arrays, draw.choice(MODES), **options)
    except Unusable:
        return small_request(draw)


def sampled_pair(seed):
    """(a request, two names, their numbers): a pair that gives other numbers than the definition."""
    draw = random.Random(seed)
    while True:
        request = small_request(draw)
        fitting = [name for name, mistake in BANK.items() if applies(mistake, request.axes, request.options)]
        names = tuple(draw.sample(fitting, 2))
        values = made(names, request)
        if values is not None and not alike(values, request.output):
            return request, names, values


@pytest.mark.parametrize("seed", with_slow_cases(range(24), every=4))
def test_two_mistakes_together_are_found(seed):
    """Or one that gives the same numbers; of one or two numbers they are not looked for."""
    request, names, values = sampled_pair(seed)
    explanation = explain(request, Given(values))
    if explanation.kind == "unknown":
        assert explanation.given.count < request_causes.FEWEST_FOR_PAIRS, f"{names} not found"
        return
    names_are_true(explanation, values)
    changes_are_true(explanation, values)
    if explanation.causes and len(explanation.causes[0].mistakes) == 2:
        assert {*names} in [{*cause.names} for cause in explanation.causes]
    numbers_are_true(Reasons(explanation).text(FLAT), request, values)


def test_two_mistakes_are_named_in_the_order_in_which_they_were_made():
    request, values = request_of(SIGNAL, FIVE), np.correlate(SIGNAL, FIVE, "full")[:-1].tolist()
    assert [cause.names for cause in paired_causes(Outcomes(request, Given(values)))] == [
        ("no-flip", "range-short")
    ]


def test_no_pair_is_missed_where_every_one_is_tried():
    """3 -1, divided by its sum and then cut to whole numbers, is 1 0; to cut alone changes nothing."""
    x, h = [3, 4, 5], [3, -1]
    for names in product(["kernel-norm", "negated", "kernel-int", "rounded"], repeat=2):
        explanation = explain(request_of(x, h), Given(made(names, request_of(x, h))))
        assert explanation.kind != "unknown", f"{names} not found"


SMALL = request_of([3, 4, 5], [3, -1])


def pairs_found(names):
    """The names of the pairs that are found where these two mistakes were made."""
    outcomes = Outcomes(SMALL, Given(made(names, SMALL)))
    return [{*cause.names} for cause in paired_causes(outcomes)]


@pytest.mark.parametrize(
    "limit, found",
    [
        ("EVERY_PAIR", [True, True, True, True]),
        ("PAIRS", [True, True, False, False]),
        ("FREQUENT_PAIRS", [True, False, False, False]),
        (None, [False, False, False, False]),
    ],
)
def test_the_larger_a_request_the_fewer_pairs_are_tried(monkeypatch, limit, found):
    """Both made most often; others; one that changes nothing alone; one that takes long."""
    pairs = [
        ("no-flip", "range-short"),
        ("kernel-abs", "skip-first"),
        ("kernel-norm", "rounded"),
        ("aliasing", "negated"),
    ]
    for name in ("EVERY_PAIR", "PAIRS", "FREQUENT_PAIRS"):
        monkeypatch.setattr(request_causes, name, SMALL.products if name == limit else 0)
    assert [{*names} in pairs_found(names) for names in pairs] == found


NUMBERS = {
    "ints": lambda draw: draw.randint(-9, 9),
    "fractions": lambda draw: Fraction(draw.randint(-90, 90), draw.choice([4, 7, 10])),
    "floats": lambda draw: draw.uniform(-9, 9),
}


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_correlation_with_an_untouched_border_is_found_in_a_digit(kind):
    """28x28 with 3x3, by SciPy for ints and floats: the two mistakes that people make most often."""
    draw = random.Random(kind)
    x, h = ([[NUMBERS[kind](draw) for _ in range(n)] for _ in range(n)] for n in (28, 3))
    inside = request_of(x, h, "valid", flip=False).output
    if kind != "fractions":
        assert np.allclose(np.array(inside), correlate2d(x, h, "valid"))
    got = [[0] * 28, *([0, *row, 0] for row in inside), [0] * 28]
    request = request_of(x, h, "same")
    explanation = explain(request, Given(got, slack=float32_slack(request)))
    assert ("no-flip", "border-zero") in [cause.names for cause in explanation.causes]
    assert all({"no-flip", "border-zero"} == {*cause.names} for cause in explanation.causes)


BYTES = np.array([[12, 50, 33, 80, 7], [64, 25, 90, 41, 18], [30, 77, 52, 66, 23], [85, 14, 39, 71, 60]])


@pytest.mark.parametrize("in_another_order", [True, False])
def test_decimals_that_are_cut_off_are_one_mistake_whatever_the_order_of_the_floats(in_another_order):
    """The mean at the lower right is 22 exactly, or 21.999999999999996, as a program adds it up."""
    image, h = [*BYTES.tolist(), [28, 95, 46, 10, 57]], np.ones((3, 3)) / 9
    request = request_of(image, h, "same")
    got = [[int(value) for value in row] for row in request.output]
    if in_another_order:
        p = np.pad(image, 1)
        got = [
            [int((p[i : i + 3, j : j + 3] * np.ones((3, 3)) / 9).sum()) for j in range(5)] for i in range(5)
        ]
    assert got[4][4] == (22 if in_another_order else 21)
    explanation = explain(request, Given(got, slack=float32_slack(request)))
    assert {cause.names for cause in explanation.causes} == {("int-output",), ("uint8-output",)}


def test_a_mistake_that_only_rounds_otherwise_is_in_no_pair(monkeypatch):
    """Swapped rows and columns change the order of a sum of floats; where the kernel is not symmetric, its numbers."""
    few = ("no-flip", "negated", "rounded", "input-transposed-back")
    monkeypatch.setattr(request_causes, "BANK", {name: BANK[name] for name in few})
    names = set()
    request, given = request_of(BYTES[:3], np.ones((3, 3)) / 9, "valid"), Given([[7, 7, 8]])
    outcomes = Outcomes(request, given, lambda pair: names.update(one.name for one in pair))
    assert list(paired_causes(outcomes)) == []
    assert names == {"no-flip", "negated", "rounded"}
    other = request.but(h=[[0.1, 0.2, 0.1]] * 3)
    assert not Outcomes(other, given).only_rounds(BANK["input-transposed-back"])


def test_fewer_pairs_are_tried_where_products_are_of_fractions():
    """About 3,000 products: every two mistakes of whole numbers are tried, of fractions those made most often alone."""
    image, kernel = [[1, 2, 3] * 6] * 18, [[1, 2, 0], [3, 5, 1], [0, 1, 4]]
    thirds = [[Fraction(weight, 3) for weight in row] for row in kernel]
    tried = [request_causes.pairs_tried(request_of(image, weights, "same")) for weights in (kernel, thirds)]
    assert tried == ["those that change it", "frequent"]
    assert request_causes.pairs_tried(request_of([[1, 2], [3, 4]], thirds, "same")) == "every"


@pytest.mark.parametrize("dilation", [(2, 2), (1, 3)])
def test_weights_that_are_repeated_where_a_dilation_is_asked_for_are_named(dilation):
    """np.repeat and np.kron, kept whole or cut to the size of the dilated kernel; of a few numbers they are a possibility."""
    draw = random.Random(4)
    image = np.array([[draw.randint(-9, 9) for _ in range(9)] for _ in range(8)])
    h = np.array([[2, -1, 3], [1, 4, -2]])
    whole = np.kron(h, np.ones(dilation, int))
    cut = whole[: dilation[0] + 1, : 2 * dilation[1] + 1]
    request = request_of(image, h, "valid", dilation=dilation, flip=False)
    for kernel, name in ((whole, "dilation-repeated-last"), (cut, "dilation-repeated")):
        found = explain(request, Given(correlate2d(image, kernel, "valid").tolist()))
        assert (found.kind, [cause.names for cause in found.causes]) == ("mistake", [(name,)])
    signal, weights = [1, 5, 0, 3, 7, 2, -4, 6, 1, 8], [3, -2, 1]
    got = np.correlate(signal, np.repeat(weights, 2), "valid").tolist()
    request = request_of(signal, weights, "valid", dilation=2, flip=False)
    found = explain(request, Given(got))
    assert (found.kind, found.causes[0].names) == ("mistake", ("dilation-repeated-last",))
    few = explain(request, Given(got[:3]))
    assert few.kind == "could be" and "dilation-repeated-last" in str(Reasons(few))
    assert explain(request, Given([got[0] + 1, got[1] - 2, *got[2:]])).kind == "unknown"
