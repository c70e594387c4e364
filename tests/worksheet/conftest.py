"""What the tests of the worksheet share."""

import pytest
from support.sheets import Sheets


@pytest.fixture(scope="session")
def sheets():
    """Each sheet with its key, made once: sheets[seed, lesson] is (text, Page)."""
    return Sheets()


@pytest.fixture
def run(command):
    """Runs python -m course worksheet WORDS: (exit code, stdout, stderr)."""
    return lambda *words: command("worksheet", *map(str, words))
