"""The command check: one file, its options, its list, and how it ends. What it says word for word is in
tests/golden/check.txt; that it is true is tested in tests/practice/exercises/."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from itertools import product

import pytest
from support.cli import COURSE, posix, refused, started
from support.exercise_answers import SEED, alike, expected
from support.files import ROOT
from support.first_runs import run_as_sandboxed
from support.right_files import LIBRARY, LOOPS, RIGHT
from support.sandbox_runs import process_with, without_containment
from support.slow_cases import with_slow_cases
from support.tensorflow_there import needs_tensorflow
from support.true_sentences import call_of, same_call, value_of
from support.wrong_files import WRONG

from course.convolution.random_numbers import LARGEST_SEED
from course.errors import printable
from course.practice import check, reader_file
from course.practice.check import NOT_LOOKED_AT, RUNG_FAILS, RUNG_HOLDS
from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise
from course.practice.grading import ARRAYS, Grade
from course.practice.new_inputs import exercise_to_check
from course.practice.rubric import RUNS, THERE, UNTOUCHED
from course.sandbox.sandboxed_run import Limits

ALL = pytest.mark.parametrize("number", EXERCISE_FOLDERS)
EXERCISE = exercise_to_check(0, SEED)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Tests run in an empty folder, at a terminal 80 wide; nothing is timed, the seed is always the same."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(check, "time_beside_library", lambda *_: None)
    monkeypatch.setattr(check, "any_seed", lambda: SEED)
    return tmp_path


def tree(folder):
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def grade_of(text, name="my_0_1D.py", number=None):
    """The Grade of a file of this text, which is run in the sandbox."""
    return check.grade_file(reader_file.ReaderFile(name, text.encode()), number, Limits(), SEED)


# ---- which files, and the options


def test_the_option_tells_before_the_name_does():
    assert grade_of(RIGHT[0, LOOPS], "my_1_2D.py", 0).passed
    grade = grade_of(RIGHT[0, LOOPS], "my_1_2D.py")
    assert (grade.failed, grade.exercise.number) == (THERE, 1)


def test_a_file_without_a_telling_name_is_told_by_its_functions():
    assert grade_of(RIGHT[4, LOOPS], "solution.py").exercise.number == 4


def test_what_does_not_tell_is_refused(command, here):
    for name, text in {"none.py": "x = 1", "both.py": "convolve1d = feature_map = 1", "empty.py": ""}.items():
        (here / name).write_text(text, encoding="utf-8")
    refused(command("check", "both.py"), "--exercise 0 or 4")
    refused(command("check", "none.py"), "none.py")
    refused(command("check", "empty.py"), "--exercise")
    refused(command("check", "--list"), "--exercise 0")
    refused(command("check", "--list", "none.py"), "'none.py'", "convolve1d")


def test_without_a_name_the_readers_files_here(command, here):
    assert "my_*.py" in refused(command("check"), "python -m course start 0")
    (here / "my_0_1D.py").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    code, out, _ = command("check")
    assert code == 0 and out.startswith("my_0_1D.py: ")
    code, out, _ = command("check", "--format", "json")
    assert code == 0 and [row["passed"] for row in json.loads(out)["files"]] == [True]
    (here / "my_4_digit.py").write_text("", encoding="utf-8")
    code, out, _ = command("check", "--format", "json")
    assert code == 1 and [row["passed"] for row in json.loads(out)["files"]] == [True, False]


OPTIONS = [
    ("'none.py'", ["none.py", "--exercise", "0"]),
    ("'my_0_1D.txt'", ["my_0_1D.txt"]),
    ("--exercise", ["f.py", "--exercise", "5"]),
    *[("--exercise", ["f.py", "--exercise", word]) for word in ("one", "\uff10", " 0", "00", "")],
    *[
        ("--seconds", ["f.py", "--seconds", word])
        for word in ("0", "nan", "inf", "x", "3601", "-1", "", "1_0", "\uff11")
    ],
    *[("--jobs", ["f.py", "--jobs", word]) for word in ("0", "65", "1.5", "x", "-1", "1_0", "\uff12")],
    *[
        ("--part", ["f.py", "--part", word])
        for word in ("0/1", "2/1", "x", "1", "1/2/3", "-1/2", "1/0", "1/\uff12")
    ],
    ("--format", ["f.py", "--format", "xml"]),
    ("--lis", ["--lis"]),
    ("--hint", ["f.py", "--hint=1"]),
    ("--jobs", ["f.py", "--jobs", "1", "--jobs", "2"]),
    ("--list", ["--list", "a.py", "b.py"]),
    *[
        ("--seed", ["f.py", "--seed", word])
        for word in ("-1", "1.5", "x", "", str(LARGEST_SEED + 1), "9" * 5000)
    ],
    ("--seed", ["--list", "--exercise", "0", "--seed", "x"]),
    ("--seed", ["f.py", "--seed", "1", "--seed", "2"]),
]


@pytest.mark.parametrize("piece, words", OPTIONS)
def test_options_that_cannot_be_used_are_refused(command, piece, words):
    refused(command("check", *words), piece)


# ---- what one file costs


def test_a_file_is_read_once_and_one_exercise_is_loaded(command, here, monkeypatch):
    read, loaded = [], []
    first_bytes, load = reader_file._first_bytes, check.exercise_to_check
    monkeypatch.setattr(reader_file, "_first_bytes", lambda path: read.append(path) or first_bytes(path))
    monkeypatch.setattr(
        check, "exercise_to_check", lambda number, seed: loaded.append(number) or load(number, seed)
    )
    for name, text in {"solution.py": RIGHT[0, LIBRARY], "my_0_1D.py": "def convolve_1d(): pass"}.items():
        (here / name).write_text(text, encoding="utf-8")
        command("check", name)
    assert read == ["solution.py", "my_0_1D.py"] and loaded == [0, 0]


IMPORTED = """
import sys
from course.practice import check
for words in (["solution.py", "--format", "json"], ["solution.py"]):
    check.main(words)
    print(*sorted(name for name in sys.modules if "." not in name or name.startswith("course")))
