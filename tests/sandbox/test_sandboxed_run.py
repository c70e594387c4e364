"""
A reader's file run apart: its answers are what it worked out, its errors are told with its own lines, and
files that are clumsy or broken neither pass nor hang nor raise nor leave anything behind.
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
from support.sandbox_runs import (
    CALLS,
    KERNEL,
    LINUX,
    RIGHT,
    SIGNAL,
    SOLUTION,
    process_with,
    troubles,
    values,
)
from support.slow_cases import with_slow_cases

from course.practice.reader_file import ReaderFile, read_reader_file
from course.sandbox import sandboxed_run
from course.sandbox.containment import worker_environment
from course.sandbox.messages import Call
from course.sandbox.sandboxed_run import Limits, run_file, time_beside_library, why_it_ended

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


def test_a_file_may_wait_longer_than_it_may_work(tried):
    ran = tried("import time\ntime.sleep(1.5)\n" + SOLUTION, limits=Limits(seconds=1))
    assert (values(ran), ran.ended) == ([RIGHT] * 2, "")


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
    "import course.sandbox.worker": ("ModuleNotFoundError: No module named 'course', line 1", ""),
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


@pytest.mark.parametrize("source", with_slow_cases(LOADING, every=2), ids=lambda source: source[:30])
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


# ---- the caller's side


@pytest.mark.slow
def test_twenty_runs_leave_nothing_behind(tried):
    import resource

    def held():
        return len(os.listdir("/dev/fd")), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    tried(SOLUTION)
    files, memory = held()
    for _ in range(20):
        assert values(tried(SOLUTION)) == [RIGHT, RIGHT]
    assert held()[0] == files
    assert held()[1] <= memory * 1.1
    try:
        noticed, _ = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:  # it has none
        noticed = 0
    assert noticed == 0, "no process that has ended waits to be noticed"


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
import signal, sys, tempfile
for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
    signal.signal(stop, signal.SIG_DFL)  # what runs in the background has some ignored
from course.sandbox import sandboxed_run
from course.sandbox.containment import Containment
from course.sandbox.landlock import landlock_version
from course.practice.reader_file import read_reader_file
from course.sandbox.sandboxed_run import run_file
sandboxed_run.containment_here = lambda: Containment(None, "", landlock_version())  # which leaves a folder
tempfile.tempdir = sys.argv[2]
try:
    run_file(read_reader_file(sys.argv[1]), [], [])
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.mark.skipif(not LINUX, reason="/proc tells what runs")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_what_ends_the_checker_ends_the_run_and_leaves_nothing(tmp_path, name):
    folder, mark = tmp_path / "temporary", f"{tmp_path}-sleeps"
    folder.mkdir()
    path = tmp_path / "my.py"
    sleeps = [sys.executable, "-S", "-c", "import time; time.sleep(99)", mark]
    path.write_text(f"import subprocess\nsubprocess.run({sleeps})", encoding="utf-8")
    command = [sys.executable, "-c", CHECKER, str(path), str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as checker:
        wait_until(lambda: process_with(mark.encode()))
        checker.send_signal(getattr(signal, name))
        assert checker.communicate(timeout=20)[0].strip() == b"stopped"
    assert list(folder.iterdir()) == []
    assert process_with(mark.encode()) is None


@pytest.mark.skipif(not LINUX, reason="only Linux ends a process with its parent")
def test_a_file_does_not_outlive_a_checker_that_is_killed(tmp_path):
    (tmp_path / "temporary").mkdir()
    path, mark = tmp_path / "my.py", f"{tmp_path}-sleeps"
    sleeps = [sys.executable, "-S", "-c", "import time; time.sleep(99)", mark]
    path.write_text(f"import os\nos.execv({sys.executable!r}, {sleeps})", encoding="utf-8")
    command = [sys.executable, "-c", CHECKER, str(path), str(tmp_path / "temporary")]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True) as checker:
        wait_until(lambda: process_with(b"-S\0-c\0import time; time.sleep(99)\0" + mark.encode()))
        checker.kill()
    wait_until(lambda: process_with(mark.encode()) is None)


def wait_until(holds):
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


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
    "[[1e-300, 1e300], [1e-300, 1e300], [1e-300, 1e300]]": None,
    "[[1e300, 1e-300], [1e300, 1e-300], [1e300, 1e-300]]": None,
}


@pytest.mark.parametrize("sent", SENT)
def test_the_median_of_the_rounds_or_nothing_where_times_say_nothing(monkeypatch, sent):
    line = f'{{"rounds": {sent}}}'.encode()
    monkeypatch.setattr(sandboxed_run, "_run_worker", lambda *_: ([b"", line], "", ""))
    assert time_beside_library(ReaderFile("my.py", b""), CALLS[0], "") == SENT[sent]
