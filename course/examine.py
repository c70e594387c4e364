"""
Which mistake a function makes: it is tried on probes, and a mistake is named only when it gives the function's
numbers on every one of them. A crash is never evidence.

The probes are signed, uneven and not square, in whole numbers and quarters, so that sums are exact in floats too;
there are even and 5-wide kernels, kernels that add up to 0, bytes that overflow, and a nan.
"""

import warnings
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, product
from math import isfinite, isnan, prod
from numbers import Real
from typing import NamedTuple

import numpy as np

from course import definition
from course.causes import Cause, grouped, orders, rules, world
from course.mistakes import BANK, Probe, applies, outcome
from course.request import flat, shape
from course.shown import number

MODES = ("full", "same", "valid")
MOST = 10_000  # numbers of a result that are looked at
LINES = (
    ([3, -4, 5.25, 7.5, -2, 6], [1, -2, 3.5]),
    ([2, 7, -3, 9, 4], [1, 2, -3, 5]),
    ([5, 250, -3, 90, 4, 8, 1], [1, -1, 2, 3, -7]),
    ([4, 1, 6], [2, -5]),
    (np.array([200, 250, 100, 7], np.uint8), [1, 2, 3]),
    ([7, 9, 2, 5], [0.25, 0.5, 0.75]),
    ([1, float("nan"), 2, 5, 3, 8], [1, -3, 4]),
    ([3, 1, 4, 1, 5], [4, 2, -2]),
    ([1.25, -1, -0.5, -1.5, -0.25, -0.5, -2, -1.5, 0.25], [-1]),
    ([2, -5, 8, -9, 7], [-1, 5, -4, -1, 1]),
    ([0.75, 1.5, -1.75, -1, 1.25], [1, 3, -1, -3]),
    ([5, 7, 8, 6, 7], [-0.5, 0.75, -0.25]),
    ([82, 264, 11], [2]),
    ([-4, -7, -3], [0]),
    ([186, 24, 67, 250, 116, 23], [-1, 4, 5, 1, 1, 3]),
)
GRIDS = (
    ([[3, -4, 5.25, 7, 2], [2, 7, -3.5, 9, 4], [1, 0, -2, 6, 8]], [[1, 2], [-3, 5.5]]),
    ([[5, 25, -1], [2, 0, 7], [4, 9, -6], [1, 3, 8], [-2, 6, 30]], [[1, 5, -2], [3, 2, 7]]),
    (
        [
            [0, 3, 1, 4, 6],
            [1, 3, 8, 7, 2],
            [5, 9, 7, 2, 4],
            [2, 3, 7, 5, 1],
            [4, 8, 2, 5, 3],
            [6, 1, 0, 9, 7],
        ],
        [[1, 2, -1, 3, 5], [0, -3, 2, 1, 1], [-3, 3, -2, 4, 2]],
    ),
    ([[1, 4, 2], [7, 3, 9], [5, 8, 6]], [[1, -2, 1], [2, 3, -4], [5, -6, 0]]),
    (
        [
            [2, 7, 1, 8, 2, 8, 1],
            [8, 2, 8, 4, 5, 9, 0],
            [4, 5, 2, 3, 5, 3, 6],
            [0, 2, 8, 7, 4, 7, 1],
            [3, 5, 2, 6, 6, 2, 4],
            [9, 7, 7, 5, 7, 2, 4],
        ],
        [[1, 2], [-3, 1], [2, -4], [5, 3], [-1, 6]],
    ),
    (np.array([[200, 250, 7, 90], [100, 30, 255, 60], [9, 80, 70, 254]], np.uint8), [[1, 2, 1], [2, 3, 2]]),
    ([[7, 9, 2, 5], [4, 1, 6, 3], [8, 2, 5, 7]], [[0.25, 0.5], [0.75, 1.5], [-0.5, 0.25]]),
    ([[1, float("nan"), 2, 5], [3, 8, 1, 4], [2, 6, 9, 7]], [[1, -1], [2, -4]]),
    ([[3, 1, -4], [1, 5, 9]], [[4, -3]]),
    ([[3, 1], [4, 5]], [[0, 0]]),
    ([[3, 1, 4], [1, 5, 9], [2, 6, 5]], [[4, 7], [3, -3]]),
    (
        [
            [-0.5, -1.25, 1.0, 1.25, -0.5],
            [2.0, -1.5, 0.0, 0.0, -0.25],
            [2.25, -0.25, 0.5, -0.25, -0.25],
            [-0.75, 1.25, -0.5, -1.0, -0.5],
            [-0.5, -1.25, 0.0, 2.25, -0.75],
        ],
        [[0, -4], [1, -1], [-2, 3], [3, -2]],
    ),
    (
        [
            [46, 83, 203, 138, 209, 145],
            [157, 213, 26, 159, 290, 182],
            [212, 213, 9, 186, 100, 200],
            [207, 104, 3, 222, 80, 216],
            [58, 46, 207, 295, 186, 235],
            [83, 66, 7, 26, 282, 72],
        ],
        [[5], [3]],
    ),
    ([[32, 31, 131, 99, 32], [173, 185, 139, 171, 22], [134, 162, 141, 152, 1]], [[5, 1, -5], [1, -5, 2]]),
)


