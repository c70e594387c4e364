"""The input and the kernel exchanged: called with SciPy as people call it."""

import numpy as np
import pytest
from scipy.signal import convolve2d, correlate, correlate2d

from course.convolution.nested import shape
from course.diagnosis.exchanged import exchanged
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.own_numbers.request import request_of

DRAW = np.random.default_rng(3)
KERNEL = np.array([[1, 0, 2], [-1, 3, 0], [0, 1, 1]])


@pytest.mark.parametrize("sizes", [(4, 6), (5, 6), (6, 6), (5, 7), (4, 5)])
def test_exchanged_in_mode_same(sizes):
    """The result is as large as the kernel; what two mistakes make of one size says nothing of the next."""
    image = DRAW.integers(0, 9, sizes)
    request = request_of(image, KERNEL, "same")
    explanation = explain(request, Given(convolve2d(KERNEL, image, "same").tolist()))
    (finding,) = explanation.findings
    assert (explanation.kind, finding.kind, explanation.causes) == ("elsewhere", "exchanged", [])
    said, hint = finding.lines(request)
    assert "mode same" in said and "3 x 3" in said and '(x, h, "same")' in hint
    means, _ = finding.source(request)
    assert means.x == request.h and shape(means.output) == (3, 3)


def test_another_flip_as_well_and_another_mode_than_asked():
    x, h = [3, 1, 4, 1, 5, 9], [2, 7, 1]
    (finding,) = exchanged(request_of(x, h, "valid"), Given(correlate(h, x, "same").tolist()))
    assert finding.data() == {"reading": {"mode": "same", "flip": False}}
    assert "without the flip" in finding.lines(request_of(x, h, "valid"))[0]


def test_what_is_the_same_either_way_is_not_said_to_be_exchanged():
    """A full convolution, and a result that the request itself has under another mode; and two numbers are too few."""
    x, h = [3, 1, 4, 1, 5], [2, 7, 1]
    full = np.convolve(h, x).tolist()
    assert not exchanged(request_of(x, h, "same"), Given(full))
    valid = np.convolve(x, h, "valid").tolist()  # the middle three, as many as the kernel has
    assert not exchanged(request_of(x, h, "same"), Given(valid))
    assert not exchanged(request_of([3, 1, 4, 1], [2, 7], "full"), Given([9, 25]))


@pytest.mark.parametrize("mode", ["full", "valid", "same"])
@pytest.mark.parametrize("weights", [[2, 7, 1], [1, 3, -2, 5]])
@pytest.mark.parametrize("flip", [False, True])
def test_a_correlation_that_is_exchanged_runs_backwards(mode, weights, flip):
    """NumPy's own, with kernels of odd and of even sizes, asked as a correlation and as a convolution."""
    x = [3, 1, 4, 1, 5, 9, 2, 6]
    request, got = request_of(x, weights, mode, flip=flip), np.correlate(weights, x, mode).tolist()
    (finding,) = exchanged(request, Given(got))
    assert f'np.correlate(h, x, "{mode}") gives these numbers' in finding.lines(request)[0]
    means, world = finding.source(request)
    assert means.convolved(world) == got
    assert not exchanged(request, Given([*got[:-1], got[-1] + 1]))


def test_of_images_too_before_the_mistake_that_is_the_same():
    image, weights = DRAW.integers(0, 9, (4, 5)), [[1, 2], [3, 5]]
    request = request_of(image, weights, "valid", flip=False)
    explanation = explain(request, Given(correlate2d(weights, image, "valid").tolist()))
    (finding,) = explanation.findings
    assert [cause.names for cause in explanation.causes] == [("output-reversed",)] and finding.first
    assert 'signal.correlate2d(h, x, "valid")' in finding.lines(request)[0]
    same = request_of(image, weights, "same", flip=False)  # of images that mode has the kernel's size
    assert not exchanged(same, Given([row[::-1] for row in same.output[::-1]]))
    strided = request_of([3, 1, 4, 1, 5, 9], [1, 2, 4], flip=False, stride=2)
    assert not exchanged(strided, Given(strided.output[::-1]))


def test_a_result_that_runs_backwards_under_another_reading_is_not_said_to_be_exchanged():
    """A signal that is the same either way: the correlation backwards is the convolution."""
    x, h = [1, 4, 2, 4, 1], [2, 7, 1]
    for mode in ("full", "valid"):
        assert not exchanged(request_of(x, h, mode, flip=False), Given(np.correlate(h, x, "full").tolist()))


def test_in_another_mode_as_well_it_takes_as_much_evidence_as_two_mistakes():
    """Three numbers fit much else, and so do more where the kernel is the same with the flip and without."""
    x = [-1, 0, 0, 1, 2, 5]
    for weights, few in (([3, -4], x[:4]), ([-4, -4], x)):
        got = np.correlate(weights, few, "valid").tolist()
        assert not exchanged(request_of(few, weights, "SAME", flip=False), Given(got))
    assert exchanged(request_of(x, [3, -4], "SAME", flip=False), Given(np.correlate([3, -4], x, "valid").tolist()))
