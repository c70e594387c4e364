"""
The arithmetic of every output, in digits, for anyone's numbers; with --engine
also who agrees and who differs, and by which convention.

  python -m course trace --input "3 4 5" --kernel "2 1 0"
  python -m course trace --input "3 4 5" --kernel "2 1 0" --engine scipy
  python -m course trace --input "1 2 3; 4 5 6" --kernel "1 2; 0 -1" --at 0,2
  python -m course trace --input signal.csv --kernel -1,0,1 --mode same
  python -m course trace --input data/bird.jpg --kernel sobel-vertical --at 20,30
  python -m course trace --input "3 4 5" --kernel "2 1 0" --animate steps.svg

Numbers are whole numbers, fractions (1/9) and decimals (.5, -3e2), with blanks
or commas between them and ";" between rows, or a .csv, .txt or .npy file; a
kernel may also be a name, such as sobel-vertical. An input with channels is a
.npy file in TensorFlow's order, ([batch,] height, width, in), and its kernel
another, (height, width, in, out). Of a picture, read in grey, one output is
worked out, the one that --at names. --animate writes a picture that moves, as
.svg, or as .gif, which needs Pillow: at most 64 windows, one after the other,
with their products and sums, once through, in at most five seconds.

Exit codes: 0 fine, 1 an engine differs and no convention explains it, 2 the
request cannot be used, 130 stopped by Ctrl-C.
"""

import html
import json
import shutil
import textwrap
from fractions import Fraction
from functools import cached_property
from itertools import chain
from math import isfinite
from numbers import Real
from typing import NamedTuple

from course.convolution import definition
from course.convolution.formatting import fold, number
from course.convolution.kernels import KERNELS
from course.convolution.nested import plain, shape
from course.errors import Unusable
from course.own_numbers.compare import verdicts
from course.own_numbers.engines import chosen_engines, libraries_with
from course.own_numbers.options import add_options, from_options
from course.own_numbers.read_numbers import read_index
from course.own_numbers.request import request_of
from course.own_numbers.trace_text import first_and_last, output_label, output_products, trace_lines
from course.terminal.arguments import Parser
from course.terminal.exits import DIFFERS

# The definition itself says which products it adds up: it is given Factors instead of numbers. Where it multiplies
# two of them it gets Terms, and where it adds up Terms it gets longer ones. The first output of [3, 4] and [2, 1]
# in mode "full" is then not 6, but Terms whose pairs are (Factor 0, Factor 1) and (Factor 3, Factor 2): 0*1 + 3*2.


class Factor:
    """A number that knows its row and column in the input; the product of two Factors is Terms."""

    def __init__(self, value, index=(), added=False):
        self.value, self.index, self.added = value, index, added

    def __mul__(self, weight):
        return Terms((self, weight)) if isinstance(weight, Factor) else NotImplemented


class Terms:
    """The products that a sum is made of. Its parts are two Factors, or Terms that have been added."""

    def __init__(self, *parts):
        self.parts = parts

    def __add__(self, other):
        return Terms(self, other) if isinstance(other, Terms) else NotImplemented

    def __radd__(self, start):  # a sum begins with 0
        return self if start == 0 else NotImplemented

    @property
    def pairs(self):
        """The pairs of Factors, in the order in which they were added.

        Sums are nested as deeply as they are long, so that a list of what is left replaces a recursion.
        """
        pairs, left = [], [self]
        while left:
            part = left.pop()  # from the end: the last pair comes first
            if isinstance(part, Terms):
                left.extend(part.parts)
            else:
                pairs.append(part)
        return pairs[::-1]


Real.register(Factor)  # so that the definition takes it for a number


class Output(NamedTuple):
    """One output of a trace.

    index: its own. terms: its products, (number, weight, whether padding added the number). value: their sum.
    start: the row and column of the input where its window begins; None if all its numbers were added.
    """

    index: tuple
    terms: list
    value: object
    start: tuple | None


