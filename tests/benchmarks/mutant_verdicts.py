"""
Whether what diagnose() says of random mutants of right functions is true:
python tests/benchmarks/mutant_verdicts.py [--mutants 2000] [--seed 0] [--function NAME]
python tests/benchmarks/mutant_verdicts.py --bank [--function NAME]

A mutant is one of ten right functions with one or two small changes to its text: a constant one larger or smaller,
another operator or comparison, two names or two arguments exchanged, a statement left out, an index that begins elsewhere.
What is said of it is held against it on fresh larger inputs, which no stage has, in the way of calling it that was
inferred. A verdict is
    right       right on the fresh inputs, too
    drawback    right numbers, but it changes its arguments or is wrong for arrays; its numbers are right there, too
    named       a name that is said to hold throughout gives the mutant's numbers there, too
    in part     a name that is said to hold up to some stage; it is not held against anything
    not named   wrong, and nothing is named
    refused     no way of calling it gives numbers
    false right, false name     the fresh inputs show the opposite
Printed is a table, a row for each function, and each mutant of which something false is said, with its text.

With --bank the definition makes every single mistake in every way of being called that WAYS holds, and what is said of
these is held against them in the same way.
"""

import argparse
import ast
import copy
import random
import resource
import signal
import sys
import textwrap
import time
import warnings
from collections import Counter
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import numpy as np  # noqa: E402

from course.diagnosis.calling import calling_of  # noqa: E402
from course.diagnosis.cause import world  # noqa: E402
from course.diagnosis.function_answers import answer_to  # noqa: E402
from course.diagnosis.same_numbers import same_numbers  # noqa: E402
from course.diagnosis.stages import MISTAKES, judged, stages_of  # noqa: E402
from course.errors import Unusable  # noqa: E402
from course.mistakes.faulty_definition import outcome  # noqa: E402
from course.mistakes.smallest_input import Probe  # noqa: E402

VERDICTS = (
    "right", "drawback", "named", "in part", "not named", "refused", "false right", "false name"
)  # fmt: skip
SECONDS = 60  # for one mutant
MEMORY = 4 * 2**30  # bytes: a mutant may ask for a result of any size
FRESH = 12  # inputs
RIGHT = {}  # name of a function: its text

RIGHT["full_of_lists"] = """
def full_of_lists(signal, kernel):
    n, k = len(signal), len(kernel)
    result = [0] * (n + k - 1)
    for i in range(n):
        for a in range(k):
            result[i + a] += signal[i] * kernel[a]
    return result
"""

RIGHT["same_line"] = """
def same_line(x, h):
    k = len(h)
    before = k // 2
    padded = np.zeros(len(x) + k - 1)
    padded[before : before + len(x)] = x
    y = np.zeros(len(x))
    for i in range(len(x)):
        for a in range(k):
            y[i] += padded[i + a] * h[k - 1 - a]
    return y
"""

RIGHT["valid_line"] = """
def valid_line(x, h):
    n, k = len(x), len(h)
    out = []
    for i in range(n - k + 1):
        total = 0
        for a in range(k):
            total += x[i + a] * h[a]
        out.append(total)
    return out
"""

RIGHT["valid_image"] = """
def valid_image(image, kernel):
    rows, columns = kernel.shape
    flipped = kernel[::-1, ::-1]
    result = np.zeros((image.shape[0] - rows + 1, image.shape[1] - columns + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = np.sum(image[i : i + rows, j : j + columns] * flipped)
    return result
"""

RIGHT["same_image"] = """
def same_image(image, kernel):
    rows, columns = kernel.shape
    top, left = (rows - 1) // 2, (columns - 1) // 2
    padded = np.pad(image, ((top, rows - 1 - top), (left, columns - 1 - left)))
    result = np.zeros(image.shape)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            result[i, j] = (padded[i : i + rows, j : j + columns] * kernel).sum()
    return result
"""

RIGHT["inside_only"] = """
def inside_only(image, kernel):
    height, width = image.shape
    rows, columns = kernel.shape
    result = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            total = 0.0
            for a in range(rows):
                for b in range(columns):
                    y, x = i + a - rows // 2, j + b - columns // 2
                    if 0 <= y < height and 0 <= x < width:
                        total += image[y, x] * kernel[a, b]
            result[i, j] = total
    return result
"""

