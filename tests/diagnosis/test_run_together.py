"""Numbers that were read as one, or as two: Python and NumPy read them, and NumPy convolves."""

from fractions import Fraction

import numpy as np
import pytest

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.run_together import changes_of_count, run_together
from course.own_numbers.request import request_of

SIGNAL = [4, 7, -2, 5, 10, 3, 8, 6]

# the kernel that is asked for, the one that was read, and what is said
READ = {
    "a comma is missing": ([-1, 2, -3, 4, 1], [-1, 2 - 3, 4, 1], "2 and -3 have become 2 - 3 = -1."),
    "a space is missing": ([-1, 2, 3, 4], np.fromstring("-1 23 4", sep=" "), "2 and 3 have become 23."),
    "a point for a comma": ([1, 2, -3, 5], [1.2, -3, 5], "1 and 2 have become 1.2."),
    "a space too many": ([1, 23, -3], [1, 2, 3, -3], "23 has become 2 and 3."),
    "a comma for a point": ([1, Fraction(5, 2), -3], [1, 2, 5, -3], "5/2 has become 2 and 5."),
    "a weight twice": ([1, 3, -3], [1, 3, 3, -3], "the 3 at place 1 (counted from 0) stands there twice."),
    "a weight missing": ([1, 3, -3, 5], [1, -3, 5], "the 3 at place 1 (counted from 0) is missing."),
}


def exact(numbers):
    """Numbers as they are read: whole, or with a decimal or two."""
    return [int(value) if value == int(value) else Fraction(str(round(value, 2))) for value in numbers]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("asked, read, said", READ.values(), ids=list(READ))
@pytest.mark.parametrize("mode", ["full", "valid"])
def test_of_a_kernel(asked, read, said, mode):
    request = request_of(SIGNAL, asked, mode)
    got = exact(np.convolve(SIGNAL, np.asarray(read, float), mode).tolist())
    assert len(got) != len(request.output)
    (finding,) = run_together(request, Given(got))
    assert finding.values == exact(read) and finding.what == "kernel"
    assert finding.source(request)[0].output == got
    what, hint = finding.lines(request)
    assert what.endswith(said) and ("comma" in hint or f"{len(read)} in place of {len(asked)} here" in hint)


def test_of_an_input_and_in_mode_same():
    read = [4, 7 - 2, 5, 10, 3, 8, 6]
    request = request_of(SIGNAL, [1, 3, 2], "same")
    got = np.convolve(read, [1, 3, 2], "same").tolist()
    (finding,) = run_together(request, Given(got))
    assert finding.what == "input" and "7 and -2 have become 7 - 2 = 5" in finding.lines(request)[0]
    request = request_of(SIGNAL, [1, 3, -2, 5], "same")  # whose result is as long with one weight less
    got = np.convolve(SIGNAL, [1, 3 - 2, 5], "same").tolist()
    (finding,) = run_together(request, Given(got))
    assert finding.values == [1, 1, 5]


def test_it_is_what_explains_them():
    request = request_of(SIGNAL, [-1, 2, -3, 4, 1], "valid")
    explanation = explain(request, Given(np.convolve(SIGNAL, [-1, -1, 4, 1], "valid").tolist()))
    assert [finding.kind for finding in explanation.findings] == ["run together"] and explanation.explained


def test_what_is_not_said():
    request = request_of(SIGNAL, [-1, 2, -3, 4, 1], "valid")
    got = np.convolve(SIGNAL, [-1, -1, 4, 1], "valid")
    for place in range(len(got)):
        wrong = got.copy()
        wrong[place] += 1
        assert run_together(request, Given(wrong.tolist())) == []
    few = request.but(x=SIGNAL[:6])
    assert run_together(few, Given(np.convolve(SIGNAL[:6], [-1, -1, 4, 1], "valid").tolist())) == []
    assert run_together(request_of([0] * 8, [1, 2, -3, 1]), Given([0] * 10)) == []
    long = list(range(41))
    assert run_together(request_of(long, [2, -3, 1]), Given(np.convolve(long, [-1, 1]).tolist())) == []
    image = request_of([SIGNAL], [[2, -3, 1]])
    assert run_together(image, Given([np.convolve(SIGNAL, [-1, 1]).tolist()])) == []


def test_each_list_comes_once():
    """0 before a number is not written with it, nor does a number of too many digits fall into two."""
    lists = [values for values, *_ in changes_of_count([0, 3, 3, 1234567, 105, Fraction(1, 3)])]
    assert len(lists) == len(set(map(tuple, lists)))
    assert [33, 1234567, 105, Fraction(1, 3)] not in lists and [0, 33, 1234567, 105, Fraction(1, 3)] in lists
    assert [0, 3, 3, 1234567, 10, 5, Fraction(1, 3)] in lists and [
        0,
        3,
        3,
        1234567,
        1,
        5,
        Fraction(1, 3),
    ] not in lists
    assert not any(123456 in values for values in lists)
    assert [values for values, *_ in changes_of_count([Fraction(-1, 2)])] == [[Fraction(-1, 2)] * 2]
