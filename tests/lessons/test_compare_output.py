"""The runner of the lessons: its command line as a process, on small courses made for it. Its words: tests/golden/run.txt."""

import atexit
import compileall
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest
from support.cli import posix
from support.files import ROOT, cores
from support.golden import check_golden

from course.lessons import compare_output

# ---- small courses

ELSEWHERE = ("COURSE_FIGURES", "PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONWARNINGS")
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in ELSEWHERE} | {"PYTHONUTF8": "1"}
# as in an activated environment, where a command is typed as python -m course on every machine
ENVIRONMENT["PATH"] = os.path.dirname(sys.executable) + os.pathsep + ENVIRONMENT["PATH"]
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
WATCHED = (
    "import numpy\nnumpy.convolve([1], [2])\n"  # at the end of each: a lesson without a convolution fails
)
# In the place of the watch, which imports NumPy in each process of each lesson: most tests are not about it.
CONFIRMS_ONE = """\
from types import SimpleNamespace

class Watch:
    failed = None

    def __init__(self, lesson, name):
        self.start = lambda: None

    def stop(self):
        seen = {"confirmed": 1, "on_purpose": 0, "not_confirmed": {}}
        return SimpleNamespace(_asdict=lambda: seen)
"""
LESSONS = {"0_first.py": FIRST, "1_second.py": SECOND, "3_third.py": THIRD}


COMPILED = shutil.ignore_patterns("__pycache__")


@cache
def compiled_toolkit():
    """A folder with the toolkit, compiled once, so that not every process of every test compiles it again."""
    folder = Path(tempfile.mkdtemp(prefix="toolkit_"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    toolkit = folder / "course"
    toolkit.mkdir()
    for name in ("__init__", "__main__", "errors", "paths"):
        shutil.copy(ROOT / "course" / f"{name}.py", toolkit)
    for package in ("terminal", "convolution", "lessons"):
        shutil.copytree(ROOT / "course" / package, toolkit / package, ignore=COMPILED)
    compileall.compile_dir(toolkit, quiet=1)
    return toolkit


class Course:
    """A course in a folder of its own: this toolkit's command line, with other lessons.

    watched: whether the lessons are really watched, or one convolution of each is taken as confirmed.
    """

    def __init__(self, folder, lessons, watched=False):
        self.folder, self.expected = folder, folder / "data" / "expected"
        self.convolution = WATCHED if watched else ""
        shutil.copytree(compiled_toolkit(), folder / "course")
        if not watched:
            (folder / "course" / "lessons" / "watch.py").write_text(CONFIRMS_ONE, encoding="utf-8")
        for name, text in lessons.items():
            self.lesson(name, text)

    def lesson(self, name, text, convolution=None):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"{text}\n{self.convolution if convolution is None else convolution}", encoding="utf-8"
        )

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
    return three_lessons(tmp_path)


@pytest.fixture
def watched_course(tmp_path):
    """The same, and they are really watched."""
    return three_lessons(tmp_path, watched=True)


def three_lessons(folder, watched=False):
    made = Course(folder / "a course", LESSONS, watched)
    made.expect(
        "0_first",
        "full: [6, 11, 14, 5, 0], best 7/9\nmean 7.2000001 of 5\n"
        "Figure 0_first_modes.png: three modes\n9.25 ms for 1 [this machine]\n",
    )
    made.expect("1_second", "".join(f"row {i} {i / 7}\n" for i in range(1, 21)))
    made.expect("3_third", "the end\n")
    return made


def wait_for(path):
    for _ in range(1000):
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.01)
    raise AssertionError(f"{path} was never written")


NEXT = "Now begin with the first lesson: "


def not_indented(out):
    """The lines of an output but for those that belong to the one above."""
    return [line for line in out.splitlines() if not line.startswith(" ")]


def numbers_in(line):
    """The name that a line begins with and its whole numbers."""
    return [line.split()[0], *map(int, re.findall(r"(?<![\w.])\d+(?![\w.])", line))]


