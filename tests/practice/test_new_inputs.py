"""What is tried anew at each check: a table of the listed answers does not pass."""

import pytest
from support.lookup_tables import lookup_table

from course.practice.exercise_files import EXERCISE_FOLDERS, load_exercise

ALL = pytest.mark.parametrize("number", EXERCISE_FOLDERS)


@ALL
def test_a_table_of_the_listed_answers_does_not_pass(command, tmp_path, monkeypatch, number):
    """It passed every rung before there were new inputs."""
    monkeypatch.chdir(tmp_path)
    name = EXERCISE_FOLDERS[number].readers_file
    (tmp_path / name).write_text(lookup_table(load_exercise(number)), encoding="utf-8")
    code, out, err = command("check", name)
    assert (code, err) == (1, ""), out
