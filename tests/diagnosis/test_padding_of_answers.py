"""The zeros with which all answers of a function are right, where no mistake gives them."""

import numpy as np
from scipy import signal
from support.callings import HandMade

from course.diagnosis.answer import Answer
from course.diagnosis.padding_of_answers import padding_that_fits
from course.diagnosis.stages import judged, stages_of

ODD = HandMade(kernels="odd")


def evidence(sides):
    """The answers of a function that puts zeros around the image: sides(k) is (before, after), for each axis."""
    probes = stages_of(ODD)[3].suite.probes
    return [
        (
            probe,
            Answer(
                signal.convolve2d(np.pad(probe.x, [*map(sides, probe.h.shape)]), probe.h, "valid").tolist()
            ),
        )
        for probe in probes
    ]


def test_as_many_zeros_on_each_side_for_each_size():
    assert padding_that_fits(evidence(lambda k: (k - 1, k - 1))) == [
        "It behaves as if 0, 2, 4 zeros stood on each side for k = 1, 3, 5."
    ]


def test_others_before_than_after():
    (said,) = padding_that_fits(evidence(lambda k: (k // 2 + 1, k // 2)))
    assert said.startswith("It behaves as if these zeros stood around the input: ")
    assert "2 above, 1 below, 2 left, 1 right for a 3x3 kernel" in said


def test_what_was_asked_for_is_not_told():
    assert padding_that_fits(evidence(lambda k: (k // 2, k // 2))) == []


def test_no_padding_fits_other_numbers():
    other = [
        (probe, Answer((np.array(answer.values) + 1).tolist()))
        for probe, answer in evidence(lambda k: (k, k))
    ]
    assert padding_that_fits(other) == []
    without = [(probe, Answer(None, "no numbers")) for probe, _ in other]
    assert padding_that_fits(without) == []


def test_the_padding_that_fits_is_said():
    def too_many(x, h):
        around = [(k // 2 + 4 * (k > 3),) * 2 for k in h.shape]
        return signal.convolve2d(np.pad(x, around), h, "valid")

    found = judged(too_many, HandMade(kernels="odd"))
    assert found.verdict == "Right for 3x3 kernels; wrong where a kernel is not 3x3." and not found.causes
    assert found.remarks == ["It behaves as if 0, 1, 6 zeros stood on each side for k = 1, 3, 5."]
