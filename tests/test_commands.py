"""python -m course: its commands, words that nobody means, and how a process ends wherever it is run."""

import importlib
import os
import pickle
import re
import signal
import sys

import pytest
from support.cli import COURSE, in_ascii, posix, process, refused, repeated, started
from support.files import ROOT, SECONDS
from support.slow_cases import with_slow_cases

from course.__main__ import COMMANDS
from course.own_numbers import conventions
from course.own_numbers.engines import ENGINES
from course.terminal.arguments import Parser


def test_golden_usage(golden):
    golden("usage")


# ---- the commands are those of the README


def shown_in_the_readme():
    """The commands that the README shows, each once; python -m course by itself, or with options, is run."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    words = re.findall(r"python3? -m course\b(?: ([a-z][\w-]*))?", text)
    return list(dict.fromkeys(word or "run" for word in words))


def test_the_commands_are_those_that_the_readme_shows():
    assert sorted(COMMANDS) == sorted(shown_in_the_readme())


@pytest.mark.parametrize("words", [["-h"], ["--help"]])
def test_help_lists_the_commands_that_the_readme_shows(command, words):
    code, out, err = command(*words)
    listed = out.partition("usage:")[0].strip().splitlines()[2:]
    assert (code, err) == (0, "")
    assert sorted(line.split()[0] for line in listed) == sorted(shown_in_the_readme())
    assert all(len(line.split()) > 4 for line in listed), "a sentence beside each"


@pytest.mark.parametrize("word", shown_in_the_readme())
def test_a_command_that_the_readme_shows_explains_itself(command, word):
    code, out, err = command(word, "-h")
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: python -m course {'' if word == 'run' else word + ' '}[-h]")


# ---- words that are no command


@pytest.fixture
def table(monkeypatch):
    """A passport that nothing has to be run for."""
    monkeypatch.setattr(conventions, "passport", lambda: TABLE)
    return TABLE


TABLE = {
    name: dict.fromkeys(conventions.QUESTIONS, "yes" if engine.flips else "no")
    for name, engine in ENGINES.items()
}


NO_COMMANDS = [
    "Trace",
    "TRACE",
    "trac",
    "tracer",
    "trace ",
    " trace",
    "trace\n",
    "engine",
    "Engines",
    "trace,engines",
    "",
]
NO_COMMANDS += [
    "3 4 5",
    "--trace",
    "-t",
    "--input",
    "../course",
    "course.own_numbers.trace:main",
    "caf\u00e9",
    "\N{GRINNING FACE}",
]
NO_COMMANDS += ["\N{EM DASH}trace", "\udcff", "\x1b[31m", "x" * 5000]


@pytest.mark.parametrize("word", NO_COMMANDS)
def test_what_is_no_command_is_refused(command, word):
    refused(command(word), word if word.startswith("-") else f"'{in_ascii(word)[:13]}")


# ---- words that nobody means, for the commands that have few options

JUNK = [
    *[
        "-",
        "---",
        "-x",
        "-xyz",
        "--x",
        "--hel",
        "--helpme",
        "--version",
        "--verbose",
        "-v",
        "-1",
        "-1,0",
        "--=",
        "--=1",
    ],
    *[
        "1",
        "0.5",
        "1/9",
        "nan",
        "inf",
        "-inf",
        "None",
        "True",
        "1e999",
        "9" * 5000,
        "\u2212" + "1",
        "\uff11\uff12",
    ],
    *[
        "x",
        "X" * 5000,
        "np.convolve",
        "tf.nn.conv2d",
        "all",
        "everything",
        "no_flip",
        "NO-FLIP",
        "no-flip ",
        "engine",
    ],
    *[
        "",
        " ",
        "  ",
        "\t",
        "\n",
        "a\nb",
        "\r\n",
        "\x00",
        "\x1b[31mred",
        "\x7f",
        "\ud800",
        "caf\xe9",
        "\N{GRINNING FACE}",
    ],
    *[
        ".",
        "..",
        "../..",
        "/",
        "C:\\",
        "photo.jpg",
        "data/bird.jpg",
        "~",
        "$HOME",
        "`ls`",
        "$(ls)",
        "; ls",
        "| head",
    ],
    *[
        "%s",
        "%d%n",
        "{0}",
        "{}",
        "\\",
        "'",
        '"',
        "'; --",
        "<b>",
        "#",
        "*",
        "?",
        "[1]",
        "(1, 2)",
        "[[1]]",
        "@file",
    ],
]


@pytest.mark.parametrize("word", JUNK, ids=lambda word: ascii(word)[:30])
@pytest.mark.parametrize("name", ["engines", "mistakes", "run"])
def test_a_word_that_nobody_means_is_refused_in_one_line(command, table, name, word):
    option = word.startswith("-") and word not in ("-", "-1")
    if name == "mistakes" and not option:
        refused(command(name, word), f"'{in_ascii(word)[:13]}")
    else:
        place = "python -m course" if name == "run" else f"python -m course {name}"
        assert refused(command(name, word), f"arguments: {repeated(word)}").startswith(f"{place}: ")


def test_there_are_enough_of_them():
    assert len({*JUNK}) == len(JUNK) > 60


# ---- odd words for every option of every command

NEEDED = {  # what a command needs, so that only the odd word is wrong; "" is what is given without an option
    "run": {},
    "trace": {"--input": "3 4 5", "--kernel": "2 1"},
    "why": {"--input": "3 4 5", "--kernel": "2 1", "--got": "6 11 14 5"},
    "play": {},
    "mistakes": {},
    "engines": {},
    "start": {},
    "check": {"": "my_0_1D.py"},
    "diagnose": {"": "my_0_1D.py"},
    "filter": {"": str(ROOT / "data" / "bird.jpg"), "--kernel": "box"},
    "worksheet": {},
}
ODD_WORDS = [
    *["9" * 5000, "x" * 5000, "\uff10", "\u0662", "\uff11,\uff12", "\uff11/\uff12", "\xb2"],
    *["\x1b[31m", "a\nb", "\n", "\t", "\x00", "\x7f", "\u202e", "\udcff", "\ud800x", "caf\xe9\x1b]0;"],
    *["1_0", "1e400", "-1e400", "nan", "inf", "0x1", "1/0"],
]


def options_with_a_value():
    """(command, option) of every option that takes a value; (command, "") of what is given without an option."""
    found = []
    for name, (place, _) in COMMANDS.items():
        module, function = place.split(":")
        for action in parser_of(getattr(importlib.import_module(module), function))._actions:
            if action.nargs != 0:
                found.append((name, action.option_strings[-1] if action.option_strings else ""))
    return found


def parser_of(main):
    """The Parser that a command's main() makes."""
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Parser, "parse_args", lambda parser, words=None: made.append(parser) or sys.exit(0))
        with pytest.raises(SystemExit):
            main([])
    return made[0]


