"""The engines against the definition, each under its own convention, and what the toolkit says of them.

TensorFlow is imported by this process. Whole numbers are compared exactly, floats within a stated bound. What
an engine can do and where its zeros go is written down here a second time, from the libraries' references.
"""

import json
import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product, takewhile
from math import inf, nan

import numpy as np
import pytest
import tensorflow as tf
from support.files import ROOT
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as drawn_arrays
from scipy import ndimage, signal

from course.own_numbers import conventions
from course.own_numbers.compare import TURNS, UNEXPLAINED, arrays, bound, close, compare, verdicts
from course.convolution.sizes import BORDERS, MODES
from course.errors import Unusable
from course.own_numbers.engines import ENGINES, Engine, chosen
from course.own_numbers.engine_calls import apply_engine, planned, spread
from course.own_numbers.conventions import QUESTIONS, markdown, passport, written
from course.own_numbers.request import Request
from support.definition_checks import after, same_padding
from support.definition_checks import spread as zeros_between
from support.strategies import floats, fractions, integers, laws, margins, orders, steps

SAMES = ("same", "SAME")
ARRAYS = [name for name in ENGINES if not name.startswith("tf.")]
FFT = ("signal.convolve", "signal.correlate", "signal.fftconvolve")  # or FFT if that is faster
EPS = np.finfo(float).eps

TAKES = {  # name: the axes of what it slides along; from the references, as all tables here
    **dict.fromkeys(("np.convolve", "np.correlate", "tf.nn.conv1d"), (1,)),
    **dict.fromkeys(("signal.convolve2d", "signal.correlate2d", "tf.nn.conv2d"), (2,)),
    **dict.fromkeys((*FFT, "ndimage.convolve", "ndimage.correlate"), (1, 2)),
}
CONVOLVES = {"np.convolve", "signal.convolve", "signal.fftconvolve", "signal.convolve2d", "ndimage.convolve"}
AFTER = {"signal.correlate2d", "ndimage.convolve"}  # where the odd zero of their 'same' goes
BOUNDARIES = {"signal.convolve2d": ("constant", "wrap", "symmetric"), "ndimage.convolve": BORDERS}
BOUNDARIES |= {"signal.correlate2d": BOUNDARIES["signal.convolve2d"], "ndimage.correlate": BORDERS}


# ---- requests


def array_shapes(draw, axes, longest):
    """Shapes of an input and of a kernel to go with it; the kernel may be longer."""
    sides = st.integers(1, longest)
    sizes, windows = (draw(st.tuples(*[sides] * min(axes, 2))) for _ in "xh")
    if axes < 3:
        return sizes, windows
    inputs, outputs = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    return (*[2] * (axes - 3), *sizes, inputs), (*windows, inputs, outputs)


@st.composite
def requests(draw, axes, numbers=integers, longest=None):
    """A Request, whether it has an answer or not: every mode, padding, stride, dilation, border and flip."""
    longest = longest or {1: 9, 2: 5}.get(axes, 4)
    kind = np.int64 if numbers is integers else object
    shapes = array_shapes(draw, axes, longest)
    x, h = (draw(drawn_arrays(kind, shape, elements=numbers)).tolist() for shape in shapes)
    near = margins if axes == 1 else st.integers(0, 4)
    one_side = st.one_of(near, st.tuples(near, near))
    sides = one_side if axes == 1 else st.one_of(near, st.tuples(one_side, one_side))
    mode = draw(st.sampled_from([*MODES, None]))
    step = steps if axes == 1 else st.one_of(steps, st.tuples(steps, steps))
    border = draw(st.one_of(st.just("constant"), st.sampled_from(BORDERS)))
    rest = {"stride": draw(step), "dilation": draw(st.one_of(st.just(1), step)), "border": border}
    return Request(x, h, mode, draw(sides) if mode is None else None, flip=draw(orders), **rest)


def has_windows(request):
    """Whether the kernel fits somewhere into the padded input."""
    if request.mode in ("full", *SAMES):
        return True
    return all(n + sum(side) > (k - 1) * d for (n, k, _, d), side in zip(request.each, request.sides))


