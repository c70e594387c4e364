"""What a process gives up before it runs a reader's file: each limit by its own number."""

import os
import sys
from types import SimpleNamespace

import pytest

from course.practice import confine
from course.practice.confine import process_ids, tasks_of

LINUX = sys.platform == "linux"


@pytest.mark.skipif(not LINUX, reason="only /proc tells")
def test_the_processes_and_tasks_of_a_user_are_counted():
    assert os.getpid() in process_ids()
    assert 1 <= tasks_of(os.getuid()) < 100_000 and tasks_of(2**31) == 0


def test_elsewhere_no_process_is_known(monkeypatch):
    monkeypatch.setattr(confine.sys, "platform", "darwin")
    assert process_ids() == []


def test_each_limit_is_set_by_its_own_number(monkeypatch):
    found = {}
    monkeypatch.setattr(confine, "set_limit", lambda name, soft, hard=None: found.update({name: soft}))
    for name in ("end_with_parent", "give_up_privileges", "restrict_to"):  # this process is not to be bound
        monkeypatch.setattr(confine, name, lambda *_: None)
    monkeypatch.setattr(confine, "sys", SimpleNamespace(platform="darwin"))
    confine.confine({"seconds": 10, "memory": 3, "libraries": 4, "file": 5, "files": 6, "tasks": 7}, [])
    assert 10 < found.pop("RLIMIT_CPU") < 10_000
    sizes = {"RLIMIT_DATA": 3 << 20, "RLIMIT_AS": 7 << 20, "RLIMIT_FSIZE": 5 << 20}
    assert found == {**sizes, "RLIMIT_NOFILE": 6, "RLIMIT_CORE": 0}
