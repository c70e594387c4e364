"""
Convolution by its definition, in exact arithmetic: the court of appeal of this course.

    y[i] = sum over a of  x[i*stride + a*dilation - before] * h[a]          h turned round first
    y[i][j] = the same with two indices; with channels, the sum over the input channels as well

It is slow and short, and meant to be read like a proof. Numbers are Python's own: int and Fraction stay
exact, float and nan flow as they do. Arrays of other libraries are taken by their tolist(), so that a uint8
cannot wrap. What is left out: speed, complex numbers, and swapping the arguments when the kernel is longer.

The options, the same for every function here:

mode      "full"   every overlap                        n + reach - 1 numbers
          "valid"  the kernel lies wholly inside        n - reach + 1
          "same"   as many numbers as the input; an odd zero goes before (np.convolve, scipy convolve2d)
          "SAME"   ceil(n / stride) numbers; an odd zero goes after (TensorFlow)
          where reach = (k - 1)*dilation + 1. The default is "full".
padding   instead of a mode, how many places to add: P on every side, (rows, columns), or
          ((top, bottom), (left, right)); in 1-D P or (before, after).
stride    how far the kernel moves from one output to the next; one whole number, or (rows, columns).
dilation  how far apart the kernel's weights lie; 1 is side by side.
border    what stands on the added places, in np.pad's words: "constant" (fill, which is 0 if not given),
          "edge", "wrap", "symmetric" (the edge is repeated) or "reflect" (it is not).
flip      True turns the kernel round in every axis: convolution. False leaves it: correlation, which deep
          learning calls convolution.

The convolutions, output_size and pads raise ValueError, in one line that says what would do, for a request
that has no answer.
"""

from numbers import Real
from operator import index
from reprlib import repr as shortened

MODES = ("full", "valid", "same", "SAME")
BORDERS = ("constant", "edge", "wrap", "symmetric", "reflect")


# ---- sizes


def reach(k, dilation=1):
    """How many places k weights cover when they lie dilation apart: (k - 1)*dilation + 1.

    Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (2016), section 5.1.
    """
    return (k - 1) * dilation + 1


def output_size(n, k, *, padding=0, stride=1, dilation=1):
    """How many outputs one axis has: floor((n + padding - reach) / stride) + 1.

    n is the input's size, k the kernel's, padding the total of both sides. Source: Dumoulin and Visin
    (2016), relationship 15. ValueError if the kernel does not fit, or a number is out of range.
    """
    n, k, stride, dilation = _sizes(n, k, stride, dilation)
    padding = _whole(padding, "padding", 0)
    room = n + padding - reach(k, dilation)
    if room < 0:
        raise ValueError(
            f"the kernel reaches over {reach(k, dilation)} places and the input has {n + padding}, padding "
            "included: use a shorter kernel or a smaller dilation, pad more, or ask for mode 'full'"
        )
    return room // stride + 1


