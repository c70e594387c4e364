"""Stages of functions over whose input no given kernel slides: Gaussian kernels, pooling, the strength of edges."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

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
    """How a function is called: call(f, x, h, options), in words, and which of its arguments it changes."""

    call: Callable
    words: str
    changes: tuple = ()


def judged_without_sliding(f, stages, call, words):
    """The StagedDiagnosis of a function on Stages, which call(f, x, h, options) calls, as words say."""
    calling = FurtherCalling(call, words, _changed_arguments(f, stages[0].probes[0], call))
    return judged_on(f, stages, calling)


def _changed_arguments(f, probe, call):
    """("input",) if a function changes an array that it is given."""
    x = np.array(probe.x)
    try:
        call(f, x, np.array(probe.h), probe.options)
    except (Exception, SystemExit):  # a crash is said where the probes are judged
        return ()
    return () if np.array_equal(x, probe.x) else ("input",)


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
