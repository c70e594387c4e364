"""
A reader's file, run in a process of its own, with limits; only plain numbers come back.

    file = read_reader_file("my_0_1D.py")
    ran = run_file(file, ["convolve1d"], [Call("convolve1d", (signal, kernel, "full"), {})])
    ran.replies[0].answer.values

worker.py writes the file into an empty folder and runs it there; its answers are judged by the caller,
here outside, so that a file can forge a right answer only by working it out. What it can lie about is what it did
to its arguments (Reply.changed; it could have copied them as well) and how long it took (time_beside_library).

What contains it is chosen in containment.py, and docs/containment.md says what holds: in bubblewrap nearly
everything, elsewhere its time, what it prints and answers, and more or less of the rest.
"""

import math
import os
import shutil
import signal
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
from course.sandbox.bubblewrap import FOLDER
from course.sandbox.containment import containment_here, worker_environment
from course.sandbox.linux_process import keep_memory_private, some_process_runs
from course.sandbox.messages import (
    axis_lengths,
    json_object,
    ran_from,
    request_as_json,
    told_diagnosis_from,
)
from course.sandbox.readable_paths import readable_paths
from course.sandbox.worker import NO_MEMORY_CODE, NOT_CONTAINED_CODE, PRINTED_BYTES, SIGNAL_CODE
from course.terminal.exits import holding_ctrl_c

WORKER = Path(__file__).resolve().with_name("worker.py")
ANSWER_BYTES = 16_000_000  # of all answers together
PRINTED_CHARACTERS = 2_000  # of what the file printed, as it is shown
STARTING = 60  # seconds in which Python and NumPy have to start
PATIENCE = 3  # how many times its seconds of work a file may take by the wall's clock
GLANCE = 0.004  # seconds between two looks at the process
SMALLEST_RATIO = 1e-9  # of times; what is smaller was made up
SECONDS_TO_END = 2
FEWEST_ROUNDS = 3  # of timing; fewer tell nothing


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


def run_file(file, functions, calls, limits=Limits(), stopped=None, watched=()):
    """The Ran of a ReaderFile: its functions (names) called as calls (Calls) say.

    Of the watched calls (indices) it also knows where they use an index below 0.

    However it ends, the process is dead and its folder gone. It ends with KeyboardInterrupt on Ctrl-C, in the
    main thread, and in any thread soon after stopped, a threading.Event, is set. Nothing that the file does
    raises.
    """
    lines, printed, ended = _run_worker(file, functions, calls, limits, stopped, watched=watched)
    return ran_from(lines, printed, functions, calls, ended)


def run_diagnosis(file, diagnosis, limits=Limits()):
    """The ToldDiagnosis of a function of a ReaderFile: it is run in a process of its own and diagnosed there.

    diagnosis: the arguments of course.diagnosis.file_diagnosis.diagnosis_for_file(). Errors are those of run_file().
    """
    lines, printed, ended = _run_worker(file, (), (), limits, None, diagnosis=diagnosis)
    return told_diagnosis_from(lines, printed, ended)


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
    ratio = median(readers / librarys for readers, librarys in rounds)
    return ratio if SMALLEST_RATIO < ratio < 1 / SMALLEST_RATIO else None


def _run_worker(file, functions, calls, limits, stopped, library="", watched=(), diagnosis=None):
    """The lines that worker.py sent, what the file printed, and why it ended."""
    with _three_files() as files, _ctrl_c_or(stopped) as is_pressed, _own_folder() as folder:
        request, answers, printed = files
        readable = None
        if containment_here().landlock:
            readable = [*readable_paths(), str(ROOT / "course")] if diagnosis else readable_paths()
        request.write(
            request_as_json(file, functions, calls, limits, readable, library, watched, diagnosis)
        )
        request.seek(0)
        ended = _run_process(folder, files, limits, is_pressed, whole_course=diagnosis is not None)
        answers.seek(0)
        # two lines on the start, one for each call, one on what was watched or on the time; the rest is left in one piece
        lines = answers.read(ANSWER_BYTES).split(b"\n", len(calls) + 3)
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
def _own_folder():
    """A folder that is gone afterwards, whatever was made of it; None in bubblewrap, which makes its own."""
    if containment_here().bubblewrap:
        yield None
        return
    folder = tempfile.mkdtemp(prefix="course-")
    try:
        yield Path(folder)
    finally:
        _remove(folder)


def _remove(folder):
    """Remove a folder, whatever its rights and however deep the folders in it. Links are removed, not followed."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except RecursionError:
        pass
    if os.path.exists(folder) and os.name == "posix":
        subprocess.run(["chmod", "-R", "u+rwx", folder], stderr=subprocess.DEVNULL, check=False)
        subprocess.run(["rm", "-rf", folder], stderr=subprocess.DEVNULL, check=False)


# ---- while it runs


def _run_process(folder, files, limits, is_pressed, whole_course):
    """Run worker.py in the folder until it ends or is ended; why it ended, in words.

    whole_course: whether the process may import all of the course.
    """
    request, answers, printed = files
    python = [sys.executable, "-P", "-X", "utf8", "-W", "ignore", str(WORKER), str(ROOT)]
    keep_memory_private()
    process = subprocess.Popen(
        containment_here().command(python, whole_course),
        cwd=folder,
        env=worker_environment(folder or FOLDER),
        stdin=request,
        stdout=answers,
        stderr=printed,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    try:
        return _wait_for(process, answers.fileno(), limits, is_pressed)
    finally:
        _end_process(process)


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
    if code == NOT_CONTAINED_CODE:
        return "this system did not contain it as it should, so it was not run"
    if code == NO_MEMORY_CODE:
        return f"it took more memory than {limits.memory} MB"
    if code > SIGNAL_CODE and containment_here().bubblewrap:
        return _ended_by_signal(code - SIGNAL_CODE, seconds, limits)
    if code >= 0:
        return f"it asked to stop (exit code {code})"
    return _ended_by_signal(-code, seconds, limits)


def _ended_by_signal(number, seconds, limits):
    name = signal.Signals(number).name if number in set(signal.Signals) else f"number {number}"
    if name == "SIGXCPU" or (name == "SIGKILL" and seconds >= limits.seconds):
        return _too_late(limits)
    return f"it was ended by signal {name}"


def _too_late(limits):
    """The same words by whichever clock it was too late, so that they do not depend on the machine."""
    return f"it was still busy after {limits.seconds:g} seconds of work"


def _end_process(process):
    """End the process and all in its session; on Linux nothing that it started can have left that (seccomp.py)."""
    process.kill()
    process.wait()
    if os.name == "posix":
        _end_session(process.pid)


def _end_session(number):
    """Kill every process of a session, and wait for their end, which takes a moment, but not for long.

    Those that have ended are not waited for until process 1 notices it: that may take seconds.
    """
    deadline = time.monotonic() + SECONDS_TO_END
    while time.monotonic() < deadline:
        try:
            os.killpg(number, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # nobody is left
            return
        if not some_process_runs(number):
            return
        time.sleep(GLANCE)


def _start_of(printed):
    """The start of what was printed, line by line in ASCII."""
    printed.seek(0)
    lines = printed.read(PRINTED_BYTES).decode("utf-8", "replace").splitlines()
    return "\n".join(printable(line, PRINTED_CHARACTERS) for line in lines)[:PRINTED_CHARACTERS]
