"""What is known of wrong numbers by comparing them with the right ones: what is plain to see, their size,
where they differ, and any rule that makes all of them.
"""

from fractions import Fraction
from itertools import product
from math import prod

from course.convolution.nested import at, flat, indices, part, placed, shape
from course.convolution.sizes import MODES
from course.diagnosis.blocks import place_of_given, place_of_right
from course.diagnosis.cause import output_or_none, world
from course.diagnosis.fact_text import Fact
from course.diagnosis.facts_of_known import known_in_place, known_moved
from course.diagnosis.readings import with_changes
from course.diagnosis.rules import rules_between
from course.diagnosis.windows import overhang, sliding_index
from course.mistakes.arithmetic import is_finite
from course.mistakes.bank.frequent import MISTAKES as FREQUENT

FEWEST_FOR_RULES = 4  # given numbers, see tests/benchmarks/false_explanations.py
FEWEST_OF_A_MISTAKE = 2  # different numbers that are wrong
FEWEST_OF_A_PART = 3  # of the right numbers: one or two stand somewhere among them by chance


def facts(request, given):
    """What is known of the given numbers (a Given) of a Request, as Facts: of their size, or of where they differ.

    Where some are open, no more than their size, how many of the others are right, and whether these have moved.
    """
    given_shape, right_shape = shape(given.values), shape(request.output)
    if given_shape != right_shape:
        return _facts_of_size(request, given, right_shape)
    if given.open_count:
        agreeing = given.count - given.count_of_others(request.output)
        return [
            Fact("known agree", (agreeing, given.count)),
            *plain_facts(request, given),
            *known_moved(request, given),
        ]
    agree = given.which_fit(request.output)
    wrong = _wrong_indices(request, given)
    return [
        Fact("agree", (agree.count(True), len(agree))),
        *plain_facts(request, given),
        *_if_the_wrong_are_of_a_mistake(request, given, wrong),
        *_where_they_differ(request, given, wrong),
        *_rules(request, given),
    ]


def _rules(request, given):
    """The rules that make the right numbers the given ones, where more numbers differ than may fit one by chance.

    Of two numbers that have changed places, that is said, and not that all are in another order.
    """
    if given.count < FEWEST_FOR_RULES or given.count_of_others(request.output) <= 2:
        return []
    return rules_between(list(flat(given.values)), list(flat(request.output)))


def plain_facts(request, given):
    """What is plain to see, whatever explains the given numbers (a Given): at most one Fact.

    One or two numbers are wrong and the others right; or all are right, and the first or last ones are
    missing; or all known ones are right, beside open ones that are too many or too few. One or two numbers alone are no
    such part: see possible_parts().

    Example: of 6 11 14 5 0 the numbers 6 11 14 are the first 3.
    """
    if shape(given.values) == shape(request.output):
        return _if_few_differ(request, given, _wrong_indices(request, given))
    if given.open_count:
        return known_in_place(request, given)
    return [] if given.count < FEWEST_OF_A_PART else _if_some_are_missing(request, given)


def possible_parts(request, given):
    """Facts of one or two given numbers (a Given) that are a part of the right ones, which may be chance: at most one.

    Example: of 6 11 14 5 0 the number 6 is the first, but many mistakes give one 6 as well.
    """
    few = given.count < FEWEST_OF_A_PART and shape(given.values) != shape(request.output)
    return _if_some_are_missing(request, given) if few and not given.open_count else []


def _wrong_indices(request, given):
    """The indices of the given numbers that are not the right ones; for numbers of the right size."""
    agree = given.which_fit(request.output)
    return [index for index, right in zip(indices(shape(request.output)), agree) if not right]


def _facts_of_size(request, given, right_shape):
    """What is known of a size that is wrong."""
    given_shape = shape(given.values)
    known = [
        Fact("size", (given_shape, right_shape)),
        *plain_facts(request, given),
        *_if_in_other_rows(request, given),
    ]
    block = facts_of_block(request, given) if len(known) == 1 else []
    if block:
        return known + block  # which says more than the size of a mode, and that it need not be this mode
    for mode in MODES:
        if (
            mode != request.mode
            and shape(output_or_none(with_changes(request, {"mode": mode}))) == given_shape
        ):
            known.append(Fact("size of mode", (mode,)))
    if len(given_shape) == len(right_shape) == 2 and given_shape == right_shape[::-1]:
        known.append(Fact("size exchanged"))
    return known


def _if_in_other_rows(request, given):
    """The Fact where all numbers are right and in their order, in rows of another length; at most one."""
    sizes = shape(given.values)
    in_order = given.open_count == 0 and prod(sizes) == prod(shape(request.output))
    return [Fact("in other rows", (sizes,))] if in_order and all(given.which_fit(request.output)) else []


def facts_of_block(request, given):
    """The Fact where the right numbers are a block of the given ones, or these a block of the right ones; at most one.

    Not of fewer than FEWEST_OF_A_PART, nor of numbers that are all the same, which stand somewhere by chance.
    """
    right, values = request.output, given.values
    if given.open_count:
        return []
    for fewer in (right, values):
        if len(set(flat(fewer))) < FEWEST_OF_A_PART:
            return []
    place = place_of_right(right, given)
    if place is not None:
        return [Fact("holds right", (shape(right), place, shape(values)))]
    place = place_of_given(given, right)
    return [] if place is None else [Fact("stand in right", (shape(values), place, shape(right)))]


