"""
A border that goes on as the input does: in a straight line through its last two numbers, or turned round the last one.

For one place beyond the edge both are 2*x[0] - x[1]. Under the kernel 1/2 0 -1/2 that makes the first and the last
number one-sided differences, as np.gradient has them.

Sources: NumPy's references of pad (reflect_type="odd") and gradient; SciPy's of signal.filtfilt (padtype="odd").
"""

from fractions import Fraction

from course.convolution import definition
from course.convolution.formatting import mode_in_words
from course.convolution.nested import each, flat, shape, transposed
from course.diagnosis.cause import gives, output_or_none
from course.diagnosis.finding import Finding
from course.diagnosis.library_calls import call_as_asked
from course.diagnosis.readings import may_be_as_many
from course.diagnosis.request_causes import said_already
from course.mistakes.arithmetic import is_finite

FEWEST_AT_THE_BORDER = 2  # outputs that are others than with zeros beyond the edge
GRADIENT = [Fraction(1, 2), 0, Fraction(-1, 2)]  # the kernel of np.gradient, flipped


def straight_extension(x, before, after):
    """Rows, or numbers, with others before and after them, in a straight line through the two at each end.

    Example: straight_extension([3, 1, 4], 2, 1) is [7, 5, 3, 1, 4, 7].
    """
    onward = lambda last, other, steps: each(lambda a, b: a + steps * (a - b), last, other)
    return [
        *(onward(x[0], x[1], steps) for steps in range(before, 0, -1)),
        *x,
        *(onward(x[-1], x[-2], steps) for steps in range(1, after + 1)),
    ]


def odd_extension(x, before, after):
    """The same with the rows that lie as far inside, turned round the last one: 2*x[0] - x[1], 2*x[0] - x[2] and so on.

    Example: odd_extension([3, 1, 4], 2, 1) is [2, 5, 3, 1, 4, 7].
    """
    turned = lambda last, inside: each(lambda a, b: 2 * a - b, last, inside)
    return [
        *(turned(x[0], x[steps]) for steps in range(before, 0, -1)),
        *x,
        *(turned(x[-1], x[-1 - steps]) for steps in range(1, after + 1)),
    ]


EXTENSIONS = {  # how the border goes on, in words that go on from "the input goes on beyond its edge"
    "in a straight line through its last two numbers": straight_extension,
    'turned round its last number (np.pad with mode="reflect", reflect_type="odd")': odd_extension,
}


class OddBorder(Finding):
    """The input goes on beyond its edge in a way that is no border of the definition.

    how      one of EXTENSIONS
    reading  the Request as it was padded; mode and flip are those that fit
    means    the Request whose input has the added numbers
    """

    kind = "border"

    def __init__(self, how, reading, means):
        self.how, self.reading, self.means = how, reading, means

    def lines(self, request):
        """How the input goes on, np.gradient where it is that, and the call that was asked for."""
        where = f"in {mode_in_words(self.reading.mode)} " if self.reading.mode != request.mode else ""
        if self.reading.flip != request.flip:
            where += "with the kernel flipped " if self.reading.flip else "without the flip "
        lines = [f"These numbers would be right {where}where the input goes on beyond its edge {self.how}."]
        if _is_gradient(self.reading):
            lines.append("np.gradient does that: its first and last numbers are one-sided differences.")
        call = call_as_asked(request)
        return lines + ([f"Hint: {call} gives those that you asked for."] if call else [])

    def source(self, request):
        """The request whose input goes on so, and the definition."""
        return self.means, definition

    def data(self):
        """How the input goes on, and with which mode and flip."""
        return {"goes on": self.how, "mode": self.reading.mode, "flip": self.reading.flip}


def odd_border(request, given):
    """The OddBorder that gives the given numbers (a Given) of a Request, as a list of one or none.

    Where mode same has as many numbers and the asked one has not, that is tried. None where something else known
    gives them.

    Example: of 3 1 4 with the kernel 1 0 -1 in mode same the numbers are -4 1 6, as of 5 3 1 4 7.
    """
    if request.axes > 2 or not all(map(is_finite, flat(request.x))):
        return []
    modes = [request] if may_be_as_many(request, given) else [request.but(mode="same", padding=None)]
    for reading in [one.but(flip=flip) for one in modes for flip in (request.flip, not request.flip)]:
        if not may_be_as_many(reading, given):
            return []
        for how, extension in EXTENSIONS.items():
            means = _extended(reading, extension)
            if means and gives(means, given) and _speaks(reading, given) and not said_already(request, given):
                return [OddBorder(how, reading, means)]
    return []


def _speaks(reading, given):
    """Whether enough of the given numbers are others than with zeros beyond the edge."""
    zeros = output_or_none(reading.but(border="constant", fill=0))
    return zeros is not None and given.count_of_others(zeros) >= FEWEST_AT_THE_BORDER


def _extended(reading, extension):
    """The Request whose input is longer by the added places, without padding; None where it is too small for them."""
    sizes, sides = shape(reading.x), reading.sides
    if not any(flat(sides)) or any(max(side) >= n for n, side in zip(sizes, sides)):
        return None
    x = extension(reading.x, *sides[0])
    if reading.axes == 2:
        x = transposed(extension(transposed(x), *sides[1]))
    return reading.but(x=x, mode=None, padding=0)


def _is_gradient(reading):
    """Whether the kernel is np.gradient's, along one axis."""
    weights = list(flat(reading.h))
    return weights == (GRADIENT if reading.flip else GRADIENT[::-1]) and reading.mode == "same"
