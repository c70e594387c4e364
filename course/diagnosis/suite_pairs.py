"""
Every two mistakes that could be made in a suite, and the few of them that may give a function's numbers.

There are thousands of pairs, and to work each out on every probe takes minutes. So a few probes come first,
small ones on which nearly every mistake shows itself. What all pairs give for the first of them is worked out
once, and kept. Few pairs are right there, so that few are left for a function that is right. Only these are
worked out for the second probe, and so on: in the end some dozens are left. A function that is wrong on one of
these probes is looked up there: few pairs give its numbers.
"""

from itertools import combinations

import numpy as np

from course.convolution.nested import flat, shape
from course.diagnosis.cause import DIVIDES_BY, orders
from course.diagnosis.same_numbers import same_numbers
from course.mistakes.faulty_definition import definition_with

NO_FLIP = "no-flip"  # hardly a mistake where nobody said which is meant
ROUND = ("int-output", "out-like-input", "rounded")
MOST_FIRST_PROBES = 6  # so that at most 63 columns are ever kept: see PairsOfSuite
# Some of the thousands of pairs of mistakes give a few numbers by chance. So two together are looked for up to
# a rung of an exercise only where that rung and those below it have at least so many inputs.
INPUTS_FOR_PAIRS = 20
FIRST_AMONG_THOSE = 2  # first probes that are among those inputs
OTHERS_COMPARED = 12  # probes from which the rest are chosen
WORK_OF_A_FIRST_PROBE = 200  # at most, or twice that of the smallest; work is that of Suite.work
WORK_OF_A_COLUMN = 1_600_000  # at most: a few seconds, once for a suite


class PairsOfSuite:
    """Every two mistakes of a suite that show themselves, as tuples, and what is worked out of them.

    A column holds what some pairs give for one of the first probes: those pairs that are right on the ones
    before. A function may have no numbers for some of these, so that there are several columns for a probe.
    """

    def __init__(self, suite, numbers_of_one):
        """numbers_of_one: see numbers_of_one_mistake(), which keeps what is worked out here."""
        self.pairs = _every_pair(suite, numbers_of_one)
        self._suite = suite
        self._first_probes = _probes_that_show_most(suite, numbers_of_one)
        self._columns = {}  # {(indices of probes before, index of a probe): _Column}

    def that_may_give(self, given):
        """The pairs that may give these numbers, {index of a probe: numbers}; the others surely do not."""
        before = ()
        for i in self._first_probes:
            if i not in given or not self._is_affordable(before, i):
                continue
            right = self._suite.right_numbers[i]
            if not same_numbers(given[i], right, self._suite.within, loose=True):
                return [self.pairs[place] for place in self._column(before, i).places_of(given[i])]
            before = (*before, i)
        return [self.pairs[place] for place in self._right_on(before)]

    def _right_on(self, indices):
        """The places, among all pairs, of those that give what is right for these probes."""
        if not indices:
            return range(len(self.pairs))
        *before, last = indices
        return self._column(tuple(before), last).places_of(self._suite.right_numbers[last])

    def _is_affordable(self, before, i):
        return len(self._right_on(before)) * self._suite.work[i] <= WORK_OF_A_COLUMN

    def _column(self, before, i):
        """The _Column of a probe with the pairs that are right on those before; worked out once."""
        if (before, i) not in self._columns:
            self._columns[before, i] = _Column(self._suite, i, self.pairs, self._right_on(before))
        return self._columns[before, i]


class _Column:
    """What some pairs, those at these places among all of them, give for probe i of a suite."""

    def __init__(self, suite, i, pairs, places):
        self._within = suite.within
        rows = {}  # {(shape of the output, how many numbers it has): (places, numbers)}
        for place in places:
            values = suite.right(suite.probes[i], definition_with(*suite.meant, *pairs[place]))
            if values is not None:
                floats = _floats(values)
                same_size = rows.setdefault((shape(values), len(floats)), ([], []))
                same_size[0].append(place)
                same_size[1].append(floats)
        self._rows = {size: (np.array(found), np.array(numbers)) for size, (found, numbers) in rows.items()}

    def places_of(self, values):
        """The places of the pairs that give these numbers, as same_numbers(loose=True) says, all at once."""
        floats = _floats(values)
        size = shape(values), len(floats)  # in uneven lists as many numbers as there are do not fit the shape
        if size not in self._rows:
            return []
        given, (places, rows) = np.array(floats), self._rows[size]
        with np.errstate(invalid="ignore", over="ignore"):
            largest = np.maximum(np.abs(rows), np.abs(given))
            near = np.abs(rows - given) <= self._within * np.maximum(largest, 1)
        finite, given_finite = np.isfinite(rows), np.isfinite(given)
        same = np.where(finite & given_finite, near, finite == given_finite)
        return places[same.all(axis=1)].tolist()


