"""
Which kernels a name such as sharpen or sobel_x stands for, and how one that was read differs from them.

Kernels are those of a correlation here: kernels.py has them for convolution, which flips them.
"""

from fractions import Fraction
from math import lcm
from typing import NamedTuple

from course.convolution.definition import flipped
from course.convolution.kernels import KERNELS, gaussian
from course.convolution.nested import flat
from course.diagnosis.parameters import letters_of
from course.mistakes import changes as change
from course.mistakes.mistake import A_DRAFT, OF_FILTERS, Mistake

KERNELS_OF_WORDS = (  # a word in a name, and names of kernels: the first word that is there counts
    ("unsharp", ()),
    ("sharp", ("sharpen", "sharpen-8")),
    ("laplacianofgaussian", ("laplacian-of-gaussian",)),
    ("laplac", ("laplacian", "laplacian-8", "bright-spots")),
    ("sobelx", ("sobel-vertical",)),
    ("xsobel", ("sobel-vertical",)),
    ("sobely", ("sobel-horizontal",)),
    ("ysobel", ("sobel-horizontal",)),
    ("sobel", ("sobel-vertical", "sobel-horizontal")),
    ("prewittx", ("prewitt-vertical",)),
    ("prewitty", ("prewitt-horizontal",)),
    ("prewitt", ("prewitt-vertical", "prewitt-horizontal")),
    ("scharrx", ("scharr-vertical",)),
    ("scharry", ("scharr-horizontal",)),
    ("scharr", ("scharr-vertical", "scharr-horizontal")),
    ("gauss", ("gaussian", "gaussian-5")),
    ("boxblur", ("box",)),
    ("meanblur", ("box",)),
    ("meanfilter", ("box",)),
    ("blur", ("box", "gaussian", "gaussian-5")),
    ("smooth", ("box", "gaussian", "gaussian-5")),
)
BLURS = ("gauss", "blur", "smooth")  # in names
ALONG_ONE_AXIS = (
    *("motion", "horiz", "vert", "row", "col", "line", "left", "right"),
    *("blurx", "blury", "smoothx", "smoothy"),
)
SOME_WEIGHTS = 5  # a kernel of fewer is not told to be another but for one weight


class KnownFilter(NamedTuple):
    """A kernel that a name stands for, rows as a tuple of tuples; mistake: what makes the one that was read of it, or None."""

    name: str
    kernel: tuple
    mistake: object = None


def known_filter(function_name, kernel):
    """The KnownFilter that a function's name stands for and a kernel is, or nearly is; None where it is like none."""
    known = {name: correlating_kernel(name) for name in _names_for(function_name)}
    for name, rows in known.items():
        if kernel in (rows, _negative(rows) if "laplac" in name else rows):
            return KnownFilter(name, kernel)
    for name, rows in known.items():
        mistake = _difference(name, rows, kernel)
        if mistake:
            return KnownFilter(name, rows, mistake)
    return _along_both_axes(function_name, kernel)


def _along_both_axes(function_name, kernel):
    """The KnownFilter of a blur along both axes of which only one row of weights was read, or one column; None of others.

    Two passes along one axis are one pass of such a row, too, where it does not leave the image.
    """
    name, line = letters_of(function_name), list(flat(kernel))
    is_line = 1 in shape_of_rows(kernel) and sum(map(bool, line)) > 1 and min(line) >= 0
    if not is_line or not _names_for(function_name) or not any(word in name for word in BLURS):
        return None
    if any(word in name for word in ALONG_ONE_AXIS):
        return None
    along, what = ("rows", "filter-along-rows") if len(kernel) == 1 else ("columns", "filter-along-columns")
    mistake = Mistake(
        what,
        OF_FILTERS,
        change.kernel(lambda h: [list(row) for row in kernel]),
        f"{kernel_in_words(kernel)} along the {along} alone: along the other axis nothing is blurred.",
        "A blur has a pass along the rows and one along the columns of what that gives.",
        A_DRAFT,
    )
    rows = tuple(tuple(one * other for other in line) for one in line)
    return KnownFilter("a blur along both axes with these weights", rows, mistake)


def _names_for(function_name):
    name = letters_of(function_name)
    return next((names for word, names in KERNELS_OF_WORDS if word in name), ())


