"""
Functions of an image alone that slide a kernel of their own over it, as sharpen, emboss or sobel_x.

Their kernel is read from one bright pixel, and they are judged as functions of a convolution with this kernel; and the
kernel is held against those that the function's name stands for.
"""

from copy import copy
from functools import lru_cache
from itertools import chain, islice, product
from math import floor
from typing import NamedTuple

import numpy as np

from course.convolution.nested import each, flat, indices, shape
from course.diagnosis.added_derivatives import (
    added_derivatives,
    adds_absolutes,
    promises_strength,
    speaks_of_edges,
)
from course.diagnosis.call_forms import quiet_function
from course.diagnosis.calling_text import BORDER_IN_WORDS
from course.diagnosis.cause import world
from course.diagnosis.doubts import told_in_doubt
from course.diagnosis.edge_functions import held_to_255
from course.diagnosis.further_stages import StageRow, judged_without_sliding, stages_without_sliding
from course.diagnosis.gaussian_functions import SIGMA_NAMES
from course.diagnosis.intentions import says_of_signs
from course.diagnosis.kernel_reading import kernels_read
from course.diagnosis.known_filters import kernel_in_words, kernels_of_name, known_filter, shape_of_rows
from course.diagnosis.nearest_reading import (
    answer_values,
    just_missed,
    mistake_in,
    part_alike,
    with_forgiven,
)
from course.diagnosis.parameters import letters_of, parameters_of
from course.diagnosis.probe_text import call_in_words
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32
from course.diagnosis.stage_probes import bytes_of, signal_or_image, with_fractions
from course.diagnosis.suites import mistakes_shown_by
from course.errors import Unusable
from course.mistakes.bank import borders, kernel_and_axes
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.bank.edges import EDGE_MISTAKES
from course.mistakes.bank.functions import PADDED_COPY_MISTAKES
from course.mistakes.bank.gaussian_kernels import BLUR_PASSES
from course.mistakes.faulty_definition import none_where_refused
from course.mistakes.smallest_input import Probe

NAMES_OF_FILTERS = (
    *(
        "sharpen",
        "emboss",
        "laplac",
        "sobelx",
        "sobely",
        "sobelh",
        "sobelv",
        "prewittx",
        "prewitty",
        "scharrx",
    ),
    *("scharry", "highpass"),
)
MAY_BE_FILTERS = (
    *(
        "filter",
        "filtro",
        "filtre",
        "edge",
        "blur",
        "smooth",
        "outline",
        "conv",
        "kernel",
        "grad",
        "relief",
        "denois",
    ),
    *("sobel", "prewitt", "scharr", "detect", "weich", "kant", "flou", "bord"),
)
BORDERS_OF_FILTERS = {  # border: (mode, border of convolve2d(), name of a mistake that is meant, what is said)
    "edge": ("same", "edge", "", BORDER_IN_WORDS["edge"]),
    "zeros": ("same", "constant", "", BORDER_IN_WORDS["zeros"]),
    "reflect": ("same", "reflect", "", BORDER_IN_WORDS["reflect"]),
    "symmetric": ("same", "symmetric", "", BORDER_IN_WORDS["symmetric"]),
    "wrap": ("same", "wrap", "", BORDER_IN_WORDS["wrap"]),
    "kept": ("same", "constant", "border-copy", "the image's own numbers where the kernel leaves it"),
    "zero frame": ("same", "constant", "border-zero", "0 where the kernel leaves the image"),
    "valid": ("valid", "constant", "", "only where the kernel lies inside: 'valid'"),
}
BORDERS_OF_COPIES = ("edge", "zeros", "reflect", "symmetric")
IF_ADDED = ", as an emboss has it, if that is meant"
NO_KERNELS_HERE = ("no-flip", "negated", "flip-rows-only", "flip-cols-only", "bias-one", "weights-used")
(SUM_OF_ABSOLUTES,) = [mistake for mistake in EDGE_MISTAKES if mistake.name == "strength-of-absolutes"]
MOST_KERNELS = 8  # that are tried
READINGS_WITH_MISTAKES = 5  # in which a mistake is looked for


