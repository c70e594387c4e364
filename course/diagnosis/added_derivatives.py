"""
Two derivatives of an image that are added with their signs, where the strength of its edges may be meant.

gx + gy is a correlation with one kernel, the sum of both, and looks like an emboss: where it grows brighter one way
and darker the other the two cancel. A strength is sqrt(gx**2 + gy**2) or |gx| + |gy|.
"""

import re
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from course.convolution.nested import flat
from course.diagnosis.intentions import comments_of, text_of
from course.diagnosis.known_filters import as_rows, correlating_kernel, shape_of_rows
from course.mistakes.bank.edges import EDGE_MISTAKES
from course.mistakes.mistake import OF_FILTERS

OPERATORS = ("sobel", "prewitt", "scharr")
CENTRAL = ((0, 0, 0), (-1, 0, 1), (0, 0, 0))  # x[j + 1] - x[j - 1]
STRENGTHS = r"magnitude|strength|gradient|(?<![a-z])(mag|norm)(?![a-z])"
EDGES = r"(?<![a-z])(edge|kant|bord|contour)"
ONE_WAY = (
    r"emboss|relief|diagonal|(?<![a-z])diag|oblique|compass|robinson|kirsch|(?<!\d)(45|135)(?!\d)"
    r"|directional|diverg"
)
BOTH_WAYS = [  # names of variables
    rf"(?<![a-z])(g|k|s|grad|sobel|prewitt|scharr|edges?|kernel|filter|mask)_?{axis}(?![a-z])"
    for axis in "xy"
]
ABSOLUTES = r"(?<![a-z0-9])l_?1(?![0-9])|manhattan|\|gx\||\|g_x\||absolute|city[ -]?block"
STRENGTH_HINT = "A strength has no sign: np.sqrt(gx**2 + gy**2), or np.abs(gx) + np.abs(gy)."


class Derivatives(NamedTuple):
    """Two kernels of a correlation that add up to a third: what they are called, and the rows of each."""

    name: str
    across: tuple
    down: tuple

    def mistake(self, absolute):
        """The Mistake of adding both, where their strength is meant; absolute: without the sign of the sum."""
        (added,) = [
            each
            for each in EDGE_MISTAKES
            if each.name == ("strength-of-sum" if absolute else "strength-sum-signed")
        ]
        sums = "|gx + gy|, the two" if absolute else "gx + gy, the two"
        says = f"{sums} derivatives of {self.name} added with their signs: opposite ones cancel."
        return replace(added, places=OF_FILTERS, says=says, hint=STRENGTH_HINT)


def added_derivatives(kernel):
    """The Derivatives that add up to a kernel, rows of weights of a correlation, or differ by it; None where there are none.

    Example: ((0, -1, 0), (-1, 0, 1), (0, 1, 0)) is the sum of the central differences.
    """
    if shape_of_rows(kernel) != (3, 3) or any(isinstance(weight, float) for weight in flat(kernel)):
        return None
    for name, across in _known_derivatives():
        factor = Fraction(kernel[1][2]) / across[1][2]
        across = _times(factor, across)
        for sign in (1, -1):
            down = _times(sign, zip(*across))
            if factor and _sum(across, down) == kernel:
                return Derivatives(name, across, down)
    return None


def _known_derivatives():
    """(name, kernel for changes from left to right) of each."""
    known = [(name.capitalize(), correlating_kernel(f"{name}-vertical")) for name in OPERATORS]
    return [*known, ("central differences", CENTRAL)]


def _times(factor, rows):
    return as_rows([[factor * weight for weight in row] for row in rows])


def _sum(rows, others):
    return as_rows([[a + b for a, b in zip(*both)] for both in zip(rows, others)])


def promises_strength(f):
    """Whether a function's name, docstring or comments say that it gives the strength of edges, whichever way they run."""
    said = _said_of(f)
    if re.search(ONE_WAY, said):
        return False
    has_both = all(re.search(pattern, text_of(f)) for pattern in BOTH_WAYS)
    return bool(re.search(STRENGTHS, said)) or (has_both and speaks_of_edges(f))


def speaks_of_edges(f):
    """Whether a function's name, docstring or comments speak of edges, and of none that run in one direction alone."""
    said = _said_of(f)
    return bool(re.search(EDGES, said)) and not re.search(ONE_WAY, said)


def adds_absolutes(f):
    """Whether a function's docstring or comments say that a strength is the sum of two absolute values."""
    return bool(re.search(ABSOLUTES, comments_of(f)))


def _said_of(f):
    return f"{getattr(f, '__name__', '')} {comments_of(f)}".lower().replace("_", " ")
