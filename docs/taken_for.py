"""
What a mistake is often taken for: another one that gives the same wrong numbers on inputs that courses use.

On symmetric kernels, square images and kernels of 3 most mistakes look like others. ORDINARY are such inputs: those of
the lessons, and those that are found in many courses.
"""

from functools import cache
from typing import NamedTuple

from course.convolution import definition
from course.convolution.kernels import KERNELS
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import twins
from course.mistakes.faulty_definition import alike, applies, definition_with, outcome
from course.mistakes.smallest_input import Probe, smallest_input


def rows_of(kernel):
    """The weights of a named kernel, in lists."""
    return [list(row) for row in KERNELS[kernel].rows]


MOST = 3  # of those that a page names
STAIRS = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]
STEP = [[0, 0, 9, 9]] * 4
ORDINARY = (  # kernels that are alike from all sides, images that are square
    *(Probe([3, 4, 5], h, {"mode": mode}) for h in ([1, 2, 1], [1, 0, -1], [2, 1]) for mode in ("full", "same", "valid")),
    *(
        Probe(x, h, {"mode": mode})
        for x in (STAIRS, STEP)
        for h in ([[1, 1, 1]] * 3, rows_of("laplacian"), rows_of("sobel-vertical"), [[1, 2], [3, 4]])
        for mode in ("full", "same", "valid")
    ),
    *(Probe([1, 2, 3, 4, 5, 6], [1, 1, 1], {"mode": mode, "stride": 2}) for mode in ("valid", "SAME")),
    *(Probe(STAIRS, [[1, 1], [1, 1]], {"mode": mode, "stride": 2}) for mode in ("valid", "SAME")),
    *(Probe(STAIRS, [[1, 1], [1, 1]], {"mode": mode, "dilation": 2}) for mode in ("valid", "SAME")),
)  # fmt: skip


class Confusion(NamedTuple):
    """Another mistake, a Probe on which both give the same wrong values, and one on which they part, or None."""

    name: str
    alike: Probe
    values: list
    parting: Probe | None


def taken_for(mistake):
    """The Confusions of a mistake, those that give the same on most of the ordinary inputs first."""
    found = {}
    for place, probe in enumerate(ORDINARY):
        got = wrong_outcomes(place).get(mistake.name)
        for name, other in wrong_outcomes(place).items() if got else ():
            if name != mistake.name and name not in twins(mistake.name) and alike(got, other):
                found.setdefault(name, []).append((probe, got))
    most = sorted(found, key=lambda name: -len(found[name]))[:MOST]
    return [Confusion(name, *found[name][0], parting(mistake, BANK[name])) for name in most]


def parting(mistake, other):
    """The smallest Probe that tells two mistakes apart in a place where both can be made, or None."""
    places = [place for place in mistake.places if place in other.places]
    return smallest_input(mistake, places[0], [other]) if places else None


@cache
def wrong_outcomes(place):
    """{name: outcome} of all mistakes that give wrong numbers on the ordinary input at a place."""
    x, h, options = ORDINARY[place]
    right = outcome(definition, x, h, **options)
    axes = 2 if isinstance(x[0], list) else 1
    outcomes = {}
    for mistake in BANK.values():
        if applies(mistake, axes, options):
            got = outcome(definition_with(mistake), x, h, **options)
            if got and got[0] != [] and not alike(got, right):
                outcomes[mistake.name] = got
    return outcomes
