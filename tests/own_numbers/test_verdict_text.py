"""Verdicts as text: sections, equal answers together, within the width, and calls that can be typed as they stand."""

import re

import numpy as np
import pytest
from scipy import ndimage, signal

from course.own_numbers.compare import verdicts
from course.own_numbers.engine_calls import planned
from course.own_numbers.engines import ENGINES
from course.own_numbers.request import request_of
from course.own_numbers.verdict import Verdict
from course.own_numbers.verdict_text import verdict_lines


def verdict(call, value, agrees, why=""):
    return Verdict(call.partition("(")[0], call, value, agrees, why)


def sections(lines):
    """{title: the lines below it} of verdict_lines(); the last sections are single lines."""
    found = {}
    for line in lines:
        if not line.startswith(" "):
            below = found.setdefault(line, [])
        else:
            below.append(line)
    return found


def test_calls_with_the_same_numbers_and_reason_stand_together():
    one, other = np.array([1, 2]), np.array([2, 1])
    given = [
        verdict("np.a(x)", one, True),
        verdict("np.b(x)", other, False, "because"),
        verdict("np.c(x)", other, False, "for this"),
        verdict("np.d(x)", other, False, "because"),
        verdict("np.e(x)", one, True),
    ]
    agree, differ, *_ = sections(verdict_lines(given, request_of([1, 2], [1]), 80)).values()
    assert agree == ["  np.a(x)", "  np.e(x)"]
    assert differ == ["  np.b(x)", "  np.d(x)", "    2 1", "    because", "  np.c(x)", "    2 1", "    for this"]


@pytest.mark.parametrize(
    "x, h, options",
    [
        (np.arange(8), np.arange(3), {"mode": "same"}),
        (np.arange(8), np.arange(3), {"mode": "same", "border": "edge", "dilation": 2}),
        (np.arange(8), np.arange(3), {"mode": "valid", "stride": 2}),
        (np.ones((4, 6), int), np.ones((3, 2), int), {"mode": "same"}),
        (np.ones((4, 6), int), np.ones((3, 2), int), {"padding": ((1, 2), (3, 0)), "border": "wrap"}),
        (np.ones((4, 6, 3), int), np.ones((3, 2, 3, 5), int), {"mode": "same"}),
        (np.ones((7, 4, 6, 3), int), np.ones((3, 2, 3, 5), int), {"mode": "full", "border": "edge"}),
    ],
)
def test_below_a_call_of_tensorflow_stand_the_axes_of_its_arrays(x, h, options):
    """Once, with the sizes that the arrays have which the call gives: it is evaluated up to TensorFlow's function."""
    request, given = request_of(x, h, **options), []

    class Tensorflow:
        def nn(x, h, *words, **named):
            given[:] = [x.shape, h.shape]
            return np.zeros((9,) * x.ndim)

        nn.conv1d = nn.conv2d = nn

    name = "tf.nn.conv1d" if x.ndim == 1 else "tf.nn.conv2d"
    call = planned(ENGINES[name], request).call
    eval(call, {"tf": Tensorflow, "np": np, "x": x, "h": h})
    other = verdict("np.a(x)", np.array([1]), False, "why")
    lines = verdict_lines([other, Verdict(name, call, np.array([1]), False, "why")], request, 1000)
    assert lines[:4] == ["Who differs:", "  np.a(x)", f"  {call}", lines[3]] and lines[4:6] == ["    1", "    why"]
    told = re.fullmatch(r"    Its axes: input \((.*)\), here (.*); kernel \((.*)\), here (.*)\.", lines[3]).groups()
    assert [told[1], told[3]] == [str(sizes) for sizes in given]
    assert [len(names.split(", ")) for names in told[::2]] == [len(sizes) for sizes in given]
    assert sum("Its axes" in line for line in lines) == 1


def test_an_engine_without_an_answer_is_named_with_its_reason():
    given = [Verdict("np.a", "", None, None, "it cannot")]
    lines = verdict_lines(given, request_of([1], [1]), 80)
    assert list(sections(lines).values())[0] == ["  np.a", "    it cannot"] and lines.count("  np.a") == 1


@pytest.mark.parametrize("value, text", [
    (np.array([1, 2, 3]), "1 2 3"),
    (np.array([0.5, 1e300, np.nan]), "0.5 1e+300 nan"),
    (np.array([[1, 2], [3, 4]]), "1 2; 3 4"),
    (np.arange(13), "0 1 2 3 4 5 6 7 8 ... 10 11 12"),
    (np.arange(4).reshape(1, 2, 2), "1 x 2 x 2: 0 1 2 3"),
    (np.zeros((13, 1), int), "; ".join([*"0" * 9, "...", *"000"])),
])
def test_the_numbers_of_an_engine_on_a_line(value, text):
    lines = verdict_lines([verdict("np.a(x)", value, False, "why")], request_of([1], [1]), 200)
    assert lines[2] == f"    {text}"


@pytest.mark.parametrize("width", [20, 40, 80])
def test_lines_keep_to_the_width_and_stay_indented(width):
    request = request_of([[1, 2, 3], [4, 5, 6]], [[1, 2], [0, -1]], "same", stride=(2, 1), dilation=2)
    lines = verdict_lines(list(verdicts(request, ["scipy"])), request, width)
    assert all(len(line) <= width or " " not in line.strip() for line in lines)
    wide = verdict_lines(list(verdicts(request, ["scipy"])), request, 10**6)
    assert " ".join(lines).split() == " ".join(wide).split()


@pytest.mark.parametrize("x, h, options", [
    ([3, 4, 5], [2, 1], {"mode": "same"}),
    ([3, 4, 5], [2, 1], {"mode": "same", "dilation": 2, "stride": 2}),
    ([[1, 2.5], [3, 4]], [[1, 2]], {"border": "wrap", "mode": "same"}),
])
def test_what_is_said_to_try_the_calls_can_be_typed(x, h, options):
    request = request_of(x, h, **options)
    found = [verdict for verdict in verdicts(request) if verdict.value is not None]
    *_, last = verdict_lines(found, request, 10**6)
    _, _, typed = last.removesuffix(".").partition(": ")
    names = {}
    exec(typed.replace("; ", "\n"), names)
    for verdict_ in found:
        assert np.array_equal(eval(verdict_.call, names), verdict_.value), verdict_.call
    assert names["np"] is np and names.get("signal", signal) is signal and names.get("ndimage", ndimage) is ndimage


@pytest.mark.parametrize("call, dtype", [("np.convolve(x)", np.int64), ("tf.nn.conv1d(x)", np.int32)])
def test_the_arrays_have_a_type_that_all_engines_asked_take(call, dtype):
    """TensorFlow takes no int64."""
    *_, last = verdict_lines([verdict(call, np.array([1]), True)], request_of([3, 4], [2]), 10**6)
    names = {"np": np}
    exec("\n".join(part for part in last.removesuffix(".").split("; ") if "np.array" in part), names)
    assert (names["x"].dtype, names["x"].tolist(), names["h"].tolist()) == (dtype, [3, 4], [2])


def test_arrays_of_many_numbers_are_not_written_out():
    request = request_of(list(range(40)), [1])
    *_, last = verdict_lines([], request, 10**6)
    assert "np.array" not in last and "int64" in last
