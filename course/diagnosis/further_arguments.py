"""
What a function is given behind the input and the kernel: a mode, a padding, a stride, a bias ...

A give(options, h) makes the value from a Probe's options and the kernel.
"""

from itertools import islice, product

import numpy as np

from course.diagnosis.parameters import SIZE_WORDS, Role

BIAS_AXES = (1, 4, -1, -2, 0)  # as bias_of_shape() has them, the shapes in which a bias is tried
MOST_COMBINATIONS = 64  # of values for parameters without a default


def constant(value):
    """A give() that is always the same."""
    return lambda options, h: value


def number_or_pair(option, nothing, pair):
    """A give() for a stride, a dilation or a padding: as (rows, columns) or as one number; nothing: where none is asked."""

    def give(options, h):
        value = options.get(option)
        value = nothing if value is None else value
        if pair and not isinstance(value, tuple):
            return (value, value)
        return value

    return give


def settings(options, h):
    """A dict with the stride and the padding, under the names that courses give them."""
    stride, padding = options.get("stride", 1), options.get("padding") or 0
    return {"stride": stride, "pad": padding, "padding": padding}


def bias_of_shape(axes):
    """A give() for a bias, one number for each output channel, with so many axes in front of it; 0: one number alone.

    Its numbers are of the kernel's type: y += b raises an error for whole numbers y and floats b. A negative number of axes stands behind it: -1 is (out, 1).
    """

    def give(options, h):
        outputs = h.shape[-1] if h.ndim == 4 else 1
        bias = np.array(options.get("bias", [0] * outputs), h.dtype).reshape(-1)
        if axes == 0:
            return bias[0].item()
        front, behind = (axes - 1, 0) if axes > 0 else (0, -axes)
        return bias.reshape((1,) * front + (len(bias),) + (1,) * behind)

    return give


def mode_by_word(words):
    """A give() for a mode; words: {mode: the word that the function knows it by}, where "same" stands for "SAME", too."""
    default = next(iter(words.values()))

    def give(options, h):
        mode = options.get("mode") or ""
        return words.get(mode, words.get(mode.lower(), default))

    return give


FIRST_VALUES = {  # role: what a parameter without a default is given first, in the order in which it is tried
    Role.MODE: [constant(word) for word in SIZE_WORDS],
    Role.PADDING: [
        number_or_pair("padding", 0, False),
        number_or_pair("padding", 0, True),
        constant("same"),
        constant("valid"),
    ],
    Role.STRIDE: [number_or_pair("stride", 1, False), number_or_pair("stride", 1, True)],
    Role.DILATION: [number_or_pair("dilation", 1, False), number_or_pair("dilation", 1, True)],
    Role.GROUPS: [number_or_pair("groups", 1, False)],
    Role.BIAS: [bias_of_shape(axes) for axes in BIAS_AXES],
    Role.SETTINGS: [settings],
    Role.NORMALIZE: [constant(False)],
    Role.BORDER: [constant(word) for word in ("constant", "zeros", "zero", "fill", "edge", "reflect")],
}
# Where a name says nothing.
UNKNOWN_VALUES = [*(constant(value) for value in ("same", 0, 1, "constant")), bias_of_shape(1)]


def _has_step_as_default(parameter):
    """Whether a Parameter is a stride or a dilation, and its default another one than 1."""
    if parameter.role not in (Role.STRIDE, Role.DILATION) or not parameter.is_sure:
        return False
    is_number = type(parameter.default) is int or isinstance(parameter.default, tuple)
    return is_number and parameter.default not in (1, (1, 1))


def combinations(parameters):
    """The values for those Parameters that have to be given: tuples ((Parameter, give), ...), few of them.

    A stride and a dilation are 1, whatever their defaults: small inputs have no room for a dilation of 3.
    """
    needed = [parameter for parameter in parameters if parameter.is_required]
    values = []
    for parameter in needed:
        by_role = FIRST_VALUES.get(parameter.role, [])
        values.append(by_role if parameter.is_sure else [*by_role, *UNKNOWN_VALUES])
    always = [
        (parameter, constant(False))
        for parameter in parameters
        if parameter.role == Role.NORMALIZE and parameter.default is True
    ]
    always += [
        (parameter, number_or_pair(parameter.role, 1, isinstance(parameter.default, tuple)))
        for parameter in parameters
        if _has_step_as_default(parameter)
    ]
    for chosen in islice(product(*values), MOST_COMBINATIONS):
        yield (*zip(needed, chosen), *always)
