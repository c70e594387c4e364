"""A lesson run as a reader would run it: from another folder, without a display."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from support.files import ROOT

RUNNER = ROOT / "course" / "lessons" / "watch_run.py"


class Run(NamedTuple):
    """What one run of a lesson left behind; seen is what the watch has seen, None in a plain run."""

    code: int
    out: str
    err: str
    figures: Path
    seen: dict | None = None


def run_lesson(lesson, folder, *arguments, flags=("-W", "error"), watched=False, **settings):
    """Run a lesson (a path) from an empty folder that is not its own, without a display; return its Run.

    watched: with the watch, as python -m course does; otherwise as a reader does.
    """
    elsewhere, figures, seen_file = folder / "elsewhere", folder / "figures", folder / "seen"
    seen_file.unlink(missing_ok=True)
    program = [str(RUNNER), str(seen_file), str(lesson)] if watched else [str(lesson)]
    elsewhere.mkdir(exist_ok=True)
    environment = {
        k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "MPLBACKEND")
    }
    environment |= {"COURSE_FIGURES": str(figures), "PYTHONUTF8": "1"} | settings
    # as in an activated environment, where a command is typed as python -m course on every machine
    environment["PATH"] = os.path.dirname(sys.executable) + os.pathsep + environment["PATH"]
    done = subprocess.run(
        [sys.executable, *flags, *program, *map(str, arguments)],
        cwd=elsewhere,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    seen = json.loads(seen_file.read_text(encoding="utf-8")) if seen_file.exists() else None
    return Run(done.returncode, done.stdout, done.stderr, figures, seen)
