"""
A reader's file, run apart: in a process of its own, with limits, and only plain numbers come back.

    ran = run("my_0_1D.py", ["convolve1d"], [Call("convolve1d", (signal, kernel, "full"), {})])
    ran.replies[0].answer.values

The file is copied into a temporary folder and run there by sandbox_worker.py; its answers are judged by the
caller, here outside, so that a file can forge a right answer only by working it out. What it can lie about is
what it did to its arguments (Reply.changed; it could have copied them as well) and how long it took (timed).

Contained are its time, by the processor's clock and the wall's, what it prints and answers, its environment,
its folder, and what it starts, which ends with it. Linux and macOS limit the size of each file it writes;
Linux the memory of each process and, unless the user is root, their number; and there even what leaves the
session is ended, as long as it keeps its environment. On Windows only the first sentence holds, by the wall's
clock alone, and what the file starts can outlive it.

Not contained: it runs as the same user. It can read, change and delete that user's files, this course among
them, use the network, fill the disk with many files, signal other processes, this one among them, and as root
lift its limits. A stranger's file belongs in a container.
"""

import json
import math
import os
import signal
import site
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from statistics import median
from typing import NamedTuple

from course.diagnosis.answer import MOST, Answer
from course.errors import Unusable, printable, quoted
from course.terminal.exits import holding_ctrl_c
from course.practice.sandbox_worker import FULL, KEPT, packed, processes

INSIDE = Path(__file__).resolve().with_name("sandbox_worker.py")
LARGEST = 1_000_000  # bytes of a file that is run
ANSWERS, LINE = 16_000_000, 1_000_000  # bytes of all answers, and of one
SHOWN, SAID = 2_000, 300  # characters of what it printed, and of one sentence
STARTING = 60  # seconds in which Python and NumPy have to start
PATIENCE = 3  # how many times its seconds of work a file may take by the clock
GLANCE = 0.004  # seconds between two looks at it
ENOUGH = 3  # rounds of timing
ROUNDS = 50  # in which processes that left the session are ended
DEEPEST = 32  # axes of an answer, far more than any here has
PASSED = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME")


class Call(NamedTuple):
    """A call of one of the file's functions: its arguments, and those given by name."""

    function: str
    arguments: tuple
    options: dict


class Limits(NamedTuple):
    """What a file may take.

    seconds: of the processor's time; by the wall's clock it is PATIENCE times as many. memory: MB that it
    writes to; importing NumPy takes 16 of them, SciPy 192, TensorFlow 320. libraries: MB of address
    space beyond that; TensorFlow takes fewer than 2000. file: MB of each file it writes. files: that
    are open at a time. tasks: processes and threads that are added to the user's.
    """

    seconds: float = 10
    memory: int = 1024
    libraries: int = 4096
    file: int = 16
    files: int = 256
    tasks: int = 512


class Reply(NamedTuple):
    """The Answer to one call, and the arguments (places, names) that are no longer what was given."""

    answer: Answer
    changed: tuple = ()


@dataclass
class Ran:
    """What became of a file.

    replies: one Reply for each call that was answered, in order. ended: "" if all were, or one line why not.
    loaded: whether the file ran to its end as an import. missing: the functions that it does not define.
    printed: the start of what it printed, in ASCII.
    """

    replies: list = field(default_factory=list)
    ended: str = ""
    loaded: bool = False
    missing: tuple = ()
    printed: str = ""


def run(path, functions, calls, limits=Limits(), stopped=None):
    """The Ran of a reader's file: run apart, its functions (names) called as calls (Calls) say.

    However run() ends, the process is dead and its folder gone. It ends with KeyboardInterrupt on Ctrl-C, in
    the main thread, and in any thread soon after stopped, a threading.Event, is set. Unusable for a path that
    cannot be read; nothing that the file does raises.
    """
    lines, printed, ended = left_behind(path, functions, calls, limits, stopped)
    return ran(lines, printed, functions, calls, ended)


def timed(path, call, library, limits=Limits(), stopped=None):
    """A function's time for a Call as a multiple of the library's, or None if it is too slow to say.

    library: lines of Python, the last one an expression of np, arguments and options, such as
    "np.convolve(*arguments, **options)". The median of at least ENOUGH rounds, in which the two take turns,
    in two seconds. The numbers are this machine's, and the file's own process takes them. Errors are run()'s.
    """
    lines, *_ = left_behind(path, [call.function], [call], limits, stopped, library)
    rounds = parsed(lines[-1]).get("rounds") if lines else None
    if not isinstance(rounds, list) or len(rounds) < ENOUGH or sizes(rounds, 2) != (len(rounds), 2):
        return None
    if any(not 0 < seconds < math.inf for times in rounds for seconds in times):
        return None
    return median(reader / library for reader, library in rounds)


