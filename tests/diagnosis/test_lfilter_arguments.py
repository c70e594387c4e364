"""SciPy's lfilter with its arguments in each other's place: the real one makes the numbers."""

import numpy as np
import pytest
from scipy.signal import lfilter

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.lfilter_arguments import lfilter_arguments
from course.own_numbers.request import request_of

SIGNAL, KERNEL = [4, 6, 1, 9, 2, 7], [2, 1, 3, -4, 1]
RECURSIVE, OF_KERNEL = "scipy.signal.lfilter(1.0, h, x)", "scipy.signal.lfilter(x, 1.0, h)"


def filtered(b, a, x):
    """lfilter(b, a, x); its floats are exact here, as the first weight is a power of 2."""
    return lfilter(*(np.atleast_1d(np.asarray(one, float)) for one in (b, a, x))).tolist()


def names(request, numbers):
    return [call.name for call in lfilter_arguments(request, Given(numbers))]


@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_each_argument_in_anothers_place(mode):
    request = request_of(SIGNAL, KERNEL, mode)
    recursive, of_kernel = filtered(1, KERNEL, SIGNAL), filtered(SIGNAL, 1, KERNEL)
    assert names(request, recursive) == [RECURSIVE] and names(request, of_kernel) == [OF_KERNEL]
    for numbers in (recursive, of_kernel):
        off_by_one = [*numbers[:-1], numbers[-1] + 1]
        assert not names(request, off_by_one) and not names(request, numbers[:-2])
    assert not names(request.but(stride=2), recursive)


def test_what_is_said_and_that_it_is_an_explanation():
    request = request_of(SIGNAL, KERNEL, "same")
    explanation = explain(request, Given(filtered(1, KERNEL, SIGNAL)))
    (finding,) = explanation.findings
    said, hint = finding.lines(request)
    assert explanation.kind == "elsewhere" and said.startswith(
        f"{RECURSIVE} gives these numbers: it filters recursively"
    )
    assert hint == 'Hint: np.convolve(x, h, "same") gives those that you asked for.'


def test_what_is_no_recursive_filter():
    """The right way round it is causal, and one weight alone divides; a kernel that begins with 0 has no such filter."""
    assert not names(request_of(SIGNAL, KERNEL, "same"), filtered(KERNEL, 1, SIGNAL))
    assert not names(request_of(SIGNAL, [2, 0], "same"), [value / 2 for value in SIGNAL])
    assert not names(request_of(SIGNAL, [0, 2], "same"), SIGNAL)
    square = request_of(
        SIGNAL, [2, 1, 3, -4, 1, 5], "same"
    )  # as many weights as numbers: the same either way
    assert not names(square, filtered(SIGNAL, 1, square.h))
    assert not names(request_of(SIGNAL[:3], KERNEL, "same"), filtered(1, KERNEL, SIGNAL[:3]))
    longer = request_of(SIGNAL[:3], KERNEL, "same")
    assert not names(longer, filtered(longer.x, 1, KERNEL))
