"""How a file stands, from what became of it: an exercise of one small function, and what is named up to a rung."""

import numpy as np
import pytest
from support.exercise_checks import INPUTS_ENOUGH
from support.exercise_runs import run_of_right_file

from course.diagnosis.answer import Answer, answer_from
from course.diagnosis.cause import world
from course.diagnosis.failures import Diagnosis
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.smallest_input import Probe
from course.practice import grading
from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise
from course.practice.exercise_inputs import probes_of, suite_of_calls
from course.practice.grading import ARRAYS, INPUTS_FOR_PAIRS, UNREACHED, UP_TO_RUNG, Grade, grade_run
from course.practice.rubric import EVEN, RUNS, SHAPE, THERE, UNTOUCHED, WHOLE, make_exercise, make_part
from course.sandbox.messages import Call, Ran, Reply

LINES = [
    (np.array([3, 4, 5]), np.array([2])),
    (np.array([3, 4, 5, 9]), np.array([2, 1, 7])),
    (np.array([6, 4]), np.array([2, 1])),
]


def draw_line(chance):
    """A plain probe, or one with an even kernel."""
    x, h = chance.numbers((5,), 1), chance.numbers((chance.whole_number(2, 3),), 1)
    return Probe(np.array(x), np.array(h), {"mode": "full", "flip": True})


@pytest.fixture(scope="module")
def small():
    """An exercise of three probes: two plain ones of 3 and 4 numbers, then one with an even kernel."""

    def call(probe):
        return Call("f", (probe.x, probe.h), {})

    mistakes = (BANK["no-flip"], BANK["all-zero"])
    suite = suite_of_calls(probes_of(LINES, ("full",), flip=True), call, mistakes=mistakes)
    hints = {"no-flip": "A hint of its own."}
    part = make_part("f", suite, call, (SHAPE, WHOLE, EVEN), draw_line, ["signal", "kernel"], hints)
    return make_exercise(EXERCISE_FOLDERS[0], None, part)


def right(x, h):
    return np.convolve(x, h).tolist()


def ran(*values, **settings):
    """A Ran of a file that answered these."""
    return Ran(replies=[Reply(Answer(each)) for each in values], **{"loaded": True, **settings})


RIGHT = [right(*pair) for pair in LINES]
UNFLIPPED = [right(x, h[::-1]) for x, h in LINES]


def standing(grade):
    return grade.held, grade.failed, grade.mistakes


def test_a_right_file_holds_every_rung(small):
    grade = grade_run(ran(*RIGHT, printed="hello"), small)
    assert grade == Grade(small, 6, printed="hello") and grade.passed and grade.rungs == 6
    assert list(small.asks) == [RUNS, THERE, "shape", "whole", "even kernel", UNTOUCHED]


def test_a_file_that_does_not_run_or_lacks_a_function(small):
    grade = grade_run(Ran(ended="it stopped"), small)
    assert standing(grade) == (0, RUNS, ()) and "it stopped" in grade.said[0] and grade.hints == []
    grade = grade_run(Ran(loaded=True, missing=("f",)), small)
    assert standing(grade) == (1, THERE, ()) and " f" in grade.said[0] and "start 0" in grade.hints[0]


def test_the_rung_that_fails_is_the_lowest_and_its_smallest_input_is_shown(small):
    grade = grade_run(ran([1], RIGHT[1], [1]), small)
    assert standing(grade) == (2, "shape", ()) and "[3, 4, 5]" in grade.said[0]
    grade = grade_run(ran(RIGHT[0], [1] * 6, [1]), small)
    assert standing(grade) == (3, "whole", ()) and "[3, 4, 5, 9]" in grade.said[0]
    grade = grade_run(ran(*RIGHT[:2], [1, 1, 1]), small)
    assert standing(grade) == (4, "even kernel", ()) and "[6, 4]" in grade.said[0]


def test_a_mistake_that_gives_all_numbers_is_named_with_the_hint_of_the_exercise(small):
    grade = grade_run(ran(*UNFLIPPED), small)
    assert standing(grade) == (3, "whole", ("no-flip",)) and grade.hints == ["A hint of its own."]
    grade = grade_run(ran([0] * 3, [0] * 6, [0] * 3), small)
    assert standing(grade) == (3, "whole", ("all-zero",)) and grade.hints == [BANK["all-zero"].hint]


