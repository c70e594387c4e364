"""A factor with a usual cause, and then bytes: made with SciPy and NumPy as imfilter and cv2.filter2D have it."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.signal import convolve2d

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.rescaled_and_stored import rescaled_and_stored
from course.own_numbers.request import request_of

IMAGE = np.random.default_rng(4).integers(0, 60, (4, 5))
ONES, NINTHS = np.ones((3, 3), int), [[Fraction(1, 9)] * 3] * 3


@pytest.mark.parametrize("rule, keep", [("held", lambda v: np.clip(v, 0, 255)), ("wraps", lambda v: v % 256)])
@pytest.mark.parametrize("mode", ["same", "full"])
def test_weights_that_were_not_divided_and_bytes(rule, keep, mode):
    request = request_of(IMAGE, NINTHS, "same", flip=False)
    got = keep(convolve2d(IMAGE, ONES, mode))
    assert got.max() == 255 or rule == "wraps"
    explanation = explain(request, Given(got.tolist()))
    (finding,) = explanation.findings
    assert (explanation.kind, explanation.causes) == ("rescaled and stored", [])
    assert finding.data() == {
        "factor": 9,
        "rule": rule,
        "reading": {} if mode == "same" else {"mode": "full"},
    }
    said, *hints = finding.lines(request)
    assert said.startswith("These are 9 times the numbers that are right") and "divided by 9" in hints[0]


def test_what_no_byte_has_and_what_tells_too_little():
    request = request_of(IMAGE, NINTHS, "same")
    looked = lambda got: rescaled_and_stored(Outcomes(request, Given(got.tolist())))
    nine = convolve2d(IMAGE, ONES, "same")
    assert not looked(nine)  # beyond 255
    assert not looked(np.where(nine > 255, 255, nine + 1)) and not looked(np.full((4, 5), 255))
    small = request_of(IMAGE // 9, NINTHS, "same")  # nothing is held: a factor alone
    assert not rescaled_and_stored(Outcomes(small, Given((convolve2d(IMAGE // 9, ONES, "same")).tolist())))