def strays(engine, request):
    """Whether SciPy 1.17 reads outside the input: where "reflect" begins two rounds before it, or more."""
    befores = [((k - 1) * d + (engine.name not in AFTER)) // 2 for _, k, _, d in request.each]
    far = any(before >= 4 * n > 4 for before, (n, *_) in zip(befores, request.each))
    return far and request.border == "symmetric" and request.mode in SAMES


def has(engine, request):
    """Whether the engine can be asked that. NumPy and SciPy are asked for any 'valid', fitting or not."""
    if min(request.axes, 2) not in TAKES[engine.name]:
        return False
    if engine.name.startswith("ndimage."):
        return request.mode in SAMES and not strays(engine, request)
    return has_windows(request) or (request.mode == "valid" and request.axes < 3 and engine.name in ARRAYS)


# ---- each engine under its own convention


def typed(call, x, h):
    """What a shown call gives when it is typed in."""
    names = {"np": np, "signal": signal, "ndimage": ndimage, "tf": tf, "spread": spread}
    names |= {"x": x, "h": h}
    call, added, _ = call.partition(", added up over c")
    if not added:
        return np.asarray(eval(call, names))
    if x.ndim == 4:
        return np.stack([channels(call, names | {"b": b}) for b in range(len(x))])
    return channels(call, names)


def channels(call, names):
    """A call for each channel in, c, added up, and for each channel out, o."""
    inputs, outputs = names["h"].shape[2:]
    maps = [sum(eval(call, names | {"c": c, "o": o}) for c in range(inputs)) for o in range(outputs)]
    return np.stack(maps, axis=-1)


def holds(engine, request):
    """The engine gives what its call means by the definition, and its call is the one that is shown."""
    if not has(engine, request):
        with pytest.raises(Unusable):
            planned(engine, request)
        return
    plan = planned(engine, request)
    x, h = arrays(request, engine)
    try:
        expected = np.array(plan.expected(), object)
    except ValueError:  # neither holds the other: SciPy refuses, fftconvolve not where a side is 1
        assert request.mode == "valid" and not has_windows(request)
        if engine.name != "signal.fftconvolve":
            with pytest.raises(ValueError):
                plan.run(x, h)
        return
    got = plan.run(x, h)
    assert np.array_equal(typed(plan.call, x, h), got, equal_nan=True)
    assert got.shape == expected.shape
    if engine.name == "signal.fftconvolve":
        assert close(got, expected.tolist(), request, engine)
        got = np.rint(got).astype(int)
    assert got.tolist() == expected.tolist()


def each(*axes):
    """Every engine with every number of axes it takes among these, as arguments of a test."""
    pairs = [(engine, n) for engine in ENGINES.values() for n in axes if min(n, 2) in TAKES[engine.name]]
    return pytest.mark.parametrize(("engine", "axes"), pairs, ids=lambda value: getattr(value, "name", value))


@each(1, 2)
@laws
@given(data=st.data())
def test_whole_numbers_exactly(engine, axes, data):
    holds(engine, data.draw(requests(axes)))


@each(3, 4)
@settings(laws, max_examples=40)
@given(data=st.data())
def test_channels_exactly(engine, axes, data):
    holds(engine, data.draw(requests(axes)))


@pytest.mark.parametrize("size", [(64, 9), (200, 31)])
@pytest.mark.parametrize("name", ["signal.convolve", "signal.correlate"])
def test_whole_numbers_exactly_also_through_an_fft(name, size):
    rng = np.random.default_rng(0)
    x, h = (rng.integers(-999, 999, (n, n)) for n in size)
    theirs = signal.convolve(x, h, "same", "direct" if size[0] < 99 else "fft")
    got = apply_engine(name, x, h if name == "signal.convolve" else np.flip(h), "same")
    assert got.dtype == np.int64 and np.array_equal(got, theirs)


# ---- floats

# without the tiny ones: some engines lose those, see below
ordinary = floats.map(lambda value: value if abs(value) > 1e-9 else 0.0)


def exact(values):
    """Nested lists of floats as the Fractions that they are."""
    return [exact(value) for value in values] if isinstance(values, list) else Fraction(values)


def difference(got, expected):
    """The largest difference of an array and exact nested lists, exactly."""
    pairs = zip(got.ravel().tolist(), np.array(expected, object).ravel(), strict=True)
    return max(abs(Fraction(ours) - theirs) for ours, theirs in pairs)


def direct(request):
    """What sums in any order may differ by: 2 max(k) eps sum|h| max|x|, for small kernels."""
    x, h = np.array(request.x, float), np.array(request.h, float)
    return Fraction(2 * max(h.shape) * EPS * abs(h).sum() * abs(x).max())


@each(1, 2)
@settings(laws, max_examples=40)
@given(data=st.data())
def test_floats_and_fractions_within_the_bound(engine, axes, data):
    request = data.draw(requests(axes, data.draw(st.sampled_from([ordinary, fractions]))))
    assume(has(engine, request) and has_windows(request))
    plan = planned(engine, request)
    got = plan.run(*arrays(request, engine))
    assert close(got, plan.expected(), request, engine)
    expected = planned(engine, request.but(x=exact(request.x), h=exact(request.h))).expected()
    allowed = Fraction(bound(request, engine)) if engine.name in FFT else direct(request)
    assert difference(got, expected) <= allowed


MAGNITUDES = {  # whole numbers that floats hold exactly; their sums and products are rounded
    "wide": lambda rng, n: [
        int(m) << int(e) for m, e in zip(rng.integers(-(2**9), 2**9, n), rng.integers(0, 44, n))
    ],
    "alike": lambda rng, n: [2**52 + int(m) for m in rng.integers(0, 9, n)],
    "signs": lambda rng, n: [int(sign) * (2**53 - 1) // 3 for sign in rng.choice([-1, 1], n)],
    "turning": lambda rng, n: [(-1) ** i * (2**53 - 1) // 3 for i in range(n)],
    "one": lambda rng, n: [
        2**53 - 1 if i == n // 2 else int(m) for i, m in enumerate(rng.integers(-9, 9, n))
    ],
}
SIZES = (1, 2, 3, 7, 30, 111, 200)


@pytest.mark.parametrize("name", [name for name in ENGINES if 1 in TAKES[name] and "ndimage" not in name])
@pytest.mark.parametrize(("kind", "other"), list(product(MAGNITUDES, repeat=2)))
def test_no_size_or_magnitude_breaks_the_bound_nor_is_it_loose(name, kind, other):
    rng = np.random.default_rng(0)
    for n, k in product(SIZES, SIZES):
        x, h = MAGNITUDES[kind](rng, n), MAGNITUDES[other](rng, k)
        expected = np.convolve(np.array(x, object), np.array(h, object)[:: 1 if name in CONVOLVES else -1])
        got = apply_engine(name, np.array(x, float), np.array(h, float), "full")
        allowed = bound(Request(x, h, "full"), ENGINES[name])
        assert difference(got, expected) <= allowed <= 1e-12 * sum(map(abs, h)) * max(map(abs, x)), (n, k)


@pytest.mark.parametrize("number", [0.1, 0.7, Fraction(1, 10), Fraction(7, 10)], ids=str)
@pytest.mark.parametrize("shape", [(200,), (20, 20), (50, 50), (100, 100), (10, 10, 9)], ids=str)
def test_long_sums_of_one_number_agree(shape, number):
    x = np.full(shape, number, object if isinstance(number, Fraction) else float)
    h = np.ones(shape if len(shape) < 3 else (*shape, 1), int)
    found = [v for v in compare(x, h, "valid", engines=list(ENGINES)) if v.agrees is not None]
    assert len(found) >= 4 and all(verdict.agrees for verdict in found), found


def test_floats_that_are_wrong_in_the_ninth_digit_differ():
    request = Request([0.1, 0.2, 0.4], [1.5, 2.5], "full")
    for engine in (ENGINES["np.convolve"], ENGINES["signal.fftconvolve"]):
        right = np.convolve(request.x, request.h)
        assert close(right, request.output, request, engine)
        assert not close(right + [0, 0, 1e-9, 0], request.output, request, engine)


def test_whole_numbers_that_are_wrong_by_one_differ():
    request, engine = Request([2**60], [1], "full"), ENGINES["np.convolve"]
    assert close(np.array([2**60]), request.output, request, engine)
    assert not close(np.array([2**60 + 1]), request.output, request, engine)


@pytest.mark.parametrize(
    ("name", "x", "h", "kind"),
    [
        ("tf.nn.conv1d", [2**30 - 1], [2], np.int32),
        ("tf.nn.conv1d", [2**30, 2**30], [1, 1], np.float64),
        ("tf.nn.conv1d", [2**20, 5], [-(2**11), 3], np.float64),
        ("np.correlate", [2**62 - 1], [2], np.int64),
        ("np.correlate", [2**62, 2**62], [1, 1], np.float64),
        ("np.correlate", [3 * 10**14], [-(10**15)], np.float64),
    ],
)
def test_sums_too_large_for_whole_numbers_are_floats_and_agree(name, x, h, kind):
    (verdict,) = compare(x, h, flip=False, engines=[name])
    assert verdict.agrees and verdict.value.dtype == kind


# ---- a wrong convention is caught

FACTS = """
engine             turns k=2    k=4    longer valid uint8  nan     stride
np.convolve        yes   before before 4      swaps wraps  windows none
np.correlate       no    before before 4      swaps wraps  windows none
signal.convolve    yes   before before 2      swaps wraps  varies  none
signal.correlate   no    before before 2      swaps wraps  varies  none
signal.fftconvolve yes   before before 2      swaps floats all     none
signal.convolve2d  yes   before before 2      swaps wraps  windows none
signal.correlate2d no    after  after  2      swaps wraps  windows none
ndimage.convolve   yes   after  after  2      -     wraps  windows none
ndimage.correlate  no    before before 2      -     wraps  windows none
tf.nn.conv1d       no    after  after  2      none  error  windows own
tf.nn.conv2d       no    after  after  2      none  error  windows own
"""
HEAD, *ROWS = (line.split() for line in FACTS.strip().splitlines())
TABLE = {name: dict(zip(HEAD[1:], cells, strict=True)) for name, *cells in ROWS}

X, H = [3, -4, 5, 300, -7, 2, 11], [1, -2, 4, 7]
IMAGE = [[3, -4, 5, 30], [25, 7, -3, 9], [1, 0, -2, 6], [8, -5, 40, 2], [6, 13, 1, -9]]
KERNEL = [[1, -2, 4], [7, 5, -3], [2, 9, -6], [-8, 3, 11]]
PROBES = [
    Request(*given_, mode, **options)
    for given_ in ((X, H), (X[:3], H), (IMAGE, KERNEL), ([[6, 2], [1, 5]], KERNEL))
    for mode, options in [
        *((mode, {}) for mode in MODES),
        *(("same", {"border": border}) for border in BORDERS[1:]),
        ("SAME", {"stride": 2}),
        ("same", {"stride": 2, "dilation": 3}),
        ("full", {"border": "wrap"}),
        (None, {"padding": 2, "stride": 3, "border": "symmetric"}),
    ]
]


def check(engine):
    """AssertionError, or any other, if a flag of an engine does not say what its function does."""
    for request in PROBES:
        holds(engine, request)
    row = {question: ask(engine) for question, ask in QUESTIONS.items()}
    assert row == TABLE[engine.name]
    assert engine.flips == (row["turns"] == "yes")
    assert engine.same == ("SAME" if row["stride"] == "own" else row["k=2"])
    assert engine.longer == {"2": "input", "4": "kernel"}[row["longer"]]
    assert engine.fourier == (row["nan"] != "windows")


def wrong(engine):
    """What can be wrong in an Engine. (No borders of TensorFlow's: it has none, and its plan reads none.)"""
    yield from ({flag: not getattr(engine, flag)} for flag in ("flips", "modes", "fourier"))
    words = {"same": ("before", "after", "SAME"), "longer": ("input", "kernel"), "axes": ((1,), (2,), (1, 2))}
    yield from ({f: word} for f in words for word in words[f] if word != getattr(engine, f))
    if engine.library != "tensorflow":
        for border, word in product(BORDERS, dict.fromkeys(engine.borders.values())):
            if engine.borders.get(border, "") != word:
                yield {"borders": {**engine.borders, border: word}}


def said(value):
    """A short name of a test's argument."""
    if isinstance(value, Engine):
        return value.name
    ((flag, word),) = value.items()
    return f"{flag}-{'-'.join(map(str, word.values())) if flag == 'borders' else word}"


@pytest.mark.parametrize("engine", list(ENGINES.values()), ids=said)
def test_every_flag_says_what_the_function_does(engine):
    check(engine)


@pytest.mark.parametrize(
    ("engine", "change"),
    [(engine, change) for engine in ENGINES.values() for change in wrong(engine)],
    ids=said,
)
def test_a_wrong_flag_is_caught(engine, change, monkeypatch):
    monkeypatch.setitem(ENGINES, engine.name, replace(engine, **change))
    try:
        check(ENGINES[engine.name])
    except (Exception, pytest.fail.Exception):
        return
    pytest.fail(f"{engine.name} with {change} survives")


# ---- agreement: who agrees, who differs, and why


def names(why):
    """The conventions that a verdict names."""
    turn = any(sentence in why for sentence in TURNS.values())
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
        for verdict in compare(request.x, request.h, engines=list(ENGINES), **request.options)
    }
    assert list(found) == list(ENGINES)
    for name, verdict in found.items():
        assert (verdict.agrees is not None) == has(ENGINES[name], request), verdict
        if verdict.agrees is not None:
            justified(verdict, ENGINES[name], request)


@pytest.mark.parametrize("axes", [1, 2, 4])
@settings(laws, max_examples=60)
@given(data=st.data())
def test_what_a_nan_does_is_explained(axes, data):
    request = data.draw(requests(axes))
    assume(has_windows(request))
    x = np.array(request.x, float)
    x[data.draw(st.tuples(*[st.integers(0, size - 1) for size in x.shape]))] = nan
    request = request.but(x=x.tolist(), h=(np.array(request.h) / 4).tolist())
    for verdict in verdicts(request, list(ENGINES)):
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
            "np.correlate": ([0, 3, 10, 13, 10], False, TURNS[False]),
            "signal.correlate": ([0, 3, 10, 13, 10], False, TURNS[False]),
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
            "tf.nn.conv2d": ([[19, 25], [37, 43]], False, TURNS[False]),
        },
    ),
}


