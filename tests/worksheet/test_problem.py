"""Problems and sheets: the room for an answer, and how a sheet is found again."""

import pytest

from course.worksheet.problem import ProblemPart, Sheet


@pytest.mark.parametrize("values, room, cells", [
    (7, (), (1, 1)),
    ([1, 2], (), (1, 8)),
    ([1, 2, 3, 4, 5], (), (1, 8)),
    ([[1], [2]], (), (4, 6)),
    ([1, 2], (1, 2), (1, 2)),
])  # fmt: skip
def test_the_room_gives_no_size_away_unless_the_task_does(values, room, cells):
    assert ProblemPart("Answer", values, room).cells == cells


def test_a_sheet_names_its_seed_its_lesson_and_the_command_of_its_key():
    one, mixed = Sheet(12, 3, []), Sheet(12, None, [])
    assert "lesson 3" in one.title and "seed 12" in one.title and "seed 12" in mixed.title
    assert one.command == "python -m course worksheet --seed 12 --lesson 3 --answers"
    assert mixed.command == "python -m course worksheet --seed 12 --answers"
