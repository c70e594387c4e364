"""
Functions that are no convolution whatever their kernel, as a sum of squared differences: they are not linear.

A convolution of the sum of two inputs is the sum of their convolutions, but for what a constant adds, or anything
else that stands beyond the edge.
"""

import numpy as np

from course.diagnosis.byte_results import AS_THEY_ARE
from course.diagnosis.function_answers import answer_to
from course.diagnosis.intentions import is_called_as_sliding_sums
from course.diagnosis.stage_probes import signal_or_image

NOT_LINEAR = (
    "It is no convolution and no correlation, whatever its kernel, as for the sum of two inputs it does not give "
    "the sum of its results: it is wrong only if one is meant."
)
MOST_BY_ROUNDING = 4  # of four results, each of them cut to whole numbers
# Of the numbers: small ones, which lie below the weights, and large ones. Three inputs together still fit a byte:
# a function that makes bytes of its input may be right for these.
FACTORS = (1, 7)
LEAST_OFF = 1e-3  # of the largest number, which floats of 32 bits do not reach by rounding


def told_of_linearity(f, found, calling):
    """A StagedDiagnosis, which says first that a function is no convolution where it is none and nothing is named.

    Not of one whose name says that it is a convolution or a correlation, nor where results are held to bytes.
    """
    is_nameless = found.failures and not found.causes and not found.stage.before
    is_steady = not any(fact.kind == "unsteady" for fact in found.facts)
    if not (is_nameless and is_steady) or calling.results != AS_THEY_ARE or is_called_as_sliding_sums(f):
        return found
    if not is_linear(f, found.stage.probes[-1], calling.call):
        found.verdict = NOT_LINEAR
    return found


def is_linear(f, probe, call):
    """Whether a function's answers to inputs as a Probe's, with its kernel, are linear, but for a constant part.

    So it counts where it gives no numbers for one of them. Example: a convolution is, and a median is not.
    """
    return all(_is_linear_for(f, probe, call, factor) for factor in FACTORS)


def _is_linear_for(f, probe, call, factor):
    one, other, third = [
        factor * abs(signal_or_image(probe.x.shape, seed)).astype(float) for seed in (1, 2, 3)
    ]
    asked = [
        probe._replace(x=x, h=probe.h.astype(float))
        for x in (one + other + third, third, one + third, other + third)
    ]
    values = [_as_array(answer_to(f, each, call)) for each in asked]
    if any(value is None or value.shape != values[0].shape for value in values):
        return True
    both, none, first, second = values
    off, largest = np.abs(both + none - first - second).max(), max(np.abs(value).max() for value in values)
    is_whole = all((value == np.round(value)).all() for value in values)
    return bool(off <= (MOST_BY_ROUNDING if is_whole else LEAST_OFF * largest))


def _as_array(answer):
    """The numbers of an Answer as an array; None where there are none, or not all are finite."""
    if answer.values is None:
        return None
    try:
        values = np.array(answer.values, float)
    except ValueError:  # rows of different lengths
        return None
    return values if values.size and np.isfinite(values).all() else None
