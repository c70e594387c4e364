"""The problems of lesson 1: a kernel slides over an image."""

from course.convolution.definition import convolve2d
from course.worksheet.problem import Problem, ProblemPart, WrongAnswer
from course.worksheet.problem_kinds import (
    CONVOLVE_IMAGE,
    MODE_FULL,
    MODE_VALID,
    ProblemKind,
    convolution_problem,
)


def image_full_mode(chance):
    return convolution_problem(
        "An image, mode full",
        f"{CONVOLVE_IMAGE} {MODE_FULL}",
        x=chance.numbers((2, 3)),
        h=chance.kernel((1, 2)),
        mistakes=["no-flip", "full-is-valid", "range-short-cols", "boundary-edge", "kernel-abs"],
        mode="full",
    )


def one_number_of_image(chance):
    return convolution_problem(
        "One number of an image",
        f"{CONVOLVE_IMAGE} {MODE_VALID} Which number is y[1, 0]?",
        x=chance.numbers((3, 4)),
        h=chance.kernel((2, 3)),
        mistakes=[
            "no-flip",
            "flip-rows-only",
            "flip-cols-only",
            "output-transposed",
            "kernel-abs",
            "max-not-sum",
        ],
        index=(1, 0),
        mode="valid",
    )


def image_valid_mode(chance):
    return convolution_problem(
        "An image, mode valid",
        f"{CONVOLVE_IMAGE} {MODE_VALID}",
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
    )


def image_same_mode(chance):
    return convolution_problem(
        "An image, mode same",
        f"{CONVOLVE_IMAGE} Mode same, as SciPy's convolve2d has it: as many rows and columns as the image has. Zeros "
        "stand outside: one row above and one below, and one column on the left.",
        x=chance.numbers((2, 3)),
        h=chance.kernel((3, 2)),
        mistakes=[
            "no-flip",
            "same-wrong-side",
            "kernel-abs",
            "flip-rows-only",
            "flip-cols-only",
            "boundary-edge",
        ],
        mode="same",
    )


def sizes_of_images(chance):
    """The image has n rows and m columns, the kernel k rows and l columns."""
    n = chance.whole_number(7, 12)
    m = chance.whole_number(13, 20)
    k = chance.whole_number(2, 3)
    l = chance.whole_number(4, 5)
    full = [n + k - 1, m + l - 1]
    valid = [n - k + 1, m - l + 1]
    return Problem(
        title="How large?",
        task=f"An image of {n} rows and {m} columns is convolved with a kernel of {k} rows and {l} columns. How large "
        "is the result: how many rows, and how many columns?",
        given={},
        parts=[ProblemPart("mode full", full, room=(1, 2)), ProblemPart("mode valid", valid, room=(1, 2))],
        worked=[
            f"full: {n} + {k} - 1 = {full[0]}",
            f"full: {m} + {l} - 1 = {full[1]}",
            f"valid: {n} - {k} + 1 = {valid[0]}",
            f"valid: {m} - {l} + 1 = {valid[1]}",
        ],
        wrong_answers=[
            WrongAnswer(0, [n + k, m + l], "the sums of both sizes; each is one less."),
            WrongAnswer(0, [n + l - 1, m + k - 1], "the kernel's rows and columns are swapped."),
            WrongAnswer(0, [n, m], "that is mode same."),
            WrongAnswer(1, [n - k, m - l], "how far the kernel moves; its first place counts, too."),
            WrongAnswer(1, [n - l + 1, m - k + 1], "the kernel's rows and columns are swapped."),
            WrongAnswer(1, [m - l + 1, n - k + 1], "columns before rows; rows come first."),
        ],
    )


BORDER_SENTENCES = {
    "wrap": "the image starts again: before its first column stands the last, after its last the first",
    "reflect": "it is mirrored: before its first column stands the second, after its last the last but one",
    "edge": "its edge is repeated: before its first column stands the first again, after its last the last",
}


def image_with_border(chance):
    border = chance.one_of(list(BORDER_SENTENCES))
    other_borders = [other for other in BORDER_SENTENCES if other != border]
    x = chance.numbers((2, 3))
    h = chance.kernel((1, 3))
    with_zeros = convolve2d(x, h, "same")
    return convolution_problem(
        f"An image, border {border}",
        f"{CONVOLVE_IMAGE} Mode same: as many rows and columns as the image has. No zeros stand outside the image: "
        f"{BORDER_SENTENCES[border]}.",
        x,
        h,
        mistakes=["no-flip", "border-zero", "border-copy"] + [f"boundary-{other}" for other in other_borders],
        wrong_answers=[WrongAnswer(0, with_zeros, "zeros outside, which is another border.")],
        mode="same",
        border=border,
    )


# The easiest first. What the numbers are for: ProblemKind.
IMAGE_PROBLEMS = (
    ProblemKind(6, image_full_mode),
    ProblemKind(7, one_number_of_image),
    ProblemKind(8, image_valid_mode, mixed=True),
    ProblemKind(9, image_same_mode),
    ProblemKind(10, sizes_of_images),
    ProblemKind(11, image_with_border, mixed=True),
)
