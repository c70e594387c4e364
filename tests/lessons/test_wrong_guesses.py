"""Why a guess is wrong: reasons are true of their lessons, and the bank names the one mistake behind it."""

import random
import re
from pathlib import Path

import pytest
from support.cli import posix
from support.files import FURTHER, LESSONS, ROOT
from support.tensorflow_there import LESSONS_WITH_TENSORFLOW

from course.convolution import definition
from course.lessons import wrong_guesses
from course.lessons.guesses import Judgement, judge
from course.lessons.lesson import RunningLesson, running_lesson
from course.lessons.wrong_guesses import (
    all_reasons,
    is_expected,
    likely_wrong_answers,
    mistake_behind,
    reason_for,
    reasons_module,
)
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import covering, twins
from course.mistakes.faulty_definition import definition_with

FOLDED = r"(.*\n(?:  .*\n)*)"  # a paragraph whose lines below the first are indented


def questions_of(lesson):
    """{question: answer as text} of a lesson's expected output, in order."""
    expected = (
        (ROOT / "data" / "expected" / Path(lesson).name).with_suffix(".txt").read_text(encoding="utf-8")
    )
    found = re.findall(f"^Question: {FOLDED}Answer: {FOLDED}", expected, re.MULTILINE)
    return {question.rstrip("\n").replace("\n ", ""): " ".join(text.split()) for question, text in found}


@pytest.fixture
def running(monkeypatch):
    """Makes a lesson the running one."""

    def run(lesson):
        for name, value in vars(RunningLesson(file=ROOT / lesson)).items():
            monkeypatch.setattr(running_lesson, name, value)

    return run


# ---- the files of reasons


@pytest.mark.parametrize("lesson", LESSONS + FURTHER)
class TestReasons:
    def test_a_lesson_has_questions(self, lesson):
        assert len(questions_of(lesson)) >= 3

    def test_every_key_is_a_question_of_the_lesson(self, lesson):
        reasons = reasons_module(lesson)
        assert {*reasons.REASONS, *reasons.MADE} <= {*questions_of(lesson)}
        assert {*reasons.CORRELATIONS} <= {*reasons.MADE}

    def test_every_guess_with_a_reason_is_wrong(self, lesson):
        for question, sentences in reasons_module(lesson).REASONS.items():
            for guess in sentences:
                right = questions_of(lesson)[question]
                assert judge(guess, right, [*sentences]) is Judgement.WRONG, (question, guess, right)

    def test_every_guess_gets_its_own_reason(self, lesson, running):
        running(lesson)
        for question, sentences in reasons_module(lesson).REASONS.items():
            right = questions_of(lesson)[question]
            assert likely_wrong_answers(question, right) == [*sentences]
            for guess, sentence in sentences.items():
                assert reason_for(guess, question, right) == sentence

    def test_a_reason_is_one_or_two_sentences_in_plain_ascii(self, lesson):
        for sentences in reasons_module(lesson).REASONS.values():
            for sentence in sentences.values():
                assert sentence.isascii() and sentence.endswith(".") and 20 < len(sentence) < 160

    def test_what_is_made_with_the_definition_is_the_answer(self, lesson):
        for question, made in reasons_module(lesson).MADE.items():
            assert judge(questions_of(lesson)[question], made(definition)) is Judgement.RIGHT


@pytest.mark.parametrize("lesson, answer, guesses", [
    ("1_2D.py", "5", ["0", "7", "11", "17", "19"]),  # another place, a single flip, none
    ("1_2D.py", "60", ["40", "75", "80", "100", "300"]),  # the sum divided by 3, by 4, by nothing
    ("1_2D.py", "7/9", ["7", "8/9", "7/8", "1/9"]),
    ("4_digit.py", "250", ["66", "184", "-184", "316"]),
    ("4_digit.py", "10", ["5", "8", "9", "11", "14", "15"]),  # one layer, a kernel of 3, a stride, too many pixels
    ("4_digit.py", "1752", ["72", "73", "240", "1728", "1729", "1736"]),  # one filter, one channel, other biases
])  # fmt: skip
def test_what_learners_have_guessed_has_a_reason(lesson, answer, guesses):
    (question,) = [question for question, right in questions_of(lesson).items() if right == answer]
    assert {*guesses} <= {*reasons_module(lesson).REASONS[question]}


