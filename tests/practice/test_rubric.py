"""Rungs of a ladder: each probe belongs to one, and the arrays are looked at before any nan."""

import numpy as np
import pytest

from course.mistakes.smallest_input import Probe
from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise
from course.practice.exercise_inputs import every_number, no_number, suite_of_calls
from course.practice.rubric import NAN, RUNS, SHAPE, THERE, UNTOUCHED, RungSpec, make_exercise, make_part
from course.sandbox.messages import Call

ALL = pytest.mark.parametrize("number", EXERCISE_FOLDERS)


def probe_of(size, weight=1):
    """A probe of so many numbers, whose kernel is one weight."""
    return Probe(np.ones(size), np.array([weight]), {"mode": "full", "flip": True})


def is_long(probe):
    return len(probe.x) > 3


def is_negative(probe):
    return probe.h[0] < 0


PLAIN_RUNG = RungSpec("plain", "all that is of no kind", None, every_number)
LONG = RungSpec("long", "more than three numbers", is_long, every_number)
NEGATIVE = RungSpec("negative", "a weight below 0", is_negative, every_number)


def part_with(*specs, probes):
    suite = suite_of_calls(probes, lambda probe: Call("f", (probe.x, probe.h), {}), mistakes=())
    return make_part("f", suite, suite.shown, specs, None, ["x", "h"])


def test_probes_are_in_the_order_of_the_rungs_and_the_smallest_first():
    probes = [probe_of(5, -1), probe_of(9), probe_of(1, -1), probe_of(4), probe_of(3), probe_of(2)]
    part, rungs = part_with(SHAPE, PLAIN_RUNG, LONG, NEGATIVE, probes=probes)
    assert [(len(probe.x), probe.h[0]) for probe in part.suite.probes] == [
        (2, 1),
        (3, 1),
        (4, 1),
        (9, 1),
        (1, -1),
        (5, -1),
    ]
    assert [(rung.name, rung.probe_indices) for rung in rungs] == [
        ("shape", (0, 1)), ("plain", (0, 1)), ("long", (2, 3)), ("negative", (4, 5)),
    ]  # fmt: skip
    assert all(rung.part is part for rung in rungs) and rungs[0].looks is no_number
    assert (part.function, part.arrays, part.hints) == ("f", ("x", "h"), {})


@pytest.mark.parametrize("specs, at", [([PLAIN_RUNG], 1), ([PLAIN_RUNG, LONG], 2), ([PLAIN_RUNG, NAN], 1)])
def test_arrays_are_looked_at_last_but_before_a_nan(specs, at):
    probes = [probe_of(1), probe_of(9), probe_of(2)._replace(x=np.array([1, np.nan]))]
    part = part_with(*specs, probes=probes)
    exercise = make_exercise(EXERCISE_FOLDERS[1], None, part)
    names = [rung.name for rung in exercise.rungs]
    assert names.index(UNTOUCHED) == at and names.count(UNTOUCHED) == 1
    assert exercise.rungs[at].probe_indices == (0, 1, 2)
    assert list(exercise.asks) == [RUNS, THERE, *names] and exercise.number == 1


def test_the_last_functions_arrays_are_looked_at():
    first, last = (
        part_with(PLAIN_RUNG, probes=[probe_of(1)]),
        part_with(LONG, probes=[probe_of(4), probe_of(5)]),
    )
    exercise = make_exercise(EXERCISE_FOLDERS[0], None, first, last)
    assert exercise.rungs[-1].part is last[0] and exercise.rungs[-1].probe_indices == (0, 1)
    assert exercise.functions == ("f", "f") and len(exercise.calls) == 3


@ALL
def test_every_probe_of_a_part_is_on_some_rung(number):
    exercise = load_exercise(number)
    for part in exercise.parts:
        rungs = [rung for rung in exercise.rungs if rung.part is part and rung.name != UNTOUCHED]
        assert set().union(*(rung.probe_indices for rung in rungs)) == set(range(len(part.suite.probes)))


@ALL
def test_names_of_rungs_are_told_apart(number):
    exercise = load_exercise(number)
    assert len(exercise.asks) == len(exercise.rungs) + 2
    assert all(asks and name and (name + asks).isascii() for name, asks in exercise.asks.items())
