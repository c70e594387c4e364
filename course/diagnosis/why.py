"""
Which mistake gives exactly these numbers; or where they are right.

  python -m course why --input "0 1 2; 3 4 5; 6 7 8" --kernel "0 1; 2 3" --mode valid --got "19 25; 37 43"
  python -m course why --input "3 4 5" --kernel "2 1" --mode same --got "11 14 5"

--got takes numbers as --input does. One with decimals stands for all that round
to it: 0.33 for 1/3. Mistakes are looked for one at a time, then other modes and
borders, then one mistyped number, then two mistakes together.

Exit codes: 0 explained (or right), 1 not explained, 2 the request cannot be
used, 130 stopped by Ctrl-C.
"""

import json
import shutil
from itertools import chain
from numbers import Real

from course.convolution import definition
from course.convolution.formatting import beside, fold, number, table
from course.convolution.nested import flat, plain, shape
from course.convolution.sizes import BORDERS, MODES
from course.diagnosis.cause import EVERY_PAIR, PAIRS, answer
from course.diagnosis.explanation import explain
from course.diagnosis.facts import facts
from course.diagnosis.given import Given
from course.diagnosis.tell_apart import apart
from course.errors import Unusable
from course.mistakes.faulty_definition import alike
from course.own_numbers.options import add_options, from_options
from course.own_numbers.read_numbers import read_numbers
from course.own_numbers.request import NUMBERS, request_of
from course.own_numbers.rounding import float32_slack
from course.own_numbers.trace import Output, Terms, by_index, follow, json_data
from course.own_numbers.trace_text import first_and_last, folded_output, output_label, output_products
from course.own_numbers.typed_text import as_options, as_typed
from course.terminal.arguments import Parser
from course.terminal.exits import DIFFERS

NAMED = 3  # explanations that are named at most


class Reasons:
    """An Explanation in words: str() and print() show it. explanation: the Explanation itself."""

    def __init__(self, explanation):
        self.explanation = explanation

    def text(self, width=80):
        """What it is, the numbers side by side, and one of them worked out both ways; folded to a width."""
        parts = [*_doubt(self.explanation), *_said(self.explanation)]
        lines = [line for part in parts for line in fold(part, width, "  ")]
        return "\n".join([*lines, *drawn(self.explanation, width)])

    def __str__(self):
        return self.text()

    __repr__ = __str__


def why(x, h, got, mode=None, **options):
    """The Reasons why got differs from the convolution of x with h: which mistake gives exactly these numbers.

    x, h and the options are those of course.convolution.definition; got: the numbers to be explained, in lists or an array of
    the output's shape. Floats fit within the rounding of float32. Unusable, a ValueError, in one line for a
    request without an answer.
    """
    request = request_of(x, h, mode, **options)
    values = plain(got)
    if not all(isinstance(value, Real) for value in flat(values)):
        raise Unusable("got holds something that is no number: give lists or an array of numbers")
    if not _even(values):
        raise Unusable("got is empty, or its rows are not equally long: give as many numbers in each")
    if len(shape(values)) != request.axes:
        raise Unusable(f"got has {len(shape(values))} axes, and the output has {request.axes}")
    return Reasons(explain(request, Given(values, slack=float32_slack(request))))


def _even(values):
    """Whether nested lists are equally long at every depth, and not empty."""
    if not isinstance(values, list):
        return True
    return bool(values) and len({shape(value) for value in values}) == 1 and all(map(_even, values))


def _said(explanation):
    request, kind = explanation.request, explanation.kind
    if kind == "right":
        return ["These numbers are right: the definition gives them."]
    if kind == "cut":
        return ["These numbers are right, with the last decimals cut off and not rounded."]
    found = [*_elsewhere(explanation)]
    found += [sentence for cause in explanation.causes[:NAMED] for sentence in cause.lines(request.flip)]
    if any(len(cause.mistakes) == 2 for cause in explanation.causes):
        found.append("(Thousands of pairs are tried: on few numbers, one may fit by chance.)")
    found += [_change(change, request) for change in explanation.changes[:NAMED]]
    if kind != "unknown":
        return found
    found.append(
        f"Not explained: no mistake of the bank{_tried(request)} gives these numbers. What is known:"
    )
    found += [f"- {fact}" for fact in facts(request, explanation.given)]
    return (
        found
        if request.products <= PAIRS
        else [*found, "- Pairs of mistakes are tried for smaller inputs only."]
    )


