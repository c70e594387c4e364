"""
What stands in the way where a function raises an error: the expression, what its names held, and what would do.

All is read from what happened: the error, the Place of the expression in the file, and what each name held there
(a Scene of course/sandbox/messages.py). A rule that does not know what it needs says nothing.
"""

import ast
import re
from difflib import get_close_matches

from course.convolution.formatting import listed_with_and
from course.practice.crash import Help, is_filled, values_of, what_there_is, worth
from course.practice.file_text import has_minus, index_of, names_in, words_of
from course.practice.part_help import AS_LARGE, EXCHANGED, no_place_for, shapes_differ, too_far


def help_with_crashes(crashes):
    """The Help with the first of some Crashes that a rule knows, the most telling rule first; None if none does."""
    for rule in CRASH_RULES:
        for crash in crashes:
            found = rule(crash)
            if found:
                return found
    return None


# ---- rules: a Help with a Crash, or None


def _lists_are_joined(crash):
    """An array and a list are added to join them."""
    node = crash.node
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)):
        return None
    if {crash.kind_of(node.left), crash.kind_of(node.right)} != {"array", "list"}:
        return None
    pieces = [words_of(piece) for piece in _summands(_whole_sum(node, crash.text))]
    array = node.left if crash.kind_of(node.left) == "array" else node.right
    return Help(
        f"{crash.line} {words_of(node)} does not join. The + joins two lists, but {words_of(array)} is an array, "
        "and there it adds number to number.",
        f"np.concatenate([{', '.join(pieces)}]) joins; np.pad(array, 2) puts 2 zeros on each side.",
    )


def _whole_sum(node, text):
    """The sum of which an addition is a part: of a + b in a + b + c the whole."""
    whole = node
    for other in text.all_of(ast.BinOp):
        if isinstance(other.op, ast.Add) and node in _left_sums(other):
            whole = other if len(list(_left_sums(other))) > len(list(_left_sums(whole))) else whole
    return whole


def _left_sums(node):
    """A sum, and the sums that it begins with: of a + b + c that and a + b."""
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield node
        node = node.left


def _summands(node):
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_summands(node.left), node.right]
    return [node]


def _index_beyond(crash):
    """An index that an array or a list does not have."""
    found = re.match(
        r"IndexError: index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", crash.trouble
    )
    node = crash.node
    if not isinstance(node, ast.Subscript):
        return None
    indices = index_of(node)
    if found:
        index, axis, size = map(int, found.groups())
    elif crash.trouble.startswith("IndexError: list ") and crash.kind_of(node.value) == "list":
        axis, size = 0, crash.names.get(words_of(node.value), ("", None))[1]
        index = worth(indices[0], crash.names)
        if index is None or size is None:
            return None
    else:
        return None
    if axis >= len(indices) or isinstance(indices[axis], ast.Slice):
        return None
    return _beyond(crash, indices[axis], index, axis, size)


def _beyond(crash, expression, index, axis, size):
    """The Help with an index of one axis, which is the expression, that an array of a size does not have."""
    node = crash.node
    array = words_of(node.value)
    shape = crash.shape_of(node.value) or (size,)
    values = values_of(names_in(expression), crash.names)
    where = f" where {values}" if values else ""
    if len(shape) == 1:
        asks, has = f"{array}[{index}]", what_there_is(size, "number", f"{array}[0]", f"{array}[{size - 1}]")
    else:
        thing = ("row", "column")[axis] if len(shape) == 2 else f"index of axis {axis}:"
        asks, has = f"{thing} {index}", what_there_is(size, thing, f"{thing} 0", f"{thing} {size - 1}")
    says = f"{crash.line} {words_of(node)} asks for {asks}{where}, but {array} has {has}."
    if asks == words_of(node):  # an index that is written in digits
        says = f"{crash.line} there is no {asks}: {array} has {has}."
    return Help(says, _hint_beyond(crash, expression, index, axis, size))


