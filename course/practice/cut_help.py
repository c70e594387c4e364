"""
Which part of mode full a function gives in another mode, where its text cuts one out: full[k:-k], say, for mode valid.

A part is told only where its numbers, worked out from the ends as they are typed, are those that came back.
"""

import ast

import numpy as np

from course.convolution.formatting import counted
from course.convolution.nested import flat, shape
from course.diagnosis.cause import output_or_none
from course.diagnosis.probes import sliding_sizes
from course.practice.crash import Help, worth
from course.practice.fact_hints import OF_TRAITS
from course.practice.file_text import index_of, names_in, words_of
from course.practice.loop_ranges import sizes_at

OF_BOTH_MODES = {  # where valid and same are wrong, by the number of axes
    1: "Of full, valid is [k - 1 : n], and same is [(k - 1) // 2 : (k - 1) // 2 + n].",
    2: "Of full, valid is [kr - 1 : rows, kc - 1 : columns]; same begins at (kr - 1) // 2, (kc - 1) // 2.",
}


def parts_of_full(tried):
    """The Help with the wrong parts of mode full that are returned in the modes same and valid, or None."""
    shown = tried.cases[tried.shown][0].options["mode"]
    modes = dict.fromkeys([shown, *(probe.options["mode"] for probe, _, _ in tried.cases)])
    told, are_cut = {}, False
    for mode in [mode for mode in modes if mode in ("same", "valid")]:
        cases = [case for case in tried.cases if case[0].options["mode"] == mode]
        if any(answer.values is None for _, answer, _ in cases):
            continue
        nodes = [
            node for node in tried.text.all_of(ast.Subscript) if tried.text.mode_of(node) in (mode, None)
        ]
        empty = [found.says for found in (_empty_where_0(tried, node, mode) for node in nodes) if found]
        wrong = [case for case in cases if not is_like(case[1].values, np.array(case[2], float))]
        not_empty = [case for case in wrong if list(flat(case[1].values))]
        node, ends = _part_returned(tried.text, nodes, cases)
        cut = _in_words(node, mode, not_empty, ends, empty) if node is not None and not_empty else ""
        are_cut = are_cut or bool(cut)
        if empty or cut:
            told[mode] = [*empty[:1], *([cut] if cut else [])]
    if not are_cut:
        return None
    axes = len(shape(tried.cases[0][2]))
    hint = OF_BOTH_MODES[axes] if len(told) > 1 else OF_TRAITS[next(iter(told))]
    return Help(" ".join(sentence for sentences in told.values() for sentence in sentences), hint)


def slice_to_minus_nothing(tried):
    """A slice such as y[k - 1 : -(k - 1)] is empty where k is 1."""
    shown = tried.cases[tried.shown][0].options["mode"]
    parts = [(tried.text.mode_of(node), node) for node in tried.text.all_of(ast.Subscript)]
    # what stands behind the ifs of the other modes may be reached in one mode alone
    parts += [(shown, node) for mode, node in parts if mode is None]
    for mode, node in sorted(parts, key=lambda part: part[0] not in (shown, None)):
        found = _empty_where_0(tried, node, mode)
        if found:
            return found
    return None


def _empty_where_0(tried, node, mode):
    """The Help with a slice whose end is below 0 but for some kernels, for which nothing comes back in a mode; or None."""
    slices = [(axis, each) for axis, each in enumerate(index_of(node)) if isinstance(each, ast.Slice)]
    ends = {axis: each.upper for axis, each in slices if _is_below(each.upper)}
    kernels = _where_it_is_empty(tried, mode, ends) if ends else []
    if not kernels:
        return None
    first = next(iter(ends.values()))
    end = words_of(first.operand if isinstance(first, ast.UnaryOp) else first)
    nothing = "-0 is 0" if isinstance(first, ast.UnaryOp) else "0 is the beginning"
    line = f"In mode {mode}, line" if mode else "Line"
    return Help(
        f"{line} {node.lineno}: {words_of(node)} is empty where {end} is 0, as with a kernel of "
        f"{' or '.join(map(str, kernels))}: {nothing}, so that the part ends before it begins.",
        f"Count the end from the front: in place of {words_of(first)} the index behind the last number that you want.",
    )


def _is_below(end):
    """Whether the end of a slice is typed as something below 0: -extra, -k + 1 or 1 - k, but not -1."""
    if isinstance(end, ast.BinOp):
        is_less = isinstance(end.op, ast.Sub) and isinstance(end.left, ast.Constant)
        return is_less or _is_below(end.left)
    return (
        isinstance(end, ast.UnaryOp)
        and isinstance(end.op, ast.USub)
        and not isinstance(end.operand, ast.Constant)
    )


