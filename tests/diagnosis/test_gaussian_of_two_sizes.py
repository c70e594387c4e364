"""diagnose() of Gaussian kernels whose rows and columns are told apart, as those of MATLAB's fspecial are."""

import numpy as np
import pytest
from scipy import signal
from support.callings import named

from course import diagnose
from course.convolution.gaussian import gaussian_kernel
from course.diagnosis.further_kinds import further_kind
from course.mistakes.bank.gaussian_kernels import GAUSSIAN_MISTAKES, OF_TWO_SIZES
from course.mistakes.faulty_definition import definition_with

PAIRS = [(3, 5), (5, 3), (1, 4), (4, 6), (7, 2), (3, 4)]


def by_scipy(rows, columns, sigma):
    """The product of two of SciPy's windows, divided by the sum of all weights."""
    weights = np.outer(signal.windows.gaussian(rows, sigma), signal.windows.gaussian(columns, sigma))
    return weights / weights.sum()


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("sigma", [0.5, 1, 2.3])
def test_the_definition_is_that_of_scipy(pair, sigma):
    assert np.allclose(gaussian_kernel(pair, sigma), by_scipy(*pair, sigma), rtol=1e-12)


def fspecial(shape=(3, 3), sigma=0.5):
    """As in MATLAB: what is next to nothing is 0."""
    half_rows, half_columns = [(size - 1) / 2 for size in shape]
    y, x = np.ogrid[-half_rows : half_rows + 1, -half_columns : half_columns + 1]
    weights = np.exp(-(x * x + y * y) / (2 * sigma * sigma))
    weights[weights < np.finfo(float).eps * weights.max()] = 0
    return weights / weights.sum()


def gaussian_kernel_of(hsize, sigma):
    return fspecial(hsize, sigma).tolist()


def gaussian_filter_of(rows, cols, sigma):
    return by_scipy(rows, cols, sigma)


def gaussian_mask(width, height, sigma=1.0):
    return by_scipy(height, width, sigma)


def gaussian_of_either(size, sigma):
    rows, columns = (size, size) if isinstance(size, int) else size
    return by_scipy(rows, columns, sigma)


def gaussian_filter(shape, sigma):
    return by_scipy(shape[0], shape[1], sigma)


def gaussian_of_squares(shape, sigma):
    if shape[0] != shape[1]:
        raise ValueError("square kernels only")
    return by_scipy(*shape, sigma)


def gauss_of_indices(sigma, shape):
    """np.zeros(shape) is a line where shape is one number: the pair is given first."""
    weights = np.zeros(shape)
    for index in np.ndindex(weights.shape):
        squares = sum((i - (n - 1) / 2) ** 2 for i, n in zip(index, weights.shape))
        weights[index] = np.exp(-squares / (2 * sigma**2))
    return weights / weights.sum()


RIGHT = {
    fspecial: "fspecial(size, sigma), the size as a pair of rows and columns",
    gaussian_kernel_of: "gaussian_kernel_of(size, sigma), the size as a pair of rows and columns",
    gaussian_filter_of: "gaussian_filter_of(rows, columns, sigma)",
    gaussian_mask: "gaussian_mask(columns, rows, sigma)",
    gaussian_of_either: "gaussian_of_either(size, sigma), the size as one number or as a pair of rows and columns",
    gaussian_filter: "gaussian_filter(size, sigma), the size as a pair of rows and columns",
    gauss_of_indices: "gauss_of_indices(sigma, size), the size as a pair of rows and columns",
}


@pytest.mark.parametrize("f", RIGHT, ids=lambda f: f.__name__)
def test_right_functions_are_right_on_sizes_that_differ(f):
    assert further_kind(f) == "gaussian"
    found = diagnose(f)
    assert found.right and RIGHT[f] in found.called, str(found)
    assert "sizes that are not square" in found.verdict


def test_one_of_squares_alone_is_right_there():
    found = diagnose(gaussian_of_squares)
    assert found.right and "sizes that are not square" not in found.verdict


def exchanged(shape, sigma):
    return by_scipy(shape[1], shape[0], sigma)


def rows_for_both(shape, sigma):
    return by_scipy(shape[0], shape[0], sigma)


def columns_for_both(shape, sigma):
    return by_scipy(shape[1], shape[1], sigma)