def left_behind(path, functions, calls, limits, stopped, library=""):
    """The lines that inside.py sent, what the file printed, and why it ended."""
    source, name = read(path), Path(path).name
    with three_files() as files, ctrl_c_or(stopped) as pressed, temporary_folder() as folder:
        request, answers, printed = files
        (folder / name).write_bytes(source)
        request.write(asked(name, functions, calls, limits, library))
        request.seek(0)
        ended = watched(folder, files, limits, pressed)
        answers.seek(0)
        *lines, _ = answers.read(ANSWERS).split(b"\n")  # the last one is empty or was cut
        return lines, text(printed), ended


# ---- before


def read(path):
    """The bytes of a file that can be run; Unusable if there is none."""
    name = quoted(str(path), 60)
    try:
        mode = Path(path).stat().st_mode
        source = bytes_of(path) if S_ISREG(mode) else b""
    except FileNotFoundError:
        raise Unusable(f"there is no file {name}: give the path of a .py file") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null byte in it
        raise Unusable(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if not S_ISREG(mode):
        raise Unusable(f"{name} is {'a folder' if S_ISDIR(mode) else 'no ordinary file'}: give a .py file")
    if len(source) > LARGEST:
        raise Unusable(f"{name} has more than {LARGEST} bytes: no exercise needs as many")
    return utf8(source, name)


def bytes_of(path):
    """The bytes of a file, at most one more than can be used."""
    with Path(path).open("rb") as file:
        return file.read(LARGEST + 1)


def utf8(source, name):
    """The bytes themselves, if they are UTF-8."""
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise Unusable(f"{name} is not UTF-8 text (line {line}): save it as UTF-8") from None
    return source


def asked(file, functions, calls, limits, library):
    """The request as inside.py reads it."""
    request = {"file": file, "functions": list(functions), "limits": limits._asdict(), "library": library}
    request["calls"] = [
        (name, [packed(value) for value in arguments], {key: packed(value) for key, value in options.items()})
        for name, arguments, options in calls
    ]
    return json.dumps(request).encode()


@contextmanager
def three_files():
    """The request, the answers and what is printed: files without a name, which nobody has to wait for."""
    file = tempfile.TemporaryFile
    with file() as request, file() as answers, file() as printed:
        yield request, answers, printed


@contextmanager
def ctrl_c_or(stopped):
    """A function that says whether to stop; Ctrl-C waits for it, so that nothing is left behind."""
    in_main_thread = threading.current_thread() is threading.main_thread()
    with holding_ctrl_c() if in_main_thread else nullcontext() as pressed:
        yield lambda: bool(pressed) or (stopped is not None and stopped.is_set())


@contextmanager
def temporary_folder():
    """A folder that is gone afterwards, whatever was made of it."""
    folder = tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True)
    try:
        yield Path(folder.name)
    finally:
        try:
            folder.cleanup()
        except RecursionError:  # folders in folders in folders
            subprocess.run(["chmod", "-R", "u+rwx", folder.name], check=False)
            subprocess.run(["rm", "-rf", folder.name], check=False)


def environment(folder):
    """The little that a process needs to start, and nothing else of ours."""
    here = {name: os.environ[name] for name in PASSED if name in os.environ}
    here |= dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE"), str(folder))
    here |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    here |= {"TF_CPP_MIN_LOG_LEVEL": "3", "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0"}
    here["CUDA_VISIBLE_DEVICES"] = "-1"  # a GPU's library asks for more room than any limit
    if site.ENABLE_USER_SITE:  # NumPy may be installed for this user only, which HOME tells otherwise
        here["PYTHONUSERBASE"] = site.getuserbase()
    return here


# ---- while it runs


def watched(folder, files, limits, pressed):
    """Run inside.py in the folder until it ends or is ended; why it ended, in words."""
    request, answers, printed = files
    process = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-W", "ignore", str(INSIDE)],
        cwd=folder, env=environment(folder), stdin=request, stdout=answers, stderr=printed,
        start_new_session=True, creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )  # fmt: skip
    try:
        return until_it_ends(process, answers.fileno(), limits, pressed)
    finally:
        end(process, folder)


def until_it_ends(process, answers, limits, pressed):
    """Wait for the process; why it ended, in words."""
    started, ready, most = time.monotonic(), False, STARTING
    while process.poll() is None:
        size, now = os.fstat(answers).st_size, time.monotonic()
        if size and not ready:  # the file's own time begins
            started, ready, most = now, True, PATIENCE * limits.seconds
        if now - started > most:
            return late(limits) if ready else f"Python did not start in {STARTING} seconds"
        if size > ANSWERS:
            return f"its answers took more than {ANSWERS // 1_000_000} MB"
        if pressed():
            raise KeyboardInterrupt
        time.sleep(GLANCE)
    return why(process.returncode, time.monotonic() - started, limits)


