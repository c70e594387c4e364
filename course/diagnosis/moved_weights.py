"""
One weight of a kernel, or one of its rows or columns, that lies on the place of another and is added to it.

A full convolution is often worked out in a table: a row for each weight, shifted by its place. A row that is shifted
by one place too many is added up with the numbers of the next weight.
"""

from course.convolution.formatting import factor, number
from course.convolution.nested import at, indices, shape, transposed
from course.own_numbers.typed_text import as_shown

FEWEST_WEIGHTS = 3  # of a kernel in which two are added up


def moved_in_words(asked, kernel):
    """How a kernel comes from the asked one by one weight or line on the place of another: [words] of one, or [].

    The words go on from "the one asked for"; a sum of 0 is none, since that may be any two lines that were left out.

    Example: of 2 -1 3 1 the kernel 2 -1 0 4 comes "with the weight 3 on the place of the 1: 3 + 1 = 4".
    """
    if len(shape(asked)) != len(shape(kernel)):
        return []
    if shape(asked) != shape(kernel):
        return _two_added_up(asked, kernel)
    places = moved_weight(asked, kernel)
    if places:
        return [_of_weight(*(at(asked, place) for place in places))]
    if len(shape(asked)) == 2:
        return _of_line(asked, kernel, "row") or _of_line(transposed(asked), transposed(kernel), "column")
    return []


def moved_weight(asked, kernel):
    """The index of the weight that lies on the place of another, and the index of that one; None if it is none.

    Its own place is 0, and all other weights are as they were.

    Example: moved_weight([2, -1, 3, 1], [2, -1, 0, 4]) is ((2,), (3,)).
    """
    if shape(asked) != shape(kernel):
        return None
    changed = [index for index in indices(shape(asked)) if at(asked, index) != at(kernel, index)]
    if len(changed) != 2:
        return None
    added = at(asked, changed[0]) + at(asked, changed[1])
    for one, other in (changed, changed[::-1]):
        if at(kernel, one) == 0 and at(kernel, other) == added != 0:
            return one, other
    return None


def hint_of_moved(asked, kernel):
    """Where the row of a weight that was moved belongs in the table of a signal's full convolution, as a list."""
    places = moved_weight(asked, kernel)
    if places is None or len(shape(asked)) == 2:
        return []
    (one,), (other,) = places
    return [
        f"Hint: In a table of a row for each weight, that of h[{one}] is shifted by {one}, and not by {other}."
    ]


def _of_weight(one, other):
    return f"with the weight {number(one)} on the place of the {number(other)}: {_sum(one, other)}"


def _sum(one, other):
    return f"{number(one)} + {factor(other)} = {number(one + other)}"


def _of_line(asked, kernel, kind):
    """The same of one of the lines, as [words] or []."""
    changed = [i for i, (line, other) in enumerate(zip(asked, kernel)) if line != other]
    if len(changed) != 2 or len(asked[0]) == 1:
        return []
    added = [one + other for one, other in zip(*(asked[i] for i in changed))]
    for one, other in (changed, changed[::-1]):
        if not any(kernel[one]) and kernel[other] == added and any(added):
            return [
                f'with the {kind} "{as_shown(asked[one])}" added to the {kind} "{as_shown(asked[other])}"'
            ]
    return []


def _two_added_up(asked, kernel):
    """Two weights of a signal's kernel that stand next to each other, added up to one, as [words] or []."""
    if len(shape(asked)) != 1 or len(asked) < FEWEST_WEIGHTS or len(kernel) != len(asked) - 1:
        return []
    for place, (one, other) in enumerate(zip(asked, asked[1:])):
        if kernel == [*asked[:place], one + other, *asked[place + 2 :]]:
            return [f"with the weights {number(one)} and {number(other)} added up: {_sum(one, other)}"]
    return []
