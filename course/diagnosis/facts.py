"""What is known of numbers that nothing explains: their size, where they differ, and any rule that makes all of them."""

from course.convolution.nested import at, flat, indices, shape
from course.convolution.sizes import MODES
from course.diagnosis.cause import output_or_none
from course.diagnosis.fact_text import Fact
from course.diagnosis.readings import with_changes
from course.diagnosis.rules import rules_between
from course.diagnosis.windows import overhang, sliding_index


def facts(request, given):
    """What is known of the given numbers (a Given) of a Request, as Facts: of their size, or of where they differ."""
    given_shape, right_shape = shape(given.values), shape(request.output)
    if given_shape != right_shape:
        return _facts_of_size(request, given_shape, right_shape)
    agree = given.which_fit(request.output)
    wrong = [index for index, right in zip(indices(right_shape), agree) if not right]
    return [
        Fact("agree", (agree.count(True), len(agree))),
        *_if_few_differ(request, given, wrong),
        *_where_they_differ(request, wrong),
        *rules_between(list(flat(given.values)), list(flat(request.output))),
    ]


def _facts_of_size(request, given_shape, right_shape):
    """What is known of a size that is wrong."""
    known = [Fact("size", (given_shape, right_shape))]
    for mode in MODES:
        if (
            mode != request.mode
            and shape(output_or_none(with_changes(request, {"mode": mode}))) == given_shape
        ):
            known.append(Fact("size of mode", (mode,)))
    if len(given_shape) == len(right_shape) == 2 and given_shape == right_shape[::-1]:
        known.append(Fact("size exchanged"))
    return known


def _if_few_differ(request, given, wrong):
    """What is known where one number differs, or two that have changed places; wrong: the indices."""
    theirs = [at(given.values, index) for index in wrong]
    right = [at(request.output, index) for index in wrong]
    if len(wrong) == 1:
        return [Fact("one differs", (wrong[0], right[0], theirs[0]))]
    if len(wrong) == 2 and theirs == right[::-1]:
        return [Fact("two exchanged", (wrong[0], wrong[1]))]
    return []


def _where_they_differ(request, wrong):
    """Where the numbers differ, if there are several: at the border, inside, in some rows or columns."""
    if len(wrong) < 2:
        return []
    known = []
    every = indices(shape(request.output))
    at_border = {index for index in every if _window_leaves_input(request, index)}
    if at_border and at_border >= set(wrong):
        known.append(Fact("at border"))
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
