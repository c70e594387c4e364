"""Mistakes of real drafts, those made most often first."""

from course.convolution.definition import flipped
from course.convolution.nested import part, resized, shape
from course.mistakes import changes as change
from course.mistakes.bank.borders import PAD_FIRST_HINT
from course.mistakes.later import then_for_each
from course.mistakes.mistake import BOTH, DRAFTS, EVERY, PLANE, STRIDE, Mistake


def zero_outside(number, outside):
    return 0 if outside else number


def skip_k1(convolve, x, h, mode, options):
    """With 3 numbers in mode valid, and [a, b, c, d, e] right: [a, b, c, 0, 0]."""
    y = change.output_of(convolve, x, h, mode, options)
    inside = change.output_of(convolve, x, h, None, {**options, "padding": 0})
    worked_out = part(y, [slice(size) for size in shape(inside)])
    return resized(worked_out, shape(y))


MISTAKES = (
    Mistake(
        "no-flip",
        EVERY,
        change.sliding_kernel(lambda h, flip: h if flip else flipped(h)),
        "a correlation: the kernel is not flipped.",
        "Flip the kernel first, h[::-1], in 2-D h[::-1, ::-1]: np.correlate, cv2.filter2D and Keras do not.",
        f"{DRAFTS}; scipy #14369; tensorflow #11864",
        unflipped="a convolution: the kernel is flipped.",
        unflipped_name="flip",
        unflipped_hint="The convolve of NumPy and SciPy flips the kernel: call their correlate, or leave out h[::-1].",
    ),
    Mistake(
        "border-zero",
        BOTH,
        change.outputs_at_the_border(lambda y, outside, inside, x: then_for_each(zero_outside, y, outside)),
        "outputs where the kernel lies wholly inside; at the border the result stays zero.",
        PAD_FIRST_HINT,
        DRAFTS,
    ),
    Mistake(
        "square-image",
        PLANE,
        change.signal(lambda x: [row[: len(x)] for row in x]),
        "an image taken to be square: its height is used for its width.",
        "x.shape[0] is for the rows, x.shape[1] for the columns; try an image of 3 rows and 5 columns.",
        f"{DRAFTS}; cs50/problems #73",
    ),
    Mistake(
        "centre-one",
        BOTH,
        change.padding_of_same(lambda over: (over - 1, 1)),
        "windows that end one place after their output, however wide the kernel is.",
        "In x[i + 1 - a] the 1 fits kernels 3 and 4 wide; try (k - 1)//2, and a kernel of 5.",
        DRAFTS,
    ),
    Mistake(
        "centre-one-window",
        BOTH,
        change.padding_of_same(lambda over: (1, over - 1)),
        "windows that begin one place before their output, however wide the kernel is.",
        "A window that begins at i - 1 fits kernels 2 and 3 wide; try k//2, and a kernel of 5.",
        DRAFTS,
    ),
    Mistake(
        "skip-k1",
        BOTH,
        change.around(skip_k1),
        "a padded input, but only as many outputs as 'valid' has; the rest stays zero.",
        "Once the input is padded, every output has a window: count the outputs of the padded input.",
        DRAFTS,
    ),
    Mistake(
        "stride-floor2",
        STRIDE,
        change.number_of_outputs(lambda room, stride: (room + 1) // stride),
        "(n - k + 1)//stride outputs for n with what is added, and not (n - k)//stride + 1.",
        "Count the windows on paper: of 5 numbers, with nothing added, a kernel of 3 and stride 2 have 2.",
        DRAFTS,
    ),
)
