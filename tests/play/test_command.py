"""python -m course play as a process: its two lines, its end by Ctrl-C, and that nothing is left behind."""

import json
import signal
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.cli import COURSE, posix, refused, started
from support.drawn_questions import long_question
from support.files import SECONDS

from course.play import command as play_command
from course.play.server import PlayServer

PROC = Path("/proc")
needs_proc = pytest.mark.skipif(not (PROC / "self" / "stat").exists(), reason="lists processes in /proc")


def children_of(process):
    """The numbers of the processes that a process has started."""
    stats = [path.read_text(errors="replace") for path in PROC.glob("[0-9]*/stat") if path.exists()]
    parents = {int(stat.split()[0]): int(stat.rpartition(")")[2].split()[1]) for stat in stats}
    return [child for child, parent in parents.items() if parent == process]


def are_gone(processes):
    """Whether these have ended, after a few seconds at the most."""
    end = time.monotonic() + SECONDS
    while (left := [each for each in processes if (PROC / str(each)).exists()]) and time.monotonic() < end:
        time.sleep(0.01)
    return not left


@contextmanager
def playing(cwd):
    """python -m course play without a browser: the process, and its first two lines."""
    with started([*COURSE, "play", "--no-browser"], cwd=cwd) as process:
        try:
            yield process, [process.stdout.readline().decode("ascii") for _ in range(2)]
        finally:
            process.kill()


def asked(address, words, timeout):
    body = json.dumps(words).encode("ascii")
    request = urllib.request.Request(f"{address}why", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return json.load(answer)


@posix
@needs_proc
def test_it_serves_until_ctrl_c_and_leaves_nothing(tmp_path):
    with playing(tmp_path) as (process, (first, second)):
        address = first.strip()
        assert address.startswith("http://127.0.0.1:") and first == f"{address}\n" and "Ctrl-C" in second
        assert urllib.request.urlopen(address, timeout=SECONDS).status == 200
        assert asked(address, {"input": "3 4", "kernel": "2 1", "got": "6 11 4"}, SECONDS)["right"]
        children = children_of(process.pid)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)
        assert (process.returncode, out, err) == (130, b"", b"")
    assert len(children) == 1 and are_gone(children) and not list(tmp_path.iterdir())


@posix
@needs_proc
def test_a_server_that_is_killed_leaves_no_search_behind(tmp_path):
    with playing(tmp_path) as (process, (first, _)):
        with pytest.raises(TimeoutError):
            asked(first.strip(), long_question(), 0.3)
        children = children_of(process.pid)
        process.kill()
        process.wait()
    assert len(children) == 1 and are_gone(children)


# ---- in this process


@pytest.fixture
def ended(monkeypatch):
    """Ctrl-C at once, and the addresses that would be opened in a browser."""
    opened = []

    def serve_forever(server):
        opened.append(server.address)
        raise KeyboardInterrupt

    monkeypatch.setattr(PlayServer, "serve_forever", serve_forever)
    monkeypatch.setattr(PlayServer, "start_searcher", lambda server: None)
    monkeypatch.setattr(play_command.webbrowser, "open", lambda address: opened.append(("browser", address)))
    monkeypatch.setattr(play_command, "Thread", Immediate)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return opened


class Immediate:
    """A thread that does its work when it is started."""

    def __init__(self, target, args, daemon):
        self.start = lambda: target(*args)


@pytest.mark.parametrize(
    "words, display, opens", [([], ":0", True), ([], "", False), (["--no-browser"], ":0", False)]
)
def test_a_browser_is_opened_where_there_is_a_display(command, ended, monkeypatch, words, display, opens):
    monkeypatch.setattr(play_command.sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", display)
    code, out, err = command("play", *words)
    address = out.splitlines()[0]
    assert (code, err) == (130, "") and ended == ([("browser", address)] if opens else []) + [address]


def test_without_a_browser_the_address_is_enough(command, ended, monkeypatch):
    def fail(address):
        raise play_command.webbrowser.Error("no browser")

    monkeypatch.setattr(play_command.webbrowser, "open", fail)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert command("play")[::2] == (130, "")


def test_a_named_port_is_taken_or_refused(command, ended):
    with PlayServer(0) as other:
        taken = other.server_port
        refused(command("play", "--port", str(taken)), str(taken), "--port")
    code, out, err = command("play", "--port", str(taken))
    assert (code, out.splitlines()[0], err) == (130, f"http://127.0.0.1:{taken}/", "")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8765.0", "http", "1e3", ""])
def test_what_is_no_port_is_refused(command, ended, port):
    refused(command("play", f"--port={port}"), "--port", "65535")
    assert ended == []


def test_a_published_address_is_that_of_the_page(command, ended, monkeypatch):
    servers = []
    monkeypatch.setattr(
        play_command, "server_on_free_port", lambda port: servers.append(PlayServer(0)) or servers[-1]
    )
    for words in (
        [],
        ["--published", "https://example.org/play/"],
        ["--published", "http://127.0.0.1:80/~me/a.html?b"],
    ):
        assert command("play", *words)[0] == 130
    assert [one.published for one in servers] == [
        None,
        "https://example.org/play/",
        "http://127.0.0.1:80/~me/a.html?b",
    ]


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org/", "javascript:alert(1)", "https://", "https:///play", "http://:80/",
                "https://a b/", "https://a/#", "https://a:0/", "https://a:99999/", "https://a:x/", "https://[/", "http://a\n", "",
                "//example.org/", "file:///C:/play/index.html", "https://\N{LATIN SMALL LETTER E WITH ACUTE}.example/"],
)  # fmt: skip
def test_what_is_no_address_is_refused(command, ended, address):
    refused(command("play", f"--published={address}"), "--published", "https://example.org/play/")
    assert ended == []
