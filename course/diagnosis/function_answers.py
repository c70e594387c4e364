"""What a function answers to a probe: its numbers, or why there are none. A crash is never evidence."""

import warnings

import numpy as np

from course.convolution.nested import flat
from course.diagnosis.answer import Answer, Refusal, answer_from, error_in_words
from course.diagnosis.call_forms import is_raised_on_purpose
from course.diagnosis.layouts import ColoursDiffer
from course.diagnosis.same_numbers import same_numbers

CALLED_TWICE = 3  # probes that a function is asked twice
FILLS = (7.25, -3.5)  # what memory is filled with before each of two calls
ARRAYS_FILLED = 24  # of the result's size; NumPy keeps a few freed ones and gives them out again


def call_with_mode(f, x, h, options):
    """f(x, h, mode), with stride=... or dilation=... where one is asked for."""
    steps = {name: options[name] for name in ("stride", "dilation") if name in options}
    return f(x, h, options["mode"], **steps)


def answer_to(f, probe, call=call_with_mode):
    """The Answer of a function to a probe; it gets arrays of its own, so that it may change them."""
    with warnings.catch_warnings():
        # Whether warnings are errors where diagnose() is called is not the function's doing.
        warnings.simplefilter("ignore")
        try:
            result = call(f, np.array(probe.x), np.array(probe.h), probe.options)
        except ColoursDiffer as difference:
            return Answer(None, str(difference))
        except (Exception, SystemExit) as error:  # a crash is what the function gave
            kind = Refusal if is_raised_on_purpose(error) else Answer
            return kind(None, error_in_words(error))
        return answer_from(result)


def changed_answers(f, probes, call=call_with_mode):
    """The Answers that differ from one call to the next, {index of a probe: the second Answer}.

    Before each call memory of the result's size is filled with other numbers, so that numbers which the function
    never writes, as after np.empty, are seen.
    """
    changed = {}
    for i, probe in enumerate(probes[:CALLED_TWICE]):
        size = len(list(flat(answer_to(f, probe, call).values or [])))
        one, other = [_answer_on_filled_memory(f, probe, call, size, fill) for fill in FILLS]
        if size and not same_numbers(other.values, one.values):
            changed[i] = other
    return changed


def _answer_on_filled_memory(f, probe, call, size, fill):
    filled = [np.full(size, fill) for _ in range(ARRAYS_FILLED)]
    del filled
    return answer_to(f, probe, call)
