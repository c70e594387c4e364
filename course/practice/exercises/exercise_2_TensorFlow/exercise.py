"""What exercise 2 asks: output_size, and conv2d with batches, channels and strides as tf.nn.conv2d has them."""

from itertools import product

import numpy as np

from course.diagnosis.probes import count_numbers
from course.diagnosis.suites import small_pairs
from course.mistakes.faulty_definition import none_where_refused
from course.mistakes.smallest_input import Probe
from course.practice.drawn_inputs import IN_FRACTIONS, WHOLE_NUMBERS, WITH_NAN, draw_pair, draw_sizes
from course.practice.exercise_inputs import (
    SQUARE_SHAPES,
    as_floats,
    as_fractions,
    every_number,
    probes_of,
    suite_of_calls,
    uneven_numbers,
    uneven_pairs,
    with_nan,
)
from course.practice.exercises.exercise_2_TensorFlow.mistakes import MISTAKES
from course.practice.rubric import (
    CENTRE,
    CORNER,
    EDGE,
    EVEN,
    FRACTIONS,
    NAN,
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

TENSORFLOW_MODES = ("valid", "SAME")  # capitals where they are asked for: "VALID" and "SAME"


# ---- rungs of this exercise alone


def has_stride(probe):
    """Whether the kernel moves by more than 1 along some axis."""
    return probe.options.get("stride", (1, 1)) != (1, 1)


def has_several(probe):
    """Whether there are several images, channels or filters."""
    if np.ndim(probe.x) != 4:
        return False
    _, _, channels, filters = np.shape(probe.h)
    return (len(probe.x), channels, filters) != (1, 1, 1)


STRIDE = RungSpec("stride", "the kernel moves by more than one place", has_stride, every_number)
CHANNELS = RungSpec("channels", "several images, channels and filters", has_several, every_number)
SIZE_RUNGS = (RungSpec("sizes", "output_size is right", None, every_number),)
CONV2D_RUNGS = (
    *(SHAPE, CENTRE, EDGE, CORNER, WHOLE),
    *(EVEN, NOT_SQUARE, FRACTIONS, STRIDE, CHANNELS, NAN),
)


# ---- output_size(n, k, stride, padding)


def make_size_part():
    """ExercisePart and Rungs of output_size; the input and the kernel of a probe are n and k zeros."""

    def call(probe):
        arguments = (len(probe.x), len(probe.h), probe.options["stride"], probe.options["mode"].upper())
        return Call("output_size", arguments, {})

    def gives(definition, probe):
        n, k, stride = len(probe.x), len(probe.h), probe.options["stride"]
        before, after = definition.pads(n, k, probe.options["mode"], stride=stride)
        return definition.output_size(n, k, padding=before + after, stride=stride)

    def draw(chance):
        k, stride = chance.whole_number(1, 9), chance.whole_number(1, 4)
        n = k + chance.whole_number(0, 30)
        options = {"mode": chance.one_of(TENSORFLOW_MODES), "flip": False, "stride": stride}
        return Probe(np.zeros(n), np.zeros(k), options)

    fitting = [(n, k) for n in (1, 2, 5, 6, 7, 28) for k in (1, 2, 3, 5) if k <= n]
    lines = [(np.zeros(n), np.zeros(k)) for n, k in fitting]
    probes = []
    for stride in (1, 2, 3):
        probes += probes_of(lines, TENSORFLOW_MODES, flip=False, stride=stride)
    suite = suite_of_calls(probes, call, none_where_refused(gives), MISTAKES)
    return make_part("output_size", suite, call, SIZE_RUNGS, draw)


# ---- conv2d(images, filters, stride, padding)

SEVERAL_SHAPES = (  # of images (batch, height, width, channels in) and filters (height, width, in, out)
    ((1, 2, 3, 2), (1, 2, 2, 1)),
    ((1, 3, 4, 1), (2, 2, 1, 2)),
    ((2, 3, 3, 1), (2, 2, 1, 1)),
    ((2, 5, 4, 3), (3, 2, 3, 2)),
)
OBLONG_SHAPES = (((3, 5), (2, 3)), ((5, 4), (3, 2)), ((6, 4), (5, 3)))
STRIDE_SHAPES = tuple(product([(7, 6), (6, 8)], [(3, 3), (2, 3), (3, 2), (1, 1)]))
STRIDES = ((1, 2), (2, 1), (2, 2), (3, 2), (1, 3), (3, 3))


def conv2d_probes():
    """The Probes of conv2d: one image, channel and filter first; then several; then strides, and a nan."""
    tiny = [(x, h) for x, h in small_pairs("2-D") if x.size + h.size < 12]
    balanced = (uneven_numbers((4, 5), 2), np.array([[1, -2, 1], [2, 0, -2]]))  # weights that add up to 0
    single = _as_stacks([*tiny, balanced, *uneven_pairs(SQUARE_SHAPES), *uneven_pairs(OBLONG_SHAPES)])
    for_strides = _as_stacks(uneven_pairs(STRIDE_SHAPES))
    several = uneven_pairs(SEVERAL_SHAPES)
    images, filters = several[-1]
    several.append((images * 20, filters))

    fractional = as_fractions([single[-7], single[-2], several[-1]])
    probes = probes_of(as_floats([*single, *several]) + fractional, TENSORFLOW_MODES, flip=False)
    for stride in STRIDES:
        pairs = as_floats([*for_strides, *several[3:]])
        probes += probes_of(pairs, TENSORFLOW_MODES, flip=False, stride=stride)
    return probes + probes_of(with_nan([single[-2], several[-1]]), TENSORFLOW_MODES, flip=False)


def _as_stacks(pairs):
    """Images (rows, columns) as (1, rows, columns, 1), and their kernels as (rows, columns, 1, 1)."""
    return [(x[None, :, :, None], h[:, :, None, None]) for x, h in pairs]


def draw_conv2d_probe(chance):
    """A Probe of conv2d by chance; one of three has a stride, one of three several images and channels."""
    (rows, columns), kernel = draw_sizes(chance, axes=2, longest_kernel=4, least_more=0, most_more=4)
    options = {"mode": chance.one_of(TENSORFLOW_MODES), "flip": False}
    if chance.whole_number(1, 3) == 1:
        options["stride"] = (chance.whole_number(1, 3), chance.whole_number(1, 3))
    batch = channels = filters = 1
    if chance.whole_number(1, 3) == 1:
        batch, channels, filters = (chance.whole_number(1, 3) for _ in range(3))
    numbers = chance.one_of((WHOLE_NUMBERS, IN_FRACTIONS, WITH_NAN))
    x, h = draw_pair(chance, (batch, rows, columns, channels), (*kernel, channels, filters), numbers)
    return Probe(x.astype(float), h.astype(float), options)


def make_conv2d_part():
    """ExercisePart and Rungs of conv2d. The smallest input is called without options, which tries the defaults."""

    def call(probe):
        padding = probe.options["mode"].upper()
        options = {"stride": probe.options.get("stride", (1, 1)), "padding": padding}
        is_smallest = count_numbers(probe) == 2
        if is_smallest and padding == "SAME":
            options = {}
        return Call("conv2d", (np.array(probe.x), np.array(probe.h)), options)

    suite = suite_of_calls(conv2d_probes(), call, own_mistakes=MISTAKES)
    hints = {"no-flip": NO_FLIP_HINT}
    return make_part("conv2d", suite, call, CONV2D_RUNGS, draw_conv2d_probe, ["images", "filters"], hints)


# ---- both

LIBRARY = Library(
    says="tf.nn.conv2d(images, filters, stride, padding)",
    code="import tensorflow as tf\ntf.nn.conv2d(*arguments, *options.values()).numpy()",
    call=Call(
        "conv2d",
        (uneven_numbers((1, 32, 24, 4), 2).astype(float), uneven_numbers((3, 3, 4, 8), 3).astype(float)),
        {"stride": (1, 1), "padding": "SAME"},
    ),
    size="an image of 32x24 with 4 channels and 8 filters of 3x3",
)


def make(folder):
    """The Exercise that lies in this ExerciseFolder."""
    return make_exercise(folder, LIBRARY, make_size_part(), make_conv2d_part())
