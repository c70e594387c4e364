"""The given numbers beside those asked for, the differing ones marked, and one of them worked out both ways."""

from itertools import chain, repeat
from typing import NamedTuple

from course.convolution import definition
from course.convolution.formatting import beside, number, number_or_open, table
from course.convolution.nested import arranged, at, flat, shape
from course.diagnosis.cause import output_or_none
from course.mistakes.faulty_definition import alike
from course.own_numbers.trace import Output, Terms, by_index, follow
from course.own_numbers.trace_text import first_and_last, folded_output, output_label, output_products


def numbers_side_by_side(request, given, width):
    """Lines: the given numbers (a Given) and those asked for, in two tables beside each other.

    They stand below each other where they are too wide. Nothing is shown of images with channels, which have
    no table.
    """
    if request.axes > 2:
        return []
    agree = which_agree(request, given)
    decimal = request.decimal or given.decimal
    return tables_side_by_side(given.values, request.output, agree, ("given", "asked for"), decimal, width)


def tables_side_by_side(values, right_values, agree, titles, decimal, width):
    """Lines: numbers and the right ones, nested lists, in two tables with these titles.

    agree: for each number whether it is right, or None where there are not as many; the others are marked.
    decimal: see formatting.number().
    """
    cells = []
    for value, right in zip(flat(values), agree or repeat(True)):
        mark = " " if right else "*"
        cells.append(number_or_open(value, decimal) + mark)
    right_cells = [number(value, decimal) for value in flat(right_values)]
    title, right_title = titles
    blocks = {
        title if agree is None else f"{title} (* differs)": _table(cells, shape(values)),
        right_title: _table(right_cells, shape(right_values)),
    }
    lines = beside(blocks)
    if max(map(len, lines)) <= width:
        return lines
    below = []
    for title, block in blocks.items():
        below += [title, *block.split("\n")]
    return below


