"""What is carried over from signals to images is told by the text and the numbers; what does no harm is not."""

import pytest
from support.exercise_answers import SEED
from support.first_runs import run_as_sandboxed

from course.practice.grading import grade_run
from course.practice.new_inputs import exercise_to_check

HEAD = "import numpy as np\nfrom scipy.signal import convolve2d as by_scipy\n\ndef convolve2d(image, kernel, mode='full'):\n"


def grade_of(body):
    exercise = exercise_to_check(1, SEED)
    source = (HEAD + "".join(f"    {line}\n" for line in body.strip().splitlines())).encode()
    return grade_run(run_as_sandboxed(source, exercise), exercise, source)


def said_of(body):
    grade = grade_of(body)
    assert not grade.passed
    return " ".join([*grade.said, *grade.hints])


WINDOWS = """
padded = np.pad(image, k - 1)
flipped = np.flip(kernel)
rows, columns = image.shape
y = np.zeros((rows + k - 1, columns + k - 1))
for i in range(rows + k - 1):
    for j in range(columns + k - 1):
        y[i, j] = np.sum(padded[i : i + k, j : j + k] * flipped)
return y
"""


@pytest.mark.parametrize(
    "typed",
    ["np.ravel(image), kernel.ravel()", "image.reshape(-1), np.reshape(kernel, -1)", "np.hstack(image), kernel.flatten()"]
    + ["[v for row in image for v in row], np.concatenate(kernel)"],
)  # fmt: skip
def test_rows_end_to_end(typed):
    assert "the rows of image and of kernel stand end to end" in said_of(f"return np.convolve({typed})")


def test_rows_end_to_end_with_room_between_them_are_a_convolution():
    """Both tables are as wide as mode full: no weight meets a number of a row that is not its own."""
    body = """
shape = [n + k - 1 for n, k in zip(image.shape, kernel.shape)]
x = np.pad(image, ((0, 0), (0, shape[1] - image.shape[1])))
h = np.pad(kernel, ((0, 0), (0, shape[1] - kernel.shape[1])))
full = np.convolve(x.ravel(), h.ravel())[: shape[0] * shape[1]].reshape(shape)
return full {}
"""
    assert "end to end" not in said_of(body.format(""))
    assert "end to end" not in said_of(body.format("+ 1"))


@pytest.mark.parametrize(
    "counts, thing",
    [("k = len(kernel)", "rows"), ("k = kernel.shape[0]", "rows"), ("k, _ = kernel.shape", "rows")]
    + [("k = len(kernel[0])", "columns"), ("k = kernel.shape[1]", "columns")],
)
def test_one_size_for_both(counts, thing):
    said = said_of(counts + WINDOWS)
    assert f"Line 5: {counts} counts the {thing} of kernel, and line 9 takes that" in said
    assert "kr, kc = kernel.shape" in said and "exchanged" not in said


def test_where_square_ones_are_wrong_too_the_size_is_not_blamed():
    assert "counts the" not in said_of("k = len(kernel)" + WINDOWS.replace("return y", "return y + 1"))


def test_where_the_columns_are_counted_as_well_nothing_is_said_of_the_size():
    said = said_of("k = len(kernel)\nkc = len(kernel[0])" + WINDOWS)
    assert "counts the" not in said


@pytest.mark.parametrize(
    "body, piece",
    [
        ("return [np.convolve(row, kernel[0], mode) for row in image]", "Each row of the image is convolved with the first"),
        ("return [np.convolve(row, kernel[-1], mode) for row in image]", "with the last row of the kernel alone"),
        (
            "return np.array([np.convolve(c, kernel[:, 0], mode) for c in image.T]).T",
            "Each column of the image is convolved with the first column of the kernel alone",
        ),
        ("return [np.convolve(row, kernel[0], 'same') for row in image]", "the first row of the kernel alone"),
        ("return [sum(np.convolve(row, w, mode) for w in kernel) for row in image]", "in one and the same row"),
        ("return [np.convolve(row, w, mode) for row in image for w in kernel]", "nothing is added up"),
        ("return [np.convolve(row, w, mode) for w in kernel for row in image]", "nothing is added up"),
        ("return by_scipy(image, np.outer(kernel[0], kernel[0]), mode)", "along the columns with the same row"),
        ("return by_scipy(image, np.outer(kernel[:, 0], kernel[0]), mode)", "along the columns with its first column"),
    ],
)  # fmt: skip
def test_rows_that_are_convolved_by_themselves(body, piece):
    assert piece in said_of(body)


@pytest.mark.parametrize(
    "body",
    [
        "return by_scipy(image, kernel, mode) * 2",
        "return [np.convolve(row, kernel[0], mode) + 1 for row in image]",
        "return [np.convolve(row, kernel.max(axis=0), mode) for row in image]",
    ],
)
def test_of_other_numbers_nothing_is_told_of_rows(body):
    said = said_of(body)
    assert "is convolved with" not in said and "are convolved with" not in said
