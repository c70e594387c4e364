"""
Which mistake a function makes: it is tried on probes, and a mistake is named only when it gives the function's
numbers on every one of them. A crash is never evidence.
"""

import warnings
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from math import isfinite, isnan
from typing import NamedTuple

import numpy as np

from course import definition
from course.answers import Answer, answer_from, in_words
from course.causes import Cause, grouped, orders, rules, world
from course.mistakes import Probe
from course.probes import INPUTS, MODES, as_text, beyond, numbers, position, sizes, suite_of
from course.request import flat, shape


# ---- what a function gives


def called(f, x, h, options):
    """f(x, h, mode), with stride=... or dilation=... where one is asked for."""
    return f(
        x, h, options["mode"], **{name: options[name] for name in ("stride", "dilation") if name in options}
    )


def watched(f, probe, call=called):
    """The Answer of a function to a probe; it gets arrays of its own, so that it may change them."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # whether they are errors where it is called is not the function's doing
        try:
            result = call(f, np.array(probe.x), np.array(probe.h), probe.options)
        except (Exception, SystemExit) as error:  # a crash is what the function gave
            return Answer(None, in_words(error))
        return answer_from(result)


def same(values, exact, within=1e-9, looks=None, loose=False):
    """Whether a function's floats are the exact numbers: as many, in the same arrangement, each nearly the same.

    looks(index): whether the number at an index counts; all do if it is not given. loose: nan and infinities,
    as they come of a division by 0, are the same, because it depends on the order of the sum which it is.
    """
    if values is None or exact is None or shape(values) != shape(exact):
        return False
    both = zip(flat(values), flat(exact))
    if looks:
        both = (pair for pair, index in zip(both, np.ndindex(shape(exact))) if looks(index))
    return all(_near(float(v), float(e), within, loose) for v, e in both)


def _near(value, exact, within, loose=False):
    """Whether two floats are nearly the same; loose: nan and the infinities are one, as after a division by 0."""
    if loose and not isfinite(value) and not isfinite(exact):
        return True
    if isnan(value) or isnan(exact):
        return isnan(value) and isnan(exact)
    return value == exact or abs(value - exact) <= within * max(1, min(abs(value), abs(exact)))


# ---- the diagnosis


class Failure(NamedTuple):
    """An input on which a function is wrong: the probe, its Answer, what is right, and the call in words."""

    probe: Probe
    answer: Answer
    expected: list
    call: str

    def __str__(self):
        expected, got = as_text(self.expected), as_text(self.answer.values)
        same = " (they differ beyond six digits)" if got == expected else ""
        got = self.answer.trouble or f"it returned {got}"
        return f"Called {self.call}; {got}; expected {expected}{same}."


@dataclass
class Diagnosis:
    """What is known of a function.

    tried: how many probes; failures: those that went wrong, the smallest first, which is searched for among many
    inputs; causes: the mistakes, or pairs of them, that give all its numbers; shared: what all failures share.
    """

    tried: int
    failures: list
    causes: list = field(default_factory=list)
    shared: list = field(default_factory=list)

    @property
    def right(self):
        """Whether every probe came out right."""
        return not self.failures

    def __str__(self):
        if self.right:
            return f"Right on all {self.tried} probes."
        lines = [str(self.failures[0])]
        if len(self.causes) > 1:
            lines.append(f"{len(self.causes)} explanations give all the numbers that it gave:")
        flip = self.failures[0].probe.options["flip"]
        for cause in self.causes[:3]:
            lines += cause.lines(flip)
        return "\n".join([*lines, *self.shared])


def diagnose(f, place, *, modes=MODES, flip=True, call=called):
    """The Diagnosis of a function f(x, h, mode, ...) of arrays, which is to do what the definition does.

    place: "1-D" (x and h are (n,) and (k,)), "2-D" ((rows, columns) both), "stride" and "dilation" (2-D, with
    that option as (rows, columns)), or "channels" ((height, width, in) with (height, width, in, out)). flip=False
    if f is to be a correlation. call(f, x, h, options) calls it otherwise.
    """
    if place not in INPUTS:
        raise ValueError(f"place {place!r} is not one of {', '.join(INPUTS)}")
    if isinstance(modes, str) or not modes or not set(modes) <= set(definition.MODES):
        raise ValueError(f"modes are a tuple of some of {', '.join(definition.MODES)}, not {modes!r}")
    suite = suite_of(place, tuple(modes), flip)
    answers = [watched(f, probe, call) for probe in suite.probes]
    tried = ((probe, watched(f, probe, call)) for probe in suite.small)
    small = next((failure for probe, answer in tried if (failure := failed(suite, probe, answer))), None)
    return judged(suite, answers, [small] if small else [])


def failed(suite, probe, answer, looks=None):
    """The Failure in an Answer to a probe, or None if it is right.

    looks(index): whether the number at an index of the output counts; all do if it is not given.
    """
    expected = suite.right(probe)
    if same(answer.values, expected, suite.within, looks):
        return None
    return Failure(probe, answer, expected, suite.shown(probe))


def judged(suite, answers, small=()):
    """The Diagnosis in the Answers to a suite's probes, or to the first of them, and in Failures on small ones."""
    wrong = [failure for pair in zip(suite.probes, answers) if (failure := failed(suite, *pair))]
    failures = sorted([*small, *wrong], key=lambda failure: numbers(failure.probe))
    if not failures:
        return Diagnosis(len(answers), [])
    causes = causes_of(suite, answers) if telling(answers) else []
    causes = [cause for cause in causes if all(_explains(suite, cause, failure) for failure in small)]
    return Diagnosis(
        len(answers), failures, causes, [] if causes else _shared(wrong, suite.probes[: len(answers)])
    )


