"""The problems of lesson 0: right and wrong answers, worked out anew with NumPy."""

import numpy as np
from support.sheet_checks import (
    check_right_answers,
    check_sizes,
    check_wrong_answers,
    of_signals,
    wrong_of_numbers,
)
from support.sheets import ints


def sizes(asked):
    n, k = ints(asked)
    return [len(np.convolve(np.ones(n), np.ones(k), mode)) for mode in ("full", "same", "valid")]


RIGHT = {
    "sizes_of_signals": sizes,
    "full_mode": of_signals(lambda x, h: [np.convolve(x, h)]),
    "valid_mode": of_signals(lambda x, h: [np.convolve(x, h, "valid")]),
    "same_mode": of_signals(lambda x, h: [np.convolve(x, h, "same")]),
    "correlation": of_signals(lambda x, h: [np.correlate(x, h, "full")]),
    "same_mode_with_even_kernel": of_signals(lambda x, h: [np.convolve(x, h, "same")]),
}
WRONG = {
    "sizes_of_signals": [
        (0, wrong_of_numbers(lambda n, k: n + k)),
        (0, wrong_of_numbers(lambda n, k: n)),
        (0, wrong_of_numbers(lambda n, k: n + k + 1)),
        (1, wrong_of_numbers(lambda n, k: n - k + 1)),
        (2, wrong_of_numbers(lambda n, k: n - k)),
        (2, wrong_of_numbers(lambda n, k: n - k - 1)),
    ],
}


def test_every_right_answer_is_right(sheets):
    check_right_answers(sheets.printed_of(0), RIGHT)


def test_wrong_answers_are_what_is_said(sheets):
    check_wrong_answers(sheets.printed_of(0), WRONG)


def test_numbers_are_small_and_tables_not_square(sheets):
    check_sizes(sheets.printed_of(0))