def pads(n, k, mode, *, stride=1, dilation=1):
    """How many places a mode adds to one axis: (before, after).

    Sources: NumPy's and SciPy's reference for "full", "valid", "same"; for "SAME" TensorFlow's notes on
    padding: total = max((ceil(n/stride) - 1)*stride + reach - n, 0), the smaller half before.
    ValueError if the mode is unknown, or a number is out of range.
    """
    _known(mode, "mode", MODES)
    n, k, stride, dilation = _sizes(n, k, stride, dilation)
    over = reach(k, dilation) - 1
    if mode == "full":
        return over, over
    if mode == "valid":
        return 0, 0
    if mode == "same":
        return over - over // 2, over // 2
    outputs = -(-n // stride)  # "SAME": the stride counts
    added = max((outputs - 1) * stride + over + 1 - n, 0)
    return added // 2, added - added // 2


# ---- reading the input, turning the kernel, adding up


def source(i, n, border):
    """Which of the n numbers of an axis stands at place i; None where the fill stands."""
    if 0 <= i < n:
        return i
    if border == "constant":
        return None
    if border == "edge":
        return 0 if i < 0 else n - 1
    if border == "wrap":
        return i % n
    if border == "symmetric":
        i = i % (2 * n)
        return i if i < n else 2 * n - 1 - i
    if border == "reflect":
        i = i % max(2 * n - 2, 1)
        return i if i < n else 2 * n - 2 - i
    raise ValueError(f"border {border!r} is not one of {', '.join(BORDERS)}")


def turned(kernel):
    """The kernel turned round: its last weight first, in 2-D in both axes."""
    return [turned(row) if isinstance(row, list) else row for row in reversed(kernel)]


def total(products):
    """The sum from left to right; sum() itself rounds floats differently from one Python to the next."""
    result = 0
    for product in products:
        result = result + product
    return result


# ---- the definition


def convolve1d(
    signal, kernel, mode=None, *, padding=None, stride=1, dilation=1, border="constant", fill=0, flip=True
):
    """The convolution of signal (n numbers) with kernel (k numbers): a list of numbers.

    The options, the errors and the formula are in the module's docstring. Source of the formula: Oppenheim
    and Schafer, "Discrete-Time Signal Processing", section 2.3.
    """
    x, h = _numbers(signal, "signal"), _numbers(kernel, "kernel")
    s, d = _whole(stride, "stride", 1), _whole(dilation, "dilation", 1)
    _known(border, "border", BORDERS)
    (fill,) = _numbers([fill], "fill")
    before, after = _padding(mode, padding, [(len(x), len(h), s, d)])[0]
    size = output_size(len(x), len(h), padding=before + after, stride=s, dilation=d)
    if flip:
        h = turned(h)

    def at(i):
        i = source(i, len(x), border)
        return fill if i is None else x[i]

    return [total(at(i * s + a * d - before) * h[a] for a in range(len(h))) for i in range(size)]


def convolve2d(
    image, kernel, mode=None, *, padding=None, stride=1, dilation=1, border="constant", fill=0, flip=True
):
    """The convolution of image (rows, columns) with kernel (rows, columns): a list of rows.

    The options, the errors and the formula are in the module's docstring. Source of the formula: Gonzalez
    and Woods, "Digital Image Processing", section 3.4.
    """
    x, h = _rows(image, "image"), _rows(kernel, "kernel")
    (n, m), (k, l) = (len(x), len(x[0])), (len(h), len(h[0]))
    (sr, sc), (dr, dc) = _pair(stride, "stride"), _pair(dilation, "dilation")
    _known(border, "border", BORDERS)
    (fill,) = _numbers([fill], "fill")
    (top, bottom), (left, right) = _padding(mode, padding, [(n, k, sr, dr), (m, l, sc, dc)])
    rows = output_size(n, k, padding=top + bottom, stride=sr, dilation=dr)
    columns = output_size(m, l, padding=left + right, stride=sc, dilation=dc)
    if flip:
        h = turned(h)

    def at(i, j):
        i, j = source(i, n, border), source(j, m, border)
        return fill if i is None or j is None else x[i][j]

    def output(i, j):
        return total(
            at(i * sr + a * dr - top, j * sc + b * dc - left) * h[a][b] for a in range(k) for b in range(l)
        )

    return [[output(i, j) for j in range(columns)] for i in range(rows)]


def convolve_channels(images, filters, mode=None, **options):
    """Images ([batch,] height, width, in) with filters (height, width, in, out): ([batch,] height, width, out).

    Output channel o is the sum over the input channels c of convolve2d(channel c, filters[:, :, c, o]). The
    options, flip=True among them, and the errors are convolve2d's; TensorFlow's conv2d is flip=False. Source:
    the formula in the reference of tf.nn.conv2d.
    """
    images, filters = plain(images), plain(filters)
    if len(_shape(images, "images")) == 4:
        return [convolve_channels(image, filters, mode, **options) for image in images]
    inputs, outputs = _channels(images, filters)
    maps = []
    for o in range(outputs):
        kernels = _plane(filters, o)
        planes = [convolve2d(_plane(images, c), _plane(kernels, c), mode, **options) for c in range(inputs)]
        maps.append([[total(values) for values in zip(*rows)] for rows in zip(*planes)])
    return [[list(values) for values in zip(*rows)] for rows in zip(*maps)]


# ---- requests: understood, or refused in one line


def _shown(value):
    """The value in a message: one short line of ASCII, whatever it is."""
    return " ".join(shortened(value).encode("ascii", "backslashreplace").decode().split())


def _whole(value, name, least):
    try:
        number = index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool) or number < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, not {_shown(value)}")
    return number


