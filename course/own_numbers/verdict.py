"""One engine and one request: whether it agrees with the definition, and by which convention it does not."""

import warnings
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np

from course.convolution.formatting import number
from course.errors import Unusable, error_as_one_line
from course.own_numbers.engine_calls import planned
from course.own_numbers.engine_runs import (
    agrees_with,
    arrays_for,
    exact_arrays_for,
    nearest_floats,
    run_call,
)
from course.own_numbers.rounding import largest_sum, nearest_float

SWAPS = "it swaps the two when the kernel is longer"
UNEXPLAINED = "this course cannot explain the difference"
FLIP_IN_WORDS = {
    True: "it flips the kernel (convolution)",
    False: "it does not flip the kernel (correlation)",
}


class Verdict(NamedTuple):
    """What an engine says of a request.

    name: the engine's. call: as it is written, or "". value: its numbers, an array, or None. agrees: True,
    False, or None if there is no answer. why: in words.
    """

    name: str
    call: str
    value: object
    agrees: bool | None
    why: str

    @property
    def is_unexplained(self):
        """Whether the engine differs and no convention of its makes the difference."""
        return self.why.endswith(UNEXPLAINED)


def verdict_of(engine, request):
    """The Verdict of an engine, which is run here, on a request."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of nan and overflow: a verdict has its own words
        return _verdict(engine, request)


def _verdict(engine, request):
    if not engine.installed:
        return Verdict(engine.name, "", None, None, f"{engine.library} is not installed")
    try:
        plan = planned(engine, request)
    except Unusable as reason:
        return Verdict(engine.name, "", None, None, str(reason))
    try:
        value = run_call(plan, *arrays_for(request, engine))
    except Exception as error:  # whatever a library raises is its answer
        why = _at_most(120, error_as_one_line(error))
        return _verdict_of_cast(plan) or Verdict(engine.name, plan.call, None, None, why)
    return _verdict_of_value(plan, value)


def _verdict_of_value(plan, value, first=""):
    """The Verdict of an engine that gave these numbers. first: what is said of it before all else."""
    request, engine = plan.request, plan.engine
    agrees = agrees_with(value, request.output, request, engine)
    why = _same_result(plan) if agrees else _difference(plan, value)
    return Verdict(engine.name, plan.call, value, agrees, "; ".join(filter(None, [first, why])))


def _verdict_of_cast(plan):
    """The Verdict of a call that raises with arrays of their own dtypes, with both converted; None if it raises, too."""
    if plan.request.dtypes == (None, None):
        return None
    try:
        arrays, converted = (make(plan.request, plan.engine) for make in (arrays_for, exact_arrays_for))
        value = run_call(plan, *converted)
    except Exception:  # the dtypes are not the reason
        return None
    names = " beside ".join(dict.fromkeys(array.dtype.name for array in arrays))
    dtype = converted[0].dtype.name
    first = f"it does not take {names}: converted to {dtype} first"
    return _verdict_of_value(replace(plan, cast=dtype), value, first)


def _at_most(length, text):
    return text if len(text) <= length else f"{text[: length - 3]}..."


# ---- the conventions of an engine that a request does not have


def _conventions(plan):
    """Where a plan's meaning leaves its request: {sentence: the changes that make up for it}.

    Example: np.correlate asked for a convolution differs in one, and {"flip": False} makes up for it.
    """
    means, request = plan.means, plan.request
    conventions = {}
    if means.flip != request.flip:
        conventions[FLIP_IN_WORDS[means.flip]] = {"flip": means.flip}
    if means.sides != request.sides:
        conventions[_zeros_in_words(means, request)] = {"mode": means.mode, "padding": means.padding}
    if means.h is not request.h:
        conventions["it leaves out weights up to 2.2e-16"] = {"h": means.h}
    return conventions


def _zeros_in_words(means, request):
    """How an engine's zeros, those of `means`, differ from a request's.

    Example: [(0, 1)] instead of [(1, 0)] is "its odd zero goes after".
    """
    each = zip(means.sides, request.sides, request.each)
    if any(own != wanted and stride > 1 for own, wanted, (_, _, stride, _) in each):
        if means.mode == "SAME":
            return "it shares the zeros out after the stride"
        if request.mode == "SAME":
            as_for_stride_1 = request.but(stride=1).sides
            odd = "" if means.sides == as_for_stride_1 else ", the odd one before"
            return f"it shares the zeros out as for stride 1{odd}"
    before = sum(before for before, _ in means.sides)
    wanted_before = sum(before for before, _ in request.sides)
    return f"its odd zero goes {'before' if before > wanted_before else 'after'}"


def _same_result(plan):
    """What to say of an engine that agrees although its conventions are others."""
    return "; ".join(f"{sentence}, with the same result here" for sentence in _conventions(plan))


# ---- why an engine differs


def _difference(plan, value):
    """Which of its conventions make an engine's numbers what they are: the fewest that do, in words."""
    request, engine = plan.request, plan.engine
    expected = plan.expected()
    if not agrees_with(value, expected, request, engine):
        return (
            _reason_of_dtype(plan, value, expected)
            or _reason_of_overflow(plan, value, expected)
            or _reason_for_nans(plan, value, expected)
        )
    if plan.swaps:
        return _swap_in_words(plan, value)
    conventions = _conventions(plan)
    for count in range(1, len(conventions) + 1):
        for some in combinations(conventions, count):
            changes = {}
            for sentence in some:
                changes.update(conventions[sentence])
            if agrees_with(value, request.but(**changes).convolved(), request, engine):
                return " and ".join(some)
    return UNEXPLAINED


