"""
How long each lesson takes beside its imports: python tests/benchmarks/lesson_times.py

Each lesson runs in a process of its own, cell by cell. Drawing, training and the lesson's own timing are counted
apart from its computing, which should cost less than its imports. Seconds are this machine's: compare the columns.
"""

import contextlib
import io
import linecache
import subprocess
import sys
import time

from cells import ROOT, cells

KINDS = ("imports", "computing", "drawing", "timing", "training")
APART = {"imports": "imports", "How long it takes": "timing", "Train it": "training"}


class Stopwatch:
    """Adds up the seconds spent in functions, each moment once however they call each other."""

    def __init__(self):
        self.seconds, self.depth = 0.0, 0

    def around(self, function):
        def call(*arguments, **options):
            begun, self.depth = time.perf_counter(), self.depth + 1
            try:
                return function(*arguments, **options)
            finally:
                self.depth -= 1
                if not self.depth:
                    self.seconds += time.perf_counter() - begun

        return call


def measure(name):
    """Print one line with the seconds of one lesson, run in this process."""
    sys.path.insert(0, str(ROOT))
    import course.lessons.lesson

    drawing = Stopwatch()
    course.lessons.lesson.set_place("notebook")  # nothing is written; figures are drawn into memory instead
    course.lessons.lesson.save = drawing.around(lambda fig, name, sentence: fig.savefig(io.BytesIO()))
    seconds, names = dict.fromkeys(KINDS, 0.0), {"__name__": "__main__", "__doc__": ""}
    for heading, code in cells(name):
        begun, drawn = time.perf_counter(), drawing.seconds
        with contextlib.redirect_stdout(io.StringIO()):
            # tf.function reads the source of what it traces
            linecache.cache[heading] = len(code), None, code.splitlines(keepends=True), heading
            exec(compile(code, heading, "exec"), names)
        drawn = drawing.seconds - drawn
        seconds[APART.get(heading, "computing")] += time.perf_counter() - begun - drawn
        seconds["drawing"] += drawn
        if heading == "imports":
            names.update(helpers(names, drawing))
    print(f"{name:17}" + "".join(f"{seconds[kind]:10.2f}" for kind in KINDS), flush=True)


def helpers(names, drawing):
    """The drawing helpers that a lesson has imported, each under the stopwatch."""
    return {
        name: drawing.around(value) for name, value in names.items()
        if getattr(value, "__module__", None) == "course.pictures.figures"
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        print(" " * 17 + "".join(f"{kind:>10}" for kind in KINDS), flush=True)
        for path in sorted(ROOT.glob("[0-9]_*.py")):
            subprocess.run([sys.executable, __file__, path.name], check=True)
