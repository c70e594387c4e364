"""Probes in words: numbers as one line, and calls as they would be typed."""

import re

from course.convolution.formatting import number
from course.convolution.nested import shape
from course.diagnosis.probes import is_of_bytes

MOST_LETTERS = 240  # of numbers in a line
INPUT = 2000  # letters of an input in a call: all of it


def probe_in_words(probe):
    """A probe as the call of a function f(x, h, mode)."""
    x, h, options = probe
    steps = {name: options[name] for name in ("stride", "dilation") if name in options}
    return call_in_words("f", (x, h, options["mode"]), steps)


def call_in_words(name, arguments, options):
    """A call as it would be typed.

    Example: call_in_words("f", ([1, 2], "same"), {"stride": 2}) is "f([1, 2], 'same', stride=2)".
    """
    parts = [as_text(value, INPUT) for value in arguments]
    parts += [f"{option}={value!r}" for option, value in options.items()]
    return f"{name}({', '.join(parts)})"


def as_text(value, most=MOST_LETTERS):
    """Numbers, an array or nested lists of them, or an option as one line; what is long loses its middle.

    One image, channel and filter among four axes are written as a table, with the shape that it has. An array is
    written as it would be typed.

    Example: as_text([0.5, Fraction(1, 4)]) is "[0.5, 0.25]", and of an array of these "np.array([0.5, 0.25])".
    """
    if hasattr(value, "tolist"):
        return _array_in_words(value, most)
    if not isinstance(value, list):
        return repr(value)
    table = _single_table(value)
    text = _list_in_words(value if table is None else table)
    if len(text) > most:
        text = f"{text[: most - 80]} ... {text[-60:]}"
    return text if table is None else f"{text} in shape {shape(value)}"


def _array_in_words(array, most):
    """An array as it would be typed: np.array([1, 2], np.uint8), np.array([1.0, nan])."""
    values = array.tolist()
    table = _single_table(values)
    text = as_text(values if table is None else table, most)
    if array.dtype.kind == "f":
        text = re.sub(r"\b(nan|inf)\b", r"np.\1", text)
        if not re.search(r"[.n/]", text):  # else they would be whole numbers
            text = re.sub(r"(\d)\b", r"\1.0", text)
    kind = ", np.uint8" if is_of_bytes(array) else ""
    form = "" if table is None else f".reshape{shape(values)}"
    return f"np.array({text}{kind}){form}"


def _single_table(values):
    """The table in four axes that hold only one: (1, rows, columns, 1) or (rows, columns, 1, 1); else None."""
    sizes = shape(values)
    if len(sizes) != 4 or sizes[3] != 1:
        return None
    if sizes[0] == 1:  # one image
        return [[pixel[0] for pixel in row] for row in values[0]]
    if sizes[2] == 1:  # one filter
        return [[weight[0][0] for weight in row] for row in values]
    return None


def _list_in_words(values):
    """Nested lists as Python prints them, with fractions as decimals where those are exact."""
    if isinstance(values, list):
        return f"[{', '.join(map(_list_in_words, values))}]"
    return number(values, decimal=True)
