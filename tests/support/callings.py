"""Callings that are made by hand, of functions whose way of being called is known."""

from dataclasses import dataclass

import numpy as np
from scipy import signal

from course.mistakes.faulty_definition import outcome


@dataclass(frozen=True, eq=False)
class HandMade:
    """What stages.py needs to know of a function; the fields are those of a Calling."""

    kind: str = "2-D"
    call: object = lambda f, x, h, options: f(x, h)
    modes: tuple = ("same",)
    takes: tuple = ()
    flip: bool = True
    border: str = "zeros"
    kernels: object = "any"
    results: str = "numbers"
    causal: bool = False
    divides: str = ""
    arguments: tuple = ("input", "kernel")
    words: str = ""
    served: str = ""

    def gives(self, world, probe):
        return outcome(world, probe.x, probe.h, **probe.options)


def with_options(f, x, h, options):
    """f(x, h) with those of stride, padding and bias that a probe has."""
    given = {name: options[name] for name in ("stride", "padding", "bias") if name in options}
    return f(x, h, **given)


SAME = HandMade()
LAYER = HandMade("layer", with_options, ("valid",), ("stride", "padding", "bias"), flip=False)


def convolved(x, h):
    """The convolution of images, as many numbers as the image has."""
    return signal.convolve2d(x, h, "same")


def layer(x, h, stride=1, padding=0, bias=()):
    """A layer: images (batch, rows, columns, in), filters (rows, columns, in, out), a number for each output."""
    around = (padding, padding)
    x = np.pad(x, ((0, 0), around, around, (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, h.shape[:2], axis=(1, 2))
    return np.einsum("nijcab,abco->nijo", windows[:, ::stride, ::stride], h) + np.array(bias)


def named(diagnosis):
    """The names of the mistakes that are told, a set for each cause."""
    return [set(cause.names) for cause in diagnosis.causes]
