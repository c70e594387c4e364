"""What is drawn anew at each check: a table of the listed answers does not pass, right files always do."""

from itertools import product

import numpy as np
import pytest
from support.exercise_answers import SEED, alike, expected
from support.exercise_checks import KINDS
from support.exercise_runs import run_of, solution
from support.lookup_tables import GIVES_ZERO, STOPS, lookup_table
from support.right_files import LIBRARY, LOOPS, RIGHT
from support.slow_cases import with_slow_cases
from support.true_sentences import Told, run_here, values_here

from course.convolution.random_numbers import LARGEST_SEED
from course.diagnosis.cause import world
from course.mistakes.bank.all_mistakes import BANK
from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise
from course.practice.exercise_inputs import probes_of, suite_of_calls
from course.practice.grading import NEW_INPUTS_HINT, grade_run
from course.practice.new_inputs import any_seed, exercise_to_check, with_new_inputs
from course.practice.rubric import NEW_INPUTS, SHAPE, WHOLE, make_exercise, make_part
from course.sandbox.messages import Call

ALL = pytest.mark.parametrize("number", EXERCISE_FOLDERS)
SEEDS = (0, LARGEST_SEED, *range(1, 40))


def new_calls(exercise):
    """[(ExercisePart, Probe, Call)] of the new inputs."""
    listed = sum(len(part.suite.probes) for part in exercise.parts)
    return [(part, probe, part.call(probe)) for part, probe in exercise.tried[listed:]]


def numbers_of(call):
    """A call's numbers and options, whatever their type: what a table can be made of."""
    function, arguments, options = call
    values = [each if isinstance(each, str) else np.asarray(each, float).tolist() for each in arguments]
    return repr((function, values, options))


# ---- what does not pass


@ALL
def test_a_table_of_the_listed_answers_does_not_pass(command, tmp_path, monkeypatch, number):
    """It passed every rung before there were new inputs."""
    monkeypatch.chdir(tmp_path)
    name = EXERCISE_FOLDERS[number].readers_file
    (tmp_path / name).write_text(lookup_table(load_exercise(number)), encoding="utf-8")
    code, out, _ = command("check", name)
    assert code == 1, out
    rungs = len(exercise_to_check(number, SEED).asks)
    assert f"\n  FAILS  {NEW_INPUTS} " in out and f"\n{rungs - 1} of {rungs} " in out


@pytest.mark.parametrize(
    "number, looked_up", with_slow_cases(product(EXERCISE_FOLDERS, [STOPS, GIVES_ZERO]), every=3)
)
def test_what_is_said_of_a_table_is_true(number, looked_up):
    source = lookup_table(load_exercise(number), looked_up)
    grade = grade_run(run_here(source, number), exercise_to_check(number, SEED))
    assert (grade.failed, grade.mistakes, grade.hints) == (NEW_INPUTS, (), [NEW_INPUTS_HINT])
    Told(source, grade).verify()


ONLY_THE_LIST = {  # an exercise, and what makes a right file right for the sizes or numbers of its list alone
    "signals of up to nine": (0, """
its_own = convolve1d
def convolve1d(signal, kernel, mode="full"):
    return its_own(signal[:9], kernel, mode)
"""),
    "strides up to three": (2, """
its_own = output_size
def output_size(n, k, stride, padding):
    return its_own(n, k, stride, padding) if stride < 4 else 1
"""),
    "dark images where they have two rows": (3, """
its_own = edge_strength
def edge_strength(image):
    return its_own(image // 13 * 13 if len(image) == 2 and image.max() > 12 else image)
"""),
}  # fmt: skip


@pytest.mark.parametrize("name", with_slow_cases(ONLY_THE_LIST, every=3))
def test_what_is_said_of_a_file_that_fits_the_list_alone_is_true(name):
    number, added = ONLY_THE_LIST[name]
    source, failed = RIGHT[number, LOOPS] + added, 0
    for seed in range(6):
        if failed == 2:  # enough: each is looked at for all pairs of mistakes
            break
        grade = grade_run(run_here(source, number, seed), exercise_to_check(number, seed))
        if not grade.passed:
            failed += 1
            assert grade.failed == NEW_INPUTS and f"--seed {seed} " in grade.said[-1]
            Told(source, grade).verify()
    assert failed == 2


# ---- what passes


