"""What a function gave, as plain numbers, or why there are none."""

from fractions import Fraction

import numpy as np
import pytest

from course.diagnosis.answer import MOST_NUMBERS, answer_from, error_in_words


class Tensor:
    """Has to be asked for its array, as a tensor is."""

    def numpy(self):
        return np.array([1, 2])

    def __repr__(self):
        return "Tensor()"  # the same in every process, for the test's name


@pytest.mark.parametrize(
    "result, values",
    [
        ([1, 2], [1, 2]),
        ((1.5, 2), [1.5, 2]),
        (np.array([[1, 2]], np.uint8), [[1, 2]]),
        (np.float64(3), 3.0),
        (7, 7),
        ([Fraction(1, 4)], [0.25]),
        (np.array([True]), [True]),
        (np.longdouble([0.5]), [0.5]),
        (Tensor(), [1, 2]),
        ([], []),
    ],
    ids=repr,
)
def test_numbers_in_every_wrapping(result, values):
    answer = answer_from(result)
    assert answer.values == values and answer.trouble == ""
    assert type(answer.values) in (list, int, float)


@pytest.mark.parametrize(
    "result, word",
    [
        (None, "return"),
        ("21 27", "str"),
        ([[1], [2, 3]], "list"),
        (np.array([1j]), "complex"),
        ({1, 2}, "set"),
        (np.array(["2020-01-01"], "M8[D]"), "ndarray"),
        (np.zeros(MOST_NUMBERS + 1), str(MOST_NUMBERS + 1)),
    ],
    ids=["nothing", "text", "uneven", "complex", "set", "dates", "many"],
)
def test_what_is_no_numbers_is_told(result, word):
    answer = answer_from(result)
    assert answer.values is None and word in answer.trouble


def test_as_many_as_are_looked_at():
    assert len(answer_from(np.zeros(MOST_NUMBERS)).values) == MOST_NUMBERS


class Unspeakable(Exception):
    def __str__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    "error, text",
    [
        (ValueError("no"), "ValueError: no"),
        (ValueError(), "ValueError"),
        (KeyError("a\nb"), "KeyError: 'a\\nb'"),
        (ValueError("Gr\u00fc\u00dfe\n at  all"), "ValueError: Gr\\xfc\\xdfe at all"),
        (Unspeakable(), "Unspeakable"),
    ],
    ids=["words", "none", "quoted", "umlauts", "unspeakable"],
)
def test_an_error_is_one_line_of_ascii(error, text):
    assert error_in_words(error) == text


def test_a_long_error_is_cut():
    assert len(error_in_words(ValueError("x" * 5000))) == 200
