"""The call of an engine means what its Plan says: the numbers of the definition, exactly, by its own convention."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage, signal
from support.engine_checks import ENGINES, INSTALLED, holds, requests
from support.strategies import laws

from course.convolution.sizes import BORDERS, MODES
from course.errors import Unusable
from course.own_numbers.engine_calls import all_sides, calls_in_words, engines_that_give, planned
from course.own_numbers.engine_runs import arrays_for, run_call
from course.own_numbers.request import Request, request_of


@pytest.mark.parametrize("axes", [1, 2])
@laws
@given(data=st.data())
def test_whole_numbers_exactly(axes, data):
    request = data.draw(requests(axes))
    for engine in INSTALLED.values():
        holds(engine, request)


@pytest.mark.parametrize("axes", [3, 4])
@settings(laws, max_examples=25)
@given(data=st.data())
def test_channels_exactly(axes, data):
    request = data.draw(requests(axes))
    for engine in INSTALLED.values():
        holds(engine, request)


@pytest.mark.parametrize(
    ("name", "n", "k"),
    [("ndimage.correlate", 2, 16), ("ndimage.correlate", 3, 24), ("ndimage.convolve", 2, 17)],
)
def test_ndimage_is_not_called_where_it_reads_outside_the_input(name, n, k):
    near, far = (Request([1] * n, [1] * size, "same", border="symmetric") for size in (k - 1, k))
    assert run_call(planned(ENGINES[name], near), *arrays_for(near, ENGINES[name])).tolist() == [k - 1] * n
    with pytest.raises(Unusable, match="it reads outside the input"):
        planned(ENGINES[name], far)


# ---- calls as they are written

WRITTEN = [  # worked out by hand, from the libraries' references
    ("np.convolve", ([3, 4, 5], [2, 1, 0]), {}, 'np.convolve(x, h, "full")'),
    ("np.convolve", ([3, 4, 5], [2, 1, 0]), {"mode": "same", "stride": 2}, 'np.convolve(x, h, "same")[::2]'),
    (
        "np.convolve",
        ([3, 4, 5], [2, 1, 0]),
        {"mode": "same", "border": "edge", "stride": 2},
        'np.convolve(np.pad(x, (1, 1), "edge"), h, "valid")[::2]',
    ),
    ("np.correlate", ([3, 4], [2]), {"padding": (0, 1)}, 'np.correlate(np.pad(x, (0, 1)), h, "valid")'),
    ("np.convolve", ([3, 4], [2, 1]), {"dilation": 2}, 'np.convolve(x, spread(h, 2), "full")'),
    (
        "signal.convolve2d",
        ([[1, 2], [3, 4]], [[1, 2]]),
        {"mode": "same", "border": "symmetric", "stride": (1, 2)},
        'signal.convolve2d(x, h, "same", boundary="symm")[::1, ::2]',
    ),
    ("ndimage.convolve", ([3, 4], [2, 1]), {"mode": "same"}, 'ndimage.convolve(x, h, mode="constant")'),
    (
        "ndimage.correlate",
        ([3, 4], [2, 1]),
        {"mode": "SAME", "border": "wrap"},
        'ndimage.correlate(x, h, mode="wrap")',
    ),
    (
        "tf.nn.conv1d",
        ([3, 4], [2, 1]),
        {"mode": "same", "dilation": 2},
        'tf.nn.conv1d(x[None, :, None], h[:, None, None], 1, "SAME", dilations=2)[0, :, 0]',
    ),
    (
        "tf.nn.conv2d",
        ([[1, 2], [3, 4]], [[1, 2]]),
        {"padding": ((0, 1), (2, 3)), "stride": 2},
        "tf.nn.conv2d(x[None, :, :, None], h[:, :, None, None], 2, [[0, 0], [0, 1], [2, 3], [0, 0]])[0, :, :, 0]",
    ),
    (
        "tf.nn.conv2d",
        ([[[1], [2]]], [[[[1]], [[1]]]]),
        {"mode": "same", "border": "edge"},
        'tf.nn.conv2d(np.pad(x, ((0, 0), (1, 0), (0, 0)), "edge")[None], h, 1, "VALID")[0]',
    ),
    (
        "signal.convolve",
        ([[[[1], [2]]]], [[[[1]]]]),
        {},
        'signal.convolve(x[b, :, :, c], h[:, :, c, o], "full"), added up over c',
    ),
]


@pytest.mark.parametrize(
    ("name", "arrays", "options", "call"), WRITTEN, ids=lambda part: part if isinstance(part, str) else ""
)
def test_a_call_is_written_as_a_reader_would(name, arrays, options, call):
    assert planned(ENGINES[name], request_of(*arrays, **options)).call == call


def test_the_swapped_arguments_of_a_longer_kernel():
    """NumPy's 'same' of 6 2 and 1 2 5 4 has four numbers: the kernel's full convolution without its last."""
    request = Request([6, 2], [1, 2, 5, 4], "same")
    plan = planned(ENGINES["np.convolve"], request)
    assert plan.swaps and plan.expected() == [6, 14, 34, 34]
    assert not planned(ENGINES["signal.convolve"], request).swaps
    assert planned(ENGINES["np.convolve"], request.but(stride=3)).expected() == [6, 34]
    # a correlation of 1 0 10 with 1 2, of which 'same' leaves out the last, comes out backwards: 10 20 1
    dilated = planned(ENGINES["np.correlate"], Request([1, 2], [1, 10], "same", dilation=2, flip=False))
    assert (
        dilated.swaps
        and dilated.expected() == run_call(dilated, np.array([1, 2]), np.array([1, 10])).tolist()
    )


def test_what_is_padded_along_all_axes():
    plan = planned(ENGINES["tf.nn.conv1d"], Request([1, 2], [1, 2], None, (0, 1), border="edge"))
    assert all_sides(plan) == plan.padded == [(0, 1)]
    batch = Request([[[[1], [2]]]], [[[[1]]]], None, 1, border="edge")
    assert all_sides(planned(ENGINES["tf.nn.conv2d"], batch)) == [(0, 0), (1, 1), (1, 1), (0, 0)]


# ---- which engines give some numbers


def test_the_engines_that_give_some_numbers_are_named():
    request = Request([3, 4, 5], [2, 1], "same")
    flips, flipped_after = [6, 11, 14], [11, 14, 5]
    wanted = {"np.convolve", "signal.convolve", "signal.fftconvolve"}
    assert set(engines_that_give(request, lambda values: values == flips)) == wanted
    assert engines_that_give(request, lambda values: values == flipped_after) == ["ndimage.convolve"]
    assert engines_that_give(request, lambda values: values == [10, 13, 10]) == ["tf.nn.conv1d"]
    assert engines_that_give(request, lambda values: False) == []


TOLD = {  # what is told of an engine: a call as it is typed
    'np.convolve(x, h, "same")': (("np.convolve", [3, 4, 5], [2, 1]), {"mode": "same"}),
    'ndimage.convolve(x, h, mode="constant")': (("ndimage.convolve", [3, 4, 5], [2, 1]), {"mode": "same"}),
    'ndimage.convolve(x, h, mode="reflect")': (
        ("ndimage.convolve", [3, 4, 5], [2, 1]),
        {"mode": "same", "border": "symmetric"},
    ),
    'np.convolve(np.pad(x, (1, 1)), h, "valid")': (("np.convolve", [3, 4, 5], [2, 1]), {"padding": 1}),
    "tf.nn.conv1d": (("tf.nn.conv1d", [3, 4, 5], [2, 1]), {"mode": "SAME"}),
    "tf.nn.conv1d of the padded x": (("tf.nn.conv1d", [3, 4, 5], [2, 1]), {"mode": "full"}),
    'signal.convolve(x, h, "full")[::2]': (
        ("signal.convolve", [3, 4, 5], [2, 1]),
        {"mode": "full", "stride": 2},
    ),
    'ndimage.correlate(x, h, mode="constant")[::2, ::2]': (
        *(("ndimage.correlate", [[1, 2]], [[1, 2]]), {"mode": "same", "stride": 2}),
    ),
}


@pytest.mark.parametrize(
    "told, arguments, options", [(told, *case) for told, case in TOLD.items()], ids=list(TOLD)
)
def test_arguments_without_which_a_call_gives_other_numbers_are_told(told, arguments, options):
    name, x, h = arguments
    assert planned(ENGINES[name], Request(x, h, **options)).told == told


@pytest.mark.parametrize(
    "x, h", [([3, 1, 4, 1, 5, 9], [2, 7, 1, 8]), ([[3, 1, 4], [1, 5, 9], [2, 6, 5]], [[2, 7], [1, 8]])]
)
def test_a_call_that_is_told_gives_the_numbers_as_it_is_typed(x, h):
    """Those of NumPy and SciPy, for every mode, border, stride and padding that they can be asked."""
    names = {"np": np, "signal": signal, "ndimage": ndimage, "x": np.array(x), "h": np.array(h)}
    typed = 0
    for mode, border, stride in product([*MODES, None], BORDERS, (1, 2)):
        for engine in ENGINES.values():
            padding = 1 if mode is None else None
            try:
                plan = planned(engine, Request(x, h, mode, padding=padding, stride=stride, border=border))
                expected = plan.expected()
            except ValueError:
                continue
            if engine.library != "tensorflow":
                assert np.allclose(eval(plan.told, names), expected), plan.told
                typed += 1
    assert typed > 100


def test_several_calls_are_listed():
    request = Request([3, 4, 5], [2, 1], "same")
    names = ["np.convolve", "signal.convolve", "tf.nn.conv1d"]
    assert (
        calls_in_words(names, request)
        == 'np.convolve(x, h, "same"), signal.convolve(x, h, "same") and tf.nn.conv1d'
    )
    dilated = calls_in_words(names, request.but(dilation=2))
    assert (
        dilated.startswith("np.convolve, signal.convolve and tf.nn.conv1d (") and "zeros between" in dilated
    )
    assert calls_in_words(["tf.nn.conv1d"], request.but(dilation=2)) == "tf.nn.conv1d"


def test_an_engine_that_cannot_be_asked_gives_nothing():
    request = Request([[1, 2]], [[1]], "full")
    names = engines_that_give(request, lambda values: True)
    assert names == [
        *(
            "signal.convolve",
            "signal.correlate",
            "signal.fftconvolve",
            "signal.convolve2d",
            "signal.correlate2d",
        ),
        "tf.nn.conv2d",
    ]
