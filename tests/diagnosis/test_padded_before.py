"""An input that was padded with np.pad, and by np.convolve or SciPy once more."""

import numpy as np
import pytest
from scipy.signal import convolve2d

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.padded_before import padded_before, padded_input
from course.own_numbers.request import request_of

SIGNAL, KERNEL = np.array([20, 21, 25, 23, 22, 29, 24, 27]), np.array([1, 3, 2, 1, 1])


@pytest.mark.parametrize("mode", ["same", "full"])
def test_a_signal_padded_by_hand_and_by_the_call(mode):
    request = request_of(SIGNAL, KERNEL, "same", border="edge")
    got = np.convolve(np.pad(SIGNAL, 2, mode="edge"), KERNEL, mode).tolist()
    explanation = explain(request, Given(got))
    (finding,) = explanation.findings
    assert (explanation.kind, finding.kind) == ("elsewhere", "padded before")
    assert finding.data() == {"mode": mode, "border": "constant"}
    said, place, hint = finding.lines(request)
    first = 2 if mode == "same" else 4
    assert f"y[{first}] to y[{first + 7}]" in place and "zeros once more" in said and "valid" in hint
    assert explanation.comes_from[0].output == got


def test_an_image_and_the_same_border_twice():
    image = np.arange(20).reshape(4, 5) ** 2 % 17
    kernel = np.array([[1, 2, 0], [0, 3, 1], [1, 1, 4]])
    request = request_of(image, kernel, "same", border="wrap")
    padded = np.pad(image, 1, mode="wrap")
    assert padded_input(request) == padded.tolist()
    got = convolve2d(np.pad(padded, 1, mode="wrap"), kernel, "valid").tolist()
    (finding,) = padded_before(request, Given(got))
    assert finding.data() == {"mode": "same", "border": "wrap"}
    assert "numbers once more" in finding.lines(request)[0]


def test_zeros_and_modes_that_add_nothing_are_left_to_others():
    got = np.convolve(np.pad(SIGNAL, 2), KERNEL, "same").tolist()
    assert not padded_before(request_of(SIGNAL, KERNEL, "same"), Given(got))
    assert not padded_before(request_of(SIGNAL, KERNEL, "valid", border="edge"), Given(got))
