"""Exercise 3, edge_strength: its words, inputs and own mistakes, and the solution against SciPy's Sobel."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage
from support.exercise_answers import SOBEL, alike, drawn_images
from support.exercise_checks import ExerciseChecks
from support.exercise_runs import agrees
from support.strategies import laws

from course.convolution import layers
from course.diagnosis.cause import world
from course.practice.exercises.exercise_3_image.exercise import MISTAKES

OWN = {mistake.name: mistake for mistake in MISTAKES}


class TestExercise3(ExerciseChecks):
    number = 3
    asked = ["shape", "centre", "edge", "corner", "not square", "bytes"]
    sums = {"1 + 2 + 1": 4}
    examples = {"edge_strength": 2}
    hinted = {
        "edge_strength": {
            "boundary-wrap",
            "boundary-reflect",
            "neg-index-wrap",
            "border-zero",
            "border-copy",
            "skip-k1",
            "uint8-output",
            "out-like-input",
            "sums-like-input",
        }
    }
    own_mistakes = MISTAKES

    def keeps_promise(self, call):
        (image,) = call.arguments
        return image.dtype == np.uint8 and image.ndim == 2

    @pytest.mark.parametrize("short", [np.float16, partial(np.round, decimals=3)])
    def test_numbers_with_too_few_digits_do_not_pass(self, short, without_pairs):
        assert not self.grade_of_rounded(short).passed


def test_the_second_example_of_edge_strength_is_12_across_and_16_down():
    image = np.array([[0, 3], [4, 7]], float)
    assert abs(ndimage.sobel(image, 1)).tolist() == [[12, 12]] * 2
    assert abs(ndimage.sobel(image, 0)).tolist() == [[16, 16]] * 2 and 20**2 == 144 + 256


# ---- the solution and the definition against an engine that shares no code with them


pictures = arrays(np.uint8, st.tuples(*[st.integers(1, 7)] * 2))


@given(pictures)
@laws
def test_the_solution_and_the_definition_give_what_is_right(image):
    agrees(3, "edge_strength", image)
    assert alike(
        layers.edge_strength(image.tolist()),
        np.hypot(ndimage.sobel(image * 1.0, 0), ndimage.sobel(image * 1.0, 1)),
    )


# ---- its own mistakes: what each says it is, in NumPy


def sides(image):
    """The two Sobel results, with the signs that convolutions have."""
    x = image.astype(float)
    return ndimage.sobel(x, 1), ndimage.sobel(x, 0)


def by_kernels(across, down, border="reflect"):
    def strength(image):
        both = (ndimage.convolve(image.astype(float), np.array(h), mode=border) for h in (across, down))
        return np.hypot(*both)

    return strength


def of_sides(change):
    return lambda image: change(*sides(image))


def of_strength(change):
    return lambda image: change(np.hypot(*sides(image)))


def root_in_bytes(image):
    p = np.pad(image, 1, mode="symmetric")
    across = p[:-2, 2:] + 2 * p[1:-1, 2:] + p[2:, 2:] - p[:-2, :-2] - 2 * p[1:-1, :-2] - p[2:, :-2]
    down = p[2:, :-2] + 2 * p[2:, 1:-1] + p[2:, 2:] - p[:-2, :-2] - 2 * p[:-2, 1:-1] - p[:-2, 2:]
    assert across.dtype == np.uint8
    return np.sqrt(across**2 + down**2)


def in_bytes(image):
    return tuple(side.astype(int).astype(np.uint8) for side in sides(image))


def laplacian_of(image):
    return ndimage.laplace(image.astype(float))


def of_neighbours(image):
    right = np.pad(image, ((0, 0), (1, 0)), mode="symmetric").astype(float)
    below = np.pad(image, ((1, 0), (0, 0)), mode="symmetric").astype(float)
    return np.hypot(np.diff(right), np.diff(below, axis=0))


def root_of_the_sum(a, d):
    with np.errstate(invalid="ignore"):
        return np.sqrt(a + d)


def from_0_to_255(y):
    return np.interp(y, (y.min(), y.max()), (0, 255)) if np.ptp(y) else 0 * y


STRENGTHS = {
    "strength-of-absolutes": of_sides(lambda a, d: abs(a) + abs(d)),
    "strength-without-root": of_sides(lambda a, d: a**2 + d**2),
    "across-only": of_sides(lambda a, d: abs(a)),
    "down-only": of_sides(lambda a, d: abs(d)),
    "across-signed": of_sides(lambda a, d: a),
    "down-signed": of_sides(lambda a, d: d),
    "strength-largest": of_sides(lambda a, d: np.maximum(abs(a), abs(d))),
    "strength-largest-signed": of_sides(np.maximum),
    "strength-of-sum": of_sides(lambda a, d: abs(a + d)),
    "strength-sum-signed": of_sides(lambda a, d: a + d),
    "strength-of-mean": of_sides(lambda a, d: np.sqrt(np.mean([a**2, d**2], axis=0))),
    "as-scikit-image": of_sides(lambda a, d: np.sqrt(((a / 4) ** 2 + (d / 4) ** 2) / 2)),
    "strength-quarter": by_kernels(SOBEL / 4, SOBEL.T / 4),
    "across-twice": by_kernels(SOBEL, SOBEL),
    "down-twice": by_kernels(SOBEL.T, SOBEL.T),
    "prewitt": lambda image: np.hypot(*(ndimage.prewitt(image.astype(float), axis) for axis in (0, 1))),
    "scharr": by_kernels(np.outer([3, 10, 3], [1, 0, -1]), np.outer([1, 0, -1], [3, 10, 3])),
    "central-differences": by_kernels([[1, 0, -1]], [[1], [0], [-1]]),
    "root-in-bytes": root_in_bytes,
    "sides-in-bytes": lambda image: np.hypot(*np.array(in_bytes(image), float)),
    "hypot-of-bytes": lambda image: np.hypot(*in_bytes(image)),
    "neighbour-differences": of_neighbours,
    "laplacian": laplacian_of,
    "laplacian-absolute": lambda image: abs(laplacian_of(image)),
    "mean-of-absolutes": of_sides(lambda a, d: (abs(a) + abs(d)) / 2),
    "root-of-sum": of_sides(root_of_the_sum),
    "border-of-zeros": by_kernels(SOBEL, SOBEL.T, "constant"),
    "strength-clipped": of_strength(lambda y: np.clip(y, 0, 255)),
    "strength-in-bytes": of_strength(lambda y: y.astype(int).astype(np.uint8)),
    "strength-clipped-bytes": of_strength(lambda y: np.clip(y, 0, 255).astype(np.uint8)),
    "strength-cut": of_strength(lambda y: y.astype(int)),
    "strength-rounded": of_strength(np.rint),
    "strength-stretched": of_strength(from_0_to_255),
    "strength-of-largest": of_strength(lambda y: y * 255 / max(y.max(), 1e-300)),
    "strength-to-1": of_strength(lambda y: y / max(y.max(), 1e-300)),
}


@pytest.mark.parametrize("name", OWN)
def test_a_mistake_of_edges_is_what_it_says(name):
    assert set(STRENGTHS) == set(OWN)
    for image in drawn_images(12):
        assert alike(world(OWN[name]).edge_strength(image.tolist()), STRENGTHS[name](image), 1e-6)
