"""The mistakes, alone or two together, that give all the answers of a function to a Suite."""

from functools import cache
from itertools import combinations
from math import isfinite

from course.convolution.nested import flat, shape
from course.diagnosis.cause import Cause, grouped, orders, world
from course.diagnosis.probes import count_numbers
from course.diagnosis.same_numbers import same_numbers

MOST_FOR_PAIRS = 110  # numbers of a probe for which every two mistakes are tried: some seconds


def causes_of(suite, answers, together=True):
    """The Causes that give all the Answers to a suite's probes, or to the first of them, where there are numbers.

    Single mistakes, or else, if that is wanted (together), two of them. An answer without numbers, as after a crash,
    is no evidence of anything. No causes where all the numbers that there are are right.
    """
    given = {i: answer.values for i, answer in enumerate(answers) if answer.values is not None}
    wrong = [i for i in given if not same_numbers(given[i], _right_with((), suite, i), suite.within)]
    if not wrong:
        return []
    singles = [mistake for mistake in _visible_mistakes(suite) if _gives_all((mistake,), suite, given)]
    smallest = min(wrong, key=lambda i: count_numbers(suite.probes[i]))
    if singles or not together or count_numbers(suite.probes[smallest]) > MOST_FOR_PAIRS:
        return grouped(singles)
    causes = {}
    for pair in pairs_by_numbers(suite, smallest).get(_rounded(given[smallest]), ()):
        if _gives_all(pair, suite, given):
            causes[frozenset(pair)] = Cause(pair)  # a pair that fits in both orders is named once
    return list(causes.values())


@cache
def _visible_mistakes(suite):
    """The mistakes that give other numbers than the right ones for some probe."""
    visible = []
    for mistake in suite.mistakes:
        for i in range(len(suite.probes)):
            if _right_with((mistake,), suite, i) != _right_with((), suite, i):
                visible.append(mistake)
                break
    return visible


def _gives_all(mistakes, suite, given):
    """Whether mistakes give all the numbers that there are, {index of a probe: numbers}."""
    return all(
        same_numbers(values, _right_with(mistakes, suite, i), suite.within, loose=True)
        for i, values in given.items()
    )


@cache
def _right_with(mistakes, suite, i):
    """What a definition with these mistakes gives for probe i of a suite."""
    return suite.right(suite.probes[i], world(*mistakes))


@cache
def pairs_by_numbers(suite, i):
    """What every two mistakes give for probe i: {the numbers: the pairs}. It takes a second or two, then is kept."""
    pairs = {}
    for one, two in combinations(_visible_mistakes(suite), 2):
        for pair in orders(one, two):
            values = _right_with(pair, suite, i)
            if values is not None:
                pairs.setdefault(_rounded(values), []).append(pair)
    return pairs


def _rounded(values):
    """Numbers as a key under which equal ones are found: their shape, and each as text with six decimals.

    Adding 0.0 makes 0.0 of -0.0. Any two nan or infinities are alike: see nearly_equal(loose=True).

    Example: _rounded([1, -0.0]) is ((2,), ("1.0", "0.0")).
    """
    texts = []
    for value in flat(values):
        texts.append(str(round(float(value), 6) + 0.0) if isfinite(value) else "")
    return shape(values), tuple(texts)