def which_agree(request, given):
    """For each given number whether it is the right one, or open; None where their size is wrong: nothing can be
    compared.
    """
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

    comes_from: the (request, definition) that give the given numbers (a Given), or None if nothing is known
    to give them; then the output is only worked out as it was asked for.
    """
    return ways_worked_out(*ways_of_one_output(request, given, comes_from), width)


def ways_worked_out(index, ways, width):
    """Lines: an output, by its index, in each of its Ways."""
    lines = []
    for way in ways:
        lines += _worked_out(f"{output_label(index)} {way.name:9}", way, width)
    return lines


class Way(NamedTuple):
    """One output worked out in one way.

    name      "asked for" or "given"
    products  its products as text, in the rows of the kernel; None where it is not the plain sum of products
    result    its number as text; where the sum was changed afterwards, both: "721, made into 209"
    """

    name: str
    products: list | None
    result: str

    @property
    def sum(self):
        """Its products as one sum, or that it is none."""
        return NO_SUM if self.products is None else " + ".join(chain.from_iterable(self.products))


NO_SUM = "which is not the plain sum of products"


def ways_of_one_output(request, given, comes_from):
    """The index of the first output that differs, and its Ways; (None, []) where none does or can be
    compared.

    The arguments are those of worked_out_both_ways(). Outputs of images with channels are not worked out.
    """
    if request.axes > 2:
        return None, []
    right = by_index(request.output, request.axes)
    if comes_from is None:
        wrong = [index for index, fits in zip(right, which_agree(request, given) or []) if not fits]
        if not wrong:
            return None, []
        return wrong[0], [_way("asked for", request, definition, right[wrong[0]], wrong[0])]
    output = output_or_none(*comes_from)
    theirs = by_index(output, request.axes)
    is_known = [value is not None for value in flat(given.values)]
    given_so = [fits and known for fits, known in zip(given.which_fit(output), is_known)]
    index = _first_difference(theirs, right, given_so)
    if index is None:
        return None, []
    asked_for = _way("asked for", request, definition, right[index], index)
    return index, [asked_for, _way("given", *comes_from, theirs[index], index)]


def _first_difference(theirs, right, given_so):
    """The first index that two outputs, {index: number}, both have with different numbers; None if there is none.

    given_so: for each number of the first whether it was given so.
    """
    for (index, value), is_given in zip(theirs.items(), given_so):
        if is_given and index in right and not alike(value, right[index]):
            return index
    return None


def sum_of_output(request, world, index):
    """One output as a definition adds it up: "3*2 + 4*1 = 10"; where it does more than that, only its number."""
    value = at(output_or_none(request, world), index)
    if request.axes > 2:
        return number(value, request.decimal)
    way = _way("", request, world, value, index)
    return way.result if way.products is None else f"{way.sum} = {way.result}"


def _way(name, request, world, value, index):
    """The Way in which a definition adds up an output, whose number is the value.

    Where it does more than that, it may be the plain sum all the same, as a type of whole numbers leaves some numbers as
    they were; or the plain sum with another kernel; or the plain sum, changed afterwards.
    """
    result = number(value, request.decimal)
    for each_request, each_world in _that_add_up(request, world):
        terms = _terms(each_request, each_world, index)
        if terms is not None and alike(sum(x * h for x, h, _ in terms), value):
            return Way(name, output_products(Output(index, terms, value, None), each_request), result)
    terms = _terms(request, definition, index)
    if terms is None or not _changes_sums_alone(request, world):
        return Way(name, None, result)
    plain = sum(x * h for x, h, _ in terms)
    products = output_products(Output(index, terms, plain, None), request)
    return Way(name, products, f"{number(plain, request.decimal)}, made into {result}")


def _that_add_up(request, world):
    """The (request, definition) whose plain sums the outputs of a definition may be, one after the other."""
    yield request, world
    yield request, definition
    kernel = output_or_none(_one_times_one(request).but(h=request.h), world)
    if kernel is not None and shape(kernel) == shape(request.h):
        with_kernel = request.but(h=kernel)
        if _alike_outputs(output_or_none(with_kernel), output_or_none(request, world)):
            yield with_kernel, definition


def _changes_sums_alone(request, world):
    """Whether a definition gives what it makes of the plain sums where these come to it as numbers, times 1.

    Example: one that keeps a result in bytes gives 209 for 721; and 209 for an input of 721 with a kernel of 1.
    """
    sums = output_or_none(request)
    if sums is None:
        return False
    from_sums = output_or_none(_one_times_one(request).but(x=sums), world)
    return _alike_outputs(from_sums, output_or_none(request, world))


def _one_times_one(request):
    """A Request of as many axes, without any option, whose input and kernel are a single 1."""
    one = arranged([1], [1] * request.axes)
    without = {"mode": "full", "padding": None, "stride": 1, "dilation": 1, "border": "constant", "fill": 0}
    return request.but(x=one, h=one, flip=True, **without)


def _alike_outputs(one, other):
    return one is not None and other is not None and alike(one, other)


def _worked_out(title, way, width):
    """A Way as lines; where it does more than add products, only its number."""
    if way.products is None:
        return [f"{title} = {way.result}, {NO_SUM}"]
    fits = len(title) + len(way.sum) + len(way.result) + 6 <= width
    rows = [list(chain.from_iterable(way.products))] if fits else way.products
    return folded_output(title, rows, way.result, width)


def _terms(request, world, index):
    """The products that a definition adds up for one output, or None where it does something else with them."""
    pairs = _pairs(request, world, index)
    if pairs is None:
        return None
    added = [x.added for x, _ in pairs]
    if request.border != "constant":  # of which alone the definition marks what is added
        beside_zeros = _pairs(request.but(border="constant"), world, index) or []
        added = [x.added for x, _ in beside_zeros] if len(beside_zeros) == len(pairs) else added
    return [(x.value, h.value, is_added) for (x, h), is_added in zip(pairs, added)]


def _pairs(request, world, index):
    """The pairs of Factors whose products a definition adds up for one output; None where it does something else."""
    try:
        terms = by_index(follow(request, world), request.axes)[index]
    except (ValueError, TypeError, AttributeError, LookupError):  # Factors can only be multiplied and added
        return None
    return terms.pairs if isinstance(terms, Terms) else None