def middles_exchanged(shape, sigma):
    rows, columns = shape
    i, j = np.indices(shape)
    weights = np.exp(-((i - (columns - 1) / 2) ** 2 + (j - (rows - 1) / 2) ** 2) / (2 * sigma**2))
    return weights / weights.sum()


OF_PAIRS = {
    "gauss-sides-exchanged": exchanged,
    "gauss-rows-for-both": rows_for_both,
    "gauss-columns-for-both": columns_for_both,
    "gauss-middles-exchanged": middles_exchanged,
}


def test_each_is_tried_here():
    assert {*OF_PAIRS} == {*OF_TWO_SIZES}


def called(f):
    def gaussian_kernel(shape, sigma):
        return f(shape, sigma)

    return gaussian_kernel


@pytest.mark.parametrize("name", OF_PAIRS)
def test_what_goes_wrong_with_two_sizes_is_told(name):
    found = diagnose(called(OF_PAIRS[name]))
    assert not found.right and named(found) == [{name}], str(found)
    assert found.verdict.startswith("Right for square kernels of odd size; w")
    assert "f(size=(3, 5)" in str(found)
    assert ("right if this is meant" in found.verdict) == (name == "gauss-sides-exchanged")


@pytest.mark.parametrize("name", OF_PAIRS)
@pytest.mark.parametrize("pair", PAIRS)
def test_what_each_gives(name, pair):
    (mistake,) = [mistake for mistake in GAUSSIAN_MISTAKES if mistake.name == name]
    given = definition_with(mistake).gaussian_kernel(pair, 1.5)
    assert np.allclose(given, OF_PAIRS[name](pair, 1.5), rtol=1e-12)


def test_two_parameters_that_are_exchanged_are_told():
    def gaussian(rows, columns, sigma):
        return by_scipy(columns, rows, sigma)

    assert named(diagnose(gaussian)) == [{"gauss-sides-exchanged"}]


def middle_of_floor(shape, sigma):
    i, j = np.indices(shape)
    weights = np.exp(-((i - shape[0] // 2) ** 2 + (j - shape[1] // 2) ** 2) / (2 * sigma**2))
    return weights / weights.sum()


def both_middles(shape, sigma):
    i, j = np.indices(shape)
    weights = np.exp(-((i - shape[1] // 2) ** 2 + (j - shape[0] // 2) ** 2) / (2 * sigma**2))
    return weights / weights.sum()


def halves_cut(shape, sigma):
    down, across = (np.array(shape) - 1) // 2
    x, y = np.meshgrid(np.arange(-across, across + 1), np.arange(-down, down + 1))
    weights = np.exp(-(x**2 + y**2) / (2 * sigma**2))
    return weights / weights.sum()


USUAL = {
    "halves cut": (halves_cut, {"gauss-one-fewer-of-even"}),
    "not divided": (lambda s, d: by_scipy(*s, d) / by_scipy(*s, d)[(s[0] - 1) // 2, (s[1] - 1) // 2], {"gauss-by-largest"}),
    "squares": (lambda s, d: by_scipy(*s, d**0.5), {"gauss-sigma-not-squared"}),
    "brackets": (lambda s, d: by_scipy(*s, 1 / d), {"gauss-brackets"}),
    "floor": (middle_of_floor, {"gauss-middle-later"}),
}  # fmt: skip


@pytest.mark.parametrize("name", USUAL)
def test_the_usual_mistakes_are_told_of_pairs_too(name):
    f, names = USUAL[name]
    found = diagnose(called(f))
    assert not found.right and named(found) == [names], str(found)
    assert found.holds


def test_a_middle_of_the_other_side_that_is_off_for_even_sizes_is_told_as_both():
    found = diagnose(called(both_middles))
    assert not found.right and named(found) == [{"gauss-middles-exchanged", "gauss-middle-later"}]


@pytest.mark.parametrize(
    "f",
    [
        lambda x, y, sigma: np.exp(-(x**2 + y**2) / (2 * sigma**2)),
        lambda image, size, sigma: image,
        lambda s, sigma: s,
    ],
)
def test_other_functions_of_three_are_none(f):
    f.__name__ = "gaussian_filter"
    assert further_kind(f) != "gaussian"


def test_every_mistake_is_told_and_no_other():
    for mistake in GAUSSIAN_MISTAKES:
        if mistake.name == "gauss-swapped":
            continue  # a pair is no sigma
        world = definition_with(mistake)
        found = diagnose(called(world.gaussian_kernel))
        assert named(found) == [{mistake.name}], (mistake.name, str(found))
