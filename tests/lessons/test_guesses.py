"""Guesses at a lesson's questions: right ones, and wrong ones that are told which mistake they come of."""

import os
import random
import subprocess
import sys

import pytest
from support.cli import posix
from support.files import ROOT

from course.lessons import lesson
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import covering, twins
from course.mistakes.faulty_definition import definition_with

FLAT = 10**6  # columns on which nothing is folded


@pytest.fixture
def guessed(monkeypatch, capsys):
    """Asks a question and makes a guess: the printed answer."""
    monkeypatch.setattr(lesson, "place", "script")
    monkeypatch.setattr(lesson, "WIDTH", FLAT)

    def guess(text, made, flip=True, answer=None):
        monkeypatch.setattr(lesson, "_lesson", lesson.Lesson(predict=True))
        monkeypatch.setattr("builtins.input", lambda prompt: text)
        lesson.ask("What?", made(definition_with()) if answer is None else answer, made, flip)
        return capsys.readouterr().out.strip().split("\n")[-1]

    return guess


ANSWER = "6 11 15 23 -35"


def full(by):
    return by.convolve1d([3, 4, -5], [2, 1, 7], "full")


def guesses():
    """{the wrong answers that mistakes of a signal or an image make: the names of these mistakes}."""
    found = {}
    for name, mistake in BANK.items():
        if {*mistake.places} & {"1-D", "2-D", "channels"}:
            values = full(definition_with(mistake))
            found.setdefault(" ".join(map(str, values)), []).append(name)
    del found[ANSWER]
    return found


def one_function(names):
    """Whether the first is the same function as all the others, or does all that they do."""
    places = BANK[names[0]].places
    return {*names[1:]} <= {*twins(names[0]), *(name for p in places for name in covering(names[0], p))}


def test_a_wrong_guess_is_told_what_it_comes_of_if_only_one_mistake_makes_it(guessed):
    kinds = {text: one_function(names) for text, names in guesses().items()}
    assert sum(kinds.values()) > 20 and sum(not alone for alone in kinds.values()) > 2
    for text, names in guesses().items():
        told = f"{text} comes of {BANK[names[0]].says} " * kinds[text]
        assert guessed(text, full) == f"Not quite. {told}Answer: {ANSWER}"


@pytest.mark.parametrize(
    "text",
    [
        "6 11 15 23 -35",
        "6,11,15,23,-35",
        "[6 11 15 23 \N{MINUS SIGN}35]",
        "6.0 11. 15 23 -35",
        " 12/2 11 15 23 -35 ",
    ],
)
def test_a_right_guess_is_right(guessed, text):
    assert guessed(text, full) == f"Right. Answer: {ANSWER}"


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "6 11 12 23",
        "banana",
        "n",
        "nan",
        "-",
        "?",
        "6 11 12 23 35",
        "1/0",
        "\N{GRINNING FACE}",
        "x" * 5000,
        "%s {0}",
        "None",
        "9" * 5000,
    ],
)
@pytest.mark.parametrize("kernel", [[2, 1, 7], [2, -1, -1]], ids=["sum 10", "sum 0"])
def test_a_guess_that_is_nonsense_is_not_explained(guessed, text, kernel):
    said = guessed(text, lambda by: by.convolve1d([3, 4, -5], kernel, "full"))
    assert said.startswith("Not quite. Answer: ")


def test_a_guess_is_never_run_as_code(guessed, tmp_path):
    guessed(f"__import__('pathlib').Path({str(tmp_path / 'made')!r}).touch()", full)
    assert not list(tmp_path.iterdir())


def test_no_guess_is_no_answer(guessed):
    assert guessed("", full) == f"Answer: {ANSWER}" == guessed("  ", full)


def test_a_guess_at_a_correlation_is_told_in_its_own_words(guessed):
    said = guessed("6 11 15 23 -35", lambda by: by.convolve1d([3, 4, -5], [2, 1, 7], flip=False), flip=False)
    told = "6 11 15 23 -35 comes of a convolution: the kernel is turned round."
    assert said == f"Not quite. {told} Answer: 21 31 -25 3 -10"


def test_a_mistake_that_refuses_is_no_evidence(guessed):
    """Only the pooled answer can be made: what all others do is raise."""

    def picky(by):
        numbers = full(by)
        if numbers not in (full(definition_with()), full(definition_with(BANK["max-not-sum"]))):
            raise random.Random(sum(map(abs, numbers))).choice(
                [ValueError, TypeError, KeyError, ZeroDivisionError]
            )
        return numbers[2]

    assert "comes of the largest product" in guessed(
        str(full(definition_with(BANK["max-not-sum"]))[2]), picky
    )
    assert guessed("77", picky) == "Not quite. Answer: 15"


def test_without_a_made_answer_nothing_is_said(guessed, monkeypatch):
    assert guessed("5 13", full, answer="yes") == "Not quite. Answer: yes"
    monkeypatch.setattr(lesson, "_comes_of", None)
    lesson.ask("What?", 3)


@posix
def test_a_lesson_tells_what_a_guess_comes_of(tmp_path):
    """A size, then the first number of a correlation: 6 is that of a convolution."""
    import pty

    parent, child = pty.openpty()
    environment = os.environ | {"COURSE_FIGURES": str(tmp_path), "MPLBACKEND": "Agg"}
    os.write(parent, b"77\n6\n\n")
    done = subprocess.run(
        [sys.executable, ROOT / "0_1D.py", "--predict"],
        stdin=child,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    os.close(parent)
    os.close(child)
    assert (done.returncode, done.stderr) == (0, "")
    out = " ".join(done.stdout.split())
    assert "Not quite. 6 comes of a convolution: the kernel is turned round. Answer: 0" in out
    assert "Not quite. Answer: 5" in out
