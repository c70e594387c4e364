"""Named changes of a kernel: rolled, or with a row or a column left out; and those with which given numbers are right.

They are looked for where numbers are too few to work the kernel out of them, as solved_kernel.py does.
"""

from course.convolution import definition
from course.convolution.formatting import number
from course.convolution.nested import flat, shape, transposed
from course.diagnosis.cause import gives
from course.diagnosis.finding import Finding
from course.mistakes.arithmetic import is_finite, quotient, sum_of
from course.own_numbers.typed_text import as_shown

# Some change of a kernel gives few numbers by chance, and zeros with any input.
LEAST_CHANGED = 4  # given numbers
LEAST_OTHER = 3  # of them that are not 0, and of them that are not the right ones
PRODUCTS_CHANGED = 400_000  # that the search may take: about a second


class ChangedKernel(Finding):
    """The kernel with which the definition gives the numbers.

    kernel   nested lists
    changes  how it comes from the asked one, in words that go on from "the asked one"; empty if it does in no known way
    hints    what to look at, whole lines
    """

    kind = "kernel"

    def __init__(self, kernel, changes=(), hints=()):
        self.kernel, self.changes, self.hints = kernel, list(changes), list(hints)

    def lines(self, request):
        """The kernel, and how it comes from the asked one."""
        what = "a convolution" if request.flip else "a correlation"
        with_kernel = f'These numbers are {what} with the kernel "{as_shown(self.kernel)}"'
        if self.changes:
            return [f"{with_kernel}, which is the one asked for {', or '.join(self.changes)}.", *self.hints]
        return [f'{with_kernel}, where "{as_shown(request.h)}" was asked for.']

    def source(self, request):
        """The request with this kernel, and the definition."""
        return request.but(h=self.kernel), definition

    def data(self):
        """The kernel, and what makes it of the asked one."""
        return {"kernel": self.kernel, "changes": self.changes}


def changed_kernels(request, given):
    """The ChangedKernels with which a Request gives the given numbers (a Given), for signals and images.

    Kernels that give the same numbers are all listed: nobody can know which it was.
    """
    if request.axes > 2 or not tells_of_kernel(request, given):
        return []
    changes = kernel_changes(request.h)
    if len(changes) * request.products > PRODUCTS_CHANGED:
        return []
    found = []
    for kernel, words in changes:
        if gives(request.but(h=kernel), given):
            found.append(ChangedKernel(kernel, words))
    return found


class DividedLines(ChangedKernel):
    """The kernel of which each column, or each row, is divided by its own sum."""

    def lines(self, request):
        """The kernel, and what divides it so."""
        added = number(sum_of(self.kernel), request.decimal)
        return [
            *super().lines(request),
            f"Hint: Its weights add up to {added}. In MATLAB and Octave sum(h) has the sum of each column, and h./sum(h(:)) "
            "divides by the sum of all; so does h/h.sum() in NumPy, where axis= has one for each line.",
        ]


def divided_lines(request, given):
    """The DividedLines with which a Request for an image gives the given numbers (a Given), as a list of one or none.

    Example: of 1 2; 3 4 the columns divided by their sums are 1/4 1/3; 3/4 2/3.
    """
    if request.axes != 2 or 1 in shape(request.h) or not tells_of_kernel(request, given):
        return []
    of_rows = _each_divided(request.h)
    of_columns = _each_divided(transposed(request.h))
    kernels = (of_columns and transposed(of_columns), "column"), (of_rows, "row")
    return [
        DividedLines(kernel, [f"with each {line} divided by its own sum"])
        for kernel, line in kernels
        if kernel and gives(request.but(h=kernel), given)
    ][:1]


def _each_divided(lines):
    """Lines divided by their own sums, a list; None where a sum is 0."""
    sums = [sum_of(line) for line in lines]
    if 0 in sums or not all(map(is_finite, sums)):
        return None
    return [[quotient(weight, added) for weight in line] for line, added in zip(lines, sums)]


def tells_of_kernel(request, given):
    """Whether the given numbers (a Given) are enough to say what was done to the kernel of a Request."""
    numbers = list(flat(given.values))
    others = len(numbers)
    if shape(given.values) == shape(request.output):
        others = given.which_fit(request.output).count(False)
    not_0 = sum(number != 0 for number in numbers)
    return len(numbers) >= LEAST_CHANGED and min(others, not_0) >= LEAST_OTHER


def kernel_changes(kernel):
    """Named changes of a kernel of one or two axes: [(kernel, [words, ...]), ...], each of them once.

    Example: kernel_changes([1, 2]) has ([2, 1], ["rolled by one place"]) and ([1], ["without its last weight"]).
    """
    if len(shape(kernel)) == 1:
        changes = _of_lines(kernel, 0, "weight", " by one place")
    else:
        changes = _of_lines(kernel, [0] * len(kernel[0]), "row", " down by one row", " up by one row")
        across = _of_lines(
            transposed(kernel), [0] * len(kernel), "column", " right by one column", " left by one column"
        )
        changes += [(transposed(columns), words) for columns, words in across]
        changes += _rolled_in_both_axes(kernel)
    grouped = []
    for changed, words in changes:
        same = [others for other, others in grouped if other == changed]
        if same:
            same[0].append(words)
        elif changed != kernel:
            grouped.append((changed, [words]))
    return grouped


def _rolled_in_both_axes(kernel):
    """An image's kernel rolled on or back by one row and one column, as h[a - 1, b - 1] reads it: (kernel, words)."""
    if 1 in shape(kernel):
        return []
    on, back = [kernel[-1], *kernel[:-1]], [*kernel[1:], kernel[0]]
    return [
        ([[row[-1], *row[:-1]] for row in on], "rolled by one place in both axes"),
        ([[*row[1:], row[0]] for row in back], "rolled back by one place in both axes"),
    ]


def _of_lines(lines, nothing, kind, onwards, back=" back by one place"):
    """Changes of the rows of a kernel, or of its weights: (lines, words). nothing: a line of zeros."""
    if len(lines) == 1:
        return []
    changes = [
        ([lines[-1], *lines[:-1]], f"rolled{onwards}"),
        ([*lines[1:], lines[0]], f"rolled{back}"),
    ]
    for i in range(len(lines)):
        name = f"its {_ordinal(i, len(lines))} {kind}"
        changes.append(([*lines[:i], *lines[i + 1 :]], f"without {name}"))
        changes.append(([*lines[:i], nothing, *lines[i + 1 :]], f"with zeros for {name}"))
    return changes


def _ordinal(i, count):
    """The place of line i of so many, in words.

    Example: _ordinal(0, 3) is "first"; _ordinal(1, 3) is "middle"; _ordinal(3, 5) is "4th".
    """
    names = {0: "first", count - 1: "last"}
    if count == 3:
        names[1] = "middle"
    return names.get(i) or {1: "2nd", 2: "3rd"}.get(i, f"{i + 1}th")
