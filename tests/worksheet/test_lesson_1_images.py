"""The problems of lesson 1: right and wrong answers, worked out anew with SciPy."""

import re

import numpy as np
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
    wrong_of_numbers,
)
from support.sheets import given, ints

from course.convolution.random_numbers import Chance
from course.worksheet.lesson_1_images import BORDER_SENTENCES, image_with_border
from course.worksheet.problem_kinds import ProblemKind, draw_problem

NDIMAGE_MODES = {"wrap": "wrap", "reflect": "mirror", "edge": "nearest"}


def sizes(asked):
    n, m, k, l = ints(asked)
    shapes = [convolve2d(np.ones((n, m)), np.ones((k, l)), mode).shape for mode in ("full", "valid")]
    return [np.array(shape) for shape in shapes]


def of_any_border(asked):
    """Right answers to the border whose own sentence stands in the task."""
    (border,) = [border for border, sentence in BORDER_SENTENCES.items() if sentence in asked.task]
    x, h = given(asked)
    return [ndimage.convolve(x, h, mode=NDIMAGE_MODES[border])]


RIGHT = {
    "image_full_mode": of_tables(lambda x, h: [convolve2d(x, h)]),
    "one_number_of_image": of_tables(lambda x, h: [convolve2d(x, h, "valid")[1, 0]]),
    "image_valid_mode": of_tables(lambda x, h: [convolve2d(x, h, "valid")]),
    "image_same_mode": of_tables(lambda x, h: [convolve2d(x, h, "same")]),
    "sizes_of_images": sizes,
    "image_with_border": of_any_border,
}
WRONG = {
    "sizes_of_images": [
        (0, wrong_of_numbers(lambda n, m, k, l: [n + k, m + l])),
        (0, wrong_of_numbers(lambda n, m, k, l: [n + l - 1, m + k - 1])),
        (0, wrong_of_numbers(lambda n, m, k, l: [n, m])),
        (1, wrong_of_numbers(lambda n, m, k, l: [n - k, m - l])),
        (1, wrong_of_numbers(lambda n, m, k, l: [n - l + 1, m - k + 1])),
        (1, wrong_of_numbers(lambda n, m, k, l: [m - l + 1, n - k + 1])),
    ],
    "image_with_border": [(0, wrong_of_answers(lambda y, x, h: convolve2d(x, h, "same")))],
}
MISTAKES = {  # on an image x, with the kernel h as it slides, flipped already: mode valid
    "no-flip": lambda x, h: window_products(x, flipped(h)).sum(axis=(2, 3)),
    "flip-rows-only": lambda x, h: window_products(x, h[:, ::-1]).sum(axis=(2, 3)),
    "flip-cols-only": lambda x, h: window_products(x, h[::-1]).sum(axis=(2, 3)),
    "output-transposed": lambda x, h: window_products(x, h).sum(axis=(2, 3)).T,
    "kernel-abs": lambda x, h: window_products(x, abs(h)).sum(axis=(2, 3)),
    "max-not-sum": lambda x, h: window_products(x, h).max(axis=(2, 3)),
}


def one_number_mistaken(asked, wrong):
    x, h = given(asked)
    return MISTAKES[wrong.name](x, flipped(h))[1, 0]


def test_every_right_answer_is_right(sheets):
    check_right_answers(sheets.printed_of(1), RIGHT)


def test_wrong_answers_are_what_is_said(sheets):
    check_wrong_answers(sheets.printed_of(1), WRONG)


def test_mistakes_that_why_is_not_asked_for(sheets):
    check_mistakes(sheets.printed_of(1), {"one_number_of_image": one_number_mistaken})


def test_numbers_are_small_and_tables_not_square(sheets):
    check_sizes(sheets.printed_of(1))


def test_every_border_is_drawn_for_some_seed_and_the_command_has_it():
    drawn = set()
    for seed in range(12):
        problem = draw_problem(ProblemKind(0, image_with_border), Chance(seed))
        border = re.search(r" --border (\w+)", problem.command)[1]
        assert BORDER_SENTENCES[border] in problem.task and f"border {border}" in problem.title
        drawn.add(border)
    assert drawn == set(BORDER_SENTENCES)