def _hint_beyond(crash, expression, index, axis, size):
    """What would do where an array of a size has no such index, by what array and index are; "" if that is not known."""
    array, wanted = words_of(crash.node.value), words_of(expression)
    shape = crash.shape_of(crash.node.value) or (size,)
    length = f"len({array})" if axis == 0 else f"{array}.shape[{axis}]"
    if index == size and _begins_with_length(crash, expression, length, size):
        return f"Counted from 0, the last one is {array}[{length} - 1]: {wanted} is one too much."
    if not names_in(expression):
        return f"{array} is not always that large: let the index depend on its size."
    if crash.not_square and len(shape) == 2:
        if 0 <= index < shape[1 - axis]:
            return f"Rows come first: {array}.shape is (rows, columns), and {array}[row, column]."
        return EXCHANGED
    if len(crash.image) == 2 and isinstance(crash.node.value, ast.Subscript):
        return _hint_for_a_row(crash, wanted, length)
    if is_filled(crash, array):
        return _hint_for_the_result(crash, array, wanted, axis, size)
    for loop in crash.text.all_of((ast.For, ast.comprehension)):
        if words_of(loop.target) in names_in(expression) and words_of(loop.iter).startswith(
            ("[-", "(-", "range(-")
        ):
            return f"{words_of(loop.target)} begins below 0, and there Python counts from the end. A number added to it moves it."
    is_given = crash.text.is_parameter(crash.node.value) and shape in (crash.image, crash.kernel)
    if has_minus(expression):
        return f"{_only_between(wanted, length)} {FROM_THE_END}" if is_given else ""
    if isinstance(expression, ast.Name) or (is_given and shape == crash.kernel != crash.image):
        made = "" if is_given else f", and at where {array} is made"
        return f"The last index is {length} - 1: look at where the loop begins and ends{made}."
    return too_far(crash, array, axis, size)


def _hint_for_a_row(crash, wanted, length):
    """The hint where table[i][j] has no j: what table[i] holds is not known to be a row or a column."""
    table = crash.node.value.value
    if has_minus(crash.node.slice) and crash.text.is_parameter(table):
        return f"{_only_between(wanted, length)} {FROM_THE_END}"
    return f"The last index is {length} - 1: look at where the loop begins and ends, and at where {words_of(table)} is made."


def _begins_with_length(crash, expression, length, size):
    """Whether an index is the length of its array, less something: of k - j, where k is len(kernel), and no loop's."""
    while isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Sub):
        expression = expression.left
    if words_of(expression) == length:
        return True
    loops = [
        name for loop in crash.text.all_of((ast.For, ast.comprehension)) for name in names_in(loop.target)
    ]
    is_a_size = isinstance(expression, ast.Name) and expression.id not in loops
    return is_a_size and worth(expression, crash.names) == size


def _hint_for_the_result(crash, array, wanted, axis, size):
    """The hint where an index is too large for the array that is filled."""
    if axis >= len(crash.asked):
        return ""
    if size < crash.asked[axis]:
        return AS_LARGE.format(array=array)
    if size >= crash.full[axis]:
        return f"{array} has all its places, and they begin at 0: {wanted} becomes too large."
    return f"Either {array} needs more places, or {wanted} becomes too large."


FROM_THE_END = "Below 0 Python counts from the end: [-1] is the last number, and no zero."


def _only_between(index, length):
    return f"The sum may only run where 0 <= {index} < {length}: put that into an if."


def _too_many_indices(crash):
    """More indices than an array has axes."""
    found = re.search(
        r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed", crash.trouble
    )
    if not found or not isinstance(crash.node, ast.Subscript):
        return None
    axes, asked = map(int, found.groups())
    array = words_of(crash.node.value)
    what = {1: "one row of numbers: it has one axis", 2: "a table: it has two axes, rows and columns"}
    says = f"{crash.line} {words_of(crash.node)} has {asked} indices, but {array} is {what.get(axes, 'no such array')}."
    hint = {1: f"{array}[i] is one of its numbers.", 2: f"{array}[i, j] is the number in row i, column j."}
    return Help(says, hint[axes]) if axes in hint else None


