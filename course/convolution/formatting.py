"""Numbers as text: exact, aligned, in plain ASCII. One spelling for the lessons, the traces and the tables."""

import textwrap
from fractions import Fraction

from course.convolution.nested import plain


def number(value, decimal=False):
    """A number as text: ints and Fractions exactly, floats with six digits.

    decimal: write a Fraction with a point if that is exact and short (7/4 as 1.75), because the reader did.
    """
    if isinstance(value, float):
        return f"{value:.6g}"
    if decimal and isinstance(value, Fraction) and 10**9 % value.denominator == 0:
        whole, part = divmod(abs(value) * 10**9, 10**9)
        return f"{'-' * (value < 0)}{whole}.{int(part):09}".rstrip("0").rstrip(".")
    return str(value)


def factor(value, decimal=False):
    """A number as a factor of a product: in brackets if it is negative or a fraction."""
    text = number(value, decimal)
    return f"({text})" if text.startswith("-") or "/" in text else text


def table(rows, indent=2):
    """Rows of numbers, or of texts, with right-aligned columns: ints and Fractions exactly, floats shortest."""
    texts = [[str(value) for value in row] for row in plain(rows)]
    widths = [max(map(len, column)) for column in zip(*texts)]
    lines = ["  ".join(text.rjust(width) for text, width in zip(row, widths)) for row in texts]
    return "\n".join(" " * indent + line for line in lines)


def beside(blocks, gap=4):
    """Titled blocks of text, {title: text}, side by side: the lines of one text."""
    columns = [[title, *text.split("\n")] for title, text in blocks.items()]
    height = max(map(len, columns))
    widths = [max(map(len, column)) for column in columns]
    padded = [column + [""] * (height - len(column)) for column in columns]
    lines = zip(*[[line.ljust(width + gap) for line in column] for column, width in zip(padded, widths)])
    return ["".join(line).rstrip() for line in lines]


def fold(text, width, indent=""):
    """A paragraph as lines of at most so many characters; words, and names with hyphens, stay whole."""
    lines = textwrap.wrap(
        text, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
    return lines or [""]
