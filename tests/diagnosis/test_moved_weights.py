"""One weight, or a line of weights, on the place of another: kernels that were changed by hand."""

import numpy as np
import pytest
from scipy.signal import convolve2d

from course.diagnosis.given import Given
from course.diagnosis.moved_weights import hint_of_moved, moved_in_words, moved_weight
from course.diagnosis.solved_kernel import solved_kernels
from course.own_numbers.request import request_of

SIGNAL = np.array([3, 1, -2, 4, 5, 7])
IMAGE = np.array([[3, 1, 4, 1, 5, 2], [9, 2, 6, 5, 3, 1], [5, 8, 9, 7, 9, 4], [3, 2, 3, 8, 4, 0]])
WEIGHTS = [2, -1, 3, 1]
KERNEL = [[1, 2], [3, -4], [5, 7]]

OF_SIGNALS = {
    (2, -1, 0, 4): "with the weight 3 on the place of the 1: 3 + 1 = 4",
    (2, 2, 0, 1): "with the weight 3 on the place of the -1: 3 + (-1) = 2",
    (0, -1, 3, 3): "with the weight 2 on the place of the 1: 2 + 1 = 3",
    (2, -1, 4): "with the weights 3 and 1 added up: 3 + 1 = 4",
    (1, 3, 1): "with the weights 2 and -1 added up: 2 + (-1) = 1",
}
OF_IMAGES = [
    ([[1, 2], [0, -4], [8, 7]], "with the weight 3 on the place of the 5: 3 + 5 = 8"),
    ([[8, 2], [3, -4], [5, 0]], "with the weight 7 on the place of the 1: 7 + 1 = 8"),
    ([[1, 2], [0, 0], [8, 3]], 'with the row "3 -4" added to the row "5 7"'),
    ([[3, 0], [-1, 0], [12, 0]], 'with the column "2 -4 7" added to the column "1 3 5"'),
]


def found(x, asked, got, mode="full"):
    (finding,) = solved_kernels(request_of(x, asked, mode), Given(got.tolist()))
    return finding


@pytest.mark.parametrize("kernel", OF_SIGNALS)
def test_a_weight_of_a_signals_kernel(kernel):
    finding = found(SIGNAL, WEIGHTS, np.convolve(SIGNAL, kernel))
    assert finding.kernel == list(kernel) and finding.changes == [OF_SIGNALS[kernel]]
    said = finding.lines(request_of(SIGNAL, WEIGHTS, "full"))[0]
    assert said.endswith(f"which is the one asked for {OF_SIGNALS[kernel]}.")


@pytest.mark.parametrize("kernel, words", OF_IMAGES)
@pytest.mark.parametrize("mode", ["full", "valid"])
def test_a_weight_or_a_line_of_an_images_kernel(kernel, words, mode):
    finding = found(IMAGE, KERNEL, convolve2d(IMAGE, kernel, mode), mode)
    assert finding.changes == [words] and finding.data()["changes"] == [words] and finding.hints == []


def test_the_table_of_a_full_convolution():
    """The row of the weight 3 begins one place too far: its numbers lie under those of the weight 1."""
    table = np.zeros((4, len(SIGNAL) + 3), int)
    for i, (weight, start) in enumerate(zip(WEIGHTS, (0, 1, 3, 3))):
        table[i, start : start + len(SIGNAL)] = weight * SIGNAL
    finding = found(SIGNAL, WEIGHTS, table.sum(axis=0))
    request = request_of(SIGNAL, WEIGHTS, "full")
    hint = "Hint: In a table of a row for each weight, that of h[2] is shifted by 2, and not by 3."
    assert finding.lines(request)[1:] == [hint] and len(hint) <= 100 + len("Hint: ")
    longer = np.append(SIGNAL, SIGNAL + 3)
    valid = found(longer, WEIGHTS[1:], np.convolve(longer, [-1, 0, 4], "valid"), "valid")
    assert valid.changes and valid.hints == []  # where no such table is


def test_kernels_that_are_no_moved_weights():
    """One weight changed, a weight on the place of another that stays, sums that are off, and a sum of 0."""
    for kernel in (
        [2, -1, 5, 4],
        [2, -1, 3, 4],
        [2, -1, 0, 5],
        [2, -1, 0, 3],
        [2, 3, 0, 4],
        [2, -1, 1, 3],
        [2, 4],
        [1, 4],
    ):
        assert moved_in_words(WEIGHTS, kernel) == [] and hint_of_moved(WEIGHTS, kernel) == []
    assert moved_in_words([2, 3, -3, 1], [2, 0, 0, 1]) == []
    assert moved_in_words([1, 2], [3]) == []
    assert moved_weight(KERNEL, [[1, 2], [0, 0], [8, 4]]) is None
    assert moved_in_words(KERNEL, [[1, 2], [0, 5], [8, 3]]) == []  # a row that is not gone
    assert moved_in_words(KERNEL, [[1, 2], [0, 0], [8, 4]]) == moved_in_words(KERNEL, [[1, 2], [8, 3]]) == []


def test_kernels_by_chance_are_none():
    draw = np.random.default_rng(7)
    for _ in range(2000):
        kernel = draw.integers(-9, 10, (3, 2)).tolist()
        assert moved_in_words(KERNEL, kernel) == []