RIGHT["image_of_lists"] = """
def image_of_lists(image, kernel):
    rows, columns = len(kernel), len(kernel[0])
    result = []
    for i in range(len(image) - rows + 1):
        row = []
        for j in range(len(image[0]) - columns + 1):
            total = 0
            for a in range(rows):
                for b in range(columns):
                    total += image[i + a][j + b] * kernel[rows - 1 - a][columns - 1 - b]
            row.append(total)
        result.append(row)
    return result
"""

RIGHT["shifted_images"] = """
def shifted_images(image, kernel):
    rows, columns = kernel.shape
    height, width = image.shape
    result = np.zeros((height + rows - 1, width + columns - 1))
    for a in range(rows):
        for b in range(columns):
            result[a : a + height, b : b + width] += kernel[a, b] * image
    return result
"""

RIGHT["strided"] = """
def strided(image, kernel, stride=1, padding=0):
    image = np.pad(image, padding)
    rows, columns = kernel.shape
    height = (image.shape[0] - rows) // stride + 1
    width = (image.shape[1] - columns) // stride + 1
    result = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            top, left = i * stride, j * stride
            result[i, j] = np.sum(image[top : top + rows, left : left + columns] * kernel)
    return result
"""

RIGHT["layer"] = """
def layer(images, weights, bias, stride=1):
    count, height, width, channels = images.shape
    rows, columns, _, filters = weights.shape
    out_rows = (height - rows) // stride + 1
    out_columns = (width - columns) // stride + 1
    result = np.zeros((count, out_rows, out_columns, filters))
    for i in range(out_rows):
        for j in range(out_columns):
            window = images[:, i * stride : i * stride + rows, j * stride : j * stride + columns, :]
            for o in range(filters):
                result[:, i, j, o] = np.sum(window * weights[:, :, :, o], axis=(1, 2, 3)) + bias[o]
    return result
"""

# ---- every mistake, in every way of being called: a function of a definition

WAYS = {
    "line": lambda made: lambda signal, kernel, mode="full": made(signal, kernel, mode),
    "image": lambda made: lambda image, kernel, mode="full": made(image, kernel, mode),
    "correlation": lambda made: lambda image, kernel: made(image, kernel, "same", flip=False),
    "strided": lambda made: lambda image, kernel, stride=1: made(image, kernel, "valid", stride=stride),
    "padded": lambda made: (
        lambda image, kernel, stride=(1, 1), padding=0: made(
            image, kernel, None, stride=stride, padding=padding
        )
    ),
    "SAME": lambda made: (
        lambda image, kernel, stride=(1, 1), mode="SAME": made(image, kernel, mode, stride=stride, flip=False)
    ),
    "dilated": lambda made: lambda image, kernel, dilation=1: made(image, kernel, "valid", dilation=dilation),
    "layer": lambda made: (
        lambda images, weights, bias, stride=1: made(
            images, weights, "valid", stride=stride, bias=bias, flip=False
        )
    ),
}
KIND_OF_WAY = {"line": "1-D", "layer": "layer"}  # of others it is "2-D"


def function_with(mistake, way):
    """A function that is called in one of WAYS and makes a Mistake."""

    def made(x, h, mode, **options):
        if "bias" in options:
            options["bias"] = np.array(options["bias"]).tolist()
        values = outcome(world(mistake), np.array(x), np.array(h), mode=mode, **options)
        if values is None:
            raise ValueError("the definition refuses this")
        return np.array(values)

    return WAYS[way](made)


# ---- mutants: each gives a changed tree, or None where there is nothing to change

OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def nodes_of(tree, *kinds):
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def another_constant(draw, tree):
    """A whole number one larger or smaller."""
    node = draw.choice([node for node in nodes_of(tree, ast.Constant) if type(node.value) is int])
    node.value += draw.choice((-1, 1))


def another_operator(draw, tree):
    node = draw.choice(nodes_of(tree, ast.BinOp, ast.AugAssign))
    node.op = draw.choice([kind for kind in OPERATORS if not isinstance(node.op, kind)])()


def another_comparison(draw, tree):
    node = draw.choice(nodes_of(tree, ast.Compare))
    place = draw.randrange(len(node.ops))
    node.ops[place] = draw.choice([kind for kind in COMPARISONS if not isinstance(node.ops[place], kind)])()


