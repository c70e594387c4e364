"""
The stages on which a function is tried, the simplest first, and what its answers to all of them show.

A mistake is named by the first stage that goes wrong: its answers there, and to all stages before, are what the
mistake has to give. The stages after it tell how far the name holds.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from course.convolution.sizes import BORDERS
from course.diagnosis.cause import world
from course.diagnosis.function_answers import answer_to, changed_answers
from course.diagnosis.ordinary_use import drawbacks_of, remarks_on_lists_and_arrays
from course.diagnosis.probe_text import call_in_words
from course.diagnosis.same_numbers import ROUNDING, ROUNDING_OF_SUMS_IN_FLOAT32, are_of_float32
from course.diagnosis.stage_probes import (
    bytes_of,
    signal_or_image,
    weights_without_zeros,
    with_a_nan,
    with_fractions,
    zeros_at,
)
from course.diagnosis.staged_diagnosis import BYTES_STAGE, staged_diagnosis
from course.diagnosis.suites import FAULTLESS, Suite, mistakes_shown_by, right_answers_kept
from course.diagnosis.trial_inputs import KINDS_OF_LINES, SLIDING_AXES, kernel_axes_of
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.bank.bounds import BOUNDS_MISTAKES
from course.mistakes.bank.functions import (
    CAUSAL_MISTAKES,
    FUNCTION_MISTAKES,
    MEAN_MISTAKES,
    ONE_AXIS_MISTAKES,
    PADDED_COPY_MISTAKES,
    POLYNOMIAL_MISTAKES,
)
from course.mistakes.bank.layers import LAYER_MISTAKES
from course.mistakes.mistake import PLANE
from course.mistakes.smallest_input import Probe

TOLD_ALONE = (
    *ONE_AXIS_MISTAKES,
    *MEAN_MISTAKES,
    *LAYER_MISTAKES,
    *BOUNDS_MISTAKES,
    *PADDED_COPY_MISTAKES,
    *POLYNOMIAL_MISTAKES,
)  # where one alone explains everything
MISTAKES = (*BANK.values(), *FUNCTION_MISTAKES, *CAUSAL_MISTAKES, *TOLD_ALONE)
STAGES_KEPT = 64  # lists of stages: one for each way of being called
# Fractions of which no small multiple lies halfway between two whole numbers: there rounding would depend on the order
# of a sum.
WEIGHT_UNIT, INPUT_UNIT = 0.3719, 0.6133
WITHOUT_AND_WITH = {  # of an option, in words
    "stride": ("at stride 1", "where there is a stride"),
    "padding": ("without padding", "where there is padding"),
    "dilation": ("at dilation 1", "where there is a dilation"),
}
WITHOUT_CHANNELS = ("1-D", "2-D")  # kinds of calling
EVEN_STAGE, OBLONG_STAGE = "kernels of even size", "kernels that are not square"  # names of stages
ZEROS_STAGE = "numbers that begin or end with 0"
WITH_A_BATCH = ("batch", "layer", "lines", "depthwise")
DECIDE_STAGES = (
    "kind",
    "modes",
    "takes",
    "flip",
    "border",
    "kernels",
    "results",
    "causal",
    "divides",
)  # of a Calling
_kept = {}  # {what decides: the Stages}


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage.

    name    what it tries, as "kernels of even size"
    before  where a function is right that goes wrong in this stage first, as "for kernels of odd size"
    where   where it is wrong then, as "where a kernel has an even size"
    probes  the Probes of this stage alone
    suite   the Suite of these and those of all stages before
    """

    name: str
    before: str
    where: str
    probes: tuple
    suite: Suite


NAN_STAGE = "a nan"  # the name of the last stage


def stages_of(calling, within=ROUNDING):
    """The Stages that a Calling allows, in order; the last is that of a nan. within: see Suite."""
    key = (within, *(getattr(calling, name) for name in DECIDE_STAGES))
    if key not in _kept:
        while len(_kept) >= STAGES_KEPT:
            del _kept[next(iter(_kept))]  # the oldest
        _kept[key] = _stages(calling, within)
    return _kept[key]


