"""What can be asked of a Probe, an input with its kernel and options: its sizes, and where its outputs lie.

x and h may be nested lists or the arrays of any library.
"""

from math import prod

from course.convolution.nested import shape
from course.convolution.sizes import padding_of_axes
from course.diagnosis.windows import overhang, sliding_index


def shape_of(values):
    """The size of every axis of nested lists or an array."""
    return tuple(values.shape) if hasattr(values, "shape") else shape(values)


def is_of_bytes(values):
    """Whether numbers are an array of bytes (uint8)."""
    return str(getattr(values, "dtype", "")) == "uint8"


def count_numbers(probe):
    """How many numbers an input and its kernel have together.

    Example: 5 for a signal of 3 with a kernel of 2.
    """
    return prod(shape_of(probe.x)) + prod(shape_of(probe.h))


def sliding_sizes(probe):
    """The sizes of the input and the kernel along the axes on which the kernel slides: (x's, h's).

    Example: ((5, 4), (3, 2)) for an image of 5 rows and 4 columns and a kernel of 3 and 2, with channels or without;
    ((5,), (3,)) for a signal of 5 and a kernel of 3.
    """
    x, h = shape_of(probe.x), shape_of(probe.h)
    return (x[-3:-1], h[:2]) if len(h) == 4 else (x, h)


def step_sizes(probe, option):
    """The stride or the dilation (option) of a probe along each axis on which the kernel slides; 1 if it has none.

    Example: (2, 2) for the stride 2 of an image.
    """
    given = probe.options.get(option, 1)
    return given if isinstance(given, tuple) else (given,) * len(sliding_sizes(probe)[0])


def beyond(probe, index):
    """Whether the window of an output leaves the input: for each axis (before its start, after its end)."""
    both = []
    axes = list(zip(*sliding_sizes(probe), step_sizes(probe, "stride"), step_sizes(probe, "dilation")))
    sides = padding_of_axes(probe.options.get("mode"), probe.options.get("padding"), axes)
    for i, (n, k, stride, dilation), (before, _) in zip(sliding_index(index), axes, sides):
        both.append(overhang(i, n, k, stride, dilation, before))
    return both