@pytest.mark.parametrize(
    ("asked_for", "name", "answer"),
    [(given_, name, answer) for given_, answers in LOST.values() for name, answer in answers.items()],
    ids=[f"{lost}-{name}" for lost, (_, answers) in LOST.items() for name in answers],
)
def test_what_people_were_lost_over(asked_for, name, answer):
    x, h, mode, options = asked_for
    numbers, agrees, why = answer
    (verdict,) = compare(x, h, mode, engines=[name], **options)
    window = (slice(None),) * np.ndim(x)
    if isinstance(numbers, tuple):  # a part of the output, where the whole kernel lies on the image
        window, numbers = (numbers[0],) * 2, numbers[1]
    assert np.rint(verdict.value[window]).tolist() == numbers
    assert (verdict.agrees, verdict.why) == (agrees, why)
    assert verdict.call.startswith(name)


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


def behaves(monkeypatch, function):
    """Give every engine this function."""
    monkeypatch.setattr(Engine, "function", property(lambda engine: function))


def one_short_line(text):
    return text.isascii() and text.isprintable() and 0 < len(text) <= 120


@pytest.mark.parametrize("name", ["np.convolve", "signal.fftconvolve"])
@pytest.mark.parametrize("break_", [*BREAKS.values(), raises], ids=[*BREAKS, "an error"])
def test_a_broken_engine_is_not_explained_away(name, break_, monkeypatch):
    behaves(monkeypatch, lambda x, h, mode: break_(np.convolve(x, h, mode)))
    (verdict,) = compare([3, 4, 5], [2, 1, 7], engines=[name])
    if verdict.agrees is None:
        assert verdict.value is None and one_short_line(verdict.why)
    else:
        assert (verdict.agrees, verdict.why) == (False, UNEXPLAINED)


