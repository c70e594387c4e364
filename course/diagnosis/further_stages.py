"""Stages of functions over whose input no given kernel slides: Gaussian kernels, pooling, the strength of edges."""

from collections.abc import Callable
from typing import NamedTuple

from course.diagnosis.cause import world
from course.diagnosis.stages import NAN_STAGE, Stage, judged_on
from course.diagnosis.suites import Suite


class StageRow(NamedTuple):
    """A stage to be: its name, where a function is right or wrong that fails there first, see Stage; its Probes."""

    name: str
    before: str
    where: str
    probes: list


class FurtherCalling(NamedTuple):
    """How a function is called: call(f, x, h, options), in words, what the first of its arguments are; served: see Calling."""

    call: Callable
    words: str
    arguments: tuple = ("input",)
    served: str = ""


def judged_without_sliding(f, stages, call, words):
    """The StagedDiagnosis of a function on Stages, which call(f, x, h, options) calls, as words say."""
    return judged_on(f, stages, FurtherCalling(call, words))


def stages_without_sliding(rows, gives, mistakes, shown, within, *, meant=(), alone=()):
    """The Stages of StageRows; the last has no probes, as nothing is asked with a nan.

    gives, mistakes, shown, within, meant, alone: see Suite. Probes to which the definition has no answer are left out.
    """
    before, stages = (), []
    for row in (*rows, StageRow(NAN_STAGE, "", "", [])):
        probes = tuple(probe for probe in row.probes if gives(world(*meant), probe) is not None)
        before += probes
        suite = Suite(before, (), gives, mistakes, shown, within, meant, tuple(alone), slides=False)
        if probes or row.name == NAN_STAGE:
            stages.append(Stage(row.name, row.before, row.where, probes, suite))
    return tuple(stages)