ROOMY = [
    [(7 * i * i + 3 * j + i * j) % 11 - 3 for j in range(10)] for i in range(9)
]  # for kernels that reach far
STACKS = (
    (
        [[[(5 * i + 3 * j + 7 * c * c) % 13 - 4 for c in range(2)] for j in range(4)] for i in range(5)],
        [
            [[[1, 2], [-3, 5]], [[4, -1], [2, 7]], [[6, 3], [1, -2]]],
            [[[2, 5], [3, -1]], [[-4, 2], [1, 1]], [[3, 3], [5, -6]]],
            [[[1, 4], [-2, 3]], [[7, 1], [2, -5]], [[-1, 2], [4, 3]]],
        ],
    ),
    (
        [[[1, 5, -2], [4, 0, 7]], [[3, 8, 6], [-1, 2, 9]], [[7, 1, 4], [5, -3, 2]]],
        [[[[1], [-2], [5]]], [[[3], [4], [-6]]]],
    ),
)
STRIDES, DILATIONS = ((1, 2), (2, 1), (3, 2)), ((1, 2), (2, 1))
INPUTS = {  # place: inputs with their kernels, and what is given besides the mode
    "1-D": (LINES, ({},)),
    "2-D": (GRIDS, ({},)),
    "stride": (tuple((ROOMY, h) for _, h in GRIDS[:4]), tuple({"stride": steps} for steps in STRIDES)),
    "dilation": (
        tuple((ROOMY, h) for _, h in GRIDS[:2] + GRIDS[3:4]),
        tuple({"dilation": d} for d in DILATIONS),
    ),
    "channels": (STACKS, ({},)),
}


class Suite(NamedTuple):
    """The probes of a place in some modes, for a convolution (flip) or a correlation."""

    place: str
    modes: tuple
    flip: bool

    @property
    def probes(self):
        """A tuple of Probes, the smallest first; "valid" is asked only where the kernel fits."""
        return _probes(*self)


@cache
def _probes(place, modes, flip):
    inputs, given = INPUTS[place]
    inputs = [(np.array(x), np.array(h)) for x, h in inputs]
    made = [
        Probe(x, h, {"mode": mode, "flip": flip, **more})
        for (x, h), mode, more in product(inputs, modes, given)
        if right(Probe(x, h, {"mode": mode, **more})) is not None
    ]
    return tuple(sorted(made, key=lambda probe: np.size(probe.x) + np.size(probe.h)))


def right(probe, world=definition):
    """What the definition, or another world's, gives for a probe; None where it refuses."""
    return outcome(world, probe.x, probe.h, **probe.options)


# ---- what a function gives


class Answer(NamedTuple):
    """What a function gave for a probe: nested lists of numbers, or None and why not."""

    values: object
    trouble: str = ""


def called(f, x, h, options):
    """f(x, h, mode), with stride=... or dilation=... where one is asked for."""
    return f(
        x, h, options["mode"], **{name: options[name] for name in ("stride", "dilation") if name in options}
    )


