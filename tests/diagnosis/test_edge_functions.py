"""diagnose() of functions that give the strength of edges: right ones of several hands, and the mistakes of their bank."""

import numpy as np
import pytest
from scipy import ndimage, signal
from support.callings import named

from course import diagnose
from course.diagnosis.cause import world
from course.diagnosis.edge_functions import EdgeReading
from course.diagnosis.further_kinds import further_kind
from course.errors import Unusable
from course.mistakes.bank.edges import EDGE_MISTAKES, SOBEL_MISTAKES
from course.mistakes.smallest_input import Probe

KX = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


def sobel(image):
    across, down = (ndimage.sobel(image.astype(float), axis, mode="nearest") for axis in (1, 0))
    return np.hypot(across, down)


def sobel_inner(img):
    img = np.asarray(img, float)
    across, down = signal.correlate2d(img, KX, "valid"), signal.correlate2d(img, KX.T, "valid")
    return np.clip(np.sqrt(across**2 + down**2), 0, 255).astype(np.uint8)


def sobel_zeros(img, ksize=3):
    return np.hypot(signal.convolve2d(img, KX, "same"), signal.convolve2d(img, KX.T, "same"))


def sobel_mirrored(gray):
    across, down = (ndimage.sobel(gray.astype(float), axis, mode="mirror") for axis in (1, 0))
    strength = np.hypot(across, down)
    return strength / strength.max()


def sobel_inside_alone(picture):
    strength = np.zeros((len(picture), len(picture[0])))
    for i in range(1, len(picture) - 1):
        for j in range(1, len(picture[0]) - 1):
            part = [row[j - 1 : j + 2] for row in picture[i - 1 : i + 2]]
            across = sum(row[2] * w - row[0] * w for row, w in zip(part, (1, 2, 1)))
            down = sum(w * (below - above) for above, below, w in zip(part[0], part[2], (1, 2, 1)))
            strength[i, j] = (float(across) ** 2 + float(down) ** 2) ** 0.5
    return strength


def sobel_scaled(image):
    strength = sobel(image)
    return np.round(strength / strength.max() * 255).astype(np.uint8) if strength.max() else strength


def sobel_scaled_and_cut(image):
    strength = sobel(image).astype(np.float32)
    return (strength * (255.0 / np.max(strength))).astype(np.uint8)


def of_lists(f):
    def sobel_of_lists(rows):
        return f(np.array([[float(value) for value in row] for row in rows + []])).tolist()

    return sobel_of_lists


RIGHT = {
    "edge": (sobel, "the edge repeated beyond it; strengths as they are"),
    "valid": (sobel_inner, "'valid'; strengths held to 0..255 and cut to bytes"),
    "zeros": (sobel_zeros, "zeros beyond the edge; strengths as they are"),
    "reflect": (sobel_mirrored, "'reflect'); strengths scaled so that the largest is 1"),
    "frame": (sobel_inside_alone, "the outermost numbers 0; strengths as they are"),
    "scaled": (sobel_scaled, "strengths scaled so that the largest is 255, rounded to bytes"),
    "cut": (sobel_scaled_and_cut, "strengths scaled so that the largest is 255, cut to bytes"),
    "lists": (of_lists(sobel), "(image) of lists"),
}


@pytest.mark.parametrize("name", [name for name in RIGHT if name != "frame"])
def test_right_functions_are_right_and_what_was_taken_is_said(name):
    f, said = RIGHT[name]
    assert further_kind(f) == "sobel"
    found = diagnose(f)
    assert found.right and said in found.called, str(found)


def test_a_frame_of_zeros_may_be_meant():
    f, said = RIGHT["frame"]
    found = diagnose(lambda image: f(image.astype(float)), "sobel")
    assert found.right and said in found.called, str(found)


def test_sums_in_bytes_are_told():
    def sobel_of_slices(a):
        across = a[:-2, 2:] + 2 * a[1:-1, 2:] + a[2:, 2:] - a[:-2, :-2] - 2 * a[1:-1, :-2] - a[2:, :-2]
        down = a[2:, :-2] + 2 * a[2:, 1:-1] + a[2:, 2:] - a[:-2, :-2] - 2 * a[:-2, 1:-1] - a[:-2, 2:]
        return np.hypot(across.astype(float), down.astype(float))

    found = diagnose(sobel_of_slices)
    assert named(found) == [{"sides-as-bytes-are"}] and "Right for other numbers than bytes" in found.verdict


