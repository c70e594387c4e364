"""The passport: what each engine does is found out by running it, and shown as a table and on a page of docs/."""

import re
from importlib import import_module
from itertools import product, takewhile

import numpy as np
import pytest
from scipy import signal
from support.cli import refused, repeated
from support.engine_checks import ARRAYS, ENGINES, HEAD, INSTALLED, TABLE, behaves, runnable
from support.files import ROOT

from course.own_numbers import conventions
from course.own_numbers.conventions import QUESTIONS, passport, passport_markdown, passport_table
from course.own_numbers.engines import Engine


@pytest.fixture(scope="module")
def answers():
    return passport()


def test_the_passport_holds_what_is_known_of_the_engines(answers):
    assert list(answers) == list(INSTALLED)
    for name, row in answers.items():
        assert row == TABLE[name], name


def with_numbers(change):
    """A function as it was, but with its numbers changed."""

    def other(real):
        def function(x, h, *words, **options):
            found = real(x, h, *words, **options)
            value = change(np.asarray(found), x)
            if not hasattr(found, "numpy"):  # an array, no tensor
                return value
            return import_module("tensorflow").constant(value)

        return function

    return other


def mirrored(real):
    """The odd zero on the other side."""
    return with_numbers(lambda found, _: np.flip(found))(
        lambda x, h, *rest, **more: real(np.flip(x), np.flip(h), *rest, **more)
    )


def in_whole_numbers(real):
    return with_numbers(lambda found, _: np.rint(found).astype(int))(
        lambda x, h, *rest, **more: real(x.astype(np.int32), h.astype(np.int32), *rest, **more)
    )


def as_for_stride_1(real):
    """TensorFlow's SAME with the stride taken afterwards."""

    def function(x, h, stride, padding):
        steps = np.broadcast_to(stride, x.ndim - 2)
        return real(x, h, 1, padding)[:, *(slice(None, None, step) for step in steps)]

    return function


def refusing(real):
    def function(x, h, *rest, **more):
        raise ValueError("the kernel is longer")

    return function


OPPOSITES = {
    "flips": lambda real: lambda x, h, *rest, **more: real(x, np.flip(h), *rest, **more),
    "k=2": mirrored,
    "k=4": mirrored,
    "longer": with_numbers(lambda found, _: np.resize(found, [{2: 4, 4: 2}.get(n, n) for n in found.shape])),
    "valid": refusing,
    "uint8": in_whole_numbers,
    "nan": with_numbers(lambda found, x: found + 0 * x.sum()),
    "stride": as_for_stride_1,
}
DIRECT = {("signal.fftconvolve", "nan"): lambda _: lambda x, h, mode: signal.convolve(x, h, mode, "direct")}
NOT_ASKED = [*product(("ndimage.convolve", "ndimage.correlate", "tf.nn.conv1d", "tf.nn.conv2d"), ["valid"])]
NOT_ASKED += product(ARRAYS, ["stride"])  # there is nothing to ask: no modes, not called, no stride


CELLS = [
    (ENGINES[name], question)
    for name, question in product(ENGINES, QUESTIONS)
    if (name, question) not in NOT_ASKED
]


@pytest.mark.parametrize(("engine", "question"), [runnable(*cell) for cell in CELLS])
def test_a_cell_follows_what_the_function_does(engine, question, monkeypatch):
    change = DIRECT.get((engine.name, question), OPPOSITES[question])
    behaves(monkeypatch, change(engine.function))
    assert QUESTIONS[question](engine) != TABLE[engine.name][question]


def test_the_page_has_the_passport():
    lines = (ROOT / "docs" / "own-numbers.md").read_text(encoding="utf-8").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("| engine |"))
    rows = list(takewhile(lambda line: line.startswith("|"), lines[start:]))
    assert rows == passport_markdown(TABLE).splitlines()


def starred(row):
    """A row's cells, with a star where they are not the first engine's."""
    first = TABLE["np.convolve"]
    return [cell + "*" * (cell != first[question]) for question, cell in row.items()]


def test_the_table_for_80_columns():
    head, *rows = (line.split() for line in passport_table(TABLE, 80).splitlines())
    assert head == HEAD
    assert rows == [[name, *starred(row)] for name, row in TABLE.items()]


@pytest.mark.parametrize("width", [20, 40, 60, 70])
def test_the_table_is_folded_and_keeps_every_word(width):
    expected = [
        f"{name}: " + ", ".join(f"{question} {cell}" for question, cell in zip(row, starred(row)))
        for name, row in TABLE.items()
    ]
    assert passport_table(TABLE, width).split() == " ".join(expected).split()


