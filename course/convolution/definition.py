"""
Convolution by its definition, in exact arithmetic: what all other results of this course are held against.

    y[i] = sum over a of  x[i*stride + a*dilation - before] * h[a]          h flipped first
    y[i][j] = the same with two indices; with channels, the sum over the input channels as well

It is slow and short, and meant to be read like a proof. Numbers are Python's own: int and Fraction stay
exact, float and nan flow as they do. Arrays of other libraries are taken by their tolist(), so that a uint8
cannot wrap. What is left out: speed, complex numbers, and swapping the arguments when the kernel is longer.

The options, the same for every function here:

mode      "full"   every overlap                        n + covered - 1 numbers
          "valid"  the kernel lies wholly inside        n - covered + 1
          "same"   as many numbers as the input; an odd zero goes before (np.convolve, scipy convolve2d)
          "SAME"   ceil(n / stride) numbers; an odd zero goes after (TensorFlow)
          where covered = (k - 1)*dilation + 1, the effective kernel size. The default is "full".
padding   instead of a mode, how many places to add: P on every side, (rows, columns), or
          ((top, bottom), (left, right)); in 1-D P or (before, after).
stride    how far the kernel moves from one output to the next; one whole number, or (rows, columns).
dilation  how far apart the kernel's weights lie; 1 is side by side.
border    what stands on the added places, in np.pad's words: "constant" (fill, which is 0 if not given),
          "edge", "wrap", "symmetric" (the edge is repeated) or "reflect" (it is not).
flip      True flips the kernel along every axis: convolution. False leaves it: correlation, which deep
          learning calls convolution.

The convolutions raise ValueError, in one line that says what would do, for a request that has no answer.
"""

from operator import mul

from course.convolution.arguments import (
    checked_channels,
    checked_flag,
    checked_numbers,
    checked_rows,
    checked_whole_number,
    checked_word,
    in_message,
)
from course.convolution.nested import channel, number_of_axes, plain
from course.convolution.sizes import BORDERS, output_size, padding_of_axes, rows_and_columns

# ---- reading the input, flipping the kernel, adding up


def source(i, n, border):
    """Which of the n numbers of an axis stands at place i; None where the fill stands.

    Example: with n = 3, place -1 is "edge" 0, "wrap" 2, "symmetric" 0 and "reflect" 1.
    """
    if 0 <= i < n:
        return i
    if border == "constant":
        return None
    if border == "edge":
        return 0 if i < 0 else n - 1
    if border == "wrap":
        return i % n
    if border == "symmetric":  # with n = 3 the places go on 0 1 2 2 1 0, again and again
        i = i % (2 * n)
        return i if i < n else 2 * n - 1 - i
    if border == "reflect":  # with n = 3 they go on 0 1 2 1; with n = 1 they are all 0
        i = i % max(2 * n - 2, 1)
        return i if i < n else 2 * n - 2 - i
    raise ValueError(f"border {in_message(border)} is not one of {', '.join(BORDERS)}")


def places_under(start, k, dilation, n, border):
    """Which of the n numbers of an axis lie under the k weights of a kernel that begins at start.

    Example: with n = 3 and the border "constant", a kernel of 2 that begins at -1 lies on [None, 0].
    """
    return [source(start + a * dilation, n, border) for a in range(k)]


def flipped(kernel):
    """The kernel flipped along every axis, its last weight first.

    Example: flipped([1, 2, 3]) is [3, 2, 1]; flipped([[1, 2], [3, 4]]) is [[4, 3], [2, 1]].
    """
    return [flipped(row) if isinstance(row, list) else row for row in reversed(kernel)]


def total(products):
    """The sum from left to right; sum() itself rounds floats differently from one Python to the next.

    ValueError where a float meets an exact number that is larger than any float.
    """
    result = 0
    try:
        for product in products:
            result = result + product
    except OverflowError:
        raise ValueError(
            "a float meets a number beyond the largest float, 1.8e308: give smaller numbers, or no floats"
        ) from None
    return result


# ---- the definition


