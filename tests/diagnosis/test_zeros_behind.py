"""Dilated kernels with zeros behind the last weight: np.kron makes them, NumPy and SciPy slide them."""

import numpy as np
import pytest
from scipy import ndimage
from scipy.signal import convolve2d

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.zeros_behind import zeros_behind
from course.own_numbers.request import request_of

DRAW = np.random.default_rng(3)
SIGNAL, IMAGE = DRAW.integers(-9, 9, 9), DRAW.integers(0, 9, (6, 7))
KERNEL, SQUARE = np.array([2, 1, 5]), np.array([[1, 2, 0], [0, 1, 3]])


def found(request, numbers):
    """The kernels that are found; explain() tells the finding first."""
    given = Given(np.asarray(numbers).tolist())
    findings = zeros_behind(request, given)
    for finding in findings:
        assert (
            finding.request.output == given.values
            and explain(request, given).findings[0].kind == "zeros behind"
        )
    return [finding.data()["kernel"] for finding in findings]


@pytest.mark.parametrize("dilation", [2, 4])
def test_signals(dilation):
    one = [1] + [0] * (dilation - 1)
    made = np.kron(KERNEL, one)
    for mode in ("full", "same"):
        x = np.concatenate([SIGNAL, SIGNAL[:4]])
        request = request_of(x, KERNEL, mode, dilation=dilation)
        same = np.convolve(x, made, mode).tolist() == request.output
        assert same or found(request, np.convolve(x, made, mode)) == [made.tolist()]
        assert mode == "same" or not same


def test_images_with_either_centre():
    made = np.kron(SQUARE, [[1, 0], [0, 0]])
    request = request_of(IMAGE, SQUARE, "same", dilation=2)
    got = ndimage.convolve(IMAGE, made, mode="constant")
    assert found(request, got) == [made.tolist()]
    (line, hint) = zeros_behind(request, Given(got.tolist()))[0].lines(request)
    assert "np.kron(h, [[1, 0], [0, 0]])" in line and "4 x 6, not 3 x 5" in line and "[:3, :5]" in hint
    assert found(request.but(mode="full"), convolve2d(IMAGE, made, "full")) == [made.tolist()]
    across = np.kron(SQUARE, [[1, 0, 0]])
    assert found(request_of(IMAGE, SQUARE, "full", dilation=(1, 3)), convolve2d(IMAGE, across)) == [
        across.tolist()
    ]


def test_what_is_not_said():
    request = request_of(IMAGE, SQUARE, "same", dilation=2)
    got = ndimage.convolve(IMAGE, np.kron(SQUARE, [[1, 0], [0, 0]]), mode="constant")
    got[2, 3] += 1
    assert not found(request, got) and not found(request.but(dilation=1), got)
    assert not found(request_of([1, 2], KERNEL, "full", dilation=2), [2, 4, 1])
