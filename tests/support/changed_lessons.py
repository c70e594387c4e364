"""
The process that runs changed lessons, as in a notebook and without drawings: python -m support.changed_lessons.

It reads requests, one a line, and answers each in a line: see lesson_variants.py, which starts it. Importing
TensorFlow and SciPy takes longer than most lessons, so it lives as long as the tests do.
"""

import contextlib
import gc
import hashlib
import io
import json
import re
import sys
import types
from functools import cache, partial

import numpy as np
import scipy.signal
from support.lesson_facts import not_printed

import course
from course.lessons.guesses import answer_as_text
from course.lessons.lesson import set_place

FIGURES = ("lesson_0", "lesson_1", "lesson_2", "lesson_3", "lesson_4", "speed", "shapes", "other_courses")
LARGE = 10_000  # numbers of an image whose results are kept
MOST_KEPT = 40  # results


class NoDrawings(types.ModuleType):
    """In the place of a module of figures: what a lesson hands to its drawings is printed."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)

        def draw(*numbers, **named_numbers):
            handed = [*numbers, *named_numbers.values()]
            print("To", name, *[number for number in handed if not callable(number)])

        return draw


def keeping(function):
    """A convolution that keeps its results for large images: most lessons with a fault want the same ones."""
    kept = {}

    def call(image, *options, **named_options):
        if np.size(image) < LARGE:
            return function(image, *options, **named_options)
        key = []
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


def as_in_a_notebook():
    """Lessons that run here draw nothing, save nothing, and print each question and answer in one line."""
    scipy.signal.convolve2d = keeping(scipy.signal.convolve2d)
    for name in FIGURES:
        module = f"course.pictures.figures_of_{name}"
        sys.modules[module] = NoDrawings(module)
    set_place("notebook")
    course.save = lambda fig, name, sentence: None
    course.ask = lambda question: print("Question:", question)
    course.answer = lambda value: print("Answer:", answer_as_text(value), "Because:")


class Running:
    """A lesson that runs cell by cell: its variables, and what it has printed so far."""

    def __init__(self):
        self.names, self.printed = {"__name__": "__main__", "__doc__": ""}, ""

    def run(self, code):
        """Run a cell's code; return the name of the exception that stopped it, or ""."""
        begin_layers_anew()
        printed, stopped = io.StringIO(), ""
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            try:
                exec(code, self.names)
            except Exception as error:
                stopped = type(error).__name__
        self.printed += printed.getvalue()
        return stopped

    def print_shapes(self):
        """Print the shapes of its arrays: a transposed one may be seen by nothing else."""
        shapes = {
            name: value.shape for name, value in self.names.items() if type(value).__name__ == "ndarray"
        }
        self.printed += "".join(f"{name} has the shape {shape}\n" for name, shape in shapes.items())

    def state(self):
        """What there is now, so that go_back() leads here: what a cell can change in place is copied."""
        return {name: copied(value) for name, value in self.names.items()}, self.printed

    def go_back(self, state):
        names, self.printed = state
        self.names.clear()  # the same dict: functions of the lesson look into it
        self.names.update(names)


def copied(value):
    """A copy of arrays, lists and dicts, and of those inside; all else as it is."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if type(value) is list:
        return [copied(each) for each in value]
    if type(value) is dict:
        return {key: copied(each) for key, each in value.items()}
    return value


def begin_layers_anew():
    """TensorFlow counts the names of its layers from the beginning."""
    if "keras" in sys.modules:
        freeze_once()
        sys.modules["keras"].backend.clear_session()


@cache
def freeze_once():
    """TensorFlow's own objects are many, and clear_session() would look through them each time."""
    gc.freeze()


def texts_of_cells(source):
    """The text of each cell; what stands before the first one is a cell, too."""
    return re.split("^(?=# %%)", source, flags=re.MULTILINE)


def compiled(text):
    return compile(text, "a lesson", "exec", dont_inherit=True)


def whole_run(source):
    """Run a lesson from beginning to end: [what stopped it, what it printed]."""
    running = Running()
    stopped = running.run(compiled(source))
    if not stopped:
        running.print_shapes()
    return stopped, running.printed


