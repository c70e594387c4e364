"""
What stands in the way where somebody carries a convolution of signals over to images: rows that are laid end to end,
rows that are convolved one by one, and one size that serves for rows and columns alike.
"""

import ast
from itertools import product
from typing import NamedTuple

import numpy as np

from course.convolution.nested import shape
from course.practice.crash import Help
from course.practice.cut_help import is_like
from course.practice.file_text import names_in, words_of

FLAT = ("flatten", "ravel", "hstack", "concatenate")
ON_OTHER_ROWS = "Each kernel row lies on another image row: image[i] by kernel[a] goes to row i + a of full."
TWO_PASSES = "Two passes do only for a kernel that is a column times a row; any other needs all its weights."


def rows_end_to_end(tried):
    """The image and the kernel are flattened, and convolved as if they were signals."""
    if not _is_of_planes(tried):
        return None
    text = tried.text
    for call in text.all_of(ast.Call):
        name = words_of(call.func).split(".")[-1].lower()
        if not ("conv" in name or "corr" in name) or not 2 <= len(call.args) <= 3:
            continue
        flattened = [_flattened(text, each) for each in call.args[:2]]
        if None not in flattened:
            return Help(
                f"Line {call.lineno}: in {words_of(call)} the rows of {' and of '.join(flattened)} stand end to end. But a "
                "window of an image is no run of neighbours in one row: the kernel's next row belongs to the image's next row.",
                "Leave both as tables: the window at row i, column j is image[i : i + kr, j : j + kc].",
            )
    return None


def _flattened(text, node):
    """The name of the parameter that an expression has all the numbers of, in one row; None for another expression."""
    name = node.id if isinstance(node, ast.Name) else None
    if name:
        given = [each for each in text.all_of(ast.Assign) if name in map(words_of, each.targets)]
        if len(given) != 1:
            return None
        node = given[0].value
    array = _of_all_numbers(node)
    if not isinstance(array, ast.Name):
        return None
    is_itself = array.id == name and name in text.parameters and text.times_bound(name, text.function) == 2
    return array.id if is_itself or text.is_parameter(array) else None


def _of_all_numbers(node):
    """The table that an expression has all the numbers of, in one row: an expression, or None.

    Examples: image.flatten(), np.ravel(image), np.concatenate(image) and [v for row in image for v in row].
    """
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="np" | "numpy"), attr=function), args=[array, *more]
        ):
            pass
        case ast.Call(func=ast.Attribute(value=array, attr=function), args=more):
            pass
        case ast.ListComp(
            elt=ast.Name(id=value),
            generators=[
                ast.comprehension(target=ast.Name(id=row), iter=array, ifs=[]),
                ast.comprehension(target=ast.Name(id=other), iter=ast.Name(id=of), ifs=[]),
            ],
        ):
            return array if value == other and of == row else None
        case _:
            return None
    is_flat = function in FLAT and not more
    return array if is_flat or (function == "reshape" and list(map(words_of, more)) == ["-1"]) else None


# ---- one size for rows and columns


class Counted(NamedTuple):
    """A number that serves for both axes.

    line   the number of the line that counts it
    typed  what stands there, as "k = len(kernel)"
    name   its name
    axis   what it counts: 0 for rows, 1 for columns
    """

    line: int
    typed: str
    name: str
    axis: int


def one_size_for_both(tried):
    """One number, the rows of an array, serves for its columns, too."""
    text = tried.text
    if not _is_of_planes(tried) or len(text.functions) != 1:
        return None
    found = {which: _one_size(text, array) for which, array in enumerate(text.parameters[:2])}
    found = {which: counted for which, counted in found.items() if counted}
    if not found or not _fails_only_where_not_square(tried, found):
        return None
    which, (counted, used) = next(iter(found.items()))
    array, both = text.parameters[which], ("rows", "columns")
    sizes = ("rows, columns", "kr, kc")[which]
    return Help(
        f"Line {counted.line}: {counted.typed} counts the {both[counted.axis]} of {array}, and line "
        f"{used} takes that for the number of its {both[1 - counted.axis]}, too.",
        f"Rows and columns have sizes of their own: {sizes} = {array}.shape.",
    )


