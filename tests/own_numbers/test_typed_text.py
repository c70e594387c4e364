"""Numbers as a reader would type them: what is written is read again as the same numbers."""

import shlex
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import fractions, integers, laws

from course.mistakes.smallest_input import Probe
from course.own_numbers.options import add_options, from_options
from course.own_numbers.read_numbers import read_numbers
from course.own_numbers.request import Request
from course.own_numbers.typed_text import as_options, as_shown, as_typed, as_words
from course.terminal.arguments import Parser


@pytest.mark.parametrize(
    "values, text",
    [
        ([3, -4, Fraction(1, 2)], "3 -4 1/2"),
        ([[1, 2], [3, 4]], "1 2; 3 4"),
        ([[3, 4]], "3 4;"),
        ([[3], [4]], "3; 4"),
        ([[[1, 2]], [[3, 4]]], "[[[1, 2]], [[3, 4]]]"),
    ],
)
def test_as_typed(values, text):
    assert as_typed(values) == text


@laws
@given(
    st.one_of(
        st.lists(st.one_of(integers, fractions), min_size=1),
        st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(integers, min_size=n, max_size=n), min_size=1)),
    )
)
def test_what_is_typed_is_read_again(values):
    assert read_numbers(as_typed(values), "--input", most=10**4).values == values


def test_a_request_as_options():
    """A kernel of one row needs no mark beside an image, as it is read."""
    assert as_options(Request([3, 4], [2, 1])) == '--input "3 4" --kernel "2 1"'
    assert as_options(Request([[3, 4]], [[2, 1]])) == '--input "3 4;" --kernel "2 1"'
    for x in ([[3, 4]], [[3], [4]], [[3, 4], [5, 6]]):
        request = Request(x, [[2, 1]])
        parser = Parser()
        add_options(parser)
        read = from_options(parser.parse_args(shlex.split(as_options(request))))
        assert (read.x, read.h) == (request.x, request.h)


def test_a_row_in_a_sentence_has_no_mark():
    assert as_shown([[3, 4]]) == "3 4" and as_shown([[3], [4]]) == "3; 4"
    assert as_shown([Fraction(7, 4)], decimal=True) == "1.75" and as_shown([Fraction(7, 4)]) == "7/4"


@pytest.mark.parametrize(
    "options, words",
    [
        ({"mode": "same"}, ["--mode", "same"]),
        ({"padding": 2, "stride": (2, 1)}, ["--padding", "2", "--stride", "2,1"]),
        (
            {"mode": "same", "border": "constant", "fill": Fraction(-1, 2)},
            ["--mode", "same", "--border", "constant=-1/2"],
        ),
    ],
)
def test_a_probe_as_words(options, words):
    probe = Probe([[1, 2], [3, 4]], [[1, 0]], options)
    line = as_words(probe)
    assert line == f"{as_options(probe)} {' '.join(words)}"
    parser = Parser()
    add_options(parser)
    request = from_options(
        parser.parse_args(["--input", as_typed(probe.x), "--kernel", as_typed(probe.h), *words])
    )
    assert (request.x, request.h) == (probe.x, probe.h)
    assert {name: request.options[name] for name in options} == options
