"""Mistakes with the stride and the dilation."""

from course.convolution.nested import at, each, made, part, plain, shape
from course.convolution.sizes import step_of_each_axis
from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, DILATION, STRIDE, Mistake

BOTH_STRIDES_HINT = "Both axes have a stride: (rows, columns)."
REPEATED_HINT = (
    "np.repeat, and np.kron with ones, repeat: write wide[::d] = h (wide[::d, ::d] = h) into zeros."
)
BOTH_DILATIONS_HINT = "Both axes have a dilation: (rows, columns)."


def stride_rows_for_both(rows, columns):
    class Misread(int):  # the right number for the sizes, and the rows' where an index is multiplied by it
        def __rmul__(self, index):
            return index * rows

    return rows, Misread(columns)


def stride_holes(dense, y, stride):
    """With stride 2, and [a, b, c, d, e] at stride 1: [a, 0, c] where three numbers are asked for."""

    def number_at(index):
        if any(i % step != 0 for i, step in zip(index, stride)):
            return 0
        if any(i >= size for i, size in zip(index, shape(dense))):
            raise ValueError("there are not so many outputs at stride 1")
        return at(dense, index)

    return made(shape(y), number_at)


def stride_cropped(dense, y, stride):
    return part(dense, [slice(size) for size in shape(y)])


def stride_subsample(convolve, x, h, mode, options):
    dense = change.output_of(convolve, x, h, mode, {**options, "stride": 1})
    steps = step_of_each_axis(options.get("stride", 1), len(shape(x)))
    return part(dense, [slice(None, None, step) for step in steps])


def stride_subsample_end(dense, y, stride):
    """With stride 2, and [a, b, c, d, e] at stride 1: [b, d]."""
    return part(dense, [slice(step - 1, None, step) for step in stride])


def stride_of_input(convolve, x, h, mode, options):
    """With stride 2, and [a, b, c, d, e] for an input: [a, c, e], over which the window takes single steps."""
    steps = step_of_each_axis(options.get("stride", 1), len(shape(x)))
    thinned_out = part(x, [slice(None, None, step) for step in steps])
    return convolve(thinned_out, h, mode, **{**options, "stride": 1})


def pads_of_stride_1(pads, n, k, mode, *, stride=1, dilation=1):
    return pads(n, k, mode, dilation=dilation)


def pads_of_dilation_1(pads, n, k, mode, *, stride=1, dilation=1):
    return pads(n, k, mode, stride=stride, dilation=1 if mode == "SAME" else dilation)


def with_a_gap_behind(effective_kernel_size, k, dilation=1):
    """With dilation 2, w . w . for w . w: a gap stands behind the last weight, too."""
    return k * dilation


