"""The problems of lesson 4: what the layers of a network do, how large their maps are, how far they see."""

from fractions import Fraction
from math import ceil

from course.convolution.formatting import number
from course.convolution.layers import pooled
from course.convolution.nested import each
from course.worksheet.problem import Problem, ProblemPart, WrongAnswer
from course.worksheet.problem_kinds import (
    CORRELATE,
    MODE_VALID,
    NextSteps,
    ProblemKind,
    convolution_problem,
)

RELU = "Then ReLU: what is below 0 becomes 0."
MAX_POOLING = (
    "Max pooling, 2 x 2 with stride 2: keep the largest number of each block of two rows and two columns; the blocks "
    "do not overlap, and an odd last row or column is left out."
)


def weights_of_a_layer(chance):
    """Kernels of k rows and l columns for c channels, in each of o filters."""
    k = chance.whole_number(2, 3)
    l = chance.whole_number(4, 5)
    c = chance.whole_number(2, 4)
    o = chance.whole_number(5, 9)
    count = (k * l * c + 1) * o
    return Problem(
        title="How many weights?",
        task=f"A layer has {o} filters of {k} rows and {l} columns, which read {c} channels; each filter also has a "
        "bias, a number that is added. How many numbers does the layer learn?",
        given={},
        parts=[ProblemPart("Answer", count)],
        worked=[f"({k}*{l}*{c} + 1)*{o} = {count}"],
        wrong_answers=[
            WrongAnswer(0, k * l * c * o, "the biases are missing, one for each filter."),
            WrongAnswer(0, k * l * c * o + 1, "one bias for all filters; each has its own."),
            WrongAnswer(
                0,
                (k * l + 1) * o,
                "the channels are missing: a filter has a kernel for each channel it reads.",
            ),
            WrongAnswer(0, k * l * c + 1, "that is one filter."),
            WrongAnswer(0, (k * l + 1) * c * o, "a bias for each kernel; each filter has one bias."),
        ],
    )


# ---- ReLU and pooling


def relu_after_correlation(chance):
    return convolution_problem(
        "ReLU",
        f"{CORRELATE} {MODE_VALID} {RELU}",
        x=chance.numbers((3, 4)),
        h=chance.kernel((2, 3)),
        mistakes=["no-flip", "flip-rows-only", "flip-cols-only", "range-short-cols", "kernel-abs"],
        next_steps=_relu,
        mode="valid",
        flip=False,
    )


def _relu(y):
    """The step after a correlation y (rows, columns): ReLU, which is part 1."""
    positive = each(lambda value: max(value, 0), y)
    worked = [""]
    for row in y:
        worked.append("   ".join(f"max({value}, 0) = {max(value, 0)}" for value in row))
    negative = each(lambda value: min(value, 0), y)
    is_positive = each(lambda value: int(value > 0), y)
    wrong_answers = [
        WrongAnswer(1, y, "nothing has changed; negative numbers become 0."),
        WrongAnswer(1, each(abs, y), "without minus signs; negative numbers become 0."),
        WrongAnswer(1, negative, "the other half: the positive numbers stay."),
        WrongAnswer(1, is_positive, "1 for what is above 0; ReLU keeps its value."),
    ]
    return NextSteps([ProblemPart("the map after ReLU", positive)], worked, wrong_answers)


def max_pooling(chance):
    x = chance.numbers((4, 7))
    pooling = _max_pooling(x, part=0)
    return Problem(
        title="Max pooling",
        task=MAX_POOLING,
        given={"feature map": x},
        parts=[ProblemPart("Answer", pooled(x))],
        worked=pooling.worked,
        wrong_answers=pooling.wrong_answers,
    )


def _max_pooling(rows, part):
    """The step from a map (rows, columns) to the pooled one, which is the part of this index."""
    worked = []
    for block in flat_blocks(rows):
        worked.append(f"max({', '.join(map(number, block))}) = {max(block)}")
    wrong_answers = [
        WrongAnswer(
            part,
            blocks_kept(rows, max, odd_ends=True),
            "the odd last row or column was kept; here it is left out.",
        ),
        WrongAnswer(part, blocks_kept(rows, max, stride=1), "stride 1: the blocks overlap."),
        WrongAnswer(part, blocks_kept(rows, _mean), "the means of the blocks: average pooling."),
        WrongAnswer(part, blocks_kept(rows, _first), "the first number of each block, not the largest."),
        WrongAnswer(part, blocks_kept(rows, min), "the smallest number of each block."),
    ]
    return NextSteps([ProblemPart("the pooled map", pooled(rows))], worked, wrong_answers)


def blocks_kept(rows, keep, stride=2, odd_ends=False):
    """keep(block) for each block of 2x2 numbers of a map, as rows; a block is a list, its upper row first.

    odd_ends: whether an odd last row or column counts as well, in blocks that lack its neighbours.
    Example: blocks_kept([[1, 5, 2], [4, 3, 9]], max) is [[5]]; with stride=1 [[5, 9]]; with odd_ends=True [[5, 9]].
    """
    last_row = len(rows) if odd_ends else len(rows) - 1
    last_column = len(rows[0]) if odd_ends else len(rows[0]) - 1
    kept = []
    for i in range(0, last_row, stride):
        row = []
        for j in range(0, last_column, stride):
            block = [value for line in rows[i : i + 2] for value in line[j : j + 2]]
            row.append(keep(block))
        kept.append(row)
    return kept


