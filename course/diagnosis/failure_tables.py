"""What a function returned beside what was expected: as text, with the differing numbers marked, one worked out."""

from typing import NamedTuple

from course.convolution.formatting import fold, number, table
from course.convolution.nested import flat, shape
from course.diagnosis.given import Given
from course.diagnosis.same_numbers import ROUNDING_OF_FLOAT32, nearly_equal
from course.diagnosis.side_by_side import (
    tables_side_by_side,
    ways_of_one_output,
    ways_worked_out,
    which_agree,
)
from course.errors import Unusable
from course.own_numbers.request import Request, request_of
from course.own_numbers.rounding import float32_slack

NAMES = {
    "given": "returned",
    "asked for": "expected",
}  # what numbers of why are called where a function was tried


class Comparison(NamedTuple):
    """The numbers of a failure beside the right ones.

    request  the Request that its probe is, whose output is right; None where it is none, as for a strength of edges
    given    the Given numbers
    agree    which of them are right, in order; None where there are not as many
    """

    request: Request | None
    given: Given
    agree: list | None


def comparison_of(failure):
    """The Comparison of a Failure; None where there is no signal or table to show, or no number that differs visibly."""
    values, expected = failure.answer.values, failure.expected
    if values is None or not 1 <= len(shape(expected)) == len(shape(values)) <= 2 or not list(flat(values)):
        return None
    request = _request_of_probe(failure.probe)
    if request is None or request.output != expected:
        request, given = None, Given(values)
        agree = _nearly_equal_ones(values, expected)
    else:
        given = Given(values, slack=float32_slack(request))
        agree = which_agree(request, given)
    if agree is not None and all(agree):
        return None
    return Comparison(request, given, agree)


def _nearly_equal_ones(values, expected):
    if shape(values) != shape(expected):
        return None
    pairs = zip(flat(values), flat(expected))
    return [nearly_equal(float(value), float(right), ROUNDING_OF_FLOAT32) for value, right in pairs]


def _request_of_probe(probe):
    """A Probe as a Request; None where it is none, as for some exercises."""
    try:
        return request_of(probe.x, probe.h, **probe.options)
    except (Unusable, TypeError):
        return None


def ways_of_failure(comparison, causes):
    """The index of one number that differs and its Ways, named as NAMES has it; (None, []) where there are none.

    causes: the Causes that give the function's numbers.
    """
    if comparison.request is None:
        return None, []
    comes_from = (comparison.request, causes[0].world) if causes else None
    index, ways = ways_of_one_output(comparison.request, comparison.given, comes_from)
    return index, [way._replace(name=NAMES[way.name]) for way in ways]


def failure_lines(failure, causes, width):
    """A Failure as lines: the call, what was returned and expected as tables, and one number worked out.

    It is worked out both ways where its size is right and causes are known, the Causes that give the function's
    numbers.
    """
    comparison = comparison_of(failure)
    if comparison is None:
        return _without_a_result(failure, width)
    lines = fold(f"Called {failure.call}:", width, "  ")
    lines += ["", *_both(comparison, failure.expected, width)]
    index, ways = ways_of_failure(comparison, causes) if comparison.agree else (None, [])
    if len(ways) > 1:
        worked_out = [f"  {line}" for line in ways_worked_out(index, ways, width - 2)]
        lines += ["", *worked_out]
        if any(BEYOND in line for line in worked_out):
            lines.append(f"  ({BEYOND} is a zero beyond the edge)")
    return [line.rstrip() for line in lines]


BEYOND = "[0]"  # how a zero that was put around the input is written in a product


def _without_a_result(failure, width):
    """Lines on a Failure that has no numbers to compare; a table that was expected stands below."""
    if failure.answer.values is not None or len(shape(failure.expected)) != 2:
        return fold(str(failure), width, "  ")
    cells = [[number(value, True) for value in row] for row in failure.expected]
    title = fold(f"Called {failure.call}; {failure.answer.trouble}; expected", width, "  ")
    return [*title, "", *table(cells, 4).split("\n")]


def _both(comparison, expected, width):
    """Lines: what was returned and what was expected, below each other for a signal, otherwise side by side."""
    values, agree = comparison.given.values, comparison.agree
    if len(shape(values)) > 1:
        decimal = comparison.request is not None and comparison.request.decimal
        titles = tuple(NAMES.values())
        return [
            f"  {line}" for line in tables_side_by_side(values, expected, agree, titles, decimal, width - 2)
        ]
    marks = ["" if right else "*" for right in agree or [True] * len(values)]
    returned = [number(value, True) + mark for value, mark in zip(values, marks)]
    wanted = [number(value, True) for value in expected]
    titles = dict(zip(NAMES.values(), (returned, wanted)))
    if agree is None:
        return [
            line
            for title, cells in titles.items()
            for line in fold(f"  {title}  {'  '.join(cells)}", width, " " * 12)
        ]
    column = max(map(len, (*returned, *wanted)))
    return [
        line for title, cells in titles.items() for line in _in_columns(f"  {title}  ", cells, column, width)
    ] + ["  (* differs)"]


def _in_columns(title, cells, column, width):
    """Cells in columns of one width behind a title; a long row goes on below its beginning."""
    count = max((width - len(title)) // (column + 2), 1)
    lines = []
    for start in range(0, len(cells), count):
        row = "  ".join(cell.ljust(column) for cell in cells[start : start + count])
        lines.append(f"{title if not start else ' ' * len(title)}{row}".rstrip())
    return lines
