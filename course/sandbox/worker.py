"""
The process in which a reader's file runs: a script that sandboxed_run.py starts; and how arguments get into it.

It reads one request (JSON) from stdin, writes the file into its folder, confines itself for good (confine.py), runs
the file as a module, calls its functions and writes one line of JSON for each answer to what was stdout. After the
request is read, stdin is empty; what the file prints goes, as far as it is kept, to what was stderr; and
descriptors 1 and 2 lead nowhere.

The file runs in this process and can change everything in it. That is why nothing here judges: what arrives
outside is only numbers, and messages.py believes none of its form either.
"""

import io
import json
import os
import signal
import sys
from pathlib import Path
from time import perf_counter
from types import ModuleType

import numpy as np

MEASURE_SECONDS = 0.01  # that one measure of a function takes at least
WARMING_SECONDS = 0.2  # of calls before the first measure
TIMING_SECONDS = 2  # of all measures
PRINTED_BYTES = 8_000  # of what the file prints that are kept
SIGNAL_CODE = 128  # the exit code of a program that signal 9 ended is 128 + 9
NOT_CONTAINED_CODE = 72  # that of one which the system does not contain as it should
NO_MEMORY_CODE = 71  # the exit code of a process without memory


# ---- arguments as JSON, in both directions


def packed(value):
    """An argument as JSON can hold it, exactly: arrays as dtype, shape and the bytes in hexadecimal.

    value: an array of numbers, a tuple or list of arguments, or None, a bool, int, float or str.
    Example: np.array([250, 7], np.uint8) is {"dtype": "|u1", "shape": [2], "bytes": "fa07"}, and (2, "same") is
    {"tuple": [2, "same"]}.
    """
    if isinstance(value, np.ndarray):
        return {"dtype": value.dtype.str, "shape": list(value.shape), "bytes": value.tobytes().hex()}
    if isinstance(value, list):
        return {"list": [packed(item) for item in value]}
    if isinstance(value, tuple):
        return {"tuple": [packed(item) for item in value]}
    return value


def unpacked(piece):
    """A fresh argument from what packed() made of it."""
    if not isinstance(piece, dict):
        return piece
    if "bytes" in piece:
        values = np.frombuffer(bytes.fromhex(piece["bytes"]), piece["dtype"])
        return values.reshape(piece["shape"]).copy()
    if "list" in piece:
        return [unpacked(item) for item in piece["list"]]
    return tuple(unpacked(item) for item in piece["tuple"])


# ---- the channels


class FirstBytes(io.RawIOBase):
    """A stream to print to that keeps the first PRINTED_BYTES in a file and lets the rest go."""

    def __init__(self, descriptor):
        super().__init__()
        self.descriptor, self.room = descriptor, PRINTED_BYTES

    def writable(self):
        return True

    def fileno(self):
        return 1

    def write(self, data):
        data = bytes(data)
        if self.room > 0:
            os.write(self.descriptor, data[: self.room])
            self.room -= len(data)
        return len(data)


def take_channels():
    """Take the process's three files away from what runs here later; return the request and where answers go."""
    request = json.loads(sys.stdin.buffer.read())
    answers, kept = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    printed = io.TextIOWrapper(FirstBytes(kept), "utf-8", "backslashreplace", write_through=True)
    sys.stdout = sys.__stdout__ = sys.stderr = sys.__stderr__ = printed
    return request, answers


def line_sender(descriptor):
    """A function that writes one line of JSON, whole; in a fork of this process it ends the fork."""
    getpid, write, leave, dumps = os.getpid, os.write, os._exit, json.dumps  # the file may replace them in os
    this = getpid()

    def send(**line):
        if getpid() != this:
            leave(0)
        data = dumps(line).encode() + b"\n"
        while data:
            written = write(descriptor, data)
            data = data[written:]

    return send


# ---- the file and its functions


