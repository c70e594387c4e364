"""
A reader's file, run in a process of its own, with limits; only plain numbers come back.

    file = read_reader_file("my_0_1D.py")
    ran = run_file(file, ["convolve1d"], [Call("convolve1d", (signal, kernel, "full"), {})])
    ran.replies[0].answer.values

The file is copied into a temporary folder and run there by sandbox_worker.py; its answers are judged by the
caller, here outside, so that a file can forge a right answer only by working it out. What it can lie about is
what it did to its arguments (Reply.changed; it could have copied them as well) and how long it took
(time_beside_library).

Contained are its time, by the processor's clock and the wall's, what it prints and answers, its environment,
its folder, and what it starts, which ends with it. Linux and macOS limit the size of each file it writes;
Linux the memory of each process and, unless the user is root, their number; and there even what leaves the
session is ended, as long as it keeps its environment. On Windows only the first sentence holds, by the wall's
clock alone, and what the file starts can outlive it.

Not contained: it runs as the same user. It can read, change and delete that user's files, this course among
them, use the network, fill the disk with many files, signal other processes, this one among them, and as root
lift its limits. A stranger's file belongs in a container.
"""

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
from pathlib import Path
from statistics import median
from typing import NamedTuple

from course.errors import printable
from course.paths import ROOT
from course.practice.sandbox_messages import axis_lengths, json_object, ran_from, request_as_json
from course.practice.sandbox_worker import NO_MEMORY_CODE, PRINTED_BYTES, process_ids
from course.terminal.exits import holding_ctrl_c

WORKER = Path(__file__).resolve().with_name("sandbox_worker.py")
ANSWER_BYTES = 16_000_000  # of all answers together
PRINTED_CHARACTERS = 2_000  # of what the file printed, as it is shown
STARTING = 60  # seconds in which Python and NumPy have to start
PATIENCE = 3  # how many times its seconds of work a file may take by the wall's clock
GLANCE = 0.004  # seconds between two looks at the process
FEWEST_ROUNDS = 3  # of timing; fewer tell nothing
STRAY_ROUNDS = 50  # in which processes that left the session are ended
INHERITED = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME")


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


def run_file(file, functions, calls, limits=Limits(), stopped=None):
    """The Ran of a ReaderFile: its functions (names) called as calls (Calls) say.

    However it ends, the process is dead and its folder gone. It ends with KeyboardInterrupt on Ctrl-C, in the
    main thread, and in any thread soon after stopped, a threading.Event, is set. Nothing that the file does
    raises.
    """
    lines, printed, ended = _run_worker(file, functions, calls, limits, stopped)
    return ran_from(lines, printed, functions, calls, ended)


def time_beside_library(file, call, library, limits=Limits(), stopped=None):
    """A function's time for a Call as a multiple of the library's, or None if it is too slow to say.

    library: lines of Python, the last one an expression of np, arguments and options, such as
    "np.convolve(*arguments, **options)". The median of at least FEWEST_ROUNDS rounds, in which the two take
    turns, in two seconds. The numbers are this machine's, and the file's own process takes them. Errors are those
    of run_file().
    """
    lines, _, _ = _run_worker(file, [call.function], [call], limits, stopped, library)
    rounds = json_object(lines[-1]).get("rounds") if lines else None
    if not isinstance(rounds, list) or len(rounds) < FEWEST_ROUNDS:
        return None
    if axis_lengths(rounds, 2) != (len(rounds), 2):  # pairs: the reader's seconds, the library's
        return None
    if any(not 0 < seconds < math.inf for pair in rounds for seconds in pair):
        return None
    return median(readers / librarys for readers, librarys in rounds)


def _run_worker(file, functions, calls, limits, stopped, library=""):
    """The lines that sandbox_worker.py sent, what the file printed, and why it ended."""
    with _three_files() as files, _ctrl_c_or(stopped) as is_pressed, _temporary_folder() as folder:
        request, answers, printed = files
        (folder / file.name).write_bytes(file.source)
        request.write(request_as_json(file.name, functions, calls, limits, library))
        request.seek(0)
        ended = _run_process(folder, files, limits, is_pressed)
        answers.seek(0)
        lines = answers.read(ANSWER_BYTES).split(b"\n")
        return lines[:-1], _start_of(printed), ended  # the last line is empty or was cut


# ---- before