OF_LISTS = {  # a method that lists have, and what does it for an array {0}
    "append": "np.append({0}, 0) is a new array with a 0 at the end, and np.pad({0}, 1) one with a 0 on each side.",
    "insert": "np.insert({0}, 0, 0) is a new array with a 0 in front, and np.pad({0}, 1) one with a 0 on each side.",
    "extend": "np.concatenate([{0}, more]) is a new array, {0} and then more.",
    "reverse": "{0}[::-1] is the array backwards.",
    "flip": "{0}[::-1] is the array backwards.",
    "pop": "{0}[1:] is the array without its first number, and {0}[:-1] without its last.",
}
OF_ARRAYS = ("shape", "astype", "sum", "size", "ndim", "flatten", "T")


def _no_such_method(crash):
    """An array is used as a list, or a list as an array."""
    found = re.match(r"AttributeError: '([\w.]+)' object has no attribute '(\w+)'", crash.trouble)
    if not found or not isinstance(crash.node, ast.Attribute):
        return None
    kind, method = found.groups()
    value = words_of(crash.node.value)
    if kind == "numpy.ndarray" and method in OF_LISTS:
        says = f"{crash.line} {value} is an array, not a list, and has no {method}."
        return Help(says, OF_LISTS[method].format(value))
    if kind == "list" and method in OF_ARRAYS:
        return Help(
            f"{crash.line} {value} is a list, not an array, and has no {method}.",
            f"np.array({value}) makes an array of it.",
        )
    return None


def _not_a_whole_number(crash):
    """An index, or the end of a range, with decimals."""
    words = (
        "slice indices must be integers",
        "object cannot be interpreted as an integer",
        "only integers, slices",
    )
    if not any(each in crash.trouble for each in words):
        return None
    decimal = {name: held for name, held in crash.names.items() if held[0] == "float"}
    told = values_of([name for name in names_in(crash.node) if name in decimal], decimal)
    divides = any(isinstance(each, ast.Div) for each in ast.walk(crash.node))
    if not told and not divides:
        return None
    says = f"{crash.line} {words_of(crash.node)} needs whole numbers" + (f", but {told}." if told else ".")
    return Help(says, "/ gives a number with decimals, and // a whole one: 3 / 2 is 1.5, and 3 // 2 is 1.")


def _list_with_two_indices(crash):
    """A list of lists is asked for [i, j]."""
    if "list indices must be integers or slices, not tuple" not in crash.trouble:
        return None
    if not isinstance(crash.node, ast.Subscript):
        return None
    table = words_of(crash.node.value)
    apart = "".join(f"[{words_of(each)}]" for each in index_of(crash.node))
    return Help(
        f"{crash.line} {table} is a list of lists, and a list takes one index at a time.",
        f"{table}{apart}, or make an array: np.zeros((rows, columns)).",
    )


def _shape_without_brackets(crash):
    """np.zeros(3, 4) in place of np.zeros((3, 4))."""
    node = crash.node
    if "as a data type" not in crash.trouble or not isinstance(node, ast.Call) or len(node.args) < 2:
        return None
    function, shape = words_of(node.func), ", ".join(words_of(each) for each in node.args)
    return Help(
        f"{crash.line} {words_of(node)} takes its second number for the type of the numbers.",
        f"{function}(({shape})): the shape stands in brackets of its own.",
    )


IMPORTED = {  # a name: the line that makes it known
    "np": "import numpy as np",
    "numpy": "import numpy",
    "scipy": "import scipy.signal",
    "ndimage": "from scipy import ndimage",
    "convolve2d": "from scipy.signal import convolve2d",
    "correlate2d": "from scipy.signal import correlate2d",
    "tf": "import tensorflow as tf",
    "math": "import math",
}
OF_NUMPY = ("sqrt", "zeros", "pad", "array", "convolve", "hypot", "flip", "append", "concatenate", "maximum")


