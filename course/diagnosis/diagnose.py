"""
Which mistake a function makes: it is tried on probes, and a mistake is named only when it gives the function's
numbers on every one of them. A crash is never evidence.
"""

from course.convolution.arguments import checked_flag, checked_word, checked_words, in_message
from course.convolution.sizes import MODES
from course.diagnosis.failures import diagnosis_of, failure_of
from course.diagnosis.function_answers import answer_to, call_with_mode
from course.diagnosis.probe_inputs import INPUTS
from course.diagnosis.suites import NUMPY_MODES, suite_of


def diagnose(f, place, *, modes=NUMPY_MODES, flip=True, call=call_with_mode):
    """The Diagnosis of a function f(x, h, mode, ...) of arrays, which is to do what the definition does.

    place: "1-D" (x and h are (n,) and (k,)), "2-D" ((rows, columns) both), "stride" and "dilation" (2-D, with
    that option as (rows, columns)), or "channels" ((height, width, in) with (height, width, in, out)). flip=False
    if f is to be a correlation. call(f, x, h, options) calls it otherwise. ValueError for another place or mode,
    a flip that is neither True nor False, and a call that is no function.
    """
    if not callable(call):
        raise ValueError(f"call must be a function, not {in_message(call)}")
    checked_word(place, "place", INPUTS)
    some_modes = f"some of {', '.join(MODES)}"
    modes = checked_words(modes, "modes", some_modes)
    if not modes:
        raise ValueError(f"modes is empty: give {some_modes}")
    for mode in modes:
        checked_word(mode, "mode", MODES)
    suite = suite_of(place, modes, checked_flag(flip, "flip"))
    answers = [answer_to(f, probe, call) for probe in suite.probes]
    smallest = _first_failure(f, suite, call)
    return diagnosis_of(suite, answers, [smallest] if smallest else [])


def _first_failure(f, suite, call):
    """The Failure of a function on the smallest of a suite's small probes that goes wrong, or None."""
    for probe in suite.small:
        failure = failure_of(suite, probe, answer_to(f, probe, call))
        if failure:
            return failure
    return None
