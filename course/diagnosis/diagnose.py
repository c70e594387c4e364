"""
Which mistake a function makes: it is tried on probes, and a mistake is named only when it gives the function's
numbers on every one of them. A crash is never evidence.
"""

from course.convolution.arguments import checked_flag, checked_word, checked_words, in_message
from course.convolution.sizes import MODES
from course.diagnosis.calling import calling_of
from course.diagnosis.colour_images import how_to_ask_for_one_colour, judged_in_colours
from course.diagnosis.doubts import judged_in_doubt, judged_with_one_mistake
from course.diagnosis.fact_text import Fact
from course.diagnosis.failures import diagnosis_of, failure_of
from course.diagnosis.function_answers import answer_to, call_with_mode
from course.diagnosis.further_kinds import FURTHER_KINDS, further_kind, judged_as, kind_by_numbers
from course.diagnosis.linearity import told_of_linearity
from course.diagnosis.ordinary_use import what_it_changes
from course.diagnosis.probe_inputs import INPUTS
from course.diagnosis.served_kernels import judged_on_served
from course.diagnosis.several_results import judged_results, results_of
from course.diagnosis.stages import judged
from course.diagnosis.suites import NUMPY_MODES, suite_of
from course.errors import Unusable


def diagnose(f, kind=None, *, mode=None, modes=None, flip=None, border=None, kernels=None, call=None):
    """The StagedDiagnosis of a function of an input and a kernel, whose way of being called is inferred and said.

    What is given overrules what is inferred: kind ("1-D", "2-D", "channels", "batch", "layer", "lines", "depthwise"), mode ("full", "valid",
    "same", "SAME"), flip (False: a correlation), border ("zeros", "edge", "reflect", "symmetric", "wrap"), kernels
    ("any", "square", "odd", or a size as (3, 3)), and call(f, x, h, options), which calls it. ValueError, in one line,
    for anything else, and where the function gives numbers in no way that is tried.

    Other kinds are asked for by kind, or are told by the names of the function and its parameters: "gaussian" for
    f(size, sigma) that makes a Gaussian kernel, the size as a number or as (rows, columns), and f(rows, columns, sigma); "pooling" for f(image), f(image, size) or f(image, size, stride), of the
    largest numbers or of averages, of one map or several; "sobel" for f(image) that gives the strength of edges, with
    mode and border as told; "average" for moving averages and box blurs, f(signal, n) or f(image, radius); "blur" for
    f(image, sigma); "filter" for f(image) that slides a kernel of its own; "step" for f(window, weights, bias); "separable"
    for f(image, row_kernel, column_kernel), or f(image, kernel) with a kernel of one axis for both.

    With several modes, and for the kinds "stride" and "dilation", f(x, h, mode) is asked by diagnose_in_modes() instead.
    """
    is_option = isinstance(kind, str) and kind in ("stride", "dilation")
    if modes is None and not is_option:
        told = {"mode": mode, "flip": flip, "border": border, "kernels": kernels, "call": call}
        try:
            return _diagnose_kind(f, kind, told)
        except Unusable as error:
            found = None if call else judged_in_colours(f, kind, told)
            if found:
                return found
            how_to_ask = "" if call else how_to_ask_for_one_colour(f)
            raise (Unusable(how_to_ask) if how_to_ask else error) from None
    for value, name in ((mode, "mode"), (border, "border"), (kernels, "kernels")):
        if value is not None:
            raise ValueError(
                f"{name} goes with the other kinds: leave out {name} or modes, and ask for another kind"
            )
    return diagnose_in_modes(
        f,
        kind,
        modes=NUMPY_MODES if modes is None else modes,
        flip=True if flip is None else flip,
        call=call_with_mode if call is None else call,
    )


def _diagnose_kind(f, kind, told):
    """The StagedDiagnosis of a function of a kind, or where that is None of any; told: the other keywords of diagnose()."""
    if isinstance(kind, str) and kind in FURTHER_KINDS:
        return judged_as(f, kind, told)
    if kind is None and told["call"] is None:
        return _diagnose_any_kind(f, told)
    return _judged_as_called(f, calling_of(f, kind, **told), told)


def _diagnose_any_kind(f, told):
    """The StagedDiagnosis of a function of which nobody says what it is of; told: the other keywords of diagnose()."""
    results = results_of(f)
    if results:
        return judged_results(f, results, told)
    kind, refusal = further_kind(f), None
    if kind:
        try:
            return judged_as(f, kind, told)
        except Unusable as error:
            # A name may say what is not so: of smooth(signal, window) the window may be an array of weights.
            refusal = error
    try:
        calling = calling_of(f, **told)
    except Unusable as error:
        kind = kind_by_numbers(f)
        if kind and not refusal:
            return judged_as(f, kind, told)
        raise (refusal or error) from None
    return _judged_as_called(f, calling, told)


def _judged_as_called(f, calling, told):
    """The StagedDiagnosis of a function that is called as a Calling says; told: what of it the caller told."""
    if told["kernels"] is None:
        found, calling = judged_on_served(f, calling)
    else:
        found = judged(f, calling)
    found = judged_with_one_mistake(f, found, calling, told)
    return told_of_linearity(f, judged_in_doubt(f, found, calling, told), calling)


def diagnose_in_modes(f, place, *, modes=NUMPY_MODES, flip=True, call=call_with_mode):
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
    found = diagnosis_of(suite, answers, [smallest] if smallest else [])
    crashed = sum(answer.values is None for answer in answers)
    if found.causes and crashed:
        found.facts.append(Fact("no numbers", (crashed, len(answers))))
    if found.right:
        arguments = ("input", "kernel") if call is call_with_mode else ()
        found.drawbacks = what_it_changes(f, [(suite, probe) for probe in suite.probes], call, arguments)
    return found


def _first_failure(f, suite, call):
    """The Failure of a function on the smallest of a suite's small probes that goes wrong, or None."""
    for probe in suite.small:
        failure = failure_of(suite, probe, answer_to(f, probe, call))
        if failure:
            return failure
    return None
