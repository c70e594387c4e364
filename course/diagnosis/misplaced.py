"""Right numbers at other places than they should be: in a frame, cut short, or moved; what all failures share of that."""

from itertools import product

import numpy as np

from course.diagnosis.fact_text import Fact
from course.diagnosis.probes import sliding_sizes
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32, same_numbers

LEAST_ALIKE = 3  # failures that have to show the same
MOST_MOVED = 2  # places along an axis


def misplaced(failures):
    """Where the right numbers stand in all Failures, as a Fact in a list; or nothing. All have numbers."""
    every_pair = [
        (np.array(failure.answer.values, float), np.array(failure.expected, float)) for failure in failures
    ]
    pairs = [(given, right) for given, right in every_pair if given.size]  # [] has no axes that count
    axes = {(given.ndim, right.ndim) for given, right in pairs}
    if len(pairs) < LEAST_ALIKE or axes not in ({(1, 1)}, {(2, 2)}):
        return []
    if all(_is_larger(right, given) for given, right in pairs):
        if all(_holds_at(right, given, (0,) * given.ndim) for given, right in pairs):
            return [Fact("begins rightly")]
    if len(pairs) < len(every_pair):
        return []
    if all(given.shape == right.shape for given, right in pairs):
        return _moved(pairs)
    if all(_is_larger(given, right) for given, right in pairs):
        for where, start in STARTS.items():
            if all(_holds_at(given, right, start(given, right)) for given, right in pairs):
                return [Fact("right part", (where,))]
        if all(map(_is_k_less_one_too_large, failures, pairs)):
            return [Fact("k - 1 too many")]
    return []


def _is_larger(one, other):
    return one.shape != other.shape and all(size >= least for size, least in zip(one.shape, other.shape))


def _is_k_less_one_too_large(failure, pair):
    given, right = pair
    kernel = sliding_sizes(failure.probe)[1]
    return len(kernel) == right.ndim and all(
        size - least == k - 1 for size, least, k in zip(given.shape, right.shape, kernel)
    )


def _middle(given, right):
    """Where the middle begins; None where there is none, as for 5 of 6."""
    more = [size - least for size, least in zip(given.shape, right.shape)]
    return None if any(count % 2 for count in more) else [count // 2 for count in more]


STARTS = {  # where the right numbers stand: the index of the first of them
    "in the middle": _middle,
    "at the beginning": lambda given, right: (0,) * right.ndim,
    "at the end": lambda given, right: [size - least for size, least in zip(given.shape, right.shape)],
}


def _holds_at(given, right, start):
    """Whether a result has the right numbers from a place on."""
    if start is None:
        return False
    part = given[tuple(slice(first, first + size) for first, size in zip(start, right.shape))]
    return same_numbers(part.tolist(), right.tolist(), ROUNDING_OF_FLOAT32)


def _moved(pairs):
    """By how many places all have moved, as a Fact in a list; where they have moved out of the result it counts for nothing."""
    axes = pairs[0][0].ndim
    for by in product(range(-MOST_MOVED, MOST_MOVED + 1), repeat=axes):
        if not any(by):
            continue
        cuts = [(given[_cut(by)], right[_cut([-step for step in by])]) for given, right in pairs]
        shown = [(given, right) for given, right in cuts if right.size and right.any()]
        if len(shown) < max(LEAST_ALIKE, len(pairs) // 2):
            continue
        if all(
            same_numbers(given.tolist(), right.tolist(), ROUNDING_OF_FLOAT32)
            for given, right in cuts
            if right.size
        ):
            return [Fact("moved", (by,))]
    return []


def _cut(by):
    """The part of an array that is left of one that has moved by so many places."""
    return tuple(slice(step, None) if step >= 0 else slice(None, step) for step in by)


def size_three_only(failures, probes):
    """Whether it is right for all kernels of size 3 and for none of another, a Fact in a list; or nothing."""
    failed = {id(failure.probe) for failure in failures}
    sizes = {True: set(), False: set()}  # whether it failed: the sizes of the kernels
    for probe in probes:
        sizes[id(probe) in failed].add(tuple(sliding_sizes(probe)[1]))
    right, wrong = sizes[False], sizes[True]
    if len(right) == 1 and len(wrong) > 1 and set(*right) == {3} and not right & wrong:
        return [Fact("size 3 only")]
    return []
