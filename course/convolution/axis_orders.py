"""
Which order of axes is seen in the shapes of an input and a kernel: a refusal of those that do not go together, with the
one line that mends them, and a note on those that go together and may be meant otherwise.
"""

from itertools import combinations
from typing import NamedTuple

FEW_CHANNELS = 4  # red, green, blue and transparency: a longer last axis is rather a row of an image
TORCH_FILTERS = (2, 3, 1, 0)  # what transposes PyTorch's (out, in, height, width) to (height, width, in, out)


class Mending(NamedTuple):
    """What is seen in an input x and a kernel h that do not go together, and how they would.

    says  what is seen, in words
    code  the line that mends it, of NumPy
    x, h  the shapes that it makes of both
    """

    says: str
    code: str
    x: tuple
    h: tuple


def go_together(x, h):
    """Whether an input and a kernel of these shapes have axes that go together, and as many channels.

    Example: go_together((28, 28, 3), (5, 5, 3, 8)) is True, and go_together((3, 28, 28), (5, 5, 3, 8)) is False.
    """
    if (len(x), len(h)) in ((1, 1), (2, 2), (1, 2), (2, 1)):
        return True
    return len(x) in (3, 4) and len(h) == 4 and x[-1] == h[2]


def axes_in_words(x, h):
    """What is seen in shapes that do not go together, and the line that mends it, for a refusal; "" if nothing is.

    Example: axes_in_words((3, 6, 6), (3, 3, 3, 2)) is
    "the input has its channels first: np.moveaxis(x, 0, -1) is (6, 6, 3)".
    """
    if 0 in (*x, *h):
        return ""
    for seen in (
        *_orders(x, h),
        *_groups(x, h),
        *_missing_axes(x, h),
        *_signals_with_channels(x, h),
        *_other_channels(x, h),
        *_one_by_one(x, h),
    ):
        if go_together(seen.x, seen.h) and lies_inside(seen.x, seen.h):
            made = [str(new) for new, old in ((seen.x, x), (seen.h, h)) if new != old]
            return f"{seen.says}: {seen.code} {'is' if len(made) == 1 else 'are'} {' and '.join(made)}"
    return ""


def ones_left_out(name, shape, axes):
    """(how so many axes of an array are left, the shape that is left), if all others have length 1; None if not.

    Example: ones_left_out("x", (1, 26, 26, 1), 2) is ("x[0, ..., 0]", (26, 26)).
    """
    for before in range(len(shape) - axes + 1):
        inside, after = shape[before : before + axes], shape[before + axes :]
        outside = (*shape[:before], *after)
        if outside and set(outside) == {1}:
            places = ["0"] * before + ["..."] * bool(after) + ["0"] * len(after)
            return f"{name}[{', '.join(places)}]", inside
    return None


def notes_on_axes(x, h):
    """What an input and a kernel of shapes that go together are taken for, where they may be meant otherwise: sentences.

    Example: of (1, 8) and (3,) the one begins with "The input x (1, 8) is taken as an image of one row".
    """
    if 0 in (*x, *h):
        return ()
    return tuple(note for note in (_note_on_one_row(x, h), _note_on_torch(x, h)) if note)


def _note_on_one_row(x, h):
    """The note on a row in two axes beside a kernel of one, as TensorFlow and Keras have signals in three; or ""."""
    if len(x) != 2 or x[0] != 1 or len(h) != 1:
        return ""
    return (
        f"The input x {x} is taken as an image of one row. The signal in it is x[0]; Keras' Conv1D and tf.nn.conv1d take "
        "x[..., None], (batch, length, channels)."
    )


