"""Which figures become live, and with which numbers; and what the fields for guesses are told."""

import ast
import sys

import numpy as np
import pytest
from support.files import ROOT

pytest.importorskip("sphinx", reason="the site's packages are not installed")
sys.path.append(str(ROOT / "docs"))

from live_figures import LIVE, SAVED, words_of_figure  # noqa: E402
from sphinx.errors import ExtensionError  # noqa: E402
from typed_guesses import what_is_known  # noqa: E402

from course.lessons.cells import cells_in  # noqa: E402

STEPS = 'fig = draw_steps(signal, kernel)\nsave(fig, "steps", "The flipped kernel at its five places.")'
NAMES = {"signal": [3, 4, 5], "kernel": [2, 1, 0], "heard": [6, 11, 14, 5, 0]}


def names_in(code):
    return {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("lesson, figure", LIVE)
def test_a_live_figure_is_one_of_the_lesson_and_its_names_are_known_there(lesson, figure):
    source = (ROOT / f"{lesson}.py").read_text(encoding="utf-8")
    cells = ["\n".join(line for _, line in cell.code) for cell in cells_in(source)]
    (place,) = [place for place, code in enumerate(cells) if SAVED.findall(code) == [figure]]
    above = "\n".join(cells[: place + 1])
    live = LIVE[lesson, figure]
    assert names_in(f"{live.signal}, {live.kernel}, {live.gives}") <= names_in(above) | {"np"}


def test_its_request_has_the_words_of_the_page_to_play_with():
    assert words_of_figure("0_1D", STEPS, NAMES) == "input=3+4+5&kernel=2+1+0&mode=full"
    code = 'save(fig, "same_stride", "Six windows.")'
    names = {"row": np.arange(1, 7), "h": np.ones((1, 3, 1, 1), dtype=int), "stride_2": np.array([6, 12, 11])}
    words = "input=1+2+3+4+5+6&kernel=1+1+1&mode=SAME&stride=2&flip=no"
    assert words_of_figure("2_TensorFlow", code, names) == words


def test_other_figures_have_none():
    assert words_of_figure("0_1D", 'save(fig, "row", "A row.")', NAMES) == ""
    assert words_of_figure("1_2D", STEPS, NAMES) == words_of_figure("0_1D", "print(1)", NAMES) == ""


def test_numbers_that_are_not_the_definitions_end_the_build():
    with pytest.raises(ExtensionError, match=r"\[6, 11, 14, 5, 0\], not \[6, 11, 14, 5, 1\]"):
        words_of_figure("0_1D", STEPS, {**NAMES, "heard": [6, 11, 14, 5, 1]})


def test_a_field_is_told_the_lessons_reasons_first_and_then_those_of_the_bank():
    question = "A signal of 6 numbers, a kernel of 3: how long is the result?"
    known = what_is_known("0_1D.py", question, "8")
    assert (known["question"], known["answer"], known["isList"]) == (question, "8", False)
    assert known["wanted"] == "Type one number."
    first = "6 is as long as the signal, but after its last number the copy of that still goes on."
    assert known["reasons"][0] == ("6", first)
    assert known["reasons"][-1] == ("10", "10 is what you get from k zeros on each side.")


def test_of_an_answer_that_is_not_the_lessons_nothing_is_told():
    assert (
        what_is_known("0_1D.py", "4 numbers, 3 weights: how many numbers does 'valid' keep?", "3")["reasons"]
        == []
    )
    assert what_is_known("0_1D.py", "What?", "[0, 3]") == {
        "question": "What?",
        "answer": "[0, 3]",
        "isList": True,
        "wanted": "Type the numbers, with blanks or commas between them.",
        "reasons": [],
    }
