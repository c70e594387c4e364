"""The runner: what agrees with what, and the command line as a process, on small courses made for it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.lessons import compare_output

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="signals and terminals as POSIX has them")
MARK = " [this machine]"

# ---- which lines agree

SAME, OTHER = True, False
LINES = [
    # words
    ("full: [6 11]", "full: [6 11]", SAME),
    ("full: [6 11]", "Full: [6 11]", OTHER),
    ("the kernel", "the  kernel", SAME),
    ("the kernel", "thekernel", OTHER),
    ("the kernel", "the kernel flips", OTHER),
    ("a, b", "a; b", OTHER),
    ("  indented\t1", "indented 1  ", SAME),
    ("", "   ", SAME),
    ("", "word", OTHER),
    ("conv2d", "conv3d", OTHER),
    ("conv2d", "conv2.0d", OTHER),
    ("0_1D.py", "0_2D.py", OTHER),
    ("y[n] = x*h", "y[n] = x+h", OTHER),
    # integers and fractions
    ("3", "3", SAME),
    ("3", "4", OTHER),
    ("3", "-3", OTHER),
    ("sum 100000000", "sum 100000001", OTHER),
    ("123456789012345678901", "123456789012345678902", OTHER),
    ("[1, 2, -3]", "[1,2,-3]", SAME),
    ("[1, 2, -3]", "[1, 2, 3]", OTHER),
    ("[1 2]", "[12]", OTHER),
    ("(1,2,5,1)", "(1, 2, 5, 1)", SAME),
    ("(1,2,5,1)", "(1,2,5,2)", OTHER),
    ("y[0] = 3*2 = 6", "y[0] = 3*2 = 6", SAME),
    ("y[0] = 3*2 = 6", "y[1] = 3*2 = 6", OTHER),
    ("y[0] = 3*2 = 6", "y[0] = 3*4 = 6", OTHER),
    ("5x5", "5x6", OTHER),
    ("7/9", "7/9", SAME),
    ("7/9", "14/18", OTHER),
    ("7/9", "0.7777777777777778", OTHER),
    ("best 1/3.", "best 1/4.", OTHER),
    ("1/9.9999999", "1/10.0", SAME),
    # floats
    ("2.5", "2.5", SAME),
    ("2.5", "2.50", SAME),
    ("2.5", "2.6", OTHER),
    ("0.3", "0.30000000000000004", SAME),
    ("0.5", "0.5000009", SAME),
    ("0.5", "0.5000011", OTHER),
    ("0.0", "-1e-17", SAME),
    ("0.0", "1.1e-6", OTHER),
    ("1000.0", "1000.0009", SAME),
    ("1000.0", "1000.0011", OTHER),
    ("1e6", "1000000.5", SAME),
    ("1e6", "1.00001e+06", OTHER),
    ("2.5", "-2.5", OTHER),
    ("[1, 2.5, -3]", "[1, 2.5000001, -3]", SAME),
    ("[1, 2.5, -3]", "[1, 2.5000001, -4]", OTHER),
    ("[1. 2. 3.]", "[ 1.  2.  2.9999999]", SAME),
    ("[1. 2. 3.]", "[1. 2. 4.]", OTHER),
    ("[0. 1.]", "[-0.  1.]", SAME),
    ("(1.5+1e-17j)", "(1.5-2e-17j)", SAME),
    ("f(0.25)=.5", "f(0.25)=0.5", SAME),
    ("2.5x0.25", "2.5x0.2500001", SAME),
    ("faster x9.9999999", "faster x10.0", SAME),
    ("NumPy 2.4.1", "NumPy 2.4.10", OTHER),
    ("NumPy 2.4.1", "NumPy 2.40.1", OTHER),
    ("the sum is 1.5.", "the sum is 1.5000001.", SAME),
    ("the sum is 5000000.", "the sum is 5000001.", OTHER),
    # one kind in another's place
    ("3", "3.0", OTHER),
    ("3.0", "3", OTHER),
    ("[3. 4.]", "[3 4]", OTHER),
    ("1e3", "1000", OTHER),
    ("1.5", "nan", OTHER),
    ("1", "one", OTHER),
    # not finite
    ("[nan 1.5]", "[nan 1.5]", SAME),
    ("nan", "1.0", OTHER),
    ("nan", "NAN", OTHER),
    ("inf", "inf", SAME),
    ("inf", "-inf", OTHER),
    ("inf", "1.0", OTHER),
    ("1.0", "inf", OTHER),
    ("1e999", "inf", SAME),
    ("nano", "nan", OTHER),
    # lines of this machine
    ("eager 1.25 ms" + MARK, "eager 317 ms" + MARK, SAME),
    ("loss 1, 2, 3" + MARK, "loss 0.5" + MARK, SAME),
    ("at [3/4, nan, -1e-5]: 12 ms" + MARK, "at 1.5: ms" + MARK, SAME),
    ("12x faster" + MARK, "9.75x faster  " + MARK + "  ", SAME),
    ("eager 1.25 ms" + MARK, "eager 1.25 s" + MARK, OTHER),
    ("tf.nn.conv2d 5 ms" + MARK, "tf.nn.conv3d 5 ms" + MARK, OTHER),
    ("eager 1.25 ms" + MARK, "eager 1.25 ms", OTHER),
    ("eager 1.25 ms", "eager 1.25 ms" + MARK, OTHER),
    ("[this machine] 5", "[this machine] 6", OTHER),
]


@pytest.mark.parametrize("expected, got, agrees", LINES)
def test_which_lines_agree(expected, got, agrees):
    assert compare_output.agree(expected, got) is agrees
    assert (compare_output.differences(expected, got) == []) is agrees


@settings(max_examples=300, deadline=None)
@given(st.floats(-1e9, 1e9), st.floats(-3, 3))
def test_floats_agree_by_the_rule_worked_out_in_exact_arithmetic(expected, steps):
    got = expected + steps * 1e-6 * max(1.0, abs(expected))
    bound = Fraction(1, 10**6) * max(1, abs(Fraction(expected)))
    off = abs(Fraction(expected) - Fraction(got))
    if abs(off - bound) > bound / 1000:  # so near the edge the rounding decides
        assert compare_output.agree(f"x = [{expected!r}, 1]", f"x = [{got!r}, 1]") == (off <= bound)


NUMBERS = st.one_of(
    st.integers(),
    st.floats(),
    st.builds(Fraction, st.integers(), st.integers(2, 99)).filter(lambda number: number.denominator > 1),
)
BETWEEN = st.sampled_from([", ", ",", " ", "; ", " * ", "*", " = ", "=", "(", ")[", " and "])


@settings(max_examples=300, deadline=None)
@given(st.lists(NUMBERS, min_size=1), BETWEEN)
def test_every_number_is_found_whatever_stands_between(numbers, between):
    found = compare_output.tokens(f"y[0]: [{between.join(map(str, numbers))}]")
    kinds = ["float" if isinstance(number, float) else "exact" for number in numbers]
    expected = list(zip(kinds, map(str, numbers)))
    assert [token for token in found if token[0] in ("float", "exact")] == [("exact", "0"), *expected]


# ---- which texts agree, and which lines are blamed

TABLE = "".join(f"row {i} {i / 7} {[i, i * i]}\n" for i in range(40))
FLOATS = "".join(f"[{i / 7} {i / 3}]\n" for i in range(40))
NEARLY = "".join(f"[{i / 7 + 1e-9} {i / 3 - 1e-9}]\n" for i in range(40))


@pytest.mark.parametrize("expected, got, blamed", [
    ("a\nb\n", "a\nb", []),
    ("a\nb", "a\nb\n\n  \n", []),
    ("", "\n\n", []),
    ("a\n\nb", "a\nb", [(2, None)]),
    ("a\nb", "a\nb\nc", [(None, 3)]),
    ("a\nb\nc", "a\nc", [(2, None)]),
    ("", "a", [(1, 1)]),
    ("a 1\nb 2\nc 3", "a 1\nb 5\nc 3", [(2, 2)]),
    ("0.0004999999\n0.0005000001", "0.0005000001\n0.0005000001", []),  # agree, though rounded they do not
    (TABLE, "first\n" + TABLE, [(None, 1)]),
    (TABLE, TABLE.replace("row 20", "new\nrow 20"), [(None, 21)]),
    (TABLE, TABLE.replace("row 20", "row 21"), [(21, 21)]),
    (FLOATS, FLOATS.replace("[2.0 ", "[99.5 98.5]\n[2.0 "), [(None, 15)]),
    (FLOATS, NEARLY, []),
    (FLOATS, NEARLY.replace("[2.000000001 ", "[99.5 98.5]\n[2.000000001 "), [(None, 15)]),
    ("as before\n" * 300, "as before\n" * 150 + "new\n" + "as before\n" * 150, [(None, 151)]),
])
def test_which_lines_are_blamed(expected, got, blamed):
    pairs = compare_output.differences(expected, got)
    assert [tuple(side and side[0] for side in pair) for pair in pairs] == blamed


# ---- small courses

ELSEWHERE = ("COURSE_FIGURES", "PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONWARNINGS")
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in ELSEWHERE} | {"PYTHONUTF8": "1"}
COMMAND = [sys.executable, "-W", "error", "-m", "course"]

FIRST = """\
\"\"\"