def _sizes(n, k, stride, dilation):
    n, k = _whole(n, "the input's size", 1), _whole(k, "the kernel's size", 1)
    return n, k, _whole(stride, "stride", 1), _whole(dilation, "dilation", 1)


def _two(value):
    return isinstance(value, (tuple, list)) and len(value) == 2


def _pair(value, name):
    rows, columns = value if _two(value) else (value, value)
    return _whole(rows, name, 1), _whole(columns, name, 1)


def _known(word, name, words):
    if not isinstance(word, str) or word not in words:
        raise ValueError(f"{name} {_shown(word)} is not one of {', '.join(words)}")


def _padding(mode, padding, axes):
    """(before, after) for each axis (n, k, stride, dilation), from a mode or from explicit padding."""
    if padding is None:
        return [pads(n, k, "full" if mode is None else mode, stride=s, dilation=d) for n, k, s, d in axes]
    if mode is not None:
        raise ValueError(f"give a mode ({_shown(mode)}) or padding ({_shown(padding)}), not both")
    if len(axes) == 1:
        padding = [padding]
    sides = padding if isinstance(padding, (tuple, list)) else (padding, padding)
    if len(sides) != len(axes):
        raise ValueError(
            f"padding is P, (rows, columns) or ((top, bottom), (left, right)), not {_shown(padding)}"
        )
    both = [side if _two(side) else (side, side) for side in sides]
    return [(_whole(before, "padding", 0), _whole(after, "padding", 0)) for before, after in both]


def plain(values, axes=4):
    """Nested lists of Python's own numbers, from lists, tuples or the arrays of any library."""
    if hasattr(values, "numpy") and not hasattr(values, "tolist"):
        values = values.numpy()
    if hasattr(values, "tolist"):
        values = values.tolist()
    if not isinstance(values, (list, tuple)):
        return values
    if axes == 0:
        raise ValueError("the lists are nested more than 4 deep: no function here takes more than 4 axes")
    return [plain(value, axes - 1) for value in values]


def _numbers(values, name):
    values = plain(values)
    if not isinstance(values, list):
        raise ValueError(f"the {name} must be a list of numbers, such as [3, 4, 5], not {_shown(values)}")
    if not values:
        raise ValueError(f"the {name} is empty: give at least one number, such as [3, 4, 5]")
    for value in values:
        if not isinstance(value, Real):
            raise ValueError(f"the {name} holds {_shown(value)}: give whole numbers, fractions or floats")
    return values


def _rows(values, name):
    values = plain(values)
    if not isinstance(values, list) or not values or not all(isinstance(row, list) for row in values):
        raise ValueError(f"the {name} must be a list of rows, such as [[1, 2, 3], [4, 5, 6]]")
    rows = [_numbers(row, name) for row in values]
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise ValueError(
                f"row {number} of the {name} has {len(row)} numbers and row 1 has {len(rows[0])}: "
                "make all rows equally long"
            )
    return rows


def _shape(values, name):
    """The size of every axis of nested lists; ValueError where they are not equally long."""
    if not isinstance(values, list):
        return ()
    shapes = {_shape(value, name) for value in values}
    if len(shapes) != 1:
        raise ValueError(f"the {name} are empty or uneven: make all their rows and columns equally long")
    return (len(values), *shapes.pop())


def _channels(image, filters):
    """(in, out), once the axes are known to be (height, width, in) and (height, width, in, out)."""
    shape, weights = _shape(image, "images"), _shape(filters, "filters")
    if len(shape) != 3 or len(weights) != 4:
        raise ValueError(
            "images are ([batch,] height, width, in) and filters (height, width, in, out); "
            f"these have {len(shape)} and {len(weights)} axes"
        )
    if shape[2] != weights[2]:
        raise ValueError(
            f"the image has {shape[2]} channels and the filters read {weights[2]}: make them equal"
        )
    return weights[2:]


def _plane(values, channel):
    """One channel of a nested list: the last index taken at every place."""
    if isinstance(values[0], list):
        return [_plane(value, channel) for value in values]
    return values[channel]
