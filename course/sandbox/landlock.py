"""
Landlock: a process of Linux gives up the file system, but for some folders, and other processes, for good.

It needs no privileges and no program, and what the process starts is bound by it, too. Beside the file system it
closes the memory, the environment and the open files of all processes that are not bound by the same call, and,
where the system is new enough, TCP and signals to them. It was added in Linux 5.13; some systems do not offer it.

Source: docs.kernel.org/userspace-api/landlock.html, and linux/landlock.h for the numbers.
"""

import ctypes
import os
import sys

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on all kinds of processors but one
CREATE_RULESET_VERSION = 1  # a flag: say only which version there is
RULE_PATH_BENEATH = 1

# rights to files and folders, a bit each
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
TRUNCATE, IOCTL_DEV = 1 << 14, 1 << 15
RIGHTS_OF_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
RIGHTS_TO_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV  # the others are a folder's
READING = EXECUTE | READ_FILE | READ_DIR
EVERYTHING = (1 << 16) - 1
TCP, VERSION_WITH_TCP = 0b11, 4  # to listen, and to connect
SIGNALS_AND_SOCKETS, VERSION_WITH_SCOPES = 0b11, 6  # abstract Unix sockets, and signals


class Ruleset(ctypes.Structure):
    """What is forbidden unless a rule allows it: a bit for each kind of access."""

    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class PathBeneath(ctypes.Structure):
    """A rule: what is allowed for a file, or for a folder and all in it."""

    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("descriptor", ctypes.c_int32)]


def landlock_version():
    """The version of Landlock that this system has; 0 if it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, _system_call(CREATE_RULESET, None, 0, CREATE_RULESET_VERSION))


def restrict_to(readable, writable):
    """Leave this process and what it starts some paths to read and some to write; whether that was done.

    readable, writable: lists of paths of files and folders (str); those that are not there are left out. The
    process may have only one thread.
    """
    version = landlock_version()
    if not version:
        return False
    rights = max(rights for since, rights in RIGHTS_OF_VERSION.items() if since <= version)
    rules = Ruleset(files=rights)
    if version >= VERSION_WITH_TCP:
        rules.network = TCP
    if version >= VERSION_WITH_SCOPES:
        rules.scoped = SIGNALS_AND_SOCKETS
    descriptor = _system_call(CREATE_RULESET, ctypes.byref(rules), ctypes.sizeof(rules), 0)
    if descriptor < 0:
        return False
    try:
        for path in readable:
            _allow(descriptor, path, rights & READING)
        for path in writable:
            _allow(descriptor, path, rights & EVERYTHING)
        return _system_call(RESTRICT_SELF, descriptor, 0) == 0
    finally:
        os.close(descriptor)


def _allow(ruleset, path, rights):
    """Add a rule to a ruleset (a descriptor)."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # it is not there
        return
    try:
        if not os.path.isdir(path):
            rights &= RIGHTS_TO_A_FILE
        rule = PathBeneath(rights, opened)
        _system_call(ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(opened)


def _system_call(number, *arguments):
    """A system call that the C library has no function for; its result, -1 if it failed."""
    words = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    return ctypes.CDLL(None).syscall(ctypes.c_long(number), *words)
