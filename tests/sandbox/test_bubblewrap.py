"""Bubblewrap's command line, and whether a program starts in it; what it contains is in test_containment.py."""

import sys

import pytest

from course.sandbox import bubblewrap
from course.sandbox.bubblewrap import FOLDER, bubblewrap_program, bubblewrap_words, starts

PROGRAM = bubblewrap_program()


def test_the_words_name_each_path_and_end_before_the_program():
    words = bubblewrap_words("/usr/bin/bwrap", ["/usr", "/lib"])
    assert words[0] == "/usr/bin/bwrap" and words[-1] == "--"
    assert [words[words.index(path) + 1] for path in ("/usr", "/lib")] == ["/usr", "/lib"]
    assert "--unshare-all" in words and "--die-with-parent" in words
    assert words[words.index("--tmpfs") + 1] == words[words.index("--chdir") + 1] == FOLDER


@pytest.mark.skipif(PROGRAM is None, reason="bubblewrap is not installed")
def test_inside_the_machine_is_read_only_and_the_folder_is_limited():
    if not starts([*bubblewrap_words(PROGRAM, ["/usr", "/lib", "/lib64"]), "/usr/bin/true"], {}):
        pytest.skip("bubblewrap does not work on this system")

    def does(script):
        words = bubblewrap_words(PROGRAM, ["/usr", "/bin", "/lib", "/lib64"])
        return starts([*words, "/bin/sh", "-c", script], {"PATH": "/usr/bin:/bin"})

    assert does("echo x > here && test -e /own/here")
    for path in ("/usr/x", "/x", "/dev/x", "/dev/shm/x", "/proc/x"):
        assert not does(f"echo x > {path}"), path
    assert not does("head -c 65000000 /dev/urandom > here")
    assert does("head -c 60000000 /dev/urandom > here")
    assert does("test ! -e /etc/passwd && test ! -e /tmp && test ! -e /home && test ! -e /root")


def test_a_program_that_fails_or_is_not_there_does_not_start(monkeypatch):
    assert starts([sys.executable, "-S", "-c", ""], None)
    assert not starts([sys.executable, "-S", "-c", "raise SystemExit(1)"], None)
    assert not starts(["/nowhere/at/all"], None)
    monkeypatch.setattr(bubblewrap, "SECONDS_TO_START", 0.2)
    assert not starts([sys.executable, "-S", "-c", "import time; time.sleep(9)"], None)


def test_elsewhere_there_is_none(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert bubblewrap_program() is None


def test_a_program_in_the_current_folder_is_not_taken(monkeypatch, tmp_path):
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", ".")
    assert bubblewrap_program() is None
