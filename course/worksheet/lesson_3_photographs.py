"""The problems of lesson 3: kernels on a photograph, whose pixels are bytes."""

from fractions import Fraction
from math import isqrt

from course.convolution.definition import convolve2d
from course.convolution.kernels import named
from course.convolution.nested import each, filled, flat
from course.own_numbers.request import request_of
from course.worksheet.problem import Problem, ProblemPart, WrongAnswer
from course.worksheet.problem_kinds import (
    CONVOLVE_IMAGE,
    MODE_VALID,
    NextSteps,
    ProblemKind,
    answer_with_mistake,
    arithmetic_of,
    convolution_problem,
    why_command_of,
)


def flat_photograph(chance):
    grey = 10 * chance.whole_number(2, 9)
    return convolution_problem(
        "A flat picture",
        f"{CONVOLVE_IMAGE} In this corner of a photograph every pixel is {grey}. Which number is y[0, 0] in mode "
        "valid?",
        x=filled((2, 3), grey),
        h=chance.kernel((2, 3)),
        mistakes=["kernel-norm", "kernel-abs", "drop-last-tap", "max-not-sum", "mean-not-sum"],
        index=(0, 0),
        mode="valid",
    )


# ---- a box blur


def box_blur(chance):
    x = chance.numbers((3, 4), 0, 30)
    ones = filled((3, 3), 1)
    sums = convolve2d(x, ones, "valid")
    if any(value % 9 != 0 for value in flat(sums)):
        return None  # the means shall be whole
    return convolution_problem(
        "A box blur",
        "A box blur: each number is the mean of 3 x 3 pixels. Convolve with the kernel of ones, then divide by 9. "
        f"{MODE_VALID}",
        x,
        ones,
        mistakes=["valid-is-same", "range-short-cols", "drop-last-tap", "max-not-sum"],
        next_steps=lambda y: _divided_by_9(x, y),
        mode="valid",
    )


