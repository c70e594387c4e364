"""
What the watch takes a call of NumPy or SciPy to mean, held against NumPy and SciPy themselves on drawn
inputs.

Sizes are odd and even, kernels longer than the signal among them; whole numbers have to agree exactly.
"""

import warnings
from itertools import product

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
from hypothesis import given, settings
from hypothesis import strategies as st
from support.strategies import laws

from course.lessons.watch_calls import NDIMAGE_CALLS, NUMPY_CALLS, SIGNAL_CALLS, as_numbers
from course.lessons.watch_meaning import NotConfirmed

MODES = ("full", "same", "valid")
FEW = settings(laws, max_examples=40)


def array(sizes, least=-9, most=9):
    """Whole numbers of these sizes."""
    count = int(np.prod(sizes))
    numbers = st.lists(st.integers(least, most), min_size=count, max_size=count)
    return numbers.map(lambda drawn: np.array(drawn, np.int64).reshape(sizes))


def arrays(axes, most=7):
    return st.tuples(*[st.integers(1, most)] * axes).flatmap(array)


def worked_out(meaning):
    """All outputs of a Meaning, as an array."""
    numbers = [meaning.output_at(index) for index in product(*map(range, meaning.shape))]
    return np.array(numbers, dtype=object if not numbers else None).reshape(meaning.shape)


