"""The kernel with which the definition gives the given numbers, worked out of them.

Every output is a sum of weights times numbers of the input, so that the outputs are linear equations in the weights.
They are solved exactly; where numbers are rounded, by least squares as well. The kernel is named only where they have
one solution and are at least two more than it takes: of fewer, any numbers are some kernel's.
"""

from fractions import Fraction
from math import prod

from course.convolution.definition import flipped, places_under
from course.convolution.formatting import number
from course.convolution.nested import arranged, at, each, flat, indices, shape, transposed
from course.convolution.sizes import output_size, padding_of_axes
from course.diagnosis.cause import gives, output_or_none
from course.diagnosis.kernel_changes import ChangedKernel, kernel_changes
from course.diagnosis.moved_weights import hint_of_moved, moved_in_words
from course.diagnosis.rounded_kernel import UNCERTAIN, rounded_kernels
from course.mistakes.arithmetic import as_int_where_whole, is_finite

CHECKS = 2  # equations more than weights
OPERATIONS = 150_000  # that solving may take: about a second, and enough for 7x7 weights
LARGER = 2  # a kernel is looked for up to so many times as long


def solved_kernels(request, given):
    """The ChangedKernel with which a Request gives the given numbers (a Given), as a list; empty if there is none.

    Signals and images have one; where the size of the numbers asks for it, the kernel has another size.

    Example: 3 1 4 1 5 with a kernel of two weights gives 6 5 9 6 11 5 if they are 2 and 1.
    """
    sizes = _kernel_sizes(request, shape(given.values))
    if request.axes > 2 or sizes is None or not _all_finite(request, given):
        return []
    alike = request.but(h=arranged([1] * prod(sizes), sizes))
    equations = [row for row in _equations(alike, given) if any(row[:-1])]
    if len(equations) < prod(sizes) + CHECKS:
        return []
    exact = _is_exact(request, given)
    weights = _solution(equations, prod(sizes), exact)
    if weights:
        of_whole = _kernel_of([round(weight) for weight in weights], sizes, request)
        of_weights = _kernel_of([as_int_where_whole(weight) for weight in weights], sizes, request)
    if weights and gives(request.but(h=of_whole), given):
        return _named(request, of_whole)
    nearest = [] if exact else rounded_kernels(request, given, equations, sizes)
    if nearest and not nearest[0].bell:
        _name_rounded(nearest[0], request, given)
    if weights and not nearest and output_or_none(request.but(h=of_weights)) == given.values:
        return _named(request, of_weights)
    return nearest


def _kernel_of(weights, sizes, request):
    """The kernel that has these weights, in order, as it slides."""
    sliding = arranged(weights, sizes)
    return flipped(sliding) if request.flip else sliding


def _named(request, kernel):
    """The ChangedKernel, as a list; an empty one for a multiple of the asked one, of which facts.py tells."""
    if _factor(request.h, kernel) is not None:
        return []
    hints = hint_of_moved(request.h, kernel) if request.mode == "full" and request.flip else []
    return [ChangedKernel(kernel, _in_words(request.h, kernel), hints)]


def _in_words(asked, kernel):
    """How a kernel comes from the asked one, in words; an empty list if it does in no known way."""
    known = [word for changed, words in kernel_changes(asked) if changed == kernel for word in words]
    if known:
        return known
    moved = moved_in_words(asked, kernel)
    if moved:
        return moved
    for changed, words in _changed_kernels(asked):
        by = _factor(changed, kernel)
        if by is not None:
            return [f"{word} and {_times(by)}" for word in words]
    return []


def _changed_kernels(asked):
    """The kernels of which another may be a multiple: [(kernel, [words, ...]), ...].

    It is flipped, an image's transposed, or has one of kernel_changes() and two weights that are not 0: of a single one
    any is a multiple. There are none of one that is not finite.
    """
    if not all(map(is_finite, flat(asked))):
        return []
    changes = [(flipped(asked), ["flipped"])]
    if len(shape(asked)) == 2:
        changes.append((transposed(asked), ["transposed"]))
    others = kernel_changes(asked)
    return changes + [(kernel, words) for kernel, words in others if sum(map(bool, flat(kernel))) > 1]


def _times(by):
    """A factor in words.

    Example: _times(Fraction(1, 5)) is "divided by 5".
    """
    if by.numerator == 1 != by.denominator:
        return f"divided by {by.denominator}"
    return f"times {number(by, decimal=True)}"


def _name_rounded(finding, request, given):
    """Say of a RoundedKernel that it is a changed kernel times a factor, where that gives all given numbers.

    The factor is a whole number, or 1 divided by one. Several changes may give them, and all of them are said.
    """
    for changed, words in _changed_kernels(request.h):
        if shape(changed) != shape(finding.kernel) or not any(flat(changed)):
            continue
        weight, found = max(zip(flat(changed), flat(finding.nearest)), key=lambda pair: abs(pair[0]))
        for by in _simple_factors(found / weight):
            kernel = each(lambda one: as_int_where_whole(Fraction(one) * by), changed)
            if _are_near(kernel, finding.nearest) and gives(request.but(h=kernel), given):
                finding.changes += [f"{word} and {_times(by)}" for word in words]
                finding.nearest = kernel
                break


