"""Questions and guesses: right ones, wrong ones, and the mistakes behind them. Their words: tests/golden/questions.txt."""

import os
import random
import subprocess
import sys

import numpy as np
import pytest
from support.cli import posix
from support.files import ROOT
from support.golden import check_golden

from course.lessons import questions
from course.lessons.lesson import RunningLesson, running_lesson, set_place
from course.lessons.questions import ask, is_right, mistake_behind, numbers_in
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import covering, twins
from course.mistakes.faulty_definition import definition_with

FLAT = 10**6  # columns on which nothing is folded


@pytest.fixture(autouse=True)
def anew(monkeypatch):
    """A lesson of this test's own, which waits for guesses."""
    for name, value in vars(RunningLesson(predict=True)).items():
        monkeypatch.setattr(running_lesson, name, value)


@pytest.fixture
def typed(monkeypatch):
    """Makes these texts the next ones that are typed; None for the end of the input."""

    def type_in(*texts):
        left = list(texts)

        def read(prompt):
            print(prompt, end="")
            text = left.pop(0)
            if text is None:
                raise EOFError
            print(text)
            return text

        monkeypatch.setattr("builtins.input", read)

    return type_in


# ---- what counts as right


@pytest.mark.parametrize("guess, answer", [
    ("5", "5"), ("6, 11", "6 11"), ("6 x 7", "6 7"), ("(6,7)", "6 7"), ("14/18", "7/9"), ("\N{MINUS SIGN}3", "-3"),
    (".5", "1/2"), ("after", "after"), ("Af", "after"), ("YES", "yes"),
])  # fmt: skip
def test_right(guess, answer):
    assert is_right(guess, answer)


@pytest.mark.parametrize("guess, answer", [
    ("6", "5"), ("", "5"), ("11 6", "6 11"), ("6", "6 11"), ("five", "5"), ("before", "after"), ("3", "-3"), ("", "after"),
])  # fmt: skip
def test_wrong(guess, answer):
    assert not is_right(guess, answer)


def test_numbers_of_thousands_of_digits_are_left_out():
    assert numbers_in("1 " + "9" * 39 + " " + "9" * 5000) == [1, int("9" * 39)]


@pytest.mark.parametrize("answer, text", [
    (5, "5"), ("after", "after"), ([1, [2, 3]], "1 2 3"), ((4, 6), "4 6"), (np.int64(7), "7"),
    (np.array([[1, 2], [3, 4]]), "1 2 3 4"),
])  # fmt: skip
def test_answers_as_text(answer, text):
    assert questions.answer_as_text(answer) == text


# ---- on a page


@pytest.mark.parametrize("place", ["page", "notebook"])
def test_on_a_page_the_answer_is_folded_away(place):
    set_place(place)
    folded = ask("Is 1 < 2?", np.array([[1, 2], [3, 4]]))
    assert folded._repr_html_() == "<details><summary>Is 1 &lt; 2?</summary><p>1 2 3 4</p></details>"


# ---- guesses


ANSWER = [6, 11, 15, 23, -35]


def full(by):
    return by.convolve1d([3, 4, -5], [2, 1, 7], "full")


def guesses():
    """{the wrong answers that mistakes of a signal or an image make: the names of these mistakes}."""
    found = {}
    for name, mistake in BANK.items():
        if {*mistake.places} & {"1-D", "2-D", "channels"}:
            values = full(definition_with(mistake))
            found.setdefault(" ".join(map(str, values)), []).append(name)
    del found[" ".join(map(str, ANSWER))]
    return found


def one_function(names):
    """Whether the first is the same function as all the others, or does all that they do."""
    places = BANK[names[0]].places
    return {*names[1:]} <= {*twins(names[0]), *(name for p in places for name in covering(names[0], p))}


def test_a_mistake_is_behind_a_wrong_guess_if_only_one_makes_it():
    kinds = {text: one_function(names) for text, names in guesses().items()}
    assert sum(kinds.values()) > 20 and sum(not alone for alone in kinds.values()) > 2
    for text, names in guesses().items():
        mistake = mistake_behind(text, full)
        assert (mistake and mistake.name) == (names[0] if kinds[text] else None)


@pytest.fixture
def guessed(typed, capsys, monkeypatch):
    """Asks a question and makes a guess: what is printed, in one line behind the guess."""
    monkeypatch.setattr(questions, "LINE_WIDTH", FLAT)

    def guess(text, made, flip=True, answer=None):
        typed(text)
        ask("What?", made(definition_with()) if answer is None else answer, made, flip)
        return capsys.readouterr().out.strip().split("\n")[-1]

    return guess


def test_a_wrong_guess_is_told_the_mistake_behind_it(guessed):
    mistake = BANK["no-flip"]
    wrong = " ".join(map(str, full(definition_with(mistake))))
    told, untold = guessed(wrong, full), guessed("1 2 3", full)
    assert mistake.ending(True) in told and wrong in told
    assert len(untold) < len(told) - len(mistake.ending(True)) and "1 2 3" not in untold


