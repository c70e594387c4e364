"""What the watch takes a call of TensorFlow to mean, held against TensorFlow itself on drawn inputs of whole
numbers.
"""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.strategies import laws
from support.tensorflow_there import needs_tensorflow

from course.lessons.watch_meaning import NotConfirmed
from course.lessons.watch_tensorflow import TENSORFLOW_CALLS
from course.terminal.quiet_imports import quiet

pytestmark = needs_tensorflow
FEW = settings(laws, max_examples=40)


@pytest.fixture(scope="module")
def nn():
    with quiet():
        import tensorflow
    return tensorflow.nn


def numbers(seed, shape):
    """Whole numbers by chance, as float32, which holds their sums exactly."""
    return np.random.default_rng(seed).integers(-9, 10, shape).astype(np.float32)


def assert_means(nn, name, *arguments, **options):
    """TensorFlow's result is, number for number, what the call means."""
    got = getattr(nn, name)(*arguments, **options).numpy()
    meaning = TENSORFLOW_CALLS[name](*arguments, **options)
    assert got.shape == meaning.shape
    for index in product(*map(range, got.shape)):
        assert got[index] == pytest.approx(float(meaning.output_at(index)), rel=1e-5, abs=1e-5)


seeds = st.integers(0, 2**31)
sizes = st.integers(1, 8)
kernel_sizes = st.integers(1, 4)
channels = st.integers(1, 3)
paddings = st.sampled_from(["SAME", "VALID"])


def fits(image, kernel, padding, dilations=(1, 1, 1)):
    """Whether a kernel lies somewhere inside the image, as VALID asks."""
    pairs = zip(image, kernel, dilations)
    return padding == "SAME" or all(n > (k - 1) * dilation for n, k, dilation in pairs)


@FEW
@given(seeds, sizes, kernel_sizes, channels, channels, st.integers(1, 3), st.integers(1, 2), paddings)
def test_conv1d(nn, seed, n, k, inputs, outputs, stride, dilation, padding):
    if stride > 1 < dilation or not fits((n,), (k,), padding, (dilation,)):
        return
    images, filters = numbers(seed, (2, n, inputs)), numbers(seed + 1, (k, inputs, outputs))
    assert_means(nn, "conv1d", images, filters, stride, padding, dilations=dilation)


@FEW
@given(
    seed=seeds, image=st.tuples(sizes, sizes), kernel=st.tuples(kernel_sizes, kernel_sizes), inputs=channels,
    outputs=channels, groups=st.integers(1, 2), strides=st.sampled_from([1, 2, [2], [1, 3], [3, 2], [1, 2, 3, 1]]),
    padding=paddings,
)  # fmt: skip
def test_conv2d(nn, seed, image, kernel, inputs, outputs, groups, strides, padding):
    if not fits(image, kernel, padding):
        return
    images = numbers(seed, (2, *image, inputs * groups))
    filters = numbers(seed + 1, (*kernel, inputs, outputs * groups))
    assert_means(nn, "conv2d", images, filters, strides, padding)


@FEW
@given(seeds, st.tuples(sizes, sizes), st.tuples(kernel_sizes, kernel_sizes), st.data())
def test_conv2d_with_padding_and_dilation_of_ones_own(nn, seed, image, kernel, data):
    dilations = data.draw(st.sampled_from([1, [2, 1], [1, 1, 3, 1]]))
    around = [[data.draw(st.integers(0, 2)) for _ in range(2)] for _ in range(2)]
    along = {1: (1, 1), (2, 1): (2, 1), (1, 1, 3, 1): (1, 3)}[
        dilations if dilations == 1 else tuple(dilations)
    ]
    padded = [n + sum(zeros) for n, zeros in zip(image, around)]
    if not fits(padded, kernel, "VALID", along):
        return
    images, filters = numbers(seed, (1, *image, 2)), numbers(seed + 1, (*kernel, 2, 1))
    padding = [[0, 0], *around, [0, 0]]
    assert_means(nn, "conv2d", images, filters, 1, padding, dilations=dilations)


@FEW
@given(
    seeds, st.tuples(sizes, sizes, sizes), st.tuples(kernel_sizes, kernel_sizes, kernel_sizes), paddings,
    st.sampled_from([[1] * 5, [1, 2, 1, 3, 1]]),
)  # fmt: skip
def test_conv3d(nn, seed, image, kernel, padding, strides):
    if not fits(image, kernel, padding) or begins_late(image, kernel, strides[1:-1], padding):
        return
    images, filters = numbers(seed, (1, *image, 2)), numbers(seed + 1, (*kernel, 2, 2))
    assert_means(nn, "conv3d", images, filters, strides, padding)


