"""Running sums and their differences, off by one: NumPy's cumsum makes the numbers."""

import numpy as np
import pytest

from course.diagnosis.cumulative_sums import cumulative_sums
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.own_numbers.request import request_of

SIGNAL = np.array([3, 1, 4, 1, 5, 9, 2, 6, 8])
IMAGE = np.arange(42).reshape(6, 7) ** 2 % 17


def found(request, numbers):
    """What is found; a source that it has gives the numbers."""
    numbers = np.asarray(numbers).tolist()
    findings = cumulative_sums(request, Given(numbers))
    for finding in findings:
        if finding.source(request):
            means, world = finding.source(request)
            assert means.convolved(world) == numbers
    return [tuple(finding.data().values()) for finding in findings]


@pytest.mark.parametrize("k", [3, 4])
@pytest.mark.parametrize("zero", [False, True])
@pytest.mark.parametrize("by", [-1, 0, 1])
def test_differences_that_are_off_by_one(k, zero, by):
    c = 2 * np.cumsum([0, *SIGNAL] if zero else SIGNAL)
    apart = k + by
    expected = [] if zero and by == 0 else [([apart], zero)]
    assert found(request_of(SIGNAL, [2] * k, "valid"), c[apart:] - c[:-apart]) == expected
    assert found(request_of(SIGNAL, [2] * k, "full"), c[apart:] - c[:-apart]) == expected


def test_of_an_input_that_is_padded_before():
    c = np.cumsum(np.pad(SIGNAL, 1))
    request = request_of(SIGNAL, [1, 1, 1], "same")
    assert found(request, c[3:] - c[:-3]) == [([3], False)]
    assert found(request, c[4:] - c[:-4]) == [([4], False)]


def test_an_integral_image():
    c = IMAGE.cumsum(0).cumsum(1)
    corners = c[3:, 2:] - c[:-3, 2:] - c[3:, :-2] + c[:-3, :-2]
    assert found(request_of(IMAGE, np.ones((3, 2), int), "valid"), corners) == [([3, 2], False)]
    rows = IMAGE.cumsum(1)
    assert found(request_of(IMAGE, [[1, 1]], "valid"), rows[:, 2:] - rows[:, :-2]) == [([1, 2], False)]


def test_running_sums_themselves():
    request, c = request_of(SIGNAL, [1, 1, 1], "same"), np.cumsum(SIGNAL)
    assert found(request, c) == [("",)]
    assert found(request, c[1:]) == [("without the first",)]
    assert found(request, [0, *c]) == [("with a 0 before the first",)]
    assert found(request, [0, *c[:-1]]) == [("with a 0 before the first and without the last",)]
    as_long = request_of(SIGNAL, [1] * len(SIGNAL), "same")  # of which they are right numbers, cut elsewhere
    assert found(as_long, c) == []


def test_what_is_said():
    request, c = request_of(SIGNAL, [1, 1, 1], "same"), np.cumsum(SIGNAL)
    explanation = explain(request, Given((c[3:] - c[:-3]).tolist()))
    (finding,) = explanation.findings
    said, hint = finding.lines(request)
    assert explanation.kind == "elsewhere" and said.endswith(
        "give these numbers: no 0 stands before the first."
    )
    assert "c = np.cumsum([0, *x]), c[3:] - c[:-3]" in hint
    doubled = request_of(SIGNAL, [2, 2, 2], "same")
    (finding,) = cumulative_sums(doubled, Given((2 * c).tolist()))
    assert "as np.cumsum has them, times 2: each is" in finding.lines(doubled)[0]


def test_what_is_not_said():
    """Of other kernels, of numbers that are off, and of few."""
    c = np.cumsum(SIGNAL)
    got = c[3:] - c[:-3]
    request = request_of(SIGNAL, [1, 1, 1], "valid")
    for place in range(len(got)):
        assert found(request, got + np.eye(len(got), dtype=int)[place]) == []
    assert found(request_of(SIGNAL, [1, 1, 2], "valid"), got) == []
    assert (
        found(request.but(stride=2), got) == []
        and found(request_of(SIGNAL[:6], [1, 1, 1], "valid"), got[:3]) == []
    )
    assert found(request_of(SIGNAL, [1, 1], "valid"), SIGNAL) == []
