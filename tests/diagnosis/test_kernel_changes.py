"""What may have been done to a kernel: NumPy's roll, delete and put are what the changes are held against."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.signal import convolve2d, correlate2d

from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.diagnosis.kernel_changes import changed_kernels, divided_lines, kernel_changes
from course.own_numbers.request import request_of

IMAGE = np.array([[3, 1, 4, 1], [9, 2, 6, 5], [5, 8, 9, 7]])
KERNEL = np.array([[2, 7, 1], [8, 2, 8], [1, 8, 3]])

CHANGED = {  # a change in words: what NumPy makes of the kernel
    "rolled down by one row": np.roll(KERNEL, 1, 0),
    "rolled up by one row": np.roll(KERNEL, -1, 0),
    "rolled right by one column": np.roll(KERNEL, 1, 1),
    "rolled left by one column": np.roll(KERNEL, -1, 1),
    "rolled by one place in both axes": np.roll(KERNEL, 1, (0, 1)),
    "rolled back by one place in both axes": np.roll(KERNEL, -1, (0, 1)),
    "without its first row": KERNEL[1:],
    "without its middle column": np.delete(KERNEL, 1, 1),
    "with zeros for its last column": KERNEL * [1, 1, 0],
    "with zeros for its middle row": KERNEL * [[1], [0], [1]],
}


@pytest.mark.parametrize("words", CHANGED)
@pytest.mark.parametrize("mode, flip", [("same", True), ("valid", False), ("full", True)])
def test_a_change_of_the_kernel_is_named(words, mode, flip):
    got = (convolve2d if flip else correlate2d)(IMAGE, CHANGED[words], mode)
    request = request_of(IMAGE, KERNEL, mode, flip=flip)
    found = changed_kernels(request, Given(got.tolist()))
    if got.size < 4:  # valid has but two numbers here
        assert not found
        return
    assert any(words in finding.changes for finding in found)
    for finding in found:
        assert finding.source(request)[0].output == got.tolist()


def test_every_change_of_a_small_kernel():
    every = {tuple(kernel): words for kernel, words in kernel_changes([5, 6, 7, 8, 9])}
    assert every[9, 5, 6, 7, 8] == ["rolled by one place"]
    assert every[6, 7, 8, 9, 5] == ["rolled back by one place"]
    assert every[5, 6, 7, 9] == ["without its 4th weight"]
    assert every[5, 0, 7, 8, 9] == ["with zeros for its 2nd weight"]
    assert len(every) == 2 + 5 + 5 and kernel_changes([4]) == []
    twice = dict((str(kernel), words) for kernel, words in kernel_changes([[1, 1]]))
    assert twice["[[1]]"] == ["without its first column", "without its last column"]


def test_it_is_told_with_its_kernel():
    request = request_of(IMAGE, KERNEL[:2], "valid")
    got = convolve2d(IMAGE, np.roll(KERNEL[:2], 1, 1), "valid").tolist()
    (finding,) = changed_kernels(request, Given(got))
    assert finding.lines(request) == [
        'These numbers are a convolution with the kernel "1 2 7; 8 8 2", which is the one asked for rolled right by '
        "one column."
    ]
    assert finding.data() == {"kernel": [[1, 2, 7], [8, 8, 2]], "changes": ["rolled right by one column"]}


def test_few_numbers_name_no_change():
    """Three numbers, or others of which but two are wrong: some change gives these by chance."""
    request = request_of([3, 1, 4], [2, 7, 1], "same")
    rolled = request.but(h=[1, 2, 7])
    assert changed_kernels(request, Given(rolled.output)) == []
    request = request_of([0, 1, 0, 0, 1, 0], [2, 7, 1], "same")
    assert changed_kernels(request, Given(request.but(h=[2, 0, 1]).output)) == []
    request = request_of([3, 1, 4, 1], [2, 7, 1], "same")
    assert changed_kernels(request, Given(request.but(h=[1, 2, 7]).output))


@pytest.mark.parametrize("axis, line", [(0, "column"), (1, "row")])
def test_a_kernel_whose_lines_are_divided_by_their_own_sums(axis, line):
    """As h./sum(h) does it in Octave; that is told before two mistakes that give the same."""
    kernel = np.array([[1, 2, 1], [3, 4, 1], [4, 2, 2]])
    request = request_of(IMAGE, [[Fraction(weight, 20) for weight in row] for row in kernel.tolist()], "same")
    got = convolve2d(IMAGE, kernel / kernel.sum(axis, keepdims=True), "same")
    explanation = explain(request, Given(got.tolist()))
    (finding,) = explanation.findings
    assert finding.changes == [f"with each {line} divided by its own sum"] and not explanation.causes
    assert "add up to 3" in finding.lines(request)[-1]


def test_lines_of_which_no_sum_divides():
    request = request_of(IMAGE, [[1, 0], [-1, 2]], "same")
    assert not divided_lines(request, Given(convolve2d(IMAGE, [[1, 0], [-1, 1]], "same").tolist()))
    assert not divided_lines(request_of([3, 1, 4, 1, 5], [1, 2]), Given([1, 3, 2, 3, 3, 3]))
