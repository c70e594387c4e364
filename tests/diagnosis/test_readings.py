"""Other flips, modes and borders under which the given numbers are right."""

import numpy as np
import pytest
from scipy import ndimage
from support.brought_numbers import IMAGE, SQUARE, WIDE, conv

from course.diagnosis.given import Given
from course.diagnosis.outcomes import Outcomes
from course.diagnosis.readings import readings, with_changes
from course.diagnosis.why import why
from course.own_numbers.request import request_of


def found(request, values):
    return [reading.changes for reading in readings(Outcomes(request, Given(values)))]


@pytest.mark.parametrize(
    "changes",
    [{"flip": False}, {"mode": "valid"}, {"border": "symmetric"}, {"flip": False, "border": "wrap"}],
    ids=str,
)
def test_what_is_changed_is_found(changes):
    request = request_of(IMAGE, WIDE, "same")
    assert found(request, request.but(**changes).output) == [changes]


def test_three_changes_at_once_are_found():
    changes = {"flip": False, "mode": "full", "border": "edge"}
    request = request_of(IMAGE, SQUARE, "same")
    assert found(request, request.but(**changes).output) == [changes]


def test_fewer_changes_are_enough():
    """All numbers alike: in mode same every border but zeros repeats them, so no reading with a flip is looked at."""
    request = request_of([2, 2, 2, 2], [1, 1])
    assert all(set(changes) == {"mode", "border"} for changes in found(request, [4, 4, 4, 4]))


def test_a_reading_holds_the_request_that_is_right():
    values = ndimage.correlate(IMAGE, SQUARE, mode="mirror").tolist()
    (reading,) = readings(Outcomes(request_of(IMAGE, SQUARE, "same"), Given(values)))
    assert reading.changes == {"flip": False, "border": "reflect"} and reading.request.output == values


def test_nothing_else_is_right():
    assert found(request_of(IMAGE, SQUARE, "same"), conv(IMAGE + 1, SQUARE, "same").tolist()) == []


def test_a_mode_takes_the_place_of_padding():
    request = request_of([3, 4, 5], [2, 1], padding=1)
    changed = with_changes(request, {"mode": "valid"})
    assert (changed.mode, changed.padding) == ("valid", None)
    assert with_changes(request, {"flip": False}).padding == 1
    assert found(request, [10, 13]) == found(request_of([3, 4, 5], [2, 1]), [10, 13])


def test_zeros_where_a_number_was_asked_for_are_a_reading():
    request = request_of(IMAGE, WIDE, "same", border="constant=5")
    values = conv(IMAGE, WIDE, "same").tolist()
    (reading,) = readings(Outcomes(request, Given(values)))
    assert reading.changes == {"border": "constant"} and reading.request.output == values
    assert found(request, request.but(border="edge", fill=0).output) == [{"border": "edge"}]


@pytest.mark.parametrize(
    "asked, stride, changes", [(1, 2, {}), (2, 1, {}), (1, 3, {"flip": False}), (2, 3, {"flip": False})]
)
def test_another_stride_is_found(asked, stride, changes):
    request = request_of(IMAGE, WIDE, "full", stride=asked)
    assert found(request, request.but(stride=stride, **changes).output) == [{**changes, "stride": stride}]


def test_another_stride_is_said_and_where_it_is_the_kernels_size_so_is_pooling():
    x, h = [[2, 4, 1, 7, 3, 5], [6, 8, 3, 1, 9, 2], [0, 5, 7, 2, 4, 4], [1, 2, 6, 5, 8, 0]], [[1, 1], [1, 1]]
    got = [[20, 12, 19], [8, 20, 16]]
    text = str(why(x, h, got, "valid"))
    assert (
        text.startswith("These numbers would be right with stride 2. You asked for stride 1.")
        and "Pooling" in text
    )
    signal = [3, 1, 4, 1, 5, 9, 2, 6]
    text = str(why(signal, [2, 7, 1], np.convolve(signal, [2, 7, 1])[::2].tolist()))
    assert "right with stride 2" in text and "Pooling" not in text


def test_beside_an_image_of_two_columns_another_stride_has_readings_of_all_changes():
    """Wrapped or mirrored beyond two columns a kernel gives the same numbers flipped, one column further."""
    x, weights = [[9, 4], [2, 7], [1, 8], [6, 3], [5, 0]], [[7, 1]]
    request = request_of(x, weights, "SAME", stride=2)
    correlated = ndimage.correlate(np.array(x), weights, mode="mirror").tolist()
    meant = {"flip": False, "mode": "same", "border": "reflect", "stride": 1}
    every = found(request, correlated)
    assert {"border": "reflect", "stride": 1} in every and meant in every
    assert request.but(**meant).output == correlated
    wider = request_of([[9, 4, 2], [7, 1, 8], [6, 3, 5]], weights, "SAME", stride=2)
    assert found(wider, wider.but(border="reflect", stride=1).output) == [{"border": "reflect", "stride": 1}]


def test_two_numbers_are_too_few_for_another_stride():
    assert found(request_of([3, 1, 4], [2, 7]), np.convolve([3, 1, 4], [2, 7])[::2].tolist()) == []


def test_beside_two_changes_as_many_with_another_stride_are_told():
    """Three numbers and a symmetric kernel: every second one of a mirrored full result is what a copied edge gives."""
    request = request_of([117, 144, 21], [9, 7, 9], "same", stride=2)
    got = ndimage.correlate1d([117, 144, 21], [9, 7, 9], mode="nearest").tolist()
    every = found(request, got)
    assert {"mode": "full", "border": "symmetric"} in every and {"border": "edge", "stride": 1} in every
    assert all(len(changes) == 2 for changes in every)
