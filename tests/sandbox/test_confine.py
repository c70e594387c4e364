"""What a process gives up before it runs a reader's file: each limit by its own number."""

import os
import sys
from types import SimpleNamespace

import pytest

from course.sandbox import confine
from course.sandbox.confine import process_ids, tasks_of

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
    for name in ("end_with_parent", "give_up_privileges", "restrict_to", "forbid_calls"):
        monkeypatch.setattr(confine, name, lambda *_: True)  # this process is not to be bound
    monkeypatch.setattr(confine, "sys", SimpleNamespace(platform="darwin"))
    confine.confine({"seconds": 10, "memory": 3, "libraries": 4, "file": 5, "files": 6, "tasks": 7}, [])
    assert 10 < found.pop("RLIMIT_CPU") < 10_000
    sizes = {"RLIMIT_DATA": 3 << 20, "RLIMIT_AS": 7 << 20, "RLIMIT_FSIZE": 5 << 20}
    assert found == {**sizes, "RLIMIT_NOFILE": 6, "RLIMIT_CORE": 0}


@pytest.mark.skipif(not LINUX, reason="Linux alone has them")
@pytest.mark.parametrize("name", ["restrict_to", "forbid_calls"])
def test_what_does_not_contain_the_process_is_no_success(monkeypatch, name):
    for each in ("set_limit", "end_with_parent", "give_up_privileges"):
        monkeypatch.setattr(confine, each, lambda *_: None)
    monkeypatch.setattr(confine, "can_filter", lambda: True)
    for each in ("restrict_to", "forbid_calls"):
        monkeypatch.setattr(confine, each, lambda *_, works=each != name: works)
    with pytest.raises(OSError):
        confine.confine({"seconds": 1, "memory": 1, "libraries": 1, "file": 1, "files": 1, "tasks": 1}, [])
