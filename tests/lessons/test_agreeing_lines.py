"""Which lines of output agree, and which lines are blamed where texts differ."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.lessons.agreeing_lines import differing_lines, lines_agree, tokens

MARK = " [this machine]"

# ---- which lines agree

SAME, OTHER = True, False
LINES = [
    # words
    ("full: [6 11]", "full: [6 11]", SAME),
    ("full: [6 11]", "Full: [6 11]", OTHER),
    ("the kernel", "the  kernel", SAME),
    ("the kernel", "thekernel", OTHER),
    ("the kernel", "the kernel flips", OTHER),
    ("a, b", "a; b", OTHER),
    ("  indented\t1", "indented 1  ", SAME),
    ("", "   ", SAME),
    ("", "word", OTHER),
    ("conv2d", "conv3d", OTHER),
    ("conv2d", "conv2.0d", OTHER),
    ("0_1D.py", "0_2D.py", OTHER),
    ("y[n] = x*h", "y[n] = x+h", OTHER),
    # integers and fractions
    ("3", "3", SAME),
    ("3", "4", OTHER),
    ("3", "-3", OTHER),
    ("sum 100000000", "sum 100000001", OTHER),
    ("123456789012345678901", "123456789012345678902", OTHER),
    ("[1, 2, -3]", "[1,2,-3]", SAME),
    ("[1, 2, -3]", "[1, 2, 3]", OTHER),
    ("[1 2]", "[12]", OTHER),
    ("(1,2,5,1)", "(1, 2, 5, 1)", SAME),
    ("(1,2,5,1)", "(1,2,5,2)", OTHER),
    ("y[0] = 3*2 = 6", "y[0] = 3*2 = 6", SAME),
    ("y[0] = 3*2 = 6", "y[1] = 3*2 = 6", OTHER),
    ("y[0] = 3*2 = 6", "y[0] = 3*4 = 6", OTHER),
    ("5x5", "5x6", OTHER),
    ("7/9", "7/9", SAME),
    ("7/9", "14/18", OTHER),
    ("7/9", "0.7777777777777778", OTHER),
    ("best 1/3.", "best 1/4.", OTHER),
    ("1/9.9999999", "1/10.0", SAME),
    # floats
    ("2.5", "2.5", SAME),
    ("2.5", "2.50", SAME),
    ("2.5", "2.6", OTHER),
    ("0.3", "0.30000000000000004", SAME),
    ("0.5", "0.5000009", SAME),
    ("0.5", "0.5000011", OTHER),
    ("0.0", "-1e-17", SAME),
    ("0.0", "1.1e-6", OTHER),
    ("1000.0", "1000.0009", SAME),
    ("1000.0", "1000.0011", OTHER),
    ("1e6", "1000000.5", SAME),
    ("1e6", "1.00001e+06", OTHER),
    ("2.5", "-2.5", OTHER),
    ("[1, 2.5, -3]", "[1, 2.5000001, -3]", SAME),
    ("[1, 2.5, -3]", "[1, 2.5000001, -4]", OTHER),
    ("[1. 2. 3.]", "[ 1.  2.  2.9999999]", SAME),
    ("[1. 2. 3.]", "[1. 2. 4.]", OTHER),
    ("[0. 1.]", "[-0.  1.]", SAME),
    ("(1.5+1e-17j)", "(1.5-2e-17j)", SAME),
    ("f(0.25)=.5", "f(0.25)=0.5", SAME),
    ("2.5x0.25", "2.5x0.2500001", SAME),
    ("faster x9.9999999", "faster x10.0", SAME),
    ("NumPy 2.4.1", "NumPy 2.4.10", OTHER),
    ("NumPy 2.4.1", "NumPy 2.40.1", OTHER),
    ("the sum is 1.5.", "the sum is 1.5000001.", SAME),
    ("the sum is 5000000.", "the sum is 5000001.", OTHER),
    # one kind in another's place
    ("3", "3.0", OTHER),
    ("3.0", "3", OTHER),
    ("[3. 4.]", "[3 4]", OTHER),
    ("1e3", "1000", OTHER),
    ("1.5", "nan", OTHER),
    ("1", "one", OTHER),
    # not finite
    ("[nan 1.5]", "[nan 1.5]", SAME),
    ("nan", "1.0", OTHER),
    ("nan", "NAN", OTHER),
    ("inf", "inf", SAME),
    ("inf", "-inf", OTHER),
    ("inf", "1.0", OTHER),
    ("1.0", "inf", OTHER),
    ("1e999", "inf", SAME),
    ("nano", "nan", OTHER),
    # lines of this machine
    ("eager 1.25 ms" + MARK, "eager 317 ms" + MARK, SAME),
    ("loss 1, 2, 3" + MARK, "loss 0.5" + MARK, SAME),
    ("at [3/4, nan, -1e-5]: 12 ms" + MARK, "at 1.5: ms" + MARK, SAME),
    ("12x faster" + MARK, "9.75x faster  " + MARK + "  ", SAME),
    ("eager 1.25 ms" + MARK, "eager 1.25 s" + MARK, OTHER),
    ("tf.nn.conv2d 5 ms" + MARK, "tf.nn.conv3d 5 ms" + MARK, OTHER),
    ("eager 1.25 ms" + MARK, "eager 1.25 ms", OTHER),
    ("eager 1.25 ms", "eager 1.25 ms" + MARK, OTHER),
    ("[this machine] 5", "[this machine] 6", OTHER),
]


@pytest.mark.parametrize("expected, got, agrees", LINES)
def test_which_lines_agree(expected, got, agrees):
    assert lines_agree(expected, got) is agrees
    assert (differing_lines(expected, got) == []) is agrees


@settings(max_examples=100, deadline=None)
@given(st.floats(-1e9, 1e9), st.floats(-3, 3))
def test_floats_agree_by_the_rule_worked_out_in_exact_arithmetic(expected, steps):
    got = expected + steps * 1e-6 * max(1.0, abs(expected))
    bound = Fraction(1, 10**6) * max(1, abs(Fraction(expected)))
    off = abs(Fraction(expected) - Fraction(got))
    if abs(off - bound) > bound / 1000:  # so near the edge the rounding decides
        assert lines_agree(f"x = [{expected!r}, 1]", f"x = [{got!r}, 1]") == (off <= bound)


NUMBERS = st.one_of(
    st.integers(),
    st.floats(),
    st.builds(Fraction, st.integers(), st.integers(2, 99)).filter(lambda number: number.denominator > 1),
)
BETWEEN = st.sampled_from([", ", ",", " ", "; ", " * ", "*", " = ", "=", "(", ")[", " and "])


@settings(max_examples=100, deadline=None)
@given(st.lists(NUMBERS, min_size=1), BETWEEN)
def test_every_number_is_found_whatever_stands_between(numbers, between):
    found = tokens(f"y[0]: [{between.join(map(str, numbers))}]")
    kinds = ["float" if isinstance(number, float) else "exact" for number in numbers]
    expected = list(zip(kinds, map(str, numbers)))
    assert [token for token in found if token[0] in ("float", "exact")] == [("exact", "0"), *expected]


# ---- which texts agree, and which lines are blamed

TABLE = "".join(f"row {i} {i / 7} {[i, i * i]}\n" for i in range(40))
FLOATS = "".join(f"[{i / 7} {i / 3}]\n" for i in range(40))
NEARLY = "".join(f"[{i / 7 + 1e-9} {i / 3 - 1e-9}]\n" for i in range(40))


@pytest.mark.parametrize(
    "expected, got, blamed",
    [
        ("a\nb\n", "a\nb", []),
        ("a\nb", "a\nb\n\n  \n", []),
        ("", "\n\n", []),
        ("a\n\nb", "a\nb", [(2, None)]),
        ("a\nb", "a\nb\nc", [(None, 3)]),
        ("a\nb\nc", "a\nc", [(2, None)]),
        ("", "a", [(1, 1)]),
        ("a 1\nb 2\nc 3", "a 1\nb 5\nc 3", [(2, 2)]),
        ("0.0004999999\n0.0005000001", "0.0005000001\n0.0005000001", []),  # agree, though rounded they do not
        (TABLE, "first\n" + TABLE, [(None, 1)]),
        (TABLE, TABLE.replace("row 20", "new\nrow 20"), [(None, 21)]),
        (TABLE, TABLE.replace("row 20", "row 21"), [(21, 21)]),
        (FLOATS, FLOATS.replace("[2.0 ", "[99.5 98.5]\n[2.0 "), [(None, 15)]),
        (FLOATS, NEARLY, []),
        (FLOATS, NEARLY.replace("[2.000000001 ", "[99.5 98.5]\n[2.000000001 "), [(None, 15)]),
        ("as before\n" * 300, "as before\n" * 150 + "new\n" + "as before\n" * 150, [(None, 151)]),
    ],
)
def test_which_lines_are_blamed(expected, got, blamed):
    pairs = differing_lines(expected, got)
    assert [tuple(side and side[0] for side in pair) for pair in pairs] == blamed
