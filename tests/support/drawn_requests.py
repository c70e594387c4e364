"""Requests and wrong numbers that the property tests draw, and whether what is said of them is true.

What a mistake gives is worked out by the definition that makes it, without the code that searches for mistakes.
"""

from math import prod

import numpy as np
from hypothesis import Phase, assume, settings
from hypothesis import strategies as st
from support.strategies import fractions, integers, laws, orders

from course.convolution.sizes import BORDERS, MODES
from course.diagnosis.miscopied import Miscopied
from course.errors import Unusable
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import REFUSALS, alike, applies, definition_with
from course.own_numbers.request import request_of

# What is drawn is small, and making it smaller takes minutes.
quick = settings(laws, phases=[Phase.generate])
few = settings(quick, max_examples=16)  # where an example takes longer


@st.composite
def requests(draw):
    """A Request of 1, 2 or 3 axes, with numbers and options of all kinds."""
    axes = draw(st.sampled_from([1, 1, 2, 2, 3]))
    kinds = draw(
        st.sampled_from([integers, integers, fractions.map(lambda n: n if n.denominator > 1 else int(n))])
    )

    def array(most, *more):
        shape = (*draw(st.tuples(*[st.integers(1, most)] * min(axes, 2))), *more)
        flat = draw(st.lists(kinds, min_size=prod(shape), max_size=prod(shape)))
        return np.array(flat, object).reshape(shape).tolist()

    channels = draw(st.sampled_from([(2, 1), (2, 2), (3, 1)])) if axes == 3 else ()
    x, h = array(7 if axes == 1 else 4, *channels[:1]), array(5 if axes == 1 else 3, *channels)
    mode = draw(st.sampled_from([*MODES, None]))
    steps = st.sampled_from([1, 1, 1, 2, 3] + [(1, 2), (3, 1)] * (axes > 1))
    options = {
        "padding": None if mode else draw(st.integers(0, 3)),
        "stride": draw(steps),
        "dilation": draw(steps),
        "border": draw(st.sampled_from(["constant", "constant", *BORDERS])),
        "flip": draw(orders),
    }
    try:
        return request_of(x, h, mode, **options)
    except Unusable:
        assume(False)


def made(names, request):
    """What the definition with these mistakes gives for a request; None where it gives no numbers."""
    world = definition_with(*(BANK[name] for name in names))
    convolve = getattr(world, ("convolve1d", "convolve2d", "convolve_channels")[min(request.axes, 3) - 1])
    try:
        values = convolve(request.x, request.h, request.mode, **rest(request))
    except REFUSALS:
        return None
    return values if numbers(values) else None


def rest(request):
    names = ("padding", "stride", "dilation", "border", "flip")
    return {name: getattr(request, name) for name in names}


@st.composite
def wrong(draw):
    """(a request, a mistake's name, the numbers that it gives), where they are other than the right ones."""
    request = draw(requests())
    fitting = [name for name, mistake in BANK.items() if applies(mistake, request.axes, request.options)]
    name = draw(st.sampled_from(fitting))
    values = made([name], request)
    assume(values is not None and not alike(values, request.output))
    return request, name, values


def named(explanation):
    """The names of all single mistakes that are named, those beside the first included."""
    return {name for cause in explanation.causes for name in (*cause.names, *cause.also)}


def names_are_true(explanation, values):
    for cause in explanation.causes:
        assert alike(made(cause.names, explanation.request), values)
        assert all(alike(made([name], explanation.request), values) for name in cause.also)
    for changes, other in explanation.readings:
        padding = None if "mode" in changes else other.padding
        assert changes and other == explanation.request.but(**{"padding": padding, **changes})
        assert alike(made([], other), values)


def changes_are_true(explanation, values):
    """Whether each change, made by hand, gives the numbers."""
    for change in explanation.changes:
        what, index, *_ = change
        name = {"input": "x", "kernel": "h"}[what]
        array = np.array(getattr(explanation.request, name), object)
        if isinstance(change, Miscopied):
            array = copied_by_hand(array, change)
            assert alike(made([], explanation.request.but(x=array.tolist())), values)
            continue
        old, new = change.old, change.new
        if index in ("rows", "columns"):
            lines = array if index == "rows" else array.swapaxes(0, 1)
            lines[[old, new]] = lines[[new, old]]
        elif index == "numbers":
            array[old], array[new] = array[new], array[old]
        else:
            assert array[index] == old != new
            array[index] = new
        assert alike(made([], explanation.request.but(**{name: array.tolist()})), values)


def copied_by_hand(array, change):
    """An array with the lines of a Miscopied."""
    axis, n = ("rows", "columns").index(change.index), array.shape[("rows", "columns").index(change.index)]
    order = list(range(n))
    if change.kind == "copied":
        order[change.old] = change.new
    elif change.kind == "left out":
        del order[change.old]
        order += [n - 1] * (len(change.lines) == n)
    else:
        order.insert(change.old, change.old)
        order = order[: len(change.lines)]
    return array.take(order, axis)


def numbers(values):
    """The numbers of nested lists, one after another."""
    return [n for value in values for n in numbers(value)] if isinstance(values, list) else [values]


def at(values, index):
    """The number at an index of nested lists; None where there is none."""
    for place in index:
        if place >= len(values):
            return None
        values = values[place]
    return values
