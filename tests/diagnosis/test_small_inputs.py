"""Small inputs and kernels, the fewest numbers first."""

from itertools import combinations
from math import prod

import numpy as np
import pytest

from course.diagnosis.small_inputs import differing_numbers, irregular_numbers, small_shapes


@pytest.mark.parametrize("axes, most", [(1, 8), (2, 14), (2, 24)])
def test_every_small_shape_is_there_once_the_fewest_numbers_first(axes, most):
    shapes = small_shapes(range(1, 5), range(1, 4), axes, most)
    counts = [prod(x) + prod(h) for x, h in shapes]
    assert counts == sorted(counts) and counts[-1] <= most and len({*shapes}) == len(shapes)
    expected = {
        (x, h)
        for x in np.ndindex(*[4] * axes)
        for h in np.ndindex(*[3] * axes)
        if all(k <= n for n, k in zip(x, h))
    }
    expected = {(tuple(n + 1 for n in x), tuple(k + 1 for k in h)) for x, h in expected}
    assert {*shapes} == {(x, h) for x, h in expected if prod(x) + prod(h) <= most}


@pytest.mark.parametrize("root", [3, 5])
def test_numbers_without_a_pattern(root):
    numbers = irregular_numbers((16,), root)
    assert {*numbers} <= {*range(1, 10)} and len({*numbers}) == 9
    assert not any(numbers[:n] == numbers[n : 2 * n] for n in range(1, 9))
    signed = irregular_numbers((16,), root, -1)
    assert [abs(n) for n in signed] == numbers and [n < 0 for n in signed] == [True, False] * 8
    assert irregular_numbers((4, 4), root) == np.reshape(numbers, (4, 4)).tolist()


def test_numbers_that_differ_from_their_neighbours():
    numbers = differing_numbers((3, 6), 2)
    assert np.shape(numbers) == (3, 6)
    flat = np.ravel(numbers).tolist()
    assert all(one != two for start in range(10) for one, two in combinations(flat[start : start + 9], 2))
