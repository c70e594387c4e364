"""Right numbers that a type of whole numbers could not hold: they have started again, or are held to its range."""

from functools import partial
from itertools import chain

from course.convolution.formatting import listed_with_or, number
from course.convolution.nested import each, flat
from course.diagnosis.cause import output_or_none
from course.diagnosis.finding import Finding
from course.diagnosis.readings import (
    changes_in_words,
    distinct_changes,
    may_be_as_many,
    of_fewest_changes,
    possible_changes,
    with_changes,
)
from course.mistakes import changes as change
from course.mistakes.arithmetic import INTEGER_TYPES, integer_type, is_finite, wrapped
from course.mistakes.faulty_definition import definition_with
from course.mistakes.later import Later
from course.mistakes.mistake import BOTH, Mistake

FEWEST_OF_A_READING = 3  # numbers from which on another reading, stored in a type, is looked for
EVERY_READING = 4_000  # products of a request up to which every reading is; beyond, a correlation alone


def held(value, kind):
    """The number held to the range of an integer type, its decimals left as they are.

    Example: held(300, INTEGER_TYPES["uint8"]) is 255.
    """
    return min(max(value, kind.low), kind.high)


def rounded_and_held(value, kind):
    """The same, rounded first, halves to the even number, as OpenCV does with its images.

    Example: rounded_and_held(Fraction(5, 2), INTEGER_TYPES["uint8"]) is 2.
    """
    return held(round(value) if is_finite(value) else value, kind)


RULES = {"wraps": wrapped, "held": held, "rounded and held": rounded_and_held}
HINTS = {
    "wraps": "Hint: Of two arrays of one type of whole numbers NumPy's and SciPy's convolve keep it, and ndimage that of the input: "
    "convert them before, with astype(float).",
    "held": "Hint: Keep the numbers as floats until they are drawn; in OpenCV ddepth=-1 holds them to the image's type, and "
    "ddepth=cv2.CV_64F does not.",
}
HINTS["rounded and held"] = HINTS["held"]
BANK_WRAPS, BANK_HOLDS = ("uint8-output", "out-like-input", "sums-like-input"), ("clip-255",)


def type_named(types):
    """The one of several types that is named: uint8, which pictures have, or else the smallest."""
    return "uint8" if "uint8" in types else types[0]


def other_types(types):
    """The types but the one that is named, in words; "" if there is none.

    Example: of int8 and uint8 it is "int8"; of all with 8 and 16 bits "any other type of 8 or 16 bits".
    """
    others = [name for name in types if name != type_named(types)]
    if len(others) < 2:
        return "".join(others)
    bits = sorted({_bits(name) for name in types})
    every = {name for name in INTEGER_TYPES if _bits(name) in bits}
    which = "any other type" if every == set(types) else "another type"
    return f"{which} of {listed_with_or([str(count) for count in bits])} bits"


def _bits(name):
    """How many bits a type has: _bits("uint16") is 16."""
    return int(name.lstrip("uint"))


class Stored(Finding):
    """Right numbers, under the request or another reading of it, as types of whole numbers keep them.

    rule     "wraps", "held" or "rounded and held", see RULES
    types    the names of the types, of INTEGER_TYPES, that give exactly these numbers
    changes  the other reading, such as {"flip": False}; {} for the request as it is
    of_arrays  whether the arrays themselves have the type
    first    whether it is likelier than the mistakes of the bank
    """

    kind = "type"

    def __init__(self, rule, types, changes, of_arrays=False, first=True):
        self.rule, self.types, self.changes = rule, types, changes
        self.of_arrays, self.first = of_arrays, first

    @property
    def says_also(self):
        """What mistakes of the bank do to arrays of whole numbers is no other explanation, if the arrays have the type."""
        if not self.of_arrays or self.changes:
            return ()
        return BANK_WRAPS if self.rule == "wraps" else BANK_HOLDS

    def lines(self, request):
        """What is said of it: the type's range, one number worked out, and a hint."""
        under = f", {changes_in_words(self.changes)}" if self.changes else ""
        named, others = type_named(self.types), other_types(self.types)
        keep = f"as {named}, or {others}, keeps them" if others else f"as {named} keeps them"
        if self.of_arrays and self.rule == "wraps":
            how = self._how_it_is_kept("a number", request)
            what = f"{named} arrays wrap: {how}. But for that the numbers are right{under}."
        else:
            how = self._how_it_is_kept(named if others else "it", request)
            what = f"These are the right numbers{under and under + ','} {keep}: {how}."
        return [what, HINTS[self.rule]]

    def _how_it_is_kept(self, name, request):
        """What the type that is named, or called by this name, does to the first number that it cannot hold."""
        kind, value = INTEGER_TYPES[type_named(self.types)], self._first_beyond(request)
        example = f"so that {number(value, request.decimal)} is {RULES[self.rule](value, kind)}"
        if self.rule == "held":
            return f"held to {kind.low} to {kind.high}, {example}"
        if self.rule == "rounded and held":
            return f"rounded, and held to {kind.low} to {kind.high}, {example}"
        if value > 0:
            return f"beyond {kind.high} {name} starts again at {kind.low}, {example}"
        return f"below {kind.low} {name} goes on at {kind.high}, {example}"

    def _first_beyond(self, request):
        """The first right number that the type that is named cannot hold."""
        kind = INTEGER_TYPES[type_named(self.types)]
        return next(v for v in flat(with_changes(request, self.changes).output) if _is_beyond(v, kind))

    def source(self, request):
        """The reading, and the definition whose output is stored in the type that is named."""
        named = type_named(self.types)
        kept = partial(RULES[self.rule], kind=INTEGER_TYPES[named])
        storing = Mistake(named, BOTH, change.each_output(kept), "", "")
        return with_changes(request, self.changes), definition_with(storing)

    def data(self):
        """Its rule, its types and its reading."""
        return {"rule": self.rule, "types": self.types, "changes": self.changes}