@pytest.mark.parametrize("name, option", with_slow_cases(options_with_a_value(), every=4))
def test_odd_words_are_refused_in_one_short_line(command, tmp_path, monkeypatch, name, option):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my_0_1D.py").write_text(
        "def convolve1d(:\n", encoding="utf-8"
    )  # so that check has one to run
    for word in ODD_WORDS:
        if word == "nan" and option in ("--input", "--got"):  # which may be nan
            continue
        given = {**NEEDED[name], option: word}
        words = [value if place == "" else f"{place}={value}" for place, value in given.items()]
        assert refused(command(name, *words), "python -m course").rstrip("\n").isprintable()
    assert [path.name for path in tmp_path.iterdir()] == ["my_0_1D.py"]


# ---- in a process of its own

SMALL = [*COURSE, "trace", "--input", "3 4 5", "--kernel", "2 1 0"]
FAKED = f"from course.own_numbers import conventions; conventions.passport = lambda: {TABLE!r}; "
END = "from course.__main__ import main, run_and_exit; run_and_exit(main, sys.argv[1:])"
PASSPORT = [sys.executable, "-W", "error", "-c", f"import sys; {FAKED}{END}", "engines"]
REFUSED = [*COURSE, "trace", "--input", "3 4 5", "--kernel", "1_0"]


@pytest.mark.parametrize("command", [SMALL, [*SMALL, "--json"], PASSPORT], ids=["trace", "json", "engines"])
def test_a_closed_pipe_is_quiet(command):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert process(command, stdout=writer)[::2] == (141, b"")
    finally:
        os.close(writer)


