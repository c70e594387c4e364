"""Numbers by chance that are the same for a seed on every machine."""

import random

from course.convolution.nested import flat

LARGEST_SEED = 999_999_999


class Chance:
    """Whole numbers by chance, the same for a seed on every machine.

    Only Random(whole number).random() is used: Python's documentation promises that its sequence stays.
    """

    def __init__(self, seed):
        self._random = random.Random(seed).random

    def whole_number(self, low, high):
        """A whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def numbers(self, sizes, low=0, high=9, step=1):
        """Nested lists of this shape, of whole multiples of step from low*step to high*step.

        Example: numbers((2, 3), 0, 9, 10) is a table of 2 rows and 3 columns of 0, 10, 20 ... 90.
        """
        if not sizes:
            return step * self.whole_number(low, high)
        return [self.numbers(sizes[1:], low, high, step) for _ in range(sizes[0])]

    def kernel(self, sizes):
        """Nested lists of weights from -3 to 3, some above 0 and some below; of at least two weights."""
        while True:
            weights = self.numbers(sizes, -3, 3)
            if min(flat(weights)) < 0 < max(flat(weights)):
                return weights

    def one_of(self, items):
        """One of the items of a list."""
        return items[self.whole_number(0, len(items) - 1)]
