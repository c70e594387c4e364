"""
Whether a result is what a call means: its size, and all of its outputs or a choice of them.

A small result is compared whole. Of a larger one these outputs are compared: all corners, the middle, the
middle of each edge, and others between. Whole numbers and fractions have to be equal. Floats may differ by

    2 * max(longest side of the kernel, sqrt(weights)) * eps * sum|h| * max|x|

over the window, with the eps of the coarsest float type; where a Fourier transform may have been used, by
2 log2(numbers) * eps * norm(x) * norm(h) as well.
"""

import math
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from course.lessons.watch_calls import as_numbers
from course.lessons.watch_meaning import NotConfirmed

COMPARED_WHOLE = 300  # outputs of a result that is compared whole
CHOSEN_INDICES = 60  # of a larger one
MOST_TERMS = 10_000  # products that are worked out for a call, but for corners, edges and the middle
EPS_OF_TYPES = {"float16": 2.0**-10, "bfloat16": 2.0**-7, "float32": 2.0**-23, "float64": 2.0**-52}


class Difference(NamedTuple):
    """Where a result is not what the call means: at an index, or, where index is None, in its size."""

    index: Any
    got: Any
    expected: Any


def first_difference(meaning, result, places_first=()):
    """The first Difference between a result and the Meaning of its call, or None.

    places_first: indices that are looked at before those that are chosen by chosen_indices().

    Example: of np.convolve([3, 4], [2, 1]) = [6, 12, 4] it is Difference((1,), 12, 11).
    """
    numbers = as_numbers(result)
    if numbers.shape != meaning.shape:
        return Difference(None, numbers.shape, meaning.shape)
    eps = _coarsest_eps(result, numbers, meaning)
    of_fourier = _rounding_of_fourier(meaning, numbers, eps)
    for index in (*places_first, *chosen_indices(meaning.shape, meaning.terms)):
        got = numbers.item(*index)
        terms = meaning.terms_at(index)
        expected = meaning.combine(terms)
        if not _agree(got, expected, _rounding(terms, meaning, eps) + of_fourier):
            return Difference(index, got, expected)
    return None


def chosen_indices(shape, terms):
    """The indices at which a result of this shape is compared, each output a sum of so many terms.

    Example: chosen_indices((2, 2), 9) has all four; of (600, 800) there are 49, among them (0, 0), (599,
    0) and (300, 400).
    """
    outputs = math.prod(shape)
    if outputs <= COMPARED_WHOLE and outputs * terms <= MOST_TERMS:
        return list(product(*map(range, shape)))
    corners = list(product(*[sorted({0, n - 1}) for n in shape]))
    middle = tuple(n // 2 for n in shape)
    certain = [*corners, middle]
    for axis, n in enumerate(shape):
        for end in (0, n - 1):
            certain.append((*middle[:axis], end, *middle[axis + 1 :]))
    room = max(min(CHOSEN_INDICES, MOST_TERMS // terms) - len(certain), 0)
    others = [index for index in _grid(shape) if index not in certain]
    return list(dict.fromkeys([*certain, *_spread(others, room)]))


def _grid(shape):
    """Indices all over a result, the two next to each end among them."""
    along = []
    for n in shape:
        wanted = (0, 1, n // 4, n // 2, 3 * n // 4, n - 2, n - 1)
        along.append(sorted({min(max(i, 0), n - 1) for i in wanted}))
    return list(product(*along))


def _spread(indices, most):
    """At most so many of the indices, evenly spread."""
    if len(indices) <= most:
        return indices
    return [indices[i * len(indices) // most] for i in range(most)]


def where_wider_numbers_differ(function, arguments, options, result):
    """Where whole numbers of a narrow type, such as bytes, may have overflowed: a list of at most one index.

    The call is repeated with its first two arguments, the image and the kernel, as floats of 64 bits.

    Example: of np.convolve on the bytes [200, 100] and [1, 1] it is [(1,)]: 300 became 44.
    """
    if np.asarray(result).dtype.kind not in "biu" or "output" in options or len(arguments) < 2:
        return []
    try:
        wide_arguments = [np.asarray(as_numbers(values), float) for values in arguments[:2]]
        wide = np.asarray(function(*wide_arguments, *arguments[2:], **options))
        apart = np.abs(wide.astype(float) - as_numbers(result).astype(float))
    except Exception:  # the function takes no floats: the chosen indices have to do
        return []
    if not apart.size or not apart.max() >= 0.5:
        return []
    return [tuple(int(i) for i in np.unravel_index(int(np.argmax(apart)), apart.shape))]


def _agree(got, expected, rounding):
    if isinstance(expected, (int, Fraction)) and isinstance(got, (int, Fraction)):
        return got == expected
    if math.isnan(expected) or math.isnan(got):
        return math.isnan(expected) and math.isnan(got)
    if got == expected:
        return True
    return math.isfinite(expected) and math.isfinite(got) and abs(got - expected) <= rounding


def _coarsest_eps(result, numbers, meaning):
    """The largest eps of the float types of the result, the image and the kernel; that of 64 bits if there
    are none.
    """
    names = [numbers.dtype.name, str(getattr(getattr(result, "dtype", None), "name", ""))]
    for array in (meaning.image, meaning.kernel):
        names.append(array.dtype.name if array is not None else "")
    return max(
        [EPS_OF_TYPES[name] for name in names if name in EPS_OF_TYPES], default=EPS_OF_TYPES["float64"]
    )


def _rounding(terms, meaning, eps):
    """By how much floats may differ: see the module's docstring."""
    numbers = [abs(float(x)) for x, _ in terms if math.isfinite(x)]
    weights = math.fsum(abs(float(h)) for _, h in terms if math.isfinite(h))
    if meaning.kernel is None:
        weights = 1.0
    steps = max(meaning.longest, math.sqrt(len(terms)))
    return 2 * steps * eps * weights * max(numbers, default=0.0)


def _rounding_of_fourier(meaning, numbers, eps):
    """What a Fourier transform may add to the rounding; its error does not shrink with the window."""
    if not meaning.fourier or numbers.dtype.kind in "biuO":
        return 0.0
    x, h = meaning.image.astype(float), meaning.kernel.astype(float)
    if not (np.isfinite(x).all() and np.isfinite(h).all()):
        raise NotConfirmed("nan or infinity where a Fourier transform may have been used")
    return 2 * math.log2(x.size + h.size) * eps * float(np.linalg.norm(x) * np.linalg.norm(h))