def _note_on_torch(x, h):
    """The note on a kernel that reads as well or better in PyTorch's order, and so may its input; or "".

    It reads better where its window is square then, as most are, or where only that window lies inside the input. One
    weight alone counts for no square.

    Example: as (height, width, in, out) the window of (1, 3, 3, 3) is 1 x 3, and in PyTorch's order it is 3 x 3.
    """
    if len(x) not in (3, 4) or len(h) != 4 or h[2:] == (1, 1):
        return ""
    first = (*x[:-3], *x[-2:], x[-3])  # x with its channels moved to the end
    turned = tuple(h[axis] for axis in TORCH_FILTERS)
    move, turn = f"np.moveaxis(x, {len(x) - 3}, -1)", f"np.transpose(h, {TORCH_FILTERS})"
    square, square_as_torchs = h[0] == h[1] > 1, h[2] == h[3]
    better = square_as_torchs > square or not lies_inside(x, h)
    as_well = square_as_torchs and square
    inputs = h[1]  # of PyTorch's
    input_may_be = x[-3] == inputs and lies_inside(first, turned)
    if x[-1] == inputs and lies_inside(x, turned) and (better or as_well):
        for_x = f", and {move} for an input in that order" if input_may_be else ""
        return (
            f"The kernel h {h} is read in TensorFlow's order (height, width, in, out). If it is in PyTorch's, "
            f"(out, in, height, width), give {turn}, which is {turned}{for_x}."
        )
    if input_may_be and better:
        return (
            f"The input x {x} and the kernel h {h} are read in TensorFlow's order, the channels last. If they are in "
            f"PyTorch's, (out, in, height, width) of the kernel, give {move} and {turn}, which are {first} and {turned}."
        )
    return ""


def shape_as_output(sizes, output):
    """The shape that given numbers have with axes of length 1 put in or left out, so that they have the output's axes.

    sizes: their shape. output: the shape of the output. None where that is not possible. All other sizes stay as they
    are, so that numbers which are too few or too many are still seen to be that.

    Example: (2, 3) beside an output of (1, 2, 3, 1) is (1, 2, 3, 1), and (2, 4) beside it is (1, 2, 4, 1).
    """
    sliding = output[-3:-1]
    if len(sizes) == len(output):
        channels_first = (*output[:-3], output[-1], *sliding)  # as PyTorch has them
        moved = len(output) > 2 and output[-1] == 1 not in sliding and sizes == channels_first
        return output if moved else sizes
    if tuple(size for size in output if size > 1) == sizes:
        return output
    few, many = sorted((sizes, output), key=len)
    ones = [axis for axis, size in enumerate(many) if size == 1]
    ways = list(combinations(ones, len(many) - len(few)))
    if len(sizes) > len(output):
        shapes = [tuple(size for axis, size in enumerate(sizes) if axis not in way) for way in ways]
    else:
        shapes = [_with_ones(sizes, way) for way in ways]

    def alike(made):
        return sum(size == wanted for size, wanted in zip(made, output))

    return shape_as_output(max(shapes, key=alike), output) if shapes else None


def _with_ones(sizes, axes):
    """A shape with axes of length 1 put in, so that they stand at these places.

    Example: _with_ones((2, 3), (0, 3)) is (1, 2, 3, 1).
    """
    made = list(sizes)
    for axis in axes:  # the first one first
        made.insert(axis, 1)
    return tuple(made)


def lies_inside(x, h):
    """Whether a kernel of this shape is nowhere longer than the input."""
    sliding = x[-3:-1] if len(x) > 2 else x
    return len(h) < len(sliding) or all(k <= n for n, k in zip(sliding, h))


# ---- what may be seen, each with the shapes that would go together


def _orders(x, h):
    """Axes in another order: PyTorch's channels first, and its filters (out, in, height, width)."""
    if len(x) not in (3, 4) or len(h) != 4:
        return []
    first = (*x[:-3], *x[-2:], x[-3])  # x with its channels moved to the end
    turned = tuple(h[axis] for axis in TORCH_FILTERS)
    move, turn = f"np.moveaxis(x, {len(x) - 3}, -1)", f"np.transpose(h, {TORCH_FILTERS})"
    channels = Mending("the input has its channels first", move, first, h)
    both = Mending("channels first, and filters in PyTorch's order", f"{move} and {turn}", first, turned)
    torch = Mending("filters in PyTorch's order (out, in, height, width)", turn, x, turned)
    square_first, square_last = h[0] == h[1], h[2] == h[3]  # where the window is, as most are square
    if square_first and not square_last:
        return [channels]
    return [channels, torch, both] if square_first else [torch, both, channels]