def test_an_error_is_told_in_one_line(monkeypatch):
    behaves(monkeypatch, lambda x, h, mode: raises(x))
    (verdict,) = compare([3, 4, 5], [2, 1, 7], engines=["np.convolve"])
    assert verdict.agrees is None
    assert verdict.why.startswith(r"Failure: first line second \u22121 and on")


def test_numbers_near_the_end_of_the_floats_make_no_noise():
    for x, h in (
        ([1e308], [10.0]),
        ([1e200, 1e-200], [1e200, 3.0]),
        ([inf, 1.0], [1.0, 2.0]),
        ([10**400], [1]),
    ):
        (verdict,) = compare(x, h, engines=["np.convolve"])
        assert verdict.agrees or one_short_line(verdict.why)


@pytest.mark.parametrize(
    ("name", "n", "k"),
    [("ndimage.correlate", 2, 16), ("ndimage.correlate", 3, 24), ("ndimage.convolve", 2, 17)],
)
def test_ndimage_is_not_called_where_it_reads_outside_the_input(name, n, k):
    near, far = (Request([1] * n, [1] * size, "same", border="symmetric") for size in (k - 1, k))
    assert planned(ENGINES[name], near).run(*arrays(near, ENGINES[name])).tolist() == [k - 1] * n
    with pytest.raises(Unusable):
        planned(ENGINES[name], far)


