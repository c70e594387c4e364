"""
Running sums of the input, and their differences, in place of the sums that a kernel of equal weights asks for.

With c = np.cumsum([0, *x]) the sum of each window of k numbers is c[k:] - c[:-k], and an image's integral image has the
same in two axes. Without the 0 the first window is missing; and sums that are not k apart are those of other windows.

Source: Viola and Jones, "Rapid object detection using a boosted cascade of simple features" (2001), section 2.1.
"""

from itertools import accumulate

from course.convolution.formatting import number
from course.convolution.nested import filled, flat, part, shape
from course.diagnosis.finding import Finding
from course.diagnosis.request_causes import said_already
from course.mistakes.changes import places_of_output
from course.mistakes.faulty_definition import definition_with
from course.mistakes.mistake import BOTH, Mistake

LEAST_OF_CUMULATIVE = 4  # given numbers
FEWEST_APART = 2  # running sums that are 1 apart differ by the input's own numbers


class DifferencesOfSums(Finding):
    """Differences of running sums that are off by one.

    means   the Request whose kernel is as large as the sums are apart
    zero    whether there is a 0 before the first of the sums
    """

    kind = "cumsum"

    def __init__(self, means, zero):
        self.means, self.zero = means, zero

    def lines(self, request):
        """What is off, and how it is right."""
        apart, asked = (" x ".join(map(str, shape(one.h))) for one in (self.means, request))
        off = [] if apart == asked else [f"they are {apart} apart in place of {asked}"]
        off += [] if self.zero else ["no 0 stands before the first"]
        if request.axes == 1:
            sums = "running sums (np.cumsum)"
            hint = f"With c = np.cumsum([0, *x]), c[{asked}:] - c[:-{asked}] has the sum of each window."
        else:
            sums = "the sums of an integral image"
            hint = (
                f"Put a row and a column of zeros before the integral image, and take its sums {asked} apart."
            )
        return [
            f"Differences of {sums}{_times_weight(request)} give these numbers: {' and '.join(off)}.",
            f"Hint: {hint}",
        ]

    def source(self, request):
        """The windows of that size, and the definition, without the first of them where there is no 0."""
        return self.means, definition_with(*([] if self.zero else [WITHOUT_FIRST]))

    def data(self):
        """How far the sums are apart, and whether there is a 0 before the first."""
        return {"apart": list(shape(self.means.h)), "zero": self.zero}


class RunningTotals(Finding):
    """The running sums of a signal themselves. how: what is done to them, in words that follow a comma; or ""."""

    kind = "cumsum"

    def __init__(self, how):
        self.how = how

    def lines(self, request):
        """What they are, and how the sums of windows come of them."""
        k = len(request.h)
        how = f"{_times_weight(request).rstrip(',')}{self.how and ', '}{self.how}"
        return [
            f"These are running sums of the input, as np.cumsum has them{how}: each is of all numbers so far, and not of {k}.",
            f"Hint: With c = np.cumsum([0, *x]), c[{k}:] - c[:-{k}] has the sum of each window.",
        ]

    def source(self, request):
        """None: no kernel gives them for any input."""
        return None

    def data(self):
        """What is done to the running sums."""
        return {"sums": self.how}


def _times_weight(request):
    """By what the sums are multiplied, in words that begin with a comma; "" for weights of 1."""
    weight = next(flat(request.h))
    return "" if weight == 1 else f", times {number(weight, request.decimal)},"


def cumulative_sums(request, given):
    """The Findings of running sums that give the given numbers (a Given) of a Request, as a list of one or none.

    Example: of 3 4 5 6 7 with the kernel 1 1 1 the running sums are 3 7 12 18 25. Three apart they differ by 15 18,
    and two apart by 9 11 13; the windows' sums are 12 15 18.
    """
    weights = list(flat(request.h))
    if request.axes > 2 or given.count < LEAST_OF_CUMULATIVE or len(weights) == 1 or len(set(weights)) > 1:
        return []
    if any(stride > 1 or dilation > 1 for *_, stride, dilation in request.each) or not given.differ:
        return []
    return _differences(request, given) or _totals(request, given)


def _differences(request, given):
    """The DifferencesOfSums of the input as it is padded, or as it is, as a list of one or none."""
    unpadded = [(0, 0)] * request.axes
    for sides in (request.sides, unpadded) if any(flat(request.sides)) else (unpadded,):
        for by, zero in OFF_BY:
            means = _apart(request, sides, by)
            if means and _counts(means, zero) == shape(given.values):
                found = DifferencesOfSums(means, zero)
                source, world = found.source(request)
                if given.fits(source.convolved(world)):
                    return [found]
    return []


OFF_BY = (
    (0, False),
    (-1, False),
    (-1, True),
    (1, True),
    (1, False),
)  # how far apart beside k, and whether there is a 0


def _apart(request, sides, by):
    """The Request whose kernel is so many weights larger along each axis on which it has several; None if it cannot be."""
    sizes = [k if k == 1 else k + by for k in shape(request.h)]
    if any(size < min(k, FEWEST_APART) for size, k in zip(sizes, shape(request.h))):
        return None
    kernel = filled(sizes, next(flat(request.h)))
    return request.but(h=kernel, mode=None, padding=sides[0] if request.axes == 1 else tuple(sides))


def _counts(means, zero):
    """How many differences there are along each axis; none fits where a count is below 1."""
    counts = []
    for (n, k, _, _), side in zip(means.each, means.sides):
        counts.append(n + sum(side) - k + (1 if zero or k == 1 else 0))
    return tuple(counts)


def _without_first(y, x, h):
    """An output without the first number along each axis on which the kernel has several weights."""
    return part(y, [slice(0 if k == 1 else 1, None) for k in shape(h)])


WITHOUT_FIRST = Mistake("without first", BOTH, places_of_output(_without_first), "", "")


def _totals(request, given):
    """The RunningTotals, as a list of one or none; none where something else known gives them."""
    if request.axes != 1:
        return []
    totals = [total * request.h[0] for total in accumulate(request.x)]
    ways = {
        "": totals,
        "without the first": totals[1:],
        "with a 0 before the first": [0, *totals],
        "with a 0 before the first and without the last": [0, *totals[:-1]],
    }
    for how, numbers in ways.items():
        if given.fits(numbers) and not said_already(request, given):
            return [RunningTotals(how)]
    return []
