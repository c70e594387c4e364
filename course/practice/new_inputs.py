"""
The last rung of every ladder: the same kinds of inputs, drawn anew at each check.

Every other input of an exercise is listed, with what is right for it, so that a table of these answers holds
all other rungs. The seed says which inputs are drawn: it is told with the result, and the same seed draws the
same inputs on every machine.
"""

import secrets
import threading
from dataclasses import replace
from functools import cache

from course.convolution.random_numbers import LARGEST_SEED, Chance
from course.practice.drawn_inputs import draw_new_probes
from course.practice.exercise_files import load_exercise
from course.practice.exercise_inputs import every_number
from course.practice.rubric import NEW_INPUTS, Rung

ASKS_ANEW = "the same kinds of inputs, drawn anew at each check"
_drawing = threading.Lock()


def any_seed():
    """A seed that nobody can foresee."""
    return secrets.randbelow(LARGEST_SEED + 1)


def exercise_to_check(number, seed):
    """The Exercise of a number with the new inputs of a seed, drawn when it is first asked for, then kept.

    All files of a class are tried on the same ones. They are checked in several threads: the lock keeps two
    of them from drawing at once.
    """
    with _drawing:
        return _drawn(number, seed)


@cache
def _drawn(number, seed):
    return with_new_inputs(load_exercise(number), seed)


def with_new_inputs(exercise, seed):
    """An Exercise with the rung of new inputs: a Rung for each of its functions, drawn by this seed."""
    chance = Chance(seed)
    rungs = tuple(_new_rung(part, chance) for part in exercise.parts)
    return exercise._replace(new_rungs=rungs, seed=seed)


def _new_rung(part, chance):
    """The Rung of new inputs for one function; its ExercisePart has the listed probes, then the new ones.

    So a mistake is named only if it gives what the function gave on all of them.
    """
    listed = part.suite.probes
    drawn = draw_new_probes(listed, part.draw, part.kind_of, chance)
    suite = replace(part.suite, probes=(*listed, *drawn))
    indices = tuple(range(len(listed), len(suite.probes)))
    return Rung(NEW_INPUTS, ASKS_ANEW, replace(part, suite=suite), indices, every_number)
