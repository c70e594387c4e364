"""
A reader's file run apart: its answers are what it worked out, its errors are told with its own lines, and
files that are clumsy, broken or hostile neither pass nor hang nor raise nor leave anything behind.
"""

import math
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from support.files import ROOT

from course.practice import sandbox
from course.practice.reader_file import ReaderFile, read_reader_file
from course.practice.sandbox import (
    Limits,
    run_file,
    started_with,
    time_beside_library,
    why_it_ended,
    worker_environment,
)
from course.practice.sandbox_messages import Call

LINUX = sys.platform == "linux"
SHORT = Limits(seconds=1)
SIGNAL, KERNEL = np.array([3, 4, 5]), np.array([2, 1, 0])
RIGHT = [6, 11, 14, 5, 0]  # 3*2, 4*2+3, 5*2+4, 5, 0
CALLS = [Call("convolve1d", (SIGNAL, KERNEL, "full"), {})] * 2
SOLUTION = """\
import numpy as np
def convolve1d(signal, kernel, mode="full"):
    return np.convolve(signal, kernel, mode)
"""
WRONG = """
def convolve1d(signal, kernel, mode="full"):
    return [0, 0, 0, 0, 0]
"""


@pytest.fixture
def tried(tmp_path, monkeypatch):
    """A function that runs a source; afterwards nothing may be left of it, or changed beside it."""
    there = tmp_path / "temporary"
    there.mkdir()
    monkeypatch.setattr(sandbox.tempfile, "tempdir", str(there))
    (tmp_path / "beside.txt").write_text("untouched", encoding="utf-8")

    def tried(source, calls=CALLS, limits=SHORT, name="my_0_1D.py", functions=("convolve1d",)):
        data = source if isinstance(source, bytes) else textwrap.dedent(source).encode()
        result = run_file(ReaderFile(name, data), functions, calls, limits)
        assert list(there.iterdir()) == []
        return result

    yield tried
    assert (tmp_path / "beside.txt").read_text(encoding="utf-8") == "untouched"


def values(ran):
    return [reply.answer.values for reply in ran.replies]


def troubles(ran):
    return [reply.answer.trouble for reply in ran.replies]


# ---- files that do what they should


SPELLINGS = {
    "plain": SOLUTION.encode(),
    "a mark at its start": b"\xef\xbb\xbf" + SOLUTION.encode(),
    "Windows's ends of lines": SOLUTION.replace("\n", "\r\n").encode(),
    "tabs": SOLUTION.replace("    ", "\t").encode(),
    "no end of the last line": SOLUTION.strip().encode(),
    "other letters": SOLUTION.encode() + "π = '卷积 \N{WAVING HAND SIGN}'\n".encode(),
}


@pytest.mark.parametrize("source", SPELLINGS.values(), ids=SPELLINGS)
def test_a_right_file_gives_right_numbers(tried, source):
    ran = tried(source)
    assert (ran.ended, ran.loaded, ran.missing, ran.printed) == ("", True, (), "")
    assert values(ran) == [RIGHT, RIGHT]
    assert [reply.changed for reply in ran.replies] == [(), ()]


