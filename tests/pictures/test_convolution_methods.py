"""The four methods on one piece each, and what they take: a kernel's factors, a kernel's spectrum."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import fft, signal
from support.strategies import fractions, grids, laws

from course.convolution.kernels import KERNELS, named
from course.pictures import convolution_methods
from course.pictures.convolution_methods import (
    METHODS,
    by_passes,
    by_rows,
    by_shifts,
    by_tiles,
    column_and_row,
    most_points,
    spectrum_of,
)

EVERY = [*KERNELS, "box-1", "box-2", "box-5", "box-3x5", "box-1x9", "gaussian-1", "gaussian-2", "gaussian-5"]
EVERY += ["gaussian-8", "gaussian-17", "gaussian-1x4", "gaussian-5x2"]


def minors(rows):
    """Whether some 2x2 piece of the rows has a determinant: then their rank is above 1."""
    return any(
        above[i] * below[j] != above[j] * below[i]
        for a, above in enumerate(rows)
        for below in rows[a + 1 :]
        for i in range(len(above))
        for j in range(i)
    )


def factors_of(rows, dtype=np.float64):
    return column_and_row(np.array(rows, dtype=float), dtype)


class TestMethods:
    def test_their_names_are_those_of_the_report(self):
        assert METHODS == {"shifts": by_shifts, "rows": by_rows, "passes": by_passes, "tiles": by_tiles}

    @pytest.mark.parametrize("kernel", [(1, 1), (1, 4), (4, 1), (2, 3), (5, 5), (9, 12)])
    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    def test_each_is_a_valid_correlation(self, kernel, dtype):
        rng = np.random.default_rng(4)
        piece = rng.integers(-9, 10, (9, 12)).astype(dtype)
        column, row = (
            rng.integers(1, 5, kernel[0]).astype(dtype),
            rng.integers(-5, 0, kernel[1]).astype(dtype),
        )
        weights = np.outer(column, row)
        expected = signal.correlate2d(piece, weights, "valid")
        for result in (by_shifts(piece, weights), by_rows(piece, weights), by_passes(piece, (column, row))):
            assert result.dtype == dtype
            assert_array_equal(result, expected)
        assert_allclose(by_tiles(piece, spectrum_of(weights, (9, 12))), expected, rtol=0, atol=5e-3)

    @pytest.mark.parametrize("method", [by_shifts, by_rows])
    def test_the_worked_examples(self, method):
        assert method(np.array([[1.0, 2, 3], [4, 5, 6]]), np.array([[10.0, 1]])).tolist() == [
            [12, 23],
            [45, 56],
        ]
        weights = np.array([[10.0, 0], [1, 100]])
        assert method(np.array([[1.0, 2, 3], [4, 5, 6]]), weights).tolist() == [[514, 625]]


class TestTiles:
    @pytest.mark.parametrize("shape", [(30, 41), (100, 7), (7, 100), (64, 64)])
    def test_overlap_by_the_kernel_and_cover_the_piece(self, shape, monkeypatch):
        monkeypatch.setattr(convolution_methods, "TILE", 16)
        rng = np.random.default_rng(1)
        weights, piece = rng.integers(-9, 10, (3, 5)).astype(float), rng.integers(0, 256, shape).astype(float)
        spectrum = spectrum_of(weights, shape)
        assert [size - more for size, more in zip(spectrum.tile, (2, 4))] == spectrum.outputs
        expected = signal.correlate2d(piece, weights, "valid")
        assert_array_equal(np.rint(by_tiles(piece, spectrum)), expected)

    @pytest.mark.parametrize("k", [1, 2, 3, 31, 64, 99, 128, 129, 300])
    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @pytest.mark.parametrize("n", [1, 100, 1000, 6250, 99_991])
    def test_their_length_is_fast_and_never_above_the_bound(self, n, k, dtype):
        weights = np.ones((1, k), dtype)
        points = spectrum_of(weights, (1, n)).tile[1]
        assert points == fft.next_fast_len(points, real=True)
        assert k <= points <= most_points(k, weights.itemsize)

    def test_the_worked_example(self):
        assert spectrum_of(np.ones((1, 31), np.float32), (1, 1000)).tile[1] == 288

    def test_are_about_as_many_as_must_be(self):
        """No other number of tiles takes fewer points, counted one by one."""
        for n, k in ((1000, 31), (257, 3), (513, 64), (5000, 99)):
            points = spectrum_of(np.ones((1, k), np.float32), (1, n)).tile[1]
            most = max(256, 2 * k)
            every = [(count, fft.next_fast_len(-(-n // count) + k - 1, real=True)) for count in range(1, 200)]
            allowed = [count * length for count, length in every if -(-n // count) <= most]
            assert -(-n // (points - k + 1)) * points <= min(allowed)


class TestColumnAndRow:
    @pytest.mark.parametrize("name", EVERY)
    def test_as_numpy_and_the_minors_have_it(self, name):
        rows, _ = named(name).whole
        separable = factors_of(rows) is not None
        assert separable == (np.linalg.matrix_rank(np.array(rows, dtype=float)) == 1)
        assert separable != minors(rows)

    @pytest.mark.parametrize("name", EVERY)
    def test_the_factors_give_the_kernel(self, name):
        whole, _ = named(name).whole
        for rows, exact in ((whole, True), (named(name).rows, False)):
            factors = factors_of(rows)
            if factors is not None:
                product = np.outer(*factors)
                assert_allclose(product, np.array(rows, dtype=float), rtol=0 if exact else 1e-15)
                assert not exact or all((factor == np.rint(factor)).all() for factor in factors)

    @pytest.mark.parametrize(
        "rows, product_of",
        [
            ([(1, 0, -1), (2, 0, -2), (1, 0, -1)], ((1, 2, 1), (1, 0, -1))),
            ([(-1, 1)], ((1,), (-1, 1))),
            ([(-1,), (1,)], ((-1, 1), (1,))),
            ([(-1, -1, -1), (2, 2, 2), (-1, -1, -1)], ((-1, 2, -1), (1, 1, 1))),
            ([(2, 4), (3, 6)], ((2, 3), (1, 2))),
            ([(2, 4, -6), (3, 6, -9)], ((2, 3), (1, 2, -3))),
            ([(0, 0), (0, -6)], ((0, 6), (0, -1))),
            ([(0, 0, 0), (-4, 6, 0)], ((0, 2), (-2, 3, 0))),
            ([(1, -1), (-1, 1)], ((1, -1), (1, -1))),
            ([(5,)], ((5,), (1,))),
        ],
    )
    def test_by_hand(self, rows, product_of):
        column, row = factors_of(rows)
        sign = 1 if np.sign(row).tolist() == np.sign(product_of[1]).tolist() else -1
        assert ((sign * column).tolist(), (sign * row).tolist()) == tuple(map(list, product_of))

    @pytest.mark.parametrize(
        "rows",
        [
            [(0, 0), (0, 0)],
            [(1, 0), (0, 1)],
            [(1, 2), (2, 5)],
            [(2, 4), (3, 7)],
            [(0, 1), (1, 1)],
            [(1, 1), (99_999, 100_000)],
            [(2**24, 2**24), (2**24, 2**24 + 1)],
            [(np.nan, 1)],
            [(np.inf, 1)],
        ],
    )
    def test_where_there_are_none(self, rows):
        assert factors_of(rows, np.float32) is None

    def test_a_kernel_close_to_factors_is_not_taken_for_them(self):
        exact = np.outer([1.0, 3, 2], [0.1, 0.7, 0.2])
        assert factors_of(exact + 1e-12, np.float32) is not None
        assert factors_of(exact + 1e-12, np.float64) is None
        for off in (1e-6, 1e-5):  # the weights add up to 6, so that 7e-7 in all is the most in float32
            assert factors_of(exact + off * np.eye(3), np.float32) is None
        nearly = np.array([[1, 1e-5], [1e-5, 0]])  # the 0 would become 1e-10, and times inf not nan
        assert factors_of(nearly, np.float32) is None

    @laws
    @given(grids(longest=4))
    def test_of_whole_numbers(self, grid):
        factors = factors_of(grid)
        assert (factors is not None) == (grid.any() and not minors(grid.tolist()))
        if factors is not None:
            assert_array_equal(np.outer(*factors), grid)

    @laws
    @given(
        st.lists(fractions, min_size=1, max_size=5), st.lists(fractions, min_size=1, max_size=5), st.data()
    )
    def test_of_products_of_fractions(self, column, row, data):
        assume(any(column) and any(row))
        rows = [[down * along for along in row] for down in column]
        assert factors_of(rows) is not None
        i, j = (data.draw(st.integers(0, len(side) - 1)) for side in (column, row))
        rows[i][j] += Fraction(1, 1000)
        if any(map(any, rows)) and minors(rows):
            assert factors_of(rows) is None
