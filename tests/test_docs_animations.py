"""The pictures that move on the pages of lessons: the numbers in them are those that the lesson prints there."""

import re
import runpy

import pytest
from support.files import ROOT

pytest.importorskip("docutils", reason="the site's packages are not installed")
SCRIPT = runpy.run_path(str(ROOT / "docs" / "animations.py"))


@pytest.mark.parametrize(
    "lesson, printed", [("0_1D", "Flip and slide:"), ("1_2D", "The first image and kernel:")]
)
def test_they_show_what_the_lesson_prints(lesson, printed):
    text = (ROOT / f"{lesson}.py").read_text(encoding="utf-8")
    output = SCRIPT["trace_of_lesson"](text, SCRIPT["MOVING"][lesson]).output
    numbers = [str(value) for row in output for value in (row if isinstance(row, list) else [row])]
    expected = (ROOT / "data" / "expected" / f"{lesson}.txt").read_text(encoding="utf-8")
    assert re.findall(r"\d+", expected.partition(printed)[2])[: len(numbers)] == numbers


def test_the_lessons_that_have_one():
    assert sorted(SCRIPT["MOVING"]) == ["0_1D", "1_2D"]


def test_the_last_numbers_above_the_heading_count():
    place = SCRIPT["Place"]("Here", "x", "h", "full")
    text = "x = [1]\nimport numpy as np\nx = np.array([[3, 4]])\nh = [2]\n# %% Here\nx = [9]\n"
    assert SCRIPT["trace_of_lesson"](text, place).output == [[6, 8]]


def test_a_file_is_written_for_these_alone(tmp_path):
    for name in ("0_1D.py", "1_2D.py", "3_image.py"):
        SCRIPT["write_moving_picture"](ROOT / name, tmp_path)
    names = ["steps_0_1D.svg", "steps_1_2D.svg", "still_0_1D.svg", "still_1_2D.svg"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for name, of_start_page in (("steps_0_1D.svg", "steps.svg"), ("still_0_1D.svg", "steps_still.svg")):
        assert (tmp_path / name).read_bytes() == (ROOT / "docs" / of_start_page).read_bytes()
