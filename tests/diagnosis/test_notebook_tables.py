"""What a notebook shows of why() and diagnose(): the numbers of the text, the wrong ones marked, in HTML."""

import numpy as np
import pytest
from hypothesis import given
from support.brought_numbers import FIVE, IMAGE, KERNEL, SIGNAL, changed, conv, corr
from support.drawn_requests import few, wrong
from support.html_tables import Table
from support.printed_explanations import columns, worked
from support.wrong_functions import RIGHT

from course import why
from course.diagnosis.diagnose import diagnose_in_modes
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.notebook_tables import numbers_as_html, sentences_as_html
from course.diagnosis.why_text import Reasons

FLAT = 10**6


def shown(result):
    return Table(result._repr_html_())


def test_signals_stand_below_each_other_with_what_differs_marked():
    table = shown(why([3, 4, 5], [2, 1, 0], [6, 12, 14, 5, 0]))
    assert table.paragraphs[0] == "Only y[1] is wrong: it is 12, and should be 11."
    assert table.rows[:2] == [
        ["output", "worked out", "value"],
        ["y[1] asked for", "[0]*0 + 3*1 + 4*2", "11"],
    ]
    assert table.rows[2:] == [
        ["", "y[0]", "y[1]", "y[2]", "y[3]", "y[4]"],
        ["given (* differs)", "6", "12*", "14", "5", "0"],
        ["asked for", "6", "11", "14", "5", "0"],
    ]
    assert table.marked == ["12*"]


def test_images_stand_side_by_side():
    table = shown(why([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]], [[19, 25], [37, 43]], "valid"))
    assert table.rows[:3] == [
        ["given (* differs)", "", "asked for"],
        ["19*", "25*", "", "5", "11"],
        ["37*", "43*", "", "23", "29"],
    ]
    assert table.marked == ["19*", "25*", "37*", "43*"]
    assert table.rows[-2:] == [
        ["y[0, 0] asked for", "0*3 + 1*2 + 3*1 + 4*0", "5"],
        ["y[0, 0] given", "0*0 + 1*1 + 3*2 + 4*3", "19"],
    ]


@pytest.mark.parametrize(
    "got, rows",
    [
        ([[5]], [["given", "", "asked for"], ["5", "", "5", "11"], ["", "", "23", "29"]]),
        ([[5, 11, 0], [23, 29, 0]], [["given", "", "asked for"], ["5", "11", "0", "", "5", "11"]]),
        ([[5, 11], [23, 29], [0, 0]], [["given", "", "asked for"], ["5", "11", "", "5", "11"]]),
    ],
)
def test_another_size_leaves_cells_empty_and_marks_nothing(got, rows):
    table = shown(why([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]], got, "valid"))
    assert table.rows[: len(rows)] == rows and table.marked == []
    assert got != [[5, 11], [23, 29], [0, 0]] or table.rows[3] == ["0", "0", "", "", ""]


def test_a_shorter_signal_leaves_cells_empty():
    table = shown(why([3, 4, 5], [2, 1, 0], [6, 11]))
    assert table.rows[1:3] == [["given", "6", "11", "", "", ""], ["asked for", "6", "11", "14", "5", "0"]]


@few
@given(wrong())
def test_it_has_the_sentences_the_numbers_and_the_sums_of_the_text(case):
    request, _, values = case
    reasons = Reasons(explain(request, Given(values)))
    text, table = reasons.text(FLAT), shown(reasons)
    for paragraph in table.paragraphs:
        assert paragraph in text
    assert sum(
        len(block.split("\n")) for block in text.split("\n\n") if not block.startswith(("given", "y["))
    ) == len(table.paragraphs)
    if request.axes > 2:
        assert table.rows == []
        return
    marks = [marked for row in columns(text)[0] for _, marked in row]
    assert sum(marks) == len(table.marked)
    assert [
        row[0].split("] ")[1]
        for row in table.rows
        if row[0].startswith("y[") and len(row) == 3 and "] " in row[0]
    ] == [*worked(text)]


