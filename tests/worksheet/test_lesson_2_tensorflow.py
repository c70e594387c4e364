"""The problems of lesson 2: right and wrong answers, worked out anew with NumPy and SciPy."""

from fractions import Fraction
from math import floor

import numpy as np
from scipy.signal import correlate2d
from support.sheet_checks import (
    check_mistakes,
    check_right_answers,
    check_sizes,
    check_wrong_answers,
    dilated,
    flipped,
    of_tables,
    wrong_of_answers,
    wrong_of_numbers,
)
from support.sheets import given, ints


def valid(x, h):
    return correlate2d(x, h, "valid")


def sizes(asked):
    n, k, s, again, one, d = ints(asked)
    assert s == again and one == 1
    return [
        len(np.ones(n - k + 1)[::s]),
        len(np.ones(n)[::s]),
        len(np.convolve(np.ones(n), dilated(np.ones(k), d), "valid")),
    ]


RIGHT = {
    "valid_padding": of_tables(lambda x, h: [valid(x, h)]),
    "same_padding": of_tables(lambda x, h: [valid(np.pad(x, ((0, 1), (1, 1))), h)]),
    "stride_of_2": of_tables(lambda x, h: [valid(x, h)[::2, ::2]]),
    "dilation_of_2": of_tables(lambda x, h: [valid(x, dilated(h, 2))]),
    "sizes_with_stride_and_dilation": sizes,
    "two_channels": of_tables(lambda x0, x1, h0, h1: [valid(x0, h0) + valid(x1, h1)]),
}
WRONG = {
    "same_padding": [(0, wrong_of_answers(lambda y, x, h: valid(np.pad(x, ((1, 0), (1, 1))), h)))],
    "sizes_with_stride_and_dilation": [
        (0, wrong_of_numbers(lambda n, k, s, *_: floor((n - k) / s))),
        (0, wrong_of_numbers(lambda n, k, *_: n - k + 1)),
        (1, wrong_of_numbers(lambda n, *_: n)),
        (1, wrong_of_numbers(lambda n, k, s, *_: floor(n / s))),
        (2, wrong_of_numbers(lambda n, k, *_: n - k + 1)),
        (2, wrong_of_numbers(lambda n, k, s, again, one, d: n - d * k + 1)),
    ],
}
MISTAKES_OF_CHANNELS = {  # from the images and the kernels of both channels
    "no-flip": lambda x0, x1, h0, h1: valid(x0, flipped(h0)) + valid(x1, flipped(h1)),
    "channels-first-only": lambda x0, x1, h0, h1: valid(x0, h0),
    "channels-last-only": lambda x0, x1, h0, h1: valid(x1, h1),
    "channels-mean": lambda x0, x1, h0, h1: (valid(x0, h0) + valid(x1, h1)) * Fraction(1, 2),
    "channels-max": lambda x0, x1, h0, h1: np.maximum(valid(x0, h0), valid(x1, h1)),
    "channels-same-kernel": lambda x0, x1, h0, h1: valid(x0, h0) + valid(x1, h0),
    "channels-bgr": lambda x0, x1, h0, h1: valid(x1, h0) + valid(x0, h1),
}


def channels_mistaken(asked, wrong):
    return MISTAKES_OF_CHANNELS[wrong.name](*given(asked))


def test_every_right_answer_is_right(sheets):
    check_right_answers(sheets.printed_of(2), RIGHT)


def test_wrong_answers_are_what_is_said(sheets):
    check_wrong_answers(sheets.printed_of(2), WRONG)


def test_mistakes_that_why_is_not_asked_for(sheets):
    check_mistakes(sheets.printed_of(2), {"two_channels": channels_mistaken})


def test_numbers_are_small_and_tables_not_square(sheets):
    check_sizes(sheets.printed_of(2))