class Facts:
    """The facts that the right lesson prints, by the cell after which they are there first."""

    def __init__(self, wanted):
        self.open, self.of_cell = list(wanted), []

    def close_cell(self, printed):
        missing = not_printed(self.open, printed)
        self.of_cell.append([fact for fact in self.open if fact not in missing])
        self.open = missing


def facts_of(codes, wanted):
    """Run the right lesson once: (what stopped it, its Facts; the last ones are there after the shapes)."""
    running, facts = Running(), Facts(wanted)
    for code in codes:
        stopped = running.run(code)
        if stopped:
            return stopped, facts
        facts.close_cell(running.printed)
    running.print_shapes()
    facts.close_cell(running.printed)
    return "", facts


def noticed(facts, running, codes, first):
    """Go on with the cells of a wrong lesson from the first wrong one: what is noticed, or "" if nothing is."""
    for number in range(first, len(codes)):
        stopped = running.run(codes[number])
        lost = not_printed(facts.of_cell[number], running.printed)
        if stopped or lost:
            return stopped or lost[0]
    running.print_shapes()
    lost = not_printed(facts.of_cell[-1], running.printed)
    return lost[0] if lost else ""


def from_the_first_wrong_cell(texts, codes, wrong_sources, go_on):
    """Run the right lesson once: how it ends, and for each wrong one go_on(running, its codes, number of the cell).

    Up to its first wrong cell a wrong lesson is the right one, so it begins there, with what the right one has then.
    """
    waiting = [
        [] for _ in texts
    ]  # for each cell, the places in wrong_sources of those that are wrong from it on
    cells_of_wrong = [texts_of_cells(wrong) for wrong in wrong_sources]
    for place, cells in enumerate(cells_of_wrong):
        first = next(number for number, text in enumerate(texts) if cells[number] != text)
        waiting[first].append(place)
    found = [None] * len(wrong_sources)
    running = Running()
    for number, code in enumerate(codes):
        for place in waiting[number]:
            before = running.state()
            cells = cells_of_wrong[place]
            wrong_codes = [
                compiled(other) if other != text else known for other, text, known in zip(cells, texts, codes)
            ]
            found[place] = go_on(running, wrong_codes, number)
            running.go_back(before)
        stopped = running.run(code)
        if stopped:
            break
    return (stopped, running.printed), found


def what_is_noticed(source, wrong_sources, wanted):
    """How the right lesson ends, and what is noticed in each wrong one: (stopped, facts it lacks, [noticed, ...]).

    A wrong lesson ends as soon as it is stopped, or lacks a fact after a cell in which the right one has it.
    """
    texts = texts_of_cells(source)
    codes = [compiled(text) for text in texts]
    stopped, facts = facts_of(codes, wanted)
    if stopped:
        return stopped, [], []
    _, found = from_the_first_wrong_cell(texts, codes, wrong_sources, partial(noticed, facts))
    return "", facts.open, found


def ends(source, wrong_sources):
    """How the right lesson ends, and then each wrong one: [[what stopped it, what it printed], ...]."""
    texts = texts_of_cells(source)
    codes = [compiled(text) for text in texts]
    right, of_wrong = from_the_first_wrong_cell(texts, codes, wrong_sources, run_to_the_end)
    return [right, *of_wrong]


def run_to_the_end(running, codes, first):
    """Go on with the cells of a lesson from this one: what stopped it, and what it printed."""
    for code in codes[first:]:
        stopped = running.run(code)
        if stopped:
            break
    return stopped, running.printed


def answer_requests():
    """Answer each line of stdin with a line on stdout."""
    as_in_a_notebook()
    for line in sys.stdin:
        request = json.loads(line)
        if "facts" in request:
            said = what_is_noticed(request["right"], request["wrong"], request["facts"])
        elif "wrong" in request:
            said = ends(request["right"], request["wrong"])
        else:
            said = [whole_run(source) for source in request["sources"]]
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    answer_requests()
