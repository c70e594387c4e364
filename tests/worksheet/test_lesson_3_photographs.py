"""The problems of lesson 3: right and wrong answers, worked out anew with NumPy and SciPy."""

from fractions import Fraction

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy import ndimage
from scipy.signal import convolve2d
from support.sheet_checks import (
    check_mistakes,
    check_right_answers,
    check_sizes,
    check_wrong_answers,
    flipped,
    of_tables,
    window_products,
    wrong_of_answers,
)
from support.sheets import given


def flat(x, h):
    return [convolve2d(x, h, "valid")[0, 0]]


def blurred(x, ones):
    sums = sliding_window_view(x, (3, 3)).sum(axis=(2, 3))
    assert (sums % 9 == 0).all()
    return [sums, sums // 9]


def as_bytes(x, h):
    y = convolve2d(x, h, "valid")
    return [y, y.astype(np.uint8)]


def edges(x, *kernels):
    v, h = (ndimage.convolve(x, kernel)[1:-1, 1:-1] for kernel in kernels)
    strength = np.hypot(v, h)
    assert (strength == strength.round()).all() and v.all() and h.all()
    return [v, h, strength.astype(int)]


def medians(x):
    return np.median(sliding_window_view(x, (3, 3)), axis=(2, 3)).astype(int)


RIGHT = {
    "flat_photograph": of_tables(flat),
    "box_blur": of_tables(blurred),
    "bytes_that_overflow": of_tables(as_bytes),
    "laplacian_with_border": of_tables(lambda x, h: [convolve2d(x, h, "same", "symm")]),
    "strength_of_edges": of_tables(edges),
}
WRONG = {
    "box_blur": [
        (1, wrong_of_answers(lambda y, x, h: y[0] * Fraction(1, 3))),
        (1, wrong_of_answers(lambda y, x, h: medians(x))),
        (1, wrong_of_answers(lambda y, x, h: (y[0] - x[1:2, 1:3]) * Fraction(1, 8))),
    ],
    "bytes_that_overflow": [
        (1, wrong_of_answers(lambda y, x, h: y[0] % 255)),
        (1, wrong_of_answers(lambda y, x, h: y[0])),
    ],
    "laplacian_with_border": [(0, wrong_of_answers(lambda y, x, h: convolve2d(x, h, "same")))],
    "strength_of_edges": [
        (2, wrong_of_answers(lambda y, *_: abs(y[0]) + abs(y[1]))),
        (2, wrong_of_answers(lambda y, *_: y[0] ** 2 + y[1] ** 2)),
        (2, wrong_of_answers(lambda y, *_: abs(y[0] + y[1]))),
        (2, wrong_of_answers(lambda y, *_: np.maximum(abs(y[0]), abs(y[1])))),
    ],
}
MISTAKES = {  # on an image x, with the kernel h as it slides, flipped already: mode valid
    "no-flip": lambda x, h: window_products(x, flipped(h)).sum(axis=(2, 3)),
    "kernel-abs": lambda x, h: window_products(x, abs(h)).sum(axis=(2, 3)),
    "max-not-sum": lambda x, h: window_products(x, h).max(axis=(2, 3)),
    "mean-not-sum": lambda x, h: window_products(x, h).sum(axis=(2, 3)) * Fraction(1, h.size),
    "kernel-norm": lambda x, h: window_products(x, h).sum(axis=(2, 3)) * Fraction(1, int(h.sum())),
    "drop-last-tap": lambda x, h: window_products(x, h)[:, :, 1:, 1:].sum(axis=(2, 3)),  # flipped: its first
    "clip-255": lambda x, h: window_products(x, h).sum(axis=(2, 3)).clip(0, 255),
}


def first_number_mistaken(asked, wrong):
    x, h = given(asked)
    return MISTAKES[wrong.name](x, flipped(h))[0, 0]


def bytes_mistaken(asked, wrong):
    x, h = given(asked)
    return MISTAKES[wrong.name](x, flipped(h))


def edges_mistaken(asked, wrong):
    x, *kernels = given(asked)
    return MISTAKES[wrong.name](x, flipped(kernels[wrong.part]))


def test_every_right_answer_is_right(sheets):
    check_right_answers(sheets.printed_of(3), RIGHT)


def test_wrong_answers_are_what_is_said(sheets):
    check_wrong_answers(sheets.printed_of(3), WRONG)


def test_mistakes_that_why_is_not_asked_for(sheets):
    rules = {
        "flat_photograph": first_number_mistaken,
        "bytes_that_overflow": bytes_mistaken,
        "strength_of_edges": edges_mistaken,
    }
    check_mistakes(sheets.printed_of(3), rules)


def test_numbers_are_bytes_and_tables_not_square(sheets):
    known = ("box_blur", "laplacian_with_border", "strength_of_edges")
    check_sizes(sheets.printed_of(3), 255, known, positive=("box_blur", "bytes_that_overflow"))