def error_with_line(error, file, memory, error_in_words):
    """An error as one line of words, with the line of the reader's file where it came up.

    error_in_words(error) is that of course.diagnosis.answer; memory: the MB that the file may take.
    Example: "IndexError: list index out of range, line 3".
    """
    if isinstance(error, MemoryError):
        error = MemoryError(f"it took more than {memory} MB").with_traceback(error.__traceback__)
    try:
        line = line_of(error, file)
        if isinstance(error, SyntaxError):
            error = type(error)(error.msg)  # without the file and the line, which it says itself
        words = error_in_words(error).rstrip(": ")
    except BaseException:  # an error may do anything when it is looked at
        return "an error that cannot be put into words"
    return f"{words}, line {line}" if line else words


def line_of(error, file):
    """The line of the file in which an error came up, the innermost; None if it did not come up there."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


MOST_NAMES = 40  # of a scene
LONGEST_WORD = 40  # letters of a name, or of a text, in a scene


def scene_of(error, file):
    """What stood where an error came up: {"at": the expression's place, "names": what each name held}, or None.

    The place is [first line, last line, first column, column behind its end], as in ast: columns count bytes.
    Example: where h[i] raises an IndexError in line 3 it is {"at": [3, 3, 4, 8], "names": {"i": ["int", 5], "h":
    ["list", 2]}}.
    """
    frame = position = None
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == file:
            frame, position = trace.tb_frame, position_of(trace.tb_frame.f_code, trace.tb_lasti)
        trace = trace.tb_next
    if position is None:
        return None
    names = {}
    used = {name: frame.f_globals[name] for name in frame.f_code.co_names if name in frame.f_globals}
    for name, value in {**used, **frame.f_locals}.items():
        seen = in_short(value)
        if seen and name.isascii() and len(name) <= LONGEST_WORD and len(names) < MOST_NAMES:
            names[name] = seen
    return {"at": position, "names": names}


def position_of(code, instruction):
    """[first line, last line, first column, column behind the end] of what an instruction works out, or None."""
    position = list(code.co_positions())[instruction // 2]
    return None if None in position else list(position)


def in_short(value):
    """What a value is, as JSON can hold it: ["array", shape, its type], ["list", length], ["int", 3]; or None."""
    if isinstance(value, np.ndarray):
        return ["array", list(value.shape), str(value.dtype)[:LONGEST_WORD]]
    if isinstance(value, (list, tuple)):
        return [type(value).__name__[:LONGEST_WORD], len(value)]
    if isinstance(value, (int, np.integer)) and abs(int(value)) < 1 << 63:
        return ["int", int(value)]
    if isinstance(value, (float, np.floating)):
        return ["float", float(value)]
    if isinstance(value, str) and value.isascii():
        return ["str", value[:LONGEST_WORD]]
    return None


def load_file(file, source):
    """The reader's file, run as a module of its own name. source: its bytes; nobody can have changed those."""
    name = Path(file).stem
    if name in sys.modules:  # numpy.py, __main__.py
        name = f"_{name}"
    module = sys.modules[name] = ModuleType(name)
    module.__file__ = file
    exec(compile(source, file, "exec"), vars(module))
    return module


def callable_functions(module, names):
    """{name: function} of those names under which the module has something that can be called."""
    functions = {}
    for name in names:
        try:
            function = getattr(module, name)
            if callable(function):
                functions[name] = function
        except BaseException:  # a module may make its own attributes
            pass
    return functions


def answer_call(functions, call, answer_from, trouble, scene=lambda error: None):
    """What one call gives, as a line: its values or trouble, and which arguments it changed (indices, names).

    Where it raises an error that is not None for scene(error), the line has that, too.
    call: [function, packed arguments, {name: packed argument}], as messages.request_as_json() writes it.
    """
    name, packed_arguments, packed_options = call
    if name not in functions:
        return {"values": None, "trouble": f"it has no function {name}", "changed": []}
    arguments = [unpacked(piece) for piece in packed_arguments]
    options = {key: unpacked(piece) for key, piece in packed_options.items()}
    seen = {}
    try:
        values, words = answer_from(functions[name](*arguments, **options))
        json.dumps(values)
    except BaseException as error:  # sys.exit and KeyboardInterrupt are answers as well
        values, words = None, trouble(error)
        stood = what_is_left(scene, error)
        seen = {"scene": stood} if stood else {}
    changed = [i for i, piece in enumerate(packed_arguments) if is_changed(arguments[i], piece)]
    changed += [key for key, piece in packed_options.items() if is_changed(options[key], piece)]
    return {"values": values, "trouble": words, "changed": changed, **seen}


def what_is_left(work, *arguments):
    """What work gives, which looks at what a file has left behind; None if that does not let itself be looked at."""
    try:
        found = work(*arguments)
        json.dumps(found)
    except BaseException:
        return None
    return found


def is_changed(value, piece):
    """Whether an argument is no longer what unpacked() made of a piece."""
    try:
        return [packed(value)] != [piece]  # in lists, as a nan is then equal to itself
    except BaseException:  # such as a list that now holds itself
        return True


# ---- indices below 0


def indices_below_zero(functions, calls, file):
    """Where calls ask an array for a number at an index below 0, and elsewhere for one at an index from 0 on.

    [[first line, last line, first column, column behind the end, lowest index, highest index], ...], for the
    expressions array[index] of the file. In Python h[-1] is the last number, which raises no error. A file that
    counts from the end on purpose has no index from 0 on.
    """
    reached = {}  # position in the file: (lowest index, highest index)

    class Watched(np.ndarray):
        """An array that takes down the indices at which it is asked for a number."""

        def __getitem__(self, index):
            frame = sys._getframe(1)
            numbers = index if isinstance(index, tuple) else (index,)
            whole = all(isinstance(number, (int, np.integer)) for number in numbers)
            if whole and numbers and frame.f_code.co_filename == file:
                position = tuple(position_of(frame.f_code, frame.f_lasti) or ())
                low, high = reached.get(position, (0, -1))
                reached[position] = min(low, int(min(numbers))), max(high, int(min(numbers)))
            return super().__getitem__(index)

    for name, packed_arguments, packed_options in calls:
        arguments = [unpacked(piece) for piece in packed_arguments]
        arguments = [value.view(Watched) if isinstance(value, np.ndarray) else value for value in arguments]
        options = {key: unpacked(piece) for key, piece in packed_options.items()}
        try:
            functions[name](*arguments, **options)
        except Exception:  # that it stops is known already
            pass
    return [[*place, low, high] for place, (low, high) in reached.items() if place and low < 0 <= high]


def timing_rounds(reader, library, arguments, options):
    """Seconds of one call of each, in rounds: [[reader's, library's], ...]; none if they take too long.

    A round times each as often as fills MEASURE_SECONDS, and the two take turns, so that what else the machine
    does falls on both.
    """

    def seconds_of_one(function, times):
        begun = perf_counter()
        for _ in range(times):
            function(*arguments, **options)
        return (perf_counter() - begun) / times

    begun = perf_counter()
    readers_times = librarys_times = 1
    while perf_counter() - begun < WARMING_SECONDS:  # the first calls load things, and are no measure
        readers, librarys = seconds_of_one(reader, readers_times), seconds_of_one(library, librarys_times)
        readers_times, librarys_times = times_to_fill_a_measure(readers), times_to_fill_a_measure(librarys)
    rounds = []
    while perf_counter() - begun < TIMING_SECONDS:
        rounds.append([seconds_of_one(reader, readers_times), seconds_of_one(library, librarys_times)])
    return rounds


def times_to_fill_a_measure(seconds):
    """How often a function that takes so many seconds is called for one measure: 100 times if it takes 0.0001."""
    return max(1, round(MEASURE_SECONDS / max(seconds, 1e-9)))


def library_call(code):
    """A function of arguments and options from lines of Python, the last of which is what to work out."""
    *before, last = code.splitlines()
    names = {"np": np}
    exec("\n".join([*before, f"def library(*arguments, **options):\n    return {last}"]), names)
    return names["library"]


# ---- from the request to the last answer


def leave_first_process():
    """Go on in a child where this is process 1, as in bubblewrap: signals would not end that as they end others.

    The first process waits for the child and ends as it did, with 128 and the signal's number if one ended it.
    """
    if os.name != "posix" or os.getpid() != 1:
        return
    child = os.fork()
    if child == 0:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the only one that Python answers by itself
    ended, code = None, 0
    while ended != child:  # orphans of the child's are waited for, too
        ended, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else SIGNAL_CODE - code)