def _unknown_name(crash):
    """A name that has no value."""
    found = re.match(r"NameError: name '(\w+)' is not defined", crash.trouble)
    if found:
        name = found[1]
        if name in IMPORTED:
            return Help(
                f"{crash.line} {name} is not known here.", f"Put {IMPORTED[name]} at the top of the file."
            )
        if name in ("full", "same", "valid"):
            return Help(
                f"{crash.line} {name} without quotation marks is a name, and nothing is called so.",
                f'It is a text: "{name}".',
            )
        if name in OF_NUMPY:
            return Help(f"{crash.line} {name} is not known here.", f"It is NumPy's: np.{name}.")
        near = get_close_matches(name, sorted(crash.names), n=1)
        return Help(
            f"{crash.line} nothing is called {name} here.",
            f"Is {near[0]} meant?" if near else f"Give {name} a value before this line.",
        )
    found = re.match(r"UnboundLocalError: cannot access local variable '(\w+)'", crash.trouble)
    if found:
        return Help(
            f"{crash.line} {found[1]} has no value yet when this line is reached.",
            f"Give {found[1]} a value in every branch of the if, or before it.",
        )
    return None


def _calls_itself(crash):
    """A function that calls itself, perhaps because a library's function has its name."""
    node, text = crash.node, crash.text
    if not crash.trouble.startswith("RecursionError") or not isinstance(node, ast.Call):
        return None
    if words_of(node.func) != text.name:
        return None
    hint = "Work the numbers out with loops, or call a function of another name."
    for line in text.all_of((ast.ImportFrom,)):
        if line.module and any((each.asname or each.name) == text.name for each in line.names):
            hint = f"Give the library's another name: from {line.module} import {text.name} as library_{text.name}."
    return Help(
        f"{crash.line} {text.name} is your own function here: it calls itself, again and again.", hint
    )


def _one_row_only(crash):
    """np.convolve is given a table."""
    if "object too deep for desired array" not in crash.trouble or not isinstance(crash.node, ast.Call):
        return None
    return Help(
        f"{crash.line} {words_of(crash.node.func)} takes one row of numbers, and these are tables.",
        "The loops of lesson 1 do it for tables, and so does scipy.signal.convolve2d.",
    )


ODD_CALLS = {  # a piece of an error: what it means, and what would do; {0} is the expression
    "object is not callable": (
        "round brackets call a function, and this is none: {0}.",
        "A number of a list or an array stands in square brackets: signal[i]. A shape has none: image.shape.",
    ),
    "'int' object is not iterable": (
        "{0} is one number, and a loop needs several.",
        "for i in range(len(signal)) counts 0, 1, 2 and so on.",
    ),
    "only integer scalar arrays can be converted to a scalar index": (
        "{0} needs one whole number, and is given an array.",
        "len(x) says how many numbers or rows x has: range(len(x)).",
    ),
    "can be converted to Python scalars": (
        "{0} takes a single number, and is given an array.",
        "np.sqrt and the other functions of NumPy take whole arrays.",
    ),
    "out of bounds for uint8": (
        "the image is of bytes (uint8), which hold nothing below 0 and nothing above 255.",
        "Make other numbers of it first: image = image.astype(float).",
    ),
    "tuple index out of range": (
        "{0}: a shape has one number for each axis, and a signal has one axis, an image two.",
        "signal.shape[0]; image.shape[0] and image.shape[1].",
    ),
    "multiple values for argument 'mode'": (
        "{0} is given two modes.",
        'The border has a name of its own in convolve2d: boundary="symm".',
    ),
    "inhomogeneous shape": (
        "in {0} the rows have different lengths.",
        "Fill the shorter ones up with zeros, so that all are as long as the result.",
    ),
    "EOF when reading a line": (
        "nobody is there to answer {0}.",
        "What the function is called with is in its parameters.",
    ),
    "Acceptable boundary flags are": (
        "convolve2d knows no such boundary: {0}.",
        'boundary="symm" is the mirror image; "fill" and "wrap" are the others.',
    ),
    "Acceptable mode flags are": (
        "convolve2d knows no such mode: {0}.",
        'The mode is "full", "same" or "valid"; the border has a name of its own: boundary="symm".',
    ),
    "unsupported operand type(s) for -: 'tuple'": (
        "{0} calculates with a shape, which is a pair of numbers.",
        "image.shape[0] is the number of rows, and image.shape[1] that of columns.",
    ),
    "can only concatenate list": (
        "{0} adds something to a list that is no list.",
        "A number goes to the end of a list by y.append(number).",
    ),
    "'NoneType' object": (
        "what {0} begins with is nothing (None).",
        "append() changes the list itself and gives nothing back: y.append(number), without y = before it. "
        "A function without a return gives nothing back, either.",
    ),
    "'reversed' object is not subscriptable": (
        "what reversed() gives has no numbers to ask for.",
        "kernel[::-1] is the array backwards.",
    ),
}


