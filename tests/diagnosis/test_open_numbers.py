"""Numbers of which some are open: what explains the known ones, what is only what they could be, and what is refused."""

import json
import re
from fractions import Fraction
from math import prod
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.brought_numbers import IMAGE, KERNEL, SIGNAL, conv, corr
from support.drawn_requests import named, quick, wrong

from course import why
from course.convolution.nested import arranged, flat, shape
from course.diagnosis.cause import output_or_none, world
from course.diagnosis.evidence import doubt
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.open_numbers import of_known_numbers, rescaled_where_known, right_so_far
from course.diagnosis.request_causes import pairs_tried
from course.diagnosis.why import explanation_data
from course.diagnosis.why_text import Reasons
from course.errors import Unusable
from course.mistakes.bank.all_mistakes import BANK
from course.own_numbers.request import request_of

WEIGHTS = np.array([2, 7, 1])


def with_open(values, *places):
    """Numbers as nested lists, None at these places, counted through all axes."""
    values = np.array(values, object)
    for place in places:
        values.flat[place] = None
    return values.tolist()


def typed_with_open(values, *places):
    """The same as it is typed; a ; at the end makes a row an image."""
    rows = np.atleast_2d(np.array(with_open(values, *places), object)).tolist()
    text = "; ".join(" ".join("?" if value is None else str(value) for value in row) for row in rows)
    return text if np.ndim(values) == 1 else text + ";"


def kind_of(x, h, got, mode=None, **options):
    return why(x, h, got, mode, **options).explanation.kind


# ---- what is right so far


@pytest.mark.parametrize("places", [(0,), (3, 4), (0, 1, 2, 4, 5, 6, 7, 8, 9)])
def test_known_numbers_that_are_right(explained, places):
    got = typed_with_open(np.convolve(SIGNAL, WEIGHTS), *places)
    code, out = explained(SIGNAL, WEIGHTS, got)
    assert code == 0 and f"{10 - len(places)} of 10 numbers" in out
    assert "given" not in out and "15" not in re.findall(r"\d+", out)  # nor are those told that are open


def test_which_number_is_the_next_one(explained):
    assert "2 of 4 numbers are known: the next one is y[1]." in explained("3 4 5", "2 1", "6 ? 14 ?")[1]
    image = explained("1 2; 3 4", "2 0; 0 1", "2 4 0; ? 9 ?; 0 3 4")[1]
    assert "7 of 9 numbers are known: the next one is y[1, 0]." in image


def test_decimals_that_are_cut_off():
    request = request_of([1, 1, 2], [1, Fraction(5, 3)])
    right = request.output
    assert right == [1, Fraction(8, 3), Fraction(11, 3), Fraction(10, 3)]
    cut = Given([None, Fraction(266, 100), Fraction(366, 100), None], [None, 2, 2, None])
    rounded = Given([None, Fraction(267, 100), Fraction(367, 100), None], [None, 2, 2, None])
    assert [explain(request, one).kind for one in (cut, rounded)] == ["right so far"] * 2
    assert len(right_so_far(request, cut)) == len(right_so_far(request, rounded)) + 1 == 2


def test_nothing_is_said_of_open_numbers_where_there_are_none():
    assert of_known_numbers(Given([3, 4])) == []
    assert len(of_known_numbers(Given([3, None]))) == 1
    assert kind_of([3, 4, 5], [2, 1], [6, 11, 14, 5]) == "right"


# ---- what explains the others


def test_no_flip_in_a_signal(explained, told):
    got = typed_with_open(np.correlate(SIGNAL, WEIGHTS, "full"), 0, 4, 5, 9)
    (mistake,) = told(SIGNAL, WEIGHTS, got)["mistakes"]
    assert mistake["names"] == ["no-flip"]
    code, out = explained(SIGNAL, WEIGHTS, got)
    assert code == 0 and "6 of 10 numbers" in out and "[no-flip]" in out


@pytest.mark.parametrize("places", [(0,), (5, 1), (0, 2, 3, 7)])
def test_no_flip_in_an_image_that_is_not_square(told, places):
    image = IMAGE - 4  # negative ones as well
    got = corr(image, KERNEL, "valid")
    assert got.shape == (3, 3) and (got < 0).any()
    found = told(image, KERNEL, typed_with_open(got, *places), "--mode", "valid")
    assert "no-flip" in {name for mistake in found["mistakes"] for name in mistake["names"]}
    assert {"flip": False} in found["readings"] and found["kind"] == "mistake"


