"""
Lessons as processes of their own, watched, and side by side where there are cores.

    with LessonProcesses(lessons) as processes:
        for lesson in lessons:
            printed = processes.result_of(lesson)

Whoever asks gets the results in order, whichever lesson ends first. However the block ends, all processes
have ended, too.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from course.convolution.formatting import counted
from course.lessons.watch_run import RUNNER
from course.paths import ROOT, course_folder
from course.terminal.command_line import interpreter
from course.terminal.exits import holding_ctrl_c

TERMINAL_COLUMNS = 80
FIGURES_FOLDER = re.compile(r"^(The figures are in the folder ).*$", re.MULTILINE)


class Printed(NamedTuple):
    """What a lesson printed to stdout and to stderr, its exit code, its seconds, and what the watch has Seen
    of it.

    seen: as a dictionary; None if the lesson did not end well.
    """

    text: str
    errors: str
    code: int
    seconds: float
    seen: dict | None


class LessonProcesses:
    """The processes of some lessons, at most one a core at a time. To be used in a with block."""

    def __init__(self, lessons):
        self._waiting = order_of_starting(list(lessons), _cores())
        self._started = {}  # lesson: its _LessonProcess
        self._folder = tempfile.TemporaryDirectory()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with holding_ctrl_c():
            for process in self._started.values():
                process.end()
            self._folder.cleanup()

    def result_of(self, lesson):
        """What a lesson Printed, once it has ended; meanwhile those after it run as well. Ctrl-C ends the
        waiting.
        """
        with holding_ctrl_c() as pressed:
            while not pressed:
                self._start_as_many_as_there_are_cores()
                if lesson in self._started and not self._started[lesson].runs():
                    break
                self._show_progress()
                for process in self._running()[:1]:
                    process.wait(0.05)
            _show_line("")
        return self._started[lesson].printed()

    def _start_as_many_as_there_are_cores(self):
        while self._waiting and len(self._running()) < _cores():
            lesson = self._waiting.pop(0)
            self._started[lesson] = _LessonProcess(lesson, Path(self._folder.name))

    def _running(self):
        return [process for process in self._started.values() if process.runs()]

    def _show_progress(self):
        """One line: each lesson that runs, how many lines it has printed, and the seconds of the one that
        began first.
        """
        running = self._running()
        if running:
            lessons = ", ".join(f"{each.lesson.name}: {counted(len(each.lines), 'line')}" for each in running)
            _show_line(f"{lessons}, {time.monotonic() - running[0].begun:.0f} s")


def order_of_starting(lessons, cores):
    """The first lesson first, because its result is told first; on several cores then from the last one back.

    The later a lesson the longer it takes: one that was begun last would leave the other cores without work.

    Example: of 0, 1, 2, 3, 4 on two cores it is 0, 4, 3, 2, 1.
    """
    if cores == 1:
        return lessons
    return lessons[:1] + lessons[:0:-1]


class _LessonProcess:
    """One lesson's process, and a thread that reads what it prints."""

    def __init__(self, lesson, folder):
        self.lesson = lesson
        self.lines = []
        self.begun = self.ended = time.monotonic()
        self._seen_file = folder / f"{lesson.parent.name}_{lesson.stem}.seen"
        self._errors_file = tempfile.TemporaryFile(dir=folder)
        self._process = subprocess.Popen(
            [sys.executable, "-u", RUNNER, str(self._seen_file), str(lesson)],
            cwd=course_folder(lesson),
            env=os.environ | _settings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._errors_file,
            encoding="utf-8",
            errors="replace",
        )
        self._reader = threading.Thread(target=self._collect)
        self._reader.start()

    def _collect(self):
        """Keep the process's lines as they come, until it has ended."""
        with self._process:
            for line in self._process.stdout:
                self.lines.append(line)
        self.ended = time.monotonic()

    def runs(self):
        """Whether it has not ended yet."""
        return self._reader.is_alive()

    def wait(self, seconds):
        """Wait until it ends, at most so many seconds."""
        self._reader.join(seconds)

    def end(self):
        """End it, if it still runs, and close its files."""
        self._process.kill()
        self._reader.join()
        self._errors_file.close()

    def printed(self):
        """What it Printed. It has ended."""
        self._errors_file.seek(0)
        errors = self._errors_file.read().decode("utf-8", "replace").strip()
        seen = json.loads(self._seen_file.read_text(encoding="utf-8")) if self._seen_file.exists() else None
        text = as_on_any_machine("".join(self.lines), ROOT)
        return Printed(text, errors, self._process.returncode, self.ended - self.begun, seen)


def as_on_any_machine(text, folder):
    """What a lesson printed with the usual names for the interpreter and for the folder of the figures.

    folder: the course's, in which the commands that a lesson names are typed.

    Example: "  .venv/bin/python 0_1D.py --answers" becomes "  python 0_1D.py --answers".
    """
    text = text.replace(f"{interpreter(folder)} ", "python ")
    if readers_figures_folder():
        text = FIGURES_FOLDER.sub(r"\1figures", text)
    return text


def readers_figures_folder():
    """The reader's own folder for figures or "", absolute because lessons run in the course's folder."""
    folder = os.environ.get("COURSE_FIGURES")
    return os.path.abspath(folder) if folder else ""


def _settings():
    """A lesson's environment: no window, UTF-8, and the reader's folder for figures."""
    settings = {"MPLBACKEND": "Agg", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    if readers_figures_folder():
        settings["COURSE_FIGURES"] = readers_figures_folder()
    return settings


def _cores():
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _show_line(text):
    """Rewrite the terminal's line, "" to clear it; without a terminal, nothing."""
    if not sys.stdout.isatty():
        return
    width = min(TERMINAL_COLUMNS, shutil.get_terminal_size().columns) - 1
    sys.stdout.write(f"\r{text[:width]:<{width}}")
    if not text:
        sys.stdout.write("\r")
    sys.stdout.flush()
