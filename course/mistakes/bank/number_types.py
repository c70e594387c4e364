"""What types of numbers, and changes of scale, do to the kernel's weights, the input and the output."""

from functools import cache, partial

from course.convolution.nested import each, flat, plain
from course.mistakes import changes as change
from course.mistakes.arithmetic import (
    cut,
    cut_float_sum,
    floats_miss,
    integer_type,
    is_finite,
    largest_of,
    quotient,
    smallest_of,
    sum_of,
    wrapped,
)
from course.mistakes.later import then, then_for_each
from course.mistakes.mistake import BOTH, Mistake

BLUR_ALONE_HINT = "A convolution uses the weights as they are; only a blur's are made to add up to 1."
LIKE_INPUT_HINT = (
    "np.zeros_like(x) and scipy.ndimage take the type of x: use np.zeros(shape), or x.astype(float)."
)


def divided(values, by):
    return each(lambda value: quotient(value, by), values)


def kept(keep):
    """Every number of the output: keep(number, to_whole=...), a function that cuts its decimals off. A nan stays.

    Where the numbers have no exact floats, it is one that knows how a program's sums miss whole numbers.
    """

    def changed(y, x, h):
        to_whole = cut_float_sum if floats_miss(x) or floats_miss(h) else cut
        kept_one = lambda v: v if v != v else keep(v, to_whole=to_whole)
        return then_for_each(kept_one, y)

    return change.places_of_output(changed)


def out_like_input(convolve, x, h, mode=None, **options):
    y, kind = convolve(x, h, mode, **options), integer_type(x)
    to_whole = cut_float_sum if floats_miss(plain(h)) else cut
    return then_for_each(partial(wrapped, kind=kind, to_whole=to_whole), y) if kind else y


@cache
def stepping(kind):
    """A number that an integer type keeps after each addition; products are not cut."""

    class Stepping(float):
        __mul__ = lambda self, other: Stepping(float(self) * other)
        __add__ = __radd__ = lambda self, other: Stepping(wrapped(float(self) + other, kind))

    return Stepping


def sums_like_input(convolve, x, h, mode=None, **options):
    kind = integer_type(x)
    if kind is None:
        return convolve(x, h, mode, **options)
    y = convolve(each(stepping(kind), plain(x)), h, mode, **options)
    return then_for_each(lambda value: cut(float(value)), y)


def minmax_255(y, x, h):
    ends = then(lambda *numbers: (smallest_of(numbers), largest_of(numbers)), *flat(y))
    return each(lambda value: then(stretched, value, ends), y)


def stretched(value, ends):
    low, high = ends
    return value if low == high else quotient(255 * (value - low), high - low)


MISTAKES = (
    Mistake(
        "kernel-int",
        BOTH,
        change.kernel(lambda h: each(cut, h)),
        "a kernel of whole numbers: its decimals are cut off, so 0.5 is 0.",
        "Make the kernel with dtype=float.",
    ),
    Mistake(
        "kernel-abs",
        BOTH,
        change.kernel(lambda h: each(abs, h)),
        "a kernel without its minus signs.",
        "Look where abs() or an unsigned type such as uint8 meets the kernel.",
    ),
    Mistake(
        "kernel-norm",
        BOTH,
        change.kernel(lambda h: divided(h, sum_of(h))),
        "a kernel divided by the sum of its weights.",
        "A convolution uses the weights as they are; those of an edge kernel add up to 0: no divisor.",
    ),
    Mistake(
        "kernel-norm-guard",
        BOTH,
        change.kernel(lambda h: divided(h, sum_of(h) or 1)),
        "a kernel divided by the sum of its weights, where that is not 0.",
        BLUR_ALONE_HINT,
    ),
    Mistake(
        "kernel-norm-abs",
        BOTH,
        change.kernel(lambda h: divided(h, sum_of(each(abs, h)))),
        "a kernel divided by the sum of its weights, minus signs left out.",
        "A convolution uses the weights as they are.",
    ),
    Mistake(
        "negated",
        BOTH,
        change.each_output(lambda v: -v),
        "a result with every sign the wrong way round.",
        "Look for one minus too many or too few.",
    ),
    Mistake(
        "abs-output",
        BOTH,
        change.each_output(abs),
        "a result without its minus signs.",
        "Keep the signed numbers; abs() is for drawing them.",
    ),
    Mistake(
        "relu-output",
        BOTH,
        change.each_output(lambda v: max(v, 0)),
        "a result whose negative numbers have become 0.",
        "Keep the signed numbers; setting negative ones to 0 is a step of its own in a network.",
    ),
    Mistake(
        "clip-255",
        BOTH,
        change.each_output(lambda v: min(max(v, 0), 255)),
        "a result held between 0 and 255.",
        "Limits of 0 and 255 are for drawing: no np.clip, and in OpenCV ddepth=cv2.CV_64F, not -1.",
    ),
    Mistake(
        "clip-1",
        BOTH,
        change.each_output(lambda v: min(max(v, 0), 1)),
        "a result held between 0 and 1.",
        "Keep the numbers as they are; limits of 0 and 1 are for drawing.",
    ),
    Mistake(
        "rounded",
        BOTH,
        change.each_output(lambda v: round(v) if is_finite(v) else v),
        "a result rounded to whole numbers.",
        "Keep the fractions; round when the numbers are printed.",
    ),
    Mistake(
        "products-int",
        BOTH,
        change.piece("total")(lambda total, products: total(map(cut, products))),
        "products whose decimals are cut off before they are added.",
        "Keep the decimals: no int() around a product.",
    ),
    Mistake(
        "int-output",
        BOTH,
        kept(lambda v, to_whole: to_whole(v)),
        "a result of whole numbers, its decimals cut off.",
        "Make the array for the result with dtype=float; before a call convert x and h, with astype(float).",
    ),
    Mistake(
        "uint8-output",
        BOTH,
        kept(wrapped),
        "a result kept in 0 to 255, where 256 is 0 again and -1 is 255.",
        "Use x.astype(float): zeros_like and ndimage keep uint8. At the end np.clip(y, 0, 255), then astype.",
        "numpy-tutorials, the X-ray lesson (Sobel on uint8)",
    ),
    Mistake(
        "out-like-input",
        BOTH,
        change.both_convolutions(out_like_input),
        "a result in the input's type of whole numbers: no decimals, and in bytes 256 becomes 0.",
        LIKE_INPUT_HINT,
        "scipy.ndimage.convolve on uint8 images",
    ),
    Mistake(
        "sums-like-input",
        BOTH,
        change.both_convolutions(sums_like_input),
        "sums kept in the input's type of whole numbers: each time decimals go, and in bytes 256 is 0 again.",
        LIKE_INPUT_HINT,
    ),
    Mistake(
        "minmax-255",
        BOTH,
        change.places_of_output(minmax_255),
        "a result stretched so that its smallest number is 0 and its largest 255.",
        "Keep the numbers as they are; stretching is for drawing.",
    ),
    Mistake(
        "bias-one",
        BOTH,
        change.each_output(lambda v: v + 1),
        "a result with 1 added to every number.",
        "Give it an input of zeros: the result has to be zeros.",
    ),
    Mistake(
        "nan-as-zero",
        BOTH,
        change.signal(lambda x: each(lambda v: 0 if v != v else v, x)),
        "an input whose nan are taken for 0.",
        "A nan under the kernel makes the output nan.",
    ),
)