def telling(answers):
    """Whether enough of the answers are numbers: a crash tells nothing."""
    return 3 * sum(answer.values is None for answer in answers) <= len(answers)


def _explains(suite, cause, failure):
    """Whether a cause gives what the function gave there, if it gave numbers."""
    values = failure.answer.values
    return values is None or same(values, suite.right(failure.probe, cause.world), suite.within, loose=True)


# ---- what all failures share


TRAITS = {  # what a probe may have, in words
    "in mode 'full'": lambda probe: probe.options["mode"] == "full",
    "in mode 'same'": lambda probe: probe.options["mode"] == "same",
    "in mode 'valid'": lambda probe: probe.options["mode"] == "valid",
    "in mode 'SAME'": lambda probe: probe.options["mode"] == "SAME",
    "in the modes that pad": lambda probe: probe.options["mode"] != "valid",
    "where the kernel has an even size": lambda probe: any(k % 2 == 0 for k in sizes(probe)[1]),
    "where the kernel has an even number of rows": lambda probe: (
        _in_two(probe) and sizes(probe)[1][0] % 2 == 0
    ),
    "where the kernel has an even number of columns": lambda probe: (
        _in_two(probe) and sizes(probe)[1][1] % 2 == 0
    ),
    "where the kernel is not square": lambda probe: len(set(sizes(probe)[1])) > 1,
    "where the image is not square": lambda probe: len(set(sizes(probe)[0])) > 1,
    "where the kernel has more than 3 rows or columns": lambda probe: max(sizes(probe)[1]) > 3,
    "where there is a stride": lambda probe: set(_stride(probe)) != {1},
    "where the strides of rows and columns differ": lambda probe: len(set(_stride(probe))) > 1,
    "where there are several images": lambda probe: np.ndim(probe.x) == 4 and len(probe.x) > 1,
    "where there are several channels": lambda probe: np.ndim(probe.h) == 4 and np.shape(probe.h)[2] > 1,
    "where there are several filters": lambda probe: np.ndim(probe.h) == 4 and np.shape(probe.h)[3] > 1,
    "where the input is of bytes (uint8)": lambda probe: getattr(probe.x, "dtype", None) == np.uint8,
    "where there is a nan": lambda probe: any(value != value for value in flat(np.array(probe.x).tolist())),
    "where the kernel has fractions": lambda probe: np.asarray(probe.h).dtype.kind == "f",
    "where there are fractions": lambda probe: any(
        isfinite(value) and value % 1 for value in (*np.ravel(probe.x), *np.ravel(probe.h))
    ),
}


