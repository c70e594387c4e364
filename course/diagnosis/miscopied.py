"""
A line of the input that somebody copied twice or left out by hand: a row, a column, or a number of a signal.

Two lines that changed places are mistyped.py's. Each such input is told by the order in which the given one's lines stand
in it. Which are possible is seen from the outputs that are wrong: whatever line is another, it lies under all of them.
So of each hardly more than one output is worked out.
"""

from operator import mul
from typing import NamedTuple

from course.convolution.definition import flipped, total
from course.convolution.nested import flat, indices, resized, shape
from course.diagnosis.blocks import place_of_given
from course.diagnosis.laid_windows import FILL, LaidWindows
from course.diagnosis.readings import may_be_as_many
from course.mistakes.faulty_definition import unless_refused

# With fewer wrong numbers, or fewer numbers where another size is given, some line fits three slips.
# Measured by tests/benchmarks/false_explanations.py.
FEWEST_MISCOPIED = 3
PRODUCTS_MISCOPIED = 5_000  # of a request for which this is tried
LINES_OF_AXES = ("rows", "columns")  # by their axis


class Miscopied(NamedTuple):
    """Which lines of the input would have to stand there for the given numbers to be right.

    what   "input"
    index  "rows" or "columns"; the numbers of a signal are rows
    kind   "copied", "left out" or "twice"
    old    the line that another stands for, or that is left out, or that stands there twice; counted from 0
    new    the line that stands in its place, or None
    lines  all that stand there, in order
    """

    what: str
    index: str
    kind: str
    old: int
    new: int | None
    lines: tuple

    def applied_to(self, request):
        """The request with these lines."""
        return request.but(x=_with_lines(request.x, LINES_OF_AXES.index(self.index), self.lines))

    def words(self, request):
        """It in words: "row 3 in place of row 2 of the input (counted from 0)", or which is left out, or stands there twice."""
        axis = LINES_OF_AXES.index(self.index)
        line = "number" if request.axes == 1 else self.index[:-1]
        same_size = len(self.lines) == shape(request.x)[axis]
        if self.kind == "copied":
            said = f"{line} {self.new} in place of {line} {self.old} of the input"
        elif self.kind == "left out":
            back = "up" if line == "row" else "to the left"
            rest = f", the next ones moved {back} and the last one there twice" if same_size else ""
            said = f"{line} {self.old} of the input left out{rest}"
        else:
            on = "down" if line == "row" else "to the right"
            rest = f", the next ones moved {on} and the last one left out" if same_size else ""
            said = f"{line} {self.old} of the input twice{rest}"
        return f"{said} (counted from 0)"

    def hints(self, request):
        """What to look at: a line in a list."""
        lines = "numbers" if request.axes == 1 else self.index
        return [f"Hint: Hold the input that you worked with beside the given one, and compare their {lines}."]


def miscopied(request, given):
    """The Miscopied inputs that give the given numbers (a Given) of a Request for a signal or an image; each input once.

    Example: 3 4 5 6 with the kernel 2 1 has 6 11 14 17 6 in mode full; without the 4 it would be 6 13 17 6.
    """
    if request.axes > 2 or request.products > PRODUCTS_MISCOPIED or given.count < FEWEST_MISCOPIED:
        return []
    found = []
    for axis, count in enumerate(shape(request.x)):
        for change in (0, -1, 1):
            found += _with_so_many_lines(request, given, axis, count + change)
    distinct = {
        str(one.applied_to(request).x): one for one in reversed(found)
    }  # the first of those that are one
    return list(reversed(distinct.values()))


def _with_so_many_lines(request, given, axis, count):
    """The Miscopied inputs with so many lines along an axis."""
    sizes = list(shape(request.x))
    is_smaller_or_larger = count != sizes[axis]
    sizes[axis] = count
    resized_request = request.but(x=resized(request.x, sizes))
    if count < 1 or not may_be_as_many(resized_request, given):
        return []
    if is_smaller_or_larger and place_of_given(given, request.output) is not None:
        return []  # these are right ones, of which some are missing
    outputs = _Outputs(request, given, axis, tuple(sizes))
    if len(outputs.wrong) < FEWEST_MISCOPIED:
        return []
    return [
        Miscopied("input", LINES_OF_AXES[axis], *change)
        for change in _possible(shape(request.x)[axis], count, outputs)
        if unless_refused(outputs.fit, change[-1])
    ]


def _possible(n, count, outputs):
    """(kind, old, new, lines) of all that may be: n lines of which count stand there, and the _Outputs that are wrong.

    Example: of 3 lines all that leave one out are 1 2, 0 2 and 0 1, and, with as many lines, 1 2 2 and 0 2 2.
    """
    every = tuple(range(n))
    if count == n:
        for old in sorted(outputs.lines_under_all):
            for new in every:
                if new != old:
                    yield "copied", old, new, (*every[:old], new, *every[old + 1 :])
    for old in every:
        left, twice = every[:old] + every[old + 1 :], every[: old + 1] + every[old:]
        if count == n and old <= outputs.last_line_that_all_reach:
            yield "left out", old, None, (*left, n - 1)
            yield "twice", old, None, twice[:-1]
        elif count == n - 1:
            yield "left out", old, None, left
        elif count == n + 1:
            yield "twice", old, None, twice


class _Outputs:
    """The outputs of a Request with other lines along an axis, an input of the given sizes, beside given numbers (a Given).

    wrong                     (place, index) of the numbers that are no right ones, the middle one first
    lines_under_all           the lines that lie under each of these
    last_line_that_all_reach  the last line that each of these reaches, or the one before
    """

    def __init__(self, request, given, axis, sizes):
        self._request, self._given, self._axis, self._sizes = request, given, axis, sizes
        self._windows = LaidWindows((), sizes, shape(request.h), **request.options)
        self._weights = list(flat(flipped(request.h) if request.flip else request.h))
        self.wrong = self._wrong()
        under = [self._lines_under(index) for _, index in self.wrong]
        self.lines_under_all = set.intersection(*under) if under else set()
        self.last_line_that_all_reach = min((max(lines, default=-1) for lines in under), default=-1)

    def _wrong(self):
        given, right = self._given, self._request.output
        every = list(enumerate(indices(shape(given.values))))
        if shape(right) == shape(given.values):
            every = [one for one, is_right in zip(every, given.which_fit(right)) if not is_right]
        middle = len(every) // 2
        return every[middle:] + every[:middle]

    def _lines_under(self, index):
        """The lines of the input that lie under a weight that is not 0 at an output."""
        under = zip(self._windows.under(index), self._weights)
        return {self._line(place) for place, weight in under if place != FILL and weight != 0}

    def _line(self, place):
        """Along the axis the line of a place, counted through the whole input."""
        *_, columns = (1, *self._sizes) if len(self._sizes) > 1 else (1,)
        return divmod(place, columns)[self._axis]

    def fit(self, lines):
        """Whether the given numbers are right with these lines: the wrong ones first."""
        x = _with_lines(self._request.x, self._axis, lines)
        numbers = [*flat(x), self._request.fill]
        for place, index in self.wrong:
            products = map(mul, map(numbers.__getitem__, self._windows.under(index)), self._weights)
            if not self._given.fits_at(place, total(products)):
                return False
        return self._given.fits(self._windows.sums(numbers, self._weights, total))


def _with_lines(x, axis, lines):
    """The input with these of its lines along an axis.

    Example: _with_lines([[1, 2], [3, 4]], 1, [1, 1]) is [[2, 2], [4, 4]].
    """
    if axis == 0:
        return [x[line] for line in lines]
    return [[row[line] for line in lines] for row in x]
