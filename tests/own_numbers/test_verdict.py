"""Who agrees, who differs, and why: each reason is what makes the difference, when it is done by hand."""

from importlib import import_module
from itertools import combinations
from math import inf, nan

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import ndimage, signal
from support.definition_checks import after, same_padding
from support.definition_checks import spread as zeros_between
from support.engine_checks import (
    AFTER,
    BOUNDARIES,
    CONVOLVES,
    ENGINES,
    FFT,
    INSTALLED,
    SAMES,
    TABLE,
    behaves,
    has,
    has_windows,
    one_short_line,
    requests,
    runnable,
)
from support.slow_cases import with_slow_cases
from support.strategies import grids, laws

from course.own_numbers.compare import compare, verdicts
from course.own_numbers.engine_calls import planned
from course.own_numbers.engines import Engine
from course.own_numbers.request import Request, request_of
from course.own_numbers.verdict import FLIP_IN_WORDS, UNEXPLAINED, verdict_of


def names(why):
    """The conventions that a verdict names."""
    turn = any(sentence in why for sentence in FLIP_IN_WORDS.values())
    return {
        name for name, said in (("turn", turn), ("zeros", "zero" in why), ("swap", "swaps" in why)) if said
    }


def own_zeros(engine, request):
    """Where an engine itself puts its zeros, as its library's reference has it."""
    mine = BOUNDARIES.get(engine.name, ["constant"])
    if request.mode not in SAMES or request.border not in mine:
        return request.sides  # they are put there by hand
    reaches = [(n, (k - 1) * d + 1, s) for n, k, s, d in request.each]
    if engine.library == "tensorflow":
        return [same_padding(*sizes) for sizes in reaches]
    return rule(reaches, "after" if engine.name in AFTER else "before")


def rule(reaches, odd):
    """Padding of the input's size with the odd zero before or after."""
    sides = after(np.empty([reach for _, reach, _ in reaches]))
    return [side[::-1] if odd == "before" else side for side in sides]


def by_hand(request, flip, sides):
    """A request with zeros added and kernel turned by hand, then NumPy's or SciPy's correlation."""
    wide = zeros_between(request.h, request.dilation)
    wide, slide = np.flip(wide) if flip else wide, np.correlate if request.axes == 1 else signal.correlate2d
    found = slide(np.pad(request.x, sides[0] if request.axes == 1 else sides, request.border), wide, "valid")
    return found[tuple(slice(None, None, step) for step in np.broadcast_to(request.stride, found.ndim))]


def swapped(request, flip):
    """A signal slid over its kernel, as NumPy does in 'same' when the kernel is longer."""
    wide = zeros_between(request.h, request.dilation).tolist()
    other = Request(wide, request.x, "same")
    found = by_hand(other, flip, rule([(len(wide), len(request.x), 1)], "before"))
    return (found if flip else found[::-1])[:: request.stride]


def with_(conventions, engine, request):
    """What the request gives with these conventions of an engine and otherwise as it was asked."""
    flip = engine.name in CONVOLVES if "turn" in conventions else request.flip
    if "swap" in conventions:
        return swapped(request, flip)
    return by_hand(request, flip, own_zeros(engine, request) if "zeros" in conventions else request.sides)


def justified(verdict, engine, request):
    """A verdict is right, and its reason, no more and no less, makes the numbers when it is done by hand."""
    asked = with_((), engine, request)
    assert asked.tolist() == request.output
    value, named = np.rint(verdict.value), names(verdict.why)
    assert verdict.agrees is np.array_equal(value, asked)
    if verdict.agrees:
        differs = {"turn"} if (engine.name in CONVOLVES) != request.flip else set()
        differs |= {"zeros"} if own_zeros(engine, request) != request.sides else set()
        assert named == differs
        return
    assert verdict.why != UNEXPLAINED
    assert np.array_equal(with_(named, engine, request), value)
    for fewer in subsets(named):
        assert not np.array_equal(with_(fewer, engine, request), value), f"{fewer} is enough"
    sides_are_told(verdict.why, engine, request)


