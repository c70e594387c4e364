"""
A mistake as a picture: its input and kernel, and what should come of them beside what the mistake makes of them.

It is SVG for a page's own text: its colours are those of the page, so that it can be read where the page is dark.
"""

from html import escape
from itertools import zip_longest

from course.convolution.formatting import number
from course.convolution.nested import number_of_axes, shape

CELL = 40  # height of a cell, in the picture's units
DIGIT = 11  # width of a letter
GAP, TITLE = 28, 26
MARGIN = 4


def picture_of_mistake(example):
    """The SVG element of an Example (course/practice/mistakes_command.py)."""
    request = example.request
    wanted, given = planes(request.output), planes(example.values)
    same_shape = shape(request.output) == shape(example.values)
    groups = [
        ("input", planes(request.x), None),
        ("kernel", planes(request.h), None),
        ("asked for", wanted, None),
        (
            "with the mistake (* differs)" if same_shape else "with the mistake",
            given,
            wanted if same_shape else None,
        ),
    ]
    parts, x, height = [], MARGIN, 0
    for title, tables, right in groups:
        drawn, width, bottom = _column(title, tables, right, x)
        parts += drawn
        x += width + GAP
        height = max(height, bottom)
    width = x - GAP + MARGIN
    label = escape(_label(example, same_shape), quote=True)
    head = (
        f'<svg class="mistake-picture" role="img" aria-label="{label}" viewBox="0 0 {width} {height + MARGIN}" '
        f'style="width: {width / 16:g}rem">'
    )
    return "".join([head, *parts, "</svg>"])


def planes(values):
    """Nested lists as tables of rows: a signal as one row, of channels one table each.

    An input has its channels last, (rows, columns, channels), a kernel also its filters,
    (rows, columns, channels, filters): first come the channels of the first filter.
    Example: planes([[[1, 2]], [[3, 4]]]), 2x1 with two channels, is [[[1], [3]], [[2], [4]]].
    """
    axes = number_of_axes(values)
    if axes == 1:
        return [[values]]
    if axes == 2:
        return [values]
    _, _, *further = shape(values)
    places = [[]]
    for size in reversed(further):
        places = [[index, *place] for place in places for index in range(size)]
    return [[[_at(cell, place) for cell in row] for row in values] for place in places]


def _at(cell, place):
    for index in place:
        cell = cell[index]
    return cell


def _label(example, same_shape):
    """What the picture shows, in words."""
    wanted, given = (shape(values) for values in (example.request.output, example.values))
    if not same_shape:
        return f"Asked for are {_size(wanted)} numbers; with the mistake there are {_size(given)}."
    return "The input, the kernel, the numbers asked for, and those that the mistake gives, with the wrong ones marked."


def _size(sizes):
    return "x".join(map(str, sizes))


def _column(title, tables, right_tables, x):
    """Tables below each other under a title: (elements, width, bottom). right_tables: what unmarked cells agree with."""
    cell = max(
        CELL, *(DIGIT * len(number(value)) + 12 for rows in tables for row in rows for value in row), CELL
    )
    width = max(cell * max((len(rows[0]) for rows in tables if rows), default=1), DIGIT * len(title) * 0.8)
    parts = [f'<text class="title" x="{x}" y="{TITLE - 8}">{escape(title)}</text>']
    y = TITLE
    for rows, right_rows in zip_longest(tables, right_tables or []):
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                wrong = right_rows is not None and value != right_rows[i][j]
                parts.append(_cell(x + j * cell, y, cell, number(value), wrong))
            y += CELL
        y += 10
    return parts, width, y - 10


def _cell(x, y, width, text, wrong):
    kind = ' class="wrong"' if wrong else ""
    middle, baseline = x + width / 2, y + CELL / 2 + 6
    return (
        f'<g{kind}><rect x="{x}" y="{y}" width="{width}" height="{CELL}"/>'
        f'<text x="{middle:g}" y="{baseline:g}">{escape(text)}{"*" if wrong else ""}</text></g>'
    )