FINISHES_OF_FILTERS = {  # what is done with each number; whole: whether the image's numbers are whole
    "": lambda value, whole: value,
    "held to 0..255": lambda value, whole: held_to_255(value),
    "held to 0..255, in the image's type": lambda value, whole: (
        floor(held_to_255(value)) if whole else held_to_255(value)
    ),
    "held to 0..255 and cut to bytes": lambda value, whole: floor(held_to_255(value)),
    "held to 0..255 and rounded to bytes": lambda value, whole: round(held_to_255(value)),
}
LEAST_PART = (
    0.4  # of the numbers that are right where nothing explains the others: it may do more than slide a kernel
)
HOW_TO_FILTER = "say how to call it with an image x, call=lambda f, x, h, options: f(x)"


class FilterReading(NamedTuple):
    """What a function is meant to give: its kernel, rows of weights, of a correlation.

    border    a key of BORDERS_OF_FILTERS
    finish    a key of FINISHES_OF_FILTERS
    absolute  whether results lose their signs
    whole     whether images are of whole numbers
    offset    what is added to every sum: what it gives for a dark image
    down      the kernel of changes downwards, where the strength of edges is meant, and kernel that of changes to the right
    is_sum    whether this strength is the sum of the absolute values, and not the root
    """

    kernel: tuple
    border: str
    finish: str = ""
    absolute: bool = False
    whole: bool = False
    offset: float = 0
    down: tuple = ()
    is_sum: bool = False

    @property
    def meant(self):
        """The mistakes of the bank that are none here."""
        name = BORDERS_OF_FILTERS[self.border][2]
        return (*([BANK[name]] if name else []), *([SUM_OF_ABSOLUTES] if self.is_sum else []))

    @property
    def is_cut(self):
        """Whether a float that just misses a whole number may be cut to the one below."""
        has_fractions = any(weight != int(weight) for row in self.kernel for weight in row)
        return has_fractions and "cut" in self.finish

    def gives(self, definition, probe):
        """What a definition gives for a Probe; None where it refuses."""
        return self.finished(self.before_finish(definition, probe.x), probe.x)

    @none_where_refused
    def before_finish(self, definition, x):
        """What a definition gives for an image before its last step; None where it refuses."""
        mode, border, _, _ = BORDERS_OF_FILTERS[self.border]
        kernels = [[list(row) for row in kernel] for kernel in (self.kernel, self.down) if kernel]
        slid = [definition.convolve2d(x, kernel, mode, border=border, flip=False) for kernel in kernels]
        if 0 in shape(slid[0]):
            return None
        return _strengths(definition, *slid, x if self.border == "kept" else None) if self.down else slid[0]

    @none_where_refused  # a nan has no last step
    def finished(self, values, x):
        """The last step: numbers of before_finish() as the function gives them; None where that cannot be."""
        if values is None or not (self.absolute or self.finish or self.offset):
            return values
        whole, finish = x.dtype.kind in "iu", FINISHES_OF_FILTERS[self.finish]
        change = abs if self.absolute else lambda value: value
        return each(lambda value: finish(change(value) + self.offset, whole), values)

    def in_floats(self):
        """The same with weights that are floats, or whole: quicker, and good enough to be told from others."""
        as_quick = lambda weight: weight if isinstance(weight, int) else float(weight)
        return self._replace(kernel=tuple(tuple(map(as_quick, row)) for row in self.kernel))

    def in_words(self):
        """What is taken, in words."""
        said = [f"plus {self.offset:g}"] if self.offset else []
        said.append(BORDERS_OF_FILTERS[self.border][3])
        if self.absolute or self.finish:
            signs = "without their signs" if self.absolute else ""
            said.append(f"results {' and '.join(filter(None, (signs, self.finish)))}")
        if self.whole and not self.finish.endswith("to bytes"):
            said.append("of images of whole numbers")
        return "; ".join(said)


def _strengths(definition, across, down, kept):
    """The strengths of two sums each; kept: the image whose outermost numbers stay, or None."""
    strengths = [[definition.strength(a, d) for a, d in zip(*rows)] for rows in zip(across, down)]
    if kept is None or shape(strengths) != kept.shape:  # of mistakes that change the size
        return strengths
    last = [size - 1 for size in shape(strengths)]
    return [
        [
            kept[i, j].item() if i in (0, last[0]) or j in (0, last[1]) else value
            for j, value in enumerate(row)
        ]
        for i, row in enumerate(strengths)
    ]


