"""The problems of lesson 4: right and wrong answers, worked out anew with NumPy and SciPy."""

from fractions import Fraction
from math import ceil

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from scipy.signal import correlate2d
from support.sheet_checks import (
    check_right_answers,
    check_sizes,
    check_wrong_answers,
    largest_of_blocks,
    of_tables,
    wrong_of_answers,
    wrong_of_numbers,
)
from support.sheets import ints

from course.worksheet.lesson_4_networks import blocks_kept


def weights(asked):
    o, k, l, c = ints(asked)
    return [np.zeros((k, l, c, o)).size + np.zeros(o).size]


def with_relu(x, h):
    y = correlate2d(x, h, "valid")
    return [y, np.maximum(y, 0)]


def with_relu_and_pooling(x, h):
    y, positive = with_relu(x, h)
    return [y, positive, largest_of_blocks(positive)]


def sizes(asked):
    n, m, *_ = ints(asked)
    after = correlate2d(np.ones((n, m)), np.ones((3, 3)), "valid")
    return [np.array(after.shape), np.array(largest_of_blocks(after).shape)]


def pixels_seen(asked):
    layers, k, also, *_ = ints(asked)
    assert k == also
    stack = np.ones(1)
    for _ in range(layers):
        stack = np.convolve(stack, np.ones(k))
    with_pooling = {2 * i + j + a for i in range(k) for j in range(2) for a in range(k)}
    return [len(stack), len(with_pooling)]


# ---- wrong ways of pooling


def of_blocks(keep, stride=2):
    """keep(block) for each block of 2x2 numbers of an array; a block is a list of four."""

    def pool(x):
        blocks = sliding_window_view(x, (2, 2))[::stride, ::stride]
        kept = [keep(block) for block in blocks.reshape(-1, 4).tolist()]
        return np.array(kept, object).reshape(blocks.shape[:2])

    return pool


def with_odd_ends(x):
    filled = np.pad(x, [(0, size % 2) for size in x.shape], constant_values=x.min() - 1)
    return largest_of_blocks(filled)


WRONG_POOLS = [
    with_odd_ends,
    of_blocks(max, stride=1),
    of_blocks(lambda block: Fraction(sum(block), 4)),
    of_blocks(lambda block: block[0]),
    of_blocks(min),
]

RIGHT = {
    "weights_of_a_layer": weights,
    "relu_after_correlation": of_tables(with_relu),
    "max_pooling": of_tables(lambda x: [largest_of_blocks(x)]),
    "sizes_through_two_layers": sizes,
    "receptive_field": pixels_seen,
    "all_steps": of_tables(with_relu_and_pooling),
}
WRONG = {
    "weights_of_a_layer": [
        (0, wrong_of_numbers(lambda o, k, l, c: k * l * c * o)),
        (0, wrong_of_numbers(lambda o, k, l, c: k * l * c * o + 1)),
        (0, wrong_of_numbers(lambda o, k, l, c: o * (k * l + 1))),
        (0, wrong_of_numbers(lambda o, k, l, c: k * l * c + 1)),
        (0, wrong_of_numbers(lambda o, k, l, c: k * l * c * o + c * o)),
    ],
    "relu_after_correlation": [
        (1, wrong_of_answers(lambda y, *_: y[0])),
        (1, wrong_of_answers(lambda y, *_: abs(y[0]))),
        (1, wrong_of_answers(lambda y, *_: np.minimum(y[0], 0))),
        (1, wrong_of_answers(lambda y, *_: (y[0] > 0).astype(int))),
    ],
    "max_pooling": [(0, wrong_of_answers(lambda y, x, pool=pool: pool(x))) for pool in WRONG_POOLS],
    "sizes_through_two_layers": [
        (0, wrong_of_numbers(lambda n, m, *_: [n, m])),
        (0, wrong_of_numbers(lambda n, m, *_: [n - 3, m - 3])),
        (0, wrong_of_numbers(lambda n, m, *_: [m - 2, n - 2])),
        (1, wrong_of_numbers(lambda n, m, *_: [ceil((n - 2) / 2), ceil((m - 2) / 2)])),
        (1, wrong_of_numbers(lambda n, m, *_: [n - 3, m - 3])),
        (1, wrong_of_numbers(lambda n, m, *_: [n // 2, m // 2])),
    ],
    "receptive_field": [
        (0, wrong_of_numbers(lambda layers, k, *_: k)),
        (0, wrong_of_numbers(lambda layers, k, *_: layers * k)),
        (0, wrong_of_numbers(lambda layers, k, *_: layers * (k - 1))),
        (1, wrong_of_numbers(lambda layers, k, *_: k + k - 1)),
        (1, wrong_of_numbers(lambda layers, k, *_: k + k)),
        (1, wrong_of_numbers(lambda layers, k, *_: 2 * (k + k - 1))),
    ],
    "all_steps": [
        (1, wrong_of_answers(lambda y, *_: y[0])),
        *[(2, wrong_of_answers(lambda y, *_, pool=pool: pool(y[1]))) for pool in WRONG_POOLS[:3]],
        (2, wrong_of_answers(lambda y, *_: largest_of_blocks(y[0]))),
    ],
}


def test_every_right_answer_is_right(sheets):
    check_right_answers(sheets.printed_of(4), RIGHT)


def test_wrong_answers_are_what_is_said(sheets):
    check_wrong_answers(sheets.printed_of(4), WRONG)


def test_numbers_are_small_and_tables_not_square(sheets):
    check_sizes(sheets.printed_of(4))


@pytest.mark.parametrize("options, kept", [
    ({}, [[5]]), ({"stride": 1}, [[5, 9], [8, 9]]), ({"odd_ends": True}, [[5, 9], [8, 6]]),
])  # fmt: skip
def test_blocks_of_a_map_with_odd_sizes(options, kept):
    assert blocks_kept([[1, 5, 2], [4, 3, 9], [7, 8, 6]], max, **options) == kept
