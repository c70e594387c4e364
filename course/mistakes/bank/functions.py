"""
Mistakes of functions alone, which stand apart from the bank.

Only a layer has a bias; and where numbers are given without a function, other words are better: fitted_padding.py says
how many zeros there must have been.
"""

from math import prod

from course.convolution.definition import source
from course.convolution.nested import at, each, flat, indices, made, part, placed, plain, shape
from course.convolution.sizes import BORDERS, pads
from course.mistakes import changes as change
from course.mistakes.arithmetic import quotient, sum_of
from course.mistakes.bank.kernel_and_axes import Unused
from course.mistakes.bank.number_types import BLUR_ALONE_HINT
from course.mistakes.later import added_up, then_for_each
from course.mistakes.mistake import A_DRAFT, BOTH, CHANNELS, OF_BIAS, PLANE, SIGNAL, STRIDE, Mistake

PADDED_SIZE_HINT = "With p zeros on each side the size is (n + 2*p - k)//stride + 1."
BOTH_STEPS_HINT = "The window of y[i, j] begins at row i*stride and at column j*stride."
ALL_BEFORE_HINT = "Put all (k - 1)*dilation zeros before the signal, and none behind."
PADDED_COPY_HINT = "Write the results into an array of their own, and read the padded copy alone."
FIRST_ROW_HINT = "Look at the row's index: which row does the window of y[0, 0] begin with?"
FIRST_COLUMN_HINT = "Look at the column's index: which column does the window of y[0, 0] begin with?"


def bias_made_by(made):
    """The bias on its way in: made(bias, filters) gives the one that is added."""

    def changed(convolve_layer, images, filters, mode=None, *, bias, **options):
        return convolve_layer(images, filters, mode, bias=made(list(bias), filters), **options)

    return change.piece("convolve_layer")(changed)


def times_channels(bias, filters):
    """Without channels, of a signal or an image, there is one."""
    return [number * (shape(plain(filters))[2:] or (1,))[0] for number in bias]


def times_weights(bias, filters):
    return [number * prod(shape(plain(filters))[:3]) for number in bias]


def bias_for_each_tap(convolve_layer, images, filters, mode=None, *, bias, **options):
    """The bias once for each row and column of the filters; without channels that is each product, which is told."""
    sizes = shape(plain(filters))
    has_channels = len(sizes) > 2 and "groups" not in options
    if any(bias) and not has_channels:
        raise ValueError("one tap of one channel is one product")
    more = [number * prod(sizes[:2]) for number in bias]
    return convolve_layer(images, filters, mode, bias=more, **options)


def odd_zero_before(pads, n, k, mode, **steps):
    before, after = pads(n, k, mode, **steps)
    return (after, before) if mode == "SAME" else (before, after)


