"""
Files that are hostile: never right, never hanging, never an exception, and nothing is left of them. Limits hold.
"""

import os
import textwrap
import time

import pytest
from support.sandbox_runs import (
    CALLS,
    LINUX,
    RIGHT,
    SOLUTION,
    WRONG,
    alive,
    in_both,
    values,
)
from support.slow_cases import with_slow_cases

from course.sandbox.sandboxed_run import Limits

HOSTILE = {  # what is added to a wrong file
    "patches NumPy": """
        import numpy as np
        for name in ("asarray", "array", "array_equal", "allclose", "frombuffer"):
            setattr(np, name, lambda *_, **__: np.ones(5))
        """,
    "patches what Python has built in": """
        import builtins
        builtins.isinstance = lambda *_: True
        builtins.zip = builtins.all = builtins.len = None
        """,
    "patches the script it runs in": """
        import sys, json, os
        main = sys.modules["__main__"]
        for name in list(vars(main)):
            if not name.startswith("__"):
                setattr(main, name, lambda *_, **__: [6, 11, 14, 5, 0])
        json.dumps = lambda *_, **__: '{"call": 0, "values": 1, "trouble": "", "changed": []}'
        json.JSONEncoder.encode = json.dumps
        os.write = os._exit = os.getpid = lambda *_: 0
        sys.stdout = sys.modules["course"] = None
        """,
    "leaves in a call": "import os\ndef convolve1d(*_): os._exit(0)",
    "leaves by atexit": "import atexit, os\natexit.register(lambda: os._exit(0))",
    "forges answers": """
        import json, os
        print("All rungs pass")
        for number in range(20):
            line = json.dumps({"call": 0, "values": [6, 11, 14, 5, 0], "trouble": "", "changed": []})
            try:
                os.write(number, (line + "\\n").encode() * 2)
            except OSError:
                pass
        """,
    "sends nonsense": """
        import os
        def convolve1d(*_):
            for number in range(3, 20):
                try:
                    os.write(number, NONSENSE)
                except OSError:
                    pass
        NONSENSE = b"\\xff[" * 9000 + b"\\n"
        """,
    "sends far too much": """
        import os, sys
        for number in range(3, 20):
            try:
                while os.write(number, b"[" * 1000000): pass
            except OSError:
                pass
        """,
    "closes everything": "import os\nos.closerange(0, 250)",
    "empties its answers": """
        import os
        def convolve1d(*_):
            for number in range(20):
                try:
                    os.ftruncate(number, 0)
                except OSError:
                    pass
            return [6, 11]
        """,
    "forks again and again": """
        import os, time
        for _ in range(5): os.fork()
        def convolve1d(*_):
            time.sleep(99)
        """,
    "starts what stays": """
        import subprocess, sys
        stay = [sys.executable, "-c", "import time; time.sleep(77)"]
        for new in (False, True):
            try:
                subprocess.Popen(stay, start_new_session=new)
            except PermissionError:
                pass
        """,
    "leaves threads": """
        import threading, time
        threading.Thread(target=time.sleep, args=(99,)).start()
        """,
    "floods": """
        import os, sys
        for _ in range(50):
            print("x" * 1000000)
            sys.stderr.write("y" * 1000000)
            os.write(1, b"z" * 1000000)
        """,
    "writes a huge file": """
        with open("huge", "wb") as file:
            for _ in range(99):
                file.write(b"x" * 1000000)
        """,
    "deletes what is beside it": """
        import os, shutil
        for name in os.listdir(): os.remove(name)
        shutil.rmtree(os.getcwd(), ignore_errors=True)
        """,
    "makes its folder hard to remove": """
        import os
        here = os.getcwd()
        for _ in range(1500):
            os.mkdir("d"); os.chdir("d")
        os.chdir(here); os.mkdir("closed"); open("closed/file", "w").close(); os.mkdir("shut", 0)
        for folder in ("closed", here):
            try:
                os.chmod(folder, 0)
            except PermissionError:
                pass
        """,
    "asks for no signals": """
        import signal
        for number in signal.valid_signals():
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        while True: pass
        """,
    "sleeps": "import time\ntime.sleep(99)",
    "stops itself": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
    "fills the memory and keeps it": """
        kept, size = [], 1 << 27
        while size > 64:
            try:
                kept.append(bytearray(size))
            except MemoryError:
                size //= 2
        """,
    "falls down": """
        import sys
        sys.setrecursionlimit(10**9)
        def convolve1d(*_): return [0] + convolve1d()
        """,
    "dies": "import ctypes\nctypes.string_at(0)",
    "has attributes of its own": """
        import sys
        class Module(type(sys)):
            def __getattribute__(self, name): raise SystemExit(0)
        sys.modules[__name__].__class__ = Module
        """,
}
ANSWERED = (  # these do not even disturb
    "leaves by atexit",
    "starts what stays",
    "leaves threads",
    "floods",
    "deletes what is beside it",
    "makes its folder hard to remove",
    "has attributes of its own",
)
POSIX_ONLY = (
    "forks again and again",
    "asks for no signals",
    "stops itself",
    "starts what stays",
)


