"""What the libraries' references say of each engine, written down a second time, and requests to try them with."""

from fractions import Fraction
from importlib import import_module
from math import hypot, isnan, log2

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as drawn_arrays
from scipy import ndimage, signal
from support.strategies import integers, margins, orders, steps

from course.convolution.sizes import BORDERS, MODES
from course.errors import Unusable
from course.own_numbers.engine_calls import planned
from course.own_numbers.engine_runs import arrays_for, run_call, spread
from course.own_numbers.engines import ENGINES, Engine
from course.own_numbers.request import Request

SAMES = ("same", "SAME")
ARRAYS = [name for name in ENGINES if not name.startswith("tf.")]
FFT = ("signal.convolve", "signal.correlate", "signal.fftconvolve")  # or FFT if that is faster
INSTALLED = {name: engine for name, engine in ENGINES.items() if engine.installed}

TAKES = {  # name: the axes of what it slides along; from the references, as all tables here
    **dict.fromkeys(("np.convolve", "np.correlate", "tf.nn.conv1d"), (1,)),
    **dict.fromkeys(("signal.convolve2d", "signal.correlate2d", "tf.nn.conv2d"), (2,)),
    **dict.fromkeys((*FFT, "ndimage.convolve", "ndimage.correlate"), (1, 2)),
}
CONVOLVES = {"np.convolve", "signal.convolve", "signal.fftconvolve", "signal.convolve2d", "ndimage.convolve"}
AFTER = {"signal.correlate2d", "ndimage.convolve"}  # where the odd zero of their 'same' goes
BOUNDARIES = {"signal.convolve2d": ("constant", "wrap", "symmetric"), "ndimage.convolve": BORDERS}
BOUNDARIES |= {"signal.correlate2d": BOUNDARIES["signal.convolve2d"], "ndimage.correlate": BORDERS}

FACTS = """
engine             flips k=2    k=4    longer valid uint8  nan     stride
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


def runnable(engine, *others, name=None):
    """A case of a test that runs an engine, skipped where its library is not installed. name: its other arguments."""
    missing = pytest.mark.skipif(not engine.installed, reason=f"{engine.library} is not installed")
    words = [engine.name, *(others if name is None else [name])]
    return pytest.param(engine, *others, marks=missing, id="-".join(map(str, words)))


def each(*axes):
    """Every engine with every number of axes it takes among these, as arguments of a test."""
    pairs = [(engine, n) for engine in ENGINES.values() for n in axes if min(n, 2) in TAKES[engine.name]]
    return pytest.mark.parametrize(("engine", "axes"), [runnable(*pair) for pair in pairs])


def behaves(monkeypatch, function):
    """Give every engine this function."""
    monkeypatch.setattr(Engine, "function", property(lambda engine: function))


def one_short_line(text, most=120):
    return text.isascii() and text.isprintable() and 0 < len(text) <= most


# ---- by how much floats may differ: bound() of the course once more, from its source and in exact fractions

UNIT = Fraction(1, 2**53)  # by how much one operation on floats may be off, as a part of its result
UNIT_OF_FLOAT32 = Fraction(1, 2**24)


def relative_error(roundings, unit):
    """The most by which so many roundings, one after another, change a result, as a part of it.

    gamma(n) of lemma 3.1 in N. Higham, "Accuracy and Stability of Numerical Algorithms" (2002).
    """
    return roundings * unit / (1 - roundings * unit)


def allowed_difference(request, name, unit=UNIT):
    """By how much an engine's floats may differ from the definition's, a Fraction. name: the engine's.

    A sum of n products, in any order, is off by gamma(n) sum|h| max|x| at most, and by gamma(n + 2) if the factors
    have been rounded as well. The engine's numbers are one such sum, the definition's are another. The error of an
    FFT grows with log2 of its size and with the norms: 4 roundings for each doubling are allowed for it.
    Source: Higham, sections 3.1 and 24.1.
    """
    x = [abs(value) for value in numbers_in(request.x) if not isnan(value)]
    h = [abs(value) for value in numbers_in(request.h) if not isnan(value)]
    filters = len(request.h[0][0][0]) if request.axes > 2 else 1
    weights = len(numbers_in(request.h)) // filters
    of_one_sum = relative_error(weights + 2, unit) * sum(map(Fraction, h)) * Fraction(max(x))
    if name not in FFT:
        return 2 * of_one_sum
    doublings = log2(len(numbers_in(request.x)) + len(numbers_in(request.h)))
    return 2 * of_one_sum + 4 * unit * Fraction(doublings * hypot(*x) * hypot(*h))


def numbers_in(values):
    """The numbers in nested lists, one after another."""
    if not isinstance(values, list):
        return [values]
    return [number for value in values for number in numbers_in(value)]


def difference(got, expected):
    """The largest difference of an array and exact nested lists, exactly."""
    pairs = zip(got.ravel().tolist(), np.array(expected, object).ravel(), strict=True)
    return max((abs(Fraction(ours) - theirs) for ours, theirs in pairs if ours != theirs), default=0)


# ---- whether an engine does what its call means


def typed(call, x, h):
    """What a shown call gives when it is typed in."""
    names = {"np": np, "signal": signal, "ndimage": ndimage, "spread": spread}
    if call.startswith("tf."):
        names["tf"] = import_module("tensorflow")
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
    x, h = arrays_for(request, engine)
    try:
        expected = np.array(plan.expected(), object)
    except ValueError:  # neither holds the other: SciPy refuses, fftconvolve not where a side is 1
        assert request.mode == "valid" and not has_windows(request)
        if engine.name != "signal.fftconvolve":
            with pytest.raises(ValueError):
                run_call(plan, x, h)
        return
    got = run_call(plan, x, h)
    assert np.array_equal(typed(plan.call, x, h), got, equal_nan=True)
    assert got.shape == expected.shape
    if engine.name == "signal.fftconvolve":
        assert difference(got, expected) <= allowed_difference(request, engine.name)
        got = np.rint(got).astype(int)
    assert got.tolist() == expected.tolist()
