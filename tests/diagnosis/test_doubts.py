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


def scattered(image, kernel):
    (rows, columns), (k, l) = image.shape, kernel.shape
    result = np.zeros((rows + k - 1, columns + l - 1))
    for i, j in np.ndindex(image.shape):
        result[i : i + k, j : j + l] += image[i, j] * kernel
    return result


def correlate_full(image, kernel):
    return scattered(image, kernel)


def conv2d_full(image, kernel):
    """A layer of one channel, as in deep learning."""
    return scattered(image, kernel)


def scores(image, template):
    return signal.convolve2d(image, template, "valid")


def slide(image, kernel):
    """The correlation of an image with a kernel."""
    return signal.convolve2d(image, kernel, "valid")


@pytest.mark.parametrize("f", [correlate_full, conv2d_full, scores, slide])
def test_a_convolution_whose_name_or_text_promises_a_correlation(f):
    found = diagnose(f)
    assert named(found) == [{"no-flip"}] and "[flip]" in str(found)
    assert found.verdict.startswith("Right on all 35 probes as a convolution, which flips the kernel;")
    assert found.verdict.endswith("right if a convolution is meant.")
    assert diagnose(f, flip=True).right


def correlate_by_convolving(a, v):
    return np.convolve(a, v[::-1])


def convolve_template(image, template):
    return signal.convolve2d(image, template)


def autocorrected(image, kernel):
    return signal.convolve2d(image, kernel)


def conv_of_networks(image, kernel):
    """Networks leave out what is done here."""
    return signal.correlate2d(image, kernel[::-1, ::-1])


@pytest.mark.parametrize("f", [correlate_by_convolving, convolve_template, autocorrected, conv_of_networks])
def test_what_flips_on_purpose_or_does_not_flip_is_right(f):
    assert diagnose(f).right


def test_a_layer_that_flips_and_says_nothing_of_it_is_right_if_meant():
    def forward(x, w):
        outputs = [
            [sum(signal.convolve2d(a, b, "valid") for a, b in zip(image, one)) for one in w] for image in x
        ]
        return np.array(outputs)

    def flipped_layer(x, w):
        return forward(x, w)

    found = diagnose(forward)
    assert named(found) == [{"no-flip"}] and "layers of networks leave the kernel as it is" in found.verdict
    assert diagnose(flipped_layer).right


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
    assert found.verdict.startswith("Right for kernels of odd size, on all 27 probes with the outermost")
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


def half_flipped(image, kernel):
    """Flips the rows alone; the middle of an even kernel is as in MATLAB's conv2, k//2 from its start."""
    rows, columns = kernel.shape
    above, left = (rows - 1) // 2, (columns - 1) // 2
    padded = np.pad(image, ((above, rows - 1 - above), (left, columns - 1 - left)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel[::-1]).sum(axis=(2, 3))


def half_flipped_and_narrower(image, kernel):
    """The same, and the last column is missing."""
    return half_flipped(image, kernel)[:, :-1]


def test_where_an_odd_zero_goes_is_no_second_mistake():
    found = diagnose(half_flipped)
    assert named(found) == [{"flip-rows-only"}] and found.holds and "'SAME'" in found.called
    found = diagnose(half_flipped, mode="same")  # where it is told, it is one
    assert {"flip-rows-only", "same-wrong-side"} in named(found)
    assert "'SAME'" not in diagnose(half_flipped_and_narrower).called
