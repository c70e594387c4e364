"""The diagnosis of a function: right ones are right, no name is false, and what it says of the rest is true.

The functions are those of wrong_functions.py, whose true names were written down before any diagnosis, the
bank's own mistakes, one and two at a time, and functions that do not behave. What is right is worked out by
SciPy; a name is held against inputs that no diagnosis uses.
"""

import copy
import random
import re
import sys
import time
from fractions import Fraction
from itertools import count

import numpy as np
import pytest
from scipy import signal

from benchmarks.naming import close, kind, pairs_of
from course.diagnosis import traits
from course.diagnosis.diagnose import called, diagnose
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import definition_with, outcome
from course.mistakes.smallest_input import Probe
from course.diagnosis.probes import INPUTS, suite_of
from support.wrong_functions import (
    MODES,
    ONE,
    RIGHT,
    TENSORFLOW,
    TWO,
    UNKNOWN,
    drawn,
    ends,
    numbers_of,
    of_bank,
    spread,
    tensorflow_ends,
    through,
    told_apart,
)

WRONG = [*ONE, *TWO, *UNKNOWN]


def diagnosed(entry, call=called):
    """The Diagnosis of a function of the tables, in the modes it has."""
    return diagnose(entry.f, entry.place, modes=entry.modes, flip=entry.flip, call=call)


def entries(table):
    """The entries of a table, named by their functions."""
    return pytest.mark.parametrize("entry", table, ids=[entry.f.__name__ for entry in table])


def named(diagnosis):
    return [set(cause.names) for cause in diagnosis.causes]


# ---- what is right, by SciPy


def reference(probe):
    """What is right for a probe: an array of floats."""
    x, h = np.array(probe.x, float), np.array(probe.h, float)
    if probe.options["flip"]:
        h = h[::-1] if h.ndim == 1 else h[::-1, ::-1]
    if x.ndim == 1:
        return plane(x[:, None], h[:, None], probe.options)[:, 0]
    if x.ndim == 2:
        return plane(x, h, probe.options)
    each = [
        sum(plane(x[..., c], h[..., c, o], probe.options) for c in range(x.shape[2]))
        for o in range(h.shape[3])
    ]
    return np.stack(each, axis=2)


def plane(x, h, options):
    """The correlation of an image with a kernel, in a mode, with a stride or a dilation."""
    h, stride = spread(h, options.get("dilation", (1, 1))), options.get("stride", (1, 1))
    if options["mode"] == "SAME":
        around = [tensorflow_ends(*axis) for axis in zip(x.shape, h.shape, stride)]
    else:
        around = [ends(k, options["mode"]) for k in h.shape]
    return signal.correlate2d(np.pad(x, around), h, "valid")[:: stride[0], :: stride[1]]


def alike(values, expected):
    """Whether a result holds these numbers, in this arrangement."""
    got = np.asarray(values)
    return got.shape == expected.shape and np.allclose(got, expected, 1e-9, 1e-9, equal_nan=True)


@pytest.mark.parametrize("flip", [True, False])
@pytest.mark.parametrize("place", INPUTS)
def test_the_probes_expect_what_scipy_gives(place, flip):
    suite = suite_of(place, MODES if place in ("1-D", "2-D") else TENSORFLOW, flip)
    assert len(suite.probes) >= 4
    for probe in suite.probes:
        assert alike(np.array(suite.right(probe), float), reference(probe)), probe


# ---- right functions


@entries(RIGHT)
def test_a_right_function_is_right(entry):
    found = diagnosed(entry)
    assert found.right and not found.failures and not found.causes and not found.shared
    assert str(found) == f"Right on all {found.tried} probes."


def test_there_is_a_right_function_for_every_place():
    assert {entry.place for entry in RIGHT} == set(INPUTS) and len(RIGHT) >= 8


# ---- wrong ones: no false name; what is named, and what is not

