"""By how much floats may differ: enough for every engine and every size, and no more."""

from fractions import Fraction
from functools import cache
from itertools import product
from math import inf, nan

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.engine_checks import (
    CONVOLVES,
    ENGINES,
    FFT,
    INSTALLED,
    TAKES,
    UNIT_OF_FLOAT32,
    allowed_difference,
    difference,
    each,
    has,
    has_windows,
    requests,
    runnable,
)
from support.slow_cases import with_slow_cases
from support.strategies import floats, fractions, integers, laws

from course.own_numbers.compare import compare
from course.own_numbers.engine_calls import planned
from course.own_numbers.engine_runs import agrees_with, apply_engine, arrays_for, run_call
from course.own_numbers.request import Request
from course.own_numbers.rounding import bound, float32_slack, nearest_float

# without the tiny ones: some engines lose those, see below
ordinary = floats.map(lambda value: value if abs(value) > 1e-9 else 0.0)


def exact(values):
    """Nested lists of floats as the Fractions that they are."""
    return [exact(value) for value in values] if isinstance(values, list) else Fraction(values)


def check_bounds(request):
    """bound() of every engine, and float32_slack(), are what is allowed by their source."""
    for engine in ENGINES.values():
        allowed = float(allowed_difference(request, engine.name))
        assert bound(request, engine) == pytest.approx(allowed, rel=1e-9, abs=0), engine.name
    allowed = float(allowed_difference(request, "np.convolve", UNIT_OF_FLOAT32))
    assert float32_slack(request) == pytest.approx(allowed, rel=1e-4, abs=0)


@pytest.mark.parametrize("axes", [1, 2, 3, 4])
@settings(laws, max_examples=15)
@given(data=st.data())
def test_the_bound_is_what_its_source_says(axes, data):
    check_bounds(data.draw(requests(axes, data.draw(st.sampled_from([integers, ordinary, fractions])))))


def test_a_nan_counts_for_nothing_in_the_bound():
    check_bounds(Request([1.5, nan, -3.0], [0.5, nan, 2.0], "full"))


@each(1, 2)
@settings(laws, max_examples=15)
@given(data=st.data())
def test_floats_and_fractions_within_the_bound(engine, axes, data):
    request = data.draw(requests(axes, data.draw(st.sampled_from([ordinary, fractions]))))
    assume(has(engine, request) and has_windows(request))
    plan = planned(engine, request)
    got = run_call(plan, *arrays_for(request, engine))
    assert agrees_with(got, plan.expected(), request, engine)
    expected = planned(engine, request.but(x=exact(request.x), h=exact(request.h))).expected()
    share = 1 if engine.name in FFT else Fraction(1, 2)  # the other half is for the definition's rounding
    assert difference(got, expected) <= share * allowed_difference(request, engine.name)


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
SIZES = (1, 2, 7, 30, 200)


@cache
def exact_results(kind, other):
    """Inputs and kernels of these MAGNITUDES and all SIZES, each with its exact convolution and correlation."""
    rng = np.random.default_rng(0)
    results = []
    for n, k in product(SIZES, SIZES):
        x, h = MAGNITUDES[kind](rng, n), MAGNITUDES[other](rng, k)
        signal, kernel = np.array(x, object), np.array(h, object)
        results.append((x, h, np.convolve(signal, kernel), np.convolve(signal, kernel[::-1])))
    return results


WITH_MODES = [engine for name, engine in ENGINES.items() if 1 in TAKES[name] and "ndimage" not in name]


@pytest.mark.parametrize("engine", [runnable(engine) for engine in WITH_MODES])
@pytest.mark.parametrize(("kind", "other"), with_slow_cases(product(MAGNITUDES, repeat=2), every=4))
def test_no_size_or_magnitude_breaks_the_bound_nor_is_it_loose(engine, kind, other):
    for x, h, convolved, correlated in exact_results(kind, other):
        n, k = len(x), len(h)
        expected = convolved if engine.name in CONVOLVES else correlated
        got = apply_engine(engine.name, np.array(x, float), np.array(h, float), "full")
        allowed = allowed_difference(Request(x, h, "full"), engine.name)
        assert difference(got, expected) <= allowed <= 1e-12 * sum(map(abs, h)) * max(map(abs, x)), (n, k)


@pytest.mark.parametrize("number", [0.1, 0.7, Fraction(1, 10), Fraction(7, 10)], ids=str)
@pytest.mark.parametrize("shape", [(200,), (20, 20), (50, 50), (100, 100), (10, 10, 9)], ids=str)
def test_long_sums_of_one_number_agree(shape, number):
    x = np.full(shape, number, object if isinstance(number, Fraction) else float)
    h = np.ones(shape if len(shape) < 3 else (*shape, 1), int)
    found = [v for v in compare(x, h, "valid", engines=list(INSTALLED)) if v.agrees is not None]
    assert len(found) >= 4 and all(verdict.agrees for verdict in found), found


