"""Requests as they are given on the command line: named kernels, files of every kind, modes and steps."""

import numpy as np
import pytest

from course.errors import Unusable
from course.own_numbers.options import KERNEL_NAME, add_options, from_options
from course.own_numbers.request import Request
from course.own_numbers.trace import Trace, json_data
from course.terminal.arguments import Parser


def request_from(*words):
    """The Request of a command line."""
    parser = Parser(prog="a command")
    add_options(parser)
    return from_options(parser.parse_args(list(words)))


CHOICES = [
    ("--input|1 2 3; 4 5 6; 7 8 10|--kernel|sobel-vertical|--mode|valid", [[9]]),
    ("--input|1 2 3; 4 5 6; 7 8 10|--kernel|box|--mode|valid", [["46/9"]]),
    ("--input|1 2 3; 4 5 6|--kernel|-1,1|--mode|valid", [[-1, -1], [-1, -1]]),
    ("--input|1 2 3; 4 5 6|--kernel|row.csv|--mode|valid", [[4, 7], [13, 16]]),
    ("--input|1 2 3|--kernel|2;1|--mode|full", [[2, 4, 6], [1, 2, 3]]),
    ("--input|column.csv|--kernel|2 1 0|--mode|full", [6, 11, 14, 5, 0]),
    ("--input|column.csv|--kernel|2 1 0|--mode|VALID", [14]),
    ("--input|column.csv|--kernel|1 1;", [[3, 3], [4, 4], [5, 5]]),
    ("--input|signal.npy|--kernel|2 1 0|--mode|same", [11, 14, 5]),
    ("--input|signal.npy|--kernel|signal.npy|--padding|0:1|--stride|2", [46]),
    ("--input|halves.npy|--kernel|2 1|--mode|valid", [2.5]),
    ("--input|1 nan 3|--kernel|1/2 1", ["1/2", "nan", "nan", 3]),
    ("--input|.5 1.25|--kernel|2 1", [1, 3, "5/4"]),
]


@pytest.fixture
def choices(tmp_path, monkeypatch):
    (tmp_path / "column.csv").write_text("3\n4\n5\n", encoding="utf-8")
    (tmp_path / "row.csv").write_text("# a row\n1, 2\n", encoding="utf-8")
    np.save(tmp_path / "signal.npy", np.array([3, 4, 5], np.uint8))
    np.save(tmp_path / "halves.npy", np.array([0.5, 1]))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("words, output", CHOICES)
def test_inputs_and_kernels_of_every_kind(choices, words, output):
    request = request_from(*words.split("|"))
    data = Trace(request).json()
    assert data["output"] == output == json_data(request.output)
    assert [part["value"] for part in data["terms"]] == np.array(output, object).ravel().tolist()


IMAGE = "--input|1 2; 3 4|--kernel|5 6"
PARTS = [
    ("--input|3 4|--kernel|2", Request([3, 4], [2], "full")),
    ("--input|3 4|--kernel|2|--mode|VALID", Request([3, 4], [2], "valid")),
    ("--input|3 4|--kernel|2|--padding|1:2", Request([3, 4], [2], None, (1, 2))),
    ("--input|3 4|--kernel|2|--stride|2|--dilation|3", Request([3, 4], [2], "full", None, 2, 3)),
    (
        "--input|3 4|--kernel|2|--border|wrap|--no-flip",
        Request([3, 4], [2], "full", border="wrap", flip=False),
    ),
    ("--input|3 4|--kernel|2|--border|constant=5", Request([3, 4], [2], "full", fill=5)),
    ("--input|3 4|--kernel|2|--border|constant=2.", Request([3, 4], [2], "full", fill=2, decimal=True)),
    ("--input|3 4|--kernel|2.", Request([3, 4], [2], "full", decimal=True)),
    (IMAGE, Request([[1, 2], [3, 4]], [[5, 6]], "full")),
    (f"{IMAGE}|--stride|2,2", Request([[1, 2], [3, 4]], [[5, 6]], "full", stride=2)),
    (f"{IMAGE}|--dilation|2,1", Request([[1, 2], [3, 4]], [[5, 6]], "full", dilation=(2, 1))),
    (f"{IMAGE}|--padding|1,0:2", Request([[1, 2], [3, 4]], [[5, 6]], None, (1, (0, 2)))),
]


@pytest.mark.parametrize("words, request_", PARTS)
def test_each_option_is_a_part_of_the_request(words, request_):
    assert request_from(*words.split("|")) == request_


def test_a_kernel_without_such_a_name_is_refused():
    with pytest.raises(Unusable, match="^--kernel: .*'sobel-verticall'"):
        request_from("--input", "3 4", "--kernel", "sobel-verticall")


def test_names_of_kernels_are_told_from_numbers():
    assert all(map(KERNEL_NAME.fullmatch, ("sobel-vertical", "box-3x3", "a")))
    assert not any(map(KERNEL_NAME.fullmatch, ("3", "1/9", "a b", "a.csv", "-a", "")))
