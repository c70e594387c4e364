"""Numbers and requests as a reader would type them."""

from course.convolution.formatting import number
from course.convolution.nested import shape


def as_options(given):
    """The input and the kernel of a Request or a Probe as options: --input "3 4 5" --kernel "2 1".

    A kernel of one row needs no mark beside an image; but beside a column, which may as well be a signal.
    """
    is_image = len(shape(given.x)) == 2 and shape(given.x)[1] > 1
    kernel = as_shown(given.h) if is_image else as_typed(given.h)
    return f'--input "{as_typed(given.x)}" --kernel "{kernel}"'


def as_words(probe):
    """A Probe as the options of a command: --input "3 4 5" --kernel "2 1" --mode same --stride 2."""
    options = dict(probe.options)
    fill = options.pop("fill", 0)
    if fill:
        options["border"] = f"constant={number(fill)}"
    return as_options(probe) + "".join(f" --{name} {_option(value)}" for name, value in options.items())


def as_typed(values):
    """Nested lists as a reader would type them; with channels as lists in brackets.

    Two rows are "1 2; 3 4", a single one is "3 4;".
    Example: as_typed([3, 4]) is "3 4".
    """
    if len(shape(values)) > 2:
        return _in_brackets(values)
    if not isinstance(values[0], list):
        return " ".join(map(number, values))
    rows = "; ".join(map(as_typed, values))
    return f"{rows};" if len(values) == 1 else rows


def as_shown(values, decimal=False):
    """The same in a sentence, where a single row needs no mark: "3 4". decimal: see formatting.number()."""
    if len(shape(values)) > 2:
        return _in_brackets(values)
    if isinstance(values[0], list):
        return "; ".join(as_shown(row, decimal) for row in values)
    return " ".join(number(value, decimal) for value in values)


def _in_brackets(values):
    if not isinstance(values, list):
        return number(values)
    return f"[{', '.join(map(_in_brackets, values))}]"


def _option(value):
    """A pair as "2,1", anything else as it is."""
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def typed_padding(sides):
    """How many numbers are added to each axis, [(before, after), ...], as the option: --padding 1:0,0:2.

    Example: typed_padding([(1, 0)]) is "--padding 1:0".
    """
    return "--padding " + ",".join(f"{before}:{after}" for before, after in sides)