@pytest.mark.parametrize(
    ("x", "h", "units"),
    [
        ([3, -4], [1, 2], (2 + 2) * 3 * 4),
        ([[3, -4]], [[1], [2]], (2 + 2) * 3 * 4),
        ([[[1, 2]]], [[[[1, 5], [2, 5]]]], (2 + 2) * 13 * 2),  # two filters of two weights each
        ([float("nan"), 2], [1, float("nan")], (2 + 2) * 1 * 2),
    ],
)
def test_the_slack_of_float32_worked_by_hand(x, h, units):
    """(weights + 2) sum|h| max|x|, times 2**-23 for float32 and 2**-52 for float64."""
    request = Request(x, h, "full")
    assert float32_slack(request) == units * 2.0**-23
    assert bound(request, ENGINES["np.convolve"]) == units * 2.0**-52


def test_an_infinity_counts_as_the_largest_float():
    largest = np.finfo(float).max
    assert float32_slack(Request([float("inf")], [1], "full")) == 3 * 2.0**-23 * largest


def test_the_nearest_float():
    for value in (3, -2.5, Fraction(1, 3), inf):
        assert nearest_float(value) == float(value)
    for beyond in (10**400, Fraction(10**400, 3)):
        assert nearest_float(beyond) == inf and nearest_float(-beyond) == -inf
    request = Request([10**400, 1], [1, -(10**400)], "full")
    assert bound(request, ENGINES["np.convolve"]) > 1e300 and float32_slack(request) > 1e300


def test_an_engine_gives_infinity_for_a_sum_beyond_all_floats():
    for power in (200, 400):
        request = Request([10**power], [10**200], "full")
        assert agrees_with(np.array([inf]), request.convolved(), request, ENGINES["np.convolve"])
        assert not agrees_with(np.array([-inf]), request.convolved(), request, ENGINES["np.convolve"])


FLOATS = ("float16", "float32", "float64", None)  # None is a list


@pytest.mark.parametrize("of_kernel", FLOATS)
@pytest.mark.parametrize("of_input", FLOATS)
@pytest.mark.parametrize("engine", [runnable(engine) for engine in ENGINES.values()])
def test_rounding_of_every_dtype_is_no_difference(engine, of_input, of_kernel):
    """Numbers of several sizes, so that each engine is either right or differs by a convention of its own."""
    draw = np.random.default_rng(3)
    axes = min(engine.axes)
    for scale in (1, 1e-4, 30):
        x = scale * draw.uniform(-1, 1, (9, 7)[:axes])
        h = draw.uniform(-1, 1, (3, 3)[:axes])
        x = x.tolist() if of_input is None else x.astype(of_input)
        h = h.tolist() if of_kernel is None else h.astype(of_kernel)
        for flip in (True, False):
            (verdict,) = compare(x, h, "same", flip=flip, engines=[engine.name])
            assert verdict.agrees is (engine.flips == flip), (verdict, scale)
            assert not verdict.is_unexplained


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_an_fft_rounds_as_its_input_although_its_result_has_more_digits(dtype):
    x = np.array([[3, 1, 4, 1, 5, 9, 2, 6]], dtype)
    for verdict in compare(x, [0.25, 0.5, 0.25], "same"):
        assert verdict.agrees, verdict
    (verdict,) = compare(x, [0.25, 0.5, 0.25], "same", engines=["signal.fftconvolve"])
    request = Request([x[0].tolist()], [[0.25, 0.5, 0.25]], "same", dtypes=(dtype, None))
    right, off = np.array(request.output, float), np.array(request.output, float)
    off[0, 3] += 1e-4 if dtype == "float32" else 0.1
    assert agrees_with(right, request.output, request, ENGINES["signal.fftconvolve"])
    assert not agrees_with(off, request.output, request, ENGINES["signal.fftconvolve"])
    off[0, 3] = right[0, 3] + 1e-7  # what works in the result's own dtype rounds to that
    assert not agrees_with(off, request.output, request, ENGINES["signal.convolve2d"])
    off[0, 3] = right[0, 3] + 1e-7  # and so does everything on lists
    lists = request.but(dtypes=(None, None))
    assert not agrees_with(off, request.output, lists, ENGINES["signal.fftconvolve"])


def test_what_the_smallest_floats_lose_is_no_difference():
    """The smallest float16 is 2**-24: a product of 2**-25 is 0 there, or 2**-24."""
    x, h = np.float16([2**-13, 2**-13]), np.float16([2**-12])
    for verdict in compare(x, h, "same", engines=["np.convolve", "signal.convolve"]):
        assert verdict.agrees and verdict.value.tolist() != [2**-25, 2**-25], verdict
    request = Request(x.tolist(), h.tolist(), "same", dtypes=("float16", "float16"))
    assert not agrees_with(np.float16([2**-20, 0]), request.output, request, ENGINES["np.convolve"])
