"""
How many outputs an axis has, and how many places are added to it: modes, padding, stride and dilation in numbers.

What the options mean is said in definition.py. Everything here is about one axis, or one axis after another.
"""

from course.convolution.arguments import checked_whole_number, checked_word, in_message

MODES = ("full", "valid", "same", "SAME")
BORDERS = ("constant", "edge", "wrap", "symmetric", "reflect")


def effective_kernel_size(k, dilation=1):
    """How many places k weights cover when they lie dilation apart: (k - 1)*dilation + 1.

    Example: effective_kernel_size(3, 2) is 5, as in  w . w . w

    Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (2016), section 5.1.
    """
    return (k - 1) * dilation + 1


def output_size(n, k, *, padding=0, stride=1, dilation=1):
    """How many outputs one axis has: floor((n + padding - effective kernel size) / stride) + 1.

    n is the input's size, k the kernel's, padding the total of both sides. ValueError if the kernel does not fit, or
    a number is out of range.

    Example: output_size(6, 3, stride=2) is 2: the windows begin at 0 and 2, one at 4 would end outside.

    Source: Dumoulin and Visin (2016), relationship 15.
    """
    n, k, stride, dilation = _checked_sizes(n, k, stride, dilation)
    padding = checked_whole_number(padding, "padding", 0)
    covered = effective_kernel_size(k, dilation)
    room = n + padding - covered  # how far the kernel can move
    if room < 0:
        places, numbers = in_message(covered), in_message(n + padding)
        raise ValueError(
            f"the kernel reaches over {places} places and the input has {numbers}, padding "
            "included: use a shorter kernel or a smaller dilation, pad more, or ask for mode 'full'"
        )
    return room // stride + 1


def pads(n, k, mode, *, stride=1, dilation=1):
    """How many places a mode adds to one axis: (before, after). ValueError if the mode is unknown, or a number is
    out of range.

    Example: for n = 5 numbers and k = 4 weights "full" adds (3, 3), "same" (2, 1), "SAME" (1, 2), "valid" (0, 0).

    Sources: NumPy's and SciPy's reference for "full", "valid", "same"; for "SAME" TensorFlow's notes on
    padding: total = max((ceil(n/stride) - 1)*stride + effective kernel size - n, 0), the smaller half before.
    """
    checked_word(mode, "mode", MODES)
    n, k, stride, dilation = _checked_sizes(n, k, stride, dilation)
    covered = effective_kernel_size(k, dilation)
    over = covered - 1
    if mode == "full":
        return over, over
    if mode == "valid":
        return 0, 0
    if mode == "same":
        return over - over // 2, over // 2
    outputs = -(-n // stride)  # "SAME": the stride counts; this is n / stride, rounded up
    last_window_ends = (outputs - 1) * stride + covered
    added = max(last_window_ends - n, 0)
    return added // 2, added - added // 2


def padding_of_axes(mode, padding, axes):
    """The places added to each axis, from a mode or from explicit padding: [(before, after), ...].

    axes has (n, k, stride, dilation) for each.

    Example: padding_of_axes("same", None, [(5, 4, 1, 1)]) is [(2, 1)]; (1, (0, 2)) for two axes is [(1, 1), (0, 2)].
    """
    if padding is None:
        mode = "full" if mode is None else mode
        return [pads(n, k, mode, stride=stride, dilation=dilation) for n, k, stride, dilation in axes]
    if mode is not None:
        raise ValueError(f"give a mode ({in_message(mode)}) or padding ({in_message(padding)}), not both")
    if len(axes) == 1:
        padding = [padding]
    sides = padding if isinstance(padding, (tuple, list)) else (padding, padding)
    if len(sides) != len(axes):
        raise ValueError(
            f"padding is P, (rows, columns) or ((top, bottom), (left, right)), not {in_message(padding)}"
        )
    both = [side if _is_pair(side) else (side, side) for side in sides]
    return [
        (checked_whole_number(before, "padding", 0), checked_whole_number(after, "padding", 0))
        for before, after in both
    ]


def rows_and_columns(value, name):
    """A stride or dilation for both axes of an image, from one whole number or from a pair.

    Example: rows_and_columns(2, "stride") is (2, 2); rows_and_columns((1, 3), "stride") is (1, 3).
    """
    rows, columns = value if _is_pair(value) else (value, value)
    return checked_whole_number(rows, name, 1), checked_whole_number(columns, name, 1)


def step_of_each_axis(step, axes):
    """A stride or dilation as a list with one number for each of so many axes. ValueError for a pair in 1-D.

    Example: step_of_each_axis(2, 2) is [2, 2]; step_of_each_axis((1, 3), 2) is [1, 3].
    """
    steps = list(step) if isinstance(step, (tuple, list)) else [step] * axes
    if len(steps) != axes:
        raise ValueError(f"there are {axes} axes, and {in_message(step)} is for {len(steps)}")
    return steps


def _checked_sizes(n, k, stride, dilation):
    return (
        checked_whole_number(n, "the input's size", 1),
        checked_whole_number(k, "the kernel's size", 1),
        checked_whole_number(stride, "stride", 1),
        checked_whole_number(dilation, "dilation", 1),
    )


def _is_pair(value):
    return isinstance(value, (tuple, list)) and len(value) == 2
