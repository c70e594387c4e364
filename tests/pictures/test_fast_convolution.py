"""The fast convolution: the definition's numbers by every method, SciPy's on large images, and whole numbers whole."""

import platform
import subprocess
import sys
import tracemalloc
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.testing import assert_allclose, assert_array_equal
from scipy import ndimage, signal
from support.files import ROOT
from support.strategies import grids, laws, orders, steps

from course.convolution import definition
from course.convolution.kernels import KERNELS, named
from course.convolution.sizes import BORDERS as BORDER_WORDS
from course.pictures import convolution_methods, fast_convolution
from course.pictures.convolution_methods import METHODS
from course.pictures.fast_convolution import chosen_method, convolved_pieces, fast_convolve

NDIMAGE = {
    "constant": "constant",
    "edge": "nearest",
    "wrap": "wrap",
    "symmetric": "reflect",
    "reflect": "mirror",
}
BORDERS = st.sampled_from(BORDER_WORDS)
STRIDES = steps | st.tuples(steps, steps)
SCENE = np.random.default_rng(5).integers(
    0, 256, (150, 217)
)  # not square; several pieces, once there is little room
SMALL = np.arange(12.0).reshape(3, 4)
ONES = np.ones((3, 3), int)
WHOLE = {  # kernels of whole numbers: one that each method is good for, and sizes even, odd, and not square
    "shifts": [[1, -2, 3, 0, 5]],
    "rows": [[1, -2, 3], [0, 5, -1], [7, 0, 0], [2, 2, -9]],
    "passes": np.outer([1, 4, -6, 4, 0], [2, 0, -2, 4]),
    "tiles": np.arange(-200, 300).reshape(20, 25),
}


def within(image, kernel):
    """How far two engines may be apart in float32: 2 * k * eps * the sum of the weights * the largest pixel."""
    kernel, image = np.abs(np.array(kernel, float)), np.abs(np.array(image, float))
    return 2 * max(kernel.shape) * np.finfo(np.float32).eps * kernel.sum() * image.max()


def direct(image, kernel, border="constant", flip=True):
    """The same by SciPy's direct sums in float64; its odd zero goes after for a convolution."""
    kernel = np.array(kernel, float)[:: 1 if flip else -1, :: 1 if flip else -1]
    origin = [-1 if side % 2 == 0 else 0 for side in kernel.shape]
    return ndimage.convolve(np.array(image, float), kernel, mode=NDIMAGE[border], origin=origin)


@pytest.fixture
def small_pieces(monkeypatch):
    """Pieces of a few hundred pixels, so that small images are cut like photographs."""
    monkeypatch.setattr(fast_convolution, "LEAST_ROOM", 2**13)
    monkeypatch.setattr(fast_convolution, "MOST_ROOM", 2**13)
    monkeypatch.setattr(fast_convolution, "WIDEST", 60)
    monkeypatch.setattr(convolution_methods, "TILE", 24)


class TestTheDefinition:
    @pytest.mark.parametrize("method", [None, *METHODS])
    @given(image=grids(7), kernel=grids(9), border=BORDERS, stride=STRIDES, flip=orders, factors=grids(9))
    @laws
    def test_gives_these_whole_numbers(self, method, image, kernel, border, stride, flip, factors):
        if method == "passes":
            kernel = np.outer(factors[:, 0], kernel[0])
            assume(kernel.any())
        options = {"border": border, "stride": stride, "flip": flip}
        expected = definition.convolve2d(image, kernel, "same", **options)
        assert_array_equal(fast_convolve(image, kernel, **options, method=method), expected)

    @pytest.mark.parametrize("method", [None, *METHODS])
    @given(
        image=arrays(
            np.float32, array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.floats(-9, 9, width=32)
        ),
        column=arrays(float, st.integers(1, 7), elements=st.floats(-9, 9, width=32)),
        row=arrays(float, st.integers(1, 7), elements=st.floats(-9, 9, width=32)),
        border=BORDERS,
    )
    @laws
    def test_gives_these_floats(self, method, image, column, row, border):
        kernel = np.outer(column, row)
        assume(kernel.any() or method != "passes")
        expected = definition.convolve2d(image, kernel, "same", border=border)
        result = fast_convolve(image, kernel, border=border, method=method)
        assert_allclose(result, expected, rtol=0, atol=within(image, kernel) + 1e-35)

    @pytest.mark.parametrize("method", [None, "shifts", "rows", "passes"])
    @given(image=grids(7), column=grids(4), row=grids(4), border=BORDERS, spots=st.data())
    @laws
    def test_a_nan_reaches_its_own_windows(self, method, image, column, row, border, spots):
        image, kernel = image.astype(float), np.outer(column[:, 0], row[0])
        assume(kernel.any())
        for _ in range(2):
            place = tuple(spots.draw(st.integers(0, size - 1)) for size in image.shape)
            image[place] = spots.draw(st.sampled_from([np.nan, np.inf, -np.inf]))
        expected = definition.convolve2d(image, kernel, "same", border=border)
        assert_array_equal(fast_convolve(image, kernel, border=border, method=method), expected)


