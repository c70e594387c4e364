"""diagnose() of functions of an image and two kernels of one axis."""

import numpy as np
import pytest
from scipy import ndimage, signal
from support.callings import named

from course.diagnosis.diagnose import diagnose
from course.diagnosis.further_kinds import further_kind
from course.diagnosis.row_and_column_kernels import SeparableReading
from course.errors import Unusable
from course.mistakes.bank.separable import SEPARABLE_MISTAKES
from course.mistakes.faulty_definition import definition_with
from course.mistakes.smallest_input import Probe

IMAGE = np.arange(30).reshape(5, 6) ** 2 % 17 - 6
ROW, COLUMN = np.array([1, -2, 5]), np.array([1, 4, -3])


def separable(image, row_kernel, column_kernel):
    return signal.convolve2d(
        signal.convolve2d(image, row_kernel[None], "same"), column_kernel[:, None], "same"
    )


def sepfir(image, hrow, hcol):
    return signal.convolve2d(image, np.outer(hcol, hrow), "valid").tolist()


def filter_separable(image, kernel_v, kernel_h):
    rows = ndimage.correlate1d(image.astype(float), kernel_h, axis=1, mode="nearest")
    return ndimage.correlate1d(rows, kernel_v, axis=0, mode="nearest")


@pytest.mark.parametrize(
    "f, said",
    [
        (
            separable,
            "separable(image, row's kernel, column's kernel); as many numbers as the image: 'same'; a convolution; zeros",
        ),
        (
            sepfir,
            "sepfir(image, row's kernel, column's kernel); only where the kernels lie inside: 'valid'; a convolution.",
        ),
        (filter_separable, "filter_separable(image, column's kernel, row's kernel)"),
    ],
)
def test_right_functions_are_right_and_what_was_taken_is_said(f, said):
    found = diagnose(f)
    assert further_kind(f) == "separable" and said in found.called and found.right, str(found)


def test_where_names_do_not_say_which_kernel_is_which_both_are_tried():
    def separable_filter(image, a, b):
        return separable(image, b, a)

    assert diagnose(separable_filter).right


def exchanged(image, row_kernel, column_kernel):
    return separable(image, column_kernel, row_kernel)


def row_twice(image, row_kernel, column_kernel):
    return separable(image, row_kernel, row_kernel)


def second_pass_of_the_image(image, row_kernel, column_kernel):
    result = signal.convolve2d(image, row_kernel[None], "same")
    result = signal.convolve2d(image, column_kernel[:, None], "same")
    return result


def not_transposed_back(image, row_kernel, column_kernel):
    return separable(image, row_kernel, column_kernel).T


def separable_valid(image, row_kernel, column_kernel):
    rows = [np.convolve(row, row_kernel, "valid") for row in image]
    return np.array([np.correlate(column, column_kernel, "valid") for column in np.array(rows).T]).T


def unflipped_column(image, row_kernel, column_kernel):
    return separable(image, row_kernel, column_kernel[::-1])


@pytest.mark.parametrize(
    "f, name",
    [
        (exchanged, "kernels-exchanged"),
        (row_twice, "row-kernel-twice"),
        (second_pass_of_the_image, "column-kernel-alone"),
        (not_transposed_back, "output-transposed"),
        (unflipped_column, "flip-cols-only"),
        (separable_valid, "flip-cols-only"),
    ],
)
def test_mistakes_are_told(f, name):
    found = diagnose(f)
    assert not found.right and named(found) == [{name}]
    assert ("right if this is meant" in found.verdict) == (name == "kernels-exchanged")


@pytest.mark.parametrize(
    "name, row, column",
    [
        ("kernels-exchanged", COLUMN, ROW),
        ("row-kernel-twice", ROW, ROW),
        ("column-kernel-twice", COLUMN, COLUMN),
        ("row-kernel-alone", ROW, [1]),
        ("column-kernel-alone", [1], COLUMN),
    ],
)
def test_what_each_mistake_gives(name, row, column):
    (mistake,) = [each for each in SEPARABLE_MISTAKES if each.name == name]
    reading = SeparableReading("full", "constant", True)
    given = reading.gives(definition_with(mistake), Probe(IMAGE, np.outer(COLUMN, ROW), {}))
    assert given == signal.convolve2d(IMAGE, np.outer(column, row)).tolist()


def test_other_functions_are_none():
    def depthwise_separable_conv(x, dw, pw):
        return x

    def layer(x, weights, bias):
        return x

    assert further_kind(depthwise_separable_conv) is None and further_kind(layer) != "separable"


def resize(image, width, height):
    return np.resize(image, (int(np.max(height)), int(np.max(width))))


def conv(x, h, y):
    return y + np.zeros((len(x), 1)) + np.sum(h)


def crop(image, row, col):
    return image[: int(np.max(row)), : int(np.max(col))]


def of_gradients(image, gx, gy):
    return image


@pytest.mark.parametrize("f", [resize, conv, crop, of_gradients])
def test_names_alone_that_may_be_those_of_other_things_are_no_evidence(f):
    assert further_kind(f) is None


def test_where_names_may_be_those_of_other_things_the_numbers_decide():
    def twice(image, h, v):
        return separable(image, h, v)

    def one_pass(image, rows, cols):
        return separable(image, rows, np.array([1]))

    assert further_kind(twice) == "separable" and diagnose(twice).right
    assert named(diagnose(one_pass)) == [{"row-kernel-alone"}]


@pytest.mark.parametrize(
    "names", ["kx, ky", "h_row, h_col", "kernel_x, kernel_y", "row_weights, column_weights"]
)
def test_names_of_kernels_tell_it_even_where_nothing_explains_the_numbers(names):
    f = eval(f"lambda image, {names}: image")
    assert further_kind(f) == "separable"


def test_a_function_that_gives_no_table_is_refused():
    def separable_conv(image, row_kernel, column_kernel):
        return image.no

    with pytest.raises(Unusable, match="no table of numbers for an image and two kernels .AttributeError"):
        diagnose(separable_conv)
