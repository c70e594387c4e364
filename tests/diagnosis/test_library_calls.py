"""Calls with their defaults, held against the real SciPy and Pillow; others against numbers that they gave."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image, ImageFilter
from scipy import ndimage, signal
from support.strategies import laws, lines

from course.diagnosis.given import Given
from course.diagnosis.library_calls import call_as_asked, every_call, library_calls
from course.diagnosis.request_causes import said_already
from course.own_numbers.request import request_of

few = settings(laws, max_examples=8)
CV2, KERAS = "cv2.filter2D(x, -1, h)", 'Keras\' Conv1D with padding="causal"'
IMAGE = np.array([[9, 1, 4, 200, 7], [30, 250, 8, 0, 90], [5, 60, 7, 80, 1], [2, 120, 33, 4, 6]])
KERNEL = np.array([[1, -2, 3], [0, 5, -1], [2, 4, -3]])


def calls(x, h, got, mode="same", **options):
    return library_calls(request_of(x, h, mode, **options), Given(np.asarray(got).tolist()))


def names(*arguments, **options):
    found = calls(*arguments, **options)
    return {call.name for call in found if call.kind == "call"} | {
        name for call in found if call.kind == "calls" for name in call.names
    }


def does(name, *arguments, **options):
    (call,) = [call for call in calls(*arguments, **options) if call.kind == "call" and call.name == name]
    return list(call.does)


# what OpenCV 5.0, PyTorch's and Keras' references, and Octave 7.3 have: tests/benchmarks/library_calls.py
BYTES = [1, 0, 255, 10, 200]


def test_opencv_on_bytes():
    assert does(CV2, [9, 1, 4, 200, 7], [-1, 0, 2], BYTES) == [
        "does not flip the kernel",
        "mirrors the border without its edge",
        "rounds to bytes, held to 0..255",
    ]


def test_opencv_rounds_halves_to_even():
    """OpenCV 5.0 gives 0 2 2 4 128 for 1 3 5 7 255 under a weight of 1/2."""
    assert CV2 in names([1, 3, 5, 7, 255], [0.5], [0, 2, 2, 4, 128])
    assert CV2 not in names([1, 3, 5, 7, 255], [0.5], [1, 2, 3, 4, 128])


def test_opencv_holds_no_numbers_that_are_no_bytes():
    assert CV2 not in names([9, 1, 4, 300, 7], [-1, 0, 2], [1, 0, 255, 10, 255])


def test_where_flip_and_border_say_it_only_the_name_is_told():
    x, h = [9, 1, 4, 250, 7], [-1, 0, 2]
    (call,) = calls(x, h, [1, -1, 499, 10, 250])
    assert call.lines(request_of(x, h, "same")) == [
        f"{CV2} gives these numbers.",
        "Hint: cv2.filter2D(x, -1, cv2.flip(h, -1), borderType=cv2.BORDER_CONSTANT) gives those that you asked for.",
    ]


def test_the_hint_is_of_the_same_function_and_says_where_floats_are_needed():
    """ndimage.correlate gives whole numbers for whole numbers, whatever its border is."""
    x, h = [12, 7, 30, 25, 18], [0.25] * 4
    request = request_of(x, h, "same", border="symmetric")
    got = ndimage.correlate(np.array(x), np.array(h))
    (call,) = library_calls(request, Given(got.tolist()))
    hint = call.lines(request)[-1]
    assert hint.startswith('Hint: ndimage.correlate(x, h, mode="reflect"), with x and h as floats,')
    assert ndimage.correlate(np.array(x, float), np.array(h), mode="reflect").tolist() == request.output


def test_a_flip_that_changes_nothing_is_not_told():
    x, h = IMAGE[:3, :3].astype(np.uint8), np.array([[0, 1, 0], [1, 4, 1], [0, 1, 0]])
    got = np.array(Image.fromarray(x).filter(ImageFilter.Kernel((3, 3), h.ravel().tolist())))
    (call,) = calls(x, h, got)
    assert call.name.startswith("Pillow") and not any("flip" in told for told in call.does)
    held = [20, 15, 209, 255, 255]  # 1 2 1 over 1 9 1 4 200 7 200, but for 411 and 414
    (call,) = [call for call in calls([9, 1, 4, 200, 7], [1, 2, 1], held) if call.name == CV2]
    assert call.does == ("mirrors the border without its edge", "rounds to bytes, held to 0..255")


def test_what_says_no_more_than_flip_and_mode_is_not_told():
    """Zeros on both sides, as PyTorch's padding=1 and imfilter have them, are only a correlation here."""
    assert calls([3, 1, 4, 1, 5], [1, 2, 4], np.correlate([3, 1, 4, 1, 5], [1, 2, 4], "same")) == []


