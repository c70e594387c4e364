"""Functions that give the strength of edges by the two Sobel kernels: what they are meant to give, and on what they are tried."""

from functools import lru_cache, partial
from itertools import product
from math import floor, isclose, isfinite
from typing import NamedTuple

import numpy as np

from course.convolution.arguments import checked_word
from course.convolution.layers import ACROSS
from course.convolution.nested import each, flat, shape
from course.diagnosis.call_forms import quiet_function
from course.diagnosis.calling_text import BORDER_IN_WORDS
from course.diagnosis.cause import world
from course.diagnosis.further_stages import StageRow, judged_without_sliding, stages_without_sliding
from course.diagnosis.nearest_reading import answer_values, mistake_in, part_right
from course.diagnosis.parameters import NO_DEFAULT, Role, letters_of, parameters_of
from course.diagnosis.probe_text import call_in_words
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32
from course.diagnosis.stage_probes import bytes_of, signal_or_image, with_fractions
from course.diagnosis.suites import mistakes_shown_by
from course.errors import Unusable
from course.mistakes.bank import number_types
from course.mistakes.bank.edges import EDGE_MISTAKES, SOBEL_MISTAKES
from course.mistakes.faulty_definition import none_where_refused
from course.mistakes.smallest_input import Probe

NO_STRENGTHS = (
    "kernel",
    "filter",
    "mask",
    "angle",
    "direction",
    "orient",
    "theta",
    "grad",
    "sharp",
    "thresh",
    "canny",
)
ONE_DIRECTION = ("sobelx", "sobely", "sobelh", "sobelv", "xsobel", "ysobel", "horizontal", "vertical")
ZERO_FRAME = "zero frame"  # a border: no sums there, and zeros in the result
BORDERS_OF_EDGES = {  # border: (mode, border) of edge_strength(), and what is said
    "edge": ("same", "edge", BORDER_IN_WORDS["edge"]),
    "zeros": ("same", "constant", BORDER_IN_WORDS["zeros"]),
    "reflect": ("same", "reflect", BORDER_IN_WORDS["reflect"]),
    "wrap": ("same", "wrap", BORDER_IN_WORDS["wrap"]),
    ZERO_FRAME: ("valid", "constant", "the outermost numbers 0"),
    "valid": ("valid", "constant", "the inner pixels alone: 'valid'"),
}
TOLD_BORDERS = ("zeros", "edge", "reflect", "symmetric", "wrap")
TRIAL_SHAPES = ((6, 7), (5, 8), (7, 5))
ONE_OF_255 = 1 / 250
HOW_TO_ASK_EDGES = "say how to call it, call=lambda f, x, h, options: f(x)"


class EdgeReading(NamedTuple):
    """What a function is meant to give: the border, a key of BORDERS_OF_EDGES, and the last step, a key of FINISHES."""

    border: str
    finish: str

    @none_where_refused
    def gives(self, definition, probe):
        """What a definition gives for a Probe; None where it refuses."""
        mode, border, _ = BORDERS_OF_EDGES[self.border]
        strengths = definition.edge_strength(probe.x, mode=mode, border=border)
        if 0 in shape(strengths):
            return None
        if self.border == ZERO_FRAME:
            strengths = _framed(strengths)
        return FINISHES[self.finish](strengths) if all(map(isfinite, flat(strengths))) else strengths


def _framed(rows):
    """Rows of numbers with zeros around them."""
    width = len(rows[0]) + 2
    return [[0.0] * width, *([0.0, *row, 0.0] for row in rows), [0.0] * width]


# ---- the last step


def held_to_255(value):
    """A number held to 0..255."""
    return min(max(value, 0.0), 255.0)


def scaled_to(most):
    """A last step: the largest number becomes this one; zeros stay."""

    def scaled(rows):
        largest = max(flat(rows))
        return each(lambda value: value / largest * most, rows) if largest else rows

    return scaled


def then_each(step, change):
    """A last step after another: change(number)."""
    return lambda rows: each(change, step(rows))


