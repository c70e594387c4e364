"""The smallest input on which several explanations give different numbers."""

from fractions import Fraction
from functools import cache
from itertools import combinations

from course.convolution.nested import each, flat, shape
from course.diagnosis.cause import output_or_none
from course.diagnosis.small_inputs import irregular_numbers, small_shapes
from course.mistakes.faulty_definition import alike

AXIS_SIZES = {1: range(1, 8), 2: range(1, 6)}  # number of axes: the sizes that are tried of each
MOST_TOGETHER = 24  # of an input and its kernel together
SCALES = (  # what small whole numbers are multiplied by, the input and the kernel, if they do not tell
    (1, 1),
    (Fraction(1, 4), 1),
    (40, 1),
    (1, Fraction(1, 4)),
    (1, 40),
)


def input_that_tells_apart(causes, request):
    """The smallest input, with the request's options, on which all of these causes differ: a Request, or None.

    The kernel's sizes are odd or even as those of the request are, since the middle of an even one is a matter of
    its own: another is only taken where none of these does.
    """
    inputs = _small_inputs(request.axes)
    odd = _odd_sizes(request.h)
    alike_in_size = [(x, h) for x, h in inputs if _odd_sizes(h) == odd]
    others = [(x, h) for x, h in inputs if _odd_sizes(h) != odd]
    for x, h in alike_in_size + others:
        other = request.but(x=x, h=h, decimal=False)
        outputs = [output_or_none(other, cause.world) for cause in causes]
        if all(map(_has_numbers, outputs)) and _all_differ(outputs) and output_or_none(other) is not None:
            return other
    return None


def _odd_sizes(h):
    """For each axis of a kernel, whether its size is odd."""
    return [size % 2 == 1 for size in shape(h)]


def _has_numbers(output):
    """Whether there is an output, and a number in it."""
    return output is not None and any(True for _ in flat(output))


def _all_differ(outputs):
    return not any(alike(one, other) for one, other in combinations(outputs, 2))


@cache
def _small_inputs(axes):
    """Small inputs and kernels, the fewest numbers first: whole ones, then the same at other scales.

    None for images with channels: their outputs are not told in words.
    """
    if axes not in AXIS_SIZES:
        return []
    shapes = small_shapes(AXIS_SIZES[axes], AXIS_SIZES[axes], axes, MOST_TOGETHER)
    pairs = []
    for input_scale, kernel_scale in SCALES:
        for x, h in shapes:
            for sign in (1, -1):
                numbers = each(lambda v: _as_typed(v * input_scale), irregular_numbers(x, 3))
                weights = each(lambda v: _as_typed(v * kernel_scale), irregular_numbers(h, 5, sign))
                pairs.append((numbers, weights))
    return pairs


def _as_typed(number):
    """A whole number as an int, as it is read once it is typed: some mistakes depend on the type."""
    return int(number) if number == int(number) else number
