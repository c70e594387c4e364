"""Other modes, borders and flips under which the given numbers are right."""

from itertools import product
from typing import NamedTuple

from course.convolution.sizes import BORDERS, MODES
from course.diagnosis.cause import output_or_none
from course.own_numbers.request import Request


class Reading(NamedTuple):
    """Another way to ask the same: what is changed, such as {"mode": "same"}, and the Request with it."""

    changes: dict
    request: Request


def readings(request, given):
    """The Readings of a request under which the given numbers (a Given) are right.

    One change is looked for first, then two at once, then all three of flip, mode and border.
    """
    every = changed_options(request)
    for count in (1, 2, 3):
        right = []
        for changes in every:
            if len(changes) == count:
                other = with_changes(request, changes)
                if given.fits(output_or_none(other)):
                    right.append(Reading(changes, other))
        if right:
            return right
    return []


def changed_options(request):
    """What may be changed in a request: dicts of flip, mode and border, with only those of them that differ."""
    flips = [{}, {"flip": not request.flip}]
    modes = [{}] + [{"mode": mode} for mode in MODES if mode != request.mode]
    borders = [{}] + [{"border": border} for border in BORDERS if border != request.border]
    return [{**flip, **mode, **border} for flip, mode, border in product(flips, modes, borders)]


def with_changes(request, changes):
    """The request with other options; a mode takes the place of explicit padding."""
    if "mode" in changes:
        changes = {"padding": None, **changes}
    return request.but(**changes)
