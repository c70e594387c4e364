"""
Questions and answers: what is printed, asked and said to guesses. Their words: tests/golden/questions.txt.

Which guesses are right is tested in test_guesses.py, what wrong ones come from in test_wrong_guesses.py.
"""

from fractions import Fraction

import numpy as np
import pytest
from support.golden import check_golden

from course import answer, ask
from course.lessons import questions
from course.lessons.lesson import RunningLesson, running_lesson, set_place
from course.lessons.questions import FoldedAnswer


@pytest.fixture(autouse=True)
def anew(monkeypatch):
    """A lesson of this test's own, which waits for guesses."""
    for name, value in vars(RunningLesson(predict=True)).items():
        monkeypatch.setattr(running_lesson, name, value)


@pytest.fixture
def typed(monkeypatch):
    """Makes these texts the next that are typed, None the end of the input; returns those that are left."""

    def type_in(*texts):
        left = list(texts)

        def read():
            text = left.pop(0)
            if text is None:
                raise EOFError
            print(text)
            return text

        monkeypatch.setattr("builtins.input", read)
        return left

    return type_in


@pytest.fixture
def lines(typed, capsys):
    """Asks a question, with these guesses typed: the lines that are printed below it."""

    def run(value, *texts):
        left = typed(*texts)
        ask("What?")
        answer(value)
        assert not left, "it did not wait for all guesses"
        printed = capsys.readouterr().out.strip().split("\n")
        assert printed.pop(0) == "Question: What?"
        return printed

    return run


def score():
    return running_lesson.right_guesses, running_lesson.guesses, running_lesson.right_at_second_try


# ---- a plain run


def test_without_predict_the_question_is_printed_and_then_the_answer(capsys):
    running_lesson.predict = False
    assert ask("What?") is None
    assert capsys.readouterr().out == "\nQuestion: What?\n"
    assert answer([1, 2]) is None
    assert capsys.readouterr().out == "Answer: [1, 2]\n" and score() == (0, 0, 0)


LESSON = '''"""A title"""
from course import answer, ask
# %% One
# What comes out?
ask("What?")

# %%
# A reason in two
# lines.
#
# More on it.
number = 2 + 3
# no reason
answer(number)
'''


@pytest.mark.parametrize("lesson, because", [
    (LESSON, "Because: A reason in two lines.\n"),
    (LESSON.replace("# A reason in two\n# lines.\n#\n# More on it.\n", ""), ""),
    (LESSON.replace("answer(number)", "answer(\n    number\n)"), "Because: A reason in two lines.\n"),
])  # fmt: skip
def test_the_reason_is_the_first_paragraph_of_the_answers_cell(lesson, because, tmp_path, capsys):
    running_lesson.predict = False
    running_lesson.file = (tmp_path / "9_small.py").resolve()
    running_lesson.file.write_text(lesson, encoding="utf-8")
    exec(compile(lesson, str(running_lesson.file), "exec"), {})
    assert capsys.readouterr().out == f"\nQuestion: What?\nAnswer: 5\n{because}"


# ---- in a notebook and on a page


@pytest.mark.parametrize("place", ["page", "notebook"])
def test_on_a_page_and_in_a_notebook_a_question_shows_itself(place, capsys):
    set_place(place)
    shown = ask("Is 1 < 2?")
    assert "Is 1 &lt; 2?" in shown._repr_html_() and repr(shown) == "Question: Is 1 < 2?"
    assert capsys.readouterr().out == ""


def test_on_a_page_the_answer_is_printed_because_its_cell_is_folded(capsys):
    set_place("page")
    answer((np.int64(6), 7))
    assert capsys.readouterr().out == "Answer: (6, 7)\n"


def test_in_a_notebook_the_answer_is_folded(monkeypatch, capsys):
    set_place("notebook")
    shown = []
    monkeypatch.setattr("IPython.get_ipython", lambda: "a shell")
    monkeypatch.setattr("IPython.display.display", shown.append)
    answer("1 < 2")
    assert capsys.readouterr().out == ""
    assert shown[0]._repr_html_() == "<details><summary>Answer</summary><p>1 &lt; 2</p></details>"