def test_there_are_reasons():
    assert sum(len(reasons_module(lesson).REASONS) for lesson in LESSONS) >= 10
    assert all(len(reasons_module(lesson).REASONS) >= 4 for lesson in FURTHER)
    assert reasons_module("9_small.py") is None and reasons_module("small.py") is None
    assert reasons_module("../sp eed.py") is None and reasons_module("lesson.0.py") is None


def test_a_question_whose_answer_has_changed_has_no_reasons(running):
    """A reader has changed the numbers: a reason may be false now."""
    (question, right), *_ = questions_of("0_1D.py").items()
    running("0_1D.py")
    assert likely_wrong_answers(question, right) and is_expected("0_1D", question, right)
    assert not is_expected("0_1D", question, right + "1") and not is_expected("9_small", question, right)
    (guess, *_) = likely_wrong_answers(question, right)
    assert reason_for(guess, question, right) and not reason_for(guess, question, right + "1")
    assert likely_wrong_answers(question, right + "1") == []


def test_an_answer_that_only_begins_as_the_expected_one_is_another():
    (question, right), *_ = questions_of("2_TensorFlow.py").items()
    assert is_expected("2_TensorFlow", question, right) and not is_expected(
        "2_TensorFlow", question, right[:-1]
    )


# ---- the bank


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
def told(running, monkeypatch):
    """What is said to a guess at a question whose answer is made with the definition: told(guess, made)."""

    def reason(guess, made, correlation=False, reasons=()):
        running("9_small.py")
        module = type("Reasons", (), {})
        module.REASONS = {"What?": dict(reasons)}
        module.MADE = {"What?": made}
        module.CORRELATIONS = ("What?",) if correlation else ()
        monkeypatch.setattr(wrong_guesses, "reasons_module", lambda name: module)
        monkeypatch.setattr(wrong_guesses, "is_expected", lambda *_: True)
        return reason_for(guess, "What?", made(definition))

    return reason


def test_a_wrong_guess_is_told_the_mistake_behind_it(told):
    mistake = BANK["no-flip"]
    wrong = " ".join(map(str, full(definition_with(mistake))))
    said = told(wrong, full)
    assert mistake.ending(True) in said and wrong in said and told("1 2 3", full) == ""


def test_a_guess_at_a_correlation_is_told_in_its_own_words(told):
    mistake = BANK["no-flip"]
    said = told(
        "6 11 15 23 -35", lambda by: by.convolve1d([3, 4, -5], [2, 1, 7], flip=False), correlation=True
    )
    assert mistake.ending(False) in said and mistake.ending(True) not in said


def test_the_lessons_own_reason_comes_first(told):
    wrong = " ".join(map(str, full(definition_with(BANK["no-flip"]))))
    assert told(wrong, full, reasons={wrong: "Its own."}) == "Its own."


@pytest.mark.parametrize("lesson", ["0_1D.py", "4_digit.py"])
def test_all_reasons_are_those_that_guesses_are_told(lesson, running):
    """The lesson's own, and those of the bank where it has none."""
    running(lesson)
    asked = {
        question: (answer, all_reasons(lesson, question, answer))
        for question, answer in questions_of(lesson).items()
    }
    own = reasons_module(lesson).REASONS
    for question, (answer, reasons) in asked.items():
        assert [*own[question].items()] == reasons[: len(own[question])]
        for wrong, _ in reasons:
            told = next(sentence for text, sentence in reasons if judge(wrong, text) is Judgement.RIGHT)
            assert judge(wrong, answer) is Judgement.WRONG and reason_for(wrong, question, answer) == told
    assert sum(len(reasons) for _, reasons in asked.values()) > sum(map(len, own.values()))