def stored_types(request, given):
    """The Stored under which the right numbers of a request are the given ones (a Given), the likeliest first.

    Another reading is looked for only where the request as it is has none, and there are enough numbers. All that
    change as little as it are listed: of an image of two rows, the borders wrap and reflect can give the same.
    """
    numbers = list(flat(given.values))
    ends = _ends(given.values)
    kinds = [name for name, kind in INTEGER_TYPES.items() if not any(_is_beyond(v, kind) for v in ends)]
    found = _stored(request, given, kinds, {})
    if not found and len(numbers) >= FEWEST_OF_A_READING:
        of_reading = partial(_stored, request, given, kinds)
        found = of_fewest_changes(
            request,
            ([*chain.from_iterable(map(of_reading, _other_readings(request, count)))] for count in (1, 2, 3)),
        )
    of_arrays = [_of_arrays(stored, request, given) for stored in found]
    return [stored for stored in of_arrays if stored] or _without_the_bank(found, request)


def _of_arrays(stored, request, given):
    """The Stored with nothing but the type that the arrays have, those given or those convolved; None if none has.

    Only for whole numbers: of others it matters where their decimals are cut off, and the bank knows that.
    Example: 44 for 300 is int8 or uint8, but of np.uint8([44]) it is uint8.
    """
    if not _are_whole(with_changes(request, stored.changes).output):
        return None
    for dtype in (given.dtype, *request.dtypes):
        if dtype in stored.types:
            return Stored(stored.rule, [dtype], stored.changes, of_arrays=True)
    return None


def _other_readings(request, count):
    """The changes that are looked for, so many at a time; of a large request the flip alone."""
    every = possible_changes(request) if request.products <= EVERY_READING else [{"flip": not request.flip}]
    return distinct_changes(request, [changes for changes in every if len(changes) == count])


def _stored(request, given, kinds, changes):
    """The Stored of one reading: for each rule the types, of these, that make the right numbers the given ones."""
    reading = with_changes(request, changes)
    if not may_be_as_many(reading, given):
        return []
    output = output_or_none(reading) if changes else request.output
    if output is None or given.fits(output):
        return []
    found, ends = [], _ends(output)
    for rule, keep in RULES.items():
        if rule == "rounded and held" and _are_whole(output):
            continue  # nothing is rounded: it is "held" once more
        types = [name for name in kinds if _is_seen(rule, name, ends)]
        types = [name for name in types if _gives(keep, INTEGER_TYPES[name], output, given)]
        if types:
            found.append(Stored(rule, types, changes))
    return found


def _without_the_bank(found, request):
    """The Stored without the types for which a mistake of the bank says the same; these are likelier than the rest."""
    left = []
    for stored in found:
        types = [name for name in stored.types if stored.changes or not _bank_has(stored.rule, name, request)]
        if types:
            left.append(Stored(stored.rule, types, stored.changes, first=types == stored.types))
    return left


def _ends(values):
    """The smallest and the largest number of nested lists, nan left out; none where there is no other."""
    numbers = [value for value in flat(values) if value == value]
    return (min(numbers), max(numbers)) if numbers else ()


def _is_seen(rule, name, ends):
    """Whether a type cannot hold some number of an output, of which the ends are given, so that its rule shows itself.

    Where a type without a sign makes nothing but zeros of negative numbers, relu-output of the bank says so.
    """
    kind = INTEGER_TYPES[name]
    if rule != "wraps" and kind.low == 0:
        return any(value > kind.high for value in ends)
    return any(_is_beyond(value, kind) for value in ends)


def _gives(keep, kind, output, given):
    """Whether a type makes an output the given numbers: looked at up to one that is another."""
    kept = lambda value: value if value != value else keep(value, kind)
    return given.fits(each(partial(Later, kept), output))


def _are_whole(values):
    """Whether all numbers that are finite have no decimals."""
    return all(value == value // 1 for value in flat(values) if is_finite(value))


def _is_beyond(value, kind):
    """Whether a number lies outside a type's range; a nan does not, as no rule here changes it."""
    return value < kind.low or value > kind.high


def _bank_has(rule, name, request):
    """Whether a mistake of the bank stores the output in this type: the same is not said twice.

    They are uint8-output, clip-255, and out-like-input, which takes the type of the input.
    """
    if name == "uint8" and rule in ("wraps", "held"):
        return True
    return rule == "wraps" and INTEGER_TYPES[name] == integer_type(request.x)
