"""
The process in which a reader's file runs: a script that sandbox.py starts; and how arguments get there.

It reads one request (JSON) from stdin, sets its own limits, runs the file as a module, calls its functions
and writes one line of JSON for each answer to what was stdout. After the request is read, stdin is empty;
what the file prints goes, as far as it is kept, to what was stderr; and descriptors 1 and 2 lead nowhere.

The file runs in this process and can change everything in it. That is why nothing here judges: what arrives
outside is only numbers, and sandbox.py believes none of its form either.
"""

import ctypes
import io
import json
import os
import signal
import sys
from math import ceil
from pathlib import Path
from time import perf_counter, process_time
from types import ModuleType

import numpy as np

try:
    import resource
except ImportError:  # Windows has no such limits; the time is limited from outside as well
    resource = None

ROUND, WARMING, BUDGET = 0.01, 0.2, 2  # seconds of one measure, before the first, and of all
KEPT = 8_000  # bytes of what the file prints
FULL = 71  # the exit code of a process without memory
PR_SET_PDEATHSIG = 1  # linux/prctl.h


# ---- arguments as JSON, in both directions


def packed(value):
    """An argument as JSON can hold it, exactly: arrays as dtype, shape and the bytes in hexadecimal.

    value: an array of numbers, a tuple or list of arguments, or None, a bool, int, float or str.
    """
    if isinstance(value, np.ndarray):
        return {"dtype": value.dtype.str, "shape": list(value.shape), "bytes": value.tobytes().hex()}
    if isinstance(value, (tuple, list)):
        return {"list" if isinstance(value, list) else "tuple": [packed(item) for item in value]}
    return value


def unpacked(piece):
    """A fresh argument from what packed() made of it."""
    if not isinstance(piece, dict):
        return piece
    if "bytes" in piece:
        values = np.frombuffer(bytes.fromhex(piece["bytes"]), piece["dtype"])
        return values.reshape(piece["shape"]).copy()
    ((kind, items),) = piece.items()
    return {"tuple": tuple, "list": list}[kind](unpacked(item) for item in items)


# ---- limits


def limit(name, soft, hard=None):
    """Set one limit of this process, where the system has it; never above what already holds."""
    if resource is None or not hasattr(resource, name):
        return
    kind = getattr(resource, name)
    most = resource.getrlimit(kind)[1]
    hard = soft if hard is None else hard
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError):
        pass  # macOS refuses some that it lists


def processes():
    """The ids of all processes, on Linux; elsewhere none."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()] if sys.platform == "linux" else []


def tasks_of(user):
    """How many processes and threads a user has, as RLIMIT_NPROC counts them."""
    found = 0
    for pid in processes():
        try:
            tasks = os.stat(f"/proc/{pid}/task")
        except OSError:  # just ended
            continue
        found += tasks.st_nlink - 2 if tasks.st_uid == user else 0  # a folder for each, "." and ".."
    return found


def confine(limits):
    """Limit this process for good, by apart.Limits as a dict."""
    megabyte = 1 << 20
    seconds = ceil(process_time() + limits["seconds"])
    limit("RLIMIT_CPU", seconds, seconds + 1)
    # RLIMIT_DATA counts what is written to; libraries take much more room in RLIMIT_AS than memory
    limit("RLIMIT_DATA", limits["memory"] * megabyte)
    limit("RLIMIT_AS", (limits["memory"] + limits["libraries"]) * megabyte)
    limit("RLIMIT_FSIZE", limits["file"] * megabyte)
    limit("RLIMIT_NOFILE", limits["files"])
    limit("RLIMIT_CORE", 0)
    if sys.platform == "linux":
        limit("RLIMIT_NPROC", tasks_of(os.getuid()) + limits["tasks"])
        # so that it does not outlive a checker that is killed
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


# ---- the channels


class First(io.RawIOBase):
    """A place to print to that keeps the first bytes in a file and lets the rest go."""

    def __init__(self, kept):
        super().__init__()
        self.kept, self.room = kept, KEPT

    def writable(self):
        return True

    def fileno(self):
        return 1

    def write(self, data):
        data = bytes(data)
        if self.room > 0:
            os.write(self.kept, data[: self.room])
            self.room -= len(data)
        return len(data)


def channels():
    """Take the process's three files for ourselves; return the request and what sends a line."""
    request = json.loads(sys.stdin.buffer.read())
    answers, kept = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    printed = io.TextIOWrapper(First(kept), "utf-8", "backslashreplace", write_through=True)
    sys.stdout = sys.__stdout__ = sys.stderr = sys.__stderr__ = printed
    return request, sender(answers)


def sender(descriptor):
    """A function that writes one line of JSON, whole; in a fork of this process it ends the fork."""
    getpid, write, leave, dumps, this = os.getpid, os.write, os._exit, json.dumps, os.getpid()

    def send(**line):
        if getpid() != this:
            leave(0)
        data = dumps(line).encode() + b"\n"
        while data:
            data = data[write(descriptor, data) :]

    return send


# ---- the file and its functions