def _in_two(probe):
    return len(sizes(probe)[0]) == 2


def _stride(probe):
    stride = probe.options.get("stride", 1)
    return stride if isinstance(stride, tuple) else (stride,)


def _shared(failures, tried):
    """What all failures have and no probe that came out right, as sentences."""
    if not failures:
        return ["It goes wrong on small inputs only."]
    failed = [failure.probe for failure in failures]
    passed = [probe for probe in tried if not any(probe is other for other in failed)]
    crashed = sum(failure.answer.values is None for failure in failures)
    if crashed == len(tried):
        return [f"It gives no numbers for any of {len(tried)} inputs."]
    found = _only(failed, passed)
    if not passed:
        found.append(f"It goes wrong on all {len(tried)} inputs.")
    elif not found:
        found.append(f"It goes wrong on {len(failed)} of {len(tried)} inputs.")
    if crashed:
        found.append(f"It gives no numbers for {crashed} of {len(tried)} inputs.")
    return [_as_asked(sentence, tried) for sentence in found] + _sizes_or_numbers(failures)


def _as_asked(sentence, tried):
    """A sentence on modes in capitals where SAME and VALID are asked for."""
    capitals = any(probe.options["mode"] == "SAME" for probe in tried)
    return sentence.replace("mode 'valid'", "mode 'VALID'") if capitals else sentence


def _only(failed, passed):
    """What all failures have, in sentences: alone or two together no other probe has it; or as few as can be."""
    had = {words: has for words, has in TRAITS.items() if passed and all(map(has, failed))}
    others = {
        words: {place for place, probe in enumerate(passed) if has(probe)} for words, has in had.items()
    }
    alone = [words for words in had if not others[words]]
    if alone:
        return [f"Of the inputs tried it goes wrong only {words}, and always there." for words in alone]
    for one, two in combinations(had, 2):
        if not others[one] & others[two]:
            return [f"Of the inputs tried it goes wrong only {one} and {two}, and always there."]
    fewest = min(had, key=lambda words: len(others[words]), default=None)
    if fewest is None or len(others[fewest]) == len(passed):
        return []
    there = len(failed) + len(others[fewest])
    return [f"Of the inputs tried it goes wrong only {fewest}: on {len(failed)} of {there} there."]


def _sizes_or_numbers(failures):
    """Whether it is the size that is wrong, or the numbers; which of them, and what one rule makes of all."""
    whole = [f for f in failures if f.answer.values is not None]
    sized = [shape(f.answer.values) == shape(f.expected) for f in whole]
    given = " that there is one" if len(whole) < len(failures) else ""
    if whole and not any(sized):
        return [f"The size of its result is wrong each time{given}."]
    if not whole or not all(sized):
        return []
    several = [f for f in whole if len(list(flat(f.expected))) > 1]
    found = [rules(list(flat(f.answer.values)), list(flat(f.expected))) for f in several] or [[]]
    common = [rule for rule in found[0] if all(rule in others for others in found)]
    arrays = any(shape(f.expected) for f in whole)  # a single number has no size
    return [*[f"The size of its result is right each time{given}."] * arrays, *_where(several), *common]