def another_name(draw, tree):
    """A local name where another one is read."""
    (function,) = tree.body
    local = {node.arg for node in nodes_of(function, ast.arg)}
    local |= {node.id for node in nodes_of(function, ast.Name) if isinstance(node.ctx, ast.Store)}
    read = [
        node for node in nodes_of(function, ast.Name) if isinstance(node.ctx, ast.Load) and node.id in local
    ]
    node = draw.choice(read)
    node.id = draw.choice(sorted(local - {node.id}))


def exchanged(draw, tree):
    """Two parts of a tuple, two arguments, or the sides of a difference exchanged."""
    node = draw.choice(
        [
            *(node for node in nodes_of(tree, ast.Tuple) if len(node.elts) > 1),
            *(node for node in nodes_of(tree, ast.Call) if len(node.args) > 1),
            *(node for node in nodes_of(tree, ast.BinOp) if isinstance(node.op, (ast.Sub, ast.FloorDiv))),
        ]
    )
    if isinstance(node, ast.BinOp):
        node.left, node.right = node.right, node.left
        return
    parts = node.elts if isinstance(node, ast.Tuple) else node.args
    one, two = draw.sample(range(len(parts)), 2)
    parts[one], parts[two] = parts[two], parts[one]


def left_out(draw, tree):
    """A statement of a block that has others."""
    blocks = [node for node in ast.walk(tree) if len(getattr(node, "body", [])) > 1]
    block = draw.choice(blocks)
    del block.body[draw.randrange(len(block.body))]


def offset_index(draw, tree):
    """An index one larger or smaller where something is read or written."""
    node = draw.choice(
        [node for node in nodes_of(tree, ast.Subscript) if not isinstance(node.slice, ast.Slice)]
    )
    step = ast.Constant(draw.choice((-1, 1)))
    if isinstance(node.slice, ast.Tuple):
        place = draw.randrange(len(node.slice.elts))
        if not isinstance(node.slice.elts[place], ast.Slice):
            node.slice.elts[place] = ast.BinOp(node.slice.elts[place], ast.Add(), step)
        return
    node.slice = ast.BinOp(node.slice, ast.Add(), step)


def set_for_added(draw, tree):
    """total = ... for total += ..."""
    for node in ast.walk(tree):
        for place, statement in enumerate(getattr(node, "body", [])):
            if isinstance(statement, ast.AugAssign):
                node.body[place] = ast.Assign([statement.target], statement.value)
                return


CHANGES = (
    another_constant, another_operator, another_comparison, another_name, exchanged, left_out, offset_index,
    set_for_added,
)  # fmt: skip


def mutant_of(draw, text):
    """The text of a function with one change, or in one case of four two; another text than the right one."""
    original = ast.unparse(ast.parse(text))
    while True:
        tree = ast.parse(text)
        for _ in range(draw.choice((1, 1, 1, 2))):
            changed = copy.deepcopy(tree)
            try:
                draw.choice(CHANGES)(draw, changed)
            except IndexError:  # nothing that this change could change
                continue
            tree = changed
        written = ast.unparse(ast.fix_missing_locations(tree))
        if written != original:
            return written


# ---- fresh inputs


def fresh_probes(draw, calling):
    """Probes with larger inputs than those of the stages, as a Calling allows them."""
    probes = []
    for _ in range(FRESH):
        kernel = _kernel_sizes(draw, calling)
        image = [draw.randint(k + 3, k + 8) for k in kernel]
        options = {"flip": calling.flip, "mode": draw.choice(calling.modes)}
        if calling.border not in ("zeros", "kept"):
            options["border"] = calling.border
        for option, values in (("stride", (1, 2, 3)), ("dilation", (1, 2)), ("padding", (1, 2, 3))):
            if option in calling.takes:
                value = draw.choice(values)
                is_pair = f"{option}s" in calling.takes and draw.random() < 0.5
                options[option] = (value, draw.choice(values)) if is_pair else value
        if "padding" in options:
            options["mode"] = None
        x, h = image, kernel
        if calling.kind not in ("1-D", "2-D"):
            channels, filters = draw.randint(1, 4), draw.randint(1, 4)
            x, h = [*image, channels], [*kernel, channels, filters]
            x = x if calling.kind == "channels" else [draw.randint(1, 3), *x]
        if "bias" in calling.takes:
            count = h[-1] if len(h) == 4 else 1
            options["bias"] = [draw.randint(-9, 9) for _ in range(count)]
        probes.append(Probe(drawn_array(draw, x, -20, 30), drawn_array(draw, h, -6, 9), options))
    return probes


