"""
What an exercise is: its functions, and the rungs of a ladder, each of which a reader's file holds or fails.

A rung is looked at when those below it hold. Each input belongs to one kind, which says to which rung: the small
and plain ones come first, a nan last. They are in the list that python -m course check --list prints; only
the last rung, of new_inputs.py, draws its inputs anew. What one exercise alone asks stands in its exercise.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from course.diagnosis.probes import count_numbers, sliding_sizes
from course.diagnosis.suites import NUMPY_MODES, Suite, has_answer, suite_of
from course.mistakes.smallest_input import Probe
from course.practice.drawn_inputs import (
    IN_FRACTIONS,
    OF_BYTES,
    WHOLE_NUMBERS,
    WITH_NAN,
    draw_pair,
    draw_sizes,
)
from course.practice.exercise_files import ExerciseFolder
from course.practice.exercise_inputs import (
    every_number,
    has_bytes,
    has_even_kernel,
    has_fractions,
    has_nan,
    is_not_square,
    no_number,
    probes_of,
    suite_of_calls,
    where_window_leaves,
)
from course.sandbox.messages import Call

RUNS, THERE = "runs", "function"  # the rungs that every ladder begins with
UNTOUCHED = "arrays untouched"
NEW_INPUTS = "new inputs"  # the last rung of every ladder
FIRST_ASKS = {RUNS: "the file runs to its end", THERE: "the functions that are asked for are there"}


class RungSpec(NamedTuple):
    """What a rung is, before it has inputs.

    name, asks  as they are printed
    kind        kind(probe): whether it is tried on a probe, such as has_nan; None: on all that are of no kind
    looks       looks(probe, index): whether the number at an index of the output counts
    """

    name: str
    asks: str
    kind: Callable | None
    looks: Callable


@dataclass(frozen=True, eq=False)
class ExercisePart:
    """One function of an exercise.

    function  its name
    suite     the Suite on which it is tried, the probes in the order of the rungs
    call      call(probe): the Call that is made of a probe
    arrays    the names of its arguments that are arrays
    others    the names of its other arguments
    rules     rules(Tried) -> Help or None, of this function alone: what its numbers show where no mistake gives them
    works_out works_out(probe, index): one number of what is right in digits, a sentence; None where there is none
    hints     {name of a mistake: a hint that says more here than that of the bank}
    kinds     the kinds of its RungSpecs from below, None first, for what is of no kind
    draw      draw(chance): a Probe that is not in the list, of any of the kinds
    """

    function: str
    suite: Suite
    call: Callable
    arrays: tuple
    hints: dict
    kinds: tuple
    draw: Callable
    others: tuple = ()
    works_out: Callable | None = None
    rules: tuple = ()

    @property
    def parameters(self):
        """The names of all its arguments, in order."""
        return (*self.arrays, *self.others)

    def kind_of(self, probe):
        """The last of the kinds that a probe is of; None, the first, for a plain one.

        Example: an input with a nan under a kernel of 2x3 is of three kinds, and belongs to the rung "nan".
        """
        for kind in reversed(self.kinds[1:]):
            if kind(probe):
                return kind
        return None


class Rung(NamedTuple):
    """One rung of an ExercisePart: a RungSpec's name, asks and looks, and the indices of its probes in the part."""

    name: str
    asks: str
    part: ExercisePart
    probe_indices: tuple
    looks: Callable


class Library(NamedTuple):
    """The library call that does what an exercise asks.

    says  as it is printed
    code  lines of Python, the last one an expression of np, arguments and options
    call  a Call of the reader's function that is timed beside it
    size  in words, how large that is
    """

    says: str
    code: str
    call: Call
    size: str


class Exercise(NamedTuple):
    """An exercise: its ExerciseFolder, ExerciseParts, Rungs from below, and the Library call that does it.

    new_rungs  a Rung for each function, which are one rung of the ladder, the last: what new_inputs.py drew
    seed       by which they were drawn; None if none are
    """

    folder: ExerciseFolder
    parts: tuple
    rungs: tuple
    library: Library
    new_rungs: tuple = ()
    seed: int | None = None

    @property
    def number(self):
        """Its number, that of its lesson."""
        return self.folder.number

    @property
    def functions(self):
        """The names that a file has to define."""
        return tuple(part.function for part in self.parts)

    @property
    def tried(self):
        """(ExercisePart, Probe) of each call: the listed ones, part by part, rung by rung; then the new."""
        listed = [(part, probe) for part in self.parts for probe in part.suite.probes]
        new = [(rung.part, rung.part.suite.probes[i]) for rung in self.new_rungs for i in rung.probe_indices]
        return listed + new

    @property
    def calls(self):
        """All Calls in order."""
        return [part.call(probe) for part, probe in self.tried]

    @property
    def watched(self):
        """The indices of the calls of which is seen which indices they use: one small one for each part."""
        indices, start = [], 0
        for part in self.parts:
            large = [i for i, probe in enumerate(part.suite.probes) if min(sliding_sizes(probe)[1]) > 1]
            indices.append(start + (large or [0])[0])
            start += len(part.suite.probes)
        return indices

    @property
    def asks(self):
        """{name of a rung: what it asks} of all rungs, from below."""
        return {**FIRST_ASKS, **{rung.name: rung.asks for rung in (*self.rungs, *self.new_rungs)}}


