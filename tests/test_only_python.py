"""
trace, why, mistakes and worksheet in a Python that has nothing installed: they print what their golden files say; and
what the page asks is answered.
"""

import json
import os
import shlex
import shutil
import subprocess
import venv

import pytest
from support.files import ROOT
from support.golden import GOLDEN, answers_in
from support.slow_cases import with_slow_cases

# Runs commands one after the other, as the fixture `command` does, and prints [[exit code, stdout], ...] as JSON.
RUNNER = """
import contextlib, io, json, sys
from course.__main__ import main
from course.errors import Unusable

answers = []
for words in json.load(sys.stdin):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            code = main(words) or 0
        except Unusable:
            code = 2
        except SystemExit as stop:
            code = stop.code or 0
    answers.append([code, out.getvalue()])
print(json.dumps(answers))
"""
NEEDS_MORE = ("--engine", ".npy", ".png")  # engines, NumPy's own files, and pictures


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A Python in an environment without pip or any package, in which NumPy cannot be imported."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    tried = subprocess.run([python, "-c", "import numpy"], capture_output=True, text=True)
    assert "ModuleNotFoundError" in tried.stderr
    return python


@pytest.mark.parametrize("name", with_slow_cases(["why", "trace", "mistakes", "worksheet"], every=2))
def test_a_bare_python_is_enough(bare, tmp_path, name):
    text = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    answers = [answer for answer in answers_in(text) if not any(word in answer[0] for word in NEEDS_MORE)]
    if name == "why":
        answers = answers[::4]  # so many are enough to tell, and take a quarter of the time
    assert answers
    shutil.copytree(GOLDEN / "files", tmp_path, dirs_exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTHONUTF8": "1"}
    environment["PATH"] = f"{bare.parent}{os.pathsep}{os.environ['PATH']}"  # as in an activated environment
    done = subprocess.run(
        [bare, "-c", RUNNER], input=json.dumps([shlex.split(line) for line, *_ in answers]), cwd=tmp_path,
        env=environment, capture_output=True, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for (line, code, lines), printed in zip(answers, json.loads(done.stdout), strict=True):
        assert [code, lines] == [printed[0], printed[1].splitlines()], line


def test_the_public_names_that_need_no_numpy(bare, tmp_path):
    code = (
        "from course import convolve1d, convolve2d, output_size, pads, why, work_out, named;"
        "print(convolve1d([3, 4, 5], [2, 1, 0]), work_out([3, 4], [2]).output);"
        "print(why([3, 4, 5], [2, 1, 0], [0, 3, 10, 13, 10]).explanation.kind)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([bare, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["[6, 11, 14, 5, 0] [6, 8]", "mistake"], done.stderr


def test_what_the_page_asks_needs_no_numpy(bare, tmp_path):
    """As in a browser, where this Python is all that there is; and the server of the page is one of these, too."""
    code = (
        "import json, course.play.command, course.play.server;"
        "from course.play.answers import engines_answer, why_answer; from course.play.page import page_html;"
        "words = {'input': '3 4 5', 'kernel': '2 1 0', 'got': '0 3 10 13 10'};"
        "print(why_answer(words)['names'], engines_answer(words)['engines'], len(page_html()) > 1000)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([bare, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout == "['no-flip'] [] True\n", done.stderr