"""


def test_one_file_needs_numpy_alone_and_no_more_of_course_than_grading_does(here):
    """docs/class.md has a class's files checked where only NumPy and what they import is installed."""
    (here / "solution.py").write_text(RIGHT[0, LOOPS].replace("m - a]", "m - a - 1]"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    of_a_class, modules = [line.split() for line in done.stdout.splitlines() if " course.errors " in line]
    assert "numpy" in modules and {"scipy", "tensorflow", "matplotlib", "PIL"}.isdisjoint(modules)
    assert {"course.own_numbers.engines", "course.own_numbers.compare"}.isdisjoint(of_a_class)
    assert not [name for name in modules if name.startswith(("course.lessons", "course.pictures"))]
    assert [
        name
        for name in modules
        if name.startswith("course.practice.exercises.") and name.endswith("exercise")
    ] == ["course.practice.exercises.exercise_0_1D.exercise"]


# ---- one file


BEGIN = 'import numpy as np\ndef convolve1d(signal, kernel, mode="full"):\n    '
RIGHT_ONE = "np.convolve(signal, kernel, mode)"
RETURN, KEPT = f"return {RIGHT_ONE}\n", f"y = {RIGHT_ONE}; "
INPUTS = len(load_exercise(0).calls)  # that are listed
FILES = {  # its text, the rung at which it stops ("" for none), and pieces of what is said of it
    "syntax": ("def convolve1d(:\n", RUNS, ["SyntaxError", "line 1"]),
    "indent": (BEGIN + "x = 1\n  return x\n", RUNS, ["IndentationError", "line 4"]),
    "raises at import": ("x = 1\n1 / 0\n", RUNS, ["ZeroDivisionError", "line 2"]),
    "exits at import": ("import sys\nsys.exit(3)\n", RUNS, ["exit code 3"]),
    "import of nothing": ("import no_such_thing\n", RUNS, ["ModuleNotFoundError", "no_such_thing", "line 1"]),
    "hangs at import": ("while True: pass\n", RUNS, [" 0.5 seconds "]),
    "empty": ("", THERE, [" convolve1d."]),
    "another name": (BEGIN.replace("1d", "") + RETURN, "", ["no convolve1d", "convolve(signal, kernel, mode) was taken"]),
    "another name, no mode": ("def convolve(signal, kernel):\n    return signal\n", THERE, [" convolve1d."]),
    "no function": ("convolve1d = 3\n", THERE, [" convolve1d."]),
    "begun": (BEGIN + "...\n", "shape", ["[6]"]),
    "prints for return": (BEGIN + f"print({RIGHT_ONE})\n", "shape", ["[6] | "]),
    "raises": (BEGIN + "return signal[9]\n", "shape", ["IndexError", "line 3", f" {INPUTS} "]),
    "words": (BEGIN + "return 'numbers'\n", "shape", [" str, "]),
    "complex": (BEGIN + "return np.fft.fft(signal)\n", "shape", ["complex"]),
    "too few arguments": (
        "def convolve1d(signal, kernel): return 1\n",
        "shape",
        ["[6]", f"{INPUTS - 1} of {INPUTS}"],
    ),
    "exits": (BEGIN + "exit()\n", "shape", ["[6]"]),
    "hangs": (
        BEGIN + "while True: pass\n",
        "shape",
        [" 0.5 seconds ", "[6]"],
    ),
    "hangs later": (
        BEGIN + "while len(kernel) > 3: pass\n    " + RETURN,
        "shape",
        [" 0.5 seconds "],
    ),
    "recursion": (BEGIN + "return convolve1d(signal, kernel)\n", "shape", ["RecursionError"]),
    "a scalar": (
        BEGIN + "return 6\n",
        "shape",
        [" 6; ", "[6]"],
    ),
    "a column": (BEGIN + f"return {RIGHT_ONE}[:, None]\n", "shape", [" [[6]]; "]),
    "writes": (BEGIN + KEPT + "signal[0] = 99; return y\n", UNTOUCHED, [" signal."]),
    "sorts": (BEGIN + KEPT + "kernel.sort(); return y\n", UNTOUCHED, [" kernel."]),
    "chatters": (BEGIN + "print('window', signal)\n    " + RETURN, "", []),
    "warns": (BEGIN + "np.array([1.0]) / 0\n    " + RETURN, "", []),
    "a class": (
        "import numpy as np\nclass convolve1d:\n    def __new__(cls, *a): return np.convolve(*a)\n",
        "",
        [],
    ),
    "a lambda": ("import numpy as np\nconvolve1d = lambda *a: np.convolve(*a)\n", "", []),
    "with a mark": ("\N{ZERO WIDTH NO-BREAK SPACE}" + BEGIN + RETURN, "", []),
    "reads itself": (BEGIN + "open(__file__).read()\n    " + RETURN, "", []),
    "tuples": (BEGIN + f"return tuple(map(float, {RIGHT_ONE}))\n", "", []),
    "float32": (BEGIN + f"return {RIGHT_ONE}.astype(np.float32)\n", "", []),
}


IN_SANDBOX = (  # what needs a process of its own; the others are run here by the same functions
    *("syntax", "hangs at import", "hangs", "hangs later", "prints for return", "exits", "reads itself"),
    *("raises", "writes", "float32"),
)


@pytest.mark.parametrize("name", with_slow_cases(FILES, every=2))
def test_files_of_all_kinds(command, here, name, monkeypatch):
    text, rung, pieces = FILES[name]
    if name not in IN_SANDBOX:
        monkeypatch.setattr(check, "run_file", lambda file, *_: run_as_sandboxed(file.source, EXERCISE))
    (here / "my_0_1D.py").write_text(text, encoding="utf-8")
    before = tree(here)
    code, out, err = command("check", "my_0_1D.py", "--seconds", "0.5", "--ladder")
    assert (code, without_containment(err)) == (1 if rung else 0, "") and tree(here) == before
    assert out.isascii() and all(len(line) <= 80 for line in out.splitlines())
    flat = " ".join(out.split())
    assert all(piece in flat for piece in pieces), out
    rungs = list(EXERCISE.asks)
    held = rungs.index(rung) if rung else len(rungs)
    above = [RUNG_FAILS] + [NOT_LOOKED_AT] * (len(rungs) - held - 1) if rung else []
    assert states(out) == [RUNG_HOLDS] * held + above
    numbers = re.findall(r"\b\d+\b", out.split("\n\n")[-1])
    assert (f"{held} of {len(rungs)} " in flat) if rung else (str(held) in numbers)


def states(out):
    """How each rung of exercise 0 is printed: check.RUNG_HOLDS, RUNG_FAILS or NOT_LOOKED_AT."""
    words, indent = [], " " * 3  # of a line that goes on
    (ladder,) = [part for part in out.split("\n\n") if part.split()[1:2] == [RUNS]]
    lines = [line for line in ladder.splitlines() if not line.startswith(indent)]
    for line, name in zip(lines, EXERCISE.asks, strict=True):
        word, rest = line.split(None, 1)
        assert rest.startswith(f"{name} ")
        words.append(word)
    return words


def test_numbers_of_inputs_are_said_of_those_that_were_reached(command, here):
    (here / "my_0_1D.py").write_text(FILES["hangs later"][0], encoding="utf-8")
    flat = " ".join(command("check", "my_0_1D.py", "--seconds", "0.5")[1].split())
    longer = [len(call.arguments[1]) > 3 for call in EXERCISE.calls]
    assert f" 1 of {longer.index(True) + 1} " in flat


def test_hints_are_given_when_they_are_asked_for(command, here):
    (here / "my_0_1D.py").write_text(BEGIN + "return np.correlate(signal, kernel, mode)\n", encoding="utf-8")
    hint = EXERCISE.parts[0].hints["no-flip"]
    code, without, _ = command("check", "my_0_1D.py")
    assert (
        code == 1 and "[no-flip]" in without and hint not in " ".join(without.split()) and "--hint" in without
    )
    code, out, _ = command("check", "my_0_1D.py", "--hint")
    assert code == 1 and hint in " ".join(out.split()) and "--hint" not in out and "--list" in out


def test_where_there_is_no_hint_that_is_said(command, here):
    (here / "my_0_1D.py").write_text(WRONG["list.index finds the first"].source, encoding="utf-8")
    without, out = (command("check", "my_0_1D.py", *option)[1] for option in ([], ["--hint"]))
    assert len(out.splitlines()) == len(without.splitlines()) + 1


@pytest.mark.parametrize("columns", ["40", "80", "20", "200"])
def test_lines_are_as_wide_as_the_terminal(command, here, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    width = max(int(columns), 40)
    (here / "my_0_1D.py").write_text(RIGHT[0, LOOPS].replace("m - a]", "m - a - 1]"), encoding="utf-8")
    code, out, _ = command("check", "my_0_1D.py", "--hint")
    assert code == 1 and 0.6 * min(width, 80) < max(map(len, out.splitlines())) <= width


@pytest.mark.parametrize(
    "ratio, number", [(0.5, " 2.0 "), (1, " 1.0 "), (9.94, " 9.9 "), (12.4, " 12 "), (None, "")]
)
def test_a_file_that_passes_is_told_of_the_library_and_the_solution(monkeypatch, capsys, ratio, number):
    monkeypatch.setattr(check, "time_beside_library", lambda *_: ratio)
    grade = Grade(EXERCISE, held=len(EXERCISE.asks))
    assert check.print_grade(reader_file.ReaderFile("my_0_1D.py", b""), grade, Limits(), False) == 0
    out = capsys.readouterr().out
    flat = " ".join(out.split())
    assert number in flat and EXERCISE.library.says in flat
    assert ("[this machine]." in flat) == (EXERCISE.library.size in flat) == (ratio is not None)
    assert str(EXERCISE.folder.solution) in out.replace("\n  ", "")


ODD_NAMES = ["a\x1b[31mb_0_1D.py", "a\nb_0_1D.py", "\u202e_0_1D.py", "\udcff_0_1D.py", "x" * 240 + "_0_1D.py"]
NAMING_ITSELF = {  # files that put their name into what is said of them, where they can
    "stops": BEGIN + "...\n",
    "no Python": "def convolve1d(:\n",
    "at import": "raise ValueError(__file__)\n",
    "in a call": BEGIN + "raise OSError(__file__)\n",
    "prints": BEGIN + "print(__file__)\n",
}


@posix
@pytest.mark.parametrize("name, kind", with_slow_cases(product(ODD_NAMES, NAMING_ITSELF), every=3), ids=ascii)
def test_a_name_reaches_the_terminal_in_printable_ascii(command, here, name, kind):
    (here / name).write_text(NAMING_ITSELF[kind], encoding="utf-8")
    code, out, err = command("check", name, "--seconds", "0.5")
    assert (
        (code, without_containment(err)) == (1, "") and out.isascii() and out.replace("\n", "").isprintable()
    )
    assert out.startswith(f"{printable(name, 60)}: ")
    if kind not in ("prints", "at import", "in a call"):
        assert all(len(line) <= 120 for line in out.splitlines())


def test_the_name_for_changed_arrays_is_in_the_result():
    grade = grade_of(FILES["writes"][0])
    assert (
        grade.mistakes == (ARRAYS,) and "signal = signal.copy()" in grade.hints[0] and len(grade.hints) == 1
    )


def test_names_that_are_near_are_told():
    grade = grade_of("convolve_1d = convolve1 = 3\ndef other(): pass\n")
    assert grade.failed == THERE and "convolve_1d" in grade.said[1] and "other" not in grade.said[1]
    assert (
        len(grade_of("def other(): pass\n").said) == len(grade_of("convolve1d = convolve_1d = 3\n").said) == 1
    )


@pytest.mark.slow
@needs_tensorflow
def test_a_file_that_uses_tensorflow_has_room_for_it():
    grade = grade_of(RIGHT[2, LIBRARY], "my_2_TensorFlow.py")
    assert grade.passed and grade.said == []


# ---- --list


@ALL
def test_the_list_has_every_input_with_what_is_right_and_no_other_call_is_made(
    command, here, monkeypatch, number
):
    made, exercise = [], exercise_to_check(number, SEED)
    (here / "file.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(check, "grade_run", lambda ran, exercise, source: Grade(exercise, 2, "shape"))
    monkeypatch.setattr(check, "run_file", lambda file, functions, calls, *_: made.extend(calls))
    check.grade_file(check.read_file_to_check("file.py"), number, None, SEED)
    code, out, err = command("check", "--list", "--exercise", str(number), "--seed", str(SEED))
    assert (code, err) == (0, "") and out.isascii()
    lines = [line.strip().split(" -> ") for line in out.splitlines() if " -> " in line]
    assert len(lines) == len(made) == len(exercise.calls) and len(made) > 15
    assert all(" ... " not in call for call, _ in lines)
    left = list(made)
    for text, right in lines:
        call = call_of(text)
        (place,) = (place for place, other in enumerate(left) if same_call(call, other))
        assert alike(value_of(right), expected(*left.pop(place)), 1e-5), text
    assert left == []


@ALL
def test_the_list_has_every_rung(command, number):
    exercise = exercise_to_check(number, SEED)
    out = command("check", "--list", exercise.folder.readers_file)[1]
    assert re.findall(r"^([a-z ]+): (.+)$", out, re.M) == list(exercise.asks.items())
    blocks = dict(re.findall(r"^([a-z ]+): .+\n((?:  .+\n)*)", out, re.M))
    for rung in exercise.rungs:
        if " -> " not in blocks[rung.name] and rung.name != UNTOUCHED:
            (line,) = blocks[rung.name].splitlines()
            same = [other.name for other in exercise.rungs if other.probe_indices == rung.probe_indices]
            assert any(line.endswith(f" {name}") for name in same if name != rung.name)


@ALL
def test_the_new_inputs_are_in_the_list_of_their_seed_alone(command, number):
    listed = command("check", "--list", "--exercise", str(number))[1].splitlines()
    of_seed = command("check", "--list", "--exercise", str(number), "--seed", str(SEED))[1].splitlines()
    new = of_seed[len(listed) - 1 :]
    assert of_seed[: len(listed) - 1] == listed[:-1] and "--seed" in listed[-1] and " -> " not in listed[-1]
    calls = exercise_to_check(number, SEED).calls[len(load_exercise(number).calls) :]
    assert all(
        same_call(call_of(line.split(" -> ")[0].strip()), call) for line, call in zip(new, calls, strict=True)
    )


# ---- --seed


ONLY_UP_TO_NINE = """
import numpy as np
def convolve1d(signal, kernel, mode="full"):
    return np.convolve(signal[:9], kernel, mode)
"""


@pytest.mark.parametrize("seed", with_slow_cases(["4711", "0", str(LARGEST_SEED)], every=3))
def test_a_seed_draws_the_same_inputs_again_and_is_told(command, here, seed):
    (here / "my_0_1D.py").write_text(ONLY_UP_TO_NINE, encoding="utf-8")
    code, out, _ = first = command("check", "my_0_1D.py", "--seed", seed, "--ladder")
    assert code == 1 and command("check", "my_0_1D.py", "--seed", seed, "--ladder") == first
    flat = " ".join(out.split())
    assert states(out)[-1] == RUNG_FAILS and set(states(out)[:-1]) == {RUNG_HOLDS}
    assert f"(seed {seed})" in flat and f" --seed {seed} " in flat and f"--list --seed {seed} " in flat
    shown = re.search(r"Called (.+?)[;:] ", flat)[1]
    assert shown in command("check", "--list", "--exercise", "0", "--seed", seed)[1]


def test_a_seed_is_told_where_the_new_inputs_were_looked_at(command, here):
    (here / "my_0_1D.py").write_text(RIGHT[0, LOOPS], encoding="utf-8")
    assert f"--seed {SEED})" in " ".join(command("check", "my_0_1D.py")[1].split())
    assert f"(seed {SEED})" in " ".join(command("check", "my_0_1D.py", "--ladder")[1].split())
    (here / "my_0_1D.py").write_text(BEGIN + "...\n", encoding="utf-8")
    assert "seed" not in command("check", "my_0_1D.py")[1]


def test_a_file_that_hangs_on_a_new_input_holds_what_is_listed(command, here):
    text = BEGIN + "while len(signal) > 9: pass\n    " + RETURN
    (here / "my_0_1D.py").write_text(text, encoding="utf-8")
    code, out, _ = command("check", "my_0_1D.py", "--seconds", "0.5", "--ladder")
    assert (
        code == 1
        and states(out)[-2:] == [RUNG_HOLDS, RUNG_FAILS]
        and " 0.5 seconds " in " ".join(out.split())
    )
    assert max(len(call.arguments[0]) for call in load_exercise(0).calls) == 9


def test_changed_arrays_count_on_new_inputs_too(command, here):
    text = BEGIN + KEPT + "signal[:] = signal[0] if len(signal) > 9 else signal; return y\n"
    (here / "my_0_1D.py").write_text(text, encoding="utf-8")
    code, out, _ = command("check", "my_0_1D.py", "--hint", "--ladder")
    assert code == 1 and states(out)[-2:] == [RUNG_HOLDS, RUNG_FAILS] and "signal.copy()" in out


# ---- as processes


def process(*words, cwd, course=COURSE, **settings):
    """The command in a process of its own, started in a folder, with a temporary folder in it."""
    (cwd / "temporary").mkdir(exist_ok=True)
    settings = {"cwd": cwd, "encoding": "utf-8", **settings}
    return started(
        [*course, *map(str, words)], {"TMPDIR": str(cwd / "temporary"), "COLUMNS": "80"}, **settings
    )


def finished(running):
    """(exit code, stdout, stderr) of a process, as soon as it has ended."""
    out, err = running.communicate(timeout=60)
    return running.returncode, out, err


def test_from_another_folder(here):
    assert finished(process("start", 0, cwd=here))[::2] == (0, "")
    code, out, err = finished(process("check", "my_0_1D.py", "--ladder", cwd=here))
    assert (code, without_containment(err)) == (1, "") and states(out)[:3] == [
        RUNG_HOLDS,
        RUNG_HOLDS,
        RUNG_FAILS,
    ]
    (here / "my_0_1D.py").write_text(RIGHT[0, LIBRARY], encoding="utf-8")
    code, out, err = finished(process("check", here / "my_0_1D.py", cwd=here))
    assert (code, without_containment(err)) == (0, "") and "[this machine]." in " ".join(out.split())
    code, out, err = finished(process("check", "none.py", cwd=here))
    refused((code, out, err), "none.py")
    assert list((here / "temporary").iterdir()) == []


@pytest.mark.parametrize("line", with_slow_cases([r"'\d'", "1 if 1is 1 else 0", "assert (1, 'x')", "(1)(2)"], every=2))
def test_odd_python_makes_no_noise(here, line):
    text = f"def odd():\n    {line}\n{BEGIN}...\n"
    (here / "file.py").write_text(text, encoding="utf-8")
    code, out, err = finished(
        process("check", "file.py", "--ladder", cwd=here, course=(sys.executable, "-m", "course"))
    )
    assert (code, without_containment(err)) == (1, "") and states(out)[2] == RUNG_FAILS


@posix
@pytest.mark.parametrize(
    "words", [["check", "--list", "--exercise", "1"], ["start"], ["check", "my_0_1D.py"]]
)
def test_a_closed_pipe_makes_no_noise(here, words):
    (here / "my_0_1D.py").write_text(BEGIN + "...\n", encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    running = process(*words, cwd=here, stdout=write)
    os.close(write)
    code, _, err = finished(running)
    assert code == 141 and (err == "" or without_containment(err) == "")


STAYS = """
import subprocess, sys
subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(99)", {mark!r}])
while True: pass
"""


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what runs")
@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP"])
@pytest.mark.parametrize("words", [["my_0_1D.py"], ["my_0_1D.py", "my_0_1D.py", "my_0_1D.py", "--jobs", "2"]])
def test_ctrl_c_ends_at_once_and_leaves_nothing(here, words, name):
    mark = f"{here}-{name}-stays"
    (here / "my_0_1D.py").write_text(STAYS.format(mark=mark), encoding="utf-8")
    running = process("check", *words, cwd=here)
    deadline = time.monotonic() + 30
    while process_with(mark.encode()) is None:
        assert time.monotonic() < deadline and running.poll() is None
        time.sleep(0.02)
    running.send_signal(getattr(signal, name))
    begun = time.monotonic()
    assert finished(running) == (130, "", "") and time.monotonic() - begun < 5
    assert list((here / "temporary").iterdir()) == []
    assert process_with(mark.encode()) is None


def test_it_explains_itself(command):
    code, out, err = command("check", "-h")
    assert (code, err) == (0, "") and out.isascii() and "usage: python -m course check" in out
    assert check.__doc__.strip().splitlines()[0] in out and "130" in out