# What no name was found for, and why: no other of the functions with true names may be without.
UNNAMED = {
    "max_of_zero",  # a nan becomes 0 as well
    "bytes_out",  # likewise: uint8 knows no nan
    "matrix_product",  # stops with an error wherever the kernel is not square
}


def test_as_many_as_there_should_be():
    assert (len(ONE), len(TWO), len(UNKNOWN)) == (41, 10, 4)
    assert all(len(name) == 2 for entry in TWO for name in entry.names)


@entries(WRONG)
def test_no_name_is_false(entry):
    found = diagnosed(entry)
    assert not found.right
    probes = drawn(entry.place, entry.modes, entry.flip)
    for cause in found.causes:
        names = {frozenset(cause.names), *(frozenset([other]) for other in cause.also)}
        assert names <= entry.names or told_apart(entry.f, cause.names, probes, called) is None, cause.names


@entries([entry for entry in WRONG if entry.names])
def test_a_true_name_is_found(entry):
    found = diagnosed(entry)
    if not any(name in entry.names for name in named(found)):
        assert entry.f.__name__ in UNNAMED and not found.causes and found.shared


@entries(UNKNOWN)
def test_what_is_in_no_bank_gets_no_name(entry):
    found = diagnosed(entry)
    assert not found.causes and found.shared
    for name in BANK:  # and it is in no bank: each of its mistakes gives other numbers somewhere
        if entry.place in BANK[name].places:
            assert told_apart(entry.f, [name], drawn(entry.place, entry.modes), called), name


@entries(WRONG)
def test_it_says_the_same_each_time(entry):
    assert str(diagnosed(entry)) == str(diagnosed(entry))


# ---- the smallest input


@entries(WRONG)
def test_the_inputs_shown_are_really_wrong(entry):
    for failure in diagnosed(entry).failures:
        expected = reference(failure.probe)
        assert alike(np.array(failure.expected, float), expected)
        got = numbers_of(entry.f, failure.probe, called)
        if got is None:
            assert failure.answer.values is None and failure.answer.trouble
        else:
            assert not alike(got, expected) and alike(failure.answer.values, got)


@entries(WRONG)
def test_nothing_smaller_goes_wrong(entry):
    failures, suite = diagnosed(entry).failures, suite_of(entry.place, entry.modes, entry.flip)
    least = size(failures[0].probe)
    assert all(least <= size(failure.probe) for failure in failures)
    for probe in [probe for probe in (*suite.small, *suite.probes) if size(probe) < least]:
        assert alike(numbers_of(entry.f, probe, called), reference(probe)), probe


def test_the_smallest_is_small():
    """Two weights on two numbers show a correlation, and a lost border; one on one a wrong middle."""
    shown = {entry.f.__name__: diagnosed(entry).failures[0].probe for entry in ONE}
    assert size(shown["scatter_turned"]) == size(shown["padded_but_not_visited"]) == 4
    assert size(shown["middle_is_one"]) == 2


def size(probe):
    """How many numbers an input and its kernel have."""
    return np.size(probe.x) + np.size(probe.h)


# ---- what all failures share


def odd_sizes(probe):
    return [k for k in np.shape(probe.h)[:2] if k % 2]


def numbers(values):
    return np.asarray(values, float).ravel()


def broken(values):
    """Whether there are fractions among the numbers."""
    finite = numbers(values)[np.isfinite(numbers(values))]
    return bool((finite != np.round(finite)).any())


def rectangular(values):
    shape = np.shape(values)[:2]
    return len(shape) == 2 and shape[0] != shape[1]


