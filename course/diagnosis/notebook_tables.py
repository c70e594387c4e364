"""What is known of numbers as a notebook shows it, in HTML: sentences, two tables beside each other,
worked-out numbers.
"""

from html import escape
from itertools import zip_longest

from course.convolution.formatting import number, number_or_open
from course.convolution.nested import flat, shape
from course.own_numbers.trace_text import first_and_last, output_label


def sentences_as_html(sentences):
    """A paragraph for each sentence."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def numbers_as_html(given, right, agree, names, decimal=False):
    """A table of given numbers and of the right ones, nested lists of one or two axes.

    agree: for each given number, in order, whether it is right, or None where the sizes differ; those that
    differ are marked. names: what the two are called, such as ("given", "asked for"). Large ones lose their
    middle.

    Two signals stand below each other, so that numbers of one index are in one column; two images stand side
    by side.
    """
    name, other = names
    marked = []
    for value, is_right in zip(flat(given), agree or [True] * len(list(flat(given)))):
        text = escape(number_or_open(value, decimal))
        marked.append(f"<td>{text}</td>" if is_right else f"<td><mark>{text}*</mark></td>")
    plain = [f"<td>{escape(number(value, decimal))}</td>" for value in flat(right)]
    if agree is not None:
        name = f"{name} (* differs)"
    if len(shape(right)) == 1:
        rows = _signals_below_each_other({name: marked, other: plain})
    else:
        rows = _images_side_by_side(
            {name: _in_rows(marked, shape(given)[1]), other: _in_rows(plain, shape(right)[1])}
        )
    return _table(rows)


def worked_out_as_html(index, ways):
    """A table of the output at an index, worked out in these Ways; nothing where there is none."""
    if not ways:
        return ""
    lines = [["<th>output</th>", "<th>worked out</th>", "<th>value</th>"]]
    for way in ways:
        cells = f"{output_label(index)} {way.name}", way.sum, way.result
        lines.append([f"<td>{escape(cell)}</td>" for cell in cells])
    return _table(lines)


def _table(rows):
    lines = [f"<tr>{''.join(cells)}</tr>" for cells in rows]
    return f"<table>{''.join(lines)}</table>"


def _in_rows(cells, columns):
    """Cells as the rows of a table; what is left out stands as "...".

    Example: _in_rows(["a", "b", "c", "d"], 2) is [["a", "b"], ["c", "d"]].
    """
    gap = "<td>...</td>"
    rows = [first_and_last(cells[start : start + columns], gap) for start in range(0, len(cells), columns)]
    return first_and_last(rows, [gap] * len(rows[0]))


def _signals_below_each_other(cells_of):
    """Rows of a table: the indices, then a row for each of {name: cells}."""
    longest = max(map(len, cells_of.values()))
    indices = [f"<th>{output_label((i,))}</th>" for i in range(longest)]
    rows = [["<th></th>", *first_and_last(indices, "<th>...</th>")]]
    for name, cells in cells_of.items():
        filled = cells + ["<td></td>"] * (longest - len(cells))
        rows.append([f"<th>{escape(name)}</th>", *first_and_last(filled, "<td>...</td>")])
    return rows


def _images_side_by_side(rows_of):
    """Rows of a table: the names, then the rows of each of {name: rows}, an empty column between them."""
    names = [f'<th colspan="{len(rows[0])}">{escape(name)}</th>' for name, rows in rows_of.items()]
    lines = [[names[0], "<th></th>", names[1]]]
    given, right = rows_of.values()
    for one, other in zip_longest(given, right):
        left = one or ["<td></td>"] * len(given[0])
        lines.append([*left, "<td></td>", *(other or ["<td></td>"] * len(right[0]))])
    return lines
