"""The lessons as a reader runs them: from a foreign folder, without a display, with warnings as errors."""

import os
import re
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from matplotlib import pyplot as plt
from PIL import Image
from support.cli import posix
from support.files import LESSONS, ROOT
from support.lesson_runs import run_lesson
from support.lesson_source import faults, flip, halving, last_one, source_of, with_value
from support.tensorflow_there import needs_tensorflow

from course.lessons import lesson
from course.lessons.agreeing_lines import LEFT_OUT, differing_lines
from course.lessons.lesson import running_lesson

FIGURE = re.compile(r"^Figure (\S+\.png): ", re.MULTILINE)

# What has to come out, digit by digit; computed with other programs, written down before the lessons were.
FACTS = {
    "0_1D.py": [
        "3*2 = 6",
        "3*1 + 4*2 = 11",
        "3*0 + 4*1 + 5*2 = 14",
        "4*0 + 5*1 = 5",
        "5*0 = 0",
        "6 14 34 34 8",
        "6 14 34 34",
        "14 34 34",
        "0 3 10 13 10",
        "200 44 100",
        "200 300 100",
        "14 34",
        "2: 1 on the left, 0 on the right",
        "4: 2 on the left, 1 on the right",
        "5: 2 on the left, 2 on the right",
    ],
    "1_2D.py": [
        "3 3 4 3 5 3 3 3 5",
        "4 3 4 2 4 3 2 3 4",
        "0+1+1+1+1 = 4",
        "1+0+1+1+0 = 3",
        "5 11 23 29",
        "19 25 37 43",
        "-255 248 4 3 -212 -28 236 4 -218 2 -14 230",
        "-255 248 4 -212 -28 236 -218 2 -14",
        "248 4 -28 236 2 -14",
        "-255 248 4 3 298 751 263 13 206 1118 714 242 436 1086 1108 690",
        "-255 248 4 298 751 263 206 1118 714",
        "751 263 1118 714",
        "896 488 1112 886",
        "-200 -100 -200 -100 0 -100 -200 -100 -200",
        "0 0 0 0 0 0 0 0 0",
        "[1, 1] [2, 2] [4, 4] [5, 5] and at most 7/9",
        "With 0: best 1/3, middle 1/3. With -1: best 1, middle 5/9.",
        "36 64 make 2304 places, 9 weights",
    ],
    "2_TensorFlow.py": [
        "19 25 37 43",
        "5 11 23 29",
        "(1, 2, 5, 1)",
        "582 834 3102 3354",
        "125952",
        "163 301 1057 779",
        "163044",
        "6 9 9 9 9 6",
        "(10, 10)",
        "n=10, k=3, stride 1: 1 before, 1 after, 10 outputs",
        "n=10, k=3, stride 2: 0 before, 1 after, 5 outputs",
        "n=10, k=3, stride 3: 1 before, 1 after, 4 outputs",
        "6 12 11",
        "3 9 15",
        "0 3 8 4 9 19 25 10 21 37 43 16 6 7 8 0",
        "0 8 6 8",
        "108",
        "56 72 104 120",
        "76 100 148 172",
        "(3, 3, 2) with (2, 2, 2, 1) gives (2, 2, 1)",
        "(3, 3, 2) with (2, 2, 2, 2) gives (2, 2, 2)",
        "(4, 5, 3) with (2, 3, 3, 2) gives (3, 3, 2)",
        "(1, 7, 1) with (3, 1, 1) gives (1, 5, 1)",
        "(1, 5, 7, 1) with (3, 3, 1, 1) gives (1, 3, 5, 1)",
        "(1, 2, 6, 6, 1) with (2, 3, 3, 1, 1) gives (1, 1, 4, 4, 1)",
        "(1, 296, 296, 2)",
        "(55, 55, 96)",
        "(27, 27, 96)",
        "(27, 27, 256)",
        "(13, 13, 256)",
        "(13, 13, 384)",
        "(6, 6, 256)",
        "9216",
        "1 0 -1 2 0 -2 1 0 -1",
        "n=6, k=3, stride 2: 0 before, 1 after",
        "n=5, k=2, stride 1: 0 before, 1 after",
        "n=2 k=1 t=0 s=2: 1; 1 2",
        "n=3 k=2 t=2 s=2: 2; 2 3",
    ],
    "3_image.py": [
        "Pillow: 76 150 29 255",
        "91419 below",
        "Wrong in bytes: 91419 of 229376",
        "1916 pixels",
        "448 rows, 512 columns",
        "49 multiplications a pixel, two passes: 14",
        "Gradient of a ramp: 1",
    ],
    "4_digit.py": [
        "see 3 5 7 rows",
        "two layers with pooling between them see 8",
        "(26, 26, 2) becomes (26, 26)",
        "208",
        "4923520",
        "for a 3 [this machine]",
        "All 600 numbers",
    ],
}


