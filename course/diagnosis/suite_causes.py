"""
The mistakes, alone or two together, that give all the answers of a function to a Suite.

How much is tried is counted, not timed: it is the same on every machine, and whatever came before.
"""

from functools import lru_cache
from typing import NamedTuple

from course.convolution.nested import flat, shape
from course.diagnosis.cause import Cause, grouped, orders
from course.diagnosis.fact_text import Fact
from course.diagnosis.same_numbers import same_numbers
from course.diagnosis.suite_pairs import PairsOfSuite

MOST_WORK = 1_000_000  # of Suite.work, for one function: about a second
MOST_WORK_WITH_ONE = 50_000  # where one of two mistakes is known
SMALLEST_COMPARED = 6  # probes, where one of two mistakes is known
STOPPED_EARLY = "stopped"  # the kind of the Fact that says so
# What mistakes give for one probe is kept, so many of these for each suite: of single ones, which the next
# function needs again, and of two, which a search up to a rung needs again.
KEPT_OF_ONE, KEPT_OF_TWO = 6_000, 1_000


class Search(NamedTuple):
    """The Causes that were found; stopped: a Fact if the search ended before all was tried, or None."""

    causes: list
    stopped: Fact | None = None


def causes_of(suite, answers, together=True, with_one_of=()):
    """The Search for what gives all the Answers to a suite's probes, or to the first of them.

    Single mistakes, or else, if that is wanted (together), two of them; one of these is among with_one_of, Mistakes, if
    there are any, which takes a fraction of the time. An answer without numbers, as after a crash, is no evidence of
    anything. No causes where all the numbers that there are are right, and no two where all results are empty: any two
    that leave no room would do.
    """
    trial = _Trial(suite, _values_of(answers))
    if not trial.wrong:
        return Search([])
    singles = [mistake for mistake in suite.mistakes if trial.explained_by(mistake)]
    if singles or not together or not trial.numbers:
        return Search(grouped(singles))
    if with_one_of:
        every = left = _pairs_with(suite, trial, with_one_of)
    else:
        pairs = pairs_of(suite)
        every, left = pairs.pairs, pairs.that_may_give(trial.numbers)
    most_work = trial.work + MOST_WORK_WITH_ONE if with_one_of else MOST_WORK
    causes = {}
    for count, pair in enumerate(left):
        if trial.work > most_work:
            not_tried = len(left) - count
            return Search(list(causes.values()), Fact(STOPPED_EARLY, (not_tried, len(every))))
        if trial.explained_by(*pair):
            # a pair that fits in both orders is named once, the last way
            causes[frozenset(pair)] = Cause(pair)
    return Search(list(causes.values()))


def _values_of(answers):
    """{index of a probe: what was given for it, perhaps an empty list}, but for Answers that are no numbers at all."""
    return {i: answer.values for i, answer in enumerate(answers) if answer.values is not None}


def _pairs_with(suite, trial, mistakes):
    """Every two mistakes of a suite of which one is among these, in each order that matters.

    Where that one alone gives the function's numbers the other must not show itself: that leaves a part of hundreds.
    Mistakes that are told alone otherwise are among them: beside one that is known another is no chance.
    """
    numbers_of_one = numbers_of_one_mistake(suite)
    smallest = sorted(trial.wrong, key=lambda i: suite.work[i])[:SMALLEST_COMPARED]
    pairs = {}
    for known in mistakes:
        given = {i: numbers_of_one((known,), i) for i in smallest}
        given = {i: values for i, values in given.items() if trial.is_given_by(values, i)}
        for other in suite.mistakes:
            if other is known:
                continue
            right = suite.right_numbers
            if all(_may_hide(given[i], numbers_of_one((other,), i), right[i]) for i in given):
                pairs |= dict.fromkeys(reversed(orders(known, other)))  # the known one is named first
    return list(pairs)


def _may_hide(known, other, right):
    """Whether numbers that one mistake gives may be those of it and another: this gives right ones where they are right.

    Where the first mistake changes the size it may leave out all that the other changes.
    """
    if shape(known) != shape(right):
        return True
    if other is None or shape(other) != shape(right):
        return False
    return all(
        theirs == value for mine, theirs, value in zip(*map(flat, (known, other, right))) if mine == value
    )


class _Trial:
    """A function's numbers, which are held against those of mistakes.

    given    {index of a probe: the function's numbers}
    numbers  the same without empty results
    wrong    the indices of the probes on which they are wrong
    work     what was worked out by now, in Suite.work; numbers that are kept from before count as well
    """

    def __init__(self, suite, given):
        self.given = given
        self.numbers = {i: values for i, values in given.items() if 0 not in shape(values)}
        self.wrong = {i for i in given if not _is_right(suite, i, given[i])}
        self.work = 0
        self._suite = suite
        self._numbers_of_one = numbers_of_one_mistake(suite)
        self._numbers_of_two = _numbers_given_by(suite, "numbers of two mistakes", KEPT_OF_TWO)
        # First those on which it is wrong, where hardly any mistake gives the same; small ones before large.
        self._order = sorted(given, key=lambda i: (i not in self.wrong, suite.work[i]))

    def explained_by(self, *mistakes):
        """Whether mistakes give all the numbers, and other numbers than the right ones where these are wrong.

        Without that, a mistake that changes nothing would explain an infinity where a nan is right: both are
        the same here, see same_numbers(); and one that refuses would explain a function that gives nothing.
        """
        numbers_of = self._numbers_of_one if len(mistakes) == 1 else self._numbers_of_two
        unexplained = set(self.wrong)
        differs = False
        for i in self._order:
            self.work += self._suite.work[i]
            values = numbers_of(mistakes, i)
            if not self.is_given_by(values, i):
                self._look_first_at(i)
                return False
            if i in unexplained:
                unexplained.remove(i)
                differs = differs or values is not None and not _is_right(self._suite, i, values)
                if not unexplained and not differs:
                    return False
        return True

    def is_given_by(self, values, i):
        """Whether numbers, or None, are what the function gave to probe i."""
        return is_what_is_given(self.given[i], values, self._suite)

    def _look_first_at(self, i):
        """Where one mistake does not fit, the next often does not, either."""
        self._order.remove(i)
        self._order.insert(0, i)


def is_what_is_given(given, values, suite):
    """Whether a definition's numbers are those that a function gave.

    Where a size comes out as 0, or less, a definition refuses (values is None), and a function may give an empty list.
    """
    if values is None:
        return 0 in shape(given)
    return same_numbers(given, values, suite.within, loose=True)


def _is_right(suite, i, values):
    return same_numbers(values, suite.right_numbers[i], suite.within)


def numbers_of_one_mistake(suite):
    """A function of one mistake in a tuple and the index of a probe: what it gives there. The last results are kept."""
    return _numbers_given_by(suite, "numbers of one mistake", KEPT_OF_ONE)


def _numbers_given_by(suite, name, count):
    """A function of a tuple of mistakes and the index of a probe: what they give there.

    Under this name it is kept with the suite, and so many of its last results with it.
    """
    if name not in suite.kept:

        def numbers(mistakes, i):
            return suite.right(suite.probes[i], suite.making(*mistakes))

        suite.kept[name] = lru_cache(count)(numbers)
    return suite.kept[name]


def pairs_of(suite):
    """The PairsOfSuite of a suite, kept with it; to make them takes a second or two."""
    if "pairs" not in suite.kept:
        suite.kept["pairs"] = PairsOfSuite(suite, numbers_of_one_mistake(suite))
    return suite.kept["pairs"]
