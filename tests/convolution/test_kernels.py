"""The named kernels, against SciPy, sums by hand and pictures."""

import re
import subprocess
import sys
from collections import Counter
from dataclasses import FrozenInstanceError
from fractions import Fraction
from math import gcd

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial.polynomial import polypow
from numpy.testing import assert_allclose, assert_array_equal
from scipy import ndimage
from scipy.signal import convolve2d, windows
from scipy.stats import binom
from support.files import ROOT
from support.strategies import grids, laws

from course.convolution import definition
from course.convolution.kernels import KERNELS, LARGEST_SIDE, SIZED, Kernel, box, gaussian, named
from course.errors import Unusable

SIZES = "box-1 box-2 box-5 box-3x5 box-1x9".split()
SIZES += "gaussian-1 gaussian-2 gaussian-5 gaussian-8 gaussian-17 gaussian-1x4 gaussian-5x2".split()
EVERY = [*KERNELS, *SIZES]
# they keep the grey of a flat image
KEEPING = {"identity", "box", "gaussian", "motion-blur", "sharpen", "sharpen-8", "unsharp", "emboss", *SIZES}

SCENE = np.random.default_rng(3).integers(0, 256, (13, 17))  # not square, and like nothing else


def kernel_of(*numbers):
    return Kernel("own", numbers, "", "")


def weights(kernel):
    """The kernel as an array: int64 if it is of ints, else float64."""
    whole, divisor = kernel.whole
    return np.array(whole) if divisor == 1 else np.array(kernel.rows, dtype=float)


def filtered(image, name):
    """What SciPy's convolution makes of an image, mirrored at its border, with a named kernel."""
    return convolve2d(image, weights(named(name)), "same", "symm")


class TestTheTable:
    def test_two_dozen_or_more_in_lower_case_words(self):
        assert len(KERNELS) >= 24
        assert all(name == kernel.name for name, kernel in KERNELS.items())
        assert all(re.fullmatch("[a-z]+(-[a-z]+)*(-8)?", name) for name in KERNELS)

    def test_no_two_are_the_same(self):
        assert max(Counter(kernel.rows for kernel in KERNELS.values()).values()) == 1

    @pytest.mark.parametrize("kernel", KERNELS.values(), ids=KERNELS)
    def test_one_sentence_and_a_source(self, kernel):
        assert kernel.finds[0].isupper() and kernel.finds.endswith(".") and kernel.finds.count(".") == 1
        assert kernel.source and (kernel.finds + kernel.source).isascii()
        assert len(kernel.finds) <= 100 and len(kernel.source) <= 120, "too long for a list"

    @pytest.mark.parametrize("name", EVERY)
    def test_exact_numbers_in_equal_rows(self, name):
        kernel = named(name)
        assert {type(weight) for row in kernel.rows for weight in row} <= {int, Fraction}
        assert {len(row) for row in kernel.rows} == {kernel.shape[1]} and len(kernel.rows) == kernel.shape[0]
        assert isinstance(kernel.rows, tuple) and all(isinstance(row, tuple) for row in kernel.rows)
        hash(kernel)

    def test_nothing_can_be_changed(self):
        with pytest.raises(FrozenInstanceError):
            named("box").name = "mean"

    def test_numpy_is_not_needed(self):
        code = "import sys, course.convolution.kernels; print(sorted({'numpy', 'scipy'} & set(sys.modules)))"
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert done.stdout.strip() == "[]", done.stderr


class TestSums:
    @pytest.mark.parametrize("name", EVERY)
    def test_a_flat_image_keeps_its_grey_or_vanishes(self, name):
        kernel = named(name)
        assert kernel.total == (name in KEEPING)
        flat = definition.convolve2d([[100] * 4] * 3, kernel.rows, "same", border="symmetric")
        assert flat == [[100 * kernel.total] * 4] * 3
        assert_allclose(filtered(np.full((30, 20), 100), name), 100 * float(kernel.total), atol=1e-9)

    def test_by_hand(self):
        own = kernel_of((1, Fraction(1, 2)), (-3, Fraction(1, 3)))
        assert own.total == Fraction(-7, 6)
        assert own.whole == (((6, 3), (-18, 2)), 6)
        assert named("gaussian").whole == (((1, 2, 1), (2, 4, 2), (1, 2, 1)), 16)
        assert named("box-3x5").whole == (((1,) * 5,) * 3, 15)
        assert named("sobel-vertical").whole == (named("sobel-vertical").rows, 1)


