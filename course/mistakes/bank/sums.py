"""Mistakes in the products and their sum."""

from fractions import Fraction
from functools import reduce
from itertools import accumulate

from course.convolution.definition import flipped
from course.convolution.nested import arranged, at, filled, flat, indices, placed, shape
from course.mistakes import changes as change
from course.mistakes.arithmetic import larger, quotient, sum_of
from course.mistakes.later import added_up
from course.mistakes.mistake import A_DRAFT, BOTH, PLANE, SIGNAL, Mistake

KEEP_ALL_HINT = "Add the products of a window; keep all of them."
ADDS_HINT = "Look at the line of the sum: += adds, and = replaces."
ZERO_HINT = "Set the total to zero for every output, inside the loops over the outputs."


def mean_of_products(total, products):
    products = list(products)
    return quotient(total(products), len(products))


class Outside(Fraction):
    """The 0 beyond the input; a product with it is known by it."""

    __mul__ = __rmul__ = lambda self, other: self


def product_on_the_input(choose):
    """What is made of the products of each window in place of their sum: choose(those on the input), 0 if there are none."""

    def chosen(total, products):
        inside = [product for product in products if not isinstance(product, Outside)]
        return choose(inside) if inside else 0

    def marked(convolve, x, h, mode, options):
        return convolve(x, h, mode, **{**options, "fill": Outside(0)})

    return {**change.around(marked), **change.piece("total")(chosen)}


def matmul(h, flip):
    """The weights with which the matrix product of window and kernel adds up to one number, if the kernel is square.

    Number (a, c) of the window meets all of the kernel's row c: with the kernel [[1, 2], [3, 4]] as it slides the
    weights are [[3, 7], [3, 7]].
    """
    h = flipped(h) if flip else h
    if len(h) != len(h[0]):
        return h
    row_sums = [sum_of(row) for row in h]
    return [row_sums for _ in h]


def aliasing(convolve, x, h, mode, options):
    y = change.output_of(convolve, x, h, mode, options)
    if shape(y) != shape(x):
        return y
    if len(list(flat(x))) > 400:
        raise ValueError("every output needs a convolution of its own: that takes long for so many")
    for index in indices(shape(x)):
        result = added_up(at(y, index))
        if at(x, index) != result:
            x = placed(x, index, result)
            y = change.output_of(convolve, x, h, mode, options)
            if shape(y) != shape(x):
                raise ValueError("a mistake beside it gives fewer numbers for the input that is written over")
    return x


MISTAKES = (
    Mistake(
        "mean-not-sum",
        BOTH,
        change.piece("total")(mean_of_products),
        "products that are averaged, not added.",
        "np.sum adds the products; np.mean also divides by how many there are.",
    ),
    Mistake(
        "max-not-sum",
        BOTH,
        change.piece("total")(lambda total, products: reduce(larger, products)),
        "the largest product of each window.",
        KEEP_ALL_HINT,
    ),
    Mistake(
        "max-inside",
        BOTH,
        product_on_the_input(lambda products: reduce(larger, products)),
        "the largest product on the input of each window; with weights of 1 that is max pooling.",
        KEEP_ALL_HINT,
        "tf.nn.max_pool, which pads with minus infinity",
    ),
    Mistake(
        "assign-not-add",
        BOTH,
        change.piece("total")(lambda total, products: list(products)[-1]),
        "the last product of each window: each one replaces the one before.",
        ADDS_HINT,
    ),
    Mistake(
        "assign-last-inside",
        BOTH,
        product_on_the_input(lambda products: products[-1]),
        "the last product on the input of each window: each one replaces the one before.",
        ADDS_HINT,
    ),
    Mistake(
        "assign-first-inside",
        BOTH,
        product_on_the_input(lambda products: products[0]),
        "the first product on the input of each window, which has replaced the others.",
        ADDS_HINT,
    ),
    Mistake(
        "acc-not-reset",
        BOTH,
        change.output(lambda y, x, h: arranged(accumulate(flat(y)), shape(y))),
        "a total that is never set back to zero.",
        ZERO_HINT,
    ),
    Mistake(
        "acc-reset-per-row",
        PLANE,
        change.output(lambda y, x, h: [list(accumulate(row)) for row in y]),
        "a total that is set back to zero at the start of each row only.",
        ZERO_HINT,
    ),
    Mistake(
        "matmul",
        PLANE,
        change.sliding_kernel(matmul),
        "a matrix product of window and kernel, where number by number is meant.",
        "window * kernel multiplies number by number; @ and np.dot multiply rows by columns.",
    ),
    Mistake(
        "sum-times-sum",
        BOTH,
        change.kernel(lambda h: filled(shape(h), sum_of(h))),
        "the window's sum times the kernel's sum.",
        "Multiply number by number, then add; a mean is the window's sum over how many numbers it has.",
    ),
    Mistake(
        "aliasing",
        BOTH,
        change.around(aliasing),
        "an input that is written over with the results while it is still being read.",
        "Write the results into an array of their own; y = x is a second name for x.",
    ),
    Mistake(
        "shift-one",
        BOTH,
        change.piece("source")(lambda source, i, n, border: source(i + 1, n, border)),
        "an input that is read one place too far on.",
        "Python counts from 0; formulas in books often count from 1.",
    ),
    Mistake(
        "drop-last-product",
        SIGNAL,
        product_on_the_input(lambda products: sum_of(products[:-1])),
        "sums that end one product early: the last one on the input is left out, whatever the window.",
        "range(first, last) ends at last - 1; a sum from first up to last needs range(first, last + 1).",
        A_DRAFT,
    ),
)
