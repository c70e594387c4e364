"""Results of functions on pictures that are bytes: held to 0..255, and rounded or cut off."""

import numpy as np

from course.convolution.nested import each

AS_THEY_ARE = "numbers"  # as they are
ROUNDED = "rounded bytes"  # rounded and held to 0..255
CUT = "cut bytes"  # held to 0..255, without their decimals


def as_bytes(values, results):
    """Nested lists of numbers as a function gives them whose results are bytes: results is ROUNDED or CUT.

    Example: as_bytes([-3, 2.6, 300], "rounded bytes") is [0, 3, 255]; a nan stays.
    """
    finish = round if results == ROUNDED else int

    def byte(value):
        return value if value != value else finish(min(max(value, 0), 255))

    return each(byte, values)


def held_to_bytes(numbers):
    """Whole numbers, an array, held to 0..255."""
    return np.clip(numbers, 0, 255)


def bytes_in(trial, tried, ask):
    """AS_THEY_ARE, ROUNDED or CUT, as the results of a function are in the TriedCall of a Trial; ask(kernel) gives another TriedCall.

    They are taken for bytes only where no number is other than a held one would be: bytes that begin again at 256 are
    a mistake.
    """
    if tried.answer is None or not tried.is_bytes:
        return AS_THEY_ARE
    softer = ask(trial.h / 8)
    if softer.answer is None or not softer.is_bytes:
        return AS_THEY_ARE
    kept = {}
    for results, finish in ((ROUNDED, np.rint), (CUT, np.trunc)):
        counts = []
        for flip in (True, False):
            inside = np.clip(finish(trial.right(mode="valid", flip=flip) / 8), 0, 255)
            counts.append(_common(softer.answer, inside))
        kept[results] = max(counts)
    return max(kept, key=kept.get)


def _common(answer, inside):
    """How many numbers of an answer are those of the inside, at the middle of it."""
    slices = []
    for more, count in zip(np.subtract(answer.shape, inside.shape), inside.shape):
        if more < 0:
            return 0
        slices.append(slice(more // 2, more // 2 + count))
    return int(np.count_nonzero(answer[tuple(slices)] == inside))