TRUE = {  # what a sentence says, and whether it is so of a probe
    "in mode 'full'": lambda probe: probe.options["mode"] == "full",
    "in mode 'same'": lambda probe: probe.options["mode"] == "same",
    "in mode 'valid'": lambda probe: probe.options["mode"] == "valid",
    "in mode 'SAME'": lambda probe: probe.options["mode"] == "SAME",
    "in the modes that pad": lambda probe: probe.options["mode"] in ("full", "same", "SAME"),
    "where the kernel has an even size": lambda probe: len(odd_sizes(probe)) < len(np.shape(probe.h)[:2]),
    "where the kernel has an even number of rows": lambda probe: (
        np.ndim(probe.h) > 1 and np.shape(probe.h)[0] in (2, 4, 6)
    ),
    "where the kernel has an even number of columns": lambda probe: (
        np.ndim(probe.h) > 1 and np.shape(probe.h)[1] in (2, 4, 6)
    ),
    "where there is a stride": lambda probe: probe.options.get("stride", (1, 1)) != (1, 1),
    "where the strides of rows and columns differ": lambda probe: (
        "stride" in probe.options and probe.options["stride"][0] != probe.options["stride"][1]
    ),
    "where there are several channels": lambda probe: np.ndim(probe.h) == 4 and np.shape(probe.h)[2] > 1,
    "where there are several filters": lambda probe: np.ndim(probe.h) == 4 and np.shape(probe.h)[3] > 1,
    "where the kernel is not square": lambda probe: rectangular(probe.h),
    "where the image is not square": lambda probe: rectangular(probe.x),
    "where the kernel is wider than 3": lambda probe: (
        np.shape(probe.h)[-1 if np.ndim(probe.h) < 3 else 1] > 3
    ),
    "where the kernel has more than 3 rows or columns": lambda probe: max(np.shape(probe.h)[:2]) > 3,
    "where the input is of bytes (uint8)": lambda probe: np.asarray(probe.x).dtype == np.uint8,
    "where there is a nan": lambda probe: bool(np.isnan(numbers(probe.x)).any()),
    "where the kernel has fractions": lambda probe: broken(probe.h),
    "where there are fractions": lambda probe: broken(probe.x) or broken(probe.h),
}


def said_truly(found, suite, f):
    """Asserts that every sentence that a Diagnosis says of all failures is true of the probes."""
    given = [numbers_of(f, probe, called) for probe in suite.probes]
    bad = [got is None or not alike(got, reference(probe)) for got, probe in zip(given, suite.probes)]
    for sentence in found.shared:
        checked(sentence, suite.probes, given, bad)


def checked(sentence, probes, given, bad):
    """Asserts one sentence; one that is not known here is a failure of this test."""
    whole = [(got, reference(p)) for got, p, wrong in zip(given, probes, bad) if wrong and got is not None]
    if where := re.fullmatch("Numbers are wrong only (.+)[.]", sentence):
        tried = [(got, p) for got, p, wrong in zip(given, probes, bad) if wrong and got is not None]
        assert wrong_only(where[1], [both for both in tried if reference(both[1]).size > 1]), sentence
    elif only := re.fullmatch("Of the inputs tried it goes wrong only (.+), and always there[.]", sentence):
        assert bad == [all(TRUE[words](probe) for words in only[1].split(" and ")) for probe in probes], sentence
    elif only := re.fullmatch("Of the inputs tried it goes wrong only (.+): on (.+) of (.+) there[.]", sentence):
        there = [wrong for wrong, probe in zip(bad, probes) if TRUE[only[1]](probe)]
        assert sum(bad) == sum(there) == int(only[2]) and len(there) == int(only[3]) < len(probes), sentence
    elif sentence == f"It gives no numbers for any of {len(probes)} inputs.":
        assert all(got is None for got in given), sentence
    elif none := re.fullmatch(r"It gives no numbers for (\d+) of (\d+) inputs[.]", sentence):
        assert (int(none[1]), int(none[2])) == (sum(got is None for got in given), len(probes)), sentence
    elif some := re.fullmatch(r"It goes wrong on (\d+) of (\d+) inputs[.]", sentence):
        assert (int(some[1]), int(some[2])) == (sum(bad), len(probes)), sentence
    elif sentence == f"It goes wrong on all {len(probes)} inputs.":
        assert all(bad), sentence
    elif rule := re.fullmatch("Each is the right number (plus|times) (.+)[.]", sentence):
        by = float(Fraction(rule[2]))
        made = [expected + by if rule[1] == "plus" else expected * by for _, expected in whole]
        assert all(np.allclose(got, m, 1e-5, equal_nan=True) for (got, _), m in zip(whole, made)), sentence
    else:
        assert all(RULES[sentence](got, expected) for got, expected in whole), sentence


