"""
Nested lists of numbers: a list for a signal, a list of rows for an image, and so on with every further axis.

They hold exact numbers, int and Fraction, as they are, and need nothing but Python. The words are those of arrays:
a shape has the size of every axis, an index one whole number for every axis. No function changes what it is given.
"""

from fractions import Fraction
from itertools import islice, product, repeat
from math import inf, isinf

PLAIN_TYPES = {int, float, Fraction}  # most numbers have one of these, and there is nothing to convert
PLAIN_DTYPES = {*"?bBhHiIlLqQefd"}  # NumPy's letters of those that it gives as int, float and bool


def plain(values, axes=4):
    """Nested lists of Python's own numbers, from lists, tuples or the arrays of any library.

    Example: plain(np.array([[1, 2]])) and plain(((1, 2),)) are [[1, 2]]; plain(7) is 7.
    """
    if not isinstance(values, list):
        if hasattr(values, "numpy") and not hasattr(values, "tolist"):
            values = values.numpy()
        if hasattr(values, "tolist"):
            if getattr(getattr(values, "dtype", None), "char", "") in PLAIN_DTYPES and values.ndim <= axes:
                return values.tolist()
            values = _own_number(values.tolist())
    if not isinstance(values, (list, tuple)):
        return values
    if axes == 0:
        raise ValueError("the lists are nested more than 4 deep: no function here takes more than 4 axes")
    if PLAIN_TYPES.issuperset(map(type, values)):
        return list(values)
    return [
        list(value)  # without a call for every row, or every pixel
        if axes > 1 and type(value) is list and PLAIN_TYPES.issuperset(map(type, value))
        else plain(value, axes - 1)
        for value in values
    ]


def _own_number(value):
    """A long double of NumPy's as a float, since Python has no number for it; anything else as it is.

    ValueError for one that no float comes near, such as 1e4000.

    Example: the long double 1.5 is the float 1.5.
    """
    if not (hasattr(value, "tolist") and hasattr(value, "as_integer_ratio")):
        return value
    number = float(value)
    if isinf(number) and value not in (inf, -inf):
        raise ValueError("a long double lies beyond the largest float, 1.8e308: give smaller numbers")
    return number


# ---- what there is


def shape(values):
    """The size of every axis, read from the first element of each.

    Example: shape([[1, 2, 3], [4, 5, 6]]) is (2, 3); shape(7) is ().
    """
    sizes = []
    while isinstance(values, list):
        sizes.append(len(values))
        values = values[0] if values else None
    return tuple(sizes)


def number_of_axes(values):
    """How many axes nested lists, tuples or an array have.

    Example: number_of_axes([[1, 2, 3], [4, 5, 6]]) is 2; number_of_axes(7) is 0.
    """
    if hasattr(values, "ndim"):
        return values.ndim
    return 1 + number_of_axes(values[0]) if isinstance(values, (list, tuple)) else 0


def flat(values):
    """The numbers of nested lists or tuples, in order.

    Example: list(flat([[1, 2], [3, 4]])) is [1, 2, 3, 4].
    """
    if not isinstance(values, (list, tuple)):
        yield values
        return
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from flat(value)
        else:  # without a call for every number: there are many
            yield value


def any_nan(values):
    """Whether there is a nan in nested lists.

    Example: any_nan([[1, float("nan")]]) is True.
    """
    return any(value != value for value in flat(values))


def indices(sizes):
    """Every index of a shape, in order: the last axis runs fastest.

    Example: list(indices((2, 2))) is [(0, 0), (0, 1), (1, 0), (1, 1)].
    """
    return product(*map(range, sizes))


def at(values, index):
    """The number at an index, or what stands there, if the index has fewer numbers than there are axes.

    Example: at([[1, 2], [3, 4]], (1, 0)) is 3; at([[1, 2], [3, 4]], (1,)) is [3, 4].
    """
    for i in index:
        values = values[i]
    return values


# ---- made from numbers, or from a rule


def arranged(numbers, sizes):
    """The numbers in nested lists of this shape.

    Example: arranged([1, 2, 3, 4, 5, 6], (2, 3)) is [[1, 2, 3], [4, 5, 6]].
    """
    numbers = iter(numbers)  # the inner lists take the next ones from the same row of numbers
    if not sizes:
        return next(numbers)
    if len(sizes) == 1:  # without a call for every number
        return list(islice(numbers, sizes[0]))
    return [arranged(numbers, sizes[1:]) for _ in range(sizes[0])]


