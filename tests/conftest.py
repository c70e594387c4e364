"""What several test files share: the lessons, run once each as a reader would run them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

import course.__main__ as program

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 20  # far more than any answer takes on a busy machine
LESSONS = sorted(path.name for path in ROOT.glob("[0-9]_*.py"))


class Run(NamedTuple):
    """What one run of a lesson left behind."""

    code: int
    out: str
    err: str
    figures: Path


def run_lesson(lesson, folder, *arguments, flags=("-W", "error"), **settings):
    """Run a lesson (a path) from an empty folder that is not its own, without a display; return its Run."""
    elsewhere, figures = folder / "elsewhere", folder / "figures"
    elsewhere.mkdir(exist_ok=True)
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "MPLBACKEND")}
    environment |= {"COURSE_FIGURES": str(figures), "PYTHONUTF8": "1"} | settings
    done = subprocess.run(
        [sys.executable, *flags, str(lesson), *map(str, arguments)],
        cwd=elsewhere, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300,
    )
    return Run(done.returncode, done.stdout, done.stderr, figures)


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """Every lesson's Run, by name, each started at most once in the session."""

    class Runs(dict):
        def __missing__(self, name):
            self[name] = run_lesson(ROOT / name, tmp_path_factory.mktemp(name[0]))
            return self[name]

    return Runs()


@pytest.fixture
def copied(tmp_path):
    """A copy of the lessons, their toolkit and their data, to be edited as a reader may."""
    for name in LESSONS:
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "course", tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def edited(copied):
    """A function that changes one place of a copied file and returns its path."""

    def edit(name, old, new):
        path = copied / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{name} no longer has {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        return path

    return edit


@pytest.fixture
def command(monkeypatch, capsys):
    """Runs python -m course WORDS here, up to the end of the process: (exit code, stdout, stderr)."""

    def run(*words):
        codes = []
        with monkeypatch.context() as ends:
            ends.setattr(program, "quiet_endings", lambda: None)
            ends.setattr(program, "leave", codes.append)
            ends.setattr(signal, "signal", lambda *_: None)
            started = time.monotonic()
            program.quietly(program.main, list(words))
        assert time.monotonic() - started < SECONDS
        return codes[0] or 0, *capsys.readouterr()

    return run