@pytest.mark.parametrize("number", with_slow_cases(EXERCISE_FOLDERS, every=3))
def test_new_inputs_are_right_of_the_same_kinds_and_not_listed(number):
    """For each seed: what is expected is what another engine gives, and the solution gives it, too."""
    exercise = load_exercise(number)
    listed = {numbers_of(call) for call in exercise.calls}
    for seed in SEEDS:
        drawn = with_new_inputs(exercise, seed)
        new, seen = new_calls(drawn), set()
        for part, probe, call in new:
            right = expected(*call)
            assert alike(part.suite.right(probe), right), call
            assert alike(solution(number)[call.function](*call.arguments, **call.options), right), call
            assert number == 3 or np.array_equal(np.float32(right), right, equal_nan=True), (
                "not exact in 32 bits"
            )
            seen.add(numbers_of(call))
        assert len(seen) == len(new) and not seen & listed


@ALL
def test_there_are_two_or_more_of_each_kind_and_all_modes_of_it(number):
    for seed in SEEDS[:30]:
        exercise = exercise_to_check(number, seed)
        for part in exercise.parts:
            new = [
                (probe, call) for other, probe, call in new_calls(exercise) if other.function == part.function
            ]
            assert 12 <= len(new) <= 24
            for rung in (rung for rung in exercise.rungs if rung.part is part and rung.name in KINDS):
                of_kind = [probe for probe, call in new if KINDS[rung.name](call)]
                modes = {part.suite.probes[index].options["mode"] for index in rung.probe_indices}
                assert len(of_kind) >= 2 and {probe.options["mode"] for probe in of_kind} >= modes


def right_gives(number, style, seeds):
    for seed in seeds:
        exercise = exercise_to_check(number, seed)
        for rung in exercise.new_rungs:
            suite = rung.part.suite
            probes = [suite.probes[index] for index in rung.probe_indices]
            got = values_here(RIGHT[number, style], rung.part, [rung.part.call(probe) for probe in probes])
            for probe, values in zip(probes, got, strict=True):
                assert values is not None and alike(values, suite.right(probe), suite.within), suite.shown(
                    probe
                )


@pytest.mark.parametrize(("number", "style"), [case for case in RIGHT if case != (2, LIBRARY)])
def test_right_files_pass_for_every_seed(number, style):
    right_gives(number, style, SEEDS[:30])


# ---- which inputs


@ALL
def test_a_seed_always_draws_the_same_and_another_seed_others(number):
    exercise = load_exercise(number)
    first, again, other = ([*map(numbers_of, with_new_inputs(exercise, s).calls)] for s in (7, 7, 8))
    listed = len(exercise.calls)
    assert (
        first == again and first[:listed] == other[:listed] and not set(first[listed:]) & set(other[listed:])
    )


def test_they_are_drawn_once_for_a_command():
    assert exercise_to_check(1, 5) is exercise_to_check(1, 5) is not exercise_to_check(1, 6)


def test_seeds_that_are_not_asked_for_differ_and_can_be_asked_for():
    seeds = {any_seed() for _ in range(50)}
    assert len(seeds) > 45 and all(0 <= seed <= LARGEST_SEED for seed in seeds)


# ---- a mistake that no listed input shows


def symmetric_list():
    """An exercise whose list has one symmetric kernel, so that no-flip shows itself on new inputs alone."""

    def call(probe):
        return Call("f", (probe.x, probe.h), {})

    def draw(chance):
        x, h = chance.numbers((5,), 1), chance.numbers((3,), 1)
        return probes_of([(np.array(x), np.array(h))], ("full",), flip=True)[0]

    listed = probes_of([(np.array([3, 4, 5]), np.array([2, 1, 2]))], ("full",), flip=True)
    suite = suite_of_calls(listed, call, mistakes=(BANK["no-flip"], BANK["all-zero"]))
    exercise = make_exercise(EXERCISE_FOLDERS[0], None, make_part("f", suite, call, (SHAPE, WHOLE), draw))
    return with_new_inputs(exercise, SEED)


def test_a_mistake_that_gives_all_numbers_is_named_with_its_hint():
    exercise = symmetric_list()
    unflipped = world(BANK["no-flip"])
    grade = grade_run(run_of(exercise, lambda part, probe: part.suite.gives(unflipped, probe)), exercise)
    assert (grade.failed, grade.held, grade.mistakes) == (NEW_INPUTS, 5, ("no-flip",))
    assert grade.hints == [BANK["no-flip"].hint] and f"--seed {SEED} " in grade.said[-1]


def test_a_mistake_that_gives_the_new_numbers_but_not_those_listed_is_not_named():
    exercise = symmetric_list()
    listed, zero = exercise.parts[0].suite.probes, world(BANK["all-zero"])

    def gives(part, probe):
        return (
            part.suite.right(probe)
            if any(probe is other for other in listed)
            else part.suite.gives(zero, probe)
        )

    grade = grade_run(run_of(exercise, gives), exercise)
    assert (grade.failed, grade.mistakes) == (NEW_INPUTS, ())
