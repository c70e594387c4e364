"""The list of the exercises: their folders, that listing them imports none, and that one is loaded alone."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from support.files import LESSONS, ROOT
from support.right_files import LIBRARY, RIGHT
from support.wrong_files import WRONG

from course.practice import exercise_files
from course.practice.exercise_files import (
    EXERCISE_FOLDERS,
    exercise_title,
    function_names,
    load_exercise,
    starter,
)

ALL = pytest.mark.parametrize("number", EXERCISE_FOLDERS)


def test_there_is_one_for_each_lesson_in_order():
    assert list(EXERCISE_FOLDERS) == [0, 1, 2, 3, 4]
    assert [folder.lesson for folder in EXERCISE_FOLDERS.values()] == LESSONS
    for number, folder in EXERCISE_FOLDERS.items():
        assert folder.number == number and folder.name.startswith(f"{number}_")
        assert folder.readers_file == f"my_{folder.lesson}"


@ALL
def test_a_folder_holds_what_an_exercise_is(number):
    folder = EXERCISE_FOLDERS[number]
    assert folder.path.name == f"exercise_{folder.name}"
    assert {"solution.py", "exercise.py"} <= {path.name for path in folder.path.iterdir()}
    assert folder.solution == folder.path / "solution.py"


def test_a_starter_is_the_solution_with_dots_in_it(tmp_path):
    folder = exercise_files.ExerciseFolder(7, "7_none", tmp_path)
    text = (
        '"""Title.\n\nMore."""\n\n\ndef f(x):\n    """What.\n\n    And how."""\n    y = x\n    return y\n\n\n'
    )
    rest = 'g = 3\n\n\ndef h():\n    """It."""\n    return 1\n'
    folder.solution.write_text(text + rest, encoding="utf-8")
    assert starter(folder) == (text + rest).replace("    y = x\n    return y\n", "    ...\n").replace(
        "    return 1\n", "    ...\n"
    )
    assert exercise_title(folder) == "Title." and function_names(folder) == ("f", "h")


def test_an_exercise_is_made_once_though_threads_ask_for_it_together(monkeypatch):
    begun, made = threading.Barrier(3, timeout=20), []

    def make(folder):
        made.append(folder)
        time.sleep(0.1)  # long enough for the others to come
        return object()

    monkeypatch.setattr(exercise_files, "import_module", lambda name: SimpleNamespace(make=make))
    exercise_files._made.cache_clear()

    def ask(_):
        begun.wait()
        return load_exercise(0)

    with ThreadPoolExecutor(3) as pool:
        given = list(pool.map(ask, range(3)))
    exercise_files._made.cache_clear()
    assert made == [EXERCISE_FOLDERS[0]] and given[0] is given[1] is given[2]


@ALL
def test_the_tests_have_files_of_four_styles_and_three_wrong_ones_for_each(number):
    assert len([style for n, style in RIGHT if n == number]) == 4
    assert sum(wrong.exercise == number for wrong in WRONG.values()) == 3


def test_one_right_file_alone_needs_tensorflow():
    assert [key for key, text in RIGHT.items() if "import tensorflow" in text] == [(2, LIBRARY)]


def test_listing_them_imports_none_and_loading_one_imports_no_other():
    script = (
        "import sys; from course.practice.exercise_files import EXERCISE_FOLDERS, exercise_title, load_exercise, starter\n"
        "for folder in EXERCISE_FOLDERS.values(): exercise_title(folder), starter(folder)\n"
        "print(sorted(name for name in sys.modules if name.startswith(('course.practice.', 'numpy'))))\n"
        "load_exercise(0)\n"
        "print(sorted(name for name in sys.modules if name.startswith('course.practice.exercises.')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    listed, loaded = map(eval, done.stdout.splitlines())
    assert listed == ["course.practice.exercise_files"]
    folder = "course.practice.exercises.exercise_0_1D"
    assert loaded == [folder, f"{folder}.exercise"]
