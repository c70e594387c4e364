"""Where things are, and how long an answer may take."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(path.name for path in ROOT.glob("[0-9]_*.py"))
SECONDS = 20  # of computing: far more than any answer takes
