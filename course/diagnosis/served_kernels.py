"""
A function that serves kernels of odd size alone, or square ones, is judged on these first.

A 'same' function of odd kernels and a layer of (f, f) filters are ordinary: what else they do wrong is told first, and
where their kernels end is a remark.
"""

from dataclasses import replace

from course.convolution.formatting import capitalized
from course.diagnosis.failures import lines_of_cause
from course.diagnosis.stages import EVEN_STAGE, OBLONG_STAGE, WITHOUT_CHANNELS, judged
from course.diagnosis.trial_inputs import kernel_sizes_of

NARROWER = {  # (kernels of a Calling, the name of the stage that goes wrong): the kernels left
    ("any", EVEN_STAGE): "odd",
    ("any", OBLONG_STAGE): "square",
    ("square", EVEN_STAGE): "odd square",
    ("odd", OBLONG_STAGE): "odd square",
}
SERVED = {
    "odd": "for kernels of odd size",
    "square": "for square kernels",
    "odd square": "for square kernels of odd size",
}
SAME_MODES = ("same", "SAME")


def judged_on_served(f, calling):
    """The StagedDiagnosis of a function on the kernels that it serves, and the Calling with these.

    What goes wrong beyond them is told in a remark. Where nothing else does, the function is right if it gives no
    numbers there, and may be meant so if it gives other ones; one that divides by the sum of the weights, as smoothing
    does, is right all the same.
    """
    first, limits = judged(f, calling), []
    found, served = first, calling
    is_smoothing = bool(calling.divides)  # by kernels with a middle
    while found.stage and (served.kernels, found.stage.name) in NARROWER:
        is_square_layer = found.stage.name == OBLONG_STAGE and calling.kind not in WITHOUT_CHANNELS
        if found.holds and not (is_smoothing or is_square_layer):
            break
        limits.append(found)
        kernels = NARROWER[served.kernels, found.stage.name]
        served = replace(served, kernels=kernels, served=SERVED[kernels])
        found = judged(f, served)
    if not limits:
        return first, calling
    if not found.failures and not all(_is_ordinary(calling, limit) for limit in limits):
        return first, calling
    if not (found.failures or is_smoothing or all(_gives_nothing(calling, limit) for limit in limits)):
        names = " or ".join(limit.stage.name for limit in limits)
        where = limits[0].stage.where
        first.verdict = f"Right {served.served}; wrong {where}, and right if {names} are not meant."
        return first, calling
    found.remarks += [line for limit in limits for line in _lines_on_limit(limit, bool(found.failures))]
    return found, served


def _is_ordinary(calling, limit):
    """Whether a function that is right but for this may be meant so: a 'same' function, or a layer."""
    if limit.stage.name == OBLONG_STAGE:
        return calling.kind not in WITHOUT_CHANNELS
    return all(failure.probe.options["mode"] in SAME_MODES for failure in limit.failures)


def _gives_nothing(calling, limit):
    """Whether it gives no numbers where a limit is.

    Of a filter of one row or column a layer may, as NumPy repeats it to fit a window of (f, f).
    """
    told = limit.failures
    if limit.stage.name == OBLONG_STAGE:
        told = [failure for failure in told if 1 not in kernel_sizes_of(calling.kind, failure.probe.h)]
    return bool(told) and all(failure.answer.values is None for failure in told)


def _lines_on_limit(limit, is_beside):
    """What a function does beyond the kernels that it serves; is_beside: whether something else goes wrong as well."""
    failure, where = limit.failures[0], limit.stage.where
    numbers = [each.answer.values is not None for each in limit.failures]
    begins = f"Apart from that, {where}" if is_beside else capitalized(where)
    if not any(numbers):
        return [f"{begins} it gives no numbers: {failure.call}; {failure.answer.trouble}."]
    others = "other numbers" if all(numbers) else "other numbers, or none"
    named = lines_of_cause(limit.causes[0], failure.probe) if len(limit.causes) == 1 else []
    return [f"{begins} it gives {others}.", str(failure), *named]
