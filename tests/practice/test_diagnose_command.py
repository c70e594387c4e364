"""python -m course diagnose: any function in a file, run apart, and told as diagnose() tells it."""

import sys

import pytest
from support.cli import refused

from course.diagnosis.diagnose import diagnose
from course.practice import check
from course.practice.diagnose_command import function_to_diagnose
from course.practice.reader_file import ReaderFile
from course.sandbox.containment import Containment
from course.sandbox.messages import told_diagnosis_from

CORRELATE = "import numpy as np\n\ndef slide(x, h):\n    return np.correlate(x, h, 'same')\n"


@pytest.fixture
def diagnosed_file(command, tmp_path):
    """(code, stdout, stderr) of the command for a source, with further words."""

    def run(source, *words):
        path = tmp_path / "mine.py"
        path.write_text(source, encoding="utf-8")
        return command("diagnose", str(path), *words)

    return run


@pytest.mark.skipif(sys.platform != "linux", reason="limits and signals as Linux has them")
def test_golden_diagnose_file(golden, monkeypatch):
    monkeypatch.setattr(check, "containment_here", lambda: Containment("/usr/bin/bwrap", "", 7))
    golden("diagnose_file")


def test_it_says_what_diagnose_says(diagnosed_file, monkeypatch):
    monkeypatch.setenv("COLUMNS", "10000")
    names = {}
    exec(CORRELATE, names)
    for words, told, code in (((), {}, 0), (("--convolution",), {"flip": True}, 1)):
        diagnosis = diagnose(names["slide"], **told)
        got, out, err = diagnosed_file(CORRELATE, *words)
        assert (got, diagnosis.right) == (code, code == 0)
        assert out.split() == f"mine.py: slide {diagnosis}".split() and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "source, name",
    [
        ("def f(x): pass", "f"),
        ("def g(x): pass\ndef f(x): return g(x)", "f"),
        ("def _g(x): pass\ndef f(x): pass\ndef main(): f(1)", "f"),
        ("def g(x): pass\ndef f(x): return f(g(x))", "f"),
        ("def f(x): pass\ndef f(x, y): pass", "f"),
        ("def f(x): return g(x)\ndef g(x): return f(x)", None),
        ("def f(x): pass\ndef g(x): pass", None),
        ("f = 3", None),
        ("def f(:", "f"),
        ("(", None),
    ],
)
def test_the_function_that_no_other_uses_is_taken(source, name):
    file = ReaderFile("mine.py", source.encode())
    if name:
        assert function_to_diagnose(file) == name
    else:
        with pytest.raises(ValueError, match="--function|no function"):
            function_to_diagnose(file)


def test_a_file_that_ends_the_process_is_refused(diagnosed_file):
    ends = "import os\n\ndef f(x, h):\n    os._exit(0)\n"
    refused(diagnosed_file(ends), "mine.py", "asked to stop")
    refused(diagnosed_file("def f(x, h): pass\nraise SystemExit(3)\n"), "asked to stop")


@pytest.mark.parametrize(
    "sent, told",
    [
        ('{"text": ["Right."], "right": true}', (("Right.",), True, "")),
        ('{"text": ["\\u00e9\\u0007"], "right": false}', (("\\xe9\\x07",), False, "")),
        ('{"refused": "no\\nway"}', ((), False, "no\\nway")),
        ('{"text": "Right.", "right": true}', ((), False, "it ended")),
        ('{"text": [3], "right": true}', ((), False, "it ended")),
        ('{"text": [], "right": 1}', ((), False, "it ended")),
        ("[1]", ((), False, "it ended")),
    ],
)
def test_nothing_that_comes_back_is_believed(sent, told):
    lines = [b'{"ready": true}', b'{"loaded": true, "missing": []}', sent.encode()]
    diagnosis = told_diagnosis_from(lines, "", "it ended")
    assert (diagnosis.lines, diagnosis.right, diagnosis.refused) == told
    assert told_diagnosis_from(lines[:2], "", "it ended").refused == "it ended"


BRACKETS = """import numpy as np

def gaussian_kernel(size=5, sigma=1.0):
    line = np.arange(size) - (size - 1) / 2
    weights = np.exp(-(line**2 + line[:, None] ** 2) / 2 * sigma**2)
    return weights / weights.sum()
"""


def test_other_kinds_are_told_by_names_and_asked_for(diagnosed_file):
    code, out, _ = diagnosed_file(BRACKETS)
    assert code == 1 and "[gauss-brackets]" in out
    assert diagnosed_file(BRACKETS.replace("gaussian_kernel", "weights_of"), "--kind", "gaussian")[1].count(
        "[gauss-brackets]"
    )


@pytest.mark.parametrize(
    ("kind", "form"),
    [("gaussian", "f(size, sigma)"), ("pooling", "f(image, size, stride)"), ("sobel", "f(image)")],
)
def test_a_file_is_told_what_to_write_where_it_cannot_be_called(diagnosed_file, kind, form):
    code, _, err = diagnosed_file("def f(a, b, c, d):\n    return 1", "--kind", kind)
    assert code == 2 and f"write a function {form} into the file" in err and "call=" not in err
