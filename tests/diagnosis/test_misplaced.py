"""Right numbers at other places: what is said of them is so, and where one failure is otherwise nothing is said."""

import numpy as np
import pytest

from course.diagnosis.answer import Answer
from course.diagnosis.failures import Failure
from course.diagnosis.misplaced import misplaced, size_three_only
from course.mistakes.smallest_input import Probe

RIGHT = [
    np.arange(1, rows * columns + 1.0).reshape(rows, columns) for rows, columns in ((3, 5), (4, 3), (2, 7))
]


def failures_of(change, right=RIGHT, kernel=np.ones((2, 3))):
    """Failures whose results a change makes of the right ones, under a kernel that is not square."""
    failures = []
    for numbers in right:
        probe = Probe(np.ones((6, 8)), kernel, {"mode": "full", "flip": True})
        failures.append(Failure(probe, Answer(change(numbers).tolist()), numbers.tolist(), "f()"))
    return failures


def moved(rows, columns):
    def change(numbers):
        far = np.full([size + 8 for size in numbers.shape], 99.0)
        far[4 + rows : 4 + rows + numbers.shape[0], 4 + columns : 4 + columns + numbers.shape[1]] = numbers
        return far[4:-4, 4:-4]

    return change


TOLD = {
    "in the middle": (lambda y: np.pad(y, 1), "right part", ("in the middle",)),
    "at the beginning": (lambda y: np.pad(y, ((0, 1), (0, 3))), "right part", ("at the beginning",)),
    "at the end": (lambda y: np.pad(y, ((3, 0), (2, 0))), "right part", ("at the end",)),
    "k - 1 too many": (lambda y: np.pad(-y, ((0, 1), (0, 2))), "k - 1 too many", ()),
    "cut short": (lambda y: y[:1, :2], "begins rightly", ()),
    "one row down": (moved(1, 0), "moved", ((1, 0),)),
    "up and right": (moved(-1, 2), "moved", ((-1, 2),)),
}


@pytest.mark.parametrize("name", TOLD)
def test_it_is_told_where_the_right_numbers_stand_and_only_if_all_agree(name):
    change, kind, values = TOLD[name]
    failures = failures_of(change)
    assert [(fact.kind, fact.values) for fact in misplaced(failures)] == [(kind, values)]
    other = failures_of(lambda y: change(y) + 1.0 if name != "k - 1 too many" else -y)
    assert misplaced([*failures[:2], *other[2:]]) == [] and misplaced(failures[:2]) == []


def test_a_frame_of_one_side_is_no_middle():
    assert misplaced(failures_of(lambda y: np.pad(y + 0.0, ((0, 0), (1, 2))))) == []


def test_it_is_right_for_kernels_of_size_3_only():
    options = {"mode": "same", "flip": True}
    probes = [Probe(np.ones(9), np.ones(k), options) for k in (3, 3, 1, 2, 5)]
    failed = [Failure(probe, Answer([0.0]), [1.0], "f()") for probe in probes[2:]]
    assert [fact.kind for fact in size_three_only(failed, probes)] == ["size 3 only"]
    assert size_three_only(failed[1:], probes) == [] and size_three_only(failed[:1], probes[:3]) == []


def test_what_begins_rightly_may_be_nothing_at_all_for_some():
    """Loops that run over rows - 2 of a padded image give [] for small ones."""
    cut = failures_of(lambda y: y[: y.shape[0] - 1, :2])
    empty = Failure(cut[0].probe, Answer([]), RIGHT[0].tolist(), "f()")
    assert [fact.kind for fact in misplaced([*cut, empty])] == ["begins rightly"]
    assert misplaced([*cut[:2], empty]) == []
    assert misplaced([*failures_of(lambda y: np.pad(y, 1)), empty]) == []
