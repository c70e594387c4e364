"""The functions and loops of the lessons are right for any numbers, not only for those that they show."""

import ast
import math

import numpy as np
import pytest
import scipy.signal
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from support.lesson_source import cells_of, source_of
from support.strategies import fitting, grids, laws, lines

from course.convolution import definition
from course.convolution.sizes import pads


def functions_of(name, *wanted, **around):
    """The functions of a lesson with these names, without the lesson around them but for what is given here."""
    tree = ast.parse(source_of(name))
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in wanted]
    names = {"np": np, "math": math, **around}
    exec(compile(ast.Module(found, []), name, "exec"), names)
    return [names[each] for each in wanted]


def code_of_cell(name, heading):
    (cell,) = [cell for cell in cells_of(source_of(name)) if cell.heading == heading]
    return compile(cell.source, f"{name}: {heading}", "exec")


CONVOLVE_SIGNALS = functions_of("0_1D.py", "convolve")[0]
CONVOLVE_IMAGES, WEIGHT_TABLE, APPLY_TABLE = functions_of(
    "1_2D.py", "convolve", "weight_table", "apply_table"
)
SLIDE, ZEROS_OF_SAME, ERROR_OF = functions_of("2_TensorFlow.py", "slide", "zeros_of_same", "error_of")
PIXELS_SEEN, MOVED_RIGHT = functions_of("4_digit.py", "pixels_seen", "moved_right")

MULTIPLICATIONS = []  # that speed.py has counted
CONVOLVE_AND_COUNT, BY_TWO_PASSES, VALUES_AT, COUNT_BY_CLOCK = functions_of(
    "docs/further/speed.py",
    "convolve_and_count",
    "by_two_passes",
    "values_at",
    "count_by_clock",
    multiplications=MULTIPLICATIONS,
    convolve2d=definition.convolve2d,
)
(SLIDE_VIDEO,) = functions_of("docs/further/shapes.py", "slide")


# ---- lesson 0


@laws
@given(lines(), lines())
def test_flip_and_slide_along_a_signal(signal, kernel):
    signal, kernel = signal.tolist(), kernel.tolist()
    assert CONVOLVE_SIGNALS(signal, kernel).tolist() == definition.convolve1d(signal, kernel)


@laws
@given(lines(3, 3), lines(3, 3))
def test_two_loops_along_a_signal(signal, kernel):
    names = {"signal": signal, "kernel": kernel, "print": lambda *_: None, "ask": lambda _: None}
    exec(code_of_cell("0_1D.py", "The same with two loops"), names)
    assert_array_equal(names["heard"], definition.convolve1d(signal, kernel))


# ---- lesson 1


@laws
@given(grids(), grids(4))
def test_the_loops_over_an_image(image, kernel):
    names = {"np": np, "image": image, "kernel": kernel, "print": lambda *_: None}
    exec(code_of_cell("1_2D.py", "The same with loops"), names)
    assert_array_equal(names["feature_map"], definition.convolve2d(image, kernel))


@laws
@given(fitting())
def test_flip_and_slide_over_an_image(both):
    image, kernel = both
    assert_array_equal(CONVOLVE_IMAGES(image, kernel), definition.convolve2d(image, kernel, "valid"))


@laws
@given(fitting())
def test_a_table_of_weights_gives_the_convolution(both):
    image, kernel = both
    table = WEIGHT_TABLE(image, kernel)
    right = np.array(definition.convolve2d(image, kernel, "valid"))
    assert table.shape == (right.size, image.size)
    assert_array_equal(APPLY_TABLE(table, image), right.ravel())
    assert_array_equal(table @ image.ravel(), right.ravel())
    assert ((table != 0).sum(axis=1) == (kernel != 0).sum()).all()


# ---- lesson 2


@laws
@given(fitting(), st.integers(1, 4))
def test_slide_takes_steps_and_does_not_flip(both, stride):
    image, kernel = both
    right = definition.convolve2d(image, kernel, "valid", stride=stride, flip=False)
    assert_array_equal(SLIDE(image, kernel, stride), right)


@laws
@given(lines(12), lines(5), st.integers(1, 4))
def test_the_zeros_of_same(signal, kernel, stride):
    n, k = len(signal), len(kernel)
    before, after = ZEROS_OF_SAME(n, k, stride)
    assert (before, after) == pads(n, k, "SAME", stride=stride)
    padded = np.pad(signal, (before, after))
    size = math.ceil(n / stride)
    sums = (
        [int(padded[i * stride : i * stride + k] @ kernel) for i in range(size)]
        if n + before + after >= k
        else []
    )
    assert sums == definition.convolve1d(signal, kernel, "SAME", stride=stride, flip=False)


@pytest.mark.parametrize("weight, error", [(1, 10), (2, 2.5), (3, 0), (4, 2.5), (0, 22.5), (-1, 40)])
def test_the_error_of_one_weight(weight, error):
    assert ERROR_OF(weight) == error


# ---- lesson 3


