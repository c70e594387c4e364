"""Worksheets: sheets and keys are read back as a reader has them, and every number is worked out again.

What is right is decided by NumPy and SciPy, from the tables and the words of the problem alone.
"""

import hashlib
import html
import os
import re
import subprocess
import sys
from ast import literal_eval
from collections import Counter
from fractions import Fraction
from html.parser import HTMLParser
from itertools import combinations
from math import ceil, floor, sqrt
from types import SimpleNamespace

import numpy as np
import pytest
from support.files import ROOT
from numpy.lib.stride_tricks import sliding_window_view
from scipy import ndimage
from scipy.signal import convolve2d, correlate2d

import course.__main__ as program
from course.worksheet import command

LESSONS = (0, 1, 2, 3, 4)
SEEDS = (0, 7, 2026, 999_999_999)
SHEETS = [(7, None), *((seed, lesson) for seed in SEEDS for lesson in LESSONS)]


@pytest.fixture
def run(command, monkeypatch):
    """Runs python -m course worksheet WORDS: (exit code, stdout, stderr)."""
    monkeypatch.setitem(program.COMMANDS, "worksheet", ("course.worksheet.command:main", "a sheet of problems"))
    return lambda *words: command("worksheet", *map(str, words))


@pytest.fixture(scope="module")
def sheets():
    """Each sheet with its key, made once: sheets[seed, lesson] is (text, Page)."""

    class Sheets(dict):
        def __missing__(self, which):
            sheet = command.Sheet(*which, command.problems(*which))
            text = "\n".join(command.text(sheet, True))
            self[which] = text, read(command.page(sheet, True))
            return self[which]

    return Sheets()


# ---- reading a page and a text back


VOID = {"meta"}


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
            self.articles.append(
                SimpleNamespace(title="", task="", tables=[], pre="", items=[], code="", words="")
            )
        if tag == "table":
            self.articles[-1].tables.append(SimpleNamespace(caption="", rows=[], kind=attrs.get("class")))
        if tag == "tr":
            self.articles[-1].tables[-1].rows.append([])
        if tag == "td" and "class" not in attrs:
            self.articles[-1].tables[-1].rows[-1].append("")
        if tag == "li":
            self.articles[-1].items.append("")
        if tag not in VOID:
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
        article.words += "" if last == "th" else f" {data}"


def read(text):
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    for article in page.articles:
        for table in article.tables:
            table.rows = [[cell.strip() for cell in row] for row in table.rows if row]
    return page


def halves(page):
    """(asked, solved) for each problem of a page."""
    assert page.key_from * 2 == len(page.articles)
    return list(zip(page.articles[: page.key_from], page.articles[page.key_from :]))


def kind(article):
    return re.fullmatch(r"\d+\. (.*?)( \(lesson \d\))?", article.title)[1]


def values(rows):
    """Cells as numbers: one number, or an array."""
    numbers = [[Fraction(cell) for cell in row] for row in rows]
    return numbers[0][0] if len(numbers) == 1 and len(numbers[0]) == 1 else np.array(numbers)


def given(article):
    return [
        np.array([[int(cell) for cell in row] for row in table.rows])
        for table in article.tables
        if table.kind == "given"
    ]


def right(article):
    return [values(table.rows) for table in article.tables]


def wrongs(article):
    """The likely wrong answers of a key: (part, values, what it is, name)."""
    parts = [table.caption for table in article.tables]
    found = []
    for item in article.items:
        numbers, part, says, name = re.fullmatch(
            r"If you have ([-0-9/ ;]+?)(?: for (.+?))?: (.*?)(?: \[([a-z0-9-]+)\])?", item
        ).groups()
        rows = [row.split() for row in numbers.split(";")]
        found.append((parts.index(part) if part else 0, values(rows), says, name))
    return found


def same(one, other):
    one, other = np.atleast_2d(np.array(one, object)), np.atleast_2d(np.array(other, object))
    return one.shape == other.shape and bool((one == other).all())


def ints(article):
    return [int(number) for number in re.findall(r"\d+", article.task)]


# ---- what is right, worked out anew


def line(array):
    return array.ravel()


def spread(kernel, dilation):
    wide = np.zeros([(size - 1) * dilation + 1 for size in kernel.shape], int)
    wide[tuple(slice(None, None, dilation) for _ in kernel.shape)] = kernel
    return wide