def assert_means(library, meaning_of, *arguments, **options):
    """The library's result is what the call means: equal for whole numbers, nearly for floats."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        got = np.asarray(library(*arguments, **options))
    meant = worked_out(meaning_of(*arguments, **options))
    assert got.shape == meant.shape
    if got.dtype.kind in "iu":
        assert got.tolist() == meant.tolist()
    else:
        np.testing.assert_allclose(got, meant.astype(float), rtol=1e-9, atol=1e-9)


# ---- NumPy


@FEW
@given(a=arrays(1), v=arrays(1), mode=st.sampled_from(MODES), name=st.sampled_from(["convolve", "correlate"]))
def test_numpy(a, v, mode, name):
    assert_means(getattr(np, name), NUMPY_CALLS[name], a, v, mode)
    assert_means(getattr(np, name), NUMPY_CALLS[name], a.tolist(), v.tolist())  # the default mode


# ---- scipy.signal


@FEW
@given(
    axes=st.integers(1, 3),
    data=st.data(),
    mode=st.sampled_from(MODES),
    method=st.sampled_from(["auto", "direct", "fft"]),
    name=st.sampled_from(["convolve", "correlate"]),
)
def test_scipy_signal(axes, data, mode, method, name):
    in1, in2 = data.draw(arrays(axes, 5)), data.draw(arrays(axes, 5))
    if mode == "valid" and not one_holds_the_other(in1, in2):
        return
    assert_means(getattr(scipy.signal, name), SIGNAL_CALLS[name], in1, in2, mode, method)
    assert_means(getattr(scipy.signal, name), SIGNAL_CALLS[name], in1, in2)


def one_holds_the_other(in1, in2):
    pairs = list(zip(in1.shape, in2.shape))
    return all(n >= k for n, k in pairs) or all(n <= k for n, k in pairs)


@FEW
@given(
    in1=arrays(2, 6),
    in2=arrays(2, 6),
    mode=st.sampled_from(MODES),
    boundary=st.sampled_from(["fill", "wrap", "symm"]),
    fill=st.integers(-2, 2),
    name=st.sampled_from(["convolve2d", "correlate2d"]),
)
def test_scipy_signal_in_two_dimensions(in1, in2, mode, boundary, fill, name):
    if mode == "valid" and not one_holds_the_other(in1, in2):
        return
    assert_means(getattr(scipy.signal, name), SIGNAL_CALLS[name], in1, in2, mode, boundary, fill)


@FEW
@given(
    data=st.data(),
    axes=st.sampled_from([None, 0, 1, -1, [1], (0, 1)]),
    mode=st.sampled_from(MODES),
    name=st.sampled_from(["fftconvolve", "oaconvolve"]),
)
def test_scipy_signal_by_fourier(data, axes, mode, name):
    in1, in2 = data.draw(arrays(2, 6)), data.draw(arrays(2, 6))
    if mode == "valid" and not one_holds_the_other(in1, in2):
        return
    sliding = range(2) if axes is None else [axis % 2 for axis in np.atleast_1d(axes)]
    for axis in set(range(2)) - set(sliding):
        if in1.shape[axis] != in2.shape[axis] and 1 not in (in1.shape[axis], in2.shape[axis]):
            return
    assert_means(getattr(scipy.signal, name), SIGNAL_CALLS[name], in1, in2, mode, axes=axes)


@FEW
@given(data=st.data(), rows=st.integers(8, 11), columns=st.integers(8, 11))
def test_scipy_signal_sepfir2d(data, rows, columns):
    image = data.draw(array((rows, columns))).astype(float)
    weights = [
        data.draw(array(k)).astype(float) for k in data.draw(st.sampled_from([(3, 5), (5, 3), (1, 7)]))
    ]
    assert_means(scipy.signal.sepfir2d, SIGNAL_CALLS["sepfir2d"], image, *weights)


# ---- scipy.ndimage

BORDERS = ["reflect", "grid-mirror", "mirror", "nearest", "wrap", "grid-wrap", "constant", "grid-constant"]


@FEW
@given(
    axes=st.integers(1, 3),
    data=st.data(),
    mode=st.sampled_from(BORDERS),
    fill=st.integers(-2, 2),
    name=st.sampled_from(["convolve", "correlate"]),
)
def test_scipy_ndimage(axes, data, mode, fill, name):
    image, kernel = data.draw(arrays(axes, 5)), data.draw(arrays(axes, 5))
    origin = [data.draw(st.integers(-(k // 2), (k - 1) // 2)) for k in kernel.shape]
    if name == "convolve":
        origin = [data.draw(st.integers(-((k - 1) // 2), (k - 1) // 2)) for k in kernel.shape]
    function, meaning_of = getattr(scipy.ndimage, name), NDIMAGE_CALLS[name]
    assert_means(function, meaning_of, image, kernel, mode=mode, cval=fill, origin=origin)
    assert_means(function, meaning_of, image, kernel)


@FEW
@given(
    data=st.data(),
    axis=st.integers(-2, 1),
    mode=st.sampled_from(BORDERS),
    name=st.sampled_from(["convolve1d", "correlate1d"]),
)
def test_scipy_ndimage_along_an_axis(data, axis, mode, name):
    image, kernel = data.draw(arrays(2)), data.draw(arrays(1, 6))
    origin = data.draw(st.integers(-((len(kernel) - 1) // 2), (len(kernel) - 1) // 2))
    function, meaning_of = getattr(scipy.ndimage, name), NDIMAGE_CALLS[name]
    assert_means(function, meaning_of, image, kernel, axis, mode=mode, cval=2, origin=origin)


@FEW
@given(image=arrays(2), mode=st.sampled_from(BORDERS), axis=st.integers(-2, 1), size=st.integers(1, 4))
def test_scipy_ndimage_of_several_passes(image, mode, axis, size):
    assert_means(scipy.ndimage.sobel, NDIMAGE_CALLS["sobel"], image, axis, mode=mode)
    image = image.astype(float)
    assert_means(scipy.ndimage.uniform_filter, NDIMAGE_CALLS["uniform_filter"], image, size, mode=mode)
    sigma = [0.5, size / 3]
    assert_means(scipy.ndimage.gaussian_filter, NDIMAGE_CALLS["gaussian_filter"], image, sigma, mode=mode)


# ---- what is not known

UNKNOWN = [
    (NUMPY_CALLS["convolve"], ([1, 2j], [1])),
    (NUMPY_CALLS["convolve"], ([1, 2], [1], "sam")),
    (NUMPY_CALLS["convolve"], (["a"], [1])),
    (SIGNAL_CALLS["convolve"], ([1, 2], [[1]])),
    (SIGNAL_CALLS["convolve"], ([1, 2], [1], "full", "quick")),
    (SIGNAL_CALLS["convolve2d"], ([[1]], [[1]], "full", "mirror")),
    (NDIMAGE_CALLS["convolve"], ([1], [1], np.zeros(1))),
    (NDIMAGE_CALLS["sobel"], ([1], -1, None, "constant", 2)),
    (NDIMAGE_CALLS["gaussian_filter"], ([1], 1, 1)),
    (NDIMAGE_CALLS["convolve"], (np.zeros((2, 2), np.longdouble), [[1]])),
]


@pytest.mark.parametrize("meaning_of, arguments", UNKNOWN)
def test_what_is_not_known_is_not_confirmed(meaning_of, arguments):
    with pytest.raises(NotConfirmed):
        meaning_of(*arguments)


def test_numbers_stay_exact():
    assert as_numbers([2**70]).item(0) == 2**70
    assert NUMPY_CALLS["convolve"](np.uint8([200, 100]), np.uint8([1, 1])).output_at((1,)) == 300
