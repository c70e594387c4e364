"""Who agrees with a request and who differs, and by which convention: the engines beside the definition."""

import warnings
from dataclasses import replace
from itertools import combinations
from math import log2
from typing import NamedTuple

import numpy as np

from course.convolution.formatting import fold, number
from course.errors import Unusable
from course.own_numbers.engine_calls import planned
from course.own_numbers.engines import ENGINES, chosen_engines
from course.own_numbers.request import request_of
from course.own_numbers.trace_text import first_and_last

SWAPS = "it swaps the two when the kernel is longer"
UNEXPLAINED = "this course cannot explain the difference"
FLIP_IN_WORDS = {
    True: "it turns the kernel round (convolution)",
    False: "it does not turn the kernel round (correlation)",
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


def compare(x, h, mode=None, *, engines=(), **options):
    """Who agrees with the definition, who differs and by which convention: a list of Verdicts.

    x, h and the options are the definition's; engines names some of ENGINES or whole libraries, all that are
    quick to import if it is empty. Whole numbers have to be equal; floats may differ by bound(). Unusable for a
    request that has no answer, or an unknown engine.
    """
    return list(verdicts(request_of(x, h, mode, **options), engines))


def verdicts(request, names=()):
    """The Verdicts of compare(), for a Request, one by one."""
    for engine in chosen_engines(names, min(request.axes, 2)):
        yield _verdict(engine, request)


def engines_that_give(request, fits):
    """The names of the engines whose call for this request means, by the definition, numbers that fit."""
    names = []
    for engine in ENGINES.values():
        try:
            if fits(planned(engine, request).expected()):
                names.append(engine.name)
        except ValueError:  # it cannot be asked that, or has no answer
            pass
    return names


def float32_slack(request):
    """How far the numbers of a float32 engine may lie from the exact ones: bound() with the eps of float32."""
    return float(_direct(request, np.finfo(np.float32).eps))


def verdict_lines(found, request, width):
    """Verdicts as lines: who agrees; who differs, with the numbers and the convention; who has no answer."""
    lines = _section("Who agrees:", [v for v in found if v.agrees], request, width)
    lines += _section("Who differs:", [v for v in found if v.agrees is False], request, width)
    lines += _section("Who has no answer:", [v for v in found if v.agrees is None], request, width)
    if not any(verdict.name.startswith("tf.") for verdict in found):
        lines.append("Not asked: TensorFlow, which takes seconds to start (--engine tensorflow).")
    lines.append(f"To try them: {_imports(found, request)}.")
    return [part for line in lines for part in _fold(line, width)]


def _imports(found, request):
    """What has to be typed before the calls."""
    calls = " ".join(verdict.call or verdict.name for verdict in found)
    scipy = [name for name in ("ndimage", "signal") if f"{name}." in calls]
    tensors = "tf." in calls
    wanted = {
        "import numpy as np": True,
        f"from scipy import {', '.join(scipy)}": scipy,
        "import tensorflow as tf": tensors,
        "from course import spread": "spread(" in calls,
        _arrays_in_words(request, tensors): True,
    }
    return "; ".join(line for line, needed in wanted.items() if needed)


def _arrays_in_words(request, tensors):
    """x and h as they would be typed, in the type that all the engines asked take."""
    both = arrays(request, ENGINES["tf.nn.conv2d" if tensors else "np.convolve"])
    if sum(array.size for array in both) > 40:
        return f"x and h as arrays of {both[0].dtype}"
    kind = f", np.{both[0].dtype}" if both[0].dtype == np.int32 else ""
    return "; ".join(f"{name} = np.array({array.tolist()}{kind})" for name, array in zip("xh", both))


def _section(title, verdicts, request, width):
    """One section: calls with the same numbers and the same reason stand together, above them."""
    groups = {}
    for verdict in verdicts:
        numbers = "" if verdict.agrees is not False else _line(verdict.value, request)
        groups.setdefault((numbers, verdict.why), []).append(verdict.call or verdict.name)
    lines = [title] if groups else []
    for (numbers, why), calls in groups.items():
        lines += [f"  {call}" for call in calls]
        lines += [f"    {line}" for line in (numbers, why) if line]
    return lines


def _line(value, request):
    """An engine's numbers on one line, rows apart by ";", long ones cut."""
    rows = np.asarray(value).reshape(-1, value.shape[-1] if value.ndim == 2 else value.size)
    texts = [" ".join(first_and_last([number(v) for v in row])) for row in rows.tolist()]
    shape = "" if value.ndim <= 2 else f"{' x '.join(map(str, value.shape))}: "
    return shape + "; ".join(first_and_last(texts))


def _fold(line, width):
    indent = " " * (len(line) - len(line.lstrip()))
    return fold(line, width, f"{indent}  ")


def _verdict(engine, request):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of nan and overflow: a verdict has its own words
        return _said(engine, request)


def _said(engine, request):
    if not engine.installed:
        return Verdict(engine.name, "", None, None, f"{engine.library} is not installed")
    try:
        plan = planned(engine, request)
    except Unusable as reason:
        return Verdict(engine.name, "", None, None, str(reason))
    try:
        value = plan.run(*arrays(request, engine))
    except Exception as error:  # whatever a library raises is its answer
        return Verdict(engine.name, plan.call, None, None, one_line(error))
    agrees = agrees_with(value, request.output, request, engine)
    why = _same_here(plan, request) if agrees else _difference(plan, value, engine, request)
    return Verdict(engine.name, plan.call, value, agrees, why)


def arrays(request, engine):
    """The input and the kernel as arrays: whole numbers if no sum can overflow, float64 otherwise."""
    x, h = np.array(request.x, object), np.array(request.h, object)
    number, most = (np.int32, 2**31) if engine.library == "tensorflow" else (np.int64, 2**63)
    whole = all(isinstance(value, int) for value in (*x.flat, *h.flat))
    if not whole or max(1, *abs(x).flat) * max(1, *abs(h).flat, abs(h).sum()) >= most:
        number = np.float64
    return x.astype(number), h.astype(number)


def bound(request, engine):
    """By how much floats of an engine may differ from the definition's: (weights + 2) eps sum|h| max|x|.

    weights: those of one output. Half is for the engine's rounding, half for the definition's, in any order.
    An FFT's rounding does not shrink with the kernel: 2 log2(numbers) eps norm(x) norm(h) is allowed as well.
    Source: N. Higham, "Accuracy and Stability of Numerical Algorithms" (2002), sections 3.1 and 24.1.
    """
    direct = _direct(request, np.finfo(float).eps)
    if not engine.fourier:
        return direct
    x, h = _finite(request)
    return direct + 2 * log2(x.size + h.size) * np.finfo(float).eps * np.linalg.norm(x) * np.linalg.norm(h)


def _direct(request, eps):
    x, h = _finite(request)
    weights = h.size // (h.shape[3] if h.ndim == 4 else 1)
    return (weights + 2) * eps * abs(h).sum() * abs(x).max()


def _finite(request):
    return [np.nan_to_num(np.array(values, float)) for values in (request.x, request.h)]


def agrees_with(value, exact, request, engine):
    """Whether an engine's array is the exact nested list: whole numbers equal, floats within bound()."""
    exact = np.array(exact, object)
    if value.shape != exact.shape:
        return False
    if value.dtype.kind in "iu":
        return np.array_equal(value.astype(object), exact)
    return np.allclose(value, exact.astype(float), rtol=0, atol=bound(request, engine), equal_nan=True)


def one_line(error):
    """An exception as one line of at most 120 characters."""
    text = " ".join(f"{type(error).__name__}: {error}".encode("ascii", "backslashreplace").decode().split())
    return text if len(text) <= 120 else f"{text[:117]}..."


# ---- why an engine differs


def _conventions(plan, request):
    """Where a plan's meaning leaves the request: {sentence: the changes that make up for it}."""
    means, found = plan.means, {}
    if means.flip != request.flip:
        found[FLIP_IN_WORDS[means.flip]] = {"flip": means.flip}
    if means.sides != request.sides:
        found[_zeros(means, request)] = {"mode": means.mode, "padding": means.padding}
    if means.h is not request.h:
        found["it leaves out weights up to 2.2e-16"] = {"h": means.h}
    return found


def _zeros(means, request):
    """Where an engine puts its zeros, in words."""
    sides = zip(means.sides, request.sides, request.each)
    if any(own != asked and stride > 1 for own, asked, (_, _, stride, _) in sides):
        if means.mode == "SAME":
            return "it shares the zeros out after the stride"
        if request.mode == "SAME":
            odd = ", the odd one before" if means.sides != request.but(stride=1).sides else ""
            return f"it shares the zeros out as for stride 1{odd}"
    earlier = sum(before for before, _ in means.sides) > sum(before for before, _ in request.sides)
    return f"its odd zero goes {'before' if earlier else 'after'}"


def _same_here(plan, request):
    """What to say of an engine that agrees although its conventions are others."""
    return "; ".join(f"{sentence}, with the same result here" for sentence in _conventions(plan, request))


def _difference(plan, value, engine, request):
    """Which of its conventions make an engine's numbers what they are: the fewest that do, in words."""
    expected = plan.expected()
    if not agrees_with(value, expected, request, engine):
        return _nans(plan, value, expected, engine, request)
    if plan.swaps:
        return _swap(plan, value, engine, request)
    conventions = _conventions(plan, request)
    for count in range(1, len(conventions) + 1):
        for some in combinations(conventions.items(), count):
            changes = {name: value for _, change in some for name, value in change.items()}
            if agrees_with(value, request.but(**changes).convolved(), request, engine):
                return " and ".join(sentence for sentence, _ in some)
    return UNEXPLAINED


def _swap(plan, value, engine, request):
    """What to say of an engine that swaps; its turn only where that makes a difference as well."""
    unturned = replace(plan, means=plan.means.but(flip=request.flip)).expected()
    turn = "" if agrees_with(value, unturned, request, engine) else f" and {FLIP_IN_WORDS[plan.means.flip]}"
    return f"{SWAPS}{turn}"


def _nans(plan, value, expected, engine, request):
    """What to say of an engine whose numbers are right by its conventions, but not where its nan are."""
    expected = np.array(expected, object).astype(float)
    if engine.fourier and np.isinf(expected).any():
        return "sums beyond the largest float spoil its numbers: it goes through an FFT"
    if value.shape != expected.shape or not np.isnan(np.array(request.x, float)).any():
        return UNEXPLAINED
    ours, theirs = np.isnan(value), np.isnan(expected)
    usual = ~(ours | theirs)
    if not agrees_with(value[usual], expected[usual], request, engine):
        return UNEXPLAINED
    more, fewer = (ours >= theirs).all(), (ours <= theirs).all()
    reasons = {
        "a nan spoils more of its numbers: it goes through an FFT": more and engine.fourier,
        "it multiplies a nan by the zeros between the weights": more and "spread(" in plan.call,
        "it leaves out weights of 0, and a nan under them": fewer and not engine.modes,
        SWAPS: fewer and plan.swaps,
    }
    return next((reason for reason, holds in reasons.items() if holds), UNEXPLAINED)
