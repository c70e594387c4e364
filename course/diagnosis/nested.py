"""
Nested lists of numbers: a list for a signal, a list of rows for an image, and so on with every further axis.

The words are those of arrays: a shape has the size of every axis, an index one whole number for every axis. No
function changes what it is given.
"""

from itertools import product, repeat


def indices(sizes):
    """Every index of a shape, in order: the last axis runs fastest.

    Example: list(indices((2, 2))) is [(0, 0), (0, 1), (1, 0), (1, 1)].
    """
    return product(*map(range, sizes))


def at(values, index):
    """The number at an index.

    Example: at([[1, 2], [3, 4]], (1, 0)) is 3.
    """
    for i in index:
        values = values[i]
    return values


def arranged(numbers, sizes):
    """The numbers in nested lists of this shape.

    Example: arranged([1, 2, 3, 4, 5, 6], (2, 3)) is [[1, 2, 3], [4, 5, 6]].
    """
    numbers = iter(numbers)  # the inner lists take the next ones from the same row of numbers
    if not sizes:
        return next(numbers)
    return [arranged(numbers, sizes[1:]) for _ in range(sizes[0])]


def filled(sizes, number):
    """The same number everywhere in nested lists of this shape.

    Example: filled((2, 3), 0) is [[0, 0, 0], [0, 0, 0]].
    """
    return arranged(repeat(number), sizes)


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
