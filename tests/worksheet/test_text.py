"""A sheet as text: the same as its page, plain, narrow, and with room for every answer."""

import re
from fractions import Fraction

import numpy as np
import pytest
from support.sheets import every_sheet, halves, right, wrongs

from course.worksheet.problem import Problem, ProblemPart, Sheet, WrongAnswer
from course.worksheet.text import other_numbers, rows_of_texts, sheet_as_text, wrong_answer_sentence


def words(text):
    """The words and numbers, without punctuation or room for answers, sorted."""
    stripped = [word.strip(':.,;"[]()') for word in text.replace("_", " ").split()]
    return sorted(word for word in stripped if word.strip("-="))


def sections(text):
    """The problems of a text, those of the sheet and then those of the key: [(title, indented lines below it)]."""
    found = re.findall(r"^(\d+\. .*)\n-+\n((?:   .*\n|\n)*)", text + "\n", re.MULTILINE)
    return [(title, body.rstrip()) for title, body in found]


@every_sheet
def test_text_and_page_say_the_same(sheets, which):
    text, page = sheets[which]
    found = sections(text)
    assert len(found) == len(page.articles)
    titles = [title for title, _ in found[: len(found) // 2]]
    assert (
        len(set(titles)) == len(titles) == len(sheets.printed(*which))
    )  # of each kind of the lesson there is one
    for (title, body), article in zip(found, page.articles):
        assert title == article.title
        assert words(f"{title} {body}") == words(article.words)


@every_sheet
def test_text_is_plain_and_narrow_and_has_room(sheets, which):
    text, page = sheets[which]
    lines = text.split("\n")
    assert text.isascii() and not any(row != row.rstrip() for row in lines)
    assert all(row.startswith("   python -m course why ") for row in lines if len(row) > 80)
    assert text.count(Sheet(*which, []).title) == 2  # above the sheet and above the key
    for (_, body), (asked, solved) in zip(sections(text), halves(page)):
        rooms = [table for table in asked.tables if table.kind == "room"]
        assert not any(cell for room in rooms for row in room.rows for cell in row)
        assert len(re.findall("_+", body)) == sum(len(row) for room in rooms for row in room.rows)
        for part, room in enumerate(rooms):
            answers = [right(solved)[part], *(wrong.values for wrong in wrongs(solved) if wrong.part == part)]
            sizes = [np.atleast_2d(np.array(values, object)).shape for values in answers]
            assert all(n <= len(room.rows) and m <= len(room.rows[0]) for n, m in sizes)


def test_without_the_key_the_text_ends_with_its_command(sheets):
    (title, _), *_ = sections(sheets[7, 1][0])
    problem = Problem(title[3:], "Do it.", {"signal": [1, 2]}, [ProblemPart("Answer", 3)], ["1 + 2 = 3"], [])
    sheet = Sheet(7, 1, [problem])
    text, both = sheet_as_text(sheet), sheet_as_text(sheet, answers=True)
    assert text.endswith(sheet.command) and "1 + 2 = 3" not in text
    assert both.startswith(text) and both.rstrip().endswith("   1 + 2 = 3")


@pytest.mark.parametrize("values, rows", [
    (7, [["7"]]), (Fraction(1, 3), [["1/3"]]), ([1, -2], [["1", "-2"]]), ([[1, 2], [3, 4]], [["1", "2"], ["3", "4"]]),
])  # fmt: skip
def test_values_as_rows_of_texts(values, rows):
    assert rows_of_texts(values) == rows


@pytest.mark.parametrize("values, typed", [
    (7, "7"), ([1, -2], "1 -2"), ([[1, 2]], "1 2"), ([[1, 2], [3, Fraction(1, 2)]], "1 2; 3 1/2"),
])  # fmt: skip
def test_a_wrong_answer_is_shown_as_why_takes_it(values, typed):
    one, two = ProblemPart("the map", 1), ProblemPart("the sum", 1)
    alone = wrong_answer_sentence(WrongAnswer(0, values, "too much.", "no-flip"), [one])
    assert alone.endswith(f" {typed}: too much. [no-flip]") and "the map" not in alone
    of_two = wrong_answer_sentence(WrongAnswer(1, values, "too much."), [one, two])
    assert f" {typed} " in of_two and of_two.endswith(" the sum: too much.")


def test_the_command_is_for_the_first_part():
    parts = [ProblemPart("the map", 1), ProblemPart("the sum", 1)]
    for count in (1, 2):
        sentence, command = other_numbers(Problem("", "", {}, parts[:count], [], [], "python -m course why"))
        assert ("the map" in sentence) == (count == 2) and "the sum" not in sentence
        assert command.startswith("python -m course why --got ")
