"""Every two mistakes, narrowed down: none that gives the numbers is left out, and few others are left."""

import random
from dataclasses import replace
from functools import cache
from itertools import chain, combinations
from math import inf, nan

import numpy as np
import pytest
from support.slow_cases import with_slow_cases
from support.wrong_functions import MODES, TENSORFLOW

from course.convolution.nested import each
from course.diagnosis.same_numbers import same_numbers
from course.diagnosis.suite_causes import numbers_of_one_mistake
from course.diagnosis.suite_pairs import INPUTS_FOR_PAIRS, PairsOfSuite
from course.diagnosis.suites import suite_of
from course.mistakes.faulty_definition import definition_with
from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise

PLACES = {"1-D": MODES, "channels": TENSORFLOW}


@pytest.fixture(scope="module", params=PLACES)
def pairs(request):
    """The PairsOfSuite of the suite of a place, and that suite."""
    suite = suite_of(request.param, PLACES[request.param], True)
    return PairsOfSuite(suite, numbers_of_one_mistake(suite)), suite


@cache
def table_of(part):
    """The PairsOfSuite of a part of an exercise."""
    return PairsOfSuite(part.suite, numbers_of_one_mistake(part.suite))


def given_by(pair, suite):
    """{index of a probe: what a pair of mistakes gives}, where it gives numbers."""
    made = definition_with(*pair)
    values = {i: suite.right(probe, made) for i, probe in enumerate(suite.probes)}
    return {i: numbers for i, numbers in values.items() if numbers is not None}


def right_in(suite):
    return dict(enumerate(suite.right_numbers))


def compared_first(table, suite):
    """The indices of the probes that come first: numbers that nobody gives rule out every pair there."""
    return [i for i in range(len(suite.probes)) if table.that_may_give({i: [[[[[7]]]]]}) == []]


def test_a_pair_may_give_its_own_numbers(pairs):
    table, suite = pairs
    for pair in random.Random(1).sample(table.pairs, 30):
        given = given_by(pair, suite)
        left = table.that_may_give(given)
        assert pair in left
        assert left == sorted(left, key=table.pairs.index)  # in the order of the bank


def test_it_may_give_them_where_some_are_missing_or_only_the_first_are_there(pairs):
    table, suite = pairs
    drawn = random.Random(2)
    for pair in drawn.sample(table.pairs, 20):
        given = given_by(pair, suite)
        some = {i: given[i] for i in given if drawn.random() < 0.7}
        first = {i: given[i] for i in given if i < INPUTS_FOR_PAIRS}
        assert pair in table.that_may_give(some) and pair in table.that_may_give(first)


def test_it_may_give_them_where_they_are_a_little_off(pairs):
    table, suite = pairs
    for pair in random.Random(3).sample(table.pairs, 20):
        given = given_by(pair, suite)
        for i, numbers in given.items():
            given[i] = each(lambda value: value * (1 + suite.within / 3), numbers)
        assert pair in table.that_may_give(given)


def test_it_may_give_them_where_a_nan_is_an_infinity():
    """As it is after a division by 0, by the order in which a sum is added up."""
    original = suite_of("1-D", MODES, True)
    with_nan = [probe for probe in original.probes if np.isnan(probe.x).any()]
    suite = replace(original, probes=tuple(with_nan))
    table = PairsOfSuite(suite, numbers_of_one_mistake(suite))
    for pair in random.Random(4).sample(table.pairs, 20):
        given = given_by(pair, suite)
        for i, numbers in given.items():
            given[i] = each(lambda value: inf if value != value else value, numbers)
        assert pair in table.that_may_give(given)


def test_few_pairs_are_left_for_a_function_that_is_right_where_pairs_are_compared_first(pairs):
    table, suite = pairs
    left = table.that_may_give(right_in(suite))
    assert len(left) < len(table.pairs) / 50
    assert left == [pair for pair in table.pairs if pair in left]


@pytest.mark.slow
@pytest.mark.parametrize("number", EXERCISE_FOLDERS)
def test_few_are_left_in_every_exercise(number):
    for part in load_exercise(number).parts:
        table = table_of(part)
        assert len(table.that_may_give(right_in(part.suite))) < max(len(table.pairs) / 10, 20)


@pytest.mark.parametrize("number", with_slow_cases(EXERCISE_FOLDERS, every=3))
def test_some_pairs_are_ruled_out_by_the_lowest_rungs_alone(number):
    for part in load_exercise(number).parts:
        table = table_of(part)
        first = {i: part.suite.right_numbers[i] for i in range(min(INPUTS_FOR_PAIRS, len(part.suite.probes)))}
        assert len(table.that_may_give(first)) < len(table.pairs) / 3


NUMBERS = (0, -0.0, 1, 1 + 1e-12, 1 + 1e-6, 3.25, 10**18, 2**64 - 1, 1e308, -1e308, inf, -inf, nan, 5e-324)


def test_numbers_are_the_same_as_they_are_elsewhere(pairs):
    """Whatever a function gives for one input, the pairs that are left are those with the same numbers."""
    table, suite = pairs
    assert table.that_may_give({}) == table.pairs
    compared = compared_first(table, suite)[0]
    made = [suite.right(suite.probes[compared], definition_with(*pair)) for pair in table.pairs]
    for value in NUMBERS:
        given = each(lambda _: value, suite.right_numbers[compared])
        same = []
        for pair, numbers in zip(table.pairs, made):
            if same_numbers(given, numbers, suite.within, loose=True):
                same.append(pair)
        assert table.that_may_give({compared: given}) == same, value


@pytest.mark.parametrize("values", [7, [[1, 2], [3]], [[[[[[1]]]]]], list(range(10_000))])
def test_a_size_that_no_mistake_gives_rules_out_every_pair(pairs, values):
    table, suite = pairs
    given = dict.fromkeys(range(len(suite.probes)), values)
    assert table.that_may_give(given) == []


def test_what_is_worked_out_has_an_end():
    """Functions that have no numbers for any of the inputs that come first, in every combination."""
    worked_out = []
    original = suite_of("1-D", MODES, True)

    def gives(made, probe):
        worked_out.append(probe)
        return original.gives(made, probe)

    suite = replace(original, gives=gives)
    table = PairsOfSuite(suite, numbers_of_one_mistake(suite))
    compared = compared_first(table, suite)
    assert 3 <= len(compared) <= 6
    missing = list(chain.from_iterable(combinations(compared, count) for count in range(len(compared) + 1)))
    for _ in range(2):
        before = len(worked_out)
        for without in missing:
            table.that_may_give({i: right for i, right in right_in(suite).items() if i not in without})
    assert len(worked_out) == before  # the second time
