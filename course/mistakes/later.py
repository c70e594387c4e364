"""
Numbers of an output that are worked out when they are first looked at.

Most definitions with mistakes are ruled out by a single number that they give. So in a search every sum of products is
left for later: a definition that ends with ADDS_UP_LATER lays out its windows as ever, but adds none up. What looks at
a number asks added_up() for it. Nothing can be done with a Later number itself, so that none is looked at unawares.
"""

from functools import partial
from types import SimpleNamespace


class Later:
    """A number that is not worked out yet: made_by(of). added_up() gives it.

    of: what it is made of: products, or numbers that may be left for later themselves.
    """

    __slots__ = ("_made_by", "_of", "_number")

    def __init__(self, made_by, of):
        self._made_by = made_by
        self._of = of

    def number(self):
        """The number, made once. ValueError and ArithmeticError where the definition itself raises them."""
        if self._made_by is not None:
            self._number = self._made_by(added_up(self._of))
            self._made_by = self._of = None
        return self._number


class LaterOutput(list):
    """An output of Later numbers as nested lists, which remembers its numbers once all of them are worked out."""

    def __init__(self, values):
        super().__init__(values)
        self._numbers = None

    def numbers(self):
        """All its numbers, as nested lists."""
        if self._numbers is None:
            self._numbers = [added_up(value) for value in self]
        return self._numbers


def added_up(values):
    """A number, or lists of them, with all that was left for later worked out; the rest stays as it is.

    Example: added_up([Later(sum, [2, 3]), 7]) is [5, 7].
    """
    if isinstance(values, Later):
        return values.number()
    if isinstance(values, LaterOutput):
        return values.numbers()
    if isinstance(values, (list, tuple)):
        return [added_up(value) for value in values]
    return values


def then(change, *numbers):
    """change(number, ...): at once, or later if a number is worked out later.

    Example: then(abs, -3) is 3; then(max, 2, Later(sum, [2, 3])) is a Later number, 5.
    """
    if len(numbers) == 1:  # as nearly always
        return Later(change, *numbers) if type(numbers[0]) is Later else change(*numbers)
    if Later not in map(type, numbers):
        return change(*numbers)
    return Later(lambda worked_out: change(*worked_out), numbers)


def then_for_each(change, *values):
    """Nested lists with then(change, number) in each number's place; of several of one shape with all their numbers.

    Example: then_for_each(abs, [[1, -2]]) is [[1, 2]]; then_for_each(max, [1, 5], [4, 2]) is [4, 5].
    """
    first = values[0]
    if first and isinstance(first[0], list):
        return [then_for_each(change, *parts) for parts in zip(*values, strict=True)]
    if len(values) == 1:  # without a call for every number
        return [Later(change, value) if type(value) is Later else change(value) for value in first]
    return [then(change, *numbers) for numbers in zip(*values, strict=True)]


# In place of one more mistake, the last: the sum that stands there is left for later.
ADDS_UP_LATER = SimpleNamespace(replaced={"total": lambda total: partial(Later, total)})
