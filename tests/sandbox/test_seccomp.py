"""Seccomp: the forbidden calls fail, the allowed ones do not, and the filter has no step that leads astray."""

import errno
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
    JUMP_IF_ANY,
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
                JUMP_IF_ANY: value & constant != 0,
                JUMP_IF_AT_LEAST: value >= constant,
            }
            place += skip_if if test[code] else skip_if_not


@pytest.mark.parametrize("machine", PROCESSORS)
def test_every_forbidden_call_fails_and_others_do_not(machine):
    column = list(PROCESSORS).index(machine)
    forbidden = {numbers[column] for numbers in FORBIDDEN_CALLS.values()} - {None}
    assert len(forbidden) == sum(numbers[column] is not None for numbers in FORBIDDEN_CALLS.values())
    special = {numbers[column] for numbers, _ in seccomp.FOR_ITSELF_ALONE.values()}
    special |= {seccomp.CLONE[column], seccomp.CLONE3[column], seccomp.MMAP[column]}
    assert not special & forbidden
    for number in range(600):
        if number not in special:
            assert outcome(machine, number) == (FAILS if number in forbidden else ALLOWED), number
    assert outcome(machine, seccomp.CLONE3[column]) == FAIL | errno.ENOSYS


@pytest.mark.parametrize("machine", PROCESSORS)
def test_some_calls_depend_on_their_arguments(machine):
    column = list(PROCESSORS).index(machine)
    for numbers, argument in seccomp.FOR_ITSELF_ALONE.values():
        other = [0, 0, 0]
        assert outcome(machine, numbers[column], other) == ALLOWED
        other[argument] = 4711
        assert outcome(machine, numbers[column], other) == FAILS
    clone, mmap = seccomp.CLONE[column], seccomp.MMAP[column]
    for flags, expected in [(17, ALLOWED), (0x3D0F00, ALLOWED), (0x10000011, FAILS), (0x8011, FAILS)]:
        assert outcome(machine, clone, [flags]) == expected
    for flags, expected in [
        (0x22, ALLOWED),
        (0x01, ALLOWED),
        (0x02, ALLOWED),
        (0x21, FAILS),
        (0x100023, FAILS),
    ]:
        assert outcome(machine, mmap, [0, 4096, 3, flags]) == expected


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
CLOSED = ("setsid", "socket", "chmod", "utime", "shared", "memfd", "limits")
OPEN = ("private", "own", "child", "thread", "fork")


@pytest.mark.skipif(not can_filter(), reason="there is no filter for this system")
def test_what_is_forbidden_fails_and_the_rest_works(tmp_path):
    file = tmp_path / "file"
    file.touch()
    command = [sys.executable, "-c", TRIED, str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    expected = {"forbidden": "True"} | dict.fromkeys(CLOSED, "no") | dict.fromkeys(OPEN, "yes")
    assert dict(line.split() for line in ran.stdout.splitlines()) == expected


def test_elsewhere_nothing_is_done(monkeypatch):
    assert not can_filter("riscv64")
    monkeypatch.setattr(seccomp.sys, "platform", "darwin")
    assert not can_filter() and forbid_calls() is False
