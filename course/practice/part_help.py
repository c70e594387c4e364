"""
What stands in the way where two arrays of different shapes meet, or numbers that an array has no place for.

Of a part such as x[i : i + k] it is worked out from the numbers at the error where it begins and ends, and only if
that gives the shape that the error names, something is said of it.
"""

import ast
import re
from typing import NamedTuple

from course.convolution.formatting import counted
from course.practice.crash import Help, is_filled, values_of, worth
from course.practice.file_text import index_of, names_in, words_of

EXCHANGED = (
    "It stops only where rows and columns differ: are the two exchanged, or is one size used for both?"
)
AS_LARGE = "Make {array} as large as the result: n numbers and k weights give n + k - 1 in mode full."


class Meeting(NamedTuple):
    """Two arrays whose shapes do not fit.

    node, shape  an expression and its shape
    wanted       the shape that is needed in its place
    in_place     whether the other one is put into it
    """

    node: ast.expr
    shape: tuple
    wanted: tuple
    in_place: bool = False

    def differs(self, axis):
        """Whether the sizes along an axis do not fit."""
        size, wanted = self.shape[axis], self.wanted[axis]
        return size != wanted and (self.in_place or 1 not in (size, wanted))


class Range(NamedTuple):
    """The axis of a part at which it has not the size that is wanted: from start on, up to stop, of an array's size."""

    subscript: ast.Subscript
    axis: int
    start: int
    stop: int
    size: int


def shapes_differ(crash):
    """Two arrays of different shapes are multiplied, added, or put into one another."""
    node, trouble = crash.node, crash.trouble
    shapes = [
        tuple(int(size) for size in found.strip("(),").split(",") if size)
        for found in re.findall(r"\([\d,]*\)", trouble)
    ]
    if len(shapes) < 2 or not re.search(r"could not (be )?broadcast|non-broadcastable output", trouble):
        return None
    if isinstance(node, ast.Subscript):
        if "could not broadcast input" in trouble:
            shapes = [shapes[1], shapes[0]]
        return _put_into_a_part(crash, *shapes[:2])
    if not isinstance(node, ast.BinOp):
        return None
    left, right = words_of(node.left), words_of(node.right)
    says = (
        f"{crash.line} in {words_of(node)} the shapes differ: {left} has the shape {_as_text(shapes[0])}, and "
        f"{right} {_as_text(shapes[1])}."
    )
    if {left, right} <= set(crash.text.parameters):
        return Help(says, "Each number meets each weight, one after the other: that takes a loop, or two.")
    meetings = [Meeting(node.left, *shapes[:2]), Meeting(node.right, shapes[1], shapes[0])]
    return _why(crash, says, meetings)


def _as_text(sizes):
    return str(tuple(sizes)).replace(" ", "")


def _put_into_a_part(crash, shape, added):
    """The Help where an array does not fit into y[a:b]."""
    node = crash.node
    says = (
        f"{crash.line} {words_of(node)} has the shape {_as_text(shape)}, and what is put into it "
        f"{_as_text(added)}."
    )
    for name in _names_added(crash):
        if len(shape) > 1 and crash.shape_of(ast.Name(id=name)) == shape[::-1] != shape:
            says = f"{crash.line} {words_of(node)} has the shape {_as_text(shape)}, and {name} {_as_text(shape[::-1])}."
            return Help(says, _about_exchanged(crash))
    return _why(crash, says, [Meeting(node, shape, added, in_place=True)])


def _names_added(crash):
    """The names in what is added to the expression by +=."""
    for change in crash.text.all_of(ast.AugAssign):
        if change.target is crash.node:
            return names_in(change.value)
    return []