def borrow_from_course():
    """The course's folder, confine of course.sandbox.confine, answer_from and error_in_words of course.diagnosis.answer.

    The file cannot import course afterwards. Importing a module imports its packages, too: all that are course's are
    forgotten again, and so is their folder, which sandboxed_run.py gives, wherever it stands in the path: the course may
    be installed there.
    """
    root = sys.argv.pop()
    sys.path.insert(0, root)
    from course.diagnosis.answer import answer_from, error_in_words
    from course.sandbox.confine import confine

    sys.path[:] = [folder for folder in sys.path if os.path.realpath(folder) != root]
    for name in list(sys.modules):
        if name.partition(".")[0] == "course":
            del sys.modules[name]
    return root, confine, answer_from, error_in_words


def diagnosing(root):
    """diagnose() of the course, which is imported before the process confines itself; root: the folder of the course.

    The course stays where it can be imported, and the file could change it: what it says of itself is for its
    writer alone, never for a grade.
    """
    sys.path.append(root)
    from course.diagnosis.file_diagnosis import diagnosis_for_file

    return diagnosis_for_file


def module_or_why_not(file, source, trouble):
    """The reader's file as a module, and ""; or None, and why it does not run."""
    try:
        return load_file(file, source), ""
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
        return None, f"it asked to stop (exit code {code}) while it was being read"
    except BaseException as error:
        return None, trouble(error)


