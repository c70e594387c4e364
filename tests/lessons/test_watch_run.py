"""A lesson as a script under the watch: what it prints and how it ends. The watch's words:
tests/golden/watch.txt.
"""

import json
import os
import subprocess
import sys

import pytest
from support.files import ROOT
from support.golden import check_golden
from support.lesson_runs import RUNNER, run_lesson
from support.slow_cases import with_slow_cases

IMPORTS = "import sys\nimport numpy as np\n"
MARK = "# wrong on purpose: a byte holds nothing above 255"
LESSONS = {  # a lesson for each thing that the watch says
    "right.py": "print(np.convolve([3, 4, 5], [2, 1, 0]))\n",
    "overflow.py": "np.convolve(np.uint8([200, 100]), np.uint8([1, 1]))\n",
    "nothing.py": "print('no convolution')\n",
    "not_wrong.py": f"np.convolve([1, 2], [3])  {MARK}\n",
    "not_comparable.py": f"np.convolve([1j, 2], [3])  {MARK}\n",
    "no_call.py": f"np.convolve([1, 2], [3])\n\n{MARK}\n\nprint('far below')\n",
    "infinite.py": "np.convolve(np.float16([1000, 1000]), np.float16([100]))\n",
    "cut_off.py": "from scipy import ndimage\nndimage.convolve([[10, 11, 12]], [[0.5, 0.25, 0.5]])\n",
    "caught.py": "try:\n    np.convolve(np.uint8([200]), np.uint8([2]))\nexcept Exception:\n    print('caught')\n",
    "own_error.py": "np.convolve([1], [2])\n1 / 0\n",
    "exits.py": "sys.exit(3)\n",
    "not_python.py": "print(\n",
}


@pytest.fixture
def lesson(tmp_path):
    """Writes one of LESSONS, or a text; its path."""

    def write(name, text=None):
        path = tmp_path / name
        path.write_text(IMPORTS + LESSONS[name] if text is None else text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def run(lesson, tmp_path):
    """Runs one of LESSONS watched: (exit code, stdout, stderr), the traceback of an error of its own as its
    last line.
    """

    def words_to_run(name):
        done = run_lesson(lesson(name), tmp_path, watched=True, PYTHONPATH=str(ROOT))
        err = done.err.splitlines(keepends=True)
        return (
            done.code,
            done.out,
            "".join(err[-1:] if "Traceback" in done.err or "SyntaxError" in done.err else err),
        )

    return words_to_run


def test_golden_watch(run, tmp_path, request):
    check_golden("watch", run, tmp_path, request.config.getoption("--update-golden"))


@pytest.mark.parametrize("name, code, line", [
    ("overflow.py", 1, 3), ("not_wrong.py", 1, 3), ("not_comparable.py", 1, 3), ("no_call.py", 1, 5), ("caught.py", 1, 4),
    ("infinite.py", 1, 3), ("cut_off.py", 1, 4),
])  # fmt: skip
def test_what_fails_takes_one_line_with_the_lessons_own_line(run, name, code, line):
    got_code, out, err = run(name)
    assert (
        got_code == code
        and err.startswith(f"{name}, line {line}: ")
        and err.count("\n") == 1
        and err.isascii()
    )


# ---- the script that was started

SCRIPT = '''"""
A small lesson
==============
"""
import sys
from course.lessons.lesson import begin, end, save
begin(__doc__)
import numpy as np
from matplotlib import pyplot
print(sys.argv, __name__, __file__, sys.path[0], sys.modules["__main__"].__doc__ == __doc__)
print(np.convolve([3, 4], [2, 1]), np.convolve.__name__)
fig, ax = pyplot.subplots()
ax.plot([1, 2])
save(fig, "line", "A line that rises.")
end()
'''


@pytest.mark.parametrize("flags", with_slow_cases([(("-W", "error"),), (("-OO",),), (("-P",),)], every=3))
def test_a_watched_lesson_prints_what_it_prints_to_a_reader(lesson, tmp_path, flags):
    script = lesson("9_small.py", SCRIPT)
    plain, watched = (
        run_lesson(script, tmp_path, flags=flags, watched=watched, PYTHONPATH=str(ROOT))
        for watched in (False, True)
    )
    assert (plain.code, plain.err, plain.seen) == (0, "", None)
    assert (watched.code, watched.out, watched.err) == (0, plain.out, "")
    assert watched.seen == {"confirmed": 1, "on_purpose": 0, "not_confirmed": {}}
    assert (plain.figures / "9_small_line.png").exists()


def test_a_lesson_that_stands_elsewhere_finds_the_course_of_the_watch(lesson, tmp_path):
    """As further lessons do. -S: nothing that is installed is found."""
    script = lesson("9_small.py", "import course\nprint(course.__file__)\n")
    run = run_lesson(script, tmp_path, flags=("-S",), watched=True, PYTHONPATH="")
    assert run.out == f"{ROOT / 'course' / '__init__.py'}\n"


def test_an_error_of_the_lessons_own_has_its_line_and_none_of_the_runner(lesson, tmp_path):
    script = lesson("9_small.py", SCRIPT.replace("print(np", "print(npp"))
    run = run_lesson(script, tmp_path, watched=True, PYTHONPATH=str(ROOT))
    assert (run.code, run.seen) == (1, None) and run.err.startswith("9_small.py, line 11: NameError")
    run = run_lesson(lesson("own_error.py"), tmp_path, watched=True, PYTHONPATH=str(ROOT))
    assert run.code == 1 and 'own_error.py", line 4' in run.err and "watch_run" not in run.err


def test_words_are_the_lessons_own(lesson, tmp_path):
    script = lesson("9_small.py", SCRIPT)
    run = run_lesson(script, tmp_path, "-h", watched=True, PYTHONPATH=str(ROOT))
    assert run.code == 0 and run.out.startswith("usage: 9_small.py ") and run.seen is None
    run = run_lesson(script, tmp_path, "picture.jpg", watched=True, PYTHONPATH=str(ROOT))
    assert run.code == 2 and run.err.startswith("9_small.py: ")


def test_without_numpy_the_lesson_says_what_it_needs(lesson, tmp_path):
    (tmp_path / "numpy.py").write_text(
        "raise ModuleNotFoundError('No module', name='numpy')\n", encoding="utf-8"
    )
    run = run_lesson(lesson("9_small.py", SCRIPT), tmp_path, watched=True, PYTHONPATH=str(ROOT))
    assert run.code == 2 and run.err.startswith("9_small.py needs numpy") and run.err.count("\n") == 1


def test_a_readers_plain_run_is_not_watched(lesson, tmp_path):
    run = run_lesson(lesson("overflow.py"), tmp_path, PYTHONPATH=str(ROOT))
    assert (run.code, run.err) == (0, "")


def test_what_was_seen_is_written_where_it_is_asked_for(lesson, tmp_path):
    command = [sys.executable, str(RUNNER), str(tmp_path / "counts"), str(lesson("right.py"))]
    subprocess.run(
        command, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=60
    )
    assert json.loads((tmp_path / "counts").read_text(encoding="utf-8"))["confirmed"] == 1
