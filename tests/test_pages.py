"""
The README and the pages of docs/ that readers are sent to: what they show is what comes out.

Every command that stands with its output is run and compared; every other one is run, too, in a folder that has
what the pages speak of; every piece of Python is run, and every link leads somewhere.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
from support.files import LESSONS, ROOT
from support.sandbox_runs import without_containment
from support.slow_cases import with_slow_cases
from support.tensorflow_there import needs_tensorflow

MOST_LINES = 120  # of the README
SUBJECTS = ("lessons", "own-numbers", "exercises", "class", "pictures", "worksheets", "card", "json")
PAGES = {"README.md": ROOT / "README.md"} | {
    f"docs/{name}.md": ROOT / "docs" / f"{name}.md" for name in SUBJECTS
}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in PAGES.items()}
HERE = r"\.venv/bin/python "  # how a command begins
SHOWN = re.compile(rf"^    {HERE}(.*?)(?:   .*)?$", re.MULTILINE)  # three blanks, and what it does
IN_PROSE = re.compile(rf"`{HERE}([^`]*)`")
WITH_OUTPUT = re.compile(
    rf"^    {HERE}([^\n]*)\n(?:\n(?:(?!```)[^\n]+\n)+)?\n```text\n(.*?)```", re.DOTALL | re.MULTILINE
)
IN_BLOCKS = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
OUTPUTS = [(page, *shown) for page in PAGES for shown in WITH_OUTPUT.findall(TEXTS[page])]
EVERY_PAGE = pytest.mark.parametrize("page", PAGES)


def run(words, folder):
    """A finished process of Python with these words, in a folder, on a terminal of 80 columns."""
    settings = {"COLUMNS": "80", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg"}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env={**os.environ, **settings}, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture
def run_here(command, monkeypatch):
    """Runs what .venv/bin/python is given, in a folder, on a terminal of 80 columns: (exit code, stdout, stderr).

    A command of the course runs in this process, all else in one of its own, which takes a second.
    """
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PATH", os.path.dirname(sys.executable), prepend=os.pathsep)  # as the environment is activated

    def run_in(folder, words):
        if words[:2] == ["-m", "course"]:
            monkeypatch.chdir(folder)
            return command(*words[2:])
        done = run(words, folder)
        return done.returncode, done.stdout, done.stderr

    return run_in


def marked(*values):
    """Values as a case of a test, which is skipped where it needs TensorFlow and there is none."""
    text = " ".join(values)
    return pytest.param(*values, marks=needs_tensorflow if "--engine tensorflow" in text else [])


# ---- the pages


def test_the_readme_is_short():
    lines = TEXTS["README.md"].splitlines()
    assert len(lines) <= MOST_LINES


def test_the_readme_leads_to_every_page():
    linked = set(re.findall(r"\]\(([^)#]+)", TEXTS["README.md"]))
    named = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")}
    assert named - linked == {"docs/containment.md"} and "](containment.md)" in TEXTS["docs/class.md"]
    assert named >= set(PAGES) - {"README.md"}


@pytest.mark.parametrize("page", [page for page in PAGES if page != "README.md"])
def test_a_page_begins_with_one_sentence_on_what_it_is_for(page):
    """And it is plain Markdown, so that the site can take it over."""
    title, blank, sentence, end, *_ = TEXTS[page].splitlines()
    assert re.match(r"# [A-Z]", title) and blank == end == ""
    assert re.fullmatch(r"This page \w[^.]*\.", sentence)
    outside = re.sub(r"^```.*?^```", "", TEXTS[page], flags=re.DOTALL | re.MULTILINE)
    assert len(re.findall(r"^# ", outside, re.MULTILINE)) == 1 and not re.search(
        r"^<(?!https:)|<!--", outside, re.MULTILINE
    )


def headings(path):
    """The headings of a page as its links have them: "Who does what" is who-does-what."""
    lines = re.findall(r"^#+ (.*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-") for line in lines]


@EVERY_PAGE
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#]*)#?([^)]*)\)", TEXTS[page])
    for file, heading in links:
        target = PAGES[page].parent / file if file else PAGES[page]
        assert file.startswith("https://") or target.exists(), file
        assert not heading or heading in headings(target), heading
    assert links or page in ("docs/card.md", "docs/json.md")


@EVERY_PAGE
def test_every_file_that_is_named_is_there(page):
    named = re.findall(r"`((?:course|data|docs|tests)/[\w./-]*|\d_\w+\.py)`", TEXTS[page])
    assert [file for file in named if not (ROOT / file).exists()] == []


# ---- what is printed


def test_the_readme_shows_what_the_first_lesson_prints_first():
    """After its title, which is underlined."""
    ((_, _, shown),) = [case for case in OUTPUTS if case[1] == "0_1D.py --step"]
    printed = (ROOT / "data" / "expected" / "0_1D.txt").read_text(encoding="utf-8")
    assert re.match(r"\s*.*\n=+\n\n", printed)
    assert re.sub(r"^\s*.*\n=+\n\n", "", printed, count=1).startswith(shown)


@pytest.mark.parametrize("page, words, printed", [marked(*case) for case in OUTPUTS if "0_1D" not in case[1]])
def test_commands_print_what_is_shown(page, words, printed, run_here):
    assert run_here(ROOT, shlex.split(words)) == (0, printed, "")


def test_every_output_that_is_shown_is_compared():
    """Every block of output is that of a command above it, or one of the two that have tests of their own."""
    blocks = sum(text.count("```text\n") for text in TEXTS.values())
    assert [(page, words.split()[2]) for page, words, _ in OUTPUTS if "0_1D" not in words] == [
        ("README.md", "why"), ("docs/own-numbers.md", "trace"), ("docs/own-numbers.md", "why"),
    ]  # fmt: skip
    assert blocks == 3 + 3


@pytest.mark.parametrize("page, word", [("docs/exercises.md", "check"), ("docs/own-numbers.md", "diagnose")])
def test_a_function_of_a_readers_own_is_told_what_is_shown(tmp_path, run_here, page, word):
    function, words, printed = re.search(
        rf"```python\n(import numpy[^`]*?)```\n\n`({word} .*?)` then prints\n\n```text\n(.*?)```",
        TEXTS[page],
        re.DOTALL,
    ).groups()
    (tmp_path / words.split()[1]).write_text(function, encoding="utf-8")
    code, out, err = run_here(tmp_path, ["-m", "course", *words.split()])
    assert (code, without_containment(err), out) == (1, "", printed)


# ---- what is typed

RUN_ELSEWHERE = ("-m pip", "-m pytest", "docs/build.py")  # by .ci/run
NEVER_ENDS = "-m course play"
TAKES_LONG = re.compile(r"-m course(?: --.*)?$|(?:docs/further/)?\w+\.py\b")  # runs lessons
MAY_FAIL = re.compile(" (?:check|diagnose) ")  # say 1 of a file that is not right, and how well it is contained


def commands_of(page):
    """The words after .venv/bin/python of every command that a page shows, in order."""
    found = [*SHOWN.finditer(TEXTS[page]), *IN_PROSE.finditer(TEXTS[page])]
    return [match[1].strip() for match in sorted(found, key=lambda match: match.start())]


def typed(page):
    """Those that are run here: without those that are shown with their output, and compared with it."""
    compared = [words for where, words, _ in OUTPUTS if where == page]
    others = [words for words in commands_of(page) if words not in compared]
    return [words for words in others if not words.startswith(RUN_ELSEWHERE)]


@pytest.fixture
def readers_folder(tmp_path):
    """A folder with the lessons, their data and a class's submissions, of which one file is right, and another right file."""
    for name in LESSONS:
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(
        ROOT / "docs" / "further", tmp_path / "docs" / "further", ignore=shutil.ignore_patterns("__pycache__")
    )
    (tmp_path / "submissions").mkdir()
    right = "import numpy\n\n\ndef convolve1d(signal, kernel, mode='full'):\n    return numpy.convolve(signal, kernel, mode)\n"
    (tmp_path / "submissions" / "anna_0_1D.py").write_text(right, encoding="utf-8")
    (tmp_path / "my_file.py").write_text(right, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("page", with_slow_cases(PAGES, every=2))
def test_every_command_runs_as_it_stands(page, readers_folder, run_here):
    """One after the other, as a reader would; of a lesson, and of a run of lessons, only what it would be is asked."""
    for words in typed(page):
        arguments, _, file = words.partition(" > ")
        for word in shlex.split(arguments):
            if re.search(r"\.(?:jpg|py)$", word) and not word.startswith("my_"):
                assert (readers_folder / word).is_file(), words
        if TAKES_LONG.match(arguments):
            arguments += " --list" if arguments.startswith("-m course") and "--list" not in arguments else ""
            arguments += " -h" if not arguments.startswith("-m course") else ""
        arguments += " -h" if arguments.startswith(NEVER_ENDS) else ""
        code, out, err = run_here(readers_folder, shlex.split(arguments))
        may_fail = MAY_FAIL.search(words)
        assert code in ((0, 1) if may_fail else (0,)), (words, err)
        assert out and (may_fail or err == ""), (words, err)


@EVERY_PAGE
def test_no_command_is_overlooked(page):
    """Outside of the blocks that .ci/run reads, a command is a line of its own or stands in `quotes`."""
    outside = re.sub(r"^```.*?^```", "", TEXTS[page], flags=re.DOTALL | re.MULTILINE)
    assert len(commands_of(page)) == outside.count(".venv/bin/python ")
    assert len(typed(page)) >= (0 if page == "docs/card.md" else 2)
    assert not re.search(r"\b(?:photo\.jpg|my_photo|my_digit)", TEXTS[page]), "there is no such picture"


@pytest.mark.parametrize(
    "page, code", [(page, code) for page in PAGES for code in IN_BLOCKS.findall(TEXTS[page])]
)
def test_every_piece_of_python_runs(page, code, tmp_path):
    done = run(["-c", code], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
