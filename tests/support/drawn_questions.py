"""Questions that the page may ask, in the words of answers.py: those of tests/golden/, and drawn ones."""

import re
import shlex
from random import Random

from support.drawn_requests import made
from support.golden import GOLDEN

from course.convolution.sizes import MODES
from course.errors import Unusable
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import applies
from course.own_numbers.options import from_options
from course.own_numbers.typed_text import as_typed
from course.play.answers import QUESTION_WORDS, parsed_words
from course.play.presets import TELLING_INPUTS

OTHER_WORDS = (
    {},
    {"stride": "2"},
    {"dilation": "2"},
    {"border": "reflect"},
    {"border": "wrap"},
    {"flip": "no"},
)
NO_NUMBERS = ("", "?", "1 2 ?", "1,,2", "3 x", "1 2; 3", "\u00e9", "nan", "1e999", "2/0")


def questions_of_golden():
    """The questions of the golden files of why that a page can ask, in order."""
    text = "".join((GOLDEN / name).read_text(encoding="utf-8") for name in ("why.txt", "why_searched.txt"))
    commands = re.findall(r"^\$ why (.*)$", text, re.MULTILINE)
    return [words for words in map(words_of_command, commands) if words]


def words_of_command(text):
    """The words of a question, of the options of why; None where a page has not all of them."""
    words = {}
    pieces = iter(shlex.split(text))
    for piece in pieces:
        name, _, value = piece.removeprefix("--").partition("=")
        if name == "no-flip":
            words["flip"] = "no"
        elif name in QUESTION_WORDS:
            words[name] = value or next(pieces, "")
        else:
            return None
    return words


def long_question():
    """A question whose search takes seconds: nothing that is tried explains its numbers."""
    random = Random(0)

    def table(rows, columns):
        fractions = [
            [f"{random.randrange(1, 10)}/{random.choice((3, 7, 9))}" for _ in range(columns)]
            for _ in range(rows)
        ]
        return "; ".join(map(" ".join, fractions))

    return {"input": table(28, 28), "kernel": table(5, 5), "got": table(32, 32)}


def drawn_questions(seed, count):
    """So many questions: half with the numbers of a mistake, a quarter right, a quarter that are refused."""
    random = Random(seed)
    questions = []
    while len(questions) < count:
        mode = {"mode": random.choice(MODES)}
        words = {**random.choice(TELLING_INPUTS), **mode, **random.choice(OTHER_WORDS)}
        try:
            request = from_options(parsed_words({**words, "got": "0"}), files=False)
        except Unusable:
            continue
        got = got_of(random, request)
        if got is not None:
            questions.append({**words, "got": got})
    return questions


def got_of(random, request):
    """Numbers for a request as they are typed: a mistake's, right ones, or none; None where a mistake gives none."""
    kind = random.choice(["mistake", "mistake", "right", "refused"])
    if kind == "refused":
        return random.choice(NO_NUMBERS)
    fitting = [name for name, mistake in BANK.items() if applies(mistake, request.axes, request.options)]
    values = made([random.choice(fitting)] if kind == "mistake" else [], request)
    return None if values is None else as_typed(values)
