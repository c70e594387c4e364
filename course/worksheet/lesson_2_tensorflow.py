"""The problems of lesson 2: padding, stride, dilation and channels as TensorFlow has them."""

from math import ceil

from course.convolution.definition import convolve2d
from course.convolution.nested import channel
from course.convolution.sizes import effective_kernel_size, output_size
from course.own_numbers.request import request_of
from course.worksheet.problem import Problem, ProblemPart, WrongAnswer
from course.worksheet.problem_kinds import (
    INSIDE_THE_INPUT,
    ProblemKind,
    answer_with_mistake,
    arithmetic_of,
    convolution_problem,
)

AS_TENSORFLOW = "As tf.nn.conv2d does: slide the kernel as it is, without flipping it, multiply and add."
PADDING_VALID = f"Padding VALID: {INSIDE_THE_INPUT}."


def valid_padding(chance):
    return convolution_problem(
        "VALID",
        f"{AS_TENSORFLOW} {PADDING_VALID}",
        x=chance.numbers((3, 4)),
        h=chance.kernel((2, 3)),
        mistakes=[
            "no-flip",
            "square-image",
            "flip-rows-only",
            "flip-cols-only",
            "range-short-rows",
            "kernel-abs",
        ],
        mode="valid",
        flip=False,
    )


def same_padding(chance):
    x = chance.numbers((2, 3))
    h = chance.kernel((2, 3))
    odd_zero_before = convolve2d(x, h, "same", flip=False)
    return convolution_problem(
        "SAME",
        f"{AS_TENSORFLOW} Padding SAME with stride 1: as many rows and columns as the image has; outside stand zeros, "
        "one column on each side, and as the kernel has two rows, one row below the image and none above.",
        x,
        h,
        mistakes=["no-flip", "always-valid", "always-full", "boundary-edge", "kernel-abs"],
        wrong_answers=[WrongAnswer(0, odd_zero_before, "the row of zeros above, not below.")],
        mode="SAME",
        flip=False,
    )


def stride_of_2(chance):
    return convolution_problem(
        "A stride",
        f"{AS_TENSORFLOW} {PADDING_VALID} The stride is 2 in both axes: from one output to the next the kernel moves "
        "two places.",
        x=chance.numbers((4, 5)),
        h=chance.kernel((2, 3)),
        mistakes=[
            "no-flip",
            "stride-ignored",
            "stride-rows-only",
            "stride-cols-only",
            "stride-as-dilation",
            "stride-cropped",
        ],
        mode="valid",
        stride=2,
        flip=False,
    )


def dilation_of_2(chance):
    return convolution_problem(
        "A dilation",
        f"{AS_TENSORFLOW} {PADDING_VALID} The dilation is 2 in both axes: one place stays free between two weights of "
        "the kernel.",
        x=chance.numbers((4, 5)),
        h=chance.kernel((2, 3)),
        mistakes=["no-flip", "dilation-ignored", "dilation-rows-only", "dilation-cols-only", "kernel-abs"],
        mode="valid",
        dilation=2,
        flip=False,
    )


def sizes_with_stride_and_dilation(chance):
    """n pixels, a kernel of k weights, stride s, dilation d."""
    n = chance.whole_number(12, 25)
    k = chance.whole_number(2, 4)
    s = chance.whole_number(2, 3)
    d = chance.whole_number(2, 3)
    valid = output_size(n, k, stride=s)
    same = ceil(n / s)
    dilated = n - effective_kernel_size(k, d) + 1
    with_valid = f"VALID, stride {s}"
    with_same = f"SAME, stride {s}"
    with_dilation = f"VALID, dilation {d}"
    return Problem(
        title="How many outputs?",
        task=f"A row of {n} pixels meets a kernel of {k} weights. How many numbers are there with VALID and stride "
        f"{s}; with SAME and stride {s}; and with VALID, stride 1 and dilation {d}?",
        given={},
        parts=[
            ProblemPart(with_valid, valid),
            ProblemPart(with_same, same),
            ProblemPart(with_dilation, dilated),
        ],
        worked=[
            f"{with_valid}: floor(({n} - {k})/{s}) + 1 = {valid}",
            f"{with_same}: ceil({n}/{s}) = {same}",
            f"{with_dilation}: {n} - (({k} - 1)*{d} + 1) + 1 = {dilated}",
        ],
        wrong_answers=[
            WrongAnswer(0, (n - k) // s, "the + 1 is missing: the kernel's first place counts, too."),
            WrongAnswer(0, n - k + 1, "that is stride 1."),
            WrongAnswer(1, n, "that is stride 1: SAME keeps the size only then."),
            WrongAnswer(1, n // s, "rounded down; SAME rounds up."),
            WrongAnswer(2, n - k + 1, "that is dilation 1: no gaps between the weights."),
            WrongAnswer(
                2,
                n - d * k + 1,
                "a kernel of dilation times its size; after its last weight there is no gap.",
            ),
        ],
    )


def two_channels(chance):
    """The image and the kernel are shown channel by channel, and the answer as a table.

    So the command why, which takes and gives images of (rows, columns, channels), is not named.
    """
    x = chance.numbers((2, 3, 2))
    h = chance.kernel((1, 2, 2, 1))
    weights = channel(h, 0)  # (rows, columns, channels) of the only filter
    request = request_of(x, h, "valid", flip=False)
    names = [
        "no-flip",
        "channels-first-only",
        "channels-last-only",
        "channels-mean",
        "channels-max",
        "channels-same-kernel",
        "channels-bgr",
    ]
    wrong_answers = []
    for name in names:
        wrong = answer_with_mistake(name, request)
        wrong_answers.append(wrong._replace(values=channel(wrong.values, 0)))
    return Problem(
        title="Two channels",
        task=f"{AS_TENSORFLOW} {PADDING_VALID} The image has two channels, and the filter has a kernel for each of "
        "them; what they give is added, place by place.",
        given={
            "channel 0": channel(x, 0),
            "channel 1": channel(x, 1),
            "kernel of channel 0": channel(weights, 0),
            "kernel of channel 1": channel(weights, 1),
        },
        parts=[ProblemPart("Answer", channel(request.output, 0))],
        worked=arithmetic_of(request),
        wrong_answers=wrong_answers,
    )


# The easiest first. What the numbers are for: ProblemKind.
TENSORFLOW_PROBLEMS = (
    ProblemKind(12, valid_padding),
    ProblemKind(13, same_padding),
    ProblemKind(14, stride_of_2, mixed=True),
    ProblemKind(15, dilation_of_2),
    ProblemKind(16, sizes_with_stride_and_dilation),
    ProblemKind(17, two_channels, mixed=True),
)
