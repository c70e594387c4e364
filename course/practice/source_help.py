"""
What stands in the way where a function raises no error, or stands in the way of every call: read from its answers
and from what is plain in the text of the file.

A rule speaks only of what the text does, in a line that it names, and only where the answers show it.
"""

import ast
import re
from itertools import product
from typing import NamedTuple

import numpy as np

from course.convolution.formatting import counted, listed_with_and
from course.convolution.nested import flat, shape
from course.diagnosis.answer import RETURNED_NOTHING
from course.diagnosis.cause import output_or_none
from course.diagnosis.probes import sliding_sizes
from course.practice.crash import Crash, Help
from course.practice.crash_help import FROM_THE_END, help_with_crashes, what_stood_there
from course.practice.cut_help import parts_of_full, slice_to_minus_nothing
from course.practice.file_text import FileText, has_minus, index_of, words_of
from course.practice.loop_ranges import result_below_zero
from course.practice.plane_help import one_size_for_both, row_by_row, rows_end_to_end
from course.practice.slips import slip_in

MOST_PLACES = 5  # at which errors come up that are looked at


class Tried(NamedTuple):
    """A function that was tried.

    text        the FileText
    parameters  the names of the parameters that the function has to have
    signature   these as they are typed, with what they are if they are not given
    cases       [(probe, Answer, what is right)] of all calls that were answered
    below_zero  the BelowZeros of the file
    shown       the index of the case that is shown
    rules       rules that its exercise alone has
    """

    text: FileText
    parameters: tuple
    signature: str
    cases: list
    below_zero: tuple
    shown: int = 0
    rules: tuple = ()

    @property
    def wrong_values(self):
        """[(probe, numbers, what is right)] where there are numbers."""
        return [
            (probe, answer.values, right) for probe, answer, right in self.cases if answer.values is not None
        ]


def help_for_loading(trouble):
    """The Help with an error while the file is read, or None."""
    found = re.search(r"ModuleNotFoundError: No module named '([\w.]+)'", trouble)
    if not found:
        return _help_for_a_line(trouble)
    name = found[1]
    if name.split(".")[0] == "course" or re.fullmatch(r"[0-4]_\w+", name):
        return Help(
            f"{name} belongs to the course, and your file has to do without it.",
            "Write the function into your file; you may copy it from the lesson. The import is not needed then.",
        )
    return Help(f"{name} is not installed here, or misspelt.", "NumPy is enough: import numpy as np.")


def _help_for_a_line(trouble):
    """The Help with an error in a line that runs while the file is read, or that is not Python; or None."""
    found = re.match(r"(\w+Error)\b.*, line (\d+)$", trouble)
    if not found:
        return None
    kind, line = found.groups()
    if kind in ("SyntaxError", "IndentationError", "TabError"):
        return Help(
            f"Python cannot read line {line}.",
            "Is a bracket, a colon or a quotation mark missing there, or in the line above it? Do the lines of a "
            "block begin below each other?",
        )
    return Help(
        f"It stops in line {line}, which runs while the file is read.",
        "Run the file by itself, and you see the same error.",
    )


def help_for_function(tried, replies):
    """The Help with a function that is wrong, from its Replies and its text, or None."""
    missing = tried.cases[tried.shown][1].trouble
    if missing.startswith("ModuleNotFoundError"):
        return help_for_loading(missing)
    for rule in BEFORE_CRASHES:
        found = rule(tried)
        if found:
            return found
    crashes = _crashes(tried, replies)
    found = help_with_crashes(crashes)
    if found:
        return found
    for rule in (*AFTER_CRASHES, *tried.rules):
        found = rule(tried)
        if found:
            return found
    return what_stood_there(crashes[0]) if crashes else None


def _crashes(tried, replies):
    """A Crash for each place at which an error came up, the first that came up first, those shown before others."""
    crashes = {}
    text, not_square = tried.text, _stops_where_not_square(tried)
    order = [tried.shown, *(i for i in range(len(replies)) if i != tried.shown)]
    for index, reply in ((i, replies[i]) for i in order):
        if reply.scene is None or reply.scene.place in crashes:
            continue
        node = text.at(reply.scene.place)
        if node is not None:
            seen = reply.scene
            crashes[seen.place] = Crash(
                reply.answer.trouble,
                node,
                seen.names,
                text,
                index != tried.shown,
                not_square,
                *_sizes_of_case(tried, index),
            )
    return list(crashes.values())[:MOST_PLACES]


