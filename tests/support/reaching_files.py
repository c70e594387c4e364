"""
What a reader's file tries that docs/containment.md says it is kept from, a row of that table each.

A try is a function reach(pid, port, path) that tries it, given the id of this process, a UDP port that is listened to
here, and the path of a file of ours as bytes. It returns 1 where it reached it. Where what counts is left behind,
`left` looks for it afterwards.
"""

import ctypes
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from support.sandbox_runs import process_with

# named after this process, as the tests may run twice at the same time
SEGMENT_KEY = 0x0C000000 + os.getpid() % 0xFFFFFF
STAYING = f"course-test-stays-{os.getpid()}"  # on the command line of a process that should not stay
SECRET = f"COURSE_TEST_SECRET_{os.getpid()}"  # a variable in the environment of a process
IN_SHARED_MEMORY = f"/dev/shm/course-left-{os.getpid()}"


class Try(NamedTuple):
    """Its row in docs/containment.md, what the function does, and what looks for what it left (given the path)."""

    row: str
    body: str
    left: Callable | None = None


IMPORTS = "import ctypes, glob, os, signal, socket, subprocess, sys, time\n"


def reaching(body, name="reach"):
    """A function that returns 1 if the body, lines of Python, comes to its end, and 0 if an error stops it."""
    lines = "".join(f"        {line}\n" for line in body.strip().splitlines())
    return (
        f"def {name}(pid, port, path):\n    path = bytes(path).decode()\n    try:\n{lines}"
        "    except (OSError, MemoryError):\n        return 0\n    return 1\n"
    )


def segment_is_left(path):
    """Whether a System V segment with SEGMENT_KEY is there; it is removed."""
    libc = ctypes.CDLL(None)
    identifier = libc.shmget(SEGMENT_KEY, 0, 0)
    if identifier >= 0:
        libc.shmctl(identifier, 0, None)
    return identifier >= 0


def file_is_left(path):
    """Whether something stands beside the file of ours, or in shared memory; it is removed."""
    left = [*Path(path).parent.glob("left-*"), Path(IN_SHARED_MEMORY)]
    left = [each for each in left if each.exists()]
    for each in left:
        each.unlink()
    return bool(left)


def process_is_left(path):
    """Whether a process still runs on whose command line STAYING stands."""
    return process_with(STAYING.encode()) is not None


WRITE_MEMORY = 'os.open(f"/proc/{int(pid)}/mem", os.O_RDWR)'
READ_ENVIRONMENT = f"""
for name in glob.glob("/proc/[0-9]*/environ"):
    try:
        if b"{SECRET}" in open(name, "rb").read():
            return 1
    except OSError:
        pass
return 0
"""
REACH_BESIDE = """
for name in glob.glob("/proc/[0-9]*/cmdline"):
    try:
        pid = int(name.split("/")[2])
        if b"sandbox/worker" in open(name, "rb").read() and pid != os.getpid():
            os.open(f"/proc/{pid}/mem", os.O_RDWR)
            return 1
    except OSError:
        pass
return 0
"""
CHANGE_FILES = f"""
try:
    os.chmod(path, 0o644)
    return 1
except OSError:
    pass
for name in (os.path.join(os.path.dirname(path), "left-behind"), "{IN_SHARED_MEMORY}"):
    try:
        open(name, "w").close()
    except OSError:
        pass
open(path, "a").close()
"""
LEAVE_SEGMENT = f"""
if ctypes.CDLL(None).shmget({SEGMENT_KEY}, 4096, 0o1600) < 0:
    return 0
"""
LEAVE_PROCESS = f"""
if os.fork() == 0:
    try:
        os.setsid()
    except OSError:
        pass
    if os.fork() == 0:
        stay = "import time; time.sleep(77)"
        os.execve(sys.executable, [sys.executable, "-S", "-c", stay, "{STAYING}"], {{}})
    os._exit(0)
time.sleep(0.3)
"""
MORE_RIGHTS = """
if "NoNewPrivs:\\t1" in open("/proc/self/status").read():
    return 0
"""
CHANGE_LIMITS = """
import resource
limits = resource.prlimit(int(pid), resource.RLIMIT_CORE)
resource.prlimit(int(pid), resource.RLIMIT_CORE, limits)
"""
USE_KEYS = """
ADD_KEY = {"x86_64": 248, "aarch64": 217}[os.uname().machine]
USER_KEYRING = -4
if ctypes.CDLL(None).syscall(ADD_KEY, b"user", b"course-test", b"left", 4, USER_KEYRING) < 0:
    return 0
"""
SEND = 'socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"out", ("127.0.0.1", int(port)))'

TRIES = [
    Try("writing into the memory of the process that judges", WRITE_MEMORY),
    Try(
        "reading the environment of the processes around it, with its secrets",
        READ_ENVIRONMENT,
    ),
    Try("reaching the memory of a file that runs beside it (`--jobs`)", REACH_BESIDE),
    Try("reading your files", "open(path).read()"),
    Try("changing your files or their rights, or leaving some behind", CHANGE_FILES, file_is_left),
    Try("signals to your other processes", "os.kill(int(pid), 0)"),
    Try("the limits and the priority of your other processes", CHANGE_LIMITS),
    Try("your keys (keyctl)", USE_KEYS),
    Try("the network", SEND),
    Try("leaving System V shared memory behind", LEAVE_SEGMENT, segment_is_left),
    Try("leaving a process behind", LEAVE_PROCESS, process_is_left),
    Try("getting more rights by `sudo`", MORE_RIGHTS),
]
