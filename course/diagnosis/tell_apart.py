"""The smallest input on which several explanations give different numbers."""

from fractions import Fraction
from functools import cache
from itertools import product
from math import prod

from course.convolution.nested import flat
from course.diagnosis.cause import answer, right_answer


def apart(causes, request):
    """The smallest input, with the request's options, on which all of these causes differ: a Request, or None."""
    for x, h in _small(request.axes):
        other = request.but(x=x, h=h, decimal=False)
        outcomes = [
            values if values and list(flat(values)) else None
            for values in (answer(other, c.world) for c in causes)
        ]
        distinct = {repr(values) for values in outcomes}
        if None not in outcomes and len(distinct) == len(causes) and right_answer(other) is not None:
            return other
    return None


@cache
def _small(axes):
    """Small inputs and kernels of whole numbers, the fewest numbers first; kernels are nowhere longer."""
    sizes = {1: range(1, 8), 2: range(1, 5)}.get(axes, ())
    shapes = [
        (x, h)
        for x in product(sizes, repeat=axes)
        for h in product(sizes, repeat=axes)
        if sizes and all(k <= n for n, k in zip(x, h))
    ]
    shapes.sort(key=lambda pair: prod(pair[0]) + prod(pair[1]))
    whole = [
        (_numbered(x, 3, 1), _numbered(h, 5, sign))
        for x, h in shapes
        if sum(map(prod, (x, h))) <= 24
        for sign in (1, -1)
    ]
    other = [(_times(x, f), _times(h, g)) for f, g in SCALES for x, h in whole]
    return whole + other


SCALES = ((Fraction(1, 4), 1), (40, 1), (1, Fraction(1, 4)), (1, 40))  # where small whole numbers do not tell


def _times(values, factor):
    return [_times(value, factor) for value in values] if isinstance(values, list) else values * factor


def _numbered(sizes, root, sign):
    """A table of whole numbers without a pattern, from 1 to 9; with sign -1 every other one is negative."""
    numbers = iter((pow(root, i, 17) % 9 + 1) * (sign if i % 2 else 1) for i in range(1, prod(sizes) + 1))
    return _shaped(numbers, sizes)


def _shaped(numbers, sizes):
    if not sizes:
        return next(numbers)
    return [_shaped(numbers, sizes[1:]) for _ in range(sizes[0])]