def watched(f, probe, call=called):
    """The Answer of a function to a probe; it gets arrays of its own, so that it may change them."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # whether they are errors where it is called is not the function's doing
        try:
            result = call(f, np.array(probe.x), np.array(probe.h), probe.options)
        except (Exception, SystemExit) as error:  # a crash is what the function gave
            return Answer(None, _in_words(error))
        try:
            values = np.asarray(result)
            if values.dtype == object and all(isinstance(value, Real) for value in values.flat):
                values = values.astype(float)
        except Exception:
            return Answer(None, f"it returned {type(result).__name__}, not numbers")
    if values.dtype.kind not in "biuf":
        kind = "complex numbers" if values.dtype.kind == "c" else f"{type(result).__name__}, not numbers"
        return Answer(None, f"it returned {kind}")
    if values.size > MOST:
        return Answer(None, f"it returned {values.size} numbers")
    return Answer(values.tolist())


def _in_words(error):
    """An error as one short line of ASCII, whatever it says."""
    try:
        text = f"{type(error).__name__}: {error}"
    except Exception:
        text = type(error).__name__
    return " ".join(text.encode("ascii", "backslashreplace").decode().split())[:200]


def same(values, exact):
    """Whether a function's floats are the exact numbers: as many, in the same arrangement, within 1e-9 of each."""
    if values is None or exact is None or shape(values) != shape(exact):
        return False
    return all(_near(float(v), float(e)) for v, e in zip(flat(values), flat(exact)))


def _near(value, exact):
    if isnan(value) or isnan(exact):
        return isnan(value) and isnan(exact)
    return value == exact or abs(value - exact) <= 1e-9 * max(1, min(abs(value), abs(exact)))


def _text(value):
    """Numbers, nested lists of them or an option as one line; what is long loses its middle."""
    if hasattr(value, "tolist"):
        return _text(value.tolist()) + (" (uint8)" if value.dtype == np.uint8 else "")
    text = str([_text_of(v) for v in value]) if isinstance(value, list) else repr(value)
    text = text.replace("'", "") if isinstance(value, list) else text
    return text if len(text) <= 240 else f"{text[:160]} ... {text[-60:]}"


def _text_of(value):
    return [_text_of(v) for v in value] if isinstance(value, list) else number(value, decimal=True)


# ---- the diagnosis


class Failure(NamedTuple):
    """An input on which a function is wrong: the probe, its Answer, and what is right."""

    probe: Probe
    answer: Answer
    expected: list

    def __str__(self):
        x, h, options = self.probe
        steps = [f"{name}={options[name]}" for name in ("stride", "dilation") if name in options]
        given = [_text(x), _text(h), repr(options["mode"]), *steps]
        got = self.answer.trouble or f"it returned {_text(self.answer.values)}"
        return f"Called f({', '.join(given)}); {got}; expected {_text(self.expected)}."


@dataclass
class Diagnosis:
    """What is known of a function.

    tried: how many probes; failures: those that went wrong, the smallest first, which is searched for among many
    inputs; causes: the mistakes, or pairs of them, that give all its numbers; shared: what all failures share.
    """

    tried: int
    failures: list
    causes: list = field(default_factory=list)
    shared: list = field(default_factory=list)

    @property
    def right(self):
        """Whether every probe came out right."""
        return not self.failures

    def __str__(self):
        if self.right:
            return f"Right on all {self.tried} probes."
        lines = [str(self.failures[0])]
        if len(self.causes) > 1:
            lines.append(f"{len(self.causes)} explanations give all the numbers that it gave:")
        flip = self.failures[0].probe.options["flip"]
        for cause in self.causes[:3]:
            lines += cause.lines(flip)
        return "\n".join([*lines, *self.shared])