@pytest.mark.usefixtures("small_pieces")
class TestPieces:
    @pytest.mark.parametrize("border", BORDER_WORDS)
    @pytest.mark.parametrize("method", METHODS)
    def test_fit_together(self, method, border):
        for flip in (True, False):
            expected = direct(SCENE, WHOLE[method], border, flip)
            result = fast_convolve(SCENE, WHOLE[method], border=border, flip=flip, method=method)
            assert_array_equal(result, expected)

    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("dtype", [np.uint8, np.float32])
    def test_fit_together_with_a_number_beyond_the_edge(self, method, dtype):
        image = SCENE.astype(dtype)
        result = fast_convolve(image, WHOLE[method], fill=201, method=method)
        assert_array_equal(result, signal.convolve2d(image.astype(int), WHOLE[method], "same", fillvalue=201))

    @pytest.mark.parametrize("stride", [2, 7, (3, 1), (1, 100), (1000, 5)])
    @pytest.mark.parametrize("method", METHODS)
    def test_fit_together_with_a_stride(self, method, stride):
        down, along = stride if isinstance(stride, tuple) else (stride, stride)
        expected = direct(SCENE, WHOLE[method])[::down, ::along]
        assert_array_equal(fast_convolve(SCENE, WHOLE[method], stride=stride, method=method), expected)

    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("shape", [(1, 500), (500, 1), (2, 300), (61, 61)])
    def test_of_narrow_images(self, method, shape):
        image = np.random.default_rng(1).integers(0, 256, shape)
        assert_array_equal(fast_convolve(image, WHOLE[method], method=method), direct(image, WHOLE[method]))

    @pytest.mark.parametrize("method", METHODS)
    def test_agree_in_float32(self, method):
        image = np.random.default_rng(1).random(SCENE.shape, dtype=np.float32) - 0.5
        kernel = np.random.default_rng(2).random((19, 22))
        if method == "passes":
            kernel = np.outer(kernel[:, 0], kernel[0])
        result = fast_convolve(image, kernel, method=method)
        assert result.dtype == np.float32
        assert_allclose(result, signal.convolve2d(image, kernel, "same"), rtol=0, atol=within(image, kernel))

    @pytest.mark.parametrize("kernel", [np.ones((40, 50), int), np.outer([1, 2, 1], [1, 0, -1])])
    def test_hold_a_nan_in(self, kernel):
        image = SCENE.astype(np.float32)
        image[70, 100] = np.nan
        touched = direct(np.isnan(image), np.ones(kernel.shape)) > 0
        result = fast_convolve(image, kernel)
        assert_array_equal(np.isnan(result), touched)
        assert_array_equal(result[~touched], direct(SCENE, kernel)[~touched])


