"""Engines run on arrays as they are: their numbers, their types, and what they cannot do."""

import re
from fractions import Fraction
from math import nan

import numpy as np
import pytest
from scipy import signal
from support.engine_checks import ENGINES, allowed_difference, behaves, one_short_line, runnable

from course.errors import Unusable
from course.own_numbers.compare import compare
from course.own_numbers.engine_calls import planned
from course.own_numbers.engine_runs import agrees_with, apply_engine, arrays_for, run_call, spread
from course.own_numbers.engines import ENGINES as ALL_ENGINES
from course.own_numbers.engines import Engine, chosen_engines
from course.own_numbers.request import Request


@pytest.mark.parametrize("size", [(64, 9), (200, 31)])
@pytest.mark.parametrize("name", ["signal.convolve", "signal.correlate"])
def test_whole_numbers_exactly_also_through_an_fft(name, size):
    rng = np.random.default_rng(0)
    x, h = (rng.integers(-999, 999, (n, n)) for n in size)
    theirs = signal.convolve(x, h, "same", "direct" if size[0] < 99 else "fft")
    got = apply_engine(name, x, h if name == "signal.convolve" else np.flip(h), "same")
    assert got.dtype == np.int64 and np.array_equal(got, theirs)


# ---- numbers that agree, and types in which no sum overflows


@pytest.mark.parametrize(
    "name", ["np.convolve", "signal.convolve2d", "signal.convolve", "signal.fftconvolve"]
)
@pytest.mark.parametrize("times", [0.5, -0.5, 2, -2, 10, 100])
def test_an_engine_agrees_up_to_the_bound_and_no_further(name, times, monkeypatch):
    x, h = [[0.1, -0.7, 0.3], [0.9, 0.2, -0.4]], [[0.5, -1.1], [0.3, 0.7]]
    request = Request(x, h, "full") if name == "signal.convolve2d" else Request(x[0], h[0], "full")
    output = np.array(request.output)
    output[..., 1] += times * float(allowed_difference(request, name))
    behaves(monkeypatch, lambda x, h, mode: output)
    (verdict,) = compare(request.x, request.h, "full", engines=[name])
    assert verdict.agrees is (abs(times) < 1)


def test_floats_that_are_wrong_in_the_ninth_digit_differ():
    request = Request([0.1, 0.2, 0.4], [1.5, 2.5], "full")
    for engine in (ENGINES["np.convolve"], ENGINES["signal.fftconvolve"]):
        right = np.convolve(request.x, request.h)
        assert agrees_with(right, request.output, request, engine)
        assert not agrees_with(right + [0, 0, 1e-9, 0], request.output, request, engine)


def test_whole_numbers_that_are_wrong_by_one_differ():
    request, engine = Request([2**60], [1], "full"), ENGINES["np.convolve"]
    assert agrees_with(np.array([2**60]), request.output, request, engine)
    assert not agrees_with(np.array([2**60 + 1]), request.output, request, engine)


@pytest.mark.parametrize(
    ("engine", "x", "h", "kind"),
    [
        runnable(ENGINES[name], *case)
        for name, *case in (
            ("tf.nn.conv1d", [2**30 - 1], [2], np.int32),
            ("tf.nn.conv1d", [2**30, 2**30], [1, 1], np.float64),
            ("tf.nn.conv1d", [2**20, 5], [-(2**11), 3], np.float64),
            ("np.correlate", [2**62 - 1], [2], np.int64),
            ("np.correlate", [2**62, 2**62], [1, 1], np.float64),
            ("np.correlate", [3 * 10**14], [-(10**15)], np.float64),
        )
    ],
)
def test_sums_too_large_for_whole_numbers_are_floats_and_agree(engine, x, h, kind):
    assert [array.dtype for array in arrays_for(Request(x, h, "full"), engine)] == [kind, kind]
    (verdict,) = compare(x, h, flip=False, engines=[engine.name])
    assert verdict.agrees and verdict.value.dtype == kind