@pytest.mark.parametrize("dtype", [np.uint8, np.int64])
@pytest.mark.parametrize("name", ["convolve", "correlate"])
def test_ndimage_and_the_type_of_its_input(name, dtype):
    @few
    @given(
        arrays(dtype, st.sampled_from([(5,), (3, 4), (4, 2)]), elements=st.integers(0, 60)),
        st.integers(0, 999),
    )
    def of_each(x, seed):
        h = np.random.default_rng(seed).integers(-12, 12, [1, 2, 3][seed % 3 : seed % 3 + 1] * x.ndim) / 4
        got = getattr(ndimage, name)(x, h)
        request = request_of(x, h, "full")
        if not Given(got.tolist()).fits(request.output):
            assert f"scipy.ndimage.{name}(x, h)" in names(x, h, got, "full")

    of_each()


MODES_OF_NDIMAGE = ("reflect", "mirror", "nearest", "wrap", "constant")


@pytest.mark.parametrize("dtype, low, high", [(np.uint8, 0, 256), (np.int64, -99, 99), (np.int64, 0, 10)])
@pytest.mark.parametrize("mode", MODES_OF_NDIMAGE)
def test_means_of_whole_numbers_as_scipy_has_them(dtype, low, high, mode):
    """scipy cuts each pass towards 0, below 0 as well, and its running sums of whole numbers are exact."""
    draw = np.random.default_rng([high, MODES_OF_NDIMAGE.index(mode)])
    for size in ((3, 3), (2, 3), (3, 2), (4, 5), (1, 3), (3, 1), (5, 5), (3,), (4,), (7,)):
        x = draw.integers(low, high, draw.integers(6, 9, len(size))).astype(dtype)
        h = np.full(size, 1 / np.prod(size))
        function = "uniform_filter1d" if len(size) == 1 else "uniform_filter"
        one_size = size[0] if len(set(size)) == 1 else size
        got = getattr(ndimage, function)(x, one_size, mode=mode)
        default = mode == "reflect" or (mode == "nearest" and max(size) <= 3)  # which is the same there
        name = f"scipy.ndimage.{function}(x, {one_size})"
        if not default:
            name = f'{name[:-1]}, mode="{mode}")'
        found = every_call(request_of(x, h, "full"), Given(got.tolist()))
        fitting = [call.name for call in found if call.numbers == got.tolist()]
        assert name in fitting


def test_means_cut_twice_are_told_with_the_call_on_floats():
    x = [[7, 2, 9, 4, 1, 6], [3, 8, 5, 0, 6, 2], [1, 1, 9, 9, 2, 5], [4, 6, 4, 8, 8, 0]]
    h = [[Fraction(1, 9)] * 3] * 3
    got = ndimage.uniform_filter(np.array(x), 3)
    request = request_of(x, h, "same", border="symmetric")
    (call,) = library_calls(request, Given(got.tolist()))
    assert call.lines(request) == [
        "scipy.ndimage.uniform_filter(x, 3) gives these numbers: it takes the means down the columns, cuts their "
        "decimals off, takes the means of these along the rows and cuts theirs off as well.",
        "Hint: scipy.ndimage.uniform_filter(x.astype(float), 3) gives those that you asked for.",
    ]
    right = ndimage.uniform_filter(np.array(x, float), 3)
    assert Given(right.tolist(), slack=1e-9).fits(request.output)
    request = request_of(x, h, "same")
    (call,) = library_calls(request, Given(got.tolist()))
    first, hint = call.lines(request)
    assert first.endswith("and mirrors the border with its edge.") and hint.endswith(" keeps the decimals.")
    last, definition_of_it = call.source(request)
    assert last.convolved(definition_of_it) == got.tolist()


def test_numbers_that_are_no_means_cut_twice():
    """Means cut once, other weights, floats, and numbers drawn by chance."""
    draw = np.random.default_rng(5)
    x, size = draw.integers(0, 100, (5, 7)), (3, 3)
    h, means = np.full(size, 1 / 9), ndimage.uniform_filter(x.astype(float), 3)
    for kernel, got in (
        (h, (means + 1e-9).astype(int)),
        (h, draw.integers(0, 100, (5, 7))),
        (h * 2, ndimage.uniform_filter(x, 3)),
        (np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16, ndimage.uniform_filter(x, 3)),
    ):
        assert not any("uniform" in name for name in names(x, kernel, got))
    assert not any("uniform" in name for name in names(x + 0.5, h, means))


def test_pillow():
    tried = 0
    for seed, (k, scale) in enumerate(product((3, 5), (None, 1, 7))):
        draw = np.random.default_rng(seed)
        x = draw.integers(0, 256, (k + seed % 3, k + 2), dtype=np.uint8)
        h = draw.integers(-4, 9, (k, k))
        if scale == 7:
            h[0, 0] += 7 - h.sum()  # the scale is the kernel's sum if none is given
        kernel = ImageFilter.Kernel((k, k), h.ravel().tolist(), scale=None if scale == 7 else scale)
        got = np.array(Image.fromarray(x).filter(kernel))
        words = ", scale=1" if scale == 1 and h.sum() != 1 else ""
        if h.sum() or scale:
            assert f"Pillow's ImageFilter.Kernel({(k, k)}, h.ravel(){words})" in names(x, h, got)
            tried += 1
    assert tried >= 4


