"""A trace as text: what was asked, every output in digits, aligned and folded by rule, and the answer."""

import textwrap
from itertools import chain, zip_longest

from course.convolution.formatting import beside, factor, number, table
from course.convolution.nested import shape
from course.convolution.sizes import effective_kernel_size

MOST = (
    12  # items of a list, rows or columns of a table, outputs: of more, the first 9 and the last 3 are shown
)


def text(trace, width, at=None):
    """The lines of a trace, at most so wide where its numbers allow it; of one output only if at is its index."""
    request, outputs = trace.request, trace.outputs
    if at is not None:
        shown, drawn, answer = [outputs[at]], [*_window(request, outputs[at], width), ""], []
    else:
        shown, drawn, answer = cut(list(outputs.values()), None), [], ["", *_answer(trace, width)]
    head = [*_question(request, width), "", *_rule(request, width), ""]
    return [*head, *drawn, *_worked(shown, request, len(outputs), width), *answer]


# ---- what was asked


def _question(request, width):
    """The input and the kernel as lines."""
    turned = {"kernel, turned round": _turned(request.h, request.axes)} if request.flip else {}
    if request.axes > 2:
        sizes = [" x ".join(map(str, shape(values))) for values in (request.x, request.h)]
        line = (
            f"images {sizes[0]}, kernels {sizes[1]} (height, width, in, out){', turned round' * request.flip}"
        )
        return textwrap.wrap(line, width)
    if request.axes == 1:
        named = {"signal": request.x, "kernel": request.h, **turned}
        return [
            line for name, values in named.items() for line in _listed(f"{name}: ", values, request, width)
        ]
    named = {"image": request.x, "kernel": request.h, **turned}
    blocks = {name: _grid(values, request, width // 2) for name, values in named.items()}
    together = beside(blocks)
    if max(map(len, together)) <= width:
        return together
    return [line for title, block in blocks.items() for line in (title, *block.split("\n"))]


def _turned(kernel, axes):
    rows = kernel[::-1]
    return rows if axes == 1 else [row[::-1] for row in rows]


def _rule(request, width):
    """One or two sentences: what is added around the input, and how the kernel moves."""
    given = "The padding" if request.padding is not None else f"Mode {request.mode}"
    zeros = request.border == "constant"
    sentence = f"{given} adds {_added(request.sides, zeros)}"
    if any(map(any, request.sides)):
        sentence += ", shown as [0]" if zeros else f", shown in [ ], by the border {request.border}"
    steps = [
        f"{name} {_step(value)}"
        for name, value in (("stride", request.stride), ("dilation", request.dilation))
        if value not in (1, (1, 1))
    ]
    steps += [] if request.flip else ["the kernel is not turned round"]
    return textwrap.wrap(". ".join([sentence, *(step[0].upper() + step[1:] for step in steps)]) + ".", width)


def _added(sides, zeros):
    """What is added, in words."""
    if not any(map(any, sides)):
        return "nothing"
    if len(sides) == 1:
        return f"{_count(sides[0][0], 'zero' if zeros else 'place')} before and {sides[0][1]} after"
    (top, bottom), (left, right) = sides
    rows, columns = _count(top, "row"), _count(left, "column")
    return f"{rows} above, {bottom} below, {columns} on the left and {right} on the right"


def _count(number, word):
    return f"{number} {word}" + "s" * (number != 1)


def _step(step):
    return str(step) if isinstance(step, int) else "{} by rows, {} by columns".format(*step)


# ---- outputs in digits


def products(output, request):
    """The products of an output as text, in the rows of the kernel; what is too long is cut in the middle."""
    across = request.each[-1][1]
    cells = [
        f"{f'[{number(x, request.decimal)}]' if added else factor(x, request.decimal)}*{factor(h, request.decimal)}"
        for x, h, added in output.terms
    ]
    rows = [cut(cells[start : start + across]) for start in range(0, len(cells), across)]
    return cut(rows, ["..."])


def cut(items, gap="...", most=MOST):
    """The list, or its first and last items around a gap if there are more than most."""
    last = most // 4
    return items if len(items) <= most else [*items[: most - last], gap, *items[-last:]]


def label(index):
    return f"y[{', '.join(map(str, index))}]"


def _worked(shown, request, count, width):
    """Each output as "y[0] = 3*2 + 4*1 = 10", columns aligned; all of them folded if one is too long."""
    outputs = [output for output in shown if output]
    rows = [products(output, request) for output in outputs]
    labels, values = [label(o.index) for o in outputs], [number(o.value, request.decimal) for o in outputs]
    name, value = max(map(len, labels)), max(map(len, values))
    flat = _aligned([[list(chain.from_iterable(group))] for group in rows])
    long = any(name + value + 6 + len(" + ".join(group[0])) > width for group in flat)
    lines = (
        folded(text.ljust(name), group, result.rjust(value), width)
        for text, group, result in zip(labels, _aligned(rows) if long else flat, values)
    )
    gap = [f"... {count - len(outputs)} more ..."]
    return list(chain.from_iterable(next(lines) if output else gap for output in shown))


def _aligned(groups):
    """Groups of rows of products, each column of all of them as wide as its widest."""
    sizes = [max(map(len, column)) for column in zip_longest(*chain.from_iterable(groups), fillvalue="")]
    return [[[cell.rjust(size) for cell, size in zip(row, sizes)] for row in group] for group in groups]


def folded(label, rows, result, width):
    """An output's lines: one for each row of products, or for as many products as fit; the result at the end."""
    room = max(1, width - len(label) - 3)
    lines = [line for row in rows for line in _chunks(row, room)]
    indent = " " * len(label)
    lines = [f"{label} = {lines[0]}", *(f"{indent} + {line}" for line in lines[1:])]
    if len(lines[-1]) + 3 + len(result) <= width:
        return [*lines[:-1], f"{lines[-1]} = {result}"]
    return [*lines, f"{indent} = {result.strip()}"]


def _chunks(cells, room):
    """The cells joined by +, in lines of at most so many characters if a cell allows it."""
    lines = [cells[0]]
    for cell in cells[1:]:
        if len(lines[-1]) + 3 + len(cell) <= room:
            lines[-1] += f" + {cell}"
        else:
            lines.append(cell)
    return lines


def _window(request, output, width):
    """The window of one output beside the kernel and the products, and where it lies."""
    across, decimal = request.each[-1][1], request.decimal
    numbers = [f"[{number(x, decimal)}]" if added else number(x, decimal) for x, _, added in output.terms]
    weights = [number(h, decimal) for _, h, _ in output.terms]
    products = [number(x * h, decimal) for x, h, _ in output.terms]
    names = "window", "kernel, turned round" if request.flip else "kernel", "products"
    blocks = {
        name: _cut_table([cells[start : start + across] for start in range(0, len(cells), across)], width)
        for name, cells in zip(names, (numbers, weights, products))
    }
    lines = beside(blocks)
    if max(map(len, lines)) > width:
        lines = [line for title, block in blocks.items() for line in (title, *block.split("\n"))]
    return [*_where(request, output, width), *lines]


def _where(request, output, width):
    if output.start is None:
        return textwrap.wrap(f"The window of {label(output.index)} lies wholly on added places.", width)
    names = ("place",) if request.axes == 1 else ("row", "column")
    ends = [
        first + effective_kernel_size(k, d) - 1 for first, (_, k, _, d) in zip(output.start, request.each)
    ]
    covers = " and ".join(
        f"{name}s {first} to {last}" for name, first, last in zip(names, output.start, ends)
    )
    return textwrap.wrap(f"The window of {label(output.index)} covers {covers} of the input.", width)


# ---- the answer


def _listed(title, values, request, width):
    """A list of numbers on a line, folded under its first number."""
    numbers = [number(value, request.decimal) for value in values]
    line = title + " ".join(cut(numbers, most=2 * MOST))
    return textwrap.wrap(
        line, max(width, len(title) + 10), subsequent_indent=" " * len(title), break_long_words=False
    )


def _grid(rows, request, width):
    """A table of numbers; where it is large or wide, its middle is cut out."""
    return _cut_table([[number(value, request.decimal) for value in row] for row in rows], width)


def _cut_table(texts, width):
    for most in (MOST, 8, 4):
        columns = [cut(row, most=most) for row in texts]
        grid = table(cut(columns, ["..."] * len(columns[0])))
        if len(grid.split("\n")[0]) <= width:
            break
    return grid


def _answer(trace, width):
    """The output, as a list, a table, or a table for each of its channels."""
    request, output = trace.request, trace.output
    if request.axes == 1:
        return _listed("output: ", output, request, width)
    if request.axes == 2:
        size = f"{len(output)} x {len(output[0])}"
        return [f"output, {size}:", _grid(output, request, width)]
    images = output if request.axes == 4 else [output]
    places = [(place, o) for place, image in enumerate(images) for o in range(len(image[0][0]))]
    lines = []
    for shown in cut(places, None):
        if shown is None:
            lines.append("...")
            continue
        place, o = shown
        batch = f"image {place}, " if request.axes == 4 else ""
        channel = [[pixel[o] for pixel in row] for row in images[place]]
        lines += [f"output, {batch}channel {o}:", _grid(channel, request, width)]
    return lines
