"""How many zeros must have stood around the inputs for all answers of a function to be right."""

from course.convolution.formatting import counted, listed_with_and
from course.convolution.nested import flat
from course.convolution.sizes import padding_of_axes
from course.diagnosis.fitted_padding import fitted_paddings
from course.diagnosis.given import Given
from course.diagnosis.probes import shape_of, sliding_sizes, step_sizes
from course.errors import Unusable
from course.own_numbers.request import request_of


def padding_that_fits(evidence):
    """A sentence on the padding with which the definition gives all numbers, a list of one or none.

    evidence: (probe, Answer), of which those without numbers do not count. The same kernel size has to have the
    same padding in all of them.
    """
    fits = {}  # {the kernel's sizes: every padding that fits all inputs with this kernel}
    asked = {}  # {the kernel's sizes: the padding that was asked for}
    for probe, answer in evidence:
        if answer.values is None:
            continue
        if "stride" in probe.options or "dilation" in probe.options or len(shape_of(probe.x)) > 2:
            return []
        sides = _sides(probe, answer.values)
        sizes = sliding_sizes(probe)[1]
        asked[sizes] = _asked(probe)
        fits[sizes] = fits[sizes] & sides if sizes in fits else sides
        if not fits[sizes]:
            return []
    if all(asked[sizes] in fits[sizes] for sizes in fits):
        return []
    return [_in_words({sizes: min(sides, key=_uneven) for sizes, sides in fits.items()})]


def _sides(probe, values):
    """Every padding with which the definition gives these numbers for a probe: a set of ((before, after), ...)."""
    options = {name: value for name, value in probe.options.items() if name != "bias"}
    if any(probe.options.get("bias", ())):
        return set()  # no request has a bias
    try:
        request = request_of(probe.x.tolist(), probe.h.tolist(), **options)
    except Unusable:
        return set()
    found = fitted_paddings(request, Given(values))
    return {
        tuple(map(tuple, sides))
        for each in found
        if each.request.flip == request.flip
        for sides in each.sides
    }


def _asked(probe):
    """The padding that a probe asks for, ((before, after), ...)."""
    axes = list(zip(*sliding_sizes(probe), step_sizes(probe, "stride"), step_sizes(probe, "dilation")))
    return tuple(padding_of_axes(probe.options["mode"], probe.options.get("padding"), axes))


def _uneven(sides):
    """How uneven a padding is, and how large."""
    return sum(abs(before - after) for before, after in sides), sum(flat(list(map(list, sides))))


def _in_words(chosen):
    """The sentence, of {the kernel's sizes: its padding}.

    Example: for {(2,): ((1, 1),), (3,): ((2, 2),)}: 1, 2 zeros on each side for k = 2, 3.
    """
    by_size, consistent = {}, True
    for sizes, sides in chosen.items():
        for k, side in zip(sizes, sides):
            consistent = consistent and by_size.setdefault(k, side) == side
    if consistent and all(before == after for before, after in by_size.values()):
        *others, last = [by_size[k][0] for k in sorted(by_size)]
        zeros = ", ".join([*map(str, others), counted(last, "zero")])
        sizes = ", ".join(map(str, sorted(by_size)))
        return f"It behaves as if {zeros} stood on each side for k = {sizes}."
    each = [f"{_of_sides(sides)} for {_of_sizes(sizes)}" for sizes, sides in chosen.items()]
    return f"It behaves as if these zeros stood around the input: {listed_with_and(each)}."


def _of_sides(sides):
    places = ("before it", "after it") if len(sides) == 1 else ("above", "below", "left", "right")
    return ", ".join(f"{count} {place}" for count, place in zip(flat(list(map(list, sides))), places))


def _of_sizes(sizes):
    return f"k = {sizes[0]}" if len(sizes) == 1 else f"a {sizes[0]}x{sizes[1]} kernel"