WHERE = {  # where an output may lie, in words; the narrower first
    "in the first row": lambda probe, index, last: len(index) > 1 and position(index)[0] == 0,
    "in the last row": lambda probe, index, last: len(index) > 1 and position(index)[0] == position(last)[0],
    "in the first column": lambda probe, index, last: len(index) > 1 and position(index)[1] == 0,
    "in the last column": lambda probe, index, last: (
        len(index) > 1 and position(index)[1] == position(last)[1]
    ),
    "at the first place": lambda probe, index, last: index == (0,),
    "at the last place": lambda probe, index, last: len(index) == 1 and index == last,
    "where the kernel reaches beyond the start": lambda probe, index, last: any(
        before for before, _ in beyond(probe, index)
    ),
    "where the kernel reaches beyond the end": lambda probe, index, last: any(
        after for _, after in beyond(probe, index)
    ),
    "where the kernel reaches beyond the input": lambda probe, index, last: any(
        map(any, beyond(probe, index))
    ),
    "where the kernel lies wholly on the input": lambda probe, index, last: (
        not any(map(any, beyond(probe, index)))
    ),
}


def _where(failures):
    """Where all wrong numbers lie, if there are others: a sentence in a list, or nothing."""
    wrong, right = [], []
    for probe, answer, expected, _ in failures:
        last = tuple(size - 1 for size in shape(expected))
        for index, value, exact in zip(np.ndindex(shape(expected)), flat(answer.values), flat(expected)):
            (right if _near(float(value), float(exact), 1e-6) else wrong).append((probe, index, last))
    for words, lies in WHERE.items():
        if wrong and all(lies(*each) for each in wrong) and not all(lies(*each) for each in right):
            return [f"Numbers are wrong only {words}."]
    return []


# ---- the mistakes that give all of its numbers

TABLED = 110  # numbers of a probe for which every two mistakes are tried: some seconds


def causes_of(suite, answers, together=True):
    """The Causes that give all the Answers to a suite's probes, where there are numbers.

    Single mistakes, or else, if that is wanted, two together.
    """
    values = [answer.values for answer in answers]
    given = [(place, value) for place, value in enumerate(values) if value is not None]
    wrong = [place for place, value in given if not same(value, _of((), suite, place), suite.within)]
    if not wrong:  # it is only wrong where it gives no numbers
        return []
    first = min(wrong, key=lambda place: numbers(suite.probes[place]))
    singles = [mistake for mistake in _candidates(suite) if _gives((mistake,), suite, values)]
    if singles or not together or numbers(suite.probes[first]) > TABLED:
        return grouped(singles)
    pairs = _pairs(suite, first).get(_key(values[first]), ())
    return [
        Cause(pair)
        for pair in {frozenset(pair): pair for pair in pairs if _gives(pair, suite, values)}.values()
    ]


@cache
def _candidates(suite):
    """The mistakes that show themselves in the probes."""
    places = range(len(suite.probes))
    return [m for m in suite.mistakes if any(_of((m,), suite, i) != _of((), suite, i) for i in places)]


def _gives(mistakes, suite, values):
    """Whether the mistakes give all the numbers that there are; a crash is no numbers, and no evidence."""
    seen = ((place, value) for place, value in enumerate(values) if value is not None)
    return all(same(value, _of(mistakes, suite, place), suite.within, loose=True) for place, value in seen)


@cache
def _of(mistakes, suite, place):
    """What a definition with these mistakes gives for one probe of a suite."""
    return suite.right(suite.probes[place], world(*mistakes))


@cache
def _pairs(suite, place):
    """What every pair of mistakes gives for one probe: {key: the pairs}. Once a second or two, then kept."""
    found = {}
    for one, two in combinations(_candidates(suite), 2):
        for pair in orders(one, two):
            values = _of(pair, suite, place)
            if values is not None:
                found.setdefault(_key(values), []).append(pair)
    return found


def _key(values):
    """Numbers by which equal outcomes find each other: their sizes, and each with seven digits."""
    return shape(values), tuple(str(round(float(v), 6) + 0.0) if isfinite(v) else "" for v in flat(values))
