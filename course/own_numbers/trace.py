"""
The arithmetic of every output, in digits, for anyone's numbers; then who agrees
and who differs, and by which convention.

  python -m course trace --input "3 4 5" --kernel "2 1 0"
  python -m course trace --input "1 2 3; 4 5 6" --kernel "1 2; 0 -1" --at 0,2
  python -m course trace --input signal.csv --kernel -1,0,1 --mode same

Numbers are whole numbers, fractions (1/9) and decimals (.5, -3e2), with blanks
or commas between them and ";" between rows, or a .csv, .txt or .npy file; a
kernel may also be a name, such as sobel-vertical. An input with channels is a
.npy file in TensorFlow's order, ([batch,] height, width, in), and its kernel
another, (height, width, in, out).

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
from course.convolution.formatting import number
from course.convolution.kernels import KERNELS
from course.convolution.nested import plain, shape
from course.errors import Unusable
from course.own_numbers import trace_text
from course.own_numbers.options import add_options, from_options
from course.own_numbers.read_numbers import place
from course.own_numbers.request import asked
from course.own_numbers.trace_text import cut, label, products
from course.terminal.arguments import Parser
from course.terminal.exits import DIFFERS


class Factor:
    """A number that remembers where it comes from; products of two of them are Terms."""

    def __init__(self, value, index=(), added=False):
        self.value, self.index, self.added = value, index, added

    def __mul__(self, weight):
        return Terms((self, weight)) if isinstance(weight, Factor) else NotImplemented


class Terms:
    """The products that a sum is made of. Its parts are pairs of Factors, or Terms."""

    def __init__(self, *parts):
        self.parts = parts

    def __add__(self, other):
        return Terms(self, other) if isinstance(other, Terms) else NotImplemented

    def __radd__(self, start):  # a sum begins with 0
        return self if start == 0 else NotImplemented

    @property
    def pairs(self):
        """The pairs of Factors, in their order."""
        found, left = [], [self]
        while left:
            part = left.pop()
            if isinstance(part, Terms):
                left.extend(part.parts)
            else:
                found.append(part)
        return found[::-1]


Real.register(Factor)  # so that the definition takes it for a number


class Output(NamedTuple):
    """One output: its index, its products (number, weight, whether the number stands on an added place), its value.

    start: the row and column of the input where its window begins, or None if all of it is on added places.
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
        axes, borders = self.request.axes, (self.request.border, "constant")
        found, added = (by_index(follow(self.request.but(border=border)), axes) for border in borders)
        values = by_index(self.output, axes)
        return {index: self._output(index, found[index], added[index], values[index]) for index in values}

    def _output(self, index, found, added, value):
        found = found.pairs
        terms = [(x.value, h.value, zero.added) for (x, h), (zero, _) in zip(found, added.pairs)]
        inside = [place for place, (_, _, outside) in enumerate(terms) if not outside]
        start = self._start(inside[0], found[inside[0]][0]) if inside else None
        return Output(index, terms, value, start)

    def _start(self, tap, x):
        """Where the window begins whose tap lies on x."""
        sizes = [k for _, k, _, _ in self.request.each]
        steps = [d for _, _, _, d in self.request.each]
        taps = (tap % sizes[0],) if len(sizes) == 1 else (tap // sizes[1] % sizes[0], tap % sizes[1])
        return tuple(place - a * d for place, a, d in zip(x.index, taps, steps))

    def text(self, width=80, at=None):
        """The arithmetic as text, folded to a width; of every output, or of the one at an index."""
        if at is not None and at not in self.outputs:
            raise Unusable(f"there is no output {at}")
        return "\n".join(trace_text.text(self, width, at))

    def __str__(self):
        return self.text()

    __repr__ = __str__

    def _repr_html_(self):
        rows = ["<tr><th>output</th><th>worked out</th><th>value</th></tr>"]
        for output in cut(list(self.outputs.values()), None):
            rows.append(self._row(output) if output else "<tr><td>...</td></tr>")
        return f"<table>{''.join(rows)}</table>"

    def _row(self, output):
        worked = " + ".join(chain.from_iterable(products(output, self.request)))
        cells = label(output.index), worked, number(output.value, self.request.decimal)
        return f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"

    def json(self, at=None):
        """The trace as plain data: input, kernel, options, output and terms; fractions and nan are strings.

        terms has for each output, or for the one at an index, its products: [number, weight, whether it was added].
        """
        request = self.request
        terms = [
            {"at": list(output.index), "products": data(output.terms), "value": data(output.value)}
            for output in (self.outputs.values() if at is None else [self.outputs[at]])
        ]
        return {
            "input": data(request.x),
            "kernel": data(request.h),
            "options": data(request.options),
            "output": data(self.output),
            "terms": terms,
        }


def work_out(x, h, mode=None, **options):
    """The Trace of a convolution: every output with its products, and the definition's result.

    x: a signal (n,), an image (rows, columns), or ([batch,] height, width, in); h: a kernel to go with it, (k,),
    (rows, columns) or (height, width, in, out). Lists or arrays of any numeric dtype. The options are those of
    course.convolution.definition: mode ("full" if neither it nor padding is given), padding, stride, dilation, border, flip.
    Unusable, a ValueError, in one line for a request without an answer, or of more than 100 000 products.
    Source of the formula: Oppenheim and Schafer, "Discrete-Time Signal Processing", section 2.3.
    """
    return Trace(asked(x, h, mode, **options))


# ---- following the definition


def follow(request, world=definition):
    """The outputs of the definition, or another world's, as Terms. Numbers that a constant border adds are marked."""
    marked = request.but(x=_marked(request.x), h=_marked(request.h))
    return marked.convolved(world, fill=Factor(0, added=True))


def _marked(values, index=()):
    """Nested lists of numbers as Factors that know their row and column."""
    if isinstance(values, list):
        return [_marked(value, (*index, place)) for place, value in enumerate(values)]
    return Factor(values, index[-3:-1] if len(index) > 2 else index)


def by_index(values, axes, index=()):
    """{index: value} of nested lists with so many axes."""
    if axes == 0:
        return {index: values}
    parts = (by_index(part, axes - 1, (*index, place)) for place, part in enumerate(values))
    return {key: value for part in parts for key, value in part.items()}


def data(values):
    """Plain data for JSON: fractions and what JSON has no numbers for become strings."""
    if isinstance(values, dict):
        return {name: data(value) for name, value in values.items()}
    if isinstance(values, (list, tuple)):
        return [data(value) for value in values]
    if isinstance(values, Fraction):
        return values.numerator if values.denominator == 1 else str(values)
    return values if not isinstance(values, float) or isfinite(values) else str(values)


# ---- the command


def main(words):
    """python -m course trace: print a trace and who agrees with it; return the exit code."""
    options = _parser().parse_args(words)
    request = from_options(options)
    trace = Trace(request)
    at = None if options.at is None else place(options.at, "--at", shape(trace.output))
    if options.engine:
        from course.own_numbers.engines import chosen

        chosen(options.engine, min(request.axes, 2))  # refused before anything is printed
    if options.json:
        return _print_json(trace, at, options.engine)
    width = max(shutil.get_terminal_size().columns, 20)
    print(trace.text(width, at))
    if at is not None and not options.engine:
        return 0
    from course.own_numbers.compare import report, verdicts  # NumPy only now: the arithmetic is there

    found = list(verdicts(request, options.engine))
    print("", *report(found, request, width), sep="\n")
    return _code(found)


def _code(found):
    from course.own_numbers.compare import UNEXPLAINED

    return DIFFERS if any(verdict.why == UNEXPLAINED for verdict in found) else 0


def _print_json(trace, at, engines):
    from course.own_numbers.compare import verdicts

    found = list(verdicts(trace.request, engines))
    answers = [{**verdict._asdict(), "value": data(plain(verdict.value))} for verdict in found]
    print(json.dumps({**trace.json(at), "engines": answers}, allow_nan=False))
    return _code(found)


def _parser():
    names = textwrap.fill(", ".join(KERNELS), 79, initial_indent="Kernels: ", subsequent_indent="  ")
    parser = Parser(prog="python -m course trace", description=__doc__, epilog=names)
    add_options(parser)
    parser.add_argument(
        "--at", metavar="I[,J]", help="this output only, with its window, and no engine that is not named"
    )
    parser.add_argument(
        "--engine",
        action="append",
        default=[],
        metavar="NAME",
        help="ask this engine or library; repeatable; if not said, all but tensorflow",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object; its products are [number, weight, whether it was added]",
    )
    return parser
