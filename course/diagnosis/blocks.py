"""Where fewer numbers stand as a block within more: the right ones among the given ones, or the other way round."""

from itertools import product

from course.convolution.nested import arranged, flat, part, shape


def place_of_right(right, given):
    """Where nested lists stand among more given numbers (a Given): the index of the first; None where they do not.

    Example: the right numbers 2 3 stand among the given 1 2 3 4 from (1,) on.
    """
    sizes = shape(given.values)
    places = arranged(range(given.count), sizes)  # of each given number, counted through all axes
    for index in _beginnings(shape(right), sizes):
        block = flat(part(places, _slices(index, shape(right))))
        if all(given.fits_at(place, value) for place, value in zip(block, flat(right))):
            return index
    return None


def place_of_given(given, right):
    """The same for given numbers that stand among more of the right ones, nested lists.

    Example: the given numbers 2 3 stand among the right 1 2 3 4 from (1,) on.
    """
    counts = shape(given.values)
    for index in _beginnings(counts, shape(right)):
        if given.fits(part(right, _slices(index, counts))):
            return index
    return None


def _beginnings(counts, sizes):
    """The indices at which a block of so many numbers may begin; none where it is as large, or larger."""
    if counts == sizes or len(counts) != len(sizes):
        return ()
    if any(count > size for count, size in zip(counts, sizes)):
        return ()
    return product(*(range(size - count + 1) for count, size in zip(counts, sizes)))


def _slices(index, counts):
    """The slices of a block.

    Example: of 2 x 2 numbers from (0, 1) on they are 0:2 and 1:3.
    """
    return [slice(begin, begin + count) for begin, count in zip(index, counts)]