def wrong_only(where, tried):
    """Whether all wrong numbers of (result, probe) pairs lie where the words say, and not all the others."""
    wrong, right = [], []
    for got, probe in tried:
        expected = reference(probe)
        for index in np.ndindex(expected.shape):
            near = np.isclose(got[index], expected[index], 1e-6, 1e-6, equal_nan=True)
            (right if near else wrong).append(lies(where, probe, index, expected.shape))
    return all(wrong) and wrong and not all(right)


def lies(where, probe, index, sizes):
    """Whether an output lies where the words say; windows are counted out number by number."""
    options = probe.options
    steps = [options.get(name, (1, 1)) for name in ("stride", "dilation")]
    before = after = False
    for i, n, k, s, d in zip(index, probe.x.shape, probe.h.shape, *steps):
        wide = (k - 1) * d + 1
        first = tensorflow_ends(n, wide, s)[0] if options["mode"] == "SAME" else ends(wide, options["mode"])[0]
        taps = [i * s - first + a * d for a in range(k)]
        before, after = before or min(taps) < 0, after or max(taps) >= n
    return {
        "in the first row": len(index) > 1 and index[0] == 0,
        "in the last row": len(index) > 1 and index[0] == sizes[0] - 1,
        "in the first column": len(index) > 1 and index[1] == 0,
        "in the last column": len(index) > 1 and index[1] == sizes[1] - 1,
        "at the first place": len(index) == 1 and index[0] == 0,
        "at the last place": len(index) == 1 and index[0] == sizes[0] - 1,
        "where the kernel reaches beyond the start": before,
        "where the kernel reaches beyond the end": after,
        "where the kernel reaches beyond the input": before or after,
        "where the kernel lies wholly on the input": not before and not after,
    }[where]


RULES = {  # what is said of all wrong results, and whether it is so of one
    "The size of its result is wrong each time that there is one.": lambda got, expected: (
        got.shape != expected.shape
    ),
    "The size of its result is right each time that there is one.": lambda got, expected: (
        got.shape == expected.shape
    ),
    "The size of its result is wrong each time.": lambda got, expected: got.shape != expected.shape,
    "The size of its result is right each time.": lambda got, expected: got.shape == expected.shape,
    "They are the right numbers in another order.": lambda got, expected: np.allclose(
        np.sort(got, None), np.sort(expected, None), equal_nan=True
    ),
    "Up to the last but one, each is the right number of the next place.": lambda got, expected: np.allclose(
        got.ravel()[:-1], expected.ravel()[1:], equal_nan=True
    ),
    "From the second on, each is the right number of the place before.": lambda got, expected: np.allclose(
        got.ravel()[1:], expected.ravel()[:-1], equal_nan=True
    ),
}


@entries(WRONG)
def test_what_is_said_of_the_failures_is_true(entry):
    said_truly(diagnosed(entry), suite_of(entry.place, entry.modes, entry.flip), entry.f)


def lines(x, h, mode):
    """A right convolution of signals."""
    return np.convolve(x, h, mode)


def grids(x, h, mode):
    """A right convolution of images."""
    return signal.convolve2d(x, h, mode)


RIGHTLY = {"1-D": lines, "2-D": grids}


def off_where(place, has):
    """A function that is wrong, each time otherwise, on the inputs that have something."""
    turns = count(2)

    def f(x, h, mode):
        y = RIGHTLY[place](x, h, mode).astype(float)
        if has(Probe(x, h, {"mode": mode})):
            y.flat[0] += 1000 * next(turns) ** 2
            y.flat[-1] -= 7
        return y

    return f