def _why(crash, says, meetings):
    """The Help with what is said and, where it is known, why the shapes differ."""
    ranges = [found for found in (_range_of(crash, meeting) for meeting in meetings) if found]
    for tell in (_begins_below_zero, _runs_over_the_end):
        for meeting, found in ranges:
            told = tell(crash, meeting, found)
            if told:
                return Help(*told)
    one = meetings[0]
    if len(one.shape) > 1 and one.shape == one.wanted[::-1] != one.wanted:
        return Help(says, _about_exchanged(crash))
    for meeting, found in ranges:
        return Help(*_has_another_size(crash, meeting, found))
    return Help(says, EXCHANGED if crash.not_square else "")


def _about_exchanged(crash):
    """The hint where one array has the rows and columns of the other exchanged."""
    for node in crash.text.all_of(ast.Attribute):
        if node.attr == "T":
            return f"Rows and columns are exchanged: line {node.lineno} does that with {words_of(node)}."
    return "Rows and columns are exchanged. Rows come first: .shape is (rows, columns)."


# ---- one part of an array


def _range_of(crash, meeting):
    """(the Meeting, the Range of its first axis that does not fit), where both are sure; None elsewhere."""
    subscript = _subscript_of(crash, meeting.node)
    sizes = crash.shape_of(subscript.value) if subscript else None
    if sizes is None or len(meeting.shape) != len(meeting.wanted) or len(index_of(subscript)) != len(sizes):
        return None
    if len(sizes) != len(meeting.shape):
        return None
    for axis, (size, part) in enumerate(zip(sizes, index_of(subscript))):
        ends = _ends_of(part, size, crash.names)
        if ends is None or len(range(*slice(*ends).indices(size))) != meeting.shape[axis]:
            return None
    for axis, (size, part) in enumerate(zip(sizes, index_of(subscript))):
        if meeting.differs(axis):
            return meeting, Range(subscript, axis, *_ends_of(part, size, crash.names), size)
    return None


def _subscript_of(crash, node):
    """The expression array[a:b] that a node is, or that its name is given in the only line that gives it anything."""
    if isinstance(node, ast.Name):
        node = crash.text.only_value_of(node.id, crash.node)
    return node if isinstance(node, ast.Subscript) else None


def _ends_of(part, size, held):
    """(start, stop) of a slice; None where these are not known."""
    if not isinstance(part, ast.Slice) or part.step is not None:
        return None
    start = 0 if part.lower is None else worth(part.lower, held)
    stop = size if part.upper is None else worth(part.upper, held)
    return None if start is None or stop is None else (start, stop)


def _things(found, sizes):
    """What there is along the axis of a Range: "number", "row" or "column"."""
    return ("row", "column")[found.axis] if len(sizes) == 2 else "number"


def _where(crash, found):
    values = values_of(names_in(index_of(found.subscript)[found.axis]), crash.names)
    return f" where {values}" if values else ""


def _begins_below_zero(crash, meeting, found):
    """(what is said, a hint) where a part begins before the first number; None elsewhere."""
    part = index_of(found.subscript)[found.axis]
    if found.start >= 0 or isinstance(part.lower, ast.UnaryOp):
        return None
    thing, array = _things(found, meeting.shape), words_of(found.subscript.value)
    has, wanted = meeting.shape[found.axis], meeting.wanted[found.axis]
    return (
        f"{crash.line_of(found.subscript)} {words_of(found.subscript)} begins at {thing} {found.start}"
        f"{_where(crash, found)}: below 0 Python counts from the end, so that it has {has or 'no'} "
        f"{thing}{'s' if has != 1 else ''}, and {wanted} are needed.",
        f"If {array} has numbers around it already (np.pad), the part begins too early; if not, they have to be "
        "put there first.",
    )


def _runs_over_the_end(crash, meeting, found):
    """(what is said, a hint) where a part asks for more than there is behind; None elsewhere."""
    if found.stop <= found.size:
        return None
    thing, array = _things(found, meeting.shape), words_of(found.subscript.value)
    says = (
        f"{crash.line_of(found.subscript)} {words_of(found.subscript)} runs over the end{_where(crash, found)}: it asks "
        f"for {thing} {found.start} to {found.stop - 1}, but {array} has {counted(found.size, thing)}."
    )
    if crash.not_square:
        return says, EXCHANGED
    if meeting.in_place and is_filled(crash, array):
        return says, AS_LARGE.format(array=array)
    return says, too_far(crash, array, found.axis, found.size)


