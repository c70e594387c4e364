"""Half of a separable kernel, passed once or twice: SciPy's passes are what is found."""

import numpy as np
import pytest
from scipy.signal import convolve2d

from course.diagnosis.given import Given
from course.diagnosis.separable import halves_of, separable_passes
from course.own_numbers.request import request_of

IMAGE = np.array([[3, 1, 4, 1], [9, 2, 6, 5], [5, 8, 9, 7]])
COLUMN, ROW = np.array([[1], [3], [2]]), np.array([[2, 5]])


@pytest.mark.parametrize("mode", ["same", "full", "valid"])
@pytest.mark.parametrize("used, times", [(0, 1), (0, 2), (1, 1), (1, 2)])
def test_a_half_passed_once_or_twice(mode, used, times):
    half, got = (COLUMN, ROW)[used], IMAGE
    for _ in range(times):
        if (mode, used, times) == ("valid", 0, 2) and got is not IMAGE:
            return  # three rows have no second pass of three weights
        got = convolve2d(got, half, mode)
    request = request_of(IMAGE, COLUMN @ ROW, mode)
    found = separable_passes(request, Given(got.tolist()))
    assert [(passes.used, passes.times) for passes in found] == [(used, times)]
    assert found[0].source(request)[0].output == got.tolist()
    assert found[0].data()["passed"] == ("column", "row")[used] and len(found[0].lines(request)) == 2


def test_the_blur_of_a_single_point():
    request = request_of([[0, 0, 0], [0, 1, 0], [0, 0, 0]], [[1, 2, 1], [2, 4, 2], [1, 2, 1]], "same")
    (passes,) = separable_passes(request, Given([[0, 4, 0], [0, 6, 0], [0, 4, 0]]))
    assert (passes.kind, passes.used, passes.times) == ("passes", 0, 2)


def test_the_halves_of_a_kernel_give_it_again():
    for kernel in (
        COLUMN @ ROW,
        np.outer([1, 2, 1], [1, 2, 1]),
        np.outer([0, 2, 0], [-3, 0, 1, 4]),
        np.outer([0.25, 0.5, 0.25], [0.25, 0.5, 0.25]),
        np.outer([1, 0, -1], [1, 2, 1]),
    ):
        found = halves_of(kernel.tolist())
        assert found and all((np.array(column) @ np.array(row) == kernel).all() for column, row in found)
    assert halves_of([[1, 2], [2, 5]]) == halves_of([[0, 0], [0, 0]]) == halves_of([[1, 2]]) == []
    assert halves_of([[float("nan"), 1], [1, 1]]) == []


def test_the_sum_goes_into_the_halves_as_people_have_it():
    blur = np.outer([0.25, 0.5, 0.25], [0.25, 0.5, 0.25]).tolist()
    assert ([[0.25], [0.5], [0.25]], [[0.25, 0.5, 0.25]]) in halves_of(blur)
    assert halves_of([[4, 6], [6, 9]]) == [([[2], [3]], [[2, 3]])]
    assert halves_of([[6, 10], [9, 15]]) == [([[2], [3]], [[3, 5]])]


def test_few_numbers_and_signals_have_no_passes():
    request = request_of([[1, 2], [3, 5]], [[1, 2], [2, 4]], "valid")
    assert separable_passes(request, Given([[5]])) == []
    assert separable_passes(request_of([1, 2, 3, 4, 5], [1, 2]), Given([1, 2, 3, 4, 5])) == []
