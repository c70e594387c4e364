"""
The toolkit behind the five lessons. What a reader's own code or notebook wants of it is here by name:

    from course import compare, diagnose, why, work_out
    work_out([3, 4, 5], [2, 1, 0])             every output worked out in digits; a table in a notebook
    compare([3, 4, 5], [2, 1, 0], "same")      who agrees, who differs, and by which convention
    why([3, 4, 5], [2, 1, 0], [0, 3, 10, 13, 10])   which mistake gives these numbers
    diagnose(my_convolve, "1-D")               which mistake a function makes

The lessons import from here as well: begin, ask, answer, save, end and quiet.

Nothing is imported before it is asked for: importing course costs next to nothing.
"""

from importlib import import_module

PUBLIC = {
    "convolve1d": "convolution.definition",
    "convolve2d": "convolution.definition",
    "convolve_channels": "convolution.definition",
    "output_size": "convolution.sizes",
    "pads": "convolution.sizes",
    "work_out": "own_numbers.trace",
    "compare": "own_numbers.compare",
    "passport": "own_numbers.conventions",
    "why": "diagnosis.why",
    "diagnose": "diagnosis.diagnose",
    "apply_engine": "own_numbers.engine_runs",
    "spread": "own_numbers.engine_runs",
    "KERNELS": "convolution.kernels",
    "gaussian": "convolution.kernels",
    "named": "convolution.kernels",
    "begin": "lessons.lesson",
    "ask": "lessons.questions",
    "answer": "lessons.questions",
    "save": "lessons.lesson",
    "end": "lessons.lesson",
    "quiet": "terminal.quiet_imports",
}
__all__ = list(PUBLIC)


def __getattr__(name):
    if name not in PUBLIC:
        raise AttributeError(f"course has no {name!r}; it has {', '.join(PUBLIC)}")
    return getattr(import_module(f"course.{PUBLIC[name]}"), name)


def __dir__():
    return sorted([*globals(), *PUBLIC])
