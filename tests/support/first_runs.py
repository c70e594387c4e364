"""Files as the sandbox runs them, in this process: with the worker's own functions, and its answers read as messages."""

import contextlib
import io
import json
import sys
import warnings

from course.diagnosis.answer import answer_from, error_in_words
from course.sandbox import worker
from course.sandbox.messages import ran_from
from course.sandbox.worker import packed

FILE = "my_file.py"


def run_as_sandboxed(source, exercise):
    """The Ran of a file's text (bytes) for an Exercise; what it prints is let go."""
    lines = [b'{"ready": true}']

    def send(**line):
        lines.append(json.dumps(line).encode())

    def trouble(error):
        return worker.error_with_line(error, FILE, 1024, error_in_words)

    packed_calls = [
        (name, [packed(each) for each in arguments], {key: packed(each) for key, each in options.items()})
        for name, arguments, options in exercise.calls
    ]
    request = {
        "functions": exercise.functions,
        "calls": packed_calls,
        "library": "",
        "watched": exercise.watched,
    }
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        with warnings.catch_warnings(), _nobody_at_the_keyboard():
            warnings.simplefilter("ignore")
            module, why_not = worker.module_or_why_not(FILE, source, trouble)
            if module is None:
                send(loaded=False, trouble=why_not)
            else:
                worker.answer_calls(request, module, send, answer_from, trouble, FILE)
    return ran_from(lines, "", exercise.functions, exercise.calls, "it ended")


@contextlib.contextmanager
def _nobody_at_the_keyboard():
    """input() finds an empty stream, as in the sandbox."""
    before, sys.stdin = sys.stdin, io.StringIO()
    try:
        yield
    finally:
        sys.stdin = before
