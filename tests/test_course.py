"""What a reader imports from course by name."""

import inspect
import subprocess
import sys

import pytest
from support.files import ROOT

import course


@pytest.mark.parametrize("name", course.__all__)
def test_every_name_is_there_and_explained(name):
    thing = getattr(course, name)
    assert inspect.getdoc(thing) and name in dir(course)
    if callable(thing):
        assert thing.__module__.startswith("course."), "the docstring is its own"


def test_no_name_hides_a_module():
    files = {path.stem for path in (ROOT / "course").glob("*.py")}
    assert not files & set(course.__all__)
    with pytest.raises(AttributeError, match="course has no 'nonsense'; it has"):
        course.nonsense  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'convolve' from 'course'"):
        from course import convolve  # noqa: F401


LIGHT = """
import sys
import course
assert "numpy" not in sys.modules
from course import work_out, named
str(work_out([1, 2, 3], named("box").rows[0])), work_out([[1, 2]], [[1]])._repr_html_()
import course.own_numbers.trace
course.own_numbers.trace.main(["--input", "3 4 5", "--kernel", "2 1 0", "--at", "1"])
assert not {"numpy", "scipy", "tensorflow"} & sys.modules.keys()
"""


def test_nothing_is_imported_before_it_is_asked_for():
    subprocess.run(
        [sys.executable, "-W", "error", "-c", LIGHT], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
