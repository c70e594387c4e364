"""
A lesson in a terminal, cell by cell: python 0_1D.py --step, or --step 5 to begin with cell 5.

Of each cell come the heading, the prose, the code, and then what it prints. Enter goes on; b shows the cell
before again, without running it; q leaves. After a question the reader's guess comes first, then the next
cell. A question that has its answer is not asked again when its cell is shown again.

begin() hands over to step_through(), which runs the statements of the lesson's file one cell after the other,
in the lesson's own namespace and under the file's own name: so its errors name its own lines. Those before
begin() have run once already; they are imports, which are not felt twice.
"""

import io
import os
import shlex
import shutil
import subprocess
import sys
import textwrap
from contextlib import redirect_stdout

from course.convolution.formatting import fold
from course.errors import Unusable
from course.lessons.cells import cells_in, codes_of_cells, paragraphs
from course.lessons.guesses import answer_as_text
from course.lessons.lesson import LINE_WIDTH, running_lesson
from course.lessons.questions import discuss_guess, print_folded
from course.paths import DATA
from course.terminal.dialogue import typed_line

FEWEST_COLUMNS = 40  # columns
MOST_COLUMNS = 80
BACK = ("b", "back")
LEAVE = ("q", "quit")
KEYS = "Enter goes on, b goes back, q leaves: "
KEYS_AT_THE_END = "Enter ends, b goes back, q leaves: "
KEYS_AT_A_QUESTION = "Your guess, or Enter to see the answer (b goes back, q leaves):"
NOT_ASKED_AGAIN = "This question is not asked again: its answer is in the next cell."
BOLD = "\033[1m"
DIM = "\033[2m"
PLAIN = "\033[0m"


class _ReaderLeaves(Exception):
    """The reader has typed q, or has ended the input."""


def step_through(names, first):
    """Show the running lesson cell by cell, from its cell `first` on; 0 is what stands before its first cell.

    names: the global variables of the lesson. Unusable, in one line, if it has no such cell. What a cell
    raises is raised.
    """
    running_lesson.stepping = True
    running_lesson.columns = min(LINE_WIDTH, _columns())
    source = running_lesson.file.read_text(encoding="utf-8")
    cells = cells_in(source)
    last = cells[-1].number
    if first > last:
        raise Unusable(f"there is no cell {first}: --step takes a number from 1 to {last}")
    shown = _Shown(cells, codes_of_cells(source, running_lesson.file, cells), names)
    if first:
        shown.run_unseen(first)
    if running_lesson.question is None:
        shown.go_on()
    else:  # its answer is in the cell to begin with
        print()
        print_folded(f"Question: {running_lesson.question}")
    try:
        _follow(shown)
    except _ReaderLeaves:
        print("\n".join(_how_to_go_on(len(shown.pages), last)))


def _follow(shown):
    """Go on and back as the reader wishes, up to the end of the lesson. _ReaderLeaves where the reader does."""
    while True:
        wish = shown.next_wish()
        if wish == "back":
            shown.go_back()
        elif shown.at_the_end():
            return
        else:
            shown.go_on()


def _typed(prompt):
    """The line that is typed behind a prompt. _ReaderLeaves for q, and at the end of the input."""
    try:
        typed = typed_line(prompt)
    except EOFError:  # Ctrl-D, or the terminal is gone
        print()
        raise _ReaderLeaves from None
    if typed.casefold() in LEAVE:
        raise _ReaderLeaves
    return typed


