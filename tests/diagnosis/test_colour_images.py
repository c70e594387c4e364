"""diagnose() of functions that take images in colours alone: the lines that it gives mend that."""

import re

import numpy as np
import pytest
from scipy import ndimage, signal

from course.diagnosis.colour_images import how_to_ask_for_one_colour
from course.diagnosis.diagnose import diagnose
from course.errors import Unusable

SHARPENS = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
ACROSS = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])


def sharpen(image):
    rows, columns, colours = image.shape
    return np.dstack([signal.correlate2d(image[..., c], SHARPENS, "same") for c in range(colours)])


def sobel_x(photo):
    return signal.convolve2d(photo.mean(axis=2), ACROSS, "same")


def gaussian_blur(image, sigma):
    return np.dstack([ndimage.gaussian_filter(image[:, :, c].astype(float), sigma) for c in range(3)])


def sobel_magnitude(image):
    grey = image.sum(axis=-1) / image.shape[2]
    return np.hypot(*[ndimage.correlate(grey, kernel, mode="nearest") for kernel in (ACROSS, ACROSS.T)])


@pytest.mark.parametrize("f", [sharpen, sobel_x, gaussian_blur, sobel_magnitude], ids=lambda f: f.__name__)
def test_the_lines_that_are_given_mend_it(f):
    with pytest.raises(
        Unusable, match=rf"{f.__name__} takes images in colours, \(rows, columns, 3\)"
    ) as refused:
        diagnose(f)
    lines = re.search("def .*", str(refused.value)).group()
    names = {"np": np, f.__name__: f}
    exec(lines, names)
    assert diagnose(names[f"{f.__name__}_of_one"]).right


def no_image(image):
    return image.shape[2]


def of_any(image):
    return np.sort(image, axis=0)


def of_much(image, a, b, c):
    return sharpen(image)


def of_lists(image, kernel):
    return sharpen(image)[: len(kernel)]


@pytest.mark.parametrize("f", [no_image, of_any, of_much, of_lists, lambda image: sharpen(image)])
def test_other_functions_get_no_such_lines(f):
    assert how_to_ask_for_one_colour(f) == ""


def test_where_it_is_said_how_to_call_it_the_call_is_what_is_refused():
    with pytest.raises(Unusable, match="^sharpen gives no numbers of a correlation"):
        diagnose(sharpen, "filter", call=lambda f, x, h, options: f(x))
