"""The mistakes, alone or two together, that give exactly the given numbers."""

from functools import cache
from itertools import combinations
from typing import NamedTuple

from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import covering, twins
from course.mistakes.faulty_definition import applies, definition_with, outcome

EVERY_PAIR = 250  # products of a request up to which every two mistakes are tried: about a second
PAIRS = 1_200  # and up to which those are that change the request one by one: a few seconds


# ---- mistakes of the bank


class Cause(NamedTuple):
    """One mistake, or two made one after the other, and the names that do the same in this request."""

    mistakes: tuple
    also: tuple = ()

    @property
    def names(self):
        return tuple(mistake.name for mistake in self.mistakes)

    def lines(self, flip=True, hints=True):
        """What is said of it where a convolution (flip) or a correlation is asked: sentences, and hints if wanted."""
        if len(self.mistakes) == 1:
            (mistake,) = self.mistakes
            names = ", ".join([mistake.name, *self.also])
            return [f"{mistake.sentence(flip)} [{names}]", *[f"Hint: {mistake.hint}"] * hints]
        found = ["Two mistakes together give exactly these numbers:"]
        for place, mistake in enumerate(self.mistakes, start=1):
            found.append(f"{place}. {mistake.ending(flip)} [{mistake.name}]")
            found += [f"   Hint: {mistake.hint}"] * hints
        return found

    @property
    def world(self):
        """The definition that makes these mistakes."""
        return world(*self.mistakes)


@cache
def world(*mistakes):
    """The definition that makes these mistakes; made once, then kept."""
    return definition_with(*mistakes)


def answer(request, definition):
    """What a definition gives for a request: nested lists, or None where it refuses."""
    return outcome(definition, request.x, request.h, **request.options)


def singles(request, given):
    """The Causes of one mistake that give the given numbers, those made most often first."""
    found = [mistake for mistake in _candidates(request) if given.fits(answer(request, world(mistake)))]
    return grouped(found)


def _candidates(request):
    return [mistake for mistake in BANK.values() if applies(mistake, request.axes, request.options)]


def grouped(found):
    """Mistakes as Causes; those that no input of this mode could tell apart stand together."""
    causes, left = [], list(found)
    while left:
        first, *left = left
        alike = {name for place in first.places for name in covering(first.name, place)} | set(
            twins(first.name)
        )
        alike |= {
            other.name
            for other in left
            for place in other.places
            if first.name in covering(other.name, place)
        }
        causes.append(Cause((first,), tuple(other.name for other in left if other.name in alike)))
        left = [other for other in left if other.name not in alike]
    return causes


def pairs(request, given):
    """The Causes of two mistakes that give the given numbers.

    For small requests every two are tried; for larger ones those that change the request, and do not take long.
    """
    active = _candidates(request)
    if request.products > EVERY_PAIR:
        answers = {mistake: answer(request, world(mistake)) for mistake in active}
        active = [m for m, y in answers.items() if y not in (None, request.output) and m.name != "aliasing"]
    found = []
    for one, two in combinations(active, 2):
        for order in orders(one, two):
            if given.fits(answer(request, definition_with(*order))):
                found.append(Cause(order))
                break
    return found


def orders(one, two):
    """The orders in which two mistakes may be made; only those that change one piece can differ by it."""
    return [(one, two), (two, one)] if one.replaced.keys() & two.replaced.keys() else [(one, two)]


def right_answer(request):
    try:
        return request.convolved()
    except ValueError:
        return None
