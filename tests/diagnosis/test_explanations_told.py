"""Which explanations are told: what is one is told once, and what is only a name or a slip is none beside others."""

import re

from support.brought_numbers import IMAGE
from support.drawn_requests import made
from support.printed_explanations import SEVERAL, names_in, own_name

from course.own_numbers.request import request_of


def test_an_explanation_that_is_one_with_another_is_told_in_a_line_below_it(explained):
    """In mode valid the largest product is the largest on the input: no two explanations, and no test."""
    x, h = IMAGE, [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    code, out = explained(x, h, 5 * IMAGE[1:-1, 1:-1], "--mode", "valid", "--no-flip")
    assert (
        code == 0 and names_in(out) == [["max-not-sum"], ["max-inside"]] and "The same on every input" in out
    )
    assert SEVERAL.search(out)[1] == "2" and "each product is held" in out  # the other one


def test_two_mistakes_that_are_one_with_others_are_told_once(explained):
    """The kernel turned by a quarter, and flipped: by other names a transpose and a flip of one axis."""
    x, h = "2 5 1 3 7; 4 0 6 8 1; 9 3 2 5 4; 1 7 0 6 2", "1 0 -1; 2 3 0; 0 -2 1"
    out = explained(x, h, "10 21 23; -2 21 26", "--mode", "valid", "--no-flip")[1]
    assert out.count("Two mistakes together") == 1 and SEVERAL.search(out) is None
    assert "(Together they give all 6 numbers. But 6 are few" in " ".join(out.split())
    assert names_in(out) == [["no-flip"], ["kernel-rot90"]] and "[flip]" in out and "[no-flip]" not in out
    same = re.search(r"\(The same on every input that was tried: (.*)\.\)", out)[1]
    request = request_of(
        [[2, 5, 1], [4, 0, 6], [9, 3, 2]], [[1, 0, -1], [2, 3, 0], [0, -2, 1]], "valid", flip=False
    )
    pairs = [[own_name(name) for name in pair.split(" + ")] for pair in re.split(", | or ", same)]
    assert len(pairs) > 1 and all(
        made(pair, request) == made(["no-flip", "kernel-rot90"], request) for pair in pairs
    )


def test_where_two_mistakes_explain_all_numbers_none_is_a_slip(explained):
    """A correlation whose negative numbers became 0: that one number is 0 is no slip beside it."""
    x, h = "3 1 4 1 5; 9 2 6 5 3; 5 8 9 7 9; 3 2 3 8 4", "1 2 0; 3 -2 -1; -2 0 1"
    out = explained(x, h, "21 0 2; 0 17 18", "--mode", "valid")[1]
    assert "[relu-output]" in out and "does not fit" not in out and "of these 6 numbers" not in out


def test_a_call_beside_what_explains_the_numbers_is_no_other_explanation(explained):
    """cv2.filter2D holds bytes and mirrors the border: that is what the type and the border say."""
    out = explained("9 1 4 200 7", "-1 0 2", "1 0 255 10 200", "--mode", "same")[1]
    assert "cv2.filter2D" in out and "as uint8 keeps them" in out and SEVERAL.search(out) is None