class FilterCall(NamedTuple):
    """How a function is called: with an image as an array, or as lists of rows."""

    as_lists: bool

    def __call__(self, f, x, h, options):
        with quiet_function():
            return f(x.tolist() if self.as_lists else x)


# ---- what it is meant to give


def is_filter(f):
    """Whether a function of an image alone slides a kernel: by its name, or by its numbers.

    Many functions of an image do something else: a mistake counts only where the name may be a filter's.
    """
    if not _takes_an_image_alone(f):
        return False
    name = letters_of(getattr(f, "__name__", ""))
    if any(word in name for word in NAMES_OF_FILTERS):
        return True
    found = _fitting_filter(f, None, any(word in name for word in MAY_BE_FILTERS))
    if found is None or shape_of_rows(found.reading.kernel) == (1, 1):
        return False
    return found.is_right or found.is_explained


def _takes_an_image_alone(f):
    parameters = parameters_of(f)
    if any(letters_of(parameter.name) in SIGMA_NAMES for parameter in parameters or ()):
        return False  # its kernel is not one and the same
    return bool(parameters) and parameters[0].is_required and not any(p.is_required for p in parameters[1:])


def judged_filter(f, call=None):
    """The StagedDiagnosis of a function of an image (rows, columns) alone.

    call(f, x, h, options) calls it otherwise, with the image for x. Unusable where it answers no bright pixel. Of
    kernels whose weights add up to 0, as those of edges do, results are taken without their signs as well; of others only
    where the function's text speaks of it.
    """
    name = getattr(f, "__name__", "f")
    found = _fitting_filter(f, call, True)
    if found is None:
        raise Unusable(
            f"{name} gives no numbers of a correlation with one kernel, as one bright pixel shows it: {HOW_TO_FILTER}"
        )
    reading, read = found.reading, kernel_in_words(found.reading.kernel)
    known = known_filter(name, reading.kernel)
    kernel = f"a correlation with the kernel {read}"
    pair = None if known else added_derivatives(reading.kernel)
    if known:
        reading = reading._replace(kernel=known.kernel)
        meant = (
            f"; by its name it is held against {known.name}" if known.mistake else f", which is {known.name}"
        )
    elif pair:
        meant = f", the two derivatives of {pair.name} added with their signs{IF_ADDED}"
    else:
        meant = ", if that is meant"
    lists = " of lists" if getattr(found.call, "as_lists", False) else ""
    called = "Called as call= says" if call else f"Called as {name}(image){lists}"
    words = f"{called}; it answers one bright pixel as {kernel}{meant}; {reading.in_words()}."
    mistakes = (known.mistake,) if known and known.mistake else ()
    call = found.call
    if reading.is_cut:
        call = with_forgiven(call, lambda x, h, options: reading.before_finish(world(*reading.meant), x))
    found = judged_without_sliding(f, _stages_of_filter(reading, mistakes), call, words)
    if pair and found.right and not reading.offset and (promises_strength(f) or speaks_of_edges(f)):
        return _held_against_strength(f, reading, pair, call, found)
    if not found.right or not reading.absolute or not sum(flat(reading.kernel)) or says_of_signs(f):
        return found
    held = judged_without_sliding(
        f, _stages_of_filter(reading._replace(absolute=False), mistakes), call, words
    )
    return told_in_doubt(found, held, "with results without their signs: right if this is meant")


def _held_against_strength(f, reading, pair, call, found):
    """The StagedDiagnosis of a function that is found right as two Derivatives added, held against their strength.

    Where nothing but edges is spoken of a kernel of one direction may be meant.
    """
    of_strength = reading._replace(
        kernel=pair.across, down=pair.down, absolute=False, is_sum=adds_absolutes(f)
    )
    stages = _stages_of_filter(of_strength, (pair.mistake(reading.absolute),))
    words = found.called.replace(
        IF_ADDED, "; by its name or its text it is held against the strength of both"
    )
    held = judged_without_sliding(f, stages, call, words)
    if promises_strength(f):
        return held
    return told_in_doubt(found, held, "as two derivatives added with their signs: right if this is meant")


class _FilterFit(NamedTuple):
    """What fits a function best: is_right: whether it gives all numbers; is_explained: whether one mistake in it does."""

    call: object
    reading: FilterReading
    is_right: bool = False
    is_explained: bool = False