# ---- engines that are not called


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
    tf = pytest.importorskip("tensorflow")
    called = []
    for function in ("conv1d", "conv2d"):
        monkeypatch.setattr(tf.nn, function, lambda *given_, **options: called.append(given_))
    options = {key: value for key, value in request_.options.items() if key != "flip"}
    with pytest.raises(Unusable) as refused:
        apply_engine(name, request_.x, request_.h, **options)
    assert one_short_line(str(refused.value), 200) and not called
    with pytest.raises(AttributeError, match="numpy"):  # had a window fitted: append() gives no tensor
        apply_engine(name, request_.x, request_.h, "same")
    assert len(called) == 1


# ---- apply_engine


@pytest.mark.parametrize(
    ("engine", "x", "h", "expected", "kind"),
    [
        runnable(ENGINES[name], *case)
        for name, *case in (
            ("np.convolve", np.uint8([200, 100]), np.uint8([1, 1]), [200, 44, 100], np.uint8),
            ("np.convolve", np.uint8([200, 100]), [1, 1], [200, 300, 100], np.int64),
            ("signal.convolve", np.uint8([200, 100]), np.uint8([1, 1]), [200, 44, 100], np.uint8),
            ("signal.fftconvolve", np.uint8([200, 100]), np.uint8([1, 1]), [200, 300, 100], np.float64),
            ("signal.convolve2d", np.uint8([[200, 100]]), np.uint8([[1, 1]]), [[200, 44, 100]], np.uint8),
            ("np.correlate", [3, 4, 5], [2, 1, 0], [0, 3, 10, 13, 10], np.int64),
            ("tf.nn.conv1d", np.float32([3, 4, 5]), np.float32([2, 1, 0]), [0, 3, 10, 13, 10], np.float32),
        )
    ],
)
def test_arrays_are_taken_as_they_are(engine, x, h, expected, kind):
    got = apply_engine(engine.name, x, h, "full")
    assert np.rint(got).tolist() == expected and got.dtype == kind


def test_ndimage_keeps_the_inputs_type():
    got = apply_engine("ndimage.convolve", np.uint8([200, 100]), np.int64([1, 1]), "same")
    assert got.tolist() == [44, 100]
    assert apply_engine("ndimage.convolve", [3, 4, 5], [0.5], "same").tolist() == [1, 2, 2]


def test_without_a_mode_it_is_full_as_by_the_definition():
    assert apply_engine("np.convolve", [3, 4, 5], [2, 1, 0]).tolist() == [6, 11, 14, 5, 0]


@pytest.mark.parametrize("kind", [np.uint8, np.int8, np.int64])
def test_what_tensorflow_does_not_take_is_its_own_error(kind):
    tf = pytest.importorskip("tensorflow")
    with pytest.raises(tf.errors.InvalidArgumentError, match="is not in the list of allowed values"):
        apply_engine("tf.nn.conv1d", kind([1, 2, 3]), kind([1, 2]), "same")


def test_a_nan_beside_whole_weights_is_scipys_own_error():
    with pytest.raises(ValueError, match="cannot convert float NaN to integer"):
        apply_engine("signal.convolve", [1, nan, 2], [1, 2], "same")


@pytest.mark.parametrize(
    ("name", "x", "mode", "told"),
    [
        ("np.konvolve", [1], "full", "'np.konvolve'"),
        ("n\u00fcmpy", [1], "full", r"'n\xfcmpy'"),
        ("", [1], "full", "''"),
        ("numpy", [1], "full", "'numpy'"),
        ("scipy", [1], "full", "'scipy'"),
        ("np.convolve", [[1]], "full", "signals"),
        ("signal.convolve2d", [1], "full", "images"),
        ("ndimage.convolve", [1], "full", "as many numbers as the input"),
    ],
)
def test_what_an_engine_cannot_do_is_told_in_one_line(name, x, mode, told):
    with pytest.raises(Unusable) as refused:
        apply_engine(name, x, x, mode)
    assert one_short_line(str(refused.value), 300) and told in str(refused.value)


def test_the_flip_is_the_engines_own():
    with pytest.raises(Unusable, match="flips the kernel or not by itself: leave flip out"):
        apply_engine("np.convolve", [3, 4, 5], [2, 1, 0], "full", flip=False)


def test_an_engine_that_is_not_installed_is_refused(monkeypatch):
    monkeypatch.setattr(Engine, "installed", property(lambda engine: engine.library != "tensorflow"))
    with pytest.raises(Unusable, match="tensorflow"):
        apply_engine("tf.nn.conv1d", [1.0], [1.0], "same")


