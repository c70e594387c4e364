"""What is known of numbers that nothing explains: their size, where they differ, and any rule that makes all of them."""

from course.convolution.formatting import number
from course.convolution.nested import at, flat, indices, shape
from course.convolution.sizes import MODES
from course.diagnosis.cause import output_of
from course.diagnosis.readings import with_changes
from course.diagnosis.rules import rules_between


def facts(request, given):
    """What is known of the given numbers (a Given) of a Request, as sentences: their size, or where they differ."""
    given_shape, right_shape = shape(given.values), shape(request.output)
    if given_shape != right_shape:
        return _size_facts(request, given_shape, right_shape)
    agree = given.which_fit(request.output)
    wrong = [index for index, right in zip(indices(right_shape), agree) if not right]
    return [
        f"The size is right, and {agree.count(True)} of the {len(agree)} numbers agree.",
        *_if_few_differ(request, given, wrong),
        *_where_they_differ(request, wrong),
        *rules_between(list(flat(given.values)), list(flat(request.output))),
    ]


def _size_facts(request, given_shape, right_shape):
    """What is said of a size that is wrong, as sentences."""
    sentences = [f"The size given is {_by(given_shape)}, and {_by(right_shape)} was asked for."]
    for mode in MODES:
        if mode != request.mode and shape(output_of(with_changes(request, {"mode": mode}))) == given_shape:
            sentences.append(f"Mode {mode!r} gives that size.")
    if len(given_shape) == len(right_shape) == 2 and given_shape == right_shape[::-1]:
        sentences.append("That is the size asked for, with rows and columns exchanged.")
    return sentences


def _by(sizes):
    """A shape in words: (2, 3) is "2 x 3"."""
    return " x ".join(map(str, sizes)) or "no"


def _if_few_differ(request, given, wrong):
    """What is said where one number differs, or two that have changed places; wrong: the indices."""
    theirs = [at(given.values, index) for index in wrong]
    right = [at(request.output, index) for index in wrong]
    names = [f"y{list(index)}" for index in wrong]
    if len(wrong) == 1:
        return [f"All but one agree: {names[0]} is {number(right[0], True)}, not {number(theirs[0], True)}."]
    if len(wrong) == 2 and theirs == right[::-1]:
        return [f"All agree once {names[0]} and {names[1]} change places."]
    return []


def _where_they_differ(request, wrong):
    """Where the numbers differ, if there are several: at the border, inside, in some rows or columns."""
    if len(wrong) < 2:
        return []
    sentences = []
    every = indices(shape(request.output))
    at_border = {index for index in every if _window_leaves_input(request, index)}
    if at_border and at_border >= set(wrong):
        sentences.append(
            "Only numbers whose window leaves the input differ: look at the padding and the border."
        )
    elif at_border and at_border.isdisjoint(wrong):
        sentences.append("Only numbers whose window lies wholly on the input differ.")
    if request.axes == 2:
        for axis, name in enumerate(("row", "column")):
            lines = sorted({index[axis] for index in wrong})
            if len(lines) < request.sizes[axis]:
                plural = "s" if len(lines) > 1 else ""
                sentences.append(f"All differences are in {name}{plural} {', '.join(map(str, lines))}.")
    return sentences


def _window_leaves_input(request, index):
    """Whether the window of an output reaches beyond the input, in any of the axes along which the kernel slides.

    Example: in mode "full" a kernel of 2 lies half beyond 3 4 5 for y[0] and y[3]: windows from -1 to 0 and 2 to 3.
    """
    sliding = index[-3:-1] if request.axes > 2 else index  # (height, width) of ([batch,] height, width, out)
    for i, (n, k, stride, dilation), (before, _) in zip(sliding, request.each, request.sides):
        first = i * stride - before
        last = first + (k - 1) * dilation
        if first < 0 or last >= n:
            return True
    return False