def test_of_an_answer_that_is_not_expected_no_reasons_are_known():
    question, answer = next(iter(questions_of("0_1D.py").items()))
    assert all_reasons("0_1D.py", question, answer) and all_reasons("0_1D.py", question, f"{answer}0") == []
    assert all_reasons("0_1D.py", "What?", answer) == all_reasons("no_lesson.py", question, answer) == []


def size_of_full(by):
    return len(by.convolve1d([6, 2], [1, 2, 5, 4], "full"))


def first_of_correlation(by):
    return by.convolve1d([3, 4, 5], [2, 1, 0], "full", flip=False)[0]


def size_with_zeros(by):
    rows = by.convolve2d([[1] * 7] * 5, [[1] * 3] * 2, padding=1)
    return len(rows), len(rows[0])


@pytest.mark.parametrize("made, guess, name", [
    (size_of_full, "4", "range-short"), (size_of_full, "six", "range-long"), (size_of_full, "2", "full-is-same"),
    (size_of_full, "8", None), (first_of_correlation, "6", "no-flip"), (first_of_correlation, "3", None),
    (size_with_zeros, "8x5", "input-transposed"), (size_with_zeros, "(5, 6)", "range-short"),
    (size_with_zeros, "5", None),
])  # fmt: skip
def test_the_bank_names_what_it_named(made, guess, name):
    """As it was when the lessons made their answers themselves, with guesses typed in more ways."""
    mistake = mistake_behind(guess, made)
    assert (mistake and mistake.name) == name


@pytest.mark.parametrize("text", [
    "7", "6 11 12 23", "banana", "n", "nan", "-", "?", "6 11 12 23 35", "1/0", "\N{GRINNING FACE}", "x" * 5000,
    "%s {0}", "None", "9" * 5000,
])  # fmt: skip
@pytest.mark.parametrize("kernel", [[2, 1, 7], [2, -1, -1]], ids=["sum 10", "sum 0"])
def test_a_guess_that_is_nonsense_is_not_explained(text, kernel):
    assert mistake_behind(text, lambda by: by.convolve1d([3, 4, -5], kernel, "full")) is None


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


# ---- a whole lesson


@posix
@pytest.mark.parametrize("lesson", [lesson for lesson in LESSONS if lesson not in LESSONS_WITH_TENSORFLOW])
def test_a_lesson_tells_its_reason_for_a_guess(lesson, tmp_path):
    """The first question that has reasons gets a wrong guess, and then the right one; those before it get none.

    Lesson 0 is followed to its end; the others are left there, as the rest of them takes long. Those with TensorFlow,
    which takes seconds to start, ask in the same way; that their reasons go with their questions is tried above.
    """
    from support.terminal import Terminal

    reasons = reasons_module(lesson).REASONS
    asked = list(questions_of(lesson).items())
    number = next(place for place, (question, _) in enumerate(asked) if reasons.get(question))
    question, right = asked[number]
    wrong, sentence = next(iter(reasons[question].items()))
    screen = Terminal([ROOT / lesson, "--predict"], tmp_path, COURSE_FIGURES=str(tmp_path))
    for key in [""] * number + [wrong, right]:
        screen.type(key, "Your guess: |Second try: ")
    if lesson != "0_1D.py":
        screen.wait_for(r"Right\.\n(?:.*\n)*Answer: (?:.*\n)*")
    else:
        for _ in asked[number + 1 :]:
            screen.type("", "Your guess: ")
        assert screen.end() == 0
        assert screen.said.count("\nYour guess: ") == screen.said.count("\nAnswer: ") == len(asked)
        assert "1 of 1 right, 1 of them at the second try" in " ".join(screen.said.split())
    screen.close()
    said = " ".join(screen.said.split())
    assert said.count(sentence) == 1
    assert said.index(sentence) < said.index("Second try: ") < said.index("Right.")