def convolve1d(
    signal, kernel, mode=None, *, padding=None, stride=1, dilation=1, border="constant", fill=0, flip=True
):
    """The convolution of signal (n numbers) with kernel (k numbers): a list of numbers.

    The options, the errors and the formula are in the module's docstring.

    Example: convolve1d([3, 4, 5], [2, 1]) is [6, 11, 14, 5]; its second number is 3*1 + 4*2.

    Source of the formula: Oppenheim and Schafer, "Discrete-Time Signal Processing", section 2.3.
    """
    x, h = checked_numbers(signal, "signal"), checked_numbers(kernel, "kernel")
    n, k = len(x), len(h)
    stride = checked_whole_number(stride, "stride", 1)
    dilation = checked_whole_number(dilation, "dilation", 1)
    checked_word(border, "border", BORDERS)
    (fill,) = checked_numbers([fill], "fill")
    flip = checked_flag(flip, "flip")
    [(before, after)] = padding_of_axes(mode, padding, [(n, k, stride, dilation)])
    size = output_size(n, k, padding=before + after, stride=stride, dilation=dilation)
    if flip:
        h = flipped(h)

    # the places before the input are -1, -2 ...
    windows = [places_under(i * stride - before, k, dilation, n, border) for i in range(size)]

    def output(window):
        return total((fill if i is None else x[i]) * h[a] for a, i in enumerate(window))

    return [output(window) for window in windows]


def convolve2d(
    image, kernel, mode=None, *, padding=None, stride=1, dilation=1, border="constant", fill=0, flip=True
):
    """The convolution of image (rows, columns) with kernel (rows, columns): a list of rows.

    The options, the errors and the formula are in the module's docstring.

    Example: convolve2d([[1, 2], [3, 4]], [[1, 10]], "valid") is [[12], [34]]: 1*10 + 2*1, and 3*10 + 4*1.

    Source of the formula: Gonzalez and Woods, "Digital Image Processing", section 3.4.
    """
    x, h = checked_rows(image, "image"), checked_rows(kernel, "kernel")
    (n, m), (k, l) = (len(x), len(x[0])), (len(h), len(h[0]))
    stride_down, stride_across = rows_and_columns(stride, "stride")
    dilation_down, dilation_across = rows_and_columns(dilation, "dilation")
    checked_word(border, "border", BORDERS)
    (fill,) = checked_numbers([fill], "fill")
    flip = checked_flag(flip, "flip")
    axes = [(n, k, stride_down, dilation_down), (m, l, stride_across, dilation_across)]
    (top, bottom), (left, right) = padding_of_axes(mode, padding, axes)
    rows = output_size(n, k, padding=top + bottom, stride=stride_down, dilation=dilation_down)
    columns = output_size(m, l, padding=left + right, stride=stride_across, dilation=dilation_across)
    if flip:
        h = flipped(h)

    # a window has some rows and some columns of the image; those before the image are -1, -2 ...
    rows_of_windows = [places_under(i * stride_down - top, k, dilation_down, n, border) for i in range(rows)]
    columns_of_windows = [
        places_under(j * stride_across - left, l, dilation_across, m, border) for j in range(columns)
    ]
    weights = [weight for row in h for weight in row]

    def output(rows_under, columns_under):
        numbers = (fill if i is None or j is None else x[i][j] for i in rows_under for j in columns_under)
        return total(map(mul, numbers, weights))

    return [
        [output(rows_under, columns_under) for columns_under in columns_of_windows]
        for rows_under in rows_of_windows
    ]


def convolve_channels(images, filters, mode=None, *, lines=False, **options):
    """Images ([batch,] height, width, in) with filters (height, width, in, out): ([batch,] height, width, out).

    Output channel o is the sum over the input channels c of convolve2d(channel c, filters[:, :, c, o]). The
    options, flip=True among them, and the errors are convolve2d's; TensorFlow's conv2d is flip=False. lines=True: images
    and filters of one row are signals, and options, errors and numbers are those of convolve1d.

    Example: one pixel of two channels, [[[3, 4]]], with the filter [[[[10], [1]]]] gives [[[3*10 + 4*1]]].

    Source: the formula in the reference of tf.nn.conv2d.
    """
    images, filters, lines = plain(images), plain(filters), checked_flag(lines, "lines")
    inputs, outputs = checked_channels(images, filters)
    if number_of_axes(images) == 4:
        return [convolve_channels(image, filters, mode, lines=lines, **options) for image in images]
    image_channels = [channel(images, c) for c in range(inputs)]  # each (height, width)
    convolve = convolve_one_row if lines else convolve2d
    maps = []  # one for each output channel: (height, width)
    for o in range(outputs):
        kernels = channel(filters, o)  # (height, width, in)
        planes = [convolve(image_channels[c], channel(kernels, c), mode, **options) for c in range(inputs)]
        maps.append([[total(values) for values in zip(*rows)] for rows in zip(*planes)])
    return [[list(values) for values in zip(*rows)] for rows in zip(*maps)]  # (height, width, out)


def convolve_one_row(image, kernel, mode=None, **options):
    """An image of one row with a kernel of one row, as convolve1d has them: a list of one row."""
    (signal,), (weights,) = image, kernel
    return [convolve1d(signal, weights, mode, **options)]
