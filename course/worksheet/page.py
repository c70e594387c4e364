"""A worksheet as a page to print: one HTML file that needs nothing but itself."""

import html

from course.worksheet.text import COUNTED, SPARE, if_you_have, rows_of_texts, why_command

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
    given = [_table(name, rows_of_texts(values)) for name, values in problem.given.items()]
    room = [_table(part.name, [[""] * part.cells[1]] * part.cells[0], "room") for part in problem.parts]
    return f"<p>{html.escape(problem.task)}</p>\n{_together(given)}{_together(room)}"


def _solved_html(problem):
    right = [_table(part.name, rows_of_texts(part.values)) for part in problem.parts]
    items = [f"<li>{html.escape(if_you_have(wrong, problem.parts))}</li>" for wrong in problem.wrongs]
    worked = html.escape("\n".join(problem.worked))
    return f"{_together(right)}<pre>{worked}</pre>\n<ul>\n{chr(10).join(items)}\n</ul>{_why_html(problem)}"


def _why_html(problem):
    if not problem.command:
        return ""
    says, command = map(html.escape, why_command(problem))
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
