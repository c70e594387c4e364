"""A cause of wrong numbers: a mistake of the bank, or two made one after the other."""

from functools import lru_cache
from typing import NamedTuple

from course.convolution import definition
from course.diagnosis.outcomes import SLOW
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import covering, twins
from course.mistakes.faulty_definition import definition_with, outcome, unless_refused
from course.mistakes.later import ADDS_UP_LATER

WORLDS_KEPT = 500  # definitions with mistakes: all with one, and some with two
# The definition itself, with sums that are worked out when they are looked at.
ADDING_LATER = definition_with(ADDS_UP_LATER)

DIVIDES_BY = {  # what some mistakes divide by, which the verdict says
    "kernel-norm": "the sum of the kernel's weights",
    "kernel-norm-guard": "the sum of the kernel's weights",
    "kernel-norm-positive": "the sum of the kernel's weights",
    "kernel-norm-abs": "the sum of the kernel's weights without their minus signs",
    "weights-used": "the sum of the weights that lie on the input",
    "weights-used-unguarded": "the sum of the weights that lie on the input",
    "mean-not-sum": "the number of products in a window",
    "mean-of-used": "the number of the weights that lie on the input",
}


class Cause(NamedTuple):
    """One mistake, or two made one after the other.

    also: the names of the mistakes that do the same as the first in this request.
    """

    mistakes: tuple
    also: tuple = ()

    @property
    def names(self):
        """The names of its mistakes."""
        return tuple(mistake.name for mistake in self.mistakes)

    @property
    def world(self):
        """The definition that makes these mistakes."""
        return world(*self.mistakes)

    def tag(self, flip=True):
        """What a single mistake and those that do the same are called, as it stands behind a sentence: "[a, b]"."""
        return f"[{', '.join(self.labels(flip))}]"

    def labels(self, flip=True):
        """What its mistakes, and those that do the same, are called where a convolution (flip) or a correlation is asked."""
        others = [BANK[name].label(flip) if name in BANK else name for name in self.also]
        return [*(mistake.label(flip) for mistake in self.mistakes), *others]

    def ending(self, flip=True):
        """What a single mistake gives the numbers of, and its tag, as the end of a sentence without its full stop."""
        return f"{self.mistakes[0].ending(flip).removesuffix('.')} {self.tag(flip)}"

    def lines(self, flip=True, hints=True):
        """What is said of it where a convolution (flip) or a correlation is asked: sentences, and hints if wanted."""
        if len(self.mistakes) == 1:
            (mistake,) = self.mistakes
            lines = [f"{mistake.sentence(flip)} {self.tag(flip)}"]
            if hints:
                lines.append(f"Hint: {mistake.advice(flip)}")
            return lines
        one, two = (Cause((mistake,)) for mistake in self.mistakes)
        return Pairs([one], [two]).lines(flip, hints)


class Pairs(NamedTuple):
    """Two mistakes made one after the other: any of the first, Causes of one mistake, with any of the second."""

    firsts: list
    seconds: list

    @property
    def variants(self):
        """Each pair as a Cause."""
        return [Cause(one.mistakes + two.mistakes) for one in self.firsts for two in self.seconds]

    @property
    def names(self):
        """The names of all their mistakes, a set."""
        return {name for cause in (*self.firsts, *self.seconds) for name in (*cause.names, *cause.also)}

    def lines(self, flip=True, hints=True):
        """What is said of them, as Cause.lines() does."""
        lines = ["Two mistakes together give exactly these numbers:"]
        for count, causes in enumerate((self.firsts, self.seconds), start=1):
            for rank, cause in enumerate(causes):
                (mistake,) = cause.mistakes
                lines.append(f"{'   or ' if rank else f'{count}. '}{mistake.ending(flip)} {cause.tag(flip)}")
            if hints:
                every_hint = dict.fromkeys(cause.mistakes[0].advice(flip) for cause in causes)
                lines += [f"   Hint: {hint}" for hint in every_hint]
        return lines


@lru_cache(WORLDS_KEPT)
def world(*mistakes):
    """The definition that makes these mistakes; made once, then kept for a while."""
    made = definition_with(*mistakes)
    if BANK[SLOW] in mistakes:
        # Of each of its outputs it looks at one number: the others need not be added up.
        made.adding_later = definition_with(*mistakes, ADDS_UP_LATER)
    return made


def output_or_none(request, world=definition):
    """What the definition, or one that makes mistakes, gives for a Request: nested lists, or None where it refuses."""
    return outcome(world, request.x, request.h, **request.options)


def gives(request, given):
    """Whether the definition gives the given numbers (a Given) for a Request: worked out up to one that is another."""
    return unless_refused(given.fits, output_or_none(request, ADDING_LATER))


def grouped(mistakes):
    """Mistakes that give the same numbers as Causes, in their order.

    Those that no input can tell apart stand together in one Cause: twins, which are one function, and mistakes of
    which one does all that the other does.
    """
    causes, left = [], list(mistakes)
    while left:
        first, *others = left
        together = [other.name for other in others if _inseparable(first, other)]
        causes.append(Cause((first,), tuple(together)))
        left = [other for other in others if other.name not in together]
    return causes


def pairs_together(causes):
    """Causes of two mistakes as Pairs, each cause in one of them; those that have no mistake in common come first.

    Example: where each of two borders gives the numbers with each of two types, these four are one Pairs.
    """
    seconds_of = {}
    for cause in causes:
        first, second = cause.mistakes
        seconds_of.setdefault(first, []).append(second)
    firsts_of = {}
    for first, seconds in seconds_of.items():
        firsts_of.setdefault(tuple(seconds), []).append(first)
    pairs = [Pairs(grouped(firsts), grouped(seconds)) for seconds, firsts in firsts_of.items()]
    return _different_first(pairs)


def _different_first(pairs):
    """Pairs in their order, but after all others those that have a mistake in common with one before them."""
    different, alike, names = [], [], set()
    for each_pairs in pairs:
        (alike if names & each_pairs.names else different).append(each_pairs)
        names |= each_pairs.names
    return different + alike


def _inseparable(one, other):
    """Whether no input can tell two mistakes apart, in some place where they can be made."""
    if other.name in twins(one.name):
        return True
    covers_other = any(one.name in covering(other.name, place) for place in other.places)
    covers_one = any(other.name in covering(one.name, place) for place in one.places)
    return covers_one or covers_other


def orders(one, two):
    """The orders in which two mistakes may be made. It matters only if both change the same piece of the definition."""
    if one.replaced.keys() & two.replaced.keys():
        return [(one, two), (two, one)]
    return [(one, two)]
