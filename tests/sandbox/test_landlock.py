"""Landlock, in processes of their own: what is not allowed is closed, to root too, and to what is started then."""

import subprocess
import sys

import pytest
from support.files import ROOT

from course.sandbox import landlock
from course.sandbox.landlock import landlock_version, restrict_to

SCRIPT = """
import os, subprocess, sys
from course.sandbox.landlock import restrict_to
folder, parent = sys.argv[1], os.getppid()
os.chdir(folder)
done = restrict_to(["/usr", "/lib", "/lib64", "/nowhere", f"{folder}/read.txt"], [f"{folder}/own", "/dev/null"])
print("restricted", done)

def attempt(name, work):
    try:
        work()
    except OSError as error:
        print(name, "no")
    else:
        print(name, "yes")

attempt("read", lambda: open("read.txt").read())
attempt("change", lambda: open("read.txt", "a"))
attempt("secret", lambda: open("secret.txt").read())
attempt("list", lambda: os.listdir(folder))
attempt("own", lambda: open("own/new.txt", "w").write("x"))
attempt("rename", lambda: os.rename("own", "other"))
attempt("device", lambda: open("/dev/null", "w").write("x"))
attempt("parent", lambda: open(f"/proc/{parent}/environ").read())
child = subprocess.run(["/bin/cat", f"{folder}/secret.txt"], stderr=subprocess.DEVNULL)
print("child", "no" if child.returncode else "yes")
"""
EXPECTED = {
    "restricted": "True",
    "read": "yes",
    "change": "no",
    "secret": "no",
    "list": "no",
    "own": "yes",
    "rename": "no",
    "device": "yes",
    "parent": "no",
    "child": "no",
}


@pytest.mark.skipif(not landlock_version(), reason="this system has no Landlock")
def test_only_what_is_allowed_can_be_reached(tmp_path):
    (tmp_path / "own").mkdir()
    for name in ("read.txt", "secret.txt"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert dict(line.split() for line in ran.stdout.splitlines()) == EXPECTED
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own", "read.txt", "secret.txt"]


def test_where_there_is_none_nothing_is_done(monkeypatch):
    monkeypatch.setattr(landlock.sys, "platform", "darwin")
    assert landlock_version() == 0 and restrict_to([], []) is False


def test_an_error_of_the_system_means_that_there_is_none(monkeypatch):
    monkeypatch.setattr(landlock.sys, "platform", "linux")
    monkeypatch.setattr(landlock, "_system_call", lambda *_: -1)
    assert landlock_version() == 0 and restrict_to([], []) is False