@pytest.mark.parametrize(
    ("kernel", "dilation", "wide"),
    [
        ([1, 2, 3], 2, [1, 0, 2, 0, 3]),
        ([7], 9, [7]),
        ([[1, 2], [3, 4]], 1, [[1, 2], [3, 4]]),
        ([[1, 2], [3, 4]], (1, 2), [[1, 0, 2], [3, 0, 4]]),
        ([[1, 2], [3, 4]], (3, 1), [[1, 2], [0, 0], [0, 0], [3, 4]]),
    ],
)
def test_spread(kernel, dilation, wide):
    assert spread(kernel, dilation).tolist() == wide
    assert spread(np.array(kernel, np.float32), dilation).dtype == np.float32


@pytest.mark.parametrize("options", [
    {"mode": "Full"}, {"mode": 5}, {"border": []}, {"stride": 0}, {"stride": 1.5}, {"dilation": None}, {"padding": "1"},
    {"stride": (1, 1)}, {"mode": "same", "padding": 1},
])  # fmt: skip
def test_options_that_no_engine_has_are_refused(options):
    with pytest.raises(ValueError) as refused:
        apply_engine("np.convolve", [3, 4, 5], [2, 1], **options)
    assert re.fullmatch("[ -~]{20,200}", str(refused.value))


def test_numbers_that_an_engine_has_no_floats_for_are_refused():
    with pytest.raises(Unusable, match="1.8e308"):
        apply_engine("np.convolve", [10**400, 1.5], [2, 1])


@pytest.mark.parametrize("dilation", [None, "x", 0, 1.5, True, [None], np.nan, {}])
def test_the_dilation_of_spread_is_a_whole_number(dilation):
    with pytest.raises(ValueError, match="dilation must be a whole number"):
        spread([2, 1], dilation)


@pytest.mark.parametrize("fill", [5, Fraction(-5, 2), 2**62])
@pytest.mark.parametrize("mode", ["full", "same", "SAME"])
@pytest.mark.parametrize("axes", [1, 2])
def test_a_number_beyond_the_edge_is_in_every_call(axes, mode, fill):
    """A kernel of odd size, so that all have the same zeros: np.pad and a correlation in floats are the authority."""
    shape, window = ((7,), (3,)) if axes == 1 else ((4, 6), (3, 5))
    draw = np.random.default_rng(axes)
    x, h = draw.integers(-9, 9, shape), draw.integers(-9, 9, window)
    sides = [(k - 1) // (1 if mode == "full" else 2) for k in window]
    padded = np.pad(x.astype(float), [(side, side) for side in sides], constant_values=float(fill))
    asked = 0
    for engine in chosen_engines((), axes):
        if mode == "full" and not engine.modes:
            continue
        kernel = np.flip(h) if engine.flips else h
        right = signal.correlate(padded, kernel, "valid", "direct")
        request = Request(x.tolist(), h.tolist(), mode, fill=fill, flip=engine.flips)
        given = run_call(planned(engine, request), *arrays_for(request, engine))
        assert np.allclose(given, right, rtol=1e-12, atol=np.abs(right).max() * 1e-12)
        asked += 1
    assert asked >= 3


@pytest.mark.parametrize("name, call", [
    ("np.convolve", 'np.convolve(np.pad(x, (1, 1), constant_values=5), h, "valid")'),
    ("ndimage.convolve", 'ndimage.convolve(x, h, mode="constant", cval=5)'),
    ("tf.nn.conv1d", 'tf.nn.conv1d(np.pad(x, (1, 1), constant_values=5)[None, :, None], h[:, None, None], 1, "VALID")'
     "[0, :, 0]"),
])  # fmt: skip
def test_the_call_with_a_number_beyond_the_edge(name, call):
    request = Request([1, 2, 3], [1, 2, 1], "same", fill=5)
    assert planned(ALL_ENGINES[name], request).call == call
    plan = planned(ALL_ENGINES["signal.convolve2d"], Request([[1, 2]], [[1, 2]], "same", fill=Fraction(5, 2)))
    assert plan.call == 'signal.convolve2d(x, h, "same", fillvalue=5/2)'
    assert apply_engine("np.convolve", [1, 2, 3], [1, 2, 1], "same", border="constant=5").tolist() == [
        9,
        8,
        13,
    ]
