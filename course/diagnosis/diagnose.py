"""
Which mistake a function makes: it is tried on probes, and a mistake is named only when it gives the function's
numbers on every one of them. A crash is never evidence.
"""

import warnings
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from math import isfinite
from typing import NamedTuple

import numpy as np

from course.convolution.nested import flat, shape
from course.convolution.sizes import MODES as EVERY_MODE
from course.diagnosis.answer import Answer, answer_from, in_words
from course.diagnosis.cause import Cause, grouped, orders, world
from course.diagnosis.probes import INPUTS, MODES, as_text, numbers, suite_of
from course.diagnosis.same_numbers import same
from course.diagnosis.traits import shared_traits
from course.mistakes.smallest_input import Probe

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
    if isinstance(modes, str) or not modes or not set(modes) <= set(EVERY_MODE):
        raise ValueError(f"modes are a tuple of some of {', '.join(EVERY_MODE)}, not {modes!r}")
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
        len(answers), failures, causes, [] if causes else shared_traits(wrong, suite.probes[: len(answers)])
    )


def telling(answers):
    """Whether enough of the answers are numbers: a crash tells nothing."""
    return 3 * sum(answer.values is None for answer in answers) <= len(answers)


def _explains(suite, cause, failure):
    """Whether a cause gives what the function gave there, if it gave numbers."""
    values = failure.answer.values
    return values is None or same(values, suite.right(failure.probe, cause.world), suite.within, loose=True)


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