def judged(f, calling):
    """The StagedDiagnosis of a function that is called as a Calling says."""
    in_float32 = lambda: stages_of(calling, ROUNDING_OF_SUMS_IN_FLOAT32)
    return judged_on(f, stages_of(calling), calling, in_float32)


def judged_on(f, stages, calling, in_float32=None):
    """The StagedDiagnosis of a function on Stages.

    calling: its call, words and arguments, as those of a Calling. in_float32(): the same Stages for one that works out
    its sums in float32, if they are others.
    """
    call = calling.call
    if all(answer_to(f, probe, call).refused for probe in stages[0].probes):
        call = partial(_call_with_floats, call)
    answers = [[answer_to(f, probe, call) for probe in stage.probes] for stage in stages]
    if in_float32 and are_of_float32([answer.values for given in answers for answer in given]):
        stages = in_float32()
    changed = changed_answers(f, stages[0].probes, call)
    for i, answer in changed.items():
        answers[0][i] = answer
    found = staged_diagnosis(
        stages, answers, calling, bool(changed), partial(drawbacks_of, f, stages, calling, call)
    )
    if not found.failures:
        found.remarks += remarks_on_lists_and_arrays(f, stages, call)
    return found


def _call_with_floats(call, f, x, h, options):
    """A call of a function that refuses whole numbers."""
    return call(f, x.astype(float), h.astype(float), options)


def _stages(calling, within):
    """The Stages of a Calling, see stages_of()."""
    plan = _Plan(calling)
    # Signals with channels are images of one row, where a mistake of rows or columns would have another name.
    possible = [mistake for mistake in MISTAKES if calling.kind != "lines" or mistake.places != PLANE]
    if not calling.causal:
        possible = [mistake for mistake in possible if mistake not in CAUSAL_MISTAKES]
    meant, gives = (), calling.gives
    if calling.border == "kept":
        # Asked of the bank, so that other mistakes can be made on top, as to write into the input that is read.
        meant, gives = (BANK["border-copy"],), replace(calling, border="zeros").gives
    if calling.divides:
        meant = (BANK[calling.divides], *meant)
    gives = right_answers_kept(gives)
    right = world(*meant) if meant else FAULTLESS
    before, stages = (), []
    for row in plan.rows():
        tried = [probe for case in row.cases for probe in plan.probes_of(case)]
        probes = tuple(probe for probe in tried if gives(right, probe) is not None)
        if probes:
            before += probes
            mistakes = mistakes_shown_by(before, possible)
            suite = Suite(before, (), gives, mistakes, plan.shown, within, meant=meant, alone=TOLD_ALONE)
            stages.append(Stage(row.name, row.before, row.where, probes, suite))
    return tuple(stages)


class _Row(NamedTuple):
    """A stage to be: see Stage. cases: (input, kernel, options besides mode, flip and border), all of one stage."""

    name: str
    before: str
    where: str
    cases: list


