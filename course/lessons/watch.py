"""
The watch: while a lesson runs, each convolution that it calls is compared with what the call means.

    watch = Watch(file, "0_1D.py")
    watch.start()         before the lesson imports anything
    ...                   the lesson runs; WatchFailed is raised where a result is wrong
    seen = watch.stop()   the functions are as before; how many calls were confirmed

The functions of NumPy, SciPy and TensorFlow are replaced in their modules, so that "from scipy.signal
import convolve2d" is caught as well. Only a call from a line of the lesson's own file counts; one below
timeit is left alone, because it would tell false times. The lesson knows nothing of it. The watch confirms
libraries, not the story: np.correlate where the text says convolution is a right call of np.correlate.

A line with the comment "# wrong on purpose: <why>" demands that its call gives something else than it
means.
"""

import contextlib
import functools
import hashlib
import importlib
import sys
import tokenize
from collections import Counter
from itertools import islice
from typing import NamedTuple

import numpy as np

from course.convolution.formatting import number
from course.lessons.watch_calls import NDIMAGE_CALLS, NUMPY_CALLS, SIGNAL_CALLS
from course.lessons.watch_compare import first_difference, where_wider_numbers_differ
from course.lessons.watch_graphs import call_a_copy, signature_of
from course.lessons.watch_meaning import NotConfirmed
from course.lessons.watch_source import NOTHING_SEEN, LessonSource, WatchFailed
from course.lessons.watch_tensorflow import TENSORFLOW_CALLS
from course.terminal.quiet_imports import quiet

CALLS = {  # by the module that a lesson imports: where the functions are, how their names are shown, what they mean
    "numpy": ("numpy", "np", NUMPY_CALLS),
    "scipy.signal": ("scipy.signal", "scipy.signal", SIGNAL_CALLS),
    "scipy.ndimage": ("scipy.ndimage", "scipy.ndimage", NDIMAGE_CALLS),
    "tensorflow": ("tensorflow.nn", "tf.nn", TENSORFLOW_CALLS),
}
IN_A_GRAPH = "called in a graph, where there are no numbers"


class Seen(NamedTuple):
    """What a watch has seen of a lesson.

    confirmed: how many calls, with those of a tf.function that were made beside it. on_purpose: how many
    calls differ where the lesson says so. not_confirmed: how many calls could not be, by the reason.
    """

    confirmed: int
    on_purpose: int
    not_confirmed: dict