@pytest.mark.parametrize("place", RIGHTLY)
@pytest.mark.parametrize("words", TRUE)
def test_a_trait_of_all_failures_is_said_and_true(place, words):
    suite, f = suite_of(place, MODES, True), off_where(place, TRUE[words])
    found = diagnose(f, place)
    having = sum(map(TRUE[words], suite.probes))
    elsewhere = ["SAME", "stride", "channels", "filters"] + ["square", "number of"] * (place == "1-D")
    assert having or any(word in words for word in elsewhere)
    assert found.right == (having == 0) and not found.causes
    said_truly(found, suite, f)
    if having and words in traits.TRAITS:
        assert f"Of the inputs tried it goes wrong only {words}, and always there." in found.shared


def dtypes(probe):
    return {np.asarray(values).dtype.kind for values in (probe.x, probe.h)}


@pytest.mark.parametrize(
    "has",
    [
        lambda probe: "f" in dtypes(probe),
        lambda probe: np.size(probe.h) > 4,
        lambda probe: np.shape(probe.h)[0] > 3,
        lambda probe: broken(probe.x),
        lambda probe: numbers(probe.h).sum() == 0,
    ],
)
@pytest.mark.parametrize("place", RIGHTLY)
def test_what_is_said_is_true_where_no_sentence_quite_fits(place, has):
    f = off_where(place, has)
    said_truly(diagnose(f, place), suite_of(place, MODES, True), f)


@pytest.mark.parametrize(
    ("f", "sentence"),
    [
        (lambda x, h, mode: lines(x, h, mode) * 3 + 0.0, "Each is the right number times 3."),
        (lambda x, h, mode: lines(x, h, mode) + 2.5, "Each is the right number plus 2.5."),
    ],
)
def test_one_rule_for_all_numbers_is_said_where_no_mistake_is_named(f, sentence):
    found = diagnose(f, "1-D")
    assert not found.causes and sentence in found.shared
    said_truly(found, suite_of("1-D", MODES, True), f)


@pytest.mark.parametrize("place", RIGHTLY)
def test_the_search_for_a_small_input_takes_few_calls(place):
    asked, f = [], off_where(place, lambda probe: size(probe) > {"1-D": 10, "2-D": 14}[place])
    found = diagnose(f, place, call=lambda f, *given: asked.append(given) or called(f, *given))
    assert not found.right and len(asked) < 300  # half a minute, if each takes a tenth of a second


# ---- a crash is never evidence


@pytest.mark.parametrize("place", RIGHTLY)
@pytest.mark.parametrize("words", TRUE)
def test_one_that_is_right_but_for_a_crash_gets_no_name(place, words):
    def f(x, h, mode):
        if TRUE[words](Probe(x, h, {"mode": mode})):
            raise ValueError("not today")
        return RIGHTLY[place](x, h, mode)

    found = diagnose(f, place)
    assert not found.causes
    said_truly(found, suite_of(place, MODES, True), f)


@pytest.mark.parametrize("mode", MODES)
def test_one_that_stops_half_of_the_time_gets_no_name(mode):
    def f(x, h, asked):
        if asked != mode:
            raise NotImplementedError(asked)
        return np.convolve(x, h[::-1], asked)

    found = diagnose(f, "1-D")
    n = found.tried
    assert not found.causes and f"It gives no numbers for {n - n // 3} of {n} inputs." in found.shared


def test_the_numbers_that_are_there_are_evidence_and_no_more_is_claimed():
    def f(x, h, mode):
        if mode == "same":
            raise NotImplementedError(mode)
        return np.convolve(x, h[::-1], mode)

    found = diagnose(f, "1-D")
    assert named(found) == [{"no-flip"}]
    f_of_modes = diagnose(f, "1-D", modes=("full", "valid"))
    assert named(f_of_modes) == [{"no-flip"}]


