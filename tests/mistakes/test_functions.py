"""The mistakes of functions alone give what plain NumPy gives, and only where they can show themselves."""

import numpy as np
import pytest
from scipy import signal

from course.convolution.layers import convolve_layer
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.bank.bounds import BOUNDS_MISTAKES
from course.mistakes.bank.functions import (
    CAUSAL_MISTAKES,
    FUNCTION_MISTAKES,
    MEAN_MISTAKES,
    ONE_AXIS_MISTAKES,
    PADDED_COPY_MISTAKES,
    POLYNOMIAL_MISTAKES,
)
from course.mistakes.faulty_definition import applies, definition_with, outcome

EVERY = (
    *FUNCTION_MISTAKES,
    *MEAN_MISTAKES,
    *ONE_AXIS_MISTAKES,
    *BOUNDS_MISTAKES,
    *PADDED_COPY_MISTAKES,
    *POLYNOMIAL_MISTAKES,
)
MISTAKES = {mistake.name: mistake for mistake in EVERY}
CAUSAL = {mistake.name: mistake for mistake in CAUSAL_MISTAKES}
IMAGE = (np.arange(2 * 4 * 5 * 3) ** 2 % 17 - 6).reshape(2, 4, 5, 3)
FILTERS = (np.arange(2 * 3 * 3 * 2) ** 2 % 13 - 5).reshape(2, 3, 3, 2)
BIAS = [7, -4]
X, H = np.array([3, -4, 5, 30, -7, 2]), np.array([1, -2, 5, 4])


def without_bias():
    windows = np.lib.stride_tricks.sliding_window_view(IMAGE, (2, 3), axis=(1, 2))
    return np.einsum("nijcab,abco->nijo", windows, FILTERS)


def layer(name=None):
    world = definition_with(*([MISTAKES[name]] if name else []))
    return np.array(outcome(world, IMAGE, FILTERS, mode="valid", flip=False, bias=BIAS))


def test_a_layer_is_the_convolution_and_its_bias():
    assert (layer() == without_bias() + BIAS).all()
    assert convolve_layer(IMAGE, FILTERS, "valid", bias=[0, 0], flip=False) == without_bias().tolist()


def test_a_bias_has_one_number_for_each_output_channel():
    assert outcome(definition_with(), IMAGE, FILTERS, mode="valid", bias=[1]) is None


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("bias-per-channel", [3 * 7, 3 * -4]),
        ("bias-per-product", [18 * 7, 18 * -4]),  # 2 x 3 weights in each of 3 channels
        ("bias-ignored", [0, 0]),
        ("bias-of-first", [7, 7]),
        ("bias-subtracted", [-7, 4]),
    ],
)
def test_what_becomes_of_the_bias(name, added):
    assert (layer(name) == without_bias() + added).all()


def padded(x, *sides, step=1):
    return np.convolve(np.pad(x, sides), H, "valid")[::step].tolist()


def test_the_odd_zero_of_same_as_tensorflow_has_it_goes_before():
    world = definition_with(MISTAKES["odd-zero-before"])
    assert outcome(world, X, H, mode="SAME") == padded(X, 2, 1) == np.convolve(X, H, "same").tolist()
    assert outcome(world, X, H, mode="same") == outcome(definition_with(), X, H, mode="same")


def test_padding_that_is_counted_once():
    world = definition_with(MISTAKES["pad-counted-once"])
    assert outcome(world, X, H, padding=2) == padded(X, 2, 2)[:-2]
    assert outcome(world, X, H, padding=2, stride=2) == padded(X, 2, 2, step=2)[:-1]
    assert outcome(world, X, H, mode="valid") == padded(X, 0, 0)


def test_padding_that_is_not_counted():
    world = definition_with(MISTAKES["pad-not-counted"])
    assert outcome(world, X, H, padding=2) == padded(X, 2, 2)[:3]
    assert outcome(world, X, H, padding=2, stride=2) == padded(X, 2, 2, step=2)[:2]
    assert outcome(world, X, H, mode="valid") == padded(X, 0, 0)