@lru_cache(1)
def _fitting_filter(f, told, with_mistakes):
    """The _FilterFit of a function, right or with a mistake; None where it gives no numbers that tell a kernel."""
    for call in [told] if told else [FilterCall(as_lists=False), FilterCall(as_lists=True)]:
        trial = _FilterTrial(f, call)
        if trial.is_empty or trial.gives_lists and not told and not call.as_lists:
            continue  # those that give lists are written for lists
        parts = {}
        of_name = kernels_of_name(getattr(f, "__name__", ""))
        for kernel in islice(chain(of_name, kernels_read(f, call)), MOST_KERNELS):
            of_kernel = trial.parts(kernel)
            best = max(of_kernel, key=of_kernel.get)
            if of_kernel[best] == 1:
                return _FilterFit(call, best, is_right=True)
            if not with_mistakes:
                continue
            parts |= of_kernel
            exchanged = trial.transposed().parts(kernel)
            best = max(exchanged, key=exchanged.get)
            if exchanged[best] == 1:
                return _FilterFit(call, best, is_explained=True)
        nearest_first = sorted(parts, key=parts.get, reverse=True)[:READINGS_WITH_MISTAKES]
        for reading in (*nearest_first, *(trial.plain_readings(of_name) if with_mistakes else ())):
            if trial.is_explained(reading):
                return _FilterFit(call, reading, is_explained=True)
        if nearest_first and parts[nearest_first[0]] > LEAST_PART:
            return _FilterFit(call, nearest_first[0])
    return None


