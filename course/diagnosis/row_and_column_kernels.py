"""
Functions of an image and two kernels of one axis, one of which slides along the rows and the other along the columns.

Together they are a convolution with the kernel whose weight [a][b] is column[a] * row[b]. The first weight of both is 1
in all that is tried here, so that this kernel's first row is the one kernel, and its first column the other.
"""

import re
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from course.convolution.nested import shape
from course.diagnosis.call_forms import quiet_function
from course.diagnosis.calling_text import BORDER_IN_WORDS
from course.diagnosis.cause import world
from course.diagnosis.further_stages import StageRow, judged_without_sliding, stages_without_sliding
from course.diagnosis.nearest_reading import answer_values, mistake_in, part_right
from course.diagnosis.parameters import parameters_of
from course.diagnosis.probe_text import call_in_words
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32
from course.diagnosis.stage_probes import bytes_of, signal_or_image, with_fractions
from course.diagnosis.suites import mistakes_shown_by
from course.errors import Unusable
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.bank.separable import SEPARABLE_MISTAKES
from course.mistakes.faulty_definition import none_where_refused
from course.mistakes.smallest_input import Probe

OF_THE_ROW = (
    r"row|horiz|(^|_)(h|x|kx|hx|across|width)(_|$)|_x$|^h_|kernelx|x_?kernel"  # names of its parameter
)
OF_THE_COLUMN = r"col|vert|(^|_)(v|y|ky|hy|down|height)(_|$)|_y$|^v_|kernely|y_?kernel"
OF_A_KERNEL = (
    r"kern|filt|weight|mask|taps|coef|window|(^|_)ker(_|$)|^[kh]_?([xyhv]|row|col)|(row|col)s?_?[kh]$"
)
SEPARABLE = r"separab|sep_?(conv|filt|corr)|(conv|filt|corr)\w*_sep"  # in the name of a function
OTHER_SEPARABLE = "depth|point|channel"  # layers of networks that are called so
BORDERS_OF_SEPARABLE = ("constant", "edge", "symmetric", "reflect", "wrap")
SIZES_IN_WORDS = {
    "same": "as many numbers as the image: 'same'",
    "full": "a number for every overlap: 'full'",
    "valid": "only where the kernels lie inside: 'valid'",
}
SAID_BY_OTHERS = (
    "kernel-transposed",
    "flip-and-transpose",
    "kernel-rot90",
    "square-kernel",
    "input-transposed-back",
)
OF_THE_BANK = [BANK[name] for name in ("output-transposed", "flip-rows-only", "flip-cols-only")]
ROW_WEIGHTS, COLUMN_WEIGHTS = (1, -2, 5, 3, -4), (1, 4, -3, 2, 6)
SEPARABLE_TRIALS = (
    ((6, 7), (3, 3)),
    ((8, 6), (3, 5)),
)  # sizes of the image, and of the kernels, the column's first
HOW_TO_SEPARATE = "say how to call it, call=lambda f, x, h, options: f(x, h[0], h[:, 0])"


class SeparableReading(NamedTuple):
    """What a function is meant to give: its size, its border and whether the kernels are flipped."""

    mode: str
    border: str
    flip: bool

    @none_where_refused
    def gives(self, definition, probe):
        """What a definition gives for a Probe; None where it refuses."""
        values = definition.convolve2d(probe.x, probe.h, self.mode, border=self.border, flip=self.flip)
        return None if 0 in shape(values) else values

    def in_words(self):
        """What is taken, in words."""
        flips = "a convolution" if self.flip else "a correlation (the kernels are not flipped)"
        border = f"; {BORDER_IN_WORDS[self.border]}" if self.mode == "same" else ""
        return f"{SIZES_IN_WORDS[self.mode]}; {flips}{border}"


class SeparableCall(NamedTuple):
    """How a function is called: whether the row's kernel comes before the column's; as_lists: with lists for arrays."""

    row_first: bool
    as_lists: bool = False

    def arguments(self, x, h):
        """The image and both kernels, in their order."""
        pair = (h[0], h[:, 0]) if self.row_first else (h[:, 0], h[0])
        return tuple(array.tolist() for array in (x, *pair)) if self.as_lists else (x, *pair)

    def __call__(self, f, x, h, options):
        with quiet_function():
            return f(*self.arguments(x, h))


# ---- what it is meant to give


def is_separable(f):
    """Whether a function takes an image and two kernels of one axis, by its name and those of its parameters.

    Names as in resize(image, width, height), conv(x, h, y) and crop(image, row, col) may be those of other things: such
    a function is called, and is one where all its numbers are right, or those of a mistake.
    """
    parameters = parameters_of(f) or ()
    name = getattr(f, "__name__", "").lower()
    if [parameter.is_required for parameter in parameters[:3]] != [True] * 3 or re.search(
        OTHER_SEPARABLE, name
    ):
        return False
    if any(parameter.is_required for parameter in parameters[3:]):
        return False
    if re.search(SEPARABLE, name):
        return True
    if _row_first(parameters) is None:
        return False
    are_kernels = all(re.search(OF_A_KERNEL, parameter.name.lower()) for parameter in parameters[1:3])
    return are_kernels or _nearest_separable(f, _calls_of_separable(f)).is_explained


def _row_first(parameters):
    """Whether the row's kernel comes before the column's, by the names of the parameters; None where they do not say it."""
    names = [parameter.name.lower() for parameter in parameters[1:3]]
    for first, second, is_first in ((OF_THE_ROW, OF_THE_COLUMN, True), (OF_THE_COLUMN, OF_THE_ROW, False)):
        if re.search(first, names[0]) and re.search(second, names[1]):
            return is_first
    return None