def slopes(image, smooth, axis):
    """The central difference along an axis, smoothed along the other: correlations, as OpenCV has them."""
    return ndimage.correlate1d(ndimage.correlate1d(image, [-1, 0, 1], axis), smooth, 1 - axis)


def ring(image):
    """Eight neighbours minus eight times the pixel."""
    return ndimage.correlate(image, np.ones((3, 3), int)) - 9 * image


# What each kernel has to make of an image, by a road that leads around the table. ndimage's default border,
# "reflect", is the mirror that filtered() has.
ENGINES = {
    "identity": lambda x: x,
    "box": lambda x: ndimage.uniform_filter(x.astype(float), 3),
    "gaussian": lambda x: ndimage.gaussian_filter(x.astype(float), 1 / np.sqrt(2 * np.log(2)), radius=1),
    "motion-blur": lambda x: sum(np.pad(x, 4, "symmetric")[k : k + 13, k : k + 17] for k in range(9)) / 9,
    "sharpen": lambda x: x - ndimage.laplace(x),
    "sharpen-8": lambda x: x - ring(x),
    "unsharp": lambda x: 2 * x - ndimage.convolve(x.astype(float), np.outer(*[polypow([1, 1], 4) / 16] * 2)),
    "emboss": lambda x: ndimage.correlate(x, [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]),  # as GIMP prints it
    "difference": lambda x: -np.diff(x, axis=1, prepend=x[:, :1]),
    "prewitt-horizontal": lambda x: ndimage.prewitt(x, axis=0),
    "prewitt-vertical": lambda x: ndimage.prewitt(x, axis=1),
    "sobel-horizontal": lambda x: ndimage.sobel(x, axis=0),
    "sobel-vertical": lambda x: ndimage.sobel(x, axis=1),
    "scharr-horizontal": lambda x: slopes(x, [3, 10, 3], 0),
    "scharr-vertical": lambda x: slopes(x, [3, 10, 3], 1),
    "roberts-rising": lambda x: x - np.pad(x, 1, "edge")[:-2, :-2],
    "roberts-falling": lambda x: np.pad(x, 1, "edge")[1:-1, :-2] - np.pad(x, 1, "edge")[:-2, 1:-1],
    "laplacian": lambda x: ndimage.laplace(x),
    "laplacian-8": ring,
    "bright-spots": lambda x: -ndimage.laplace(x),
    # as Gonzalez and Woods print it, with the other sign; it has no turn to lose, so correlate does
    "laplacian-of-gaussian": lambda x: (
        -ndimage.correlate(
            x,
            [
                [0, 0, -1, 0, 0],
                [0, -1, -2, -1, 0],
                [-1, -2, 16, -2, -1],
                [0, -1, -2, -1, 0],
                [0, 0, -1, 0, 0],
            ],
        )
    ),
    # three times the pixels along the line, minus the whole neighbourhood
    "line-horizontal": lambda x: 3 * ndimage.correlate1d(x, [1, 1, 1], 1) - ring(x) - 9 * x,
    "line-vertical": lambda x: 3 * ndimage.correlate1d(x, [1, 1, 1], 0) - ring(x) - 9 * x,
    "line-rising": lambda x: 3 * ndimage.correlate(x, np.eye(3, dtype=int)[::-1]) - ring(x) - 9 * x,
    "line-falling": lambda x: 3 * ndimage.correlate(x, np.eye(3, dtype=int)) - ring(x) - 9 * x,
}


class TestAgainstOtherEngines:
    def test_none_is_left_out(self):
        assert list(ENGINES) == list(KERNELS)

    @pytest.mark.parametrize("name", ENGINES)
    def test_on_a_random_image(self, name):
        result, expected = filtered(SCENE, name), ENGINES[name](SCENE)
        if result.dtype.kind == "i":
            assert_array_equal(result, expected)
        else:
            assert_allclose(result, expected, rtol=0, atol=1e-10)

    @pytest.mark.parametrize("name", EVERY)
    def test_an_impulse_becomes_the_kernel(self, name):
        assert_array_equal(convolve2d([[1]], weights(named(name))), weights(named(name)))
        rows = [list(row) for row in named(name).rows]
        assert definition.convolve2d([[1]], rows) == rows

    def test_a_laplacian_of_gaussian_looks_like_its_formula(self):
        impulse, own = np.pad([[1.0]], 2), weights(named("laplacian-of-gaussian"))
        formulas = [ndimage.gaussian_laplace(impulse, sigma) for sigma in (0.5, 0.7, 0.9)]
        assert max(np.corrcoef(own.flat, formula.flat)[0, 1] for formula in formulas) > 0.97


