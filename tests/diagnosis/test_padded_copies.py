"""diagnose() of functions that write their results into the padded copy of the input that they still read."""

import numpy as np
import pytest
from scipy import ndimage
from support.callings import named
from support.slow_cases import with_slow_cases

from course import diagnose
from course.mistakes.bank.functions import PADDED_COPY_MISTAKES
from course.mistakes.faulty_definition import definition_with, outcome

IMAGE = np.arange(30).reshape(5, 6) ** 2 % 17 - 6.0
ACROSS = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
MODES_OF_SCIPY = {
    "edge": "nearest",
    "symmetric": "reflect",
    "reflect": "mirror",
    "wrap": "wrap",
    "constant": "constant",
}


def slid(image, kernel, border, in_place):
    """A correlation by windows of a padded copy, and of another that is not written to unless in_place says so."""
    rows, columns = kernel.shape
    sides = ((rows // 2, (rows - 1) // 2), (columns // 2, (columns - 1) // 2))
    padded = np.pad(np.array(image, float), sides, mode=border)
    result = padded if in_place else padded.copy()
    top, left = rows // 2, columns // 2
    for i in range(len(image)):
        for j in range(len(image[0])):
            result[top + i, left + j] = np.sum(padded[i : i + rows, j : j + columns] * kernel)
    return result[top : top + len(image), left : left + len(image[0])]


def bell(reach, sigma):
    weights = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * sigma**2))
    return weights / weights.sum()


@pytest.mark.parametrize("border", MODES_OF_SCIPY)
def test_the_windows_of_a_copy_are_those_of_scipy(border):
    kernel = np.array([[2, -1, 3], [5, -4, 1], [-2, 7, 4]])
    expected = ndimage.correlate(IMAGE, kernel, mode=MODES_OF_SCIPY[border])
    assert np.allclose(slid(IMAGE, kernel, border, in_place=False), expected)


@pytest.mark.parametrize("border", ["edge", "symmetric", "reflect", "wrap"])
@pytest.mark.parametrize("sizes", [(3, 3), (3, 5), (2, 4), (1, 2), (4, 3)])
def test_what_the_mistake_gives_is_what_a_loop_over_a_copy_gives(border, sizes):
    (mistake,) = PADDED_COPY_MISTAKES
    kernel = np.arange(1, 1 + sizes[0] * sizes[1]).reshape(sizes) * 0.25
    given = outcome(definition_with(mistake), IMAGE, kernel, mode="same", border=border, flip=False)
    assert np.allclose(given, slid(IMAGE, kernel, border, in_place=True), rtol=1e-12)
    assert not np.allclose(given, slid(IMAGE, kernel, border, in_place=False))


def test_zeros_beyond_the_edge_are_never_written_to_which_another_mistake_says():
    (mistake,) = PADDED_COPY_MISTAKES
    assert outcome(definition_with(mistake), IMAGE, np.ones((3, 3)), mode="same") is None
    assert outcome(definition_with(mistake), IMAGE, np.ones((3, 3)), mode="valid", border="edge") is None


def correlation_of(border):
    def correlate(image, kernel):
        return slid(image, kernel, border, in_place=True)

    return correlate


def convolution(image, kernel):
    return slid(image, kernel[::-1, ::-1], "edge", in_place=True)


def along_a_line(signal, kernel):
    half = len(kernel) // 2
    padded = np.pad(np.array(signal, float), (half, len(kernel) - 1 - half), mode="symmetric")
    for i in range(len(signal)):
        padded[half + i] = padded[i : i + len(kernel)] @ kernel[::-1]
    return padded[half : half + len(signal)]


@pytest.mark.parametrize(
    "f, name",
    [
        (correlation_of("edge"), "padded-copy-written"),
        (correlation_of("reflect"), "padded-copy-written"),
        (correlation_of("constant"), "aliasing"),
        (convolution, "padded-copy-written"),
        (along_a_line, "padded-copy-written"),
    ],
)
def test_a_convolution_that_writes_into_its_copy_is_told(f, name):
    found = diagnose(f)
    assert not found.right and named(found) == [{name}], str(found)


def mean_filter(image, size, border="edge"):
    return slid(image, np.full((size, size), 1 / size**2), border, in_place=True)


def running_mean(signal, size):
    padded = np.pad(np.array(signal, float), size // 2, mode="reflect")
    for i in range(len(signal)):
        padded[i + size // 2] = padded[i : i + size].mean()
    return padded[size // 2 : size // 2 + len(signal)]


@pytest.mark.parametrize("f", [mean_filter, running_mean])
def test_averages_that_are_written_into_the_copy_are_told(f):
    found = diagnose(f)
    assert not found.right and named(found) == [{"avg-padded-copy-written"}], str(found)


def blurred_in_copy(border):
    def gaussian_blur(image, sigma):
        line = bell(int(np.ceil(3 * sigma)), sigma)
        return slid(image, np.outer(line, line), border, in_place=True)

    return gaussian_blur


def blur(image, size, sigma):
    line = bell(size // 2, sigma)
    return slid(image, np.outer(line, line), "symmetric", in_place=True)


@pytest.mark.parametrize("f", [blurred_in_copy("edge"), blurred_in_copy("constant"), blur])
def test_a_blur_that_writes_into_its_copy_is_told(f):
    found = diagnose(f)
    assert not found.right and named(found) == [{"blur-copy-written"}], str(found)


@pytest.mark.parametrize(
    "border, name", with_slow_cases([("edge", "padded-copy-written"), ("constant", "aliasing")], every=2)
)
def test_a_blur_with_a_kernel_of_its_own_is_told(border, name):
    def gaussian_blur(image):
        return slid(image, np.outer([1, 2, 1], [1, 2, 1]) / 16, border, in_place=True)

    found = diagnose(gaussian_blur)
    assert not found.right and named(found) == [{name}], str(found)


def strengths_in_copy(border):
    def sobel(image):
        padded = np.pad(np.array(image, float), 1, mode=border)
        for i in range(1, len(padded) - 1):
            for j in range(1, len(padded[0]) - 1):
                window = padded[i - 1 : i + 2, j - 1 : j + 2]
                padded[i, j] = np.hypot(np.sum(window * ACROSS), np.sum(window * ACROSS.T))
        return padded[1:-1, 1:-1]

    return sobel


@pytest.mark.parametrize("border", ["edge", "reflect", "constant"])
def test_strengths_of_edges_that_are_written_into_the_copy_are_told(border):
    found = diagnose(strengths_in_copy(border))
    assert not found.right and named(found) == [{"strength-copy-written"}], str(found)


def test_nobody_is_told_so_who_writes_elsewhere():
    for f in (
        lambda image, kernel: slid(image, kernel, "edge", in_place=False),
        lambda image, kernel: written_to_the_corner(image, kernel),
    ):
        assert diagnose(f).right


def written_to_the_corner(image, kernel):
    """What stands at the corner of a window is not read again."""
    rows, columns = kernel.shape
    padded = np.pad(
        np.array(image, float),
        ((rows // 2, (rows - 1) // 2), (columns // 2, (columns - 1) // 2)),
        mode="edge",
    )
    for i in range(len(image)):
        for j in range(len(image[0])):
            padded[i, j] = np.sum(padded[i : i + rows, j : j + columns] * kernel)
    return padded[: len(image), : len(image[0])]
