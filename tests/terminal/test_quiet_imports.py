"""What is written to file descriptor 2 during an import is not seen; errors are, and so is what comes later."""

import os
import sys

import pytest
from support.cli import posix, process

from course.terminal.quiet_imports import quiet

BEGIN = "import os, sys\nfrom course.terminal.quiet_imports import quiet, stderr_into_nothing\n"


def python(script):
    return [sys.executable, "-W", "error", "-c", BEGIN + script]


@pytest.mark.parametrize("name", ["quiet", "stderr_into_nothing"])
def test_nothing_written_inside_is_seen_and_all_outside_is(name):
    script = f"""
os.write(2, b"before ")
with {name}():
    os.write(2, b"native")
    sys.stderr.write("python")
    print("out", flush=True)
os.write(2, b"after ")
sys.stderr.write("and after")
"""
    code, out, err = process(python(script))
    assert (code, out.strip(), err) == (0, b"out", b"before after and after")


def test_errors_inside_are_raised_and_end_the_silence():
    script = """
try:
    with stderr_into_nothing():
        raise ImportError("what is missing")
except ImportError as error:
    sys.stderr.write(str(error))
"""
    assert process(python(script)) == (0, b"", b"what is missing")


@posix
def test_a_program_without_a_stderr_is_left_as_it_is():
    script = "with quiet():\n    print(1)\nprint(2)"
    assert process(["sh", "-c", '"$@" 2>&-', "sh", *python(script)])[:2] == (0, b"1\n2\n")
    script = "sys.stderr = None\nwith stderr_into_nothing():\n    print(1)"
    assert process(python(script))[:2] == (0, b"1\n")


@pytest.fixture
def environment(monkeypatch):
    """The environment without what quiet() sets; what it sets in a test is taken out again."""
    for name in ("KERAS_BACKEND", "TF_CPP_MIN_LOG_LEVEL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return monkeypatch


@pytest.mark.parametrize("before", [None, "", "jax", "torch", "tensorflow"])
def test_keras_is_to_use_tensorflow_whatever_the_reader_has_set(environment, before):
    if before is not None:
        environment.setenv("KERAS_BACKEND", before)
    with quiet():
        assert os.environ["KERAS_BACKEND"] == "tensorflow"
    assert os.environ["KERAS_BACKEND"] == "tensorflow", "Keras may be imported later"


@pytest.mark.parametrize("before", [None, "0"])
def test_tensorflow_says_errors_only_unless_the_reader_wants_more(environment, before):
    if before is not None:
        environment.setenv("TF_CPP_MIN_LOG_LEVEL", before)
    with quiet():
        assert os.environ["TF_CPP_MIN_LOG_LEVEL"] == (before or "3")


def test_tensorflow_is_told_so_in_a_new_process_too():
    script = "with quiet():\n    pass\nprint(os.environ['TF_CPP_MIN_LOG_LEVEL'], os.environ['KERAS_BACKEND'])"
    assert process(python(script), {"KERAS_BACKEND": "torch"})[1].split() == [b"3", b"tensorflow"]
    assert process(python(script), {"TF_CPP_MIN_LOG_LEVEL": "0"})[1].split() == [b"0", b"tensorflow"]


def test_no_descriptor_is_left_open():
    script = """
before = os.dup(2)
os.close(before)
for _ in range(3):
    with stderr_into_nothing():
        pass
after = os.dup(2)
print(before == after)
"""
    assert process(python(script))[1].strip() == b"True"