def test_another_mode_has_another_size(told):
    got = np.convolve(SIGNAL, WEIGHTS, "valid")
    found = told(SIGNAL, WEIGHTS, typed_with_open(got, 1, 3), "--mode", "same")
    assert found["explained"] and {"mode": "valid"} in found["readings"]
    image = conv(IMAGE, KERNEL, "full")
    found = told(IMAGE, KERNEL, typed_with_open(image, 0, 7, 20), "--mode", "valid")
    assert found["explained"] and {"mode": "full"} in found["readings"]


@pytest.mark.parametrize(
    "changes", [{"border": "reflect"}, {"stride": 1}, {"flip": False, "border": "edge"}], ids=str
)
def test_another_border_or_stride(changes):
    options = {"mode": "same", "stride": 2, "border": "constant", "flip": True}
    right = request_of(SIGNAL.tolist(), [2, 7, 1, 5, 3], **options | changes).output
    found = why(SIGNAL, [2, 7, 1, 5, 3], with_open(right, 1), **options).explanation
    assert found.explained and changes in [reading.changes for reading in found.readings]


@pytest.mark.parametrize(
    "change, factor, constant",
    [
        (lambda y: 3 * y, 3, 0),
        (lambda y: y - 4, 1, -4),
        (lambda y: 2 * y + 1, 2, 1),
        (lambda y: -y, None, None),
    ],
    ids=["times 3", "minus 4", "times 2 plus 1", "negated"],
)
def test_right_numbers_that_were_all_changed(change, factor, constant):
    got = with_open(change(np.convolve(SIGNAL, WEIGHTS)), 0, 4, 6)
    found = why(SIGNAL, WEIGHTS, got).explanation
    if factor is None:
        assert found.kind == "mistake" and "negated" in named(found)
        return
    (finding,) = found.findings
    assert found.kind == "rescaled"
    assert (finding.scaling.factor, finding.scaling.constant) == (factor, constant)


def test_a_factor_of_rounded_numbers():
    request = request_of(SIGNAL.tolist(), WEIGHTS.tolist())
    values = [Fraction(round(Fraction(value, 3) * 100), 100) for value in request.output]
    values[2] = values[7] = None
    partly = Given(values, [None if value is None else 2 for value in values])
    (finding,) = rescaled_where_known(request, partly)
    assert finding.scaling.factor == Fraction(1, 3)


def test_a_factor_needs_as_many_known_numbers_as_others_do():
    request = request_of(SIGNAL.tolist(), WEIGHTS.tolist())
    tripled = [3 * value for value in request.output]
    assert rescaled_where_known(request, Given([*tripled[:4], *[None] * 6]))
    assert not rescaled_where_known(request, Given([*tripled[:3], *[None] * 7]))
    with_bias = [value + 5 for value in request.output]
    assert rescaled_where_known(request, Given([*with_bias[:4], *[None] * 6]))
    assert not rescaled_where_known(request, Given([*with_bias[:3], *[None] * 7]))
    assert not rescaled_where_known(request, Given([*tripled[:6], None]))  # of another size


def test_two_mistakes_that_are_made_most_often(told):
    """The second shows where a byte has no room for a number: 0 to 255."""
    kernel = [[2, 7, 1], [8, 2, 8]]
    small = [[1, 40, 2, 9, 3], [7, 2, 30, 4, 1], [9, 1, 2, 8, 25]]
    both = output_or_none(request_of(small, kernel, "same"), world(BANK["no-flip"], BANK["clip-255"]))
    for hidden in [(0,), (2, 9), (1, 5, 14)]:
        found = told(small, kernel, typed_with_open(both, *hidden), "--mode", "same")
        assert found["kind"] == "mistake"
        assert {"no-flip", "clip-255"} in [set(mistake["names"]) for mistake in found["mistakes"]]


def test_no_other_two_are_tried():
    """With open numbers more of the thousands of pairs fit by chance."""
    request = request_of([3, 4, 5], [2, 1, 0])
    tried = [pairs_tried(request, Given([6, 11, 14, 5, last])) for last in (0, None)]
    assert tried == ["every", "frequent"]
    large = request_of(np.ones((40, 40), int).tolist(), np.ones((5, 5), int).tolist())
    assert pairs_tried(large, Given([1, None])) == "none"


