"""A kernel kept in a type of whole numbers that cannot hold some of its weights: of bytes -4 is 252, and -1 is 255."""

from course.convolution import definition
from course.convolution.formatting import number
from course.convolution.nested import each, flat
from course.diagnosis.finding import Finding
from course.diagnosis.readings import (
    changes_in_words,
    distinct_changes,
    may_be_as_many,
    of_fewest_changes,
    possible_changes,
    with_changes,
)
from course.diagnosis.stored_types import other_types, type_named
from course.mistakes.arithmetic import INTEGER_TYPES, is_finite, wrapped

LEAST_IN_TYPE = 4  # given numbers
PRODUCTS_IN_TYPE = 4_000  # of a request for which this is tried
MOST_CHANGES = 2


class KernelInType(Finding):
    """The kernel as a type of whole numbers keeps it; the sums are as wide as they have to be.

    types    the names of the types, of INTEGER_TYPES, that keep it so
    kernel   nested lists: what becomes of the weights
    changes  the other reading, such as {"mode": "same"}; {} for the request as it is
    """

    kind = "kernel in type"

    def __init__(self, types, kernel, changes):
        self.types, self.kernel, self.changes = types, kernel, changes

    def lines(self, request):
        """The type, the first weight that it cannot hold, and a hint."""
        under = f"{changes_in_words(self.changes)} and " if self.changes else ""
        others = other_types(self.types)
        which = f"{type_named(self.types)}{f', or {others},' if others else ''}"
        kind = INTEGER_TYPES[type_named(self.types)]
        weight = next(one for one in flat(request.h) if not kind.low <= one <= kind.high)
        return [
            f"These numbers would be right {under}with the kernel as {which} keeps it: there {number(weight, request.decimal)} is "
            f"{wrapped(weight, kind)}.",
            "Hint: An array of pixels has no number below 0 or above 255: make the kernel one of floats.",
        ]

    def source(self, request):
        """The reading with this kernel, and the definition."""
        return with_changes(request, self.changes).but(h=self.kernel), definition

    def data(self):
        """The types, the kernel and the reading."""
        return {"types": self.types, "kernel": self.kernel, "changes": self.changes}


def kernels_in_types(outcomes):
    """The KernelInTypes that give the given numbers of Outcomes, a list: those of the fewest changes of the request.

    Example: 3 4 5 with the kernel 2 -1 is 6 5 6 -5; in bytes -1 is 255, and the numbers are 6 773 1030 1275.
    """
    request, given = outcomes.request, outcomes.given
    if request.axes > 2 or given.count < LEAST_IN_TYPE or request.products > PRODUCTS_IN_TYPE:
        return []
    every = possible_changes(request)
    of_counts = ([changes for changes in every if len(changes) == count] for count in range(MOST_CHANGES + 1))
    return of_fewest_changes(request, (_with_these(each_changes, outcomes) for each_changes in of_counts))


def _with_these(every_changes, outcomes):
    """The KernelInTypes of readings with these changes."""
    request, found = outcomes.request, []
    for changes in distinct_changes(request, every_changes):
        reading = with_changes(request, changes)
        if not may_be_as_many(reading, outcomes.given):
            continue
        for kernel, types in _kept_kernels(request.h):
            if outcomes.fits_as(reading.but(h=kernel)):
                found.append(KernelInType(types, kernel, changes))
    return found


def kept_in_type(h, name):
    """A kernel as the type of this name, of INTEGER_TYPES, keeps it: kept_in_type([2, -1], "uint8") is [2, 255]."""
    return each(lambda weight: wrapped(weight, INTEGER_TYPES[name]), h)


def _kept_kernels(h):
    """What types of whole numbers make of a kernel of which they cannot hold some weight: [(kernel, their names), ...].

    Example: of 2 -1 it is 2 255 of uint8, 2 65535 of uint16, and so on; the types with a sign keep it as it is.
    """
    found = []
    if not all(map(is_finite, flat(h))):
        return found
    for name, kind in INTEGER_TYPES.items():
        if all(kind.low <= weight <= kind.high for weight in flat(h)):
            continue
        kernel = kept_in_type(h, name)
        same = [names for other, names in found if other == kernel]
        if same:
            same[0].append(name)
        else:
            found.append((kernel, [name]))
    return found
