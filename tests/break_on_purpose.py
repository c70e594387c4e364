"""
Put the faults of deliberate_faults.toml into the toolkit one by one, and see whether a test of that package fails.

  python tests/break_on_purpose.py                   all of them, two at a time
  python tests/break_on_purpose.py practice why.py   those whose file has one of these words in its path

Each fault replaces one piece of text that stands in its file exactly once. It is put into a copy of the project.
First the tests of the file's own module run, tests/PACKAGE/test_MODULE.py; if they pass, all tests of the package.
A fault that no test notices survives, and its name is printed, unless it is said to be equivalent, and why.

Exit codes: 0 all are noticed or equivalent, 1 some survive, 2 a fault no longer fits its file. Takes up to 30
minutes, and is no part of .ci/run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parents[1]
FAULTS = Path(__file__).with_name("deliberate_faults.toml")
COPIES = 2  # of the project, in which faults are tried at the same time
SECONDS = 300  # for the tests of one fault; a fault that makes them hang is noticed
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".pytest_cache", ".hypothesis", "figures", "_build")
PYTEST = ("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=--import-mode importlib")


def chosen(words):
    """The faults whose file has one of the words in its path; all of them where there are no words."""
    faults = tomllib.loads(FAULTS.read_text(encoding="utf-8"))["fault"]
    return [fault for fault in faults if not words or any(word in fault["file"] for word in words)]


def misfits(faults):
    """A line for each fault whose text does not stand in its file exactly once."""
    lines = []
    for fault in faults:
        count = (ROOT / fault["file"]).read_text(encoding="utf-8").count(fault["old"])
        if count != 1:
            lines.append(f"{fault['name']}: {fault['file']} has its text {count} times, not once")
    return lines


def test_files(fault):
    """The tests to run, one group after the other: those of the module, then those of its package.

    course/practice/grading.py has tests/practice/test_grading.py, then tests/practice.
    """
    package, module = Path(fault["file"]).parts[-2:]
    own = Path("tests", package, f"test_{module}")
    groups = [own] if (ROOT / own).exists() else []
    if (ROOT / "tests" / package).is_dir():
        groups.append(Path("tests", package))
    return groups or [Path("tests/test_commands.py")]


def fails(copy, tests):
    """Whether tests fail in a copy of the project; those that hang do."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [sys.executable, *PYTEST, str(tests)], cwd=copy, env=environment, timeout=SECONDS,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    return done.returncode == 1


def noticed(fault, copies):
    """The tests that fail once the fault is in a copy of the project, or None if all pass."""
    copy = copies.get()
    path = copy / fault["file"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(fault["old"], fault["new"]), encoding="utf-8", newline="\n")
    try:
        return next((tests for tests in test_files(fault) if fails(copy, tests)), None)
    finally:
        path.write_text(text, encoding="utf-8", newline="\n")
        copies.put(copy)


def tell(fault, copies):
    """Try a fault, print a line on it, and return whether it survives without being called equivalent."""
    started = time.monotonic()
    tests = noticed(fault, copies)
    equivalent = fault.get("equivalent")
    if tests is not None:
        outcome = f"noticed by {tests.as_posix()}"
    else:
        outcome = f"equivalent: {equivalent}" if equivalent else "SURVIVES"
    if tests is not None and equivalent:
        outcome += ", though it is called equivalent"
    print(f"{fault['name']:40} {outcome}  ({time.monotonic() - started:.0f} s)", flush=True)
    return tests is None and not equivalent


def main(words):
    """Try the faults; return the exit code."""
    faults = chosen(words)
    wrong = misfits(faults)
    if wrong:
        print(*wrong, sep="\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        copies = Queue()
        for number in range(COPIES):
            copies.put(Path(shutil.copytree(ROOT, Path(folder, str(number)), ignore=LEFT_OUT)))
        with ThreadPoolExecutor(COPIES) as pool:
            survivors = sum(pool.map(lambda fault: tell(fault, copies), faults))
    print(f"{len(faults)} faults, {survivors} survive")
    return int(survivors > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