def test_a_guess_at_a_correlation_is_told_in_its_own_words(guessed):
    mistake = BANK["no-flip"]
    said = guessed("6 11 15 23 -35", lambda by: by.convolve1d([3, 4, -5], [2, 1, 7], flip=False), flip=False)
    assert mistake.ending(False) in said and mistake.ending(True) not in said and "21 31 -25 3 -10" in said


@pytest.mark.parametrize("text", [
    "6 11 15 23 -35", "6,11,15,23,-35", "[6 11 15 23 \N{MINUS SIGN}35]", "6.0 11. 15 23 -35", " 12/2 11 15 23 -35 ",
])  # fmt: skip
def test_a_right_guess_is_right_and_counted(guessed, text):
    right, wrong = guessed(text, full), guessed("1 2 3", full)
    assert right != wrong and right.endswith("6 11 15 23 -35") and wrong.endswith("6 11 15 23 -35")
    assert (running_lesson.guesses, running_lesson.right_guesses) == (2, 1)


NONSENSE = [
    "7", "6 11 12 23", "banana", "n", "nan", "-", "?", "6 11 12 23 35", "1/0", "\N{GRINNING FACE}", "x" * 5000,
    "%s {0}", "None", "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", NONSENSE)
@pytest.mark.parametrize("kernel", [[2, 1, 7], [2, -1, -1]], ids=["sum 10", "sum 0"])
def test_a_guess_that_is_nonsense_is_not_explained(guessed, text, kernel):
    def made(by):
        return by.convolve1d([3, 4, -5], kernel, "full")

    assert mistake_behind(text, made) is None
    assert guessed(text, made) == guessed("6 7 8", made)  # the same is said to every guess without a mistake


def test_a_guess_is_never_run_as_code(guessed, tmp_path):
    guessed(f"__import__('pathlib').Path({str(tmp_path / 'made')!r}).touch()", full)
    assert not list(tmp_path.iterdir())


def test_no_guess_is_not_counted(guessed):
    said = guessed("", full)
    assert said == guessed("  ", full) and said.endswith("6 11 15 23 -35")
    assert running_lesson.guesses == 0 and len(said) < len(guessed("1 2 3", full))


def test_a_mistake_that_refuses_is_no_evidence():
    """Only the pooled answer can be made: what all others do is raise."""

    def picky(by):
        numbers = full(by)
        if numbers not in (full(definition_with()), full(definition_with(BANK["max-not-sum"]))):
            errors = [ValueError, TypeError, KeyError, ZeroDivisionError]
            raise random.Random(sum(map(abs, numbers))).choice(errors)
        return numbers[2]

    largest = str(full(definition_with(BANK["max-not-sum"]))[2])
    assert mistake_behind(largest, picky) is BANK["max-not-sum"]
    assert mistake_behind("77", picky) is None


def test_without_a_made_answer_no_mistake_is_looked_for(typed, monkeypatch, guessed):
    assert guessed("5 13", full, answer="yes").endswith("yes")
    monkeypatch.setattr(questions, "mistake_behind", None)
    typed("77")
    ask("What?", 3)
    assert (running_lesson.guesses, running_lesson.right_guesses) == (2, 0)


def test_after_the_end_of_the_input_answers_are_printed(typed, capsys):
    typed("3", None)
    for _ in range(4):
        ask("What?", 3)
    out = capsys.readouterr().out
    assert (
        out.count("Your guess: ") == 2
        and len([line for line in out.splitlines() if line.endswith(" 3")]) == 5
    )
    assert not running_lesson.predict and running_lesson.guesses == 1


# ---- the words


def test_golden_questions(typed, capsys, tmp_path, monkeypatch, request):
    """A line of the golden file holds a guess, or several, and before them what is asked for."""
    monkeypatch.chdir(tmp_path)

    def guess(kind, *texts):
        typed(*texts)
        flip = kind != "correlation"
        running_lesson.predict = kind != "printed"
        made = None if kind == "word" else lambda by: by.convolve1d([3, 4, -5], [2, 1, 7], "full", flip=flip)
        answer = "after, as zeros in SAME" if kind == "word" else made(definition_with())
        for _ in texts or [None]:
            ask(
                "You slide 2 1 7 along the signal 3 4 -5 and add up; what comes out, from the first touch on?",
                answer,
                made,
                flip,
            )
        return 0, capsys.readouterr().out, ""

    check_golden("questions", guess, tmp_path, request.config.getoption("--update-golden"))


@posix
def test_a_lesson_tells_the_mistake_behind_a_guess(tmp_path):
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
    assert out.count(BANK["no-flip"].ending(False)) == 1 and "0 of 2" in out
