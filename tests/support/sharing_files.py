"""
Test files that share what takes seconds to start: one worker runs them all, so that it is started once, not by each.

xdist gives whole files to its workers (--dist loadfile); here it gives them groups of files.
"""

from xdist.scheduler import LoadFileScheduling

SHARING = {  # what is shared: the files that share it
    "the process of changed lessons": ("lessons/test_lesson_faults.py", "lessons/test_tries.py"),
    "the smallest inputs of mistakes": ("mistakes/test_mistakes.py", "practice/test_mistakes_command.py"),
    "python.js": ("play/test_page_python.py", "play/test_page_everywhere.py"),
    "TensorFlow": (
        "own_numbers/test_rounding.py",
        "own_numbers/test_compare.py",
        "own_numbers/test_conventions.py",
        "own_numbers/test_engine_calls.py",
        "own_numbers/test_engine_runs.py",
        "own_numbers/test_engines.py",
        "own_numbers/test_trace.py",
        "own_numbers/test_trace_inputs.py",
        "own_numbers/test_verdict.py",
        "convolution/test_definition_tensorflow.py",
        "diagnosis/test_same_elsewhere.py",
        "diagnosis/test_transposed_convolution.py",
        "lessons/test_lesson_figures.py",
        "lessons/test_watch.py",
        "lessons/test_watch_tensorflow.py",
        "test_pages.py",
    ),
}
SHARED_BY = {f"tests/{name}": shared for shared, names in SHARING.items() for name in names}


class SharingScheduling(LoadFileScheduling):
    """Gives a worker all tests of a file, and those of the files that share something with it."""

    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        return SHARED_BY.get(file, file)
