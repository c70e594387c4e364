"""
The process in which a reader's file runs: arguments arrive as they are, and it knows nothing of
course. What it does as a whole is in test_sandboxed_run.py.
"""

import io
import json
import math
import os
import sys

import numpy as np
import pytest

from course.sandbox import worker
from course.sandbox.worker import (
    PRINTED_BYTES,
    FirstBytes,
    answer_call,
    callable_functions,
    error_with_line,
    in_short,
    indices_below_zero,
    is_changed,
    library_call,
    line_sender,
    load_file,
    packed,
    scene_of,
    times_to_fill_a_measure,
    timing_rounds,
    unpacked,
)

LINUX = sys.platform == "linux"

# ---- arguments

ARGUMENTS = [
    np.arange(6).reshape(2, 3), np.array([0.1, -0.0, math.nan, math.inf, 1e-320]),
    np.array([[250], [7]], np.uint8), np.zeros((0, 3)), np.array(4.5),
    np.arange(24.0).reshape(2, 3, 4)[:, ::-1], 7, "SAME", (2, 1),
    ((0, 1), (2, 3)), [1, [2.5, (3,)]], None, True, 0.1, 2**63 + 1,
]  # fmt: skip


@pytest.mark.parametrize("argument", ARGUMENTS, ids=repr)
def test_arguments_arrive_as_they_are(argument):
    there = unpacked(json.loads(json.dumps(packed(argument))))
    assert type(there) is type(argument)
    if isinstance(argument, np.ndarray):
        assert (there.dtype, there.shape, there.flags.writeable) == (argument.dtype, argument.shape, True)
        assert there.tobytes() == argument.tobytes()
    else:
        assert there == argument


@pytest.mark.parametrize("argument", ARGUMENTS, ids=repr)
def test_an_argument_is_unchanged_until_it_is_changed(argument):
    piece = packed(argument)
    given = unpacked(piece)
    assert not is_changed(given, piece)
    if isinstance(given, np.ndarray) and given.size:
        given[...] = 7 - (given == 7)
        assert is_changed(given, piece)


def test_what_else_counts_as_changed():
    assert is_changed(np.zeros((1, 3)), packed(np.zeros(3))) and is_changed(
        np.zeros(3), packed(np.zeros(3, int))
    )
    itself = [1]
    itself.append(itself)
    assert is_changed(itself, packed([1]))


def test_the_worked_examples_of_packed_are_right():
    assert packed(np.array([250, 7], np.uint8)) == {"dtype": "|u1", "shape": [2], "bytes": "fa07"}
    assert packed((2, "same")) == {"tuple": [2, "same"]}


# ---- calls


def answer_from(result):
    return [result], ""


def test_a_call_is_answered_by_the_functions_that_can_be_called():
    class Module:
        number = 3

        def double(x, times=2):
            return x * times

        def __getattr__(self, name):
            raise SystemExit(0)

    functions = callable_functions(Module, ["double", "number", "nowhere"])
    assert list(functions) == ["double"] and callable_functions(Module(), ["nowhere"]) == {}
    assert answer_call(functions, ["double", [3], {}], answer_from, str) == {
        "values": [6], "trouble": "", "changed": [],
    }  # fmt: skip
    assert answer_call(functions, ["double", [3], {"times": 3}], answer_from, str)["values"] == [9]
    stopped = answer_call(
        functions, ["double", [3], {"once": 3}], answer_from, lambda error: type(error).__name__
    )
    assert stopped == {"values": None, "trouble": "TypeError", "changed": []}
    missing = answer_call(functions, ["number", [], {}], answer_from, str)
    assert missing["values"] is None and "number" in missing["trouble"]


def test_which_arguments_a_call_changes_is_told():
    def changes(one, two, *, three, four):
        two[0] = 1
        four.append(1)

    call = ["f", [packed(np.zeros(2)), packed(np.zeros(2))], {"three": packed([]), "four": packed([])}]
    assert answer_call({"f": changes}, call, answer_from, str)["changed"] == [1, "four"]


SOURCE = b"""
import numpy as np
weights = [1, 2]
def beyond(h, m):
    total = sum(h[m - i] for i in range(3))
    return total
def elsewhere(h):
    return np.zeros(h)
def fine(h):
    return h[0] + h[-1] + sum(h[n - 1] for n in range(len(h)))
"""


def test_a_scene_tells_the_expression_and_what_its_names_held():
    module = load_file("scene.py", SOURCE)
    sys.modules.pop("scene")
    error = error_of(lambda: module.beyond(np.zeros(2, np.uint8), 5))
    scene = scene_of(error, "scene.py")
    line = SOURCE.decode().splitlines()[scene["at"][0] - 1]
    assert line[scene["at"][2] : scene["at"][3]] == "h[m - i]"
    assert scene["names"] == {"h": ["array", [2], "uint8"], "m": ["int", 5], "i": ["int", 0]}
    scene = scene_of(error_of(lambda: module.elsewhere("x")), "scene.py")
    assert scene["names"] == {"h": ["str", "x"]}
    assert scene_of(error_of(lambda: 1 / 0), "scene.py") is None


