"""Kinds of problems: drawn until their answers can be told apart, named by why, and worked out in digits."""

import json
import re
from ast import literal_eval
from itertools import combinations
from math import ceil, floor, sqrt

import numpy as np
import pytest
from support.sheets import LESSON_NUMBERS, every_sheet, right, same, wrongs

from course.convolution.random_numbers import Chance
from course.mistakes.mistake import said_of
from course.own_numbers.request import request_of
from course.worksheet import problem_kinds
from course.worksheet.problem import Problem, ProblemPart, WrongAnswer
from course.worksheet.problem_kinds import (
    NextSteps,
    ProblemKind,
    convolution_problem,
    draw_problem,
    told_apart,
)

ONE_OUTPUT = ("one_number_of_image", "flat_photograph")  # the kinds that ask for one number of an output


def problem(*wrong_values):
    wrong_answers = [WrongAnswer(0, values, "") for values in wrong_values]
    return Problem("", "", {}, [ProblemPart("a", 1)], [], wrong_answers)


@pytest.mark.parametrize("wrong_values, apart", [
    ([2], True), ([2, 3], True), ([], True), ([1], False), ([2, 2], False), ([None], False), ([[1]], True),
])  # fmt: skip
def test_answers_are_told_apart(wrong_values, apart):
    assert told_apart(problem(*wrong_values)) is apart


def test_answers_to_different_parts_may_be_the_same():
    parts = [ProblemPart("a", 1), ProblemPart("b", 2)]
    assert told_apart(Problem("", "", {}, parts, [], [WrongAnswer(0, 2, ""), WrongAnswer(1, 1, "")]))
    assert not told_apart(Problem("", "", {}, parts, [], [WrongAnswer(1, 2, "")]))


def test_a_kind_is_tried_until_a_problem_can_be_used(monkeypatch):
    monkeypatch.setattr(problem_kinds, "TRIES", 4)
    good = problem(2)
    for tries in ([good], [None, problem(1), good], [problem(None), None, problem(1), good]):
        assert draw_problem(ProblemKind(0, lambda chance, left=iter(tries): next(left)), Chance(1)) is good
    assert draw_problem(ProblemKind(0, lambda chance: problem(1)), Chance(1)) is None
    late = iter([None, None, None, None, good])
    assert draw_problem(ProblemKind(0, lambda chance: next(late)), Chance(1)) is None


# ---- problems of a convolution


def test_a_problem_of_a_convolution():
    made = convolution_problem(
        "A title", "A task", [3, 4, 5], [2, 1], ["no-flip", "full-is-valid"], mode="full"
    )
    assert (
        made.title == "A title"
        and made.task == "A task"
        and made.given == {"signal": [3, 4, 5], "kernel": [2, 1]}
    )
    assert [part.values for part in made.parts] == [[6, 11, 14, 5]]
    assert [(wrong.name, wrong.values) for wrong in made.wrong_answers] == [
        ("no-flip", [3, 10, 13, 10]), ("full-is-valid", [11, 14]),
    ]  # fmt: skip
    assert made.command == 'python -m course why --input "3 4 5" --kernel "2 1" --mode full'
    assert "y[1] = 3*1 + 4*2 = 11" in [" ".join(line.split()) for line in made.worked]


def test_the_command_has_the_options_that_are_not_the_usual_ones():
    image = [[1, 2], [3, 4]]
    request = request_of(image, [[1, 2]], mode="same", border="wrap", stride=2, flip=False)
    words = problem_kinds.why_command_of(request).split(" --")
    assert words[0] == "python -m course why" and set(words[1:]) == {
        'input "1 2; 3 4"', 'kernel "1 2"', "mode same", "stride 2", "border wrap", "no-flip",
    }  # fmt: skip


@pytest.mark.parametrize("x, h, mistakes", [
    ([1, 1, 1], [1, 1], ["no-flip"]),  # the kernel is the same when it is flipped
    ([3, 4, 5], [2, 1], ["full-is-valid", "full-is-valid"]),
])  # fmt: skip
def test_mistakes_that_cannot_be_told_apart_are_refused(x, h, mistakes):
    assert convolution_problem("", "", x, h, mistakes, mode="full") is None


def test_a_mistake_that_why_would_not_name_is_refused(monkeypatch):
    words = "", "", [3, 4, 5], [2, 1], ["no-flip"]
    assert convolution_problem(*words, mode="full") is not None
    monkeypatch.setattr(problem_kinds, "single_causes", lambda outcomes: [])
    assert convolution_problem(*words, mode="full") is None


def test_one_output_is_asked_for_where_every_wrong_answer_has_it():
    image, kernel = [[1, 2, 3], [4, 5, 7], [6, 9, 8]], [[1, 2], [3, -1]]
    made = convolution_problem("", "", image, kernel, ["no-flip", "kernel-abs"], index=(1, 0), mode="valid")
    assert [part.values for part in made.parts] == [4 * (-1) + 5 * 3 + 6 * 2 + 9 * 1]
    assert made.command == "" and sum(line.strip().startswith("y[") for line in made.worked) == 1
    made = convolution_problem("", "", image, kernel, ["no-flip", "full-is-valid"], index=(2, 0), mode="full")
    assert made is None  # the mistake's output has no third row