def correlating_kernel(name):
    """The weights of a named kernel as a correlation takes them, rows as a tuple of tuples.

    Example: correlating_kernel("sobel-vertical") is ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1)).
    """
    rows = gaussian(5) if name == "gaussian-5" else KERNELS[name].rows
    return as_rows(flipped([list(row) for row in rows]))


def kernels_of_name(function_name):
    """The kernels, as tuples of tuples, that a function's name stands for."""
    return [correlating_kernel(name) for name in _names_for(function_name)]


def as_rows(kernel):
    """A kernel as a tuple of tuples."""
    return tuple(tuple(row) for row in kernel)


def _negative(rows):
    return tuple(tuple(-weight for weight in row) for row in rows)


def _difference(name, rows, kernel):
    """The Mistake that makes a kernel of the one that is meant, or None where it is not like it."""
    shown = f"{name}, {kernel_in_words(rows)}"
    turned, columns = as_rows(flipped([list(row) for row in rows])), tuple(zip(*rows))
    if kernel == turned:
        says, what = f"{shown}, the other way round: with its signs exchanged.", "filter-signs"
        if turned != _negative(rows):
            says, what = (
                f"{shown}, flipped: a convolution where a correlation is asked, or the reverse.",
                "filter-flipped",
            )
        hint = "np.convolve and scipy.signal.convolve2d flip the kernel, correlate2d and cv2.filter2D do not."
    elif kernel == columns or kernel == as_rows(flipped([list(row) for row in columns])):
        what, says = "filter-transposed", f"{shown}, with its rows and columns exchanged."
        hint = "A kernel that looks along x has its signs in the columns: the left one and the right one."
    elif _multiple(rows, kernel):
        # What adds up to 0 may be scaled as one likes.
        what = "filter-multiple" if sum(flat(rows)) else "filter-scaled"
        says = f"{shown}, times {_multiple(rows, kernel)}."
        hint = "The weights of a blur or of a sharpened image add up to 1: divide them by their sum, and only once."
        if what == "filter-scaled":
            hint = "Some divide the weights by the sum of one side, so that a slope of 1 gives 1."
    elif _others(rows, kernel) == 1:
        what, says = (
            "filter-mistyped",
            f"{shown}, with one weight that is another: {kernel_in_words(kernel)}.",
        )
        hint = "Look at the kernel's weights one by one."
    else:
        return None
    return Mistake(what, OF_FILTERS, change.kernel(lambda h: [list(row) for row in kernel]), says, hint)


def _multiple(rows, kernel):
    """By which number all weights are multiplied; None where they are not, or by 1 or -1."""
    if shape_of_rows(rows) != shape_of_rows(kernel):
        return None
    pairs = list(zip(flat(kernel), flat(rows)))
    if any(isinstance(one, float) or (one == 0) != (other == 0) for one, other in pairs):
        return None
    factors = {Fraction(one) / other for one, other in pairs if other}
    (factor,) = factors if len(factors) == 1 else (None,)
    return None if factor in (None, 1, -1) else factor


def _others(rows, kernel):
    """How many weights are others; -1 where there are as many weights as that, or too few, to say so."""
    if shape_of_rows(rows) != shape_of_rows(kernel) or sum(map(bool, flat(rows))) < SOME_WEIGHTS:
        return -1
    return sum(one != other for one, other in zip(flat(rows), flat(kernel)))


def shape_of_rows(rows):
    """(rows, columns) of a tuple of tuples."""
    return len(rows), len(rows[0])


def kernel_in_words(kernel):
    """A kernel on one line, whole weights over one divisor where there are fractions.

    Example: kernel_in_words(((Fraction(1, 4), Fraction(1, 2), Fraction(1, 4)),)) is "[[1, 2, 1]] / 4".
    """
    weights = list(flat(kernel))
    if any(isinstance(weight, float) for weight in weights):
        rows = ", ".join(f"[{', '.join(f'{float(weight):.4g}' for weight in row)}]" for row in kernel)
        return f"[{rows}]"
    divisor = lcm(*(Fraction(weight).denominator for weight in weights))
    whole = [[int(weight * divisor) for weight in row] for row in kernel]
    return f"{whole} / {divisor}" if divisor > 1 else f"{whole}"
