"""
The course where it is installed as the README says: found from any folder, and nothing written into its own.

Everything runs in new environments that see the packages of the Python that runs the tests, but not the course
that it may know: nothing is fetched, and what is not installed here is not found by chance.
"""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import Distribution
from importlib.util import find_spec
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest
from packaging.requirements import Requirement
from support.files import LESSONS, ROOT
from support.sandbox_runs import without_containment

NEEDED = "pip", "hatchling", "hatch_requirements_txt"
can_install = pytest.mark.skipif(
    not all(map(find_spec, NEEDED)), reason=f"installing needs {', '.join(NEEDED)} (tests/requirements.txt)"
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
UNIX, WINDOWS = (  # the first commands
    re.search(rf"```{shell}\n(.*?)\n```", README, re.DOTALL)[1] for shell in ("sh", "bat")
)
OFFLINE = ["--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--quiet"]
OTHERS = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COURSE"))}
WHY = ["-m", "course", "why", "--input", "3 4 5", "--kernel", "2 1 0", "--got", "0 3 10 13 10"]
IMPORTED = ["-c", "from course import why; print(why([3, 4, 5], [2, 1, 0], [0, 3, 10, 13, 10]))"]

PICTURE = """
from course.lessons.lesson import begin
from course.pictures.read_photo import load_photo
path = begin("", picture="bird.jpg")
print((path.name, load_photo(path)[0].ndim))
"""


class Environment:
    """A new environment, its Python, and the folder for packages; it sees those of the Python that runs this."""

    def __init__(self, folder):
        venv.EnvBuilder(symlinks=os.name != "nt").create(folder)
        base = dict.fromkeys(("base", "platbase"), str(folder))
        self.packages = Path(sysconfig.get_path("purelib", "venv", base))
        self.python = Path(sysconfig.get_path("scripts", "venv", base)) / Path(sys.executable).name
        seen = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
        (self.packages / "zz_seen.pth").write_text("\n".join(seen), encoding="utf-8")

    def run(self, *words, cwd, **settings):
        """Exit code, stdout and stderr of its Python with these words."""
        settings = OTHERS | {"PYTHONUTF8": "1"} | settings
        done = subprocess.run(
            [self.python, *words], cwd=cwd, env=settings, stdin=subprocess.DEVNULL,
            capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    def use(self, *words, cwd, **settings):
        """The same, without leaving compiled files where the course is."""
        return self.run(*words, cwd=cwd, PYTHONDONTWRITEBYTECODE="1", **settings)


def state(folder):
    """All that lies in a folder, with its size and when it was written."""
    entries = {path: path.lstat() for path in [folder, *folder.rglob("*")]}
    return {path: (entry.st_mode, entry.st_size, entry.st_mtime_ns) for path, entry in entries.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the course in a folder named course, in which nobody may write (root still can)."""
    copied = tmp_path_factory.mktemp("parent of a course") / "course"
    copied.mkdir()
    for name in (*LESSONS, "README.md", "LICENSE", "pyproject.toml", "requirements.txt", ".gitignore"):
        copy(ROOT / name, copied)
    for name in ("course", "data"):
        copytree(ROOT / name, copied / name, ignore=ignore_patterns("__pycache__"))
    entries = [copied, *copied.rglob("*")]
    for path in entries:
        path.chmod(path.stat().st_mode & ~0o222)
    yield copied
    for path in entries:
        path.chmod(path.stat().st_mode | 0o200)


def install(python, folder, *words):
    """Install the course from its folder; what that changed in there."""
    before = state(folder)
    code, _, err = python.run("-m", "pip", "install", *OFFLINE, *words, cwd=folder)
    assert code == 0, err
    after = state(folder)
    return sorted(path for path in before | after if before.get(path) != after.get(path))


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """An environment without the course."""
    return Environment(tmp_path_factory.mktemp("without") / "environment")


@pytest.fixture(scope="module")
def installed(folder, tmp_path_factory):
    """An environment in which the README's words have installed the course."""
    made = Environment(tmp_path_factory.mktemp("with") / "environment")
    words = re.search(r"-m pip install (.*?) &&", UNIX)[1].split()
    made.changed = install(made, folder, "--ignore-installed", *words)
    return made


@pytest.fixture(scope="module")
def without_e(folder, bare, tmp_path_factory):
    """A folder for packages into which the course was installed without -e, and what that changed in its own."""
    packages = tmp_path_factory.mktemp("packages")
    return packages, install(bare, folder, "--target", str(packages), ".")


@pytest.fixture
def copied(without_e):
    """The words that make Python see the course that was installed without -e."""
    return {"PYTHONPATH": str(without_e[0])}


# ---- with nothing installed


def test_the_lessons_need_no_install(bare, folder, tmp_path):
    code, _, err = bare.use("-c", "import course", cwd=tmp_path)
    assert code == 1 and "No module named 'course'" in err, "this environment was to be without the course"
    code, out, err = bare.use(folder / "0_1D.py", cwd=tmp_path, COURSE_FIGURES=str(tmp_path / "figures"))
    assert (code, err) == (0, "") and "3*1 + 4*2 = 11" in out
    assert [*(tmp_path / "figures").glob("0_1D_*.png")]


# ---- installed as the README says


@pytest.fixture(params=["the course's folder", "another folder", "the parent of a folder named course"])
def place(request, folder, tmp_path):
    """Where a reader may stand. A folder named course is a package to Python, if it finds no better one."""
    places = {"the course's folder": folder, "another folder": tmp_path}
    return places.get(request.param, folder.parent)


@can_install
@pytest.mark.parametrize("words", [WHY, IMPORTED], ids=["python -m course", "from course import"])
def test_it_is_found_from_any_folder(installed, place, words):
    code, out, err = installed.use(*words, cwd=place)
    assert (code, err) == (0, "") and "[no-flip]" in out


@can_install
def test_all_lessons_are_found_from_any_folder(installed, place):
    code, out, err = installed.use("-m", "course", "--list", cwd=place)
    assert (code, err) == (0, "") and [line.split()[0] for line in out.splitlines()] == LESSONS


@can_install
def test_a_lesson_prints_what_it_should_wherever_it_is_started(installed, tmp_path):
    figures = str(tmp_path / "figures")  # as nothing can be written where the course is
    code, out, err = installed.use("-m", "course", "--only", "0", cwd=tmp_path, COURSE_FIGURES=figures)
    assert (code, err) == (0, "") and re.search(r"\n1 lesson, \d+ numbers as expected, \d+ figures", out)


@can_install
def test_a_notebook_finds_toolkit_and_pictures(installed, tmp_path):
    settings = (ROOT / "docs" / "conf.py").read_text(encoding="utf-8")
    first = re.search(r'FIRST_CELL = """\\\n(.*?)"""', settings, re.DOTALL)[1]
    code, out, err = installed.use("-c", first.replace("%matplotlib", "# ") + PICTURE, cwd=tmp_path)
    assert (code, out, err) == (0, "('bird.jpg', 3)\n", "")


@can_install
def test_a_file_under_check_does_not_find_the_course(installed, tmp_path):
    (tmp_path / "my_0_1D.py").write_text("from course import convolve1d\n", encoding="utf-8")
    code, out, err = installed.use("-m", "course", "check", cwd=tmp_path)
    assert (code, without_containment(err)) == (1, "")
    assert "No module named 'course', line 1" in " ".join(out.split())


# ---- what an install takes, and leaves


@can_install
def test_requirements_txt_is_the_one_list(installed):
    lines = [line.split("#")[0] for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()]
    listed = {str(Requirement(line)) for line in lines if line.strip()}
    (found,) = installed.packages.glob("convolution_course-*.dist-info")
    known = Distribution.at(found)
    assert {str(Requirement(line)) for line in known.requires} == listed
    (marker,) = [each.marker for each in map(Requirement, known.requires) if each.name == "tensorflow"]
    assert marker.evaluate({"python_version": "3.13"}) and not marker.evaluate({"python_version": "3.14"})
    assert known.metadata["Requires-Python"] == ">=3.11"


def test_no_requirements_file_installs_a_folder():
    """-e . in such a file means the folder in which the reader stands, not the file's own."""
    for file in (ROOT / "requirements.txt", *ROOT.glob("*/requirements.txt")):
        assert not re.search(r"^(-e|--editable|\.)", file.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_readme_installs_where_the_course_stands():
    steps = ["-m venv .venv", "-m pip install -e .", "-m course"]
    assert [command.split(" ", 1)[1] for command in UNIX.split(" && ")] == steps
    assert [command.split(" ", 1)[1] for command in WINDOWS.splitlines()] == steps


def test_windows_shells_of_all_kinds_understand_the_first_commands():
    """PowerShell 5 knows no &&, and the Command Prompt wants backslashes in a program's path."""
    assert WINDOWS.splitlines() == [
        "py -m venv .venv",
        ".venv\\Scripts\\python -m pip install -e .",
        ".venv\\Scripts\\python -m course",
    ]


@can_install
def test_installing_writes_nothing_into_the_folder(installed, without_e):
    assert (installed.changed, without_e[1]) == ([], [])


# ---- installed without -e


@can_install
@pytest.mark.parametrize("words", [[], ["--list"], ["-h"], WHY[2:], ["start", "0"], ["nonsense"]])
def test_a_copy_says_in_one_line_that_it_needs_its_folder(bare, copied, tmp_path, words):
    code, out, err = bare.use("-m", "course", *words, cwd=tmp_path, **copied)
    assert (code, out, err.count("\n")) == (2, "", 1) and not list(tmp_path.iterdir())
    assert "the course needs its folder" in err and "pip install -e ." in err


@can_install
def test_with_a_copy_a_lesson_says_the_same(bare, copied, tmp_path):
    copy(ROOT / "0_1D.py", tmp_path)
    code, out, err = bare.use("0_1D.py", cwd=tmp_path, **copied)
    assert (code, out, err.count("\n")) == (2, "", 1) and "pip install -e ." in err


@can_install
def test_a_copy_can_still_be_imported(bare, copied, tmp_path):
    code, out, err = bare.use(*IMPORTED, cwd=tmp_path, **copied)
    assert (code, err) == (0, "") and "[no-flip]" in out
