"""Numbers as text: exact, aligned, in plain ASCII. One spelling for the lessons, the traces and the tables."""

import textwrap
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction

from course.convolution.nested import plain

MOST_DIGITS = 13  # of a decimal that is written exactly
ROUNDED_DIGITS = 9  # of one that would be longer
LONGEST_FRACTION = 9  # characters of a fraction that is readable beside decimals


def number(value, decimal=False):
    """A number as text: ints and Fractions exactly, floats with six digits.

    decimal: write a Fraction with a point, because the reader did: exactly if that is short (7/4 as 1.75), else
    rounded, behind a "~"; a short one that has no end as a point would have it, such as 1/3, stays a fraction.

    Example: number(Fraction(7, 4), True) is "1.75"; number(Fraction(2, 3) / 10**9, True) is "~6.66666667e-10".
    """
    if isinstance(value, float):
        return f"{value:.6g}"
    if not decimal or not isinstance(value, Fraction) or value.denominator == 1:
        return str(value)
    exact = _as_decimal(value, MOST_DIGITS)
    if Fraction(exact) == value:
        return _decimal_text(exact)
    if len(str(value)) <= LONGEST_FRACTION and not _has_an_end(value):
        return str(value)
    return f"~{_decimal_text(_as_decimal(value, ROUNDED_DIGITS))}"


def number_or_open(value, decimal=False):
    """number(), and "?" for None: a number that was left open."""
    return "?" if value is None else number(value, decimal)


def _as_decimal(value, digits):
    """A Fraction as the nearest Decimal of so many digits, however small or large it is."""
    context = Context(prec=digits, Emin=MIN_EMIN, Emax=MAX_EMAX)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def _has_an_end(value):
    """Whether a Fraction has finitely many decimals: no prime but 2 and 5 divides what is below its line."""
    return 10 ** value.denominator.bit_length() % value.denominator == 0


def _decimal_text(value):
    """A Decimal without zeros at its end; very small and very large ones with an exponent.

    Example: of Decimal("0.2500") it is 0.25, of Decimal("1E-20") it is 1e-20.
    """
    _, digits, exponent = value.as_tuple()
    if -MOST_DIGITS < len(digits) + exponent <= MOST_DIGITS:
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, _, power = f"{value:e}".partition("e")
    return f"{mantissa.rstrip('0').rstrip('.') if '.' in mantissa else mantissa}e{int(power)}"


def factor(value, decimal=False):
    """A number as a factor of a product: in brackets if it is negative or a fraction."""
    text = number(value, decimal)
    return f"({text})" if text.startswith(("-", "~-")) or "/" in text else text


def capitalized(sentence):
    """A sentence with a capital letter at its beginning.

    Example: capitalized("a mean does that") is "A mean does that".
    """
    return f"{sentence[0].upper()}{sentence[1:]}"


def counted(number, thing):
    """How many things there are, as text.

    Example: counted(1, "line") is "1 line"; counted(2, "line") is "2 lines".
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def mode_in_words(mode):
    """A mode by its name; "SAME" as TensorFlow's, since NumPy's "same" differs from it by capitals alone."""
    return f"TensorFlow's mode {mode}" if mode == "SAME" else f"mode {mode}"


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
