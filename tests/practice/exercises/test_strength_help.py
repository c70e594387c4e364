"""What is told of a wrong edge_strength by its numbers: each explanation is so, and of numbers like them nothing is told."""

from functools import partial

import numpy as np
import pytest
from scipy import ndimage
from support.exercise_answers import SOBEL

from course.diagnosis.answer import Answer
from course.practice.exercise_files import load_exercise
from course.practice.exercises.exercise_3_image.strength_help import (
    RULES,
    border_of_one_kernel,
    one_after_the_other,
    one_other_weight,
    one_pixel_off,
)
from course.practice.file_text import FileText
from course.practice.source_help import Tried

UNTYPED = "def edge_strength(image):\n    return image\n"  # the text of a file that has no kernel in digits


def tried(f, text=UNTYPED, change_last=0):
    """What was Tried of a function f(image) on all images of the exercise; the last of all numbers may be changed."""
    suite = load_exercise(3).parts[0].suite
    cases = []
    for probe in suite.probes:
        given = np.array(f(probe.x), float)
        if probe is suite.probes[-1]:
            given.flat[-1] += change_last
        cases.append((probe, Answer(given.tolist()), suite.right(probe)))
    return Tried(FileText(text.encode(), "edge_strength"), ("image",), "image", cases, ())


def strength(image, across=SOBEL, down=SOBEL.T, borders=("reflect", "reflect"), slide=ndimage.convolve):
    """By two kernels, each with a border in the words of scipy.ndimage, whose reflect repeats the border itself."""
    both = (slide(image * 1.0, h, mode=border) for h, border in zip((across, down), borders))
    return np.hypot(*both)


def other(row, column, weight, kernel=SOBEL):
    """The kernel with another weight."""
    changed = kernel.copy()
    changed[row, column] = weight
    return changed


def inside_only(image):
    """The convolution from top to bottom has numbers inside alone."""
    across, down = ndimage.sobel(image * 1.0, 1), np.zeros(image.shape)
    down[1:-1, 1:-1] = ndimage.sobel(image * 1.0, 0)[1:-1, 1:-1]
    return np.hypot(across, down)


BORDERS = {  # a function: what is said of upright and of lying
    "zeros for lying": (
        partial(strength, borders=("reflect", "constant")),
        "for upright the mirror image that is asked, for lying zeros.",
    ),
    "zeros for upright": (
        partial(strength, borders=("constant", "reflect")),
        "for upright zeros, for lying the mirror image that is asked.",
    ),
    "without the border itself": (
        partial(strength, borders=("reflect", "mirror")),
        "for lying the mirror image without the border itself.",
    ),
    "both wrong": (
        partial(strength, borders=("wrap", "constant")),
        "for upright the image from its other side, for lying zeros.",
    ),
    "no numbers at the border": (inside_only, "for lying a result that stays 0 at the border."),
}


@pytest.mark.parametrize("name", BORDERS)
def test_a_border_of_one_kernel_alone_is_told(name):
    f, says = BORDERS[name]
    assert border_of_one_kernel(tried(f)).says.endswith(says)
    assert border_of_one_kernel(tried(f, change_last=0.01)) is None
    assert one_other_weight(tried(f)) is None and one_pixel_off(tried(f)) is None


CORRELATED = partial(strength, slide=ndimage.correlate)
TYPED = "upright = [[1, 0, -1], [2, 0, {}], [1, 0, -1]]\ndef edge_strength(image):\n    return image\n"
WEIGHTS = {  # a function, the text of its file, pieces of what is said
    "of upright, in digits": (
        partial(strength, across=other(1, 2, -1)),
        TYPED.format(-1),
        ("Line 1: in the kernel that begins with 1 0 -1", "row 1, column 2 is -1, where -2 belongs"),
    ),
    "of upright, unflipped": (
        partial(CORRELATED, across=other(1, 2, 2)),
        TYPED.format(2),
        ("row 1, column 2 is 2, where -2 belongs",),
    ),
    "of upright, and of lying by .T": (
        partial(strength, across=other(1, 2, -3), down=other(1, 2, -3).T),
        TYPED.format(-3),
        ("row 1, column 2 is -3, where -2 belongs",),
    ),
    "in a text that has another kernel": (
        partial(strength, across=other(1, 0, 1)),
        TYPED.format(-5),
        (
            "kernel upright with one other weight: in row 1, column 0 a 1 in place of 2, if the kernel is flipped.",
        ),
    ),
    "of lying, not in digits": (
        partial(strength, down=other(2, 0, 1, SOBEL.T)),
        UNTYPED,
        (
            "kernel lying with one other weight: in row 2, column 0 a 1 in place of -1, if the kernel is flipped.",
        ),
    ),
    "of both, not in digits": (
        partial(strength, across=other(0, 1, 5), down=other(0, 1, 5).T),
        UNTYPED,
        ("upright with one other weight, and of lying, its transpose: in row 0, column 1 a 5 in place of 0",),
    ),
}


