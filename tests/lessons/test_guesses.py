"""Guesses as people type them: which say the answer, which say something else, and which say nothing that is known."""

from fractions import Fraction

import numpy as np
import pytest

from course.lessons.guesses import Judgement, answer_as_text, judge, numbers_typed, wanted_form

MINUS = "\N{MINUS SIGN}"
SHAPE = (2, 2)
LIST = [0, 3, -10]


@pytest.mark.parametrize("guess, answer", [
    ("5", 5), ("five", 5), ("Five.", 5), ("5.", 5), ("5.0", 5), (" 5 ", 5), ("+5", 5), ("5 numbers", 5), ("five rows", 5),
    ("10/2", 5), ("-1", -1), (f"{MINUS}1", -1), ("minus one", -1), ("twenty-one", 21), ("ninety", 90), ("0", 0), ("zero", 0),
    ("2x2", SHAPE), ("2 x 2", SHAPE), ("2X2", SHAPE), ("2 by 2", SHAPE), ("2, 2", SHAPE), ("(2, 2)", SHAPE), ("2 2", SHAPE),
    ("two by two", SHAPE), ("2\N{MULTIPLICATION SIGN}2", SHAPE), ("[2 2]", SHAPE), ("2 and 2", SHAPE), ("2x2", "2x2"),
    ("6 rows and 9 columns", (6, 9)), ("9 columns, 6 rows", (6, 9)), ("6 high by 9 wide", (6, 9)), ("6 rows, 9", (6, 9)),
    ("5 rows, 7 columns, 9 channels", (5, 7, 9)), ("nine channels, 5 rows, 7 columns", (5, 7, 9)), ("5 columns", 5),
    ("7/9", Fraction(7, 9)), ("14/18", Fraction(7, 9)), ("0.78", Fraction(7, 9)), ("0.7777", Fraction(7, 9)),
    ("0.7778", Fraction(7, 9)), (".78", Fraction(7, 9)), ("0,78", Fraction(7, 9)), ("-0.33", Fraction(-1, 3)),
    ("0.5", Fraction(1, 2)), ("0.67", 2 / 3), ("0.3", 0.1 + 0.2), ("0.78", "7/9"),
    ("4923520", 4923520), ("4,923,520", 4923520),
    ("0 3 -10", LIST), (f"[0, 3, {MINUS}10]", LIST), ("(0,3,-10)", LIST), ("{0; 3; -10}", LIST), ("0 3 minus ten", LIST),
    ("[[1, 2], [3, 4]]", np.array([[1, 2], [3, 4]])), ("2", [2]), ("4", np.uint8(4)), ("4 6", (np.int64(4), 6)),
    ("yes", "yes"), ("y", "yes"), ("YES", "yes"), ("Yes, it does.", "yes"), ("true", True), ("n", False), ("no", np.bool_(False)),
    ("after", "after"), ("Af", "after"), ("a", "after"), ("after.", "after"), ("on the left", "left"), ("left", "the left"),
])  # fmt: skip
def test_right(guess, answer):
    assert judge(guess, answer) is Judgement.RIGHT


@pytest.mark.parametrize("guess, answer", [
    ("6", 5), ("six", 5), ("-5", 5), ("4.99", 5), ("1/5", 5), ("2x3", SHAPE), ("3 2", (2, 3)), ("0.77", Fraction(2, 3)),
    ("0.9", Fraction(7, 9)), ("0", Fraction(7, 9)), ("1", Fraction(7, 9)), ("0.79", Fraction(7, 9)), ("0.7779", Fraction(7, 9)), ("0.34", Fraction(-1, 3)),
    ("0 3", LIST), ("-10 3 0", LIST), ("7", LIST), ("before", "after"), ("b", "after"), ("no", "yes"), ("n", True), ("10", 1.0),
    ("4,923,521", 4923520), ("sideways", "after"), ("6 columns and 9 rows", (6, 9)), ("9 rows, 6 columns", (6, 9)),
])  # fmt: skip
def test_wrong(guess, answer):
    assert judge(guess, answer) is Judgement.WRONG


