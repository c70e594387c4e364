"""The definition of convolution against NumPy, SciPy, published numbers and the laws of mathematics.

Whole numbers, quarters and fractions are compared exactly. TensorFlow has a file of its own.
"""

from fractions import Fraction
from math import inf, nan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage, signal
from support.definition_checks import (
    CHECKS,
    after,
    equal,
    holding,
    published,
    same_padding,
    spread,
    summed_windows,
    windows,
)
from support.strategies import (
    fitting,
    floats,
    fractions,
    grids,
    integers,
    laws,
    lines,
    margins,
    orders,
    quarters,
    steps,
)

from course.convolution import definition
from course.convolution.definition import convolve1d, convolve2d, convolve_channels, total
from course.convolution.sizes import BORDERS, MODES, effective_kernel_size, output_size, pads

SCIPYS = {"constant": "fill", "wrap": "wrap", "symmetric": "symm"}
NDIMAGES = {
    "constant": "constant",
    "edge": "nearest",
    "wrap": "wrap",
    "symmetric": "reflect",
    "reflect": "mirror",
}
pairs = st.tuples(steps, steps)
overlapping = st.sampled_from(["full", "same"])


@pytest.mark.parametrize(("place", "check"), [(place, check) for place in CHECKS for check in CHECKS[place]])
def test_check(place, check):
    check(definition)


# ---- numbers of the lessons

RAMP = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
SQUARE = [[0, 1], [2, 3]]
SLIDES = [[1, 0, 0, 1, 1], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [1, 1, 1, 1, 0], [0, 1, 1, 0, 1]]
KNOWN = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]]
CROSS = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
EVEN = [[-1, 1], [2, 3]]
PHOTO = [[255, 7, 3], [212, 240, 4], [218, 216, 230]]
LAPLACIAN = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
FLAT = [[100] * 3] * 3
HUNDRED = np.arange(100).reshape(10, 10)
NINE = np.arange(9).reshape(3, 3)
ONES = np.ones((10, 10), int)
DEEP_RAMP = np.stack([RAMP, np.add(RAMP, 1)], axis=-1)
DEEP_SQUARE = np.stack([SQUARE, np.add(SQUARE, 1)], axis=-1)
TWO_FILTERS = np.stack([DEEP_SQUARE, DEEP_SQUARE + 1], axis=-1)


def correlate1d(*given, **options):
    return convolve1d(*given, flip=False, **options)


def correlate2d(*given, **options):
    return convolve2d(*given, flip=False, **options)


def corners(rows):
    return [rows[0][0], rows[0][-1], rows[-1][0], rows[-1][-1]]