# ---- functions that do not behave


class Unspeakable(Exception):
    """An error that cannot be printed."""

    def __str__(self):
        raise RuntimeError("no words")


class Grows:
    """Says something else each time it is looked at."""

    def __init__(self, values):
        self.values, self.looks = values, count(1)

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.values) * next(self.looks)


class Agrees(np.ndarray):
    """Says that it equals everything, and shows itself as a list of nothing."""

    def __eq__(self, other):
        return True

    def tolist(self):
        return []


class Refuses:
    def __array__(self, dtype=None, copy=None):
        raise MemoryError

    __repr__ = __str__ = None


def raising(error):
    def f(x, h, mode):
        raise error

    return f


def forever(x, h, mode):
    return forever(x, h, mode)


NO_ANSWER = {
    "nothing": lambda x, h, mode: None,
    "text": lambda x, h, mode: "21 27",
    "numbers as text": lambda x, h, mode: [str(v) for v in lines(x, h, mode)],
    "bytes": lambda x, h, mode: b"12",
    "ragged": lambda x, h, mode: [[1], [2, 3]],
    "complex": lambda x, h, mode: lines(x, h, mode) + 0j,
    "a generator": lambda x, h, mode: (v for v in lines(x, h, mode)),
    "a dict": lambda x, h, mode: dict(enumerate(lines(x, h, mode))),
    "a set": lambda x, h, mode: set(lines(x, h, mode)),
    "dates": lambda x, h, mode: np.array(["2020-01-01"], "M8[D]"),
    "a number beyond floats": lambda x, h, mode: [10**400] * len(x),
    "an array that refuses": lambda x, h, mode: Refuses(),
    "nested without end": lambda x, h, mode: eval("[" * 70 + "]" * 70),
    "division by zero": lambda x, h, mode: 1 / 0,
    "an error without words": raising(Unspeakable()),
    "an error in many words": raising(ValueError("Gr\u00fc\u00dfe\n" * 1000)),
    "exit()": lambda x, h, mode: sys.exit(3),
    "itself for ever": forever,
    "too few arguments": lambda x: x,
    "not a function": 5,
}
NUMBERS = {
    "one number": lambda x, h, mode: 5,
    "an array of no axes": lambda x, h, mode: np.array(3.0),
    "an empty list": lambda x, h, mode: [],
    "no rows": lambda x, h, mode: np.zeros((0, 5)),
    "rows of nothing": lambda x, h, mode: np.zeros((5, 0)),
    "one axis too many": lambda x, h, mode: lines(x, h, mode)[None],
    "a matrix": lambda x, h, mode: np.asmatrix(lines(x, h, mode)),
    "truth values": lambda x, h, mode: lines(x, h, mode) > 0,
    "infinities": lambda x, h, mode: np.full_like(lines(x, h, mode), np.inf, float),
    "nans": lambda x, h, mode: lines(x, h, mode) * np.nan,
    "numbers near the end of floats": lambda x, h, mode: np.sign(lines(x, h, mode)) * 1e308,
    "its input": lambda x, h, mode: x,
    "its kernel": lambda x, h, mode: h,
    "chance": lambda x, h, mode: np.random.default_rng().random(len(x) + 9),
    "a wider and wider array": lambda x, h, mode: Grows(lines(x, h, mode) * 2),
    "an array that agrees": lambda x, h, mode: (lines(x, h, mode) + 1000.5).view(Agrees),
    "integers that wrap": lambda x, h, mode: lines(x.astype(np.int8), np.nan_to_num(h), mode),
}
NO_ANSWER_OR_NUMBERS = {**NO_ANSWER, **NUMBERS}
BY_CHANCE = {
    "chance",
    "a wider and wider array",
    "exit()",
}  # not the same when it is asked again, or not at all


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("what", NO_ANSWER_OR_NUMBERS)
@pytest.mark.parametrize("place", ["1-D", "2-D", "channels"])
def test_one_that_does_not_behave_gets_no_name_and_no_traceback(what, place):
    f = NO_ANSWER_OR_NUMBERS[what]
    found = diagnose(f, place)
    assert not found.right and not found.causes and found.shared
    if what not in BY_CHANCE:
        said_truly(found, suite_of(place, MODES, True), f)
    said = str(found).split("\n")
    assert all(line.isascii() and line.isprintable() and len(line) < 1000 for line in said) and len(said) < 8


