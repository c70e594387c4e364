"""The lessons as a reader runs them: from a foreign folder, without a display, with warnings as errors."""

import os
import re
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from PIL import Image
from support.cli import posix
from support.files import LESSONS, ROOT
from support.lesson_facts import FEWEST_RIGHT, WITH_TENSORFLOW, has_learned, missing_facts
from support.lesson_runs import run_lesson
from support.lesson_source import source_of, with_value
from support.slow_cases import with_slow_cases
from support.tensorflow_there import TENSORFLOW_IS_THERE, needs_tensorflow

from course.lessons.agreeing_lines import LEFT_OUT, differing_lines

FIGURE = re.compile(r"^Figure (\S+\.png): ", re.MULTILINE)


@pytest.mark.parametrize("name", LESSONS)
class TestAsAScript:
    def test_ends_well_and_says_nothing_on_stderr(self, runs, name):
        assert (runs[name].code, runs[name].err) == (0, "")

    def test_prints_what_is_expected(self, runs, name):
        expected = (ROOT / "data" / "expected" / name).with_suffix(".txt").read_text(encoding="utf-8")
        got = runs[name].out.replace(str(runs[name].figures), "figures")
        assert differing_lines(expected, got) == []

    def test_its_convolutions_are_confirmed(self, runs, name):
        """Each call is what it means, but for those that the lesson marks as wrong on purpose."""
        seen = runs[name].seen
        marked = "# wrong on purpose:" in (ROOT / name).read_text(encoding="utf-8")
        assert seen["confirmed"] > 0 and (seen["on_purpose"] > 0) == marked

    def test_prints_the_facts(self, runs, name):
        assert missing_facts(name, runs[name].out) == []
        if TENSORFLOW_IS_THERE and name in WITH_TENSORFLOW:
            assert missing_facts(name, runs[name].out, WITH_TENSORFLOW) == []

    def test_fits_a_terminal(self, runs, name):
        assert runs[name].out.isascii()
        own = [line for line in runs[name].out.splitlines() if str(runs[name].figures) not in line]
        assert [line for line in own if len(line) > 80] == []
        assert not re.search(r"np\.(?:float|int|str)|\bnan\b|array\(|dtype|\b\d+\.\d{8,}", runs[name].out)

    def test_figures_are_there_and_show_something(self, runs, name):
        named = FIGURE.findall(runs[name].out)
        assert len(named) >= 2
        assert sorted(named) == sorted(path.name for path in runs[name].figures.iterdir())
        for figure in named:
            assert figure.startswith(name.removesuffix(".py"))
            with Image.open(runs[name].figures / figure) as image:
                assert image.width / image.info["dpi"][0] <= 8.01
                assert image.info["Description"].endswith(".") and len(image.info["Description"]) > 25
                pixels = np.asarray(image.convert("L"))
            assert pixels.std() > 5 and len(np.unique(pixels)) > 10, f"{figure} is blank"
            assert (pixels[:, 0] == 255).all() and (pixels[-1] == 255).all(), (
                f"{figure} is cut off at its edge"
            )

    def test_help_comes_at_once(self, name):
        code = f"import sys; sys.argv = [{str(ROOT / name)!r}, '-h']; import runpy\n"
        code += f"try: runpy.run_path({str(ROOT / name)!r}, run_name='__main__')\n"
        code += (
            "except SystemExit as stop: print(stop.code, sorted({'numpy', 'matplotlib'} & set(sys.modules)))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60
        )
        assert "minutes" in done.stdout and done.stdout.endswith("0 []\n") and not done.stderr

    def test_an_unknown_option_is_refused_in_one_line(self, name, tmp_path):
        for argument in ("--predikt", "--pred"):
            run = run_lesson(ROOT / name, tmp_path, argument)
            assert run.code == 2 and run.err.count("\n") == 1 and not run.figures.exists()


def test_lesson_4_learns(runs):
    assert has_learned(runs["4_digit.py"].out)
    assert int(re.search(r"Right: (\d+) of 500", runs["4_digit.py"].out)[1]) >= FEWEST_RIGHT


# ---- edited by a reader


@pytest.fixture
def run_edited(copied, tmp_path):
    """Runs a lesson with another source, as a script beside its toolkit: its Run."""

    def run(name, source):
        (copied / name).write_text(source, encoding="utf-8", newline="\n")
        return run_lesson(copied / name, tmp_path)

    return run


