"""What is right for a probe, by SciPy, and whether what a Diagnosis says of a function is true."""

from functools import cache
from math import prod

import numpy as np
from scipy import signal
from support.wrong_functions import ends, numbers_of, spread, tensorflow_ends

from course.diagnosis.diagnose import call_with_mode, diagnose_in_modes


def diagnosed_anew(entry, call=call_with_mode):
    """The Diagnosis of a function of the tables in wrong_functions.py, in the modes it has."""
    return diagnose_in_modes(entry.f, entry.place, modes=entry.modes, flip=entry.flip, call=call)


@cache
def diagnosed(entry):
    """The same, worked out once: several tests look at it."""
    return diagnosed_anew(entry)


def reference(probe):
    """What is right for a probe: an array of floats."""
    x, h = np.array(probe.x, float), np.array(probe.h, float)
    if probe.options["flip"]:
        h = h[::-1] if h.ndim == 1 else h[::-1, ::-1]
    if x.ndim == 1:
        return plane(x[:, None], h[:, None], probe.options)[:, 0]
    if x.ndim == 2:
        return plane(x, h, probe.options)
    each = [
        sum(plane(x[..., c], h[..., c, o], probe.options) for c in range(x.shape[2]))
        for o in range(h.shape[3])
    ]
    return np.stack(each, axis=2)


def plane(x, h, options):
    """The correlation of an image with a kernel, in a mode, with a stride or a dilation."""
    h, stride = spread(h, options.get("dilation", (1, 1))), options.get("stride", (1, 1))
    if options["mode"] == "SAME":
        around = [tensorflow_ends(*axis) for axis in zip(x.shape, h.shape, stride)]
    else:
        around = [ends(k, options["mode"]) for k in h.shape]
    return signal.correlate2d(np.pad(x, around), h, "valid")[:: stride[0], :: stride[1]]


def alike(values, expected):
    """Whether a result holds these numbers, in this arrangement."""
    got = np.asarray(values)
    return got.shape == expected.shape and np.allclose(got, expected, 1e-9, 1e-9, equal_nan=True)


def size(probe):
    """How many numbers an input and its kernel have."""
    return prod(np.shape(probe.x)) + prod(np.shape(probe.h))


# ---- what all failures share


def odd_sizes(probe):
    return [k for k in np.shape(probe.h)[:2] if k % 2]


def numbers(values):
    return np.asarray(values, float).ravel()


def broken(values):
    """Whether there are fractions among the numbers."""
    finite = numbers(values)[np.isfinite(numbers(values))]
    return bool((finite != np.round(finite)).any())


def rectangular(values):
    shape = np.shape(values)[:2]
    return len(shape) == 2 and shape[0] != shape[1]


TRUE = {  # a trait, and whether a probe has it
    "full": lambda probe: probe.options["mode"] == "full",
    "same": lambda probe: probe.options["mode"] == "same",
    "valid": lambda probe: probe.options["mode"] == "valid",
    "VALID": lambda probe: probe.options["mode"] == "valid",
    "SAME": lambda probe: probe.options["mode"] == "SAME",
    "padded": lambda probe: probe.options["mode"] in ("full", "same", "SAME"),
    "kernel of one": lambda probe: set(np.shape(probe.h)[:2]) == {1},
    "even kernel": lambda probe: len(odd_sizes(probe)) < len(np.shape(probe.h)[:2]),
    "even rows": lambda probe: np.ndim(probe.h) > 1 and np.shape(probe.h)[0] in (2, 4, 6),
    "even columns": lambda probe: np.ndim(probe.h) > 1 and np.shape(probe.h)[1] in (2, 4, 6),
    "stride": lambda probe: probe.options.get("stride", (1, 1)) != (1, 1),
    "different strides": lambda probe: (
        "stride" in probe.options and probe.options["stride"][0] != probe.options["stride"][1]
    ),
    "several channels": lambda probe: np.ndim(probe.h) == 4 and np.shape(probe.h)[2] > 1,
    "several filters": lambda probe: np.ndim(probe.h) == 4 and np.shape(probe.h)[3] > 1,
    "kernel not square": lambda probe: rectangular(probe.h),
    "image not square": lambda probe: rectangular(probe.x),
    "large kernel": lambda probe: max(np.shape(probe.h)[:2]) > 3,
    "bytes": lambda probe: np.asarray(probe.x).dtype == np.uint8,
    "nan": lambda probe: bool(np.isnan(numbers(probe.x)).any()),
    "fractions in kernel": lambda probe: broken(probe.h),
    "fractions": lambda probe: broken(probe.x) or broken(probe.h),
}


def said_truly(found, suite, f):
    """Asserts that every Fact of a Diagnosis is true of the probes."""
    given = [numbers_of(f, probe, call_with_mode) for probe in suite.probes]
    bad = [got is None or not alike(got, reference(probe)) for got, probe in zip(given, suite.probes)]
    for fact in found.facts:
        assert holds(fact, suite.probes, given, bad), fact


