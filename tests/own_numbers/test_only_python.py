"""What works in a Python that has nothing installed: a process in which NumPy and the others cannot be imported."""

import json
import subprocess
import sys

import pytest
from support.files import ROOT

REFUSING = """
import sys
class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in {"course", *sys.stdlib_module_names}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Refusing())
"""


def bare(script, *words):
    """(exit code, stdout, stderr) of a script in a Python where only the standard library and course are there."""
    command = [sys.executable, "-S", "-W", "error", "-c", f"{REFUSING}\n{script}", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    return done.returncode, done.stdout, done.stderr


def bare_trace(*words):
    return bare("from course.__main__ import main, run_and_exit; run_and_exit(main, sys.argv[1:])", "trace", *words)


MODULES = (
    *("read_numbers", "request", "options", "typed_text", "trace", "trace_text"),
    *("engines", "engine_calls", "rounding", "compare"),
    *("animation_frames", "animation_layout", "animation_svg", "animation_file"),
)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_imported_without_numpy(module):
    assert bare(f"import course.own_numbers.{module}") == (0, "", "")


def test_a_trace_needs_no_numpy():
    code, out, err = bare_trace("--input", "1 2; 3 4", "--kernel", "1/2 -1", "--border", "edge", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["output"] == [["-1/2", 0, -1], ["-3/2", -1, -2]]
    code, out, err = bare_trace("--input", "3 4 5", "--kernel", "2 1 0")
    assert (code, err) == (0, "") and ": 6 11 14 5 0\n" in out


def test_what_the_calls_of_the_engines_mean_needs_no_numpy():
    """As why() uses it: the engines that give some numbers, and the slack of float32."""
    script = """
from course.own_numbers.engine_calls import engines_that_give
from course.own_numbers.request import request_of
from course.own_numbers.rounding import float32_slack
request = request_of([6, 2], [1, 2, 5, 4], "same", dilation=1)
print(engines_that_give(request, lambda values: values == [6, 14, 34, 34]), float32_slack(request) * 2**23)
"""
    assert bare(script) == (0, "['np.convolve'] 432.0\n", "")


def test_an_engine_that_is_asked_without_numpy_is_told_in_one_line():
    code, out, err = bare_trace("--input", "3 4 5", "--kernel", "2 1 0", "--engine", "numpy")
    assert (code, err.count("\n")) == (2, 1) and "numpy" in err and ": 6 11 14 5 0\n" in out


def test_a_npy_file_without_numpy_is_refused_in_one_line(tmp_path):
    (tmp_path / "signal.npy").write_bytes(b"\x93NUMPY")
    code, out, err = bare_trace("--input", str(tmp_path / "signal.npy"), "--kernel", "2 1 0")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and "signal.npy'" in err and "NumPy" in err and "damaged" not in err


def test_a_picture_that_moves_needs_nothing_and_a_gif_needs_pillow(tmp_path):
    words = "--input", "3 4 5", "--kernel", "2 1 0", "--animate"
    code, out, err = bare_trace(*words, str(tmp_path / "steps.svg"))
    assert (code, err) == (0, "") and "Who gets these?" in out
    assert (tmp_path / "steps.svg").read_text(encoding="utf-8").endswith("</svg>\n")
    code, out, err = bare_trace(*words, str(tmp_path / "steps.gif"))
    assert (code, out, err.count("\n")) == (2, "", 1) and "Pillow" in err
    assert not (tmp_path / "steps.gif").exists()
