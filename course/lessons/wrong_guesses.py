"""
Why a guess is wrong, where that is known: from the lesson's own file of reasons, or from the bank of
mistakes.

The file is course/lessons/reasons/lesson_0.py for 0_1D.py, and so on; that of a further lesson has its name.
Nothing is said of a lesson whose numbers have been changed: a reason holds for the answer that the course
expects, in data/expected/.
"""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from course.lessons.guesses import Judgement, answer_as_text, judge, numbers_typed
from course.lessons.lesson import running_lesson
from course.paths import DATA

PLACES_EXPLAINED = {"1-D", "2-D", "channels"}  # questions are not about strides and dilations


def reason_for(guess, question, answer):
    """One sentence, or two, on what a wrong guess comes from; "" where that is not known."""
    reasons = _reasons_file(question, answer)
    if reasons is None:
        return ""
    for wrong, sentence in reasons.REASONS.get(question, {}).items():
        if judge(guess, wrong) is Judgement.RIGHT:
            return sentence
    if question not in reasons.MADE:
        return ""
    mistake = mistake_behind(guess, reasons.MADE[question])
    if mistake is None:
        return ""
    return f"{guess} is what you get from {mistake.ending(question not in reasons.CORRELATIONS)}"


def likely_wrong_answers(question, answer):
    """The wrong answers to a question, as texts, that a reason is known for."""
    reasons = _reasons_file(question, answer)
    return [] if reasons is None else list(reasons.REASONS.get(question, {}))


def reasons_module(lesson_name):
    """The module with the reasons of a lesson, by the name of its file; None if it has none."""
    stem = Path(lesson_name).stem
    module = f"lesson_{stem[0]}" if stem[0].isdigit() else stem
    if not module.isidentifier():
        return None
    name = f"course.lessons.reasons.{module}"
    return import_module(name) if find_spec(name) else None


def _reasons_file(question, answer):
    """The reasons_module of the running lesson; None where it does not hold, for an unexpected answer."""
    file = running_lesson.file
    if file is None or not is_expected(file.stem, question, answer_as_text(answer)):
        return None
    return reasons_module(file.name)


def is_expected(lesson_stem, question, answer_text):
    """Whether a lesson's expected output has this question with this answer, however it is folded."""
    path = DATA / "expected" / f"{lesson_stem}.txt"
    if not path.is_file():
        return False
    expected = path.read_text(encoding="utf-8").splitlines()
    words = " ".join(" ".join(expected).split())
    wanted = " ".join(f"Question: {question} Answer: {answer_text}".split())
    return f"{wanted} " in f"{words} "


def mistake_behind(guess, made):
    """The one mistake of the bank that gives a wrong guess; None where there is none, or several.

    made(definition) makes the answer with the functions of course.convolution.definition. Mistakes that are
    the same here count as one: the first is returned.
    """
    from course.diagnosis.cause import grouped, world  # a run without guesses needs none of these
    from course.mistakes.bank.all_mistakes import BANK
    from course.mistakes.faulty_definition import REFUSALS

    if numbers_typed(guess) is None:
        return None
    giving = []
    for mistake in BANK.values():
        if PLACES_EXPLAINED.isdisjoint(mistake.places):
            continue
        try:
            gives_guess = judge(guess, made(world(mistake))) is Judgement.RIGHT
        except (*REFUSALS, TypeError, LookupError):  # with this mistake there is no answer here
            continue
        if gives_guess:
            giving.append(mistake)
    causes = grouped(giving)
    return causes[0].mistakes[0] if len(causes) == 1 else None
