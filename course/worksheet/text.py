"""
A worksheet as plain text: problems with room for the answers, and the key.

It is ASCII in 80 columns, but for the commands of the key, which stay whole so that they can be copied. The sentences
that stand on a page as well (page.py) are made here.
"""

from course.convolution.formatting import beside, fold, number, table
from course.convolution.nested import number_of_axes
from course.own_numbers.typed_text import as_shown

PAPER_WIDTH = 80  # columns
INDENT = "   "

HOW_TO_FILL_IN = (
    "Rows and columns are counted from 0: y[1, 0] is row 1, column 0. There may be more cells than numbers: leave the "
    "others empty."
)


# ---- what text and page have in common


def rows_of_texts(values):
    """A number, a list or a table as a table of texts.

    Example: rows_of_texts([1, Fraction(1, 3)]) is [["1", "1/3"]], and rows_of_texts(7) is [["7"]].
    """
    axes = number_of_axes(values)
    if axes == 0:
        return [[number(values)]]
    rows = [values] if axes == 1 else values
    return [[number(value) for value in row] for row in rows]


def wrong_answer_sentence(wrong, parts):
    """A likely wrong answer as a sentence: the numbers, what was done, and the mistake's name in brackets."""
    which = f" for {parts[wrong.part].name}" if len(parts) > 1 else ""
    name = f" [{wrong.name}]" if wrong.name else ""
    return f"If you have {_in_one_line(wrong.values)}{which}: {wrong.says}{name}"


def _in_one_line(values):
    """An answer as why takes it, but for the ; behind a single row, which says there that it is a table."""
    if number_of_axes(values) == 0:
        return number(values)
    return as_shown(values)


def other_numbers(problem):
    """A sentence that leads to the command, and the command, which explains other answers to the first part."""
    which = f" for {problem.parts[0].name}" if len(problem.parts) > 1 else ""
    return f"Other numbers{which} are explained by", f'{problem.command} --got "YOUR NUMBERS"'


# ---- plain text


def sheet_as_text(sheet, answers=False):
    """The sheet as a text, with its key after it if answers is true; without a line end at its end."""
    lines = [sheet.title, "=" * len(sheet.title), ""]
    lines += fold(HOW_TO_FILL_IN, PAPER_WIDTH)
    for position, problem in enumerate(sheet.problems, start=1):
        lines += ["", *_heading(position, problem), *_problem(problem)]
    lines += ["", f"The key: {sheet.command}"]
    if answers:
        key_title = f"Key. {sheet.title}"
        lines += ["", "", key_title, "=" * len(key_title)]
        for position, problem in enumerate(sheet.problems, start=1):
            lines += ["", *_heading(position, problem), *_solution(problem)]
    return "\n".join(lines)


def _heading(position, problem):
    title = f"{position}. {problem.title}"
    return [title, "-" * len(title)]


def _problem(problem):
    """The task, what is given, and room for the answers."""
    lines = fold(problem.task, PAPER_WIDTH - len(INDENT))
    if problem.given:
        tables = {name: table(rows_of_texts(values)) for name, values in problem.given.items()}
        lines += ["", *beside(tables)]
    for part in problem.parts:
        lines += ["", *_room(part)]
    return _indented(lines)


def _room(part):
    """Lines with room for the answer to a part."""
    rows, columns = part.cells
    if columns == 1:
        return [f"{part.name}: ______"]
    lines = [f"{part.name}:"]
    for _ in range(rows):
        lines += ["", "  ".join(["  _____"] * columns)]
    return lines


def _solution(problem):
    """The right answers, the arithmetic, the likely wrong answers, and the command that explains others."""
    tables = {part.name: table(rows_of_texts(part.values)) for part in problem.parts}
    lines = [*beside(tables), "", *problem.worked, ""]
    for wrong in problem.wrong_answers:
        sentence = wrong_answer_sentence(wrong, problem.parts)
        lines += fold(sentence, PAPER_WIDTH - len(INDENT), "  ")
    if problem.command:
        lines += ["", *other_numbers(problem)]
    return _indented(lines)


def _indented(lines):
    return [f"{INDENT}{line}".rstrip() for line in lines]