def test_pillow_flips_the_rows_alone():
    x, h = IMAGE.astype(np.uint8), KERNEL
    got = np.array(Image.fromarray(x).filter(ImageFilter.Kernel((3, 3), h.ravel().tolist(), scale=1)))
    assert does("Pillow's ImageFilter.Kernel((3, 3), h.ravel(), scale=1)", x, h, got) == [
        "flips the rows of the kernel, not its columns",
        "copies the input where the kernel does not lie wholly inside",
        "rounds to bytes, held to 0..255",
    ]


def test_zeros_on_both_sides():
    """k // 2 zeros on both sides, where SAME is asked; the numbers are those of np.pad."""
    x, h = np.array([3, 1, 4, 1, 5]), np.array([1, 2, 3, 4])
    got = np.correlate(np.pad(x, 2), h, "valid")
    name = "torch.nn.functional.conv1d(x, h, padding=2)"
    assert does(name, x, h, got, "SAME", flip=False) == ["puts 2 zeros on each side of the input"]
    assert does(name, x, h, got, "SAME") == [
        "does not flip the kernel",
        "puts 2 zeros on each side of the input",
    ]
    got = signal.correlate2d(np.pad(IMAGE, ((1, 1), (2, 2))), KERNEL, "valid")[::2, ::2]
    name = "torch.nn.functional.conv2d(x, h, stride=2, padding=(1, 2))"
    told = does(name, IMAGE, KERNEL, got, "SAME", stride=2)
    assert told == [
        "does not flip the kernel",
        "puts zeros around the image, 1 above, 1 below, 2 on the left and 2 on the right",
    ]


def test_all_zeros_before():
    told = "puts all zeros before the input and none after it (causal: --padding 2:0)"
    assert does(KERAS, [3, 1, 4], [1, 2], [6, 2, 11], "SAME", dilation=2, flip=False) == [told]
    lfilter = "scipy.signal.lfilter(h, 1.0, x)"

    @few
    @given(lines(shortest=3), lines(4, 2))
    def of_each(x, h):
        got = signal.lfilter(h.astype(float), 1, x)
        request = request_of(x, h, "full")
        assert lfilter in names(x, h, got, "full") or said_already(request, Given(got.tolist()))

    of_each()
    assert does(lfilter, [3, 1, 4, 2], [1, 2, 5], [3, 7, 21, 15], "full") == [told]


@pytest.mark.parametrize("mode, asked", [("same", "same"), ("valid", "full")])
def test_a_longer_kernel_is_swapped(mode, asked):
    x, h = [1, 5, 3], [1, 2, 5, 4, 7, 6]
    (told,) = does(f'np.convolve(x, h, "{mode}")', x, h, np.convolve(x, h, mode), asked)
    assert told.startswith("takes the kernel for the input")
    first, second = does(f'np.correlate(x, h, "{mode}")', x, h, np.correlate(x, h, mode), asked)
    assert (first, second) == ("does not flip the kernel", told)


def test_matlabs_same():
    """Octave 7.3: conv2([1 2 3], [1 2 5 4], 'same') is 12 20 23; imfilter on uint8([9 1 4 200 7]) holds bytes."""
    assert "conv(x, h, 'same') of MATLAB and Octave" in names([1, 2, 3], [1, 2, 5, 4], [12, 20, 23])
    sums = np.correlate([9, 1, 4, 200, 7], [-1, 0, 2], "same")
    name = "imfilter(x, h) of MATLAB and Octave"
    told = does(name, [9, 1, 4, 200, 7], [-1, 0, 2], np.clip(sums, 0, 255))
    assert told == ["does not flip the kernel", "rounds to bytes, held to 0..255"]
    assert name in names([1, 3, 5, 7, 255], [0.5], [1, 2, 3, 4, 128])  # halves go away from 0


def test_fewer_than_three_numbers_are_not_explained():
    assert calls([9, 250], [-1, 0, 2], [255, 255]) == []


def test_the_hint_is_a_call_that_gives_what_was_asked_for():
    for x, h in (([3, 1, 4], [1, 2]), (IMAGE, KERNEL)):
        for mode, flip in product(("full", "same", "valid"), (True, False)):
            request = request_of(x, h, mode, flip=flip)
            given_names = {"np": np, "signal": signal, "ndimage": ndimage, "x": np.array(x), "h": np.array(h)}
            assert eval(call_as_asked(request), given_names).tolist() == request.output
    assert call_as_asked(request_of([3, 1, 4], [1, 2], "full", dilation=2)) is None  # SciPy has none


def test_channels_have_no_calls():
    x, h = np.ones((3, 3, 2), int), np.ones((2, 2, 2, 1), int)
    assert calls(x, h, np.ones((3, 3, 1), int)) == []


def test_its_sums_are_worked_out_where_no_byte_was_held():
    (call,) = calls([9, 1, 4, 200, 7], [-1, 0, 2], BYTES)
    request = request_of([9, 1, 4, 200, 7], [-1, 0, 2], "same")
    means, world = call.source(request)
    assert means.convolved(world)[0] == BYTES[0] != request.output[0]
    assert call.data() == {"call": CV2, "does": list(call.does)}
