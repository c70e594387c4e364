"""The diagnosis of a function: right ones are right, no name is false, and what it says of the rest is true.

The functions are those of support/wrong_functions.py, whose true names were written down before any diagnosis, the
bank's own mistakes, one and two at a time, and functions that do not behave. What is right is worked out by
SciPy; a name is held against inputs that no diagnosis uses.
"""

import random
import sys
import time
from fractions import Fraction
from itertools import count

import numpy as np
import pytest
from benchmarks.naming import close, kind, pairs_of
from scipy import signal
from support.diagnosed_functions import alike, diagnosed, diagnosed_anew, reference, said_truly, size
from support.slow_cases import with_slow_cases
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
    through,
    told_apart,
)

from course.diagnosis.diagnose import answer_to, call_with_mode, diagnose_in_modes
from course.diagnosis.fact_text import Fact
from course.diagnosis.probe_inputs import INPUTS
from course.diagnosis.suites import suite_of
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import definition_with, outcome
from course.mistakes.smallest_input import Probe

WRONG = [*ONE, *TWO, *UNKNOWN]


def entries(table, every=1):
    """The entries of a table, named by their functions; of so many one is in the suite."""
    cases = with_slow_cases([(entry,) for entry in table], every)
    return pytest.mark.parametrize("entry", cases, ids=[entry.f.__name__ for entry in table])


def named(diagnosis):
    return [set(cause.names) for cause in diagnosis.causes]


# ---- right functions


@entries(RIGHT)
def test_a_right_function_is_right(entry):
    found = diagnosed(entry)
    assert found.right and not found.failures and not found.causes and not found.shared
    assert str(found.tried) in str(found)


def test_there_is_a_right_function_for_every_place():
    assert {entry.place for entry in RIGHT} == set(INPUTS) and len(RIGHT) >= 8


# ---- wrong ones: no false name; what is named, and what is not


UNNAMED = {
    "max_of_zero",  # a nan becomes 0 as well
    "bytes_out",  # likewise: uint8 knows no nan
    "matrix_product",  # stops with an error wherever the kernel is not square
}


def test_there_are_wrong_functions_for_every_place():
    assert {entry.place for entry in ONE} == {entry.place for entry in TWO} | {"dilation"} == {*INPUTS}
    assert all(len(name) == 2 for entry in TWO for name in entry.names)
    assert not any(entry.names for entry in UNKNOWN)


@entries(WRONG, every=2)
def test_no_name_is_false(entry):
    found = diagnosed(entry)
    assert not found.right
    probes = drawn(entry.place, entry.modes, entry.flip)
    for cause in found.causes:
        names = {frozenset(cause.names), *(frozenset([other]) for other in cause.also)}
        assert names <= entry.names or told_apart(entry.f, cause.names, probes, call_with_mode) is None, (
            cause.names
        )


@entries([entry for entry in WRONG if entry.names])
def test_a_true_name_is_found(entry):
    found = diagnosed(entry)
    assert any(name in entry.names for name in named(found)) == (entry.f.__name__ not in UNNAMED)
    assert bool(found.causes) == (entry.f.__name__ not in UNNAMED)
    assert found.causes or found.shared


@entries(UNKNOWN)
def test_what_is_in_no_bank_gets_no_name(entry):
    found = diagnosed(entry)
    assert not found.causes and found.shared
    for name in BANK:  # and it is in no bank: each of its mistakes gives other numbers somewhere
        if entry.place in BANK[name].places:
            assert told_apart(entry.f, [name], drawn(entry.place, entry.modes), call_with_mode), name


@entries(WRONG)
def test_it_says_the_same_each_time(entry):
    assert str(diagnosed(entry)) == str(diagnosed_anew(entry))


# ---- the smallest input


@entries(WRONG)
def test_the_inputs_shown_are_really_wrong(entry):
    for failure in diagnosed(entry).failures:
        expected = reference(failure.probe)
        assert alike(np.array(failure.expected, float), expected)
        got = numbers_of(entry.f, failure.probe, call_with_mode)
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
        assert alike(numbers_of(entry.f, probe, call_with_mode), reference(probe)), probe


def test_the_smallest_is_small():
    """Two weights on two numbers show a correlation, and a lost border; one on one a wrong middle."""
    shown = {entry.f.__name__: diagnosed(entry).failures[0].probe for entry in ONE}
    assert size(shown["scatter_turned"]) == size(shown["padded_but_not_visited"]) == 4
    assert size(shown["middle_is_one"]) == 2