def subsets(named):
    """All smaller sets of conventions; a swap that happens belongs to each of them."""
    others, swap = sorted(named - {"swap"}), named & {"swap"}
    return [{*some, *swap} for size in range(len(others)) for some in combinations(others, size)]


def sides_are_told(why, engine, request):
    """The words about zeros are true."""
    both = zip(own_zeros(engine, request), request.sides, request.each)
    earlier = [(own[0] - asked[0], stride) for own, asked, (_, _, stride, _) in both]
    if "goes before" in why:
        assert max(earlier)[0] > 0
    if "goes after" in why:
        assert min(earlier)[0] < 0
    if "stride" in why:
        assert any(by and stride > 1 for by, stride in earlier)


@pytest.mark.parametrize("axes", [1, 2])
@laws
@given(data=st.data())
def test_the_reason_is_what_makes_the_difference(axes, data):
    request = data.draw(requests(axes))
    assume(has_windows(request))
    found = {
        verdict.name: verdict
        for verdict in compare(request.x, request.h, engines=list(INSTALLED), **request.options)
    }
    assert list(found) == list(INSTALLED)
    for name, verdict in found.items():
        assert (verdict.agrees is not None) == has(ENGINES[name], request), verdict
        if verdict.agrees is not None:
            justified(verdict, ENGINES[name], request)


@pytest.mark.parametrize("axes", with_slow_cases([4, 2, 1], every=3))
@laws
@given(data=st.data())
def test_what_a_nan_does_is_explained(axes, data):
    request = data.draw(requests(axes))
    assume(has_windows(request))
    x = np.array(request.x, float)
    x[data.draw(st.tuples(*[st.integers(0, size - 1) for size in x.shape]))] = nan
    request = request.but(x=x.tolist(), h=(np.array(request.h) / 4).tolist())
    for verdict in verdicts(request, list(INSTALLED)):
        assert verdict.why != UNEXPLAINED, verdict
        if verdict.agrees is not None:
            only_nans_are_spread_or_left_out(verdict, request)


def only_nans_are_spread_or_left_out(verdict, request):
    """By its convention an engine is right, except where its nan are, for one of the reasons that there are.

    An FFT spreads nan; so do the zeros that are put between the weights for a dilation. ndimage leaves out
    weights of 0, and NumPy what lies on added zeros, which counts where it swaps: the nan is a weight then.
    """
    plan = planned(ENGINES[verdict.name], request)
    meant = np.array(plan.expected(), float)
    more, fewer = np.isnan(verdict.value) & ~np.isnan(meant), np.isnan(meant) & ~np.isnan(verdict.value)
    assert not more.any() or verdict.name in FFT or "spread(" in plan.call
    assert not fewer.any() or verdict.name.startswith("ndimage.") or plan.swaps
    assert ("FFT" in verdict.why) <= more.any()
    usual = ~np.isnan(verdict.value) & ~np.isnan(meant)
    assert np.allclose(verdict.value[usual], meant[usual])