Slide a kernel
==============
\"\"\"
print("full: [6, 11, 14, 5, 0], best 7/9")
print("mean 7.2 of 5")
print("Figure 0_first_modes.png: three modes")
print("12.5 ms for 3 [this machine]")
"""
SECOND = '"""Slide it over an image"""\nfor i in range(1, 21):\n    print("row", i, i / 7)\n'
THIRD = "open('third_ran', 'w').close()\nprint('the end')\n"
LESSONS = {"0_first.py": FIRST, "1_second.py": SECOND, "3_third.py": THIRD}


COMPILED = shutil.ignore_patterns("__pycache__")


class Course:
    """A course in a folder of its own: this toolkit's command line, with other lessons."""

    def __init__(self, folder, lessons):
        self.folder, self.expected = folder, folder / "data" / "expected"
        (folder / "course").mkdir(parents=True)
        for name in ("__init__", "__main__", "errors", "paths"):
            shutil.copy(ROOT / "course" / f"{name}.py", folder / "course")
        for package in ("terminal", "lessons"):
            shutil.copytree(ROOT / "course" / package, folder / "course" / package, ignore=COMPILED)
        for name, text in lessons.items():
            self.lesson(name, text)

    def lesson(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def expect(self, name, text):
        self.expected.mkdir(parents=True, exist_ok=True)
        (self.expected / f"{name}.txt").write_text(text, encoding="utf-8", newline="")

    def start(self, *arguments, env=(), **settings):
        settings = {"cwd": self.folder, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | settings
        env = ENVIRONMENT | dict(env)
        return subprocess.Popen([*COMMAND, *arguments], encoding="utf-8", env=env, **settings)

    def run(self, *arguments, **settings):
        """Exit code, stdout, stderr."""
        process = self.start(*arguments, **settings)
        out, err = process.communicate(timeout=20)
        return process.returncode, out, err

    def files(self):
        return {path.name: path.read_bytes() for path in self.expected.glob("*")}


@pytest.fixture
def course(tmp_path):
    """Three lessons and what they print."""
    made = Course(tmp_path / "a course", LESSONS)
    made.expect("0_first", "full: [6, 11, 14, 5, 0], best 7/9\nmean 7.2000001 of 5\n"
                           "Figure 0_first_modes.png: three modes\n9.25 ms for 1 [this machine]\n")
    made.expect("1_second", "".join(f"row {i} {i / 7}\n" for i in range(1, 21)))
    made.expect("3_third", "the end\n")
    return made


def wait_for(path):
    for _ in range(1000):
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.01)
    raise AssertionError(f"{path} was never written")


def test_one_line_for_a_lesson_and_one_for_all(course):
    code, out, err = course.run()
    assert (code, err) == (0, "")
    timeless = re.sub(r"\d+\.\d s|\d+ s", "T", out)
    assert re.sub(" +", " ", timeless).splitlines() == [
        "0_first.py 8 numbers agree 1 line by words 1 figure T",
        "1_second.py 40 numbers agree 0 lines by words 0 figures T",
        "3_third.py 0 numbers agree 0 lines by words 0 figures T",
        "3 lessons, 48 numbers agree, 1 figure in figures/, T",
    ]
    lines = out.splitlines()
    assert len({len(line) for line in lines[:3]}) == 1 and max(map(len, lines)) <= 80
    assert not re.search(r"[^\n -~]", out)


def test_columns_stay_within_80_for_long_names_and_many_numbers(course):
    name = "4_a_lesson_with_a_very_long_name"
    course.lesson(f"{name}.py", "for i in range(9999): print(i)\n"
                                "for i in range(999): print(f'Figure {i}.png: it')\n"
                                "for i in range(999): print('x [this machine]')\n")
    assert course.run("--update", "--only", "4")[0] == 0
    code, out, err = course.run("--only", "4")
    assert (code, err) == (0, "") and max(map(len, out.splitlines())) <= 80 and "10998 numbers agree" in out


def test_stops_at_the_first_lesson_that_differs(course):
    course.lesson("1_second.py", SECOND + "print('new line 5')\n")
    course.expect("1_second", "".join(f"row {i} {i / 7}\n" for i in range(1, 21) if i != 4))
    code, out, err = course.run()
    assert (code, err) == (1, "")
    assert out.splitlines()[1:] == [
        "1_second.py  differs in 2 lines from data/expected/1_second.txt",
        " line expected                           line got",
        "    - (no such line)                        4 row 4 0.5714285714285714",
        "    - (no such line)                       21 new line 5",
        "If you changed the lesson on purpose: python -m course --update --only 1",
    ]
    assert not (course.folder / "third_ran").exists()


def test_shows_five_differing_lines_long_ones_under_each_other(course):
    course.lesson("1_second.py", SECOND.replace("i / 7)", "i / 7, 'and words that are long enough')"))
    code, out, err = course.run("--only", "1")
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[1] == "  line    1, expected: row 1 0.14285714285714285"
    assert lines[2] == "  line    1, got:      row 1 0.14285714285714285 and words that are long enough"
    assert len(lines) == 1 + 10 + 2 and lines[-2] == "  and 15 lines more"


FAILED = "1_second.py  failed, exit code"


@pytest.mark.parametrize("lesson, code, told, shown", [
    ("print('x'); sys.stderr.write('no photo.jpg\\n'); sys.exit(2)", 2, "", "no photo.jpg\n"),
    ("sys.exit(2)", 2, "", "1_second.py gave no reason\n"),
    ("sys.exit('check failed: 3 is not 4')", 1, f"{FAILED} 1\n", "check failed: 3 is not 4\n"),
    ("os.close(1); time.sleep(0.3); os._exit(7)", 1, f"{FAILED} 7\n", "1_second.py gave no reason\n"),
    ("sys.stderr.write('\\x1b[31mred'); sys.exit(1)", 1, f"{FAILED} 1\n", "?[31mred\n"),
    ("sys.stderr.write('a warning')", 1,
     "1_second.py  differs: on stderr, where nothing is expected, it says\n  a warning\n", ""),
])
def test_how_a_lesson_ends_is_passed_on(course, lesson, code, told, shown):
    course.lesson("1_second.py", f"import os, sys, time\n{lesson}\n")
    got_code, out, err = course.run("--from", "1")
    assert (got_code, out, err) == (code, told, shown)
    before = course.files()
    assert course.run("--update", "--from", "1") == (code, told, shown)  # and nothing is written
    assert course.files() == before and not (course.folder / "third_ran").exists()


def test_a_missing_expected_file_is_told_before_anything_runs(course):
    (course.expected / "3_third.txt").unlink()
    code, out, err = course.run()
    assert (code, out) == (2, "")
    assert err == ("python -m course: data/expected/3_third.txt is missing: "
                   "python -m course --update --only 3 makes it\n")
    assert course.run("--only", "0", "1")[0] == 0


def test_an_unreadable_expected_file_takes_one_line(course):
    (course.expected / "3_third.txt").unlink()
    (course.expected / "3_third.txt").mkdir()
    code, out, err = course.run()
    assert (code, out) == (2, "") and len(err.splitlines()) == 1 and "3_third.txt" in err


@pytest.mark.parametrize("change", [
    str.strip,
    lambda text: text + "\n\n",
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "\ufeff" + text,
])
def test_expected_files_may_have_been_through_other_systems(course, change):
    course.expect("1_second", change("".join(f"row {i} {i / 7}\n" for i in range(1, 21))))
    assert course.run("--only", "1")[0] == 0


# ---- options


@pytest.mark.parametrize("arguments, numbers", [
    (["--only", "1"], "1"), (["--only", "3", "0"], "03"), (["--only", "1", "1", "0"], "01"),
    (["--from", "1"], "13"), (["--from", "3"], "3"), ([], "013"), (["run"], "013"),
])
def test_which_lessons_are_run(course, arguments, numbers):
    for what in ([], ["--list"]) if len(numbers) < 3 else (["--list"],):
        code, out, err = course.run(*arguments, *what)
        listed = [line[0] for line in out.splitlines() if "lesson" not in line]
        assert (code, err, "".join(listed)) == (0, "", numbers)


@pytest.mark.parametrize("arguments, says", [
    (["nonsense"], "no command 'nonsense'; there is run"),
    (["3"], "no command '3'"),
    ([""], "no command ''"),
    (["two\nlines"], "no command"),
    (["run", "nonsense"], "unrecognized arguments: nonsense"),
    (["--from", "9"], "no lesson '9': there are 0 1 3"),
    (["--from", "2"], "no lesson '2': there are 0 1 3"),
    (["--from", "-1"], "no lesson '-1': there are 0 1 3"),
    (["--from", ""], "no lesson '': there are 0 1 3"),
    (["--from"], "--from: expected one argument"),
    (["--only", "7"], "no lesson '7': there are 0 1 3"),
    (["--only", "0", "x"], "no lesson 'x'"),
    (["--only", "0,1"], "no lesson '0,1'"),
    (["--only"], "--only: expected at least one argument"),
    (["--only", "0", "--from", "1"], "--from: not allowed with argument --only"),
    (["--list", "--update"], "--update: not allowed with argument --list"),
    (["--onl", "0"], "--onl"),
    (["--updat"], "unrecognized arguments: --updat"),
    (["--nonsense"], "unrecognized arguments: --nonsense"),
])
def test_errors_of_use_take_one_line(course, arguments, says):
    before = course.files()
    code, out, err = course.run(*arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1) and says in err
    assert course.files() == before


def test_a_folder_without_lessons(tmp_path):
    empty = Course(tmp_path / "empty", {"a_0.py": "", "0.py": "", "10_x.py": ""})
    code, out, err = empty.run()
    assert (code, out) == (2, "")
    assert re.fullmatch("python -m course: the course needs its folder, .*\n", err)
    with pytest.raises(compare_output.Unusable, match="no lessons, such as 0_1D.py, in .*empty"):
        compare_output.main([], root=empty.folder)


def test_the_list_reads_titles_without_running_anything(course):
    course.lesson("0_first.py", FIRST + "raise SystemExit('I ran')\n")
    course.lesson("numpy.py", "raise SystemExit('numpy was imported')\n")
    course.lesson("4_broken.py", "print(\n")
    course.lesson("5_long.py", f'"""{"long " * 30}"""')
    (course.folder / "6_folder.py").mkdir()
    code, out, err = course.run("--list")
    assert (code, err) == (0, "")
    assert out.splitlines()[:4] == [
        "0  0_first.py   Slide a kernel", "1  1_second.py  Slide it over an image", "3  3_third.py",
        "4  4_broken.py  (not readable as Python)"]
    assert len(out.splitlines()) == 5 and max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("arguments", [["-h"], ["--help"], ["run", "-h"]])
def test_help_states_the_rules_and_has_examples(course, arguments):
    code, out, err = course.run(*arguments, env={"COLUMNS": "80"})
    assert (code, err) == (0, "") and max(map(len, out.splitlines())) <= 80
    for part in ("1e-6 * max(1, |expected|)", "[this machine]", "--update --only 3", "--from 2", "--list"):
        assert part in out


def test_the_folder_is_a_parameter_and_by_default_the_repository(course, capsys):
    assert compare_output.main(["--list"], root=course.folder) == 0
    assert "Slide a kernel" in capsys.readouterr().out
    assert compare_output.ROOT == ROOT
    before = signal.getsignal(signal.SIGINT)
    assert compare_output.main(["--only", "0"], root=course.folder) == 0
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(compare_output.Unusable, match="no lesson '9'"):
        compare_output.main(["--only", "9"], root=course.folder)


# ---- --update


def test_update_writes_what_the_lessons_print_and_says_what_changed(course):
    (course.expected / "3_third.txt").unlink()
    course.lesson("1_second.py", SECOND.replace("21", "20") + "print('\u00e9')\n")
    code, out, err = course.run("--update")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "0_first.py  written, disagrees with before in 0 lines",
        "1_second.py  written, disagrees with before in 1 line",
        " line expected                           line got",
        f"   20 {'row 20 2.857142857142857':<33}    20 \u00e9",
        "3_third.py  written, new"]
    assert course.files()["0_first.txt"].decode().splitlines()[1] == "mean 7.2 of 5"
    assert course.files()["1_second.txt"].endswith("4\n\u00e9\n".encode())
    assert course.files().keys() == {"0_first.txt", "1_second.txt", "3_third.txt"}
    assert course.run("--update") == (0, "".join(f"{name}  unchanged\n" for name in LESSONS), "")
    assert course.run()[0] == 0


