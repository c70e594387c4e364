"""
A lesson's questions: ask() ends a cell, answer() is in the next one, and what is said to guesses is here.

    # %% The copies add up
    # What do you hear at each moment? All copies that arrive then, added.
    ask("What do you hear at the second moment?")

    # %%
    # At the second moment 3 still echoes with 3*1, and 4 begins with 4*2.
    heard = [3 * 2, 3 * 1 + 4 * 2]
    answer(heard[1])

A plain run prints the question, the answer, and as the reason the prose of the answer's cell: a reader who
sees only what is printed gets the reason, too, and one who reads the file beside it sees where it stands.
"""

import html
import inspect
from pathlib import Path

from course.convolution.formatting import fold
from course.lessons.cells import cell_with_line, cells_in, paragraphs
from course.lessons.guesses import SHOW_ME, Judgement, answer_as_text, judge, wanted_form
from course.lessons.lesson import running_lesson
from course.lessons.wrong_guesses import likely_wrong_answers, reason_for
from course.terminal.dialogue import typed_line


class ShownQuestion:
    """A question as a notebook or a page shows it: below its cell, with its answer in the next one."""

    def __init__(self, question):
        self.question = question

    def __repr__(self):
        return f"Question: {self.question}"

    def _repr_html_(self):
        return f'<p class="question"><strong>Question:</strong> {html.escape(self.question)}</p>'


class FoldedAnswer:
    """An answer that is hidden in a notebook until the reader opens it."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return f"Answer: {self.text}"

    def _repr_html_(self):
        return f"<details><summary>Answer</summary><p>{html.escape(self.text)}</p></details>"


def ask(question):
    """Put a question whose answer the next cell works out and gives to answer(): the last call of its cell.

    A script prints it, and with --predict waits for a guess. In a notebook or on a page the returned object
    shows it.
    """
    running_lesson.question = question
    running_lesson.guess = None
    if running_lesson.place != "script":
        return ShownQuestion(question)
    print()
    print_folded(f"Question: {question}")
    if running_lesson.predict:
        _wait_for_guess()


def answer(value):
    """Give the answer to the question of the cell before; nothing is printed before it.

    value: a number, a word, True or False, or a tuple, list or array of numbers. A script says what there is
    to say to a guess, then prints the answer and its reason, the first paragraph of the prose of this cell.
    In a notebook the answer is folded; on a page the whole cell is.
    """
    running_lesson.answer = value
    text = answer_as_text(value)
    if running_lesson.place == "notebook":
        _show_in_notebook(FoldedAnswer(text))
    elif running_lesson.place == "page":
        print(f"Answer: {text}")
    elif not running_lesson.stepping:  # else step.py judges the guess and shows the answer above its cell
        if running_lesson.guess is not None:
            discuss_guess(running_lesson.question, value, typed_line)
        print_folded(f"Answer: {text}")
        reason = _reason_in_cell(inspect.currentframe().f_back)
        if reason:
            print_folded(f"Because: {reason}")
    running_lesson.question = None
    running_lesson.guess = None


def print_folded(text):
    """Print a paragraph, folded at the lesson's columns; the lines below its first are indented."""
    print("\n".join(fold(text, running_lesson.columns, "  ")))


def _show_in_notebook(folded):
    """Show a FoldedAnswer below its cell; where there is no notebook, as in some editors, it is printed."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ModuleNotFoundError:
        print(folded)
        return
    if get_ipython() is None:
        print(folded)
    else:
        display(folded)


def _reason_in_cell(frame):
    """The first paragraph of the prose of the cell that a frame of the script is in; "" without any."""
    if running_lesson.file is None or Path(frame.f_code.co_filename).resolve() != running_lesson.file:
        return ""
    cells = cells_in(running_lesson.file.read_text(encoding="utf-8"))
    reasons = paragraphs(cell_with_line(cells, frame.f_lineno).prose)
    return reasons[0] if reasons else ""


# ---- guesses


def _wait_for_guess():
    """Remember what is typed at the question; at the end of the input, answers are printed from here on."""
    try:
        running_lesson.guess = typed_line("Your guess: ")
    except EOFError:
        running_lesson.predict = False
        print()


def discuss_guess(question, value, read):
    """Say what there is to say to the reader's guess, with a second try, and count it.

    value: the answer. read(prompt): the next line that is typed; EOFError at the end of the input.
    """
    others = likely_wrong_answers(question, value)
    guess = _understood_guess(running_lesson.guess, value, others, read)
    if guess in SHOW_ME:
        running_lesson.passed_over += 1
        return
    running_lesson.guesses += 1
    if judge(guess, value, others) is Judgement.RIGHT:
        running_lesson.right_guesses += 1
        print("Right.")
        return
    _print_not_quite(reason_for(guess, question, value), "Try once more.")
    guess = _understood_guess(_next_guess("Second try: ", read), value, others, read)
    if guess in SHOW_ME:
        return
    if judge(guess, value, others) is Judgement.RIGHT:
        running_lesson.right_guesses += 1
        running_lesson.right_at_second_try += 1
        print("Right.")
    else:
        _print_not_quite(reason_for(guess, question, value))


def _understood_guess(guess, value, others, read):
    """The guess, or if it is not understood the one that is typed when the wanted form has been said.

    So each try may be typed twice; what is not understood even then counts as wrong.
    """
    if guess in SHOW_ME or judge(guess, value, others) is not Judgement.UNCLEAR:
        return guess
    print_folded(f"This is not clear enough. {wanted_form(value)}")
    return _next_guess("Your guess: ", read)


def _print_not_quite(*sentences):
    """Say that a guess is not right, and these sentences; empty ones are left out."""
    print_folded(" ".join(["Not quite.", *filter(None, sentences)]))


def _next_guess(prompt, read):
    """The next guess that is typed; "", which asks for the answer, at the end of the input."""
    try:
        return read(prompt)
    except EOFError:
        running_lesson.predict = False
        print()
        return ""
