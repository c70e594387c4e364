"""The page's arithmetic in a real browser, against the definition, published facts, and the rule of `why`."""

import random
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from support.definition_checks import after, published
from support.typed_requests import answered_requests, typed_requests

from course.convolution.formatting import number
from course.convolution.nested import flat, shape
from course.convolution.sizes import BORDERS, MODES
from course.diagnosis.given import Given
from course.own_numbers.read_numbers import read_numbers
from course.own_numbers.rounding import float32_slack

pytestmark = pytest.mark.browser

REQUESTS = 6_000  # for each of four seeds; about one in eight has no answer
WORKED_OUT = {"request": "requestOf", "trace": "traceOf", "formatting": "number"}


@pytest.mark.parametrize("seed", [17, 18, 19, 20])
def test_20_000_requests_are_worked_out_as_by_the_definition(modules, seed):
    requests = typed_requests(seed, REQUESTS)
    expression = """(() => {
        const request = requestOf(item), { outputs, shape } = traceOf(request);
        const texts = (decimal) => outputs.map(({ value }) => number(value, decimal));
        return { shape, exact: texts(false), decimals: request.decimal && texts(true) };
    })()"""
    answers = modules.each(WORKED_OUT, expression, [request.words for request in requests])
    seen = Counter()
    for request, answer in zip(requests, answers, strict=True):
        try:
            output = request.worked_out()
        except ValueError as error:
            assert answer == {"refused": str(error)}, request.words
            continue
        values = list(flat(output))
        right = {
            "shape": list(shape(output)),
            "exact": [str(value) for value in values],
            "decimals": request.decimal and [number(value, decimal=True) for value in values],
        }
        assert answer == right, request.words
        options = request.options
        seen[options.get("mode"), options.get("border"), options.get("flip", True), request.axes] += 1
    assert sum(seen.values()) >= 5_000
    assert len(seen) == (len(MODES) + 1) * (len(BORDERS) + 1) * 2 * 2  # no mode and no border among them


def test_a_kernel_is_flipped_along_every_axis(modules):
    kernels = [[1, 2, 3], [[1, 2], [3, 4], [5, 6]], [[7]]]
    turned = modules.each({"definition": "flipped"}, "flipped(item)", kernels)
    assert turned == [np.flip(kernel).tolist() for kernel in kernels]


def test_fractions_are_equal_whatever_they_are_made_of(modules):
    expression = """((a, b) => [equal(a, b), compare(a, b), isZero(add(a, negated(b))), Object.isFrozen(a)])(
        fraction(BigInt(item[0]), BigInt(item[1])), fraction(BigInt(item[2]), BigInt(item[3])))"""
    names = {"fractions": "add, compare, equal, fraction, isZero, negated"}
    quadruples = [
        (2, 4, 1, 2),
        (-1, 2, 1, -2),
        (0, 5, 0, -1),
        (1, 3, 1, 2),
        (10**20, 1, 10**20 - 1, 1),
        (0, 1, -1, 9),
    ]
    for (a, b, c, d), answer in zip(
        quadruples, modules.each(names, expression, [[*map(str, q)] for q in quadruples])
    ):
        one, other = Fraction(a, b), Fraction(c, d)
        assert answer == [one == other, (one > other) - (one < other), one == other, True]


# ---- published facts

PADDINGS = {"full": "full", "valid": "valid", "same_numpy": "same", "same_tf": "SAME"}
BOUNDARIES = {"zero": "constant", "wrap": "wrap", "symm": "symmetric", "mirror": "reflect", "edge": "edge"}
SWAPPED = ("scipy2d-valid-swapped", "scipy2d-not-2d-1d")  # SciPy swaps the arguments, or refuses one axis
FACTS = [
    fact
    for fact in published()["cases"]
    if fact["layout"] == "plain" and "complex" not in fact and fact["id"] not in SWAPPED
]


def words_of(fact):
    """A fact as the words of the command line."""
    words = {name: typed(fact[key]) for name, key in (("input", "signal"), ("kernel", "kernel"))}
    words |= {name: ",".join(map(str, fact[name])) for name in ("stride", "dilation")}
    words["border"] = BOUNDARIES[fact["boundary"]] + (f"={fact['fillvalue']}" if fact["fillvalue"] else "")
    padding = fact["padding"]
    if padding == "same_scipy":
        padding = "same_numpy" if fact["op"] == "convolve" else after(fact["kernel"])
    if isinstance(padding, str):
        words["mode"] = PADDINGS[padding]
    else:
        words["padding"] = ",".join(f"{before}:{behind}" for before, behind in padding)
    return words if fact["op"] == "convolve" else {**words, "flip": "no"}


