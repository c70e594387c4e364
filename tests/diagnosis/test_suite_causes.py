"""The mistakes that give all the answers to a suite: alone, in pairs, never by a crash, and within limits."""

import gc
import tracemalloc
import weakref
from dataclasses import replace
from math import inf, isnan

import pytest
from support.exercise_runs import run_of_right_file
from support.wrong_functions import MODES, TENSORFLOW

from course.convolution.nested import each, placed
from course.diagnosis import suite_causes
from course.diagnosis.answer import Answer
from course.diagnosis.cause import world
from course.diagnosis.fact_text import Fact
from course.diagnosis.failures import diagnosis_of
from course.diagnosis.suite_causes import causes_of
from course.diagnosis.suites import suite_of
from course.mistakes.bank.all_mistakes import BANK
from course.practice.exercise_files import load_exercise
from course.practice.grading import UP_TO_RUNG, grade_run
from course.sandbox.messages import Reply

NONE = Answer(None, "it was not reached")


def suite():
    return suite_of("1-D", MODES, True)


def answers_of(*names, suite=suite):
    made = world(*(BANK[name] for name in names))
    return [Answer(suite().right(probe, made)) for probe in suite().probes]


def names_of(search):
    return [(*cause.names, *cause.also) for cause in search.causes]


def test_one_mistake_is_named():
    assert names_of(causes_of(suite(), answers_of("no-flip"))) == [("no-flip",)]


def test_right_answers_have_no_cause():
    assert causes_of(suite(), answers_of()).causes == []
    assert causes_of(suite(), [NONE] * len(suite().probes)).causes == []


def test_two_are_named_where_one_does_not_do_and_two_are_wanted():
    answers = answers_of("no-flip", "rounded")
    assert {*names_of(causes_of(suite(), answers))[0]} == {"no-flip", "rounded"}
    assert causes_of(suite(), answers, together=False).causes == []


def test_two_are_not_looked_for_where_all_results_are_empty(monkeypatch):
    monkeypatch.setattr(suite_causes, "pairs_of", None)
    assert causes_of(suite(), [Answer([])] * len(suite().probes)).causes == []


def test_two_of_which_one_is_known_are_named_without_a_table_of_all_pairs(monkeypatch):
    monkeypatch.setattr(suite_causes, "pairs_of", None)
    answers = answers_of("no-flip", "rounded")
    (cause,) = causes_of(suite(), answers, with_one_of=(BANK["rounded"],)).causes
    assert {*cause.names} == {"no-flip", "rounded"}
    assert causes_of(suite(), answers, with_one_of=(BANK["negated"],)).causes == []


def test_what_shows_where_the_known_one_alone_is_made_is_not_tried(monkeypatch):
    """Of fractions alone one mistake shows, and below 0 the other."""
    pairs = []
    monkeypatch.setattr(suite_causes, "orders", lambda *pair: pairs.append(pair) or [pair])
    answers = answers_of("relu-output", "rounded")
    (cause,) = causes_of(suite(), answers, with_one_of=(BANK["relu-output"],)).causes
    assert {*cause.names} == {"relu-output", "rounded"}
    assert len(pairs) < len(suite().mistakes) / 2


def test_one_that_leaves_out_what_the_other_changes_is_tried_with_it():
    answers = answers_of("shift-one", "range-short")
    (cause,) = causes_of(suite(), answers, with_one_of=(BANK["range-short"],)).causes
    assert {*cause.names} == {"shift-one", "range-short"}


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


def test_infinity_where_a_nan_is_right_has_no_cause():
    """Both count as the same where a mistake is looked for, so that two which undo each other seem to fit."""
    grids = suite_of("2-D", MODES, True)
    answers = [
        Answer(each(lambda value: inf if isnan(value) else value, right)) for right in grids.right_numbers
    ]
    assert any(inf in row for answer in answers for row in answer.values)
    assert causes_of(grids, answers) == ([], None)


# ---- how much is tried, and what is kept


class Counted:
    """A copy of a suite that counts how often a definition with mistakes is tried on a probe."""

    def __init__(self, original):
        self.tried = 0
        self.suite = replace(original, gives=self.gives)
        self._gives = original.gives

    def gives(self, made, probe):
        self.tried += 1
        return self._gives(made, probe)