def test_what_nothing_explains_is_no_fact(explained):
    code, out = explained(SIGNAL, WEIGHTS, "? 1 2 99 ? 3 5 ? 8 8")
    assert code == 1 and "7 of 10 numbers" in out and "none of the 7" in out
    code, out = explained(SIGNAL, WEIGHTS, "? 1 2 99 ? 3 5")
    assert code == 1 and "5 of 7 numbers" in out  # of no size that is looked at


# ---- what tells too little


@pytest.mark.parametrize(
    "got",
    [
        "? 3 ? ? ?",  # one number that is known
        "? 3 10 ? ?",  # two
        "6 11 10 ? ?",  # one wrong one beside right ones
        "0 ? ? 0 0",  # zeros alone
        "? 0 0 13 ?",  # one beside zeros
    ],
)
def test_what_is_no_evidence_is_only_what_it_could_be(told, explained, got):
    found = told("3 4 5", "2 1 0", got)
    assert found["kind"] in ("could be", "unknown") and not found["explained"]
    assert explained("3 4 5", "2 1 0", got)[0] == 1


def test_open_numbers_are_no_evidence():
    """What is a fact of all numbers is none where all but two of them are open."""
    got = np.correlate(SIGNAL, WEIGHTS, "full")
    assert kind_of(SIGNAL, WEIGHTS, got) == "mistake"
    assert kind_of(SIGNAL, WEIGHTS, with_open(got, *range(7))) == "mistake"
    assert kind_of(SIGNAL, WEIGHTS, with_open(got, *range(8))) == "could be"


def test_a_kernel_of_one_weight_tells_places_alone():
    assert kind_of([3, 4, 5, 9], [2, 0], [0, 6, 8, 10, 18]) == "could be"
    assert kind_of([3, 4, 5, 9], [2, 0], [0, 6, None, 10, 18]) == "could be"
    request = request_of([3, 4, 5, 9], [2, 7], "same")
    assert (
        doubt(request, Given([6, 8, None, 18])) == "products"
        and doubt(request, Given([6, 8, 10, 18])) is None
    )


def test_two_mistakes_are_no_fact_of_three_numbers():
    small = [[1, 40, 2, 9, 3], [7, 2, 30, 4, 1], [9, 1, 2, 8, 25]]
    kernel = [[2, 7, 1], [8, 2, 8]]
    both = output_or_none(request_of(small, kernel, "same"), world(BANK["no-flip"], BANK["clip-255"]))
    known = [place for place, value in enumerate(flat(both)) if value == 255][:2] + [6]
    hidden = [place for place in range(15) if place not in known]
    found = why(small, kernel, with_open(both, *hidden), "same").explanation
    assert found.kind != "mistake" or all(len(cause.mistakes) == 1 for cause in found.causes)


# ---- how it is shown


def test_the_table_marks_known_numbers_alone(explained):
    _, out = explained("3 4 5 7", "2 1 0", "? 3 10 13 ? 14")
    line = next(line for line in out.splitlines() if line.lstrip().startswith("?"))
    assert line.split()[:6] == ["?", "3*", "10*", "13*", "?", "14*"]


def test_a_known_number_is_worked_out_both_ways(explained):
    """The first that differs is open."""
    _, out = explained("3 4 5 7", "2 1 0", "? 3 10 13 ? 14")
    assert "y[1] asked for" in out and "y[1] given     = [0]*2 + 3*1 + 4*0 = 3" in out and "y[0]" not in out
    _, out = explained("3 4 5 7", "2 1 0", "? ? 99 13 ? 1")
    assert "y[2] asked for" in out and "y[0]" not in out and "y[1]" not in out


def test_a_notebook_shows_them_too():
    html = why([3, 4, 5, 7], [2, 1, 0], [None, 3, 10, 13, None, 14])._repr_html_()
    assert html.count("<td>?</td>") == 2 and html.count("*</mark>") == 4
    assert "?" not in why([3, 4, 5, 7], [2, 1, 0], [0, 3, 10, 13, 17, 14])._repr_html_()


def test_open_numbers_are_null_in_json(told):
    assert told("3 4 5", "2 1 0", "6 ? 14 1/2 ?")["given"] == [6, None, 14, "1/2", None]
    assert told(IMAGE, KERNEL, "1 ? 3; 4 5 ?; 7 8 9", "--mode", "valid")["given"] == [
        [1, None, 3],
        [4, 5, None],
        [7, 8, 9],
    ]
    assert "given" not in told("3 4 5", "2 1 0", "6 11 14 5 0")
    found = told("3 4 5", "2 1 0", "6 ? 14 5 ?")
    assert (found["kind"], found["explained"]) == ("right so far", True)