def _if_few_differ(request, given, wrong):
    """The Fact where one or two numbers differ, and at least as many known ones agree; wrong: the indices of the wrong
    ones.
    """
    if not 1 <= len(wrong) <= 2 or 2 * len(wrong) > given.count:
        return []
    theirs = [at(given.values, index) for index in wrong]
    right = [at(request.output, index) for index in wrong]
    if len(wrong) == 1:
        return [Fact("one differs", (wrong[0], right[0], theirs[0]))]
    if theirs == right[::-1]:
        return [Fact("two exchanged", (wrong[0], wrong[1]))]
    return [Fact("two differ", (wrong, right, theirs))]


def _if_the_wrong_are_of_a_mistake(request, given, wrong):
    """The Fact where all that is wrong is what a mistake that people make most often gives there, and the rest is right.

    Then somebody has put right a part of the numbers, or was told it. Example: of 4 1 3 5 with the kernel 1 2 3, mode same,
    9 17 14 19 are right and 11 15 22 13 not flipped: 9 17 22 13 are the first two of these, and the last two of those.
    """
    if len({at(given.values, index) for index in wrong}) < FEWEST_OF_A_MISTAKE:
        return []
    right = given.which_fit(request.output)
    for mistake in FREQUENT:
        values = output_or_none(request, world(mistake))
        if values is None or shape(values) != shape(given.values):
            continue
        if all(is_right or is_made for is_right, is_made in zip(right, given.which_fit(values))):
            return [Fact("wrong as", (mistake.ending(request.flip), mistake.label(request.flip)))]
    return []


def _if_some_are_missing(request, given):
    """The Fact where the given numbers are those at one end of the output, and the others are missing."""
    if request.axes > 2:
        return []
    counts, sizes = shape(given.values), shape(request.output)
    if any(count > size for count, size in zip(counts, sizes)):
        return []
    for ends in _ends_of_axes(counts, sizes):
        cut = [ENDS[end](count, size) for end, count, size in zip(ends, counts, sizes)]
        if given.fits(part(request.output, cut)):
            return [_fact_of_missing(request, ends, counts)]
    return []


ENDS = {  # which of an axis's numbers are left, if so many of them are
    "all": lambda count, size: slice(None),
    "first": lambda count, size: slice(0, count),
    "last": lambda count, size: slice(size - count, size),
}


def _ends_of_axes(counts, sizes):
    """Which ends the given numbers may come from: a word for each axis, in every combination.

    Example: 2 x 5 numbers of 3 x 5 may be ("first", "all") or ("last", "all").
    """
    words = [("all",) if count == size else ("first", "last") for count, size in zip(counts, sizes)]
    return product(*words)


def _fact_of_missing(request, ends, counts):
    """The Fact of numbers that come from these ends of the output, as many along each axis as counts says."""
    output, sizes = request.output, shape(request.output)
    if request.axes == 1:
        (end,), (count,) = ends, counts
        missing = output[count:] if end == "first" else output[: len(output) - count]
        return Fact("some numbers", (end, count, sizes[0], missing))
    lines = []
    for kind, end, count, size in zip(("row", "column"), ends, counts, sizes):
        if end != "all":
            lines.append((kind, end, count, size))
    return Fact("some lines", tuple(lines))


def _factor_of(request, given, wrong):
    """By which whole number, or 1/n, the wrong numbers differ from the right ones; None where they do not agree in one.

    Example: a one-sided difference, x[1] - x[0], is 2 times (x[1] - x[0])/2, what the border edge gives.
    """
    right, theirs = ([at(values, index) for index in wrong] for values in (request.output, given.values))
    if 0 in right or 0 in theirs or not all(map(is_finite, right + theirs)):
        return None
    quotient = Fraction(theirs[0]) / Fraction(right[0])
    factor = round(quotient) if abs(quotient) > 1 else Fraction(1, round(1 / quotient))
    scaled = request.output
    for index, value in zip(wrong, right):
        scaled = placed(scaled, index, value * factor)
    return factor if given.fits(scaled) else None


def _where_they_differ(request, given, wrong):
    """Where the numbers differ, if there are several: at the border, inside, in some rows or columns."""
    if len(wrong) < 2:
        return []
    known = []
    every = indices(shape(request.output))
    at_border = {index for index in every if _window_leaves_input(request, index)}
    if at_border and at_border >= set(wrong):
        factor = _factor_of(request, given, wrong)
        known.append(Fact("at border") if factor is None else Fact("at border times", (factor,)))
    elif at_border and at_border.isdisjoint(wrong):
        known.append(Fact("inside"))
    if request.axes == 2:
        for axis, kind in enumerate(("rows", "columns")):
            lines = sorted({index[axis] for index in wrong})
            if len(lines) < request.sizes[axis]:
                known.append(Fact(kind, (lines,)))
    return known


def _window_leaves_input(request, index):
    """Whether the window of an output leaves the input along any axis on which the kernel slides."""
    axes = zip(sliding_index(index), request.each, request.sides)
    return any(
        any(overhang(i, n, k, stride, dilation, before)) for i, (n, k, stride, dilation), (before, _) in axes
    )