def test_weights_that_ndimage_leaves_out_are_explained():
    (verdict,) = compare([[1.0, 2.0]], [[1e-17]], "same", engines=["ndimage.convolve"])
    assert verdict.value.tolist() == [[0, 0]]
    assert verdict.agrees or verdict.why != UNEXPLAINED


NO_WINDOW = [
    ("tf.nn.conv1d", Request([1, 2], [1, 2, 3], "valid")),
    ("tf.nn.conv1d", Request([1, 2, 3, 4], [1, 2, 3], "valid", dilation=2)),
    ("tf.nn.conv1d", Request([1, 2], [1] * 6, None, 1)),
    ("tf.nn.conv2d", Request([[1, 2, 3]] * 2, [[1]] * 3, "valid", border="wrap")),
    ("tf.nn.conv2d", Request([[1, 2, 3]], [[1] * 4], "valid")),
    ("tf.nn.conv2d", Request([[1, 2, 3]], [[1] * 9], None, ((0, 0), (1, 2)))),
    ("tf.nn.conv2d", Request([[[1, 2, 3]]], [[[[1]] * 3] * 2], "valid")),
    ("tf.nn.conv2d", Request([[[[1, 2, 3]]]], [[[[1]] * 3]] * 2, "valid")),
]


@pytest.mark.parametrize(("name", "request_"), NO_WINDOW)
def test_tensorflow_is_not_called_where_no_window_fits(name, request_, monkeypatch):
    called = []
    for function in ("conv1d", "conv2d"):
        monkeypatch.setattr(tf.nn, function, lambda *given_, **options: called.append(given_))
    options = {key: value for key, value in request_.options.items() if key != "flip"}
    with pytest.raises(Unusable, match="the kernel reaches over") as refused:
        apply_engine(name, request_.x, request_.h, **options)
    assert one_line(refused) and not called
    with pytest.raises(
        AttributeError
    ):  # it would have been, had a window fitted: list.append gives no tensor
        apply_engine(name, request_.x, request_.h, "same")
    assert len(called) == 1