FINISHES = {
    "as they are": lambda rows: rows,
    "held to 0..255": partial(each, held_to_255),
    "held to 0..255 and cut to bytes": partial(each, lambda value: floor(held_to_255(value))),
    "held to 0..255 and rounded to bytes": partial(each, lambda value: round(held_to_255(value))),
    "scaled so that the largest is 255": scaled_to(255),
    "scaled so that the largest is 255, cut to bytes": then_each(scaled_to(255), floor),
    "scaled so that the largest is 255, rounded to bytes": then_each(scaled_to(255), round),
    "scaled so that the largest is 1": scaled_to(1),
}
ABOVE_255_ALONE = (
    "sides-absolute-cut",
    *(mistake.name for mistake in SOBEL_MISTAKES if mistake.name.startswith("sides-positive")),
)
# They may be made beside a mistake of the strength; others of the bank are told alone.
LOOPS_TOGETHER = ("skip-last", "skip-first")
SAID_BY_FINISHES = ("strength-clipped", "strength-clipped-bytes", "strength-of-largest", "strength-to-1")


# ---- what it is meant to give


def is_sobel(f):
    """Whether the name of a function says that it gives the strength of edges by Sobel, and it needs an image alone."""
    name = letters_of(getattr(f, "__name__", ""))
    says_strength = any(word in name for word in ("magnitude", "strength"))
    others = [word for word in NO_STRENGTHS if not (says_strength and word == "grad")]
    if "sobel" not in name or any(word in name for word in (*others, *ONE_DIRECTION)):
        return False
    parameters = parameters_of(f)
    if not parameters or any(parameter.default is NO_DEFAULT for parameter in parameters[1:]):
        return False
    return parameters[0].role != Role.KERNEL


def judged_sobel(f, mode=None, border=None, call=None):
    """The StagedDiagnosis of a function of an image (rows, columns) that gives the strength of its edges.

    mode: "valid" or "same", border: one of TOLD_BORDERS, where they are not to be inferred. call(f, x, h, options)
    calls it otherwise, with the image for x. ValueError for another mode or border, Unusable where it gives no table.
    """
    if mode is not None:
        checked_word(mode, "mode", ("valid", "same"))
    if border is not None:
        checked_word(border, "border", TOLD_BORDERS)
    call, error = _way_of_calling(f, call)
    if call is None:
        name = getattr(f, "__name__", "f")
        raise Unusable(f"{name} gives no table of numbers for an image ({error}): {HOW_TO_ASK_EDGES}")
    reading = _reading_of(f, call, mode, border)
    lists = " of lists" if call is _called_with_lists else ""
    words = (
        f"Called as {getattr(f, '__name__', 'f')}(image){lists}; the strength of edges by Sobel, "
        f"{BORDERS_OF_EDGES[reading.border][2]}; strengths {reading.finish}."
    )
    return judged_without_sliding(f, _stages_of_edges(reading), call, words)


def _called_with_image(f, x, h, options):
    with quiet_function():
        return f(x)


def _called_with_lists(f, x, h, options):
    with quiet_function():
        return f(x.tolist())


def _way_of_calling(f, told):
    """(a call that gives a table of numbers, "") or (None, the first error in words)."""
    first_error = ""
    for call in (told,) if told else (_called_with_image, _called_with_lists):
        answer, error = answer_values(f, call, _image_probe(signal_or_image(TRIAL_SHAPES[0])), axes=2)
        if answer is not None:
            return call, ""
        first_error = first_error or error
    return None, first_error


def _reading_of(f, call, mode, border):
    """The EdgeReading whose numbers are nearest to a function's own; where none is near, nearest with a mistake."""
    images = [9 * abs(signal_or_image(sizes, seed)) for seed, sizes in enumerate(TRIAL_SHAPES)]
    images[1] = with_fractions(images[1], 1.03)  # of whole numbers some strengths are whole, too
    probes = [_image_probe(image) for image in images]
    answers = [answer_values(f, call, probe, axes=2)[0] for probe in probes]
    parts = {reading: part_right(reading, world(), probes, answers) for reading in _readings(mode, border)}
    nearest_first = sorted(parts, key=parts.get, reverse=True)
    if parts[nearest_first[0]] < 1:
        for reading in nearest_first:
            may_be = _may_finish(reading.finish, answers[0])
            if may_be and mistake_in(reading, _mistakes_in(reading), probes, answers):
                return reading
    return nearest_first[0]