def test_where_nothing_can_be_folded_the_answer_is_printed(capsys):
    set_place("notebook")
    answer(Fraction(7, 9))
    assert capsys.readouterr().out == "Answer: 7/9\n" == f"{FoldedAnswer('7/9')}\n"


def test_an_answer_may_be_shown_without_its_question(capsys):
    """Cells of a notebook run in any order."""
    answer(5)
    answer(5)
    assert capsys.readouterr().out == "Answer: 5\nAnswer: 5\n" and score() == (0, 0, 0)


# ---- guesses


def test_the_guess_is_asked_for_before_the_next_cell(typed, capsys):
    assert typed("5") == ["5"]
    ask("What?")
    assert capsys.readouterr().out == "\nQuestion: What?\nYour guess: 5\n"


def test_a_right_guess_is_right_at_once(lines):
    assert lines(5, "five") == ["Your guess: five", "Right.", "Answer: 5"]
    assert score() == (1, 1, 0)


def test_a_wrong_guess_has_a_second_try(lines):
    said = lines(5, "6", "5")
    assert said[-3:] == ["Second try: 5", "Right.", "Answer: 5"] and score() == (1, 1, 1)


def test_after_the_second_try_the_answer_is_given(lines):
    said = lines(5, "6", "7")
    assert (
        said[-3] == "Second try: 7"
        and said[-1] == "Answer: 5"
        and "Right." not in said
        and score() == (0, 1, 0)
    )


@pytest.mark.parametrize("asks", ["", "?", "  "])
def test_no_guess_asks_for_the_answer_and_is_not_counted(lines, asks):
    assert len(lines(5, asks)) == 2 and score() == (0, 0, 0)
    lines(5, "6", asks)
    assert score() == (0, 1, 0)


def test_what_is_not_understood_costs_no_try(lines):
    said = lines(5, "as long as the longer one", "6", "5")
    assert "number" in said[1] and score() == (1, 1, 1)
    lines(5, "as long as the longer one", "")
    assert score() == (1, 1, 1)


def test_what_is_never_understood_is_wrong(lines):
    said = lines(5, "banana", "banana", "banana", "banana")
    assert score() == (0, 1, 0) and said[-1] == "Answer: 5"


def test_the_end_of_the_input_ends_the_guessing(typed, capsys):
    typed("3", None)
    for _ in range(4):
        ask("What?")
        answer(3)
    out = capsys.readouterr().out
    assert out.count("Your guess: ") == 2 and out.count("\nAnswer: 3\n") == 4
    assert not running_lesson.predict and score() == (1, 1, 0)


@pytest.mark.parametrize("texts", [("6", None), ("banana", None)])
def test_the_end_of_the_input_at_a_second_try_too(lines, texts):
    assert lines(3, *texts)[-1] == "Answer: 3" and not running_lesson.predict


def test_a_guess_is_never_run_as_code(lines, tmp_path):
    code = f"__import__('pathlib').Path({str(tmp_path / 'made')!r}).touch()"
    lines(5, code, code, code, code)
    assert not list(tmp_path.iterdir())


def test_the_reason_for_a_wrong_guess_is_told_at_each_try(lines, monkeypatch):
    monkeypatch.setattr(
        questions, "reason_for", lambda guess, question, value: f"{question} {guess} of {value}!"
    )
    said = lines(5, "6", "7")
    assert "What? 6 of 5!" in said[1] and "What? 7 of 5!" in said[3]


# ---- the words


def test_golden_questions(typed, capsys, tmp_path, monkeypatch, request):
    """A line of the golden file holds the answer, and the guesses; without any it is a plain run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(questions, "reason_for", lambda guess, question, value: REASONS.get(guess, ""))
    answers = {
        "number": 5,
        "fraction": Fraction(7, 9),
        "shape": (6, 7),
        "list": [0, -1, 4],
        "word": "after",
        "yes": True,
    }

    def guess(kind, *texts):
        left = typed(*texts)
        running_lesson.predict = bool(texts)
        ask("You slide 2 1 7 along the signal 3 4 -5 and add up; what comes out, from the first touch on?")
        answer(answers[kind])
        assert not left
        return 0, capsys.readouterr().out, ""

    check_golden("questions", guess, tmp_path, request.config.getoption("--update-golden"))


REASONS = {"4": "4 is as long as the longer list, but the shorter one still touches it one place further on."}
