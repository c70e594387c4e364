"""Where a window lies: counted out, weight by weight."""

import pytest
from hypothesis import given
from support.strategies import laws, margins, steps

from course.diagnosis.windows import overhang, sliding_index


@laws
@given(margins, steps, steps, steps, steps, margins)
def test_a_window_leaves_an_axis_where_some_weight_does(i, n, k, stride, dilation, before):
    covered = [i * stride + a * dilation - before for a in range(k)]
    assert overhang(i, n, k, stride, dilation, before) == (min(covered) < 0, max(covered) >= n)


@pytest.mark.parametrize(
    "index, sliding", [((3,), (3,)), ((1, 2), (1, 2)), ((1, 2, 0), (1, 2)), ((4, 1, 2, 0), (1, 2))]
)
def test_the_part_of_an_index_that_slides(index, sliding):
    assert sliding_index(index) == sliding