def _may_finish(finish, answer):
    """Whether numbers may come of a last step: whole ones where it gives bytes, the largest 255 or 1 where it scales."""
    numbers = list(flat(answer or []))
    if "bytes" in finish and any(value != round(value) for value in numbers if isfinite(value)):
        return False
    if "255" in finish and max(numbers, default=0) > 255:
        return False
    largest = {"255": 255, "1": 1}.get(finish.removeprefix("scaled so that the largest is ").split(",")[0])
    return largest is None or isclose(max(numbers, default=0), largest, rel_tol=1e-6)


def _mistakes_in(reading):
    """The mistakes of functions and of exercise 3 that can be made in a reading."""
    left_out = _left_out(reading)
    return [mistake for mistake in (*EDGE_MISTAKES, *SOBEL_MISTAKES) if mistake.name not in left_out]


def _readings(mode, border):
    border = "edge" if border == "symmetric" else border  # they are alike for a kernel of 3
    for name, finish in product(BORDERS_OF_EDGES, FINISHES):
        is_asked = border in (None, name) and (mode is None or (mode == "valid") == (name == "valid"))
        if is_asked:
            yield EdgeReading(name, finish)


# ---- on what it is tried


@lru_cache(32)
def _stages_of_edges(reading):
    small = [_image_probe(abs(signal_or_image(sizes, sum(sizes)))) for sizes in [(3, 3), (4, 4), (5, 5)]]
    oblong = [_image_probe(abs(signal_or_image(sizes, sum(sizes)))) for sizes in [(4, 6), (7, 4), (3, 5)]]
    large = [_image_probe(23 * abs(signal_or_image(sizes, 3))) for sizes in [(5, 6), (4, 4)]]
    fractions = [_image_probe(signal_or_image((5, 4), 7) * 0.37 + 0.11), _image_probe(abs(large[0].x) / 253)]
    in_bytes = [_image_probe(bytes_of((5, 6))), _image_probe(bytes_of((6, 4)) // 8)]
    rows = [
        StageRow("square images", "", "already for square images", small),
        StageRow("images that are not square", "for square images", "where an image is not square", oblong),
        StageRow("large numbers", "for small numbers", "where numbers and changes are large", large),
        StageRow("fractions", "for whole numbers", "where there are fractions", fractions),
        StageRow("bytes", "for other numbers than bytes", "where the image is of bytes (uint8)", in_bytes),
    ]
    probes = [probe for row in rows for probe in row.probes]
    of_bank = [mistake for mistake in mistakes_shown_by(probes) if _is_of_sliding(mistake)]
    mistakes = (*_mistakes_in(reading), *of_bank)
    gives = reading.gives
    alone = [mistake for mistake in of_bank if mistake.name not in LOOPS_TOGETHER]
    return stages_without_sliding(rows, gives, mistakes, _shown_image, _tolerance(reading), alone=alone)


def _tolerance(reading):
    """How far a number may be off: the largest of scaled ones, cut to bytes, is 255 or 254, as the scaling is rounded."""
    return ONE_OF_255 if "scaled" in reading.finish and "cut" in reading.finish else ROUNDING_OF_FLOAT32


def _left_out(reading):
    """Names of mistakes that are another's here: in exercise 3 the image is always of bytes."""
    by_finish = () if reading.finish == "as they are" else SAID_BY_FINISHES
    # Where strengths are held to 255, sides above 255 make no difference.
    by_cut = ABOVE_255_ALONE if reading.finish.startswith("held") else ()
    return ("border-of-zeros", "sides-in-bytes", "root-in-bytes", "hypot-of-bytes", *by_finish, *by_cut)


def _is_of_sliding(mistake):
    """Whether a mistake of the bank may be one here: no mode is asked for, and numbers are changed after the root.

    For a kernel of 3 the mirrored edge is the repeated one.
    """
    if mistake in number_types.MISTAKES or mistake.name == "boundary-symm":
        return False
    return not mistake.name.startswith("always-")


def _image_probe(image):
    return Probe(image, np.array(ACROSS), {"mode": "same", "flip": True})


def _shown_image(probe):
    return call_in_words("f", (probe.x,), {})
