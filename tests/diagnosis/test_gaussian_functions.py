"""diagnose() of functions that make a Gaussian kernel: right ones of several hands, and every mistake of their bank."""

import numpy as np
import pytest
from scipy import ndimage, signal
from support.callings import named

from course import diagnose
from course.convolution.gaussian import gaussian_kernel, offsets
from course.diagnosis.further_kinds import further_kind
from course.errors import Unusable
from course.mistakes.bank.gaussian_kernels import FLOOR_HINT, GAUSSIAN_MISTAKES, OF_TWO_SIZES, ONE_APART_HINT
from course.mistakes.faulty_definition import definition_with


def by_distances(size, sigma):
    places = np.arange(size) - (size - 1) / 2
    squares = places[:, None] ** 2 + places**2
    weights = np.exp(-squares / (2 * sigma**2))
    return weights / weights.sum()


def as_product(sigma=1.0, ksize=5):
    line = signal.windows.gaussian(ksize, sigma)
    return np.outer(line, line) / np.outer(line, line).sum()


def on_an_impulse(n, sd):
    if n % 2 == 0:
        raise ValueError("odd sizes only")
    impulse = np.zeros((n, n))
    impulse[n // 2, n // 2] = 1
    # so far that nothing is cut off within the kernel
    line = ndimage.gaussian_filter1d(np.eye(n)[n // 2], sd, mode="constant", radius=n)
    weights = np.outer(line, line)
    return (weights / weights.sum()).tolist()


def of_a_radius(radius, sigma):
    return by_distances(2 * radius + 1, sigma)


def of_a_pair(shape, sigma):
    rows, columns = shape
    assert rows == columns
    return by_distances(rows, sigma).astype(np.float32)


def one_line(size, sigma):
    weights = np.exp(-0.5 * ((np.arange(size) - (size - 1) / 2) / sigma) ** 2)
    return weights / weights.sum()


def a_column(size, sigma):
    return one_line(size, sigma)[:, None]


RIGHT = (by_distances, as_product, on_an_impulse, of_a_radius, of_a_pair, one_line, a_column)


def test_the_definition_is_a_sampled_bell():
    assert np.allclose(gaussian_kernel(4, 1.5), by_distances(4, 1.5), rtol=1e-12)
    assert np.allclose(gaussian_kernel(5, 0.7, axes=1), one_line(5, 0.7), rtol=1e-12)


@pytest.mark.parametrize("f", RIGHT, ids=lambda f: f.__name__)
def test_right_functions_are_right(f):
    found = diagnose(f, "gaussian")
    assert found.right, str(found)


CENTRED = "np.arange(size) - (size - 1) / 2"  # the distances that hints give

# Some mistakes change nothing along one axis.
OF_TWO_AXES = ("gauss-one-axis", "gauss-one-axis-down", "gauss-added", "gauss-sum-squared", "gauss-each-row")


@pytest.mark.parametrize("axes", [1, 2])
def test_every_mistake_is_told_and_no_other(axes):
    for mistake in GAUSSIAN_MISTAKES:
        if axes == 1 and mistake.name in (*OF_TWO_AXES, *OF_TWO_SIZES):
            continue
        world = definition_with(mistake)
        found = diagnose(lambda size, sigma: world.gaussian_kernel(size, sigma, axes=axes), "gaussian")
        assert named(found) == [{mistake.name}], (mistake.name, str(found))
        assert found.causes[0].also == (), mistake.name


def distances(name, size):
    """How far each place is from the middle where the mistake of this name is made."""
    world = definition_with(next(mistake for mistake in GAUSSIAN_MISTAKES if mistake.name == name))
    return world.offsets(size)


def test_what_is_said_of_distances_is_so_for_odd_sizes_and_even_ones():
    assert distances("gauss-one-more-of-odd", 5) == [-3, -2, -1, 0, 1, 2]  # the first is too many
    assert distances("gauss-one-more-of-odd", 4) == [-2, -1, 0, 1, 2]
    for name, by_odd, by_even in (("gauss-middle-sooner", 1, 0.5), ("gauss-floor-of-negative", -1, -0.5)):
        assert distances(name, 5)[2] == by_odd
        assert distances(name, 4)[1] == by_even - 0.5
    for size in (4, 5):
        places = distances("gauss-linspace-floor", size)
        assert places[1] - places[0] > 1 and (places[0] == -places[-1]) == (size == 4)
    assert f"write {CENTRED}" in FLOOR_HINT and CENTRED in ONE_APART_HINT
    for size in (4, 5):
        assert eval(CENTRED, {"np": np, "size": size}).tolist() == offsets(size)


def test_two_mistakes_are_told_together():
    def narrow_and_off_the_middle(size, sigma):
        line = np.arange(size) - size / 2
        weights = np.exp(-(line[:, None] ** 2 + line**2) / 2 * sigma**2)
        return weights / weights.sum()

    found = diagnose(narrow_and_off_the_middle, "gaussian")
    assert named(found) == [{"gauss-brackets", "gauss-middle-half"}]


def test_what_may_be_meant_is_said_to_be_right_then():
    found = diagnose(
        lambda size, sigma: by_distances(size, sigma) / by_distances(size, sigma).max(), "gaussian"
    )
    assert named(found) == [{"gauss-by-largest"}] and "right if this is meant" in found.verdict


def test_a_kernel_of_odd_sizes_alone_may_be_meant():
    def on_whole_distances(size, sigma):
        line = np.arange(-(size // 2), size // 2 + 1)
        weights = np.exp(-(line**2) / (2 * sigma**2))
        return weights / weights.sum()

    found = diagnose(on_whole_distances, "gaussian")
    assert found.verdict.startswith("Right for odd sizes; where the size is even")
    assert named(found) == [{"gauss-one-more-of-even"}] and "right if this is meant" in found.verdict


def test_where_nothing_explains_it_no_name_is_told():
    found = diagnose(lambda size, sigma: by_distances(size, sigma) ** 0.9 + 0.01, "gaussian")
    assert not found.right and not found.causes and "expected" in str(found)


@pytest.mark.parametrize(
    ("f", "kind"),
    [
        (lambda size, sigma: 0, None),  # nothing is said by its name
        (np.convolve, None),
    ],
)
def test_no_kind_without_a_name(f, kind):
    assert further_kind(f) is kind


def test_names_tell_the_kind():
    def gaussian_kernel_of(size=5, sigma=1):
        return by_distances(size, sigma)

    def gaussian_blur(size, sigma):
        return 0

    def gaussian(image, kernel):
        return 0

    assert further_kind(gaussian_kernel_of) == "gaussian" and diagnose(gaussian_kernel_of).right
    assert further_kind(gaussian_blur) is None and further_kind(gaussian) is None


def test_call_calls_it_otherwise_and_nothing_else_goes_with_it():
    def swapped_on_purpose(a, b, *, c):
        return by_distances(b, a)

    def call(f, size, sigma, options):
        return f(sigma, size, c=0)

    assert diagnose(swapped_on_purpose, "gaussian", call=call).right
    with pytest.raises(Unusable, match="call="):
        diagnose(swapped_on_purpose, "gaussian")
    with pytest.raises(ValueError, match="flip"):
        diagnose(by_distances, "gaussian", flip=True)
