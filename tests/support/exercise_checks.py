"""What every exercise is tested for, whatever it asks; tests/practice/exercises/ has a file for each exercise.

    class TestExercise0(ExerciseChecks):
        number = 0
        ...

Everything happens in this process, files are run here, too: what the check keeps for an exercise (what each mistake
gives on each input, and each two together) is worked out once for all its tests. Files that are run in the sandbox
are in tests/practice/test_check.py and test_class_report.py.
"""

import ast
import re
import runpy
from itertools import cycle
from math import inf, isnan

import numpy as np
import pytest
from support.exercise_answers import SEED, SOBEL, alike, expected, named
from support.exercise_runs import (
    alike_everywhere,
    looked_at,
    run_of_mistake,
    run_of_right_file,
    same_everywhere,
    solution,
    start_of,
)
from support.functions_as_files import ENTRIES, FUNCTIONS, UNNAMED
from support.right_files import LIBRARY, RIGHT
from support.true_sentences import Told, run_here
from support.wrong_files import WRONG

from course.convolution.nested import each
from course.diagnosis.answer import Answer, answer_from
from course.diagnosis.failures import Diagnosis, mostly_numbers
from course.diagnosis.suite_causes import Search, pairs_of
from course.diagnosis.suite_pairs import PairsOfSuite
from course.mistakes.faulty_definition import definition_with
from course.practice import grading
from course.practice.exercise_files import (
    EXERCISE_FOLDERS,
    exercise_title,
    function_names,
    load_exercise,
    starter,
)
from course.practice.grading import ARRAYS, UNREACHED, UP_TO_RUNG, grade_run
from course.practice.new_inputs import exercise_to_check
from course.practice.rubric import NEW_INPUTS, RUNS, THERE, UNTOUCHED
from course.sandbox.messages import Ran, Reply

# ---- the solution's words


def examples(function, text):
    """The (call, result) pairs of a docstring: name(...) is result."""
    call = rf"({function}\((?:[^()]|\([^()]*\))*\))\s+is (\d+|\[[\d, \[\]]*\])"
    return [(found[1], ast.literal_eval(found[2])) for found in re.finditer(call, text)]


def printed_by(path, capsys):
    """[(the numbers printed, those that they should be)] of a file that is run by itself."""
    runpy.run_path(str(path), run_name="__main__")
    lines = capsys.readouterr().out.replace("\n ", " ").splitlines()
    sides = [line.split("and should be") for line in lines]
    return [tuple(re.findall(r"-?\d+|None", side.replace(". ", " ")) for side in both) for both in sides]


def functions_of(text):
    return [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]


INPUTS_ENOUGH = 20  # on fewer, some two mistakes give almost any numbers


# ---- which kind a call is of


def axes_of(call):
    """[(image's, kernel's)] size of each axis of a call."""
    x, h = (*call.arguments, SOBEL)[:2]
    return list(zip(x.shape[1:3], h.shape)) if x.ndim == 4 else list(zip(x.shape, h.shape))


def fractional(call):
    """Whether there are fractions among a call's numbers."""
    return any((a[np.isfinite(a)] % 1).any() for a in call.arguments[:2])


def several(call):
    images, filters = call.arguments
    return (images.shape[0], *filters.shape[2:]) != (1, 1, 1)


KINDS = {  # a rung: whether a call is of the kind that its name says
    "even kernel": lambda call: any(k % 2 == 0 for _, k in axes_of(call)),
    "not square": lambda call: len(set(axes_of(call))) > 1,
    "bytes": lambda call: call.arguments[0].dtype == np.uint8 and call.arguments[0].max() > 12,
    "fractions": fractional,
    "stride": lambda call: call.options.get("stride", (1, 1)) != (1, 1),
    "channels": several,
    "odd size": lambda call: any((n - k + 1) % 2 for n, k in axes_of(call)),
    "nan": lambda call: np.isnan(call.arguments[0]).any(),
}


CASES = {  # an argument of a test: what it stands for in an exercise
    "style": lambda number: [style for n, style in RIGHT if n == number and (n, style) != (2, LIBRARY)],
    "wrong_file": lambda number: [name for name, wrong in WRONG.items() if wrong.exercise == number],
    "function": lambda number: [name for name, (n, _) in FUNCTIONS.items() if n == number],
}


