"""Other modes, borders and flips under which the given numbers are right."""

from itertools import product
from typing import NamedTuple

from course.convolution.formatting import mode_in_words
from course.convolution.sizes import BORDERS, MODES
from course.own_numbers.engines import NDIMAGE
from course.own_numbers.request import Request


class Reading(NamedTuple):
    """Another way to ask the same: what is changed, such as {"mode": "same"}, and the Request with it."""

    changes: dict
    request: Request

    @property
    def words(self):
        """Where the numbers are right: "in mode same and with the border wrap"."""
        return changes_in_words(self.changes)


def readings(outcomes):
    """The Readings of a request under which the given numbers are right; outcomes: the Outcomes of both.

    One change is looked for first, then two at once, then all three of flip, mode and border.
    """
    for count in (1, 2, 3):
        right = [
            reading for reading in every_reading(outcomes.request, count) if outcomes.fits_as(reading.request)
        ]
        if right:
            return right
    return []


def every_reading(request, count):
    """All Readings of a request in which so many of flip, mode and border are changed."""
    every = [changes for changes in possible_changes(request) if len(changes) == count]
    return [Reading(changes, with_changes(request, changes)) for changes in every]


def possible_changes(request):
    """What may be changed in a request: dicts of flip, mode and border, with only those of them that differ."""
    flips = [{}, {"flip": not request.flip}]
    modes = [{}] + [{"mode": mode} for mode in MODES if mode != request.mode]
    borders = [{}] + [{"border": border} for border in BORDERS if border != request.border_name]
    return [{**flip, **mode, **border} for flip, mode, border in product(flips, modes, borders)]


def with_changes(request, changes):
    """The request with other options; a mode takes the place of explicit padding, a border that of the number in it."""
    if "border" in changes:
        changes = {"fill": 0, **changes}
    if "mode" in changes:
        changes = {"padding": None, **changes}
    return request.but(**changes)


def border_in_words(border):
    """A border by its name, and by SciPy's, whose "reflect" is another: "the border symmetric (ndimage's reflect)"."""
    if border == "constant":
        return "zeros beyond the edge"
    name = f"the border {border}"
    return name if NDIMAGE[border] == border else f"{name} (ndimage's {NDIMAGE[border]})"


OPTIONS_IN_WORDS = {  # an option and its value
    ("flip", False): "without the flip, as a correlation (--no-flip)",
    ("flip", True): "with the kernel flipped, as a convolution",
    **{("mode", mode): f"in {mode_in_words(mode)}" for mode in MODES},
    **{("border", border): f"with {border_in_words(border)}" for border in BORDERS},
}


def changes_in_words(changes):
    """Changes of a request, as words that go on from "right".

    Example: changes_in_words({"mode": "same", "border": "edge"}) is "in mode same and with the border edge (ndimage's nearest)".
    """
    return " and ".join(OPTIONS_IN_WORDS[option] for option in changes.items())