class TestWholeNumbers:
    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("sign", [1, -1])
    def test_are_whole_at_their_largest(self, method, sign):
        """Random signs and the largest pixels: sums near 0, where float32 alone would be off by more than 1."""
        random = np.random.default_rng(3)
        image = random.choice([0, 255], SCENE.shape).astype(np.float32)
        kernel = random.choice([-300, 300], (31, 31))
        if method == "passes":
            kernel = np.outer(*random.choice([-9, 9], (2, 31)))
        assert_array_equal(fast_convolve(image, sign * kernel, method=method), direct(image, sign * kernel))

    @pytest.mark.parametrize("name", KERNELS)
    def test_of_the_named_kernels(self, name):
        whole, divisor = named(name).whole
        expected = direct(SCENE, whole, "symmetric")
        for image in (SCENE, SCENE.astype(np.uint8), SCENE.astype(np.float32), SCENE.astype(np.int16)):
            assert_array_equal(fast_convolve(image, whole, border="symmetric"), expected)
        result = fast_convolve(SCENE, named(name).rows, border="symmetric")
        assert_allclose(result, expected / divisor, rtol=0, atol=1e-10)

    def test_that_are_large_are_not_transformed(self):
        image = SCENE * 10**8
        assert_array_equal(fast_convolve(image, WHOLE["tiles"]), direct(SCENE, WHOLE["tiles"]) * 10**8)


@pytest.mark.parametrize(
    "fill, dtype", [(256, np.uint8), (-1, np.uint8), (0.5, np.uint8), (0.5, float), ("5", int)]
)
def test_a_number_beyond_the_edge_that_the_image_cannot_hold_is_refused(fill, dtype):
    with pytest.raises(ValueError, match="the border's number"):
        fast_convolve(np.zeros((3, 3), dtype), [[1]], fill=fill)


def test_a_large_number_beyond_the_edge_is_not_transformed():
    image = SCENE.astype(np.int64)
    expected = signal.convolve2d(image, WHOLE["tiles"], "same", fillvalue=10**11)
    assert_array_equal(fast_convolve(image, WHOLE["tiles"], fill=10**11), expected)


class TestTheResult:
    @pytest.mark.parametrize(
        ("dtype", "weight", "expected"),
        [
            ("bool", 1, "float32"),
            ("uint8", 1, "float32"),
            ("uint8", 65793, "float32"),  # 255 * 65793 is 2**24 - 1
            ("uint8", 65794, "float64"),
            ("int16", 511, "float32"),
            ("int16", 512, "float64"),
            ("uint16", 256, "float32"),
            ("uint16", 257, "float64"),
            ("int32", 1, "float64"),
            ("int32", 0.001, "float64"),
            ("uint64", 1, "float64"),
            ("float16", 1, "float32"),
            ("float32", 2**30, "float32"),
            ("float32", 1e39, "float64"),
            ("float64", 1, "float64"),
            ("longdouble", 1, "float64"),
            (">f4", 1, "float32"),
        ],
    )
    def test_is_of_the_type_that_holds_it(self, dtype, weight, expected):
        image = np.ones((2, 3), dtype)
        for kernel in ([[weight]], [[-weight]], [[0, weight]]):
            result = fast_convolve(image, kernel)
            assert result.dtype == expected
            assert result.dtype.isnative

    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize(
        "turned",
        [
            np.asfortranarray,
            lambda x: x[::-1, ::-1],
            lambda x: np.repeat(x, 2, axis=1)[:, ::2],
            lambda x: x.astype(">f8"),
            lambda x: x.tolist(),
            lambda x: x.astype(np.longdouble),
        ],
    )
    def test_does_not_depend_on_how_the_input_lies(self, method, turned):
        image, kernel = turned(SCENE.astype(float)), turned(np.array(WHOLE[method]))
        expected = direct(np.array(image, float), np.array(kernel, float))
        assert_array_equal(fast_convolve(image, kernel, method=method), expected)

    @pytest.mark.parametrize("method", METHODS)
    def test_leaves_the_input_alone(self, method):
        image, kernel = SCENE.astype(np.float32), np.array(WHOLE[method], float)
        image.flags.writeable = kernel.flags.writeable = False
        first = fast_convolve(image, kernel, method=method)
        assert_array_equal(image, SCENE)
        assert_array_equal(kernel, WHOLE[method])
        assert_array_equal(fast_convolve(image, kernel, method=method), first)
        assert first.flags.writeable and first.flags.c_contiguous and not np.shares_memory(first, image)

    def test_takes_fractions_and_large_ints(self):
        assert_allclose(
            fast_convolve(SMALL, [[Fraction(1, 3), 2**70]]),
            fast_convolve(SMALL, [[1 / 3, 2.0**70]]),
            rtol=1e-15,
        )

    def test_overflows_without_a_word(self):
        big = np.full((2, 2), 3e38, np.float32)
        assert_array_equal(fast_convolve(big, [[1, 1]])[:, 1], np.inf)
        high = fast_convolve(
            np.full((60, 60), 1e37, np.float32), np.eye(31) / 31
        )  # its transform would be inf
        assert_allclose(high[20:40, 20:40], 1e37, rtol=1e-5)

    @pytest.mark.parametrize("value", [1e33, 5e33])
    def test_a_transform_never_overflows(self, value):
        """The spectrum of a flat tile of 320x320 pixels is 102,400 times as high as the tile."""
        kernel = np.random.default_rng(0).random((64, 64))
        result = fast_convolve(np.full((400, 400), value, np.float32), kernel / kernel.sum())
        assert_allclose(result[100:300, 100:300], value, rtol=1e-4)

    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("whole", [True, False])
    def test_takes_little_memory(self, method, whole):
        image = np.random.default_rng(0).integers(0, 9, (1024, 1024)).astype(np.float32)
        kernel = np.outer(np.arange(1, 22), np.arange(2, 23)) / (1 if whole else 3)
        fast_convolve(image[:99, :99], kernel, method=method)
        tracemalloc.start()
        fast_convolve(image, kernel, method=method)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 2.6 * image.nbytes

    @pytest.mark.parametrize("method", METHODS)
    def test_takes_little_memory_for_a_wide_image(self, method):
        image = np.ones((4, 200_000), np.float32)
        fast_convolve(image[:, :99], np.ones((3, 9)), method=method)
        tracemalloc.start()
        fast_convolve(image, np.ones((3, 9)), method=method)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 2.6 * image.nbytes


