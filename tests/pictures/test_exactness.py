"""What floats hold: types that are wide enough, whole numbers, and the proof that a transform may be rounded."""

import numpy as np
import pytest

from course.pictures import exactness
from course.pictures.exactness import (
    HOLDS,
    all_whole,
    largest_magnitude,
    result_type,
    sum_of_magnitudes,
    transform_is_right,
)


@pytest.mark.parametrize("dtype", HOLDS)
def test_a_float_holds_these_and_not_the_next(dtype):
    assert int(dtype(HOLDS[dtype] - 1)) == HOLDS[dtype] - 1
    assert int(dtype(HOLDS[dtype] + 1)) != HOLDS[dtype] + 1


def test_magnitudes():
    values = np.array([[-7, 2], [3, 5]])
    assert (sum_of_magnitudes(values), largest_magnitude(values)) == (17, 7)
    assert largest_magnitude(np.array([[-128]], np.int8)) == 128
    assert np.isnan(largest_magnitude(np.array([[1, np.nan]])))


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        (np.array([[1.0, -2]]), True),
        (np.array([[1.0, 2.5]]), False),
        (np.array([[1, 2**53]]), True),
        (np.array([[1.0, 2.0**54]]), False),
        (np.array([[1, 2**60]]), False),
        (np.array([[np.nan, 1]]), False),
        (np.array([[np.inf, 1]]), False),
        (np.zeros((2, 3), np.uint8), True),
    ],
)
def test_all_whole(values, whole):
    assert all_whole(values) == whole


def test_all_whole_looks_at_every_block(monkeypatch):
    monkeypatch.setattr(exactness, "BLOCK_BYTES", 100)
    values = np.ones((50, 4), np.float32)
    assert all_whole(values)
    for row in (0, 6, 7, 30, 49):
        changed = values.copy()
        changed[row, 2] = 0.5
        assert not all_whole(changed)


@pytest.mark.parametrize(
    ("dtype", "weights", "expected"),
    [
        ("uint8", [[65793]], np.float32),
        ("uint8", [[65000, -793]], np.float32),
        ("uint8", [[65000, -794]], np.float64),
        ("bool", [[2**24 // 128 - 1]], np.float32),
        ("float32", [[2e38]], np.float32),
        ("float32", [[2e38, 2e38]], np.float64),
        ("float64", [[1]], np.float64),
        ("int32", [[1]], np.float64),
    ],
)
def test_result_type(dtype, weights, expected):
    assert result_type(np.dtype(dtype), np.array(weights, dtype=float)) == expected


class TestTransformIsRight:
    def test_the_worked_example_and_its_limit(self):
        example = 255 * 60_000
        assert transform_is_right(example, [256, 256], np.float64, True)
        assert transform_is_right(39 * example, [256, 256], np.float64, True)
        assert not transform_is_right(40 * example, [256, 256], np.float64, True)
        assert transform_is_right(40 * example, [256, 256], np.float64, False)

    def test_what_overflows_is_wrong(self):
        assert transform_is_right(5e33, [256, 256], np.float32, False)
        assert not transform_is_right(5.2e33, [256, 256], np.float32, False)
        assert transform_is_right(5.2e33, [256, 256], np.float64, False)

    @pytest.mark.parametrize("largest", [np.nan, np.inf])
    def test_nan_and_inf_are_wrong(self, largest):
        assert not transform_is_right(largest, [256, 256], np.float64, False)
