"""Numbers as text: exact, aligned, in plain ASCII. One spelling for the lessons, the traces and the tables."""

import textwrap
from fractions import Fraction

from course.convolution.nested import plain


def number(value, decimal=False):
    """A number as text: ints and Fractions exactly, floats with six digits.

    decimal: write a Fraction with a point if that is exact and short (7/4 as 1.75), because the reader did.

    Example: of -7/4, 1.75 * 10**9 is 1 and 750000000, which is written -1.750000000 and shortened to -1.75.
    """
    if isinstance(value, float):
        return f"{value:.6g}"
    if decimal and isinstance(value, Fraction) and 10**9 % value.denominator == 0:
        sign = "-" if value < 0 else ""
        whole, billionths = divmod(abs(value) * 10**9, 10**9)
        return f"{sign}{whole}.{int(billionths):09}".rstrip("0").rstrip(".")
    return str(value)


def factor(value, decimal=False):
    """A number as a factor of a product: in brackets if it is negative or a fraction."""
    text = number(value, decimal)
    return f"({text})" if text.startswith("-") or "/" in text else text


def counted(number, thing):
    """How many things there are, as text.

    Example: counted(1, "line") is "1 line"; counted(2, "line") is "2 lines".
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def listed_with_and(texts):
    """Texts as one reads them: "a", "a and b", "a, b and c"."""
    return _listed(texts, "and")


def listed_with_or(texts):
    """The same with "or".

    Example: listed_with_or(["a", "b", "c"]) is "a, b or c".
    """
    return _listed(texts, "or")


def _listed(texts, word):
    *others, last = texts
    return f"{', '.join(others)} {word} {last}" if others else last


def table(rows, indent=2):
    """Rows of numbers, or of texts, with right-aligned columns: ints and Fractions exactly, floats shortest.

    Example: 1 -20 / 300 4 becomes the lines "    1  -20" and "  300    4".
    """
    texts = [[str(value) for value in row] for row in plain(rows)]
    widths = [max(map(len, column)) for column in zip(*texts)]
    lines = []
    for row in texts:
        cells = [text.rjust(width) for text, width in zip(row, widths)]
        lines.append(" " * indent + "  ".join(cells))
    return "\n".join(lines)


def beside(blocks, gap=4):
    """Titled blocks of text, {title: text}, side by side: the lines of one text.

    Example: {"x": "1\\n2", "sum": "3"} becomes "x    sum", "1    3" and "2".
    """
    columns = [[title, *text.split("\n")] for title, text in blocks.items()]
    height = max(len(column) for column in columns)
    padded_columns = []
    for column in columns:
        width = max(len(line) for line in column) + gap
        filled = column + [""] * (height - len(column))
        padded_columns.append([line.ljust(width) for line in filled])
    return ["".join(parts).rstrip() for parts in zip(*padded_columns)]


def fold(text, width, indent=""):
    """A paragraph as lines of at most so many characters; words, and names with hyphens, stay whole.

    indent: what every line but the first begins with. A word longer than the width has a line of its own.
    """
    lines = textwrap.wrap(
        text, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
    return lines or [""]
