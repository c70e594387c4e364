"""Functions whose numbers are right for what was inferred, which their names contradict, or which is unusual."""

import numpy as np
import pytest
from scipy import ndimage, signal
from support.callings import named

from course.diagnosis.diagnose import diagnose
from course.diagnosis.intentions import border_in_name, says_that_it_is_not_flipped, size_in_name


def convolve_image(image, kernel):
    return signal.correlate2d(image, kernel, "same")


def convolved_as_layer(image, kernel):
    """One channel of a layer."""
    return signal.correlate2d(image, kernel, "same")


def convolution_unflipped(image, kernel):
    # The kernel is not flipped.
    return signal.correlate2d(image, kernel, "same")


def correlate_zero(image, kernel):
    return ndimage.correlate(image.astype(float), kernel, mode="nearest")


def filter_valid(image, kernel):
    return signal.convolve2d(image, kernel, "same")


def filter2D(image, kernel):
    return ndimage.correlate(image.astype(float), kernel, mode="nearest")


def apply_to_line(line, kernel):
    return np.convolve(line, kernel)[: len(line)]


def apply_late(line, kernel):
    """Delayed by half the kernel."""
    return np.convolve(line, kernel)[: len(line)]


def apply_inside(image, kernel):
    p, q = (k // 2 for k in kernel.shape)
    y = image.astype(float)
    y[p : len(y) - p, q : len(y[0]) - q] = signal.correlate2d(image, kernel, "valid")
    return y


def apply_inside_alone(image, kernel):
    # The border is left as it is.
    return apply_inside(image, kernel)


@pytest.mark.parametrize(
    "f, words, name",
    [
        (convolve_image, "as a correlation; a convolution, which its name says, flips the kernel", "no-flip"),
        (correlate_zero, "with another border than its name says: the edge repeated", "boundary-edge"),
        (filter2D, "with another border than its name says: the edge repeated", "boundary-edge"),
        (filter_valid, "in the size 'same', where its name says 'valid'", "valid-is-same"),
        (apply_to_line, "as the first numbers of the full result", "same-crop-start"),
        (apply_inside, "with the outermost numbers kept as they are", "border-copy"),
    ],
)
def test_what_a_name_says_or_is_usual_is_held_against_it(f, words, name):
    found = diagnose(f)
    assert not found.right and found.verdict.startswith("Right ")
    assert f" probes {words}" in found.verdict and "right if" in found.verdict
    assert named(found) == [{name}]
    assert "Note: its name says" not in found.called


@pytest.mark.parametrize("f", [convolved_as_layer, convolution_unflipped, apply_late, apply_inside_alone])
def test_what_a_text_says_is_meant(f):
    assert diagnose(f).right


@pytest.mark.parametrize(
    "f, told",
    [
        (convolve_image, {"flip": False}),
        (correlate_zero, {"border": "edge"}),
        (filter_valid, {"mode": "same"}),
        (apply_inside, {"border": "kept"}),
    ],
)
def test_what_is_told_is_meant(f, told):
    assert diagnose(f, **told).right


def test_kernels_that_are_served_are_said_with_it():
    found = diagnose(apply_inside)
    assert found.verdict.startswith("Right for kernels of odd size, on all 25 probes with the outermost")
    assert found.remarks[-1].startswith("Where a kernel has an even size")


def named_as(name):
    def f(x, h):
        pass

    f.__name__ = name
    return f


@pytest.mark.parametrize(
    "name, border",
    [
        ("conv_zero_pad", "zeros"),
        ("convolveReflect", "reflect"),
        ("correlate_mirror", "reflect"),
        ("smooth_replicate", "edge"),
        ("filter_edge_padded", "edge"),
        ("circular_convolution", "wrap"),
        ("conv_symmetric", "symmetric"),
        ("filter2D", "reflect"),
    ],
)
def test_a_border_in_a_name(name, border):
    assert border_in_name(named_as(name))[0] == border


@pytest.mark.parametrize(
    "name",
    ["zero_mean_filter", "zero_phase", "nonzero_sum", "edge_filter", "detect_edges", "conv_wrapper"]
    + ["symmetric_kernel", "zero_or_reflect", "filter2d", "asymmetric"],
)
def test_other_words_in_a_name_say_no_border(name):
    assert border_in_name(named_as(name)) == ()


def test_a_size_in_a_name():
    assert [size_in_name(named_as(name)) for name in ("conv_full", "convSame", "valid2d")] == [
        *("full", "same", "valid")
    ]
    assert not any(size_in_name(named_as(name)) for name in ("validate", "fully_connected", "same_or_full"))


def test_a_text_that_says_that_the_kernel_is_flipped_speaks_of_no_layer():
    def convolve_as_taught(x, h):
        """Unlike a layer, it flips."""

    assert not says_that_it_is_not_flipped(convolve_as_taught)
