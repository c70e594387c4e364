"""A causal filter without its delay: SciPy's lfilter makes the numbers."""

import numpy as np
import pytest
from scipy.signal import lfilter

from course.diagnosis.delayed import delays_taken_out
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.mistakes.faulty_definition import alike
from course.own_numbers.request import request_of

SIGNAL, KERNEL = np.array([4, 6, 1, 9, 2, 7, 5, 3]), np.array([1, 3, 5, 2, 1])


def without_delay(x, h, delay):
    """y = filter(h, 1, x); y = [y(delay + 1:end) zeros(1, delay)]"""
    return np.concatenate([lfilter(np.asarray(h, float), 1.0, x * 1.0)[delay:], np.zeros(delay)]).astype(int).tolist()


def found(request, numbers):
    """(how many are left out, flip) of what is found; it gives the numbers."""
    findings = delays_taken_out(request, Given(numbers))
    for finding in findings:
        reading, world = finding.source(request)
        assert alike(reading.convolved(world), numbers)
    return [(finding.delay, finding.flip) for finding in findings]


@pytest.mark.parametrize("delay", [1, 2, 4])
@pytest.mark.parametrize("mode", ["same", "full"])
def test_the_first_numbers_are_left_out_and_zeros_at_the_end(delay, mode):
    request = request_of(SIGNAL, KERNEL, mode)
    assert found(request, without_delay(SIGNAL, KERNEL, delay)) == [(delay, True)]
    assert found(request.but(flip=False), without_delay(SIGNAL, KERNEL, delay)) == [(delay, True)]
    assert found(request.but(flip=False), without_delay(SIGNAL, KERNEL[::-1], delay)) == [(delay, False)]


def test_what_is_said():
    """With what else gives the numbers: loops that leave the last ones out."""
    request = request_of(SIGNAL, KERNEL, "same")
    explanation = explain(request, Given(without_delay(SIGNAL, KERNEL, 2)))
    assert [cause.names for cause in explanation.causes] == [("skip-half",)]
    (finding,) = explanation.findings
    what, hint = finding.lines(request)
    assert (
        "without the first 2 numbers (its delay) and with 2 zeros at the end" in what
        and "lfilter(h, 1.0, x)" in what
    )
    assert (
        hint
        == "Hint: Put 2 zeros behind the input before it is filtered; then leave out the first 2 numbers."
    )
    padded = lfilter(KERNEL, 1.0, np.concatenate([SIGNAL, [0.0, 0.0]]))[2:]
    assert padded.tolist() == request.output


def test_what_is_not_said():
    got = without_delay(SIGNAL, KERNEL, 2)
    request = request_of(SIGNAL, KERNEL, "same")
    for place in range(len(got)):
        assert found(request, [value + (at == place) for at, value in enumerate(got)]) == []
    assert found(request.but(stride=2), got) == [] and found(request, got[:-1]) == []
    ends_in_0 = np.array([4, 6, 1, 9, 0, 0])  # whose right numbers are 0 there
    assert found(request_of(ends_in_0, [1, 2, 0], "same"), without_delay(ends_in_0, [1, 2, 0], 1)) == []
    assert found(request_of([SIGNAL], [KERNEL], "same"), [got]) == []
    assert found(request_of(SIGNAL[:3], [0, 2, 1, 4], "same"), [0, 0, 0]) == []


def test_three_numbers_beside_zeros_tell_no_delay():
    """Zeros at the border and windows that begin too early give these, too."""
    request = request_of([7, 7, -8, -3, -1, -1], [9, 8, 0, 7], "same", flip=False)
    assert found(request, [0, 98, -8, -103, 0, 0]) == []
