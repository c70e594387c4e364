"""Where things are, how long an answer may take, and how many cores there are."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(path.name for path in ROOT.glob("[0-9]_*.py"))
FURTHER = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/further/*.py"))
SECONDS = 20  # of computing: far more than any answer takes


def cores():
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
