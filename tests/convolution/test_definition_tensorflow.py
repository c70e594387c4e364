"""The definition against TensorFlow, in whole numbers, exactly: conv2d, conv1d and their gradients.

TensorFlow does not turn the kernel, so flip=False. Where no window fits, a VALID output may hold
uninitialised memory: only sizes that leave at least one output are drawn. Without TensorFlow all of it is skipped.
"""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from support.definition_checks import equal, published
from support.strategies import integers, laws, margins, orders, steps
from support.tensorflow_there import needs_tensorflow

from course.convolution.definition import convolve1d, convolve2d, convolve_channels
from course.convolution.sizes import effective_kernel_size
from course.pictures.fast_convolution import fast_convolve

pytestmark = needs_tensorflow
pairs = st.tuples(steps, steps)
types = st.sampled_from(["int32", "float64"])
few = st.integers(1, 3)


@pytest.fixture(scope="module", autouse=True)
def tensorflow():
    """TensorFlow is imported when the first of these tests runs: else each process that lists them would do so."""
    global tf
    import tensorflow as tf


@st.composite
def images_and_filters(draw, axes=2):
    """A batch (batch, sizes, in) and filters (sizes, in, out), int64; no kernel is longer than its image."""
    sizes = draw(st.tuples(*[st.integers(1, 7)] * axes))
    windows = [draw(st.integers(1, min(size, 4))) for size in sizes]
    inputs = draw(few)
    shapes = (draw(few), *sizes, inputs), (*windows, inputs, draw(few))
    return tuple(draw(arrays(np.int64, shape, elements=integers)) for shape in shapes)


def conv2d(x, h, number, *given, **options):
    return tf.nn.conv2d(tf.cast(x, number), tf.cast(h, number), *given, **options).numpy()


@laws
@given(images_and_filters(), types)
def test_valid(drawn, number):
    x, h = drawn
    equal(convolve_channels(x, h, "valid", flip=False), conv2d(x, h, number, 1, "VALID"))


@laws
@given(images_and_filters(), types)
def test_convolution_is_conv2d_with_the_kernel_turned(drawn, number):
    x, h = drawn
    equal(convolve_channels(x, h, "valid"), conv2d(x, h[::-1, ::-1], number, 1, "VALID"))


@laws
@given(images_and_filters(), types, pairs, orders)
def test_strides(drawn, number, stride, same):
    x, h = drawn
    mode = ("SAME", "SAME") if same else ("valid", "VALID")
    got = convolve_channels(x, h, mode[0], stride=stride, flip=False)
    equal(got, conv2d(x, h, number, stride, mode[1]), stride, mode)


@laws
@given(images_and_filters(), types, pairs, pairs, orders)
def test_dilations_and_strides(drawn, number, stride, dilation, same):
    x, h = drawn
    covered = [effective_kernel_size(k, d) for k, d in zip(h.shape, dilation)]
    assume(same or all(size <= n for size, n in zip(covered, x.shape[1:])))
    mode = ("SAME", "SAME") if same else ("valid", "VALID")
    got = convolve_channels(x, h, mode[0], stride=stride, dilation=dilation, flip=False)
    equal(got, conv2d(x, h, number, stride, mode[1], dilations=dilation), stride, dilation, mode)


@laws
@given(images_and_filters(), types, *[st.tuples(margins, margins)] * 2, pairs)
def test_explicit_padding(drawn, number, rows, columns, stride):
    x, h = drawn
    got = convolve_channels(x, h, padding=(rows, columns), stride=stride, flip=False)
    equal(got, conv2d(x, h, number, stride, [[0, 0], rows, columns, [0, 0]]), rows, columns, stride)


@laws
@given(images_and_filters(axes=1), types, steps, steps, orders)
def test_one_dimension_added_over_channels(drawn, number, stride, dilation, same):
    x, h = drawn
    dilation = dilation if same else 1
    theirs = tf.nn.conv1d(
        tf.cast(x, number), tf.cast(h, number), stride, "SAME" if same else "VALID", dilations=dilation
    )
    said = {"mode": "SAME" if same else "valid", "stride": stride, "dilation": dilation, "flip": False}
    lines = [convolve1d(x[0, :, c], h[:, c, -1], **said) for c in range(x.shape[2])]
    equal(np.sum(lines, axis=0).tolist(), theirs.numpy()[0, :, -1])


