"""The mistakes, alone or two together, that give exactly the given numbers of a request."""

from itertools import combinations

from course.convolution.nested import any_nan
from course.diagnosis.cause import Cause, grouped, orders, output_or_none, world
from course.diagnosis.readings import readings
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import applies, definition_with

EVERY_PAIR = 250  # products of a request up to which every two mistakes are tried: about a second
PAIRS = 1_200  # and up to which those are that change the request one by one: a few seconds
SLOW = "aliasing"  # works the whole request out anew for every output


def single_causes(request, given):
    """The Causes of one mistake that give the given numbers (a Given), those made most often first."""
    return grouped(
        mistake
        for mistake in _candidates(request, given)
        if given.fits(output_or_none(request, world(mistake)))
    )


def said_already(request, given):
    """Whether another mode, border or flip, or one mistake, gives the given numbers (a Given) of a Request."""
    return bool(readings(request, given) or single_causes(request, given))


def paired_causes(request, given):
    """The Causes of two mistakes that give the given numbers.

    For small requests every two are tried; for larger ones those that change the request, and do not take long.
    """
    candidates = _candidates(request, given)
    if request.products > EVERY_PAIR:
        candidates = [mistake for mistake in candidates if _is_seen(mistake, request)]
    causes = []
    for one, two in combinations(candidates, 2):
        for order in orders(one, two):
            if given.fits(output_or_none(request, definition_with(*order))):
                causes.append(Cause(order))
                break  # the other order would be named a second time
    return causes


def _candidates(request, given):
    """The mistakes of the bank that could show themselves in a request.

    None where a nan of the input is in all given numbers: a mistake that spreads it is not seen in them.
    """
    if given.only_nan and any_nan(request.x):
        return []
    return [mistake for mistake in BANK.values() if applies(mistake, request.axes, request.options)]


def _is_seen(mistake, request):
    """Whether a mistake gives other numbers than the right ones here, without taking long."""
    return mistake.name != SLOW and output_or_none(request, world(mistake)) not in (None, request.output)