class _Shown:
    """What has been shown of a lesson: pages, each the text of a cell that has run, and which is in sight."""

    def __init__(self, cells, codes, names):
        self.cells = cells
        self.codes = codes
        self.names = names
        self.pages = []
        self.in_sight = -1

    def at_the_end(self):
        """Whether the last cell is in sight."""
        return self.in_sight == len(self.cells) - 1

    def at_the_newest(self):
        """Whether the cell in sight is the last that has run."""
        return self.in_sight == len(self.pages) - 1

    # ---- the reader's wishes

    def next_wish(self):
        """What the reader wants: "on" or "back". A guess is remembered, and wants to go on."""
        if self.at_the_newest() and running_lesson.question is not None:
            return self._wish_at_a_question()
        while True:
            typed = _typed(_dimmed(KEYS_AT_THE_END if self.at_the_end() else KEYS))
            if typed.casefold() in BACK:
                return "back"
            if not typed:
                return "on"
            print("There is no question here.")

    def _wish_at_a_question(self):
        for line in fold(KEYS_AT_A_QUESTION, _columns()):
            print(_dimmed(line))
        typed = _typed(_dimmed("> "))
        if typed.casefold() in BACK:
            return "back"
        running_lesson.guess = typed
        return "on"

    def go_back(self):
        """Show the cell before again."""
        if self.in_sight == 0:
            print("This is the beginning.")
            return
        self.in_sight -= 1
        print(self.pages[self.in_sight])

    def go_on(self):
        """Show the next cell again, or run it if it has not run yet."""
        self.in_sight += 1
        if self.in_sight < len(self.pages):
            print(self.pages[self.in_sight])
        elif running_lesson.question is None:
            self._run_in_sight()
        else:
            self._run_answer()

    # ---- running

    def run_unseen(self, first):
        """Run the cells before cell `first`, and what stands before them all, and show nothing of it."""
        if first > 1:
            cells = "Cell 1 runs" if first == 2 else f"Cells 1 to {first - 1} run"
            print_folded(f"{cells} first, without being shown.")
        while len(self.pages) < first:
            self.in_sight += 1
            printed = io.StringIO()
            question = running_lesson.question
            self._run(printed)
            self._keep_answer_page(question, printed.getvalue())

    def _run_in_sight(self):
        """Run the next cell: its prose and code are shown first, then what it prints as it comes."""
        top = self._top()
        print(top)
        printed = _Copied(sys.stdout)
        self._run(printed)
        self._keep_page(top, printed.getvalue())
        if printed.getvalue():
            print()

    def _run_answer(self):
        """Run the cell of an answer: the guess is judged before anything of the cell is seen."""
        question = running_lesson.question
        guess = running_lesson.guess
        printed = io.StringIO()
        try:
            self._run(printed)
        except BaseException:
            print(printed.getvalue(), end="")
            raise
        if running_lesson.answer is not None:
            running_lesson.guess = guess
            discuss_guess(question, running_lesson.answer, _typed)
            running_lesson.guess = None
        self._keep_answer_page(question, printed.getvalue())
        print(self.pages[-1])

    def _run(self, stdout):
        """Run the code of the cell in sight, with what it prints written to a stream."""
        running_lesson.answer = None
        with redirect_stdout(stdout):
            exec(self.codes[self.in_sight], self.names)

    def _keep_page(self, top, printed):
        """Remember a page as it was shown: its top, an empty line, and what the cell printed."""
        printed = printed.lstrip("\n")
        self.pages.append(f"{top}\n{printed}" if printed else top)

    def _keep_answer_page(self, question, printed):
        """Remember the page of a cell that ran when this question waited, and say on the page before that it is
        answered. question: None where none waited.
        """
        if question is not None and running_lesson.answer is not None:
            self.pages[-1] += "\n".join(["", *fold(NOT_ASKED_AGAIN, _columns()), ""])
        self._keep_page(self._top(answered=question), printed)

    # ---- a page

    def _top(self, answered=None):
        """A page of the cell in sight up to what it prints: heading, answer if it has one, prose, code."""
        cell = self.cells[self.in_sight]
        lines = ["", self._heading(cell), ""]
        if answered is not None and running_lesson.answer is not None:
            text = f"Answer: {answer_as_text(running_lesson.answer)}"
            lines += [*map(_bold, fold(text, _columns(), "  ")), ""]
        lines += _flowing(cell.prose, _columns())
        if cell.code:
            lines += ["", *_numbered(cell.code, _columns()), ""]
        return "\n".join(lines)

    def _heading(self, cell):
        """The rule above a cell, with its number and its heading."""
        words = [f"{cell.number} of {len(self.cells) - 1}"] if cell.number else []
        words += [cell.heading] if cell.heading else []
        columns = _columns()
        return _bold(f"-- {': '.join(words)} ".ljust(columns, "-")[:columns])


class _Copied(io.StringIO):
    """A stream that writes to another one as well, and keeps what was written.

    Empty lines before all else are dropped.
    """

    def __init__(self, stream):
        super().__init__()
        self.stream = stream

    def write(self, text):
        if not self.getvalue():
            text = text.lstrip("\n")
        self.stream.write(text)
        return super().write(text)

    def flush(self):
        self.stream.flush()

    def isatty(self):
        return self.stream.isatty()


# ---- text


def _columns():
    """The columns of the terminal, at least 40 and at most 80."""
    return max(FEWEST_COLUMNS, min(MOST_COLUMNS, shutil.get_terminal_size().columns))


def _flowing(prose, columns):
    """Lines of prose as paragraphs that fit the columns, with an empty line between them.

    There is none between the items of a list, and none between lines that stay as they are.
    """
    lines = []
    kind_before = None
    for paragraph in paragraphs(prose):
        kind = paragraph[:2] if paragraph[:2] in ("- ", "  ") else None  # an item of a list, a line as it is
        if lines and (kind is None or kind != kind_before):
            lines.append("")
        if kind == "  ":
            lines.append(paragraph)
        else:
            lines += fold(paragraph, columns, "  " if kind == "- " else "")
        kind_before = kind
    return lines


def _numbered(code, columns):
    """Lines of code with their numbers in the file; one that is too long goes on below, without a number."""
    lines = []
    for number, text in code:
        margin = f"{number:>3} | "
        for piece in _pieces(text, columns - len(margin)):
            piece = piece.rstrip()
            lines.append(_dimmed(margin) + piece if piece else _dimmed(margin.rstrip()))
            margin = "    | "
    return lines


def _pieces(line, room):
    """A line of code in pieces of at most so many characters, broken at blanks where there are any."""
    pieces = textwrap.wrap(
        line, room, drop_whitespace=False, break_on_hyphens=False, expand_tabs=False, replace_whitespace=False
    )
    return pieces or [""]


def _how_to_go_on(next_cell, last):
    """The lines that say how to go on with the next cell, as a command that can be typed as it stands."""
    if next_cell > last:
        return ["That was the last cell."]
    words = [_nearest(sys.executable), sys.argv[0]]
    picture = running_lesson.picture
    if picture is not None and picture.parent != DATA:
        words.append(str(picture))  # the reader's own
    words += ["--step", str(max(next_cell, 1))]
    command = subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
    return ["To go on here:", f"  {command}"]


def _nearest(program):
    """The path of a program, from the current folder if it is below it."""
    folder = os.getcwd() + os.sep
    return program.removeprefix(folder) if os.sep in program.removeprefix(folder) else program


# ---- bold and dim letters


def _bold(text):
    return BOLD + text + PLAIN if _has_styles() else text


def _dimmed(text):
    return DIM + text + PLAIN if _has_styles() else text


def _has_styles():
    """Whether the terminal shows bold and dim letters, and the reader wants them (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if os.name == "nt":  # older consoles print the codes themselves
        return bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))
    return bool(os.environ.get("TERM"))
