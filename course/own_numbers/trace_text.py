"""A trace as text: what was asked, every output in digits, aligned and folded by rule, and the answer."""

import textwrap
from itertools import chain, zip_longest

from course.convolution.definition import flipped
from course.convolution.formatting import beside, counted, factor, fold, number, table
from course.convolution.nested import shape
from course.convolution.sizes import effective_kernel_size

# items of a list, rows or columns of a table, outputs: of more, the first 9 and the last 3 are shown
MOST_SHOWN = 12


def trace_lines(trace, width, at=None):
    """The lines of a trace, at most so wide where its numbers allow it; of one output only if at is its index."""
    request, outputs = trace.request, trace.outputs
    notes = [line for note in request.notes for line in fold(note, width, "  ")]
    lines = [*_question(request, width), *notes, "", *rule_lines(request, request.sides, width), ""]
    if at is not None:
        return lines + one_output_lines(request, outputs[at], len(outputs), width)
    shown = first_and_last(list(outputs.values()), gap=None)
    lines += _worked_out(shown, request, len(outputs), width)
    return [*lines, "", *_answer(trace, width)]


def one_output_lines(request, output, count, width):
    """The lines on one Output: its window, and its products added up. count: how many outputs there are in
    all.
    """
    return [*_window(request, output, width), "", *_worked_out([output], request, count, width)]


def first_and_last(items, gap="...", most=MOST_SHOWN):
    """The list, or its first and last items around a gap if there are more than most.

    Example: first_and_last([1, 2, 3, 4, 5], most=4) is [1, 2, 3, "...", 5].
    """
    if len(items) <= most:
        return items
    last = most // 4
    return [*items[: most - last], gap, *items[-last:]]


def _in_rows(cells, columns):
    """A list in rows of so many.

    Example: _in_rows([1, 2, 3, 4], 2) is [[1, 2], [3, 4]].
    """
    return [cells[start : start + columns] for start in range(0, len(cells), columns)]


# ---- what was asked