@in_both
@pytest.mark.parametrize("name", with_slow_cases(HOSTILE, every=3))
def test_hostile_files_are_never_right_and_never_hang(tried, name):
    if os.name == "nt" and name in POSIX_ONLY:
        pytest.skip("Windows has no such thing")
    begun = time.monotonic()
    limits = Limits(seconds=5 if name in ANSWERED else 0.5)
    ran = tried(WRONG + textwrap.dedent(HOSTILE[name]), limits=limits)
    assert time.monotonic() - begun < 12  # two seconds, on a busy machine more
    assert not ran.ended or name not in ANSWERED
    assert RIGHT not in values(ran)
    assert ran.ended.isascii() and "\n" not in ran.ended
    assert bool(ran.ended) == (len(ran.replies) < len(CALLS))


@pytest.mark.skipif(os.name == "nt", reason="nothing forks there")
def test_only_the_process_that_was_started_answers(tried):
    source = """
    import os, time
    def convolve1d(*_):
        if not os.fork():
            return 0
        time.sleep(0.2)
        return [1, 2]
    """
    ran = tried(source)
    assert (values(ran), ran.ended) == ([[1, 2], [1, 2]], "")


STRAYS = """
import os, subprocess, sys, time
pids = []
def start(new):
    stay = [sys.executable, "-c", "import time; time.sleep(77)"]
    try:
        pids.append(subprocess.Popen(stay, start_new_session=new).pid)
    except PermissionError:  # to leave the session is forbidden
        pids.append(subprocess.Popen(stay, env={}).pid)
start(False)
start(True)
def convolve1d(*_):
    if os.fork() == 0:
        if os.fork() == 0:
            time.sleep(77)
    return pids
"""


@pytest.mark.skipif(not LINUX, reason="only /proc tells who started a process")
def test_nothing_that_it_started_outlives_the_run(tried):
    ran = tried(STRAYS)
    assert len(ran.replies) == 2
    assert [alive(int(pid)) for pid in values(ran)[0]] == [False, False]


LIMITS = {"DATA": 300 << 20, "AS": (300 + 4096) << 20, "FSIZE": 16 << 20, "NOFILE": 256, "CORE": 0}


@pytest.mark.skipif(not LINUX, reason="other systems refuse some of these")
def test_the_limits_hold_inside_and_cannot_be_lifted(tried):
    source = """
    import resource, os
    def convolve1d(*_):
        names = %r
        return [resource.getrlimit(getattr(resource, "RLIMIT_" + name)) for name in names]
    """
    limits = Limits(seconds=2.5, memory=300)
    ran = tried(source % ([*LIMITS, "NPROC", "CPU"],), limits=limits)
    *found, tasks, processor = values(ran)[0]
    assert found == [[size, size] for size in LIMITS.values()]
    assert 512 < tasks[0] == tasks[1] < 100_000
    assert processor[1] == processor[0] + 1 and 3 <= processor[0] <= 5


def test_the_clock_ends_what_does_no_work_and_keeps_what_was_answered(tried):
    source = SOLUTION + "    \nright = convolve1d\ndef convolve1d(*given):\n    global n\n    n += 1\n"
    source += "    import time\n    time.sleep(99 * (n == 2))\n    return right(*given)\nn = 0\n"
    ran = tried(source, CALLS * 2, Limits(seconds=0.4))
    assert (values(ran), ran.loaded) == ([RIGHT], True)
    assert " 0.4 seconds " in ran.ended


@pytest.mark.skipif(not LINUX, reason="only Linux limits memory")
def test_a_file_that_leaves_no_memory_for_answers_is_told_so(tried):
    source = """
    kept, size = None, 1 << 22
    while size:
        try:
            kept = (kept, bytearray(size))
        except MemoryError:
            size //= 2
    """
    ran = tried(source, limits=Limits(seconds=5, memory=100))
    assert " 100 MB " in ran.ended
