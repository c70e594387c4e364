"""
The mistakes, alone or two together, that give exactly the given numbers of a request.

How much is tried depends on the products of the request: every two mistakes where there are few; then every two that
change it alone and do not take long; for larger requests every two of these that people make most often.
"""

from fractions import Fraction
from itertools import combinations

from course.convolution.nested import any_nan, flat
from course.diagnosis.cause import Cause, grouped, orders
from course.diagnosis.outcomes import SLOW, Outcomes
from course.diagnosis.readings import readings
from course.mistakes.bank.all_mistakes import BANK, MADE_MOST_OFTEN
from course.mistakes.faulty_definition import applies

EVERY_PAIR = 250  # products of a request up to which every two mistakes are tried
PAIRS = 4_000  # up to which every two are that change the request one by one, and do not take long
PAIRS_OF_FRACTIONS = 2_500  # the same where there are fractions, whose products take longer
FREQUENT_PAIRS = 20_000  # and up to which every two of those made most often are tried
FEWEST_FOR_PAIRS = 3  # given numbers: some pair gives nearly any two


def fitting_mistakes(outcomes):
    """The mistakes that give the given numbers of Outcomes, those made most often first; one after the other."""
    return (mistake for mistake in _candidates(outcomes.request, outcomes.given) if outcomes.fits(mistake))


def single_causes(outcomes):
    """The Causes of one mistake that give the given numbers of Outcomes, those made most often first."""
    return grouped(fitting_mistakes(outcomes))


def paired_causes(outcomes):
    """The Causes of two mistakes that give the given numbers, those made most often first; one after the other."""
    for one, two in combinations(_candidates_for_pairs(outcomes), 2):
        for order in orders(one, two):
            if outcomes.fits(*order):
                yield Cause(order)
                break  # the other order would be named a second time


def pairs_tried(request, given=None):
    """Which pairs are tried for a request: "every", "those that change it", "frequent" or "none".

    Of given numbers (a Given) some of which are open not more than the frequent ones: among all some fit the others.
    """
    has_fractions = any(isinstance(value, Fraction) for value in (*flat(request.x), *flat(request.h)))
    most_alone = PAIRS_OF_FRACTIONS if has_fractions else PAIRS
    limits = {EVERY_PAIR: "every", most_alone: "those that change it", FREQUENT_PAIRS: "frequent"}
    pairs = next((pairs for most, pairs in limits.items() if request.products <= most), "none")
    return "frequent" if pairs != "none" and given is not None and given.open_count else pairs


def said_already(request, given):
    """Whether another mode, border or flip, or one mistake, gives the given numbers (a Given) of a Request."""
    outcomes = Outcomes(request, given)
    return bool(readings(outcomes) or single_causes(outcomes))


def candidate_mistakes(request):
    """The mistakes of the bank that could show themselves in a request."""
    axes, options = request.axes, request.options
    return [mistake for mistake in BANK.values() if applies(mistake, axes, options)]


def are_hidden_by_nan(request, given):
    """Whether a nan of the input is in all given numbers (a Given): a mistake that spreads it is not seen in them."""
    return given.only_nan and any_nan(request.x)


def _candidates(request, given):
    """The mistakes that may have given the numbers (a Given) of a request; none of those that are hidden by a nan."""
    return [] if are_hidden_by_nan(request, given) else candidate_mistakes(request)


def _candidates_for_pairs(outcomes):
    """The mistakes of which every two are tried."""
    tried = pairs_tried(outcomes.request, outcomes.given)
    if tried == "none":
        return []
    candidates = _candidates(outcomes.request, outcomes.given)
    if any(isinstance(value, float) for value in flat(outcomes.request.output)):
        candidates = [mistake for mistake in candidates if not outcomes.only_rounds(mistake)]
    if tried == "every":
        return candidates
    if tried == "frequent":
        candidates = [mistake for mistake in candidates if mistake.name in MADE_MOST_OFTEN]
    return [mistake for mistake in candidates if mistake.name != SLOW and outcomes.changes(mistake)]