def words(text):
    return " ".join(text.split())


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
        printed = words(runs[name].out)
        assert [fact for fact in FACTS[name] if fact not in printed] == []

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


# ---- edited by a reader


@pytest.fixture
def run_edited(copied, tmp_path):
    """Runs a lesson with another source, as a script beside its toolkit: its Run."""

    def run(name, source):
        (copied / name).write_text(source, encoding="utf-8", newline="\n")
        return run_lesson(copied / name, tmp_path)

    return run


@pytest.mark.parametrize("signal, kernel", [
    ("[1.5, 2]", "[0.5, 0.25, 2]"), ("[0.1, 0.2, 0.3]", "[1 / 3] * 3"), ("list(range(1, 21))", "[2, 1, 0]"), ("[4]", "[5]"),
])  # fmt: skip
def test_other_kinds_of_numbers_still_tell_the_truth(run_edited, signal, kernel):
    source = with_value(source_of("0_1D.py"), "signal", signal)
    run = run_edited("0_1D.py", with_value(source, "kernel", kernel))
    assert (run.code, run.err) == (0, "")


def test_edited_numbers_still_tell_the_truth(run_edited):
    source = with_value(source_of("0_1D.py"), "signal", "[-7, 2, 9, 1]")
    run = run_edited("0_1D.py", with_value(source, "kernel", "[1, -2]"))
    assert (run.code, run.err) == (0, "")
    assert "y[1] = (-7)*(-2) + 2*1 = 16" in run.out
    assert f"np.convolve: {' '.join(map(str, np.convolve([-7, 2, 9, 1], [1, -2])))}" in run.out


def test_an_edited_image_still_tells_the_truth(run_edited):
    image = "np.array([[5, 0, -2, 1], [3, 4, 5, 9], [6, 7, 8, 2]])"
    run = run_edited("1_2D.py", with_value(source_of("1_2D.py"), "image", image))
    assert (run.code, run.err) == (0, "")
    assert "y[0, 0] = 5*3 + 0*2 + 3*1 + 4*0 = 18" in run.out


def stops_at_a_check(source, monkeypatch):
    """Whether a lesson, run as a notebook would, stops at one of its checks; the figures are not kept."""
    monkeypatch.setattr(running_lesson, "place", "notebook")
    monkeypatch.setattr(lesson, "save", lambda fig, name, sentence: None)
    plt.switch_backend("agg")
    try:
        exec(compile(source, "a lesson", "exec"), {"__name__": "__main__", "__doc__": ""})
    except AssertionError:
        return True
    except IndexError:  # it has run into the end of a list: stopped, but by no check
        return False
    finally:
        plt.close("all")
    return False


@pytest.mark.parametrize("name, step, least", [
    ("0_1D.py", flip, 3), ("0_1D.py", halving, 3), ("0_1D.py", last_one, 2),
    ("1_2D.py", flip, 3), ("1_2D.py", halving, 2), ("1_2D.py", last_one, 2),
])  # fmt: skip
def test_a_lesson_that_leaves_a_step_out_stops_at_a_check(monkeypatch, capsys, name, step, least):
    """Where the step decides a number; a few only place a drawing, or leave an equation true."""
    assert not stops_at_a_check(source_of(name), monkeypatch)
    stopped = [
        fault.step for fault in faults(source_of(name), step) if stops_at_a_check(fault.source, monkeypatch)
    ]
    assert len(stopped) >= least, stopped


