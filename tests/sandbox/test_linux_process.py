"""What a process of Linux gives up for good, as the system itself tells it afterwards."""

import os
import subprocess
import sys

import pytest
from support.files import ROOT

from course.sandbox import linux_process

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has it")
STATUS = """
import ctypes
from course.sandbox.linux_process import give_up_privileges, keep_memory_private
keep_memory_private()
give_up_privileges()
words = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(words["NoNewPrivs"].strip(), words["CapEff"].strip(), words["CapPrm"].strip())
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))  # PR_GET_DUMPABLE
"""
ENDS = """
import os, time
from course.sandbox.linux_process import end_with_parent
if os.fork() == 0:
    end_with_parent()
    print(os.getpid(), flush=True)
    time.sleep(60)
time.sleep(0.3)
"""


def printed(script):
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ran.stderr == ""
    return ran.stdout.split()


@linux
def test_memory_and_privileges():
    new_privileges, effective, permitted, dumpable = printed(STATUS)
    assert (new_privileges, dumpable) == ("1", "0")
    kept = linux_process.KEPT_CAPABILITIES
    assert int(effective, 16) & ~kept == int(permitted, 16) & ~kept == 0
    assert (int(effective, 16) == kept) == (os.getuid() == 0)


@linux
def test_a_process_ends_with_the_one_that_started_it():
    (pid,) = printed(ENDS)
    with pytest.raises(ProcessLookupError):
        for _ in range(1000):
            os.kill(int(pid), 0)
            subprocess.run(["sleep", "0.01"], check=True)


def test_elsewhere_nothing_happens(monkeypatch):
    monkeypatch.setattr(linux_process, "IS_LINUX", False)
    monkeypatch.setattr(linux_process.ctypes, "CDLL", lambda name: pytest.fail("it was called"))
    linux_process.keep_memory_private()
    linux_process.end_with_parent()
    linux_process.give_up_privileges()


@linux
def test_a_process_that_has_ended_does_not_run_although_nobody_has_waited_for_it():
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True)
    assert linux_process.some_process_runs(process.pid)
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it stays a zombie
    os.killpg(process.pid, 0)  # its group is still there
    assert not linux_process.some_process_runs(process.pid)
    process.stdin.close()
    process.wait()


def test_where_it_cannot_be_known_a_process_is_taken_to_run(monkeypatch):
    monkeypatch.setattr(linux_process, "IS_LINUX", False)
    assert linux_process.some_process_runs(1)