def padding_counted_once(output_size, n, k, *, padding=0, **steps):
    """5 numbers with a kernel of 3 and 1 zero on each side have 5 outputs; here they have 4."""
    return output_size(n, k, padding=padding - padding // 2, **steps)


def padding_not_counted(output_size, n, k, *, padding=0, **steps):
    """5 numbers with a kernel of 3 and 1 zero on each side have 5 outputs; here they have 3."""
    return output_size(n, k, **steps)


def stepped_along_rows(dense, y, stride):
    """As many rows and columns as there are windows, the columns side by side, though a stride lies between them."""
    if not isinstance(y[0], list):
        return y
    return [row[: len(y[0])] for row in dense[:: stride[0]]]


def stepped_along_columns(dense, y, stride):
    if not isinstance(y[0], list):
        return y
    return [row[:: stride[1]] for row in dense[: len(y)]]


def mean_by_weights_used(y, outside, inside, x):
    """Where weights 1 2 1 lose the first one at the border, the output is divided by 3, and inside by 4."""

    def divided(right, weights):
        return quotient(right, weights) if weights != 0 else right

    return then_for_each(divided, y, inside)


def weighted_mean(y, outside, inside, x):
    """The same where nobody looks whether the weights add up to 0: then it is an infinity, or a nan."""
    return then_for_each(quotient, y, inside)


def mean_of_products_used(convolve, x, h, mode, options):
    """Where a kernel of 3 weights loses the first one at the border, the output is divided by 2, and inside by 3."""
    y = change.output_of(convolve, x, h, mode, options)
    zeros_around = {**options, "border": "constant", "fill": 0}
    used = change.output_of(convolve, each(lambda v: 1, x), each(lambda v: 1, h), mode, zeros_around)
    return then_for_each(quotient, y, used)


def divided_by_a_sum_above_0(h):
    total = sum_of(h)
    return each(lambda weight: quotient(weight, total), h) if total > 0 else h


def padded_copy_written(convolve, x, h, mode, options):
    """Windows of a padded copy of the input, to whose middle each result is written before the next window is read.

    With zeros beyond the edge that is the mistake "aliasing" of the bank, and without padding there is no copy.
    """
    border = options.get("border", "constant")
    if border == "constant" or mode not in ("same", "SAME"):
        raise ValueError("another mistake says that of zeros beyond the edge, and of no padding")
    return convolved_into_padded(convolve, x, h, mode, options)


def convolved_into_padded(convolve, x, h, mode, options):
    """A convolution that writes into the padded copy of the input, whose windows it still reads; with any border."""
    of_window = lambda window: added_up(convolve(window, h, "valid", flip=options.get("flip", True)))
    return written_into_padded(x, shape(h), of_window, options.get("border", "constant"), mode)


def written_into_padded(x, window_sizes, of_window, border, mode="same"):
    """What stands in the middle of a padded copy of the input once all results are written there, one by one.

    of_window(window) gives the one result of a window, in nested lists.
    """
    sides = [pads(n, k, mode) for n, k in zip(shape(x), window_sizes)]
    sizes = [before + n + after for n, (before, after) in zip(shape(x), sides)]

    def beyond(index):
        places = [source(i - before, n, border) for i, n, (before, _) in zip(index, shape(x), sides)]
        return 0 if None in places else at(x, places)

    copy = made(sizes, beyond)
    for index in indices(shape(x)):
        window = part(copy, [slice(i, i + k) for i, k in zip(index, window_sizes)])
        (result,) = flat(of_window(window))
        copy = placed(copy, [i + before for i, (before, _) in zip(index, sides)], result)
    return part(copy, [slice(before, before + n) for n, (before, _) in zip(shape(x), sides)])


def moved(*steps):
    """The input read so many places further on along each axis: (1, 0) is one row further down."""

    def changed(padding_of_axes, mode, padding, axes):
        sides = padding_of_axes(mode, padding, axes)
        return [(before - step, after + step) for (before, after), step in zip(sides, steps)]

    return change.piece("padding_of_axes")(changed)


def zeros_of_causal(shared):
    """Zeros that are to stand before a signal alone: shared(count) gives (before, after)."""

    def changed(padding_of_axes, mode, padding, axes):
        sides = padding_of_axes(mode, padding, axes)
        return [shared(before) if mode is None and not after else (before, after) for before, after in sides]

    return change.piece("padding_of_axes")(changed)


def without_leading_zeros(numbers):
    """Numbers from the first on that is not 0: without_leading_zeros([0, 0, 5, 0]) is [5, 0]; of zeros alone the last."""
    first = next((i for i, number in enumerate(numbers) if number != 0), len(numbers) - 1)
    return numbers[first:]


def without_trailing_zeros(numbers):
    return without_leading_zeros(numbers[::-1])[::-1]


def of_polynomials(stripped):
    """The convolution of a signal and a kernel that are stripped of zeros as polynomials are."""
    return lambda convolve, x, h, mode, options: convolve(stripped(x), stripped(h), mode, **options)


def zeros_like(row):
    return [0] * len(row)


def unused_like(row):
    return [Unused()] * len(row)


ODD_ZERO_BEFORE = Mistake(
    "odd-zero-before",
    BOTH,
    change.piece("pads")(odd_zero_before),
    "mode SAME with the odd zero before the input, where it goes after.",
    "TensorFlow puts the odd zero after; PyTorch and np.convolve put it elsewhere.",
    A_DRAFT,
)
WEIGHTS_USED = Mistake(
    "weights-used",
    BOTH,
    change.outputs_at_the_border(mean_by_weights_used),
    "results that are divided, each by the sum of the weights that lie on the input.",
    "That is a weighted mean, fair to its edges; a convolution divides by nothing.",
    A_DRAFT,
)

FUNCTION_MISTAKES = (
    Mistake(
        "bias-per-channel",
        OF_BIAS,
        bias_made_by(times_channels),
        "a bias that is added once for each input channel.",
        "Add the bias after the loop over the channels, once for each output.",
        A_DRAFT,
    ),
    Mistake(
        "bias-per-product",
        OF_BIAS,
        bias_made_by(times_weights),
        "a bias that is added to every product.",
        "np.sum(window * weights + b) adds b for each weight: add it to the sum, once.",
        A_DRAFT,
    ),
    Mistake(
        "bias-per-tap",
        OF_BIAS,
        change.piece("convolve_layer")(bias_for_each_tap),
        "a bias that is added once for each row and column of the filters.",
        "Add the bias after the loops over the filter, once for each output.",
        A_DRAFT,
    ),
    Mistake(
        "bias-ignored",
        OF_BIAS,
        bias_made_by(lambda bias, filters: [0] * len(bias)),
        "a layer without its bias.",
        "Each output channel has a number of its own that is added to all of its outputs.",
    ),
    Mistake(
        "bias-of-first",
        OF_BIAS,
        bias_made_by(lambda bias, filters: bias[:1] * len(bias)),
        "the first filter's bias for every filter.",
        "Each output channel o has its own: bias[o].",
    ),
    Mistake(
        "bias-subtracted",
        OF_BIAS,
        bias_made_by(lambda bias, filters: [-number for number in bias]),
        "a bias that is taken away, not added.",
        "Look at the sign in front of the bias.",
    ),
    ODD_ZERO_BEFORE,
    Mistake(
        "pad-counted-once",
        BOTH,
        change.piece("output_size")(padding_counted_once),
        "as many outputs as if the zeros stood on one side only.",
        PADDED_SIZE_HINT,
        A_DRAFT,
    ),
    WEIGHTS_USED,
    Mistake(
        "pad-not-counted",
        BOTH,
        change.piece("output_size")(padding_not_counted),
        "as many outputs as if there were no zeros: the last windows are left out.",
        PADDED_SIZE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "stride-rows-only-cropped",
        STRIDE,
        change.outputs_of_stride_1(stepped_along_rows),
        "a stride along the rows' axis only, cropped to as many columns as there should be.",
        BOTH_STEPS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "stride-cols-only-cropped",
        STRIDE,
        change.outputs_of_stride_1(stepped_along_columns),
        "a stride along the columns' axis only, cropped to as many rows as there should be.",
        BOTH_STEPS_HINT,
    ),
    Mistake(
        "boundary-zeros",
        BOTH,
        change.borders(dict.fromkeys(BORDERS, "constant")),
        "an input with zeros beyond the edge, whatever border is asked.",
        "Zeros are what np.pad(x, p) puts there; its mode= has the other borders.",
    ),
)

# Of signals, with channels or without.
CAUSAL_MISTAKES = (
    Mistake(
        "causal-future",
        (*SIGNAL, *CHANNELS),
        zeros_of_causal(lambda count: (0, count)),
        "zeros behind the signal, so that each output sees what comes after it, not before.",
        "Put all (k - 1)*dilation zeros before the signal, or keep the first outputs of the full result.",
        A_DRAFT,
    ),
    Mistake(
        "causal-centred",
        (*SIGNAL, *CHANNELS),
        zeros_of_causal(lambda count: (count - count // 2, count // 2)),
        "zeros that are shared out to both ends, so that each output sees what comes after it as well.",
        ALL_BEFORE_HINT,
    ),
    Mistake(
        "causal-half-both",
        (*SIGNAL, *CHANNELS),
        zeros_of_causal(lambda count: (count // 2, count // 2)),
        "(k - 1)*dilation//2 zeros at both ends, so that each output sees what comes after it as well.",
        ALL_BEFORE_HINT,
    ),
)

# Means where sums are asked. They are told where one of them alone explains everything.
MEAN_MISTAKES = (
    Mistake(
        "weights-used-unguarded",
        BOTH,
        change.outputs_at_the_border(weighted_mean),
        "results that are divided, each by the sum of the weights on the input, even where that is 0.",
        "That is a weighted mean, fair to its edges; where these weights add up to 0 it cannot be divided.",
        A_DRAFT,
    ),
    Mistake(
        "mean-of-used",
        BOTH,
        change.around(mean_of_products_used),
        "results that are divided, each by the number of the weights that lie on the input.",
        "A convolution adds the products of a window, and divides by nothing.",
        A_DRAFT,
    ),
    Mistake(
        "kernel-norm-positive",
        BOTH,
        change.kernel(divided_by_a_sum_above_0),
        "a kernel divided by the sum of its weights, where that is above 0.",
        BLUR_ALONE_HINT,
        A_DRAFT,
    ),
)

# They are told where one of them alone explains everything.
PADDED_COPY_MISTAKES = (
    Mistake(
        "padded-copy-written",
        BOTH,
        change.around(padded_copy_written),
        "a padded copy of the input that is written over with the results while it is still being read.",
        PADDED_COPY_HINT,
        A_DRAFT,
    ),
)

# Products of polynomials. They are told where one of them alone explains everything.
POLYNOMIAL_MISTAKES = (
    Mistake(
        "leading-zeros-dropped",
        SIGNAL,
        change.around(of_polynomials(without_leading_zeros)),
        "a product of polynomials, without the zeros with which the signal or the kernel begins.",
        "np.polymul drops leading zeros, which are none of a polynomial's: np.convolve keeps them.",
        A_DRAFT,
    ),
    Mistake(
        "trailing-zeros-dropped",
        SIGNAL,
        change.around(of_polynomials(without_trailing_zeros)),
        "a product of polynomials, without the zeros with which the signal or the kernel ends.",
        "np.polynomial drops the last coefficients that are 0: np.convolve keeps them.",
    ),
)

# Loops over one axis that begin or end in a wrong place. They are told where one of them alone explains everything.
ONE_AXIS_MISTAKES = (
    Mistake(
        "skip-last-row",
        PLANE,
        change.places_of_output(lambda y, x, h: [*y[:-1], zeros_like(y[-1])]),
        "a result whose last row is still zero.",
        "range(n) already ends at n - 1: look at the loop over the rows of the result.",
    ),
    Mistake(
        "skip-last-col",
        PLANE,
        change.places_of_output(lambda y, x, h: [[*row[:-1], 0] for row in y]),
        "a result whose last column is still zero.",
        "range(n) already ends at n - 1: look at the loop over the columns of the result.",
    ),
    Mistake(
        "skip-first-row",
        PLANE,
        change.places_of_output(lambda y, x, h: [zeros_like(y[0]), *y[1:]]),
        "a result whose first row is still zero.",
        "The loop over the rows of the result begins at 0.",
    ),
    Mistake(
        "skip-first-col",
        PLANE,
        change.places_of_output(lambda y, x, h: [[0, *row[1:]] for row in y]),
        "a result whose first column is still zero.",
        "The loop over the columns of the result begins at 0.",
    ),
    Mistake(
        "drop-last-kernel-row",
        PLANE,
        change.kernel(lambda h: [*h[:-1], unused_like(h[-1])]),
        "a kernel without its last row.",
        "The loop over the kernel's rows has all of them. In a kernel that is flipped the last stands first.",
    ),
    Mistake(
        "drop-last-kernel-col",
        PLANE,
        change.kernel(lambda h: [[*row[:-1], Unused()] for row in h]),
        "a kernel without its last column.",
        "The loop over the kernel's columns has all of them. In a flipped kernel the last stands first.",
    ),
    Mistake(
        "drop-first-kernel-row",
        PLANE,
        change.kernel(lambda h: [unused_like(h[0]), *h[1:]]),
        "a kernel without its first row.",
        "The loop over the kernel's rows begins at 0. In a kernel that is flipped the first stands last.",
    ),
    Mistake(
        "drop-first-kernel-col",
        PLANE,
        change.kernel(lambda h: [[Unused(), *row[1:]] for row in h]),
        "a kernel without its first column.",
        "The loop over the kernel's columns begins at 0. In a flipped kernel the first stands last.",
    ),
    Mistake(
        "shift-down",
        PLANE,
        moved(1, 0),
        "an image that is read one row too far down.",
        FIRST_ROW_HINT,
    ),
    Mistake(
        "shift-right",
        PLANE,
        moved(0, 1),
        "an image that is read one column too far to the right.",
        FIRST_COLUMN_HINT,
    ),
    Mistake(
        "shift-up",
        PLANE,
        moved(-1, 0),
        "an image that is read one row too far up.",
        FIRST_ROW_HINT,
    ),
    Mistake(
        "shift-left",
        PLANE,
        moved(0, -1),
        "an image that is read one column too far to the left.",
        FIRST_COLUMN_HINT,
    ),
    Mistake(
        "shift-back",
        BOTH,
        moved(-1, -1),
        "an input that is read one place too early.",
        "Look at the index of the input: which number does the window of the first output begin with?",
    ),
)
