"""A lesson as it runs: where it is, what it remembers, what it saves, and how it ends. Its words: tests/golden/lesson.txt."""

import os
import shutil
import subprocess
import sys
import types

import pytest
from matplotlib import pyplot
from support.cli import posix
from support.files import ROOT
from support.golden import GOLDEN, check_golden

from course.errors import Unusable
from course.lessons import lesson
from course.lessons.lesson import LESSON_PLACES, RunningLesson, running_lesson, set_place
from course.paths import DATA
from course.terminal.command_line import command_line, interpreter

pyplot.switch_backend("agg")


@pytest.fixture(autouse=True)
def anew(monkeypatch):
    """A lesson of this test's own: what was remembered before is there again afterwards."""
    fresh = RunningLesson()
    for name, value in vars(fresh).items():
        monkeypatch.setattr(running_lesson, name, value)
    yield
    pyplot.close("all")


@pytest.fixture
def figure():
    fig, ax = pyplot.subplots()
    ax.plot([1, 2])
    return fig


# ---- small lessons, as processes


@pytest.fixture
def run(tmp_path):
    """Runs one of the small lessons of tests/golden/lessons/, or 0_1D.py: (exit code, stdout, stderr)."""
    shutil.copytree(GOLDEN / "lessons", tmp_path / "lessons")
    shutil.copy(ROOT / "0_1D.py", tmp_path / "lessons")
    (tmp_path / "lessons" / "a file").touch()
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    environment |= {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTHONUTF8": "1", "MPLBACKEND": "agg"}
    # as in an activated environment, where a command is typed as python -m course on every machine
    environment["PATH"] = os.path.dirname(sys.executable) + os.pathsep + environment["PATH"]

    def run_lesson(words, *arguments):
        figures, _, name = words.rpartition("/")
        environment["COURSE_FIGURES"] = "a file/figures" if figures else "figures"
        done = subprocess.run(
            [sys.executable, "-W", "error", name, *arguments],
            cwd=tmp_path / "lessons", env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", timeout=60,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    return run_lesson


def test_golden_lesson(run, tmp_path, request):
    check_golden("lesson", run, tmp_path, request.config.getoption("--update-golden"))


@pytest.mark.parametrize("name, code, line", [
    ("check_fails.py", 1, 11), ("no_package.py", 2, None), ("no_module.py", 1, 10), ("value_error.py", 2, 10),
    ("name_error.py", 1, 10), ("no_words.py", 1, 10), ("below_a_heading.py", 1, 10), ("fails_in_a_function.py", 1, 11),
])  # fmt: skip
def test_an_error_is_told_with_its_line_and_without_a_traceback(run, name, code, line):
    found, out, err = run(name)
    assert found == code and err.isascii() and "Traceback" not in err and "  File " not in err
    assert err.startswith(f"{name}, line {line}: " if line else f"{name} ")
    assert err.count("\n") == 1 or (name == "check_fails.py" and "\n    12 is not 11\n" in err)


def test_what_was_printed_before_an_error_stays(run):
    code, out, err = run("check_fails.py")
    assert out.endswith("full: 6 11\n")


# ---- where a lesson runs


def test_a_place_is_one_of_three():
    for place in LESSON_PLACES:
        set_place(place)
        assert running_lesson.place == place
    with pytest.raises(ValueError, match="'slide'"):
        set_place("slide")
    assert running_lesson.place == place


def begun_in(names, picture=None):
    """What begin() returns to a module with these global variables."""
    module = types.ModuleType("a_lesson")
    vars(module).update(names, begin=lesson.begin, picture=picture)
    exec("path = begin('A title', picture)", vars(module))
    return module.path


@pytest.mark.parametrize("names", [
    {"__name__": "__main__"}, {"__name__": "__main__", "__file__": "/somewhere/else.py"}, {"__name__": "a_lesson"},
])  # fmt: skip
def test_what_is_not_the_started_script_is_a_notebook(names, capsys):
    assert begun_in(names, "bird.jpg") == DATA / "bird.jpg" and begun_in(names) is None
    assert running_lesson.place == "notebook" and running_lesson.file is None
    assert capsys.readouterr().out == ""


def test_a_page_stays_a_page_and_nothing_is_remembered_of_the_lesson_before(figure):
    set_place("page")
    running_lesson.guesses, running_lesson.right_guesses, running_lesson.predict = 3, 2, True
    running_lesson.question, running_lesson.guess, running_lesson.columns = "What?", "5", 40
    running_lesson.figures.append(figure)
    begun_in({"__name__": "__main__"})
    assert vars(running_lesson) == vars(RunningLesson(place="page"))


def test_without_the_lessons_beside_it_a_course_says_so(monkeypatch):
    monkeypatch.setattr(lesson, "lesson_files", lambda: [])
    with pytest.raises(Unusable, match="folder"):
        begun_in({"__name__": "__main__"})


# ---- figures


@pytest.mark.parametrize("place", ["notebook", "page"])
def test_off_a_script_a_figure_is_described_and_not_written(figure, place, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_FIGURES", str(tmp_path))
    set_place(place)
    lesson.save(figure, "line", "A line that rises.")
    assert figure.get_label() == "A line that rises." and not list(tmp_path.iterdir())
    assert ("A line that rises." in capsys.readouterr().out) == (place == "notebook")
    assert pyplot.fignum_exists(figure.number)
    lesson.end()
    assert capsys.readouterr().out == ""


def test_a_script_writes_its_figures_under_its_own_name(figure, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_FIGURES", str(tmp_path))
    running_lesson.start(tmp_path / "9_small.py")
    lesson.save(figure, "line", "A line that rises.")
    assert [path.name for path in tmp_path.iterdir()] == ["9_small_line.png"]
    assert capsys.readouterr().out == "Figure 9_small_line.png: A line that rises.\n"
    assert running_lesson.figures == [figure] and pyplot.fignum_exists(figure.number)


def test_figures_go_beside_the_lessons_unless_a_folder_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("COURSE_FIGURES", raising=False)
    assert lesson.figures_folder() == ROOT / "figures"
    monkeypatch.setenv("COURSE_FIGURES", str(tmp_path))
    assert lesson.figures_folder() == tmp_path


def test_a_folder_that_cannot_be_written_to_is_unusable(figure, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("COURSE_FIGURES", str(tmp_path / "file" / "figures"))
    running_lesson.start(tmp_path / "9_small.py")
    with pytest.raises(Unusable, match="COURSE_FIGURES"):
        lesson.save(figure, "line", "A line.")


@posix
def test_the_folder_for_figures_reaches_the_terminal_in_printable_ascii(
    figure, tmp_path, monkeypatch, capsys
):
    folder = tmp_path / "caf\xe9 \x1b[31m\u202e"
    monkeypatch.setenv("COURSE_FIGURES", str(folder))
    running_lesson.start(tmp_path / "9_small.py")
    lesson.save(figure, "line", "A line.")
    lesson.end()
    out = capsys.readouterr().out
    assert "caf\\xe9 \\x1b[31m\\u202e" in out and out.isascii() and out.replace("\n", "").isprintable()
    folder.joinpath("file").touch()
    monkeypatch.setenv("COURSE_FIGURES", str(folder / "file" / "figures"))
    with pytest.raises(Unusable) as refused:
        lesson.save(figure, "line", "A line.")
    assert str(refused.value).isascii() and str(refused.value).isprintable()


# ---- the end


def test_the_end_counts_the_guesses_and_names_the_exercise(monkeypatch, capsys):
    running_lesson.start(ROOT / "2_TensorFlow.py")
    lesson.end()
    out = capsys.readouterr().out
    assert f"{command_line('start 2', ROOT)}\n" in out and "\nmy_2_TensorFlow.py:\n" in out
    running_lesson.guesses, running_lesson.right_guesses = 5, 3
    lesson.end()
    first, *others = capsys.readouterr().out.strip().split("\n\n")
    assert "3 of 5" in first and "second try" not in first and "\n\n".join(others) == out.strip()
    running_lesson.right_at_second_try = 1
    lesson.end()
    assert "3 of 5 right, 1 of them at the second try" in capsys.readouterr().out


@pytest.mark.parametrize("stepping", [False, True])
@pytest.mark.parametrize("name, path", [("1_2D.py", "1_2D.py"), ("speed.py", "docs/further/speed.py")])
def test_the_end_names_the_command_that_says_what_comes_out(
    name, path, stepping, monkeypatch, tmp_path, capsys
):
    """As it is typed in the course's folder, wherever the lesson was started."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("course.lessons.tries.comes_out_of", {name: ("It grows.", "It falls.")}.get)
    running_lesson.start(ROOT / path)
    running_lesson.stepping = stepping
    lesson.end()
    out = capsys.readouterr().out
    assert out.startswith(f"\nTwo things to try are at the end of {name}. ")
    assert f"\n  {interpreter(ROOT)} {path} --answers\n" in out


def test_a_lesson_without_an_exercise_names_none(tmp_path, capsys):
    running_lesson.start(tmp_path / "9_small.py")
    lesson.end()
    assert capsys.readouterr().out == ""


def test_windows_are_opened_once_if_there_is_a_toolkit_for_them(figure, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_FIGURES", str(tmp_path))
    running_lesson.start(tmp_path / "9_small.py")
    opened = []
    monkeypatch.setattr(pyplot, "show", lambda: opened.append(True))
    lesson.save(figure, "line", "A line.")
    lesson.save(figure, "same", "A line.")
    lesson.end()
    assert not opened
    monkeypatch.setattr(type(figure.canvas), "required_interactive_framework", "qt", raising=False)
    lesson.end()
    assert opened == [True]


def test_windows_are_proposed_where_there_is_a_screen_and_nobody_chose_otherwise(
    figure, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("COURSE_FIGURES", str(tmp_path))
    monkeypatch.setattr(lesson, "_has_screen", lambda: True)
    running_lesson.start(tmp_path / "9_small.py")
    lesson.save(figure, "line", "A line.")
    for chosen in ("agg", ""):
        monkeypatch.setenv("MPLBACKEND", chosen)
        lesson.end()
        assert ("PySide6" in capsys.readouterr().out) == (not chosen)


@pytest.mark.parametrize(
    "own, says", [(None, "-m pip install numpy"), ("own/python", "start the lesson with own/python")]
)
def test_where_a_package_is_missing_the_courses_own_python_is_named_if_there_is_one(
    own, says, monkeypatch, capsys
):
    monkeypatch.setattr(lesson, "environment_python", lambda folder: own)
    monkeypatch.setattr(lesson, "leave", sys.exit)
    monkeypatch.setattr(running_lesson, "file", ROOT / "0_1D.py")
    with pytest.raises(SystemExit, match="2"):
        lesson._print_error(ModuleNotFoundError, ModuleNotFoundError("none", name="numpy"), None)
    err = capsys.readouterr().err
    assert err.startswith("0_1D.py needs numpy: ") and err.endswith(f"{says}\n") and err.count("\n") == 1