def diagnose(f, place, *, modes=MODES, flip=True, call=called):
    """The Diagnosis of a function f(x, h, mode, ...) of arrays, which is to do what the definition does.

    place: "1-D" (x and h are (n,) and (k,)), "2-D" ((rows, columns) both), "stride" and "dilation" (2-D, with
    that option as (rows, columns)), or "channels" ((height, width, in) with (height, width, in, out)). flip=False
    if f is to be a correlation. call(f, x, h, options) calls it otherwise.
    """
    if place not in INPUTS:
        raise ValueError(f"place {place!r} is not one of {', '.join(INPUTS)}")
    if isinstance(modes, str) or not modes or not set(modes) <= set(definition.MODES):
        raise ValueError(f"modes are a tuple of some of {', '.join(definition.MODES)}, not {modes!r}")
    suite = Suite(place, tuple(modes), flip)
    answers = [watched(f, probe, call) for probe in suite.probes]
    wrong = [
        Failure(probe, answer, right(probe))
        for probe, answer in zip(suite.probes, answers)
        if not same(answer.values, right(probe))
    ]
    small = _smaller(f, suite, call)
    failures = sorted([*small, *wrong], key=_numbers)
    if not failures:
        return Diagnosis(len(answers), [])
    crashes = sum(answer.values is None for answer in answers)
    causes = _causes(suite, answers) if 3 * crashes <= len(answers) else []
    causes = [cause for cause in causes if all(_explains(cause, failure) for failure in small)]
    return Diagnosis(len(answers), failures, causes, [] if causes else _shared(wrong, suite.probes))


def _explains(cause, failure):
    """Whether a cause gives what the function gave there, if it gave numbers."""
    values = failure.answer.values
    return values is None or same(values, right(failure.probe, cause.world))


def _numbers(failure):
    """How many numbers the input and the kernel of a Failure have."""
    return np.size(failure.probe.x) + np.size(failure.probe.h)


# ---- the smallest input that goes wrong, and what all failures share


def _smaller(f, suite, call):
    """The Failure of the smallest input that goes wrong, in a list, or nothing if no small one does."""
    for x, h, mode in _small(suite):
        given = INPUTS[suite.place][1][0]
        probe = Probe(x, h, {"mode": mode, "flip": suite.flip, **given})
        expected = right(probe)
        if expected is not None:
            answer = watched(f, probe, call)
            if not same(answer.values, expected):
                return [Failure(probe, answer, expected)]
    return []


def _small(suite):
    """Small inputs and kernels in each mode, the fewest numbers first."""
    sizes = {"1-D": 1, "channels": 3}.get(suite.place, 2)
    shapes = [
        (x, h)
        for x in product(range(1, 5), repeat=sizes if sizes < 3 else 2)
        for h in product(range(1, 4), repeat=len(x))
        if all(k <= n for n, k in zip(x, h)) and prod(x) + prod(h) <= 14
    ]
    if sizes == 3:
        shapes = [((*x, 2), (*h, 2, 1)) for x, h in shapes]
    for x, h in sorted(shapes, key=lambda pair: prod(pair[0]) + prod(pair[1])):
        for mode in suite.modes:
            yield _counted(x, 1), _counted(h, 2), mode


def _counted(sizes, start):
    """Small whole numbers in a table of this shape, all different from their neighbours."""
    return ((np.arange(prod(sizes)) * 5 + start) % 9 + 1).reshape(sizes)


TRAITS = {  # what a probe may have, in words
    "in mode 'full'": lambda probe: probe.options["mode"] == "full",
    "in mode 'same'": lambda probe: probe.options["mode"] == "same",
    "in mode 'valid'": lambda probe: probe.options["mode"] == "valid",
    "in mode 'SAME'": lambda probe: probe.options["mode"] == "SAME",
    "in the modes that pad": lambda probe: probe.options["mode"] != "valid",
    "where the kernel has an even size": lambda probe: any(k % 2 == 0 for k in np.shape(probe.h)[:2]),
    "where the kernel is not square": lambda probe: len(set(np.shape(probe.h)[:2])) > 1,
    "where the image is not square": lambda probe: len(set(np.shape(probe.x)[:2])) > 1,
    "where the kernel has more than 3 rows or columns": lambda probe: max(np.shape(probe.h)[:2]) > 3,
    "where the input is of bytes (uint8)": lambda probe: getattr(probe.x, "dtype", None) == np.uint8,
    "where there is a nan": lambda probe: any(value != value for value in flat(np.array(probe.x).tolist())),
    "where the kernel has fractions": lambda probe: np.asarray(probe.h).dtype.kind == "f",
    "where there are fractions": lambda probe: any(
        isfinite(value) and value % 1 for value in (*np.ravel(probe.x), *np.ravel(probe.h))
    ),
}


