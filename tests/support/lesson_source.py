"""The source of a lesson: its cells, and the same lesson with one thing changed, as a reader may change it."""

import ast
import copy
import itertools
import re
import textwrap
from typing import NamedTuple

from support.files import ROOT

from course.lessons.cells import cells_in


def source_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def changed(name, *edits):
    """A lesson's source with edits, each (old, new) where old stands once."""
    source = source_of(name)
    for old, new in edits:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


def up_to(heading, source):
    """A source up to the end of its cell whose heading begins with these words."""
    (cell,) = [cell for cell in cells_in(source) if cell.heading.startswith(heading)]
    return "\n".join(source.splitlines()[: cell.last]) + "\n"


class Cell(NamedTuple):
    """A cell of a lesson: its heading, its lines of prose and its source, prose included."""

    heading: str
    prose: list
    source: str

    @property
    def code(self):
        """The lines that are code."""
        return [line for line in self.source.splitlines() if line.strip() and not line.startswith("#")]


def cells_of(source):
    """The Cells of a lesson's source; the part before the first cell is left out."""
    cells = []
    for part in re.split(r"^# %% ?", source, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        prose = [line for line in body.splitlines() if line.startswith("#")]
        cells.append(Cell(heading, prose, body))
    return cells


def with_value(source, name, expression):
    """The source with another expression, or what is none, as the first value of a variable."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            piece = ast.get_source_segment(source, node)
            return source.replace(piece, f"{name} = {expression}", 1)
    raise AssertionError(f"the lesson has no variable {name}")


# ---- faults


class Fault(NamedTuple):
    """A lesson's source with one thing wrong in it: the line's number, what was there, and the source."""

    line: int
    step: str
    source: str


class _Replaced(ast.NodeTransformer):
    """Replaces the step of a number by what wrong(node) makes of it, and counts the steps."""

    def __init__(self, wrong, number):
        self.wrong, self.number, self.count, self.replaced = wrong, number, 0, None

    def generic_visit(self, node):
        super().generic_visit(node)
        other = self.wrong(node)
        if other is None:
            return node
        self.count += 1
        if self.count - 1 != self.number:
            return node
        self.replaced = node
        return ast.copy_location(other, node)


def faults(source, wrong):
    """The Faults of a source, one a step. wrong(node): what stands there instead, None if it is no step."""
    for statement in ast.parse(source).body:
        for number in itertools.count():
            replacing = _Replaced(wrong, number)
            changed = replacing.visit(copy.deepcopy(statement))
            if replacing.replaced is None:
                break
            step = ast.unparse(replacing.replaced)
            yield Fault(replacing.replaced.lineno, step, _with_statements(source, changed))


def _with_statements(source, *statements):
    """The source with statements that follow each other written anew, where they stood before they were changed.

    Writing the whole tree of a lesson anew for each of its hundreds of faults would take longer than running them.
    """
    lines = source.splitlines()
    written = ast.unparse(ast.fix_missing_locations(ast.Module([*statements], [])))
    indented = textwrap.indent(written, " " * statements[0].col_offset)
    lines[statements[0].lineno - 1 : statements[-1].end_lineno] = [indented]
    return "\n".join(lines) + "\n"


def flip(node):
    """For faults(): numbers[::-1] without its flip, or numbers[::-1, ::-1] without any."""
    if isinstance(node, ast.Subscript) and "::-1" in ast.unparse(node.slice):
        return node.value
    return None


def halving(node):
    """For faults(): a // 2, rounded down, is left whole."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv) and ast.unparse(node.right) == "2":
        return node.left
    return None


def last_one(node):
    """For faults(): the + 1 of a size or of a range."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and ast.unparse(node.right) == "1":
        return node.left
    return None


OTHER_MODES = {
    "full": "same", "same": "valid", "valid": "full", "VALID": "SAME", "SAME": "VALID",
    "fill": "symm", "symm": "fill", "symmetric": "wrap", "wrap": "symm",
}  # fmt: skip


def mode(node):
    """For faults(): another mode, padding or border."""
    if isinstance(node, ast.Constant) and node.value in OTHER_MODES:
        return ast.Constant(OTHER_MODES[node.value])
    return None


OTHER_FUNCTIONS = {
    "np.convolve": "np.correlate", "np.correlate": "np.convolve",
    "scipy.signal.convolve": "scipy.signal.correlate", "scipy.signal.convolve2d": "scipy.signal.correlate2d",
    "convolve2d": "__import__('scipy.signal').signal.correlate2d",
    "correlate2d": "__import__('scipy.signal').signal.convolve2d",
    "correlate": "__import__('scipy.signal').signal.convolve",
}  # fmt: skip


def correlation(node):
    """For faults(): a library's correlation instead of its convolution, and the other way about."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in OTHER_FUNCTIONS:
        function = ast.parse(OTHER_FUNCTIONS[ast.unparse(node.func)], mode="eval").body
        return ast.Call(function, node.args, node.keywords)
    return None


TRANSPOSING = {
    "convolve2d": "({}).T", "correlate2d": "({}).T", "correlate": "({}).T",
    "scipy.signal.convolve2d": "({}).T", "convolve": "np.transpose({})", "slide": "({}).T", "weight_table": "({}).T",
    "tf.nn.conv2d": "tf.transpose({}, [1, 0, 2, 3])",
}  # fmt: skip


def transposing(node):
    """For faults(): the kernel, the second thing that a convolution of images is given, is transposed."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in TRANSPOSING and len(node.args) > 1:
        kernel = TRANSPOSING[ast.unparse(node.func)].format(ast.unparse(node.args[1]))
        kernel = ast.parse(kernel, mode="eval").body
        return ast.Call(node.func, [node.args[0], kernel, *node.args[2:]], node.keywords)
    return None


def weights(source):
    """The Faults of a source with one number of a list larger by 1."""
    for statement in ast.parse(source).body:
        for node in ast.walk(statement):
            if isinstance(node, ast.List):
                for place, number in enumerate(node.elts):
                    if _is_whole(number):
                        step = f"{place} in {ast.unparse(node)}"
                        node.elts[place] = ast.BinOp(number, ast.Add(), ast.Constant(1))
                        yield Fault(node.lineno, step, _with_statements(source, statement))
                        node.elts[place] = number


def _is_whole(node):
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Constant) and type(node.value) is int


def labels(source):
    """The Faults of a source in which two calls of print() that follow each other have each other's label."""
    tree = ast.parse(source)
    for block in _blocks(tree):
        for first, second in zip(block, block[1:]):
            places = _label_of(first), _label_of(second)
            if None not in places:
                (here, i), (there, k) = places
                step = ast.unparse(first)
                here[i], there[k] = there[k], here[i]
                yield Fault(first.lineno, step, _with_statements(source, first, second))
                here[i], there[k] = there[k], here[i]


def _blocks(tree):
    return [block for node in ast.walk(tree) if isinstance(block := getattr(node, "body", None), list)]


def _label_of(statement):
    """(list, place) of the label in print("label", value) or print(f"label {value}"), None for all else."""
    call = getattr(statement, "value", None)
    if (
        not isinstance(statement, ast.Expr)
        or not isinstance(call, ast.Call)
        or ast.unparse(call.func) != "print"
    ):
        return None
    if len(call.args) > 1 and _is_text(call.args[0]):
        return call.args, 0
    if len(call.args) == 1 and isinstance(call.args[0], ast.JoinedStr) and _is_text(call.args[0].values[0]):
        return call.args[0].values, 0
    return None


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
