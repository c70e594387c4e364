"""
Kinds of problems: what makes a problem, and how one is drawn whose likely wrong answers can all be told apart.

A kind is a function that makes a Problem from a Chance. The file of each lesson declares its kinds; most of them call
convolution_problem(), which adds what the likely mistakes give, the arithmetic, and the command that explains others.
"""

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.request_causes import single_causes
from course.diagnosis.why_text import MOST_EXPLANATIONS
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import alike, definition_with, outcome
from course.mistakes.mistake import said_of
from course.mistakes.smallest_input import Probe
from course.own_numbers.request import request_of
from course.own_numbers.trace import Trace
from course.own_numbers.trace_text import output_label
from course.own_numbers.typed_text import as_words
from course.worksheet.problem import Problem, ProblemPart, WrongAnswer
from course.worksheet.text import INDENT, PAPER_WIDTH

TRIES = 1_000  # a kind that gives no usable problem in so many tries is left out

# What most tasks begin with.
CONVOLVE_SIGNAL = "Convolve: flip the kernel, slide it, multiply and add."
CONVOLVE_IMAGE = "Convolve: flip the kernel (upside down and left-right), slide it, multiply and add."
CORRELATE = "Correlate: slide the kernel as it is, without flipping it, multiply and add."
MODE_FULL = "Mode full: every overlap counts, even of a single number; outside stand zeros."
INSIDE_THE_INPUT = "only where the whole kernel lies inside the input"
MODE_VALID = f"Mode valid: {INSIDE_THE_INPUT}."

EXACTLY = "exactly the numbers of "  # what the sentence on a mistake of the bank begins with


class ProblemKind(NamedTuple):
    """A kind of problem.

    number: its own, and never another's: with it and the seed the numbers of its problems are drawn, so that a sheet
    stays the same when other kinds are added. A new kind gets the first number that is free in all lessons.
    draw: makes a Problem, or None where these numbers are of no use, from a Chance.
    mixed: whether the sheet of all lessons has it.
    """

    number: int
    draw: Callable
    mixed: bool = False


def draw_problem(kind, chance):
    """A problem of a kind whose answers can all be told apart, or None if TRIES tries give none."""
    for _ in range(TRIES):
        problem = kind.draw(chance)
        if problem is not None and told_apart(problem):
            return problem
    return None


def told_apart(problem):
    """Whether the likely wrong answers to each part all exist, and differ from each other and from the right one."""
    for index, part in enumerate(problem.parts):
        answers = [part.values]
        answers += [wrong.values for wrong in problem.wrong_answers if wrong.part == index]
        if any(values is None for values in answers):
            return False
        if any(alike(one, other) for one, other in combinations(answers, 2)):
            return False
    return True


# ---- problems whose answer is a convolution


class NextSteps(NamedTuple):
    """What a problem asks for after its convolution: ProblemParts, their arithmetic as lines, WrongAnswers to them."""

    parts: list
    worked: list
    wrong_answers: list


def convolution_problem(
    title, task, x, h, mistakes, *, index=None, next_steps=None, wrong_answers=(), **options
):
    """The Problem of a convolution, or None where its likely mistakes cannot be told apart.

    x: the signal or the image; h: the kernel. mistakes: names in the bank. index: of the one output that is asked for,
    (row, column); without it all are. next_steps(output): the NextSteps after the convolution. wrong_answers: further
    ones. options: the definition's.
    """
    request = request_of(x, h, **options)
    parts = [ProblemPart("Answer", request.output)]
    arithmetic = arithmetic_of(request, index)
    wrong = [answer_with_mistake(name, request) for name in mistakes]
    wrong += wrong_answers
    if next_steps is not None:
        steps = next_steps(request.output)
        name = "the convolution" if request.flip else "the correlation"
        parts = [ProblemPart(name, request.output)] + steps.parts
        arithmetic += steps.worked
        wrong += steps.wrong_answers
    given = {"image" if request.axes == 2 else "signal": x, "kernel": h}
    problem = Problem(title, task, given, parts, arithmetic, wrong, why_command_of(request))
    if not told_apart(problem) or not why_names_all(problem, request):
        return None
    return problem if index is None else _at_one_output(problem, index)


def arithmetic_of(request, index=None):
    """A request in digits, as trace shows it, or one of its outputs: lines. The axes are known, without notes on them."""
    return Trace(request.but(notes=())).text(PAPER_WIDTH - len(INDENT), index).split("\n")


def answer_with_mistake(name, request):
    """The WrongAnswer to a request that a mistake of the bank gives; its values are None where it gives none."""
    values = outcome(definition_with(BANK[name]), request.x, request.h, **request.options)
    said = said_of(BANK[name].ending(request.flip), request.axes)
    return WrongAnswer(0, values, EXACTLY + said, name)


def why_command_of(request):
    """The command that explains other answers to a request, but for the answers.

    Example: python -m course why --input "3 4 5" --kernel "2 1" --mode full
    """
    left_out = {"padding": None, "stride": 1, "dilation": 1, "border": "constant", "flip": request.flip}
    options = {name: value for name, value in request.options.items() if value != left_out.get(name)}
    no_flip = "" if request.flip else " --no-flip"
    return f"python -m course why {as_words(Probe(request.x, request.h, options))}{no_flip}"


def why_names_all(problem, request):
    """Whether `why` names the mistakes that give the wrong answers to the first part, each for its answer."""
    for wrong in problem.wrong_answers:
        if wrong.name and wrong.part == 0:
            causes = single_causes(Outcomes(request, Given(wrong.values)))[
                :MOST_EXPLANATIONS
            ]  # so many are printed
            if not any(wrong.name in (*cause.names, *cause.also) for cause in causes):
                return False
    return True


def _at_one_output(problem, index):
    """The Problem with one output asked for instead of all; None where a wrong answer has no number there."""
    right = _output_at(problem.parts[0].values, index)
    wrong_answers = []
    for wrong in problem.wrong_answers:
        value = _output_at(wrong.values, index)
        if value is None:
            return None
        says = f"{output_label(index)} of {wrong.says.removeprefix(EXACTLY)}"
        wrong_answers.append(wrong._replace(values=value, says=says))
    return problem._replace(
        parts=[ProblemPart(output_label(index), right)],
        wrong_answers=wrong_answers,
        command="",  # why explains all the numbers of an output, not one of them
    )


def _output_at(rows, index):
    """The number at (row, column) of a table; None where the table is smaller."""
    row, column = index
    if row < len(rows) and column < len(rows[0]):
        return rows[row][column]
    return None
