"""The drawings of the lessons, read back from the axes that they were drawn on."""

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgba

from course.pictures import figures
from course.pictures.figure_pieces import explain_tint, sum_in_digits

plt.switch_backend("agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.mark.parametrize("terms, text", [
    ([3, 8], "3 + 8 = 11"), ([6], "6"), ([3, -8], "3 + (-8) = -5"), ([-8], "-8"),
    ([0.1, 0.2], "0.1 + 0.2 = 0.3"), ([0, 4, 10], "0 + 4 + 10 = 14"),
])  # fmt: skip
def test_a_sum_in_digits(terms, text):
    assert sum_in_digits(terms) == text
    assert sum_in_digits(list(np.array(terms))) == text


def test_a_tint_stands_beside_what_it_means():
    fig, ax = figures.panels("t")
    explain_tint(ax, 5, 2, figures.PALE_RED, "a result")
    (cell,) = ax.patches
    empty, meaning = ax.texts
    assert cell.get_facecolor() == to_rgba(figures.PALE_RED) and not empty.get_text()
    assert cell.get_bbox().bounds == (1.5, 4.5, 1, 1)
    assert (
        meaning.get_text() == "a result"
        and meaning.get_position()[0] > 2.5
        and meaning.get_position()[1] == 5
    )


class TestFigures:
    def test_panels_are_at_most_8_inches_wide(self):
        fig, axes = figures.panels("A finding", 3, rows=2)
        assert fig.get_figwidth() <= 8 and len(axes) == 6
        assert fig.get_suptitle() == "A finding"

    def test_every_number_stands_in_its_cell(self):
        fig, ax = figures.panels("t")
        figures.matrix(ax, [[1, None, -3], [4, 5, 6]], signed=True)
        texts = {(round(t.get_position()[1]), round(t.get_position()[0])): t.get_text() for t in ax.texts}
        assert texts == {(0, 0): "1", (0, 2): "-3", (1, 0): "4", (1, 1): "5", (1, 2): "6"}
        assert ax.get_ylim()[0] > ax.get_ylim()[1], "rows count from the top"

    def test_numbers_can_be_read_on_their_colours(self):
        fig, ax = figures.panels("t")
        figures.matrix(ax, [[-1000, 0, 1000]], signed=True)
        assert len(ax.patches) == 3
        for cell in ax.patches:
            assert np.dot(cell.get_facecolor()[:3], (0.299, 0.587, 0.114)) > 0.4

    def test_signed_scales_are_symmetric_about_0(self):
        fig, ax = figures.panels("t")
        figures.picture(ax, [[-5, 2], [1, 3]], signed=True, high=50)
        assert ax.images[0].get_clim() == (-50, 50)

    def test_a_readers_own_matplotlibrc_turns_nothing_upside_down(self):
        plt.rcParams["image.origin"] = "lower"
        fig, ax = figures.panels("t")
        figures.picture(ax, [[1, 2], [3, 4]])
        assert ax.get_ylim()[0] > ax.get_ylim()[1]

    def test_pictures_share_their_scale(self):
        fig, axes = figures.panels("t", 2)
        figures.picture(axes[0], np.zeros((3, 4)))
        figures.picture(axes[1], np.full((3, 4), 100))
        assert axes[0].images[0].get_clim() == axes[1].images[0].get_clim() == (0, 255)

    def test_pictures_show_their_middle_each_on_its_own_axes(self):
        fig, axes = figures.panels("t", 2)
        numbers = np.arange(7 * 10).reshape(7, 10)
        figures.pictures(axes, {"a": numbers, "b": numbers[:2]}, part=4, high=70)
        assert axes[0].images[0].get_array().tolist() == numbers[1:5, 3:7].tolist()
        assert axes[1].images[0].get_array().tolist() == numbers[:2, 3:7].tolist()
        assert [ax.get_title() for ax in axes] == ["a", "b"]

    def test_a_picture_without_a_panel_is_not_dropped(self):
        fig, axes = figures.panels("t", 2)
        with pytest.raises(ValueError, match="3 pictures do not fit 2 panels"):
            figures.pictures(axes, dict.fromkeys("abc", np.zeros((2, 2))))

    def test_the_window_frames_its_cells(self):
        fig, ax = figures.panels("t")
        figures.window(ax, 1, 2, rows=2, columns=3)
        assert ax.patches[0].get_bbox().bounds == (1.5, 0.5, 3, 2)

    def test_curves_are_lines_and_single_values_dots(self):
        fig, ax = figures.panels("t")
        figures.curves(ax, {"line": ([0, 1, 2], [5, 6, 9]), "dot": (1, 7)}, "n", "y")
        line, dot = ax.get_lines()
        assert (line.get_linestyle(), dot.get_marker()) == ("-", "o")
        assert line.get_ydata().tolist() == [5, 6, 9] and ax.get_xlabel() == "n" and ax.get_ylabel() == "y"