COUNT = [1, 2, 3, 4, 5, 6]
PHOTO, EVEN = [[255, 7, 3], [212, 240, 4], [218, 216, 230]], [[-1, 1], [2, 3]]
WITHIN = [[896, 488], [1112, 886]]  # PHOTO's valid correlation with EVEN
D2L = [[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]]
LOST = {  # what people were lost over: request, {engine: (its numbers, whether it agrees, the reason)}
    "the flip": (
        ([3, 4, 5], [2, 1, 0], "full", {}),
        {
            "np.convolve": ([6, 11, 14, 5, 0], True, ""),
            "np.correlate": ([0, 3, 10, 13, 10], False, FLIP_IN_WORDS[False]),
            "signal.correlate": ([0, 3, 10, 13, 10], False, FLIP_IN_WORDS[False]),
        },
    ),
    "'same' when the kernel is longer": (
        ([6, 2], [1, 2, 5, 4], "same", {}),
        {
            "np.convolve": ([6, 14, 34, 34], False, "it swaps the two when the kernel is longer"),
            "signal.convolve": ([14, 34], True, ""),
            "signal.fftconvolve": ([14, 34], True, ""),
        },
    ),
    "SAME with a stride": (
        (COUNT, [1, 1, 1], "SAME", {"stride": 2, "flip": False}),
        {
            "tf.nn.conv1d": ([6, 12, 11], True, ""),
            "np.correlate": ([3, 9, 15], False, "it shares the zeros out as for stride 1"),
            "signal.correlate": ([3, 9, 15], False, "it shares the zeros out as for stride 1"),
            "ndimage.correlate": ([3, 9, 15], False, "it shares the zeros out as for stride 1"),
        },
    ),
    "'same' with a stride": (
        (COUNT, [1, 1, 1], "same", {"stride": 2, "flip": False}),
        {
            "np.correlate": ([3, 9, 15], True, ""),
            "tf.nn.conv1d": ([6, 12, 11], False, "it shares the zeros out after the stride"),
        },
    ),
    "'same' with an even kernel": (
        (PHOTO, EVEN, "same", {"flip": False}),
        {
            "signal.correlate": ((slice(1, 3), WITHIN), True, ""),
            "ndimage.correlate": ((slice(1, 3), WITHIN), True, ""),
            "signal.correlate2d": ((slice(0, 2), WITHIN), False, "its odd zero goes after"),
            "tf.nn.conv2d": ((slice(0, 2), WITHIN), False, "its odd zero goes after"),
        },
    ),
    "TensorFlow's convolution": (
        (*D2L, "valid", {}),
        {
            "signal.convolve2d": ([[5, 11], [23, 29]], True, ""),
            "tf.nn.conv2d": ([[19, 25], [37, 43]], False, FLIP_IN_WORDS[False]),
        },
    ),
}


@pytest.mark.parametrize(
    ("engine", "asked_for", "answer"),
    [
        runnable(ENGINES[name], given_, answer, name=lost)
        for lost, (given_, answers) in LOST.items()
        for name, answer in answers.items()
    ],
)
def test_what_people_were_lost_over(engine, asked_for, answer):
    x, h, mode, options = asked_for
    numbers, agrees, why = answer
    (verdict,) = compare(x, h, mode, engines=[engine.name], **options)
    window = (slice(None),) * np.ndim(x)
    if isinstance(numbers, tuple):  # a part of the output, where the whole kernel lies on the image
        window, numbers = (numbers[0],) * 2, numbers[1]
    assert np.rint(verdict.value[window]).tolist() == numbers
    assert (verdict.agrees, verdict.why) == (agrees, why)
    assert verdict.call.startswith(engine.name)


# ---- engines that fail

BREAKS = {
    "one more": lambda right: right + 1,
    "one output wrong": lambda right: right + np.eye(1, right.size, 2, dtype=int).reshape(right.shape),
    "too short": lambda right: right[:-1],
    "too long": lambda right: np.append(right, 0),
    "the other way": lambda right: right[::-1],
    "an axis more": lambda right: right[None],
    "nan": lambda right: right * nan,
    "infinite": lambda right: right + inf,
    "complex": lambda right: right + 1j,
    "rounded to bytes": lambda right: (right % 7).astype(np.uint8),
    "a list": lambda right: right.tolist(),
    "a number": lambda right: 6.0,
    "nothing": lambda right: None,
}


class Failure(Exception):
    """As libraries raise: over several lines, and not in ASCII."""


def raises(right):
    raise Failure("first line\n\tsecond \N{MINUS SIGN}1 " + "and on " * 99)


@pytest.mark.parametrize("name", ["np.convolve", "signal.fftconvolve"])
@pytest.mark.parametrize("break_", [*BREAKS, "an error"])
def test_a_broken_engine_is_not_explained_away(name, break_, monkeypatch):
    behaves(monkeypatch, lambda x, h, mode: BREAKS.get(break_, raises)(np.convolve(x, h, mode)))
    (verdict,) = compare([3, 4, 5], [2, 1, 7], engines=[name])
    if break_ in ("a list", "a number", "nothing", "an error"):
        assert (verdict.agrees, verdict.value) == (None, None) and one_short_line(verdict.why)
        assert verdict.why.startswith(("TypeError: ", "Failure: "))
    else:
        assert (verdict.agrees, verdict.why) == (False, UNEXPLAINED)