@pytest.mark.parametrize("name", ["0_1D.py", "1_2D.py"])
def test_a_broken_lesson_says_so_kindly(run_edited, name):
    first, *_ = faults(source_of(name), flip)
    run = run_edited(name, first.source)
    assert run.code == 1 and "Traceback" not in run.err and run.err.isascii()
    assert re.match(rf"{name}, line \d+: ", run.err) and 4 <= run.err.count("\n") <= 20


@pytest.mark.parametrize("name, value, message", [
    ("kernel", "[2, 1, 0", "SyntaxError"),
    ("kernel", "kernal", "NameError"),
    ("few", "[]", "empty"),
    ("path", "begin(__doc__)\nimport numyp", "No module named 'numyp'"),
    ("signal", "[]", "empty"),
])  # fmt: skip
def test_a_slip_is_named_with_its_line(run_edited, name, value, message):
    run = run_edited("0_1D.py", with_value(source_of("0_1D.py"), name, value))
    assert run.code in (1, 2) and message in run.err
    if message != "SyntaxError":  # Python reports that one itself, before the lesson begins
        assert re.match(r"0_1D.py, line \d+: .*\n$", run.err)


# ---- the reader's own picture


@pytest.mark.parametrize("name", ["0_1D.py", "3_image.py", "4_digit.py"])
@pytest.mark.parametrize("nonsense", ["missing.jpg", "folder", "empty.png", "words.jpg", "vast.png"])
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


def test_a_large_photo_of_ones_own_is_made_smaller_and_used(tmp_path):
    rows, columns = np.mgrid[:900, :1500]
    Image.fromarray(np.uint8((rows + columns) % 251)).save(tmp_path / "my photo $x_1$.png")
    run = run_lesson(ROOT / "3_image.py", tmp_path, tmp_path / "my photo $x_1$.png")
    assert (run.code, run.err) == (0, "")
    assert "1024" in run.out and "614 rows, 1024 columns" in run.out


@pytest.mark.parametrize(
    "name, size", [("0_1D.py", (8, 50)), ("3_image.py", (1, 9)), ("3_image.py", (2, 3000))]
)
def test_a_photo_that_is_too_narrow_for_the_lesson_is_refused(name, size, tmp_path):
    Image.new("RGB", size, "red").save(tmp_path / "narrow.png")
    run = run_lesson(ROOT / name, tmp_path, tmp_path / "narrow.png")
    assert run.code == 2 and run.err.count("\n") == 1 and "narrow.png" in run.err and "at least" in run.err
    assert run.out == "" and not run.figures.exists()


def test_a_tiny_photo_is_used(tmp_path):
    Image.new("RGB", (3, 2), "red").save(tmp_path / "tiny.png")
    run = run_lesson(ROOT / "3_image.py", tmp_path, tmp_path / "tiny.png")
    assert (run.code, run.err) == (0, "") and "2 rows, 3 columns, grey from 76 to 76" in run.out


# ---- the machine around it


def without_tensorflow(folder):
    """A folder that, on Python's path, makes TensorFlow look as if it were not installed."""
    (folder / "tensorflow").mkdir()
    error = "raise ModuleNotFoundError(\"No module named 'tensorflow'\", name='tensorflow')\n"
    (folder / "tensorflow" / "__init__.py").write_text(error, encoding="utf-8")
    return str(folder)


