"""
What is said of a mistake that a library's call makes, where the text has that call: in its own words, once, and with
what would do in that very call.
"""

import ast
from typing import NamedTuple

from course.practice.file_text import words_of

CORRELATION = "no-flip + same-wrong-side"  # what SciPy's correlate2d gives in all three modes
CONVOLVING = {"correlate2d": "scipy.signal.convolve2d", "correlate": "np.convolve"}  # what is meant
ZEROS_BEYOND = "border-of-zeros"
MIRRORED = {  # for a function of SciPy the option with which it takes the mirror image, and what it takes otherwise
    "convolve2d": ("boundary", '"symm"', "fill"),
    "correlate2d": ("boundary", '"symm"', "fill"),
    "convolve": ("mode", '"reflect"', "constant"),  # of scipy.ndimage
    "correlate": ("mode", '"reflect"', "constant"),
    "sobel": ("mode", '"reflect"', "constant"),
}


class OfCall(NamedTuple):
    """What is said of a call in place of what is said of mistakes: their name, a sentence or "", and the hint."""

    name: str
    says: str
    hint: str


def told_of_call(text, names):
    """The OfCall for the names of the mistakes that give a function's numbers, by its FileText; None if there is none."""
    if names == (CORRELATION,):
        return _of_correlation(text)
    if names == (ZEROS_BEYOND,):
        return _of_border(text)
    return None


def _calls(text, functions):
    """[(a call, the last part of its function's name)] of functions of a library, as they stand."""
    own = {function.name for function in text.functions}
    found = [(call, words_of(call.func).split(".")[-1]) for call in text.all_of(ast.Call)]
    return [(call, name) for call, name in found if name in functions and name not in own]


def _of_correlation(text):
    """The OfCall where one call neither flips the kernel nor has the odd zero where a convolution has it."""
    for call, name in _calls(text, CONVOLVING):
        return OfCall(
            "no-flip",
            f"This gives exactly the numbers of {name}, in line {call.lineno}: it does not flip the kernel, and so the "
            "odd zero of mode same is on the other side, too, where the kernel has an even size. [no-flip]",
            f"{CONVOLVING[name]} flips the kernel itself, and has the odd zero before the input.",
        )
    return None


def _of_border(text):
    """The OfCall where a call of SciPy takes zeros beyond the border, and an option would take the mirror image."""
    if _calls(text, ("pad",)):
        return None
    for call, name in _calls(text, MIRRORED):
        option, mirrored, zeros = MIRRORED[name]
        typed = [_word(each.value) for each in call.keywords if each.arg == option]
        is_zeros = typed == [zeros]
        if zeros == "fill":  # which is taken if nothing is said; in mode valid no border is
            modes = [*call.args[2:], *(each.value for each in call.keywords if each.arg == "mode")]
            is_zeros = (is_zeros or not typed) and list(map(_word, modes)) == ["same"]
        if is_zeros:
            return OfCall(
                ZEROS_BEYOND,
                "",
                f"{name}(..., {option}={mirrored}) takes the mirror image: left of 7 8 9 stands a 7.",
            )
    return None


def _word(node):
    """The text that an expression is; None for another."""
    return node.value if isinstance(node, ast.Constant) else None
