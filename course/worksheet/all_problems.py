"""The problems of a sheet: those of one lesson, or a few of each, drawn for a seed."""

from course.convolution.random_numbers import Chance
from course.worksheet import (
    lesson_0_signals,
    lesson_1_images,
    lesson_2_tensorflow,
    lesson_3_photographs,
    lesson_4_networks,
)
from course.worksheet.problem_kinds import draw_problem

# The ProblemKinds of each lesson, by its number.
KINDS_OF_LESSONS = (
    lesson_0_signals.SIGNAL_PROBLEMS,
    lesson_1_images.IMAGE_PROBLEMS,
    lesson_2_tensorflow.TENSORFLOW_PROBLEMS,
    lesson_3_photographs.PHOTOGRAPH_PROBLEMS,
    lesson_4_networks.NETWORK_PROBLEMS,
)
KINDS_AT_MOST = 1_000  # the numbers of kinds are below this, so that no two seeds share the chance of a kind


def problems(seed, lesson=None):
    """The Problems of the sheet of a lesson, or of all lessons (None), whose titles then name their lesson.

    Each problem has a Chance of its own, so that its numbers do not depend on the other problems of the sheet.
    """
    if lesson is not None:
        return _drawn(KINDS_OF_LESSONS[lesson], seed)
    mixed = []
    for number, kinds in enumerate(KINDS_OF_LESSONS):
        for problem in _drawn([kind for kind in kinds if kind.mixed], seed):
            mixed.append(problem._replace(title=f"{problem.title} (lesson {number})"))
    return mixed


def _drawn(kinds, seed):
    """A problem of each kind, but for those of which none can be drawn."""
    drawn = [draw_problem(kind, Chance(KINDS_AT_MOST * seed + kind.number)) for kind in kinds]
    return [problem for problem in drawn if problem is not None]
