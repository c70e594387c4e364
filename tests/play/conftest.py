"""What the tests of the page share: a process that answers as a test says, and costs nothing to start."""

import pytest

from course.play import searches

# Answers {"wait": seconds} after so long, {"die": ...} never, and all else at once, with what it was asked.
STAND_IN = """
import json, os, sys, time
for line in sys.stdin:
    words = json.loads(line)
    time.sleep(words.get("wait", 0))
    if "die" in words:
        os._exit(3)
    print(json.dumps({"asked": words, "process": os.getpid()}), flush=True)
"""


@pytest.fixture
def stand_in(monkeypatch):
    """Has every search made by a process that stands in for it."""
    monkeypatch.setattr(searches, "BEGIN", STAND_IN)