def pool(x):
    n, m = (size // 2 for size in x.shape)
    return x[: 2 * n, : 2 * m].reshape(n, 2, m, 2).max(axis=(1, 3))


def signal_sizes(article):
    n, k = ints(article)
    return [len(np.convolve(np.ones(n), np.ones(k), mode)) for mode in ("full", "same", "valid")]


def image_sizes(article):
    n, m, k, l = ints(article)
    shapes = [convolve2d(np.ones((n, m)), np.ones((k, l)), mode).shape for mode in ("full", "valid")]
    return [np.array(shape) for shape in shapes]


def border(article):
    x, h = given(article)
    words = {"starts again": "wrap", "mirrored": "mirror", "repeated": "nearest"}
    (mode,) = [mode for word, mode in words.items() if word in article.task]
    return [ndimage.convolve(x, h, mode=mode)]


def flow_sizes(article):
    n, k, s, again, one, d = ints(article)
    assert s == again and one == 1
    dilated = np.convolve(np.ones(n), spread(np.ones(k), d), "valid")
    return [len(np.ones(n - k + 1)[::s]), len(np.ones(n)[::s]), len(dilated)]


def channels(article):
    x0, x1, h0, h1 = given(article)
    return [correlate2d(x0, h0, "valid") + correlate2d(x1, h1, "valid")]


def blur(article):
    windows = sliding_window_view(given(article)[0], (3, 3))
    return [windows.sum(axis=(2, 3)), windows.sum(axis=(2, 3)) // 9]


def edges(article):
    x, *kernels = given(article)
    v, h = (ndimage.convolve(x, kernel)[1:-1, 1:-1] for kernel in kernels)
    strength = np.hypot(v, h)
    assert (strength == strength.round()).all() and v.all() and h.all()
    return [v, h, strength.astype(int)]


def weights(article):
    o, k, l, c = ints(article)
    return [np.zeros((k, l, c, o)).size + np.zeros(o).size]


def network(article):
    n, m, *_ = ints(article)
    after = correlate2d(np.ones((n, m)), np.ones((3, 3)), "valid")
    return [np.array(after.shape), np.array(pool(after).shape)]


def sees(article):
    count, k, also, *_ = ints(article)
    assert k == also
    stack = np.ones(1)
    for _ in range(count):
        stack = np.convolve(stack, np.ones(k))
    pixels = {2 * i + j + a for i in range(k) for j in range(2) for a in range(k)}
    return [len(stack), len(pixels)]


def together(article, x, h):
    y = correlate2d(x, h, "valid")
    return [y, np.maximum(y, 0), pool(np.maximum(y, 0))]


def of_tables(solve):
    return lambda article: solve(*given(article))


def of_lines(solve):
    return lambda article: solve(*map(line, given(article)))


RIGHT = {
    "How many numbers?": signal_sizes,
    "A signal, mode full": of_lines(lambda x, h: [np.convolve(x, h)]),
    "A signal, mode valid": of_lines(lambda x, h: [np.convolve(x, h, "valid")]),
    "A signal, mode same": of_lines(lambda x, h: [np.convolve(x, h, "same")]),
    "A signal, correlated": of_lines(lambda x, h: [np.correlate(x, h, "full")]),
    "A signal and an even kernel, mode same": of_lines(lambda x, h: [np.convolve(x, h, "same")]),
    "An image, mode full": of_tables(lambda x, h: [convolve2d(x, h)]),
    "One number of an image": of_tables(lambda x, h: [convolve2d(x, h, "valid")[1, 0]]),
    "An image, mode valid": of_tables(lambda x, h: [convolve2d(x, h, "valid")]),
    "An image, mode same": of_tables(lambda x, h: [convolve2d(x, h, "same")]),
    "How large?": image_sizes,
    "An image, border wrap": border,
    "An image, border reflect": border,
    "An image, border edge": border,
    "VALID": of_tables(lambda x, h: [correlate2d(x, h, "valid")]),
    "SAME": of_tables(lambda x, h: [correlate2d(np.pad(x, ((0, 1), (1, 1))), h, "valid")]),
    "A stride": of_tables(lambda x, h: [correlate2d(x, h, "valid")[::2, ::2]]),
    "A dilation": of_tables(lambda x, h: [correlate2d(x, spread(h, 2), "valid")]),
    "How many outputs?": flow_sizes,
    "Two channels": channels,
    "A flat picture": of_tables(lambda x, h: [convolve2d(x, h, "valid")[0, 0]]),
    "A box blur": blur,
    "Bytes": of_tables(lambda x, h: [y := convolve2d(x, h, "valid"), y.astype(np.uint8)]),
    "A Laplacian": of_tables(lambda x, h: [convolve2d(x, h, "same", "symm")]),
    "Edges": edges,
    "How many weights?": weights,
    "ReLU": of_tables(lambda x, h: [y := correlate2d(x, h, "valid"), np.maximum(y, 0)]),
    "Max pooling": of_tables(lambda x: [pool(x)]),
    "Through two layers": network,
    "How far one number sees": sees,
    "All together": lambda article: together(article, *given(article)),
}
WORDS = {  # what a problem has to say, so that there is one answer
    "A signal, mode full": ["turn the kernel round", "Mode full", "stand zeros"],
    "A signal, mode valid": ["turn the kernel round", "Mode valid"],
    "A signal, mode same": [
        "turn the kernel round",
        "Mode same",
        "zeros stand outside",
        "as many before as after",
    ],
    "A signal, correlated": ["without turning", "Mode full", "stand zeros"],
    "A signal and an even kernel, mode same": [
        "turn the kernel round",
        "np.convolve",
        "one more goes before",
    ],
    "An image, mode full": ["upside down and left-right", "Mode full", "stand zeros"],
    "One number of an image": ["upside down and left-right", "Mode valid", "y[1, 0]"],
    "An image, mode valid": ["upside down and left-right", "Mode valid"],
    "An image, mode same": ["upside down and left-right", "Zeros stand outside", "above", "below", "left"],
    "VALID": ["tf.nn.conv2d", "without turning", "VALID"],
    "SAME": ["tf.nn.conv2d", "without turning", "SAME", "one row below the image and none above"],
    "A stride": ["tf.nn.conv2d", "without turning", "VALID", "stride is 2 in both axes"],
    "A dilation": ["tf.nn.conv2d", "without turning", "VALID", "dilation is 2 in both axes"],
    "Two channels": ["tf.nn.conv2d", "without turning", "VALID", "added"],
    "A flat picture": ["upside down and left-right", "valid", "y[0, 0]"],
    "A box blur": ["kernel of ones", "divide by 9", "Mode valid"],
    "Bytes": ["upside down and left-right", "Mode valid", "starts again at 0 after 255"],
    "A Laplacian": ["the same when it is turned", "Mode same", "symmetric"],
    "Edges": ["upside down and left-right", "Mode valid", "root of v*v + h*h"],
    "ReLU": ["without turning", "Mode valid", "below 0 becomes 0"],
    "Max pooling": ["stride 2", "largest", "left out"],
    "All together": ["without turning", "Mode valid", "below 0 becomes 0", "stride 2", "largest", "left out"],
}

every = pytest.mark.parametrize("which", SHEETS, ids=str)


@every
def test_every_right_answer_is_right(sheets, which):
    for asked, solved in halves(sheets[which][1]):
        expected, found = RIGHT[kind(asked)](asked), right(solved)
        assert len(found) == len(expected), solved.title
        assert all(map(same, found, expected)), (solved.title, found, expected)
        assert asked.title == solved.title
        assert [t.caption for t in asked.tables if t.kind == "room"] == [t.caption for t in solved.tables]
        assert all(word in asked.task for word in WORDS.get(kind(asked), [])), asked.task


def test_every_kind_is_on_some_sheet_and_a_sheet_is_whole(sheets):
    titles = {}
    for seed in SEEDS:
        for lesson in LESSONS:
            found = [kind(asked) for asked, _ in halves(sheets[seed, lesson][1])]
            titles[lesson] = titles.get(lesson, set()) | set(found)
            assert len(found) == len(set(found)) == (5 if lesson == 3 else 6)
    mixed = [asked.title for asked, _ in halves(sheets[7, None][1])]
    assert Counter(title[-2] for title in mixed) == {str(lesson): 2 for lesson in LESSONS}
    drawn = {f"An image, border {border}" for border in ("wrap", "reflect", "edge")}
    assert set.union(*titles.values()) | drawn == set(RIGHT)


def test_the_problems_of_all_lessons_are_those_of_their_lessons(sheets):
    alone = {(kind(a), a.task): right(s) for lesson in LESSONS for a, s in halves(sheets[7, lesson][1])}
    for asked, solved in halves(sheets[7, None][1]):
        assert all(map(same, right(solved), alone[kind(asked), asked.task]))


@every
def test_wrong_answers_are_neither_right_nor_alike(sheets, which):
    for _, solved in halves(sheets[which][1]):
        answers, found = right(solved), wrongs(solved)
        assert len(found) >= 5 and (len(answers) > 2 or len([w for w in found if w[0] == 0]) >= 3)
        for place, answer in enumerate(answers):
            mine = [answer, *(value for part, value, *_ in found if part == place)]
            assert not any(same(one, other) for one, other in combinations(mine, 2)), solved.title


@pytest.mark.parametrize("lesson", LESSONS)
def test_numbers_are_small_and_tables_not_square(sheets, lesson):
    for asked, _ in (pair for seed in SEEDS for pair in halves(sheets[seed, lesson][1])):
        for table, name in zip(given(asked), [t.caption for t in asked.tables]):
            square = table.shape[0] == table.shape[1]
            fixed = kind(asked) in ("A box blur", "A Laplacian", "Edges")
            if "kernel" in name:
                assert abs(table).max() <= (4 if fixed else 3) and (fixed or not square)
            else:
                assert not square and table.min() >= 0 and table.max() <= (255 if lesson == 3 else 9)
        kernels = [t for t, name in zip(given(asked), [t.caption for t in asked.tables]) if "kernel" in name]
        positive = not kernels or kind(asked) in ("A box blur", "Bytes")
        assert positive or min(map(np.min, kernels)) < 0 < max(map(np.max, kernels))


# ---- what the wrong answers are said to be


def windows(x, h):
    """The products of every window: (rows, columns, kernel's rows, kernel's columns). Nothing is turned."""
    return sliding_window_view(x, h.shape) * h


def turn(h):
    return h[::-1, ::-1]


NAMED = {  # on an image x, with the kernel h as it slides (turned already if it is to be): mode valid
    "no-flip": lambda x, h: windows(x, turn(h)).sum(axis=(2, 3)),
    "flip-rows-only": lambda x, h: windows(x, h[:, ::-1]).sum(axis=(2, 3)),
    "flip-cols-only": lambda x, h: windows(x, h[::-1]).sum(axis=(2, 3)),
    "output-transposed": lambda x, h: windows(x, h).sum(axis=(2, 3)).T,
    "kernel-abs": lambda x, h: windows(x, abs(h)).sum(axis=(2, 3)),
    "max-not-sum": lambda x, h: windows(x, h).max(axis=(2, 3)),
    "mean-not-sum": lambda x, h: windows(x, h).sum(axis=(2, 3)) * Fraction(1, h.size),
    "kernel-norm": lambda x, h: windows(x, h).sum(axis=(2, 3)) * Fraction(1, int(h.sum())),
    "drop-last-tap": lambda x, h: windows(x, h)[:, :, 1:, 1:].sum(axis=(2, 3)),  # turned: its first
    "clip-255": lambda x, h: windows(x, h).sum(axis=(2, 3)).clip(0, 255),
}
TWO = {  # maps of the two channels, and the other ways to add them; x and h are lists of the channels
    "no-flip": lambda x, h: sum(correlate2d(a, turn(b), "valid") for a, b in zip(x, h)),
    "channels-first-only": lambda x, h: correlate2d(x[0], h[0], "valid"),
    "channels-last-only": lambda x, h: correlate2d(x[1], h[1], "valid"),
    "channels-mean": lambda x, h: sum(correlate2d(a, b, "valid") for a, b in zip(x, h)) * Fraction(1, 2),
    "channels-max": lambda x, h: np.maximum(*(correlate2d(a, b, "valid") for a, b in zip(x, h))),
    "channels-same-kernel": lambda x, h: sum(correlate2d(a, h[0], "valid") for a in x),
    "channels-bgr": lambda x, h: sum(correlate2d(a, b, "valid") for a, b in zip(x[::-1], h)),
}
PLACES = {"One number of an image": (1, 0), "A flat picture": (0, 0)}


def by_name(asked, part, name):
    """What the mistake of this name gives, where why cannot be asked."""
    tables = given(asked)
    if kind(asked) == "Two channels":
        return TWO[name](tables[:2], tables[2:])
    x, h = tables[0], turn(tables[1 + part] if kind(asked) == "Edges" else tables[1])
    y = NAMED[name](x, h)
    return y[PLACES[kind(asked)]] if kind(asked) in PLACES else y


@pytest.mark.parametrize("lesson", LESSONS)
def test_mistakes_that_why_is_not_asked_for(sheets, lesson):
    checked = 0
    for asked, solved in (pair for seed in SEEDS for pair in halves(sheets[seed, lesson][1])):
        for part, value, _, name in wrongs(solved):
            if name and (part > 0 or not solved.code):
                checked += 1
                assert same(by_name(asked, part, name), value), (solved.title, name, value)
    assert checked or lesson in (0, 4)


@pytest.mark.parametrize("lesson", LESSONS)
def test_why_gives_the_name(sheets, command, monkeypatch, lesson):
    monkeypatch.setenv("COLUMNS", "1000")
    for _, solved in halves(sheets[7, lesson][1]):
        if not solved.code:
            continue
        head = re.fullmatch(r'python -m course (why .*) --got "YOUR NUMBERS"', solved.code)[1]
        words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', head)]
        for part, value, says, name in wrongs(solved):
            if part == 0:
                rows = [" ".join(map(str, row)) for row in np.atleast_2d(np.array(value, object))]
                code, out, err = command(*words, "--got", "; ".join(rows))
                named = re.findall(r"\[([a-z0-9, -]+)\]", out)
                assert code == 0 and err == "", (solved.title, value, err)
                assert name in ", ".join(named).split(", ") if name else "These numbers are right" in out, (
                    says,
                    out,
                )
                assert name is None or f"numbers of {says.split('numbers of ')[1]}" in out


OWN = {  # (kind, part, how what is said begins): the same answer from the numbers of the task
    ("How many numbers?", 0, "the sum of both"): lambda n, k: n + k,
    ("How many numbers?", 0, "that is mode same"): lambda n, k: n,
    ("How many numbers?", 0, "one was added"): lambda n, k: n + k + 1,
    ("How many numbers?", 1, "that is mode valid"): lambda n, k: n - k + 1,
    ("How many numbers?", 2, "the kernel moves"): lambda n, k: n - k,
    ("How many numbers?", 2, "one was taken off"): lambda n, k: n - k - 1,
    ("How large?", 0, "the sums of both"): lambda n, m, k, l: [n + k, m + l],
    ("How large?", 0, "the kernel's rows and"): lambda n, m, k, l: [n + l - 1, m + k - 1],
    ("How large?", 0, "that is mode same"): lambda n, m, k, l: [n, m],
    ("How large?", 1, "how far the kernel"): lambda n, m, k, l: [n - k, m - l],
    ("How large?", 1, "the kernel's rows and"): lambda n, m, k, l: [n - l + 1, m - k + 1],
    ("How large?", 1, "columns before rows"): lambda n, m, k, l: [m - l + 1, n - k + 1],
    ("How many outputs?", 0, "the + 1 is missing"): lambda n, k, s, *_: floor((n - k) / s),
    ("How many outputs?", 0, "that is stride 1"): lambda n, k, *_: n - k + 1,
    ("How many outputs?", 1, "that is stride 1"): lambda n, *_: n,
    ("How many outputs?", 1, "rounded down"): lambda n, k, s, *_: floor(n / s),
    ("How many outputs?", 2, "that is dilation 1"): lambda n, k, *_: n - k + 1,
    ("How many outputs?", 2, "a kernel of dilation"): lambda n, k, s, t, one, d: n - d * k + 1,
    ("How many weights?", 0, "the biases are"): lambda o, k, l, c: k * l * c * o,
    ("How many weights?", 0, "one bias for all"): lambda o, k, l, c: k * l * c * o + 1,
    ("How many weights?", 0, "the channels are"): lambda o, k, l, c: o * (k * l + 1),
    ("How many weights?", 0, "that is one filter"): lambda o, k, l, c: k * l * c + 1,
    ("How many weights?", 0, "a bias for each"): lambda o, k, l, c: k * l * c * o + c * o,
    ("Through two layers", 0, "that is SAME"): lambda n, m, *_: [n, m],
    ("Through two layers", 0, "how far the kernel"): lambda n, m, *_: [n - 3, m - 3],
    ("Through two layers", 0, "columns before"): lambda n, m, *_: [m - 2, n - 2],
    ("Through two layers", 1, "rounded up"): lambda n, m, *_: [ceil((n - 2) / 2), ceil((m - 2) / 2)],
    ("Through two layers", 1, "that is pooling"): lambda n, m, *_: [n - 3, m - 3],
    ("Through two layers", 1, "the image was"): lambda n, m, *_: [n // 2, m // 2],
    ("How far one number sees", 0, "that is one layer"): lambda count, k, *_: k,
    ("How far one number sees", 0, "as if the windows"): lambda count, k, *_: count * k,
    ("How far one number sees", 0, "the first pixel"): lambda count, k, *_: count * (k - 1),
    ("How far one number sees", 1, "without pooling"): lambda count, k, *_: k + k - 1,
    ("How far one number sees", 1, "pooling adds"): lambda count, k, *_: k + k,
    ("How far one number sees", 1, "all of it doubled"): lambda count, k, *_: 2 * (k + k - 1),
}


def blocks(x, step=2):
    return sliding_window_view(x, (2, 2))[::step, ::step].reshape(-1, 4)


def block_wise(keep, step=2):
    def kept(x):
        found = np.array([keep(block) for block in blocks(x, step).tolist()], object)
        return found.reshape(sliding_window_view(x, (2, 2))[::step, ::step].shape[:2])

    return kept


def with_odd(x):
    wide = np.pad(x, [(0, size % 2) for size in x.shape], constant_values=x.min() - 1)
    return pool(wide)


POOLS = {
    "the odd last": with_odd,
    "stride 1": block_wise(max, 1),
    "the means": block_wise(lambda block: Fraction(sum(block), 4)),
    "the first number": block_wise(lambda block: block[0]),
    "the smallest": block_wise(min),
}
STEPS = {  # (kind, part, beginning): from the right answers of the parts and the image
    ("A Laplacian", 0, "zeros outside"): lambda y, x, h: convolve2d(x, h, "same"),
    ("SAME", 0, "the row of zeros above"): lambda y, x, h: correlate2d(
        np.pad(x, ((1, 0), (1, 1))), h, "valid"
    ),
    ("A box blur", 1, "divided by 3"): lambda y, x, *_: y[0] * Fraction(1, 3),
    ("A box blur", 1, "the middle one"): lambda y, x, *_: np.median(
        sliding_window_view(x, (3, 3)), axis=(2, 3)
    ).astype(int),
    ("A box blur", 1, "the mean of the eight"): lambda y, x, *_: (y[0] - x[1:2, 1:3]) * Fraction(1, 8),
    ("Bytes", 1, "255 is taken off"): lambda y, x, *_: y[0] % 255,
    ("Bytes", 1, "nothing was taken off"): lambda y, x, *_: y[0],
    ("Edges", 2, "added without"): lambda y, x, *_: abs(y[0]) + abs(y[1]),
    ("Edges", 2, "the sum of the squares"): lambda y, x, *_: y[0] ** 2 + y[1] ** 2,
    ("Edges", 2, "added first"): lambda y, x, *_: abs(y[0] + y[1]),
    ("Edges", 2, "the stronger"): lambda y, x, *_: np.maximum(abs(y[0]), abs(y[1])),
    ("ReLU", 1, "nothing has changed"): lambda y, x, *_: y[0],
    ("ReLU", 1, "without minus signs"): lambda y, x, *_: abs(y[0]),
    ("ReLU", 1, "the other half"): lambda y, x, *_: np.minimum(y[0], 0),
    ("ReLU", 1, "1 for what"): lambda y, x, *_: (y[0] > 0).astype(int),
    ("All together", 1, "nothing has changed"): lambda y, x, *_: y[0],
    ("All together", 2, "the largest numbers without"): lambda y, x, *_: pool(y[0]),
}
STEPS |= {
    (f"An image, border {border}", 0, "zeros outside"): lambda y, x, h: convolve2d(x, h, "same")
    for border in ("wrap", "reflect", "edge")
}
STEPS |= {("Max pooling", 0, says): lambda y, x, *_, f=f: f(x) for says, f in POOLS.items()}
STEPS |= {("All together", 2, says): lambda y, x, *_, f=f: f(y[1]) for says, f in list(POOLS.items())[:3]}


@pytest.mark.parametrize("lesson", LESSONS)
def test_wrong_answers_of_other_steps_are_what_is_said(sheets, lesson):
    for asked, solved in (pair for seed in SEEDS for pair in halves(sheets[seed, lesson][1])):
        for part, value, says, name in wrongs(solved):
            if name:
                continue
            key = next(k for k in (*OWN, *STEPS) if k[:2] == (kind(asked), part) and says.startswith(k[2]))
            expected = (
                OWN[key](*ints(asked)) if key in OWN else STEPS[key](RIGHT[kind(asked)](asked), *given(asked))
            )
            assert same(expected, value), (solved.title, says, expected, value)


# ---- the arithmetic of the key


def statements(text):
    """The equations of a key's arithmetic, (label, expression, value), folded lines joined."""
    joined = re.sub(r"\n +(?=\+ )", " ", text)
    for part in re.split(r"\n|   (?=max)", joined):
        found = re.fullmatch(r"(?:(y\[[0-9, ]+\]) = |[^=:]*: )?(.*) = *(-?[0-9]+)", part.strip())
        if found and not part.startswith(("image", "signal", "kernel")):
            yield found.groups()


@every
def test_the_arithmetic_gives_the_answers(sheets, which):
    allowed = {"__builtins__": {}, "floor": floor, "ceil": ceil, "max": max, "sqrt": sqrt}
    for _, solved in halves(sheets[which][1]):
        found = list(statements(solved.pre))
        assert found and solved.pre.count("=") == len(found) + len([f for f in found if f[0]])
        worked = []
        for label, expression, value in found:
            assert re.fullmatch(r"(?:[-+*/() 0-9\[\],]|floor|ceil|max|sqrt)+", expression)
            plain = re.sub(r"\[(-?\d+)\]", r"(\1)", expression)
            assert eval(plain, allowed) == int(value), (solved.title, expression, value)
            worked.append((label, int(value)))
        answers = [int(v) for answer in right(solved) for v in np.ravel(answer)]
        assert not set(answers) - {value for _, value in worked} - set(ints_of(solved.pre, "as many"))
        labels = [label for label, _ in worked if label]
        assert not labels or kind(solved) in PLACES or len(labels) >= np.size(right(solved)[0])
        for label, value in worked[: np.size(right(solved)[0])] if labels else ():
            index = literal_eval(label[1:])
            answer = right(solved)[0]
            place = tuple(index[:2]) if np.ndim(answer) == 2 and len(index) > 1 else (0, *index)
            assert value == (answer[place] if np.ndim(answer) else answer)


def ints_of(text, word):
    return [int(n) for line in text.split("\n") if word in line for n in re.findall(r"\d+", line)]


# ---- text and page


def tokens(text):
    """The words and numbers, without punctuation or room for answers, sorted."""
    return sorted(
        word for word in (w.strip(':.,;"[]()') for w in text.replace("_", " ").split()) if word.strip("-=")
    )


def sections(text):
    """The problems of a text, sheet and key: [(title, body)]."""
    parts = re.split(r"\n(\d+\. [^\n]*)\n-+\n", text)
    found = list(zip(parts[1::2], parts[2::2]))
    return [(title, re.split(r"\n\nThe key: |\n\n\nKey\. ", body)[0]) for title, body in found]


@every
def test_text_and_page_say_the_same(sheets, which):
    text, page = sheets[which]
    found = sections(text)
    assert len(found) == len(page.articles)
    for (title, body), article in zip(found, page.articles):
        assert title == article.title
        assert tokens(f"{title} {body}") == tokens(article.words)


@every
def test_text_is_plain_and_narrow_and_has_room(sheets, which):
    text, page = sheets[which]
    lines = text.split("\n")
    assert text.isascii() and not any(row != row.rstrip() for row in lines)
    assert all(row.startswith("   python -m course why ") for row in lines if len(row) > 80)
    assert text.count(f"seed {which[0]}\n") == 2
    for (_, body), (asked, solved) in zip(sections(text), halves(page)):
        rooms = [t for t in asked.tables if t.kind == "room"]
        assert not any(cell for room in rooms for row in room.rows for cell in row)
        assert len(re.findall("_+", body)) == sum(len(row) for room in rooms for row in room.rows)
        for place, room in enumerate(rooms):
            answers = [right(solved)[place], *(v for part, v, *_ in wrongs(solved) if part == place)]
            sizes = [np.atleast_2d(np.array(v, object)).shape for v in answers]
            assert all(n <= len(room.rows) and m <= len(room.rows[0]) for n, m in sizes)


@pytest.mark.parametrize("answers", [False, True])
@pytest.mark.parametrize("lesson", [None, *LESSONS])
def test_the_page_is_whole_and_alone(lesson, answers):
    sheet = command.Sheet(7, lesson, command.problems(7, lesson))
    text = command.page(sheet, answers)
    page = read(text)
    assert text.startswith("<!DOCTYPE html>\n") and text.isascii()
    assert ("html", {"lang": "en"}) in page.tags and ("meta", {"charset": "utf-8"}) in page.tags
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.tags}
    assert not {"src", "href", "style", "onload"} & {name for _, attrs in page.tags for name in attrs}
    assert not re.search(r"url\(|@import|https?:", text)
    assert re.search(r"@page \{ margin", text) and "@media print" in text
    assert re.search(r"article \{ break-inside: avoid", text) and ".key { break-before: page" in text
    assert (page.key_from is not None) == answers
    tables = [t for article in page.articles for t in article.tables]
    assert all(t.caption and len({len(row) for row in t.rows}) == 1 for t in tables)
    counted = text.count("<caption>"), text.count("</caption>"), text.count("<table")
    assert set(counted) == {len(tables)}
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in page.tags if tag == "th")
    assert text.count('scope="row"') == sum(len(t.rows) for t in tables if len(t.rows) > 1)
    assert text.count('scope="col"') == sum(len(t.rows[0]) for t in tables if len(t.rows[0]) > 1)
    assert all(sheet.title in title for title in page.titles) and len(page.titles) == 2 + answers


def test_what_stands_on_a_page_is_escaped():
    nasty = '<b>&"quoted"'
    part = command.Part(nasty, [[1, 2]])
    wrong = command.Wrong(0, [[2, 1]], nasty, nasty)
    problem = command.Problem(nasty, nasty, {nasty: [1]}, [part], [nasty], [wrong], nasty)
    text = command.page(command.Sheet(1, None, [problem]), True)
    assert "<b>" not in text and '&"' not in text
    page = read(text)
    assert nasty in html.unescape(page.articles[0].title) and nasty in page.articles[1].items[0]


def test_the_key_can_be_printed_later(run):
    code, out, err = run("--seed", 7, "--lesson", 1)
    assert (code, err) == (0, "") and "Key." not in out
    command = re.search(r"The key: python -m course worksheet (.*)", out)[1]
    both = run(*command.split())[1]
    assert both.startswith(out) and "Key. Convolution with pencil and paper: lesson 1, seed 7" in both


def test_a_seed_is_drawn_and_said(run):
    outs = [run("--lesson", 0)[1] for _ in range(3)]
    assert len(set(outs)) > 1
    seed = re.search(r"seed (\d+)\n", outs[0])[1]
    assert int(seed) < 1_000_000 and run("--lesson", 0, "--seed", seed)[1] == outs[0]


STORED = """\
Convolution with pencil and paper: lesson 0, seed 7
===================================================

Rows and columns are counted from 0: y[1, 0] is row 1, column 0. There may be
more cells than numbers: leave the others empty.

1. How many numbers?
--------------------
   A signal of 12 numbers is convolved with a kernel of 4. How many numbers are
   there?

   mode full: ______

   mode same: ______

   mode valid: ______

2. A signal, mode full
----------------------
   Convolve: turn the kernel round, slide it, multiply and add. Mode full: every
   overlap counts, even of a single number; outside stand zeros.

   signal       kernel
     1  3  6      -1  1

   Answer:

     _____    _____    _____    _____    _____    _____    _____    _____

3. A signal, mode valid
-----------------------
   Convolve: turn the kernel round, slide it, multiply and add. Mode valid: only
   where the whole kernel lies inside the input.

   signal             kernel
     5  5  8  6  6      -1  2  3

   Answer:

     _____    _____    _____    _____    _____    _____    _____    _____

4. A signal, mode same
----------------------
   Convolve: turn the kernel round, slide it, multiply and add. Mode same: as
   many numbers as the signal has; zeros stand outside, as many before as after.

   signal          kernel
     6  1  9  0      -1  3  -3

   Answer:

     _____    _____    _____    _____    _____    _____    _____    _____

5. A signal, correlated
-----------------------
   Correlate: slide the kernel as it is, without turning it, multiply and add.
   Mode full: every overlap counts, even of a single number; outside stand
   zeros.

   signal          kernel
     9  2  6  2      -2  2  3

   Answer:

     _____    _____    _____    _____    _____    _____    _____    _____

6. A signal and an even kernel, mode same
-----------------------------------------
   Convolve: turn the kernel round, slide it, multiply and add. Mode same, as
   np.convolve has it: as many numbers as the signal has; three zeros stand
   outside, and as that is an odd number, the one more goes before the signal.

   signal             kernel
     4  2  0  7  9      -2  2  3  0

   Answer:

     _____    _____    _____    _____    _____    _____    _____    _____

The key: python -m course worksheet --seed 7 --lesson 0 --answers
"""
NUMBERS = "3f2f18658b316b11beb2d49567e7cd70e95e33405a70a1fd6afabe4addf5e662"  # of all tables of seed 7


def test_a_seed_gives_the_same_sheet_for_ever(sheets, run):
    assert run("--seed", 7, "--lesson", 0)[1] == STORED
    tables = [
        [kind(a), [t.rows for t in a.tables if t.kind == "given"], [t.rows for t in s.tables]]
        for lesson in (None, *LESSONS)
        for a, s in halves(sheets[7, lesson][1])
    ]
    assert hashlib.sha256(repr(tables).encode()).hexdigest() == NUMBERS


def test_it_needs_numpy_alone_and_no_hash_decides(sheets):
    code = (
        "import sys; from course.worksheet.command import main; main(['--seed', '7', '--answers']);"
        "assert not {'scipy', 'tensorflow', 'matplotlib', 'PIL'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "1", "COLUMNS": "40"},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=20,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == sheets[7, None][0] + "\n"


# ---- the page as a file, and what is refused


def test_a_page_is_written(run, tmp_path):
    path = tmp_path / "a sheet.html"
    code, out, err = run("--seed", 7, "--lesson", 2, "--answers", "--page", path)
    assert (code, err) == (0, "") and "is written, seed 7" in out and out.count("\n") == 1
    assert path.read_bytes() == command.page(command.Sheet(7, 2, command.problems(7, 2)), True).encode()
    assert [p.name for p in tmp_path.iterdir()] == ["a sheet.html"]
    code, out, err = run("--seed", 8, "--page", path)
    assert code == 2 and out == "" and "--force" in err and "seed 7" in path.read_text(encoding="utf-8")
    assert run("--seed", 8, "--page", path, "--force")[0] == 0
    assert "seed 8" in path.read_text(encoding="utf-8") and "Key." not in path.read_text(encoding="utf-8")


REFUSED = [
    (["--seed", "x"], "--seed: 'x' is not a whole number from 0 to 999999999"),
    (["--seed", "1.5"], "'1.5' is not a whole number"),
    (["--seed", "-1"], "'-1' is not a whole number"),
    (["--seed", "1000000000"], "'1000000000' is not"),
    (["--seed", "1_0"], "'1_0' is not"),
    (["--seed", ""], "'' is not"),
    (["--seed", "9" * 5000], "is not a whole number"),
    (["--seed", "1", "--seed", "2"], "--seed is given twice"),
    (["--lesson", "5"], "--lesson: '5' is not a whole number from 0 to 4"),
    (["--lesson", "-1"], "'-1' is not"),
    (["--lesson", "one\n"], "is not a whole number"),
    (["--less", "1"], "--less"),
    (["7"], "7"),
    (["--force"], "--page"),
    (["--page", "sheet.pdf"], "does not end in .html"),
    (["--page", ""], "does not end in .html"),
    (["--page", "nowhere/sheet.html"], "folder that is not there"),
    (["--page", "folder.html"], "is not a file"),
    (["--page", "folder.html", "--force"], "is not a file"),
    (["--page", "there.html"], "is there already"),
    (["--page", "x" * 300 + ".html"], "cannot be written"),
    (["--page", "there.html/sheet.html"], "folder that is not there"),
]


@pytest.mark.parametrize("words, says", REFUSED, ids=lambda value: None)
def test_what_cannot_be_used_is_refused_in_one_line(run, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "there.html").write_text("mine", encoding="utf-8")
    code, out, err = run(*words)
    assert code == 2 and out == "" and err.count("\n") == 1 and err.isascii() and len(err) < 300
    assert says in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder.html", "there.html"]
    assert (tmp_path / "there.html").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_leaves_nothing(run, tmp_path, monkeypatch):
    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command, "write_whole", full)
    code, out, err = run("--seed", 1, "--page", tmp_path / "a.html")
    assert (code, out) == (2, "") and "No space left on device" in err and err.count("\n") == 1


def test_help_says_what_there_is(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = run("-h")
    assert code == 0 and all(word in out for word in ("--seed", "--lesson", "--answers", "--page", "--force"))
    assert out.isascii() and max(map(len, out.split("\n"))) <= 80


def test_a_problem_that_cannot_be_probed_is_left_out(monkeypatch):
    monkeypatch.setattr(command, "TRIES", 3)
    same_answer = command.Problem("", "", {}, [command.Part("a", 1)], [], [command.Wrong(0, 1, "")])
    none = command.Problem("", "", {}, [command.Part("a", 1)], [], [command.Wrong(0, None, "")])
    good = command.Problem("", "", {}, [command.Part("a", 1)], [], [command.Wrong(0, 2, "")])
    kinds = [(0, True, lambda chance, p=p: p) for p in (same_answer, none, None, good)]
    monkeypatch.setattr(command, "KINDS", kinds)
    assert command.problems(1, 0) == [good]
