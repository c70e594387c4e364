"""Filtered twice with one kernel: NumPy and SciPy make the numbers."""

import numpy as np
import pytest
from scipy.signal import filtfilt, lfilter

from course.diagnosis.explanation import explain
from course.diagnosis.filtered_twice import filtered_twice
from course.diagnosis.given import Given
from course.own_numbers.request import request_of

SIGNAL = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9])
KERNELS = [1, 3, -2], [1, -2, 3, 5]
PASSES = {
    "in mode full": lambda x, h: np.convolve(x, h),
    "in mode same": lambda x, h: np.convolve(x, h, "same"),
    "in mode valid": lambda x, h: np.convolve(x, h, "valid"),
    "as a causal filter": lambda x, h: lfilter(np.array(h, float), [1.0], x * 1.0),
}


def found(request, numbers):
    """(each pass in words, whether the second goes backwards) of what is found; its source gives the numbers."""
    given = Given(np.asarray(numbers).tolist(), slack=1e-9)
    findings = filtered_twice(request, given)
    for finding in findings:
        means, world = finding.source(request)
        assert given.fits(means.convolved(world))
    return [(finding.how, finding.backwards) for finding in findings]


@pytest.mark.parametrize("h", KERNELS)
@pytest.mark.parametrize("how", PASSES)
def test_each_way_to_filter_twice(how, h):
    request, filtered = request_of(SIGNAL, h, "same"), PASSES[how]
    ((words, backwards),) = found(request, filtered(filtered(SIGNAL, h), h))
    assert how in words and not backwards
    ((words, backwards),) = found(request, filtered(filtered(SIGNAL, h)[::-1], h)[::-1])
    assert how in words and backwards


@pytest.mark.parametrize("h", KERNELS)
@pytest.mark.parametrize("flip", [True, False])
def test_filtfilt_as_it_is(h, flip):
    ((words, backwards),) = found(
        request_of(SIGNAL, h, flip=flip), filtfilt(np.array(h, float), [1.0], SIGNAL * 1.0)
    )
    assert "scipy.signal.filtfilt" in words and backwards


def test_what_is_said():
    h = [1, 3, -2]
    request = request_of(SIGNAL, h, "same")
    explanation = explain(request, Given(np.convolve(np.convolve(SIGNAL, h, "same"), h, "same").tolist()))
    said, amounts_to, hint = explanation.findings[0].lines(request)
    assert (
        explanation.kind == "filtered twice"
        and "filtered twice with the kernel, each time in mode same" in said
    )
    assert f'"{" ".join(map(str, np.convolve(h, h)))}", the kernel convolved with itself' in amounts_to
    assert hint == 'Hint: Filter once: np.convolve(x, h, "same").'
    ((finding),) = filtered_twice(request, Given(np.convolve(SIGNAL, np.correlate(h, h, "full")).tolist()))
    assert '"-2 -3 14 -3 -2", the kernel convolved with its own reverse' in finding.lines(request)[1]


def test_what_is_not_said():
    """Of numbers that are off, of few, of other kernels, and where a factor does the same."""
    h = [1, 3, -2]
    request, got = request_of(SIGNAL, h, "same"), np.convolve(np.convolve(SIGNAL, h, "same"), h, "same")
    for place in (0, 5, len(got) - 1):
        assert found(request, got + np.eye(len(got), dtype=int)[place]) == []
    assert found(request_of(SIGNAL, [1, 3, 2], "same"), got) == []
    assert found(request.but(stride=2), got) == []
    three = np.convolve(np.convolve(SIGNAL[3:10], h, "valid"), h, "valid")
    assert found(request_of(SIGNAL[3:10], h, "same"), three) == []
    assert found(request_of([5] * 8, [1, 1], "valid"), [20] * 6) == []
