"""What explains given numbers: what people bring gets the one right explanation, and no name is ever false."""

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage
from scipy import signal as scipy_signal
from support.brought_numbers import (
    EVEN,
    FIVE,
    IMAGE,
    KERNEL,
    SIGNAL,
    SQUARE,
    WIDE,
    changed,
    conv,
    corr,
    windows,
)
from support.drawn_requests import few, made, named, names_are_true, quick, requests, wrong
from support.slow_cases import with_slow_cases
from support.strategies import fitting, orders

from course.diagnosis.evidence import FEWEST_MISTYPED, doubt
from course.diagnosis.explanation import explain
from course.diagnosis.given import Given
from course.mistakes.faulty_definition import alike
from course.own_numbers.request import request_of

# ---- what people have brought: each gets the one right explanation

DUMOULIN = [[2, 2, 3, 3, 3], [0, 1, 3, 0, 3], [2, 3, 0, 1, 3], [3, 3, 2, 1, 2], [3, 3, 0, 2, 3]]  # issue 17
BROUGHT = {
    "a correlation": (
        *(IMAGE, KERNEL, corr(IMAGE, KERNEL, "valid"), "--mode valid"),
        {
            "readings": [{"flip": False}],
            "libraries": ["signal.correlate", "signal.correlate2d", "tf.nn.conv2d"],
            "mistakes": [["no-flip"]],
        },
    ),
    "a correlation of a signal": (
        *(SIGNAL, FIVE, np.correlate(SIGNAL, FIVE, "full"), ""),
        {
            "readings": [{"flip": False}],
            "libraries": ["np.correlate", "signal.correlate", "tf.nn.conv1d"],
            "mistakes": [["no-flip"]],
        },
    ),
    "a correlation with stride and dilation": (
        *(SIGNAL, [2, 7, 1], np.correlate(SIGNAL, [2, 0, 7, 0, 1], "full")[::2], "--stride 2 --dilation 2"),
        {
            "readings": [{"flip": False}],
            "libraries": ["np.correlate", "signal.correlate", "tf.nn.conv1d"],
            "mistakes": [["no-flip"]],
        },
    ),
    "a convolution, where a correlation is asked": (
        *(IMAGE, KERNEL, conv(IMAGE, KERNEL, "valid"), "--mode VALID --no-flip"),
        {
            "readings": [{"flip": True}],
            "libraries": ["signal.convolve", "signal.fftconvolve", "signal.convolve2d"],
            "mistakes": [["no-flip"]],
        },
    ),
    "SAME at stride 2 from stride 1": (
        *(
            SIGNAL,
            [2, 7, 1],
            np.correlate(SIGNAL, [2, 7, 1], "same")[::2],
            "--mode SAME --stride 2 --no-flip",
        ),
        {
            "readings": [{"mode": "same"}],
            "libraries": ["np.correlate", "signal.correlate", "ndimage.correlate"],
            "mistakes": [["stride-subsample", "stride-pad-stride1"]],
        },
    ),
    "stride 1, cropped": (
        *(DUMOULIN, "2 0 1; 1 0 0; 0 1 1", "1 6 5; 7 10 9; 7 10 8", "--padding 1 --stride 2 --no-flip"),
        {"mistakes": [["stride-cropped"]]},
    ),
    "a centre of 1": (
        *(SIGNAL, FIVE, windows(SIGNAL, FIVE, 3, 1), "--mode same"),
        {"mistakes": [["centre-one"]]},
    ),
    "a centre of 1, from the other side": (
        *(SIGNAL, [2, 7, 1, 8, 3, 1, 4], windows(SIGNAL, [2, 7, 1, 8, 3, 1, 4], 1, 5), "--mode same"),
        {"mistakes": [["centre-one-window"]]},
    ),
    "a kernel in the wrong axis order": (
        *(IMAGE, KERNEL, conv(IMAGE, KERNEL.T), ""),
        {"mistakes": [["flip-and-transpose", "input-transposed-back"]]},
    ),
    "a square kernel in the wrong axis order": (
        *(IMAGE, SQUARE, conv(IMAGE, SQUARE.T, "same"), "--mode same"),
        {"mistakes": [["flip-and-transpose", "input-transposed-back"]]},
    ),
    "a number of a signal mistyped": (
        *(SIGNAL, FIVE, np.convolve(changed(SIGNAL, 4, 6), FIVE), ""),
        {"mistyped": [{"what": "input", "index": [4], "old": 5, "new": 6}]},
    ),
    "a number of an image mistyped": (
        *(IMAGE, SQUARE, conv(changed(IMAGE, (2, 3), 70), SQUARE, "same"), "--mode same"),
        {"mistyped": [{"what": "input", "index": [2, 3], "old": 7, "new": 70}]},
    ),
    "a weight mistyped": (
        *(IMAGE, SQUARE, conv(IMAGE, changed(SQUARE, (0, 2), -2), "same"), "--mode same"),
        {"mistyped": [{"what": "kernel", "index": [0, 2], "old": 2, "new": -2}]},
    ),
    "a decimal mistyped": (
        *("1.5 2 4 3", "1 3 1", np.convolve([1.25, 2, 4, 3], [1, 3, 1]), ""),
        {"mistyped": [{"what": "input", "index": [0], "old": "3/2", "new": "5/4"}]},
    ),
    "two rows of the image swapped": (
        *(IMAGE, SQUARE, conv(IMAGE[[0, 2, 1, 3]], SQUARE, "same"), "--mode same"),
        {"mistyped": [{"what": "input", "index": "rows", "old": 1, "new": 2}]},
    ),
    "two rows of the kernel swapped": (
        *(IMAGE, SQUARE, conv(IMAGE, SQUARE[[0, 2, 1]]), ""),
        {"mistyped": [{"what": "kernel", "index": "rows", "old": 1, "new": 2}]},
    ),
    "another mode": (
        *(SIGNAL, FIVE, np.convolve(SIGNAL, FIVE, "valid"), "--mode SAME"),
        {"readings": [{"mode": "valid"}], "mistakes": [["always-valid"]]},
    ),
    "SciPy's border": (
        *(IMAGE, WIDE, conv(IMAGE, WIDE, "same", "symm"), "--mode same"),
        {"readings": [{"border": "symmetric"}], "mistakes": [["boundary-symm"]]},
    ),
    "a correlation with another border": (
        *(IMAGE, SQUARE, ndimage.correlate(IMAGE, SQUARE, mode="mirror"), "--mode same"),
        {"readings": [{"flip": False, "border": "reflect"}]},
    ),
    "zeros, where another border is asked": (
        *(IMAGE, SQUARE, conv(IMAGE, SQUARE, "same"), "--mode same --border wrap"),
        {"readings": [{"border": "constant"}]},
    ),
    "signal.correlate2d's same": (
        *(IMAGE, EVEN, corr(IMAGE, EVEN, "same"), "--mode same"),
        {
            "readings": [{"flip": False, "mode": "SAME"}],
            "libraries": ["signal.correlate2d", "tf.nn.conv2d"],
        },
    ),
    "signal.correlate's same": (
        *(IMAGE, EVEN, scipy_signal.correlate(IMAGE, EVEN, "same"), "--mode same"),
        {
            "readings": [{"flip": False}],
            "libraries": ["signal.correlate", "ndimage.correlate"],
            "mistakes": [["no-flip"]],
        },
    ),
}