def one_line(raised):
    text = str(raised.value)
    return text.isascii() and text.isprintable() and len(text) > 0


# ---- apply_engine and chosen


@pytest.mark.parametrize(
    ("name", "x", "h", "expected", "kind"),
    [
        ("np.convolve", np.uint8([200, 100]), np.uint8([1, 1]), [200, 44, 100], np.uint8),
        ("np.convolve", np.uint8([200, 100]), [1, 1], [200, 300, 100], np.int64),
        ("signal.convolve", np.uint8([200, 100]), np.uint8([1, 1]), [200, 44, 100], np.uint8),
        ("signal.fftconvolve", np.uint8([200, 100]), np.uint8([1, 1]), [200, 300, 100], np.float64),
        ("signal.convolve2d", np.uint8([[200, 100]]), np.uint8([[1, 1]]), [[200, 44, 100]], np.uint8),
        ("np.correlate", [3, 4, 5], [2, 1, 0], [0, 3, 10, 13, 10], np.int64),
        ("tf.nn.conv1d", np.float32([3, 4, 5]), np.float32([2, 1, 0]), [0, 3, 10, 13, 10], np.float32),
    ],
)
def test_arrays_are_taken_as_they_are(name, x, h, expected, kind):
    got = apply_engine(name, x, h, "full")
    assert np.rint(got).tolist() == expected and got.dtype == kind


def test_ndimage_keeps_the_inputs_type():
    got = apply_engine("ndimage.convolve", np.uint8([200, 100]), np.int64([1, 1]), "same")
    assert got.tolist() == [44, 100]
    assert apply_engine("ndimage.convolve", [3, 4, 5], [0.5], "same").tolist() == [1, 2, 2]


def test_without_a_mode_it_is_full_as_by_the_definition():
    assert apply_engine("np.convolve", [3, 4, 5], [2, 1, 0]).tolist() == [6, 11, 14, 5, 0]


@pytest.mark.parametrize("kind", [np.uint8, np.int8, np.int64])
def test_what_tensorflow_does_not_take_is_its_own_error(kind):
    with pytest.raises(tf.errors.InvalidArgumentError, match="is not in the list of allowed values"):
        apply_engine("tf.nn.conv1d", kind([1, 2, 3]), kind([1, 2]), "same")


def test_a_nan_beside_whole_weights_is_scipys_own_error():
    with pytest.raises(ValueError, match="cannot convert float NaN to integer"):
        apply_engine("signal.convolve", [1, nan, 2], [1, 2], "same")


