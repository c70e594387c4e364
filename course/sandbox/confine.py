"""What a process that runs a reader's file gives up before it does: memory, time, files, rights, other processes."""

import os
import sys
from math import ceil
from time import process_time

from course.sandbox.landlock import restrict_to
from course.sandbox.linux_process import end_with_parent, give_up_privileges
from course.sandbox.readable_paths import DEVICES
from course.sandbox.seccomp import can_filter, forbid_calls

try:
    import resource
except ImportError:  # Windows has no such limits; the time is limited from outside as well
    resource = None

# what Python reads of the system beside its own files
SYSTEM_INFORMATION = ("/proc",)
MEGABYTE = 1 << 20


def confine(limits, readable):
    """Limit this process, and what it starts, for good, to some of everything and to its current folder.

    OSError where the system has a way to contain the process and does not do it. limits: Limits as a dict. readable: the paths (str) that it may read, or None on a system without Landlock;
    there it may read and write whatever its user can.
    """
    seconds = ceil(process_time() + limits["seconds"])
    set_limit("RLIMIT_CPU", seconds, seconds + 1)
    # RLIMIT_DATA counts what is written to; libraries take much more room in RLIMIT_AS than memory
    set_limit("RLIMIT_DATA", limits["memory"] * MEGABYTE)
    set_limit("RLIMIT_AS", (limits["memory"] + limits["libraries"]) * MEGABYTE)
    set_limit("RLIMIT_FSIZE", limits["file"] * MEGABYTE)
    set_limit("RLIMIT_NOFILE", limits["files"])
    set_limit("RLIMIT_CORE", 0)
    if sys.platform == "linux":
        set_limit("RLIMIT_NPROC", tasks_of(os.getuid()) + limits["tasks"])
    give_up_privileges()
    end_with_parent()  # so that it does not outlive a checker that is killed
    if readable is not None and not restrict_to([*readable, *SYSTEM_INFORMATION], [os.getcwd(), *DEVICES]):
        raise OSError("Landlock does not contain this process")
    if can_filter() and not forbid_calls():
        raise OSError("seccomp does not contain this process")


def set_limit(name, soft, hard=None):
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


def process_ids():
    """The ids of all processes, on Linux; elsewhere none."""
    if sys.platform != "linux":
        return []
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def tasks_of(user):
    """How many processes and threads a user has, as RLIMIT_NPROC counts them."""
    count = 0
    for pid in process_ids():
        try:
            tasks = os.stat(f"/proc/{pid}/task")
        except OSError:  # just ended
            continue
        if tasks.st_uid == user:
            count += tasks.st_nlink - 2  # it holds a folder for each of them, "." and ".."
    return count