def wrong_in_one_number(suite, i):
    """Answers that are right but for the first number of probe i."""
    answers = [Answer(right) for right in suite.right_numbers]
    right = answers[i].values
    index = (0,) * len(shape_of_answer(right))
    answers[i] = Answer(placed(right, index, first_number(right) + 1000.25))
    return answers


def shape_of_answer(values):
    return (len(values), *shape_of_answer(values[0])) if isinstance(values, list) else ()


def first_number(values):
    return first_number(values[0]) if isinstance(values, list) else values


PLACES = {"1-D": MODES, "channels": TENSORFLOW}


@pytest.mark.parametrize("place", PLACES)
def test_functions_wrong_in_one_number_each_cost_a_few_hundred_trials(place):
    """Every two mistakes on another input each time would be 3,000 trials for each of them, or more."""
    counted = Counted(suite_of(place, PLACES[place], True))
    every = range(len(counted.suite.probes))
    causes_of(counted.suite, wrong_in_one_number(counted.suite, every[-1]))  # what is kept is worked out here
    for i in every:
        before = counted.tried
        assert causes_of(counted.suite, wrong_in_one_number(counted.suite, i)) == ([], None)
        assert counted.tried - before < 500, i


def test_one_that_makes_a_mistake_but_in_one_number_costs_no_more():
    """Many pairs give all its other numbers: where one of them does not fit, the next is tried first."""
    counted = Counted(suite_of("2-D", MODES, True))
    made = world(BANK["all-zero"])
    for i in (0, 20, len(counted.suite.probes) - 1):
        answers = [Answer(counted.suite.right(probe, made)) for probe in counted.suite.probes]
        values = answers[i].values
        answers[i] = Answer(placed(values, (0, 0), 1000.25))
        causes_of(counted.suite, answers)
        before = counted.tried
        causes_of(counted.suite, answers)
        assert counted.tried - before < 1_000, i


def test_what_is_kept_does_not_grow_with_the_functions(monkeypatch):
    """Two thirds of many functions add next to nothing to what the others have left behind."""
    monkeypatch.setattr(suite_causes, "KEPT_OF_ONE", 1_000)  # of the 3,000 that there are in all
    one = replace(suite())
    every = range(len(one.probes))
    for i in every[::3]:
        causes_of(one, wrong_in_one_number(one, i))
    tracemalloc.start()
    try:
        for i in (*every[1::3], *every[2::3]):
            causes_of(one, wrong_in_one_number(one, i))
        gc.collect()
        grown, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert grown < 450_000  # bytes


def test_a_suite_and_what_is_kept_for_it_go_when_nobody_has_it():
    one = replace(suite())
    causes_of(one, answers_of("no-flip", "rounded"))
    gone = weakref.ref(one)
    del one
    gc.collect()
    assert gone() is None


# ---- where the search stops


PAIR = ("bias-one", "no-flip")


def stops_after(monkeypatch, work):
    monkeypatch.setattr(suite_causes, "MOST_WORK", work)


def test_it_says_how_many_pairs_were_not_tried(monkeypatch):
    everything = causes_of(suite(), answers_of(*PAIR))
    assert everything.stopped is None and set(PAIR) in map(set, names_of(everything))
    stops_after(monkeypatch, 0)
    nothing = causes_of(suite(), answers_of(*PAIR))
    kind, (not_tried, of) = nothing.stopped
    assert nothing.causes == [] and kind == "stopped" and 0 < not_tried < of
    assert str(not_tried) in str(nothing.stopped) and str(of) in str(nothing.stopped)


def test_single_mistakes_are_all_tried_and_no_search_for_two_stops(monkeypatch):
    stops_after(monkeypatch, 0)
    assert names_of(causes_of(suite(), answers_of("no-flip"))) == [("no-flip",)]
    assert causes_of(suite(), answers_of("no-flip")).stopped is None
    assert causes_of(suite(), answers_of(*PAIR), together=False).stopped is None
    assert causes_of(suite(), answers_of()).stopped is None


