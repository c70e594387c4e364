"""
A caller's arguments, checked: each function returns what may be worked with, or raises a ValueError of one line that
says what would do.
"""

from itertools import chain
from numbers import Real
from operator import index
from reprlib import repr as shortened

from course.convolution.axis_orders import TORCH_FILTERS, axes_in_words
from course.convolution.nested import PLAIN_TYPES, plain
from course.errors import in_one_line, printable

LONGEST_VALUE = 60  # characters of a value in a message


def in_message(value):
    """The value in a message: one short line of ASCII, whatever it is."""
    try:
        text = shortened(value)
    except ValueError:  # a whole number of more digits than Python writes
        text = f"a number of type {type(value).__name__}"
    return printable(in_one_line(text), LONGEST_VALUE)


def checked_whole_number(value, name, least):
    """The value as an int, if it is a whole number of at least so much; True and False are none."""
    if type(value) is int and value >= least:  # as nearly always
        return value
    try:
        number = index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool) or number < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, not {in_message(value)}")
    return number


def checked_flag(value, name):
    """True or False, from a bool of Python's own or of NumPy's; a word such as "no" would count as True."""
    flag = value.tolist() if hasattr(value, "tolist") else value
    if not isinstance(flag, bool):
        raise ValueError(f"{name} must be True or False, not {in_message(value)}")
    return flag


def checked_words(values, name, which):
    """A tuple of words, from a list, a tuple, a set or an array of them; one word alone is none of these.

    which: what the words are, for the message.
    """
    words = values if isinstance(values, (set, frozenset)) else plain(values)
    if not isinstance(words, (list, set, frozenset)) or not all(isinstance(word, str) for word in words):
        raise ValueError(f"{name} must be a list of words, {which}, not {in_message(values)}")
    return tuple(words)


def checked_word(word, name, words):
    """The word, if it is one of the words."""
    if not isinstance(word, str) or word not in words:
        raise ValueError(f"{name} {in_message(word)} is not one of {', '.join(words)}")
    return word


def checked_numbers(values, name):
    """A list of one number or more, in Python's own numbers, from a list, a tuple or an array (n,)."""
    return _checked_plain_numbers(plain(values), name)


def _checked_plain_numbers(values, name):
    """The values, which are plain() already, if they are a list of one number or more."""
    if not isinstance(values, list):
        raise ValueError(f"the {name} must be a list of numbers, such as [3, 4, 5], not {in_message(values)}")
    if not values:
        raise ValueError(f"the {name} is empty: give at least one number, such as [3, 4, 5]")
    if PLAIN_TYPES.issuperset(map(type, values)):  # as nearly always: to ask each takes ten times as long
        return values
    for value in values:
        if not isinstance(value, Real):
            raise ValueError(f"the {name} holds {in_message(value)}: give whole numbers, fractions or floats")
    return values


def checked_rows(values, name):
    """A list of equally long rows, in Python's own numbers, from nested lists, tuples or an array (rows, columns)."""
    values = plain(values)
    if not isinstance(values, list) or not values or not all(isinstance(row, list) for row in values):
        raise ValueError(f"the {name} must be a list of rows, such as [[1, 2, 3], [4, 5, 6]]")
    rows = [_checked_plain_numbers(row, name) for row in values]
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise ValueError(
                f"row {number} of the {name} has {len(row)} numbers and row 1 has {len(rows[0])}: "
                "make all rows equally long"
            )
    return rows


def checked_shape(values, name):
    """The size of every axis of nested lists, if they are equally long throughout."""
    sizes, parts = [], [values]  # all parts of one axis at a time: the whole, its rows, its pixels ...
    while list in (kinds := set(map(type, parts))):
        lengths = set(map(len, parts)) if len(kinds) == 1 else ()
        if len(lengths) != 1 or 0 in lengths:
            raise ValueError(f"the {name} are empty or uneven: make all their rows and columns equally long")
        sizes += lengths
        parts = list(chain.from_iterable(parts))
    return tuple(sizes)


def checked_channels(images, filters):
    """(in, out), if the images are ([batch,] height, width, in) and the filters are (height, width, in, out)."""
    image_shape = checked_shape(images, "images")
    filter_shape = checked_shape(filters, "filters")
    if len(image_shape) in (3, 4) and len(filter_shape) == 4 and image_shape[-1] == filter_shape[2]:
        return filter_shape[2:]
    if len(image_shape) < 3 and len(filter_shape) < 3:
        raise ValueError(
            "images are ([batch,] height, width, in) and filters (height, width, in, out); "
            f"these have {len(image_shape)} and {len(filter_shape)} axes"
        )
    raise ValueError(refused_axes(image_shape, filter_shape))


def refused_axes(x, h):
    """The refusal of an input and a kernel of these shapes: what is seen in them, and what would do."""
    seen = axes_in_words(x, h)
    if seen:
        return f"input x {x}, kernel h {h}: {seen}"
    if len(x) in (3, 4) and len(h) == 4:
        return (
            f"the input {x} has {x[-1]} channels and the filters {h} read {h[2]}: make them equal (last axis of x, third of h); "
            f"PyTorch's order needs np.moveaxis(x, {len(x) - 3}, -1), np.transpose(h, {TORCH_FILTERS})"
        )
    return (
        f"an input of {len(x)} axes{_in_brackets(x)} and a kernel of {len(h)}{_in_brackets(h)} do not go together: give "
        "lists, tables of (rows, columns), or ([batch,] height, width, in) with (height, width, in, out)"
    )


def _in_brackets(shape):
    """A shape behind the number of its axes; nothing where there is none."""
    return f" {shape}" if shape else ""
