"""What is known of numbers that nothing explains: every fact is true, and those that people need are there."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.brought_numbers import FIVE, IMAGE, KERNEL, SIGNAL, changed, conv
from support.drawn_requests import made, quick, requests

from course.diagnosis.fact_text import Fact
from course.diagnosis.facts import facts
from course.diagnosis.given import Given
from course.mistakes.faulty_definition import alike
from course.own_numbers.request import request_of

RIGHT_1D, RIGHT_2D = np.convolve(SIGNAL, FIVE), conv(IMAGE, KERNEL)
KNOWN = {  # nonsense that keeps something of the right numbers
    "another mode's size": (
        *(SIGNAL, FIVE, [7, 7, 1, 0, 7, 2, 0, 4]),
        [Fact("size", ((8,), (12,))), Fact("size of mode", ("same",)), Fact("size of mode", ("SAME",))],
    ),
    "no mode's size": (SIGNAL, FIVE, [7, 7, 1, 0, 7], [Fact("size", ((5,), (12,)))]),
    "rows and columns": (
        *(IMAGE, KERNEL, (np.arange(35) ** 3 % 71).reshape(7, 5)),
        [Fact("size", ((7, 5), (5, 7))), Fact("size exchanged")],
    ),
    "an offset": (IMAGE, KERNEL, RIGHT_2D + 17, [Fact("agree", (0, 35)), Fact("plus", (17,))]),
    "a factor": (IMAGE, KERNEL, RIGHT_2D * 13, [Fact("agree", (0, 35)), Fact("times", (13,))]),
    "the next place": (
        *(SIGNAL, FIVE, [*RIGHT_1D[1:], 99]),
        [Fact("agree", (0, 12)), Fact("one too early")],
    ),
    "the place before": (
        *(SIGNAL, FIVE, [99, *RIGHT_1D[:-1]]),
        [Fact("agree", (0, 12)), Fact("one too late")],
    ),
    "another order": (
        *(SIGNAL, FIVE, RIGHT_1D[[1, 0, *range(2, 12)]]),
        [
            Fact("agree", (10, 12)),
            Fact("two exchanged", ((0,), (1,))),
            Fact("at border"),
        ],
    ),
    "a corner": (
        *(IMAGE, KERNEL, changed(RIGHT_2D, (4, 0), 999)),
        [Fact("agree", (34, 35)), Fact("one differs", ((4, 0), int(RIGHT_2D[4, 0]), 999))],
    ),
    "two numbers inside": (
        *(IMAGE, KERNEL, changed(changed(RIGHT_2D, (1, 2), 998), (2, 4), 999)),
        [
            Fact("agree", (33, 35)),
            Fact("two differ", ([(1, 2), (2, 4)], [int(RIGHT_2D[1, 2]), int(RIGHT_2D[2, 4])], [998, 999])),
            Fact("inside"),
            Fact("rows", ([1, 2],)),
            Fact("columns", ([2, 4],)),
        ],
    ),
    "the last numbers not flipped": (
        *(SIGNAL, FIVE, [*RIGHT_1D[:6], *np.correlate(SIGNAL, FIVE, "full")[6:]]),
        [
            Fact("agree", (6, 12)),
            Fact("wrong as", ("a correlation: the kernel is not flipped.", "no-flip")),
        ],
    ),
    "the first numbers": (
        *(SIGNAL, FIVE, RIGHT_1D[:8]),
        [
            Fact("size", ((8,), (12,))),
            Fact("some numbers", ("first", 8, 12, RIGHT_1D[8:].tolist())),
            Fact("size of mode", ("same",)),
            Fact("size of mode", ("SAME",)),
        ],
    ),
    "the last numbers": (
        *(SIGNAL, FIVE, RIGHT_1D[1:]),
        [Fact("size", ((11,), (12,))), Fact("some numbers", ("last", 11, 12, [int(RIGHT_1D[0])]))],
    ),
    "the last columns": (
        *(IMAGE, KERNEL, RIGHT_2D[:, 1:]),
        [Fact("size", ((5, 6), (5, 7))), Fact("some lines", (("column", "last", 6, 7),))],
    ),
    "rows and columns are missing": (
        *(IMAGE, KERNEL, RIGHT_2D[1:, :3]),
        [
            Fact("size", ((4, 3), (5, 7))),
            Fact("some lines", (("row", "last", 4, 5), ("column", "first", 3, 7))),
        ],
    ),
}


@pytest.mark.parametrize("x, h, values, known", KNOWN.values(), ids=list(KNOWN))
def test_what_is_known_is_said(x, h, values, known):
    assert facts(request_of(x, h), Given(np.array(values).tolist())) == known


def leaves(request, index):
    """Whether a window leaves the input: (with one of its weights, anywhere between them)."""
    inner = np.zeros(np.shape(request.x)[:2] if request.axes > 1 else np.shape(request.x))
    padded = np.pad(inner, request.sides, constant_values=1)
    cut = [slice(i * s, i * s + (k - 1) * d + 1, d) for i, (_, k, s, d) in zip(index, request.each)]
    whole = [slice(i * s, i * s + (k - 1) * d + 1) for i, (_, k, s, d) in zip(index, request.each)]
    return bool(padded[tuple(cut)].any()), bool(padded[tuple(whole)].any())


def true_facts(request, values):
    """{kind: its values, or whether it holds} of what is true of these numbers, for kinds that can be listed."""
    right, given = np.array(request.output, object), np.array(values, object)
    if right.shape != given.shape:
        return {"size": (given.shape, right.shape), "size exchanged": given.shape[::-1] == right.shape}
    differ = np.frompyfunc(lambda g, y: not alike(g, y), 2, 1)(given, right).astype(bool)
    wrong = list(zip(*(places.tolist() for places in np.nonzero(differ))))
    g, y = given.ravel().tolist(), right.ravel().tolist()
    times = {Fraction(given[index]) / Fraction(right[index]) for index in wrong if right[index]}
    return {
        "at border times": (*times,),
        "agree": ((~differ).sum(), differ.size),
        "at border": bool(wrong) and all(leaves(request, index)[1] for index in wrong),
        "inside": bool(wrong) and not any(leaves(request, index)[0] for index in wrong),
        "rows": (sorted({index[0] for index in wrong}),),
        "columns": (sorted({index[-1] for index in wrong}),),
        "reordered": sorted(g) == sorted(y),
        "one too early": g[:-1] == y[1:],
        "one too late": g[1:] == y[:-1],
    }


def is_true(fact, request, values):
    """Whether a fact is true."""
    kind, told = fact
    right, given = np.array(request.output, object), np.array(values, object)
    if kind == "size of mode":
        (mode,) = told
        return (
            np.shape(made([], request.but(padding=None, mode=mode))) == given.shape and mode != request.mode
        )
    if kind == "plus":
        return bool((given == right + told[0]).all())
    if kind == "times":
        return bool((given == right * told[0]).all())
    if kind == "one differs":
        index, exact, theirs = told
        assert given[index] == theirs
        given[index] = exact
        return given.tolist() == right.tolist()
    if kind == "two differ":
        indices, exact, theirs = told
        assert len(indices) == 2 and [given[index] for index in indices] == theirs
        for index, number in zip(indices, exact):
            given[index] = number
        return given.tolist() == right.tolist()
    if kind == "some numbers":
        end, count, of, missing = told
        whole = [*values, *missing] if end == "first" else [*missing, *values]
        return (len(values), of, whole) == (count, len(right), right.tolist())
    if kind == "some lines":
        for axis, (line, end, count, of) in [(("row", "column").index(line[0]), line) for line in told]:
            assert (given.shape[axis], right.shape[axis]) == (count, of) and count < of
            right = right.take(range(count) if end == "first" else range(of - count, of), axis)
        return given.tolist() == right.tolist()
    if kind == "wrong as":
        of_mistake = np.array(made([told[1]], request), object)
        return bool(((given == right) | (given == of_mistake)).all() and (given != right).sum() > 1)
    if kind == "in other rows":
        return given.shape == told[0] != right.shape and list(given.flat) == list(right.flat)
    if kind == "two exchanged":
        one, two = told
        given[one], given[two] = given[two], given[one]
        return given.tolist() == right.tolist()
    return true_facts(request, values)[kind] == (told or True)


@st.composite
def spoilt(draw):
    """(a request, numbers that keep something of the right ones)."""
    request = draw(requests().filter(lambda request: request.axes < 3))
    right = np.array(request.output, object)
    places = draw(st.lists(st.integers(0, right.size - 1), max_size=3))
    number = draw(st.sampled_from([1, 3, -2, Fraction(1, 3), 10**6]))
    spoil = draw(st.integers(0, 9))
    if spoil < 2:
        for place in places:
            right.flat[place] = right.flat[place] + number
    ways = [
        right,
        right,
        right + number,
        right * number,
        right.T,
        right[draw(st.integers(0, 1)) :, ...][: -1 - draw(st.integers(0, 1))],
        right[..., 1:],
        right.reshape(-1)[None] if right.ndim == 2 else right,
        np.roll(right, 1),
        np.roll(right, -1),
    ]
    values = ways[spoil]
    assume(values.size)
    return request, values.tolist()


@quick
@given(spoilt())
def test_every_fact_is_true(case):
    request, values = case
    for fact in facts(request, Given(values)):
        assert is_true(fact, request, values), fact


@pytest.mark.parametrize(
    "x, got",
    [
        ([10**12, 2 * 10**12, 5, 1], [10**12 + 1, 2 * 10**12 + 7, 6, 2]),
        ([10**12, 2 * 10**12, 3 * 10**12, 1], [10**12 + 3, 2 * 10**12 + 7, 3 * 10**12 + 2, 1]),
        ([10**12, 10**12 + 1, 10**12 + 2, 5], [10**12 + 2, 10**12 + 3, 7, 5]),
    ],
)
def test_facts_of_large_whole_numbers_are_exact(x, got):
    request = request_of(x, [1])
    assert all(is_true(fact, request, got) for fact in facts(request, Given(got)))


def test_one_wrong_number_is_of_no_mistake():
    """Of 4 1 3 5 with 1 2 3 in mode same, 9 17 14 19, the correlation is 11 15 22 13: two of its numbers tell of it."""
    request = request_of([4, 1, 3, 5], [1, 2, 3], "same")
    told = [{fact.kind for fact in facts(request, Given(got))} for got in ([9, 17, 22, 19], [9, 17, 22, 13])]
    assert ["wrong as" in kinds for kinds in told] == [False, True]


def test_facts_never_add_nothing():
    """Floats that are right but for their rounding are no right numbers plus 0, or times 1."""
    request = request_of([3, 4, 5, 7], [Fraction(1, 3)] * 3)
    given = Given([1, 2.3333334, 4, 5.3333334, 4.0000004, 2.3333334])
    assert not {"plus", "times"} & {fact.kind for fact in facts(request, given)}


def test_a_window_leaves_the_image_of_a_stack_too():
    """With channels the index has one number more at its end, and in a batch one at its front."""
    x, h = [[[1, 2]] * 3] * 3, [[[[1], [1]]] * 3] * 3
    request = request_of([x], [*h], "same")
    values = np.array(request.output)
    values[0, 0, 1, 0] += 5
    values[0, 2, 2, 0] += 9
    assert Fact("at border") in facts(request, Given(values.tolist()))
    values[0, 1, 1, 0] += 9
    assert Fact("at border") not in facts(request, Given(values.tolist()))


def test_numbers_at_the_ends_that_are_a_multiple_of_what_was_asked():
    """np.gradient: one-sided differences at the ends, which are not halved."""
    x = np.array([3, 4, 9, 8, 6, 14, 17])
    got = [Fraction(number) for number in np.gradient(x)]
    request = request_of(x, [Fraction(1, 2), 0, Fraction(-1, 2)], "same", border="edge")
    assert Fact("at border times", (2,)) in facts(request, Given(got))
    got[-1] += 1
    known = facts(request, Given(got))
    assert Fact("at border") in known and not any(fact.kind == "at border times" for fact in known)
    got[-1] = float("nan")
    assert Fact("at border") in facts(request, Given(got))