def test_an_error_is_told_in_one_line(monkeypatch):
    behaves(monkeypatch, lambda x, h, mode: raises(x))
    (verdict,) = compare([3, 4, 5], [2, 1, 7], engines=["np.convolve"])
    assert verdict.agrees is None
    assert verdict.why.startswith(r"Failure: first line second \u22121 and on")


@pytest.mark.parametrize(
    ("x", "h", "agrees", "why"),
    [
        ([1e308], [10.0], True, ""),
        ([1e200, 1e-200], [1e200, 3.0], True, ""),
        ([inf, 1.0], [1.0, 2.0], True, ""),
        ([10**400], [1], None, "OverflowError: int too large to convert to float"),
    ],
)
def test_numbers_near_the_end_of_the_floats_make_no_noise(x, h, agrees, why):
    (verdict,) = compare(x, h, engines=["np.convolve"])
    assert (verdict.agrees, verdict.why) == (agrees, why)


def test_weights_that_ndimage_leaves_out_are_explained():
    (verdict,) = compare([[1.0, 2.0]], [[1e-17]], "same", engines=["ndimage.convolve"])
    assert verdict.value.tolist() == [[0, 0]]
    assert (verdict.agrees, verdict.why) == (False, "it leaves out weights up to 2.2e-16")


def test_an_engine_that_is_not_installed_has_no_answer(monkeypatch):
    monkeypatch.setattr(Engine, "installed", property(lambda engine: engine.library != "tensorflow"))
    verdict = verdict_of(ENGINES["tf.nn.conv1d"], Request([1], [1], "full"))
    assert (verdict.call, verdict.value, verdict.agrees) == ("", None, None) and "tensorflow" in verdict.why
    assert not verdict.is_unexplained


# ---- arrays have a dtype, which an engine gets


DTYPES = ("bool", "int8", "uint8", "int16", "uint16", "int64", "float16", "float32")
HOUSE = {"np": np, "signal": signal, "ndimage": ndimage}


def arrays_of(dtype, axes):
    """An input and a kernel, sums of which are too large for a byte."""
    x, h = np.array([100, 120, 3, 100, 7]), np.array([1, 2])
    if axes == 2:
        x, h = np.stack([x, x[::-1]]), h[None]
    return x.astype(dtype), h.astype(dtype)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_printed_call_runs_and_gives_the_numbers(dtype):
    """With the reader's own arrays, whatever their dtype; the verdict is that of these numbers."""
    asked = ["numpy", "scipy", *(["tensorflow"] if "tf.nn.conv1d" in INSTALLED else [])]
    for axes in (1, 2):
        x, h = arrays_of(dtype, axes)
        right = np.array(Request(x.tolist(), h.tolist(), "same").convolved(), float)
        for verdict in compare(x, h, "same", engines=asked):
            if verdict.name.startswith("np.") and axes == 2:
                continue  # which take signals only
            more = {"tf": import_module("tensorflow")} if "tf." in verdict.call else {}
            value = eval(verdict.call, {**HOUSE, **more, "x": x, "h": h})
            assert value.dtype == verdict.value.dtype and np.array_equal(value, verdict.value), verdict
            assert verdict.agrees == np.allclose(verdict.value.astype(float), right, rtol=1e-3), verdict
            assert not verdict.is_unexplained, verdict
            assert ("does not take" in verdict.why) == ("astype" in verdict.call)