class TestTheChoice:
    @pytest.mark.parametrize(
        ("shape", "kernel", "expected"),
        [
            ((1000, 1000), np.eye(3), "rows"),
            ((1000, 1000), np.eye(9), "rows"),
            ((1000, 1000), np.eye(31), "tiles"),
            ((1000, 1000), np.ones((9, 9)), "passes"),
            ((1000, 1000), np.ones((1, 9)), "shifts"),
            ((1000, 1000), np.ones((9, 1)), "rows"),
            ((1000, 1), np.eye(3), "shifts"),
        ],
    )
    def test_is_the_cheapest(self, shape, kernel, expected, monkeypatch):
        assert chosen_method(shape, kernel) == expected
        called = []
        monkeypatch.setitem(
            METHODS, expected, lambda *pieces: called.append(1) or METHODS_BEFORE[expected](*pieces)
        )
        fast_convolve(np.ones(shape, np.float32), kernel)
        assert called

    def test_takes_huge_weights_for_floats(self):
        assert chosen_method((1000, 1000), [[np.inf, 1], [2, 3]]) == "rows"
        assert chosen_method((1000, 1000), [[1e300, 2e300, -3e300]]) == "shifts"

    def test_falls_back_on_the_next(self, monkeypatch):
        called = []
        monkeypatch.setitem(
            METHODS, "rows", lambda *pieces: called.append(1) or convolution_methods.by_rows(*pieces)
        )
        fast_convolve(np.full((70, 300), np.nan), np.eye(31))
        assert called

    def test_knows_the_rounding_of_the_result(self):
        nearly = np.outer(*np.random.default_rng(0).random((2, 11))).astype(np.float32)
        assert chosen_method((1000, 1000), nearly) == "passes"
        assert chosen_method((1000, 1000), nearly, dtype=np.float64) == "rows"

    def test_without_fourier(self):
        assert chosen_method((1000, 1000), np.eye(31), fourier=False) == "rows"
        assert chosen_method((1000, 1000), np.ones((60, 60)), fourier=False) == "passes"