@pytest.mark.parametrize("guess, answer", [
    ("as long as the longer one", 5), ("banana", 5), ("5 or 6", 5), ("5 6", 5), ("2x2", 4), ("-", 5), ("1/0", 5), ("5 rows more", 5),
    ("9" * 5000, 5), ("x" * 5000, 5), ("%s {0}", 5), ("nan", 5), ("twenty-zero", 5), ("0.8", Fraction(7, 9)), ("0.7", Fraction(7, 9)), ("one-two", 5),
    ("4", SHAPE), ("2x2x2", SHAPE), ("6 columns, 9", (6, 9)), ("6 rows, 9 rows", (6, 9)), ("rows 6, 9", (6, 9)), ("the same size", SHAPE), ("what?", LIST), ("3", "after"), ("as zeros do in SAME", "after"),
    ("...", "after"), ("\N{GRINNING FACE}", "after"),
])  # fmt: skip
def test_not_understood(guess, answer):
    assert judge(guess, answer) is Judgement.UNCLEAR


@pytest.mark.parametrize("guess, judgement", [
    ("l", Judgement.UNCLEAR), ("le", Judgement.RIGHT), ("lo", Judgement.WRONG), ("longer", Judgement.WRONG), ("left", Judgement.RIGHT),
    ("the longer one", Judgement.WRONG),
])  # fmt: skip
def test_first_letters_that_begin_another_likely_answer_are_not_enough(guess, judgement):
    assert judge(guess, "left", ["longer one", "longer"]) is judgement


def test_a_likely_wrong_answer_that_begins_with_the_right_one_is_wrong():
    assert judge("same size", "same", ["same size"]) is Judgement.WRONG
    assert judge("same", "same", ["same size"]) is Judgement.RIGHT


@pytest.mark.parametrize(
    "answer", [5, Fraction(7, 9), "5", SHAPE, "2x2", LIST, np.array(LIST), "yes", False, "after"]
)
def test_the_wanted_form_gives_nothing_of_the_answer_away(answer):
    form = wanted_form(answer)
    assert form.startswith("Type ") and form.endswith(".")
    shown = answer_as_text(answer)
    assert shown in ("yes", "no") or shown not in form.replace("2 numbers", "")


def test_the_wanted_form_is_that_of_the_answer():
    assert len({wanted_form(answer) for answer in (5, SHAPE, (1, 2, 3), LIST, "yes", "after")}) == 6
    assert wanted_form("2x2") == wanted_form(SHAPE) and wanted_form("5") == wanted_form(5) != wanted_form(
        "7/9"
    )


@pytest.mark.parametrize("answer, text", [
    (5, "5"), ("after", "after"), ([1, [2, 3]], "[1, [2, 3]]"), ((4, 6), "(4, 6)"), (np.int64(7), "7"), (2 / 3, "0.666667"),
    (np.array([[1, 2], [3, 4]]), "[[1, 2], [3, 4]]"), ((np.int64(1), 2), "(1, 2)"), (Fraction(7, 9), "7/9"), (True, "yes"),
    ([Fraction(1, 2)], "[1/2]"),
])  # fmt: skip
def test_answers_as_text(answer, text):
    assert answer_as_text(answer) == text


def test_an_answer_as_it_is_shown_is_a_right_guess():
    for answer in (5, SHAPE, LIST, Fraction(7, 9), 2 / 3, "after", True, "2x2", np.arange(4).reshape(2, 2)):
        assert judge(answer_as_text(answer), answer) is Judgement.RIGHT


def test_numbers_of_thousands_of_digits_are_not_read():
    assert [one.value for one in numbers_typed("9" * 39)] == [int("9" * 39)]
    assert numbers_typed("1 " + "9" * 5000) is None
