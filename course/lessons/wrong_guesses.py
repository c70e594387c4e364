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
    return _told_of_mistake(guess, mistake, question not in reasons.CORRELATIONS)


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


def all_reasons(lesson_name, question, answer_text):
    """All that is known of wrong guesses at a question of a lesson: [(wrong answer as text, sentence), ...].

    The lesson's own reasons come first, and count where the bank has another one. lesson_name: of its file.
    answer_text: the answer as text; of one that is not expected nothing is known.
    """
    reasons = reasons_module(lesson_name)
    if reasons is None or not is_expected(Path(lesson_name).stem, question, answer_text):
        return []
    own, by_the_bank = reasons.REASONS.get(question, {}), {}
    if question in reasons.MADE:
        made = reasons.MADE[question]
        by_the_bank = _told_by_the_bank(made, question not in reasons.CORRELATIONS, answer_text)
    return [*own.items(), *(each for each in by_the_bank.items() if each[0] not in own)]


def _told_by_the_bank(made, is_convolution, answer_text):
    """{wrong answer as text: what the bank says of it}, of those that exactly one of its mistakes makes."""
    answers = _answers_with_mistakes(made)
    guesses = {text for _, text in answers if numbers_typed(text) is not None}  # nan is none
    mistakes = {text: _only_mistake_giving(text, answers) for text in sorted(guesses - {answer_text})}
    only = {text: mistake for text, mistake in mistakes.items() if mistake}
    return {text: _told_of_mistake(text, mistake, is_convolution) for text, mistake in only.items()}


def _told_of_mistake(guess, mistake, is_convolution):
    return f"{guess} is what you get from {mistake.ending(is_convolution)}"


def mistake_behind(guess, made):
    """The one mistake of the bank that gives a wrong guess; None where there is none, or several.

    made(definition) makes the answer with the functions of course.convolution.definition. Mistakes that are
    the same here count as one: the first is returned.
    """
    if numbers_typed(guess) is None:
        return None
    return _only_mistake_giving(guess, _answers_with_mistakes(made))


def _only_mistake_giving(guess, answers):
    """The only mistake of _answers_with_mistakes() that gives a guess; None where there is none, or several."""
    from course.diagnosis.cause import grouped  # a run without guesses does not need it

    causes = grouped([mistake for mistake, text in answers if judge(guess, text) is Judgement.RIGHT])
    return causes[0].mistakes[0] if len(causes) == 1 else None


def _answers_with_mistakes(made):
    """(mistake, the answer with it as text) for each mistake of the bank with which there is an answer."""
    from course.diagnosis.cause import world  # a run without guesses needs none of these
    from course.mistakes.bank.all_mistakes import BANK
    from course.mistakes.faulty_definition import REFUSALS

    answers = []
    for mistake in BANK.values():
        if PLACES_EXPLAINED.isdisjoint(mistake.places):
            continue
        try:
            answers.append((mistake, answer_as_text(made(world(mistake)))))
        except (*REFUSALS, TypeError, LookupError):  # with this mistake there is no answer here
            continue
    return answers