def typed(values):
    rows = values if isinstance(values[0], list) else [values]
    text = "; ".join(" ".join(map(str, row)) for row in rows)
    return f"{text};" if rows is values else text


def test_the_published_facts_hold(modules):
    expression = "traceOf(requestOf(item)).outputs.map(({ value }) => number(value))"
    answers = modules.each(WORKED_OUT, expression, [words_of(fact) for fact in FACTS])
    assert len(FACTS) > 45
    for fact, answer in zip(FACTS, answers, strict=True):
        for value, right in zip(answer, flat(fact["expected"]), strict=True):
            within = 1e-14 * abs(right) if isinstance(right, float) else 0  # SciPy's own rounding
            assert abs(Fraction(value) - Fraction(right)) <= within, fact["id"]


# ---- which numbers of an answer are right


def answers_by_chance():
    """(words, the exact outputs, slack, an answer as it is typed, the numbers that it leaves open)."""
    chance = random.Random(33)
    for typed, request in answered_requests(34, 3_600, largest=99):
        values = list(flat(request.output))
        pieces = [piece_of_answer(chance, Fraction(value)) for value in values]
        yield typed.words, request, pieces, {i for i in range(len(pieces)) if chance.random() < 0.1}


def piece_of_answer(chance, value):
    """A number as it may be typed for an exact one: rounded, cut off, as floats are printed, or a little beside it."""
    places = chance.choice((0, 1, 2, 3, 5, 9, 16))
    unit = Fraction(1, 10**places)
    kind = chance.choice(("exact", "rounded", "rounded", "cut", "float", "float32", "beside", "at the edge"))
    if kind == "exact":
        return str(value)
    if kind == "float":
        return repr(float(value))
    if kind == "float32":
        return f"{float(value):.{chance.choice((7, 8, 9))}g}"
    if kind == "rounded":
        return decimals(round(value / unit), places)
    if kind == "cut":
        return decimals(int(value / unit), places)
    if kind == "beside":
        return decimals(round(value / unit) + chance.choice((-1, 1)), places)
    # half a unit away where that has an end, else as near to it as twenty more decimals are
    edge = round((value + chance.choice((-1, 1)) * unit / 2) * 10**20)
    return decimals(edge + chance.choice((-1, 0, 0, 1)), 20)


def decimals(whole, places):
    """A whole number of units as a decimal: decimals(-25, 1) is "-2.5"."""
    digits = f"{abs(whole):0{places + 1}d}"
    return f"{'-' if whole < 0 else ''}{digits[: len(digits) - places]}.{digits[len(digits) - places :]}"


def as_numbers(pieces, axes, columns):
    """Pieces in the words of an answer, in rows of so many."""
    if axes == 1:
        return " ".join(pieces)
    rows = [pieces[start : start + columns] for start in range(0, len(pieces), columns)]
    return "; ".join(map(" ".join, rows)) + ";"


def test_2_000_answers_are_right_where_why_says_so(modules):
    items, expected = [], []
    for words, request, pieces, left_open in answers_by_chance():
        columns = shape(request.output)[-1]
        try:
            got = read_numbers(as_numbers(pieces, request.axes, columns), "--got", most=10**5)
        except ValueError:
            continue  # a float with more digits than are read
        given = Given(got.values, got.places, slack=float32_slack(request))
        fit = given.which_fit(request.output)
        expected.append([None if i in left_open else fits for i, fits in enumerate(fit)])
        typed_pieces = ["?" if i in left_open else piece for i, piece in enumerate(pieces)]
        items.append({"words": words, "got": as_numbers(typed_pieces, request.axes, columns)})
    expression = """(() => {
        const request = requestOf(item.words), values = traceOf(request).outputs.map(({ value }) => value);
        return givenOf(readNumbers(item.got, "--got", { most: 1e5, open: true }), request).fits(values);
    })()"""
    names = {**WORKED_OUT, "given": "givenOf", "read_numbers": "readNumbers"}
    answers = modules.each(names, expression, items)
    assert len(items) >= 2_000
    assert min(Counter(flat(expected)).values()) > 1_000 and len(Counter(flat(expected))) == 3
    for item, right, answer in zip(items, expected, answers, strict=True):
        assert answer == right, item