PICTURE, WEIGHTS = IMAGE[0, :, :, 0], FILTERS[:, :, 0, 0]  # 4 rows and 5 columns, 2 rows and 3 columns


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("stride-rows-only-cropped", (slice(0, 3, 2), slice(0, 2))),
        ("stride-cols-only-cropped", (slice(0, 2), slice(0, 3, 2))),
    ],
)
def test_windows_that_move_by_a_stride_along_one_axis_alone(name, part):
    """There are 3 x 3 windows at stride 1, and 2 x 2 at stride 2."""
    world = definition_with(MISTAKES[name])
    dense = signal.convolve2d(PICTURE, WEIGHTS, "valid")
    assert outcome(world, PICTURE, WEIGHTS, mode="valid", stride=2) == dense[part].tolist()
    assert outcome(world, X, H, mode="valid", stride=2) == padded(X, 0, 0, step=2)


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [
        ("first-never-read", [0], [0]),
        ("first-row-never-read", [0], []),
        ("first-column-never-read", [], [0]),
        ("last-never-read", [3], [4]),
        ("last-row-never-read", [3], []),
        ("last-column-never-read", [], [4]),
        ("first-and-last-never-read", [0, 3], [0, 4]),
        ("columns-bounded-by-rows", [], [4]),
        ("rows-bounded-by-columns", [], []),
    ],
)
def test_rows_and_columns_that_are_never_read_are_zeros(name, rows, columns):
    world, read = definition_with(MISTAKES[name]), PICTURE.copy()
    read[rows], read[:, columns] = 0, 0
    for mode in ("full", "same"):
        expected = signal.convolve2d(read, WEIGHTS, mode)
        assert (np.array(outcome(world, PICTURE, WEIGHTS, mode=mode)) == expected).all()
    assert outcome(world, PICTURE, WEIGHTS, mode="valid") == outcome(
        definition_with(), PICTURE, WEIGHTS, mode="valid"
    )


def test_the_ends_of_a_signal_that_are_never_read():
    for name, ends in (("first", [0]), ("last", [-1]), ("first-and-last", [0, -1])):
        read = X.copy()
        read[ends] = 0
        world = definition_with(MISTAKES[f"{name}-never-read"])
        assert outcome(world, X, H, mode="full") == np.convolve(read, H).tolist()


@pytest.mark.parametrize(
    ("name", "picture", "read"),
    [
        ("columns-bounded-by-rows", PICTURE, np.pad(PICTURE[:, :4], ((0, 0), (0, 1)), mode="edge")),
        ("rows-bounded-by-columns", PICTURE.T, np.pad(PICTURE.T[:4], ((0, 1), (0, 0)), mode="edge")),
        ("columns-bounded-by-rows", PICTURE.T, PICTURE.T),
        ("rows-bounded-by-columns", PICTURE, PICTURE),
    ],
)
def test_an_index_held_to_the_other_side_repeats_the_last_number_that_it_reaches(name, picture, read):
    around = np.pad(read, ((1, 0), (1, 1)), mode="edge")
    expected = signal.convolve2d(around, WEIGHTS, "valid").tolist()
    world = definition_with(MISTAKES[name])
    assert outcome(world, picture, WEIGHTS, mode="same", border="edge") == expected


def test_each_result_divided_by_the_weights_that_lie_on_the_input():
    world = definition_with(MISTAKES["weights-used"])
    used = np.convolve(np.ones(len(X)), H)
    right = np.convolve(X, H)
    expected = np.where(used, right / np.where(used, used, 1), right)
    assert np.allclose(np.array(outcome(world, X, H, mode="full"), float), expected)


def test_means_where_sums_are_asked():
    def made(name, h, mode="same"):
        y = outcome(definition_with(MISTAKES[name]), X, h, mode=mode)
        return np.array(y, float)

    ones, h = np.ones(len(X)), np.array([1, -2, 5])
    by_sum = np.convolve(X, h, "same") / np.convolve(ones, h, "same")
    assert np.allclose(made("weights-used-unguarded", h), by_sum)
    # At the first place the weights 1 -1 lie on the input, and inside all add up to 4.
    assert not np.isfinite(made("weights-used-unguarded", np.array([1, -1, 4]))[0])
    assert np.allclose(made("mean-of-used", h), np.convolve(X, h, "same") / [2, 3, 3, 3, 3, 2])
    assert np.allclose(made("kernel-norm-positive", h), np.convolve(X, h, "same") / 4)
    for other in (-h, h - [0, 4, 0]):
        assert (made("kernel-norm-positive", other) == np.convolve(X, other, "same")).all()


def test_zeros_where_another_border_is_asked():
    world = definition_with(MISTAKES["boundary-zeros"])
    for border in ("edge", "wrap", "symmetric", "reflect"):
        assert outcome(world, X, H, mode="full", border=border) == np.convolve(X, H).tolist()
        assert outcome(definition_with(), X, H, mode="full", border=border) != np.convolve(X, H).tolist()


@pytest.mark.parametrize(
    ("name", "sides"), [("causal-future", (0, 6)), ("causal-centred", (3, 3)), ("causal-half-both", (3, 3))]
)
def test_zeros_of_a_causal_signal_elsewhere(name, sides):
    world = definition_with(CAUSAL[name])
    spread = np.zeros(7)
    spread[::2] = H
    expected = np.convolve(np.pad(X, sides), spread, "valid").tolist()
    assert outcome(world, X, H, padding=(6, 0), dilation=2) == expected
    assert outcome(world, X, H, padding=2) == outcome(definition_with(), X, H, padding=2)


