"""A lesson's questions: printed with their answers, guessed at first with --predict, folded away on a page."""

import html
import re
import textwrap
from fractions import Fraction

from course.lessons.lesson import LINE_WIDTH, running_lesson

TYPED_NUMBER = re.compile(r"-?(?:\d+/[1-9]\d*|\d+\.?\d*|\.\d+)")
LONGEST = 40  # characters of a number in a guess; int() refuses thousands of digits
PLACES_EXPLAINED = {"1-D", "2-D", "channels"}  # questions are not about strides and dilations


class FoldedAnswer:
    """A question whose answer is hidden until the reader opens it, where a page can do that."""

    def __init__(self, question, answer):
        self.question = question
        self.answer = answer

    def _repr_html_(self):
        question = html.escape(self.question)
        answer = html.escape(self.answer)
        return f"<details><summary>{question}</summary><p>{answer}</p></details>"


def ask(question, answer, made=None, flip=True):
    """Put a question: print it with its answer; with --predict wait for a guess first.

    answer is a word, a number or an array of numbers. On a page or in a notebook the returned object shows
    the question with its answer folded away, so ask() stands last in its cell. made(definition) makes the answer
    with the functions of course.convolution.definition (flip=False: a correlation): a wrong guess that a known
    mistake makes of it is told so.
    """
    answer = answer_as_text(answer)
    if running_lesson.place != "script":
        return FoldedAnswer(question, answer)
    print("\n" + textwrap.fill(f"Question: {question}", LINE_WIDTH, subsequent_indent="  "))
    verdict = _guess(answer, made, flip) if running_lesson.predict else ""
    print(textwrap.fill(f"{verdict}Answer: {answer}", LINE_WIDTH, subsequent_indent="  "))


def answer_as_text(answer):
    """An answer as text: the numbers of an array or of nested lists one after the other.

    Example: answer_as_text([[1, 2], [3, 4]]) is "1 2 3 4".
    """
    if hasattr(answer, "tolist"):
        answer = answer.tolist()
    if isinstance(answer, (list, tuple)):
        return " ".join(answer_as_text(part) for part in answer)
    return str(answer)


# ---- guesses


def _guess(answer, made, flip):
    """Wait for a guess; return what is said to it, before the answer is printed; "" to no guess."""
    try:
        guess = input("Your guess: ").strip()
    except EOFError:  # no more guesses: from here on the answers are printed
        running_lesson.predict = False
        print()
        return ""
    if not guess:
        return ""
    running_lesson.guesses += 1
    if is_right(guess, answer):
        running_lesson.right_guesses += 1
        return "Right. "
    mistake = mistake_behind(guess, made) if made else None
    explained = f"{guess} is what you get from {mistake.ending(flip)} " if mistake else ""
    return f"Not quite. {explained}"


def is_right(guess, answer):
    """Whether a typed guess says the same as an answer: the same numbers, or the same first letters of a word."""
    numbers = numbers_in(answer)
    if numbers:
        return numbers_in(guess) == numbers
    return bool(guess) and answer.casefold().startswith(guess.casefold())


def numbers_in(text):
    """The numbers in a text, as Fractions, whatever stands between them.

    Example: numbers_in("6 x 7, or 1/2") is [6, 7, Fraction(1, 2)].
    """
    text = text.replace("\N{MINUS SIGN}", "-")
    return [Fraction(number) for number in TYPED_NUMBER.findall(text) if len(number) < LONGEST]


def mistake_behind(guess, made):
    """The one mistake of the bank that gives a wrong guess; None where there is none, or where there are several.

    made: as in ask(). Mistakes that are the same here count as one: the first is returned.
    """
    from course.diagnosis.cause import grouped, world
    from course.mistakes.bank.all_mistakes import BANK
    from course.mistakes.faulty_definition import REFUSALS

    if not numbers_in(guess):
        return None
    giving = []
    for mistake in BANK.values():
        if PLACES_EXPLAINED.isdisjoint(mistake.places):
            continue
        try:
            answer = made(world(mistake))
        except (*REFUSALS, TypeError, LookupError):  # with this mistake there is no answer here
            continue
        if is_right(guess, answer_as_text(answer)):
            giving.append(mistake)
    causes = grouped(giving)
    return causes[0].mistakes[0] if len(causes) == 1 else None