def flat_blocks(rows):
    """The 2x2 blocks of max pooling, one after the other: tuples of four numbers."""
    return [block for row in blocks_kept(rows, tuple) for block in row]


def _mean(block):
    return Fraction(sum(block), len(block))


def _first(block):
    return block[0]


def all_steps(chance):
    return convolution_problem(
        "All together",
        f"{CORRELATE} {MODE_VALID} {RELU} {MAX_POOLING}",
        x=chance.numbers((3, 5)),
        h=chance.kernel((1, 2)),
        mistakes=["no-flip", "valid-is-same", "range-short-cols", "kernel-abs"],
        next_steps=_relu_and_max_pooling,
        mode="valid",
        flip=False,
    )


def _relu_and_max_pooling(y):
    """Both steps after a correlation y: ReLU, which is part 1, and max pooling, which is part 2.

    The pooled map has two numbers only, and few wrong answers to it differ: only the most likely ones are taken.
    """
    relu = _relu(y)
    pooling = _max_pooling(relu.parts[0].values, part=2)
    without_relu = WrongAnswer(2, pooled(y), "the largest numbers without ReLU.")
    return NextSteps(
        parts=relu.parts + pooling.parts,
        worked=[*relu.worked, "", *pooling.worked],
        wrong_answers=[relu.wrong_answers[0], *pooling.wrong_answers[:3], without_relu],
    )


# ---- sizes


def sizes_through_two_layers(chance):
    """An image of n rows and m columns, kernels of k x k."""
    n = chance.whole_number(17, 30)
    m = chance.whole_number(31, 40)
    k = 3
    after = [n - k + 1, m - k + 1]
    pooled_size = [size // 2 for size in after]
    return Problem(
        title="Through two layers",
        task=f"An image of {n} rows and {m} columns goes through a layer of 3 x 3 kernels (VALID, stride 1), and then "
        "through max pooling, 2 x 2 with stride 2, which leaves out an odd last row or column. How large is it after "
        "each?",
        given={},
        parts=[
            ProblemPart("the layer's output", after, room=(1, 2)),
            ProblemPart("the pooled output", pooled_size, room=(1, 2)),
        ],
        worked=[
            f"{n} - {k} + 1 = {after[0]}",
            f"{m} - {k} + 1 = {after[1]}",
            f"floor({after[0]}/2) = {pooled_size[0]}",
            f"floor({after[1]}/2) = {pooled_size[1]}",
        ],
        wrong_answers=[
            WrongAnswer(0, [n, m], "that is SAME: with VALID nothing is added around the image."),
            WrongAnswer(0, [n - k, m - k], "how far the kernel moves; its first place counts, too."),
            WrongAnswer(0, [after[1], after[0]], "columns before rows; rows come first."),
            WrongAnswer(
                1,
                [ceil(size / 2) for size in after],
                "rounded up; the odd last row or column is left out.",
            ),
            WrongAnswer(1, [size - 1 for size in after], "that is pooling with stride 1."),
            WrongAnswer(1, [n // 2, m // 2], "the image was pooled, not what the layer makes of it."),
        ],
    )


def receptive_field(chance):
    """Layers of k x k kernels, so many one upon the other, or two with pooling between them."""
    k = chance.one_of((3, 5, 7))
    layers = chance.whole_number(3, 5)
    stacked = 1 + layers * (k - 1)
    # One number of the last layer reads k pooled ones, each of which reads 2 of the first layer: 2*k. Those of a
    # first layer read k pixels, each one further on: 2*k + k - 1.
    with_pooling = k + 1 + 2 * (k - 1)
    return Problem(
        title="How far one number sees",
        task=f"How many pixels in a row does one number depend on: after {layers} layers of {k} x {k} kernels, one "
        "upon the other; and after one such layer, max pooling 2 x 2 with stride 2, and another such layer? (All "
        "other strides are 1.)",
        given={},
        parts=[ProblemPart("the stack", stacked), ProblemPart("the layers with pooling", with_pooling)],
        worked=[
            f"1 + {layers}*({k} - 1) = {stacked}",
            f"{k} + (2 - 1) + 2*({k} - 1) = {with_pooling}",
        ],
        wrong_answers=[
            WrongAnswer(0, k, "that is one layer; a number of the next one sees several of these."),
            WrongAnswer(
                0,
                layers * k,
                "as if the windows lay side by side; they overlap, so a layer adds one less than its kernel.",
            ),
            WrongAnswer(0, stacked - 1, "the first pixel was not counted."),
            WrongAnswer(1, 2 * k - 1, "without pooling."),
            WrongAnswer(
                1, 2 * k, "pooling adds a pixel, but after it each step is one of two pixels as well."
            ),
            WrongAnswer(
                1, 2 * (2 * k - 1), "all of it doubled; only what comes after pooling counts double."
            ),
        ],
    )


# The easiest first. What the numbers are for: ProblemKind.
NETWORK_PROBLEMS = (
    ProblemKind(23, weights_of_a_layer),
    ProblemKind(24, relu_after_correlation),
    ProblemKind(25, max_pooling),
    ProblemKind(26, sizes_through_two_layers),
    ProblemKind(27, receptive_field, mixed=True),
    ProblemKind(28, all_steps, mixed=True),
)