LESSONS = {  # the call, and what the lesson's sources print
    "1-D full": (lambda: convolve1d([3, 4, 5], [2, 1, 0]), [6, 11, 14, 5, 0]),
    "1-D same": (lambda: convolve1d([3, 4, 5], [2, 1, 0], "same"), [11, 14, 5]),
    "1-D valid": (lambda: convolve1d([3, 4, 5], [2, 1, 0], "valid"), [14]),
    "correlation": (lambda: convolve1d([3, 4, 5], [2, 1, 0], flip=False), [0, 3, 10, 13, 10]),
    "longer kernel, full": (lambda: convolve1d([6, 2], [1, 2, 5, 4]), [6, 14, 34, 34, 8]),
    "longer kernel, SciPy's same": (lambda: convolve1d([6, 2], [1, 2, 5, 4], "same"), [14, 34]),
    "swapped, NumPy's same": (lambda: convolve1d([1, 2, 5, 4], [6, 2], "same"), [6, 14, 34, 34]),
    "swapped, NumPy's valid": (lambda: convolve1d([1, 2, 5, 4], [6, 2], "valid"), [14, 34, 34]),
    "no uint8": (lambda: convolve1d(np.uint8([200, 100]), np.uint8([1, 1])), [200, 300, 100]),
    "zeros of same": (lambda: [pads(9, k, "same") for k in (2, 3, 4, 5)], [(1, 0), (1, 1), (2, 1), (2, 2)]),
    "binary image": (lambda: convolve2d(SLIDES, CROSS, "valid"), [[3, 3, 4], [3, 5, 3], [3, 3, 5]]),
    "known image": (lambda: convolve2d(KNOWN, CROSS, "valid"), [[4, 3, 4], [2, 4, 3], [2, 3, 4]]),
    "d2l, correlation": (lambda: correlate2d(RAMP, SQUARE, "valid"), [[19, 25], [37, 43]]),
    "d2l, convolution": (lambda: convolve2d(RAMP, SQUARE, "valid"), [[5, 11], [23, 29]]),
    "edge, full": (
        lambda: convolve2d(PHOTO, [[-1, 1]]),
        [[-255, 248, 4, 3], [-212, -28, 236, 4], [-218, 2, -14, 230]],
    ),
    "edge, same": (
        lambda: convolve2d(PHOTO, [[-1, 1]], "same"),
        [[-255, 248, 4], [-212, -28, 236], [-218, 2, -14]],
    ),
    "edge, valid": (lambda: convolve2d(PHOTO, [[-1, 1]], "valid"), [[248, 4], [-28, 236], [2, -14]]),
    "even kernel, full": (
        lambda: convolve2d(PHOTO, EVEN),
        [[-255, 248, 4, 3], [298, 751, 263, 13], [206, 1118, 714, 242], [436, 1086, 1108, 690]],
    ),
    "even kernel, same": (
        lambda: convolve2d(PHOTO, EVEN, "same"),
        [[-255, 248, 4], [298, 751, 263], [206, 1118, 714]],
    ),
    "even kernel, valid": (lambda: convolve2d(PHOTO, EVEN, "valid"), [[751, 263], [1118, 714]]),
    "even kernel, correlation": (lambda: correlate2d(PHOTO, EVEN, "valid"), [[896, 488], [1112, 886]]),
    "a false frame": (
        lambda: convolve2d(FLAT, LAPLACIAN, "same"),
        [[-200, -100, -200], [-100, 0, -100], [-200, -100, -200]],
    ),
    "no frame": (lambda: convolve2d(FLAT, LAPLACIAN, "same", border="symmetric"), [[0] * 3] * 3),
    "Laplacian of a ramp": (lambda: convolve2d([[0, 1, 2, 3, 4]] * 3, LAPLACIAN, "valid"), [[0, 0, 0]]),
    "gradient of a ramp": (lambda: convolve1d(list(range(5)), [1, -1], "valid"), [1, 1, 1, 1]),
    "SAME, stride 2": (lambda: correlate1d([1, 2, 3, 4, 5, 6], [1, 1, 1], "SAME", stride=2), [6, 12, 11]),
    "SAME, every second": (lambda: correlate1d([1, 2, 3, 4, 5, 6], [1, 1, 1], "SAME")[::2], [3, 9, 15]),
    "SAME of ones": (lambda: corners(correlate2d(ONES, np.ones((3, 3)), "SAME")), [4, 4, 4, 4]),
    "SAME, edge and middle": (lambda: correlate2d(ONES, np.ones((3, 3)), "SAME")[0][1], 6),
    "SAME, middle": (lambda: correlate2d(ONES, np.ones((3, 3)), "SAME")[1][1], 9),
    "VALID corners": (lambda: corners(correlate2d(HUNDRED, NINE, "valid")), [582, 834, 3102, 3354]),
    "VALID sum": (lambda: np.sum(correlate2d(HUNDRED, NINE, "valid")), 125952),
    "SAME corners": (lambda: corners(correlate2d(HUNDRED, NINE, "SAME")), [163, 301, 1057, 779]),
    "SAME sum": (lambda: np.sum(correlate2d(HUNDRED, NINE, "SAME")), 163044),
    "SAME's inside is VALID": (
        lambda: [row[1:9] for row in correlate2d(HUNDRED, NINE, "SAME")[1:9]],
        signal.correlate2d(HUNDRED, NINE, "valid"),
    ),
    "VALID and SAME sizes": (
        lambda: [np.shape(correlate2d(HUNDRED, NINE, mode)) for mode in ("valid", "SAME")],
        [(8, 8), (10, 10)],
    ),
    "SAME with strides": (
        lambda: [len(convolve1d([1] * 10, [1, 1, 1], "SAME", stride=s)) for s in (1, 2, 3)],
        [10, 5, 4],
    ),
    "odd zeros of SAME": (lambda: [pads(6, 3, "SAME", stride=2), pads(6, 4, "SAME")], [(0, 1), (1, 2)]),
    "padding 1": (
        lambda: correlate2d(RAMP, SQUARE, padding=1),
        [[0, 3, 8, 4], [9, 19, 25, 10], [21, 37, 43, 16], [6, 7, 8, 0]],
    ),
    "padding 1, stride 3x2": (
        lambda: correlate2d(RAMP, SQUARE, padding=1, stride=(3, 2)),
        [[0, 8], [6, 8]],
    ),
    "the smallest size": (lambda: output_size(2, 1, stride=2), 1),
    "dilation": (
        lambda: correlate2d(np.arange(25).reshape(5, 5), np.ones((3, 3), int), "valid", dilation=2),
        [[108.0]],
    ),
    "effective_kernel_size": (lambda: effective_kernel_size(3, 2), 5),
    "channels": (
        lambda: convolve_channels(DEEP_RAMP, TWO_FILTERS, "valid", flip=False),
        np.stack([[[56, 72], [104, 120]], [[76, 100], [148, 172]]], axis=-1),
    ),
    "channels, all sizes different": (
        lambda: np.shape(convolve_channels(np.ones((4, 5, 3)), np.ones((2, 3, 3, 2)), "valid")),
        (3, 3, 2),
    ),
    "axes": (
        lambda: np.shape(convolve_channels(np.ones((1, 4, 6, 1)), np.ones((3, 2, 1, 1)), "valid")),
        (1, 2, 5, 1),
    ),
    "AlexNet's layers": (
        lambda: [
            output_size(227, 11, stride=4),
            output_size(55, 3, stride=2),
            output_size(27, 5, padding=4),
            output_size(27, 3, stride=2),
            output_size(13, 3, padding=2),
            output_size(13, 3, stride=2),
        ],
        [55, 27, 27, 13, 13, 6],
    ),
    "a photograph's filters": (lambda: output_size(300, 5), 296),
}


@pytest.mark.parametrize("name", LESSONS)
def test_the_lessons_number(name):
    call, expected = LESSONS[name]
    equal(np.asarray(call()).tolist(), expected)


def pattern(background):
    """A cross of ones on 9x9 and a diagonal of ones on 3x3, as the lesson on matching has them."""
    places = np.arange(1, 8)
    image = np.full((9, 9), background)
    image[places, places] = image[places, 8 - places] = 1
    return image, np.where(np.eye(3) == 1, 1, background)


