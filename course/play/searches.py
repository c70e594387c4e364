"""
The page's searches, each sort in a process of its own, so that one that takes too long can be ended.

A Searcher starts its process before the first question, so that Python's imports are done by then, and sends
it one line of JSON for each question; one line comes back. It is ended by Cancel, after some seconds, or by
the next question, and the next one is started at once. The process ends itself when its input ends: whatever
becomes of the server, none is left behind.
"""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread, Timer

from course.paths import ROOT

SECONDS = 30  # that a search may take
BEGIN = "import sys; sys.path.append(sys.argv[1]); from course.play.searches import work; work(sys.argv[2])"

# What a process asks itself before it is asked: the first search makes what the later ones have, and takes twice as long.
WARM_UP = {"why_answer": {"input": "1 2 4", "kernel": "3 1", "got": "1 5 10 12"}}


class Searcher:
    """Answers questions in a process, one at a time; a question ends the one before it.

    kind: the function of answers.py that answers, "why_answer" or "engines_answer". seconds: the most for a
    question.
    """

    def __init__(self, kind, seconds=SECONDS):
        self.kind, self.seconds = kind, seconds
        self.is_busy = False  # whether a question is being answered
        self._lock = Lock()  # of that, and of these two
        self._process = None  # the _Worker that is running, if one is
        self._is_closed = False

    @property
    def process_id(self):
        """The number of the process; None where none is running."""
        with self._lock:
            return None if self._process is None or self._process.has_ended else self._process.id

    def start(self):
        """Have a process ready, so that the first question need not wait for its imports."""
        with self._lock:
            self._ready()

    def answer(self, words):
        """What the process answers to these words, or {"stopped": True, "seconds": ..., "by": what ended it}.

        by: "cancel", "question" (the next one), "time", or "process", where the process ended by itself.
        """
        with self._lock:
            if self.is_busy:
                self._process.end("question")
            worker = self._ready()
            self.is_busy = True
        answer = worker.answer(words, self.seconds)
        with self._lock:
            if worker is self._process:
                self.is_busy = False
            if not self._is_closed:
                self._ready()
        return answer or {"stopped": True, "seconds": self.seconds, "by": worker.ended_by or "process"}

    def cancel(self):
        """End the question that is being answered, if one is."""
        with self._lock:
            if self.is_busy:
                self._process.end("cancel")

    def close(self):
        """End the process, for good."""
        with self._lock:
            self._is_closed = True
            if self._process:
                self._process.end("server")

    def _ready(self):
        """The process that can be asked, a new one if it has ended. Only with the lock."""
        if self._process and self._process.has_ended:
            self._process.end("process")
            self._process = None
        self._process = self._process or _Worker(self.kind)
        return self._process


class _Worker:
    """A process that answers questions by the function `kind` of answers.py."""

    def __init__(self, kind):
        self.ended_by = None  # why, in one word, if it was ended
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-c", BEGIN, str(ROOT), kind],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @property
    def id(self):
        """Its number."""
        return self._process.pid

    @property
    def has_ended(self):
        """Whether it has been ended, or has ended by itself."""
        return self.ended_by is not None or self._process.poll() is not None

    def answer(self, words, seconds):
        """The answer, a dict; None if the process ends before, as it does after so many seconds."""
        timer = Timer(seconds, self.end, ["time"])
        timer.daemon = True
        timer.start()
        try:
            self._process.stdin.write(json.dumps(words).encode("ascii") + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except (OSError, ValueError):  # it has ended before it was asked
            line = b""
        timer.cancel()
        if not line.endswith(b"\n"):
            self.end("process")
            return None
        return json.loads(line)

    def end(self, by):
        """End it, and wait until it is gone. by: why, in one word; the first one counts."""
        self.ended_by = self.ended_by or by
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # a question that nobody reads any more
                pipe.close()


# ---- in the process itself


def work(kind):
    """Answer each line of standard input by the function `kind` of answers.py."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C on the terminal is the server's
    questions = _questions()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    lines = SimpleQueue()
    Thread(target=_read, args=(questions, lines), daemon=True).start()
    from course.play import answers as module  # here alone: the server needs none of what explains numbers

    answer = getattr(module, kind)
    if kind in WARM_UP:
        answer(WARM_UP[kind])
    while True:
        answers.write(module.answered_line(lines.get(), answer).encode("ascii") + b"\n")
        answers.flush()


def _questions():
    """What was standard input, as a file of its own. Standard input itself is empty from then on.

    On Windows NumPy's libraries look at standard input when they are loaded, and wait while a thread reads it:
    https://github.com/numpy/numpy/issues/24290.
    """
    questions = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), sys.stdin.fileno())
    return questions


def _read(questions, lines):
    """Put every question into a queue; at their end end the process, whatever it is doing."""
    for line in questions:
        lines.put(line)
    os._exit(0)
