"""The given numbers beside those asked for, the differing ones marked, and one of them worked out both ways."""

from itertools import chain, repeat

from course.convolution import definition
from course.convolution.formatting import beside, number, table
from course.convolution.nested import flat, shape
from course.diagnosis.cause import output_or_none
from course.mistakes.faulty_definition import alike
from course.own_numbers.trace import Output, Terms, by_index, follow
from course.own_numbers.trace_text import first_and_last, folded_output, output_label, output_products


def numbers_side_by_side(request, given, width):
    """Lines: the given numbers (a Given) and those asked for, in two tables beside each other.

    They stand below each other where they are too wide. Nothing is shown of images with channels, which have no table.
    """
    if request.axes > 2:
        return []
    agree = which_agree(request, given)
    decimal = request.decimal or given.decimal
    given_cells = []
    for value, right in zip(flat(given.values), agree or repeat(True)):
        mark = " " if right else "*"
        given_cells.append(number(value, decimal) + mark)
    right_cells = [number(value, decimal) for value in flat(request.output)]
    title = "given" if agree is None else "given (* differs)"
    blocks = {
        title: _table(given_cells, shape(given.values)),
        "asked for": _table(right_cells, shape(request.output)),
    }
    lines = beside(blocks)
    if max(map(len, lines)) <= width:
        return lines
    below = []
    for title, block in blocks.items():
        below += [title, *block.split("\n")]
    return below


def which_agree(request, given):
    """For each given number whether it is the right one; None where their size is wrong: nothing can be compared."""
    if shape(given.values) != shape(request.output):
        return None
    return given.which_fit(request.output)


def _table(cells, sizes):
    """Cells as a table; a large one loses its middle.

    Example: _table(["1", "2", "3", "4"], (2, 2)) has the rows "1  2" and "3  4"; with (4,) it has one row.
    """
    columns = sizes[-1]
    rows = [first_and_last(cells[start : start + columns]) for start in range(0, len(cells), columns)]
    gap = ["..."] * len(rows[0])
    return table(first_and_last(rows, gap))


def worked_out_both_ways(request, given, comes_from, width):
    """Lines: one differing output in digits, as it was asked for and as it was given; none if there is none.

    comes_from: the (request, definition) that give the given numbers (a Given), or None if nothing is known to give
    them; then the output is only worked out as it was asked for.
    """
    index, ways = _ways_of_one_output(request, given, comes_from)
    lines = []
    for name, (asked, world, value) in ways.items():
        lines += _worked_out(f"{output_label(index)} {name:9}", asked, world, value, index, width)
    return lines


def _ways_of_one_output(request, given, comes_from):
    """(index, {"asked for": (request, definition, number), "given": the same}) of the first output that differs.

    (None, {}) where none does, where nothing can be compared, and for images with channels.
    """
    if request.axes > 2:
        return None, {}
    right = by_index(request.output, request.axes)
    if comes_from is None:
        wrong = [index for index, fits in zip(right, which_agree(request, given) or []) if not fits]
        index, ways = (wrong[0] if wrong else None), {}
    else:
        theirs = by_index(output_or_none(*comes_from), request.axes)
        index = _first_difference(theirs, right)
        ways = {"given": (*comes_from, theirs.get(index))}
    if index is None:
        return None, {}
    return index, {"asked for": (request, definition, right[index]), **ways}


def _first_difference(theirs, right):
    """The first index that two outputs, {index: number}, both have with different numbers; None if there is none."""
    for index, value in theirs.items():
        if index in right and not alike(value, right[index]):
            return index
    return None


def _worked_out(title, request, world, value, index, width):
    """An output in digits, as a definition adds it up; where it does more than add products, only its value."""
    result = number(value, request.decimal)
    terms = _terms(request, world, index)
    if terms is None or not alike(sum(x * h for x, h, _ in terms), value):
        return [f"{title} = {result}, which is not the plain sum of products"]
    rows = output_products(Output(index, terms, value, None), request)
    one_row = list(chain.from_iterable(rows))
    fits = len(title) + len(" + ".join(one_row)) + len(result) + 6 <= width
    return folded_output(title, [one_row] if fits else rows, result, width)


def _terms(request, world, index):
    """The products that a definition adds up for one output, or None where it does something else with them."""
    try:
        terms = by_index(follow(request, world), request.axes)[index]
    except (ValueError, TypeError, AttributeError, LookupError):  # Factors can only be multiplied and added
        return None
    if not isinstance(terms, Terms):
        return None
    return [(x.value, h.value, x.added) for x, h in terms.pairs]