def test_what_a_dtype_does_is_said():
    said = {v.name: v.why for v in compare(np.uint8([200, 100]), np.uint8([1, 1]))}
    assert said["np.convolve"] == "uint8 arrays wrap: 300 becomes 44" and said["signal.fftconvolve"] == ""
    (bools,) = compare(np.array([True, True]), np.array([True, True]), engines=["np.convolve"])
    assert bools.why == "bool arrays know 0 and 1 only: 2 becomes 1"
    (cut,) = compare(np.int16([[3, 4]]), [[0.5]], "same", engines=["ndimage.correlate"])
    assert cut.why == "int16 arrays keep no decimals: 1.5 becomes 1"
    (both,) = compare(np.int8([100, 100, 5]), np.int8([1, 2]), engines=["np.correlate"])
    assert both.why == f"int8 arrays wrap: 200 becomes -56; and {FLIP_IN_WORDS[False]}"


def test_the_table_of_engines_and_compare_say_the_same_of_bytes():
    """The question of the table is 200 + 100 in uint8."""
    for name, engine in INSTALLED.items():
        x, h = np.uint8([200, 100]), np.uint8([1, 1])
        if 1 not in engine.axes:
            x, h = x[None], h[None]
        (verdict,) = compare(x, h, "same", engines=[name])
        told = {
            "wraps": "arrays wrap" in verdict.why,
            "error": "does not take uint8" in verdict.why,
            "floats": verdict.value.dtype.kind == "f",
        }
        assert [word for word, fits in told.items() if fits] == [TABLE[name]["uint8"]]


@settings(laws, max_examples=25)
@given(grids(longest=4), st.sampled_from(["int8", "uint8", "int16"]), st.integers(1, 99))
def test_an_engine_agrees_where_nothing_wraps(image, dtype, factor):
    image, kernel = image * factor, np.array([[3, 1]])
    x, h = image.astype(dtype), kernel.astype(dtype)
    exact = signal.convolve2d(x.astype(np.int64), kernel)
    (verdict,) = compare(x, h, engines=["signal.convolve2d"])
    fits = bool((exact == exact.astype(dtype)).all())
    assert verdict.agrees == fits and ("wrap" in verdict.why) != fits


def test_an_error_that_is_not_the_dtypes_is_told_as_it_is():
    """Converted arrays raise as well: the dtype is no reason."""

    class Broken(Engine):
        @property
        def function(self):
            def raises(*_):
                raise ValueError("no")

            return raises

    request = request_of(np.uint8([1, 2]), np.uint8([1]))
    verdict = verdict_of(Broken("np.convolve", (1,), flips=True), request)
    assert (verdict.agrees, verdict.why) == (None, "ValueError: no")


@pytest.mark.parametrize(
    "dtype, number, largest", [("float16", 300, "65504"), ("float32", 3e30, "3.40282e+38")]
)
def test_sums_beyond_the_largest_float_of_a_dtype_are_told(dtype, number, largest):
    x, h = np.array([number, 1, 2], dtype), np.array([number, 1], dtype)
    asked = {
        verdict.name: verdict for verdict in compare(x, h, "same", engines=["np.convolve", "np.correlate"])
    }
    reason = f"{dtype} arrays end at {largest}: a sum beyond it becomes inf"
    assert asked["np.convolve"].agrees is False and asked["np.convolve"].why == reason
    assert asked["np.correlate"].why == f"{reason}; and {FLIP_IN_WORDS[False]}"
    assert float(largest) == pytest.approx(float(np.finfo(dtype).max), rel=1e-5)


def test_other_infinities_are_not_said_to_be_sums_beyond_the_largest_float(monkeypatch):
    x, h = np.array([3, 1, 2], np.float16), np.array([1, 1], np.float16)
    behaves(monkeypatch, lambda x, h, *words, **options: np.array([np.inf, 4, 3], np.float16))
    (verdict,) = compare(x, h, "same", engines=["np.convolve"])
    assert verdict.is_unexplained
    x[0], h[0] = 300, 300  # one is, and another number is wrong beside it
    behaves(monkeypatch, lambda x, h, *words, **options: np.array([np.inf, 4, 3], np.float16))
    (verdict,) = compare(x, h, "same", engines=["np.convolve"])
    assert verdict.is_unexplained
