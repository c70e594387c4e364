"""
Sums in a type of whole numbers that keeps each product, or each step of the sum, and not only the last result.

In MATLAB and Octave every operation on uint8 numbers is held to 0..255, so that 3*(-1) is 0 before it is added. Of
NumPy's bytes each product starts again at 256, and np.sum adds them up in a larger type.

Sources: the section "Arithmetic Operations on Integer Classes" of MATLAB's reference; numpy.sum's on its dtype.
"""

from course.convolution.definition import total
from course.convolution.formatting import number
from course.convolution.nested import at, flat, indices, shape
from course.diagnosis.finding import Finding
from course.diagnosis.readings import changes_in_words, with_changes
from course.diagnosis.stored_types import held, other_types, type_named
from course.mistakes.arithmetic import INTEGER_TYPES, half_away, is_finite, wrapped
from course.mistakes.changes import piece
from course.mistakes.faulty_definition import definition_with
from course.mistakes.mistake import BOTH, Mistake

FEWEST_OF_SUMS = 3  # numbers, and as many that are not 0


# ---- sums: of the products of a window, in a type


def sum_of_held(products, kind):
    """The sum of products that are held to the range of an integer type, each for itself.

    Example: sum_of_held([5, -3, 300], INTEGER_TYPES["uint8"]) is 260, as 300 is held to 255.
    """
    return total(_kept(product, kind) for product in products)


def held_sum(products, kind):
    """The sum of products that is held to the range after each step.

    Example: held_sum([5, -9, 7], INTEGER_TYPES["uint8"]) is 7, as 5 - 9 is held to 0.
    """
    result = 0
    for product in products:
        result = _kept(result + product, kind)
    return result


def held_sum_of_held(products, kind):
    """The same, where each product is held before it is added.

    Example: held_sum_of_held([5, -9, 7], INTEGER_TYPES["uint8"]) is 12, as -9 is held to 0.
    """
    return held_sum((_kept(product, kind) for product in products), kind)


def sum_of_wrapped(products, kind):
    """The sum of products of which each starts again where the type ends.

    Example: sum_of_wrapped([5, 300], INTEGER_TYPES["uint8"]) is 49, as 300 is 44.
    """
    return total(wrapped(product, kind) for product in products)


def _kept(value, kind):
    """A number rounded as MATLAB does, halves away from 0, and held to the range of an integer type."""
    return held(half_away(value), kind)


WRAPPING = "each product wraps"
SUMS = {  # which mistake it is: the sum; where two give the numbers, what the first says is true of both
    "each product held": sum_of_held,
    "each step held": held_sum,
    "each product and each step held": held_sum_of_held,
    WRAPPING: sum_of_wrapped,
}
WHAT_IS_KEPT = {  # of its name: what is said of it, with the type's range, and whether products are rounded as well
    "each product held": "each product is {held} to {range}",
    "each step held": "the sum is {held} to {range} after each product that is added",
    "each product and each step held": "each product is {held} to {range}, and so is the sum after each one that is added",
    WRAPPING: "each product starts again beyond {range}, and the sum does not",
}
HINT_OF_HELD = (
    "Hint: In MATLAB and Octave a uint8 times a double is a uint8: convert the input before, with double(x) "
    "(in NumPy with x.astype(float))."
)
HINT_OF_WRAPPED = "Hint: Convert both arrays before they are multiplied, with astype(float)."


