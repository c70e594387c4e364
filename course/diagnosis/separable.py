"""A kernel that is a column times a row, of which one was passed over the image twice, or alone."""

from fractions import Fraction
from math import gcd, isqrt, lcm

from course.convolution import definition
from course.convolution.nested import flat
from course.diagnosis.cause import output_or_none
from course.diagnosis.finding import Finding
from course.diagnosis.kernel_changes import tells_of_kernel
from course.mistakes.arithmetic import as_int_where_whole
from course.own_numbers.typed_text import as_shown

PRODUCTS_OF_PASSES = 20_000  # of a request for which the passes are tried: a fraction of a second


class Passes(Finding):
    """Passes of one half of a separable kernel that give the numbers.

    halves  the column and the row of the kernel, each a kernel of its own
    used    0 where the column was passed, 1 where the row was
    times   how often: once, with the other one missing, or twice, where the other belongs
    start   the image before the last pass
    """

    kind = "passes"

    def __init__(self, halves, used, times, start):
        self.halves, self.used, self.times, self.start = halves, used, times, start

    def lines(self, request):
        """Which half was passed how often, and what to look at."""
        names = ("column", "row")
        used = f'{names[self.used]} "{as_shown(self.halves[self.used])}"'
        missing = f'{names[1 - self.used]} "{as_shown(self.halves[1 - self.used])}"'
        passed = "alone" if self.times == 1 else "twice"
        return [
            f"The kernel is the {used} times the {missing}. These are the numbers of the first, passed {passed}.",
            f"Hint: One pass with the column, and one over its result with the row: the {missing} is missing.",
        ]

    def source(self, request):
        """The last pass, and the definition."""
        return request.but(x=self.start, h=self.halves[self.used]), definition

    def data(self):
        """The halves of the kernel, which of them was passed, and how often."""
        column, row = self.halves
        return {"column": column, "row": row, "passed": ("column", "row")[self.used], "times": self.times}


def separable_passes(request, given):
    """The Passes of one half of a separable kernel that give the given numbers (a Given) of a Request.

    Each pass has the request's own mode and border.
    """
    if request.axes != 2 or request.products > PRODUCTS_OF_PASSES or not tells_of_kernel(request, given):
        return []
    found = []
    for halves in halves_of(request.h):
        for used, half in enumerate(halves):
            start = request.x
            for times in (1, 2):
                result = output_or_none(request.but(x=start, h=half))
                if given.fits(result):
                    found.append(Passes(halves, used, times, start))
                if not result or not result[0]:
                    break
                start = result
    return found


def halves_of(kernel):
    """How a kernel (rows, columns) is a column (rows, 1) times a row (1, columns): [(column, row), ...].

    A factor may stand in either half; those are listed that people write: the same numbers in both, or halves of sum 1,
    or else whole numbers, with what all weights share in either half. No halves if it is no such product, or if one half
    is a single number.

    Example: halves_of([[1, 2], [2, 4]]) is [([[1], [2]], [[1, 2]])].
    """
    if len(kernel) == 1 or len(kernel[0]) == 1 or not any(flat(kernel)) or not _are_finite(kernel):
        return []
    rows = [[Fraction(weight) for weight in row] for row in kernel]
    row = next(row for row in rows if any(row))
    place = next(j for j, weight in enumerate(row) if weight)
    column = [other[place] / row[place] for other in rows]
    if any(other != [part * weight for weight in row] for part, other in zip(column, rows)):
        return []
    halves = []
    for factor in _factors(column, row):
        pair = (
            [[as_int_where_whole(part * factor)] for part in column],
            [[as_int_where_whole(weight / factor) for weight in row]],
        )
        if pair not in halves:
            halves.append(pair)
    return halves


def _are_finite(kernel):
    """Whether no weight is nan or infinite."""
    return all(weight - weight == 0 for weight in flat(kernel))


def _factors(column, row):
    """By what the column may be multiplied, and the row divided."""
    factors = []
    if sum(column) and sum(row) == 1 / sum(column):
        factors.append(sum(row))  # both halves have the sum 1
    square = next((weight / part for part, weight in zip(column, row) if part), 0)
    same = _root(square)
    if same and [part * same for part in column] == [weight / same for weight in row]:
        factors.append(same)
    if not factors:
        factors.append(Fraction(lcm(*(part.denominator for part in column))))  # a column of whole numbers
        factors.append(
            Fraction(gcd(*(weight.numerator for weight in row)), lcm(*(weight.denominator for weight in row)))
        )
    return factors


def _root(number):
    """The exact square root of a Fraction; 0 where it has none."""
    if number <= 0:
        return 0
    root = Fraction(isqrt(number.numerator), isqrt(number.denominator))
    return root if root * root == number else 0
