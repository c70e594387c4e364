"""
Put the faults of deliberate_faults.toml into the toolkit one by one, and see whether a test of that package fails.

  python tests/break_on_purpose.py                   all of them, two at a time
  python tests/break_on_purpose.py practice why.py   those whose file has one of these words in its path

Each fault replaces one piece of text that stands in its file exactly once. It is put into a copy of the project.
First the tests of the file's own module run, tests/PACKAGE/test_MODULE.py; if they pass, all tests of the package.
The first test that fails is printed: it has noticed the fault, unless it fails without the fault as well. A fault
that none notices survives, unless it is said to be equivalent, and why.

Exit codes: 0 all are noticed or equivalent, 1 some survive, 2 a fault no longer fits its file, or its tests do not
pass without it. Takes up to 30 minutes, and is no part of .ci/run.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

import pytest

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

    course/practice/grading.py has tests/practice/test_grading.py, then tests/practice; a module further down that has
    no file of tests has its folder's; course/errors.py has tests/test_errors.py alone.
    """
    module = Path(fault["file"]).relative_to("course")
    own = [Path("tests", part.parent, f"test_{part.stem}.py") for part in (module, *module.parents) if part.name]
    groups = [*filter(is_there, own)][:1]
    package = Path("tests", module.parts[0])
    if is_there(package):
        groups.append(package)
    return groups or [Path("tests/test_commands.py")]


def is_there(path):
    """Whether there is something at a path in the project."""
    return (ROOT / path).exists()


def failing_test(copy, tests):
    """The first of the tests that fails in a copy of the project, or None; of those that hang or die, their file.

    RuntimeError if pytest finds no tests, or refuses its options.
    """
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as printed:
        try:
            done = subprocess.run(
                [sys.executable, *PYTEST, str(tests)], check=False, cwd=copy, env=environment, timeout=SECONDS,
                stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return f"{tests.as_posix()}, which hangs"
        printed.seek(0)
        failed = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", printed.read(), re.MULTILINE)
    if done.returncode in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(f"{tests.as_posix()} cannot be run: exit code {done.returncode} of pytest")
    if done.returncode == 0:
        return None
    return failed[1] if failed else f"{tests.as_posix()}, which ends with {done.returncode}"


def noticed(fault, copies):
    """The first test that fails once the fault is in a copy of the project, or None if all pass.

    RuntimeError if it fails without the fault as well.
    """
    copy = copies.get()
    path = copy / fault["file"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(fault["old"], fault["new"]), encoding="utf-8", newline="\n")
    try:
        test = next(filter(None, (failing_test(copy, tests) for tests in test_files(fault))), None)
        path.write_text(text, encoding="utf-8", newline="\n")
        if test and "::" in test and failing_test(copy, Path(test.partition("[")[0])):
            raise RuntimeError(f"{test} fails without the fault as well")
        return test
    finally:
        path.write_text(text, encoding="utf-8", newline="\n")
        copies.put(copy)


def tell(fault, copies):
    """Try a fault, print a line on it, and return the exit code that it asks for."""
    started, code = time.monotonic(), 0
    equivalent = fault.get("equivalent")
    try:
        test = noticed(fault, copies)
    except RuntimeError as error:
        outcome, code = f"CANNOT BE TRIED: {error}", 2
    else:
        if test is not None:
            outcome = f"noticed by {test}{', though it is called equivalent' if equivalent else ''}"
        elif equivalent:
            outcome = f"equivalent: {equivalent}"
        else:
            outcome, code = "SURVIVES", 1
    print(f"{fault['name']:40} {outcome}  ({time.monotonic() - started:.0f} s)", flush=True)
    return code


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
            codes = list(pool.map(lambda fault: tell(fault, copies), faults))
    print(f"{len(faults)} faults, {codes.count(1)} survive")
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