def lines(x, h, mode):
    """A right convolution of signals."""
    return np.convolve(x, h, mode)


def grids(x, h, mode):
    """A right convolution of images."""
    return signal.convolve2d(x, h, mode)


RIGHTLY = {"1-D": lines, "2-D": grids}


@pytest.mark.parametrize("place", RIGHTLY)
def test_the_search_for_a_small_input_takes_few_calls(place):
    calls, least = [], {"1-D": 10, "2-D": 14}[place]

    def f(x, h, mode):
        y = RIGHTLY[place](x, h, mode).astype(float)
        if size(Probe(x, h, {})) > least:
            y.flat[0] += 1000 * len(calls) ** 2
        return y

    def counted(f, *given):
        calls.append(given)
        return call_with_mode(f, *given)

    assert not diagnose_in_modes(f, place, call=counted).right
    assert len(calls) < 300  # half a minute, if each takes a tenth of a second


# ---- a crash is never evidence


@pytest.mark.parametrize("mode", MODES)
def test_one_that_stops_half_of_the_time_gets_no_name(mode):
    def f(x, h, asked):
        if asked != mode:
            raise NotImplementedError(asked)
        return np.convolve(x, h[::-1], asked)

    found = diagnose_in_modes(f, "1-D")
    n = found.tried
    assert not found.causes and Fact("no numbers", (n - n // 3, n)) in found.facts


def test_the_numbers_that_are_there_are_evidence_and_no_more_is_claimed():
    def f(x, h, mode):
        if mode == "same":
            raise NotImplementedError(mode)
        return np.convolve(x, h[::-1], mode)

    found = diagnose_in_modes(f, "1-D")
    assert named(found) == [{"no-flip"}]
    f_of_modes = diagnose_in_modes(f, "1-D", modes=("full", "valid"))
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
    found = diagnose_in_modes(f, place)
    assert not found.right and not found.causes and found.shared
    if what not in BY_CHANCE:
        said_truly(found, suite_of(place, MODES, True), f)
    said = str(found).split("\n")
    assert all(line.isascii() and line.isprintable() and len(line) < 1000 for line in said) and len(said) < 8


@pytest.mark.parametrize("what", NO_ANSWER)
def test_what_is_no_numbers_is_counted(what):
    found = diagnose_in_modes(NO_ANSWER[what], "1-D")
    n = found.tried
    assert found.facts == [Fact("never numbers", (n,))]
    assert all(failure.answer.values is None and failure.answer.trouble for failure in found.failures)


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
    assert diagnose_in_modes(lambda x, h, mode: made(lines(x, h, mode)), "1-D").right


def test_a_warning_is_neither_a_crash_nor_shown(capfd):
    def f(x, h, mode):
        np.array([1.0]) / np.zeros(1)
        print("looking at", x.shape)
        return lines(x, h, mode)

    assert diagnose_in_modes(f, "1-D").right
    assert capfd.readouterr().err == ""


def test_one_that_changes_its_input_does_not_change_the_probes():
    def f(x, h, mode):
        y = lines(x, h, mode)
        x[:], h[:] = 0, 0
        return y

    suite = suite_of("1-D", MODES, True)
    before = repr((INPUTS, suite.probes, suite.small))
    assert not diagnose_in_modes(f, "1-D").failures
    assert repr((INPUTS, suite.probes, suite.small)) == before


@pytest.mark.parametrize("every", [2, 3, 5])
def test_one_that_remembers_gets_no_name_that_is_not_so(every):
    calls = count()

    def f(x, h, mode):
        return lines(x, h[::-1] if next(calls) % every == 0 else h, mode)

    found = diagnose_in_modes(f, "1-D")
    assert not found.right and not found.causes
    assert all(not alike(failure.answer.values, reference(failure.probe)) for failure in found.failures)


def test_one_that_takes_its_time():
    def f(x, h, mode):
        time.sleep(0.002)
        return np.convolve(x, h[::-1], mode)

    assert named(diagnose_in_modes(f, "1-D")) == [{"no-flip"}]


def test_one_that_answers_with_millions_of_numbers_is_not_copied_out():
    begun = time.perf_counter()
    found = diagnose_in_modes(lambda x, h, mode: np.broadcast_to(0.5, (1000, 1000)), "1-D")
    assert not found.right and not found.causes
    assert time.perf_counter() - begun < 1


# ---- the bank's own mistakes


PLACES = [(name, place) for name, mistake in BANK.items() for place in mistake.places]
NOTHING_WRONG = {("kernel-transposed", "2-D", False)}  # h.T takes the place of a turn, and there is none


def modes_of(place):
    return MODES if place in ("1-D", "2-D") else TENSORFLOW


@pytest.mark.parametrize("flip", [True, False], ids=["convolution", "correlation"])
@pytest.mark.parametrize(("name", "place"), with_slow_cases(PLACES, every=2))
def test_every_mistake_of_the_bank_is_named(name, place, flip):
    found = diagnose_in_modes(of_bank(name), place, modes=modes_of(place), flip=flip, call=through)
    assert found.right == ((name, place, flip) in NOTHING_WRONG)
    names = {other for cause in found.causes for other in (" + ".join(cause.names), *cause.also)}
    assert names <= close(name, place) and len(found.causes) == (not found.right)
    assert found.right or name in names


@pytest.mark.parametrize(("place", "sample"), [("1-D", 60), ("2-D", 40)])
def test_two_mistakes_are_named_and_no_name_is_false(place, sample):
    told = {}
    for names in random.Random(1).sample(pairs_of(place), sample):
        told[names] = kind(names, place, diagnose_in_modes(of_bank(*names), place, call=through))
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
        found = diagnose_in_modes(of_bank(*names), place, call=lambda f, *given: noisy(f(*given)))
        assert set(names) in named(found), names


@pytest.mark.parametrize(("place", "x", "h"), [("1-D", [3, 1, 4], [2, 5]), ("2-D", [[3, 1], [4, 5]], [[2]])])
def test_no_two_mistakes_stop_with_an_error(place, x, h):
    given = [
        outcome(definition_with(BANK[one], BANK[other]), x, h, mode="same") for one, other in pairs_of(place)
    ]
    assert sum(values is not None for values in given) > len(given) / 2 > 1000  # None, at worst


def test_two_mistakes_are_one_function_with_both():
    """A signal that begins again beyond its edge, and is written over: the whole of it is read each time."""

    def f(x, h, mode):
        x, around = x.astype(float), ends(len(h), mode)
        if mode == "same":
            for i in range(len(x)):
                x[i] = np.convolve(np.pad(x, around, "wrap"), h, "valid")[i]
            return x
        return np.convolve(np.pad(x, around, "wrap"), h, "valid")

    assert {"boundary-wrap", "aliasing"} in named(diagnose_in_modes(f, "1-D"))


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

    found = diagnose_in_modes(f, place)
    assert not found.right and not found.causes


def test_two_mistakes_are_told_one_after_the_other():
    """SciPy's correlate2d: no turn, and in 'same' the odd zero after."""
    found = diagnose_in_modes(lambda x, h, mode: signal.correlate2d(x, h, mode), "2-D")
    assert [cause.names for cause in found.causes] == [("no-flip", "same-wrong-side")]
    said = str(found)
    assert -1 < said.index("[no-flip]") < said.index("[same-wrong-side]")


@pytest.mark.parametrize("place", ["3-D", "", None])
def test_another_place_is_refused(place):
    with pytest.raises(ValueError, match="1-D, 2-D"):
        diagnose_in_modes(lines, place)


@pytest.mark.parametrize("modes", ["full", (), ("full", "Valid"), ("reflect",)])
def test_other_modes_are_refused(modes):
    with pytest.raises(ValueError, match="full, valid, same, SAME"):
        diagnose_in_modes(lines, "1-D", modes=modes)


def test_a_function_gets_arrays_of_its_own():
    probe = Probe(np.array([3, 4]), np.array([2, 1]), {"mode": "full", "stride": (1, 2)})
    seen = []

    def f(x, h, mode, stride):
        seen.append((x, h, mode, stride))
        return [1]

    assert answer_to(f, probe).values == [1]
    ((x, h, mode, stride),) = seen
    assert (x.tolist(), h.tolist(), mode, stride) == ([3, 4], [2, 1], "full", (1, 2))
    assert x is not probe.x and h is not probe.h
