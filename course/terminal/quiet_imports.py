"""The start-up noise of libraries, kept off the reader's terminal."""

import os
import sys
from contextlib import contextmanager


@contextmanager
def quiet():
    """Drop what native code writes to stderr while a library is imported; its errors are Python's own."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["KERAS_BACKEND"] = "tensorflow"
    with open(os.devnull, "wb") as nowhere, _stderr_into(nowhere):
        yield
        if "tensorflow" in sys.modules:
            sys.modules["tensorflow"].zeros(1)  # TensorFlow looks for devices, and says so, only now


@contextmanager
def _stderr_into(file):
    try:
        before = os.dup(2)
    except OSError:  # there is no stderr to keep quiet
        yield
        return
    os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        if sys.stderr is not None:
            sys.stderr.flush()
        os.dup2(before, 2)
        os.close(before)