def names_of(found):
    """The names of the mistakes in what why --json says, those that stand together in one list."""
    return [[*mistake["names"], *mistake["also"]] for mistake in found["mistakes"]]


@pytest.mark.parametrize("x, h, got, options, expected", BROUGHT.values(), ids=list(BROUGHT))
def test_what_people_bring_gets_the_one_right_explanation(told, x, h, got, options, expected):
    found = told(x, h, got, *options.split())
    expected = {"readings": [], "libraries": [], "mistakes": [], "mistyped": [], "known": []} | expected
    assert {name: found[name] for name in expected} == expected | {"mistakes": found["mistakes"]}
    assert names_of(found) == expected["mistakes"] and found["explained"]


AFTER = np.pad(IMAGE, ((0, 1), (0, 1)))  # as TensorFlow pads for a kernel of 2x2
OTHER_SAMES = [
    (ndimage.convolve(IMAGE, EVEN, mode="constant"), "", ["ndimage.convolve"]),
    (conv(AFTER, EVEN, "valid"), "", ["ndimage.convolve"]),
    (corr(AFTER, EVEN, "valid"), "--no-flip", ["signal.correlate2d", "tf.nn.conv2d"]),
    (corr(IMAGE, EVEN, "same"), "--no-flip", ["signal.correlate2d", "tf.nn.conv2d"]),
]


