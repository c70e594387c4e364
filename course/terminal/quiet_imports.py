"""The start-up messages of libraries, kept off the reader's terminal."""

import os
import sys
from contextlib import contextmanager


@contextmanager
def quiet():
    """Import TensorFlow inside this block, and nothing that its native code writes is seen.

    Errors are raised as always: only what is written past Python, to file descriptor 2, is dropped.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["KERAS_BACKEND"] = "tensorflow"
    with stderr_into_nothing():
        yield
        if "tensorflow" in sys.modules:
            sys.modules["tensorflow"].zeros(1)  # TensorFlow looks for devices, and says so, only now


@contextmanager
def stderr_into_nothing():
    """Drop what is written to file descriptor 2 inside this block, by Python or by native code.

    The descriptor belongs to the whole process: use this in one thread at a time.
    """
    try:
        before = os.dup(2)
    except OSError:  # the program was started without a stderr
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