def _no_such_padding(crash):
    """np.pad is asked for a mode that it does not have."""
    node = crash.node
    if not re.search(r"mode '\w+' is not supported", crash.trouble) or not isinstance(node, ast.Call):
        return None
    modes = [*node.args[2:3], *(each.value for each in node.keywords if each.arg == "mode")]
    says = f"{crash.line} np.pad has no such mode: {words_of(node)}."
    if modes and isinstance(modes[0], ast.Name):
        return Help(
            says, f"Leave {modes[0].id} out: np.pad(array, 2) puts zeros, and its mode is another one."
        )
    return Help(
        says,
        'The mirror image with the border repeated is mode="symmetric"; boundary="symm" belongs to convolve2d.',
    )


def _odd_call(crash):
    """An error whose words tell what it is."""
    for piece, (says, hint) in ODD_CALLS.items():
        if piece in crash.trouble:
            return Help(f"{crash.line} {says.format(words_of(crash.node))}", hint)
    return None


def _nan_as_whole_number(crash):
    """A nan is put among whole numbers."""
    if "cannot convert float NaN to integer" not in crash.trouble:
        return None
    return Help(
        f"{crash.line} the array here holds whole numbers only, and decimals or a nan have no place in it.",
        "np.zeros(n) holds decimals, and so does dtype=float.",
    )


def what_stood_there(crash):
    """The expression, and what its names held; None if nothing is known of these."""
    told = []
    for name in names_in(crash.node):
        kind, *rest = crash.names.get(name, ("",))
        if kind == "array":
            told.append(f"{name} is an array of shape {rest[0]}")
        elif kind in ("list", "tuple"):
            told.append(f"{name} is a {kind} of {rest[0]}")
        elif kind in ("int", "float", "str"):
            told.append(f"{name} is {rest[0]!r}")
    if not told:
        return None
    where = f"{words_of(crash.node)}, where {listed_with_and(told)}"
    if crash.elsewhere:
        error = re.sub(r"[.]?, line \d+$", "", crash.trouble)
        return Help(f"On another input line {crash.node.lineno} stops with {error}. That is in {where}.")
    return Help(f"{crash.line} it happens in {where}.")


CRASH_RULES = (
    _lists_are_joined,
    _unknown_name,
    _calls_itself,
    _no_such_method,
    _list_with_two_indices,
    _shape_without_brackets,
    _not_a_whole_number,
    _too_many_indices,
    _one_row_only,
    _index_beyond,
    no_place_for,
    shapes_differ,
    _nan_as_whole_number,
    _no_such_padding,
    _odd_call,
)