@pytest.mark.parametrize("got, options, libraries", OTHER_SAMES)
def test_a_right_answer_under_another_librarys_same_is_right_there(told, got, options, libraries):
    """Mistakes that come to the same are named as well: which it was nobody can know."""
    found = told(IMAGE, EVEN, got, "--mode", "same", *options.split())
    assert (found["readings"], found["libraries"]) == ([{"mode": "SAME"}], libraries)
    assert any(names[0] == "same-wrong-side" for names in names_of(found))


def test_numpys_same_of_a_longer_kernel_is_right_there(told):
    """It is as long as the kernel: no mode of the definition, and nobody's mistake."""
    found = told(FIVE[:2], SIGNAL, np.convolve(FIVE[:2], SIGNAL, "same"), "--mode", "same")
    assert found["kind"] == "elsewhere" and "np.convolve" in found["libraries"]


def test_ndimage_as_it_is_called_first_is_right_there(told):
    """Without a mode it mirrors the image, and its odd zero goes after: both at once."""
    found = told(IMAGE, EVEN, ndimage.convolve(IMAGE, EVEN), "--mode", "same")
    assert {"mode": "SAME", "border": "symmetric"} in found["readings"]


def test_an_answer_of_a_library_is_never_called_unexplained(told):
    """SciPy gives these numbers, which is said; two changes at once make them, and too many for pairs."""
    x, h = np.arange(1764).reshape(42, 42) ** 2 % 101, np.arange(16).reshape(4, 4) ** 2 % 13
    found = told(x, h, corr(x, h, "same")[::3, ::3], "--mode", "same", "--stride", "3")
    assert "signal.correlate2d" in found["libraries"] and found["explained"]


# ---- a dozen mistakes as people make them, in plain NumPy


def as_loops(x, h, stop=0, first=0, assign=False, reset=True):
    """The full convolution in loops: a range too short, = where += is meant, or a total never set back."""
    y, total = [0] * (len(x) + len(h) - 1), 0
    for i in range(first, len(y) - stop):
        total = 0 if reset else total
        for a in range(len(h)):
            number = x[i - len(h) + 1 + a] if 0 <= i - len(h) + 1 + a < len(x) else 0
            total = number * h[::-1][a] + (0 if assign else total)
        y[i] = total
    return y


def read_from_the_end(x, h):
    """'same' in loops that only ask whether an index is too large: x[-1] is the last number."""
    y = [0] * len(x)
    for i, a in product(range(len(x)), range(len(h))):
        place = i - len(h) // 2 + a
        if place < len(x):
            y[i] += x[place] * h[::-1][a]
    return y


def in_place(x, h):
    """'same' with the results written into the signal that is still being read."""
    x, before = list(x), len(h) // 2
    for i in range(len(x)):
        padded = [0] * before + x + [0] * len(h)
        x[i] = np.dot(padded[i : i + len(h)], h[::-1])
    return x