class Watch:
    """Compares a lesson's convolutions with what they mean, between start() and stop().

    file: the path that the lesson's code is compiled with. name: what messages call it. failed: the
    WatchFailed that was raised, which the lesson may have caught, or None.
    """

    def __init__(self, file, name):
        self.file = str(file)
        self.name = name
        with tokenize.open(file) as lesson:
            self.source = LessonSource(lesson.read())
        self.failed = None
        self.confirmed = 0
        self.on_purpose = 0
        self.not_confirmed = Counter()
        self._differences = {}  # by the digest of a call and its result: a Difference or None
        self._marks_used = set()
        self._replaced = []  # (module or class, name of the function, the function itself)
        self._traced = set()  # (tf.function, signature) that have been called beside their graphs
        self._in_a_traced_call = False

    # ---- before and after

    def start(self):
        """Import what the lesson imports and put the watch into its functions. What is missing, the lesson
        says.
        """
        for module in self.source.watched_modules:
            try:
                with quiet() if module == "tensorflow" else contextlib.nullcontext():
                    library = importlib.import_module(module)
            except ImportError:
                continue
            _, prefix, calls = CALLS[module]
            if module == "tensorflow":
                self._watch_graphs(library)
                library = library.nn
            for name, meaning_of in calls.items():
                original = getattr(library, name)
                self._replace(library, name, self._watched(f"{prefix}.{name}", original, meaning_of))

    def stop(self):
        """Put the functions back, and return what was Seen. WatchFailed if there was nothing, or a mark is
        unused.
        """
        self.put_back()
        if self.failed is not None:
            raise self.failed
        unused = sorted(self.source.marks - self._marks_used)
        if unused:
            self._fail(
                f"{self.name}, line {unused[0]}: no watched call belongs to this mark, wrong on purpose."
            )
        if not (self.confirmed or self.on_purpose or self.not_confirmed):
            self._fail(NOTHING_SEEN.format(self.name))
        return Seen(self.confirmed, self.on_purpose, dict(self.not_confirmed))

    def put_back(self):
        """Put the functions back as they were."""
        while self._replaced:
            setattr(*self._replaced.pop())

    def _fail(self, message):
        self.failed = WatchFailed(message)
        raise self.failed

    def _replace(self, owner, name, function):
        self._replaced.append((owner, name, getattr(owner, name)))
        setattr(owner, name, function)

    # ---- one call

    def _watched(self, shown, original, meaning_of):
        """The function with the watch in it. shown: its name in messages."""

        @functools.wraps(original)
        def call(*arguments, **options):
            result = original(*arguments, **options)
            frame = sys._getframe(1)
            if self._is_the_lessons(frame) and not _is_timed(frame):
                if _in_a_graph():
                    self._count_in_a_graph()
                else:
                    self._check(shown, original, meaning_of, arguments, options, result, frame)
            return result

        return call

    def _is_the_lessons(self, frame):
        """Whether the code of a frame is the lesson's, also as TensorFlow writes it anew for a graph."""
        file = frame.f_code.co_filename
        return file == self.file or "__autograph_generated_file" in file

    def _count_in_a_graph(self):
        if not self._in_a_traced_call:  # otherwise the call has been confirmed beside it
            self.not_confirmed[IN_A_GRAPH] += 1

    def _check(self, shown, original, meaning_of, arguments, options, result, frame):
        """Compare a result with what the call means; count it, or raise WatchFailed."""
        line, last_line = _lines_of_call(frame)
        where = f"{self.name}, line {line}: {shown}"
        marks = self.source.marks_of(line, last_line)
        self._marks_used |= marks
        reason = difference = None
        try:
            difference = self._difference(shown, original, meaning_of, arguments, options, result)
        except NotConfirmed as not_confirmed:
            reason = str(not_confirmed)
        if marks and reason:
            self._fail(f"{where} is marked as wrong on purpose, but cannot be compared: {reason}.")
        if reason:
            self.not_confirmed[reason] += 1
            return
        if marks and difference is None:
            self._fail(f"{where} is marked as wrong on purpose, but gives what this call means.")
        if difference is not None and not marks:
            self._fail(f"{where} {difference_in_words(difference)}")
        if marks:
            self.on_purpose += 1
        else:
            self.confirmed += 1

    def _difference(self, shown, original, meaning_of, arguments, options, result):
        """The Difference between a result and what its call means, or None; the same call is compared once."""
        digest = _digest(shown, arguments, options, result)
        if digest not in self._differences:
            try:
                meaning = meaning_of(*arguments, **options)
            except (TypeError, ValueError, IndexError) as error:
                raise NotConfirmed(
                    f"arguments that the watch does not know ({type(error).__name__})"
                ) from None
            suspects = where_wider_numbers_differ(original, arguments, options, result)
            self._differences[digest] = first_difference(meaning, result, suspects)
        return self._differences[digest]

    # ---- functions in a graph

    def _watch_graphs(self, tensorflow):
        """Have each tf.function of the lesson called once beside its graph, for each signature."""
        kind = type(tensorflow.function(_is_timed))
        original = kind.__call__

        @functools.wraps(original)
        def call(function, *arguments, **options):
            python_function = function.python_function
            code = getattr(python_function, "__code__", None)
            is_the_lessons = code is not None and code.co_filename == self.file
            if not is_the_lessons or _in_a_graph() or _is_timed(sys._getframe(1)):
                return original(function, *arguments, **options)
            beside = self._call_beside(function, arguments, options)
            before, self._in_a_traced_call = self._in_a_traced_call, beside
            try:
                return original(function, *arguments, **options)
            finally:
                self._in_a_traced_call = before

        self._replace(kind, "__call__", call)

    def _call_beside(self, function, arguments, options):
        """Call a copy of a tf.function's function, once for a signature; whether that could be done."""
        key = function, signature_of(arguments, options)
        if key in self._traced:
            return True
        try:
            call_a_copy(function.python_function, arguments, options, self.file)
        except WatchFailed:
            raise
        except Exception:  # the lesson's own call says what is wrong with it, if anything is
            return False
        self._traced.add(key)
        return True


def difference_in_words(difference):
    """What follows the name of a function in a message.

    Example: difference_in_words(((2,), 5, 6)) is "gives 5 at [2], but this call means 6."
    """
    index, got, expected = difference
    if index is None:
        return f"gives a result of the size {_size(got)}, but this call means {_size(expected)}."
    got_text, expected_text = number(got), number(expected)
    if got_text == expected_text:  # six digits do not show it
        got_text, expected_text = repr(got), repr(expected)
    return f"gives {got_text} at {list(index)}, but this call means {expected_text}."


def _size(shape):
    """A shape as text: "3", "3x4", "1x3x4x2"."""
    return "x".join(map(str, shape))


def _lines_of_call(frame):
    """The first and the last line of the call that a frame is at."""
    positions = islice(frame.f_code.co_positions(), frame.f_lasti // 2, None)
    first, last, *_ = next(positions, (None, None))
    return first or frame.f_lineno, last or first or frame.f_lineno


def _is_timed(frame):
    """Whether timeit is at work somewhere above a frame."""
    while frame:
        if frame.f_globals.get("__name__") == "timeit":
            return True
        frame = frame.f_back
    return False


def _in_a_graph():
    """Whether TensorFlow is there and makes a graph just now."""
    tensorflow = sys.modules.get("tensorflow")
    return tensorflow is not None and not tensorflow.executing_eagerly()


def _digest(shown, arguments, options, result):
    """What a call and its result are recognised by."""
    digest = hashlib.blake2b(shown.encode())
    for value in (arguments, sorted(options.items()), result):
        _add_to_digest(digest, value)
    return digest.digest()


def _add_to_digest(digest, value):
    if isinstance(value, (list, tuple)):
        digest.update(f"{type(value).__name__} {len(value)} ".encode())
        for each in value:
            _add_to_digest(digest, each)
        return
    if hasattr(value, "numpy"):
        value = value.numpy()
    if not isinstance(value, np.ndarray):
        digest.update(f"{type(value).__name__} {value!r} ".encode())
        return
    digest.update(f"{value.dtype} {value.shape} ".encode())
    digest.update(repr(value.tolist()).encode() if value.dtype.hasobject else value.tobytes())
