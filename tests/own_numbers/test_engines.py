"""The engines' flags say what their functions do, and each of them is noticed if it is wrong; engines by name."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import product

import pytest
from support.engine_checks import ARRAYS, ENGINES, FFT, TABLE, TAKES, holds, one_short_line, runnable
from support.files import ROOT

from course.convolution.sizes import BORDERS, MODES
from course.errors import Unusable
from course.own_numbers.conventions import QUESTIONS
from course.own_numbers.engines import chosen_engines, libraries_with
from course.own_numbers.request import Request

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
    """Fails, or is refused, if a flag of an engine does not say what its function does."""
    for request in PROBES:
        holds(engine, request)
    row = {question: ask(engine) for question, ask in QUESTIONS.items()}
    assert row == TABLE[engine.name]
    assert engine.flips == (row["flips"] == "yes")
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


def said(change):
    """A short name of a change of an Engine."""
    ((flag, word),) = change.items()
    return f"{flag}-{'-'.join(map(str, word.values())) if flag == 'borders' else word}"


@pytest.mark.parametrize("engine", [runnable(engine) for engine in ENGINES.values()])
def test_every_flag_says_what_the_function_does(engine):
    check(engine)


@pytest.mark.parametrize(
    ("engine", "change"),
    [runnable(engine, change, name=said(change)) for engine in ENGINES.values() for change in wrong(engine)],
)
def test_a_wrong_flag_is_caught(engine, change, monkeypatch):
    monkeypatch.setitem(ENGINES, engine.name, replace(engine, **change))
    failed = AssertionError, Unusable, pytest.fail.Exception  # the last: what should raise does not
    with pytest.raises(failed):
        check(ENGINES[engine.name])


# ---- engines by name


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
    assert [engine.name for engine in chosen_engines(words, axes)] == expected


@pytest.mark.parametrize("word", ["Numpy", "np", "convolve", "scipy.signal", "torch", "np.convolve "])
def test_an_unknown_engine_is_refused_with_the_names_there_are(word):
    with pytest.raises(Unusable) as refused:
        chosen_engines(["np.convolve", word], 1)
    assert one_short_line(str(refused.value), 300) and repr(word) in str(refused.value)
    assert all(name in str(refused.value) for name in (*ENGINES, "numpy", "scipy", "tensorflow"))


def test_the_libraries_that_slide_along_one_or_two_axes():
    assert libraries_with(1) == ["numpy", "scipy", "tensorflow"]
    assert libraries_with(2) == ["scipy", "tensorflow"]


# ---- nothing is imported before it is asked for


SCRIPT = """
import json, sys
def there(*names):
    return [name for name in names if name in sys.modules]
import course
found = [there("numpy", "scipy", "tensorflow", "matplotlib")]
import course.own_numbers.engines, course.own_numbers.trace, course.own_numbers.compare
found.append(there("numpy", "scipy", "tensorflow", "matplotlib"))
import course.own_numbers.conventions
found.append(there("scipy", "tensorflow", "matplotlib"))
code = course.own_numbers.trace.main(["--input", "3 4 5", "--kernel", "2 1 0", "--engine", "numpy"])
found.append(there("scipy", "tensorflow", "matplotlib"))
course.own_numbers.trace.main(["--input", "3 4 5", "--kernel", "2 1 0"])
found.append(there("scipy", "tensorflow", "matplotlib"))
course.own_numbers.trace.main(["--input", "3 4 5", "--kernel", "2 1 0", "--engine", "scipy"])
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
    assert json.loads(found) == [0, [], [], [], [], [], ["scipy.signal", "scipy.ndimage"]]
    assert '  np.convolve(x, h, "full")' in printed


@pytest.mark.parametrize("names", [5, "numpy", b"numpy", [5], [None], {"numpy": 1}, object()])
def test_names_that_are_no_list_of_words_are_refused(names):
    with pytest.raises(Unusable, match="engines must be a list of words"):
        chosen_engines(names, 1)
    assert chosen_engines(None, 1) == chosen_engines((), 1)
