"""Which exercise a file is for: its name tells, or the functions that it defines; a lesson is none."""

import pytest
from support.files import LESSONS, ROOT

from course.errors import Unusable
from course.practice.exercise_files import EXERCISE_FOLDERS, function_names
from course.practice.reader_file import ReaderFile
from course.practice.which_exercise import exercise_defined_in, exercise_named_in, refuse_lesson_or_notebook

ALL = pytest.mark.parametrize("number", EXERCISE_FOLDERS)


def number_of(text):
    """The number of the exercise whose functions a text defines."""
    return exercise_defined_in(ReaderFile("solution.py", text.encode())).number


def refused(text):
    with pytest.raises(Unusable) as error:
        number_of(text)
    said = str(error.value)
    assert "'solution.py'" in said and "--exercise" in said and said.isascii() and "\n" not in said
    return said


@ALL
def test_the_name_of_a_file_tells_the_exercise(number):
    folder = EXERCISE_FOLDERS[number]
    for name in (folder.readers_file, folder.readers_file.upper(), f"anna-{folder.name} (2).py"):
        assert exercise_named_in(f"nowhere/{name}") == folder


@pytest.mark.parametrize("name", ["solution.py", "0_1D_and_1_2D.py", "0_1D/solution.py", "", "my_0_1.py"])
def test_a_name_with_none_or_with_several_does_not_tell(name):
    assert exercise_named_in(name) is None


@ALL
def test_its_functions_tell_it_otherwise(number):
    for name in function_names(EXERCISE_FOLDERS[number]):
        for text in (
            f"def {name}(x): pass",
            f"{name} = None",
            f"from numpy import convolve as {name}",
            f"def {name}(:",
        ):
            assert number_of(f"import os\n{text}\n") == number


def test_what_a_file_imports_tells_less_than_what_it_defines():
    """An edge detector may well borrow SciPy's convolve2d."""
    source = "from scipy.signal import convolve2d\ndef edge_strength(image): pass\n"
    assert number_of(source) == number_of(source + "oh no(\n") == 3


def test_what_does_not_tell_is_refused():
    assert "--exercise 0 or 4" in refused("convolve1d = feature_map = 1")
    for text in ("x = 1", ""):
        assert all(function_names(folder)[-1] in refused(text) for folder in EXERCISE_FOLDERS.values())


def test_a_lesson_and_a_notebook_are_refused_and_their_copies_are_not(tmp_path, monkeypatch):
    for number, name in enumerate(LESSONS):
        with pytest.raises(Unusable, match=f"^{name} .*python -m course start {number} "):
            refuse_lesson_or_notebook(ROOT / name)
        refuse_lesson_or_notebook(tmp_path / name)
        refuse_lesson_or_notebook(ROOT / f"my_{name}")
    with pytest.raises(Unusable, match="^'my_0_1D.ipynb' "):
        refuse_lesson_or_notebook(tmp_path / "my_0_1D.ipynb")
    monkeypatch.chdir(ROOT)
    with pytest.raises(Unusable):
        refuse_lesson_or_notebook(LESSONS[0])
