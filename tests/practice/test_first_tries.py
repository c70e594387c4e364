"""What a beginner writes first passes, or what stands in the way is told. The tries: tests/support/first_tries.py."""

from functools import cache

import pytest
import support.strangers_tries  # noqa: F401  (which puts more into FIRST_TRIES)
from support.exercise_answers import SEED
from support.files import ROOT
from support.first_runs import run_as_sandboxed
from support.first_tries import FIRST_TRIES
from support.slow_cases import with_slow_cases
from support.wrong_files import WRONG

from course.diagnosis.suite_pairs import PairsOfSuite
from course.practice import check, grading
from course.practice.exercise_files import EXERCISE_FOLDERS
from course.practice.grading import grade_run
from course.practice.new_inputs import exercise_to_check
from course.practice.reader_file import ReaderFile
from course.sandbox.sandboxed_run import Limits

IMPORTING = ("0 imports the lesson's convolve", "0 imports course", "3 loads the photo of the lesson")
IN_SANDBOX = (
    *IMPORTING,
    "0 the formula typed literally",
    "0 n - k loop",
    "1 np.zeros without the inner brackets",
)


def file_of(name):
    tried = FIRST_TRIES[name]
    return ReaderFile(EXERCISE_FOLDERS[tried.exercise].readers_file, tried.source.encode())


@cache
def grade_here(name):
    """The Grade of a first try that is run in this process."""
    exercise, source = exercise_to_check(FIRST_TRIES[name].exercise, SEED), file_of(name).source
    return grade_run(run_as_sandboxed(source, exercise), exercise, source)


def printed(name, grade, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(check, "time_beside_library", lambda *_: None)
    check.print_grade(file_of(name), grade, Limits(), hint=True)
    out = capsys.readouterr().out
    assert out.isascii()
    for line in out.splitlines():
        assert line == line.rstrip() and (len(line) <= 80 or str(ROOT) in line)
    return " ".join(out.split())


@pytest.mark.parametrize("name", with_slow_cases(sorted(set(FIRST_TRIES) - set(IMPORTING)), every=4))
def test_a_first_try_passes_or_is_told_what_stands_in_the_way(name, capsys, monkeypatch):
    grade = grade_here(name)
    out = printed(name, grade, capsys, monkeypatch)
    said = FIRST_TRIES[name].said
    assert grade.passed == (not said)
    assert [piece for piece in said if piece not in out] == [], out
    assert [piece for piece in FIRST_TRIES[name].never if piece in out] == [], out


@pytest.mark.parametrize("name", IN_SANDBOX)
def test_in_the_sandbox_the_same_is_told(name, capsys, monkeypatch):
    grade = check.grade_file(file_of(name), FIRST_TRIES[name].exercise, Limits(), SEED)
    out = printed(name, grade, capsys, monkeypatch)
    assert not grade.passed and all(piece in out for piece in FIRST_TRIES[name].said), out
    if name not in IMPORTING:
        here = grade_here(name)
        assert (grade.said, grade.hints, grade.held) == (here.said, here.hints, here.held)


@pytest.mark.slow
def test_nine_of_ten_wrong_ones_are_named_located_or_helped():
    wrong = [name for name, tried in FIRST_TRIES.items() if tried.said]
    without = [name for name in set(wrong) - set(IMPORTING) if not grade_here(name).hints]
    assert len(wrong) > 100 and len(without) <= len(wrong) // 20, without


HELPED = {  # those of the wrong files whose text shows what stands in the way, and how it is told
    "keeps kernels by their length": "Line 9: turned is made outside the function",
    "the kernel in bytes": "Line 6 makes bytes",
    "as many columns as rows": "On another input line 11 stops with",
    "valid loses its last": "In mode valid, line 10: full[k - 1:n - 1] is full[2:3] for a signal of 4 numbers",
    "the second kernel on the first result": "These are exactly the numbers of the kernel lying applied to what",
}


@pytest.mark.parametrize("name", [name for name in WRONG if WRONG[name].exercise != 2])
def test_where_nothing_is_known_nothing_is_said(name, monkeypatch):
    """What is wrong in these files was thought of before there was any help."""
    monkeypatch.setattr(PairsOfSuite, "that_may_give", lambda self, given: [])
    found = []
    help_for = grading.help_for_function
    monkeypatch.setattr(
        grading, "help_for_function", lambda *tried: found.append(help_for(*tried)) or found[-1]
    )
    exercise, source = exercise_to_check(WRONG[name].exercise, SEED), WRONG[name].source.encode()
    grade = grade_run(run_as_sandboxed(source, exercise), exercise, source)
    assert not grade.passed
    said = [each.says for each in found if each]
    assert len(said) == (name in HELPED) and all(each.startswith(HELPED[name]) for each in said)


HEAD = b"import numpy as np\n\ndef convolve1d(signal, kernel, mode='full'):\n"
UNKNOWN = {  # what is wrong, of which nothing is known
    "a return in an if in a loop": b"""
    for k in range(9):
        if k == len(kernel):
            return np.convolve(signal, kernel, mode) * k + k
    return np.convolve(signal, kernel, mode)
""",
    "other numbers behind those of full": b"""
    return np.concatenate([np.convolve(signal, kernel), np.ones(3)])
""",
    "whole numbers where decimals are not asked": b"""
    y = np.zeros(len(signal) + len(kernel), dtype=int)
    return y + 7 * len(kernel) + 0.5
""",
    "an index that is meant to be below 0": b"""
    y = []
    for i in range(len(signal)):
        y.append(signal[-1 - i] * kernel[0])
    return y
""",
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_no_mistake_in_itself_is_not_blamed(name, monkeypatch):
    monkeypatch.setattr(PairsOfSuite, "that_may_give", lambda self, given: [])
    exercise, source = exercise_to_check(0, SEED), HEAD + UNKNOWN[name].lstrip(b"\n")
    grade = grade_run(run_as_sandboxed(source, exercise), exercise, source)
    assert not grade.passed and not grade.mistakes
    assert not [sentence for sentence in grade.said if sentence.startswith(("Line ", "It returns"))], (
        grade.said
    )


def test_where_a_mistake_is_named_the_text_is_not_blamed():
    grade = grade_here("3 own loops, result in bytes")
    assert grade.mistakes == ("strength-in-bytes",) and "Line" not in " ".join(grade.said)


@pytest.mark.parametrize(
    "name", ["0 two loops, all modes", "1 four loops, all modes", "3 own loops, symmetric"]
)
def test_nothing_is_said_of_what_is_right(name):
    grade = grade_here(name)
    assert (grade.said, grade.hints, grade.failure) == ([], [], None)
