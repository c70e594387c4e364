"""The start-up noise of libraries, kept off the reader's terminal."""

import os
import sys
from contextlib import contextmanager


@contextmanager
def quiet():
    """Drop what native code writes to stderr while a library is imported; its errors are Python's own."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["KERAS_BACKEND"] = "tensorflow"
    with stderr_into_nothing():
        yield
        if "tensorflow" in sys.modules:
            sys.modules["tensorflow"].zeros(1)  # TensorFlow looks for devices, and says so, only now


@contextmanager
def stderr_into_nothing():
    """Drop whatever is written to file descriptor 2, by Python or by native code, as long as the block runs.

    The descriptor belongs to the whole process, so this is for one thread at a time.
    """
    try:
        before = os.dup(2)
    except OSError:  # there is no stderr to keep quiet
        yield
        return
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        if sys.stderr is not None:
            sys.stderr.flush()
        os.dup2(before, 2)
        os.close(before)