def _sizes_of_case(tried, index):
    """(image, kernel, asked, full) of a Crash for the case of an index."""
    probe, _, right = tried.cases[index]
    image, kernel = (tuple(sizes) for sizes in sliding_sizes(probe))
    asked = tuple(shape(right))
    if any(other.options["mode"] == "full" for other, _, _ in tried.cases):
        return image, kernel, asked, tuple(n + k - 1 for n, k in zip(image, kernel))
    return image, kernel, asked, asked


def _stops_where_not_square(tried):
    """Whether there are errors only where rows and columns differ in number, and square inputs without one."""
    square = {True: [], False: []}  # whether rows and columns are as many: whether there are numbers
    for probe, answer, _ in tried.cases:
        is_square = all(len(set(sizes)) == 1 for sizes in sliding_sizes(probe))
        square[is_square].append(answer.values is not None)
    return bool(square[True]) and all(square[True]) and not all(square[False] or [True])


# ---- rules: a Help with what was Tried, or None


def _parameters_are_missing(tried):
    """The function takes fewer arguments than it is given."""
    takes = [
        re.search(r"takes (?:from )?\d+.* but \d+ were given", answer.trouble) for _, answer, _ in tried.cases
    ]
    own = tried.text.parameters
    if not any(takes) or len(own) >= len(tried.parameters) or tried.text.function is None:
        return None
    name, missing = tried.text.name, tried.parameters[len(own) :]
    return Help(
        f"Line {tried.text.function.lineno}: {name} takes {counted(len(own), 'argument')}, and is given "
        f"{listed_with_and(missing)}, too.",
        f"Begin it as the file to start with does: def {name}({tried.signature}).",
    )


def _nothing_is_returned(tried):
    """No value comes back."""
    function = tried.text.function
    nothing = [probe for probe, answer, _ in tried.cases if answer.trouble == RETURNED_NOTHING]
    if function is None or not nothing:
        return None
    name = tried.text.name
    returns = [node for node in tried.text.all_of(ast.Return, function) if node.value is not None]
    if len(nothing) < len(tried.cases) and (returns or tried.wrong_values):
        return _nothing_in_some_modes(tried, nothing)
    if all(isinstance(node, (ast.Expr, ast.Pass)) for node in function.body) and not _prints(tried.text):
        return Help(f"{name} is still empty.", "Put your own code in the place of the three dots.")
    if not returns:
        return Help(
            f"{name} has no return.",
            "print() only shows numbers; return hands them to whoever calls. End with a line such as return result.",
        )
    compared = _compared_words(tried.text)
    asked = list(dict.fromkeys(probe.options["mode"] for probe, _, _ in tried.cases))
    if compared and not set(compared) & set(asked):
        return Help(
            f"No return is reached: the mode is compared with {_quoted(compared)}, and it is {_quoted(asked)}.",
            "Small and capital letters count.",
        )
    return Help(f"{name} ends without reaching a return.", "Put a return at its end, outside every if.")


def _nothing_in_some_modes(tried, nothing):
    """The Help where nothing comes back for some probes (nothing), in all inputs of their modes; or None."""
    modes = list(dict.fromkeys(probe.options["mode"] for probe in nothing))
    if sum(probe.options["mode"] in modes for probe, _, _ in tried.cases) != len(nothing):
        return None
    return Help(
        f"In mode {listed_with_and(modes)} {tried.text.name} ends without reaching a return.",
        "Each branch of the if needs a return.",
    )


def _no_numbers(tried):
    """Something comes back that is no numbers."""
    for _, answer, _ in tried.cases:
        found = re.fullmatch(r"it returned (\w+), not numbers", answer.trouble)
        if found:
            kind = found[1]
            hint = "Return the numbers themselves: a list or an array of them."
            if kind in ("list", "tuple"):
                hint = "Is there something else among the numbers, or are the rows of different lengths?"
            return Help(f"What it returns is no numbers: {kind}.", hint)
    return None