def _groups(x, h):
    """Channels in groups, each with filters of its own, as tf.nn.conv2d takes them."""
    if len(x) not in (3, 4) or len(h) != 4 or x[-1] == h[2] or x[-1] % h[2]:
        return []
    groups = x[-1] // h[2]
    if h[3] % groups:
        return []
    outputs = h[3] // groups
    says = (
        f"a grouped convolution of {groups} groups (tf.nn.conv2d has it, not worked out here); "
        "each by itself, first"
    )
    code = f"x[..., :{h[2]}] and h[..., :{outputs}]"
    return [Mending(says, code, (*x[:-1], h[2]), (*h[:3], outputs))]


def _missing_axes(x, h):
    """An axis of length 1 that is not there, or is one too many."""
    seen = []
    if len(x) in (2, 3) and len(h) == 4 and h[2] == 1 and (len(x) == 2 or x[-1] > FEW_CHANNELS):
        seen.append(Mending("the input has no axis of channels", "x[..., None]", (*x, 1), h))
    if len(x) in (3, 4) and len(h) == 3 and h[2] == x[-1]:
        seen.append(Mending("the kernel has no axis of output channels", "h[..., None]", x, (*h, 1)))
    if len(h) in (1, 2) and len(x) > 2 and ones_left_out("x", x, len(h)):
        code, left = ones_left_out("x", x, len(h))
        seen.append(Mending("the input has axes of length 1, which the kernel has not", code, left, h))
    if len(x) in (1, 2) and len(h) > 2 and ones_left_out("h", h, len(x)):
        code, left = ones_left_out("h", h, len(x))
        seen.append(Mending("the kernel has axes of length 1, which the input has not", code, x, left))
    return seen


def _signals_with_channels(x, h):
    """Signals with channels: they are images of one row. One of them, or a batch, in TensorFlow's order or PyTorch's."""
    if len(x) not in (2, 3) or len(h) != 3:
        return []
    seen = []
    batch, put = x[:-2], "x[:, None]" if len(x) == 3 else "x[None]"
    if h[1] == x[-1]:  # (length, in) and (length, in, out)
        says = "these are for tf.nn.conv1d; as images of one row"
        seen.append(Mending(says, f"{put} and h[None]", (*batch, 1, *x[-2:]), (1, *h)))
    if h[1] == x[-2]:  # (in, length) and (out, in, length)
        says = "these are for PyTorch's Conv1d; as images of one row"
        code = f"{put.replace('x', f'np.moveaxis(x, {len(x) - 2}, -1)')} and np.transpose(h, (2, 1, 0))[None]"
        seen.append(Mending(says, code, (*batch, 1, x[-1], x[-2]), (1, h[2], h[1], h[0])))
    return seen


def _other_channels(x, h):
    """As many channels as the filters do not read: one, or several."""
    if len(h) not in (3, 4) or len(x) < 2:
        return []
    inputs = h[2]
    filters, more = (h, "") if len(h) == 4 else ((*h, 1), " and h[..., None]")
    seen = []
    if len(x) == 2 and inputs > 1:
        says = f"a grey image, and filters that read {inputs} channels; the same in each"
        seen.append(Mending(says, f"np.stack([x] * {inputs}, -1){more}", (*x, inputs), filters))
    if len(x) > 2 and x[-1] == 1:
        says = f"a grey image, and filters that read {inputs} channels; the same in each"
        seen.append(Mending(says, f"np.repeat(x, {inputs}, -1){more}", (*x[:-1], inputs), filters))
    if len(x) > 2 and inputs == 1:
        says = f"{x[-1]} channels, and filters that read 1; the same for each, added up"
        wide = (*filters[:2], x[-1], filters[3])
        seen.append(Mending(says, f"np.repeat(h{'[..., None]' if more else ''}, {x[-1]}, 2)", x, wide))
    return seen


def _one_by_one(x, h):
    """Several images or channels beside a kernel of no channels: what is convolved one at a time."""
    if len(h) not in (1, 2) or len(x) not in (3, 4):
        return []
    one = "beside a kernel for one channel; one at a time"
    channels_last = x[-1] <= FEW_CHANNELS
    if len(x) == 4:
        code, left = ("x[i, ..., c]", x[1:3]) if channels_last else ("x[i, c]", x[2:])
        return [Mending(f"a batch with channels {one}", code, left, h)]
    if channels_last:
        return [Mending(f"an image of {x[-1]} channels {one}", "x[..., c]", x[:2], h)]
    return [Mending(f"{x[0]} images or channels {one}", "x[i]", x[1:], h)]