@pytest.mark.parametrize("name", with_slow_cases(["0_1D.py", "1_2D.py"], every=2))
def test_a_broken_lesson_says_so_kindly(run_edited, name):
    run = run_edited(name, re.sub(r"flipped = kernel\[[^]]*\]", "flipped = kernel", source_of(name)))
    assert run.code == 1 and "Traceback" not in run.err and run.err.isascii()
    assert re.match(rf"{name}, line \d+: ", run.err) and 4 <= run.err.count("\n") <= 20


@pytest.mark.parametrize("name, value, message", with_slow_cases([
    ("kernel", "[2, 1, 0", "SyntaxError"),
    ("kernel", "kernal", "NameError"),
    ("by_valid", "[][0]", "IndexError"),
    ("photo_path", "begin(__doc__)\nimport numyp", "No module named 'numyp'"),
    ("edges", "np.convolve(row, [])", "empty"),
], every=2))  # fmt: skip
def test_a_slip_is_named_with_its_line(run_edited, name, value, message):
    run = run_edited("0_1D.py", with_value(source_of("0_1D.py"), name, value))
    assert run.code in (1, 2) and message in run.err
    if message != "SyntaxError":  # Python reports that one itself, before the lesson begins
        assert re.match(r"0_1D.py, line \d+: .*\n$", run.err)


# ---- the reader's own picture