def test_tensors_are_read():
    x, h = tf.constant([[1, 2, 3], [4, 5, 6]]), tf.constant([[1.0, 2.0]])
    assert convolve2d(x, h, "valid") == [[4, 7], [13, 16]]
    assert convolve1d(tf.constant([200, 100], tf.uint8), [1, 1]) == [200, 300, 100]
    assert convolve1d([1], [1, 1], fill=tf.constant(2)) == [3, 3]


# ---- gradients


def gradients(x, h, upstream):
    """Of the sum of conv2d(x, h) * upstream: by the image and by the kernel, each as rows."""
    x, h = (tf.constant(np.array(v, float)) for v in (x, h))
    with tf.GradientTape() as tape:
        tape.watch([x, h])
        y = tf.nn.conv2d(x[None, :, :, None], h[:, :, None, None], 1, "VALID")
        loss = tf.reduce_sum(y[0, :, :, 0] * np.array(upstream, float))
    return [gradient.numpy() for gradient in tape.gradient(loss, [x, h])]


def test_the_published_gradient():
    (fact,) = (f for f in published()["cases"] if f["id"] == "tf-backprop-filter-is-valid-correlation")
    by_kernel = gradients(fact["signal"], np.ones((2, 2)), fact["kernel"])[1]
    equal(by_kernel.tolist(), fact["expected"])
    equal(convolve2d(fact["signal"], fact["kernel"], "valid", flip=False), by_kernel)


@laws
@given(st.data(), st.tuples(st.integers(1, 5), st.integers(1, 5)), st.tuples(few, few))
def test_gradients_are_a_valid_correlation_and_a_full_convolution(data, sizes, window):
    assume(all(k <= n for k, n in zip(window, sizes)))
    outputs = tuple(n - k + 1 for n, k in zip(sizes, window))
    x, h, upstream = (data.draw(arrays(np.int64, s, elements=integers)) for s in (sizes, window, outputs))
    by_image, by_kernel = gradients(x, h, upstream)
    equal(convolve2d(upstream, h, "full"), by_image)
    equal(convolve2d(x, upstream, "valid", flip=False), by_kernel)


# ---- the table of facts, asked of TensorFlow as well


FACTS = [fact for fact in published()["cases"] if fact["layout"] == "NHWC/HWIO"]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_tensorflow_still_gives_the_published_number(fact):
    x, h = (
        np.array(fact[name]) if name in fact else np.zeros(fact[f"{name}_shape"])
        for name in ("signal", "kernel")
    )
    named = {"valid": "VALID", "same_tf": "SAME"}
    explicit = isinstance(fact["padding"], list)
    padding = [[0, 0], *fact["padding"], [0, 0]] if explicit else named[fact["padding"]]
    got = conv2d(x, h, tf.float64, fact["stride"], padding, dilations=fact["dilation"])
    if "expected_shape" in fact:
        assert got.shape == tuple(fact["expected_shape"])
    else:
        equal(got.tolist(), fact["expected"])


@pytest.mark.parametrize("k, l", [(3, 3), (5, 3), (11, 7), (21, 21), (31, 9)])
@pytest.mark.parametrize("separable", [False, True])
def test_the_fast_convolution_is_tensorflows_on_large_images(k, l, separable):
    rng = np.random.default_rng(k)
    image = rng.random((300, 417), np.float32) - np.float32(0.3)
    kernel = np.outer(rng.random(k), rng.random(l)) if separable else rng.random((k, l)) - 0.5
    filters = tf.constant(kernel[:, :, None, None], tf.float32)
    theirs = tf.nn.conv2d(image[None, :, :, None], filters, 1, "SAME")[0, :, :, 0].numpy()
    bound = 2 * max(k, l) * np.finfo(np.float32).eps * np.abs(kernel).sum() * np.abs(image).max()
    assert np.abs(fast_convolve(image, kernel, flip=False) - theirs).max() <= bound
    assert np.abs(fast_convolve(image, kernel[:, ::-1], flip=False) - theirs).max() > bound