def _one_size(text, array):
    """(what is Counted, the number of a line that has it for both axes) of an array of which one axis alone is counted.

    None where both are, or may be.
    """
    names = [array]  # those of arrays that are made from it, too
    counting, lines = [], []
    for node in text.all_of(ast.Assign):
        pair = _unpacked(node, names)
        if pair:
            used = [_is_used(text, name) for name in pair]
            if sum(used) != 1:
                return None
            axis = used.index(True)
            counting.append(Counted(node.lineno, words_of(node), pair[axis], axis))
            lines.append(node)
        for target, value in _given(node):
            axis = _axis_counted(value, names)
            if axis is not None:
                name = words_of(target)
                counting.append(Counted(node.lineno, f"{name} = {words_of(value)}", name, axis))
                lines.append(value)
            elif set(names) & set(names_in(value)) and isinstance(target, ast.Name):
                names.append(target.id)
    if len(counting) != 1 or _looks_elsewhere(text, names, lines[0]):
        return None
    used = _used_for_both(text, counting[0].name) if text.times_bound(counting[0].name) == 1 else None
    return (counting[0], used) if used else None


def _given(node):
    """[(what a line gives something, what it gives)]: two of them in n, k = len(image), len(kernel)."""
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        return list(zip(target.elts, value.elts))
    return [(target, value)]


def _axis_counted(node, names):
    """0 for len(kernel) or kernel.shape[0], 1 for kernel.shape[1] or len(kernel[0]), if kernel is a name of names."""
    match node:
        case ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=name)]) if name in names:
            return 0
        case ast.Call(func=ast.Name(id="len"), args=[ast.Subscript(value=ast.Name(id=name))]) if (
            name in names
        ):
            return 1
        case ast.Subscript(
            value=ast.Attribute(value=ast.Name(id=name), attr="shape"),
            slice=ast.Constant(value=0 | 1 as axis),
        ) if name in names:
            return axis
    return None


def _unpacked(node, names):
    """The two names of k, _ = kernel.shape, if kernel is a name of names; () for another line."""
    match node:
        case ast.Assign(
            targets=[ast.Tuple(elts=[ast.Name(id=one), ast.Name(id=other)])],
            value=ast.Attribute(value=ast.Name(id=name), attr="shape"),
        ) if name in names:
            return one, other
    return ()


def _is_used(text, name):
    return any(each.id == name and isinstance(each.ctx, ast.Load) for each in text.all_of(ast.Name))


def _looks_elsewhere(text, names, line):
    """Whether a shape of these arrays is looked at in another line, or may be."""
    for node in text.all_of((ast.Attribute, ast.Call)):
        if any(node is each for each in ast.walk(line)):
            continue
        if isinstance(node, ast.Attribute):
            is_looked_at = node.attr in ("shape", "size", "T", "transpose") and words_of(node.value) in names
        else:
            is_len = words_of(node.func) == "len" and set(names) & set(names_in(node))
            is_looked_at = is_len or words_of(node.func).endswith(("shape", "size", "transpose", "enumerate"))
        if is_looked_at:
            return True
    return False


def _used_for_both(text, name):
    """The number of a line that has a name for both axes: in both of a pair, or in two loops, one in the other; or None."""
    for node in text.all_of(ast.Tuple):
        if len(node.elts) == 2 and all(name in names_in(each) for each in node.elts):
            return node.lineno
    for outer in text.all_of(ast.For):
        for inner in text.all_of(ast.For, outer):
            if inner is not outer and all(name in names_in(each.iter) for each in (outer, inner)):
                return inner.lineno
    return None


def _fails_only_where_not_square(tried, found):
    """Whether in some mode it is right wherever the arrays in question have as many rows as columns, and wrong elsewhere."""
    seen = {}  # {mode: {whether they have: [whether it is right]}}
    for probe, answer, right in tried.cases:
        is_square = all(len(set(np.shape((probe.x, probe.h)[which]))) == 1 for which in found)
        is_right = answer.values is not None and is_like(answer.values, right)
        if not is_square or np.size(probe.h) > 1:
            seen.setdefault(probe.options["mode"], {True: [], False: []})[is_square].append(is_right)
    return any(some[True] and all(some[True]) and not all(some[False]) for some in seen.values())


# ---- the numbers of rows that are convolved by themselves