def told(error, file, memory, in_words):
    """An error as one line of words, with the line of the reader's file where it came up."""
    if isinstance(error, MemoryError):
        error = MemoryError(f"it took more than {memory} MB").with_traceback(error.__traceback__)
    try:
        line = line_of(error, file)
        if isinstance(error, SyntaxError):
            error = type(error)(error.msg)  # without the file and the line, which it says itself
        words = in_words(error).rstrip(": ")
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


def loaded(file):
    """The reader's file, run as a module of its own name."""
    name = Path(file).stem
    name = f"_{name}" if name in sys.modules else name  # numpy.py, __main__.py
    module = sys.modules[name] = ModuleType(name)
    module.__file__ = file
    exec(compile(Path(file).read_bytes(), file, "exec"), vars(module))
    return module


def found(module, functions):
    """The functions of the module that can be called, by name."""
    able = {}
    for name in functions:
        try:
            if callable(function := getattr(module, name)):
                able[name] = function
        except BaseException:  # a module may make its own attributes
            pass
    return able


def reply(functions, call, answer_from, trouble):
    """What one call gives, as a line: its values or trouble, and the places of changed arguments."""
    name, places, options = call
    if name not in functions:
        return {"values": None, "trouble": f"it has no function {name}", "changed": []}
    arguments = [unpacked(piece) for piece in places]
    named = {key: unpacked(piece) for key, piece in options.items()}
    try:
        values, words = answer_from(functions[name](*arguments, **named))
        json.dumps(values)
    except BaseException as error:  # sys.exit and KeyboardInterrupt are answers as well
        values, words = None, trouble(error)
    pairs = [*zip(range(len(places)), arguments, places), *((k, named[k], options[k]) for k in options)]
    changed = [place for place, value, piece in pairs if differs(value, piece)]
    return {"values": values, "trouble": words, "changed": changed}


def differs(value, piece):
    """Whether an argument is no longer what unpacked() made of a piece."""
    try:
        return [packed(value)] != [piece]  # in lists, as a nan is then equal to itself
    except BaseException:  # such as a list that now holds itself
        return True


def rounds(reader, library, arguments, options):
    """Seconds of one call of each, in rounds: [[reader's, library's], ...]; none if they take too long.

    A round times each as often as fills ROUND seconds, and the two take turns, so that what else the machine
    does falls on both.
    """

    def seconds(work, times):
        begun = perf_counter()
        for _ in range(times):
            work(*arguments, **options)
        return (perf_counter() - begun) / times

    begun, works, often, found = perf_counter(), (reader, library), [1, 1], []
    while perf_counter() - begun < WARMING:  # the first calls load things, and are no measure
        each = [seconds(work, times) for work, times in zip(works, often)]
        often = [max(1, round(ROUND / max(duration, 1e-9))) for duration in each]
    while perf_counter() - begun < BUDGET:
        found.append([seconds(work, times) for work, times in zip(works, often)])
    return found


def library_call(text):
    """A function of arguments and options from lines of Python, the last of which is what to work out."""
    *before, last = text.splitlines()
    names = {"np": np}
    exec("\n".join([*before, f"def library(*arguments, **options):\n    return {last}"]), names)
    return names["library"]


# ---- from the request to the last answer


def tools():
    """answer_from and error_in_words; afterwards the file cannot import course, wherever that is installed."""
    root = sys.argv.pop()  # the folder that holds course/, which sandbox.py gives
    sys.path.insert(0, root)
    from course.diagnosis.answer import answer_from, error_in_words

    for name in [name for name in sys.modules if name.partition(".")[0] == "course"]:
        del sys.modules[name]
    sys.path[:] = [folder for folder in sys.path if os.path.realpath(folder) != root]
    return answer_from, error_in_words


def module_or_why(file, trouble):
    """The reader's file as a module, and ""; or None, and why it does not run."""
    try:
        return loaded(file), ""
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
        return None, f"it asked to stop (exit code {code}) while it was being read"
    except BaseException as error:
        return None, trouble(error)


def answer_calls(request, module, send, answer_from, trouble):
    """Send what is missing, and a line for each call."""
    listed, calls = request["functions"], request["calls"]
    functions = found(module, {*listed, *(name for name, *_ in calls)})
    send(loaded=True, missing=[name for name in listed if name not in functions])
    for number, call in enumerate(calls):
        send(call=number, **reply(functions, call, answer_from, trouble))
    if request["library"]:
        ((name, places, options),) = calls
        options = {key: unpacked(piece) for key, piece in options.items()}
        arguments = [unpacked(piece) for piece in places]
        send(rounds=rounds(functions[name], library_call(request["library"]), arguments, options))


def serve():
    """Read the request, run the file, answer every call, and end."""
    answer_from, in_words = tools()
    request, send = channels()
    file = sys.argv[0] = str(Path.cwd() / request["file"])
    leave, memory = os._exit, request["limits"]["memory"]

    def trouble(error):
        return told(error, file, memory, in_words)

    send(ready=True)
    confine(request["limits"])
    module, why = module_or_why(file, trouble)
    if module is None:
        send(loaded=False, trouble=why)
    else:
        answer_calls(request, module, send, answer_from, trouble)
    leave(0)  # at once: the file's threads and atexit do not count


if __name__ == "__main__":
    try:
        serve()
    except MemoryError:  # the file holds so much that there is no room for an answer
        os._exit(FULL)
