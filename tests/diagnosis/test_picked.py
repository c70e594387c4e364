"""One number of each window: NumPy's slices take them."""

import numpy as np
import pytest

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.picked import picked
from course.own_numbers.request import request_of

IMAGE = np.random.default_rng(6).integers(1, 200, (6, 9))
KERNEL = np.full((3, 3), 2)


@pytest.mark.parametrize("place, start", [("middle", 1), ("first", 0), ("last", 2)])
def test_every_third_pixel_where_the_sum_of_each_block_is_asked(place, start):
    request = request_of(IMAGE, KERNEL, "valid", stride=3)
    got = IMAGE[start::3, start::3].tolist()
    explanation = explain(request, Given(got))
    (finding,) = explanation.findings
    assert (explanation.kind, finding.data()) == ("elsewhere", {"place": place})
    said, hint = finding.lines(request)
    assert f"the {place} one of each window" in said and "stride" in hint
    assert explanation.comes_from[0].output == got


def test_a_signal_with_an_even_kernel_and_without_a_stride():
    x = [3, 1, 4, 7, 5, 9]
    assert not picked(request_of(x, [2, 7, 1, 3], "valid"), Given([1, 4, 7]))  # three numbers are too few
    (finding,) = picked(request_of([*x, 2], [2, 7, 1, 3], "valid"), Given([1, 4, 7, 5]))
    assert (
        finding.data()["place"].startswith("middle, the earlier")
        and "A copy" in finding.lines(finding.means)[1]
    )


def test_a_kernel_of_one_weight_and_numbers_that_are_not_the_inputs():
    request = request_of(IMAGE, [[0, 0, 0], [0, 2, 0], [0, 0, 0]], "valid", stride=3)
    assert not picked(request, Given(IMAGE[::3, ::3].tolist()))
    assert not picked(request_of(IMAGE, KERNEL, "valid", stride=3), Given((IMAGE[1::3, 1::3] * 300).tolist()))