def _kernel_sizes(draw, calling):
    axes = 1 if calling.kind == "1-D" else 2
    if isinstance(calling.kernels, tuple):
        return list(calling.kernels)
    if calling.kernels == "square":
        return [draw.randint(1, 6)] * axes
    return [draw.choice((1, 3, 5)) if calling.kernels == "odd" else draw.randint(1, 6) for _ in range(axes)]


def drawn_array(draw, sizes, low, high):
    count = int(np.prod(sizes))
    return np.array([draw.randint(low, high) for _ in range(count)]).reshape(sizes)


# ---- verdicts


def verdict_on(draw, f, kind=None):
    """One of VERDICTS, and what is said."""
    try:
        calling = calling_of(f, kind)
    except Unusable:
        return "refused", ""
    found = judged(f, calling)
    probes = [probe for probe in fresh_probes(draw, calling) if calling.gives(world(), probe) is not None]
    if not found.failures:
        kind = "drawback" if found.drawbacks else "right"
        return (kind if _gives(f, calling, probes, ()) else "false right"), str(found)
    if not found.causes:
        return "not named", str(found)
    if found.limit.startswith("That holds"):
        return "in part", str(found)
    true = [_gives(f, calling, probes, cause.mistakes, may_crash=True) for cause in found.causes]
    return ("named" if any(true) else "false name"), str(found)


def _gives(f, calling, probes, mistakes, may_crash=False):
    """Whether the definition with mistakes gives what a function gives for all Probes."""
    suite = stages_of(calling)[0].suite
    for probe in probes:
        answer, expected = answer_to(f, probe, calling.call), suite.right(probe, suite.making(*mistakes))
        has_none = answer.values is None or not np.size(answer.values)
        if answer.refused or (may_crash and (expected is None or has_none)):
            continue
        if not same_numbers(answer.values, expected, loose=bool(mistakes)):
            return False
    return True


def made(text):
    """The function of a text."""
    namespace = {"np": np}
    exec(compile(text, "mutant", "exec"), namespace)
    (name,) = [node.name for node in ast.parse(text).body]
    return namespace[name]


def _too_long(*_):
    raise TimeoutError("a mutant took too long")


def watched(draw, f, kind=None):
    """What verdict_on() gives, or a refusal after some SECONDS."""
    signal.alarm(SECONDS)
    try:
        return verdict_on(draw, f, kind)
    except TimeoutError:
        return "refused", ""
    finally:
        signal.alarm(0)


def verdicts_on_mutants(options, names):
    """(function, what is made of it, verdict, what is said) of random mutants."""
    draw = random.Random(options.seed)
    for place in range(options.mutants):
        name = names[place % len(names)]
        text = mutant_of(draw, RIGHT[name])
        verdict, said = watched(random.Random(place), made(text))
        yield name, f"mutant {place} of seed {options.seed}:\n{textwrap.indent(text, '    ')}", verdict, said


def verdicts_on_bank(names):
    """The same of every mistake, in every way of being called."""
    for name, mistake in product(names, MISTAKES):
        kind = KIND_OF_WAY.get(name, "2-D")
        verdict, said = watched(random.Random(mistake.name), function_with(mistake, name), kind)
        yield name, f"{name} with {mistake.name}", verdict, said


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mutants", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bank", action="store_true")
    parser.add_argument("--function", choices=[*RIGHT, *WAYS])
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _too_long)
    names = [options.function] if options.function else [*(WAYS if options.bank else RIGHT)]
    counts, false, begun = {name: Counter() for name in names}, [], time.time()
    for name, what, verdict, said in (
        verdicts_on_bank(names) if options.bank else verdicts_on_mutants(options, names)
    ):
        counts[name][verdict] += 1
        if verdict.startswith("false"):
            false.append(f"\n{verdict}, {what}\n{said}")
            print(false[-1], file=sys.stderr)
    print(f"{'':16}", *(f"{verdict:>11}" for verdict in VERDICTS))
    for name in names:
        print(f"{name:16}", *(f"{counts[name][verdict]:>11}" for verdict in VERDICTS))
    total = sum(counts.values(), Counter())
    print(f"{'all':16}", *(f"{total[verdict]:>11}" for verdict in VERDICTS))
    print(f"{time.time() - begun:.0f} s", *false, sep="\n")


if __name__ == "__main__":
    main()
