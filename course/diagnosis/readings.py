"""Other modes, borders, flips and strides under which the given numbers are right."""

from itertools import product
from typing import NamedTuple

from course.convolution.formatting import listed_with_and, mode_in_words
from course.convolution.nested import shape
from course.convolution.sizes import BORDERS, MODES
from course.own_numbers.engines import NDIMAGE
from course.own_numbers.request import Request

OTHER_STRIDES = (1, 2, 3)  # that are tried, the same along all axes
FEWEST_WITH_STRIDE = 3  # given numbers, of which another stride is looked for
MIRRORS_OR_WRAPS = ("reflect", "wrap")


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

    One change is looked for first, then two at once, then all three of flip, mode and border; and then, in the same
    order, another stride with none, one or two of these. With all three it is looked for only beside those found whose
    border is no evidence. Where two or three changes fit, so many with another stride are as likely.
    """
    request, given, fits = outcomes.request, outcomes.given, outcomes.fits_as
    right = of_fewest_changes(
        request, ([one for one in every_reading(request, count) if fits(one.request)] for count in (1, 2, 3))
    )
    fewest = min((len(reading.changes) for reading in right), default=0)
    if fewest == 1 or given.count < FEWEST_WITH_STRIDE:
        return right
    may_fit = lambda reading: may_be_as_many(reading.request, given) and fits(reading.request)
    strided = lambda count: [*filter(may_fit, _with_another_stride(request, count))]
    if right:
        every = right + [reading for count in range(fewest) for reading in strided(count)]
        return sorted(every, key=lambda reading: len(reading.changes))
    right = of_fewest_changes(request, map(strided, (0, 1, 2)))
    return right + strided(3) if _border_of_any_shows_little(request, right) else right


def of_fewest_changes(request, fitting):
    """The first that are any of lists of what fits under other readings of a Request, those of the fewest changes first.

    Where their border lies beyond an axis of two numbers, those of the next lists as well: there it is no evidence.
    fitting: the lists, one after the other, of what has its changes as an attribute.
    """
    found = []
    for one_list in fitting:
        found += one_list
        if found and not _border_of_any_shows_little(request, found):
            break
    return found


def _border_of_any_shows_little(request, found):
    """Whether the border shows little in any reading of a Request; found: what has its changes as an attribute."""
    return any(_border_shows_little(with_changes(request, one.changes)) for one in found)


def _border_shows_little(request):
    """Whether beyond an axis of at most two numbers the border mirrors or wraps: both are the same there.

    So are some modes with the flip and others without it.
    Example: of 3 8 with either border the kernel 2 1 gives 14 19 in mode same, and without the flip in mode SAME.
    """
    short_axes = [any(sides) for (n, *_), sides in zip(request.each, request.sides) if n <= 2]
    return request.border in MIRRORS_OR_WRAPS and any(short_axes)


def every_reading(request, count):
    """All Readings of a request in which so many of flip, mode and border are changed."""
    every = [changes for changes in possible_changes(request) if len(changes) == count]
    return [Reading(changes, with_changes(request, changes)) for changes in every]


def _with_another_stride(request, count):
    """All Readings of a request with another stride, in which so many of flip, mode and border are changed as well."""
    every = [changes for changes in possible_changes(request) if len(changes) == count]
    steps = {stride for *_, stride, _ in request.each}
    return [
        Reading({**changes, "stride": stride}, with_changes(request, {**changes, "stride": stride}))
        for stride, changes in product(OTHER_STRIDES, every)
        if steps != {stride}
    ]


def may_be_as_many(request, given):
    """Whether a Request has as many outputs along its sliding axes as were given; nothing is worked out for it."""
    sizes = shape(given.values)
    sliding = sizes[1:3] if request.axes == 4 else sizes[:2]
    try:
        return tuple(request.sizes) == sliding
    except ValueError:  # no window fits
        return False


def possible_changes(request):
    """What may be changed in a request: dicts of flip, mode and border, with only those of them that differ."""
    flips = [{}, {"flip": not request.flip}]
    modes = [{}] + [{"mode": mode} for mode in MODES if mode != request.mode]
    borders = [{}] + [{"border": border} for border in BORDERS if border != request.border_name]
    return [{**flip, **mode, **border} for flip, mode, border in product(flips, modes, borders)]


def distinct_changes(request, every_changes):
    """Of changes of a Request the first of those that are one, as of modes that add the same on each side: a list.

    Example: for an odd kernel at stride 1 {"mode": "same"} and {"mode": "SAME"} are one.
    """
    distinct = {}
    for changes in every_changes:
        other = with_changes(request, changes)
        key = str(other.sides), other.border, other.fill, other.flip
        distinct.setdefault(key, changes)
    return list(distinct.values())


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
    **{("stride", stride): f"with stride {stride}" for stride in OTHER_STRIDES},
}


def changes_in_words(changes):
    """Changes of a request, as words that go on from "right".

    Example: changes_in_words({"mode": "same", "border": "edge"}) is "in mode same and with the border edge (ndimage's nearest)".
    """
    return listed_with_and([OPTIONS_IN_WORDS[option] for option in changes.items()])
