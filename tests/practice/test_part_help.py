"""Where a part of an array begins and ends is told from the numbers at the error; where these do not agree nothing is."""

import ast

import pytest

from course.practice.crash import Crash, worth
from course.practice.file_text import FileText
from course.practice.part_help import no_place_for, shapes_differ

BODY = "def f(x, h):\n    k = len(h)\n    y = x[{part}]\n    return y * h\n"
HELD = {"i": ("int", 4), "k": ("int", 3), "x": ("array", (6,), "int64"), "h": ("array", (3,), "int64")}


def crash_of(part, has, held=HELD):
    text = FileText(BODY.format(part=part).encode(), "f")
    node = next(
        each for each in ast.walk(text.tree) if isinstance(each, ast.BinOp) and words(each) == "y * h"
    )
    trouble = f"ValueError: operands could not be broadcast together with shapes ({has},) (3,), line 4"
    return Crash(trouble, node, held, text, image=(6,), kernel=(3,), asked=(8,), full=(8,))


def words(node):
    return ast.unparse(node)


PARTS = {  # a part: its size where i is 4 and k 3, what is said, and the hint
    "i:i + k": (2, "asks for number 4 to 6, but x has 6 numbers", "more zeros have to stand around it"),
    "i:i + k - 1": (
        2,
        "x[i:i + k - 1] has 2 numbers where i = 4 and k = 3, and 3 are needed",
        "[i:i + k] has k numbers",
    ),
    "i - 5:i - 2": (0, "begins at number -1 where i = 4", "begins too early"),
    "k * 2 - 1:": (1, "has 1 number", "+ 3] has 3 numbers"),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_told_by_its_numbers(part):
    has, says, hint = PARTS[part]
    crash = crash_of(part, has)
    told = shapes_differ(crash)
    if has == 1:  # one number meets all three: no error, so none is explained
        assert says not in told.says and not told.hint
    else:
        assert says in told.says and hint in told.hint and told.says.startswith("Line 3:")


@pytest.mark.parametrize("part", ["i:i + k", "i:i + k - 1", "i - 5:i - 2", "j:j + k", "i:i + k:2"])
def test_where_the_numbers_do_not_give_the_shape_of_the_error_nothing_is_explained(part):
    told = shapes_differ(crash_of(part, 5))
    assert told.says.startswith("Line 4: in y * h the shapes differ") and told.hint == ""


def test_a_name_that_is_given_something_twice_is_not_explained():
    crash = crash_of("i:i + k", 2)
    text = FileText(
        BODY.format(part="i:i + k").replace("    return", "    y = y + 1\n    return").encode(), "f"
    )
    node = next(
        each for each in ast.walk(text.tree) if isinstance(each, ast.BinOp) and words(each) == "y * h"
    )
    assert shapes_differ(crash._replace(text=text, node=node)).hint == ""


@pytest.mark.parametrize(
    "typed, value",
    [
        ("i - k", 1),
        ("2 * k + 1", 7),
        ("-i // 3", -2),
        ("len(x) - 1", 5),
        ("h.shape[0]", 3),
        ("x.shape[1]", None),
        ("len(t[0])", 5),
    ]
    + [("j + 1", None), ("i / 2", None), ("i // 0", None), ("f(i)", None)],
)
def test_what_an_expression_is_worth(typed, value):
    held = {**HELD, "t": ("array", (2, 5), "int64")}
    assert worth(ast.parse(typed, mode="eval").body, held) == value


@pytest.mark.parametrize(
    "made, hint", [("np.zeros(3, int)", "np.zeros(shape)"), ("x.copy()", "astype(float)")]
)
def test_no_place_for_decimals_names_the_line_that_makes_the_array(made, hint):
    text = FileText(f"def f(x):\n    y = {made}\n    y[1:] += 0.5 * x\n    return y\n".encode(), "f")
    node = next(each.target for each in ast.walk(text.tree) if isinstance(each, ast.AugAssign))
    trouble = (
        "UFuncTypeError: Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule "
        "'same_kind', line 3"
    )
    told = no_place_for(Crash(trouble, node, {}, text))
    assert (
        told.says
        == f"Line 3: y holds only whole numbers, and decimals are to be put into it. Line 2 makes it: {made}."
    )
    assert hint in told.hint
    assert no_place_for(Crash("ValueError: no", node, {}, text)) is None
