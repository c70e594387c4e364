"""Numbers and requests as a reader would type them."""

from course.convolution.formatting import number
from course.convolution.nested import shape


def as_options(given):
    return f'--input "{as_typed(given.x)}" --kernel "{as_typed(given.h)}"'


def as_words(probe):
    """A Probe as the options of a command."""
    return as_options(probe) + "".join(f" --{name} {_option(value)}" for name, value in probe.options.items())


def as_typed(values):
    """Nested lists as a reader would type them, one row with a ; to be a table; with channels as lists."""
    if len(shape(values)) > 2:
        return f"[{', '.join(map(_typed_list, values))}]"
    if isinstance(values[0], list):
        return "; ".join(map(as_typed, values)) + ";" * (len(values) == 1)
    return " ".join(map(number, values))


def _typed_list(values):
    return f"[{', '.join(map(_typed_list, values))}]" if isinstance(values, list) else number(values)


def _option(value):
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