def test_one_line_for_a_lesson_and_one_for_all(watched_course):
    code, out, err = watched_course.run()
    assert (code, err) == (0, "")
    lines = not_indented(out)
    *lines, next_step = lines
    assert [numbers_in(line)[:4] for line in lines] == [
        ["0_first.py", 8, 1, 1], ["1_second.py", 40, 0, 0], ["3_third.py", 0, 0, 0], ["3", 3, 48, 1],
    ]  # fmt: skip
    assert "figures/" in lines[-1] and next_step.endswith("0_first.py --step")
    assert len({len(line) for line in lines[:3]}) == 1 and max(map(len, lines)) <= 80
    assert not re.search(r"[^\n -~]", out)
    told = [line for line in out.splitlines() if line.startswith(" ")]
    assert [numbers_in(line)[1:] for line in told] == [[1], [1], [1], [3]]  # convolutions


def test_what_is_not_confirmed_is_told_with_its_reason_for_a_lesson_and_for_all(watched_course):
    complex_numbers = "import numpy\nfor i in range(3): numpy.convolve([1j], [i])\n"
    watched_course.lesson("0_first.py", FIRST, WATCHED + complex_numbers)
    watched_course.lesson("3_third.py", THIRD, complex_numbers)
    code, out, err = watched_course.run()
    assert (code, err) == (0, "")
    told = [line for line in out.splitlines() if line.startswith(" ")]
    assert [re.findall(r"\d+|complex numbers", line) for line in told] == [
        ["1", "3", "complex numbers"], ["1"], ["0", "3", "complex numbers"], ["2", "6", "complex numbers"],
    ]  # fmt: skip


@pytest.mark.parametrize("arguments, told", [
    ([], True), (["run"], True), (["--all"], True), (["--from", "0"], False), (["--only", "0", "1", "3"], False),
    (["--list"], False), (["--update"], False),
])  # fmt: skip
def test_a_run_of_all_lessons_ends_with_what_to_type_next(course_with_further, arguments, told):
    code, out, err = course_with_further.run(*arguments)
    assert (code, err, NEXT in out) == (0, "", told)
    if told:
        assert out.splitlines()[-1] == f"{NEXT}python 0_first.py --step"


def test_what_to_type_next_can_be_typed_in_another_folder(course, tmp_path):
    (tmp_path / "another").mkdir()
    code, out, err = course.run(cwd=tmp_path / "another", env={"PYTHONPATH": str(course.folder)})
    typed = shlex.split(out.splitlines()[-1].removeprefix(NEXT))
    assert (code, err) == (0, "") and typed == ["python", str(course.folder / "0_first.py"), "--step"]


def test_after_a_lesson_that_differs_nothing_else_is_told(course):
    course.expect("3_third", "another end\n")
    code, out, _ = course.run()
    assert code == 1 and NEXT not in out


@pytest.mark.parametrize("text, code, says", [
    ("import numpy\nnumpy.convolve(numpy.uint8([200, 100]), numpy.uint8([1, 1]))\n", 1, "1_second.py, line 3: "),
    ("print('no convolution')\n", 1, "1_second.py: "),
    ("import sys\nsys.exit()\n", 1, ""),
])  # fmt: skip
def test_a_lesson_that_the_watch_does_not_confirm_fails(watched_course, text, code, says):
    watched_course.lesson("1_second.py", "", text)
    watched_course.expect("1_second", "no convolution\n" if "print" in text else "")
    got_code, out, err = watched_course.run("--only", "1")
    assert got_code == code and out.startswith("1_second.py ") and err.startswith(says) and err.isascii()
    assert err.count("\n") == bool(says)
    before = watched_course.files()
    assert (
        watched_course.run("--update", "--only", "1") == (got_code, out, err)
        and watched_course.files() == before
    )


def test_columns_stay_within_80_for_long_names_and_many_numbers(course):
    name = "4_a_lesson_with_a_very_long_name"
    course.lesson(
        f"{name}.py",
        "for i in range(9999): print(i)\n"
        "for i in range(999): print(f'Figure {i}.png: it')\n"
        "for i in range(999): print('x [this machine]')\n",
    )
    assert course.run("--update", "--only", "4")[0] == 0
    code, out, err = course.run("--only", "4")
    assert (code, err) == (0, "") and max(map(len, out.splitlines())) <= 80 and "10998" in out