def _question(request, width):
    """The input and the kernel as lines."""
    if request.axes > 2:
        images, kernels = (" x ".join(map(str, shape(values))) for values in (request.x, request.h))
        line = f"images {images}, kernels {kernels} (height, width, in, out)"
        if request.flip:
            line += ", flipped"
        return textwrap.wrap(line, width)
    named = {"signal" if request.axes == 1 else "image": request.x, "kernel": request.h}
    if request.flip:
        named["kernel, flipped"] = flipped(request.h)
    if request.axes == 1:
        lines = []
        for name, values in named.items():
            lines += _numbers_on_a_line(f"{name}: ", values, request, width)
        return lines
    grids = {name: _grid(values, request, width // 2) for name, values in named.items()}
    return _beside_or_below(grids, width)


def _beside_or_below(blocks, width):
    """Titled blocks of text, {title: text}, side by side if they have room, else one below the other."""
    together = beside(blocks)
    if max(map(len, together)) <= width:
        return together
    lines = []
    for title, block in blocks.items():
        lines += [title, *block.split("\n")]
    return lines


def rule_lines(request, sides, width):
    """One or two sentences: what is added around the input, and how the kernel moves. sides: as Request has
    them.
    """
    given = "The padding" if request.padding is not None else f"Mode {request.mode}"
    sentence = f"{given} adds {_added_in_words(sides, request.adds_zeros)}"
    if _is_padded(sides):
        constant = f", shown as [{number(request.fill, request.decimal)}]"
        sentence += (
            constant if request.border == "constant" else f", shown in [ ], by the border {request.border}"
        )
    sentences = [sentence]
    for name, step in (("Stride", request.stride), ("Dilation", request.dilation)):
        if step not in (1, (1, 1)):
            sentences.append(f"{name} {_step_in_words(step)}")
    if not request.flip:
        sentences.append("The kernel is not flipped")
    return textwrap.wrap(". ".join(sentences) + ".", width)


def _is_padded(sides):
    return any(before or after for before, after in sides)


def _added_in_words(sides, with_zeros):
    """What padding adds, such as: 1 zero before and 2 after."""
    if not _is_padded(sides):
        return "nothing"
    if len(sides) == 1:
        before, after = sides[0]
        return f"{counted(before, 'zero' if with_zeros else 'place')} before and {after} after"
    (top, bottom), (left, right) = sides
    rows, columns = counted(top, "row"), counted(left, "column")
    return f"{rows} above, {bottom} below, {columns} on the left and {right} on the right"


def _step_in_words(step):
    """A stride or dilation, such as: 2 by rows, 1 by columns."""
    if isinstance(step, int):
        return str(step)
    rows, columns = step
    return f"{rows} by rows, {columns} by columns"


# ---- outputs in digits


def output_products(output, request):
    """The products of an output as text, in the rows of the kernel; what is too long is cut in the middle.

    Example: for a kernel of 2 rows and 2 columns [["[0]*2", "[0]*1"], ["3*0", "4*(-1)"]]; [0] was added.
    """
    cells = []
    for x, h, is_added in output.terms:
        left = f"[{number(x, request.decimal)}]" if is_added else factor(x, request.decimal)
        cells.append(f"{left}*{factor(h, request.decimal)}")
    rows = [first_and_last(row) for row in _in_rows(cells, _kernel_columns(request))]
    return first_and_last(rows, gap=["..."])


def _kernel_columns(request):
    """How many weights the kernel has in a row, or in all if it has one axis."""
    _, columns, _, _ = request.each[-1]
    return columns


def output_label(index):
    """An output as it is named in a trace.

    Example: output_label((0, 2)) is "y[0, 2]".
    """
    return f"y[{', '.join(map(str, index))}]"


def _worked_out(shown, request, count, width):
    """The lines of the outputs that are shown, in order.

    shown: Outputs, and None where some are left out. count: how many there are in all.
    """
    outputs = [output for output in shown if output]
    blocks = worked_out_lines(outputs, request, width)
    if None in shown:
        blocks.insert(shown.index(None), [f"... {count - len(outputs)} more ..."])
    return list(chain.from_iterable(blocks))


def worked_out_lines(outputs, request, width):
    """The lines of each Output, a list for each: "y[0] = 3*2 + 4*1 = 10", columns aligned; all of them folded if
    one is too long.
    """
    labels = _left_aligned([output_label(output.index) for output in outputs])
    values = _right_aligned([number(output.value, request.decimal) for output in outputs])
    rows = [output_products(output, request) for output in outputs]
    on_one_line = _columns_aligned([[list(chain.from_iterable(group))] for group in rows])
    longest = max(len(" + ".join(group[0])) for group in on_one_line)
    too_long = len(labels[0]) + len(" = ") + longest + len(" = ") + len(values[0]) > width
    groups = _columns_aligned(rows) if too_long else on_one_line
    return [folded_output(label, group, value, width) for label, group, value in zip(labels, groups, values)]


def _left_aligned(texts):
    width = max(map(len, texts))
    return [text.ljust(width) for text in texts]


def _right_aligned(texts):
    width = max(map(len, texts))
    return [text.rjust(width) for text in texts]


def _columns_aligned(groups):
    """Groups of rows of texts, with each column of all of them as wide as its widest text."""
    columns = zip_longest(*chain.from_iterable(groups), fillvalue="")
    widths = [max(map(len, column)) for column in columns]

    def aligned(row):
        return [cell.rjust(width) for cell, width in zip(row, widths)]

    return [[aligned(row) for row in group] for group in groups]


def folded_output(label, rows, result, width):
    """An output's lines: one for each row of products, or for as many products as fit; the result at the end.

    Example: folded_output("y[0]", [["1*2", "3*4"], ["5*6"]], "44", 20) is
    ["y[0] = 1*2 + 3*4", "     + 5*6 = 44"].
    """
    room = max(1, width - len(label) - len(" = "))
    sums = [line for row in rows for line in _sums(row, room)]
    indent = " " * len(label)
    lines = [f"{label} = {sums[0]}"]
    lines += [f"{indent} + {line}" for line in sums[1:]]
    if len(lines[-1]) + len(" = ") + len(result) <= width:
        lines[-1] += f" = {result}"
    else:
        lines.append(f"{indent} = {result.strip()}")
    return lines


def _sums(products, room):
    """The products joined by +, in lines of at most so many characters if a product allows it."""
    lines = [products[0]]
    for product in products[1:]:
        if len(lines[-1]) + len(" + ") + len(product) <= room:
            lines[-1] += f" + {product}"
        else:
            lines.append(product)
    return lines


# ---- the window of one output


def _window(request, output, width):
    """The window of one output beside the kernel and the products, and where it lies."""
    decimal = request.decimal
    window, kernel, products = [], [], []
    for x, h, is_added in output.terms:
        window.append(f"[{number(x, decimal)}]" if is_added else number(x, decimal))
        kernel.append(number(h, decimal))
        products.append(number(x * h, decimal))
    titled = {
        "window": window,
        "kernel, flipped" if request.flip else "kernel": kernel,
        "products": products,
    }
    columns = _kernel_columns(request)
    tables = {title: _table_that_fits(_in_rows(cells, columns), width) for title, cells in titled.items()}
    return [*_where(request, output, width), *_beside_or_below(tables, width)]


def _where(request, output, width):
    """Where the window of an output lies. Example: a start of (-1, 1) and 2 x 2 weights cover rows -1 to 0."""
    label = output_label(output.index)
    if output.start is None:
        return textwrap.wrap(f"The window of {label} lies wholly on added places.", width)
    names = ["place"] if request.axes == 1 else ["row", "column"]
    covered = []
    for name, first, (_, k, _, dilation) in zip(names, output.start, request.each):
        covered.append(f"{name}s {first} to {first + effective_kernel_size(k, dilation) - 1}")
    return textwrap.wrap(f"The window of {label} covers {' and '.join(covered)} of the input.", width)


# ---- the answer


def _answer(trace, width):
    """The output, as a list, a table, or a table for each of its images and channels."""
    request, output = trace.request, trace.output
    if request.axes == 1:
        return _numbers_on_a_line("output: ", output, request, width)
    if request.axes == 2:
        size = f"{len(output)} x {len(output[0])}"
        return [f"output, {size}:", _grid(output, request, width)]
    images = output if request.axes == 4 else [output]
    channels = range(len(images[0][0][0]))
    lines = []
    for shown in first_and_last([(i, o) for i in range(len(images)) for o in channels], gap=None):
        if shown is None:
            lines.append("...")
            continue
        i, o = shown
        image = f"image {i}, " if request.axes == 4 else ""
        channel = [[pixel[o] for pixel in row] for row in images[i]]
        lines += [f"output, {image}channel {o}:", _grid(channel, request, width)]
    return lines


def _numbers_on_a_line(title, values, request, width):
    """A list of numbers on a line behind its title, folded under its first number."""
    numbers = [number(value, request.decimal) for value in values]
    line = title + " ".join(first_and_last(numbers, most=2 * MOST_SHOWN))
    indent = " " * len(title)
    return textwrap.wrap(line, max(width, len(title) + 10), subsequent_indent=indent, break_long_words=False)


def _grid(rows, request, width):
    """A table of numbers; where it is large or wide, its middle is cut out."""
    return _table_that_fits([[number(value, request.decimal) for value in row] for row in rows], width)


def _table_that_fits(texts, width):
    """Rows of texts as a table with the most of 12, 8 or 4 columns that has room, with 4 if none has."""
    for most in (MOST_SHOWN, 8, 4):
        rows = [first_and_last(row, most=most) for row in texts]
        grid = table(first_and_last(rows, gap=["..."] * len(rows[0])))
        first_line = grid.split("\n")[0]
        if len(first_line) <= width:
            break
    return grid
