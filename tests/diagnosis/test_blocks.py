"""Where fewer numbers stand as a block within more, beside NumPy's slices."""

from fractions import Fraction
from itertools import product

import numpy as np

from course.diagnosis.blocks import place_of_given, place_of_right
from course.diagnosis.given import Given

TABLE = np.arange(20).reshape(4, 5) ** 2 % 23


def test_every_block_is_found_where_it_stands():
    for i, j in product(range(3), range(3)):
        block = TABLE[i : i + 2, j : j + 3].tolist()
        assert place_of_right(block, Given(TABLE.tolist())) == (i, j)
        assert place_of_given(Given(block), TABLE.tolist()) == (i, j)


def test_rounded_numbers_stand_for_exact_ones():
    given = Given([Fraction(33, 100), 2, Fraction(67, 100)], [2, None, 2])
    assert place_of_given(given, [5, Fraction(1, 3), 2, Fraction(2, 3)]) == (1,)
    assert place_of_right([2, Fraction(2, 3)], given) == (1,)


def test_what_stands_nowhere_and_what_is_as_large_or_larger():
    assert place_of_right([1, 9], Given([1, 2, 3])) is None
    assert place_of_right([1, 2, 3], Given([1, 2, 3])) is None
    assert place_of_given(Given([1, 2, 3]), [1, 2]) is None
    assert place_of_given(Given([[1, 2, 3]]), [[1], [2]]) is None