def test_a_reader_that_has_seen_enough():
    running = started([*COURSE, "trace", "--input", "1 " * 20_000, "--kernel", "1", "--json"])
    assert running.stdout.read(10) == b'{"input": '
    running.stdout.close()
    err = running.stderr.read()
    running.stderr.close()
    assert (running.wait(60), err) == (141, b"")


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize(
    "command, code", [(SMALL, 0), (PASSPORT, 0), (REFUSED, 2)], ids=["trace", "engines", "refused"]
)
def test_without_streams(command, code, closed):
    found, out, err = process(["sh", "-c", f'"$@" {closed}', "sh", *command])
    assert found == code
    assert bool(out) == (code == 0 and not closed.startswith(">&-"))
    assert err.count(b"\n") == (code == 2 and "2>" not in closed)


@pytest.mark.parametrize("gone", ["closed pipe", "full disk"])
def test_a_refusal_that_nobody_can_read_is_still_exit_code_2(gone):
    if gone == "closed pipe":
        reader, writer = os.pipe()
        os.close(reader)
    elif os.path.exists("/dev/full"):
        writer = os.open("/dev/full", os.O_WRONLY)
    else:
        pytest.skip("no /dev/full")
    try:
        assert process(REFUSED, stderr=writer)[:2] == (2, b"")
    finally:
        os.close(writer)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("command", [SMALL, [*SMALL, "--json"], PASSPORT], ids=["trace", "json", "engines"])
def test_a_full_disk_takes_one_line(command):
    with open("/dev/full", "w") as full:
        code, _, err = process(command, stdout=full)
    assert code == 2 and err.count(b"\n") == 1 and b"space" in err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_terminals_of_other_alphabets(tmp_path, encoding):
    name = "it's \N{CJK UNIFIED IDEOGRAPH-6570} \N{GRINNING FACE}.csv"
    (tmp_path / name).write_bytes(b"3 4 5")

    def run(text):
        words = [*COURSE, "trace", "--input", text, "--kernel", "2 1 0"]
        code, out, err = process(words, {"PYTHONIOENCODING": encoding}, cwd=tmp_path)
        return code, out.replace(b"\r\n", b"\n"), err.replace(b"\r\n", b"\n")

    code, out, err = run("\N{MINUS SIGN}3 4 5")
    assert (code, err) == (0, b"") and b": -6 5 14 5 0\n" in out and out.isascii()
    code, out, err = run(name)
    assert (code, err) == (0, b"") and b": 6 11 14 5 0\n" in out and out.isascii()
    code, out, err = run(f"no {name}")
    assert (code, out) == (2, b"") and err.isascii() and err.count(b"\n") == 1 and b"U0001f600.csv" in err


@posix
@pytest.mark.parametrize("name", ["pipe.csv", "/dev/zero", "/dev/stdin", "/dev/tty"])
@pytest.mark.parametrize("option, other", [("--input", "--kernel"), ("--kernel", "--input")])
def test_pipes_and_devices_are_not_waited_for(tmp_path, option, other, name):
    os.mkfifo(tmp_path / "pipe.csv")
    code, out, err = process([*COURSE, "trace", other, "3 4 5", option, name], cwd=tmp_path)
    assert (code, out) == (2, b"") and err.count(b"\n") == 1 and option.encode() in err


@posix
def test_arguments_that_are_no_text():
    words = [b"trace", b"--input", b"\xff\xfe.csv", b"--kernel", b"1"]
    code, out, err = process([*map(os.fsencode, COURSE), *words], {"LC_ALL": "C"})
    assert (code, out) == (2, b"") and err.isascii() and err.count(b"\n") == 1


def test_a_terminal_of_20_columns_in_a_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o555)
    try:
        code, out, err = process(SMALL, {"COLUMNS": "20"}, cwd=tmp_path)
        assert process(REFUSED, cwd=tmp_path)[0] == 2
    finally:
        tmp_path.chmod(0o755)
    assert (code, err) == (0, b"") and not list(tmp_path.iterdir())
    assert b"y[0] = [0]*0 + [0]*1\n     +   3*2 =  6" in out.replace(b"\r\n", b"\n")


