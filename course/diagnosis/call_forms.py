"""
One form of calling a function: which arrays it gets, as what, in which order, and which further arguments.

And what a function gives to a Trial in that form. It gets copies, what it prints goes nowhere, and an error is an
answer.
"""

import io
import warnings
from collections.abc import Callable
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from dis import opmap
from inspect import unwrap
from os.path import dirname
from sysconfig import get_paths
from typing import NamedTuple

import numpy as np

from course.diagnosis.answer import answer_from, error_in_words
from course.diagnosis.layouts import ColoursDiffer, Layout
from course.diagnosis.parameters import Parameter

PYTHONS_FOLDERS = ("stdlib", "platstdlib", "purelib", "platlib")
LIBRARIES = (*(get_paths()[name] for name in PYTHONS_FOLDERS), dirname(dirname(np.__file__)))
DECIMALS_LOOKED_AT = 6  # that are looked at: an FFT gives whole numbers but for rounding


class TriedCall(NamedTuple):
    """What a function gave to a Trial: an array of floats, or None and the error in words.

    is_bytes   whether they were bytes (uint8)
    refused    whether the function raised the error on purpose
    is_its_own whether it is the function that went wrong, not the call: it returned no numbers, or a line of it stopped
    """

    answer: np.ndarray | None
    error: str = ""
    is_bytes: bool = False
    refused: bool = False
    is_its_own: bool = False


@dataclass(frozen=True)
class CallForm:
    """A form of calling f.

    layout        the Layout of the input and the kernel
    as_lists      whether they are nested lists
    kernel_first  whether the kernel comes before the input
    names         those of the input and the kernel where they do not come first, and are given by name; () elsewhere
    further       ((Parameter, give), ...): what stands behind them; give(options, h) is the value
    """

    layout: Layout
    as_lists: bool = False
    kernel_first: bool = False
    names: tuple = ()
    further: tuple = ()

    def _of_each_output(self, f, x, h, options, bias):
        """Each filter with its own number of the bias, where f gets one at a time."""
        outputs = [
            self(f, x, h[..., o : o + 1], {**options, "bias": [number]}) for o, number in enumerate(bias)
        ]
        return np.concatenate(outputs, axis=-1)

    def _of_each_channel(self, f, x, h, options, bias):
        """The sum over the channels, of which f gets one at a time; the bias goes with the first alone."""
        biases = [bias, *[[0] * len(bias)] * (h.shape[2] - 1)]
        channels = [
            self(f, x[..., c : c + 1], h[:, :, c : c + 1], {**options, "bias": each})
            for c, each in enumerate(biases)
        ]
        return np.sum(channels, axis=0)

    @property
    def arguments(self):
        """What the first two arguments are, in their order."""
        return ("kernel", "input") if self.kernel_first else ("input", "kernel")

    def __call__(self, f, x, h, options):
        """What f gives to an input and a kernel, arrays in the form of layouts.py, with options as of a Probe."""
        if np.ndim(h) == 4:
            bias = options.get("bias", [0] * h.shape[-1])
            if (self.layout.single or self.layout.grey) and len(bias) > 1:
                return self._of_each_output(f, x, h, options, bias)
            if (self.layout.grey or self.layout.plane) and h.shape[2] > 1:
                return self._of_each_channel(f, x, h, options, bias)
        like = np.asarray(h, np.result_type(x, h))  # a bias is of whole numbers where both are
        by_position = [give(options, like) for parameter, give in self.further if not parameter.by_name]
        by_name = {
            parameter.name: give(options, like) for parameter, give in self.further if parameter.by_name
        }

        def ask(image, kernel):
            axes = image.ndim + self.layout.plane - self.layout.single  # of its answer
            pair = [array.tolist() for array in (image, kernel)] if self.as_lists else [image, kernel]
            if self.names:
                return first_part(f(**dict(zip(self.names, pair)), **by_name), axes)
            if self.kernel_first:
                pair.reverse()
            return first_part(f(*pair, *by_position, **by_name), axes)

        with quiet_function():
            return self.layout.answer(ask, np.asarray(x), np.asarray(h))

    def giving(self, parameter: Parameter, give: Callable):
        """The same form with another value for a Parameter."""
        others = [(known, value) for known, value in self.further if known.name != parameter.name]
        return replace(self, further=(*others, (parameter, give)))

    def without(self, parameter: Parameter):
        """The same form without a value for a Parameter, whose default counts then."""
        return replace(self, further=tuple(pair for pair in self.further if pair[0].name != parameter.name))


@contextmanager
def quiet_function():
    """What a function prints goes nowhere, and its warnings are not heard."""
    with redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def first_part(result, axes):
    """The first part of a tuple such as (output, cache), an array of that many axes; any other result as it is."""
    is_several = isinstance(result, tuple) and len(result) > 0
    return result[0] if is_several and getattr(result[0], "ndim", 0) == axes else result


def try_call(call, f, trial, options, kernel=None):
    """The TriedCall of a call(f, x, h, options) on a Trial. kernel: in the place of the Trial's own."""
    h = trial.h if kernel is None else kernel
    try:
        result = call(f, trial.x.copy(), h.copy(), dict(options))
    except ColoursDiffer as difference:
        result = difference.of_one_image
    except (Exception, SystemExit) as error:  # what a function raises is its answer
        line = own_line_of(error, f)
        words = error_in_words(error) + (f", line {line}" if line else "")
        return TriedCall(None, words, refused=is_raised_on_purpose(error), is_its_own=line is not None)
    answer = answer_from(result)
    if answer.values is None:
        return TriedCall(None, answer.trouble, is_its_own=True)
    is_bytes = str(getattr(result, "dtype", "")) == "uint8"
    return TriedCall(np.round(np.array(answer.values, float), DECIMALS_LOOKED_AT), is_bytes=is_bytes)


def own_line_of(error, f):
    """The line of a function's own file in which an error came up, the innermost; None if it did not come up there."""
    code = getattr(unwrap(f), "__code__", None)
    line, trace = None, error.__traceback__
    while code and trace:
        if trace.tb_frame.f_code.co_filename == code.co_filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def changed_arguments(form, f, trial):
    """Which of its arguments a function changes, called in a CallForm on a Trial: some of "input" and "kernel"."""
    changed = set()

    def watched(*given, **by_name):
        pair = [by_name[name] for name in form.names] or given[:2]
        before = [np.array(array) for array in pair]
        result = f(*given, **by_name)
        for name, old, new in zip(form.arguments, before, pair):
            if is_changed_array(old, new):
                changed.add(name)
        return result

    try_call(form, watched, trial, {})
    return sorted(changed)


def is_changed_array(old, new):
    """Whether an array, or nested lists, are no longer what they were: an array, old."""
    try:
        return not np.array_equal(old, np.array(new), equal_nan=True)
    except (TypeError, ValueError):
        # Rows of different lengths make no array; numbers that are no floats have no nan.
        return old.tolist() != list(new)


def is_raised_on_purpose(error):
    """Whether an error comes from a raise or an assert in Python, and not from what a line did."""
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    in_a_library = code.co_filename.startswith(LIBRARIES)
    return code.co_code[trace.tb_lasti] == opmap["RAISE_VARARGS"] and not in_a_library


def is_same_answer(one, other):
    """Whether two TriedCall have the same numbers."""
    if one.answer is None or other.answer is None:
        return False
    return np.array_equal(one.answer, other.answer, equal_nan=True)
