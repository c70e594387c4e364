"""What a reader imports from course by name."""

import inspect
import json
import math
import re
import subprocess
import sys
from fractions import Fraction
from itertools import combinations, islice

import numpy as np
import pytest
from support.files import ROOT
from support.odd_values import LARGE, ODD_VALUES
from support.slow_cases import with_slow_cases

import course
from course.diagnosis import request_causes


@pytest.mark.parametrize("name", course.__all__)
def test_every_name_is_there_and_explained(name):
    thing = getattr(course, name)
    assert inspect.getdoc(thing) and name in dir(course)
    if callable(thing):
        assert thing.__module__.startswith("course."), "the docstring is its own"


def test_no_name_hides_a_module():
    files = {path.stem for path in (ROOT / "course").glob("*.py")}
    assert not files & set(course.__all__)
    with pytest.raises(AttributeError, match="course has no 'nonsense'; it has"):
        course.nonsense  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'convolve' from 'course'"):
        from course import convolve  # noqa: F401


LIGHT = """
import sys
import course
assert "numpy" not in sys.modules
from course import work_out, named
str(work_out([1, 2, 3], named("box").rows[0])), work_out([[1, 2]], [[1]])._repr_html_()
import course.own_numbers.trace
course.own_numbers.trace.main(["--input", "3 4 5", "--kernel", "2 1 0", "--at", "1"])
assert not {"numpy", "scipy", "tensorflow"} & sys.modules.keys()
"""


def test_nothing_is_imported_before_it_is_asked_for():
    subprocess.run(
        [sys.executable, "-W", "error", "-c", LIGHT], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )


# ---- whatever it is given, a function has an answer or refuses in one line


def convolution(signal, kernel, mode):
    return np.convolve(signal, kernel, mode)


SIGNAL, KERNEL, IMAGE = [3, 4, 5], [2, 1], [[1, 2], [3, 4]]
STEPS = {"stride": 1, "dilation": 1}
OPTIONS = {"mode": None, "padding": None, **STEPS, "border": "constant", "flip": True}
WITHOUT_FLIP = {name: value for name, value in OPTIONS.items() if name != "flip"}
CALLS = {  # a public function, what sets this call apart: arguments that it has an answer for
    ("convolve1d", ""): {"signal": SIGNAL, "kernel": KERNEL, **OPTIONS, "fill": 0},
    ("convolve2d", ""): {"image": IMAGE, "kernel": IMAGE, **OPTIONS, "fill": 0},
    ("convolve_channels", ""): {
        "images": [[[1], [2]]],
        "filters": [[[[1]]]],
        "lines": False,
        **OPTIONS,
        "fill": 0,
    },
    ("output_size", ""): {"n": 5, "k": 3, "padding": 0, **STEPS},
    ("pads", ""): {"n": 5, "k": 3, "mode": "same", **STEPS},
    ("work_out", "1-D"): {"x": SIGNAL, "h": KERNEL, **OPTIONS, "decimal": False},
    ("work_out", "2-D"): {"x": IMAGE, "h": IMAGE, **OPTIONS, "decimal": False},
    ("compare", "1-D"): {"x": SIGNAL, "h": KERNEL, **OPTIONS, "engines": ["np.convolve"]},
    ("compare", "2-D"): {"x": IMAGE, "h": IMAGE, **OPTIONS, "engines": ["signal.convolve2d"]},
    ("why", "right"): {"x": SIGNAL, "h": KERNEL, "got": [6, 11, 14, 5], "flip": True},
    ("why", "wrong"): {"x": SIGNAL, "h": [1], "got": [3, 4, 9], "flip": False},
    ("why", "floats"): {"x": [1.5, 2.5], "h": [1, 0.5], "got": [1.0, 2.0, 3.0], "mode": "full"},
    ("diagnose", "as it is"): {
        "f": convolution,
        "kind": "1-D",
        "mode": "full",
        "flip": True,
        "border": "zeros",
        "kernels": "odd",
        "call": lambda f, x, h, options: f(x, h, options["mode"]),
    },
    ("diagnose", "in modes"): {"f": convolution, "kind": "1-D", "modes": ["full"]},
    ("apply_engine", "1-D"): {"name": "np.convolve", "x": SIGNAL, "h": KERNEL, **WITHOUT_FLIP},
    ("apply_engine", "2-D"): {"name": "signal.convolve2d", "x": IMAGE, "h": IMAGE, **WITHOUT_FLIP},
    ("spread", ""): {"kernel": KERNEL, "dilation": 1},
    ("gaussian", ""): {"size": 3, "sigma": None},
    ("named", ""): {"name": "box"},
    ("passport", ""): {},
}
ARGUMENTS = [(*call, argument) for call, arguments in CALLS.items() for argument in arguments]
FOR_LESSONS = {"begin", "ask", "answer", "save", "end", "quiet"}  # which a lesson calls, and nobody else
DEFINITIONS = ("convolve1d", "convolve2d", "convolve_channels")


def test_every_public_function_is_called():
    functions = {name for name in course.__all__ if callable(getattr(course, name))}
    assert {name for name, _ in CALLS} == functions - FOR_LESSONS


def test_the_calls_give_every_argument_that_has_a_name():
    given = {}
    for (name, _), arguments in CALLS.items():
        given.setdefault(name, set()).update(arguments)
    for name, arguments in given.items():
        for parameter in inspect.signature(getattr(course, name)).parameters.values():
            assert parameter.name in arguments or parameter.kind is parameter.VAR_KEYWORD or name == "why"


