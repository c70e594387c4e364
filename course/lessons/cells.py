"""A lesson's source as its cells: of each the heading, the prose and the code, with their lines in the file."""

import ast
import re
from typing import NamedTuple

CELL = "# %%"  # a line that begins with it begins a cell


class Cell(NamedTuple):
    """A cell of a lesson. Cell 0 is what stands before the first one: the docstring, the imports, begin().

    heading: "" where there is none; of cell 0 the title. prose: the comment below the heading, a text a line,
    without its "#"; of cell 0 the docstring below the title. code: (line number, line) of all that follows,
    without empty lines around it. first, last: its lines in the file, counted from 1.
    """

    number: int
    heading: str
    prose: list
    code: list
    first: int
    last: int


def cells_in(source):
    """The Cells of a lesson's source, in order, cell 0 first. SyntaxError if it is not Python."""
    lines = source.splitlines()
    docstring_end = _end_of_docstring(source)
    starts = [place for place, line in enumerate(lines) if line.startswith(CELL) and place >= docstring_end]
    first_cell = starts[0] if starts else len(lines)
    title, about = _title_and_rest(ast.get_docstring(ast.parse(source)) or "")
    cells = [Cell(0, title, about, _code(lines, docstring_end, first_cell), 1, first_cell)]
    for start, end in zip(starts, [*starts[1:], len(lines)]):
        heading = lines[start].removeprefix(CELL).strip()
        code_start = start + 1
        while code_start < end and lines[code_start].startswith("#"):
            code_start += 1
        prose = [re.sub("^# ?", "", line).rstrip() for line in lines[start + 1 : code_start]]
        cells.append(Cell(len(cells), heading, prose, _code(lines, code_start, end), start + 1, end))
    return cells


def _end_of_docstring(source):
    """The number of lines up to the end of the docstring; 0 without one."""
    tree = ast.parse(source)
    if ast.get_docstring(tree) is None:
        return 0
    return tree.body[0].end_lineno


def _title_and_rest(docstring):
    """The first line of a docstring, and the lines below it without a rule under the title."""
    title, *rest = docstring.splitlines() or [""]
    if rest and set(rest[0]) == {"="}:
        rest = rest[1:]
    return title, rest


def _code(lines, start, end):
    """(line number, line) of the lines from start up to end, counted from 0; no empty ones around them.

    Example: of the lines "", "x = 1" and "" the code is (2, "x = 1").
    """
    numbered = [(place + 1, lines[place].rstrip()) for place in range(start, end)]
    while numbered and not numbered[0][1]:
        numbered.pop(0)
    while numbered and not numbered[-1][1]:
        numbered.pop()
    return numbered


def cell_with_line(cells, number):
    """The Cell that a line of the file belongs to."""
    return next(cell for cell in cells if cell.first <= number <= cell.last)


def paragraphs(prose):
    """Lines of prose as paragraphs, each a text in one line.

    A line that begins with "- " begins one, as an item of a list; a line that is indented by four blanks or
    more, such as a formula, stays as it is.

    Example: of "One", "line.", "" and "Two" it is ["One line.", "Two"].
    """
    found = []
    open_ended = False  # whether the next line may go on with the last paragraph
    for line in prose:
        is_item = line.startswith("- ")
        as_it_is = line.startswith("    ")
        if not line.strip():
            open_ended = False
        elif as_it_is:
            found.append(line)
            open_ended = False
        elif open_ended and not is_item:
            found[-1] += " " + line.strip()
        else:
            found.append(line.strip())
            open_ended = True
    return found


def codes_of_cells(source, file, cells):
    """The compiled statements of each Cell, in order; their errors name the file and its own lines."""
    statements = [[] for _ in cells]
    for statement in ast.parse(source).body:
        statements[cell_with_line(cells, statement.lineno).number].append(statement)
    modules = [ast.Module(body, type_ignores=[]) for body in statements]
    return [compile(module, str(file), "exec", dont_inherit=True) for module in modules]