def why(code, seconds, limits):
    """What an exit code says, after so many seconds."""
    if os.name == "nt" and code > 0xFF:
        return f"it was ended by the system ({code & 0xFFFFFFFF:#x})"
    if code == FULL:
        return f"it took more memory than {limits.memory} MB"
    if code >= 0:
        return f"it asked to stop (exit code {code})"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"number {-code}"
    if name == "SIGXCPU" or (name == "SIGKILL" and seconds >= limits.seconds):
        return late(limits)
    return f"it was ended by signal {name}"


def late(limits):
    """The same words by whichever clock it was too late, so that they do not depend on the machine."""
    return f"it was still busy after {limits.seconds:g} seconds of work"


def end(process, folder):
    """End the process, what it started, and on Linux what left its session."""
    if os.name == "posix":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # nobody is left
            pass
    process.kill()
    process.wait()
    for _ in range(ROUNDS):  # more than one, as they may have started others meanwhile
        strays = started_with(folder)
        for pid in strays:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:  # it has just ended
                pass
        if not strays:
            break


def started_with(folder):
    """The processes whose environment names the folder as theirs, where /proc tells (Linux)."""
    mark, found = f"TMPDIR={folder}".encode(), []
    for pid in processes():
        try:
            if mark in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"):
                found.append(pid)
        except OSError:  # another user's, or just ended
            pass
    return found


# ---- after: nothing that comes back is believed


def ran(lines, printed, functions, calls, ended):
    """The Ran in what a process left behind."""
    result = Ran(printed=printed)
    if len(lines) < 2:
        last = printed.split("\n")[-1][:SAID]
        result.ended = ended + (" while it was being read" if lines else f" before it was read: {last}")
        return result
    result.loaded, result.missing, trouble = beginning(parsed(lines[1]), functions)
    if result.loaded:
        result.replies, trouble = replies(lines[2:], calls)
    if len(result.replies) < len(calls) or not result.loaded:
        result.ended = trouble or ended
    return result


def text(printed):
    """The start of what was printed, line by line in ASCII."""
    printed.seek(0)
    lines = printed.read(KEPT).decode("utf-8", "replace").splitlines()
    return "\n".join(printable(line, SHOWN) for line in lines)[:SHOWN]


def parsed(line):
    """A line of JSON as a dict; an empty one if it is anything else."""
    try:
        found = json.loads(line) if len(line) <= LINE else None
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


UNREADABLE = "what it sent as an answer cannot be read"


def beginning(line, functions):
    """Whether the file was loaded, the missing functions, and what went wrong."""
    missing, trouble = line.get("missing"), line.get("trouble")
    if line.get("loaded") is True and isinstance(missing, list):
        return True, tuple(name for name in functions if name in missing), ""
    if line.get("loaded") is False and isinstance(trouble, str):
        return False, (), printable(trouble, SAID)
    return False, (), UNREADABLE


def replies(lines, calls):
    """A Reply for each line that answers its call, up to one that does not; and what is wrong with that."""
    found = []
    for number, (line, call) in enumerate(zip(lines, calls)):
        reply = reply_in(parsed(line), number, call)
        if reply is None:
            return found, UNREADABLE
        found.append(reply)
    return found, ""


def reply_in(line, number, call):
    """The Reply in a line to the call of that number; None if there is none."""
    if set(line) != {"call", "values", "trouble", "changed"} or line["call"] != number:
        return None
    values, trouble, changed = line["values"], line["trouble"], line["changed"]
    if not isinstance(trouble, str) or not isinstance(changed, list):
        return None
    if trouble == "" and not usable(values) or trouble and values is not None:
        return None
    places = (*range(len(call.arguments)), *call.options)
    answer = Answer(values, printable(trouble, SAID))
    return Reply(answer, tuple(place for place in places if place in changed))


def usable(values):
    """Whether these are nested lists of numbers, even and not too many, or a single number."""
    found = sizes(values, DEEPEST)
    return found is not None and math.prod(found) <= MOST


def sizes(values, deepest):
    """The size of every axis of nested lists of numbers; None if uneven, too deep, or not of numbers."""
    if not isinstance(values, list):
        small = type(values) is float or (isinstance(values, int) and abs(values) < 1 << 64)
        return () if small else None
    inner = {sizes(value, deepest - 1) for value in values} if deepest else {None}
    if len(inner) > 1 or None in inner:
        return None
    return (len(values), *(inner.pop() if inner else ()))