class _FilterTrial:
    """What a function gives for images on which readings are told apart, the smallest first."""

    def __init__(self, f, call):
        types, self.gives_lists = set(), False

        def called(f, x, h, options):
            result = call(f, x, h, options)
            types.add(str(getattr(result, "dtype", "")))
            self.gives_lists = self.gives_lists or isinstance(result, list)
            return result

        images = [
            9 * abs(signal_or_image(sizes, seed)) for seed, sizes in enumerate([(7, 7), (7, 9), (8, 7)])
        ]
        images += [bytes_of((7, 8)), with_fractions(images[1], 1.03)]
        self._probes = [_filter_probe(image) for image in images]
        self._answers = [answer_values(f, called, probe, axes=2)[0] for probe in self._probes]
        self.is_empty = all(values is None for values in self._answers)
        self._offset = self._at_dark(f, call)
        self._are_bytes = types == {"uint8"}
        self._are_whole = all(number == number // 1 for number in flat(self._answers[-1] or [0.5]))

    def _at_dark(self, f, call):
        """What the function gives for a dark image where that is one number above 0; otherwise 0."""
        given = answer_values(f, call, _filter_probe(np.zeros((7, 7))), axes=2)[0]
        numbers = {*flat(given or [0])}
        (number,) = numbers if len(numbers) == 1 else (0,)
        return number if number > 0 else 0

    def transposed(self):
        """The same for a function that exchanges rows and columns of its result."""
        other = copy(self)
        other._answers = [values and [list(column) for column in zip(*values)] for values in self._answers]
        return other

    def parts(self, kernel):
        """{FilterReading: the part of the numbers that are right in it}, bytes where all results are of this type."""
        finishes = [name for name in FINISHES_OF_FILTERS if name.endswith("to bytes") == self._are_bytes]
        parts = {}
        for border in BORDERS_OF_FILTERS:
            plain = FilterReading(kernel, border).in_floats()
            exact = [plain.before_finish(world(*plain.meant), probe.x) for probe in self._probes]
            for absolute, finish in product((False, True), finishes):
                reading = FilterReading(kernel, border, finish, absolute, self._are_whole, self._offset)
                expected = [reading.finished(values, probe.x) for values, probe in zip(exact, self._probes)]
                parts[reading] = part_alike(*self._counting(expected, self._as_cut(reading, exact)))
        return parts

    def _as_cut(self, reading, exact):
        """The answers as just_missed() takes them, where they are cut."""
        if not reading.is_cut:
            return self._answers
        both = zip(self._answers, exact)
        return [
            answer if answer is None or values is None else just_missed(np.array(answer), values).tolist()
            for answer, values in both
        ]

    def plain_readings(self, kernels):
        """The FilterReadings of these kernels whose results are left as they are, with any border.

        Of results that are read again, or of two passes, hardly a number is right, so that no reading is near.
        """
        for kernel, border in product(kernels, BORDERS_OF_COPIES):
            yield FilterReading(kernel, border, whole=self._are_whole)

    def is_explained(self, reading):
        """Whether a mistake gives all the numbers in a reading."""
        probes, answers = self._counting(self._probes, self._answers)
        mistakes = _mistakes_of_filters(probes, reading, ())
        return mistake_in(reading.in_floats(), mistakes, probes, answers, reading.meant) is not None

    def _counting(self, probes, answers):
        """Those that count: images of fractions are none for functions that give whole numbers of them."""
        count = -1 if self._are_whole else None
        return probes[:count], answers[:count]


# ---- on what it is tried


def _filter_probe(image):
    return Probe(image, np.array([[1]]), {"mode": "same", "flip": False})


def _stages_of_filter(reading, mistakes):
    """The Stages of a reading; mistakes: those of the kernel by its name."""
    down, across = [size + 1 for size in shape_of_rows(reading.kernel)]
    shapes = [(down, across), (down + 1, across + 1), (down + 3, across + 3)]
    small = [_filter_probe(abs(signal_or_image((max(sizes),) * 2, sum(sizes)))) for sizes in shapes]
    shapes = [(down, across + 2), (down + 3, across), (down + 1, across + 4)]
    oblong = [_filter_probe(abs(signal_or_image(sizes, sum(sizes)))) for sizes in shapes]
    large = [_filter_probe(23 * abs(signal_or_image(sizes, 3))) for sizes in shapes[1:]]
    signed = [_filter_probe(signal_or_image(sizes, 5)) for sizes in shapes[:2]]
    fractions = [_filter_probe(abs(with_fractions(probe.x, 1.37))) for probe in oblong[:2]]
    in_bytes = [_filter_probe(bytes_of(sizes)) for sizes in shapes[1:]]
    rows = [
        StageRow("square images", "", "already for square images", small),
        StageRow("images that are not square", "for square images", "where an image is not square", oblong),
        StageRow("large numbers", "for small numbers", "where numbers are large", large),
        StageRow("numbers below 0", "for numbers above 0", "where there are numbers below 0", signed),
        StageRow("fractions", "for whole numbers", "where there are fractions", fractions),
        StageRow("bytes", "for other numbers than bytes", "where the image is of bytes (uint8)", in_bytes),
    ]
    of_bytes = reading.finish.endswith("to bytes")
    left_out = ("fractions", "numbers below 0") if of_bytes else ("fractions",) if reading.whole else ()
    rows = [row for row in rows if row.name not in left_out]
    probes = [probe for row in rows for probe in row.probes]
    mistakes = _mistakes_of_filters(probes, reading, mistakes)
    return stages_without_sliding(
        rows, reading.gives, mistakes, _shown_filter, ROUNDING_OF_FLOAT32, meant=reading.meant, alone=mistakes
    )


def _mistakes_of_filters(probes, reading, of_kernel):
    """The mistakes of the bank that can be made in a reading; the kernel is its own, so that none of its mistakes shows."""
    left_out = {*NO_KERNELS_HERE, *(mistake.name for mistake in reading.meant)}
    if reading.border in ("kept", "zero frame"):
        left_out |= {mistake.name for mistake in borders.MISTAKES}
    of_bank = []
    for mistake in mistakes_shown_by(probes):
        is_of_kernel = mistake.name.startswith(("kernel-", "flip-", "always-"))
        is_of_axes = bool(of_kernel) and mistake in kernel_and_axes.MISTAKES
        if not is_of_kernel and not is_of_axes and mistake.name not in left_out:
            of_bank.append(mistake)
    return (
        *of_kernel,
        *of_bank,
        *PADDED_COPY_MISTAKES,
        *(BLUR_PASSES if _is_product(reading.kernel) else ()),
    )


def _is_product(kernel):
    """Whether a kernel is that of two passes of a blur: a column times a row whose weights each add up to 1."""
    across, down = [sum(column) for column in zip(*kernel)], [sum(row) for row in kernel]
    has_two_axes = min(len(across), len(down)) > 1
    pairs = indices((len(down), len(across)))
    return has_two_axes and all(kernel[i][j] == down[i] * across[j] for i, j in pairs)


def _shown_filter(probe):
    return call_in_words("f", (probe.x,), {})
