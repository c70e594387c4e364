"""What exercise 4 asks: feature_map of an image and a kernel, that is correlation, ReLU and 2x2 max pooling."""

import numpy as np

from course.diagnosis.probes import sliding_sizes
from course.mistakes.faulty_definition import none_where_refused
from course.mistakes.smallest_input import Probe
from course.practice.drawn_inputs import IN_FRACTIONS, OF_BYTES, WHOLE_NUMBERS, draw_pair, draw_sizes
from course.practice.exercise_inputs import (
    as_fractions,
    every_number,
    probes_of,
    suite_of_calls,
    uneven_numbers,
    uneven_pairs,
)
from course.practice.exercises.exercise_4_digit.mistakes import MISTAKES
from course.practice.rubric import (
    BYTES,
    EVEN,
    FRACTIONS,
    NO_FLIP_HINT,
    NOT_SQUARE,
    SHAPE,
    WHOLE,
    Library,
    RungSpec,
    make_exercise,
    make_part,
)
from course.sandbox.messages import Call

SIZE_HINT = "The map has n - k + 1 rows before the pooling, and half of them, rounded down, after it."
HINTS = {
    "no-flip": NO_FLIP_HINT,
    "range-short": SIZE_HINT,
    "range-short-rows": SIZE_HINT,
    "range-short-cols": SIZE_HINT,
}


def has_odd_map(probe):
    """Whether the map before the pooling has an odd number of rows or columns."""
    image, kernel = sliding_sizes(probe)
    return any((n - k + 1) % 2 for n, k in zip(image, kernel))


ODD = RungSpec("odd size", "an odd last row or column of the map is left out", has_odd_map, every_number)
RUNGS = (SHAPE, WHOLE, EVEN, NOT_SQUARE, ODD, BYTES, FRACTIONS)
SQUARE_SIZES = ((2, 1), (4, 1), (4, 3), (6, 3), (6, 5), (3, 2), (5, 2), (5, 4), (3, 1), (5, 3))
OBLONG_SHAPES = (
    ((3, 5), (2, 2)),
    ((5, 6), (2, 3)),
    ((6, 4), (3, 1)),
    ((4, 7), (2, 3)),
    ((7, 4), (2, 1)),
    ((5, 5), (1, 3)),
)


def images_and_kernels():
    """The (image, kernel) pairs: the docstring's examples first, then whole numbers, bytes and fractions."""
    wide = np.array([[1, 5, 2], [4, 3, 9]])
    high = np.array([[1, 5, 2, 7], [4, 3, 9, 1], [6, 2, 8, 5]])
    small = [
        (wide, np.array([[1]])),
        (uneven_numbers((2, 2), 3), np.array([[-1]])),
        (high, np.array([[1], [-1]])),
    ]
    squares = [((n, n), (k, k)) for n, k in SQUARE_SIZES]
    whole = uneven_pairs([*squares, *OBLONG_SHAPES])
    in_bytes = [(((x + 4) * 19).astype(np.uint8), h) for x, h in whole[4::3]]  # from 0 to 247
    quarters = as_fractions(whole[2::4])
    sixteenths = [(x / 16, h / 2) for x, h in whole[1::4]]
    kernels_in_quarters = [(x, h / 4) for x, h in whole[3::4]]
    return [*small, *whole, *in_bytes, *quarters, *sixteenths, *kernels_in_quarters]


def draw_feature_probe(chance):
    """A Probe of feature_map by chance."""
    sizes = draw_sizes(chance, axes=2, longest_kernel=4, least_more=1, most_more=5)
    x, h = draw_pair(chance, *sizes, chance.one_of((WHOLE_NUMBERS, OF_BYTES, IN_FRACTIONS)))
    return Probe(x, h, {"mode": "valid", "flip": False})


def make_feature_part():
    """ExercisePart and Rungs of feature_map(image, kernel)."""

    def call(probe):
        return Call("feature_map", (np.array(probe.x), np.array(probe.h)), {})

    def gives(definition, probe):
        return definition.feature_map(probe.x, probe.h)

    probes = probes_of(images_and_kernels(), ("valid",), flip=False)
    suite = suite_of_calls(probes, call, none_where_refused(gives), MISTAKES)
    return make_part("feature_map", suite, call, RUNGS, draw_feature_probe, ["image", "kernel"], HINTS)


LIBRARY = Library(
    says="tf.nn.conv2d with VALID, then tf.nn.relu, then tf.nn.max_pool2d with 2, 2 and VALID",
    code=(
        "import tensorflow as tf\n"
        "tf.nn.max_pool2d(tf.nn.relu(tf.nn.conv2d("
        "arguments[0][None, :, :, None], arguments[1][:, :, None, None], 1, 'VALID')), 2, 2, 'VALID').numpy()"
    ),
    call=Call(
        "feature_map",
        (uneven_numbers((64, 48), 2).astype(float), uneven_numbers((5, 5), 3).astype(float)),
        {},
    ),
    size="an image of 64x48 with a kernel of 5x5",
)


def make(folder):
    """The Exercise that lies in this ExerciseFolder."""
    return make_exercise(folder, LIBRARY, make_feature_part())