# ---- rungs that several exercises have

SHAPE = RungSpec("shape", "the result has the right size", None, no_number)
CENTRE = RungSpec("centre", "right where the kernel lies wholly inside", None, where_window_leaves(0))
EDGE = RungSpec("edge", "right where it leaves the input at one side", None, where_window_leaves(1))
CORNER = RungSpec("corner", "right where it leaves the image at two sides", None, where_window_leaves(2))
WHOLE = RungSpec("whole", "every number is right, under larger kernels too", None, every_number)
EVEN = RungSpec("even kernel", "kernels without a middle", has_even_kernel, every_number)
NOT_SQUARE = RungSpec(
    "not square", "images and kernels with more columns than rows, or fewer", is_not_square, every_number
)
BYTES = RungSpec("bytes", "inputs of uint8, whose sums go beyond 255", has_bytes, every_number)
FRACTIONS = RungSpec("fractions", "floats: decimals stay", has_fractions, every_number)
NAN = RungSpec(
    "nan", "a nan reaches the outputs under whose kernel it lies, and no others", has_nan, every_number
)

# ---- hints for the name "no-flip" that two exercises share

FLIP_HINT = (
    "Slide 1 2 over 1 0 in mode full: a convolution gives 1 2 0. Flipped twice is not flipped, either: "
    "np.convolve and SciPy's convolve2d flip the kernel themselves."
)
NO_FLIP_HINT = "Leave the kernel as it is: deep learning slides it without flipping it."


# ---- making them


def make_part(function, suite, call, specs, draw, arrays=(), hints=None, others=(), works_out=None, rules=()):
    """The ExercisePart of a function and its Rungs, one for each RungSpec.

    suite     a Suite of all probes, in any order; those of the ExercisePart are in the order of the rungs, the smallest first
    specs     RungSpecs from below; a probe belongs to the last whose kind it is
    draw, arrays, hints, others, works_out, rules: see ExercisePart
    """
    kinds = (None, *(spec.kind for spec in specs if spec.kind))
    unordered = ExercisePart(
        function, suite, call, tuple(arrays), hints or {}, kinds, draw, tuple(others), works_out, tuple(rules)
    )

    def rank(probe):
        return kinds.index(unordered.kind_of(probe))

    ordered = sorted(suite.probes, key=lambda probe: (rank(probe), count_numbers(probe)))
    ranks = [rank(probe) for probe in ordered]
    part = replace(unordered, suite=replace(suite, probes=tuple(ordered)))
    rungs = []
    for spec in specs:
        wanted = kinds.index(spec.kind)
        indices = tuple(index for index, r in enumerate(ranks) if r == wanted)
        rungs.append(Rung(spec.name, spec.asks, part, indices, spec.looks))
    return part, rungs


def make_exercise(folder, library, *parts):
    """The Exercise of an ExerciseFolder, from its Library and what make_part() gave for each of its functions.

    The last function's arrays have to stay as they are; that is looked at last of all that is listed, but for
    a nan.
    """
    rungs = [rung for _, part_rungs in parts for rung in part_rungs]
    last_part, _ = parts[-1]
    every_index = tuple(range(len(last_part.suite.probes)))
    untouched = Rung(
        UNTOUCHED, "the arrays that it is given stay as they are", last_part, every_index, every_number
    )
    before_nan = len(rungs) - 1 if rungs[-1].name == NAN.name else len(rungs)
    rungs.insert(before_nan, untouched)
    return Exercise(folder, tuple(part for part, _ in parts), tuple(rungs), library)


def make_convolution_part(function, place, specs, array, more=()):
    """ExercisePart and Rungs of a convolution f(x, h, mode) in the modes of np.convolve.

    place  "1-D" or "2-D", whose probes it is tried on
    array  the name of its first argument; the second is "kernel"
    more   further (x, h)
    The smallest input is called without a mode, which tries the default.
    """

    def call(probe):
        arguments = [np.array(probe.x), np.array(probe.h)]
        mode = probe.options["mode"]
        is_smallest = count_numbers(probe) == 2
        if not (is_smallest and mode == "full"):
            arguments.append(mode)
        return Call(function, tuple(arguments), {})

    def draw(chance):
        axes, longest_kernel, most_more = (1, 6, 6) if place == "1-D" else (2, 5, 3)
        sizes = draw_sizes(chance, axes, longest_kernel, least_more=0, most_more=most_more)
        x, h = draw_pair(chance, *sizes, chance.one_of((WHOLE_NUMBERS, OF_BYTES, IN_FRACTIONS, WITH_NAN)))
        return Probe(x, h, {"mode": chance.one_of(NUMPY_MODES), "flip": True})

    suite = suite_of(place, NUMPY_MODES, True)
    added = [probe for probe in probes_of(more, NUMPY_MODES, True) if has_answer(probe)]
    probes = [*suite.probes, *suite.small, *added]
    suite = suite_of_calls(probes, call, mistakes=suite.mistakes)
    return make_part(function, suite, call, specs, draw, [array, "kernel"], {"no-flip": FLIP_HINT}, ["mode"])
