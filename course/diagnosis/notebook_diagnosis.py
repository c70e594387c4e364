"""What a notebook shows of a function's failure, in HTML: what it returned beside what was expected."""

from course.convolution.nested import flat, shape
from course.diagnosis.given import Given
from course.diagnosis.notebook_tables import numbers_as_html, sentences_as_html, worked_out_as_html
from course.diagnosis.side_by_side import ways_of_one_output, which_agree
from course.errors import Unusable
from course.own_numbers.request import request_of
from course.own_numbers.rounding import float32_slack

NAMES = {
    "given": "returned",
    "asked for": "expected",
}  # what numbers of why are called where a function was tried


def failure_as_html(failure, causes):
    """The call of a Failure, then what it returned beside what was expected, and one number worked out.

    causes: the Causes that give the function's numbers. It is the text alone where there are no two tables,
    and where no number differs by more than the rounding of float32.
    """
    request, values = _request_of_probe(failure.probe), failure.answer.values
    text = sentences_as_html([str(failure)])
    if request is None or values is None or not 1 <= request.axes == len(shape(values)) <= 2:
        return text
    given = Given(values, slack=float32_slack(request))
    agree = which_agree(request, given)
    nothing_differs = not list(flat(values)) or (agree is not None and all(agree))
    if nothing_differs or request.output != failure.expected:
        return text
    comes_from = (request, causes[0].world) if causes else None
    index, ways = ways_of_one_output(request, given, comes_from)
    called = [way._replace(name=NAMES[way.name]) for way in ways]
    tables = numbers_as_html(values, failure.expected, agree, tuple(NAMES.values()))
    return sentences_as_html([f"Called {failure.call}."]) + tables + worked_out_as_html(index, called)


def _request_of_probe(probe):
    """A Probe as a Request; None where it is none, as for some exercises."""
    try:
        return request_of(probe.x, probe.h, **probe.options)
    except (Unusable, TypeError):
        return None