def _divided_by_9(x, sums):
    """The last step of a box blur of x (3 rows, 4 columns): sums, one row of two, become means."""
    means = each(lambda value: value // 9, sums)
    worked = [""]
    for value, mean in zip(flat(sums), flat(means)):
        worked.append(f"{value}/9 = {mean}")
    thirds = each(lambda value: Fraction(value, 3), sums)
    medians = []
    means_of_neighbours = []
    for left in (0, 1):  # the window over columns 0 to 2, then the one over columns 1 to 3
        pixels = [value for row in x for value in row[left : left + 3]]
        middle_pixel = x[1][left + 1]
        medians.append(sorted(pixels)[4])
        means_of_neighbours.append(Fraction(sum(pixels) - middle_pixel, 8))
    wrong_answers = [
        WrongAnswer(1, thirds, "divided by 3; a kernel of 3 x 3 has 9 weights."),
        WrongAnswer(1, [medians], "the middle one of the nine when they are sorted: a median filter."),
        WrongAnswer(1, [means_of_neighbours], "the mean of the eight neighbours, without the pixel itself."),
    ]
    return NextSteps([ProblemPart("the blurred image", means)], worked, wrong_answers)


# ---- bytes


def bytes_that_overflow(chance):
    x = chance.numbers((2, 3), 8, 25, 10)
    h = chance.numbers((1, 2), 1, 3)
    return convolution_problem(
        "Bytes",
        f"{CONVOLVE_IMAGE} {MODE_VALID} Then say what is left of each number in an array of bytes (uint8), which "
        "knows only 0 to 255 and starts again at 0 after 255.",
        x,
        h,
        mistakes=["no-flip", "valid-is-same", "valid-is-full", "max-not-sum"],
        next_steps=lambda y: _as_bytes(x, h),
        mode="valid",
    )


def _as_bytes(x, h):
    """The step after a valid convolution: what bytes keep of its numbers."""
    request = request_of(x, h, "valid")
    bytes_left = answer_with_mistake("uint8-output", request).values
    worked = [""]
    for value, byte in zip(flat(request.output), flat(bytes_left)):
        worked.append(f"{value} - {value // 256}*256 = {byte}")
    modulo_255 = each(lambda value: value % 255, request.output)
    wrong_answers = [
        answer_with_mistake("clip-255", request)._replace(part=1),
        WrongAnswer(1, modulo_255, "255 is taken off each time; there are 256 bytes, as 0 is one of them."),
        WrongAnswer(1, request.output, "nothing was taken off; a byte is at most 255."),
    ]
    return NextSteps([ProblemPart("the bytes", bytes_left)], worked, wrong_answers)


# ---- edges


def laplacian_with_border(chance):
    x = chance.numbers((2, 3))
    h = _rows_of_kernel("laplacian")
    with_zeros = convolve2d(x, h, "same")
    return convolution_problem(
        "A Laplacian",
        "Convolve with the Laplacian, which is the same when it is flipped. Mode same: as many rows and columns as the "
        "image has. No zeros stand outside the image: its edge is repeated (border symmetric), so that a flat picture "
        "gets no frame.",
        x,
        h,
        mistakes=["boundary-reflect", "boundary-wrap", "negated", "abs-output", "relu-output"],
        wrong_answers=[WrongAnswer(0, with_zeros, "zeros outside, which give a photograph a false frame.")],
        mode="same",
        border="symmetric",
    )


def _rows_of_kernel(name):
    """A named kernel as a list of rows."""
    return [list(row) for row in named(name).rows]


def strength_of_edges(chance):
    """Both Sobel kernels on an image of two windows, and the strength, one row of two numbers each."""
    kernels = {"v": _rows_of_kernel("sobel-vertical"), "h": _rows_of_kernel("sobel-horizontal")}
    x = _image_with_whole_strengths(chance, kernels.values())
    parts = []
    worked = []
    wrong_answers = []
    for index, (name, kernel) in enumerate(kernels.items()):
        request = request_of(x, kernel, "valid")
        parts.append(ProblemPart(name, request.output, room=(1, 2)))
        worked += [*arithmetic_of(request), ""]
        for mistake in ("no-flip", "kernel-abs", "drop-last-tap"):
            wrong_answers.append(answer_with_mistake(mistake, request)._replace(part=index))
    vertical, horizontal = parts
    strength = _strength(vertical.values[0], horizontal.values[0])
    return Problem(
        title="Edges",
        task=f"{CONVOLVE_IMAGE} {MODE_VALID} Do it with both Sobel kernels: v are the numbers of vertical edges, h "
        "those of horizontal edges. The strength of an edge is the root of v*v + h*h. Keep the minus signs of v and "
        "h.",
        given={"image": x, "kernel for v": kernels["v"], "kernel for h": kernels["h"]},
        parts=parts + strength.parts,
        worked=worked + strength.worked,
        wrong_answers=wrong_answers + strength.wrong_answers,
        command=why_command_of(request_of(x, kernels["v"], "valid")),
    )


def _image_with_whole_strengths(chance, kernels):
    """An image of 3 rows and 4 columns of bytes; the edges in both of its 3x3 windows have a whole strength."""
    left_window = chance.numbers((3, 3), 0, 9, 10)
    while not _has_whole_strength(left_window, kernels):
        left_window = chance.numbers((3, 3), 0, 9, 10)
    image = [[*row, 0] for row in left_window]
    while not _has_whole_strength([row[1:] for row in image], kernels):
        image = [[*row, 10 * chance.whole_number(0, 9)] for row in left_window]
    return image


def _has_whole_strength(window, kernels):
    """Whether a 3x3 window has an edge in both directions, and its strength is a whole number.

    Example: edges of 30 and -40 have the strength 50.
    """
    vertical, horizontal = [convolve2d(window, kernel, "valid")[0][0] for kernel in kernels]
    square = vertical * vertical + horizontal * horizontal
    return vertical != 0 and horizontal != 0 and isqrt(square) ** 2 == square


def _strength(vertical, horizontal):
    """The last step: from the numbers of vertical and of horizontal edges, two lists, to the strengths."""
    strengths = []
    worked = []
    for v, h in zip(vertical, horizontal):
        strength = isqrt(v * v + h * h)
        strengths.append(strength)
        worked.append(f"sqrt({v * v} + {h * h}) = {strength}")

    def wrong_answer(rule, says):
        return WrongAnswer(2, [each(rule, vertical, horizontal)], says)

    wrong_answers = [
        wrong_answer(
            lambda v, h: abs(v) + abs(h), "added without their signs; add the squares, then take the root."
        ),
        wrong_answer(lambda v, h: v * v + h * h, "the sum of the squares; the root is missing."),
        wrong_answer(lambda v, h: abs(v + h), "added first, and squared after that."),
        wrong_answer(lambda v, h: max(abs(v), abs(h)), "the stronger of the two edges alone."),
    ]
    return NextSteps([ProblemPart("the strength", [strengths], room=(1, 2))], worked, wrong_answers)


# The easiest first. What the numbers are for: ProblemKind.
PHOTOGRAPH_PROBLEMS = (
    ProblemKind(18, flat_photograph),
    ProblemKind(19, box_blur),
    ProblemKind(20, bytes_that_overflow),
    ProblemKind(21, laplacian_with_border, mixed=True),
    ProblemKind(22, strength_of_edges, mixed=True),
)