def test_next_steps_come_after_the_convolution():
    steps = NextSteps([ProblemPart("the sum", 36)], ["", "6 + 11 + 14 + 5 = 36"], [WrongAnswer(1, 35, "")])
    more = WrongAnswer(0, [0, 0, 0, 0], "")
    made = convolution_problem(
        "", "", [3, 4, 5], [2, 1], ["no-flip"], next_steps=lambda y: steps, wrong_answers=[more], mode="full"
    )
    assert [part.values for part in made.parts] == [[6, 11, 14, 5], 36] and made.worked[-2:] == steps.worked
    assert [(wrong.part, wrong.values) for wrong in made.wrong_answers] == [
        (0, [3, 10, 13, 10]), (0, [0, 0, 0, 0]), (1, 35),
    ]  # fmt: skip


# ---- on every sheet


@every_sheet
def test_wrong_answers_are_neither_right_nor_alike(sheets, which):
    for _, _, solved in sheets.printed(*which):
        answers, found = right(solved), wrongs(solved)
        assert len(found) >= 5 and (len(answers) > 2 or len([w for w in found if w.part == 0]) >= 3)
        for part, answer in enumerate(answers):
            mine = [answer, *(wrong.values for wrong in found if wrong.part == part)]
            assert not any(same(one, other) for one, other in combinations(mine, 2)), solved.title


@pytest.mark.parametrize("lesson", LESSON_NUMBERS)
def test_why_gives_the_name(sheets, command, lesson):
    for _, _, solved in sheets.printed(7, lesson):
        if not solved.code:
            continue
        head = re.fullmatch(r'python -m course (why .*) --got "[^"]*"', solved.code)[1]
        words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', head)]
        for wrong in wrongs(solved):
            if wrong.part == 0:
                rows = [" ".join(map(str, row)) for row in np.atleast_2d(np.array(wrong.values, object))]
                code, out, err = command(*words, "--got", "; ".join(rows), "--json")
                explained = json.loads(out)  # one or two numbers are only what they could be
                assert explained["kind"] != "unknown" and err == "", (solved.title, wrong.values, err)
                assert code == (1 if explained["kind"] == "could be" else 0)
                if wrong.name:
                    (said,) = [each["says"][0] for each in explained["mistakes"] if wrong.name in named(each)]
                    # why leaves out what a sheet says of images where a signal is asked about
                    assert said_of(wrong.says.split("numbers of ")[1], 1) in said_of(said, 1)
                else:  # right, but of another convention
                    assert explained["readings"]


def named(mistake):
    """All names of a mistake in the JSON of why."""
    return [*mistake["names"], *mistake["also"]]


# ---- the arithmetic of the key


def statements(text):
    """The equations of a key's arithmetic, (label, expression, value), folded lines joined."""
    joined = re.sub(r"\n +(?=\+ )", " ", text)
    for part in re.split(r"\n|   (?=max)", joined):
        found = re.fullmatch(r"(?:(y\[[0-9, ]+\]) = |[^=:]*: )?(.*) = *(-?[0-9]+)", part.strip())
        if found:
            yield found.groups()


@every_sheet
def test_the_arithmetic_gives_the_answers(sheets, which):
    allowed = {"__builtins__": {}, "floor": floor, "ceil": ceil, "max": max, "sqrt": sqrt}
    for kind, _, solved in sheets.printed(*which):
        found = list(statements(solved.pre))
        assert found and solved.pre.count("=") == len(found) + len([each for each in found if each[0]])
        worked = []
        for label, expression, value in found:
            assert re.fullmatch(r"(?:[-+*/() 0-9\[\],]|floor|ceil|max|sqrt)+", expression)
            plain = re.sub(r"\[(-?\d+)\]", r"(\1)", expression)
            assert eval(plain, allowed) == int(value), (solved.title, expression, value)
            worked.append((label, int(value)))
        labels = [label for label, _ in worked if label]
        answers = {int(value) for answer in right(solved) for value in np.ravel(answer)}
        said = set() if labels else numbers_without_equation(solved.pre)
        assert answers <= {value for _, value in worked} | said
        assert not labels or kind in ONE_OUTPUT or len(labels) >= np.size(right(solved)[0])
        for label, value in worked[: np.size(right(solved)[0])] if labels else ():
            index = literal_eval(label[1:])
            answer = right(solved)[0]
            place = tuple(index[:2]) if np.ndim(answer) == 2 and len(index) > 1 else (0, *index)
            assert value == (answer[place] if np.ndim(answer) else answer)


def numbers_without_equation(text):
    """The numbers in the lines that work nothing out: a size may be said to be the signal's own."""
    lines = [line for line in text.split("\n") if "=" not in line]
    return {int(number) for line in lines for number in re.findall(r"\d+", line)}