# ---- what the sentences say

ROW, COLUMN = np.indices((20, 20))
STEPS = {  # dark 0, bright 100, and how the edge between them runs
    "brighter below": (100 * (ROW > 9), "horizontal"),
    "brighter on the right": (100 * (COLUMN > 9), "vertical"),
    "brighter on the left": (100 * (COLUMN < 10), "vertical"),
    "brighter below on the right": (100 * (ROW + COLUMN > 19), "rising"),
    "brighter below on the left": (100 * (ROW > COLUMN), "falling"),
}
LINES = {
    "horizontal": ROW == 9,
    "vertical": COLUMN == 9,
    "rising": ROW + COLUMN == 19,
    "falling": ROW == COLUMN,
}
DIRECTED = {name: name.rpartition("-")[2] for name in KERNELS if name.rpartition("-")[2] in LINES}
EDGES = {name: way for name, way in DIRECTED.items() if not name.startswith("line")} | {
    "difference": "vertical"
}
CROSSING = {"horizontal": "vertical", "vertical": "horizontal", "rising": "falling", "falling": "rising"}


def inside(name, image):
    return convolve2d(image, weights(named(name)), "valid")


def side_of(name):
    """Which STEP the sentence of an edge kernel promises to be above 0."""
    return next(side for side in sorted(STEPS, key=len, reverse=True) if side in named(name).finds)


def spot(value, around=50):
    return np.where((ROW == 9) & (COLUMN == 9), value, around)