def judged_separable(f, call=None):
    """The StagedDiagnosis of a function of an image (rows, columns) and two kernels (k,), one for each axis.

    call(f, x, h, options) calls it otherwise: h[0] is the row's kernel, h[:, 0] the column's. Unusable where it gives no
    table of numbers.
    """
    name = getattr(f, "__name__", "f")
    form, reading, _, error = _nearest_separable(f, [call] if call else _calls_of_separable(f))
    if form is None:
        raise Unusable(
            f"{name} gives no table of numbers for an image and two kernels ({error}): {HOW_TO_SEPARATE}"
        )
    words = f"{_called_separable(name, form, call)}; {reading.in_words()}."
    return judged_without_sliding(f, _stages_of_separable(reading, form), form, words)


def _called_separable(name, form, told):
    if told:
        return "Called as call= says"
    pair = ["row's kernel", "column's kernel"]
    lists = " of lists" if form.as_lists else ""
    return f"Called as {name}(image, {', '.join(pair if form.row_first else pair[::-1])}){lists}"


class _SeparableFit(NamedTuple):
    """The call and the SeparableReading that are right, or right but for a mistake, or else nearest.

    is_explained  whether all numbers are right, or those of a mistake
    error         the first error in words, where no call gives a table: then there is neither call nor reading
    """

    call: object = None
    reading: object = None
    is_explained: bool = False
    error: str = ""


def _calls_of_separable(f):
    """The SeparableCalls that are tried, by the names of a function's parameters."""
    is_first = _row_first(parameters_of(f) or ())
    orders = (True, False) if is_first is None else (is_first,)
    return [SeparableCall(order, lists) for lists in (False, True) for order in orders]


def _nearest_separable(f, calls):
    """The _SeparableFit of a function that is called in these ways."""
    probes = [_separable_probe(sizes, size) for sizes, size in SEPARABLE_TRIALS]
    tried, error = [], ""
    for call in calls:
        answers, errors = zip(*[answer_values(f, call, probe, axes=2) for probe in probes])
        error = error or errors[0]
        if any(values is not None for values in answers):
            parts = {reading: part_right(reading, world(), probes, answers) for reading in _readings()}
            tried.append((max(parts.values()), call, max(parts, key=parts.get), answers, parts))
    if not tried:
        return _SeparableFit(error=error)
    part, call, reading, answers, parts = max(tried, key=lambda each: each[0])
    if part < 1:
        for other in sorted(parts, key=parts.get, reverse=True):
            if mistake_in(other, (*SEPARABLE_MISTAKES, *OF_THE_BANK), probes, answers):
                return _SeparableFit(call, other, is_explained=True)
    return _SeparableFit(call, reading, is_explained=part == 1)


def _readings():
    for flip in (True, False):
        yield SeparableReading("full", "constant", flip)
        yield SeparableReading("valid", "constant", flip)
        for border in BORDERS_OF_SEPARABLE:
            yield SeparableReading("same", border, flip)


# ---- on what it is tried


def _separable_probe(sizes, kernel_sizes, change=lambda x: x, flip=True):
    """A Probe of an image and kernels of these sizes, the column's first; flip: whether words of a convolution are told."""
    down, across = kernel_sizes
    kernel = np.outer(COLUMN_WEIGHTS[:down], ROW_WEIGHTS[:across])
    return Probe(change(signal_or_image(sizes, sum(sizes))), kernel, {"flip": flip})


@lru_cache(32)
def _stages_of_separable(reading, form):
    probe = partial(_separable_probe, flip=reading.flip)
    oblong = [probe((4, 6), (3, 3)), probe((7, 4), (3, 3))]
    others = [probe((6, 7), (5, 5)), probe((7, 6), (3, 5)), probe((6, 7), (5, 3)), probe((4, 5), (1, 3))]
    even = [probe((5, 6), (2, 2)), probe((6, 5), (4, 2))]
    fractions = [probe((5, 6), (3, 3), partial(with_fractions, unit=0.37))]
    in_bytes = [probe((5, 6), (3, 3))._replace(x=bytes_of((5, 6)))]
    rows = [
        StageRow(
            "kernels of 3 on square images",
            "",
            "already for kernels of 3",
            [probe((4, 4), (3, 3)), probe((6, 6), (3, 3))],
        ),
        StageRow("images that are not square", "for square images", "where an image is not square", oblong),
        StageRow(
            "kernels of other odd sizes", "for kernels of 3", "where the kernels have other sizes", others
        ),
        StageRow("kernels of even size", "for kernels of odd size", "where a kernel has an even size", even),
        StageRow("fractions", "for whole numbers", "where there are fractions", fractions),
        StageRow("bytes", "for other numbers than bytes", "where the image is of bytes (uint8)", in_bytes),
    ]
    probes = [each for row in rows for each in row.probes]
    of_bank = [mistake for mistake in mistakes_shown_by(probes) if _may_be_made(mistake)]
    mistakes = (*SEPARABLE_MISTAKES, *of_bank)
    return stages_without_sliding(
        rows, reading.gives, mistakes, partial(_shown_separable, form), ROUNDING_OF_FLOAT32, alone=mistakes
    )


def _may_be_made(mistake):
    """Whether a mistake of the bank may be one here: a border that is inferred is none, and names of one kernel say less."""
    return mistake.name not in SAID_BY_OTHERS and not mistake.name.startswith(("always-", "boundary-"))


def _shown_separable(form, probe):
    """The call of a probe in words."""
    arguments = getattr(form, "arguments", SeparableCall(True).arguments)
    return call_in_words("f", arguments(probe.x, probe.h), {})
