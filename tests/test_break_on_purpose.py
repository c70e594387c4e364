"""The deliberate faults fit the toolkit as it is, and break_on_purpose.py tells those that are noticed from the others."""

from collections import Counter
from pathlib import Path

import break_on_purpose
import pytest
from support.files import ROOT

FAULTS = break_on_purpose.chosen([])
PACKAGES = [path.parent.name for path in ROOT.glob("course/*/__init__.py")]


def test_there_are_enough_faults_and_each_fits_its_file():
    assert len({fault["name"] for fault in FAULTS}) == len(FAULTS) >= 60
    assert break_on_purpose.misfits(FAULTS) == []
    assert all(fault["new"] != fault["old"] for fault in FAULTS)


def test_every_package_has_some():
    counts = Counter(Path(fault["file"]).parts[1] for fault in FAULTS)
    assert min(counts[part] for part in (*PACKAGES, "__main__.py")) >= 4


@pytest.mark.parametrize(
    "file, tests",
    [
        ("course/practice/grading.py", ["tests/practice/test_grading.py", "tests/practice"]),
        ("course/mistakes/bank/sums.py", ["tests/mistakes"]),
        (
            "course/practice/exercises/exercise_4_digit/mistakes.py",
            ["tests/practice/exercises/test_exercise_4_digit.py", "tests/practice"],
        ),
        ("course/errors.py", ["tests/test_errors.py"]),
        ("course/__main__.py", ["tests/test_commands.py"]),
    ],
)
def test_which_tests_are_run(file, tests):
    assert [path.as_posix() for path in break_on_purpose.test_files({"file": file})] == tests


# ---- the script, on a project of one module whose only test looks at one sum

PROJECT = {
    "pytest.ini": "[pytest]\npythonpath = .\n",
    "course/__init__.py": "",
    "course/sums/__init__.py": "",
    "course/sums/add.py": "LIMIT = 20\n\n\ndef add(a, b):\n    return a + b\n",
    "tests/sums/test_add.py": "from course.sums.add import add\n\n\ndef test_add():\n    assert add(2, 3) == 5\n",
}
NOTICED = '[[fault]]\nname = "taken away"\nfile = "course/sums/add.py"\nold = "a + b"\nnew = "a - b"\n'
SURVIVOR = '[[fault]]\nname = "low"\nfile = "course/sums/add.py"\nold = "LIMIT = 20"\nnew = "LIMIT = 2"\n'
EQUIVALENT = f'{SURVIVOR}equivalent = "nobody reads it"\n'
MISFIT = '[[fault]]\nname = "gone"\nfile = "course/sums/add.py"\nold = "a * b"\nnew = "a"\n'


@pytest.fixture
def script(tmp_path, monkeypatch, capsys):
    """Runs the script on faults, given as TOML: (exit code, what it printed)."""
    for name, text in PROJECT.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(break_on_purpose, "ROOT", tmp_path)
    monkeypatch.setattr(break_on_purpose, "FAULTS", tmp_path / "faults.toml")

    def run(faults, *words):
        (tmp_path / "faults.toml").write_text(faults, encoding="utf-8")
        code = break_on_purpose.main(words)
        assert (tmp_path / "course/sums/add.py").read_text(encoding="utf-8") == PROJECT["course/sums/add.py"]
        return code, capsys.readouterr().out

    return run


def test_a_survivor_is_told_from_what_is_noticed(script):
    code, out = script(NOTICED + SURVIVOR)
    assert code == 1 and "2 faults, 1 survive" in out
    lines = {line[:40].strip(): line[41:] for line in out.splitlines()}
    assert lines["taken away"].startswith("noticed by tests/sums/test_add.py::test_add")
    assert lines["low"].startswith("SURVIVES")


def test_what_is_equivalent_does_no_harm(script):
    code, out = script(EQUIVALENT)
    assert code == 0 and "equivalent: nobody reads it" in out


def test_a_fault_that_fits_no_more_is_exit_code_2(script):
    code, out = script(NOTICED + MISFIT)
    assert code == 2 and out.startswith("gone: course/sums/add.py")


def test_a_test_that_fails_anyway_has_noticed_nothing(script, tmp_path):
    (tmp_path / "tests/sums/test_add.py").write_text("def test_add():\n    assert 2 + 3 == 6\n", encoding="utf-8")
    code, out = script(NOTICED)
    assert code == 2 and "test_add fails without" in out and "noticed" not in out


def test_words_choose_files(script):
    assert script(NOTICED + MISFIT, "other.py") == (0, "0 faults, 0 survive\n")
