"""
Which number beyond the edge makes the given numbers right.

The output is a straight line in that number, y = y0 + fill * w, where w is the sum of the weights that lie beyond the
edge; so that one output gives it, and all others have to agree.
"""

from dataclasses import dataclass
from fractions import Fraction

from course.convolution import definition
from course.convolution.formatting import number
from course.convolution.nested import each, flat, shape
from course.diagnosis.cause import gives, output_or_none
from course.diagnosis.finding import Finding
from course.diagnosis.request_causes import said_already
from course.mistakes.arithmetic import is_finite
from course.own_numbers.request import Request

FEWEST_BEYOND = 2  # outputs that reach beyond the edge: one gives the number, and one has to agree
FEW_BEYOND = 3  # up to so many, only a whole number is believed
DECIMALS_TRIED = 6  # that are tried


@dataclass(frozen=True)
class ConstantBorder(Finding):
    """A number beyond the edge under which the given numbers are right. means: the Request that has it."""

    means: Request

    kind = "border"

    def lines(self, request):
        """The number, and what was asked for."""
        fill = number(self.means.fill, decimal=True)
        flip = ""
        if self.means.flip != request.flip:
            flip = "the kernel flipped and " if self.means.flip else "the kernel not flipped and "
        asked = f"the border {request.border}"
        if request.border == "constant":
            asked = number(request.fill, decimal=True)
        return [
            f"These numbers would be right with {flip}{fill} on every place beyond the edge (--border constant={fill}). "
            f"You asked for {asked} there."
        ]

    def source(self, request):
        """The Request that has this border, with the definition."""
        return self.means, definition

    def data(self):
        """The number, and whether the kernel is flipped."""
        return {"fill": self.means.fill, "flip": self.means.flip}


def constant_border(request, given):
    """A ConstantBorder, in a list, if one number beyond the edge makes the given numbers (a Given) of a Request right.

    The request's own flip is tried first, then the other. None where something else explains them, too.
    """
    if shape(given.values) != shape(request.output):
        return []
    for flip in (request.flip, not request.flip):
        means = _solved(request.but(flip=flip, border="constant", fill=0), given)
        if means is not None and not said_already(request, given):
            return [ConstantBorder(means)]
    return []


def _solved(zeros, given):
    """The Request with the number beyond the edge that gives the given numbers; None if there is none but 0."""
    numbers = output_or_none(zeros)
    beyond = output_or_none(zeros.but(x=each(lambda value: 0, zeros.x), fill=1))
    if numbers is None or beyond is None:
        return None
    reaching = [line for line in zip(flat(beyond), flat(given.values), flat(numbers)) if line[0] != 0]
    if len(reaching) < FEWEST_BEYOND:
        return None
    weight, value, at_zero = max(reaching, key=lambda line: abs(line[0]))
    difference = value - at_zero
    if not is_finite(difference) or difference == 0 or not is_finite(weight):
        return None
    for fill in _candidates(Fraction(difference) / Fraction(weight)):
        if fill != int(fill) and len(reaching) <= FEW_BEYOND:
            return None
        means = zeros.but(fill=fill)
        if fill and gives(means, given):
            return means
    return None


def _candidates(solution):
    """The solution with as few decimals as may do, since given numbers may be rounded; then the solution itself."""
    rounded = [round(solution, decimals) for decimals in range(DECIMALS_TRIED + 1)]
    return [int(fill) if fill == int(fill) else fill for fill in dict.fromkeys([*rounded, solution])]
