"""Results of functions on pictures that are bytes, or of the picture's type, and rounded or cut off."""

from math import floor

import numpy as np

from course.convolution.nested import each
from course.diagnosis.probes import is_of_bytes

AS_THEY_ARE = "numbers"  # as they are
ROUNDED = "rounded bytes"  # rounded and held to 0..255
CUT = "cut bytes"  # held to 0..255, without their decimals

KEPT_IN_TYPE = "kept in the image's own type, if that is meant"
ROUNDED_IN_TYPE = "rounded in the image's own type, if that is meant"
BYTES_CUT = "cut to bytes where the image is of bytes, if that is meant"
BYTES_ROUNDED = "rounded to bytes where the image is of bytes, if that is meant"
WHOLE_IN_WORDS = {KEPT_IN_TYPE: "cut", ROUNDED_IN_TYPE: "rounded"}  # what becomes of whole numbers
STEPS_TO_TYPES = {  # the last step of a function, in words: (what is done with each number, of which images)
    "": (lambda value: value, lambda image: False),
    "cut to bytes": (floor, lambda image: True),
    "rounded to bytes": (round, lambda image: True),
    KEPT_IN_TYPE: (int, lambda image: image.dtype.kind in "iu"),
    ROUNDED_IN_TYPE: (round, lambda image: image.dtype.kind in "iu"),
    BYTES_CUT: (int, is_of_bytes),
    BYTES_ROUNDED: (round, is_of_bytes),
}


def finished_as(finish, values, image):
    """Nested lists of numbers after the last step that is a key of STEPS_TO_TYPES, for an image, an array.

    Example: finished_as("rounded to bytes", [2.6], np.zeros((1, 1))) is [3]; of a nan it is a ValueError.
    """
    step, applies = STEPS_TO_TYPES[finish]
    return each(step, values) if applies(image) else values


def finishes_for(types):
    """Which of STEPS_TO_TYPES results of these types may have, for images that are not of bytes.

    Example: finishes_for({"uint8"}) is ["cut to bytes", "rounded to bytes"]; lists have "" for a type.
    """
    if types == {"uint8"}:
        return ["cut to bytes", "rounded to bytes"]
    is_whole = any(name.startswith(("int", "uint")) for name in types)
    return ["", KEPT_IN_TYPE, *([ROUNDED_IN_TYPE] if is_whole else [])]


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
