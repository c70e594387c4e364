"""Numbers by chance: within their bounds, and the same for a seed for ever."""

from collections import Counter

import pytest

from course.convolution.nested import flat, shape
from course.convolution.random_numbers import Chance


def test_a_seed_gives_the_same_numbers_for_ever():
    chance = Chance(7)
    assert [chance.whole_number(0, 99) for _ in range(8)] == [32, 15, 65, 7, 53, 36, 5, 50]
    assert Chance(7).numbers((2, 3)) == [[3, 1, 6], [0, 5, 3]]


def test_whole_numbers_reach_both_ends_and_no_further():
    chance = Chance(1)
    drawn = Counter(chance.whole_number(-1, 2) for _ in range(4000))
    assert sorted(drawn) == [-1, 0, 1, 2] and min(drawn.values()) > 850


@pytest.mark.parametrize("sizes", [(), (4,), (2, 3), (2, 3, 2)])
def test_numbers_have_their_shape_and_are_multiples_of_the_step(sizes):
    numbers = Chance(3).numbers(sizes, 8, 25, 10)
    assert shape(numbers) == sizes
    assert all(value % 10 == 0 and 80 <= value <= 250 for value in flat(numbers))


@pytest.mark.parametrize("sizes", [(2,), (4,), (2, 3), (1, 2, 2, 1)])
def test_a_kernel_has_weights_of_both_signs(sizes):
    chance = Chance(5)
    for _ in range(200):
        weights = list(flat(chance.kernel(sizes)))
        assert -3 <= min(weights) < 0 < max(weights) <= 3


def test_each_item_is_drawn():
    chance = Chance(2)
    assert {chance.one_of("abc") for _ in range(50)} == set("abc")