@contextmanager
def _three_files():
    """The request, the answers and what is printed: files without a name, which nobody has to wait for."""
    temporary = tempfile.TemporaryFile
    with temporary() as request, temporary() as answers, temporary() as printed:
        yield request, answers, printed


@contextmanager
def _ctrl_c_or(stopped):
    """A function that says whether to stop; Ctrl-C waits for it, so that nothing is left behind."""
    in_main_thread = threading.current_thread() is threading.main_thread()
    with holding_ctrl_c() if in_main_thread else nullcontext() as pressed:
        yield lambda: bool(pressed) or (stopped is not None and stopped.is_set())


@contextmanager
def _temporary_folder():
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


def worker_environment(folder):
    """The environment variables of the process: the few that it needs to start, and nothing else of ours."""
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    for name in ("HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE"):
        environment[name] = str(folder)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        environment[name] = "1"
    environment |= {"TF_CPP_MIN_LOG_LEVEL": "3", "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0"}
    environment["CUDA_VISIBLE_DEVICES"] = "-1"  # a GPU's library asks for more room than any limit
    if site.ENABLE_USER_SITE:  # NumPy may be installed for this user only, which HOME tells otherwise
        environment["PYTHONUSERBASE"] = site.getuserbase()
    return environment


# ---- while it runs


def _run_process(folder, files, limits, is_pressed):
    """Run sandbox_worker.py in the folder until it ends or is ended; why it ended, in words."""
    request, answers, printed = files
    process = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-W", "ignore", str(WORKER), str(ROOT)],
        cwd=folder,
        env=worker_environment(folder),
        stdin=request,
        stdout=answers,
        stderr=printed,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    try:
        return _wait_for(process, answers.fileno(), limits, is_pressed)
    finally:
        _end_process(process, folder)


def _wait_for(process, answers, limits, is_pressed):
    """Wait for the process; why it ended, in words. answers: the descriptor of what it sends.

    Its first line says that Python and NumPy have started; only then the file's own time begins.
    """
    started, is_ready, most = time.monotonic(), False, STARTING
    while process.poll() is None:
        now = time.monotonic()
        size = os.fstat(answers).st_size
        if size and not is_ready:
            started, is_ready, most = now, True, PATIENCE * limits.seconds
        if now - started > most:
            return _too_late(limits) if is_ready else f"Python did not start in {STARTING} seconds"
        if size > ANSWER_BYTES:
            return f"its answers took more than {ANSWER_BYTES // 1_000_000} MB"
        if is_pressed():
            raise KeyboardInterrupt
        time.sleep(GLANCE)
    return why_it_ended(process.returncode, time.monotonic() - started, limits)


def why_it_ended(code, seconds, limits):
    """What an exit code says, in words, after so many seconds."""
    if os.name == "nt" and code > 0xFF:
        return f"it was ended by the system ({code & 0xFFFFFFFF:#x})"
    if code == NO_MEMORY_CODE:
        return f"it took more memory than {limits.memory} MB"
    if code >= 0:
        return f"it asked to stop (exit code {code})"
    number = -code  # of the signal that ended it
    name = signal.Signals(number).name if number in set(signal.Signals) else f"number {number}"
    if name == "SIGXCPU" or (name == "SIGKILL" and seconds >= limits.seconds):
        return _too_late(limits)
    return f"it was ended by signal {name}"


def _too_late(limits):
    """The same words by whichever clock it was too late, so that they do not depend on the machine."""
    return f"it was still busy after {limits.seconds:g} seconds of work"


def _end_process(process, folder):
    """End the process, what it started, and on Linux what left its session."""
    if os.name == "posix":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # nobody is left
            pass
    process.kill()
    process.wait()
    for _ in range(STRAY_ROUNDS):  # more than one, as they may have started others meanwhile
        strays = started_with(folder)
        if not strays:
            break
        for pid in strays:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:  # it has just ended
                pass


def started_with(folder):
    """The ids of the processes whose environment names the folder as theirs, where /proc tells (Linux)."""
    mark = f"TMPDIR={folder}".encode()
    pids = []
    for pid in process_ids():
        try:
            variables = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:  # another user's, or just ended
            continue
        if mark in variables:
            pids.append(pid)
    return pids


def _start_of(printed):
    """The start of what was printed, line by line in ASCII."""
    printed.seek(0)
    lines = printed.read(PRINTED_BYTES).decode("utf-8", "replace").splitlines()
    return "\n".join(printable(line, PRINTED_CHARACTERS) for line in lines)[:PRINTED_CHARACTERS]
