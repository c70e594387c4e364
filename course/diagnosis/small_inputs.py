"""Small inputs and kernels, the fewest numbers first: the shapes, and whole numbers to fill them with."""

from itertools import product
from math import prod

from course.convolution.nested import arranged


def small_shapes(input_sizes, kernel_sizes, axes, most):
    """The shapes of small inputs and kernels, [(x's, h's), ...]; the kernel is nowhere longer than the input.

    input_sizes, kernel_sizes: the sizes that an axis of each may have. most: how many numbers both may have together.

    Example: small_shapes((1, 2), (1, 2), 1, 4) is [((1,), (1,)), ((2,), (1,)), ((2,), (2,))].
    """
    shapes = []
    for x in product(input_sizes, repeat=axes):
        for h in product(kernel_sizes, repeat=axes):
            fits = all(k <= n for n, k in zip(x, h))
            if fits and prod(x) + prod(h) <= most:
                shapes.append((x, h))
    return sorted(shapes, key=lambda pair: prod(pair[0]) + prod(pair[1]))


def irregular_numbers(sizes, root, sign=1, left_out=0):
    """Nested lists of whole numbers from 1 to 9 without a pattern.

    They come of the remainders of a root's powers divided by 17; root: 3 or 5, whose powers leave all 16 of them.
    With sign -1 the first, the third and so on are negative. left_out: how many powers come before the first.

    Example: irregular_numbers((4,), 3) is [4, 1, 2, 5]; with sign -1, [-4, 1, -2, 5].
    """
    numbers = []
    for place in range(prod(sizes)):
        number = pow(root, place + 1 + left_out, 17) % 9 + 1
        numbers.append(number if place % 2 else sign * number)
    return arranged(numbers, sizes)


def differing_numbers(sizes, start):
    """Nested lists of whole numbers from 1 to 9, of which any nine in a row are different.

    Example: differing_numbers((4,), 1) is [2, 7, 3, 8].
    """
    return arranged(((5 * count + start) % 9 + 1 for count in range(prod(sizes))), sizes)