@pytest.mark.parametrize("what", NO_ANSWER)
def test_what_is_no_numbers_is_counted(what):
    found = diagnose(NO_ANSWER[what], "1-D")
    n = found.tried
    assert found.shared == [f"It gives no numbers for any of {n} inputs."]
    assert all(failure.answer.values is None and failure.answer.trouble for failure in found.failures)


def test_what_came_back_is_called_by_its_name():
    assert "complex" in str(diagnose(NO_ANSWER["complex"], "1-D"))
    assert "returned nothing" in str(diagnose(NO_ANSWER["nothing"], "1-D"))


@pytest.mark.parametrize(
    "made",
    [
        list,
        tuple,
        np.float32,
        np.longdouble,
        np.ma.asarray,
        lambda y: y.astype(object),
        lambda y: [Fraction(v) if v == v else v for v in y.tolist()],
        lambda y: [np.float64(v) for v in y],
        Grows,
    ],
)
def test_right_numbers_are_right_in_every_wrapping(made):
    assert diagnose(lambda x, h, mode: made(lines(x, h, mode)), "1-D").right


def test_a_warning_is_neither_a_crash_nor_shown(capfd):
    def f(x, h, mode):
        np.array([1.0]) / np.zeros(1)
        print("looking at", x.shape)
        return lines(x, h, mode)

    assert diagnose(f, "1-D").right
    assert capfd.readouterr().err == ""


def test_one_that_changes_its_input_does_not_change_the_probes():
    def f(x, h, mode):
        y = lines(x, h, mode)
        x[:], h[:] = 0, 0
        return y

    before = copy.deepcopy((INPUTS, suite_of("1-D", MODES, True).probes))
    assert diagnose(f, "1-D").right
    after = (INPUTS, suite_of("1-D", MODES, True).probes)
    assert repr(before) == repr(after)


@pytest.mark.parametrize("every", [2, 3, 5])
def test_one_that_remembers_gets_no_name_that_is_not_so(every):
    calls = count()

    def f(x, h, mode):
        return lines(x, h[::-1] if next(calls) % every == 0 else h, mode)

    found = diagnose(f, "1-D")
    assert not found.right and not found.causes
    assert all(not alike(failure.answer.values, reference(failure.probe)) for failure in found.failures)


def test_one_that_takes_its_time():
    def f(x, h, mode):
        time.sleep(0.002)
        return np.convolve(x, h[::-1], mode)

    assert named(diagnose(f, "1-D")) == [{"no-flip"}]


def test_one_that_answers_with_millions_of_numbers_is_not_copied_out():
    begun = time.perf_counter()
    found = diagnose(lambda x, h, mode: np.broadcast_to(0.5, (1000, 1000)), "1-D")
    assert not found.right and not found.causes
    assert time.perf_counter() - begun < 1


# ---- the bank's own mistakes

PLACES = [(name, place) for name, mistake in BANK.items() for place in mistake.places]
NOTHING_WRONG = {("kernel-transposed", "2-D", False)}  # h.T takes the place of a turn, and there is none


def modes_of(place):
    return MODES if place in ("1-D", "2-D") else TENSORFLOW