def filled(sizes, number):
    """The same number everywhere in nested lists of this shape.

    Example: filled((2, 3), 0) is [[0, 0, 0], [0, 0, 0]].
    """
    return arranged(repeat(number), sizes)


def made(sizes, number_at):
    """Nested lists of this shape, with number_at(index) at each index.

    Example: made((2, 3), sum) is [[0, 1, 2], [1, 2, 3]]: the index (1, 2) adds up to 3.
    """
    return arranged(map(number_at, indices(sizes)), sizes)


def apart(values, steps, behind=False):
    """Nested lists whose numbers stand steps apart along each axis, with zeros between them.

    steps: one whole number for each axis. behind: whether zeros stand behind the last number of an axis as well.

    Example: apart([1, 2], [3]) is [1, 0, 0, 2], and apart([1, 2], [3], behind=True) is [1, 0, 0, 2, 0, 0].
    """
    sizes = [n * step if behind else (n - 1) * step + 1 for n, step in zip(shape(values), steps)]

    def number_at(index):
        if any(i % step for i, step in zip(index, steps)):
            return 0
        return at(values, [i // step for i, step in zip(index, steps)])

    return made(sizes, number_at)


def each(change, *values):
    """Nested lists with change(number) in each number's place; of several of one shape, change(number, number, ...).

    Example: each(abs, [[1, -2]]) is [[1, 2]]; each(max, [1, 5], [4, 2]) is [4, 5].
    """
    if not isinstance(values[0], list):
        return change(*values)
    if values[0] and not isinstance(values[0][0], list):  # without a call of each() for every number
        return [change(*numbers) for numbers in zip(*values, strict=True)]
    return [each(change, *parts) for parts in zip(*values, strict=True)]


def placed(values, index, number):
    """Nested lists with another number at an index.

    Example: placed([[1, 2], [3, 4]], (1, 0), 9) is [[1, 2], [9, 4]].
    """
    if not index:
        return number
    first, *others = index
    changed = list(values)
    changed[first] = placed(values[first], others, number)
    return changed


# ---- parts of them, and other arrangements


def part(values, slices):
    """What one slice for each axis leaves of it; axes for which there is no slice stay whole.

    Example: part([[1, 2, 3], [4, 5, 6]], [slice(0, 1), slice(1, None)]) is [[2, 3]].
    """
    first, *others = slices
    if not others:
        return values[first]
    return [part(value, others) for value in values[first]]


def channel(values, c):
    """One channel: number c of the last axis, everywhere.

    Example: channel([[[1, 2], [3, 4]]], 0) is [[1, 3]].
    """
    if not isinstance(values[0], list):
        return values[c]
    if not isinstance(values[0][0], list):  # without a call for every number
        return [numbers[c] for numbers in values]
    return [channel(value, c) for value in values]


def transposed(rows):
    """The table with its rows and columns swapped.

    Example: transposed([[1, 2, 3], [4, 5, 6]]) is [[1, 4], [2, 5], [3, 6]].
    """
    return [list(column) for column in zip(*rows)]


def resized(values, sizes, nothing=0):
    """The numbers in another shape: cut off at the end of an axis, or followed by zeros, as the size asks.

    Example: resized([[1, 2], [3, 4]], (1, 3)) is [[1, 2, 0]].
    """
    size, *others = sizes
    kept = values[:size]
    if others:
        kept = [resized(value, others, nothing) for value in kept]
    return kept + [filled(others, nothing) for _ in range(size - len(kept))]


def emptied(values, end, nothing=0):
    """The numbers with zeros at one end of every axis, the first (end 0) or the last (end -1).

    Example: emptied([[1, 2], [3, 4]], -1) is [[1, 0], [0, 0]].
    """
    last = end % len(values)  # -1 is size - 1
    nothing_there, others = nothing, list(values)
    if isinstance(values[0], list):
        nothing_there = filled(shape(values[0]), nothing)
        others = [emptied(value, end, nothing) for value in values]
    return [*others[:last], nothing_there, *others[last + 1 :]]
