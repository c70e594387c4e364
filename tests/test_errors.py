"""Refusals and errors as one printable line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import laws

from course.errors import Unusable, error_as_one_line, in_one_line, printable, quoted


@pytest.mark.parametrize(("piece", "shown"), [
    ("abc", "'abc'"), ("", "''"), ("C:\\k", "'C:\\k'"), ("\n", "'\\n'"), ("x" * 30, f"'{'x' * 30}'"),
    ("a" + "x" * 40 + "b", f"'a{'x' * 12}...{'x' * 12}b'"),
    ("\u2013" * 6, "'\\u2013\\u2013...\\u2013\\u2013'"),
])
def test_quoted(piece, shown):
    assert quoted(piece) == shown


@pytest.mark.parametrize(("text", "most", "shown"), [
    ("my holiday photograph.png", 13, "my ho...h.png"),
    ("abcdefgh", 8, "abcdefgh"),
    ("abcdefghi", 8, "ab...hi"),
    ("\N{GRINNING FACE}" * 5, 25, r"\U0001f600...\U0001f600"),
    ("\N{GRINNING FACE}" * 5, 12, "..."),
])
def test_printable(text, most, shown):
    assert printable(text, most) == shown


@laws
@given(st.text(), st.integers(3, 60))
def test_whatever_it_is_it_is_printable_and_short(text, most):
    shown = printable(text, most)
    assert shown.isascii() and (not shown or shown.isprintable()) and len(shown) <= most


def test_an_unusable_request_is_a_value_error():
    assert issubclass(Unusable, ValueError)


def test_a_text_in_one_line():
    assert in_one_line("one\n  two\t\N{MINUS SIGN}3 ") == r"one two \u22123"


@laws
@given(st.text())
def test_one_line_is_printable_whatever_is_in_it(text):
    line = in_one_line(text)
    assert line.isascii() and (not line or line.isprintable())


class Broken(Exception):
    def __str__(self):
        raise RuntimeError("no words")


@pytest.mark.parametrize(("error", "line"), [
    (ValueError("no such\n mode"), "ValueError: no such mode"),
    (ValueError(), "ValueError"),
    (KeyError("\N{MINUS SIGN}1"), r"KeyError: '\u22121'"),
    (OSError("gone"), "OSError: gone"),
    (Broken(), "Broken"),
])
def test_an_error_in_one_line(error, line):
    assert error_as_one_line(error) == line