NOT_HERE = ("border-of-zeros", "sides-in-bytes", "root-in-bytes", "hypot-of-bytes")
# What may be asked for is taken for what is meant.
MEANT = ("strength-clipped", "strength-clipped-bytes", "strength-of-largest", "strength-to-1")


def making(mistake, border):
    definition, reading = world(mistake), EdgeReading(border, "as they are")

    def sobel(image):
        return reading.gives(definition, Probe(image, KX, {}))

    return sobel


def test_every_mistake_is_told_and_no_other():
    for mistake in (*EDGE_MISTAKES, *SOBEL_MISTAKES):
        if mistake.name not in NOT_HERE:
            found = diagnose(making(mistake, "edge"), border="edge", mode="same")
            expected = [] if mistake.name in MEANT else [{mistake.name}]
            assert named(found) == expected, (mistake.name, str(found))


@pytest.mark.parametrize(
    "mistake", [EDGE_MISTAKES[0], EDGE_MISTAKES[13], SOBEL_MISTAKES[0]], ids=lambda m: m.name
)
@pytest.mark.parametrize("border", ["valid", "reflect"])
def test_the_border_is_inferred_of_wrong_functions_as_well(mistake, border):
    assert named(diagnose(making(mistake, border))) == [{mistake.name}]


@pytest.mark.parametrize(
    ("signs", "name"),
    [((1, 1), "sides-cut"), ((-1, -1), "sides-cut-right-and-down"), ((1, -1), "sides-cut-down")],
)
def test_sides_cut_before_the_root_are_told_beside_bytes(signs, name):
    def sobel_edges(image):
        image = image.astype(float)
        kernels = signs[0] * KX, signs[1] * KX.T
        sides = [np.clip(signal.correlate2d(image, kernel, "valid"), 0, 255) for kernel in kernels]
        return np.clip(np.hypot(*sides), 0, 255).astype(np.uint8)

    found = diagnose(sobel_edges)
    assert named(found) == [{name}] and "held to 0..255 and cut to bytes" in found.called


def test_the_sum_of_absolute_values_is_right_if_it_is_meant():
    def sobel_l1(image):
        sides = [ndimage.sobel(image.astype(float), axis, mode="reflect") for axis in (0, 1)]
        return np.abs(sides[0]) + np.abs(sides[1])

    found = diagnose(sobel_l1)
    assert named(found) == [{"strength-of-absolutes"}] and "right if this is meant" in found.verdict


def test_stretched_strengths_are_right_if_they_are_meant():
    def sobel_stretched(image):
        strength = sobel(image)
        return (strength - strength.min()) / (strength.max() - strength.min()) * 255

    found = diagnose(sobel_stretched)
    assert named(found) == [{"strength-stretched"}] and "right if this is meant" in found.verdict


def test_a_border_that_is_asked_for_is_what_is_right():
    assert diagnose(sobel, border="symmetric").right
    wrong = diagnose(sobel, border="zeros")
    assert not wrong.right and named(wrong) == [{"boundary-edge"}]
    for told in ({"border": "kept"}, {"mode": "full"}, {"flip": True}):
        with pytest.raises(ValueError, match=next(iter(told))):
            diagnose(sobel, "sobel", **told)


def test_names_of_other_functions_tell_no_strength():
    def sobel_x(image):
        return 0

    def sobel_kernel(image):
        return 0

    def sobel_along(image, axis):
        return 0

    assert "sobel" not in {further_kind(f) for f in (sobel_x, sobel_kernel, sobel_along)}
    with pytest.raises(Unusable, match="call="):
        diagnose(sobel_x, "sobel")


def test_a_gradient_magnitude_is_a_strength():
    def gradient_magnitude_sobel(image):
        return sobel(image)

    def sobel_gradient(image):
        return sobel(image)

    assert further_kind(gradient_magnitude_sobel) == "sobel" and diagnose(gradient_magnitude_sobel).right
    assert further_kind(sobel_gradient) != "sobel"


def test_a_sum_with_its_sign_and_a_loop_that_ends_too_early_are_told_together():
    def sobel(image):
        strength = np.zeros(image.shape)
        for i in range(1, len(image) - 2):
            for j in range(1, len(image[0]) - 2):
                part = image[i - 1 : i + 2, j - 1 : j + 2].astype(float)
                strength[i, j] = abs((part * KX).sum() + (part * KX.T).sum())
        return strength

    assert {"strength-of-sum", "skip-last"} in named(diagnose(sobel))
