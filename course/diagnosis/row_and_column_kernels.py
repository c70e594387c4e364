"""
Functions of an image and two kernels of one axis, one of which slides along the rows and the other along the columns,
or of an image and one such kernel, which slides along both.

Together they are a convolution with the kernel whose weight [a][b] is column[a] * row[b]. The first weight of both is 1
in all that is tried here, so that this kernel's first row is the one kernel, and its first column the other.
"""

import re
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from course.convolution.nested import shape
from course.diagnosis.average_calls import IMAGE_WORDS
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
ONE_PASS = ("row-kernel-alone", "column-kernel-alone")
SEPARABLE = r"separab|sep_?(conv|filt|corr)|(conv|filt|corr)\w*_sep"  # in the name of a function
OTHER_SEPARABLE = "depth|point|channel"  # layers of networks that are called so
BORDERS_OF_SEPARABLE = ("constant", "edge", "symmetric", "reflect", "wrap")
SIZES_IN_WORDS = {
    "same": "as many numbers as the image: 'same'",
    "SAME": "as many numbers as the image: 'SAME', with the odd zero of an even kernel after the image",
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
        border = f"; {BORDER_IN_WORDS[self.border]}" if self.mode.lower() == "same" else ""
        return f"{SIZES_IN_WORDS[self.mode]}; {flips}{border}"


class SeparableCall(NamedTuple):
    """How a function is called.

    row_first  whether the row's kernel comes before the column's
    as_lists   whether with lists for arrays
    one        whether with one kernel for both axes
    """

    row_first: bool
    as_lists: bool = False
    one: bool = False

    def arguments(self, x, h):
        """The image and the kernels, in their order."""
        kernels = (h[0], h[:, 0]) if self.row_first else (h[:, 0], h[0])
        given = (x, *kernels[: 1 if self.one else 2])
        return tuple(array.tolist() for array in given) if self.as_lists else given

    def in_words(self, name):
        """The call of a function of this name in words."""
        pair = ["row's kernel", "column's kernel"]
        kernels = ["kernel of one axis"] if self.one else pair if self.row_first else pair[::-1]
        return f"{name}(image, {', '.join(kernels)}){' of lists' if self.as_lists else ''}"

    def __call__(self, f, x, h, options):
        with quiet_function():
            return f(*self.arguments(x, h))


# ---- what it is meant to give


def is_separable(f):
    """Whether a function takes an image and two kernels of one axis, by its name and those of its parameters.

    Or one kernel of one axis for both, by its numbers: is_of_one_kernel(). Names as in resize(image, width, height),
    conv(x, h, y) and crop(image, row, col) may be those of other things: such a function is called, and is one where all
    its numbers are right, or those of a mistake.
    """
    parameters = parameters_of(f) or ()
    name = getattr(f, "__name__", "").lower()
    if re.search(OTHER_SEPARABLE, name):
        return False
    if _takes_one_kernel(parameters):
        says_image = any(word in parameters[0].name.lower() for word in IMAGE_WORDS)
        return bool(says_image or re.search(SEPARABLE, name)) and is_of_one_kernel(f)
    if [parameter.is_required for parameter in parameters[:3]] != [True] * 3:
        return False
    if any(parameter.is_required for parameter in parameters[3:]):
        return False
    if re.search(SEPARABLE, name):
        return True
    if _row_first(parameters) is None:
        return False
    are_kernels = all(re.search(OF_A_KERNEL, parameter.name.lower()) for parameter in parameters[1:3])
    return are_kernels or _nearest_separable(f, _calls_of_separable(f)).is_explained


def is_of_one_kernel(f):
    """Whether a function of an image and a kernel of one axis slides it along both axes, or twice along one, by its numbers.

    A kernel of two axes may be taken for a row or a column where it has one axis: one pass counts only by the name.
    """
    if not _takes_one_kernel(parameters_of(f) or ()):
        return False
    fit = _nearest_separable(f, _calls_of_separable(f))
    is_named = re.search(SEPARABLE, getattr(f, "__name__", "").lower())
    is_one_pass = fit.mistake and fit.mistake.name in ONE_PASS
    return fit.is_explained and bool(is_named or not is_one_pass)


def _takes_one_kernel(parameters):
    """Whether two arguments have to be given, no more and no fewer."""
    return [parameter.is_required for parameter in parameters[:3]] in ([True, True], [True, True, False])


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
    form, reading, mistake, _, error = _nearest_separable(f, [call] if call else _calls_of_separable(f))
    if form is None:
        raise Unusable(
            f"{name} gives no table of numbers for an image and two kernels ({error}): {HOW_TO_SEPARATE}"
        )
    reading = _with_odd_zero(f, form, reading, mistake)
    called = "Called as call= says" if call else f"Called as {form.in_words(name)}"
    words = f"{called}; {reading.in_words()}."
    return judged_without_sliding(f, _stages_of_separable(reading, form), form, words)


class _SeparableFit(NamedTuple):
    """The call and the SeparableReading that are right, or right but for a mistake, or else nearest.

    mistake       the mistake that gives all numbers, or None
    is_explained  whether there is one, or all numbers are right
    error         the first error in words, where no call gives a table: then there is neither call nor reading
    """

    call: object = None
    reading: object = None
    mistake: object = None
    is_explained: bool = False
    error: str = ""


def _calls_of_separable(f):
    """The SeparableCalls that are tried, by the names of a function's parameters."""
    parameters = parameters_of(f) or ()
    if _takes_one_kernel(parameters):
        return [SeparableCall(True, lists, one=True) for lists in (False, True)]
    is_first = _row_first(parameters)
    orders = (True, False) if is_first is None else (is_first,)
    return [SeparableCall(order, lists) for lists in (False, True) for order in orders]


def _nearest_separable(f, calls):
    """The _SeparableFit of a function that is called in these ways."""
    tried, error = [], ""
    for call in calls:
        probes = [_separable_probe(sizes, size, one=_has_one(call)) for sizes, size in SEPARABLE_TRIALS]
        answers, errors = zip(*[answer_values(f, call, probe, axes=2) for probe in probes])
        error = error or errors[0]
        if any(values is not None for values in answers):
            parts = {reading: part_right(reading, world(), probes, answers) for reading in _readings()}
            tried.append((max(parts.values()), call, max(parts, key=parts.get), probes, answers, parts))
    if not tried:
        return _SeparableFit(error=error)
    part, call, reading, probes, answers, parts = max(tried, key=lambda each: each[0])
    if part < 1:
        for other in sorted(parts, key=parts.get, reverse=True):
            mistake = mistake_in(other, (*SEPARABLE_MISTAKES, *OF_THE_BANK), probes, answers)
            if mistake:
                return _SeparableFit(call, other, mistake, is_explained=True)
    return _SeparableFit(call, reading, is_explained=part == 1)


def _with_odd_zero(f, call, reading, mistake):
    """A reading with the odd zero of "same" after the image, where that alone gives the numbers of even kernels."""
    if reading.mode != "same":
        return reading
    definition = world(mistake) if mistake else world()
    probes = [_separable_probe((6, 7), (4, 4), one=_has_one(call))]
    answers = [answer_values(f, call, probe, axes=2)[0] for probe in probes]
    after = reading._replace(mode="SAME")
    before_is_right, after_is_right = [
        part_right(each, definition, probes, answers) == 1 for each in (reading, after)
    ]
    return after if after_is_right and not before_is_right else reading


def _readings():
    for flip in (True, False):
        yield SeparableReading("full", "constant", flip)
        yield SeparableReading("valid", "constant", flip)
        for border in BORDERS_OF_SEPARABLE:
            yield SeparableReading("same", border, flip)


# ---- on what it is tried


def _has_one(call):
    """Whether a call has one kernel for both axes."""
    return getattr(call, "one", False)


def _separable_probe(sizes, kernel_sizes, change=lambda x: x, flip=True, one=False):
    """A Probe of an image and kernels of these sizes, the column's first, or of the row's for both where there is one.

    flip: whether words of a convolution are told.
    """
    down, across = kernel_sizes
    row = ROW_WEIGHTS[:across]
    kernel = np.outer(row if one else COLUMN_WEIGHTS[:down], row)
    return Probe(change(signal_or_image(sizes, sum(sizes))), kernel, {"flip": flip})


@lru_cache(32)
def _stages_of_separable(reading, form):
    probe = partial(_separable_probe, flip=reading.flip, one=_has_one(form))
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
