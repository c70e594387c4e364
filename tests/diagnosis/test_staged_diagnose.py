"""diagnose() of a function as it is: its way of being called is inferred and said, and it is judged in stages."""

import numpy as np
import pytest
from scipy import signal
from support.callings import named

from course import diagnose
from course.diagnosis.diagnose import diagnose_in_modes
from course.diagnosis.staged_diagnosis import StagedDiagnosis
from course.errors import Unusable


def smoothed(image, kernel):
    rows, columns = kernel.shape
    padded = np.pad(image, ((rows // 2, (rows - 1) // 2), (columns // 2, (columns - 1) // 2)))
    result = np.zeros(image.shape)
    for i in range(len(image)):
        for j in range(len(image[0])):
            result[i, j] = np.sum(padded[i : i + rows, j : j + columns] * kernel)
    return result


def test_nothing_but_the_function_is_given():
    found = diagnose(smoothed)
    assert isinstance(found, StagedDiagnosis) and found.right
    assert str(found).splitlines()[0].startswith("Right on all ")
    assert "smoothed(image, kernel)" in found.called and "correlation" in found.called


def test_what_is_told_overrules_what_is_inferred():
    asked = diagnose(smoothed, flip=True)
    assert named(asked) == [{"no-flip"}]
    assert (
        named(diagnose(smoothed, "2-D", border="edge")) != [] and not diagnose(smoothed, border="edge").right
    )
    assert diagnose(lambda a, b: signal.convolve2d(a, b, "valid"), mode="valid", kernels="odd").right
    assert diagnose(lambda b, a: smoothed(a, b), call=lambda f, x, h, options: f(h, x)).right


def atrous(image, kernel, rate=1):
    (rows, columns), (n, m) = kernel.shape, image.shape
    windows = [
        [
            image[i : i + rows * rate : rate, j : j + columns * rate : rate]
            for j in range(m - columns * rate + 1)
        ]
        for i in range(n - rows * rate + 1)
    ]
    return [[np.sum(window * kernel) for window in row] for row in windows]


def test_the_gap_that_a_dilated_kernel_has_not_is_told():
    """Where the size comes out as 0 it gives empty lists, which say nothing."""
    found = diagnose(atrous)
    assert named(found) == [{"dilation-extent"}] and found.limit.endswith("as well.")


def test_several_modes_and_two_kinds_are_asked_as_ever():
    assert diagnose(np.convolve, "1-D", modes=("full", "same")).right
    assert str(diagnose(np.convolve, "1-D", modes=("full",))) == str(
        diagnose_in_modes(np.convolve, "1-D", modes=("full",))
    )
    strided = diagnose(
        lambda x, h, mode, stride: signal.convolve2d(x, h, mode)[:: stride[0], :: stride[1]], "stride"
    )
    assert strided.right and not isinstance(strided, StagedDiagnosis)


@pytest.mark.parametrize("told", [{"mode": "same"}, {"border": "edge"}, {"kernels": "odd"}])
def test_what_goes_with_the_other_kinds_is_refused(told):
    with pytest.raises(ValueError, match=next(iter(told))):
        diagnose(np.convolve, "1-D", modes=("full",), **told)


def test_a_function_that_gives_numbers_in_no_way_is_refused():
    with pytest.raises(Unusable, match="call="):
        diagnose(lambda: 3)


def test_crashes_are_said_beside_a_name_in_modes_too():
    def unflipped_but_not_wide(x, h, mode):
        if len(h) > 4:
            raise IndexError("too wide")
        return np.convolve(x, h[::-1], mode)

    found = diagnose_in_modes(unflipped_but_not_wide, "1-D")
    assert named(found) == [{"no-flip"}] and "It gives no numbers for 9 of 45 inputs." in str(found)


# ---- means where sums are asked


def mean_of(weights, products, is_guarded=False):
    """A function of an image and a kernel: sums of products over sums of weights, the size of the image."""

    def averaged(image, kernel):
        around = [(k // 2, (k - 1) // 2) for k in kernel.shape]
        windows = np.lib.stride_tricks.sliding_window_view
        on_input = windows(np.pad(np.ones(image.shape), around), kernel.shape)
        sums = (windows(np.pad(image, around), kernel.shape) * products(kernel)).sum((2, 3))
        divisors = weights(on_input, kernel)
        if is_guarded:
            return np.where(divisors == 0, sums, sums / np.where(divisors == 0, 1, divisors))
        return sums / divisors

    return averaged


def kernel_itself(kernel):
    return kernel


def of_weights_used(on_input, kernel):
    return (on_input * kernel).sum((2, 3))


@pytest.mark.parametrize(
    ("f", "divides", "name"),
    [
        (mean_of(of_weights_used, kernel_itself), "sum of the weights that lie on the input", "-unguarded"),
        (mean_of(of_weights_used, kernel_itself, True), "sum of the weights that lie on the input", ""),
    ],
)
def test_a_weighted_mean_may_be_meant_and_is_said_at_once(f, divides, name):
    found = diagnose(f, "2-D")
    assert not found.right and named(found) == [{f"weights-used{name}"}]
    assert found.verdict == (
        f"On all inputs it divides by the {divides}, which the definition does not, and is right if this is meant."
    )


def test_a_mean_over_the_weights_on_the_input_is_wrong_and_said_at_once():
    found = diagnose(mean_of(lambda on_input, kernel: on_input.sum((2, 3)), kernel_itself), "2-D")
    assert named(found) == [{"mean-of-used"}]
    assert found.verdict == (
        "Wrong already for 3x3 kernels on square images: it divides by the number of the weights that lie on the input."
    )


def of_whole_sums(signal, kernel):
    return np.correlate(signal, kernel, "valid") / np.sum(kernel)


def test_where_no_window_leaves_the_input_only_the_sum_of_the_kernel_is_said():
    found = diagnose(of_whole_sums)
    assert named(found) == [{"kernel-norm"}]
    assert found.verdict.startswith("On all inputs it divides by the sum of the kernel's weights, which")
    # Numbers that are all those of a correlation times one factor leave no doubt.
    assert "Undecided" not in found.called and "a correlation" in found.called


def test_a_sum_that_is_looked_at_before_it_divides():
    def divided_above_0(image, kernel):
        total = kernel.sum()
        return signal.correlate2d(image, kernel, "valid") / (total if total > 0 else 1)

    def divided_but_by_0(image, kernel):
        return signal.correlate2d(image, kernel, "valid") / (kernel.sum() or 1)

    for f, name in ((divided_above_0, "kernel-norm-positive"), (divided_but_by_0, "kernel-norm-guard")):
        found = diagnose(f)
        assert named(found) == [{name}] and "divides by the sum of the kernel's weights" in found.verdict


def test_a_number_named_d_is_a_dilation_where_trying_shows_it():
    def apart(x, h, d=2):
        wide = np.zeros((len(h) - 1) * d + 1)
        wide[::d] = h
        return np.convolve(x, wide, "valid")

    def repeated(image, kernel, d=2):
        rows, columns = ((k - 1) * d + 1 for k in kernel.shape)
        return signal.correlate2d(image, np.kron(kernel, np.ones((d, d)))[:rows, :columns], "valid")

    found = diagnose(apart)
    assert found.right and "dilation" in found.verdict and "d=..." in found.called
    found = diagnose(repeated)
    assert named(found) == [{"dilation-repeated"}] and found.verdict.startswith("Right at dilation 1")


def test_weights_that_are_all_repeated_for_a_dilation_are_named():
    def dilated(x, h, dilation=1):
        return np.convolve(x, np.repeat(h, dilation))

    def dilated_image(image, kernel, dilation=1):
        return signal.convolve2d(image, np.kron(kernel, np.ones((dilation, dilation))), "same")

    for f in (dilated, dilated_image):
        found = diagnose(f)
        assert named(found) == [{"dilation-repeated-last"}] and found.verdict.startswith(
            "Right at dilation 1"
        )


def test_a_number_named_d_that_is_no_dilation_is_left():
    def divided(image, kernel, d=1):
        return signal.correlate2d(image, kernel, "same") / d

    found = diagnose(divided)
    assert found.right and "its parameter d was left at 1" in found.called


# ---- colours


def convolve_rgb(image, kernel):
    padded = np.pad(image, kernel.shape[0] // 2)
    each = [signal.convolve2d(padded[:, :, c], kernel, "valid") for c in range(3)]
    return np.dstack(each)


def convolve_two_colours(image, kernel):
    each = [signal.convolve2d(image[:, :, c], kernel, "same") for c in range(2)]
    return np.dstack([*each, 0 * each[0]])


@pytest.mark.parametrize(
    "f, said",
    [
        (convolve_rgb, "np.pad(image, p) pads the axis of the colours, too"),
        (convolve_two_colours, "it does not treat its three colours alike"),
    ],
)
def test_of_colours_that_come_out_differently_not_one_alone_is_looked_at(f, said):
    """Zeros in one of them are no zeros everywhere."""
    found = diagnose(f, kernels=(3, 3))
    assert not found.right and not found.causes
    assert said in str(found) and "it gives no numbers" not in str(found)
    assert found.called.startswith(f"Called as {f.__name__}(image (rows, columns, 3 colours), kernel")


# ---- smoothing


def smooth(signal, kernel):
    weights = kernel / kernel.sum()
    padded = np.pad(signal, len(kernel) // 2, mode="symmetric")
    return np.convolve(padded, weights, mode="valid")


def slid(signal, kernel):
    """The same, of which nothing says that it smooths."""
    return smooth(signal, kernel)


def weighted(image, kernel):
    """Sums of products, each divided by the sum of the weights; no division by 0."""
    padded = np.pad(image, [((k - 1) // 2, k // 2) for k in kernel.shape], mode="reflect")
    sums = signal.correlate2d(padded, kernel, "valid")
    return sums / (kernel.sum() or 1)


def test_a_smoothing_that_divides_by_the_sum_and_mirrors_is_right():
    found = diagnose(smooth)
    assert found.right and found.verdict.startswith("Right for kernels of odd size, on all 16 probes")
    assert "mirrored with the edge ('symmetric'); divided by the sum of the kernel's weights" in found.called
    found = diagnose(weighted, kernels="odd")
    assert found.right and "mirrored at the edge ('reflect'); divided by the sum" in found.called


def test_where_nothing_speaks_of_smoothing_the_division_may_be_meant_and_the_border_is_seen():
    found = diagnose(slid, kernels="odd")
    assert named(found) == [{"kernel-norm"}]
    assert found.verdict.endswith("and is right if this is meant.")
    assert "mirrored with the edge" in found.called and "divided" not in found.called


def test_a_smoothing_that_is_wrong_as_well_is_named_without_the_division():
    def smooth_late(signal, kernel):
        return np.pad(smooth(signal, kernel), (1, 0))[: len(signal)]

    def smooth_twice(signal, kernel):
        return 2 * smooth(signal, kernel)

    for f in (smooth_late, smooth_twice):
        found = diagnose(f, kernels="odd")
        assert found.verdict == "Wrong already for kernels of 3." and named(found) == []
        assert "; divided by the sum of the kernel's weights" in found.called


# ---- tests of indices, and numbers that are cut


def reads(is_row, is_column):
    """A correlation that reads row r and column c where these say so, is_row(r, rows, columns) and is_column."""

    def filtered(image, kernel):
        result = np.zeros(image.shape)
        for i, j, a, b in np.ndindex(*image.shape, *kernel.shape):
            row, column = i + a - kernel.shape[0] // 2, j + b - kernel.shape[1] // 2
            if is_row(row, *image.shape) and is_column(column, *image.shape):
                result[i, j] += image[row, column] * kernel[a, b]
        return result

    return filtered


def within_rows(index, rows, columns):
    return 0 <= index < rows


def within_columns(index, rows, columns):
    return 0 <= index < columns


def held_to_rows(image, kernel):
    """Column indices that are held to the last row's."""
    rows, result = len(image), np.zeros(image.shape)
    for i, j, a, b in np.ndindex(*image.shape, *kernel.shape):
        row = min(max(i + a - kernel.shape[0] // 2, 0), rows - 1)
        column = min(max(j + b - kernel.shape[1] // 2, 0), rows - 1)
        result[i, j] += image[row, column] * kernel[a, b]
    return result


@pytest.mark.parametrize(
    "f, name",
    [
        (reads(lambda r, n, m: 0 < r < n, lambda c, n, m: 0 < c < m), "first-never-read"),
        (reads(lambda r, n, m: 0 < r < n, within_columns), "first-row-never-read"),
        (reads(within_rows, lambda c, n, m: 0 <= c < m - 1), "last-column-never-read"),
        (reads(within_rows, lambda c, n, m: 0 <= c < min(n, m)), "columns-bounded-by-rows"),
        (held_to_rows, "columns-bounded-by-rows"),
    ],
)
def test_an_index_that_is_tested_wrongly_is_told(f, name):
    assert named(diagnose(f)) == [{name}]


def test_tests_of_indices_that_are_right_are_right():
    assert diagnose(reads(within_rows, within_columns)).right


def test_means_of_whole_numbers_that_are_cut_are_told():
    def of_means(image, kernel):
        rows, columns = np.subtract(image.shape, kernel.shape) + 1
        result = np.zeros((rows, columns), int)
        for i, j in np.ndindex(rows, columns):
            result[i, j] = np.mean(image[i : i + len(kernel), j : j + len(kernel[0])] * kernel)
        return result

    assert named(diagnose(of_means, "2-D")) == [{"mean-not-sum", "int-output"}]


# ---- options that are other than 1 if nothing is said, and what is not judged


def far_apart(x, w, dilation=3):
    """An image (in, rows, columns), filters (out, in, rows, columns)."""
    windows = np.lib.stride_tricks.sliding_window_view
    reach = [dilation * (k - 1) + 1 for k in w.shape[2:]]
    return np.einsum("chwij,ocij->ohw", windows(x, reach, axis=(1, 2))[..., ::dilation, ::dilation], w)


def test_a_dilation_is_1_where_small_images_have_no_room_for_its_default():
    found = diagnose(far_apart)
    assert found.right and "dilation=..." in found.called and ", dilation, " in found.verdict


def conv_transpose2d(x, w, stride=2):
    rows, columns = ((n - 1) * stride + k for n, k in zip(x.shape, w.shape))
    result = np.zeros((rows, columns))
    for i, j in np.ndindex(x.shape):
        result[i * stride : i * stride + len(w), j * stride : j * stride + len(w[0])] += x[i, j] * w
    return result


def test_a_transposed_convolution_is_refused_in_a_line():
    with pytest.raises(
        Unusable, match="conv_transpose2d is called a transposed convolution, and these are not"
    ):
        diagnose(conv_transpose2d)
    of_stride_1 = lambda x, w: conv_transpose2d(x, w, 1)  # the full convolution
    of_stride_1.__name__ = "conv_transpose2d"
    assert diagnose(of_stride_1).right
