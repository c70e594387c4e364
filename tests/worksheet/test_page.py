"""A sheet as a page: whole, alone, and with every text escaped."""

import html
import re
from functools import cache

import pytest
from support.sheets import LESSON_NUMBERS, read_page
from support.slow_cases import with_slow_cases

from course.worksheet.all_problems import problems
from course.worksheet.page import sheet_as_page
from course.worksheet.problem import Problem, ProblemPart, Sheet, WrongAnswer


@cache
def sheet_of(lesson):
    return Sheet(7, lesson, problems(7, lesson))


@pytest.mark.parametrize("answers", [False, True])
@pytest.mark.parametrize("lesson", with_slow_cases([None, *LESSON_NUMBERS], every=3))
def test_the_page_is_whole_and_alone(lesson, answers):
    sheet = sheet_of(lesson)
    text = sheet_as_page(sheet, answers)
    page = read_page(text)
    assert text.startswith("<!DOCTYPE html>\n") and text.isascii() and "$" not in text
    assert ("html", {"lang": "en"}) in page.tags and ("meta", {"charset": "utf-8"}) in page.tags
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.tags}
    assert not {"src", "href", "style", "onload"} & {name for _, attrs in page.tags for name in attrs}
    assert not re.search(r"url\(|@import|https?:", text)
    assert re.search(r"@page \{ margin", text) and "@media print" in text
    assert re.search(r"article \{ break-inside: avoid", text) and ".key { break-before: page" in text
    assert (page.key_from is not None) == answers
    tables = [table for article in page.articles for table in article.tables]
    assert all(table.caption and len({len(row) for row in table.rows}) == 1 for table in tables)
    counted = text.count("<caption>"), text.count("</caption>"), text.count("<table")
    assert set(counted) == {len(tables)}
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in page.tags if tag == "th")
    assert text.count('scope="row"') == sum(len(table.rows) for table in tables if len(table.rows) > 1)
    assert text.count('scope="col"') == sum(len(table.rows[0]) for table in tables if len(table.rows[0]) > 1)
    assert all(sheet.title in title for title in page.titles) and len(page.titles) == 2 + answers
    assert text.count(html.escape(sheet.command)) == 1


def test_a_table_is_numbered_from_0():
    sheet = Sheet(1, 0, [Problem("", "", {"image": [[3, 4], [5, 6]], "row": [7, 8], "one": [9]}, [], [], [])])
    tables = re.findall(r"<table.*?</table>", sheet_as_page(sheet))
    number = '<th scope="{}">{}</th>'.format
    columns = number("col", 0) + number("col", 1)
    assert [re.search("</caption>(.*)</table>", table)[1] for table in tables] == [
        f'<tr><td class="corner"></td>{columns}</tr><tr>{number("row", 0)}<td>3</td><td>4</td></tr>'
        f"<tr>{number('row', 1)}<td>5</td><td>6</td></tr>",
        f"<tr>{columns}</tr><tr><td>7</td><td>8</td></tr>",
        "<tr><td>9</td></tr>",
    ]


def test_what_stands_on_a_page_is_escaped():
    nasty = '<b>&"quoted" $title $$'
    part = ProblemPart(nasty, [[1, 2]])
    wrong = WrongAnswer(0, [[2, 1]], nasty, nasty)
    problem = Problem(nasty, nasty, {nasty: [nasty]}, [part], [nasty], [wrong], nasty)
    text = sheet_as_page(Sheet(1, None, [problem]), True)
    assert "<b>" not in text and '&"' not in text
    assert text.count(html.escape(nasty)) == 11 and text.count("$title") == 11  # nothing is filled in twice
    page = read_page(text)
    assert nasty in html.unescape(page.articles[0].title) and nasty in page.articles[1].items[0]
