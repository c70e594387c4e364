"""A lesson followed cell by cell, on a terminal as a reader has it. Its words: tests/golden/step.txt."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from support.cli import posix
from support.files import ROOT
from support.golden import GOLDEN, check_golden
from support.lesson_source import cells_of, source_of

from course.lessons import step
from course.lessons.lesson import RunningLesson, running_lesson

pytestmark = posix
PROMPT = "leaves: |> |Second try: |Your guess: "
STYLE = "\033["


@pytest.fixture
def folder(tmp_path):
    """An empty folder with the small lessons of tests/golden/lessons/."""
    shutil.copytree(GOLDEN / "lessons", tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def terminal(folder):
    """Starts a small lesson, or another program, on a terminal: terminal(words, columns=80, **environment)."""
    from support.terminal import Terminal

    opened = []

    def start(*words, **settings):
        settings = {"PYTHONPATH": str(ROOT), "COURSE_FIGURES": str(folder / "figures")} | settings
        opened.append(Terminal(words, folder, **settings))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


@pytest.fixture
def followed(terminal):
    """Follows a lesson with these lines typed, up to its end: (exit code, what was on the screen)."""

    def follow(words, *keys, **settings):
        screen = terminal(*words.split(), **settings)
        for key in keys:
            screen.type(key, PROMPT)
        return screen.end(), screen.said

    return follow


def edited(folder, name, old, new):
    """The path of a copy of a small lesson in which a piece, which stands in it once, is another."""
    source = (folder / name).read_text(encoding="utf-8")
    assert source.count(old) == 1
    path = folder / "edited.py"
    path.write_text(source.replace(old, new), encoding="utf-8")
    return path


# ---- one session, word for word


def test_golden_step(followed, tmp_path, request):
    """A line of the golden file holds the words after python, and behind a / what is typed."""

    def session(*words):
        place = words.index("/")
        code, said = followed(" ".join(words[:place]), *words[place + 1 :])
        return code, said.replace(sys.executable, ".venv/bin/python"), ""

    check_golden("step", session, tmp_path, request.config.getoption("--update-golden"))


# ---- what is shown, and when


def shown_cells(said):
    """The numbers of the cells that were shown, in order; 0 for the beginning."""
    return [int(number or 0) for number in re.findall(r"^-- (?:(\d+) of \d+)?", said, re.MULTILINE)]


def test_enter_goes_on_to_the_end(followed):
    code, said = followed("echoes.py --step", *[""] * 9)
    assert code == 0 and shown_cells(said) == [0, 1, 2, 3, 4, 5, 6, 7, 8]


def test_b_shows_the_cell_before_and_runs_nothing(followed, folder):
    edited(folder, "echoes.py", "# It prints nothing.\n", "# It counts.\nopen('runs', 'a').write('x')\n")
    code, said = followed("edited.py --step", *["", "", "", "", "", "b", "b", "b", "", "", "", "", "q"])
    assert code == 0 and shown_cells(said) == [0, 1, 2, 3, 4, 5, 4, 3, 2, 3, 4, 5, 6]
    assert (folder / "runs").read_text() == "x"


def test_a_cell_looks_the_same_when_it_is_shown_again(followed):
    _, said = followed("echoes.py --step", *["", "", "", "", "b", "b", "b", "b", "", "", "", "q"])
    pages = re.split(r"(?=^-- )", said, flags=re.MULTILINE)[1:]
    assert len(pages) == 12

    def page(text):
        kept = re.split("Enter goes on|Your guess|This question is not asked again", text)[0]
        return kept.strip()

    firsts, again = pages[:5], pages[5:]
    for number, shown in zip([3, 2, 1, 0, 1, 2, 3], again):
        assert page(shown) == page(firsts[number])


def test_there_is_nothing_before_the_beginning(followed):
    code, said = followed("echoes.py --step", "b", "b", "", "q")
    assert code == 0 and shown_cells(said) == [0, 1] and said.count("This is the beginning.") == 2


def test_other_keys_do_nothing(followed):
    code, said = followed("echoes.py --step", "x", "help", "", "q")
    assert code == 0 and shown_cells(said) == [0, 1] and said.count("There is no question here.") == 2


@pytest.mark.parametrize(
    "keys, number", [(["q"], 1), (["", "q"], 2), (["", "", "", "b", "q"], 4), (["", "", "q"], 3)]
)
def test_q_leaves_and_says_how_to_go_on(followed, terminal, keys, number):
    code, said = followed("echoes.py --step", *keys)
    assert code == 0
    command = said.strip().splitlines()[-1].strip()
    assert command == f"{sys.executable} echoes.py --step {number}"
    again = terminal(*command.split()[1:])
    again.wait_for(PROMPT)
    assert shown_cells(again.said) == ([] if number == 3 else [number])


def test_the_command_names_the_readers_own_picture(followed, folder):
    shutil.copy(ROOT / "data" / "bird.jpg", folder / "my bird.jpg")
    edited(folder, "echoes.py", "begin(__doc__)", "begin(__doc__, picture='bird.jpg')")
    (folder / "to_follow.py").write_text(
        "import runpy, sys\nsys.argv = ['edited.py', 'my bird.jpg', '--step']\nrunpy.run_path('edited.py', run_name='__main__')\n"
    )
    code, said = followed("to_follow.py", "q")
    assert code == 0 and said.strip().endswith("edited.py 'my bird.jpg' --step 1")


def test_the_last_cell_says_that_it_is_the_last(followed):
    code, said = followed("echoes.py --step 8", "q")
    assert code == 0 and "That was the last cell." in said and "--step" not in said


def test_the_end_of_the_input_leaves(terminal):
    screen = terminal("echoes.py", "--step")
    screen.wait_for(PROMPT)
    screen.press("d")
    assert screen.end() == 0 and screen.said.strip().endswith("--step 1")


# ---- --step 5


def test_the_cells_before_run_first_without_being_shown(followed):
    code, said = followed("echoes.py --step 4", "b", "b", "", "q")
    before, _, after = said.partition("-- 4 of 8")
    assert code == 0 and "Cells 1 to 3 run first" in before and "The lists are" not in before
    assert shown_cells(after) == [3, 2, 3] and "They are [4, 9, 5]" in after and "Question: How many" in after


def test_a_question_is_put_again_where_its_answer_is_to_come(followed):
    code, said = followed("echoes.py --step 3", "3", "q")
    assert code == 0 and said.index("Question: How many") < said.index("Right.") < said.index("-- 3 of 8")


@pytest.mark.parametrize("number", [9, 99999])
def test_a_cell_that_is_not_there_is_refused_in_one_line(followed, number):
    code, said = followed(f"echoes.py --step {number}")
    assert code == 2 and said == f"echoes.py: there is no cell {number}: --step takes a number from 1 to 8\n"


@pytest.mark.parametrize("words", ["0", "-1", "x", "1.5", "1" * 5000, "photo.jpg"])
def test_what_is_no_number_is_refused_in_one_line(followed, words):
    code, said = followed(f"echoes.py --step {words}")
    assert code == 2 and said.startswith("echoes.py: ") and said.count("\n") == 1 and len(said) < 400


# ---- questions


def test_the_guess_comes_before_anything_of_the_answers_cell(terminal):
    screen = terminal("echoes.py", "--step", "2")
    screen.wait_for("> ")
    assert "added" not in screen.said and "Each list has two" not in screen.said
    screen.type("4", PROMPT)
    screen.wait_for("Second try: ")
    assert (
        "added" not in screen.said
        and "Each list has two" not in screen.said
        and "They are" not in screen.said
    )
    screen.type("three", PROMPT)
    screen.wait_for("leaves: ")
    right, answer, reason, code, printed = map(
        screen.said.index,
        ("Right.", "Answer: 3", "Each list has two", "answer(len(added))", "They are [4, 9, 5]"),
    )
    assert right < answer < reason < code < printed and "Because" not in screen.said


@pytest.mark.parametrize("keys, score", [
    (["3", "no", "3x1"], "3 of 3 right."), (["2", "3", "", ""], "1 of 1 right, 1 of them at the second try. 2 questions"),
    (["2", "4", "n", "1x3", "3 1"], "2 of 3 right, 1 of them at the second try."),
    (["many", "3", "?", "3x1"], "2 of 2 right. 1 question you passed over."),
])  # fmt: skip
def test_guesses_are_counted(terminal, keys, score):
    screen = terminal("echoes.py", "--step", "2")
    typed = list(keys)
    while True:
        screen.wait_for(f"{PROMPT}")
        if screen.said.endswith("Enter ends, b goes back, q leaves: "):
            break
        at_a_question = not screen.said.endswith("leaves: ")
        screen.type(typed.pop(0) if at_a_question else "", PROMPT)
    assert not typed and f"You guessed {score}" in screen.said


def test_without_a_guess_the_score_is_not_printed(followed):
    _, said = followed("echoes.py --step", *[""] * 9)
    assert "You guessed" not in said


@pytest.mark.parametrize("key, wish", [("b", "back"), ("q", "leave")])
def test_at_a_question_b_and_q_mean_the_same(followed, key, wish):
    keys = [key, "q"] if key == "b" else [key]
    code, said = followed("echoes.py --step 2", *keys)
    assert code == 0 and shown_cells(said) == ([2, 1] if wish == "back" else [2]) and "Not quite" not in said


@pytest.mark.parametrize("keys", [["4", "q"], ["4", "Quit"], ["many", "q"], ["4", "many", "q"]])
def test_q_leaves_at_every_try_and_the_question_waits(followed, terminal, keys):
    code, said = followed("echoes.py --step 2", *keys)
    assert code == 0 and shown_cells(said) == [2] and "Answer" not in said and "Right" not in said
    assert said.count("Not quite") == keys.count("4")
    command = said.strip().splitlines()[-1].strip()
    assert command.endswith("echoes.py --step 3")
    again = terminal(*command.split()[1:])
    again.type("3", PROMPT)
    again.wait_for(PROMPT)
    assert "Question: How many" in again.said and "Right." in again.said


def test_the_end_of_the_input_leaves_at_the_second_try(terminal):
    screen = terminal("echoes.py", "--step", "2")
    screen.type("4", PROMPT)
    screen.wait_for("Second try: ")
    screen.press("d")
    assert screen.end() == 0 and screen.said.strip().endswith("--step 3") and "Answer" not in screen.said


NOT_ASKED_AGAIN = "This question is not asked again: its answer is in the next cell."


@pytest.mark.parametrize("guess", [["3"], ["4", "7"], [""], ["?"]])
def test_a_question_that_was_answered_is_not_asked_again_and_says_so(followed, guess):
    code, said = followed("echoes.py --step 2", *guess, "b", "", "b", "q")
    pages = re.split(r"(?=^-- )", said, flags=re.MULTILINE)[1:]
    assert code == 0 and shown_cells(said) == [2, 3, 2, 3, 2]
    assert [NOT_ASKED_AGAIN in page for page in pages] == [False, False, True, False, True]
    assert ["Your guess" in page for page in pages] == [True, False, False, False, False]
    assert pages[2].index("Question:") < pages[2].index(NOT_ASKED_AGAIN) < pages[2].index("Enter goes on")


def test_of_cells_that_ran_unseen_questions_are_not_asked_either(followed):
    _, said = followed("echoes.py --step 4", "b", "b", "b", "q")
    pages = re.split(r"(?=^-- )", said, flags=re.MULTILINE)[1:]
    assert [NOT_ASKED_AGAIN in page for page in pages] == [False, False, True, False]


def test_a_question_that_still_waits_is_asked_after_going_back(followed):
    code, said = followed("echoes.py --step 2", "b", "", "3", "q")
    assert (
        code == 0 and shown_cells(said) == [2, 1, 2, 3] and NOT_ASKED_AGAIN not in said and "Right." in said
    )


def test_a_cell_that_answers_and_asks_says_it_too(followed):
    _, said = followed("echoes.py --step 6", "", "", "b", "q")
    assert said.count(NOT_ASKED_AGAIN) == 1 and shown_cells(said) == [6, 7, 6]


def test_a_question_that_nobody_answers_is_no_trap(followed, folder):
    edited(folder, "echoes.py", "answer(added == added[::-1])\n", "")
    code, said = followed("edited.py --step 5", "4", "q")
    assert code == 0 and shown_cells(said) == [5, 6]
    assert "Not quite" not in said and "not clear" not in said and "Answer" not in said


# ---- errors, endings


@pytest.mark.parametrize("old, new, exit_code, says", [
    ("print(total([4, 5]))", "print(totl([4, 5]))", 1, "NameError"),
    ("    return math.fsum(numbers)", "    return math.fsum(number)", 1, "NameError"),
    ('print("They are", added)', "assert added == [], 'not empty'", 1, "this check does not hold any more"),
    ('print("The beginning has run.")', "import numyp", 1, "numyp"),
    ('print("The beginning has run.")', 'raise ModuleNotFoundError("", name="PIL")', 2, "pip install pillow"),
])  # fmt: skip
def test_an_error_names_the_files_own_line(followed, folder, old, new, exit_code, says):
    path = edited(folder, "echoes.py", old, new)
    line = path.read_text(encoding="utf-8").split(new)[0].count("\n") + 1
    screen_code, said = followed("edited.py --step 4")
    assert screen_code == exit_code and says in said and "Traceback" not in said
    assert "pillow" in says or f"edited.py, line {line}: " in said


def test_what_an_answers_cell_printed_before_its_error_is_shown(followed, folder):
    edited(folder, "echoes.py", 'print("They are", added)', 'print("They are", added)\nprint(1 / 0)')
    code, said = followed("edited.py --step 3", "3")
    assert code == 1 and said.index("They are [4, 9, 5]") < said.index("ZeroDivisionError")


def test_ctrl_c_ends_it_quietly(terminal):
    screen = terminal("echoes.py", "--step")
    screen.wait_for(PROMPT)
    screen.press("c")
    assert screen.end() == 130 and "Traceback" not in screen.said


def test_a_terminal_that_is_closed_ends_it(terminal):
    screen = terminal("echoes.py", "--step")
    screen.wait_for(PROMPT)
    assert screen.hang_up() != 0 or screen.process.poll() is not None


@pytest.mark.parametrize("missing", ["stdin", "stdout"])
def test_without_a_terminal_it_is_the_plain_run(folder, missing):
    import pty

    plain = subprocess.run(
        [sys.executable, "echoes.py"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    parent, child = pty.openpty()
    streams = {
        "stdin": child,
        "stdout": child,
        missing: subprocess.PIPE if missing == "stdout" else subprocess.DEVNULL,
    }
    done = subprocess.run(
        [sys.executable, "echoes.py", "--step", "3"],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, timeout=60, **streams,
    )  # fmt: skip
    os.close(child)
    out = done.stdout if missing == "stdout" else os.read(parent, 65536).replace(b"\r\n", b"\n")
    os.close(parent)
    assert (done.returncode, done.stderr) == (0, b"")
    assert out.decode() == plain.stdout and "Because: Each list has two" in plain.stdout


# ---- how it looks


@pytest.mark.parametrize("columns, widest", [(200, 80), (80, 80), (60, 60), (40, 40), (20, 40)])
def test_it_keeps_to_the_width_of_the_terminal(followed, columns, widest):
    _, said = followed("echoes.py --step", *["", "", "3", "", "q"], columns=columns)
    own = said.partition("To go on here")[0].splitlines()
    lengths = [len(line) for line in own if not re.search("The lists|leaves: ", line)]
    assert max(lengths) == widest


def test_code_stands_as_in_the_file_with_its_line_numbers(followed, folder):
    _, said = followed("echoes.py --step", *[""] * 9)
    shown = {int(number): text for number, text in re.findall(r"^ *(\d+) \|(?: (.*))?$", said, re.MULTILINE)}
    lines = dict(enumerate((folder / "echoes.py").read_text(encoding="utf-8").splitlines(), start=1))
    assert len(shown) > 25
    for number, text in shown.items():
        assert lines[number].startswith(text)
    code = {number for number, line in lines.items() if number > 9 and line and not line.startswith("#")}
    assert code <= shown.keys()


def test_letters_are_bold_and_dim_where_the_terminal_shows_them(followed):
    _, said = followed("echoes.py --step", "q", TERM="xterm")
    assert step.BOLD in said and step.DIM in said
    plain = re.sub(r"\033\[\d+m", "", said)
    assert plain == followed("echoes.py --step", "q")[1]


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "dumb"}, {"TERM": ""}])
def test_there_are_no_codes_where_they_are_not_wanted(followed, settings):
    _, said = followed("echoes.py --step", "", "q", **settings)
    assert STYLE not in said


def test_what_a_cell_prints_comes_as_it_is_printed(terminal, folder):
    edited(
        folder, "echoes.py", "print(total([4, 5]))", "import time\nprint('first', flush=True)\ntime.sleep(30)"
    )
    screen = terminal("edited.py", "--step")
    screen.type("", PROMPT)
    started = time.monotonic()
    screen.wait_for("first\n")
    assert time.monotonic() - started < 20
    os.killpg(screen.process.pid, signal.SIGKILL)


# ---- where a terminal is not at hand


@pytest.fixture
def windows(monkeypatch):
    monkeypatch.setattr(step.os, "name", "nt")
    for name in ("TERM", "WT_SESSION", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_on_windows_codes_are_used_where_they_are_known(windows):
    assert step.BOLD not in step._bold("x")
    windows.setenv("WT_SESSION", "1")
    assert step.BOLD in step._bold("x")


def test_on_windows_the_command_is_quoted_its_way(windows):
    for name, value in vars(RunningLesson()).items():
        windows.setattr(running_lesson, name, value)
    windows.setattr(step.sys, "executable", "C:\\a b\\python.exe")
    windows.setattr(step.sys, "argv", ["0_1D.py"])
    assert step._how_to_go_on(3, 9)[1] == '  "C:\\a b\\python.exe" 0_1D.py --step 3'


# ---- the lessons


def test_a_lesson_can_be_followed_to_its_end(terminal, tmp_path):
    name = "0_1D.py"
    screen = terminal(str(ROOT / name), "--step")
    while not screen.said.endswith("Enter ends, b goes back, q leaves: "):
        screen.type("", PROMPT)
        screen.wait_for(PROMPT)
    screen.type("", PROMPT)
    assert screen.end() == 0
    assert shown_cells(screen.said) == list(range(len(cells_of(source_of(name))) + 1))
    assert max(map(len, screen.said.splitlines())) <= max(80, len(str(tmp_path)) + 40)
