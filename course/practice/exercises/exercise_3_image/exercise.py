"""What exercise 3 asks: edge_strength of an image of bytes, by the two Sobel kernels, with a symmetric border."""

from math import sqrt

import numpy as np

from course.convolution.definition import convolve2d
from course.convolution.formatting import factor, number
from course.convolution.layers import ACROSS, DOWN
from course.convolution.nested import at
from course.diagnosis.suites import mistakes_shown_by
from course.mistakes.bank.edges import FLOAT_HINT, MIRROR_HINT
from course.mistakes.faulty_definition import none_where_refused
from course.mistakes.smallest_input import Probe
from course.practice.drawn_inputs import draw_numbers, draw_sizes
from course.practice.exercise_inputs import (
    every_number,
    suite_of_calls,
    uneven_numbers,
)
from course.practice.exercises.exercise_3_image.mistakes import MISTAKES
from course.practice.exercises.exercise_3_image.strength_help import RULES
from course.practice.rubric import (
    CENTRE,
    CORNER,
    EDGE,
    NOT_SQUARE,
    SHAPE,
    Library,
    RungSpec,
    make_exercise,
    make_part,
)
from course.sandbox.messages import Call

EVERY_PIXEL_HINT = (
    'np.pad(image, 1, mode="symmetric") first; then every pixel has a window, and the loops run over all rows and '
    "columns of the image, range(rows) and range(columns)."
)
HINTS = dict.fromkeys(("boundary-wrap", "boundary-reflect", "neg-index-wrap"), MIRROR_HINT)
HINTS |= dict.fromkeys(("border-zero", "border-copy", "skip-k1"), EVERY_PIXEL_HINT)
HINTS |= dict.fromkeys(("uint8-output", "out-like-input", "sums-like-input"), FLOAT_HINT)


def has_bright_bytes(probe):
    """Whether there are bytes above 100, so that sums leave what a byte can hold."""
    return int(np.max(probe.x)) > 100


BRIGHT = RungSpec("bytes", "brightness up to 255", has_bright_bytes, every_number)
RUNGS = (SHAPE, CENTRE, EDGE, CORNER, NOT_SQUARE, BRIGHT)
DARK_SHAPES = ((3, 3), (4, 4), (5, 5), (6, 6), (2, 4), (4, 3), (3, 5), (5, 3), (3, 6))
BRIGHT_SHAPES = ((3, 4), (4, 4), (6, 4), (4, 5), (5, 3))


def images():
    """The images, arrays of uint8 (rows, columns): dark, bright, a bright stripe, and the docstring's examples."""
    dark = [uneven_numbers(shape, 2, 0, 12) for shape in DARK_SHAPES]
    bright = [uneven_numbers(shape, 3, 0, 255) for shape in BRIGHT_SHAPES]
    stripe = np.repeat([[0, 0, 255, 255, 0]], 3, axis=0)
    examples = [np.array([[0, 0, 1]]), np.array([[0, 3], [4, 7]])]
    return [image.astype(np.uint8) for image in (*dark, *bright, stripe, *examples)]


def draw_image_probe(chance):
    """A Probe of edge_strength by chance, dark or bright."""
    sizes, _ = draw_sizes(chance, axes=2, longest_kernel=1, least_more=1, most_more=5)  # from 2x2 to 6x6
    image = draw_numbers(chance, sizes, 0, chance.one_of((12, 255)))
    return _probe_of(image.astype(np.uint8))


def _probe_of(image):
    """The Probe of an image: its kernel is that of one of the two convolutions."""
    return Probe(image, np.array(ACROSS), {"mode": "same", "flip": True})


def make_edge_part():
    """ExercisePart and Rungs of edge_strength(image)."""

    def call(probe):
        return Call("edge_strength", (np.array(probe.x),), {})

    def gives(definition, probe):
        return definition.edge_strength(probe.x)

    probes = [_probe_of(image) for image in images()]
    # within a millionth, as a float32 is a float, too
    suite = suite_of_calls(
        probes,
        call,
        none_where_refused(gives),
        MISTAKES,
        _of_one_mode(mistakes_shown_by(probes)),
        within=1e-6,
    )
    return make_part(
        "edge_strength",
        suite,
        call,
        RUNGS,
        draw_image_probe,
        ["image"],
        HINTS,
        works_out=work_out_strength,
        rules=RULES,
    )


def _of_one_mode(mistakes):
    """Mistakes without those of a function that does not look at the mode: nobody asks for a mode here."""
    return [mistake for mistake in mistakes if not mistake.name.startswith("always-")]


def work_out_strength(probe, index):
    """The strength at an index (row, column) of an image, in digits."""
    across, down = (at(convolve2d(probe.x, h, "same", border="symmetric"), index) for h in (ACROSS, DOWN))
    squares = f"{factor(across)}*{factor(across)} + {factor(down)}*{factor(down)}"
    strength = number(sqrt(across**2 + down**2))
    return f"At y{list(index)} across is {across} and down is {down}: the root of {squares} is {strength}."


LIBRARY = Library(
    says="np.hypot of scipy.ndimage.sobel(image.astype(float), axis) for axis 0 and 1",
    code=(
        "import scipy.ndimage\n"
        "np.hypot(*(scipy.ndimage.sobel(arguments[0].astype(float), axis) for axis in (0, 1)))"
    ),
    call=Call("edge_strength", (uneven_numbers((96, 64), 2, 0, 255).astype(np.uint8),), {}),
    size="an image of 96x64",
)


def make(folder):
    """The Exercise that lies in this ExerciseFolder."""
    return make_exercise(folder, LIBRARY, make_edge_part())