def _true_and_false(tried):
    """Comparisons come back."""
    numbers = [value for _, values, _ in tried.wrong_values for value in flat(values)]
    if not numbers or not all(isinstance(value, bool) for value in numbers):
        return None
    return Help(
        "It returns True and False, and numbers are asked.",
        "A comparison such as y > 100 gives True or False: return y itself.",
    )


def _hat_for_power(tried):
    """a ^ 2 in place of a ** 2."""
    for node in tried.text.all_of(ast.BinOp):
        if isinstance(node.op, ast.BitXor):
            return Help(
                f"Line {node.lineno}: ^ compares bits, and is no power: {words_of(node)}.",
                "x ** 2 is x squared.",
            )
    return None


def _zeros_behind(tried):
    """A signal's result of mode full, and then zeros."""
    several = [case for case in tried.wrong_values if np.size(case[0].h) > 1]
    if not several or not all(_is_full_and_zeros(probe, values) for probe, values, _ in several):
        return None
    return Help(
        "It returns the numbers of mode full, and then zeros.",
        "n numbers and k weights give n + k - 1: as many places are needed.",
    )


def _is_full_and_zeros(probe, values):
    x, h = np.asarray(probe.x, float), np.asarray(probe.h, float)
    if x.ndim > 1 or len(shape(values)) != 1:
        return False
    full = np.convolve(x, h)
    more = np.array(values, float)[len(full) :]
    return len(more) > 0 and not more.any() and np.allclose(values[: len(full)], full, equal_nan=True)


def _prints(text):
    return any(words_of(call.func) == "print" for call in text.all_of(ast.Call))


def _quoted(words):
    return listed_with_and([f"'{word}'" for word in words])


def _compared_words(text):
    """The texts with which the last parameter is compared in the function, in order."""
    if not text.parameters:
        return []
    words = []
    for node in text.all_of(ast.Compare, text.function):
        if isinstance(node.left, ast.Name) and node.left.id == text.parameters[-1]:
            for other in node.comparators:
                if isinstance(other, ast.Constant) and isinstance(other.value, str) and other.value.isascii():
                    words.append(other.value)
    return words


def _returns_in_a_loop(tried):
    """A return ends the function in the first round of a loop."""
    for loop in tried.text.all_of(ast.For):
        for node in loop.body:
            if isinstance(node, ast.Return):
                return Help(
                    f"Line {node.lineno} returns inside the loop of line {loop.lineno}: the function ends in its "
                    "first round.",
                    "Move the return to the left, so that it comes after the loop.",
                )
    return None


def _kept_from_call_to_call(tried):
    """Numbers are added to a list or an array that is made outside the function."""
    text = tried.text
    if text.tree is None:
        return None
    outside = {words_of(node.targets[0]) for node in text.tree.body if isinstance(node, ast.Assign)}
    inside = {words_of(target) for node in text.all_of(ast.Assign) for target in node.targets}
    for node in text.all_of(ast.Subscript):
        array = words_of(node.value)
        if isinstance(node.ctx, ast.Store) and array in outside - inside - set(text.parameters):
            return Help(
                f"Line {node.lineno}: {array} is made outside the function, and keeps its numbers from call to call.",
                f"Make {array} inside the function, so that each call begins anew.",
            )
    return None


def _same_for_every_input(tried):
    """The answer does not depend on the input."""
    given = [answer.values for _, answer, _ in tried.cases]
    if len(given) < 3 or None in given or any(values != given[0] for values in given):
        return None
    if not any(flat(given[0])):
        return None
    says = "It returned the same numbers for every input."
    function, own = tried.text.function, tried.text.parameters
    for node in tried.text.all_of(ast.Assign, function) if function else ():
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id in own and not _uses(node.value, own):
                return Help(
                    f"{says} Line {node.lineno} gives {target.id} new numbers.",
                    f"Leave that line out: {target.id} has its numbers when {tried.text.name} is called.",
                )
    unused = [name for name in own if function and not any(_uses(node, [name]) for node in function.body)]
    if unused:
        return Help(
            f"{says} {tried.text.name} does not use {listed_with_and(unused)}.",
            "What it is called with is in its parameters, the names in brackets behind def.",
        )
    return Help(says, "Work with what the function is given.")


