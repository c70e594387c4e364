"""What goes into the sandbox and what comes out of it: nothing that comes back is believed."""

import json
import math

import numpy as np
import pytest

from course.practice.reader_file import ReaderFile
from course.sandbox.messages import (
    LONGEST_SENTENCE,
    UNREADABLE,
    Call,
    axis_lengths,
    is_usable,
    json_object,
    ran_from,
    request_as_json,
)
from course.sandbox.sandboxed_run import Limits
from course.sandbox.worker import unpacked

# ---- what goes in


def test_a_request_holds_all_that_the_worker_needs():
    given = np.array([1.5, math.nan])
    calls = [Call("f", (given, "same"), {"stride": (1, 2)}), Call("g", (), {})]
    file = ReaderFile("my.py", "é = 1".encode())
    sent = request_as_json(file, ("f", "g"), calls, Limits(seconds=3), ["/usr"], "np.sum(arguments)")
    request = json.loads(sent)
    assert request["file"] == "my.py" and request["functions"] == ["f", "g"]
    assert bytes.fromhex(request["source"]) == file.source and request["readable"] == ["/usr"]
    assert request["limits"] == Limits(seconds=3)._asdict() and request["library"] == "np.sum(arguments)"
    (name, arguments, options), empty = request["calls"]
    assert (
        name == "f"
        and unpacked(arguments[0]).tobytes() == given.tobytes()
        and unpacked(arguments[1]) == "same"
    )
    assert {key: unpacked(piece) for key, piece in options.items()} == {"stride": (1, 2)}
    assert empty == ["g", [], {}]


# ---- what comes back

LINES = {  # a line, in place of a right one: the values of the Reply, or None if it is refused
    '{"call": 0, "values": [1, 2.5, NaN], "trouble": "", "changed": [0]}': "[1, 2.5, nan]",
    '{"call": 0, "values": null, "trouble": "no\\u00e9\\n", "changed": []}': "None",
    '{"call": 0, "values": [[true], [1e999]], "trouble": "", "changed": [7, {}]}': "[[True], [inf]]",
    '{"call": 1, "values": [1], "trouble": "", "changed": []}': None,
    '{"call": 0, "values": [1], "trouble": "", "changed": []': None,
    '{"call": 0, "values": [1], "trouble": "", "changed": [], "right": true}': None,
    '{"call": 0, "values": [1], "trouble": ""}': None,
    '{"call": 0, "values": [1], "trouble": "x", "changed": []}': None,
    '{"call": 0, "values": null, "trouble": "", "changed": []}': None,
    '{"call": 0, "values": null, "trouble": 1, "changed": []}': None,
    '{"call": 0, "values": [1], "trouble": "", "changed": "0"}': None,
    '{"call": 0, "values": [1, [2]], "trouble": "", "changed": []}': None,
    '{"call": 0, "values": [[1], [2, 3]], "trouble": "", "changed": []}': None,
    '{"call": 0, "values": ["1"], "trouble": "", "changed": []}': None,
    '{"call": 0, "values": [null], "trouble": "", "changed": []}': None,
    '{"call": 0, "values": {"1": 1}, "trouble": "", "changed": []}': None,
    '{"call": 0, "values": [18446744073709551616], "trouble": "", "changed": []}': None,
    '{"call": 0, "values": [' + "1," * 10_000 + '1], "trouble": "", "changed": []}': None,
    '{"call": 0, "values": ' + "[" * 33 + "1" + "]" * 33 + ', "trouble": "", "changed": []}': None,
    '{"call": 0, "values": 1' + "0" * 5000 + ', "trouble": "", "changed": []}': None,
    '{"call": 0, "values": [1], "trouble": "", "changed": []}' + " " * 1_000_000: None,
    "[" * 100_000: None,
    "[0]": None,
    "\u00ff": None,
    "": None,
}


@pytest.mark.parametrize("line", LINES, ids=[line[:70] for line in LINES])
def test_a_line_is_an_answer_or_refused(line):
    sent = ['{"ready": true}', '{"loaded": true, "missing": []}', line]
    ran = ran_from([text.encode("latin-1") for text in sent], "", ["f"], [Call("f", (0, 0), {})], "why")
    assert ran.loaded
    if LINES[line] is None:
        assert (ran.replies, ran.ended) == ([], UNREADABLE)
    else:
        ((answer, changed, scene),) = ran.replies
        assert scene is None and ran.below_zero == ()
        assert (str(answer.values), ran.ended) == (LINES[line], "")
        assert changed == ((0,) if "[0]" in line else ())
        assert answer.trouble in ("", "no\\xe9\\n")


