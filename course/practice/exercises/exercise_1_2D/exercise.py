"""What exercise 1 asks: convolve2d, tried in the modes of scipy.signal.convolve2d."""

import numpy as np

from course.practice.exercise_inputs import SQUARE_SHAPES, uneven_numbers, uneven_pairs
from course.practice.rubric import (
    BYTES,
    CENTRE,
    CORNER,
    EDGE,
    EVEN,
    FRACTIONS,
    NAN,
    NOT_SQUARE,
    SHAPE,
    WHOLE,
    Library,
    make_convolution_part,
    make_exercise,
)
from course.sandbox.messages import Call

RUNGS = (SHAPE, CENTRE, EDGE, CORNER, WHOLE, EVEN, NOT_SQUARE, BYTES, FRACTIONS, NAN)
FINE = (np.array([[4097, 0.0625, -2.5]]), np.array([[1, 3]]))  # more digits than a float16 has

LIBRARY = Library(
    says="scipy.signal.convolve2d(image, kernel, mode)",
    code="import scipy.signal\nscipy.signal.convolve2d(*arguments)",
    call=Call("convolve2d", (uneven_numbers((64, 48), 2), uneven_numbers((5, 5), 3), "full"), {}),
    size="an image of 64x48 with a kernel of 5x5",
)


def make(folder):
    """The Exercise that lies in this ExerciseFolder."""
    more = [*uneven_pairs(SQUARE_SHAPES), FINE]
    part = make_convolution_part("convolve2d", "2-D", RUNGS, "image", more)
    return make_exercise(folder, LIBRARY, part)