def _are_near(kernel, nearest):
    """Whether the weights of a kernel are those of least squares, but for what the rounding may leave open."""
    largest = max(map(abs, flat(nearest)))
    return all(abs(one - other) <= UNCERTAIN * largest for one, other in zip(flat(kernel), flat(nearest)))


def _simple_factors(by):
    """The whole number next to a float, and 1 divided by the one next to 1/by, as Fractions, but 0 and 1."""
    factors = [Fraction(round(by))]
    if by:
        factors += [Fraction(1, whole) for whole in [round(1 / by)] if whole]
    return [factor for factor in factors if factor not in (0, 1)]


def _factor(kernel, other):
    """By what each weight is multiplied to give the other kernel's; None if there is no such factor, or it is 0.

    Example: _factor([2, 0], [6, 0]) is 3.
    """
    if shape(kernel) != shape(other):
        return None
    pairs = list(zip(flat(kernel), flat(other)))
    by = next((Fraction(theirs) / Fraction(weight) for weight, theirs in pairs if weight), None)
    return by if by and all(weight * by == theirs for weight, theirs in pairs) else None


def _all_finite(request, given):
    """Whether no number is nan or infinite."""
    return all(value - value == 0 for values in (request.x, given.values) for value in flat(values))


def _is_exact(request, given):
    """Whether no number is rounded."""
    numbers = [*flat(request.x), *flat(given.values)]
    return not given.decimal and not any(isinstance(number, float) for number in numbers)


# ---- the equations


def _kernel_sizes(request, got):
    """The size of the kernel along each axis that makes so many outputs, the asked one if it does; None if none does."""
    if len(got) != request.axes:
        return None
    sizes = []
    for axis, (_, k, _, _) in enumerate(request.each):
        nearest = sorted(range(1, LARGER * k + 1), key=lambda size: abs(size - k))
        fitting = [size for size in nearest if _outputs(request, axis, size) == got[axis]]
        if not fitting:
            return None
        sizes.append(fitting[0])
    return tuple(sizes)


def _outputs(request, axis, k):
    """How many outputs an axis has with a kernel of this size; None if the kernel does not fit."""
    each = [list(one) for one in request.each]
    each[axis][1] = k
    n, k, stride, dilation = each[axis]
    side = padding_of_axes(request.mode, request.padding, each)[axis]
    try:
        return output_size(n, k, padding=sum(side), stride=stride, dilation=dilation)
    except ValueError:
        return None


def _equations(request, given):
    """One equation for each given number: the numbers under the weights as they slide, and the given number last."""
    under = []  # for each axis, for each output, the places of the input under the weights
    for (n, k, stride, dilation), (before, _), outputs in zip(request.each, request.sides, request.sizes):
        starts = [i * stride - before for i in range(outputs)]
        under.append([places_under(start, k, dilation, n, request.border) for start in starts])
    for index in indices(request.sizes):
        windows = [places[i] for places, i in zip(under, index)]
        numbers = [_number_at(request.x, place) for place in _every(windows)]
        yield [Fraction(number) for number in [*numbers, at(given.values, index)]]


def _every(windows):
    """The places under the weights, from those along each axis: (i,) or (i, j), rows first."""
    if len(windows) == 1:
        return [(i,) for i in windows[0]]
    return [(i, j) for i in windows[0] for j in windows[1]]


def _number_at(x, place):
    """The number at a place of the input; 0 beyond it."""
    return 0 if None in place else at(x, place)


# ---- their solution


def _solution(equations, unknowns, exact):
    """The one solution of linear equations, by elimination; None if there is none, or many, or it takes too long.

    Each equation is a list of the factors and the number that they come to. Those beyond the first that determine the
    solution are not looked at: whoever asks holds all numbers against it. Where numbers are rounded (exact is False),
    equations that contradict each other are no reason to give up.

    Example: x + y = 3 and x - y = 1 have the solution x = 2, y = 1.

    Source: Golub and Van Loan, "Matrix Computations", section 3.2.
    """
    pivots = {}  # {column: an equation whose first factor that is not 0 stands there, and is 1}
    operations = 0
    for equation in equations:
        for column, row in sorted(pivots.items()):
            if equation[column]:
                equation = _less(equation, equation[column], row)
                operations += unknowns - column
        first = next((column for column, factor in enumerate(equation[:-1]) if factor), None)
        if first is None:
            if exact and equation[-1]:
                return None
        else:
            pivots[first] = [factor / equation[first] for factor in equation]
            operations += unknowns
        if len(pivots) == unknowns:
            return _substituted(pivots)
        if operations > OPERATIONS:
            return None
    return None


def _less(equation, factor, row):
    """The equation less so many times another."""
    return [one - factor * other if other else one for one, other in zip(equation, row)]


def _substituted(pivots):
    """The solution of equations of which each has one unknown less than the one before it."""
    unknowns = len(pivots)
    values = [None] * unknowns
    for column in reversed(range(unknowns)):
        *factors, result = pivots[column]
        values[column] = result - sum(factors[later] * values[later] for later in range(column + 1, unknowns))
    return values
