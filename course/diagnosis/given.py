"""Numbers that were given, and how far each may lie from the exact one."""

from fractions import Fraction
from functools import cached_property
from itertools import islice
from math import floor, inf

from course.convolution.nested import each, flat, indices, shape
from course.diagnosis.same_numbers import ROUNDING
from course.mistakes.arithmetic import OneOfTwo, is_finite
from course.mistakes.later import added_up

DIGITS_OF_FLOAT32 = 7  # numbers with more were not rounded by hand, but printed by a program


class Given:
    """Numbers to be explained, and how far each may lie from the exact one.

    values   nested lists of int, Fraction and float, with None for each number that was left open
    places   the same lists with the number of decimals that each was written with ("0.33": 2), or None for one
             that is exact; None for all if all are
    slack    how far a float may be off, by the rounding of the engine that made it
    dtype    the name of the dtype of the array that they were; None for lists

    Whatever stands in the place of an open number fits. What works with the given numbers themselves takes those that
    are known: of_known() and at_known().

    Example: Given([Fraction(33, 100)], [2]) fits [Fraction(1, 3)], since a third is 0.33 with two decimals.
    """

    def __init__(self, values, places=None, slack=0.0, dtype=None):
        self.values = values
        self.dtype = dtype
        self._places, self._slack = places, slack
        numbers = list(flat(values))
        decimals = [None] * len(numbers) if places is None else list(flat(places))
        self.decimal = any(digits is not None for digits in decimals)
        tolerances = [_tolerance(*number, slack) for number in zip(numbers, decimals)]
        self._numbers = list(zip(numbers, tolerances))

    @property
    def only_nan(self):
        """Whether every number that is known is nan."""
        return all(value != value for value in self.known)

    @cached_property
    def known(self):
        """The numbers that are known, in order: all but the open ones."""
        return [value for value, _ in self._numbers if value is not None]

    @property
    def count(self):
        """How many numbers are known."""
        return len(self.known)

    @property
    def open_count(self):
        """How many numbers are open."""
        return len(self._numbers) - self.count

    def at_known(self, values):
        """The numbers of nested lists of the same shape that stand where a number is known, in order: a list.

        Example: Given([7, None, 9]).at_known([1, 2, 3]) is [1, 3].
        """
        pairs = zip(flat(values), self._numbers)
        return [value for value, (given, _) in pairs if given is not None]

    def of_known(self):
        """The known numbers alone, as a Given of a row of numbers none of which is open."""
        places = None if self._places is None else self.at_known(self._places)
        return Given(self.known, places, self._slack, self.dtype)

    def fits(self, values):
        """Whether nested lists of exact numbers are these, within the rounding of each; None never is.

        Numbers may be Later ones: they are worked out one by one, up to the first that differs.
        """
        if values is None or shape(values) != shape(self.values):
            return False
        pairs = zip(flat(values), self._numbers)
        return all(_fits(added_up(value), given, tolerance) for value, (given, tolerance) in pairs)

    def ranges(self, values):
        """[(low, high), ...] for each number, in order: between which the exact one lies that it stands for; of known ones.

        values: nested lists of the same shape, what the numbers are made of; where it is a float, a range is wider.
        Example: Given([Fraction(33, 100), 2], [2, None]).ranges([1, 6]) is [(Fraction(65, 200), Fraction(67, 200)), (2, 2)].
        """
        return [
            _range(given, _tolerance_of_float(value, given, tolerance))
            if isinstance(value, float)
            else beside_exact_ones
            for value, (given, tolerance), beside_exact_ones in zip(flat(values), self._numbers, self._ranges)
        ]

    @cached_property
    def _ranges(self):
        """The ranges beside exact numbers."""
        return [_range(given, tolerance) for given, tolerance in self._numbers]

    def wider(self, by):
        """The same Given, whose numbers may lie further from the exact ones, by so much."""
        wider = Given(self.values, self._places, self._slack, self.dtype)
        wider._numbers = [(number, tolerance + by) for number, tolerance in self._numbers]
        return wider

    @cached_property
    def whole(self):
        """The same Given with those as exact that have a point and no decimals, as NumPy prints whole floats; None if none has.

        Example: 12. stands for all from 11.5 to 12.5, and here for 12 alone.
        """
        if self._places is None or 0 not in flat(self._places):
            return None
        return Given(self.values, each(lambda digits: digits or None, self._places), self._slack, self.dtype)

    @cached_property
    def differ(self):
        """Whether all of the numbers are finite, and two of them differ."""
        numbers = {number for number, _ in self._numbers}
        return len(numbers) > 1 and all(map(is_finite, numbers))

    def fits_at(self, place, value):
        """Whether a number is the one at a place, counted through all axes."""
        return _fits(value, *self._numbers[place])

    def fits_cut(self, values):
        """Whether they are these with the decimals beyond those written cut off instead of rounded.

        Example: Given([Fraction(266, 100)], [2]) does not fit [Fraction(8, 3)], 2.67, but it fits it cut off.
        """
        any_rounded = any(tolerance for _, tolerance in self._numbers)
        if shape(values) != shape(self.values) or not any_rounded:
            return False
        pairs = zip(flat(values), self._numbers)
        return all(
            given is None or _cut_off(value, 2 * tolerance) == given for value, (given, tolerance) in pairs
        )

    def beside_0(self, values):
        """The index and the number of each that is not 0 but stands for the 0 of nested lists: what rounding left.

        Example: Given([3e-16, 6], slack=1e-9).beside_0([0, 6]) is [((0,), 3e-16)].
        """
        pairs = zip(indices(shape(self.values)), flat(values), self._numbers)
        return [(index, given) for index, value, (given, _) in pairs if value == 0 and given not in (0, None)]

    def count_of_others(self, right):
        """How many of the known numbers are not the right ones: all where the shape of the right ones is another."""
        if shape(right) != shape(self.values):
            return self.count
        return self.which_fit(right).count(False)

    def fits_but_for(self, values, most):
        """Whether nested lists have this shape, and no more than so many of the numbers are others.

        Numbers may be Later ones: they are worked out one by one, up to the first that is too many.
        Example: Given([1, 2, 3]).fits_but_for([1, 2, 4], 1) is True.
        """
        if shape(values) != shape(self.values):
            return False
        numbers = enumerate(map(added_up, flat(values)))
        others = (place for place, value in numbers if not self.fits_at(place, value))
        return len(list(islice(others, most + 1))) <= most

    def which_fit(self, values):
        """For each number, in order, whether it is this one, or open; for nested lists of the same shape."""
        pairs = zip(flat(values), self._numbers)
        return [_fits(value, given, tolerance) for value, (given, tolerance) in pairs]


