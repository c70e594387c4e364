"""Seccomp: the forbidden calls fail, the allowed ones do not, and the filter has no step that leads astray."""

import errno
import platform
import subprocess
import sys

import pytest
from support.files import ROOT

from course.sandbox import seccomp
from course.sandbox.seccomp import (
    AND,
    FAIL,
    FIRST_ARGUMENT,
    FORBIDDEN_CALLS,
    JUMP_IF_AT_LEAST,
    JUMP_IF_EQUAL,
    KILL,
    LOAD,
    NUMBER_OF_CALL,
    PROCESSOR,
    PROCESSORS,
    RETURN,
    can_filter,
    filter_steps,
    forbid_calls,
    processor,
)

ALLOWED = seccomp.ALLOW
FAILS = FAIL | errno.EPERM


def outcome(machine, number, arguments=(), processor=None):
    """What the filter decides on a call, worked out step by step as bpf(2) has it."""
    data = {PROCESSOR: PROCESSORS[machine] if processor is None else processor, NUMBER_OF_CALL: number}
    for index, argument in enumerate(arguments):
        data[FIRST_ARGUMENT + 8 * index] = argument
    steps, place, value = filter_steps(machine), 0, None
    while True:
        code, skip_if, skip_if_not, constant = steps[place]
        place += 1
        if code == RETURN:
            return constant
        if code == LOAD:
            value = data[constant]
        elif code == AND:
            value &= constant
        else:
            test = {
                JUMP_IF_EQUAL: value == constant,
                JUMP_IF_AT_LEAST: value >= constant,
            }
            place += skip_if if test[code] else skip_if_not


@pytest.mark.parametrize("machine", PROCESSORS)
def test_every_forbidden_call_fails_and_others_do_not(machine):
    column = list(PROCESSORS).index(machine)
    forbidden = {numbers[column] for numbers in FORBIDDEN_CALLS.values()} - {None}
    assert len(forbidden) == sum(numbers[column] is not None for numbers in FORBIDDEN_CALLS.values())
    special = {numbers[column] for numbers in seccomp.FOR_ITSELF_ALONE.values()}
    special |= {rule.numbers[column] for rule in seccomp.DEPENDING} | {seccomp.IOCTL[column]}
    unknown = {numbers[column] for numbers in seccomp.UNKNOWN.values()}
    assert not (special | unknown) & forbidden
    for number in range(600):
        if number in unknown:
            assert outcome(machine, number) == FAIL | errno.ENOSYS
        elif number not in special:
            assert outcome(machine, number) == (FAILS if number in forbidden else ALLOWED), number


CLONE, MMAP, OPEN, OPENAT, SOCKETPAIR = (56, 220), (9, 222), (2, None), (257, 56), (53, 199)
DEPENDING = [  # the call, its arguments, and whether it is allowed
    (CLONE, [17], True), (CLONE, [0x3D0F00], True), (CLONE, [0x10000011], False), (CLONE, [0x8011], False),
    (MMAP, [0, 4096, 3, 0x22], True), (MMAP, [0, 4096, 3, 0x01], True), (MMAP, [0, 4096, 3, 0x02], True),
    (MMAP, [0, 4096, 3, 0x21], False), (MMAP, [0, 4096, 3, 0x100023], False), (MMAP, [0, 4096, 3, 0x122], False),
    (OPEN, [0, 0x241], True), (OPEN, [0, 0], True), (OPEN, [0, 0x200], False), (OPEN, [0, 0x80202], True),
    (OPENAT, [0, 0, 0x241], True), (OPENAT, [0, 0, 0x80200], False), (OPENAT, [0, 0x200, 0], True),
    (SOCKETPAIR, [1, 1], True), (SOCKETPAIR, [1, 0x80001], True), (SOCKETPAIR, [1, 2], False), (SOCKETPAIR, [1, 5], False),
    (seccomp.IOCTL, [3, 0x5401], True), *((seccomp.IOCTL, [3, each], False) for each in seccomp.SETTING_PROPERTIES),
    *((numbers, [0, 4711], True) for numbers in seccomp.FOR_ITSELF_ALONE.values()),
    *((numbers, [4711, 0], False) for numbers in seccomp.FOR_ITSELF_ALONE.values()),
]  # fmt: skip


@pytest.mark.parametrize("machine", PROCESSORS)
@pytest.mark.parametrize("numbers, arguments, allowed", DEPENDING)
def test_some_calls_depend_on_their_arguments(machine, numbers, arguments, allowed):
    number = numbers[list(PROCESSORS).index(machine)]
    if number is not None:
        given = [*arguments, 0, 0, 0, 0][:6]
        assert outcome(machine, number, given) == (ALLOWED if allowed else FAILS)


def test_calls_of_another_kind_of_processor_end_the_process():
    assert outcome("x86_64", 39, processor=0x40000003) == KILL  # as 32 bits have it
    assert outcome("x86_64", 39 | 0x40000000) == KILL


TRIED = """
import errno, mmap, os, resource, socket, subprocess, sys, threading
from course.sandbox.linux_process import give_up_privileges
from course.sandbox.seccomp import forbid_calls
give_up_privileges()
print("forbidden", forbid_calls())
def attempt(name, work):
    try:
        work()
    except PermissionError:
        print(name, "no")
    else:
        print(name, "yes")
attempt("setsid", os.setsid)
attempt("socket", socket.socket)
attempt("chmod", lambda: os.chmod(sys.argv[1], 0o600))
attempt("utime", lambda: os.utime(sys.argv[1]))
attempt("shared", lambda: mmap.mmap(-1, 4096))
attempt("memfd", lambda: os.memfd_create("x"))
attempt("truncate", lambda: os.truncate(sys.argv[1], 0))
attempt("emptied", lambda: os.open(sys.argv[1], os.O_RDONLY | os.O_TRUNC))
attempt("datagrams", lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM))
attempt("nice", lambda: os.setpriority(os.PRIO_USER, 0, 5))
attempt("written", lambda: open(sys.argv[1], "w").close())
attempt("streams", socket.socketpair)
attempt("limits", lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CORE))
attempt("private", lambda: mmap.mmap(-1, 4096, mmap.MAP_PRIVATE))
attempt("own", lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
attempt("child", lambda: subprocess.run([sys.executable, "-S", "-c", ""], check=True))
thread = threading.Thread(target=print, args=("thread", "yes"))
thread.start()
thread.join()
if os.fork() == 0:
    os._exit(0)
print("fork", "yes" if os.wait()[1] == 0 else "no")
"""
CLOSED = (
    "setsid",
    "socket",
    "chmod",
    "utime",
    "shared",
    "memfd",
    "limits",
    "truncate",
    "emptied",
    "datagrams",
    "nice",
)
ALL_OPEN = ("private", "own", "child", "thread", "fork", "written", "streams")


@pytest.mark.skipif(not can_filter(), reason="there is no filter for this system")
def test_what_is_forbidden_fails_and_the_rest_works(tmp_path):
    file = tmp_path / "file"
    file.touch()
    command = [sys.executable, "-c", TRIED, str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    expected = {"forbidden": "True"} | dict.fromkeys(CLOSED, "no") | dict.fromkeys(ALL_OPEN, "yes")
    assert dict(line.split() for line in ran.stdout.splitlines()) == expected


def test_elsewhere_nothing_is_done(monkeypatch):
    monkeypatch.setattr(seccomp.sys, "platform", "darwin")
    assert not can_filter() and forbid_calls() is False


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has such headers")
def test_the_processor_is_that_of_the_program():
    assert (processor() or None) == (platform.machine() if platform.machine() in PROCESSORS else None)