def row_by_row(tried):
    """Rows are convolved as signals are, with one row of the kernel, with all of them in place, or in two passes."""
    if not _is_of_planes(tried) or not tried.wrong_values:
        return None
    of_full = [case for case in tried.wrong_values if case[0].options["mode"] == "full"]
    for cases, where in ((tried.wrong_values, ""), (of_full, "In mode full: ")):
        several = [case for case in cases if min(np.shape(case[0].x)) > 1 < min(np.shape(case[0].h))]
        for fixed, (told, hint, gives) in product(("", "full", "same", "valid"), ROW_WAYS):
            if len(several) > 2 and all(
                _gives(gives, fixed, probe, values) for probe, values, _ in (*several, *cases)
            ):
                return Help(where + (told[0].lower() + told[1:] if where else told), hint)
    return None


def _gives(gives, fixed, probe, values):
    """Whether a way gives these numbers; rows of zeros below them, for which there was no row of the image, do not count."""
    if len(shape(values)) != 2:
        return False
    given = np.array(values, float)
    for kind in (None, float):  # as it is given, where sums of bytes are bytes, or turned into floats
        x, h = np.array(probe.x, kind), np.array(probe.h, kind)
        wanted = gives(x, h, fixed or probe.options["mode"])
        if is_like(given[: len(wanted)].tolist(), wanted) and not given[len(wanted) :].any():
            return True
    return False


def _rows(x, weights, mode):
    """Each row of a table, convolved with a row of weights."""
    return np.array([np.convolve(row, weights, mode) for row in x])


def _passes(x, along_rows, along_columns, mode):
    return _rows(_rows(x, along_rows, mode).T, along_columns, mode).T


NAMED = {"first": 0, "last": -1}
IN_PLACE = "{each} of the image is convolved with every {one} of the kernel, and all that is added up in one and the same {one}."
ONE_ONLY = "{each} of the image is convolved with the {which} {one} of the kernel alone."
WITH_ONE_ROW = (
    "The rows are convolved with the {which} row of the kernel, and what comes out along the columns with the same row: "
    "the other weights are never used."
)
ONE_BELOW_THE_OTHER = (
    "Each row of the image is convolved with every row of the kernel, and all that stands one below the other: nothing is "
    "added up."
)
IN_PASSES = (
    "The rows are convolved with the {which} row of the kernel, and what comes out along the columns with its {which} "
    "column: the other weights are never used."
)


def _make_row_ways():
    """[(what is said, the hint, what a way gives for an image, a kernel and a mode)]."""
    ways = []
    for which, place in NAMED.items():
        ways += [
            (
                ONE_ONLY.format(each="Each row", which=which, one="row"),
                ON_OTHER_ROWS,
                lambda x, h, mode, place=place: _rows(x, h[place], mode),
            ),
            (
                ONE_ONLY.format(each="Each column", which=which, one="column"),
                ON_OTHER_ROWS,
                lambda x, h, mode, place=place: _rows(x.T, h[:, place], mode).T,
            ),
            (
                IN_PASSES.format(which=which),
                TWO_PASSES,
                lambda x, h, mode, place=place: _passes(x, h[place], h[:, place], mode),
            ),
            (
                WITH_ONE_ROW.format(which=which),
                TWO_PASSES,
                lambda x, h, mode, place=place: _passes(x, h[place], h[place], mode),
            ),
        ]
    ways += [
        (
            IN_PLACE.format(each="Each row", one="row"),
            ON_OTHER_ROWS,
            lambda x, h, mode: sum(_rows(x, weights, mode) for weights in h),
        ),
        (
            IN_PLACE.format(each="Each column", one="column"),
            ON_OTHER_ROWS,
            lambda x, h, mode: sum(_rows(x.T, weights, mode) for weights in h.T).T,
        ),
        (
            ONE_BELOW_THE_OTHER,
            ON_OTHER_ROWS,
            lambda x, h, mode: np.concatenate([_rows([row], weights, mode) for row in x for weights in h]),
        ),
        (
            ONE_BELOW_THE_OTHER,
            ON_OTHER_ROWS,
            lambda x, h, mode: np.concatenate([_rows(x, weights, mode) for weights in h]),
        ),
    ]
    return ways


ROW_WAYS = _make_row_ways()


def _is_of_planes(tried):
    """Whether a function of an image and a kernel was tried, each a table."""
    return len(tried.parameters) > 1 and all(
        np.ndim(probe.x) == 2 == np.ndim(probe.h) for probe, _, _ in tried.cases
    )