def _swap_in_words(plan, value):
    """What to say of an engine that swaps; whether it flips only where that makes a difference as well."""
    request, engine = plan.request, plan.engine
    flipped_as_asked = replace(plan, means=plan.means.but(flip=request.flip)).expected()
    if agrees_with(value, flipped_as_asked, request, engine):
        return SWAPS
    return f"{SWAPS} and {FLIP_IN_WORDS[plan.means.flip]}"


def _reason_of_dtype(plan, value, expected):
    """What to say of an engine whose numbers are right by its conventions, as their dtype keeps them; or None."""
    right = np.array(expected, object)
    if value.dtype.kind not in "iub" or value.shape != right.shape or plan.request.dtypes == (None, None):
        return None
    if not np.array_equal(value, _kept_in(value.dtype, right)):
        return None
    kept, exact = next((kept, exact) for kept, exact in zip(value.flat, right.flat) if kept != exact)
    does = "wrap" if exact == int(exact) else "keep no decimals"
    if value.dtype == bool:
        does = "know 0 and 1 only"
    return _with_difference(
        f"{value.dtype} arrays {does}: {number(exact)} becomes {int(kept)}", plan, expected
    )


def _with_difference(reason, plan, expected):
    """A reason why an engine's numbers are not those that its conventions give, and how these differ, if they do."""
    if agrees_with(nearest_floats(expected), plan.request.output, plan.request, plan.engine):
        return reason
    return f"{reason}; and {_difference(plan, nearest_floats(expected))}"


def _reason_of_overflow(plan, value, expected):
    """What to say of floats that are right by an engine's conventions, but for those beyond their dtype's largest; or None.

    Example: the largest float16 is 65504, so that 300 * 300 becomes inf.
    """
    right = nearest_floats(expected)
    if value.dtype.kind != "f" or value.shape != right.shape or not np.isfinite(right).all():
        return None
    largest = float(np.finfo(value.dtype).max)
    usual = np.isfinite(value)
    if usual.all() or largest_sum(plan.request) <= largest:
        return None
    if not agrees_with(value[usual], right[usual], plan.request, plan.engine):
        return None
    reason = f"{value.dtype} arrays end at {number(largest)}: a sum beyond it becomes {number(float(value[~usual][0]))}"
    return _with_difference(reason, plan, expected)


def _kept_in(dtype, exact):
    """Exact numbers, an array of objects, as a dtype of whole numbers keeps them: without decimals, starting again."""
    if dtype == bool:
        return exact != 0
    bits = 8 * dtype.itemsize
    residues = [int(value) % 2**bits if np.isfinite(nearest_float(value)) else 0 for value in exact.flat]
    return np.array(residues, f"uint{bits}").astype(dtype).reshape(exact.shape)


def _reason_for_nans(plan, value, expected):
    """What to say of an engine whose numbers are right by its conventions, but not where its nan are."""
    request, engine = plan.request, plan.engine
    expected = nearest_floats(expected)
    if engine.fourier and np.isinf(expected).any():
        return "sums beyond the largest float spoil its numbers: it goes through an FFT"
    if value.shape != expected.shape or not np.isnan(nearest_floats(request.x)).any():
        return UNEXPLAINED
    nans, expected_nans = np.isnan(value), np.isnan(expected)
    usual = ~(nans | expected_nans)
    if not agrees_with(value[usual], expected[usual], request, engine):
        return UNEXPLAINED
    more = (nans >= expected_nans).all()  # every nan that is expected is there
    fewer = (nans <= expected_nans).all()
    if more and engine.fourier:
        return "a nan spoils more of its numbers: it goes through an FFT"
    if more and "spread(" in plan.call:
        return "it multiplies a nan by the zeros between the weights"
    if fewer and not engine.modes:
        return "it leaves out weights of 0, and a nan under them"
    if fewer and plan.swaps:
        return SWAPS
    return UNEXPLAINED