def _uses(node, names):
    return any(isinstance(each, ast.Name) and each.id in names for each in ast.walk(node))


def _below_zero(tried):
    """An index is below 0 at times, and Python takes it for one from the end."""
    for place, lowest, _ in tried.below_zero:
        node = tried.text.at(place)
        if not isinstance(node, ast.Subscript):
            continue
        for axis, index in enumerate(index_of(node)):
            if isinstance(index, ast.UnaryOp) and not isinstance(index.operand, ast.Constant):
                return Help(
                    f"Line {node.lineno}: {words_of(node)} begins with the first number, since -0 is 0.",
                    f"Backwards the numbers are {words_of(node.value)}[-1], then [-2] and so on: the index is "
                    f"-1 - {words_of(index.operand)}.",
                )
            if isinstance(index, ast.Constant) or not has_minus(index):
                continue
            array, wanted = words_of(node.value), words_of(index)
            length = f"len({array})" if len(index_of(node)) == 1 else f"{array}.shape[{axis}]"
            return Help(
                f"Line {node.lineno}: in {words_of(node)} the index is below 0 at times, down to {lowest}.",
                f"{FROM_THE_END} Count it only where 0 <= {wanted} < {length}.",
            )
    return None


def _appends_too_often(tried):
    """There is a number for each product, where there should be one for each sum."""
    several = [case for case in tried.wrong_values if np.size(case[0].h) > 1 and len(shape(case[1])) == 1]
    if not several or not all(_one_for_each_product(probe, values) for probe, values, _ in several):
        return None
    for outer in tried.text.all_of(ast.For):
        for inner in outer.body:
            for call in tried.text.all_of(ast.Call, inner) if isinstance(inner, ast.For) else ():
                if isinstance(call.func, ast.Attribute) and call.func.attr == "append":
                    return Help(
                        f"Line {call.lineno} appends in the inner loop: a number for each product, where one for "
                        "each sum is asked.",
                        f"Move line {call.lineno} to the left, so that it comes after the loop of line {inner.lineno}.",
                    )
    return None


def _one_for_each_product(probe, values):
    """Whether a row of numbers has k of them for each number of some mode."""
    n, k = np.size(probe.x), np.size(probe.h)
    return len(values) in (k * (n + k - 1), k * n, k * (n - k + 1))


def _one_row_for_all(tried):
    """All rows of a table are one and the same list."""
    tables = [values for _, values, _ in tried.wrong_values if len(shape(values)) == 2 and len(values) > 1]
    if not tables or any(row != rows[0] for rows in tables for row in rows):
        return None
    text = tried.text
    for node in text.all_of(ast.BinOp):
        if isinstance(node.op, ast.Mult) and isinstance(node.left, ast.List):
            if len(node.left.elts) == 1 and isinstance(node.left.elts[0], (ast.List, ast.BinOp)):
                return Help(
                    f"Line {node.lineno}: {words_of(node)} is one and the same row several times: what is put into "
                    "one is in all of them.",
                    "np.zeros((rows, columns)) makes rows of their own.",
                )
    for call in text.all_of(ast.Call):
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "append" and len(call.args) == 1):
            continue
        row, made = call.args[0], None
        for node in [node for function in text.functions for node in function.body]:
            if isinstance(node, ast.Assign) and words_of(node.targets[0]) == words_of(row):
                made = node
        if isinstance(row, ast.Name) and made and isinstance(made.value, ast.List):
            return Help(
                f"Line {made.lineno} makes {row.id} once: all rows of the result are this one list.",
                f"Put {row.id} = [] into the loop, so that each round has a new one.",
            )
    return None


def _whole_numbers_only(tried):
    """Decimals are lost in an array of whole numbers."""
    lost = [
        (values, right)
        for _, values, right in tried.wrong_values
        if shape(values) == shape(right) and any(value % 1 for value in flat(right) if value == value)
    ]
    if not lost or any(value % 1 for values, _ in lost for value in flat(values)):
        return None
    for node in tried.text.all_of(ast.Call):
        words = words_of(node)
        found = re.search(r"dtype='?(np\.)?u?int\d*'?\b|\.astype\('?(np\.)?u?int\d*'?\)|_like\(", words)
        if found:
            return Help(
                f"Where decimals are asked it gives whole numbers. Line {node.lineno} makes them: {words}.",
                "np.zeros(n) makes an array that holds decimals; so does dtype=float.",
            )
    return None