def answer_calls(request, module, send, answer_from, trouble, file):
    """Send what is missing, a line for each call, then indices below 0 or, where a library is given, times."""
    asked_for, calls = request["functions"], request["calls"]
    functions = callable_functions(module, {*asked_for, *(name for name, _, _ in calls)})
    send(loaded=True, missing=[name for name in asked_for if name not in functions])

    def scene(error):
        return scene_of(error, file)

    for number, call in enumerate(calls):
        send(call=number, **answer_call(functions, call, answer_from, trouble, scene))
    if request["watched"]:
        watched = [calls[number] for number in request["watched"]]
        sys.stdout = sys.stderr = io.StringIO()  # what the file prints was printed before
        send(below_zero=what_is_left(indices_below_zero, functions, watched, file) or [])
    if request["library"]:
        ((name, packed_arguments, packed_options),) = calls
        arguments = [unpacked(piece) for piece in packed_arguments]
        options = {key: unpacked(piece) for key, piece in packed_options.items()}
        library = library_call(request["library"])
        send(rounds=timing_rounds(functions[name], library, arguments, options))


def serve():
    """Read the request, run the file, answer every call, and end."""
    root, confine, answer_from, error_in_words = borrow_from_course()
    request, answers = take_channels()
    diagnosis_for_file = diagnosing(root) if request["diagnosis"] else None
    path = Path.cwd() / request["file"]
    source = bytes.fromhex(request["source"])
    path.write_bytes(source)
    file = sys.argv[0] = str(path)
    leave, memory = os._exit, request["limits"]["memory"]

    def trouble(error):
        return error_with_line(error, file, memory, error_in_words)

    line_sender(answers)(ready=True)
    try:
        confine(request["limits"], request["readable"])
    except OSError:
        os._exit(NOT_CONTAINED_CODE)
    leave_first_process()
    send = line_sender(answers)
    module, why_not = module_or_why_not(file, source, trouble)
    if module is None:
        send(loaded=False, trouble=why_not)
    elif diagnosis_for_file:
        send(loaded=True, missing=[])
        send(**diagnosis_for_file(module, **request["diagnosis"]))
    else:
        answer_calls(request, module, send, answer_from, trouble, file)
    leave(0)  # at once: the file's threads and atexit do not count


if __name__ == "__main__":
    try:
        serve()
    except MemoryError:  # the file holds so much that there is no room for an answer
        os._exit(NO_MEMORY_CODE)
