"""The numbers to begin with: the lessons', as the lessons print them, and telling ones."""

import re
from collections import Counter

import pytest
from support.files import ROOT
from support.likely_mistakes import LIKELY, alike_pairs, likely_outputs

from course.convolution.definition import flipped
from course.convolution.formatting import number
from course.convolution.nested import flat, shape
from course.mistakes.bank.all_mistakes import MADE_MOST_OFTEN
from course.own_numbers.options import from_options
from course.own_numbers.trace import Trace
from course.play.answers import parsed_words
from course.play.presets import PRESETS, TELLING_INPUTS


def request_of_words(words):
    return from_options(parsed_words({**words, "got": "0"}), files=False)


def as_rows(values):
    """The rows of nested lists as a lesson prints them, without brackets and with single blanks."""
    rows = values if isinstance(values[0], list) else [values]
    return [" ".join(map(number, row)) for row in rows]


def printed_by(lesson):
    """What a lesson prints, with single blanks: of NumPy, SciPy or TensorFlow, not of the toolkit."""
    (path,) = (ROOT / "data" / "expected").glob(f"{lesson}_*.txt")
    return " ".join(re.sub(r"[][,]", " ", path.read_text(encoding="utf-8")).split())


@pytest.mark.parametrize("name", PRESETS)
def test_a_lesson_prints_the_numbers_and_what_comes_of_them(name):
    lesson = re.fullmatch(r"Lesson (\d): [ -~]+", name)[1]
    request, printed = request_of_words(PRESETS[name]), printed_by(lesson)
    for row in as_rows(request.output):
        assert f" {row} " in printed, row
    (path,) = ROOT.glob(f"{lesson}_*.py")
    for row in as_rows(request.x):
        assert f" {row} " in printed or row.replace(" ", ", ") in path.read_text(encoding="utf-8"), row


def test_there_are_signals_and_images_of_all_modes_and_options():
    axes = Counter(request_of_words(words).axes for words in TELLING_INPUTS)
    assert axes == {1: 25, 2: 25} and len({words["input"] for words in TELLING_INPUTS}) == 50
    modes = {"full", "same", "valid", "SAME"}
    for first, there in ((0, modes), (25, modes - {"full"})):  # an image's full output is long by hand
        half = TELLING_INPUTS[first : first + 25]
        assert {words["mode"] for words in half} == there
        assert sum("stride" in words for words in half) == 4 and sum("border" in words for words in half) == 3
        assert any("dilation" in words for words in half)


@pytest.mark.parametrize("words", TELLING_INPUTS, ids=lambda words: f"{words['input'][:12]} {words['mode']}")
def test_an_input_is_small_and_lopsided(words):
    request = request_of_words(words)
    assert all(isinstance(value, int) and 0 <= value <= 9 for value in flat(request.x))
    assert all(isinstance(weight, int) and 0 < abs(weight) < 5 for weight in flat(request.h))
    assert request.h != flipped(request.h) and request.x != flipped(request.x)
    assert request.axes == 1 or shape(request.x)[0] != shape(request.x)[1]


@pytest.mark.parametrize(
    "words", TELLING_INPUTS[25:], ids=lambda words: f"{words['input'][:12]} {words['mode']}"
)
def test_the_output_of_an_image_can_be_worked_out_by_hand(words):
    trace = Trace(request_of_words(words))
    assert len(trace.outputs) <= 9
    for output in trace.outputs.values():
        assert sum(not added or x != 0 for x, _, added in output.terms) <= 6


ALWAYS = {  # which mistakes show themselves on every input of this mode and these axes
    ("full", 1): {"no-flip", "border-zero", "range-short", "uint8-output", "clip-255", "full-is-same"},
    ("valid", 1): {"no-flip", "uint8-output", "clip-255"},
    ("same", 1): {"no-flip", "same-is-full", "same-is-valid", "same-crop-start", "uint8-output", "clip-255"},
    ("SAME", 1): {"no-flip", "uint8-output", "clip-255"},
    ("valid", 2): {"no-flip", "uint8-output", "clip-255", "flip-rows-only", "flip-cols-only"},
    ("same", 2): {"no-flip", "same-is-full", "same-crop-start", "uint8-output", "clip-255"},
    ("SAME", 2): {"no-flip", "uint8-output", "clip-255", "flip-rows-only", "flip-cols-only"},
}


@pytest.mark.parametrize("words", TELLING_INPUTS, ids=lambda words: f"{words['input'][:12]} {words['mode']}")
def test_likely_mistakes_all_give_different_numbers(words):
    request = request_of_words(words)
    outputs = likely_outputs(request)
    shown = {mistake.name for mistake in outputs}
    assert alike_pairs(outputs) == []
    assert shown >= ALWAYS[request.mode, request.axes]
    assert len(shown) >= (6 if request.stride != 1 or request.dilation != 1 else 15)


def test_every_likely_mistake_shows_itself_somewhere():
    shown = {mistake.name for words in TELLING_INPUTS for mistake in likely_outputs(request_of_words(words))}
    assert shown == LIKELY and LIKELY >= {*MADE_MOST_OFTEN}