class TestSentences:
    def test_directions_are_those_of_the_names(self):
        assert len(DIRECTED) == 12
        for name, way in (DIRECTED | EDGES).items():
            assert way in KERNELS[name].finds and CROSSING[way] not in KERNELS[name].finds

    @pytest.mark.parametrize("name", EDGES)
    def test_edges_are_found_in_their_direction_and_with_their_sign(self, name):
        step, way = STEPS[side_of(name)]
        assert way == EDGES[name]
        assert inside(name, step).min() == 0 < inside(name, step).max()
        assert inside(name, 100 - step).max() == 0 > inside(name, 100 - step).min()
        assert inside(name, step[::-1, ::-1]).max() == 0, "the other side is the bright one"

    @pytest.mark.parametrize("name", EDGES)
    def test_edges_that_cross_it_are_not_found(self, name):
        crossing = [step for step, way in STEPS.values() if way == CROSSING[EDGES[name]]]
        assert crossing
        assert all(not inside(name, step).any() for step in crossing)

    @pytest.mark.parametrize("way", LINES)
    def test_lines_are_found_by_their_own_kernel_best(self, way):
        best = {name: inside(name, 100 * LINES[way]).max() for name in KERNELS if name.startswith("line")}
        own = best.pop(f"line-{way}")
        assert own == 600 > 2 * max(best.values()) - 1 and best[f"line-{CROSSING[way]}"] <= 300
        assert inside(f"line-{way}", 100 * (1 - LINES[way])).max() < own, "bright lines, not dark ones"
        thick = LINES[way] | np.roll(LINES[way], 1, (0, 1) if way in ("horizontal", "vertical") else 0)
        assert inside(f"line-{way}", 100 * thick).max() < own, "thin lines, not thick ones"

    def test_the_middle_counts_alike_twice_or_more(self):
        smooth = {"prewitt": (1, 1, 1), "sobel": (1, 2, 1), "scharr": (3, 10, 3)}
        for name, weight in smooth.items():
            assert_array_equal(named(f"{name}-horizontal").rows, np.outer((1, 0, -1), weight))
            assert_array_equal(named(f"{name}-vertical").rows, np.outer(weight, (1, 0, -1)))

    def test_slants_come_out_best_with_scharr(self):
        def error(family):
            """The largest error of a direction, in degrees, over waves of 5 pixels in 19 directions."""
            errors = []
            for degrees in range(0, 91, 5):
                angle = np.radians(degrees)
                wave = np.sin(2 * np.pi / 5 * (np.cos(angle) * COLUMN + np.sin(angle) * ROW))
                found = [np.abs(inside(f"{family}-{way}", wave)).max() for way in ("horizontal", "vertical")]
                errors.append(abs(np.degrees(np.arctan2(*found)) - degrees))
            return max(errors)

        assert error("scharr") < 0.5 * error("sobel") < 0.5 * error("prewitt")

    @pytest.mark.parametrize("name, value", [("laplacian", 0), ("laplacian-8", 0), ("bright-spots", 100)])
    def test_spots_are_above_0(self, name, value):
        shade = "brighter" if value else "darker"
        around = int(KERNELS[name].finds.split("mean of ")[1][0])
        assert shade in KERNELS[name].finds
        response = inside(name, spot(value))
        assert response.max() == response[8, 8] == 50 * around
        assert (response < 0).sum() == around, "and its neighbours below"

    @pytest.mark.parametrize("name", ["laplacian", "laplacian-8", "bright-spots", "laplacian-of-gaussian"])
    def test_a_ramp_has_neither_edge_nor_spot_and_a_step_has(self, name):
        assert not inside(name, 3 * ROW - 7 * COLUMN).any()
        for step, _ in STEPS.values():
            assert inside(name, step).max() > 0 > inside(name, step).min()

    def test_the_laplacian_of_gaussian_answers_less_to_noise(self):
        noise = np.random.default_rng(1).normal(size=(100, 100))
        dark = -np.exp(-((ROW - 9) ** 2 + (COLUMN - 9) ** 2) / (2 * 1.5**2))
        both = "laplacian", "laplacian-of-gaussian"
        plain, blurred = (inside(name, noise).std() / inside(name, dark).max() for name in both)
        assert inside(both[1], dark).max() == inside(both[1], dark)[7, 7] > 0
        assert blurred < 0.6 * plain

    def test_the_blurs_calm_and_the_others_exaggerate(self):
        def jumps(name):
            return np.abs(np.diff(filtered(SCENE, name), axis=1)).mean()

        for name in ("box", "gaussian", "motion-blur"):
            assert jumps(name) < 0.7 * jumps("identity")
        for name in ("sharpen", "sharpen-8", "unsharp"):
            assert jumps(name) > 1.3 * jumps("identity")

    def test_near_pixels_count_for_more_in_a_gaussian(self):
        for k in (3, 4, 7, 12):
            half = weights(named(f"gaussian-{k}"))[(k - 1) // 2 :: -1, (k - 1) // 2 :: -1]
            assert (np.diff(half, axis=0) < 0).all() and (np.diff(half, axis=1) < 0).all()

    def test_motion_blur_makes_a_falling_streak(self):
        assert_array_equal(np.array(named("motion-blur").whole[0]), np.eye(9))
        assert_array_equal(np.argwhere(filtered(spot(1, 0), "motion-blur")), [(i, i) for i in range(5, 14)])

    @pytest.mark.parametrize(
        "step", ["brighter below", "brighter on the right", "brighter below on the right"]
    )
    def test_emboss_lights_what_its_sentence_says(self, step):
        relief = inside("emboss", STEPS[step][0])
        assert "below or on the right" in KERNELS["emboss"].finds
        assert relief.max() > 100 and relief.min() == 0
        relief = inside("emboss", 100 - STEPS[step][0])
        assert relief.max() == 100 and relief.min() < 0


# ---- sizes


class TestSizes:
    @pytest.mark.parametrize("k", range(1, LARGEST_SIDE + 1))
    def test_gaussians_are_the_binomial_distribution(self, k):
        (row,) = named(f"gaussian-1x{k}").rows
        assert sum(row) == 1 and len(row) == k and row == row[::-1]
        assert_allclose(np.array(row, dtype=float), binom.pmf(np.arange(k), k - 1, 0.5), rtol=1e-9)
        if k <= 50:  # so far NumPy's floats are exact
            assert [weight * 2 ** (k - 1) for weight in row] == polypow([1, 1], k - 1).tolist()
        middle = Fraction(k - 1, 2)
        assert sum(weight * (i - middle) ** 2 for i, weight in enumerate(row)) == Fraction(k - 1, 4)

    def test_gaussians_by_hand(self):
        four, sixteen = [1, 3, 3, 1], [1, 4, 6, 4, 1]
        assert named("gaussian-2").rows == ((Fraction(1, 4),) * 2,) * 2
        assert named("gaussian-4x5").whole == (tuple(tuple(a * b for b in sixteen) for a in four), 8 * 16)
        assert named("gaussian-1").rows == named("box-1").rows == ((1,),)

    @pytest.mark.parametrize("rows, columns", [(1, 1), (1, 7), (2, 3), (5, 5), (4, 4), (99, 1), (99, 99)])
    def test_boxes_are_means(self, rows, columns):
        for name in {f"box-{rows}x{columns}", f"box-{rows}" if rows == columns else f"box-{rows}x{columns}"}:
            kernel = named(name)
            assert kernel.name == name and kernel.shape == (rows, columns) and kernel.total == 1
            assert {weight for row in kernel.rows for weight in row} == {Fraction(1, rows * columns)}

    def test_rows_come_first(self):
        assert named("box-2x7").shape == named("gaussian-2x7").shape == (2, 7)
        assert len(gaussian((2, 7))) == len(gaussian((2, 7), 1.5)) == len(box((2, 7))) == 2

    @pytest.mark.parametrize("word", SIZED)
    def test_without_a_size_they_are_3x3(self, word):
        assert named(word).rows == named(f"{word}-3").rows == named(f"{word}-3x3").rows == SIZED[word](3)
        seven, plain = named(f"{word}-7"), named(word)
        assert (seven.finds, seven.source) == (plain.finds, plain.source)

    @pytest.mark.parametrize("size", [1, 2, 7, 8, 98, 99, (5, 9), (1, 4)])
    @pytest.mark.parametrize("sigma", [0.1, 0.5, 1.5, Fraction(7, 3), 3, 100, np.float32(2)])
    def test_sampled_gaussians(self, size, sigma):
        sides = size if isinstance(size, tuple) else (size, size)
        down, along = (windows.gaussian(side, float(sigma)) for side in sides)
        rows = np.array(gaussian(size, sigma))
        assert rows.dtype == float and rows.sum() == pytest.approx(1, abs=1e-14)
        assert_allclose(rows, np.outer(down / down.sum(), along / along.sum()), rtol=1e-12, atol=1e-300)
        column, row = gaussian((len(rows), 1), sigma), gaussian((1, len(rows[0])), sigma)
        assert_array_equal(rows, np.array(column) * np.array(row))

    def test_a_sampled_gaussian_blurs_as_scipy_does(self):
        result = convolve2d(SCENE, gaussian(7, 1.5), "same", "symm")
        assert_allclose(result, ndimage.gaussian_filter(SCENE.astype(float), 1.5, radius=3), atol=1e-10)

    def test_numpys_whole_numbers_are_whole(self):
        assert gaussian(np.int64(99)) == gaussian(99) and box((np.uint8(20), np.uint8(20))) == box(20)

    @pytest.mark.parametrize(
        "size", [0, -1, 100, 2.0, 2.5, "3", None, (3,), (3, 3, 3), (3, 0), (0.5, 3), 10**400, ()]
    )
    @pytest.mark.parametrize("make", [box, gaussian, lambda size: gaussian(size, 1.0)])
    def test_other_sizes_are_refused(self, make, size):
        with pytest.raises(Unusable, match=" 1 to 99"):
            make(size)

    @pytest.mark.parametrize("sigma", [0, -1, 0.09, 101, 1e999, float("nan"), "1", 1j, [1.0], 10**400])
    def test_other_sigmas_are_refused(self, sigma):
        with pytest.raises(Unusable, match="sigma .* 0.1 to 100"):
            gaussian(3, sigma)


# ---- whole weights


class TestWhole:
    @laws
    @given(grids(longest=4), st.integers(1, 12))
    def test_the_smallest_whole_divisor(self, grid, over):
        rows = tuple(tuple(Fraction(weight, over) for weight in row) for row in grid.tolist())
        whole, divisor = kernel_of(*rows).whole
        assert tuple(tuple(Fraction(weight, divisor) for weight in row) for row in whole) == rows
        assert gcd(divisor, *(weight for row in whole for weight in row)) == 1


# ---- names

REFUSED = {  # for each reason why there is no kernel of a name, some that there is none of
    "one size": [
        "laplacian-5", "laplacian-9", "laplacian-8-8", "sobel-vertical-5", "identity-3", "sharpen-4",
        "motion-blur-5", "unsharp-5x5", "bright-spots-0", "difference-2", "laplacian-of-gaussian-7",
    ],
    "other sizes": [
        "box-0", "box-100", "box-", "box-x", "box-3x", "box-x3", "box-3x5x7", "box-3X5", "box-05", "box-1_0",
        "box-3.0", "box-+3", "box- 3", "box-3 ", "box-3\n", "box-\u0663", "box-1\u0663", "box-\u00b3",
        "box-9999999999", "gaussian-0x3", "gaussian-3x0", "gaussian-100x1", "gaussian-1x100", "gaussian-blur",
        "gaussian-1e1", "box-" + "9" * 5000,
    ],
    "no such name": [
        "", "-", "--", "-3", "3", "box--3", "box5", "box_5", "Box", "BOX-5", " box", "box ", "gaussian 5",
        "gauss", "blur", "edge", "sobel", "sobel-5", "sobel_vertical", "sobel-vertical-", "scharr-x", "log",
        "LoG", "median", "photo.jpg", "1/9", "1 2 1", "gaussi\u00e4n", "\u2212box", "\udcff", "box\x00",
        "na\nme", "%s%n", "{}", "\u0442\u0435\u0441\u0442", "a" * 100_000, "box-" * 30_000, "'", '"', "\\",
        "\x1b[31mbox", "roberts", "laplacian-five",
    ],
}  # fmt: skip
NEAREST = [
    ("gauss", "gaussian"), ("Box", "box"), ("box5", "box"), ("gaussian_5", "gaussian"), ("blur", "gaussian"),
    ("sobel", "sobel-vertical"), ("sobel_vertical", "sobel-vertical"), ("vertical", "sobel-vertical"),
    ("SOBEL-HORIZONTAL", "sobel-horizontal"), ("prewit-vertical", "prewitt-vertical"),
    ("edge", "prewitt-vertical"), ("scharr-y", "scharr-vertical"), ("laplace", "laplacian"),
    ("sharp", "sharpen"), ("relief", "emboss"),
]  # fmt: skip


class TestNames:
    @pytest.mark.parametrize("name", KERNELS)
    def test_each_is_found_by_its_name(self, name):
        assert named(name) is KERNELS[name]

    @pytest.mark.parametrize(
        "kind, name",
        [(kind, name) for kind, names in REFUSED.items() for name in names],
        ids=lambda text: ascii(text[:20]),
    )
    def test_others_are_refused_in_one_line(self, kind, name):
        with pytest.raises(Unusable) as refusal:
            named(name)
        line = str(refusal.value)
        assert line.isascii() and line.isprintable() and len(line) <= 200
        assert ascii(name[:40]) in line
        assert ("nearest: " in line) == (kind == "no such name")
        assert (" 99, " in line) == (kind == "other sizes")
        word = name.rpartition("-")[0]
        only = "x".join(map(str, KERNELS[word].shape)) if word in KERNELS else "no size"
        assert (f" {only}; " in line) == (kind == "one size")

    @pytest.mark.parametrize("name, meant", NEAREST)
    def test_the_nearest_names_are_told(self, name, meant):
        with pytest.raises(Unusable) as refusal:
            named(name)
        nearest = str(refusal.value).split("nearest: ")[1].split(", ")
        assert meant in nearest and 1 <= len(nearest) <= 3 and set(nearest) <= set(KERNELS)

    def test_a_size_where_there_is_one_is_told(self):
        with pytest.raises(Unusable, match="difference-3.*: difference .* 1x2; .* box and gaussian"):
            named("difference-3")

    @laws
    @given(st.text(max_size=30) | st.from_regex(r"(box|gaussian|sobel)-?[0-9x]{0,6}", fullmatch=True))
    def test_any_text_is_a_kernel_or_refused(self, name):
        try:
            assert named(name).name == name
        except Unusable as refusal:
            assert str(refusal).isascii() and "\n" not in str(refusal)
