"""
What came of files of an exercise that need not be written: a right one, one that makes a mistake; and whether what
is said of them holds on inputs on which they were not tried.

What the check keeps for an exercise (diagnose._of: what each mistake gives on each input) is used here, too, so that
it is worked out once.
"""

import runpy
from functools import cache

import numpy as np
from support.exercise_answers import alike, expected, inputs
from support.true_sentences import values_here

from course.diagnosis.answer import Answer, answer_from
from course.diagnosis.cause import world
from course.diagnosis.suite_causes import numbers_of_one_mistake
from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise
from course.sandbox.messages import Ran, Reply


@cache
def solution(number):
    """The names that a solution defines, run once."""
    return runpy.run_path(str(EXERCISE_FOLDERS[number].solution))


def agrees(number, function, *arguments, **options):
    """Asserts that a solution's function gives what is right for a call and leaves its arrays as they are."""
    before = [np.array(argument) for argument in arguments]
    got = solution(number)[function](*arguments, **options)
    assert alike(got, expected(function, before, options))
    assert all(alike(*pair, 0) for pair in zip(arguments, before)), "it changed its arrays"


def run_of_right_file(exercise):
    """What came of a right file: a Ran."""
    return run_of(exercise, lambda part, probe: np.array(part.suite.right(probe), float))


def run_of_mistake(exercise, mistake):
    """What came of a file that makes a mistake: a Ran; the check, which needs the same numbers, keeps them."""

    def gives(part, probe):
        numbers = numbers_of_one_mistake(part.suite)
        return numbers((mistake,), indices_of_probes(part.suite)[id(probe)])

    return run_of(exercise, gives)


@cache
def indices_of_probes(suite):
    """{id of a probe: its index} of a suite."""
    return {id(probe): index for index, probe in enumerate(suite.probes)}


def run_of(exercise, gives):
    """The Ran of a file that answers gives(part, probe); None for a call at which it stops with an error."""
    replies = []
    for part, probe in exercise.tried:
        values = gives(part, probe)
        replies.append(Reply(Answer(None, "it stops") if values is None else answer_from(values)))
    return Ran(replies=replies, loaded=True)


def start_of(exercise, part):
    """The index of a part's first probe among all calls."""
    before = exercise.parts[: exercise.parts.index(part)]
    return sum(len(other.suite.probes) for other in before)


@cache
def looked_at(rung_name, number):
    """{(index of a probe, index of a number)} at which a rung looks."""
    (rung,) = (rung for rung in load_exercise(number).rungs if rung.name == rung_name)
    suite, seen = rung.part.suite, set()
    for index in rung.probe_indices:
        probe = suite.probes[index]
        shape = np.shape(suite.right(probe))
        seen |= {(index, output) for output in np.ndindex(shape) if rung.looks(probe, output)}
    return seen


# ---- names that are true


@cache
def given_by(part, mistakes):
    """What a definition with mistakes gives for all inputs of a part that are not those on which it is tried."""
    made = world(*mistakes)
    return [part.suite.gives(made, probe) for probe in inputs(part)]


def alike_everywhere(part, one, other, crash_counts=True):
    """Whether two sets of mistakes give the same there; crash_counts: whether a refusal is a difference."""
    for first, second in zip(given_by(part, one), given_by(part, other), strict=True):
        if first is None or second is None:
            if crash_counts and first is not second:
                return False
        elif not alike(first, second, 1e-6):
            return False
    return True


def same_everywhere(source, part, mistakes):
    """Whether a file and these mistakes give the same on inputs on which it is not tried."""
    calls = [part.call(probe) for probe in inputs(part)]
    pairs = zip(values_here(source, part, calls), given_by(part, mistakes), strict=True)
    return all(got is None or values is None or alike(got, values, 1e-6) for got, values in pairs)
