"""diagnose() of functions of an image that return several results."""

import numpy as np
import pytest
from scipy import ndimage
from support.callings import named

from course.diagnosis.diagnose import diagnose
from course.diagnosis.several_results import names_returned, results_of, what_it_is
from course.errors import Unusable

ACROSS = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


def filtered(image, kernel):
    return ndimage.correlate(image.astype(float), kernel, mode="nearest")


def sobel(image):
    gx, gy = filtered(image, ACROSS), filtered(image, ACROSS.T)
    return gx, gy


def sobel_edges(image):
    gx, gy = sobel(image)
    return np.hypot(gx, gy), np.arctan2(gy, gx)


def sobel_both_across(image):
    gx, gy = filtered(image, ACROSS), filtered(image, ACROSS)
    return gx, gy


def sobel_squares(image):
    gx, gy = sobel(image)
    magnitude = gx**2 + gy**2
    return magnitude, np.arctan2(gy, gx)


def test_both_changes_are_judged_and_told():
    found = diagnose(sobel)
    assert found.right and found.called.startswith(
        "It returns 2 results; this is the first (gx). Called as sobel(image)"
    )
    assert "which is sobel-vertical" in found.called
    assert found.remarks[-1].startswith("The second (gy): Right on all ")


def test_a_strength_is_judged_and_a_direction_is_not():
    found = diagnose(sobel_edges)
    assert found.right and "this is the first (np.hypot(gx, gy))" in found.called
    assert found.remarks[-1] == "The second (np.arctan2(gy, gx)): It was not looked at."


@pytest.mark.parametrize(
    "f, name, which",
    [
        (sobel_both_across, "filter-transposed", "second (gy)"),
        (sobel_squares, "strength-without-root", "first (mag"),
    ],
)
def test_the_result_that_is_wrong_is_told(f, name, which):
    found = diagnose(f)
    assert not found.right and f"this is the {which}" in found.called and named(found) == [{name}]


def sobel_wrapping(image):
    gx, gy = (ndimage.correlate(image.astype(float), kernel, mode="wrap") for kernel in (ACROSS, ACROSS.T))
    return gx, np.hypot(gx, gy)


def test_what_is_told_holds_for_each_result_that_it_goes_with():
    found = diagnose(sobel_edges, border="edge")
    assert found.right and "repeated beyond it" in found.called
    found = diagnose(sobel_wrapping, border="zeros")
    assert not found.right and "this is the second (np.hypot(gx, gy))" in found.called
    assert found.remarks[-1] == "The first (gx): It was not looked at."
    assert diagnose(sobel_wrapping).right
    with pytest.raises(ValueError, match="border does not go with kind 'filter'"):
        diagnose(sobel, border="edge")


def test_what_a_result_is():
    words = [
        "gx",
        "grad_y",
        "np.hypot(a, b)",
        "theta",
        "sobel_x",
        "Iy",
        "horizontal",
        "G",
        "cache",
        "out",
        "max",
        "np.linalg.norm([a, b], axis=0)",
        "grad_norm",
        "normalize(gx)",
        "gx_normalized",
        "gy_norm",
        "norm_gx",
        "normalized_strength",
    ]
    assert [what_it_is(word) for word in words] == [
        *("x", "y", "strength", "direction", "x", "y", "x", "strength", "", "", ""),
        *("strength", "strength", "", "", "", "", "strength"),
    ]


def test_the_last_return_is_that_of_the_function_itself():
    def sobel(image, is_fast=False):
        def both(rows, columns):
            return columns, rows

        if is_fast:
            gx, gy = both(0, 0)
            return gx, gy
        else:
            for size in (3,):
                across, down = both(1, 2)
                if size:
                    return across, down

    def sobel_first(image):
        across, down = image, image
        if image.ndim == 2:
            return across, down

        class Pair:
            def swapped(self, one, other):
                return other, one

    assert names_returned(sobel, 2) == names_returned(sobel_first, 2) == ["across", "down"]


def test_other_results_are_none_of_these():
    def pooled(image):
        out, mask = image[::2, ::2], image > 0
        return out, mask

    assert not results_of(pooled) and not results_of(filtered) and not results_of(lambda image: (image, 3))
    assert names_returned(np.add, 2) == ["", ""]


def test_where_no_result_is_known_it_is_said():
    def edges(image):
        magnitude, direction = abs(image) ** 0.5, image * 0
        return magnitude, direction

    with pytest.raises(Unusable, match="edges returns 2 results, of which none is known"):
        diagnose(edges)