def test_the_odd_zero_of_a_causal_signal():
    for name, sides in (("causal-centred", (2, 1)), ("causal-half-both", (1, 1))):
        expected = np.convolve(np.pad(X, sides), H, "valid").tolist()
        assert outcome(definition_with(CAUSAL[name]), X, H, padding=(3, 0)) == expected


@pytest.mark.parametrize(
    ("name", "product"),
    [("leading-zeros-dropped", np.polymul), ("trailing-zeros-dropped", np.polynomial.polynomial.polymul)],
)
def test_products_of_polynomials_are_those_of_numpy(name, product):
    world = definition_with(MISTAKES[name])
    for x in ([0, 0, 3, 5, 0, -2], [4, 0, 2, 0], [1, 2, 3]):
        for h in ([0, 7, -1], [2, 0, 0], [5, 1]):
            assert outcome(world, x, h, mode="full") == product(x, h).tolist(), (x, h)


def test_an_input_that_is_written_over_is_none_that_loses_numbers_once_it_begins_with_a_zero():
    """The first result is 2*3 - 3*2, and a product of polynomials leaves leading zeros out."""
    world = definition_with(MISTAKES["leading-zeros-dropped"], BANK["aliasing"])
    assert np.convolve([3, 2, 1, 4], [-3, 2, 1], "same")[0] == 0
    assert outcome(world, [3, 2, 1, 4], [-3, 2, 1], mode="same") is None


def test_each_shows_itself_only_where_it_can():
    for mistake in FUNCTION_MISTAKES:
        assert applies(mistake, 4, {"bias": BIAS, "dilation": 2, "stride": 2}) is True
        assert applies(mistake, 4, {"bias": [0, 0]}) is (
            mistake.places not in (("bias",), ("dilation",), ("stride",))
        )


def test_they_stand_apart_from_the_bank():
    assert not {*MISTAKES} & {*BANK} and len(MISTAKES) == len(EVERY)
    for mistake in MISTAKES.values():
        for text in (mistake.says, mistake.hint):
            assert text.isascii() and len(text) <= 100 and text[-1] in ".?"


PICTURE, KERNEL = IMAGE[0, :, :, 0], FILTERS[:, :, 0, 0]
ROWS, COLUMNS = KERNEL.shape


def full(image=PICTURE, kernel=KERNEL):
    return signal.convolve2d(image, kernel)


def without(values, *place):
    values = np.array(values)
    values[place] = 0
    return values


ALL = slice(None)
SURROUNDED = np.pad(PICTURE, 9)


def read_from(down, right):
    """Mode "full" of a picture that is read so many rows and columns further on."""
    top, left = 9 - (ROWS - 1) + down, 9 - (COLUMNS - 1) + right
    bottom, end = top + len(PICTURE) + 2 * (ROWS - 1), left + len(PICTURE[0]) + 2 * (COLUMNS - 1)
    return signal.convolve2d(SURROUNDED[top:bottom, left:end], KERNEL, "valid")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("skip-last-row", without(full(), -1)),
        ("skip-last-col", without(full(), ALL, -1)),
        ("skip-first-row", without(full(), 0)),
        ("skip-first-col", without(full(), ALL, 0)),
        ("drop-last-kernel-row", full(kernel=without(KERNEL, -1))),
        ("drop-last-kernel-col", full(kernel=without(KERNEL, ALL, -1))),
        ("drop-first-kernel-row", full(kernel=without(KERNEL, 0))),
        ("drop-first-kernel-col", full(kernel=without(KERNEL, ALL, 0))),
        ("shift-down", read_from(1, 0)),
        ("shift-right", read_from(0, 1)),
        ("shift-up", read_from(-1, 0)),
        ("shift-left", read_from(0, -1)),
        ("shift-back", read_from(-1, -1)),
    ],
)
def test_a_loop_over_one_axis(name, expected):
    made = outcome(definition_with(MISTAKES[name]), PICTURE, KERNEL, mode="full")
    assert made == expected.tolist() != outcome(definition_with(), PICTURE, KERNEL, mode="full")


def test_a_signal_read_one_place_too_early():
    made = outcome(definition_with(MISTAKES["shift-back"]), X, H, mode="full")
    assert made == [0, *np.convolve(X, H)[:-1].tolist()]


def test_all_loops_over_one_axis_are_shown():
    shown = {name for name, _ in test_a_loop_over_one_axis.pytestmark[0].args[1]}
    assert shown == {mistake.name for mistake in ONE_AXIS_MISTAKES}
