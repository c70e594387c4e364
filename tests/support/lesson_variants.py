"""
Lessons whose source has been changed: all run in one process, as in a notebook, without drawings.

The process is started once and then waits for more: to import TensorFlow and SciPy takes longer than most lessons.
"""

import atexit
import json
import subprocess
import sys
from functools import cache
from threading import Timer
from typing import NamedTuple

from support.files import ROOT

SECONDS = 600  # for one list of sources, at most

# What the process does: it gets lists of sources, one a line, and gives back for each source what stopped it and what
# it printed. What a lesson hands to its drawings, and the shapes of its arrays at its end, are printed as well.
# Convolutions of a photograph take long, and most of them are the same in each of its lessons: their results are kept.
PROGRAM = """
import contextlib, gc, hashlib, io, json, sys, types
import course
import numpy as np
import scipy.signal
from course.lessons.guesses import answer_as_text
from course.lessons.lesson import set_place

class NoDrawings(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        def draw(*numbers, **named_numbers):
            handed = [*numbers, *named_numbers.values()]
            print("To", name, *[number for number in handed if not callable(number)])
        return draw

LARGE = 10_000  # numbers of an image whose results are kept
MOST_KEPT = 40  # results
kept = {}

def keeping(function):
    def call(image, *options, **named_options):
        if np.size(image) < LARGE:
            return function(image, *options, **named_options)
        key = [function.__name__]
        for given in [image, *options, *named_options.items()]:
            array = np.ascontiguousarray(given)
            key += [array.dtype.str, array.shape, hashlib.blake2b(array).digest()]
        key = tuple(key)
        if key in kept:
            return kept[key].copy()
        result = function(image, *options, **named_options)
        if len(kept) < MOST_KEPT:
            kept[key] = result.copy()
        return result
    return call

scipy.signal.convolve2d = keeping(scipy.signal.convolve2d)
lessons = ["lesson_0", "lesson_1", "lesson_2", "lesson_3", "lesson_4"]
for name in [*lessons, "speed", "shapes", "other_courses"]:
    module = "course.pictures.figures_of_" + name
    sys.modules[module] = NoDrawings(module)
set_place("notebook")
course.save = lambda fig, name, sentence: None
course.ask = lambda question: print("Question:", question)
course.answer = lambda value: print("Answer:", answer_as_text(value), "Because:")
for line in sys.stdin:
    ends = []
    for source in json.loads(line):
        if "keras" in sys.modules:
            if not gc.get_freeze_count():
                gc.freeze()  # TensorFlow's own objects are many, and clear_session() would look through them each time
            sys.modules["keras"].backend.clear_session()  # the names of its layers are counted from the beginning
        printed, stopped = io.StringIO(), ""
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            try:
                names = {"__name__": "__main__", "__doc__": ""}
                exec(compile(source, "a lesson", "exec"), names)
                for name, value in names.items():
                    if type(value).__name__ == "ndarray":
                        print(name, "has the shape", value.shape)
            except Exception as error:
                stopped = type(error).__name__
        ends.append([stopped, printed.getvalue()])
    print(json.dumps(ends), flush=True)
"""


class End(NamedTuple):
    """How a lesson's run ended: the name of the exception that stopped it, or "", and all that it printed."""

    stopped: str
    out: str


def run_variants(sources):
    """The Ends of lessons with these sources, in order."""
    process = _process()
    impatient = Timer(SECONDS, process.kill)
    impatient.start()
    try:
        process.stdin.write(json.dumps(list(sources)) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
    finally:
        impatient.cancel()
    assert answer, "the process of the lessons has ended"
    return [End(*end) for end in json.loads(answer)]


@cache
def _process():
    """The process that runs the lessons; it ends with this one."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", PROGRAM]
    process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, encoding="utf-8")
    atexit.register(process.communicate)  # closes its input, and waits
    return process