def test_update_makes_the_folder_and_only_what_was_asked_for(course):
    shutil.rmtree(course.folder / "data")
    assert course.run("--update", "--only", "3") == (0, "3_third.py  written, new\n", "")
    assert course.files() == {"3_third.txt": b"the end\n"}


def test_an_update_that_cannot_be_finished_leaves_the_old_file(course, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")
    before = course.files()
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError):
        compare_output.main(["--update"], root=course.folder)
    assert course.files() == before


# ---- a lesson's surroundings

SURROUNDINGS = """
import os, sys
print([os.environ.get(name) for name in ("MPLBACKEND", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONHASHSEED")])
print(sys.argv[1:], repr(sys.stdin.read()), "caf\u00e9 \u2192", os.path.basename(os.getcwd()))
"""


def test_a_lesson_has_no_window_no_questions_and_utf8(course):
    course.lesson("1_second.py", SURROUNDINGS)
    course.expect("1_second", "['Agg', '1', 'utf-8', '77']\n[] '' caf\u00e9 \u2192 a course\n")
    env = {"MPLBACKEND": "TkAgg", "PYTHONHASHSEED": "77", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with open(course.folder / "0_first.py") as typed:
        assert course.run("--only", "1", env=env, stdin=typed)[::2] == (0, "")


def test_what_an_ascii_output_lacks_is_escaped(course):
    course.lesson("1_second.py", "print('\u2192 \\x1b[31m \\a\\t\\r.')\n")
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    code, out, err = course.run("--only", "1", env=env)
    assert (code, err) == (1, "") and "\\u2192 ?[31m ?" in out and not re.search(r"[^\n -~]", out)


def test_bytes_that_are_no_text_are_a_difference(course):
    course.lesson("1_second.py", "import sys\nfor i in (1, 2): sys.stdout.buffer.write(b'caf\\xe9\\n')\n")
    code, out, err = course.run("--only", "1")
    assert (code, err) == (1, "") and out.count("caf\ufffd") == 2


def test_much_on_both_streams_does_not_block(course):
    course.lesson("1_second.py", "import sys\nfor i in range(3000):\n"
                                 "    print('o' * 500)\n    sys.stderr.write('e' * 500 + '\\n')\n")
    code, out, err = course.run("--only", "1")
    assert (code, err) == (1, "") and len(out.splitlines()) == 6


@pytest.mark.parametrize("given", ["{elsewhere}", "{elsewhere}/", "figs", "../a course/figs", "/"])
def test_the_readers_own_folder_for_figures_is_called_figures(course, given):
    course.lesson("1_second.py", "import os; print('1/2\\nThe figures are in the folder', os.environ['COURSE_FIGURES'])\n")
    course.expect("1_second", "1/2\nThe figures are in the folder figures\n")
    folder = given.format(elsewhere=course.folder.parent / "else where")
    code, out, err = course.run("--only", "1", env={"COURSE_FIGURES": folder})
    assert (code, err) == (0, "") and f"0 figures in {folder}, " in out


def test_what_a_machine_lacks_may_be_left_out(course):
    course.lesson("1_second.py", "print('Left out: the comparison with X.\\n7')\n")
    course.expect("1_second", "X differs by 0.5 [this machine]\n7\n")
    assert course.run("--only", "1")[0] == 0
    course.expect("1_second", "X differs by 0.5\n7\n")
    assert course.run("--only", "1")[0] == 1


def test_a_copy_beside_a_lesson_is_no_lesson(course):
    course.lesson("1_second copy.py", "print('nothing that is expected')\n")
    code, out, err = course.run("--list")
    assert (code, err) == (0, "") and "copy" not in out


@pytest.mark.parametrize("name", ["plain", "it's \u00e9t\u00e9 \u6570 [0-9]"])
def test_from_another_folder_whatever_the_course_is_called(tmp_path, name):
    made = Course(tmp_path / name, LESSONS)
    other = tmp_path / "other"
    other.mkdir()
    for arguments in (["--update"], []):
        code, out, err = made.run(*arguments, cwd=other, env={"PYTHONPATH": str(made.folder)})
        assert (code, err) == (0, "")
    assert out.startswith("0_first.py") and not list(other.iterdir())
    assert f"1 figure in {made.folder / 'figures'}, " in out


# ---- the ends of a process

DEAF = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
SLEEPER = """
import os, pathlib, sys, time
print("begun", flush=True)
pathlib.Path("pid").write_text(str(os.getpid()))
time.sleep(60)
"""


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@posix
@pytest.mark.parametrize("send", ["kill", "killpg"])  # to the parent only, or to both as a terminal does
@pytest.mark.parametrize("deaf, arguments", [("", []), (DEAF, []), ("", ["--update"])])
def test_ctrl_c_stops_the_lesson_too(course, deaf, send, arguments):
    course.lesson("1_second.py", deaf + SLEEPER)
    before = course.files()
    process = course.start("--from", "1", *arguments, start_new_session=True)
    child = int(wait_for(course.folder / "pid"))
    getattr(os, send)(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (130, "", "")
    assert gone(child) and course.files() == before and not (course.folder / "third_ran").exists()


@posix
def test_ctrl_c_works_where_the_shell_ignores_it(course):
    course.lesson("1_second.py", SLEEPER)
    command = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *COMMAND, "--only", "1"]
    process = subprocess.Popen(command, cwd=course.folder, env=ENVIRONMENT, stderr=subprocess.PIPE)
    child = int(wait_for(course.folder / "pid"))
    os.kill(process.pid, signal.SIGINT)
    assert process.communicate(timeout=10)[1] == b"" and process.returncode == 130 and gone(child)


@posix
def test_ctrl_c_between_lessons_cleans_up(course):
    program = ("import os, pathlib, signal, time\nfrom course.__main__ import run_and_exit\n"
               "def work():\n    try:\n        os.kill(os.getpid(), signal.SIGINT)\n        time.sleep(9)\n"
               "    finally:\n        pathlib.Path('cleaned').touch()\nrun_and_exit(work)\n")
    command = [sys.executable, "-W", "error", "-c", program]
    result = subprocess.run(command, cwd=course.folder, env=ENVIRONMENT, capture_output=True)
    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")
    assert (course.folder / "cleaned").exists()


def test_lines_come_as_lessons_end_and_a_closed_pipe_is_quiet(course):
    wait = "import os, time\nwhile not os.path.exists('go'): time.sleep(0.01)\n"
    course.lesson("1_second.py", wait + SECOND)
    process = course.start()
    assert process.stdout.readline().startswith("0_first.py")  # while lesson 1 waits
    process.stdout.close()
    (course.folder / "go").touch()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(10), err) == (141, "") and not (course.folder / "third_ran").exists()


