"""Numbers that were given, and how far each may lie from the exact one."""

from fractions import Fraction
from math import floor, inf

from course.convolution.nested import flat, shape

# ---- numbers that were given, some of them rounded


class Given:
    """Numbers to be explained, and how far each may lie from the exact one.

    values: nested lists. places: the same lists with the decimals that each was written with, or None where it
    is exact. slack: how far a float may be off, by the rounding of the engine that made it.
    """

    def __init__(self, values, places=None, slack=0.0):
        self.values = values
        self.decimal = any(digits is not None for digits in flat(places)) if places else False
        self._flat = [(value, self._within(value, digits, slack)) for value, digits in _pairs(values, places)]

    @staticmethod
    def _within(value, places, slack):
        if isinstance(value, float):
            return slack
        if places is None:
            return 0
        half = Fraction(1, 2 * 10**places)
        as_floats_print = places + len(str(int(abs(value)))) > 7
        return max(half, slack) if as_floats_print else half

    def fits(self, values):
        """Whether nested lists of exact numbers are these, within the rounding of each."""
        return values is not None and shape(values) == shape(self.values) and all(self.each(values))

    def fits_cut(self, values):
        """Whether they are these with the decimals beyond those written cut off instead of rounded."""
        if shape(values) != shape(self.values) or not any(within for _, within in self._flat):
            return False
        return all(_cut(v, 2 * within) == given for v, (given, within) in zip(flat(values), self._flat))

    def each(self, values):
        """For each number in order whether it is this one, for nested lists of the same shape."""
        return [_close(v, given, within) for v, (given, within) in zip(flat(values), self._flat)]


def _close(value, given, within):
    if value != value or given != given:
        return value != value and given != given
    if value in (inf, -inf):  # as near to every number as to any other
        return value == given
    if isinstance(value, float) and not isinstance(given, float):
        within = max(within, 1e-9 * max(1, abs(value)))  # the input was of floats
    return abs(value - given) <= within


def _cut(value, unit):
    """A number with what is below the unit cut off; the number itself where there is no unit, or it is no number."""
    if not unit or value != value or abs(value) == inf:
        return value
    return (floor(abs(value) / unit) * unit) * (-1 if value < 0 else 1)


def _pairs(values, places):
    numbers = list(flat(values))
    return zip(numbers, [None] * len(numbers) if places is None else flat(places))