def _bytes_in_between(tried):
    """Something is turned into bytes."""
    for node in tried.text.all_of((ast.Attribute, ast.Constant)):
        if getattr(node, "attr", None) == "uint8" or getattr(node, "value", None) == "uint8":
            return Help(
                f"Line {node.lineno} makes bytes (uint8).",
                "A byte holds nothing below 0 and nothing above 255: calculate with astype(int) or astype(float).",
            )
    return None


SMALL = {"int8": 127, "int16": 32_767}  # the largest number of a type


def _small_whole_numbers(tried):
    """Numbers, or their squares, are too large for the type that a line makes of them."""
    wrong = [(probe, right) for probe, values, right in tried.wrong_values if not _alike(values, right)]
    if not wrong:
        return None
    for node in tried.text.all_of((ast.Attribute, ast.Constant)):
        kind = node.attr if isinstance(node, ast.Attribute) else node.value
        largest = SMALL.get(kind, 0) if isinstance(kind, str) else 0
        if largest and all(
            max(np.max(probe.x), np.max(np.square(right))) > largest for probe, right in wrong
        ):
            return Help(
                f"Line {node.lineno} makes {kind} of the numbers, which hold -{largest + 1} to {largest}. Where it is "
                "wrong numbers or their squares lie beyond.",
                "astype(float) holds all of them.",
            )
    return None


def _alike(values, right):
    return shape(values) == shape(right) and np.allclose(values, right, 1e-5, 1e-5, equal_nan=True)


INPUT_ENDS = {"last": -1, "first": 0}  # of the input


def _input_left_out(tried):
    """A number at an end of the input, or a row and column, is never used: as if zeros stood there."""
    if len(tried.text.parameters) < 2 or any(answer.values is None for _, answer, _ in tried.cases):
        return None
    smallest_first = sorted(tried.wrong_values, key=lambda case: np.size(case[0].x) + np.size(case[0].h))
    for (end, index), mode in product(INPUT_ENDS.items(), ({}, {"mode": "full"})):
        if all(_alike(values, _without(probe, index, mode)) for probe, values, _ in smallest_first):
            which = f"{end} number" if np.ndim(tried.cases[0][0].x) == 1 else f"{end} row and {end} column"
            of_mode = "the numbers of mode full" if mode else "what is right"
            return Help(
                f"It gives {of_mode} for an input whose {which} is zero: the loop over the input leaves it out.",
                "range(n) runs from 0 to n - 1, over all n numbers.",
            )
    return None


def _without(probe, index, mode):
    """What is right where zeros stand at an index of every axis of the input, in another mode if one is given."""
    x = np.array(probe.x, float)
    for axis in range(x.ndim):
        np.moveaxis(x, axis, 0)[index] = 0
    return output_or_none(probe._replace(x=x, options={**probe.options, **mode}))


def _same_begins_exchanged(tried):
    """In mode same the part of full begins at the row where its columns begin, and at the column where its rows do."""
    same = [case for case in tried.cases if case[0].options["mode"] == "same" and np.ndim(case[0].x) == 2]
    if not same or any(answer.values is None for _, answer, _ in same):
        return None
    wrong = [case for case in same if not _alike(case[1].values, case[2])]
    if not wrong or not all(_is_exchanged_part(probe, answer.values) for probe, answer, _ in same):
        return None
    return Help(
        "In mode same it gives the part of full that begins at row (kc - 1) // 2 and column (kr - 1) // 2, for a kernel "
        "of kr rows and kc columns: the two are exchanged.",
        "Rows go by rows: the part begins at row (kr - 1) // 2 and column (kc - 1) // 2.",
    )