def _floats(values):
    return [float(value) for value in flat(values)]


# ---- which pairs there are, and which probes come first


def _every_pair(suite, numbers_of_one):
    """Every two mistakes that show themselves, in each order that matters."""
    showing = _mistakes_that_show(suite, numbers_of_one)
    pairs = []
    for one, two in [*combinations(showing, 2), *_divided_then_rounded(suite, showing)]:
        if _may_go_together(suite, one, two):
            pairs += orders(one, two)
    return pairs


def _divided_then_rounded(suite, showing):
    """Pairs of a mistake that divides and one that rounds, where that shows in no whole number that is not divided."""
    hidden = [mistake for mistake in suite.mistakes if mistake.name in ROUND and mistake not in showing]
    return [(one, other) for one in showing if one.name in DIVIDES_BY for other in hidden]


def _may_go_together(suite, one, two):
    """Whether two mistakes are looked for together: one that is told alone only where the kernel is not flipped, either."""
    is_told_alone = one in suite.alone or two in suite.alone
    return not is_told_alone or NO_FLIP in (one.name, two.name)


def _mistakes_that_show(suite, numbers_of_one):
    """The mistakes that give other numbers than the right ones for some probe.

    A nan is never the same as another here. So where the right numbers have one, all mistakes count: some
    that change nothing alone do with another, as same-pad-k with valid-is-same where no mode is "same".
    """
    right = suite.right_numbers
    nan_first = sorted(
        range(len(right)), key=lambda i: (all(value == value for value in flat(right[i])), suite.work[i])
    )
    showing = []
    for mistake in suite.mistakes:
        if mistake in suite.alone:
            showing.append(mistake)  # it goes with one other only: to see whether it shows takes longer
            continue
        for i in nan_first:
            if numbers_of_one((mistake,), i) != right[i]:
                showing.append(mistake)
                break
    return showing


def _probes_that_show_most(suite, numbers_of_one):
    """The indices of a few small probes on which nearly every mistake shows itself.

    Each is the one on which most of the mistakes show that do not on the ones before, for the work it takes.
    """
    shown = {}
    for i in _small_probes(suite):
        shown[i] = {mistake for mistake in suite.mistakes if _shows(suite, i, numbers_of_one((mistake,), i))}
    unseen, chosen = set(suite.mistakes), []
    while len(chosen) < MOST_FIRST_PROBES:
        among = [i for i in shown if i < INPUTS_FOR_PAIRS or len(chosen) >= FIRST_AMONG_THOSE]
        best = max(among, key=lambda i: len(shown[i] & unseen) / suite.work[i], default=None)
        if best is None or not shown[best] & unseen:
            break
        chosen.append(best)
        unseen -= shown[best]
    return chosen


def _small_probes(suite):
    """The indices of the small ones among the first probes, and of some others of all sizes up to a limit."""
    limit = max(WORK_OF_A_FIRST_PROBE, 2 * min(suite.work))
    small = [i for i, work in enumerate(suite.work) if work <= limit]
    first = [i for i in small if i < INPUTS_FOR_PAIRS]
    others = sorted(small[len(first) :], key=lambda i: suite.work[i])
    step = -(-len(others) // OTHERS_COMPARED) or 1  # rounded up
    return [*first, *others[::step]]


def _shows(suite, i, values):
    """Whether numbers, those of a mistake, are others than the right ones for probe i."""
    return not same_numbers(values, suite.right_numbers[i], suite.within, loose=True)
