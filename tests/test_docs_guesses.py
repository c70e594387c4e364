"""The rules of guesses in the pages' JavaScript, held against those of the lessons on guesses that are drawn."""

import random
import re
from collections import Counter

import pytest
from support.browser import ModulesPage
from support.files import FURTHER, LESSONS, ROOT

from course.lessons.guesses import Judgement, judge
from course.lessons.wrong_guesses import all_reasons

pytestmark = pytest.mark.browser

MINUS, TIMES = "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}"
NUMBERS = [
    "0",
    "1",
    "2",
    "3",
    "5",
    "6",
    "9",
    "11",
    "12",
    "19",
    "23",
    "60",
    "100",
    "250",
    "1752",
    "2304",
    "4923520",
]
WORDS = [
    "zero",
    "two",
    "Five",
    "eleven",
    "twenty-one",
    "ninety",
    "twenty-zero",
    "one-two",
    "hundred",
    "forty-",
]
FRACTIONS = [
    "7/9",
    "14/18",
    "1/0",
    "0.78",
    "0.77",
    "0.7",
    "0.8",
    ".78",
    "2.5",
    "2.50",
    "4.5",
    "5.",
    "-0.33",
    "0,78",
]
SEPARATORS = [
    " ",
    "x",
    " x ",
    "X",
    ",",
    ", ",
    " by ",
    "; ",
    TIMES,
    " and ",
    " rows, ",
    " columns, ",
    "/",
    "-",
    "*",
]
ENDS = [
    "",
    "",
    "",
    ".",
    "!",
    " numbers",
    " rows",
    " columns",
    " channels",
    " wide",
    " rows more",
    ")",
    "?",
    "%",
]
BEGINS = ["", "", "", " ", "+", "-", MINUS, "minus ", "negative ", "(", "[", "the ", "it is ", "{"]
SAID = ["flipped", "the flipped one", "fl", "f", "same", "the same kernel", "none", "n", "rise", "fall", "Falls", "more",
        "mo", "fewer", "yes", "true", "No.", "nope", "on the left", "left", "longer", "banana", "what?", "...",
        "\N{GRINNING FACE}", "", "?", "both of them", "x" * 50, "9" * 50, "4,923,520", "1,2", "caf\u00e9", "3e2"]  # fmt: skip
ANSWERS = ["11", "0", "-1", "7/9", "2.5", "4.5", "(6, 9)", "(5, 7, 9)", "(3, 0, 0)", "4923520", "-27", "0.78",
           "flipped", "yes", "no", "left", "same", "fall", "more"]  # fmt: skip
OTHERS = {
    "flipped": ["same", "none", "the same kernel"],
    "left": ["longer one", "longer"],
    "same": ["same size"],
}
LISTS = {"[0, 3, -10]": [0, 3, -10], "[2]": [2], "[[1, 2], [3, 4]]": [[1, 2], [3, 4]]}


def drawn_guesses(count):
    """Guesses as people type them, and as nobody does."""
    chance = random.Random(7)
    pools = [NUMBERS, NUMBERS, NUMBERS, WORDS, FRACTIONS]

    def one():
        return chance.choice(chance.choice(pools))

    for _ in range(count):
        if chance.random() < 0.2:
            yield chance.choice(SAID)
            continue
        parts = [one()]
        while chance.random() < 0.5 and len(parts) < 8:
            parts += [chance.choice(SEPARATORS), one()]
        yield chance.choice(BEGINS) + "".join(parts) + chance.choice(ENDS)


@pytest.fixture(scope="module")
def modules(browser):
    page = browser.new_page()
    yield ModulesPage(page)
    page.close()


def judged(modules, items):
    return modules.each({"guesses": "judge"}, "judge(...item)", items)


def test_what_is_drawn_is_judged_as_in_a_terminal(modules):
    items, expected = [], []
    for guess in drawn_guesses(700):
        for answer in ANSWERS:
            others = OTHERS.get(answer, [])
            items.append([guess, answer, others, False])
            expected.append(judge(guess, answer, others).value)
        for text, answer in LISTS.items():
            items.append([guess, text, [], True])
            expected.append(judge(guess, answer).value)
    found = judged(modules, items)
    assert [each for each in zip(items, found, expected) if each[1] != each[2]] == []
    assert min(Counter(found)[judgement.value] for judgement in Judgement) > 100


def test_what_says_the_answer_says_it_here(modules):
    """Right answers of all lessons in several ways, and each reason for a wrong one is found by its own text."""
    items = []
    for lesson in LESSONS + FURTHER:
        expected = (
            (ROOT / "data" / "expected" / lesson.split("/")[-1])
            .with_suffix(".txt")
            .read_text(encoding="utf-8")
        )
        for question, answer in re.findall(
            r"^Question: (.*(?:\n  .*)*)\nAnswer: (.*)$", expected, re.MULTILINE
        ):
            reasons = all_reasons(lesson, question.replace("\n ", ""), answer)
            others = [wrong for wrong, _ in reasons]
            items += [([answer, answer, others], "right"), ([f" {answer}.", answer, others], "right")]
            items += [([wrong, answer, others], "wrong") for wrong in others]
            items += [([wrong, wrong], "right") for wrong in others]
    assert len(items) > 400
    found = judged(modules, [item for item, _ in items])
    assert [item for item, judgement in zip(items, found) if item[1] != judgement] == []
