"""What can be asked of a probe: its sizes, and whether a window leaves the input. Lists and arrays alike."""

import numpy as np
import pytest
from support.diagnosed_functions import lies
from support.wrong_functions import MODES, TENSORFLOW

from course.diagnosis.probes import beyond, count_numbers, is_of_bytes, shape_of, sliding_sizes, step_sizes
from course.diagnosis.suites import suite_of
from course.mistakes.smallest_input import Probe

PROBES = {
    "signal": (Probe([1, 2, 3], [1, 2], {}), 5, ((3,), (2,)), (1,)),
    "image": (Probe([[1, 2, 3]] * 4, [[1], [2]], {"stride": 2}), 14, ((4, 3), (2, 1)), (2, 2)),
    "channels": (
        Probe([[[1, 2]] * 3] * 4, [[[[1], [2]]] * 3] * 2, {"stride": (1, 3)}),
        *(36, ((4, 3), (2, 3)), (1, 3)),
    ),
    "batch": (Probe([[[[1, 2]] * 3] * 4], [[[[1], [2]]] * 3] * 2, {}), 36, ((4, 3), (2, 3)), (1, 1)),
}


@pytest.mark.parametrize("kind", [list, np.array], ids=["lists", "arrays"])
@pytest.mark.parametrize("probe, count, sizes, strides", PROBES.values(), ids=list(PROBES))
def test_sizes(probe, count, sizes, strides, kind):
    probe = Probe(kind(probe.x), kind(probe.h), probe.options)
    assert (count_numbers(probe), sliding_sizes(probe), step_sizes(probe, "stride")) == (
        count,
        sizes,
        strides,
    )
    assert shape_of(probe.x) == np.shape(probe.x)


def test_bytes_are_known_by_their_type():
    assert is_of_bytes(np.array([1], np.uint8))
    assert not any(map(is_of_bytes, ([1], 1, np.array([1]), np.array([1.0]), np.array([1], np.int8))))


@pytest.mark.parametrize("place", ["1-D", "2-D", "stride", "dilation"])
def test_windows_that_leave_the_input(place):
    """Counted out number by number in lies()."""
    suite = suite_of(place, MODES if place in ("1-D", "2-D") else TENSORFLOW, True)
    for probe in suite.probes:
        sizes = np.shape(suite.right(probe))
        for index in np.ndindex(sizes):
            both = beyond(probe, index)
            assert any(before for before, _ in both) == lies("beyond start", probe, index, sizes)
            assert any(after for _, after in both) == lies("beyond end", probe, index, sizes)


def test_windows_of_a_stack_are_those_of_its_image():
    probe = Probe(np.zeros((1, 4, 3, 2)), np.zeros((3, 1, 2, 5)), {"mode": "same"})
    assert beyond(probe, (0, 0, 1, 4)) == [(True, False), (False, False)]
    assert beyond(probe, (3, 1, 4)) == [(False, True), (False, False)]