@pytest.mark.parametrize("name, nonsense", with_slow_cases([
    ("0_1D.py", "missing.jpg"), ("0_1D.py", "folder"), ("0_1D.py", "empty.png"), ("0_1D.py", "words.jpg"),
    ("3_image.py", "vast.png"), ("3_image.py", "folder"), ("0_1D.py", "vast.png"), ("4_digit.py", "words.jpg"),
], every=2))  # fmt: skip
def test_an_unusable_picture_is_refused_in_one_line_and_at_once(name, nonsense, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.png").touch()
    (tmp_path / "words.jpg").write_text("no picture at all", encoding="utf-8")
    Image.new("1", (12000, 12000)).save(tmp_path / "vast.png")
    run = run_lesson(ROOT / name, tmp_path, tmp_path / nonsense, flags=("-X", "importtime"))
    *imports, line = run.err.splitlines()
    assert run.code == 2 and nonsense in line and line.startswith(name) and not run.figures.exists()
    assert len(imports) > 50 and all(entry.startswith("import time:") for entry in imports)
    assert not any(entry.endswith((" tensorflow", " scipy", " matplotlib")) for entry in imports)


def test_a_picture_that_is_cut_short_is_refused_in_one_line(tmp_path):
    (tmp_path / "cut.jpg").write_bytes((ROOT / "data" / "bird.jpg").read_bytes()[:20000])
    run = run_lesson(ROOT / "0_1D.py", tmp_path, tmp_path / "cut.jpg")
    assert run.code == 2 and run.err.count("\n") == 1 and "cut.jpg" in run.err and "Traceback" not in run.err
    assert run.out == "" and not run.figures.exists()


def test_a_photo_of_ones_own_is_made_smaller_and_used_without_tensorflow_too(tmp_path):
    """It is as wide as one that is large, and as high as the least one that can be used."""
    Image.new("RGB", (1500, 14), "red").save(tmp_path / "my photo $x_1$.png")
    settings = {"PYTHONPATH": without_tensorflow(tmp_path)}
    run = run_lesson(ROOT / "3_image.py", tmp_path, tmp_path / "my photo $x_1$.png", **settings)
    assert (run.code, run.err) == (0, "")
    assert "reduced from 14x1500 to 10x1024" in run.out
    assert "10 rows and 1024 columns\nThe darkest is 76, the brightest 76\n" in run.out
    (line,) = [line for line in run.out.splitlines() if line.startswith(LEFT_OUT)]
    assert "TensorFlow" in line


@pytest.mark.parametrize(
    "name, size", [("0_1D.py", (8, 50)), ("3_image.py", (1, 9)), ("3_image.py", (8, 3000))]
)
def test_a_photo_that_is_too_narrow_for_the_lesson_is_refused(name, size, tmp_path):
    Image.new("RGB", size, "red").save(tmp_path / "narrow.png")
    run = run_lesson(ROOT / name, tmp_path, tmp_path / "narrow.png")
    assert run.code == 2 and run.err.count("\n") == 1 and "narrow.png" in run.err and "at least" in run.err
    assert run.out == "" and not run.figures.exists()


# ---- the machine around it


def without_tensorflow(folder):
    """A folder that, on Python's path, makes TensorFlow look as if it were not installed."""
    (folder / "tensorflow").mkdir()
    error = "raise ModuleNotFoundError(\"No module named 'tensorflow'\", name='tensorflow')\n"
    (folder / "tensorflow" / "__init__.py").write_text(error, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("name", with_slow_cases(["2_TensorFlow.py", "4_digit.py"], every=2))
def test_without_tensorflow_it_says_in_one_line_what_to_install(name, tmp_path):
    run = run_lesson(ROOT / name, tmp_path, PYTHONPATH=without_tensorflow(tmp_path))
    assert run.code == 2 and run.err.startswith(f"{name} ") and run.err.count("\n") == 1
    assert "tensorflow" in run.err


def test_from_another_folder_it_says_in_full_where_the_figures_are(copied, tmp_path):
    """Without a terminal --predict waits for nothing; a dead display and an ASCII terminal stop nothing."""
    ascii_only = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "DISPLAY": ":77"}
    run = run_lesson(copied / "0_1D.py", tmp_path, "--predict", COURSE_FIGURES="", **ascii_only)
    assert (run.code, run.err) == (0, "") and [*(copied / "figures").iterdir()]
    assert run.out.endswith(f" {copied / 'figures'}\n") and "Your guess" not in run.out
    assert "You guessed" not in run.out


def test_a_folder_that_cannot_be_written_to_is_named_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    run = run_lesson(ROOT / "0_1D.py", tmp_path, COURSE_FIGURES=str(tmp_path / "file" / "figures"))
    assert run.code == 2 and run.err.count("\n") == 1 and "COURSE_FIGURES" in run.err


def test_missing_docstrings_do_not_stop_a_lesson(tmp_path):
    """A lesson of a few lines: compiled without docstrings, NumPy and Matplotlib would take seconds."""
    (tmp_path / "5_short.py").write_text(
        '"""\nShort\n"""\nfrom course import ask, answer, begin, end\n\nbegin(__doc__)\n'
        'assert True, "dropped"\nask("1 + 1?")\nanswer(2)\nprint(__doc__)\nend()\n'
    )
    run = run_lesson(tmp_path / "5_short.py", tmp_path, flags=("-W", "error", "-OO"), PYTHONPATH=str(ROOT))
    assert (run.code, run.err) == (0, "") and "Answer: 2\n" in run.out and run.out.endswith("None\n")


def start(name, folder, **pipes):
    environment = os.environ | {"COURSE_FIGURES": str(folder / "figures"), "MPLBACKEND": "Agg"}
    return subprocess.Popen(
        [sys.executable, ROOT / name], cwd=folder, env=environment, stderr=subprocess.PIPE, **pipes
    )


@posix
def test_a_closed_pipe_ends_it_quietly(tmp_path):
    with start("1_2D.py", tmp_path, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b"" and process.wait(60) == 141


@posix
@pytest.mark.parametrize(
    "name, seconds", [("0_1D.py", 0.2), pytest.param("2_TensorFlow.py", 1.0, marks=needs_tensorflow)]
)
def test_ctrl_c_ends_it_quietly_also_during_imports(name, seconds, tmp_path):
    process = start(name, tmp_path, stdout=subprocess.PIPE)
    assert process.stdout.readline()  # the title: from here on Ctrl-C is the lesson's own
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert err == b"" and process.returncode == 130
    assert not list(tmp_path.rglob("*.part"))


@posix
def test_without_stdout_it_still_draws(tmp_path):
    """A lesson of a few lines: a whole one would draw for seconds."""
    (tmp_path / "5_short.py").write_text(
        '"""\nShort\n"""\nfrom course import begin, end, save\n\nbegin(__doc__)\n'
        "import matplotlib.pyplot as plt\n\nprint('drawing')\nfig, ax = plt.subplots()\n"
        'save(fig, "axes", "Two axes without a curve.")\nend()\n'
    )
    command = f'exec "{sys.executable}" 5_short.py >&-'
    environment = os.environ | {"COURSE_FIGURES": str(tmp_path / "figures"), "MPLBACKEND": "Agg"}
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert [path.name for path in (tmp_path / "figures").iterdir()] == ["5_short_axes.png"]
