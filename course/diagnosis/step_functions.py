"""Functions that work out one number of a layer: a window times a filter, added up, plus a bias."""

from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np

from course.diagnosis.call_forms import quiet_function
from course.diagnosis.cause import world
from course.diagnosis.further_stages import StageRow, judged_without_sliding, stages_without_sliding
from course.diagnosis.nearest_reading import is_all_right, mistake_in, values_given
from course.diagnosis.parameters import Role, letters_of, parameters_of
from course.diagnosis.probe_text import call_in_words
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32
from course.diagnosis.stage_probes import signal_or_image, weights_without_zeros, with_fractions
from course.errors import Unusable
from course.mistakes.bank.single_steps import OF_CHANNELS_ALONE, STEP_MISTAKES
from course.mistakes.faulty_definition import none_where_refused
from course.mistakes.smallest_input import Probe

WINDOWS_BY_NAME = ("slice", "patch", "region", "receptivefield", "window", "ausschnitt", "parche")
STEPS_BY_NAME = (
    "singlestep",
    "onestep",
    "convstep",
    "convolutionstep",
    "stepconv",
    "singleconv",
    "convolvestep",
)
BIAS_FORMS = {  # the shapes in which a bias is tried; None: a plain number
    "b (1, 1, 1)": (1, 1, 1),
    "b": None,
    "b (1,)": (1,),
}
HOW_TO_STEP = (
    "say how to call it with a window x and weights h, call=lambda f, x, h, options: f(x, h, options['bias'])"
)


class StepCall(NamedTuple):
    """One form of calling f.

    channels  whether window and weights have an axis of channels
    as_lists  whether they are nested lists
    bias      a key of BIAS_FORMS; "" where none is given
    """

    channels: bool
    as_lists: bool = False
    bias: str = ""

    def __call__(self, f, x, h, options):
        """What f gives for a window and weights, without axes of one number: [[[5]]] is 5."""
        given = [x.tolist(), h.tolist()] if self.as_lists else [x, h]
        if self.bias:
            form = BIAS_FORMS[self.bias]
            given.append(np.full(form, options["bias"]) if form else options["bias"])
        with quiet_function():
            result = f(*given)
        return None if result is None else np.squeeze(result)

    @none_where_refused
    def gives(self, definition, probe):
        """What a definition gives for a Probe; None where it refuses."""
        return np.squeeze(definition.single_step(probe.x, probe.h, probe.options["bias"])).tolist()

    def in_words(self, name):
        """The call of a function of this name in words."""
        sizes = "(rows, columns, channels)" if self.channels else "(rows, columns)"
        given = [f"window {sizes}", f"weights {sizes}", *([self.bias] if self.bias else [])]
        return f"{name}({', '.join(given)}){' of lists' if self.as_lists else ''}"


def is_step(f):
    """Whether the names of a function and its parameters say that it multiplies one window by weights."""
    parameters = parameters_of(f) or ()
    if len(parameters) < 2 or any(parameter.is_required for parameter in parameters[3:]):
        return False
    name, first = letters_of(getattr(f, "__name__", "")), letters_of(parameters[0].name)
    is_window = any(word in first for word in WINDOWS_BY_NAME) and "size" not in first
    return any(word in name for word in STEPS_BY_NAME) or is_window and parameters[1].role == Role.KERNEL


def judged_step(f, call=None):
    """The StagedDiagnosis of a function of a window and weights, and of a bias if it takes one.

    call(f, x, h, options) calls it otherwise, with options["bias"]. Unusable where it gives no numbers.
    """
    name = getattr(f, "__name__", "f")
    form, error = _best_step(f, call)
    if form is None:
        raise Unusable(f"no way of calling {name} that was tried gives numbers ({error}): {HOW_TO_STEP}")
    called = "Called as call= says" if call else f"Called as {form.in_words(name)}"
    bias = ", plus the bias" if form.bias else ""
    words = f"{called}; the sum of window times weights, without a flip{bias}."
    return judged_without_sliding(f, _stages_of_step(form), call or form, words)


