"""What goes wrong in exercise 2 alone: in the zeros of SAME. Where two are one function there, one stands for both."""

from course.convolution.nested import part, shape
from course.convolution.sizes import effective_kernel_size, output_size, pads, step_of_each_axis
from course.mistakes import changes as change
from course.mistakes.mistake import Mistake

HALF_BEFORE_HINT = "total // 2 zeros before, and the rest after."
TOTAL_HINT = "total = max((ceil(n/s) - 1)*s + k - n, 0); total // 2 of them before, the rest after."

EXERCISE = ("exercise 2",)  # where all of these can be made


def padding_of_SAME(change_pads):
    """The zeros of SAME on one axis: change_pads(before, after, over), over being the effective kernel size - 1."""

    def padded(pads, n, k, mode, *, stride=1, dilation=1):
        before, after = pads(n, k, mode, stride=stride, dilation=dilation)
        if mode != "SAME":
            return before, after
        return change_pads(before, after, effective_kernel_size(k, dilation) - 1)

    return change.piece("pads")(padded)


def windows_by_one(convolve, x, h, mode, options):
    """As many outputs as the stride gives, of windows that move by one place; the zeros are those of the stride.

    With stride 2, and [a, b, c, d, e] at stride 1: [a, b, c].
    """
    strides = step_of_each_axis(options.get("stride", 1), 2)
    sides, sizes = [], []
    for n, k, stride in zip(shape(x), shape(h), strides):
        before, after = pads(n, k, mode, stride=stride)
        sides.append((before, after))
        sizes.append(output_size(n, k, padding=before + after, stride=stride))
    dense = change.output_of(convolve, x, h, None, {**options, "stride": 1, "padding": tuple(sides)})
    return part(dense, [slice(size) for size in sizes])


MISTAKES = (
    Mistake(
        "SAME-odd-before",
        EXERCISE,
        padding_of_SAME(lambda before, after, over: (after, before)),
        "SAME whose odd zero goes before, as NumPy's and SciPy's does.",
        HALF_BEFORE_HINT,
    ),
    Mistake(
        "SAME-half-both",
        EXERCISE,
        padding_of_SAME(lambda before, after, over: ((over + 1) // 2,) * 2),
        "k//2 zeros on both sides, whatever the stride and the size.",
        TOTAL_HINT,
    ),
    Mistake(
        "SAME-half-floor",
        EXERCISE,
        padding_of_SAME(lambda before, after, over: (over // 2,) * 2),
        "(k - 1)//2 zeros on both sides, whatever the stride and the size.",
        TOTAL_HINT,
    ),
    Mistake(
        "SAME-all-before",
        EXERCISE,
        padding_of_SAME(lambda before, after, over: (before + after, 0)),
        "SAME with all its zeros before.",
        HALF_BEFORE_HINT,
    ),
    Mistake(
        "SAME-all-after",
        EXERCISE,
        padding_of_SAME(lambda before, after, over: (0, before + after)),
        "SAME with all its zeros after.",
        HALF_BEFORE_HINT,
    ),
    Mistake(
        "SAME-is-full",
        EXERCISE,
        padding_of_SAME(lambda before, after, over: (over, over)),
        "every overlap where SAME is asked: k - 1 zeros on both sides.",
        "SAME has ceil(n / s) outputs: k - 1 zeros in all at stride 1.",
    ),
    Mistake(
        "VALID-is-SAME",
        EXERCISE,
        change.modes(valid="SAME"),
        "SAME where VALID is asked.",
        "VALID adds no zeros.",
    ),
    Mistake(
        "stride-windows-by-one",
        EXERCISE,
        change.around(windows_by_one),
        "as many outputs as the stride gives, of windows that move by one place.",
        "The window of output i begins at i * stride.",
    ),
)