def test_stops_at_the_first_lesson_that_differs(course):
    course.lesson("1_second.py", SECOND + "print('new line 5')\n")
    course.expect("1_second", "".join(f"row {i} {i / 7}\n" for i in range(1, 21) if i != 4))
    code, out, err = course.run()
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[2].startswith("1_second.py") and "data/expected/1_second.txt" in lines[2]
    assert [line.split()[-4:] for line in lines[4:6]] == [
        ["4", "row", "4", "0.5714285714285714"], ["21", "new", "line", "5"],
    ]  # fmt: skip
    assert lines[6].endswith("python -m course --update --only 1") and len(lines) == 7


def test_shows_five_differing_lines_long_ones_under_each_other(course):
    course.lesson("1_second.py", SECOND.replace("i / 7)", "i / 7, 'and words that are long enough')"))
    code, out, err = course.run("--only", "1")
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert re.fullmatch(r"  .*: +row 1 0\.14285714285714285", lines[1])
    assert re.fullmatch(r"  .*: +row 1 0\.14285714285714285 and words that are long enough", lines[2])
    assert len(lines) == 1 + 10 + 2 and "15" in lines[-2]


@pytest.mark.parametrize("lesson, code, told, shown", [
    ("print('x'); sys.stderr.write('no photo.jpg\\n'); sys.exit(2)", 2, [], "no photo.jpg\n"),
    ("sys.exit(2)", 2, [], "1_second.py "),
    ("sys.exit('check failed: 3 is not 4')", 1, ["1_second.py", "1"], "check failed: 3 is not 4\n"),
    ("os.close(1); time.sleep(0.3); os._exit(7)", 1, ["1_second.py", "7"], "1_second.py "),
    ("sys.stderr.write('\\x1b[31mred'); sys.exit(1)", 1, ["1_second.py", "1"], "?[31mred\n"),
    ("sys.stderr.write('a warning')", 1, ["1_second.py", "a warning"], ""),
])  # fmt: skip
def test_how_a_lesson_ends_is_passed_on(course, lesson, code, told, shown):
    course.lesson("1_second.py", f"import os, sys, time\n{lesson}\n")
    got_code, out, err = course.run("--from", "1")
    assert got_code == code and err.startswith(shown) and bool(err) == bool(shown)
    assert (out.startswith(told[0]) and out.endswith(f"{told[1]}\n")) if told else out == ""
    before = course.files()
    assert course.run("--update", "--from", "1") == (got_code, out, err)  # and nothing is written
    assert course.files() == before


def test_a_missing_expected_file_is_told_before_anything_runs(course):
    (course.expected / "3_third.txt").unlink()
    code, out, err = course.run()
    assert (code, out) == (2, "")
    assert (
        err.count("\n") == 1
        and "data/expected/3_third.txt" in err
        and "python -m course --update --only 3 " in err
    )
    assert course.run("--only", "0", "1")[0] == 0


def test_an_unreadable_expected_file_takes_one_line(course):
    (course.expected / "3_third.txt").unlink()
    (course.expected / "3_third.txt").mkdir()
    code, out, err = course.run()
    assert (code, out) == (2, "") and len(err.splitlines()) == 1 and "3_third.txt" in err


@pytest.mark.parametrize(
    "change",
    [
        str.strip,
        lambda text: text + "\n\n",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
    ],
)
def test_expected_files_may_have_been_through_other_systems(course, change):
    course.expect("1_second", change("".join(f"row {i} {i / 7}\n" for i in range(1, 21))))
    assert course.run("--only", "1")[0] == 0


# ---- options


@pytest.mark.parametrize(
    "arguments, numbers",
    [
        (["--only", "1"], "1"),
        (["--only", "3", "0"], "03"),
        (["--only", "1", "1", "0"], "01"),
        (["--from", "1"], "13"),
        (["--from", "3"], "3"),
        ([], "013"),
        (["run"], "013"),
    ],
)
def test_which_lessons_are_run(course, arguments, numbers):
    for what in ([], ["--list"]) if len(numbers) < 3 else (["--list"],):
        code, out, err = course.run(*arguments, *what)
        listed = [line[0] for line in not_indented(out) if "lesson" not in line]
        assert (code, err, "".join(listed)) == (0, "", numbers)


