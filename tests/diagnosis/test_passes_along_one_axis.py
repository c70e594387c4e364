"""diagnose() of functions whose two passes of a kernel of one axis run along the same axis."""

import numpy as np
import pytest
from scipy import ndimage, signal
from support.callings import named
from support.slow_cases import with_slow_cases

from course import diagnose
from course.diagnosis.further_kinds import further_kind
from course.errors import Unusable

IMAGE = np.arange(30).reshape(5, 6) ** 2 % 17 - 6.0
ROW, COLUMN = np.array([1, -2, 5]), np.array([1, 4, -3])
NAMES = {1: "rows", 0: "columns"}  # of the axis along which both passes run


def bell(reach, sigma):
    weights = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * sigma**2))
    return weights / weights.sum()


def twice(image, first, second, axis, mode):
    """Two passes along one axis by SciPy."""
    once = ndimage.convolve1d(np.asarray(image, float), first, axis=axis, mode=mode)
    return ndimage.convolve1d(once, second, axis=axis, mode=mode)


# ---- blurs with a sigma


def blurred_twice(axis, mode):
    def gaussian_blur(image, sigma):
        weights = bell(int(np.ceil(3 * sigma)), sigma)
        return twice(image, weights, weights, axis, mode)

    return gaussian_blur


def blur_of_size(image, size, sigma):
    """For each row, twice, with zeros beyond its ends."""
    weights, half = bell(size // 2, sigma), size // 2
    for _ in range(2):
        image = np.array([np.convolve(np.pad(row.astype(float), half), weights, "valid") for row in image])
    return image


def blur_of_same(img, ksize, sigma):
    weights = bell(ksize // 2, sigma)
    return np.array([np.convolve(np.convolve(row, weights, "same"), weights, "same") for row in img])


blur_of_size.__name__ = blur_of_same.__name__ = "gaussian_blur"


@pytest.mark.parametrize(
    "f, axis",
    [
        (blurred_twice(1, "nearest"), 1),
        (blurred_twice(0, "reflect"), 0),
        (blurred_twice(0, "constant"), 0),
        (blur_of_size, 1),
        (blur_of_same, 1),
    ],
)
def test_a_blur_twice_along_one_axis_is_told(f, axis):
    found = diagnose(f)
    assert not found.right and named(found) == [{f"blur-{NAMES[axis]}-twice"}], str(found)
    is_shorter = f is blur_of_same
    assert found.limit.endswith("it gives other numbers." if is_shorter else "as well.")


# ---- box blurs


def boxes(axis, mode):
    def box_blur(image, size):
        weights = np.full(size, 1 / size)
        return twice(image, weights, weights, axis, mode)

    return box_blur


def boxes_inside(image, radius):
    size = 2 * radius + 1
    for _ in range(2):
        image = np.lib.stride_tricks.sliding_window_view(image, size, axis=1).mean(axis=-1)
    return image


boxes_inside.__name__ = "box_blur"


@pytest.mark.parametrize(
    "f, axis",
    [(boxes(1, "nearest"), 1), (boxes(0, "reflect"), 0), (boxes(0, "constant"), 0)],
)
def test_a_box_blur_twice_along_one_axis_is_told(f, axis):
    found = diagnose(f)
    assert not found.right and named(found) == [{f"avg-{NAMES[axis]}-twice"}], str(found)


def test_a_right_box_blur_of_two_passes_is_right():
    def box_blur(image, size):
        return ndimage.uniform_filter(np.asarray(image, float), size, mode="nearest")

    assert diagnose(box_blur).right


# ---- blurs of an image alone, with a kernel of their own


def passes(*axes, mode="nearest"):
    def blur_image(image):
        image = np.asarray(image, float)
        for axis in axes:
            image = ndimage.correlate1d(image, [0.25, 0.5, 0.25], axis=axis, mode=mode)
        return image

    return blur_image


@pytest.mark.parametrize(
    "axes, name",
    with_slow_cases(
        [((1,), "filter-along-rows"), ((0,), "filter-along-columns"), ((0, 0), "filter-along-columns")],
        every=3,
    ),
)
def test_a_blur_along_one_axis_is_held_against_both_and_may_be_meant(axes, name):
    found = diagnose(passes(*axes))
    assert not found.right and named(found) == [{name}] and "right if this is meant" in found.verdict
    assert "held against a blur along both axes with these weights" in found.called


@pytest.mark.parametrize("axis", with_slow_cases(NAMES, every=2))
def test_where_zeros_are_beyond_the_edge_of_both_passes_they_are_told(axis):
    """The second pass does not read what the first gives there."""
    found = diagnose(passes(axis, axis, mode="constant"))
    assert not found.right and named(found) == [{f"blur-{NAMES[axis]}-twice"}], str(found)


def test_a_kernel_that_is_no_column_times_a_row_has_no_passes():
    def sharpen(image):
        sums = [-1, 3, -1]  # of the rows of sharpen, and of its columns
        return twice(image, sums, sums, 1, "constant")

    assert "blur-" not in str(diagnose(sharpen))


def test_a_blur_along_both_axes_or_one_whose_name_says_the_axis_is_right():
    both, one = passes(1, 0), passes(1)
    one.__name__ = "blur_horizontally"
    assert diagnose(both).right and diagnose(one).right


# ---- two kernels


def both_along(axis, mode):
    def separable_filter(image, row_kernel, col_kernel):
        return twice(image, row_kernel, col_kernel, axis, mode)

    return separable_filter


def full_along_rows(image, row_kernel, col_kernel):
    for kernel in (row_kernel, col_kernel):
        image = np.array([np.convolve(row, kernel) for row in image])
    return image


def inside_columns(image, kernel_v, kernel_h):
    for kernel in (kernel_h, kernel_v):
        image = np.array([np.correlate(column, kernel, "valid") for column in image.T]).T
    return image


@pytest.mark.parametrize(
    "f, axis",
    [
        (both_along(1, "constant"), 1),
        (both_along(0, "nearest"), 0),
        (full_along_rows, 1),
    ],
)
def test_two_kernels_along_one_axis_are_told(f, axis):
    found = diagnose(f)
    assert not found.right and named(found) == [{f"both-along-{NAMES[axis]}"}], str(found)


@pytest.mark.parametrize(
    "f, name", [(boxes_inside, "avg-rows-twice"), (inside_columns, "both-along-columns")]
)
def test_where_images_are_too_small_for_two_passes_it_is_told_of_the_others(f, name):
    """A row of 4 has no room for 3 and once more 3 numbers: then NumPy stops, or exchanges the two."""
    found = diagnose(f)
    assert not found.right and f"[{name}]" in str(found), str(found)


@pytest.mark.parametrize("of_zeros", [ndimage.convolve1d, ndimage.correlate1d])
def test_the_odd_zero_of_even_kernels_may_be_on_either_side(of_zeros):
    def separable(image, row_kernel, col_kernel):
        rows = of_zeros(np.asarray(image, float), row_kernel, axis=1, mode="constant")
        return of_zeros(rows, col_kernel, axis=0, mode="constant")

    found = diagnose(separable)
    assert found.right and ("'SAME'" in found.called) == (of_zeros is ndimage.convolve1d), str(found)


# ---- one kernel for both axes


def of_rows_and_columns(image, kernel):
    once = np.array([np.convolve(row, kernel, "same") for row in image])
    return np.array([np.convolve(column, kernel, "same") for column in once.T]).T


def separable_filter(image, kernel_1d):
    once = ndimage.correlate1d(np.asarray(image, float), kernel_1d, axis=0, mode="reflect")
    return ndimage.correlate1d(once, kernel_1d, axis=1, mode="reflect")


def nothing_said(a, k):
    return of_rows_and_columns(a, k)


@pytest.mark.parametrize("f", [of_rows_and_columns, separable_filter, nothing_said])
def test_one_kernel_along_both_axes_is_right_and_what_was_taken_is_said(f):
    found = diagnose(f)
    assert found.right and "(image, kernel of one axis)" in found.called, str(found)


def rows_twice(image, kernel):
    for _ in range(2):
        image = np.array([np.convolve(row, kernel, mode="same") for row in image])
    return image


def separable_twice(image, k):
    return twice(image, k, k, 0, "constant")


def filtered_columns(img, weights):
    return twice(img, weights, weights, 0, "nearest")


def separable_once(image, kernel):
    return ndimage.convolve1d(np.asarray(image, float), kernel, axis=1, mode="constant")


@pytest.mark.parametrize(
    "f, name",
    [
        (rows_twice, "both-along-rows"),
        (separable_twice, "both-along-columns"),
        (filtered_columns, "both-along-columns"),
        (separable_once, "row-kernel-alone"),
    ],
)
def test_what_goes_wrong_with_one_kernel_is_told(f, name):
    found = diagnose(f)
    assert not found.right and named(found) == [{name}], str(found)


def test_functions_of_a_kernel_of_two_axes_or_of_a_signal_are_none():
    def separable_conv(image, kernel):
        """A kernel of two axes, which is a column times a row."""
        u, s, v = np.linalg.svd(np.asarray(kernel, float).reshape(kernel.shape[0], kernel.shape[1]))
        first = signal.convolve2d(image, u[:, :1] * s[0], "same")
        return signal.convolve2d(first, v[:1], "same")

    def filter_image(image, kernel):
        column_or_kernel = kernel if np.ndim(kernel) == 2 else np.array([kernel]).T
        return ndimage.convolve(image * 1.0, column_or_kernel, mode="constant")

    def smooth(signal, kernel):
        return np.convolve(signal, kernel, "same")

    for f in (separable_conv, filter_image, smooth):
        assert further_kind(f) is None, f.__name__
    assert diagnose(filter_image).right and diagnose(smooth).right


def test_what_gives_no_numbers_with_either_kernel_is_refused_as_ever():
    def separable_conv(image, kernel):
        return image.no

    with pytest.raises(Unusable, match="no attribute 'no'"):
        diagnose(separable_conv)