def test_where_it_stops_does_not_depend_on_what_came_before(monkeypatch):
    answers = [Answer(each(lambda value: value * 0, answer.values)) for answer in answers_of()]
    first, *others = answers[30].values
    answers[30] = Answer([first + 1000.25, *others])  # zeros but for one number: many pairs may give them
    stops_after(monkeypatch, 10_000)
    fresh = [causes_of(replace(suite()), answers) for _ in range(2)]
    for i in range(0, len(suite().probes), 7):
        causes_of(suite(), wrong_in_one_number(suite(), i))
    assert fresh[0].stopped is not None
    assert fresh[0] == fresh[1] == causes_of(suite(), answers)


@pytest.mark.parametrize("work", [0, 6_000, 12_000, 10**9])
def test_no_name_comes_of_stopping(monkeypatch, work):
    """What is named before the search stops gives all the numbers, as it does without a limit."""
    answers = answers_of("kernel-abs", "rounded")
    everything = [set(names) for names in names_of(causes_of(suite(), answers))]
    stops_after(monkeypatch, work)
    found = [set(names) for names in names_of(causes_of(suite(), answers))]
    assert found == everything[: len(found)]


def stopped_facts(facts):
    return [fact for fact in facts if fact.kind == "stopped"]


def test_a_diagnosis_says_so_only_where_it_stopped(monkeypatch):
    assert stopped_facts(diagnosis_of(suite(), answers_of(*PAIR)).facts) == []
    stops_after(monkeypatch, 0)
    found = diagnosis_of(suite(), answers_of(*PAIR))
    (fact,) = stopped_facts(found.facts)
    assert not found.causes and len(found.facts) > 1  # what the failures share is there as well
    assert str(found).endswith(str(fact)) and found.shared[-1] == str(fact)


def test_a_diagnosis_with_a_cause_says_so_too(monkeypatch):
    fact = Fact("stopped", (3, 3077))
    cause = causes_of(suite(), answers_of(*PAIR)).causes
    monkeypatch.setattr("course.diagnosis.failures.causes_of", lambda *_: suite_causes.Search(cause, fact))
    found = diagnosis_of(suite(), answers_of(*PAIR))
    assert found.facts == [fact] and str(found).endswith(str(fact)) and PAIR[0] in str(found)


def run_that_makes(exercise, names, up_to=None):
    """A Ran of a file that makes mistakes on the first inputs, or on all, and gives odd numbers elsewhere."""
    (part,) = exercise.parts
    made, run = world(*(BANK[name] for name in names)), run_of_right_file(exercise)
    for i, probe in enumerate(part.suite.probes):
        values = part.suite.right(probe, made)
        if up_to is not None and i >= up_to:
            values = each(lambda value: value + 1000 + i, part.suite.right(probe))
        run.replies[i] = Reply(Answer(values))
    return run


def test_a_grade_says_so_only_where_it_stopped(monkeypatch):
    exercise = load_exercise(0)
    run = run_that_makes(exercise, PAIR)
    whole = grade_run(run, exercise)
    assert set(PAIR) == set(whole.mistakes[0].split(" + "))
    stops_after(monkeypatch, 0)
    stopped = causes_of(exercise.parts[0].suite, [reply.answer for reply in run.replies]).stopped
    grade = grade_run(run, exercise)
    assert str(stopped) in grade.said and str(stopped) not in whole.said and grade.mistakes == ()


def test_a_grade_says_so_where_a_name_holds_up_to_a_rung(monkeypatch):
    """Not every two mistakes were held against all numbers; one alone gives those of the lower rungs."""
    exercise = load_exercise(0)
    up_to = max(exercise.rungs[0].probe_indices) + 1
    run = run_that_makes(exercise, ["no-flip"], up_to)
    fact = Fact("stopped", (3, 3077))
    searches = [
        suite_causes.Search([], fact),
        causes_of(exercise.parts[0].suite, [reply.answer for reply in run.replies[:up_to]]),
    ]
    monkeypatch.setattr("course.diagnosis.failures.causes_of", lambda *_: searches[0])
    grade = grade_run(run, exercise)
    assert grade.mistakes == ("no-flip",) and UP_TO_RUNG.format(rung=grade.failed) in grade.said
    assert grade.said.count(str(fact)) == 1
