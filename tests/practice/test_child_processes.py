"""Processes that are started and ended with all that they started; those of others are left alone."""

import mmap
import os
import subprocess
import sys
import time

import pytest
from support.sandbox_runs import alive

from course.practice import child_processes
from course.practice.child_processes import end_process, shared_megabytes, start_process

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who started a process")
SLEEP = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
ORPHANS = """
import os, subprocess, sys
sleep = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
pids = [os.getpid()]
for new in (False, True):
    read, write = os.pipe()
    if os.fork() == 0:
        os.setsid()
        child = subprocess.Popen(sleep, env={}, start_new_session=new)
        os.write(write, str(child.pid).encode())
        os._exit(0)
    os.wait()
    pids.append(int(os.read(read, 99)))
print(*pids, flush=True)
"""


def ids_from(process):
    return [int(word) for word in process.stdout.readline().split()]


@linux
def test_all_that_a_process_started_is_ended_with_it():
    process = start_process([sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE)
    with process.stdout:
        _, *orphans = ids_from(process)
    assert len(orphans) == 2 and all(alive(pid) for pid in orphans)
    assert end_process(process)
    assert not any(alive(pid) for pid in orphans)


@linux
def test_other_processes_are_left_alone():
    with subprocess.Popen(SLEEP) as before:
        one, two = start_process(SLEEP), start_process(SLEEP)
        assert end_process(one)
        assert before.poll() is None and two.poll() is None
        assert end_process(two) and before.poll() is None
        before.kill()


def test_a_process_and_its_session_are_ended():
    process = start_process(SLEEP)
    assert process.poll() is None
    assert end_process(process)
    assert process.returncode not in (None, 0)


def test_what_cannot_be_ended_is_told(monkeypatch):
    monkeypatch.setattr(child_processes, "SECONDS_TO_END", 0.05)
    monkeypatch.setattr(child_processes, "_kill_orphans", lambda: 1)
    begun = time.monotonic()
    assert not end_process(start_process(SLEEP))
    assert time.monotonic() - begun < 5


@linux
def test_shared_memory_is_measured_down_to_the_last_child():
    before = shared_megabytes(os.getpid())
    with mmap.mmap(-1, 40 << 20) as shared:
        shared.write(b"x" * (40 << 20))
        assert 39 < shared_megabytes(os.getpid()) - before < 42
        assert shared_megabytes(os.getppid()) >= 39
    assert shared_megabytes(os.getpid()) - before < 1
    assert shared_megabytes(2**30) == 0
