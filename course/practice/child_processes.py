"""
Processes that this one starts for readers' files, and what those leave behind: on Linux all of it can be ended.

A process may leave its session, empty its environment and end itself, so that what it started has no parent any
more. adopt_orphans() makes this process the parent of such orphans. Every child of this process that was neither
there before nor started here must be one, and is killed: so nothing else may start processes meanwhile.
"""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

from course.practice.linux_process import adopt_orphans, keep_memory_private

SECONDS_TO_END = 5  # in which orphans have to be ended
MOST_LOOKED_AT = 1000
KILOBYTES_SHARED = "RssShmem:"  # proc_pid_status(5)

_lock = threading.Lock()  # so that a process that has just been started is not taken for an orphan
_started = set()  # ids of those that run
_others = set()  # ids of the children that were there before


def start_process(command, **settings):
    """A process (subprocess.Popen) in a session of its own; end_process() must be called with it.

    From now on no other process of this user can look into this one.
    """
    keep_memory_private()
    adopt_orphans()
    with _lock:
        if not _started:
            _others.clear()
            _others.update(_children_of("self"))
        process = subprocess.Popen(
            command,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            **settings,
        )
        _started.add(process.pid)
    return process


def end_process(process):
    """End a process, those of its session and, on Linux, all that they started; whether nothing is left."""
    if os.name == "posix":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # nobody is left
            pass
    process.kill()
    process.wait()
    with _lock:
        _started.discard(process.pid)
    deadline = time.monotonic() + SECONDS_TO_END
    while _kill_orphans() > 0:
        if time.monotonic() > deadline:
            return False
    return _kill_orphans() == 0  # the list may miss one while another ends: looked at twice


def _kill_orphans():
    """Kill this process's adopted children; how many there were. Those that they had are adopted next."""
    with _lock:
        orphans = _children_of("self") - _started - _others
        for pid in orphans:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, os.WNOHANG)
            except OSError:  # it has just ended
                pass
        return len(orphans)


def shared_megabytes(pid):
    """The MB of shared memory that a process maps, or one of those that it started, whichever has most; Linux only.

    The limits of a process do not count it. Of very many processes the first MOST_LOOKED_AT are looked at.
    """
    most, looked_at, waiting = 0, 0, [pid]
    while waiting and looked_at < MOST_LOOKED_AT:
        process = waiting.pop()
        looked_at += 1
        most = max(most, _shared_kilobytes(process))
        waiting += _children_of(process)
    return most / 1024


def _shared_kilobytes(pid):
    for line in _lines_of(f"/proc/{pid}/status"):
        if line.startswith(KILOBYTES_SHARED):
            return int(line.split()[1])
    return 0


def _children_of(pid):
    """The ids of the children of a process, of all its threads; of this one if pid is "self"."""
    folder, children = f"/proc/{pid}/task", set()
    try:
        threads = os.listdir(folder)
    except OSError:  # the process has just ended, or this is not Linux
        return children
    for thread in threads:
        for line in _lines_of(f"{folder}/{thread}/children"):
            children.update(int(word) for word in line.split())
    return children


def _lines_of(path):
    try:
        return Path(path).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:  # the process has just ended
        return []