@pytest.mark.parametrize(
    ("name", "x", "mode", "told"),
    [
        ("np.konvolve", [1], "full", "no engine 'np.konvolve'; there is np.convolve, np.correlate, signal."),
        ("n\u00fcmpy", [1], "full", r"no engine 'n\xfcmpy'; there is"),
        ("", [1], "full", "no engine ''; there is"),
        ("numpy", [1], "full", "'numpy'"),
        ("scipy", [1], "full", "'scipy'"),
        ("np.convolve", [[1]], "full", "it takes signals, not images"),
        ("signal.convolve2d", [1], "full", "it takes images, not signals"),
        ("ndimage.convolve", [1], "full", "it always gives as many numbers as the input has"),
    ],
)
def test_what_an_engine_cannot_do_is_told_in_one_line(name, x, mode, told):
    with pytest.raises(Unusable) as refused:
        apply_engine(name, x, x, mode)
    assert one_line(refused) and told in str(refused.value)


def test_the_turn_is_the_engines_own():
    with pytest.raises((Unusable, TypeError)):
        apply_engine("np.convolve", [3, 4, 5], [2, 1, 0], "full", flip=False)


@pytest.mark.parametrize(
    ("words", "axes", "expected"),
    [
        ((), 1, [name for name in ARRAYS if 1 in TAKES[name]]),
        ((), 2, [name for name in ARRAYS if 2 in TAKES[name]]),
        (["numpy"], 1, ["np.convolve", "np.correlate"]),
        (["numpy"], 2, ["np.convolve", "np.correlate"]),
        (["scipy"], 1, [*FFT, "ndimage.convolve", "ndimage.correlate"]),
        (["scipy"], 2, [name for name in ARRAYS if 2 in TAKES[name]]),
        (["tensorflow"], 1, ["tf.nn.conv1d"]),
        (["tensorflow"], 2, ["tf.nn.conv2d"]),
        (["scipy.signal.convolve2d"], 1, ["signal.convolve2d"]),
        (["numpy.convolve"], 1, ["np.convolve"]),
        (["tensorflow.nn.conv2d", "tf.nn.conv1d"], 2, ["tf.nn.conv2d", "tf.nn.conv1d"]),
        (["np.correlate", "numpy", "np.convolve"], 1, ["np.correlate", "np.convolve"]),
    ],
)
def test_engines_are_chosen_by_name(words, axes, expected):
    assert [engine.name for engine in chosen(words, axes)] == expected


@pytest.mark.parametrize("word", ["Numpy", "np", "convolve", "scipy.signal", "torch", "np.convolve "])
def test_an_unknown_engine_is_refused_with_the_names_there_are(word):
    with pytest.raises(Unusable) as refused:
        compare([1], [1], engines=["np.convolve", word])
    assert one_line(refused) and repr(word) in str(refused.value)
    assert all(name in str(refused.value) for name in (*ENGINES, "numpy", "scipy", "tensorflow"))


# ---- the passport


@pytest.fixture(scope="module")
def answers():
    return passport()


def test_the_passport_holds_what_is_known_of_the_engines(answers):
    assert list(answers) == list(TABLE)
    for name, row in answers.items():
        assert row == TABLE[name], name


def with_numbers(change):
    """A function as it was, but with its numbers changed."""

    def other(real):
        def function(x, h, *words, **options):
            found = real(x, h, *words, **options)
            value = change(np.asarray(found), x)
            return tf.constant(value) if tf.is_tensor(found) else value

        return function

    return other


def mirrored(real):
    """The odd zero on the other side."""
    return with_numbers(lambda found, _: np.flip(found))(
        lambda x, h, *rest, **more: real(np.flip(x), np.flip(h), *rest, **more)
    )


def in_whole_numbers(real):
    return with_numbers(lambda found, _: np.rint(found).astype(int))(
        lambda x, h, *rest, **more: real(x.astype(np.int32), h.astype(np.int32), *rest, **more)
    )


def as_for_stride_1(real):
    """TensorFlow's SAME with the stride taken afterwards."""

    def function(x, h, stride, padding):
        steps = np.broadcast_to(stride, x.ndim - 2)
        return real(x, h, 1, padding)[:, *(slice(None, None, step) for step in steps)]

    return function


def refusing(real):
    def function(x, h, *rest, **more):
        raise ValueError("the kernel is longer")

    return function


OPPOSITES = {
    "turns": lambda real: lambda x, h, *rest, **more: real(x, np.flip(h), *rest, **more),
    "k=2": mirrored,
    "k=4": mirrored,
    "longer": with_numbers(lambda found, _: np.resize(found, [{2: 4, 4: 2}.get(n, n) for n in found.shape])),
    "valid": refusing,
    "uint8": in_whole_numbers,
    "nan": with_numbers(lambda found, x: found + 0 * x.sum()),
    "stride": as_for_stride_1,
}
DIRECT = {("signal.fftconvolve", "nan"): lambda _: lambda x, h, mode: signal.convolve(x, h, mode, "direct")}
NOT_ASKED = [*product(("ndimage.convolve", "ndimage.correlate", "tf.nn.conv1d", "tf.nn.conv2d"), ["valid"])]
NOT_ASKED += product(ARRAYS, ["stride"])  # there is nothing to ask: no modes, not called, no stride


