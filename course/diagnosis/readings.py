"""Other modes, borders and flips under which the given numbers are right."""

from itertools import product
from typing import NamedTuple

from course.convolution.sizes import BORDERS, MODES
from course.diagnosis.cause import output_or_none
from course.own_numbers.request import Request

OPTIONS = {  # an option and its value, in words
    ("flip", False): "without the flip, as a correlation (--no-flip)",
    ("flip", True): "with the kernel flipped, as a convolution",
    **{("mode", mode): f"in mode {mode}" for mode in MODES},
    **{("border", border): f"with the border {border}" for border in BORDERS},
}


class Reading(NamedTuple):
    """Another way to ask the same: what is changed, such as {"mode": "same"}, and the Request with it."""

    changes: dict
    request: Request

    @property
    def words(self):
        """Where the numbers are right: "in mode same and with the border edge"."""
        return " and ".join(OPTIONS[option] for option in self.changes.items())


def readings(request, given):
    """The Readings of a request under which the given numbers (a Given) are right.

    One change is looked for first, then two at once, then all three of flip, mode and border.
    """
    for count in (1, 2, 3):
        right = [
            reading
            for reading in every_reading(request, count)
            if given.fits(output_or_none(reading.request))
        ]
        if right:
            return right
    return []


def every_reading(request, count):
    """All Readings of a request in which so many of flip, mode and border are changed."""
    every = [changes for changes in _changes(request) if len(changes) == count]
    return [Reading(changes, with_changes(request, changes)) for changes in every]


def _changes(request):
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
