"""
What docs/containment.md says of each kind of containment, tried row by row; and how check speaks of it.
"""

import os
import socket
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
from support.files import ROOT
from support.reaching_files import IMPORTS, SECRET, TRIES, reaching
from support.sandbox_runs import (
    LINUX,
    RIGHT,
    SOLUTION,
    contain_by,
    process_with,
    values,
)
from support.slow_cases import with_slow_cases

from course.errors import Unusable
from course.practice.reader_file import ReaderFile
from course.sandbox import containment, sandboxed_run
from course.sandbox.containment import Containment, require_bubblewrap
from course.sandbox.landlock import VERSION_WITH_SCOPES, landlock_version
from course.sandbox.messages import Call
from course.sandbox.sandboxed_run import Limits, run_file

linux = pytest.mark.skipif(not LINUX, reason="other systems contain less")
PAGE = (ROOT / "docs" / "containment.md").read_text(encoding="utf-8")
COLUMNS = ("bubblewrap", "Linux with Landlock", "Linux without it")  # of the page's table
ALONE = "bubblewrap, without Landlock"
KINDS = (*COLUMNS, ALONE)
the_strongest_and_the_weakest = pytest.mark.parametrize(
    "kind", with_slow_cases(KINDS, every=2), indirect=True
)


def table():
    """{row: {column: cell}} of the page's table."""
    lines = [line for line in PAGE.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head = rows[0][1:]
    return {row[0]: dict(zip(head, row[1:])) for row in rows[2:]}


TABLE = table()
LIMITED = {  # rows that are tried with limits of their own, below
    "more memory in a process than it may have, shared memory too",
    "working for longer than `--seconds`",
    "printing or answering without end, or writing a huge file",
}


def test_the_page_has_the_rows_that_are_tried():
    assert {each.row for each in TRIES} | LIMITED == set(TABLE)
    assert all(list(cells) == list(COLUMNS) for cells in TABLE.values())


@pytest.fixture(scope="module", params=KINDS)
def kind(request):
    """One of the page's columns, as this machine has it now; the first with and without Landlock."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        if request.param in ("bubblewrap", ALONE):
            contain_by("bubblewrap", monkeypatch)
            if request.param == ALONE:
                here = sandboxed_run.containment_here()._replace(landlock=0)
                monkeypatch.setattr(sandboxed_run, "containment_here", lambda: here)
        elif request.param == "Linux without it":
            nothing = Containment(None, "is not installed", 0)
            monkeypatch.setattr(sandboxed_run, "containment_here", lambda: nothing)
        elif landlock_version():
            contain_by("limits", monkeypatch)
        else:
            pytest.skip("this system has no Landlock")
        yield request.param.split(",")[0]


@pytest.fixture(scope="module")
def reached(kind, tmp_path_factory):
    """{row: whether a file reaches what it says}: one file that tries all of it, while another runs beside it."""
    secret = tmp_path_factory.mktemp("ours") / "secret.txt"
    secret.write_text("s3cret", encoding="utf-8")
    listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listening.bind(("127.0.0.1", 0))
    listening.settimeout(0.2)
    path = np.frombuffer(os.fsencode(secret), np.uint8)
    arguments = (os.getpid(), listening.getsockname()[1], path)
    names = [f"reach{number}" for number in range(len(TRIES))]
    source = IMPORTS + "".join(reaching(each.body, name) for each, name in zip(TRIES, names))
    stop_beside = start_beside()
    sleeps = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
    with_secret = subprocess.Popen(sleeps, env={**os.environ, SECRET: "s3cret"})
    calls = [Call(name, arguments, {}) for name in names]
    ran = run_file(ReaderFile("my.py", source.encode()), names, calls, Limits(seconds=5))
    stop_beside.set()
    with_secret.kill()
    with_secret.wait()
    assert [value in (0, 1) for value in values(ran)] == [True] * len(TRIES), ran
    found = {each.row: value == 1 for each, value in zip(TRIES, values(ran))}
    found |= {each.row: each.left(secret) for each in TRIES if each.left}
    found["the network"] = is_heard(listening)  # inside there may be a network of its own
    listening.close()
    return found


def start_beside():
    """Run a file that sleeps, in a thread, until it works; the event that ends it."""
    mark = f"{time.monotonic_ns()}-runs-beside"
    sleeps = [sys.executable, "-S", "-c", "import time; time.sleep(60)", mark]
    sleeper = ReaderFile("my.py", f"import subprocess\nsubprocess.run({sleeps})".encode())
    stopped = threading.Event()

    def run():
        try:
            run_file(sleeper, [], [], Limits(seconds=60), stopped)
        except KeyboardInterrupt:
            pass

    threading.Thread(target=run).start()
    deadline = time.monotonic() + 20
    while process_with(mark.encode()) is None and time.monotonic() < deadline:
        time.sleep(0.01)
    return stopped


def is_heard(listening):
    try:
        return listening.recv(9) == b"out"
    except TimeoutError:
        return False


@linux
@pytest.mark.parametrize("each", TRIES, ids=[each.row[:30] for each in TRIES])
def test_each_row_of_the_page_holds(kind, each, reached):
    is_kept_from = {
        "only their rights": False,
        "yes": True,
        "no": False,
        "since Linux 6.12": landlock_version() >= VERSION_WITH_SCOPES,
        "only as root": os.getuid() == 0,  # whose processes have rights that the file's process gave up
    }
    assert reached[each.row] != is_kept_from[TABLE[each.row][kind]]


SHARED = reaching("""
import mmap
shared = mmap.mmap(-1, 200 << 20)
shared[:] = b"x" * (200 << 20)
""")
PRIVATE = reaching("""
kept = bytearray(200 << 20)
""")
BUSY = reaching("while True: pass")
IDLE = reaching("time.sleep(99)")
TALKS = 'print("x" * 1_000_000)\n' + reaching("return [1] * 9_000_000")
HUGE = reaching("""
with open("huge", "wb") as file:
    for _ in range(99):
        file.write(b"x" * 1_000_000)
""")


def ran_limited(source, **limits):
    call = Call("reach", (0, 0, np.zeros(1, np.uint8)), {})
    return run_file(ReaderFile("my.py", (IMPORTS + source).encode()), ["reach"], [call], Limits(**limits))


@linux
@the_strongest_and_the_weakest
def test_the_limits_of_the_page_hold(kind):
    assert {TABLE[row][kind] for row in LIMITED} == {"yes"}
    assert values(ran_limited(PRIVATE, memory=100)) == values(ran_limited(SHARED, memory=400)) == [0]
    assert values(ran_limited(PRIVATE, memory=400)) == [1]
    assert " 0.3 seconds" in ran_limited(BUSY, seconds=0.3).ended
    assert " 0.3 seconds" in ran_limited(IDLE, seconds=0.3).ended
    talked = ran_limited(TALKS)
    assert values(talked) == [None] and len(talked.printed) <= 2000
    assert values(ran_limited(HUGE)) == [0]


@linux
def test_a_file_is_right_in_each_kind(kind):
    call = Call("convolve1d", (np.array([3, 4, 5]), np.array([2, 1, 0]), "full"), {})
    ran = run_file(ReaderFile("my_0_1D.py", SOLUTION.encode()), ["convolve1d"], [call])
    assert (values(ran), ran.ended) == ([RIGHT], "")


@linux
def test_its_own_folder_is_there_and_empty_but_for_the_file(kind):
    source = reaching('return [len(os.listdir()), open("new", "w").write("abc"), len(os.listdir())]')
    assert values(ran_limited(source)) == [[1, 3, 2]]


LIBRARIES = reaching("""
import numpy, scipy.signal, matplotlib.pyplot, PIL.Image, subprocess, zoneinfo, decimal
subprocess.run(["/bin/sh", "-c", "ls /usr > own.txt"], check=True)
matplotlib.pyplot.plot([1, 2])
matplotlib.pyplot.savefig("figure.png")
""")


@linux
@the_strongest_and_the_weakest
def test_the_packages_that_the_course_has_can_be_used(kind):
    assert values(ran_limited(LIBRARIES)) == [1]


# ---- which it is, in words


def here(monkeypatch, program, starts):
    """The Containment of a machine with that program of bubblewrap (or None), in which Python starts or does not."""
    monkeypatch.setattr(containment, "bubblewrap_program", lambda: program)
    monkeypatch.setattr(containment, "starts", lambda command, environment: starts)
    return containment.containment_here.__wrapped__()


def test_bubblewrap_is_taken_where_it_is_installed_and_works(monkeypatch):
    works = here(monkeypatch, "/usr/bin/bwrap", True)
    assert works.bubblewrap == "/usr/bin/bwrap" and works.command(["x"])[0] == "/usr/bin/bwrap"
    for program, starts in ((None, True), ("/usr/bin/bwrap", False)):
        weaker = here(monkeypatch, program, starts)
        assert weaker.bubblewrap is None and weaker.why_not in weaker.says
        assert weaker.command(["x"]) == ["x"]
    assert "docs/containment.md" in weaker.says


def test_each_kind_has_a_line_of_its_own():
    lines = [Containment(program, "", version).says for program, version in (("x", 7), (None, 7), (None, 0))]
    assert len(set(lines)) == 3
    assert all(line.isascii() and "\n" not in line for line in lines)


def test_what_requires_bubblewrap_is_refused_without_it(monkeypatch):
    monkeypatch.setattr(containment, "containment_here", lambda: Containment(None, "is not installed", 7))
    with pytest.raises(Unusable, match="is not installed"):
        require_bubblewrap()
    monkeypatch.setattr(containment, "containment_here", lambda: Containment("/usr/bin/bwrap", "", 7))
    require_bubblewrap()


def test_elsewhere_there_is_neither(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    there = containment.containment_here.__wrapped__()
    assert (there.bubblewrap, there.landlock) == (None, 0)
