"""What is known of given numbers of which some are open, by comparing the others with the right ones."""

from course.convolution.nested import at, flat, indices, shape
from course.diagnosis.fact_text import Fact

FEWEST_MOVED = 2  # different numbers: a single one stands somewhere else by chance


def known_in_place(request, given):
    """The Fact where each known number (of a Given) is right and the size alone is wrong; at most one.

    Example: where 6 11 14 5 is right, of 6 11 ? the size alone is wrong, and of 11 14 ? every number.
    """
    sizes, right_sizes = shape(given.values), shape(request.output)
    if sizes == right_sizes or not _all_stand(request, given, (0,) * len(sizes)):
        return []
    return [Fact("known in place", (sizes, right_sizes, given.count))]


def known_moved(request, given):
    """The Fact where the known numbers (of a Given) are right ones, all as far from their places; at most one.

    Nothing is said where they are that in several ways. Example: where 6 11 14 5 is right, 11 14 ? ? stand one place
    earlier.
    """
    right_sizes = shape(request.output)
    if shape(given.values) != right_sizes or len(set(given.known)) < FEWEST_MOVED:
        return []
    _, first = _known_places(given)[0]
    ways = [tuple(i - j for i, j in zip(first, index)) for index in indices(right_sizes)]
    moved = [by for by in ways if any(by) and _all_stand(request, given, by)]
    return [Fact("known moved", (moved[0],))] if len(moved) == 1 else []


def _all_stand(request, given, by):
    """Whether each known number is the right one of an index so many places, along each axis, before its own."""
    sizes = shape(request.output)
    for place, index in _known_places(given):
        right_index = [i - step for i, step in zip(index, by)]
        if not all(0 <= i < size for i, size in zip(right_index, sizes)):
            return False
        if not given.fits_at(place, at(request.output, right_index)):
            return False
    return True


def _known_places(given):
    """(place, index) of each known number: where it stands, counted through all axes, and along each of them.

    Example: of the rows 7 ?, ? 9 they are (0, (0, 0)) and (3, (1, 1)).
    """
    numbers = zip(indices(shape(given.values)), flat(given.values))
    return [(place, index) for place, (index, number) in enumerate(numbers) if number is not None]
