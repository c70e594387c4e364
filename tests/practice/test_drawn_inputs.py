"""Inputs by chance: as many of each kind as there should be, none that is listed, and numbers of their kind."""

from collections import Counter

import numpy as np
import pytest

from course.convolution.random_numbers import Chance
from course.mistakes.smallest_input import Probe
from course.practice import drawn_inputs
from course.practice.drawn_inputs import (
    FEWEST_PROBES,
    IN_FRACTIONS,
    OF_BYTES,
    WHOLE_NUMBERS,
    WITH_NAN,
    draw_new_probes,
    draw_numbers,
    draw_pair,
    draw_sizes,
)

SEEDS = range(200)


def line(numbers, mode="full"):
    return Probe(np.array(numbers), np.array([1]), {"mode": mode, "flip": True})


def is_negative(probe):
    return bool(probe.x[0] < 0)


def draw_line(chance):
    return line(chance.numbers((chance.whole_number(1, 3),), -9, 9), chance.one_of(("full", "same")))


LISTED = [line([2]), line([3], "same"), line([-1, 4]), line([-5], "same")]


@pytest.mark.parametrize(("listed", "each"), [(LISTED, 3), (LISTED[:1], 12), (LISTED[:3], 4)])
def test_there_are_as_many_of_each_kind_in_each_of_its_modes(listed, each):
    cases = {(is_negative(probe), probe.options["mode"]) for probe in listed}
    for seed in SEEDS:
        drawn = draw_new_probes(listed, draw_line, is_negative, Chance(seed))
        assert Counter((is_negative(probe), probe.options["mode"]) for probe in drawn) == dict.fromkeys(
            cases, each
        )
        assert FEWEST_PROBES <= len(drawn) == each * len(cases)
        sizes = [probe.x.size for probe in drawn]
        assert sizes == sorted(sizes)


def test_what_is_listed_does_not_come_back_and_nothing_comes_twice():
    """Whatever the type of its numbers: a table may not care."""
    tries = iter([line([2.0]), line([3]), line([3]), line([3.0]), *(line([n]) for n in range(4, 20))])
    drawn = draw_new_probes(LISTED[:1], lambda chance: next(tries), is_negative, None)
    assert [probe.x[0] for probe in drawn] == list(range(3, 3 + FEWEST_PROBES))


@pytest.mark.parametrize(
    "other", [{"x": np.array([[2]])}, {"h": np.array([2])}, {"options": {"mode": "full"}}]
)
def test_another_kernel_size_or_option_is_another_probe(other):
    tries = iter([LISTED[0]._replace(**other), *(line([n]) for n in range(4, 20))])
    drawn = draw_new_probes(LISTED[:1], lambda chance: next(tries), is_negative, None)
    assert any(all(getattr(probe, name) is value for name, value in other.items()) for probe in drawn)


def test_a_kind_that_never_comes_is_a_fault_of_the_exercise(monkeypatch):
    monkeypatch.setattr(drawn_inputs, "MOST_DRAWS", 500)
    with pytest.raises(RuntimeError, match="500"):
        draw_new_probes(LISTED, lambda chance: line([chance.whole_number(0, 99)]), is_negative, Chance(1))


def test_sizes_fit_and_reach_both_ends_and_every_other_is_square():
    drawn = [draw_sizes(Chance(seed), 2, longest_kernel=3, least_more=1, most_more=2) for seed in range(2000)]
    assert {k for _, kernel in drawn for k in kernel} == {1, 2, 3}
    assert {n - k for image, kernel in drawn for n, k in zip(image, kernel, strict=True)} == {1, 2}
    square = sum(len(set(image)) == len(set(kernel)) == 1 for image, kernel in drawn)
    assert 1000 < square < 1400 and draw_sizes(Chance(1), 1, 1, 0, 0) == ((1,), (1,))


def test_numbers_reach_both_ends():
    assert set(draw_numbers(Chance(1), (10, 50), -2, 3).flat) == set(range(-2, 4))


@pytest.mark.parametrize("numbers", [WHOLE_NUMBERS, OF_BYTES, IN_FRACTIONS, WITH_NAN])
def test_pairs_have_the_numbers_that_are_asked_for(numbers):
    has_fractions = False
    for seed in SEEDS:
        x, h = draw_pair(Chance(seed), (4, 5), (2, 3), numbers)
        assert (x.shape, h.shape) == ((4, 5), (2, 3))
        assert (x.dtype == np.uint8) == (numbers == OF_BYTES)
        assert np.isnan(x).sum() == (numbers == WITH_NAN) and not np.isnan(h).any()
        assert 0 not in h or numbers != WITH_NAN
        has_fractions |= bool((np.nan_to_num(x) % 1).any() or (h % 1).any())
    assert has_fractions == (numbers == IN_FRACTIONS)


@pytest.mark.parametrize("numbers", [WHOLE_NUMBERS, OF_BYTES, IN_FRACTIONS])
def test_sums_of_what_is_drawn_are_exact_in_32_bits(numbers):
    """Of the largest kernels and three channels: all are multiples of 1/64, and smaller than 2**24 of these."""
    for seed in SEEDS:
        x, h = draw_pair(Chance(seed), (6, 5, 3), (5, 5, 3), numbers)
        assert (x * 16 % 1 == 0).all() and (h * 4 % 1 == 0).all()
        parts = 64 if numbers == IN_FRACTIONS else 1
        assert abs(x.astype(float)).max() * abs(h).sum() * parts < 2**24