@pytest.mark.parametrize("width", [20, 60, 80, 200])
def test_the_command_keeps_to_the_width(width, monkeypatch, capsys):
    monkeypatch.setattr(conventions, "passport", lambda: TABLE)
    monkeypatch.setenv("COLUMNS", str(width))
    assert conventions.main([]) == 0
    printed = capsys.readouterr().out
    assert printed.isascii()
    assert [line for line in printed.splitlines() if len(line) > width and " " in line.strip()] == []
    assert conventions.LEGEND.split() == printed.split()[-len(conventions.LEGEND.split()) :]


def test_the_command_prints_the_table_of_the_page(answers, monkeypatch, capsys):
    monkeypatch.setattr(conventions, "passport", lambda: answers)
    assert conventions.main(["--markdown"]) == 0
    assert capsys.readouterr().out == passport_markdown(answers) + "\n"


def test_without_tensorflow(monkeypatch, capsys):
    monkeypatch.setattr(Engine, "installed", property(lambda engine: engine.library != "tensorflow"))
    monkeypatch.setenv("COLUMNS", "80")
    assert conventions.main([]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert [name for name in ENGINES if name in last] == ["tf.nn.conv1d", "tf.nn.conv2d"]
    assert list(passport()) == ARRAYS


# ---- python -m course engines, without running any

FAKED = {name: dict.fromkeys(QUESTIONS, "yes" if engine.flips else "no") for name, engine in ENGINES.items()}


@pytest.fixture
def table(monkeypatch):
    """A passport that nothing has to be run for."""
    monkeypatch.setattr(conventions, "passport", lambda: FAKED)
    return FAKED


NO_TABLES = [
    "extra",
    "numpy",
    "plain.csv",
    "",
    "-",
    "-m",
    "-1",
    "-x",
    "--mark",
    "--markdow",
    "--Markdown",
    "--markdown=1",
]
NO_TABLES += [
    "--markdown extra",
    "--markdown -1",
    "-- x",
    "--json",
    "--engine numpy",
    "--input 3",
    "--at 1",
    "--markdown=",
]
NO_TABLES += [
    "\N{MINUS SIGN}1",
    "\N{EM DASH}markdown",
    "\N{GRINNING FACE}",
    "\udcff",
    "two\nlines",
    "\x1b[31m",
    "x" * 5000,
]


@pytest.mark.parametrize("words", NO_TABLES)
def test_engines_refuses_what_it_does_not_know(command, table, words):
    last = repeated(words.split(" ")[-1].rpartition("=")[2])
    line = refused(command("engines", *words.split(" ")), last or "argument")
    assert line.startswith("python -m course engines: ")


def lines_of(table):
    """{engine: its line} of a passport."""
    return {
        name: line
        for line in table.splitlines()
        for name in ENGINES
        if re.search(f"{re.escape(name)}[` ]", line)
    }


@pytest.mark.parametrize("words", [[], ["--markdown"], ["--markdown", "--markdown"]])
def test_engines_is_the_table(command, table, words):
    code, out, err = command("engines", *words)
    assert (code, err) == (0, "") and out.isascii()
    assert list(lines_of(out)) == list(table)
    assert all(out.count(f"`{name}`" if words else f"{name} ") == 1 for name in table)
    mark = "**no**" if words else "no* "
    assert all((mark in f"{line} ") == (not ENGINES[name].flips) for name, line in lines_of(out).items())
    assert words or max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("words", [["-h"], ["--help"], ["--nonsense", "-h"], ["--markdown", "--help"]])
def test_engines_explains_itself(command, table, words):
    code, out, err = command("engines", *words)
    assert (code, err) == (0, "") and "--markdown" in out and out.isascii()


@pytest.mark.parametrize("columns", ["20", "0", "-5", "40", "x", "", "1000000"])
def test_engines_on_terminals_of_every_width(command, table, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    code, out, err = command("engines")
    assert (code, err) == (0, "") and all(name in out for name in table)
    if columns in ("20", "40"):
        assert max(map(len, out.splitlines())) <= int(columns)


def test_engines_says_what_is_not_installed(command, monkeypatch):
    monkeypatch.setattr(conventions, "passport", lambda: {name: FAKED[name] for name in ("np.convolve", "np.correlate")})
    code, out, err = command("engines")
    *_, last = out.split(":")
    assert (code, err) == (0, "") and all((name in last) == (name not in ("np.convolve", "np.correlate")) for name in ENGINES)
    assert command("engines", "--markdown")[1].count("\n") == 4
