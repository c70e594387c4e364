"""Of loops that begin or end at a wrong place, and of borders, the check tells what stands in the way."""

import pytest
from support.exercise_answers import SEED
from support.first_runs import run_as_sandboxed
from support.loop_and_border_tries import LOOP_AND_BORDER_TRIES

from course.diagnosis.suite_pairs import PairsOfSuite
from course.practice.grading import grade_run
from course.practice.new_inputs import exercise_to_check


@pytest.mark.parametrize("name", LOOP_AND_BORDER_TRIES)
def test_what_stands_in_the_way_is_told(name, monkeypatch):
    monkeypatch.setattr(PairsOfSuite, "that_may_give", lambda self, given: [])  # which takes seconds
    number, source, said, never = LOOP_AND_BORDER_TRIES[name]
    exercise = exercise_to_check(number, SEED)
    grade = grade_run(run_as_sandboxed(source.encode(), exercise), exercise, source.encode())
    told = " ".join([*grade.said, *grade.hints, *map(str, grade.mistakes)])
    assert not grade.passed
    assert [piece for piece in said if piece not in told] == [], told
    assert [piece for piece in never if piece in told] == [], told