def test_large_ones_lose_their_middle():
    x = np.arange(900).reshape(30, 30)
    table = shown(why(x, KERNEL, conv(x, KERNEL) + 1))
    assert len(table.rows) < 20 and ["..."] in [row[:1] for row in table.rows]
    assert len(shown(why(np.arange(90), FIVE, np.arange(94))).rows[1]) < 20


def test_right_numbers_are_one_sentence():
    table = shown(why([3, 4, 5], [2, 1, 0], [6, 11, 14, 5, 0]))
    assert len(table.paragraphs) == 1 and table.rows == []


def test_channels_have_sentences_alone():
    table = shown(why([[[3, 4]]], [[[[10], [1]]]], [[[30]]]))
    assert table.paragraphs and table.rows == []


def test_what_is_shown_is_escaped():
    assert Table(sentences_as_html(["1 < 2 & 3"])).paragraphs == ["1 < 2 & 3"]
    table = Table(numbers_as_html([1], [2], [False], ("<a>", "b & c")))
    assert [row[0] for row in table.rows] == ["", "<a> (* differs)", "b & c"]


# ---- diagnose()


def turned(x, h, mode):
    return np.convolve(x, h[::-1], mode)


def test_a_diagnosis_has_the_first_failure_as_a_table():
    found = diagnose_in_modes(turned, "1-D")
    table = shown(found)
    assert table.paragraphs[0] == f"Called {found.failures[0].call}."
    assert table.rows[:3] == [
        ["", "y[0]", "y[1]", "y[2]"],
        ["returned (* differs)", "16*", "62*", "21*"],
        ["expected", "6", "37", "56"],
    ]
    assert table.rows[3:] == [
        ["output", "worked out", "value"],
        ["y[0] expected", "[0]*8 + 2*3", "6"],
        ["y[0] returned", "[0]*3 + 2*8", "16"],
    ]
    assert "[no-flip]" in table.paragraphs[1]


def test_a_diagnosis_in_two_dimensions():
    table = shown(diagnose_in_modes(lambda x, h, mode: corr(x, h, mode), "2-D"))
    assert table.rows[0][0].startswith("returned") and table.marked


def nothing(x, h, mode):
    return None


def crash(x, h, mode):
    raise RuntimeError("not today")


def scalar(x, h, mode):
    return 7


def empty(x, h, mode):
    return x[:0]


def a_little_off(x, h, mode):
    return np.convolve(x, h, mode) * (1 + 1e-8)


@pytest.mark.parametrize("f", [nothing, crash, scalar, empty, a_little_off])
def test_what_gives_no_table_is_told_in_text(f):
    found = diagnose_in_modes(f, "1-D")
    table = shown(found)
    assert table.rows == [] and table.paragraphs == str(found).split("\n")


def test_a_right_function_is_one_sentence():
    entry = RIGHT[0]
    found = diagnose_in_modes(entry.f, entry.place, modes=entry.modes, flip=entry.flip)
    assert found.right and shown(found).paragraphs == [str(found)]


def test_bytes_and_channels_do_not_break_it():
    assert shown(diagnose_in_modes(lambda x, h, mode: x, "channels", modes=("SAME",))).paragraphs
    wraps = diagnose_in_modes(lambda x, h, mode: conv(x, h, mode).astype(np.uint8), "2-D")
    assert shown(wraps).marked


def test_one_wrong_number_of_a_signal_is_marked_alone():
    got = changed(np.convolve(SIGNAL, FIVE), 2, 99).tolist()
    assert shown(why(SIGNAL, FIVE, got)).marked == ["99*"]
    got = changed(conv(IMAGE, KERNEL), (1, 2), 99).tolist()
    assert shown(why(IMAGE, KERNEL, got)).marked == ["99*"]