NAMES = [
    "my solution (1).py", "class.py", "7.py", "numpy.py", "__main__.py", "json.py", "no_suffix", "a.b.py",
    "fold \N{WAVING HAND SIGN}.py",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_file_will_do(tried, name):
    guarded = SOLUTION + "\nif __name__ == '__main__':\n    raise SystemExit('started as a script')\n"
    assert values(tried(guarded, name=name)) == [RIGHT, RIGHT]


def test_the_file_is_a_module_with_a_class_of_its_own(tried):
    ran = tried(
        """
        from __future__ import annotations
        import sys, pickle
        from dataclasses import dataclass
        @dataclass
        class Window:
            size: int
        def f():
            return [__name__ == "my_0_1D", pickle.loads(pickle.dumps(Window(3))).size, len(sys.argv)]
        """,
        [Call("f", (), {})],
    )
    assert values(ran) == [[1, 3, 1]]


def test_each_call_gets_its_own_arguments_and_what_it_changes_is_told(tried):
    source = """
    def convolve1d(signal, kernel, mode="full", stride=None):
        if mode == "values":
            signal[0] += 1
        if mode == "shape":
            kernel.shape = (1, 3)
        if mode == "option":
            stride.append(stride)
        return signal
    """
    given = np.array([1.0, math.nan])
    calls = [
        Call("convolve1d", (given, KERNEL), {"mode": mode, "stride": [1]})
        for mode in ("values", "values", "shape", "option", "none")
    ]
    ran = tried(source, calls)
    assert [reply.changed for reply in ran.replies] == [(0,), (0,), (1,), ("stride",), ()]
    assert values(ran)[1][0] == 2
    assert given[0] == 1


def test_what_it_prints_is_kept_from_the_start_in_ascii(tried):
    ran = tried("print('première', '\\x1b[31m')\nimport sys\nprint('x' * 9000, file=sys.stderr)\n" + SOLUTION)
    assert ran.printed.startswith("premi\\xe8re \\x1b[31m\nxxx")
    assert len(ran.printed) == 2000
    assert values(ran) == [RIGHT, RIGHT]


def test_what_goes_past_print_is_no_answer_and_nothing_waits_for_it(tried):
    source = """
    import os, subprocess, sys
    for number in (0, 1, 2):
        try:
            os.write(number, b"noise" * 100_000)
        except OSError:  # what is read from cannot be written to
            pass
    subprocess.run([sys.executable, "-c", "print('more noise')"], check=True)
    """
    ran = tried(textwrap.dedent(source) + SOLUTION)
    assert (values(ran), ran.printed) == ([RIGHT, RIGHT], "")


def test_missing_functions_are_named_and_the_others_called(tried):
    calls = [Call(name, (SIGNAL, KERNEL), {}) for name in ("convolve1d", "nowhere", "number")]
    ran = tried(SOLUTION + "number = 3\n", calls, functions=("convolve1d", "nowhere", "number"))
    assert ran.missing == ("nowhere", "number")
    assert values(ran) == [RIGHT, None, None]
    assert "nowhere" in troubles(ran)[1] and "number" in troubles(ran)[2]


def test_what_a_file_does_to_its_surroundings_does_not_matter(tried):
    before = "import os, random, sys, warnings\nimport numpy as np\n"
    done = "np.seterr(all='raise'); np.random.seed(1); sys.path.clear(); os.chdir('/'); warnings.warn('!')\n"
    ran = tried(before + done + "'\\d'\nassert input\n" + SOLUTION)
    assert (values(ran), ran.printed) == ([RIGHT, RIGHT], "")


def test_it_finds_nothing_of_course_and_cannot_import_it(tried):
    source = """
    import sys
    found = [name for name in sys.modules if name.partition(".")[0] == "course"]
    places = [place for place in sys.path if "practice" in place]
    print(found, places)
    def convolve1d(*_):
        import course
    """
    ran = tried(source)
    assert ran.printed == "[] []"
    assert (
        all(trouble.startswith("ModuleNotFoundError") for trouble in troubles(ran))
        and values(ran) == [None] * 2
    )


def test_its_environment_has_nothing_of_ours(tried, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    ran = tried(
        """
        import os, sys
        def convolve1d(signal, kernel, mode):
            there = os.getcwd() == os.path.realpath(os.environ["HOME"])
            return [len(sys.stdin.read()), there, sys.flags.hash_randomization]
        print(sorted(os.environ))
        """
    )
    assert values(ran)[0] == [0, 1, 0]
    allowed = {*worker_environment(Path("x")), "LC_CTYPE"}  # Python itself may set this one
    assert set(eval(ran.printed)) <= allowed
    assert "SECRET_TOKEN" not in ran.printed


# ---- what functions return


RETURNED = {  # expression: the values, or the start of the trouble
    "[1, 2.5]": [1, 2.5],
    "(1, (2))": [1, 2],
    "5": 5,
    "np.float32(0.5)": 0.5,
    "[True, False]": [1, 0],
    "np.array([[1, 2]], np.uint8)": [[1, 2]],
    "np.matrix('1 2; 3 4')": [[1, 2], [3, 4]],
    "np.ma.array([1, 2], mask=[0, 1])": [1, 2],
    "[Fraction(1, 2), 3]": [0.5, 3],
    "[float('inf'), -float('inf'), 1e-320]": [math.inf, -math.inf, 1e-320],
    "[]": [],
    "[[], []]": [[], []],
    "np.uint64(2**64 - 1)": 2**64 - 1,
    "0.1 + 0.2": 0.30000000000000004,
    "None": "it returned",
    "'123'": "it returned str",
    "(i for i in range(3))": "it returned generator",
    "[[1], [2, 3]]": "it returned list",
    "{1: 2}": "it returned dict",
    "[1j]": "it returned complex",
    "np.zeros(10**5)": "it returned 100000 numbers",
    "np.zeros(10**8, np.uint8)": "it returned 100000000 numbers",
    "np.zeros(10**10)": "MemoryError: ",
    "[0] * 10**10": "MemoryError: it took more than 1024 MB, line ",
    "10**400": "",
    "lambda: 0": "it returned function",
    "Liar()": "",
    "Lying(3)": [0, 0, 0],
    "1 / 0": "ZeroDivisionError: division by zero, line ",
    "exec('raise SystemExit(3)')": "SystemExit: 3, line ",
    "exec('raise KeyboardInterrupt')": "KeyboardInterrupt, line ",
    "exec('raise Mute()')": "",
    "deeper()": "RecursionError: maximum recursion depth exceeded",
    "input()": "EOFError: ",
    "np.ones(3) + np.ones(4)": "ValueError: operands could not be broadcast together with shapes (3,) (4,)",
    "open('/nowhere')": "FileNotFoundError: ",
    "exec('raise ValueError(\"\\u00e9\\\\n2\")')": "ValueError: \\xe9 2, line ",
}
BEFORE = """
import numpy as np
from fractions import Fraction
class Liar:
    def __eq__(self, other): return True
    def __len__(self): return 5
    def __getitem__(self, place): return Liar()
    def __array__(self, *_, **__): raise SystemExit(0)
    def tolist(self): return [6, 11, 14, 5, 0]
class Lying(np.ndarray):
    def __new__(cls, n): return np.zeros(n).view(cls)
    def tolist(self): return [6, 11, 14]
    def __eq__(self, other): return True
    def __array__(self, *_, **__): return np.array([6, 11, 14])
class Mute(Exception):
    def __str__(self): raise SystemExit(1)
def deeper(): return deeper()
"""


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    """What one file's functions returned, by expression: each is a function of its own, in order."""
    functions = "".join(f"def f{i}(): return {text}\n" for i, text in enumerate(RETURNED))
    path = tmp_path_factory.mktemp("returned") / "my.py"
    path.write_text(BEFORE + functions, encoding="utf-8")
    return run_file(read_reader_file(path), [], [Call(f"f{i}", (), {}) for i in range(len(RETURNED))])


def test_every_result_is_answered(returned):
    assert (len(returned.replies), returned.ended) == (len(RETURNED), "")


@pytest.mark.parametrize("text", RETURNED)
def test_results_are_numbers_or_trouble_in_words(returned, text):
    if "10**10" in text and not LINUX:
        pytest.skip("only Linux limits memory")
    place, expected = list(RETURNED).index(text), RETURNED[text]
    values, trouble = returned.replies[place].answer
    if isinstance(expected, str):
        assert values is None and trouble.startswith(expected) and trouble
        assert trouble.isascii() and "\n" not in trouble and len(trouble) < 250
        if expected.endswith("line "):
            assert trouble.endswith(f"line {BEFORE.count(chr(10)) + place + 1}")
    else:
        assert values == expected and trouble == ""


# ---- files that have an error, or end, before their functions are called


LOADING = {  # source: the start, and a later piece, of why it ended
    "x = 1\ndef f(:\n": ("SyntaxError: invalid syntax, line 2", ""),
    "x = (1,\n\n": ("SyntaxError: '(' was never closed, line 1", ""),
    "if 1:\nx = 1\n": ("IndentationError: expected an indented block", "line 2"),
    "if 1:\n        x = 1\n\ty = 2\n": ("TabError: inconsistent use of tabs", "line 3"),
    "\n\nprint(nowhere)": ("NameError: name 'nowhere' is not defined, line 3", ""),
    "def g():\n    return 1 / 0\n\ng()": ("ZeroDivisionError: division by zero, line 2", ""),
    "import nowhere.at_all": ("ModuleNotFoundError: No module named 'nowhere', line 1", ""),
    "import sandbox_worker": ("ModuleNotFoundError: No module named 'sandbox_worker', line 1", ""),
    "import course": ("ModuleNotFoundError: No module named 'course', line 1", ""),
    "x = 1\0": ("", ""),  # its words differ from one Python to the next
    "exec('1 +')": ("SyntaxError: invalid syntax, line 1", ""),
    "import ast\nast.parse('(\\n\\n1 1')": ("SyntaxError: ", "line 2"),
    "import sys\nsys.exit()": ("", "(exit code 0)"),
    "raise SystemExit(7)": ("", "(exit code 7)"),
    "raise SystemExit('no')": ("", "(exit code 1)"),
    "import os\nos._exit(0)": ("", "(exit code 0)"),
    "import os\nos.abort()": ("", "SIGABRT"),
    "while True: pass": ("", " 1 seconds "),
    "raise KeyboardInterrupt": ("KeyboardInterrupt, line 1", ""),
    "(" * 5000: ("", ""),
    "x = " + "-" * 200_000 + "1": ("", ""),
    "x = bytes(1 << 33)": ("MemoryError: ", " 1024 MB, line 1"),
}


@pytest.mark.parametrize("source", LOADING, ids=[source[:30] for source in LOADING])
def test_a_file_that_does_not_load_is_told_with_its_own_line(tried, source):
    if source.startswith("x = bytes") and not LINUX:
        pytest.skip("only Linux limits memory")
    ran = tried(source.encode())
    start, end = LOADING[source]
    assert ran.ended.startswith(start) and end in ran.ended[len(start) :] and ran.ended
    assert ran.ended.isascii() and "\n" not in ran.ended and len(ran.ended) < 300
    assert (ran.loaded, ran.replies, ran.missing) == (False, [], ())


def test_an_empty_file_lacks_everything(tried):
    ran = tried("")
    assert (ran.loaded, ran.missing, ran.ended) == (True, ("convolve1d",), "")
    assert values(ran) == [None, None]


# ---- files that are hostile: never right, never hanging, never an exception, nothing left


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
            subprocess.Popen(stay, start_new_session=new)
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
        shutil.rmtree(os.getcwd())
        """,
    "makes its folder hard to remove": """
        import os
        here = os.getcwd()
        for _ in range(1500):
            os.mkdir("d"); os.chdir("d")
        os.chdir(here); os.mkdir("closed"); open("closed/file", "w").close()
        os.chmod("closed", 0); os.chmod(here, 0)
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


@pytest.mark.parametrize("name", HOSTILE)
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


def alive(pid):
    """Whether a process still does something; one that has ended and waits to be noticed has no words."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return False


STRAYS = """
import os, subprocess, sys, time
pids = []
def start(new):
    stay = [sys.executable, "-c", "import time; time.sleep(77)"]
    pids.append(subprocess.Popen(stay, start_new_session=new).pid)
start(False)
start(True)
def convolve1d(*_):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(77)
    return pids
"""


@pytest.mark.skipif(not LINUX, reason="only /proc tells who started a process")
def test_nothing_that_it_started_outlives_the_run(tried):
    ran = tried(STRAYS)
    assert len(ran.replies) == 2
    assert [alive(int(pid)) for pid in values(ran)[0]] == [False, False]
    assert started_with("") == []  # it looks for a whole name


@pytest.mark.skipif(not LINUX, reason="alive() asks /proc")
def test_where_proc_does_not_tell_the_session_is_ended_at_least(tried, monkeypatch):
    monkeypatch.setattr(sandbox, "process_ids", list)
    source = "import subprocess, sys\nstay = [sys.executable, '-c', 'import time; time.sleep(77)']\n"
    source += "child = subprocess.Popen(stay)\ndef convolve1d(*_): return child.pid\n"
    pid, deadline = values(tried(source))[0], time.monotonic() + 20
    while alive(pid) and time.monotonic() < deadline:  # it was told to end, and nobody waited for it
        time.sleep(0.01)
    assert not alive(pid)


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
    source = "kept = None\ntry:\n    while True: kept = (kept,)\nexcept MemoryError: pass\n"
    ran = tried(source, limits=Limits(seconds=5, memory=100))
    assert " 100 MB " in ran.ended


# ---- the caller's side


def test_fifty_runs_leave_nothing_behind(tried):
    import resource

    def held():
        return len(os.listdir("/dev/fd")), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    tried(SOLUTION)
    files, memory = held()
    for _ in range(50):
        assert values(tried(SOLUTION)) == [RIGHT, RIGHT]
    assert held()[0] == files
    assert held()[1] <= memory * 1.1
    with pytest.raises(ChildProcessError):  # no process waits to be noticed
        os.waitpid(-1, os.WNOHANG)


def test_runs_in_several_threads_do_not_mix():
    files = [ReaderFile(f"my_{i}.py", f"def f(x): return x + {i}\n".encode()) for i in range(8)]
    calls = [Call("f", (np.array([1, 2]),), {})]
    with ThreadPoolExecutor(4) as pool:
        rans = list(pool.map(lambda file: run_file(file, ["f"], calls), files))
    assert [values(ran) for ran in rans] == [[[1 + i, 2 + i]] for i in range(8)]


def test_a_run_in_any_thread_can_be_stopped():
    stopped, seen = threading.Event(), []
    file = ReaderFile("my.py", b"import time\ntime.sleep(99)")

    def work():
        try:
            run_file(file, [], [], stopped=stopped)
        except KeyboardInterrupt:
            seen.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.2)
    stopped.set()
    thread.join(10)
    assert seen == [True]


CHECKER = """
import sys, tempfile
from course.practice.reader_file import read_reader_file
from course.practice.sandbox import run_file
tempfile.tempdir = sys.argv[2]
try:
    run_file(read_reader_file(sys.argv[1]), [], [])
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_ends_the_run_and_leaves_nothing(tmp_path):
    folder, note = tmp_path / "temporary", tmp_path / "pid"
    folder.mkdir()
    path = tmp_path / "my.py"
    path.write_text(f"import os, time\nopen({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(99)")
    command = [sys.executable, "-c", CHECKER, str(path), str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as checker:
        deadline = time.monotonic() + 20
        while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
            time.sleep(0.02)
        checker.send_signal(signal.SIGINT)
        assert checker.communicate(timeout=20)[0].strip() == b"stopped"
    assert list(folder.iterdir()) == []
    assert not alive(int(note.read_text()))


ENDS = {0: "(exit code 0)", 5: "(exit code 5)", -11: "SIGSEGV", -9: "SIGKILL", -40: " 40", 71: " 1024 MB"}


@pytest.mark.skipif(not LINUX, reason="numbers of signals differ")
@pytest.mark.parametrize("code", ENDS)
def test_an_exit_code_is_told_in_words(code):
    assert ENDS[code] in why_it_ended(code, 1, Limits())
    assert " 10 seconds " in why_it_ended(-signal.SIGKILL, 11, Limits())
    assert " 10 seconds " in why_it_ended(-signal.SIGXCPU, 1, Limits())


# ---- how fast


def test_a_function_is_timed_beside_the_library():
    call = Call("f", (np.arange(2000.0), np.arange(300.0)), {})
    begin = "import numpy as np\ndef f(signal, kernel):\n"
    file = ReaderFile("my.py", f"{begin}    for _ in range(4): np.convolve(signal, kernel)\n".encode())
    assert 2 < time_beside_library(file, call, "import numpy\nnumpy.convolve(*arguments, **options)") < 8
    file = ReaderFile("my.py", f"{begin}    return 1 / 0\n".encode())
    assert time_beside_library(file, call, "np.convolve(*arguments)") is None


SENT = {
    "[[1, 1], [1, 1]]": None,
    "[[0, 1], [0, 1], [0, 1]]": None,
    "[[1, 1], [1, 1], [1]]": None,
    "3": None,
    '[["1", 1]]': None,
    "[[1, 1], [1, Infinity], [1, 1]]": None,
    "[[8, 2], [1, 1], [9, 3]]": 3,
}


@pytest.mark.parametrize("sent", SENT)
def test_the_median_of_the_rounds_or_nothing_where_times_say_nothing(monkeypatch, sent):
    line = f'{{"rounds": {sent}}}'.encode()
    monkeypatch.setattr(sandbox, "_run_worker", lambda *_: ([b"", line], "", ""))
    assert time_beside_library(ReaderFile("my.py", b""), CALLS[0], "") == SENT[sent]