def _tolerance(given, places, slack):
    """How far the exact number may lie from a given one: half of its last decimal, or the slack of a float."""
    if isinstance(given, float):
        return slack
    if places is None:
        return 0
    half = Fraction(1, 2 * 10**places)
    digits = places + len(str(int(abs(given))))
    return max(half, slack) if digits > DIGITS_OF_FLOAT32 else half


def _range(given, tolerance):
    """(low, high): what lies no further from a given number than its tolerance."""
    return given - tolerance, given + tolerance


def _fits(value, given, tolerance):
    """Whether a number is the given one, or one OneOfTwo is; every number is one that was left open.

    No math.isclose(): a half of the last decimal is in, and anything more is out.
    """
    if given is None:
        return True
    if isinstance(value, OneOfTwo) and value.other == given:
        return True
    if value != value or given != given:  # a nan is not equal to itself
        return value != value and given != given
    if value in (inf, -inf):  # as near to every number as to any other
        return value == given
    try:
        return abs(value - given) <= _tolerance_of_float(value, given, tolerance)
    except OverflowError:  # one is a float, and the other larger than any
        return False


def _tolerance_of_float(value, given, tolerance):
    """The tolerance of a given number beside one that is a float: more, where the input was of floats and it is not."""
    if isinstance(value, float) and not isinstance(given, float):
        return max(tolerance, ROUNDING * max(1, abs(value)))
    return tolerance


def _cut_off(value, unit):
    """A number with what is below the unit cut off; the number itself where there is no unit, or it is not finite.

    Example: _cut_off(Fraction(-8, 3), Fraction(1, 10)) is Fraction(-26, 10).
    """
    if not unit or value != value or abs(value) == inf:
        return value
    size = floor(abs(value) / unit) * unit
    return -size if value < 0 else size
