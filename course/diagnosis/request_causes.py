"""The mistakes, alone or two together, that give exactly the given numbers of a request."""

from itertools import combinations

from course.diagnosis.cause import Cause, grouped, orders, output_or_none, world
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import applies, definition_with

EVERY_PAIR = 250  # products of a request up to which every two mistakes are tried: about a second
PAIRS = 1_200  # and up to which those are that change the request one by one: a few seconds
FEWEST_FOR_PAIRS = 3  # given numbers: some pair gives nearly any two
SLOW = "aliasing"  # works the whole request out anew for every output


def single_causes(request, given):
    """The Causes of one mistake that give the given numbers (a Given), those made most often first."""
    return grouped(
        mistake
        for mistake in candidate_mistakes(request)
        if given.fits(output_or_none(request, world(mistake)))
    )


def paired_causes(request, given):
    """The Causes of two mistakes that give the given numbers.

    For small requests every two are tried; for larger ones those that change the request, and do not take long.
    """
    candidates = candidate_mistakes(request)
    if request.products > EVERY_PAIR:
        candidates = [mistake for mistake in candidates if _is_seen(mistake, request)]
    causes = []
    for one, two in combinations(candidates, 2):
        for order in orders(one, two):
            if given.fits(output_or_none(request, definition_with(*order))):
                causes.append(Cause(order))
                break  # the other order would be named a second time
    return causes


def candidate_mistakes(request):
    """The mistakes of the bank that could show themselves in a request."""
    axes, options = request.axes, request.options
    return [mistake for mistake in BANK.values() if applies(mistake, axes, options)]


def _is_seen(mistake, request):
    """Whether a mistake gives other numbers than the right ones here, without taking long."""
    return mistake.name != SLOW and output_or_none(request, world(mistake)) not in (None, request.output)
