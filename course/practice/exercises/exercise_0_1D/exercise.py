"""What exercise 0 asks: convolve1d, tried in the modes of np.convolve."""

import numpy as np

from course.practice.exercise_inputs import uneven_numbers
from course.practice.rubric import (
    BYTES,
    CENTRE,
    EDGE,
    EVEN,
    FRACTIONS,
    NAN,
    SHAPE,
    WHOLE,
    Library,
    make_convolution_part,
    make_exercise,
)
from course.sandbox.messages import Call

RUNGS = (SHAPE, CENTRE, EDGE, WHOLE, EVEN, BYTES, FRACTIONS, NAN)
FINE = (np.array([4097, 0.0625, -2.5]), np.array([1, 3]))  # more digits than a float16 has

LIBRARY = Library(
    says="np.convolve(signal, kernel, mode)",
    code="np.convolve(*arguments)",
    call=Call("convolve1d", (uneven_numbers((1000,), 2), uneven_numbers((20,), 3), "full"), {}),
    size="1000 numbers with a kernel of 20",
)


def make(folder):
    """The Exercise that lies in this ExerciseFolder."""
    part = make_convolution_part("convolve1d", "1-D", RUNGS, "signal", more=[FINE])
    return make_exercise(folder, LIBRARY, part)
