"""Functions that serve kernels of odd size alone, or square ones: judged on these, and where they end is a remark."""

import numpy as np
from scipy import signal
from support.callings import SAME, HandMade, convolved, layer, named, with_options

from course.diagnosis.diagnose import diagnose
from course.diagnosis.served_kernels import judged_on_served

WITH_CHANNELS = HandMade("channels", with_options, takes=("bias",), flip=False)


def reaches_beyond_even(h):
    """An IndexError for a kernel of even size, as in a loop from -(k//2) to k//2."""
    return h[tuple(k // 2 * 2 for k in h.shape[:2])]


def of_odd(x, h):
    reaches_beyond_even(h)
    return convolved(x, h)


def valid_of_odd(x, h):
    reaches_beyond_even(h)
    return signal.convolve2d(x, h, "valid")


def of_square(x, h, bias=0):
    """A layer that crashes where the filters are not square, but for one row or column, which NumPy repeats."""
    f = max(h.shape[:2])
    around = (f // 2, (f - 1) // 2)
    x = np.pad(x[None], ((0, 0), around, around, (0, 0)))
    return layer(x, h + np.zeros((f, f, 1, 1), int), bias=bias)[0]


def test_a_function_of_odd_kernels_is_right_and_says_so():
    found, served = judged_on_served(of_odd, SAME)
    assert found.right and served.kernels == "odd"
    assert found.verdict.startswith("Right for kernels of odd size, on all 27 probes: 3x3 kernels")
    assert found.remarks[-1].startswith("Where a kernel has an even size it gives no numbers: f(")
    assert "; IndexError: index 2 is out of bounds" in found.remarks[-1]


def test_a_layer_of_square_filters_is_right_and_says_so(no_pairs):
    found, served = judged_on_served(of_square, WITH_CHANNELS)
    assert found.right and served.kernels == "square"
    assert found.verdict.startswith("Right for square kernels, on all ")
    assert found.remarks[-2] == "Where a kernel is not square it gives other numbers, or none."


def test_a_layer_of_square_filters_of_odd_size(no_pairs):
    def of_odd_square(x, h, bias=0):
        reaches_beyond_even(h)
        return of_square(x, h, bias)

    found, served = judged_on_served(of_odd_square, WITH_CHANNELS)
    assert found.right and served.kernels == "odd square"
    assert found.verdict.startswith("Right for square kernels of odd size, on all ")


def test_what_else_goes_wrong_is_told_first(no_pairs):
    def with_a_bias_for_each_channel(x, h, bias):
        return of_square(x, h, np.multiply(bias, h.shape[2]))

    found, _ = judged_on_served(with_a_bias_for_each_channel, WITH_CHANNELS)
    assert found.verdict == "Right without a bias; wrong where the bias is not 0."
    assert named(found) == [{"bias-per-channel"}]
    assert "Apart from that, where a kernel is not square it gives other numbers, or none." in found.remarks


def test_other_numbers_in_silence_are_not_right(no_pairs):
    found, served = judged_on_served(lambda x, h: convolved(x, h) * (2 - h.shape[0] % 2), SAME)
    assert not found.right and served is SAME
    assert found.verdict == (
        "Right for kernels of odd size; wrong where a kernel has an even size, "
        "and right if kernels of even size are not meant."
    )


def test_without_a_border_kernels_of_even_size_are_to_be_served(no_pairs):
    valid = HandMade(modes=("valid",))
    found, _ = judged_on_served(valid_of_odd, valid)
    assert not found.right
    assert found.verdict == "Right for kernels of odd size; wrong where a kernel has an even size."


def test_a_mistake_that_explains_everything_is_told_as_ever():
    def half_both(x, h):
        return signal.convolve2d(np.pad(x, [(k // 2, k // 2) for k in h.shape]), h, "valid")

    found, _ = judged_on_served(half_both, SAME)
    assert named(found) == [{"same-half-both"}] and found.holds
    assert found.verdict.endswith(
        "it differs from the definition as named below, and is right if this is meant."
    )


def test_kernels_that_are_told_are_asked():
    def smoothed_by(image, kernel):
        return of_odd(image, kernel)

    assert diagnose(smoothed_by).right
    assert not diagnose(smoothed_by, kernels="any").right
