"""diagnose() of functions that take images in colours alone: they are judged, or get lines that mend it."""

import re

import numpy as np
import pytest
from scipy import ndimage, signal
from support.callings import named

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


IN_TURN = "It is asked with the image in each of its three colours in turn, beside others."
ALIKE = "It is asked with an image that is the same in all three colours."


def box_blur_rgb(img, size=3):
    """ndimage.uniform_filter has the same border, and a window of size numbers."""
    assert img.shape[2] == 3
    return ndimage.uniform_filter(img.astype(float), (size, size, 1), mode="nearest")


JUDGED = {
    sharpen: IN_TURN,
    gaussian_blur: IN_TURN,
    box_blur_rgb: IN_TURN,
    sobel_x: ALIKE,
    sobel_magnitude: ALIKE,
}


@pytest.mark.parametrize("f", JUDGED, ids=lambda f: f.__name__)
def test_functions_of_an_image_in_colours_are_judged(f):
    found = diagnose(f)
    assert found.right and found.called.endswith(JUDGED[f]), str(found)
    assert f"{f.__name__}(image (rows, columns, 3 colours)" in found.called


def test_sums_in_bytes_are_told_in_colours():
    def box_blur(img):
        rows, columns, colours = img.shape
        padded, total = np.pad(img, ((1, 1), (1, 1), (0, 0)), mode="edge"), np.zeros_like(img)
        for i, j in np.ndindex(3, 3):
            total += padded[i : i + rows, j : j + columns]
        return total / 9

    assert named(diagnose(box_blur)) == [{"avg-sums-in-bytes"}]


def test_a_mistake_of_edges_is_told_where_colours_are_made_one():
    def sobel_edges(image):
        grey = image.mean(axis=2)
        return sum(np.abs(ndimage.correlate(grey, kernel, mode="nearest")) for kernel in (ACROSS, ACROSS.T))

    found = diagnose(sobel_edges)
    assert not found.right and named(found) == [{"strength-of-absolutes"}], str(found)


def test_a_colour_that_is_treated_otherwise_is_told():
    def box_blur(img):
        blurred = box_blur_rgb(img)
        blurred[..., 2] = img[..., 2]
        return blurred

    found = diagnose(box_blur)
    assert not found.right and "does not treat its three colours alike" in str(found).replace("\n  ", " ")


def test_what_is_written_into_an_image_in_colours_is_seen():
    def box_blur(img):
        blurred = box_blur_rgb(img)
        img[:] = 0
        return blurred

    found = diagnose(box_blur)
    assert not found.right and found.drawbacks, str(found)


def sobel_of_luma(image):
    """The weights of MATLAB's rgb2gray add up to 0.9999."""
    return sobel_magnitude((image @ [0.2989, 0.5870, 0.1140])[..., None])


def sobel_of_whole_luma(image):
    """Pillow's convert("L") has whole numbers."""
    return sobel_magnitude((image @ [299, 587, 114] // 1000)[..., None])


@pytest.mark.parametrize("f", [sobel_of_luma, sobel_of_whole_luma], ids=lambda f: f.__name__)
def test_weights_of_colours_that_may_be_meant_are_never_called_wrong(f):
    with pytest.raises(Unusable, match="takes images in colours"):
        diagnose(f)


def test_the_lines_that_are_given_can_be_run():
    f = sobel_of_luma
    with pytest.raises(
        Unusable, match=rf"{f.__name__} takes images in colours, \(rows, columns, 3\)"
    ) as refused:
        diagnose(f)
    lines = re.search("def .*", str(refused.value)).group()
    names = {"np": np, f.__name__: f}
    exec(lines, names)
    image = np.arange(30.0).reshape(5, 6) ** 2 % 17
    assert np.allclose(names[f"{f.__name__}_of_one"](image), sobel_magnitude(image[..., None]), rtol=1e-3)


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
