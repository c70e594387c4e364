"""
The windows of a convolution, laid out once for all numbers of the same sizes.

Which numbers of the input lie under the kernel depends on sizes and options alone. A search for mistakes convolves
hundreds of inputs and kernels of the same sizes and looks at one output of each, so that laying out all windows anew
would take most of its time.
"""

from array import array
from fractions import Fraction
from functools import partial
from math import prod
from operator import mul
from types import SimpleNamespace

from course.convolution.nested import arranged, filled
from course.mistakes.faulty_definition import definition_with
from course.mistakes.later import Later

FILL = -1  # where a window lies beside the input: the last of its numbers is what stands there
# In place of one more mistake, the last: the products of a window are listed, not added up. An array takes little room.
LISTS_PRODUCTS = SimpleNamespace(replaced={"total": lambda total: partial(array, "i")})


class LaidWindows:
    """For each output of a convolution the places of the numbers under the kernel, counted through the whole input.

    changes  changes to the definition, as Mistakes have them, that look at no number
    x_sizes, h_sizes  the shapes of the input and the kernel
    options  those of the convolution; a fill and a flip among them change nothing

    Example: of 3 numbers with 2 weights in mode "full" they are [-1, 0], [0, 1], [1, 2] and [2, -1].
    """

    def __init__(self, changes, x_sizes, h_sizes, **options):
        world = definition_with(*changes, LISTS_PRODUCTS)
        places_in_x = arranged(range(prod(x_sizes)), x_sizes)
        ones = filled(h_sizes, 1)  # times which a place is itself
        options |= {"fill": FILL, "flip": False}
        self._is_one_row = len(x_sizes) == 1
        if self._is_one_row:
            self._windows = world.convolve1d(places_in_x, ones, **options)
        else:
            self._windows = world.convolve2d(places_in_x, ones, **options)

    def sums(self, numbers, weights, total, over=1):
        """The output: nested lists of Later numbers, each divided by `over`.

        numbers  those of the input in order, and last what stands beside it
        weights  those of the kernel as it slides, in order
        total    a function: what becomes of the products of a window, an iterator

        Example: for 3 4 5 0 and 1 2 in mode "full" it is 6 11 14 5 where they are added up.
        """

        def sum_of(window):
            value = total(map(mul, map(numbers.__getitem__, window), weights))
            return value if over == 1 else Fraction(value, over)

        if self._is_one_row:
            return [Later(sum_of, window) for window in self._windows]
        return [[Later(sum_of, window) for window in row] for row in self._windows]
