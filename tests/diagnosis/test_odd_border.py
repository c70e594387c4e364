"""A border that goes on as the input does: NumPy pads it, and makes np.gradient's numbers."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.signal import convolve2d

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.odd_border import odd_border, odd_extension, straight_extension
from course.own_numbers.request import request_of

SIGNAL = np.array([3, 1, 4, 1, 5, 9, 2, 6])
IMAGE = np.arange(30).reshape(5, 6) ** 2 % 17
FIVE = [1, -2, 3, 4, 5]
STRAIGHT, TURNED = "in a straight line", "turned round its last number"


def found(request, numbers):
    """What is found, in words; its source gives the numbers."""
    given = Given(np.asarray(numbers).tolist())
    findings = odd_border(request, given)
    for finding in findings:
        means, world = finding.source(request)
        assert given.fits(means.convolved(world))
    return [finding.lines(request)[0] for finding in findings]


def odd(x, before):
    return np.pad(x, before, mode="reflect", reflect_type="odd")


def test_extensions_are_those_of_numpy():
    assert odd_extension(SIGNAL.tolist(), 3, 3) == odd(SIGNAL, 3).tolist()
    line = straight_extension([3, 1, 4, 6], 2, 3)
    assert line == [7, 5, 3, 1, 4, 6, 8, 10, 12]


def test_a_signal_that_goes_on():
    request = request_of(SIGNAL, FIVE, "same")
    (said,) = found(request, np.convolve(odd(SIGNAL, 2), FIVE, "valid"))
    assert TURNED in said
    line = straight_extension(SIGNAL.tolist(), 2, 2)
    (said,) = found(request, np.convolve(line, FIVE, "valid"))
    assert STRAIGHT in said
    (said,) = found(request, np.correlate(line, FIVE, "valid"))
    assert "without the flip where the input goes on" in said


def test_an_image_that_goes_on():
    h = np.array([[1, 3, -2], [0, 2, 5], [4, 1, -1]])
    (said,) = found(request_of(IMAGE, h, "same"), convolve2d(odd(IMAGE, 1), h, "valid"))
    assert STRAIGHT in said  # for one place both are the same


@pytest.mark.parametrize("mode", ["same", "valid"])
@pytest.mark.parametrize("flip", [True, False])
def test_gradient(mode, flip):
    half = Fraction(1, 2) if flip else Fraction(-1, 2)
    request = request_of(SIGNAL, [half, 0, -half], mode, flip=flip)
    explanation = explain(request, Given(np.gradient(SIGNAL * 1.0).tolist()))
    (finding,) = explanation.findings
    assert explanation.kind == "elsewhere" and "np.gradient does that" in finding.lines(request)[1]
    assert finding.data()["flip"] == flip
    rows = request_of(IMAGE, [[half, 0, -half]], "same", flip=flip)
    assert found(rows, np.gradient(IMAGE * 1.0, axis=1))


def test_what_is_not_said():
    """Where one number alone speaks for it, where a border does the same, and of numbers that are off."""
    request = request_of(SIGNAL, FIVE, "same")
    got = np.convolve(odd(SIGNAL, 2), FIVE, "valid")
    for place in (0, 3, 7):
        assert found(request, got + np.eye(8, dtype=int)[place]) == []
    edge = request_of([3, 3, 4, 1, 5, 5], [1, 2, 4], "same")
    assert found(edge, np.convolve(np.pad(edge.x, 1, mode="edge"), [1, 2, 4], "valid")) == []
    one = request_of(SIGNAL, [0, 2, 1], "same")  # whose window reaches beyond one end only
    assert found(one, np.convolve(odd(SIGNAL, 1), [0, 2, 1], "valid")) == []
    assert found(request_of([3, 1], FIVE, "same"), [1, 2]) == []