# ---- how it is given


def test_a_file_of_numbers_some_of_which_are_open(told, tmp_path):
    path = tmp_path / "got.csv"
    path.write_text("# y\n?,10\n13,?\n", encoding="utf-8")
    assert told("3 4 5; 1 2 9", "2 1", str(path), "--mode", "valid")["given"] == [[None, 10], [13, None]]


@pytest.mark.parametrize("form", ["[?, 3, 10, 13, 10]", "?,3,10,13,10", "? ; 3 ; 10 ; 13 ; 10"])
def test_forms_in_which_they_are_typed(told, form):
    assert told("3 4 5", "2 1 0", form)["given"] == [None, 3, 10, 13, 10]


def test_a_question_mark_is_no_name_of_a_file(told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "? 3 10 13 10").write_text("1 2 3 4 5", encoding="utf-8")
    assert told("3 4 5", "2 1 0", "? 3 10 13 10")["given"][1] == 3


@pytest.mark.parametrize("open_one", [None, "?", " ? "])
def test_open_numbers_of_why(open_one):
    got = [open_one, 3, 10, 13, 10]
    for given_as in (got, tuple(got), np.array(got, object)):
        assert named(why([3, 4, 5], [2, 1, 0], given_as).explanation) == {"no-flip"}


@pytest.mark.parametrize("got", [[None] * 5, ["?"] * 5, [[None]], None, "?"])
def test_numbers_that_are_all_open_are_refused(got):
    with pytest.raises(Unusable, match="open") as refused:
        why([3, 4, 5], [2, 1, 0], got)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("got", [["??", 3], ["x", 3, 10, 13, 10], [None, [3]], [[1, None], [3]], []], ids=str)
def test_what_are_no_numbers_is_refused_as_ever(got):
    with pytest.raises(Unusable, match="^got "):
        why([3, 4, 5], [2, 1, 0], got)


@pytest.mark.parametrize(
    "words",
    [
        ("--input", "3 ? 5", "--kernel", "2 1", "--got", "6 11 14 5"),
        ("--input", "3 4 5", "--kernel", "2 ?", "--got", "6 11 14 5"),
        ("--input", "3 4 5", "--kernel", "2 1", "--got", "? ? ? ?"),
        ("--input", "3 4 5", "--kernel", "2 1", "--got", "6 ?? 14 5"),
        ("--input", "3 4 5", "--kernel", "2 1", "--got", "6 11?"),
        ("--input", "3 4 5", "--kernel", "2 1", "--border", "constant=?", "--got", "6 11 14 5"),
    ],
)
def test_a_question_mark_elsewhere_is_refused(command, words):
    code, out, err = command("why", *words)
    assert (code, out, err.count("\n")) == (2, "", 1) and "?" in err


# ---- laws


@quick
@given(wrong(), st.randoms(use_true_random=False))
def test_what_is_hidden_makes_no_false_name(case, chance):
    """Of the numbers of one mistake some are hidden: where anything is a fact, the mistake is among what is told."""
    request, name, values = case
    numbers = list(flat(values))
    hidden = chance.sample(range(len(numbers)), chance.randint(1, max(1, len(numbers) - 1)))
    if len(hidden) == len(numbers):
        return
    partly = arranged([None if i in hidden else v for i, v in enumerate(numbers)], shape(values))
    found = explain(request, Given(partly))
    assert found.stopped is False
    if found.kind == "right so far":
        right = list(flat(request.output))
        assert all(right[i] == numbers[i] for i in range(len(numbers)) if i not in hidden)
    elif found.explained:
        assert name in named(found) or _is_read(found, values)
    why_says = [str(found.kind), *_said(found)]
    assert all(why_says) and json.dumps(explanation_data(found), allow_nan=False)


def _is_read(found, values):
    return any(reading.request.output == values for reading in found.readings)


def _said(found):
    reasons = Reasons(found)
    return reasons.text(80), reasons._repr_html_()


def test_random_numbers_are_hardly_ever_named():
    """Of 150 answers that come from nowhere."""
    chance, facts = Random(5), 0
    request = request_of([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1], "same")
    for _ in range(150):
        values = [chance.choice([None, chance.randint(-9, 60)]) for _ in range(prod(shape(request.output)))]
        if set(values) != {None}:
            facts += explain(request, Given(values)).explained
    assert facts == 0