@pytest.mark.parametrize(
    ("background", "best", "places", "next_best"),
    [
        (-1, 1, {(1, 1), (2, 2), (4, 4), (5, 5)}, Fraction(7, 9)),
        (0, Fraction(1, 3), {(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)}, Fraction(2, 9)),
    ],
)
def test_pattern_matching(background, best, places, next_best):
    image, kernel = pattern(background)
    scores = convolve2d(image, kernel * np.array(Fraction(1, 9)), "valid", flip=False)
    found = {(i, j): score for i, row in enumerate(scores) for j, score in enumerate(row)}
    assert max(found.values()) == best
    assert {place for place, score in found.items() if score == best} == places
    assert max(score for score in found.values() if score < best) == next_best


# ---- published facts, each with its source

FACTS = published()
PADDING = {
    "full": {"mode": "full"},
    "valid": {"mode": "valid"},
    "same_numpy": {"mode": "same"},
    "same_tf": {"mode": "SAME"},
}
BOUNDARIES = {"zero": "constant", "wrap": "wrap", "symm": "symmetric", "mirror": "reflect", "edge": "edge"}
CONVOLUTIONS = {("plain", 1): convolve1d, ("plain", 2): convolve2d, ("NHWC/HWIO", 2): convolve_channels}
UNANSWERED = {  # why, and what the definition says instead
    "scipy1d-complex": ("complex numbers are left out", "give whole numbers, fractions or floats"),
    "scipy1d-valid-complex": ("complex numbers are left out", "give whole numbers, fractions or floats"),
    "scipy2d-valid-mode2-complex": ("complex, and swapped", "give whole numbers, fractions or floats"),
    "scipy2d-valid-swapped": ("SciPy swaps the arguments", "use a shorter kernel"),
    "scipy2d-not-2d-1d": ("SciPy's 2-D function given one dimension", "must be a list of rows"),
}


def numbers(fact, name):
    """The signal or the kernel of a fact; zeros where only its shape is told."""
    values = np.array(fact[name]) if name in fact else np.zeros(fact[f"{name}_shape"], int)
    return values[..., 0] + 1j * values[..., 1] if fact.get("complex") else values


def sides(fact, kernel):
    """A fact's padding in the words of the definition."""
    if isinstance(fact["padding"], list):
        return {"padding": fact["padding"] if fact["ndim"] == 2 else fact["padding"][0]}
    if fact["padding"] == "same_scipy":
        return {"mode": "same"} if fact["op"] == "convolve" else {"padding": after(kernel)}
    return PADDING[fact["padding"]]


def answer(fact, convolve=None):
    """What the definition says to a fact."""
    x, h = numbers(fact, "signal"), numbers(fact, "kernel")
    convolve = convolve or CONVOLUTIONS[fact["layout"], fact["ndim"]]
    steps = {name: fact[name] if fact["ndim"] == 2 else fact[name][0] for name in ("stride", "dilation")}
    border = {"border": BOUNDARIES[fact["boundary"]], "fill": fact["fillvalue"]}
    return convolve(x, h, **sides(fact, h), **steps, **border, flip=fact["op"] == "convolve")


ANSWERED = [fact for fact in FACTS["cases"] if fact["id"] not in UNANSWERED]


@pytest.mark.parametrize("fact", ANSWERED, ids=lambda fact: fact["id"])
def test_the_published_fact(fact):
    got = answer(fact)
    if "expected_shape" in fact:
        assert np.shape(got) == tuple(fact["expected_shape"])
    else:
        equal(got, fact["expected"])


@pytest.mark.parametrize("fact", [f for f in FACTS["cases"] if f["id"] in UNANSWERED], ids=lambda f: f["id"])
def test_the_fact_that_does_not_apply(fact):
    with pytest.raises(ValueError, match=UNANSWERED[fact["id"]][1]):
        answer(fact, convolve2d if fact.get("expected_error") else None)


def test_every_fact_is_answered_or_listed():
    left_out = {"complex", "swap_if_smaller", "expected_error"}
    assert {fact["id"] for fact in FACTS["cases"] if left_out & set(fact)} == set(UNANSWERED)
    assert len(ANSWERED) + len(UNANSWERED) == len(FACTS["cases"]) == FACTS["meta"]["count"] == 79


def test_swapped_by_hand_the_swapped_fact_holds():
    (fact,) = (fact for fact in FACTS["cases"] if fact["id"] == "scipy2d-valid-swapped")
    equal(convolve2d(fact["kernel"], fact["signal"], "valid"), fact["expected"])


# ---- NumPy and SciPy, on drawn examples


@pytest.mark.parametrize(
    "numbers", [[10**400, 1.5], [1.5, 10**400], [Fraction(10**400, 3), nan], [10**200, 1.5]]
)
def test_floats_beside_exact_numbers_that_are_larger_than_any(numbers):
    weights = [1, 10**200]
    exact = [Fraction(number) if number == number else 7 for number in numbers]
    assert convolve1d(exact, weights) == np.convolve(np.array(exact, object), weights).tolist()
    for x, h in ((numbers, weights), (weights, numbers)):
        with pytest.raises(ValueError, match="1.8e308"):
            convolve1d(x, h)
        with pytest.raises(ValueError, match="1.8e308"):
            convolve2d([x], [h])


@laws
@given(fitting(axes=1, longest=9), st.sampled_from(["full", "valid", "same"]), orders)
def test_one_dimension_as_numpy(drawn, mode, flip):
    x, h = drawn
    equal(convolve1d(x, h, mode, flip=flip), (np.convolve if flip else np.correlate)(x, h, mode))