class _Plan:
    """What the stages of one kind of calling are made of."""

    def __init__(self, calling):
        self._kind, self._modes, self._takes = calling.kind, calling.modes, calling.takes
        self._flip, self._border, self._kernels = calling.flip, calling.border, calling.kernels
        self._axes = 1 if calling.kind in KINDS_OF_LINES else 2
        self._base = (3,) * self._axes if isinstance(calling.kernels, str) else tuple(calling.kernels)
        self._row = (1,) if calling.kind == "lines" else ()  # lines with channels are images of one row
        self._base_name = (
            f"kernels of {self._base[0]}" if self._axes == 1 else f"{self._base[0]}x{self._base[-1]} kernels"
        )

    def rows(self):
        """The _Rows, the simplest first."""
        return [
            *self._rows_of_base(),
            *self._rows_of_channels(),
            *self._rows_of_kernels(),
            self._row_of_small_images(),
            *self._rows_of_options(),
            *self._rows_of_numbers(),
        ]

    def probes_of(self, case):
        """A case in each mode, or with the padding that it has."""
        x, h, options = case
        steady = {"flip": self._flip}
        if self._kind == "depthwise":
            steady["groups"] = x.shape[-1]
        if self._border in BORDERS:
            steady["border"] = self._border
        if "bias" in self._takes:
            steady["bias"] = [0] * self._outputs(h)
        if "padding" in options:
            return [Probe(x, h, {"mode": None, **steady, **options})]
        return [Probe(x, h, {"mode": mode, **steady, **options}) for mode in self._modes]

    def _outputs(self, h):
        """How many numbers a bias has: one where there are no channels."""
        return h.shape[-1] if self._kind not in WITHOUT_CHANNELS else 1

    def shown(self, probe):
        """The call of a probe in words."""
        named = [
            name for name in ("stride", "padding", "dilation", "groups", "bias") if name in probe.options
        ]
        if self._kind == "depthwise":
            named.remove("groups")  # as many as channels, and no argument
        options = {name: probe.options[name] for name in named}
        mode = [probe.options["mode"]] if len(self._modes) > 1 and probe.options["mode"] else []
        return call_in_words("f", (probe.x, probe.h, *mode), options)

    # ---- inputs and kernels

    def _input(self, sizes, channels=1, images=1):
        """An input of these sizes: a signal, an image, an image with channels, or images."""
        if self._kind in WITHOUT_CHANNELS:
            return signal_or_image(sizes, sum(sizes))
        with_channels = (*self._row, *sizes, channels)
        if self._kind == "channels":
            return signal_or_image(with_channels, sum(sizes))
        return signal_or_image((images, *with_channels), sum(sizes))

    def _weights(self, sizes, channels=1, filters=1, seed=0):
        if self._kind in WITHOUT_CHANNELS:
            return weights_without_zeros(sizes, seed)
        if self._kind == "depthwise":
            channels, filters = 1, channels
        return weights_without_zeros((*self._row, *sizes, channels, filters), seed)

    def _larger(self, *by):
        """The base kernel's sizes, enlarged along each axis."""
        return tuple(k + more for k, more in zip(self._base, by))

    def _base_cases(self, enlarged, **options):
        """The base kernel on images that are larger by so much, one with other weights than the other."""
        return [
            (self._input(self._larger(*by)), self._weights(self._base, seed=seed), options)
            for seed, by in enumerate(enlarged)
        ]

    # ---- the stages

    def _rows_of_base(self):
        """The base kernel: on square images first, as some functions are right there alone."""
        name = self._base_name
        if self._axes == 1:
            return [_Row(name, "", f"already for {name}", self._base_cases([(2,), (3,), (6,)]))]
        square = f"{name} on square images"
        return [
            _Row(square, "", f"already for {square}", self._base_cases([(1, 1), (2, 2), (4, 4)])),
            _Row(
                "images that are not square",
                f"for {square}",
                "where an image is not square",
                self._base_cases([(1, 2), (3, 1), (3, 4), (2, 5), (5, 1)]),
            ),
        ]

    def _rows_of_channels(self):
        if self._kind in WITHOUT_CHANNELS:
            return []
        sizes = self._larger(2, 1)
        channels = [(self._input(sizes, c), self._weights(self._base, c, seed=c), {}) for c in (2, 3)]
        filters = [
            (self._input(sizes, c), self._weights(self._base, c, o, seed=o), {}) for c, o in ((1, 2), (2, 3))
        ]
        images = [(self._input(sizes, c, 2), self._weights(self._base, c, 2), {}) for c in (1, 3)]
        rows = [
            _Row("several channels", "for one channel", "where there are several channels", channels),
        ]
        if self._kind != "depthwise":
            rows.append(_Row("several filters", "for one filter", "where there are several filters", filters))
        if self._kind != "channels":
            one, several = ("signal", "signals") if self._row else ("image", "images")
            rows.append(_Row("a batch", f"for one {one}", f"where there are several {several}", images))
        return rows

    def _rows_of_kernels(self):
        """Other kernels than the base one, those of odd size first."""
        if not isinstance(self._kernels, str):
            return []
        if self._axes == 1:
            odd = self._kernel_cases([((7,), (5,)), ((9,), (5,)), ((4,), (1,)), ((8,), (7,))])
            even = self._kernel_cases([((4,), (2,)), ((7,), (4,)), ((6,), (2,))])
            rows = [
                _Row("kernels of 5, 7 and 1", "for kernels of 3", "where a kernel has another odd size", odd),
                _Row(EVEN_STAGE, "for kernels of odd size", "where a kernel has an even size", even),
            ]
            return rows[:1] if self._kernels == "odd" else rows
        return self._rows_of_planar_kernels()

    def _rows_of_planar_kernels(self):
        odd = self._kernel_cases([((7, 6), (5, 5)), ((6, 8), (5, 5)), ((3, 4), (1, 1))])
        oblong = self._kernel_cases(
            [((6, 7), (3, 5)), ((7, 6), (5, 3)), ((4, 5), (1, 3)), ((5, 4), (3, 1)), ((6, 7), (1, 5))]
        )
        # A square image, too: some functions stop on every other.
        even = [((4, 5), (2, 2)), ((5, 4), (2, 2)), ((6, 7), (4, 4)), ((5, 5), (2, 2))]
        right = "for square kernels of odd size"
        rows = [_Row("5x5 and 1x1 kernels", "for 3x3 kernels", "where a kernel is not 3x3", odd)]
        if "square" not in self._kernels:
            rows.append(_Row(OBLONG_STAGE, right, "where a kernel is not square", oblong))
            right = "for kernels of odd size"
            even += [((4, 6), (2, 4)), ((5, 4), (3, 2)), ((4, 6), (2, 3)), ((3, 5), (1, 2))]
        if "odd" not in self._kernels:
            where = "where a kernel has an even size"
            rows.append(_Row(EVEN_STAGE, right, where, self._kernel_cases(even)))
        return rows

    def _kernel_cases(self, sizes):
        return [
            (self._input(x), self._weights(h, seed=seed), {}) for seed, (x, h) in enumerate(sizes, start=1)
        ]

    def _row_of_small_images(self):
        """An input that is as small as the kernel."""
        one, several = ("a signal", "signals") if self._axes == 1 else ("an image", "images")
        cases = [(self._input(self._base), self._weights(self._base, seed=2), {})]
        if self._axes == 2:
            rows, columns = self._base
            cases.append((self._input((rows, columns + 2)), self._weights(self._base, seed=3), {}))
        return _Row(
            f"{one} of the kernel's size",
            f"on {several} that are larger than the kernel",
            f"where {one} is no larger than the kernel",
            cases,
        )

    def _rows_of_options(self):
        rows = []
        for option, values, pairs in (
            ("stride", (2, 3), ((1, 2), (2, 1), (3, 2))),
            ("padding", (1, 2), ((1, 2), (2, 0))),
            ("dilation", (2, 3), ((1, 2), (2, 1))),
        ):
            if option in self._takes:
                rows += self._rows_of_option(option, values, pairs)
        if "groups" in self._takes:
            rows.append(self._row_of_groups())
        if "bias" in self._takes:
            rows.append(self._row_of_bias())
        return rows

    def _rows_of_option(self, option, values, pairs):
        """An option with one number for both axes, then with two that differ."""
        enlarged = [(4, 5), (6, 4), (3, 3)] if self._axes == 2 else [(4,), (5,), (8,)]
        without, where = WITHOUT_AND_WITH[option]
        cases = [case for value in values for case in self._base_cases(enlarged, **{option: value})]
        if option == "stride":
            # Longer than the kernel, so that SAME adds no zeros and the last windows leave some out.
            cases += self._base_cases([(5, 6)[: self._axes]], stride=self._base[0] + 1)
        if option == "padding" and "stride" in self._takes:
            cases += self._base_cases(enlarged[:2], padding=1, stride=2)
        if option == "padding" and self._kind in WITH_A_BATCH:
            # np.pad(x, p) pads the batch and the channels as well.
            x, h = self._input(self._larger(1, 2), 2, 2), self._weights(self._base, 2, 2)
            cases.append((x, h, {"padding": 1}))
        rows = [_Row(option, without, where, cases)]
        if f"{option}s" in self._takes:
            unequal = [case for pair in pairs for case in self._base_cases(enlarged[:2], **{option: pair})]
            rows.append(
                _Row(
                    f"{option}s that differ",
                    f"where the {option}s of rows and columns are equal",
                    f"where the {option}s of rows and columns differ",
                    unequal,
                )
            )
        return rows

    def _row_of_groups(self):
        """Several groups of several channels, with several outputs each, then depthwise."""
        sizes = self._larger(*(2, 1)[: self._axes])
        cases = [
            (self._input(sizes, groups * c), self._weights(self._base, c, groups * o), {"groups": groups})
            for groups, c, o in ((2, 2, 2), (2, 1, 3), (3, 2, 2), (3, 1, 1))
        ]
        return _Row("groups of channels", "for one group", "where there are several groups", cases)

    def _row_of_bias(self):
        sizes = self._larger(*(2, 1)[: self._axes])
        biases = ((1, [3]), (2, [5, -4]), (3, [-2, 7, 11]))
        cases = [
            (self._input(sizes, c), self._weights(self._base, c, len(bias)), {"bias": bias})
            for c, bias in (biases[:1] if self._kind in WITHOUT_CHANNELS else biases)
        ]
        return _Row("a bias", "without a bias", "where the bias is not 0", cases)

    def _cases_with_zeros(self):
        """An input and a kernel that begin with 0, in an image with a row and a column of zeros, and both that end so."""
        ((x, h, _),) = self._base_cases([(1,) * self._axes])
        along_x, along_h = SLIDING_AXES[self._kind], kernel_axes_of(self._kind)
        both = [(zeros_at(x, place, along_x), zeros_at(h, place, along_h), {}) for place in (0, -1)]
        return [case for case in both if case[1].any()]

    def _rows_of_numbers(self):
        """Other numbers than whole ones: bytes, fractions, weights that add up to 0, zeros at the ends, a nan."""
        ((x, h, _), *_) = self._base_cases([(2, 3) if self._axes == 2 else (4,)])
        balanced = h.copy()
        balanced.flat[0] -= h.sum()
        fractional = [
            (x, with_fractions(h, WEIGHT_UNIT), {}),
            # Whole numbers as bytes have them, and no bytes.
            (9 * abs(x), with_fractions(h, WEIGHT_UNIT), {}),
            (with_fractions(x, INPUT_UNIT), h, {}),
            (with_fractions(x, INPUT_UNIT), with_fractions(h, WEIGHT_UNIT), {}),
        ]
        bytes_like = [(bytes_of(x.shape), h, {}), (bytes_of(x.shape), abs(h), {})]
        return [
            _Row("fractions", "for whole numbers", "where there are fractions", fractional),
            _Row(
                BYTES_STAGE, "for other numbers than bytes", "where the input is of bytes (uint8)", bytes_like
            ),
            _Row(
                "weights that add up to 0",
                "for weights that do not add up to 0",
                "where the weights add up to 0",
                [(x, balanced, {})],
            ),
            _Row(
                ZEROS_STAGE,
                "for numbers that neither begin nor end with 0",
                "where the input or the kernel begins or ends with 0",
                self._cases_with_zeros(),
            ),
            _Row(NAN_STAGE, "without a nan", "where there is a nan", [(with_a_nan(x), h, {})]),
        ]