@pytest.mark.parametrize("flip", [True, False], ids=["convolution", "correlation"])
@pytest.mark.parametrize(("name", "place"), PLACES)
def test_every_mistake_of_the_bank_is_named(name, place, flip):
    found = diagnose(of_bank(name), place, modes=modes_of(place), flip=flip, call=through)
    assert found.right == ((name, place, flip) in NOTHING_WRONG)
    names = {other for cause in found.causes for other in (" + ".join(cause.names), *cause.also)}
    assert names <= close(name, place) and len(found.causes) == (not found.right)
    assert found.right or name in names


@pytest.mark.parametrize(("place", "sample"), [("1-D", 60), ("2-D", 40)])
def test_two_mistakes_are_named_and_no_name_is_false(place, sample):
    told = {}
    for names in random.Random(1).sample(pairs_of(place), sample):
        told[names] = kind(names, place, diagnose(of_bank(*names), place, call=through))
    assert {names: what for names, what in told.items() if what in ("not named", "false")} == {}


def test_a_pair_is_named_once():
    for entry in TWO:
        names = list(map(frozenset, named(diagnosed(entry))))
        assert len(names) == len(set(names)), names


@pytest.mark.parametrize("place", RIGHTLY)
def test_the_rounding_of_floats_hides_no_pair(place):
    rng = np.random.default_rng(0)

    def noisy(values):
        return values * (1 + 1e-15 * rng.standard_normal(values.shape)) + 1e-14 * rng.standard_normal(
            values.shape
        )

    for names in [("no-flip", "boundary-edge"), ("mean-not-sum", "range-long"), ("negated", "pad-ones")]:
        found = diagnose(of_bank(*names), place, call=lambda f, *given: noisy(f(*given)))
        assert set(names) in named(found), names


@pytest.mark.parametrize(("place", "x", "h"), [("1-D", [3, 1, 4], [2, 5]), ("2-D", [[3, 1], [4, 5]], [[2]])])
def test_no_two_mistakes_stop_with_an_error(place, x, h):
    for one, other in pairs_of(place):
        outcome(definition_with(BANK[one], BANK[other]), x, h, mode="same")  # None, at worst


def test_two_mistakes_are_one_function_with_both():
    """A signal that begins again beyond its edge, and is written over: the whole of it is read each time."""

    def f(x, h, mode):
        x, around = x.astype(float), ends(len(h), mode)
        if mode == "same":
            for i in range(len(x)):
                x[i] = np.convolve(np.pad(x, around, "wrap"), h, "valid")[i]
            return x
        return np.convolve(np.pad(x, around, "wrap"), h, "valid")

    assert {"boundary-wrap", "aliasing"} in named(diagnose(f, "1-D"))


def test_no_two_mistakes_make_numbers_without_end():
    world = definition_with(BANK["minmax-255"], BANK["aliasing"])
    values = outcome(world, np.arange(25).reshape(5, 5) ** 2 % 11, [[1, 2], [3, 5]], mode="same")
    assert values is None or max(Fraction(v).denominator for row in values for v in row) < 2**4096


@pytest.mark.parametrize("place", RIGHTLY)
def test_one_that_is_wrong_for_the_smallest_kernel_alone_is_not_called_right(place):
    def f(x, h, mode):
        y = RIGHTLY[place](x, h, "full")
        if mode == "full":
            return y
        cuts = [(k - 1, k - 1) if mode == "valid" else ((k - 1) // 2, k // 2) for k in h.shape]
        return y[tuple(slice(first, -last) for first, last in cuts)]  # [0:-0] is empty

    found = diagnose(f, place)
    assert not found.right and not found.causes


def test_two_mistakes_are_told_one_after_the_other():
    """SciPy's correlate2d: no turn, and in 'same' the odd zero after."""
    said = str(diagnose(lambda x, h, mode: signal.correlate2d(x, h, mode), "2-D")).split("\n")
    assert said[1] == "Two mistakes together give exactly these numbers:"
    assert said[2] == "1. a correlation: the kernel is not turned round. [no-flip]"
    assert said[4].startswith("2. mode same with the odd zero after") and said[4].endswith(
        "[same-wrong-side]"
    )
