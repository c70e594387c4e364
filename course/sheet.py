"""
A worksheet on paper: problems with room for the answers, and the key; as plain text, or as a page to print.

What stands on it is decided in course/worksheet.py; here is only how it looks. The text is ASCII in 80
columns, but for the commands of the key, which stay whole so that they can be copied. The page needs nothing
but itself.
"""

import html
from typing import NamedTuple

from course.reasons import as_typed
from course.shown import beside, fold, number, table

WIDTH, INDENT = 80, "   "
LINE, GRID = (
    (1, 8),
    (4, 6),
)  # (rows, columns) of the room for an answer of unknown size: it gives nothing away
COUNTED = "Rows and columns are counted from 0: y[1, 0] is row 1, column 0."
SPARE = "There may be more cells than numbers: leave the others empty."
BEFORE = "If you have "


class Part(NamedTuple):
    """Something to be found: a number, a list or a table of numbers.

    room: (rows, columns) where the task says how many there are.
    """

    name: str
    values: object
    room: tuple = ()

    @property
    def cells(self):
        """(rows, columns) of the room for the answer."""
        depth = 0 if not isinstance(self.values, list) else 1 + isinstance(self.values[0], list)
        return self.room or ((1, 1), LINE, GRID)[depth]


class Wrong(NamedTuple):
    """A likely wrong answer: to which part (its place), its values, what it is; name: that in the bank."""

    part: int
    values: object
    says: str
    name: str = ""


class Problem(NamedTuple):
    """One problem and its key.

    given: {name: list or table}. parts: Parts. worked: lines of arithmetic. wrongs: Wrongs. command: what
    explains other answers to the first part, but for the numbers; "" where nothing does.
    """

    title: str
    task: str
    given: dict
    parts: list
    worked: list
    wrongs: list
    command: str = ""


class Sheet(NamedTuple):
    """Problems, and where they come from; lesson is None for a sheet of all lessons."""

    seed: int
    lesson: int | None
    problems: list

    @property
    def title(self):
        """What stands on top, so that the key can be found again."""
        about = "all lessons" if self.lesson is None else f"lesson {self.lesson}"
        return f"Convolution with pencil and paper: {about}, seed {self.seed}"

    @property
    def command(self):
        """What prints the key."""
        chosen = "" if self.lesson is None else f" --lesson {self.lesson}"
        return f"python -m course worksheet --seed {self.seed}{chosen} --answers"


# ---- what text and page have in common


def _rows(values):
    """A number, a list or a table as rows of texts."""
    if not isinstance(values, list):
        return [[number(values)]]
    if isinstance(values[0], list):
        return [list(map(number, row)) for row in values]
    return [list(map(number, values))]


def _typed(values):
    """An answer in a line of text, as why takes it; one row needs no ; here."""
    return as_typed(values).removesuffix(";") if isinstance(values, list) else number(values)


def _if_you_have(wrong, parts):
    """A likely wrong answer as a sentence."""
    part = f" for {parts[wrong.part].name}" if len(parts) > 1 else ""
    name = f" [{wrong.name}]" if wrong.name else ""
    return f"{BEFORE}{_typed(wrong.values)}{part}: {wrong.says}{name}"


def _why(problem):
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
    given = {name: table(_rows(values)) for name, values in problem.given.items()}
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
    right = beside({part.name: table(_rows(part.values)) for part in problem.parts})
    lines = [*right, "", *problem.worked, ""]
    for wrong in problem.wrongs:
        lines += fold(_if_you_have(wrong, problem.parts), WIDTH - len(INDENT), "  ")
    lines += ["", *_why(problem)] if problem.command else []
    return _indented(lines)


# ---- a page

STYLE = """
@page { margin: 16mm 15mm; }
body { max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; color: #000; background: #fff;
       font: 11pt/1.4 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.3em; } h2 { font-size: 1.05em; margin: 0 0 .3em; } p { margin: .3em 0; }
.name { margin: 1em 0; } .line { display: inline-block; width: 14em; border-bottom: 1px solid #000; }
article { break-inside: avoid; margin: 1.6em 0; }
.tables { display: flex; flex-wrap: wrap; gap: .6em 2.2em; align-items: flex-start; margin: .5em 0; }
table { border-collapse: collapse; } caption { text-align: left; white-space: nowrap; }
td { border: 1px solid #000; min-width: 2em; height: 1.5em; padding: 0 .3em; text-align: right; }
.room td { min-width: 3em; height: 2em; } td.corner { border: 0; height: auto; }
th { font: italic .75em sans-serif; padding: 0 .4em; }
pre, code { font: 8.5pt/1.25 Consolas, "DejaVu Sans Mono", monospace; }
pre { margin: .5em 0; white-space: pre-wrap; } code { overflow-wrap: anywhere; }
ul { margin: .3em 0; padding-left: 1.2em; }
.key { break-before: page; font-size: .86em; line-height: 1.3; } .key pre, .key code { font-size: 8pt; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
"""


def page(sheet, answers=False):
    """The sheet as the text of an HTML file, with its key on a new page if answers."""
    problems = list(enumerate(sheet.problems, start=1))
    asked = "\n".join(_article(place, problem, _asked_html(problem)) for place, problem in problems)
    solved = "\n".join(_article(place, problem, _solved_html(problem)) for place, problem in problems)
    title = html.escape(sheet.title)
    key = f'<section class="key">\n<h1>Key. {title}</h1>\n{solved}\n</section>\n' if answers else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<section>
<h1>{title}</h1>
<p class="name">Name: <span class="line"></span> Date: <span class="line"></span></p>
<p>{html.escape(f"{COUNTED} {SPARE}")}</p>
{asked}
<p>The key: <code>{html.escape(sheet.command)}</code></p>
</section>
{key}</main>
</body>
</html>
"""


def _article(place, problem, content):
    return f"<article>\n<h2>{place}. {html.escape(problem.title)}</h2>\n{content}\n</article>"


def _asked_html(problem):
    given = [_table(name, _rows(values)) for name, values in problem.given.items()]
    room = [_table(part.name, [[""] * part.cells[1]] * part.cells[0], "room") for part in problem.parts]
    return f"<p>{html.escape(problem.task)}</p>\n{_together(given)}{_together(room)}"


def _solved_html(problem):
    right = [_table(part.name, _rows(part.values)) for part in problem.parts]
    items = [f"<li>{html.escape(_if_you_have(wrong, problem.parts))}</li>" for wrong in problem.wrongs]
    worked = html.escape("\n".join(problem.worked))
    return f"{_together(right)}<pre>{worked}</pre>\n<ul>\n{chr(10).join(items)}\n</ul>{_why_html(problem)}"


def _why_html(problem):
    if not problem.command:
        return ""
    says, command = map(html.escape, _why(problem))
    return f"\n<p>{says} <code>{command}</code></p>"


def _together(tables):
    return f'<div class="tables">\n{chr(10).join(tables)}\n</div>\n' if tables else ""


def _table(name, rows, kind="given"):
    """A table with its caption, its columns and rows numbered from 0; a single number needs no numbering."""
    numbered = len(rows[0]) > 1
    corner = '<td class="corner"></td>' if len(rows) > 1 else ""
    head = "".join(f'<th scope="col">{place}</th>' for place in range(len(rows[0])))
    lines = [f"<tr>{corner}{head}</tr>"] if numbered else []
    for place, row in enumerate(rows):
        side = f'<th scope="row">{place}</th>' if len(rows) > 1 else ""
        lines.append(f"<tr>{side}{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>")
    return f'<table class="{kind}"><caption>{html.escape(name)}</caption>{"".join(lines)}</table>'
