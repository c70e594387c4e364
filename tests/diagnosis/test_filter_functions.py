"""diagnose() of functions of an image alone that slide a kernel of their own: their kernel is read, and they are judged."""

import numpy as np
import pytest
from scipy import ndimage, signal
from support.callings import named

from course import diagnose
from course.diagnosis.filter_functions import FilterCall
from course.diagnosis.further_kinds import further_kind
from course.diagnosis.kernel_reading import kernels_read
from course.diagnosis.known_filters import kernel_in_words, known_filter
from course.diagnosis.nearest_reading import just_missed
from course.errors import Unusable

SHARPEN = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
ACROSS = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


def sharpened(image):
    padded = np.pad(np.asarray(image, int), 1, mode="edge")
    return signal.correlate2d(padded, SHARPEN, "valid")


def sharpen(image):
    return np.clip(sharpened(image), 0, 255).astype(np.uint8)


def sobel_x(a):
    return signal.correlate2d(a, ACROSS, mode="valid")


def laplacian(rows):
    out = [[0] * len(rows[0]) for _ in rows]
    for r in range(1, len(rows) - 1):
        for c in range(1, len(rows[0]) - 1):
            out[r][c] = rows[r - 1][c] + rows[r + 1][c] + rows[r][c - 1] + rows[r][c + 1] - 4 * rows[r][c]
    return out


def vertical_edges(image):
    return np.abs(signal.correlate2d(image.astype(int), ACROSS, mode="same"))


def high_pass(image):
    out = image.astype(float)
    for i in range(1, image.shape[0] - 1):
        for j in range(1, image.shape[1] - 1):
            out[i, j] = image[i, j] - image[i - 1 : i + 2, j - 1 : j + 2].mean()
    return out


def blurred_in_bytes(image):
    """The average by weights of a ninth: their sum may just miss a whole number, and is cut."""
    padded = np.pad(image.astype(float), 1)
    weights = np.array([[1, 1, 1], [1, 1, 1], [1, 1, 2]]) / 10
    return np.clip(signal.correlate2d(padded, weights, "valid"), 0, 255).astype(np.uint8)


