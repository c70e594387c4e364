"""A function of another name is taken for the one that is asked for only without doubt, and that is said."""

import json

import pytest
from support.exercise_answers import SEED

from course.practice.check import grade_file
from course.practice.class_report import Row, as_csv, as_gradescope, as_json, as_table
from course.practice.exercise_files import load_exercise
from course.practice.other_name import function_taken
from course.practice.reader_file import ReaderFile
from course.practice.rubric import THERE
from course.sandbox.sandboxed_run import Limits

ONE = "import numpy as np\n\n"
TAKEN = [
    (0, "def convolve_1d(signal, kernel, mode='full'):\n    return np.convolve(signal, kernel, mode)", "convolve_1d"),
    (0, "def fold(kernel, signal, *, modus='full'):\n    return np.convolve(signal, kernel, modus)", "fold"),
    (0, "def _in(x): return x\ndef g(x, h, m='same'): return np.convolve(_in(x), h, m)\nif 0:\n    g(1, 2)", "g"),
]
DOUBTFUL = [
    "def convolve_1d(signal, kernel):\n    return np.convolve(signal, kernel)",  # no mode
    "def g(x, h, mode='full'):\n    return np.convolve(x, h, 'full')",  # swallows it
    "def g(x, h, mode='full'):\n    raise ValueError(mode)",
    "def g(x, h, mode, size):\n    return np.convolve(x, h, mode)",
    "def g(x, mode='full', other='full'):\n    return x",
    "def g(x, h, mode='full'): return np.convolve(x, h, mode)\ndef k(x, h, mode='full'): return g",
    "def g(x, h, mode='full'): return np.convolve(x, h, mode)\ndef k(x, h, mode='full'): pass",
    "g = np.convolve",
    "from numpy import convolve as convolve1d\ndef g(x, h, mode='full'): return np.convolve(x, h, mode)",
]


def file_of(text):
    return ReaderFile("my_0_1D.py", (ONE + text).encode())


def taken(number, text):
    return function_taken(file_of(text), load_exercise(number), Limits())


@pytest.mark.parametrize("number, text, name", TAKEN[:2])
def test_a_function_is_taken_where_its_names_and_its_sizes_leave_no_doubt(number, text, name):
    found = taken(number, text)
    assert found.name == name and name in found.says and "convolve1d" in found.says and found.says.isascii()
    assert found.file.source.startswith(file_of(text).source), "no line has another number"


def test_a_name_that_says_nothing_of_a_mode_is_no_mode():
    (number, text, _) = TAKEN[2]
    assert taken(number, text) is not None, "its default says it"
    assert taken(number, text.replace("m='same'", "m=0")) is None


@pytest.mark.parametrize("text", DOUBTFUL)
def test_with_a_doubt_nothing_is_taken(text):
    assert taken(0, text) is None


def test_an_image_is_no_signal():
    text = "from scipy import signal\ndef g(x, h, mode='full'): return signal.convolve2d(x, h, mode)"
    assert taken(0, text) is None and taken(1, text).name == "g"


def test_other_exercises_take_none():
    text = TAKEN[0][1]
    assert all(taken(number, text) is None for number in (2, 3, 4))


def graded(text):
    return grade_file(file_of(text), 0, Limits(), SEED)


def test_the_grade_is_that_of_the_function_and_every_report_says_so():
    grade = graded(TAKEN[1][1])
    assert grade.passed and grade.taken.name == "fold"
    wrong = graded(TAKEN[0][1].replace("np.convolve", "np.correlate"))
    assert wrong.failed == "centre" and wrong.mistakes == ("no-flip",)
    rows = [Row("a.py", grade), Row("b.py", wrong)]
    assert "(as fold)" in as_table(rows) and "(as convolve_1d)" in as_table(rows)
    for each, data in zip((grade, wrong), json.loads(as_json(rows))["files"]):
        assert data["said"][0] == each.taken.says
    assert as_csv(rows).count("was taken for it") == 2
    (rung,) = [test for test in json.loads(as_gradescope(rows[:1]))["tests"] if test["name"].endswith(THERE)]
    assert rung["status"] == "passed" and rung["output"] == grade.taken.says


def test_what_is_not_taken_is_graded_as_before():
    grade = graded(DOUBTFUL[0])
    assert grade.failed == THERE and grade.taken is None and "convolve_1d" in grade.said[1]
