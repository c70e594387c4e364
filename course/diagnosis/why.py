"""
Which mistake gives exactly these numbers; or where they are right.

  python -m course why --input "0 1 2; 3 4 5; 6 7 8" --kernel "0 1; 2 3" --mode valid --got "19 25; 37 43"
  python -m course why --input "3 4 5" --kernel "2 1" --mode same --got "11 14 5"
  python -m course why

Without options, on a terminal, they are asked for one after the other.
--got takes numbers as --input does. One with decimals stands for all that round
to it: 0.33 for 1/3. Mistakes are looked for one at a time, then other modes and
borders and calls of libraries with their defaults, then a mistyped number, other
padding, two mistakes together, another kernel, and one mistake and a slip. Of
one or two numbers, of a single wrong one and of zeros alone is only said what
they could be. A ? in --got stands for a number that you do not know; of the
others less is looked for then: what agrees with all of them. Ctrl-C ends the
search, and what was found until then is printed.

Exit codes: 0 explained (or right), 1 not explained, or only what it could be,
2 the request cannot be used, 130 stopped by Ctrl-C.
"""

import json
import shutil
import sys
from math import isinf
from numbers import Real

from course.convolution.axis_orders import shape_as_output
from course.convolution.nested import arranged, each, flat, shape
from course.diagnosis.ask_numbers import QuestionParser, ask_for_options
from course.diagnosis.explanation import SearchStopped, explain
from course.diagnosis.facts import facts, plain_facts
from course.diagnosis.given import Given
from course.diagnosis.why_text import RIGHT, Reasons
from course.errors import Unusable
from course.mistakes.mistake import said_of
from course.own_numbers.options import add_options, from_options
from course.own_numbers.read_numbers import read_numbers
from course.own_numbers.request import (
    DIGITS_WORKED_OUT,
    NUMBERS,
    check_digits,
    dtype_name,
    numbers_of,
    request_of,
)
from course.own_numbers.rounding import float32_slack, nearest_float
from course.own_numbers.trace import json_data
from course.terminal.arguments import Parser
from course.terminal.dialogue import is_terminal
from course.terminal.exits import DIFFERS, STOPPED, holding_ctrl_c
from course.terminal.progress_bar import StatusLine


def why(x, h, got, mode=None, **options):
    """The Reasons why got differs from the convolution of x with h: which mistake gives exactly these numbers.

    x, h and the options are those of course.convolution.definition; got: the numbers to be explained, in lists or an
    array of the output's shape, with or without its axes of length 1, and None or "?" for each that is open. Floats fit
    within the rounding of float32. Unusable, a ValueError, in one line for a
    request without an answer.
    """
    request = request_of(x, h, mode, **options)
    values = _numbers_of_got(got)
    known = [value for value in flat(values) if value is not None]
    if not all(isinstance(value, Real) for value in known):
        raise Unusable("got holds something that is no number: give lists or an array of numbers")
    if not _is_even(values):
        raise Unusable("got is empty, or its rows are not equally long: give as many numbers in each")
    _check_some_are_known("got", known)
    values, _ = _with_axes_of_output("got", values, None, request)
    check_digits(values, "a number of got", DIGITS_WORKED_OUT)
    if _mixes_floats_with_larger(request, values):
        raise Unusable(
            "a number lies beyond the largest float, 1.8e308, and others are floats: "
            "give smaller numbers, or no floats"
        )
    return Reasons(explain(request, Given(values, slack=float32_slack(request), dtype=dtype_name(got))))


def _numbers_of_got(got):
    """got as nested lists of Python's own numbers, None for those that are open; Unusable if that cannot be."""
    try:
        values = numbers_of(got)
    except ValueError as error:
        raise Unusable(f"got: {error}") from None
    return each(lambda value: None if isinstance(value, str) and value.strip() == "?" else value, values)


def _check_some_are_known(name, known):
    if not known:
        raise Unusable(f"{name}: every number is open (?): give those that you know")


def _with_axes_of_output(name, values, places, request):
    """Given numbers, and how many decimals each has or None, with the output's axes: those of length 1 may be left out.

    Unusable where they have other axes.
    """
    sizes, right = shape(values), shape(request.output)
    made = shape_as_output(sizes, right)
    if made is None:
        how = f": give an array, or a .npy file, of shape {right}" if len(right) > 2 else ""
        raise Unusable(f"{name} is {_what_has_axes(sizes)}, and the output is {_what_has_axes(right)}{how}")
    if made == sizes:
        return values, places
    return arranged(flat(values), made), places and arranged(flat(places), made)


