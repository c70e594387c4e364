"""What the figures of the lessons show, read back from them: texts in their places, frames, titles."""

import numpy as np
import pytest
from support.drawings import close_figures  # noqa: F401 (a fixture)
from matplotlib.colors import to_hex

from course.pictures.figure_pieces import PALE_GREY
from course.pictures.figures import PALE_RED
from course.pictures.figures_of_lesson_2 import (
    draw_channels,
    draw_counts,
    draw_descent,
    draw_dilation,
    draw_learning,
    draw_same_strides,
)
from course.pictures.figures_of_speed import draw_times, draw_times_by_size

EDGE = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])


def title(fig):
    return fig.get_suptitle()


def texts(ax):
    """The texts of a drawing, by their places (row, column)."""
    return {(text.get_position()[1], text.get_position()[0]): text.get_text() for text in ax.texts}


def in_rows(ax):
    """The numbers of a drawing, row by row from the top, and in each row from the left."""
    rows = {}
    for (row, column), text in texts(ax).items():
        if text.lstrip("-").replace(".", "").isdigit():
            rows.setdefault(row, []).append((column, text))
    return [[text for _, text in sorted(rows[row])] for row in sorted(rows)]


def is_cut(fig):
    """Whether a text of a figure reaches beyond its edge."""
    fig.draw_without_rendering()
    whole = fig.bbox
    for ax in fig.axes:
        for text in ax.texts:
            box = text.get_window_extent()
            if box.x0 < 0 or box.y0 < 0 or box.x1 > whole.x1 or box.y1 > whole.y1:
                return True
    return False


class TestDescent:
    @staticmethod
    def error_of(weight):
        return 2 * (weight - 3) ** 2

    def test_each_weight_stands_on_the_curve(self):
        fig = draw_descent(self.error_of, [1, 2, 2.5])
        curve, dots = (line.get_xydata() for line in fig.axes[0].lines)
        assert dots.tolist() == [[1, 8], [2, 2], [2.5, 0.5]]
        assert np.allclose(curve[:, 1], self.error_of(curve[:, 0]))

    def test_the_curve_shows_its_lowest_place_and_both_sides(self):
        curve = draw_descent(self.error_of, [1, 2, 2.5]).axes[0].lines[0].get_xydata()
        lowest = curve[:, 1].argmin()
        assert 0 < lowest < len(curve) - 1 and curve[lowest, 0] == pytest.approx(3, abs=0.05)

    def test_an_arrow_leads_from_each_weight_to_the_next(self):
        ax = draw_descent(self.error_of, [1, 2, 2.5]).axes[0]
        arrows = [(text.xyann, text.xy) for text in ax.texts if text.arrow_patch]
        assert arrows == [((1, 8), (2, 2)), ((2, 2), (2.5, 0.5))]

    def test_weights_that_run_away_are_drawn_as_well(self):
        fig = draw_descent(self.error_of, [1, 9, -15])
        assert not is_cut(fig)


class TestLearning:
    KERNELS = [EDGE * share for share in np.linspace(0, 1, 11)]
    ERRORS = [float(((kernel - EDGE) ** 2).mean()) for kernel in KERNELS]

    def test_the_errors_are_drawn_as_they_are(self):
        curve = draw_learning(self.ERRORS, self.KERNELS, EDGE).axes[-1].lines[0].get_xydata()
        assert curve.tolist() == [[step, error] for step, error in enumerate(self.ERRORS)]

    def test_below_it_stand_four_kernels_and_the_wanted_one(self):
        axes = draw_learning(self.ERRORS, self.KERNELS, EDGE).axes
        shown = {ax.get_title(): in_rows(ax) for ax in axes if ax.get_title()}
        assert list(shown) == ["after 0 steps", "after 1 step", "after 5 steps", "after 10 steps", "wanted"]
        assert shown["after 5 steps"] == [
            ["0.5", "0.0", "-0.5"],
            ["1.0", "0.0", "-1.0"],
            ["0.5", "0.0", "-0.5"],
        ]
        assert shown["wanted"] == [["1", "0", "-1"], ["2", "0", "-2"], ["1", "0", "-1"]]

    def test_the_title_says_whether_the_kernel_comes_back(self):
        assert title(draw_learning(self.ERRORS, self.KERNELS, EDGE)).endswith("comes back")
        assert title(draw_learning(self.ERRORS, self.KERNELS, EDGE.T)).endswith("another kernel comes out")