class ExerciseChecks:
    """The tests that an exercise inherits. What it has to say of itself:

    number         its number
    asked          the names of its rungs, from below, without those that all ladders have
    sums           arithmetic that its docstrings write out: what it comes to
    examples       {function: how many examples "name(...) is result" its docstring has}
    printed        how many lines its solution prints when it is run
    own_mistakes   those that it alone knows
    hinted         {function: the names of mistakes for which it has hints of its own}
    tries_defaults whether one call is made without the last argument
    keeps_promise  keeps_promise(call): whether a call keeps to what the docstring promises
    """

    number = None
    asked = ()
    sums = {}
    examples = {}
    printed = 2
    own_mistakes = ()
    hinted = {}
    tries_defaults = False

    def pytest_generate_tests(self, metafunc):
        for argument, cases in CASES.items():
            if argument in metafunc.fixturenames:
                metafunc.parametrize(argument, cases(self.number) or [None])

    @property
    def folder(self):
        return EXERCISE_FOLDERS[self.number]

    @property
    def exercise(self):
        return exercise_to_check(self.number, SEED)

    def text(self):
        return self.folder.solution.read_text(encoding="utf-8")

    # ---- solution

    def test_the_exercise_asks_for_what_its_solution_defines(self):
        assert self.exercise.folder == self.folder and self.exercise.number == self.number
        assert self.exercise.functions == function_names(self.folder)

    def test_the_title_and_the_command_are_in_the_docstring(self):
        assert exercise_title(self.folder).startswith("Write your own ")
        assert f"check {self.folder.readers_file}" in " ".join(self.text().split())

    def test_the_examples_in_the_docstrings_are_right(self):
        for function in self.exercise.functions:
            found = examples(function, solution(self.number)[function].__doc__)
            assert len(found) == self.examples[function]
            for call, right in found:
                assert alike(eval(call, solution(self.number)), right), call

    def test_the_arithmetic_in_the_docstrings_is_right_and_that_of_its_examples(self):
        docs = " ".join(
            " ".join(solution(self.number)[name].__doc__.split()) for name in self.exercise.functions
        )
        for text, result in self.sums.items():
            assert text in docs and eval(text) == result
            assert str(result).strip("()") in docs
        assert len(re.findall(r"\d\*\d", docs)) == sum(text.count("*") for text in self.sums)

    def test_a_solution_that_is_run_prints_what_it_should(self, capsys):
        found = printed_by(self.folder.solution, capsys)
        assert len(found) == self.printed
        assert all(got == wanted and got for got, wanted in found)

    def test_a_solution_gives_what_is_right_and_changes_nothing(self):
        for name, arguments, options in self.exercise.calls:
            before = [np.array(a) for a in arguments if isinstance(a, np.ndarray)]
            got = solution(self.number)[name](*arguments, **options)
            after = [a for a in arguments if isinstance(a, np.ndarray)]
            assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(before, after))
            assert alike(got, expected(name, arguments, options))

    # ---- starter

    def test_a_starter_keeps_signatures_and_docstrings_and_gives_none(self, tmp_path, capsys):
        text = starter(self.folder)
        for before, after in zip(functions_of(self.text()), functions_of(text), strict=True):
            assert before.name == after.name and ast.unparse(before.args) == ast.unparse(after.args)
            assert ast.get_docstring(before, clean=False) == ast.get_docstring(after, clean=False)
            assert [ast.unparse(node) for node in after.body[1:]] == ["..."]
        path = tmp_path / "file.py"
        path.write_text(text, encoding="utf-8")
        module = runpy.run_path(str(path))
        for part in self.exercise.parts:
            name, arguments, options = part.call(part.suite.probes[0])
            assert module[name](*arguments, **options) is None
        assert all("None" in got for got, _ in printed_by(path, capsys))

    def test_a_starter_has_no_trace_of_the_solution(self):
        text, code = starter(self.folder), []
        for node in functions_of(self.text()):
            code += self.text().splitlines()[node.body[0].end_lineno : node.end_lineno]
        kept = [line for line in self.text().splitlines() if line not in code]
        assert len(code) > 4
        assert not {line.strip() for line in code} & {line.strip() for line in text.splitlines()}
        assert [line for line in text.splitlines() if line != "    ..."] == kept
        assert text.count("\n    ...\n") == len(self.exercise.functions)

    def test_a_starter_is_ascii_and_narrow(self):
        text = starter(self.folder)
        assert text.isascii() and text.endswith("\n") and "\t" not in text
        assert [line for line in text.splitlines() if len(line) > 100 or line != line.rstrip()] == []

    # ---- what is tried

    def test_what_is_expected_is_what_another_engine_gives(self):
        for part, probe in self.exercise.tried:
            name, arguments, options = part.call(probe)
            assert name == part.function
            assert alike(part.suite.right(probe), expected(name, arguments, options)), probe

    def test_calls_keep_to_what_the_docstring_promises(self):
        assert all(self.keeps_promise(call) for call in self.exercise.calls)

    def test_no_call_is_made_twice_and_the_defaults_are_tried(self):
        written = []
        for function, arguments, options in self.exercise.calls:
            values = [np.asarray(a).tolist() for a in arguments]
            written.append(repr((function, values, options, [getattr(a, "dtype", "") for a in arguments])))
        assert len(set(written)) == len(written) > 15
        bare = [c for c in self.exercise.calls if len(c.arguments) == 2 and not c.options]
        assert len(bare) in (1, 2) if self.tries_defaults else len(bare) in (0, len(written))

    def test_the_rungs_are_those_of_the_exercise_in_order(self):
        names = list(self.exercise.asks)
        assert names[:2] == [RUNS, THERE] and names.pop() == NEW_INPUTS and names.count(UNTOUCHED) == 1
        assert names.index(UNTOUCHED) == len(names) - (2 if "nan" in names else 1)
        assert [name for name in names[2:] if name != UNTOUCHED] == self.asked

    def test_every_rung_but_the_shape_looks_at_some_numbers(self):
        for rung in self.exercise.rungs:
            assert rung.probe_indices
            assert bool(looked_at(rung.name, self.number)) == (rung.name != "shape"), rung.name

    def test_every_number_of_every_input_is_looked_at(self):
        for part in self.exercise.parts:
            rungs = [r for r in self.exercise.rungs if r.part is part and r.name != UNTOUCHED]
            every = set()
            for index, probe in enumerate(part.suite.probes):
                every |= {(index, output) for output in np.ndindex(np.shape(part.suite.right(probe)))}
            assert set().union(*(looked_at(rung.name, self.number) for rung in rungs)) == every

    def test_a_rung_of_a_kind_has_all_inputs_of_that_kind_and_those_below_have_none(self):
        for rung in self.exercise.rungs:
            if rung.name in KINDS:
                is_of_kind = KINDS[rung.name]
                calls = [rung.part.call(probe) for probe in rung.part.suite.probes]
                assert all(is_of_kind(calls[index]) for index in rung.probe_indices), rung.name
                assert not any(map(is_of_kind, calls[: min(rung.probe_indices)])), rung.name

    def test_the_library_is_timed_on_what_is_said_and_gives_what_is_right(self):
        library = self.exercise.library
        function, arguments, options = library.call
        assert function in self.exercise.functions
        assert re.findall(r"\d+x\d+|\d+", library.size) == self.sizes_timed(arguments)
        if "tensorflow" not in library.code:
            *before, last = library.code.splitlines()
            made = {"np": np, "arguments": arguments, "options": options}
            exec("\n".join(before), made)
            assert alike(eval(last, made), expected(function, arguments, options))

    def sizes_timed(self, arguments):
        """The sizes of the arguments of the call that is timed, as they are said."""
        return ["x".join(map(str, shape)) for shape in map(np.shape, arguments[:2])]

    # ---- every rung is needed

    @pytest.fixture
    def without_pairs(self, monkeypatch):
        """No two mistakes together are looked for: slow, and no matter here."""
        monkeypatch.setattr(PairsOfSuite, "that_may_give", lambda self, given: [])

    def spoiled(self, rung, below):
        """A Ran right but for one thing, at which only this rung looks."""
        ran, start = run_of_right_file(self.exercise), start_of(self.exercise, rung.part)
        if rung.name == UNTOUCHED:
            ran.replies[start + 1] = ran.replies[start + 1]._replace(changed=(0,))
            return ran
        if rung.name == "shape":
            ran.replies[start] = Reply(Answer(ran.replies[start].answer.values * 2))  # twice as many rows
            return ran
        seen = set().union(
            *(looked_at(other.name, self.number) for other in below if other.part is rung.part)
        )
        index, output = min(looked_at(rung.name, self.number) - seen)
        values = np.array(ran.replies[start + index].answer.values, float)
        values[output] = 1000
        ran.replies[start + index] = Reply(Answer(values.tolist()))
        return ran

    def test_every_rung_is_needed(self, without_pairs):
        for held, rung in enumerate(self.exercise.rungs):
            below = [other for other in self.exercise.rungs[:held] if other.name != UNTOUCHED]
            grade = grade_run(self.spoiled(rung, below), self.exercise)
            assert (grade.failed, grade.held, grade.passed) == (rung.name, held + 2, False)
            assert f"{rung.part.function}(" in grade.said[0]

    def test_every_new_input_is_needed(self, without_pairs):
        exercise = self.exercise
        first_new = len(exercise.calls) - sum(len(rung.probe_indices) for rung in exercise.new_rungs)
        for index in range(first_new, len(exercise.calls)):
            part, probe = exercise.tried[index]
            ran = run_of_right_file(exercise)
            spoiled = [Reply(Answer([[7.5]]))]
            if part.arrays:
                spoiled.append(ran.replies[index]._replace(changed=(0,)))
            for ran.replies[index] in spoiled:
                grade = grade_run(ran, exercise)
                assert (grade.failed, grade.held, grade.passed) == (NEW_INPUTS, len(exercise.asks) - 1, False)
                assert part.suite.shown(probe) in grade.said[0] and grade.hints

    def grade_of_rounded(self, short):
        """The Grade of a file whose right numbers are made shorter: short(array of floats)."""
        ran = run_of_right_file(self.exercise)
        ran.replies = [
            Reply(answer_from(short(np.array(reply.answer.values, float)))) for reply in ran.replies
        ]
        return grade_run(ran, self.exercise)

    def test_a_right_file_and_files_that_do_not_come_so_far(self):
        exercise = self.exercise
        good = grade_run(run_of_right_file(exercise), exercise)
        assert good.passed and good.held == good.rungs == len(exercise.rungs) + 3
        assert (good.said, good.hints, good.mistakes) == ([], [], ())
        broken = grade_run(Ran(ended="SyntaxError: oh, line 3"), exercise)
        assert (broken.failed, broken.held) == (RUNS, 0) and "SyntaxError: oh, line 3" in broken.said[0]
        none = grade_run(Ran(loaded=True, missing=exercise.functions), exercise)
        assert (none.failed, none.held) == (THERE, 1)
        assert all(name in none.said[0] for name in exercise.functions)
        assert f"python -m course start {self.number} " in none.hints[0]

    @pytest.mark.parametrize("answered", [0, 1, 5])
    def test_a_file_that_ends_early_is_told_where(self, answered):
        ran = run_of_right_file(self.exercise)
        ran.replies, ran.ended = ran.replies[:answered], "it was still busy after 1 seconds of work"
        grade = grade_run(ran, self.exercise)
        suite = self.exercise.parts[0].suite
        assert not grade.passed and ran.ended in grade.said[0]
        assert suite.shown(suite.probes[answered]) in grade.said[0]
        assert UNREACHED.trouble not in " ".join(grade.said)

    def test_a_file_that_ends_at_a_new_input_holds_what_is_listed(self):
        """Of all its functions: the new inputs of the first come behind what is listed for the others."""
        exercise = self.exercise
        ran, listed = run_of_right_file(exercise), sum(len(part.suite.probes) for part in exercise.parts)
        ran.replies, ran.ended = ran.replies[:listed], "it was still busy after 1 seconds of work"
        grade = grade_run(ran, exercise)
        part, probe = exercise.tried[listed]
        assert (grade.failed, grade.held) == (NEW_INPUTS, len(exercise.asks) - 1) and ran.ended in grade.said[
            0
        ]
        assert part.suite.shown(probe) in grade.said[0] and UNREACHED.trouble not in " ".join(grade.said)

    def test_changed_arrays_are_told_by_their_names(self):
        arrays = self.exercise.parts[-1].arrays
        ran = run_of_right_file(self.exercise)
        last_listed = sum(len(part.suite.probes) for part in self.exercise.parts) - 1
        ran.replies[last_listed] = ran.replies[last_listed]._replace(changed=tuple(range(len(arrays))))
        grade = grade_run(ran, self.exercise)
        assert (grade.failed, grade.mistakes) == (UNTOUCHED, (ARRAYS,))
        assert f" {' and '.join(arrays)}." in grade.said[0]
        assert all(f" {name} = {name}.copy()" in hint for name, hint in zip(arrays, grade.hints, strict=True))

    # ---- files as readers hand them in

    def grade_of(self, source):
        return grade_run(run_here(source, self.number), self.exercise)

    def test_the_solution_passes(self):
        assert self.grade_of(self.text()).passed

    def test_right_files_pass_in_every_style(self, style):
        grade = self.grade_of(RIGHT[self.number, style])
        assert grade.said == [] and grade.passed and grade.held == grade.rungs

    def test_the_starter_fails_at_its_first_rung(self):
        grade, first = self.grade_of(starter(self.folder)), self.exercise.rungs[0]
        suite = first.part.suite
        assert (grade.held, grade.failed, grade.mistakes) == (2, first.name, ())
        assert suite.shown(suite.probes[0]) in grade.said[0]
        assert str(len(suite.probes)) in re.findall(r"\d+", grade.said[1])
        Told(starter(self.folder), grade).verify()

    def test_a_wrong_file_fails_where_it_should_and_what_is_said_is_true(self, wrong_file):
        wrong = WRONG[wrong_file]
        grade = self.grade_of(wrong.source)
        assert (grade.passed, grade.failed) == (False, wrong.rung)
        assert set(grade.mistakes) <= wrong.names
        Told(wrong.source, grade).verify()

    def test_a_function_as_a_file(self, function):
        if function is None:  # nobody wrote one for this exercise
            return
        (_, source), entry = FUNCTIONS[function], ENTRIES[function]
        grade = self.grade_of(source)
        assert grade.passed == (not entry.wrong)
        if grade.passed:
            return
        told = Told(source, grade)
        told.verify()
        for group in named(grade.said, grade.mistakes):
            is_true = frozenset(mistake.name for mistake in group) in entry.names
            assert is_true or told.is_up_to_a_rung or same_everywhere(source, told.rung.part, group), group
        assert (function in UNNAMED) == bool(entry.names and not grade.mistakes)
        if not entry.names:
            own = {mistake.name for mistake in self.own_mistakes}  # what this exercise alone knows
            assert told.is_up_to_a_rung or set(grade.mistakes) <= own

    # ---- every mistake fails its exercise and is named; no name is false

    def test_every_mistake_fails_and_is_named_and_no_name_is_false(self):
        wrong = {}
        for mistake in self.mistakes_that_could_be_made():
            trouble = self.trouble_with(mistake)
            if trouble:
                wrong[mistake.name] = trouble
        assert wrong == {}

    def mistakes_that_could_be_made(self):
        return {m.name: m for part in self.exercise.parts for m in part.suite.mistakes}.values()

    def trouble_with(self, mistake):
        """What is wrong with the grade of a file that makes a mistake; "" if nothing is. Listed inputs have to show it."""
        exercise = load_exercise(self.number)
        ran = run_of_mistake(exercise, mistake)
        grade = grade_run(ran, exercise)
        if grade.passed:
            makes_no_difference = all(alike_everywhere(part, (mistake,), ()) for part in exercise.parts)
            return "" if makes_no_difference else "passes, and makes a difference"
        (part,) = {rung.part for rung in exercise.rungs if rung.name == grade.failed}
        groups = named(grade.said, grade.mistakes)
        start = start_of(exercise, part)
        replies = ran.replies[start : start + len(part.suite.probes)]
        if mistake not in part.suite.mistakes or not mostly_numbers([reply.answer for reply in replies]):
            return ""  # it is of another part, or of a file that mostly stops, of which nothing can be said
        answers = [reply.answer.values for reply in replies]
        is_up_to = UP_TO_RUNG.format(rung=grade.failed) in grade.said
        if is_up_to and None not in answers:
            return "it gives all numbers, not those up to a rung alone"
        if not grade.mistakes or not grade.hints:
            return "no name or no hint"
        if not any(alike_everywhere(part, (mistake,), group) for group in groups):
            return f"named {grade.mistakes}"
        for group in groups:
            if not is_up_to and not alike_everywhere(part, (mistake,), group, crash_counts=False):
                return f"{[other.name for other in group]} is not so"
        return ""

    def test_two_mistakes_together_are_looked_for_on_twenty_inputs_or_more(self, monkeypatch):
        looked = []

        def no_causes(suite, answers, together):
            if UNREACHED not in answers:  # else one mode is looked at by itself
                looked.append((len(answers), together))
            return Search([])

        monkeypatch.setattr(grading, "diagnosis_of", lambda suite, answers: Diagnosis(len(answers), []))
        monkeypatch.setattr(grading, "causes_of", no_causes)
        rungs = [rung for rung in self.exercise.rungs if rung.name != UNTOUCHED]
        for held, rung in enumerate(rungs):
            grade_run(self.spoiled(rung, rungs[:held]), self.exercise)
        lower = []  # those that have not all inputs, for which they were looked for before
        for rung in rungs:
            if max(rung.probe_indices) + 1 < len(rung.part.suite.probes):
                lower.append(max(rung.probe_indices) + 1)
        assert looked == [(count, count >= INPUTS_ENOUGH) for count in lower]

    def test_two_mistakes_together_never_stop_the_check(self):
        """Each two on one of a few inputs in turn: the smallest, and some where a stride, an odd size or a border counts."""
        for part in self.exercise.parts:
            probes = part.suite.probes
            few = sorted(range(len(probes)), key=lambda i: np.size(probes[i].x) + np.size(probes[i].h))
            stepped = [i for i in few if probes[i].options.get("stride", (1, 1)) not in (1, (1, 1))]
            chosen = (few[0], few[len(few) // 3], *stepped[:1])
            answers = []
            for pair, index in zip(pairs_of(part.suite).pairs, cycle(chosen)):
                answers.append(part.suite.right(probes[index], definition_with(*pair)))
            gave_numbers = sum(answer is not None for answer in answers)
            assert gave_numbers > 0.9 * len(answers) > 0  # some refuse: what is asked has no such input then

    def test_infinity_where_a_nan_is_right_gets_no_name(self):
        """Both count as the same where a mistake is looked for, so that one which changes nothing seems to fit."""
        exercise = self.exercise
        ran = run_of_right_file(exercise)
        for place, reply in enumerate(ran.replies):
            without_nan = each(lambda value: inf if isnan(value) else value, reply.answer.values)
            ran.replies[place] = Reply(Answer(without_nan))
        grade = grade_run(ran, exercise)
        assert grade.passed == ("nan" not in exercise.asks)
        assert grade.mistakes == ()

    def test_its_own_hints_are_for_mistakes_that_could_be_made_and_differ_from_the_banks(self):
        for part in self.exercise.parts:
            mistakes = {mistake.name: mistake for mistake in part.suite.mistakes}
            assert set(part.hints) == self.hinted.get(part.function, set())
            for name, hint in part.hints.items():
                assert hint != mistakes[name].hint and hint.isascii() and hint.endswith(".")

    def test_its_own_mistakes_are_looked_for(self):
        for part in self.exercise.parts:
            assert set(self.own_mistakes) <= set(part.suite.mistakes)