@pytest.mark.parametrize("arguments, says", [
    (["nonsense"], "'nonsense'"),
    (["3"], "'3'"),
    ([""], "''"),
    (["two\nlines"], "two"),
    (["run", "nonsense"], "nonsense"),
    (["--from", "9"], "'9'"),
    (["--from", "2"], "'2'"),
    (["--from", "-1"], "'-1'"),
    (["--from", ""], "''"),
    (["--from"], "--from"),
    (["--only", "7"], "'7'"),
    (["--only", "0", "x"], "'x'"),
    (["--only", "0,1"], "'0,1'"),
    (["--only"], "--only"),
    (["--only", "0", "--from", "1"], "--from"),
    (["--list", "--update"], "--update"),
    (["--onl", "0"], "--onl"),
    (["--updat"], "--updat"),
    (["--nonsense"], "--nonsense"),
])  # fmt: skip
def test_errors_of_use_take_one_line(course, arguments, says):
    before = course.files()
    code, out, err = course.run(*arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1) and says in err
    assert course.files() == before


def test_a_folder_without_lessons(tmp_path):
    empty = Course(tmp_path / "empty", {"a_0.py": "", "0.py": "", "10_x.py": ""})
    code, out, err = empty.run()
    assert (code, out) == (2, "")
    assert re.fullmatch("python -m course: .*\n", err)
    with pytest.raises(compare_output.Unusable, match="empty"):
        compare_output.main([], root=empty.folder)


def test_the_list_reads_titles_without_running_anything(course):
    course.lesson("0_first.py", FIRST + "raise SystemExit('I ran')\n")
    course.lesson("numpy.py", "raise SystemExit('numpy was imported')\n")
    course.lesson("4_broken.py", "print(\n")
    course.lesson("5_long.py", f'"""{"long " * 30}"""')
    (course.folder / "6_folder.py").mkdir()
    code, out, err = course.run("--list")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line.split(maxsplit=1) for line in lines[:3]] == [
        ["0_first.py", "Slide a kernel"], ["1_second.py", "Slide it over an image"], ["3_third.py"],
    ]  # fmt: skip
    assert lines[3].startswith("4_broken.py ") and len(lines) == 5 and max(map(len, lines)) <= 80


def test_the_list_has_the_minutes_of_a_lesson(course):
    course.lesson("0_first.py", '"""\nA\n=\n\nLesson 0 of 5, about 35 minutes.\n"""')
    course.lesson("1_second.py", '"""\nB\n=\n\nIt takes about\n120 minutes.\n"""')
    course.lesson("3_third.py", '"""\nAbout 7 minutes\n===============\n\nNothing.\n"""\n# about 9 minutes')
    _, out, _ = course.run("--list")
    assert [line.split() for line in out.splitlines()] == [
        ["0_first.py", "35", "min", "A"], ["1_second.py", "120", "min", "B"], ["3_third.py", "About", "7", "minutes"],
    ]  # fmt: skip


@pytest.mark.parametrize("arguments", [["-h"], ["--help"], ["run", "-h"]])
def test_help_states_the_rules_and_has_examples(course, arguments):
    code, out, err = course.run(*arguments, env={"COLUMNS": "80"})
    assert (code, err) == (0, "") and max(map(len, out.splitlines())) <= 80
    for part in ("1e-6 ", "[this machine]", "--update --only 3", "--from 2", "--list"):
        assert part in out


def test_the_folder_is_a_parameter_and_by_default_the_repository(course, capsys):
    assert compare_output.main(["--list"], root=course.folder) == 0
    assert "Slide a kernel" in capsys.readouterr().out
    assert compare_output.ROOT == ROOT
    before = signal.getsignal(signal.SIGINT)
    assert compare_output.main(["--only", "0"], root=course.folder) == 0
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(compare_output.Unusable, match="'9'"):
        compare_output.main(["--only", "9"], root=course.folder)


# ---- further lessons

HERE = "import os\nprint(os.path.basename(os.getcwd()), os.path.basename(__file__))\n"


@pytest.fixture
def course_with_further(course):
    """The same three lessons, and two further ones that print where they run."""
    for name in ("speed", "shapes"):
        course.lesson(f"docs/further/{name}.py", f'"""\nOn {name}\n\nAbout 20 minutes.\n"""\n{HERE}')
        course.expect(name, f"a course {name}.py\n")
    return course


