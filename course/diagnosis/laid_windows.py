"""
The windows of a convolution, laid out once for all numbers of the same sizes.

Which numbers of the input lie under the kernel depends on sizes and options alone. A search for mistakes convolves
hundreds of inputs and kernels of the same sizes and looks at one output of each, so that laying out all windows anew
would take most of its time.
"""

from array import array
from functools import partial
from math import prod
from operator import mul
from types import SimpleNamespace

from course.convolution.nested import arranged, at, each, filled, flat
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
    places   how many they are, in all windows

    Example: of 3 numbers with 2 weights in mode "full" they are [-1, 0], [0, 1], [1, 2] and [2, -1].
    """

    def __init__(self, changes, x_sizes, h_sizes, **options):
        world = definition_with(*changes, LISTS_PRODUCTS)
        places_in_x = arranged(range(prod(x_sizes)), x_sizes)
        ones = filled(h_sizes, 1)  # times which a place is itself
        options |= {"fill": FILL, "flip": False}
        convolve = world.convolve1d if len(x_sizes) == 1 else world.convolve2d
        self._windows = convolve(places_in_x, ones, **options)
        self.places = sum(map(len, flat(self._windows)))

    def under(self, index):
        """The places under the kernel at an output, by its index; FILL where it lies beside the input."""
        return at(self._windows, index)

    def sums(self, numbers, weights, total):
        """The output: nested lists of Later numbers.

        numbers  those of the input in order, and last what stands beside it
        weights  those of the kernel as it slides, in order
        total    a function: what becomes of the products of a window, an iterator

        Example: for 3 4 5 0 and 1 2 in mode "full" it is 6 11 14 5 where they are added up.
        """

        def sum_of(window):
            return total(map(mul, map(numbers.__getitem__, window), weights))

        return each(partial(Later, sum_of), self._windows)
