"""Hints by what all failures share: the most telling fact first."""

import pytest

from course.diagnosis.fact_text import Fact
from course.practice.fact_hints import hints_for

SAME = Fact("wrong at most where", ("same", 77, 78))
HINTS = {  # facts: a piece of the one hint
    "corners, whatever the mode": ((SAME, Fact("wrong numbers", ("corners",))), "diagonally beyond a corner"),
    "corners that are 0": (
        (Fact("wrong numbers", ("corners",)), Fact("zeros")),
        "diagonally beyond a corner",
    ),
    "beyond a corner": ((Fact("wrong numbers", ("beyond corners",)),), "np.pad fills the corners"),
    "zeros, whatever the mode": ((SAME, Fact("zeros")), "does none reach these places"),
    "zeros where nan belongs": ((Fact("wrong only where", ("nan",)), Fact("zeros")), "holds the nan"),
    "the end is missing": ((Fact("begins rightly"),), "range(n) has n rounds"),
    "the mode, and behind the end": ((SAME, Fact("wrong numbers", ("beyond end",))), "Mode same has as many"),
    "behind the end": ((Fact("wrong numbers", ("beyond end",)),), "up to the last place of the result"),
    "before the start": ((Fact("wrong numbers", ("beyond start",)),), "before its start"),
    "beyond the input": ((Fact("wrong numbers", ("beyond input",)),), "what stands around the input"),
    "mode same and a kernel that is not square": (
        (Fact("wrong at most where both", ("same", "kernel not square", 38, 47)),),
        "rows go by rows",
    ),
    "the same, always": (
        (Fact("wrong only where", ("kernel not square", "same")),),
        "rows go by rows",
    ),
}


MISSING = Fact("missing", (("first and last",), False))


def test_in_mode_valid_nothing_is_to_be_put_around_the_input():
    always = Fact("wrong only where", ("valid",))
    for (hint,) in (
        hints_for([MISSING], mode="valid"),
        hints_for([always, MISSING]),
        hints_for([MISSING], mode="VALID"),
    ):
        assert "full[k - 1 : n]" in hint
    (elsewhere,) = hints_for([MISSING], mode="same")
    assert "around the input" in elsewhere


@pytest.mark.parametrize("name", HINTS)
def test_the_most_telling_fact_has_the_hint(name):
    facts, piece = HINTS[name]
    (hint,) = hints_for(facts)
    assert piece in hint


def test_where_nothing_is_known_there_is_no_hint():
    assert hints_for([Fact("wrong on some", (3, 12)), Fact("wrong numbers", ("last row",))]) == []


def test_of_errors_only_what_the_shapes_may_tell_is_a_hint():
    assert hints_for([SAME], is_error=True) == []
    assert hints_for([Fact("wrong only where", ("image not square",))], is_error=True)