def weights_repeated(behind):
    """Each weight as often as the dilation says, with no gaps; behind: whether the last one is repeated, too.

    Example: with dilation 2, weights 1 2 3 become 1 1 2 2 3 3, or 1 1 2 2 3, where 1 0 2 0 3 belongs.
    """

    def changed(convolve, x, h, mode, options):
        steps = step_of_each_axis(options.get("dilation", 1), len(shape(h)))
        sizes = [k * step if behind else (k - 1) * step + 1 for k, step in zip(shape(h), steps)]
        repeated = made(sizes, lambda index: at(h, [i // step for i, step in zip(index, steps)]))
        return convolve(x, repeated, mode, **{**options, "dilation": 1})

    return change.around(changed)


def plus_one(dilation):
    return each(lambda step: step + 1, plain(dilation))


MISTAKES = (
    Mistake(
        "stride-ignored",
        STRIDE,
        change.stride_and_dilation(lambda stride, dilation: {"stride": 1}),
        "stride 1, whatever stride is asked.",
        "The window of output i begins at i*stride.",
    ),
    Mistake(
        "stride-rows-only",
        STRIDE,
        change.both_axes("stride", lambda rows, columns: (rows, 1)),
        "a stride along the rows' axis only: every column is kept.",
        BOTH_STRIDES_HINT,
    ),
    Mistake(
        "stride-cols-only",
        STRIDE,
        change.both_axes("stride", lambda rows, columns: (1, columns)),
        "a stride along the columns' axis only: every row is kept.",
        BOTH_STRIDES_HINT,
    ),
    Mistake(
        "stride-swapped",
        STRIDE,
        change.both_axes("stride", lambda rows, columns: (columns, rows)),
        "the two strides swapped.",
        "A stride of two numbers is (rows, columns).",
    ),
    Mistake(
        "stride-rows-for-both",
        STRIDE,
        change.both_axes("stride", stride_rows_for_both),
        "the rows' stride used for the columns too, in as many columns as there should be.",
        "The window of output (i, j) begins at (i*stride[0], j*stride[1]).",
    ),
    Mistake(
        "stride-rows-twice",
        STRIDE,
        change.both_axes("stride", lambda rows, columns: (rows, rows)),
        "the rows' stride in both axes, the number of columns included.",
        "A stride of two numbers is (rows, columns): stride[0] and stride[1].",
    ),
    Mistake(
        "stride-holes",
        STRIDE,
        change.outputs_of_stride_1(stride_holes),
        "a stride that steps through the result and leaves zeros between; the window does not step.",
        "Output i, each of them, has a window that begins at i*stride.",
    ),
    Mistake(
        "stride-cropped",
        STRIDE,
        change.outputs_of_stride_1(stride_cropped),
        "the result of stride 1, cropped to the size that the stride gives.",
        "The window of output i begins at i*stride: a stride leaves out positions all over the input.",
        "conv_arithmetic #17",
    ),
    Mistake(
        "stride-subsample",
        STRIDE,
        change.around(stride_subsample),
        "SAME at stride 1, of which every stride-th number is kept.",
        "SAME counts with the stride before it shares out the zeros, so they can fall otherwise.",
    ),
    Mistake(
        "stride-subsample-end",
        STRIDE,
        change.outputs_of_stride_1(stride_subsample_end),
        "every stride-th number of stride 1, but not from the first one on.",
        "The first window begins at place 0, whatever the stride.",
    ),
    Mistake(
        "stride-of-input",
        STRIDE,
        change.around(stride_of_input),
        "a stride that is taken of the input, x[::s], before the filter, which then has stride 1.",
        "A stride moves the window: all numbers of the input stay, y[i] = sum of x[i*s + a]*h[a].",
    ),
    Mistake(
        "stride-as-dilation",
        STRIDE,
        change.stride_and_dilation(lambda stride, dilation: {"stride": 1, "dilation": stride}),
        "a dilation, where a stride is asked: the weights are spread and the window takes single steps.",
        "The stride multiplies the output's index, the dilation the kernel's: x[i*stride + a*dilation].",
    ),
    Mistake(
        "stride-floor-size",
        STRIDE,
        change.number_of_outputs(lambda room, stride: room // stride),
        "(n - k)//stride outputs: the + 1 is missing.",
        "There are (n - k)//stride + 1 outputs, n with what is padded: the window at place 0 counts, too.",
    ),
    Mistake(
        "stride-skip-touch",
        STRIDE,
        change.number_of_outputs(lambda room, stride: -(-room // stride)),
        "a result without the windows that end exactly at the edge.",
        "A window may end at the last number: start + k <= n, not start + k < n.",
    ),
    Mistake(
        "stride-pad-stride1",
        STRIDE,
        change.piece("pads")(pads_of_stride_1),
        "SAME with the zeros of stride 1.",
        "SAME adds max((ceil(n/s) - 1)*s + k - n, 0) zeros: the stride s counts.",
    ),
    Mistake(
        "dilation-ignored",
        DILATION,
        change.stride_and_dilation(lambda stride, dilation: {"dilation": 1}),
        "dilation 1, whatever dilation is asked.",
        "Weight a of the kernel meets x[i + a*dilation].",
    ),
    Mistake(
        "dilation-plus1",
        DILATION,
        change.stride_and_dilation(lambda stride, dilation: {"dilation": plus_one(dilation)}),
        "weights one place further apart than the dilation says.",
        "Dilation 1 has no gaps between the weights, dilation 2 has gaps of one.",
    ),
    Mistake(
        "dilation-rows-only",
        DILATION,
        change.both_axes("dilation", lambda rows, columns: (rows, 1)),
        "a dilation along the rows' axis only.",
        BOTH_DILATIONS_HINT,
    ),
    Mistake(
        "dilation-cols-only",
        DILATION,
        change.both_axes("dilation", lambda rows, columns: (1, columns)),
        "a dilation along the columns' axis only.",
        BOTH_DILATIONS_HINT,
    ),
    Mistake(
        "dilation-pad",
        DILATION,
        change.piece("pads")(pads_of_dilation_1),
        "SAME with the zeros of an undilated kernel.",
        "A dilated kernel reaches over (k - 1)*dilation + 1 places, and the padding follows that.",
    ),
    Mistake(
        "dilation-extent",
        DILATION,
        change.piece("effective_kernel_size")(with_a_gap_behind),
        "a dilated kernel that is taken to reach over k*dilation places.",
        "It reaches over (k - 1)*dilation + 1 places: no gap stands behind its last weight.",
        A_DRAFT,
    ),
    Mistake(
        "dilation-repeated-last",
        DILATION,
        weights_repeated(behind=True),
        "each weight repeated, where a dilation puts zeros between them: 1 1 2 2 3 3 for 1 0 2 0 3.",
        REPEATED_HINT,
        A_DRAFT,
    ),
    Mistake(
        "dilation-repeated",
        DILATION,
        weights_repeated(behind=False),
        "weights that are repeated, where a dilation puts zeros between them: 1 1 2 2 3 for 1 0 2 0 3.",
        REPEATED_HINT,
        A_DRAFT,
    ),
)