def begins_late(image, kernel, strides, padding):
    """Whether TensorFlow's conv3d may leave out the first numbers of an axis, where the meaning of SAME does not.

    For 3 numbers, a kernel of 1 and a stride of 3 the one window needs (1 - 1)*3 + 1 - 3 = -2 zeros. The meaning
    takes that for none, as conv2d does. conv3d halves it, and begins at the number in the middle.
    """
    lacking = [(-(-n // s) - 1) * s + k - n for n, k, s in zip(image, kernel, strides, strict=True)]
    return padding == "SAME" and min(lacking) <= -2


def test_conv3d_may_begin_late_where_the_stride_is_longer_than_the_kernel(nn):
    """It does on processors without AVX-512; with it, it begins where conv2d does."""
    numbers_along = np.float32([7, 8, 9]).reshape(1, 1, 1, 3, 1)
    one = np.ones((1, 1, 1, 1, 1), np.float32)
    strides = [1, 1, 1, 3, 1]
    assert begins_late((1, 1, 3), (1, 1, 1), (1, 1, 3), "SAME")
    assert nn.conv3d(numbers_along, one, strides, "SAME").numpy().ravel() in (7, 8)
    assert nn.conv2d(numbers_along[0], one[0], [1, 1, 3, 1], "SAME").numpy().ravel() == [7]


@FEW
@given(seeds, st.integers(1, 2), st.integers(1, 3), paddings, st.data())
def test_convolution_of_any_number_of_axes(nn, seed, axes, step, padding, data):
    image = [data.draw(sizes) for _ in range(axes)]
    kernel = [data.draw(kernel_sizes) for _ in range(axes)]
    dilations = data.draw(st.sampled_from([None, [2] * axes])) if step == 1 else None
    if not fits(image, kernel, padding, dilations or [1] * axes):
        return
    images, filters = numbers(seed, (1, *image, 2)), numbers(seed + 1, (*kernel, 2, 3))
    assert_means(nn, "convolution", images, filters, [step] * axes, padding, dilations=dilations)


@FEW
@given(seeds, st.tuples(sizes, sizes), st.tuples(kernel_sizes, kernel_sizes), channels, channels, paddings)
def test_depthwise_conv2d(nn, seed, image, kernel, inputs, multiplier, padding):
    if not fits(image, kernel, padding):
        return
    images, filters = numbers(seed, (1, *image, inputs)), numbers(seed + 1, (*kernel, inputs, multiplier))
    assert_means(nn, "depthwise_conv2d", images, filters, [1, 2, 2, 1], padding)
    assert_means(nn, "depthwise_conv2d", images, filters, [1] * 4, padding)


@FEW
@given(seeds, st.tuples(sizes, sizes), st.tuples(kernel_sizes, kernel_sizes), st.integers(1, 3), paddings)
def test_pooling(nn, seed, image, window, stride, padding):
    if not fits(image, window, padding):
        return
    images = numbers(seed, (2, *image, 2))
    for name in ("max_pool2d", "avg_pool2d"):
        assert_means(nn, name, images, window, stride, padding)
        assert_means(nn, name, images, [1, *window, 1], [1, stride, 1, 1], padding)


def test_a_batch_of_several_axes_and_other_number_types(nn):
    images, filters = numbers(1, (2, 3, 4, 5, 2)), numbers(2, (2, 3, 2, 1))
    assert_means(nn, "conv2d", images, filters, 1, "SAME")
    assert_means(nn, "conv2d", images.astype(np.int32), filters.astype(np.int32), 1, "SAME")
    assert_means(nn, "conv2d", images.astype(np.float16), filters.astype(np.float16), 1, "SAME")


@pytest.mark.parametrize("options", [{"data_format": "NCHW"}, {"padding": "FULL"}])
def test_what_is_not_known_is_not_confirmed(options):
    options = {"padding": "SAME"} | options
    with pytest.raises(NotConfirmed):
        TENSORFLOW_CALLS["conv2d"](np.ones((1, 3, 3, 1)), np.ones((2, 2, 1, 1)), 1, **options)
