"""What is known of numbers that nothing explains: their size, where they differ, what one rule makes of them."""

from fractions import Fraction
from math import inf

from course.convolution.formatting import number
from course.convolution.nested import flat, shape
from course.convolution.sizes import MODES
from course.diagnosis.cause import right_answer
from course.diagnosis.mistyped import indices_of, number_at
from course.diagnosis.readings import reread

# ---- what is known if nothing explains it


def facts(request, given):
    """What is known of the given numbers, as sentences: their size, or where and how they differ."""
    sizes, asked = shape(given.values), shape(request.output)
    if sizes != asked:
        return _size_facts(request, sizes, asked)
    agree = given.each(request.output)
    indices = indices_of(request.output)
    wrong = [index for index, right in zip(indices, agree) if not right]
    found = [f"The size is right, and {agree.count(True)} of the {len(agree)} numbers agree."]
    found += _few(request, given, wrong)
    return (
        found + _where(request, wrong, indices) + rules(list(flat(given.values)), list(flat(request.output)))
    )


def _few(request, given, wrong):
    """What is said where one or two numbers differ."""
    theirs = [number_at(given.values, index) for index in wrong]
    right = [number_at(request.output, index) for index in wrong]
    names = [f"y{list(index)}" for index in wrong]
    if len(wrong) == 1:
        return [f"All but one agree: {names[0]} is {number(right[0], True)}, not {number(theirs[0], True)}."]
    if len(wrong) == 2 and theirs == right[::-1]:
        return [f"All agree once {names[0]} and {names[1]} change places."]
    return []


def _size_facts(request, sizes, asked):
    found = [f"The size given is {_by(sizes)}, and {_by(asked)} was asked for."]
    for mode in MODES:
        if mode != request.mode and shape(right_answer(reread(request, {"mode": mode}))) == sizes:
            found.append(f"Mode {mode!r} gives that size.")
    if len(sizes) == len(asked) == 2 and sizes == asked[::-1]:
        found.append("That is the size asked for, with rows and columns exchanged.")
    return found


def _by(sizes):
    return " x ".join(map(str, sizes)) or "no"


def _where(request, wrong, indices):
    """Where the numbers differ, if there are several: at the border, inside, in some rows or columns."""
    if len(wrong) < 2:
        return []
    found = []
    border = {index for index in indices if _leaves(request, index)}
    if wrong and border and set(wrong) <= border:
        found.append("Only numbers whose window leaves the input differ: look at the padding and the border.")
    elif wrong and not border & set(wrong) and border:
        found.append("Only numbers whose window lies wholly on the input differ.")
    for axis, name in enumerate(("row", "column") if request.axes == 2 else ()):
        places = sorted({index[axis] for index in wrong})
        if 0 < len(places) < request.sizes[axis]:
            found.append(
                f"All differences are in {name}{'s' * (len(places) > 1)} {', '.join(map(str, places))}."
            )
    return found


def _leaves(request, index):
    """Whether the window of an output reaches beyond the input."""
    places = zip(index[-3:-1] if request.axes > 2 else index, request.each, request.sides)
    starts = [(i * s - before, n, (k - 1) * d) for i, (n, k, s, d), (before, _) in places]
    return any(start < 0 or start + over >= n for start, n, over in starts)


def rules(given, right):
    """What one rule would make of the right numbers to give the given ones: sentences, for two lists of numbers."""
    pairs = [(g, y) for g, y in zip(given, right) if g == g or y == y]
    if len(pairs) < 2 or any(abs(v) == inf or v != v for pair in pairs for v in pair):
        return []
    found = []
    if sorted(given, key=float) == sorted(right, key=float):
        found.append("They are the right numbers in another order.")
    offset = pairs[0][0] - pairs[0][1]
    if all(_near(g, y + offset) for g, y in pairs):
        found.append(f"Each is the right number plus {number(offset, decimal=True)}.")
    factor = next((_quotient(g, y) for g, y in pairs if y), None)
    if factor is not None and all(_near(g, y * factor) for g, y in pairs):
        found.append(f"Each is the right number times {number(factor, decimal=True)}.")
    if len(pairs) > 3 and all(_near(g, y) for g, y in zip(given[:-1], right[1:])):
        found.append("Up to the last but one, each is the right number of the next place.")
    if len(pairs) > 3 and all(_near(g, y) for g, y in zip(given[1:], right[:-1])):
        found.append("From the second on, each is the right number of the place before.")
    return found


def _quotient(g, y):
    return g / y if isinstance(g, float) or isinstance(y, float) else Fraction(g) / y


def _near(g, exact):
    return g == exact or isinstance(g - exact, float) and abs(g - exact) <= 1e-9 * max(1, abs(g))