def without_border(x, h):
    y, inside = np.zeros_like(x), np.convolve(x, h, "valid")
    y[len(h) // 2 : len(h) // 2 + len(inside)] = inside
    return y


LOOKED_UP = {  # the name: how the numbers come about, and the options with which they are asked about
    "no-flip": (lambda x, h: np.correlate(x, h, "full"), ""),
    "flip-rows-only": (lambda x, h: corr(x, h[::-1]), ""),
    "flip-cols-only": (lambda x, h: corr(x, np.fliplr(h), "valid"), "--mode valid"),
    "kernel-rot90": (lambda x, h: corr(x, np.rot90(h)), ""),
    "output-transposed": (lambda x, h: conv(x, h).T, ""),
    "skip-last": (lambda x, h: as_loops(x, h, stop=1), ""),
    "skip-first": (lambda x, h: as_loops(x, h, first=1), ""),
    "assign-not-add": (lambda x, h: as_loops(x, h, assign=True), ""),
    "acc-not-reset": (lambda x, h: as_loops(x, h, reset=False), ""),
    "neg-index-wrap": (read_from_the_end, "--mode same"),
    "border-zero": (without_border, "--mode same"),
    "same-crop-start": (lambda x, h: np.convolve(x, h)[: len(x)], "--mode same"),
    "boundary-wrap": (lambda x, h: ndimage.convolve(x, h, mode="wrap"), "--mode same"),
    "sum-times-sum": (lambda x, h: np.convolve(x, np.ones(len(h), int)) * sum(h), ""),
    "relu-output": (lambda x, h: np.maximum(np.convolve(x, h), 0), ""),
    "uint8-output": (lambda x, h: np.convolve(x, h).astype(np.uint8), ""),
    "aliasing": (in_place, "--mode same"),
    "bias-one": (lambda x, h: np.convolve(x, h) + 1, ""),
    "stride-holes": (
        lambda x, h: [n * (i % 2 == 0) for i, n in enumerate(np.convolve(x, h, "valid")[: len(x) // 2 - 1])],
        "--mode valid --stride 2",
    ),
    "stride-subsample-end": (lambda x, h: np.convolve(x, h)[1::2], "--stride 2"),
    "stride-of-input": (lambda x, h: np.convolve(x[::2], h), "--stride 2"),
    "dilation-ignored": (lambda x, h: np.convolve(x, h), "--dilation 2"),
}


PLANES = {"flip-rows-only", "flip-cols-only", "kernel-rot90", "output-transposed"}


@pytest.mark.parametrize("name", LOOKED_UP)
@pytest.mark.parametrize("seed", range(3))
def test_a_mistake_made_by_hand_is_named(told, name, seed):
    draw = np.random.default_rng([seed, *name.encode()])
    shapes = ((4, 6), (3, 2)) if name in PLANES else ((8,), (3,))
    x, h = (
        draw.integers(-20, 60, shapes[0]),
        draw.permutation(np.arange(1, 13))[: prod(shapes[1])].reshape(shapes[1]),
    )
    made_by_hand, options = LOOKED_UP[name]
    found = told(x, h, made_by_hand(x, h), *options.split())
    assert name in sum(names_of(found), [])


# ---- true, whatever is asked


@quick
@given(wrong())
def test_a_mistake_is_named_and_no_name_is_false(case):
    """Of numbers that tell too little it is listed, as what they could be."""
    request, name, values = case
    explanation = explain(request, Given(values))
    assert explanation.kind == ("could be" if doubt(request, explanation.given) else "mistake")
    assert name in named(explanation)
    names_are_true(explanation, values)


@quick
@given(requests(), st.data())
def test_a_right_answer_is_right_and_one_wrong_number_is_not(request, data):
    right = made([], request)
    assert explain(request, Given(right)).kind == "right"
    array = np.array(right, object)
    place = data.draw(st.integers(0, array.size - 1))
    array.flat[place] = array.flat[place] + data.draw(st.integers(1, 9))
    assert not Given(array.tolist()).fits(right)


# ---- what fits too few numbers is only what they could be


@pytest.mark.parametrize("size", [1, 2, 3])
def test_below_three_numbers_nothing_is_named_as_a_fact(size):
    x = SIGNAL[: size + 4]
    explanation = explain(request_of(x, FIVE, "valid"), Given(np.correlate(x, FIVE, "valid").tolist()))
    assert explanation.kind == ("mistake" if size == 3 else "could be")
    assert explanation.explained == (size == 3) == (explanation.comes_from is not None)
    assert "no-flip" in named(explanation) and {"flip": False} in [r.changes for r in explanation.readings]


def test_two_mistakes_are_a_fact_on_four_numbers_and_not_tried_on_two():
    for size, kind in ((2, "unknown"), (3, "could be"), (4, "mistake")):
        x = SIGNAL[: size + 4] - 4
        values = abs(np.correlate(x, FIVE, "valid")).tolist()
        explanation = explain(request_of(x, FIVE, "valid"), Given(values))
        assert explanation.kind == kind
        assert size == 2 or ("no-flip", "abs-output") in [cause.names for cause in explanation.causes]


def test_a_mistyped_number_is_a_fact_where_three_numbers_are_wrong_by_it():
    """The first number of a signal is in as many outputs as the kernel has weights."""
    for h, kind in (([2, 7], "could be"), ([2, 7, 1], "mistyped")):
        values = np.convolve(changed(SIGNAL, 0, 9), h)
        assert sum(values != np.convolve(SIGNAL, h)) == len(h)
        explanation = explain(request_of(SIGNAL, h), Given(values.tolist()))
        assert explanation.kind == kind and (len(h) >= FEWEST_MISTYPED) == explanation.explained
        assert [(change.index, change.new) for change in explanation.changes] == [((0,), 9)]


# ---- libraries that are said to give the numbers


CALLS = {
    "np.convolve": lambda x, h, mode: np.convolve(x, h, mode),
    "np.correlate": lambda x, h, mode: np.correlate(x, h, mode),
    "signal.convolve": lambda x, h, mode: scipy_signal.convolve(x, h, mode, "direct"),
    "signal.correlate": lambda x, h, mode: scipy_signal.correlate(x, h, mode, "direct"),
    "signal.fftconvolve": lambda x, h, mode: np.rint(scipy_signal.fftconvolve(x, h, mode)).astype(int),
    "signal.convolve2d": lambda x, h, mode: conv(x, h, mode),
    "signal.correlate2d": lambda x, h, mode: corr(x, h, mode),
    "ndimage.convolve": lambda x, h, mode: ndimage.convolve(x, h, mode="constant"),
    "ndimage.correlate": lambda x, h, mode: ndimage.correlate(x, h, mode="constant"),
}


@pytest.mark.parametrize("name", with_slow_cases(CALLS, every=3))
@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_a_librarys_own_numbers_are_never_unexplained(told, name, mode):
    """Where they differ from what is asked, the library is named."""
    line = name.startswith("np.")
    for h in (FIVE[:4], FIVE) if line else (KERNEL, EVEN, SQUARE):
        x = SIGNAL if line else IMAGE
        got = CALLS[name](x, h, mode)
        for ask in ("same", "valid", "full"):
            found = told(x, h, got, "--mode", ask, "--no-flip")
            assert found["explained"]
            if mode == ask and found["kind"] != "right":
                assert name in found["libraries"] or (name.startswith("ndimage") and mode != "same")


def test_libraries_that_are_named_do_give_the_numbers():
    named = set()

    @few
    @given(fitting(1) | fitting(2, 4), st.sampled_from(["full", "same", "valid"]), orders)
    def of_each(pair, mode, flip):
        x, h = pair
        request = request_of(x, h, mode, flip=flip)
        for other in (request.but(flip=not flip), request.but(flip=not flip, mode="SAME")):
            values = made([], other)
            if alike(values, request.output):
                continue
            for name in explain(request, Given(values)).libraries:
                if not name.startswith("tf."):
                    assert CALLS[name](x, h, mode).tolist() == values
                    named.add(name)

    of_each()
    assert {"np.correlate", "signal.correlate", "signal.correlate2d"} <= named
