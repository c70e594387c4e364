"""Causes: how mistakes are told, which stand together, in which orders two can be made."""

from itertools import combinations, product

import pytest

from course.convolution.definition import convolve1d
from course.diagnosis.cause import Cause, grouped, orders, output_or_none, pairs_together, world
from course.mistakes.bank.all_mistakes import BANK
from course.mistakes.equivalents import covering, twins
from course.mistakes.faulty_definition import definition_with, outcome
from course.own_numbers.request import request_of


def test_one_mistake_is_told_with_the_names_that_do_the_same():
    mistake = BANK["no-flip"]
    first, second = Cause((mistake,), ("negated",)).lines(flip=False)
    assert first.startswith(mistake.sentence(False)) and first.endswith("[flip, negated]")
    assert second.endswith(mistake.advice(flip=False)) and mistake.advice(flip=False) != mistake.hint
    assert Cause((mistake,)).lines(hints=False) == [f"{mistake.sentence()} [no-flip]"]


def test_where_no_flip_is_asked_all_are_called_by_what_they_do_there():
    """Those that do the same, too; the names in JSON are those of the bank."""
    cause = Cause((BANK["input-transposed-back"],), ("flip-and-transpose",))
    assert cause.tag(flip=False) == "[input-transposed-back, transpose]"
    assert cause.tag() == "[input-transposed-back, flip-and-transpose]"
    assert (*cause.names, *cause.also) == ("input-transposed-back", "flip-and-transpose")


def test_two_mistakes_are_told_one_after_the_other():
    pair = BANK["no-flip"], BANK["range-short"]
    lines = Cause(pair).lines()
    assert [mistake.name in line for mistake, line in zip(pair, lines[1::2])] == [True, True]
    assert [line.endswith(mistake.hint) for mistake, line in zip(pair, lines[2::2])] == [True, True]
    assert Cause(pair).lines(hints=False) == [lines[0], lines[1], lines[3]]
    assert Cause(pair).names == ("no-flip", "range-short")


def test_the_world_of_a_cause_makes_its_mistakes():
    pair = BANK["no-flip"], BANK["range-short"]
    assert Cause(pair).world.convolve1d([3, 4], [2, 1]) == convolve1d([3, 4], [2, 1], flip=False)[:-1]
    assert world(*pair) is world(*pair)


def test_what_is_refused_has_no_output():
    request = request_of([3, 4], [2, 1], "same")
    assert output_or_none(request) == request.output
    assert output_or_none(request.but(mode="valid", h=[2, 1, 0])) is None
    assert output_or_none(request, world(BANK["no-flip"])) == request.but(flip=False).output


def test_mistakes_that_no_input_tells_apart_stand_together():
    causes = grouped(BANK.values())
    names = [name for cause in causes for name in (*cause.names, *cause.also)]
    assert sorted(names) == sorted(BANK)
    for cause in causes:
        (first,) = cause.names
        for other in cause.also:
            covered = any(first in covering(other, place) for place in BANK[other].places)
            covers = any(other in covering(first, place) for place in BANK[first].places)
            assert other in twins(first) or covered or covers
    together = {name: {*cause.names, *cause.also} for cause in causes for name in (*cause.names, *cause.also)}
    assert all({*twins(name)} <= together[name] for name in BANK)
    firsts = [cause.names[0] for cause in causes]
    assert firsts == sorted(firsts, key=list(BANK).index)  # those made most often first
    assert not any(two in twins(one) for one, two in combinations(firsts, 2))


def causes_of(*pairs):
    return [Cause((BANK[one], BANK[two])) for one, two in pairs]


def test_pairs_that_differ_in_one_part_are_one_explanation():
    """Two borders with three types, of which two are the same there: six pairs, in one."""
    borders, types = ["boundary-edge", "boundary-symm"], ["uint8-output", "out-like-input", "sums-like-input"]
    (pairs,) = pairs_together(causes_of(*product(borders, types)))
    assert [cause.names for cause in pairs.firsts] == [(name,) for name in borders]
    assert [(*cause.names, *cause.also) for cause in pairs.seconds] == [(*types[:2],), (types[2],)]
    assert [cause.names for cause in pairs.variants] == [*product(borders, types[::2])]
    lines = pairs.lines()
    assert all(any(f"[{name}" in line for line in lines) for name in (*borders, *types[::2]))
    assert len(lines) == len({*lines})  # a hint that both have is given once


def test_pairs_that_have_nothing_in_common_come_first():
    first, second, third = ("no-flip", "negated"), ("no-flip", "rounded"), ("boundary-edge", "abs-output")
    row, one_more = ("border-zero", "rounded"), ("border-zero", "clip-1")
    found = pairs_together(causes_of(first, second, row, one_more, third))
    names = [[cause.names for cause in pairs.variants] for pairs in found]
    assert names == [[first, second], [third], [row, one_more]]


def test_no_pair_is_lost_or_made_up():
    """Where not every first goes with every second they are not told as if they did."""
    given = [
        ("no-flip", "negated"),
        ("no-flip", "rounded"),
        ("border-zero", "rounded"),
        ("pad-ones", "negated"),
    ]
    told = [cause.names for pairs in pairs_together(causes_of(*given)) for cause in pairs.variants]
    assert sorted(told) == sorted(given)


@pytest.mark.parametrize(
    "one, two", [*combinations(["no-flip", "range-short", "kernel-abs", "same-crop-end"], 2)]
)
def test_both_orders_are_tried_where_one_piece_is_changed_twice(one, two):
    one, two = BANK[one], BANK[two]
    shared = set(one.replaced) & set(two.replaced)
    assert orders(one, two) == ([(one, two), (two, one)] if shared else [(one, two)])


def test_an_input_that_is_written_over_adds_up_what_it_looks_at_alone():
    class Counted(int):
        sums = 0

        def __rmul__(self, number):
            Counted.sums += 1
            return number * int(self)

    x, h = [[3, 1, 4], [1, 5, 9]], [[2, 7]]
    counting = [[Counted(weight) for weight in row] for row in h]
    found = outcome(world(BANK["aliasing"]), x, counting, mode="same")
    assert found == outcome(definition_with(BANK["aliasing"]), x, h, mode="same")
    # Each of the 6 outputs is worked out once more for itself at the most, and not all of them for each.
    assert Counted.sums <= 2 * 6 * 2