@pytest.mark.parametrize(
    "arguments, names",
    [
        ([], "0_first 1_second 3_third"),
        (["--from", "1"], "1_second 3_third"),
        (["--all"], "0_first 1_second 3_third shapes speed"),
        (["--only", "speed"], "speed"),
        (["--only", "speed", "3", "shapes"], "3_third shapes speed"),
    ],
)
def test_further_lessons_are_run_where_they_are_asked_for(course_with_further, arguments, names):
    code, out, err = course_with_further.run(*arguments)
    *lines, total = [line for line in not_indented(out) if not line.startswith(NEXT)]
    assert (code, err, [line.split()[0] for line in lines]) == (0, "", [f"{n}.py" for n in names.split()])
    assert total.split()[0] == str(len(lines)) and re.findall(r"(\d+) convolution", out)[-1] == str(
        len(lines)
    )
    assert " in figures/, " in total


def test_the_list_has_further_lessons_with_their_folder(course_with_further):
    _, out, err = course_with_further.run("--list")
    lines = out.splitlines()
    assert err == "" and [line.split()[0] for line in lines[:3]] == [*LESSONS]
    assert [line.split(maxsplit=3) for line in lines[3:]] == [
        ["docs/further/shapes.py", "20", "min", "On shapes"], ["docs/further/speed.py", "20", "min", "On speed"],
    ]  # fmt: skip
    assert course_with_further.run("--list", "--all")[1] == out
    assert course_with_further.run("--list", "--only", "speed")[1].startswith("docs/further/speed.py ")


@pytest.mark.parametrize("arguments, updated", [
    (["--all"], [*LESSONS, "shapes.py", "speed.py"]), (["--only", "speed"], ["speed.py"]), ([], [*LESSONS]),
])  # fmt: skip
def test_update_writes_the_expected_output_of_further_lessons(course_with_further, arguments, updated):
    for name in ("speed", "shapes"):
        course_with_further.expect(name, "something else\n")
    code, out, err = course_with_further.run("--update", *arguments)
    assert (code, err, [line.split()[0] for line in not_indented(out)]) == (0, "", updated)
    written = [name for name in ("shapes", "speed") if f"{name}.py" in updated]
    texts = {name: course_with_further.files()[f"{name}.txt"].decode() for name in ("shapes", "speed")}
    assert [name for name, text in texts.items() if text == f"a course {name}.py\n"] == written


def test_a_further_lesson_that_differs_is_named_as_it_is_typed(course_with_further):
    course_with_further.expect("speed", "something else\n")
    code, out, err = course_with_further.run("--only", "speed")
    assert (code, err) == (1, "") and out.startswith("speed.py ") and "data/expected/speed.txt" in out
    assert out.rstrip().endswith("python -m course --update --only speed")