@laws
@given(lines(), lines(), overlapping, orders)
def test_one_dimension_as_scipy_also_for_longer_kernels(x, h, mode, flip):
    theirs = signal.convolve if flip else signal.correlate
    equal(convolve1d(x, h, mode, flip=flip), theirs(x, h, mode, "direct"))


@laws
@given(grids(5), grids(5), st.sampled_from(list(SCIPYS)), integers)
def test_two_dimensions_as_scipy(x, h, border, fill):
    said = {"border": border, "fill": fill}
    equal(convolve2d(x, h, **said), signal.convolve2d(x, h, "full", SCIPYS[border], fill))
    equal(convolve2d(x, h, "same", **said), signal.convolve2d(x, h, "same", SCIPYS[border], fill))
    equal(correlate2d(x, h, **said), signal.correlate2d(x, h, "full", SCIPYS[border], fill))
    equal(correlate2d(x, h, padding=after(h), **said), signal.correlate2d(x, h, "same", SCIPYS[border], fill))


@laws
@given(fitting(), orders)
def test_two_dimensions_valid_as_scipy(drawn, flip):
    x, h = drawn
    theirs = signal.convolve2d if flip else signal.correlate2d
    equal(convolve2d(x, h, "valid", flip=flip), theirs(x, h, "valid"))


@laws
@given(grids(5), grids(7), st.sampled_from(list(NDIMAGES)), integers)
def test_two_dimensions_as_ndimage_also_for_longer_kernels(x, h, border, fill):
    said, theirs = {"border": border, "fill": fill}, {"mode": NDIMAGES[border], "cval": fill}
    equal(correlate2d(x, h, "same", **said), ndimage.correlate(x, h, **theirs))
    equal(convolve2d(x, h, padding=after(h), **said), ndimage.convolve(x, h, **theirs))


@laws
@given(lines(6), lines(9), st.sampled_from(list(NDIMAGES)), integers)
def test_one_dimension_as_ndimage_also_for_longer_kernels(x, h, border, fill):
    said, theirs = {"border": border, "fill": fill}, {"mode": NDIMAGES[border], "cval": fill}
    equal(correlate1d(x, h, "same", **said), ndimage.correlate1d(x, h, **theirs))
    equal(convolve1d(x, h, padding=after(h)[0], **said), ndimage.convolve1d(x, h, **theirs))


def padded(x, padding, border, fill):
    return np.pad(x, padding, border, **({"constant_values": fill} if border == "constant" else {}))


@laws
@given(lines(5), margins, margins, st.sampled_from(BORDERS), integers)
def test_one_dimension_pads_as_numpy(x, before, after, border, fill):
    got = convolve1d(x, [1], padding=(before, after), border=border, fill=fill)
    equal(got, padded(x, (before, after), border, fill))


@laws
@given(grids(4), *[margins] * 4, st.sampled_from(BORDERS), integers)
def test_two_dimensions_pad_as_numpy(x, top, bottom, left, right, border, fill):
    padding = ((top, bottom), (left, right))
    got = convolve2d(x, [[1]], padding=padding, border=border, fill=fill)
    equal(got, padded(x, padding, border, fill))


@laws
@given(fitting(), pairs, pairs, st.sampled_from(BORDERS), integers)
def test_padding_then_valid_as_scipy(drawn, rows, columns, border, fill):
    x, h = drawn
    got = convolve2d(x, h, padding=(rows, columns), border=border, fill=fill)
    equal(got, signal.convolve2d(padded(x, (rows, columns), border, fill), h, "valid"))


@laws
@given(grids(), grids(4), pairs, overlapping)
def test_strides_as_slices(x, h, stride, mode):
    got = convolve2d(x, h, mode, stride=stride)
    equal(got, signal.convolve2d(x, h, mode)[:: stride[0], :: stride[1]])


@laws
@given(grids(), grids(4), pairs, orders)
def test_strides_of_padding_and_borders_as_slices(x, h, stride, flip):
    said = {"padding": 3, "border": "symmetric", "flip": flip}
    equal(
        convolve2d(x, h, stride=stride, **said),
        np.array(convolve2d(x, h, **said))[:: stride[0], :: stride[1]],
    )


@laws
@given(grids(5), grids(3), pairs, overlapping, orders)
def test_dilation_as_zeros_between_the_weights(x, h, dilation, mode, flip):
    theirs = signal.convolve if flip else signal.correlate
    got = convolve2d(x, h, mode, dilation=dilation, flip=flip)
    equal(got, theirs(x, spread(h, dilation), mode, "direct"))


@laws
@given(lines(), lines(4), steps, steps, st.sampled_from(MODES), st.sampled_from(BORDERS))
def test_dilation_in_every_mode_and_border(x, h, dilation, stride, mode, border):
    wide = spread(h, dilation)
    assume(mode != "valid" or len(wide) <= len(x))
    said = {"mode": mode, "stride": stride, "border": border}
    equal(convolve1d(x, h, dilation=dilation, **said), convolve1d(x, wide, **said))


