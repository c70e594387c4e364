"""
Slips that are plain in the text of a function, whatever its numbers are: a line that cannot do what is meant by it.

They are told even where a mistake of the bank gives the numbers.
"""

import ast

from course.convolution.nested import shape
from course.practice.crash import Help
from course.practice.file_text import names_in, words_of

NEW_ARRAYS = (
    "append",
    "insert",
    "concatenate",
    "delete",
    "pad",
    "flip",
    "fliplr",
    "flipud",
    "roll",
    "transpose",
)


def slip_in(tried, replies=()):
    """The Help with the first slip in what was Tried, or None."""
    for rule in SLIPS:
        found = rule(tried)
        if found:
            return found
    return None


def _is_always_true(tried):
    """A condition such as mode == "full" or "same"."""
    for node in tried.text.all_of(ast.BoolOp):
        words = [
            each for each in node.values if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        first = node.values[0]
        if isinstance(node.op, ast.Or) and isinstance(first, ast.Compare) and words:
            compared = words_of(first.left)
            return Help(
                f"Line {node.lineno}: {words_of(node)} is always true, because a text by itself is.",
                f"Compare each by itself: {words_of(first)} or {compared} == {words_of(words[-1])}.",
            )
    return None


def _result_is_let_go(tried):
    """np.append(y, 3) in a line of its own, which leaves y as it is."""
    for node in tried.text.all_of(ast.Expr):
        call = node.value
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
            continue
        if words_of(call.func.value) in ("np", "numpy") and call.func.attr in NEW_ARRAYS:
            function, array = words_of(call.func), words_of(call.args[0])
            return Help(
                f"Line {node.lineno}: {function} makes a new array, and nothing keeps it: {array} stays as it was.",
                f"{array} = {words_of(call)}",
            )
    return None


def _adds_to_an_empty_array(tried):
    """y = np.empty(n), and then y[i] += 3."""
    text = tried.text
    for change in text.all_of(ast.AugAssign):
        if not isinstance(change.target, ast.Subscript):
            continue
        array = words_of(change.target.value)
        made = text.only_value_of(array, change)
        if not (isinstance(made, ast.Call) and words_of(made.func) in ("np.empty", "np.empty_like")):
            continue
        puts = [
            each for each in text.all_of(ast.Assign) for target in each.targets if array in words_of(target)
        ]
        fills = [call for call in text.all_of(ast.Call) if words_of(call.func) == f"{array}.fill"]
        if len(puts) == 1 and not fills:
            zeros = words_of(made.func).replace("empty", "zeros")
            return Help(
                f"Line {change.lineno} adds to {array}, and line {made.lineno} makes it by {words_of(made.func)}: "
                "that leaves in it whatever stood in the memory.",
                f"{zeros} in place of {words_of(made.func)} begins with zeros.",
            )
    return None


def _pads_before_and_behind(tried):
    """np.pad(image, (kr - 1, kc - 1)): these are before and behind, and not rows and columns."""
    if any(len(shape(right)) != 2 for _, _, right in tried.cases):
        return None
    for call in tried.text.all_of(ast.Call):
        if words_of(call.func) != "np.pad" or len(call.args) < 2 or not isinstance(call.args[1], ast.Tuple):
            continue
        pads = call.args[1].elts
        if len(pads) != 2 or any(isinstance(each, ast.Tuple) for each in pads):
            continue
        one, other = (set(names_in(each)) for each in pads)
        if one and other and not one & other:
            before, behind = map(words_of, pads)
            return Help(
                f"Line {call.lineno}: {words_of(call)} puts {before} before and {behind} behind, along the rows and "
                "along the columns.",
                f"Rows and columns each have a pair: (({before}, {before}), ({behind}, {behind})).",
            )
    return None


def _half_of_a_power(tried):
    """x ** 1 / 2, which is (x ** 1) / 2."""
    for node in tried.text.all_of(ast.BinOp):
        power = node.left
        if isinstance(node.op, ast.Div) and isinstance(power, ast.BinOp) and isinstance(power.op, ast.Pow):
            if words_of(power.right) == "1":
                return Help(
                    f"Line {node.lineno}: {words_of(node)} is worked out from the left: the power comes before the "
                    "division.",
                    "The root is np.sqrt(x), or x ** (1 / 2).",
                )
    return None


SLIPS = (
    _is_always_true,
    _result_is_let_go,
    _adds_to_an_empty_array,
    _half_of_a_power,
    _pads_before_and_behind,
)