@pytest.mark.parametrize("arguments", [
    ["--all", "--only", "0"], ["--all", "--from", "1"], ["--from", "speed"], ["--only", "speed.py"], ["speed"],
])  # fmt: skip
def test_errors_of_use_with_further_lessons_take_one_line(course_with_further, arguments):
    code, out, err = course_with_further.run(*arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_where_no_further_lessons_are_there_it_takes_one_line(course, folder):
    if folder == "empty":
        for name in ("a copy.py", "notes.txt", "x.py/y.py"):  # none of them is a lesson
            course.lesson(f"docs/further/{name}", "")
    code, out, err = course.run("--all")
    assert (code, out, len(err.splitlines())) == (2, "", 1) and "docs" in err and "further" in err
    assert [line.split()[0] for line in course.run("--list")[1].splitlines()] == [*LESSONS]
    assert course.run("--only", "speed")[0] == 2


# ---- --update


def test_update_writes_what_the_lessons_print_and_says_what_changed(course):
    (course.expected / "3_third.txt").unlink()
    course.lesson("1_second.py", SECOND.replace("21", "20") + "print('\u00e9')\n")
    code, out, err = course.run("--update")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    names = [line.split()[0] for line in lines if line[0] != " "]
    assert names == ["0_first.py", "1_second.py", "3_third.py"] and len(lines) == 5
    assert lines[0].endswith(" 0 lines") and lines[1].endswith(" 1 line")
    assert lines[3] == f"   20 {'row 20 2.857142857142857':<33}    20 \u00e9"
    assert course.files()["0_first.txt"].decode().splitlines()[1] == "mean 7.2 of 5"
    assert course.files()["1_second.txt"].endswith("4\n\u00e9\n".encode())
    assert course.files().keys() == {"0_first.txt", "1_second.txt", "3_third.txt"}
    before = course.files()
    code, out, err = course.run("--update")
    assert (code, err) == (0, "") and [line.split()[0] for line in out.splitlines()] == [*LESSONS]
    assert course.files() == before
    assert course.run()[0] == 0


def test_update_makes_the_folder_and_only_what_was_asked_for(course):
    shutil.rmtree(course.folder / "data")
    code, out, err = course.run("--update", "--only", "3")
    assert (code, err) == (0, "") and out.startswith("3_third.py ") and out.count("\n") == 1
    assert course.files() == {"3_third.txt": b"the end\n"}


def test_an_update_that_cannot_be_finished_leaves_the_old_file(course, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    before = course.files()
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left on device"):
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
    course.lesson(
        "1_second.py",
        "import sys\nfor i in range(3000):\n    print('o' * 500)\n    sys.stderr.write('e' * 500 + '\\n')\n",
    )
    code, out, err = course.run("--only", "1")
    assert (code, err) == (1, "") and len(out.splitlines()) == 6


@pytest.mark.parametrize("given", ["{elsewhere}/", "../a course/figs", "/"])
def test_the_readers_own_folder_for_figures_is_called_figures(course, given):
    course.lesson(
        "1_second.py",
        "import os; print('1/2\\nThe figures are in the folder', os.environ['COURSE_FIGURES'])\n",
    )
    course.expect("1_second", "1/2\nThe figures are in the folder figures\n")
    folder = given.format(elsewhere=course.folder.parent / "else where")
    code, out, err = course.run("--only", "1", env={"COURSE_FIGURES": folder})
    assert (code, err) == (0, "") and f" {folder}, " in out


@posix
def test_a_folder_for_figures_reaches_the_terminal_in_printable_ascii(course):
    course.lesson("1_second.py", "print('1/2')\n")
    course.expect("1_second", "1/2\n")
    code, out, err = course.run("--only", "1", env={"COURSE_FIGURES": "caf\xe9 \x1b[31m\u202e"})
    assert (code, err) == (0, "") and "caf\\xe9 \\x1b[31m\\u202e" in out
    assert out.isascii() and out.replace("\n", "").isprintable()


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


@pytest.mark.parametrize("name", ["it's \u00e9t\u00e9 \u6570 [0-9]"])
def test_from_another_folder_whatever_the_course_is_called(tmp_path, name):
    made = Course(tmp_path / name, LESSONS)
    other = tmp_path / "other"
    other.mkdir()
    for arguments in (["--update"], []):
        code, out, err = made.run(*arguments, cwd=other, env={"PYTHONPATH": str(made.folder)})
        assert (code, err) == (0, "")
    assert out.startswith("0_first.py") and not list(other.iterdir())
    assert f" {made.folder / 'figures'}, " in out


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
    assert gone(child) and course.files() == before


@posix
@pytest.mark.skipif(cores() < 2, reason="one core runs one lesson at a time")
@pytest.mark.parametrize("how", ["ctrl-c", "a failing lesson", "a closed pipe"])
def test_lessons_that_run_side_by_side_are_ended_and_nothing_is_left_behind(course, how, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    sleeper = SLEEPER.replace('"pid"', 'f"pid_{os.path.basename(__file__)[0]}"')
    course.lesson("0_first.py", sleeper)
    course.lesson("1_second.py", sleeper)
    if how == "a failing lesson":
        course.lesson(
            "0_first.py",
            "import os, sys, time\nwhile not os.path.exists('pid_1'): time.sleep(0.01)\nsys.exit(1)",
        )
    if how == "a closed pipe":
        course.lesson(
            "0_first.py", f"import os, time\nwhile not os.path.exists('pid_1'): time.sleep(0.01)\n{FIRST}"
        )
    process = course.start(start_new_session=True, env={"TMPDIR": str(temporary)})
    child = int(wait_for(course.folder / "pid_1"))
    if how == "ctrl-c":
        os.kill(process.pid, signal.SIGINT)
    if how == "a closed pipe":
        process.stdout.close()
        assert process.stderr.read() == "" and process.wait(10) == 141
    else:
        process.communicate(timeout=10)
        assert process.returncode == {"ctrl-c": 130, "a failing lesson": 1}[how]
    process.stderr.close()
    assert gone(child) and not [*temporary.iterdir()]


@pytest.mark.skipif(cores() < 2, reason="one core runs one lesson at a time")
def test_lines_come_in_order_whichever_lesson_ends_first(course):
    course.lesson(
        "0_first.py", f"import os, time\nwhile not os.path.exists('second'): time.sleep(0.01)\n{FIRST}"
    )
    course.lesson("1_second.py", f"{SECOND}open('second', 'w').close()\n")
    code, out, err = course.run()
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in not_indented(out)[:-1]] == [*LESSONS, "3"]


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
    program = (
        "import os, pathlib, signal, time\nfrom course.__main__ import run_and_exit\n"
        "def work():\n    try:\n        os.kill(os.getpid(), signal.SIGINT)\n        time.sleep(9)\n"
        "    finally:\n        pathlib.Path('cleaned').touch()\nrun_and_exit(work)\n"
    )
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
    assert (process.wait(10), err) == (141, "")


@posix
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&- <&-", "<&-"])
@pytest.mark.parametrize(
    "arguments, code",
    [
        (["--only", "3"], 0),
        (["--list"], 0),
        (["-h"], 0),
        (["--only", "1"], 1),
        (["--only", "7"], 2),
    ],
)
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
            shown = piece + shown[len(piece) :]
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
    assert re.search(r"\r(0_first\.py: \d+ lines?, )?1_second\.py: [1-9]\d* ", raw) and "\x1b" not in raw
    assert max(len(piece) for piece in re.split(r"[\r\n]", raw)) < 80
    lines = not_indented("\n".join(rendered(raw)))
    assert [line[:9] for line in lines[:3]] == ["0_first.p", "1_second.", "3_third.p"] and len(lines) == 5
    assert len({len(line) for line in lines[:3]}) == 1  # nothing of the progress is left behind


# ---- the words

OUTCOMES = {  # a lesson for each thing that may happen, and what is expected of it
    "0_agrees.py": (FIRST, "full: [6, 11, 14, 5, 0], best 7/9\nmean 7.2 of 5\n"
                           "Figure 0_first_modes.png: three modes\n9.25 ms for 1 [this machine]\n"),
    "1_differs.py": (SECOND, "".join(f"row {i} {i / 7}\n" for i in range(1, 20) if i != 4) + "the end\nis here\n"),
    "2_differs_in_long_lines.py": (SECOND.replace("i / 7)", "i / 7, 'and words that are long enough')"),
                                   "".join(f"row {i} {i / 7}\n" for i in range(1, 21))),
    "3_fails.py": ("import sys; sys.exit('3 is not 4')\n", ""),
    "4_fails_without_a_word.py": ("import os; os._exit(7)\n", ""),
    "5_refuses.py": ("import sys; sys.stderr.write('no photo.jpg\\n'); sys.exit(2)\n", ""),
    "6_warns.py": ("import sys; sys.stderr.write('a\\twarning\\nof two lines')\n", ""),
    "7_is_not_expected.py": ("print('one line')\n", None),
    "8_is_broken.py": ("print(\n", ""),
    "docs/further/speed.py": ('"""\nOn speed\n\nAbout 20 minutes.\n"""\nprint(1)\n', "1\n"),
    "9_one_number.py": ('\'\'\'One number\'\'\'\nprint(1)\n', "1\n"),
}  # fmt: skip


@pytest.mark.parametrize(
    "file, names", [("run", [*OUTCOMES]), ("run_of_all_lessons", ["0_agrees.py", "9_one_number.py"])]
)
def test_golden_run(tmp_path, request, file, names):
    """Each command runs in a course with these outcomes; seconds and the name of its folder are left out."""
    made = Course(tmp_path / "a course", {name: OUTCOMES[name][0] for name in names})
    for name in names:
        if OUTCOMES[name][1] is not None:
            made.expect(Path(name).stem, OUTCOMES[name][1])

    def run(*words):
        code, out, err = made.run(*words, env={"COLUMNS": "80"})
        return code, re.sub(r" +\d+\.\d s\n|, \d+ s\n", " (SECONDS)\n", out), err

    check_golden(file, run, tmp_path, request.config.getoption("--update-golden"))
