"""Which outputs are compared, and by how much floats may differ from what a call means."""

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import laws

from course.lessons.watch_calls import np_convolve, signal_correlate2d, signal_fftconvolve
from course.lessons.watch_compare import chosen_indices, first_difference, where_wider_numbers_differ
from course.lessons.watch_meaning import NotConfirmed
from course.lessons.watch_tensorflow import tf_conv2d, tf_max_pool2d


def middles(shape):
    """The index of the middle, and those of the middle of each end of each axis."""
    middle = tuple(n // 2 for n in shape)
    yield middle
    for axis, n in enumerate(shape):
        for end in (0, n - 1):
            yield (*middle[:axis], end, *middle[axis + 1 :])


@laws
@given(shape=st.lists(st.integers(0, 5000), max_size=5).map(tuple), terms=st.integers(1, 10**5))
def test_a_bounded_number_of_outputs_is_compared_each_once(shape, terms):
    chosen = chosen_indices(shape, terms)
    assert len(set(chosen)) == len(chosen) and len(chosen) <= min(prod(shape), 300)
    assert all(0 <= i < n for index in chosen for i, n in zip(index, shape))
    if prod(shape) <= 300 and terms * prod(shape) <= 10_000:
        assert len(chosen) == prod(shape)
    elif prod(shape):
        certain = {*product(*[(0, n - 1) for n in shape]), *middles(shape)}
        assert certain <= set(chosen)
        assert len(chosen) == len(certain) or len(chosen) * terms <= 10_000


def test_of_an_image_the_two_outputs_next_to_each_border_are_compared():
    along = [{0, 1, n // 4, n // 2, 3 * n // 4, n - 2, n - 1} for n in (600, 800)]
    assert set(chosen_indices((600, 800), 9)) == {*product(*along)}


# ---- floats

EPS = {np.float64: 2.0**-52, np.float32: 2.0**-23}


@pytest.mark.parametrize("kind", EPS)
@pytest.mark.parametrize("share, agrees", [(0.9, True), (1.1, False)])
def test_floats_may_differ_by_the_stated_bound(kind, share, agrees):
    x = np.array([[3, -4], [1, 2]], kind)
    h = np.array([[1, -2, 4]], kind)
    meaning = signal_correlate2d(x, h, "same")
    result = np.array([[meaning.output_at((i, j)) for j in range(2)] for i in range(2)], kind)
    assert first_difference(meaning, result) is None
    bound = 2 * 3 * EPS[kind] * 7 * 4  # longest side, eps, sum|h|, max|x| of the window of [0, 0]
    off = result.astype(float)
    off[0, 0] += share * bound
    result = off.astype(kind) if kind is np.float64 else off
    if kind is np.float32:
        meaning = meaning._replace(image=x, kernel=h)
    assert (first_difference(meaning, result) is None) == agrees


def test_the_bound_of_a_fourier_transform_is_added_for_floats_alone():
    x, h = np.array([1e6, 1.0, 1.0, 1.0]), np.array([1.0, 1.0])
    right = np.convolve(x, h)
    off = right.copy()
    off[-1] += 1e-10
    assert first_difference(np_convolve(x, h), off) is not None
    assert first_difference(signal_fftconvolve(x, h), off) is None
    off[-1] += 1e-6
    assert first_difference(signal_fftconvolve(x, h), off) is not None
    with pytest.raises(NotConfirmed):
        first_difference(signal_fftconvolve([np.nan, 1.0], h), right[:3])


@pytest.mark.parametrize("wrong", [np.nan, np.inf, 1e300])
def test_numbers_that_are_not_finite_have_to_be_the_same(wrong):
    x, h = np.array([1.0, np.nan, np.inf, 2.0, 3.0, 1.0]), np.array([1.0, 1.0])
    right = np.convolve(x, h)
    assert first_difference(np_convolve(x, h), right) is None
    for index in (0, 1, 3):
        off = right.copy()
        off[index] = wrong if not (index == 1 and np.isnan(wrong) or index == 3 and np.isinf(wrong)) else 0.0
        assert first_difference(np_convolve(x, h), off).index == (index,)


def test_a_size_is_always_compared():
    assert first_difference(np_convolve([1, 2], [1]), [1]).index is None
    assert first_difference(np_convolve([1, 2], [1]), [[1, 2]]).index is None


def test_pooling_and_channels_are_compared_exactly_for_whole_numbers():
    image = np.arange(16).reshape(1, 4, 4, 1)
    assert first_difference(tf_max_pool2d(image, 2, 2, "VALID"), [[[[5], [7]], [[13], [15]]]]) is None
    assert first_difference(tf_max_pool2d(image, 2, 2, "VALID"), [[[[5], [7]], [[13], [14]]]]).index == (
        0,
        1,
        1,
        0,
    )
    filters = np.ones((2, 2, 1, 2), int)
    result = [[[[10, 10], [18, 18]], [[42, 42], [50, 51]]]]
    assert first_difference(tf_conv2d(image, filters, 2, "VALID"), result).expected == 50


# ---- overflow


def test_the_call_is_repeated_with_wider_numbers_to_find_an_overflow():
    x, h = np.zeros(5000, np.uint8), np.uint8([1, 1])
    x[1234:1236] = 200
    result = np.convolve(x, h)
    assert where_wider_numbers_differ(np.convolve, (x, h), {}, result) == [(1235,)]
    assert where_wider_numbers_differ(np.convolve, (x // 2, h), {}, np.convolve(x // 2, h)) == []
    assert (
        where_wider_numbers_differ(np.convolve, (x / 2, h), {}, result / 2) == []
    )  # floats overflow in no such way


def test_a_function_that_refuses_wider_numbers_leaves_it_to_the_chosen_indices():
    def refuses(*arguments):
        raise TypeError("no floats")

    assert where_wider_numbers_differ(refuses, ([1], [2]), {}, np.array([2])) == []
