"""What few numbers could be: a list with every name, and nothing in it said as a fact."""

import re

import numpy as np
import pytest
from support.brought_numbers import FIVE, SIGNAL

from course.diagnosis.cause import Cause
from course.diagnosis.could_be_text import MOST_LISTED, possibilities
from course.diagnosis.explanation import Explanation, explain
from course.diagnosis.facts import plain_facts
from course.diagnosis.given import Given
from course.diagnosis.mistyped import Change
from course.diagnosis.why_text import Reasons
from course.mistakes.bank.all_mistakes import BANK
from course.own_numbers.request import request_of

NAMES = re.compile(r"\[([a-z0-9, -]+)\]$")


@pytest.mark.parametrize("size, begins", [(1, "One number"), (2, "Two numbers")])
def test_one_or_two_numbers_of_a_correlation_could_be_one(size, begins):
    x, h = SIGNAL[: size + 4], FIVE
    request = request_of(x, h, "valid")
    explanation = explain(request, Given(np.correlate(x, h, "valid").tolist()))
    head, *items, last = possibilities(explanation)
    assert (explanation.kind, len(explanation.given.values)) == ("could be", size)
    assert head.startswith(begins) and all(item.startswith("- ") for item in items) and "More" in last
    names = [name for item in items for found in NAMES.findall(item) for name in found.split(", ")]
    assert sorted(names) == sorted(
        name for cause in explanation.causes for name in (*cause.names, *cause.also)
    )
    assert "no-flip" in names and any("np.correlate" in item for item in items)
    assert ["without the flip" in item for item in items if "no-flip]" in item] == [True]  # each thing once
    assert not any("exactly" in item or "Hint" in item for item in items)


def test_of_many_mistakes_the_names_are_listed():
    every = [Cause((mistake,)) for mistake in BANK.values()]
    items = possibilities(Explanation(request_of([1], [1]), Given([2]), "could be", every))[1:-1]
    assert len(items) == MOST_LISTED + 1
    listed = [name for item in items for name in NAMES.findall(item)[0].split(", ")]
    assert listed == list(BANK)


@pytest.mark.parametrize("more, ends", [(1, "- this mistake: [{}]"), (2, "- one of these mistakes: [{}]")])
def test_how_many_are_listed_by_name_alone(more, ends):
    every = [Cause((mistake,)) for mistake in list(BANK.values())[: MOST_LISTED + more]]
    items = possibilities(Explanation(request_of([1], [1]), Given([2]), "could be", every))[1:-1]
    assert items[-1] == ends.format(", ".join(list(BANK)[MOST_LISTED : MOST_LISTED + more]))


def test_pairs_and_mistyped_numbers_are_possibilities():
    one, two, three = list(BANK.values())[:3]
    pairs = [Cause((one, two))] * 2 + [Cause((one, other)) for other in list(BANK.values())[20:30]]
    changes = [Change("input", (1,), 4, 6)]
    request = request_of([3, 4, 5], [2, 1])
    explanation = Explanation(request, Given([6, 15, 16, 5]), "could be", pairs, changes=changes)
    head, change, first, *others, last = possibilities(explanation)
    assert head.startswith("So few") and re.findall(r"\d+", change) == ["6", "4", "1", "0"]
    assert NAMES.findall(first) == [two.name] and f"[{one.name}]; and " in first
    assert len(others) == MOST_LISTED and "other pairs" in others[-1]


@pytest.mark.parametrize(
    "got, part",
    [
        ([[65]], "the last of the 2 rows and the first of the 2 columns"),
        ([[24, 61]], "the first of the 2 rows"),
        ([[61], [24]], "the last of the 2 columns"),
        ([[99]], None),
    ],
)
def test_one_or_two_numbers_somewhere_among_the_right_ones_are_a_possibility(got, part):
    """The last of them, and nothing of it is said as a fact. scipy.signal.convolve2d gives 24 61; 65 24."""
    request, few = request_of([[2, 7, 1], [8, 2, 8], [1, 8, 2]], [[3, 1], [0, 5]], "valid"), Given(got)
    text = str(Reasons(explain(request, few)))
    assert plain_facts(request, few) == []
    assert ("asked for\nMore" in text) == (part is not None) and "missing" not in text
    assert part is None or f"- {part} asked for\n" in text