def _where_it_is_empty(tried, mode, ends):
    """The sizes of the kernels for which nothing comes back, where one of the ends of a part is 0 just then; or [].

    ends: {axis: the expression of the end}.
    """
    kernels = set()
    for probe, values, right in tried.wrong_values:
        if mode not in (None, probe.options["mode"]):
            continue
        held = sizes_at(tried.text, probe)
        worths = [worth(end, held) for end in ends.values()]
        is_empty = not list(flat(values)) and bool(list(flat(right)))
        kernel = sliding_sizes(probe)[1]
        if None in worths or (0 in worths) != is_empty or max(ends) >= len(kernel):
            return []
        if is_empty:
            kernels |= {kernel[axis] for axis, value in zip(ends, worths) if value == 0}
    return sorted(kernels)


def _part_returned(text, nodes, cases):
    """(the expression full[a:b] that gives all numbers of a mode, {id of a probe: its ends there}); or (None, {}).

    nodes: the expressions that are looked at, but for those with digits alone for their ends.
    """
    for node in nodes:
        slices = index_of(node)
        if not all(isinstance(each, ast.Slice) for each in slices):
            continue
        typed = [end for each in slices for end in (each.lower, each.upper) if end is not None]
        if not any(names_in(end) for end in typed):
            continue
        probes = [probe for probe, _, _ in cases]
        ends = [_ends_of(slices, _held(text, node, probe)) for probe in probes]
        if None not in ends and all(_gives(each, *case[:2]) for each, case in zip(ends, cases)):
            return node, dict(zip(map(id, probes), ends))
    return None, {}


def _held(text, node, probe):
    """What the names hold, as by sizes_at(); the array itself as large as mode full, which its numbers have to show."""
    held = sizes_at(text, probe)
    if isinstance(node.value, ast.Name):
        held.setdefault(node.value.id, ("array", _full_of(probe).shape))
    return held


def _ends_of(slices, held):
    """[(start, stop)] of slices, with None for an end that is left out; None where one is not known."""
    found = []
    for each in slices:
        ends = [None if end is None else worth(end, held) for end in (each.lower, each.upper)]
        unknown = any(end is not None and value is None for end, value in zip((each.lower, each.upper), ends))
        if unknown or each.step is not None:
            return None
        found.append(tuple(ends))
    return found


def _gives(ends, probe, answer):
    """Whether the part of mode full with these ends is what was answered."""
    full = _full_of(probe)
    return full.ndim == len(ends) and is_like(answer.values, full[tuple(slice(*each) for each in ends)])


def _full_of(probe):
    return np.array(output_or_none(probe._replace(options={**probe.options, "mode": "full"})), float)


def _ends_asked(probe):
    """[(start, stop)] of the part of mode full that is asked."""
    is_valid = probe.options["mode"] == "valid"
    starts = [k - 1 if is_valid else (k - 1) // 2 for k in sliding_sizes(probe)[1]]
    return [(start, n if is_valid else start + n) for start, n in zip(starts, sliding_sizes(probe)[0])]


def is_like(values, wanted):
    """Whether nested lists are the numbers of an array, as near as floats of 32 bits come; of an empty one, no numbers."""
    if not np.size(wanted):
        return not list(flat(values))
    return shape(values) == np.shape(wanted) and np.allclose(values, wanted, 1e-5, 1e-5, equal_nan=True)


def _in_words(node, mode, wrong, ends, before):
    """A sentence on what comes back for one input, and what is asked; "" if it is not known of any that is wrong.

    The input is the smallest under a kernel of 3 or more, if there is one. before: the sentences before it.
    """
    known = [
        case
        for case in wrong
        if is_like(case[2], _full_of(case[0])[tuple(slice(*each) for each in _ends_asked(case[0]))])
    ]
    if not known:
        return ""
    probe, _, _ = min(known, key=lambda case: (min(sliding_sizes(case[0])[1]) < 3, np.size(case[0].x)))
    sizes, kernel = sliding_sizes(probe)
    array = words_of(node.value) if isinstance(node.value, ast.Name) else "full"
    given, asked = (f"{array}[{_typed(each)}]" for each in (ends[id(probe)], _ends_asked(probe)))
    what = f"a signal of {counted(sizes[0], 'number')} and a kernel of {kernel[0]}"
    if len(sizes) > 1:
        what = f"an image of {sizes[0]}x{sizes[1]} and a kernel of {kernel[0]}x{kernel[1]}"
    named = f"In mode {mode}, line {node.lineno}: {words_of(node)} is"
    if before and before[0].startswith(named):
        return f"For {what} it is {given}, where {asked} is asked."
    return f"{named} {given} for {what}, where {asked} is asked."


def _typed(ends):
    return ", ".join(":".join("" if end is None else str(end) for end in each) for each in ends)