def test_a_mistake_that_gives_the_numbers_up_to_the_rung_is_named_up_to_there(small):
    grade = grade_run(ran(*UNFLIPPED[:2], [1, 1, 1]), small)
    assert standing(grade) == (3, "whole", ("no-flip",)) and UP_TO_RUNG.format(rung="whole") in grade.said
    grade = grade_run(ran(RIGHT[0], RIGHT[1], UNFLIPPED[2]), small)
    assert standing(grade) == (4, "even kernel", ()) and len(grade.said) > 1


def test_where_it_ended_early_that_is_its_answer_and_the_rest_is_not_told(small):
    grade = grade_run(ran(RIGHT[0], ended="it stopped"), small)
    assert standing(grade) == (2, "shape", ()) and "it stopped" in grade.said[0]
    assert " 2 inputs" in " ".join(grade.said) and UNREACHED.trouble not in " ".join(grade.said)
    assert standing(grade_run(ran(*RIGHT[:2], ended="it stopped"), small)) == (4, "even kernel", ())


def test_changed_arrays_are_the_last_rung(small):
    untouched = ran(*RIGHT)
    untouched.replies[1] = untouched.replies[1]._replace(changed=(1,))
    grade = grade_run(untouched, small)
    assert standing(grade) == (5, UNTOUCHED, (ARRAYS,)) and "[3, 4, 5, 9]" in grade.said[0]
    assert "kernel" in grade.said[0] and "signal" not in grade.said[0] and "kernel.copy()" in grade.hints[0]


# ---- two mistakes together, up to a rung


PAIR = ("no-relu", "pooling-mean")


@pytest.fixture(scope="module")
def paired():
    """A Ran of exercise 4 that makes two mistakes on the inputs of its rung "whole", and gives 7s above it."""
    exercise = load_exercise(4)
    suite = exercise.parts[0].suite
    (whole,) = (rung for rung in exercise.rungs if rung.name == "whole")
    by_name = {mistake.name: mistake for mistake in suite.mistakes}
    made, run = world(*(by_name[name] for name in PAIR)), run_of_right_file(exercise)
    for index, probe in enumerate(suite.probes):
        if index <= max(whole.probe_indices):
            values = suite.gives(made, probe)
        else:
            values = np.full(np.shape(suite.right(probe)), 7.0).tolist()
        run.replies[index] = Reply(Answer(values))
    return run, len(whole.probe_indices)


def test_two_mistakes_are_not_named_by_a_few_inputs(paired):
    run, count = paired
    grade = grade_run(run, load_exercise(4))
    assert count < INPUTS_FOR_PAIRS == INPUTS_ENOUGH and standing(grade) == (3, "whole", ())


def test_they_are_named_where_so_many_are_enough(paired, monkeypatch):
    run, count = paired
    monkeypatch.setattr(grading, "INPUTS_FOR_PAIRS", count)
    grade = grade_run(run, load_exercise(4))
    assert grade.failed == "whole" and " + ".join(PAIR) in grade.mistakes
    assert UP_TO_RUNG.format(rung="whole") in grade.said


def test_there_are_rungs_with_just_enough_inputs_and_with_one_fewer():
    counts = set()
    for number in EXERCISE_FOLDERS:
        counts |= {max(rung.probe_indices) + 1 for rung in load_exercise(number).rungs}
    assert {INPUTS_ENOUGH - 1, INPUTS_ENOUGH} <= counts


@pytest.mark.parametrize(("number", "names"), [(0, ("bias-one + no-flip",)), (4, ())])
def test_two_are_named_up_to_the_first_rung_where_that_has_inputs_enough(number, names):
    """A file that does not flip the kernel and adds 1 to the result, and gives other numbers further up."""
    exercise = load_exercise(number)
    (suite,) = (part.suite for part in exercise.parts)
    made, run = world(BANK["bias-one"], BANK["no-flip"]), run_of_right_file(exercise)
    for index, probe in enumerate(suite.probes):
        if index <= max(exercise.rungs[0].probe_indices):
            values = suite.gives(made, probe)
        else:
            values = np.array(suite.right(probe), float) + 1000 + index
        run.replies[index] = Reply(answer_from(values))
    assert grade_run(run, exercise).mistakes == names


def test_no_more_than_three_explanations_are_told(small, monkeypatch):
    causes = [grading.diagnosis_of(small.parts[0].suite, [Answer(each) for each in UNFLIPPED]).causes[0]] * 5
    monkeypatch.setattr(grading, "diagnosis_of", lambda *_: Diagnosis(3, [], causes))
    grade = grade_run(ran(*UNFLIPPED), small)
    assert grade.mistakes == ("no-flip",) * 3 and len(grade.hints) == 1  # the same hint is told once
    assert grading.SEVERAL.format(count=5) in grade.said and len(grade.said) == 5
