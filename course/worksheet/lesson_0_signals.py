"""The problems of lesson 0: a kernel slides along a signal."""

from course.worksheet.problem import Problem, ProblemPart, WrongAnswer
from course.worksheet.problem_kinds import (
    CONVOLVE_SIGNAL,
    CORRELATE,
    MODE_FULL,
    MODE_VALID,
    ProblemKind,
    convolution_problem,
)


def sizes_of_signals(chance):
    n = chance.whole_number(9, 20)
    k = chance.whole_number(3, 6)
    full = n + k - 1
    valid = n - k + 1
    return Problem(
        title="How many numbers?",
        task=f"A signal of {n} numbers is convolved with a kernel of {k}. How many numbers are there?",
        given={},
        parts=[ProblemPart("mode full", full), ProblemPart("mode same", n), ProblemPart("mode valid", valid)],
        worked=[
            f"full: {n} + {k} - 1 = {full}",
            f"same: as many as the signal has, {n}",
            f"valid: {n} - {k} + 1 = {valid}",
        ],
        wrong_answers=[
            WrongAnswer(
                0, n + k, "the sum of both sizes; the first overlap is of one number, so it is one less."
            ),
            WrongAnswer(0, n, "that is mode same."),
            WrongAnswer(0, n + k + 1, "one was added where one is taken off."),
            WrongAnswer(1, valid, "that is mode valid; same keeps the size of the signal."),
            WrongAnswer(2, n - k, "the kernel moves so many times; its first place counts, too."),
            WrongAnswer(2, n - k - 1, "one was taken off where one is added."),
        ],
    )


def full_mode(chance):
    return convolution_problem(
        "A signal, mode full",
        f"{CONVOLVE_SIGNAL} {MODE_FULL}",
        x=chance.numbers((3,)),
        h=chance.kernel((2,)),
        mistakes=["no-flip", "full-is-valid", "range-short", "boundary-edge", "kernel-abs"],
        mode="full",
    )


def valid_mode(chance):
    return convolution_problem(
        "A signal, mode valid",
        f"{CONVOLVE_SIGNAL} {MODE_VALID}",
        x=chance.numbers((5,)),
        h=chance.kernel((3,)),
        mistakes=["no-flip", "valid-is-same", "valid-is-full", "range-short", "kernel-abs", "max-not-sum"],
        mode="valid",
    )


def same_mode(chance):
    return convolution_problem(
        "A signal, mode same",
        f"{CONVOLVE_SIGNAL} Mode same: as many numbers as the signal has; zeros stand outside, as many before as "
        "after.",
        x=chance.numbers((4,)),
        h=chance.kernel((3,)),
        mistakes=["no-flip", "border-zero", "same-is-valid", "same-is-full", "boundary-edge", "kernel-abs"],
        mode="same",
    )


def correlation(chance):
    return convolution_problem(
        "A signal, correlated",
        f"{CORRELATE} {MODE_FULL}",
        x=chance.numbers((4,)),
        h=chance.kernel((3,)),
        mistakes=["no-flip", "output-reversed", "full-is-same", "full-is-valid", "kernel-abs"],
        mode="full",
        flip=False,
    )


def same_mode_with_even_kernel(chance):
    return convolution_problem(
        "A signal and an even kernel, mode same",
        f"{CONVOLVE_SIGNAL} Mode same, as np.convolve has it: as many numbers as the signal has; three zeros stand "
        "outside, and as that is an odd number, the one more goes before the signal.",
        x=chance.numbers((5,)),
        h=chance.kernel((4,)),
        mistakes=[
            "no-flip",
            "border-zero",
            "same-wrong-side",
            "same-half-both",
            "same-half-floor",
            "same-crop-end",
        ],
        mode="same",
    )


# The easiest first. What the numbers are for: ProblemKind.
SIGNAL_PROBLEMS = (
    ProblemKind(0, sizes_of_signals),
    ProblemKind(1, full_mode, mixed=True),
    ProblemKind(2, valid_mode),
    ProblemKind(3, same_mode),
    ProblemKind(4, correlation),
    ProblemKind(5, same_mode_with_even_kernel, mixed=True),
)