def _tried(request):
    """Which pairs of mistakes were looked at, in words."""
    if request.products <= EVERY_PAIR:
        return ", alone or with another,"
    return ", and no pair that was tried," if request.products <= PAIRS else ""


def _doubt(explanation):
    """What comes first where this input cannot tell its explanations apart, with the smallest that could."""
    causes, changes = explanation.causes, explanation.changes
    count = len(causes) or len(changes)
    if count < 2:
        return []
    sentence = f"This input cannot tell {count} explanations apart"
    sentence += f"; {NAMED} of them follow." if count > NAMED else "."
    other = apart(causes[:NAMED], explanation.request) if causes else None
    if other is None:
        return [f"{sentence} No small one was found that can."]
    told = [
        f"- {' + '.join(cause.names)} gives {as_typed(answer(other, cause.world))}"
        for cause in causes[:NAMED]
    ]
    return [f"{sentence} The smallest that can, with the same options: {as_options(other)}.", *told]


def _elsewhere(explanation):
    """Where the numbers are right: with other options, and in which libraries."""
    names = explanation.libraries
    readings = explanation.readings[:NAMED]
    places = [
        " and ".join(READINGS[name, value] for name, value in changes.items()) for changes, _ in readings
    ]
    found = [f"These numbers are right {', or '.join(places)}."] if places else []
    if names:
        strided = any(stride > 1 for _, _, stride, _ in explanation.request.each)
        every = " (of those without a stride every stride-th number)" * strided
        found.append(f"{_and(names)} {'gives' if len(names) == 1 else 'give'} them, too{every}.")
    return [" ".join(found)] if found else []


READINGS = {
    ("flip", False): "as a correlation (--no-flip)",
    ("flip", True): "as a convolution (the kernel turned round)",
}
READINGS |= {("mode", mode): f"in mode {mode}" for mode in MODES}
READINGS |= {("border", border): f"with the border {border}" for border in BORDERS}


def _and(words):
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _change(change, request):
    """A number that may be mistyped, or rows that may be swapped, as a sentence."""
    if isinstance(change.index, str):
        lines = "numbers" if request.axes == 1 else change.index
        return f"With {lines} {change.old} and {change.new} of the {change.what} swapped, they are exactly these numbers."
    names = {1: ("place",), 2: ("row", "column")}.get(len(change.index), ("place",) * len(change.index))
    place = "at " + ", ".join(f"{name} {at}" for name, at in zip(names, change.index))
    new, old = number(change.new, request.decimal), number(change.old, request.decimal)
    return f"With {new} instead of {old} in the {change.what} {place} (counted from 0), they are exactly these numbers."


# ---- the numbers side by side


def drawn(explanation, width):
    """The given numbers beside those asked for, the differing ones marked, and one of them worked out both ways."""
    request, given = explanation.request, explanation.given
    if explanation.kind in ("right", "cut") or request.axes > 2:
        return []
    same = shape(given.values) == shape(request.output)
    marks = given.each(request.output) if same else [True] * len(list(flat(given.values)))
    decimal = request.decimal or given.decimal
    shown = [f"{number(v, decimal)}{' ' if right else '*'}" for v, right in zip(flat(given.values), marks)]
    asked_for = [number(v, decimal) for v in flat(request.output)]
    blocks = {
        "given (* differs)" if same else "given": _table(shown, shape(given.values)),
        "asked for": _table(asked_for, shape(request.output)),
    }
    lines = beside(blocks)
    if max(map(len, lines)) > width:
        lines = [line for title, block in blocks.items() for line in (title, *block.split("\n"))]
    return ["", *lines, *_both_ways(explanation, marks, width)]


def _table(cells, sizes):
    """Cells as a table; a large one loses its middle."""
    across = sizes[-1]
    rows = [first_and_last(cells[start : start + across]) for start in range(0, len(cells), across)]
    return table(first_and_last(rows, ["..."] * len(rows[0])))


