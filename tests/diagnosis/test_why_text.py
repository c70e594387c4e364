"""An explanation in words: what is printed is read back, and every name and number has to be true."""

import re
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from support.brought_numbers import FIVE, IMAGE, KERNEL, SIGNAL, SQUARE, changed, conv, corr
from support.drawn_requests import few, made, wrong
from support.printed_explanations import NAMES, PROBE, folded, listed, numbers_are_true, request_in

from course.convolution.sizes import BORDERS, MODES
from course.diagnosis.why_text import MOST_EXPLANATIONS
from course.diagnosis.explanation import Explanation, explain
from course.diagnosis.given import Given
from course.diagnosis.why_text import OPTIONS, Reasons
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import alike
from course.own_numbers.request import request_of

FLAT = 10**6  # columns on which nothing is folded


def names_in(text):
    """The names that stand together at the ends of lines."""
    return [names.split(", ") for names in NAMES.findall(text)]


@few
@given(wrong())
def test_what_is_printed_of_a_mistake_is_true(case):
    request, name, values = case
    explanation = explain(request, Given(values))
    text = Reasons(explanation).text(FLAT)
    shown = names_in(text)
    assert len(shown) == min(len(explanation.causes), MOST_EXPLANATIONS)
    assert all(alike(made([one], request), values) for names in shown for one in names)
    assert all(BANK[names[0]].hint in text and BANK[names[0]].ending(request.flip) in text for names in shown)
    assert any(name in names for names in shown) or len(explanation.causes) > MOST_EXPLANATIONS
    doubt_is_true(text, explanation, shown)
    numbers_are_true(text, request, values)


def doubt_is_true(text, explanation, shown):
    """Whether the first line says how many explanations there are, and the input in it tells those named apart."""
    count = len(explanation.causes)
    first, given = text.split("\n")[0], dict(re.findall(r"^- (\S+) \S+ (.*)$", text, re.MULTILINE))
    if count < 2:
        assert not given and PROBE.search(text) is None
        return
    numbers = re.findall(r"\d+", first.split("--input")[0])
    assert numbers == ([str(count), str(MOST_EXPLANATIONS)] if count > MOST_EXPLANATIONS else [str(count)])
    if not PROBE.search(first):
        assert not given
        return
    assert list(given) == [names[0] for names in shown]
    smallest = request_in(first)
    other = explanation.request.but(x=smallest.x, h=smallest.h)
    outcomes = [made([name], other) for name in given]
    assert all(listed(printed) == outcome for printed, outcome in zip(given.values(), outcomes))
    assert not any(one == two for one, two in combinations(outcomes, 2))


def test_no_more_than_three_are_named(explained):
    code, out = explained("3 4 5 7 1 9 2 2 7", "2 1 5 7", "29 89 89", "--mode", "same", "--stride", "3")
    assert code == 0 and len(names_in(out)) == MOST_EXPLANATIONS == 3
    doubt = out.split("\n")[0]
    assert int(re.search(r"\d+", doubt)[0]) > 3


def test_whole_numbers_are_not_all_that_tells_explanations_apart(explained):
    """Rounded, or cut to whole numbers: a half tells; kept in bytes, or held below 255: a large one does."""
    for x, got in (("7/5", "1"), ("256 3", "0 3")):
        out = explained(x, "1", got)[1]
        assert PROBE.search(out.split("\n")[0])


def test_numbers_of_a_signal_are_not_called_rows():
    swapped = np.convolve(SIGNAL[[0, 1, 5, 3, 4, 2, 6, 7]], FIVE).tolist()
    line = Reasons(explain(request_of(SIGNAL, FIVE), Given(swapped))).text(FLAT).split("\n")[0]
    assert re.search(r"\b2 and 5\b", line) and "row" not in line


def test_a_mistyped_number_is_said_by_its_row_and_column():
    given = Given(conv(changed(IMAGE, (2, 3), 70), SQUARE).tolist())
    line = Reasons(explain(request_of(IMAGE, SQUARE), given)).text(FLAT).split("\n")[0]
    assert re.findall(r"\d+", line)[:4] == ["70", "7", "2", "3"]


def test_two_mistakes_are_told_one_after_the_other():
    values = np.correlate(SIGNAL, FIVE, "full")[:-1].tolist()
    text = Reasons(explain(request_of(SIGNAL, FIVE), Given(values))).text(FLAT)
    assert names_in(text) == [["no-flip"], ["range-short"]]
    assert all(BANK[name].hint in text for name in ("no-flip", "range-short"))


def test_right_numbers_are_not_drawn():
    request = request_of(SIGNAL, FIVE)
    assert "\n" not in Reasons(explain(request, Given(request.output))).text(FLAT)


def test_every_option_has_words():
    assert {value for name, value in OPTIONS if name == "mode"} == {*MODES}
    assert {value for name, value in OPTIONS if name == "border"} == {*BORDERS}


def test_what_was_not_tried_is_said():
    """Of a small request every pair, of a larger one some, of a large one none, in one line more."""
    lines = []
    for size in (3, 8, 40):
        request = request_of(np.arange(size**2).reshape(size, size) ** 2 % 101, SQUARE)
        given = Given(np.full(np.shape(request.output), 7).tolist())
        text = Reasons(Explanation(request, given, "unknown")).text(FLAT)
        lines.append(text.split("\n\n")[0].split("\n"))
    small, medium, large = lines
    assert all(line.startswith("- ") for some in lines for line in some[1:])
    assert len(small) == len(medium) == len(large) - 1
    assert len({small[0], medium[0], large[0]}) == 3


@pytest.mark.parametrize("width", [20, 40, 80])
def test_why_on_terminals_of_every_width(explained, monkeypatch, width):
    case = IMAGE, KERNEL, corr(IMAGE, KERNEL, "valid"), "--mode", "valid"
    wide = explained(*case)[1]
    monkeypatch.setenv("COLUMNS", str(width))
    out = explained(*case)[1]
    assert folded(out) == folded(wide)
    assert width < 80 or max(map(len, out.split("\n"))) <= width
    assert "signal.correlate2d" in out and "(--no-flip)" in out and "[no-flip]" in out
