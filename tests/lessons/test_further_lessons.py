"""The further lessons, docs/further/: run once each as python -m course --all runs them, and found by their own script."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError

import pytest
from support.files import FURTHER, ROOT
from support.lesson_facts import missing_facts
from support.lesson_runs import run_lesson
from support.lesson_source import source_of
from support.tensorflow_there import needs_tensorflow

from course.errors import Unusable
from course.lessons import lesson
from course.lessons.agreeing_lines import differing_lines
from course.paths import further_lesson_files

QUOTES = re.compile(r"[Oo]ften printed")
WITHOUT_PACKAGES = ("-W", "error", "-S")  # nothing that is installed is found, not even the course


def test_the_further_lessons_are_those_of_their_folder():
    assert [path.relative_to(ROOT).as_posix() for path in further_lesson_files()] == FURTHER and len(
        FURTHER
    ) == 3


def expected_output(name):
    """What a further lesson should print."""
    return (ROOT / "data" / "expected" / name.split("/")[-1]).with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.slow
@needs_tensorflow
@pytest.mark.parametrize("name", FURTHER)
def test_they_end_well_confirmed_and_print_what_is_expected(name, tmp_path):
    run = run_lesson(ROOT / name, tmp_path, watched=True)
    assert (run.code, run.err) == (0, "")
    assert differing_lines(expected_output(name), run.out.replace(str(run.figures), "figures")) == []
    assert missing_facts(name, run.out) == []
    assert run.seen["confirmed"] > 10 and run.seen["not_confirmed"] == {}
    named = re.findall(r"^Figure (\S+\.png): ", run.out, re.MULTILINE)
    assert sorted(named) == sorted(path.name for path in run.figures.iterdir()) and len(named) >= 2
    assert max(len(line) for line in run.out.splitlines() if str(run.figures) not in line) <= 80


@pytest.mark.parametrize("name", FURTHER)
def test_each_runs_from_a_fresh_clone_in_any_folder(name, tmp_path):
    """Without PYTHONPATH, and without an installed course: it finds the course that it belongs to."""
    run = run_lesson(ROOT / name, tmp_path, flags=WITHOUT_PACKAGES, PYTHONPATH="")
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert (
        run.err.startswith(f"{name.split('/')[-1]}: numpy is missing: ") and "-m pip install -e ." in run.err
    )


@pytest.mark.parametrize("is_there, brings", [(False, "-e ."), (True, "matplotlib")])
def test_where_the_course_is_installed_only_what_is_missing_is_named(is_there, brings, monkeypatch):
    monkeypatch.setattr(lesson, "find_spec", lambda name: None if name == "matplotlib" else name)
    installed = {"convolution-course"} if is_there else set()

    def distribution(name):
        if name not in installed:
            raise PackageNotFoundError(name)

    monkeypatch.setattr(lesson, "distribution", distribution)
    with pytest.raises(Unusable, match=rf"^matplotlib is missing: .* -m pip install {brings}$"):
        lesson._check_packages()


def test_the_course_has_the_name_of_its_install():
    assert (
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
        == lesson.DISTRIBUTION
    )


def another_course(folder):
    """A folder with a course that ends a lesson when it is imported."""
    (folder / "course").mkdir(parents=True)
    (folder / "course" / "__init__.py").write_text("raise SystemExit('another course')\n", encoding="utf-8")
    return str(folder)


def test_a_lesson_takes_its_own_clones_course(tmp_path):
    """Even where another one is installed: what PYTHONPATH names comes before all that is installed."""
    other = another_course(tmp_path / "other")
    run = run_lesson(ROOT / "docs" / "further" / "speed.py", tmp_path, "-h", PYTHONPATH=other)
    assert (run.code, run.err) == (0, "") and run.out.startswith("usage: speed.py ")


def test_a_lesson_that_was_copied_elsewhere_takes_the_installed_course(tmp_path):
    source = source_of("docs/further/speed.py").partition("begin(__doc__)")[0]
    copied = tmp_path / "a" / "b" / "speed.py"
    copied.parent.mkdir(parents=True)
    copied.write_text(f"{source}import course\nprint(course.__file__)\n", encoding="utf-8")
    run = run_lesson(copied, tmp_path, PYTHONPATH=str(ROOT))
    assert (run.code, run.err, run.out) == (0, "", f"{ROOT / 'course' / '__init__.py'}\n")


def test_each_looks_for_its_course_in_the_same_way():
    """So that one test of it is enough."""
    found = {source_of(name).partition('"""\n\n')[2].partition("\nfrom course")[0] for name in FURTHER}
    assert len(found) == 1 and "sys.path" in found.pop()


def test_what_is_often_printed_and_wrong_is_quoted():
    """Each beside the computation that decides; the facts are what these computations give."""
    source = source_of("docs/further/other_courses.py")
    assert len(QUOTES.findall(source.replace("\n# ", " "))) >= 12
    for quoted in (
        "4 3 4",
        "1+0+1+1+0",
        "cross in a circle",
        "10 - 3 + 1 = 9",
        "width, height",
        "SAME keeps the size",
        "rounded up",
        "224x224",
        "gradient magnitude",
        "plt.show(picture)",
        "builds a graph",
        "issue 17",
    ):
        assert quoted in source.replace("\n# ", " "), quoted
