"""What a notebook shows of a function's failure, in HTML: what it returned beside what was expected."""

from course.diagnosis.failure_tables import NAMES, comparison_of, ways_of_failure
from course.diagnosis.notebook_tables import numbers_as_html, sentences_as_html, worked_out_as_html


def failure_as_html(failure, causes):
    """The call of a Failure, then what it returned beside what was expected, and one number worked out.

    causes: the Causes that give the function's numbers. It is the text alone where there are no two tables,
    and where no number differs by more than the rounding of float32.
    """
    comparison = comparison_of(failure)
    if comparison is None or comparison.request is None:
        return sentences_as_html([str(failure)])
    index, ways = ways_of_failure(comparison, causes)
    titles = tuple(NAMES.values())
    tables = numbers_as_html(comparison.given.values, failure.expected, comparison.agree, titles)
    return sentences_as_html([f"Called {failure.call}."]) + tables + worked_out_as_html(index, ways)
