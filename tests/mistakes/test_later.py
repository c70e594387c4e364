"""Numbers left for later: the same numbers in the end, none worked out before it is looked at, and none twice."""

import pytest
from support.brought_numbers import EVEN, IMAGE, SIGNAL, WIDE

from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.faulty_definition import REFUSALS, applies, definition_with, outcome
from course.mistakes.later import ADDS_UP_LATER, Later, LaterOutput, added_up, then, then_for_each
from course.own_numbers.request import request_of


def test_a_number_is_made_once_and_only_if_it_is_looked_at():
    made = []
    number = Later(lambda of: made.append(of) or sum(of), (2, 3))
    changed = then(lambda value: -value, number)
    assert made == [] and isinstance(changed, Later)
    assert (added_up(changed), added_up(changed), added_up(number)) == (-5, -5, 5)
    assert made == [[2, 3]]


def test_of_several_numbers_one_is_enough_to_leave_it_for_later():
    made = []
    number = Later(lambda of: made.append(of) or sum(of), (2, 3))
    larger = then(max, 4, number, 3)
    assert made == [] and isinstance(larger, Later)
    assert added_up(larger) == 5


def test_what_is_there_already_stays():
    assert then(abs, -3) == 3 and then(max, 2, 7, 5) == 7
    assert added_up([[1, 2], [3, 4]]) == [[1, 2], [3, 4]]


def test_each_number_is_left_for_later_by_itself():
    made = []
    number = Later(lambda of: made.append(of) or sum(of), (2, 3))
    changed = then_for_each(lambda value: -value, [[number, 4]])
    larger = then_for_each(max, [[1, number]], [[3, 2]])
    assert made == [] and changed[0][1] == -4 and larger[0][0] == 3
    assert (added_up(changed), added_up(larger)) == ([[-5, -4]], [[3, 5]])
    assert then_for_each(abs, []) == []


def test_an_output_is_worked_out_once():
    output = LaterOutput([[Later(sum, [1, 2])], [Later(sum, [3, 4])]])
    assert added_up(output) == [[3], [7]]
    assert added_up(output) is added_up(output)


FRACTIONS = [[value / 4 for value in row] for row in IMAGE.tolist()]
REQUESTS = [
    request_of(SIGNAL, [2, -7, 1, 8], "same"),
    request_of([value * 40.5 for value in SIGNAL], [2, 7, 1], "SAME", stride=2, dilation=2, flip=False),
    request_of(IMAGE, WIDE, "same"),
    request_of(FRACTIONS, EVEN, "same", border="reflect"),
    request_of(IMAGE, EVEN, "SAME", stride=(1, 2), dilation=(2, 1)),
    request_of([[[1, 2, 3], [4, 5, -6]], [[7, 8, 9], [3, 1, 2]]], [[[[1, 2]] * 3]], "full", flip=False),
]


@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_every_mistake_gives_the_numbers_that_it_gives_at_once(request_):
    """To the type: a Fraction is no float. Those that are refused only when a number is looked at are refused, too."""
    for mistake in BANK.values():
        if applies(mistake, request_.axes, request_.options):
            at_once = outcome(definition_with(mistake), request_.x, request_.h, **request_.options)
            later = outcome(
                definition_with(mistake, ADDS_UP_LATER), request_.x, request_.h, **request_.options
            )
            try:
                assert repr(added_up(later)) == repr(at_once), mistake.name
            except REFUSALS:
                assert at_once is None, mistake.name
