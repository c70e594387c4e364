"""Two derivatives that are added with their signs: the kernels, and diagnose() of functions that mean a strength, or do not."""

from fractions import Fraction

import numpy as np
import pytest
from scipy import ndimage, signal
from support.callings import named

from course import diagnose
from course.diagnosis.added_derivatives import added_derivatives, adds_absolutes, promises_strength

ACROSS = {
    "Sobel": np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
    "Prewitt": np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]),
    "Scharr": np.array([[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]]),
    "central differences": np.array([[0, 0, 0], [-1, 0, 1], [0, 0, 0]]),
}


def as_kernel(weights):
    return tuple(tuple(map(Fraction, row)) for row in weights.tolist())


@pytest.mark.parametrize("name", ACROSS)
def test_the_sum_and_the_difference_of_two_are_found(name):
    across = ACROSS[name]
    for kernel in (across + across.T, across - across.T, -across + across.T, -across - across.T):
        for part in (1, Fraction(1, 8)):
            rows = tuple(tuple(weight * part for weight in row) for row in as_kernel(kernel))
            found = added_derivatives(rows)
            assert found.name == name
            assert (np.array(found.across) + np.array(found.down) == np.array(rows)).all()
            assert abs(np.array(found.across) / part).astype(int).tolist() == abs(across).tolist()


def test_one_of_them_and_an_emboss_are_no_sum():
    kernels = [*ACROSS.values(), np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]), np.zeros((3, 3), int)]
    assert not any(added_derivatives(as_kernel(kernel)) for kernel in kernels)
    assert added_derivatives(as_kernel(np.ones((3, 5), int))) is None


def both(image, name, mode="valid"):
    image, across = np.asarray(image, float), ACROSS[name]
    return signal.correlate2d(image, across, mode), signal.correlate2d(image, across.T, mode)


def prewitt_strength(image):
    gx, gy = both(image, "Prewitt")
    return gx + gy


def gradient_magnitude(image):
    gx, gy = both(image, "central differences", "same")
    return np.abs(gx - gy)


def scharr_gradient(image):
    gx, gy = both(image, "Scharr")
    return np.clip(np.abs(gx + gy), 0, 255).astype(np.uint8)


def edges(image):
    gx, gy = both(image, "Prewitt")
    return gy - gx


def framed_magnitude(image):
    out = image.astype(float)
    out[1:-1, 1:-1] = sum(both(image, "Prewitt"))
    return out


def bytes_of_strength(image, name):
    return np.clip(np.hypot(*both(image, name)), 0, 255).astype(int)


@pytest.mark.parametrize(
    ("f", "mistake", "strength"),
    [
        (prewitt_strength, "strength-sum-signed", lambda x: np.hypot(*both(x, "Prewitt"))),
        (gradient_magnitude, "strength-of-sum", lambda x: np.hypot(*both(x, "central differences", "same"))),
        (scharr_gradient, "strength-of-sum", lambda x: bytes_of_strength(x, "Scharr")),
        (edges, "strength-sum-signed", lambda x: np.hypot(*both(x, "Prewitt"))),
    ],
)
def test_where_a_strength_is_meant_it_is_wrong_and_named(f, mistake, strength):
    found = diagnose(f)
    assert not found.right and named(found) == [{mistake}] and "Hint: A strength has no sign" in str(found)
    assert "held against the strength of both" in found.called
    for failure in found.failures:
        assert np.allclose(failure.expected, strength(failure.probe.x))


def test_where_the_image_stays_at_its_edge_only_the_inside_is_a_strength():
    found = diagnose(framed_magnitude)
    assert named(found) == [{"strength-sum-signed"}], str(found)
    x, expected = found.failures[0].probe.x, np.array(found.failures[0].expected)
    assert np.allclose(expected[1:-1, 1:-1], np.hypot(*both(x, "Prewitt")))
    assert (expected[0] == x[0]).all() and (expected[:, -1] == x[:, -1]).all()


def test_a_strength_of_absolute_values_is_held_against_their_sum():
    def prewitt_edges(image):
        """Edge strength, the L1 norm."""
        gx, gy = both(image, "Prewitt")
        return gx + gy

    found = diagnose(prewitt_edges)
    assert adds_absolutes(prewitt_edges) and named(found) == [{"strength-sum-signed"}]
    gx, gy = both(found.failures[0].probe.x, "Prewitt")
    assert np.allclose(found.failures[0].expected, abs(gx) + abs(gy))


def test_where_only_edges_are_spoken_of_one_kernel_may_be_meant():
    def edge_filter(image):
        return ndimage.correlate(image.astype(float), [[-2, -1, 0], [-1, 0, 1], [0, 1, 2]], mode="nearest")

    found = diagnose(edge_filter)
    assert named(found) == [{"strength-sum-signed"}]
    assert found.verdict.endswith("added with their signs: right if this is meant.")


def test_where_nothing_is_said_it_is_right_and_the_kernel_is_said():
    def slide(image):
        return sum(both(image, "Prewitt"))

    def emboss(image):
        """Makes a relief of the edges."""
        return sum(both(image, "Prewitt"))

    def edges_of_45_degrees(image):
        gx, gy = both(image, "Sobel")
        return gx + gy

    for f in (slide, emboss, edges_of_45_degrees):
        found = diagnose(f)
        assert found.right and not promises_strength(f)
        assert "added with their signs, as an emboss has it, if that is meant" in found.called, str(found)
