"""Mistakes with one step of a layer, a window times a filter plus a bias; they stand apart from the bank."""

from course.convolution.nested import each, flat, number_of_axes, plain, shape
from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, OF_STEPS, Mistake

BIAS_HINT = "The bias is one number for the whole window: add it once, after the sum."
ONE_NUMBER_HINT = "One window gives one number: np.sum without axis= adds up rows, columns and channels."
ALIKE_HINT = "Each number of the window is multiplied by the weight at its own place: window * weights."
NO_FLIP_OF_STEPS_HINT = "A layer multiplies each number by the weight at its own place, without a flip."


def other_total(made):
    """Another number from the products: made(products, bias)."""
    return change.piece("step_from_products")(lambda step_from_products, products, bias: made(products, bias))


def other_weights(made):
    """Other weights: made(weights), nested lists."""
    return change.piece("single_step")(
        lambda single_step, window, weights, bias: single_step(window, made(plain(weights)), bias)
    )


def added_along_channels(products, bias):
    """One sum for each channel: the bias is added to each."""
    if number_of_axes(products) != 3:
        raise ValueError("there are no channels")
    channels = range(len(products[0][0]))
    return [sum(pixel[c] for row in products for pixel in row) + bias for c in channels]


def added_along_rows(products, bias):
    """sum(axis=0): the rows alone are added up."""
    return each(lambda *numbers: sum(numbers) + bias, *products)


def first_channel(products, bias):
    if number_of_axes(products) != 3:
        raise ValueError("there are no channels")
    return sum(pixel[0] for row in products for pixel in row) + bias


def turned(weights):
    """Flipped along rows and columns."""
    return [row[::-1] for row in weights[::-1]]


def turned_all(weights):
    """Flipped along every axis, the channels as well."""
    return [turned_all(part) if isinstance(part, list) else part for part in reversed(weights)]


def with_rows_as_columns(weights):
    return [list(column) for column in zip(*weights)]


def matrix_product(single_step, window, weights, bias):
    """The numbers of the matrix product of window and weights, added up."""
    window, weights = plain(window), plain(weights)
    if number_of_axes(window) != 2 or len(window[0]) != len(weights):
        raise ValueError("there is no matrix product")
    rows = [[sum(a * b for a, b in zip(row, column)) for column in zip(*weights)] for row in window]
    return sum(flat(rows)) + bias


def count_of(products):
    return len(list(flat(products)))


STEP_MISTAKES = (
    Mistake(
        "step-bias-everywhere",
        OF_STEPS,
        other_total(lambda products, bias: sum(flat(products)) + bias * count_of(products)),
        "the bias added to every product, so as many times as the window has numbers.",
        BIAS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "step-bias-for-each-channel",
        OF_STEPS,
        other_total(lambda products, bias: sum(flat(products)) + bias * shape(products)[-1]),
        "the bias added once for each channel.",
        BIAS_HINT,
    ),
    Mistake(
        "step-no-bias",
        OF_STEPS,
        other_total(lambda products, bias: sum(flat(products))),
        "the sum without the bias.",
        BIAS_HINT,
        A_DRAFT,
    ),
    Mistake(
        "step-minus-bias",
        OF_STEPS,
        other_total(lambda products, bias: sum(flat(products)) - bias),
        "the sum less the bias.",
        BIAS_HINT,
    ),
    Mistake(
        "step-times-bias",
        OF_STEPS,
        other_total(lambda products, bias: sum(flat(products)) * bias),
        "the sum times the bias.",
        BIAS_HINT,
    ),
    Mistake(
        "step-not-summed",
        OF_STEPS,
        other_total(lambda products, bias: each(lambda product: product + bias, products)),
        "the products themselves, each with the bias, which are not added up.",
        ONE_NUMBER_HINT,
        A_DRAFT,
    ),
    Mistake(
        "step-channels-apart",
        OF_STEPS,
        other_total(added_along_channels),
        "a sum for each channel, which are not added up.",
        ONE_NUMBER_HINT,
        A_DRAFT,
    ),
    Mistake(
        "step-rows-alone",
        OF_STEPS,
        other_total(added_along_rows),
        "sums along the rows alone (axis=0).",
        ONE_NUMBER_HINT,
    ),
    Mistake(
        "step-first-channel",
        OF_STEPS,
        other_total(first_channel),
        "the first channel alone.",
        "The sum goes over rows, columns and channels.",
        A_DRAFT,
    ),
    Mistake(
        "step-mean",
        OF_STEPS,
        other_total(lambda products, bias: sum(flat(products)) / count_of(products) + bias),
        "the average of the products, not their sum.",
        "np.sum, not np.mean.",
    ),
    Mistake(
        "step-max",
        OF_STEPS,
        other_total(lambda products, bias: max(flat(products)) + bias),
        "the largest product, not their sum.",
        "np.sum, not np.max.",
    ),
    Mistake(
        "step-relu",
        OF_STEPS,
        other_total(lambda products, bias: max(sum(flat(products)) + bias, 0)),
        "a result that becomes 0 where it is below 0.",
        "ReLU comes after the layer.",
    ),
    Mistake(
        "step-whole",
        OF_STEPS,
        other_total(lambda products, bias: int(sum(flat(products)) + bias)),
        "a result without what stands behind the point.",
        "int(...) keeps whole numbers alone.",
    ),
    Mistake(
        "step-flipped",
        OF_STEPS,
        other_weights(turned),
        "weights that are flipped along rows and columns: a convolution.",
        NO_FLIP_OF_STEPS_HINT,
    ),
    Mistake(
        "step-flipped-throughout",
        OF_STEPS,
        other_weights(turned_all),
        "weights that are flipped along every axis, the channels as well.",
        NO_FLIP_OF_STEPS_HINT,
    ),
    Mistake(
        "step-transposed",
        OF_STEPS,
        other_weights(with_rows_as_columns),
        "weights whose rows and columns are exchanged.",
        ALIKE_HINT,
    ),
    Mistake(
        "step-matrix-product",
        OF_STEPS,
        change.piece("single_step")(matrix_product),
        "the matrix product of window and weights (np.dot, @), added up.",
        ALIKE_HINT,
        A_DRAFT,
    ),
    Mistake(
        "step-sum-times-sum",
        OF_STEPS,
        change.piece("single_step")(
            lambda single_step, window, weights, bias: (
                sum(flat(plain(window))) * sum(flat(plain(weights))) + bias
            )
        ),
        "the window's sum times the sum of the weights.",
        ALIKE_HINT,
    ),
)
OF_CHANNELS_ALONE = ("step-bias-for-each-channel", "step-channels-apart", "step-first-channel")
