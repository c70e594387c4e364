"""Lessons as processes: in which order they are begun, and what is the same on any machine. As a command:
test_compare_output.py.
"""

import os
import sys

import pytest
from support.files import ROOT

from course.lessons import lesson_processes
from course.lessons.lesson_processes import LessonProcesses, as_on_any_machine
from course.terminal.command_line import command_line, script_line

PRINTS = "import numpy\nprint(__file__[-6], numpy.convolve([3, 4], [2, 1]))\n"


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    """Four lessons, each of which makes a file of its number when it has printed something."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    paths = [tmp_path / f"{number}_x.py" for number in range(4)]
    for path in paths:
        path.write_text(f"{PRINTS}open('{path.name[0]}', 'w').close()\n", encoding="utf-8")
    return paths


def begun_in_order(lessons, cores, monkeypatch):
    """The numbers of the lessons in the order in which their processes are begun."""
    begun = []
    original = lesson_processes.subprocess.Popen
    monkeypatch.setattr(lesson_processes, "_cores", lambda: cores)
    monkeypatch.setattr(
        lesson_processes.subprocess,
        "Popen",
        lambda words, **rest: begun.append(words[-1]) or original(words, **rest),
    )
    with LessonProcesses(lessons) as processes:
        results = [processes.result_of(lesson) for lesson in lessons]
    assert [result.text.split()[0] for result in results] == ["0", "1", "2", "3"] and not any(
        r.code for r in results
    )
    return [os.path.basename(path)[0] for path in begun]


def test_on_one_core_they_run_in_order_and_one_at_a_time(lessons, monkeypatch):
    lessons[1].write_text(f"import os\nassert not os.path.exists('2')\n{PRINTS}", encoding="utf-8")
    assert begun_in_order(lessons, 1, monkeypatch) == ["0", "1", "2", "3"]


def test_on_several_cores_the_long_ones_at_the_end_are_begun_early(lessons, monkeypatch):
    for lesson in lessons[2:]:  # so that lesson 1 is asked for before there is a core for it
        lesson.write_text(f"import time\ntime.sleep(0.5)\n{PRINTS}", encoding="utf-8")
    assert begun_in_order(lessons, 2, monkeypatch) == ["0", "3", "2", "1"]


@pytest.mark.parametrize("cores, side_by_side", [(1, 1), (2, 2), (3, 3)])
def test_at_most_one_a_core_runs_at_a_time(lessons, monkeypatch, cores, side_by_side):
    most = []
    monkeypatch.setattr(lesson_processes, "_cores", lambda: cores)
    original = LessonProcesses._show_progress
    monkeypatch.setattr(
        LessonProcesses, "_show_progress", lambda self: most.append(len(self._running())) or original(self)
    )
    with LessonProcesses(lessons) as processes:
        for lesson in lessons:
            processes.result_of(lesson)
    assert max(most) == side_by_side


def test_seen_is_there_once_a_lesson_has_ended_well(lessons):
    lessons[1].write_text("import sys\nsys.exit(0)\n", encoding="utf-8")
    with LessonProcesses(lessons[:2]) as processes:
        well, early = (processes.result_of(lesson) for lesson in lessons[:2])
    assert well.seen == {"confirmed": 1, "on_purpose": 0, "not_confirmed": {}} and early.seen is None
    assert (well.text, well.errors) == ("0 [ 6 11  4]\n", "") and 0 < well.seconds < 60


def test_what_differs_from_machine_to_machine_has_its_usual_name(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_FIGURES", str(tmp_path))
    commands = f"{command_line('start 0', tmp_path)}\n  {script_line(tmp_path / '0_1D.py', '--answers', tmp_path)}\n"
    text = f"The figures are in the folder {tmp_path}\n{commands}"
    usual = "The figures are in the folder figures\npython -m course start 0\n  python 0_1D.py --answers\n"
    assert as_on_any_machine(text, tmp_path) == usual and sys.executable not in usual
    monkeypatch.delenv("COURSE_FIGURES")
    assert as_on_any_machine(text, tmp_path).splitlines()[0] == text.splitlines()[0]