@laws
@given(grids(), grids(3), pairs, pairs)
def test_tensorflows_same(x, h, stride, dilation):
    wide = spread(h, dilation)
    padding = [same_padding(n, k, s) for n, k, s in zip(x.shape, wide.shape, stride)]
    dense = signal.correlate2d(np.pad(x, padding), wide, "valid")
    got = correlate2d(x, h, "SAME", stride=stride, dilation=dilation)
    equal(got, dense[:: stride[0], :: stride[1]])
    assert np.shape(got) == tuple(-(-n // s) for n, s in zip(x.shape, stride))


@st.composite
def coloured(draw):
    """A batch of images (batch, height, width, in) and filters (height, width, in, out) that fit."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    few = st.integers(1, 3)
    images = (draw(few), height, width, draw(few))
    filters = (draw(st.integers(1, height)), draw(st.integers(1, width)), images[3], draw(few))
    return tuple(draw(arrays(np.int64, shape, elements=integers)) for shape in (images, filters))


@laws
@given(coloured(), pairs)
def test_channels_as_numpy(drawn, stride):
    images, filters = drawn
    expected = [summed_windows(image, filters, stride) for image in images]
    equal(convolve_channels(images, filters, "valid", stride=stride, flip=False), expected)
    equal(convolve_channels(images, filters[::-1, ::-1], "valid", stride=stride), expected)
    equal(convolve_channels(images[0], filters, "valid", stride=stride, flip=False), expected[0])


@laws
@given(coloured(), st.sampled_from(MODES[:1] + MODES[2:]), st.sampled_from(BORDERS))
def test_channels_are_planes_added_up(drawn, mode, border):
    images, filters = drawn
    got = np.array(convolve_channels(images, filters, mode, border=border))
    colours = zip(np.moveaxis(images[0], 2, 0), np.moveaxis(filters[..., -1], 2, 0))
    planes = [convolve2d(x, h, mode, border=border) for x, h in colours]
    equal(got[0, ..., -1].tolist(), np.sum(planes, axis=0))


# ---- kinds of numbers


@laws
@given(st.lists(fractions, min_size=1, max_size=5), st.lists(fractions, min_size=1, max_size=4))
def test_fractions_are_exact(x, h):
    whole = 27720  # a multiple of every denominator drawn
    product = np.convolve([int(v * whole) for v in x], [int(v * whole) for v in h])
    got = convolve1d(x, h)
    equal(got, [Fraction(int(v), whole**2) for v in product])
    assert all(isinstance(v, Fraction) for v in got)


@laws
@given(st.lists(quarters, min_size=1, max_size=6), st.lists(quarters, min_size=1, max_size=6))
def test_quarters_are_exact(x, h):
    equal(convolve1d(x, h), np.convolve(x, h))


@laws
@given(st.lists(floats, min_size=1, max_size=6), st.lists(floats, min_size=1, max_size=6))
def test_floats_agree_within_rounding(x, h):
    bound = 2 * len(h) * np.finfo(float).eps * np.abs(h).sum() * np.abs(x).max()
    np.testing.assert_allclose(convolve1d(x, h), np.convolve(x, h), rtol=0, atol=bound)


def test_floats_are_added_from_left_to_right():
    assert total([0.1] * 10) == 0.9999999999999999
    assert total([1e100, 1.0, -1e100]) == 0.0


@laws
@given(grids(5), st.tuples(steps, steps), st.data(), pairs, pairs, orders)
def test_a_nan_reaches_exactly_its_windows(x, shape, data, stride, dilation, flip):
    place = data.draw(st.integers(0, x.size - 1))
    places = (np.arange(x.size) == place).reshape(x.shape)
    padding = [((k - 1) * d, (k - 1) * d + 1) for k, d in zip(shape, dilation)]
    said = {"padding": padding, "stride": stride, "dilation": dilation, "flip": flip}
    got = convolve2d(np.where(places, nan, x), np.zeros(shape), **said)
    equal(np.isnan(got).tolist(), holding(places, np.zeros(shape), padding, stride, dilation))


def test_infinities_flow():
    assert convolve1d([inf, 1], [2]) == [inf, 2]
    assert np.isnan(convolve1d([inf, 1], [0, 1])).tolist() == [True, False, False]


@pytest.mark.parametrize("make", [np.uint8, np.int8, np.float16], ids=lambda make: make.__name__)
def test_small_types_do_not_wrap(make):
    scalars = [make(100), make(90)]
    for x in (np.array(scalars), scalars, np.array(scalars, object), [np.array(v) for v in scalars]):
        assert convolve1d(x, make([100, 120]), fill=make(7)) == [10840, 21000, 11500]


def test_fill_may_be_any_number():
    assert convolve1d([1], [1, 1], fill=np.uint8(255)) == [256, 256]
    assert convolve1d([1], [1, 1], fill=Fraction(1, 3)) == [Fraction(4, 3)] * 2


def test_whole_numbers_stay_whole():
    assert [type(v) for v in convolve1d(np.int64([1, 2]), (3, np.int16(4)))] == [int] * 3
    assert [type(v) for v in convolve1d(np.float32([0.1]), [1])] == [float]
    assert convolve1d(np.float32([0.1]), [1]) == np.float32([0.1]).tolist()
    assert convolve1d([10**30], [10**30]) == [10**60]


class Tensor:
    """What a library without tolist offers."""

    def numpy(self):
        return np.uint8([200, 100])


def test_arrays_tuples_and_tensors_are_read_alike():
    for x in ([200, 100], (200, 100), np.uint8([200, 100]), Tensor()):
        assert convolve1d(x, [1, 1]) == [200, 300, 100]


# ---- laws


@laws
@given(st.data(), lines(5), st.integers(1, 7), integers, integers, st.sampled_from(BORDERS), orders)
def test_linear(data, h, n, a, b, border, flip):
    x, y = (data.draw(arrays(np.int64, n, elements=integers)) for _ in "xy")
    said = {"border": border, "flip": flip}
    both = a * np.array(convolve1d(x, h, **said)) + b * np.array(convolve1d(y, h, **said))
    equal(convolve1d(a * x + b * y, h, **said), both)


@laws
@given(grids(4), grids(4))
def test_commutes_in_full(x, h):
    assert convolve2d(x, h) == convolve2d(h, x)


@laws
@given(grids(3), grids(3), grids(3))
def test_associates_in_full(x, g, h):
    assert convolve2d(convolve2d(x, g), h) == convolve2d(x, convolve2d(g, h))


@laws
@given(grids(4), grids(3), margins, margins)
def test_a_shifted_image_gives_a_shifted_output(x, h, down, right):
    moved = ((down, 0), (right, 0))
    equal(convolve2d(np.pad(x, moved), h), np.pad(convolve2d(x, h), moved))


@laws
@given(grids(), pairs)
def test_an_impulse_gives_the_kernel_and_correlation_gives_it_turned(h, place):
    impulse = np.zeros((5, 5), int)
    impulse[place] = 1
    moved = [(at, 4 - at) for at in place]
    equal(convolve2d(impulse, h), np.pad(h, moved))
    equal(correlate2d(impulse, h), np.pad(h[::-1, ::-1], moved))


@laws
@given(grids(), grids())
def test_sums_multiply(x, h):
    assert np.sum(convolve2d(x, h)) == x.sum() * h.sum()


@laws
@given(lines(), lines(), integers)
def test_the_product_of_two_polynomials(x, h, at):
    def value(coefficients):
        return sum(int(c) * at**power for power, c in enumerate(coefficients))

    assert value(convolve1d(x, h)) == value(x) * value(h)


@laws
@given(lines(), lines(4), st.sampled_from(MODES), st.sampled_from(BORDERS), steps, steps, orders)
def test_one_dimension_is_one_row_of_two(x, h, mode, border, stride, dilation, flip):
    assume(mode != "valid" or effective_kernel_size(len(h), dilation) <= len(x))
    said = {"mode": mode, "border": border, "flip": flip}
    row = convolve1d(x, h, stride=stride, dilation=dilation, **said)
    assert convolve2d([x], [h], stride=(1, stride), dilation=(1, dilation), **said) == [row]
    column = convolve2d(x[:, None], h[:, None], stride=(stride, 1), dilation=(dilation, 1), **said)
    assert column == [[value] for value in row]


# ---- sizes


@laws
@given(st.integers(1, 30), st.integers(1, 9), st.integers(0, 12), steps, steps)
def test_output_size_counts_the_windows(n, k, padding, stride, dilation):
    covered = len(range(0, (k - 1) * dilation + 1))
    assert effective_kernel_size(k, dilation) == covered
    assume(covered <= n + padding)
    size = output_size(n, k, padding=padding, stride=stride, dilation=dilation)
    assert size == windows(n + padding, covered, stride)
    assert size == (n - covered + padding + stride) // stride  # d2l's floor((m - z + t + d) / d)


@laws
@given(st.integers(1, 30), st.integers(1, 9), steps, steps)
def test_pads_make_the_sizes_of_the_modes(n, k, stride, dilation):
    covered = effective_kernel_size(k, dilation)
    sizes = {"full": n + covered - 1, "same": n, "valid": n - covered + 1}
    for mode, size in sizes.items():
        assert n + sum(pads(n, k, mode, dilation=dilation)) - covered + 1 == size
    assert pads(n, k, "SAME", stride=stride, dilation=dilation) == same_padding(n, covered, stride)
    before, behind = pads(n, k, "same", dilation=dilation)
    assert before - behind == (covered - 1) % 2


# ---- refusals


class Rude:
    """A value that cannot even be printed."""

    def __repr__(self):
        raise RuntimeError


def nested(deep):
    return [nested(deep - 1)] if deep else 1


LINE, GRID, SEEN = [1, 2, 3], [[1, 2, 3], [4, 5, 6]], np.ones((4, 5, 3))
WEIGHTS = np.ones((2, 2, 3, 2))
NUMBERS, ROWS = "must be a list of numbers", "must be a list of rows"
KINDS, WHOLE = "whole numbers, fractions or floats", "must be a whole number of at least"

REFUSED = [
    # the signal and the kernel
    (lambda: convolve1d(None, LINE), f"the signal {NUMBERS}"),
    (lambda: convolve1d("abc", LINE), f"the signal {NUMBERS}"),
    (lambda: convolve1d(3, LINE), f"the signal {NUMBERS}"),
    (lambda: convolve1d(np.array(3), LINE), f"the signal {NUMBERS}"),
    (lambda: convolve1d({}, LINE), f"the signal {NUMBERS}"),
    (lambda: convolve1d(LINE, {1, 2}), f"the kernel {NUMBERS}"),
    (lambda: convolve1d(LINE, Rude()), f"the kernel {NUMBERS}"),
    (lambda: convolve1d([], LINE), "the signal is empty"),
    (lambda: convolve1d(LINE, ()), "the kernel is empty"),
    (lambda: convolve1d(GRID, LINE), f"the signal holds [1, 2, 3]: give {KINDS}"),
    (lambda: convolve1d([1, "2"], LINE), f"the signal holds '2': give {KINDS}"),
    (lambda: convolve1d([1, None], LINE), f"the signal holds None: give {KINDS}"),
    (lambda: convolve1d(LINE, [1j]), f"the kernel holds 1j: give {KINDS}"),
    (lambda: convolve1d(np.array([1j]), LINE), f"the signal holds 1j: give {KINDS}"),
    (lambda: convolve1d(["\u00e9\n"], LINE), "the signal holds '\\xe9\\n'"),
    (lambda: convolve1d([Rude()], LINE), "the signal holds <Rude instance"),
    (lambda: convolve1d(nested(300), LINE), "nested more than 4 deep"),
    (lambda: convolve1d(np.ones((1,) * 5), LINE), "nested more than 4 deep"),
    (lambda: convolve2d(None, GRID), f"the image {ROWS}"),
    (lambda: convolve2d("abc", GRID), f"the image {ROWS}"),
    (lambda: convolve2d(3, GRID), f"the image {ROWS}"),
    (lambda: convolve2d({}, GRID), f"the image {ROWS}"),
    (lambda: convolve2d(GRID, set()), f"the kernel {ROWS}"),
    (lambda: convolve2d([], GRID), f"the image {ROWS}"),
    (lambda: convolve2d(LINE, GRID), f"the image {ROWS}"),
    (lambda: convolve2d(GRID, LINE), f"the kernel {ROWS}"),
    (lambda: convolve2d([[1, 2], 3], GRID), f"the image {ROWS}"),
    (lambda: convolve2d([[]], GRID), "the image is empty"),
    (lambda: convolve2d(GRID, [[]]), "the kernel is empty"),
    (lambda: convolve2d([[1, 2, 3], [4, 5]], GRID), "row 2 of the image has 2 numbers and row 1 has 3"),
    (lambda: convolve2d(GRID, [[1], [2], [3, 4]]), "row 3 of the kernel has 2 numbers and row 1 has 1"),
    (lambda: convolve2d([GRID], GRID), f"the image holds [1, 2, 3]: give {KINDS}"),
    (lambda: convolve2d([[1j]], GRID), f"the image holds 1j: give {KINDS}"),
    # sizes
    (lambda: convolve1d([1, 2], LINE, "valid"), "reaches over 3 places and the input has 2"),
    (lambda: convolve1d(LINE, [1, 2], padding=0, dilation=3), "reaches over 4 places and the input has 3"),
    (lambda: convolve2d(GRID, [[1] * 5], padding=(0, (1, 0))), "reaches over 5 places and the input has 4"),
    (lambda: output_size(2, 3), "use a shorter kernel"),
    (lambda: output_size(0, 3), f"the input's size {WHOLE} 1, not 0"),
    (lambda: output_size(3, 0), f"the kernel's size {WHOLE} 1, not 0"),
    (lambda: output_size(3, 3, padding=(1, 1)), f"padding {WHOLE} 0, not (1, 1)"),
    (lambda: output_size("5", 3), "the input's size must be a whole number"),
    (lambda: pads(5, 3, "SAME", stride=0), f"stride {WHOLE} 1, not 0"),
    (lambda: pads(5, None, "same"), "the kernel's size must be a whole number"),
    (lambda: pads(5, 3, "Same"), "mode 'Same' is not one of full, valid, same, SAME"),
    # stride and dilation
    (lambda: convolve1d(LINE, LINE, stride=0), f"stride {WHOLE} 1, not 0"),
    (lambda: convolve1d(LINE, LINE, stride=-1), f"stride {WHOLE} 1, not -1"),
    (lambda: convolve1d(LINE, LINE, stride=1.5), f"stride {WHOLE} 1, not 1.5"),
    (lambda: convolve1d(LINE, LINE, stride=True), f"stride {WHOLE} 1, not True"),
    (lambda: convolve1d(LINE, LINE, stride=nan), f"stride {WHOLE} 1, not nan"),
    (lambda: convolve1d(LINE, LINE, stride=(1, 1)), f"stride {WHOLE} 1, not (1, 1)"),
    (lambda: convolve1d(LINE, LINE, stride=None), f"stride {WHOLE} 1, not None"),
    (lambda: convolve2d(GRID, GRID, stride="2"), f"stride {WHOLE} 1, not '2'"),
    (lambda: convolve2d(GRID, GRID, stride=(1, 0)), f"stride {WHOLE} 1, not 0"),
    (lambda: convolve2d(GRID, GRID, stride=(1, 2, 3)), f"stride {WHOLE} 1, not (1, 2, 3)"),
    (lambda: convolve2d(GRID, GRID, stride=np.ones((2, 2))), f"stride {WHOLE} 1"),
    (lambda: convolve1d(LINE, LINE, dilation=0), f"dilation {WHOLE} 1, not 0"),
    (lambda: convolve2d(GRID, GRID, dilation=(2, False)), f"dilation {WHOLE} 1, not False"),
    # mode, padding, border, fill
    (lambda: convolve1d(LINE, LINE, "FULL"), "mode 'FULL' is not one of full, valid, same, SAME"),
    (lambda: convolve1d(LINE, LINE, ""), "mode '' is not one of"),
    (lambda: convolve1d(LINE, LINE, 0), "mode 0 is not one of"),
    (lambda: convolve2d(GRID, GRID, np.array(["full", "same"])), "is not one of full, valid, same, SAME"),
    (lambda: convolve2d(GRID, GRID, {}), "mode {} is not one of"),
    (lambda: convolve1d(LINE, LINE, "same", padding=1), "give a mode ('same') or padding (1), not both"),
    (lambda: convolve1d(LINE, LINE, padding=-1), f"padding {WHOLE} 0, not -1"),
    (lambda: convolve1d(LINE, LINE, padding=(1, -1)), f"padding {WHOLE} 0, not -1"),
    (lambda: convolve1d(LINE, LINE, padding=(1, 2, 3)), f"padding {WHOLE} 0"),
    (lambda: convolve1d(LINE, LINE, padding="same"), f"padding {WHOLE} 0, not 'same'"),
    (lambda: convolve2d(GRID, GRID, padding=()), "padding is P, (rows, columns) or"),
    (lambda: convolve2d(GRID, GRID, padding=(1, 2, 3)), "padding is P, (rows, columns) or"),
    (lambda: convolve2d(GRID, GRID, padding=((1, 2, 3), 1)), f"padding {WHOLE} 0"),
    (lambda: convolve2d(GRID, GRID, padding=0.5), f"padding {WHOLE} 0, not 0.5"),
    (lambda: convolve1d(LINE, LINE, border="mirror"), "border 'mirror' is not one of constant, edge, wrap"),
    (lambda: convolve2d(GRID, GRID, border=None), "border None is not one of constant, edge, wrap"),
    (lambda: convolve2d(GRID, GRID, border=[]), "border [] is not one of constant, edge, wrap"),
    (lambda: convolve1d(LINE, LINE, fill="0"), f"the fill holds '0': give {KINDS}"),
    (lambda: convolve1d(LINE, LINE, fill=None), f"the fill holds None: give {KINDS}"),
    (lambda: convolve2d(GRID, GRID, fill=1j), f"the fill holds 1j: give {KINDS}"),
    (lambda: convolve2d(GRID, GRID, fill=[0]), f"the fill holds [0]: give {KINDS}"),
    # channels
    (lambda: convolve_channels(None, WEIGHTS), "an input of 0 axes and a kernel of 4 ("),
    (lambda: convolve_channels(SEEN, 3), "and a kernel of 0 do not go together: give lists"),
    (lambda: convolve_channels(GRID, GRID), "and filters (height, width, in, out); these have 2 and 2 axes"),
    (lambda: convolve_channels(SEEN, WEIGHTS[0]), "these are for tf.nn.conv1d"),
    (
        lambda: convolve_channels(SEEN, WEIGHTS[:, :, :2]),
        "the input (4, 5, 3) has 3 channels and the filters (2, 2, 2, 2) read 2",
    ),
    (lambda: convolve_channels([], WEIGHTS), "the images are empty or uneven"),
    (lambda: convolve_channels(np.ones((0, 4, 4, 3)), WEIGHTS), "the images are empty or uneven"),
    (lambda: convolve_channels([[[1]], []], WEIGHTS), "the images are empty or uneven"),
    (lambda: convolve_channels([[[1]], 5], WEIGHTS), "the images are empty or uneven"),
    (lambda: convolve_channels([[[1, 2, 3], [4, 5]]], WEIGHTS), "the images are empty or uneven"),
    (lambda: convolve_channels([[[1], 2]], WEIGHTS), "the images are empty or uneven"),
    (lambda: convolve_channels(SEEN, [[[[1], [2], [3, 4]]]]), "the filters are empty or uneven"),
    (lambda: convolve_channels([SEEN[:3], SEEN], WEIGHTS), "the images are empty or uneven"),
    (lambda: convolve_channels([SEEN], WEIGHTS, "some"), "mode 'some' is not one of"),
    (lambda: convolve_channels([[["a", 1, 2]]], WEIGHTS), f"the image holds 'a': give {KINDS}"),
    (lambda: convolve_channels(SEEN, WEIGHTS * 1j), f"the kernel holds 1j: give {KINDS}"),
    (lambda: convolve_channels([SEEN[None]], WEIGHTS), "nested more than 4 deep"),
]


def refused_in_one_line(call):
    """The message of the refusal, or None where there was an answer; any other exception comes through."""
    try:
        call()
    except ValueError as error:
        message = str(error)
        assert type(error) is ValueError
        assert message.isascii() and message.isprintable() and 0 < len(message) < 200, message
        return message


@pytest.mark.parametrize(("call", "piece"), REFUSED)
def test_refused(call, piece):
    message = refused_in_one_line(call)
    assert message is not None, "it was answered"
    assert piece in message


NONSENSE = st.recursive(
    st.sampled_from([None, True, nan, inf, -1, 0, 1, 2, 1.5, 1j, Fraction(1, 2)])
    | st.sampled_from(["", "abc", "same", "wrap", "\u00e9\n", b"1"])
    | st.sampled_from([{}, {1}, object(), len, np.ones((2, 2)), np.array(2), np.uint8(3), np.array(["a"])]),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner),
    max_leaves=6,
)
OPTIONS = ("mode", "padding", "stride", "dilation", "border", "fill")


@laws
@given(
    st.sampled_from([(convolve1d, LINE, LINE), (convolve2d, GRID, GRID), (convolve_channels, SEEN, WEIGHTS)]),
    st.fixed_dictionaries({}, optional={name: NONSENSE for name in ("x", "h", *OPTIONS)}),
)
def test_nonsense_is_answered_or_refused_in_one_line(good, nonsense):
    convolve, x, h = good
    x, h = nonsense.pop("x", x), nonsense.pop("h", h)
    refused_in_one_line(lambda: convolve(x, h, **nonsense))


@laws
@given(NONSENSE, NONSENSE, NONSENSE, NONSENSE)
def test_nonsense_sizes_are_answered_or_refused_in_one_line(n, k, stride, dilation):
    refused_in_one_line(lambda: output_size(n, k, stride=stride, dilation=dilation))
    refused_in_one_line(lambda: pads(n, k, "SAME", stride=stride, dilation=dilation))
