"""The figures of docs/further/other_courses.py: cells that differ, are taken, or are not 0, read back by their colours."""

import numpy as np
import pytest
from support.drawings import close_figures, is_cut, texts, tint, title  # noqa: F401 (a fixture)

from course.pictures.figure_pieces import DARKER_RED
from course.pictures.figures import PALE_BLUE, PALE_RED
from course.pictures.figures_of_other_courses import draw_crop, draw_mixed_up, draw_ramp


def tints(ax, top, left, rows, columns):
    """The colours of a table of cells."""
    return [[tint(ax, top + i, left + j) for j in range(columns)] for i in range(rows)]


def test_rows_and_numbers_that_differ_are_coloured():
    image = np.arange(12).reshape(3, 4)
    other = image.copy()
    other[0, 3] = other[2, 0] = 99
    feature_map = np.array([[1, 2], [3, 4]])
    other_map = np.array([[1, 5], [6, 7]])
    fig = draw_mixed_up(image, feature_map, other, other_map)
    assert title(
        fig
    ) == "Two images share the rows 1, and 3 of 4 numbers of their maps differ" and not is_cut(fig)
    (ax,) = fig.axes
    for left in (0, 9):
        assert tints(ax, 0, left, 3, 4) == [[DARKER_RED] * 4, [PALE_BLUE] * 4, [DARKER_RED] * 4]
        assert tints(ax, 0.5, left + 5, 2, 2) == [[PALE_BLUE, DARKER_RED], [DARKER_RED] * 2]
    assert [texts(ax)[0.5, column] for column in (5, 6, 14, 15)] == ["1", "2", "1", "5"]


def test_a_stride_and_a_crop_take_other_places():
    dense = np.arange(15).reshape(3, 5)
    fig = draw_crop(dense, (2, 3))
    assert title(fig) == "Stride 2 and a crop take 6 numbers each, and only 2 places are the same"
    (ax,) = fig.axes
    taken = [[np.array(tints(ax, 0, left, 3, 5)) == PALE_RED] for left in (0, 6)]
    assert np.argwhere(taken[0][0]).tolist() == [[0, 0], [0, 2], [0, 4], [2, 0], [2, 2], [2, 4]]
    assert np.argwhere(taken[1][0]).tolist() == [[i, j] for i in (0, 1) for j in (0, 1, 2)]


@pytest.mark.parametrize("ramp, flat", [([0, 0, 0, 1, 2, 3, 4, 4, 4], 3), ([0, 1, 3, 6], 0), ([5, 4, 3], 1)])
def test_a_ramp_has_its_gradient_and_its_laplacian_below(ramp, flat):
    gradient, laplacian = np.diff(ramp), np.diff(ramp, 2)
    fig = draw_ramp(np.array(ramp), gradient, laplacian)
    assert title(fig) == f"At {flat} places on the ramp the gradient is not 0, but the Laplacian is"
    (ax,) = fig.axes
    for row, left, numbers in ((1.3, 0.5, gradient), (2.6, 1, laplacian)):
        for place, value in enumerate(numbers):
            assert texts(ax)[row, left + place] == str(value)
            assert tint(ax, row, left + place) == (PALE_RED if value else "#FFFFFF")