def _both_ways(explanation, marks, width):
    """One differing output in digits, as it was asked for and as it was given; unexplained ones only as asked for."""
    request, other = explanation.request, _other(explanation)
    right = by_index(request.output, request.axes)
    if other is None:
        wrong = [index for index, mark in zip(right, marks) if not mark]
        ways, index = {}, wrong[0] if wrong and len(marks) == len(right) else None
    else:
        theirs = by_index(answer(*other), request.axes)
        index = next((i for i in theirs if i in right and not alike(theirs[i], right[i])), None)
        ways = {"given": (*other, theirs.get(index))}
    if index is None:
        return []
    ways = {"asked for": (request, definition, right[index]), **ways}
    worked = [_worked(f"{output_label(index)} {name:9}", *way, index, width) for name, way in ways.items()]
    return ["", *chain.from_iterable(worked)]


def _other(explanation):
    """The (request, world) in which the given numbers come out, or None."""
    request = explanation.request
    if explanation.causes:
        return request, explanation.causes[0].world
    if explanation.readings:
        return explanation.readings[0][1], definition
    if explanation.changes:
        return explanation.changes[0].made(request), definition
    return None


def _worked(title, request, world, value, index, width):
    """An output in digits, as a world adds it up; where it does more than add products, only its value."""
    result = number(value, request.decimal)
    terms = _terms(request, world, index)
    if terms is None or not alike(sum(x * h for x, h, _ in terms), value):
        return [f"{title} = {result}, which is not the plain sum of products"]
    rows = output_products(Output(index, terms, value, None), request)
    flat = [list(chain.from_iterable(rows))]
    fits = len(title) + len(" + ".join(flat[0])) + len(result) + 6 <= width
    return folded_output(title, flat if fits else rows, result, width)


def _terms(request, world, index):
    """The products that a world adds up for one output, or None where it does something else with them."""
    try:
        terms = by_index(follow(request, world), request.axes)[index]
    except (ValueError, TypeError, AttributeError, LookupError):  # Factors can only be multiplied and added
        return None
    return [(x.value, h.value, x.added) for x, h in terms.pairs] if isinstance(terms, Terms) else None


# ---- the command


def main(words):
    """python -m course why: print what explains the numbers; return the exit code."""
    parser = Parser(prog="python -m course why", description=__doc__)
    add_options(parser)
    parser.add_argument("--got", required=True, metavar="Y", help="the numbers to be explained, like --input")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(words)
    request = from_options(options)
    explanation = explain(request, _given(options.got, request))
    if options.json:
        print(json.dumps(plain_data(explanation), allow_nan=False))
    else:
        print(Reasons(explanation).text(max(shutil.get_terminal_size().columns, 20)))
    return 0 if explanation.explained else DIFFERS


def _given(text, request):
    """The Given numbers of --got, in the arrangement of the request's output where that is only a matter of rows."""
    got = read_numbers(text, "--got", most=NUMBERS, nan=True)
    values, places = got.values, got.places
    axes = len(shape(values))
    if axes == 1 and request.axes == 2:
        values, places = [values], places and [places]
    if axes == 2 and request.axes == 1 and all(len(row) == 1 for row in values):
        values, places = [row[0] for row in values], places and [row[0] for row in places]
    if len(shape(values)) != request.axes:
        raise Unusable(f"--got has {axes} axes, and the output has {request.axes}")
    return Given(values, places, slack=float32_slack(request))


def plain_data(explanation):
    """An Explanation as plain data for JSON."""
    return {
        "kind": explanation.kind,
        "explained": explanation.explained,
        "mistakes": [
            {"names": cause.names, "also": cause.also, "says": cause.lines(explanation.request.flip)}
            for cause in explanation.causes
        ],
        "readings": [changes for changes, _ in explanation.readings],
        "libraries": explanation.libraries,
        "mistyped": [json_data(change._asdict()) for change in explanation.changes],
        "known": facts(explanation.request, explanation.given) if explanation.kind == "unknown" else [],
        "expected": json_data(explanation.request.output),
    }