def test_only_an_error_has_a_scene_and_only_one_that_can_be_looked_at():
    def stops():
        return 1 / 0

    call = ["f", [], {}]
    assert answer_call({"f": stops}, call, answer_from, str, lambda error: {"at": 1})["scene"] == {"at": 1}
    assert "scene" not in answer_call({"f": stops}, call, answer_from, str, lambda error: 1 / 0)
    assert "scene" not in answer_call({"f": lambda: 1}, call, answer_from, str, lambda error: {"at": 1})


@pytest.mark.parametrize(
    "value, words",
    [
        (np.zeros((2, 3)), ["array", [2, 3], "float64"]),
        ([1, 2], ["list", 2]),
        ((1,), ["tuple", 1]),
        (np.int8(3), ["int", 3]),
        (True, ["int", 1]),
        (0.5, ["float", 0.5]),
        ("x" * 99, ["str", "x" * 40]),
        (1 << 63, None),
        ({}, None),
        ("\xe9", None),
    ],
    ids=str,
)
def test_what_a_value_is_in_short(value, words):
    assert in_short(value) == words


def test_indices_below_zero_are_seen_where_others_are_not_below():
    module = load_file("scene.py", SOURCE)
    sys.modules.pop("scene")
    call = [packed(np.array([1, 2, 3]))]
    ((first, last, start, end, low, high),) = indices_below_zero(
        vars(module), [("fine", call, {}), ("beyond", [*call, 1], {})], "scene.py"
    )[:1]
    line = SOURCE.decode().splitlines()[first - 1]
    assert (first, low, high) == (last, -1, 1) and line[start:end] == "h[n - 1]"


def error_of(work):
    try:
        work()
    except BaseException as error:
        return error


def test_an_error_is_told_with_the_line_of_the_file_alone(tmp_path):
    path = tmp_path / "numpy.py"
    path.write_text("def f():\n    raise MemoryError\n\ndef g(x):\n    return int(x)\n", encoding="utf-8")
    module = load_file(str(path), path.read_bytes())
    assert module.__name__ == "_numpy" and sys.modules.pop("_numpy") is module

    def told(error):
        return error_with_line(error, str(path), 300, lambda error: f"{type(error).__name__}: {error}")

    assert told(error_of(lambda: module.g("x"))).endswith(", line 5")
    memory = told(error_of(module.f))
    assert "300" in memory and memory.endswith(", line 2")
    assert "line" not in told(error_of(lambda: [][0]))

    class Mute(Exception):
        def __str__(self):
            raise SystemExit(1)

    assert told(Mute()) and "Mute" not in told(Mute())


# ---- channels


def test_a_line_is_sent_whole_and_as_json():
    read, write = os.pipe()
    line_sender(write)(call=0, values=[1.5])
    os.close(write)
    with open(read, "rb") as sent:
        data = sent.read()
    assert data.endswith(b"\n") and json.loads(data) == {"call": 0, "values": [1.5]}


def test_the_first_bytes_are_kept_and_the_rest_let_go():
    read, write = os.pipe()
    stream = io.TextIOWrapper(FirstBytes(write), "utf-8", write_through=True)
    for _ in range(5):
        stream.write("x" * (PRINTED_BYTES // 3))
    os.close(write)
    with open(read, "rb") as kept:
        assert kept.read() == b"x" * PRINTED_BYTES


# ---- timing


def test_a_library_call_is_the_last_of_its_lines():
    call = library_call("import math\nnp.sum(arguments[0]) + math.gcd(*options.values())")
    assert call(np.ones(3), a=4, b=6) == 5


def test_times_are_of_one_call_and_come_in_pairs(monkeypatch):
    monkeypatch.setattr(worker, "WARMING_SECONDS", 0.02)
    monkeypatch.setattr(worker, "TIMING_SECONDS", 0.3)
    calls = {"one": 0, "two": 0}

    def counted(name):
        def work(x, *, y):
            assert (x, y) == (1, 2)
            calls[name] += 1

        return work

    rounds = timing_rounds(counted("one"), counted("two"), [1], {"y": 2})
    assert rounds and all(len(pair) == 2 and 0 < min(pair) and max(pair) < 0.01 for pair in rounds)
    assert min(calls.values()) > len(rounds)


@pytest.mark.parametrize("seconds, times", [(0.0001, 100), (0.004, 2), (1, 1), (0, 10_000_000)])
def test_a_measure_is_filled(seconds, times):
    assert times_to_fill_a_measure(seconds) == times
