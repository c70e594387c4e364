"""What a call means, piece by piece: windows, borders, exact sums. Whole calls: test_watch_calls.py,
test_watch_tensorflow.py.
"""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import floats, fractions, integers, laws

from course.lessons.watch_meaning import (
    BroadcastAxis,
    SlidingAxis,
    kernel_over_image,
    largest_number,
    mean_number,
    sum_of_products,
)


@laws
@given(
    st.integers(1, 6),
    st.integers(1, 5),
    st.integers(0, 5),
    st.integers(1, 3),
    st.integers(1, 3),
    st.booleans(),
)
def test_a_window_meets_each_weight_once(inputs, weights, before, stride, dilation, flip):
    axis = SlidingAxis(inputs, weights, 9, before, stride, dilation)
    padded = [*[None] * before, *range(inputs), *[None] * 99]
    for i in range(3):
        window = axis.window(i, flip)
        assert [place for place, _ in window] == padded[i * stride :: dilation][:weights]
        order = [weight for _, weight in window]
        assert (order[::-1] if flip else order) == list(range(weights))


@pytest.mark.parametrize("border, mode", [
    ("wrap", "wrap"), ("symmetric", "symmetric"), ("reflect", "reflect"), ("edge", "edge"),
])  # fmt: skip
def test_beyond_the_border_stands_what_numpy_pads(border, mode):
    padded = np.pad(np.arange(4), 7, mode=mode)
    axis = SlidingAxis(4, 18, 1, before=7, border=border)
    assert [place for place, _ in axis.window(0, flip=False)] == padded.tolist()


def test_an_axis_that_nothing_slides_along():
    assert BroadcastAxis(5, 1).outputs == BroadcastAxis(1, 5).outputs == 5
    assert (BroadcastAxis(5, 1).window(3, True), BroadcastAxis(1, 5).window(3, True)) == ([(3, 0)], [(0, 3)])


@laws
@given(st.lists(st.tuples(integers | fractions, integers | fractions), min_size=1))
def test_sums_of_whole_numbers_and_fractions_are_exact(terms):
    assert sum_of_products(terms) == sum(Fraction(x) * Fraction(h) for x, h in terms)
    assert not isinstance(sum_of_products(terms), float)


@laws
@given(st.lists(st.tuples(floats, floats), min_size=1))
def test_sums_of_floats_do_not_depend_on_their_order(terms):
    assert sum_of_products(terms) == sum_of_products(terms[::-1])


def test_sums_keep_nan_and_infinity():
    assert math.isnan(sum_of_products([(math.nan, 1), (2.0, 3)])) and math.isnan(
        sum_of_products([(math.inf, 0)])
    )
    assert sum_of_products([(math.inf, 2), (1.0, 1)]) == math.inf


def test_pooling_takes_the_largest_and_the_mean():
    terms = [(3, 1), (-1, 1), (5, 1)]
    assert (
        largest_number(terms) == 5
        and mean_number(terms) == Fraction(7, 3)
        and mean_number([(1.5, 1), (2.5, 1)]) == 2
    )


def test_a_large_number_does_not_overflow():
    image, kernel = np.array([2**63 - 1, 2**63 - 1]), np.array([1, 1])
    meaning = kernel_over_image(image, kernel, [SlidingAxis(2, 2, 1)], flip=True)
    assert meaning.output_at((0,)) == 2**64 - 2