def is_endless(name, argument, odd):
    """Whether the definition, which has no limits, would have to give more outputs than there is memory for."""
    asks_for_more_outputs = name in DEFINITIONS and argument in ("padding", "dilation")
    return asks_for_more_outputs and odd in ("large", "longest", "longest beside small")


def shown(result):
    """Everything that a result can be shown as."""
    texts = [str(result), repr(result)]
    if hasattr(result, "_repr_html_"):
        texts.append(result._repr_html_())
    if hasattr(result, "json"):
        texts.append(json.dumps(result.json(), allow_nan=False))
    return texts


@pytest.fixture
def few_pairs(monkeypatch):
    """Has why() try every 37th two mistakes together, so that each takes part; all take half a second a call.

    What all of them do with odd numbers is in tests/diagnosis/test_why.py.
    """

    def every_37th(mistakes, count):
        return islice(combinations(mistakes, count), 0, None, 37)

    monkeypatch.setattr(request_causes, "combinations", every_37th)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name, kind, argument", with_slow_cases(ARGUMENTS, every=4), ids=lambda part: part)
def test_odd_values_have_an_answer_or_are_refused_in_one_line(few_pairs, name, kind, argument):
    for odd, value in ODD_VALUES.items():
        if is_endless(name, argument, odd):
            continue
        try:
            assert all(shown(getattr(course, name)(**{**CALLS[name, kind], argument: value}))), odd
        except ValueError as refusal:
            if name != "apply_engine":
                assert re.fullmatch("[ -~]{20,250}", str(refusal)), odd
        except TypeError:
            assert name == "apply_engine", odd  # an engine's errors are its own


@pytest.mark.parametrize(
    "name, kind, argument", [call for call in ARGUMENTS if call[2] in ("flip", "decimal")]
)
def test_only_true_and_false_are_flags(name, kind, argument):
    """A word such as "no" counts as True in Python, and so does a list or a number."""
    function, arguments = getattr(course, name), CALLS[name, kind]
    for value in ODD_VALUES.values():
        if isinstance(value, (bool, np.bool_)):
            assert str(function(**{**arguments, argument: value})) == str(
                function(**{**arguments, argument: bool(value)})
            )
        elif value is None and name == "diagnose":
            assert function(**{**arguments, argument: None}).right, "what is not told is inferred"
        else:
            with pytest.raises(ValueError, match=f"{argument} must be True or False"):
                function(**{**arguments, argument: value})


@pytest.mark.parametrize(
    "name, kind, argument", [call for call in ARGUMENTS if call[2] in ("modes", "engines")]
)
def test_lists_of_words_are_lists_of_words(name, kind, argument):
    function, arguments = getattr(course, name), CALLS[name, kind]
    (word,) = arguments[argument]
    for good in ([word], (word,), {word}, frozenset([word]), np.array([word])):
        assert str(function(**{**arguments, argument: good})) == str(function(**arguments))
    for bad in (5, word, word.encode(), 1.5, {word: 1}, [5], [None], [[word]], np.nan, object()):
        with pytest.raises(ValueError, match=f"{argument} must be a list of words"):
            function(**{**arguments, argument: bad})


def test_long_doubles_are_floats():
    long_doubles = np.array([1.5, -2, np.inf, np.nan], np.longdouble)
    right = course.convolve1d([1.5, -2.0, np.inf, np.nan], [1, 0.5])
    for signal in (long_doubles, list(long_doubles)):
        output = course.convolve1d(signal, [1, 0.5])
        assert str(output) == str(right) and {type(value) for value in output} == {float}
    long_doubles = np.array([3, 4, 5], np.longdouble)
    assert course.why(long_doubles, [2, 1], [6, 11, 14, 5]).explanation.kind == "right"
    assert course.why([3, 4, 5], [2, 1], np.array([6, 11, 14, 5], np.longdouble)).explanation.kind == "right"


def test_exact_numbers_of_any_size_are_worked_out():
    output = course.convolve1d([LARGE, 1], [Fraction(1, 3), LARGE])
    assert output == [Fraction(LARGE, 3), LARGE**2 + Fraction(1, 3), LARGE]
    assert str(LARGE**2) in str(course.work_out([LARGE], [LARGE]))
    assert course.why([LARGE, 2], [1, 1], [LARGE, LARGE + 2, 2]).explanation.kind == "right"
    assert course.why([LARGE, 2], [1, 1], [LARGE, LARGE + 1, 2]).explanation.kind != "right"


def test_large_numbers_beside_floats_are_never_called_right():
    for got in ([1.0, 2.0, 3.0], [math.inf] * 3):
        with pytest.raises(ValueError, match="1.8e308"):
            course.why([LARGE, LARGE], [1, 1], got)
    (verdict,) = course.compare([LARGE, LARGE], [1, 1], engines=["np.convolve"])
    assert verdict.agrees is None and verdict.value is None
    (verdict,) = course.compare([10**200], [10**200], engines=["np.convolve"])
    assert verdict.value.tolist() == [math.inf]


def test_numbers_of_too_many_digits_are_refused():
    small_ones = [Fraction(1, 10**14 + k) for k in range(200)]
    for x, h in (([10**1000], [1]), ([1], [Fraction(1, 10**1000)]), (small_ones, [1] * len(small_ones))):
        with pytest.raises(ValueError, match="digits"):
            course.work_out(x, h, "valid")
    assert str(course.work_out([10**999], [10**999]))