def _is_exchanged_part(probe, values):
    """Whether numbers are that part of full. Example: under a kernel of 1x3 it begins at row 1, column 0."""
    (rows, columns), (kernel_rows, kernel_columns) = sliding_sizes(probe)
    top, left = (kernel_columns - 1) // 2, (kernel_rows - 1) // 2
    full = np.array(output_or_none(probe._replace(options={**probe.options, "mode": "full"})), float)
    part = full[top : top + rows, left : left + columns]
    return _alike(values, part.tolist()) or (not part.size and not np.size(values))


def _products_are_not_added(tried):
    """The products of each window come back, and not their sum."""
    several = [case for case in tried.wrong_values if np.ndim(case[0].x) == 1 < np.size(case[0].h)]
    added = [case for case in several if _are_products(*case)]
    if len(added) < 3 or 2 * len(added) < len(several):
        return None
    return Help(
        "It gives products that are not added up: a number for each weight, where one for each window is asked.",
        "np.sum(window * flipped) is the sum of all products.",
    )


def _are_products(probe, values, right):
    """Whether every k numbers have the sum of one number that is right, in the mode that is asked or in mode full."""
    k, given = np.size(probe.h), np.ravel(values)
    if len(shape(values)) not in (1, 2) or not given.size or given.size % k or shape(values) == shape(right):
        return False
    sums = given.reshape(-1, k).sum(axis=1)
    return any(_alike(sums.tolist(), list(wanted)) for wanted in (right, np.convolve(probe.x, probe.h)))


KINDS = {0: "a single number", 1: "one row of numbers", 2: "a table"}  # by the number of axes


def _other_number_of_axes(tried):
    """A number, a row or a table comes back where another of these is asked."""
    axes = {(len(shape(values)), len(shape(right))) for _, values, right in tried.wrong_values}
    if len(axes) != 1:
        return None
    ((given, asked),) = axes
    if given == asked or asked not in KINDS:
        return None
    says = f"It returns {KINDS.get(given, 'several tables')} each time, and {KINDS[asked]} is asked."
    for call in tried.text.all_of(ast.Call) if given > asked else ():
        if words_of(call.func) == "sum" and not isinstance(call.args[0], ast.GeneratorExp):
            return Help(
                f"{says} Line {call.lineno}: {words_of(call)} adds rows to rows, where these are tables.",
                f"np.sum adds all numbers: np.{words_of(call)}.",
            )
    hints = {
        (0, 1): "Make a list, and append a sum for each place of the kernel.",
        (0, 2): "Make an array of the image's size, and put a number into each of its places.",
        (1, 2): "Make a new row for each row of places, append the sums to it, and the row to the result.",
        (
            3,
            2,
        ): "Make one table of them: each of its numbers comes from the numbers at its place in all of them.",
    }
    return Help(says, hints.get((given, asked), ""))


def _rows_twice(tried):
    """image[a:b][c:d] in place of image[a:b, c:d]."""
    if any(len(shape(right)) != 2 for _, _, right in tried.cases):
        return None
    for node in tried.text.all_of(ast.Subscript):
        inner = node.value
        both_are_parts = isinstance(node.slice, ast.Slice) and isinstance(inner, ast.Subscript)
        if both_are_parts and isinstance(inner.slice, ast.Slice):
            parts = f"{words_of(inner.slice)}, {words_of(node.slice)}"
            return Help(
                f"Line {node.lineno}: {words_of(node)} takes rows both times: first some rows, and then some of these.",
                f"{words_of(inner.value)}[{parts}] takes rows and columns.",
            )
    return None


BEFORE_CRASHES = (
    _parameters_are_missing,
    _nothing_is_returned,
    _no_numbers,
    _true_and_false,
    _hat_for_power,
    _returns_in_a_loop,
    _kept_from_call_to_call,
    _same_for_every_input,
    _rows_twice,
    rows_end_to_end,
    one_size_for_both,
    _whole_numbers_only,
    slip_in,
)
AFTER_CRASHES = (
    _below_zero,
    result_below_zero,
    _same_begins_exchanged,
    parts_of_full,
    slice_to_minus_nothing,
    _appends_too_often,
    _products_are_not_added,
    _zeros_behind,
    _one_row_for_all,
    _other_number_of_axes,
    _bytes_in_between,
    _small_whole_numbers,
    _input_left_out,
    row_by_row,
)