def holds(fact, probes, given, bad):
    """Whether a fact is true of what a function gave for some probes; bad: for which of them it was wrong."""
    kind, told = fact
    wrong = [(got, probe) for got, probe, is_bad in zip(given, probes, bad) if is_bad and got is not None]
    whole = [(got, reference(probe)) for got, probe in wrong]
    only_some = len(whole) < sum(bad)
    if kind == "wrong numbers":
        return wrong_only(told[0], [(got, probe) for got, probe in wrong if reference(probe).size > 1])
    if kind == "wrong only where":
        return bad == [all(TRUE[trait](probe) for trait in told) for probe in probes]
    if kind == "wrong at most where":
        trait, count, of = told
        there = [is_bad for is_bad, probe in zip(bad, probes) if TRUE[trait](probe)]
        return (sum(bad), sum(there), len(there)) == (count, count, of) and of < len(probes)
    if kind == "wrong at most where both":
        *traits, count, of = told
        there = [is_bad for is_bad, probe in zip(bad, probes) if all(TRUE[trait](probe) for trait in traits)]
        return (sum(bad), sum(there), len(there)) == (count, count, of) and of < len(probes)
    if kind == "zeros":
        return all(
            (got[~np.isclose(got, expected, 1e-6, 1e-6, equal_nan=True)] == 0).all()
            for got, expected in whole
        )
    if kind == "wrong size":
        return told == (only_some,) and all(got.shape != expected.shape for got, expected in whole)
    if kind == "right size":
        return told == (only_some,) and all(got.shape == expected.shape for got, expected in whole)
    if kind == "missing":
        ends, of_large = told
        large = [pair for pair in whole if not of_large or min(pair[1].shape) > 2]
        return len(large) > 2 and all(
            np.allclose(got, left_out(expected, ends), equal_nan=True) for got, expected in large
        )
    if kind in MADE:
        return all(MADE[kind](got, expected, *told) for got, expected in whole)
    crashed = sum(got is None for got in given)
    return (
        told
        == {
            "never numbers": (len(probes),) if crashed == len(probes) else None,
            "no numbers": (crashed, len(probes)),
            "wrong on some": (sum(bad), len(probes)),
            "wrong on all": (len(probes),) if all(bad) else None,
            "wrong on small": () if not any(bad) else None,
        }[kind]
    )


def left_out(expected, ends):
    """What is left of an array if its first or last line along an axis, or both, are missing."""
    for axis, end in enumerate(ends):
        gone = [place for word, place in (("first", 0), ("last", expected.shape[axis] - 1)) if word in end]
        expected = np.delete(expected, gone, axis)
    return expected


MADE = {  # the rules: whether one makes the right numbers the given ones
    "plus": lambda got, expected, offset: np.allclose(got, expected + float(offset), 1e-5, equal_nan=True),
    "times": lambda got, expected, factor: np.allclose(got, expected * float(factor), 1e-5, equal_nan=True),
    "reordered": lambda got, expected: np.allclose(
        np.sort(got, None), np.sort(expected, None), equal_nan=True
    ),
    "one too early": lambda got, expected: np.allclose(
        got.ravel()[:-1], expected.ravel()[1:], equal_nan=True
    ),
    "one too late": lambda got, expected: np.allclose(got.ravel()[1:], expected.ravel()[:-1], equal_nan=True),
}


def wrong_only(where, tried):
    """Whether all wrong numbers of (result, probe) pairs lie where a fact says, and not all the others."""
    wrong, right = [], []
    for got, probe in tried:
        expected = reference(probe)
        for index in np.ndindex(expected.shape):
            near = np.isclose(got[index], expected[index], 1e-6, 1e-6, equal_nan=True)
            (right if near else wrong).append(lies(where, probe, index, expected.shape))
    return all(wrong) and wrong and not all(right)


def lies(where, probe, index, sizes):
    """Whether an output lies where a fact says; windows are counted out number by number."""
    options = probe.options
    steps = [options.get(name, (1, 1)) for name in ("stride", "dilation")]
    before = after = False
    outside = []  # for each axis whether the window leaves the input
    for i, n, k, s, d in zip(index, probe.x.shape, probe.h.shape, *steps):
        wide = (k - 1) * d + 1
        first = (
            tensorflow_ends(n, wide, s)[0] if options["mode"] == "SAME" else ends(wide, options["mode"])[0]
        )
        taps = [i * s - first + a * d for a in range(k)]
        before, after = before or min(taps) < 0, after or max(taps) >= n
        outside.append(min(taps) < 0 or max(taps) >= n)
    in_first_or_last = [i in (0, size - 1) for i, size in zip(index, sizes)]
    return {
        "corners": len(index) > 1 and all(in_first_or_last),
        "beyond corners": len(outside) > 1 and all(outside),
        "first row": len(index) > 1 and index[0] == 0,
        "last row": len(index) > 1 and index[0] == sizes[0] - 1,
        "first column": len(index) > 1 and index[1] == 0,
        "last column": len(index) > 1 and index[1] == sizes[1] - 1,
        "first": len(index) == 1 and index[0] == 0,
        "last": len(index) == 1 and index[0] == sizes[0] - 1,
        "beyond start": before,
        "beyond end": after,
        "beyond input": before or after,
        "on input": not before and not after,
    }[where]
