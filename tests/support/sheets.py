"""
Worksheets and their keys, read back as a reader has them: tables, numbers and names, without regard to sentences.

A page is read into its articles, one for each problem of the sheet and one for each of the key, in the same order.
"""

import re
from fractions import Fraction
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import pytest
from support.slow_cases import with_slow_cases

from course.worksheet.all_problems import KINDS_OF_LESSONS, problems
from course.worksheet.page import sheet_as_page
from course.worksheet.problem import Sheet
from course.worksheet.text import sheet_as_text

SEEDS = (0, 7, 2026, 999_999_999)
LESSON_NUMBERS = (0, 1, 2, 3, 4)
SHEETS = [(7, None), *((seed, lesson) for seed in SEEDS for lesson in LESSON_NUMBERS)]  # None: of all lessons
every_sheet = pytest.mark.parametrize(
    "which", with_slow_cases([(sheet,) for sheet in SHEETS], every=4), ids=str
)

# ---- a page


class Page(HTMLParser):
    """A page: its articles, and whether its tags are closed in order."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.articles, self.titles, self.key_from = [], [], [], [], None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag == "section" and attrs.get("class") == "key":
            self.key_from = len(self.articles)
        if tag == "article":
            article = SimpleNamespace(title="", task="", tables=[], pre="", items=[], code="", words="")
            self.articles.append(article)
        if tag == "table":
            self.articles[-1].tables.append(SimpleNamespace(caption="", rows=[], kind=attrs.get("class")))
        if tag == "tr":
            self.articles[-1].tables[-1].rows.append([])
        if tag == "td" and "class" not in attrs:
            self.articles[-1].tables[-1].rows[-1].append("")
        if tag == "li":
            self.articles[-1].items.append("")
        if tag != "meta":  # the only tag here that is never closed
            self.open.append("corner" if attrs.get("class") == "corner" else tag)

    def handle_endtag(self, tag):
        opened = self.open.pop()
        assert opened == tag or (opened, tag) == ("corner", "td"), (opened, tag)

    def handle_data(self, data):
        last = self.open[-1] if self.open else ""
        if last in ("title", "h1"):
            self.titles.append(data)
        if "article" not in self.open:
            return
        article = self.articles[-1]
        if last == "h2":
            article.title += data
        elif last == "p":
            article.task += data
        elif last == "caption":
            article.tables[-1].caption += data
        elif last == "td":
            article.tables[-1].rows[-1][-1] += data
        elif last == "pre":
            article.pre += data
        elif last == "li":
            article.items[-1] += data
        elif last == "code":
            article.code += data
        if last != "th":
            article.words += f" {data}"


def read_page(text):
    """The Page of an HTML text; its tables without the rows of column numbers."""
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    for article in page.articles:
        for table in article.tables:
            table.rows = [[cell.strip() for cell in row] for row in table.rows if row]
    return page


def halves(page):
    """(asked, solved) for each problem of a page with its key: two articles."""
    assert page.key_from * 2 == len(page.articles)
    return list(zip(page.articles[: page.key_from], page.articles[page.key_from :]))


# ---- sheets, each made once


class Printed(NamedTuple):
    """A problem of a sheet as it is printed: the name of the function that drew it, its two articles."""

    kind: str
    asked: SimpleNamespace
    solved: SimpleNamespace


class Sheets(dict):
    """Each sheet with its key, made when it is first asked for: sheets[seed, lesson] is (text, Page)."""

    def __missing__(self, which):
        sheet = Sheet(*which, problems(*which))
        self[which] = sheet_as_text(sheet, True), read_page(sheet_as_page(sheet, True))
        return self[which]

    def printed(self, seed, lesson):
        """The Printed problems of a sheet, in order; of these seeds no problem is left out."""
        lessons = KINDS_OF_LESSONS if lesson is None else [KINDS_OF_LESSONS[lesson]]
        kinds = [kind for kinds in lessons for kind in kinds if kind.mixed or lesson is not None]
        pairs = halves(self[seed, lesson][1])
        assert len(pairs) == len(kinds)
        return [Printed(kind.draw.__name__, asked, solved) for kind, (asked, solved) in zip(kinds, pairs)]

    def printed_of(self, lesson):
        """The Printed problems of a lesson for all of SEEDS."""
        return [each for seed in SEEDS for each in self.printed(seed, lesson)]


# ---- what is in an article


def values(rows):
    """Cells as numbers: one number, or an array."""
    numbers = [[Fraction(cell) for cell in row] for row in rows]
    return numbers[0][0] if len(numbers) == 1 and len(numbers[0]) == 1 else np.array(numbers)


def given(asked):
    """The tables that are given, as arrays of ints."""
    tables = [table for table in asked.tables if table.kind == "given"]
    return [np.array([[int(cell) for cell in row] for row in table.rows]) for table in tables]


def right(solved):
    """The right answers of a key, one for each part."""
    return [values(table.rows) for table in solved.tables]


def ints(asked):
    """The whole numbers of a task, in order."""
    return [int(number) for number in re.findall(r"\d+", asked.task)]


class Wrong(NamedTuple):
    """A likely wrong answer of a key: to which part, its values, what it is said to be, its name in the bank."""

    part: int
    values: object
    says: str
    name: str | None


def wrongs(solved):
    """The Wrong answers of a key: the numbers come first, then perhaps the part, a colon, and what they are."""
    parts = [table.caption for table in solved.tables]
    found = []
    for item in solved.items:
        numbers, which, says, name = re.fullmatch(
            r"\D*?(-?\d[-0-9/ ;]*)(.*?): (.*?)(?: \[([a-z0-9-]+)\])?", item
        ).groups()
        named = [part for part in parts if which.endswith(f" {part}")]
        assert (len(named) == 1) == (len(parts) > 1), item
        rows = [row.split() for row in numbers.split(";")]
        found.append(Wrong(parts.index(named[0]) if named else 0, values(rows), says, name))
    return found


def same(one, other):
    """Whether two answers are of one shape and have the same numbers."""
    one, other = np.atleast_2d(np.array(one, object)), np.atleast_2d(np.array(other, object))
    return one.shape == other.shape and bool((one == other).all())