def _shared(failures, tried):
    """What all failures have and no probe that came out right, as sentences."""
    failed = [failure.probe for failure in failures]
    passed = [probe for probe in tried if not any(probe is other for other in failed)]
    found = [
        f"It goes wrong only {words}, and always there."
        for words, has in TRAITS.items()
        if passed and all(map(has, failed)) and not any(map(has, passed))
    ]
    crashed = sum(failure.answer.values is None for failure in failures)
    if not failures:
        return ["It goes wrong on small inputs only."]
    if crashed:
        found.append(f"It gives no numbers for {crashed} of {len(tried)} probes.")
    if not passed:
        found.append(f"It goes wrong on all {len(tried)} probes.")
    elif not found:
        found.append(f"It goes wrong on {len(failed)} of {len(tried)} probes.")
    return found + _sizes_or_numbers(failures)


def _sizes_or_numbers(failures):
    """Whether it is the size that is wrong, or the numbers, and what one rule makes of all of them."""
    whole = [f for f in failures if f.answer.values is not None]
    sized = [shape(f.answer.values) == shape(f.expected) for f in whole]
    if whole and not any(sized):
        return ["The size of its result is wrong each time."]
    if not whole or not all(sized):
        return []
    several = [f for f in whole if len(list(flat(f.expected))) > 1]
    found = [rules(list(flat(f.answer.values)), list(flat(f.expected))) for f in several] or [[]]
    common = [rule for rule in found[0] if all(rule in others for others in found)]
    return ["The size of its result is right each time.", *common]


# ---- the mistakes that give all of its numbers


def _causes(suite, answers):
    """The Causes that give all the answers: single mistakes, or else pairs of them."""
    values = [answer.values for answer in answers]
    wrong = (place for place, probe in enumerate(suite.probes) if not same(values[place], right(probe)))
    telling = next((place for place in wrong if values[place] is not None), None)
    if telling is None:  # it is only wrong where it gives no numbers
        return []
    candidates = _candidates(suite)
    singles = [mistake for mistake in candidates if _gives((mistake.name,), suite, values)]
    if singles:
        return grouped(singles)
    pairs = _pairs(suite, telling).get(_key(values[telling]), ())
    found = {frozenset(names): names for names in pairs if _gives(names, suite, values)}
    return [Cause(tuple(BANK[name] for name in names)) for names in found.values()]


@cache
def _candidates(suite):
    """The mistakes that can show themselves in the probes and do."""
    able = [
        m for m in BANK.values() if any(applies(m, _axes(probe), probe.options) for probe in suite.probes)
    ]
    return [m for m in able if any(_of((m.name,), suite, i) != right(p) for i, p in enumerate(suite.probes))]


def _axes(probe):
    return len(shape(np.asarray(probe.x).tolist()))


def _gives(names, suite, values):
    """Whether the mistakes give all the numbers that there are; a crash is no numbers, and no evidence."""
    seen = ((place, value) for place, value in enumerate(values) if value is not None)
    return all(same(value, _of(names, suite, place)) for place, value in seen)


@cache
def _of(names, suite, place):
    """What a definition with these mistakes gives for one probe of a suite."""
    return right(suite.probes[place], world(*names))


@cache
def _pairs(suite, place):
    """What every pair of mistakes gives for one probe: {key: names of the pairs}. Once a second or two, then kept."""
    found = {}
    for one, two in combinations(_candidates(suite), 2):
        for first, second in orders(one, two):
            values = _of((first.name, second.name), suite, place)
            if values is not None:
                found.setdefault(_key(values), []).append((first.name, second.name))
    return found


def _key(values):
    """Numbers by which equal outcomes find each other: their sizes, and each with seven digits."""
    return shape(values), tuple(str(round(float(value), 6) + 0.0) for value in flat(values))