class RunningSums(Finding):
    """The sum of each window, as a type of whole numbers makes it that keeps more than the last result.

    name       one of SUMS
    types      the names of the types, of INTEGER_TYPES, that give exactly these numbers
    changes    the other reading, {"flip": False} or True; {} for the request as it is
    backwards  whether the products are added from the last of a window on, as x[i - a]*h[a] has them
    """

    kind = "running sums"
    first = True  # other mistakes that give the same leave products out, which is rare

    def __init__(self, name, types, changes, backwards):
        self.name, self.types, self.changes, self.backwards = name, types, changes, backwards

    def lines(self, request):
        """What is kept in which range, one number worked out, and a hint."""
        named, others = type_named(self.types), other_types(self.types)
        kind = INTEGER_TYPES[named]
        under = f", {changes_in_words(self.changes)}" if self.changes else ""
        held_to = f"{kind.low}..{kind.high}"
        of_what = f"{named} numbers"
        if others:
            held_to = f"its type's range (of {named} {held_to})"
            of_what = f"{named} numbers (or of {others})"
        are_whole = all(product == half_away(product) for product in flat(_windows(request)))
        how = "held" if are_whole else "rounded and held"
        what = WHAT_IS_KEPT[self.name].format(held=how, range=held_to)
        return [
            f"These are the sums of {of_what}{under}: {what}{self._example(request, kind)}.",
            HINT_OF_WRAPPED if self.name == WRAPPING else HINT_OF_HELD,
        ]

    def _example(self, request, kind):
        """What becomes of the first product that is changed, held or rounded, in words; "" where products are no matter."""
        if self.name == "each step held":
            return ""
        keep = wrapped if self.name == WRAPPING else _kept
        products = flat(_windows(with_changes(request, self.changes)))
        changed = next(product for product in products if keep(product, kind) != product)
        return f", so that a product of {number(changed, request.decimal)} becomes {keep(changed, kind)}"

    @property
    def names(self):
        """Its name."""
        return (self.name,)

    @property
    def world(self):
        """The definition that adds up so."""
        summed, kind = SUMS[self.name], INTEGER_TYPES[type_named(self.types)]

        def added(total, products):
            products = list(products)
            return summed(products[::-1] if self.backwards else products, kind)

        return definition_with(Mistake(self.name, BOTH, piece("total")(added), "", ""))

    def source(self, request):
        """The reading, and the definition that adds up so."""
        return with_changes(request, self.changes), self.world

    def data(self):
        """What is kept, the types, and the reading."""
        return {"rule": self.name, "types": self.types, "changes": self.changes}


def running_sums(request, given):
    """The RunningSums that give the given numbers (a Given) of a Request, as a list of one or none.

    Only for signals and images of whole numbers, which are what such a type holds.
    """
    numbers = list(flat(given.values))
    if request.axes > 2 or sum(value != 0 for value in numbers) < FEWEST_OF_SUMS:
        return []
    if shape(given.values) != shape(request.output) or not all(map(is_finite, flat(request.h))):
        return []
    kinds = [name for name in INTEGER_TYPES if _are_of_type(request.x, name)]
    if not kinds:
        return []
    windows = [
        (changes, _windows(with_changes(request, changes))) for changes in ({}, {"flip": not request.flip})
    ]
    if any(_kept_in_the_end(products, given) for _, products in windows):
        return []
    for changes, products in windows:
        found = _of_reading(products, request, given, kinds, changes)
        if found:
            return [found]
    return []


def _are_of_type(values, name):
    """Whether all numbers are whole, and within the range of a type."""
    kind = INTEGER_TYPES[name]
    return all(isinstance(value, int) and kind.low <= value <= kind.high for value in flat(values))


def _windows(request):
    """The products of each window, in the order in which the definition adds them up: a list for each output."""
    products = request.convolved(_LISTING)
    return [at(products, index) for index in indices(request.sizes)]


_LISTING = definition_with(
    Mistake("listing", BOTH, piece("total")(lambda total, products: list(products)), "", "")
)


def _of_reading(windows, request, given, kinds, changes):
    """The RunningSums of one reading, of which these are the products, or None."""
    order = _telling_first(given, windows)
    for name, summed in SUMS.items():
        of_array = [kind for kind in kinds if name != WRAPPING or _are_of_type(request.h, kind)]
        for backwards in (False, True):
            types = []
            for kind in of_array:
                if _gives_given(summed, INTEGER_TYPES[kind], windows, order, given, backwards):
                    types.append(kind)
            if types:
                of_arrays = [dtype for dtype in (given.dtype, *request.dtypes) if dtype in types]
                return RunningSums(name, of_arrays[:1] or types, changes, backwards)
    return None


def _telling_first(given, windows):
    """The places of the numbers, those first that are not the plain sums: most ways to add up fail there."""
    wrong = [not given.fits_at(place, total(products)) for place, products in enumerate(windows)]
    return sorted(range(len(windows)), key=lambda place: not wrong[place])


def _gives_given(summed, kind, windows, order, given, backwards):
    """Whether a sum in a type gives all the numbers."""
    step = -1 if backwards else 1
    return all(given.fits_at(place, summed(windows[place][::step], kind)) for place in order)


def _kept_in_the_end(windows, given):
    """Whether the plain sums are the numbers, as they are or as any type keeps them: that is simpler, and known."""
    sums = [total(products) for products in windows]
    if _all_fit(given, sums):
        return True
    for kind in INTEGER_TYPES.values():
        for keep in (_kept, wrapped):
            if _all_fit(given, (keep(value, kind) for value in sums)):
                return True
    return False


def _all_fit(given, numbers):
    """Whether numbers, worked out one by one up to the first that is not, are the given ones."""
    return all(given.fits_at(place, value) for place, value in enumerate(numbers))
