"""An index of the result that is below 0 is told where the loops give it one, and nowhere else."""

import numpy as np
import pytest

from course.diagnosis.answer import Answer
from course.mistakes.smallest_input import Probe
from course.practice.file_text import FileText
from course.practice.loop_ranges import result_below_zero, sizes_at
from course.practice.source_help import Tried

SIGNAL = (Probe(np.ones(5), np.ones(3), {"mode": "full"}), Answer([0.0] * 7), [1.0] * 7)
IMAGE = (Probe(np.ones((4, 5)), np.ones((2, 3)), {"mode": "full"}), Answer([[0.0]]), [[1.0]])


def told_of(body, case=SIGNAL):
    text = FileText(("def f(x, h, mode):\n" + body).encode(), "f")
    return result_below_zero(Tried(text, ("x", "h", "mode"), "x, h, mode", [case], ()))


def loops(first, second, line, before="    k = len(h)\n"):
    return f"{before}    for i in range({first}):\n        for j in range({second}):\n            {line}\n"


BEGINS = {  # what a loop goes through, and where it is said to begin
    "-1, len(x)": "-1",
    "1 - k, len(x)": "1 - k",
    "-(k - 1), len(x)": "-(k - 1)",
}


@pytest.mark.parametrize("first", BEGINS)
@pytest.mark.parametrize("line", ["y[i] += x[j] * h[j]", "y[i] = x[j]"])
def test_a_loop_that_begins_below_zero_is_told_where_its_variable_is_an_index_of_the_result(first, line):
    told = told_of(loops(first, "k", line))
    assert told.says.startswith(f"Line 3: i begins at {BEGINS[first]}, which is below 0, and line 5")
    assert "index of y" in told.says and "let i begin there" in told.hint


def test_it_is_told_of_the_columns_of_an_image_too():
    body = loops(
        "rows", "1 - kc, columns", "y[i, j] += 1", "    rows, columns = x.shape\n    kr, kc = h.shape\n"
    )
    assert told_of(body, IMAGE).says.startswith("Line 5: j begins at 1 - kc")


def test_a_difference_of_two_loops_is_told():
    told = told_of(loops("len(x)", "k", "y[i - j] += x[i] * h[j]"))
    assert told.says.startswith("Line 5: in y[i - j] the index is below 0 at times") and "i + j" in told.hint


RIGHT = {
    "from 0": loops("len(x)", "k", "y[i + j] += x[i] * h[j]"),
    "moved to 0": loops("1 - k, len(x)", "k", "y[i + k - 1] += x[j]"),
    "never below 0": loops("k, len(x)", "k", "y[i - j] += 1"),
    "always below 0, from the end on": loops("len(x)", "k", "y[-1 - i] += 1"),
    "of the input alone": loops("-1, len(x)", "k", "y[0] += x[i]"),
    "in an if": loops("len(x)", "k", "if i >= j: y[i - j] += 1"),
    "no rounds": loops("-1, -5", "k", "y[i] += 1"),
    "of something unknown": loops("-g(x), len(x)", "k", "y[i] += 1"),
    "another loop's": "    for i in range(-1, 3):\n        pass\n    for i in range(3):\n        y[i] = 1\n",
    "no range": "    for i in x:\n        y[i] = 1\n",
    "with a step": loops("-2, len(x), 2", "k", "y[i] += 1"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_of_other_loops_nothing_is_told(name):
    assert told_of(RIGHT[name]) is None


def test_the_inputs_without_numbers_are_left_out():
    probe, _, right = SIGNAL
    body = loops("-1, len(x)", "k", "y[i] = 1")
    assert told_of(body) and told_of(body, (probe, Answer(None, "ValueError"), right)) is None


SIZES = {  # a line: the sizes it gives names, of x of 4x5 and h of 2x3
    "rows, columns = x.shape": {"rows": 4, "columns": 5},
    "top, left = len(h) // 2, h.shape[1] - 1": {"top": 1, "left": 2},
    "k = len(h) + 1": {"k": 3},
    "a, b = g(x)": {},
    "a, b = x.mean(), 3": {"b": 3},
    "a = len(h); a = 5": {},
}


@pytest.mark.parametrize("line", SIZES)
def test_the_sizes_that_names_hold(line):
    text = FileText(f"def f(x, h):\n    {line}\n    return x\n".encode(), "f")
    held = sizes_at(text, IMAGE[0])
    assert {name: value for name, (kind, value) in held.items() if kind == "int"} == SIZES[line]
    assert held["x"] == ("array", (4, 5))