@posix
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&- <&-", "<&-"])
@pytest.mark.parametrize("arguments, code", [
    (["--only", "3"], 0), (["--list"], 0), (["-h"], 0), (["--only", "1"], 1), (["--only", "7"], 2),
])
def test_without_streams(course, closed, arguments, code):
    if code == 1:
        course.expect("1_second", "something else")
    command = ["sh", "-c", f'"$@" {closed}', "sh", *COMMAND, *arguments]
    result = subprocess.run(command, cwd=course.folder, env=ENVIRONMENT, capture_output=True)
    assert result.returncode == code
    assert len(result.stderr.splitlines()) == (code == 2 and "2>" not in closed)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_takes_one_line(course):
    with open("/dev/full", "w") as full:
        code, _, err = course.run(stdout=full)
    assert code == 2 and len(err.splitlines()) == 1


def rendered(raw):
    """What a terminal shows in the end."""
    lines = []
    for row in raw.replace("\r\n", "\n").split("\n"):
        shown = ""
        for piece in row.split("\r"):
            shown = piece + shown[len(piece):]
        lines.append(shown.rstrip())
    return lines


@posix
def test_progress_on_a_terminal(course):
    import pty
    course.lesson("1_second.py", "import time\n" + SECOND + "    time.sleep(0.02)\n")
    ours, theirs = pty.openpty()
    process = course.start(stdout=theirs, stderr=theirs)
    os.close(theirs)
    raw = b""
    try:
        while piece := os.read(ours, 65536):
            raw += piece
    except OSError:  # how Linux says that the other side has closed
        pass
    os.close(ours)
    raw = raw.decode()
    assert process.wait(10) == 0
    assert re.search(r"\r1_second\.py: [1-9]\d* lines, \d+ s", raw) and "\x1b" not in raw
    assert max(len(piece) for piece in re.split(r"[\r\n]", raw)) < 80
    lines = rendered(raw)
    assert [line[:9] for line in lines] == ["0_first.p", "1_second.", "3_third.p", "3 lessons", ""]
    assert len({len(line) for line in lines[:3]}) == 1  # nothing of the progress is left behind
