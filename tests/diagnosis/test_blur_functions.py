"""diagnose() of functions that blur an image by a Gaussian: right ones, and the mistakes of their bank."""

import numpy as np
import pytest
from support.callings import named

from course import diagnose
from course.diagnosis.blur_functions import BlurReading
from course.diagnosis.cause import world
from course.diagnosis.further_kinds import further_kind
from course.mistakes.bank.gaussian_kernels import BLUR_MISTAKES
from course.mistakes.smallest_input import Probe


def bell(reach, sigma):
    weights = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * sigma**2))
    return weights / weights.sum()


def along_both_axes(image, weights, mode):
    padded = np.pad(np.asarray(image, float), len(weights) // 2, mode)
    rows = np.array([np.convolve(row, weights, "valid") for row in padded])
    return np.array([np.convolve(column, weights, "valid") for column in rows.T]).T


def gaussian_blur(image, sigma):
    return along_both_axes(image, bell(int(np.ceil(3 * sigma)), sigma), "edge")


def blur(image, ksize=5, sigma=1.0):
    return np.round(along_both_axes(image, bell(ksize // 2, sigma), "reflect")).astype(np.uint8)


def smooth(img, sigma, radius):
    return along_both_axes(img, bell(radius, sigma), "constant").tolist()


RIGHT = {
    "reach": (gaussian_blur, "(image, sigma=sigma); a Gaussian blur, ceil(3 * sigma) to each side; the edge repeated beyond it."),
    "size": (blur, "blur(image, ksize=size, sigma=sigma); a Gaussian blur; mirrored at the edge ('reflect'); rounded to bytes."),
    "radius": (smooth, "smooth(image, radius=radius, sigma=sigma); a Gaussian blur; zeros beyond the edge."),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right_functions_are_right_and_what_was_taken_is_said(name):
    f, said = RIGHT[name]
    assert further_kind(f) == "blur"
    found = diagnose(f)
    assert found.right and said in found.called, str(found)


def test_rows_that_are_shorter_than_the_kernel_are_tried_last():
    """np.convolve(row, kernel, "same") has as many numbers as the longer of the two."""

    def gaussian_blur(image, sigma):
        weights = bell(int(np.ceil(3 * sigma)), sigma)
        rows = np.array([np.convolve(row, weights, "same") for row in image])
        return np.array([np.convolve(column, weights, "same") for column in rows.T]).T

    found = diagnose(gaussian_blur)
    assert found.verdict == "Right for larger images; wrong where an image is smaller than the kernel."


def test_every_mistake_is_told_and_no_other():
    reading = BlurReading("edge")
    for mistake in BLUR_MISTAKES:
        definition = world(mistake)

        def gaussian_blur(image, size, sigma):
            return np.array(reading.gives(definition, Probe(image, np.array(sigma), {"size": size})))

        found = diagnose(gaussian_blur)
        assert named(found) == [{mistake.name}], (mistake.name, str(found))


def test_a_shifted_blur_is_wrong_and_gets_no_name_that_may_be_false():
    def gaussian_blur(image, sigma):
        weights = np.exp(-((np.arange(7) - 4) ** 2) / (2 * sigma**2))
        return along_both_axes(image, weights / weights.sum(), "edge")

    found = diagnose(gaussian_blur)
    assert not found.right and not found.causes


def in_type(step, is_of_type):
    def gaussian_blur(image, size, sigma):
        """The type (dtype) of the image is kept."""
        blurred = along_both_axes(image, bell(size // 2, sigma), "edge")
        return step(blurred).astype(image.dtype) if is_of_type(image.dtype) else blurred

    return gaussian_blur


IN_TYPES = {
    "rounded to bytes where the image is of bytes, if that is meant": (
        np.round,
        lambda dtype: dtype == np.uint8,
    ),
    "cut to bytes where the image is of bytes, if that is meant": (np.floor, lambda dtype: dtype == np.uint8),
    "rounded in the image's own type, if that is meant": (np.round, lambda dtype: dtype.kind in "iu"),
    "kept in the image's own type, if that is meant": (np.floor, lambda dtype: dtype.kind in "iu"),
}


@pytest.mark.parametrize("said", IN_TYPES)
def test_results_in_the_images_type_may_be_meant(said):
    found = diagnose(in_type(*IN_TYPES[said]))
    assert found.right and said in found.called, str(found)


def test_a_type_that_nothing_speaks_of_is_right_if_it_is_meant():
    def gaussian_blur(image, size, sigma):
        out = np.zeros_like(image)
        out[:] = along_both_axes(image, bell(size // 2, sigma), "edge")
        return out

    found = diagnose(gaussian_blur)
    assert not found.right
    assert found.verdict.endswith("with blurred whole numbers cut to whole numbers: right if this is meant.")


def test_bytes_that_wrap_are_wrong():
    def gaussian_blur(image, size, sigma):
        blurred = along_both_axes(image, bell(size // 2, sigma), "edge")
        return (2 * blurred).astype(np.uint8) if image.dtype == np.uint8 else blurred

    assert not diagnose(gaussian_blur).right
