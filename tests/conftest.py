"""What several test files share: the lessons, run once each as a reader would run them."""

import gc
import os
import shutil
import signal
import sys
import time

import pytest
from support.browser import PLACES, started_browser, why_no_browser
from support.built_site import built_once
from support.cli import refused as is_refused
from support.files import LESSONS, ROOT, SECONDS, cores
from support.golden import check_golden
from support.lesson_runs import run_lesson
from support.long_files import LONG_FILES
from support.tensorflow_there import LESSONS_WITH_TENSORFLOW, TENSORFLOW_IS_THERE

import course.__main__ as program

COMMANDS = dict(program.COMMANDS)  # as they are: a test that added one would test what no reader has

# Else every process that a test starts would compile the course again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if (
    "PYTEST_XDIST_WORKER" in os.environ
):  # each core is busy already: more threads of a lesson wait for each other
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1"}


def pytest_collection_modifyitems(items):
    """Long files first; the others in their order."""
    place = {ROOT / "tests" / name: number for number, name in enumerate(LONG_FILES)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


def pytest_collection_finish():
    """Python's search for cycles of objects need not look through all the tests and libraries each time.

    Measured on 4,200 tests: a fifth of the time.
    """
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)  # without xdist nobody asks
def pytest_xdist_auto_num_workers():
    """One worker more than cores: tests of the sandbox wait as long as they compute."""
    return cores() + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Files that share what takes long to start go to one worker."""
    from support.sharing_files import SharingScheduling  # it needs xdist

    return SharingScheduling(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/ anew, to be read before a commit"
    )
    parser.addoption(
        "--page", choices=PLACES, default=PLACES[0], help="where tests/play opens the page of course/play"
    )


@pytest.fixture
def golden(command, tmp_path, monkeypatch, request):
    """Compares what a command prints with tests/golden/NAME.txt, on a terminal of 80 columns: golden(NAME)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    # as in an activated environment, where a command is typed as python -m course on every machine
    monkeypatch.setenv("PATH", os.path.dirname(sys.executable), prepend=os.pathsep)
    update = request.config.getoption("--update-golden")
    return lambda name: check_golden(name, command, tmp_path, update)


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """Every lesson's Run, watched, by name, each started at most once in the session."""

    class Runs(dict):
        def __missing__(self, name):
            if name in LESSONS_WITH_TENSORFLOW and not TENSORFLOW_IS_THERE:
                pytest.skip(f"{name} needs TensorFlow, which is not installed")
            self[name] = run_lesson(ROOT / name, tmp_path_factory.mktemp(name[0]), watched=True)
            return self[name]

    return Runs()


@pytest.fixture(scope="session")
def browser():
    """Chromium, started at most once; what needs it is left out where there is none."""
    if reason := why_no_browser():
        pytest.skip(reason)
    with started_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def site_build(tmp_path_factory):
    """The finished process that built the site, at most once for all workers."""
    if not TENSORFLOW_IS_THERE:
        pytest.skip("the site is made of all lessons, and two need TensorFlow, which is not installed")
    return built_once(shared_folder(tmp_path_factory) / "site")


@pytest.fixture(scope="session")
def site_copy(site_build, tmp_path_factory):
    """The copy of the course in which the site is built."""
    return shared_folder(tmp_path_factory) / "site" / "course"


def shared_folder(tmp_path_factory):
    """The folder of a whole run, which all its workers see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(site_copy, site_build):
    """The folder of the built site."""
    assert site_build.returncode == 0, site_build.stderr
    return site_copy / "docs" / "_build" / "html"


@pytest.fixture
def copied(tmp_path):
    """A copy of the lessons, their toolkit and their data, to be edited as a reader may."""
    for name in LESSONS:
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "course", tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def command(monkeypatch, capsys):
    """Runs python -m course WORDS here, up to the end of the process: (exit code, stdout, stderr)."""

    def run(*words):
        assert program.COMMANDS == COMMANDS, "a test has changed the commands"
        codes = []
        with monkeypatch.context() as ends:
            ends.setattr(program, "quiet_endings", lambda: None)
            ends.setattr(program, "leave", codes.append)
            ends.setattr(signal, "signal", lambda *_: None)
            started = time.process_time()  # of this process: other work on the machine does not count
            program.run_and_exit(program.main, list(words))
        assert time.process_time() - started < SECONDS
        return codes[0] or 0, *capsys.readouterr()

    return run


@pytest.fixture
def refused(command):
    """Runs python -m course WORDS, which has to end with exit code 2 and one line that says a word."""
    return lambda says, *words: is_refused(command(*words), says)
