"""
Given numbers of which some are open, because they are not known: what is looked for, and what is said of that.

Most searches work with every number that was given. With open ones only those are made that ask whether an output
agrees wherever a number is known: mistakes, other readings, calls of libraries, and two of the mistakes made most often.
A factor and a constant are looked for in the known numbers alone.
"""

from course.convolution.formatting import counted
from course.convolution.nested import flat, indices, shape
from course.diagnosis.readings import Reading
from course.diagnosis.rescaled import LEAST_RESCALED, Rescaled
from course.diagnosis.scaling import both_between, constant_between, factor_between
from course.own_numbers.trace_text import output_label

MORE_IS_LOOKED_FOR = "With more of the numbers known, more can be found."


def rescaled_where_known(request, given):
    """The Rescaled that makes the known ones of given numbers (a Given) of the right ones, as a list of one or none.

    Example: 3 4 5 with the kernel 2 1 0 gives 6 11 14 5 0; of 60 110 140 50 ? every one is ten times as large.
    """
    if shape(given.values) != shape(request.output) or given.count < LEAST_RESCALED:
        return []
    known, right = given.of_known(), given.at_known(request.output)
    scaling = (
        constant_between(known, right)
        or factor_between(request, known, right, LEAST_RESCALED)
        or both_between(request, known, right)
    )
    return [Rescaled(scaling, Reading({}, request), request.decimal or given.decimal)] if scaling else []


def right_so_far(request, given):
    """What else is to be said where all known numbers (of a Given) are right: which one is the next. Sentences."""
    cut = [] if given.fits(request.output) else ["Their last decimals are cut off, and not rounded."]
    next_one = list(flat(given.values)).index(None)
    label = output_label(list(indices(shape(given.values)))[next_one])
    return [*cut, f"{_how_many_are_known(given)}: the next one is {label}."]


def of_known_numbers(given):
    """That what follows is said of the known numbers of a Given: a line, or none where no number is open."""
    if not given.open_count:
        return []
    them = "it" if given.count == 1 else "these"
    return [f"{_how_many_are_known(given)}, and what follows is said of {them}:"]


def _how_many_are_known(given):
    """In words, without a full stop."""
    every = counted(given.count + given.open_count, "number")
    return f"{given.count} of {every} {'is' if given.count == 1 else 'are'} known"