class Trace:
    """A request worked out: str() and print() show it as text, a notebook as a table.

    request: the Request. output: nested lists of numbers. outputs: {index: Output}, in order.
    """

    def __init__(self, request):
        self.request, self.output = request, request.output

    @cached_property
    def outputs(self):
        """Every Output. The definition itself adds up Factors, so these are the products that it adds."""
        axes = self.request.axes
        followed = zeros = by_index(follow(self.request), axes)
        if self.request.border != "constant":  # only what a constant border adds is marked as added
            zeros = by_index(follow(self.request.but(border="constant")), axes)
        values = by_index(self.output, axes)
        return {index: self._output(index, followed[index], zeros[index], values[index]) for index in values}

    def _output(self, index, followed, zeros, value):
        """The Output at an index, from its Terms with the request's border and its Terms with a border of zeros."""
        pairs = followed.pairs
        added = [x.added for x, _ in zeros.pairs]
        terms = [(x.value, h.value, is_added) for (x, h), is_added in zip(pairs, added)]
        start = None
        if not all(added):
            first_inside = added.index(False)  # in the first channel, as all channels have the same padding
            x, _ = pairs[first_inside]
            start = self._start(first_inside, x.index)
        return Output(index, terms, value, start)

    def _start(self, term, at):
        """The row and column where a window begins, from the index `at` of the number in one of its terms.

        term: which one, counted from 0, among those of the first channel.
        Example: in a kernel of 2 rows and 3 columns term 4 is in row 1 and column 1; if its number is at (5, 7)
        the window begins at (4, 6).
        """
        if self.request.axes == 1:
            in_window = (term,)
        else:
            _, columns, _, _ = self.request.each[1]
            in_window = (term // columns, term % columns)
        dilations = [dilation for _, _, _, dilation in self.request.each]
        return tuple(position - i * dilation for position, i, dilation in zip(at, in_window, dilations))

    def text(self, width=80, at=None):
        """The arithmetic as text, folded to a width; of every output, or of the one at an index."""
        if at is not None and at not in self.outputs:
            raise Unusable(f"there is no output {at}")
        return "\n".join(trace_lines(self, width, at))

    def __str__(self):
        return self.text()

    __repr__ = __str__

    def _repr_html_(self):
        rows = ["<tr><th>output</th><th>worked out</th><th>value</th></tr>"]
        for output in first_and_last(list(self.outputs.values()), gap=None):
            rows.append(self._html_row(output) if output else "<tr><td>...</td></tr>")
        notes = [f"<p>{html.escape(note)}</p>" for note in self.request.notes]
        return f"{''.join(notes)}<table>{''.join(rows)}</table>"

    def _html_row(self, output):
        worked = " + ".join(chain.from_iterable(output_products(output, self.request)))
        cells = output_label(output.index), worked, number(output.value, self.request.decimal)
        return f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"

    def json(self, at=None):
        """The trace as plain data: input, kernel, options, output and terms; fractions and nan are strings.

        terms has for each output, or for the one at an index, its products: [number, weight, whether it was added]. notes
        are there only where the axes may be meant otherwise.
        """
        request = self.request
        outputs = self.outputs.values() if at is None else [self.outputs[at]]
        terms = []
        for output in outputs:
            products, value = json_data(output.terms), json_data(output.value)
            terms.append({"at": list(output.index), "products": products, "value": value})
        return {
            "input": json_data(request.x),
            "kernel": json_data(request.h),
            "options": json_data(request.options),
            "output": json_data(self.output),
            "terms": terms,
            **({"notes": list(request.notes)} if request.notes else {}),
        }


def work_out(x, h, mode=None, **options):
    """The Trace of a convolution: every output with its products, and the definition's result.

    x: a signal (n,), an image (rows, columns), or ([batch,] height, width, in); h: a kernel to go with it, (k,),
    (rows, columns) or (height, width, in, out). Lists or arrays of any numeric dtype. The options are those of
    the definition: mode ("full" if neither it nor padding is given), padding, stride, dilation, border, fill,
    flip. Unusable, a ValueError, in one line for a request without an answer, or of more than 100 000 products.
    Source of the formula: Oppenheim and Schafer, "Discrete-Time Signal Processing", section 2.3.
    """
    return Trace(request_of(x, h, mode, **options))


# ---- following the definition


def follow(request, world=definition):
    """The outputs of the definition, or of another world, as Terms, in nested lists.

    What a constant border adds, zeros or its fill, are Factors that are marked as added.
    """
    marked = request.but(x=_marked(request.x), h=_marked(request.h))
    return marked.convolved(world, fill=Factor(request.fill, added=True))


def _marked(values, index=()):
    """Nested lists of numbers as Factors that know their row and column, but not their image and channel."""
    if isinstance(values, list):
        return [_marked(value, (*index, i)) for i, value in enumerate(values)]
    row_and_column = index[-3:-1] if len(index) > 2 else index
    return Factor(values, row_and_column)


def by_index(values, axes, index=()):
    """{index: value} of nested lists with so many axes.

    Example: list(by_index([[3, 4]], 2).items()) is [((0, 0), 3), ((0, 1), 4)].
    """
    if axes == 0:
        return {index: values}
    values_by_index = {}
    for i, part in enumerate(values):
        values_by_index.update(by_index(part, axes - 1, (*index, i)))
    return values_by_index


def json_data(values):
    """Plain data for JSON: fractions and what JSON has no numbers for become strings."""
    if isinstance(values, dict):
        return {name: json_data(value) for name, value in values.items()}
    if isinstance(values, (list, tuple)):
        return [json_data(value) for value in values]
    if isinstance(values, Fraction):
        return values.numerator if values.denominator == 1 else str(values)
    if isinstance(values, float) and not isfinite(values):
        return str(values)
    return values


# ---- the command


def main(words):
    """python -m course trace: print a trace and what the engines that are named say; return the exit code."""
    options = trace_parser().parse_args(words)
    request = from_options(options)
    trace = Trace(request)
    at = None if options.at is None else read_index(options.at, "--at", shape(trace.output))
    # unknown engines are refused before anything is printed
    chosen_engines(options.engine, min(request.axes, 2))
    path = _animation_path(options, request)
    if options.json:
        return _print_json(trace, at, options.engine)
    width = max(shutil.get_terminal_size().columns, 20)
    print(trace.text(width, at))
    if path:
        _animate(trace, path, options.force, width)
    if options.engine:
        return _print_verdicts(request, options.engine, width)
    if at is None:
        print("", *fold(_how_to_ask(request), width, "  "), sep="\n")
    return 0


def _animation_path(options, request):
    """Where --animate writes, None without it; Unusable where it cannot, or beside options that it has no use for."""
    if options.animate is None:
        if options.force:
            raise Unusable("--force is about a picture: give --animate steps.svg as well")
        return None
    if options.at or options.json:
        raise Unusable("--animate shows every window and prints the arithmetic: leave --at and --json out")
    from course.own_numbers.animation_file import animation_path  # only now: most traces do without

    return animation_path(options.animate, request, options.force)


def _animate(trace, path, force, width):
    from course.own_numbers.animation_file import write_animation

    print("", *fold(write_animation(trace, path, force), width, "  "), sep="\n")


def _how_to_ask(request):
    """How the engines are asked, in a sentence."""
    *libraries, last = [f"--engine {library}" for library in libraries_with(min(request.axes, 2))]
    return f"Who gets these? Ask with {', '.join(libraries)} or {last}."


def _print_verdicts(request, engines, width):
    from course.own_numbers.verdict_text import verdict_lines  # NumPy only now: the arithmetic is there

    answers = list(verdicts(request, engines))
    print("", *verdict_lines(answers, request, width), sep="\n")
    return _exit_code(answers)


def _print_json(trace, at, engines):
    answers = list(verdicts(trace.request, engines)) if engines else []
    plain_answers = [{**verdict._asdict(), "value": json_data(plain(verdict.value))} for verdict in answers]
    print(json.dumps({**trace.json(at), "engines": plain_answers}, allow_nan=False))
    return _exit_code(answers)


def _exit_code(answers):
    return DIFFERS if any(verdict.is_unexplained for verdict in answers) else 0


def trace_parser():
    """The options of the command."""
    names = textwrap.fill(", ".join(KERNELS), 79, initial_indent="Kernels: ", subsequent_indent="  ")
    parser = Parser(prog="python -m course trace", description=__doc__, epilog=names)
    add_options(parser)
    parser.add_argument("--at", metavar="I[,J]", help="this output only, with its window")
    parser.add_argument(
        "--engine",
        action="append",
        default=[],
        metavar="NAME",
        help="ask this engine or library who agrees; repeatable",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object; its products are [number, weight, whether it was added]",
    )
    parser.add_argument("--animate", metavar="FILE", help="write a picture that moves, FILE.svg or FILE.gif")
    parser.add_argument("--force", action="store_true", help="write over the picture if it is there already")
    return parser