RIGHT = {
    "bytes": (sharpen, "[-1, 5, -1], [0, -1, 0]], which is sharpen; the edge repeated beyond it; results held to 0..255 and cut to bytes."),
    "valid": (sobel_x, "[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], which is sobel-vertical; only where the kernel lies inside: 'valid'."),
    "lists": (laplacian, "laplacian(image) of lists; it answers one bright pixel as a correlation with the kernel [[0, 1, 0], [1, -4, 1]"),
    "absolute": (vertical_edges, "if that is meant; zeros beyond the edge; results without their signs; of images of whole numbers."),
    "fractions": (high_pass, "[[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]] / 9, if that is meant; the image's own numbers where"),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right_functions_are_right_and_their_kernel_is_said(name):
    f, said = RIGHT[name]
    assert further_kind(f) == "filter"
    found = diagnose(f)
    assert found.right and said in found.called, str(found)


def test_bytes_that_wrap_are_told():
    def sharpen(image):
        return sharpened(image).astype(np.uint8)

    found = diagnose(sharpen)
    assert named(found) == [{"uint8-output"}] and "held to 0..255 and cut to bytes" in found.called


def test_a_grey_that_is_added_is_said_and_a_result_that_is_transposed_is_told():
    def emboss(image):
        out = np.full(image.shape, 128.0)
        out[1:-1, 1:-1] += image[2:, 2:].astype(float) - image[:-2, :-2]
        return np.clip(out, 0, 255).astype(np.uint8)

    found = diagnose(emboss)
    assert found.right and "if that is meant; plus 128; 0 where the kernel leaves the image" in found.called
    assert {"output-transposed"} in named(diagnose(lambda image: sharpened(image).T, "filter"))


def test_what_does_more_than_slide_a_kernel_is_not_judged():
    def sharpen(image):
        return 2.0 * image - ndimage.median_filter(image.astype(float), 3)

    with pytest.raises(Unusable, match="one positional argument|gives no numbers of a correlation"):
        diagnose(sharpen)


def test_what_is_written_into_the_image_that_is_read_is_told():
    def sharpen(image):
        for i in range(1, image.shape[0] - 1):
            for j in range(1, image.shape[1] - 1):
                image[i, j] = (image[i - 1 : i + 2, j - 1 : j + 2] * SHARPEN).sum()
        return image

    found = diagnose(sharpen)
    # Into an image of bytes each result is written as a byte, too.
    assert all("aliasing" in names for names in named(found)) and named(found)
    assert "which is sharpen; the image's own numbers" in found.called


def test_rows_and_columns_that_are_exchanged_are_told():
    found = diagnose(
        lambda image: signal.correlate2d(image, [[1, 2, 0], [0, 3, 0], [0, 0, 5]], "same").T, "filter"
    )
    assert {"output-transposed"} in named(found)


def correlating(name, kernel):
    f = lambda image: ndimage.correlate(image.astype(float), np.array(kernel, float), mode="constant")
    f.__name__ = name
    return f


OTHER_KERNELS = {
    "filter-transposed": correlating("sobel_x", ACROSS.T),
    "filter-mistyped": correlating("sharpen", [[0, -1, 0], [-1, 4, -1], [0, -1, 0]]),
    "filter-multiple": correlating("gaussian_blur", [[1, 2, 1], [2, 4, 2], [1, 2, 1]]),
}


@pytest.mark.parametrize("name", OTHER_KERNELS)
def test_a_kernel_that_is_not_what_the_name_says_is_told(name):
    found = diagnose(OTHER_KERNELS[name])
    assert named(found) == [{name}] and "by its name it is held against" in found.called, str(found)
    assert found.verdict == "Wrong already for square images."


@pytest.mark.parametrize(("kernel", "name"), [(-ACROSS, "filter-signs"), (ACROSS / 8, "filter-scaled")])
def test_which_side_is_above_0_and_the_scale_of_edges_may_be_meant(kernel, name):
    found = diagnose(correlating("sobel_x", kernel))
    assert named(found) == [{name}] and found.verdict.endswith("and is right if this is meant.")


def test_names_stand_for_kernels_and_their_signs():
    assert known_filter("laplacian_filter", ((0, -1, 0), (-1, 4, -1), (0, -1, 0))).mistake is None
    assert known_filter("my_sharpen", ((1, 1, 1), (1, 9, 1), (1, 1, 1))) is None
    assert known_filter("process", ((1, 2), (3, 4))) is None


def test_a_kernel_is_read_from_one_bright_pixel():
    assert next(kernels_read(sobel_x, FilterCall(False))) == tuple(map(tuple, ACROSS.tolist()))
    assert kernel_in_words(((0.5, 1 / 3),)) == "[[0.5, 0.3333]]"


def test_a_kernel_of_bytes_is_read_and_a_sum_may_just_miss_a_whole_number():
    kernels = [kernel_in_words(kernel) for kernel in kernels_read(blurred_in_bytes, FilterCall(False))]
    assert "[[1, 1, 1], [1, 1, 1], [1, 1, 2]] / 10" in kernels
    given = np.array([3, 4, 4, 2], np.uint8)
    assert just_missed(given, [4.0, 4.0, 4.2, 4.0]).tolist() == [4, 4, 4, 2]


def test_functions_that_slide_nothing_are_none():
    assert further_kind(lambda image: image.max() - image) is None
    assert further_kind(lambda image: image.mean()) is None
    assert further_kind(lambda image: image[::-1]) is None
    assert further_kind(lambda image: 2 * image) is None
    with pytest.raises(Unusable, match="one bright pixel"):
        diagnose(lambda image: image * 0, "filter")


def sharpen(image):
    kernel = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
    return np.abs(signal.convolve2d(image, kernel, "same"))


def laplacian(image):
    kernel = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    return np.abs(signal.convolve2d(image, kernel, "same"))


def test_a_sharpened_image_without_its_signs_is_right_if_that_is_meant_and_edges_are_right():
    found = diagnose(sharpen)
    assert named(found) == [{"abs-output"}] and found.verdict.endswith(
        "without their signs: right if this is meant."
    )
    assert diagnose(laplacian).right