def _best_step(f, told):
    """(the StepCall that gives what is right, or what a mistake gives, or else any numbers; None without one, the error)."""
    tried, first_error = [], ""
    for form in [StepCall(channels, bias="b") for channels in (True, False)] if told else _step_calls(f):
        probes = [probe for row in _rows_of_step(form) for probe in row.probes][:6]
        answers, errors = zip(*[values_given(f, told or form, probe) for probe in probes])
        first_error = first_error or next(filter(None, errors), "")
        if any(answer is None for answer in answers):
            continue
        if is_all_right(form, world(), probes, answers):
            return form, ""
        tried.append((form, probes, answers))
    for form, probes, answers in tried:
        if mistake_in(form, _mistakes_of_step(form), probes, answers):
            return form, ""
    return (tried[0][0] if tried else None), first_error


def _step_calls(f):
    """The StepCalls that are tried, the likeliest first.

    A sum for each channel is right where there are none, so that a slice of images is always given its channels.
    """
    parameters = parameters_of(f) or ()
    biases = [*BIAS_FORMS] if len(parameters) > 2 else [""]
    is_slice = bool(parameters) and "slice" in letters_of(parameters[0].name)
    for form in product((True,) if is_slice else (True, False), (False, True), biases):
        yield StepCall(*form)


# ---- on what it is tried


@lru_cache(16)
def _stages_of_step(form):
    mistakes = _mistakes_of_step(form)
    return stages_without_sliding(
        _rows_of_step(form), form.gives, mistakes, _shown_step(form), ROUNDING_OF_FLOAT32, alone=mistakes
    )


def _mistakes_of_step(form):
    """The mistakes that can show themselves."""
    hidden = () if form.channels else OF_CHANNELS_ALONE
    without_bias = [mistake for mistake in STEP_MISTAKES if "bias" not in mistake.name]
    return tuple(
        mistake for mistake in (STEP_MISTAKES if form.bias else without_bias) if mistake.name not in hidden
    )


def _rows_of_step(form):
    probe = _StepProbes(form.channels).probe
    rows = [StageRow("3x3 windows", "", "already for 3x3 windows", [probe((3, 3)), probe((3, 3), seed=4)])]
    if form.bias:
        with_bias = [probe((3, 3), bias=5), probe((3, 3), bias=-2, seed=3)]
        rows.append(StageRow("a bias", "without a bias", "where there is a bias", with_bias))
    bias = 7 if form.bias else 0
    if form.channels:
        several = [probe((3, 3), channels=2, bias=bias), probe((2, 2), channels=3, bias=bias)]
        rows.append(
            StageRow("several channels", "for one channel", "where there are several channels", several)
        )
    sizes = [
        probe((2, 2), bias=bias),
        probe((5, 5), bias=bias),
        probe((2, 3), bias=bias),
        probe((4, 2), bias=bias),
    ]
    rows.append(StageRow("other windows", "for windows of 3x3", "where a window is not 3x3", sizes))
    whole = probe((3, 2), bias=bias)
    fractions = [Probe(with_fractions(whole.x, 0.37), whole.h * 0.25, {**whole.options, "bias": bias / 4})]
    rows.append(StageRow("fractions", "for whole numbers", "where there are fractions", fractions))
    return rows


class _StepProbes(NamedTuple):
    """Makes Probes of a window and weights, with an axis of channels or without."""

    channels: bool

    def probe(self, sizes, channels=1, bias=0, seed=1):
        sizes = (*sizes, channels) if self.channels else sizes
        x, h = signal_or_image(sizes, sum(sizes) + seed), weights_without_zeros(sizes, seed)
        return Probe(x, h, {"flip": False, "bias": bias})


def _shown_step(form):
    def shown(probe):
        """The call of a probe in words."""
        bias = {"b": probe.options["bias"]} if form.bias else {}
        return call_in_words("f", (probe.x, probe.h), bias)

    return shown
