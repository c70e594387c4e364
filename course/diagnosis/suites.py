"""
What a function is tried on, and what is right there.

The inputs are arrays here, because their type matters: a function gets bytes, whole numbers or floats, and some
mistakes of the bank keep the result in that type.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import product
from math import prod

import numpy as np

from course.convolution.nested import flat
from course.diagnosis.cause import world
from course.diagnosis.probe_inputs import INPUTS, Bytes
from course.diagnosis.probe_text import probe_in_words
from course.diagnosis.probes import count_numbers, shape_of
from course.diagnosis.same_numbers import ROUNDING
from course.diagnosis.small_inputs import differing_numbers, small_shapes
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import applies, definition_with, outcome
from course.mistakes.smallest_input import Probe

FAULTLESS = definition_with()
NUMPY_MODES = ("full", "same", "valid")  # those of np.convolve
SUITES_KEPT = 32  # of diagnose(): one for each place, modes and flip that were asked for
WORK_OF_A_DEFINITION = 40  # products that take as long as making a definition with mistakes


@dataclass(frozen=True, eq=False)
class Suite:
    """What a function is tried on.

    probes    Probes, the smallest first
    small     small ones, the smallest first; they are looked at up to the first that goes wrong
    gives     gives(world, probe): what a definition, with mistakes or without, gives; None where it refuses
    mistakes  the Mistakes that could be made there, those made most often first
    shown     shown(probe): the call in words
    within    how far a float may be off, as a part of it
    meant     Mistakes that are none here: all that is right makes them, and the mistakes are made on top of them
    alone     Mistakes that are told where one of them explains everything, alone or with a kernel that is not flipped
    slides    whether a kernel slides over an input, so that its sizes, modes and padding may be what failures share
    kept      what others have worked out for it and need again; it goes when the suite goes
    """

    probes: tuple
    small: tuple
    gives: Callable
    mistakes: tuple
    shown: Callable
    within: float = ROUNDING
    meant: tuple = ()
    alone: tuple = ()
    slides: bool = True
    kept: dict = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def right_numbers(self):
        """What is right for each of the probes."""
        return [self.right(probe) for probe in self.probes]

    @cached_property
    def work(self):
        """How long a definition takes for each of the probes, counted in products, the same on every machine.

        Making the definition and reading the input count as well.

        Example: a signal of 4 with a kernel of 2 in mode "full" has 5 outputs: 40 + 4 + 5 * 2 = 54.
        """
        work = []
        for probe, right in zip(self.probes, self.right_numbers):
            # A fourth axis of the kernel is that of the output channels.
            weights_of_one_output = prod(shape_of(probe.h)[:3])
            outputs = len(list(flat(right)))
            work.append(WORK_OF_A_DEFINITION + prod(shape_of(probe.x)) + outputs * weights_of_one_output)
        return work

    @cached_property
    def in_words(self):
        """in_words(probe): shown(probe), made once and kept, as every function that is wrong is told of the same probes."""
        return kept_by_probe(self.shown)

    def right(self, probe, world=None):
        """What is right for a probe, or what a world gives, one of making(); None where it refuses."""
        return self.gives(self.making() if world is None else world, probe)

    def making(self, *mistakes):
        """The definition that makes these mistakes, on top of those that are meant."""
        all_mistakes = (*self.meant, *mistakes)
        return world(*all_mistakes) if all_mistakes else FAULTLESS


@lru_cache(SUITES_KEPT)
def suite_of(place, modes, flip):
    """The Suite of a place of INPUTS in some modes, for a convolution (flip) or a correlation.

    "valid" is asked only where the kernel fits.
    """
    inputs, options = INPUTS[place]
    probes = [
        Probe(as_array(x), as_array(h), {"mode": mode, "flip": flip, **more})
        for (x, h), mode, more in product(inputs, modes, options)
    ]
    small = [
        Probe(x, h, {"mode": mode, "flip": flip, **options[0]})
        for (x, h), mode in product(small_pairs(place), modes)
    ]
    probes = tuple(sorted(filter(has_answer, probes), key=count_numbers))
    small = tuple(filter(has_answer, small))
    gives = right_answers_kept(convolution_of)
    return Suite(probes, small, gives, mistakes_shown_by(probes), probe_in_words)


def as_array(values):
    """Nested lists as an array of whole numbers or floats, Bytes as one of bytes."""
    return np.array(values, np.uint8 if isinstance(values, Bytes) else None)


def small_pairs(place):
    """Small inputs and kernels for a place, as arrays, the fewest numbers first; with channels, two of them."""
    axes = 1 if place == "1-D" else 2
    shapes = small_shapes(range(1, 5), range(1, 4), axes, most=14)
    if place == "channels":
        shapes = [((*x, 2), (*h, 2, 1)) for x, h in shapes]
    return [(np.array(differing_numbers(x, 1)), np.array(differing_numbers(h, 2))) for x, h in shapes]


def convolution_of(world, probe):
    """What a world's convolution gives for a probe: nested lists, or None where it refuses."""
    return outcome(world, probe.x, probe.h, **probe.options)


def right_answers_kept(gives):
    """gives(definition, probe), but what is right for a probe is worked out once and then kept.

    Every file of a class, and every function, is held against it, and for each several times.
    """
    right = kept_by_probe(partial(gives, FAULTLESS))

    def right_from_memory(definition, probe):
        return right(probe) if definition is FAULTLESS else gives(definition, probe)

    return right_from_memory


def has_answer(probe):
    """Whether the definition has an answer to a probe."""
    return convolution_of(FAULTLESS, probe) is not None


def mistakes_shown_by(probes, mistakes=tuple(BANK.values())):
    """The mistakes, of the bank if no others are given, that could show themselves in one of the probes, those made most often first.

    Whether one can depends only on the number of axes, the stride, the dilation, the bias and the groups, and few of
    these are different.
    """
    kinds = {_kind_of(probe) for probe in probes}
    shown = []
    for mistake in mistakes:
        for axes, stride, dilation, bias, groups in kinds:
            options = {"stride": stride, "dilation": dilation, "bias": bias, "groups": groups}
            if applies(mistake, axes, options):
                shown.append(mistake)
                break
    return tuple(shown)


def _kind_of(probe):
    """The number of axes, the stride, the dilation, the bias and the groups of a probe."""
    options = probe.options
    bias = tuple(options.get("bias", ()))
    steps = options.get("stride", 1), options.get("dilation", 1)
    return len(shape_of(probe.x)), *steps, bias, options.get("groups", 1)


def kept_by_probe(made):
    """made(probe), but made once for each probe and then kept."""
    kept = {}  # id of a probe: (the probe, so that no other gets its id; what was made)

    def from_memory(probe):
        if id(probe) not in kept:
            kept[id(probe)] = (probe, made(probe))
        return kept[id(probe)][1]

    return from_memory