METHODS_BEFORE = dict(METHODS)


class TestErrors:
    @pytest.mark.parametrize(
        ("image", "kernel", "options", "said"),
        [
            ([], ONES, {}, "the image must be (rows, columns)"),
            (np.ones((0, 3)), ONES, {}, "not (0, 3)"),
            (SMALL, np.ones((3, 0)), {}, "the kernel must be (rows, columns)"),
            ([1, 2], ONES, {}, "the image must be"),
            (np.ones((2, 2, 3)), ONES, {}, "not (2, 2, 3)"),
            (SMALL, 3, {}, "the kernel must be"),
            ([[1, 2], [3]], ONES, {}, "the rows of the image differ in length"),
            (SMALL, [[1], [2, 3]], {}, "the rows of the kernel differ in length"),
            (SMALL + 1j, ONES, {}, "the image is of complex128"),
            (np.array([[1, None]]), ONES, {}, "the image is of object"),
            ([["a"]], ONES, {}, "the image is of str"),
            (SMALL, [[1j]], {}, "the kernel must be of whole numbers, fractions or floats"),
            (SMALL, [["1"]], {}, "the kernel must be of"),
            (SMALL, [[None]], {}, "the kernel must be of"),
            (SMALL, [[10**400]], {}, "no float can hold"),
            (SMALL, ONES, {"border": "mirror"}, "border 'mirror' is not one of constant"),
            (SMALL, ONES, {"border": None}, "border None is not one of"),
            (SMALL, ONES, {"method": "fft"}, "method 'fft' is not one of shifts, rows, passes, tiles"),
            (SMALL, ONES, {"method": ""}, "method '' is not one of"),
            (SMALL, ONES, {"stride": 0}, "stride must be a whole number of at least 1, not 0"),
            (SMALL, ONES, {"stride": 1.5}, "stride must be"),
            (SMALL, ONES, {"stride": (1, 2, 3)}, "stride must be"),
            (SMALL, np.eye(2), {"method": "passes"}, "passes need a kernel that is a column times a row"),
            (SMALL, 0 * ONES, {"method": "passes"}, "passes need"),
            (SMALL * np.nan, ONES, {"method": "tiles"}, "tiles need an image without nan and inf"),
            (SMALL - np.inf, ONES, {"method": "tiles"}, "tiles need"),
            (SMALL * 2.0**30, ONES, {"method": "tiles"}, "tiles need"),  # whole, and not proved to stay so
            (SMALL, ONES * np.nan, {"method": "tiles"}, "tiles need"),
        ],
    )
    def test_are_one_line(self, image, kernel, options, said):
        with pytest.raises(ValueError) as caught:
            fast_convolve(image, kernel, **options)
        message = str(caught.value)
        assert said in message
        assert message.isascii() and "\n" not in message and len(message) < 160


def test_importing_it_takes_numpy_and_no_more():
    code = "import sys, course.pictures.fast_convolution; print(*sorted(name for name in sys.modules if name.startswith('scipy')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == []


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="how memory is kept is the C library's own")
def test_results_are_not_paged_in_anew():
    """A million pixels are 1024 pages; a process that keeps what it freed touches hardly a new one."""
    script = """
import resource
import numpy as np
from course.pictures.fast_convolution import fast_convolve
image, count = np.ones((1024, 1024), np.float32), lambda: resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(3):
    fast_convolve(image, [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
before = count()
for _ in range(5):
    fast_convolve(image, [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
print(count() - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert int(done.stdout) < 500


def test_pieces_that_a_stride_leaps_over_are_left_out():
    image = np.arange(2000.0 * 300).reshape(2000, 300)
    pieces = list(convolved_pieces(image, [[1]], stride=(1999, 299)))
    assert 2 <= len(pieces) and all(sums.size for _, _, sums in pieces)
    result = np.full((2, 2), np.nan)
    for rows, columns, sums in pieces:
        result[rows, columns] = sums
    assert result.tolist() == image[::1999, ::299].tolist()
