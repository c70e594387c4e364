"""
What a process of Linux can do to itself for good, by prctl(2) and capset(2). Elsewhere nothing happens here.

    keep_memory_private()   no process of the same user reads or writes its memory, environment or open files
    end_with_parent()       it is killed when the process that started it ends
    give_up_privileges()    no program that it starts gets more rights (sudo), and root is left with few
    some_process_runs()     whether any process of a group still runs

The numbers are those of linux/prctl.h and linux/capability.h.
"""

import ctypes
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
SIGKILL = 9
CAPABILITY_VERSION = 0x20080522  # the third, which has two words for each set
# Root's right to read and write what belongs to others: its Python may be installed in somebody's folder.
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
KEPT_CAPABILITIES = 1 << CAP_DAC_OVERRIDE | 1 << CAP_DAC_READ_SEARCH

IS_LINUX = sys.platform == "linux"


class CapabilityHeader(ctypes.Structure):
    """Which process is meant; 0 is this one."""

    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class CapabilityWord(ctypes.Structure):
    """32 capabilities, a bit for each: those that hold, those that may be taken, those that are passed on."""

    _fields_ = [
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    ]


def keep_memory_private():
    """Close this process's memory, environment and open files to other processes of its user, but for root's."""
    _prctl(PR_SET_DUMPABLE, 0)


def end_with_parent():
    """Be killed as soon as the thread that started this process ends."""
    _prctl(PR_SET_PDEATHSIG, SIGKILL)


def give_up_privileges():
    """Never get more rights by starting a program such as sudo; keep of root's only those to files."""
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _keep_capabilities(KEPT_CAPABILITIES)


def some_process_runs(group):
    """Whether a process of this group runs. One that has ended but is not yet waited for (a zombie) does not.

    Where the system has no /proc of Linux's kind the answer is True: it cannot be known.
    """
    if not IS_LINUX:
        return True
    return any(_is_running(stat, group) for stat in Path("/proc").glob("[0-9]*/stat"))


def _is_running(stat, group):
    """Whether the process of a file /proc/NUMBER/stat is of this group and runs, by proc_pid_stat(5).

    Example: "8 (a b) Z 1 7 ..." is a process named "a b": a zombie (Z) with the parent 1, in the group 7.
    """
    try:
        fields = stat.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended
        return False
    state, _, its_group, *_ = fields.rpartition(")")[2].split()
    return int(its_group) == group and state not in "ZX"


def _prctl(option, value):
    if IS_LINUX:
        rest = [ctypes.c_ulong(0)] * 3
        ctypes.CDLL(None).prctl(option, ctypes.c_ulong(value), *rest)


def _keep_capabilities(kept):
    """Keep of the capabilities that this process has those whose bits are set in kept, all below 32."""
    if not IS_LINUX:
        return
    libc = ctypes.CDLL(None)
    header = CapabilityHeader(CAPABILITY_VERSION, 0)
    words = (CapabilityWord * 2)()
    if libc.capget(ctypes.byref(header), words) != 0:
        return
    low, high = words
    low.effective = low.effective & kept
    low.permitted = low.permitted & kept
    low.inheritable = 0
    high.effective = high.permitted = high.inheritable = 0
    libc.capset(ctypes.byref(header), words)