@laws
@given(grids(9))
def test_the_loops_over_nine_pixels(image):
    grey = np.pad(image, 1)  # at least 3x3
    rows, columns = grey.shape
    names = {"np": np, "grey": grey, "rows": rows, "columns": columns, "print": lambda *_: None}
    exec(code_of_cell("3_image.py", "On the photograph"), names)
    right = definition.convolve2d(grey, np.ones((3, 3), int), "same")
    assert names["total"] == right[rows // 2][columns // 2]


def test_the_gaussian_is_made_of_binomial_coefficients():
    def convolve2d(image, kernel, mode, boundary):
        return kernel

    names = {"np": np, "grey": None, "convolve2d": convolve2d, "print": lambda *_: None}
    exec(code_of_cell("3_image.py", "A softer blur: the Gaussian"), names)
    line = [math.comb(6, place) for place in range(7)]
    assert names["bell"].tolist() == line
    assert names["by_gauss"].tolist() == [[one * other / 4**6 for other in line] for one in line]


# ---- the further lessons


@laws
@given(fitting())
def test_each_multiplication_is_counted(both):
    image, kernel = both
    result, count = CONVOLVE_AND_COUNT(image, kernel)
    assert_array_equal(result, definition.convolve2d(image, kernel, "valid"))
    assert count == result.size * kernel.size


@laws
@given(grids(), st.data())
def test_a_kernel_that_can_be_taken_apart_takes_two_passes(image, data):
    """Where its corner is a power of two, so that dividing by it is exact."""
    rows, columns = (data.draw(st.integers(1, size)) for size in image.shape)
    row, column = (data.draw(lines(size, size)) for size in (columns, rows))
    row[0] = data.draw(st.sampled_from([1, -2, 4]))
    column[0] = data.draw(st.sampled_from([-1, 2]))
    kernel = np.outer(column, row)
    assert_array_equal(BY_TWO_PASSES(image, kernel), definition.convolve2d(image, kernel, "valid"))


@laws
@given(st.integers(0, 4), st.data())
def test_the_values_on_a_clock(halvings, data):
    length = 2**halvings
    numbers = data.draw(st.lists(st.integers(0, 16), min_size=length, max_size=length))
    p = pow(3, 16 // length, 17)
    MULTIPLICATIONS.clear()
    values = VALUES_AT(numbers, p, 17)
    assert values == [sum(a * p ** (j * t) for t, a in enumerate(numbers)) % 17 for j in range(length)]
    assert len(MULTIPLICATIONS) == length // 2 * halvings


@laws
@given(st.integers(0, 4), st.data())
def test_the_way_by_values(halvings, data):
    length = 2**halvings
    numbers = st.lists(st.integers(0, 40), min_size=length, max_size=length)
    signal, weights = data.draw(numbers), data.draw(numbers)
    result, count = COUNT_BY_CLOCK(signal, weights)
    assert result == definition.convolve1d(signal, weights)
    assert count == 3 * length * (halvings + 1) + 2 * (2 * length)


@laws
@given(fitting(3, 4))
def test_sliding_through_a_video(both):
    video, kernel = both
    assert_array_equal(SLIDE_VIDEO(video, kernel), scipy.signal.correlate(video, kernel, "valid", "direct"))


# ---- the tests see a mistake


@pytest.mark.parametrize("name, function, old, new", [
    ("0_1D.py", "convolve", "kernel[::-1]", "kernel"),
    ("0_1D.py", "convolve", "len(kernel) - 1)", "len(kernel))"),
    ("1_2D.py", "convolve", "kernel[::-1, ::-1]", "kernel[::-1]"),
    ("1_2D.py", "convolve", "columns - kernel_columns", "rows - kernel_rows"),
    ("2_TensorFlow.py", "slide", "kernel[a, b]", "kernel[-a - 1, -b - 1]"),
])  # fmt: skip
def test_a_function_that_is_wrong_gives_other_numbers(name, function, old, new):
    source = source_of(name)
    place = source.index(f"def {function}(")
    wrong = source[place : source.index("\n\n\n", place)].replace(old, new)
    assert old in source[place:] and new in wrong
    names = {"np": np}
    exec(wrong, names)
    image, kernel = np.arange(24).reshape(4, 6) % 7, np.array([[1, 2, 3], [5, 4, 0]])
    if name == "0_1D.py":
        given_numbers, right = ([3, 4, 5], [2, 1]), [6, 11, 14, 5]
    elif name == "1_2D.py":
        given_numbers, right = (image, kernel), definition.convolve2d(image, kernel, "valid")
    else:
        given_numbers, right = (image, kernel, 1), definition.convolve2d(image, kernel, "valid", flip=False)
    try:
        got = np.asarray(names[function](*given_numbers)).tolist()
    except IndexError:
        return
    assert got != right


# ---- lesson 4


@pytest.mark.parametrize("first", [1, 3, 5, 7])
@pytest.mark.parametrize("second", [1, 3, 5])
def test_pixels_that_a_number_sees_through_pooling(first, second):
    """A number sees second pooled ones, these twice as many of layer 1, and the outer two of them a bit further."""
    assert PIXELS_SEEN(np.ones(first), np.ones(second)) == 2 * second + first - 1


@pytest.mark.parametrize("by", [0, 1, 3])
def test_images_move_to_the_right(by):
    images = np.arange(1, 2 * 5 * 28 + 1).reshape(2, 5, 28, 1)
    moved = MOVED_RIGHT(images, by)
    assert moved.shape == images.shape
    for image, row, column in np.ndindex(2, 5, 28):
        came_from = images[image, row, column - by, 0] if column >= by else 0
        assert moved[image, row, column, 0] == came_from


def test_a_list_knows_only_what_is_in_it():
    train = np.arange(12.0).reshape(3, 2, 2)
    names = {
        "train": train,
        "train_labels": [7, 1, 7],
        "test": np.stack([train[2] + 1, train[1], train[0] + 2]),
    }
    exec(code_of_cell("4_digit.py", "By heart"), names)
    assert (len(names["by_heart"]), names["known"]) == (3, 1)
    assert names["by_heart"][train[1].tobytes()] == 1
