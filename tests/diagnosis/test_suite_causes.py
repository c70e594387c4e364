"""The mistakes that give all the answers to a suite: alone, then in pairs, and never by a crash."""

from math import inf, isnan

import pytest
from support.wrong_functions import MODES

from course.convolution.nested import each
from course.diagnosis.answer import Answer
from course.diagnosis.cause import world
from course.diagnosis.suite_causes import MOST_FOR_PAIRS, causes_of
from course.diagnosis.suites import suite_of
from course.mistakes.bank.all_mistakes import BANK

NONE = Answer(None, "it was not reached")


def suite():
    return suite_of("1-D", MODES, True)


def answers_of(*names, suite=suite):
    made = world(*(BANK[name] for name in names))
    return [Answer(suite().right(probe, made)) for probe in suite().probes]


def names_of(causes):
    return [(*cause.names, *cause.also) for cause in causes]


def test_one_mistake_is_named():
    assert names_of(causes_of(suite(), answers_of("no-flip"))) == [("no-flip",)]


def test_right_answers_have_no_cause():
    assert causes_of(suite(), answers_of()) == []
    assert causes_of(suite(), [NONE] * len(suite().probes)) == []


def test_two_are_named_where_one_does_not_do_and_two_are_wanted():
    answers = answers_of("no-flip", "rounded")
    assert {*names_of(causes_of(suite(), answers))[0]} == {"no-flip", "rounded"}
    assert causes_of(suite(), answers, together=False) == []


def test_a_division_by_zero_may_give_nan_or_infinity():
    answers = answers_of("kernel-norm")
    others = [Answer(each(lambda value: inf if isnan(value) else value, answer.values)) for answer in answers]
    assert any(inf in answer.values for answer in others)
    assert names_of(causes_of(suite(), others)) == names_of(causes_of(suite(), answers)) != []


def test_the_first_answers_are_enough():
    assert ("no-flip",) in names_of(causes_of(suite(), answers_of("no-flip")[:12]))


def test_answers_without_numbers_are_no_evidence():
    answers = answers_of("no-flip")
    half = [answer if i % 2 else NONE for i, answer in enumerate(answers)]
    assert names_of(causes_of(suite(), half)) == [("no-flip",)]


@pytest.mark.parametrize("place", [0, 20, -1])
def test_one_other_number_is_enough_to_take_the_name_back(place):
    answers = answers_of("no-flip")
    first, *others = answers[place].values
    answers[place] = Answer([first + 1000, *others])
    assert not any("no-flip" in names for names in names_of(causes_of(suite(), answers)))


def test_pairs_are_left_out_where_the_smallest_wrong_probe_is_large():
    large = suite_of("stride", ("SAME", "valid"), True)
    smallest = min(probe.x.size + probe.h.size for probe in large.probes)
    assert smallest < MOST_FOR_PAIRS < 200