def too_far(crash, array, axis, size):
    """The hint where windows of the kernel run over the end of an array of a size along an axis."""
    thing = ("row", "column")[axis] if len(crash.image) == 2 else "number"
    if axis >= min(len(crash.kernel), len(crash.asked)):
        return f"Either the loop has to end earlier, or {array} needs more {thing}s (np.pad)."
    kernel, asked = crash.kernel[axis], crash.asked[axis]
    room = max(size - kernel + 1, 0)
    has = f"{array} has {counted(size, thing)}, which is room for {counted(room, 'window')} of {kernel}"
    if room < asked:
        of_edges = len(crash.text.parameters) == 1  # edge_strength(image)
        around = "its mirror image has" if of_edges else "more zeros have"
        return f"{has}, and the result has {counted(asked, thing)}: {around} to stand around it."
    if room >= crash.full[axis]:
        return f"{has}, and no more are asked: begin at 0, and end the loop there."
    return f"{has}: either the loop has to end earlier, or {array} needs more {thing}s."


def _has_another_size(crash, meeting, found):
    """(what is said, a hint) where a part lies in its array, and has another size than is wanted."""
    thing, part = _things(found, meeting.shape), index_of(found.subscript)[found.axis]
    has, wanted = meeting.shape[found.axis], meeting.wanted[found.axis]
    verb = "is" if wanted == 1 else "are"
    says = (
        f"{crash.line_of(found.subscript)} {words_of(found.subscript)} has {counted(has, thing)}"
        f"{_where(crash, found)}, and {wanted} {verb} needed."
    )
    if crash.not_square:
        return says, EXCHANGED
    start = words_of(part.lower) if part.lower else "0"
    begun = names_in(part.lower) if part.lower else []
    ends = [name for name in names_in(part.upper) if name not in begun] if part.upper else []
    sized = [name for name in ends if crash.names.get(name) == ("int", wanted)]
    return says, (
        f"A part ends before its last index: [{start}:{start} + {sized[0] if sized else wanted}] has "
        f"{sized[0] if sized else wanted} {thing}{'s' if wanted != 1 else ''}."
    )


# ---- numbers that an array has no place for

HELD = {"b": "True and False", "i": "whole numbers", "u": "whole numbers"}  # by the first letter of a type
CAST = r"Cannot cast ufunc '\w+' output from dtype\('(\w+)'\) to dtype\('(\w+)'\)"


def _name_of_kind(kind):
    """What an array of a type holds, in words."""
    if kind in ("uint8", "int8", "int16", "uint16"):
        return f"only {kind}, which are small whole numbers"
    return f"only {HELD[kind[0]]}" if kind[0] in HELD else f"only {kind}"


def no_place_for(crash):
    """y += x, where y is an array of another type than the sum has."""
    found = re.search(CAST, crash.trouble)
    if not found:
        return None
    has, holds = found.groups()
    target = crash.node.value if isinstance(crash.node, ast.Subscript) else crash.node
    array = words_of(target)
    what = "decimals" if has.startswith("float") else f"{has} numbers"
    says = f"{crash.line} {array} holds {_name_of_kind(holds)}, and {what} are to be put into it."
    made = crash.text.only_value_of(array, crash.node)
    if made is None:
        return Help(says, f"Make {array} with dtype=float.")
    makes_places = isinstance(made, ast.Call) and words_of(made.func).endswith(("zeros", "zeros_like"))
    return Help(
        f"{says} Line {made.lineno} makes it: {words_of(made)}.",
        "np.zeros(shape), without a dtype, holds decimals; so does dtype=float."
        if makes_places
        else f"Make {array} with dtype=float, or astype(float).",
    )
