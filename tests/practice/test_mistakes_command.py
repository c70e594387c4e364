"""python -m course mistakes: the list, and each mistake with an input on which why finds it."""

import re
from fractions import Fraction

import pytest
from support.drawn_requests import made
from support.printed_explanations import PROBE, columns, folded, numbers_are_true, request_in
from support.slow_cases import with_slow_cases
from support.smallest_inputs import kept_smallest_input

from course.diagnosis.evidence import doubt
from course.diagnosis.given import Given
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import covering, twins
from course.mistakes.mistake import LISTED
from course.practice import mistakes_command
from course.practice.exercise_files import mistakes_of_exercises

FLAT = 10**6  # columns of a terminal on which nothing is folded


@pytest.fixture(autouse=True)
def flat_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", str(FLAT))
    monkeypatch.setattr(mistakes_command, "smallest_input", kept_smallest_input)


LONGEST = max(map(len, BANK))  # a name is never broken


def test_the_list_has_every_mistake_with_its_sentence(command):
    code, out, err = command("mistakes")
    lines = out.rstrip("\n").split("\n")
    assert (code, err) == (0, "") and str(len(BANK)) in lines[0]
    named = [line.split(None, 1) for line in lines if line.split(None, 1)[:1] and line.split()[0] in NAMES]
    assert named == [[name, mistake.says] for name, mistake in NAMES.items()]
    for exercise in {mistake.places[0] for mistake in mistakes_of_exercises().values()}:
        assert sum(exercise in line for line in lines) == 1


NAMES = {**BANK, **mistakes_of_exercises()}


@pytest.mark.parametrize("name", mistakes_of_exercises())
def test_what_goes_wrong_in_one_exercise_alone_is_told(command, name):
    code, out, err = command("mistakes", name)
    mistake, told = mistakes_of_exercises()[name], " ".join(out.split())
    assert (code, err) == (0, "") and mistake.sentence() in told and mistake.hint in told
    assert out.startswith(f"{name} ({mistake.places[0]})")


@pytest.mark.parametrize("name", with_slow_cases(BANK))
def test_a_mistake_is_worked_out_and_why_finds_it_there(command, name):
    code, out, err = command("mistakes", name)
    assert (code, err) == (0, "") and out.isascii()
    mistake, (about, tables) = BANK[name], out.split("\n\n", 1)
    first, second, third, *others = about.split("\n")
    assert first == f"{name} ({', '.join(mistake.places)})"
    assert second == mistake.sentence() and third.endswith(mistake.hint)
    assert all(other in " ".join(others) for other in (*twins(name), *covering(name, mistake.places[0])))
    assert (mistake.seen in about) == (mistake.seen != LISTED)
    if "[[[" in out:
        given, asked_for = re.findall(r": (\[.*\])$", tables, re.MULTILINE)
        assert given != asked_for and "Fraction" not in out
        return
    request = request_in(out)
    values = made([name], request)
    assert values is not None
    numbers_are_true(tables, request, values)
    x, h, more = PROBE.search(out).groups()
    got = "; ".join(" ".join(row) for row in printed(tables)) + ";" * (request.axes == 2)
    code, out, err = command("why", "--input", x, "--kernel", h, "--got", got, *more.split())
    listed = doubt(request, Given(values)) is not None  # why lists what such numbers could be
    assert (code, err) == (int(listed), "") and re.search(rf"[\[ ]{name}[\],]", " ".join(out.split()))


def test_the_name_where_a_correlation_is_asked_is_known_too(command):
    code, out, err = command("mistakes", "transpose")
    assert (code, err) == (0, "") and out.startswith("flip-and-transpose (")
    assert "(--no-flip) it is [transpose]: these are then the numbers of a kernel whose" in " ".join(
        out.split()
    )


def printed(out):
    """The given numbers as they are printed."""
    return [[str(n) if isinstance(n, Fraction) else f"{n}" for n, _ in row] for row in columns(out)[0]]


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize(
    "name", ["no-flip", "centre-one", "stride-cropped", "input-transposed-back", "channels-bgr"]
)
def test_mistakes_on_terminals_of_every_width(command, monkeypatch, name, width):
    wide = command("mistakes", name)[1]
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, err = command("mistakes", name)
    assert (code, err) == (0, "") and folded(out) == folded(wide)
    words = {word for word in wide.split() if "-" in word and len(word) < width - 4}
    assert words <= {*out.split()}, "a name or an option is broken"
    about = out.split("\n\n")[0] if width < 80 else out
    assert max(map(len, about.split("\n"))) <= max(width, LONGEST)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_the_list_on_terminals_of_every_width(command, monkeypatch, width):
    wide = command("mistakes")[1]
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, err = command("mistakes")
    assert (code, err) == (0, "") and folded(out) == folded(wide)
    assert max(map(len, out.split("\n"))) <= max(width, *(4 + len(word) for word in wide.split())) and all(
        f"\n{name}" in out for name in BANK
    )


NEAR = {
    "no-flp": "no-flip",
    "noflip": "no-flip",
    "No-Flip": "no-flip",
    "centre_one": "centre-one",
    "center-one": "centre-one",
    "boundary-symmetric": "boundary-symm",
    "stride-crop": "stride-cropped",
}
NO_MISTAKES = [
    "",
    " ",
    "xyzzy",
    "42",
    "caf\u00e9",
    "\N{GRINNING FACE}",
    "\udcff",
    "two\nlines",
    "\x1b[31m",
    "x" * 5000,
    "%s",
    "{0}",
]
NO_MISTAKES += [
    "no-flip ",
    "no-flip,negated",
    "*",
    "../no-flip",
    "no flip",
    "NO-FLIP",
    "-1",
    "\N{EM DASH}json",
]
NO_LISTS = [
    "-x",
    "--json",
    "--all",
    "no-flip negated",
    "--name no-flip",
    "no-flip --json",
    "no-flip no-flip",
    "-- a b",
]
NO_LISTS += ["--no-flip", "-no-flip"]


@pytest.mark.parametrize("name, near", NEAR.items())
def test_an_unknown_name_is_refused_with_the_nearest(refused, name, near):
    refused(near, "mistakes", name)


@pytest.mark.parametrize("name", NO_MISTAKES, ids=ascii)
def test_what_is_no_mistake_is_refused(refused, name):
    refused(ascii(name) if len(name) < 20 else "...", "mistakes", name)


@pytest.mark.parametrize("words", NO_LISTS, ids=ascii)
def test_options_that_mistakes_has_not_are_refused(refused, words):
    refused("python -m course mistakes: ", "mistakes", *words.split())


def test_golden_mistakes(golden):
    golden("mistakes")
