"""
A worksheet as a page to print: one HTML file that needs nothing but itself.

page.html is the page, page.css how it looks; the pieces of a page that repeat, or that not every page has, are the
templates below. Every text is escaped where it is put into one.
"""

from html import escape
from pathlib import Path
from string import Template

from course.worksheet.text import HOW_TO_FILL_IN, other_numbers, rows_of_texts, wrong_answer_sentence

HERE = Path(__file__).parent

KEY = Template("""\
<section class="key">
<h1>Key. $title</h1>
$solutions
</section>
""")
ARTICLE = Template("""\
<article>
<h2>$position. $title</h2>
$content
</article>""")
SOLUTION = Template("""\
$answers<pre>$worked</pre>
<ul>
$wrong_answers
</ul>""")
OTHER_NUMBERS = Template("""
<p>$sentence <code>$command</code></p>""")
TABLES = Template("""\
<div class="tables" tabindex="0">
$tables
</div>
""")
TABLE = Template('<table class="$kind"><caption>$name</caption>$rows</table>')


def sheet_as_page(sheet, answers=False):
    """The sheet as the text of an HTML file, with its key on a new page if answers is true."""
    problems = []
    solutions = []
    for position, problem in enumerate(sheet.problems, start=1):
        problems.append(_article(position, problem, _problem(problem)))
        solutions.append(_article(position, problem, _solution(problem)))
    title = escape(sheet.title)
    page = Template((HERE / "page.html").read_text(encoding="utf-8"))
    return page.substitute(
        title=title,
        description=f"{title}, {'with its key' if answers else 'to print'}",
        style=(HERE / "page.css").read_text(encoding="utf-8"),
        how_to_fill_in=escape(HOW_TO_FILL_IN),
        problems="\n".join(problems),
        command=escape(sheet.command),
        key=KEY.substitute(title=title, solutions="\n".join(solutions)) if answers else "",
    )


def _article(position, problem, content):
    return ARTICLE.substitute(position=position, title=escape(problem.title), content=content)


def _problem(problem):
    """The task, what is given, and room for the answers."""
    given = [_table(name, rows_of_texts(values)) for name, values in problem.given.items()]
    room = []
    for part in problem.parts:
        rows, columns = part.cells
        room.append(_table(part.name, [[""] * columns] * rows, "room"))
    return f"<p>{escape(problem.task)}</p>\n{_side_by_side(given)}{_side_by_side(room)}"


def _solution(problem):
    """The right answers, the arithmetic, the likely wrong answers, and the command that explains others."""
    answers = [_table(part.name, rows_of_texts(part.values)) for part in problem.parts]
    sentences = [wrong_answer_sentence(wrong, problem.parts) for wrong in problem.wrong_answers]
    solution = SOLUTION.substitute(
        answers=_side_by_side(answers),
        worked=escape("\n".join(problem.worked)),
        wrong_answers="\n".join(f"<li>{escape(sentence)}</li>" for sentence in sentences),
    )
    if not problem.command:
        return solution
    sentence, command = other_numbers(problem)
    return solution + OTHER_NUMBERS.substitute(sentence=escape(sentence), command=escape(command))


def _side_by_side(tables):
    return TABLES.substitute(tables="\n".join(tables)) if tables else ""


def _table(name, rows, kind="given"):
    """A table of texts with its caption; more than one column are numbered from 0, and more than one row.

    Example: the rows [["3", "4"]] become <tr><th scope="col">0</th><th scope="col">1</th></tr> and
    <tr><td>3</td><td>4</td></tr>.
    """
    number_columns = len(rows[0]) > 1
    number_rows = len(rows) > 1
    lines = []
    if number_columns:
        corner = '<td class="corner"></td>' if number_rows else ""
        numbers = "".join(f'<th scope="col">{column}</th>' for column in range(len(rows[0])))
        lines.append(f"<tr>{corner}{numbers}</tr>")
    for number, row in enumerate(rows):
        row_number = f'<th scope="row">{number}</th>' if number_rows else ""
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in row)
        lines.append(f"<tr>{row_number}{cells}</tr>")
    return TABLE.substitute(kind=kind, name=escape(name), rows="".join(lines))