def test_the_title_of_the_counts_is_read_off_them():
    fig = draw_counts([[4, 6, 4], [7, 9, 6], [4, 6, 4]])
    assert title(fig) == "SAME sees 9 pixels inside, 6 at an edge, 4 in a corner"
    assert in_rows(fig.axes[0]) == [["4", "6", "4"], ["7", "9", "6"], ["4", "6", "4"]]


class TestSameStrides:
    def test_the_windows_of_both_strides(self):
        rows = in_rows(draw_same_strides([1, 2, 3, 4, 5, 6], 3).axes[0])
        assert rows == [
            list("01234560"),
            *([*"012"], [*"123"], [*"234"], [*"345"], [*"456"], [*"560"]),
            list("1234560"),
            *([*"123"], [*"345"], [*"560"]),
        ]

    def test_each_window_stands_under_the_numbers_that_it_holds(self):
        seen = texts(draw_same_strides([1, 2, 3, 4, 5, 6], 3).axes[0])
        for (_, column), text in seen.items():
            if text.isdigit():
                assert text == {-1: "0", 6: "0"}.get(column, str(int(column) + 1))

    def test_the_sums_and_the_title(self):
        fig = draw_same_strides([1, 2, 3, 4, 5, 6], 3)
        sums = [text for text in texts(fig.axes[0]).values() if text.startswith("sum")]
        assert sums == [f"sum {number}" for number in (3, 6, 9, 12, 15, 11, 6, 12, 11)]
        assert title(fig).startswith("Stride 2 gives 6 12 11, and not 3 9 15")

    def test_where_they_are_the_same_the_title_says_so(self):
        assert title(draw_same_strides([1, 2, 3, 4, 5], 3)).endswith("every second window of stride 1")

    def test_every_second_window_of_stride_1_is_coloured(self):
        ax = draw_same_strides([1, 2, 3, 4, 5, 6], 3).axes[0]
        colours = {round(box.get_y() + 0.5): to_hex(box.get_facecolor()).upper() for box in ax.patches}
        assert [colours[row] for row in range(1, 7)] == [PALE_RED, PALE_GREY] * 3


def test_dilation_frames_the_pixels_that_the_kernel_sees():
    fig = draw_dilation(np.arange(30).reshape(5, 6), 2, 3)
    frames = [patch.get_bbox() for patch in fig.axes[0].patches if not patch.get_fill()]
    middles = [(round((box.y0 + box.y1) / 2), round((box.x0 + box.x1) / 2)) for box in frames]
    assert middles == [(0, 0), (0, 3), (3, 0), (3, 3)]
    assert title(fig) == "4 weights, 3 pixels apart, reach over 4x4 pixels"


def test_channels_stand_in_rows_and_their_sum_beside_them():
    planes = [np.array([[1, 2, 3]]), np.array([[4, 5, 6]])]
    kernels = [np.array([[1, 0]]), np.array([[0, 2]])]
    maps = [np.array([[1, 2]]), np.array([[10, 12]])]
    fig = draw_channels(planes, kernels, maps)
    assert in_rows(fig.axes[0]) == [
        ["1", "2", "3", "1", "0", "1", "2"],
        ["11", "14"],
        ["4", "5", "6", "0", "2", "10", "12"],
    ]
    assert not is_cut(fig)


class TestTimes:
    def test_the_titles_name_the_fastest(self):
        spent = {"a loop": [1, 50], "a library": [2, 3]}
        assert (
            title(draw_times_by_size([16, 64], spent)) == "Fastest with 16x16: a loop; with 64x64: a library"
        )
        fig = draw_times({"a loop": 50, "a library": 3}, {"a loop": 2, "a library": 9})
        assert title(fig) == "Fastest with one channel: a library; with 32 channels: a loop"

    def test_a_line_for_each_way(self):
        ax = draw_times_by_size([16, 64], {"a loop": [1, 50], "a library": [2, 3]}).axes[0]
        lines = {line.get_label(): line.get_xydata().tolist() for line in ax.lines}
        assert lines == {"a loop": [[16, 1], [64, 50]], "a library": [[16, 2], [64, 3]]}


@pytest.mark.parametrize("count", [6, 8])
def test_nothing_is_cut_off_where_the_signal_is_longer(count):
    assert not is_cut(draw_same_strides(range(1, count + 1), 3))
