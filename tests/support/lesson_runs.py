"""A lesson run as a reader would run it: from another folder, without a display."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


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
