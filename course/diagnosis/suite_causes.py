"""
The mistakes, alone or two together, that give all the answers of a function to a Suite.

How much is tried is counted, not timed: it is the same on every machine, and whatever came before.
"""

from functools import lru_cache
from typing import NamedTuple

from course.diagnosis.cause import Cause, grouped, orders
from course.diagnosis.fact_text import Fact
from course.diagnosis.same_numbers import same_numbers
from course.diagnosis.suite_pairs import PairsOfSuite

MOST_WORK = 1_000_000  # of Suite.work, for one function: about a second
STOPPED_EARLY = "stopped"  # the kind of the Fact that says so
# What mistakes give for one probe is kept, so many of these for each suite: of single ones, which the next
# function needs again, and of two, which a search up to a rung needs again.
KEPT_OF_ONE, KEPT_OF_TWO = 6_000, 1_000


class Search(NamedTuple):
    """The Causes that were found; stopped: a Fact if the search ended before all was tried, or None."""

    causes: list
    stopped: Fact | None = None


def causes_of(suite, answers, together=True):
    """The Search for what gives all the Answers to a suite's probes, or to the first of them.

    Single mistakes, or else, if that is wanted (together), two of them. An answer without numbers, as after a
    crash, is no evidence of anything. No causes where all the numbers that there are are right.
    """
    trial = _Trial(suite, {i: answer.values for i, answer in enumerate(answers) if answer.values is not None})
    if not trial.wrong:
        return Search([])
    singles = [mistake for mistake in suite.mistakes if trial.explained_by(mistake)]
    if singles or not together:
        return Search(grouped(singles))
    pairs = pairs_of(suite)
    left = pairs.that_may_give(trial.given)
    causes = {}
    for count, pair in enumerate(left):
        if trial.work > MOST_WORK:
            not_tried = len(left) - count
            return Search(list(causes.values()), Fact(STOPPED_EARLY, (not_tried, len(pairs.pairs))))
        if trial.explained_by(*pair):
            causes[frozenset(pair)] = Cause(pair)  # a pair that fits in both orders is named once
    return Search(list(causes.values()))


def causes_with(suite, answers, mistake):
    """The Causes of two mistakes, one of them this one, that give all the Answers to a suite's probes, or to the first.

    Mistakes that are told alone are tried as well: one that is known already is no chance.
    """
    trial = _Trial(suite, {i: answer.values for i, answer in enumerate(answers) if answer.values is not None})
    causes = {}
    for other in suite.mistakes:
        if trial.work > MOST_WORK:
            break
        for pair in orders(mistake, other) if other != mistake else ():
            if trial.explained_by(*pair):
                causes.setdefault(frozenset(pair), Cause(pair))
    return list(causes.values())


class _Trial:
    """A function's numbers, which are held against those of mistakes.

    given  {index of a probe: the function's numbers}
    wrong  the indices of the probes on which they are wrong
    work   what was worked out by now, in Suite.work; numbers that are kept from before count as well
    """

    def __init__(self, suite, given):
        self.given = given
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
        the same here, see same_numbers().
        """
        numbers_of = self._numbers_of_one if len(mistakes) == 1 else self._numbers_of_two
        unexplained = set(self.wrong)
        differs = False
        for i in self._order:
            self.work += self._suite.work[i]
            values = numbers_of(mistakes, i)
            if not same_numbers(self.given[i], values, self._suite.within, loose=True):
                self._look_first_at(i)
                return False
            if i in unexplained:
                unexplained.remove(i)
                differs = differs or not _is_right(self._suite, i, values)
                if not unexplained and not differs:
                    return False
        return True

    def _look_first_at(self, i):
        """Where one mistake does not fit, the next often does not, either."""
        self._order.remove(i)
        self._order.insert(0, i)


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
        suite.kept["pairs"] = PairsOfSuite(suite)
    return suite.kept["pairs"]