@pytest.mark.parametrize(
    ("name", "question"), [cell for cell in product(ENGINES, QUESTIONS) if cell not in NOT_ASKED]
)
def test_a_cell_follows_what_the_function_does(name, question, monkeypatch):
    change = DIRECT.get((name, question), OPPOSITES[question])
    behaves(monkeypatch, change(ENGINES[name].function))
    assert QUESTIONS[question](ENGINES[name]) != TABLE[name][question]


def test_the_readme_has_the_passport(answers):
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("| engine |"))
    rows = list(takewhile(lambda line: line.startswith("|"), lines[start:]))
    assert rows == markdown(answers).splitlines()


def starred(row):
    """A row's cells, with a star where they are not the first engine's."""
    first = TABLE["np.convolve"]
    return [cell + "*" * (cell != first[question]) for question, cell in row.items()]


def test_the_table_for_80_columns():
    head, *rows = (line.split() for line in written(TABLE, 80).splitlines())
    assert head == HEAD
    assert rows == [[name, *starred(row)] for name, row in TABLE.items()]


@pytest.mark.parametrize("width", [20, 40, 60, 70])
def test_the_table_is_folded_and_keeps_every_word(width):
    expected = [
        f"{name}: " + ", ".join(f"{question} {cell}" for question, cell in zip(row, starred(row)))
        for name, row in TABLE.items()
    ]
    assert written(TABLE, width).split() == " ".join(expected).split()


@pytest.mark.parametrize("width", [20, 60, 80, 200])
def test_the_command_keeps_to_the_width(width, answers, monkeypatch, capsys):
    monkeypatch.setattr(conventions, "passport", lambda: answers)
    monkeypatch.setenv("COLUMNS", str(width))
    assert conventions.main([]) == 0
    printed = capsys.readouterr().out
    assert printed.isascii()
    assert [line for line in printed.splitlines() if len(line) > width and " " in line.strip()] == []
    assert conventions.LEGEND.split() == printed.split()[-len(conventions.LEGEND.split()) :]


def test_the_command_prints_the_readmes_table(answers, monkeypatch, capsys):
    monkeypatch.setattr(conventions, "passport", lambda: answers)
    assert conventions.main(["--markdown"]) == 0
    assert capsys.readouterr().out == markdown(answers) + "\n"


def test_without_tensorflow(monkeypatch, capsys):
    monkeypatch.setattr(Engine, "installed", property(lambda engine: engine.library != "tensorflow"))
    monkeypatch.setenv("COLUMNS", "80")
    assert conventions.main([]) == 0
    assert "\nNot installed: tf.nn.conv1d, tf.nn.conv2d.\n" in capsys.readouterr().out
    assert list(passport()) == ARRAYS
    (verdict,) = compare([1], [1], engines=["tensorflow"])
    assert (verdict.agrees, verdict.why) == (None, "tensorflow is not installed")
    with pytest.raises(Unusable, match="^tensorflow is not installed$"):
        apply_engine("tf.nn.conv1d", [1.0], [1.0], "same")


# ---- nothing is imported before it is asked for

SCRIPT = """
import json, sys
def there(*names):
    return [name for name in names if name in sys.modules]
import course
found = [there("numpy", "scipy", "tensorflow", "matplotlib")]
import course.own_numbers.engines, course.own_numbers.trace, course.own_numbers.compare, course.own_numbers.conventions
found.append(there("scipy", "tensorflow", "matplotlib"))
code = course.own_numbers.trace.main(["--input", "3 4 5", "--kernel", "2 1 0", "--engine", "numpy"])
found.append(there("scipy", "tensorflow", "matplotlib"))
course.own_numbers.trace.main(["--input", "3 4 5", "--kernel", "2 1 0"])
found.append(there("scipy.signal", "scipy.ndimage", "tensorflow", "matplotlib"))
print(json.dumps([code, *found]))
"""


def test_imports_wait_until_they_are_asked_for():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "80"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    *printed, found = done.stdout.splitlines()
    assert json.loads(found) == [0, [], [], [], ["scipy.signal", "scipy.ndimage"]]
    assert '  np.convolve(x, h, "full")' in printed