def test_without_tensorflow_lesson_3_says_what_it_leaves_out(tmp_path):
    run = run_lesson(ROOT / "3_image.py", tmp_path, PYTHONPATH=without_tensorflow(tmp_path))
    assert (run.code, run.err) == (0, "")
    (line,) = [line for line in run.out.splitlines() if line.startswith(LEFT_OUT)]
    assert "TensorFlow" in line
    expected = (ROOT / "data" / "expected" / "3_image.txt").read_text(encoding="utf-8")
    assert differing_lines(expected, run.out.replace(str(run.figures), "figures")) == []


@pytest.mark.parametrize("name", ["2_TensorFlow.py", "4_digit.py"])
def test_without_tensorflow_it_says_in_one_line_what_to_install(name, tmp_path):
    run = run_lesson(ROOT / name, tmp_path, PYTHONPATH=without_tensorflow(tmp_path))
    assert run.code == 2 and run.err.startswith(f"{name} ") and run.err.count("\n") == 1
    assert "tensorflow" in run.err


def test_from_another_folder_it_says_in_full_where_the_figures_are(copied, tmp_path):
    run = run_lesson(copied / "0_1D.py", tmp_path, COURSE_FIGURES="")
    assert (run.code, run.err) == (0, "") and [*(copied / "figures").iterdir()]
    assert run.out.endswith(f" {copied / 'figures'}\n")


def test_a_folder_that_cannot_be_written_to_is_named_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    run = run_lesson(ROOT / "0_1D.py", tmp_path, COURSE_FIGURES=str(tmp_path / "file" / "figures"))
    assert run.code == 2 and run.err.count("\n") == 1 and "COURSE_FIGURES" in run.err


@posix
def test_a_dead_display_does_not_stop_a_lesson(tmp_path):
    run = run_lesson(ROOT / "1_2D.py", tmp_path, DISPLAY=":77")
    assert (run.code, run.err) == (0, "")


def test_without_docstrings_it_runs(tmp_path):
    run = run_lesson(ROOT / "1_2D.py", tmp_path, flags=("-OO",))
    assert (run.code, run.err) == (0, "")


def test_an_ascii_terminal_is_enough(tmp_path):
    run = run_lesson(ROOT / "1_2D.py", tmp_path, PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (run.code, run.err) == (0, "")


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
@needs_tensorflow
@pytest.mark.parametrize("seconds", [0.2, 0.5, 1.0])
def test_ctrl_c_ends_it_quietly_also_during_imports(seconds, tmp_path):
    process = start("2_TensorFlow.py", tmp_path, stdout=subprocess.PIPE)
    assert process.stdout.readline()  # the title: from here on Ctrl-C is the lesson's own
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert err == b"" and process.returncode == 130
    assert not list(tmp_path.rglob("*.part"))


@posix
def test_without_stdout_it_still_draws(tmp_path):
    command = f'exec "{sys.executable}" "{ROOT / "0_1D.py"}" >&-'
    environment = os.environ | {"COURSE_FIGURES": str(tmp_path / "figures"), "MPLBACKEND": "Agg"}
    done = subprocess.run(["sh", "-c", command], env=environment, stderr=subprocess.PIPE, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(list((tmp_path / "figures").glob("0_1D_*.png"))) == 4


@posix
def test_predict_waits_for_a_guess_at_every_question(tmp_path):
    import pty

    parent, child = pty.openpty()
    environment = os.environ | {"COURSE_FIGURES": str(tmp_path / "figures"), "MPLBACKEND": "Agg"}
    os.write(parent, b"\n" * 20)
    done = subprocess.run(
        [sys.executable, ROOT / "0_1D.py", "--predict"],
        stdin=child,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    os.close(parent)
    os.close(child)
    assert (done.returncode, done.stderr) == (0, "")
    questions = done.stdout.count("\nQuestion: ")
    assert done.stdout.count("\nYour guess: ") == done.stdout.count("Answer: ") == questions > 0
    assert "You guessed" not in done.stdout


def test_without_a_terminal_predict_waits_for_nothing(tmp_path):
    run = run_lesson(ROOT / "0_1D.py", tmp_path, "--predict")
    assert (run.code, run.err) == (0, "") and "Your guess" not in run.out