@pytest.mark.parametrize("name", WEIGHTS)
def test_one_other_weight_is_told_and_where_it_is_typed(name):
    f, text, pieces = WEIGHTS[name]
    says = one_other_weight(tried(f, text)).says
    assert all(piece in says for piece in pieces), says
    assert one_other_weight(tried(f, text, change_last=0.01)) is None
    assert border_of_one_kernel(tried(f, text)) is None and one_pixel_off(tried(f, text)) is None


def test_that_is_the_other_sign_on_the_other_side_of_a_kernel_that_is_not_flipped():
    told = one_other_weight(tried(partial(CORRELATED, across=other(1, 2, -1))))
    assert "row 1, column 0 a 1 in place of 2, if the kernel is flipped" in told.says
    assert "row 1, column 2, and the other sign" in told.hint


@pytest.mark.parametrize("row, column", list(np.ndindex(3, 3)))
def test_each_weight_is_found(row, column):
    told = one_other_weight(tried(partial(strength, down=other(row, column, 7, SOBEL.T))))
    assert f"lying with one other weight: in row {row}, column {column} a 7 in" in told.says


def off_by_one(image):
    result, right = np.zeros(image.shape), strength(image)
    result[1:-1, 1:-1] = right[: image.shape[0] - 2, : image.shape[1] - 2]
    return result


def test_windows_that_lie_one_pixel_off_are_told():
    assert "one row higher and one column further left" in one_pixel_off(tried(off_by_one)).says
    assert one_pixel_off(tried(off_by_one, change_last=0.01)) is None
    assert one_pixel_off(tried(lambda image: off_by_one(image) + (len(image) == 2))) is None


def framed(image):
    """A convolution whose result stays 0 at the border, in both."""
    result = np.zeros(image.shape)
    result[1:-1, 1:-1] = strength(image)[1:-1, 1:-1]
    return result


@pytest.mark.parametrize(
    "f",
    [
        strength,
        framed,
        partial(strength, borders=("constant", "constant")),
        partial(strength, across=SOBEL + 1),
        partial(strength, across=np.sign(SOBEL)),
        lambda image: strength(image)[:-1],
        lambda image: strength(image) * np.nan,
        lambda image: np.zeros(image.shape),
    ],
)
def test_of_other_numbers_nothing_is_told(f):
    assert [rule(tried(f)) for rule in RULES] == [None] * len(RULES)


def test_where_a_call_gave_no_numbers_nothing_is_told():
    for f in (BORDERS["zeros for lying"][0], WEIGHTS["of lying, not in digits"][0], off_by_one):
        told = tried(f)
        probe, _, right = told.cases[3]
        told.cases[3] = (probe, Answer(None, "ValueError"), right)
        assert [rule(told) for rule in RULES] == [None] * len(RULES)


def chained(image, first, second, finish, border="reflect"):
    """The second kernel slides over what the first has given."""
    one = ndimage.convolve(image * 1.0, first, mode=border)
    return finish(one, ndimage.convolve(one, second, mode=border))


@pytest.mark.parametrize("finish", [np.hypot, lambda one, two: np.abs(two), lambda one, two: two])
@pytest.mark.parametrize("border", ["reflect", "constant"])
def test_one_kernel_applied_to_the_result_of_the_other_is_told(finish, border):
    for kernels, names in (
        ((SOBEL, SOBEL.T), "lying applied to what upright"),
        ((SOBEL.T, SOBEL), "upright applied to what lying"),
    ):
        told = one_after_the_other(tried(lambda image: chained(image, *kernels, finish, border)))
        assert f"the kernel {names} has given, and not to the image" in told.says
        assert "Both kernels get the image itself" in told.hint


def test_of_an_image_that_several_borders_explain_none_is_told():
    """Without any brightness all borders give 0."""
    told = tried(strength)
    black = told.cases[0][0]._replace(x=np.zeros((3, 4), np.uint8))
    alone = told._replace(cases=[(black, Answer(np.zeros((3, 4)).tolist()), np.zeros((3, 4)).tolist())])
    assert border_of_one_kernel(alone) is None and one_other_weight(alone) is None