SCENE = '{"at": [3, 3, 4, 8], "names": {"h": ["array", [2, 3], "uint8"], "y": ["list", 2], "i": ["int", -5]}}'
SCENES = {  # what stands in the line: what is read of it
    SCENE: ((3, 3, 4, 8), {"h": ("array", (2, 3), "uint8"), "y": ("list", 2), "i": ("int", -5)}),
    '{"at": [3, 3, 4, 8], "names": {"s": ["str", "\\u00e9"], "x": ["float", 0.5]}}': (
        (3, 3, 4, 8), {"s": ("str", "\\xe9"), "x": ("float", 0.5)}),
    **dict.fromkeys([
        "3", "null", "[]", '{"at": [3, 3, 4, 8]}', SCENE[:-1] + ', "more": 1}',
        SCENE.replace("[3, 3, 4, 8]", "[3, 3, 4]"), SCENE.replace("[3, 3, 4, 8]", "[3, 3, 4, true]"),
        SCENE.replace("[3, 3, 4, 8]", "[3, 3, 4, 1e3]"), SCENE.replace("[2, 3]", "[2, null]"),
        SCENE.replace("[2, 3]", "[" + "1," * 32 + "1]"), SCENE.replace('"list"', '"dict"'),
        SCENE.replace('"h"', '"h h"'), SCENE.replace('"h"', '"\\u00e9"'), SCENE.replace('"h"', f'"{"h" * 41}"'),
        SCENE.replace("-5", "9223372036854775808"), SCENE.replace("-5", '"5"'),
        '{"at": [1, 1, 1, 1], "names": [' + ",".join("1" * 3) + "]}",
        json.dumps({"at": [1, 1, 1, 1], "names": {f"n{i}": ["int", i] for i in range(41)}}),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("scene", SCENES, ids=[scene[:70] for scene in SCENES])
def test_a_scene_is_read_or_left_out(scene):
    line = f'{{"call": 0, "values": null, "trouble": "x", "changed": [], "scene": {scene}}}'
    sent = [b'{"ready": true}', b'{"loaded": true, "missing": []}', line.encode()]
    (reply,) = ran_from(sent, "", ["f"], [Call("f", (), {})], "why").replies
    assert (reply.scene and tuple(reply.scene)) == SCENES[scene]


BELOW_ZERO = {
    '{"below_zero": [[8, 8, 4, 9, -2, 3]]}': (((8, 8, 4, 9), -2, 3),),
    '{"below_zero": []}': (),
    **dict.fromkeys(["3", "{}", '{"below_zero": 3}', '{"below_zero": [[8, 8, 4, 9, -2]]}',
                     '{"below_zero": [[8, 8, 4, 9, -2, 0.5]]}', '{"below_zero": [[8, 8, 4, 9, -2, 3], 1]}',
                     json.dumps({"below_zero": [[1, 1, 1, 1, -1, 1]] * 41})], ()),
}  # fmt: skip


@pytest.mark.parametrize("line", BELOW_ZERO, ids=[line[:70] for line in BELOW_ZERO])
def test_indices_below_zero_are_read_or_left_out(line):
    sent = [
        b'{"ready": true}',
        b'{"loaded": true, "missing": []}',
        b'{"call": 0, "values": 1, "trouble": "", "changed": []}',
        line.encode(),
    ]
    ran = ran_from(sent, "", ["f"], [Call("f", (), {})], "why")
    assert ran.ended == "" and tuple(tuple(each) for each in ran.below_zero) == BELOW_ZERO[line]


BEGINNINGS = {
    '{"loaded": true, "missing": ["f", "g", 3]}': (True, ("f",), "why"),
    '{"loaded": false, "trouble": "it is \\u00e9"}': (False, (), "it is \\xe9"),
    '{"loaded": 1, "missing": []}': (False, (), UNREADABLE),
    '{"loaded": true, "missing": null}': (False, (), UNREADABLE),
    '{"loaded": false, "trouble": null}': (False, (), UNREADABLE),
    "nonsense": (False, (), UNREADABLE),
}


@pytest.mark.parametrize("line", BEGINNINGS)
def test_the_beginning_is_checked_as_well(line):
    ran = ran_from([b'{"ready": true}', line.encode()], "", ["f"], [Call("f", (), {})], "why")
    assert (ran.loaded, ran.missing, ran.ended) == BEGINNINGS[line]


def test_a_python_that_cannot_start_is_told_with_its_last_line():
    ran = ran_from([], "Traceback:\nImportError: no NumPy", [], [], "it stopped")
    assert ran.ended.startswith("it stopped ") and ran.ended.endswith(": ImportError: no NumPy")
    assert not ran.loaded and ran_from([], "x" * 999, [], [], "why").ended.count("x") == LONGEST_SENTENCE


def test_a_file_that_ended_while_it_was_loaded_is_told_so():
    ran = ran_from([b'{"ready": true}'], "printed", ["f"], [Call("f", (), {})], "it stopped")
    assert ran.ended.startswith("it stopped ") and ran.ended != "it stopped"
    assert (ran.loaded, ran.replies, ran.printed) == (False, [], "printed")


def test_all_answers_are_no_reason_to_have_ended():
    lines = [
        b"{}",
        b'{"loaded": true, "missing": []}',
        b'{"call": 0, "values": 1, "trouble": "", "changed": []}',
    ]
    calls = [Call("f", (), {})]
    assert ran_from(lines, "", ["f"], calls, "why").ended == ""
    assert ran_from(lines, "", ["f"], calls * 2, "why").ended == "why"


@pytest.mark.parametrize("line", [b"", b"[]", b"3", b"{", b"\xff", b"[" * 100_000, b"{}" + b" " * 1_000_000])
def test_what_is_no_object_is_an_empty_one(line):
    assert json_object(line) == {}


LENGTHS = {
    "[[1, 2, 3], [4, 5, 6]]": (2, 3),
    "7": (),
    "[]": (0,),
    "[[], []]": (2, 0),
    "[[[1.5]]]": (1, 1, 1),
    "[[1], [2, 3]]": None,
    "[1, [2]]": None,
    "[[[[1]]]]": None,
    "'1'": None,
    "None": None,
    "[2**64]": None,
    "[2**64 - 1, -(2**64) + 1]": (2,),
}


@pytest.mark.parametrize("text", LENGTHS)
def test_the_lengths_of_the_axes(text):
    assert axis_lengths(eval(text), 3) == LENGTHS[text]


def test_ten_thousand_numbers_are_usable_and_no_more():
    assert is_usable([[]] * 10_000) and not is_usable([[]] * 10_001)
    assert is_usable([[0] * 100] * 100) and not is_usable([0] * 10_001) and not is_usable([[1], 2])
