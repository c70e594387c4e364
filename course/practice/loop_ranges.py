"""
Which indices the loops of a function give the places of its result, read from its text and the sizes of an input.

Below 0 Python counts from the end, so that a loop that begins there fills the last places and raises no error.
"""

import ast

from course.diagnosis.probes import shape_of
from course.practice.crash import Help, worth
from course.practice.file_text import index_of, names_in, words_of

LAST_PLACE = "Python takes the index -1 for the last place"


def result_below_zero(tried):
    """The Help with an index of the result that is below 0 at times, from what was Tried; or None."""
    shown = tried.cases[tried.shown]
    answered = [case for case in (shown, *tried.cases) if case[1].values is not None]
    for probe, _, _ in answered:
        held = sizes_at(tried.text, probe)
        for node in tried.text.all_of(ast.Subscript):
            if not isinstance(node.ctx, ast.Store):
                continue
            for index in index_of(node):
                found = _help_with_index(tried.text, node, index, held)
                if found:
                    return found
    return None


def _help_with_index(text, node, index, held):
    """The Help with one index of array[index], where the numbers from the sizes make it both below 0 and not; or None."""
    loops = {name: _loop_of(text, name, node) for name in names_in(index)}
    span = _span(index, loops, held)
    if span is None or not span[0] < 0 <= span[1]:
        return None
    array = words_of(node.value)
    if isinstance(index, ast.Name):
        loop = loops[index.id]
        return Help(
            f"Line {loop.lineno}: {index.id} begins at {words_of(loop.iter.args[0])}, which is below 0, and line "
            f"{node.lineno} takes it for an index of {array}: {LAST_PLACE}.",
            f"Places of a result are counted from 0: let {index.id} begin there, and move the index of the input.",
        )
    if _is_in_an_if(text, node, loops):
        return None
    return Help(
        f"Line {node.lineno}: in {words_of(node)} the index is below 0 at times: {LAST_PLACE}.",
        "A convolution adds signal[i] * kernel[j] to the place i + j of mode full, which is never below 0.",
    )


def _loop_of(text, name, node):
    """The innermost for loop around a node whose variable has this name; None if there is none."""
    found = None
    for loop in text.all_of(ast.For):
        if words_of(loop.target) == name and any(each is node for each in ast.walk(loop)):
            found = loop
    return found


def _span(index, loops, held):
    """(lowest, highest) of an index made of loop variables, sizes, + and -; None for another.

    loops: {name: the loop that it is the variable of, or None}. Example: where i runs over range(5) and j over
    range(3), i - j is from 0 - 2 to 4 - 0: (-2, 4).
    """
    value = worth(index, held)
    if value is not None:
        return value, value
    match index:
        case ast.Name(id=name) if loops.get(name):
            return _span_of_loop(loops[name], held)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            one, other = _span(left, loops, held), _span(right, loops, held)
            if one is None or other is None:
                return None
            if isinstance(op, ast.Add):
                return one[0] + other[0], one[1] + other[1]
            return one[0] - other[1], one[1] - other[0]
    return None


def _span_of_loop(loop, held):
    """(first, last) of what for i in range(first, last + 1) goes through; None for another loop, or one without rounds."""
    call = loop.iter
    if not (isinstance(call, ast.Call) and words_of(call.func) == "range" and len(call.args) in (1, 2)):
        return None
    ends = [worth(each, held) for each in call.args]
    first, stop = ends if len(ends) == 2 else (0, *ends)
    return None if first is None or stop is None or stop <= first else (first, stop - 1)


def _is_in_an_if(text, node, loops):
    """Whether a condition inside the loops of an index stands around it, which may leave out what is below 0."""
    inside = [branch for loop in loops.values() if loop for branch in text.all_of((ast.If, ast.IfExp), loop)]
    return any(each is node for branch in inside for each in ast.walk(branch))


def sizes_at(text, probe):
    """What the names of a function hold that are worked out from the sizes of a probe alone, as in a Scene."""
    held = {}
    for name, array in zip(text.parameters, (probe.x, probe.h)):
        if text.times_bound(name, text.function) == 1:
            held[name] = ("array", shape_of(array))
    for node in text.all_of(ast.Assign, text.function) if text.function else ():
        for each, size in _pairs_given(node.targets[0], node.value, held):
            if (
                size is not None
                and isinstance(each, ast.Name)
                and text.times_bound(each.id, text.function) == 1
            ):
                held[each.id] = ("int", size)
    return held


def _pairs_given(target, value, held):
    """[(what a line gives something, the whole number that it gets, or None)], as of rows, columns = image.shape."""
    if not isinstance(target, ast.Tuple):
        return [(target, worth(value, held))]
    if isinstance(value, ast.Attribute) and value.attr == "shape":
        return list(zip(target.elts, held.get(words_of(value.value), ("", ()))[1]))
    if isinstance(value, ast.Tuple):  # top, left = rows // 2, columns // 2
        return [(each, worth(piece, held)) for each, piece in zip(target.elts, value.elts)]
    return []