STOP = "import os, signal, sys, time; kill = lambda: os.kill(os.getpid(), signal.SIGINT); "
STOP += "stop = lambda *_, **__: (kill(), time.sleep(30)); "


@posix
@pytest.mark.parametrize(
    "where",
    [
        "from course.own_numbers import trace; trace.from_options = stop",
        "from course.own_numbers import trace; trace.trace_lines = stop",
        "import numpy; numpy.convolve = stop",
        "from course.own_numbers import verdict_text; verdict_text.verdict_lines = stop",
        "import json; json.dumps = stop",
    ],
)
def test_ctrl_c_anywhere_is_exit_code_130(where):
    words = [*SMALL[len(COURSE) :], "--engine", "numpy", *["--json"] * ("json" in where)]
    code, out, err = process([sys.executable, "-W", "error", "-c", f"{STOP}{where}; {END}", *words])
    assert (code, err) == (130, b"")


@posix
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_or_the_systems_request_to_end_from_outside(sign):
    wait = "options.read_numbers = lambda *_, **__: (print('begun'), time.sleep(30)); "
    begin = f"import sys, time; from course.own_numbers import options; {wait}{END}"
    running = started([sys.executable, "-W", "error", "-c", begin, *SMALL[len(COURSE) :]])
    assert running.stdout.readline() == b"begun\n"
    running.send_signal(sign)
    out, err = running.communicate(timeout=SECONDS)
    assert (running.returncode, out, err) == (130, b"", b"")


def test_the_input_is_never_run_as_code(tmp_path):
    def run(text):
        return process([*COURSE, "trace", "--input", text, "--kernel", "2 1 0"], cwd=tmp_path)

    code, out, err = run("__import__('pathlib').Path('made').touch()")
    assert (code, out) == (2, b"") and err.count(b"\n") == 1
    (tmp_path / "pickle.npy").write_bytes(pickle.dumps([3, 4, 5]))
    assert run("pickle.npy")[0] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["pickle.npy"]


def test_work_ends_the_process_with_its_exit_code():
    """run_and_exit(): what a function returns or raises becomes an exit code and at most one line."""
    ends = {
        "lambda: 0": (0, 0),
        "lambda: 1": (1, 0),
        "lambda: sys.exit(2)": (2, 0),
        "lambda: (_ for _ in ()).throw(KeyboardInterrupt)": (130, 0),
        "lambda: (_ for _ in ()).throw(Unusable('why and what would do'))": (2, 1),
        "lambda: (_ for _ in ()).throw(BrokenPipeError())": (141, 0),
        "lambda: __import__('a_package_that_is_not_there')": (2, 1),
        "lambda: open('/a/file/that/is/not/there')": (2, 1),
        "lambda: open('/' + 'caf\\xe9 \\x1b[31m\\n\\udcff' * 400)": (2, 1),
    }
    for work, (code, lines) in ends.items():
        script = f"import sys; from course.__main__ import Unusable, run_and_exit; run_and_exit({work})"
        found, out, err = process([sys.executable, "-W", "error", "-c", script])
        assert (found, out, err.count(b"\n")) == (code, b"", lines), work
        assert err.isascii() and err.decode().replace("\n", "").isprintable() and len(err) < 450, work


def test_a_fault_of_the_program_itself_is_not_taken_for_the_readers():
    script = "from course.__main__ import run_and_exit; run_and_exit(lambda: 1 / 0)"
    code, _, err = process([sys.executable, "-W", "error", "-c", script])
    assert code == 1 and b"Traceback" in err and b"ZeroDivisionError" in err


HIDING = ("csv", "difflib", "signal", "json", "shutil", "argparse", "numpy", "tempfile", "ast")


def test_files_in_the_current_folder_are_not_run_for_pythons_own(tmp_path):
    for name in HIDING:
        source = f"open({str(tmp_path / 'was_run')!r}, 'w')"
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    (tmp_path / "my_0_1D.py").write_text("def convolve1d(*_): return [1]", encoding="utf-8")
    code, out, _ = process([*COURSE, "check", "my_0_1D.py", "--format", "csv"], cwd=tmp_path)
    assert code == 1 and b"my_0_1D.py" in out
    assert not (tmp_path / "was_run").exists()
