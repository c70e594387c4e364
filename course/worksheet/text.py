"""
A worksheet on paper: problems with room for the answers, and the key; as plain text, or as a page to print.

What stands on it is decided in command.py; here is only how it looks. The text is ASCII in 80
columns, but for the commands of the key, which stay whole so that they can be copied. The page needs nothing
but itself.
"""

from course.convolution.formatting import beside, fold, number, table
from course.own_numbers.typed_text import as_typed

WIDTH, INDENT = 80, "   "


COUNTED = "Rows and columns are counted from 0: y[1, 0] is row 1, column 0."
SPARE = "There may be more cells than numbers: leave the others empty."
BEFORE = "If you have "


# ---- what text and page have in common


def rows_of_texts(values):
    """A number, a list or a table as rows of texts."""
    if not isinstance(values, list):
        return [[number(values)]]
    if isinstance(values[0], list):
        return [list(map(number, row)) for row in values]
    return [list(map(number, values))]


def _typed(values):
    """An answer in a line of text, as why takes it; one row needs no ; here."""
    return as_typed(values).removesuffix(";") if isinstance(values, list) else number(values)


def if_you_have(wrong, parts):
    """A likely wrong answer as a sentence."""
    part = f" for {parts[wrong.part].name}" if len(parts) > 1 else ""
    name = f" [{wrong.name}]" if wrong.name else ""
    return f"{BEFORE}{_typed(wrong.values)}{part}: {wrong.says}{name}"


def why_command(problem):
    """Who explains other answers, and the command."""
    which = f" for {problem.parts[0].name}" if len(problem.parts) > 1 else ""
    return f"Other numbers{which} are explained by", f'{problem.command} --got "YOUR NUMBERS"'


# ---- plain text


def text(sheet, answers=False):
    """The sheet as lines of text, with its key after it if answers."""
    lines = [sheet.title, "=" * len(sheet.title), "", *fold(f"{COUNTED} {SPARE}", WIDTH)]
    for place, problem in enumerate(sheet.problems, start=1):
        lines += ["", *_asked(place, problem)]
    lines += ["", f"The key: {sheet.command}"]
    return [*lines, "", "", *_key(sheet)] if answers else lines


def _asked(place, problem):
    given = {name: table(rows_of_texts(values)) for name, values in problem.given.items()}
    room = [line for part in problem.parts for line in _blank(part)]
    return [
        *_headed(place, problem),
        *_indented(fold(problem.task, WIDTH - len(INDENT))),
        *(["", *_indented(beside(given))] if given else []),
        *_indented(room),
    ]


def _headed(place, problem):
    title = f"{place}. {problem.title}"
    return [title, "-" * len(title)]


def _indented(lines):
    return [f"{INDENT}{line}".rstrip() for line in lines]


def _blank(part):
    """Lines with room for an answer."""
    rows, columns = part.cells
    if columns == 1:
        return ["", f"{part.name}: ______"]
    return [
        "",
        f"{part.name}:",
        *[line for _ in range(rows) for line in ("", "  ".join(["  _____"] * columns))],
    ]


def _key(sheet):
    title = f"Key. {sheet.title}"
    lines = [title, "=" * len(title)]
    for place, problem in enumerate(sheet.problems, start=1):
        lines += ["", *_headed(place, problem), *_solved(problem)]
    return lines


def _solved(problem):
    """The key of one problem."""
    right = beside({part.name: table(rows_of_texts(part.values)) for part in problem.parts})
    lines = [*right, "", *problem.worked, ""]
    for wrong in problem.wrongs:
        lines += fold(if_you_have(wrong, problem.parts), WIDTH - len(INDENT), "  ")
    lines += ["", *why_command(problem)] if problem.command else []
    return _indented(lines)
