"""Results written into the input while it is read: the loops are written here as people write them."""

from fractions import Fraction

import numpy as np
import pytest

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.in_place import in_place
from course.own_numbers.request import request_of

DRAW = np.random.default_rng(8)
SIGNAL, IMAGE = DRAW.integers(-9, 9, 8), DRAW.integers(0, 9, (5, 6))


def signal_loop(x, h, before, after):
    x = x.copy()
    for i in range(before, len(x) - after):
        x[i] = (x[i - before : i + after + 1] * h).sum()
    return x


def image_loop(x, h):
    x = x.copy()
    top, left = (k // 2 for k in h.shape)
    for i in range(top, x.shape[0] - top):
        for j in range(left, x.shape[1] - left):
            x[i, j] = (x[i - top : i + top + 1, j - left : j + left + 1] * h).sum()
    return x


def told(request, numbers, places=None):
    """The anchors that are found; explain() says the same."""
    given = Given(np.asarray(numbers).tolist(), places)
    findings = in_place(request, given)
    explanation = explain(request, given)
    assert not findings or (explanation.kind == "in place" and explanation.comes_from is None)
    return [(finding.data()["anchor"], finding.data()["flip"]) for finding in findings]


@pytest.mark.parametrize("h, before, after", [([1, 2, -1], 1, 1), ([2, 1, 3, 1], 1, 2), ([2, 1, 3, 1], 2, 1)])
def test_signals(h, before, after):
    written = signal_loop(SIGNAL, np.array(h), before, after)
    for flip, kernel in ((False, h), (True, h[::-1])):
        request = request_of(SIGNAL, kernel, "valid", flip=flip)
        assert told(request, written[before : len(SIGNAL) - after]) == [([before], flip)]
        assert told(request, written) == [([before], flip)]  # with the border as it was
    assert told(request_of(SIGNAL, h, "valid"), written[before : len(SIGNAL) - after]) == [([before], False)]


def test_images_also_printed_with_three_decimals():
    h = np.array([[0, 1, 0], [1, 2, 1], [0, 1, 3]])
    inner = image_loop(IMAGE, h)[1:-1, 1:-1]
    assert told(request_of(IMAGE, h, "valid", flip=False), inner) == [([1, 1], False)]
    plus = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]])
    printed = [
        [Fraction(f"{number:.3f}") for number in row] for row in image_loop(IMAGE * 1.0, plus / 5)[1:-1, 1:-1]
    ]
    fifths = [[Fraction(int(weight), 5) for weight in row] for row in plus]
    request = request_of(IMAGE, fifths, "valid")
    assert ([1, 1], True) in told(request, printed, np.full((3, 4), 3).tolist())
    (line, hint) = in_place(request, Given(printed, np.full((3, 4), 3).tolist()))[0].lines(request)
    assert "still being read" in line and "copy" in hint and "flipped" not in line


def test_what_is_not_said():
    """A copy of the input, one number that is off, a stride, and few numbers."""
    request = request_of(SIGNAL, [1, 2, -1], "valid")
    assert not told(request, np.convolve(SIGNAL, [1, 2, -1], "valid") + 0)
    written = signal_loop(SIGNAL, np.array([-1, 2, 1]), 1, 1)
    assert told(request, written[1:-1]) and not told(request, written[1:-1] + (np.arange(6) == 4))
    assert not in_place(request.but(stride=2), Given(written[1:-1:2].tolist()))
    short = request_of(SIGNAL[:5], [1, 2, -1], "valid")
    assert not in_place(short, Given(signal_loop(SIGNAL[:5], np.array([-1, 2, 1]), 1, 1)[1:-1].tolist()))