def _what_has_axes(sizes):
    """What numbers of this shape are, in words."""
    words = {1: "one row of numbers, a signal", 2: "rows of numbers, an image"}
    return words.get(len(sizes), f"an array of {len(sizes)} axes")


def _mixes_floats_with_larger(request, got):
    """Whether some numbers are floats and others larger than any: the two cannot be compared."""
    known = [value for value in flat(got) if value is not None]
    numbers = [*flat(request.x), *flat(request.h), *flat(request.output), *known]
    exact = [number for number in numbers if not isinstance(number, float)]
    return len(exact) < len(numbers) and any(isinf(nearest_float(number)) for number in exact)


def _is_even(values):
    """Whether nested lists are equally long at every depth, and not empty."""
    if not isinstance(values, list):
        return True
    shapes = {shape(value) for value in values}
    return len(shapes) == 1 and all(map(_is_even, values))


# ---- the command


def main(words):
    """python -m course why: print what explains the numbers; return the exit code."""
    width = max(shutil.get_terminal_size().columns, 20)
    if not words and is_terminal(sys.stdin) and is_terminal(sys.stdout):
        options = ask_for_options(with_why_options(QuestionParser), given_numbers, width)
    else:
        options = with_why_options(Parser).parse_args(words)
    request = from_options(options)
    explanation = _explained_or_stopped(request, given_numbers(options.got, request))
    if explanation.stopped and explanation.kind == "unknown":
        return STOPPED
    if options.json:
        print(json.dumps(explanation_data(explanation), allow_nan=False))
    else:
        print(Reasons(explanation).text(width))
    if explanation.stopped:
        return STOPPED
    return 0 if explanation.explained else DIFFERS


def _explained_or_stopped(request, given):
    """The Explanation, or what of it was found before Ctrl-C; a terminal shows what is being tried."""
    line = StatusLine()

    def tries(what):
        if pressed:
            raise SearchStopped
        line.say(f"trying {what}")

    try:
        with holding_ctrl_c() as pressed:
            explanation = explain(request, given, tries)
    except KeyboardInterrupt:
        explanation.stopped = True
    line.wipe()
    return explanation


def with_why_options(kind_of_parser):
    """A parser of this kind, with the options of why."""
    parser = kind_of_parser(prog="python -m course why", description=__doc__)
    add_options(parser)
    parser.add_argument("--got", required=True, metavar="Y", help="the numbers to be explained, like --input")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def given_numbers(text, request, files=True):
    """The Given numbers of --got; a row beside an image, or a column beside a signal, is taken for what is meant.

    files: whether the text may name a file. A ? stands for a number that is open. Unusable, in one line, for what are
    no numbers of the output's axes.
    Example: "1; 3; 5", three rows of one number, is the list 1 3 5 for a signal; "1 3 5" is a row for an image.
    """
    got = read_numbers(text, "--got", most=NUMBERS, nan=True, files=files, open_numbers=True)
    _check_some_are_known("--got", [value for value in flat(got.values) if value is not None])
    values, places = got.values, got.places  # places: how many decimals each has, or None if all are exact
    sizes, right = shape(values), shape(request.output)
    if len(sizes) == 1 and len(right) == 2 and 1 not in right:
        values = [values]
        places = places and [places]
    values, places = _with_axes_of_output("--got", values, places, request)
    return Given(values, places, slack=float32_slack(request))


def explanation_data(explanation):
    """An Explanation as plain data for JSON; fractions and nan are strings."""
    request, given = explanation.request, explanation.given
    mistakes = [
        {
            "names": cause.names,
            "also": cause.also,
            "says": [said_of(line, request.axes) for line in cause.lines(request.flip)],
        }
        for cause in explanation.causes
    ]
    plain = [] if explanation.kind in RIGHT else plain_facts(request, given)
    known = facts(request, given) if explanation.kind == "unknown" else []
    return {
        **({"stopped": True} if explanation.stopped else {}),
        **({"kernel_decimals": explanation.within} if explanation.within else {}),
        **({"notes": list(request.notes)} if request.notes else {}),
        **({"given": json_data(given.values)} if given.open_count else {}),
        "kind": explanation.kind,
        "explained": explanation.explained,
        "mistakes": mistakes,
        "readings": [reading.changes for reading in explanation.readings],
        "libraries": explanation.libraries,
        "findings": [{"kind": finding.kind, **json_data(finding.data())} for finding in explanation.findings],
        "mistyped": [json_data(change._asdict()) for change in explanation.changes],
        "plain": [str(fact) for fact in plain],
        "known": [str(fact) for fact in known],
        "expected": json_data(request.output),
    }
