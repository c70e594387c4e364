"""A cause of wrong numbers: a mistake of the bank, or two made one after the other."""

from functools import lru_cache
from typing import NamedTuple

from course.convolution import definition
from course.mistakes.equivalents import covering, twins
from course.mistakes.faulty_definition import definition_with, outcome

WORLDS_KEPT = 500  # definitions with mistakes: all with one, and some with two


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

    def lines(self, flip=True, hints=True):
        """What is said of it where a convolution (flip) or a correlation is asked: sentences, and hints if wanted."""
        if len(self.mistakes) == 1:
            (mistake,) = self.mistakes
            names = ", ".join([mistake.name, *self.also])
            lines = [f"{mistake.sentence(flip)} [{names}]"]
            if hints:
                lines.append(f"Hint: {mistake.hint}")
            return lines
        lines = ["Two mistakes together give exactly these numbers:"]
        for count, mistake in enumerate(self.mistakes, start=1):
            lines.append(f"{count}. {mistake.ending(flip)} [{mistake.name}]")
            if hints:
                lines.append(f"   Hint: {mistake.hint}")
        return lines


@lru_cache(WORLDS_KEPT)
def world(*mistakes):
    """The definition that makes these mistakes; made once, then kept for a while."""
    return definition_with(*mistakes)


def output_or_none(request, world=definition):
    """What the definition, or one that makes mistakes, gives for a Request: nested lists, or None where it refuses."""
    return outcome(world, request.x, request.h, **request.options)


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


def distinct(causes):
    """The Causes without those pairs of mistakes that no input can tell from a pair before them."""
    kept = []
    for cause in causes:
        if not any(_are_one_pair(cause.mistakes, other.mistakes) for other in kept):
            kept.append(cause)
    return kept


def _are_one_pair(pair, other):
    """Whether both are two mistakes, and each is the same as the other's, or inseparable from it."""
    if not len(pair) == len(other) == 2:
        return False
    return all(one.name == two.name or _inseparable(one, two) for one, two in zip(pair, other))


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
